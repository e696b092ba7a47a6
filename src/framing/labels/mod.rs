//! What contested things are called: concepts and their labels, by outlet.
//!
//! A *concept* is a thing with all its labels; a *label* is one wording, written as a query. Concepts come from
//! the texts themselves ([`naming`]), from a shipped and cited list ([`list`]) and from the user ([`edits`]).
//! [`find()`] puts them together for the articles of one story, [`count()`] counts them over any articles.
//!
//! Nothing is merged silently (METHODS.md, section 11): labels stand in one concept where a text says that they name
//! one thing, or the list does, or the user, or where several signs say that one outlet uses the one for what others
//! call the other ([`Rule::InPlace`]); each [`Reason`] has its rule and place, says how sure it is and gives the
//! sentences of both sides. What fewer signs speak for is a [`Suggestion`], which the user takes or leaves.
//!
//! # How right it is, and what counts as right
//!
//! Measured on labelled stories: of each true concept, the found concept that shares most labels with it stands
//! for it, each found concept for one true concept at most. A label is right where one of its wordings is one of
//! the true concept's (in any case, an article in front passed over only where both have none or both have one).
//! Precision is right labels of all labels found in concepts that stand for a true one, recall is right labels of
//! all true labels, F1 their harmonic mean, all labels weighing the same (micro).
//! Published systems with parsers and coreference reach F1 45.7 (Hamborg, Zhukova & Gipp 2019, on NewsWCL50).

mod across;
pub mod company;
pub mod count;
pub mod edits;
pub mod find;
pub mod heads;
mod join;
mod line;
pub mod list;
mod merge;
pub mod naming;
mod pattern;
pub mod people;
mod persons;
mod phrase;
mod rivals;
pub mod statistics;
mod titles;
mod words;

pub use company::{Company, WordUse, company};
pub use count::{Column, ConceptCounts, LabelHit, all_hits, columns_by_outlet, count};
pub use edits::{Edit, LabelEdits, LabelKey};
pub use find::{Found, FoundConcept, Reason, Suggestion, Support, Why, find};
pub use naming::{Rule, Statement};
pub use rivals::Sign;
pub use statistics::contrast;

pub use people::{Introduction, MOST_PEOPLE, Manner, Person, people, reads_people};

use crate::corpus::Language;
use crate::query::{Mistake, Query};

/// Where a concept or label comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// The articles themselves say that these are names of one thing.
    Text,
    /// The shipped list.
    List,
    /// The user.
    User,
}

impl Origin {
    /// The word used in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::List => "list",
            Self::User => "user",
        }
    }
}

/// One wording for a thing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// As it is shown; together with the concept's name it is the label's stable key.
    pub text: String,
    /// What finds it, as a query is typed: `"Kuril* Islands" | Kuriles`.
    pub query: String,
    /// Its language; unknown for the user's.
    pub language: Language,
    /// Queries of which one has to have a hit in the article; empty for a wording that needs no context.
    pub with: Vec<String>,
    /// Longer wordings that hold it and mean something else.
    pub except: Vec<String>,
    /// Who uses it by the list's references, or by the article that says so.
    pub used_by: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Labels that the user made one with it, by their texts; its query finds them too.
    pub joined: Vec<String>,
}

impl Label {
    /// A wording without conditions, found just as it is written, small or capital letters alike; a Russian one in all
    /// its grammatical cases.
    pub fn plain(text: &str, language: Language, origin: Origin) -> Self {
        let in_all_cases = || {
            let wordings = super::russian::in_all_cases(text);
            wordings.iter().map(|wording| quoted(wording)).collect::<Vec<_>>().join(" | ")
        };
        Self {
            text: text.to_owned(),
            query: if language.code() == Some("ru") { in_all_cases() } else { quoted(text) },
            language,
            with: Vec::new(),
            except: Vec::new(),
            used_by: None,
            origin,
            joined: Vec::new(),
        }
    }

    /// Takes in what another label of its concept finds.
    ///
    /// A condition on the article stays where both have one: either's is enough then. Who says that a wording without
    /// a condition and one with it are one name says that it needs none.
    fn join(&mut self, other: Self) {
        // Alternatives of plain words stay plain; anything else is set in brackets, so that it binds as it did.
        let bracketed = |query: &str| match pattern::plain(query) {
            Some(_) => query.to_owned(),
            None => format!("({query})"),
        };
        self.query = format!("{} | {}", bracketed(&self.query), bracketed(&other.query));
        if self.language != other.language {
            self.language = Language::UNKNOWN;
        }
        if self.with.is_empty() || other.with.is_empty() {
            self.with.clear();
        } else {
            self.with.extend(other.with);
        }
        self.except.extend(other.except);
        self.used_by = self.used_by.take().or(other.used_by);
        self.joined.push(other.text);
        self.joined.extend(other.joined);
    }

    /// The query whose hits are this label's evidence, before longer labels of its concept take theirs and
    /// without the condition on the article.
    pub fn query(&self) -> Result<Query, Mistake> {
        Query::parse(&self.query)
    }
}

/// A thing with all its labels.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Concept {
    /// Its name, by which edits know it.
    pub name: String,
    /// Where it comes from; a list's concept that a text adds labels to stays the list's.
    pub origin: Origin,
    /// Its labels, in a stable order.
    pub labels: Vec<Label>,
}

impl Concept {
    /// Its label of this text.
    pub fn label(&self, text: &str) -> Option<&Label> {
        self.labels.iter().find(|label| label.text == text)
    }
}

/// `text` as a query for just these words: quotation marks would end it, so they go.
fn quoted(text: &str) -> String {
    let inner: String = text.chars().filter(|c| !"\"“”„«»「」『』".contains(*c)).collect();
    format!("\"{inner}\"")
}

#[cfg(test)]
mod tests {
    use super::{Label, Origin, pattern};
    use crate::corpus::Language;

    #[test]
    fn a_russian_label_finds_its_cases_and_no_longer_words() {
        let fits = |text: &str, word: &str| {
            let label = Label::plain(text, Language::from_code("ru"), Origin::Text);
            let plain = pattern::plain(&label.query).unwrap_or_default();
            plain.iter().any(|plain| match plain {
                pattern::Plain::Words(words) => words.len() == 1 && words.iter().all(|slot| slot.fits(word)),
                pattern::Plain::Chars(_) => false,
            })
        };
        for (text, word, expected) in [
            ("Морея", "мореей", true),
            ("Морея", "морем", false),
            ("Морея", "морейский", false),
            ("армия", "армией", true),
            ("армия", "арманская", false),
            ("ОТАН", "отан", true),
            ("ОТАН", "отаном", false),
            ("Тарн", "тарном", true),
            ("Тарн", "тарнов", false),
        ] {
            assert_eq!(fits(text, word), expected, "{text}: {word}");
        }
    }
}
