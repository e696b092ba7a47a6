//! What the commands say when something is wrong: 1 and one plain sentence, or a note and the result.

use super::{answer, folder, run_at, sample};

const ICE: &str = "The harbour stays closed until the ice has gone, its master said on Monday.\n";

#[test]
fn a_mistake_is_one_sentence_and_1() {
    let empty = tempfile::tempdir().unwrap();
    for (arguments, expected) in [
        (&["articles", "@/nowhere"][..], "There is no such folder or file: "),
        (&["--screenshot", "@/shot.png", "@/nowhere"], "There is no such folder or file: "),
        (&["articles", "@"], "No article was found"),
        (&["report", "@", "--out", "@/page"], "No article was found"),
        (
            &["neighbors", "@", "-q", "ice"],
            "There is no command “neighbors”, and no folder or file of that name",
        ),
        (&["contrast"], "There is no command “contrast”"),
        (&["compare"], "“parallax compare” needs a folder or file"),
        (&["count", "@"], "“parallax count” needs -q QUERY"),
        (&["count", "-q", "ice"], "“parallax count” needs a folder or file"),
        (&["articles", "@", "--json"], "There is no option --json here"),
        (&["--view", "map"], "--view can be browse, frequency or compare, not “map”"),
    ] {
        let said = run_at(empty.path(), arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}");
        assert!(said.err.starts_with(expected), "{arguments:?}: {}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{arguments:?}: {}", said.err);
    }
    assert_eq!(
        std::fs::read_dir(empty.path()).unwrap().count(),
        0,
        "nothing is written before there is a result"
    );
}

