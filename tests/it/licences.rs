//! What the program carries: the packages it is built of, with their licences, and its icon.
//! `UPDATE_LICENCES=1` writes both anew after a change of dependencies or of the drawing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const LIST: &str = "assets/licences/packages.txt";
const ICON: &str = "assets/icon/parallax";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn updates() -> bool {
    std::env::var_os("UPDATE_LICENCES").is_some()
}

/// "name version licence", a line each, of all that is linked into the program on any system.
fn carried(metadata: &Value) -> String {
    let id_of = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut next_of: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().into_iter().flatten() {
        let is_linked = |dep: &&Value| {
            dep["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null())
        };
        let deps = node["deps"].as_array().into_iter().flatten().filter(is_linked);
        next_of.insert(id_of(&node["id"]), deps.map(|dep| id_of(&dep["pkg"])).collect());
    }
    let own = id_of(&metadata["resolve"]["root"]);
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![own.clone()]);
    while let Some(id) = waiting.pop() {
        waiting.extend(next_of.get(&id).into_iter().flatten().filter(|next| !seen.contains(*next)).cloned());
        seen.insert(id);
    }
    let mut lines: Vec<String> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|package| seen.contains(&id_of(&package["id"])) && id_of(&package["id"]) != own)
        .map(|package| {
            let part = |name: &str| id_of(&package[name]);
            format!("{} {} {}", part("name"), part("version"), part("license"))
        })
        .collect();
    lines.sort();
    lines.join("\n") + "\n"
}

fn metadata(more: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(more)
        .current_dir(root())
        .output()
        .expect("cargo runs this test, so it is there");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn the_list_of_licences_has_what_is_carried_and_nothing_else() {
    let path = root().join(LIST);
    if updates() {
        // Of all systems: `cargo fetch` brings the packages that this one does not build.
        std::fs::write(&path, carried(&metadata(&[]))).expect("written");
    }
    let written = std::fs::read_to_string(&path).expect("the list");
    let listed: BTreeSet<&str> = written.lines().collect();
    let here = carried(&metadata(&["--filter-platform", &host()]));
    let missing: Vec<&str> = here.lines().filter(|line| !listed.contains(line)).collect();
    assert!(here.lines().count() > 200, "{}", here.lines().count());
    assert_eq!(missing, Vec::<&str>::new(), "not in {LIST}: run the test with UPDATE_LICENCES=1");
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("the lock").replace("\r\n", "\n");
    let is_locked = |line: &&&str| {
        let mut words = line.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        lock.contains(&format!("name = \"{name}\"\nversion = \"{version}\"\n"))
    };
    let gone: Vec<&&str> = listed.iter().filter(|line| !is_locked(line)).collect();
    assert_eq!(
        gone,
        Vec::<&&str>::new(),
        "in {LIST} and no longer carried: run the test with UPDATE_LICENCES=1"
    );
    assert!(listed.iter().all(|line| line.split(' ').count() > 2), "each has a licence");
}

/// The machine's own target, in Cargo's words.
fn host() -> String {
    let output = Command::new(env!("CARGO")).arg("-vV").output().expect("cargo");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned()
}

#[test]
fn the_icon_is_its_drawing() {
    let svg = std::fs::read_to_string(root().join(format!("{ICON}.svg"))).expect("the drawing");
    let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).expect("SVG");
    let mut pixels = resvg::tiny_skia::Pixmap::new(256, 256).expect("a size");
    resvg::render(&tree, resvg::tiny_skia::Transform::identity(), &mut pixels.as_mut());
    let path = root().join(format!("{ICON}-256.png"));
    if updates() {
        pixels.save_png(&path).expect("written");
    }
    let kept = resvg::tiny_skia::Pixmap::load_png(&path).expect("the picture");
    assert_eq!((kept.width(), kept.height()), (256, 256));
    let differs = kept.data().iter().zip(pixels.data()).filter(|(a, b)| a.abs_diff(**b) > 8).count();
    assert!(differs < 200, "{ICON}-256.png is not its drawing: run the test with UPDATE_LICENCES=1");
}
