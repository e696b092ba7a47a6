//! The concordance: what its place and layout ask, and its way out of the program.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::results::Answered;
use super::wanted::Lines;
use super::{Action, Ask, Command, Effect, LineText, Role, Said, Session};
use crate::analysis::{Analysis, ConcordanceRecipe, LineTable, Outcome, PlacesRecipe, Sample, Scope, Window};
use crate::export;
use crate::figure::format;
use crate::problem::{Cause, Problem};
use crate::project::LinesSaid;
use crate::session::Lens;
use crate::task::{Cancelled, Task};

/// Lines with the questions they answer: of one concordance, or of two that face each other.
pub(super) type Answers = Vec<(Analysis, Arc<Answered>)>;

/// Characters on either side of a hit, where lines leave the program.
const CONTEXT: u16 = 120;

/// So many lines fit the clipboard of any system.
const MOST_COPIED: usize = 10_000;

/// Lines put into words at a time.
const BATCH: usize = 4096;

impl Session {
    /// What the concordance of this place asks.
    pub(super) fn want_lines(&self, lines: Lines, wanted: &mut Vec<(Role, Analysis)>) {
        let (place, layout) = (self.place(), &self.bench.lines);
        let mut picked = place.pick.within.clone();
        if let Some((first, last)) = place.pick.days {
            picked = picked.with_days(first, last);
        }
        let scope_of = |outlet: Option<&Arc<str>>| {
            let picked = picked.clone();
            let within = outlet.map_or_else(|| picked.clone(), |outlet| picked.clone().with_outlet(outlet));
            Scope { within, ..Scope::of_filter(self.bench.filter.clone()) }
        };
        let query = match lines {
            Lines::Of(query) => query,
            Lines::At(counted) => {
                let scope = scope_of(place.pick.outlet.as_ref());
                let recipe = PlacesRecipe { counted, scope, sort: layout.sort, boundary: layout.boundary };
                wanted.push((Role::Concordance, Analysis::Places(recipe)));
                return;
            }
        };
        let mut ask = |role, query, outlet: Option<&Arc<str>>, is_grouped: bool| {
            let mut recipe = ConcordanceRecipe::new(query, scope_of(outlet), layout.sort);
            recipe.boundary = layout.boundary;
            // Under a figure stand all lines of what was clicked.
            if place.lens == Lens::Lines {
                recipe.sample = layout.sample;
                recipe.among = self.marked_places(layout.marked);
                let picked = place.line_group.as_ref().filter(|(key, _)| layout.group_by == Some(*key));
                recipe.group = picked.map(|(_, value)| Arc::clone(value));
                recipe.group_by = layout.group_by.filter(|_| is_grouped || recipe.group.is_some());
            }
            wanted.push((role, Analysis::Concordance(recipe)));
        };
        match layout.sides.as_ref().filter(|_| place.lens == Lens::Lines) {
            Some([one, other]) => {
                ask(Role::Concordance, query.clone(), Some(one), false);
                ask(Role::ConcordanceBeside, query, Some(other), false);
            }
            None => ask(Role::Concordance, query, place.pick.outlet.as_ref(), true),
        }
    }

    /// The lines on the screen.
    fn shown_lines(&self) -> Answers {
        let is_faced = self.place().lens == Lens::Lines && self.bench.lines.sides.is_some();
        let roles = [Some(Role::Concordance), is_faced.then_some(Role::ConcordanceBeside)];
        let shown = |role: Role| {
            let keyed = self.results.slot(role).shown()?;
            Some((keyed.key.analysis.clone(), Arc::clone(&keyed.value)))
        };
        roles.into_iter().flatten().filter_map(shown).collect()
    }

    pub(super) fn act_on_lines(&mut self, action: Action) {
        match action {
            Action::NewSample => {
                let mut layout = self.bench.lines.clone();
                layout.sample =
                    layout.sample.map(|sample| Sample { seed: sample.seed.wrapping_add(1), ..sample });
                self.apply(Command::LayOutLines(Box::new(layout)));
            }
            Action::CopyLines => self.copy_concordance(None, LineText::Cited),
            Action::CopyLineTable => self.copy_concordance(None, LineText::Table),
            Action::SaveLines => self.ask_to_save_lines(),
            _ => {}
        }
    }

    /// Puts lines on the clipboard: those at these places of the first concordance, or all.
    pub(super) fn copy_concordance(&mut self, which: Option<Vec<u32>>, text: LineText) {
        let mut answers = self.shown_lines();
        if which.is_some() {
            answers.truncate(1);
        }
        let all: usize = answers.iter().map(|(_, answered)| count(answered)).sum();
        let count = which.as_ref().map_or(all, Vec::len);
        if count > MOST_COPIED {
            let most = format::count(MOST_COPIED as u64);
            self.notices.note(format!(
                "At most {most} lines can be copied at once. Save lines writes all of them, a sample is smaller"
            ));
            return;
        }
        if count == 0 {
            return;
        }
        let said = self.lines_said();
        let kind = self.next_save();
        self.jobs.start(kind, move |task, speaker| {
            if let Ok(text) = copied(&answers, which.as_deref(), text, &said, task) {
                speaker.say(Said::LinesCopied(text, count));
            }
        });
    }

