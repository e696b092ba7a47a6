//! Alphabetical order as integers.
//!
//! Sorting a concordance compares words hundreds of thousands of times. Here each distinct word
//! gets its rank once; after that, everything sorts integers. Words of a corpus have theirs from
//! the beginning ([`crate::corpus::Vocabulary::ranks`]).
//!
//! The order is that of a plain index: case and accents do not separate ("Élan" beside "elan"),
//! digits come before letters, scripts follow each other as in Unicode. It is the same on every
//! machine and does not follow the rules of one country.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::text::alphabet::key;

/// Rank of "nothing stands there": before every word.
pub const NOTHING: u32 = 0;

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
