//! Draws a table of words: names of the outlets across, a row a question, text wrapped in its cells.
//!
//! The height follows from the text. What would make a cell higher than a page is cut, with an ellipsis. Where there is
//! no more room than a slide has, cells are cut to fewer lines and the last rows left out, and that is said.

use unicode_segmentation::UnicodeSegmentation;

use super::canvas::Canvas;
use super::data::Ink;
use super::format;
use super::layout::SMALL_LINE;
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Corners, Item, Rect, TargetKind, TextRun, Weight, Xy};
use super::table_data::{Table, TableCell, TableRow, TableTone};

/// Air in a cell, to each side.
const PAD: f64 = 8.0;
/// From a line of text to the next.
const LINE: f64 = 17.0;
/// A bar of shares with the air over it.
const SHARES: f64 = 14.0;
/// Lines of one cell: beyond that nobody reads on, and the table at hand has all.
const MOST_LINES: usize = 24;
/// The least width of a column; a picture with more columns than fit becomes cramped and not wider.
const LEAST_COLUMN: f64 = 60.0;

/// The lines that cells keep where there is little room, the most first.
const FEWER_LINES: [usize; 4] = [8, 6, 4, 3];

/// A line of a cell, in pieces of one tone.
type Line = Vec<(String, TableTone)>;

/// So many characters of one piece of text are looked at: few cells have room for as many.
const MOST_CHARACTERS: usize = 4000;

/// What a table needs, in the widths of its picture.
pub(super) struct Plan {
    /// Where each column begins, from the left of the table; the first is that of the heads. One more than there are
    /// columns: where the last ends.
    edges: Vec<f64>,
    /// Lines of the columns' names.
    heads: Vec<Vec<String>>,
    head_height: f64,
    rows: Vec<RowPlan>,
}

struct RowPlan {
    name: Vec<String>,
    detail: Vec<String>,
    cells: Vec<Vec<Line>>,
    /// Whether the text of a cell has more lines than it may have.
    is_cut: bool,
    height: f64,
}

impl Plan {
    /// What a table needs in a picture so wide and, where there is no more room than that, so high; with the lines under
    /// it that say what gave way.
    pub(super) fn within(canvas: &Canvas, table: &Table, all: f64, room: Option<f64>) -> (Self, Vec<String>) {
        let whole = Self::of(canvas, table, all, MOST_LINES);
        let Some(room) = room.filter(|room| whole.height() > *room) else { return (whole, Vec::new()) };
        let said = |plan: &Self, lines: usize| {
            let is_cut = plan.rows.iter().any(|row| row.is_cut);
            let words = gave_way(table, plan.rows.len(), Some(lines).filter(|_| is_cut));
            measure::wrap(&words, canvas.small, Weight::Regular, all, MOST_LINES).lines
        };
        let left = |lines: &[String]| room - 8.0 - SMALL_LINE * lines.len() as f64;
        let mut plan = whole;
        for lines in FEWER_LINES {
            plan = Self::of(canvas, table, all, lines);
            let words = said(&plan, lines);
            if plan.height() <= left(&words) {
                return (plan, words);
            }
        }
        let least = FEWER_LINES.last().copied().unwrap_or(1);
        loop {
            let words = said(&plan, least);
            // One row stays, be it too high.
            if plan.rows.len() < 2 || plan.height() <= left(&words) {
                return (plan, words);
            }
            plan.rows.pop();
        }
    }

