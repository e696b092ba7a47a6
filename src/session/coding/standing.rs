//! Whether anybody has looked at the hits of a frame: what stands above every figure of dictionary hits.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::Session;
use crate::framing::coding::{JudgementKey, Standing, Status};
use crate::project::{Coding, CodingBook};

/// What is known, and of which state of things.
#[derive(Debug, Default)]
pub(in crate::session) struct Standings {
    of: Option<Arc<CodingBook>>,
    known: Arc<Standing>,
}

impl Session {
    /// Who has coded what; of several samples of one codebook, the one of which most units are coded.
    pub fn standing(&self) -> &Arc<Standing> {
        &self.standings.known
    }

    /// Looks again who has coded what, when something was said since.
    pub(in crate::session) fn look_who_coded(&mut self) {
        let book = &self.bench.coding;
        if self.standings.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, book)) {
            return;
        }
        let known = standing_of(book);
        if *self.standings.known != known {
            self.standings.known = Arc::new(known);
        }
        self.standings.of = Some(Arc::clone(book));
    }
}

/// Who has coded what.
pub fn standing_of(book: &CodingBook) -> Standing {
    let mut standing = Standing::default();
    for coding in &book.samples {
        for (frame, status) in statuses(coding) {
            standing.note(&coding.plan.codebook, frame, status);
        }
    }
    standing
}

/// What a sample says of each frame that was answered.
fn statuses(coding: &Coding) -> BTreeMap<Arc<str>, Status> {
    let mut keys: BTreeMap<Arc<str>, Vec<&JudgementKey>> = BTreeMap::new();
    for key in coding.judgements.all.keys() {
        keys.entry(Arc::clone(&key.frame)).or_default().push(key);
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
