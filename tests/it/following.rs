//! The session keeps up with its folders: what changed is taken in, and what the user did stays.

mod choices;
mod places;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use parallax::corpus::ArticleId;
use parallax::project::{Change, Correction, Target};
use parallax::query::Filter;
use parallax::session::{Action, Command, ImportPage, NoDialogs, Place, Places, Select, Session, View, Wake};

use crate::session::query;

fn text(n: usize) -> String {
    format!(
        "Harbour {n} closed\n\nBy Ada Brink\n\n{} May 2024\n\nThe harbour number {n} has been closed since Monday, when the ice broke two of its piers.\n",
        n % 28 + 1
    )
}

/// A folder of articles 1 to `count` in a folder of its own, so that it can be moved away.
fn folder(count: usize) -> (tempfile::TempDir, PathBuf) {
    let outer = tempfile::tempdir().expect("a folder");
    let root = outer.path().join("press");
    fs::create_dir(&root).expect("made");
    for n in 1..=count {
        fs::write(root.join(format!("{n}.txt")), text(n)).expect("written");
    }
    (outer, root)
}

fn settle(session: &mut Session) {
    for _ in 0..20 {
        session.take_in();
    }
    assert_eq!(session.jobs().count(), 0, "all jobs have ended");
}

fn apply(session: &mut Session, command: Command) {
    session.apply(command);
    settle(session);
}

fn opened(root: &Path) -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![root.to_path_buf()]));
    session
}

/// What changes is taken in when two looks find the same.
fn look(session: &mut Session) {
    apply(session, Command::Do(Action::LookForChanges));
    apply(session, Command::Do(Action::LookForChanges));
}

fn id(session: &Session, path: &str) -> Option<ArticleId> {
    let articles = session.corpus().expect("read").articles();
    articles.iter().position(|article| *article.path == *path).map(|at| at as ArticleId)
}

fn told(session: &Session) -> Vec<&str> {
    session.keeping_up().told().iter().map(|one| one.text.as_str()).collect()
}

fn last_notice(session: &Session) -> &str {
    session.notices().all().last().map_or("", |notice| &notice.text)
}

