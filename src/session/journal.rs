//! What the program did, for whoever has to find out why it went wrong: no word of any article.
//!
//! Lines go through a queue to a thread of their own. A fault writes a report beside the log.

use std::backtrace::Backtrace;
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use jiff::Zoned;

use crate::project::journal::{self, LogFile};

/// The log of this run; clones write into the same.
#[derive(Clone)]
pub struct Journal {
    inner: Arc<Inner>,
}

struct Inner {
    folder: PathBuf,
    home: String,
    recent: Mutex<VecDeque<String>>,
    last_report: Mutex<Option<PathBuf>>,
    lines: SyncSender<Said>,
}

enum Said {
    Line(String),
    /// All before is written: say so.
    Flush(Sender<()>),
}

/// So many lines of this run are kept at hand.
const RECENT: usize = 400;

/// So many lines of the log stand in a report.
const IN_REPORT: usize = 60;

/// A passage in backquotes longer than this may be text of an article, and is left out.
const QUOTED: usize = 40;

/// A fault, as a report tells it.
#[derive(Debug, Clone, Default)]
pub struct Fault {
    /// What it says.
    pub message: String,
    /// Where in the sources.
    pub place: String,
    /// On which thread.
    pub thread: String,
    /// The way there.
    pub backtrace: String,
    /// Whether it ended the program.
    pub has_ended: bool,
}

impl Journal {
    /// A log in `folder`.
    pub fn start(folder: PathBuf) -> Self {
        let (lines, waiting) = sync_channel(1024);
        let written_to = folder.clone();
        let writer = Builder::new().name("parallax-log".to_owned());
        if let Err(error) = writer.spawn(move || write(&written_to, &waiting)) {
            log::error!("no thread for the log: {error}");
        }
        let home = crate::ingest::complete::expand("~").display().to_string();
        let inner = Inner { folder, home, recent: Mutex::default(), last_report: Mutex::default(), lines };
        let journal = Self { inner: Arc::new(inner) };
        journal.say(&format!("start: {}", program()));
        journal
    }

    /// Writes one line; never waits.
    pub fn say(&self, text: &str) {
        let line = format!("{} {}", Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%.3f"), self.clean(text));
        let mut recent = self.inner.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if recent.len() == RECENT {
            recent.pop_front();
        }
        recent.push_back(line.clone());
        drop(recent);
        // A disk that does not keep up costs lines, not time.
        self.inner.lines.try_send(Said::Line(line)).ok();
    }

    /// Where the log lies.
    pub fn path(&self) -> PathBuf {
        journal::path_of(&self.inner.folder)
    }

    /// The folder of the log and of the reports.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The last lines of this run.
    pub fn last_lines(&self, count: usize) -> Vec<String> {
        let recent = self.inner.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.iter().skip(recent.len().saturating_sub(count)).cloned().collect()
    }

    /// The report of the last fault of this run.
    pub fn last_report(&self) -> Option<PathBuf> {
        self.inner.last_report.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until all lines are written, a moment at most.
    pub fn flush(&self) {
        let (done, wait) = channel();
        if self.inner.lines.try_send(Said::Flush(done)).is_ok() {
            wait.recv_timeout(Duration::from_secs(2)).ok();
        }
    }

    /// Writes a report of a fault.
    pub fn report(&self, fault: &Fault) -> std::io::Result<PathBuf> {
        let now = Zoned::now();
        let mut text = String::new();
        let end = if fault.has_ended { "Parallax stopped" } else { "A job stopped; the window lived on" };
        let lines = [
            ("what", end.to_owned()),
            ("when", now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()),
            ("program", program()),
            ("message", self.clean(&fault.message)),
            ("place", fault.place.clone()),
            ("thread", fault.thread.clone()),
        ];
        for (name, value) in lines {
            writeln!(text, "{name}: {value}").ok();
        }
        writeln!(text, "\nlast lines of the log:").ok();
        // A thread may have failed while it held the lines.
        if let Ok(recent) = self.inner.recent.try_lock() {
            for line in recent.iter().skip(recent.len().saturating_sub(IN_REPORT)) {
                writeln!(text, "  {line}").ok();
            }
        }
        writeln!(text, "\nbacktrace:\n{}", self.shortened(&fault.backtrace)).ok();
        let stamp = now.strftime("%Y-%m-%dT%H-%M-%S").to_string();
        let path = journal::write_report(&self.inner.folder, &stamp, fault.has_ended, &text)?;
        *self.inner.last_report.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.clone());
        Ok(path)
    }

    /// From now on every fault on any thread writes a report. A fault on the thread that calls this ends the program.
    pub fn watch_for_faults(&self) {
        let journal = self.clone();
        let window = std::thread::current().id();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let mut fault = fault_of(info);
            fault.has_ended = std::thread::current().id() == window;
            if let Err(error) = journal.report(&fault) {
                log::error!("no report written: {error}");
            }
            before(info);
        }));
    }

    /// Paths within the home folder begin with ~, and what may be text of an article is left out.
    fn clean(&self, text: &str) -> String {
        let parts: Vec<&str> = text.split('`').collect();
        let last = parts.len() - 1;
        let kept = parts.iter().enumerate().map(|(at, part)| {
            let is_quoted = at % 2 == 1 && at < last;
            if is_quoted && part.chars().count() > QUOTED { "…" } else { part }
        });
        let text = kept.collect::<Vec<_>>().join("`");
        // One line is one line, and a short one.
        self.shortened(&text)
            .chars()
            .map(|c| if c == '\n' || c == '\r' { ' ' } else { c })
            .take(600)
            .collect()
    }

    fn shortened(&self, text: &str) -> String {
        if self.inner.home.len() > 1 { text.replace(&self.inner.home, "~") } else { text.to_owned() }
    }
}

