//! Which phrases come back: runs of two to six words, or those around a word; of one word, the list of all words.
//!
//! Every phrase is counted exactly. The places of each word are parted by the word that follows, these
//! again, and so on: no key is hashed, and what is rarer than the minimum is never looked at again. At
//! any time a thread holds the places of one word twice over (16 bytes each) and one counter for each
//! type: in 54 million words about 60 MB, whatever is asked. Beside that, 24 bytes and 12 for each
//! group for every phrase that is kept, of which there are twice [`PhraseSettings::most`] at most.
//!
//! Phrases never run over the end of an article, nor of a sentence unless that is asked for. Copies of
//! one text bring their phrases with them, and a phrase within another is not independent of it.

mod around;
mod group;
mod kept;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::coverage::Coverage;
use super::dispersion::{self, Over};
use super::function_words::FunctionWords;
use super::grouping::{GroupRow, Grouping};
use super::scope::Scope;
use crate::corpus::{Corpus, Subset, TypeId};
use crate::query::{self, Query};
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};
use group::{Emit, Grouper, Item};
use kept::Kept;

pub(super) use around::holds_hit;

/// The shortest and the longest phrase there is; of one word they make the word list.
pub const LENGTHS: std::ops::RangeInclusive<u8> = 1..=6;

/// So many phrases are kept for the screen; how many there are is told.
pub const MOST_SHOWN: u32 = 10_000;

/// What phrases are sorted by; numbers from the largest, words from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PhraseOrder {
    /// How often.
    #[default]
    Count,
    /// The words.
    Words,
    /// How many words.
    Length,
    /// Articles.
    Articles,
    /// Groups.
    Groups,
}

impl PhraseOrder {
    /// All orders, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::Count, Self::Words, Self::Length, Self::Articles, Self::Groups];
}

/// What counts as a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own, ticked by itself")]
pub struct PhraseSettings {
    /// The fewest words, from 1.
    pub shortest: u8,
    /// The most words, up to 6.
    pub longest: u8,
    /// Rarer phrases are left out; at least 1.
    pub minimum_count: u32,
    /// A phrase has to stand in this many articles, or in all where there are fewer.
    pub minimum_articles: u32,
    /// Whether phrases of nothing but function words ("of the", "the") are listed.
    pub keep_stop_words: bool,
    /// Whether a phrase may run on into the next sentence.
    pub across_sentences: bool,
    /// Whether a phrase is left out that never stands outside one longer phrase of this list.
    pub folds: bool,
    /// Sorted by count, rows stand by how often they do in this group, by name; `None` is in all together.
    pub group: Option<Arc<str>>,
    /// The order of the rows.
    pub order: PhraseOrder,
    /// Whether they run the other way round.
    pub is_reversed: bool,
    /// Of more phrases only the most frequent are kept; 0 keeps all.
    pub most: u32,
}

impl Default for PhraseSettings {
    fn default() -> Self {
        Self {
            shortest: 2,
            longest: 4,
            minimum_count: 3,
            minimum_articles: 2,
            keep_stop_words: false,
            across_sentences: false,
            folds: true,
            group: None,
            order: PhraseOrder::default(),
            is_reversed: false,
            most: MOST_SHOWN,
        }
    }
}

/// The question: which phrases.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PhrasesRecipe {
    /// Which articles.
    pub scope: Scope,
    /// What stands side by side.
    pub by: Grouping,
    /// Only phrases that hold a whole hit of this.
    pub around: Option<Query>,
    /// How.
    pub settings: PhraseSettings,
}

/// One phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Where it stands first.
    pub first: u32,
    /// How many words it has.
    pub length: u8,
    /// How often it stands.
    pub count: u32,
    /// In how many articles.
    pub articles: u32,
    /// In each group that has it, in order.
    pub groups: Box<[GroupCount]>,
}

/// How often a phrase stands in a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCount {
    /// The group, as a place in [`Phrases::groups`].
    pub group: u32,
    /// In how many of its articles.
    pub articles: u32,
    /// How often.
    pub count: u32,
}

/// The answer to a [`PhrasesRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Phrases {
    /// What was counted.
    pub coverage: Coverage,
    /// The groups with articles in scope.
    pub groups: Vec<GroupRow>,
    /// The group by whose counts the rows are sorted; `None` where they are sorted by what holds for all.
    pub column: Option<usize>,
    /// The phrases, in the order asked for.
    pub rows: Vec<Phrase>,
    /// How many phrases pass the minimums, those that were not kept included.
    pub total: u64,
    /// Of a word list around nothing, for each row its DP over the articles, normalised.
    pub dispersion: Option<Vec<Stat>>,
    /// How it was asked.
    pub settings: PhraseSettings,
}

impl Phrase {
    /// Its words.
    pub fn words<'c>(&self, corpus: &'c Corpus) -> &'c [TypeId] {
        let from = self.first as usize;
        corpus.stream().get(from..from + usize::from(self.length)).unwrap_or_default()
    }

    /// Its words with spaces between.
    pub fn text(&self, corpus: &Corpus) -> String {
        let forms: Vec<&str> =
            self.words(corpus).iter().map(|&word| corpus.vocabulary().form(word)).collect();
        forms.join(" ")
    }

    /// How often in one group, and in how many of its articles.
    pub fn in_group(&self, group: usize) -> (u32, u32) {
        let found = self.groups.binary_search_by_key(&group, |one| one.group as usize).ok();
        found.and_then(|at| self.groups.get(at)).map_or((0, 0), |one| (one.count, one.articles))
    }
}

