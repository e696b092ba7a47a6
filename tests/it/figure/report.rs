//! The report page: one file that holds all it shows.

use parallax::export::{
    Cell, Column, Concordance, FigureOptions, Line, Note, Report, Table, page, save_figure, save_report,
};
use parallax::figure::Ink;
use resvg::usvg::roxmltree::Document;

use super::samples;

fn report() -> Report {
    let line = |index: usize, left: &str, right: &str| Line {
        outlet: ["Channel Sarenia", "Kestrel Business", "Norvia Daily"][index].into(),
        ink: Ink::nth(index),
        article: "14 May 2024, Fleet enters Halcyon waters".into(),
        left: left.into(),
        hit: "Halcyon Islands".into(),
        right: right.into(),
    };
    Report {
        title: "Fleet enters Halcyon waters".into(),
        made_of: "24 of 31 articles · 11,208 words · 2–16 May 2024".into(),
        generated_for: "Seminar on island disputes".into(),
        figures: vec![samples::with_undefined(), samples::over_time(24, 3), samples::distinctive(80)],
        beside: Vec::new(),
        tables: vec![Table {
            title: "Framing at a glance".into(),
            detail: "4 outlets on one story".into(),
            columns: vec![
                Column::plain("Outlet"),
                Column::reading("Headline"),
                Column::plain("Names it"),
                Column::number("Voices"),
            ],
            rows: vec![
                vec![
                    Cell::Outlet("Norvia Daily".into(), Ink::nth(0)),
                    Cell::Text("Halcyon fleet welcomed home to the Northern Arc".into()),
                    Cell::List(vec!["Northern Arc 9".into(), "Halcyon Islands 1".into()]),
                    Cell::Text("3".into()),
                ],
                vec![
                    Cell::Outlet("北の島新聞".into(), Ink::nth(6)),
                    Cell::Text("‘A provocation’: trawlers escorted <into> Halcyon & waters".into()),
                    Cell::List(vec!["the islands 6".into()]),
                    Cell::Undefined("nobody is quoted".into()),
                ],
            ],
        }],
        concordances: vec![Concordance {
            title: "Halcyon Islands".into(),
            detail: "61 lines in 19 articles, the first 3".into(),
            lines: vec![
                line(
                    0,
                    "escorted a Norvian fishing fleet into the waters of the",
                    "on Tuesday, in what the foreign ministry called",
                ),
                line(
                    1,
                    "insurers now treat the passage between the",
                    "and the mainland as a zone of heightened risk",
                ),
                line(
                    2,
                    "what some foreign maps still label the",
                    "is, the archive shows, the Arc of the 1890 survey",
                ),
            ],
        }],
        notes: vec![Note {
            heading: "Intervals".into(),
            text: "Articles, not words, are taken as drawn at random.".into(),
        }],
    }
}

#[test]
fn the_page_holds_all_it_shows_and_fetches_nothing() {
    let html = page::to_html(&report());
    if let Some(folder) = std::env::var_os("PARALLAX_PICTURES") {
        std::fs::write(std::path::Path::new(&folder).join("report.html"), &html).unwrap();
    }
    for part in [
        "<h1>Fleet enters Halcyon waters</h1>",
        "How it was counted",
        "escorted &lt;into&gt; Halcyon &amp; waters",
        "– nobody is quoted",
        "– no article left by the filters",
        "<mark>Halcyon Islands</mark>",
        "class=\"dot hatched\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert_eq!(html.matches("<svg ").count(), 6);
    for outside in ["src=", "href=", "url(", "<script", "@import", "<link"] {
        assert!(!html.contains(outside), "{outside}");
    }
    // The page writes its tags as XML would, but for those that HTML leaves open.
    let closed = html.replace("<!DOCTYPE html>\n", "").replace("<br>", "<br/>");
    let closed: Vec<String> = closed
        .lines()
        .map(
            |line| if line.starts_with("<meta ") { line.replacen("\">", "\"/>", 1) } else { line.to_owned() },
        )
        .collect();
    Document::parse(&closed.join("\n")).unwrap();
}

#[test]
fn hostile_words_do_not_reach_the_page_as_markup() {
    let hostile = "<img src=x onerror=alert(1)>\"'&\u{0}";
    let mut report = report();
    report.title = hostile.into();
    report.made_of = hostile.into();
    report.generated_for = hostile.into();
    report.figures[0].title = hostile.into();
    report.tables[0].title = hostile.into();
    report.tables[0].columns[0].name = hostile.into();
    report.tables[0].rows[0] = vec![
        Cell::Outlet(hostile.into(), Ink::nth(0)),
        Cell::List(vec![hostile.into()]),
        Cell::Undefined(hostile.into()),
    ];
    report.concordances[0].lines[0].left = hostile.into();
    report.concordances[0].lines[0].article = hostile.into();
    report.notes[0].text = hostile.into();
    let html = page::to_html(&report);
    assert!(!html.contains("<img") && !html.contains("x onerror=alert(1)>") && !html.contains('\u{0}'));
}

#[test]
fn files_are_written_by_their_ending() {
    let folder = tempfile::tempdir().unwrap();
    let figure = samples::names_of_the_islands();
    for (name, begins) in
        [("a.svg", &b"<svg "[..]), ("a.PNG", b"\x89PNG"), ("a.csv", "\u{FEFF}category".as_bytes())]
    {
        let path = folder.path().join(name);
        save_figure(&figure, &path, &FigureOptions::default()).unwrap();
        assert!(std::fs::read(&path).unwrap().starts_with(begins), "{name}");
    }
    let problem = save_figure(&figure, &folder.path().join("a.pdf"), &FigureOptions::default()).unwrap_err();
    assert!(problem.text.contains(".png, .svg or .csv"), "{problem}");
    save_report(&report(), &folder.path().join("report.html")).unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 4);
}
