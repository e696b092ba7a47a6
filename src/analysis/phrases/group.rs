//! Parting places by the words that follow, until phrases are as long as asked for.

use super::kept::Kept;
use super::{GroupCount, Phrase, PhraseSettings};
use crate::analysis::function_words::FunctionWords;
use crate::analysis::grouping::Grouped;
use crate::corpus::{ArticleId, Corpus, SENTINEL, TypeId};
use crate::task::{Cancelled, Task};

/// Where a phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) place: u32,
    pub(super) article: ArticleId,
}

/// Fewer places are sorted, more are counted.
const FEW: usize = 48;

/// Groups between two questions whether to go on, where groups are large.
const LARGE: usize = 1 << 14;

/// What makes a phrase of places.
pub(super) struct Emit<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) settings: &'a PhraseSettings,
    pub(super) minimum_articles: u32,
    pub(super) function_words: Option<&'a FunctionWords>,
    /// What stands side by side.
    pub(super) grouped: &'a Grouped,
}

/// One thread's counters.
pub(super) struct Grouper<'a> {
    emit: &'a Emit<'a>,
    /// By type: how many places, then where the next is put.
    counters: Vec<u32>,
    words: Vec<TypeId>,
    touched: Vec<TypeId>,
    sums: Vec<GroupCount>,
}

impl Emit<'_> {
    /// The word so many words after the first, [`SENTINEL`] where the phrase may not go on.
    #[inline]
    fn word(&self, place: u32, nth: u8) -> TypeId {
        let at = place + u32::from(nth);
        if nth > 0 && !self.settings.across_sentences && self.corpus.sentence_starts().contains(at) {
            return SENTINEL;
        }
        self.corpus.stream().get(at as usize).copied().unwrap_or(SENTINEL)
    }

    /// Whether all places have the same word before them, or after: then a phrase one word longer is as frequent.
    fn is_within_another(&self, items: &[Item], length: u8) -> bool {
        let Some(first) = items.first() else { return false };
        let follower = self.word(first.place, length);
        if follower != SENTINEL && items.iter().all(|item| self.word(item.place, length) == follower) {
            return true;
        }
        let leader = self.before(first.place);
        leader != SENTINEL && items.iter().all(|item| self.before(item.place) == leader)
    }

    /// The word before a place, [`SENTINEL`] where a phrase may not begin earlier.
    fn before(&self, place: u32) -> TypeId {
        if !self.settings.across_sentences && self.corpus.sentence_starts().contains(place) {
            return SENTINEL;
        }
        let before = place.checked_sub(1).and_then(|at| self.corpus.stream().get(at as usize));
        before.copied().unwrap_or(SENTINEL)
    }

    fn is_wanted(&self, place: u32, length: u8) -> bool {
        let Some(list) = self.function_words else { return true };
        let from = place as usize;
        let words = self.corpus.stream().get(from..from + usize::from(length)).unwrap_or_default();
        !words.iter().all(|&word| list.contains(word))
    }
}

impl<'a> Grouper<'a> {
    pub(super) fn new(emit: &'a Emit<'a>) -> Self {
        Self {
            emit,
            counters: vec![0; emit.corpus.vocabulary().len()],
            words: Vec::new(),
            touched: Vec::new(),
            sums: vec![GroupCount::default(); emit.grouped.rows.len()],
        }
    }

