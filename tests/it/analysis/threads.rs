//! The same answer, whatever the number of threads and the order of work.

use std::fmt::Write as _;

use parallax::analysis::{
    Analysis, Bin, Boundary, Chosen, ComparisonRecipe, ConcordanceRecipe, Counted, Counting,
    DispersionRecipe, DistinctiveRecipe, FrequencyRecipe, GroupKey, Grouping, IntervalMethod, KeynessMeasure,
    ListColumn, ListingRecipe, NeighbourSettings, NeighboursRecipe, Per, PhraseSettings, PhrasesRecipe,
    PlacesRecipe, Reach, Sample, Scope, SortKey, TrendRecipe, WordShiftRecipe, WordTestRecipe,
};
use parallax::corpus::Corpus;
use parallax::stats::random::Resampling;
use parallax::task::Task;

use super::query;
use crate::fixtures::{Draft, corpus_of};

/// Articles of words drawn by a small generator: some common, many rare.
pub(super) fn drawn(articles: usize) -> Corpus {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut texts = Vec::new();
    for _ in 0..articles {
        let outlet = format!("Outlet {}", draw(5));
        let date = format!("20{:02}-{:02}-{:02}", 15 + draw(5), 1 + draw(12), 1 + draw(28));
        let mut text = String::new();
        for _ in 0..40 + draw(80) {
            let size = 1 + draw(2_000);
            let end = ["", "", "", "", "", "", "", ".", ".\n", ","][draw(10) as usize];
            write!(text, "word{}{end} ", draw(size)).unwrap();
        }
        texts.push((outlet, date, text));
    }
    let drafts: Vec<Draft<'_>> =
        texts.iter().map(|(outlet, date, text)| Draft { outlet, date, text, ..Draft::default() }).collect();
    corpus_of(&drafts)
}

fn neighbours(scope: &Scope, counting: Counting) -> Analysis {
    let settings = NeighbourSettings { reach: Reach::Sentence, counting, ..NeighbourSettings::default() };
    Analysis::Neighbours(NeighboursRecipe {
        query: query("word1*"),
        scope: scope.clone(),
        by: Grouping::Year,
        settings,
    })
}

fn places(scope: &Scope) -> Analysis {
    let counted = Counted::Neighbour {
        node: query("word1*"),
        word: "word2".into(),
        reach: Reach::Paragraph,
        counting: Counting::Positions,
    };
    Analysis::Places(PlacesRecipe {
        counted,
        scope: scope.clone(),
        sort: [SortKey::Left(1).into(); 3],
        boundary: Boundary::Article,
    })
}

#[test]
fn one_thread_and_four_agree() {
    let corpus = drawn(300);
    let queries = vec![query("word1"), query("word*"), query("word0 word1")];
    let scope = Scope { chosen: Some(Chosen::by_hand((0..250).collect::<Vec<_>>())), ..Scope::default() };
    let analyses = [
        Analysis::Frequency(FrequencyRecipe {
            queries: queries.clone(),
            scope: scope.clone(),
            ..FrequencyRecipe::default()
        }),
        Analysis::Frequency(FrequencyRecipe {
            queries: queries.clone(),
            scope: scope.clone(),
            intervals: IntervalMethod::Bootstrap(Resampling { resamples: 300, seed: 5 }),
            ..FrequencyRecipe::default()
        }),
        Analysis::Dispersion(DispersionRecipe {
            queries: queries.clone(),
            scope: scope.clone(),
            by: Grouping::Month,
        }),
        Analysis::Trend(TrendRecipe {
            queries: queries.clone(),
            scope: scope.clone(),
            bin: Bin::Auto,
            by: Some(Grouping::Outlet),
            per: Per::Sentences,
            statistics: true,
        }),
        Analysis::Concordance(ConcordanceRecipe {
            sample: Some(Sample { lines: 40, seed: 3 }),
            group_by: Some(GroupKey::Left(1)),
            ..ConcordanceRecipe::new(
                query("word1 | word2*"),
                scope.clone(),
                [SortKey::Right(1), SortKey::Left(1), SortKey::Date],
            )
        }),
        Analysis::Distinctive(DistinctiveRecipe::default()),
        Analysis::Distinctive(DistinctiveRecipe { by: Grouping::Month, ..DistinctiveRecipe::default() }),
        Analysis::Distinctive(DistinctiveRecipe {
            against: Some("Outlet 1".into()),
            order: Some((KeynessMeasure::ConservativeLogRatio, true)),
            with_dispersion: true,
            ..DistinctiveRecipe::default()
        }),
        Analysis::WordTest(WordTestRecipe::new(
            &DistinctiveRecipe { scope: scope.clone(), ..DistinctiveRecipe::default() },
            150,
            1,
        )),
        Analysis::WordShift(WordShiftRecipe {
            scope: scope.clone(),
            by: Grouping::Year,
            ..WordShiftRecipe::default()
        }),
        Analysis::Comparison(ComparisonRecipe {
            scope: scope.clone(),
            queries: queries.clone(),
            ..Default::default()
        }),
        neighbours(&scope, Counting::Positions),
        neighbours(&scope, Counting::Pairs),
        Analysis::Phrases(PhrasesRecipe {
            scope: scope.clone(),
            by: Grouping::Month,
            ..PhrasesRecipe::default()
        }),
        Analysis::Phrases(PhrasesRecipe {
            around: Some(query("word1")),
            settings: PhraseSettings { most: 20, minimum_count: 1, ..PhraseSettings::default() },
            ..PhrasesRecipe::default()
        }),
        places(&scope),
        Analysis::Listing(ListingRecipe {
            scope,
            search: None,
            queries,
            sort: (ListColumn::Hits, true),
            written: Vec::new(),
        }),
    ];
    let with = |threads: usize| -> Vec<String> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let run = |analysis: &Analysis| format!("{:?}", analysis.run(&corpus, &Task::none()).unwrap());
        pool.install(|| analyses.iter().map(run).collect())
    };
    assert_eq!(with(1), with(4));
}

#[test]
fn every_analysis_stops_when_cancelled() {
    let corpus = drawn(20);
    let task = Task::new();
    task.cancel();
    let concordance = ConcordanceRecipe::new(query("word1"), Scope::default(), [SortKey::Hit; 3]);
    for analysis in [
        Analysis::Frequency(FrequencyRecipe::default()),
        Analysis::Trend(TrendRecipe::default()),
        Analysis::Dispersion(DispersionRecipe::default()),
        Analysis::Concordance(concordance),
        Analysis::Distinctive(DistinctiveRecipe::default()),
        Analysis::WordTest(WordTestRecipe::new(&DistinctiveRecipe::default(), 99, 1)),
        Analysis::WordShift(WordShiftRecipe::default()),
        Analysis::Comparison(ComparisonRecipe::default()),
        Analysis::Listing(ListingRecipe::default()),
        neighbours(&Scope::default(), Counting::Positions),
        Analysis::Phrases(PhrasesRecipe::default()),
        places(&Scope::default()),
    ] {
        assert!(analysis.run(&corpus, &task).is_err(), "{}", analysis.title());
    }
}
