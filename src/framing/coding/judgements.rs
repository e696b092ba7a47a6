//! What coders said, as plain data.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Of which unit, by whom, about which frame.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JudgementKey {
    /// The unit, by its place in the sample.
    pub unit: u32,
    /// The coder's name.
    pub coder: Arc<str>,
    /// The frame's short name.
    pub frame: Arc<str>,
}

/// Yes or no.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Judgement {
    /// Whether the frame is there.
    pub is_yes: bool,
    /// Free text.
    pub note: String,
    /// When it was said, as RFC 3339; empty when nobody noted it.
    pub changed: String,
}

/// An answer with what it is about.
pub(super) type Said = (JudgementKey, Judgement);

/// What was said of some units, by unit.
type Block = BTreeMap<u32, Arc<Vec<Said>>>;

/// So many units stand in one block.
const BLOCK: u32 = 128;

/// Everything coders said of one sample, by unit, coder and frame.
///
/// Copies share what they have in common: of a sample with very many answers, each answer can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Judgements {
    /// By unit divided by [`BLOCK`]. No block is empty, and no unit in it.
    blocks: BTreeMap<u32, Arc<Block>>,
}

/// How far one coder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Units with an answer for every frame.
    pub done: u32,
    /// Units with some answers.
    pub begun: u32,
    /// Units in all.
    pub of: u32,
}

/// The place of an answer among those to a unit, or where it would stand.
fn place(said: &[Said], coder: &str, frame: &str) -> Result<usize, usize> {
    said.binary_search_by(|(key, _)| (&*key.coder, &*key.frame).cmp(&(coder, frame)))
}

fn find<'a>(said: &'a [Said], coder: &str, frame: &str) -> Option<&'a Judgement> {
    said.get(place(said, coder, frame).ok()?).map(|(_, judgement)| judgement)
}

impl Judgements {
    /// What a coder said of a unit and a frame.
    pub fn get(&self, unit: u32, coder: &str, frame: &str) -> Option<&Judgement> {
        find(self.of_unit(unit), coder, frame)
    }

    /// The answer to this.
    pub fn of(&self, key: &JudgementKey) -> Option<&Judgement> {
        self.get(key.unit, &key.coder, &key.frame)
    }

    /// All answers to a unit, by coder and frame.
    fn of_unit(&self, unit: u32) -> &[Said] {
        let said = self.blocks.get(&(unit / BLOCK)).and_then(|block| block.get(&unit));
        said.map_or(&[], |said| said.as_slice())
    }

    /// Notes what a coder says; `None` takes it back.
    pub fn set(&mut self, key: JudgementKey, said: Option<Judgement>) {
        if said.is_none() && self.of(&key).is_none() {
            return;
        }
        let (unit, at) = (key.unit, key.unit / BLOCK);
        let block = Arc::make_mut(self.blocks.entry(at).or_default());
        let answers = Arc::make_mut(block.entry(unit).or_default());
        match (place(answers, &key.coder, &key.frame), said) {
            (Ok(at), Some(said)) => {
                if let Some((_, before)) = answers.get_mut(at) {
                    *before = said;
                }
            }
            (Err(at), Some(said)) => answers.insert(at, (key, said)),
            (Ok(at), None) => drop(answers.remove(at)),
            (Err(_), None) => {}
        }
        if answers.is_empty() {
            block.remove(&unit);
        }
        if block.is_empty() {
            self.blocks.remove(&at);
        }
    }

    /// All answers, by unit, coder and frame.
    pub fn iter(&self) -> impl Iterator<Item = (&JudgementKey, &Judgement)> {
        let units = self.blocks.values().flat_map(|block| block.values());
        units.flat_map(|said| said.iter()).map(|(key, said)| (key, said))
    }

    /// What all answers are about, in the same order.
    pub fn keys(&self) -> impl Iterator<Item = &JudgementKey> {
        self.iter().map(|(key, _)| key)
    }

    /// How many units have an answer.
    pub fn units(&self) -> u32 {
        self.blocks.values().map(|block| block.len() as u32).sum()
    }

