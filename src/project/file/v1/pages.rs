//! What is said of pages of articles, key by key.

use serde::{Deserialize, Serialize};

use super::Key;

/// What is said of pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Pages {
    /// Pages that are each an article of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Key>,
    /// Pages of one article each, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<Vec<Key>>,
}

impl Pages {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
