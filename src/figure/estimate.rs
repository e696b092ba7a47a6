//! A measured number: its intervals, the counts behind it, or the reason why there is none.

/// A number with how sure it is, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Estimate {
    /// There is a number.
    Known {
        /// In the axis's unit.
        value: f64,
        /// The interval to read: mostly the one that counts articles, not words, as drawn at random.
        interval: Option<Interval>,
        /// The narrower interval that takes every word for an independent draw, shown within the other.
        naive: Option<Interval>,
        /// Why there is no interval to read, as a plain clause; empty where there is one.
        no_interval: String,
    },
    /// There is none; the reason as a plain clause, such as "no articles in this group".
    Undefined(String),
}

/// A lower and an upper bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// The counts behind one mark, for its table and its tooltip.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counts {
    /// Places where the query matches.
    pub hits: u64,
    /// Running words looked through.
    pub words: u64,
    /// Articles looked through.
    pub articles: u64,
    /// Articles with at least one hit.
    pub articles_with_hits: u64,
    /// How much wider the articles make the interval than single words would, as a ratio of variances.
    pub design_effect: Option<f64>,
}

impl Estimate {
    /// A number without interval; one that is not finite is undefined.
    pub fn of(value: f64) -> Self {
        if value.is_finite() {
            Self::Known { value, interval: None, naive: None, no_interval: String::new() }
        } else {
            Self::undefined("the measure gives no finite number here")
        }
    }

    /// A number with the interval to read.
    pub fn within(value: f64, low: f64, high: f64) -> Self {
        match Self::of(value) {
            Self::Known { value, .. } => {
                let interval = Interval::new(low, high);
                let why = if interval.is_some() { "" } else { "its bounds are no finite numbers" };
                Self::Known { value, interval, naive: None, no_interval: why.to_owned() }
            }
            undefined @ Self::Undefined(_) => undefined,
        }
    }

    /// The same number with the interval that takes words for independent draws.
    #[must_use]
    pub fn with_naive(mut self, low: f64, high: f64) -> Self {
        if let Self::Known { naive, .. } = &mut self {
            *naive = Interval::new(low, high);
        }
        self
    }

    /// The same number, and why it has no interval.
    #[must_use]
    pub fn without_interval(mut self, why: impl Into<String>) -> Self {
        if let Self::Known { interval, naive, no_interval, .. } = &mut self {
            (*interval, *naive, *no_interval) = (None, None, why.into());
        }
        self
    }

    /// No number, for this reason.
    pub fn undefined(reason: impl Into<String>) -> Self {
        Self::Undefined(reason.into())
    }

    /// The number, if there is one and it can be drawn.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Known { value, .. } if value.is_finite() => Some(*value),
            Self::Known { .. } | Self::Undefined(_) => None,
        }
    }

    /// The interval to read, its bounds in order, if it can be drawn.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Known { interval, .. } => interval.and_then(|one| Interval::new(one.low, one.high)),
            Self::Undefined(_) => None,
        }
    }

    /// The interval of independent draws, if it can be drawn.
    pub fn naive(&self) -> Option<Interval> {
        match self {
            Self::Known { naive, .. } => naive.and_then(|one| Interval::new(one.low, one.high)),
            Self::Undefined(_) => None,
        }
    }

    /// Why there is a number but no interval; empty where there is one, and where there is no number.
    pub fn no_interval(&self) -> &str {
        match self {
            Self::Known { no_interval, .. } if self.value().is_some() && self.interval().is_none() => {
                no_interval
            }
            Self::Known { .. } | Self::Undefined(_) => "",
        }
    }

    /// Why there is no number; empty where there is one.
    pub fn reason(&self) -> &str {
        match self {
            Self::Undefined(reason) => reason,
            Self::Known { value, .. } if !value.is_finite() => "the measure gives no finite number here",
            Self::Known { .. } => "",
        }
    }
}

impl Interval {
    /// Bounds in order; `None` where one of them is not finite.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        // Asked first: min and max pass over what is not a number.
        let is_drawable = Self { low, high }.is_drawable();
        is_drawable.then_some(Self { low: low.min(high), high: low.max(high) })
    }

    fn is_drawable(self) -> bool {
        self.low.is_finite() && self.high.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_cannot_be_drawn_are_undefined_with_a_reason() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Estimate::of(value).value(), None);
            assert!(!Estimate::within(value, 0.0, 1.0).reason().is_empty());
            let by_hand = Estimate::Known { value, interval: None, naive: None, no_interval: String::new() };
            assert!(!by_hand.reason().is_empty());
        }
        assert_eq!(Estimate::within(1.0, f64::NAN, 2.0).interval(), None);
        assert!(!Estimate::within(1.0, f64::NAN, 2.0).no_interval().is_empty());
        assert_eq!(Estimate::of(2.0).without_interval("only one article").no_interval(), "only one article");
        assert_eq!(Estimate::within(2.0, 1.0, 3.0).no_interval(), "");
        assert_eq!(Interval::new(3.0, 1.0), Some(Interval { low: 1.0, high: 3.0 }));
    }
}
