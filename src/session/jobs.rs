//! Long work on named threads, with phase, progress and cancel.
//!
//! Starting a job cancels the running one of the same kind. A panic in a job is that job's
//! problem: it is caught here and told as an outcome, and the window lives on.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use super::coding::DeskWork;
use super::lanes::{Lane, Lanes, Work};
use crate::task::{Progress, Task};

/// What kind of work a job is; at most one of a kind runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JobKind {
    /// Reading folders into a corpus.
    Read,
    /// Looking what changed in the open folders, and taking it in.
    KeepUp,
    /// Putting articles right as the user says.
    Correct,
    /// Looking which articles belong together.
    Relate,
    /// An analysis for one of the result slots.
    Analyse(super::results::Role),
    /// A system dialog waits for its answer.
    Dialog,
    /// Writing a figure, each save with a number of its own: none takes another's place.
    Save(u32),
    /// Putting the report together and writing it.
    Report,
    /// Listing folders to complete a typed path.
    Complete,
    /// Asking the disk what the paths of folders are called among others.
    Label,
    /// Looking which of the folders and projects opened lately are there.
    Look,
    /// Naming articles for the project, each time with a number of its own: what is said of some does not
    /// cancel what is said of others.
    Name(u32),
    /// Opening a file in its own program.
    Show,
    /// Putting framing at a glance together.
    Glance,
    /// What a page of the import report shows.
    Import(super::ImportPage),
    /// Reading a table of what is known of articles, and matching it with them.
    Facts,
    /// What the desk needs where samples are coded.
    Desk(DeskWork),
}

impl JobKind {
    /// What the status line calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Read => "Reading articles",
            Self::KeepUp => "Keeping up",
            Self::Correct => "Putting right",
            Self::Relate => "Looking for stories",
            Self::Analyse(role) => role.title(),
            Self::Dialog => "Waiting for the file dialog",
            Self::Save(_) => "Saving",
            Self::Report => "Putting the report together",
            Self::Complete => "Listing folders",
            Self::Label => "Looking at folders",
            Self::Look => "Looking for recent folders",
            Self::Name(_) => "Naming articles",
            Self::Show => "Opening the file",
            Self::Glance => "Putting the table together",
            Self::Import(page) => page.working(),
            Self::Facts => "Matching the table",
            Self::Desk(DeskWork::Weigh) => "Counting dictionary hits",
            Self::Desk(DeskWork::Locate) => "Finding what is coded",
            Self::Desk(DeskWork::Check) => "Comparing coders",
        }
    }

    fn lane(self) -> Lane {
        match self {
            Self::Read => Lane::Read,
            Self::KeepUp => Lane::KeepUp,
            Self::Relate => Lane::Relate,
            Self::Analyse(super::Role::WordTest | super::Role::WordShift) => Lane::Permute,
            Self::Correct
            | Self::Analyse(_)
            | Self::Glance
            | Self::Import(_)
            | Self::Facts
            | Self::Desk(_) => Lane::Analyse,
            Self::Dialog => Lane::Dialog,
            Self::Report => Lane::Report,
            Self::Save(_) | Self::Label | Self::Look | Self::Name(_) | Self::Show => Lane::Disk,
            Self::Complete => Lane::Complete,
        }
    }
}

/// Tells one start of a kind from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(u64);

/// How a job ended or what it published on the way.
#[derive(Debug)]
pub struct Event<T> {
    /// Which job.
    pub id: JobId,
    /// Its kind.
    pub kind: JobKind,
    /// Since it was asked for.
    pub elapsed: Duration,
    /// What it says.
    pub message: Message<T>,
}

/// What a job can say.
#[derive(Debug)]
pub enum Message<T> {
    /// Something on the way or at the end.
    Said(T),
    /// It has ended; nothing more comes.
    Ended,
    /// It ended in a fault of the program, with its words.
    Panicked(String),
}

/// A running job as the status line shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobView {
    /// Its kind.
    pub kind: JobKind,
    /// How far it is.
    pub progress: Progress,
    /// Since it was asked for.
    pub elapsed: Duration,
}

/// Hands a job's words to the session and wakes it.
#[derive(Clone)]
pub struct Speaker<T> {
    id: JobId,
    kind: JobKind,
    since: Instant,
    events: SyncSender<Event<T>>,
    wake: Wake,
}

impl<T> Speaker<T> {
    /// Says something; nobody listening any more is no fault.
    pub fn say(&self, value: T) {
        self.send(Message::Said(value));
    }

    fn send(&self, message: Message<T>) {
        let elapsed = self.since.elapsed();
        self.events.send(Event { id: self.id, kind: self.kind, elapsed, message }).ok();
        (self.wake)();
    }
}

/// Called from workers when something new waits to be taken in.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

struct Running {
    id: JobId,
    task: Task,
    since: Instant,
}

/// The workers and what runs on them.
pub struct Jobs<T> {
    running: BTreeMap<JobKind, Running>,
    lanes: Lanes,
    events: SyncSender<Event<T>>,
    inbox: Receiver<Event<T>>,
    wake: Wake,
    next: u64,
}

/// So many events may wait. Jobs speak seldom: progress goes through atomics.
const INBOX: usize = 4096;

