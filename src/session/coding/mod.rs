//! Codebooks, and samples that are coded by hand. Each change can be undone, and all are kept in the project.

mod desk;
mod desk_work;
mod standing;
mod tables;

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use desk::{Desk, DeskPane, DeskStep, MOST_AT_ONCE, Saying};
pub(super) use desk_work::DeskSaid;
pub use desk_work::{Checked, DeskWork, Shares};
pub(super) use standing::Standings;
pub use standing::standing_of;
pub use tables::CodingFile;
pub(super) use tables::Taken;

use super::workbench::Typed;
use super::{Command, JobKind, Said, Session};
use crate::analysis::Scope;
use crate::framing::codebook::{Codebook, Imported};
use crate::framing::coding::{CodingPlan, Judgement, JudgementKey, draw};
use crate::problem::Problem;
use crate::project::{Coding, CodingBook, read_codebook};

/// An answer about a frame, with its note; `None` takes it back.
type Answer = (JudgementKey, Option<(bool, String)>);

impl Session {
    /// Commands about codebooks and coding.
    pub(super) fn code(&mut self, command: Command) {
        let change = |bench: &mut super::Workbench, change: &dyn Fn(&mut CodingBook)| {
            change(Arc::make_mut(&mut bench.coding));
        };
        match command {
            Command::ImportCodebook(path) => self.import_codebook(path),
            Command::PutCodebook(codebook) => {
                self.change(|bench| change(bench, &|book| book.put((*codebook).clone())));
            }
            Command::ForgetCodebook(id) => self.change(|bench| change(bench, &|book| book.forget(&id))),
            Command::SetFrameWords { codebook, frame, language, words } => {
                self.change(|bench| {
                    change(bench, &|book| book.set_words(&codebook, &frame, language, words.clone()));
                });
            }
            Command::ExcludeWord { codebook, frame, word, is_out } => {
                self.change(|bench| {
                    change(bench, &|book| book.exclusions.set(&codebook, &frame, &word, is_out));
                });
            }
            Command::DrawSample(plan) => self.draw_sample(*plan),
            Command::DropSample(at) => {
                let before = Arc::clone(&self.bench.coding);
                self.change(|bench| {
                    if at < bench.coding.samples.len() {
                        drop(Arc::make_mut(&mut bench.coding).samples.remove(at));
                    }
                });
                self.follow_coding(&before);
            }
            Command::Judge { sample, key, said } => self.judge(sample, vec![(key, said)]),
            Command::JudgeUnit { sample, said } => self.judge(sample, said),
            Command::AtDesk(step) => self.at_desk(step),
            Command::SaveCoding(file) => self.ask_to_save_coding(&file),
            Command::CopyCoding(file) => self.copy_coding(&file),
            _ => {}
        }
    }

    /// Notes what a coder says of a unit, be it about one frame or several: one step.
    pub(super) fn judge(&mut self, sample: usize, answers: Vec<Answer>) {
        let changed = jiff::Timestamp::now();
        let changed = changed.round(jiff::Unit::Second).unwrap_or(changed).to_string();
        let coding = self.bench.coding.samples.get(sample);
        let before = |key: &JudgementKey| coding.and_then(|coding| coding.judgements.of(key));
        // Letters of a note are one step; a yes or no is one by itself.
        let is_note = answers.iter().all(|(key, said)| {
            before(key).zip(said.as_ref()).is_some_and(|(before, said)| before.is_yes == said.0)
        });
        let Some(typed) = answers.first().map(|(key, _)| Typed::CodingNote(sample, key.clone())) else {
            return;
        };
        let judge = |bench: &mut super::Workbench| {
            let book = Arc::make_mut(&mut bench.coding);
            for (key, said) in answers {
                let changed = changed.clone();
                book.judge(sample, key, said.map(|(is_yes, note)| Judgement { is_yes, note, changed }));
            }
        };
        if is_note { self.change_by_typing(typed, judge) } else { self.change(judge) }
    }

    /// Draws a sample from the articles that the filter leaves, or from those of them that tell the story that is open;
    /// a job does it.
    fn draw_sample(&mut self, mut plan: CodingPlan) {
        let Some(corpus) = self.library.corpus.clone() else { return };
        let chosen = self.story_chosen().filter(|_| plan.story.is_some());
        if plan.story.is_some() && chosen.is_none() {
            self.notices.note("No story is open to draw from: open it in Compare first");
            return;
        }
        if plan.story.is_some() {
            let title = self.story_number().map(|number| self.story_title(number));
            plan.story = title.map(Into::into);
        }
        let scope = Scope { chosen, ..Scope::of_filter(self.bench.filter.clone()) };
        self.saves += 1;
        self.jobs.start(JobKind::Name(self.saves), move |task, speaker| {
            let drawn = scope
                .try_subset(&corpus, task)
                .and_then(|subset| draw(&corpus, &subset, &plan, task))
                .map(|drawn| Coding::new(&corpus, plan, &drawn));
            if let Ok(coding) = drawn {
                speaker.say(Said::SampleDrawn(Box::new(coding)));
            }
        });
    }

