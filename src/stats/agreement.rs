//! Agreement of coders who sorted the same units into categories.
//!
//! For Krippendorff's alpha, our default, see [`super::krippendorff`]. Where no disagreement could be
//! expected (all in one category) the chance-corrected measures are undefined: show the percentage.

use super::{Stat, Undefined};

/// Two coders' judgements: `counts[i][j]` units the first put into category i, the second into j.
///
/// Categories stand in their declared order, unused ones included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confusion {
    counts: Vec<Vec<u64>>,
    units: u64,
}

/// How much a disagreement weighs in Cohen's kappa.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weighing {
    /// All disagreements alike.
    Unweighted,
    /// By the distance of the categories.
    Linear,
    /// By the square of their distance.
    Quadratic,
}

impl Confusion {
    /// From a square table.
    pub fn new(counts: Vec<Vec<u64>>) -> Stat<Self> {
        if counts.iter().any(|row| row.len() != counts.len()) {
            return Err(Undefined::Inconsistent);
        }
        let units = total(counts.iter().flatten())?;
        if units == 0 { Err(Undefined::NotCodedTwice) } else { Ok(Self { counts, units }) }
    }

    /// From the categories (numbered from 0 below `categories`) both coders gave each unit.
    pub fn of(first: &[usize], second: &[usize], categories: usize) -> Stat<Self> {
        let mut counts = vec![vec![0; categories]; categories];
        if first.len() != second.len() {
            return Err(Undefined::Inconsistent);
        }
        for (&i, &j) in first.iter().zip(second) {
            *counts.get_mut(i).and_then(|row| row.get_mut(j)).ok_or(Undefined::Inconsistent)? += 1;
        }
        Self::new(counts)
    }

    /// The share of units both put into the same category, 0 to 1. Says nothing about chance.
    pub fn percent(&self) -> f64 {
        let same: u64 = self.counts.iter().enumerate().map(|(i, row)| row[i]).sum();
        same as f64 / self.units as f64
    }

    /// Cohen's kappa: 1 perfect, 0 chance, below 0 worse; chance from each coder's own habits.
    ///
    /// Formula: 1 - sum w O / sum w E, w = 0 for agreement, else 1, |i-j| or (i-j)^2.
    /// Reference: Cohen 1960, *A coefficient of agreement for nominal scales*; 1968 for weights.
    /// Same figure: scikit-learn `cohen_kappa_score(labels=all)`, R psych `cohen.kappa`.
    pub fn cohen_kappa(&self, weighing: Weighing) -> Stat {
        let (first, second) = (self.first(), self.second());
        let (mut observed, mut expected) = (0.0, 0.0);
        for (i, row) in self.counts.iter().enumerate() {
            for (j, &count) in row.iter().enumerate() {
                let distance = i.abs_diff(j) as f64;
                let weight = match weighing {
                    Weighing::Unweighted => f64::from(u8::from(i != j)),
                    Weighing::Linear => distance,
                    Weighing::Quadratic => distance * distance,
                };
                observed += weight * count as f64;
                expected += weight * (first[i] * second[j]) / self.units as f64;
            }
        }
        if expected <= 0.0 {
            return Err(Undefined::NoVariation);
        }
        Ok(1.0 - observed / expected)
    }

    /// Scott's pi: as kappa, but chance from the habits of both coders together.
    ///
    /// Formula: (`p_o` - `p_e`)/(1 - `p_e`), `p_e` = sum of squared pooled shares.
    /// Reference: Scott 1955, *Reliability of content analysis*. Same figure: nltk `AnnotationTask.pi`.
    pub fn scott_pi(&self) -> Stat {
        // 1 - p_e as the chance of a disagreement, so that one category alone gives exactly 0.
        let shares = self.pooled();
        let disagreement: f64 = shares.iter().map(|share| share * (1.0 - share)).sum();
        if disagreement <= 0.0 {
            return Err(Undefined::NoVariation);
        }
        Ok(1.0 - (1.0 - self.percent()) / disagreement)
    }

    /// Gwet's AC1: stays near the percentage where one category is very common and kappa collapses.
    ///
    /// Formula: (`p_o` - `p_e`)/(1 - `p_e`), `p_e` = sum of s(1-s) over the pooled shares / (q - 1), q the
    /// number of categories declared. Undefined for one category.
    /// Reference: Gwet 2008, *Computing inter-rater reliability in the presence of high agreement*.
    /// Same figure: irrCAC `CAC.gwet`.
    pub fn gwet_ac1(&self) -> Stat {
        if self.counts.len() < 2 {
            return Err(Undefined::NoVariation);
        }
        let spread: f64 = self.pooled().iter().map(|share| share * (1.0 - share)).sum();
        let chance = spread / (self.counts.len() as f64 - 1.0);
        Ok((self.percent() - chance) / (1.0 - chance))
    }

