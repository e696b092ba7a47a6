//! The corpus: articles as integers, immutable, ready to count.
//!
//! All words of all articles stand one after the other in a stream of type numbers, each article closed by
//! a [`SENTINEL`]; a *position* is an index into it. Beside the stream: where each word stands in its
//! article's text, where sentences and paragraphs begin, all positions of each type, and a column for
//! everything known of an article. Every count is a pass over integers; text is touched only to show it.
//!
//! Counted are headline, standfirst and body; captions and furniture are not.
//! A corpus never changes: a correction or a new article makes another one, with another revision.

mod annotations;
pub mod article;
mod bits;
mod builder;
mod check;
mod columns;
mod identity;
mod interner;
mod lines;
mod names;
mod pages;
mod plain_words;
mod postings;
mod relations;
mod segment;
mod spans;
mod starts;
mod subset;
mod text_part;
mod versions;
mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

pub use annotations::Notes;
pub use article::*;
pub use bits::Bits;
pub use builder::CorpusBuilder;
pub use columns::{Extent, NO_DAY, OutletColumn, day_number};
pub use identity::{ArticleKey, content_id};
pub use lines::{Line, LineRole, Lines};
pub use pages::{ArticlePage, Turns, file_and_record};
pub use postings::OutletCount;
pub use relations::{Relations, RelationsBuilder};
pub use subset::{OutletSize, Subset};
pub use versions::{Pages, Versions};
pub use vocabulary::Vocabulary;

use crate::task::{Cancelled, Task};
use annotations::Annotations;
use columns::Columns;
use names::Names;
use postings::OutletLists;
use text_part::TextPart;

/// A distinct word form, numbered by falling frequency.
pub type TypeId = u32;
/// An outlet, numbered by name.
pub type OutletId = u16;
/// An article, numbered in the order in which articles were given.
pub type ArticleId = u32;

/// What stands in the stream at the end of each article.
pub const SENTINEL: u32 = u32::MAX;

/// A group of outlets, numbered in the user's order.
pub type GroupId = u16;

/// An immutable snapshot of articles and their words. See the module's text.
///
/// Its parts are shared: a corpus that differs only in what is said of its articles has the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corpus {
    revision: u64,
    /// The revision without what belongs together.
    unrelated: u64,
    /// The revision without versions either.
    unversioned: u64,
    /// Of each article's content and parts.
    hashes: Arc<Vec<u64>>,
    articles: Arc<Vec<Arc<Article>>>,
    columns: Arc<Columns>,
    text: Arc<TextPart>,
    by_outlet: Arc<OutletLists>,
    notes: Arc<Annotations>,
    names: Arc<Names>,
    /// Which articles belong together, where that was looked for.
    relations: Option<Arc<Relations>>,
    /// Which articles are versions of one.
    versions: Arc<Versions>,
}

impl Corpus {
    /// The corpus of `articles`, in this order.
    pub fn build(articles: Vec<Arc<Article>>, task: &Task) -> Result<Self, Cancelled> {
        let mut builder = CorpusBuilder::new();
        task.phase("Reading words", articles.len() as u64);
        builder.push(&articles, task)?;
        drop(articles);
        builder.finish(task)
    }

    /// This corpus with `more` articles after its own.
    pub fn extended(&self, more: Vec<Arc<Article>>, task: &Task) -> Result<Self, Cancelled> {
        self.rebuilt(self.articles().iter().cloned().chain(more).collect(), task)
    }

    /// The corpus of `articles`, where words of articles that share their text with one of this corpus are not
    pub fn rebuilt(&self, articles: Vec<Arc<Article>>, task: &Task) -> Result<Self, Cancelled> {
        CorpusBuilder::rebuild(self, articles, task)
    }

    /// A hash over the content and the parts of all articles: equal revisions give equal results.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How many articles there are.
    pub fn article_count(&self) -> u32 {
        self.articles.len() as u32
    }

    /// How many counted words there are.
    pub fn word_count(&self) -> u64 {
        (self.text.stream.len() - self.articles.len()) as u64
    }

    /// The article numbered `id`.
    ///
    /// # Panics
    /// If there is no article of this number.
    pub fn article(&self, id: ArticleId) -> &Arc<Article> {
        &self.articles[id as usize]
    }

    /// All articles, by number.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// All outlets in order of their names; articles whose outlet is not known come last, under an empty name.
    pub fn outlets(&self) -> &[OutletColumn] {
        &self.columns.outlets
    }

    /// The outlet of an article.
    pub fn outlet_of(&self, id: ArticleId) -> OutletId {
        self.columns.outlet_ids().get(id as usize).copied().unwrap_or(0)
    }

    /// The outlet of every article.
    pub fn outlet_ids(&self) -> &[OutletId] {
        self.columns.outlet_ids()
    }

    /// When an article was published, as far as known.
    pub fn date_of(&self, id: ArticleId) -> Option<Published> {
        self.columns.published.get(id as usize).copied().flatten()
    }

    /// The day of publication in days since 1970, the first of the period when only month or year is known;
    /// [`NO_DAY`] when nothing is.
    pub fn day_of(&self, id: ArticleId) -> i32 {
        self.columns.day(id)
    }

