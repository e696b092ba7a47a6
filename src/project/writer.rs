//! Writes project files: whole or not at all, in order, and never over what somebody else wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::file::{self, NEWEST, ProjectFile};
use super::open::{self, Opened};
use crate::problem::{Cause, Problem};

/// Writes and reads project files, and knows what it last saw in each.
#[derive(Debug, Default)]
pub struct Writer {
    /// The program's own folder for work; `None` keeps no versions before the last.
    own: Option<PathBuf>,
    seen: BTreeMap<PathBuf, Seen>,
}

/// A project file as it was last read or written.
#[derive(Debug, Clone, Copy)]
struct Seen {
    content: u64,
    /// The same without the time at which it was written.
    meaning: u64,
    /// The number of the state that was written.
    order: u64,
}

/// A project that could not be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Why.
    pub problem: Problem,
    /// The version before the last, where that can be read.
    pub before: Option<Box<Opened>>,
}

impl Writer {
    /// A writer that keeps the version before the last of each file in a folder within `own`.
    pub fn new(own: Option<PathBuf>) -> Self {
        Self { own, seen: BTreeMap::new() }
    }

    /// The file itself, where `path` is a link to it, under one name however it is reached.
    fn real(&self, path: &Path) -> PathBuf {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        // The program's own folder may not be there yet, and is always named in one way.
        if self.own.as_ref().is_some_and(|own| path.starts_with(own)) {
            return path;
        }
        let by_folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
        path.canonicalize().ok().or_else(by_folder).unwrap_or(path)
    }

    /// Reads a project to work on it.
    pub fn read(&mut self, path: &Path) -> Result<Opened, Box<Refused>> {
        let path = &self.real(path);
        let refused = |problem, before| Box::new(Refused { problem, before });
        let bytes = open::bytes_of(path).map_err(|problem| refused(problem, None))?;
        match open::opened(&bytes, path) {
            Ok(opened) => {
                let meaning = meaning_of(&opened.file);
                self.seen.insert(path.clone(), Seen { content: xxh3_64(&bytes), meaning, order: 0 });
                Ok(opened)
            }
            Err(why) => {
                // A newer program's work is whole: its version before is no better.
                let is_newer = matches!(why, file::Unreadable::Newer { .. });
                let before = self
                    .backup_of(path)
                    .filter(|_| !is_newer)
                    .and_then(|backup| open::opened(&fs::read(backup).ok()?, path).ok().map(Box::new));
                Err(refused(open::unreadable(&why, path), before))
            }
        }
    }

    /// Writes a state over the one before it. An older state than the one written is passed over, and a file
    /// that somebody else has changed is left alone.
    pub fn keep(&mut self, path: &Path, file: &ProjectFile, order: u64) -> Result<(), Problem> {
        let path = &self.real(path);
        let seen = self.seen.get(path).copied();
        // A work that was only looked at stays untouched, so that two windows can look at it.
        let meaning = meaning_of(file);
        if seen.is_some_and(|seen| seen.order > order || seen.meaning == meaning) {
            return Ok(());
        }
        let there = there(path)?;
        if there
            .as_deref()
            .map(xxh3_64)
            .is_some_and(|content| seen.is_none_or(|seen| seen.content != content))
        {
            let text = "Another window or program has changed this project since it was opened. Save it under another name to keep both";
            return Err(Problem::new(Cause::Unwritable, text).at(path.display().to_string()));
        }
        self.put(path, there.as_deref(), file, order)
    }

    /// Writes a state where the user says; what is there is replaced only when `may_replace`.
    pub fn save_as(
        &mut self,
        path: &Path,
        file: &ProjectFile,
        order: u64,
        may_replace: bool,
    ) -> Result<(), Problem> {
        let path = &self.real(path);
        let there = there(path)?;
        if there.is_some() && !may_replace {
            let text = "There is a file of this name; choose another";
            return Err(Problem::new(Cause::Unwritable, text).at(path.display().to_string()));
        }
        let good = there.as_deref().filter(|bytes| file::read(bytes).is_ok());
        self.put(path, good, file, order)
    }

