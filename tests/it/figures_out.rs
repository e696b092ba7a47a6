//! Figures on their way out: what they are called, how they are saved, what is copied.

use parallax::export::{Choices, FigureFormat, Ground, Purpose};
use parallax::session::{
    Action, Command, Effect, FigureTitle, NoDialogs, Overlay, PathPurpose, Places, Session, View, Weight,
};

use crate::session::{apply, query, sample};

/// A session that shows bars by outlet.
fn with_figure(places: Places) -> Session {
    let mut session = Session::inline(places, Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![sample()]));
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::Show(View::Frequency));
    session
}

#[test]
fn a_figure_is_called_as_the_user_says_and_that_can_be_undone() {
    let mut session = with_figure(Places::default());
    let own = session.figure().expect("a figure").title.clone();
    assert_eq!(session.own_title(), own);
    let call = |title: &str| {
        let (title, subtitle) = (title.to_owned(), "Sample".to_owned());
        Command::TitleFigure(FigureTitle { title, subtitle })
    };
    for typed in ["T", "Tw", "Two names"] {
        apply(&mut session, call(typed));
    }
    let figure = session.figure().expect("a figure");
    assert_eq!((figure.title.as_str(), figure.subtitle.as_str()), ("Two names", "Sample"));
    assert_eq!(session.own_title(), own, "the program's own is offered still");

    apply(&mut session, Command::Do(Action::LensOverTime));
    let other = session.figure().expect("lines");
    assert!(other.subtitle.is_empty(), "each kind of figure has a title of its own");
    apply(&mut session, Command::Do(Action::LensByOutlet));

    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(session.figure().expect("a figure").title, own, "letters typed in one go are one step");
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(session.figure().expect("a figure").title, "Two names");
    apply(&mut session, call("  "));
    assert_eq!(session.figure().expect("a figure").title, own, "an empty title is the program's own");
    apply(&mut session, Command::TitleFigure(FigureTitle::default()));
    assert!(session.bench().titles.is_empty());
}

#[test]
fn how_figures_are_saved_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = || Places { settings: Some(folder.path().join("settings.json")), ..Places::default() };
    let mut session = with_figure(places());
    let wanted = Choices {
        format: FigureFormat::Svg,
        purpose: Purpose::OneColumn,
        ground: Ground::Dark,
        dpi: 9_999,
        has_caption: false,
        ..Choices::default()
    };
    apply(&mut session, Command::ChooseFigure(wanted));
    let kept = Choices { dpi: 1_200, ..wanted };
    assert_eq!(session.settings().figure, kept, "within bounds");
    assert_eq!(with_figure(places()).settings().figure, kept);
}

#[test]
fn a_copied_picture_is_as_the_sheet_says() {
    let mut session = with_figure(Places::default());
    let choices = Choices { purpose: Purpose::TwoColumns, dpi: 300, ..Choices::default() };
    apply(&mut session, Command::ChooseFigure(choices));
    apply(&mut session, Command::Do(Action::CopyPicture));
    let copied = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::CopyPicture(picture) => Some(picture),
        _ => None,
    });
    // 170 mm at 300 dots an inch.
    assert_eq!(copied.expect("a picture").width, 2_008);
}

#[test]
fn without_a_dialog_the_sheet_leads_to_the_path_field() {
    let mut session = with_figure(Places::default());
    apply(&mut session, Command::Do(Action::SaveFigure));
    apply(&mut session, Command::SaveFigure);
    assert_eq!(session.overlay(), Overlay::Path);
    assert_eq!(session.prompt().purpose, PathPurpose::Save);
    apply(&mut session, Command::Do(Action::CloseOverlay));
    apply(&mut session, Command::Do(Action::FigureAlone));
    assert_eq!(session.overlay(), Overlay::FigureAlone);
    apply(&mut session, Command::Do(Action::CloseOverlay));
    assert_eq!(session.overlay(), Overlay::None);
}

#[test]
fn a_folder_takes_the_suggested_name_and_is_offered_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let slash = std::path::MAIN_SEPARATOR;
    let mut session = with_figure(Places::default());
    let save = |session: &mut Session, typed: String| {
        apply(session, Command::Do(Action::SaveFigure));
        apply(session, Command::SaveFigure);
        apply(session, Command::SubmitPath(typed));
    };
    let there = folder.path().display().to_string();
    save(&mut session, format!("{there}{slash}"));
    let files = || std::fs::read_dir(folder.path()).expect("readable").count();
    assert_eq!(files(), 1, "a name was found for it");
    save(&mut session, there.clone());
    let open = session.notices().open().filter(|notice| notice.weight == Weight::Problem).count();
    assert_eq!((files(), open), (1, 1), "nothing is replaced, and that is said");
    assert!(session.prompt().start.starts_with(&there), "the folder is offered again");
    save(&mut session, format!("{there}{slash}other.png"));
    let open = session.notices().open().filter(|notice| notice.weight == Weight::Problem).count();
    assert_eq!((files(), open), (2, 0), "what had gone wrong is over");
}
