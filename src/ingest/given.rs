//! With what a folder is read, and what is told of it beside its articles.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::readers::fields::{Mappings, Shapes};
use super::readers::limits::Limits;
use crate::problem::Problems;

/// With what a folder is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadSettings {
    /// How much of anything is read.
    pub limits: Limits,
    /// Which field of a data file holds what, where the user has said it.
    pub mappings: Arc<Mappings>,
    /// Files and folders that the program wrote itself: in a folder they are passed over.
    pub own: Arc<BTreeSet<PathBuf>>,
}

impl From<Limits> for ReadSettings {
    fn from(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }
}

/// What is told of a folder beside its articles; of one whose reading was stopped as far as it got.
#[derive(Debug, Clone, Default)]
pub struct ReadReport {
    /// What went wrong, file by file.
    pub problems: Problems,
    /// What the records of its data files are like, and how they were read.
    pub shapes: Shapes,
}
