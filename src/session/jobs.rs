//! Long work on named threads, with phase, progress and cancel.
//!
//! Starting a job cancels the running one of the same kind. A panic in a job is that job's
//! problem: it is caught here and told as an outcome, and the window lives on.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, JoinHandle};

use crate::task::{Progress, Task};

/// What kind of work a job is; at most one of a kind runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JobKind {
    /// Reading folders into a corpus.
    Read,
    /// An analysis for one of the result slots.
    Analyse(super::results::Role),
    /// A system dialog waits for its answer.
    Dialog,
    /// Writing a figure, each save with a number of its own: none takes another's place.
    Save(u32),
    /// Listing folders to complete a typed path.
    Complete,
    /// Keeping the settings.
    Keep,
    /// Naming the selected articles for the project.
    Name,
    /// Opening a file in its own program.
    Show,
}

impl JobKind {
    /// What the status line calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Read => "Reading articles",
            Self::Analyse(role) => role.title(),
            Self::Dialog => "Waiting for the file dialog",
            Self::Save(_) => "Saving",
            Self::Complete => "Listing folders",
            Self::Keep => "Keeping settings",
            Self::Name => "Tagging articles",
            Self::Show => "Opening the file",
        }
    }

    fn lane(self) -> Lane {
        match self {
            Self::Read => Lane::Read,
            Self::Analyse(_) => Lane::Analyse,
            Self::Dialog => Lane::Dialog,
            Self::Save(_) | Self::Complete | Self::Keep | Self::Name | Self::Show => Lane::Disk,
        }
    }
}

/// Lanes keep slow kinds from standing in the way of quick ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lane {
    Read,
    Analyse,
    Dialog,
    Disk,
}

const LANES: [(Lane, &str, usize); 4] = [
    (Lane::Read, "parallax-read", 1),
    (Lane::Analyse, "parallax-analyse", 2),
    (Lane::Dialog, "parallax-dialog", 1),
    (Lane::Disk, "parallax-disk", 1),
];

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
}

/// Hands a job's words to the session and wakes it.
#[derive(Clone)]
pub struct Speaker<T> {
    id: JobId,
    kind: JobKind,
    events: SyncSender<Event<T>>,
    wake: Wake,
}

impl<T> Speaker<T> {
    /// Says something; nobody listening any more is no fault.
    pub fn say(&self, value: T) {
        self.send(Message::Said(value));
    }

    fn send(&self, message: Message<T>) {
        self.events.send(Event { id: self.id, kind: self.kind, message }).ok();
        (self.wake)();
    }
}

/// Called from workers when something new waits to be taken in.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

type Work = Box<dyn FnOnce() + Send>;

struct Running {
    id: JobId,
    task: Task,
}

/// The workers and what runs on them.
pub struct Jobs<T> {
    running: BTreeMap<JobKind, Running>,
    lanes: Vec<(Lane, SyncSender<Work>)>,
    threads: Vec<JoinHandle<()>>,
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
        let mut jobs = Self::inline(wake);
        for (lane, name, count) in LANES {
            let (sender, receiver) = sync_channel::<Work>(64);
            let receiver = Arc::new(std::sync::Mutex::new(receiver));
            for index in 0..count {
                let receiver = Arc::clone(&receiver);
                let worker = Builder::new().name(format!("{name}-{index}")).spawn(move || {
                    loop {
                        let next = {
                            let guard = receiver.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                            guard.recv()
                        };
                        match next {
                            Ok(work) => work(),
                            Err(_) => return,
                        }
                    }
                });
                match worker {
                    Ok(handle) => jobs.threads.push(handle),
                    Err(error) => log::error!("no thread {name}: {error}"),
                }
            }
            jobs.lanes.push((lane, sender));
        }
        jobs
    }

    /// Jobs that run where they are started, for tests: after `start` returns, all is done.
    pub fn inline(wake: Wake) -> Self {
        let (events, inbox) = sync_channel(INBOX);
        Self {
            running: BTreeMap::new(),
            lanes: Vec::new(),
            threads: Vec::new(),
            events,
            inbox,
            wake,
            next: 0,
        }
    }

    /// Starts `work` as a job of `kind`, cancelling the one before it.
    pub fn start(&mut self, kind: JobKind, work: impl FnOnce(&Task, &Speaker<T>) + Send + 'static) -> JobId {
        self.cancel(kind);
        self.next += 1;
        let id = JobId(self.next);
        let task = Task::new();
        let speaker = Speaker { id, kind, events: self.events.clone(), wake: Arc::clone(&self.wake) };
        self.running.insert(kind, Running { id, task: task.clone() });
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
        match self.lanes.iter().find(|(lane, _)| *lane == kind.lane()) {
            Some((_, lane)) => {
                // A full lane means 64 stale jobs before this one; they return at once when
                // cancelled, so waiting for room is short.
                if let Err(std::sync::mpsc::TrySendError::Full(job)) = lane.try_send(job) {
                    lane.send(job).ok();
                }
            }
            None => job(),
        }
        id
    }

    /// Asks the job of `kind` to stop. Its later words are dropped.
    pub fn cancel(&mut self, kind: JobKind) {
        if let Some(running) = self.running.remove(&kind) {
            running.task.cancel();
        }
    }

    /// Asks the jobs of these kinds to stop. Their later words are dropped.
    pub fn cancel_where(&mut self, is_meant: impl Fn(JobKind) -> bool) {
        self.running.retain(|kind, running| {
            let is_meant = is_meant(*kind);
            if is_meant {
                running.task.cancel();
            }
            !is_meant
        });
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
        self.running.iter().map(|(kind, running)| JobView { kind: *kind, progress: running.task.progress() })
    }

    /// The next word of a job that still runs; words of cancelled jobs are passed over.
    pub fn next_event(&mut self) -> Option<Event<T>> {
        loop {
            let event = self.inbox.try_recv().ok()?;
            let current = self.running.get(&event.kind).is_some_and(|running| running.id == event.id);
            if !current {
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
        self.lanes.clear();
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
