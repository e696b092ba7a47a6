//! The sheet of fields of data files, and the limits of reading, by the names a screen reader hears.

use parallax::project::reading_limits::Limit;

use super::*;
use crate::readers::fields::TABLE;

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

/// Says by the drop-down what a field holds.
fn say(harness: &mut Harness<'_, App>, field: &str, was: &str, is: &str) {
    click(harness, &format!("What “{field}” holds: {was}"));
    click(harness, is);
}

fn articles(harness: &Harness<'_, App>) -> u32 {
    harness.state().session().corpus().map_or(0, |corpus| corpus.article_count())
}

#[test]
fn a_table_that_nobody_knows_is_read_once_its_fields_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("downloads.csv"), TABLE).expect("written");
    std::fs::write(folder.path().join("a.txt"), "Harbour closed\n\nThe harbour is closed.\n")
        .expect("written");
    let mut harness = window(vec![folder.path().to_owned()], View::Browse, &[]);
    assert_eq!(articles(&harness), 1);
    assert!(shows(&harness, "Which field of 1 data file holds the text is not known"));
    // From the line at the bottom, which stays when the notice has gone.
    click(&mut harness, "Fields of 1 file to check");
    assert_eq!(harness.state().session().overlay(), Overlay::Fields);
    assert_eq!(harness.state().session().notices().open().count(), 0, "what it offered is done");
    first(&harness, "Fields of downloads.csv: 3 records · no article · text not found");
    assert!(shows(&harness, "Bridge closed · Pier rebuilt · Ferry late"));
    assert!(shows(&harness, "Nothing to read yet") && shows(&harness, "These are no articles"));

    say(&mut harness, "d", "Kept if short", "Text");
    assert!(!shows(&harness, "Nothing to read yet"), "what it reads like is seen at once");
    assert_eq!(articles(&harness), 1, "and used when the user says so");
    say(&mut harness, "b", "Kept if short", "Headline");
    say(&mut harness, "a", "Kept if short", "Outlet");
    assert!(shows(&harness, "Nelin Post · 2 May 2024") && shows(&harness, "Not used yet"));
    click(&mut harness, "Use these fields");
    assert_eq!(articles(&harness), 4);
    assert_eq!(harness.state().session().overlay(), Overlay::Fields);
    first(&harness, "Fields of downloads.csv: 3 records · 3 articles · said by you");
    assert!(!shows(&harness, "Fields of 1 file to check"));

    // A step of undo, behind the sheet as well.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(articles(&harness), 1);
    harness.key_press_modifiers(Modifiers { shift: true, ..Modifiers::COMMAND }, Key::Z);
    harness.run();
    assert_eq!(articles(&harness), 4);
    click(&mut harness, "Guess again");
    assert_eq!(articles(&harness), 1);
    first(&harness, "What “d” holds: Kept if short");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().overlay(), Overlay::None);
}

#[test]
fn limits_are_set_in_the_settings_and_set_back() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    harness.state_mut().send(Command::Do(Action::Settings));
    harness.run();
    click(&mut harness, "Settings: Limits of reading");
    let file = |harness: &Harness<'_, App>| harness.state().session().settings().limits.get(Limit::File);
    assert_eq!(file(&harness), 64);
    let set = |harness: &mut Harness<'_, App>, text: &str| {
        harness.get_by_label("Largest file").click();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.get_by_label("Largest file").type_text(text);
        harness.key_press(Key::Enter);
        harness.run();
    };
    set(&mut harness, "100");
    assert_eq!(file(&harness), 100);
    assert!(shows(&harness, "usually 64 MiB") && shows(&harness, "was read within other limits"));
    set(&mut harness, "5000");
    assert_eq!(file(&harness), 1024);
    let said = harness.state().session().notices().all().last().map(|notice| notice.text.clone());
    assert_eq!(said.as_deref(), Some("“Largest file” can be 1,024 MiB at most: set to that"));
    click(&mut harness, "Back to defaults");
    assert!(harness.state().session().settings().limits.is_usual());
    assert!(!shows(&harness, "was read within other limits"));
}
