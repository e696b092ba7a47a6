//! Articles to numbered words: the part of building that looks at text, done once for each article.
//!
//! A chunk of articles is segmented on its own, with a vocabulary of its own, so that chunks can be done
//! side by side; [`super::builder`] then gives all chunks one numbering. Chunks are cut by their content,
//! never by the number of threads.

use std::sync::Arc;

use super::interner::Interner;
use super::spans::WordSpans;
use super::{Article, Span};
use crate::task::{Cancelled, Task};
use crate::text::{normalise, sentences, words};

/// The words of some articles, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Segments {
    pub(crate) articles: Vec<Arc<Article>>,
    /// Hash of each article's content and parts.
    pub(crate) hashes: Vec<u64>,
    /// Number of words of each article.
    pub(crate) lens: Vec<u32>,
    /// The word at each place, by its number in the vocabulary of whoever holds this.
    pub(crate) ids: Vec<u32>,
    pub(crate) spans: WordSpans,
    /// Indices of words that begin a sentence.
    pub(crate) sentences: Vec<u32>,
    /// Indices of words that begin a paragraph; each begins a sentence too.
    pub(crate) paragraphs: Vec<u32>,
}

/// A chunk with its own vocabulary: how often and in how many articles each form occurs.
pub(crate) struct Chunk {
    pub(crate) segments: Segments,
    pub(crate) forms: Interner,
    pub(crate) counts: Vec<u32>,
    pub(crate) in_articles: Vec<u32>,
}

/// Memory used again from chunk to chunk.
#[derive(Default)]
pub(crate) struct Scratch {
    /// Words as written: each is folded once a chunk.
    surfaces: Interner,
    /// The form of each surface; [`NO_FORM`] where folding leaves nothing.
    form_of: Vec<u32>,
    last_article: Vec<u32>,
    words: Vec<Span>,
    sentences: Vec<Span>,
    folded: String,
}

const NO_FORM: u32 = u32::MAX;

/// Segments `articles`, in order.
pub(crate) fn segment(
    articles: &[Arc<Article>],
    scratch: &mut Scratch,
    task: &Task,
) -> Result<Chunk, Cancelled> {
    let bytes: usize = articles.iter().map(|a| a.raw.len()).sum();
    let mut out = Chunk {
        segments: Segments {
            articles: articles.to_vec(),
            hashes: Vec::with_capacity(articles.len()),
            lens: Vec::with_capacity(articles.len()),
            ids: Vec::with_capacity(bytes / 6),
            spans: WordSpans::with_capacity(bytes / 6),
            ..Segments::default()
        },
        forms: Interner::default(),
        counts: Vec::new(),
        in_articles: Vec::new(),
    };
    scratch.surfaces.clear();
    scratch.form_of.clear();
    scratch.last_article.clear();
    for (number, article) in articles.iter().enumerate() {
        task.check()?;
        let before = out.segments.ids.len();
        for paragraph in article.counted_spans() {
            scratch.paragraph(article, paragraph, number as u32, &mut out);
        }
        out.segments.lens.push((out.segments.ids.len() - before) as u32);
        out.segments.hashes.push(super::identity::article_hash(article));
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
            let surface = word.of(text);
            let known = self.surfaces.len();
            let s = self.surfaces.intern(surface, Interner::hash(surface));
            if s as usize == known {
                normalise::fold(surface, &mut self.folded);
                self.form_of.push(if self.folded.is_empty() {
                    NO_FORM
                } else {
                    out.forms.intern(&self.folded, Interner::hash(&self.folded))
                });
            }
            let form = self.form_of.get(s as usize).copied().unwrap_or(NO_FORM);
            if form == NO_FORM {
                continue;
            }
            count(form, number, out, &mut self.last_article);
            while starts.next_if(|&start| start <= word.from).is_some() {
                begins_sentence = true;
            }
            let at = out.segments.ids.len() as u32;
            if begins_paragraph {
                out.segments.paragraphs.push(at);
            }
            if begins_paragraph || begins_sentence {
                out.segments.sentences.push(at);
            }
            (begins_paragraph, begins_sentence) = (false, false);
            out.segments.ids.push(form);
            let base = paragraph.from;
            out.segments
                .spans
                .push(Span { from: base.saturating_add(word.from), to: base.saturating_add(word.to) });
        }
    }
}

fn count(form: u32, article: u32, out: &mut Chunk, last_article: &mut Vec<u32>) {
    let form = form as usize;
    if form >= out.counts.len() {
        out.counts.resize(form + 1, 0);
        out.in_articles.resize(form + 1, 0);
        last_article.resize(form + 1, u32::MAX);
    }
    if let (Some(n), Some(df), Some(last)) =
        (out.counts.get_mut(form), out.in_articles.get_mut(form), last_article.get_mut(form))
    {
        *n += 1;
        if *last != article {
            *last = article;
            *df += 1;
        }
    }
}

impl Segments {
    /// Whether segmenting `a` and `b` gives the same words.
    pub(crate) fn same_words(a: &Article, b: &Article) -> bool {
        a.language.value == b.language.value
            && (Arc::ptr_eq(&a.raw, &b.raw) || a.raw == b.raw)
            && a.counted_spans().eq(b.counted_spans())
    }
}
