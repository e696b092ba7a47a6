//! A file comes while somebody works at lines, or at how a sample shall be drawn.

use std::fs;
use std::path::Path;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::project::{ArticleKey, LineSpot};
use parallax::session::{Action, Command, DeskPane, DeskStep, View};
use parallax::ui::app::App;

use super::concordance::click_first_line;
use super::{press, sample, shows, window};

fn send(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().send(command);
    harness.run();
    harness.run();
}

fn look(harness: &mut Harness<'_, App>) {
    for _ in 0..2 {
        send(harness, Command::Do(Action::LookForChanges));
    }
}

fn text(n: usize) -> String {
    let paragraph =
        |at: usize| format!("{at}: The ice of harbour {n} has held for {at} days, said its master.");
    let all: Vec<String> = (0..30).map(paragraph).collect();
    format!("Harbour {n} closed\n\n{} May 2024\n\n{}\n", n % 28 + 1, all.join("\n\n"))
}

/// The lines that are chosen: their words, and where they stand on the screen.
fn chosen(harness: &Harness<'_, App>) -> Vec<(String, i32)> {
    let lines = harness.query_all_by_role(egui::Role::ListBoxOption);
    let chosen = lines.filter(|line| line.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    chosen
        .map(|line| (line.accesskit_node().label().unwrap_or_default(), line.rect().top().round() as i32))
        .collect()
}

fn notes(harness: &Harness<'_, App>) -> Vec<(ArticleKey, LineSpot, String)> {
    let remarks = &harness.state().session().bench().remarks;
    let of = |(key, remark): (&ArticleKey, &parallax::project::Remark)| {
        let lines = remark.lines.iter();
        lines.map(|(spot, said)| (key.clone(), spot.clone(), said.note.clone())).collect::<Vec<_>>()
    };
    remarks.by_article.iter().flat_map(of).collect()
}

#[test]
fn lines_that_are_worked_at_stay_where_they_are() {
    let outer = tempfile::tempdir().expect("a folder");
    let root = outer.path().join("press");
    fs::create_dir(&root).expect("made");
    for n in 1..=6 {
        fs::write(root.join(format!("{n}.txt")), text(n)).expect("written");
    }
    let mut harness = window(vec![root.clone()], View::Frequency, &["ice"]);
    send(&mut harness, Command::Do(Action::LensLines));
    click_first_line(&mut harness);
    for _ in 0..70 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Space);
    harness.run();
    let before = chosen(&harness);
    assert_eq!(before.len(), 2);
    let words = |lines: &[(String, i32)]| lines.iter().map(|(words, _)| words.clone()).collect::<Vec<_>>();
    let rows = |harness: &Harness<'_, App>| harness.query_all_by_role(egui::Role::ListBoxOption).count();
    let rows_before = rows(&harness);
    press(&mut harness, Modifiers::NONE, Key::N);
    harness.get_by_label("Note on this line").type_text("to qu");
    harness.run();
    let noted = notes(&harness);
    assert!(noted.len() == 1 && noted[0].2 == "to qu", "{noted:?}");

    fs::write(root.join("0.txt"), text(20)).expect("written");
    look(&mut harness);
    assert_eq!(words(&chosen(&harness)), words(&before));
    assert_eq!(chosen(&harness).last(), before.last(), "what has the keyboard does not move");
    assert_eq!(rows(&harness), rows_before, "what is opened is open");
    harness.event(egui::Event::Text("ote".to_owned()));
    harness.run();
    harness.run();
    let (key, spot, _) = noted[0].clone();
    assert_eq!(notes(&harness), [(key.clone(), spot, "to quote".to_owned())]);

    // More than one came while something else was looked at, and one that is chosen went.
    send(&mut harness, Command::Show(View::Browse));
    fs::write(root.join("00.txt"), text(21)).expect("written");
    look(&mut harness);
    fs::write(root.join("000.txt"), text(22)).expect("written");
    look(&mut harness);
    send(&mut harness, Command::Show(View::Frequency));
    assert_eq!(words(&chosen(&harness)), words(&before));
    fs::remove_file(root.join(&*key.path)).expect("removed");
    look(&mut harness);
    assert!(chosen(&harness).len() < before.len());
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("listed") {
        let entry = entry.expect("an entry");
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copied(&path, &to);
        } else {
            fs::copy(&path, &to).expect("copied");
        }
    }
}

#[test]
fn what_a_sample_is_drawn_from_stays_as_it_was_said() {
    let outer = tempfile::tempdir().expect("a folder");
    let root = outer.path().join("press");
    copied(&sample(), &root);
    let mut harness = window(vec![root.clone()], View::Compare, &[]);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let at = corpus.articles().iter().position(|article| article.path.contains("fleet-welcomed"));
    for command in [
        Command::ShowStory(at.map(|at| at as u32)),
        Command::Do(Action::CodeByHand),
        Command::AtDesk(DeskStep::Look(DeskPane::New)),
    ] {
        send(&mut harness, command);
    }
    assert!(shows(&harness, "articles of the story"));
    harness.get_by_label("From: All articles").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "articles that are open"));
    fs::write(root.join("0.txt"), text(20)).expect("written");
    look(&mut harness);
    assert_eq!(harness.state().session().corpus().expect("read").article_count(), corpus.article_count() + 1);
    assert!(harness.state().session().story().is_some());
    assert!(shows(&harness, "articles that are open") && !shows(&harness, "articles of the story"));
}