#[test]
fn what_the_user_did_stays() {
    let (_outer, root) = folder(9);
    let mut session = opened(&root);
    let at = |session: &Session, path: &str| id(session, path).expect("there");

    // Something of everything that names articles.
    let key = session.article_key(at(&session, "8.txt")).expect("a key");
    apply(&mut session, Command::SetNote(key, "ask the harbour master".to_owned()));
    for path in ["5.txt", "2.txt"] {
        let target = Target::Articles([session.article_key(at(&session, path)).expect("a key")].into());
        let change = Change::Section(Some("Ports".into()));
        apply(&mut session, Command::Correct(vec![Correction { target, change }]));
    }
    apply(&mut session, Command::SetFilter(Filter::parse("date:2024").expect("a filter")));
    apply(&mut session, Command::AddSeries(query("ice")));
    let chosen = ["3.txt", "6.txt", "7.txt"].map(|path| at(&session, path)).to_vec();
    apply(&mut session, Command::Choose(Some(chosen)));
    let [four, six, seven] = ["4.txt", "6.txt", "7.txt"].map(|path| at(&session, path));
    apply(&mut session, Command::Go(Place { article: Some(four), ..Place::default() }));
    apply(&mut session, Command::SideBySide(six, seven));
    for path in ["7.txt", "9.txt"] {
        let id = at(&session, path);
        apply(&mut session, Command::Select(Select::Toggle(id)));
    }

    fs::write(root.join("0.txt"), text(20)).expect("written");
    fs::remove_file(root.join("3.txt")).expect("removed");
    fs::write(root.join("5.txt"), text(33)).expect("written");
    fs::rename(root.join("8.txt"), root.join("8b.txt")).expect("renamed");
    look(&mut session);

    assert_eq!(told(&session), ["1 new article, 1 changed, 1 removed, 1 renamed"]);
    let path_of = |session: &Session, id: Option<ArticleId>| {
        id.map(|id| session.corpus().expect("read").article(id).path.to_string())
    };
    assert_eq!(path_of(&session, session.place().article).as_deref(), Some("6.txt"));
    assert_eq!(path_of(&session, session.place().beside).as_deref(), Some("7.txt"));
    let selected: Vec<String> =
        session.selection().into_iter().filter_map(|id| path_of(&session, Some(id))).collect();
    assert_eq!(selected, ["6.txt", "7.txt", "9.txt"]);
    let chosen = session.bench().chosen.as_ref().expect("chosen").articles().to_vec();
    let chosen: Vec<String> = chosen.into_iter().filter_map(|id| path_of(&session, Some(id))).collect();
    assert_eq!(chosen, ["6.txt", "7.txt"]);
    let noted = session.remark_of(at(&session, "8b.txt")).expect("its note came along");
    assert_eq!(noted.note, "ask the harbour master");
    let section = |session: &Session, path: &str| {
        session.corpus().expect("read").section_of(at(session, path)).map(str::to_owned)
    };
    assert_eq!(section(&session, "2.txt").as_deref(), Some("Ports"));
    assert_eq!(section(&session, "5.txt").as_deref(), Some("Ports"), "a changed file is still that file");
    assert_eq!((session.bench().series.len(), session.bench().filter.is_all()), (1, false));
    assert_eq!(session.results().listing().expect("listed").order.len(), 9);

    // The places behind, and the states that can be undone, speak of the same articles.
    apply(&mut session, Command::Do(Action::Back));
    assert_eq!(path_of(&session, session.place().article).as_deref(), Some("4.txt"));
    apply(&mut session, Command::Do(Action::Undo));
    assert!(session.bench().chosen.is_none() && session.bench().series.len() == 1);
    apply(&mut session, Command::Do(Action::Redo));
    let chosen = session.bench().chosen.as_ref().expect("chosen").articles().to_vec();
    let chosen: Vec<String> = chosen.into_iter().filter_map(|id| path_of(&session, Some(id))).collect();
    assert_eq!(chosen, ["6.txt", "7.txt"]);

    // A removed file that comes back finds what was said of it.
    fs::remove_file(root.join("8b.txt")).expect("removed");
    look(&mut session);
    assert_eq!(id(&session, "8b.txt"), None);
    fs::write(root.join("8b.txt"), text(8)).expect("written");
    look(&mut session);
    assert_eq!(
        session.remark_of(at(&session, "8b.txt")).map(|remark| &*remark.note),
        Some("ask the harbour master")
    );
    assert_eq!(told(&session).last(), Some(&"1 new article"));
    let fresh = opened(&root);
    let paths = |session: &Session| -> Vec<Arc<str>> {
        session.corpus().expect("read").articles().iter().map(|article| Arc::clone(&article.path)).collect()
    };
    assert_eq!(paths(&session), paths(&fresh), "as if it were opened now");
    assert_eq!(session.problems(), fresh.problems());
}

#[test]
fn what_was_said_of_rows_follows_them() {
    let (_outer, root) = folder(0);
    let table = |first: &str| {
        let mut rows = format!("headline,date,outlet,body\n{first}");
        for n in 1..=3 {
            rows.push_str(&format!(
                "Ferry {n} sails,2024-05-0{n},Norvia Post,The ferry number {n} sailed on Monday after the ice had gone.\n"
            ));
        }
        fs::write(root.join("a.csv"), rows).expect("written");
    };
    let noted = |session: &Session, n: usize| {
        let articles = session.corpus().expect("read").articles();
        let at = articles.iter().position(|article| article.raw.contains(&format!("number {n} ")));
        let at = at.expect("there") as ArticleId;
        session.remark_of(at).map(|remark| remark.note.clone())
    };
    // The second row without text is none that one sees, but it moves the others on.
    let other = "Mole built,2024-05-02,Norvia Post,The mole was built in two days by forty men.\n";
    for first in [other, "An empty row,2024-05-02,Norvia Post,\n"] {
        table("");
        let mut session = opened(&root);
        for n in 1..=2 {
            let key = session.article_key(n - 1).expect("a key");
            apply(&mut session, Command::SetNote(key, format!("on {n}")));
        }
        apply(&mut session, Command::Go(Place { article: Some(1), ..Place::default() }));
        table(first);
        look(&mut session);
        let all = |session: &Session| [1, 2, 3].map(|n| noted(session, n));
        let expected = [Some("on 1".to_owned()), Some("on 2".to_owned()), None];
        assert_eq!(all(&session), expected, "{first}");
        let fresh = opened(&root);
        assert_eq!(session.corpus().expect("read").articles(), fresh.corpus().expect("read").articles());
        let open = session.place().article.expect("open");
        assert!(session.corpus().expect("read").article(open).raw.contains("number 2 "));
        apply(&mut session, Command::Do(Action::ReadAgain));
        assert_eq!(all(&session), expected, "{first}");
        let open = session.place().article.expect("open");
        assert!(session.corpus().expect("read").article(open).raw.contains("number 2 "), "{first}");
    }
}

