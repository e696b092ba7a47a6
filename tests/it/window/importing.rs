//! The import report in the window, by the names a screen reader hears.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
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
    harness.get_by_label("Decisions: By hand · 1 correction").click();
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

/// A window over pages of these files, each by its name with what stands above its text.
fn opened_with(files: &[(&str, &str)]) -> (tempfile::TempDir, Harness<'static, App>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (n, (name, above)) in (1..).zip(files) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        let text = format!(
            "{above}The quay number {n} was opened on Monday by those who own it, after a winter of {n} storms.\n\nAll who came said they would come again, in {n} boats, as long as the ice of this winter stays away.\n"
        );
        std::fs::write(path, text).expect("written");
    }
    let mut harness = window(vec![folder.path().to_path_buf()], View::Browse, &[]);
    harness.state_mut().send(Command::ShowImport(ImportPage::ToFillIn));
    harness.run();
    harness.run();
    (folder, harness)
}

fn is_disabled(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.get_by_label(label).accesskit_node().is_disabled()
}

#[test]
fn names_fill_in_only_what_they_give_and_say_why_where_they_give_nothing() {
    let stated = "---\noutlet: Arc Times\n---\nQuay opened\n\n";
    let (_folder, mut harness) = opened_with(&[
        ("Norvia Post_2024-05-03_one.txt", stated),
        ("everything.zip/two.txt", "Quay shut\n\n"),
        ("loose.txt", "Quay sold\n\n"),
    ]);
    first(&harness, "Fill in: From names").click();
    harness.run();
    harness.run();
    assert!(
        shows(&harness, "Choose articles in the list, or all of them") && is_disabled(&harness, "Fill in")
    );
    assert!(shows(&harness, "Date: 3 May 2024 · Outlet stays Arc Times"), "what is there is marked as kept");
    assert!(shows(&harness, "is not named like “Outlet_2024-05-03_…”"));
    first(&harness, "loose.txt, ").click();
    harness.run();
    harness.run();
    assert!(is_disabled(&harness, "Fill in"), "none of them is named so");
    assert!(shows(&harness, "no file that is chosen is named like “Outlet_2024-05-03_…”"));
    first(&harness, "Choose all").click();
    harness.run();
    harness.run();
    assert!(
        !is_disabled(&harness, "Fill in 1 article") && shows(&harness, "2 others are left: named otherwise")
    );
    first(&harness, "{outlet}/*").click();
    harness.run();
    harness.run();
    harness.run();
    assert!(shows(&harness, "“everything.zip” is an archive, and no outlet"));
    assert!(is_disabled(&harness, "Fill in"));
}

#[test]
fn a_headline_is_typed_for_one_article_out_of_its_lines() {
    // A page that begins with its text.
    let lead = "It was a winter that nobody in the town will forget, said the harbour master, and many of those who had lost their boats said so too. It began in the first days of November with a storm from the north, and it was over at Easter.\n\n";
    let (_folder, mut harness) = opened_with(&[("a/one.txt", lead), ("a/two.txt", lead)]);
    let headlines = |harness: &Harness<'_, App>| {
        let corpus = harness.state().session().corpus().expect("read");
        corpus.articles().iter().map(|one| one.headline_text().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(headlines(&harness), ["", ""]);
    assert!(shows(&harness, "Lacking: No headline · 2"));
    first(&harness, "Headline of a/two.txt").click();
    harness.run();
    harness.run();
    let field = "Type: Headline of a/two.txt";
    harness.get_by_label(field).type_text("Nowhere said");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run();
    assert!(shows(&harness, "A headline is a line of the article: this stands nowhere in it"));
    let line = "The quay number 2 was opened on Monday by those who own it, after a winter of 2 storms.";
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label(field).type_text("number 2");
    harness.run();
    harness.run();
    harness.get_by_label(line).click();
    harness.run();
    harness.run();
    harness.run();
    assert_eq!(headlines(&harness), ["", line]);
    assert!(shows(&harness, "Lacking: No headline · 1") && shows(&harness, "Lacking: Filled in · 1"));
    harness.state_mut().send(Command::Do(Action::Undo));
    harness.run();
    assert_eq!(headlines(&harness), ["", ""]);
}

#[test]
fn counts_follow_what_is_shown_and_say_what_they_count() {
    let (_folder, mut harness) = opened();
    harness.state_mut().send(Command::ShowImport(ImportPage::TakenOut));
    harness.run();
    harness.run();
    assert!(shows(&harness, "1 line, taken out 5 times"));
    harness.get_by_label("Find a line or an outlet").focus();
    harness.run();
    harness.get_by_label("Find a line or an outlet").type_text("nowhere");
    harness.run();
    harness.run();
    assert!(shows(&harness, "0 of 1 line, taken out 0 times"));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    let put = |reach| Command::PutLine { text: "Share on Facebook".into(), reach, is_back: true };
    harness.state_mut().send(put(parallax::session::LineReach::Article(0)));
    harness.run();
    harness.run();
    assert!(shows(&harness, "1 line, taken out 4 times, put back 1 time"));
    first(&harness, "Lines: By hand").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "1 of 1 line, taken out 4 times, put back 1 time"));
}

#[test]
fn versions_are_told_where_every_article_is_counted() {
    // Twice the same text: one is a version of the other.
    let (folder, mut harness) = opened();
    let same = std::fs::read(folder.path().join("quay1.txt")).expect("there");
    std::fs::write(folder.path().join("quay1 again.txt"), same).expect("written");
    harness.state_mut().send(Command::Open(vec![folder.path().to_path_buf()]));
    harness.run();
    harness.run();
    assert!(shows(&harness, "5 listed without a date"), "each article once");
    harness.state_mut().send(Command::ShowImport(ImportPage::ToFillIn));
    harness.run();
    harness.run();
    assert!(shows(&harness, "Lacking: No date · 6"));
    assert!(shows(&harness, "All articles that were read are counted, 1 version of another among them"));
}
