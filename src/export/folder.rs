//! A new folder of files, made whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::reason;
use crate::problem::{Cause, Problem};

/// Makes the folder `path` with these files in it, by their names; or nothing.
pub fn save_folder(path: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Problem> {
    let fill = |folder: &Path| files.iter().try_for_each(|(name, bytes)| fs::write(folder.join(name), bytes));
    whole_folder(path, fill)
        .map_err(|why| Problem::new(Cause::Unwritable, reason(path, &why)).at(path.to_string_lossy()))
}

/// Makes the folder `path` with all that `fill` puts into it, or nothing.
pub(super) fn whole_folder(path: &Path, fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    // A folder with something in it is somebody's: a rename does not replace it.
    let beside = beside(path)?;
    let made = fill(&beside).and_then(|()| fs::rename(&beside, path));
    if made.is_err() {
        fs::remove_dir_all(&beside).ok();
    }
    made
}

/// A new, hidden folder on the same disk.
fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_string_lossy();
    if path.exists() && fs::read_dir(path)?.next().is_some() {
        return Err(io::ErrorKind::DirectoryNotEmpty.into());
    }
    let mut number = 0_u32;
    loop {
        let hidden = path.with_file_name(format!(".{name}.{number}.partial"));
        match fs::create_dir(&hidden) {
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| hidden),
        }
    }
}
