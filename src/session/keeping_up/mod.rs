//! Keeping up with the open folders: what changes in them is taken in, and nothing that one looks at is lost by it.
//!
//! A watch says when to look; a job walks, reads what differs and makes the corpus anew; a second one answers what the
//! screen asks of it. Only then the corpus is exchanged, with all numbers of articles that the session holds.

mod choices;
mod job;
mod pace;
mod renumber;
mod watch;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Zoned;
use jiff::civil::DateTime;

pub(super) use job::Followed;
use job::{Coming, Looked, Screen};
use pace::Rest;
pub use renumber::{Follower, Numbering};
use watch::Watch;
use words::in_words;
pub use words::{all_lost_in_words, take_out_in_words};

use super::results::Answered;
use super::{Action, JobKind, Overlay, Said, Session, Wake};
use crate::ingest::OwnFile;
use crate::ingest::again::{Decided, Differs, Lost, Manifest, News};
use crate::ingest::readers::fields::Shapes;
use crate::problem::Problem;

/// What a difference was, as it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldNews {
    /// When it was taken in, by the clock on the wall.
    pub at: DateTime,
    /// What became of which articles.
    pub news: News,
    /// The same in a line.
    pub text: String,
}

impl ToldNews {
    /// The hour and minute it was taken in.
    pub fn time_of_day(&self) -> String {
        self.at.strftime("%H:%M").to_string()
    }
}

/// What the session knows of keeping up.
#[derive(Default)]
pub struct KeepingUp {
    /// Without it nobody can be woken: nothing is watched.
    wake: Option<Wake>,
    watch: Option<Watch>,
    manifest: Option<Arc<Manifest>>,
    /// What differed at the last look.
    differs: Arc<Differs>,
    decided: Decided,
    lost: Vec<Lost>,
    /// So many files are being written.
    waiting: usize,
    /// Something could not be looked at or read at the last look.
    is_unsure: bool,
    /// So many looks in a row found files that are being written.
    in_vain: u32,
    /// When to look again although nothing is watched: files were being written when the user had a look.
    again_at: Option<Instant>,
    /// When the look began that runs.
    began: Option<Instant>,
    rest: Rest,
    /// A fault ended it: what was read is held against nothing until it is read again.
    is_broken: bool,
    /// The user asked for the look that runs.
    is_by_hand: bool,
    told: Vec<ToldNews>,
    numbering: Numbering,
}

/// Differences that are kept to be listed; older ones are dropped.
const KEPT: usize = 100;
/// Paths that all of them list together.
const MOST_PATHS: usize = 50_000;
/// Between two looks at files that are being written; longer with each that finds them so.
const AGAIN: Duration = Duration::from_millis(600);
/// The longest of that.
const AGAIN_AT_MOST: Duration = Duration::from_secs(10);
/// The longest between two tries to look at or to read what the disk does not give.
const UNSURE_AT_MOST: Duration = Duration::from_mins(5);
/// Folders that are there and cannot be looked at are tried this often, and those that are read when a sheet is closed.
const AWAY: Duration = Duration::from_secs(5);

impl KeepingUp {
    pub(super) fn new(wake: Option<Wake>) -> Self {
        Self { wake, ..Self::default() }
    }

    /// Other folders are open; those before are watched no more.
    fn leave(&mut self) -> Self {
        let (wake, numbering) = (self.wake.clone(), self.numbering.clone());
        std::mem::replace(self, Self { wake, numbering, ..Self::default() })
    }

    /// What was taken in since the folders were read, newest last.
    pub fn told(&self) -> &[ToldNews] {
        &self.told
    }

    /// Folders of which nothing is there any more; what was read of them stays.
    pub fn lost(&self) -> &[Lost] {
        &self.lost
    }

    /// Whether what was read can be held against what is there.
    pub fn can_look(&self) -> bool {
        self.manifest.is_some()
    }

    /// Whether it ended by a fault.
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The numbers that articles have since the last difference was taken in.
    pub fn numbering(&self) -> &Numbering {
        &self.numbering
    }

