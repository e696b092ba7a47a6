//! Names that texts weigh against each other, and names that no text sets against each other.

use std::sync::Arc;

use parallax::corpus::{Corpus, Language};
use parallax::framing::labels::{self, Concept, FoundConcept, LabelEdits};
use parallax::task::Task;

use super::{check, corpus_of, find_in, report, root};
use crate::corpus::{article, inferred};

#[test]
fn texts_weigh_names_against_each_other() {
    let check = |text: &str, expected: &[&str]| check("en", text, expected);
    let two = &["Grey Isles", "Tarn Rocks"][..];
    check(
        "The rocks, which Odland calls the Tarn Rocks and the fishermen the Grey Isles, are bare.",
        &["Grey Isles", "Tarn Rocks", "the rocks"],
    );
    check("They sailed past the Tarn Rocks – the Grey Isles, in Odland's phrase – at noon.", two);
    check("The minister said it was a jaunt and not a picnic.", &["jaunt", "picnic"]);
    check("The step is neither a bailout nor a nationalisation.", &["bailout", "nationalisation"]);
    check("It was not a jaunt but a picnic.", &["jaunt", "picnic"]);
    check(
        "They met ramblers, whom officials call nomads and the newspapers call pilgrims.",
        &["nomads", "pilgrims", "ramblers"],
    );
    check("He had a dog, not a cat.", &["cat", "dog"]);
    check("He walked and not a soul saw him.", &[]);
}

/// Two outlets tell one thing in the same words but for the names.
const PARALLEL: [(&str, [&str; 3]); 2] = [
    (
        "Kestrel Post",
        [
            "Guards drive squatters from Tarn quay",
            "Guards in Merrow drove 212 squatters from the old quay at Tarn before dawn on Friday, the harbour master said.",
            "The squatters had lived in boats at Tarn since the flood of October.",
        ],
    ),
    (
        "Merrow Gazette",
        [
            "Guards move residents from Tarn quay",
            "Guards in Merrow moved 212 residents from the old quay at Tarn before dawn on Friday, the harbour master said.",
            "The residents had lived in boats at Tarn since the flood of October.",
        ],
    ),
];

fn corpus_of_outlets(texts: &[(&str, [&str; 3])]) -> Corpus {
    let articles = (0..).zip(texts).map(|(at, (outlet, paragraphs))| {
        let mut one = article(&format!("{at}.txt"), outlet, paragraphs);
        one.language = inferred(Language::from_code("en"));
        Arc::new(one)
    });
    Corpus::build(articles.collect(), &Task::none()).unwrap()
}

#[test]
fn names_in_each_others_place_are_found() {
    let corpus = corpus_of_outlets(&PARALLEL);
    let found = find_in(&corpus);
    let concept = found.concepts.iter().find(|one| one.concept.label("squatters").is_some());
    let concept = concept.unwrap_or_else(|| panic!("{}", report(&corpus, &found)));
    assert!(concept.concept.label("residents").is_some(), "{}", report(&corpus, &found));
    let why = concept.reasons.iter().find(|why| why.label == "residents").unwrap();
    assert_eq!(why.rule, labels::Rule::InPlace);
    assert!((50..100).contains(&why.sure), "{}", why.sure);
    assert_eq!(why.place, None, "no text says so");
    let signs: Vec<labels::Sign> = why.support.iter().map(|one| one.sign).collect();
    assert!(signs.contains(&labels::Sign::Replaced) && signs.contains(&labels::Sign::Counted), "{signs:?}");
    for one in &why.support {
        assert_eq!((one.here.text(&corpus), one.there.text(&corpus)), ("residents", "squatters"));
    }
}

#[test]
fn a_name_is_one_of_one_concept_alone() {
    let mut texts = PARALLEL.to_vec();
    let of = |said| ("Tarn Argus", ["A dispute at Tarn", said, "Rain is forecast for the weekend."]);
    texts.push(of("They met squatters, whom officials call campers and the newspapers call nomads."));
    texts.push(of("They met residents, whom officials call dwellers and the newspapers call pilgrims."));
    let corpora = [corpus_of_outlets(&texts), corpus_of(&root().join("assets/sample"))];
    for corpus in &corpora {
        let found = find_in(corpus);
        for one in &found.concepts {
            for why in one.reasons.iter().filter(|why| !why.rule.is_said()) {
                let with = found.concepts.iter().filter(|other| other.concept.label(&why.label).is_some());
                assert_eq!(with.count(), 1, "{}: {}", why.label, report(corpus, &found));
            }
        }
    }
}

