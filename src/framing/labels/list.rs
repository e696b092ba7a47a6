//! The shipped list of contested names and event words, with their references.
//!
//! It is data (`assets/concepts/*.toml`) and says who uses which wording where a public reference says so; it
//! prefers none. The order of labels has no meaning.

use std::sync::OnceLock;

use serde::Deserialize;

use super::pattern::{self, Plain};
use super::{Concept, Label, Origin, quoted};
use crate::corpus::Language;

/// The files, by name.
const FILES: [(&str, &str); 7] = [
    ("conflicts", include_str!("../../../assets/concepts/conflicts.toml")),
    ("events", include_str!("../../../assets/concepts/events.toml")),
    ("people", include_str!("../../../assets/concepts/people.toml")),
    ("places-asia", include_str!("../../../assets/concepts/places-asia.toml")),
    ("places-elsewhere", include_str!("../../../assets/concepts/places-elsewhere.toml")),
    ("places-europe", include_str!("../../../assets/concepts/places-europe.toml")),
    ("policies", include_str!("../../../assets/concepts/policies.toml")),
];

/// What kind of thing is contested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A place: its name belongs to it alone.
    Place,
    /// A people or group of people.
    People,
    /// An armed group or party, or what its members are called.
    Group,
    /// A war or conflict.
    Conflict,
    /// A policy, law or institution.
    Policy,
    /// A word for something that happens, of any place and time.
    Event,
}

impl Kind {
    /// How many of its labels have to occur before the concept is shown. A proper name is contested by itself;
    /// an ordinary word ("quarrel") only beside a rival.
    pub fn least_labels(self) -> usize {
        match self {
            Self::Place | Self::Conflict => 1,
            Self::People | Self::Group | Self::Policy | Self::Event => 2,
        }
    }
}

/// A concept of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its labels.
    pub concept: Concept,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Where the rival wordings are documented: author, title, year.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    concept: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    kind: Kind,
    source: String,
    /// For all its labels.
    #[serde(default)]
    with: Vec<String>,
    labels: Vec<WrittenLabel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLabel {
    en: Option<String>,
    ru: Option<String>,
    zh: Option<String>,
    ja: Option<String>,
    find: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    except: Vec<String>,
    used_by: Option<String>,
}

/// The whole list, in the order of its files.
pub fn entries() -> &'static [Entry] {
    static LIST: OnceLock<Vec<Entry>> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut entries = Vec::new();
        for (name, text) in FILES {
            match read(text) {
                Ok(more) => entries.extend(more),
                Err(error) => log::error!("concepts/{name}.toml: {error}"),
            }
        }
        entries
    })
}

/// The list's concepts, as [`super::count()`] takes them.
pub fn concepts() -> Vec<Concept> {
    entries().iter().map(|entry| entry.concept.clone()).collect()
}

/// What kind of thing a concept is by the list: that of the entry of its name, else of the entry that has one of its
/// labels; `None` for a concept that is no one's in the list.
pub fn kind_of(concept: &Concept) -> Option<Kind> {
    let has = |entry: &&Entry| {
        let of_list =
            |label: &Label| label.origin == Origin::List && entry.concept.label(&label.text).is_some();
        concept.labels.iter().any(of_list)
    };
    let named = entries().iter().find(|entry| entry.concept.name == concept.name);
    named.or_else(|| entries().iter().find(has)).map(|entry| entry.kind)
}

/// The list in one file's text; a label without text is a mistake.
fn read(text: &str) -> Result<Vec<Entry>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    file.concept.into_iter().map(entry).collect()
}

fn entry(written: Written) -> Result<Entry, String> {
    let Written { name, kind, source, with, labels } = written;
    let labels: Result<Vec<Label>, String> = labels
        .into_iter()
        .map(|l| label(l, &with).ok_or_else(|| format!("{name}: a label without text")))
        .collect();
    let concept = Concept { origin: Origin::List, labels: labels?, name };
    Ok(Entry { concept, kind, source })
}

