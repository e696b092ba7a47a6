//! What the window tells of what was done, and of what could not be.

use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::export::corpus::CorpusFormat;
use parallax::session::{Action, Command, ImportPage, PathPurpose, View};

use super::{first, shows, window};

#[test]
fn a_folder_without_articles_or_that_is_not_there_is_told_as_long_as_it_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("texts");
    std::fs::create_dir(&empty).expect("made");
    for (path, expected) in [
        (empty, "“texts” has no files that can be read as articles. Open another folder"),
        (folder.path().join("nowhere"), "“nowhere” could not be opened. It is not there any more"),
    ] {
        let harness = window(vec![path], View::Browse, &[]);
        assert!(shows(&harness, expected), "{expected}");
        assert!(shows(&harness, "Open folder…"));
    }
    assert!(!shows(&window(Vec::new(), View::Browse, &[]), "could not be opened"));
}

#[test]
fn what_is_saved_is_counted_with_what_is_left_out() {
    let folder = crate::session_versions::folder();
    let mut harness = window(vec![folder.path().to_owned()], View::Browse, &[]);
    harness.state().send(Command::Do(Action::SaveArticles));
    harness.run();
    harness.run();
    let words = "2 of 5 articles; left out: 3 other versions";
    assert!(shows(&harness, &format!("Written: {words}.")));
    for (to, expected) in [("out.csv", words), ("no/out.csv", "There is no folder")] {
        harness.state().send(Command::SaveArticles(CorpusFormat::Csv));
        harness.run();
        assert_eq!(harness.state().session().prompt().purpose, PathPurpose::Save);
        let out = tempfile::tempdir().expect("a folder");
        harness.state().send(Command::SubmitPath(out.path().join(to).display().to_string()));
        harness.run();
        harness.run();
        let last = harness.state().session().notices().all().last().expect("told").text.clone();
        assert!(last.contains(expected), "{last}");
    }
}

#[test]
fn a_line_put_back_in_one_article_stays_in_sight_and_is_marked() {
    let mut harness = window(vec![super::sample()], View::Browse, &[]);
    harness.state().send(Command::Do(Action::ImportReport));
    harness.state().send(Command::ShowImport(ImportPage::TakenOut));
    harness.run();
    harness.run();
    first(&harness, " times, ").click();
    harness.run();
    let name = first(&harness, "Put back in ").accesskit_node().label().expect("named");
    assert!(!shows(&harness, "put back by hand"));
    harness.get_by_label(&name).click();
    for _ in 0..5 {
        harness.run();
    }
    assert!(shows(&harness, &name.replace("Put back in", "Take out in")), "the line stays open");
    assert!(shows(&harness, ", put back by hand") && shows(&harness, "1 put back by hand, "));
}

#[test]
fn the_first_article_with_running_text_is_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "<html><body><nav><a href=/a>Home</a> <a href=/b>Sport</a></nav></body></html>";
    std::fs::write(folder.path().join("a.html"), page).expect("written");
    let sample = super::sample().join("kestrel-business/2024-05-06-who-pays-for-one-cable.txt");
    std::fs::copy(sample, folder.path().join("b.txt")).expect("copied");
    let harness = window(vec![folder.path().to_owned()], View::Browse, &[]);
    let session = harness.state().session();
    let (corpus, open) = (session.corpus().expect("read"), session.place().article.expect("open"));
    assert!(!corpus.article(open).body.is_empty());
}
