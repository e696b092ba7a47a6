//! Changes of an open folder, in the window, by the names a screen reader hears.

use std::fs;
use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::corpus::{Article, ArticleId};
use parallax::session::{Action, Command, ImportPage, View};
use parallax::ui::app::App;

use super::{first, press, shows, window};

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
        modifiers: Modifiers::NONE,
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
    assert!(!shows(&harness, "Take out the 6 articles of “press”"));
    fs::create_dir(&root).expect("made");
    look(&mut harness);
    assert!(shows(&harness, "The folder “press” is empty: its 6 articles stay"));
    first(&harness, "Take out the 6 articles of “press”").click();
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

/// The article of a file, and its number.
fn article(harness: &Harness<'_, App>, path: &str) -> (ArticleId, Article) {
    let corpus = harness.state().session().corpus().expect("read").clone();
    let at = corpus.articles().iter().position(|article| *article.path == *path).expect("it is there");
    (at as ArticleId, corpus.articles()[at].as_ref().clone())
}

fn type_on(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// A file comes that stands before all others.
fn one_comes(harness: &mut Harness<'_, App>, root: &std::path::Path) {
    fs::write(root.join("0.txt"), text(20)).expect("written");
    look(harness);
    harness.run();
    assert_eq!(article(harness, "4.txt").0, 4, "it was 3");
}

#[test]
fn a_correction_that_is_half_typed_stays_when_numbers_change() {
    let (_outer, root, mut harness) = opened();
    harness.state_mut().send(Command::OpenArticle(3, None));
    harness.run();
    harness.get_by_label("Published: 5 May 2024").click();
    harness.run();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_on(&mut harness, "7 June 20");
    one_comes(&mut harness, &root);
    type_on(&mut harness, "24");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let date = |path| article(&harness, path).1.published.expect("a date").value.to_string();
    assert_eq!(date("4.txt"), "2024-06-07");
    assert_eq!(date("3.txt"), "2024-05-04");
}

#[test]
fn a_tag_that_is_half_typed_stays_when_numbers_change() {
    let (_outer, root, mut harness) = opened();
    let is_meant = |node: &egui_kittest::Node<'_>| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().label().is_some_and(|label| label.contains("Harbour 4 closed"))
    };
    harness.query_all_by_role(egui::Role::Row).find(is_meant).expect("a row").click_secondary();
    harness.run();
    first(&harness, "Tag…").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "Tag 1 article"));
    type_on(&mut harness, "fer");
    one_comes(&mut harness, &root);
    type_on(&mut harness, "ries");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let session = harness.state().session();
    let remark = session.remark_of(article(&harness, "4.txt").0).expect("a remark");
    assert!(remark.tags.iter().any(|tag| &**tag == "ferries"), "{:?}", remark.tags);
}

#[test]
fn a_cell_that_is_half_typed_stays_when_numbers_change() {
    let (_outer, root, mut harness) = opened();
    harness.state_mut().send(Command::ShowImport(ImportPage::ToFillIn));
    harness.run();
    harness.run();
    first(&harness, "Outlet of 4.txt").click();
    harness.run();
    harness.run();
    type_on(&mut harness, "Norvia");
    one_comes(&mut harness, &root);
    type_on(&mut harness, " Post");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run();
    let outlet = |path| article(&harness, path).1.outlet.map(|outlet| outlet.value.to_string());
    assert_eq!(outlet("4.txt").as_deref(), Some("Norvia Post"));
    assert_ne!(outlet("3.txt").as_deref(), Some("Norvia Post"));
}

#[test]
fn chosen_articles_that_are_gone_are_said_to_be() {
    let (_outer, root, mut harness) = opened();
    harness.state_mut().send(Command::Choose(Some(vec![0, 1])));
    harness.state_mut().send(Command::Show(View::Compare));
    harness.run();
    for path in ["1.txt", "2.txt"] {
        fs::remove_file(root.join(path)).expect("removed");
    }
    look(&mut harness);
    harness.run();
    assert!(shows(&harness, "The chosen articles are gone") && shows(&harness, "Chosen articles are gone"));
    first(&harness, "Compare all articles").click();
    harness.run();
    harness.run();
    assert!(harness.state().session().bench().chosen.is_none());
    assert!(!shows(&harness, "The chosen articles are gone"));
}

#[test]
fn news_is_told_beside_a_file_that_is_gone() {
    let outer = tempfile::tempdir().expect("a folder");
    let (root, file) = (outer.path().join("press"), outer.path().join("extra.txt"));
    fs::create_dir(&root).expect("made");
    fs::write(root.join("1.txt"), text(1)).expect("written");
    fs::write(&file, text(2)).expect("written");
    let mut harness = window(vec![root.clone(), file.clone()], View::Browse, &[]);
    fs::remove_file(&file).expect("removed");
    fs::write(root.join("3.txt"), text(3)).expect("written");
    look(&mut harness);
    assert!(shows(&harness, "The file “extra.txt” is gone: its 1 article stays"));
    assert!(shows(&harness, "1 new article – "));
    first(&harness, "Take out the 1 article of “extra.txt”").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "1 removed article – "));
    assert!(harness.state().session().keeping_up().lost().is_empty());
}
