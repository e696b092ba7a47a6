//! No input makes a statistic panic, hang, or give something that is not a number.
//!
//! Random inputs from small, ordinary and absurd values; a seed that fails is found again.

use super::alignment::{Scoring, longest_common_run, longest_common_subsequence, smith_waterman};
use super::collocation::{self as colloc, Pair};
use super::intervals::{self, ClusterSums};
use super::keyness::{self, Table2x2};
use super::log_odds::{OneVsRest, Prior, vs_all, weighted};
use super::random::{Random, Resampling};
use super::{
    ArticleCount, Stat, agreement, article_tests, bootstrap, clustering, dispersion, divergence, diversity,
    effect_sizes, fisher, frequency, k_groups, krippendorff, multiple, ngrams, permutation, readability,
    similarity, sketches, trend, windows,
};
use crate::task::Task;

const ROUNDS: u64 = 1_000;

/// A count: often 0 or small, sometimes absurd.
fn count(random: &mut Random) -> u64 {
    let bits = random.bits();
    match random.below(8) {
        0 => 0,
        1 => 1,
        2..=4 => bits % 20,
        5 => bits % 100_000,
        6 => bits % 10_000_000_000,
        _ => bits,
    }
}

fn small(random: &mut Random) -> u32 {
    count(random).min(u64::from(u32::MAX)) as u32
}

/// A setting: mostly sensible.
fn setting(random: &mut Random) -> f64 {
    const SETTINGS: [f64; 10] = [0.95, 0.5, 0.05, 1e-9, 0.0, 1.0, -3.0, 1e300, f64::NAN, f64::INFINITY];
    SETTINGS[random.below(10) as usize]
}

#[track_caller]
fn number(value: Stat) {
    assert!(!value.is_ok_and(f64::is_nan), "NaN where a number or a reason belongs");
}

#[track_caller]
fn interval(found: Stat<intervals::Interval>) {
    if let Ok(found) = found {
        assert!(found.low <= found.high, "{found:?}");
    }
}

fn articles(random: &mut Random) -> Vec<ArticleCount> {
    (0..random.below(6)).map(|_| (small(random), small(random))).collect()
}

fn text(random: &mut Random) -> Vec<u32> {
    (0..random.below(60)).map(|_| random.below(12)).collect()
}

fn each(mut check: impl FnMut(&mut Random)) {
    for round in 0..ROUNDS {
        check(&mut Random::new(round));
    }
}

#[test]
fn tables_of_any_counts() {
    each(|random| {
        let [a, b, c, d] = std::array::from_fn(|_| count(random));
        // Half the time a table that makes sense.
        let table = if random.below(2) == 0 { Table2x2 { a, b, c, d } } else { sensible([a, b, c, d]) };
        let level = setting(random);
        for value in [keyness::g2_2term(table), keyness::g2_4term(table), keyness::chi_squared(table)] {
            number(value);
            if let Ok(value) = value {
                assert!(value >= 0.0);
                number(Ok(keyness::tested(table, value).tail.log10_p));
            }
        }
        number(keyness::chi_squared_yates(table));
        number(keyness::smallest_expected(table));
        let p = fisher::fisher_exact(table);
        assert!(p.is_ok_and(|p| (0.0..=1.0).contains(&p)) || p.is_err(), "{table:?} {p:?}");
        if let Ok(found) = effect_sizes::log_ratio(table) {
            number(Ok(found.value));
            interval(found.interval);
        }
        number(effect_sizes::log_ratio_conservative(table, level, small(random)));
        number(effect_sizes::percent_difference(table));
        number(effect_sizes::bic(table).map(|found| found.four_term));
        number(effect_sizes::ell(table));
        number(effect_sizes::difference_coefficient(table));
        number(effect_sizes::simple_maths(table, setting(random), level));
        if let Ok(found) = effect_sizes::odds_ratio(table) {
            number(found.raw);
            interval(Ok(found.interval));
        }
        number(weighted(a, c, b, d, setting(random), setting(random)).map(|found| found.z));
        number(vs_all(a, c, b, d, small(random)).map(|found| found.z));
        let prior = Prior::Pooled { alpha_0: setting(random), words: d };
        number(OneVsRest::new(c, d, prior).and_then(|outlet| outlet.word(a, b)).map(|found| found.z));
        let pair = Pair { together: a, node: c, collocate: b, total: d };
        number(colloc::npmi(pair));
        number(colloc::delta_p(pair).map(|found| found.node_given_collocate));
        number(colloc::z_score_binomial(pair));
        number(colloc::pair_chi_squared(pair));
        number(colloc::log_likelihood(pair).map(|found| found.signed));
        number(colloc::log_dice(a, c, b));
        number(colloc::mutual_information(a, level, 3));
        number(colloc::t_score(a, level));
        number(colloc::z_score(a, level));
        number(frequency::per_million(a, c));
        interval(intervals::wilson(a, c, level));
        interval(intervals::poisson_exact(a, c, level));
    });
}

/// Hits below words, words below 2^40.
fn sensible([a, b, c, d]: [u64; 4]) -> Table2x2 {
    let (c, d) = (c % (1 << 40), d % (1 << 40));
    Table2x2 { a: a % (c + 1), b: b % (d + 1), c, d }
}

