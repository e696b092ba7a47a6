//! Opening folders: the reading job, its snapshots, and what the user is told.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::jobs::{Event, Message};
use super::keep::Held;
use super::{Answer, Ask, Effect, JobKind, Overlay, PathPrompt, PathPurpose, Said, Session};
use crate::corpus::CorpusBuilder;
use crate::ingest::again::Manifest;
use crate::ingest::{self, ReadReport, labels};
use crate::problem::{Cause, Problem, Problems};
use crate::project::{Amended, sample};
use crate::task::{Progress, Task};

impl Session {
    /// Reads the same folders afresh; the question that was put to them stays.
    pub(super) fn read_again(&mut self) {
        self.undo.clear();
        let held = self.held_now();
        self.read(self.library.roots.clone(), held);
    }

    /// The same unasked: what was done can still be undone.
    pub(super) fn read_afresh(&mut self) {
        let steps = self.hold_steps();
        let held = Held { steps, ..self.held_now() };
        self.history.adjust_all(|place| {
            place.article = None;
            place.spot = None;
            place.beside = None;
            place.story = None;
        });
        self.read(self.library.roots.clone(), held);
    }

    /// Nothing of the articles that are open stays on the screen; the large of it is freed elsewhere.
    pub(super) fn let_go(&mut self) {
        if self.jobs.views().any(|job| matches!(job.kind, JobKind::Name(_))) {
            self.notices
                .note("What was being noted of articles is left undone: they are read anew. Do it again");
        }
        self.jobs.cancel_where(|kind| {
            matches!(
                kind,
                JobKind::Read
                    | JobKind::KeepUp
                    | JobKind::Correct
                    | JobKind::Relate
                    | JobKind::Analyse(_)
                    | JobKind::Name(_)
                    | JobKind::Desk(_)
            )
        });
        self.leave_folders();
        self.correcting = None;
        let results = std::mem::take(&mut self.results);
        let saving = self.saving.take_if(|saving| saving.holds_articles());
        self.forget_glance();
        self.forget_import();
        self.jobs.sweep((results, saving, self.relating.take(), self.asked.take()));
        self.figure = None;
        self.drop_selection();
        self.desk.clear();
        self.marked = None;
        self.told = super::Told::default();
        self.find = None;
        self.changes += 1;
        self.overlays.clear();
    }

    /// Reads other folders than before for the same work: what is said of articles by their paths goes with them.
    pub(super) fn read_instead(&mut self, paths: Vec<PathBuf>, held: Held) {
        let (before, after) = (self.library.roots.clone(), paths.clone());
        self.read(paths, held);
        // A drive that sleeps must not hold the window up.
        self.jobs.start(JobKind::Label, move |_, speaker| {
            let after = labels::labels_of(&after);
            let label = |root: &PathBuf| after.iter().find(|(known, _)| known == root);
            let pair = |(root, old): (PathBuf, String)| Some((old, label(&root)?.1.clone()));
            speaker.say(Said::Relabelled(labels::labels_of(&before).into_iter().filter_map(pair).collect()));
        });
    }

