//! Whether anybody has looked at the hits of a frame: what stands above every figure of dictionary hits.

use std::sync::Arc;

use super::super::Session;
use crate::framing::coding::{Counts, Judgements, Progress, Standing};
use crate::project::{Coding, CodingBook};

/// What is known, and of which state of things.
#[derive(Debug, Default)]
pub(in crate::session) struct Standings {
    of: Option<Arc<CodingBook>>,
    known: Arc<Standing>,
    /// By place of the sample.
    counted: Vec<Counted>,
    reached: Option<Reached>,
}

/// Who answered how much of a sample.
#[derive(Debug)]
struct Counted {
    of: Arc<Coding>,
    counts: Counts,
}

/// How far somebody is with some frames of a sample.
#[derive(Debug)]
struct Reached {
    of: Arc<Coding>,
    coder: Arc<str>,
    frames: Vec<Arc<str>>,
    progress: Progress,
}

impl Session {
    /// Who has coded what; of several samples of one codebook, the one of which most units are coded.
    pub fn standing(&self) -> &Arc<Standing> {
        &self.standings.known
    }

    /// Who answered how much of the sample at a place in the list.
    pub fn coded(&self, sample: usize) -> Option<&Counts> {
        self.standings.counted.get(sample).map(|counted| &counted.counts)
    }

    /// The same of the sample on the desk.
    pub fn desk_counts(&self) -> Option<&Counts> {
        self.coded(self.desk.sample?)
    }

    /// How far the coder at the desk is with the frames that are asked.
    pub fn desk_progress(&self) -> Progress {
        self.standings.reached.as_ref().map(|reached| reached.progress).unwrap_or_default()
    }

    /// Looks again who has coded what, when something was said since. An answer costs a look at its unit, however
    /// many there are.
    pub(in crate::session) fn look_who_coded(&mut self) {
        let book = &self.bench.coding;
        if !self.standings.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, book)) {
            let mut before = std::mem::take(&mut self.standings.counted);
            let counted: Vec<Counted> =
                book.samples.iter().map(|coding| Counted::following(&mut before, coding)).collect();
            let known = standing(counted.iter().map(|one| (&*one.of, &one.counts)));
            // One that says the same stays, and so does what was made of it.
            if *self.standings.known != known {
                self.standings.known = Arc::new(known);
            }
            self.standings.counted = counted;
            self.standings.of = Some(Arc::clone(book));
        }
        let coding = self.desk.sample.and_then(|at| self.bench.coding.samples.get(at));
        let before = self.standings.reached.take();
        self.standings.reached =
            coding.map(|coding| Reached::following(before, coding, &self.desk.coder, &self.desk.frames));
    }
}

impl Counted {
    /// What was counted of an earlier state of the sample goes along.
    fn following(before: &mut Vec<Self>, coding: &Arc<Coding>) -> Self {
        let known = before.iter().position(|one| Arc::ptr_eq(&one.of.units, &coding.units));
        let (mut counts, earlier) = match known.map(|at| before.swap_remove(at)) {
            Some(Self { of, counts }) => (counts, of),
            None => (Counts::default(), Arc::default()),
        };
        if !Arc::ptr_eq(&earlier, coding) {
            counts.follow(&earlier.judgements, &coding.judgements);
        }
        Self { of: Arc::clone(coding), counts }
    }
}

impl Reached {
    fn following(before: Option<Self>, coding: &Arc<Coding>, coder: &Arc<str>, frames: &[Arc<str>]) -> Self {
        let is_same = |one: &Self| {
            Arc::ptr_eq(&one.of.units, &coding.units) && one.coder == *coder && one.frames == frames
        };
        match before.filter(is_same) {
            Some(mut reached) => {
                if !Arc::ptr_eq(&reached.of, coding) {
                    let (old, new) = (&reached.of.judgements, &coding.judgements);
                    reached.progress.follow(old, new, coder, frames);
                    reached.of = Arc::clone(coding);
                }
                reached
            }
            None => Self {
                of: Arc::clone(coding),
                coder: Arc::clone(coder),
                frames: frames.to_vec(),
                progress: coding.judgements.progress(coding.units.len() as u32, coder, frames),
            },
        }
    }
}

/// Who has coded what.
pub fn standing_of(book: &CodingBook) -> Standing {
    let counted = |coding: &Arc<Coding>| {
        let mut counts = Counts::default();
        counts.follow(&Judgements::default(), &coding.judgements);
        counts
    };
    let counts: Vec<Counts> = book.samples.iter().map(counted).collect();
    standing(book.samples.iter().map(|coding| &**coding).zip(&counts))
}

/// What the samples say together: of a codebook's samples the one of which most units are coded.
fn standing<'a>(counted: impl Iterator<Item = (&'a Coding, &'a Counts)>) -> Standing {
    let mut known = Standing::default();
    for (coding, counts) in counted {
        for frame in counts.frames() {
            known.note(&coding.plan.codebook, Arc::clone(frame), counts.status(frame, coding.plan.unit));
        }
    }
    known
}
