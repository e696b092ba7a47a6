//! Passages, rows and omissions, on small made-up stories and on the sample.

use std::collections::{BTreeMap, BTreeSet};

use parallax::corpus::{ArticleId, Corpus};
use parallax::framing::figures_given::compare::compare;
use parallax::framing::omissions::{Thing, silences};
use parallax::framing::passages::{Alignment, Grade, PassageSettings, align, layout};
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;
use proptest::prelude::*;
use serde_json::Value;

use crate::fixtures::{Draft, corpus_of};

/// One article a column of these paragraphs; a text with Cyrillic is Russian, one with "und" is German.
pub(super) fn story(texts: &[&[&str]]) -> (Corpus, Vec<Vec<ArticleId>>) {
    let texts: Vec<String> = texts.iter().map(|paragraphs| paragraphs.join("\n")).collect();
    let outlets = ["A", "B", "C", "D", "E", "F"];
    let drafts: Vec<Draft<'_>> = texts
        .iter()
        .zip(outlets)
        .map(|(text, outlet)| {
            let language = if text.contains(" und ") {
                "de"
            } else if text.contains('и') {
                "ru"
            } else {
                "en"
            };
            Draft { outlet, text, language, date: "2024-05-14", ..Draft::default() }
        })
        .collect();
    let columns = (0..texts.len() as ArticleId).map(|id| vec![id]).collect();
    (corpus_of(&drafts), columns)
}

fn sample() -> Corpus {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let articles = read_folder(
        &[root],
        &ReadSettings::default(),
        &Task::none(),
        &mut ReadReport::default(),
        &mut |_| {},
    )
    .unwrap();
    Corpus::build(articles, &Task::none()).unwrap()
}

fn aligned(texts: &[&[&str]]) -> (Corpus, Alignment) {
    let (corpus, columns) = story(texts);
    let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
    (corpus, found)
}

/// The passages as grade and sentences "column.place in column".
fn check(texts: &[&[&str]], expected: &[(Grade, &[&str])]) {
    let (_, found) = aligned(texts);
    let mut firsts = BTreeMap::new();
    for (number, told) in found.sentences.iter().enumerate() {
        firsts.entry(told.column).or_insert(number);
    }
    let name = |s: usize| format!("{}.{}", found.sentences[s].column, s - firsts[&found.sentences[s].column]);
    let passages: Vec<(Grade, Vec<String>)> =
        found.passages.iter().map(|p| (p.grade, p.sentences.iter().map(|&s| name(s)).collect())).collect();
    let expected: Vec<(Grade, Vec<String>)> =
        expected.iter().map(|(grade, s)| (*grade, s.iter().map(ToString::to_string).collect())).collect();
    assert_eq!(passages, expected, "{texts:?}: {:?}", found.links);
}

/// Sentences about nothing in common, so that words of the others are as rare as in a real story.
const FILLER: [&[&str]; 2] = [
    &[
        "Bakers in Lowmark sell plaited loaves every winter.",
        "A choir of tailors rehearsed beneath the old clock.",
        "Sparrows nested behind the museum's copper gutter.",
    ],
    &[
        "Gardeners planted seventeen pear trees beside the canal.",
        "The theatre postponed a comedy about jealous beekeepers.",
        "Chess players argued over an unusual opening.",
    ],
];

fn with_filler<'a>(first: &[&'a str], second: &[&'a str]) -> [Vec<&'a str>; 2] {
    [[first, FILLER[0]].concat(), [second, FILLER[1]].concat()]
}

#[test]
fn the_same_run_of_words_is_the_same_words() {
    let a = "The two ministries in Harl signed the draft of a treaty on river fishing rights on Monday.";
    let b =
        "The two ministries signed the draft of a treaty on river fishing rights on Monday, officials said.";
    let texts = with_filler(&[a], &[b]);
    check(&[&texts[0], &texts[1]], &[(Grade::SameWords, &["0.0", "1.0"])]);
}

