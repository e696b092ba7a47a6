//! `parallax distinctive`: CSV of the words by which each outlet differs from all others together, or from one.
//!
//! The words of each outlet come with the largest `z` first. `z` ranks wording; it is not a test: that is `p`, asked for
//! by `--permutations`, and `q`, which is p corrected for all words and outlets tested.
//! Where `exclusive` is true the others do not have the word, and `log_ratio` takes half a hit for none.
//! With `--by` countries, sections, months and so on are held against each other instead of outlets.
//! With `--shift` it is the word shift of one outlet instead: the words that make the two sides differ most.

use super::args::Distinctive as Asked;
use super::failure::Failure;
use super::open::{Opened, open_by};
use super::output::{Streams, csv, deliver, number};
use crate::analysis::word_figures::column;
use crate::analysis::word_test::RowTest;
use crate::analysis::{
    Distinctive, DistinctiveRecipe, DistinctiveSettings, DistinctiveWord, KeynessMeasure, Sides, WordShift,
    WordShiftRecipe, WordTest, WordTestRecipe, figures,
};
use crate::corpus::Corpus;
use crate::stats::Undefined;
use crate::stats::divergence::Direction;
use crate::task::Task;

/// The numbers, in the order of their columns.
const MEASURES: [KeynessMeasure; 20] = [
    KeynessMeasure::Count,
    KeynessMeasure::Elsewhere,
    KeynessMeasure::Z,
    KeynessMeasure::Delta,
    KeynessMeasure::LogRatio,
    KeynessMeasure::G2,
    KeynessMeasure::Articles,
    KeynessMeasure::ArticlesElsewhere,
    KeynessMeasure::PerThousand,
    KeynessMeasure::PerThousandElsewhere,
    KeynessMeasure::ConservativeLogRatio,
    KeynessMeasure::G2TwoTerm,
    KeynessMeasure::PercentDifference,
    KeynessMeasure::Bic,
    KeynessMeasure::OddsRatio,
    KeynessMeasure::SimpleMaths,
    KeynessMeasure::DifferenceCoefficient,
    KeynessMeasure::Dispersion,
    KeynessMeasure::P,
    KeynessMeasure::Q,
];

const SHIFT_COLUMNS: [&str; 15] = [
    "word",
    "more_in",
    "bits",
    "percent",
    "cumulative_percent",
    "left",
    "left_hits",
    "left_words",
    "right",
    "right_hits",
    "right_words",
    "total_bits",
    "chance_bits",
    "chance_bits_95",
    "chance_p",
];

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let opened = open_by(&asked.reading, asked.by, streams)?;
    if asked.shift.is_some() {
        return shift(asked, opened, streams);
    }
    let recipe = DistinctiveRecipe {
        by: asked.by,
        against: asked.against.as_deref().map(Into::into),
        with_dispersion: true,
        simple_maths_k: asked.simple_maths.unwrap_or(crate::analysis::distinctive::USUAL_K),
        ..DistinctiveRecipe::new(opened.scope, settings(asked))
    };
    let found = recipe.run(&opened.corpus, &Task::none())?;
    let test = match asked.permutations {
        Some(permutations) => {
            let recipe = WordTestRecipe::new(&recipe, permutations, asked.seed.unwrap_or(1));
            Some(recipe.run(&opened.corpus, &Task::none())?)
        }
        None => None,
    };
    let mut columns = vec![asked.by.label(), "word"];
    columns.extend(MEASURES.iter().map(|measure| column(*measure)));
    columns.extend(["smallest_p", "exclusive", "reason"]);
    deliver(asked.output.out.as_deref(), streams, |out| {
        csv(out, &columns, rows(&found, test.as_ref(), &opened.corpus))
    })
}

fn settings(asked: &Asked) -> DistinctiveSettings {
    let usual = DistinctiveSettings::default();
    DistinctiveSettings {
        minimum_count: asked.minimum_count.unwrap_or(usual.minimum_count),
        minimum_articles: asked.minimum_articles.unwrap_or(usual.minimum_articles),
        prior_tokens: asked.prior.unwrap_or(usual.prior_tokens),
        keep_stop_words: asked.stop_words,
        keep_names: !asked.no_names,
        ..usual
    }
}

