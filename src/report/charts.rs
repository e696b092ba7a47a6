//! The figures of a report, each with the name of its files.

use super::{Chart, Findings};
use crate::analysis::figures::{self, Looks};
use crate::analysis::word_figures::{self, Shown};
use crate::analysis::{
    Analysis, Bin, DispersionRecipe, Frequency, FrequencyRecipe, Grouping, NeighboursRecipe, Per,
    PhrasesRecipe, TrendRecipe, WordShiftRecipe, rankings,
};
use crate::figure::{Figure, Ink, Series};
use crate::query::Query;
use crate::task::Cancelled;

/// Series in one figure: as many as there are tones, so that no two look alike.
const SERIES_EACH: usize = Ink::TONES as usize;

/// A figure, and the question it answers.
type Drawn = (Figure, Analysis);

impl Findings<'_> {
    /// One figure or more of each lens, in the order of the lenses; each only where there is something to show.
    pub(super) fn charts(&self) -> Result<Vec<Chart>, Cancelled> {
        let mut charts = Vec::new();
        if !self.frequency.groups.is_empty() {
            let bars = self.groups().enumerate().map(|(at, group)| {
                let figure = self.bars(&group, at);
                Some((figure, Analysis::Frequency(group)))
            });
            self.push(&mut charts, "frequency", bars);
        }
        self.push(&mut charts, "over-time", self.of_groups(Self::over_time)?);
        self.push(&mut charts, "dispersion", self.of_groups(Self::dispersion)?);
        self.push(&mut charts, "distinctive-words", [self.distinctive_words_figure()]);
        self.push(&mut charts, "word-shift", [self.word_shift()?]);
        let each = |draw: fn(&Self, &Query) -> Result<Option<Drawn>, Cancelled>| {
            self.asked.queries.iter().map(|query| draw(self, query)).collect::<Result<Vec<_>, _>>()
        };
        self.push(&mut charts, "neighbours", each(Self::neighbours)?);
        self.push(&mut charts, "phrases-around", each(|this, query| this.phrases(Some(query)))?);
        self.push(&mut charts, "phrases", [self.phrases(None)?]);
        Ok(charts)
    }

    /// A figure for each group of queries.
    fn of_groups(
        &self,
        draw: fn(&Self, FrequencyRecipe) -> Result<Option<Drawn>, Cancelled>,
    ) -> Result<Vec<Option<Drawn>>, Cancelled> {
        self.groups().map(|asked| draw(self, asked)).collect()
    }

    fn over_time(&self, asked: FrequencyRecipe) -> Result<Option<Drawn>, Cancelled> {
        let recipe = TrendRecipe {
            // One query leaves room for a line an outlet.
            by: (self.asked.queries.len() == 1).then_some(Grouping::Outlet),
            per: Per::Words,
            queries: asked.queries,
            scope: asked.scope,
            bin: Bin::Auto,
            statistics: false,
        };
        let found = recipe.run(self.corpus, &self.task)?;
        let draw = || figures::trend(&found, &recipe, self.unit, self.looks());
        Ok((found.bins.len() > 1).then(|| (draw(), Analysis::Trend(recipe.clone()))))
    }

    fn dispersion(&self, asked: FrequencyRecipe) -> Result<Option<Drawn>, Cancelled> {
        let recipe = DispersionRecipe { queries: asked.queries, scope: asked.scope, by: Grouping::Outlet };
        let found = recipe.run(self.corpus, &self.task)?;
        let draw = || figures::dispersion(&found, &recipe, self.corpus, self.looks());
        Ok((!found.hits.is_empty()).then(|| (draw(), Analysis::Dispersion(recipe.clone()))))
    }

    fn distinctive_words_figure(&self) -> Option<Drawn> {
        let (found, asked) = (&self.distinctive, &self.distinctive_asked);
        let has_words = found.words.iter().any(|words| !words.is_empty());
        let draw = || word_figures::distinctive(found, asked, Shown::default(), self.corpus, self.looks());
        has_words.then(|| (draw(), Analysis::Distinctive(asked.clone())))
    }

    /// The outlet with most words against all others together.
    fn word_shift(&self) -> Result<Option<Drawn>, Cancelled> {
        let recipe = WordShiftRecipe { scope: self.asked.scope.clone(), ..WordShiftRecipe::default() };
        let found = recipe.run(self.corpus, &self.task)?;
        let draw = || word_figures::word_shift(&found, &recipe, self.corpus, self.looks());
        let differ = found.bits.is_ok_and(|bits| bits > 0.0);
        Ok(differ.then(|| (draw(), Analysis::WordShift(recipe.clone()))))
    }

    fn neighbours(&self, query: &Query) -> Result<Option<Drawn>, Cancelled> {
        let scope = self.asked.scope.clone();
        let recipe =
            NeighboursRecipe { query: query.clone(), scope, settings: <_>::default(), by: Grouping::Outlet };
        let found = recipe.run(self.corpus, &self.task)?;
        let draw = || rankings::neighbours(&found, &recipe, self.corpus, self.looks());
        Ok((!found.rows.is_empty()).then(|| (draw(), Analysis::Neighbours(recipe.clone()))))
    }

    /// The phrases around a query, or all.
    fn phrases(&self, around: Option<&Query>) -> Result<Option<Drawn>, Cancelled> {
        let scope = self.asked.scope.clone();
        let recipe =
            PhrasesRecipe { scope, around: around.cloned(), settings: <_>::default(), by: Grouping::Outlet };
        let found = recipe.run(self.corpus, &self.task)?;
        let draw = || rankings::phrases(&found, &recipe, self.corpus, self.looks());
        Ok((!found.rows.is_empty()).then(|| (draw(), Analysis::Phrases(recipe.clone()))))
    }

    /// Adds the figures there are, each under a name of its own: the first under the bare one.
    fn push(&self, charts: &mut Vec<Chart>, name: &str, figures: impl IntoIterator<Item = Option<Drawn>>) {
        for (at, (figure, asked)) in (1..).zip(figures.into_iter().flatten()) {
            let name = if at == 1 { name.to_owned() } else { format!("{name}-{at}") };
            let recipe = (self.recipe)(&asked, self.unit, &self.made_of);
            charts.push(Chart { name, figure, asked, recipe });
        }
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
    fn bars(&self, asked: &FrequencyRecipe, at: usize) -> Figure {
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
        figures::frequency(&found, asked, self.unit, Looks { series: &series, ..self.looks() })
    }
}
