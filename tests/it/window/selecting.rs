//! The table by names: selecting, columns, menus, the second reader.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::analysis::ListColumn;
use parallax::corpus::ArticleId;
use parallax::session::{Action, Command, Select, View};
use parallax::ui::app::App;

use super::{first, press, sample, shows, window};

fn row_name(harness: &Harness<'_, App>, row: usize) -> String {
    let session = harness.state().session();
    let id = session.results().listing().expect("listed").order[row];
    let article = session.corpus().expect("read").article(id);
    parallax::text::normalise::for_reading(article.headline_text()).into_owned()
}

fn id_of(harness: &Harness<'_, App>, row: usize) -> ArticleId {
    harness.state().session().results().listing().expect("listed").order[row]
}

/// The row's node: its name begins with the headline.
fn click_row(harness: &mut Harness<'_, App>, row: usize, modifiers: Modifiers) {
    let name = row_name(harness, row);
    harness.event(egui::Event::ModifiersChanged(modifiers));
    let found: Vec<_> = harness.query_all_by_role(egui::Role::Row).collect();
    let node = found
        .into_iter()
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&name)))
        .unwrap_or_else(|| panic!("no row {name}"));
    node.click_modifiers(modifiers);
    harness.run();
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
}

fn menu_of_row(harness: &mut Harness<'_, App>, row: usize) {
    let name = row_name(harness, row);
    let node = harness
        .query_all_by_role(egui::Role::Row)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&name)))
        .unwrap_or_else(|| panic!("no row {name}"));
    node.click_secondary();
    harness.run();
}

#[test]
fn rows_are_selected_with_control_and_shift() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    click_row(&mut harness, 0, Modifiers::NONE);
    let ids: Vec<_> = (0..8).map(|row| id_of(&harness, row)).collect();
    assert_eq!(harness.state().session().selection(), [ids[0]], "without a selection the open article");
    click_row(&mut harness, 2, Modifiers::COMMAND);
    assert_eq!(harness.state().session().selection(), [ids[0], ids[2]]);
    assert_eq!(harness.state().session().place().article, Some(ids[0]), "the reader stays");
    assert!(shows(&harness, "2 selected") && shows(&harness, "Side by side"));
    click_row(&mut harness, 5, Modifiers::SHIFT);
    assert_eq!(harness.state().session().selection(), ids[2..=5]);
    assert!(!shows(&harness, "Side by side"), "only for two");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(harness.state().session().selection(), ids[2..=6]);
    harness.get_by_label("Sort by headline").click();
    harness.run();
    assert_eq!(harness.state().session().selected_count(), 5, "a selection survives sorting");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let all = harness.state().session().corpus().expect("read").article_count() as usize;
    assert_eq!(harness.state().session().selected_count(), all);
    harness.get_by_label("Clear").click();
    harness.run();
    assert_eq!(harness.state().session().selected_count(), 0);
    let undo = harness.state().session().next_undo();
    assert_eq!(undo, Some("table sorted otherwise"), "selecting is no step");
}

#[test]
fn selected_articles_are_compared_and_tagged() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    click_row(&mut harness, 0, Modifiers::NONE);
    click_row(&mut harness, 3, Modifiers::SHIFT);
    harness.get_by_label("Tag…").click();
    harness.run();
    assert!(shows(&harness, "Tag 4 articles"));
    harness.get_by_label("Tag").type_text("ferries");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let remarks = harness.state().session().bench().remarks.clone();
    assert_eq!(remarks.by_article.len(), 4);
    assert!(remarks.by_article.values().all(|remark| remark.tags.iter().any(|tag| &**tag == "ferries")));
    assert!(!shows(&harness, "Tag 4 articles"));
    harness.get_by_label("Compare these").click();
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.place().view, View::Compare);
    assert_eq!(session.bench().chosen.as_ref().map(|chosen| chosen.articles().len()), Some(4));
}

#[test]
fn a_row_has_a_menu() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    click_row(&mut harness, 0, Modifiers::NONE);
    menu_of_row(&mut harness, 2);
    harness.get_by_label("Copy path").click();
    harness.run();
    assert!(shows(&harness, "Path copied"));
    menu_of_row(&mut harness, 2);
    harness.get_by_label("Open beside").click();
    harness.run();
    let place = harness.state().session().place().clone();
    assert_eq!((place.article, place.beside), (Some(id_of(&harness, 0)), Some(id_of(&harness, 2))));
    press(&mut harness, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::B);
    let swapped = harness.state().session().place().clone();
    assert_eq!((swapped.article, swapped.beside), (place.beside, place.article));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session().place().beside, None, "Escape closes the second reader");
}

#[test]
fn the_menu_key_opens_the_menu_and_escape_closes_it() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    press(&mut harness, Modifiers::SHIFT, Key::F10);
    assert!(shows(&harness, "Copy citation"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!shows(&harness, "Copy citation"));
}

#[test]
fn menus_close_on_escape() {
    for button in ["Menu", "Choose columns", "Letters of articles"] {
        let mut harness = window(vec![sample()], View::Browse, &[]);
        let before = harness.query_all_by_role(egui::Role::Button).count();
        harness.get_by_label(button).click();
        harness.run();
        let opened = harness
            .query_all_by(|node| node.role() == egui::Role::Button || node.role() == egui::Role::CheckBox)
            .count();
        assert!(opened > before, "{button} opens");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert_eq!(harness.query_all_by_role(egui::Role::Button).count(), before, "{button} closes");
    }
}

#[test]
fn columns_are_chosen_sorted_and_sized() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    assert!(!shows(&harness, "Sort by language"));
    harness.get_by_label("Choose columns").click();
    harness.run();
    harness.get_by_label("Language").click();
    harness.run();
    harness.get_by_label("File").click();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let columns = harness.state().session().shown_columns();
    assert!(columns.contains(&ListColumn::Language) && columns.contains(&ListColumn::Path));
    for column in ["language", "file", "date"] {
        first(&harness, &format!("Sort by {column}")).click();
        harness.run();
        let sorted = harness.state().session().bench().listing_order.0;
        assert_eq!(sorted.label().to_lowercase(), column);
    }
    let border = harness.get_by_label("Width of date").rect().center();
    harness.drag_at(border);
    harness.run();
    harness.hover_at(border + egui::vec2(30.0, 0.0));
    harness.run();
    harness.drop_at(border + egui::vec2(30.0, 0.0));
    harness.run();
    let widths = &harness.state().session().settings().table.widths;
    assert!(widths.get("date").is_some_and(|width| (100..140).contains(width)), "{widths:?}");
}

#[test]
fn selecting_is_dropped_with_the_folder() {
    let mut session = parallax::session::Session::inline(
        parallax::session::Places::default(),
        Box::new(parallax::session::NoDialogs),
    );
    session.apply(Command::Open(vec![sample()]));
    (0..20).for_each(|_| {
        session.take_in();
    });
    session.apply(Command::Select(Select::All));
    assert!(session.selected_count() > 30);
    session.apply(Command::Do(Action::ReadAgain));
    assert_eq!(session.selected_count(), 0);
}
