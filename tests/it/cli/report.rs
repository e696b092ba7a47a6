//! The report: a page that holds all it shows, and its figures beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use parallax::figure::Ink;
use parallax::project::OutletBook;
use parallax::query::{Filter, Query};
use parallax::session::{Action, Command, Lens, NoDialogs, Places, Session};
use resvg::usvg::roxmltree::Document;

use super::{run_at, run_with, sample};

/// Writes a report of the sample into `folder`; what is said about it.
fn report(folder: &Path, more: &[&str]) -> String {
    let sample = sample();
    let arguments = [&["report", sample.to_str().unwrap(), "--out", "@"][..], more].concat();
    let said = run_at(folder, &arguments);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    said.err
}

fn files(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn page(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("report.html")).unwrap()
}

fn names(stems: &[&str]) -> BTreeSet<String> {
    let figures =
        stems.iter().flat_map(|stem| ["svg", "png", "csv"].map(|ending| format!("{stem}.{ending}")));
    figures.chain(["report.html".to_owned()]).collect()
}

/// The page writes its tags as XML would, but for those that HTML leaves open.
fn check_page(html: &str) {
    let closed = html.replace("<!DOCTYPE html>\n", "").replace("<br>", "<br/>");
    let closed: Vec<String> = closed
        .lines()
        .map(
            |line| if line.starts_with("<meta ") { line.replacen("\">", "\"/>", 1) } else { line.to_owned() },
        )
        .collect();
    Document::parse(&closed.join("\n")).unwrap();
    for outside in ["src=", "href=", "url(", "<script", "@import", "<link"] {
        assert!(!html.contains(outside), "{outside}");
    }
}

/// Each picture opens its own recipe in the window, and does not say where the articles lie.
fn check_recipes(out: &Path) {
    for (stem, lens, series) in [
        ("frequency", Lens::ByOutlet, 2),
        ("over-time", Lens::OverTime, 2),
        ("distinctive-words", Lens::Distinctive, 0),
    ] {
        for ending in ["svg", "png"] {
            let path = out.join(format!("{stem}.{ending}"));
            let held = parallax::export::recipe_in(&path).unwrap();
            let above = sample().parent().unwrap().to_str().unwrap().to_owned();
            assert!(held.contains("\"folders\":[\"sample\"]") && !held.contains(&above), "{held}");
            let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
            session.apply(Command::Open(vec![sample(), path]));
            for _ in 0..12 {
                session.take_in();
            }
            assert_eq!(
                (session.place().lens, session.bench().series.len()),
                (lens, series),
                "{stem}.{ending}"
            );
        }
    }
}

#[test]
fn a_report_with_queries_has_figures_tables_lines_and_notes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/report");
    let said = report(
        &out,
        &["-q", "\"halcyon islands\"", "-q", "\"northern arc\"", "--title", "Islands & <words>"],
    );
    assert!(said.contains("report.html and 30 files of figures") && said.lines().count() <= 2, "{said}");
    let lenses = [
        "frequency",
        "over-time",
        "dispersion",
        "distinctive-words",
        "word-shift",
        "neighbours",
        "neighbours-2",
        "phrases-around",
        "phrases-around-2",
        "phrases",
    ];
    assert_eq!(files(&out), names(&lenses));
    check_recipes(&out);
    let html = page(&out);
    check_page(&html);
    for part in [
        "<h1>Islands &amp; &lt;words&gt;</h1>",
        "36 articles · ",
        "2–16 May 2024",
        "<h2>Outlets</h2>",
        "<h2>Counts of &quot;halcyon islands&quot;</h2>",
        "<h2>Distinctive words</h2>",
        "<h2>Articles</h2>",
        "<h2>Lines of &quot;northern arc&quot;</h2>",
        "24 of them, evenly spaced",
        "How it was counted",
        "effective number of words",
        "Monroe, Colaresi and Quinn",
        // The methods text has the works of every lens.
        "Gries",
        "Rychl",
        "Jensen-Shannon",
    ] {
        assert!(html.contains(part), "{part}");
    }
    // Each for a wide and for a narrow screen.
    assert_eq!(html.matches("<svg ").count(), 2 * lenses.len());
    assert_eq!(html.matches("<mark>").count(), 24 + 23);
    for (ending, begins) in
        [("svg", &b"<svg "[..]), ("png", b"\x89PNG"), ("csv", "\u{FEFF}category".as_bytes())]
    {
        let bytes = std::fs::read(out.join(format!("frequency.{ending}"))).unwrap();
        assert!(bytes.starts_with(begins), "{ending}");
    }
}

