//! The window's shell: palette, notices, help, settings, log, and the way of the keyboard through all views.

use egui::{Key, Modifiers, Rect};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use parallax::project::settings::{DateStyle, Density, Settings};
use parallax::query::{Filter, Query};
use parallax::session::{Action, Command, Journal, NoDialogs, Overlay, Places, Role, Session, View};
use parallax::ui::app::{App, Start};

use crate::window::{first, press, sample, shows, window, window_over};

fn type_in(harness: &mut Harness<'_, App>, text: &str) {
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run();
    }
}

/// A session over the sample, with everything answered.
fn opened() -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.apply(Command::Open(vec![sample()]));
    for _ in 0..9 {
        session.take_in();
    }
    session
}

/// What has the keyboard: its name and its place.
fn stop(harness: &Harness<'_, App>) -> Option<(String, Rect)> {
    let is_focused = By::new().predicate(|node| node.is_focused() && !node.is_hidden());
    let node = harness.query_all(is_focused).last()?;
    let inner = node.accesskit_node();
    let name = inner.label().or_else(|| inner.value()).or_else(|| inner.placeholder().map(str::to_owned));
    Some((name.unwrap_or_default(), node.rect()))
}

#[test]
fn tab_goes_through_every_view_by_rows_and_every_stop_has_a_name() {
    for view in View::ALL {
        let mut harness = window(vec![sample()], view, &["island*"]);
        let mut stops: Vec<(String, Rect)> = Vec::new();
        for _ in 0..90 {
            press(&mut harness, Modifiers::NONE, Key::Tab);
            let Some((name, rect)) = stop(&harness) else { break };
            assert!(!name.trim().is_empty(), "{view:?}: the stop at {rect:?} has no name");
            if stops.first().is_some_and(|(first, at)| *first == name && *at == rect) {
                break;
            }
            stops.push((name, rect));
        }
        assert!(stops.len() > 20, "{view:?}: {} stops", stops.len());
        assert!(stops[0].0.contains("Menu"), "{view:?} begins at the top left with {}", stops[0].0);
        for pair in stops.windows(2) {
            let [(one, a), (other, b)] = pair else { continue };
            let is_in_row = a.y_range().contains(b.center().y) || b.y_range().contains(a.center().y);
            let goes_on = if is_in_row { b.center().x > a.center().x } else { b.center().y > a.center().y };
            // From the end of one column to the head of the next.
            let is_next_column = b.left() >= a.left() && b.center().y < a.center().y;
            assert!(goes_on || is_next_column, "{view:?}: from {one} at {a:?} to {other} at {b:?}");
        }
    }
}

#[test]
fn arrows_leaf_only_where_nothing_has_the_keyboard() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let article = |harness: &Harness<'_, App>| harness.state().session().place().article;
    let before = article(&harness);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(article(&harness), before, "the keyboard moved on, the article stayed");
}

#[test]
fn compare_has_no_stop_in_the_paragraphs() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    for _ in 0..80 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
        let paragraph = By::new().predicate(|node| node.is_focused() && node.role() == egui::Role::Paragraph);
        assert!(harness.query_all(paragraph).next().is_none());
    }
}

#[test]
fn the_palette_finds_articles_of_all_and_says_what_each_row_is() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*"]);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(shows(&harness, "Find an action"));
    assert!(shows(&harness, "Open folder…, File · Ctrl+O"));
    type_in(&mut harness, "odo lights");
    assert!(shows(&harness, "ODO LIGHTS THE LAMP, The Elsin Packet, 3 May 2024"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let session = harness.state().session();
    let (corpus, article) = (session.corpus().expect("read"), session.place().article.expect("open"));
    assert_eq!(session.place().view, View::Browse);
    assert!(corpus.article(article).headline_text().contains("ODO LIGHTS"));
    harness.run();
    assert!(harness.state().session().letters().is_empty(), "closed, nothing is looked for any more");
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_in(&mut harness, "clear fil");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session().overlay(), Overlay::None);
}