    /// Takes a sample in that a job drew.
    pub(super) fn sample_drawn(&mut self, coding: Coding) {
        if coding.units.is_empty() {
            self.notices.note("There is nothing to draw from: the filter leaves no article with words");
            return;
        }
        self.change(|bench| Arc::make_mut(&mut bench.coding).samples.push(Arc::new(coding)));
        if self.overlay() == super::Overlay::Coding {
            self.at_desk(DeskStep::Take(self.bench.coding.samples.len() - 1, DeskPane::Code));
        }
    }

    fn import_codebook(&mut self, path: PathBuf) {
        self.saves += 1;
        self.jobs.start(JobKind::Name(self.saves), move |_, speaker| {
            speaker.say(Said::CodebookRead(Box::new(read_codebook(&path))));
        });
    }

    /// Takes a codebook in that a job read, and says what was left out of it.
    pub(super) fn codebook_read(&mut self, read: Result<Imported, Problem>) {
        match read {
            Ok(Imported { codebook, notes }) => {
                let count = codebook.frames.len();
                let frames = crate::figure::format::counted(count as u64, "frame", "frames");
                let mut told = format!("“{}” is among the codebooks, with {frames}", codebook.title);
                for note in notes {
                    told.push_str(&format!(". {note}"));
                }
                self.change(|bench| Arc::make_mut(&mut bench.coding).put(codebook));
                self.notices.note(told);
            }
            Err(problem) => self.notices.problem(&problem),
        }
    }
}

/// What a change did, as it stands behind "Undone:".
pub(super) fn in_words(before: &CodingBook, after: &CodingBook) -> String {
    let title = |book: &CodingBook, id: &str| {
        book.codebook(id).map_or_else(|| id.to_owned(), |codebook| codebook.title.clone())
    };
    if before.samples != after.samples {
        let of = |coding: &Coding| {
            let units = coding.plan.unit.counted(coding.units.len() as u64);
            format!("sample of {units} for “{}”", title(after, &coding.plan.codebook))
        };
        return match before.samples.len().cmp(&after.samples.len()) {
            Ordering::Less => {
                after.samples.last().map_or_else(String::new, |coding| format!("{} drawn", of(coding)))
            }
            Ordering::Greater => {
                let gone = before.samples.iter().zip(&after.samples).position(|(one, other)| one != other);
                let gone = before.samples.get(gone.unwrap_or(after.samples.len()));
                gone.map_or_else(String::new, |coding| format!("{} thrown away", of(coding)))
            }
            Ordering::Equal => {
                let pairs = before.samples.iter().zip(&after.samples);
                let mut pairs = pairs.filter(|(one, other)| one != other);
                let key = pairs.find_map(|(one, other)| one.judgements.first_change(&other.judgements));
                key.map_or_else(
                    || "sample changed".to_owned(),
                    |key| format!("answer of {} to unit {}", key.coder, key.unit + 1),
                )
            }
        };
    }
    if before.exclusions != after.exclusions {
        let count = |book: &CodingBook| book.exclusions.words.values().map(BTreeSet::len).sum::<usize>();
        let is_out = count(after) > count(before);
        let (more, less) = if is_out { (after, before) } else { (before, after) };
        let words =
            more.exclusions.words.iter().flat_map(|(of, words)| words.iter().map(move |word| (of, word)));
        let is_new = |(of, word): &(&(Arc<str>, Arc<str>), &String)| {
            less.exclusions.words.get(*of).is_none_or(|words| !words.contains(*word))
        };
        let word = words.into_iter().find(is_new).map_or("", |(_, word)| word);
        return format!("“{word}” {} dictionary hits", if is_out { "taken out of" } else { "put back into" });
    }
    let codebooks = before.codebooks.iter().chain(&after.codebooks);
    let of = |book: &CodingBook, id: &str| book.codebooks.iter().find(|one| *one.id == *id).cloned();
    let changed = codebooks.map(|codebook| &codebook.id).find(|id| of(before, id) != of(after, id));
    let Some(id) = changed else { return "codebooks put in another order".to_owned() };
    // Whether the meanings of frames are all that changed.
    let is_redefined = |one: &Codebook, other: &Codebook| {
        let mut alike = other.clone();
        for (frame, before) in alike.frames.iter_mut().zip(&one.frames) {
            frame.definition.clone_from(&before.definition);
        }
        alike == *one
    };
    match (before.codebook(id), after.codebook(id)) {
        (None, Some(codebook)) => format!("codebook “{}” taken in", codebook.title),
        (Some(codebook), None) => format!("codebook “{}” forgotten", codebook.title),
        (Some(one), Some(other)) if is_redefined(one, other) => {
            let pairs = one.frames.iter().zip(&other.frames);
            let mut changed = pairs.filter(|(one, other)| one.definition != other.definition);
            let frame = changed.next().map_or("", |(_, frame)| &frame.title);
            format!("meaning of the frame “{frame}” changed")
        }
        (_, codebook) => {
            format!("codebook “{}” changed", codebook.map_or("", |codebook| &codebook.title))
        }
    }
}
