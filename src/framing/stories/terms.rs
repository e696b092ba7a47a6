//! What articles are compared by: their words without function words and endings, weighed.
//!
//! A term is a word form without its ending (`trawlers`, `trawler's` and `trawler` are one), so that tellings that
//! differ in grammar alone are not taken for different ones. Its weight in an article is
//! `(1 + ln tf) * idf`, where a word of headline and standfirst counts three times in `tf`, and
//! `idf = ln((1 + n) / (1 + df)) + 1` over all articles asked for (METHODS.md, section 8). Names weigh a fifth more.
//! A term that no other article has joins nothing and says that the article tells something of its own: it keeps
//! half its weight in the article's length. Without it, the articles of a small collection would seem alike only
//! because so little of them can be compared.

use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::corpus::{ArticleId, Bits, Corpus, Language, TypeId};
use crate::stats::similarity::inverse_document_frequency;
use crate::task::{Cancelled, Task};
use crate::text::stopwords::is_stop_word;

/// How often a word of headline or standfirst counts.
const AT_THE_TOP: u32 = 3;
/// How much more a name weighs than another word.
const NAME: f64 = 1.2;
/// How much of its weight a term keeps that no other article has.
const OWN: f64 = 0.5;

/// No term: function words and single letters.
const NONE: u32 = u32::MAX;

/// The terms of a corpus: word forms without their endings.
pub(super) struct Terms {
    /// The term of each type.
    of_type: Vec<u32>,
    /// The commonest type of each term.
    pub(super) shown: Vec<TypeId>,
    /// Whether that type is a name.
    is_name: Vec<bool>,
    /// Function words, for each language that occurs.
    stops: Vec<(Language, Bits)>,
}

/// Sparse vectors of length 1, one an article compared.
pub(super) struct Vectors {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
    /// In how many of the articles each term stands.
    pub(super) articles: Vec<u32>,
    /// How much each term weighs.
    weights: Arc<[f64]>,
}

/// The terms of an article with how often they stand in it, by number.
type Counted = Vec<(u32, u32)>;

impl Terms {
    pub(super) fn of(corpus: &Corpus, task: &Task) -> Result<Self, Cancelled> {
        let vocabulary = corpus.vocabulary();
        let names = corpus.names(task)?;
        let mut numbers: HashMap<&str, u32> = HashMap::with_capacity(vocabulary.len());
        let (mut of_type, mut shown, mut is_name) =
            (Vec::with_capacity(vocabulary.len()), Vec::new(), Vec::new());
        for (id, form) in vocabulary.iter() {
            if id % 4096 == 0 {
                task.check()?;
            }
            let stem = stem(form);
            if stem.chars().nth(1).is_none() {
                of_type.push(NONE);
                continue;
            }
            let next = shown.len() as u32;
            let term = *numbers.entry(stem).or_insert(next);
            if term == next {
                shown.push(id);
                is_name.push(names.contains(id));
            }
            of_type.push(term);
        }
        let mut languages: Vec<Language> =
            (0..corpus.article_count()).map(|id| corpus.language_of(id)).collect();
        languages.sort_unstable();
        languages.dedup();
        let stops = languages
            .into_iter()
            .map(|language| {
                let stop = |(id, form): (TypeId, &str)| is_stop_word(form, known(language)).then_some(id);
                (language, Bits::new(vocabulary.len() as u32, vocabulary.iter().filter_map(stop)))
            })
            .collect();
        Ok(Self { of_type, shown, is_name, stops })
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    /// The term of a type in an article of a language; `None` for function words.
    pub(super) fn get(&self, word: TypeId, stops: Option<&Bits>) -> Option<u32> {
        let term = self.of_type.get(word as usize).copied().filter(|&term| term != NONE)?;
        stops.is_none_or(|stops| !stops.contains(word)).then_some(term)
    }

    /// The function words of an article's language.
    pub(super) fn stops(&self, corpus: &Corpus, id: ArticleId) -> Option<&Bits> {
        let language = corpus.language_of(id);
        self.stops.iter().find(|(known, _)| *known == language).map(|(_, stops)| stops)
    }

    /// The terms of an article.
    fn counted(&self, corpus: &Corpus, id: ArticleId) -> Counted {
        let article = corpus.article(id);
        let top_end = article.headline.iter().chain(&article.standfirst).map(|part| part.value);
        let tops: Vec<_> = top_end.collect();
        let stops = self.stops(corpus, id);
        let range = corpus.article_range(id);
        let mut terms: Counted = Vec::with_capacity(range.len());
        // Headline and standfirst come first: the first word outside both ends them.
        let mut at_top = !tops.is_empty();
        for (position, &word) in (range.start as u32..).zip(corpus.stream().get(range).unwrap_or(&[])) {
            if at_top {
                let span = corpus.span_at(position);
                at_top = tops.iter().any(|top| top.from <= span.from && span.to <= top.to);
            }
            if let Some(term) = self.get(word, stops) {
                terms.push((term, if at_top { AT_THE_TOP } else { 1 }));
            }
        }
        terms.sort_unstable();
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        terms
    }
}

impl Vectors {
    /// The vectors of `ids`, in this order; how rare a term is, is asked of these and of `others`.
    pub(super) fn new(
        corpus: &Corpus,
        terms: &Terms,
        ids: &[ArticleId],
        others: impl Iterator<Item = ArticleId>,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let counted = counted(corpus, terms, ids, task)?;
        let articles = having(&counted, terms);
        let (mut all, mut n) = (articles.clone(), ids.len() as u64);
        for id in others {
            task.check()?;
            n += 1;
            for (term, _) in terms.counted(corpus, id) {
                if let Some(count) = all.get_mut(term as usize) {
                    *count += 1;
                }
            }
        }
        let weights: Arc<[f64]> = all
            .iter()
            .zip(&terms.is_name)
            .map(|(&df, &name)| {
                let factor = if name { NAME } else { 1.0 } * if df < 2 { OWN } else { 1.0 };
                factor * inverse_document_frequency(n, df.into())
            })
            .collect();
        Self::weighed(counted, articles, weights, task)
    }

