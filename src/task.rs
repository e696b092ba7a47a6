//! Progress and cancellation of long work.
//!
//! The core is handed a [`Task`] by whoever runs it; it says which phase it is in and how far,
//! and asks whether to go on. It knows nothing of threads, windows or progress bars.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

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
#[derive(Debug, Clone, Default)]
pub struct Task {
    shared: Arc<Shared>,
}

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

impl Task {
    /// A fresh task, not cancelled, with nothing done.
    pub fn new() -> Self {
        Self::default()
    }

    /// A task nobody watches: for tests and headless commands.
    pub fn none() -> Self {
        Self::default()
    }

    /// Says that a new phase begins, with `total` units to do (0 when not known).
    pub fn phase(&self, name: &'static str, total: u64) {
        *self.shared.phase.lock().unwrap_or_else(PoisonError::into_inner) = name;
        self.shared.done.store(0, Ordering::Relaxed);
        self.shared.total.store(total, Ordering::Relaxed);
    }

    /// Says that `units` more are done.
    pub fn advance(&self, units: u64) {
        self.shared.done.fetch_add(units, Ordering::Relaxed);
    }

    /// `Err` once the task was cancelled. Every loop over articles asks.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }

    /// Whether the task was cancelled.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
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
