//! Codebooks and coding by hand, key by key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Key;

/// Everything of codebooks and coding.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CodingBook {
    /// The user's own codebooks, each as the text of a codebook file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codebooks: Vec<String>,
    /// Words taken out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Excluded>,
    /// Samples in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<Sample>,
}

impl CodingBook {
    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Words taken out of a frame.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Excluded {
    /// The codebook's short name.
    pub codebook: String,
    /// The frame's short name.
    pub frame: String,
    /// The words.
    pub words: Vec<String>,
}

/// A sample.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sample {
    /// The codebook's short name.
    pub codebook: String,
    /// Whole articles are coded, not sentences.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub of_articles: bool,
    /// How many units were asked for.
    pub size: u32,
    /// Where random numbers began.
    pub seed: u64,
    /// As many of each outlet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_outlet: bool,
    /// Coders see outlet and hits.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_open: bool,
    /// The title of the story from whose articles it was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// From how many units it was drawn.
    pub of: u64,
    /// Its units in order.
    pub units: Vec<Unit>,
    /// What coders said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answers>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Unit {
    /// Which article.
    pub of: Key,
    /// Its bytes in the raw text; none for the whole article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<(u32, u32)>,
    /// The sentence as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// How often the same words stand before it.
    #[serde(default, skip_serializing_if = "super::is_first")]
    pub nth: u32,
}

/// What one coder said about one frame.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Answers {
    /// The coder's name.
    pub coder: String,
    /// The frame's short name.
    pub frame: String,
    /// A letter a unit, from the first: `y`, `n`, or `-` for none.
    pub said: String,
    /// Notes by unit.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<u32, String>,
    /// When, by unit, as RFC 3339.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub changed: BTreeMap<u32, String>,
}
