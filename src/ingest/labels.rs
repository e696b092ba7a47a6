//! How files are known: by their paths below the folders that were chosen, and which file is meant by such a name.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::walk::lossy;

/// What stands before the paths of each of `roots`; a root that is not there has no place in the list.
pub fn labels_of(roots: &[PathBuf]) -> Vec<(PathBuf, String)> {
    let real = |root| fs::canonicalize(root).ok().map(|real| (root, real));
    let chosen: Vec<(&PathBuf, PathBuf)> = roots.iter().filter_map(real).collect();
    let labels = labels(&chosen);
    chosen.into_iter().map(|(root, _)| root.clone()).zip(labels).collect()
}

/// What each root puts before the paths in it: nothing for a single folder, else its name, told
/// apart by the folder above and by a number.
pub(super) fn labels(chosen: &[(&PathBuf, PathBuf)]) -> Vec<String> {
    if let [(_, real)] = chosen
        && real.is_dir()
    {
        return vec![String::new()];
    }
    let name = |path: &Path| path.file_name().map_or_else(|| "/".to_owned(), lossy);
    let mut labels: Vec<String> = chosen.iter().map(|(_, real)| name(real)).collect();
    // Somebody may choose thousands of single files: each name is counted once.
    let mut counts: HashMap<String, usize> = HashMap::with_capacity(labels.len());
    for label in &labels {
        *counts.entry(label.clone()).or_default() += 1;
    }
    let mut taken = HashSet::with_capacity(labels.len());
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for (at, label) in labels.iter_mut().enumerate() {
        let is_shared = counts.get(label).is_some_and(|count| *count > 1);
        if is_shared && let Some(above) = chosen.get(at).and_then(|(_, real)| real.parent()).map(name) {
            *label = format!("{above}/{label}");
        }
        if taken.insert(label.clone()) {
            continue;
        }
        let base = label.clone();
        let number = numbers.entry(base.clone()).or_insert(1);
        while !taken.insert(label.clone()) {
            *number += 1;
            *label = format!("{base} ({number})");
        }
    }
    labels
}

/// The file that is known as `shown` when these roots are read, or that holds what is: an article in an
/// archive leads to the archive. `None` where it is not there any more.
pub fn locate(roots: &[PathBuf], shown: &str) -> Option<PathBuf> {
    let chosen: Vec<(&PathBuf, PathBuf)> =
        roots.iter().filter_map(|root| fs::canonicalize(root).ok().map(|real| (root, real))).collect();
    let labels = labels(&chosen);
    chosen.iter().zip(&labels).find_map(|((_, real), label)| {
        let below = if label.is_empty() { Some(shown) } else { shown.strip_prefix(label.as_str()) }?;
        let below = if label.is_empty() || below.is_empty() { below } else { below.strip_prefix('/')? };
        // A name in an archive is no path: nothing beyond the first file is looked for.
        let mut path = real.clone();
        for part in below.split('/') {
            if path.is_file() {
                return Some(path);
            }
            let mut components = Path::new(part).components();
            let is_name = matches!(components.next(), None | Some(Component::Normal(_)));
            if !is_name || components.next().is_some() {
                return None;
            }
            path.push(part);
        }
        path.is_file().then_some(path)
    })
}

/// What `shown` names within the archive `file` that it leads to; `None` where it is the file itself.
pub fn entry_of<'a>(file: &Path, shown: &'a str) -> Option<&'a str> {
    let name = file.file_name()?.to_str().filter(|_| file.is_file())?;
    shown.match_indices(name).find_map(|(at, _)| {
        let is_begin = shown.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        let entry = shown.get(at + name.len()..)?.strip_prefix('/')?;
        (is_begin && !entry.is_empty()).then_some(entry)
    })
}

/// The file or folder that is known as `shown` when these roots are read, or the nearest folder above it that is
/// there. `None` where nothing of its path is.
pub fn locate_near(roots: &[PathBuf], shown: &str) -> Option<PathBuf> {
    if let Some(file) = locate(roots, shown) {
        return Some(file);
    }
    let labels = labels_of(roots);
    labels.iter().find_map(|(root, label)| {
        let below = if label.is_empty() { Some(shown) } else { shown.strip_prefix(label.as_str()) }?;
        let above = fs::canonicalize(root).ok()?;
        let mut path = above.clone();
        for part in below.split('/').filter(|part| !part.is_empty()) {
            let mut components = Path::new(part).components();
            let is_name =
                matches!(components.next(), Some(Component::Normal(_))) && components.next().is_none();
            let next = path.join(part);
            if !is_name || !next.exists() {
                break;
            }
            path = next;
        }
        (path != above || below.is_empty()).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::entry_of;

    #[test]
    fn an_entry_of_an_archive_is_told_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("a.zip");
        std::fs::write(&archive, "").unwrap();
        assert_eq!(entry_of(&archive, "x/a.zip/in/one.txt"), Some("in/one.txt"));
        assert_eq!(entry_of(&archive, "a.zip/one.txt"), Some("one.txt"));
        assert_eq!(entry_of(&archive, "x/a.zip"), None);
        assert_eq!(entry_of(&archive, "xa.zip/one.txt"), None);
    }
}
