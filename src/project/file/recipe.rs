//! What a saved figure holds so that it can be laid out again: a project without folders, corrections or notes, and
//! what the figure was made of, by name alone.
//!
//! A figure is published. Nothing of it may say where on whose disk the articles lay.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ProjectFile, Unreadable};

/// The recipe of a figure, as it is written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Recipe {
    /// What the figure was made of.
    pub made_of: MadeOf,
    /// The work that makes it.
    pub project: ProjectFile,
}

/// The articles of a figure, in a few names and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MadeOf {
    /// What the project or folder was called.
    pub name: String,
    /// Names of the folders and files read, without their paths.
    pub folders: Vec<String>,
    /// Articles read.
    pub articles: u32,
    /// A hash over what was read, 16 hexadecimal digits: equal ones are the same articles. Empty where it is not known.
    pub content: String,
    /// Things put right by hand; the recipe does not hold them.
    pub corrections: u32,
}

/// The names of folders and files without their paths.
pub fn names_of(roots: &[PathBuf]) -> Vec<String> {
    let name = |root: &PathBuf| root.file_name().map(|name| name.to_string_lossy().into_owned());
    roots.iter().filter_map(name).collect()
}

/// What every recipe has; the project is read by its own layout.
#[derive(Deserialize)]
struct Shell {
    #[serde(default)]
    made_of: MadeOf,
    project: Value,
}

impl Recipe {
    /// The recipe as text on one line.
    pub fn text(&self) -> String {
        // Nothing in these types can fail to be written: keys are text and numbers are whole.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a recipe of any layout there has been.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let shell: Shell =
            serde_json::from_str(text).map_err(|error| Unreadable::Damaged { line: error.line() })?;
        let bytes = serde_json::to_vec(&shell.project).map_err(|_| Unreadable::Foreign)?;
        Ok(Self { made_of: shell.made_of, project: super::read(&bytes)? })
    }
}

/// Why a recipe cannot be followed, in words for the person at the screen.
pub fn in_words(why: &Unreadable) -> String {
    match why {
        Unreadable::Newer { program } => {
            format!("This figure was made by a newer Parallax ({program}). Open it with that version")
        }
        Unreadable::Part { what, text } => {
            format!("In the recipe of this figure {what} cannot be understood: “{text}”")
        }
        Unreadable::Damaged { .. } | Unreadable::Foreign | Unreadable::TooLarge => {
            "The recipe in this picture cannot be read: it is damaged, or another program changed it"
                .to_owned()
        }
    }
}
