//! Which row stands where in a list of groups that fold and lines that open in place.
//!
//! Everything is counted in rows of one height, so that half a million lines scroll like fifty: a folded group is
//! one row, an opened line is as many as its text needs.

use std::collections::{BTreeMap, BTreeSet};

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// The heading of the group at this place.
    Group(usize),
    /// The line at this place.
    Line(usize),
}

/// How lines lie among groups, and which are open.
#[derive(Debug, Default)]
pub struct RowMap {
    /// Lines altogether.
    lines: usize,
    /// Where each group's lines begin; none where lines are in no groups.
    from: Vec<usize>,
    /// Where each group's heading stands, and one past the last row.
    starts: Vec<usize>,
    unfolded: BTreeSet<usize>,
    /// Rows that an open line needs beside its own.
    open: BTreeMap<usize, usize>,
}

impl RowMap {
    /// For `lines` without groups.
    pub fn plain(lines: usize) -> Self {
        Self { lines, ..Self::default() }
    }

    /// For groups whose lines begin at these places; all are folded.
    pub fn grouped(from: Vec<usize>, lines: usize) -> Self {
        let mut map = Self { lines, from, ..Self::default() };
        map.lay_out();
        map
    }

    fn is_grouped(&self) -> bool {
        !self.from.is_empty()
    }

    /// The lines of a group: its first, and one past its last.
    fn of_group(&self, group: usize) -> (usize, usize) {
        let from = self.from.get(group).copied().unwrap_or(self.lines);
        (from, self.from.get(group + 1).copied().unwrap_or(self.lines))
    }

    fn lay_out(&mut self) {
        let mut at = 0;
        self.starts.clear();
        for group in 0..self.from.len() {
            self.starts.push(at);
            at += 1;
            if self.unfolded.contains(&group) {
                let (from, to) = self.of_group(group);
                at += to - from + self.opened_between(from, to);
            }
        }
        self.starts.push(at);
    }

    /// Rows of open lines among these, beside their own.
    fn opened_between(&self, from: usize, to: usize) -> usize {
        self.open.range(from..to).map(|(_, rows)| rows).sum()
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        if self.is_grouped() {
            self.starts.last().copied().unwrap_or(0)
        } else {
            self.lines + self.opened_between(0, self.lines)
        }
    }

    /// Whether a group shows its lines.
    pub fn is_unfolded(&self, group: usize) -> bool {
        self.unfolded.contains(&group)
    }

    /// The groups that show their lines.
    pub fn unfolded(&self) -> impl Iterator<Item = usize> {
        self.unfolded.iter().copied()
    }

    /// Shows a group's lines, or its heading alone.
    pub fn fold(&mut self, group: usize, is_folded: bool) {
        if is_folded {
            self.unfolded.remove(&group);
        } else {
            self.unfolded.insert(group);
        }
        self.lay_out();
    }

    /// Gives a line so many rows beside its own.
    pub fn open(&mut self, line: usize, rows: usize) {
        let before = if rows == 0 { self.open.remove(&line) } else { self.open.insert(line, rows) };
        if before.unwrap_or(0) != rows && self.is_grouped() {
            self.lay_out();
        }
    }

    /// The group of a line.
    pub fn group_of(&self, line: usize) -> Option<usize> {
        self.from.partition_point(|from| *from <= line).checked_sub(1)
    }

    /// What stands at a row, and how many of its own rows lie above.
    pub fn at(&self, row: usize) -> Option<(Row, usize)> {
        if row >= self.count() {
            return None;
        }
        if !self.is_grouped() {
            return Some(self.line_at(0, self.lines, row));
        }
        let group = self.starts.partition_point(|start| *start <= row).checked_sub(1)?;
        match row - self.starts.get(group)? {
            0 => Some((Row::Group(group), 0)),
            below => {
                let (from, to) = self.of_group(group);
                Some(self.line_at(from, to, below - 1))
            }
        }
    }

    /// The line at a row of the lines `from` to `to`.
    fn line_at(&self, from: usize, to: usize, row: usize) -> (Row, usize) {
        // Few lines are open: each that lies above moves the rest down.
        let mut above = 0;
        for (&line, &rows) in self.open.range(from..to) {
            let top = line - from + above;
            if row < top {
                break;
            }
            if row <= top + rows {
                return (Row::Line(line), row - top);
            }
            above += rows;
        }
        (Row::Line(from + row - above), 0)
    }

    /// The first row of what is shown; `None` where it is folded away.
    pub fn row_of(&self, what: Row) -> Option<usize> {
        match what {
            Row::Group(group) => self.starts.get(group).copied().filter(|_| group < self.from.len()),
            Row::Line(line) if line >= self.lines => None,
            Row::Line(line) if !self.is_grouped() => Some(line + self.opened_between(0, line)),
            Row::Line(line) => {
                let group = self.group_of(line).filter(|group| self.is_unfolded(*group))?;
                let (from, _) = self.of_group(group);
                Some(self.starts.get(group)? + 1 + line - from + self.opened_between(from, line))
            }
        }
    }

    /// What stands so many items further down or up, at most at the ends.
    pub fn step(&self, from: Row, by: isize) -> Row {
        let mut here = from;
        for _ in 0..by.unsigned_abs() {
            let Some(row) = self.row_of(here) else { return here };
            let next = if by > 0 {
                let own =
                    if let Row::Line(line) = here { self.open.get(&line).copied().unwrap_or(0) } else { 0 };
                self.at(row + own + 1)
            } else {
                row.checked_sub(1).and_then(|row| self.at(row))
            };
            match next {
                Some((next, _)) => here = next,
                None => break,
            }
        }
        here
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row in turn, counted by hand from the map's own parts.
    fn check(map: &RowMap, expected: &[(Row, usize)]) {
        let rows: Vec<_> = (0..map.count()).filter_map(|row| map.at(row)).collect();
        assert_eq!(rows, expected);
        assert_eq!(map.at(map.count()), None);
        for (row, (what, above)) in rows.iter().enumerate() {
            assert_eq!(map.row_of(*what), Some(row - above), "{what:?}");
        }
        let mut items: Vec<Row> = rows.iter().map(|(what, _)| *what).collect();
        items.dedup();
        for pair in items.windows(2) {
            assert_eq!((map.step(pair[0], 1), map.step(pair[1], -1)), (pair[1], pair[0]));
        }
    }

    #[test]
    fn rows_of_lines_that_open_and_groups_that_fold() {
        use Row::{Group, Line};
        let mut map = RowMap::plain(3);
        check(&map, &[(Line(0), 0), (Line(1), 0), (Line(2), 0)]);
        map.open(1, 2);
        check(&map, &[(Line(0), 0), (Line(1), 0), (Line(1), 1), (Line(1), 2), (Line(2), 0)]);
        map.open(1, 0);
        map.open(0, 1);
        check(&map, &[(Line(0), 0), (Line(0), 1), (Line(1), 0), (Line(2), 0)]);

        let mut map = RowMap::grouped(vec![0, 2], 3);
        check(&map, &[(Group(0), 0), (Group(1), 0)]);
        map.fold(0, false);
        map.open(1, 1);
        map.open(2, 3);
        check(&map, &[(Group(0), 0), (Line(0), 0), (Line(1), 0), (Line(1), 1), (Group(1), 0)]);
        assert_eq!((map.row_of(Line(2)), map.group_of(2)), (None, Some(1)));
        map.fold(0, true);
        check(&map, &[(Group(0), 0), (Group(1), 0)]);
        check(&RowMap::plain(0), &[]);
        assert_eq!(RowMap::plain(5).step(Line(3), 9), Line(4));
    }
}
