//! The permutation test over articles: the default p-value for a difference between two outlets.
//!
//! If outlets do not differ, any division of the articles between them was as likely as the one
//! seen. The outlet labels are shuffled over the articles and the statistic computed anew; p is
//! the share of divisions at least as extreme. Unlike the tests of [`super::keyness`] it does not
//! take the words of one article for independent.
//!
//! Small counts: with k and n - k articles there are C(n, k) divisions, so p is never below
//! 1/C(n, k), and with k = n - k never below 2/C(n, k), since the two groups exchanged differ as much; see
//! `smallest_p`. Where that is not below the level, no difference can be significant, and the screen says so.
//!
//! Reference: Lijffijt et al. 2016, *Significance testing of word frequencies in corpora*.
//! Same figure: scipy `permutation_test` (rate difference), CRAN keyperm (G2).

use super::keyness::{Table2x2, g2_4term};
use super::random::{Random, Resampling};
use super::{ArticleCount, Stat, Undefined};
use crate::task::{Cancelled, Task};
use rayon::prelude::*;

/// Divisions are listed completely up to this many, and drawn at random beyond.
pub const EXACT_LIMIT: u64 = 20_000;

/// Permutations drawn from one stream of random numbers, between two looks at the task.
const CHUNK: u32 = 128;

/// What the divisions say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Permutation {
    /// p of the absolute difference of the pooled rates.
    pub p_rate_difference: f64,
    /// p of the four-term G2.
    pub p_g2: f64,
    /// Divisions listed or drawn.
    pub permutations: u64,
    /// The seed, or `None` when all divisions were listed.
    pub seed: Option<u64>,
    /// The smallest p this test could have given.
    pub smallest_p: f64,
}

/// Tests whether two outlets use a word at different rates.
///
/// Formula: p = share of divisions with T* >= T when all are listed (up to 20,000), else
/// (1 + #{T* >= T}) / (B + 1) with B divisions drawn. T = |x_a/n_a - x_b/n_b| and T = G2.
/// Zeros: a word in neither outlet gives p = 1. An outlet without words leaves it undefined.
pub fn articles(
    group_a: &[ArticleCount],
    group_b: &[ArticleCount],
    settings: Resampling,
    task: &Task,
) -> Result<Stat<Permutation>, Cancelled> {
    let with_words = |group: &[ArticleCount]| group.iter().filter(|article| article.1 > 0).count();
    // The smaller group is drawn; which of the two it is makes no difference to either statistic.
    let (small, large) =
        if with_words(group_a) <= with_words(group_b) { (group_a, group_b) } else { (group_b, group_a) };
    let size = with_words(small);
    if size == 0 {
        return Ok(Err(Undefined::EmptyGroup));
    }
    let pool: Vec<ArticleCount> =
        small.iter().chain(large).copied().filter(|article| article.1 > 0).collect();
    let totals = totals(&pool);
    let seen = match Statistics::of(sum(&pool[..size]), totals) {
        Ok(seen) => seen,
        Err(reason) => return Ok(Err(reason)),
    };
    let all = binomial(pool.len() as u64, size as u64);
    if let Some(all) = all.filter(|&all| all <= EXACT_LIMIT) {
        let mut reached = [0u64; 2];
        each_combination(pool.len(), size, |chosen| {
            let drawn = chosen.iter().map(|&which| pool[which]);
            count_reached(&mut reached, &seen, Statistics::of(sum_of(drawn), totals));
        });
        return Ok(Ok(Permutation {
            p_rate_difference: reached[0] as f64 / all as f64,
            p_g2: reached[1] as f64 / all as f64,
            permutations: all,
            seed: None,
            smallest_p: smallest_p(all, pool.len(), size),
        }));
    }
    let reached = (0..settings.resamples.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            task.check()?;
            let mut random = Random::part(settings.seed, u64::from(chunk));
            let mut order = pool.clone();
            let mut reached = [0u64; 2];
            for _ in 0..CHUNK.min(settings.resamples - chunk * CHUNK) {
                for place in 0..size {
                    let from = place + random.below((order.len() - place) as u32) as usize;
                    order.swap(place, from);
                }
                count_reached(&mut reached, &seen, Statistics::of(sum(&order[..size]), totals));
            }
            Ok(reached)
        })
        .try_reduce(|| [0; 2], |left, right| Ok([left[0] + right[0], left[1] + right[1]]))?;
    let b = f64::from(settings.resamples);
    Ok(Ok(Permutation {
        p_rate_difference: (1.0 + reached[0] as f64) / (b + 1.0),
        p_g2: (1.0 + reached[1] as f64) / (b + 1.0),
        permutations: u64::from(settings.resamples),
        seed: Some(settings.seed),
        smallest_p: 1.0 / (b + 1.0),
    }))
}

/// The smallest p of a difference without direction, where all divisions of `n` articles into `size` and the rest are
/// listed: two groups of one size may be exchanged, and differ as much.
pub(crate) fn smallest_p(all: u64, n: usize, size: usize) -> f64 {
    let alike = if size * 2 == n { 2.0 } else { 1.0 };
    alike / all as f64
}

struct Statistics {
    difference: f64,
    g2: f64,
}

impl Statistics {
    fn of((a, c): (u64, u64), (count, words): (u64, u64)) -> Stat<Self> {
        let (b, d) = (count - a, words - c);
        let g2 = g2_4term(Table2x2 { a, b, c, d })?;
        Ok(Self { difference: (a as f64 / c as f64 - b as f64 / d as f64).abs(), g2 })
    }
}