    /// Reads folders and files. Articles that the work is about are held by name until they have numbers.
    pub(super) fn read(&mut self, paths: Vec<PathBuf>, held: Held) {
        if paths.is_empty() {
            return;
        }
        self.let_go();
        self.log(|| {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            format!("open: {}", paths.join(", "))
        });
        self.keeping.hold(held.clone());
        let inks = std::mem::take(&mut self.library.inks);
        self.jobs.sweep(std::mem::take(&mut self.library));
        self.library.open(paths.clone());
        self.library.inks = inks;
        self.correcting = None;
        self.library.said.say(self.amendments());
        let said = Arc::clone(&self.library.said);
        let keeps = Arc::clone(&self.library.keeps_what_is_read);
        let settings = self.read_settings();
        self.library.settings = settings.clone();
        let listener = self.library.listener.clone();
        self.jobs.start(JobKind::Read, move |task, speaker| {
            let mut report = ReadReport { problems: Problems::heard_by(listener), ..ReadReport::default() };
            let mut builder = CorpusBuilder::new();
            let mut next_snapshot = 1;
            // How far reading is, is what is told.
            let beside = task.quiet();
            let read = Manifest::read(&paths, &settings, task, &mut report, &mut |batch| {
                if builder.push(batch, &beside).is_err() {
                    return;
                }
                // Towards the end all of it is nearly there: a snapshot would only take time and memory from it.
                let Progress { done, total, .. } = task.progress();
                if builder.article_count() >= next_snapshot && done * 2 <= total {
                    let snapshot = builder.snapshot(&beside).map(Arc::new);
                    if let Ok(amended) = snapshot.and_then(|corpus| said.now().apply_so_far(&corpus, &beside))
                    {
                        let found = held.find(&amended.as_read);
                        speaker.say(Said::Snapshot(Box::new(amended), found));
                    }
                    // Growing sizes: all snapshots together cost about a third more than the last.
                    next_snapshot = (builder.article_count() * 4).max(64);
                }
            });
            if read.is_err() && !keeps.load(Ordering::Relaxed) {
                return;
            }
            task.phase("Counting words", 0);
            // Of what is read by now nothing is lost, whenever it is stopped.
            let Ok(corpus) = builder.finish(&Task::none()) else { return };
            let mut corpus = Arc::new(corpus);
            let built = read.and_then(|(manifest, articles)| {
                corpus = Arc::new(corpus.rebuilt(articles, task)?);
                Ok((manifest, said.now().apply(&corpus, None, task)?))
            });
            match built {
                Ok((manifest, amended)) => {
                    let found = held.find(&amended.as_read);
                    let (problems, shapes) = (report.problems.into_sorted(), report.shapes);
                    let joined = manifest.joining().map(Arc::new);
                    let (manifest, amended) = (Box::new(manifest), Box::new(amended));
                    speaker.say(Said::Read { manifest, amended, problems, shapes, found, joined });
                }
                Err(_) if keeps.load(Ordering::Relaxed) => {
                    if let Ok(amended) = said.now().apply(&corpus, None, &Task::none()) {
                        let found = held.find(&amended.as_read);
                        let (problems, shapes) = (report.problems.into_sorted(), report.shapes);
                        speaker.say(Said::StoppedReading {
                            amended: Box::new(amended),
                            problems,
                            shapes,
                            found,
                        });
                    }
                }
                Err(_) => {}
            }
        });
    }

    /// Stops reading and keeps what is read.
    pub(super) fn stop_reading(&mut self) {
        self.library.keeps_what_is_read.store(true, Ordering::Relaxed);
        self.jobs.stop(JobKind::Read);
    }

    /// Stops reading and all that is being counted; what stood on the screen stays, and says so.
    pub(super) fn stop_all(&mut self) {
        if self.library.is_reading {
            self.stop_reading();
        }
        let stopped = || Problem::new(Cause::Stopped, "You stopped this before its end");
        if self.jobs.is_running(JobKind::Relate) {
            self.jobs.cancel(JobKind::Relate);
            self.fail_relating(stopped());
        }
        self.stop_at_desk(&stopped());
        self.stop_report();
        if self.jobs.is_running(JobKind::Glance) {
            self.jobs.cancel(JobKind::Glance);
            self.fail_glance(stopped());
        }
        for role in super::Role::ALL {
            let kind = JobKind::Analyse(role);
            if self.jobs.is_running(kind) {
                self.jobs.cancel(kind);
                let slot = self.results.slot_mut(role);
                if let Some(key) = slot.key().cloned() {
                    slot.fail(&key, stopped());
                }
            }
        }
    }

