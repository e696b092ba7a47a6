//! Puts a corpus together, piece by piece.
//!
//! [`CorpusBuilder::push`] looks at the text of each article once, in parallel; [`CorpusBuilder::snapshot`]
//! only numbers and sorts what is there, so that growing snapshots can be published while a folder is read.
//! The result does not depend on the number of threads, nor on how the articles were cut into batches.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::bits::Bits;
use super::interner::Interner;
use super::postings::Postings;
use super::segment::{Chunk, Scratch, Segments, Tally, segment};
use super::spans::WordSpans;
use super::starts::Starts;
use super::text_part::TextPart;
use super::{Article, Columns, Corpus, SENTINEL, TypeId, Vocabulary, identity};
use crate::task::{Cancelled, Task};

/// Articles in one chunk at most, and bytes after which a chunk ends sooner.
const CHUNK: (usize, usize) = (256, 1 << 20);
/// Chunks that even a small batch is cut into, to be done side by side.
const CHUNKS: usize = 16;
/// Chunks that are done before their words get the numbers of the builder: each holds a vocabulary of its own till then.
const WAVE: usize = 32;

/// Places in a stream are `u32`; articles beyond that many words are kept, but their words are not counted.
const MOST_PLACES: u64 = u32::MAX as u64 - 1;

/// Collects articles and makes snapshots of what it has.
///
/// ```
/// use parallax::corpus::CorpusBuilder;
/// use parallax::task::Task;
/// let task = Task::none();
/// let mut builder = CorpusBuilder::new();
/// builder.push(Vec::new(), &task)?;
/// assert_eq!(builder.snapshot(&task)?.article_count(), 0);
/// # Ok::<(), parallax::task::Cancelled>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct CorpusBuilder {
    parts: Vec<Segments>,
    forms: Interner,
    /// By form.
    tallies: Vec<Tally>,
    /// Places taken so far: words and one sentinel an article.
    places: u64,
    articles: usize,
}

impl CorpusBuilder {
    /// A builder with no articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many articles it has.
    pub fn article_count(&self) -> usize {
        self.articles
    }

    /// Appends `batch` in its order. When cancelled, articles of its end are missing.
    pub fn push(&mut self, batch: impl AsRef<[Arc<Article>]>, task: &Task) -> Result<(), Cancelled> {
        let batch = batch.as_ref();
        let mut chunks: Vec<&[Arc<Article>]> = Vec::new();
        let most = batch.len().div_ceil(CHUNKS).min(CHUNK.0);
        let mut rest = batch;
        while !rest.is_empty() {
            let mut bytes = 0;
            let fits = rest.iter().take(most).take_while(|a| {
                let fits = bytes < CHUNK.1;
                bytes += a.raw.len();
                fits
            });
            let (chunk, after) = rest.split_at(fits.count().clamp(1, rest.len()));
            chunks.push(chunk);
            rest = after;
        }
        for wave in chunks.chunks(WAVE) {
            let done: Vec<Result<Chunk, Cancelled>> = wave
                .par_iter()
                .map_init(Scratch::default, |scratch, articles| segment(articles, scratch, task))
                .collect();
            for chunk in done.into_iter().collect::<Result<Vec<_>, _>>()? {
                self.append(chunk);
            }
        }
        Ok(())
    }

    /// Gives the chunk's words the numbers of this builder.
    fn append(&mut self, chunk: Chunk) {
        let Chunk { mut segments, forms, tallies } = chunk;
        let needed = (segments.ids.len() + segments.articles.len()) as u64;
        if self.places + needed > MOST_PLACES || !self.forms.has_room(forms.bytes()) {
            let articles = std::mem::take(&mut segments.articles);
            let empty = vec![0; articles.len()];
            segments = Segments { articles, hashes: segments.hashes, lens: empty, ..Segments::default() };
        }
        self.places += (segments.ids.len() + segments.articles.len()) as u64;
        self.articles += segments.articles.len();
        if !segments.ids.is_empty() {
            let numbers: Vec<u32> = (0..)
                .zip(&tallies)
                .map(|(local, more)| {
                    let id = self.forms.intern(forms.get(local), forms.hash_of(local));
                    if id as usize == self.tallies.len() {
                        self.tallies.push(Tally::NONE);
                    }
                    if let Some(tally) = self.tallies.get_mut(id as usize) {
                        tally.count += more.count;
                        tally.articles += more.articles;
                    }
                    id
                })
                .collect();
            for id in &mut segments.ids {
                *id = numbers.get(*id as usize).copied().unwrap_or(0);
            }
        }
        self.parts.push(segments);
    }

