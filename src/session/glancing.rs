//! Framing at a glance: made when its findings are newer than it, copied and saved as a table.

use std::sync::Arc;

use super::results::Answered;
use super::saving::Saving;
use super::{Action, Effect, Role, Session, View};
use crate::analysis::Analysis;
use crate::analysis::glance::{Asked, Glance, glance};
use crate::corpus::Corpus;
use crate::export;
use crate::figure::{Numbers, format};
use crate::framing::coding::Status;

/// The table as it is.
#[derive(Default)]
pub(super) struct Glancing {
    made: Option<Made>,
}

struct Made {
    comparison: Arc<Answered>,
    tellings: Option<Arc<Answered>>,
    changes: u64,
    numbers: Numbers,
    glance: Arc<Glance>,
}

impl Made {
    fn is_of(&self, other: &Self) -> bool {
        let same = |a: &Option<Arc<Answered>>, b: &Option<Arc<Answered>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.comparison, &other.comparison)
            && same(&self.tellings, &other.tellings)
            && (self.changes, self.numbers) == (other.changes, other.numbers)
    }
}

impl Session {
    /// Framing at a glance, with the corpus that its places are in; of the outlets that Compare shows.
    pub fn glance(&self) -> Option<(&Arc<Glance>, &Arc<Corpus>)> {
        self.glancing.made.as_ref().map(|made| (&made.glance, &made.comparison.corpus))
    }

    /// Makes the table when what it is made of has changed.
    pub(super) fn draw_glance(&mut self) {
        if self.place().view != View::Compare {
            return;
        }
        let Some(comparison) = self.results.slot(Role::Comparison).shown() else {
            self.glancing.made = None;
            return;
        };
        let found = self.results.slot(Role::Tellings).shown();
        let tellings = found.filter(|found| found.key.revision == comparison.key.revision);
        // While the findings for other outlets or another story are computed, the table stays what it was.
        let is_stale =
            self.results.is_computing(Role::Tellings) || self.results.is_computing(Role::Comparison);
        let is_of_corpus = |made: &Made| {
            made.tellings.is_some()
                && self.corpus().is_some_and(|now| Arc::ptr_eq(now, &made.comparison.corpus))
        };
        if is_stale && self.glancing.made.as_ref().is_some_and(is_of_corpus) {
            return;
        }
        let mut made = Made {
            comparison: Arc::clone(&comparison.value),
            tellings: tellings.map(|found| Arc::clone(&found.value)),
            changes: self.changes,
            numbers: self.numbers(),
            glance: Arc::default(),
        };
        if self.glancing.made.as_ref().is_some_and(|before| before.is_of(&made)) {
            return;
        }
        let (Some(compared), Analysis::Comparison(recipe)) =
            (comparison.value.outcome.as_comparison(), &comparison.key.analysis)
        else {
            return;
        };
        let found = tellings.and_then(|found| match &found.key.analysis {
            Analysis::Tellings(recipe) => Some((recipe, found.value.outcome.as_tellings()?)),
            _ => None,
        });
        let book = found.and_then(|(recipe, _)| recipe.codebooks.first());
        let status = book.map_or(Status::NotValidated, |book| self.bench.coding.status(&book.id));
        let name = |query: &crate::query::Query| {
            let series = self.bench.series.iter().find(|series| series.query == *query);
            series.map_or_else(|| query.to_string(), |series| series.name.clone())
        };
        let series: Vec<String> = recipe.queries.iter().map(name).collect();
        made.glance = Arc::new(glance(&Asked {
            corpus: &comparison.value.corpus,
            comparison: compared,
            tellings: found,
            status: &status,
            numbers: made.numbers,
            series: &series,
            unit: self.bench.unit,
        }));
        self.glancing.made = Some(made);
    }

    /// What a file of the table is called.
    fn glance_title(&self) -> String {
        let corpus = self.corpus();
        let title = self.story_number().and_then(|at| corpus.and_then(|corpus| corpus.stories().get(at)));
        title
            .map_or_else(|| "Framing at a glance".to_owned(), |title| format!("Framing at a glance, {title}"))
    }

    /// Copies the table, or asks where to save it.
    pub(super) fn act_on_glance(&mut self, action: Action) {
        let Some(table) = self.glance().map(|(glance, _)| Arc::clone(glance)) else { return };
        if action == Action::CopyGlance {
            let rows = table.written();
            self.effects.push(Effect::CopyText(export::tabbed(&rows)));
            let count = format::counted(rows.len().saturating_sub(1) as u64, "row", "rows");
            self.notices.note(format!("The table is copied, {count}"));
        } else {
            self.ask_to_save(Saving::Glance(self.glance_title(), table));
        }
    }
}
