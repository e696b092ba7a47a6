//! What becomes of texts that several outlets print: one switch for the whole program, kept in the filter.

use super::{Field, Filter, Value};

/// How texts that agencies wrote, or that several articles print, are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WireTexts {
    /// Each as often as it is printed.
    #[default]
    All,
    /// One article stands for all that print it: the agency's own, or else the first.
    Once,
    /// Not at all: only what outlets wrote themselves.
    Own,
}

impl WireTexts {
    /// In the order of the switch.
    pub const ALL: [Self; 3] = [Self::All, Self::Once, Self::Own];

    /// As a choice.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "Count all",
            Self::Once => "Count each once",
            Self::Own => "Only own texts",
        }
    }

    /// As a sentence of a methods section.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::All => "Texts that several outlets took from one agency count in full for each of them.",
            Self::Once => {
                "Of articles that print one text, whole or edited, one is counted: the agency's own, or else the \
                 first of those in scope."
            }
            Self::Own => {
                "Texts of agencies and texts found to be printed from elsewhere are left out; only what outlets \
                 wrote themselves is counted."
            }
        }
    }

    /// In a caption.
    pub fn caption(self) -> &'static str {
        match self {
            Self::All => "wire texts counted in full",
            Self::Once => "each wire text counted once",
            Self::Own => "only outlets' own texts, no wire texts",
        }
    }
}

impl Filter {
    /// How wire texts are counted; `None` where conditions on agencies say so one by one.
    pub fn wire_texts(&self) -> Option<WireTexts> {
        let asked = self.conditions.get(&(Field::Copies, false)).map(Vec::as_slice);
        match asked {
            None if self.has(Field::Wire) || self.has(Field::Copies) => None,
            None => Some(WireTexts::All),
            Some([Value::Once]) => Some(WireTexts::Once),
            Some([Value::None]) => Some(WireTexts::Own),
            Some(_) => None,
        }
    }

    /// With wire texts counted so.
    #[must_use]
    pub fn with_wire_texts(self, texts: WireTexts) -> Self {
        let mut filter = self.without_field(Field::Copies);
        let value = match texts {
            WireTexts::All => return filter,
            WireTexts::Once => Value::Once,
            WireTexts::Own => Value::None,
        };
        filter.conditions.insert((Field::Copies, false), vec![value]);
        filter
    }

    /// Whether of several articles that print one text only one is let through.
    pub fn counts_texts_once(&self) -> bool {
        let asked = self.conditions.get(&(Field::Copies, false));
        asked.is_some_and(|values| values.contains(&Value::Once))
    }

    /// Whether it asks how articles belong together, which is known only once that was looked for.
    pub fn asks_relations(&self) -> bool {
        self.has(Field::Story) || self.has(Field::Copies)
    }
}

#[test]
fn wire_texts_are_a_condition_like_others() {
    let check = |typed: &str, texts: Option<WireTexts>| {
        let filter = Filter::parse(typed).expect("a filter");
        assert_eq!(filter.wire_texts(), texts, "{typed}");
        assert_eq!(filter.to_string(), typed);
    };
    check("", Some(WireTexts::All));
    check("copies:once", Some(WireTexts::Once));
    check("lang:en copies:none", Some(WireTexts::Own));
    check("wire:none", None);
    check("copies:any", None);
    check("-copies:any", None);
    for texts in WireTexts::ALL {
        let filter = Filter::parse("lang:en copies:any").unwrap_or_default().with_wire_texts(texts);
        assert_eq!(filter.wire_texts(), Some(texts));
        assert!(filter.has(Field::Lang));
    }
}
