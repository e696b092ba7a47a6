//! The bootstrap over articles: an interval for statistics that have no formula of their own.
//!
//! Articles are drawn with replacement within their outlet, and the whole statistic is computed
//! anew (never a mean of ratios). Under about 20 articles the intervals are too narrow; with one
//! article there are none.
//!
//! Reference: Efron & Tibshirani 1993, *An Introduction to the Bootstrap*. Percentile limits are
//! the inverse of the empirical distribution (Hyndman & Fan 1996, type 1).

use super::random::{Random, Resampling};
use super::{ArticleCount, Stat, Undefined};
use crate::task::{Cancelled, Task};
use rayon::prelude::*;

/// Resamples drawn from one stream of random numbers, between two looks at the task.
const CHUNK: u32 = 128;

/// The most resamples that are listed completely: 7 articles have 823,543.
const EXACT_LIMIT: u64 = 1_000_000;

/// What the resamples say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// Mean over the resamples.
    pub mean: f64,
    /// Standard deviation over the resamples: the standard error.
    pub standard_error: f64,
    /// Lower percentile limit.
    pub low: f64,
    /// Upper percentile limit.
    pub high: f64,
    /// Resamples on which the statistic was defined.
    pub resamples: u64,
    /// Resamples on which it was not; they are left out, and many of them make the rest doubtful.
    pub undefined: u64,
    /// The seed, or `None` when all resamples were listed.
    pub seed: Option<u64>,
}

/// Bootstraps any statistic of the articles of one or more outlets.
///
/// `outlets` gives the number of articles of each outlet; `statistic` is handed how many times
/// each article was drawn, all outlets one after the other, and computes on that. The result
/// depends on the seed and not on the number of threads.
pub fn bootstrap(
    outlets: &[usize],
    level: f64,
    settings: Resampling,
    task: &Task,
    statistic: impl Fn(&[u32]) -> Stat + Sync,
) -> Result<Stat<Bootstrap>, Cancelled> {
    let articles: usize = outlets.iter().sum();
    if outlets.contains(&0) {
        return Ok(Err(Undefined::EmptyGroup));
    }
    if articles <= outlets.len() {
        return Ok(Err(Undefined::TooFewArticles(2)));
    }
    let chunks: Vec<Vec<Stat>> = (0..settings.resamples.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            task.check()?;
            let mut random = Random::part(settings.seed, u64::from(chunk));
            let mut times = vec![0u32; articles];
            let size = CHUNK.min(settings.resamples - chunk * CHUNK);
            Ok((0..size)
                .map(|_| {
                    draw(&mut random, outlets, &mut times);
                    statistic(&times)
                })
                .collect())
        })
        .collect::<Result<_, Cancelled>>()?;
    let drawn = chunks.iter().map(Vec::len).sum::<usize>() as u64;
    let mut values: Vec<f64> = chunks.into_iter().flatten().flatten().collect();
    let undefined = drawn - values.len() as u64;
    Ok(summary(&mut values, level).map(|found| Bootstrap { undefined, seed: Some(settings.seed), ..found }))
}

/// Draws as many articles from each outlet as it has, with replacement.
fn draw(random: &mut Random, outlets: &[usize], times: &mut [u32]) {
    times.fill(0);
    let mut from = 0;
    for &size in outlets {
        for _ in 0..size {
            times[from + random.below(size as u32) as usize] += 1;
        }
        from += size;
    }
}

/// Bootstraps a rate: hits per word over resampled articles.
///
/// Formula: the distribution of sum x / sum n over resamples of the articles.
/// Zeros: no hits give 0 to 0, which says nothing. Same figure: R `boot`, within random error.
pub fn rate(
    articles: &[ArticleCount],
    level: f64,
    settings: Resampling,
    task: &Task,
) -> Result<Stat<Bootstrap>, Cancelled> {
    rate_within(&[articles], level, settings, task)
}

