//! What the package takes in: dependencies, their licences, and the files it carries along.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use super::Violation;
use super::tree::Tree;

/// Every dependency has a comment above it: what for.
pub fn dependencies_say_what_for(tree: &Tree) -> Vec<Violation> {
    let Some(file) = tree.file("Cargo.toml") else { return Vec::new() };
    let mut found = Vec::new();
    let mut is_dependencies = false;
    let mut is_told = false;
    for (number, line) in file.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            let name = line.trim_matches(['[', ']']);
            is_dependencies = name.ends_with("dependencies");
            if name.contains("dependencies.") && !is_told {
                found.push(Violation::new(&file.path, number, format!("[{name}] has no comment above it")));
            }
        } else if let Some((name, _)) = line.split_once('=')
            && is_dependencies
            && !is_told
            && !line.starts_with('#')
        {
            let what = format!("`{}` has no comment above it: what for?", name.trim());
            found.push(Violation::new(&file.path, number, what));
        }
        // A heading such as `# -- text --` is not about the line beneath.
        is_told = line.starts_with('#') && !line.starts_with("# --");
    }
    found
}

/// Every file under assets/ is named in assets/SOURCES.md, and every name there is of a file.
/// Names stand in backquotes at the beginning of a table row or list item, relative to assets/; `*` is any letters.
pub fn assets_have_a_source(tree: &Tree) -> Vec<Violation> {
    const LIST: &str = "assets/SOURCES.md";
    let Some(list) = tree.file(LIST) else { return Vec::new() };
    let mut named: Vec<(usize, &str)> = Vec::new();
    for (number, line) in list.lines() {
        let is_entry = line.starts_with("| `") || line.starts_with("- `");
        // Of `| file | from |` only the first cell names files.
        let cell = line.trim_start_matches("| ").split(" | ").next().unwrap_or_default();
        if is_entry {
            named.extend(cell.split('`').skip(1).step_by(2).map(|name| (number, name)));
        }
    }
    let is_here = |path: &str, name: &str| match name.strip_prefix("../") {
        Some(outside) => matches(outside, path),
        None => path.strip_prefix("assets/").is_some_and(|inner| matches(name, inner)),
    };
    let mut found: Vec<Violation> = tree
        .assets()
        .filter(|file| !named.iter().any(|(_, name)| is_here(&file.path, name)))
        .map(|file| Violation::new(&file.path, 1, format!("where it comes from is not said in {LIST}")))
        .collect();
    for (number, name) in named.iter().filter(|(_, name)| !name.starts_with("../")) {
        if !tree.all().any(|file| is_here(&file.path, name)) {
            found.push(Violation::new(LIST, *number, format!("`{name}`: there is no such file")));
        }
    }
    found
}

/// Whether `name`, in which `*` stands for any letters, is `path`.
fn matches(name: &str, path: &str) -> bool {
    match name.split_once('*') {
        None => name == path,
        Some((before, after)) => path.strip_prefix(before).is_some_and(|rest| {
            rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| matches(after, &rest[at..]))
        }),
    }
}

/// Licences under which what we build on may be passed on with the program.
const LICENCES: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "OFL-1.1",
    "Ubuntu-font-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// What talks to other machines. Nothing is fetched and nothing is sent, so none of these may come in.
const TALKERS: [&str; 14] = [
    "attohttpc",
    "awc",
    "curl",
    "ehttp",
    "h2",
    "hyper",
    "isahc",
    "minreq",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "ureq",
];

/// Packages of the dependency tree that break a rule, by name, with the rule.
fn packages_out_of_order(metadata: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default().to_owned();
        let Some(source) = package["source"].as_str() else { continue };
        if !source.starts_with("registry+") {
            found.insert(name, format!("comes from {source}, not from a registry"));
            continue;
        }
        if TALKERS.contains(&name.as_str()) {
            found.insert(name, "talks to other machines; nothing is fetched and nothing is sent".to_owned());
            continue;
        }
        let licence = package["license"].as_str().unwrap_or_default();
        if !is_allowed(licence) {
            found.insert(name, format!("has the licence “{licence}”, which is not on the list"));
        }
    }
    found
}

/// Whether an SPDX expression leaves a choice of licences that are all on the list.
fn is_allowed(expression: &str) -> bool {
    // The old way to write OR.
    let expression = expression.replace('/', " OR ");
    let mut depth = 0;
    let mut parts: Vec<(String, &str)> = Vec::new();
    let mut part = String::new();
    for word in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        depth += i32::from(word == "(") - i32::from(word == ")");
        match word {
            "OR" | "AND" if depth == 0 => {
                parts.push((std::mem::take(&mut part), if word == "OR" { "OR" } else { "AND" }));
            }
            _ => {
                part.push_str(word);
                part.push(' ');
            }
        }
    }
    parts.push((part, ""));
    let of_part = |part: &str| {
        let part = part.trim();
        match part.strip_prefix("( ").and_then(|inner| inner.strip_suffix(" )")) {
            Some(inner) => is_allowed(inner),
            None => LICENCES.contains(&part),
        }
    };
    // AND binds closer than OR.
    let mut all = true;
    for (part, next) in &parts {
        all &= of_part(part);
        if *next != "AND" {
            if all {
                return true;
            }
            all = true;
        }
    }
    false
}

