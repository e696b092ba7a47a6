//! The import report: what reading gave, gaps filled in many articles at once, lines put back, the report saved.

use std::fs;
use std::path::Path;

use parallax::corpus::LineRole;
use parallax::project::{Change, Part};
use parallax::session::{
    Action, Command, FactStep, FillFrom, ImportPage, LineReach, NoDialogs, Overlay, Places, Session,
};

use crate::session::apply;

/// Pages of a harbour: two of one outlet, by their names, and what gives trouble beside them.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    };
    let page = |n: u32| {
        format!(
            "Quay {n} opened\n\nThe quay number {n} was opened on Monday by those who own it, after a winter of {n} storms.\n\nAll who came said they would come again, in {n} boats.\n\nShare on Facebook\n"
        )
    };
    for (n, name) in [(1, "Norvia Post_2024-05-03_one.txt"), (2, "Norvia Post_2024-05-04_two.txt")] {
        write(name, page(n).as_bytes());
    }
    write("loose/three.txt", page(3).as_bytes());
    write("loose/four.txt", page(4).as_bytes());
    write("empty.txt", b"");
    write("cut.zip", b"PK\x03\x04 and no more");
    write("picture.jpg", b"\xFF\xD8\xFF");
    write("picture 2.jpg", b"\xFF\xD8\xFF");
    folder
}

fn opened(folder: &Path) -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![folder.to_path_buf()]));
    session
}

fn typed(session: &Session, part: Part) -> Vec<String> {
    let corpus = session.corpus().expect("read");
    corpus.articles().iter().map(|article| part.typed(article)).collect()
}

fn ids(session: &Session) -> Vec<u32> {
    (0..session.corpus().expect("read").article_count()).collect()
}

#[test]
fn the_report_says_what_became_of_each_file() {
    let folder = folder();
    let mut session = opened(folder.path());
    apply(&mut session, Command::Do(Action::ImportReport));
    assert_eq!(session.overlay(), Overlay::ImportReport);
    let outcome = session.import_report().outcome().expect("counted").clone();
    assert_eq!((outcome.articles, outcome.read, outcome.unread, outcome.passed_over), (4, 4, 2, 2));
    let same = outcome.groups.iter().find(|group| group.problems.len() == 2).expect("pictures");
    let text = &session.problems()[same.problems[0] as usize].text;
    assert!(text.contains(".jpg"), "{text}");
    let gaps = session.import_report().gaps().expect("looked for").clone();
    assert_eq!(gaps.count(|gap| gap.outlet && gap.date), 4);
    assert!(session.import_report().taken_out().is_none(), "only what is looked at is worked out");
    // A file that is gone is said to be, and nothing of the system's comes up.
    apply(&mut session, Command::ShowFile("no such/file.txt".into()));
    assert!(session.notices().all().iter().any(|notice| notice.text.contains("not there any more")));
}

#[test]
fn what_is_typed_once_holds_for_all_chosen_and_is_one_step() {
    let folder = folder();
    let mut session = opened(folder.path());
    apply(&mut session, Command::ShowImport(ImportPage::ToFillIn));
    let all = ids(&session);
    let changes = vec![
        Part::Outlet.read("Arc Times").expect("a name"),
        Part::Published.read("3 May 2024").expect("a date"),
    ];
    apply(&mut session, Command::FillIn(all, FillFrom::Typed(changes)));
    assert_eq!(typed(&session, Part::Outlet), ["Arc Times"; 4]);
    assert_eq!(typed(&session, Part::Published), ["2024-05-03"; 4]);
    assert_eq!(session.bench().corrections.list.len(), 2, "one correction a part");
    assert_eq!(session.next_undo(), Some("Outlet and date put right in 4 articles"));
    let gaps = session.import_report().gaps().expect("looked for").clone();
    assert_eq!((gaps.count(|gap| gap.is_open()), gaps.count(|gap| gap.filled)), (0, 4));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(typed(&session, Part::Outlet), [""; 4]);
    assert_eq!(typed(&session, Part::Published), [""; 4]);
    assert!(session.next_undo().is_none(), "it was one step");
}