    pub(super) fn lines_copied(&mut self, text: String, count: usize) {
        self.effects.push(Effect::CopyText(text));
        self.notices.note(format!("{} copied", format::counted(count as u64, "line", "lines")));
    }

    fn ask_to_save_lines(&mut self) {
        let answers = self.shown_lines();
        let Some((Analysis::Concordance(recipe), _)) = answers.first() else { return };
        let name = export::suggest(&format!("Concordance of {}", recipe.query.text), "csv");
        self.saving_lines = Some(answers);
        self.glancing.saving = None;
        self.ask_to_open(&Ask::Save { name, extension: "csv" });
    }

    /// Writes lines as CSV, whole or not at all.
    pub(super) fn save_lines_to(&mut self, path: PathBuf, answers: Answers, may_replace: bool) {
        let said = self.lines_said();
        let query = match answers.first() {
            Some((Analysis::Concordance(recipe), _)) => recipe.query.text.clone(),
            _ => String::new(),
        };
        let suggested = export::suggest(&format!("Concordance of {query}"), "csv");
        let kind = self.next_save();
        self.jobs.start(kind, move |task, speaker| {
            let path = super::save::file_for(path, export::FigureFormat::Csv, &suggested);
            if !may_replace && path.exists() {
                let text = "There is a file of this name; choose another";
                let problem = Problem::new(Cause::Unwritable, text).at(path.display().to_string());
                speaker.say(Said::Saved(Err(problem)));
                return;
            }
            let Ok(bytes) = table(&answers, &said, task) else { return };
            let saved = bytes
                .map_err(|why| Problem::new(Cause::Internal, format!("The lines were not written: {why}")))
                .and_then(|bytes| export::write_whole(&path, &bytes));
            speaker.say(Said::Saved(saved.map(|()| path)));
        });
    }
}

fn count(answered: &Answered) -> usize {
    answered.outcome.as_concordance().map_or(0, |found| found.lines.len())
}

/// Each answer as a table, handed to `with`.
fn tables<E>(
    answers: &Answers,
    said: &LinesSaid,
    mut with: impl FnMut(&LineTable<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for (analysis, answered) in answers {
        let (Analysis::Concordance(recipe), Outcome::Concordance(found)) = (analysis, &answered.outcome)
        else {
            continue;
        };
        let corpus = &answered.corpus;
        let of_corpus = |article, span| said.of(corpus, article, span);
        with(&LineTable::new(corpus, recipe, found, Window::Characters(CONTEXT), &of_corpus))?;
    }
    Ok(())
}

fn copied(
    answers: &Answers,
    which: Option<&[u32]>,
    text: LineText,
    said: &LinesSaid,
    task: &Task,
) -> Result<String, Cancelled> {
    let mut lines: Vec<String> = Vec::new();
    if text == LineText::Table {
        lines.push(LineTable::COLUMNS.join("\t"));
    }
    tables(answers, said, |table| {
        if text == LineText::Cited {
            lines.push(table.head());
        }
        let places: Vec<usize> = match which {
            Some(which) => which.iter().map(|at| *at as usize).collect(),
            None => (0..table.found.lines.len()).collect(),
        };
        for batch in places.chunks(BATCH) {
            task.check()?;
            let line = |&at: &usize| match text {
                LineText::Cited => table.cited(at),
                LineText::Table => {
                    table.row(at).map(|row| row.map(|cell| cell.replace(['\t', '\n', '\r'], " ")).join("\t"))
                }
            };
            lines.par_extend(batch.par_iter().filter_map(line));
        }
        Ok(())
    })?;
    Ok(lines.join("\n"))
}

/// The lines as CSV in UTF-8 with the mark by which spreadsheets know the encoding.
fn table(answers: &Answers, said: &LinesSaid, task: &Task) -> Result<Result<Vec<u8>, csv::Error>, Cancelled> {
    let all: usize = answers.iter().map(|(_, answered)| count(answered)).sum();
    task.phase("Writing lines", all as u64);
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let mut written = writer.write_record(LineTable::COLUMNS);
    tables(answers, said, |table| {
        for from in (0..table.found.lines.len()).step_by(BATCH) {
            task.check()?;
            let to = table.found.lines.len().min(from + BATCH);
            let rows: Vec<_> = (from..to).into_par_iter().filter_map(|at| table.row(at)).collect();
            for row in rows {
                if written.is_ok() {
                    written = writer.write_record(row);
                }
            }
            task.advance((to - from) as u64);
        }
        Ok(())
    })?;
    let flushed = writer.flush().map_err(csv::Error::from);
    drop(writer);
    Ok(written.and(flushed).map(|()| bytes))
}
