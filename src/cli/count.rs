//! `parallax count`: CSV of how often each outlet has each query, with intervals.
//!
//! One row a query and outlet, and after the outlets of each query one row `(all)` over all of them.
//! Rates are per million counted words. `low` and `high` take the article as the unit of sampling,
//! `naive_low` and `naive_high` the word. A cell is empty where there is no such number, and
//! `reason` says why.

use super::args::Count;
use super::failure::Failure;
use super::open::{open, queries};
use super::output::{Streams, csv, deliver, number};
use crate::analysis::{Cell, Frequency, FrequencyRecipe, Grouping, Unit, figures};
use crate::query::Query;
use crate::stats::Undefined;
use crate::task::Task;

const COLUMNS: [&str; 13] = [
    "outlet",
    "query",
    "hits",
    "words",
    "articles",
    "articles_with_hits",
    "per_million",
    "low",
    "high",
    "naive_low",
    "naive_high",
    "design_effect",
    "reason",
];

/// What stands for all outlets together; the brackets keep it apart from any outlet's name.
const ALL: &str = "(all)";

/// Runs the command.
pub fn run(asked: &Count, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let queries = queries(&asked.queries)?;
    let opened = open(&asked.reading, streams)?;
    let recipe = FrequencyRecipe { queries, scope: opened.scope, by: Grouping::Outlet };
    let found = recipe.run(&opened.corpus, &Task::none())?;
    deliver(asked.output.out.as_deref(), streams, |out| csv(out, &COLUMNS, rows(&found, &recipe.queries)))
}

fn rows<'a>(found: &'a Frequency, queries: &'a [Query]) -> impl Iterator<Item = [String; 13]> + 'a {
    let measured = queries.iter().zip(&found.cells).zip(&found.totals);
    measured.flat_map(|((query, cells), total)| {
        let outlets = found.groups.iter().map(|group| &*group.shown).zip(cells);
        outlets.chain([(ALL, total)]).map(|(name, cell)| row(name, query, cell))
    })
}

fn row(outlet: &str, query: &Query, cell: &Cell) -> [String; 13] {
    let rate = cell.value(Unit::PerMillion);
    let (interval, naive) = (cell.interval_in(Unit::PerMillion), cell.naive_in(Unit::PerMillion));
    let (low, high) = interval.ok().unzip();
    let (naive_low, naive_high) = naive.ok().unzip();
    [
        outlet.to_owned(),
        query.text.clone(),
        cell.hits.to_string(),
        cell.words.to_string(),
        cell.articles.to_string(),
        cell.articles_with_hits.to_string(),
        number(rate.ok()),
        number(low),
        number(high),
        number(naive_low),
        number(naive_high),
        number(cell.design_effect.ok()),
        reason([rate.err(), interval.err(), naive.err(), cell.design_effect.err()]),
    ]
}

/// The first reason there is: a rate that is not defined has no interval either.
fn reason(reasons: [Option<Undefined>; 4]) -> String {
    reasons.into_iter().flatten().next().map_or_else(String::new, figures::clause)
}
