//! Sides of speakers: what was put there by hand, laid over what the texts suggest.

use std::collections::BTreeSet;

use crate::framing::voices::sides::Sides;

/// The sides that the texts suggest, with those speakers elsewhere that somebody has moved; who is under the empty name
/// was taken off a side. Sides that nobody is left on go.
pub(super) fn laid_over(moved: &Sides, mut suggested: Sides) -> Sides {
    let names: BTreeSet<&str> = moved.sides.values().flatten().map(String::as_str).collect();
    for words in suggested.sides.values_mut() {
        words.retain(|word| !names.contains(word.as_str()));
    }
    for (side, words) in moved.sides.iter().filter(|(side, _)| !side.is_empty()) {
        suggested.sides.entry(side.clone()).or_default().extend(words.iter().cloned());
    }
    suggested.sides.retain(|_, words| !words.is_empty());
    suggested
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_moved_is_elsewhere_and_all_others_stay() {
        let sides = |sides: &[(&str, &[&str])]| Sides {
            sides: sides
                .iter()
                .map(|(side, words)| ((*side).to_owned(), words.iter().map(|w| (*w).to_owned()).collect()))
                .collect(),
        };
        let text = || sides(&[("Norvia", &["Norvia", "Norvian", "Hedda Varn"]), ("Sarenia", &["Ilo Brand"])]);
        let check = |moved: &[(&str, &[&str])], expected: &[(&str, &[&str])]| {
            assert_eq!(laid_over(&sides(moved), text()), sides(expected), "{moved:?}");
        };
        let norvia: (&str, &[&str]) = ("Norvia", &["Norvia", "Norvian"]);
        check(&[], &[("Norvia", &["Norvia", "Norvian", "Hedda Varn"]), ("Sarenia", &["Ilo Brand"])]);
        check(
            &[("Court", &["Hedda Varn"])],
            &[("Court", &["Hedda Varn"]), norvia, ("Sarenia", &["Ilo Brand"])],
        );
        check(&[("", &["Hedda Varn"])], &[norvia, ("Sarenia", &["Ilo Brand"])]);
        check(&[("Sarenia", &["Hedda Varn"])], &[norvia, ("Sarenia", &["Ilo Brand", "Hedda Varn"])]);
        check(
            &[("Norvia", &["Ilo Brand", "Somebody Else"])],
            &[("Norvia", &["Norvia", "Norvian", "Hedda Varn", "Ilo Brand", "Somebody Else"])],
        );
    }
}
