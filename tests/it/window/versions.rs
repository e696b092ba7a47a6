//! The same article twice, in the window: the switch, the marks of the table, and the box above an article.

use egui_kittest::kittest::Queryable as _;
use parallax::session::{Command, View};

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
fn pages_of_one_article_lead_to_each_other() {
    let mut harness = window(vec![super::sample()], View::Browse, &[]);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let pages = &corpus.versions().pages()[0].there;
    harness.state().send(Command::OpenArticle(pages[0].1, None));
    harness.run();
    assert!(shows(&harness, "Page 1 of an article of 2 pages"));
    first(&harness, "Page 2, the-lantern/").click();
    harness.run();
    assert_eq!(harness.state().session().place().article, Some(pages[1].1));
}
