//! Articles by a few letters of their headline, outlet or date: for the palette.

use rayon::prelude::*;

use crate::corpus::{ArticleId, Corpus};
use crate::task::{Cancelled, Task};
use crate::text::normalise;

/// The question: which headlines have what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct HeadlinesRecipe {
    /// What was typed.
    pub typed: String,
    /// How many of the best are given.
    pub most: usize,
}

/// How well a headline fits, best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fit {
    /// Each word typed begins a word of headline, outlet or date.
    Words,
    /// What was typed stands within a word of the headline.
    Within,
    /// It stands at the beginning of a word.
    AtWord,
    /// The headline begins with it.
    Beginning,
}

impl Fit {
    /// In points, to be weighed against other kinds of things that can be found.
    pub fn score(self) -> i32 {
        match self {
            Self::Words => 50,
            Self::Within => 60,
            Self::AtWord => 80,
            Self::Beginning => 100,
        }
    }
}

/// One article found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadlineFound {
    /// The article.
    pub article: ArticleId,
    /// How well it fits.
    pub fit: Fit,
}

/// The answer to a [`HeadlinesRecipe`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headlines {
    /// The best, best first; of equally good ones the newer first.
    pub found: Vec<HeadlineFound>,
    /// How many articles fit in all.
    pub total: u32,
}

/// Articles between two questions whether to go on.
const STRIDE: usize = 1024;

impl HeadlinesRecipe {
    /// Looks through all headlines of `corpus`. Nothing typed finds nothing.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Headlines, Cancelled> {
        let wanted = folded(&self.typed).split_whitespace().collect::<Vec<_>>().join(" ");
        let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(Headlines::default());
        }
        let outlets: Vec<String> = corpus.outlets().iter().map(|outlet| folded(&outlet.name)).collect();
        let parts: Result<Vec<Vec<HeadlineFound>>, Cancelled> = corpus
            .articles()
            .par_chunks(STRIDE)
            .enumerate()
            .map(|(chunk, articles)| {
                task.check()?;
                let (mut headline, mut found) = (String::new(), Vec::new());
                for (id, article) in (chunk * STRIDE..).zip(articles) {
                    let id = id as ArticleId;
                    normalise::fold(article.headline_text(), &mut headline);
                    if headline.contains('\n') {
                        headline = headline.split_whitespace().collect::<Vec<_>>().join(" ");
                    }
                    let fit = whole(&headline, &wanted).or_else(|| {
                        let outlet =
                            outlets.get(usize::from(corpus.outlet_of(id))).map_or("", String::as_str);
                        let date = corpus.date_of(id).map_or_else(String::new, |date| date.to_string());
                        let fits = |word: &&str| {
                            [&*headline, outlet, &*date].iter().any(|text| begins_a_word(text, word))
                        };
                        words.iter().all(fits).then_some(Fit::Words)
                    });
                    if let Some(fit) = fit {
                        found.push(HeadlineFound { article: id, fit });
                    }
                }
                Ok(found)
            })
            .collect();
        let mut found = parts?.concat();
        let total = found.len() as u32;
        let key =
            |one: &HeadlineFound| (std::cmp::Reverse((one.fit, corpus.day_of(one.article))), one.article);
        if self.most < found.len() {
            found.select_nth_unstable_by_key(self.most, key);
            found.truncate(self.most);
        }
        found.sort_unstable_by_key(key);
        Ok(Headlines { found, total })
    }
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    normalise::fold(text, &mut folded);
    folded
}

/// How `wanted` stands in `headline` as a whole, at its best place.
fn whole(headline: &str, wanted: &str) -> Option<Fit> {
    let start = headline.trim_start_matches(|c: char| !c.is_alphanumeric());
    if headline.starts_with(wanted) || start.starts_with(wanted) {
        return Some(Fit::Beginning);
    }
    if begins_a_word(headline, wanted) {
        return Some(Fit::AtWord);
    }
    headline.contains(wanted).then_some(Fit::Within)
}

/// Whether `wanted` stands where a word of `text` begins.
fn begins_a_word(text: &str, wanted: &str) -> bool {
    text.match_indices(wanted).any(|(at, _)| {
        text.get(..at).is_some_and(|before| before.chars().next_back().is_none_or(|c| !c.is_alphanumeric()))
    })
}