#[test]
fn a_correction_that_finds_nothing_any_more_is_told() {
    let (_outer, root) = folder(3);
    let mut session = opened(&root);
    let key = session.article_key(id(&session, "2.txt").expect("there")).expect("a key");
    let change = Change::Section(Some("Ports".into()));
    apply(
        &mut session,
        Command::Correct(vec![Correction { target: Target::Articles([key].into()), change }]),
    );
    fs::remove_file(root.join("2.txt")).expect("removed");
    look(&mut session);
    assert_eq!(told(&session), ["1 removed article; 1 correction finds nothing any more"]);
}

#[test]
fn what_is_being_written_is_read_when_it_stands_still() {
    let (_outer, root) = folder(3);
    let mut session = opened(&root);
    for part in 1..3 {
        fs::write(root.join("9.txt"), text(9).repeat(part)).expect("written");
        apply(&mut session, Command::Do(Action::LookForChanges));
        assert_eq!(session.corpus().expect("read").article_count(), 3);
        assert_eq!(last_notice(&session), "1 file has changed, and is read when nothing more is written");
    }
    apply(&mut session, Command::Do(Action::LookForChanges));
    assert_eq!(session.corpus().expect("read").article_count(), 4);
    apply(&mut session, Command::Do(Action::LookForChanges));
    assert_eq!(last_notice(&session), "Nothing has changed in the folder");
}

#[test]
fn one_look_by_hand_is_enough() {
    let (_outer, root) = folder(3);
    let mut session = opened(&root);
    fs::write(root.join("4.txt"), text(4)).expect("written");
    apply(&mut session, Command::Do(Action::LookForChanges));
    assert_eq!(session.corpus().expect("read").article_count(), 3);
    assert_eq!(last_notice(&session), "1 file has changed, and is read when nothing more is written");
    let begun = Instant::now();
    while session.corpus().expect("read").article_count() == 3 {
        assert!(begun.elapsed() < Duration::from_secs(20), "what was promised comes");
        std::thread::sleep(Duration::from_millis(100));
        settle(&mut session);
    }
    assert_eq!(told(&session), ["1 new article"]);
}

#[test]
fn a_single_file_that_is_gone_is_the_users_to_decide_about() {
    let (outer, root) = folder(2);
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![root.join("1.txt"), root.join("2.txt")]));
    let count = |session: &Session| session.corpus().expect("read").article_count();
    fs::remove_file(root.join("1.txt")).expect("removed");
    look(&mut session);
    assert_eq!(last_notice(&session), "The file “1.txt” is gone: its 1 article stays");
    assert_eq!(count(&session), 2);
    apply(&mut session, Command::Do(Action::TakeOutEmptied));
    assert_eq!(count(&session), 1);
    look(&mut session);
    assert!(session.keeping_up().lost().is_empty(), "nothing of it is left to decide about");
    fs::write(root.join("1.txt"), text(1)).expect("written");
    look(&mut session);
    assert_eq!(told(&session), ["1 removed article", "1 new article"]);

    fs::rename(&root, outer.path().join("unplugged")).expect("moved");
    look(&mut session);
    assert_eq!(last_notice(&session), "The file “1.txt” is away: what was read stays, and 1 more");
    assert!(Action::TakeOutEmptied.available(&session).is_err());
    assert_eq!(count(&session), 2);
}

#[test]
fn a_choice_whose_articles_go_is_still_a_choice() {
    let (_outer, root) = folder(6);
    let mut session = opened(&root);
    let at = |session: &Session, path: &str| id(session, path).expect("there");
    let both = ["3.txt", "5.txt"].map(|path| at(&session, path)).to_vec();
    apply(&mut session, Command::Choose(Some(both)));
    apply(&mut session, Command::Show(View::Compare));
    let chosen = |session: &Session| -> Vec<String> {
        let ids = session.bench().chosen.as_ref().expect("a choice").articles().to_vec();
        ids.into_iter().map(|id| session.corpus().expect("read").article(id).path.to_string()).collect()
    };
    for path in ["3.txt", "5.txt"] {
        fs::remove_file(root.join(path)).expect("removed");
    }
    look(&mut session);
    assert!(chosen(&session).is_empty(), "not all of them");
    assert!(
        session
            .notices()
            .all()
            .iter()
            .any(|one| one.text.starts_with("The articles chosen for Compare are gone"))
    );
    assert_eq!(session.results().comparison().map_or(0, |found| found.in_scope), 0);
    apply(&mut session, Command::Do(Action::Undo));
    assert!(session.bench().chosen.is_none());
    apply(&mut session, Command::Do(Action::Redo));
    assert!(chosen(&session).is_empty());

    // One after the other they are there again, with one that was none of them.
    fs::write(root.join("5.txt"), text(5)).expect("written");
    fs::write(root.join("0.txt"), text(20)).expect("written");
    look(&mut session);
    assert_eq!(chosen(&session), ["5.txt"]);
    fs::write(root.join("3.txt"), text(3)).expect("written");
    look(&mut session);
    assert_eq!(chosen(&session), ["3.txt", "5.txt"]);
}