/// Words handed to a thread at a time: types whose places are about so many together.
const BLOCK: u64 = 1 << 16;

impl PhrasesRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Phrases, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let (coverage, grouped) = (Coverage::of(corpus, &subset), self.by.sort(corpus, &subset));
        let settings = self.tamed();
        let function_words = (!settings.keep_stop_words).then(|| FunctionWords::of(corpus, &subset));
        let emit = Emit {
            corpus,
            settings: &settings,
            minimum_articles: settings.minimum_articles.min(coverage.articles),
            function_words: function_words.as_ref(),
            grouped: &grouped,
        };
        let kept = match &self.around {
            Some(query) => {
                let hits = query::find(corpus, query, &subset, task)?;
                around::count(&emit, &hits, task)?
            }
            None => all(&emit, &subset, task)?,
        };
        task.check()?;
        let (rows, total) = kept.finish(corpus);
        let groups = grouped.rows;
        let name = settings.group.as_ref().filter(|_| settings.order == PhraseOrder::Count);
        let column = name.and_then(|name| groups.iter().position(|row| row.name == *name));
        let mut found = Phrases { coverage, groups, column, rows, total, dispersion: None, settings };
        found.sort(corpus);
        if found.settings.longest == 1 && self.around.is_none() {
            let of_types = dispersion::of_types(corpus, &self.scope, Over::Articles, task)?;
            let of_row = |row: &Phrase| {
                let word = row.words(corpus).first().and_then(|&word| of_types.get(word as usize));
                word.copied().unwrap_or(Err(Undefined::NoOccurrence))
            };
            found.dispersion = Some(found.rows.iter().map(of_row).collect());
        }
        task.check()?;
        Ok(found)
    }

    /// The settings within their bounds.
    fn tamed(&self) -> PhraseSettings {
        let (least, most) = (*LENGTHS.start(), *LENGTHS.end());
        let shortest = self.settings.shortest.clamp(least, most);
        let longest = self.settings.longest.clamp(shortest, most);
        let minimum_count = self.settings.minimum_count.max(1);
        PhraseSettings { shortest, longest, minimum_count, ..self.settings.clone() }
    }
}

/// Phrases of all words: each thread takes some of the types that phrases begin with.
fn all(emit: &Emit<'_>, subset: &Subset, task: &Task) -> Result<Kept, Cancelled> {
    let blocks = blocks(emit.corpus, emit.settings.minimum_count);
    let next = AtomicUsize::new(0);
    let worker = |_| {
        let (mut grouper, mut kept) = (Grouper::new(emit), Kept::new(emit.settings.most));
        let mut items: Vec<Item> = Vec::new();
        while let Some(types) = blocks.get(next.fetch_add(1, Ordering::Relaxed)) {
            for word in types.clone() {
                task.check()?;
                items_of(emit.corpus, subset, word, &mut items);
                let lengths = (emit.settings.shortest, emit.settings.longest);
                grouper.part(&mut items, 1, lengths, &mut kept, task)?;
            }
        }
        Ok(kept)
    };
    let parts: Result<Vec<Kept>, Cancelled> =
        (0..rayon::current_num_threads()).into_par_iter().with_max_len(1).map(worker).collect();
    Ok(Kept::together(parts?, emit.settings.most))
}

/// The types that are frequent enough, in stretches of about equally many places.
fn blocks(corpus: &Corpus, minimum: u32) -> Vec<std::ops::Range<TypeId>> {
    let vocabulary = corpus.vocabulary();
    let (mut blocks, mut from, mut places) = (Vec::new(), 0, 0);
    for word in 0..vocabulary.len() as TypeId {
        let count = vocabulary.count(word);
        if count < u64::from(minimum) {
            // Types are in order of their frequency.
            blocks.push(from..word);
            return blocks;
        }
        places += count;
        if places >= BLOCK {
            blocks.push(from..word + 1);
            (from, places) = (word + 1, 0);
        }
    }
    blocks.push(from..vocabulary.len() as TypeId);
    blocks
}

/// All places of a word in the articles of `subset`.
fn items_of(corpus: &Corpus, subset: &Subset, word: TypeId, items: &mut Vec<Item>) {
    items.clear();
    let mut positions = corpus.positions(word);
    for (article, count) in corpus.article_counts(word) {
        let Some((here, rest)) = positions.split_at_checked(count as usize) else { return };
        positions = rest;
        if subset.contains(article) {
            items.extend(here.iter().map(|&place| Item { place, article }));
        }
    }
}

impl Phrases {
    /// Sorts the rows; they come with the most frequent first. The other way round ties stay where they are.
    fn sort(&mut self, corpus: &Corpus) {
        let PhraseSettings { order, is_reversed, .. } = self.settings;
        if let Some(column) = self.column {
            let count = |row: &Phrase| row.in_group(column).0;
            if is_reversed {
                self.rows.sort_by_cached_key(count);
            } else {
                self.rows.sort_by_cached_key(|row| std::cmp::Reverse(count(row)));
            }
            return;
        }
        if order == PhraseOrder::Count && !is_reversed {
            return;
        }
        self.rows.sort_by(|one, other| {
            let by_column = match order {
                PhraseOrder::Count => other.count.cmp(&one.count),
                PhraseOrder::Words => kept::by_words(corpus, one, other),
                PhraseOrder::Length => other.length.cmp(&one.length),
                PhraseOrder::Articles => other.articles.cmp(&one.articles),
                PhraseOrder::Groups => other.groups.len().cmp(&one.groups.len()),
            };
            if is_reversed { by_column.reverse() } else { by_column }
        });
    }
}
