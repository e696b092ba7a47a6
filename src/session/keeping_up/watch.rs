//! Watches the open folders on a thread of its own, which only ever says: look.
//!
//! What the system tells of changes is a hint and no more: it may tell too much, too late or nothing. What changed is
//! found out by a walk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::pace::{Pace, THERE};
use crate::ingest::walk::Stamp;
use crate::session::Wake;

/// Watches until it is dropped, which waits for nothing.
pub(super) struct Watch {
    shared: Arc<Shared>,
    words: Sender<Word>,
}

#[derive(Default)]
struct Shared {
    is_due: AtomicBool,
    /// Something was heard that the thread has not taken in yet: more of it says nothing new.
    is_heard: AtomicBool,
    /// Why the folders cannot be watched, until that is told.
    trouble: Mutex<Option<&'static str>>,
    is_polling: AtomicBool,
}

impl Shared {
    /// Tells the thread that something changed, once until it has heard it: while it asks drives whether they are there,
    /// any number of files may change.
    fn hear(&self, words: &Sender<Word>) {
        if !self.is_heard.swap(true, Ordering::AcqRel) {
            words.send(Word::Heard).ok();
        }
    }
}

/// What the thread is told.
enum Word {
    /// Something changed.
    Heard,
    /// What is heard may be incomplete.
    Lost(&'static str),
    /// Look again after this.
    Again(Duration),
    /// No more.
    Stop,
}

/// Said where the system can watch no more folders.
const TOO_MANY: &str = "the system watches no more folders at once";
/// Said of drives of other machines.
const ELSEWHERE: &str = "it lies on another machine, whose changes are not told";
/// Said of what else may go wrong.
const CANNOT: &str = "the system tells no changes of it";

impl Watch {
    /// Begins to watch; `wake` is called when it is time to look. `None` where there is no thread for it.
    pub fn start(roots: Vec<PathBuf>, wake: Wake) -> Option<Self> {
        let (words, inbox) = channel();
        let shared = Arc::new(Shared::default());
        let (own, hints) = (Arc::clone(&shared), words.clone());
        let watching =
            move || Watching { roots, wake, shared: own, pace: Pace::default() }.run(&inbox, &hints);
        match Builder::new().name("parallax-watch".to_owned()).spawn(watching) {
            Ok(_) => Some(Self { shared, words }),
            Err(error) => {
                log::error!("no thread parallax-watch: {error}");
                None
            }
        }
    }

    /// Whether it is time to look; asking answers for what was heard so far.
    pub fn take_due(&self) -> bool {
        self.shared.is_due.swap(false, Ordering::AcqRel)
    }

    /// Why the folders cannot be watched: once.
    pub fn take_trouble(&self) -> Option<&'static str> {
        self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Whether folders are looked at now and then, since they cannot be watched.
    pub fn is_polling(&self) -> bool {
        self.shared.is_polling.load(Ordering::Relaxed)
    }