#[test]
fn a_project_stands_for_its_folders_and_its_filter() {
    let project =
        |roots: &str| format!(r#"{{"version": 1, "roots": [{roots}], "work": {{"filter": "date:2024"}}}}"#);
    let dated = format!("Radio Elsin\n\nMay 5, 2024\n\n{ICE}");
    let folder = folder(&[
        ("texts/a.txt", &dated),
        ("texts/b.txt", ICE),
        ("ice.parallax", &project(r#"{"relative": "texts", "absolute": "/nowhere/texts"}"#)),
        ("gone.parallax", &project(r#"{"relative": "films", "absolute": "/nowhere/films"}"#)),
        ("newer.parallax", r#"{"version": 9, "program": "4.0.0"}"#),
    ]);
    let lines = |arguments: &[&str]| answer(folder.path(), arguments).lines().count();
    assert_eq!(lines(&["articles", "@/ice.parallax"]), 2);
    assert_eq!(lines(&["articles", "@/ice.parallax", "-f", "project"]), 1);
    assert_eq!(lines(&["articles", "@/ice.parallax", "-f", "project", "-f", "-lang:en"]), 0);
    for (arguments, expected) in [
        (
            &["articles", "@/gone.parallax"][..],
            "A folder of this project is not where it was: /nowhere/films",
        ),
        (&["articles", "@/newer.parallax"], "This project was written by a newer Parallax (4.0.0)"),
        (&["articles", "@/ice.parallax", "@/ice.parallax"], "One project can be read at a time"),
        (&["articles", "@/texts", "-f", "project"], "-f project is the filter that a project was left with"),
    ] {
        let said = run_at(folder.path(), arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}");
        assert!(said.err.starts_with(expected), "{arguments:?}: {}", said.err);
        assert_eq!(said.err.lines().count(), 1, "{arguments:?}: {}", said.err);
    }
}

#[test]
fn what_a_project_says_of_articles_holds_without_the_window() {
    let project = r#"{"version": 1, "roots": [{"relative": "texts", "absolute": "/nowhere/texts"}],
        "corrections": [{"of": {"folder": "north"}, "is": {"outlet": "Norvia Daily"}}],
        "outlets": [{"name": "Norvia Daily", "country": "Norvia"}],
        "groups": [{"name": "Islanders", "outlets": ["Norvia Daily"]}],
        "remarks": [{"of": {"path": "b.txt", "content": "0"}, "tags": ["ice"]}]}"#;
    let radio = format!("Radio Elsin\n\nMay 5, 2024\n\n{ICE}");
    let folder = folder(&[
        ("texts/north/a.txt", ICE),
        ("texts/b.txt", &radio),
        ("texts/c.txt", ICE),
        ("ice.parallax", project),
    ]);
    let check = |filter: &str, expected: &[&str]| {
        let out = answer(folder.path(), &["articles", "@/ice.parallax", "-f", filter]);
        let paths: Vec<String> = out
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["path"].to_string())
            .collect();
        assert_eq!(paths, expected.iter().map(|path| format!("{path:?}")).collect::<Vec<_>>(), "{filter}");
    };
    check("group:Islanders", &["north/a.txt"]);
    check("outlet:\"Norvia Daily\"", &["north/a.txt"]);
    check("country:Norvia", &["north/a.txt"]);
    check("tag:ice", &["b.txt"]);
    check("corrected:yes", &["north/a.txt"]);
    let counted = answer(folder.path(), &["count", "@/ice.parallax", "-q", "ice", "-f", "group:Islanders"]);
    assert!(counted.contains("Norvia Daily"), "{counted}");
}

#[test]
fn the_place_of_a_mistake_in_a_query_or_filter_is_marked() {
    for (arguments, text, under) in [
        (&["count", "@", "-q", "ice", "-q", "ice ("][..], "ice (", "("),
        (&["concordance", "@", "-q", "(ice"], "(ice", "("),
        (&["articles", "@", "-f", "lang:en", "-f", "outlet:RT colour:red"], "outlet:RT colour:red", "colour"),
        (&["@", "-q", "ice)"], "ice)", ")"),
    ] {
        let said = run_at(&sample(), arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}");
        let lines: Vec<&str> = said.err.lines().collect();
        assert_eq!((lines.len(), lines[1].trim()), (3, text), "{}", said.err);
        let marked: String =
            lines[1].chars().zip(lines[2].chars()).filter(|(_, mark)| *mark == '^').map(|(c, _)| c).collect();
        assert_eq!(marked, under, "{}", said.err);
    }
}

#[test]
fn trouble_in_reading_is_summed_up_and_listed_when_asked() {
    let folder = folder(&[("a.txt", ICE), ("empty.txt", ""), ("film.mp4", "x"), ("old.pages", "x")]);
    let short = run_at(folder.path(), &["articles", "@"]);
    assert_eq!((short.code, short.out.lines().count()), (0, 1));
    assert_eq!(
        short.err,
        "1 of 2 files could not be read and 2 files or folders were passed over; --problems lists them\n"
    );
    let long = run_at(folder.path(), &["articles", "@", "--problems"]);
    assert_eq!(long.out, short.out);
    for part in ["No article found\n", "Passed over\n", "empty.txt\n", "film.mp4\n", "old.pages\n"] {
        assert!(long.err.contains(part), "{part}: {}", long.err);
    }
    assert!(!long.err.contains("--problems") && !long.err.contains('\r'));

    let clean = super::folder(&[("a.txt", ICE)]);
    assert_eq!(run_at(clean.path(), &["articles", "@"]).err, "");
    assert_eq!(
        run_at(clean.path(), &["articles", "@", "--problems"]).err,
        "1 file was read without a problem\n"
    );

    let nothing = super::folder(&[("empty.txt", "")]);
    let said = run_at(nothing.path(), &["articles", "@"]);
    assert_eq!(said.code, 1);
    assert!(said.err.ends_with("(1 of 1 file could not be read; --problems lists them)\n"), "{}", said.err);
}

#[test]
fn a_result_that_cannot_be_written_says_so() {
    let folder = folder(&[("a.txt", ICE)]);
    for (arguments, expected) in [
        (&["articles", "@", "--out", "@/no/such/file"][..], "The folder does not exist; choose another: "),
        (&["articles", "@", "--out", "@"], "There is a folder of this name; choose another name: "),
        (
            &["report", "@", "--out", "@/a.txt"],
            "There is a file of this name; choose another name for the folder: ",
        ),
    ] {
        let said = run_at(folder.path(), arguments);
        assert_eq!((said.code, said.err.lines().count()), (1, 1), "{arguments:?}: {}", said.err);
        assert!(said.err.starts_with(expected), "{arguments:?}: {}", said.err);
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("a.txt")).unwrap(), ICE);
}

#[test]
#[cfg(unix)]
fn a_reader_that_leaves_early_is_no_fault() {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(["articles".as_ref(), sample().as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 10]).unwrap();
    drop(pipe);
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert!(!String::from_utf8(done.stderr).unwrap().contains("written"));
}

#[test]
#[cfg(not(feature = "gui"))]
fn without_a_window_the_way_out_is_named() {
    let said = run_at(
        &sample(),
        &["@", "--view", "frequency", "-q", "ice", "--theme", "dark", "--screenshot", "a.png"],
    );
    assert_eq!((said.code, said.err.lines().count()), (1, 1));
    assert!(said.err.contains("parallax report"), "{}", said.err);
}

#[test]
fn help_and_version_are_answers() {
    let place = sample();
    assert!(answer(&place, &["--version"]).starts_with("parallax "));
    let help = answer(&place, &["--help"]);
    for command in [
        "articles",
        "count",
        "concordance",
        "distinctive",
        "neighbours",
        "phrases",
        "stories",
        "compare",
        "report",
        "--screenshot",
    ] {
        assert!(help.contains(command), "{command}: {help}");
    }
    assert!(answer(&place, &["count", "--help"]).contains("--filter"));
}
