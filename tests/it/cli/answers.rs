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
    assert_eq!(out.lines().count(), 36);
    for line in out.lines() {
        // Of an article of two pages the files are told.
        let keys = keys_as_written(line);
        let (pages, rest): (Vec<String>, Vec<String>) = keys.into_iter().partition(|key| key == "pages");
        assert_eq!(rest, KEYS);
        assert_eq!(pages.len(), usize::from(line.contains("the-night-the-light-went-out-1.txt")));
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
        for part in parts("body") {
            shape(&part, &["kind", "text"]);
        }
        for part in parts("furniture") {
            shape(&part, &["text", "reason"]);
        }
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

/// What is true of the sample.
fn truth(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sample");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn truth_lines(name: &str) -> Vec<Value> {
    truth(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The first of the values that are all right.
fn accepted(value: &Value) -> &str {
    value.as_str().or_else(|| value["accept"][0].as_str()).unwrap_or_default()
}

/// Where `count` of the articles in `place` differs from the sample's own counts, for outlets that `is_checked`.
fn miscounted(place: &Path, is_checked: impl Fn(&str) -> bool) -> Vec<String> {
    let truth: Value = serde_json::from_str(&truth("counts.json")).unwrap();
    let queries = truth["queries"].as_array().unwrap();
    let mut arguments = vec!["count", "@"];
    arguments.extend(queries.iter().flat_map(|query| ["-q", query["query"].as_str().unwrap()]));
    let rows = table(&answer(place, &arguments));
    let mut wrong = Vec::new();
    for query in queries {
        let text = query["query"].as_str().unwrap();
        let outlets = query["outlets"].as_object().unwrap().iter();
        for (outlet, expected) in
            outlets.map(|(outlet, hits)| (outlet.as_str(), hits)).chain([("(all)", query)])
        {
            let shown = if outlet.is_empty() { "Outlet not known" } else { outlet };
            if !is_checked(shown) {
                continue;
            }
            let row = rows.iter().find(|row| row["query"] == text && row["outlet"] == shown);
            let found = row.map(|row| {
                [&row["hits"], &row["articles_with_hits"]].map(|cell| cell.parse::<u64>().unwrap())
            });
            // Their script takes 自1951年起 for one word; we cut it into its words.
            let in_chinese = u64::from(text == "1951" && matches!(outlet, "Channel Sarenia" | "(all)"));
            let expected = ["hits", "articles"].map(|key| expected[key].as_u64().unwrap() + in_chinese);
            if found != Some(expected) {
                wrong.push(format!("{text} in {shown}: {found:?}, not {expected:?}"));
            }
        }
    }
    wrong
}

#[test]
fn articles_that_state_their_parts_are_counted_as_the_samples_own_script_counts_them() {
    let folder = tempfile::tempdir().unwrap();
    for (parts, body) in truth_lines("expected.jsonl").iter().zip(truth_lines("bodies.jsonl")) {
        let outlet = accepted(&parts["outlet"]);
        let outlet = if outlet.is_empty() { String::new() } else { format!("outlet: {outlet}\n") };
        let paragraphs = body["body"].as_array().unwrap().iter().map(|one| &one["text"]);
        let text: Vec<&str> =
            std::iter::once(&parts["standfirst"]).chain(paragraphs).filter_map(Value::as_str).collect();
        let (headline, text) = (parts["headline"].as_str().unwrap(), text.join("\n\n"));
        // What is counted is tested here, not what is body: a list at the end could be taken for links.
        let end = "Nobody had more to add, and so the evening ended as it had begun.";
        let page = format!("---\n{outlet}date: 2024-05-02\n---\n# {headline}\n\n{text}\n\n{end}\n");
        let path = folder.path().join(parts["path"].as_str().unwrap().replace('/', "-")).with_extension("md");
        std::fs::write(path, page).unwrap();
    }
    let wrong = miscounted(folder.path(), |_| true);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Outlets of the sample all of whose articles, and no others, are read as theirs, with the words that count.
fn outlets_read_right() -> Vec<String> {
    let counted = |parts: &Value, body: &Value| -> String {
        let body = body["body"].as_array().unwrap().iter().map(|one| &one["text"]);
        let all = [&parts["headline"], &parts["standfirst"]].into_iter().chain(body);
        all.filter_map(Value::as_str).flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect()
    };
    let found: BTreeMap<String, Value> = answer(&sample(), &["articles", "@"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|article| (article["path"].as_str().unwrap().to_owned(), article))
        .collect();
    let mut is_right: BTreeMap<String, bool> = BTreeMap::new();
    for (parts, body) in truth_lines("expected.jsonl").iter().zip(truth_lines("bodies.jsonl")) {
        let expected = accepted(&parts["outlet"]);
        // The truth counts pages of one article as articles.
        let Some(article) = found.get(parts["path"].as_str().unwrap()) else {
            is_right.insert(expected.to_owned(), false);
            continue;
        };
        let name = article["outlet"]["name"].as_str().unwrap_or_default();
        let is_same = name == expected && counted(article, article) == counted(parts, &body);
        for outlet in [expected, name] {
            *is_right.entry(outlet.to_owned()).or_insert(true) &= is_same;
        }
    }
    is_right
        .into_iter()
        .filter(|(name, is_right)| *is_right && !name.is_empty())
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn the_sample_as_it_is_gives_its_own_counts_wherever_its_parts_come_out_right() {
    let right = outlets_read_right();
    assert!(right.iter().any(|name| name == "Meridian Wire"), "{right:?}");
    let wrong = miscounted(&sample(), |outlet| right.iter().any(|name| name == outlet));
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
            if row["articles"] == "1" {
                assert!(row["per_million"].is_empty() && row["reason"].contains("one article"), "{row:?}");
                continue;
            }
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
    let counted = table(&answer(&sample(), &["count", "@", "-q", "halcyon"]));
    assert_eq!(rows.len().to_string(), counted.last().unwrap()["hits"]);
    let nothing = answer(&sample(), &["concordance", "@", "-q", "nowhere"]);
    assert_eq!(
        nothing,
        "article,outlet,date,headline,left,hit,right,sentence,mark,note,from,to,query,filter,sorted_by,lines,program\n"
    );
    let mut firsts = Vec::new();
    for row in &rows {
        assert_eq!(row["hit"].to_lowercase(), "halcyon");
        let mut words = row["right"].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        firsts.push(words.next().unwrap_or_default().to_lowercase());
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
        if pair.iter().any(|row| row["z"].is_empty()) {
            // The one article of an unknown outlet.
            assert!(
                pair.iter().all(|row| row["reason"] == "one article gives a count and no rate of its group"
                    && !row["count"].is_empty())
            );
            continue;
        }
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
fn neighbours_stand_where_the_concordance_has_them() {
    let arguments =
        ["neighbours", "@", "-q", "islands", "--window", "1,0", "--min-count", "2", "--stop-words"];
    let rows = table(&answer(&sample(), &arguments));
    let first = rows.iter().find(|row| row["outlet"] == "(all)" && row["collocate"] == "halcyon").unwrap();
    let lines = table(&answer(&sample(), &["concordance", "@", "-q", "halcyon islands"]));
    assert_eq!(first["together"], lines.len().to_string());
    assert_eq!(first["left_1"], first["together"]);
    let own: u64 = rows
        .iter()
        .filter(|row| row["collocate"] == "halcyon" && row["outlet"] != "(all)")
        .map(|row| row["together"].parse::<u64>().unwrap())
        .sum();
    assert_eq!(own, lines.len() as u64);
    let number = |key: &str| first[key].parse::<f64>().unwrap();
    let dice = 2.0 * number("together") / (number("f_node") + number("f_collocate"));
    assert!((number("log_dice") - (14.0 + dice.log2())).abs() < 1e-9);
    assert!((number("expected") - number("r1") * number("c1") / number("n")).abs() < 1e-9);
    assert!(first["reason"].is_empty() && !first["g2_signed"].is_empty());

    let pairs = table(&answer(&sample(), &["neighbours", "@", "-q", "islands", "--pairs"]));
    assert!(!pairs.is_empty() && pairs[0]["g2_signed"].is_empty() && pairs[0]["reason"].contains("no table"));
    let none = run_at(&sample(), &["neighbours", "@", "-q", "nowhereatall"]);
    assert_eq!((none.code, table(&none.out).len()), (0, 0));
}

#[test]
fn phrases_are_counted_as_the_concordance_counts_them() {
    let rows = table(&answer(&sample(), &["phrases", "@", "-q", "halcyon", "--words", "2", "--nested"]));
    let all: Vec<_> = rows.iter().filter(|row| row["outlet"] == "(all)").collect();
    assert!(!all.is_empty());
    for row in all {
        assert!(row["phrase"].split(' ').any(|word| word == "halcyon"), "{}", row["phrase"]);
        let query = format!("\"{}\"", row["phrase"]);
        let lines = table(&answer(&sample(), &["concordance", "@", "-q", &query]));
        assert!(lines.len() as u64 >= row["count"].parse::<u64>().unwrap(), "{query}");
    }
    let cut = run_at(&sample(), &["phrases", "@", "--most", "3"]);
    assert!(cut.err.contains("The 3 most frequent of "), "{}", cut.err);
    assert_eq!(table(&cut.out).iter().filter(|row| row["outlet"] == "(all)").count(), 3);
}

#[test]
fn stories_hold_every_article_once() {
    let said: Value = serde_json::from_str(&answer(&sample(), &["stories", "@"])).unwrap();
    assert_eq!(keys(&said), ["alone", "settings", "stories"]);
    assert_eq!(
        (said["settings"]["likeness"].as_u64(), said["settings"]["days"].as_u64()),
        (Some(85), Some(7))
    );
    let stories = said["stories"].as_array().unwrap();
    let articles = stories.iter().flat_map(|story| story["articles"].as_array().unwrap());
    let mut paths: Vec<&str> = articles
        .chain(said["alone"].as_array().unwrap())
        .map(|article| {
            assert_eq!(keys(article), ["date", "headline", "outlet", "path", "record"]);
            article["path"].as_str().unwrap()
        })
        .collect();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), 36);
    for (number, story) in (1..).zip(stories) {
        let expected = ["articles", "cohesion", "first", "id", "last", "outlets", "pinned", "title", "words"];
        assert_eq!(keys(story), expected);
        assert_eq!(story["id"].as_u64(), Some(number));
        let headlines = story["articles"].as_array().unwrap().iter().map(|article| &article["headline"]);
        assert!(headlines.into_iter().any(|headline| *headline == story["title"]));
    }
    let apart: Value =
        serde_json::from_str(&answer(&sample(), &["stories", "@", "--likeness", "999", "--days", "0"]))
            .unwrap();
    assert!(apart["alone"].as_array().unwrap().len() > 30);
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
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
        &["neighbours", "@", "-q", "arc", "--min-articles", "1"],
        &["phrases", "@"],
        &["stories", "@"],
        &["compare", "@"],
    ] {
        let said = |filter: &[&str]| answer(&sample(), &[command, filter].concat());
        assert_eq!(said(&both), said(&one), "{command:?}");
        assert_ne!(said(&both), said(&[]), "{command:?}");
    }
    let none = run_at(&sample(), &["count", "@", "-q", "the", "-f", "outlet:nobody"]);
    assert_eq!(none.code, 0);
    assert!(none.err.contains("None of 36 articles passes the filter outlet:nobody"), "{}", none.err);
    let rows = table(&none.out);
    assert_eq!((rows.len(), rows[0]["hits"].as_str(), rows[0]["per_million"].as_str()), (1, "0", ""));
    assert!(!rows[0]["reason"].is_empty());
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    for arguments in [
        &["articles", "@"][..],
        &["count", "@", "-q", "island*", "-q", "\"northern arc\" | halcyon"],
        &["concordance", "@", "-q", "island*", "--sort", "L1,-R1,date"],
        &["concordance", "@", "-q", "island*", "--sample", "9", "--seed", "4", "--window", "sentence"],
        &["concordance", "@", "-q", "the", "--group-by", "R1"],
        &["distinctive", "@"],
        &["neighbours", "@", "-q", "island*", "--window", "sentence"],
        &["phrases", "@", "--words", "2-6"],
        &["stories", "@"],
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

#[test]
fn rows_by_story_are_rows_of_stories_in_every_command() {
    let stories: Value = serde_json::from_str(&answer(&sample(), &["stories", "@"])).unwrap();
    let title = stories["stories"][0]["title"].as_str().unwrap();
    for command in [
        &["count", "@", "-q", "island*", "--by", "story"][..],
        &["distinctive", "@", "--by", "story"],
        &["neighbours", "@", "-q", "island*", "--by", "story"],
        &["phrases", "@", "--by", "story"],
    ] {
        let rows = answer(&sample(), command);
        assert!(rows.starts_with("story,"), "{command:?}");
        assert!(rows.contains(title), "{command:?} has rows of “{title}”");
    }
}
