//! Folders and projects opened, moved, added, begun afresh.

use super::*;

#[test]
fn work_on_a_folder_is_back_and_says_so() {
    let home = Home::new();
    let mut session = home.opened(&["articles"]);
    assert!(!told(&session, "is back"), "nothing was there");
    for text in ["boats", "cable", "quarrel"] {
        apply(&mut session, Command::AddSeries(query(text)));
    }
    apply(&mut session, Command::RenameOutlet { from: "".into(), to: "Radio Elsin".into() });
    let next = home.opened(&["articles"]);
    let back = next.notices().all().iter().find(|notice| notice.text.contains("is back")).expect("told");
    assert_eq!(back.text, "Your work on this folder from today is back: 3 series and 1 correction");
    assert_eq!(back.action, Some(Action::StartAfresh));

    let mut next = home.opened(&["articles"]);
    apply(&mut next, Command::Do(Action::StartAfresh));
    assert!(next.bench().series.is_empty() && next.bench().corrections.list.is_empty());
    apply(&mut next, Command::Do(Action::Undo));
    assert_eq!(next.bench(), session.bench());
}

#[test]
fn another_folder_has_work_of_its_own() {
    let home = Home::new();
    home.lay("radio", &[("a.txt", "Radio Elsin\n\nA song of the islands.\n")]);
    let mut session = home.opened(&["articles"]);
    apply(&mut session, Command::AddSeries(query("boats")));
    let first = key(&session, 0);
    apply(&mut session, Command::SetNote(first, "mine".into()));
    let hedges = HedgeSettings { within_quotations: true, ..HedgeSettings::default() };
    let choices = TellingChoices { hedges: Arc::new(hedges), ..TellingChoices::default() };
    apply(&mut session, Command::ChooseTellings(Box::new(choices.clone())));
    let label = LabelKey { concept: "Isles".into(), label: "Isles".into() };
    apply(&mut session, Command::EditLabels(Edit::AddLabel { label, query: "isles".into() }));
    let sides = Some(["Radio Elsin", "Quay Post"].map(Arc::from));
    let lines = LineLayout { sides, ..session.bench().lines.clone() };
    apply(&mut session, Command::LayOutLines(Box::new(lines)));
    open(&mut session, vec![home.path("radio")]);
    assert_eq!(session.bench().series.len(), 1, "series belong to the question");
    assert!(session.bench().remarks.by_article.is_empty(), "notes belong to the articles");
    assert_eq!(session.bench().tellings, choices, "how hedges are counted stays, names put right do not");
    assert_eq!(session.bench().lines.sides, None, "other articles are of other outlets");
    apply(&mut session, Command::RemoveSeries(0));
    open(&mut session, vec![home.path("articles")]);
    assert_eq!(session.bench().series.len(), 1);
    assert_eq!(session.bench().remarks.by_article.len(), 1);
    open(&mut session, vec![home.path("radio")]);
    assert!(session.bench().series.is_empty());
}

#[test]
fn commands_of_the_first_moment_wait_for_the_work() {
    let home = Home::new();
    apply(&mut home.opened(&["articles"]), Command::AddSeries(query("boats")));
    let mut session = home.session();
    session.apply(Command::Open(vec![home.path("articles")]));
    session.apply(Command::AddSeries(query("cable")));
    settle(&mut session);
    let names: Vec<&str> = session.bench().series.iter().map(|series| series.name.as_str()).collect();
    assert_eq!(names, ["boats", "cable"]);
}

#[test]
fn without_places_nothing_is_kept_and_a_project_is_only_read() {
    let home = Home::new();
    let mut session = home.session_answering("isles.parallax");
    open(&mut session, vec![home.path("articles")]);
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    let before = fs::read(home.path("isles.parallax")).expect("saved");
    let own = home.names("own/projects");
    let mut quiet = Session::inline(Places::default(), Box::new(NoDialogs));
    open(&mut quiet, vec![home.path("isles.parallax")]);
    assert_eq!(quiet.title(), "isles");
    apply(&mut quiet, Command::AddSeries(query("boats")));
    assert!(quiet.leave(std::time::Duration::ZERO));
    assert_eq!(fs::read(home.path("isles.parallax")).expect("there"), before);
    assert_eq!(home.names("own/projects"), own);
}

