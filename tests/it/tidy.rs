//! The house rules that no compiler checks, each as a function from sources to violations.
//!
//! One test runs them all over the tree and prints everything it finds, with file, line and rule. Every check has
//! beside it a test with a bad example: a check that cannot fail is not a check.
//! The rules themselves are explained in ARCHITECTURE.md.

#![expect(clippy::string_slice, reason = "places come from finding text in the same string")]
#![expect(clippy::expect_used, reason = "a tree that cannot be read is a failed test")]

mod code;
mod house;
mod layers;
mod manifest;
mod papers;
mod paths;
mod tree;

use std::fmt;

use tree::Tree;

/// A rule that was broken, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Violation {
    /// Relative to the package, with '/'.
    path: String,
    /// Counted from 1.
    line: usize,
    /// What was found, and the rule.
    what: String,
}

impl Violation {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Looks at the tree for one kind of fault.
type Check = fn(&Tree) -> Vec<Violation>;

const CHECKS: &[Check] = &[
    layers::imports_run_downwards,
    layers::views_do_not_name_each_other,
    layers::modules_keep_off_what_is_not_theirs,
    layers::only_export_and_project_write,
    house::only_the_faces_print,
    house::drawing_runs_no_analysis,
    house::only_the_theme_makes_colours,
    house::only_the_theme_chooses_fonts,
    house::files_stay_under_the_limit,
    house::files_begin_with_their_purpose,
    house::open_ends_name_an_issue,
    house::no_path_of_one_machine,
    manifest::dependencies_say_what_for,
    manifest::assets_have_a_source,
    papers::help_and_readme_agree,
    papers::what_readme_says_can_be_typed_can_be_typed,
    papers::papers_point_at_what_exists,
];

#[test]
fn the_house_is_in_order() {
    let tree = Tree::load();
    let mut found: Vec<Violation> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    found.sort();
    found.dedup();
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{} rules broken:\n{}", found.len(), lines.join("\n"));
}

#[test]
fn the_checks_see_the_tree() {
    let tree = Tree::load();
    assert!(tree.rust_under("src/").count() > 100, "the sources of the program");
    assert!(tree.rust_under("src/ui/views/").count() > 5, "views are read even where they are not built");
    assert!(tree.file("README.md").is_some() && tree.file("assets/SOURCES.md").is_some());
    assert!(tree.assets().count() > 50);
}

/// What `check` says about these files, for the tests of the checks.
fn found(check: Check, files: &[(&str, &str)]) -> Vec<String> {
    check(&Tree::of(files)).iter().map(ToString::to_string).collect()
}

/// Asserts that `check` finds each of `bad` at its line and nothing in `good`.
fn assert_tells(check: Check, good: &[(&str, &str)], bad: &[(&str, &str, usize)]) {
    assert_eq!(found(check, good), Vec::<String>::new(), "told although all is well");
    for (path, text, line) in bad {
        let found = check(&Tree::of(&[(path, text)]));
        let lines: Vec<usize> = found.iter().map(|violation| violation.line).collect();
        assert_eq!(lines, [*line], "in {path}: {text:?}, found {found:?}");
        assert!(found.iter().all(|violation| violation.path == *path));
    }
}
