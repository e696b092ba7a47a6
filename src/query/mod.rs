//! What a user types, as a pattern that finds.
//!
//! | typed | finds |
//! |---|---|
//! | `island` | the word in any case and typography, and as a possessive: "island's" |
//! | `island*`, `s?nction` | `*` any letters, also none; `?` just one, within a word |
//! | `peace treaty`, `"peace treaty"` | the words one after the other |
//! | `peace * treaty` | with any one word between |
//! | `talks \| negotiations` | either; the longer where both begin at one place |
//! | `(peace \| friendship) treaty` | brackets group |
//! | `treaty NEAR/5 peace` | within five words, in either order; the closest pair counts |
//! | `/col(o\|ou)rs?/` | whole words by regular expression |
//! | `=Right`, `="The Right"` | case, width and typography just as typed |
//!
//! Chinese, Japanese, Thai and other text written without spaces is found wherever its characters stand,
//! however it was cut into words. No hit crosses the end of a paragraph, and no two hits overlap: the leftmost
//! wins, and of those that begin at one place the longest.
//!
//! ```
//! use parallax::query::Query;
//! assert!(Query::parse("(peace | friendship) treat*").is_ok());
//! let mistake = Query::parse("(peace").unwrap_err();
//! assert_eq!(mistake.span, 0..1);
//! ```

mod ast;
mod dates;
mod filter;
mod glob;
mod hits;
mod lexer;
mod matcher;
mod parser;
mod resolve;
mod words;

use std::fmt;
use std::ops::Range;

pub use filter::{CountedVersions, Failing, Field, Filter, Tests, WireTexts};
pub use hits::{ArticleCounts, Hit, Hits, OutletHits};
pub use matcher::{counts, find, phrase_types, types};

pub(crate) use glob::Glob;
pub(crate) use words::fold;

use ast::Node;

/// Something in a query or filter that cannot be understood, marked where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{message}")]
pub struct Mistake {
    /// Its bytes in the text as typed.
    pub span: Range<usize>,
    /// What is wrong and what to do, in a plain sentence.
    pub message: String,
}

impl Mistake {
    pub(crate) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }
}

/// A pattern over words. See the module's text for how it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Query {
    /// The query as typed.
    pub text: String,
    node: Node,
}

impl Query {
    /// Reads a query; what cannot be understood is a [`Mistake`] marked at its place.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        Ok(Self { text: text.to_owned(), node: parser::parse(text)? })
    }

    /// Finds one form of the vocabulary and nothing like it: no possessive, no wildcard. Its text is the form.
    pub fn of_form(form: &str) -> Option<Self> {
        let node = parser::parse(&format!("/{}/", regex::escape(form).replace('/', "\\/"))).ok()?;
        Some(Self { text: form.to_owned(), node })
    }

    /// Whether it asks for one word or pattern of a word, so that counting needs no positions.
    pub fn is_single_word(&self) -> bool {
        self.node.is_word()
    }
}

impl fmt::Display for Query {
    /// The query in its plainest form: folded, with only the brackets it needs. Reads back as the same pattern.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}
