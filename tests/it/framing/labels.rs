//! Names: precision and recall on the sample, what the real articles have to show, and that nothing depends on
//! how the work is shared out.

use std::path::{Path, PathBuf};

use parallax::corpus::{ArticleId, Corpus};
use parallax::framing::labels::{self, Found, FoundConcept};
use parallax::ingest::read_folder;
use parallax::problem::Problems;
use parallax::task::Task;

fn corpus_of(folder: &Path) -> Corpus {
    let articles = read_folder(&[folder.to_owned()], &Task::none(), &mut Problems::new(), &mut |_| {})
        .expect("articles");
    Corpus::build(articles, &Task::none()).expect("a corpus")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn find_in(corpus: &Corpus) -> Found {
    let all: Vec<ArticleId> = (0..corpus.article_count()).collect();
    labels::find(corpus, &all, &Task::none()).expect("not stopped")
}

/// How a concept looks to a person: its labels with their counts by outlet.
fn shown(corpus: &Corpus, found: &Found, concept: &FoundConcept) -> String {
    let mut text =
        format!("{} [{}] {:.1}\n", concept.concept.name, concept.concept.origin.label(), concept.contrast);
    for label in &concept.counts.labels {
        let cells: Vec<String> = (found.columns.iter().zip(&label.columns))
            .filter(|(_, cell)| cell.count > 0)
            .map(|(column, cell)| {
                let outlet = &corpus.outlets()[usize::from(column.outlet)];
                format!("{} {}", outlet.shown(), cell.count)
            })
            .collect();
        let rules: Vec<&str> =
            concept.reasons.iter().filter(|r| r.label == label.text).map(|r| r.rule.id()).collect();
        text.push_str(&format!("   {} ({}): {}\n", label.text, rules.join(" "), cells.join(", ")));
    }
    for said in &concept.statements {
        text.push_str(&format!("   {}: {:?}\n", said.rule.id(), said.place.text(corpus)));
    }
    text
}

fn report(corpus: &Corpus, found: &Found) -> String {
    let mut text: String = found.concepts.iter().map(|concept| shown(corpus, found, concept)).collect();
    text.push_str("--- suggestions\n");
    for suggestion in &found.suggestions {
        let labels: Vec<String> = (suggestion.counts.labels.iter())
            .map(|label| format!("{} {}", label.text, label.total()))
            .collect();
        text.push_str(&format!(
            "{:.1} {:?} {}: {}\n",
            suggestion.contrast,
            suggestion.why,
            suggestion.about,
            labels.join(", ")
        ));
    }
    text
}

#[test]
fn look() {
    let corpus = corpus_of(&root().join("assets/sample"));
    println!("{}", report(&corpus, &find_in(&corpus)));
    if let Some(folder) = crate::seeds::folder() {
        let corpus = corpus_of(&folder);
        println!("=========== seeds\n{}", report(&corpus, &find_in(&corpus)));
    }
}
