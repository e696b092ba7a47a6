//! Who may name whom: the three layers, and what each module keeps off.

use super::Violation;
use super::paths::{Named, module_of, named};
use super::tree::{File, Tree};

/// What each module under `src/` may name beside itself. A module that is not listed may name nothing:
/// who adds one says here where it stands.
const MAY_NAME: &[(&str, &[&str])] = &[
    // Layer 1, the core.
    ("task", &[]),
    ("problem", &[]),
    ("text", &["corpus"]),
    ("corpus", &["task", "problem", "text"]),
    ("query", &["task", "corpus", "text"]),
    ("stats", &["task"]),
    ("ingest", &["task", "problem", "text", "corpus"]),
    ("framing", &["task", "text", "corpus", "query", "stats"]),
    ("analysis", &["task", "text", "corpus", "query", "stats", "framing", "figure"]),
    // Dates and their precision, to be written in captions and on axes.
    ("figure", &["corpus"]),
    // Articles as they are written for other programs.
    ("export", &["task", "problem", "text", "corpus", "figure"]),
    ("project", &["task", "problem", "text", "corpus", "ingest", "query", "framing", "export"]),
    (
        "report",
        &[
            "task", "problem", "text", "corpus", "query", "stats", "framing", "analysis", "figure", "export",
            "project",
        ],
    ),
    // Layer 2.
    ("session", CORE),
    // Layer 3.
    ("ui", FACES),
    ("cli", FACES_AND_WINDOW),
    ("main", &["cli"]),
    // The map of all.
    ("lib", FACES_AND_WINDOW),
];

const CORE: &[&str] = &[
    "task", "problem", "text", "corpus", "query", "stats", "ingest", "analysis", "framing", "figure",
    "export", "project", "report",
];
const FACES: &[&str] = &[
    "task", "problem", "text", "corpus", "query", "stats", "ingest", "analysis", "framing", "figure",
    "export", "project", "report", "session",
];
const FACES_AND_WINDOW: &[&str] = &[
    "task", "problem", "text", "corpus", "query", "stats", "ingest", "analysis", "framing", "figure",
    "export", "project", "report", "session", "ui", "cli",
];

/// The module directly under `src/` that a file belongs to.
fn house_of(path: &str) -> String {
    module_of(path).into_iter().next().unwrap_or_else(|| "lib".to_owned())
}

/// The paths of every file with its house.
fn all_named(tree: &Tree) -> impl Iterator<Item = (&File, String, Vec<Named>)> {
    tree.rust_under("src/").map(|file| (file, house_of(&file.path), named(file)))
}

