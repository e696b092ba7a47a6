//! Frequencies, intervals, keyness, corrections.

use super::inputs::{Inputs, counts, number, object, shown};
use parallax::stats::intervals::{self, ClusterSums, Interval};
use parallax::stats::keyness::{self as tests, Table2x2};
use parallax::stats::log_odds::{Contrast, vs_all, weighted};
use parallax::stats::multiple::{Correction, adjust};
use parallax::stats::permutation;
use parallax::stats::random::Resampling;
use parallax::stats::{Stat, Undefined, article_tests, bootstrap, effect_sizes, fisher, frequency, k_groups};
use parallax::task::Task;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

pub fn compute(family: &str, name: &str, inputs: Inputs) -> Option<Value> {
    match (family, name) {
        ("freq", _) => frequency_of(name, inputs),
        ("multiple", _) => corrected(name, inputs),
        ("keyness", "k_groups") => Some(groups(inputs)),
        ("keyness", "permutation_docs_exact" | "mann_whitney_docs" | "welch_t_docs") => {
            Some(articles(name, inputs))
        }
        ("keyness", "weighted_log_odds") => Some(object([("words", two_groups(inputs))])),
        ("keyness", "weighted_log_odds_one_vs_rest") => Some(object([("groups", one_vs_rest(inputs))])),
        ("keyness", "weighted_log_odds_vs_all_tidylo") => Some(object([("groups", tidylo(inputs))])),
        _ => table(name, inputs),
    }
}

fn limits(interval: Stat<Interval>, scale: f64) -> [Value; 2] {
    [interval.map(|interval| interval.low * scale), interval.map(|interval| interval.high * scale)].map(shown)
}

fn table(name: &str, inputs: Inputs) -> Option<Value> {
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|key| inputs.whole(key));
    let table = Table2x2 { a, b, c, d };
    let tested = |value: Stat| value.map(|value| tests::tested(table, value));
    let g2 = |value: Stat| {
        let tested = tested(value);
        let (signed, p) = (tested.map(|tested| tested.signed), tested.map(|tested| tested.tail.p));
        object([("g2", shown(value)), ("g2_signed", shown(signed)), ("p", shown(p))])
    };
    let chi2 = |value: Stat| {
        object([("chi2", shown(value)), ("p", shown(tested(value).map(|tested| tested.tail.p)))])
    };
    let single = |key: &str, value: Stat| object([(key, shown(value))]);
    Some(match name {
        "ll_2term" => g2(tests::g2_2term(table)),
        "ll_4term" => g2(tests::g2_4term(table)),
        "chi2" => chi2(tests::chi_squared(table)),
        "chi2_yates" => chi2(tests::chi_squared_yates(table)),
        "fisher_exact" => single("p", fisher::fisher_exact(table)),
        "pct_diff" => single("pct_diff", effect_sizes::percent_difference(table)),
        "ell" => single("ell", effect_sizes::ell(table)),
        "diff_coefficient" => single("diff_coefficient", effect_sizes::difference_coefficient(table)),
        "log_ratio" => {
            let found = effect_sizes::log_ratio(table);
            let [low, high] = limits(found.and_then(|found| found.interval), 1.0);
            object([
                ("log_ratio", shown(found.map(|found| found.value))),
                ("zero_substituted", Value::from(found.is_ok_and(|found| found.zero_substituted))),
                ("ci95_low", low),
                ("ci95_high", high),
            ])
        }
        "log_ratio_conservative" => {
            let at =
                |tests| shown(effect_sizes::log_ratio_conservative(table, inputs.number("alpha"), tests));
            object([("lrc", at(1)), ("lrc_bonferroni_m1000", at(1_000))])
        }
        "bic" => {
            let found = effect_sizes::bic(table);
            object([
                ("bic_2term", shown(found.map(|found| found.two_term))),
                ("bic_4term", shown(found.map(|found| found.four_term))),
            ])
        }
        "odds_ratio" => {
            let found = effect_sizes::odds_ratio(table);
            let [low, high] = limits(found.map(|found| found.interval), 1.0);
            object([
                ("odds_ratio", shown(found.and_then(|found| found.raw))),
                ("odds_ratio_haldane", shown(found.map(|found| found.haldane))),
                ("ci95_low", low),
                ("ci95_high", high),
            ])
        }
        "simple_maths" => {
            let at = |k| shown(effect_sizes::simple_maths(table, inputs.number("per"), k));
            object([("k1", at(1.0)), ("k10", at(10.0)), ("k100", at(100.0))])
        }
        _ => return None,
    })
}

