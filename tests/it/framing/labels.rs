//! Names: precision and recall on the sample, what the real articles have to show, and that nothing depends on
//! how the work is shared out.

mod persons;
mod rivals;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parallax::analysis::MOST_ALIGNED;
use parallax::corpus::{ArticleId, Corpus, Language, Subset};
use parallax::framing::Place;
use parallax::framing::labels::{
    self, Concept, Edit, Found, FoundConcept, Label, LabelEdits, LabelKey, Origin,
};
use parallax::framing::passages::{PassageSettings, align};
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::query::{self, Query};
use parallax::task::Task;
use serde_json::Value;

use crate::corpus::{article, corpus_of as corpus_with, inferred};

fn corpus_of(folder: &Path) -> Corpus {
    let articles = read_folder(
        &[folder.to_owned()],
        &ReadSettings::default(),
        &Task::none(),
        &mut ReadReport::default(),
        &mut |_| {},
    )
    .expect("articles");
    Corpus::build(articles, &Task::none()).expect("a corpus")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn find_in(corpus: &Corpus) -> Found {
    let all: Vec<ArticleId> = (0..corpus.article_count()).collect();
    found_among(corpus, &all)
}

/// What these articles call things, their sentences held against each other.
pub(super) fn found_among(corpus: &Corpus, articles: &[ArticleId]) -> Found {
    let columns: Vec<Vec<ArticleId>> =
        labels::columns_by_outlet(corpus, articles).into_iter().map(|column| column.articles).collect();
    let is_story = columns.len() > 1 && columns.iter().map(Vec::len).sum::<usize>() <= MOST_ALIGNED;
    let alignment = is_story
        .then(|| align(corpus, &columns, &PassageSettings::default(), &Task::none()).expect("not stopped"));
    labels::find(corpus, articles, alignment.as_ref(), &Task::none()).expect("not stopped")
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

/// How a label may be written: its text and the plain alternatives of its query.
fn wordings(label: &Label) -> Vec<String> {
    let alternatives = label.query.split('|').map(|a| a.replace(['"', '='], "").trim().to_lowercase());
    alternatives.chain([label.text.to_lowercase()]).collect()
}

/// Which script a text is in, as far as languages of a story are told apart by it.
fn script(text: &str) -> u8 {
    match text.chars().find(|c| c.is_alphabetic()) {
        Some('\u{400}'..='\u{52f}') => 1,
        Some(c) if c >= '\u{3040}' => 2,
        _ => 0,
    }
}

/// How a true label is shown: Russian ones in the nominative.
fn shown_as(label: &Value) -> &str {
    label["shown"].as_str().or(label["label"].as_str()).unwrap()
}

/// Right labels, found labels, true labels found, true labels: as [`labels`] defines them. Labels in a script that
/// the true concept has none in are left out: the truth lists other languages for names alone.
fn score(truth: &Value, found: &Found) -> (usize, usize, usize, usize) {
    let truths: Vec<Vec<String>> = (truth["concepts"].as_array().unwrap().iter())
        .map(|c| c["labels"].as_array().unwrap().iter().map(|l| shown_as(l).to_lowercase()).collect())
        .collect();
    let shared = |labels: &[String], concept: &Concept| {
        let forms: Vec<String> = concept.labels.iter().flat_map(wordings).collect();
        labels.iter().filter(|label| forms.contains(label)).count()
    };
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (t, labels) in truths.iter().enumerate() {
        for (f, concept) in found.concepts.iter().enumerate() {
            pairs.push((shared(labels, &concept.concept), t, f));
        }
    }
    pairs.sort_by_key(|&(n, t, f)| (std::cmp::Reverse(n), t, f));
    let (mut right, mut all, mut recalled) = (0, 0, 0);
    let (mut used_t, mut used_f) = (Vec::new(), Vec::new());
    for (n, t, f) in pairs {
        if n == 0 || used_t.contains(&t) || used_f.contains(&f) {
            continue;
        }
        used_t.push(t);
        used_f.push(f);
        recalled += n;
        let scripts: Vec<u8> = truths[t].iter().map(|l| script(l)).collect();
        for label in &found.concepts[f].concept.labels {
            if scripts.contains(&script(&label.text)) {
                all += 1;
                let is_right = wordings(label).iter().any(|w| truths[t].contains(w));
                right += usize::from(is_right);
                if !is_right {
                    println!("not in the truth: {}", label.text);
                }
            }
        }
        let forms: Vec<String> = found.concepts[f].concept.labels.iter().flat_map(wordings).collect();
        truths[t].iter().filter(|l| !forms.contains(l)).for_each(|l| println!("missed: {l}"));
    }
    (right, all, recalled, truths.iter().map(Vec::len).sum())
}

/// The floor is a little under what is reached: precision 0.84, recall 0.93, F1 0.88.
#[test]
fn names_of_the_sample_are_found() {
    let corpus = corpus_of(&root().join("assets/sample"));
    let found = find_in(&corpus);
    println!("{}", report(&corpus, &found));
    let truth = std::fs::read_to_string(root().join("tests/data/sample/labels.json")).unwrap();
    let truth: Value = serde_json::from_str(&truth).unwrap();
    let (right, all, recalled, true_labels) = score(&truth, &found);
    let (precision, recall) = (right as f64 / all as f64, recalled as f64 / true_labels as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "labels: precision {precision:.3} ({right}/{all}), recall {recall:.3} ({recalled}/{true_labels}), F1 {f1:.3}"
    );
    assert!(f1 >= 0.8, "F1 {f1:.3}, precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn counts_of_the_sample_are_those_of_the_truth() {
    let corpus = corpus_of(&root().join("assets/sample"));
    let found = find_in(&corpus);
    let truth = std::fs::read_to_string(root().join("tests/data/sample/labels.json")).unwrap();
    let truth: Value = serde_json::from_str(&truth).unwrap();
    let islands = &found.concepts[0];
    for label in truth["concepts"][0]["labels"].as_array().unwrap() {
        let text = shown_as(label);
        let counts = islands.counts.labels.iter().find(|l| l.text.to_lowercase() == text.to_lowercase());
        let counts = counts.unwrap_or_else(|| panic!("{text} is not found"));
        assert_eq!(counts.total(), label["total"].as_u64().unwrap(), "{text}");
        for (column, cell) in found.columns.iter().zip(&counts.columns) {
            let outlet = &corpus.outlets()[usize::from(column.outlet)];
            assert_eq!(
                cell.count,
                label["outlets"][&*outlet.name].as_u64().unwrap(),
                "{text} in {}",
                outlet.name
            );
        }
    }
}

#[test]
fn the_real_articles_show_their_rivals() {
    let Some(folder) = crate::seeds::folder() else { return };
    let corpus = corpus_of(&folder);
    let found = find_in(&corpus);
    println!("{}", report(&corpus, &found));
    let with = |text: &str| {
        found.concepts.iter().find(|c| c.concept.label(text).is_some()).unwrap_or_else(|| panic!("no {text}"))
    };
    let islands = with("Northern Territories");
    for text in ["Southern Kurils", "Kuril Islands", "the islands", "disputed islands"] {
        assert!(islands.concept.label(text).is_some(), "{text}");
    }
    // In two articles the text says "called A in one country and B in the other", in a third "that one calls A".
    let said = islands.statements.iter().filter(|s| s.names.len() > 1).map(|s| s.place.article);
    assert_eq!(said.collect::<std::collections::BTreeSet<_>>().len(), 3);
    let crimea = with("annexation");
    assert!(crimea.concept.label("Ukraine crisis").is_some());
    let shares: f64 = crimea.counts.labels.iter().filter_map(|l| l.columns[0].share).sum();
    assert!(shares == 0.0 || (shares - 1.0).abs() < 1e-12);
}

/// The labels of the first concept found in articles of these texts, sorted; concepts of one article each.
fn check(code: &str, text: &str, expected: &[&str]) {
    let mut one = article("a.txt", "Kestrel Post", &["A headline of no matter", text]);
    one.language = inferred(Language::from_code(code));
    let corpus = Corpus::build(vec![Arc::new(one)], &Task::none()).unwrap();
    let found = find_in(&corpus);
    let mut labels: Vec<&str> = (found.concepts.iter())
        .filter(|c| c.concept.origin == Origin::Text)
        .flat_map(|c| c.concept.labels.iter().map(|l| l.text.as_str()))
        .collect();
    labels.sort_unstable();
    assert_eq!(labels, expected, "{text}\n{}", report(&corpus, &found));
}

#[test]
fn texts_say_what_names_belong_together() {
    let check = |text: &str, expected: &[&str]| check("en", text, expected);
    let two = &["Grey Isles", "Tarn Rocks"][..];
    check("The Tarn Rocks, which Odland calls the Grey Isles, are bare.", two);
    check("The Tarn Rocks are known in Odland as the Grey Isles.", two);
    check("The Tarn Rocks, known as the Grey Isles in Odland, are bare.", two);
    check("The Tarn Rocks, also called the Grey Isles, are bare.", two);
    check("The Tarn Rocks, which Odland refers to as the Grey Isles, are bare.", two);
    check("What one side calls the Tarn Rocks the other calls the Grey Isles.", two);
    check("Odland calls the Tarn Rocks the Grey Isles.", two);
    check("He spoke of the Tarn Rocks, or Grey Isles, as Odlanders call them.", two);
    check("The Tarn Rocks (known as the Grey Isles in Odland) are bare.", two);
    check(
        "Some rocks, called the Tarn Rocks in Merrow and the Grey Isles in Odland, are bare.",
        &["Grey Isles", "Tarn Rocks"],
    );
    check("They sailed past the Tarn (UN) Islands at noon.", &[]);
    check("They sailed past the Tarnow (Greymoor) Islands at noon.", &["Greymoor", "Tarnow"]);
    check("The Tarnow/Greymoor Islands are bare.", &["Greymoor Islands", "Tarnow"]);
    check("The council (COUN) met the Odland Institute (OI) on Friday.", &[]);
    check("Kora Vell (Odland) beat Mira Stane (Merrow) in the final.", &[]);
    check("He called the meeting off and called on Odland to wait.", &[]);
    check("The minister, who was called home, said the talks were over.", &[]);
    check("She described the week as long and called it a day.", &[]);
}

#[test]
fn what_somebody_calls_a_thing_counts_where_the_words_are_used() {
    check(
        "en",
        "The jaunt began. Odland called the jaunt a \"shameless prank\". The prank was over by noon.",
        &["jaunt", "prank"],
    );
    check("en", "Odland called the jaunt a \"shameless prank\".", &[]);
    check(
        "en",
        "In one town the word was picnic; in the other it was prank. The picnic ended. The prank ended.",
        &["picnic", "prank"],
    );
}

#[test]
fn other_languages_say_it_too() {
    check(
        "ru",
        "Скалы Тарна, которые в Одландии называют Серыми островами, пусты.",
        &["Серые острова", "Скалы Тарна"],
    );
    check("ru", "Скалы Тарна, известные как «Серые острова», пусты.", &["Серые острова", "Скалы Тарна"]);
    check("zh", "塔恩群岛（奥德兰称“灰群岛”）没有居民。", &["塔恩群岛", "灰群岛"]);
    check("zh", "塔恩群岛，奥德兰称之为“灰群岛”，没有居民。", &["塔恩群岛", "灰群岛"]);
    check("ja", "ターン諸島（オドランド名・灰色諸島）に住民はいない。", &["ターン諸島", "灰色諸島"]);
    check("ja", "オドランドはターン諸島を「灰色諸島」と呼ぶ。", &["ターン諸島", "灰色諸島"]);
}

fn concept(labels: &[(&str, &str)]) -> Concept {
    let label = |&(text, query): &(&str, &str)| {
        let mut label = Label::plain(text, Language::from_code("en"), Origin::User);
        query.clone_into(&mut label.query);
        label
    };
    Concept { name: "it".to_owned(), origin: Origin::User, labels: labels.iter().map(label).collect() }
}

/// All places of one label.
fn places_of(corpus: &Corpus, articles: &[ArticleId], concept: &Concept, label: &str) -> Vec<Place> {
    let hits = labels::all_hits(corpus, articles, std::slice::from_ref(concept), &Task::none()).unwrap();
    let hits = hits.into_iter().filter(|hit| concept.labels[usize::from(hit.label)].text == label);
    hits.map(|hit| hit.place).collect()
}

#[test]
fn the_longest_wording_wins_within_a_concept() {
    let corpus = corpus_with([vec!["The disputed islands, the islands and the Tarn Islands: islands all."]]);
    let asked =
        concept(&[("islands", "islands"), ("disputed", "disputed islands"), ("tarn", "\"tarn islands\"")]);
    let counts = labels::count(&corpus, &[vec![0]], std::slice::from_ref(&asked), &Task::none()).unwrap();
    let totals: Vec<u64> = counts[0].labels.iter().map(labels::count::LabelCounts::total).collect();
    assert_eq!(totals, [2, 1, 1]);
    let shares: f64 = counts[0].labels.iter().filter_map(|l| l.columns[0].share).sum();
    assert!((shares - 1.0).abs() < 1e-12);
    for label in &asked.labels {
        let hits = places_of(&corpus, &[0], &asked, &label.text);
        let total = counts[0].labels.iter().find(|l| l.text == label.text).unwrap().total();
        assert_eq!(hits.len() as u64, total, "{}", label.text);
    }
}

#[test]
fn conditions_and_exceptions_hold() {
    let corpus = corpus_with([
        vec!["The wall of the garden.", "Nothing else."],
        vec!["The wall at the border.", "The wall street."],
    ]);
    let mut asked = concept(&[("wall", "wall")]);
    asked.labels[0].with = vec!["border".to_owned()];
    asked.labels[0].except = vec!["wall street".to_owned()];
    let counts = labels::count(&corpus, &[vec![0], vec![1]], &[asked], &Task::none()).unwrap();
    let cells: Vec<u64> = counts[0].labels[0].columns.iter().map(|c| c.count).collect();
    assert_eq!(cells, [0, 1]);
}

/// A label finds what its query finds, whether it is matched in one pass or left to the query.
#[test]
fn a_label_finds_what_its_query_finds() {
    let corpus = corpus_of(&root().join("assets/sample"));
    let all: Vec<ArticleId> = (0..corpus.article_count()).collect();
    for text in [
        "\"Northern Arc\"",
        "boat*",
        "stand-off | quarrel",
        "the =Arc",
        "the islands",
        "哈尔西恩群岛",
        "остров*",
        "(patrol | fishing) boats",
        "boats NEAR/5 patrol",
        "/licen[cs]es?/",
        "=Norv*",
        "minister",
    ] {
        let asked = concept(&[("it", text)]);
        let places = places_of(&corpus, &all, &asked, "it");
        let hits =
            query::find(&corpus, &Query::parse(text).unwrap(), &Subset::all(&corpus), &Task::none()).unwrap();
        assert!(!places.is_empty(), "{text}");
        let spans: Vec<_> = hits.hits.iter().map(|hit| hit.span(&corpus)).collect();
        let found: Vec<_> = places.iter().map(|place| place.span).collect();
        assert_eq!(found, spans, "{text}");
    }
}

#[test]
fn threads_and_the_order_of_articles_do_not_show() {
    let corpus = corpus_of(&root().join("assets/sample"));
    let mut all: Vec<ArticleId> = (0..corpus.article_count()).collect();
    let once = found_among(&corpus, &all);
    all.reverse();
    all.push(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = pool.install(|| found_among(&corpus, &all));
    assert!(once == again);
}

#[test]
fn edits_are_counted_like_anything() {
    let corpus = corpus_with([vec!["The raid and the visit."]]);
    let key = |label: &str| LabelKey { concept: "it".to_owned(), label: label.to_owned() };
    let edits = LabelEdits { edits: vec![Edit::AddLabel { label: key("raid"), query: "raid*".to_owned() }] };
    let after = edits.apply(&[concept(&[("visit", "visit")])]);
    let counts = labels::count(&corpus, &[vec![0]], &after, &Task::none()).unwrap();
    assert_eq!(counts[0].total(), 2);
}

/// Hostile text costs no more than its length.
#[test]
fn long_runs_are_survived() {
    for piece in [
        "which calls ",
        "called the ",
        "known as ",
        "称",
        "（",
        "(A ",
        "“a” ",
        "or X, ",
        "the Big Name ",
        "the word is ",
        "so-called Big Name ",
        "neither a raid nor a ",
        "212 squatters evicted ",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let corpus = corpus_with([vec!["A headline", &text]]);
        let found = find_in(&corpus);
        assert_eq!(found.articles_left_out, 0);
        labels::people(&corpus, &found.columns, &Task::none()).unwrap();
    }
}
