//! Several wordings in several outlets: does the choice of wording go with the outlet?

use super::special::{Tail, chi_squared_tail};
use super::{Stat, Undefined};

/// The test of independence of a table of counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contingency {
    /// Pearson's chi-squared, without correction.
    pub chi_squared: f64,
    /// (rows with counts - 1) x (columns with counts - 1).
    pub degrees_of_freedom: u32,
    /// Its p. Token-level.
    pub tail: Tail,
    /// Cramér's V, the effect size: 0 no association to 1.
    pub cramers_v: f64,
}

/// Chi-squared and Cramér's V of a k x m table; rows and columns without counts are dropped.
///
/// Formula: chi2 = sum (O-E)^2/E, V = sqrt(chi2 / (N min(k-1, m-1))). Token-level. Fewer than two rows or columns
/// with counts are undefined. Reference: Cramér 1946. Same figure: scipy `contingency.association(method="cramer")`.
pub fn table(rows: &[&[u64]]) -> Stat<Contingency> {
    let width = rows.first().map_or(0, |row| row.len());
    if rows.iter().any(|row| row.len() != width) {
        return Err(Undefined::Inconsistent);
    }
    let row_sums: Vec<f64> = rows.iter().map(|row| row.iter().map(|&n| n as f64).sum()).collect();
    let mut column_sums = vec![0.0; width];
    for row in rows {
        for (sum, &n) in column_sums.iter_mut().zip(*row) {
            *sum += n as f64;
        }
    }
    let all: f64 = row_sums.iter().sum();
    if all <= 0.0 {
        return Err(Undefined::NoOccurrence);
    }
    let filled = |sums: &[f64]| sums.iter().filter(|&&sum| sum > 0.0).count();
    let (k, m) = (filled(&row_sums), filled(&column_sums));
    if k < 2 || m < 2 {
        return Err(Undefined::EmptyGroup);
    }
    let mut chi_squared = 0.0;
    for (row, &row_sum) in rows.iter().zip(&row_sums).filter(|(_, sum)| **sum > 0.0) {
        for (&n, &column_sum) in row.iter().zip(&column_sums).filter(|(_, sum)| **sum > 0.0) {
            let expected = row_sum * column_sum / all;
            chi_squared += (n as f64 - expected).powi(2) / expected;
        }
    }
    let degrees_of_freedom = ((k - 1) * (m - 1)) as u32;
    let cramers_v = (chi_squared / (all * (k.min(m) - 1) as f64)).sqrt().min(1.0);
    let tail = chi_squared_tail(chi_squared, degrees_of_freedom);
    Ok(Contingency { chi_squared, degrees_of_freedom, tail, cramers_v })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of scipy's documentation of `scipy.stats.contingency.association`.
    #[test]
    fn agrees_with_scipy() -> Stat<()> {
        let rows: [&[u64]; 4] = [&[100, 150], &[203, 322], &[420, 700], &[320, 210]];
        assert!((table(&rows)?.cramers_v - 0.186_178_130_774_836_78).abs() < 1e-12);
        Ok(())
    }

    #[test]
    fn what_says_nothing_is_undefined_or_dropped() -> Stat<()> {
        assert_eq!(table(&[&[1, 2]]), Err(Undefined::EmptyGroup));
        assert_eq!(table(&[&[1, 0], &[2, 0]]), Err(Undefined::EmptyGroup));
        assert_eq!(table(&[&[0, 0], &[0, 0]]), Err(Undefined::NoOccurrence));
        assert_eq!(table(&[&[1, 0], &[1]]), Err(Undefined::Inconsistent));
        let found = table(&[&[3, 0, 0], &[0, 0, 0], &[0, 0, 3]])?;
        assert_eq!((found.cramers_v, found.degrees_of_freedom), (1.0, 1));
        Ok(())
    }
}