    /// How many counted words an article has.
    pub fn words_of(&self, id: ArticleId) -> u32 {
        self.columns.words.get(id as usize).copied().unwrap_or(0)
    }

    /// When all articles were published, and their languages.
    pub fn extent(&self) -> &Extent {
        &self.columns.extent
    }

    /// The language of an article.
    pub fn language_of(&self, id: ArticleId) -> Language {
        self.columns.language.get(id as usize).copied().unwrap_or(Language::UNKNOWN)
    }

    /// The agency that wrote an article.
    pub fn wire_of(&self, id: ArticleId) -> Option<&str> {
        self.columns.wire.get(id).map(AsRef::as_ref)
    }

    /// The aggregator around an article.
    pub fn host_of(&self, id: ArticleId) -> Option<&str> {
        self.columns.host.get(id).map(AsRef::as_ref)
    }

    /// The section of an article.
    pub fn section_of(&self, id: ArticleId) -> Option<&str> {
        self.columns.section.get(id).map(AsRef::as_ref)
    }

    /// The place of an article's agency in [`wires`](Self::wires).
    pub fn wire_number(&self, id: ArticleId) -> Option<usize> {
        self.columns.wire.index(id)
    }

    /// The place of an article's aggregator in [`hosts`](Self::hosts).
    pub fn host_number(&self, id: ArticleId) -> Option<usize> {
        self.columns.host.index(id)
    }

    /// The place of an article's section in [`sections`](Self::sections).
    pub fn section_number(&self, id: ArticleId) -> Option<usize> {
        self.columns.section.index(id)
    }

    /// All agencies that occur, by name.
    pub fn wires(&self) -> &[Arc<str>] {
        &self.columns.wire.names
    }

    /// All hosts that occur, by name.
    pub fn hosts(&self) -> &[Arc<str>] {
        &self.columns.host.names
    }

    /// All sections that occur, by name.
    pub fn sections(&self) -> &[Arc<str>] {
        &self.columns.section.names
    }

    /// Whether an article is marked as opinion.
    pub fn is_opinion(&self, id: ArticleId) -> bool {
        self.columns.opinion.get(id as usize).copied().unwrap_or(false)
    }

    /// How much of the article its file holds.
    pub fn completeness_of(&self, id: ArticleId) -> Completeness {
        self.columns.completeness.get(id as usize).copied().unwrap_or(Completeness::Unknown)
    }

    /// All word forms.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.text.vocabulary
    }

    /// The type of every word of every article, with [`SENTINEL`] at each article's end.
    pub fn stream(&self) -> &[TypeId] {
        &self.text.stream
    }

    /// The positions of an article's words, without its sentinel.
    pub fn article_range(&self, id: ArticleId) -> Range<usize> {
        self.text.starts.range(id)
    }

    /// The article that a position lies in; its sentinel belongs to it.
    #[inline]
    pub fn article_at(&self, position: u32) -> ArticleId {
        self.text.starts.article_at(position)
    }

    /// The bytes of a word in its article's raw text; empty at a sentinel.
    #[inline]
    pub fn span_at(&self, position: u32) -> Span {
        self.text.spans.get(position as usize)
    }

    /// The word at a position as written in its article.
    pub fn surface_at(&self, position: u32) -> &str {
        match self.articles.get(self.article_at(position) as usize) {
            Some(article) => article.text(self.span_at(position)),
            None => "",
        }
    }

    /// The positions of the sentence around a position.
    pub fn sentence_at(&self, position: u32) -> Range<u32> {
        around(&self.text.sentences, position)
    }

    /// How many sentences of an article are counted.
    pub fn sentences_of(&self, id: ArticleId) -> u32 {
        let range = self.article_range(id);
        let below = |at: usize| self.text.sentences.rank(at as u32);
        below(range.end) - below(range.start)
    }

    /// The positions of the paragraph around a position; headline and standfirst are paragraphs too.
    pub fn paragraph_at(&self, position: u32) -> Range<u32> {
        around(&self.text.paragraphs, position)
    }

    /// Where sentences begin. Sentinels are in it too, so that every sentence ends at the next member.
    pub fn sentence_starts(&self) -> &Bits {
        &self.text.sentences
    }

    /// Where paragraphs begin. Sentinels are in it too, so that every paragraph ends at the next member.
    pub fn paragraph_starts(&self) -> &Bits {
        &self.text.paragraphs
    }

    /// All positions of a type, in order.
    pub fn positions(&self, id: TypeId) -> &[u32] {
        self.text.postings.positions(id)
    }

    /// The articles in which a type occurs, in order, and how often it occurs in each.
    #[inline]
    pub fn article_counts(&self, id: TypeId) -> impl Iterator<Item = (ArticleId, u32)> + Clone + '_ {
        self.text.postings.articles(id, &self.text.starts)
    }

    /// The outlets in which a type occurs, in order, and how often it occurs in each.
    pub fn outlet_counts(&self, id: TypeId) -> &[OutletCount] {
        self.by_outlet.get(id)
    }
}

fn around(starts: &Bits, position: u32) -> Range<u32> {
    let from = starts.prev(position).unwrap_or(0);
    let to = starts.next(position.saturating_add(1)).unwrap_or(starts.len());
    from..to.max(from)
}