#[test]
fn a_report_without_queries_has_articles_outlets_and_distinctive_words() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path(), &[]);
    assert_eq!(files(folder.path()), names(&["distinctive-words", "word-shift", "phrases"]));
    let html = page(folder.path());
    check_page(&html);
    for part in ["<h1>sample</h1>", "<h2>Outlets</h2>", "<h2>Distinctive words</h2>", "<h2>Articles</h2>"] {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("<mark>"));
}

#[test]
fn many_queries_are_shared_out_among_figures() {
    let folder = tempfile::tempdir().unwrap();
    let queries = ["arc", "halcyon", "cable", "pact", "fleet", "patrol"];
    let more: Vec<&str> = queries.iter().flat_map(|query| ["-q", query]).collect();
    report(folder.path(), &more);
    let files = files(folder.path());
    for stem in ["frequency", "over-time", "dispersion"] {
        assert!(
            files.contains(&format!("{stem}-2.svg")) && !files.contains(&format!("{stem}-3.svg")),
            "{stem}"
        );
    }
    let second = std::fs::read_to_string(folder.path().join("frequency-2.csv")).unwrap();
    assert!(second.contains("patrol") && !second.contains("halcyon"));
}

#[test]
fn one_outlet_alone_gives_a_page_that_says_what_it_cannot_say() {
    let folder = tempfile::tempdir().unwrap();
    report(folder.path(), &["-q", "arc", "-f", "outlet:\"Norvia Daily\""]);
    let html = page(folder.path());
    check_page(&html);
    assert!(html.contains("7 of 36 articles · 1 outlet") && html.contains("None: "), "{html}");
    assert_eq!(
        files(folder.path()),
        names(&["frequency", "over-time", "dispersion", "neighbours", "phrases-around", "phrases"])
    );
    let nothing = tempfile::tempdir().unwrap();
    report(nothing.path(), &["-q", "arc", "-f", "outlet:nobody"]);
    assert_eq!(files(nothing.path()), names(&[]));
    check_page(&page(nothing.path()));
}

#[test]
fn what_else_is_in_the_folder_stays_and_is_mentioned() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.doc"), "years of work").unwrap();
    let first = report(folder.path(), &[]);
    assert!(first.contains("1 other file there left as they were") && !first.contains("in place"), "{first}");
    let second = report(folder.path(), &[]);
    assert!(second.contains("10 in place of earlier ones"), "{second}");
    assert_eq!(std::fs::read_to_string(folder.path().join("thesis.doc")).unwrap(), "years of work");
    assert_eq!(files(folder.path()).len(), 11);
}

