//! The methods text says what was done, and no more.

use parallax::analysis::methods::Methods;
use parallax::analysis::{
    Analysis, ConcordanceRecipe, Coverage, DistinctiveRecipe, FrequencyRecipe, Grouping, SortKey,
};

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
        let text = Methods { corpus: &corpus, coverage: &coverage, asked, corrections }.text();
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
    check("", &[frequency("", Grouping::Group)], 1, &["counts in the first", "1 correction was made"], &[]);
}