    fn first(&self) -> Vec<f64> {
        self.counts.iter().map(|row| row.iter().sum::<u64>() as f64).collect()
    }

    fn second(&self) -> Vec<f64> {
        (0..self.counts.len()).map(|j| self.counts.iter().map(|row| row[j]).sum::<u64>() as f64).collect()
    }

    /// The share of each category in all judgements of both coders.
    fn pooled(&self) -> Vec<f64> {
        let judgements = 2.0 * self.units as f64;
        self.first().iter().zip(self.second()).map(|(a, b)| (a + b) / judgements).collect()
    }
}

/// The sum, unless it is larger than any sum of judgements can be.
fn total<'a>(counts: impl IntoIterator<Item = &'a u64>) -> Stat<u64> {
    let sum = counts.into_iter().try_fold(0u64, |sum, &count| sum.checked_add(count));
    sum.ok_or(Undefined::Inconsistent)
}

/// Fleiss' kappa: Scott's pi for any number of coders, the same number for every unit.
///
/// `counts[unit][category]` coders chose the category. Formula: (P - `P_e`)/(1 - `P_e`), P the mean share
/// of agreeing pairs of coders, `P_e` the sum of squared shares of the categories.
/// Undefined for fewer than two coders, unequal numbers, or one category alone.
/// Reference: Fleiss 1971, *Measuring nominal scale agreement among many raters*.
/// Same figure: statsmodels `fleiss_kappa`.
pub fn fleiss_kappa(counts: &[Vec<u64>]) -> Stat {
    let Some(first) = counts.first() else { return Err(Undefined::NotCodedTwice) };
    let coders = total(first)?;
    let equal = counts.iter().all(|unit| unit.len() == first.len() && total(unit) == Ok(coders));
    if coders < 2 || !equal {
        return Err(Undefined::UnequalCoding);
    }
    let (units, n) = (counts.len() as f64, coders as f64);
    let pairs: f64 =
        counts.iter().flatten().map(|&count| count as f64 * count.saturating_sub(1) as f64).sum();
    let agreement = pairs / (units * n * (n - 1.0));
    let share = |category: usize| counts.iter().map(|unit| unit[category] as f64).sum::<f64>() / (units * n);
    let disagreement: f64 = (0..first.len()).map(share).map(|share| share * (1.0 - share)).sum();
    if disagreement <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(1.0 - (1.0 - agreement) / disagreement)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64, absolute: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// Cohen 1960, table 1: proportions .25 .13 .12 / .12 .02 .16 / .03 .15 .02: agreement .29, by
    /// chance .50 * .40 + .30 * .30 + .20 * .30 = .35, kappa -.092.
    #[test]
    fn cohen_by_hand() {
        let table = Confusion::new(vec![vec![25, 13, 12], vec![12, 2, 16], vec![3, 15, 2]]).unwrap();
        close(Ok(table.percent()), 0.29, 1e-12);
        close(table.cohen_kappa(Weighing::Unweighted), (0.29 - 0.35) / 0.65, 1e-12);
        // Linear weights: neighbours count 1, the outer pair 2; the margins are 50 30 20, 40 30 30.
        let observed = 13.0 + 2.0 * 12.0 + 12.0 + 16.0 + 2.0 * 3.0 + 15.0;
        let expected =
            50.0 * 30.0 + 2.0 * 50.0 * 30.0 + 30.0 * 40.0 + 30.0 * 30.0 + 2.0 * 20.0 * 40.0 + 20.0 * 30.0;
        close(table.cohen_kappa(Weighing::Linear), 1.0 - observed * 100.0 / expected, 1e-12);
    }

    /// By hand: 20 and 15 agreed of 50; pooled shares .55 and .45.
    #[test]
    fn pi_and_ac1_by_hand() {
        let table = Confusion::new(vec![vec![20, 5], vec![10, 15]]).unwrap();
        let chance = 0.55f64.powi(2) + 0.45f64.powi(2);
        close(table.scott_pi(), (0.7 - chance) / (1.0 - chance), 1e-12);
        close(table.gwet_ac1(), (0.7 - 0.495) / (1.0 - 0.495), 1e-12);
        assert_eq!(Confusion::of(&[0, 1], &[0, 2], 2), Err(Undefined::Inconsistent));
    }

    /// Fleiss for two coders is Scott's pi.
    #[test]
    fn fleiss_generalises_scott() {
        let units = vec![vec![2, 0], vec![1, 1], vec![0, 2], vec![2, 0]];
        let pi = Confusion::of(&[0, 0, 1, 0], &[0, 1, 1, 0], 2).unwrap().scott_pi().unwrap();
        close(fleiss_kappa(&units), pi, 1e-12);
        assert_eq!(fleiss_kappa(&[vec![2, 0], vec![1, 0]]), Err(Undefined::UnequalCoding));
        assert_eq!(fleiss_kappa(&[]), Err(Undefined::NotCodedTwice));
    }
}
