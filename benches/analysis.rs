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

use std::sync::Arc;

use criterion::{
    BatchSize, BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime,
};
use parallax::analysis::dispersion::{self, Over};
use parallax::analysis::figures::{self, Looks};
use parallax::analysis::{
    Analysis, Bin, ComparisonRecipe, ConcordanceRecipe, Counting, DispersionRecipe, DistinctiveRecipe,
    DistinctiveSettings, FacetsRecipe, FrequencyRecipe, Grouping, HeadlinesRecipe, IntervalMethod,
    KeynessMeasure, ListColumn, ListingRecipe, Measure, NearPair, NeighbourSettings, NeighboursRecipe, Per,
    PhraseSettings, PhrasesRecipe, Reach, Scope, SortKey, TimelineRecipe, TrendRecipe, Unit, WordShiftRecipe,
    WordTestRecipe,
};
use parallax::corpus::{Article, Corpus, Inferred, LineRole, Published};
use parallax::figure::{Figure, Options, layout, png, svg};
use parallax::project::{
    Amendments, ArticleKey, Change, Correction, Corrections, HandRole, Remark, Remarks, Target,
};
use parallax::query::{Filter, Query};
use parallax::stats::random::Resampling;
use parallax::task::Task;
use rayon::prelude::*;

fn query(text: &str) -> Query {
    Query::parse(text).expect("a query")
}

/// One whole answer, from the recipe to the outcome, as a job makes it: the one before it has been let go.
fn measure(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, corpus: &Corpus, recipe: &Analysis) {
    let task = Task::none();
    group.bench_function(name, |b| {
        b.iter_batched(|| (), |()| recipe.run(corpus, &task), BatchSize::PerIteration);
    });
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
        Analysis::Frequency(FrequencyRecipe {
            queries: queries.to_vec(),
            scope: scope.clone(),
            ..FrequencyRecipe::default()
        })
    };
    measure(&mut group, "a_word_with_intervals", corpus, &frequency(&words, &all));
    measure(&mut group, "the_with_intervals", corpus, &frequency(&[query("the")], &all));
    measure(&mut group, "four_series_with_intervals", corpus, &frequency(&series, &all));
    measure(&mut group, "a_word_in_three_years", corpus, &frequency(&words, &years));
    group.finish();

    let mut group = criterion.benchmark_group("trend");
    let trend = |bin, by_outlet: bool| {
        Analysis::Trend(TrendRecipe {
            queries: series.clone(),
            scope: all.clone(),
            bin,
            by: by_outlet.then_some(Grouping::Outlet),
            per: Per::Words,
            statistics: false,
        })
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
    let of = DistinctiveRecipe::new(all.clone(), DistinctiveSettings::default());
    let sorted =
        DistinctiveRecipe { order: Some((KeynessMeasure::ConservativeLogRatio, true)), ..of.clone() };
    measure(&mut group, "sorted_by_conservative_log_ratio", corpus, &Analysis::Distinctive(sorted));
    let dispersed = DistinctiveRecipe { with_dispersion: true, ..of.clone() };
    measure(&mut group, "with_dispersion", corpus, &Analysis::Distinctive(dispersed));
    group.sample_size(10);
    let shift = Analysis::WordShift(WordShiftRecipe::default());
    measure(&mut group, "word_shift_with_99_dealings", corpus, &shift);
    let test = Analysis::WordTest(WordTestRecipe::new(&of, 999, 1));
    measure(&mut group, "chance_of_999_permutations", corpus, &test);
    group.finish();

    let mut group = criterion.benchmark_group("concordance");
    let concordance =
        |text: &str, sort| Analysis::Concordance(ConcordanceRecipe::new(query(text), all.clone(), sort));
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

    let mut group = criterion.benchmark_group("browse");
    measure(&mut group, "facets", corpus, &Analysis::Facets(FacetsRecipe::default()));
    measure(
        &mut group,
        "facets_of_three_years",
        corpus,
        &Analysis::Facets(FacetsRecipe { scope: years.clone(), search: None }),
    );
    measure(&mut group, "timeline", corpus, &Analysis::Timeline(TimelineRecipe::new(&all)));
    let typed = "minister".to_owned();
    measure(&mut group, "headlines", corpus, &Analysis::Headlines(HeadlinesRecipe { typed, most: 50 }));
    group.finish();

    runs_of_words(criterion, corpus, stage.phrase);

    let recipe = FrequencyRecipe { queries: series, scope: all, ..FrequencyRecipe::default() };
    let found = recipe.run(corpus, &Task::none()).expect("nobody stops it");
    let figure = figures::frequency(&found, &recipe, Unit::PerMillion, Looks::default());
    pictures(criterion, &figure);
}

