//! Alphabetical order as integers.
//!
//! Sorting a concordance compares words hundreds of thousands of times. Here each distinct word
//! gets its rank once; after that, everything sorts integers.
//!
//! The order is that of a plain index: case and accents do not separate ("Élan" beside "elan"),
//! digits come before letters, scripts follow each other as in Unicode. It is the same on every
//! machine and does not follow the rules of one country.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use rayon::prelude::*;

use crate::corpus::{TypeId, Vocabulary};

/// Rank of "nothing stands there": before every word.
pub const NOTHING: u32 = 0;

/// The key by which a folded form is put in alphabetical order: Latin and Greek letters lose
/// their marks, Russian `ё` stands with `е`. Forms with equal keys go by the form itself.
pub fn key(form: &str) -> Cow<'_, str> {
    if form.is_ascii() {
        return Cow::Borrowed(form);
    }
    let normalizer = DecomposingNormalizerBorrowed::new_nfd();
    let mut out = String::with_capacity(form.len());
    let mut sheds_marks = false;
    for c in form.chars() {
        if is_mark(c) {
            if !sheds_marks {
                out.push(c);
            }
            continue;
        }
        // й and other letters of their own keep what looks like a mark.
        sheds_marks = c.is_ascii() || matches!(c, 'À'..='ɏ' | 'Ḁ'..='ỿ' | 'Ͱ'..='Ͽ' | 'ἀ'..='῾');
        if c == 'ё' {
            out.push('е');
        } else if sheds_marks && !c.is_ascii() {
            out.extend(normalizer.normalize_iter(std::iter::once(c)).filter(|&part| !is_mark(part)));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Ranks of `forms` (distinct or not), from 1; equal forms have equal ranks.
pub fn ranks(forms: &[&str]) -> Vec<u32> {
    let mut order: Vec<(Cow<'_, str>, &str, u32)> =
        forms.par_iter().zip(0..forms.len() as u32).map(|(&form, at)| (key(form), form, at)).collect();
    order.par_sort_unstable();
    let mut ranks = vec![NOTHING; forms.len()];
    let mut rank = NOTHING;
    let mut previous = None;
    for (_, form, at) in &order {
        if previous != Some(*form) {
            rank += 1;
            previous = Some(*form);
        }
        ranks[*at as usize] = rank;
    }
    ranks
}

/// Ranks of the types that occur in `types`, indexed by type; [`NOTHING`] for all others.
pub fn type_ranks(vocabulary: &Vocabulary, types: impl Iterator<Item = TypeId>) -> Vec<u32> {
    let mut table = vec![NOTHING; vocabulary.len()];
    for id in types {
        if let Some(slot) = table.get_mut(id as usize) {
            *slot = 1;
        }
    }
    let present: Vec<TypeId> = (0..).zip(&table).filter(|(_, mark)| **mark > 0).map(|(id, _)| id).collect();
    let forms: Vec<&str> = present.iter().map(|&id| vocabulary.form(id)).collect();
    for (id, rank) in present.into_iter().zip(ranks(&forms)) {
        table[id as usize] = rank;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_as_in_an_index() {
        let check = |expected: &[&str]| {
            let mut found: Vec<&str> = expected.iter().rev().copied().collect();
            let ranks = ranks(&found);
            let mut order: Vec<usize> = (0..found.len()).collect();
            order.sort_by_key(|&at| ranks[at]);
            found = order.into_iter().map(|at| found[at]).collect();
            assert_eq!(found, expected);
        };
        check(&["2016", "elan", "élan", "elbow", "zoo"]);
        check(&["ёлка", "ель", "ем", "икра", "йод"]);
        check(&["peace", "мир", "和平"]);
        check(&[]);
    }

    #[test]
    fn equal_forms_have_equal_ranks_and_ranks_begin_at_one() {
        assert_eq!(ranks(&["b", "a", "b"]), [2, 1, 2]);
    }
}