    /// Remembers a look; what the one before it found is given back, to be freed elsewhere.
    fn see(&mut self, look: Looked) -> Arc<Differs> {
        (self.waiting, self.is_unsure) = (look.waiting, look.is_unsure);
        let is_in_vain = look.waiting > 0 || look.is_unsure;
        self.in_vain = if is_in_vain { self.in_vain + 1 } else { 0 };
        match (&self.watch, pause_after(&look, self.in_vain)) {
            (Some(watch), Some(pause)) => watch.again_in(pause),
            (None, Some(pause)) if is_in_vain => {
                self.again_at = Some(Instant::now() + pause);
                if let Some(wake) = &self.wake {
                    watch::wake_in(pause, Arc::clone(wake));
                }
            }
            _ => {}
        }
        self.lost = look.lost;
        std::mem::replace(&mut self.differs, Arc::new(look.differs))
    }
}

/// When to look again unasked after a look that was in vain as often in a row. The watch asks itself whether what is
/// away is there, and hears what comes into what was emptied.
fn pause_after(look: &Looked, in_vain: u32) -> Option<Duration> {
    // What is written comes to an end sooner than what cannot be read.
    let at_most = if look.waiting > 0 { AGAIN_AT_MOST } else { UNSURE_AT_MOST };
    match in_vain.checked_sub(1) {
        Some(times) => Some((AGAIN * (1 << times.min(10))).min(at_most)),
        None => look.lost.iter().any(|lost| lost.is_closed).then_some(AWAY),
    }
}

impl Session {
    /// What is known of changes in the open folders.
    pub fn keeping_up(&self) -> &KeepingUp {
        &self.keeping_up
    }

    /// The folders were read: from now on they are kept up with, where that is wanted.
    pub(super) fn follow(&mut self, manifest: Manifest) {
        self.keeping_up.manifest = Some(Arc::new(manifest));
        self.follow_as_set();
    }

    /// Watches the folders or leaves it, as the settings say.
    pub(super) fn follow_as_set(&mut self) {
        let keeping_up = &mut self.keeping_up;
        if !self.settings.follows_folders {
            keeping_up.watch = None;
        } else if keeping_up.watch.is_none()
            && let (Some(manifest), Some(wake)) = (&keeping_up.manifest, &keeping_up.wake)
        {
            keeping_up.watch = Watch::start(manifest.roots().to_vec(), Arc::clone(wake));
            if let Some(watch) = keeping_up.watch.as_ref().filter(|_| manifest.is_unsure()) {
                watch.again_in(AGAIN);
            }
        }
    }

    /// The folders are none of what is open any more.
    pub(super) fn leave_folders(&mut self) {
        let before = self.keeping_up.leave();
        self.jobs.sweep((before.manifest, before.watch, before.told));
    }

    /// A fault ended a look: what is watched would stop by the same fault again.
    pub(super) fn stop_keeping_up(&mut self) {
        self.leave_folders();
        self.keeping_up.is_broken = true;
    }

    /// Looks at the folders where the watch says so, and again after a look by hand that found files being written.
    pub(super) fn keep_up(&mut self) {
        let is_running = self.jobs.is_running(JobKind::KeepUp);
        if !is_running && self.keeping_up.again_at.is_some_and(|at| at <= Instant::now()) {
            self.look_for_changes();
            return;
        }
        let Some(watch) = &self.keeping_up.watch else { return };
        if let Some(why) = watch.take_trouble() {
            let what = if self.library.roots.len() > 1 { "A folder" } else { "The folder" };
            let text = format!(
                "{what} cannot be watched: {why}. Parallax looks every 30 seconds, and when you come back to its window"
            );
            self.notices.note(text);
        }
        // What is heard while a look runs is looked at after it.
        let Some(watch) = self.keeping_up.watch.as_ref().filter(|_| !is_running) else { return };
        if watch.take_due() {
            match self.keeping_up.rest.left(Instant::now()) {
                Some(left) => watch.again_in(left),
                None => self.look_for_changes(),
            }
        }
    }

    /// The window is in front again: folders that cannot be watched are looked at.
    pub fn come_to_front(&mut self) {
        let is_polling = self.keeping_up.watch.as_ref().is_some_and(Watch::is_polling);
        if is_polling && !self.jobs.is_running(JobKind::KeepUp) {
            self.look_for_changes();
        }
    }

    /// Looks because the user asks for it: what there is to say is said.
    pub(super) fn look_by_hand(&mut self) {
        self.keeping_up.is_by_hand = true;
        self.look_for_changes();
    }

    /// Takes out what was read of folders that are empty by now.
    pub(super) fn take_out_emptied(&mut self) {
        let keeping_up = &mut self.keeping_up;
        let emptied = keeping_up.lost.iter().filter(|lost| lost.is_empty).map(|lost| lost.root.clone());
        keeping_up.decided.extend(emptied);
        self.look_for_changes();
    }

