//! JSON and JSON Lines: known layouts, lists at any level, mappings, broken lines, and files that mean harm.

use std::time::{Duration, Instant};

use parallax::corpus::{Article, Completeness, Confidence, EncodingSign};
use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::fields::{FieldMapping, Mappings, Part};
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, Mark, RawArticle, read};
use parallax::ingest::registry::Registry;
use parallax::problem::Cause;
use parallax::task::Task;
use proptest::prelude::*;
use serde_json::json;

use crate::files::read_bytes;

/// A made-up body of two paragraphs.
const BODY: &str = "The bridge of Port Nelin stays closed, the mayor said on Monday. Two piers have cracks.\n\
                    Fishermen now go round by the old harbour, which takes them an hour more each day.";

fn one(value: &serde_json::Value) -> RawArticle {
    let mut found = read_bytes(value.to_string().as_bytes(), "a.json");
    assert_eq!(found.articles.len(), 1, "{:?}", found.problems.list());
    found.articles.remove(0)
}

/// Words that a problem of this cause has to have.
pub fn check_problem(found: &Found, cause: Cause, words: &[&str]) {
    let list = found.problems.list();
    let problem = list.iter().find(|p| p.cause == cause && words.iter().all(|word| p.text.contains(word)));
    assert!(problem.is_some(), "{cause:?} with {words:?} in {list:?}");
    for problem in list {
        assert!(problem.text.contains(". ") && !problem.text.ends_with('.'), "{}", problem.text);
    }
}

/// Headline, outlet, date, authors and address as the file states them.
fn check_layout(value: &serde_json::Value, layout: Option<&str>, expected: [Option<&str>; 5]) {
    let found = read_bytes(value.to_string().as_bytes(), "a.json");
    let shape = found.shapes.first().unwrap();
    assert_eq!(shape.layout, layout, "{:?}", shape.mapping);
    let article = found.articles.first().unwrap_or_else(|| panic!("{:?}", found.problems.list()));
    let m = &article.metadata;
    let stated = [&m.title, &m.outlet, &m.date, &m.author, &m.url].map(|part| part.as_deref());
    assert_eq!(stated, expected, "{layout:?}");
    assert!(
        article.raw.contains("Two piers have cracks.") && article.raw.contains("old harbour"),
        "{}",
        article.raw
    );
    assert!(shape.confidence >= Confidence::Medium);
    let bodies = article.markup.iter().filter(|m| m.mark == Mark::Body).count();
    assert_eq!(bodies, 2, "{:?}", article.raw);
}

