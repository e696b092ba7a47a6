//! Wire copies of the sample against the truth: the pairs, and each of them sentence by sentence.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parallax::corpus::{ArticleId, Corpus, Subset};
use parallax::framing::copies::{CopyKind, Direction, WireCopies, WireCopy, detail, edit_script, find};
use parallax::framing::reuse::ReuseSettings;
use parallax::framing::stories::StorySettings;
use parallax::framing::{Place, sentences_of};
use parallax::project::{Amendments, Related};
use parallax::query::{Filter, WireTexts};
use parallax::task::Task;
use serde_json::Value;

use super::{by_path, read, sample, texts, truth};

fn found_in(corpus: &Corpus) -> WireCopies {
    let all = Subset::all(corpus);
    find(corpus, &all, &ReuseSettings::fitting(&all), &Task::none()).unwrap()
}

fn path(corpus: &Corpus, id: ArticleId) -> String {
    corpus.article(id).path.to_string()
}

fn f1(found: usize, expected: usize, right: usize) -> f64 {
    if found + expected == 0 { 1.0 } else { 2.0 * right as f64 / (found + expected) as f64 }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn copies_of_the_sample() {
    let corpus = sample();
    let found = found_in(&corpus);
    let truth = truth("copies.json");
    let expected: BTreeMap<(String, String), &Value> = truth["copies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|copy| {
            ((copy["of"].as_str().unwrap().to_owned(), copy["in"].as_str().unwrap().to_owned()), copy)
        })
        .collect();
    let pairs: BTreeMap<(String, String), &WireCopy> = found
        .copies
        .iter()
        .filter_map(|copy| Some(((path(&corpus, copy.original?), path(&corpus, copy.copy)), copy)))
        .collect();
    for (pair, copy) in &pairs {
        println!("{} {pair:?} {copy:?}", if expected.contains_key(pair) { "  " } else { "!!" });
    }
    for pair in expected.keys().filter(|pair| !pairs.contains_key(*pair)) {
        println!("-- {pair:?}");
    }
    let right = pairs.keys().filter(|pair| expected.contains_key(*pair)).count();
    let score = f1(pairs.len(), expected.len(), right);
    println!("copies: F1 {score:.3}, {right} of {} right, {} found", expected.len(), pairs.len());
    assert!(score >= 0.98, "F1 {score:.3}");
    for (pair, truth) in &expected {
        let copy = pairs[pair];
        assert_eq!(copy.credited, truth["credited"].as_bool().unwrap(), "{pair:?}");
        let direction = if copy.credited { Direction::Credit } else { Direction::AgencyPage };
        assert_eq!(copy.direction, direction, "{pair:?}");
        let kind = match truth["kind"].as_str().unwrap() {
            "whole" => CopyKind::Whole,
            "part" => CopyKind::Part,
            _ => CopyKind::Edited,
        };
        assert_eq!(copy.kind, kind, "{pair:?}");
    }
    // What is credited and has no original in the corpus: the agency's texts in other languages.
    for copy in found.copies.iter().filter(|copy| copy.original.is_none()) {
        assert!(corpus.wire_of(copy.copy).is_some() && copy.containment.is_none());
    }
}