fn program() -> String {
    format!("Parallax {} on {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)
}

fn fault_of(info: &PanicHookInfo<'_>) -> Fault {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no reason was given".to_owned());
    Fault {
        message,
        place: info.location().map(ToString::to_string).unwrap_or_default(),
        thread: std::thread::current().name().unwrap_or("without a name").to_owned(),
        backtrace: Backtrace::force_capture().to_string(),
        has_ended: false,
    }
}

fn write(folder: &Path, waiting: &Receiver<Said>) {
    let mut log = match LogFile::open(folder) {
        Ok(log) => Some(log),
        Err(error) => {
            log::warn!("no log is kept: {error}");
            None
        }
    };
    while let Ok(said) = waiting.recv() {
        match said {
            Said::Line(line) => {
                let is_lost = log.as_mut().is_some_and(|log| log.write(&line).is_err());
                if is_lost {
                    log = None;
                }
            }
            Said::Flush(done) => {
                done.send(()).ok();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_reach_the_file_without_home_and_without_text_of_articles() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::start(folder.path().join("log"));
        let home = journal.inner.home.clone();
        journal.say(&format!("opened {home}/articles"));
        let words = "the minister said in the harbour of Elsin that nobody would be left behind";
        journal.say(&format!("byte index 3 is inside `é` of `{words}`"));
        journal.flush();
        let text = std::fs::read_to_string(journal.path()).expect("written");
        assert!(text.contains("start: Parallax ") && text.contains("opened ~/articles"), "{text}");
        assert!(text.contains("inside `é` of `…`") && !text.contains("minister"), "{text}");
        assert_eq!(journal.last_lines(1).len(), 1);
    }

    #[test]
    fn a_fault_on_another_thread_writes_a_report_and_does_not_count_as_an_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::start(folder.path().to_path_buf());
        journal.watch_for_faults();
        let failing = Builder::new().name("parallax-failing".to_owned()).spawn(|| panic!("out of ink"));
        assert!(failing.expect("a thread").join().is_err());
        // Tests share their process with others that fail on purpose: theirs may be the last report.
        let reports = std::fs::read_dir(folder.path()).expect("there").filter_map(Result::ok);
        let texts: Vec<String> =
            reports.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect();
        let text = texts.iter().find(|text| text.contains("parallax-failing")).expect("a report");
        assert!(text.contains("message: out of ink") && text.contains("the window lived on"), "{text}");
        assert_eq!(journal::take_untold(folder.path()).expect("read"), None);
    }

    #[test]
    fn a_report_has_what_a_maker_needs() {
        let folder = tempfile::tempdir().expect("a folder");
        let journal = Journal::start(folder.path().to_path_buf());
        journal.say("opened a folder");
        let fault = Fault {
            message: "out of ink".to_owned(),
            place: "src/figure/svg.rs:3:1".to_owned(),
            thread: "parallax-disk-0".to_owned(),
            backtrace: "0: draw".to_owned(),
            has_ended: true,
        };
        let path = journal.report(&fault).expect("written");
        let text = std::fs::read_to_string(&path).expect("read");
        for part in ["Parallax ", "out of ink", "svg.rs:3:1", "0: draw", "opened a folder", "parallax-disk-0"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(journal.last_report(), Some(path));
    }
}