#[test]
fn the_number_of_threads_changes_no_byte_of_a_report() {
    let folders = ["1", "7"].map(|threads| {
        let folder = tempfile::tempdir().unwrap();
        let sample = sample();
        let arguments = ["report", sample.to_str().unwrap(), "--out", "@", "-q", "arc", "-q", "halcyon"];
        assert_eq!(run_with(folder.path(), &arguments, &[("RAYON_NUM_THREADS", threads)]).code, 0);
        folder
    });
    let [one, many] = folders.each_ref().map(tempfile::TempDir::path);
    assert_eq!(files(one), files(many));
    for name in files(one) {
        assert!(
            std::fs::read(one.join(&name)).unwrap() == std::fs::read(many.join(&name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn stories_stand_side_by_side() {
    let place = tempfile::tempdir().unwrap();
    report(place.path(), &[]);
    let html = page(place.path());
    assert_eq!(html.matches(": side by side</h2>").count(), 3);
    // All rows of the table at a glance, in the words of the window.
    for expected in [
        "Headline",
        "Names it",
        "Calls the event",
        "Who speaks",
        "Verbs",
        "Dictionary hits",
        "not validated on this corpus",
        "Distinctive",
        "Hedges",
        "Figures given",
        "Copies",
        "Only here",
        "Leaves out",
        "reworded",
        "same words",
        "<span class=\"chief\">Northern Arc 3</span> · the Arc 2",
        "prints Meridian Wire’s text, whole",
        "said 4</span> · put 1 · conceded 1 <span class=\"quiet\">(conceding)</span>",
        "<span class=\"mark\">opinion</span>",
        "18 articles of 6 outlets · not side by side: 1 article of an unknown outlet",
        // The methods text has them too.
        "held against each other by rare words",
    ] {
        assert!(html.contains(expected), "{expected}");
    }
    check_page(&html);

    // The filter comes first: of what it leaves is told, and how much that is.
    report(place.path(), &["-f", "outlet:\"Norvia Daily\",\"The Lantern\""]);
    let html = page(place.path());
    assert!(html.contains("3 articles of 2 outlets"), "{html}");
    assert!(!html.contains("7 outlets"), "{html}");
}

#[test]
fn a_report_of_one_story_has_its_title() {
    let place = tempfile::tempdir().unwrap();
    let heading = |more: &[&str]| {
        report(place.path(), more);
        let html = page(place.path());
        let from = html.find("<h1>").unwrap() + 4;
        html[from..].split("</h1>").next().unwrap().to_owned()
    };
    let story = "Norvia and Sarenia initial draft fishing pact";
    let filter = format!("story:\"{story}\"");
    assert_eq!(heading(&["-f", &filter]), format!("{story} · sample"));
    assert_eq!(heading(&["-f", &filter, "--title", "Mine"]), "Mine");
    assert_eq!(heading(&["-f", "outlet:\"Norvia Daily\",\"The Lantern\""]), "sample");
}

/// An outlet has one colour, whoever draws it.
#[test]
fn outlets_have_the_colours_of_the_window() {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    crate::session::apply(&mut session, Command::Open(vec![sample()]));
    let corpus = session.corpus().unwrap().clone();
    let inks = parallax::session::inks_of(&corpus, BTreeMap::new(), &OutletBook::default());
    for (outlet, ink) in corpus.outlets().iter().zip(&inks) {
        let there = session.ink_of(&outlet.name).map(|at| Ink::nth(usize::from(at)));
        assert!(outlet.name.is_empty() || there == Some(*ink), "{}", outlet.name);
    }
    // That is not the order of their names.
    let by_name: Vec<Ink> = (0..inks.len()).map(Ink::nth).collect();
    assert_ne!(inks, by_name);
}

/// What the window saves of the same articles, series and filter is the same, byte for byte.
#[test]
fn the_window_writes_the_same_files() {
    let place = tempfile::tempdir().unwrap();
    let [there, here] = ["there", "here"].map(|name| place.path().join(name));
    report(&there, &["-q", "\"halcyon islands\"", "-q", "arc", "-f", "date:2024-05-03..2024-05-12"]);
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    let filter = Filter::parse("date:2024-05-03..2024-05-12").unwrap();
    let queries = ["\"halcyon islands\"", "arc"].map(|text| Command::AddSeries(Query::parse(text).unwrap()));
    let first = [Command::Open(vec![sample()]), Command::SetFilter(filter)];
    let last = [Command::Do(Action::SaveReport), Command::SubmitPath(here.display().to_string())];
    for command in first.into_iter().chain(queries).chain(last) {
        crate::session::apply(&mut session, command);
    }
    assert_eq!(files(&here), files(&there));
    for name in files(&here) {
        assert!(
            std::fs::read(here.join(&name)).unwrap() == std::fs::read(there.join(&name)).unwrap(),
            "{name}"
        );
    }
}
