//! What is chosen and put right about how a story is told, key by key.

use serde::{Deserialize, Serialize};

use crate::framing::hedges::{HedgeSettings, WordList};
use crate::framing::labels::Edit;
use crate::framing::voices::sides::Sides;

/// What is chosen about how a story is told; what is left out is as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tellings {
    /// What was made of the names found, oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<Edit>,
    /// Which speakers belong to which side.
    #[serde(flatten)]
    pub sides: Sides,
    /// Hedges within quotations count too.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hedges_within_quotations: bool,
    /// The shipped lists of hedges are left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own_hedges_only: bool,
    /// The user's lists of hedges.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hedge_lists: Vec<WordList>,
    /// The codebook whose words are counted; empty is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codebook: Option<String>,
}

impl Tellings {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// How hedges are counted.
    pub fn hedges_asked(&self) -> HedgeSettings {
        HedgeSettings {
            within_quotations: self.hedges_within_quotations,
            own_lists_only: self.own_hedges_only,
            lists: self.hedge_lists.clone(),
        }
    }
}
