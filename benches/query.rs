//! How long does it take to find a word, a phrase or a pattern in 10,000 articles?
//!
//! `count` is hits by article, which figures need; `find` is every place. See `benches/README.md`.

#[path = "support/generator.rs"]
mod generator;
#[path = "support/memory.rs"]
mod memory;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use parallax::corpus::Subset;
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
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = queries
}
criterion_main!(benches);
