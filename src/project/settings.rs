//! The user's settings: theme, size, recent folders. One small JSON file, written whole.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};

use super::paths;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system is.
    #[default]
    System,
    /// Paper and ink.
    Light,
    /// For the night.
    Dark,
}

/// What is kept between runs, beside projects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Version of this file's layout.
    pub version: u32,
    /// Folders and projects opened lately, newest first.
    #[serde(deserialize_with = "recent_of_any_version")]
    pub recent: Vec<Recent>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of everything, in percent.
    pub zoom_percent: u16,
}

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

/// Up to version 1 a recent folder was only its path.
fn recent_of_any_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Recent>, D::Error> {
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

/// The layout this program writes.
const VERSION: u32 = 2;

/// So many recent folders are kept.
const RECENT: usize = 8;
/// What was opened as more single files than this is not offered again.
const MOST_PATHS: usize = 20;

impl Default for Settings {
    fn default() -> Self {
        Self { version: VERSION, recent: Vec::new(), theme: ThemeChoice::System, zoom_percent: 100 }
    }
}

impl Settings {
    /// Reads the settings of `path`; a missing or unreadable file gives the defaults, since settings
    /// are a convenience and must never stand in the way of a start. `None` is the file of a newer program: it is
    /// to be left as it is.
    pub fn load(path: &Path) -> Option<Self> {
        #[derive(Deserialize)]
        struct Stamp {
            version: u32,
        }
        let Ok(text) = fs::read_to_string(path) else { return Some(Self::default()) };
        // What a newer program keeps may have any shape but for its version.
        if serde_json::from_str::<Stamp>(&text).is_ok_and(|stamp| stamp.version > VERSION) {
            return None;
        }
        match serde_json::from_str::<Self>(&text) {
            Ok(settings) => Some(settings.tamed()),
            Err(error) => {
                log::warn!("settings not understood: {error}");
                Some(Self::default())
            }
        }
    }

    /// Within bounds, whatever a hand wrote into the file.
    fn tamed(mut self) -> Self {
        self.version = VERSION;
        self.zoom_percent = self.zoom_percent.clamp(50, 300);
        self.recent.truncate(RECENT);
        self
    }

    /// Writes the settings whole or not at all.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_vec_pretty(self)?;
        let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
        file.write_all(&text)?;
        file.commit()
    }

    /// Notes what was opened.
    pub fn opened(&mut self, opened: Recent) {
        if opened.paths.is_empty() || opened.paths.len() > MOST_PATHS {
            return;
        }
        self.recent.retain(|known| known.paths != opened.paths);
        self.recent.insert(0, opened);
        self.recent.truncate(RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/settings.json");
        let mut settings = Settings { theme: ThemeChoice::Dark, ..Settings::default() };
        let recent = |path: &str, series| Recent { paths: vec![path.into()], series, ..Recent::default() };
        settings.opened(recent("/a", 1));
        settings.opened(recent("/b", 2));
        settings.opened(recent("/a", 3));
        settings.save(&path).expect("written");
        let back = Settings::load(&path).expect("ours");
        assert_eq!(back, settings);
        assert_eq!(back.recent, [recent("/a", 3), recent("/b", 2)]);
    }

    #[test]
    fn recent_folders_of_the_first_version_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        fs::write(&path, r#"{"version": 1, "recent": ["/a", "/b"], "theme": "dark"}"#).expect("written");
        let settings = Settings::load(&path).expect("ours");
        assert_eq!(settings.theme, ThemeChoice::Dark);
        assert_eq!(settings.recent.len(), 2);
        assert_eq!(settings.recent[1].paths, [PathBuf::from("/b")]);
    }

    #[test]
    fn broken_settings_give_the_defaults_and_newer_ones_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        for text in ["", "{", "[]", r#"{"theme": "purple"}"#] {
            fs::write(&path, text).expect("written");
            assert_eq!(Settings::load(&path), Some(Settings::default()), "{text}");
        }
        for text in [r#"{"version": 99, "theme": "dark"}"#, r#"{"version": 99, "theme": ["dusk", 7]}"#] {
            fs::write(&path, text).expect("written");
            assert_eq!(Settings::load(&path), None, "{text}");
        }
    }
}