#[test]
fn rewordings_are_found_by_stems_like_words_and_figures() {
    for (a, b) in [
        (
            "Mellis recalled its ambassador from Harl after the collision near Pell Rock.",
            "After the crash off Pell Rock, Mellis called home its envoy in Harl.",
        ),
        (
            "Forty-six boats will be licensed to fish on the Orrin bank for five years.",
            "Under the pact 46 vessels get licences for the Orrin bank over five years.",
        ),
        (
            "The repair ship Tansy spliced 400 metres of new cable on Friday night.",
            "Some 400 metres of cable were replaced by the Tansy, a repair vessel.",
        ),
    ] {
        let texts = with_filler(&[a], &[b]);
        check(&[&texts[0], &texts[1]], &[(Grade::Reworded, &["0.0", "1.0"])]);
    }
}

#[test]
fn sentences_that_share_only_people_or_common_words_stay_apart() {
    for (a, b) in [
        ("“I have never said that,” he said.", "She said that it was good."),
        (
            "The harbour master, Tamsin Orr, fed eleven gulls at breakfast.",
            "Asked about tariffs, the harbour master, Tamsin Orr, declined any interview.",
        ),
        (
            "One trawler passed the western buoy at dawn.",
            "One day the council will repaint its western door.",
        ),
    ] {
        let texts = with_filler(&[a], &[b]);
        check(&[&texts[0], &texts[1]], &[]);
    }
}

#[test]
fn other_languages_are_not_compared() {
    let english = "The islands Orrin and Pell are home to 2,140 people and one radio station in the harbour.";
    let german =
        "Die Inseln Orrin und Pell haben 2.140 Einwohner und eine Radiostation in dem Hafen, das ist alles.";
    check(&[&[english], &[german]], &[]);
}

fn sample_story(id: &str) -> (Corpus, Vec<Vec<ArticleId>>) {
    let corpus = sample();
    let stories: Value =
        serde_json::from_str(include_str!("../../data/sample/stories.json")).expect("the stories");
    let story = stories["stories"].as_array().unwrap().iter().find(|story| story["id"] == id).unwrap();
    let mut columns: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
    for path in story["articles"].as_array().unwrap().iter().filter_map(Value::as_str) {
        let id = corpus
            .articles()
            .iter()
            .position(|article| article.files().any(|(file, _)| **file == *path))
            .unwrap();
        columns.entry(path.split('/').next().unwrap().to_owned()).or_default().push(id as ArticleId);
    }
    (corpus, columns.into_values().collect())
}

/// Pairs that tell the same in other words, told from the sample by reading it.
const REWORDED: [(&str, &str, &str); 14] = [
    ("cable", "a distance of about four nautical", "A Sarenian coast guard official, who asked not"),
    ("cable", "consistent with an anchor”", "The damage is consistent with"),
    ("cable", "ruling nothing out", "she \"ruled nothing out"),
    ("cable", "The cable failed at 03:40, some", "at 03:40 at a point 11 kilometres"),
    ("cable", "Anselma is due on Friday", "A repair ship was expected"),
    ("cable", "Norvia had offered its own", "Norvia offered to send"),
    ("pact", "Union says that is a third", "warned that 18,000 tonnes was"),
    ("pact", "46 Norvian boats may come", "Forty-six boats may fish"),
    ("pact", "Up to 18,000 tonnes", "The draft sets a yearly catch"),
    ("fleet", "on the radio at ten to five", "told by radio at 04:50"),
    ("fleet", "All 31 boats lost", "Petrane, said 31 boats lost"),
    ("fleet", "have been administered from Port Elsin since", "Since the settlement of 1951"),
    ("fleet", "children were kept indoors", "kept children indoors"),
    ("fleet", "when three patrol boats escorted twelve", "Twelve Norvian trawlers accompanied"),
];

/// Pairs that share people and places and tell different things.
const DIFFERENT: [(&str, &str, &str); 6] = [
    ("cable", "a distance of about four nautical", "mapping the seabed in waters"),
    ("cable", "boats had been warned by radio", "in his hand like a man in an old play"),
    ("fleet", "was “open, lit and unlocked”.", "carried a tube of grey cardboard"),
    ("fleet", "They appeared to know already", "acted \"with patience"),
    ("fleet", "and a baker", "Insurers said they would keep"),
    ("pact", "claimed the draft was \"recognition", "said the Norvian boats would hold"),
];

