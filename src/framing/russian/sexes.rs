//! What the form of a Russian surname says of who bears it.

use super::ends_in;

/// Whether a man or a woman bears a surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::framing) enum Sex {
    Man,
    Woman,
}

/// The case that a sentence asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::framing) enum Case {
    Nominative,
    Genitive,
    /// It is not known.
    Any,
}

/// Of whom a folded surname in this case is, where its form is not both's: "Лискова" is a woman's nominative and a man's
/// genitive.
pub(in crate::framing) fn sex_of(surname: &str, case: Case) -> Option<Sex> {
    const WOMAN: [&str; 9] = ["ая", "яя", "ую", "юю", "овой", "евой", "ёвой", "иной", "ыной"];
    const MAN: [&str; 16] = [
        "ый", "ий", "ого", "его", "ому", "ему", "ов", "ев", "ёв", "ин", "ын", "овым", "евым", "ёвым", "иным",
        "ыным",
    ];
    if ends_in(surname, &["ова", "ева", "ёва", "ина", "ына"]) {
        return match case {
            Case::Nominative => Some(Sex::Woman),
            Case::Genitive => Some(Sex::Man),
            Case::Any => None,
        };
    }
    if ends_in(surname, &WOMAN) {
        return Some(Sex::Woman);
    }
    ends_in(surname, &MAN).then_some(Sex::Man)
}

#[cfg(test)]
mod tests {
    use super::{Case, Sex, sex_of};

    #[test]
    fn a_surname_tells_a_man_from_a_woman() {
        for (surname, case, expected) in [
            ("овальный", Case::Any, Some(Sex::Man)),
            ("овальная", Case::Any, Some(Sex::Woman)),
            ("лисков", Case::Any, Some(Sex::Man)),
            ("лискова", Case::Nominative, Some(Sex::Woman)),
            ("лискова", Case::Any, None),
            ("лискова", Case::Genitive, Some(Sex::Man)),
            ("лисковой", Case::Any, Some(Sex::Woman)),
            ("лисковым", Case::Any, Some(Sex::Man)),
            ("варн", Case::Nominative, None),
            ("вешти", Case::Nominative, None),
        ] {
            assert_eq!(sex_of(surname, case), expected, "{surname}");
        }
    }
}
