//! Stories in a report: for each, the table of Compare at a glance, and its passages side by side.

use std::collections::{BTreeSet, HashSet};

use super::Findings;
use crate::analysis::glance::{
    Asked, First, Glance, GlanceCell, GlancePart, GlanceRow, RowKind, Tone, glance,
};
use crate::analysis::{Chosen, Comparison, ComparisonRecipe, Scope, Tellings, TellingsRecipe, shown_name};
use crate::corpus::{ArticleId, OutletId};
use crate::export::{Beside, BesideRow, Look, Note, Piece};
use crate::figure::{Ink, Numbers, format};
use crate::framing::coding::Standing;
use crate::framing::passages::{Grade, Passage};
use crate::framing::stories::Stories;
use crate::task::Cancelled;
use crate::text::normalise::for_reading;

/// Stories a page tells of.
const MOST_STORIES: usize = 12;
/// Rows of one kind: things with several names, figures.
const MOST_ROWS: usize = 6;
/// What one cell says.
const MOST_PARTS: usize = 8;
/// Passages of a story.
const MOST_PASSAGES: usize = 12;

/// What a page says of stories.
#[derive(Default)]
pub(super) struct Told {
    /// Two tables a story.
    pub(super) tables: Vec<Beside>,
    /// The title of the story that all articles asked for tell, where there is one.
    pub(super) only: Option<String>,
    /// How they were found.
    pub(super) note: Option<Note>,
    /// What was asked of them all, where any is told.
    pub(super) asked: Option<TellingsRecipe>,
}

/// A story, as far as the filter leaves it.
struct Left {
    number: usize,
    articles: usize,
    outlets: usize,
}