/// Core, session, faces: imports run downwards only, and inside the core as `MAY_NAME` says.
pub fn imports_run_downwards(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (file, house, paths) in all_named(tree) {
        let may = MAY_NAME.iter().find(|(name, _)| *name == house).map(|(_, may)| *may);
        let Some(may) = may else {
            found.push(Violation::new(&file.path, 1, format!("`{house}` has no place among the layers yet")));
            continue;
        };
        for path in paths.iter().filter(|path| path.segments.first().is_some_and(|first| first == "crate")) {
            let Some(other) = path.segments.get(1) else { continue };
            // What is no module of the house, such as a macro, stands at the root.
            let is_house = MAY_NAME.iter().any(|(name, _)| name == other);
            if is_house && *other != house && !may.contains(&other.as_str()) {
                let what = format!("`{house}` names `{}`, but imports run downwards only", path.text());
                found.push(Violation::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// Views share through `ui/widgets`, never directly.
pub fn views_do_not_name_each_other(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.rust_under("src/ui/views/") {
        let Some(own) = module_of(&file.path).get(2).cloned() else { continue };
        for path in named(file) {
            let is_other =
                path.is_within("crate::ui::views") && path.segments.get(3).is_some_and(|view| *view != own);
            if is_other {
                let what =
                    format!("the view `{own}` names `{}`; what views share lives in ui/widgets", path.text());
                found.push(Violation::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// Who keeps off which paths outside the package, and why.
struct Fence {
    /// Modules under `src/`; "" is all of them.
    who: &'static [&'static str],
    off: &'static [&'static str],
    why: &'static str,
}

const FENCES: &[Fence] = &[
    Fence {
        who: &[
            "task", "problem", "text", "corpus", "query", "stats", "analysis", "framing", "figure", "report",
        ],
        off: &["std::fs", "std::env", "std::process", "tokio::fs"],
        why: "it reads no file",
    },
    Fence {
        who: CORE,
        off: &["std::thread", "rayon::spawn", "rayon::ThreadPoolBuilder"],
        why: "the core starts no thread of its own",
    },
    Fence {
        who: CORE,
        off: &["std::time::SystemTime", "std::time::Instant", "jiff::Zoned::now", "jiff::Timestamp::now"],
        why: "the core reads no clock",
    },
    Fence {
        who: CORE,
        off: &["egui", "eframe", "rfd", "egui_kittest", "egui_material_icons"],
        why: "the core draws nothing",
    },
    Fence {
        who: &["session", "cli"],
        off: &["egui", "eframe", "rfd", "egui_kittest", "egui_material_icons"],
        why: "drawing is in ui",
    },
    Fence { who: &["ui"], off: &["std::fs"], why: "drawing touches no file" },
    Fence { who: &["ui"], off: &["std::thread", "rayon"], why: "work runs as a job of the session" },
    Fence {
        who: &[""],
        off: &["std::net", "std::os::unix::net"],
        why: "nothing is fetched and nothing is sent",
    },
];

/// Files, threads, clocks, drawing and the network stay where they belong.
pub fn modules_keep_off_what_is_not_theirs(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (file, house, paths) in all_named(tree) {
        for fence in FENCES.iter().filter(|fence| fence.who.iter().any(|who| who.is_empty() || *who == house))
        {
            for path in &paths {
                if fence.off.iter().any(|off| path.is_within(off)) {
                    let what = format!("`{house}` names `{}`: {}", path.text(), fence.why);
                    found.push(Violation::new(&file.path, path.line, what));
                }
            }
        }
    }
    found
}

/// Ways to change a disk.
const WRITES: &[&str] = &[
    "std::fs::write",
    "std::fs::rename",
    "std::fs::copy",
    "std::fs::hard_link",
    "std::fs::create_dir",
    "std::fs::create_dir_all",
    "std::fs::remove_file",
    "std::fs::remove_dir",
    "std::fs::remove_dir_all",
    "std::fs::set_permissions",
    "std::fs::OpenOptions",
    "std::fs::File::create",
    "std::fs::File::create_new",
    "std::fs::File::options",
    "atomic_write_file",
];

/// A user's articles are read and never written to: only `export` and `project` write at all.
pub fn only_export_and_project_write(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for (file, house, paths) in
        all_named(tree).filter(|(_, house, _)| house != "export" && house != "project")
    {
        for path in paths {
            if WRITES.iter().any(|write| path.is_within(write)) && !path.text().ends_with('*') {
                let what = format!("`{house}` names `{}`; only export and project write", path.text());
                found.push(Violation::new(&file.path, path.line, what));
            }
        }
    }
    found
}

#[test]
fn a_step_upwards_is_told() {
    let good = [
        (
            "src/analysis/mod.rs",
            "//! crate::ui\nuse crate::{corpus::Span, stats};\n#[cfg(test)]\nmod tests { use crate::ui; }",
        ),
        ("src/ui/app.rs", "use crate::session::Session;\nuse super::shell;"),
    ];
    let bad = [
        ("src/analysis/mod.rs", "use crate::corpus::Span;\nuse crate::{session::Key};", 2),
        ("src/corpus/mod.rs", "fn f() {}\n\nfn g() { super::ui::run() }", 3),
        ("src/session/mod.rs", "use crate::cli::run;", 1),
        ("src/stats/keyness.rs", "use crate::task::Task;\nuse crate::corpus::Corpus;", 2),
        ("src/text/words.rs", "use super::super::query::Query;", 1),
        ("src/gossip/mod.rs", "", 1),
    ];
    super::assert_tells(imports_run_downwards, &good, &bad);
}

#[test]
fn a_view_that_names_another_is_told() {
    let good = [("src/ui/views/browse/reader.rs", "use super::table;\nuse crate::ui::views::browse::parts;")];
    let bad = [
        ("src/ui/views/browse/reader.rs", "use super::super::compare::columns;", 1),
        ("src/ui/views/compare/mod.rs", "fn f() { crate::ui::views::browse::go() }", 1),
    ];
    super::assert_tells(views_do_not_name_each_other, &good, &bad);
}

#[test]
fn files_threads_and_clocks_out_of_place_are_told() {
    let good = [
        ("src/ingest/walk.rs", "use std::fs;\nfn f() { fs::read_dir(p); }"),
        ("src/session/jobs.rs", "use std::thread::Builder;\nuse std::time::Instant;"),
        ("src/ui/widgets/toast.rs", "use std::time::Duration;"),
        ("src/query/mod.rs", "use std::time::Duration; // std::fs"),
    ];
    let bad = [
        ("src/query/mod.rs", "use std::{fmt, fs};", 1),
        ("src/corpus/mod.rs", "fn f() { std::fs::read(p); }", 1),
        ("src/analysis/trend.rs", "use std::time::{Duration, Instant};", 1),
        ("src/ingest/mod.rs", "\nfn f() { std::thread::spawn(g); }", 2),
        ("src/ui/app.rs", "use std::fs;", 1),
        ("src/ui/app.rs", "fn f() { std::thread::sleep(d) }", 1),
        ("src/session/mod.rs", "use egui::Context;", 1),
        ("src/figure/svg.rs", "use egui::Color32;", 1),
        ("src/cli/mod.rs", "use std::net::TcpStream;", 1),
    ];
    super::assert_tells(modules_keep_off_what_is_not_theirs, &good, &bad);
}

#[test]
fn a_write_out_of_place_is_told() {
    let good = [
        ("src/export/mod.rs", "fn f() { std::fs::write(p, b); }"),
        ("src/ingest/mod.rs", "use std::fs;\nfn f() { fs::read(p); fs::File::open(p); }"),
    ];
    let bad = [
        ("src/ingest/mod.rs", "use std::fs;\nfn f() { fs::write(p, b); }", 2),
        ("src/session/save.rs", "fn f() { std::fs::File::create(p); }", 1),
        ("src/cli/mod.rs", "use std::fs::OpenOptions;", 1),
    ];
    super::assert_tells(only_export_and_project_write, &good, &bad);
}