/// The same where articles are drawn within their outlet: as many of each outlet as it has.
///
/// `outlets` gives the articles of each outlet. Those of outlets with a single article are drawn together, since one
/// article by itself does not vary.
pub fn rate_within(
    outlets: &[&[ArticleCount]],
    level: f64,
    settings: Resampling,
    task: &Task,
) -> Result<Stat<Bootstrap>, Cancelled> {
    let (mut strata, mut single) = (Vec::with_capacity(outlets.len() + 1), Vec::new());
    for outlet in outlets {
        let articles = with_words(outlet);
        match articles.len() {
            0 => {}
            1 => single.extend(articles),
            _ => strata.push(articles),
        }
    }
    match (strata.len(), single.len()) {
        (0, 0) => return Ok(Err(Undefined::NoWords)),
        (0, 1) => return Ok(Err(Undefined::TooFewArticles(2))),
        (_, 0) => {}
        _ => strata.push(single),
    }
    let sums: Vec<Sums<'_>> = strata.iter().map(|articles| Sums::of(articles)).collect();
    let chunks: Vec<Vec<f64>> = (0..settings.resamples.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            task.check()?;
            let mut random = Random::part(settings.seed, u64::from(chunk));
            let size = CHUNK.min(settings.resamples - chunk * CHUNK);
            let drawn = |_| {
                let (hits, words) = sums.iter().fold((0, 0), |(hits, words), stratum| {
                    let (more, longer) = stratum.drawn(&mut random);
                    (hits + more, words + longer)
                });
                hits as f64 / words as f64
            };
            Ok((0..size).map(drawn).collect())
        })
        .collect::<Result<_, Cancelled>>()?;
    let mut values: Vec<f64> = chunks.into_iter().flatten().collect();
    Ok(summary(&mut values, level).map(|found| Bootstrap { seed: Some(settings.seed), ..found }))
}

/// Articles laid out to be drawn and added up at once: how often each was drawn is not kept.
enum Sums<'a> {
    /// Hits over [`HITS_FROM`], words below: one addition does for both, since no sum can run over.
    Packed(Vec<u64>),
    /// Articles so long or so many that their sums might.
    Wide(&'a [ArticleCount]),
}

/// From this bit on a packed article holds its hits.
const HITS_FROM: u32 = 36;

impl<'a> Sums<'a> {
    fn of(articles: &'a [ArticleCount]) -> Self {
        let most = |part: fn(&ArticleCount) -> u32| {
            u64::from(articles.iter().map(part).max().unwrap_or(0)).saturating_mul(articles.len() as u64)
        };
        if most(|article| article.0) >> (64 - HITS_FROM) == 0 && most(|article| article.1) >> HITS_FROM == 0 {
            let pack = |&(hits, words): &ArticleCount| u64::from(hits) << HITS_FROM | u64::from(words);
            Self::Packed(articles.iter().map(pack).collect())
        } else {
            Self::Wide(articles)
        }
    }

    /// Hits and words of as many articles as there are, drawn with replacement.
    fn drawn(&self, random: &mut Random) -> (u64, u64) {
        match self {
            Self::Packed(articles) => {
                let mut sum = 0;
                draw_each(random, articles, |article| sum += article);
                (sum >> HITS_FROM, sum & ((1 << HITS_FROM) - 1))
            }
            Self::Wide(articles) => {
                let (mut hits, mut words) = (0, 0);
                draw_each(random, articles, |&(more, longer)| {
                    hits += u64::from(more);
                    words += u64::from(longer);
                });
                (hits, words)
            }
        }
    }
}

/// Hands over as many articles as there are, drawn with replacement, two to a draw of bits.
fn draw_each<T>(random: &mut Random, articles: &[T], mut take: impl FnMut(&T)) {
    let bound = articles.len() as u32;
    for _ in 0..bound / 2 {
        for at in random.two_below(bound) {
            take(&articles[at as usize]);
        }
    }
    if bound % 2 == 1 {
        take(&articles[random.below(bound) as usize]);
    }
}

/// The bootstrap of a rate without chance: all m^m resamples of m articles, for up to 7 articles.
///
/// With one article the single resample is the rate itself, and there is no spread to speak of:
/// see [`rate_of_one`].
pub fn rate_exact(articles: &[ArticleCount], level: f64) -> Stat<Bootstrap> {
    let articles = with_words(articles);
    let m = articles.len();
    match m {
        0 => return Err(Undefined::NoWords),
        1 => return Err(Undefined::TooFewArticles(2)),
        _ => {}
    }
    let all = (m as u64).checked_pow(m as u32).filter(|&all| all <= EXACT_LIMIT);
    let all = all.ok_or(Undefined::Inconsistent)?;
    let mut values = Vec::with_capacity(all as usize);
    let mut wheel = vec![0usize; m];
    loop {
        let (count, words) = wheel.iter().fold((0u64, 0u64), |(count, words), &which| {
            (count + u64::from(articles[which].0), words + u64::from(articles[which].1))
        });
        values.push(count as f64 / words as f64);
        // One step of an odometer with m wheels of m digits.
        let Some(turned) = wheel.iter().position(|&digit| digit + 1 < m) else { break };
        wheel[..turned].fill(0);
        wheel[turned] += 1;
    }
    summary(&mut values, level)
}

