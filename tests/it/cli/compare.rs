//! `parallax compare`: the keys of its JSON, where its places are, and that it says what it passes over.

use serde_json::Value;

use super::{answer, folder, run_at, run_with, sample};

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
enum Is {
    Text,
    Count,
    Number,
    Truth,
    /// Two numbers, the second no smaller.
    Span,
    Texts,
    /// Words with their hits.
    Hits,
    /// Objects with these keys.
    List(&'static [(&'static str, Is)]),
    /// One such object.
    One(&'static [(&'static str, Is)]),
    Null(&'static Is),
}

use Is::{Count, Hits, List, Null, Number, One, Span, Text, Texts, Truth};

const TEXT: Is = Null(&Text);
const NUMBER: Is = Null(&Number);
const EXAMPLE: &[(&str, Is)] = &[("path", Text), ("span", Span), ("text", Text)];
const ARTICLES: &[(&str, Is)] = &[("path", Text), ("outlet", TEXT), ("date", TEXT), ("headline", TEXT)];
const STORY: &[(&str, Is)] =
    &[("id", Null(&Count)), ("title", TEXT), ("first", TEXT), ("last", TEXT), ("articles", List(ARTICLES))];
const SENTENCES: &[(&str, Is)] = &[("path", Text), ("outlet", TEXT), ("text", Text), ("span", Span)];
const PASSAGES: &[(&str, Is)] = &[("kind", Text), ("similarity", Number), ("sentences", List(SENTENCES))];
const CHANGED: &[(&str, Is)] = &[("from", Text), ("to", Text)];
const COPIES: &[(&str, Is)] = &[
    ("of", TEXT),
    ("in", Text),
    ("credited", Truth),
    ("share", NUMBER),
    ("longest_run", Null(&Count)),
    ("cut", Null(&Texts)),
    ("changed", Null(&List(CHANGED))),
];
const LABELS: &[(&str, Is)] =
    &[("label", Text), ("outlet", TEXT), ("count", Count), ("per_1000", Number), ("examples", List(EXAMPLE))];
const CONCEPTS: &[(&str, Is)] = &[("name", Text), ("origin", Text), ("labels", List(LABELS))];
const VOICES: &[(&str, Is)] = &[
    ("path", Text),
    ("outlet", TEXT),
    ("speaker", TEXT),
    ("speaker_as_written", TEXT),
    ("kind", Text),
    ("verb", TEXT),
    ("verb_class", TEXT),
    ("words", Count),
    ("text", Text),
    ("span", Span),
    ("rule", Text),
];
const FRAMES: &[(&str, Is)] = &[
    ("codebook", Text),
    ("frame", Text),
    ("outlet", TEXT),
    ("hits", Count),
    ("sentences", Count),
    ("per_1000", NUMBER),
    ("low", NUMBER),
    ("high", NUMBER),
    ("words", Hits),
];
const DISTINCTIVE: &[(&str, Is)] = &[
    ("outlet", TEXT),
    ("word", Text),
    ("count", Count),
    ("elsewhere", Count),
    ("z", Number),
    ("log_ratio", NUMBER),
    ("articles", Count),
];
const SILENCES: &[(&str, Is)] =
    &[("outlet", TEXT), ("kind", Text), ("text", Text), ("told_by", Texts), ("example", Null(&One(EXAMPLE)))];
const HEDGES: &[(&str, Is)] = &[("outlet", TEXT), ("count", Count), ("per_1000", NUMBER), ("words", Hits)];
const ALL: &[(&str, Is)] = &[
    ("story", One(STORY)),
    ("outlets", Texts),
    ("passages", List(PASSAGES)),
    ("wire_copies", List(COPIES)),
    ("concepts", List(CONCEPTS)),
    ("voices", List(VOICES)),
    ("frames", List(FRAMES)),
    ("distinctive", List(DISTINCTIVE)),
    ("only_here", List(SILENCES)),
    ("left_out", List(SILENCES)),
    ("hedges", List(HEDGES)),
];

fn check(value: &Value, is: Is, at: &str) {
    let right = match is {
        Text => value.is_string(),
        Count => value.is_u64(),
        Number => value.is_f64() || value.is_i64(),
        Truth => value.is_boolean(),
        Span => value
            .as_array()
            .is_some_and(|span| span.len() == 2 && span[0].as_u64() <= span[1].as_u64() && span[0].is_u64()),
        Texts => value.as_array().is_some_and(|all| all.iter().all(|one| one.is_string() || one.is_null())),
        Hits => value.as_object().is_some_and(|all| all.values().all(|hits| hits.as_u64() > Some(0))),
        List(keys) => {
            let all = value.as_array().unwrap_or_else(|| panic!("{at} is {value}"));
            for one in all {
                check(one, One(keys), at);
            }
            true
        }
        One(keys) => {
            let object = value.as_object().unwrap_or_else(|| panic!("{at} is {value}"));
            assert_eq!(object.len(), keys.len(), "{at}: {:?}", object.keys());
            for (key, is) in keys {
                let held = object.get(*key).unwrap_or_else(|| panic!("{at} has no {key}"));
                check(held, *is, &format!("{at}.{key}"));
            }
            true
        }
        Null(is) => {
            if !value.is_null() {
                check(value, *is, at);
            }
            true
        }
    };
    assert!(right, "{at} is {value}, not {is:?}");
}