#[test]
fn what_we_build_on_may_be_passed_on_and_does_not_talk() {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--locked",
            "--filter-platform",
            host().as_str(),
        ])
        .args(if cfg!(feature = "gui") { [].as_slice() } else { ["--no-default-features"].as_slice() })
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs this test, so it is there");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(metadata["packages"].as_array().is_some_and(|packages| packages.len() > 50));
    assert_eq!(packages_out_of_order(&metadata), BTreeMap::new());
}

/// The machine's own target, in Cargo's words.
fn host() -> String {
    let output = Command::new(env!("CARGO")).arg("-vV").output().expect("cargo");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned()
}

/// What we name ourselves is in the tree once; what others bring along twice is their business.
#[test]
fn our_own_dependencies_are_in_the_tree_once() {
    /// Packages whose older version somebody else needs, and who.
    const EXCUSED: [(&str, &str); 5] = [
        ("hashbrown", "indexmap and rayon's users are at different versions"),
        ("pollster", "wgpu and rfd have not moved to one version"),
        ("quick-xml", "the bindings of the window system are made with an older one"),
        ("thiserror", "parts of the window system still use version 1"),
        ("toml", "build scripts of the bindings use an older one"),
    ];
    let tree = Tree::load();
    let manifest = tree.file("Cargo.toml").expect("the manifest");
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).expect("the lock");
    let names =
        lock.lines().filter_map(|line| line.strip_prefix("name = ")).map(|name| name.trim_matches('"'));
    let mut seen = BTreeSet::new();
    let twice: BTreeSet<&str> = names.filter(|name| !seen.insert(*name)).collect();
    let ours: BTreeSet<&str> =
        own_dependencies(&manifest.text).into_iter().filter(|name| twice.contains(name)).collect();
    let excused: BTreeSet<&str> = EXCUSED.iter().map(|(name, _)| *name).collect();
    assert_eq!(ours, excused, "left: in the tree more than once; right: known to be so, with the reason");
}

fn own_dependencies(manifest: &str) -> Vec<&str> {
    let mut is_dependencies = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependencies = line.trim_end().ends_with("dependencies]");
        } else if let Some((name, _)) =
            line.split_once(" = ").filter(|_| is_dependencies && !line.starts_with('#'))
        {
            names.push(name);
        }
    }
    names
}

#[test]
fn a_dependency_without_a_reason_is_told() {
    super::assert_tells(
        dependencies_say_what_for,
        &[(
            "Cargo.toml",
            "[package]\nname = \"x\"\n[dependencies]\n# Dates.\njiff = \"1\"\n[lints.rust]\na = 1",
        )],
        &[
            ("Cargo.toml", "[dependencies]\n# Dates.\njiff = \"1\"\nserde = \"1\"", 4),
            ("Cargo.toml", "[dev-dependencies]\n# -- files --\ntempfile = \"3\"", 3),
            ("Cargo.toml", "[target.'cfg(windows)'.dependencies]\nx = \"1\"", 2),
            ("Cargo.toml", "[dependencies.jiff]\nversion = \"1\"", 1),
        ],
    );
}

#[test]
fn an_asset_without_a_source_is_told() {
    let list = "| file | from |\n|---|---|\n| `fonts/Inter-*.otf` | Inter, see `fonts/x.sh` |\n- `theme/a.toml`: ours";
    let check = assets_have_a_source;
    let files = |more: &'static str| {
        vec![
            ("assets/SOURCES.md", list),
            ("assets/fonts/Inter-Bold.otf", ""),
            ("assets/theme/a.toml", ""),
            (more, ""),
        ]
    };
    assert_eq!(super::found(check, &files("src/lib.rs")), Vec::<String>::new());
    let told = super::found(check, &files("assets/fonts/x.sh"));
    assert_eq!(told, ["assets/fonts/x.sh:1: where it comes from is not said in assets/SOURCES.md"]);
    let told = super::found(check, &[("assets/SOURCES.md", "- `theme/a.toml`: ours")]);
    assert_eq!(told, ["assets/SOURCES.md:1: `theme/a.toml`: there is no such file"]);
}

#[test]
fn licences_are_weighed_as_they_are_joined() {
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "(MIT OR GPL-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR X",
    ] {
        assert!(is_allowed(good), "{good}");
    }
    for bad in ["GPL-3.0", "", "MIT AND GPL-3.0", "(MIT OR ISC) AND SSPL-1.0", "LGPL-2.1 OR GPL-3.0"] {
        assert!(!is_allowed(bad), "{bad}");
    }
}

#[test]
fn a_package_out_of_order_is_told() {
    let registry = "registry+https://example.org/index";
    let package = |name: &str, source: &str, licence: &str| serde_json::json!({"name": name, "source": source, "license": licence});
    let packages = [
        package("good", registry, "MIT"),
        package("reqwest", registry, "MIT"),
        package("forked", "git+https://example.org/forked", "MIT"),
        package("closed", registry, "Proprietary"),
    ];
    let found = packages_out_of_order(&serde_json::json!({"packages": packages}));
    assert_eq!(found.keys().map(String::as_str).collect::<Vec<_>>(), ["closed", "forked", "reqwest"]);
}
