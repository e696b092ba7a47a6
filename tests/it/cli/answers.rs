//! What the commands answer.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::{answer, folder, run_at, run_with, sample, table};

const KEYS: [&str; 19] = [
    "path",
    "record",
    "outlet",
    "host",
    "wire",
    "published",
    "headline",
    "standfirst",
    "byline",
    "section",
    "opinion",
    "language",
    "completeness",
    "body",
    "captions",
    "furniture",
    "encoding",
    "words",
    "problems",
];

/// The top-level keys of a JSON object, as they are written.
fn keys_as_written(line: &str) -> Vec<String> {
    let (mut keys, mut depth, mut at) = (Vec::new(), 0, 0);
    let bytes = line.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => {
                let from = at + 1;
                at = from;
                while bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                if depth == 1 && bytes.get(at + 1) == Some(&b':') {
                    keys.push(line[from..at].to_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    keys
}

#[test]
fn an_article_is_a_line_with_the_keys_in_their_order() {
    let out = answer(&sample(), &["articles", "@"]);
    assert_eq!(out.lines().count(), 37);
    for line in out.lines() {
        assert_eq!(keys_as_written(line), KEYS);
        let article: Value = serde_json::from_str(line).unwrap();
        let shape = |part: &Value, keys: &[&str]| {
            let found: Vec<&String> = part.as_object().unwrap().keys().collect();
            let mut keys = keys.to_vec();
            keys.sort_unstable();
            assert_eq!(found, keys, "{}", article["path"]);
        };
        if !article["outlet"].is_null() {
            shape(&article["outlet"], &["name", "evidence", "confidence"]);
        }
        if !article["published"].is_null() {
            shape(&article["published"], &["date", "precision", "evidence"]);
        }
        let parts = |key: &str| article[key].as_array().unwrap().clone();
        parts("body").iter().for_each(|part| shape(part, &["kind", "text"]));
        parts("furniture").iter().for_each(|part| shape(part, &["text", "reason"]));
        assert!(!parts("body").is_empty() && article["words"].as_u64().unwrap() > 20, "{}", article["path"]);
        assert!(
            !line.contains('\n') && !line.contains("\\n") && !line.contains("\\t"),
            "texts read on one line"
        );
    }
}

#[test]
fn what_is_not_known_is_null_and_an_empty_list_is_an_answer() {
    let folder =
        folder(&[("a.txt", "The harbour stays closed until the ice has gone, its master said on Monday.\n")]);
    let out = answer(folder.path(), &["articles", "@"]);
    let article: Value = serde_json::from_str(&out).unwrap();
    for key in ["outlet", "host", "wire", "published", "standfirst", "section"] {
        assert!(article[key].is_null(), "{key}: {article}");
    }
    assert_eq!((&article["byline"], &article["captions"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert_eq!(
        (&article["path"], &article["record"], &article["opinion"]),
        (&"a.txt".into(), &0.into(), &false.into())
    );
    assert_eq!(article["encoding"], "UTF-8");
}

/// The sample's own counts, made by a script of its own.
fn truth() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample/counts.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn counts_of_the_sample_are_those_of_its_own_script() {
    let truth = truth();
    let queries: Vec<&Value> = truth["queries"].as_array().unwrap().iter().collect();
    let mut arguments = vec!["count", "@"];
    arguments.extend(queries.iter().flat_map(|query| ["-q", query["query"].as_str().unwrap()]));
    let rows = table(&answer(&sample(), &arguments));
    let by_place: BTreeMap<(&str, &str), (u64, u64)> = rows
        .iter()
        .map(|row| {
            let number = |key: &str| row[key].parse().unwrap();
            ((row["query"].as_str(), row["outlet"].as_str()), (number("hits"), number("articles_with_hits")))
        })
        .collect();
    let mut wrong = Vec::new();
    let mut check = |query: &str, outlet: &str, expected: &Value| {
        let expected = (expected["hits"].as_u64().unwrap(), expected["articles"].as_u64().unwrap());
        let found = by_place.get(&(query, outlet)).copied();
        if found != Some(expected) {
            wrong.push(format!("{query} in {outlet}: {found:?}, not {expected:?}"));
        }
    };
    for query in queries {
        let text = query["query"].as_str().unwrap();
        check(text, "(all)", query);
        for (outlet, expected) in query["outlets"].as_object().unwrap() {
            check(text, if outlet.is_empty() { "Outlet not known" } else { outlet }, expected);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn outlets_sum_up_to_all_and_what_is_undefined_says_why() {
    let folder = folder(&[
        (
            "a/1.md",
            "---\noutlet: The Lantern\ndate: 2024-05-02\n---\n# Harbour closed\n\nThe harbour was closed by ice.\n",
        ),
        (
            "a/2.md",
            "---\noutlet: The Lantern\ndate: 2024-05-03\n---\n# Harbour open\n\nThe harbour is open, and the ice has gone.\n",
        ),
        (
            "b/1.md",
            "---\noutlet: Norvia Daily\ndate: 2024-05-03\n---\n# Home\n\nOur harbour welcomes its boats home, ice or not.\n",
        ),
    ]);
    let rows = table(&answer(folder.path(), &["count", "@", "-q", "harbour", "-q", "ic*", "-q", "snow"]));
    let number = |row: &BTreeMap<String, String>, key: &str| row[key].parse::<u64>().unwrap();
    for query in ["harbour", "ic*", "snow"] {
        let rows: Vec<_> = rows.iter().filter(|row| row["query"] == query).collect();
        let names: Vec<&str> = rows.iter().map(|row| row["outlet"].as_str()).collect();
        assert_eq!(names, ["Norvia Daily", "The Lantern", "(all)"]);
        let (all, outlets) = rows.split_last().unwrap();
        for key in ["hits", "words", "articles", "articles_with_hits"] {
            assert_eq!(
                outlets.iter().map(|row| number(row, key)).sum::<u64>(),
                number(all, key),
                "{query} {key}"
            );
        }
        for row in rows {
            let rate: f64 = row["per_million"].parse().unwrap();
            let expected = number(row, "hits") as f64 * 1e6 / number(row, "words") as f64;
            assert!((rate - expected).abs() < 1e-6);
            assert_eq!(
                row["design_effect"].is_empty() || row["low"].is_empty(),
                !row["reason"].is_empty(),
                "{row:?}"
            );
        }
    }
    assert_eq!(number(&rows[2], "hits"), 5);
}

#[test]
fn the_concordance_has_every_line_and_leads_back_to_it() {
    let rows = table(&answer(&sample(), &["concordance", "@", "-q", "halcyon", "--sort", "R1,L1,outlet"]));
    let expected =
        truth()["queries"].as_array().unwrap().iter().find(|q| q["query"] == "halcyon").unwrap()["hits"]
            .clone();
    assert_eq!(rows.len() as u64, expected.as_u64().unwrap());
    let columns: Vec<&str> =
        answer(&sample(), &["concordance", "@", "-q", "nowhere-at-all"]).leak().trim().split(',').collect();
    assert_eq!(columns, ["article", "outlet", "date", "left", "hit", "right", "from", "to"]);
    let mut firsts = Vec::new();
    for row in &rows {
        assert_eq!(row["hit"].to_lowercase(), "halcyon");
        firsts.push(row["right"].trim().split([' ', ',', '.']).next().unwrap_or_default().to_lowercase());
        let bytes = std::fs::read(sample().join(&row["article"])).unwrap();
        if let Ok(text) = String::from_utf8(bytes) {
            let (from, to) = (row["from"].parse().unwrap(), row["to"].parse().unwrap());
            let text = text.trim_start_matches('\u{feff}');
            assert_eq!(
                text.get::<std::ops::Range<usize>>(from..to).unwrap().to_lowercase(),
                "halcyon",
                "{row:?}"
            );
        }
    }
    let islands: Vec<usize> = (0..firsts.len()).filter(|&at| firsts[at] == "islands").collect();
    assert!(
        islands.len() > 10 && islands.last().unwrap() - islands[0] == islands.len() - 1,
        "sorted by R1: {firsts:?}"
    );
}

#[test]
fn distinctive_words_are_ranked_and_their_counts_are_those_of_count() {
    let rows = table(&answer(&sample(), &["distinctive", "@"]));
    assert!(rows.len() > 20);
    for pair in rows.windows(2).filter(|pair| pair[0]["outlet"] == pair[1]["outlet"]) {
        let z = |at: usize| pair[at]["z"].parse::<f64>().unwrap();
        assert!(z(0) >= z(1) && z(1) > 0.0);
    }
    let first = &rows[0];
    let counted = table(&answer(&sample(), &["count", "@", "-q", &format!("\"{}\"", first["word"])]));
    let hits = |outlet: &str| {
        counted.iter().find(|row| row["outlet"] == outlet).unwrap()["hits"].parse::<u64>().unwrap()
    };
    let number = |key: &str| first[key].parse::<u64>().unwrap();
    assert_eq!(hits(&first["outlet"]), number("count"));
    assert_eq!(hits("(all)"), number("count") + number("elsewhere"));
    assert_eq!(first["exclusive"] == "true", number("elsewhere") == 0);

    let has = |arguments: &[&str], word: &str| {
        let all: Vec<&str> = ["distinctive", "@"].iter().chain(arguments).copied().collect();
        table(&answer(&sample(), &all)).iter().any(|row| row["word"] == word)
    };
    assert!(!has(&[], "our") && has(&["--stop-words"], "our"));
    assert!(!has(&["--minimum-count", "100000"], &first["word"]));
    assert!(
        answer(&sample(), &["distinctive", "@", "--prior", "5000"])
            != answer(&sample(), &["distinctive", "@"])
    );

    let alone = table(&answer(&sample(), &["distinctive", "@", "-f", "outlet:\"Norvia Daily\""]));
    assert_eq!((alone.len(), alone[0]["z"].as_str()), (1, ""));
    assert!(!alone[0]["reason"].is_empty());
}

#[test]
fn filters_hold_in_every_command_and_several_are_one() {
    let both = ["-f", "outlet:\"Norvia Daily\"", "-f", "date:2024-05-08..2024-05-16 outlet:\"The Lantern\""];
    let one = ["-f", "outlet:\"Norvia Daily\",\"The Lantern\" date:2024-05-08..2024-05-16"];
    for command in [
        &["articles", "@"][..],
        &["count", "@", "-q", "the"],
        &["concordance", "@", "-q", "arc"],
        &["distinctive", "@"],
    ] {
        let said = |filter: &[&str]| answer(&sample(), &[command, filter].concat());
        assert_eq!(said(&both), said(&one), "{command:?}");
        assert_ne!(said(&both), said(&[]), "{command:?}");
    }
    let none = run_at(&sample(), &["count", "@", "-q", "the", "-f", "outlet:nobody"]);
    assert_eq!(none.code, 0);
    assert!(none.err.contains("None of 37 articles passes the filter outlet:nobody"), "{}", none.err);
    let rows = table(&none.out);
    assert_eq!((rows.len(), rows[0]["hits"].as_str(), rows[0]["per_million"].as_str()), (1, "0", ""));
    assert!(!rows[0]["reason"].is_empty());
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for arguments in [
        &["articles", "@"][..],
        &["count", "@", "-q", "island*", "-q", "\"northern arc\" | halcyon"],
        &["concordance", "@", "-q", "island*", "--sort", "L1,R1,date"],
        &["distinctive", "@"],
    ] {
        let on = |threads| run_with(&sample(), arguments, &[("RAYON_NUM_THREADS", threads)]);
        assert_eq!(on("1"), on("7"), "{arguments:?}");
    }
}

#[test]
fn a_file_gets_what_standard_output_would() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("lines.csv");
    std::fs::write(&file, "an older and much longer result, to be replaced").unwrap();
    let sample = sample();
    let arguments = ["concordance", sample.to_str().unwrap(), "-q", "cable"];
    let to_file = answer(place.path(), &[&arguments[..], &["--out", "@lines.csv"]].concat());
    assert_eq!(to_file, "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), answer(place.path(), &arguments));
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
}
