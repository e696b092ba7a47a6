//! A path that is typed, where the system has no dialog or the user wants none.

use super::Overlay;
use crate::export::FigureFormat;

/// What a typed path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathPurpose {
    /// Reading the folder.
    #[default]
    Open,
    /// Saving the figure, or lines, in this format.
    Save(FigureFormat),
    /// Saving the project.
    SaveProject,
    /// Adding a folder to what is open.
    Add,
    /// Saying where a folder of the project is now.
    Moved,
    /// Taking a codebook in.
    Codebook,
    /// Saving a codebook, or a table of what came out of coding.
    SaveTable,
}

/// The path field: what it is for, and folders that complete what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PathPrompt {
    /// What the path is for.
    pub purpose: PathPurpose,
    /// What the field holds when it opens.
    pub start: String,
    /// What lay over the window before, and does again afterwards.
    pub below: Overlay,
    /// What was typed when `completions` were listed.
    pub typed: String,
    /// Paths that complete it.
    pub completions: Vec<String>,
}
