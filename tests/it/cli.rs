//! The headless commands, run as a user runs them.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a failed fixture is a failed test")]

mod answers;
mod compare;
mod faults;
mod import;
mod report;

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The sample beside the project.
fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// What a command said.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program; an argument `@` stands for `place`.
fn run_at(place: &Path, arguments: &[&str]) -> Said {
    run_with(place, arguments, &[])
}

fn run_with(place: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parallax"));
    for argument in arguments {
        match argument.strip_prefix('@') {
            Some("") => command.arg(place),
            Some(below) => command.arg(place.join(below.trim_start_matches('/'))),
            None => command.arg(argument),
        };
    }
    let done = command.envs(environment.iter().copied()).output().unwrap();
    Said {
        code: done.status.code().unwrap(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// The result of a command that has one.
fn answer(place: &Path, arguments: &[&str]) -> String {
    let said = run_at(place, arguments);
    assert_eq!(said.code, 0, "{arguments:?}: {}", said.err);
    said.out
}

/// CSV as rows of (column, cell).
fn table(text: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| columns.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()).collect()
}
