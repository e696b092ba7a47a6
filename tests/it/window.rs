//! The window without a screen: widgets are found by the names a screen reader hears.
//!
//! Jobs run where they are started, so what a click asks is answered before the next frame.

mod at_work;
mod comparing;
mod concordance;
mod fields;
mod following;
mod following_work;
mod glance;
mod importing;
mod reading;
mod selecting;
mod stories;
mod told;
mod versions;

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use parallax::analysis::{KeynessMeasure, NeighbourOrder, PhraseOrder};
use parallax::project::settings::ThemeChoice;
use parallax::query::Query;
use parallax::session::{Action, Command, NoDialogs, Overlay, Places, Session, View};
use parallax::ui::app::{App, Start};
use parallax::ui::theme;

/// Large enough that nothing that matters is scrolled out of sight.
const SIZE: Vec2 = Vec2::new(1440.0, 900.0);

pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

pub fn fonts(ctx: &egui::Context) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts/NotoSansCJKjp-Regular-subset.otf");
    theme::install_fonts_for_tests(ctx, std::fs::read(path).expect("the test's own font"));
}

/// The window over `paths`, in a theme, at rest.
pub fn window_in(
    theme: egui::Theme,
    paths: Vec<PathBuf>,
    view: View,
    series: &[&str],
) -> Harness<'static, App> {
    let series = series.iter().map(|text| Query::parse(text).expect("a query")).collect();
    let start = Start { paths, view: Some(view), series, ..Start::default() };
    let session = Session::inline(Places::default(), Box::new(NoDialogs));
    window_over(theme, session, start)
}

/// The window over a session, at rest.
pub fn window_over(theme: egui::Theme, session: Session, start: Start) -> Harness<'static, App> {
    // By choice: where the system says neither, the window would be light.
    let choice = match theme {
        egui::Theme::Light => ThemeChoice::Light,
        egui::Theme::Dark => ThemeChoice::Dark,
    };
    let start = Start { theme: Some(choice), ..start };
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_theme(theme)
        .with_max_steps(24)
        .with_context_setup(fonts)
        .build_eframe(|cc| App::for_tests(&cc.egui_ctx, session, start));
    harness.run();
    harness
}

pub fn window(paths: Vec<PathBuf>, view: View, series: &[&str]) -> Harness<'static, App> {
    window_in(egui::Theme::Light, paths, view, series)
}

pub fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

pub fn first<'a>(harness: &'a Harness<'_, App>, words: &'a str) -> Node<'a> {
    harness.query_all_by_label_contains(words).next().unwrap_or_else(|| panic!("nothing is called {words}"))
}

pub fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

pub fn type_and_enter(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    let node = harness.get_by_label(field);
    node.focus();
    harness.run();
    harness.get_by_label(field).type_text(text);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn without_a_corpus_the_first_screen_leads_to_a_folder() {
    for view in View::ALL {
        let mut harness = window(Vec::new(), view, &[]);
        harness.get_by_label("Open folder…").click();
        harness.run();
        assert_eq!(harness.state().session().overlay(), Overlay::Path, "no dialog can come up in a test");
        assert!(shows(&harness, "Open a folder, file or project"));
    }
}

#[test]
fn a_folder_is_opened_by_typing_its_path() {
    let mut harness = window(Vec::new(), View::Browse, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::L);
    let text = sample().display().to_string();
    type_and_enter(&mut harness, "Path", &text);
    assert!(harness.state().session().corpus().is_some_and(|corpus| corpus.article_count() > 30));
    assert!(shows(&harness, "Show: With furniture"));
}

#[test]
fn browse_reads_with_and_without_furniture() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    assert!(!shows(&harness, "Furniture: "));
    harness.get_by_label("Show: With furniture").click();
    harness.run();
    assert!(shows(&harness, "Furniture: "), "the furniture stands in its place");
    let before = harness.state().session().place().article;
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_ne!(harness.state().session().place().article, before, "the arrow keys leaf");
}

