//! How long does it take to find a word, a phrase or a pattern in 10,000 articles?
//!
//! `count` is hits by article, which figures need; `find` is every place; `lines` is a concordance, counted,
//! sorted and its first page set. See `benches/README.md`.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench says what it measures, and stops where it cannot"
)]

#[path = "support/generator.rs"]
mod generator;
#[path = "support/memory.rs"]
mod memory;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use parallax::analysis::{Boundary, ConcordanceRecipe, GroupKey, Sample, Scope, SortKey};
use parallax::corpus::{Corpus, Subset};
use parallax::query::{self, Query};
use parallax::task::Task;

fn queries(criterion: &mut Criterion) {
    let stage = memory::stage(10_000);
    let (corpus, all, task) = (&stage.corpus, Subset::all(&stage.corpus), Task::none());
    let half = Subset::of(corpus, |id| id % 2 == 0);
    let phrase = format!("\"{}\"", stage.phrase);

    let mut group = criterion.benchmark_group("by_outlet");
    for word in ["government", "the", "zzzz"] {
        let query = Query::parse(word).expect("a query");
        for (name, subset) in [("all", &all), ("half", &half)] {
            group.bench_function(format!("{word}/{name}"), |b| {
                b.iter(|| {
                    query::counts(corpus, &query, subset, &task).map(|counts| counts.by_outlet(corpus))
                });
            });
        }
    }
    group.finish();

    let patterns = [
        ("phrase", phrase.as_str()),
        ("phrase_common", "of the"),
        ("phrase_three", "the government of"),
        ("phrase_gap", "\"the * of\""),
        ("either", "government | minister"),
        ("prefix", "govern*"),
        ("suffix", "*ization"),
        ("inside", "*ment*"),
        ("regex_prefix", "/govern.*/"),
        ("regex_vowels", "/.*[aeiou]{3}.*/"),
        ("near", "government NEAR/5 minister"),
        ("as_typed", "=Government"),
    ];
    for (name, text) in patterns {
        let query = Query::parse(text).expect("a query");
        let hits = query::find(corpus, &query, &all, &task).map_or(0, |found| found.hits.len());
        eprintln!("{name}: {text} has {hits} hits");
        let mut group = criterion.benchmark_group(name);
        group.bench_function("count", |b| {
            b.iter(|| query::counts(corpus, &query, &all, &task).map(|counts| counts.total()));
        });
        group.bench_function("find", |b| b.iter(|| black_box(query::find(corpus, &query, &all, &task))));
    }
    lines(criterion, corpus);
}

/// From the question to the text of the first page.
fn lines(criterion: &mut Criterion, corpus: &Corpus) {
    let task = Task::none();
    let recipe = |text: &str, sort: [SortKey; 3]| {
        ConcordanceRecipe::new(Query::parse(text).expect("a query"), Scope::default(), sort)
    };
    let right = [SortKey::Right(1), SortKey::Right(2), SortKey::Right(3)];
    let around = [SortKey::Left(1), SortKey::Hit, SortKey::Right(1)];
    let shown = recipe("government", right);
    let recipes = [
        ("in_text", recipe("government", [SortKey::Text; 3])),
        ("by_right", shown.clone()),
        ("by_around", recipe("government", around)),
        ("by_outlet_and_date", recipe("government", [SortKey::Outlet, SortKey::Date, SortKey::Right(1)])),
        ("in_sentence", ConcordanceRecipe { boundary: Boundary::Sentence, ..shown.clone() }),
        ("in_groups", ConcordanceRecipe { group_by: Some(GroupKey::Right(1)), ..shown.clone() }),
        ("drawn", ConcordanceRecipe { sample: Some(Sample { lines: 100, seed: 7 }), ..shown }),
        ("the_by_right", recipe("the", right)),
    ];
    let mut group = criterion.benchmark_group("lines");
    for (name, recipe) in recipes {
        group.bench_function(name, |b| {
            b.iter_with_large_drop(|| {
                let found = recipe.run(corpus, &task).expect("nobody stops it");
                let page: usize = (0..40).map(|at| found.line(corpus, at, 110).left.len()).sum();
                (found, black_box(page))
            });
        });
        let count = recipe.run(corpus, &task).map_or(0, |found| found.lines.len());
        eprintln!("{name}: {count} lines");
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = queries
}
criterion_main!(benches);