#[test]
fn what_was_chosen_lately_comes_first() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    for _ in 0..2 {
        press(&mut harness, Modifiers::COMMAND, Key::K);
        type_in(&mut harness, "distinctive");
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    press(&mut harness, Modifiers::COMMAND, Key::K);
    let chosen = By::new().predicate(|node| node.is_selected() == Some(true));
    let rows: Vec<String> =
        harness.query_all(chosen).filter_map(|node| node.accesskit_node().label()).collect();
    assert!(rows.iter().any(|row| row.starts_with("Distinctive words, ")), "{rows:?}");
}

#[test]
fn undo_says_what_it_took_back_and_the_menu_what_it_would() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*"]);
    harness.get_by_label("Menu").click();
    harness.run();
    harness.get_by_label_contains("Edit").click();
    harness.run();
    assert!(shows(&harness, "Undo: series “island*” added"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(shows(&harness, "Undone: series “island*” added"));
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert!(shows(&harness, "Done again: series “island*” added"));
    first(&harness, "Notices: ").click();
    harness.run();
    assert!(shows(&harness, "Copy all"));
    assert!(shows(&harness, "Copy this notice"));
}

#[test]
fn a_question_that_failed_says_so_over_the_old_answer_and_is_asked_again() {
    for (view, role) in
        [(View::Browse, Role::Listing), (View::Frequency, Role::Frequency), (View::Compare, Role::Comparison)]
    {
        let mut session = opened();
        session.apply(Command::AddSeries(Query::parse("island*").expect("a query")));
        session.apply(Command::Show(view));
        if view == View::Compare {
            session.apply(Command::CompareAll);
        }
        for _ in 0..9 {
            session.take_in();
        }
        session.apply(Command::SetFilter(Filter::parse("lang:en").expect("a filter")));
        session.take_in();
        session.apply(Command::Do(Action::StopAll));
        assert!(session.results().problem(role).is_some(), "{view:?}: stopped");
        let start = Start { view: Some(view), ..Start::default() };
        let mut harness = window_over(egui::Theme::Light, session, start);
        assert!(
            shows(&harness, "You stopped this before its end. What you see is the answer before."),
            "{view:?}"
        );
        first(&harness, "Try again").click();
        harness.run();
        assert!(harness.state().session().results().problem(role).is_none(), "{view:?}: asked again");
        assert!(!shows(&harness, "You stopped this"), "{view:?}");
    }
}

#[test]
fn counts_of_the_chips_come_out_of_one_answer() {
    let mut session = opened();
    session.apply(Command::SetFilter(Filter::parse("lang:ru").expect("a filter")));
    session.take_in();
    session.apply(Command::Do(Action::StopAll));
    let all = session.corpus().map_or(0, |corpus| corpus.article_count());
    let harness = window_over(egui::Theme::Light, session, Start::default());
    assert!(shows(&harness, &format!("{all} articles · ")), "the answer before, whole");
}

#[test]
fn f1_opens_at_the_page_of_the_view_and_finds() {
    for (view, words) in [
        (View::Browse, "All articles in a table, and a reader beside it."),
        (View::Frequency, "Which words each outlet uses, how often, and where."),
        (View::Compare, "First the stories, then two to six outlets side by side."),
    ] {
        let mut harness = window(vec![sample()], view, &[]);
        press(&mut harness, Modifiers::NONE, Key::F1);
        assert!(shows(&harness, words), "{view:?}");
        harness.get_by_label("Find in the help").focus();
        harness.run();
        harness.get_by_label("Find in the help").type_text("design effect");
        harness.run();
        assert!(shows(&harness, "by how much the words of one article being alike"));
    }
    let mut harness = window(Vec::new(), View::Browse, &[]);
    press(&mut harness, Modifiers::NONE, Key::F1);
    harness.get_by_label("All shortcuts").click();
    harness.run();
    assert!(shows(&harness, "Stop what runs"));
}

#[test]
fn settings_are_changed_on_their_sheet_and_show_at_once() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    for choice in [
        "Theme: Dark",
        "Rows: Compact",
        "Dates: 2024-05-03",
        "Articles are set in: Sans",
        "Motion: Nothing moves",
    ] {
        harness.get_by_label(choice).click();
        harness.run();
    }
    let settings = harness.state().session().settings().clone();
    assert_eq!((settings.density, settings.dates), (Density::Compact, DateStyle::Iso));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(shows(&harness, ", 2024-05-02"), "rows of the table have the date as it was chosen");
    press(&mut harness, Modifiers::COMMAND, Key::Comma);
    harness.get_by_label("As at first").click();
    harness.run();
    let settings = harness.state().session().settings();
    assert_eq!(*settings, Settings { recent: settings.recent.clone(), ..Settings::default() });
}