#[test]
fn two_things_of_one_sentence_are_not_one() {
    let mut texts = PARALLEL;
    texts[0].1[2] = "The squatters had quarrelled with residents at Tarn since the flood of October.";
    let corpus = corpus_of_outlets(&texts);
    let found = find_in(&corpus);
    let both = |one: &FoundConcept| ["squatters", "residents"].iter().all(|l| one.concept.label(l).is_some());
    assert!(!found.concepts.iter().any(both), "{}", report(&corpus, &found));
}

/// Told in other words altogether: only that writers choose between the two for one thing speaks for it.
#[test]
fn words_that_writers_choose_among_are_names_of_one_thing() {
    let check = |one: [&'static str; 3], other: [&'static str; 3], names: [&str; 2], expected: bool| {
        let corpus = corpus_of_outlets(&[("Kestrel Post", one), ("Merrow Gazette", other)]);
        let found = find_in(&corpus);
        let both = |one: &FoundConcept| names.iter().all(|name| one.concept.label(name).is_some());
        assert_eq!(found.concepts.iter().any(both), expected, "{names:?} {}", report(&corpus, &found));
    };
    let council =
        "The council of Tarn met in the old town hall for six hours on Friday night, the mayor said.";
    let boy = "A boy of nine was bitten at Tarn quay by a brown dog in October.";
    let bill = ["Tarn council adopts bill on dogs", council, boy];
    let clampdown = "Many feared a clampdown on dogs.";
    let other = ["Dog lovers bark at Tarn", council, boy];
    let with = |of: [&'static str; 3], said| -> [&'static str; 3] { [of[0], said, of[2]] };
    // What both tell in the same words says that they tell one story.
    let one = with(bill, concat_with("The bill obliges owners to keep a lead.", council));
    check(one, with(other, concat_with(clampdown, council)), ["bill", "clampdown"], true);
    // A word in passing on either side says too little.
    let passing = with(other, concat_with("The bill was one of many.", council));
    check(passing, with(other, concat_with(clampdown, council)), ["bill", "clampdown"], false);
    // A word that the list does not have beside the other.
    let fence = with(other, concat_with("Many feared a picnic on the quay.", council));
    check(one, fence, ["bill", "picnic"], false);
}

/// Two sentences as one paragraph.
fn concat_with(first: &str, second: &str) -> &'static str {
    Box::leak(format!("{first} {second}").into_boxed_str())
}

#[test]
fn a_suggestion_is_taken_as_edits() {
    let corpus = corpus_of(&root().join("assets/sample"));
    let found = find_in(&corpus);
    let concepts: Vec<Concept> = found.concepts.iter().map(|one| one.concept.clone()).collect();
    let why = labels::Why::InPlace;
    let suggestion = found.suggestions.iter().find(|one| one.why == why && one.sure.is_some()).unwrap();
    assert!(!suggestion.support.is_empty() && !suggestion.places.is_empty());
    let after = LabelEdits { edits: suggestion.accepted(&concepts) }.apply(&concepts);
    let has = |one: &Concept| suggestion.concept.labels.iter().all(|label| one.label(&label.text).is_some());
    assert!(!concepts.iter().any(has) && after.iter().any(has), "{}", suggestion.about);
}

#[test]
fn of_each_outlet_as_many_articles_are_read() {
    let texts: Vec<(String, [&str; 3])> = (0..labels::find::MOST_ARTICLES + 10)
        .map(|at| {
            let outlet = if at < labels::find::MOST_ARTICLES { "Kestrel Post" } else { "Merrow Gazette" };
            (
                outlet.to_owned(),
                ["Rain", "It rained.", "The Tarn Rocks, which Odland calls the Grey Isles, are bare."],
            )
        })
        .collect();
    let texts: Vec<(&str, [&str; 3])> = texts.iter().map(|(outlet, text)| (outlet.as_str(), *text)).collect();
    let corpus = corpus_of_outlets(&texts);
    let found = find_in(&corpus);
    assert_eq!(found.articles_left_out, 10, "what one outlet does not need is left to the other");
    let outlets: std::collections::BTreeSet<_> =
        found.concepts[0].statements.iter().map(|said| corpus.outlet_of(said.place.article)).collect();
    assert_eq!(outlets.len(), 2);
}
