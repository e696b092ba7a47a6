//! Framing at a glance: made when its findings are newer than it, copied and saved as a table.

use std::path::PathBuf;
use std::sync::Arc;

use super::results::Answered;
use super::{Action, Ask, Effect, Role, Said, Session, View};
use crate::analysis::Analysis;
use crate::analysis::glance::{Asked, Glance, glance};
use crate::corpus::Corpus;
use crate::export::{self, FigureFormat};
use crate::figure::{Numbers, format};
use crate::framing::coding::Status;
use crate::problem::{Cause, Problem};

/// The table as it is, and the one that a save dialog is open for.
#[derive(Default)]
pub(super) struct Glancing {
    made: Option<Made>,
    pub(super) saving: Option<(String, Arc<Glance>)>,
}

struct Made {
    comparison: Arc<Answered>,
    tellings: Option<Arc<Answered>>,
    changes: u64,
    numbers: Numbers,
    glance: Arc<Glance>,
}

impl Made {
    fn is_of(&self, other: &Self) -> bool {
        let same = |a: &Option<Arc<Answered>>, b: &Option<Arc<Answered>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.comparison, &other.comparison)
            && same(&self.tellings, &other.tellings)
            && (self.changes, self.numbers) == (other.changes, other.numbers)
    }
}

impl Session {
    /// Framing at a glance, with the corpus that its places are in; of the outlets that Compare shows.
    pub fn glance(&self) -> Option<(&Arc<Glance>, &Arc<Corpus>)> {
        self.glancing.made.as_ref().map(|made| (&made.glance, &made.comparison.corpus))
    }

    /// Makes the table when what it is made of has changed.
    pub(super) fn draw_glance(&mut self) {
        if self.place().view != View::Compare {
            return;
        }
        let Some(comparison) = self.results.slot(Role::Comparison).shown() else {
            self.glancing.made = None;
            return;
        };
        let found = self.results.slot(Role::Tellings).shown();
        let tellings = found.filter(|found| found.key.revision == comparison.key.revision);
        // While the findings for other outlets or another story are computed, the table stays what it was.
        let is_stale =
            self.results.is_computing(Role::Tellings) || self.results.is_computing(Role::Comparison);
        let is_of_corpus = |made: &Made| {
            made.tellings.is_some()
                && self.corpus().is_some_and(|now| Arc::ptr_eq(now, &made.comparison.corpus))
        };
        if is_stale && self.glancing.made.as_ref().is_some_and(is_of_corpus) {
            return;
        }
        let mut made = Made {
            comparison: Arc::clone(&comparison.value),
            tellings: tellings.map(|found| Arc::clone(&found.value)),
            changes: self.changes,
            numbers: self.numbers(),
            glance: Arc::default(),
        };
        if self.glancing.made.as_ref().is_some_and(|before| before.is_of(&made)) {
            return;
        }
        let (Some(compared), Analysis::Comparison(recipe)) =
            (comparison.value.outcome.as_comparison(), &comparison.key.analysis)
        else {
            return;
        };
        let found = tellings.and_then(|found| match &found.key.analysis {
            Analysis::Tellings(recipe) => Some((recipe, found.value.outcome.as_tellings()?)),
            _ => None,
        });
        let book = found.and_then(|(recipe, _)| recipe.codebooks.first());
        let status = book.map_or(Status::NotValidated, |book| self.bench.coding.status(&book.id));
        let name = |query: &crate::query::Query| {
            let series = self.bench.series.iter().find(|series| series.query == *query);
            series.map_or_else(|| query.to_string(), |series| series.name.clone())
        };
        let series: Vec<String> = recipe.queries.iter().map(name).collect();
        made.glance = Arc::new(glance(&Asked {
            corpus: &comparison.value.corpus,
            comparison: compared,
            tellings: found,
            status: &status,
            numbers: made.numbers,
            series: &series,
            unit: self.bench.unit,
        }));
        self.glancing.made = Some(made);
    }

    /// What a file of the table is called.
    fn glance_title(&self) -> String {
        let corpus = self.corpus();
        let title = self.story_number().and_then(|at| corpus.and_then(|corpus| corpus.stories().get(at)));
        title
            .map_or_else(|| "Framing at a glance".to_owned(), |title| format!("Framing at a glance, {title}"))
    }

    /// Copies the table, or asks where to save it.
    pub(super) fn act_on_glance(&mut self, action: Action) {
        let Some(table) = self.glance().map(|(glance, _)| Arc::clone(glance)) else { return };
        if action == Action::CopyGlance {
            let rows = table.written();
            let line = |cells: &Vec<String>| {
                let clean: Vec<String> =
                    cells.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
                clean.join("\t")
            };
            let text: Vec<String> = rows.iter().map(line).collect();
            self.effects.push(Effect::CopyText(text.join("\n")));
            let count = format::counted(rows.len().saturating_sub(1) as u64, "row", "rows");
            self.notices.note(format!("The table is copied, {count}"));
        } else {
            let title = self.glance_title();
            let name = export::suggest(&title, "csv");
            self.glancing.saving = Some((title, table));
            self.ask_to_open(&Ask::Save { name, extension: "csv" });
        }
    }

    /// Writes the table as CSV, whole or not at all.
    pub(super) fn save_glance_to(
        &mut self,
        path: PathBuf,
        (title, table): (String, Arc<Glance>),
        may_replace: bool,
    ) {
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            let path = super::save::file_for(path, FigureFormat::Csv, &export::suggest(&title, "csv"));
            let saved = if !may_replace && path.exists() {
                let text = "There is a file of this name; choose another";
                Err(Problem::new(Cause::Unwritable, text).at(path.display().to_string()))
            } else {
                as_csv(&table)
                    .map_err(|why| Problem::new(Cause::Internal, format!("The table was not written: {why}")))
                    .and_then(|bytes| export::write_whole(&path, &bytes))
            };
            speaker.say(Said::Saved(saved.map(|()| path)));
        });
    }
}

/// CSV in UTF-8 with the mark by which spreadsheets know the encoding.
fn as_csv(table: &Glance) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    for row in table.written() {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}
