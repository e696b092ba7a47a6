//! A folder of pages to read: a made-up one, or the one that `PARALLAX_BENCH_CORPUS` names.

use std::path::{Path, PathBuf};

use super::generator::{Page, Press};

/// The seed of every recorded figure.
pub const SEED: u64 = 7;

/// A folder that is there as long as this value.
pub struct Folder {
    path: PathBuf,
    /// Deletes a made-up folder at the end.
    _made: Option<tempfile::TempDir>,
}

impl Folder {
    /// The path to open.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that the environment names, if it does.
    pub fn given() -> Option<Self> {
        let path = PathBuf::from(std::env::var_os("PARALLAX_BENCH_CORPUS")?);
        // The shared generator keeps its truth beside the articles.
        let articles = path.join("articles");
        Some(Self { path: if articles.is_dir() { articles } else { path }, _made: None })
    }

    /// A new folder with the first `count` pages.
    pub fn of_pages(count: u64) -> Self {
        let made = tempfile::tempdir().expect("a temporary folder");
        let press = Press::new(SEED);
        for number in 0..count {
            let page: Page = press.page(number);
            let path = made.path().join(&page.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, page.text()).expect("a file");
        }
        Self { path: made.path().to_owned(), _made: Some(made) }
    }
}
