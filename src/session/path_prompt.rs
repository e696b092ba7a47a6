//! A path that is typed, where the system has no dialog or the user wants none.

/// What a typed path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathPurpose {
    /// Reading the folder.
    #[default]
    Open,
    /// Saving what was asked to be saved: a figure, a table, a codebook.
    Save,
    /// Saving the project.
    SaveProject,
    /// Adding a folder to what is open.
    Add,
    /// Saying where a folder of the project is now.
    Moved,
    /// Taking a codebook in.
    Codebook,
    /// Reading a table of what is known of articles.
    Facts,
}

/// The path field: what it is for, and folders that complete what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PathPrompt {
    /// What the path is for.
    pub purpose: PathPurpose,
    /// What the field holds when it opens.
    pub start: String,
    /// What was typed when `completions` were listed.
    pub typed: String,
    /// Paths that complete it.
    pub completions: Vec<String>,
}
