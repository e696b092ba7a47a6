//! All distinct word forms of a corpus, as people count them: folded by `text::normalise::fold`.
//!
//! Types are numbered by falling frequency, ties by code point, so that the counters of the commonest
//! words lie together, and so that numbers do not depend on how the corpus was put together.

use std::borrow::Cow;

use rayon::prelude::*;

use super::TypeId;
use crate::text::alphabet::key;

/// The word forms of a corpus with their frequencies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// All forms one after the other, in order of their numbers.
    pub(super) forms: String,
    /// Start of each form in `forms`, and the end of the last.
    pub(super) starts: Vec<usize>,
    pub(super) counts: Vec<u32>,
    pub(super) articles: Vec<u32>,
    /// Type numbers in code point order of their forms.
    pub(super) sorted: Vec<TypeId>,
    /// Alphabetical rank of each type, from 1.
    pub(super) ranks: Vec<u32>,
}

impl Vocabulary {
    /// How many types there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The folded form of a type; empty for a number that is none.
    pub fn form(&self, id: TypeId) -> &str {
        let id = id as usize;
        match (self.starts.get(id), self.starts.get(id + 1)) {
            (Some(&from), Some(&to)) => self.forms.get(from..to).unwrap_or(""),
            _ => "",
        }
    }

    /// The type of a folded form.
    pub fn id(&self, form: &str) -> Option<TypeId> {
        let at = self.sorted.binary_search_by(|&id| self.form(id).cmp(form)).ok()?;
        self.sorted.get(at).copied()
    }

    /// How often a type occurs.
    pub fn count(&self, id: TypeId) -> u64 {
        self.counts.get(id as usize).copied().map_or(0, u64::from)
    }

    /// In how many articles a type occurs.
    pub fn articles(&self, id: TypeId) -> u32 {
        self.articles.get(id as usize).copied().unwrap_or(0)
    }

    /// All types in code point order of their forms.
    pub fn sorted(&self) -> &[TypeId] {
        &self.sorted
    }

    /// The rank of each type in alphabetical order, from 1, by its number: what sorts by words sorts these.
    pub fn ranks(&self) -> &[u32] {
        &self.ranks
    }

    /// Ranks of all types. Forms in plain letters stand in order already; only the others have to be put there.
    pub(super) fn rank_all(&mut self) {
        let (plain, others): (Vec<TypeId>, Vec<TypeId>) =
            self.sorted.iter().partition(|&&id| self.form(id).is_ascii());
        let mut keyed: Vec<(Cow<'_, str>, &str, TypeId)> =
            others.par_iter().map(|&id| (key(self.form(id)), self.form(id), id)).collect();
        keyed.par_sort_unstable();
        let mut ranks = vec![0; self.len()];
        let mut rank = 0;
        let mut give = |id: TypeId| {
            rank += 1;
            if let Some(slot) = ranks.get_mut(id as usize) {
                *slot = rank;
            }
        };
        let mut rest = plain.as_slice();
        for (key, form, id) in &keyed {
            let before = rest.partition_point(|&id| (self.form(id), self.form(id)) < (&**key, *form));
            let (first, after) = rest.split_at(before);
            for &id in first {
                give(id);
            }
            give(*id);
            rest = after;
        }
        for &id in rest {
            give(id);
        }
        self.ranks = ranks;
    }

    /// The types whose forms begin with `prefix`, in code point order.
    pub fn with_prefix(&self, prefix: &str) -> &[TypeId] {
        let from = self.sorted.partition_point(|&id| self.form(id) < prefix);
        let rest = self.sorted.get(from..).unwrap_or(&[]);
        let to = rest.partition_point(|&id| self.form(id).starts_with(prefix));
        rest.get(..to).unwrap_or(&[])
    }

    /// Every place of a character in a form: the type and the byte, in order.
    pub fn occurrences(&self, c: char) -> impl Iterator<Item = (TypeId, usize)> + '_ {
        let mut id = 0_usize;
        self.forms.match_indices(c).map(move |(at, _)| {
            while self.starts.get(id + 1).is_some_and(|&end| end <= at) {
                id += 1;
            }
            (id as TypeId, at - self.starts.get(id).copied().unwrap_or(at))
        })
    }

    /// All types with their forms, by number.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &str)> + '_ {
        (0..self.len() as TypeId).map(|id| (id, self.form(id)))
    }
}
