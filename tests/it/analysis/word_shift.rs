//! Word shifts, against divergences worked out from the texts.

use std::collections::BTreeMap;

use parallax::analysis::{Analysis, DistinctiveSettings, WordShift, WordShiftRecipe};
use parallax::corpus::Corpus;
use parallax::stats::Undefined;
use parallax::stats::divergence::Direction;
use parallax::task::Task;

use super::assert_close;
use crate::fixtures::corpus;

const FIVE: &[(&str, &str, &str)] = &[
    ("A", "", "isle isle isle quay boat"),
    ("A", "", "isle harbour 1945"),
    ("B", "", "quay quay isle boat net"),
    ("B", "", "quay net net"),
    ("C", "", "boat quay harbour"),
];

fn recipe(left: &str, right: Option<&str>) -> WordShiftRecipe {
    WordShiftRecipe { left: Some(left.into()), right: right.map(Into::into), ..WordShiftRecipe::default() }
}

fn run(corpus: &Corpus, recipe: WordShiftRecipe) -> WordShift {
    Analysis::WordShift(recipe).run(corpus, &Task::none()).unwrap().as_word_shift().unwrap().clone()
}

/// Shares of words without numbers, from the texts.
fn shares(is_in: impl Fn(&str) -> bool) -> BTreeMap<&'static str, f64> {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for row in FIVE.iter().filter(|row| is_in(row.0)) {
        for word in row.2.split(' ').filter(|word| *word != "1945") {
            *counts.entry(word).or_default() += 1.0;
        }
    }
    let all: f64 = counts.values().sum();
    counts.into_iter().map(|(word, count)| (word, count / all)).collect()
}

#[test]
fn parts_are_those_of_the_formula_and_add_up() {
    let corpus = corpus(FIVE);
    let check = |right: Option<&str>, is_right: &dyn Fn(&str) -> bool, articles: (u32, u32)| {
        let found = run(&corpus, recipe("A", right));
        let (p, q) = (shares(|outlet| outlet == "A"), shares(is_right));
        let share = |of: &BTreeMap<&str, f64>, form: &str| of.get(form).copied().unwrap_or(0.0);
        let mut sum = 0.0;
        for word in &found.words {
            let form = corpus.vocabulary().form(word.word);
            let (p, q) = (share(&p, form), share(&q, form));
            let m = f64::midpoint(p, q);
            let term = |p: f64| if p > 0.0 { p * (p / m).log2() } else { 0.0 };
            assert_close(word.bits, f64::midpoint(term(p), term(q)));
            assert_close(word.difference, q - p);
            let expected = match p.total_cmp(&q) {
                std::cmp::Ordering::Greater => Direction::First,
                std::cmp::Ordering::Less => Direction::Second,
                std::cmp::Ordering::Equal => Direction::Tie,
            };
            assert_eq!(word.direction, expected, "{form}");
            sum += word.bits;
        }
        assert_close(found.bits.unwrap(), sum);
        assert!(found.words.is_sorted_by(|one, next| one.bits >= next.bits));
        assert_eq!((found.left.articles, found.right.articles), articles);
        assert_eq!(found.left.words, 7, "the number is put aside");
    };
    check(Some("B"), &|outlet| outlet == "B", (2, 2));
    check(None, &|outlet| outlet != "A", (2, 3));
}

/// Two and two articles can be dealt out in six ways, each of which is gone through: three divergences, twice each.
#[test]
fn few_articles_are_dealt_out_in_all_ways() {
    let corpus = corpus(FIVE);
    let chance = run(&corpus, recipe("A", Some("B"))).baseline.unwrap();
    assert_eq!((chance.dealings, chance.is_all), (6, true));
    let seen = run(&corpus, recipe("A", Some("B"))).bits.unwrap();
    assert!(chance.p >= 1.0 / 3.0 - 1e-12 && chance.high >= seen);
    // The mean over all ways, each side a corpus of its own.
    let texts: Vec<&str> = FIVE.iter().filter(|row| row.0 != "C").map(|row| row.2).collect();
    let mut sum = 0.0;
    for (one, other) in [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)] {
        let side = |at: usize| if at == one || at == other { "Left" } else { "Right" };
        let rows: Vec<(&str, &str, &str)> =
            texts.iter().enumerate().map(|(at, text)| (side(at), "", *text)).collect();
        sum += run(&crate::fixtures::corpus(&rows), recipe("Left", Some("Right"))).bits.unwrap();
    }
    assert_close(chance.mean, sum / 6.0);
}

#[test]
fn the_same_on_any_number_of_threads_and_another_with_another_seed() {
    let rows: Vec<(&str, &str, &str)> = FIVE.iter().cycle().take(60).copied().collect();
    let corpus = corpus(&rows);
    let on = |threads: usize, seed: u64| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let recipe = WordShiftRecipe { seed, ..recipe("A", None) };
        pool.install(|| format!("{:?}", run(&corpus, recipe)))
    };
    assert_eq!(on(1, 1), on(4, 1));
    assert_ne!(on(1, 1), on(1, 2));
}

#[test]
fn what_has_no_two_sides_says_so() {
    let check = |rows: &[(&str, &str, &str)], recipe: WordShiftRecipe| {
        let found = run(&corpus(rows), recipe);
        assert_eq!((found.bits, found.baseline), (Err(Undefined::EmptyGroup), Err(Undefined::EmptyGroup)));
        assert!(found.words.is_empty());
    };
    check(&[], WordShiftRecipe::default());
    check(&[("A", "", "isle")], WordShiftRecipe::default());
    check(FIVE, recipe("A", Some("A")));
    check(FIVE, recipe("A", Some("Nobody")));
    check(&[("A", "", "isle"), ("B", "", "1945 the")], recipe("A", Some("B")));
    // Shared by all: nothing differs.
    let same = run(&corpus(&[("A", "", "isle quay"), ("B", "", "quay isle")]), recipe("A", Some("B")));
    assert_eq!(same.bits, Ok(0.0));
    let settings = DistinctiveSettings { keep_numbers: true, ..DistinctiveSettings::default() };
    let found = run(&corpus(FIVE), WordShiftRecipe { settings, ..recipe("A", None) });
    assert_eq!(found.left.words, 8);
}