fn label(written: WrittenLabel, shared: &[String]) -> Option<Label> {
    let WrittenLabel { en, ru, zh, ja, find, with, except, used_by } = written;
    let given = [("en", en), ("ru", ru), ("zh", zh), ("ja", ja)];
    let (code, text) = given.into_iter().find_map(|(code, text)| Some((code, text?)))?;
    let query =
        find.unwrap_or_else(|| if matches!(code, "zh" | "ja") { text.clone() } else { quoted(&text) });
    let with = if with.is_empty() { shared.to_vec() } else { with };
    let language = Language::from_code(code);
    Some(Label { text, query, language, with, except, used_by, origin: Origin::List, joined: Vec::new() })
}

/// The entries by what their labels' plain alternatives look like, to recognise a wording met in a text.
#[derive(Debug)]
pub(super) struct Recogniser {
    forms: Vec<(usize, usize, Plain)>,
}

/// Recognises wordings of the list.
pub(super) fn recogniser() -> &'static Recogniser {
    static FORMS: OnceLock<Recogniser> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = Vec::new();
        for (number, entry) in entries().iter().enumerate() {
            for (at, label) in entry.concept.labels.iter().enumerate() {
                // A wording with a condition is recognised by its article, not by its letters.
                if label.with.is_empty() {
                    let plain = pattern::plain(&label.query).unwrap_or_default();
                    forms.extend(plain.into_iter().map(|plain| (number, at, plain)));
                }
            }
        }
        Recogniser { forms }
    })
}

impl Recogniser {
    /// The entries, and their labels, that a wording of these folded words belongs to; `text` is the same as written.
    pub(super) fn all<'a>(
        &'a self,
        text: &'a str,
        words: &'a [String],
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        let fits = move |plain: &Plain| match plain {
            Plain::Chars(chars) => chars == text,
            Plain::Words(pattern) => {
                pattern.len() == words.len() && pattern.iter().zip(words).all(|(p, w)| p.fits(w))
            }
        };
        self.forms.iter().filter(move |(_, _, plain)| fits(plain)).map(|&(entry, label, _)| (entry, label))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for (name, text) in FILES {
            let entries = read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!entries.is_empty(), "{name}");
        }
    }

    #[test]
    fn there_are_enough_concepts_and_languages() {
        let entries = entries();
        let foreign = |entry: &&Entry| {
            entry.concept.labels.iter().any(|l| matches!(l.language.code(), Some("ru" | "zh" | "ja")))
        };
        assert!(entries.len() >= 60, "{}", entries.len());
        assert!(entries.iter().filter(foreign).count() >= 30);
    }

    #[test]
    fn every_entry_is_cited_and_its_labels_are_told_apart() {
        let mut names = BTreeSet::new();
        for Entry { concept, source, .. } in entries() {
            let name = &concept.name;
            assert!(names.insert(name.clone()), "{name} twice");
            let year = source.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit));
            assert!(year && source.contains(','), "{name}: the reference needs author, title and year");
            assert!(concept.labels.len() >= 2, "{name}: no rivals");
            let mut texts = BTreeSet::new();
            let mut forms: Vec<Plain> = Vec::new();
            for label in &concept.labels {
                assert!(texts.insert(&label.text), "{name}: {} twice", label.text);
                for query in std::iter::once(&label.query).chain(&label.with).chain(&label.except) {
                    assert!(crate::query::Query::parse(query).is_ok(), "{name}: {query}");
                    assert!(pattern::plain(query).is_some(), "{name}: {query} cannot be matched in one pass");
                }
                for form in pattern::plain(&label.query).unwrap_or_default() {
                    assert!(!forms.contains(&form), "{name}: {} stands under two labels", label.query);
                    forms.push(form);
                }
            }
        }
    }

    #[test]
    fn an_unknown_key_or_a_label_without_text_is_a_mistake() {
        let head = "[[concept]]\nname = 'a'\nkind = 'place'\nsource = 'A, B, 2000'\n";
        assert!(read(&format!("{head}labels = [{{ en = 'x' }}]")).is_ok());
        assert!(read(&format!("{head}labels = [{{ find = 'x' }}]")).is_err());
        assert!(read(&format!("{head}labels = [{{ en = 'x', best = 'y' }}]")).is_err());
    }
}
