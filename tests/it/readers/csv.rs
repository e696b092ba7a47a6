//! Tables of text: delimiters, quoting, headers, encodings, rows that are not what they should be.

use std::time::{Duration, Instant};

use parallax::corpus::Confidence;
use parallax::ingest::readers::fields::Part;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Input, RawArticle, read};
use parallax::problem::Cause;
use parallax::task::Task;
use proptest::prelude::*;

use super::json::{check_found, check_problem};
use crate::files::read_bytes;

const BODY: &str = "The bridge of Port Nelin stays closed, the mayor said on Monday; two piers have cracks. \
    Fishermen go round by the old harbour; it takes them an hour more each day. Nobody was hurt.";

/// Headline, outlet and date of each article.
fn check(text: &str, name: &str, expected: &[(&str, &str, &str)]) -> Vec<RawArticle> {
    let found = read_bytes(text.as_bytes(), name);
    let of = |part: &Option<String>| part.clone().unwrap_or_default();
    let stated: Vec<_> = found
        .articles
        .iter()
        .map(|a| (of(&a.metadata.title), of(&a.metadata.outlet), of(&a.metadata.date)))
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned())).collect();
    assert_eq!(stated, expected, "{name}: {text:?} {:?} {:?}", found.shapes, found.problems.list());
    found.articles
}

#[test]
fn delimiters_quotes_and_headers() {
    let both = [("Bridge closed", "Nelin Post", "2024-05-02"), ("Pier, too", "Nelin Post", "2024-05-17")];
    check(
        &format!(
            "title,text,date,outlet\r\nBridge closed,\"{BODY}\",2024-05-02,Nelin Post\r\n\"Pier, too\",\"{BODY}\",2024-05-17,Nelin Post\r\n"
        ),
        "a.csv",
        &both,
    );
    let body = BODY.replace(';', ",");
    check(
        &format!(
            "sep=;\nTitel;Text;Datum;Quelle\nBridge closed;{body};02.05.2024;Nelin Post\nPier, too;{body};17.05.2024;Nelin Post\n"
        ),
        "a.csv",
        &both,
    );
    check(
        &format!(
            "title\ttext\tdate\toutlet\nBridge closed\t{BODY}\t05/02/2024\tNelin Post\nPier, too\t{BODY}\t05/17/2024\tNelin Post"
        ),
        "a.tsv",
        &both,
    );
    let articles = check(
        &format!(
            "title|text|date|outlet\nBridge closed|\"{BODY}\n\nShe said \"\"no\"\".\"|2024-05-02|Nelin Post\n"
        ),
        "a.csv",
        &both[..1],
    );
    assert!(articles[0].raw.ends_with("Nobody was hurt.\n\nShe said \"no\".\n"));
    let articles = check(
        &format!(
            "title,text,date,outlet\n\"Bridge closed\",\"{BODY} She said \\\"no\\\", he said.\",2024-05-02,Nelin Post\n"
        ),
        "a.csv",
        &both[..1],
    );
    assert!(articles[0].raw.ends_with("She said \"no\", he said.\n"));
}

#[test]
fn a_table_without_a_header_is_read_by_what_is_in_it() {
    let row = |at: usize| {
        format!(
            "https://nelin-post.example/{at},Bridge {at} of the town closed,2024-05-{:02},\"{BODY} {BODY} {BODY} {BODY}\"\n",
            at + 1
        )
    };
    let text: String = (0..20).map(row).collect();
    let found = read_bytes(text.as_bytes(), "a.csv");
    assert_eq!(found.articles.len(), 20);
    let shape = &found.shapes[0];
    assert_eq!(shape.confidence, Confidence::Low);
    let held = |part| shape.mapping.fields(part).map(|one| one.field.as_str()).collect::<Vec<_>>();
    assert_eq!(
        [held(Part::Url), held(Part::Headline), held(Part::Date), held(Part::Body)],
        [["column 1"], ["column 2"], ["column 3"], ["column 4"]]
    );
    check_problem(&found, Cause::Undecided, &["guessed", "column 4"]);
}

#[test]
fn tables_are_known_by_their_content_and_prose_is_not_stolen() {
    let text = format!("id,title,text,date\n1,Bridge closed,\"{BODY}\",2024-05-02\n");
    for name in ["a.csv", "a.txt", "a", "a.xls"] {
        assert_eq!(read_bytes(text.as_bytes(), name).shapes.len(), 1, "{name}");
    }
    let prose = format!("Bridge closed, pier too\n\n{BODY}\n\nThey, he said, go on, and on.\n");
    assert!(read_bytes(prose.as_bytes(), "a.txt").problems.is_empty());
    let found = read_bytes(prose.as_bytes(), "a.csv");
    assert_eq!(found.articles[0].raw, prose);
    check_problem(&found, Cause::Undecided, &["one column", "one article"]);
    let found = read_bytes(format!("text\n\"{BODY}\"\n\"{BODY}\"\n").as_bytes(), "a.csv");
    assert_eq!(found.articles.len(), 2);
}

