//! Hits summed over articles: sums that can be added, so that portions may be counted in parallel.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::lexicon::Lexicon;
use super::scan::{self, By};
use super::{PerFrame, WordHits};
use crate::corpus::{ArticleId, Corpus};
use crate::stats::intervals::ClusterSums;
use crate::task::{Cancelled, Task};

/// What was counted in some articles.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// By frame.
    pub(super) frames: Vec<PerFrame>,
    /// By class of languages.
    pub(super) sizes: Vec<Sizes>,
    /// Hits of words by themselves, by their number among those of all classes.
    singles: Vec<u64>,
    /// Hits of everything else: by frame and word of the list, what stood there.
    others: HashMap<(u16, u32), HashMap<Box<str>, u64>>,
}

/// How large articles are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sizes {
    /// In words.
    pub(super) words: ClusterSums,
    /// In sentences.
    pub(super) sentences: ClusterSums,
}

/// What one frame has in one article.
#[derive(Clone, Copy, Default)]
struct Here {
    hits: u32,
    sentences: u32,
    /// The end of the last sentence with a hit.
    last: u32,
}

impl Tally {
    /// Nothing counted yet.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            frames: vec![PerFrame::default(); lexicon.frames],
            sizes: vec![Sizes::default(); lexicon.classes.len()],
            singles: vec![0; lexicon.singles()],
            others: HashMap::new(),
        }
    }

    /// Counts in `articles` too.
    pub(super) fn count(
        &mut self,
        corpus: &Corpus,
        lexicon: &Lexicon,
        articles: &[ArticleId],
        task: &Task,
    ) -> Result<(), Cancelled> {
        let mut here = vec![Here::default(); lexicon.frames];
        let mut form = String::new();
        let starts = corpus.sentence_starts();
        for &id in articles {
            task.check()?;
            let range = corpus.article_range(id);
            let words = range.len() as u32;
            let sentences = starts.rank(range.end as u32) - starts.rank(range.start as u32);
            if let Some(sizes) = self.sizes.get_mut(lexicon.class_of(corpus.language_of(id))) {
                sizes.words.add_article(words);
                sizes.sentences.add_article(sentences);
            }
            here.fill(Here::default());
            let mut sentence_end = 0;
            let (singles, others) = (&mut self.singles, &mut self.others);
            scan::article(corpus, lexicon, id, &mut |hit| {
                if hit.position >= sentence_end {
                    sentence_end = starts.next(hit.position + 1).unwrap_or(starts.len());
                }
                if let Some(here) = here.get_mut(usize::from(hit.frame)) {
                    here.hits += 1;
                    here.sentences += u32::from(here.last != sentence_end);
                    here.last = sentence_end;
                }
                match hit.by {
                    By::Single(at) => {
                        if let Some(count) = singles.get_mut(at) {
                            *count += 1;
                        }
                    }
                    By::Pattern(pattern) => {
                        form.clear();
                        hit.write_form(corpus, &mut form);
                        let forms = others.entry((hit.frame, pattern)).or_default();
                        match forms.get_mut(&*form) {
                            Some(count) => *count += 1,
                            None => drop(forms.insert(form.as_str().into(), 1)),
                        }
                    }
                }
            });
            for (frame, here) in self.frames.iter_mut().zip(&here).filter(|(_, here)| here.hits > 0) {
                frame.hits.add_hits(here.hits, words);
                frame.sentences.add_hits(here.sentences, sentences);
                frame.articles += 1;
            }
        }
        Ok(())
    }

    /// Adds what was counted in other articles.
    pub(super) fn add(&mut self, other: Self) {
        for (mine, more) in self.frames.iter_mut().zip(other.frames) {
            mine.hits = mine.hits.merged(more.hits);
            mine.sentences = mine.sentences.merged(more.sentences);
            mine.articles += more.articles;
        }
        for (mine, more) in self.sizes.iter_mut().zip(other.sizes) {
            mine.words = mine.words.merged(more.words);
            mine.sentences = mine.sentences.merged(more.sentences);
        }
        for (mine, more) in self.singles.iter_mut().zip(other.singles) {
            *mine += more;
        }
        // Sums do not depend on the order.
        for (key, forms) in other.others {
            let mine = self.others.entry(key).or_default();
            for (form, count) in forms {
                *mine.entry(form).or_default() += count;
            }
        }
    }

    /// The wordings that caused a frame's hits, commonest first.
    pub(super) fn words_of(&self, corpus: &Corpus, lexicon: &Lexicon, frame: usize) -> Vec<WordHits> {
        // By what stands there; the first word of the lists that found it is named.
        let mut found: BTreeMap<&str, (u32, u64)> = BTreeMap::new();
        let mut enter = |form, pattern: u32, count: u64| {
            let entry = found.entry(form).or_insert((pattern, 0));
            entry.0 = entry.0.min(pattern);
            entry.1 += count;
        };
        let singles = lexicon.classes.iter().flat_map(|class| &class.singles);
        for (single, &count) in singles.zip(&self.singles) {
            if count > 0 && usize::from(single.mark.frame) == frame {
                enter(corpus.vocabulary().form(single.id), single.mark.pattern, count);
            }
        }
        for ((of, pattern), forms) in &self.others {
            if usize::from(*of) == frame {
                for (form, count) in forms {
                    enter(form, *pattern, *count);
                }
            }
        }
        let word = |(form, (pattern, hits)): (&str, (u32, u64))| WordHits {
            form: form.to_owned(),
            pattern: lexicon.patterns.get(pattern as usize).cloned().unwrap_or_default(),
            hits,
        };
        let mut words: Vec<WordHits> = found.into_iter().map(word).collect();
        words.sort_by(|a, b| b.hits.cmp(&a.hits).then_with(|| a.form.cmp(&b.form)));
        words
    }
}
