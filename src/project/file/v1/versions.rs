//! What is said of versions, key by key.

use serde::{Deserialize, Serialize};

use super::Key;

/// What is said of versions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Versions {
    /// Pairs of articles that are one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<[Key; 2]>,
    /// Pairs that are not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<[Key; 2]>,
    /// Articles that count among their versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<Key>,
}

impl Versions {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