    fn put(
        &mut self,
        path: &Path,
        before: Option<&[u8]>,
        file: &ProjectFile,
        order: u64,
    ) -> Result<(), Problem> {
        if !self.seen.contains_key(path) {
            sweep(path);
        }
        // A folder of the user's that is gone is not made again: the disk may only be unplugged.
        if let Some(own) = self.own.as_ref().filter(|own| path.starts_with(own)) {
            fs::create_dir_all(own).map_err(|error| unwritable(&error, path))?;
        }
        let bytes = file::write(file);
        let content = xxh3_64(&bytes);
        if let (Some(before), Some(backup)) = (before, self.backup_of(path))
            && xxh3_64(before) != content
            && let Err(error) = write_aside(&backup, before)
        {
            // Without its backup the project is still kept.
            log::warn!("no backup at {}: {error}", backup.display());
        }
        let written = match write_whole(path, &bytes) {
            // Another window may just have swept this folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => write_whole(path, &bytes),
            written => written,
        };
        written.map_err(|error| unwritable(&error, path))?;
        self.seen.insert(path.to_path_buf(), Seen { content, meaning: meaning_of(file), order });
        Ok(())
    }

    fn backup_of(&self, path: &Path) -> Option<PathBuf> {
        let name = path.file_name()?.to_string_lossy().into_owned();
        let place = xxh3_64(path.as_os_str().as_encoded_bytes());
        Some(self.own.as_ref()?.join("before").join(format!("{place:016x}-{name}")))
    }
}

/// The file of the work on folders that have no project file of their own: named after the folders, whatever
/// their order, and after the layout, so that an older program never meets a newer one's.
pub fn working_file(projects: &Path, roots: &[PathBuf]) -> PathBuf {
    projects.join(format!("{:016x}-v{NEWEST}.{}", place_of(roots), file::ENDING))
}

/// Moves a working file that cannot be read out of the way, so that nothing is written over it.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let free = (1..1000)
        .map(|number| path.with_extension(format!("unreadable-{number}")))
        .find(|aside| !aside.exists());
    let aside = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

fn place_of(roots: &[PathBuf]) -> u64 {
    let mut roots: Vec<&[u8]> = roots.iter().map(|root| root.as_os_str().as_encoded_bytes()).collect();
    roots.sort_unstable();
    roots.dedup();
    xxh3_64(&roots.join(&0))
}

/// A fingerprint of what a file says, whenever it was said.
fn meaning_of(file: &ProjectFile) -> u64 {
    let timeless = ProjectFile { saved: String::new(), program: String::new(), ..file.clone() };
    xxh3_64(&file::write(&timeless))
}

/// What stands at `path` now.
fn there(path: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unwritable(&error, path)),
    }
}

/// Writes `bytes` whole or not at all, and waits until the disk has them.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = atomic_write_file::AtomicWriteFile::open(path)?;
    file.write_all(bytes)?;
    file.commit()
}

/// Writes the version before. It need not be on the disk at once: the one after it is whole before it is needed.
fn write_aside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let part = path.with_extension("part");
    fs::write(&part, bytes)?;
    fs::rename(&part, path)
}

