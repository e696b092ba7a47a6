//! What is said of stories, key by key.

use serde::{Deserialize, Serialize};

use super::{Key, Work};
use crate::framing::stories::StorySettings;

/// What is said of stories.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Stories {
    /// Pairs of articles that tell one event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<[Key; 2]>,
    /// Pairs that do not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<[Key; 2]>,
    /// Stories of these articles and no others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<Vec<Key>>,
    /// What stories are called, by one of their articles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<StoryTitle>,
}

impl Stories {
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What a story is called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StoryTitle {
    /// One of its articles.
    pub of: Key,
    /// The title.
    pub title: String,
}

impl Work {
    /// How stories are looked for; what makes no sense is drawn to the nearest that does.
    pub fn stories_asked(&self) -> StorySettings {
        self.story_settings.map_or_else(StorySettings::default, |(likeness, days)| StorySettings {
            likeness: likeness.clamp(1, 1000),
            window_days: days.clamp(1, 366),
        })
    }
}
