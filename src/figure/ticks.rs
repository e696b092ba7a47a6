//! Round numbers for an axis, and where a number lies on it.

use super::data::Scale;

/// The largest size an axis reaches; what lies beyond is put at its end.
const LARGEST: f64 = 1e300;

/// Round numbers in steps of 1, 2 or 5 times a power of ten.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// Where the axis begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The numbers to be marked, from low to high.
    pub values: Vec<f64>,
    /// Decimals that tell neighbouring numbers apart.
    pub decimals: usize,
}

/// Where numbers lie between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// The number at `from`.
    pub low: f64,
    /// The number at `to`.
    pub high: f64,
    /// The place of `low`.
    pub from: f64,
    /// The place of `high`.
    pub to: f64,
    /// How distances stand for numbers.
    pub scale: Scale,
}

impl Ticks {
    /// About `about` steps that cover all from `low` to `high`; the axis ends on round numbers,
    /// as near to what it has to cover as round steps allow.
    pub fn covering(low: f64, high: f64, about: usize) -> Self {
        let (low, high) = bounds(low, high);
        let about = about.clamp(1, 20) as f64;
        let widest = step(low, high, (about * 0.5).max(1.0));
        // From the widest step down: 10, 5, 2, 1 and 0.5 of a power of ten.
        let power = 10_f64.powf(widest.log10().floor()).max(1e-300);
        let mut best = (f64::MAX, 0.0, 1.0, widest);
        for step in [10.0, 5.0, 2.0, 1.0, 0.5, 0.2]
            .map(|digit| digit * power)
            .into_iter()
            .filter(|one| *one <= widest)
        {
            let first = (low / step + 1e-9).floor();
            let last = (high / step - 1e-9).ceil().max(first + 1.0);
            let waste = (last - first) / (high / step - low / step);
            let score = waste + 0.07 * (last - first - about).abs();
            if last - first <= about * 1.75 + 1.0 && score < best.0 {
                best = (score, first, last, step);
            }
        }
        let (_, first, last, step) = best;
        Self::of_steps(first, last, step, first * step, last * step)
    }

    /// About `about` steps within `low` to `high`; the axis ends where it is told.
    pub fn within(low: f64, high: f64, about: usize) -> Self {
        let (low, high) = bounds(low, high);
        let step = step(low, high, about.clamp(1, 20) as f64);
        Self::of_steps((low / step).ceil(), (high / step).floor(), step, low, high)
    }

    /// Powers of ten, with 2 and 5 between them where they are few.
    pub fn log(low: f64, high: f64) -> Self {
        let low = if low.is_finite() && low > 0.0 { low.clamp(1e-300, LARGEST) } else { 1.0 };
        let high = if high.is_finite() { high.clamp(low, LARGEST) } else { low };
        let (low, high) = if high / low < 1.5 { (low / 1.5, high * 1.5) } else { (low, high) };
        // A power of ten just outside is taken in.
        let (below, above) = (10_f64.powf(low.log10().floor()), 10_f64.powf(high.log10().ceil()));
        let low = if low / below < 1.3 { below } else { low };
        let high = if above / high < 1.3 { above } else { high };
        let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
        let decades = last - first;
        let between: &[f64] = if decades <= 3 { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let every = (decades / 8).max(0) + 1;
        let powers = (first..=last).filter(|power| (power - first) % every == 0);
        let values: Vec<f64> = powers
            .flat_map(|power| between.iter().map(move |digit| digit * 10_f64.powi(power)))
            .filter(|value| (low * 0.999..=high * 1.001).contains(value))
            .collect();
        let least = values.first().copied().unwrap_or(1.0);
        Self { low, high, values, decimals: (-least.log10().floor()).clamp(0.0, 12.0) as usize }
    }

    fn of_steps(first: f64, last: f64, step: f64, low: f64, high: f64) -> Self {
        // `step` makes some ten steps at most; a bound all the same, since the numbers may be anything.
        let steps = (last - first).clamp(0.0, 64.0) as u32;
        let values = (0..=steps).map(|index| (first + f64::from(index)) * step).collect();
        let decimals = (-step.log10().floor() + 0.0).clamp(0.0, 12.0) as usize;
        Self { low, high, values, decimals }
    }

    /// The tick as it is written.
    pub fn label(&self, value: f64) -> String {
        super::format::fixed(value, self.decimals)
    }
}

/// Finite, in order and apart.
fn bounds(low: f64, high: f64) -> (f64, f64) {
    let tame = |value: f64| if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) };
    let (low, high) = (tame(low).min(tame(high)), tame(low).max(tame(high)));
    // Apart by enough that a step changes the sum.
    let least = (low.abs().max(high.abs()) * 1e-9).max(1e-300);
    match high - low {
        apart if apart > least => (low, high),
        _ if low == 0.0 => (0.0, 1.0),
        _ => (low - low.abs() / 2.0, high + high.abs() / 2.0),
    }
}

