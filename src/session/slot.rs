//! A place for one result: it keeps the previous value until the next is ready, so nothing flickers.

use std::sync::Arc;

use crate::problem::Problem;

/// A result and what it answers.
#[derive(Debug, Clone)]
pub struct Keyed<K, T> {
    /// The question.
    pub key: K,
    /// The answer.
    pub value: Arc<T>,
}

/// The state of one result.
#[derive(Debug, Clone, Default)]
pub enum Slot<K, T> {
    /// Nothing was asked.
    #[default]
    Empty,
    /// Being computed; the answer to the question before stays on the screen.
    Computing {
        /// What is being computed.
        key: K,
        /// The answer before, if there was one.
        previous: Option<Keyed<K, T>>,
    },
    /// Computed.
    Ready(Keyed<K, T>),
    /// Could not be computed.
    Failed {
        /// What was asked.
        key: K,
        /// Why not.
        problem: Problem,
        /// The answer before, if there was one.
        previous: Option<Keyed<K, T>>,
    },
}

impl<K: PartialEq + Clone, T> Slot<K, T> {
    /// The question this slot answers or will answer.
    pub fn key(&self) -> Option<&K> {
        match self {
            Self::Empty => None,
            Self::Computing { key, .. } | Self::Failed { key, .. } => Some(key),
            Self::Ready(keyed) => Some(&keyed.key),
        }
    }

    /// The newest value there is, be it current or the one before.
    pub fn shown(&self) -> Option<&Keyed<K, T>> {
        match self {
            Self::Empty => None,
            Self::Computing { previous, .. } | Self::Failed { previous, .. } => previous.as_ref(),
            Self::Ready(keyed) => Some(keyed),
        }
    }

    /// The newest value, without its question.
    pub fn value(&self) -> Option<&Arc<T>> {
        self.shown().map(|keyed| &keyed.value)
    }

    /// Whether a newer value is on its way.
    pub fn is_computing(&self) -> bool {
        matches!(self, Self::Computing { .. })
    }

    /// Why the question could not be answered.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Failed { problem, .. } => Some(problem),
            Self::Empty | Self::Computing { .. } | Self::Ready(_) => None,
        }
    }

    /// Notes that `key` is being computed; keeps what is shown.
    pub fn ask(&mut self, key: K) {
        let previous = self.take_shown();
        *self = Self::Computing { key, previous };
    }

    /// Takes the answer to `key` and gives the one it replaces; an answer to an older question comes back.
    /// Answers are large: where they are freed is for the caller to say.
    pub fn answer(&mut self, key: &K, value: T) -> Result<Option<Keyed<K, T>>, T> {
        if self.key() != Some(key) {
            return Err(value);
        }
        let before = self.take_shown();
        *self = Self::Ready(Keyed { key: key.clone(), value: Arc::new(value) });
        Ok(before)
    }

    /// Takes an answer that was not asked for here, and gives the one it replaces.
    pub fn put(&mut self, key: K, value: Arc<T>) -> Option<Keyed<K, T>> {
        let before = self.take_shown();
        *self = Self::Ready(Keyed { key, value });
        before
    }

    /// Notes that `key` could not be answered.
    pub fn fail(&mut self, key: &K, problem: Problem) {
        if self.key() == Some(key) {
            let previous = self.take_shown();
            *self = Self::Failed { key: key.clone(), problem, previous };
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::Empty;
    }

    /// Forgets that the question could not be answered, so that it is asked again.
    pub fn forget_failure(&mut self) {
        if self.problem().is_some() {
            *self = self.take_shown().map_or(Self::Empty, Self::Ready);
        }
    }

    /// Takes the newest value there is; nothing is asked any more.
    pub(super) fn take_shown(&mut self) -> Option<Keyed<K, T>> {
        match std::mem::replace(self, Self::Empty) {
            Self::Empty => None,
            Self::Computing { previous, .. } | Self::Failed { previous, .. } => previous,
            Self::Ready(keyed) => Some(keyed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Cause;

    #[test]
    fn the_previous_value_stays_until_the_next_is_ready() {
        let mut slot: Slot<u32, &str> = Slot::Empty;
        slot.ask(1);
        assert!(slot.value().is_none());
        assert!(slot.answer(&1, "one").is_ok_and(|before| before.is_none()));
        slot.ask(2);
        assert_eq!(**slot.value().expect("kept"), "one");
        assert!(slot.is_computing());
        slot.fail(&2, Problem::new(Cause::Internal, "no"));
        assert_eq!(**slot.value().expect("kept"), "one");
        assert!(slot.problem().is_some());
        slot.forget_failure();
        assert!(slot.problem().is_none() && slot.key() == Some(&1), "2 can be asked again");
    }

    #[test]
    fn a_stale_answer_is_dropped() {
        let mut slot: Slot<u32, &str> = Slot::Empty;
        slot.ask(1);
        slot.ask(2);
        assert_eq!(slot.answer(&1, "one").err(), Some("one"));
        assert!(slot.value().is_none());
    }
}