    /// Starts looking what changed.
    fn look_for_changes(&mut self) {
        self.keeping_up.again_at = None;
        let Some(asked) = self.asked() else { return };
        self.keeping_up.began = Some(Instant::now());
        self.jobs.start(JobKind::KeepUp, move |task, speaker| {
            if let Ok(followed) = asked.look(task) {
                speaker.say(Said::Followed(Box::new(followed)));
            }
        });
    }

    /// Takes in what a look found.
    pub(super) fn hear_followed(&mut self, followed: Followed) {
        match followed {
            Followed::Quiet { manifest, look } => {
                let mut is_asked = false;
                if let Some(known) = manifest {
                    let (manifest, problems, shapes) = *known;
                    self.know(manifest);
                    self.take_problems(problems);
                    is_asked = self.take_shapes(shapes);
                    self.changes += 1;
                }
                let Some(look) = look else { return };
                self.see(look);
                // What was found to differ a moment ago is looked at once more without a rest.
                if self.keeping_up.in_vain != 1 {
                    self.rest();
                }
                if std::mem::take(&mut self.keeping_up.is_by_hand) && !is_asked {
                    self.say_that_nothing_changed();
                }
            }
            Followed::Afresh => self.read_what_is_back(),
            Followed::News(coming) => self.count_for_screen(coming),
            Followed::Counted(coming, screen) => self.take_news(*coming, screen),
        }
    }

    /// A folder that was away when the others were read is there. What is worked at in a sheet is not closed for it.
    fn read_what_is_back(&mut self) {
        let is_by_hand = std::mem::take(&mut self.keeping_up.is_by_hand);
        let is_covered = self.overlay() != Overlay::None;
        if is_covered && !is_by_hand && self.keeping_up.watch.is_some() {
            self.rest();
            if let Some(watch) = &self.keeping_up.watch {
                watch.again_in(AWAY);
            }
            return;
        }
        self.notices.note("A folder that was away is there: everything is read again");
        self.read_afresh();
    }

    /// Answers what the screen will ask, so that nothing flickers when the corpus is exchanged.
    fn count_for_screen(&mut self, coming: Box<Coming>) {
        let wanted = self.wanted_over(&coming.amended, &coming.numbers, &coming.rechosen);
        let table = self.table_wanted(&wanted);
        self.jobs.start(JobKind::KeepUp, move |task, speaker| {
            let corpus = &coming.amended.corpus;
            let mut answers = Vec::new();
            for (role, key) in wanted {
                if task.check().is_err() {
                    return;
                }
                if let Ok(outcome) = key.analysis.run(corpus, task) {
                    answers.push((role, key, Arc::new(Answered { outcome, corpus: Arc::clone(corpus) })));
                }
            }
            let table = table.and_then(|table| table.make(&answers, task).ok().flatten()).map(Box::new);
            speaker.say(Said::Followed(Box::new(Followed::Counted(coming, Screen { answers, table }))));
        });
    }

    /// Nothing is looked at for a while after a look: longer after a long one.
    fn rest(&mut self) {
        if let Some(began) = self.keeping_up.began.take() {
            self.keeping_up.rest.after(began, Instant::now());
        }
    }

    fn take_news(&mut self, coming: Coming, screen: Screen) {
        let Coming { amended, manifest, problems, shapes, news, numbers, rechosen, look } = coming;
        let lost_before = self.correction_counts().1;
        self.exchange(&amended, &numbers, rechosen, screen);
        self.take_problems(problems);
        self.take_shapes(shapes);
        self.know(manifest);
        // Pages that were joined or taken apart are no news of the folder.
        let Some(look) = look else { return };
        self.see(look);
        self.keeping_up.is_by_hand = false;
        self.rest();
        let lost = self.correction_counts().1.saturating_sub(lost_before);
        self.tell(news, lost);
    }

    /// What is known of the files from now on.
    fn know(&mut self, manifest: Manifest) {
        self.library.settings.pages = Arc::clone(manifest.pages());
        let before = self.keeping_up.manifest.replace(Arc::new(manifest));
        self.jobs.sweep(before);
    }

    /// Takes what gave trouble; the list before may be long, and is freed elsewhere.
    fn take_problems(&mut self, problems: Vec<Problem>) {
        let before = std::mem::replace(&mut self.library.problems, Arc::new(problems));
        self.jobs.sweep(before);
    }

