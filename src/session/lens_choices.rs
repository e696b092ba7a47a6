//! What the user chose of the figures by outlet, over time and of dispersion, beside unit and bins.

use crate::analysis::figures::{MOST_ROWS, OutletOrder};
use crate::analysis::{IntervalMethod, TimeEvent};
use crate::figure::BarShape;

/// The choices of the lenses. Each change is a step of undo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LensChoices {
    /// By outlet: how intervals are made.
    pub intervals: IntervalMethod,
    /// By outlet: bars or dots.
    pub shape: BarShape,
    /// By outlet: in which order.
    pub order: OutletOrder,
    /// Over time: what is marked, by date.
    pub events: Vec<TimeEvent>,
    /// Over time: the mean of so many bins; 0 is as counted.
    pub smoothing: u8,
    /// Over time: whether rise and fall are measured.
    pub measures_trend: bool,
    /// Dispersion: rows of the figure on paper, at most.
    pub rows: u32,
}

impl Default for LensChoices {
    fn default() -> Self {
        Self {
            intervals: IntervalMethod::default(),
            shape: BarShape::default(),
            order: OutletOrder::default(),
            events: Vec::new(),
            smoothing: 0,
            measures_trend: false,
            rows: MOST_ROWS,
        }
    }
}

impl LensChoices {
    /// The widths of a moving average that can be chosen; 0 is none.
    pub const SMOOTHINGS: [u8; 5] = [0, 3, 5, 7, 9];
    /// The most rows of a figure on paper.
    pub const MOST_ROWS: u32 = 2_000;
    /// The most resamples of a bootstrap.
    pub const MOST_RESAMPLES: u32 = 99_999;

    /// The same within what makes sense: events in the order of time, none without a name.
    #[must_use]
    pub fn tamed(mut self) -> Self {
        self.events.retain(|event| !event.name.trim().is_empty());
        self.events.sort();
        self.events.dedup();
        // A bin has as many before it as after it.
        self.smoothing = if self.smoothing < 2 { 0 } else { self.smoothing.min(99) | 1 };
        self.rows = self.rows.clamp(1, Self::MOST_ROWS);
        if let IntervalMethod::Bootstrap(settings) = &mut self.intervals {
            settings.resamples = settings.resamples.clamp(1, Self::MOST_RESAMPLES);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moving_average_has_a_middle() {
        for (asked, kept) in [(0, 0), (1, 0), (2, 3), (3, 3), (4, 5), (9, 9), (98, 99), (255, 99)] {
            let choices = LensChoices { smoothing: asked, ..LensChoices::default() };
            assert_eq!(choices.tamed().smoothing, kept, "{asked}");
        }
    }
}
