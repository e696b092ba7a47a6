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

/// Everything coders said of one sample.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Judgements {
    /// By unit, coder and frame.
    pub all: BTreeMap<JudgementKey, Judgement>,
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

impl Judgements {
    /// What a coder said of a unit and a frame.
    pub fn get(&self, unit: u32, coder: &str, frame: &str) -> Option<&Judgement> {
        self.all.get(&JudgementKey { unit, coder: coder.into(), frame: frame.into() })
    }

    /// Notes what a coder says; `None` takes it back.
    pub fn set(&mut self, key: JudgementKey, said: Option<Judgement>) {
        match said {
            Some(said) => drop(self.all.insert(key, said)),
            None => drop(self.all.remove(&key)),
        }
    }

    /// Everybody who coded something, by name.
    pub fn coders(&self) -> Vec<Arc<str>> {
        let names: BTreeSet<&Arc<str>> = self.all.keys().map(|key| &key.coder).collect();
        names.into_iter().cloned().collect()
    }

    /// The answers of a coder about a frame, by unit.
    pub fn answers(&self, coder: &str, frame: &str, units: u32) -> Vec<Option<bool>> {
        let mut answers = vec![None; units as usize];
        for (key, said) in &self.all {
            if *key.coder == *coder
                && *key.frame == *frame
                && let Some(answer) = answers.get_mut(key.unit as usize)
            {
                *answer = Some(said.is_yes);
            }
        }
        answers
    }

    /// How many of `frames` a coder has answered, by unit.
    fn answered(&self, units: u32, coder: &str, frames: &[Arc<str>]) -> Vec<usize> {
        let mut answered = vec![0; units as usize];
        for key in self.all.keys().filter(|key| *key.coder == *coder && frames.contains(&key.frame)) {
            if let Some(count) = answered.get_mut(key.unit as usize) {
                *count += 1;
            }
        }
        answered
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
        let answered = self.answered(units, coder, frames);
        let is_open = |unit: u32| answered.get(unit as usize).is_some_and(|count| *count < frames.len());
        let from = after.map_or(0, |unit| unit.saturating_add(1)).min(units);
        (from..units).chain(0..from).find(|&unit| is_open(unit) && can_be_read(unit))
    }

    /// How far a coder is.
    pub fn progress(&self, units: u32, coder: &str, frames: &[Arc<str>]) -> Progress {
        let answered = self.answered(units, coder, frames);
        let count =
            |is_it: &dyn Fn(usize) -> bool| answered.iter().filter(|count| is_it(**count)).count() as u32;
        Progress {
            done: count(&|answers| answers >= frames.len() && answers > 0),
            begun: count(&|answers| answers > 0 && answers < frames.len()),
            of: units,
        }
    }
}
