//! What the program wrote itself into folders that are read: it is passed over as long as it is as it was left.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use super::given::OwnFile;
use super::walk::lossy;

/// What the program wrote itself, by name.
#[derive(Default)]
pub(super) struct Own<'a>(HashMap<String, Vec<&'a OwnFile>>);

impl<'a> Own<'a> {
    /// All that it wrote.
    pub fn new(all: &'a BTreeSet<OwnFile>) -> Self {
        let mut by_name: HashMap<String, Vec<&OwnFile>> = HashMap::new();
        for one in all {
            // Some disks know a name by any capitals.
            let name = one.path.file_name().map(lossy).unwrap_or_default().to_lowercase();
            by_name.entry(name).or_default().push(one);
        }
        Self(by_name)
    }

    fn named(&self, name: &str) -> impl Iterator<Item = &'a OwnFile> {
        let named = if self.0.is_empty() { None } else { self.0.get(&name.to_lowercase()) };
        named.into_iter().flatten().copied()
    }

    /// Those that a file with this name may be, of which the disk says this.
    fn candidates(&self, name: &str, meta: &fs::Metadata) -> impl Iterator<Item = &'a OwnFile> {
        self.named(name).filter(move |one| one.may_be(meta))
    }

    /// Whether the program wrote the file at `path`. Where it wrote other things is not looked at: that may be a drive
    /// that does not answer.
    pub fn is_one(&self, path: &Path, name: &str, meta: &fs::Metadata) -> bool {
        self.candidates(name, meta).any(|one| is_at(one, path))
    }

    /// The folder at `path` as the program wrote it, if it did.
    pub fn folder(&self, path: &Path, name: &str) -> Option<&'a OwnFile> {
        self.named(name).find(|one| is_at(one, path))
    }
}

fn is_at(one: &OwnFile, path: &Path) -> bool {
    one.path == path || fs::canonicalize(&one.path).is_ok_and(|real| real == path)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn only_what_may_be_there_is_looked_for_elsewhere() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            (fs::metadata(&path).unwrap(), OwnFile::at(&path).unwrap())
        };
        let (meta, saved) = write("articles.csv", "headline,body\n");
        let far = |name: &str, of: &OwnFile| OwnFile { path: PathBuf::from("/far").join(name), ..of.clone() };
        let longer = OwnFile { bytes: saved.bytes + 1, ..saved.clone() };
        let older = OwnFile { modified: saved.modified - 1, ..saved.clone() };
        let check = |own: OwnFile, expected: bool| {
            let all = BTreeSet::from([own]);
            let found = Own::new(&all).candidates("articles.csv", &meta).count();
            assert_eq!(found == 1, expected, "{all:?}");
        };
        check(saved.clone(), true);
        check(far("Articles.csv", &saved), true);
        check(far("other.csv", &saved), false);
        check(far("articles.csv", &longer), false);
        check(far("articles.csv", &older), false);
    }
}
