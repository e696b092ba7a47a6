//! Progress and cancellation of long work.
//!
//! The core is handed a [`Task`] by whoever runs it; it says which phase it is in and how far,
//! and asks whether to go on. It knows nothing of threads, windows or progress bars, and time only
//! as a clock that it is handed.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Work was stopped because nobody waits for its result any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped")]
pub struct Cancelled;

/// A handle on one piece of long work, shared by the side that works and the side that watches.
///
/// ```
/// use parallax::task::Task;
/// let task = Task::new();
/// task.phase("Reading", 3);
/// task.advance(1);
/// assert_eq!(task.progress().done, 1);
/// task.cancel();
/// assert!(task.check().is_err());
/// ```
#[derive(Clone, Default)]
pub struct Task {
    shared: Arc<Shared>,
    clock: Option<Clock>,
    /// By the clock.
    deadline: Option<Duration>,
    /// It does not say how far it is.
    is_quiet: bool,
}

/// How long it is since some moment that stays the same.
type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

#[derive(Debug, Default)]
struct Shared {
    cancelled: AtomicBool,
    done: AtomicU64,
    total: AtomicU64,
    phase: Mutex<&'static str>,
}

/// How far a task has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// What is being done, in words for the person at the screen; empty before the first phase.
    pub phase: &'static str,
    /// Units done in this phase.
    pub done: u64,
    /// Units in this phase; 0 when not known.
    pub total: u64,
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task")
            .field("shared", &self.shared)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

impl Task {
    /// A fresh task, not cancelled, with nothing done.
    pub fn new() -> Self {
        Self::default()
    }

    /// A task nobody watches: for tests and headless commands.
    pub fn none() -> Self {
        Self::default()
    }

    /// A task whose work may be given so much time and no more; `clock` says how long it is since some
    /// moment that stays the same.
    pub fn timed(clock: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { clock: Some(Arc::new(clock)), ..Self::default() }
    }

    /// The same work, of which a part has `limit` from here on: that part is told to stop when its time
    /// is over. Without a clock it takes what it takes.
    ///
    /// ```
    /// use std::time::Duration;
    /// use parallax::task::Task;
    /// let task = Task::timed(|| Duration::from_secs(7));
    /// assert!(task.within(Duration::ZERO).is_overdue() && !task.is_cancelled());
    /// ```
    pub fn within(&self, limit: Duration) -> Self {
        let deadline = self.clock.as_ref().map(|clock| clock().saturating_add(limit));
        Self { deadline, ..self.clone() }
    }

    /// The same work, of which a part is done beside the rest and says nothing of how far it is.
    ///
    /// ```
    /// use parallax::task::Task;
    /// let task = Task::new();
    /// task.phase("Reading", 3);
    /// task.quiet().phase("Counting", 7);
    /// assert_eq!(task.progress().phase, "Reading");
    /// ```
    #[must_use]
    pub fn quiet(&self) -> Self {
        Self { is_quiet: true, ..self.clone() }
    }

    /// Whether the time of this part of the work is over.
    pub fn is_overdue(&self) -> bool {
        match (&self.clock, self.deadline) {
            (Some(clock), Some(deadline)) => clock() >= deadline,
            _ => false,
        }
    }

    /// Says that a new phase begins, with `total` units to do (0 when not known).
    pub fn phase(&self, name: &'static str, total: u64) {
        if self.is_quiet {
            return;
        }
        *self.shared.phase.lock().unwrap_or_else(PoisonError::into_inner) = name;
        self.shared.done.store(0, Ordering::Relaxed);
        self.shared.total.store(total, Ordering::Relaxed);
    }

    /// Says that `units` more are done.
    pub fn advance(&self, units: u64) {
        if self.is_quiet {
            return;
        }
        self.shared.done.fetch_add(units, Ordering::Relaxed);
    }

    /// `Err` once the task was cancelled. Every loop over articles asks.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Whether the task was cancelled, or its time is over.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed) || self.is_overdue()
    }

    /// Asks the work to stop at its next check.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// How far the work has come.
    pub fn progress(&self) -> Progress {
        Progress {
            phase: *self.shared.phase.lock().unwrap_or_else(PoisonError::into_inner),
            done: self.shared.done.load(Ordering::Relaxed),
            total: self.shared.total.load(Ordering::Relaxed),
        }
    }
}
