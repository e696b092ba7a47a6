//! Chosen articles that go and come back, be it in the choice of now or in one that undo brings back.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use parallax::project::{Change, Correction, Target};
use parallax::session::{Action, Command, NoDialogs, Places, Session};

use super::{apply, folder, id, look, opened, text};
use crate::session::query;

fn choose(session: &mut Session, paths: &[&str]) {
    let chosen = paths.iter().map(|path| id(session, path).expect("there")).collect();
    apply(session, Command::Choose(Some(chosen)));
}

/// The names of the files of what is chosen.
fn chosen(session: &Session) -> Option<Vec<String>> {
    let corpus = session.corpus().expect("read");
    let ids = session.bench().chosen.as_ref()?.articles();
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    Some(ids.iter().map(|id| name(&corpus.article(*id).path)).collect())
}

fn paths(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn remove(root: &Path, names: &[&str]) {
    for name in names {
        fs::remove_file(root.join(name)).expect("removed");
    }
}

fn write(root: &Path, numbers: &[usize]) {
    for n in numbers {
        fs::write(root.join(format!("{n}.txt")), text(*n)).expect("written");
    }
}

#[test]
fn what_is_back_is_chosen_in_every_step() {
    let (_outer, root) = folder(6);
    let mut session = opened(&root);
    choose(&mut session, &["2.txt", "3.txt"]);
    choose(&mut session, &["3.txt", "5.txt"]);
    apply(&mut session, Command::AddSeries(query("ice")));
    remove(&root, &["2.txt", "3.txt", "5.txt"]);
    look(&mut session);
    assert_eq!(chosen(&session), Some(paths(&[])));
    write(&root, &[3, 5]);
    look(&mut session);
    assert_eq!(chosen(&session), Some(paths(&["3.txt", "5.txt"])));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(chosen(&session), Some(paths(&["3.txt", "5.txt"])));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(chosen(&session), Some(paths(&["3.txt"])));
    write(&root, &[2]);
    look(&mut session);
    assert_eq!(chosen(&session), Some(paths(&["2.txt", "3.txt"])));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(chosen(&session), None);
    // Undone, gone and back meanwhile.
    remove(&root, &["3.txt"]);
    look(&mut session);
    write(&root, &[3]);
    look(&mut session);
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(chosen(&session), Some(paths(&["2.txt", "3.txt"])));
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(chosen(&session), Some(paths(&["3.txt", "5.txt"])));
}

#[test]
fn choices_of_all_steps_outlast_reading_everything_again() {
    let (outer, root) = folder(6);
    let late = outer.path().join("radio");
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![root.clone(), late.clone()]));
    choose(&mut session, &["2.txt", "3.txt"]);
    choose(&mut session, &["3.txt", "5.txt"]);
    apply(&mut session, Command::AddSeries(query("ice")));
    fs::create_dir(&late).expect("made");
    fs::write(late.join("a.txt"), text(20)).expect("written");
    look(&mut session);
    assert_eq!(session.corpus().expect("read").article_count(), 7);
    assert_eq!(chosen(&session), Some(paths(&["3.txt", "5.txt"])));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(chosen(&session), Some(paths(&["3.txt", "5.txt"])));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(chosen(&session), Some(paths(&["2.txt", "3.txt"])));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(chosen(&session), None);
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(chosen(&session), Some(paths(&["2.txt", "3.txt"])));
}

#[test]
fn a_choice_that_lost_an_article_keeps_no_old_articles_in_memory() {
    let (_outer, root) = folder(6);
    let mut session = opened(&root);
    choose(&mut session, &["2.txt", "3.txt"]);
    let before = Arc::downgrade(session.corpus().expect("read"));
    remove(&root, &["3.txt"]);
    look(&mut session);
    assert_eq!(chosen(&session), Some(paths(&["2.txt"])));
    assert!(before.upgrade().is_none(), "nobody holds what was read before");
}

#[test]
fn what_was_said_of_an_outlet_stays_where_a_new_file_writes_its_name_better() {
    let page = |above: &str, n: usize| format!("{above}{}", text(n));
    let (_outer, root) = folder(0);
    fs::write(root.join("1.txt"), page("NORVIA DAILY\n\n", 1)).expect("written");
    let mut session = opened(&root);
    let outlets = |session: &Session| {
        let named = session.corpus().expect("read").outlets().iter().map(|one| one.name.to_string());
        named.collect::<Vec<_>>()
    };
    assert_eq!(outlets(&session), ["NORVIA DAILY"]);
    let said = Correction { target: Target::Outlet("NORVIA DAILY".into()), change: Change::Opinion(true) };
    apply(&mut session, Command::Correct(vec![said]));
    fs::write(root.join("2.txt"), page("---\noutlet: Norvia Daily\n---\n", 2)).expect("written");
    look(&mut session);
    assert_eq!(outlets(&session), ["Norvia Daily"]);
    let articles = session.corpus().expect("read").articles();
    assert!(articles.len() == 2 && articles.iter().all(|article| article.is_opinion()));
}
