//! `parallax distinctive`: CSV of the words by which each outlet differs from all others together.
//!
//! The words of each outlet come with the largest `z` first. `z` ranks wording; it is not a test.
//! Where `exclusive` is true no other outlet has the word, and `log_ratio` takes half a hit for none.

use super::args::Distinctive as Asked;
use super::failure::Failure;
use super::open::open;
use super::output::{Streams, csv, deliver, number};
use crate::analysis::{
    Distinctive, DistinctiveRecipe, DistinctiveSettings, DistinctiveWord, OutletRow, figures,
};
use crate::corpus::Corpus;
use crate::task::Task;

const COLUMNS: [&str; 12] = [
    "outlet",
    "word",
    "count",
    "elsewhere",
    "z",
    "delta",
    "log_ratio",
    "g2",
    "articles",
    "articles_elsewhere",
    "exclusive",
    "reason",
];

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let opened = open(&asked.reading, streams)?;
    let found = DistinctiveRecipe::new(opened.scope, settings(asked)).run(&opened.corpus, &Task::none())?;
    deliver(asked.output.out.as_deref(), streams, |out| csv(out, &COLUMNS, rows(&found, &opened.corpus)))
}

fn settings(asked: &Asked) -> DistinctiveSettings {
    let usual = DistinctiveSettings::default();
    DistinctiveSettings {
        minimum_count: asked.minimum_count.unwrap_or(usual.minimum_count),
        minimum_articles: asked.minimum_articles.unwrap_or(usual.minimum_articles),
        prior_tokens: asked.prior.unwrap_or(usual.prior_tokens),
        keep_stop_words: asked.stop_words,
        ..usual
    }
}

fn rows<'a>(found: &'a Distinctive, corpus: &'a Corpus) -> impl Iterator<Item = [String; 12]> + 'a {
    let words = found
        .outlets
        .iter()
        .zip(&found.words)
        .flat_map(move |(outlet, words)| words.iter().map(move |word| row(outlet, word, corpus)));
    // Where nothing can be compared, each outlet says why instead of saying nothing.
    let undefined = found.undefined.map(figures::clause).into_iter().flat_map(|reason| {
        found.outlets.iter().map(move |outlet| {
            let mut row: [String; 12] = Default::default();
            outlet.shown().clone_into(&mut row[0]);
            row[11].clone_from(&reason);
            row
        })
    });
    words.chain(undefined)
}

fn row(outlet: &OutletRow, word: &DistinctiveWord, corpus: &Corpus) -> [String; 12] {
    [
        outlet.shown().to_owned(),
        corpus.vocabulary().form(word.word).to_owned(),
        word.count.to_string(),
        word.elsewhere.to_string(),
        number(Some(word.z)),
        number(Some(word.delta)),
        number(word.log_ratio.ok()),
        number(Some(word.g2)),
        word.articles.to_string(),
        word.articles_elsewhere.to_string(),
        word.exclusive.to_string(),
        word.log_ratio.err().map_or_else(String::new, figures::clause),
    ]
}
