//! Which outlets are agencies, and who credits them.

use crate::corpus::{ArticleId, Corpus, LineRole};
use crate::query::fold;

/// What an agency's name may have beside the name it is credited by.
const KINDS: [&str; 8] = ["wire", "news", "agency", "service", "newswire", "press", "network", "the"];
/// What the name of an outlet that is an agency ends with.
const ENDS: [&str; 4] = ["wire", "newswire", "news agency", "press agency"];

/// The agencies of a corpus, as far as it shows: outlets that others credit, and outlets that are called agencies.
pub(super) struct Agencies {
    /// Of each outlet: the names it is credited by, folded; empty for outlets that are no agency.
    names: Vec<Vec<String>>,
}

impl Agencies {
    pub(super) fn of(corpus: &Corpus) -> Self {
        let wires: Vec<String> = corpus.wires().iter().map(|wire| fold(wire)).collect();
        let names = corpus
            .outlets()
            .iter()
            .map(|outlet| {
                let name = fold(&outlet.name);
                let mut names: Vec<String> = wires.iter().filter(|wire| same(&name, wire)).cloned().collect();
                let bare = ENDS.iter().find_map(|end| name.strip_suffix(end)?.strip_suffix(' '));
                if !names.is_empty() || bare.is_some() {
                    names.extend(bare.map(str::to_owned));
                    names.push(name);
                }
                names.sort_unstable();
                names.dedup();
                names
            })
            .collect();
        Self { names }
    }

    fn names(&self, corpus: &Corpus, id: ArticleId) -> &[String] {
        self.names.get(corpus.outlet_of(id) as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether an article stands on an agency's own page.
    pub(super) fn is_agency_page(&self, corpus: &Corpus, id: ArticleId) -> bool {
        // An agency that credits another one prints that one's text.
        let names = self.names(corpus, id);
        let other = |wire: &str| !names.contains(&fold(wire));
        !names.is_empty() && !corpus.wire_of(id).is_some_and(other)
    }

    /// Whether the outlet of an article is known at all.
    pub(super) fn outlet_is_known(corpus: &Corpus, id: ArticleId) -> bool {
        corpus.outlets().get(corpus.outlet_of(id) as usize).is_some_and(|outlet| !outlet.name.is_empty())
    }

    /// Whether `copy` credits whom the text of `original` belongs to: in its credit, or on a line of bylines and credits.
    pub(super) fn credits(&self, corpus: &Corpus, copy: ArticleId, original: ArticleId) -> bool {
        let of_original: Vec<String> = corpus.wire_of(original).map(fold).into_iter().collect();
        let own = self.names(corpus, original);
        let names = || own.iter().chain(&of_original);
        if corpus.wire_of(copy).is_some_and(|wire| names().any(|name| same(name, &fold(wire)))) {
            return true;
        }
        let article = corpus.article(copy);
        article
            .lines
            .iter()
            .filter(|line| line.role == LineRole::Credit)
            .any(|line| names().any(|name| has_name(&fold(article.text(line.span)), name)))
    }
}

/// Whether two names are of one agency: they differ in words like "news" and "agency" alone.
fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| -> Vec<String> {
        let words = name.split_whitespace().filter(|word| !KINDS.contains(word));
        words.map(str::to_owned).collect()
    };
    let (a, b) = (bare(one), bare(other));
    one == other || (a == b && !a.is_empty())
}

/// Whether a text has a name as whole words.
fn has_name(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_is_known_under_its_names() {
        for (one, other, expected) in [
            ("meridian wire", "meridian", true),
            ("meridian", "meridian", true),
            ("meridian news agency", "meridian wire", true),
            ("meridian times", "meridian", false),
            ("news agency", "wire", false),
        ] {
            assert_eq!(same(one, other), expected, "{one} {other}");
        }
        assert!(has_name("meridian contributed to this report", "meridian"));
        assert!(!has_name("the meridians", "meridian") && !has_name("", "meridian"));
    }
}
