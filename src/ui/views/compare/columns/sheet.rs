//! The lines of the reader: which sentences each holds, how high it is, and how far it is scrolled.
//!
//! A line is a row of the alignment, or a stretch of a row that is long. Only lines on the screen are laid out;
//! the others keep the height they had, or an estimate. Where the reader stands is a line and a distance within
//! it, so that better heights above never push what is being read.

use crate::analysis::SideBySide;

/// A row without a passage is cut where each column has about so many bytes.
const STRETCH: usize = 700;

/// The lines, from top to bottom.
#[derive(Debug, Default)]
pub struct Sheet {
    columns: usize,
    /// The row of each line.
    rows: Vec<u32>,
    /// By line and column, which sentences of the row's cell.
    ranges: Vec<(u32, u32)>,
    heights: Vec<f32>,
    is_measured: Vec<bool>,
    /// Where each line begins by the heights known, and the end.
    tops: Vec<f32>,
    is_stale: bool,
    at: usize,
    within: f32,
}

impl Sheet {
    /// The lines of an alignment.
    pub fn new(side: &SideBySide) -> Self {
        let columns = side.alignment.columns.len();
        let mut sheet = Self { columns, is_stale: true, ..Self::default() };
        let length = |sentence: &usize| {
            side.alignment.sentences.get(*sentence).map_or(0, |told| told.sentence.place.span.len() + 40)
        };
        for (number, row) in (0_u32..).zip(&side.rows) {
            let mut from = vec![0_u32; columns];
            loop {
                let mut is_over = true;
                for (cell, from) in row.cells.iter().zip(&mut from) {
                    let rest = cell.get(*from as usize..).unwrap_or(&[]);
                    let mut taken = 0;
                    let mut count = 0;
                    for sentence in rest {
                        if row.passage.is_none() && count > 0 && taken + length(sentence) / 2 > STRETCH {
                            break;
                        }
                        taken += length(sentence);
                        count += 1;
                    }
                    sheet.ranges.push((*from, *from + count));
                    *from += count;
                    is_over &= *from as usize >= cell.len();
                }
                // A row of fewer cells than columns has nothing in the rest.
                sheet.ranges.resize((sheet.rows.len() + 1) * columns, (0, 0));
                sheet.rows.push(number);
                if is_over {
                    break;
                }
            }
        }
        sheet.heights = vec![0.0; sheet.rows.len()];
        sheet.is_measured = vec![false; sheet.rows.len()];
        sheet.tops = vec![0.0; sheet.rows.len() + 1];
        sheet
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row of a line.
    pub fn row(&self, line: usize) -> usize {
        self.rows.get(line).map_or(0, |row| *row as usize)
    }

    /// Whether a line is the first of its row.
    pub fn begins_row(&self, line: usize) -> bool {
        line == 0 || self.rows.get(line) != self.rows.get(line - 1)
    }

    /// The sentences of a line in a column.
    pub fn cell<'s>(&self, side: &'s SideBySide, line: usize, column: usize) -> &'s [usize] {
        let Some((from, to)) = self.ranges.get(line * self.columns + column) else { return &[] };
        let cell = side.rows.get(self.row(line)).and_then(|row| row.cells.get(column));
        cell.and_then(|cell| cell.get(*from as usize..*to as usize)).unwrap_or(&[])
    }

    /// The line in which a sentence stands.
    pub fn line_of(&self, side: &SideBySide, sentence: usize) -> Option<usize> {
        let column = side.alignment.sentences.get(sentence)?.column;
        (0..self.len()).find(|line| self.cell(side, *line, column).contains(&sentence))
    }

    /// Sets heights by estimate anew: the text is set in another width or otherwise.
    pub fn estimate(&mut self, mut height: impl FnMut(&Self, usize) -> f32) {
        for line in 0..self.len() {
            let estimated = height(self, line);
            if let (Some(slot), Some(known)) = (self.heights.get_mut(line), self.is_measured.get_mut(line)) {
                *slot = estimated;
                *known = false;
            }
        }
        self.is_stale = true;
    }

    /// The height of a line, by `measure` if it is not known yet.
    fn height(&mut self, line: usize, measure: &mut dyn FnMut(&Self, usize) -> f32) -> f32 {
        if self.is_measured.get(line) == Some(&false) {
            let height = measure(self, line);
            self.set_height(line, height);
        }
        self.heights.get(line).copied().unwrap_or(0.0)
    }

    /// What a line turned out to need.
    pub fn set_height(&mut self, line: usize, height: f32) {
        if let (Some(slot), Some(known)) = (self.heights.get_mut(line), self.is_measured.get_mut(line)) {
            self.is_stale |= (*slot - height).abs() > 0.1;
            *slot = height;
            *known = true;
        }
    }

    /// The height of a line as far as it is known.
    pub fn height_of(&self, line: usize) -> f32 {
        self.heights.get(line).copied().unwrap_or(0.0)
    }

    /// Where each line begins, and where the last ends.
    pub fn tops(&mut self) -> &[f32] {
        if std::mem::take(&mut self.is_stale) {
            let mut sum = 0.0;
            for (top, height) in self.tops.iter_mut().zip(self.heights.iter().chain([&0.0])) {
                *top = sum;
                sum += height;
            }
        }
        &self.tops
    }

    /// How far it is scrolled.
    pub fn top(&mut self) -> f32 {
        let (at, within) = (self.at, self.within);
        self.tops().get(at).copied().unwrap_or(0.0) + within
    }

    /// Scrolls so that this point of the whole is at the top.
    pub fn set_top(&mut self, top: f32) {
        let tops = self.tops();
        let at = tops.partition_point(|line| *line <= top).saturating_sub(1);
        let within = top - tops.get(at).copied().unwrap_or(0.0);
        (self.at, self.within) = (at.min(self.len().saturating_sub(1)), within);
    }

    /// Scrolls on.
    pub fn scroll(&mut self, by: f32) {
        self.within += by;
    }

    /// Scrolls so that a line is seen, and not at all where it is seen whole.
    pub fn bring(&mut self, line: usize, room: f32) {
        let top = self.top();
        let (from, to) = (self.tops.get(line).copied(), self.tops.get(line + 1).copied());
        let (Some(from), Some(to)) = (from, to) else { return };
        if from < top || to > top + room {
            self.at = line;
            // A third down the page, so that what comes before is seen too.
            self.within = -((room - (to - from)).max(0.0) * 0.3);
        }
    }

    /// Brings where it stands into order and gives the first line on the screen, with how much of it is above.
    pub fn settle(&mut self, room: f32, measure: &mut dyn FnMut(&Self, usize) -> f32) -> (usize, f32) {
        self.at = self.at.min(self.len().saturating_sub(1));
        self.climb(measure);
        while self.at + 1 < self.len() {
            let height = self.height(self.at, measure);
            if self.within < height {
                break;
            }
            self.within -= height;
            self.at += 1;
        }
        // Nothing is scrolled beyond the end.
        let mut left = room + self.within;
        for line in self.at..self.len() {
            left -= self.height(line, measure);
            if left <= 0.0 {
                break;
            }
        }
        if left > 0.0 {
            self.within -= left;
            self.climb(measure);
        }
        (self.at, self.within)
    }

    fn climb(&mut self, measure: &mut dyn FnMut(&Self, usize) -> f32) {
        while self.within < 0.0 && self.at > 0 {
            self.at -= 1;
            self.within += self.height(self.at, measure);
        }
        self.within = self.within.max(0.0);
    }
}