#[test]
fn known_layouts() {
    let url = "https://nelin-post.example/bridge";
    let all = [
        Some("Bridge closed"),
        Some("nelin-post.example"),
        Some("2024-05-02 10:00:00"),
        Some("Ada Kora, Jon Tolva"),
        Some(url),
    ];
    check_layout(
        &json!({"authors": ["Ada Kora", "Jon Tolva"], "date_download": "2024-06-01 00:00:00", "date_publish": "2024-05-02 10:00:00",
            "description": null, "maintext": BODY, "source_domain": "nelin-post.example", "title": "Bridge closed",
            "title_page": "Bridge closed | Nelin Post", "url": url}),
        Some("news-please"),
        all,
    );
    let with = |outlet, date, author| [Some("Bridge closed"), Some(outlet), Some(date), author, Some(url)];
    check_layout(
        &json!({"title": "Bridge closed", "author": "Ada Kora; Jon Tolva", "hostname": "nelin-post.example", "date": "2024-05-02",
            "fingerprint": "a1b2", "id": null, "comments": "", "raw_text": "x", "text": BODY, "source": url,
            "source-hostname": "Nelin Post", "excerpt": "", "categories": "", "tags": "bridge"}),
        Some("trafilatura"),
        with("Nelin Post", "2024-05-02", Some("Ada Kora; Jon Tolva")),
    );
    let (first, second) = BODY.split_once('\n').unwrap();
    check_layout(
        &json!({"title": "Bridge closed", "authors": ["Ada Kora"], "publishing_date": "2024-05-02 10:00:00+02:00",
            "publisher": "Nelin Post", "html": {"requested_url": url},
            "body": {"summary": ["A short summary of it all."], "sections": [
                {"headline": [], "paragraphs": [first]}, {"headline": ["What now"], "paragraphs": [second]}]}}),
        Some("fundus"),
        with("Nelin Post", "2024-05-02 10:00:00+02:00", Some("Ada Kora")),
    );
    check_layout(
        &json!({"articles": {"results": [{"uri": "7", "lang": "eng", "dateTimePub": "2024-05-02T10:00:00Z", "url": url,
            "title": "Bridge closed", "body": BODY, "source": {"uri": "nelin-post.example", "title": "Nelin Post"},
            "authors": [{"name": "Ada Kora"}, {"name": "Jon Tolva"}], "image": null}]}}),
        Some("Event Registry"),
        with("Nelin Post", "2024-05-02T10:00:00Z", Some("Ada Kora, Jon Tolva")),
    );
    check_layout(
        &json!({"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge closed", "articleBody": BODY,
            "datePublished": "2024-05-02", "author": [{"@type": "Person", "name": "Ada Kora"}],
            "publisher": {"@type": "Organization", "name": "Nelin Post", "logo": {"url": "https://x.example/a.png"}},
            "mainEntityOfPage": {"@id": url}}),
        Some("schema.org"),
        with("Nelin Post", "2024-05-02", Some("Ada Kora")),
    );
    check_layout(
        &json!([{"title": {"rendered": "Bridge &#8211; closed"}, "date_gmt": "2024-05-02T10:00:00", "link": url, "author": 7,
            "content": {"rendered": format!("<p>{first}</p>\n<p>{second}</p>"), "protected": false},
            "excerpt": {"rendered": "<p>The bridge</p>"}}]),
        Some("WordPress"),
        [Some("Bridge – closed"), None, Some("2024-05-02T10:00:00"), None, Some(url)],
    );
    check_layout(
        &json!({"created_at": "Thu May 02 20:19:24 +0000 2024", "id_str": "7", "full_text": BODY, "lang": "en",
            "user": {"name": "Nelin Post", "screen_name": "nelin", "description": "We write"}}),
        Some("Twitter"),
        [None, None, Some("2024-05-02"), Some("Nelin Post"), None],
    );
    check_layout(
        &json!({"Titre": "Bridge closed", "Texte": BODY, "Date de publication": "2024-05-02", "Journal": "Nelin Post", "Auteurs": "Ada Kora", "URL": url}),
        None,
        with("Nelin Post", "2024-05-02", Some("Ada Kora")),
    );
    check_layout(
        &json!({"标题": "Bridge closed", "正文": BODY, "发布时间": "2024-05-02", "来源": "Nelin Post", "作者": "Ada Kora", "链接": url}),
        None,
        with("Nelin Post", "2024-05-02", Some("Ada Kora")),
    );
}

#[test]
fn an_article_is_taken_apart_as_the_record_says() {
    let article = one(
        &json!({"headline": "Bridge closed", "description": "Cracks were found on Sunday, and nobody knows how long it takes.",
        "text": format!("Bridge closed\n{BODY}"), "date": 1_714_643_200, "source": "Nelin Post", "n": 7}),
    );
    assert_eq!(article.metadata.other, [("n".to_owned(), "7".to_owned())]);
    let article = analyse(article, "a.json", Registry::bundled());
    assert_eq!(article.headline.as_ref().unwrap().value.of(&article.raw), "Bridge closed");
    assert!(article.standfirst.as_ref().unwrap().value.of(&article.raw).starts_with("Cracks"));
    assert_eq!(&*article.outlet.as_ref().unwrap().value, "Nelin Post");
    assert_eq!(article.published.as_ref().unwrap().value.date.to_string(), "2024-05-02");
    assert_eq!(article.body.len(), 2);
    let cut = one(
        &json!({"source": {"id": null, "name": "Nelin Post"}, "title": "Bridge closed", "publishedAt": "2024-05-02T10:00:00Z",
        "content": "The bridge of Port Nelin stays closed, the mayor said on Monday, since two of… [+1234 chars]"}),
    );
    let cut: Article = analyse(cut, "a.json", Registry::bundled());
    assert_eq!(cut.completeness.value, Completeness::Truncated);
}

