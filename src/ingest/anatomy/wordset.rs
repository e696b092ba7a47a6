//! Words that are looked up whole, whatever their case.
//!
//! Most words of a line are in no list: their first letter and their length tell so, before they are put in lower case
//! and hashed.

use hashbrown::HashSet;

use super::find::with_lower;

/// Words in lower case.
pub(super) struct WordSet {
    all: HashSet<&'static str>,
    /// By the first byte one bit for each length in bytes that a word has, see [`bit`].
    lengths: [u32; 256],
}

/// Lengths that have a bit of their own.
const LENGTHS: usize = 31;

fn bit(length: usize) -> u32 {
    1 << length.min(LENGTHS)
}

impl WordSet {
    /// Words in lower case, none of them empty.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let all: HashSet<&'static str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let mut lengths = [0; 256];
        for bytes in all.iter().map(|word| word.as_bytes()) {
            lengths[usize::from(bytes[0])] |= bit(bytes.len());
        }
        Self { all, lengths }
    }

    /// Whether `lower`, a word in lower case, is one of these.
    pub fn contains(&self, lower: &str) -> bool {
        self.may_contain(lower.as_bytes().first().copied(), lower.len()) && self.all.contains(lower)
    }

    /// Whether `word` is one of these in any case.
    pub fn contains_in_any_case(&self, word: &str) -> bool {
        self.may_contain_in_any_case(word) && with_lower(word, |lower| self.all.contains(lower))
    }

    /// `false` where `word` is none of these in any case. A word in ASCII is so in lower case too, and as long; what
    /// becomes of any other is not foreseen.
    pub fn may_contain_in_any_case(&self, word: &str) -> bool {
        let first = word.as_bytes().first().map(u8::to_ascii_lowercase);
        self.may_contain(first, word.len()) || !word.is_ascii()
    }

    fn may_contain(&self, first: Option<u8>, length: usize) -> bool {
        first.is_some_and(|first| self.lengths[usize::from(first)] & bit(length) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_a_set_finds_them() {
        let long = "a word that is longer than those with a bit of their own";
        let all = ["by", "editor", "журналист", "kelvin", long];
        let set = WordSet::new(all.into_iter().chain([""]));
        for word in
            all.into_iter().chain(["", "b", "ey", "journalist", "ЖУРНАЛИСТ", "\u{212A}elvin", "Editor"])
        {
            assert_eq!(set.contains(word), all.contains(&word), "{word}");
            let lower = word.to_lowercase();
            assert_eq!(set.contains_in_any_case(word), all.contains(&&*lower), "{word}");
        }
        assert!(set.contains_in_any_case(&long.to_uppercase()) && !set.contains(&format!("{long}s")));
    }
}
