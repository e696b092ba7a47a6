//! Whether anybody has looked at the hits of a frame: what stands above every figure of dictionary hits.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Session;
use crate::framing::coding::{JudgementKey, Status};
use crate::project::{Coding, CodingBook};

/// By the short name of a codebook; and of a frame, or for all its frames together.
type Standing = BTreeMap<Arc<str>, BTreeMap<Option<Arc<str>>, Status>>;

/// What is known, and of which state of things.
#[derive(Debug, Default)]
pub(in crate::session) struct Standings {
    of: Option<Arc<CodingBook>>,
    known: Standing,
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

    /// Looks again who has coded what, when something was said since.
    pub(in crate::session) fn look_who_coded(&mut self) {
        let book = &self.bench.coding;
        if self.standings.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, book)) {
            return;
        }
        let mut known = Standing::new();
        for coding in &book.samples {
            let frames = known.entry(Arc::clone(&coding.plan.codebook)).or_default();
            for (frame, status) in statuses(coding) {
                let best = frames.entry(frame).or_default();
                if units(&status) > units(best) {
                    *best = status;
                }
            }
        }
        self.standings = Standings { of: Some(Arc::clone(book)), known };
    }
}

fn units(status: &Status) -> u32 {
    match status {
        Status::NotValidated => 0,
        Status::Coded { units, .. } => *units,
    }
}

/// What a sample says of each frame that was answered, and of all together.
fn statuses(coding: &Coding) -> BTreeMap<Option<Arc<str>>, Status> {
    let mut keys: BTreeMap<Option<Arc<str>>, Vec<&JudgementKey>> = BTreeMap::new();
    for key in coding.judgements.all.keys() {
        keys.entry(Some(Arc::clone(&key.frame))).or_default().push(key);
        keys.entry(None).or_default().push(key);
    }
    let status = |keys: Vec<&JudgementKey>| {
        // Answers stand in the order of units.
        let mut units: Vec<u32> = keys.iter().map(|key| key.unit).collect();
        units.dedup();
        let mut coders: Vec<Arc<str>> = keys.iter().map(|key| Arc::clone(&key.coder)).collect();
        coders.sort();
        coders.dedup();
        Status::Coded { units: units.len() as u32, coders, kind: coding.plan.unit }
    };
    keys.into_iter().map(|(frame, keys)| (frame, status(keys))).collect()
}
