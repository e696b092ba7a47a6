//! Which of the articles tell the same story: those whose sentences tell the same.

use std::collections::BTreeMap;

use super::Story;
use crate::framing::passages::Grade;
use crate::framing::sets::Sets;

/// How many pairs of sentences make two articles tell one story.
const LEAST_PAIRS: usize = 2;

/// The articles of a story by what they tell together.
pub(super) struct Told {
    /// By the number of the view.
    group: Vec<usize>,
}

impl Told {
    pub(super) fn of(story: &Story<'_, '_>) -> Self {
        let number: BTreeMap<u32, usize> =
            story.views.iter().enumerate().map(|(n, view)| (view.id, n)).collect();
        let mut sets = Sets::new(story.views.len());
        let Some(alignment) = story.alignment else {
            return Self { group: vec![0; story.views.len()] };
        };
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for link in alignment.links.iter().filter(|link| link.grade != Grade::Related) {
            let view = |at: usize| {
                let told = alignment.sentences.get(at)?;
                number.get(&told.sentence.place.article).copied()
            };
            if let (Some(a), Some(b)) = (view(link.pair.0), view(link.pair.1)) {
                *pairs.entry((a, b)).or_default() += 1;
            }
        }
        for ((a, b), count) in pairs {
            if count >= LEAST_PAIRS {
                sets.join(a, b);
            }
        }
        Self { group: (0..story.views.len()).map(|view| sets.root(view)).collect() }
    }

    /// Whether two articles, by the numbers of their views, tell one story.
    pub(super) fn together(&self, a: usize, b: usize) -> bool {
        self.group.get(a) == self.group.get(b)
    }
}