    /// Asks for a look after this time.
    pub fn again_in(&self, time: Duration) {
        self.words.send(Word::Again(time)).ok();
    }
}

/// Wakes after this time, once, where nothing is watched.
pub(super) fn wake_in(time: Duration, wake: Wake) {
    let waiting = move || {
        std::thread::sleep(time);
        wake();
    };
    if let Err(error) = Builder::new().name("parallax-again".to_owned()).spawn(waiting) {
        log::error!("no thread parallax-again: {error}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.words.send(Word::Stop).ok();
    }
}

struct Watching {
    roots: Vec<PathBuf>,
    wake: Wake,
    shared: Arc<Shared>,
    pace: Pace,
}

/// Whether a root is there, and which folder it is.
type There = Option<(u64, u64)>;

impl Watching {
    fn run(mut self, inbox: &Receiver<Word>, hints: &Sender<Word>) {
        let mut there: Vec<There> = self.roots.iter().map(|root| there(root)).collect();
        let mut watcher = self.watch(hints);
        let mut asked_there = Instant::now();
        // What changed before the watch began is not heard of.
        self.pace.hear(asked_there);
        loop {
            let now = Instant::now();
            if self.pace.is_due(now) {
                self.shared.is_due.store(true, Ordering::Release);
                (self.wake)();
            }
            if now.saturating_duration_since(asked_there) >= THERE {
                let is: Vec<There> = self.roots.iter().map(|root| self::there(root)).collect();
                asked_there = Instant::now();
                if is != there {
                    // Another folder is there by now, or none: it is watched anew.
                    there = is;
                    drop(watcher.take());
                    watcher = self.watch(hints);
                    self.pace.ask(asked_there);
                    continue;
                }
            }
            let next = self.pace.next().into_iter().chain([asked_there + THERE]).min();
            let wait = next.map_or(THERE, |next| next.saturating_duration_since(Instant::now()));
            match inbox.recv_timeout(wait) {
                Ok(Word::Heard) => {
                    self.shared.is_heard.store(false, Ordering::Release);
                    self.pace.hear(Instant::now());
                }
                Ok(Word::Lost(why)) => {
                    drop(watcher.take());
                    self.fall_back(why);
                }
                Ok(Word::Again(time)) => self.pace.ask(Instant::now() + time),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Word::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Has the system tell of changes. Folders that are away are watched once they are back.
    fn watch(&mut self, hints: &Sender<Word>) -> Option<RecommendedWatcher> {
        if self.shared.is_polling.load(Ordering::Relaxed) {
            return None;
        }
        if self.roots.iter().any(|root| is_elsewhere(root)) {
            self.fall_back(ELSEWHERE);
            return None;
        }
        let (hints, shared) = (hints.clone(), Arc::clone(&self.shared));
        let hear = move |event: notify::Result<notify::Event>| match event {
            Ok(event) if is_change(event.kind) => shared.hear(&hints),
            Ok(_) => {}
            Err(error) => match why(&error) {
                Some(why) => drop(hints.send(Word::Lost(why))),
                None => shared.hear(&hints),
            },
        };
        // Reading does not follow links that lead away. A root that is a link itself is watched where it really is.
        let config = Config::default().with_follow_symlinks(false);
        let made = RecommendedWatcher::new(hear, config).and_then(|mut watcher| {
            for root in self.roots.iter().filter(|root| there(root).is_some()) {
                let real = fs::canonicalize(root);
                watcher.watch(real.as_deref().unwrap_or(root), RecursiveMode::Recursive)?;
            }
            Ok(watcher)
        });
        match made {
            Ok(watcher) => Some(watcher),
            Err(error) => {
                log::warn!("folders are not watched: {error}");
                // A folder that went away in this moment is no reason to give up.
                if self.roots.iter().all(|root| there(root).is_some()) {
                    self.fall_back(why(&error).unwrap_or(CANNOT));
                }
                None
            }
        }
    }

    fn fall_back(&mut self, why: &'static str) {
        if !self.shared.is_polling.swap(true, Ordering::Relaxed) {
            self.pace.poll(Instant::now());
            *self.shared.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
            (self.wake)();
        }
    }
}

/// Whether a file may say something else by now: looking at files is no change of them.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

/// Why nothing is told from now on; `None` where that is no reason to give up.
fn why(error: &notify::Error) -> Option<&'static str> {
    match &error.kind {
        ErrorKind::MaxFilesWatch => Some(TOO_MANY),
        ErrorKind::Io(error) => match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Some(TOO_MANY),
            std::io::ErrorKind::NotFound | std::io::ErrorKind::PermissionDenied => None,
            _ => Some(CANNOT),
        },
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => None,
        ErrorKind::Generic(_) | ErrorKind::InvalidConfig(_) => Some(CANNOT),
    }
}

fn there(root: &Path) -> There {
    fs::metadata(root).ok().map(|meta| Stamp::of(&meta).place())
}

/// Kinds of disks that are other machines', as Linux calls them.
const REMOTE: [&str; 16] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.davfs",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.sshfs",
    "glusterfs",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "vboxsf",
];

/// Whether a folder lies on a disk that does not tell what other machines change on it.
fn is_elsewhere(root: &Path) -> bool {
    if cfg!(windows) {
        return fs::canonicalize(root).is_ok_and(|real| real.to_string_lossy().starts_with(r"\\?\UNC\"));
    }
    let Ok(real) = fs::canonicalize(root) else { return false };
    // Only Linux has it.
    fs::read_to_string("/proc/self/mounts").is_ok_and(|mounts| is_remote(&mounts, &real))
}

/// Whether `path` lies on a disk of another machine, by the system's list of `mounts`.
fn is_remote(mounts: &str, path: &Path) -> bool {
    let mount = |line: &str| {
        let mut parts = line.split(' ').skip(1);
        let place = PathBuf::from(parts.next()?.replace("\\040", " "));
        let kind = parts.next()?.to_owned();
        path.starts_with(&place).then(|| (place.components().count(), kind))
    };
    // Of what lies one over the other, the last is seen.
    let found = mounts.lines().filter_map(mount).max_by_key(|(depth, _)| *depth);
    found.is_some_and(|(_, kind)| REMOTE.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_of_a_folder_are_not_watched() {
        let outer = tempfile::tempdir().expect("a folder");
        let [root, elsewhere, link] = ["press", "elsewhere", "link"].map(|name| outer.path().join(name));
        for folder in [&root, &elsewhere] {
            fs::create_dir(folder).expect("made");
        }
        std::os::unix::fs::symlink(&elsewhere, root.join("away")).expect("linked");
        // The root is a link too, and is watched all the same.
        std::os::unix::fs::symlink(&root, &link).expect("linked");
        let watch = Watch::start(vec![link], Arc::new(|| {})).expect("a thread");
        let hears = |within: Duration| {
            let begun = Instant::now();
            while begun.elapsed() < within {
                if watch.take_due() {
                    return true;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            false
        };
        assert!(hears(Duration::from_secs(20)), "the first look");
        fs::write(elsewhere.join("1.txt"), "ice").expect("written");
        assert!(!hears(Duration::from_millis(1_500)), "what changes elsewhere is no reason to look");
        fs::write(root.join("1.txt"), "ice").expect("written");
        assert!(watch.is_polling() || hears(Duration::from_secs(20)), "what changes in the folder is");
    }

    #[test]
    fn what_is_heard_waits_once() {
        let (words, inbox) = channel();
        let shared = Shared::default();
        for _ in 0..1_000 {
            shared.hear(&words);
        }
        assert_eq!(inbox.try_iter().count(), 1);
    }

    #[test]
    fn a_disk_of_another_machine_is_known() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/press /disks/the\\040press nfs4 rw 0 0\n/dev/sdb1 /disks/the\\040press/own vfat rw 0 0\nme@host: /ada/far fuse.sshfs rw 0 0\n";
        for (path, expected) in [
            ("/disks/the press/norvia", true),
            ("/disks/the press", true),
            ("/disks/the press/own/a", false),
            ("/disks/the presses", false),
            ("/ada/far/a", true),
            ("/ada", false),
        ] {
            assert_eq!(is_remote(mounts, Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn looking_is_no_change() {
        use notify::event::{CreateKind, ModifyKind};
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(!is_change(EventKind::Access(AccessKind::Read)));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Create(CreateKind::File)));
        assert!(is_change(EventKind::Modify(ModifyKind::Any)));
        assert!(is_change(EventKind::Other), "what was missed may have been a change");
    }
}
