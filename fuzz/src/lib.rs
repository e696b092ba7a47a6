//! What the fuzz targets have in common: an input is taken the whole way from bytes to a corpus, and what was
//! promised is asserted.
//!
//! The file of an input is `name`, a line break, its bytes: so the name may be anything too. A panic in a
//! library that the program catches file by file is no finding; one in Parallax is.

mod file;
mod words;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use parallax::ingest::readers::limits::Limits;
use parallax::task::Task;

pub use file::{check, file, page};
pub use words::{asked, bytes, dates};

/// Time that a file may take; the rest of what is done with it comes on top.
const TIME: Duration = Duration::from_secs(10);

/// Threads of the program have stacks of two mebibytes; more would hide what overflows one.
static POOL: LazyLock<rayon::ThreadPool> = LazyLock::new(|| {
    rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(2 << 20).build().expect("a thread")
});

/// Where the input at hand is kept, for deaths that leave no time to write it.
static LAST: LazyLock<Option<PathBuf>> =
    LazyLock::new(|| std::env::var_os("PARALLAX_FUZZ_LAST").map(PathBuf::from));

thread_local! {
    /// Whether a panic in a library is caught by the program.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Makes ready what every input needs. To be called once, before the first.
pub fn begin() {
    let abort = take_hook();
    set_hook(Box::new(move |info| {
        let in_library = info.location().is_some_and(|at| at.file().contains("/registry/src/"));
        if !in_library || !GUARDED.get() {
            abort(info);
        }
    }));
    run(b"", parallax::ingest::prepare);
}

/// Runs `work` for `input` as the program would, on a thread of its pool.
pub(crate) fn run<T: Send>(input: &[u8], work: impl FnOnce() -> T + Send) -> T {
    if let Some(path) = LAST.as_ref() {
        std::fs::write(path, input).expect("a place for the input");
    }
    POOL.install(work)
}

/// Runs what the program guards against faults in libraries; `None` if there was one.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(work)).ok();
    GUARDED.set(false);
    result
}

/// Limits small enough to be met, and a task with a clock that they hold by.
pub(crate) fn limits() -> (Limits, Task) {
    let begun = Instant::now();
    let limits = Limits {
        unpacked_bytes: 32 << 20,
        ratio: 100,
        text_bytes: 8 << 20,
        members: 200,
        records: 2000,
        fields: 100,
        field_bytes: 1 << 20,
        line_chars: 1 << 20,
        package_bytes: 32 << 20,
        sheet_bytes: 32 << 20,
        pages: 100,
        pdf_bytes: 1 << 20,
        time: TIME,
        ..Limits::default()
    };
    (limits, Task::timed(move || begun.elapsed()))
}