    /// Opens the sample that comes with the program.
    pub(super) fn open_sample(&mut self) {
        let Some(data) = self.places.data.clone() else {
            self.notices.problem(&Problem::new(
                Cause::Unreadable,
                "There is no folder for the program's own files, so the sample cannot be laid out",
            ));
            return;
        };
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            let laid_out = sample::lay_out(&data).map_err(|error| {
                let text = format!("The sample could not be laid out ({error})");
                Problem::new(Cause::Unreadable, text).at(data.display().to_string())
            });
            speaker.say(Said::SampleLies(laid_out));
        });
    }

    /// Brings up the system's dialog.
    pub(super) fn ask_to_open(&mut self, ask: &Ask) {
        // One dialog at a time: a second click must not make the first one's answer void.
        if self.jobs.is_running(JobKind::Dialog) {
            return;
        }
        let folder = match ask {
            Ask::Save { .. } | Ask::SaveProject { .. } | Ask::Picture => self.folder_to_save_in(),
            _ => self.folder_to_open_in(),
        };
        let waiting = self.dialogs.ask_from(ask, &folder);
        let ask = ask.clone();
        self.jobs.start(JobKind::Dialog, move |_, speaker| {
            speaker.say(Said::Chosen { ask, answer: waiting() });
        });
    }

    /// Opens the path field.
    pub(super) fn prompt_for_path(&mut self, purpose: PathPurpose, start: String) {
        let (typed, completions) = (String::new(), Vec::new());
        self.prompt = PathPrompt { purpose, start: start.clone(), typed, completions };
        self.uncover(Overlay::Path);
        let stays = [Overlay::Codebooks, Overlay::Coding, Overlay::Moved, Overlay::ImportReport];
        if !stays.contains(&self.overlay()) {
            self.overlays.clear();
        }
        self.overlays.push(Overlay::Path);
        self.complete(start);
    }

    /// Lists what completes a typed path.
    pub(super) fn complete(&mut self, typed: String) {
        self.jobs.start(JobKind::Complete, move |_, speaker| {
            let completions = ingest::complete::complete(&typed);
            speaker.say(Said::Completions { typed, completions });
        });
    }

    /// Takes the typed path: opens it, or saves to it.
    pub(super) fn submit_path(&mut self, typed: &str) {
        let path = ingest::complete::expand(typed.trim());
        match self.prompt.purpose {
            PathPurpose::Save => self.save_to(path, false),
            PathPurpose::SaveProject => self.save_project_to(path, false),
            PathPurpose::Open
            | PathPurpose::Add
            | PathPurpose::Moved
            | PathPurpose::Codebook
            | PathPurpose::Facts => {
                self.open_typed(path);
            }
        }
    }

    /// A worker looks which of the folders and projects opened lately are there.
    pub(super) fn look_for_recent(&mut self) {
        let recent: Vec<Vec<PathBuf>> = self.settings.recent.iter().map(|one| one.paths.clone()).collect();
        if recent.is_empty() {
            return;
        }
        self.jobs.start(JobKind::Look, move |_, speaker| {
            let is_gone = |paths: &Vec<PathBuf>| !paths.iter().any(|path| path.exists());
            speaker.say(Said::Vanished(recent.into_iter().filter(is_gone).collect()));
        });
    }

    /// A worker looks whether the path is there: a drive that sleeps must not hold the window up.
    fn open_typed(&mut self, path: PathBuf) {
        self.jobs.start(JobKind::Complete, move |_, speaker| {
            let is_there = path.exists();
            speaker.say(Said::Looked { path, is_there });
        });
    }

    /// Takes in one word of a job.
    pub(super) fn hear(&mut self, event: Event<Said>) {
        match event.message {
            Message::Said(said) => self.hear_said(said),
            Message::Ended => {
                let ms = event.elapsed.as_millis();
                self.log(|| format!("{}: {ms} ms", event.kind.title()));
            }
            Message::Panicked(words) => self.hear_fault(event.kind, &words),
        }
    }

    fn hear_said(&mut self, said: Said) {
        match said {
            Said::Snapshot(amended, found) => {
                self.log(|| format!("read so far: {} articles", amended.corpus.article_count()));
                self.take_corpus(*amended, found, false);
            }
            Said::Corrected(amended) => self.take_corrected(*amended),
            Said::Related { of, related } => self.take_related(of, related),
            Said::Followed(followed) => self.hear_followed(*followed),
            Said::Read { manifest, amended, problems, shapes, found, joined } => {
                self.log(|| {
                    let (articles, outlets) =
                        (amended.corpus.article_count(), amended.corpus.outlets().len());
                    format!("read: {articles} articles, {outlets} outlets, {} problems", problems.len())
                });
                self.library.is_reading = false;
                self.library.problems = Arc::new(problems);
                self.library.shapes = shapes;
                let is_empty = amended.corpus.article_count() == 0;
                // What is open so far goes on as the article that its page is part of.
                if let Some(numbers) = joined.filter(|_| self.library.corpus.is_some()) {
                    self.exchange_joined(&Arc::new(Amended::clone(&amended)), &numbers);
                }
                self.take_corpus(*amended, found, true);
                self.follow(*manifest);
                // What is not there or holds nothing is not to be opened again.
                if !is_empty {
                    self.note_recent();
                }
                self.follow_recipe();
                self.say_what_was_guessed();
                if is_empty {
                    self.say_that_nothing_was_found();
                }
            }
            Said::StoppedReading { amended, problems, shapes, found } => {
                self.library.is_reading = false;
                self.library.is_partial = true;
                self.library.problems = Arc::new(problems);
                self.library.shapes = shapes;
                let kept = self.numbers().counted(
                    amended.corpus.article_count().into(),
                    "article is",
                    "articles are",
                );
                self.take_corpus(*amended, found, true);
                self.follow_recipe();
                self.say_what_was_guessed();
                self.notices.note(format!("Stopped reading. {kept} kept; Read again takes all"));
            }
            Said::Answered { role, key, answered } => {
                let swept = self.results.slot_mut(role).answer(&key, *answered);
                match role {
                    super::Role::Listing => self.recount_selection(),
                    super::Role::Finding => self.show_found(),
                    // Now that the words are there, chance is asked.
                    super::Role::Distinctive => self.asked = None,
                    // The figure says it.
                    super::Role::WordTest => self.figure = None,
                    _ => {}
                }
                match swept {
                    Ok(before) => self.jobs.sweep(before),
                    Err(stale) => self.jobs.sweep(stale),
                }
            }
            Said::Chosen { ask, answer } => self.hear_answer(ask, answer),
            Said::Saved(saved) => self.hear_saved(saved),
            Said::ReportBegun => self.report_begun(),
            Said::Reported(reported) => self.reported(*reported),
            Said::Picture(Ok(picture)) => {
                self.effects.push(Effect::CopyPicture(picture));
                self.notices.note("Picture copied");
            }
            Said::Recipe(found) => self.hear_recipe(found),
            Said::RecipeNamed(found, chosen, revision) => self.recipe_named(found, chosen, revision),
            Said::LinesCopied(text, count) => self.lines_copied(text, count),
            Said::LinesMarked(marked) => self.lines_marked(*marked),
            Said::SampleDrawn(coding) => self.sample_drawn(*coding),
            Said::CodebookRead(read) => self.codebook_read(*read),
            Said::Desk(said) => self.hear_desk(*said),
            Said::Glance(made_of, made) => self.take_glance(&made_of, *made),
            Said::Import(key, found) => self.hear_import(&key, found),
            Said::FactsRead(read) => self.facts_read(*read),
            Said::Filled(filled) => self.take_filled(*filled),
            Said::TableCopied(text) => self.table_copied(text),
            Said::Looked { path, is_there: true } => match self.prompt.purpose {
                PathPurpose::Add => self.add_roots(vec![path]),
                PathPurpose::Moved => self.answer_where(Some(path)),
                PathPurpose::Codebook => {
                    self.uncover(Overlay::Path);
                    self.apply(super::Command::ImportCodebook(path));
                }
                PathPurpose::Facts => {
                    self.uncover(Overlay::Path);
                    self.apply(super::Command::Facts(super::FactStep::Read(path)));
                }
                PathPurpose::Open | PathPurpose::Save | PathPurpose::SaveProject => self.open(vec![path]),
            },
            Said::Looked { path, is_there: false } => {
                let text = "There is no such folder or file. Check the path and try again";
                self.notices.problem(&Problem::new(Cause::Unreadable, text).at(path.display().to_string()));
            }
            Said::Relabelled(labels) => self.relabel(&labels),
            Said::Vanished(gone) => self.vanished = gone,
            Said::Named(articles, naming) => self.named(articles, naming),
            // What is drawn was laid out by guesses; a figure of its own is laid out anew.
            Said::FontsKnown => self.changes += 1,
            Said::SampleLies(Ok(folder)) => self.open(vec![folder]),
            Said::StoppedLastTime(report) => {
                let text = "Parallax stopped unexpectedly last time. Your work is safe; a report is at";
                let problem = Problem::new(Cause::Internal, text).at(report.display().to_string());
                self.notices.problem(&problem);
            }
            Said::ToBeSaved(words) => self.to_be_saved = Some(words),
            Said::ShownWithin(words) => self.notices.note(words),
            Said::NotShown(problem) | Said::Picture(Err(problem)) | Said::SampleLies(Err(problem)) => {
                self.notices.problem(&problem);
            }
            Said::Completions { typed, completions } => {
                self.prompt.typed = typed;
                self.prompt.completions = completions;
            }
        }
    }

    fn hear_answer(&mut self, ask: Ask, answer: Answer) {
        match (ask, answer) {
            (Ask::Save { .. }, Answer::Nothing) => self.forget_saving(),
            (_, Answer::Nothing) => {}
            (Ask::Folder | Ask::Files | Ask::Picture, Answer::Paths(paths)) => self.open(paths),
            (Ask::Codebook, Answer::Paths(paths)) => {
                for path in paths {
                    self.apply(super::Command::ImportCodebook(path));
                }
            }
            (Ask::Facts, Answer::Paths(paths)) => {
                for path in paths.into_iter().take(1) {
                    self.apply(super::Command::Facts(super::FactStep::Read(path)));
                }
            }
            (Ask::Facts, Answer::NoDialog) => self.prompt_for_facts(),
            (Ask::Codebook, Answer::NoDialog) => self.prompt_for_path(PathPurpose::Codebook, home()),
            (Ask::Save { .. }, Answer::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.save_to(path, true);
                }
            }
            (
                ask @ (Ask::Project | Ask::AddFolders | Ask::Moved | Ask::SaveProject { .. }),
                answer @ (Answer::Paths(_) | Answer::NoDialog),
            ) => self.hear_project_answer(ask, answer),
            (Ask::Folder | Ask::Files, Answer::NoDialog) => {
                self.prompt_for_path(PathPurpose::Open, with_slash(&self.folder_to_open_in()));
            }
            (Ask::Picture, Answer::NoDialog) => {
                let folder = self.settings.saved_in.as_deref().map_or_else(home, with_slash);
                self.prompt_for_path(PathPurpose::Open, folder);
            }
            (Ask::Save { name, .. }, Answer::NoDialog) => self.prompt_to_save(&name),
        }
    }
}

pub(super) fn with_slash(folder: &Path) -> String {
    format!("{}{}", folder.display().to_string().trim_end_matches('/'), std::path::MAIN_SEPARATOR)
}

pub(super) fn home() -> String {
    with_slash(&ingest::complete::expand("~"))
}
