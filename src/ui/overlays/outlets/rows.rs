//! What the list of outlets shows, made anew when the corpus, the book or the search changes.

use std::sync::Arc;

use crate::corpus::Corpus;
use crate::figure::Numbers;
use crate::ingest::registry::{Registry, country_name};
use crate::project::OutletBook;

/// One outlet of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name; empty where it is not known.
    pub name: Arc<str>,
    /// Its articles.
    pub articles: u32,
    /// Its counted words.
    pub words: u64,
}

/// What a group has in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupSize {
    /// Outlets of the group that have articles here.
    pub outlets: usize,
    /// Their articles.
    pub articles: u64,
}

/// The rows, and what they were made of.
#[derive(Debug, Default)]
pub struct Rows {
    of: Option<(u64, Arc<OutletBook>, String)>,
    /// Not known first, then by name.
    pub list: Vec<Row>,
    /// One a group, in the order of the book.
    pub groups: Vec<GroupSize>,
}

impl Rows {
    /// Brings the rows up to date.
    pub fn refresh(&mut self, corpus: &Corpus, book: &Arc<OutletBook>, find: &str) {
        let is_same = self.of.as_ref().is_some_and(|(revision, of, found)| {
            *revision == corpus.revision() && Arc::ptr_eq(of, book) && found == find
        });
        if is_same {
            return;
        }
        self.list = rows(corpus, book, find);
        self.groups = book
            .groups
            .iter()
            .map(|group| {
                let mut size = GroupSize::default();
                for articles in group.outlets.iter().filter_map(|name| articles_of(corpus, name)) {
                    size.outlets += 1;
                    size.articles += u64::from(articles);
                }
                size
            })
            .collect();
        self.of = Some((corpus.revision(), Arc::clone(book), find.to_owned()));
    }
}

fn rows(corpus: &Corpus, book: &OutletBook, find: &str) -> Vec<Row> {
    let of_corpus = corpus.outlets().iter().map(|outlet| Row {
        name: Arc::clone(&outlet.name),
        articles: outlet.size.articles,
        words: outlet.size.words,
    });
    let added = book.entries.keys().filter(|name| !name.is_empty() && articles_of(corpus, name).is_none());
    let added = added.map(|name| Row { name: Arc::clone(name), articles: 0, words: 0 });
    let wanted = find.trim().to_lowercase();
    let mut rows: Vec<Row> = of_corpus
        .chain(added)
        .filter(|row| wanted.is_empty() || row.name.to_lowercase().contains(&wanted))
        .collect();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    rows
}

/// How many articles an outlet has in the corpus; `None` for one that the corpus does not know.
pub fn articles_of(corpus: &Corpus, name: &str) -> Option<u32> {
    let outlets = corpus.outlets();
    // By name, with the unknown outlet last.
    let known = outlets.len() - usize::from(outlets.last().is_some_and(|outlet| outlet.name.is_empty()));
    if name.is_empty() {
        return outlets.get(known).map(|outlet| outlet.size.articles);
    }
    let known = outlets.get(..known)?;
    let at = known.binary_search_by(|outlet| (*outlet.name).cmp(name)).ok()?;
    known.get(at).map(|outlet| outlet.size.articles)
}

/// The country of an outlet in words: by hand, or the registry's.
pub fn country_of(book: &OutletBook, outlet: &str) -> Option<String> {
    let by_hand = book.entries.get(outlet).and_then(|entry| entry.country.as_deref());
    let country = by_hand.or_else(|| Some(Registry::bundled().by_name(outlet)?.country.as_str()));
    country.filter(|country| !country.is_empty()).map(|country| country_name(country).to_owned())
}

/// What calling `from` by the name `to` does, in words: nothing more to say, or that two outlets become one.
pub fn what_renaming_does(
    numbers: Numbers,
    corpus: &Corpus,
    book: &OutletBook,
    from: &str,
    to: &str,
) -> Option<String> {
    if to.is_empty() || to == from {
        return None;
    }
    let theirs = match articles_of(corpus, to) {
        Some(articles) => articles,
        None if book.entries.contains_key(to) => 0,
        None => return None,
    };
    let ours = articles_of(corpus, from).unwrap_or(0);
    Some(format!(
        "Joins “{to}”: {} + {} become one",
        numbers.count(ours.into()),
        numbers.counted(theirs.into(), "article", "articles")
    ))
}

/// So many suggestions are shown.
const SUGGESTIONS: usize = 7;

/// Names that go on from what was typed: outlets of the corpus first, then those the program knows.
pub fn suggested_outlets(corpus: &Corpus, typed: &str, but: &str) -> Vec<String> {
    let wanted = typed.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let here = corpus.outlets().iter().map(|outlet| &*outlet.name);
    let known = Registry::bundled().outlets().iter().map(|outlet| outlet.name.as_str());
    let mut found: Vec<String> = Vec::new();
    for name in here.chain(known) {
        let is_meant = !name.is_empty() && name != but && name != typed && fits(name, &wanted);
        if is_meant && !found.iter().any(|other| other == name) {
            found.push(name.to_owned());
            if found.len() == SUGGESTIONS {
                break;
            }
        }
    }
    found
}

/// Countries that go on from what was typed; `named` are those the user has typed before.
pub fn suggested_countries(book: &OutletBook, typed: &str) -> Vec<String> {
    let wanted = typed.trim().to_lowercase();
    let by_hand = book.entries.values().filter_map(|entry| entry.country.as_deref()).map(country_name);
    let known = crate::ingest::registry::countries().map(|(_, name)| name);
    let mut found: Vec<String> = Vec::new();
    for name in by_hand.chain(known) {
        let is_meant = name != typed && !wanted.is_empty() && fits(name, &wanted);
        if is_meant && !found.iter().any(|other| other == name) {
            found.push(name.to_owned());
            if found.len() == SUGGESTIONS {
                break;
            }
        }
    }
    found
}

/// Whether a name begins so, or one of its words does.
fn fits(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(wanted) || name.contains(&format!(" {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_suggested_by_any_word() {
        let book = OutletBook::default();
        assert_eq!(suggested_countries(&book, "japa"), ["Japan"]);
        assert!(suggested_countries(&book, "korea").contains(&"South Korea".to_owned()));
        assert!(suggested_countries(&book, "").is_empty());
        assert!(suggested_countries(&book, "Japan").is_empty(), "nothing is left to suggest");
    }
}
