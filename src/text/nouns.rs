//! Which English words are nouns, and what kinds of things they name.
//!
//! A table of the nouns among the words of [`super::wordings`] (`assets/wordings/en.nouns`, made from WordNet 3.1 by
//! `assets/wordings/nouns.py`): kinds of things are WordNet's topics of noun senses. It knows no text: whether "strike"
//! is a noun where it stands, the reader of a sentence has to find out.

use std::sync::LazyLock;

static TEXT: &str = include_str!("../../assets/wordings/en.nouns");
static TABLE: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| TEXT.lines().filter_map(|line| line.split_once('\t')).collect());

/// Kinds of things that a noun may name, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Kinds(u8);

impl Kinds {
    /// Persons and groups of them.
    pub const PERSONS: Self = Self(1);
    /// Events, acts, states, and what is said: what happens and what is decided.
    pub const EVENTS: Self = Self(2);
    /// Places and made things.
    pub const THINGS: Self = Self(4);
    /// Times, quantities, qualities, nature, the body: hardly ever contested.
    pub const OTHER: Self = Self(8);
    /// Money and what is owned and owed.
    pub const MONEY: Self = Self(16);

    /// Whether the two have a kind in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn of(letter: char) -> Self {
        match letter {
            'p' | 'g' => Self::PERSONS,
            'e' | 's' | 'c' | 'k' => Self::EVENTS,
            'm' => Self::MONEY,
            'o' | 'l' => Self::THINGS,
            _ => Self::OTHER,
        }
    }
}

impl std::ops::BitOr for Kinds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun {
    /// Its singular.
    pub singular: &'static str,
    /// Whether it is a plural.
    pub plural: bool,
    /// How often the word is a noun where it stands: 0 hardly ever to 9 nearly always.
    pub share: u8,
    /// What it names: kinds that make up a fifth of its uses at least.
    pub kinds: Kinds,
    /// What it names mostly.
    pub first: Kinds,
}

impl Noun {
    /// What the table has of a folded word; `None` for what is no noun or not known.
    ///
    /// ```
    /// use parallax::text::nouns::{Kinds, Noun};
    /// let residents = Noun::of("residents").unwrap();
    /// assert!(residents.plural && residents.singular == "resident" && residents.kinds.meets(Kinds::PERSONS));
    /// assert!(!Noun::of("eviction").unwrap().kinds.meets(Kinds::PERSONS));
    /// assert!(Noun::of("the").is_none());
    /// ```
    pub fn of(folded: &str) -> Option<Self> {
        let at = TABLE.binary_search_by(|(word, _)| word.cmp(&folded)).ok()?;
        let &(word, rest) = TABLE.get(at)?;
        let (signs, singular) = rest.split_once('\t').unwrap_or((rest, word));
        let share = signs.chars().next()?.to_digit(10)? as u8;
        let letters = || signs.chars().filter(char::is_ascii_lowercase).map(Kinds::of);
        let kinds = letters().fold(Kinds::default(), std::ops::BitOr::bitor);
        Some(Self { singular, plural: signs.ends_with('+'), share, kinds, first: letters().next()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert!(TABLE.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(TABLE.len(), TEXT.lines().count());
        for (word, _) in TABLE.iter() {
            let noun = Noun::of(word).unwrap();
            assert!(noun.share < 10 && noun.kinds != Kinds::default(), "{word}");
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        let check = |word, kinds: Kinds, plural| {
            let noun = Noun::of(word).unwrap();
            assert!(noun.first == kinds && noun.plural == plural, "{word}: {noun:?}");
        };
        check("villagers", Kinds::PERSONS, true);
        check("police", Kinds::PERSONS, true);
        check("takeover", Kinds::EVENTS, false);
        check("shelters", Kinds::THINGS, true);
        check("week", Kinds::OTHER, false);
    }
}
