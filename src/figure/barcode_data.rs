//! Places of hits in articles: one row an article, in groups, with how evenly the hits are spread beside each group.

use super::data::{Ink, Series};

/// One row an article, one stroke a hit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Barcode {
    /// The groups, from top to bottom: outlets, or what else rows are put together by.
    pub groups: Vec<BarcodeGroup>,
    /// What a group is called.
    pub called: Called,
    /// The rows, group by group.
    pub rows: Vec<BarcodeRow>,
    /// Whose hits they are.
    pub series: Vec<Series>,
    /// How each series is spread over all articles.
    pub over_articles: Vec<BarcodeSpread>,
    /// How each series is spread over the groups.
    pub over_groups: Vec<BarcodeSpread>,
    /// Rows with hits for which there was no room.
    pub left_out: u64,
}

/// What one group is called, and several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Called {
    /// "outlet".
    pub one: &'static str,
    /// "outlets".
    pub many: &'static str,
}

impl Default for Called {
    fn default() -> Self {
        Self { one: "outlet", many: "outlets" }
    }
}

/// A group of rows.
#[derive(Debug, Clone, PartialEq)]
pub struct BarcodeGroup {
    /// Its name: the outlet.
    pub name: String,
    /// "7 articles".
    pub detail: String,
    /// The outlet's own ink.
    pub ink: Option<Ink>,
    /// How each series is spread over its articles, those without a row too.
    pub spreads: Vec<BarcodeSpread>,
    /// Its rows with hits for which there was no room.
    pub left_out: u64,
}

/// How a series is spread over parts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BarcodeSpread {
    /// Hits.
    pub hits: u64,
    /// Parts with hits.
    pub range: u64,
    /// Parts with words.
    pub parts: u64,
    /// DP, normalised: 0 even, towards 1 clumped in few parts.
    pub dp_norm: Option<f64>,
    /// Why there is none, as a plain clause.
    pub reason: String,
}

/// One article.
#[derive(Debug, Clone, PartialEq)]
pub struct BarcodeRow {
    /// Index into [`Barcode::groups`].
    pub group: usize,
    /// Its headline.
    pub name: String,
    /// Its date.
    pub when: String,
    /// Its words.
    pub words: u64,
    /// Its hits in the order of the text: index into [`Barcode::series`], and the place from 0 to 1.
    pub ticks: Vec<(usize, f64)>,
}

impl Barcode {
    /// The row and the stroke in it with this number, counted through all rows.
    pub fn tick(&self, index: usize) -> Option<(&BarcodeRow, usize, f64)> {
        let mut from = index;
        for row in &self.rows {
            match row.ticks.get(from) {
                Some(&(series, at)) => return Some((row, series, at)),
                None => from -= row.ticks.len(),
            }
        }
        None
    }

    /// Strokes in all rows.
    pub fn tick_count(&self) -> usize {
        self.rows.iter().map(|row| row.ticks.len()).sum()
    }
}

impl BarcodeSpread {
    /// "12 hits in 5 of 7 articles, DP norm 0.42", or why there is no number.
    pub fn in_words(&self, one: &str, many: &str) -> String {
        use super::format::{count, counted, fixed};
        let counts = format!(
            "{} in {} of {}",
            counted(self.hits, "hit", "hits"),
            count(self.range),
            counted(self.parts, one, many)
        );
        match self.dp_norm {
            Some(dp) => format!("{counts}, DP norm {}", fixed(dp, 2)),
            None if self.hits == 0 => counts,
            None => format!("{counts}, DP norm –: {}", self.reason),
        }
    }
}
