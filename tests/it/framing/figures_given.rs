//! Figures of several outlets for the same thing, side by side.

use parallax::framing::figures_given::compare::compare;
use parallax::framing::passages::{PassageSettings, align};
use parallax::task::Task;

use super::passages::story;

/// What is brought together: for each thing its figures as "column: text", and whether they differ.
fn check(texts: &[&[&str]], expected: &[(&[&str], bool)]) {
    let (corpus, columns) = story(texts);
    let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
    let stopped = Task::new();
    stopped.cancel();
    assert!(compare(&corpus, &found, &stopped).is_err());
    let things: Vec<(Vec<String>, bool)> = compare(&corpus, &found, &Task::none())
        .unwrap()
        .iter()
        .map(|thing| {
            let texts = thing.figures.iter();
            let texts = texts.map(|b| format!("{}: {}", b.column, b.given.place.text(&corpus)));
            (texts.collect(), thing.differ)
        })
        .collect();
    let expected: Vec<(Vec<String>, bool)> = expected
        .iter()
        .map(|(texts, differ)| (texts.iter().map(ToString::to_string).collect(), *differ))
        .collect();
    assert_eq!(things, expected, "{texts:?}");
}

#[test]
fn other_values_for_the_same_thing_are_flagged() {
    check(
        &[
            &["The survey ship Fulmar was about four nautical miles from the broken cable, Mellis said."],
            &["Harrow said that the survey ship Fulmar had been nine nautical miles away from the cable."],
        ],
        &[(&["0: about four nautical miles", "1: nine nautical miles"], true)],
    );
    check(
        &[
            &["Police counted 300 marchers on Rope Street."],
            &["Organisers spoke of 900 marchers on Rope Street."],
        ],
        &[(&["0: 300 marchers", "1: 900 marchers"], true)],
    );
}

#[test]
fn equal_values_meet_however_they_are_written() {
    check(
        &[&["Forty-six boats may fish the bank."], &["The pact is for 46 Norvian boats."]],
        &[(&["0: Forty-six boats", "1: 46 Norvian boats"], false)],
    );
    check(
        &[&["The grant is worth 3 million crowns."], &["A sum of 3,000,000 crowns was promised."]],
        &[(&["0: 3 million crowns", "1: 3,000,000 crowns"], false)],
    );
}

#[test]
fn figures_for_other_things_stay_apart() {
    check(&[&["The school has 120 pupils."], &["The fleet brought 120 trawlers."]], &[]);
    check(&[&["The harbour is 84 metres deep."], &["The mast of the Anselma rose by 12 metres."]], &[]);
    check(&[&["It happened twice to 5 boats.", "We saw 9 boats."], &["Nothing was counted."]], &[]);
}

#[test]
fn languages_meet_by_value_alone_and_say_so() {
    let (corpus, columns) = story(&[
        &[
            "The islands are home to 2,140 people, and the cutters came within 300 metres of the trawlers on the bank.",
        ],
        &[
            "На островах живут 2140 человек, а сторожевые катера подошли к траулерам на 300 метров, сообщило ведомство.",
        ],
    ]);
    let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
    let things = compare(&corpus, &found, &Task::none()).unwrap();
    assert_eq!(things.len(), 2, "{things:?}");
    assert!(things.iter().all(|thing| thing.across_languages && !thing.differ));
}