/// What stands near a word, and which phrases come back.
fn runs_of_words(criterion: &mut Criterion, corpus: &Corpus, phrase: &str) {
    let mut group = criterion.benchmark_group("neighbours");
    let near = |text: &str, reach, counting| NeighboursRecipe {
        query: query(text),
        scope: Scope::default(),
        by: Grouping::Outlet,
        settings: NeighbourSettings { reach, counting, ..NeighbourSettings::default() },
    };
    let window = near("government", Reach::default(), Counting::Positions);
    measure(&mut group, "window_of_five", corpus, &Analysis::Neighbours(window.clone()));
    group.bench_function("window_of_five_all_measures", |b| {
        let all_measures = || {
            let found = window.run(corpus, &Task::none()).expect("nobody stops it");
            let measures = |pair: NearPair| Measure::ALL.map(|measure| pair.measure(measure));
            found.rows.par_iter().map(|row| found.pair(row, None).map(measures)).collect::<Vec<_>>()
        };
        b.iter_batched(|| (), |()| all_measures(), BatchSize::PerIteration);
    });
    if let Ok(found) = window.run(corpus, &Task::none()) {
        eprintln!("neighbours: {} hits, {} rows of {} words", found.node.hits, found.rows.len(), found.near);
    }
    for (name, text, reach, counting) in [
        ("pairs", "government", Reach::default(), Counting::Pairs),
        ("sentence", "government", Reach::Sentence, Counting::Positions),
        ("paragraph", "government", Reach::Paragraph, Counting::Positions),
        ("the", "the", Reach::default(), Counting::Positions),
        ("of_a_phrase", phrase, Reach::default(), Counting::Positions),
    ] {
        measure(&mut group, name, corpus, &Analysis::Neighbours(near(text, reach, counting)));
    }
    group.finish();

    let mut group = criterion.benchmark_group("phrases");
    group.sample_size(10);
    let phrases = |around: Option<&str>, settings: PhraseSettings| {
        let around = around.map(query);
        Analysis::Phrases(PhrasesRecipe { around, settings, ..PhrasesRecipe::default() })
    };
    let usual = PhraseSettings::default();
    let bigrams = PhraseSettings {
        longest: 2,
        minimum_count: 2,
        minimum_articles: 1,
        keep_stop_words: true,
        ..usual.clone()
    };
    measure(&mut group, "all_pairs_of_words", corpus, &phrases(None, bigrams.clone()));
    let across = PhraseSettings { across_sentences: true, ..bigrams };
    measure(&mut group, "all_pairs_across_sentences", corpus, &phrases(None, across));
    measure(&mut group, "two_to_four_words", corpus, &phrases(None, usual.clone()));
    measure(
        &mut group,
        "two_to_six_words",
        corpus,
        &phrases(None, PhraseSettings { longest: 6, ..usual.clone() }),
    );
    measure(&mut group, "around_a_word", corpus, &phrases(Some("government"), usual));
    let find = |text: &str| {
        Analysis::Concordance(ConcordanceRecipe::new(query(text), Scope::default(), [SortKey::Text; 3]))
    };
    measure(&mut group, "a_phrase_found", corpus, &find(phrase));
    measure(&mut group, "of_the_found", corpus, &find("of the"));
    group.finish();
}

/// What is asked of 100,000 articles: any word by outlet, its intervals by resampling, and dispersion.
fn many_articles(criterion: &mut Criterion) {
    let corpus = &memory::stage(100_000).corpus;
    eprintln!("{} articles, {} words", corpus.article_count(), corpus.word_count());
    let mut group = criterion.benchmark_group("hundred_thousand");
    group.sample_size(10);
    let words = |intervals| {
        let queries = vec![query("government")];
        Analysis::Frequency(FrequencyRecipe { queries, intervals, ..FrequencyRecipe::default() })
    };
    measure(&mut group, "a_word_by_outlet", corpus, &words(IntervalMethod::EffectiveWilson));
    let settings = Resampling { resamples: 1_000, seed: 1 };
    measure(&mut group, "thousand_resamples", corpus, &words(IntervalMethod::Bootstrap(settings)));
    let places = DispersionRecipe { queries: vec![query("government")], ..DispersionRecipe::default() };
    measure(&mut group, "dispersion_of_a_word", corpus, &Analysis::Dispersion(places));
    for (name, over) in
        [("every_type_over_outlets", Over::Outlets), ("every_type_over_articles", Over::Articles)]
    {
        let run = || dispersion::of_types(corpus, &Scope::default(), over, &Task::none());
        group.bench_function(name, |b| b.iter_with_large_drop(run));
    }
    let trend = TrendRecipe {
        queries: vec![query("government")],
        bin: Bin::Month,
        statistics: true,
        ..TrendRecipe::default()
    };
    measure(&mut group, "months_with_rise_and_fall", corpus, &Analysis::Trend(trend));
    group.finish();
}