fn groups(inputs: Inputs) -> Value {
    let groups: Vec<(u64, u64)> = inputs.wholes("freqs").into_iter().zip(inputs.wholes("sizes")).collect();
    let found = k_groups::k_groups(&groups);
    object([
        ("g2_2term", shown(found.map(|found| found.g2_2term))),
        ("g2_4term", shown(found.map(|found| found.g2_4term))),
        ("chi2", shown(found.map(|found| found.chi_squared))),
        ("df", found.map_or(Value::Null, |found| Value::from(found.degrees_of_freedom))),
        ("p_4term", shown(found.map(|found| found.tail_4term.p))),
        ("p_2term", shown(found.map(|found| found.tail_2term.p))),
        ("cramers_v", shown(found.and_then(|found| found.cramers_v))),
    ])
}

fn articles(name: &str, inputs: Inputs) -> Value {
    let (a, b) = (inputs.articles("group_a"), inputs.articles("group_b"));
    match name {
        "permutation_docs_exact" => {
            let found = permutation::articles(&a, &b, Resampling::default(), &Task::none()).unwrap();
            assert!(found.is_ok_and(|found| found.seed.is_none()), "not listed completely");
            object([
                ("n_permutations", found.map_or(Value::Null, |found| Value::from(found.permutations))),
                ("p_abs_rate_difference", shown(found.map(|found| found.p_rate_difference))),
                ("p_g2_4term", shown(found.map(|found| found.p_g2))),
            ])
        }
        "mann_whitney_docs" => {
            let found = article_tests::mann_whitney(&a, &b);
            object([
                ("u_a", shown(found.map(|found| found.u))),
                ("p_asymptotic", shown(found.and_then(|found| found.p))),
            ])
        }
        _ => {
            let found = article_tests::welch_t(&a, &b);
            object([
                ("t", shown(found.map(|found| found.t))),
                ("df", shown(found.map(|found| found.degrees_of_freedom))),
                ("p", shown(found.map(|found| found.p))),
            ])
        }
    }
}

fn frequency_of(name: &str, inputs: Inputs) -> Option<Value> {
    let per_million = |interval: Stat<Interval>| {
        let [low, high] = limits(interval, 1e6);
        object([("low_per_million", low), ("high_per_million", high)])
    };
    let single = || (inputs.whole("count"), inputs.whole("tokens"));
    let level = inputs.number_or("level", 0.95);
    let sums = || ClusterSums::of(&inputs.articles("docs"));
    Some(match name {
        "relative" => {
            let (count, words) = single();
            object([
                ("per_thousand", shown(frequency::per_thousand(count, words))),
                ("per_million", shown(frequency::per_million(count, words))),
            ])
        }
        "ci_wilson" => per_million(intervals::wilson(single().0, single().1, level)),
        "ci_poisson_exact" => per_million(intervals::poisson_exact(single().0, single().1, level)),
        "ci_korn_graubard" => per_million(intervals::korn_graubard(&sums(), level)),
        "ci_cluster_wilson" => {
            let found = intervals::cluster_wilson(&sums(), level);
            let [low, high] = limits(found.map(|found| Interval { low: found.low, high: found.high }), 1e6);
            let effective = shown(found.map(|found| found.effective_words));
            object([("effective_tokens", effective), ("low_per_million", low), ("high_per_million", high)])
        }
        "cluster_ratio" => {
            let found = intervals::cluster_ratio(&sums(), level);
            let [low, high] = limits(found.and_then(|found| found.interval), 1.0);
            object([
                ("rate", shown(found.map(|found| found.rate))),
                ("se_linearized", shown(found.and_then(|found| found.standard_error))),
                ("se_jackknife", shown(intervals::jackknife_error(&inputs.articles("docs")))),
                ("t_ci95_low", low),
                ("t_ci95_high", high),
                ("design_effect", shown(found.and_then(|found| found.design_effect))),
            ])
        }
        "cluster_bootstrap_exact" => {
            let docs = inputs.articles("docs");
            let found = bootstrap::rate_exact(&docs, level);
            let alone = found == Err(Undefined::TooFewArticles(2));
            let mean = if alone { bootstrap::rate_of_one(&docs) } else { found.map(|found| found.mean) };
            let resamples = if alone { Ok(1) } else { found.map(|found| found.resamples) };
            object([
                ("n_resamples", resamples.map_or(Value::Null, Value::from)),
                ("mean", shown(mean)),
                ("se", shown(found.map(|found| found.standard_error))),
                ("p025", shown(found.map(|found| found.low))),
                ("p975", shown(found.map(|found| found.high))),
            ])
        }
        _ => return None,
    })
}