#[test]
fn a_new_data_file_in_doubt_is_asked_about() {
    let (_outer, root) = folder(2);
    let mut session = opened(&root);
    let table = "a,b,c,d\n1,2,3,4\n5,6,7,8\n";
    fs::write(root.join("a table.csv"), table).expect("written");
    look(&mut session);
    let question = "Which field of 1 data file holds the text is not known. Say it";
    assert_eq!(last_notice(&session), question);
    assert_eq!(session.shapes().files_in_doubt(), 1);
    // It is asked once, and again for the next.
    look(&mut session);
    assert_eq!(last_notice(&session), "Nothing has changed in the folder");
    fs::write(root.join("another.csv"), table).expect("written");
    fs::write(root.join("3.txt"), text(3)).expect("written");
    look(&mut session);
    assert_eq!(last_notice(&session), "Which field of 2 data files holds the text is not known. Say it");
}

#[test]
fn a_folder_that_is_away_is_said_to_be_and_comes_back() {
    let (outer, root) = folder(4);
    let mut session = opened(&root);
    let (corpus, elsewhere) = (session.corpus().cloned(), outer.path().join("unplugged"));
    fs::rename(&root, &elsewhere).expect("moved");
    look(&mut session);
    assert_eq!(last_notice(&session), "The folder “press” is away: what was read stays");
    assert!(session.keeping_up().lost().iter().any(|lost| !lost.is_empty));
    assert!(Action::TakeOutEmptied.available(&session).is_err());
    let same = |session: &Session| {
        session.corpus().zip(corpus.as_ref()).is_some_and(|(now, before)| Arc::ptr_eq(now, before))
    };
    assert!(same(&session), "nothing was taken out");

    // An empty folder is there in its place.
    fs::create_dir(&root).expect("made");
    look(&mut session);
    assert_eq!(last_notice(&session), "The folder “press” is empty: its 4 articles stay");
    assert!(same(&session), "nothing was taken out");

    // Back, with something more.
    fs::remove_dir(&root).expect("removed");
    fs::write(elsewhere.join("5.txt"), text(5)).expect("written");
    fs::rename(&elsewhere, &root).expect("moved back");
    look(&mut session);
    assert!(session.keeping_up().lost().is_empty());
    assert_eq!(told(&session), ["1 new article"]);

    // Emptied for good: one word of the user takes its articles out.
    for file in fs::read_dir(&root).expect("listed") {
        fs::remove_file(file.expect("a file").path()).expect("removed");
    }
    look(&mut session);
    assert_eq!(session.corpus().expect("read").article_count(), 5);
    apply(&mut session, Command::Do(Action::TakeOutEmptied));
    assert_eq!(session.corpus().expect("read").article_count(), 0);
    assert_eq!(told(&session).last(), Some(&"5 removed articles"));
    fs::write(root.join("1.txt"), text(1)).expect("written");
    look(&mut session);
    assert_eq!(session.corpus().expect("read").article_count(), 1);
    assert_eq!(session.place().article, Some(0), "there is something to read again");
}

#[test]
fn a_folder_that_was_away_from_the_start_is_read_when_it_is_there() {
    let (outer, root) = folder(3);
    let late = outer.path().join("radio");
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![root, late.clone()]));
    apply(&mut session, Command::AddSeries(query("harbour")));
    fs::create_dir(&late).expect("made");
    fs::write(late.join("a.txt"), text(20)).expect("written");
    look(&mut session);
    assert_eq!(session.corpus().expect("read").article_count(), 4);
    apply(&mut session, Command::Do(Action::Undo));
    assert!(session.bench().series.is_empty(), "what was done before can be undone");
}

