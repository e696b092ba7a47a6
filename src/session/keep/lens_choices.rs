//! What is chosen of single lenses, as a project file holds it, and back.

use super::words::Worded;
use crate::analysis::{IntervalMethod, TimeEvent};
use crate::project::file::{Unreadable, v1};
use crate::session::LensChoices;
use crate::stats::random::Resampling;

/// As a file holds it.
pub(super) fn written(lenses: &LensChoices) -> v1::Lenses {
    let usual = LensChoices::default();
    let LensChoices { intervals, shape, order, events, smoothing, measures_trend, rows } = lenses;
    let (resamples, seed) = match intervals {
        IntervalMethod::EffectiveWilson => (None, None),
        IntervalMethod::Bootstrap(settings) => (Some(settings.resamples), Some(settings.seed)),
    };
    let event = |event: &TimeEvent| v1::Event { date: event.date.to_string(), name: event.name.clone() };
    v1::Lenses {
        resamples,
        seed,
        shape: (*shape != usual.shape).then(|| shape.word()).flatten(),
        order: (*order != usual.order).then(|| order.word()).flatten(),
        events: events.iter().map(event).collect(),
        smoothing: (*smoothing != usual.smoothing).then_some(*smoothing),
        measures_trend: *measures_trend,
        rows: (*rows != usual.rows).then_some(*rows),
    }
}

/// Out of a file.
pub(super) fn read(written: &v1::Lenses) -> Result<LensChoices, Unreadable> {
    let usual = LensChoices::default();
    let event = |event: &v1::Event| -> Result<TimeEvent, Unreadable> {
        let date = event.date.parse().map_err(|_| Unreadable::part("a date", &event.date))?;
        Ok(TimeEvent { date, name: event.name.clone() })
    };
    let intervals = match written.resamples {
        None => IntervalMethod::EffectiveWilson,
        Some(resamples) => {
            let seed = written.seed.unwrap_or(Resampling::default().seed);
            IntervalMethod::Bootstrap(Resampling { resamples, seed })
        }
    };
    let lenses = LensChoices {
        intervals,
        shape: Worded::of_word(written.shape.as_deref())?,
        order: Worded::of_word(written.order.as_deref())?,
        events: written.events.iter().map(event).collect::<Result<_, _>>()?,
        smoothing: written.smoothing.unwrap_or(usual.smoothing),
        measures_trend: written.measures_trend,
        rows: written.rows.unwrap_or(usual.rows),
    };
    Ok(lenses.tamed())
}
