//! What a column holds, to look things up in before saying that it has not got them.

use hashbrown::{HashMap, HashSet};

use crate::corpus::{Corpus, Language};
use crate::framing::figures_given::{Given, Today, figures_in};
use crate::framing::passages::Alignment;
use crate::framing::stem::{Stem, group_of, stem};
use crate::task::{Cancelled, Task};
use crate::text::normalise::fold;
use crate::text::words::words;

/// Which part of what a passage's sentences share may stand in two neighbouring sentences of a column before it
/// is no longer said to leave the passage out.
const COVERED: f64 = 0.3;

/// Which part of it may stand anywhere in the column.
const COVERED_ANYWHERE: f64 = 0.5;

/// A sign that more sentences have is not looked up one by one.
const MOST_HAVING: usize = 1000;

/// Everything that a column's articles say, headlines and captions among it.
pub(super) struct Held {
    columns: Vec<Column>,
    /// The sentences that each is like, faintly alike ones among them.
    linked: HashMap<usize, Vec<usize>>,
}

#[derive(Default)]
struct Column {
    /// Its language, if it has one alone.
    language: Option<Language>,
    stems: HashSet<String>,
    /// The groups of like words that occur.
    groups: HashSet<u16>,
    /// Runs of digits, without what parts them.
    digits: HashSet<String>,
    /// Figures of its captions; those of its sentences are the alignment's.
    captions: Vec<Given>,
    figures: Vec<Given>,
}

impl Held {
    pub(super) fn new(corpus: &Corpus, alignment: &Alignment, task: &Task) -> Result<Self, Cancelled> {
        let mut columns = Vec::with_capacity(alignment.columns.len());
        for articles in &alignment.columns {
            let mut column = Column::default();
            let mut languages: Vec<Language> = Vec::new();
            for &id in articles.iter().filter(|id| **id < corpus.article_count()) {
                task.check()?;
                let language = corpus.language_of(id);
                languages.push(language);
                let article = corpus.article(id);
                for &caption in &article.captions {
                    let text = article.text(caption);
                    column.add_text(text, language);
                    column.captions.extend(figures_in(text, language, Today::default()));
                }
                let mut types = corpus.stream().get(corpus.article_range(id)).unwrap_or(&[]).to_vec();
                types.sort_unstable();
                types.dedup();
                for word in types {
                    column.add(corpus.vocabulary().form(word), language);
                }
            }
            languages.dedup();
            column.language = if let [only] = *languages { Some(only) } else { None };
            columns.push(column);
        }
        for (told, figures) in alignment.sentences.iter().zip(&alignment.figures) {
            if let Some(column) = columns.get_mut(told.column) {
                column.figures.extend(figures.iter().cloned());
            }
        }
        let mut linked: HashMap<usize, Vec<usize>> = HashMap::new();
        let pairs = alignment.links.iter().map(|link| link.pair).chain(alignment.faint.iter().copied());
        for (a, b) in pairs {
            linked.entry(a).or_default().push(b);
            linked.entry(b).or_default().push(a);
        }
        Ok(Self { columns, linked })
    }

    /// The one language of a column.
    pub(super) fn language(&self, column: usize) -> Option<Language> {
        self.columns.get(column)?.language
    }

    /// Whether any of these stems, or a word of one's group, stands anywhere in a column.
    pub(super) fn has_word(&self, column: usize, stems: &[String], language: Language) -> bool {
        self.columns.get(column).is_some_and(|column| {
            stems.iter().any(|stem| {
                column.stems.contains(stem)
                    || group_of(stem, language).is_some_and(|group| column.groups.contains(&group))
            })
        })
    }

    /// Whether a column gives an equal figure, of whatever, or has its digits.
    pub(super) fn has_figure(&self, column: usize, given: &Given, written: &str) -> bool {
        let runs = digit_runs(written);
        self.columns.get(column).is_some_and(|column| {
            (!runs.is_empty() && runs.iter().all(|run| column.digits.contains(run)))
                || column.figures.iter().chain(&column.captions).any(|other| {
                    other.same_value(given)
                        || (other.low <= given.low
                            && given.high <= other.high
                            && other.kind == given.kind
                            && other.unit == given.unit)
                })
        })
    }

