//! The program's own log and its reports of faults: plain text files of bounded size, beside its other data.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// A log file holds at most so many bytes; then it becomes the older one, and a new one begins.
pub const MOST_BYTES: u64 = 1_000_000;

const NOW: &str = "parallax.log";
const BEFORE: &str = "parallax.1.log";

/// So many reports are kept.
const REPORTS: usize = 10;

/// Reports of faults that ended the program and that nobody was told of yet begin so.
const UNTOLD: &str = "stopped-";
const REPORT: &str = "report-";

/// The log, open for writing.
#[derive(Debug)]
pub struct LogFile {
    folder: PathBuf,
    file: File,
    bytes: u64,
}

impl LogFile {
    /// Opens the log in `folder`, which is made where it is missing.
    pub fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = OpenOptions::new().create(true).append(true).open(folder.join(NOW))?;
        let bytes = file.metadata()?.len();
        Ok(Self { folder: folder.to_path_buf(), file, bytes })
    }

    /// Writes one line.
    pub fn write(&mut self, line: &str) -> io::Result<()> {
        let more = line.len() as u64 + 1;
        if self.bytes > 0 && self.bytes + more > MOST_BYTES {
            fs::rename(self.folder.join(NOW), self.folder.join(BEFORE))?;
            *self = Self::open(&self.folder)?;
        }
        writeln!(self.file, "{line}")?;
        self.bytes += more;
        Ok(())
    }
}

/// Where the log in `folder` lies.
pub fn path_of(folder: &Path) -> PathBuf {
    folder.join(NOW)
}

/// Writes a report of a fault as `text`; `stamp` is the time, fit for a file name. A report of a fault that
/// ended the program is found by [`take_untold`] at the next start.
pub fn write_report(folder: &Path, stamp: &str, has_ended: bool, text: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let mut reports = reports(folder, "")?;
    while reports.len() >= REPORTS {
        fs::remove_file(reports.remove(0)).ok();
    }
    let path = folder.join(format!("{}{stamp}.txt", if has_ended { UNTOLD } else { REPORT }));
    fs::write(&path, text)?;
    Ok(path)
}

/// The newest report of a fault that ended the program, if nobody was told yet; the next call gives none.
pub fn take_untold(folder: &Path) -> io::Result<Option<PathBuf>> {
    let mut newest = None;
    for path in reports(folder, UNTOLD)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().replacen(UNTOLD, REPORT, 1);
        let told = folder.join(name);
        fs::rename(&path, &told)?;
        newest = Some(told);
    }
    Ok(newest)
}

/// The reports whose names begin so, oldest first.
fn reports(folder: &Path, beginning: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut found: Vec<(String, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            let stamp = name.strip_prefix(UNTOLD).or_else(|| name.strip_prefix(REPORT))?.to_owned();
            name.starts_with(beginning).then(|| (stamp, entry.path()))
        })
        .collect();
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_turns_over_and_never_grows_beyond_two_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let line = "x".repeat(999);
        let mut log = LogFile::open(folder.path()).expect("open");
        for _ in 0..2_500 {
            log.write(&line).expect("written");
        }
        let sizes: Vec<u64> = fs::read_dir(folder.path())
            .expect("there")
            .map(|entry| entry.expect("an entry").metadata().expect("known").len())
            .collect();
        assert_eq!(sizes.len(), 2);
        assert!(sizes.iter().all(|size| *size <= MOST_BYTES), "{sizes:?}");
        drop(log);
        LogFile::open(folder.path()).expect("again").write("last").expect("written");
        let text = fs::read_to_string(path_of(folder.path())).expect("read");
        assert!(text.ends_with("x\nlast\n"), "a new run goes on where the last one ended");
    }

    #[test]
    fn a_fault_that_ended_the_program_is_told_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().join("log");
        assert_eq!(take_untold(&at).expect("no folder is no fault"), None);
        write_report(&at, "2024-05-03T10-00-00", false, "a job").expect("written");
        assert_eq!(take_untold(&at).expect("read"), None, "the window lived on");
        write_report(&at, "2024-05-03T11-00-00", true, "the window").expect("written");
        let told = take_untold(&at).expect("read").expect("one");
        assert_eq!(fs::read_to_string(told).expect("still there"), "the window");
        assert_eq!(take_untold(&at).expect("read"), None);
        for minute in 10..40 {
            write_report(&at, &format!("2024-05-03T12-{minute}-00"), false, "more").expect("written");
        }
        assert_eq!(fs::read_dir(&at).expect("there").count(), REPORTS);
    }
}
