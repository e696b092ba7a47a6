//! `parallax count`: CSV of how often each outlet has each query, with intervals.
//!
//! One row a query and outlet, and after the outlets of each query one row `(all)` over all of them.
//! With `--by` the rows are countries, sections, months and so on instead of outlets.
//! Rates are per million counted words, with `--per sentences` per 1,000 sentences. `low` and `high` take the article as the unit of sampling,
//! `naive_low` and `naive_high` the word; from two articles there is no interval.
//! `note` marks what stands on few articles. A cell is empty where there is no such number, and
//! `reason` says why.

use super::args::Count;
use super::failure::Failure;
use super::open::{open_by, queries};
use super::output::{Streams, csv, deliver, number};
use crate::analysis::{Cell, Frequency, FrequencyRecipe, GroupRow, IntervalMethod, Per, Unit, figures};
use crate::query::Query;
use crate::stats::Undefined;
use crate::stats::random::Resampling;
use crate::task::Task;

const COLUMNS: [&str; 15] = [
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
    "interval_method",
    "note",
];

/// What stands for all outlets together; the brackets keep it apart from any outlet's name.
const ALL: &str = "(all)";

/// Runs the command.
pub fn run(asked: &Count, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let queries = queries(&asked.queries)?;
    let opened = open_by(&asked.reading, asked.by, streams)?;
    let intervals = match asked.resamples {
        Some(resamples) => IntervalMethod::Bootstrap(Resampling { resamples, seed: asked.seed }),
        None => IntervalMethod::EffectiveWilson,
    };
    let recipe = FrequencyRecipe { queries, scope: opened.scope, by: asked.by, per: asked.per, intervals };
    let found = recipe.run(&opened.corpus, &Task::none())?;
    let mut columns = COLUMNS;
    columns[0] = asked.by.label();
    if asked.per == Per::Sentences {
        (columns[3], columns[6]) = ("sentences", "per_1000_sentences");
    }
    deliver(asked.output.out.as_deref(), streams, |out| csv(out, &columns, rows(&found, &recipe)))
}

fn rows<'a>(found: &'a Frequency, recipe: &'a FrequencyRecipe) -> impl Iterator<Item = [String; 15]> + 'a {
    let measured = recipe.queries.iter().zip(&found.cells).zip(&found.totals);
    measured.flat_map(|((query, cells), total)| {
        let outlets = found.groups.iter().map(GroupRow::shown).zip(cells);
        outlets.chain([(ALL, total)]).map(|(name, cell)| row(name, query, cell, recipe.intervals))
    })
}

fn row(outlet: &str, query: &Query, cell: &Cell, method: IntervalMethod) -> [String; 15] {
    let (unit, size) = match cell.per {
        Per::Words => (Unit::PerMillion, cell.words),
        Per::Sentences => (Unit::PerThousandSentences, cell.sentences),
    };
    let rate = cell.value_of_group(unit);
    let (interval, naive) = (cell.interval_in(unit), cell.naive_in(unit));
    let (low, high) = interval.ok().unzip();
    let (naive_low, naive_high) = naive.ok().unzip();
    [
        outlet.to_owned(),
        query.text.clone(),
        cell.hits.to_string(),
        size.to_string(),
        cell.articles.to_string(),
        cell.articles_with_hits.to_string(),
        number(rate.ok()),
        number(low),
        number(high),
        number(naive_low),
        number(naive_high),
        number(cell.design_effect.ok()),
        reason([rate.err(), interval.err(), naive.err(), cell.design_effect.err()]),
        if interval.is_ok() { method_in_words(method, cell.per) } else { String::new() },
        if cell.few_articles { "few articles".to_owned() } else { String::new() },
    ]
}

fn method_in_words(method: IntervalMethod, per: Per) -> String {
    match method {
        IntervalMethod::EffectiveWilson if per == Per::Sentences => "score, effective sentences".to_owned(),
        IntervalMethod::EffectiveWilson => "Wilson, effective words".to_owned(),
        IntervalMethod::Bootstrap(settings) => {
            format!("bootstrap, {} resamples, seed {}", settings.resamples, settings.seed)
        }
    }
}

/// The first reason there is: a rate that is not defined has no interval either.
fn reason(reasons: [Option<Undefined>; 4]) -> String {
    reasons.into_iter().flatten().next().map_or_else(String::new, figures::clause)
}
