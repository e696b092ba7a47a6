//! The methods text says what was done, and no more.

use parallax::analysis::methods::Methods;
use parallax::analysis::{
    Analysis, Chosen, ComparisonRecipe, ConcordanceRecipe, Coverage, DistinctiveRecipe, FrequencyRecipe,
    GroupKey, Grouping, IntervalMethod, NeighbourSettings, NeighboursRecipe, Per, PhraseSettings,
    PhrasesRecipe, Sample, Scope, SortKey, TrendRecipe, Unit, WordTestRecipe,
};
use parallax::stats::random::Resampling;

use super::{query, scope};
use crate::fixtures::corpus;

#[test]
fn the_paragraph_follows_from_what_was_asked() {
    let corpus = corpus(&[
        ("Norvia Daily", "2024-05-02", "The islands are ours"),
        ("The Lantern", "2024-05-09", "Talks about the islands"),
        ("The Lantern", "", "The cable"),
    ]);
    let check = |filter: &str, asked: &[Analysis], corrections: usize, has: &[&str], lacks: &[&str]| {
        let subset = scope(filter).subset(&corpus);
        let coverage = Coverage::of(&corpus, &subset);
        let asked = asked.iter().collect();
        let unit = Unit::PerMillion;
        let text = Methods { corpus: &corpus, coverage: &coverage, asked, unit, corrections }.text();
        for piece in has {
            assert!(text.contains(piece), "{piece:?} is missing in: {text}");
        }
        for piece in lacks {
            assert!(!text.contains(piece), "{piece:?} is in: {text}");
        }
    };
    let frequency = |filter: &str, by| {
        Analysis::Frequency(FrequencyRecipe {
            queries: vec![query("island*")],
            scope: scope(filter),
            by,
            ..FrequencyRecipe::default()
        })
    };
    check(
        "",
        &[frequency("", Grouping::Outlet)],
        0,
        &[
            "The corpus has 3 articles with 10 words of 2 outlets (Norvia Daily and The Lantern), published 2–9 May \
             2024 (1 without a date).",
            "Relative frequencies of “island*” are hits divided by all counted words",
            "by outlet.",
            "Wilson, E. B. (1927).",
            "Texts that several outlets took from one agency count in full",
            concat!("Parallax ", env!("CARGO_PKG_VERSION")),
        ],
        &["Monroe", "by hand", "filter"],
    );
    let distinctive = Analysis::Distinctive(DistinctiveRecipe {
        scope: scope("outlet:\"the lantern\" wire:none"),
        ..DistinctiveRecipe::default()
    });
    let lines = Analysis::Concordance(ConcordanceRecipe::new(
        query("cable"),
        scope(""),
        [SortKey::Right(1), SortKey::Right(2), SortKey::Outlet],
    ));
    check(
        "outlet:\"the lantern\" wire:none",
        &[distinctive, lines],
        2,
        &[
            "2 articles with 6 words of 1 outlet",
            "They are those of 3 articles that pass the filter outlet:\"the lantern\" wire:none.",
            "2 corrections were made by hand",
            "prior of 500 words",
            "Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008).",
            "The lines of “cable” were read",
        ],
        &["Wilson", "count in full", "chosen by hand"],
    );
    let told = |filter: &str, chosen| {
        let scope = Scope { chosen: Some(chosen), ..scope(filter) };
        Analysis::Comparison(ComparisonRecipe { scope, ..ComparisonRecipe::default() })
    };
    let pact = || Chosen::story("A pact", [0, 1]);
    for (filter, chosen, said) in [
        ("", Chosen::by_hand([0, 1]), "They were chosen by hand out of 3 articles."),
        (
            "",
            pact(),
            "They are those of 3 articles that tell one story (“A pact”), found by likeness of words within days.",
        ),
        (
            "lang:en",
            pact(),
            "They are those of 3 articles that pass the filter lang:en and that tell one story (“A pact”), found by",
        ),
    ] {
        let lacks: &[&str] = if said.contains("by hand") { &["one story"] } else { &["chosen by hand"] };
        check("", &[told(filter, chosen)], 0, &[said], lacks);
    }
    check("", &[frequency("", Grouping::Group)], 1, &["counts in the first", "1 correction was made"], &[]);
    let resampled = Analysis::Frequency(FrequencyRecipe {
        queries: vec![query("island*")],
        intervals: IntervalMethod::Bootstrap(Resampling { resamples: 999, seed: 7 }),
        ..FrequencyRecipe::default()
    });
    let has = ["given per million words", "999 resamples", "seed 7", "Efron, B., & Tibshirani"];
    check("", &[resampled], 0, &has, &["Wilson"]);
    let trend = |statistics| {
        Analysis::Trend(TrendRecipe { queries: vec![query("island*")], statistics, ..TrendRecipe::default() })
    };
    check("", &[trend(true)], 0, &["Kendall's tau-b", "quasi-Poisson", "McCullagh, P.", "Wilson"], &[]);
    check("", &[trend(false)], 0, &["Wilson"], &["Kendall", "Poisson"]);
    let compared = Analysis::Comparison(ComparisonRecipe::default());
    check("", &[compared], 0, &["stand side by side", "weighted log-odds", "Monroe"], &["Wilson"]);
    let tested = WordTestRecipe::new(&DistinctiveRecipe::default(), 99, 3);
    check("", &[Analysis::WordTest(tested)], 0, &["99 dealings, seed 3", "Benjamini"], &["Monroe"]);
    let near = Analysis::Neighbours(NeighboursRecipe {
        query: query("islands"),
        scope: scope(""),
        by: Grouping::Outlet,
        settings: NeighbourSettings {
            group: Some("The Lantern".into()),
            only_here: true,
            ..NeighbourSettings::default()
        },
    });
    check("", &[near], 0, &["Neighbours of “islands” in The Lantern are", "that The Lantern alone has"], &[]);
    let phrases = Analysis::Phrases(PhrasesRecipe::default());
    let has = ["nothing but function words", "within one longer phrase"];
    check("", &[phrases], 0, &has, &[]);
    let settings = PhraseSettings { shortest: 1, longest: 1, ..PhraseSettings::default() };
    let words =
        Analysis::Phrases(PhrasesRecipe { settings, by: Grouping::Agency, ..PhrasesRecipe::default() });
    check("", &[words], 0, &["The word list holds", "Articles without an agency"], &["runs of"]);
    let by_country = DistinctiveRecipe {
        by: Grouping::Country,
        against: Some("Norvia".into()),
        ..DistinctiveRecipe::default()
    };
    let has =
        ["each country against Norvia", "articles of the country", "The country is that of the outlet."];
    check("", &[Analysis::Distinctive(by_country)], 0, &has, &["outlet against"]);
    let lines = |sample, group_by, group: Option<&str>| {
        let recipe = ConcordanceRecipe::new(query("islands"), scope(""), [SortKey::Text; 3]);
        Analysis::Concordance(ConcordanceRecipe { sample, group_by, group: group.map(Into::into), ..recipe })
    };
    check(
        "",
        &[lines(None, None, None)],
        0,
        &["The lines of “islands” were read in their context."],
        &["random"],
    );
    let sample = Some(Sample { lines: 200, seed: 7 });
    let has =
        ["random sample of 200 lines of “islands” (seed 7)", "in groups by the word after", "that of “lie”"];
    check("", &[lines(sample, Some(GroupKey::Right(1)), Some("lie"))], 0, &has, &[]);
    let trend =
        TrendRecipe { queries: vec![query("island*")], per: Per::Sentences, ..TrendRecipe::default() };
    let trend = Analysis::Trend(trend);
    let recipe = Methods {
        corpus: &corpus,
        coverage: &Coverage::default(),
        asked: vec![&trend],
        unit: Unit::PerThousandSentences,
        corrections: 0,
    };
    let text = recipe.text();
    for part in ["per 1,000 sentences", "effective number of sentences", "Rao, J. N. K.", "Barker, L."] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