fn rows<'a>(
    found: &'a Distinctive,
    test: Option<&'a WordTest>,
    corpus: &'a Corpus,
) -> impl Iterator<Item = Vec<String>> + 'a {
    let lists = found.groups.iter().zip(&found.words).zip(&found.sides).enumerate();
    let words = lists.flat_map(move |(at, ((outlet, words), sides))| {
        let row_test = test.and_then(|test| test.rows.get(at)).and_then(Option::as_ref);
        words.iter().map(move |word| row(outlet.shown(), word, sides, row_test, corpus))
    });
    // Where nothing can be compared, each outlet says why instead of saying nothing.
    let undefined = found.undefined.map(figures::clause).into_iter().flat_map(|reason| {
        found.groups.iter().map(move |outlet| {
            let mut row = vec![outlet.shown().to_owned()];
            row.resize(MEASURES.len() + 4, String::new());
            row.push(reason.clone());
            row
        })
    });
    words.chain(undefined)
}

fn row(
    outlet: &str,
    word: &DistinctiveWord,
    sides: &Sides,
    test: Option<&RowTest>,
    corpus: &Corpus,
) -> Vec<String> {
    let chance = test.and_then(|test| test.chance(word.word));
    let mut row = vec![outlet.to_owned(), corpus.vocabulary().form(word.word).to_owned()];
    let mut reasons = Vec::new();
    for measure in MEASURES {
        let value = measure.value(word, sides, chance);
        let is_count = matches!(
            measure,
            KeynessMeasure::Count
                | KeynessMeasure::Elsewhere
                | KeynessMeasure::Articles
                | KeynessMeasure::ArticlesElsewhere
        );
        row.push(match value {
            Some(Ok(value)) if is_count => (value as u64).to_string(),
            Some(Ok(f64::INFINITY)) => "∞".to_owned(),
            Some(Ok(value)) => number(Some(value)),
            Some(Err(_)) | None => String::new(),
        });
        if let Some(Err(reason)) = value {
            reasons.push(format!("{}: {}", column(measure), figures::clause(reason)));
        }
    }
    if sides.is_one_article {
        // One reason for all of them.
        reasons = vec![figures::clause(Undefined::OneArticle)];
    }
    row.push(number(test.map(|test| test.smallest_p)));
    row.extend([word.exclusive.to_string(), reasons.join("; ")]);
    row
}

fn shift(asked: &Asked, opened: Opened, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let usual = WordShiftRecipe::default();
    let recipe = WordShiftRecipe {
        scope: opened.scope,
        by: asked.by,
        left: asked.shift.as_deref().map(Into::into),
        right: asked.against.as_deref().map(Into::into),
        settings: DistinctiveSettings {
            keep_stop_words: asked.stop_words,
            keep_names: !asked.no_names,
            ..usual.settings
        },
        permutations: asked.permutations.unwrap_or(usual.permutations),
        seed: asked.seed.unwrap_or(usual.seed),
        ..usual
    };
    let found = recipe.run(&opened.corpus, &Task::none())?;
    deliver(asked.output.out.as_deref(), streams, |out| {
        csv(out, &SHIFT_COLUMNS, shift_rows(&found, &opened.corpus))
    })
}

fn shift_rows<'a>(found: &'a WordShift, corpus: &'a Corpus) -> impl Iterator<Item = [String; 15]> + 'a {
    let total = found.bits.ok();
    let chance = found.baseline.ok();
    let mut sum = 0.0;
    found.words.iter().map(move |word| {
        sum += word.bits;
        let percent = |bits: f64| total.filter(|total| *total > 0.0).map(|total| bits / total * 100.0);
        let more_in = match word.direction {
            Direction::First => found.left.shown(),
            Direction::Second => found.right.shown(),
            Direction::Tie => "",
        };
        [
            corpus.vocabulary().form(word.word).to_owned(),
            more_in.to_owned(),
            number(Some(word.bits)),
            number(percent(word.bits)),
            number(percent(sum)),
            found.left.shown().to_owned(),
            word.left.to_string(),
            found.left.words.to_string(),
            found.right.shown().to_owned(),
            word.right.to_string(),
            found.right.words.to_string(),
            number(total),
            number(chance.map(|chance| chance.mean)),
            number(chance.map(|chance| chance.high)),
            number(chance.map(|chance| chance.p)),
        ]
    })
}
