//! Exports of news databases: every layout, with all that it states.

use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::{Found, RawArticle};
use parallax::ingest::registry::Registry;
use parallax::problem::Cause;

use crate::files::read_bytes;

/// A file of tests/data/databases.
pub(super) fn export(name: &str) -> String {
    let path = format!("{}/tests/data/databases/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(super) fn read(text: &str) -> Found {
    read_bytes(text.as_bytes(), "download.txt")
}

/// What is expected of an article: headline, outlet, date, author, first and last words of the body, and
/// some of what else is stated.
struct Expected<'a> {
    title: &'a str,
    outlet: &'a str,
    date: &'a str,
    authors: &'a [&'a str],
    begins: &'a str,
    ends: &'a str,
    paragraphs: usize,
    captions: usize,
    other: &'a [(&'a str, &'a str)],
}

impl Default for Expected<'_> {
    fn default() -> Self {
        Self {
            title: "",
            outlet: "",
            date: "",
            authors: &[],
            begins: "",
            ends: "",
            paragraphs: 1,
            captions: 0,
            other: &[],
        }
    }
}

pub(super) fn has(article: &RawArticle, name: &str, value: &str) -> bool {
    article.metadata.other.iter().any(|(n, v)| n == name && v == value)
}

fn check(name: &str, database: &str, aside: usize, expected: &[Expected<'_>]) {
    let text = export(name);
    let found = read(&text);
    assert_eq!(found.articles.len(), expected.len(), "articles of {name}: {:?}", found.problems.list());
    for (at, (raw, expected)) in found.articles.iter().zip(expected).enumerate() {
        assert_eq!(raw.record as usize, at);
        assert!(has(raw, "database", database), "{:?}", raw.metadata);
        assert_eq!(raw.metadata.title.as_deref(), Some(expected.title), "{name}");
        for (key, value) in expected.other {
            assert!(has(raw, key, value), "{key} is {value} in {:?}", raw.metadata);
        }
        let article = analyse(raw.clone(), "download.txt", Registry::bundled());
        let shown = article.headline.as_ref().map(|h| article.text(h.value));
        assert_eq!(shown, Some(expected.title), "headline of {name} {at}");
        assert_eq!(article.outlet.as_ref().map(|o| &*o.value), Some(expected.outlet), "{name} {at}");
        assert_eq!(
            article.published.as_ref().map(|p| p.value.date.to_string()).as_deref(),
            Some(expected.date),
            "{name} {at}"
        );
        let authors: Vec<&str> = article.byline.iter().map(|a| &*a.value).collect();
        assert_eq!(authors, expected.authors, "{name} {at}");
        let body: Vec<&str> = article.body.iter().map(|p| article.text(p.span)).collect();
        assert_eq!(body.len(), expected.paragraphs, "{name} {at}: {body:#?}");
        assert!(body.first().is_some_and(|p| p.starts_with(expected.begins)), "{name} {at}: {body:#?}");
        assert!(body.last().is_some_and(|p| p.ends_with(expected.ends)), "{name} {at}: {body:#?}");
        assert_eq!(article.captions.len(), expected.captions, "{name} {at}: {body:#?}");
    }
    check_nothing_is_lost(&text, &found, aside, name);
}

/// All that is no white space stands in some article, but for the lines that are said to be left aside.
fn check_nothing_is_lost(text: &str, found: &Found, aside: usize, name: &str) {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let all: String = found.articles.iter().map(|article| squeeze(&article.raw)).collect();
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    let missing: Vec<&&str> = lines
        .iter()
        .filter(|line| {
            line.split('\t').any(|part| !all.contains(&squeeze(part))) && !line.starts_with("____")
        })
        .collect();
    assert!(missing.len() <= aside, "{name}: {missing:#?}");
    let told = found
        .problems
        .list()
        .iter()
        .any(|p| p.cause == Cause::Skipped && p.text.starts_with(&aside.to_string()));
    assert_eq!(told, aside > 0, "{name}: {:?}", found.problems.list());
}

pub(super) fn check_spans(found: &Found) {
    for article in &found.articles {
        let mut at = 0;
        for markup in &article.markup {
            assert!(markup.span.from >= at && markup.span.from < markup.span.to);
            assert!(article.raw.get(markup.span.range()).is_some());
            at = markup.span.to;
        }
    }
}

#[test]
fn lexisnexis() {
    check(
        "lexisnexis",
        "LexisNexis",
        7,
        &[
            Expected {
                title: "Bridge over the Tolva is closed for as long as the ice holds",
                outlet: "The Nelin Post",
                date: "2013-03-04",
                authors: &["Ada Loven"],
                begins: "The bridge over the Tolva at Nelin has been closed since Monday, when the drifting ice",
                ends: "It goes twice a day.",
                paragraphs: 2,
                captions: 1,
                other: &[
                    ("words", "64"),
                    ("page", "Pg. A3"),
                    ("load date", "March 5, 2013"),
                    ("edition", "Final Edition"),
                    ("dateline", "NELIN, March 4"),
                ],
            },
            Expected {
                title: "Ferry goes twice a day; Fares are to stay as they are",
                outlet: "Tolva Gazette",
                date: "2013-03-05",
                authors: &["Jon Brek", "Mia Sund"],
                begins: "The ferry at Nelin",
                ends: "its owner has promised.",
                other: &[("words", "20")],
                ..Expected::default()
            },
            Expected {
                title: "Brücke bleibt zu",
                outlet: "Nelin Zeitung",
                date: "2013-03-06",
                authors: &["Eva Holm"],
                begins: "Die Brücke",
                ends: "gesperrt.",
                other: &[("load date", "7. März 2013"), ("page", "S. 2")],
                ..Expected::default()
            },
        ],
    );
}

#[test]
fn nexis() {
    check(
        "nexis",
        "Nexis Uni",
        22,
        &[
            Expected {
                title: "Bridge over the Tolva is closed",
                outlet: "The Nelin Post",
                date: "2018-03-04",
                authors: &["ADA LOVEN", "JON BREK"],
                begins: "The bridge over the Tolva at Nelin",
                ends: "Nobody knows for how long.",
                paragraphs: 3,
                captions: 1,
                other: &[
                    ("edition", "Late Edition - Final"),
                    ("load date", "March 5, 2018"),
                    ("subject", "BRIDGES (90%)"),
                    ("words", "31"),
                ],
            },
            Expected {
                title: "Ferry goes twice a day",
                outlet: "Tolva Gazette",
                date: "2018-03-05",
                begins: "The ferry goes",
                ends: "open again.",
                ..Expected::default()
            },
        ],
    );
}

#[test]
fn factiva_with_codes() {
    check(
        "factiva_tags",
        "Factiva",
        0,
        &[
            Expected {
                title: "Bridge over the Tolva is closed",
                outlet: "The Nelin Post",
                date: "2018-03-04",
                authors: &["Ada Loven"],
                begins: "The bridge over the Tolva",
                ends: "BY Sunday the ice will have gone, they hope.",
                paragraphs: 3,
                captions: 1,
                other: &[
                    ("accession number", "NELP000020180304ee34000b1"),
                    ("time", "15:32"),
                    ("regions", "tolv : Tolva"),
                    ("page", "3"),
                ],
            },
            Expected {
                title: "Ferry goes twice a day",
                outlet: "Tolva Gazette",
                date: "2018-03-05",
                begins: "The ferry goes",
                ends: "open again.",
                ..Expected::default()
            },
        ],
    );
}

#[test]
fn factiva() {
    check(
        "factiva",
        "Factiva",
        0,
        &[
            Expected {
                title: "Bridge over the Tolva is closed for weeks",
                outlet: "The Nelin Post",
                date: "2018-03-04",
                authors: &["ADA LOVEN"],
                begins: "The bridge over the Tolva at Nelin",
                ends: "that the harbour office put up.",
                paragraphs: 2,
                other: &[
                    ("words", "1026"),
                    ("time", "15:32"),
                    ("source code", "NELP"),
                    ("edition", "Late Edition - Final"),
                    ("page", "3"),
                    ("credit", "Special to The Nelin Post"),
                    ("publisher", "The Nelin Post Company"),
                ],
                ..Expected::default()
            },
            Expected {
                title: "Brücke bleibt zu",
                outlet: "Tolva Zeitung",
                date: "2018-03-05",
                begins: "Die Brücke",
                ends: "sagt das Hafenamt.",
                ..Expected::default()
            },
            Expected {
                title: "潮浪桥封闭",
                outlet: "潮浪日报",
                date: "2018-03-06",
                begins: "奈林的",
                ends: "何时开放。",
                other: &[("accession number", "CHLRB00020180306ee36000b3")],
                ..Expected::default()
            },
        ],
    );
}

#[test]
fn proquest() {
    check(
        "proquest",
        "ProQuest",
        11,
        &[
            Expected {
                title: "Bridge over the Tolva is closed",
                outlet: "The Nelin Post; Nelin",
                date: "2018-03-04",
                authors: &["Loven", "Ada"],
                begins: "The bridge over the Tolva at Nelin",
                ends: "Nobody knows for how long.",
                paragraphs: 3,
                other: &[
                    ("accession number", "1234567890"),
                    ("page", "A.3"),
                    ("subject", "Bridges; Ice; Harbors & ports; Ferries"),
                ],
                ..Expected::default()
            },
            Expected {
                title: "Ferry goes twice a day",
                outlet: "Tolva Gazette",
                date: "2018-03-05",
                begins: "The ferry goes",
                ends: "open again.",
                ..Expected::default()
            },
        ],
    );
}

#[test]
fn europresse() {
    check(
        "europresse",
        "Europresse",
        0,
        &[
            Expected {
                title: "Le pont sur la Tolva est fermé",
                outlet: "La Gazette de Nelin",
                date: "2013-03-04",
                authors: &["Ada Loven"],
                begins: "Le pont sur la Tolva est fermé depuis lundi",
                ends: "combien de temps.",
                paragraphs: 2,
                captions: 1,
                other: &[
                    ("page", "p. 3"),
                    ("accession number", "news·20130304·GN·20130304001"),
                    ("note", "Lire aussi page 5."),
                ],
            },
            Expected {
                title: "Le bac passe deux fois par jour",
                outlet: "Le Quotidien de Tolva",
                date: "2013-03-05",
                begins: "Le bac passe deux fois",
                ends: "son propriétaire.",
                ..Expected::default()
            },
        ],
    );
}

#[test]
fn japanese_and_russian_archives() {
    for (name, database, outlet, aside) in
        [("kikuzo", "Kikuzo", "Asahi Shimbun", 0), ("yomidasu", "Yomidasu", "Yomiuri Shimbun", 2)]
    {
        check(
            name,
            database,
            aside,
            &[
                Expected {
                    title: "潮浪橋が通行止め",
                    outlet,
                    date: "2018-03-04",
                    begins: "潮浪川にかかる橋",
                    ends: "立っていない。",
                    paragraphs: 2,
                    captions: usize::from(name == "yomidasu"),
                    other: &[("words", "58")],
                    ..Expected::default()
                },
                Expected {
                    title: "渡し船は一日二便",
                    outlet,
                    date: "2018-03-05",
                    begins: "渡し船は橋",
                    ends: "運航する。",
                    ..Expected::default()
                },
            ],
        );
    }
    check(
        "integrum",
        "Integrum",
        1,
        &[
            Expected {
                title: "МОСТ ЧЕРЕЗ ТОЛВУ ЗАКРЫТ",
                outlet: "Нелинские вести",
                date: "1994-03-04",
                authors: &["Ловен Ада"],
                begins: "Мост через Толву закрыт",
                ends: "управлении порта.",
                paragraphs: 2,
                ..Expected::default()
            },
            Expected {
                title: "ПАРОМ ХОДИТ ДВА РАЗА В ДЕНЬ",
                outlet: "Толвинская газета",
                date: "1994-03-05",
                begins: "Паром ходит",
                ends: "моста.",
                ..Expected::default()
            },
        ],
    );
}