#[test]
fn copies_of_the_sample_sentence_by_sentence() {
    let corpus = sample();
    let truth = truth("copies.json");
    let (mut found_all, mut expected_all, mut right_all) = (0, 0, 0);
    for copy in truth["copies"].as_array().unwrap() {
        let (of, name) = (copy["of"].as_str().unwrap(), copy["in"].as_str().unwrap());
        let done = detail(&corpus, by_path(&corpus, of), by_path(&corpus, name));
        let text = |place: &Place| squeezed(place.text(&corpus));
        let cut: BTreeSet<String> = done.cut.iter().map(text).collect();
        let changed: BTreeSet<String> = done
            .changed
            .iter()
            .map(|one| format!("{} -> {}", text(&one.original), text(&one.copy)))
            .collect();
        let expected_cut: BTreeSet<String> = texts(&copy["cut"]).into_iter().map(squeezed).collect();
        let expected_changed: BTreeSet<String> = copy["changed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let side = |key: &str| squeezed(one[key].as_str().unwrap());
                format!("{} -> {}", side("from"), side("to"))
            })
            .collect();
        for (found, expected) in [(&cut, &expected_cut), (&changed, &expected_changed)] {
            for more in found.difference(expected) {
                println!("{name}: + {more}");
            }
            for less in expected.difference(found) {
                println!("{name}: - {less}");
            }
            found_all += found.len();
            expected_all += expected.len();
            right_all += found.intersection(expected).count();
        }
        let same = copy["same"].as_u64().unwrap_or_else(|| copy["same"].as_array().unwrap().len() as u64);
        println!("{name}: {} same of {same}, reordered {}", done.same.len(), done.reordered);
        assert_eq!(done.headline_kept, Some(copy["headline_kept"].as_bool().unwrap()), "{name}");
    }
    let score = f1(found_all, expected_all, right_all);
    println!("cut and changed sentences: F1 {score:.3} ({right_all} of {expected_all}, {found_all} found)");
    assert!(score >= 0.9, "F1 {score:.3}");
}

#[test]
fn a_changed_sentence_says_which_words() {
    let corpus = sample();
    let of = by_path(&corpus, "meridian-wire/2024-05-08-draft-fishing-pact.txt");
    let copy = by_path(&corpus, "channel-sarenia/2024-05-08-norvian-boats-would-need-our-licences.txt");
    let done = detail(&corpus, of, copy);
    for one in &done.changed {
        let words = |place: &Place| -> Vec<u32> {
            let sentence =
                sentences_of(&corpus, place.article).into_iter().find(|s| s.place == *place).unwrap();
            sentence.types(&corpus).to_vec()
        };
        assert_eq!(one.script, edit_script(&words(&one.original), &words(&one.copy)));
        assert!(one.script.len() > 1);
    }
}

#[test]
fn wire_texts_are_counted_all_once_or_not() {
    let bare = Arc::new(sample());
    let groups = found_in(&bare).groups.groups;
    let amended = Amendments::default().apply(&bare, None, &Task::none()).unwrap();
    let found = Related::find(&amended, &Arc::default(), StorySettings::default(), &Task::none()).unwrap();
    let corpus = amended.related(found.into()).corpus;
    let counted = |texts: WireTexts| Subset::filter(&corpus, &Filter::default().with_wire_texts(texts));
    let printed: usize = groups.iter().map(|group| group.articles.len() - 1).sum();
    assert!(printed >= 6, "{printed}");
    assert_eq!(counted(WireTexts::All).article_count(), corpus.article_count());
    let once = counted(WireTexts::Once);
    assert_eq!(once.article_count(), corpus.article_count() - printed as u32);
    let own = counted(WireTexts::Own);
    assert!(own.articles(&corpus).all(|id| corpus.wire_of(id).is_none()));
    for group in &groups {
        for subset in [&once, &own] {
            assert!(subset.contains(group.stands));
            assert_eq!(group.articles.iter().filter(|&&id| subset.contains(id)).count(), 1);
        }
    }
}

/// The real article that an agency wrote and another outlet prints has no original here.
#[test]
fn a_credited_text_without_its_original_says_so() {
    let Some(folder) = crate::seeds::folder() else { return };
    let corpus = read(&folder);
    let found = found_in(&corpus);
    let alone: Vec<&WireCopy> = found.copies.iter().filter(|copy| copy.original.is_none()).collect();
    let [copy] = alone[..] else { panic!("{alone:?}") };
    assert!(corpus.article(copy.copy).path.starts_with("001"));
    assert_eq!((copy.credited, copy.agency.as_deref()), (true, Some("Reuters")));
    assert_eq!(found.copies.len(), 1);
}

#[test]
fn the_same_on_any_number_of_threads_and_stopped_at_once() {
    let corpus = sample();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| found_in(&corpus))
    };
    assert_eq!(on(1), on(3));
    let task = Task::new();
    task.cancel();
    assert!(find(&corpus, &Subset::all(&corpus), &ReuseSettings::wide(), &task).is_err());
}
