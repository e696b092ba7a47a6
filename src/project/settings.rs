//! The user's settings: theme, size, recent folders. One small JSON file, written whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::reading_limits::ReadingLimits;
pub use super::recent::Recent;
use super::recent::recent_of_any_version;
use crate::export::Choices;
use crate::ingest::OwnFile;

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

/// How close rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// Air between rows.
    #[default]
    Comfortable,
    /// More rows on a screen.
    Compact,
}

/// Whether things move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Motion {
    /// Short fades.
    #[default]
    Full,
    /// Nothing moves by itself.
    Reduced,
}

/// The face that articles are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadingFace {
    /// As a newspaper sets it.
    #[default]
    Serif,
    /// As the rest of the window.
    Sans,
}

/// How days are written on the screen. What leaves the program keeps its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateStyle {
    /// 3 May 2024.
    #[default]
    DayFirst,
    /// May 3, 2024.
    MonthFirst,
    /// 2024-05-03.
    Iso,
}

/// How numbers are written on the screen. What leaves the program keeps its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumberStyle {
    /// As the system is set.
    #[default]
    System,
    /// 12,345.6.
    CommaPoint,
    /// 12.345,6.
    PointComma,
    /// 12 345,6.
    SpaceComma,
    /// 12’345.6.
    ApostrophePoint,
}

/// How the table of articles is laid out. Columns go by their names, so that a file of another version with
/// other columns is understood as far as it can be.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TableSettings {
    /// The columns that are shown; `None` is the program's choice.
    pub columns: Option<Vec<String>>,
    /// Widths in pixels of columns that were drawn to one.
    pub widths: BTreeMap<String, u16>,
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
    /// How close rows stand.
    pub density: Density,
    /// Whether things move.
    pub motion: Motion,
    /// The face that articles are read in.
    pub reading_face: ReadingFace,
    /// The size of an article's letters, in pixels.
    pub reading_size: u16,
    /// How days are written on the screen.
    pub dates: DateStyle,
    /// How numbers are written on the screen.
    pub numbers: NumberStyle,
    /// Whether Browse shows its facets.
    pub shows_facets: bool,
    /// Columns of the table of articles.
    #[serde(deserialize_with = "as_far_as_understood")]
    pub table: TableSettings,
    /// Whether changes in open folders are taken in as they come.
    pub follows_folders: bool,
    /// The folder a figure was saved in last.
    pub saved_in: Option<PathBuf>,
    /// What was saved lately, newest last: while it is as it was saved, it is not read with the folder it lies in.
    #[serde(deserialize_with = "as_far_as_understood")]
    pub saved_files: Vec<OwnFile>,
    /// How figures were saved last.
    pub figure: Choices,
    /// How large the window and its panes were left.
    pub window: WindowSize,
    /// How much of anything is read.
    #[serde(deserialize_with = "as_far_as_understood")]
    pub limits: ReadingLimits,
}

/// How large the window and its panes were left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowSize {
    /// Its width where it does not fill the screen, in points at a size of 100 %.
    pub width: u16,
    /// Its height.
    pub height: u16,
    /// Whether it fills the screen.
    pub is_maximized: bool,
    /// Widths and heights of the panes that were dragged, in points.
    pub panes: BTreeMap<String, u16>,
}

/// The smallest the window can be.
pub const LEAST_WINDOW: (u16, u16) = (800, 520);

/// No screen is larger.
const MOST_WINDOW: u16 = 16_384;

/// So many panes are remembered; there are fewer.
const MOST_PANES: usize = 32;

impl Default for WindowSize {
    fn default() -> Self {
        Self { width: 1440, height: 900, is_maximized: false, panes: BTreeMap::new() }
    }
}

impl WindowSize {
    /// Notes another size; that of a window that fills the screen is not one to return to.
    pub fn resized(&mut self, width: u16, height: u16, is_maximized: bool) {
        self.is_maximized = is_maximized;
        if !is_maximized {
            (self.width, self.height) = (width, height);
        }
    }

    fn tamed(mut self) -> Self {
        self.width = self.width.clamp(LEAST_WINDOW.0, MOST_WINDOW);
        self.height = self.height.clamp(LEAST_WINDOW.1, MOST_WINDOW);
        while self.panes.len() > MOST_PANES {
            self.panes.pop_last();
        }
        self
    }
}

/// The smallest everything can be, in percent.
pub const LEAST_ZOOM: u16 = 50;

/// The largest everything can be, in percent.
pub const MOST_ZOOM: u16 = 300;

/// The smallest size of an article's letters, in pixels.
pub const LEAST_READING: u16 = 12;

/// The largest size of an article's letters, in pixels.
pub const MOST_READING: u16 = 28;

/// The layout this program writes.
const VERSION: u32 = 2;