#[test]
fn articles_of_any_counts() {
    each(|random| {
        let (a, b, level) = (articles(random), articles(random), setting(random));
        let sums = ClusterSums::of(&a).merged(ClusterSums::of(&b));
        interval(intervals::korn_graubard(&sums, level));
        interval(intervals::cluster_ratio(&sums, level).and_then(|found| found.interval));
        number(intervals::cluster_wilson(&sums, level).map(|found| found.high - found.low));
        number(intervals::jackknife_error(&a));
        number(article_tests::mann_whitney(&a, &b).and_then(|found| found.p));
        number(article_tests::welch_t(&a, &b).map(|found| found.p));
        number(bootstrap::rate_exact(&a, level).map(|found| found.high));
        let settings = Resampling { resamples: random.below(20), seed: 1 };
        let drawn = bootstrap::rate(&a, level, settings, &Task::none()).unwrap();
        number(drawn.map(|found| found.standard_error));
        let permuted = permutation::articles(&a, &b, settings, &Task::none()).unwrap();
        number(permuted.map(|found| found.p_g2));
        let pairs = |list: &[ArticleCount]| -> Vec<(u64, u64)> {
            list.iter().map(|&(count, words)| (u64::from(count), u64::from(words))).collect()
        };
        let parts: Vec<(u64, u64)> = (0..random.below(6)).map(|_| (count(random), count(random))).collect();
        for parts in [pairs(&a), parts] {
            number(k_groups::k_groups(&parts).map(|found| found.tail_4term.log10_p));
            number(trend::kendall_tau(&parts).and_then(|found| found.p));
            number(trend::poisson_slope(&parts).map(|found| found.error_quasi_poisson));
            if let Ok(parts) = dispersion::Parts::new(parts) {
                number(parts.juilland_d());
                number(parts.carroll_d2());
                number(parts.rosengren_s());
                number(parts.dp_norm());
                number(parts.dp_egbert());
                number(parts.da());
                number(parts.kld_norm());
            }
        }
    });
}

#[test]
fn texts_of_any_words() {
    each(|random| {
        let (a, b) = (text(random), text(random));
        let measured = diversity::Text::new(&a);
        for value in [measured.mattr(random.below(30)), measured.mtld(setting(random)), measured.yule_k()] {
            number(value);
        }
        number(measured.hdd(random.below(60)));
        let found = similarity::shingles(&a, &b, random.below(6) as usize);
        number(found.jaccard());
        let vectors = similarity::tf_idf(&[&a, &b]);
        number(vectors[0].cosine(&vectors[1]));
        let sketch = |text: &[u32]| sketches::MinHash::new(text, 3, 8);
        number(sketch(&a).jaccard(&sketch(&b)));
        let aligned = smith_waterman(&a, &b, Scoring::default());
        assert!(aligned.in_a.end <= a.len() && aligned.in_b.end <= b.len());
        assert!(longest_common_run(&a, &b) <= longest_common_subsequence(&a, &b));
        assert!(aligned.score >= 2 * longest_common_run(&a, &b) as i64);
        let total: u64 = ngrams::ngrams(&[&a, &b], 2).iter().map(|gram| gram.count).sum();
        assert_eq!(total as usize, a.len().saturating_sub(1) + b.len().saturating_sub(1));
        let near = windows::windows(&[&a, &b], 3, usize::MAX, random.below(4) as usize);
        assert!(near.positions + near.node <= near.words);
        let counts = readability::TextCounts {
            words: count(random),
            sentences: count(random),
            syllables: count(random),
            ..Default::default()
        };
        number(counts.flesch_reading_ease());
        number(counts.smog());
    });
}

#[test]
fn distributions_and_judgements_of_any_counts() {
    each(|random| {
        let types = random.below(5) as usize;
        let [p, q]: [Vec<u64>; 2] = std::array::from_fn(|_| (0..types).map(|_| count(random)).collect());
        number(divergence::entropy(&p));
        number(divergence::kullback_leibler(&p, &q));
        number(divergence::jensen_shannon(&p, &q));
        number(divergence::generalised_jensen_shannon(&[&p, &q], divergence::Weights::Size));
        number(agreement::fleiss_kappa(&[p.clone(), q]));
        if let Ok(table) = agreement::Confusion::new(vec![p; types]) {
            number(table.cohen_kappa(agreement::Weighing::Quadratic));
            number(table.scott_pi());
            number(table.gwet_ac1());
        }
        let coder = |random: &mut Random| -> Vec<Option<f64>> {
            (0..random.below(6))
                .map(|_| (random.below(3) > 0).then(|| f64::from(random.below(4)) - 1.0))
                .collect()
        };
        let (first, second) = (coder(random), coder(random));
        for scale in [krippendorff::Scale::Ordinal, krippendorff::Scale::Ratio] {
            number(krippendorff::krippendorff_alpha(&[&first, &second], scale));
        }
        let p: Vec<f64> = (0..random.below(5)).map(|_| setting(random)).collect();
        for correction in [multiple::Correction::Holm, multiple::Correction::BenjaminiYekutieli] {
            assert!(multiple::adjust(&p, correction).iter().all(|p| !p.is_nan()));
        }
        let similarities: Vec<f64> = (0..25).map(|_| setting(random)).collect();
        let groups = clustering::cluster(5, setting(random), clustering::Linkage::Average, |i, j| {
            similarities[i * 5 + j]
        });
        assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), 5);
    });
}
