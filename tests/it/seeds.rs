//! The five real articles beside the project, against the parts labelled by hand.
//!
//! Their text belongs to their publishers and is not part of the project: where the folder does
//! not exist the tests say so and pass.

use std::path::{Path, PathBuf};

use parallax::corpus::{Article, LineRole};
use serde_json::Value;

use crate::anatomy::{article, disagreements};

/// The folder of the real articles, where it exists.
pub fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let exists = folder.join("expected.jsonl").exists();
    if !exists {
        println!("no real articles at {}: nothing checked", folder.display());
    }
    exists.then_some(folder)
}

fn seeds() -> Vec<(Article, Value)> {
    let Some(folder) = folder() else { return Vec::new() };
    let expected = std::fs::read_to_string(folder.join("expected.jsonl")).expect("the labels");
    let truths = expected.lines().filter(|l| !l.trim().is_empty());
    let truths: Vec<Value> = truths.map(|l| serde_json::from_str(l).expect("a label")).collect();
    assert_eq!(truths.len(), 5);
    truths
        .into_iter()
        .map(|truth| {
            let path = truth["path"].as_str().expect("a path").to_owned();
            let raw = std::fs::read_to_string(folder.join(&path)).expect("an article");
            (article(&raw, &path), truth)
        })
        .collect()
}

#[test]
fn every_part_of_the_real_articles_is_found() {
    let mut failures = Vec::new();
    for (article, truth) in seeds() {
        failures
            .extend(disagreements(&article, &truth).into_iter().map(|d| format!("{}: {d}", article.path)));
    }
    assert!(failures.is_empty(), "{}\n", failures.join("\n"));
}

#[test]
fn the_body_of_the_real_articles_holds_no_furniture_and_loses_no_line() {
    for (article, truth) in seeds() {
        let first = truth["first_body_words"].as_str().expect("first words");
        let last = truth["last_body_words"].as_str().expect("last words");
        let at = |words: &str, end: bool| {
            article
                .lines
                .iter()
                .position(|l| {
                    let line = article.text(l.span).replace('\u{a0}', " ");
                    if end { line.trim_end().ends_with(words) } else { line.trim_start().starts_with(words) }
                })
                .unwrap_or_else(|| panic!("{}: no line with {words:?}", article.path))
        };
        let (from, to) = (at(first, false), at(last, true));
        for (i, line) in article.lines.iter().enumerate() {
            let text = article.text(line.span);
            let body = matches!(line.role, LineRole::Body(_));
            assert!(!(body && (i < from || i > to)), "{}: outside the body: {text:?}", article.path);
            let inside = matches!(
                line.role,
                LineRole::Body(_) | LineRole::Blank | LineRole::Caption(_) | LineRole::Credit
            );
            assert!(
                (from..=to).contains(&i) <= inside,
                "{}: lost from the body: {text:?} is {:?}",
                article.path,
                line.role
            );
        }
    }
}
