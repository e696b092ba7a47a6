//! What a report says, before it is a page: figures, tables, lines of a concordance, notes.
//!
//! Plain data; [`page`](super::page) makes one self-contained HTML page of it.

use crate::figure::{Figure, Ink};

/// A report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The heading.
    pub title: String,
    /// What it was made of, in one line: "24 of 31 articles · 11,208 words · 2–16 May 2024".
    pub made_of: String,
    /// Whom or what it is for; empty where nothing was given.
    pub generated_for: String,
    /// The figures; each is followed by its numbers.
    pub figures: Vec<Figure>,
    /// What outlets tell side by side, such as a story at a glance.
    pub beside: Vec<Beside>,
    /// Tables, such as counts and the articles.
    pub tables: Vec<Table>,
    /// Excerpts of the concordance.
    pub concordances: Vec<Concordance>,
    /// How it was counted.
    pub notes: Vec<Note>,
}

/// Outlets side by side: a column an outlet, a row a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beside {
    /// Its heading.
    pub title: String,
    /// A line under the heading; may be empty.
    pub detail: String,
    /// The outlets with their colours.
    pub columns: Vec<(String, Ink)>,
    /// The rows.
    pub rows: Vec<BesideRow>,
}

/// One question put to all outlets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BesideRow {
    /// What it is about: "Names it".
    pub head: String,
    /// Which of several rows of that head; may be empty.
    pub of: String,
    /// What has to be said beside it; may be empty.
    pub note: String,
    /// What each outlet answers, in the order of the columns.
    pub cells: Vec<Vec<Piece>>,
    /// Whether each piece has a line of its own, but for small marks.
    pub is_list: bool,
}

/// A piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// What stands between it and the piece before it.
    pub before: String,
    /// Its words.
    pub text: String,
    /// Said more quietly behind them; may be empty.
    pub after: String,
    /// How it is set.
    pub look: Look,
}

/// How a piece is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// A finding in the program's words.
    #[default]
    Plain,
    /// The same, the commonest of its cell.
    Chief,
    /// Words as printed.
    Print,
    /// A small mark beside what stands before it.
    Mark,
    /// Nothing was found, or something could not be compared.
    Quiet,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its heading.
    pub title: String,
    /// A line under the heading; may be empty.
    pub detail: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; cells beyond the columns are left out, missing ones stay empty.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// How it is set.
    pub kind: ColumnKind,
}

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Names and labels: sans serif, to the left.
    Plain,
    /// What was printed, such as headlines: serif, to the left.
    Reading,
    /// Numbers: tabular, to the right.
    Number,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, or a number as it is written.
    Text(String),
    /// An outlet with its colour.
    Outlet(String, Ink),
    /// Several things, each on a line of its own.
    List(Vec<String>),
    /// No number, and why.
    Undefined(String),
}

/// Lines around a query's hits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Concordance {
    /// The query's name.
    pub title: String,
    /// Such as "61 lines in 19 articles, the first 20".
    pub detail: String,
    /// The lines.
    pub lines: Vec<Line>,
}

/// One line of a concordance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The outlet.
    pub outlet: String,
    /// Its colour.
    pub ink: Ink,
    /// When and where: "14 May 2024, Fleet enters the Arc".
    pub article: String,
    /// What stands before the hit.
    pub left: String,
    /// The hit.
    pub hit: String,
    /// What stands after it.
    pub right: String,
}

/// A paragraph on how something was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about: "Intervals".
    pub heading: String,
    /// The paragraph.
    pub text: String,
}

impl Column {
    /// A column of names and labels.
    pub fn plain(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: ColumnKind::Plain }
    }

    /// A column of what was printed.
    pub fn reading(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: ColumnKind::Reading }
    }

    /// A column of numbers.
    pub fn number(name: impl Into<String>) -> Self {
        Self { name: name.into(), kind: ColumnKind::Number }
    }
}