/// What the user puts right, from the list of corrections to the corpus that is shown.
fn amendments(criterion: &mut Criterion) {
    let as_read = Arc::new(memory::stage(10_000).corpus);
    let task = Task::none();
    let outlet = Arc::clone(&as_read.outlets()[0].name);
    let corrected = |target, change| {
        let list = vec![Correction { target, change }];
        Amendments { corrections: Arc::new(Corrections { list }), ..Amendments::default() }
    };
    let renamed = corrected(Target::Outlet(outlet), Change::Outlet(Some("Isle Gazette".into())));
    let article = as_read.article(5_000);
    let line =
        article.lines.iter().find(|line| matches!(line.role, LineRole::Body(_))).expect("a line of text");
    let text = Arc::from(article.text(line.span).trim());
    let target = Target::Articles([ArticleKey::of(article)].into());
    let moved = corrected(target, Change::Line { text, nth: None, role: HandRole::Furniture });
    let mut remarks = Remarks::default();
    let remark = Remark { tags: [Arc::from("lead")].into(), ..Remark::default() };
    remarks.by_article.insert(ArticleKey::of(article), remark);
    let tagged = Amendments { remarks: Arc::new(remarks), ..renamed.clone() };
    let before = renamed.apply(&as_read, None, &task).expect("nobody stops it");

    let mut group = criterion.benchmark_group("amendments");
    group.bench_function("one_outlet_renamed", |b| {
        b.iter_with_large_drop(|| renamed.apply(&as_read, None, &task));
    });
    group.bench_function("one_line_put_aside", |b| {
        b.iter_with_large_drop(|| moved.apply(&as_read, None, &task));
    });
    group.bench_function("one_article_tagged", |b| {
        b.iter_with_large_drop(|| tagged.apply(&as_read, Some(&before), &task));
    });
    group.finish();
}

/// Articles of a headline each, of 300 outlets, 40 sections and 15 years.
fn headlines_alone(count: u32) -> Vec<Arc<Article>> {
    let stage = memory::stage(500);
    let mut pages: Vec<Article> =
        stage.corpus.articles().iter().map(|article| Article::clone(article)).collect();
    for page in &mut pages {
        page.lines = parallax::corpus::Lines::default();
        page.body = Vec::new();
    }
    let named = |page: &Article, name: String| {
        page.outlet.clone().map(|outlet| Inferred { value: Arc::from(name), ..outlet })
    };
    let one = |number: u32| {
        let page = &pages[number as usize % pages.len()];
        let day = 1 + (number % 28) as i8;
        let date = jiff::civil::date(2010 + (number / 500 % 15) as i16, 1 + (number / 40 % 12) as i8, day);
        let published = page.published.clone();
        Arc::new(Article {
            path: format!("{}/{number}.txt", number / 1000).into(),
            outlet: named(page, format!("Outlet {}", number % 301)),
            section: named(page, format!("Section {}", number % 41)),
            published: published.map(|p| Inferred { value: Published { date, ..p.value }, ..p }),
            ..page.clone()
        })
    };
    (0..count).map(one).collect()
}

/// Columns alone: a million articles of a few words.
fn columns(criterion: &mut Criterion) {
    let corpus = Corpus::build(headlines_alone(1_000_000), &Task::none()).expect("nobody stops it");
    let years = Scope::of_filter(Filter::parse("date:2018..2020 -outlet:\"Outlet 3\"").expect("a filter"));
    let mut group = criterion.benchmark_group("a_million");
    measure(&mut group, "facets", &corpus, &Analysis::Facets(FacetsRecipe::default()));
    measure(
        &mut group,
        "facets_of_three_years",
        &corpus,
        &Analysis::Facets(FacetsRecipe { scope: years.clone(), search: None }),
    );
    measure(&mut group, "timeline", &corpus, &Analysis::Timeline(TimelineRecipe::new(&years)));
    let typed = "island 77".to_owned();
    measure(&mut group, "headlines", &corpus, &Analysis::Headlines(HeadlinesRecipe { typed, most: 50 }));
    group.finish();
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
    targets = answers, many_articles, amendments, columns
}
criterion_main!(benches);