#[test]
fn names_of_files_say_outlet_and_date() {
    let folder = folder();
    let mut session = opened(folder.path());
    let all = ids(&session);
    let by_names = |replaces| FillFrom::Names("{outlet}_{date}_*".into(), replaces);
    apply(&mut session, Command::FillIn(all.clone(), by_names(false)));
    let mut outlets = typed(&session, Part::Outlet);
    outlets.sort();
    assert_eq!(outlets, ["", "", "Norvia Post", "Norvia Post"]);
    let mut dates = typed(&session, Part::Published);
    dates.sort();
    assert_eq!(dates, ["", "", "2024-05-03", "2024-05-04"]);
    // What is there stays, unless it is to be replaced.
    let say = |name: &str| FillFrom::Typed(vec![Change::Outlet(Some(name.into()))]);
    apply(&mut session, Command::FillIn(all.clone(), say("Arc Times")));
    apply(&mut session, Command::FillIn(all.clone(), by_names(false)));
    assert_eq!(typed(&session, Part::Outlet), ["Arc Times"; 4]);
    apply(&mut session, Command::FillIn(all, by_names(true)));
    assert_eq!(typed(&session, Part::Outlet).iter().filter(|name| *name == "Norvia Post").count(), 2);
}

#[test]
fn a_table_fills_what_is_missing_and_a_saved_report_is_such_a_table() {
    let folder = folder();
    let out = tempfile::tempdir().expect("a folder");
    let table = out.path().join("facts.csv");
    // Windows-1252, semicolons, German names.
    fs::write(&table, b"datei;zeitung;datum\r\nthree.txt;Inselbl\xE4tter;03.05.2024\r\nfour.txt;Inselbl\xE4tter;31.05.2024\r\nnine.txt;X;2024\r\n")
        .expect("written");
    let mut session = opened(folder.path());
    apply(&mut session, Command::Facts(FactStep::Read(table)));
    let facts = session.import_report().facts().expect("read");
    let matched = facts.matched.value().expect("matched").clone();
    assert_eq!((matched.files, matched.articles), (2, 2), "{:?}", matched.told);
    assert_eq!(matched.unmatched, ["nine.txt"]);
    apply(&mut session, Command::Facts(FactStep::TakeIn));
    let mut dates = typed(&session, Part::Published);
    dates.sort();
    assert_eq!(dates, ["", "", "2024-05-03", "2024-05-31"]);
    assert!(typed(&session, Part::Outlet).contains(&"Inselblätter".to_owned()));
    let facts = session.import_report().facts().expect("kept");
    assert_eq!(facts.matched.value().expect("matched anew").articles, 0, "nothing is left to fill in");

    apply(&mut session, Command::Do(Action::SaveImportReport));
    apply(&mut session, Command::SubmitPath(out.path().join("report").display().to_string()));
    let read = |name: &str| fs::read_to_string(out.path().join("report").join(name)).expect(name);
    assert!(read("files.csv").contains("not read,No article found,empty.txt"));
    assert!(read("taken out.csv").contains("Share on Facebook"));
    let decisions = read("decisions.csv");
    for row in [
        "by hand,loose/four.txt,0,Outlet,Inselblätter,by hand,nothing was read,sure",
        "by hand,loose/three.txt,0,Published,2024-05-03,by hand,nothing was read,sure",
        "rule by hand,for 2 articles,,,Outlet: Inselblätter,,,sure",
    ] {
        assert!(decisions.contains(row), "{row} in {decisions}");
    }
    let missing = read("to fill in.csv");
    assert_eq!(missing.lines().count(), 3, "{missing}");
    let filled = missing.replace("one.txt,0,,,", "one.txt,0,Norvia Post,2024-05-03,");
    let filled = filled.replace("two.txt,0,,,", "two.txt,0,Norvia Post,2024-05-04,");
    assert_ne!(filled, missing);
    let back = out.path().join("filled.csv");
    fs::write(&back, filled).expect("written");
    apply(&mut session, Command::Facts(FactStep::Read(back)));
    apply(&mut session, Command::Facts(FactStep::TakeIn));
    assert!(typed(&session, Part::Published).iter().all(|date| !date.is_empty()));
    // What lies there is not replaced.
    apply(&mut session, Command::Do(Action::SaveImportReport));
    apply(&mut session, Command::SubmitPath(out.path().join("report").display().to_string()));
    assert_eq!(read("to fill in.csv"), missing);
}

