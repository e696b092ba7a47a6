//! Analyses over small made-up corpora, against figures worked by hand and golden ones.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its corpus cannot be made or its answer is missing"
)]

mod across;
mod beside;
mod comparison;
mod concordance;
mod dispersion;
mod distinctive;
mod facets;
mod few_articles;
mod figures;
mod frequency;
mod glance;
mod glance_persons;
mod grouping;
mod intervals;
mod layers;
mod line_tools;
mod listing;
mod methods;
mod neighbours;
mod phrases;
mod story_table;
mod tellings;
mod threads;
mod trend;
mod word_shift;
mod word_test;

use parallax::analysis::Scope;
use parallax::query::{Filter, Query};

use threads::drawn;

/// The query written so.
fn query(text: &str) -> Query {
    Query::parse(text).unwrap()
}

/// The articles that this filter lets through.
fn scope(filter: &str) -> Scope {
    Scope::of_filter(Filter::parse(filter).unwrap())
}

/// An entry of the golden figures.
fn golden(id: &str) -> serde_json::Value {
    let all: serde_json::Value = serde_json::from_str(include_str!("../data/golden.json")).unwrap();
    let entries = all["entries"].as_array().unwrap();
    entries.iter().find(|entry| entry["id"] == id).unwrap_or_else(|| panic!("no golden entry {id}")).clone()
}

/// Fails unless both numbers are the same to nine digits.
#[track_caller]
fn assert_close(got: f64, expected: f64) {
    assert!((got - expected).abs() <= 1e-12 + 1e-9 * expected.abs(), "got {got}, expected {expected}");
}