#[test]
fn lines_that_are_broken_cost_themselves_alone() {
    let line = |at: usize| {
        json!({"title": format!("Bridge {at} closed"), "text": BODY, "url": "https://a.example"}).to_string()
    };
    let mut lines: Vec<String> = (0..20).map(line).collect();
    lines[4].truncate(60);
    lines[9] = "<html>502 Bad Gateway".to_owned();
    lines.insert(15, String::new());
    let found = read_bytes(lines.join("\r\n").as_bytes(), "a.jsonl");
    assert_eq!(found.articles.len(), 18);
    check_problem(&found, Cause::Unreadable, &["2 records are broken", "lines 5, 10"]);
    let records: Vec<u32> = found.articles.iter().map(|a| a.record).collect();
    assert!(records.is_sorted_by(|a, b| a < b));
    // The same in one list, cut off.
    let list = format!("[{}, {{\"title\": \"cut", (0..3).map(line).collect::<Vec<_>>().join(",\n"));
    let found = read_bytes(list.as_bytes(), "a.json");
    assert_eq!(found.articles.len(), 3);
    check_problem(&found, Cause::Unreadable, &["breaks off", "3 records"]);
}

#[test]
fn records_without_text_are_told_once() {
    let mut records: Vec<_> = (0..500)
        .map(|at| json!({"title": format!("Bridge {at}"), "url": "https://a.example", "text": null}))
        .collect();
    records[7]["text"] = BODY.into();
    let found = read_bytes(serde_json::to_string(&records).unwrap().as_bytes(), "a.json");
    assert_eq!(found.articles.len(), 1);
    assert_eq!(found.problems.list().len(), 1);
    check_problem(&found, Cause::NoArticle, &["499 records", "no text", "records 1, 2, 3, 4, 5, …"]);
    let gdelt = json!({"articles": [{"url": "https://a.example/1", "title": "Bridge closed", "seendate": "20240502T101500Z",
        "domain": "a.example", "language": "English", "sourcecountry": "Norvia"}]});
    let found = read_bytes(gdelt.to_string().as_bytes(), "a.json");
    assert!(found.articles.is_empty());
    check_problem(&found, Cause::NoArticle, &["GDELT", "without their texts"]);
    let service = json!({"articles": [{"source": {"name": "Nelin Post"}, "title": "Bridge closed", "publishedAt": "2024-05-02T10:00:00Z",
        "content": "The bridge stays closed, the mayor … [+1234 chars]"}]});
    check_problem(
        &read_bytes(service.to_string().as_bytes(), "a.json"),
        Cause::Undecided,
        &["cut short", "1 record"],
    );
}

#[test]
fn unknown_names_are_proposed_by_contents_and_confirmed_once() {
    let records: Vec<_> = (0..30)
        .map(|at| json!({"k1": format!("Bridge {at} of the town closed"), "k2": BODY.repeat(3), "k3": format!("2024-05-{:02}", at % 28 + 1), "k4": at}))
        .collect();
    let text = serde_json::to_string(&records).unwrap();
    let found = read_bytes(text.as_bytes(), "a.json");
    assert_eq!(found.articles.len(), 30);
    let shape = &found.shapes[0];
    assert_eq!(shape.fields, ["k1", "k2", "k3", "k4"]);
    assert_eq!((shape.confidence, shape.is_confirmed, shape.articles), (Confidence::Low, false, 30));
    let held = |part| shape.mapping.fields(part).map(|one| one.field.as_str()).collect::<Vec<_>>();
    assert_eq!([held(Part::Body), held(Part::Headline), held(Part::Date)], [["k2"], ["k1"], ["k3"]]);
    assert_eq!(shape.examples[1][3], "1");
    check_problem(&found, Cause::Undecided, &["guessed", "“k2”"]);

    let mut mappings = Mappings::default();
    let mapping = FieldMapping::default().with("k1", Part::Body, true).with("k2", Part::Body, true).with(
        "k4",
        Part::Section,
        false,
    );
    mappings.confirm(&shape.fields, mapping);
    let (limits, task) = (Limits::default(), Task::none());
    let found = read(&Input { mappings: &mappings, ..Input::new(text.as_bytes(), "a.json", &limits, &task) });
    assert!(found.shapes[0].is_confirmed && found.problems.is_empty());
    assert!(found.articles[3].raw.starts_with("Bridge 3 of the town closed\n\nThe bridge of Port Nelin"));
    assert_eq!(found.articles[3].metadata.section.as_deref(), Some("3"));
    assert_eq!(found.articles[3].metadata.title, None);
}