/// How often the line is text, article by article.
fn is_text(session: &Session) -> Vec<bool> {
    let corpus = session.corpus().expect("read");
    let of = |article: &std::sync::Arc<parallax::corpus::Article>| {
        let line = article.lines.iter().find(|line| article.text(line.span).trim() == "Share on Facebook");
        matches!(line.expect("it stands there").role, LineRole::Body(_))
    };
    corpus.articles().iter().map(of).collect()
}

#[test]
fn a_line_is_put_back_for_an_article_an_outlet_or_all() {
    let folder = folder();
    let mut session = opened(folder.path());
    let by_names = FillFrom::Names("{outlet}_{date}_*".into(), false);
    let all = ids(&session);
    apply(&mut session, Command::FillIn(all, by_names));
    apply(&mut session, Command::ShowImport(ImportPage::TakenOut));
    let shown = |session: &Session| {
        let taken = session.import_report().taken_out().expect("counted").clone();
        let rows = taken.rows.iter().filter(|row| &*row.text == "Share on Facebook");
        rows.map(|row| (row.outlet.to_string(), row.times, row.put_back)).collect::<Vec<_>>()
    };
    let norvia = |times, back| ("Norvia Post".to_owned(), times, back);
    let unknown = |times, back| (String::new(), times, back);
    assert_eq!(shown(&session), [unknown(2, 0), norvia(2, 0)]);
    let put = |reach, is_back| Command::PutLine { text: "Share on Facebook".into(), reach, is_back };
    let outlets = typed(&session, Part::Outlet);
    apply(&mut session, put(LineReach::Outlet("Norvia Post".into()), true));
    let expected: Vec<bool> = outlets.iter().map(|outlet| outlet == "Norvia Post").collect();
    assert_eq!(is_text(&session), expected);
    assert_eq!(shown(&session), [unknown(2, 0), norvia(0, 2)], "what was put back is said to be");
    apply(&mut session, put(LineReach::Everywhere, true));
    assert_eq!(is_text(&session), [true; 4]);
    apply(&mut session, put(LineReach::Article(0), false));
    assert_eq!(is_text(&session).iter().filter(|is| **is).count(), 3);
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(is_text(&session), [true; 4]);
    apply(&mut session, put(LineReach::Everywhere, false));
    assert_eq!(is_text(&session), [false; 4]);
    assert_eq!(session.bench().corrections.list.len(), 3, "only what was filled in is left");
    assert_eq!(shown(&session), [unknown(2, 0), norvia(2, 0)]);
}

/// Outlets of a folder with these files, in order.
fn outlets_of(files: &[(&str, &str)]) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, (name, masthead)) in (1..).zip(files) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let text = format!(
            "{masthead}Quay {n} opened\n\nThe quay number {n} was opened on Monday by those who own it, after a winter of {n} storms.\n\nAll who came said they would come again, in {n} boats.\n"
        );
        fs::write(path, text).expect("written");
    }
    let session = opened(folder.path());
    (folder, session)
}

#[test]
fn an_outlet_has_one_name_however_its_pages_write_it() {
    let stated = |name: &str| format!("---\noutlet: {name}\n---\n");
    let (one, other) = (stated("Norvia Daily"), stated("Norvia Dairy"));
    let files = [
        ("norvia-daily/1.txt", "NORVIA DAILY\n\n"),
        ("norvia-daily/2.txt", "NORVIA DAILY\n\n"),
        ("other/3.txt", &*one),
        ("other/4.txt", &*other),
        ("norvia-daily/5.txt", ""),
    ];
    let (_folder, mut session) = outlets_of(&files);
    let daily = "Norvia Daily";
    assert_eq!(typed(&session, Part::Outlet), [daily, daily, "", daily, "Norvia Dairy"]);
    // What the folder is called is that outlet too.
    let all = ids(&session);
    apply(&mut session, Command::FillIn(all, FillFrom::Names("{outlet}/*".into(), false)));
    assert_eq!(typed(&session, Part::Outlet), [daily, daily, daily, daily, "Norvia Dairy"]);
    assert_eq!(session.corpus().expect("read").outlets().len(), 2);
}
