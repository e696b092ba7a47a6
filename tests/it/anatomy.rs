//! Pages taken apart: the made-up pages of `tests/data/pages` against their truth, and properties
//! that hold for any text.
//!
//! A page is `name.txt`, its truth `name.json` in the keys of `parallax articles`; keys that are
//! missing are not judged, a value under `accept` may be any of its list.

use std::path::{Path, PathBuf};

use parallax::corpus::{Article, EncodingFound, EncodingSign, LineRole, ParagraphKind};
use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::{Metadata, RawArticle};
use parallax::ingest::registry::Registry;
use proptest::prelude::*;
use serde_json::Value;

/// The article of a text.
pub fn article(raw: &str, path: &str) -> Article {
    let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false };
    let raw = RawArticle {
        record: 0,
        raw: raw.to_owned(),
        encoding,
        metadata: Metadata::default(),
        front_matter: None,
        markup: Vec::new(),
        member: None,
    };
    analyse(raw, path, Registry::bundled())
}

/// The article of a text about which its file states `metadata`.
pub fn stated(raw: &str, metadata: Metadata) -> Article {
    let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false };
    let raw = RawArticle {
        record: 0,
        raw: raw.to_owned(),
        encoding,
        metadata,
        front_matter: None,
        markup: Vec::new(),
        member: None,
    };
    analyse(raw, "article.txt", Registry::bundled())
}

