//! Passages: sentences of different outlets that tell the same thing, found, graded and laid side by side.
//!
//! Two sentences are compared by the stems they share, each weighed by how rare it is in the corpus and in the
//! story (tf-idf cosine, METHODS.md section 8), by words of one meaning (a table of which English words are near each
//! other: every word takes its nearest counterpart), by names, figures and dates shared or at odds, by what one quotes
//! or denies and the other does not, by whether each is the best the other's article has for it, and by whether the
//! sentences around them are alike too. What each of these counts is fitted to labelled pairs (`docs/ACCURACY.md`). The
//! same run of words (Smith-Waterman) needs no more evidence. Pairs are joined into passages by average link, so that
//! no chain drags unlike sentences together. Only sentences of one language are compared.
//!
//! What words cannot show stays unseen: a rewording that shares neither word nor meaning nor figure nor name is
//! missed, and two statements about the same people with the same words in other roles may be taken for one.

mod evidence;
mod groups;
mod layout;
mod look;
mod near;
mod pairs;
mod signs;
mod title;

use super::figures_given::Given;
use super::{Sentence, sentences_of};
use crate::corpus::{ArticleId, Corpus};
use crate::task::{Cancelled, Task};

pub use layout::{Row, layout};
pub(crate) use signs::Signs;

/// How passages are found. Articles the weights were not fitted to do about equally well with `reworded` from 0.19 to
/// 0.37: below more is found, above less of it is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct PassageSettings {
    /// From which likelihood on two sentences tell the same in other words, 0 to 1.
    pub reworded: f64,
    /// From which likelihood on they are about the same matter, where each is the best that the other's article has.
    pub related: f64,
    /// From which likelihood on nobody should say that the one is not told where the other stands.
    pub faint: f64,
    /// Which share of their words two sentences must have in one run, gaps allowed, to be the same words.
    pub same_words: f64,
    /// How many sentences are compared at most, shared out among the columns; the rest is listed, uncompared.
    pub most_sentences: usize,
    /// How many words of a sentence are looked at.
    pub most_words: usize,
}

impl Default for PassageSettings {
    fn default() -> Self {
        Self {
            reworded: 0.31,
            related: 0.15,
            faint: 0.1,
            same_words: 0.6,
            most_sentences: 20_000,
            most_words: 120,
        }
    }
}

/// How alike the sentences of a passage are, most alike first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Mostly the same run of words.
    SameWords,
    /// The same statement in other words.
    Reworded,
    /// The same matter, another statement.
    Related,
}

impl Grade {
    /// The words for screens and exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::SameWords => "same words",
            Self::Reworded => "reworded",
            Self::Related => "related",
        }
    }
}

/// A sentence of the story and the column it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The sentence.
    pub sentence: Sentence,
    /// The column, from 0.
    pub column: usize,
}

/// Two sentences that were found alike.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// The numbers of the two in [`Alignment::sentences`], the smaller first.
    pub pair: (usize, usize),
    /// How alike.
    pub grade: Grade,
    /// How likely they tell the same, 0 to 1, by all that was compared; of the same words the share of both that stands
    /// in one run, or their cosine if greater.
    pub similarity: f64,
}

/// Sentences of at least two columns that tell the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The weakest of the grades by which its sentences hold to each other.
    pub grade: Grade,
    /// The mean [`similarity`](Link::similarity) of all pairs of its sentences that stand in different columns.
    pub similarity: f64,
    /// Their numbers in [`Alignment::sentences`], in order.
    pub sentences: Vec<usize>,
    /// A few of its words, as written, to name it by: the rarest that its sentences share.
    pub title: String,
}

/// What was not compared, so that no silence passes for a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NotCompared {
    /// Sentences beyond [`PassageSettings::most_sentences`].
    pub sentences: usize,
    /// The columns they stand in, ascending: nothing can be said of what these leave out.
    pub columns: Vec<usize>,
}

/// The sentences of a story, column by column, and what of them corresponds.
#[derive(Debug, Clone)]
pub struct Alignment {
    /// All sentences: by column, within it by article in the order given, within it in reading order.
    pub sentences: Vec<Told>,
    /// The passages, by their first sentence.
    pub passages: Vec<Passage>,
    /// The passage of every sentence.
    pub passage_of: Vec<Option<usize>>,
    /// All pairs that were found, related ones that joined no passage among them, by their sentences.
    pub links: Vec<Link>,
    /// Pairs that may well tell the same, though not surely enough to be shown as alike, by their sentences; `links`
    /// are not among them. Who wants to say that a column does not tell something asks them, too.
    pub faint: Vec<(usize, usize)>,
    /// The articles of every column.
    pub columns: Vec<Vec<ArticleId>>,
    /// The figures of every sentence.
    pub figures: Vec<Vec<Given>>,
    /// What was not compared.
    pub not_compared: NotCompared,
    /// What sentences are compared by.
    pub(crate) signs: Signs,
}

impl Alignment {
    /// The columns that tell a passage, in order.
    pub fn told_by(&self, passage: &Passage) -> Vec<usize> {
        let mut columns: Vec<usize> =
            passage.sentences.iter().filter_map(|&s| Some(self.sentences.get(s)?.column)).collect();
        columns.dedup();
        columns
    }

    /// How two sentences were found alike, if they were.
    pub fn link(&self, a: usize, b: usize) -> Option<&Link> {
        let pair = (a.min(b), a.max(b));
        self.links.binary_search_by(|link| link.pair.cmp(&pair)).ok().and_then(|at| self.links.get(at))
    }
}

/// Aligns the articles of several outlets: one list of articles a column, two to six columns.
///
/// How rare a word is, is asked of the whole corpus and of the sentences given. Time grows with the words of
/// the articles and the pairs of sentences that share a rare word.
pub fn align(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    settings: &PassageSettings,
    task: &Task,
) -> Result<Alignment, Cancelled> {
    let mut sentences = Vec::new();
    for (column, articles) in columns.iter().enumerate() {
        for &article in articles.iter().filter(|&&id| id < corpus.article_count()) {
            task.check()?;
            let found = sentences_of(corpus, article);
            sentences.extend(found.into_iter().map(|sentence| Told { sentence, column }));
        }
    }
    let mut not_compared = NotCompared::default();
    let figures = signs::figures(corpus, &sentences, task)?;
    let signs = Signs::new(corpus, &sentences, &figures, settings, &mut not_compared, task)?;
    let mut finder = pairs::Finder::new(corpus, &sentences, &signs, settings);
    let pairs::Found { links, faint } = finder.pairs(&figures, task)?;
    let groups = groups::groups(&finder, &links, task)?;
    let mut passage_of = vec![None; sentences.len()];
    let mut passages = Vec::with_capacity(groups.len());
    for (number, group) in groups.into_iter().enumerate() {
        for &sentence in &group.sentences {
            if let Some(slot) = passage_of.get_mut(sentence) {
                *slot = Some(number);
            }
        }
        let title = title::title(corpus, &sentences, &signs, &group.sentences);
        passages.push(Passage {
            grade: group.grade,
            similarity: group.similarity,
            sentences: group.sentences,
            title,
        });
    }
    let columns = columns.to_vec();
    Ok(Alignment { sentences, passages, passage_of, links, faint, columns, figures, not_compared, signs })
}