#[test]
fn what_is_not_found_is_said_with_a_way_out() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    type_and_enter(&mut harness, "Search articles", "xyzzy");
    assert!(shows(&harness, "No article says that"));
    let mut harness = window(vec![sample()], View::Frequency, &["xyzzy"]);
    assert!(shows(&harness, "Nothing found"));
    type_and_enter(&mut harness, "Add a filter", "lang:xx");
    assert!(shows(&harness, "Clear filters"));
}

#[test]
fn a_mistake_in_a_query_is_told_and_nothing_else_happens() {
    let mut harness = window(vec![sample()], View::Frequency, &[]);
    assert!(shows(&harness, "Which words shall be counted?"));
    type_and_enter(&mut harness, "Add a series", "(islands");
    assert!(harness.state().session().bench().series.is_empty());
    let mistake = Query::parse("(islands").expect_err("a bracket is missing").message;
    assert!(shows(&harness, &mistake), "{mistake}");
}

#[test]
fn from_a_word_to_its_bar_to_its_line_to_its_place() {
    let mut harness = window(vec![sample()], View::Frequency, &[]);
    type_and_enter(&mut harness, "Add a series", "\"halcyon islands\"");
    assert!(shows(&harness, "Series halcyon islands"));
    assert!(harness.state().session().figure().is_some());
    first(&harness, "administered by Sarenia").click();
    harness.run();
    let place = harness.state().session().place();
    assert_eq!(place.view, View::Browse);
    assert!(place.spot.is_some());
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(harness.state().session().place().view, View::Frequency, "Back returns");
}

#[test]
fn every_lens_draws() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*", "boat*"]);
    for lens in ["Lens: Over time", "Lens: Distinctive words", "Lens: Word shift", "Lens: By outlet"] {
        harness.get_by_label(lens).click();
        harness.run();
        assert!(harness.state().session().figure().is_some(), "{lens}");
    }
    for unit in ["Unit: per million", "Unit: % of articles", "Unit: count"] {
        harness.get_by_label(unit).click();
        harness.run();
    }
}

#[test]
fn compare_lights_a_word_in_all_columns() {
    let mut harness = window(vec![sample()], View::Compare, &["island*"]);
    harness.get_by_label("Above the columns: At a glance").click();
    harness.run();
    assert!(shows(&harness, "Passages side by side"));
    harness.state_mut().send(Command::Light(Some("islands".into())));
    harness.run();
    assert!(harness.state().session().place().lit.is_some());
    harness.get_by_label("Lights off").click();
    harness.run();
    assert!(harness.state().session().place().lit.is_none());
    for pane in ["Above the columns: Figure", "Above the columns: Word lists"] {
        harness.get_by_label(pane).click();
        harness.run();
    }
    assert!(!shows(&harness, "Sort by"), "the lists stand in their own order");
    let row = || harness.query_all_by_role(egui::Role::Row).next().expect("a word");
    let word = row().accesskit_node().label().unwrap_or_default();
    row().click();
    harness.run();
    let lit = harness.state().session().place().lit.clone().expect("a click lights a word");
    assert!(word.starts_with(&*lit), "{word}: {lit}");
    harness.query_all_by_role(egui::Role::Row).next().expect("a word").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let next = harness.state().session().place().lit.clone();
    assert!(next.is_some_and(|next| next != lit), "arrow keys go from word to word");
}

#[test]
fn distinctive_words_are_sorted_and_put_aside_in_their_table() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*"]);
    harness.state_mut().send(Command::Do(Action::LensDistinctive));
    harness.run();
    harness.run();
    let order = |harness: &Harness<'_, App>| harness.state().session().bench().words.order;
    let count = format!("Sort by {}", KeynessMeasure::Count.label());
    harness.get_by_label(&count).click();
    harness.run();
    assert_eq!(order(&harness), (KeynessMeasure::Count, true));
    harness.get_by_label(&count).click();
    harness.run();
    assert_eq!(order(&harness), (KeynessMeasure::Count, false));
    let words = || harness.query_all_by_role(egui::Role::Row).next().expect("a word");
    words().focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(harness.state().session().bench().words.aside.len(), 1);
    assert!(shows(&harness, "and 1 word"));
}

