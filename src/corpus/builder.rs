//! Puts a corpus together, piece by piece.
//!
//! [`CorpusBuilder::push`] looks at the text of each article once, in parallel; [`CorpusBuilder::snapshot`]
//! only numbers and sorts what is there, so that growing snapshots can be published while a folder is read.
//! The result does not depend on the number of threads, nor on how the articles were cut into batches.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::bits::Bits;
use super::interner::Interner;
use super::postings::Postings;
use super::segment::{Chunk, Scratch, Segments, Tally, segment};
use super::starts::Starts;
use super::text_part::TextPart;
use super::{Article, ArticleId, Columns, Corpus, SENTINEL, TypeId, Vocabulary, identity};
use crate::task::{Cancelled, Task};

/// Articles in one chunk at most, and bytes after which a chunk ends sooner.
const CHUNK: (usize, usize) = (512, 2 << 20);
/// Chunks that even a small batch is cut into, to be done side by side.
const CHUNKS: usize = 16;
/// Chunks for each thread that are done side by side, while those before them get the numbers of the builder: each
/// holds a vocabulary of its own till then.
const WAVE: usize = 8;
/// Bytes of text to a word at the least; only a hint how much room words need.
const BYTES_A_WORD: usize = 6;

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
    /// All words so far, by their numbers among the forms.
    words: Segments,
    forms: Interner,
    /// By form.
    tallies: Vec<Tally>,
}

impl CorpusBuilder {
    /// A builder with no articles.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many articles it has.
    pub fn article_count(&self) -> usize {
        self.words.articles.len()
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
        let bytes: usize = batch.iter().map(|article| article.raw.len()).sum();
        self.words.stream.reserve(bytes / BYTES_A_WORD);
        self.words.spans.reserve(bytes / BYTES_A_WORD);
        let mut done = Vec::new();
        for wave in chunks.chunks(WAVE * rayon::current_num_threads()) {
            let before = std::mem::take(&mut done);
            let (next, ()) = rayon::join(|| segment_all(wave, task), || self.append_all(before));
            done = next?;
        }
        self.append_all(done);
        Ok(())
    }

    /// Gives the words of `chunks` the numbers of this builder.
    fn append_all(&mut self, chunks: Vec<Chunk>) {
        for Chunk { segments, forms, tallies } in chunks {
            let needed = (self.words.stream.len() + segments.stream.len()) as u64;
            if needed > MOST_PLACES || !self.forms.has_room(forms.bytes()) {
                self.words.append(segments.without_words(), &[]);
            } else {
                let numbers = self.number(&forms, &tallies);
                self.words.append(segments, &numbers);
            }
        }
    }

    /// The number of each of `forms` here, and counts how often they occur.
    fn number(&mut self, forms: &Interner, tallies: &[Tally]) -> Vec<u32> {
        let mut number = |(local, more): (u32, &Tally)| {
            let id = self.forms.intern(forms.get(local), forms.hash_of(local));
            if id as usize == self.tallies.len() {
                self.tallies.push(Tally::NONE);
            }
            if let Some(tally) = self.tallies.get_mut(id as usize) {
                tally.count += more.count;
                tally.articles += more.articles;
            }
            id
        };
        (0..).zip(tallies).map(&mut number).collect()
    }

    /// The corpus of all articles pushed so far.
    pub fn snapshot(&self, task: &Task) -> Result<Corpus, Cancelled> {
        let (vocabulary, number_of) = self.vocabulary(task)?;
        put_together(self.words.clone(), vocabulary, &number_of, task)
    }

    /// The corpus of all articles, of which no more come: takes less memory than a snapshot.
    pub fn finish(self, task: &Task) -> Result<Corpus, Cancelled> {
        let (vocabulary, number_of) = self.vocabulary(task)?;
        let Self { words, forms, tallies } = self;
        drop((forms, tallies));
        put_together(words, vocabulary, &number_of, task)
    }

    /// The vocabulary in its final order, and the final number of each of this builder's forms.
    fn vocabulary(&self, task: &Task) -> Result<(Vocabulary, Vec<TypeId>), Cancelled> {
        task.phase("Counting words", 0);
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
        task.check()?;
        Ok((vocabulary, number_of))
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
                let ids: Vec<ArticleId> = run.iter().copied().flatten().collect();
                builder.words.adopt(known, here, &ids);
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
            _ => Arc::new(text.postings.by_outlet(&text.starts, columns.outlet_ids(), task)?),
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

/// Segments all `chunks`, side by side.
fn segment_all(chunks: &[&[Arc<Article>]], task: &Task) -> Result<Vec<Chunk>, Cancelled> {
    let done: Vec<Result<Chunk, Cancelled>> = chunks
        .par_iter()
        .map_init(Scratch::default, |scratch, articles| segment(articles, scratch, task))
        .collect();
    done.into_iter().collect()
}

/// The corpus of `words`, whose final numbers are `number_of` those that they have.
fn put_together(
    words: Segments,
    vocabulary: Vocabulary,
    number_of: &[TypeId],
    task: &Task,
) -> Result<Corpus, Cancelled> {
    let Segments { articles, hashes, lens, mut stream, mut spans, sentences, paragraphs } = words;
    stream.shrink_to_fit();
    spans.shrink_to_fit();
    stream.par_iter_mut().for_each(|word| *word = number_of.get(*word as usize).copied().unwrap_or(SENTINEL));
    let end = stream.len() as u32;
    let (sentences, paragraphs) = rayon::join(|| Bits::new(end, sentences), || Bits::new(end, paragraphs));
    task.check()?;
    let mut at = 0;
    let start = |len: &u32| {
        at += len + 1;
        at
    };
    let starts: Vec<u32> = std::iter::once(0).chain(lens.iter().map(start)).collect();
    let postings = Postings::new(&stream, &starts, &vocabulary, task)?;
    let starts = Starts::new(starts);
    let text = TextPart { vocabulary, stream, starts, spans, sentences, paragraphs, postings, lens };
    Corpus::of_parts(articles, hashes, Arc::new(text), None, task)
}

impl Segments {
    /// Appends `articles` with the words that articles `ids` of `known` have, by the numbers that they have there.
    fn adopt(&mut self, known: &Corpus, articles: &[Arc<Article>], ids: &[ArticleId]) {
        for run in ids.chunk_by(|one, next| one + 1 == *next) {
            let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
            // With the sentinel of the last.
            self.adopt_places(known, known.article_range(first).start..known.article_range(last).end + 1);
        }
        self.articles.extend_from_slice(articles);
        self.lens.extend(ids.iter().map(|&id| known.article_range(id).len() as u32));
        self.hashes.par_extend(articles.par_iter().zip(ids).map(|(article, &id)| {
            let hash = known.hashes.get(id as usize).filter(|_| Arc::ptr_eq(known.article(id), article));
            hash.copied().unwrap_or_else(|| identity::article_hash(article))
        }));
    }

    /// Appends what stands at `places` of `known`.
    fn adopt_places(&mut self, known: &Corpus, places: Range<usize>) {
        let (from, to, at) = (places.start as u32, places.end as u32, self.stream.len() as u32);
        let starts = |bits: &Bits, into: &mut Vec<u32>| {
            let all = std::iter::successors(bits.next(from), |&at| bits.next(at + 1));
            into.extend(all.take_while(|&start| start < to).map(|start| at + (start - from)));
        };
        starts(&known.text.sentences, &mut self.sentences);
        starts(&known.text.paragraphs, &mut self.paragraphs);
        self.stream.extend_from_slice(known.text.stream.get(places.clone()).unwrap_or(&[]));
        self.spans.extend_from(&known.text.spans, places);
    }
}