    /// What sentences share, by sign: the signs that two of them at least have (of one sentence all), with their
    /// squared weights.
    pub(super) fn core(alignment: &Alignment, sentences: &[usize]) -> Vec<(u32, f64)> {
        let mut all: Vec<(u32, f64)> = sentences
            .iter()
            .flat_map(|&sentence| alignment.signs.of(sentence))
            .map(|(sign, weight)| (*sign, f64::from(*weight).powi(2)))
            .collect();
        all.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let least = sentences.len().min(2);
        all.chunk_by(|a, b| a.0 == b.0)
            .filter(|run| run.len() >= least)
            .filter_map(|run| run.first().copied())
            .collect()
    }

    /// Whether a column has something like these sentences: one linked to them, or two neighbouring ones that
    /// hold a good part of what they share.
    pub(super) fn has_like(
        &self,
        alignment: &Alignment,
        column: usize,
        sentences: &[usize],
        core: &[(u32, f64)],
    ) -> bool {
        let is_there =
            |sentence: usize| alignment.sentences.get(sentence).is_some_and(|told| told.column == column);
        if sentences.iter().filter_map(|s| self.linked.get(s)).flatten().any(|&other| is_there(other)) {
            return true;
        }
        let total: f64 = core.iter().map(|(_, weight)| weight).sum();
        let mut covered: Vec<(u32, u32, f64)> = Vec::new();
        // What very many sentences have is taken to be here too: to look it up would cost more than it tells.
        let mut common = 0.0;
        for &(sign, weight) in core {
            let having = alignment.signs.having(sign);
            if having.len() > MOST_HAVING {
                common += weight;
                continue;
            }
            for &sentence in having.iter().filter(|s| is_there(**s as usize)) {
                // A sentence stands for itself and for the window that begins before it.
                covered.push((sentence, sign, weight));
                covered.push((sentence.saturating_sub(1), sign, weight));
            }
        }
        let mut anywhere: Vec<(u32, f64)> =
            covered.iter().map(|(_, sign, weight)| (*sign, *weight)).collect();
        anywhere.sort_unstable_by_key(|(sign, _)| *sign);
        anywhere.dedup_by_key(|(sign, _)| *sign);
        if anywhere.iter().map(|(_, weight)| weight).sum::<f64>() + common >= COVERED_ANYWHERE * total {
            return true;
        }
        covered.sort_unstable_by_key(|(window, sign, _)| (*window, *sign));
        covered.dedup_by_key(|(window, sign, _)| (*window, *sign));
        covered
            .chunk_by(|a, b| a.0 == b.0)
            .any(|window| window.iter().map(|(_, _, weight)| weight).sum::<f64>() + common >= COVERED * total)
    }
}

impl Column {
    fn add(&mut self, folded: &str, language: Language) {
        let Stem { key, group, .. } = stem(folded, language);
        self.stems.insert(key);
        self.groups.extend(group);
        self.digits.extend(digit_runs(folded));
    }

    fn add_text(&mut self, text: &str, language: Language) {
        let mut spans = Vec::new();
        let mut key = String::new();
        words(text, &mut spans);
        for span in &spans {
            fold(span.of(text), &mut key);
            self.add(&key, language);
        }
    }
}

/// The numbers in a text, digits alone: "18,000" is 18000, "20 May 2024" is 20 and 2024.
fn digit_runs(text: &str) -> Vec<String> {
    let mut folded = String::new();
    fold(text, &mut folded);
    let mut runs = vec![String::new()];
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let joins = matches!(c, ',' | '.') && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_ascii_digit() {
            if let Some(run) = runs.last_mut() {
                run.push(c);
            }
        } else if !joins {
            runs.push(String::new());
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}
