//! With what a folder is read, and what is told of it beside its articles.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::pages::PageBook;
use super::readers::fields::{Mappings, Shapes};
use super::readers::limits::Limits;
use super::stamp;
use crate::problem::Problems;

/// With what a folder is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadSettings {
    /// How much of anything is read.
    pub limits: Limits,
    /// Which field of a data file holds what, where the user has said it.
    pub mappings: Arc<Mappings>,
    /// What the user says of pages of articles.
    pub pages: Arc<PageBook>,
    /// Files and folders that the program wrote itself: in a folder they are passed over while they are as it left
    /// them.
    pub own: Arc<BTreeSet<OwnFile>>,
}

/// A file or folder that the program wrote itself, as it left it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OwnFile {
    /// Where it is: an absolute path.
    pub path: PathBuf,
    /// Its size; that of a folder says nothing.
    pub bytes: u64,
    /// When it was changed last, in nanoseconds since 1970; 0 where the disk does not say. Of a folder, when anything
    /// about the files in it was: a folder's own time does not tell that a file in it was changed, and changes when
    /// something else is put beside them.
    pub modified: i64,
}

impl OwnFile {
    /// What was just written to `path`.
    pub fn at(path: &Path) -> io::Result<Self> {
        let path = std::path::absolute(path)?;
        let meta = fs::metadata(&path)?;
        if !meta.is_dir() {
            return Ok(Self { path, bytes: meta.len(), modified: nanoseconds(stamp::modified(&meta)) });
        }
        let mut last = 0;
        for entry in fs::read_dir(&path)? {
            last = last.max(stamp::touched(&entry?.metadata()?));
        }
        Ok(Self { path, bytes: 0, modified: nanoseconds(last) })
    }

    /// Whether a file of which the disk says this may be what was written.
    pub(super) fn may_be(&self, meta: &Metadata) -> bool {
        meta.is_file() && (self.bytes, self.modified) == (meta.len(), nanoseconds(stamp::modified(meta)))
    }

    /// Whether a file in the folder that was written is as it was left.
    pub(super) fn holds(&self, meta: &Metadata) -> bool {
        meta.is_file() && nanoseconds(stamp::touched(meta)) <= self.modified
    }
}

fn nanoseconds(time: i128) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
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