/// Whether `found` is what the truth says, or one of what it accepts.
fn agrees(truth: &Value, found: &Value) -> bool {
    let same = |truth: &Value| match (truth.as_str(), found.as_str()) {
        (Some(a), Some(b)) => squeeze(a) == squeeze(b),
        _ => truth == found,
    };
    match truth.get("accept").and_then(Value::as_array) {
        Some(list) => list.iter().any(same),
        None => same(truth),
    }
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Everything in which `article` and its truth disagree.
pub fn disagreements(article: &Article, truth: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let text = |s: Option<&str>| s.map_or(Value::Null, |s| Value::String(squeeze(s)));
    let value = |s: Option<&std::sync::Arc<str>>| s.map_or(Value::Null, |s| Value::String(s.to_string()));
    let kind = |k: ParagraphKind| -> Vec<&str> {
        article.body.iter().filter(|p| p.kind == k).map(|p| article.text(p.span)).collect()
    };
    let body = squeeze(&article.body.iter().map(|p| article.text(p.span)).collect::<Vec<_>>().join(" "));
    let found: Vec<(&str, Value)> = vec![
        ("outlet", value(article.outlet.as_ref().map(|o| &o.value))),
        ("host", value(article.host.as_ref().map(|o| &o.value))),
        ("wire", value(article.wire.as_ref().map(|o| &o.value))),
        ("published", text(article.published.as_ref().map(|p| p.value.to_string()).as_deref())),
        ("headline", text(article.headline.as_ref().map(|h| article.text(h.value)))),
        ("standfirst", text(article.standfirst.as_ref().map(|h| article.text(h.value)))),
        ("byline", article.byline.iter().map(|b| Value::String(b.value.to_string())).collect()),
        ("section", value(article.section.as_ref().map(|s| &s.value))),
        ("opinion", Value::Bool(article.is_opinion())),
        ("language", text(article.language.value.code())),
        ("completeness", Value::String(article.completeness.value.to_string())),
        ("subheads", kind(ParagraphKind::Subhead).iter().map(|s| Value::String(squeeze(s))).collect()),
    ];
    for (key, found) in found {
        if let Some(expected) = truth.get(key)
            && !agrees(expected, &found)
        {
            out.push(format!("{key}: expected {expected}, found {found}"));
        }
    }
    for (key, starts) in [("first_body_words", true), ("last_body_words", false)] {
        if let Some(words) = truth.get(key).and_then(Value::as_str) {
            let fits =
                if starts { body.starts_with(&squeeze(words)) } else { body.ends_with(&squeeze(words)) };
            if !fits {
                let shown: String = if starts {
                    body.chars().take(80).collect()
                } else {
                    let mut tail: Vec<char> = body.chars().rev().take(80).collect();
                    tail.reverse();
                    tail.into_iter().collect()
                };
                out.push(format!("{key}: expected {words:?}, found {shown:?}"));
            }
        }
    }
    if let Some(captions) = truth.get("captions").and_then(Value::as_array) {
        let found: Vec<String> = article.captions.iter().map(|c| squeeze(article.text(*c))).collect();
        let fits = found.len() == captions.len()
            && captions
                .iter()
                .zip(&found)
                .all(|(c, f)| c.as_str().is_some_and(|c| f.starts_with(&squeeze(c))));
        if !fits {
            out.push(format!("captions: expected {captions:?}, found {found:?}"));
        }
    }
    for line in truth.get("furniture").and_then(Value::as_array).into_iter().flatten() {
        let wanted = squeeze(line.as_str().unwrap_or(""));
        let wanted = wanted.trim_start_matches(['•', ' ']);
        let lines = article
            .lines
            .iter()
            .filter(|l| squeeze(article.text(l.span)).trim_start_matches(['•', ' ']).starts_with(wanted));
        let roles: Vec<LineRole> = lines.map(|l| l.role).collect();
        if roles.is_empty() || roles.iter().any(|r| matches!(r, LineRole::Body(_) | LineRole::Blank)) {
            out.push(format!("furniture: {wanted:?} is {roles:?}"));
        }
    }
    for (key, found) in [("paragraphs", article.body.len()), ("items", kind(ParagraphKind::ListItem).len())] {
        if truth.get(key).and_then(Value::as_u64).is_some_and(|n| n != found as u64) {
            out.push(format!("{key}: expected {}, found {found}", truth[key]));
        }
    }
    if let Some(kind) = truth.get("page_kind").and_then(Value::as_str) {
        let words = match kind {
            "live" => "This is a live page",
            "gallery" => "This is a page of pictures",
            _ => "This is the page of a film",
        };
        if !article.problems.iter().any(|p| p.starts_with(words)) {
            out.push(format!("page_kind: expected {kind}, found {:?}", article.problems));
        }
    } else if article.problems.iter().any(|p| p.starts_with("This is ")) {
        out.push(format!("page_kind: expected none, found {:?}", article.problems));
    }
    out.extend(accounts(article));
    out
}

/// Whether every line is accounted for exactly once, and parts and lines say the same.
pub fn accounts(article: &Article) -> Vec<String> {
    article.check().err().into_iter().collect()
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages");
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn the_parts_of_every_made_up_page_are_found() {
    let mut failures = Vec::new();
    let pages = pages();
    assert!(pages.len() >= 30, "pages are missing");
    for page in pages {
        let raw = std::fs::read_to_string(&page).expect("a page");
        let truth = std::fs::read_to_string(page.with_extension("json")).expect("its truth");
        let truth: Value = serde_json::from_str(&truth).unwrap_or_else(|e| panic!("{}: {e}", page.display()));
        let name = page.file_name().and_then(|n| n.to_str()).unwrap_or("");
        let path = truth.get("path").and_then(Value::as_str).unwrap_or(name).to_owned();
        for line in disagreements(&article(&raw, &path), &truth) {
            failures.push(format!("{name}: {line}"));
        }
    }
    assert!(failures.is_empty(), "{}\n", failures.join("\n"));
}

#[test]
fn hours_beside_a_report_make_no_live_page() {
    let report = "The bridge over the Tolva at Nelin has been closed since Monday, when the ice broke two of its piers.\n\n                  The harbour office said that nobody knows when the government will pay for the repairs.\n\n                  A boat goes twice a day, and the fares are to stay as they are until the bridge is open again.\n\n";
    let ticker = "Latest news\n\n14:32\n\nFerry sinks\n\n14:10\n\nMayor resigns\n\n13:55\n\nIce breaks\n\n13:20\n\nPort opens\n\n";
    let page = format!("The Nelin Post\n\nBridge closed\n\n3 May 2024\n\n{report}{ticker}");
    let article = article(&page, "bridge.txt");
    assert!(!article.problems.iter().any(|p| p.starts_with("This is a live")), "{:?}", article.problems);
    assert!(article.body.iter().all(|p| !article.text(p.span).starts_with("13:")), "{:?}", article.body);
}

#[test]
fn hostile_texts_are_taken_apart_without_harm() {
    let long = "word ".repeat(200_000);
    let glued = "あ".repeat(300_000);
    let blank = "\n".repeat(100_000);
    let brackets = "((((【【".repeat(20_000);
    let lines = "By A\n".repeat(20_000);
    let dates = "1/2/3 ".repeat(5_000);
    for raw in [
        "",
        "\n",
        " ",
        "\u{feff}",
        "a",
        "©",
        "By ",
        "（",
        "—",
        "记者",
        "｜",
        "{{",
        &long,
        &glued,
        &blank,
        &brackets,
        &lines,
        &dates,
        "\u{2028}\u{2029}",
        "By (",
        "文/",
        "2018年",
        "Home >",
        "\r\r\r",
    ] {
        let article = article(raw, "hostile.txt");
        assert_eq!(
            accounts(&article),
            Vec::<String>::new(),
            "{:?}",
            raw.chars().take(20).collect::<String>()
        );
    }
}

/// Pieces that pages are made of, to build nonsense that looks like pages.
const PIECES: &[&str] = &[
    "By ",
    "Home > World",
    "19 марта 2018",
    "2018年3月19日",
    "(Reuters) - ",
    "©",
    " | ",
    "【",
    "】",
    "（记者",
    "）",
    "The talks ended. ",
    "会談は終わった。",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\u{a0}",
    "{{x}}",
    "Related Stories",
    "1 2 3 Next",
    "TOKYO -- ",
    "Photo: ",
    "/ AFP)",
    "- ",
    "• ",
    "“",
    "”",
    "…",
    "Previous Page",
    "\u{200b}",
    "🙂",
    "ﬁ",
    "İ",
    "ß",
    "記者",
    "電",
    "电",
    "社",
    "新华社",
    "by ",
    "in ",
    "and ",
    ", ",
    "Ada Brandt",
    "Updated: ",
    "\t",
    "?",
    "http://a.example/2018/03/19/x",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_accounted_for(raw in "\\PC{0,400}") {
        prop_assert_eq!(accounts(&article(&raw, "any.txt")), Vec::<String>::new());
    }

    #[test]
    fn any_lines_are_accounted_for(raw in "(?s).{0,300}") {
        prop_assert_eq!(accounts(&article(&raw, "any.txt")), Vec::<String>::new());
    }

    #[test]
    fn pieces_of_pages_are_accounted_for(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let raw = pieces.concat();
        prop_assert_eq!(accounts(&article(&raw, "any.txt")), Vec::<String>::new());
    }
}
