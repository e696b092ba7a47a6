//! Distinctive words tested by permuting articles: against the plain test of one word, and against what it promises.

use std::fmt::Write as _;

use parallax::analysis::word_test::MOST_TESTS;
use parallax::analysis::{Chance, DistinctiveRecipe, DistinctiveSettings, Scope, WordTest, WordTestRecipe};
use parallax::corpus::Corpus;
use parallax::stats::ArticleCount;
use parallax::stats::intervals::{ClusterSums, cluster_wilson};
use parallax::stats::multiple::{Correction, adjust};
use parallax::stats::permutation;
use parallax::stats::random::{Random, Resampling};
use parallax::task::Task;

use super::{assert_close, scope};
use crate::fixtures::{corpus, times};

fn every_word() -> DistinctiveRecipe {
    let settings = DistinctiveSettings {
        minimum_count: 1,
        keep_stop_words: true,
        keep_numbers: true,
        ..DistinctiveSettings::default()
    };
    DistinctiveRecipe::new(Scope::default(), settings)
}

fn run(corpus: &Corpus, of: &DistinctiveRecipe, permutations: u32, seed: u64) -> WordTest {
    WordTestRecipe::new(of, permutations, seed).run(corpus, &Task::none()).unwrap()
}

/// Hits and words of each article in these outlets, counted from the text.
fn counts(rows: &[(&str, &str, &str)], word: &str, is_in: impl Fn(&str) -> bool) -> Vec<ArticleCount> {
    let articles = rows.iter().filter(|row| is_in(row.0));
    articles
        .map(|row| {
            let words: Vec<&str> = row.2.split_whitespace().collect();
            (words.iter().filter(|one| **one == word).count() as u32, words.len() as u32)
        })
        .collect()
}

const EIGHT: &[(&str, &str, &str)] = &[
    ("A", "", "isle isle isle quay boat"),
    ("A", "", "isle isle quay"),
    ("A", "", "isle harbour harbour boat boat boat"),
    ("B", "", "quay quay isle boat net"),
    ("B", "", "quay net net net"),
    ("C", "", "boat quay harbour harbour harbour isle boat"),
    ("D", "", "net boat quay net"),
    ("D", "", "isle quay boat boat boat boat boat boat"),
];

#[test]
fn all_dealings_give_the_p_of_the_plain_test() {
    let corpus = corpus(EIGHT);
    let check = |against: Option<&str>, name: &str, other: &dyn Fn(&str) -> bool, all: u64| {
        let of = DistinctiveRecipe { against: against.map(Into::into), ..every_word() };
        let found = run(&corpus, &of, 99, 1);
        let at = corpus.outlets().iter().position(|outlet| *outlet.name == *name).unwrap();
        let row = found.rows[at].as_ref().unwrap();
        assert_eq!(row.all_dealings, Some(all), "{name}");
        // Two sides of as many articles may be exchanged.
        let sizes = [&|outlet: &str| outlet == name, other]
            .map(|is_in: &dyn Fn(&str) -> bool| EIGHT.iter().filter(|row| is_in(row.0)).count());
        let alike = if sizes[0] == sizes[1] { 2.0 } else { 1.0 };
        assert_close(row.smallest_p, alike / all as f64);
        let mut words = 0;
        for (word, Chance { p, .. }) in row.iter() {
            let form = corpus.vocabulary().form(word);
            let (here, there) = (counts(EIGHT, form, |outlet| outlet == name), counts(EIGHT, form, other));
            let plain = permutation::articles(&here, &there, Resampling::default(), &Task::none());
            let plain = plain.unwrap().unwrap();
            assert_eq!(plain.permutations, all);
            assert!((plain.p_rate_difference - p).abs() < 1e-12, "{form} in {name}: {p}, not {plain:?}");
            words += 1;
        }
        assert!(words >= 4);
    };
    check(None, "A", &|outlet| outlet != "A", 56);
    check(None, "B", &|outlet| outlet != "B", 28);
    // An outlet of one article: each article in turn.
    check(None, "C", &|outlet| outlet != "C", 8);
    check(Some("A"), "B", &|outlet| outlet == "A", 10);
    check(Some("C"), "D", &|outlet| outlet == "C", 3);
    check(Some("B"), "D", &|outlet| outlet == "B", 6);
}

