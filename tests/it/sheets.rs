//! The sheets and menus of the window: outlets and groups, corrections, filters, dates, subsets.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::export::{Choices, Measures, Purpose};
use parallax::project::{Change, Target};
use parallax::query::Filter;
use parallax::session::{Action, Command, Overlay, View};
use parallax::ui::app::App;

use crate::window::window_in;

fn window(view: View) -> Harness<'static, App> {
    let sample: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    window_in(egui::Theme::Light, vec![sample], view, &[])
}

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn type_into(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    harness.get_by_label(field).type_text(text);
    harness.run();
}

fn enter(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    type_into(harness, field, text);
    press(harness, Modifiers::NONE, Key::Enter);
}

fn shows(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn filter(harness: &Harness<'_, App>) -> String {
    harness.state().session().bench().filter.to_string()
}

const SHEET: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

#[test]
fn an_outlet_is_renamed_where_it_stands_and_that_is_undone() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    assert_eq!(harness.state().session().overlay(), Overlay::Outlets);
    click(&mut harness, "Rename The Lantern");
    harness.get_by_label("Name of The Lantern").type_text("Lantern Weekly");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let said = |harness: &Harness<'_, App>| {
        let list = &harness.state().session().bench().corrections.list;
        list.last().map(|correction| (correction.target.clone(), correction.change.clone()))
    };
    let renamed = (Target::Outlet("The Lantern".into()), Change::Outlet(Some("Lantern Weekly".into())));
    assert_eq!(said(&harness), Some(renamed));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(said(&harness), None);
}

#[test]
fn joining_two_outlets_is_said_before_it_is_done() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    click(&mut harness, "Rename The Lantern");
    harness.get_by_label("Name of The Lantern").type_text("Norvia Daily");
    harness.run();
    assert!(shows(&harness, "Joins “Norvia Daily”: 5 + 7 articles become one"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().session().bench().corrections.list.is_empty(), "Escape leaves it");
    assert_eq!(harness.state().session().overlay(), Overlay::Outlets, "and closes the field, not the sheet");
}

#[test]
fn articles_without_an_outlet_get_one() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    click(&mut harness, "Give this article an outlet…");
    enter(&mut harness, "Outlet of these articles", "The Lantern");
    let list = &harness.state().session().bench().corrections.list;
    assert_eq!(list[0].target, Target::Outlet("".into()));
}

#[test]
fn an_outlet_has_a_colour_and_a_country_of_the_users_choice() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    click(&mut harness, "Colour of The Lantern");
    click(&mut harness, "red, hatched");
    click(&mut harness, "Country of The Lantern: not known");
    enter(&mut harness, "Country of The Lantern", "japan");
    let book = &harness.state().session().bench().book;
    let entry = &book.entries["The Lantern"];
    assert_eq!(entry.ink, Some(9));
    assert_eq!(entry.country.as_deref(), Some("JP"));
    assert!(shows(&harness, "Country of The Lantern: Japan"));
}

#[test]
fn groups_are_made_filled_renamed_and_compared() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    enter(&mut harness, "Add a group", "islanders");
    click(&mut harness, "The Elsin Packet in islanders");
    click(&mut harness, "The Lantern in islanders");
    assert!(shows(&harness, "Group islanders: 2 outlets · 10 articles"));
    click(&mut harness, "Rename…");
    harness.get_by_label("Name of the group").type_text("near the sea");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(shows(&harness, "Group near the sea: 2 outlets"));
    click(&mut harness, "Compare its outlets");
    let session = harness.state().session();
    assert_eq!((session.overlay(), session.place().view), (Overlay::None, View::Compare));
    assert_eq!(session.bench().columns, ["The Elsin Packet".into(), "The Lantern".into()] as [Arc<str>; 2]);
}

#[test]
fn an_added_outlet_stands_in_the_list_and_can_be_found() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    enter(&mut harness, "Add an outlet", "Radio Gannet");
    assert!(shows(&harness, "Rename Radio Gannet"));
    type_into(&mut harness, "Find an outlet", "gannet");
    assert!(!shows(&harness, "Rename The Lantern"));
    harness.get_by_label("Rename Radio Gannet").click_secondary();
    harness.run();
    click(&mut harness, "Forget it");
    assert!(shows(&harness, "No outlet is called “gannet”"));
}

