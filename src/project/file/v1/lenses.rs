//! What is chosen of single lenses, key by key.

use serde::{Deserialize, Serialize};

/// What is chosen of single lenses; what is left out is as usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lenses {
    /// Intervals by the bootstrap: how many resamples. Otherwise they are Wilson's on effective words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resamples: Option<u32>,
    /// Where its random numbers begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// Bars or dots.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shape: Option<String>,
    /// The order of outlets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// What is marked in time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// Bins of a moving average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smoothing: Option<u8>,
    /// Whether rise and fall are measured.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub measures_trend: bool,
    /// Rows of dispersion on paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<u32>,
}

impl Lenses {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// A day with a name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// `2016-09-01`.
    pub date: String,
    /// The name.
    pub name: String,
}
