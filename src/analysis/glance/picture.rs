//! Framing at a glance as a figure, which is copied, saved and cited as any other.

use super::{First, Glance, GlanceCell, GlancePart, RowKind, Tone, shown_name};
use crate::figure::{
    Caption, Figure, FigureKind, Ink, Numbers, Table, TableCell, TableColumn, TableRow, TableRun, TableTone,
    format,
};

/// What the table holds, for who sees it without the program.
const MEASURE: &str = "Framing at a glance: found by rules, which err; counts where no rate is named";

/// What a picture of the table says beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureWords {
    /// What is compared: the story, or the articles chosen.
    pub title: String,
    /// What was counted.
    pub caption: Caption,
    /// How many articles each column has, in order.
    pub articles: Vec<u64>,
}

impl Glance {
    /// The table as a figure: the rows that are not shown on demand alone, with the inks of its columns.
    pub fn figure(&self, words: &PictureWords, inks: &[Ink]) -> Figure {
        let columns = self.columns.iter().enumerate().map(|(at, name)| TableColumn {
            name: shown_name(name).to_owned(),
            detail: words
                .articles
                .get(at)
                .map_or_else(String::new, |count| format::counted(*count, "article", "articles")),
            ink: inks.get(at).copied().unwrap_or(Ink::nth(at)),
        });
        let shown =
            self.rows.iter().filter(|row| !row.is_more && row.cells.iter().any(|cell| !cell.is_empty()));
        let mut last: Option<RowKind> = None;
        let rows = shown.map(|row| {
            // Rows of one kind have its head once.
            let head = if last.replace(row.kind) == Some(row.kind) { "" } else { row.kind.label() };
            let details: Vec<&str> =
                [row.of.as_str(), row.note.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
            TableRow {
                name: head.to_owned(),
                detail: details.join(" · "),
                cells: row.cells.iter().map(|one| cell(one, most_parts(row.kind), self.numbers)).collect(),
            }
        });
        Figure {
            title: words.title.clone(),
            subtitle: String::new(),
            caption: Caption { measure: MEASURE.to_owned(), ..words.caption.clone() }.to_string(),
            kind: FigureKind::Table(Table {
                columns: columns.collect(),
                rows: rows.collect(),
                // Cells that are not there yet are in no file.
                whole: if self.is_whole() { self.written() } else { Vec::new() },
            }),
        }
    }
}

/// So many parts of a cell are in a picture, fewer where they are whole sentences; how many more there are is said in it.
fn most_parts(kind: RowKind) -> usize {
    match kind {
        RowKind::Headline | RowKind::Copies | RowKind::OnlyHere | RowKind::LeavesOut => 3,
        // Speakers of all sides, quotations of nobody, scare quotes.
        RowKind::Voices => 7,
        RowKind::Published
        | RowKind::Names
        | RowKind::Events
        | RowKind::People
        | RowKind::Verbs
        | RowKind::Dictionary
        | RowKind::Distinctive
        | RowKind::Hedges
        | RowKind::Figures
        | RowKind::Series => 5,
    }
}

fn cell(cell: &GlanceCell, most: usize, numbers: Numbers) -> TableCell {
    let First { parts, more, limits } = cell.first(most);
    let more = (more > 0).then(|| GlancePart::more(more, numbers));
    let mut runs = Vec::new();
    for part in parts.iter().chain(&more).chain(limits) {
        if !runs.is_empty() {
            runs.push(quiet(part.before));
        }
        pieces(part, &mut runs);
    }
    let shares = cell.bar.iter().flatten().filter(|part| part.of > 0);
    TableCell { runs, shares: shares.map(|part| part.count as f64 / part.of as f64).collect() }
}

fn pieces(part: &GlancePart, runs: &mut Vec<TableRun>) {
    let tone = match part.tone {
        Tone::Quiet | Tone::Chip => TableTone::Quiet,
        Tone::Plain | Tone::Print if part.is_chief => TableTone::Strong,
        Tone::Plain | Tone::Print => TableTone::Plain,
    };
    runs.push(TableRun { text: part.text.clone(), tone });
    for more in [&part.count, &part.after] {
        if !more.is_empty() {
            let gap = if runs.last().is_none_or(|run| run.text.is_empty()) { "" } else { " " };
            runs.push(quiet(&format!("{gap}{more}")));
        }
    }
}

fn quiet(text: &str) -> TableRun {
    TableRun { text: text.to_owned(), tone: TableTone::Quiet }
}
