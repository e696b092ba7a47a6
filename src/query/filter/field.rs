//! What can be asked of an article, by name.

/// What a condition asks of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Its outlet.
    Outlet,
    /// A group its outlet is in.
    Group,
    /// The country of its outlet.
    Country,
    /// When it was published.
    Date,
    /// Its language.
    Lang,
    /// Its section.
    Section,
    /// Whether it is opinion.
    Opinion,
    /// The agency that wrote it.
    Wire,
    /// The aggregator around it.
    Host,
    /// How much of it is there.
    Complete,
    /// A tag of the user's.
    Tag,
    /// Whether it was put right by hand.
    Corrected,
    /// The folder it lies in, or one above.
    Folder,
    /// The story it tells.
    Story,
    /// Whether its text is printed elsewhere too.
    Copies,
    /// Whether there are other versions of it.
    Versions,
    /// Whether a query has a hit in it.
    Hits,
}

impl Field {
    /// All fields, in the order in which conditions are written.
    pub const ALL: [Self; 17] = [
        Self::Outlet,
        Self::Group,
        Self::Country,
        Self::Date,
        Self::Lang,
        Self::Section,
        Self::Opinion,
        Self::Wire,
        Self::Host,
        Self::Complete,
        Self::Tag,
        Self::Corrected,
        Self::Folder,
        Self::Story,
        Self::Copies,
        Self::Versions,
        Self::Hits,
    ];

    /// What stands before the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Group => "group",
            Self::Country => "country",
            Self::Date => "date",
            Self::Lang => "lang",
            Self::Section => "section",
            Self::Opinion => "opinion",
            Self::Wire => "wire",
            Self::Host => "host",
            Self::Complete => "complete",
            Self::Tag => "tag",
            Self::Corrected => "corrected",
            Self::Folder => "folder",
            Self::Story => "story",
            Self::Copies => "copies",
            Self::Versions => "versions",
            Self::Hits => "hits",
        }
    }

    /// In words, as a heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outlet => "Outlet",
            Self::Group => "Group",
            Self::Country => "Country",
            Self::Date => "Date",
            Self::Lang => "Language",
            Self::Section => "Section",
            Self::Opinion => "Opinion",
            Self::Wire => "Agency",
            Self::Host => "Aggregator",
            Self::Complete => "Completeness",
            Self::Tag => "Tag",
            Self::Corrected => "Put right by hand",
            Self::Folder => "Folder",
            Self::Story => "Story",
            Self::Copies => "Wire texts",
            Self::Versions => "Versions of articles",
            Self::Hits => "With hits of",
        }
    }

    /// The field of a name, in any case.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Whether an article has one value of it at most.
    pub(super) fn is_single(self) -> bool {
        match self {
            Self::Outlet
            | Self::Country
            | Self::Date
            | Self::Lang
            | Self::Section
            | Self::Opinion
            | Self::Wire
            | Self::Host
            | Self::Complete
            | Self::Corrected
            | Self::Story => true,
            Self::Group | Self::Tag | Self::Folder | Self::Copies | Self::Versions | Self::Hits => false,
        }
    }

    /// Whether its values are names, that may have `*`.
    pub(super) fn has_names(self) -> bool {
        matches!(
            self,
            Self::Outlet
                | Self::Group
                | Self::Country
                | Self::Section
                | Self::Wire
                | Self::Host
                | Self::Tag
                | Self::Folder
                | Self::Story
        )
    }
}