    /// The corpus of all articles pushed so far.
    pub fn snapshot(&self, task: &Task) -> Result<Corpus, Cancelled> {
        self.put_together(self.parts.iter().map(Cow::Borrowed).collect(), task)
    }

    /// The corpus of all articles, of which no more come: takes less memory than a snapshot.
    pub fn finish(mut self, task: &Task) -> Result<Corpus, Cancelled> {
        let parts = std::mem::take(&mut self.parts);
        self.put_together(parts.into_iter().map(Cow::Owned).collect(), task)
    }

    /// The corpus of `parts`. What is owned is let go piece by piece, while the corpus takes its room.
    fn put_together(&self, mut parts: Vec<Cow<'_, Segments>>, task: &Task) -> Result<Corpus, Cancelled> {
        task.phase("Counting words", 0);
        let (vocabulary, number_of) = self.vocabulary();
        task.check()?;
        let places = self.places as usize;
        let mut stream = vec![SENTINEL; places];
        let mut slices = Vec::with_capacity(parts.len());
        let mut rest = stream.as_mut_slice();
        for part in &mut parts {
            let (slice, after) = rest.split_at_mut(part.places());
            slices.push((slice, part));
            rest = after;
        }
        slices.into_par_iter().for_each(|(slice, part)| {
            part.write_stream(slice, &number_of);
            if let Cow::Owned(part) = part {
                part.ids = Vec::new();
            }
        });
        task.check()?;

        let mut starts = Vec::with_capacity(self.articles + 1);
        let mut spans = WordSpans::with_capacity(places);
        let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
        let mut articles = Vec::with_capacity(self.articles);
        let mut lens = Vec::with_capacity(self.articles);
        let mut hashes = Vec::with_capacity(self.articles);
        let mut at = 0_u32;
        for part in parts {
            part.write_places(at, &mut starts, &mut spans, &mut sentences, &mut paragraphs);
            at += part.places() as u32;
            articles.extend_from_slice(&part.articles);
            lens.extend_from_slice(&part.lens);
            hashes.extend_from_slice(&part.hashes);
        }
        starts.push(at);
        let (sentences, paragraphs) = rayon::join(|| Bits::new(at, sentences), || Bits::new(at, paragraphs));
        task.check()?;

        let postings = Postings::new(&stream, &starts, &vocabulary, task)?;
        let starts = Starts::new(starts);
        let text = TextPart { vocabulary, stream, starts, spans, sentences, paragraphs, postings, lens };
        Corpus::of_parts(articles, hashes, Arc::new(text), None, task)
    }