/// What somebody noted of articles is no article.
#[test]
fn remarks_are_no_articles() {
    let remark = "The page does not name its outlet; a person knows it by the menu. The date stands in the picture's line, and a person would not take it for the day of the article.";
    let line =
        |at: usize| json!({"headline": format!("Bridge {at} closed"), "notes": remark, "date": "2024-05-02"});
    let lines: Vec<String> = (0..9).map(|at| line(at).to_string()).collect();
    let found = read_bytes(lines.join("\n").as_bytes(), "expected.jsonl");
    assert!(found.articles.is_empty(), "{:?}", found.articles.first());
    assert_eq!(found.problems.list().len(), 1, "{:?}", found.problems.list());
}

#[test]
fn text_in_fields_is_html_or_plain() {
    for (text, expected) in [
        (
            "<p>One &amp; two.</p><h3>What now</h3><ul><li>Three.</li></ul>",
            "One & two.\n\nWhat now\n\nThree.\n",
        ),
        ("One &amp; two.\\n\\nThree.", "One & two.\n\nThree.\n"),
        ("One <b>and</b> two.\nThree.", "One and two.\n\nThree.\n"),
        ("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\n\nTwo.\n"),
        ("3 < 4 and 5 > 4.\n\n\nYes.", "3 < 4 and 5 > 4.\n\nYes.\n"),
    ] {
        let article = one(&json!({"text": text, "id": 1}));
        assert_eq!(article.raw, expected, "{text}");
    }
    let page = format!(
        "<!doctype html><html lang=en><title>Bridge closed</title><nav>Menu</nav><article><h1>Bridge closed</h1><p>{}</p></article>",
        BODY.repeat(4)
    );
    for text in [format!("<p>{BODY}</p>{}x", "<div>".repeat(600)), page.replace("<p>", &"<div>".repeat(600))]
    {
        let found = read_bytes(json!({"text": text, "title": "Bridge"}).to_string().as_bytes(), "a.json");
        assert_eq!(found.articles.len(), 1);
        check_problem(
            &found,
            Cause::Undecided,
            &["1 record has a page with more boxes within boxes", "record 1"],
        );
    }
    let article = one(&json!({"html": page, "url": "https://nelin-post.example/a"}));
    assert_eq!(article.metadata.title.as_deref(), Some("Bridge closed"));
    assert!(article.markup.iter().any(|m| m.mark == Mark::Body));
}

#[test]
fn encodings_and_names() {
    let text = json!({"title": "Brücke gesperrt", "text": BODY}).to_string();
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let old: Vec<u8> = text.chars().map(|c| u8::try_from(c as u32).unwrap()).collect();
    for (bytes, by) in [
        (text.clone().into_bytes(), EncodingSign::ValidUtf8),
        (marked, EncodingSign::ByteOrderMark),
        (wide, EncodingSign::ByteOrderMark),
        (old, EncodingSign::Guessed),
    ] {
        for name in ["a.json", "a.txt", "a"] {
            let found = read_bytes(&bytes, name);
            assert_eq!(found.articles.len(), 1, "{name} {by:?}");
            assert_eq!(found.articles[0].metadata.title.as_deref(), Some("Brücke gesperrt"));
            assert_eq!(found.articles[0].encoding.by, by);
        }
    }
    // Text that only begins like it stays text.
    for text in
        ["[Photo: Ada Kora] The bridge is closed.", "{Bridge} closed: why?", "[1] The bridge.\n[2] The pier."]
    {
        assert_eq!(read_bytes(text.as_bytes(), "a.txt").articles[0].raw, text);
    }
    for (bytes, cause) in [
        (&b""[..], Cause::NoArticle),
        (b"[1,2]", Cause::NoArticle),
        (b"{\"a\": [", Cause::NoArticle),
        (b"[]", Cause::NoArticle),
    ] {
        let found = read_bytes(bytes, "a.json");
        assert!(found.articles.is_empty());
        assert_eq!(found.problems.list()[0].cause, cause);
    }
}