#[test]
fn dealings_drawn_agree_with_the_plain_test_and_with_themselves() {
    let mut random = Random::new(5);
    let texts: Vec<(String, String)> = (0..44)
        .map(|at| {
            let mut text = String::new();
            for _ in 0..30 + random.below(60) {
                let most = 1 + random.below(12);
                write!(text, "word{} ", random.below(most)).unwrap();
            }
            (["North", "South"][at % 2].to_owned(), text)
        })
        .collect();
    let rows: Vec<(&str, &str, &str)> =
        texts.iter().map(|(outlet, text)| (outlet.as_str(), "", text.as_str())).collect();
    let corpus = corpus(&rows);
    let found = run(&corpus, &every_word(), 1_999, 3);
    let row = found.rows[0].as_ref().unwrap();
    assert_eq!((row.all_dealings, row.smallest_p), (None, 1.0 / 2_000.0));
    for (word, Chance { p, .. }) in row.iter() {
        let form = corpus.vocabulary().form(word);
        let (here, there) =
            (counts(&rows, form, |one| one == "North"), counts(&rows, form, |one| one == "South"));
        let plain =
            permutation::articles(&here, &there, Resampling { resamples: 1_999, seed: 9 }, &Task::none());
        assert!((plain.unwrap().unwrap().p_rate_difference - p).abs() < 0.05, "{form}");
        // Of two outlets each is the other's rest.
        assert_close(found.rows[1].as_ref().unwrap().chance(word).unwrap().p, p);
    }
    let p: Vec<f64> =
        found.rows.iter().flatten().flat_map(|row| row.iter().map(|(_, chance)| chance.p)).collect();
    let q: Vec<f64> =
        found.rows.iter().flatten().flat_map(|row| row.iter().map(|(_, chance)| chance.q)).collect();
    assert_eq!(found.tests, p.len() as u64);
    assert_eq!(adjust(&p, Correction::BenjaminiHochberg), q);

    let on = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", run(&corpus, &every_word(), 333, seed)))
    };
    assert_eq!(on(1, 3), on(5, 3));
    assert_ne!(on(2, 3), on(2, 4));
}

#[test]
fn what_cannot_be_tested_is_not() {
    let check = |rows: &[(&str, &str, &str)], against: Option<&str>, tests: u64| {
        let of = DistinctiveRecipe { against: against.map(Into::into), ..every_word() };
        let found = run(&corpus(rows), &of, 99, 1);
        assert_eq!(found.tests, tests, "{rows:?}");
    };
    check(&[], None, 0);
    check(&[("A", "", "isle"), ("A", "", "quay")], None, 0);
    check(&[("A", "", "isle"), ("B", "", "…")], None, 0);
    check(&[("A", "", "isle"), ("B", "", "quay")], Some("Nobody"), 0);
    // One article an outlet: two dealings, and no p below one.
    check(&[("A", "", "isle isle"), ("B", "", "isle")], None, 2);
    check(&[("A", "", "isle isle"), ("B", "", "isle"), ("C", "", "quay")], Some("B"), 3);
    let same = corpus(&[("A", "", "isle quay"), ("A", "", "isle quay"), ("B", "", "isle quay")]);
    let found = run(&same, &every_word(), 99, 1);
    assert!(found.rows.iter().flatten().all(|row| row.iter().all(|(_, chance)| chance.p >= 1.0)));
}

#[test]
fn a_stopped_test_says_so() {
    let task = Task::new();
    task.cancel();
    assert!(WordTestRecipe::new(&every_word(), 99, 1).run(&corpus(EIGHT), &task).is_err());
}