#[test]
fn a_project_moved_with_its_folder_finds_it() {
    let home = Home::new();
    home.lay("desk/articles", &ARTICLES);
    let mut session = home.session_answering("desk/isles.parallax");
    open(&mut session, vec![home.path("desk/articles")]);
    apply(&mut session, Command::OpenArticle(2, None));
    apply(&mut session, Command::Choose(Some(vec![0, 2])));
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    fs::rename(home.path("desk"), home.path("attic")).expect("moved");
    let next = home.opened(&["attic/isles.parallax"]);
    assert_eq!(next.overlay(), Overlay::None);
    assert_eq!(next.roots(), [home.path("attic/articles")]);
    assert_eq!(picture(&next), picture(&session));
}

#[test]
fn a_folder_that_is_gone_is_asked_for_and_the_answer_is_remembered() {
    let home = Home::new();
    home.lay("radio", &[("a.txt", "Radio Elsin\n\nA song of the islands.\n")]);
    let mut session = home.session_answering("isles.parallax");
    open(&mut session, vec![home.path("articles"), home.path("radio")]);
    apply(&mut session, Command::AddSeries(query("boats")));
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    fs::rename(home.path("articles"), home.path("texts")).expect("moved");
    fs::remove_dir_all(home.path("radio")).expect("removed");

    let mut next = home.session_answering("texts");
    open(&mut next, vec![home.path("isles.parallax")]);
    assert_eq!(next.overlay(), Overlay::Moved);
    assert_eq!(next.wanted_folder(), Some(home.path("articles")));
    apply(&mut next, Command::AskWhere);
    assert_eq!(next.wanted_folder(), Some(home.path("radio")), "then for the next");
    apply(&mut next, Command::AnswerWhere(None));
    assert_eq!(next.overlay(), Overlay::None);
    assert_eq!(next.roots(), [home.path("texts")]);
    assert_eq!(next.bench(), session.bench());
    assert_eq!(next.gone_roots().collect::<Vec<_>>(), [home.path("radio")]);

    let third = home.opened(&["isles.parallax"]);
    assert_eq!(third.overlay(), Overlay::None, "nothing is asked twice");
    assert_eq!(third.roots(), [home.path("texts")]);
    home.lay("radio", &[("a.txt", "Radio Elsin\n\nA song of the islands.\n")]);
    let fourth = home.opened(&["isles.parallax"]);
    assert_eq!(fourth.roots().len(), 2, "and what is back is read again");
}

#[test]
fn folders_are_added_and_taken_out_and_the_rest_stays() {
    let home = Home::new();
    home.lay("radio", &[("a.txt", "Radio Elsin\n\nA song of the islands.\n")]);
    let mut session = home.session_answering("radio");
    open(&mut session, vec![home.path("articles")]);
    apply(&mut session, Command::AddSeries(query("islands")));
    apply(&mut session, Command::OpenArticle(1, None));
    apply(&mut session, Command::Choose(Some(vec![1, 2])));
    let read = key(&session, 1);
    apply(&mut session, Command::SetNote(read.clone(), "mine".into()));
    let in_norvia = Target::Folder("norvia".into());
    apply(
        &mut session,
        Command::Correct(vec![Correction { target: in_norvia.clone(), change: Change::Opinion(true) }]),
    );
    let said = session.bench().clone();
    apply(&mut session, Command::Do(Action::AddFolder));
    assert_eq!(session.bench().corrections.list[0].target, Target::Folder("articles/norvia".into()));
    let here = session.place().article.expect("an article");
    let key_here = key(&session, here);
    assert!(session.bench().remarks.by_article.contains_key(&key_here), "notes go with the article");
    assert_eq!(session.roots().len(), 2);
    assert_eq!(session.corpus().expect("read").article_count(), 4);
    assert_eq!(key_here.content, read.content, "the same article is open");
    assert_eq!(session.bench().chosen.as_ref().expect("chosen").articles().len(), 2);
    let next = home.opened(&["articles"]);
    assert_eq!(picture(&next), picture(&session), "the folder brings back both");
    apply(&mut session, Command::TakeOut(home.path("radio")));
    assert_eq!(session.corpus().expect("read").article_count(), 3);
    assert_eq!(session.bench().remarks, said.remarks);
    assert_eq!(session.bench().corrections, said.corrections, "and come back with it");
    apply(&mut session, Command::TakeOut(home.path("articles")));
    assert_eq!(session.roots().len(), 1, "the last one stays");
}

