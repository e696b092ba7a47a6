//! What the user has put right by hand: for one article, for a selection, or for all like it.
//!
//! Corrections are an ordered list; later ones hold. They are values: kept in the project, undone,
//! listed, and never written into the user's files. What is said of single articles is not
//! overruled by what is said of many, unless an outlet is renamed: a name goes where the articles go.

mod apply;
mod hand;
mod lines;
mod list;

use std::sync::Arc;

pub use apply::Corrected;
pub(super) use hand::is_below;

pub use crate::corpus::ArticleKey;
use crate::corpus::{Completeness, Language, Published};

/// Which articles a correction is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// These alone, in order and without repetition.
    Articles(Arc<[ArticleKey]>),
    /// All below this folder, as in the articles' paths, without a slash at its end; empty is everything.
    Folder(Arc<str>),
    /// All of this outlet, as it is called at this point of the list; empty is not known.
    Outlet(Arc<str>),
    /// All whose file name has this shape: `*` stands for any letters, `?` for one.
    FileNames(Arc<str>),
}

/// What a line of the file is, by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HandRole {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Text of the article.
    Body,
    /// A caption.
    Caption,
    /// Something of the page, not of the article.
    Furniture,
}

impl HandRole {
    /// In the order of menus.
    pub const ALL: [Self; 5] = [Self::Body, Self::Headline, Self::Standfirst, Self::Caption, Self::Furniture];

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Standfirst => "standfirst",
            Self::Body => "text",
            Self::Caption => "caption",
            Self::Furniture => "page furniture",
        }
    }
}

/// What is put right. `None` says that the article has no such part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Change {
    /// Who publishes the page.
    Outlet(Option<Arc<str>>),
    /// The agency that wrote it.
    Wire(Option<Arc<str>>),
    /// The aggregator around it.
    Host(Option<Arc<str>>),
    /// When it was published.
    Published(Option<Published>),
    /// The authors.
    Byline(Vec<Arc<str>>),
    /// The section.
    Section(Option<Arc<str>>),
    /// Whether it is opinion.
    Opinion(bool),
    /// The language; [`Language::UNKNOWN`] says that it is not known.
    Language(Language),
    /// How much of the article is there.
    Completeness(Completeness),
    /// What a line is.
    Line {
        /// The line without the white space around it.
        text: Arc<str>,
        /// Which of the lines with this text in a file, from 0; `None` is all of them.
        nth: Option<u32>,
        /// What it is.
        role: HandRole,
    },
}

/// One thing put right.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Correction {
    /// Where.
    pub target: Target,
    /// What.
    pub change: Change,
}

/// All that was put right, in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Corrections {
    /// Later ones hold.
    pub list: Vec<Correction>,
}
