//! Whether anybody has looked at the hits of a frame: what stands above every figure of dictionary hits.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Session;
use crate::framing::coding::{Counts, Progress, Status};
use crate::project::{Coding, CodingBook};

/// By the short name of a codebook; and of a frame, or for all its frames together.
type Standing = BTreeMap<Arc<str>, BTreeMap<Option<Arc<str>>, Status>>;

/// What is known, and of which state of things.
#[derive(Debug, Default)]
pub(in crate::session) struct Standings {
    of: Option<Arc<CodingBook>>,
    known: Standing,
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
    /// Whether anybody has coded units for a codebook, be it about one frame of it: of its samples, the one of
    /// which most units are coded.
    pub fn frame_status(&self, codebook: &str) -> &Status {
        self.status_for(codebook, None)
    }

    /// The same for one frame: what was said about others says nothing about it.
    pub fn status_of_frame(&self, codebook: &str, frame: &str) -> &Status {
        self.status_for(codebook, Some(frame))
    }

    fn status_for(&self, codebook: &str, frame: Option<&str>) -> &Status {
        const NOBODY: &Status = &Status::NotValidated;
        let frames = self.standings.known.get(codebook);
        frames.and_then(|frames| frames.get(&frame.map(Arc::from))).unwrap_or(NOBODY)
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
            self.standings.known = standing(&counted);
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

/// What the samples say together: of a codebook's samples the one of which most units are coded.
fn standing(counted: &[Counted]) -> Standing {
    let mut known = Standing::new();
    for Counted { of, counts } in counted {
        let frames = known.entry(Arc::clone(&of.plan.codebook)).or_default();
        let asked = std::iter::once(None).chain(counts.frames().map(Some));
        for frame in asked {
            let status = counts.status(frame.map(|frame| &**frame), of.plan.unit);
            let best = frames.entry(frame.cloned()).or_default();
            if units(&status) > units(best) {
                *best = status;
            }
        }
    }
    known
}

fn units(status: &Status) -> u32 {
    match status {
        Status::NotValidated => 0,
        Status::Coded { units, .. } => *units,
    }
}
