//! The command line: the window's arguments, and the commands for scripts and for machines without
//! a display.
//!
//! Results go to standard output or, with `--out`, into a file that is written whole or not at all.
//! Standard error has what went wrong in reading and, on a terminal, the progress. A command ends
//! with 0, or with 1 and one plain sentence. Nothing is counted here: the commands put questions of
//! [`analysis`](crate::analysis) to a corpus and write the answers down.

mod args;
mod articles;
mod compare;
mod concordance;
mod count;
mod distinctive;
mod failure;
mod import;
mod neighbours;
mod open;
mod output;
mod parts;
mod phrases;
mod report;
mod stories;
mod usage;
mod window;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use args::Command;
use failure::Failure;
use output::Streams;
use usage::Asked;

/// Does what the arguments of this process ask for.
pub fn run() -> ExitCode {
    // Off unless asked for with RUST_LOG; a second logger can only be a test's own.
    env_logger::Builder::new().filter_level(log::LevelFilter::Off).parse_default_env().try_init().ok();
    // Neither is held: a fault on another thread, or the window's, has to be able to speak.
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let is_watched = err.is_terminal();
    let mut streams = Streams { out: &mut out, err: &mut err, is_watched };
    match dispatch(std::env::args_os().collect(), &mut streams) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) if failure.is_nobody_listening() => ExitCode::SUCCESS,
        Err(failure) => {
            streams.say(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: Vec<OsString>, streams: &mut Streams<'_>) -> Result<(), Failure> {
    match usage::parse(arguments)? {
        Asked::Text(text) => output::deliver(None, streams, |out| out.write_all(text.as_bytes())),
        Asked::Window(asked) => window::run(&asked),
        Asked::Command(command) => {
            // A fault in one file is that file's problem and is told as such.
            std::panic::set_hook(Box::new(|fault| log::error!("{fault}")));
            let done = catch_unwind(AssertUnwindSafe(|| command_run(&command, streams)));
            done.unwrap_or(Err(Failure::Fault))
        }
    }
}

fn command_run(command: &Command, streams: &mut Streams<'_>) -> Result<(), Failure> {
    match command {
        Command::Articles(asked) => articles::run(asked, streams),
        Command::Import(asked) => import::run(asked, streams),
        Command::Count(asked) => count::run(asked, streams),
        Command::Concordance(asked) => concordance::run(asked, streams),
        Command::Distinctive(asked) => distinctive::run(asked, streams),
        Command::Neighbours(asked) => neighbours::run(asked, streams),
        Command::Phrases(asked) => phrases::run(asked, streams),
        Command::Stories(asked) => stories::run(asked, streams),
        Command::Compare(asked) => compare::run(asked, streams),
        Command::Report(asked) => report::run(asked, streams),
    }
}
