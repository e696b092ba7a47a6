//! Words that writers choose among for one thing: a fee, a charge, a levy; a protest, a gathering, a riot.
//!
//! A list written by hand (`assets/wordings/en.choices`), since the company that words keep ([`super::wordings`]) does not
//! say that a law may be called a measure or a crackdown. Whether two of them stand for one thing in a story, the story
//! has to show.

use std::collections::BTreeMap;
use std::sync::LazyLock;

static TEXT: &str = include_str!("../../assets/wordings/en.choices");
static TABLE: LazyLock<BTreeMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut table: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
    for (number, (_, words)) in lines().enumerate() {
        for word in words.split_whitespace() {
            table.entry(word).or_default().push(number as u16);
        }
    }
    table
});

/// The lines of the list: what the thing is, and its words.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEXT.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}

/// The singular of a folded word that the list has, in any number: "rioters", "do-gooders", "militiamen".
pub fn singular(folded: &str) -> Option<&'static str> {
    let has = |word: &str| TABLE.get_key_value(word).map(|(word, _)| *word);
    let cut = |end: &str, by: &str| {
        let stem = folded.strip_suffix(end).filter(|stem| stem.len() > 2)?;
        if by.is_empty() { has(stem) } else { has(&format!("{stem}{by}")) }
    };
    has(folded)
        .or_else(|| cut("s", ""))
        .or_else(|| cut("es", ""))
        .or_else(|| cut("ies", "y"))
        .or_else(|| cut("men", "man"))
}

/// What a word may be chosen for, by lines of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices(&'static [u16]);

impl Choices {
    /// What a folded singular may be chosen for; `None` where the list does not have it.
    ///
    /// ```
    /// use parallax::text::choices::Choices;
    /// let [levy, charge, riot] = ["levy", "charge", "riot"].map(|word| Choices::of(word).unwrap());
    /// assert!(levy.meets(charge) && !levy.meets(riot));
    /// assert!(Choices::of("teapot").is_none());
    /// ```
    pub fn of(singular: &str) -> Option<Self> {
        TABLE.get(singular).map(|lines| Self(lines))
    }

    /// Whether there is one thing for which writers choose between the two.
    pub fn meets(self, other: Self) -> bool {
        self.0.iter().any(|line| other.0.contains(line))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::nouns::Noun;

    #[test]
    fn each_line_has_its_words_once_and_as_singulars() {
        let mut names = BTreeSet::new();
        for (name, words) in lines() {
            assert!(names.insert(name), "{name} twice");
            let all: Vec<&str> = words.split_whitespace().collect();
            assert!(all.len() > 2, "{name}: nothing to choose among");
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{name}: a word twice");
            for word in all {
                let known = Noun::of(word);
                assert!(known.is_none_or(|noun| noun.singular == word || !noun.plural), "{name}: {word}");
            }
        }
        assert_eq!(
            TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count(),
            names.len()
        );
    }
}