    /// Units of which something else is said in `other`: what is said here, and what there. What both have in
    /// common is not looked into.
    pub(super) fn changed<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a [Said], &'a [Said])> {
        const NONE: &Block = &Block::new();
        unlike(&self.blocks, &other.blocks).into_iter().flat_map(|(one, other)| {
            let units = unlike(one.map_or(NONE, |one| one), other.map_or(NONE, |other| other));
            units.into_iter().map(|(one, other)| {
                (one.map_or(&[][..], |one| one.as_slice()), other.map_or(&[][..], |other| other.as_slice()))
            })
        })
    }

    /// What the first answer is about that is another in `other`.
    pub fn first_change(&self, other: &Self) -> Option<JudgementKey> {
        let of_unit = |(one, other): (&[Said], &[Said])| {
            let is_new = |said: &&Said| find(other, &said.0.coder, &said.0.frame) != Some(&said.1);
            let gone = |said: &&Said| find(one, &said.0.coder, &said.0.frame).is_none();
            let first = one.iter().find(is_new).or_else(|| other.iter().find(gone));
            first.map(|(key, _)| key.clone())
        };
        self.changed(other).find_map(of_unit)
    }

    /// Everybody who coded something, by name.
    pub fn coders(&self) -> Vec<Arc<str>> {
        let names: BTreeSet<&Arc<str>> = self.keys().map(|key| &key.coder).collect();
        names.into_iter().cloned().collect()
    }

    /// The answers of a coder about a frame, by unit.
    pub fn answers(&self, coder: &str, frame: &str, units: u32) -> Vec<Option<bool>> {
        let mut answers = vec![None; units as usize];
        for (&unit, said) in self.blocks.values().flat_map(|block| block.iter()) {
            if let Some(answer) = answers.get_mut(unit as usize) {
                *answer = find(said, coder, frame).map(|said| said.is_yes);
            }
        }
        answers
    }

    /// Whether a coder has not answered all of `frames` for a unit.
    pub fn is_open(&self, unit: u32, coder: &str, frames: &[Arc<str>]) -> bool {
        let said = self.of_unit(unit);
        frames.iter().any(|frame| find(said, coder, frame).is_none())
    }

    /// The next unit behind `after` that can be read and for which a coder has not answered all of `frames`; from the
    /// top again when there is none behind. `None` when everything is coded.
    pub fn next_uncoded(
        &self,
        units: u32,
        coder: &str,
        frames: &[Arc<str>],
        after: Option<u32>,
        can_be_read: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let from = after.map_or(0, |unit| unit.saturating_add(1)).min(units);
        let is_next = |unit: &u32| self.is_open(*unit, coder, frames) && can_be_read(*unit);
        (from..units).chain(0..from).find(is_next)
    }

    /// How far a coder is.
    pub fn progress(&self, units: u32, coder: &str, frames: &[Arc<str>]) -> Progress {
        let mut progress = Progress { of: units, ..Progress::default() };
        progress.follow(&Self::default(), self, coder, frames);
        progress
    }
}

/// What stands under a number in one map or both, and is not the very same in both.
type Unlike<'a, T> = Vec<(Option<&'a Arc<T>>, Option<&'a Arc<T>>)>;

/// In the order of the numbers.
fn unlike<'a, T>(one: &'a BTreeMap<u32, Arc<T>>, other: &'a BTreeMap<u32, Arc<T>>) -> Unlike<'a, T> {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut found = Vec::new();
    loop {
        let (here, there) = match (left.peek(), right.peek()) {
            (None, None) => return found,
            (Some((one, _)), Some((other, _))) => (one <= other, other <= one),
            (here, there) => (here.is_some(), there.is_some()),
        };
        let one = left.next_if(|_| here).map(|(_, value)| value);
        let other = right.next_if(|_| there).map(|(_, value)| value);
        let is_same = one.zip(other).is_some_and(|(one, other)| Arc::ptr_eq(one, other));
        if !is_same {
            found.push((one, other));
        }
    }
}

impl Progress {
    /// Goes along with answers as they change.
    pub fn follow(&mut self, before: &Judgements, after: &Judgements, coder: &str, frames: &[Arc<str>]) {
        // Whether all frames are answered, and whether some.
        let state = |said: &[Said]| {
            let answered = frames.iter().filter(|frame| find(said, coder, frame).is_some()).count();
            let is_done = answered > 0 && answered >= frames.len();
            (u32::from(is_done), u32::from(answered > 0 && !is_done))
        };
        for (old, new) in before.changed(after) {
            let (old, new) = (state(old), state(new));
            self.done = (self.done + new.0).saturating_sub(old.0);
            self.begun = (self.begun + new.1).saturating_sub(old.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(unit: u32, coder: &str, frame: &str) -> JudgementKey {
        JudgementKey { unit, coder: coder.into(), frame: frame.into() }
    }

    fn yes() -> Judgement {
        Judgement { is_yes: true, ..Judgement::default() }
    }

    #[test]
    fn an_answer_copies_little_and_what_is_taken_back_leaves_nothing() {
        let mut all = Judgements::default();
        for unit in 0..2_000 {
            all.set(key(unit, "Ada", "quay"), Some(yes()));
        }
        let before = all.clone();
        all.set(key(1_234, "Bo", "quay"), Some(yes()));
        let block = |all: &Judgements, at: u32| all.blocks.get(&at).cloned().expect("there");
        let shared = (0..16).filter(|&at| Arc::ptr_eq(&block(&all, at), &block(&before, at)));
        assert_eq!(shared.count(), 15);
        let (one, other) = (block(&all, 1_234 / BLOCK), block(&before, 1_234 / BLOCK));
        assert_eq!(one.keys().filter(|unit| !Arc::ptr_eq(&one[*unit], &other[*unit])).count(), 1);
        assert_eq!(before.changed(&all).count(), 1);
        assert_eq!(before.first_change(&all), Some(key(1_234, "Bo", "quay")));
        all.set(key(1_234, "Bo", "quay"), None);
        assert_eq!((all.first_change(&before), &all), (None, &before));
        for unit in 0..2_000 {
            all.set(key(unit, "Ada", "quay"), None);
        }
        assert_eq!(all, Judgements::default());
        assert_eq!(before.changed(&all).count(), 2_000);
    }
}
