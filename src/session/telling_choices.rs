//! What is chosen and put right about how a story is told: names, sides, hedges, codebook.

use std::sync::Arc;

use crate::analysis::{Scope, TellingsRecipe};
use crate::framing::hedges::HedgeSettings;
use crate::framing::labels::{Edit, LabelEdits};
use crate::framing::voices::sides::Sides;
use crate::project::CodingBook;

/// The codebook whose words are counted at first.
const USUAL_CODEBOOK: &str = "policy-frames";

/// What is chosen about how a story is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingChoices {
    /// What was made of the names found.
    pub labels: Arc<LabelEdits>,
    /// Speakers that were moved, by the side they are on, those under the empty name on none; all others are where
    /// the texts suggest.
    pub sides: Arc<Sides>,
    /// Which hedges are counted.
    pub hedges: Arc<HedgeSettings>,
    /// The short name of the codebook whose words are counted; empty is none.
    pub codebook: Arc<str>,
}

impl Default for TellingChoices {
    fn default() -> Self {
        Self {
            labels: Arc::default(),
            sides: Arc::default(),
            hedges: Arc::default(),
            codebook: USUAL_CODEBOOK.into(),
        }
    }
}

impl TellingChoices {
    /// With one more change of names.
    #[must_use]
    pub fn and(mut self, edit: Edit) -> Self {
        Arc::make_mut(&mut self.labels).edits.push(edit);
        self
    }

    /// The question about these articles and outlets.
    pub fn recipe(&self, scope: Scope, outlets: Vec<Arc<str>>, coding: &CodingBook) -> TellingsRecipe {
        let codebooks = coding.codebook(&self.codebook).cloned().into_iter().collect();
        TellingsRecipe {
            scope,
            outlets,
            labels: Arc::clone(&self.labels),
            codebooks: Arc::new(codebooks),
            exclusions: Arc::new(coding.exclusions.clone()),
            sides: Arc::clone(&self.sides),
            hedges: Arc::clone(&self.hedges),
        }
    }
}