    /// The vocabulary in its final order, and the final number of each of this builder's forms.
    fn vocabulary(&self) -> (Vocabulary, Vec<TypeId>) {
        // Code point order first: ties of frequency then stand in code point order.
        let mut order: Vec<(u64, u32)> = (0..)
            .zip(&self.tallies)
            .filter(|(_, tally)| tally.count > 0)
            .map(|(id, _)| (first_bytes(self.forms.get(id)), id))
            .collect();
        order.par_sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.forms.get(a.1).cmp(self.forms.get(b.1)))
        });
        let tally = |id: u32| self.tallies.get(id as usize).copied().unwrap_or(Tally::NONE);
        let mut by_count: Vec<(u32, u32)> =
            (0..).zip(&order).map(|(rank, &(_, id))| (u32::MAX - tally(id).count, rank)).collect();
        by_count.par_sort_unstable();
        let mut number_of = vec![SENTINEL; self.forms.len()];
        let mut sorted = vec![0; order.len()];
        let mut vocabulary = Vocabulary {
            forms: String::new(),
            starts: Vec::with_capacity(order.len() + 1),
            counts: Vec::with_capacity(order.len()),
            articles: Vec::with_capacity(order.len()),
            sorted: Vec::new(),
            ranks: Vec::new(),
        };
        for (number, &(_, rank)) in by_count.iter().enumerate() {
            let Some(&(_, id)) = order.get(rank as usize) else { continue };
            if let (Some(n), Some(s)) = (number_of.get_mut(id as usize), sorted.get_mut(rank as usize)) {
                *n = number as TypeId;
                *s = number as TypeId;
            }
            vocabulary.starts.push(vocabulary.forms.len());
            vocabulary.forms.push_str(self.forms.get(id));
            vocabulary.counts.push(tally(id).count);
            vocabulary.articles.push(tally(id).articles);
        }
        vocabulary.starts.push(vocabulary.forms.len());
        vocabulary.sorted = sorted;
        vocabulary.rank_all();
        (vocabulary, number_of)
    }

    /// A builder that has the words of `known` already and counts those of the articles `taken` from it, but has no
    /// articles yet.
    fn with_words_of(known: &Corpus, taken: &[Option<u32>]) -> Self {
        let vocabulary = &known.text.vocabulary;
        let mut forms = Interner::default();
        for (_, form) in vocabulary.iter() {
            forms.intern(form, Interner::hash(form));
        }
        let counts = vocabulary.counts.iter().zip(&vocabulary.articles);
        let mut tallies: Vec<Tally> = counts.map(|(&count, &articles)| Tally::of(count, articles)).collect();
        let mut times = vec![0_u32; known.articles.len()];
        for &id in taken.iter().flatten() {
            if let Some(times) = times.get_mut(id as usize) {
                *times += 1;
            }
        }
        // Nearly all are taken once: only the others are gone through.
        for (id, times) in (0..).zip(times).filter(|(_, times)| *times != 1) {
            let mut words = known.text.stream.get(known.article_range(id)).unwrap_or(&[]).to_vec();
            words.sort_unstable();
            for same in words.chunk_by(|a, b| a == b) {
                let Some(tally) = same.first().and_then(|word| tallies.get_mut(*word as usize)) else {
                    continue;
                };
                let count = same.len() as u32;
                if times == 0 {
                    tally.count -= count;
                    tally.articles -= 1;
                } else {
                    tally.count += count * (times - 1);
                    tally.articles += times - 1;
                }
            }
        }
        Self { forms, tallies, ..Self::default() }
    }

    /// Takes `articles` with the words that articles `ids` of `known` have, whose types have the same numbers here
    /// and are counted already.
    fn adopt(&mut self, known: &Corpus, articles: &[Arc<Article>], ids: &[Option<u32>]) {
        let chunks = articles.par_chunks(CHUNK.0).zip(ids.par_chunks(CHUNK.0));
        let parts: Vec<Segments> =
            chunks.map(|(articles, ids)| Segments::of_known(known, articles, ids)).collect();
        for part in parts {
            self.places += (part.ids.len() + part.articles.len()) as u64;
            self.articles += part.articles.len();
            self.parts.push(part);
        }
    }

    /// The corpus of `articles`; those whose words `known` has already are not looked at again.
    pub(super) fn rebuild(
        known: &Corpus,
        articles: Vec<Arc<Article>>,
        task: &Task,
    ) -> Result<Corpus, Cancelled> {
        let is_same_text = articles.len() == known.articles.len()
            && articles
                .par_iter()
                .zip(known.articles.par_iter())
                .all(|(new, old)| Arc::ptr_eq(new, old) || Segments::same_words(old, new));
        if is_same_text {
            return Self::with_same_text(known, articles, task);
        }
        let mut by_text = hashbrown::HashMap::with_capacity(known.articles.len());
        for (id, article) in known.articles.iter().enumerate() {
            by_text.entry(Arc::as_ptr(&article.raw)).or_insert(id as u32);
        }
        task.check()?;
        let taken: Vec<Option<u32>> = articles
            .iter()
            .map(|article| {
                let id = by_text.get(&Arc::as_ptr(&article.raw)).copied();
                id.filter(|&id| Segments::same_words(known.article(id), article))
            })
            .collect();
        let mut builder = Self::with_words_of(known, &taken);
        let mut rest = articles.as_slice();
        for run in taken.chunk_by(|one, other| one.is_some() == other.is_some()) {
            task.check()?;
            let (here, after) = rest.split_at(run.len());
            if run.iter().all(Option::is_some) {
                builder.adopt(known, here, run);
            } else {
                builder.push(here, task)?;
            }
            rest = after;
        }
        builder.finish(task)
    }
}

impl CorpusBuilder {
    /// The corpus of `articles`, which have the words of `known`, place by place.
    fn with_same_text(known: &Corpus, articles: Vec<Arc<Article>>, task: &Task) -> Result<Corpus, Cancelled> {
        let hashes: Vec<u64> = articles
            .par_iter()
            .zip(known.articles.par_iter())
            .zip(known.hashes.par_iter())
            .map(|((new, old), &hash)| if Arc::ptr_eq(new, old) { hash } else { identity::article_hash(new) })
            .collect();
        Corpus::of_parts(articles, hashes, Arc::clone(&known.text), Some(known), task)
    }
}

