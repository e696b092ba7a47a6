//! A table of words as data: one column an outlet, one row a question.

use super::data::Ink;

/// Words in rows and columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The columns, from left to right: mostly outlets.
    pub columns: Vec<TableColumn>,
    /// The rows, from top to bottom.
    pub rows: Vec<TableRow>,
    /// All there is to say, as it stands in a file of the numbers: a row of heads, then every row with every cell in
    /// full. Empty where the rows above are all there is.
    pub whole: Vec<Vec<String>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct TableColumn {
    /// Whose it is.
    pub name: String,
    /// Said more quietly under the name; may be empty.
    pub detail: String,
    /// Its colour and mark.
    pub ink: Ink,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableRow {
    /// What it is about.
    pub name: String,
    /// Said more quietly under that; may be empty.
    pub detail: String,
    /// One a column; missing ones are empty.
    pub cells: Vec<TableCell>,
}

/// What stands in a row of a column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableCell {
    /// Pieces of text, one after the other.
    pub runs: Vec<TableRun>,
    /// Shares of a whole, drawn as a bar under the text; none where it is empty. They sum to 1 at most.
    pub shares: Vec<f64>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRun {
    /// The words.
    pub text: String,
    /// How they are set.
    pub tone: TableTone,
}

/// How words in a table are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableTone {
    /// As text.
    #[default]
    Plain,
    /// What the eye is to meet first.
    Strong,
    /// What is said beside.
    Quiet,
}

impl TableCell {
    /// All its words in one line.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}
