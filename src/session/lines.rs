//! The concordance: what its place and layout ask, and its way out of the program.

use std::sync::Arc;

use rayon::prelude::*;

use super::results::Answered;
use super::saving::Saving;
use super::wanted::Lines;
use super::{Action, Command, Effect, LineText, Role, Said, Session};
use crate::analysis::{Analysis, ConcordanceRecipe, LineTable, Outcome, PlacesRecipe, Sample, Scope, Window};
use crate::corpus::{ArticleId, Span};
use crate::export;
use crate::figure::format;
use crate::problem::Problem;
use crate::project::LinesSaid;
use crate::session::Lens;
use crate::task::{Cancelled, Task};

/// Lines with the questions they answer: of one concordance, or of two that face each other.
pub(super) type Answers = Vec<(Analysis, Arc<Answered>)>;

/// Characters on either side of a hit, where lines leave the program.
const CONTEXT: u16 = 120;

/// So many lines fit the clipboard of any system.
const MOST_COPIED: usize = 10_000;

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
        let title = format!("Concordance of {}", recipe.query.text);
        let said = self.lines_said();
        self.ask_to_save(Saving::Lines(TakenLines { title, answers, said }));
    }
}

/// Lines on their way out.
#[derive(Clone)]
pub(super) struct TakenLines {
    /// What their file is called.
    pub(super) title: String,
    answers: Answers,
    said: LinesSaid,
}

impl TakenLines {
    /// As a file for spreadsheets.
    pub(super) fn table(&self, task: &Task) -> Result<Result<Vec<u8>, Problem>, Cancelled> {
        let all: usize = self.answers.iter().map(|(_, answered)| count(answered)).sum();
        task.phase("Writing lines", all as u64);
        let said = said_of(&self.answers, &self.said);
        let tables = tables(&self.answers, &said);
        let bytes = export::table(LineTable::COLUMNS, tables.iter().flat_map(|table| table.rows(task)));
        task.check()?;
        Ok(bytes)
    }
}

fn count(answered: &Answered) -> usize {
    answered.outcome.as_concordance().map_or(0, |found| found.lines.len())
}

/// What the user said of lines, answer by answer.
fn said_of<'a>(
    answers: &'a Answers,
    said: &'a LinesSaid,
) -> Vec<impl Fn(ArticleId, Span) -> (String, String) + Sync + 'a> {
    let of = |(_, answered): &'a (Analysis, Arc<Answered>)| {
        move |article, span| said.of(&answered.corpus, article, span)
    };
    answers.iter().map(of).collect()
}

/// Each answer as a table.
fn tables<'a, S: Fn(ArticleId, Span) -> (String, String) + Sync>(
    answers: &'a Answers,
    said: &'a [S],
) -> Vec<LineTable<'a>> {
    let asked = answers.iter().zip(said);
    let table = asked.filter_map(|((analysis, answered), said)| {
        let (Analysis::Concordance(recipe), Outcome::Concordance(found)) = (analysis, &answered.outcome)
        else {
            return None;
        };
        Some(LineTable::new(&answered.corpus, recipe, found, Window::Characters(CONTEXT), said))
    });
    table.collect()
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
        lines.push(export::tabbed([LineTable::COLUMNS]));
    }
    let said = said_of(answers, said);
    for table in tables(answers, &said) {
        task.check()?;
        if text == LineText::Cited {
            lines.push(table.head());
        }
        let places: Vec<usize> = match which {
            Some(which) => which.iter().map(|at| *at as usize).collect(),
            None => (0..table.found.lines.len()).collect(),
        };
        let line = |&at: &usize| match text {
            LineText::Cited => table.cited(at),
            LineText::Table => table.row(at).map(|row| export::tabbed([row])),
        };
        lines.par_extend(places.par_iter().filter_map(line));
    }
    Ok(lines.join("\n"))
}