#[test]
fn limits_are_told() {
    let limits = Limits { records: 3, field_bytes: 60, fields: 5, ..Limits::default() };
    let task = Task::none();
    let many: Vec<_> =
        (0..5).map(|at| json!({"title": "Bridge", "text": BODY, "l": vec![at; at * 2]})).collect();
    let bytes = serde_json::to_vec(&many).unwrap();
    let found = read(&Input::new(&bytes, "a.json", &limits, &task));
    assert_eq!(found.articles.len(), 3);
    check_problem(&found, Cause::Skipped, &["more than 3 records"]);
    check_problem(&found, Cause::Undecided, &["3 records are larger"]);
    assert!(found.articles.iter().all(|a| a.raw.len() < 100));
    let cancelled = Task::new();
    cancelled.cancel();
    let found = read(&Input::new(&bytes, "a.json", &limits, &cancelled));
    assert!(found.articles.is_empty());
}

#[test]
fn hostile_files_end_soon() {
    let begin = Instant::now();
    let long = "The bridge is closed. ".repeat(400_000);
    for text in [
        "[".repeat(1_000_000),
        "{\"a\":".repeat(300_000),
        "[{\"a\":".repeat(300_000),
        format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000)),
        "\"".repeat(1_000_001),
        format!("[{}]", "{},".repeat(300_000)),
        format!("{{\"title\":\"A\",\"text\":\"{long}\"}}"),
        format!("{{{}\"text\":\"x\"}}", "\"text\":\"y\",".repeat(200_000)),
        format!("{{{}}}", (0..100_000).map(|at| format!("\"k{at}\":{at}")).collect::<Vec<_>>().join(",")),
        "{\"text\":\"<p>".to_owned() + &"<div>".repeat(200_000),
        "{\"text\":\"a\"}\n{\"text\":\"".repeat(50_000),
    ] {
        let found = read_bytes(text.as_bytes(), "a.json");
        assert!(!found.articles.is_empty() || !found.problems.is_empty(), "{}", text.get(..40).unwrap());
    }
    assert!(begin.elapsed() < Duration::from_mins(1), "{:?}", begin.elapsed());
}

const PIECES: [&str; 22] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"title\":\"A\"",
    "\"text\":\"The bridge.\"",
    "\"text\":",
    "null",
    "NaN",
    "\\",
    "\\u12",
    "'",
    "\n",
    "{\"text\":\"<p>x\"}",
    "1e9",
    " ",
    "\u{FEFF}",
    "\"body\":{\"a\":[\"x\"]}",
    "é",
];

/// What holds for the articles of any file.
pub fn check_found(found: &Found) {
    for article in &found.articles {
        let mut end = 0;
        for mark in &article.markup {
            assert!(mark.span.from >= end && mark.span.to as usize <= article.raw.len());
            assert!(!mark.span.of(&article.raw).is_empty());
            end = mark.span.to;
        }
    }
    assert!(found.articles.windows(2).all(|pair| pair[0].record < pair[1].record));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn whatever_bytes_come_in_marks_are_in_order_and_inside(
        begin in prop::sample::select(vec!["", "[{", "{\"title\":\"A\",\"text\":\"x\"}\n"]),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        pieces in prop::collection::vec(0..PIECES.len(), 0..60),
    ) {
        let mut text = begin.as_bytes().to_vec();
        text.extend(pieces.iter().flat_map(|at| PIECES[*at].bytes()));
        text.extend(bytes);
        check_found(&read_bytes(&text, "a.json"));
    }
}
