//! What was put right in a project holds from the first article that is seen.

use std::time::{Duration, Instant};

use super::*;

fn outlets(session: &Session) -> Vec<(String, Option<u16>)> {
    let corpus = session.corpus().expect("read");
    let ink = |name: &str| session.ink_of(name);
    corpus.outlets().iter().map(|outlet| (outlet.name.to_string(), ink(&outlet.name))).collect()
}

#[test]
fn the_first_picture_of_work_that_comes_back_is_put_right_already() {
    let home = Home::new();
    let mut session = home.opened(&["articles"]);
    let rename = |from: &str, to: &str| Command::RenameOutlet { from: from.into(), to: to.into() };
    apply(&mut session, rename("The Norvia Daily", "Norvia One"));
    let of_one = Target::Articles(vec![key(&session, 0)].into());
    let change = Change::Outlet(Some("Ansel Weekly".into()));
    apply(&mut session, Command::Correct(vec![Correction { target: of_one, change }]));
    let worked_out = outlets(&session);
    assert!(worked_out.iter().any(|(name, _)| name == "Norvia One"));

    let mut next = Session::new(home.places(), Box::new(NoDialogs), Arc::new(|| {}));
    next.apply(Command::Open(vec![home.path("articles")]));
    let limit = Instant::now() + Duration::from_mins(1);
    let mut seen = Vec::new();
    while seen.len() < worked_out.len() && Instant::now() < limit {
        next.take_in();
        if next.corpus().is_some() {
            seen = outlets(&next);
            let is_known = |one: &(String, Option<u16>)| worked_out.contains(one);
            assert!(seen.iter().all(is_known), "{seen:?} is not of {worked_out:?}");
        }
        std::thread::yield_now();
    }
    assert_eq!(seen, worked_out, "names and colours are what they were");
}

#[test]
fn another_folder_has_its_own_corrections_groups_and_titles() {
    let home = Home::new();
    home.lay("radio", &[("norvia/a.txt", "Radio Elsin\n\nA song of the islands.\n")]);
    let mut session = home.opened(&["articles"]);
    let in_norvia = Target::Folder("norvia".into());
    let change = Change::Outlet(Some("Norvia One".into()));
    apply(&mut session, Command::Correct(vec![Correction { target: in_norvia, change }]));
    apply(&mut session, Command::AddGroup("Islanders".into(), vec!["Norvia One".into()]));
    apply(&mut session, Command::AddSeries(query("islands")));
    apply(&mut session, Command::Show(View::Frequency));
    apply(&mut session, Command::TitleFigure(FigureTitle { title: "Ours".into(), ..FigureTitle::default() }));
    let before = picture(&session);
    open(&mut session, vec![home.path("radio")]);
    let bench = session.bench();
    assert!(bench.corrections.list.is_empty() && bench.book.groups.is_empty() && bench.titles.is_empty());
    assert_eq!(session.corpus().expect("read").outlets()[0].name.as_ref(), "Radio Elsin");
    assert_eq!(bench.series.len(), 1, "the question stays");
    open(&mut session, vec![home.path("articles")]);
    assert_eq!(picture(&session), before);
}

#[test]
fn save_project_says_where_the_work_is_and_asks_only_where_it_has_no_file() {
    let home = Home::new();
    let mut session = home.session_answering("isles.parallax");
    open(&mut session, vec![home.path("articles")]);
    assert!(session.project().is_none());
    apply(&mut session, Command::Do(Action::SaveProject));
    assert_eq!(session.project(), Some(&*home.path("isles.parallax")));
    assert!(!told(&session, "Everything is kept"));
    apply(&mut session, Command::AddSeries(query("boats")));
    apply(&mut session, Command::Do(Action::SaveProject));
    assert!(told(&session, "Everything is kept in"));
    let path = home.path("isles.parallax");
    fs::remove_file(&path).expect("removed");
    fs::create_dir(&path).expect("made");
    apply(&mut session, Command::AddSeries(query("cable")));
    let told_so_far = session.notices().all().len();
    apply(&mut session, Command::Do(Action::SaveProject));
    let told_now = &session.notices().all()[told_so_far..];
    assert!(told_now.iter().all(|notice| notice.weight == Weight::Problem), "{told_now:?}");
    assert_eq!(told_now.len(), 1, "what is not kept is not said to be");
}

#[test]
fn a_theme_for_one_run_is_not_kept_by_the_settings_sheet_either() {
    use parallax::project::settings::{Density, Settings, ThemeChoice};
    let home = Home::new();
    let mut session = home.session();
    session.show_theme(ThemeChoice::Dark);
    let sheet = |session: &Session| Settings { theme: session.theme(), ..session.settings().clone() };
    let compact = Settings { density: Density::Compact, ..sheet(&session) };
    apply(&mut session, Command::NotePane("articles", 512));
    apply(&mut session, Command::SetSettings(Box::new(compact)));
    let kept = || Settings::load(&home.path("own/settings.json")).expect("ours");
    assert_eq!((kept().density, kept().theme), (Density::Compact, ThemeChoice::System));
    assert_eq!(kept().window.panes.get("articles"), Some(&512), "panes are noted elsewhere");
    assert_eq!(session.theme(), ThemeChoice::Dark);
    let light = Settings { theme: ThemeChoice::Light, ..sheet(&session) };
    apply(&mut session, Command::SetSettings(Box::new(light)));
    assert_eq!((kept().theme, session.theme()), (ThemeChoice::Light, ThemeChoice::Light));
}
