//! What a file may hold: its length, its heading, colours, printing, open ends.

use super::Violation;
use super::code::tokens;
use super::paths::named;
use super::tree::Tree;

/// A file is shorter than this, so that it can be found by its name and read in one go.
const MOST_LINES: usize = 500;

/// Rust that people read, wherever it lies.
const RUST: [&str; 4] = ["src/", "tests/", "benches/", "examples/"];

/// Only the headless commands and `main` speak to the terminal.
pub fn only_the_faces_print(tree: &Tree) -> Vec<Violation> {
    const PRINTING: [&str; 5] = ["println", "print", "eprintln", "eprint", "dbg"];
    let mut found = Vec::new();
    for file in tree
        .rust_under("src/")
        .filter(|file| !file.path.starts_with("src/cli/") && file.path != "src/main.rs")
    {
        for pair in tokens(&file.code).windows(2) {
            if let [(name, line), ("!", _)] = pair
                && PRINTING.contains(name)
            {
                found.push(Violation::new(&file.path, *line, format!("`{name}!`: only src/cli prints")));
            }
        }
    }
    found
}

/// The window sends commands; what computes runs as a job.
pub fn drawing_runs_no_analysis(tree: &Tree) -> Vec<Violation> {
    let mut found = Vec::new();
    for file in tree.rust_under("src/ui/") {
        for four in tokens(&file.code).windows(4) {
            // What a part of the window calls on itself is no analysis.
            if let [(of, _), (".", _), ("run", line), ("(", _)] = four
                && *of != "self"
            {
                found.push(Violation::new(
                    &file.path,
                    *line,
                    "`.run(`: ui starts no analysis, the session does",
                ));
            }
        }
        for path in named(file) {
            let is_run =
                path.is_within("crate::analysis") && path.segments.last().is_some_and(|last| last == "run");
            let is_find = ["crate::query::find", "crate::query::counts", "crate::ingest::read_folder"]
                .iter()
                .any(|call| path.is_within(call));
            if is_run || is_find {
                let what = format!("`{}`: ui computes nothing, the session does", path.text());
                found.push(Violation::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// Colours are tokens: only `ui/theme` makes them.
pub fn only_the_theme_makes_colours(tree: &Tree) -> Vec<Violation> {
    // No colour at all, and the one that egui replaces by that of the text.
    const NO_COLOURS: [&str; 2] = ["TRANSPARENT", "PLACEHOLDER"];
    let mut found = Vec::new();
    for file in tree.rust_under("src/").filter(|file| !file.path.starts_with("src/ui/theme")) {
        for path in named(file) {
            let is_made = path.segments.windows(2).any(|pair| {
                let [kind, name] = pair else { return false };
                let is_constant =
                    name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
                matches!(kind.as_str(), "Color32" | "Rgba" | "Hsva")
                    && (name.starts_with("from_") || name == "new" || is_constant)
                    && !NO_COLOURS.contains(&name.as_str())
            });
            if is_made || path.segments.last().is_some_and(|last| last == "hex_color") {
                let what = format!("`{}`: only ui/theme makes colours", path.text());
                found.push(Violation::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// Faces and sizes of letters are tokens too.
pub fn only_the_theme_chooses_fonts(tree: &Tree) -> Vec<Violation> {
    // The letters of a figure have the size that its scene was laid out with.
    const SCENE: &str = "src/ui/widgets/figure_paint.rs";
    let mut found = Vec::new();
    for file in
        tree.rust_under("src/ui/").filter(|file| !file.path.starts_with("src/ui/theme") && file.path != SCENE)
    {
        for path in named(file) {
            let is_font = path.segments.windows(2).any(|pair| {
                pair[0] == "FontId" && matches!(pair[1].as_str(), "new" | "proportional" | "monospace")
            });
            if is_font {
                let what = format!("`{}`: only ui/theme chooses fonts and their sizes", path.text());
                found.push(Violation::new(&file.path, path.line, what));
            }
        }
    }
    found
}

/// No file grows beyond `MOST_LINES`.
pub fn files_stay_under_the_limit(tree: &Tree) -> Vec<Violation> {
    let all = RUST.iter().flat_map(|folder| tree.rust_under(folder));
    all.map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines >= MOST_LINES)
        .map(|(file, lines)| {
            Violation::new(&file.path, lines, format!("{lines} lines: a file stays under {MOST_LINES}"))
        })
        .collect()
}

/// The first line of every file says what it is for.
pub fn files_begin_with_their_purpose(tree: &Tree) -> Vec<Violation> {
    RUST.iter()
        .flat_map(|folder| tree.rust_under(folder))
        .filter(|file| {
            let first = file.text.lines().next().unwrap_or_default();
            first.strip_prefix("//!").is_none_or(|words| words.trim().len() < 10)
        })
        .map(|file| Violation::new(&file.path, 1, "a file begins with `//!` and what it is for"))
        .collect()
}

/// Work left open names the issue it waits for, as in `(#12)`.
pub fn open_ends_name_an_issue(tree: &Tree) -> Vec<Violation> {
    // Put together here, so that this file does not tell on itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let mut found = Vec::new();
    for file in tree.all() {
        for (line, text) in file.lines() {
            for mark in marks {
                let is_open = text.match_indices(mark).any(|(at, _)| {
                    let before = text[..at].chars().next_back();
                    let after = &text[at + mark.len()..];
                    let is_whole = !before.is_some_and(char::is_alphanumeric)
                        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
                    let number = after.strip_prefix("(#").and_then(|rest| rest.split(')').next());
                    is_whole && number.is_none_or(|number| number.parse::<u32>().is_err())
                });
                if is_open {
                    found.push(Violation::new(
                        &file.path,
                        line,
                        format!("`{mark}` without an issue: {mark}(#12)"),
                    ));
                }
            }
        }
    }
    found
}

/// What stands for anybody's folder.
const ANYBODY: [&str; 2] = ["you", "me"];

/// Nothing names a folder that only one machine has.
pub fn no_path_of_one_machine(tree: &Tree) -> Vec<Violation> {
    // Put together here, so that this file does not tell on itself.
    let folders = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("\\Us", "ers\\"),
        concat!("/wo", "rk/"),
        concat!("/mn", "t/"),
    ];
    let mut found = Vec::new();
    for file in tree.all().filter(|file| file.path != "Cargo.lock") {
        for (line, text) in file.lines() {
            for folder in folders {
                let is_there = text.match_indices(folder).any(|(at, _)| {
                    // The middle of an address or of a longer path is something else.
                    let before = text[..at].chars().next_back();
                    let is_start = !before
                        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | '*'));
                    let after = &text[at + folder.len()..];
                    let next: &str = after.split(['/', '\\', '"', '\'', ' ']).next().unwrap_or_default();
                    is_start && !ANYBODY.contains(&next)
                });
                if is_there {
                    found.push(Violation::new(
                        &file.path,
                        line,
                        format!("`{folder}` is a folder of one machine"),
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn printing_outside_the_faces_is_told() {
    let good = [
        ("src/cli/mod.rs", "fn f() { println!(\"x\"); }"),
        (
            "src/text/mod.rs",
            "/// println!(\"x\")\nfn f() { write!(f, \"println!\"); }\n#[cfg(test)]\nmod tests { fn f() { println!() } }",
        ),
    ];
    let bad = [
        ("src/text/mod.rs", "fn f() {\n    println!(\"x\");\n}", 2),
        ("src/ui/app.rs", "fn f() { eprintln!(\"x\"); }", 1),
        ("src/session/mod.rs", "fn f() { dbg!(x); }", 1),
    ];
    super::assert_tells(only_the_faces_print, &good, &bad);
}

#[test]
fn an_analysis_run_while_drawing_is_told() {
    let good = [
        ("src/session/wanted.rs", "fn f() { key.analysis.run(&corpus, task); }"),
        ("src/ui/app.rs", "pub fn run(start: Start) { eframe::run_native(a); }"),
        ("src/ui/palette.rs", "fn f(&self) { self.run(ctx, 1); }"),
    ];
    let bad = [
        ("src/ui/views/browse/table.rs", "fn f() {\n    recipe\n        .run(&corpus, task);\n}", 3),
        ("src/ui/chips.rs", "use crate::analysis::Analysis;\nfn f() { Analysis::run(&a, c, t); }", 2),
        ("src/ui/chips.rs", "fn f() { crate::query::find(a); }", 1),
    ];
    super::assert_tells(drawing_runs_no_analysis, &good, &bad);
}

#[test]
fn a_colour_outside_the_theme_is_told() {
    let good = [
        ("src/ui/theme/mod.rs", "use egui::Color32;\nfn f() { Color32::from_rgb(1, 2, 3); }"),
        (
            "src/ui/chips.rs",
            "use egui::Color32;\nfn f(c: Color32) { Color32::TRANSPARENT; }\n#[cfg(test)]\nmod tests { fn f() { Color32::from_gray(1) } }",
        ),
    ];
    let bad = [
        ("src/ui/chips.rs", "use egui::Color32;\nfn f() { Color32::from_rgb(1, 2, 3); }", 2),
        ("src/ui/chips.rs", "fn f() { egui::Color32::WHITE }", 1),
        ("src/session/mod.rs", "fn f() { egui::Rgba::from_gray(0.5) }", 1),
    ];
    super::assert_tells(only_the_theme_makes_colours, &good, &bad);
}

#[test]
fn a_font_outside_the_theme_is_told() {
    let good = [
        ("src/ui/theme/mod.rs", "fn f() { egui::FontId::new(13.0, x) }"),
        ("src/ui/a.rs", "fn f(x: egui::FontId) {}"),
    ];
    let bad = [("src/ui/a.rs", "use egui::FontId;\nfn f() { FontId::new(13.0, x) }", 2)];
    super::assert_tells(only_the_theme_chooses_fonts, &good, &bad);
}

#[test]
fn a_long_file_is_told() {
    let (short, long) = ("x\n".repeat(MOST_LINES - 1), "x\n".repeat(MOST_LINES));
    super::assert_tells(
        files_stay_under_the_limit,
        &[("src/a.rs", &short), ("assets/sample/a.txt", &long)],
        &[("src/a.rs", &long, MOST_LINES), ("tests/it/a.rs", &long, MOST_LINES)],
    );
}

#[test]
fn a_file_without_a_purpose_is_told() {
    super::assert_tells(
        files_begin_with_their_purpose,
        &[("src/a.rs", "//! Says what it is for.\nuse x;")],
        &[("src/a.rs", "use x;\n//! Late.", 1), ("src/b.rs", "//!\n", 1), ("src/c.rs", "", 1)],
    );
}

#[test]
fn an_open_end_without_an_issue_is_told() {
    let mark = concat!("TO", "DO");
    super::assert_tells(
        open_ends_name_an_issue,
        &[("src/a.rs", &format!("// {mark}(#12): later\nlet {mark}NE = 1;"))],
        &[
            ("src/a.rs", &format!("\n// {mark}: later"), 2),
            ("README.md", &format!("{mark}(soon)"), 1),
            ("Cargo.toml", concat!("# FIX", "ME"), 1),
        ],
    );
}

#[test]
fn a_path_of_one_machine_is_told() {
    let home = concat!("/ho", "me/");
    super::assert_tells(
        no_path_of_one_machine,
        &[
            ("src/a.rs", &format!("\"{home}you/articles\"")),
            ("README.md", &format!("https://example.org{home}page")),
        ],
        &[
            ("src/a.rs", &format!("\n\"{home}berta/articles\""), 2),
            ("README.md", concat!("cd /ro", "ot/parallax"), 1),
            ("assets/x.toml", concat!("C:\\Us", "ers\\Berta"), 1),
        ],
    );
}
