//! Windows in which an action is done that no other window offers.

use egui_kittest::Harness;
use parallax::query::Filter;
use parallax::session::{Action, Command, Journal, NoDialogs, Places, Session, View};
use parallax::ui::app::{App, Start};

use crate::window::{sample, window, window_over};

/// Without articles; the sample can be written somewhere.
pub fn with_a_place_for_the_sample() -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder").keep();
    let places = Places { data: Some(folder), ..Places::default() };
    window_over(egui::Theme::Light, Session::inline(places, Box::new(NoDialogs)), Start::default())
}

/// A question was stopped before its answer.
pub fn with_a_question_that_failed() -> Harness<'static, App> {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.apply(Command::Open(vec![sample()]));
    for _ in 0..9 {
        session.take_in();
    }
    session.apply(Command::SetFilter(Filter::parse("lang:en").expect("a filter")));
    session.take_in();
    session.apply(Command::Do(Action::StopAll));
    window_over(egui::Theme::Light, session, Start::default())
}

/// Over a session that keeps a log.
pub fn with_a_log() -> Harness<'static, App> {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.keep_log(Journal::start(tempfile::tempdir().expect("a folder").keep()));
    window_over(egui::Theme::Light, session, Start::default())
}

/// Over a folder that was removed after it was read.
pub fn over_files_that_are_gone() -> Harness<'static, App> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.txt");
    std::fs::write(
        &path,
        "A quay of stone\n\nThe quay was opened on the second of May by the harbour board.\n",
    )
    .expect("written");
    window(vec![folder.path().to_path_buf()], View::Browse, &[])
}
