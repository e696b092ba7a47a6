//! What compares tellings: on the sample and on made-up articles, and measured on labelled material.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its corpus cannot be made or its answer is missing"
)]

mod coding;
mod copies;
mod figures_given;
mod frames;
mod hedges;
mod labelled;
mod labels;
mod measured;
mod passages;
mod real;
mod score;
mod share;
mod stories;
mod truth;
mod versions;
mod voices;

use std::path::{Path, PathBuf};

use parallax::corpus::{ArticleId, Corpus};
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;
use serde_json::Value;

fn place(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

/// The corpus of a folder, read as a user's folder is read.
fn read(folder: &Path) -> Corpus {
    let roots = [folder.to_owned()];
    let articles =
        read_folder(&roots, &ReadSettings::default(), &Task::none(), &mut ReadReport::default(), &mut |_| {})
            .unwrap();
    Corpus::build(articles, &Task::none()).unwrap()
}

fn sample() -> Corpus {
    read(&place("assets/sample"))
}

fn truth(name: &str) -> Value {
    let text = std::fs::read_to_string(place("tests/data/sample").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn by_path(corpus: &Corpus, path: &str) -> ArticleId {
    (0..corpus.article_count())
        .find(|&id| corpus.article(id).files().any(|(file, _)| **file == *path))
        .unwrap()
}

fn texts(values: &Value) -> Vec<&str> {
    values.as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}
