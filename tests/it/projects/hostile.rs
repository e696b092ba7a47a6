//! Files that are no projects, or are broken: always a sentence, never a panic, and never touched.

use serde_json::{Value, json};

use super::*;

fn kept() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/projects/v1.parallax")).expect("kept")
}

/// Opens `bytes` as a project: how a session takes it, and that it leaves the file alone.
fn check(home: &Home, bytes: &[u8]) -> Option<String> {
    let path = home.path("broken.parallax");
    fs::write(&path, bytes).expect("written");
    let mut session = home.session();
    open(&mut session, vec![path.clone()]);
    let problem = session.notices().all().iter().find(|notice| notice.weight == Weight::Problem);
    let text = problem.map(|notice| notice.text.clone());
    if let Some(text) = &text {
        assert!(text.len() > 20 && !text.ends_with('.') && !text.contains("Error"), "{text}");
        assert_eq!(fs::read(&path).expect("there"), bytes, "{text}");
        assert!(session.project().is_none());
    }
    text
}

#[test]
fn a_file_that_is_cut_short_is_told_and_left_alone() {
    let (home, whole) = (Home::new(), kept());
    for to in (0..whole.trim_ascii_end().len()).step_by(97) {
        assert!(check(&home, &whole[..to]).is_some(), "cut at {to}");
    }
    assert_eq!(check(&home, &whole), None);
}

#[test]
fn what_is_no_project_is_told() {
    let home = Home::new();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep_layout = format!("{{\"version\": 1, \"layout\": {{\"a\": {deep}}}}}");
    for (bytes, words) in [
        (&b"\xff\xfe\x00{"[..], "damaged"),
        (b"{\"version\": 1, \"program\": \"\xff\xff\"}", "damaged"),
        (b"[]", "no Parallax project"),
        (b"{}", "no Parallax project"),
        (b"null", "no Parallax project"),
        (b"{\"version\": -1}", "no Parallax project"),
        (b"{\"version\": 0}", "no Parallax project"),
        (b"{\"version\": 1e999}", "damaged"),
        (b"{\"version\": 99999999999999999999999}", "no Parallax project"),
        (b"{\"version\": 2, \"program\": \"3.4.0\"}", "newer Parallax (3.4.0)"),
        (b"{\"version\": 7, \"work\": 12}", "newer Parallax"),
        (deep.as_bytes(), "no Parallax project"),
        (deep_layout.as_bytes(), "damaged"),
    ] {
        let told = check(&home, bytes);
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert!(told.as_ref().is_some_and(|told| told.contains(words)), "{shown}: {told:?}");
    }
    let missing = project::open(&home.path("no such.parallax")).expect_err("not there");
    assert!(missing.text.contains("no such project file"));
}

/// Every place in a value, changed to each of `others` in turn.
fn changed(value: &Value, others: &[Value], found: &mut Vec<Value>) {
    let mut within = |inner: &Value, back: &dyn Fn(Value) -> Value| {
        let mut list = others.to_vec();
        changed(inner, others, &mut list);
        found.extend(list.into_iter().map(back));
    };
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                within(inner, &|new| {
                    let mut map = map.clone();
                    map.insert(key.clone(), new);
                    Value::Object(map)
                });
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                within(inner, &|new| {
                    let mut list = list.clone();
                    list[at] = new;
                    Value::Array(list)
                });
            }
        }
        _ => {}
    }
}

#[test]
fn wrong_types_and_huge_numbers_are_sentences() {
    let whole: Value = serde_json::from_slice(&kept()).expect("JSON");
    let others = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("none of these (\""),
        json!([]),
        json!([[[]]]),
        json!({"a": 1}),
    ];
    let mut all = Vec::new();
    changed(&whole, &others, &mut all);
    assert!(all.len() > 1000);
    let mut refused = 0;
    for value in &all {
        let bytes = serde_json::to_vec(value).expect("JSON");
        if let Err(why) = file::read(&bytes) {
            refused += 1;
            assert!(why.to_string().len() > 20, "{why}");
            assert!(!matches!(why, Unreadable::Newer { .. }) || value["version"] != whole["version"]);
        }
    }
    assert!(refused > 500, "{refused}");
    // Through a session, where queries, filters and choices are read too.
    let home = Home::new();
    for value in all.iter().step_by(7) {
        check(&home, &serde_json::to_vec(value).expect("JSON"));
    }
}

#[test]
fn a_query_that_cannot_be_read_refuses_the_project_and_names_it() {
    let mut whole: Value = serde_json::from_slice(&kept()).expect("JSON");
    whole["work"]["series"][1]["query"] = json!("(boats");
    let told = check(&Home::new(), &serde_json::to_vec(&whole).expect("JSON")).expect("refused");
    assert!(told.contains("a query") && told.contains("(boats"), "{told}");
}