#[test]
fn what_is_wrong_with_rows_is_told() {
    let good = format!("Bridge closed,\"{BODY}\",2024-05-02\n");
    let text = format!(
        "title,text,date\n{good}Pier,one, two, three,2024-05-02\n{good}Empty,,2024-05-02\nOpen,\"never closed,2024-05-02\n"
    );
    let found = read_bytes(text.as_bytes(), "a.csv");
    assert_eq!(found.articles.len(), 4, "{:?}", found.problems.list());
    check_problem(&found, Cause::Undecided, &["A row has more cells"]);
    check_problem(&found, Cause::Undecided, &["quotation mark", "never closed"]);
    check_problem(&found, Cause::NoArticle, &["1 record has a headline", "row 5"]);
    let found = read_bytes(b"id,amount,kind\n1,20.5,a\n2,30.5,b\n", "a.csv");
    assert!(found.articles.is_empty());
    check_problem(&found, Cause::NoArticle, &["no field with the text", "“amount”"]);
    let mut graph =
        vec!["20240502101500-7", "20240502101500", "1", "nelin-post.example", "https://nelin-post.example/a"];
    graph.resize(27, "x");
    let found = read_bytes(graph.join("\t").as_bytes(), "a.csv");
    check_problem(&found, Cause::NoArticle, &["GDELT"]);
    for bytes in [&b""[..], b"\n\n", b"\xFF\xFE", b"title,text\n"] {
        let found = read_bytes(bytes, "a.csv");
        assert!(found.articles.is_empty());
    }
}

#[test]
fn encodings() {
    let text = format!("Titel;Text\nBrücke gesperrt;{}\n", BODY.replace(';', ","));
    let old: Vec<u8> = text.chars().map(|c| u8::try_from(c as u32).unwrap()).collect();
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [text.clone().into_bytes(), [b"\xEF\xBB\xBF", text.as_bytes()].concat(), old, wide] {
        let found = read_bytes(&bytes, "a.csv");
        assert_eq!(found.articles[0].metadata.title.as_deref(), Some("Brücke gesperrt"));
    }
}

#[test]
fn large_cells_and_hostile_tables() {
    let begin = Instant::now();
    let large = "The bridge is closed. ".repeat(480_000);
    let found = read_bytes(format!("title,text\nBridge,\"{large}\"\nPier,\"{BODY}\"\n").as_bytes(), "a.csv");
    assert_eq!(found.articles.len(), 2);
    assert!(found.articles[0].raw.len() > 10_000_000);
    for text in [
        "\"".repeat(1_000_000),
        ",".repeat(1_000_000),
        "\"a\n".repeat(100_000),
        "\"a\"b,".repeat(50_000),
        format!("title,text\n{}", "a,\"b\n".repeat(20_000)),
        format!("title,text\n{}", "\n".repeat(500_000)),
        "a,b,c\r".repeat(200_000),
    ] {
        check_found(&read_bytes(text.as_bytes(), "a.csv"));
    }
    assert!(begin.elapsed() < Duration::from_mins(1), "{:?}", begin.elapsed());
    let limits = Limits { records: 2, fields: 2, ..Limits::default() };
    let text = format!("text,title,date\n{}", format!("\"{BODY}\",Bridge,2024-05-02\n").repeat(4));
    let task = Task::none();
    let file = Input::new(text.as_bytes(), "a.csv", &limits, &task);
    let found = read(&file);
    assert_eq!(found.articles.len(), 2);
    check_problem(&found, Cause::Skipped, &["more than 2 records"]);
    check_problem(&found, Cause::Undecided, &["2 records are larger"]);
    assert_eq!(found.shapes[0].fields, ["text", "title"]);
    assert_eq!(found.problems.list().len(), 2, "{:?}", found.problems.list());
    let text = format!(
        "text,title{}\n{}",
        ",".repeat(1000),
        format!("\"{BODY}\",Bridge{}\n", ",".repeat(1000)).repeat(2)
    );
    let found = read(&Input::new(text.as_bytes(), "a.csv", &limits, &task));
    assert_eq!((found.articles.len(), found.shapes[0].fields.len()), (2, 2));
    assert!(found.problems.is_empty(), "{:?}", found.problems.list());
}

const PIECES: [&str; 14] = [
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "|",
    "\n",
    "\r\n",
    "title",
    "text",
    "The bridge. ",
    "\\\"",
    "2024-05-02",
    "<p>x</p>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn whatever_bytes_come_in_marks_are_in_order_and_inside(
        begin in prop::sample::select(vec!["", "title,text\n", "sep=;\n", "title;text;date\n"]),
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        pieces in prop::collection::vec(0..PIECES.len(), 0..60),
    ) {
        let mut text = begin.as_bytes().to_vec();
        text.extend(pieces.iter().flat_map(|at| PIECES[*at].bytes()));
        text.extend(bytes);
        check_found(&read_bytes(&text, "a.csv"));
    }
}
