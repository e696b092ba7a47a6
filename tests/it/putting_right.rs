//! Parts, lines, tags and notes put right in the window, by the names a screen reader hears.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::corpus::{Article, EvidenceKind, LineRole};
use parallax::query::Filter;
use parallax::session::{Action, Command, Select, View};
use parallax::ui::app::App;

use crate::window::{first, press, shows, window};

fn sample() -> Harness<'static, App> {
    let sample: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    window(vec![sample], View::Browse, &[])
}

fn open(harness: &mut Harness<'_, App>, is_meant: impl Fn(&Article) -> bool) {
    let corpus = harness.state().session().corpus().expect("read").clone();
    let id = corpus.articles().iter().position(|article| is_meant(article)).expect("there is one");
    harness.state_mut().send(Command::OpenArticle(id as u32, None));
    harness.run();
}

fn article(harness: &Harness<'_, App>) -> Article {
    let session = harness.state().session();
    let id = session.place().article.expect("one is open");
    session.corpus().expect("read").article(id).as_ref().clone()
}

fn type_into(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run();
    press(harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text(text);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
}

#[test]
fn a_missing_date_is_filled_in_and_taken_back() {
    let mut harness = sample();
    open(&mut harness, |article| article.published.is_none());
    harness.get_by_label("Published: no date").click();
    harness.run();
    type_into(&mut harness, "Correct: Published", "next week");
    assert!(shows(&harness, "Dates are written"), "what cannot be understood is said");
    type_into(&mut harness, "Correct: Published", "20 May 2024");
    let date = article(&harness).published.expect("filled in");
    assert_eq!(date.value.to_string(), "2024-05-20");
    assert_eq!(date.evidence.kind, EvidenceKind::ByHand);
    assert!(shows(&harness, "Published: 20 May 2024"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(article(&harness).published.is_none(), "undone");
}

/// Gives all articles of one outlet another name.
fn call_lanterns_weekly(harness: &mut Harness<'_, App>) {
    open(harness, |article| article.outlet.as_ref().is_some_and(|o| &*o.value == "The Lantern"));
    harness.get_by_label("Outlet: The Lantern").click();
    harness.run();
    first(harness, "all of The Lantern").click();
    harness.run();
    type_into(harness, "Correct: Outlet", "Lantern Weekly");
}

#[test]
fn an_outlet_is_put_right_for_all_of_its_articles() {
    let mut harness = sample();
    call_lanterns_weekly(&mut harness);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let names: Vec<&str> = corpus.outlets().iter().map(|outlet| &*outlet.name).collect();
    assert!(names.contains(&"Lantern Weekly") && !names.contains(&"The Lantern"), "{names:?}");
}

#[test]
fn a_line_of_furniture_is_put_back() {
    let mut harness = sample();
    open(&mut harness, |article| article.lines.iter().any(|l| matches!(l.role, LineRole::Furniture(_))));
    let before = article(&harness).body.len();
    harness.get_by_label("Show: With furniture").click();
    harness.run();
    first(&harness, "Furniture: ").click();
    harness.run();
    harness.get_by_label("text").click();
    harness.run();
    assert_eq!(article(&harness).body.len(), before + 1);
    assert!(shows(&harness, "Lines: put right by hand"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(!shows(&harness, "Lines: put right by hand"));
}

#[test]
fn a_tag_and_a_note_stay_with_the_article() {
    let mut harness = sample();
    harness.get_by_label("Add a tag").click();
    harness.run();
    type_into(&mut harness, "Tag", "read twice");
    assert!(shows(&harness, "read twice"));
    harness.get_by_label("Write a note").click();
    harness.run();
    harness.get_by_label("Note").focus();
    harness.run();
    for letters in ["Who ", "paid?"] {
        harness.get_by_label("Note").type_text(letters);
        harness.run();
    }
    harness.run();
    let remarks = &harness.state().session().bench().remarks.by_article;
    let remark = remarks.values().next().expect("remembered");
    assert_eq!((remark.note.as_str(), remark.tags.len()), ("Who paid?", 1));
    harness.state_mut().send(Command::SetFilter(Filter::parse("tag:\"read twice\"").expect("a filter")));
    harness.run();
    let listing = harness.state().session().results().listing().expect("listed");
    assert_eq!(listing.order.len(), 1, "tags can be filtered by");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let remarks = &harness.state().session().bench().remarks.by_article;
    assert!(remarks.values().all(|remark| remark.note.is_empty()), "one note is one step");
}

#[test]
fn facets_choose_articles_and_let_go_again() {
    let mut harness = sample();
    press(&mut harness, Modifiers::ALT, Key::V);
    first(&harness, "Japanese, 1 article").click();
    harness.run();
    let listed = |harness: &Harness<'_, App>| {
        harness.state().session().results().listing().expect("listed").order.len()
    };
    assert_eq!(listed(&harness), 1);
    harness.get_by_label("All of language").click();
    harness.run();
    assert!(listed(&harness) > 30);
}

/// The articles whose outlet is `name`.
fn of_outlet(harness: &Harness<'_, App>, name: &str) -> Vec<u32> {
    let corpus = harness.state().session().corpus().expect("read").clone();
    let is_of = |id: &u32| corpus.article(*id).outlet.as_ref().is_some_and(|outlet| &*outlet.value == name);
    (0..corpus.article_count()).filter(is_of).collect()
}

#[test]
fn what_is_put_right_for_the_selected_is_taken_back_for_all_of_them() {
    let mut harness = sample();
    open(&mut harness, |article| article.outlet.as_ref().is_some_and(|o| &*o.value == "The Lantern"));
    let lanterns = of_outlet(&harness, "The Lantern");
    harness.get_by_label("Outlet: The Lantern").click();
    harness.run();
    assert!(!shows(&harness, "selected"), "the open article stands alone");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    for id in &lanterns[..2] {
        harness.state_mut().send(Command::Select(Select::Toggle(*id)));
        harness.run();
    }
    harness.get_by_label("Outlet: The Lantern").click();
    harness.run();
    let selected = harness.state().session().selected_count();
    assert!(selected > 1);
    first(&harness, &format!("the {selected} selected")).click();
    harness.run();
    type_into(&mut harness, "Correct: Outlet", "Lantern Weekly");
    assert_eq!(of_outlet(&harness, "Lantern Weekly").len(), selected);
    assert_eq!(of_outlet(&harness, "The Lantern").len(), lanterns.len() - selected);
    harness.get_by_label("Outlet: Lantern Weekly").click();
    harness.run();
    harness.get_by_label(&format!("Take back for {selected} articles")).click();
    harness.run();
    assert_eq!(of_outlet(&harness, "The Lantern"), lanterns);
    harness.get_by_label("Outlet: The Lantern").click();
    harness.run();
    assert!(!shows(&harness, "Take back"), "nothing is by hand any more");
}

#[test]
fn taking_back_says_whom_it_is_for() {
    let mut harness = sample();
    call_lanterns_weekly(&mut harness);
    harness.get_by_label("Outlet: Lantern Weekly").click();
    harness.run();
    assert!(shows(&harness, "Take back for all of “The Lantern”"));
    type_into(&mut harness, "Correct: Outlet", "Lantern Daily");
    harness.get_by_label("Outlet: Lantern Daily").click();
    harness.run();
    harness.get_by_label("Take back").click();
    harness.run();
    assert!(shows(&harness, "Outlet: Lantern Weekly"), "what was said of all holds again");
}

#[test]
fn lines_are_reached_by_keyboard_where_they_are_worked_on() {
    let mut harness = sample();
    open(&mut harness, |article| article.lines.iter().any(|l| matches!(l.role, LineRole::Furniture(_))));
    let stops = |harness: &Harness<'_, App>| {
        let node = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
            node.role() == egui::Role::Paragraph
                && node.data().supports_action(egui::accesskit::Action::Focus)
        };
        harness.query_all_by(node).count()
    };
    assert_eq!(stops(&harness), 0, "running text is no stop");
    harness.get_by_label("Show: With furniture").click();
    harness.run();
    assert!(stops(&harness) > 2);
    let before = article(&harness).body.len();
    for (keys, role) in [(Key::Enter, "page furniture"), (Key::Space, "caption")] {
        let words: String = {
            let article = article(&harness);
            parallax::text::normalise::for_reading(article.text(article.body[1].span))
                .chars()
                .take(30)
                .collect()
        };
        first(&harness, &words).focus();
        harness.run();
        press(&mut harness, Modifiers::NONE, keys);
        assert!(shows(&harness, "The same line in all of"), "the menu is open");
        harness.get_by_label(role).focus();
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    assert_eq!(article(&harness).body.len(), before - 2);
}

#[test]
fn one_article_in_both_readers_has_popovers_of_its_own() {
    let mut harness = sample();
    let open = harness.state().session().place().article.expect("one is open");
    harness.state_mut().send(Command::SideBySide(open, open));
    harness.run();
    let name = "Add a tag";
    let buttons: Vec<egui::Rect> = harness.query_all_by_label(name).map(|node| node.rect()).collect();
    assert_eq!(buttons.len(), 2);
    for button in buttons {
        harness.drag_at(button.center());
        harness.drop_at(button.center());
        harness.run();
        let field = harness.get_by_label("Tag").rect();
        assert!(field.left() >= button.left() - 240.0 && field.top() >= button.top(), "{field} at {button}");
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    harness.state_mut().send(Command::Do(Action::CloseBeside));
    harness.run();
    assert_eq!(harness.query_all_by_label(name).count(), 1);
}