    /// Takes what is known of the fields of data files, and asks about those that came and are in doubt. Whether
    /// there are any.
    fn take_shapes(&mut self, shapes: Shapes) -> bool {
        let before = std::mem::replace(&mut self.library.shapes, shapes);
        let is_more = self.library.shapes.files_in_doubt() > before.files_in_doubt();
        self.jobs.sweep(before);
        if is_more {
            self.say_what_was_guessed();
        }
        is_more
    }

    fn see(&mut self, look: Looked) {
        if look.lost != self.keeping_up.lost {
            self.log(|| format!("folders that are away: {}", look.lost.len()));
        }
        // What goes another time is asked about another time.
        self.keeping_up.decided.clear();
        let before = self.keeping_up.see(look);
        self.jobs.sweep(before);
    }

    /// Says what was taken in, where one looks when one wants to know.
    fn tell(&mut self, news: News, lost_corrections: usize) {
        let mut text = in_words(&news, self.numbers());
        if lost_corrections > 0 {
            let counted =
                self.numbers().counted(lost_corrections as u64, "correction finds", "corrections find");
            text.push_str(&format!("; {counted} nothing any more"));
        }
        self.log(|| format!("kept up: {text}"));
        let told = &mut self.keeping_up.told;
        told.push(ToldNews { at: Zoned::now().datetime(), news, text });
        let paths = |one: &ToldNews| {
            let News { new, changed, removed, moved } = &one.news;
            new.len() + changed.len() + removed.len() + moved.len()
        };
        while told.len() > KEPT || told.len() > 1 && told.iter().map(paths).sum::<usize>() > MOST_PATHS {
            told.remove(0);
        }
    }

    fn say_that_nothing_changed(&mut self) {
        let keeping_up = &self.keeping_up;
        if let Some(words) = all_lost_in_words(&keeping_up.lost, self.numbers()) {
            self.notices.note(words);
            return;
        }
        let folders = if self.library.roots.len() > 1 { "the folders" } else { "the folder" };
        let files = keeping_up.waiting;
        if files > 0 {
            let counted = self.numbers().counted(files as u64, "file has", "files have");
            let are = if files == 1 { "is" } else { "are" };
            self.notices.note(format!("{counted} changed, and {are} read when nothing more is written"));
        } else if keeping_up.is_unsure {
            // What stays of a folder may have changed all the same.
            let text = format!("Part of {folders} could not be read, and is tried again");
            self.notices.offer(text, Action::ImportReport);
        } else {
            self.notices.note(format!("Nothing has changed in {folders}"));
        }
    }

    /// What the program saved itself.
    pub(super) fn own_files(&self) -> Arc<BTreeSet<OwnFile>> {
        Arc::new(self.settings.saved_files.iter().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{NoDialogs, Places};

    fn looked(waiting: usize, is_unsure: bool, lost: &[Lost]) -> Looked {
        Looked { differs: Differs::new(), lost: lost.to_vec(), waiting, is_unsure }
    }

    fn lost(is_empty: bool, is_closed: bool) -> Lost {
        Lost { root: "press".into(), articles: 3, is_empty, is_file: false, is_closed }
    }

    #[test]
    fn only_what_nothing_tells_of_is_looked_at_again_and_again() {
        let check = |lost: &[Lost], expected: Option<Duration>| {
            assert_eq!(pause_after(&looked(0, false, lost), 0), expected, "{lost:?}");
        };
        check(&[], None);
        check(&[lost(false, false)], None);
        check(&[lost(true, false)], None);
        check(&[lost(false, false), lost(false, true)], Some(AWAY));
        assert_eq!(pause_after(&looked(1, false, &[]), 1), Some(AGAIN));
        assert_eq!(pause_after(&looked(1, false, &[]), 99), Some(AGAIN_AT_MOST));
        assert_eq!(pause_after(&looked(0, true, &[]), 99), Some(UNSURE_AT_MOST));
    }

    #[test]
    fn what_could_not_be_read_is_not_said_to_be_unchanged() {
        let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
        let mut check = |is_unsure, expected: &str, way: Option<Action>| {
            session.see(looked(0, is_unsure, &[]));
            session.say_that_nothing_changed();
            let said = session.notices.all().last().expect("said");
            assert_eq!((said.text.as_str(), said.action), (expected, way));
        };
        check(false, "Nothing has changed in the folder", None);
        let text = "Part of the folder could not be read, and is tried again";
        check(true, text, Some(Action::ImportReport));
    }
}