/// A standard normal number (Box and Muller).
fn normal(random: &mut Random) -> f64 {
    let mut share = || (f64::from(random.below(u32::MAX)) + 0.5) / f64::from(u32::MAX);
    let (one, other) = (share(), share());
    (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * other).cos()
}

/// Hits of a bursty word: Poisson around a rate drawn from a gamma distribution of shape 1/2.
fn bursty(random: &mut Random, mean: f64) -> u32 {
    let rate = mean * normal(random).powi(2);
    let (mut left, mut hits) = (1.0, 0);
    loop {
        left *= (f64::from(random.below(u32::MAX)) + 0.5) / f64::from(u32::MAX);
        if left < (-rate).exp() {
            return hits;
        }
        hits += 1;
    }
}

/// With equal true rates and bursty words, about one word in twenty falls below .05: where words are taken for
/// independent it is one in three (METHODS, section 0).
#[test]
fn false_finds_stay_near_the_level() {
    let mut random = Random::new(11);
    let words = 240;
    let mut texts = Vec::new();
    for at in 0..40 {
        let mut text = times("filler", 550, 550);
        for word in 0..words {
            for _ in 0..bursty(&mut random, 1.1) {
                write!(text, " word{word}").unwrap();
            }
        }
        texts.push((["North", "South"][at % 2], text));
    }
    let rows: Vec<(&str, &str, &str)> =
        texts.iter().map(|(outlet, text)| (*outlet, "", text.as_str())).collect();
    let found = run(&corpus(&rows), &every_word(), 199, 1);
    let row = found.rows[0].as_ref().unwrap();
    let below = row.iter().filter(|(_, chance)| chance.p <= 0.05).count();
    let share = below as f64 / row.iter().count() as f64;
    assert!((0.02..0.09).contains(&share), "{share} of the words below .05");
}

/// The default interval holds the true rate about as often as it says, for bursty words in few articles, and rather too
/// often in very few. The same simulation written apart from this gives .983 for 5 articles and .933 for 20.
#[test]
fn the_default_interval_covers_what_it_promises() {
    let mut random = Random::new(3);
    let runs = 600;
    for articles in [5, 20] {
        let covers = |_: &i32| {
            let drawn: Vec<ArticleCount> =
                (0..articles).map(|_| (bursty(&mut random, 1.1).min(550), 550)).collect();
            let interval = cluster_wilson(&ClusterSums::of(&drawn), 0.95).unwrap();
            interval.low <= 0.002 && 0.002 <= interval.high
        };
        let share = (0..runs).filter(covers).count() as f64 / f64::from(runs);
        assert!((0.9..0.995).contains(&share), "{share} with {articles} articles");
    }
}

#[test]
fn what_is_not_tested_does_not_make_a_test_too_large() {
    let groups = 2_000;
    let names: Vec<String> = (0..groups).map(|at| format!("Paper {at}")).collect();
    let words: Vec<String> = (0..9_000).map(|at| format!("word{at}x")).collect();
    let dictionary = words.join(" ");
    assert!(groups as u64 * words.len() as u64 > MOST_TESTS);
    let mut rows: Vec<(&str, &str, &str)> =
        names.iter().map(|name| (name.as_str(), "2024", "grey boats left")).collect();
    rows.push(("Dictionary", "2024", &dictionary));
    let corpus = corpus(&rows);
    let settings = DistinctiveSettings { minimum_count: 1, minimum_articles: 1, ..Default::default() };
    for (filter, is_too_large) in [("-outlet:Dictionary", false), ("", true)] {
        let test = WordTestRecipe::new(&DistinctiveRecipe::new(scope(filter), settings), 4, 1);
        let found = test.run(&corpus, &Task::none()).unwrap();
        assert_eq!(found.is_too_large, is_too_large, "{filter}");
        assert_eq!(found.rows.iter().all(Option::is_none), is_too_large, "{filter}");
    }
}
