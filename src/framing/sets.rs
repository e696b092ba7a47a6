//! Numbers in sets that are joined one by one (union-find).

/// Sets that grow together.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// So many sets of one number each.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The number that stands for the set of `at`.
    pub(super) fn root(&mut self, mut at: usize) -> usize {
        while let Some(&up) = self.0.get(at) {
            if up == at {
                break;
            }
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = above;
            }
            at = up;
        }
        at
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sets;

    #[test]
    fn the_lowest_number_stands_for_its_set() {
        let mut sets = Sets::new(6);
        for (a, b) in [(4, 2), (5, 4), (1, 3)] {
            sets.join(a, b);
        }
        let roots: Vec<usize> = (0..6).map(|n| sets.root(n)).collect();
        assert_eq!(roots, [0, 1, 2, 1, 2, 2]);
    }
}
