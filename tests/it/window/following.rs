//! Changes of an open folder, in the window, by the names a screen reader hears.

use std::fs;
use std::path::PathBuf;

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::session::{Action, Command, View};
use parallax::ui::app::App;

use super::{first, shows, window};

fn text(n: usize) -> String {
    let more = format!("Another paragraph of harbour {n} tells of its ice. ").repeat(6);
    let all: Vec<String> = (0..30).map(|at| format!("{at}: {more}")).collect();
    format!("Harbour {n} closed\n\n{} May 2024\n\n{}\n", n % 28 + 1, all.join("\n\n"))
}

fn opened() -> (tempfile::TempDir, PathBuf, Harness<'static, App>) {
    let outer = tempfile::tempdir().expect("a folder");
    let root = outer.path().join("press");
    fs::create_dir(&root).expect("made");
    for n in 1..=6 {
        fs::write(root.join(format!("{n}.txt")), text(n)).expect("written");
    }
    let harness = window(vec![root.clone()], View::Browse, &[]);
    (outer, root, harness)
}

fn look(harness: &mut Harness<'_, App>) {
    for _ in 0..2 {
        harness.state_mut().send(Command::Do(Action::LookForChanges));
        harness.run();
    }
}

#[test]
fn what_changed_is_told_in_the_status_line_and_what_is_read_does_not_move() {
    let (_outer, root, mut harness) = opened();
    harness.state_mut().send(Command::OpenArticle(3, None));
    harness.run();
    let reader = harness.get_by_label_contains("0: Another paragraph of harbour 4").rect().center();
    harness.hover_at(reader);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -900.0),
        modifiers: egui::Modifiers::NONE,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
    });
    harness.run();
    harness.run();
    let seen = |harness: &Harness<'_, App>| -> Vec<(String, i32)> {
        let height = harness.ctx.content_rect().height();
        let pieces = harness.query_all_by_label_contains("of harbour 4 tells");
        let at = |node: egui_kittest::Node<'_>| {
            use egui_kittest::kittest::NodeT as _;
            let name = node.accesskit_node().label().unwrap_or_default();
            (name.chars().take(4).collect(), node.rect().top().round() as i32)
        };
        pieces.map(at).filter(|(_, top)| (120..height as i32).contains(top)).collect()
    };
    let before = seen(&harness);
    assert!(before.len() > 1 && before.iter().all(|(name, _)| !name.starts_with("0:")), "{before:?}");

    fs::write(root.join("0.txt"), text(20)).expect("written");
    fs::write(root.join("6.txt"), text(40)).expect("written");
    fs::remove_file(root.join("2.txt")).expect("removed");
    look(&mut harness);
    assert!(shows(&harness, "1 new article, 1 changed, 1 removed – "));
    assert_eq!(harness.state().session().place().article, Some(3), "one came and one went before it");
    assert_eq!(seen(&harness), before, "what is read stays where it is");

    fs::write(root.join("00.txt"), text(21)).expect("written");
    look(&mut harness);
    assert_eq!(harness.state().session().place().article, Some(4));
    assert_eq!(seen(&harness), before, "what is read stays where it is");

    first(&harness, "Show what changed").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "removed: 2.txt") && shows(&harness, "new: 00.txt"));
}

#[test]
fn a_folder_that_was_emptied_is_the_users_to_decide_about() {
    let (_outer, root, mut harness) = opened();
    let elsewhere = root.with_file_name("unplugged");
    fs::rename(&root, &elsewhere).expect("moved");
    look(&mut harness);
    assert!(shows(&harness, "The folder “press” is away: what was read stays"));
    assert!(!shows(&harness, "Take out 6 articles"));
    fs::create_dir(&root).expect("made");
    look(&mut harness);
    assert!(shows(&harness, "The folder “press” is empty: its 6 articles stay"));
    first(&harness, "Take out 6 articles").click();
    harness.run();
    harness.run();
    assert!(harness.state().session().corpus().is_some_and(|corpus| corpus.article_count() == 0));
    fs::remove_dir(&root).expect("removed");
    fs::rename(&elsewhere, &root).expect("moved back");
    look(&mut harness);
    assert!(harness.state().session().corpus().is_some_and(|corpus| corpus.article_count() == 6));
    assert!(shows(&harness, "6 new articles – "));
}

#[test]
fn keeping_up_can_be_left() {
    let (_outer, _root, mut harness) = opened();
    harness.state_mut().send(Command::Do(Action::Settings));
    harness.run();
    harness.run();
    first(&harness, "When asked").click();
    harness.run();
    harness.run();
    assert!(!harness.state().session().settings().follows_folders);
}
