//! Why a command ended without its result, as one plain sentence.

use std::fmt::Write as _;
use std::io;
use std::ops::Range;
use std::path::PathBuf;

use unicode_segmentation::UnicodeSegmentation as _;

use crate::problem::Problem;
use crate::query::Mistake;
use crate::task::Cancelled;
use crate::text::script;

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The arguments cannot be understood.
    #[error("{0}")]
    Usage(String),
    /// The first argument looks like a command and is none.
    #[error(
        "There is no command “{0}”, and no folder or file of that name; \
         the commands are articles, import, count, concordance, distinctive, neighbours, phrases, stories, compare and report"
    )]
    NoSuchCommand(String),
    /// A path leads nowhere.
    #[error("There is no such folder or file: {}", .0.display())]
    NoSuchPath(PathBuf),
    /// A project cannot be opened.
    #[error("{0}")]
    NoProject(Problem),
    /// A query or filter cannot be understood.
    #[error("{}\n{}", .mistake.message, marked(.text, .mistake.span.clone()))]
    Mistake {
        /// What was typed.
        text: String,
        /// What is wrong with it, and where.
        mistake: Mistake,
    },
    /// Nothing to count.
    #[error("No article was found{}", aside(.problems))]
    NoArticles {
        /// What gave trouble, in short; may be empty.
        problems: String,
    },
    /// The result could not be written to a file.
    #[error("{0}")]
    NotSaved(Problem),
    /// The result could not be written to standard output.
    #[error("The result could not be written ({0})")]
    NotWritten(io::Error),
    /// The window did not open.
    #[error("{0}")]
    NoWindow(String),
    /// Stopped on the way.
    #[error("Stopped before there was a result")]
    Stopped,
    /// A panic.
    #[error("Parallax was stopped by a fault of its own; with RUST_LOG=error it says where")]
    Fault,
}

impl Failure {
    /// Whether nobody reads the result any more, as with `parallax articles … | head`: no fault at all.
    pub fn is_nobody_listening(&self) -> bool {
        matches!(self, Self::NotWritten(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<Cancelled> for Failure {
    fn from(Cancelled: Cancelled) -> Self {
        Self::Stopped
    }
}

fn aside(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}

/// `text` on a line, and carets under `span` on the next.
fn marked(text: &str, span: Range<usize>) -> String {
    let (mut shown, mut before, mut under) = (String::new(), 0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        let is_control = grapheme.chars().any(char::is_control);
        shown.push_str(if is_control { " " } else { grapheme });
        let columns = if grapheme.chars().next().is_some_and(is_wide) { 2 } else { 1 };
        if at < span.start {
            before += columns;
        } else if at < span.end {
            under += columns;
        }
    }
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(out, "  {shown}\n  {}{}", " ".repeat(before), "^".repeat(under.max(1)));
    out
}

/// Whether a terminal gives `c` two columns.
fn is_wide(c: char) -> bool {
    script::is_cjk(c)
        || matches!(c, '\u{3000}'..='\u{303E}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}' | '\u{1F300}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_mistake_is_under_its_words() {
        for (text, span, expected) in [
            ("peace NEAR/0 treaty", 6..12, "  peace NEAR/0 treaty\n        ^^^^^^"),
            ("a (", 3..3, "  a (\n     ^"),
            ("", 0..0, "  \n  ^"),
            ("北方 (領土", 7..8, "  北方 (領土\n       ^"),
            ("e\u{301}e\n(", 5..6, "  e\u{301}e (\n     ^"),
        ] {
            assert_eq!(marked(text, span), expected, "{text:?}");
        }
    }
}
