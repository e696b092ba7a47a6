//! The same article twice, in the window: the switch, the marks of the table, and the box above an article.

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::session::{Command, View};
use parallax::ui::app::App;

use super::{first, shows, window};
use crate::session_versions::folder;

#[test]
fn the_switch_stands_there_only_where_there_are_versions() {
    let harness = window(vec![super::sample()], View::Browse, &[]);
    assert!(!shows(&harness, "Each article once"));
    let folder = folder();
    for view in View::ALL {
        let mut harness = window(vec![folder.path().to_owned()], view, &["cable"]);
        assert!(shows(&harness, "2 of 5 articles"), "{view:?}");
        harness.get_by_label("Each article once: 3 put aside").click();
        harness.run();
        harness.get_by_label("All versions").click();
        harness.run();
        assert_eq!(harness.state().session().bench().filter.to_string(), "versions:all");
        assert!(harness.query_by_label("versions:all").is_none(), "the switch says it, no other chip does");
        assert!(shows(&harness, "5 articles ·"), "{view:?}");
    }
}

/// With three outlets, an article that is there twice, and every switch, the line of filters is one row at 1280.
#[test]
fn three_outlets_and_all_switches_stand_in_one_row() {
    let folder = tempfile::tempdir().expect("a folder");
    for outlet in ["channel-sarenia", "kestrel-business", "meridian-wire"] {
        let to = folder.path().join(outlet);
        std::fs::create_dir(&to).expect("made");
        let files = std::fs::read_dir(super::sample().join(outlet)).expect("the sample");
        for (at, file) in files.map(|file| file.expect("a file").path()).enumerate() {
            let name = file.file_name().expect("a name").to_string_lossy().into_owned();
            std::fs::copy(&file, to.join(&name)).expect("copied");
            if at == 0 {
                std::fs::copy(&file, to.join(format!("again-{name}"))).expect("copied");
            }
        }
    }
    for theme in [egui::Theme::Light, egui::Theme::Dark] {
        for view in View::ALL {
            let mut harness = super::window_in(theme, vec![folder.path().to_owned()], view, &[]);
            harness.set_size(egui::vec2(1280.0, 720.0));
            harness.run();
            harness.run();
            let row = first(&harness, "Channel Sarenia").rect().center().y;
            for name in
                ["Wire texts: count all", "Each article once: 3 put aside", "Dates: any date", "Add a filter"]
            {
                let at = first(&harness, name).rect();
                assert!(
                    (at.center().y - row).abs() < 6.0,
                    "{view:?}: {name} is at {at}, the outlets at {row}"
                );
                assert!(at.right() < 1_200.0, "{view:?}: {name} {at}");
            }
        }
    }
}

#[test]
fn an_article_names_its_other_versions_and_is_put_right() {
    let folder = folder();
    let mut harness = window(vec![folder.path().to_owned()], View::Browse, &[]);
    harness.state().send(Command::OpenArticle(2, None));
    harness.run();
    assert!(shows(&harness, "3 other versions of this article; this one counts"));
    first(&harness, "What differs: ").click();
    harness.run();
    assert!(shows(&harness, "Only in the open version (1)"));
    harness.key_press(egui::Key::Escape);
    harness.run();

    first(&harness, "Version: 6 May 2024").click();
    harness.run();
    assert_eq!(harness.state().session().place().article, Some(0));
    assert!(shows(&harness, "Not in the table: another version of this article counts."));
    harness.get_by_label("Count this one").click();
    harness.run();
    assert!(shows(&harness, "3 other versions of this article; this one counts"));
    assert!(
        shows(&harness, "this one counts, put right by hand")
            && shows(&harness, "Versions: put right by hand")
    );
    harness.get_by_label("Let the program choose").click();
    harness.run();
    assert!(shows(&harness, "another one counts"));
    // What was counted anew is drawn in the frame after.
    harness.run();
    harness.get_by_label("Not the same article").click();
    harness.run();
    harness.run();
    assert!(!shows(&harness, "other versions of this article") && shows(&harness, "3 of 5 articles"));
}

#[test]
fn pages_are_one_article_are_taken_apart_and_lead_to_each_other() {
    let mut harness = window(vec![super::sample()], View::Browse, &[]);
    let session = |harness: &Harness<'static, App>| harness.state().session().corpus().expect("read").clone();
    let corpus = session(&harness);
    let joined = (0..corpus.article_count()).find(|id| !corpus.article(*id).pages.is_empty()).expect("one");
    harness.state().send(Command::OpenArticle(joined, None));
    harness.run();
    assert!(shows(&harness, "One article of 2 pages, each a file"));
    harness.get_by_label("Take apart into pages").click();
    for _ in 0..4 {
        harness.run();
    }
    let pages = session(&harness).versions().pages()[0].there.clone();
    harness.state().send(Command::OpenArticle(pages[0].1, None));
    harness.run();
    assert!(shows(&harness, "Page 1 of an article of 2 pages, taken apart by hand"));
    assert!(shows(&harness, "Pages: put right by hand"));
    first(&harness, "Page 2, the-lantern/").click();
    harness.run();
    assert_eq!(harness.state().session().place().article, Some(pages[1].1));
    harness.get_by_label("These are pages of one article").click();
    for _ in 0..4 {
        harness.run();
    }
    assert!(!session(&harness).article(joined).pages.is_empty());
    assert!(shows(&harness, "One article of 2 pages, each a file, put together by hand"));

    harness.state().send(Command::OpenArticle(joined, None));
    harness.run();
    first(&harness, "Page 2, the-lantern/").click();
    harness.run();
    let spot = harness.state().session().place().spot.expect("the page");
    assert!(session(&harness).article(joined).file_at(spot.from).0.ends_with("-2.txt"));
}

#[test]
fn pages_that_are_records_of_one_file_are_called_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = |day: usize, words: &str| {
        format!(r#"{{"title": "Night {day}", "date": "2024-05-0{day}", "text": "{}"}}"#, words.repeat(12))
    };
    let file = format!("[{},{}]", record(1, "The lamp went out at nine. "), record(2, "It was lit at ten. "));
    std::fs::write(folder.path().join("all.json"), file).expect("written");
    let mut harness = window(vec![folder.path().to_owned()], View::Browse, &[]);
    harness.state().send(Command::EditPages(parallax::session::PageEdit::Join(vec![0, 1])));
    for _ in 0..4 {
        harness.run();
    }
    assert!(shows(&harness, "One article of 2 pages, each a record of one file, put together by hand"));
    assert!(shows(&harness, "Pages joined to one article. They are of different dates"));
}