/// Counts what is as extreme as what was seen; equal values may differ by rounding.
fn count_reached(reached: &mut [u64; 2], seen: &Statistics, drawn: Stat<Statistics>) {
    const ROUNDING: f64 = 1.0 - 1e-11;
    if let Ok(drawn) = drawn {
        reached[0] += u64::from(drawn.difference >= seen.difference * ROUNDING);
        reached[1] += u64::from(drawn.g2 >= seen.g2 * ROUNDING);
    }
}

fn sum(articles: &[ArticleCount]) -> (u64, u64) {
    sum_of(articles.iter().copied())
}

fn sum_of(articles: impl Iterator<Item = ArticleCount>) -> (u64, u64) {
    articles
        .fold((0, 0), |(count, words), article| (count + u64::from(article.0), words + u64::from(article.1)))
}

fn totals(pool: &[ArticleCount]) -> (u64, u64) {
    sum(pool)
}

/// C(n, k), or `None` beyond 64 bits.
pub(crate) fn binomial(n: u64, k: u64) -> Option<u64> {
    let mut result = 1u128;
    for step in 1..=u128::from(k.min(n.checked_sub(k)?)) {
        result = result * (u128::from(n) - step + 1) / step;
        if result > u128::from(u64::MAX) {
            return None;
        }
    }
    u64::try_from(result).ok()
}

/// Visits every choice of `size` of `n` places once.
pub(crate) fn each_combination(n: usize, size: usize, mut visit: impl FnMut(&[usize])) {
    let mut chosen: Vec<usize> = (0..size).collect();
    loop {
        visit(&chosen);
        let Some(movable) = (0..size).rev().find(|&place| chosen[place] + size < n + place) else { return };
        chosen[movable] += 1;
        for place in movable + 1..size {
            chosen[place] = chosen[place - 1] + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(a: &[ArticleCount], b: &[ArticleCount]) -> Permutation {
        articles(a, b, Resampling::default(), &Task::none()).unwrap().unwrap()
    }

    /// Fisher's own reasoning by hand: complete separation of 3 and 3 articles is reached by 2 of
    /// the 20 divisions.
    #[test]
    fn complete_separation_by_hand() {
        let found = run(&[(9, 100), (8, 100), (7, 100)], &[(1, 100), (2, 100), (0, 100)]);
        assert_eq!((found.permutations, found.seed), (20, None));
        assert!((found.p_rate_difference - 0.1).abs() < 1e-15);
        assert!((found.p_g2 - 0.1).abs() < 1e-15);
        assert!((found.smallest_p - 0.1).abs() < 1e-15);
    }

    /// Of all values that three and two, or two and two articles can have, the largest difference reaches it.
    #[test]
    fn the_smallest_p_is_reached() {
        for (a, b, smallest) in [
            (&[(9, 100), (8, 100)][..], &[(0, 100), (1, 100)][..], 2.0 / 6.0),
            (&[(9, 100), (8, 100), (7, 100)], &[(0, 100), (1, 100)], 1.0 / 10.0),
            (&[(9, 100)], &[(0, 100)], 1.0),
        ] {
            let found = run(a, b);
            assert!((found.smallest_p - smallest).abs() < 1e-15, "{found:?}");
            assert!((found.p_rate_difference - smallest).abs() < 1e-15, "{found:?}");
        }
    }

    #[test]
    fn order_of_the_outlets_does_not_matter() {
        let (a, b) = ([(9, 400), (0, 350), (1, 500)], [(1, 420), (0, 380), (1, 610), (0, 300)]);
        assert_eq!(run(&a, &b), run(&b, &a));
    }

    /// 12 and 12 articles have 2,704,156 divisions: drawn, and near the normal approximation.
    #[test]
    fn many_articles_are_drawn_with_the_seed_recorded() {
        let a: Vec<ArticleCount> = (0..12).map(|i| (i % 4, 300)).collect();
        let b: Vec<ArticleCount> = (0..12).map(|i| (i % 4 + u32::from(i % 2 == 0), 300)).collect();
        let found = run(&a, &b);
        assert_eq!((found.permutations, found.seed), (9_999, Some(1)));
        assert!((0.2..0.5).contains(&found.p_rate_difference), "{found:?}");
        assert_eq!(found, run(&a, &b));
        // More divisions of the same articles must agree within chance.
        let settings = Resampling { resamples: 50_000, seed: 2 };
        let more = articles(&a, &b, settings, &Task::none()).unwrap().unwrap();
        assert!((more.p_rate_difference - found.p_rate_difference).abs() < 0.02);
    }

    #[test]
    fn a_cancelled_task_stops_it() {
        let task = Task::new();
        task.cancel();
        let many = vec![(1, 100); 40];
        assert_eq!(articles(&many, &many, Resampling::default(), &task), Err(Cancelled));
    }

    #[test]
    fn combinations_are_counted_and_visited() {
        assert_eq!(binomial(7, 3), Some(35));
        assert_eq!(binomial(200, 100), None);
        assert_eq!(binomial(3, 5), None);
        let mut visited = Vec::new();
        each_combination(4, 2, |chosen| visited.push(chosen.to_vec()));
        assert_eq!(visited, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
    }
}
