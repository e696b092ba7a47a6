//! What becomes of versions of one article: each article counts once, unless somebody asks for them all.

use super::{Field, Filter, Value};

/// How versions of one article are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CountedVersions {
    /// Of the versions of an article that are in scope the best one.
    #[default]
    Best,
    /// Each as an article of its own.
    All,
}

impl CountedVersions {
    /// In the order of the switch.
    pub const ALL: [Self; 2] = [Self::Best, Self::All];

    /// As a choice.
    pub fn label(self) -> &'static str {
        match self {
            Self::Best => "Each article once",
            Self::All => "All versions",
        }
    }

    /// As a sentence of a methods section.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Best => {
                "Of several versions of one article by one outlet (downloaded twice, in print and on the web, updated, cut short) one is counted: what is complete before what is cut, the later before the earlier, the longer before the shorter, unless chosen by hand."
            }
            Self::All => "Several versions of one article by one outlet count as articles of their own.",
        }
    }
}

impl Filter {
    /// How versions of one article are counted; `None` where conditions ask for some of them.
    pub fn counted_versions(&self) -> Option<CountedVersions> {
        let asked = self.conditions.get(&(Field::Versions, false)).map(Vec::as_slice);
        match asked {
            None if self.has(Field::Versions) => None,
            None | Some([Value::Best]) => Some(CountedVersions::Best),
            Some([Value::All]) => Some(CountedVersions::All),
            Some(_) => None,
        }
    }

    /// With versions counted so.
    #[must_use]
    pub fn with_versions(self, counted: CountedVersions) -> Self {
        let mut filter = self.without_field(Field::Versions);
        if counted == CountedVersions::All {
            filter.conditions.insert((Field::Versions, false), vec![Value::All]);
        }
        filter
    }

    /// Whether of several versions of an article only one is let through.
    pub fn counts_articles_once(&self) -> bool {
        self.counted_versions() == Some(CountedVersions::Best)
    }
}

#[test]
fn each_article_counts_once_unless_versions_are_asked_for() {
    use CountedVersions::{All, Best};
    let check = |typed: &str, counted: Option<CountedVersions>| {
        let filter = Filter::parse(typed).expect("a filter");
        assert_eq!(filter.counted_versions(), counted, "{typed}");
        assert_eq!(filter.to_string(), typed);
    };
    check("", Some(Best));
    check("lang:en versions:best", Some(Best));
    check("versions:all", Some(All));
    for some in ["versions:any", "versions:none", "versions:aside", "-versions:aside", "versions:any,best"] {
        check(some, None);
    }
    let filter = Filter::parse("lang:en versions:any").unwrap_or_default();
    assert_eq!(filter.clone().with_versions(All).to_string(), "lang:en versions:all");
    assert_eq!(filter.with_versions(Best).to_string(), "lang:en");
    assert!(Filter::parse("versions:some").is_err());
}
