//! When to look: some time after the last thing that was heard, but not later than a while after the first.

use std::time::{Duration, Instant};

/// So long nothing is to be heard before folders are looked at.
const QUIET: Duration = Duration::from_millis(500);
/// So long what was heard waits at most.
const LONGEST: Duration = Duration::from_secs(5);
/// Folders that cannot be watched are looked at this often.
pub(super) const POLL: Duration = Duration::from_secs(30);
/// How often it is asked whether the folders are there at all: nothing is heard of a drive that goes away.
pub(super) const THERE: Duration = Duration::from_secs(5);

/// When to look next. All times are given to it.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// The first and the last thing heard since the last look.
    heard: Option<(Instant, Instant)>,
    /// A look that was asked for.
    asked: Option<Instant>,
    /// Since when folders are polled, where they cannot be watched.
    polled: Option<Instant>,
}

impl Pace {
    /// Something was heard.
    pub fn hear(&mut self, now: Instant) {
        let first = self.heard.map_or(now, |(first, _)| first);
        self.heard = Some((first, now));
    }

    /// A look is to come at this time, or before.
    pub fn ask(&mut self, at: Instant) {
        self.asked = Some(self.asked.map_or(at, |before| before.min(at)));
    }

    /// The folders cannot be watched: they are looked at now and then.
    pub fn poll(&mut self, now: Instant) {
        self.polled = Some(now);
    }

    /// When the next look is due.
    pub fn next(&self) -> Option<Instant> {
        let heard = self.heard.map(|(first, last)| (last + QUIET).min(first + LONGEST));
        let polled = self.polled.map(|since| since + POLL);
        [heard, self.asked, polled].into_iter().flatten().min()
    }

    /// Whether a look is due; if so, what was waited for is over.
    pub fn is_due(&mut self, now: Instant) -> bool {
        let is_due = self.next().is_some_and(|next| next <= now);
        if is_due {
            self.heard = None;
            self.asked = None;
            self.polled = self.polled.map(|_| now);
        }
        is_due
    }
}

/// After something was taken in, nothing is for so many times as long as that lasted.
const REST: u32 = 10;

/// How long files that change without end are left alone: what they cost stays a small part of the time.
#[derive(Debug, Default)]
pub(super) struct Rest {
    until: Option<Instant>,
}

impl Rest {
    /// Something was taken in between these times.
    pub fn after(&mut self, began: Instant, ended: Instant) {
        self.until = ended.checked_add(ended.saturating_duration_since(began).saturating_mul(REST));
    }

    /// What is left of it; `None` when it is over.
    pub fn left(&self, now: Instant) -> Option<Duration> {
        let left = self.until?.saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_took_long_to_take_in_is_followed_by_a_long_rest() {
        let start = Instant::now();
        let at = |ms: u64| start + Duration::from_millis(ms);
        let mut rest = Rest::default();
        assert_eq!(rest.left(at(0)), None, "nothing was taken in");
        rest.after(at(1_000), at(3_000));
        assert_eq!(rest.left(at(3_000)), Some(Duration::from_secs(20)));
        assert_eq!(rest.left(at(22_999)), Some(Duration::from_millis(1)));
        assert_eq!(rest.left(at(23_000)), None);
        rest.after(at(30_000), at(30_000));
        assert_eq!(rest.left(at(30_000)), None);
    }

    #[test]
    fn a_look_comes_when_things_are_quiet_and_at_the_latest_after_a_while() {
        let start = Instant::now();
        let at = |ms: u64| start + Duration::from_millis(ms);
        let mut pace = Pace::default();
        assert!(!pace.is_due(at(60_000)), "nothing was heard");
        pace.hear(at(0));
        pace.hear(at(400));
        assert!(!pace.is_due(at(800)));
        assert!(pace.is_due(at(900)));
        assert!(!pace.is_due(at(60_000)), "once is enough");

        // Somebody writes without end.
        for ms in (0..=5_000).step_by(100) {
            pace.hear(at(ms));
            assert_eq!(pace.next(), Some(at((ms + 500).min(5_000))));
        }
        assert!(pace.is_due(at(5_000)));

        pace.ask(at(9_000));
        pace.ask(at(7_000));
        pace.ask(at(8_000));
        assert!(!pace.is_due(at(6_999)));
        assert!(pace.is_due(at(7_000)));

        pace.poll(at(10_000));
        assert!(!pace.is_due(at(39_999)));
        assert!(pace.is_due(at(40_000)) && !pace.is_due(at(69_999)) && pace.is_due(at(70_000)));
    }
}
