//! Krippendorff's alpha: agreement of any number of coders, with gaps, on any scale.

use super::{Stat, Undefined};

/// The scale of the values, which says how bad a disagreement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Names: different is different.
    Nominal,
    /// Ranks: by how many judgements lie between.
    Ordinal,
    /// Numbers: the squared difference.
    Interval,
    /// Numbers with a true zero: the squared difference relative to the sum.
    Ratio,
}

/// Krippendorff's alpha.
///
/// `coders[c][unit]` is the value coder c gave the unit, or `None`. Formula: 1 - `D_o`/`D_e` over the
/// matrix of coincidences; units with fewer than two values are left out. Range: 1 perfect, 0 chance,
/// below 0 systematic disagreement. Reading: .8 and above reliable, .667 to .8 tentative only.
/// Undefined: no unit coded twice, or no variation at all.
/// Reference: Krippendorff 2011, *Computing Krippendorff's alpha-reliability*. An interval comes from
/// [`super::bootstrap`] over units (Hayes & Krippendorff 2007).
/// Same figure: krippendorff (Python), nltk `AnnotationTask.alpha`.
pub fn krippendorff_alpha(coders: &[&[Option<f64>]], scale: Scale) -> Stat {
    let units = coders.iter().map(|values| values.len()).max().unwrap_or(0);
    let coded: Vec<Vec<f64>> = (0..units)
        .map(|unit| coders.iter().filter_map(|values| values.get(unit).copied().flatten()).collect())
        .filter(|values: &Vec<f64>| values.len() > 1)
        .collect();
    if coded.is_empty() {
        return Err(Undefined::NotCodedTwice);
    }
    let mut values: Vec<f64> = coded.iter().flatten().copied().collect();
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::Inconsistent);
    }
    values.sort_unstable_by(f64::total_cmp);
    values.dedup_by(|a, b| same(*a, *b));
    let number = |value: f64| values.partition_point(|known| known.total_cmp(&value).is_lt());
    // Every value of a unit takes part in coincidences that add up to 1, so the margins of their
    // matrix are plain counts, and the matrix itself is never needed.
    let mut totals = vec![0.0; values.len()];
    for &value in coded.iter().flatten() {
        totals[number(value)] += 1.0;
    }
    let all: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for unit in &coded {
        let weight = 2.0 / (unit.len() as f64 - 1.0);
        for (before, &first) in unit.iter().enumerate() {
            for &second in &unit[before + 1..] {
                observed += weight * distance(scale, &values, &totals, number(first), number(second));
            }
        }
    }
    for i in 0..values.len() {
        for j in 0..i {
            expected += 2.0 * totals[i] * totals[j] * distance(scale, &values, &totals, i, j);
        }
    }
    if expected <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(1.0 - (all - 1.0) * observed / expected)
}

fn same(a: f64, b: f64) -> bool {
    a.total_cmp(&b).is_eq()
}

/// The squared distance of the i-th and the j-th value.
fn distance(scale: Scale, values: &[f64], totals: &[f64], i: usize, j: usize) -> f64 {
    if i == j {
        return 0.0;
    }
    let (a, b) = (values[i], values[j]);
    match scale {
        Scale::Nominal => 1.0,
        Scale::Ordinal => {
            let between: f64 = totals[i.min(j)..=i.max(j)].iter().sum();
            (between - f64::midpoint(totals[i], totals[j])).powi(2)
        }
        Scale::Interval => (a - b).powi(2),
        Scale::Ratio if a + b == 0.0 => 0.0,
        Scale::Ratio => ((a - b) / (a + b)).powi(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64, absolute: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// Krippendorff 2011, section A: two coders, ten units, binary: alpha = .095.
    #[test]
    fn binary_example_as_printed() {
        let coder = |values: [u8; 10]| values.map(|value| Some(f64::from(value)));
        let (first, second) = (coder([0, 1, 0, 0, 0, 0, 0, 0, 1, 0]), coder([1, 1, 1, 0, 0, 1, 0, 0, 0, 0]));
        close(krippendorff_alpha(&[&first, &second], Scale::Nominal), 0.095, 5e-4);
    }

    /// By hand: units (1, 1), (1, 3), (3, 3): four 1s... n = 6, `D_o` = 2 d, `D_e` = 2 * 9 d / 5, on
    /// every scale, since there are two values only.
    #[test]
    fn two_values_by_hand() {
        let (first, second) = ([1.0, 1.0, 3.0].map(Some), [1.0, 3.0, 3.0].map(Some));
        for scale in [Scale::Nominal, Scale::Ordinal, Scale::Interval, Scale::Ratio] {
            close(krippendorff_alpha(&[&first, &second], scale), 1.0 - 5.0 * 2.0 / 18.0, 1e-12);
        }
    }

    #[test]
    fn undefined_without_pairs_or_variation() {
        let (one, two) = ([Some(1.0), None], [None, Some(2.0)]);
        assert_eq!(krippendorff_alpha(&[&one, &two], Scale::Nominal), Err(Undefined::NotCodedTwice));
        let same = [Some(2.0), Some(2.0)];
        assert_eq!(krippendorff_alpha(&[&same, &same], Scale::Ratio), Err(Undefined::NoVariation));
        assert_eq!(krippendorff_alpha(&[], Scale::Nominal), Err(Undefined::NotCodedTwice));
    }
}
