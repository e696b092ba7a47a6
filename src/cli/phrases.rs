//! `parallax phrases`: CSV of the phrases that come back, in all outlets together and in each that has them;
//! with `--by` in countries, sections and so on. Of one word it is the word list.

use super::args::{Lengths, Phrases as Asked};
use super::failure::Failure;
use super::open::{open_by, query};
use super::output::{Streams, csv, deliver, number};
use crate::analysis::{GroupRow, Phrase, PhraseSettings, Phrases, PhrasesRecipe, figures};
use crate::corpus::Corpus;
use crate::figure::format;
use crate::stats::Undefined;
use crate::task::Task;

const COLUMNS: [&str; 9] =
    ["outlet", "phrase", "words", "count", "per_1000", "articles", "outlets", "dp_norm", "reason"];

/// What stands for all outlets together.
const ALL: &str = "(all)";

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let around = asked.query.as_deref().map(query).transpose()?;
    let opened = open_by(&asked.reading, asked.by, streams)?;
    let usual = PhraseSettings::default();
    let Lengths(shortest, longest) = asked.words;
    let settings = PhraseSettings {
        shortest,
        longest,
        minimum_count: asked.min_count.unwrap_or(usual.minimum_count),
        minimum_articles: asked.min_articles.unwrap_or(usual.minimum_articles),
        keep_stop_words: asked.stop_words,
        across_sentences: asked.across_sentences,
        folds: !asked.nested,
        most: asked.most.unwrap_or(0),
        ..usual
    };
    let recipe = PhrasesRecipe { scope: opened.scope, by: asked.by, around, settings };
    let found = recipe.run(&opened.corpus, &Task::none())?;
    if found.total > found.rows.len() as u64 {
        let (kept, total) = (format::count(found.rows.len() as u64), format::count(found.total));
        streams.say(&format!("The {kept} most frequent of {total} phrases are written"));
    }
    let rows = found.rows.iter().enumerate().flat_map(|(at, row)| {
        let spread = found.dispersion.as_ref().and_then(|spreads| spreads.get(at)).copied();
        let mut all = line(&found, row, None, &opened.corpus);
        all[7] = number(spread.and_then(Result::ok));
        if let Some(Err(why)) = spread {
            all[8] = figures::clause(why);
        }
        let has = |(at, _): &(usize, &GroupRow)| row.in_group(*at).0 > 0;
        let groups = found.groups.iter().enumerate().filter(has);
        let groups: Vec<_> = groups.map(|group| line(&found, row, Some(group), &opened.corpus)).collect();
        std::iter::once(all).chain(groups)
    });
    let mut columns = COLUMNS;
    (columns[0], columns[6]) = (asked.by.label(), asked.by.plural());
    deliver(asked.output.out.as_deref(), streams, |out| csv(out, &columns, rows))
}

/// One phrase in one outlet, or in all.
fn line(found: &Phrases, row: &Phrase, group: Option<(usize, &GroupRow)>, corpus: &Corpus) -> [String; 9] {
    let (count, articles) = group.map_or((row.count, row.articles), |(at, _)| row.in_group(at));
    let words = group.map_or(found.coverage.words, |(_, one)| one.words);
    let rate = if words == 0 { Err(Undefined::NoWords) } else { Ok(f64::from(count) * 1e3 / words as f64) };
    [
        group.map_or(ALL, |(_, one)| one.shown()).to_owned(),
        row.text(corpus),
        row.length.to_string(),
        count.to_string(),
        number(rate.ok()),
        articles.to_string(),
        if group.is_none() { row.groups.len().to_string() } else { String::new() },
        String::new(),
        rate.err().map_or_else(String::new, figures::clause),
    ]
}
