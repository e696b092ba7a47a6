//! What is picked out in articles by their numbers stays with them, or goes.

use std::fs;
use std::sync::Arc;

use parallax::corpus::Corpus;
use parallax::export::corpus::CorpusFormat;
use parallax::framing::coding::CodingPlan;
use parallax::session::{Action, Command, DeskPane, DeskStep, Lens, Place, Role, Session, View};

use super::{apply, folder, id, look, opened, text, told};
use crate::session::query;

/// Looks, and stops when what changed has just been taken in.
fn look_until_told(session: &mut Session) {
    apply(session, Command::Do(Action::LookForChanges));
    let before = told(session).len();
    session.apply(Command::Do(Action::LookForChanges));
    for _ in 0..50 {
        session.take_in();
        if told(session).len() > before {
            return;
        }
    }
    panic!("nothing was taken in");
}

#[test]
fn a_coder_stays_at_the_unit_that_is_read() {
    let (_outer, root) = folder(20);
    let mut session = opened(&root);
    let plan = CodingPlan { size: 12, seed: 7, ..CodingPlan::default() };
    for command in [
        Command::Do(Action::CodeByHand),
        Command::DrawSample(Box::new(plan)),
        Command::AtDesk(DeskStep::Coder("Ada".into())),
        Command::AtDesk(DeskStep::Unit(4)),
    ] {
        apply(&mut session, command);
    }
    assert_eq!((session.desk().pane, session.desk().unit), (DeskPane::Code, 4));
    let words = |session: &Session| -> Vec<Option<String>> {
        let articles = session.corpus().expect("read").articles();
        let located = session.desk().located().expect("looked for");
        let unit = |one: &parallax::project::Located| {
            let unit = one.unit()?;
            articles.get(unit.article as usize)?.raw.get(unit.span.range()).map(str::to_owned)
        };
        located.iter().map(unit).collect()
    };
    let before = words(&session);
    assert!(before.len() == 12 && before.iter().all(Option::is_some), "{before:?}");

    fs::write(root.join("0.txt"), text(40)).expect("written");
    // Seen between the exchange and the looking for units: each stands where it stood, under another number.
    look_until_told(&mut session);
    assert_eq!(words(&session), before);
    look(&mut session);
    assert_eq!((session.desk().unit, words(&session)), (4, before));
    apply(&mut session, Command::AtDesk(DeskStep::Onward));
    assert_eq!(session.desk().unit, 5);
}

/// The corpora of all answers, and of the table, that say something else than is shown now.
fn stale(session: &Session) -> Vec<Option<Role>> {
    let now = session.corpus().expect("read");
    let is_stale = |of: &&Arc<Corpus>| !Arc::ptr_eq(of, now);
    let results = session.results();
    let roles = Role::ALL.into_iter().filter(|role| results.corpus_of(*role).as_ref().is_some_and(is_stale));
    let table = session.glance().map(|(_, corpus)| corpus).filter(is_stale).map(|_| None);
    roles.map(Some).chain(table).collect()
}

#[test]
fn no_answer_of_before_names_an_article() {
    let (_outer, root) = folder(9);
    let mut session = opened(&root);
    apply(&mut session, Command::AddSeries(query("ice")));
    let at = |session: &Session, path: &str| id(session, path).expect("there");
    let chosen = ["3.txt", "6.txt"].map(|path| at(&session, path)).to_vec();
    let places =
        [Lens::Lines, Lens::Dispersion].map(|lens| Place { view: View::Frequency, lens, ..Place::default() });
    let mut name = "0".to_owned();
    for shown in [View::Browse, View::Compare] {
        for place in places.clone() {
            apply(&mut session, Command::Go(place));
        }
        assert!(session.results().concordance().is_some_and(|found| !found.lines.is_empty()));
        apply(&mut session, Command::Choose(Some(chosen.clone())));
        apply(&mut session, Command::Show(View::Compare));
        assert!(session.glance().is_some());
        apply(&mut session, Command::Show(shown));
        let shows_table = shown == View::Compare;
        fs::write(root.join(format!("{name}.txt")), text(20 + name.len())).expect("written");
        name.push('0');
        look_until_told(&mut session);
        assert!(stale(&session).is_empty(), "{shown:?}: {:?}", stale(&session));
        assert_eq!(session.glance().is_some(), shows_table, "what is on the screen is there at once");
        look(&mut session);
    }
}

#[test]
fn a_note_stays_with_the_file_that_was_cut() {
    let (_outer, root) = folder(3);
    let cut = text(40);
    for path in ["1.txt", "2.txt"] {
        fs::write(root.join(path), &cut).expect("written");
    }
    let mut session = opened(&root);
    let key = session.article_key(id(&session, "1.txt").expect("there")).expect("a key");
    apply(&mut session, Command::SetNote(key, "cut by a wall".to_owned()));
    fs::write(
        root.join("1.txt"),
        format!("{cut}\nThe other piers hold, said the harbour master on Tuesday.\n"),
    )
    .expect("written");
    look(&mut session);
    let noted = |session: &Session| {
        ["1.txt", "2.txt"].map(|path| session.remark_of(id(session, path).expect("there")).is_some())
    };
    assert_eq!(noted(&session), [true, false]);
    let afresh = session_of(&root, &session);
    assert_eq!(noted(&afresh), [true, false], "and where the folder is opened another time");
}

/// The folder as it is now, with the same notes.
fn session_of(root: &std::path::Path, before: &Session) -> Session {
    let mut session = opened(root);
    for (key, remark) in &before.bench().remarks.by_article {
        apply(&mut session, Command::SetNote(key.clone(), remark.note.clone()));
    }
    session
}

#[test]
fn of_a_folder_that_was_saved_only_what_was_changed_is_read() {
    let (_outer, root) = folder(3);
    let mut session = opened(&root);
    apply(&mut session, Command::SaveArticles(CorpusFormat::Texts));
    let saved = root.join("saved");
    apply(&mut session, Command::SubmitPath(saved.display().to_string()));
    let files = || -> Vec<_> {
        let files = fs::read_dir(&saved).expect("saved").map(|file| file.expect("a file").path());
        let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|of| of == "txt")).collect();
        files.sort();
        files
    };
    assert_eq!(files().len(), 3);
    let count = |session: &Session| session.corpus().expect("read").article_count();
    look(&mut session);
    assert_eq!(count(&session), 3);
    // Something that is no article is put beside them: nothing is read for it.
    fs::write(saved.join(".DS_Store"), "x").expect("written");
    look(&mut session);
    assert_eq!((count(&session), told(&session).len()), (3, 0));
    fs::write(&files()[1], text(33)).expect("written");
    look(&mut session);
    assert_eq!((count(&session), told(&session)), (4, vec!["1 new article"]));
    let said: Vec<&str> = session
        .problems()
        .iter()
        .filter(|problem| problem.path.as_deref() == Some("saved"))
        .map(|problem| problem.text.as_str())
        .collect();
    assert!(said.len() == 1 && said[0].contains("the rest is read"), "{said:?}");
}