/// Removes what writes of projects that were cut off have left in a folder: `.NAME.parallax.` and six letters or
/// digits.
fn sweep(path: &Path) {
    let Some(Ok(entries)) = path.parent().map(fs::read_dir) else { return };
    for entry in entries.flatten() {
        let found = entry.file_name();
        let parts = found.to_str().and_then(|found| found.strip_prefix('.')?.rsplit_once('.'));
        let is_left = parts.is_some_and(|(name, rest)| {
            let is_of_project = name.rsplit_once('.').is_some_and(|(_, ending)| ending == file::ENDING);
            is_of_project && rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        if is_left && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            fs::remove_file(entry.path()).ok();
        }
    }
}

fn unwritable(error: &io::Error, path: &Path) -> Problem {
    let text = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Your work could not be kept: the disk is full. Free some room, or save the project elsewhere"
                .to_owned()
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "Your work could not be kept: you may not write there. Save the project elsewhere".to_owned()
        }
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            "Your work could not be kept: the folder is not there any more. Save the project elsewhere"
                .to_owned()
        }
        kind => format!("Your work could not be kept ({kind}). Save the project elsewhere"),
    };
    Problem::new(Cause::Unwritable, text).at(path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::file::v1;
    use super::*;

    fn state(name: &str) -> ProjectFile {
        let group = v1::Group { name: name.to_owned(), outlets: Vec::new() };
        ProjectFile { version: NEWEST, groups: vec![group], ..ProjectFile::default() }
    }

    fn name_in(path: &Path) -> String {
        open::open(path).expect("opened").file.groups[0].name.clone()
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn an_older_state_never_replaces_a_newer_one_and_the_one_before_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, backups) = (folder.path().join("work.parallax"), folder.path().join("own/before"));
        let mut writer = Writer::new(Some(folder.path().join("own")));
        for (order, name) in [(1, "one"), (3, "three"), (2, "two")] {
            writer.keep(&path, &state(name), order).expect("kept");
        }
        assert_eq!(name_in(&path), "three");
        let backup = backups.join(names(&backups).first().expect("one backup"));
        assert_eq!(name_in(&backup), "one");
        fs::write(&path, b"{\"version\": 1, \"pro").expect("damaged");
        let refused = writer.read(&path).expect_err("damaged");
        assert_eq!(refused.before.expect("the version before").file.groups[0].name, "one");
    }

    #[test]
    fn what_somebody_else_wrote_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("work.parallax");
        let (mut one, mut other) = (Writer::new(None), Writer::new(None));
        one.keep(&path, &state("one"), 1).expect("kept");
        assert!(other.keep(&path, &state("other"), 1).is_err(), "it has not read the file");
        other.read(&path).expect("read");
        other.keep(&path, &state("other"), 2).expect("kept");
        assert!(one.keep(&path, &state("one more"), 3).is_err());
        assert_eq!(name_in(&path), "other");
        one.save_as(&path, &state("one"), 4, false).expect_err("not without being asked");
        one.save_as(&path, &state("one"), 4, true).expect("the user says so");
        assert_eq!(name_in(&path), "one");
    }

    #[test]
    fn what_a_cut_off_write_left_is_swept_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("work.parallax");
        for name in [
            ".work.parallax.aB3xY9",
            ".work.parallax.notes",
            ".other.parallax.aB3xY9",
            "work.parallax.aB3xY9",
            ".work.txt.aB3xY9",
        ] {
            fs::write(folder.path().join(name), b"x").expect("written");
        }
        Writer::new(None).keep(&path, &state("one"), 1).expect("kept");
        assert_eq!(
            names(folder.path()),
            [".work.parallax.notes", ".work.txt.aB3xY9", "work.parallax", "work.parallax.aB3xY9"]
        );
    }

    #[test]
    fn folders_lead_to_one_working_file_in_any_order() {
        let file = |roots: &[&str]| {
            working_file(Path::new("/data"), &roots.iter().map(PathBuf::from).collect::<Vec<_>>())
        };
        assert_eq!(file(&["/a", "/b"]), file(&["/b", "/a", "/a"]));
        assert_ne!(file(&["/a", "/b"]), file(&["/a"]));
        assert_ne!(file(&["/ab"]), file(&["/a", "/b"]));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("work.parallax");
        for number in 1..3 {
            fs::write(&path, b"x").expect("written");
            set_aside(&path).expect("set aside");
            assert_eq!(names(folder.path()).len(), number);
        }
    }
}
