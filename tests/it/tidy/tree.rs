//! The files of the package as the checks see them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::code;

/// A source or paper.
pub struct File {
    /// Relative to the package, with '/'.
    pub path: String,
    /// As it stands; empty for what is no text.
    pub text: String,
    /// Rust only: comments, the insides of strings and tests blanked out, line breaks kept.
    pub code: String,
}

impl File {
    /// Its lines, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line))
    }
}

/// All files by path.
pub struct Tree {
    files: BTreeMap<String, File>,
}

/// Where to look, beside the files at the root.
const FOLDERS: [&str; 9] =
    ["src", "tests", "benches", "fuzz/src", "fuzz/targets", "examples", "assets", "docs", ".ci"];
/// Endings of what is read as text.
const TEXTS: [&str; 8] = ["rs", "md", "toml", "sh", "py", "yml", "json", "run"];

impl Tree {
    /// The package that is being tested.
    pub fn load() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        for entry in fs::read_dir(root).expect("the package").flatten() {
            if entry.path().is_file() {
                found.push(entry.path());
            }
        }
        for folder in FOLDERS {
            walk(&root.join(folder), &mut found);
        }
        let files = found.iter().map(|path| {
            let shown = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            // The sample and the pages of tests are as they are on purpose; pictures and fonts are no text.
            let is_text = !shown.starts_with("assets/sample/")
                && !shown.starts_with("tests/data/")
                && (TEXTS.iter().any(|ending| shown.ends_with(&format!(".{ending}"))) || shown == ".ci/run");
            let text = if is_text { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
            (shown, text)
        });
        Self::new(files.collect())
    }

    /// Files made up by a test.
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self::new(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }

    fn new(files: Vec<(String, String)>) -> Self {
        let mut all: BTreeMap<String, File> = files
            .into_iter()
            .map(|(path, text)| {
                let code = if is_rust(&path) { code::only(&text) } else { String::new() };
                (path.clone(), File { path, text, code })
            })
            .collect();
        let tests: Vec<String> = all
            .values()
            .filter(|file| is_rust(&file.path))
            .flat_map(|file| code::test_files(&file.path, &file.text))
            .collect();
        for path in tests {
            if let Some(file) = all.get_mut(&path) {
                file.code.clear();
            }
        }
        Self { files: all }
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// All files.
    pub fn all(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// The Rust files under a folder.
    pub fn rust_under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.all().filter(move |file| file.path.starts_with(folder) && is_rust(&file.path))
    }

    /// What the program carries with it, without the list of it.
    pub fn assets(&self) -> impl Iterator<Item = &File> {
        self.all().filter(|file| file.path.starts_with("assets/") && file.path != "assets/SOURCES.md")
    }
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "rs")
}

fn walk(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, found);
        } else {
            found.push(path);
        }
    }
}
