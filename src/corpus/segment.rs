//! Articles to numbered words: the part of building that looks at text, done once for each article.
//!
//! A chunk of articles is segmented on its own, with a vocabulary of its own, so that chunks can be done
//! side by side; [`super::builder`] then gives all chunks one numbering. Chunks are cut by their content,
//! never by the number of threads.

use std::sync::Arc;

use super::interner::Interner;
use super::plain_words::{PlainWord, PlainWords};
use super::spans::WordSpans;
use super::{Article, SENTINEL, Span};
use crate::task::{Cancelled, Task};
use crate::text::{normalise, sentences, words};

/// The words of some articles, one article after the other as they stand in a corpus.
#[derive(Debug, Clone, Default)]
pub(crate) struct Segments {
    pub(crate) articles: Vec<Arc<Article>>,
    /// Hash of each article's content and parts.
    pub(crate) hashes: Vec<u64>,
    /// Number of words of each article.
    pub(crate) lens: Vec<u32>,
    /// The word at each place, by its number in the vocabulary of whoever holds this; a [`SENTINEL`] at each
    /// article's end.
    pub(crate) stream: Vec<u32>,
    /// Of each place.
    pub(crate) spans: WordSpans,
    /// Places that begin a sentence. A sentinel begins one too, so that an article's last one ends there.
    pub(crate) sentences: Vec<u32>,
    /// Places that begin a paragraph; each begins a sentence too.
    pub(crate) paragraphs: Vec<u32>,
}

/// A chunk with its own vocabulary: how often and in how many articles each form occurs.
pub(crate) struct Chunk {
    pub(crate) segments: Segments,
    pub(crate) forms: Interner,
    /// By form.
    pub(crate) tallies: Vec<Tally>,
}

/// How often a form occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) count: u32,
    pub(crate) articles: u32,
    /// The article it was last seen in.
    last: u32,
}

impl Tally {
    pub(crate) const NONE: Self = Self { count: 0, articles: 0, last: u32::MAX };

    /// So often, in so many articles that are not looked at again.
    pub(crate) fn of(count: u32, articles: u32) -> Self {
        Self { count, articles, ..Self::NONE }
    }

    /// Once more, in `article`.
    pub(crate) fn add(&mut self, article: u32) {
        self.count += 1;
        if self.last != article {
            self.last = article;
            self.articles += 1;
        }
    }
}

/// Memory used again from chunk to chunk.
#[derive(Default)]
pub(crate) struct Scratch {
    /// Short words of ASCII, each with the number of its form.
    plain: PlainWords,
    /// Other words as written, each with the number of its form: words are folded once a chunk.
    surfaces: Interner,
    words: Vec<Span>,
    sentences: Vec<Span>,
    folded: String,
}

/// The form of a word of which folding leaves nothing.
const NO_FORM: u32 = u32::MAX;

/// Segments `articles`, in order.
pub(crate) fn segment(
    articles: &[Arc<Article>],
    scratch: &mut Scratch,
    task: &Task,
) -> Result<Chunk, Cancelled> {
    let bytes: usize = articles.iter().map(|a| a.raw.len()).sum();
    let segments = Segments { stream: Vec::with_capacity(bytes / 6), ..Segments::default() };
    let mut out = Chunk { segments, forms: Interner::default(), tallies: Vec::new() };
    scratch.plain.clear();
    scratch.surfaces.clear();
    for (number, article) in articles.iter().enumerate() {
        task.check()?;
        let before = out.segments.stream.len();
        for paragraph in article.counted_spans() {
            scratch.paragraph(article, paragraph, number as u32, &mut out);
        }
        let words = (out.segments.stream.len() - before) as u32;
        out.segments.close(Arc::clone(article), super::identity::article_hash(article), words);
        task.advance(1);
    }
    Ok(out)
}

impl Scratch {
    fn paragraph(&mut self, article: &Article, paragraph: Span, number: u32, out: &mut Chunk) {
        let text = article.text(paragraph);
        words::words(text, &mut self.words);
        if self.words.is_empty() {
            return;
        }
        sentences::sentences(text, article.language.value, &mut self.sentences);
        let mut starts = self.sentences.iter().skip(1).map(|s| s.from).peekable();
        let mut begins_paragraph = true;
        let mut begins_sentence = true;
        for &word in &self.words {
            let new = || {
                normalise::fold(word.of(text), &mut self.folded);
                if self.folded.is_empty() {
                    NO_FORM
                } else {
                    out.forms.intern(&self.folded, Interner::hash(&self.folded))
                }
            };
            let form = match PlainWord::at(text.as_bytes(), word) {
                Some(plain) => self.plain.value(plain, new),
                None => self.surfaces.value(word.of(text), Interner::hash(word.of(text)), new),
            };
            if form == NO_FORM {
                continue;
            }
            if form as usize == out.tallies.len() {
                out.tallies.push(Tally::NONE);
            }
            if let Some(tally) = out.tallies.get_mut(form as usize) {
                tally.add(number);
            }
            while starts.next_if(|&start| start <= word.from).is_some() {
                begins_sentence = true;
            }
            let at = out.segments.stream.len() as u32;
            if begins_paragraph {
                out.segments.paragraphs.push(at);
            }
            if begins_paragraph || begins_sentence {
                out.segments.sentences.push(at);
            }
            (begins_paragraph, begins_sentence) = (false, false);
            out.segments.stream.push(form);
            let base = paragraph.from;
            out.segments
                .spans
                .push(Span { from: base.saturating_add(word.from), to: base.saturating_add(word.to) });
        }
    }
}

impl Segments {
    /// Ends `article`, of which so many words stand here.
    fn close(&mut self, article: Arc<Article>, hash: u64, words: u32) {
        let end = self.stream.len() as u32;
        self.articles.push(article);
        self.hashes.push(hash);
        self.lens.push(words);
        self.stream.push(SENTINEL);
        self.spans.push(Span::default());
        self.sentences.push(end);
        self.paragraphs.push(end);
    }

    /// The same articles without their words.
    pub(crate) fn without_words(self) -> Self {
        let mut empty = Self::default();
        for (article, hash) in self.articles.into_iter().zip(self.hashes) {
            empty.close(article, hash, 0);
        }
        empty
    }

    /// Appends `other`, whose words have these `numbers` here.
    pub(crate) fn append(&mut self, other: Self, numbers: &[u32]) {
        let at = self.stream.len() as u32;
        let number = |word: &u32| numbers.get(*word as usize).copied().unwrap_or(SENTINEL);
        self.spans.extend_from(&other.spans, 0..other.stream.len());
        self.stream.extend(other.stream.iter().map(number));
        self.sentences.extend(other.sentences.iter().map(|start| at + start));
        self.paragraphs.extend(other.paragraphs.iter().map(|start| at + start));
        self.articles.extend(other.articles);
        self.hashes.extend(other.hashes);
        self.lens.extend(other.lens);
    }

    /// Whether segmenting `a` and `b` gives the same words.
    pub(crate) fn same_words(a: &Article, b: &Article) -> bool {
        a.language.value == b.language.value
            && (Arc::ptr_eq(&a.raw, &b.raw) || a.raw == b.raw)
            && a.counted_spans().eq(b.counted_spans())
    }
}