impl Corpus {
    /// Puts the columns to the words; counts by outlet are those of `known` where its outlets are the same.
    fn of_parts(
        articles: Vec<Arc<Article>>,
        hashes: Vec<u64>,
        text: Arc<TextPart>,
        known: Option<&Self>,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let columns = Columns::new(&articles, text.lens.clone());
        let by_outlet = match known {
            Some(known) if known.outlet_ids() == columns.outlet_ids() => Arc::clone(&known.by_outlet),
            _ => Arc::new(text.postings.by_outlet(columns.outlet_ids(), task)?),
        };
        let revision = identity::combine(&hashes);
        Ok(Self {
            revision,
            unrelated: revision,
            unversioned: revision,
            hashes: Arc::new(hashes),
            articles: Arc::new(articles),
            columns: Arc::new(columns),
            text,
            by_outlet,
            relations: None,
            versions: Arc::default(),
            notes: Arc::default(),
            names: Arc::default(),
        })
    }
}

/// The first eight bytes as a number that sorts as they do.
fn first_bytes(form: &str) -> u64 {
    form.bytes().take(8).enumerate().fold(0, |key, (i, b)| key | u64::from(b) << (56 - 8 * i))
}

impl Segments {
    /// `articles` with the words of articles `ids` of `known`.
    fn of_known(known: &Corpus, articles: &[Arc<Article>], ids: &[Option<u32>]) -> Self {
        let ranges: Vec<_> = ids.iter().flatten().map(|&id| known.article_range(id)).collect();
        let words: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let mut part = Self {
            articles: articles.to_vec(),
            ids: Vec::with_capacity(words),
            spans: WordSpans::with_capacity(words),
            ..Self::default()
        };
        for ((article, &id), range) in articles.iter().zip(ids.iter().flatten()).zip(ranges) {
            let (from, to, at) = (range.start as u32, range.end as u32, part.ids.len() as u32);
            let starts = |bits: &Bits, into: &mut Vec<u32>| {
                let all = std::iter::successors(bits.next(from), |&at| bits.next(at + 1));
                into.extend(all.take_while(|&start| start < to).map(|start| at + (start - from)));
            };
            starts(&known.text.sentences, &mut part.sentences);
            starts(&known.text.paragraphs, &mut part.paragraphs);
            part.ids.extend_from_slice(known.text.stream.get(range.clone()).unwrap_or(&[]));
            part.lens.push(part.ids.len() as u32 - at);
            part.spans.extend_from(&known.text.spans, range);
            let hash = known.hashes.get(id as usize).filter(|_| Arc::ptr_eq(known.article(id), article));
            part.hashes.push(hash.copied().unwrap_or_else(|| identity::article_hash(article)));
        }
        part
    }

    /// Places it takes in the stream: its words and one sentinel an article.
    fn places(&self) -> usize {
        self.lens.iter().map(|&len| len as usize + 1).sum()
    }

    /// Writes this part's stretch of the stream, whose sentinels are there already.
    fn write_stream(&self, stream: &mut [u32], number_of: &[TypeId]) {
        let (mut ids, mut stream) = (self.ids.as_slice(), stream);
        for &len in &self.lens {
            let Some((words, after)) = ids.split_at_checked(len as usize) else { return };
            let Some((to, rest)) = stream.split_at_mut_checked(len as usize + 1) else { return };
            for (to, &word) in to.iter_mut().zip(words) {
                *to = number_of.get(word as usize).copied().unwrap_or(SENTINEL);
            }
            (ids, stream) = (after, rest);
        }
    }

    /// Appends this part's article starts, word spans, sentence and paragraph starts, from place `at` on.
    /// The sentinel at an article's end begins a sentence and a paragraph, so that a last one ends there.
    fn write_places(
        &self,
        mut at: u32,
        starts: &mut Vec<u32>,
        spans: &mut WordSpans,
        sentences: &mut Vec<u32>,
        paragraphs: &mut Vec<u32>,
    ) {
        let mut word = 0_u32;
        let (mut s, mut p) = (self.sentences.iter().peekable(), self.paragraphs.iter().peekable());
        for &len in &self.lens {
            starts.push(at);
            let end = word + len;
            spans.extend_from(&self.spans, word as usize..end as usize);
            spans.push(super::Span::default());
            while let Some(&start) = s.next_if(|&&start| start < end) {
                sentences.push(at + (start - word));
            }
            while let Some(&start) = p.next_if(|&&start| start < end) {
                paragraphs.push(at + (start - word));
            }
            at += len + 1;
            sentences.push(at - 1);
            paragraphs.push(at - 1);
            word = end;
        }
    }
}