/// The rate of a single article: the only resample there is.
pub fn rate_of_one(articles: &[ArticleCount]) -> Stat {
    match with_words(articles).as_slice() {
        [(count, words)] => Ok(f64::from(*count) / f64::from(*words)),
        [] => Err(Undefined::NoWords),
        _ => Err(Undefined::Inconsistent),
    }
}

fn with_words(articles: &[ArticleCount]) -> Vec<ArticleCount> {
    articles.iter().copied().filter(|article| article.1 > 0).collect()
}

fn summary(values: &mut [f64], level: f64) -> Stat<Bootstrap> {
    if values.is_empty() {
        return Err(Undefined::NoEstimate);
    }
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len() as f64;
    // Summed around the smallest value, so that equal values have a spread of exactly 0.
    let origin = values[0];
    let offset = values.iter().map(|value| value - origin).sum::<f64>() / n;
    let squares = values.iter().map(|value| (value - origin - offset).powi(2)).sum::<f64>();
    let tail = (1.0 - level) / 2.0;
    Ok(Bootstrap {
        mean: origin + offset,
        standard_error: (squares / n).sqrt(),
        low: quantile(values, tail),
        high: quantile(values, 1.0 - tail),
        resamples: values.len() as u64,
        undefined: 0,
        seed: None,
    })
}

/// The smallest value below which at least a share `p` of the sorted values lies, itself included.
fn quantile(sorted: &[f64], p: f64) -> f64 {
    let rank = (sorted.len() as f64 * p - 1e-9).ceil().max(1.0) as usize;
    sorted[rank.min(sorted.len()) - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLES: [ArticleCount; 4] = [(9, 400), (0, 350), (1, 500), (0, 450)];

    /// By hand: two articles (0 of 1, 1 of 1) give 0, 1/2, 1/2, 1.
    #[test]
    fn two_articles_by_hand() -> Stat<()> {
        let found = rate_exact(&[(0, 1), (1, 1)], 0.95)?;
        assert_eq!((found.resamples, found.low, found.high), (4, 0.0, 1.0));
        assert!((found.mean - 0.5).abs() < 1e-15);
        assert!((found.standard_error - 0.125f64.sqrt()).abs() < 1e-15);
        Ok(())
    }

    #[test]
    fn drawing_agrees_with_listing() {
        let exact = rate_exact(&ARTICLES, 0.95).unwrap();
        let drawn = rate(&ARTICLES, 0.95, Resampling::default(), &Task::none()).unwrap().unwrap();
        assert!((drawn.standard_error / exact.standard_error - 1.0).abs() < 0.03);
        assert!((drawn.mean - exact.mean).abs() < 0.05 * exact.standard_error);
        assert_eq!((drawn.resamples, drawn.seed), (9_999, Some(1)));
    }

    #[test]
    fn threads_do_not_matter_and_seeds_do() {
        let run = |threads, seed| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let settings = Resampling { resamples: 1_000, seed };
            pool.install(|| rate(&ARTICLES, 0.95, settings, &Task::none()))
        };
        assert_eq!(run(1, 5), run(4, 5));
        assert_ne!(run(1, 5), run(1, 6));
    }

    /// Counts too large to be packed give what others give.
    #[test]
    fn huge_articles_are_added_up_apart() {
        let settings = Resampling { resamples: 500, seed: 3 };
        let run = |articles: &[ArticleCount]| rate(articles, 0.95, settings, &Task::none()).unwrap().unwrap();
        let huge: Vec<ArticleCount> = ARTICLES.iter().map(|&(x, n)| (x * 8_000_000, n * 8_000_000)).collect();
        assert!(matches!(Sums::of(&huge), Sums::Wide(_)));
        let odd = [(u32::MAX, u32::MAX); 3];
        assert_eq!((run(&huge).low, run(&huge).high), (run(&ARTICLES).low, run(&ARTICLES).high));
        assert_eq!((run(&odd).low, run(&odd).high), (1.0, 1.0));
    }

    #[test]
    fn a_cancelled_task_stops_it() {
        let task = Task::new();
        task.cancel();
        assert_eq!(rate(&ARTICLES, 0.95, Resampling::default(), &task), Err(Cancelled));
    }

    #[test]
    fn quantile_is_the_inverse_of_the_distribution() {
        let sorted = [1.0, 2.0, 3.0, 4.0];
        let at = |p| quantile(&sorted, p);
        let found = [0.0, 0.25, 0.26, 0.75, 1.0].map(|p| at(p) as u32);
        assert_eq!(found, [1, 1, 2, 3, 4]);
    }
}