impl Findings<'_> {
    /// The stories that most outlets tell among the articles asked for, in the order of time.
    pub(super) fn stories(
        &self,
        found: &Stories,
        usual: &TellingsRecipe,
        standing: &Standing,
    ) -> Result<Told, Cancelled> {
        let mut left = self.left(found)?;
        let all = left.len();
        let in_scope = self.frequency.coverage.articles as usize;
        let only = match left.as_slice() {
            [one] if one.articles == in_scope => self.corpus.stories().get(one.number),
            _ => None,
        };
        let only = only.filter(|title| !title.is_empty()).map(|title| for_reading(title).into_owned());
        left.sort_by_key(|one| (std::cmp::Reverse((one.outlets, one.articles)), one.number));
        let mut tables = Vec::new();
        for story in left {
            if tables.len() == MOST_STORIES {
                break;
            }
            let title = self.corpus.stories().get(story.number).cloned().unwrap_or_default();
            let articles = found.stories.get(story.number).map(|one| one.articles.clone());
            let chosen = Chosen::story(title.clone(), articles.unwrap_or_default());
            let scope = Scope { chosen: Some(chosen), ..self.asked.scope.clone() };
            let compared = ComparisonRecipe {
                scope: scope.clone(),
                outlets: usual.outlets.clone(),
                queries: self.asked.queries.clone(),
                per: self.unit.per(),
                ..ComparisonRecipe::default()
            }
            .run(self.corpus, &self.task)?;
            // What is left may be one outlet's alone where each text counts once.
            if compared.columns.len() < 2 {
                continue;
            }
            let recipe = TellingsRecipe { scope, ..usual.clone() };
            let told = recipe.run(self.corpus, &self.task)?;
            let title =
                if title.is_empty() { "A story without a headline".to_owned() } else { title.to_string() };
            let table = self.at_a_glance(&title, &story, &compared, (&recipe, &told), standing)?;
            tables.push((story.number, [Some(table), self.side_by_side(&title, &told)]));
        }
        tables.sort_by_key(|(number, _)| *number);
        Ok(Told {
            only,
            note: (all > 0).then(|| note(all)),
            asked: (!tables.is_empty())
                .then(|| TellingsRecipe { scope: self.asked.scope.clone(), ..usual.clone() }),
            tables: tables.into_iter().flat_map(|(_, tables)| tables).flatten().collect(),
        })
    }

    /// The stories that several outlets tell among the articles asked for.
    fn left(&self, found: &Stories) -> Result<Vec<Left>, Cancelled> {
        let subset = self.asked.scope.try_subset(self.corpus, &self.task)?;
        let left = found.stories.iter().enumerate().map(|(number, story)| {
            let articles: Vec<ArticleId> =
                story.articles.iter().copied().filter(|id| subset.contains(*id)).collect();
            let outlets: BTreeSet<OutletId> = articles.iter().map(|id| self.corpus.outlet_of(*id)).collect();
            Left { number, articles: articles.len(), outlets: outlets.len() }
        });
        Ok(left.filter(|one| one.outlets > 1).collect())
    }

    fn columns(&self, outlets: impl Iterator<Item = OutletId>) -> Vec<(String, Ink)> {
        let name = |outlet: OutletId| {
            let found = self.corpus.outlets().get(usize::from(outlet));
            shown_name(found.map_or("", |found| &*found.name)).to_owned()
        };
        outlets.map(|outlet| (name(outlet), self.ink(outlet))).collect()
    }

    fn at_a_glance(
        &self,
        title: &str,
        story: &Left,
        compared: &Comparison,
        tellings: (&TellingsRecipe, &Tellings),
        standing: &Standing,
    ) -> Result<Beside, Cancelled> {
        let series: Vec<String> = self.asked.queries.iter().map(|query| query.text.clone()).collect();
        let asked = Asked {
            corpus: self.corpus,
            comparison: compared,
            tellings: Some(tellings),
            standing,
            numbers: Numbers::ENGLISH,
            series: &series,
            unit: self.unit,
        };
        let table = glance(&asked, &self.task)?;
        Ok(Beside {
            title: title.to_owned(),
            detail: detail(story, compared),
            columns: self.columns(compared.columns.iter().map(|column| column.outlet)),
            rows: rows(&table),
        })
    }

    /// The passages that most outlets tell, in reading order; none where nothing corresponds.
    fn side_by_side(&self, title: &str, told: &Tellings) -> Option<Beside> {
        let alignment = &told.side_by_side.as_ref()?.alignment;
        let is_told = |passage: &&Passage| passage.grade != Grade::Related;
        let mut passages: Vec<&Passage> = alignment.passages.iter().filter(is_told).collect();
        let all = passages.len();
        passages.sort_by(|a, b| {
            let columns = |passage: &Passage| alignment.told_by(passage).len();
            columns(b).cmp(&columns(a)).then(b.similarity.total_cmp(&a.similarity))
        });
        passages.truncate(MOST_PASSAGES);
        passages.sort_by_key(|passage| passage.sentences.first().copied());
        let cell = |passage: &Passage, column: usize| {
            let told = passage.sentences.iter().filter_map(|&at| alignment.sentences.get(at));
            let here = told.filter(|told| told.column == column);
            let piece = |text: String| Piece { text, look: Look::Print, ..Piece::default() };
            let pieces: Vec<Piece> =
                here.map(|told| piece(for_reading(told.sentence.text(self.corpus)).into_owned())).collect();
            if pieces.is_empty() { vec![quiet("–")] } else { pieces }
        };
        let row = |passage: &&Passage| BesideRow {
            head: passage.grade.label().into(),
            cells: (0..told.columns.len()).map(|at| cell(passage, at)).collect(),
            is_list: true,
            ..BesideRow::default()
        };
        let count = if all > MOST_PASSAGES {
            format!("The {MOST_PASSAGES} told by most outlets, of {}", format::count(all as u64))
        } else {
            "Sentences that tell the same thing, as far as it was found".into()
        };
        (all > 0).then(|| Beside {
            title: format!("{title}: side by side"),
            detail: count,
            columns: self.columns(told.columns.iter().map(|column| column.outlet)),
            rows: passages.iter().map(row).collect(),
        })
    }
}

/// "2–6 May 2024 · 10 articles of 6 outlets", of what the filter leaves.
fn detail(story: &Left, compared: &Comparison) -> String {
    let coverage = &compared.coverage;
    let mut parts = Vec::new();
    if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
        parts.push(format::date_range(first.date, last.last_day()));
    }
    let articles = format::counted(story.articles as u64, "article", "articles");
    // An outlet that is not known is none that could be counted.
    let known = story.outlets.saturating_sub(usize::from(compared.of_unknown > 0)) as u64;
    parts.push(format!("{articles} of {}", format::counted(known, "outlet", "outlets")));
    let left_out = compared.left_out_in_words(Numbers::ENGLISH);
    parts.extend(left_out.map(|articles| format!("not side by side: {articles}")));
    parts.join(" · ")
}

