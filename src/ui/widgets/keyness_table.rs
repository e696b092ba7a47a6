//! Distinctive words of one outlet or group as columns and rows of a [`WordTable`](super::word_table::WordTable).

use super::word_table::{Cell, Column, Listed, Row, WordsHead};
use crate::analysis::figures::clause;
use crate::analysis::word_test::RowTest;
use crate::analysis::{DistinctiveWord, KeynessMeasure, Sides};
use crate::corpus::Corpus;
use crate::figure::format;

/// The words of one outlet, and what is said of them.
#[derive(Clone, Copy)]
pub struct KeynessTable<'a> {
    /// The corpus they are of.
    pub corpus: &'a Corpus,
    /// The outlet.
    pub name: &'a str,
    /// The words, largest z first.
    pub words: &'a [DistinctiveWord],
    /// Their order in the table, as places in `words`; `None` is as they are.
    pub places: Option<&'a [u32]>,
    /// What they are held against.
    pub sides: &'a Sides,
    /// What chance does to them, once it is computed.
    pub chances: Option<&'a RowTest>,
    /// What a click on a word does.
    pub click: &'a str,
}

/// How a table of such words is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeynessOrder {
    /// By which measure.
    pub by: KeynessMeasure,
    /// From the largest number.
    pub is_downwards: bool,
    /// Whether a click on a heading changes that; a word can be put aside then.
    pub is_free: bool,
}

/// Width of a column.
fn width(measure: KeynessMeasure) -> f32 {
    match measure {
        KeynessMeasure::Count | KeynessMeasure::Z => 46.0,
        KeynessMeasure::P | KeynessMeasure::Q => 54.0,
        KeynessMeasure::LogRatio => 62.0,
        KeynessMeasure::Articles | KeynessMeasure::Bic | KeynessMeasure::PercentDifference => 58.0,
        KeynessMeasure::G2 | KeynessMeasure::Delta | KeynessMeasure::ConservativeLogRatio => 64.0,
        KeynessMeasure::Elsewhere
        | KeynessMeasure::PerThousand
        | KeynessMeasure::Dispersion
        | KeynessMeasure::SimpleMaths => 72.0,
        KeynessMeasure::OddsRatio | KeynessMeasure::G2TwoTerm | KeynessMeasure::ArticlesElsewhere => 78.0,
        KeynessMeasure::DifferenceCoefficient | KeynessMeasure::PerThousandElsewhere => 84.0,
    }
}

/// The columns of some measures.
pub fn columns(measures: &[KeynessMeasure], order: KeynessOrder) -> Vec<Column> {
    let column = |measure: &KeynessMeasure| Column {
        title: measure.label().to_owned(),
        hint: format!("{}\n{}", measure.title(), measure.meaning()),
        width: width(*measure),
        ink: None,
        sorts: order.is_free,
        is_sorted: order.by == *measure,
    };
    measures.iter().map(column).collect()
}

impl<'a> KeynessTable<'a> {
    /// What is listed under these columns.
    pub fn listed<'l>(&self, columns: &'l [Column], order: KeynessOrder) -> Listed<'l>
    where
        'a: 'l,
    {
        Listed {
            name: self.name,
            words: WordsHead { title: "word", sorts: false, is_sorted: false },
            is_reversed: !order.is_downwards,
            columns,
            count: self.words.len(),
            click: self.click,
            can_put_aside: order.is_free,
        }
    }

    /// The place in `words` of a row of the table.
    pub fn place(&self, row: usize) -> Option<usize> {
        match self.places {
            Some(places) => places.get(row).map(|at| *at as usize),
            None => (row < self.words.len()).then_some(row),
        }
    }

    /// The word of a row of the table.
    pub fn form(&self, row: usize) -> Option<&'a str> {
        let word = self.words.get(self.place(row)?)?;
        Some(self.corpus.vocabulary().form(word.word))
    }

    /// A row of the table.
    pub fn row(&self, row: usize, measures: &[KeynessMeasure]) -> Row {
        let Some((word, form)) = self.place(row).and_then(|at| self.words.get(at)).zip(self.form(row)) else {
            return Row::default();
        };
        let mut says = format!(
            "{form}: {} in {}, z {}",
            format::counted(word.count, "hit", "hits"),
            self.name,
            format::fixed(word.z, 1)
        );
        if word.exclusive {
            says.push_str(", not in what it is held against");
        }
        let cells = measures.iter().map(|measure| Cell::Text(self.cell(*measure, word, &mut says))).collect();
        let note = if word.exclusive { "only here" } else { "" };
        Row { word: form.to_owned(), note: note.to_owned(), says, cells }
    }

    /// A number as it stands in its cell; why there is none is said too.
    fn cell(&self, measure: KeynessMeasure, word: &DistinctiveWord, says: &mut String) -> String {
        let chance = self.chances.and_then(|row| row.chance(word.word));
        match measure.value(word, self.sides, chance) {
            None => "…".to_owned(),
            Some(Ok(value)) => {
                let mark =
                    if measure == KeynessMeasure::LogRatio && word.zero_substituted { "*" } else { "" };
                format!("{}{mark}", measure.shown(value))
            }
            Some(Err(reason)) => {
                says.push_str(&format!("\n{} —: {}", measure.label(), clause(reason)));
                "—".to_owned()
            }
        }
    }
}