fn compared(arguments: &[&str]) -> Value {
    serde_json::from_str(&answer(&sample(), &[&["compare", "@"], arguments].concat())).unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

#[test]
fn the_answer_has_its_keys() {
    for arguments in [&[][..], &["--story", "1"], &["-f", "outlet:nobody"], &["-f", "lang:ja,zh,ru"]] {
        check(&compared(arguments), One(ALL), "");
    }
    let story = compared(&["--story", "1"]);
    for (key, _) in ALL {
        assert!(!story[*key].as_array().is_some_and(Vec::is_empty), "{key} is empty");
    }
}

#[test]
fn places_are_bytes_of_the_file() {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let story = compared(&["--story", "2"]);
    let sentences = list(&story, "passages").iter().flat_map(|passage| list(passage, "sentences"));
    let mut seen = 0;
    for place in sentences.chain(list(&story, "voices")) {
        let bytes = std::fs::read(sample().join(place["path"].as_str().unwrap())).unwrap();
        // Files in other encodings are counted in the text they hold.
        let Ok(raw) = String::from_utf8(bytes) else { continue };
        let at = |end: usize| usize::try_from(place["span"][end].as_u64().unwrap()).unwrap();
        if raw.starts_with('\u{feff}') {
            continue;
        }
        seen += 1;
        assert_eq!(squeezed(&raw[at(0)..at(1)]), squeezed(place["text"].as_str().unwrap()), "{place}");
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn a_story_is_named_by_number_or_by_file() {
    let stories: Value = serde_json::from_str(&answer(&sample(), &["stories", "@"])).unwrap();
    for story in list(&stories, "stories") {
        let number = story["id"].to_string();
        let by_number = compared(&["--story", &number]);
        let said = &by_number["story"];
        assert_eq!(
            (&said["id"], &said["first"], &said["last"]),
            (&story["id"], &story["first"], &story["last"])
        );
        assert_eq!(said["title"], story["title"]);
        let file = list(story, "articles")[0]["path"].as_str().unwrap();
        assert_eq!(compared(&["--story", file]), by_number);
        let name = sample().join(file);
        assert_eq!(compared(&["--story", name.to_str().unwrap()]), by_number);
    }
    for (story, expected) in [
        ("99", "There is no story 99 among 3 stories"),
        ("0", "There is no story 0"),
        ("nowhere.txt", "No article read is called nowhere.txt"),
        (list(&stories, "alone")[0]["path"].as_str().unwrap(), "stands alone"),
    ] {
        let said = run_at(&sample(), &["compare", "@", "--story", story]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{story}");
        assert!(said.err.lines().last().unwrap().contains(expected), "{story}: {}", said.err);
    }
}

#[test]
fn a_query_is_a_name_of_the_users() {
    let said = compared(&["--story", "3", "-q", "\"fleet\" | boats", "-q", "zzz"]);
    let own: Vec<&Value> =
        list(&said, "concepts").iter().filter(|concept| concept["origin"] == "user").collect();
    assert_eq!(own.len(), 1, "what stands nowhere has no row: {own:?}");
    let labels = list(own[0], "labels");
    assert_eq!((labels.len(), &labels[0]["label"]), (list(&said, "outlets").len(), &own[0]["name"]));
    assert!(labels.iter().any(|label| label["count"].as_u64() > Some(3)));
    let wrong = run_at(&sample(), &["compare", "@", "-q", "(fleet"]);
    assert_eq!(wrong.code, 1);
    assert!(wrong.err.contains('^'), "{}", wrong.err);
}

#[test]
fn outlets_without_a_column_are_told() {
    let towns = ["Pell", "Harl", "Mellis", "Orrin", "Lowmark", "Tarn", "Vellam", "Odmoor"];
    let texts = towns.map(|town| {
        let text = format!(
            "Harbour closed in {town}\n\nThe harbour of {town} closed on Monday, the mayor said. Boats waited outside.\n\n\
             © 2024 The {town} Gazette. All rights reserved.\n"
        );
        (format!("{town}/a.txt"), text)
    });
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let place = folder(&files);
    let said = run_at(place.path(), &["compare", "@"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(list(&answer, "outlets").len(), 6, "{}", said.out);
    assert!(said.err.contains("2 outlets have no column"), "{}", said.err);
}

#[test]
fn threads_and_time_change_no_byte() {
    for arguments in [&["compare", "@"][..], &["compare", "@", "--story", "1", "-q", "cable"]] {
        let on = |threads| run_with(&sample(), arguments, &[("RAYON_NUM_THREADS", threads)]);
        let once = on("1");
        assert_eq!(once, on("7"), "{arguments:?}");
        assert_eq!(once, on("2"), "{arguments:?}");
    }
}