/// The rows of the table, of each kind the first ones.
fn rows(table: &Glance) -> Vec<BesideRow> {
    let mut rows: Vec<BesideRow> = Vec::new();
    let mut told: HashSet<RowKind> = HashSet::new();
    for row in &table.rows {
        if !told.insert(row.kind) {
            continue;
        }
        let of_kind: Vec<&GlanceRow> = table.rows.iter().filter(|other| other.kind == row.kind).collect();
        // The user asked for each of these.
        let most = if row.kind == RowKind::Series { usize::MAX } else { MOST_ROWS };
        rows.extend(of_kind.iter().take(most).enumerate().map(|(at, row)| one_row(row, at == 0)));
        let more = of_kind.len().saturating_sub(most);
        if more > 0 {
            let words =
                format!("and {} more, shown in the window", format::counted(more as u64, "row", "rows"));
            let cells = table.columns.iter().map(|_| vec![quiet(&words)]).collect();
            rows.push(BesideRow { cells, ..BesideRow::default() });
        }
    }
    rows
}

/// A row; what several have in common is said of the first.
fn one_row(row: &GlanceRow, is_first: bool) -> BesideRow {
    BesideRow {
        head: if is_first { row.kind.label().into() } else { String::new() },
        of: row.of.clone(),
        note: row.note.clone(),
        cells: row.cells.iter().map(pieces).collect(),
        is_list: matches!(row.kind, RowKind::Headline | RowKind::OnlyHere | RowKind::LeavesOut),
    }
}

/// A cell in the words that the window has for it, so many of its parts.
fn pieces(cell: &GlanceCell) -> Vec<Piece> {
    let First { parts, more, limits } = cell.first(MOST_PARTS);
    let more = (more > 0).then(|| GlancePart::more(more, Numbers::ENGLISH));
    parts.iter().chain(&more).chain(limits).map(piece).collect()
}

fn piece(part: &GlancePart) -> Piece {
    let look = match part.tone {
        Tone::Plain if part.is_chief => Look::Chief,
        Tone::Plain => Look::Plain,
        Tone::Print => Look::Print,
        Tone::Chip => Look::Mark,
        Tone::Quiet => Look::Quiet,
    };
    Piece { before: part.before.into(), text: part.loud_words(), after: part.after.clone(), look }
}

fn quiet(text: &str) -> Piece {
    Piece { text: text.into(), look: Look::Quiet, ..Piece::default() }
}

fn note(all: usize) -> Note {
    let which = if all > MOST_STORIES {
        format!(
            "Of {} stories of several outlets the {MOST_STORIES} told by most are here. ",
            format::count(all as u64)
        )
    } else {
        String::new()
    };
    Note {
        heading: "Stories".into(),
        text: format!(
            "{which}Stories, passages, names and voices were found by rules and are suggestions to be read in \
             context; how often they are right is measured and published with Parallax. That an outlet leaves \
             something out is said where nothing in its articles here speaks against it, and means these articles, \
             not all it ever wrote."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_counts_what_it_leaves_out_and_keeps_its_cautions() {
        let part = |text: &str| GlancePart { before: " · ", text: text.into(), ..GlancePart::default() };
        let parts = (0..10).flat_map(|at| {
            [part(&at.to_string()), GlancePart { tone: Tone::Chip, belongs: true, ..part("opinion") }]
        });
        let cell = GlanceCell {
            parts: parts.collect(),
            beyond: 17,
            limits: vec![part("2 articles are cut short")],
            bar: None,
        };
        let words: Vec<String> = pieces(&cell).into_iter().map(|piece| piece.text).collect();
        assert_eq!(words.len(), 2 * MOST_PARTS + 2);
        assert_eq!(words[words.len() - 2..], ["and 19 more", "2 articles are cut short"]);
    }
}
