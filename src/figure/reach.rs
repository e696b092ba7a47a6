//! How far an axis of values reaches.
//!
//! To every value, and to every interval that is not many times as long as the highest value is high:
//! a few articles can give an interval that would press everything else flat. Such an interval is cut
//! a little above the highest value, at the chart's edge, and shown to be cut.

use super::estimate::Estimate;

/// Intervals are drawn up to this many times the highest value.
const LONGEST_INTERVAL: f64 = 2.2;
/// Where longer ones are cut.
const CUT_AT: f64 = 1.25;

/// The lowest and the highest number that has a place on the axis; 0 always has one.
pub(super) fn reach<'a>(estimates: impl Iterator<Item = &'a Estimate> + Clone) -> (f64, f64) {
    let values = estimates.clone().filter_map(Estimate::value);
    let highest = values.fold(0.0_f64, |high, value| high.max(value.abs()));
    let within = |number: f64| {
        if highest > 0.0 && number.abs() > highest * LONGEST_INTERVAL {
            (highest * CUT_AT).copysign(number)
        } else {
            number
        }
    };
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for number in estimates.flat_map(numbers) {
        let number = within(number);
        (low, high) = (low.min(number), high.max(number));
    }
    (low, high)
}

/// The value with the bounds that are drawn around it. The interval that takes words for independent
/// is never shown without the one that does not.
fn numbers(estimate: &Estimate) -> impl Iterator<Item = f64> {
    let interval = estimate.interval();
    let naive = estimate.naive().filter(|_| interval.is_some());
    let bounds = [interval, naive].into_iter().flatten();
    estimate.value().into_iter().flat_map(move |value| {
        let bounds = bounds.clone().flat_map(|interval| [interval.low, interval.high]);
        [value].into_iter().chain(bounds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(estimates: &[Estimate], expected: (f64, f64)) {
        assert_eq!(reach(estimates.iter()), expected);
    }

    #[test]
    fn values_and_bounds_belong_on_the_axis() {
        check(&[Estimate::within(3.0, 1.0, 5.0).with_naive(2.0, 4.0)], (0.0, 5.0));
        check(&[Estimate::of(3.0), Estimate::of(-2.0)], (-2.0, 3.0));
    }

    #[test]
    fn one_endless_interval_does_not_press_the_others_flat() {
        check(&[Estimate::within(10.0, 1.0, 900.0), Estimate::of(5.0)], (0.0, 12.5));
        check(&[Estimate::within(10.0, 1.0, 900.0), Estimate::within(9.0, 3.0, 18.0)], (0.0, 18.0));
    }

    #[test]
    fn what_takes_words_for_independent_does_not_stand_alone() {
        check(&[Estimate::of(3.0).with_naive(1.0, 5.0)], (0.0, 3.0));
    }
}
