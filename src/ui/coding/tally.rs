//! How much each coder has answered: counted when answers change, not each time it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::framing::coding::Progress;
use crate::project::Coding;
use crate::session::Session;
use crate::ui::widgets::once::{Once, Same};

/// What coders answered of a sample.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    coders: BTreeMap<Arc<str>, Answered>,
}

/// What one coder answered.
#[derive(Debug, Default, PartialEq, Eq)]
struct Answered {
    units: u32,
    last: Option<u32>,
    by_frame: BTreeMap<Arc<str>, u32>,
}

impl Tally {
    fn of(coding: &Coding) -> Self {
        let mut tally = Self::default();
        // Answers come unit by unit.
        for key in coding.judgements.all.keys() {
            let answered = tally.coders.entry(Arc::clone(&key.coder)).or_default();
            answered.units += u32::from(answered.last.replace(key.unit) != Some(key.unit));
            *answered.by_frame.entry(Arc::clone(&key.frame)).or_default() += 1;
        }
        tally
    }

    /// Everybody who answered something, by name, with the number of units.
    pub fn coders(&self) -> impl Iterator<Item = (&Arc<str>, u32)> {
        self.coders.iter().map(|(coder, answered)| (coder, answered.units))
    }

    /// How many units a coder answered for a frame.
    pub fn answered(&self, coder: &str, frame: &str) -> u32 {
        self.coders.get(coder).and_then(|answered| answered.by_frame.get(frame)).copied().unwrap_or(0)
    }
}

/// Of which sample, coder and frames.
type Asked = (Same<Coding>, Arc<str>, Vec<Arc<str>>);

/// The tallies of all samples, by their places in the list.
#[derive(Debug, Default)]
pub struct Tallies {
    all: Vec<Once<Same<Coding>, Tally>>,
    progress: Once<Asked, Progress>,
}

impl Tallies {
    /// Of the sample at this place.
    pub fn of(&mut self, at: usize, coding: &Arc<Coding>) -> &Tally {
        if self.all.len() <= at {
            self.all.resize_with(at + 1, Once::default);
        }
        self.all[at].of(Same::of(coding), || Tally::of(coding))
    }

    /// How far the coder at the desk is with the frames that are asked.
    pub fn progress(&mut self, session: &Session) -> Progress {
        let Some((_, coding)) = session.desk_sample() else { return Progress::default() };
        let desk = session.desk();
        let key = (Same::of(coding), Arc::clone(&desk.coder), desk.frames.clone());
        *self.progress.of(key, || session.desk_progress())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::coding::{Judgement, JudgementKey};

    #[test]
    fn units_are_counted_once_whatever_is_asked_of_them() {
        let mut coding = Coding::default();
        for (unit, coder, frame) in [
            (0, "Ada", "a"),
            (0, "Ada", "b"),
            (0, "Bo", "a"),
            (1, "Ada", "b"),
            (3, "Ada", "b"),
            (3, "Bo", "a"),
        ] {
            let key = JudgementKey { unit, coder: coder.into(), frame: frame.into() };
            coding.judgements.all.insert(key, Judgement { is_yes: unit == 0, ..Judgement::default() });
        }
        let mut tallies = Tallies::default();
        let tally = tallies.of(2, &Arc::new(coding));
        let coders: Vec<(&str, u32)> = tally.coders().map(|(coder, units)| (&**coder, units)).collect();
        assert_eq!(coders, [("Ada", 3), ("Bo", 2)]);
        for (coder, frame, expected) in [("Ada", "a", 1), ("Ada", "b", 3), ("Bo", "b", 0), ("Cy", "a", 0)] {
            assert_eq!(tally.answered(coder, frame), expected, "{coder} {frame}");
        }
    }
}
