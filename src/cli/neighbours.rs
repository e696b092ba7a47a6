//! `parallax neighbours`: CSV of the words near a word, in all outlets together and in each; with `--by` in countries, sections
//! and so on.
//!
//! `t_score`, `z_score`, `z_score_binomial`, `g2_signed` and `chi_squared` are token-level: they take words for
//! independent. A measure that is not defined is empty, and `reason` says why.

use super::args::Neighbours as Asked;
use super::failure::Failure;
use super::open::{open_by, query};
use super::output::{Streams, csv, deliver, number};
use crate::analysis::{
    GroupRow, Measure, Neighbour, NeighbourSettings, Neighbours, NeighboursRecipe, Shared, figures,
};
use crate::corpus::Corpus;
use crate::task::Task;

const COLUMNS: [&str; 23] = [
    "outlet",
    "collocate",
    "together",
    "articles",
    "f_node",
    "f_collocate",
    "r1",
    "c1",
    "n",
    "expected",
    "left_farther",
    "left_5",
    "left_4",
    "left_3",
    "left_2",
    "left_1",
    "right_1",
    "right_2",
    "right_3",
    "right_4",
    "right_5",
    "right_farther",
    "only_in",
];

/// What stands for all outlets together.
const ALL: &str = "(all)";

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let query = query(&asked.query)?;
    let opened = open_by(&asked.reading, asked.by, streams)?;
    let usual = NeighbourSettings::default();
    let settings = NeighbourSettings {
        reach: asked.reach(),
        counting: asked.counting(),
        minimum_count: asked.min_count.unwrap_or(usual.minimum_count),
        minimum_articles: asked.min_articles.unwrap_or(usual.minimum_articles),
        keep_stop_words: asked.stop_words,
        only_here: asked.only_here,
        measure: asked.sort,
        ..usual
    };
    let found = NeighboursRecipe { query, scope: opened.scope, by: asked.by, settings }
        .run(&opened.corpus, &Task::none())?;
    let mut columns = COLUMNS.to_vec();
    columns[0] = asked.by.label();
    columns.extend(Measure::ALL.map(Measure::key));
    columns.push("reason");
    let rows = found.rows.iter().flat_map(|row| {
        let in_outlets = found.cells_of(row).iter().map(|cell| Some(cell.column as usize));
        std::iter::once(None).chain(in_outlets).map(|column| line(&found, row, column, &opened.corpus))
    });
    deliver(asked.output.out.as_deref(), streams, |out| csv(out, &columns, rows))
}

/// One neighbour in one outlet, or in all.
fn line(found: &Neighbours, row: &Neighbour, column: Option<usize>, corpus: &Corpus) -> Vec<String> {
    let outlet = |column: usize| found.groups.get(column).map_or("", GroupRow::shown);
    let word = corpus.vocabulary().form(row.word).to_owned();
    let mut line = vec![column.map_or(ALL, outlet).to_owned(), word];
    let cell = column.map_or(Some(&row.all), |column| found.cell(row, column));
    let (Some(pair), Some(cell)) = (found.pair(row, column), cell) else { return line };
    line.extend([pair.together, cell.articles.into(), pair.node, pair.frequency].map(|n| n.to_string()));
    line.extend([pair.within_reach, pair.marginal, pair.total].map(|n| n.to_string()));
    line.push(number(pair.expected().ok()));
    // Slots are counted over all outlets.
    line.extend(row.slots.map(|count| if column.is_none() { count.to_string() } else { String::new() }));
    line.push(match found.shared(row) {
        Shared::Only(column) => outlet(column).to_owned(),
        Shared::Shared | Shared::Mostly(_) | Shared::Scattered => String::new(),
    });
    let mut reasons: Vec<String> = Vec::new();
    for measure in Measure::ALL {
        let value = pair.measure(measure);
        line.push(number(value.ok()));
        if let Err(reason) = value {
            let reason = figures::clause(reason);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    line.push(reasons.join("; "));
    line
}
