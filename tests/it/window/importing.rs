//! The import report in the window, by the names a screen reader hears.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::project::Part;
use parallax::session::{Action, Command, ImportPage, View};
use parallax::ui::app::App;

use super::{first, press, shows, window};

fn opened() -> (tempfile::TempDir, Harness<'static, App>) {
    let folder = tempfile::tempdir().expect("a folder");
    for n in 1..6 {
        let text = format!(
            "Quay {n} opened\n\nThe quay number {n} was opened on Monday by those who own it, after a winter of {n} storms.\n\nAll who came said they would come again, in {n} boats.\n\nShare on Facebook\n"
        );
        std::fs::write(folder.path().join(format!("quay{n}.txt")), text).expect("written");
    }
    for n in 0..3 {
        std::fs::write(folder.path().join(format!("picture{n}.jpg")), b"\xFF\xD8\xFF").expect("written");
    }
    let harness = window(vec![folder.path().to_path_buf()], View::Browse, &[]);
    (folder, harness)
}

fn outlets(harness: &Harness<'_, App>) -> Vec<String> {
    let corpus = harness.state().session().corpus().expect("read");
    corpus.articles().iter().map(|article| Part::Outlet.typed(article)).collect()
}

#[test]
fn problems_fold_open_by_what_is_said() {
    let (_folder, mut harness) = opened();
    first(&harness, "things to know from reading").click();
    harness.run();
    assert!(shows(&harness, "Passed over: 3 files and folders") && !shows(&harness, "Show: picture1.jpg"));
    first(&harness, "Files of type .jpg are not read").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "Show: picture1.jpg") && shows(&harness, "Copy: picture1.jpg"));
    harness.get_by_label("Passed over: 3 files and folders").click();
    harness.run();
    harness.run();
    assert!(!shows(&harness, "Show: picture1.jpg"));
}

#[test]
fn a_line_is_put_back_from_the_table() {
    let (_folder, mut harness) = opened();
    harness.state_mut().send(Command::ShowImport(ImportPage::TakenOut));
    harness.run();
    harness.run();
    first(&harness, "Put back: Share on Facebook").click();
    harness.run();
    harness.get_by_label("In all articles").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "Take out again: Share on Facebook"));
    harness.state_mut().send(Command::Do(Action::Undo));
    harness.run();
    harness.run();
    assert!(shows(&harness, "Put back: Share on Facebook"));
    // Open the line, and one of its articles at it.
    first(&harness, "Share on Facebook, Outlet not known: 5 times").click();
    harness.run();
    harness.run();
    first(&harness, "Open Quay 2 opened").click();
    harness.run();
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.overlay(), parallax::session::Overlay::None);
    let id = session.place().article.expect("open");
    assert!(session.corpus().expect("read").article(id).path.contains("quay2"));
    assert!(shows(&harness, "Furniture: Share on Facebook"), "with what was taken out");
}

#[test]
fn an_outlet_is_typed_once_for_rows_chosen_by_mouse_and_keys() {
    let (_folder, mut harness) = opened();
    harness.state_mut().send(Command::ShowImport(ImportPage::ToFillIn));
    harness.run();
    harness.run();
    first(&harness, "quay2.txt, no outlet").click();
    harness.run();
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert!(shows(&harness, "3 articles chosen"));
    harness.get_by_label("Outlet for all chosen").focus();
    harness.run();
    harness.get_by_label("Outlet for all chosen").type_text("Norvia Post");
    harness.run();
    harness.get_by_label("Fill in 3 articles").click();
    harness.run();
    harness.run();
    let named = outlets(&harness).iter().filter(|name| *name == "Norvia Post").count();
    assert_eq!(named, 3);
    harness.state_mut().send(Command::Do(Action::Undo));
    harness.run();
    assert!(outlets(&harness).iter().all(String::is_empty), "one step");
}

#[test]
fn decisions_and_what_was_said_by_hand_are_listed() {
    let (_folder, mut harness) = opened();
    let change = Part::Outlet.read("Norvia Post").expect("a name");
    let fill = parallax::session::FillFrom::Typed(vec![change]);
    harness.state_mut().send(Command::FillIn(vec![0, 1], fill));
    harness.state_mut().send(Command::ShowImport(ImportPage::Decisions));
    harness.run();
    harness.run();
    harness.get_by_label("Decisions: By hand · 1").click();
    harness.run();
    assert!(shows(&harness, "Take back: Outlet: Norvia Post"));
    first(&harness, "Decisions: Likely").click();
    harness.run();
    assert!(shows(&harness, "quay1.txt, ") && shows(&harness, ", likely"));
}

#[test]
fn an_article_of_a_file_has_the_number_of_its_record_wherever_it_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = |n: u32| {
        format!(
            "{{\"title\": \"Quay {n} opened\", \"text\": \"The quay number {n} was opened on Monday by those who own it.\\n\\nAll who came said they would come again, in {n} boats.\"}}\n"
        )
    };
    std::fs::write(folder.path().join("download.jsonl"), (1..5).map(record).collect::<String>())
        .expect("written");
    let mut harness = window(vec![folder.path().to_path_buf()], View::Browse, &[]);
    let last = harness.state().session().corpus().expect("read").articles()[3].clone();
    assert_eq!((last.record, last.headline_text()), (3, "Quay 4 opened"));
    let part = Part::Outlet.read("Norvia Post").expect("a name");
    let fill = parallax::session::FillFrom::Typed(vec![part]);
    harness.state_mut().send(Command::FillIn(vec![3], fill));
    for (page, words) in [
        (ImportPage::ToFillIn, "download.jsonl (3), Norvia Post, no date"),
        (ImportPage::Decisions, "download.jsonl (3), "),
    ] {
        harness.state_mut().send(Command::ShowImport(page));
        harness.run();
        harness.run();
        first(&harness, if page == ImportPage::ToFillIn { "Lacking: All" } else { "Decisions: Likely" })
            .click();
        harness.run();
        harness.run();
        assert!(shows(&harness, words), "{words}");
    }
    first(&harness, "Decisions: By hand").click();
    harness.run();
    assert!(shows(&harness, "for “download.jsonl (3)”"));
    harness.state_mut().send(Command::Do(Action::CloseOverlay));
    harness.state_mut().send(Command::OpenArticle(3, None));
    harness.run();
    assert!(!shows(&harness, "download.jsonl (4)"));
}
