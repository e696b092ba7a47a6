//! Tests of two outlets on the rates of their single articles.
//!
//! Companions of [`super::permutation`]: like it they take the article, not the word, for the unit
//! of sampling; unlike it they weigh a short article like a long one. Articles without words have
//! no rate and are left out.

use super::special::{normal_two_sided, student_two_sided};
use super::{ArticleCount, Stat, Undefined};

/// The rank test of Mann and Whitney.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs of articles in which the first group has the higher rate; ties count a half.
    pub u: f64,
    /// Two-sided, normal approximation with continuity and tie correction; undefined if all
    /// articles have the same rate.
    pub p: Stat,
}

/// The Mann-Whitney test on rates per article.
///
/// Formula: U = R_a - n_a(n_a+1)/2 from mean ranks; z = (max(U, n_a n_b - U) - n_a n_b/2 - 1/2)/s.
/// Reading: U/(n_a n_b) is the chance that an article of the first outlet uses the word at a higher
/// rate. Small counts: approximate below about 8 articles an outlet.
/// Reference: Mann & Whitney 1947; Kilgarriff 2001, *Comparing corpora*.
/// Same figure: scipy `mannwhitneyu(method="asymptotic")`, R `wilcox.test(exact=FALSE)`.
pub fn mann_whitney(group_a: &[ArticleCount], group_b: &[ArticleCount]) -> Stat<MannWhitney> {
    // Division rounds correctly, so equal rates of unequal articles are equal numbers.
    let mut rates: Vec<(f64, bool)> = rates(group_a).map(|rate| (rate, true)).collect();
    let n_a = rates.len() as f64;
    rates.extend(self::rates(group_b).map(|rate| (rate, false)));
    let n = rates.len() as f64;
    let n_b = n - n_a;
    if n_a < 1.0 || n_b < 1.0 {
        return Err(Undefined::EmptyGroup);
    }
    rates.sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
    let (mut rank_sum, mut ties, mut before) = (0.0, 0.0, 0.0);
    for tied in rates.chunk_by(|left, right| left.0.total_cmp(&right.0).is_eq()) {
        let t = tied.len() as f64;
        let of_a = tied.iter().filter(|rate| rate.1).count() as f64;
        rank_sum += of_a * (before + f64::midpoint(t, 1.0));
        ties += t * t * t - t;
        before += t;
    }
    let u = rank_sum - n_a * (n_a + 1.0) / 2.0;
    let variance = n_a * n_b / 12.0 * (n + 1.0 - ties / (n * (n - 1.0)));
    let p = if variance > 0.0 {
        let deviation = u.max(n_a * n_b - u) - n_a * n_b / 2.0 - 0.5;
        Ok(if deviation <= 0.0 { 1.0 } else { normal_two_sided(deviation / variance.sqrt()) })
    } else {
        Err(Undefined::NoVariation)
    };
    Ok(MannWhitney { u, p })
}

/// Welch's t test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WelchT {
    /// The statistic, above 0 if the first group has the higher mean rate.
    pub t: f64,
    /// Degrees of freedom, usually not a whole number.
    pub degrees_of_freedom: f64,
    /// Two-sided.
    pub p: f64,
}

/// Welch's t test on rates per article.
///
/// Formula: t = (mean_a - mean_b) / sqrt(s_a^2/n_a + s_b^2/n_b), degrees of freedom after
/// Satterthwaite. Small counts: two articles an outlet at least; undefined without any variation.
/// Reference: Welch 1947; Paquot & Bestgen 2009, *Distinctive words in academic writing*.
/// Same figure: scipy `ttest_ind(equal_var=False)`, R `t.test`.
pub fn welch_t(group_a: &[ArticleCount], group_b: &[ArticleCount]) -> Stat<WelchT> {
    let (mean_a, error_a, n_a) = mean_and_error(group_a)?;
    let (mean_b, error_b, n_b) = mean_and_error(group_b)?;
    let error = error_a + error_b;
    if error <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let t = (mean_a - mean_b) / error.sqrt();
    let degrees_of_freedom =
        error * error / (error_a * error_a / (n_a - 1.0) + error_b * error_b / (n_b - 1.0));
    Ok(WelchT { t, degrees_of_freedom, p: student_two_sided(t, degrees_of_freedom) })
}

/// The mean rate, its squared standard error and the number of articles.
fn mean_and_error(group: &[ArticleCount]) -> Stat<(f64, f64, f64)> {
    let n = rates(group).count() as f64;
    if n < 2.0 {
        return Err(Undefined::TooFewArticles(2));
    }
    // Around the first rate, so that equal rates have a variance of exactly 0.
    let origin = rates(group).next().unwrap_or(0.0);
    let offset = rates(group).map(|rate| rate - origin).sum::<f64>() / n;
    let squares: f64 = rates(group).map(|rate| (rate - origin - offset).powi(2)).sum();
    Ok((origin + offset, squares / (n - 1.0) / n, n))
}

fn rates(group: &[ArticleCount]) -> impl Iterator<Item = f64> {
    group.iter().filter(|article| article.1 > 0).map(|&(count, words)| f64::from(count) / f64::from(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: rates 3, 4, 5 against 1, 2, 4 (per ten): 3 beats two, 4 beats two and ties one,
    /// 5 beats three: U = 7.5.
    #[test]
    fn mann_whitney_by_hand() -> Stat<()> {
        let found = mann_whitney(&[(3, 10), (4, 10), (5, 10)], &[(1, 10), (2, 10), (8, 20), (0, 0)])?;
        assert!((found.u - 7.5).abs() < 1e-12);
        // One tie of two: s^2 = 9/12 (7 - 6/30) = 5.1; z = (7.5 - 4.5 - .5)/s.
        assert!((found.p? - normal_two_sided(2.5 / 5.1f64.sqrt())).abs() < 1e-12);
        Ok(())
    }

    /// By hand: means .3 and .1, both variances .02: t = .2/sqrt(.02), df = 2, and the t
    /// distribution with two degrees of freedom has p = 1 - t/sqrt(2 + t^2).
    #[test]
    fn welch_by_hand() -> Stat<()> {
        let found = welch_t(&[(2, 10), (4, 10)], &[(0, 10), (2, 10)])?;
        let t = 0.2 / 0.02f64.sqrt();
        assert!((found.t - t).abs() < 1e-12);
        assert!((found.degrees_of_freedom - 2.0).abs() < 1e-12);
        assert!((found.p - (1.0 - t / (2.0 + t * t).sqrt())).abs() < 1e-12);
        assert_eq!(welch_t(&[(1, 10)], &[(0, 10), (2, 10)]), Err(Undefined::TooFewArticles(2)));
        Ok(())
    }
}