#[test]
fn columns_of_groups_sort_phrases_and_rank_neighbours() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*"]);
    harness.state_mut().send(Command::Do(Action::LensPhrases));
    harness.run();
    harness.run();
    let (name, at) = {
        let found = harness.state().session().results().phrases().expect("counted");
        (found.groups[0].name.to_string(), 0)
    };
    harness.get_by_label(&format!("Sort by {name}")).click();
    harness.run();
    let found = harness.state().session().results().phrases().expect("counted");
    let most = found.rows.iter().map(|row| row.in_group(at).0).max().expect("rows");
    let corpus = harness.state().session().corpus().expect("read");
    let first = harness.query_all_by_role(egui::Role::Row).next().expect("a row");
    let said = first.accesskit_node().label().unwrap_or_default();
    let text = said.split(':').next().unwrap_or_default().to_owned();
    let row = found.rows.iter().find(|row| row.text(corpus) == text).expect("listed");
    assert_eq!(row.in_group(at).0, most, "{said}");
    let by = |harness: &Harness<'_, App>| {
        let settings = &harness.state().session().bench().phrases.settings;
        (settings.order, settings.group.as_deref() == Some(name.as_str()), settings.is_reversed)
    };
    assert_eq!(by(&harness), (PhraseOrder::Count, true, false));
    harness.get_by_label(&format!("Sort by {name}")).click();
    harness.run();
    assert_eq!(by(&harness), (PhraseOrder::Count, true, true));
    for expected in [(PhraseOrder::Count, true, false), (PhraseOrder::Count, false, false)] {
        harness.state_mut().send(Command::Do(Action::Undo));
        harness.run();
        assert_eq!(by(&harness), expected, "each click is a step of undo");
    }
    harness.state_mut().send(Command::Do(Action::LensNeighbours));
    harness.run();
    harness.run();
    harness.get_by_label(&format!("Sort by {name}")).click();
    harness.run();
    let settings = &harness.state().session().bench().neighbours;
    assert_eq!((settings.order, settings.group.as_deref()), (NeighbourOrder::Count, Some(name.as_str())));
}

#[test]
fn a_group_is_chosen_from_a_list() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*"]);
    harness.state_mut().send(Command::Do(Action::LensDistinctive));
    harness.run();
    harness.run();
    harness.get_by_label("Held against: all others").click();
    harness.run();
    harness.run();
    let name = {
        let found = harness.state().session().results().distinctive().expect("weighed");
        found.groups.first().expect("an outlet").name.clone()
    };
    harness.query_all_by_role_and_label(egui::Role::Button, &name).last().expect("listed").click();
    harness.run();
    harness.run();
    assert_eq!(harness.state().session().bench().words.against.as_ref(), Some(&name));
    assert!(shows(&harness, &format!("Held against: {name}")));
}

#[test]
fn all_by_keyboard() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    assert_eq!(harness.state().session().place().view, View::Compare);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert_eq!(harness.state().session().overlay(), Overlay::Palette);
    for letter in "over time".chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run();
    }
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let place = harness.state().session().place();
    assert_eq!((place.view, place.lens), (View::Frequency, parallax::session::Lens::OverTime));
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(shows(&harness, "What you can type"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session().overlay(), Overlay::None);
}

#[test]
fn dropped_folders_are_read() {
    #[derive(Debug)]
    struct Dropped(PathBuf);
    impl egui::DroppedFile for Dropped {
        fn path(&self) -> &Path {
            &self.0
        }
        fn bytes(&self) -> Result<Vec<u8>, String> {
            Err("a folder".to_owned())
        }
    }
    let mut harness = window(Vec::new(), View::Browse, &[]);
    harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(sample())));
    harness.run();
    assert!(harness.state().session().corpus().is_some());
}

