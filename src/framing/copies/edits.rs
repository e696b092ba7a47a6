//! What was changed in a sentence, word by word.

use std::ops::Range;

use crate::corpus::TypeId;

/// Sentences whose lengths multiply to more are not aligned word by word.
const MOST_CELLS: usize = 1_000_000;

/// What happened to some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditKind {
    /// They stand in both.
    Kept,
    /// They stand in the original alone.
    Removed,
    /// They stand in the copy alone.
    Added,
}

/// One step from one sentence to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What happened.
    pub kind: EditKind,
    /// The words of the original it is about, counted from its first; empty where words were added.
    pub original: Range<u32>,
    /// The words of the copy; empty where words were removed.
    pub copy: Range<u32>,
}

/// The steps from one list of words to another with the most words kept: a longest common subsequence
/// (Wagner & Fischer 1974). Removed words come before those put in their place.
///
/// Lists whose lengths multiply to more than a million are given as removed and added as a whole, but for what they
/// begin and end with in common.
pub fn edit_script(original: &[TypeId], copy: &[TypeId]) -> Vec<Edit> {
    let head = original.iter().zip(copy).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (original.get(head..).unwrap_or(&[]), copy.get(head..).unwrap_or(&[]));
    let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle_a = rest_a.get(..rest_a.len() - tail).unwrap_or(&[]);
    let middle_b = rest_b.get(..rest_b.len() - tail).unwrap_or(&[]);
    let mut script = Script::default();
    script.push(EditKind::Kept, head);
    if middle_a.len().saturating_mul(middle_b.len()) > MOST_CELLS {
        script.push(EditKind::Removed, middle_a.len());
        script.push(EditKind::Added, middle_b.len());
    } else {
        script.align(middle_a, middle_b);
    }
    script.push(EditKind::Kept, tail);
    script.edits
}

/// How many words of both lists are kept.
pub(super) fn kept(script: &[Edit]) -> usize {
    script.iter().filter(|edit| edit.kind == EditKind::Kept).map(|edit| edit.original.len()).sum()
}

#[derive(Default)]
struct Script {
    edits: Vec<Edit>,
    at: (u32, u32),
}

impl Script {
    fn push(&mut self, kind: EditKind, words: usize) {
        let words = words as u32;
        let (a, b) = self.at;
        let in_original = if kind == EditKind::Added { 0 } else { words };
        let in_copy = if kind == EditKind::Removed { 0 } else { words };
        self.at = (a + in_original, b + in_copy);
        match self.edits.last_mut() {
            _ if words == 0 => {}
            Some(last) if last.kind == kind => {
                last.original.end += in_original;
                last.copy.end += in_copy;
            }
            _ => self.edits.push(Edit { kind, original: a..a + in_original, copy: b..b + in_copy }),
        }
    }

    fn align(&mut self, a: &[TypeId], b: &[TypeId]) {
        let wide = b.len() + 1;
        // The longest common subsequence of what follows each pair of places.
        let mut table = vec![0_u32; (a.len() + 1) * wide];
        let cell = |table: &[u32], i: usize, j: usize| table.get(i * wide + j).copied().unwrap_or(0);
        for (i, word) in a.iter().enumerate().rev() {
            for (j, other) in b.iter().enumerate().rev() {
                let best = if word == other {
                    cell(&table, i + 1, j + 1) + 1
                } else {
                    cell(&table, i + 1, j).max(cell(&table, i, j + 1))
                };
                if let Some(slot) = table.get_mut(i * wide + j) {
                    *slot = best;
                }
            }
        }
        let (mut i, mut j) = (0, 0);
        let mut added = 0;
        while i < a.len() || j < b.len() {
            let same = matches!((a.get(i), b.get(j)), (Some(one), Some(other)) if one == other);
            if same {
                self.push(EditKind::Added, std::mem::take(&mut added));
                self.push(EditKind::Kept, 1);
                (i, j) = (i + 1, j + 1);
            } else if i < a.len() && (j == b.len() || cell(&table, i + 1, j) >= cell(&table, i, j + 1)) {
                self.push(EditKind::Removed, 1);
                i += 1;
            } else {
                added += 1;
                j += 1;
            }
        }
        self.push(EditKind::Added, added);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::alignment::longest_common_subsequence;

    fn check(a: &[u32], b: &[u32], expected: &str) {
        let sign = |edit: &Edit| {
            let (sign, words) = match edit.kind {
                EditKind::Kept => ("=", edit.original.len()),
                EditKind::Removed => ("-", edit.original.len()),
                EditKind::Added => ("+", edit.copy.len()),
            };
            format!("{sign}{words}")
        };
        let script = edit_script(a, b);
        assert_eq!(script.iter().map(sign).collect::<Vec<_>>().join(" "), expected, "{a:?} {b:?}");
        assert_eq!(kept(&script), longest_common_subsequence(a, b));
        let (mut i, mut j) = (0, 0);
        for edit in &script {
            assert_eq!((edit.original.start, edit.copy.start), (i, j));
            (i, j) = (edit.original.end, edit.copy.end);
        }
        assert_eq!((i as usize, j as usize), (a.len(), b.len()));
    }

    #[test]
    fn scripts_by_hand() {
        for (a, b, expected) in [
            (&[1, 2, 3][..], &[1, 2, 3][..], "=3"),
            (&[1, 2, 3], &[1, 9, 3], "=1 -1 +1 =1"),
            (&[1, 2, 3], &[1, 3], "=1 -1 =1"),
            (&[1, 2], &[1, 7, 8, 2], "=1 +2 =1"),
            (&[1, 2, 3, 4, 5], &[6, 2, 7, 4, 8], "-1 +1 =1 -1 +1 =1 -1 +1"),
            (&[], &[4], "+1"),
            (&[4], &[], "-1"),
            (&[], &[], ""),
        ] {
            check(a, b, expected);
        }
    }

    #[test]
    fn what_is_too_long_is_replaced_as_a_whole() {
        let (a, b): (Vec<u32>, Vec<u32>) = ((0..1500).collect(), (1000..2500).rev().collect());
        let script = edit_script(&a, &b);
        assert_eq!(script.len(), 2);
    }
}
