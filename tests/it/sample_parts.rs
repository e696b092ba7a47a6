//! The sample, read as a user's folder is read: every part of every article against its truth.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parallax::corpus::{Article, ArticleKey, Completeness};
use parallax::ingest::pages::PageBook;
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;
use serde_json::Value;

use crate::anatomy::disagreements;

fn place(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn truth(name: &str) -> BTreeMap<String, Value> {
    let text = std::fs::read_to_string(place("tests/data/sample").join(name)).unwrap();
    let values = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    values.map(|value| (value["path"].as_str().unwrap().to_owned(), value)).collect()
}

/// Each file as an article of its own: the truth is told file by file.
fn sample() -> Vec<Arc<Article>> {
    let roots = [place("assets/sample")];
    let read = |pages: PageBook| {
        let settings = ReadSettings { pages: pages.into(), ..ReadSettings::default() };
        read_folder(&roots, &settings, &Task::none(), &mut ReadReport::default(), &mut |_| {}).unwrap()
    };
    let mut pages = PageBook::default();
    let joined: Vec<Arc<Article>> =
        read(pages.clone()).into_iter().filter(|article| !article.pages.is_empty()).collect();
    assert_eq!(joined.len(), 1, "the night the light went out");
    for article in joined {
        assert_eq!(article.completeness.value, Completeness::Full);
        pages.take_apart(&ArticleKey::of_pages(&article).collect::<Vec<_>>());
    }
    read(pages)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_part_of_the_sample_is_found() {
    let (expected, bodies) = (truth("expected.jsonl"), truth("bodies.jsonl"));
    let articles = sample();
    assert_eq!(articles.len(), expected.len());
    let mut failures = Vec::new();
    for article in &articles {
        let path = &*article.path;
        let truth = &expected[path];
        failures.extend(disagreements(article, truth).into_iter().map(|d| format!("{path}: {d}")));
        if let Some(standfirst) = &article.standfirst
            && truth.get("standfirst").is_none_or(Value::is_null)
        {
            failures.push(format!("{path}: no standfirst: {}", article.text(standfirst.value)));
        }
        let wanted = bodies[path]["body"].as_array().unwrap();
        let wanted: Vec<String> = wanted.iter().map(|p| squeeze(p["text"].as_str().unwrap())).collect();
        let found: Vec<String> = article.body.iter().map(|p| squeeze(article.text(p.span))).collect();
        for text in wanted.iter().filter(|t| !found.contains(t)) {
            failures.push(format!("{path}: not in the body: {text}"));
        }
        for text in found.iter().filter(|t| !wanted.contains(t)) {
            failures.push(format!("{path}: in the body: {text}"));
        }
    }
    assert!(failures.is_empty(), "{}\n", failures.join("\n"));
}
