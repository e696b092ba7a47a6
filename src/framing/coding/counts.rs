//! Who answered how much of a sample, kept up as answers come and go.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::judgements::Said;
use super::{Judgements, Status, UnitKind};

/// Something counted by name; no count is 0.
type ByName = BTreeMap<Arc<str>, u32>;

/// Who answered how much of a sample. Made by following what coders say, change by change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Answers by coder and frame.
    answers: BTreeMap<Arc<str>, ByName>,
    /// Units with an answer of a coder.
    of_coders: ByName,
    /// Units with an answer about a frame.
    about_frames: ByName,
    units: u32,
}

impl Counts {
    /// Everybody who coded something, by name.
    pub fn coders(&self) -> impl Iterator<Item = &Arc<str>> {
        self.of_coders.keys()
    }

    /// How many units have an answer.
    pub fn units(&self) -> u32 {
        self.units
    }

    /// How many units have an answer of this coder.
    pub fn units_of(&self, coder: &str) -> u32 {
        self.of_coders.get(coder).copied().unwrap_or(0)
    }

    /// How many units this coder has answered about this frame.
    pub fn answered(&self, coder: &str, frame: &str) -> u32 {
        self.answers.get(coder).and_then(|frames| frames.get(frame)).copied().unwrap_or(0)
    }

    /// The frames that somebody answered, by short name.
    pub fn frames(&self) -> impl Iterator<Item = &Arc<str>> {
        self.about_frames.keys()
    }

    /// Whether anybody has coded units of this `kind` about a frame.
    pub fn status(&self, frame: &str, kind: UnitKind) -> Status {
        let units = self.about_frames.get(frame).copied().unwrap_or(0);
        if units == 0 {
            return Status::NotValidated;
        }
        let is_of = |coder: &&Arc<str>| self.answered(coder, frame) > 0;
        Status::Coded { units, coders: self.coders().filter(is_of).cloned().collect(), kind }
    }

    /// Goes along with answers as they change; what both have in common is not looked into.
    pub fn follow(&mut self, before: &Judgements, after: &Judgements) {
        for (old, new) in before.changed(after) {
            self.note(old, false);
            self.note(new, true);
        }
    }

    /// Answers to a unit come or go.
    fn note(&mut self, said: &[Said], is_come: bool) {
        if said.is_empty() {
            return;
        }
        self.units = if is_come { self.units + 1 } else { self.units.saturating_sub(1) };
        let coders: BTreeSet<&Arc<str>> = said.iter().map(|(key, _)| &key.coder).collect();
        for coder in coders {
            step(&mut self.of_coders, coder, is_come);
        }
        let frames: BTreeSet<&Arc<str>> = said.iter().map(|(key, _)| &key.frame).collect();
        for frame in frames {
            step(&mut self.about_frames, frame, is_come);
        }
        for (key, _) in said {
            let of_coder = self.answers.entry(Arc::clone(&key.coder)).or_default();
            step(of_coder, &key.frame, is_come);
            if of_coder.is_empty() {
                self.answers.remove(&key.coder);
            }
        }
    }
}

fn step(counts: &mut ByName, name: &Arc<str>, is_come: bool) {
    let count = counts.entry(Arc::clone(name)).or_default();
    *count = if is_come { *count + 1 } else { count.saturating_sub(1) };
    if *count == 0 {
        counts.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Judgement, JudgementKey};
    use super::*;

    #[test]
    fn counts_that_went_along_are_those_made_afresh() {
        let (mut counts, mut all) = (Counts::default(), Judgements::default());
        let names = |names: [&'static str; 3]| names.map(Arc::<str>::from);
        let (coders, frames) = (names(["Ada", "Bo", "Cy"]), names(["quay", "fleet", "cable"]));
        let frames_asked = &frames[..2];
        let mut progress = all.progress(300, "Ada", frames_asked);
        let mut random = 7_u32;
        let mut draw = |below: u32| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 8) % below
        };
        for round in 0..3_000 {
            let before = all.clone();
            let (coder, frame) = (&coders[draw(3) as usize], &frames[draw(3) as usize]);
            let key = JudgementKey { unit: draw(300), coder: coder.clone(), frame: frame.clone() };
            // In the end all is taken back.
            let said =
                (draw(3000) > round).then(|| Judgement { is_yes: draw(2) == 0, ..Judgement::default() });
            all.set(key, said);
            counts.follow(&before, &all);
            progress.follow(&before, &all, "Ada", frames_asked);
            if round % 100 == 0 {
                let mut afresh = Counts::default();
                afresh.follow(&Judgements::default(), &all);
                assert_eq!(counts, afresh);
                assert_eq!(progress, all.progress(300, "Ada", frames_asked));
                let answered = all.keys().filter(|key| &*key.coder == "Bo" && &*key.frame == "quay").count();
                assert_eq!(counts.answered("Bo", "quay") as usize, answered);
                assert_eq!(counts.coders().cloned().collect::<Vec<_>>(), all.coders());
                assert_eq!(counts.units(), all.units());
            }
        }
        let none = all.clone();
        counts.follow(&none, &Judgements::default());
        assert_eq!(counts, Counts::default());
        assert_eq!(counts.status("quay", UnitKind::Sentence), Status::NotValidated);
    }
}
