//! What the user says of pages: taken apart, joined, taken back, kept.

use std::fs;

use parallax::corpus::ArticleKey;
use parallax::ingest::pages::PageBook;
use parallax::session::{Action, Command, LEAVING, NoDialogs, PageEdit, Places, Session};

use super::{files_of, read_with, text_page, write};
use crate::session::apply;

const NIGHT: &str = "The night the lamp went out";

fn page(number: usize, of: usize) -> String {
    text_page("The Nelin Post", NIGHT, (number, of))
}

fn files(session: &Session) -> Vec<Vec<String>> {
    files_of(session.corpus().expect("read").articles())
}

#[test]
fn what_is_said_of_pages_holds_where_files_moved() {
    let night = [("a1.txt", page(1, 2)), ("a2.txt", page(2, 2))];
    let (_folder, articles) = read_with(&night, PageBook::default());
    let keys: Vec<ArticleKey> = ArticleKey::of_pages(&articles[0]).collect();
    let mut apart = PageBook::default();
    apart.take_apart(&keys);
    let (_folder, split) = read_with(&night, apart.clone());
    assert_eq!(files_of(&split), [["a1.txt"], ["a2.txt"]]);
    assert_eq!(keys, split.iter().map(|article| ArticleKey::of(article)).collect::<Vec<_>>());
    let moved = [("b/1.txt", page(1, 2)), ("b/2.txt", page(2, 2))];
    assert_eq!(read_with(&moved, apart.clone()).1.len(), 2);
    // Joined by hand, over a gap and in the order that was said.
    let gap = [("c1.txt", page(1, 3)), ("c3.txt", page(3, 3)), ("d.txt", page(5, 9))];
    let (_folder, alone) = read_with(&gap, PageBook::default());
    assert_eq!(alone.len(), 3);
    let key = |at: usize| ArticleKey::of(&alone[at]);
    let mut together = PageBook::default();
    together.join(vec![key(2), key(0)]);
    let (_folder, joined) = read_with(&gap, together.clone());
    assert_eq!(files_of(&joined), [vec!["c3.txt"], vec!["d.txt", "c1.txt"]]);
    // One of them is gone: nothing is joined.
    assert_eq!(read_with(&gap[..2], together).1.len(), 2);
}

#[test]
fn an_article_is_taken_apart_and_put_together_again() {
    let folder = tempfile::tempdir().unwrap();
    let (press, own) = (folder.path().join("press"), folder.path().join("own"));
    write(&press, "0.txt", &text_page("The Arc Times", "Snow on the quay", (4, 1)));
    write(&press, "a1.txt", &page(1, 2));
    write(&press, "a2.txt", &page(2, 2));
    write(&press, "z.txt", &text_page("The Arc Times", "Ferries sail again", (5, 1)));
    let places = Places { projects: Some(own), ..Places::default() };
    let mut session = Session::inline(places.clone(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![press.clone()]));
    let whole = [vec!["0.txt"], vec!["a1.txt", "a2.txt"], vec!["z.txt"]];
    let split = [vec!["0.txt"], vec!["a1.txt"], vec!["a2.txt"], vec!["z.txt"]];
    assert_eq!(files(&session), whole);

    apply(&mut session, Command::OpenArticle(2, None));
    apply(&mut session, Command::EditPages(PageEdit::Part(1)));
    session.take_in();
    assert_eq!(files(&session), split);
    assert_eq!(session.next_undo(), Some("article taken apart into its pages"));
    assert_eq!(session.place().article, Some(3), "what is open stays");
    let pages = session.corpus().expect("read").versions().pages().to_vec();
    assert_eq!(pages[0].there, [(1, 1), (2, 2)]);

    apply(&mut session, Command::Do(Action::Undo));
    session.take_in();
    assert_eq!(files(&session), whole);
    assert_eq!(session.place().article, Some(2));
    apply(&mut session, Command::Do(Action::Redo));
    session.take_in();
    assert_eq!(files(&session), split);

    // The work is there when the folder is opened again.
    session.leave(LEAVING);
    drop(session);
    let mut session = Session::inline(places, Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![press.clone()]));
    session.take_in();
    assert_eq!(files(&session), split);
    apply(&mut session, Command::EditPages(PageEdit::Join(vec![2, 1])));
    session.take_in();
    assert_eq!(files(&session), whole);
    assert_eq!(session.next_undo(), Some("pages joined to one article"));
    assert!(fs::read_to_string(press.join("a1.txt")).is_ok_and(|text| text == page(1, 2)));
}

/// What is said of a page is said of the article it is part of.
#[test]
fn notes_on_pages_go_with_them() {
    let folder = tempfile::tempdir().unwrap();
    for (name, number) in [("a1.txt", 1), ("a3.txt", 3)] {
        write(folder.path(), name, &page(number, 3));
    }
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![folder.path().to_owned()]));
    let key = session.article_key(1).expect("there");
    apply(&mut session, Command::SetNote(key, "the end of it".into()));
    write(folder.path(), "a2.txt", &page(2, 3));
    apply(&mut session, Command::Do(Action::ReadAgain));
    session.take_in();
    assert_eq!(files(&session), [["a1.txt", "a2.txt", "a3.txt"]]);
    assert_eq!(session.remark_of(0).map(|remark| remark.note.as_str()), Some("the end of it"));
}

/// What was said of pages is told with the way back, with a warning where they hardly belong together, and marked.
#[test]
fn what_is_said_of_pages_is_told_and_marked() {
    for (files, expected) in [
        ([page(1, 3), page(3, 3)], "Pages joined to one article"),
        (
            [text_page("The Nelin Post", NIGHT, (1, 3)), text_page("The Arc Times", NIGHT, (3, 3))],
            "Pages joined to one article. They are of different outlets (The Nelin Post and The Arc Times): undo it if \
             that was not meant",
        ),
        (
            [page(1, 3), page(3, 3).replace("3 May", "9 May")],
            "Pages joined to one article. They are of different dates: undo it if that was not meant",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in ["a.txt", "b.txt"].into_iter().zip(&files) {
            write(folder.path(), name, text);
        }
        let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
        apply(&mut session, Command::Open(vec![folder.path().to_owned()]));
        assert_eq!(session.said_of_versions_and_pages(0), (false, false));
        apply(&mut session, Command::EditPages(PageEdit::Join(vec![0, 1])));
        session.take_in();
        let last = session.notices().all().last().expect("told").clone();
        assert_eq!((last.text.as_str(), last.action), (expected, Some(Action::Undo)));
        assert_eq!(session.said_of_versions_and_pages(0), (false, true));
        assert!(session.corpus().expect("read").is_corrected(0), "{expected}");
        apply(&mut session, Command::Do(Action::Undo));
        session.take_in();
        assert!(!session.corpus().expect("read").is_corrected(0));
    }
}