fn corrected(name: &str, inputs: Inputs) -> Option<Value> {
    let correction = match name {
        "bonferroni" => Correction::Bonferroni,
        "holm" => Correction::Holm,
        "benjamini_hochberg" => Correction::BenjaminiHochberg,
        "benjamini_yekutieli" => Correction::BenjaminiYekutieli,
        _ => return None,
    };
    let adjusted = adjust(&inputs.numbers("p"), correction);
    let alpha = inputs.number("alpha");
    let reject: Vec<bool> = adjusted.iter().map(|&p| p <= alpha).collect();
    let rejected = reject.iter().filter(|&&reject| reject).count();
    Some(object([
        ("adjusted", Value::from(adjusted)),
        ("reject", Value::from(reject)),
        ("n_rejected", Value::from(rejected)),
    ]))
}

type Group<'a> = BTreeMap<&'a str, f64>;

fn size(group: &Group) -> u64 {
    group.values().sum::<f64>() as u64
}

fn hits(group: &Group, word: &str) -> u64 {
    group.get(word).copied().unwrap_or(0.0) as u64
}

/// Both groups compared under the prior of the entry, word by word.
fn contrasted(a: &Group, b: &Group, prior: &Group) -> Value {
    let alpha_0: f64 = prior.values().sum();
    let (words_a, words_b) = (size(a), size(b));
    let contrast = Contrast::new(words_a, words_b, alpha_0);
    let compare = |(word, &alpha): (&&str, &f64)| {
        let (y_a, y_b) = (hits(a, word), hits(b, word));
        let found = weighted(y_a, words_a, y_b, words_b, alpha, alpha_0);
        let full = contrast.and_then(|contrast| contrast.z_full_variance(y_a, y_b, alpha));
        let fields = object([
            ("delta", shown(found.map(|found| found.delta))),
            ("var", shown(found.map(|found| found.variance))),
            ("z", shown(found.map(|found| found.z))),
            ("z_full_variance", shown(full)),
        ]);
        ((*word).to_owned(), fields)
    };
    Value::Object(prior.iter().map(compare).collect())
}

fn two_groups(inputs: Inputs) -> Value {
    let [a, b, prior] = ["group_a", "group_b", "prior_vector"].map(|key| counts(inputs.get(key)));
    contrasted(&a, &b, &prior)
}

fn named_groups(inputs: Inputs<'_>) -> BTreeMap<&str, Group<'_>> {
    let groups = inputs.get("groups").as_object().unwrap();
    groups.iter().map(|(name, group)| (name.as_str(), counts(group))).collect()
}

fn pooled<'a>(groups: impl Iterator<Item = &'a Group<'a>>) -> Group<'a> {
    let mut sum = Group::new();
    for (word, count) in groups.flatten() {
        *sum.entry(word).or_default() += number(&Value::from(*count));
    }
    sum
}

fn one_vs_rest(inputs: Inputs) -> Value {
    let groups = named_groups(inputs);
    let prior = counts(inputs.get("prior_vector"));
    let against_rest = |(name, group): (&&str, &Group)| {
        let rest = pooled(groups.iter().filter(|other| other.0 != name).map(|other| other.1));
        ((*name).to_owned(), contrasted(group, &rest, &prior))
    };
    Value::Object(groups.iter().map(against_rest).collect())
}

fn tidylo(inputs: Inputs) -> Value {
    let groups = named_groups(inputs);
    let all = pooled(groups.values());
    let words: BTreeSet<&str> = all.keys().copied().collect();
    let against_all = |group: &Group| {
        let compare = |word: &&str| {
            let count = u32::try_from(groups.len()).unwrap();
            let found = vs_all(hits(group, word), size(group), hits(&all, word), size(&all), count);
            let (delta, z) = (found.map(|found| found.delta), found.map(|found| found.z));
            ((*word).to_owned(), object([("delta", shown(delta)), ("z", shown(z))]))
        };
        Value::Object(words.iter().map(compare).collect())
    };
    Value::Object(
        groups.iter().map(|(name, group)| ((*name).to_owned(), against_all(group))).collect::<Map<_, _>>(),
    )
}
