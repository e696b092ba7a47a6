//! The sample and its truth agree: every article is accounted for, stored in the encoding it is said to be in,
//! and whatever the truth quotes stands in the file.
//!
//! Guards the data only. What Parallax makes of it is tested where it is made.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

fn truth(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample").join(name)).unwrap()
}

fn truth_lines(name: &str) -> Vec<Value> {
    truth(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text_of<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().unwrap().iter()
}

/// White space as a reader sees it, so that hard-wrapped lines compare with joined ones.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            let parts = path.strip_prefix(root()).unwrap().components();
            found.insert(parts.map(|p| p.as_os_str().to_str().unwrap()).collect::<Vec<_>>().join("/"));
        }
    }
}

/// The file's text in the encoding that the truth names; fails on bytes that make no sense in it.
fn decoded(expected: &Value) -> String {
    let path = text_of(expected, "path");
    let name = expected["encoding"].as_str().or_else(|| expected["encoding"]["accept"][0].as_str()).unwrap();
    let bytes = fs::read(root().join(path)).unwrap();
    let (text, _, errors) = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().decode(&bytes);
    assert!(!errors, "{path} is not {name}");
    assert_eq!(text.contains("\r\n"), expected["line_ends"] == "CRLF", "line ends of {path}");
    text.into_owned()
}

#[test]
fn every_article_has_its_truth() {
    let mut found = BTreeSet::new();
    files(&root(), &mut found);
    for name in ["expected.jsonl", "bodies.jsonl"] {
        let known = truth_lines(name).iter().map(|line| text_of(line, "path").to_owned()).collect();
        assert_eq!(found, known, "{name}");
    }
    let stories: Value = serde_json::from_str(&truth("stories.json")).unwrap();
    let in_stories = list(&stories, "stories").flat_map(|story| list(story, "articles"));
    let told = in_stories.chain(list(&stories, "no_story")).map(|p| p.as_str().unwrap().to_owned());
    assert_eq!(found, told.collect(), "stories.json");
}

#[test]
fn what_the_truth_quotes_stands_in_the_file() {
    let bodies = truth_lines("bodies.jsonl");
    let voices: Value = serde_json::from_str(&truth("voices.json")).unwrap();
    for (expected, body) in truth_lines("expected.jsonl").iter().zip(&bodies) {
        let path = text_of(expected, "path");
        assert_eq!(path, text_of(body, "path"));
        let text = decoded(expected);
        let page = joined(&text);
        let has = |wanted: &str| assert!(page.contains(&joined(wanted)), "{path} lacks: {wanted}");
        has(text_of(expected, "headline"));
        has(expected["standfirst"].as_str().unwrap_or_default());
        list(expected, "captions").for_each(|caption| has(caption.as_str().unwrap()));
        list(body, "body").for_each(|paragraph| has(text_of(paragraph, "text")));
        for line in list(expected, "furniture") {
            assert!(text.lines().any(|l| Some(l) == line.as_str()), "{path} lacks the line: {line}");
        }
        let paragraphs: Vec<_> = list(body, "body").map(|p| text_of(p, "text")).collect();
        let (first, last) = (paragraphs.first().unwrap(), paragraphs.last().unwrap());
        assert!(first.starts_with(text_of(expected, "first_body_words")), "{path}");
        assert!(last.ends_with(text_of(expected, "last_body_words")), "{path}");
        for voice in list(&voices, "voices").filter(|voice| voice["path"] == path) {
            has(text_of(voice, "text"));
        }
    }
}

#[test]
fn copies_keep_and_change_what_the_truth_says() {
    let bodies = truth_lines("bodies.jsonl");
    let body = |path: &Value| {
        let found = bodies.iter().find(|body| body["path"] == *path).unwrap();
        list(found, "body").map(|p| text_of(p, "text")).collect::<Vec<_>>().join("\n")
    };
    let copies: Value = serde_json::from_str(&truth("copies.json")).unwrap();
    assert!(copies["copies"].as_array().unwrap().len() >= 6);
    for copy in list(&copies, "copies") {
        let (original, printed) = (body(&copy["of"]), body(&copy["in"]));
        for cut in list(copy, "cut") {
            let cut = cut.as_str().unwrap();
            assert!(original.contains(cut) && !printed.contains(cut), "{cut}");
        }
        for change in list(copy, "changed") {
            assert!(original.contains(text_of(change, "from")) && printed.contains(text_of(change, "to")));
        }
        assert_eq!(original == printed, copy["kind"] == "whole", "{}", copy["in"]);
    }
}
