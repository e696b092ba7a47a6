//! How large a sample should be, in words.

use super::UnitKind;
use crate::stats::intervals::wilson;

/// How often a word list is right, as good ones are: the intervals to expect are reckoned at it.
const GUESS: f64 = 0.8;
/// Half an interval that is worth reporting.
const AIM: f64 = 0.1;

/// What a sample of `size` units tells of a frame whose words hit `share_with_hit` (0 to 1) of all units.
///
/// ```
/// use parallax::framing::coding::{UnitKind, advice};
/// let words = advice(200, UnitKind::Sentence, 0.1);
/// assert!(words.starts_with("About 20 of 200 sentences will have a hit."), "{words}");
/// ```
pub fn advice(size: u32, kind: UnitKind, share_with_hit: f64) -> String {
    let share = if share_with_hit.is_finite() { share_with_hit.clamp(0.0, 1.0) } else { 0.0 };
    let whole = kind.counted(u64::from(size));
    let hits = (f64::from(size) * share).round() as u64;
    if hits == 0 {
        return format!(
            "Hardly any of {whole} will have a hit: nothing can be said of this frame from a random sample of \
             that size. Read its places instead"
        );
    }
    let points = half_width(hits) * 100.0;
    let mut needed = 1;
    while half_width(needed) > AIM {
        needed += 1;
    }
    let wanted = (needed as f64 / share).ceil();
    let more = if half_width(hits) <= AIM {
        "That is enough to report".to_owned()
    } else if wanted <= f64::from(super::MOST_UNITS) {
        format!("To know it within {:.0} points, draw about {}", AIM * 100.0, round_up(wanted))
    } else {
        "This frame is too rare for a random sample: read its places instead".to_owned()
    };
    let units = if kind == UnitKind::Sentence { "sentences" } else { "articles" };
    format!(
        "About {hits} of {size} {units} will have a hit. If 8 in 10 of them are right, that share is then known \
         within {points:.0} points either way. {more}. Have at least two people code at least 50 of the same \
         {units}, so that their agreement can be measured"
    )
}

/// Half of Wilson's interval around the guess.
fn half_width(hits: u64) -> f64 {
    let right = (hits as f64 * GUESS).round() as u64;
    wilson(right, hits, 0.95).map_or(1.0, |interval| (interval.high - interval.low) / 2.0)
}

/// To two digits, upwards: nobody draws 613.
fn round_up(number: f64) -> u64 {
    let step = 10_f64.powf((number.max(1.0).log10().floor() - 1.0).max(0.0));
    ((number / step).ceil() * step) as u64
}
