//! The concordance by names and keys: opened in place, marked, grouped, facing.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::analysis::{GroupKey, Sample};
use parallax::project::{LineRemark, Mark};
use parallax::session::{Action, Command, LineLayout, View};
use parallax::ui::app::App;

use super::{press, sample, shows, window};

fn concordance() -> Harness<'static, App> {
    let mut harness = window(vec![sample()], View::Frequency, &["halcyon"]);
    harness.state().send(Command::Do(Action::LensLines));
    settle(&mut harness);
    harness
}

/// An answer that was asked for in one frame is shown in the next.
fn settle(harness: &mut Harness<'_, App>) {
    harness.run();
    harness.run();
}

fn lay_out(harness: &mut Harness<'_, App>, change: impl FnOnce(&mut LineLayout)) {
    let mut layout = harness.state().session().bench().lines.clone();
    change(&mut layout);
    harness.state().send(Command::LayOutLines(Box::new(layout)));
    settle(harness);
}

/// Chooses the first line of the concordance.
pub fn click_first_line(harness: &mut Harness<'_, App>) {
    let line = harness.query_all_by_role(egui::Role::ListBoxOption).next().expect("a line");
    // Beside the hit: a click on that reads the article.
    let at = line.rect().left_center() + egui::vec2(60.0, 0.0);
    harness.hover_at(at);
    harness.run();
    harness.drag_at(at);
    harness.drop_at(at);
    settle(harness);
}

fn said(harness: &Harness<'_, App>, at: usize) -> Option<LineRemark> {
    let session = harness.state().session();
    let corpus = session.corpus().expect("read");
    let hit = session.results().concordance().expect("lines").lines[at];
    session.line_remark(hit.article(corpus), hit.span(corpus)).cloned()
}

#[test]
fn lines_are_marked_and_noted_by_keys_and_that_can_be_undone() {
    let mut harness = concordance();
    assert!(shows(&harness, "Choose a line to mark it"));
    click_first_line(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Num2);
    assert_eq!(said(&harness, 0).and_then(|said| said.mark), Some(Mark::ALL[1]));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Num3);
    assert_eq!([0, 1, 2].map(|at| said(&harness, at).is_some()), [true, true, false]);
    press(&mut harness, Modifiers::NONE, Key::N);
    harness.get_by_label("Note on this line").type_text("to quote");
    harness.run();
    assert_eq!(said(&harness, 1).map(|said| said.note), Some("to quote".into()));
    assert_eq!(harness.state().session().marked_counts().0, 2);
    for _ in 0..3 {
        harness.state().send(Command::Do(Action::Undo));
        harness.run();
    }
    assert_eq!(harness.state().session().marked_counts().0, 0);
}

/// The key of N types another letter in another layout of the keyboard.
#[test]
fn what_the_key_for_notes_types_is_no_part_of_the_note() {
    for typed in ["n", "т", "ν"] {
        let mut harness = concordance();
        click_first_line(&mut harness);
        let key = |pressed| egui::Event::Key {
            key: Key::N,
            physical_key: Some(Key::N),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        // As the system tells of a key: all in one frame.
        harness.input_mut().events.extend([key(true), egui::Event::Text(typed.to_owned()), key(false)]);
        harness.run();
        harness.get_by_label("Note on this line").type_text("to quote");
        harness.run();
        assert_eq!(said(&harness, 0).map(|said| said.note), Some("to quote".into()), "{typed}");
    }
}

#[test]
fn a_note_is_written_after_a_mark_was_clicked() {
    let mut harness = concordance();
    click_first_line(&mut harness);
    harness.get_by_label_contains("Mark B").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::N);
    harness.run();
    harness.event(egui::Event::Text("to quote".into()));
    harness.run();
    let said = said(&harness, 0).expect("marked");
    assert_eq!((said.mark, said.note.as_str()), (Some(Mark::ALL[1]), "to quote"));
}

#[test]
fn a_line_opens_in_place_and_enter_reads_its_article() {
    let mut harness = concordance();
    click_first_line(&mut harness);
    let rows = |harness: &Harness<'_, App>| harness.query_all_by_role(egui::Role::ListBoxOption).count();
    let folded = rows(&harness);
    press(&mut harness, Modifiers::NONE, Key::Space);
    let at_sentence = rows(&harness);
    assert!(at_sentence < folded, "the lines below go down");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    assert!(rows(&harness) <= at_sentence);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(rows(&harness), folded);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let place = harness.state().session().place();
    assert_eq!((place.view, place.spot.is_some()), (View::Browse, true));
}

#[test]
fn groups_fold_and_are_picked_and_two_outlets_face_each_other() {
    let mut harness = concordance();
    lay_out(&mut harness, |lines| lines.group_by = Some(GroupKey::Right(1)));
    assert!(harness.query_all_by_role(egui::Role::ListBoxOption).next().is_none(), "all groups are folded");
    let group = harness.state().session().results().concordance().expect("lines").groups[0].clone();
    harness.get_by_label(&format!("Unfold {}", group.value)).click();
    harness.run();
    assert!(harness.query_all_by_role(egui::Role::ListBoxOption).next().is_some());
    harness.get_by_label_contains(&format!("{}: {} lines", group.value, group.lines)).click();
    settle(&mut harness);
    assert_eq!(harness.state().session().place().line_group, Some((GroupKey::Right(1), group.value.clone())));
    let lines = harness.state().session().results().concordance().expect("lines").lines.len();
    assert_eq!(lines, group.lines as usize);
    lay_out(&mut harness, |lines| {
        lines.group_by = None;
        lines.sample = Some(Sample { lines: 5, seed: 7 });
    });
    assert_eq!(harness.state().session().place().line_group, None);
    assert!(shows(&harness, "lines, drawn at random (seed 7)"));
    harness.get_by_label("New sample").click();
    settle(&mut harness);
    assert!(shows(&harness, "drawn at random (seed 8)"));
    click_first_line(&mut harness);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let copies = |harness: &mut Harness<'_, App>| {
        harness.get_by_label_contains("Copy").click();
        settle(harness);
        let is_offered = harness.query_by_label("2 lines with citation").is_some();
        press(harness, Modifiers::NONE, Key::Escape);
        is_offered
    };
    assert!(copies(&mut harness), "two lines are chosen");
    harness.get_by_label("Two outlets").click();
    settle(&mut harness);
    assert!(!copies(&mut harness), "they are none of those that face each other");
    let session = harness.state().session();
    let sides = session.bench().lines.sides.clone().expect("two outlets");
    let corpus = session.corpus().expect("read");
    let found = session.results();
    for (found, side) in [found.concordance(), found.concordance_beside()].into_iter().zip(sides) {
        let found = found.expect("lines");
        assert!(!found.lines.is_empty());
        let outlet = |hit: &parallax::query::Hit| {
            corpus.outlets()[usize::from(corpus.outlet_of(hit.article(corpus)))].name.clone()
        };
        assert!(found.lines.iter().all(|hit| outlet(hit) == side));
    }
}
