//! The figures of a report, each with the name of its files.

use super::{Chart, Findings};
use crate::analysis::figures::{self, Looks};
use crate::analysis::word_figures::{self, Shown};
use crate::analysis::{Bin, Frequency, FrequencyRecipe, Grouping, Per, TrendRecipe};
use crate::figure::{Ink, Series};
use crate::task::{Cancelled, Task};

/// Series in one figure: as many as there are tones, so that no two look alike.
const SERIES_EACH: usize = Ink::TONES as usize;

impl Findings<'_> {
    /// Frequency by outlet and over time, distinctive words; each only where there is something to show.
    pub(super) fn charts(&self) -> Result<Vec<Chart>, Cancelled> {
        let mut charts = Vec::new();
        let is_empty = self.frequency.groups.is_empty();
        for (at, asked) in self.groups().enumerate() {
            if !is_empty {
                charts.push(Chart { name: numbered("frequency", at), figure: self.bars(&asked, at) });
            }
        }
        for (at, asked) in self.groups().enumerate() {
            let recipe = TrendRecipe {
                // One query leaves room for a line an outlet.
                by: (self.asked.queries.len() == 1).then_some(Grouping::Outlet),
                per: Per::Words,
                queries: asked.queries,
                scope: asked.scope,
                bin: Bin::Auto,
                statistics: false,
            };
            let found = recipe.run(self.corpus, &Task::none())?;
            if found.bins.len() > 1 {
                let figure = figures::trend(&found, &recipe, self.unit, Looks::default());
                charts.push(Chart { name: numbered("over-time", at), figure });
            }
        }
        if self.distinctive.words.iter().any(|words| !words.is_empty()) {
            let asked = &self.distinctive_asked;
            let figure = word_figures::distinctive(
                &self.distinctive,
                asked,
                Shown::default(),
                self.corpus,
                Looks::default(),
            );
            charts.push(Chart { name: "distinctive-words".into(), figure });
        }
        Ok(charts)
    }

    /// The queries, as many at a time as one figure takes.
    fn groups(&self) -> impl Iterator<Item = FrequencyRecipe> + '_ {
        let scope = &self.asked.scope;
        let groups = self.asked.queries.chunks(SERIES_EACH);
        groups.map(|queries| FrequencyRecipe {
            queries: queries.to_vec(),
            scope: scope.clone(),
            ..FrequencyRecipe::default()
        })
    }

    /// The bars of the `at`th group.
    fn bars(&self, asked: &FrequencyRecipe, at: usize) -> crate::figure::Figure {
        let from = at * SERIES_EACH;
        let cells = self.frequency.cells.iter().skip(from).take(SERIES_EACH);
        let totals = self.frequency.totals.iter().skip(from).take(SERIES_EACH);
        let found = Frequency {
            coverage: self.frequency.coverage.clone(),
            groups: self.frequency.groups.clone(),
            cells: cells.cloned().collect(),
            totals: totals.cloned().collect(),
        };
        // Queries here have no names: what was typed is said once.
        let series: Vec<Series> = (0..)
            .zip(&asked.queries)
            .map(|(at, query)| Series::new(&query.text, "", Ink::of_series(at)))
            .collect();
        figures::frequency(&found, asked, self.unit, Looks { series: &series, ..Looks::default() })
    }
}

fn numbered(name: &str, at: usize) -> String {
    if at == 0 { name.to_owned() } else { format!("{name}-{}", at + 1) }
}