    /// What a table needs in a picture so wide, with so many lines in a cell.
    fn of(canvas: &Canvas, table: &Table, all: f64, most: usize) -> Self {
        let columns = table.columns.len().max(1) as f64;
        let widest = |texts: &mut dyn Iterator<Item = &str>, size: f64, weight: Weight| {
            texts.map(|text| measure::width(&measure::clean(text), size, weight)).fold(0.0, f64::max)
        };
        let names = &mut table.rows.iter().map(|row| row.name.as_str());
        let details = &mut table.rows.iter().map(|row| row.detail.as_str());
        let wanted =
            widest(names, canvas.small, Weight::SemiBold).max(widest(details, canvas.small, Weight::Regular))
                + 2.0 * PAD;
        let words = &mut table.rows.iter().flat_map(|row| row.name.split_whitespace());
        let word = widest(words, canvas.small, Weight::SemiBold) + PAD + 1.0;
        let lead = wanted.min((all * 0.18).max(word)).max(60.0).min(all / 2.0);
        let each = ((all - lead) / columns).max(LEAST_COLUMN.min(all / (columns + 1.0)));
        let mut edges = vec![0.0, lead];
        edges.extend((1..=table.columns.len()).map(|column| lead + each * column as f64));
        let room = each - 2.0 * PAD;
        let heads: Vec<Vec<String>> = table
            .columns
            .iter()
            .map(|column| {
                let name = measure::clean(&column.name);
                measure::wrap(&name, canvas.normal, Weight::SemiBold, room - 16.0, 2).lines
            })
            .collect();
        let has_details = table.columns.iter().any(|column| !column.detail.is_empty());
        let lines = heads.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let head_height = lines * LINE + if has_details { SMALL_LINE } else { 0.0 } + 8.0;
        let rows = table.rows.iter().map(|row| {
            let name = measure::clean(&row.name);
            let name = if name.is_empty() {
                Vec::new()
            } else {
                measure::wrap(&name, canvas.small, Weight::SemiBold, lead - PAD, 3).lines
            };
            let detail = measure::clean(&row.detail);
            let detail = if detail.is_empty() {
                Vec::new()
            } else {
                measure::wrap(&detail, canvas.small, Weight::Regular, lead - PAD, 3).lines
            };
            let mut is_cut = false;
            let cells: Vec<Vec<Line>> = row
                .cells
                .iter()
                .take(table.columns.len())
                .map(|cell| {
                    let (lines, is_whole) = lines_of(canvas, cell, room, most);
                    is_cut |= !is_whole;
                    lines
                })
                .collect();
            let bars = |at: usize| row.cells.get(at).is_some_and(|cell| !cell.shares.is_empty());
            let text = cells
                .iter()
                .enumerate()
                .map(|(at, lines)| lines.len() as f64 * LINE + if bars(at) { SHARES } else { 0.0 });
            let lead = (name.len() + detail.len()) as f64 * SMALL_LINE;
            let height = text.fold(lead.max(LINE), f64::max) + 12.0;
            RowPlan { name, detail, cells, is_cut, height }
        });
        Self { edges, heads, head_height, rows: rows.collect() }
    }

    /// How high all of it is.
    pub(super) fn height(&self) -> f64 {
        self.head_height + self.rows.iter().map(|row| row.height).sum::<f64>()
    }
}

/// What of a table is not in a picture with its first rows; `lines` are those after which cells are cut, if one is.
fn gave_way(table: &Table, rows: usize, lines: Option<usize>) -> String {
    let lines = lines.map(|lines| format::counted(lines as u64, "line", "lines"));
    let mut said: Vec<String> = lines.into_iter().map(|lines| format!("cells end after {lines}")).collect();
    let left_out = table.rows.get(rows..).unwrap_or_default();
    let out = left_out.len() as u64;
    // Rows of one kind have its head once. Where that is still shown, they are known by what they are about.
    let is_headless = |row: &&TableRow| row.name.is_empty();
    let below = left_out.iter().take_while(is_headless).map(|row| &row.detail);
    let heads = below.chain(left_out.iter().skip_while(is_headless).map(|row| &row.name));
    let heads: Vec<String> = heads.map(|head| measure::clean(head)).filter(|head| !head.is_empty()).collect();
    if out > 0 {
        let count = format::counted(out, "row is", "rows are");
        let which = if heads.is_empty() { String::new() } else { format!(": {}", heads.join(", ")) };
        said.push(format!("{count} left out{which}"));
    }
    format!("For want of room, {}. The CSV of this table has all of it.", said.join(", and "))
}

/// The text of a cell in lines, each character in its tone, and whether all of it has a line.
fn lines_of(canvas: &Canvas, cell: &TableCell, room: f64, most: usize) -> (Vec<Line>, bool) {
    let mut tones = Vec::new();
    let mut text = String::new();
    for run in &cell.runs {
        let before = text.len();
        let mut rest = run.text.chars();
        text.extend(rest.by_ref().take(MOST_CHARACTERS));
        if rest.next().is_some() {
            text.push('…');
        }
        let drawn = text.get(before..).unwrap_or_default().chars().filter(|c| !measure::is_gap(*c));
        tones.extend(drawn.map(|_| run.tone));
    }
    let text = broken(&measure::clean(&text), canvas.normal, room);
    if text.is_empty() {
        return (Vec::new(), true);
    }
    // As if all were strong: no line comes out wider than its room.
    let measure::Wrapped { lines: wrapped, is_whole } =
        measure::wrap(&text, canvas.normal, Weight::SemiBold, room, most);
    let mut tones = tones.into_iter();
    let mut tone = TableTone::Plain;
    let lines = wrapped.into_iter().map(|line| {
        let mut pieces: Line = Vec::new();
        for character in line.chars() {
            if !measure::is_gap(character) {
                tone = tones.next().unwrap_or(tone);
            }
            match pieces.last_mut() {
                Some((piece, last)) if *last == tone || measure::is_gap(character) => {
                    piece.push(character);
                }
                _ => pieces.push((character.into(), tone)),
            }
        }
        pieces
    });
    (lines.collect(), is_whole)
}

