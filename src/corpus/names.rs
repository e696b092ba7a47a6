//! Which types are names, as far as capitals tell.
//!
//! Types are folded, so their capitals are gone; the places they stand in are not. A type is a name when it is
//! written with a capital nearly everywhere inside sentences. First words of sentences say nothing, nor do
//! headlines and subheads, which some outlets write all in capitals, nor articles in German, where every noun has one.
//! Scripts without capitals have no names here. Days and months are written like names in English and count as such.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::{ArticleId, Bits, Corpus, Language, ParagraphKind, SENTINEL, Span};
use crate::task::{Cancelled, Task};

/// Of 100 places inside sentences so many have a capital at least.
const NEARLY_ALL: u64 = 90;

/// Languages that write all nouns with a capital.
const NOUNS_IN_CAPITALS: [&str; 2] = ["de", "lb"];

/// The names of a corpus once somebody asked for them. It follows from the rest, so all are equal.
#[derive(Debug, Default)]
pub(super) struct Names(OnceLock<Arc<Bits>>);

impl PartialEq for Names {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Names {}

impl Corpus {
    /// The types that are written like names, by number. The text is looked through when first asked.
    pub fn names(&self, task: &Task) -> Result<Arc<Bits>, Cancelled> {
        if let Some(known) = self.names.0.get() {
            return Ok(Arc::clone(known));
        }
        // Two who ask at once both look: nobody waits for another within the pool.
        let found = Arc::new(self.find_names(task)?);
        Ok(Arc::clone(self.names.0.get_or_init(|| found)))
    }

    fn find_names(&self, task: &Task) -> Result<Bits, Cancelled> {
        let types = self.vocabulary().len();
        let articles: Vec<ArticleId> = (0..self.article_count()).collect();
        let part = |articles: &[ArticleId]| {
            // Places inside sentences, and those of them with a capital.
            let mut sums = vec![(0_u32, 0_u32); types];
            for &id in articles {
                task.check()?;
                self.add_capitals(id, &mut sums);
            }
            Ok(sums)
        };
        // A handful of parts: each costs a pair of sums a type.
        let parts: Vec<Vec<(u32, u32)>> = articles
            .par_chunks(articles.len().div_ceil(8).max(64))
            .map(part)
            .collect::<Result<_, Cancelled>>()?;
        let mut sums = vec![(0_u64, 0_u64); types];
        for part in parts {
            for (sum, (inside, capital)) in sums.iter_mut().zip(part) {
                *sum = (sum.0 + u64::from(inside), sum.1 + u64::from(capital));
            }
        }
        let is_name = |(inside, capital): (u64, u64)| capital > 0 && capital * 100 >= inside * NEARLY_ALL;
        let names = (0..).zip(sums).filter(|(_, sums)| is_name(*sums)).map(|(word, _)| word);
        Ok(Bits::new(types as u32, names))
    }

    fn add_capitals(&self, id: ArticleId, sums: &mut [(u32, u32)]) {
        if NOUNS_IN_CAPITALS.iter().any(|code| self.language_of(id) == Language::from_code(code)) {
            return;
        }
        let article = self.article(id);
        let subheads = article.body.iter().filter(|part| part.kind == ParagraphKind::Subhead);
        let headings: Vec<Span> = article
            .headline
            .iter()
            .map(|headline| headline.value)
            .chain(subheads.map(|part| part.span))
            .collect();
        let range = self.article_range(id);
        for position in range.start as u32..range.end as u32 {
            let word = self.stream().get(position as usize).copied().unwrap_or(SENTINEL);
            let Some(sum) = sums.get_mut(word as usize) else { continue };
            if self.sentence_starts().contains(position) {
                continue;
            }
            let span = self.span_at(position);
            if headings.iter().any(|heading| (heading.from..heading.to).contains(&span.from)) {
                continue;
            }
            sum.0 += 1;
            sum.1 += u32::from(article.text(span).chars().next().is_some_and(char::is_uppercase));
        }
    }
}