#[test]
fn corrections_are_listed_newest_first_and_taken_back() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::K);
    assert!(shows(&harness, "Nothing was put right yet"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    for (from, to) in [("The Lantern", "Lamp"), ("Norvia Daily", "Norvia")] {
        press(&mut harness, SHEET, Key::G);
        click(&mut harness, &format!("Rename {from}"));
        harness.get_by_label(&format!("Name of {from}")).type_text(to);
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Enter);
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    press(&mut harness, SHEET, Key::K);
    let y = |name: &str| harness.get_by_label(name).rect().top();
    let newest = "Take back: Outlet: Norvia, for all of “Norvia Daily”";
    let oldest = "Take back: Outlet: Lamp, for all of “The Lantern”";
    assert!(y(newest) < y(oldest));
    click(&mut harness, newest);
    assert_eq!(harness.state().session().bench().corrections.list.len(), 1);
    click(&mut harness, "Copy the list");
    let show = "Show: Outlet: Lamp, for all of “The Lantern”";
    click(&mut harness, show);
    assert_eq!(harness.state().session().overlay(), Overlay::None);
}

#[test]
fn values_are_ticked_in_the_filter_menu_while_it_stays_open() {
    let mut harness = window(View::Browse);
    click(&mut harness, "Choose filters");
    click(&mut harness, "Filter by opinion");
    harness.get_by_label_contains("Everything else").click();
    harness.run();
    assert_eq!(filter(&harness), "opinion:no");
    click(&mut harness, "Filter by completeness");
    harness.get_by_label_contains("Whole").click();
    harness.run();
    harness.get_by_label_contains("Cut short").click();
    harness.run();
    assert_eq!(filter(&harness), "opinion:no complete:full,truncated");
    harness.get_by_label_contains("Cut short").click();
    harness.run();
    assert_eq!(filter(&harness), "opinion:no complete:full");
}

#[test]
fn a_typed_filter_is_completed() {
    let mut harness = window(View::Browse);
    type_into(&mut harness, "Add a filter", "compl");
    assert!(shows(&harness, "complete:"));
    press(&mut harness, Modifiers::NONE, Key::Tab);
    harness.get_by_label("Add a filter").type_text("cut");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(filter(&harness), "", "Enter on a suggestion takes it");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(filter(&harness), "complete:truncated");
}

#[test]
fn a_subset_is_kept_used_renamed_and_forgotten() {
    let mut harness = window(View::Browse);
    enter(&mut harness, "Add a filter", "opinion:no");
    click(&mut harness, "Keep as…");
    enter(&mut harness, "Name of the subset", "Reports");
    assert!(shows(&harness, "Subset: Reports"), "the line says which subset this is");
    click(&mut harness, "Clear");
    click(&mut harness, "Subsets");
    click(&mut harness, "Reports");
    assert_eq!(filter(&harness), "opinion:no");
    click(&mut harness, "Subset: Reports");
    click(&mut harness, "Rename Reports");
    harness.get_by_label("New name of the subset").type_text(" only");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let subsets = |harness: &Harness<'_, App>| {
        let subsets = &harness.state().session().bench().subsets;
        subsets.iter().map(|subset| subset.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(subsets(&harness), ["Reports only"]);
    click(&mut harness, "Forget Reports only");
    assert!(subsets(&harness).is_empty());
}

#[test]
fn a_choice_for_compare_is_a_chip_that_can_be_taken_off() {
    let mut harness = window(View::Browse);
    press(&mut harness, Modifiers::COMMAND, Key::D);
    let chosen = harness.state().session().bench().chosen.as_ref().map(|chosen| chosen.articles().len());
    let name = format!("{} chosen articles", chosen.expect("some are chosen"));
    click(&mut harness, &name);
    assert!(harness.state().session().bench().chosen.is_none());
    assert!(shows(&harness, "35 of 36 articles"), "those without an outlet are not compared");
}

#[test]
fn a_range_of_dates_is_typed() {
    let mut harness = window(View::Browse);
    click(&mut harness, "Dates: any date");
    enter(&mut harness, "Range of dates", "2024-05-02..2024-05-08");
    assert_eq!(filter(&harness), "date:2024-05-02..2024-05-08");
    click(&mut harness, "Dates: 2–8 May 2024");
    if harness.query_by_label("Range of dates").is_none() {
        click(&mut harness, "Dates: 2–8 May 2024");
    }
    harness.get_all_by_label("Clear").last().expect("in the popover").click();
    harness.run();
    assert_eq!(harness.state().session().bench().filter, Filter::default());
}

#[test]
fn a_stretch_of_time_is_chosen_by_keys_and_by_month() {
    let mut harness = window(View::Browse);
    click(&mut harness, "Dates: any date");
    harness.get_by_label("From 2 May 2024").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(filter(&harness), "date:2024-05-03..2024-05-16");
    harness.get_by_label("To 16 May 2024").focus();
    harness.run();
    press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
    assert_eq!(filter(&harness), "date:2024-05-02..2024-05-15", "with Shift both ends move");
    click(&mut harness, "Only May 2024");
    assert_eq!(filter(&harness), "date:2024-05");
}

#[test]
fn a_stretch_of_time_is_dragged_over_the_bars() {
    let mut harness = window(View::Browse);
    click(&mut harness, "Dates: any date");
    let bars = harness.get_by_label("Articles over time, 2–16 May 2024").rect();
    let at = |day: f32| egui::pos2(bars.left() + bars.width() * (day - 1.5) / 15.0, bars.center().y);
    harness.drag_at(at(4.0));
    harness.run();
    harness.hover_at(at(6.0));
    harness.run();
    harness.drop_at(at(8.0));
    harness.run();
    assert_eq!(filter(&harness), "date:2024-05-04..2024-05-08");
}

#[test]
fn a_group_is_a_filter_and_its_values_say_how_many() {
    let mut harness = window(View::Browse);
    press(&mut harness, SHEET, Key::G);
    enter(&mut harness, "Add a group", "islanders");
    click(&mut harness, "The Elsin Packet in islanders");
    click(&mut harness, "Only this group");
    assert_eq!(filter(&harness), "group:islanders");
    click(&mut harness, "Choose filters");
    click(&mut harness, "Filter by group");
    click(&mut harness, "In no group, 31 articles");
    assert_eq!(filter(&harness), "group:islanders,none");
}

#[test]
fn what_does_not_fit_in_two_rows_is_counted() {
    let mut harness = window(View::Browse);
    harness.set_size(egui::vec2(800.0, 600.0));
    harness.run();
    let more =
        (1..=7).find_map(|many| harness.query_by_label(&format!("+{many}")).map(|_| format!("+{many}")));
    click(&mut harness, &more.expect("some are behind a chip"));
    harness.run();
    assert!(shows(&harness, "Outlet not known"), "the rest is behind it");
}

#[test]
fn a_picture_higher_than_was_asked_for_is_said_to_be_in_plain_words() {
    let mut harness = window(View::Frequency);
    let choose = |purpose| Command::ChooseFigure(Choices { purpose, ..Choices::default() });
    for command in
        [Command::Do(Action::LensDistinctive), choose(Purpose::OneColumn), Command::Do(Action::SaveFigure)]
    {
        harness.state().send(command);
        harness.run();
    }
    assert!(shows(&harness, " mm high and not 85 mm: its rows and the caption need the room."));
    assert!(!shows(&harness, "That is more than a page has."));
    let own = Measures { width_mm: 60.0, height_mm: 60.0, text_pt: 9.0 };
    let small = Choices { purpose: Purpose::Own, own, ..Choices::default() };
    harness.state().send(Command::ChooseFigure(small));
    harness.run();
    assert!(shows(&harness, " mm high and not 60 mm"));
    assert!(shows(&harness, "That is more than a page has."));
    harness.state().send(Command::Do(Action::CloseOverlay));
    for command in [
        Command::AddSeries(parallax::query::Query::parse("island*").expect("a query")),
        Command::Do(Action::LensByOutlet),
        choose(Purpose::Slide),
        Command::Do(Action::SaveFigure),
    ] {
        harness.state().send(command);
        harness.run();
    }
    assert!(!shows(&harness, " mm high and not "));
}
