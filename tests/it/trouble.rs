//! What is kept for the day something goes wrong: the log, and the report of the run before.

use parallax::project::journal;
use parallax::session::{Command, Journal, NoDialogs, Places, Session, Weight};

#[test]
fn the_next_start_says_that_the_last_run_ended_by_a_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    journal::write_report(&log, "2024-05-03T10-00-00", true, "out of ink").expect("written");
    let start = || {
        let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
        session.keep_log(Journal::start(log.clone()));
        for _ in 0..4 {
            session.take_in();
        }
        session
    };
    let first = start();
    let notice = first.notices().all().first().expect("told");
    assert_eq!(notice.weight, Weight::Problem);
    assert!(notice.text.starts_with("Parallax stopped unexpectedly last time. Your work is safe"));
    let path = notice.details.clone().expect("where");
    assert_eq!(std::fs::read_to_string(path).expect("there"), "out of ink");
    assert!(start().notices().all().is_empty(), "it is told once");
}

#[test]
fn the_log_has_what_was_opened_and_what_went_wrong_and_no_word_of_an_article() {
    let folder = tempfile::tempdir().expect("a folder");
    let articles = folder.path().join("articles");
    std::fs::create_dir(&articles).expect("made");
    let words = "The harbour master of Elsin said that the quay would stay open on Sunday.";
    std::fs::write(articles.join("one.txt"), format!("Quay stays open\n\n{words}\n\n{words}\n"))
        .expect("written");
    let log = Journal::start(folder.path().join("log"));
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.keep_log(log.clone());
    session.apply(Command::Open(vec![articles.clone()]));
    for _ in 0..6 {
        session.take_in();
    }
    session.apply(Command::SubmitPath("/no/such/folder".to_owned()));
    for _ in 0..6 {
        session.take_in();
    }
    log.flush();
    let text = std::fs::read_to_string(log.path()).expect("written");
    for part in ["open: ", "articles", "read: 1 articles", "problem: There is no such folder"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(!text.contains("harbour") && !text.contains("Quay"), "{text}");
}