#[test]
fn the_save_sheet_is_filled_in_by_name_and_saves_with_enter() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*", "boat*"]);
    harness.get_by_label("Save…").click();
    harness.run();
    assert_eq!(harness.state().session().overlay(), Overlay::SaveFigure);
    assert!(shows(&harness, "Preview: "), "what will be written is shown");
    for name in
        ["File: SVG", "Text: As text", "Ground: Dark", "Unit of size: px", "File: PNG", "Dots per inch: 300"]
    {
        harness.get_by_label(name).click();
        harness.run();
    }
    let chosen = harness.state().session().settings().figure;
    assert_eq!((chosen.dpi, chosen.ground), (300, parallax::export::Ground::Dark));
    assert!(shows(&harness, "4,000 × 2,250 dots"));

    harness.get_by_label("with its caption").click();
    harness.run();
    assert!(shows(&harness, "Nobody can cite or check a figure without its caption"));
    harness.get_by_label("with its caption").click();
    harness.run();

    harness.get_by_label("Title of the figure").focus();
    harness.run();
    harness.get_by_label("Title of the figure").type_text("Boats and islands");
    harness.run();
    assert_eq!(harness.state().session().figure().expect("a figure").title, "Boats and islands");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session().overlay(), Overlay::Path, "no dialog can come up in a test");
    press(&mut harness, Modifiers::NONE, Key::Escape);

    press(&mut harness, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::E);
    assert_eq!(harness.state().session().overlay(), Overlay::SaveFigure);
    harness.get_by_label("File: CSV").click();
    harness.run();
    assert!(shows(&harness, "interval_reason"), "the table is shown");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session().overlay(), Overlay::None);
}

#[test]
fn the_save_sheet_opens_with_enter_on_its_button() {
    let mut harness = window(vec![sample()], View::Compare, &["island*"]);
    harness.state_mut().send(Command::CompareAll);
    harness.run();
    press(&mut harness, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::E);
    assert_eq!(harness.state().session().overlay(), Overlay::SaveFigure);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().session().overlay(), Overlay::Path, "Enter saves at once");
}

#[test]
fn the_figure_alone_hides_all_else_and_escape_leaves() {
    for view in [View::Frequency, View::Compare] {
        let mut harness = window(vec![sample()], view, &["island*"]);
        if view == View::Compare {
            harness.state_mut().send(Command::CompareAll);
            harness.run();
        }
        press(&mut harness, Modifiers::NONE, Key::F11);
        let title = harness.state().session().figure().expect("a figure").title.clone();
        assert!(harness.query_by_label(&title).is_some(), "the figure is called by its title");
        assert!(!shows(&harness, "Search articles") && !shows(&harness, "Save…"));
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(shows(&harness, "Search articles"));
    }
}

#[test]
fn a_figure_is_gone_through_and_picked_by_keyboard_and_read_out() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*", "boat*"]);
    let figure = std::sync::Arc::clone(harness.state().session().figure().expect("a figure"));
    let node = harness.get_by_label(&figure.title);
    let described = node.accesskit_node().description().expect("described");
    assert!(described.contains("interval") && described.contains(&figure.caption), "{described}");
    node.focus();
    harness.run();
    let marks = parallax::figure::words::reading_order(&figure);
    let says = |index: usize| {
        let mark = parallax::figure::TargetKind::Mark(marks[index]);
        parallax::figure::words::mark(&figure, mark).replace('\n', ", ")
    };
    assert!(shows(&harness, &says(0)));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(shows(&harness, &says(1)), "{}", says(1));
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let pick = harness.state().session().place().pick.clone();
    assert!(pick.outlet.is_some() && pick.query.is_some(), "{pick:?}");
}