#[test]
fn what_is_saved_into_the_folder_is_not_read_with_it() {
    let (_outer, root) = folder(3);
    let mut session = opened(&root);
    let save = |session: &mut Session, name: &str| {
        apply(session, Command::SaveArticles(parallax::export::corpus::CorpusFormat::Csv));
        apply(session, Command::SubmitPath(root.join(name).display().to_string()));
        assert!(root.join(name).exists(), "{:?}", session.notices().all());
    };
    save(&mut session, "corpus.csv");
    look(&mut session);
    assert_eq!(session.corpus().expect("read").article_count(), 3);
    assert!(told(&session).is_empty());
    let is_told = |session: &Session| {
        session.problems().iter().any(|problem| problem.text.starts_with("Parallax saved it here"))
    };
    assert!(is_told(&session));
    apply(&mut session, Command::Do(Action::ReadAgain));
    assert_eq!(session.corpus().expect("read").article_count(), 3);
    assert!(is_told(&session));
}

#[test]
fn a_folder_of_what_was_saved_says_what_to_do() {
    let (outer, root) = folder(3);
    let mut session = opened(&root);
    let other = outer.path().join("saved");
    fs::create_dir(&other).expect("made");
    let saved = other.join("articles.csv");
    apply(&mut session, Command::SaveArticles(parallax::export::corpus::CorpusFormat::Csv));
    apply(&mut session, Command::SubmitPath(saved.display().to_string()));
    let count = |session: &Session| session.corpus().map_or(0, |corpus| corpus.article_count());
    apply(&mut session, Command::Open(vec![other.clone()]));
    assert_eq!(count(&session), 0);
    let notice = last_notice(&session);
    assert!(notice.contains("open that file itself"), "{notice}");
    // As it says.
    apply(&mut session, Command::Open(vec![saved.clone()]));
    assert_eq!(count(&session), 3);
    // A file that somebody else put in its place is read with the folder.
    fs::write(&saved, "headline,body\nMole built,The mole was built in two days by forty men.\n")
        .expect("written");
    apply(&mut session, Command::Open(vec![other]));
    assert_eq!(count(&session), 1);
}

#[test]
fn changes_are_listed_in_the_import_report() {
    let (_outer, root) = folder(3);
    let mut session = opened(&root);
    fs::write(root.join("empty.txt"), "").expect("written");
    fs::write(root.join("4.txt"), text(4)).expect("written");
    look(&mut session);
    assert!(session.problems().iter().any(|problem| problem.path.as_deref() == Some("empty.txt")));
    apply(&mut session, Command::ShowImport(ImportPage::Files));
    let outcome = session.import_report().outcome().expect("counted");
    assert_eq!((outcome.articles, outcome.unread), (4, 1));
    // What is passed over by now and was not is told without any article in it.
    fs::write(root.join("empty too.txt"), "").expect("written");
    look(&mut session);
    assert_eq!(session.import_report().outcome().expect("counted").unread, 2);
    assert_eq!(told(&session).len(), 1);
}

#[test]
fn the_system_tells_of_changes_and_they_are_taken_in() {
    let (_outer, root) = folder(3);
    let (woken, wakes) = channel();
    let wake: Wake = Arc::new(move || {
        woken.send(()).ok();
    });
    let mut session = Session::new(Places::default(), Box::new(NoDialogs), wake);
    session.apply(Command::Open(vec![root.clone()]));
    let until = |session: &mut Session, what: &str, is_so: &dyn Fn(&Session) -> bool| {
        let begun = Instant::now();
        while !is_so(session) {
            assert!(begun.elapsed() < Duration::from_mins(1), "{what}: {:?}", told(session));
            wakes.recv_timeout(Duration::from_millis(500)).ok();
            session.take_in();
        }
    };
    let articles = |count: u32| {
        move |session: &Session| {
            !session.is_reading() && session.corpus().is_some_and(|corpus| corpus.article_count() == count)
        }
    };
    until(&mut session, "read", &articles(3));
    session.apply(Command::Show(View::Frequency));
    fs::create_dir(root.join("new")).expect("made");
    fs::write(root.join("new/4.txt"), text(4)).expect("written");
    until(&mut session, "taken in", &articles(4));
    fs::remove_file(root.join("1.txt")).expect("removed");
    until(&mut session, "taken out", &articles(3));
    let elsewhere = root.with_file_name("unplugged");
    fs::rename(&root, &elsewhere).expect("moved");
    until(&mut session, "away", &|session| !session.keeping_up().lost().is_empty());
    fs::write(elsewhere.join("5.txt"), text(5)).expect("written");
    fs::rename(&elsewhere, &root).expect("moved back");
    until(&mut session, "back", &articles(4));
    assert!(session.keeping_up().lost().is_empty());
}
