//! What a view keeps for each visit to a place: going back finds the scroll as it was left.

use std::collections::BTreeMap;

/// Values by visit.
#[derive(Debug, Default)]
pub struct Kept<T> {
    visit: Option<u64>,
    known: BTreeMap<u64, T>,
}

/// So many visits are remembered; the oldest go first. Places themselves are kept about as long.
const MOST: usize = 256;

impl<T: Clone> Kept<T> {
    /// To be called before drawing: at another visit than in the frame before, what was kept for it.
    pub fn returning(&mut self, visit: u64) -> Option<T> {
        if self.visit == Some(visit) {
            return None;
        }
        self.visit = Some(visit);
        self.known.get(&visit).cloned()
    }

    /// Changes what is kept of every visit.
    pub fn adjust(&mut self, change: impl Fn(&mut T)) {
        self.known.values_mut().for_each(change);
    }

    /// To be called after drawing: what to find again at this visit.
    pub fn keep(&mut self, value: T) {
        if let Some(visit) = self.visit {
            self.known.insert(visit, value);
            if self.known.len() > MOST {
                self.known.pop_first();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_visit_gives_what_was_kept() {
        let mut kept = Kept::default();
        assert_eq!(kept.returning(1), None);
        kept.keep(10);
        assert_eq!(kept.returning(1), None, "the same visit goes on");
        assert_eq!(kept.returning(2), None, "never seen");
        kept.keep(20);
        assert_eq!(kept.returning(1), Some(10));
        for visit in 3..1_000 {
            kept.returning(visit);
            kept.keep(0);
        }
        assert!(kept.known.len() <= MOST);
    }
}