    /// Phrases that begin at `items`, places in order, whose first `same` words are the same at all of them.
    pub(super) fn part(
        &mut self,
        items: &mut [Item],
        same: u8,
        (shortest, longest): (u8, u8),
        kept: &mut Kept,
        task: &Task,
    ) -> Result<(), Cancelled> {
        let minimum = self.emit.settings.minimum_count as usize;
        if items.len() < minimum || items.is_empty() {
            return Ok(());
        }
        if same >= shortest {
            self.emit(items, same, kept);
        }
        if same >= longest {
            return Ok(());
        }
        if items.len() <= FEW {
            let emit = self.emit;
            items.sort_unstable_by_key(|item| (emit.word(item.place, same), item.place));
            let mut rest = items;
            while let Some(first) = rest.first() {
                let word = emit.word(first.place, same);
                let len = rest.iter().take_while(|item| emit.word(item.place, same) == word).count();
                let (group, others) = std::mem::take(&mut rest).split_at_mut(len);
                if word != SENTINEL {
                    self.part(group, same + 1, (shortest, longest), kept, task)?;
                }
                rest = others;
            }
            return Ok(());
        }
        if items.len() > LARGE {
            task.check()?;
        }
        let (mut parted, ends) = self.scatter(items, same);
        let mut from = 0;
        for end in ends {
            if let Some(group) = parted.get_mut(from..end) {
                self.part(group, same + 1, (shortest, longest), kept, task)?;
            }
            from = end;
        }
        Ok(())
    }

    /// The places ordered by their next word, those left out whose word is too rare; and where each group ends.
    fn scatter(&mut self, items: &[Item], same: u8) -> (Vec<Item>, Vec<usize>) {
        let minimum = self.emit.settings.minimum_count;
        self.words.clear();
        self.words.extend(items.iter().map(|item| self.emit.word(item.place, same)));
        for &word in &self.words {
            let Some(counter) = self.counters.get_mut(word as usize) else { continue };
            if *counter == 0 {
                self.touched.push(word);
            }
            *counter += 1;
        }
        let (mut ends, mut len) = (Vec::new(), 0_u32);
        self.touched.retain(|&word| {
            let Some(counter) = self.counters.get_mut(word as usize) else { return false };
            let count = std::mem::take(counter);
            if count < minimum {
                return false;
            }
            // One more than the place, since 0 says that the word is too rare.
            *counter = len + 1;
            len += count;
            ends.push(len as usize);
            true
        });
        let mut parted = vec![Item { place: 0, article: 0 }; len as usize];
        for (item, &word) in items.iter().zip(&self.words) {
            let Some(next) = self.counters.get_mut(word as usize).filter(|next| **next > 0) else { continue };
            if let Some(place) = parted.get_mut(*next as usize - 1) {
                *place = *item;
            }
            *next += 1;
        }
        for word in self.touched.drain(..) {
            if let Some(counter) = self.counters.get_mut(word as usize) {
                *counter = 0;
            }
        }
        (parted, ends)
    }

    /// Takes the phrase in, if it is one.
    fn emit(&mut self, items: &[Item], length: u8, kept: &mut Kept) {
        let Some(first) = items.first() else { return };
        let emit = self.emit;
        let mut articles = 1;
        for pair in items.windows(2) {
            if let [one, next] = pair {
                articles += u32::from(one.article != next.article);
            }
        }
        if articles < emit.minimum_articles || !emit.is_wanted(first.place, length) {
            return;
        }
        if emit.settings.folds && length < emit.settings.longest && emit.is_within_another(items, length) {
            return;
        }
        let count = items.len() as u32;
        kept.add(emit.corpus, count, || Phrase {
            first: first.place,
            length,
            count,
            articles,
            groups: by_group(emit, items, &mut self.sums),
        });
    }
}

/// Places and articles by group.
fn by_group(emit: &Emit<'_>, items: &[Item], sums: &mut [GroupCount]) -> Box<[GroupCount]> {
    let mut touched: Vec<u32> = Vec::new();
    for of_article in items.chunk_by(|one, next| one.article == next.article) {
        let Some(item) = of_article.first() else { continue };
        let Some(group) = emit.grouped.row_of(emit.corpus, item.article) else { continue };
        if let Some(sum) = sums.get_mut(group) {
            if sum.articles == 0 {
                touched.push(group as u32);
            }
            sum.articles += 1;
            sum.count += of_article.len() as u32;
        }
    }
    touched.sort_unstable();
    let take = |group: u32| {
        let sum = sums.get_mut(group as usize).map(std::mem::take).unwrap_or_default();
        GroupCount { group, ..sum }
    };
    touched.into_iter().map(take).collect()
}
