//! Who has coded what: what stands beside dictionary hits, by codebook and by frame.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Status;
use crate::framing::codebook::Codebook;

/// By the short names of a codebook and of its frames.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    known: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Status>>,
}

const NOBODY: &Status = &Status::NotValidated;

impl Standing {
    /// Notes what one sample says of a frame. Of several samples the one of which most units are coded holds.
    pub fn note(&mut self, codebook: &Arc<str>, frame: Arc<str>, status: Status) {
        let best = self.known.entry(Arc::clone(codebook)).or_default().entry(frame).or_default();
        if status.units() > best.units() {
            *best = status;
        }
    }

    /// Whether anybody has coded units for a frame: what was said about others says nothing about it.
    pub fn of_frame(&self, codebook: &str, frame: &str) -> &Status {
        self.known.get(codebook).and_then(|of| of.get(frame)).unwrap_or(NOBODY)
    }

    /// What stands beside the hits of all frames of a codebook: what holds for every one of them.
    pub fn banner(&self, codebook: &Codebook) -> String {
        let all = || codebook.frames.iter().map(|frame| self.of_frame(&codebook.id, &frame.id));
        let first = all().next().unwrap_or(NOBODY);
        if all().all(|one| one == first) {
            return first.banner();
        }
        match all().filter(|one| one.is_enough()).count() {
            0 => NOBODY.banner(),
            coded if coded == codebook.frames.len() => format!("all {coded} frames checked by coders"),
            coded => {
                let frames = codebook.frames.len();
                format!("{coded} of {frames} frames checked by coders, the others {}", NOBODY.banner())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::codebook;
    use crate::framing::coding::UnitKind;

    #[test]
    fn what_holds_for_some_frames_is_not_said_of_all() {
        let book = codebook::shipped().first().expect("a codebook");
        let coded = |units| Status::Coded { units, coders: vec!["a".into()], kind: UnitKind::Sentence };
        let check = |frames: &[(usize, u32)], expected: &str| {
            let mut standing = Standing::default();
            for (at, units) in frames {
                let frame = book.frames.get(*at).expect("a frame");
                standing.note(&book.id, Arc::clone(&frame.id), coded(*units));
            }
            assert_eq!(standing.banner(book), expected);
        };
        let not = "not validated on this corpus";
        check(&[], not);
        check(&[(0, 3)], not);
        let some = format!("1 of {} frames checked by coders, the others {not}", book.frames.len());
        check(&[(0, 200)], &some);
        check(&[(0, 200), (0, 20)], &some);
        let all: Vec<(usize, u32)> = (0..book.frames.len()).map(|at| (at, 200)).collect();
        check(&all, "checked against 200 sentences coded by 1 coder");
        let unlike: Vec<(usize, u32)> = (0..book.frames.len()).map(|at| (at, 200 + at as u32)).collect();
        check(&unlike, &format!("all {} frames checked by coders", book.frames.len()));
    }
}
