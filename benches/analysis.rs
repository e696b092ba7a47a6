//! How long does each answer take that the window shows, over 10,000 articles?
//!
//! See `benches/README.md`.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench says what it measures, and stops where it cannot"
)]

#[path = "support/generator.rs"]
mod generator;
#[path = "support/memory.rs"]
mod memory;

use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};
use parallax::analysis::figures::{self, Looks};
use parallax::analysis::{
    Analysis, Bin, ComparisonRecipe, ConcordanceRecipe, DistinctiveRecipe, DistinctiveSettings,
    FrequencyRecipe, ListColumn, ListingRecipe, Scope, SortKey, TrendRecipe, Unit,
};
use parallax::corpus::Corpus;
use parallax::figure::{Figure, Options, layout, png, svg};
use parallax::query::{Filter, Query};
use parallax::task::Task;

fn query(text: &str) -> Query {
    Query::parse(text).expect("a query")
}

/// One whole answer, from the recipe to the outcome, as a job makes it.
fn measure(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, corpus: &Corpus, recipe: &Analysis) {
    let task = Task::none();
    group.bench_function(name, |b| b.iter_with_large_drop(|| recipe.run(corpus, &task)));
}

fn answers(criterion: &mut Criterion) {
    let stage = memory::stage(10_000);
    let corpus = &stage.corpus;
    let years = Scope::of_filter(Filter::parse("date:2018..2020").expect("a filter"));
    let all = Scope::default();
    let words = vec![query("government")];
    let series = vec![
        query("government"),
        query("minister"),
        query(&format!("\"{}\"", stage.phrase)),
        query("sanction*"),
    ];

    let mut group = criterion.benchmark_group("frequency");
    let frequency = |queries: &[Query], scope: &Scope| {
        Analysis::Frequency(FrequencyRecipe { queries: queries.to_vec(), scope: scope.clone() })
    };
    measure(&mut group, "a_word_with_intervals", corpus, &frequency(&words, &all));
    measure(&mut group, "the_with_intervals", corpus, &frequency(&[query("the")], &all));
    measure(&mut group, "four_series_with_intervals", corpus, &frequency(&series, &all));
    measure(&mut group, "a_word_in_three_years", corpus, &frequency(&words, &years));
    group.finish();

    let mut group = criterion.benchmark_group("trend");
    let trend = |bin, by_outlet| {
        Analysis::Trend(TrendRecipe { queries: series.clone(), scope: all.clone(), bin, by_outlet })
    };
    measure(&mut group, "four_series_by_month", corpus, &trend(Bin::Month, false));
    measure(&mut group, "outlets_by_year", corpus, &trend(Bin::Year, true));
    group.finish();

    let mut group = criterion.benchmark_group("distinctive");
    let distinctive = |scope: &Scope| {
        Analysis::Distinctive(DistinctiveRecipe::new(scope.clone(), DistinctiveSettings::default()))
    };
    measure(&mut group, "twelve_outlets", corpus, &distinctive(&all));
    measure(&mut group, "twelve_outlets_in_three_years", corpus, &distinctive(&years));
    group.finish();

    let mut group = criterion.benchmark_group("concordance");
    let concordance = |text: &str, sort| {
        Analysis::Concordance(ConcordanceRecipe { query: query(text), scope: all.clone(), sort })
    };
    let right = [SortKey::Right(1), SortKey::Right(2), SortKey::Right(3)];
    let shown = concordance("government", right);
    measure(&mut group, "found_and_sorted", corpus, &shown);
    measure(
        &mut group,
        "by_outlet_and_date",
        corpus,
        &concordance("government", [SortKey::Outlet, SortKey::Date, SortKey::Text]),
    );
    measure(&mut group, "the_by_right", corpus, &concordance("the", right));
    if let Ok(outcome) = shown.run(corpus, &Task::none())
        && let Some(found) = outcome.as_concordance()
    {
        eprintln!("concordance: {} lines", found.lines.len());
        group.bench_function("fifty_lines_as_text", |b| {
            b.iter(|| (0..50).map(|at| found.line(corpus, at, 80).left.len()).sum::<usize>());
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("listing");
    let listing = |column, queries: &[Query]| {
        let sort = (column, true);
        Analysis::Listing(ListingRecipe {
            scope: all.clone(),
            search: None,
            queries: queries.to_vec(),
            sort,
            written: Vec::new(),
        })
    };
    measure(&mut group, "by_date", corpus, &listing(ListColumn::Date, &[]));
    measure(&mut group, "by_headline", corpus, &listing(ListColumn::Headline, &[]));
    measure(&mut group, "by_hits_of_four", corpus, &listing(ListColumn::Hits, &series));
    group.finish();

    let mut group = criterion.benchmark_group("comparison");
    let comparison = ComparisonRecipe { queries: series.clone(), ..ComparisonRecipe::default() };
    measure(&mut group, "six_outlets", corpus, &Analysis::Comparison(comparison.clone()));
    measure(
        &mut group,
        "six_outlets_in_three_years",
        corpus,
        &Analysis::Comparison(ComparisonRecipe { scope: years.clone(), ..comparison }),
    );
    group.finish();

    let recipe = FrequencyRecipe { queries: series, scope: all };
    let found = recipe.run(corpus, &Task::none()).expect("nobody stops it");
    let figure = figures::frequency(&found, &recipe, Unit::PerMillion, Looks::default());
    pictures(criterion, &figure);
}

/// A chart of twelve outlets and four series, as the window and the files have it.
fn pictures(criterion: &mut Criterion, figure: &Figure) {
    let options = Options::default();
    let mut group = criterion.benchmark_group("figure");
    group.bench_function("layout", |b| b.iter(|| layout(figure, &options)));
    group.bench_function("svg", |b| b.iter(|| svg::to_svg(figure, &options)));
    group.sample_size(10);
    group.bench_function("png_192_dpi", |b| b.iter(|| png::to_png(figure, &options, 192.0)));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = answers
}
criterion_main!(benches);