#[test]
fn a_damaged_project_opens_as_it_was_before_and_is_left_alone() {
    let home = Home::new();
    let mut session = home.session_answering("isles.parallax");
    open(&mut session, vec![home.path("articles")]);
    apply(&mut session, Command::AddSeries(query("boats")));
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    apply(&mut session, Command::AddSeries(query("cable")));
    apply(&mut session, Command::AddSeries(query("quarrel")));
    let path = home.path("isles.parallax");
    let whole = fs::read(&path).expect("kept");
    fs::write(&path, &whole[..whole.len() / 2]).expect("damaged");
    let mut next = home.opened(&["isles.parallax"]);
    assert!(told(&next, "damaged") && told(&next, "version before it"));
    assert_eq!(next.bench().series.len(), 2);
    apply(&mut next, Command::AddSeries(query("harbour")));
    assert_eq!(fs::read(&path).expect("there").len(), whole.len() / 2);
}

#[test]
fn unreadable_work_on_a_folder_is_put_aside() {
    let home = Home::new();
    apply(&mut home.opened(&["articles"]), Command::AddSeries(query("boats")));
    let file = home.names("own/projects").into_iter().find(|name| name.contains("parallax")).expect("kept");
    fs::write(home.path("own/projects").join(&file), b"{\"version\": 1, ").expect("damaged");
    let session = home.opened(&["articles"]);
    assert!(told(&session, "put aside"));
    assert!(home.names("own/projects").iter().any(|name| name.contains("unreadable")));
    assert!(!session.is_reading());
}

#[test]
fn a_folder_that_cannot_be_written_is_told_once_and_tried_again() {
    let home = Home::new();
    let mut session = home.session_answering("desk/isles.parallax");
    fs::create_dir(home.path("desk")).expect("made");
    open(&mut session, vec![home.path("articles")]);
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    // A folder in the file's place holds up every writer, root too.
    let path = home.path("desk/isles.parallax");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    apply(&mut session, Command::AddSeries(query("boats")));
    apply(&mut session, Command::AddSeries(query("cable")));
    let problems: Vec<_> =
        session.notices().all().iter().filter(|notice| notice.weight == Weight::Problem).collect();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].action, Some(Action::SaveProjectAs));
    assert!(!session.is_kept());
    fs::remove_dir(&path).expect("removed");
    assert!(session.leave(std::time::Duration::ZERO));
    assert!(session.is_kept(), "leaving tries once more");
    assert_eq!(project::open(&path).expect("kept").file.work.series.len(), 2);
}

#[test]
fn what_was_opened_lately_is_offered_and_can_be_forgotten() {
    let home = Home::new();
    let mut session = home.session_answering("isles.parallax");
    open(&mut session, vec![home.path("articles")]);
    apply(&mut session, Command::AddSeries(query("boats")));
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    fs::rename(home.path("articles"), home.path("texts")).expect("moved");
    let mut next = home.session();
    settle(&mut next);
    let recent = next.settings().recent.clone();
    assert_eq!(recent.len(), 2);
    assert_eq!(recent[0].paths, [home.path("isles.parallax")]);
    assert_eq!((recent[0].articles, recent[0].series), (3, 1));
    assert!(!next.is_vanished(&recent[0].paths) && next.is_vanished(&recent[1].paths));
    apply(&mut next, Command::ForgetRecent(recent[1].paths.clone()));
    assert_eq!(home.session().settings().recent.len(), 1);
}

#[test]
fn settings_of_a_newer_program_stay_as_they_are() {
    let home = Home::new();
    fs::create_dir_all(home.path("own")).expect("made");
    let newer = r#"{"version": 99, "theme": {"name": "dusk"}}"#;
    fs::write(home.path("own/settings.json"), newer).expect("written");
    let mut session = home.opened(&["articles"]);
    apply(&mut session, Command::Do(Action::ThemeDark));
    assert!(told(&session, "newer Parallax"));
    assert_eq!(fs::read_to_string(home.path("own/settings.json")).expect("there"), newer);
}

#[test]
fn a_theme_for_one_run_is_not_kept() {
    use parallax::project::settings::{Settings, ThemeChoice};
    let home = Home::new();
    let mut session = home.session();
    session.show_theme(ThemeChoice::Dark);
    apply(&mut session, Command::Do(Action::ZoomIn));
    assert_eq!(session.theme(), ThemeChoice::Dark);
    let kept = || Settings::load(&home.path("own/settings.json")).expect("ours");
    assert_eq!((kept().theme, kept().zoom_percent), (ThemeChoice::System, 110));
    apply(&mut session, Command::Do(Action::ThemeLight));
    assert_eq!((kept().theme, session.theme()), (ThemeChoice::Light, ThemeChoice::Light));
}
