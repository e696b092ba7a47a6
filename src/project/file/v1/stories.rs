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
            // Within one day is a choice too.
            window_days: days.min(366),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_drawn_to_the_nearest_that_does() {
        let check = |written: Option<(u16, u16)>, likeness: u16, window_days: u16| {
            let asked = Work { story_settings: written, ..Work::default() }.stories_asked();
            assert_eq!(asked, StorySettings { likeness, window_days });
        };
        let usual = StorySettings::default();
        check(None, usual.likeness, usual.window_days);
        check(Some((85, 0)), 85, 0);
        check(Some((0, 367)), 1, 366);
        check(Some((2_000, 7)), 1_000, 7);
    }
}
