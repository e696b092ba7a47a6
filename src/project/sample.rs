//! The sample that comes with the program, laid out as files so that it is read like any folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/sample");

/// Writes the sample under `data`, unless it is there, and gives its folder.
///
/// The folder's name carries the program's version, so that a newer sample never mixes with an
/// older one.
pub fn lay_out(data: &Path) -> io::Result<PathBuf> {
    let folder = data.join(concat!("sample-", env!("CARGO_PKG_VERSION")));
    if folder.is_dir() {
        return Ok(folder);
    }
    let unfinished = data.join(format!("sample-unfinished-{}", std::process::id()));
    fs::create_dir_all(&unfinished)?;
    SAMPLE.extract(&unfinished)?;
    fs::rename(&unfinished, &folder)?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_laid_out_once() {
        let data = tempfile::tempdir().expect("a folder");
        let first = lay_out(data.path()).expect("laid out");
        assert!(first.is_dir());
        assert_eq!(lay_out(data.path()).expect("there"), first);
    }
}