impl<T: Send + 'static> Jobs<T> {
    /// Workers on named threads; `wake` is called whenever something waits to be taken in.
    pub fn new(wake: Wake) -> Self {
        Self::on(Lanes::start(), wake)
    }

    /// Jobs that run where they are started, for tests: after `start` returns, all is done.
    pub fn inline(wake: Wake) -> Self {
        Self::on(Lanes::default(), wake)
    }

    fn on(lanes: Lanes, wake: Wake) -> Self {
        let (events, inbox) = sync_channel(INBOX);
        Self { running: BTreeMap::new(), lanes, events, inbox, wake, next: 0 }
    }

    /// Starts `work` as a job of `kind`, cancelling the one before it.
    pub fn start(&mut self, kind: JobKind, work: impl FnOnce(&Task, &Speaker<T>) + Send + 'static) -> JobId {
        self.cancel(kind);
        self.next += 1;
        let id = JobId(self.next);
        let since = Instant::now();
        let task = Task::timed(move || since.elapsed());
        let speaker = Speaker { id, kind, since, events: self.events.clone(), wake: Arc::clone(&self.wake) };
        self.running.insert(kind, Running { id, task: task.clone(), since });
        let job: Work = Box::new(move || {
            if task.is_cancelled() {
                return;
            }
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&task, &speaker)));
            speaker.send(match outcome {
                Ok(()) => Message::Ended,
                Err(payload) => Message::Panicked(words_of(payload.as_ref())),
            });
        });
        // Without any thread the work is done on the spot: slow is better than never.
        if let Some(job) = self.lanes.hand_over(kind.lane(), Some(kind), job) {
            job();
        }
        id
    }

    /// Asks the job of `kind` to stop. Its later words are dropped.
    pub fn cancel(&mut self, kind: JobKind) {
        if let Some(running) = self.running.remove(&kind) {
            running.task.cancel();
            self.lanes.take_back(kind.lane(), kind);
        }
    }

    /// Does something beside all jobs that nobody waits for.
    pub fn quietly(&self, work: impl FnOnce() + Send + 'static) {
        self.lanes.quietly(Box::new(work));
    }

    /// Frees something large without holding the window up.
    pub fn sweep(&self, thing: impl Send + 'static) {
        self.lanes.sweep(thing);
    }

    /// Asks the jobs of these kinds to stop. Their later words are dropped.
    pub fn cancel_where(&mut self, is_meant: impl Fn(JobKind) -> bool) {
        let meant: Vec<JobKind> = self.running.keys().copied().filter(|kind| is_meant(*kind)).collect();
        for kind in meant {
            self.cancel(kind);
        }
    }

    /// Asks the job of `kind` to stop; what it still says is heard.
    pub fn stop(&mut self, kind: JobKind) {
        if let Some(running) = self.running.get(&kind) {
            running.task.cancel();
        }
    }

    /// Whether a job of `kind` runs.
    pub fn is_running(&self, kind: JobKind) -> bool {
        self.running.contains_key(&kind)
    }

    /// The running jobs.
    pub fn views(&self) -> impl Iterator<Item = JobView> + '_ {
        self.running.iter().map(|(kind, running)| JobView {
            kind: *kind,
            progress: running.task.progress(),
            elapsed: running.since.elapsed(),
        })
    }

    /// The next word of a job that still runs; words of cancelled jobs are passed over.
    pub fn next_event(&mut self) -> Option<Event<T>> {
        loop {
            let event = self.inbox.try_recv().ok()?;
            let current = self.running.get(&event.kind).is_some_and(|running| running.id == event.id);
            if !current {
                self.lanes.sweep(event);
                continue;
            }
            if !matches!(event.message, Message::Said(_)) {
                self.running.remove(&event.kind);
            }
            return Some(event);
        }
    }
}

impl<T> Drop for Jobs<T> {
    /// Cancels everything and lets the threads end by themselves: closing the window never waits.
    fn drop(&mut self) {
        for running in self.running.values() {
            running.task.cancel();
        }
    }
}

fn words_of(payload: &(dyn std::any::Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no reason was given".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quiet() -> Wake {
        Arc::new(|| {})
    }

    #[test]
    fn a_panic_is_the_jobs_own_problem() {
        let mut jobs: Jobs<u32> = Jobs::inline(quiet());
        jobs.start(JobKind::Save(0), |_, _| panic!("out of ink"));
        let event = jobs.next_event().expect("told");
        assert!(matches!(event.message, Message::Panicked(words) if words == "out of ink"));
        assert!(!jobs.is_running(JobKind::Save(0)));
    }

    #[test]
    fn starting_again_drops_the_words_of_the_one_before() {
        let mut jobs: Jobs<u32> = Jobs::inline(quiet());
        jobs.start(JobKind::Save(0), |_, speaker| speaker.say(1));
        jobs.start(JobKind::Save(0), |_, speaker| speaker.say(2));
        let mut said = Vec::new();
        while let Some(event) = jobs.next_event() {
            if let Message::Said(value) = event.message {
                said.push(value);
            }
        }
        assert_eq!(said, [2]);
    }

    #[test]
    fn a_cancelled_job_sees_it() {
        let mut jobs: Jobs<bool> = Jobs::new(quiet());
        let (ready, wait) = sync_channel(1);
        let (done, result) = sync_channel(1);
        jobs.start(JobKind::Read, move |task, _| {
            ready.send(()).ok();
            while !task.is_cancelled() {
                std::thread::yield_now();
            }
            done.send(true).ok();
        });
        wait.recv().expect("started");
        jobs.cancel(JobKind::Read);
        assert!(result.recv().expect("stopped"));
        assert!(!jobs.is_running(JobKind::Read));
    }
}