/// So many files that were saved are remembered.
const SAVED: usize = 500;
/// So many recent folders are kept.
const RECENT: usize = 8;
/// What was opened as more single files than this is not offered again.
const MOST_PATHS: usize = 20;

/// One part that makes no sense is no reason to forget everything else.
fn as_far_as_understood<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Default + serde::de::DeserializeOwned,
{
    let value = serde_json::Value::deserialize(from)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            recent: Vec::new(),
            theme: ThemeChoice::System,
            zoom_percent: 100,
            density: Density::default(),
            motion: Motion::default(),
            reading_face: ReadingFace::default(),
            reading_size: 17,
            dates: DateStyle::default(),
            numbers: NumberStyle::default(),
            shows_facets: false,
            table: TableSettings::default(),
            follows_folders: true,
            saved_in: None,
            saved_files: Vec::new(),
            figure: Choices::default(),
            window: WindowSize::default(),
            limits: ReadingLimits::default(),
        }
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
    #[must_use]
    pub fn tamed(mut self) -> Self {
        self.version = VERSION;
        self.zoom_percent = self.zoom_percent.clamp(LEAST_ZOOM, MOST_ZOOM);
        self.reading_size = self.reading_size.clamp(LEAST_READING, MOST_READING);
        self.recent.truncate(RECENT);
        self.forget_old_files();
        self.figure = self.figure.tamed();
        self.window = self.window.tamed();
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

    /// Notes what was saved, a file or a folder of them, and what it is known by where it is still there.
    pub fn saved(&mut self, path: &Path, own: Option<OwnFile>) {
        if let Some(folder) = path.parent() {
            self.saved_in = Some(folder.to_path_buf());
        }
        let Some(saved) = own else { return };
        self.saved_files.retain(|known| known.path != saved.path);
        self.saved_files.push(saved);
        self.forget_old_files();
    }

    fn forget_old_files(&mut self) {
        let old = self.saved_files.len().saturating_sub(SAVED);
        self.saved_files.drain(..old);
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
    use std::path::PathBuf;

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
    fn what_was_saved_lately_is_known_as_it_was_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("articles.csv");
        let file = |at: i64| OwnFile { path: format!("/a/{at}.csv").into(), bytes: 1, modified: at };
        let mut settings = Settings { saved_files: (0..600).map(file).collect(), ..Settings::default() };
        for text in ["headline", "headline,body"] {
            fs::write(&path, text).expect("written");
            settings.saved(&path, OwnFile::at(&path).ok());
        }
        settings.saved(&folder.path().join("never.csv"), None);
        assert_eq!(settings.saved_files.len(), SAVED);
        assert_eq!(settings.saved_files[0], file(101), "the oldest are dropped");
        assert_eq!(settings.saved_files[SAVED - 1], OwnFile::at(&path).expect("there"));
        assert_eq!(settings.saved_files[SAVED - 1].bytes, 13);
        let written = folder.path().join("settings.json");
        settings.save(&written).expect("written");
        assert_eq!(Settings::load(&written), Some(settings));
        let many = Settings { saved_files: (0..501).map(file).collect(), ..Settings::default() };
        assert_eq!(many.tamed().saved_files[0], file(1));
    }

    #[test]
    fn what_a_hand_wrote_is_taken_as_far_as_it_makes_sense() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("settings.json");
        let check = |text: &str, expected: Settings| {
            fs::write(&path, text).expect("written");
            assert_eq!(Settings::load(&path), Some(expected), "{text}");
        };
        let dark = Settings { theme: ThemeChoice::Dark, ..Settings::default() };
        check(r#"{"theme": "dark", "table": 7}"#, dark.clone());
        check(r#"{"theme": "dark", "limits": {"file": "large"}}"#, dark.clone());
        check(r#"{"theme": "dark", "table": {"columns": "all", "widths": []}}"#, dark.clone());
        let table = TableSettings {
            columns: Some(vec!["date".to_owned(), "moon".to_owned()]),
            widths: [("headline".to_owned(), 300)].into(),
        };
        check(
            r#"{"table": {"columns": ["date", "moon"], "widths": {"headline": 300}, "new": 1}}"#,
            Settings { table, ..Settings::default() },
        );
        let sized = |zoom_percent, reading_size| Settings { zoom_percent, reading_size, ..dark.clone() };
        check(r#"{"theme": "dark"}"#, sized(100, 17));
        check(r#"{"theme": "dark", "zoom_percent": 1, "reading_size": 1}"#, sized(LEAST_ZOOM, LEAST_READING));
        check(
            r#"{"theme": "dark", "zoom_percent": 9999, "reading_size": 400}"#,
            sized(MOST_ZOOM, MOST_READING),
        );
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
