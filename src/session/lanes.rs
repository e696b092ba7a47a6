//! Named threads that take work in turn. Handing work over never waits.
//!
//! Of one kind only the newest piece of work waits: what nobody wants any more is dropped, on a thread of its own.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;

use super::jobs::JobKind;

/// Lanes keep slow kinds from standing in the way of quick ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    Read,
    /// Looks at folders, which may lie on a drive that does not answer.
    KeepUp,
    Analyse,
    /// Compares articles with each other, which takes long with many.
    Relate,
    /// What goes over all words again and again.
    Permute,
    /// Asks one question after the other, and nobody waits at the screen.
    Report,
    Dialog,
    Disk,
    Complete,
    /// Frees what is large, and what else nobody waits for.
    Sweep,
}

const LANES: [(Lane, &str, usize); 10] = [
    (Lane::Read, "parallax-read", 1),
    (Lane::KeepUp, "parallax-keep-up", 1),
    (Lane::Analyse, "parallax-analyse", 2),
    (Lane::Relate, "parallax-relate", 1),
    (Lane::Permute, "parallax-permute", 1),
    (Lane::Report, "parallax-report", 1),
    (Lane::Dialog, "parallax-dialog", 1),
    (Lane::Disk, "parallax-disk", 1),
    (Lane::Complete, "parallax-complete", 1),
    (Lane::Sweep, "parallax-sweep", 1),
];

/// One piece of work.
pub(super) type Work = Box<dyn FnOnce() + Send>;

/// The threads, and what waits for them.
#[derive(Default)]
pub(super) struct Lanes {
    list: Vec<(Lane, Arc<Queue>)>,
}

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    bell: Condvar,
}

#[derive(Default)]
struct Waiting {
    work: VecDeque<(Option<JobKind>, Work)>,
    is_closed: bool,
}

impl Lanes {
    /// Starts the threads; a lane for which the system gives none is left out.
    pub(super) fn start() -> Self {
        let mut lanes = Self::default();
        for (lane, name, count) in LANES {
            let queue = Arc::new(Queue::default());
            let mut is_manned = false;
            for index in 0..count {
                let own = Arc::clone(&queue);
                match Builder::new().name(format!("{name}-{index}")).spawn(move || own.work()) {
                    Ok(_) => is_manned = true,
                    Err(error) => log::error!("no thread {name}: {error}"),
                }
            }
            if is_manned {
                lanes.list.push((lane, queue));
            }
        }
        lanes
    }

    /// Hands work over, in place of what waits of the same kind. Where its lane has no thread, another
    /// lane takes it; where there is none at all the work comes back, to be done on the spot.
    pub(super) fn hand_over(&self, lane: Lane, kind: Option<JobKind>, work: Work) -> Option<Work> {
        let own = self.list.iter().find(|(one, _)| *one == lane);
        let Some((_, queue)) = own.or_else(|| self.list.first()) else { return Some(work) };
        let stale = queue.push(kind, work);
        if !stale.is_empty() {
            self.sweep(stale);
        }
        None
    }

    /// Takes back what waits of a kind.
    pub(super) fn take_back(&self, lane: Lane, kind: JobKind) {
        let own = self.list.iter().find(|(one, _)| *one == lane);
        let Some((_, queue)) = own.or_else(|| self.list.first()) else { return };
        let stale = queue.take(kind);
        if !stale.is_empty() {
            self.sweep(stale);
        }
    }

    /// Frees something large on a thread of its own.
    pub(super) fn sweep(&self, thing: impl Send + 'static) {
        self.quietly(Box::new(move || drop(thing)));
    }

    /// Does something that nobody waits for; without threads it is left.
    pub(super) fn quietly(&self, work: Work) {
        let queue = self.list.iter().find(|(lane, _)| *lane == Lane::Sweep);
        if let Some((_, queue)) = queue {
            queue.push(None, work);
        }
    }
}

impl Drop for Lanes {
    /// What waits is never begun; the threads end by themselves.
    fn drop(&mut self) {
        for (_, queue) in &self.list {
            let mut waiting = queue.lock();
            waiting.is_closed = true;
            waiting.work.clear();
            drop(waiting);
            queue.bell.notify_all();
        }
    }
}

impl Queue {
    /// Held for a moment only: nobody works under it.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, kind: Option<JobKind>, work: Work) -> Vec<Work> {
        let stale = kind.map(|kind| self.take(kind)).unwrap_or_default();
        self.lock().work.push_back((kind, work));
        self.bell.notify_one();
        stale
    }

    fn take(&self, kind: JobKind) -> Vec<Work> {
        let mut waiting = self.lock();
        let mut stale = Vec::new();
        for (of, work) in std::mem::take(&mut waiting.work) {
            if of == Some(kind) {
                stale.push(work);
            } else {
                waiting.work.push_back((of, work));
            }
        }
        stale
    }

    fn work(&self) {
        loop {
            let mut waiting = self.lock();
            let work = loop {
                if waiting.is_closed {
                    return;
                }
                match waiting.work.pop_front() {
                    Some((_, work)) => break work,
                    None => waiting = self.bell.wait(waiting).unwrap_or_else(PoisonError::into_inner),
                }
            };
            drop(waiting);
            // A job catches its own fault; whatever else may fail must not take the thread along.
            catch_unwind(AssertUnwindSafe(work)).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn of_one_kind_only_the_newest_waits_and_handing_over_never_does() {
        let lanes = Lanes::start();
        let (go, wait) = channel::<()>();
        let (done, seen) = channel();
        let (begun, has_begun) = channel();
        lanes.hand_over(
            Lane::Complete,
            Some(JobKind::Complete),
            Box::new(move || {
                begun.send(()).ok();
                wait.recv().ok();
            }),
        );
        has_begun.recv().expect("the first has begun");
        for number in 0..1_000 {
            let done = done.clone();
            lanes.hand_over(
                Lane::Complete,
                Some(JobKind::Complete),
                Box::new(move || {
                    done.send(number).ok();
                }),
            );
        }
        go.send(()).expect("waits");
        drop(done);
        assert_eq!(seen.iter().collect::<Vec<_>>(), [999]);
    }

    #[test]
    fn without_threads_work_comes_back() {
        let lanes = Lanes::default();
        assert!(lanes.hand_over(Lane::Disk, None, Box::new(|| {})).is_some());
        lanes.sweep(vec![0_u8; 16]);
    }

    #[test]
    fn what_is_swept_is_freed_elsewhere() {
        struct Told(std::sync::mpsc::Sender<std::thread::ThreadId>);
        impl Drop for Told {
            fn drop(&mut self) {
                self.0.send(std::thread::current().id()).ok();
            }
        }
        let lanes = Lanes::start();
        let (sender, receiver) = channel();
        lanes.sweep(Told(sender));
        assert_ne!(receiver.recv().expect("freed"), std::thread::current().id());
    }
}