/// The text with a space in what is wider than a line and cannot be broken, wherever the line ends.
fn broken(text: &str, size: f64, room: f64) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in measure::pieces(text) {
        if measure::width(piece.trim_end(), size, Weight::SemiBold) <= room {
            out.push_str(&piece);
            continue;
        }
        let mut used = 0.0;
        for grapheme in piece.graphemes(true) {
            let width = measure::width(grapheme, size, Weight::SemiBold);
            if used + width > room && used > 0.0 {
                out.push(' ');
                used = 0.0;
            }
            out.push_str(grapheme);
            used += width;
        }
    }
    out
}

pub(super) fn draw(canvas: &mut Canvas, table: &Table, plan: &Plan, area: Rect) {
    let edge = |at: usize| area.x + plan.edges.get(at).copied().unwrap_or(0.0);
    for (at, (column, lines)) in table.columns.iter().zip(&plan.heads).enumerate() {
        let left = edge(at + 1) + PAD;
        canvas.dot(Xy::new(left + 4.5, area.y + LINE / 2.0), 4.5, column.ink);
        let mut baseline = area.y + 13.0;
        for line in lines {
            let run =
                TextRun::new(Xy::new(left + 16.0, baseline), line, Anchor::Start, canvas.normal, Role::Text);
            canvas.text(run.bold());
            baseline += LINE;
        }
        let room = edge(at + 2) - left - PAD - 16.0;
        let detail =
            measure::shorten(&measure::clean(&column.detail), canvas.small, Weight::Regular, room.max(0.0));
        canvas.small_text(left + 16.0, baseline, &detail, Anchor::Start, Role::Muted);
        let head = Rect::edges(edge(at + 1), area.y, edge(at + 2), area.y + plan.head_height);
        canvas.target(head, TargetKind::Series(at));
    }
    let mut top = area.y + plan.head_height;
    for (at, row) in plan.rows.iter().enumerate() {
        canvas.rule(area.x, area.right(), top, Role::Line);
        let mut baseline = top + 18.0;
        for line in &row.name {
            let run = TextRun::new(Xy::new(area.x, baseline), line, Anchor::Start, canvas.small, Role::Text);
            canvas.text(run.bold());
            baseline += SMALL_LINE;
        }
        for line in &row.detail {
            canvas.small_text(area.x, baseline, line, Anchor::Start, Role::Muted);
            baseline += SMALL_LINE;
        }
        for (column, lines) in row.cells.iter().enumerate() {
            let left = edge(column + 1) + PAD;
            let end = cell(canvas, lines, left, top + 18.0);
            let shares = table.rows.get(at).and_then(|row| row.cells.get(column)).map(|cell| &*cell.shares);
            if let (Some(shares @ [_, ..]), Some(one)) = (shares, table.columns.get(column)) {
                let rect = Rect::edges(left, end + 4.0, edge(column + 2) - PAD, end + 10.0);
                bar(canvas, shares, rect, one.ink);
            }
        }
        canvas.target(Rect::edges(area.x, top, area.right(), top + row.height), TargetKind::Category(at));
        top += row.height;
    }
    canvas.rule(area.x, area.right(), top, Role::Line);
    canvas.scene.plot = Rect::edges(area.x, area.y, area.right(), top);
}

/// The lines of a cell from its first baseline on; gives where the text ends.
fn cell(canvas: &mut Canvas, lines: &[Line], left: f64, first: f64) -> f64 {
    let mut baseline = first;
    for line in lines {
        let mut x = left;
        for (piece, tone) in line {
            let (weight, fill) = match tone {
                TableTone::Plain => (Weight::Regular, Role::Text),
                TableTone::Strong => (Weight::SemiBold, Role::Text),
                TableTone::Quiet => (Weight::Regular, Role::Muted),
            };
            let mut run = TextRun::new(Xy::new(x, baseline), piece, Anchor::Start, canvas.normal, fill);
            run.weight = weight;
            canvas.text(run);
            x += measure::width(piece, canvas.normal, weight);
        }
        baseline += LINE;
    }
    baseline - LINE + 4.0
}

/// Shares of a whole side by side, each fainter than the one before; the ground shows what is missing.
fn bar(canvas: &mut Canvas, shares: &[f64], rect: Rect, ink: Ink) {
    let piece = |rect: Rect, fill: Role, opacity: f64| Item::Rect {
        rect,
        corners: Corners::default(),
        fill,
        opacity,
    };
    canvas.scene.items.push(piece(rect, Role::Line, 0.6));
    let mut x = rect.x;
    for (at, share) in shares.iter().enumerate() {
        let width = (rect.width * share.clamp(0.0, 1.0)).min(rect.right() - x).max(0.0);
        let opacity = 0.9 / (1.0 + at as f64 * 0.6);
        canvas.scene.items.push(piece(
            Rect { x, width: (width - 1.0).max(0.0), ..rect },
            ink.role(),
            opacity,
        ));
        x += width;
    }
}