#[test]
fn rewordings_in_the_sample_are_found_and_tempting_pairs_are_not() {
    for id in ["cable", "pact", "fleet"] {
        let (corpus, columns) = sample_story(id);
        let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
        let of = |words: &str| -> Vec<usize> {
            let line = |s: usize| {
                let text = found.sentences[s].sentence.text(&corpus);
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            (0..found.sentences.len()).filter(|&s| line(s).contains(words)).collect()
        };
        let is_found = |a: &str, b: &str| {
            of(a).iter().any(|&a| {
                of(b).iter().any(|&b| found.link(a, b).is_some_and(|link| link.grade <= Grade::Reworded))
            })
        };
        for (_, a, b) in REWORDED.iter().filter(|pair| pair.0 == id) {
            assert!(is_found(a, b), "{a} ~ {b}");
        }
        for (_, a, b) in DIFFERENT.iter().filter(|pair| pair.0 == id) {
            assert!(!is_found(a, b), "{a} ~ {b}");
        }
    }
}

/// Every sentence stands once, each column in its reading order.
fn check_layout(found: &Alignment) {
    let rows = layout(found);
    let mut columns = vec![Vec::new(); found.columns.len()];
    for row in &rows {
        for (column, cell) in row.cells.iter().enumerate() {
            columns[column].extend(cell.iter().copied());
            assert!(cell.iter().all(|&s| found.sentences[s].column == column));
            assert!(row.passage.is_none() || cell.iter().all(|&s| found.passage_of[s] == row.passage));
        }
    }
    for (column, cells) in columns.iter().enumerate() {
        let all: Vec<usize> =
            (0..found.sentences.len()).filter(|&s| found.sentences[s].column == column).collect();
        assert_eq!(cells, &all, "column {column}");
    }
}

#[test]
fn rows_hold_every_sentence_once_in_reading_order() {
    for id in ["cable", "pact", "fleet"] {
        let (corpus, columns) = sample_story(id);
        let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
        check_layout(&found);
        assert!(
            layout(&found).iter().any(|row| row.cells.iter().filter(|cell| !cell.is_empty()).count() > 2)
        );
    }
}

#[test]
fn crossing_passages_say_that_they_stand_elsewhere() {
    let (ship, school) = (
        "The repair ship Tansy spliced new cable on Friday night off Pell Rock.",
        "Seven pupils of the Mellis grammar school won a medal for geometry.",
    );
    let (_, found) = aligned(&[&[ship, school, FILLER[0][0]], &[school, ship, FILLER[1][0]]]);
    assert_eq!(found.passages.len(), 2);
    check_layout(&found);
    let rows = layout(&found);
    let level =
        rows.iter().filter(|row| row.cells.iter().all(|cell| cell.len() == 1) && row.passage.is_some());
    assert_eq!(level.count(), 1);
    let apart: Vec<_> = rows.iter().filter(|row| !row.elsewhere.is_empty()).collect();
    assert_eq!(apart.len(), 1);
    assert!((0..2).all(|column| !apart[0].is_not_told(column)));
}

/// What a column leaves out, as kind and text.
fn left_out(texts: &[&[&str]], column: usize) -> Vec<(Thing, String)> {
    let (corpus, found) = aligned(texts);
    let silences =
        silences(&corpus, &found, &compare(&corpus, &found, &Task::none()).unwrap(), &Task::none()).unwrap();
    silences[column].left_out.iter().map(|o| (o.kind, o.text.clone())).collect()
}

#[test]
fn what_two_others_tell_is_left_out() {
    let told = "The minister said that Tamsin Orr had paid 4,200 crowns for the lighthouse at Pell Rock.";
    let also = "For the lighthouse at Pell Rock, we hear, Tamsin Orr paid 4,200 crowns.";
    let out = left_out(&[&[told], &[also], FILLER[0]], 2);
    for expected in [(Thing::Name, "Tamsin Orr"), (Thing::Name, "Pell Rock"), (Thing::Figure, "4,200 crowns")]
    {
        assert!(out.iter().any(|(kind, text)| (*kind, text.as_str()) == expected), "{expected:?} in {out:?}");
    }
    assert!(out.iter().any(|(kind, _)| *kind == Thing::Passage), "{out:?}");
}

#[test]
fn what_is_told_in_other_words_is_not_left_out() {
    let told = "The minister said that Tamsin Orr had paid 4,200 crowns for the lighthouse at Pell Rock.";
    let also = "For the lighthouse at Pell Rock, we hear, Tamsin Orr paid 4,200 crowns.";
    let other = ["Ms Orr bought the Pell lamp.", "It cost her four thousand two hundred crowns or 4200."];
    let out = left_out(&[&[told], &[also], &other], 2);
    assert!(!out.iter().any(|(kind, _)| matches!(kind, Thing::Name | Thing::Figure)), "{out:?}");
    // Known from the text in another form: a land and its people, a capital and its land.
    let land = left_out(&[&["He flew to Norvia."], &["In Norvia it rained."], &["Norvian ships left."]], 2);
    assert_eq!(land, []);
}

#[test]
fn a_name_of_another_script_is_not_left_out_where_it_stands() {
    let check = |language: &str, told: &str, other: &str, expected: &[&str]| {
        let drafts: Vec<Draft<'_>> = [("A", told), ("B", told), ("C", other)]
            .into_iter()
            .map(|(outlet, text)| Draft { outlet, text, language, date: "2024-05-14", ..Draft::default() })
            .collect();
        let corpus = corpus_of(&drafts);
        let columns = vec![vec![0], vec![1], vec![2]];
        let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
        let silent =
            silences(&corpus, &found, &compare(&corpus, &found, &Task::none()).unwrap(), &Task::none())
                .unwrap();
        let names: Vec<&str> =
            silent[2].left_out.iter().filter(|o| o.kind == Thing::Name).map(|o| o.text.as_str()).collect();
        assert_eq!(names, expected, "{told} {other}");
    };
    check("ja", "ジョン・スミス大統領は火曜日に到着した。", "スミス大統領は水曜日に帰国した。", &[]);
    check("ja", "ジョン・スミス大統領は火曜日に到着した。", "市長は水曜日に帰国した。", &["ジョン・スミス"]);
    // Where a Chinese name ends is a guess.
    check("zh", "总统约翰·史密斯周二抵达。", "史密斯周三回国。", &[]);
}

#[test]
fn hostile_texts_stay_bounded() {
    let long = "one cable and 3 boats off Pell Rock ".repeat(40_000);
    let many = "Pell Rock has 12 boats. ".repeat(30_000);
    for text in [long, many] {
        let (corpus, columns) = story(&[&[text.as_str()], &[text.as_str()]]);
        let found = align(&corpus, &columns, &PassageSettings::default(), &Task::none()).unwrap();
        check_layout(&found);
        let silent =
            silences(&corpus, &found, &compare(&corpus, &found, &Task::none()).unwrap(), &Task::none())
                .unwrap();
        // Of columns that were not compared to the end nothing is said.
        if !found.not_compared.columns.is_empty() {
            assert!(found.not_compared.sentences > 0);
            let passages = silent.iter().flat_map(|one| one.left_out.iter().chain(&one.only_here));
            assert_eq!(passages.filter(|one| one.kind == Thing::Passage).count(), 0);
        }
    }
}

#[test]
fn the_work_stops_when_cancelled() {
    let (corpus, columns) = sample_story("fleet");
    let task = Task::new();
    task.cancel();
    assert!(align(&corpus, &columns, &PassageSettings::default(), &task).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_columns_can_be_laid_out(picks in prop::collection::vec(prop::collection::vec(0_usize..8, 1..7), 2..5)) {
        const LINES: [&str; 8] = [
            "The repair ship Tansy spliced new cable on Friday night off Pell Rock.",
            "Seven pupils of the Mellis grammar school won a medal for geometry.",
            "Forty-six boats will be licensed to fish on the Orrin bank.",
            "Under the pact 46 vessels get licences for the Orrin bank.",
            "Bakers in Lowmark sell plaited loaves every winter.",
            "A choir of tailors rehearsed beneath the old clock.",
            "Governor Mirel Vane asked two ministries for a second lighthouse.",
            "A second lighthouse is what Governor Vane wants from the ministries.",
        ];
        let texts: Vec<Vec<&str>> = picks.iter().map(|pick| pick.iter().map(|&line| LINES[line]).collect()).collect();
        let texts: Vec<&[&str]> = texts.iter().map(Vec::as_slice).collect();
        let (_, found) = aligned(&texts);
        check_layout(&found);
        let members: BTreeSet<usize> = found.passages.iter().flat_map(|p| p.sentences.iter().copied()).collect();
        prop_assert_eq!(members.len(), found.passages.iter().map(|p| p.sentences.len()).sum::<usize>());
    }
}