    /// The vectors of others than these, their terms weighing the same.
    pub(super) fn of_others(
        &self,
        corpus: &Corpus,
        terms: &Terms,
        ids: &[ArticleId],
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let counted = counted(corpus, terms, ids, task)?;
        let articles = having(&counted, terms);
        Self::weighed(counted, articles, Arc::clone(&self.weights), task)
    }

    fn weighed(
        counted: Vec<Counted>,
        articles: Vec<u32>,
        weights: Arc<[f64]>,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for (at, counted) in counted.into_iter().enumerate() {
            if at % 256 == 0 {
                task.check()?;
            }
            let weight = |(term, count): (u32, u32)| {
                (1.0 + f64::from(count).ln()) * weights.get(term as usize).copied().unwrap_or(0.0)
            };
            let length = counted.iter().map(|&one| weight(one).powi(2)).sum::<f64>().sqrt();
            let shared = |term: u32| articles.get(term as usize).is_some_and(|&df| df > 1);
            entries.extend(
                counted.iter().filter(|one| shared(one.0)).map(|&one| (one.0, (weight(one) / length) as f32)),
            );
            starts.push(entries.len());
        }
        Ok(Self { starts, entries, articles, weights })
    }

    /// The terms of the article at a place, with their weights, by number; those it shares with none are left out.
    pub(super) fn get(&self, at: usize) -> &[(u32, f32)] {
        self.entries.get(self.range(at)).unwrap_or(&[])
    }

    /// Where the terms of the article at a place lie among those of all.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => from..to,
            _ => 0..0,
        }
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

/// The terms of each of `ids`.
fn counted(
    corpus: &Corpus,
    terms: &Terms,
    ids: &[ArticleId],
    task: &Task,
) -> Result<Vec<Counted>, Cancelled> {
    task.phase("Weighing words", ids.len() as u64);
    let count = |&id: &ArticleId| {
        task.check()?;
        task.advance(1);
        Ok(terms.counted(corpus, id))
    };
    ids.par_iter().map(count).collect()
}

/// In how many of the articles each term stands.
fn having(counted: &[Counted], terms: &Terms) -> Vec<u32> {
    let mut articles = vec![0_u32; terms.len()];
    for (term, _) in counted.iter().flatten() {
        if let Some(count) = articles.get_mut(*term as usize) {
            *count += 1;
        }
    }
    articles
}

/// The cosine of two vectors.
pub(super) fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(left, x)), Some(&(right, y))) = (a.get(i), b.get(j)) {
        if left == right {
            sum += x * y;
        }
        i += usize::from(left <= right);
        j += usize::from(right <= left);
    }
    sum
}

/// Articles whose language is not known are most likely English.
fn known(language: Language) -> Language {
    if language == Language::UNKNOWN { Language::from_code("en") } else { language }
}

/// A word form without its ending: the possessive and `-s`, `-es`, `-ed`, `-ing` in Latin letters; what follows the
/// sixth letter in Cyrillic, whose words bend more.
fn stem(form: &str) -> &str {
    let first = form.chars().next().unwrap_or(' ');
    if ('\u{400}'..='\u{4ff}').contains(&first) {
        return form.char_indices().nth(6).map_or(form, |(at, _)| form.get(..at).unwrap_or(form));
    }
    if !first.is_ascii_alphabetic() {
        return form;
    }
    let bare = ["'s", "’s", "'", "’"].iter().find_map(|end| form.strip_suffix(end)).unwrap_or(form);
    if bare.len() < 5 {
        return bare;
    }
    let stem = ["ing", "ed", "es", "s"].iter().find_map(|end| bare.strip_suffix(end));
    stem.filter(|stem| stem.len() >= 3).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_taken_off_and_short_words_kept() {
        for (form, expected) in [
            ("trawlers", "trawler"),
            ("trawler's", "trawler"),
            ("norvia’s", "norvia"),
            ("restored", "restor"),
            ("restoring", "restor"),
            ("gas", "gas"),
            ("was", "was"),
            ("2,140", "2,140"),
            ("переговоры", "перего"),
            ("岛", "岛"),
        ] {
            assert_eq!(stem(form), expected);
        }
    }
}
