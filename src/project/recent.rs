//! What was opened lately, as the settings keep it.

use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize};

use super::paths;

/// Folders or a project, opened lately.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// The project file, or the folders and files.
    #[serde(with = "path_texts")]
    pub paths: Vec<PathBuf>,
    /// When, as RFC 3339; empty where it is not known.
    pub when: String,
    /// How many articles there were.
    pub articles: u32,
    /// How many series there were.
    pub series: u32,
}

/// Up to version 1 of the settings a recent folder was only its path.
pub(super) fn recent_of_any_version<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Recent>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum One {
        Path(String),
        Whole(Recent),
    }
    let list = Vec::<One>::deserialize(deserializer)?;
    let whole = |one| match one {
        One::Path(path) => Recent { paths: vec![paths::from_text(&path)], ..Recent::default() },
        One::Whole(recent) => recent,
    };
    Ok(list.into_iter().map(whole).collect())
}

/// Paths of any letters, as text.
mod path_texts {
    use std::path::PathBuf;

    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::project::paths;

    pub fn serialize<S: Serializer>(list: &[PathBuf], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(list.iter().map(|path| paths::to_text(path)))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
        Ok(Vec::<String>::deserialize(deserializer)?.iter().map(|text| paths::from_text(text)).collect())
    }
}
