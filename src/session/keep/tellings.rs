//! What is chosen about how a story is told, as a project file holds it, and back.

use std::sync::Arc;

use crate::framing::hedges::HedgeSettings;
use crate::framing::labels::LabelEdits;
use crate::project::file::v1;
use crate::session::TellingChoices;

/// As a file holds it.
pub(super) fn written(choices: &TellingChoices) -> v1::Tellings {
    let TellingChoices { labels, sides, hedges, codebook } = choices;
    let HedgeSettings { within_quotations, own_lists_only, lists } = &**hedges;
    v1::Tellings {
        labels: labels.edits.clone(),
        sides: (**sides).clone(),
        hedges_within_quotations: *within_quotations,
        own_hedges_only: *own_lists_only,
        hedge_lists: lists.clone(),
        codebook: (*codebook != TellingChoices::default().codebook).then(|| codebook.to_string()),
    }
}

/// Out of a file.
pub(super) fn read(written: v1::Tellings) -> TellingChoices {
    let hedges = written.hedges_asked();
    let usual = TellingChoices::default();
    TellingChoices {
        labels: Arc::new(LabelEdits { edits: written.labels }),
        sides: Arc::new(written.sides),
        hedges: Arc::new(hedges),
        codebook: written.codebook.map_or(usual.codebook, Arc::from),
    }
}
