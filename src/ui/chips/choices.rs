//! The values a field of the filter can take in the corpus that is open.

use std::borrow::Cow;

use crate::corpus::Corpus;
use crate::query::Filter;

/// A field that can be chosen from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChoiceField {
    /// Who publishes.
    #[default]
    Outlet,
    /// The section.
    Section,
    /// Opinion or not.
    Opinion,
    /// The agency.
    Wire,
    /// The page around.
    Host,
    /// Whole or cut.
    Complete,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// In words.
    pub label: String,
    /// As it is typed: `section:"World news"`.
    pub condition: String,
    /// How many articles have it, where that is known.
    pub articles: Option<u32>,
}

impl ChoiceField {
    /// In the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::Outlet, Self::Section, Self::Opinion, Self::Wire, Self::Host, Self::Complete];

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Outlet => "Outlet",
            Self::Section => "Section",
            Self::Opinion => "Opinion",
            Self::Wire => "Wire",
            Self::Host => "Host",
            Self::Complete => "Completeness",
        }
    }

    /// Its name as it is typed.
    pub fn typed(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Section => "section",
            Self::Opinion => "opinion",
            Self::Wire => "wire",
            Self::Host => "host",
            Self::Complete => "complete",
        }
    }

    /// The field of this typed name.
    pub fn of_typed(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.typed().eq_ignore_ascii_case(name))
    }

    /// All its values.
    pub fn choices(self, corpus: &Corpus) -> Vec<Choice> {
        let choice = |label: &str, value: &str, articles| Choice {
            label: label.to_owned(),
            condition: format!("{}:{value}", self.typed()),
            articles,
        };
        let fixed = |values: &[(&str, &str)]| -> Vec<Choice> {
            values.iter().map(|(label, value)| choice(label, value, None)).collect()
        };
        let names = |names: &[std::sync::Arc<str>], none: &str| -> Vec<Choice> {
            let named = names.iter().map(|name| choice(name, &Filter::quote(name), None));
            named.chain([choice(none, "none", None)]).collect()
        };
        match self {
            Self::Outlet => corpus
                .outlets()
                .iter()
                .map(|outlet| {
                    let value = if outlet.name.is_empty() {
                        Cow::Borrowed("none")
                    } else {
                        Cow::Owned(Filter::quote(&outlet.name))
                    };
                    choice(outlet.shown(), &value, Some(outlet.articles))
                })
                .collect(),
            Self::Section => names(corpus.sections(), "Without a section"),
            Self::Wire => names(corpus.wires(), "Written by no agency"),
            Self::Host => names(corpus.hosts(), "On the outlet's own page"),
            Self::Opinion => fixed(&[("Opinion", "yes"), ("Everything else", "no")]),
            Self::Complete => fixed(&[
                ("Whole", "full"),
                ("Cut short", "truncated"),
                ("One page of several", "part"),
                ("Not known", "unknown"),
            ]),
        }
    }
}
