//! Real pages beside the project: how much of their articles is found.
//!
//! 181 pages of the article extraction benchmark by Scrapinghub (MIT), with bodies labelled by hand, and
//! its measure: precision and recall of runs of four words. The pages belong to their publishers and are
//! not part of the project: where the folder does not exist the test says so and passes.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use parallax::ingest::anatomy::analyse;
use parallax::ingest::registry::Registry;
use serde_json::Value;

use crate::files::read_bytes;

/// What was reached, less what may be lost by a change elsewhere.
const LEAST_F1: f64 = 0.978 - 0.003;

/// How often each run of four words occurs.
fn runs(text: &str) -> HashMap<Vec<&str>, u32> {
    let is_part = |c: char| !(c.is_alphanumeric() || c == '_');
    let words: Vec<&str> = text.split(is_part).filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    if words.len() < 4 && !words.is_empty() {
        runs.insert(words, 1);
    } else {
        words.windows(4).for_each(|run| *runs.entry(run.to_vec()).or_default() += 1);
    }
    runs
}

#[test]
fn bodies_of_real_pages_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/html");
    let Ok(truth) = std::fs::read_to_string(folder.join("ground-truth.json")) else {
        println!("no real pages at {}: nothing checked", folder.display());
        return;
    };
    let truth: Value = serde_json::from_str(&truth).expect("the labels");
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (page, label) in truth.as_object().expect("pages") {
        let file = std::fs::File::open(folder.join(format!("html/{page}.html.gz"))).expect("a page");
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).expect("a whole page");
        let mut body = String::new();
        for raw in read_bytes(&bytes, "page.html").articles {
            let article = analyse(raw, "page.html", Registry::bundled());
            for paragraph in &article.body {
                body.push_str(article.text(paragraph.span));
                body.push('\n');
            }
        }
        let (want, got) = (runs(label["articleBody"].as_str().expect("a body")), runs(&body));
        let hits: u32 = want.iter().map(|(run, n)| *n.min(got.get(run).unwrap_or(&0))).sum();
        let share = |of: &HashMap<_, u32>| f64::from(hits) / f64::from(of.values().sum::<u32>());
        precisions.extend((!got.is_empty()).then(|| share(&got)));
        recalls.extend((!want.is_empty()).then(|| share(&want)));
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (precision, recall) = (mean(&precisions), mean(&recalls));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("{} pages: F1 {f1:.4}, precision {precision:.4}, recall {recall:.4}", precisions.len());
    assert!(f1 >= LEAST_F1, "F1 {f1:.4}, precision {precision:.4}, recall {recall:.4}");
}