fn step(low: f64, high: f64, about: f64) -> f64 {
    let raw = (high / about - low / about).max(1e-300);
    let power = 10_f64.powf(raw.log10().floor());
    let digit = match raw / power {
        digit if digit <= 1.0 + 1e-9 => 1.0,
        digit if digit <= 2.0 + 1e-9 => 2.0,
        digit if digit <= 5.0 + 1e-9 => 5.0,
        _ => 10.0,
    };
    (digit * power).max(1e-300)
}

impl Projection {
    /// The place of a number, never outside the axis.
    pub fn at(&self, value: f64) -> f64 {
        let share = match self.scale {
            Scale::Linear => {
                // Halved first, so that the difference of huge numbers stays finite.
                let whole = self.high / 2.0 - self.low / 2.0;
                (value / 2.0 - self.low / 2.0) / whole
            }
            Scale::Log if value > 0.0 => (value / self.low).ln() / (self.high / self.low).ln(),
            Scale::Log => 0.0,
        };
        let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
        self.from + (self.to - self.from) * share
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_are_round_and_cover_what_is_shown() {
        for (low, high, about, expected) in [
            (0.0, 11.2, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]),
            (0.0, 9.0, 5, vec![0.0, 2.0, 4.0, 6.0, 8.0, 10.0]),
            (0.0, 1.0, 5, vec![0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (-3.0, 4.0, 4, vec![-4.0, -2.0, 0.0, 2.0, 4.0]),
            (0.0, 0.0, 2, vec![0.0, 0.5, 1.0]),
            (0.0, 480.0, 5, vec![0.0, 100.0, 200.0, 300.0, 400.0, 500.0]),
        ] {
            let ticks = Ticks::covering(low, high, about);
            assert_eq!(ticks.values.len(), expected.len(), "{ticks:?}");
            assert!(ticks.values.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-9), "{ticks:?}");
        }
        assert_eq!(Ticks::covering(0.0, 1.0, 5).label(0.2), "0.2");
        assert_eq!(Ticks::covering(0.0, 9.0, 5).label(4.0), "4");
        assert_eq!(Ticks::covering(0.0, 1_000_000.0, 4).label(500_000.0), "500,000");
    }

    #[test]
    fn powers_of_ten_get_2_and_5_where_they_are_few() {
        assert_eq!(Ticks::log(1.0, 10.0).values, [1.0, 2.0, 5.0, 10.0]);
        let ticks = Ticks::log(10.0, 1e6);
        assert_eq!(ticks.values.len(), 6, "{ticks:?}");
    }

    proptest! {
        #[test]
        fn any_bounds_make_few_finite_ticks_in_order(low in any::<f64>(), high in any::<f64>(), about in 0_usize..50) {
            for ticks in [Ticks::covering(low, high, about), Ticks::within(low, high, about), Ticks::log(low, high)] {
                prop_assert!(ticks.values.len() <= 66);
                prop_assert!(ticks.low < ticks.high && ticks.low.is_finite() && ticks.high.is_finite());
                prop_assert!(ticks.values.iter().all(|value| value.is_finite()));
                prop_assert!(ticks.values.windows(2).all(|pair| pair[0] < pair[1]));
                for scale in [Scale::Linear, Scale::Log] {
                    let axis = Projection { low: ticks.low, high: ticks.high, from: 300.0, to: 10.0, scale };
                    prop_assert!((10.0..=300.0).contains(&axis.at(low)));
                }
            }
        }
    }
}