#[test]
fn plus_and_equals_both_make_everything_larger() {
    let mut harness = window(Vec::new(), View::Browse, &[]);
    for (key, percent) in [(Key::Plus, 110), (Key::Equals, 120), (Key::Minus, 110), (Key::Num0, 100)] {
        press(&mut harness, Modifiers::COMMAND, key);
        assert_eq!(harness.state().session().settings().zoom_percent, percent, "{key:?}");
    }
}

#[test]
fn the_log_and_about_say_where_things_lie() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = opened();
    let journal = Journal::start(folder.path().join("log"));
    session.keep_log(journal.clone());
    session.apply(Command::Do(Action::ShowLog));
    let mut harness = window_over(egui::Theme::Light, session, Start::default());
    for words in ["parallax.log", "Copy path", "Copy last lines", "Open folder"] {
        assert!(shows(&harness, words), "{words}");
    }
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    type_in(&mut harness, "about par");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    for words in [
        "parallax.log",
        "packages Parallax is built of",
        "Inter: SIL Open Font License",
        "Nothing is fetched",
    ] {
        assert!(shows(&harness, words), "{words}");
    }
    journal.flush();
}

#[test]
fn panes_are_as_wide_and_high_as_they_were_dragged() {
    let home = tempfile::tempdir().expect("a folder");
    let opened = |view| {
        let places = Places { settings: Some(home.path().join("settings.json")), ..Places::default() };
        let session = Session::inline(places, Box::new(NoDialogs));
        let series = vec![Query::parse("island*").expect("a query")];
        let start = Start { paths: vec![sample()], view: Some(view), series, ..Start::default() };
        let mut harness = window_over(egui::Theme::Light, session, start);
        if view == View::Compare {
            harness.get_by_label("Above the columns: At a glance").click();
            harness.run();
        }
        harness
    };
    let edge = |harness: &Harness<'_, App>, nth: usize| {
        let is_edge = By::new().predicate(|node| node.role() == egui::accesskit::Role::Splitter);
        // Borders of columns are no edges of panes: those are long.
        let is_long = |node: &egui_kittest::Node<'_>| node.rect().width().max(node.rect().height()) > 300.0;
        let mut edges = harness.query_all(is_edge).filter(is_long);
        edges.nth(nth).map(|node| node.rect().center()).expect("an edge")
    };
    let by = egui::vec2(60.0, -70.0);
    for (view, nth, name) in [
        (View::Browse, 0, "articles"),
        (View::Compare, 0, "compare head"),
        (View::Frequency, 0, "series"),
        (View::Frequency, 1, "figure and evidence"),
    ] {
        let mut harness = opened(view);
        let kept =
            |harness: &Harness<'_, App>| harness.state().session().settings().window.panes.get(name).copied();
        assert_eq!(kept(&harness), None, "{name}: nobody has dragged it");
        let before = edge(&harness, nth);
        harness.drag_at(before);
        harness.run();
        harness.hover_at(before + by);
        harness.run();
        harness.drop_at(before + by);
        harness.run();
        let after = edge(&harness, nth);
        assert_ne!(before, after, "{name}: dragged");
        assert!(kept(&harness).is_some(), "{name}: noted");
        let next = edge(&opened(view), nth);
        assert!((next - after).length() < 1.0, "{name}: {next} is where it was left, {after}");
    }
}
