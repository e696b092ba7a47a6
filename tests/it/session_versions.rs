//! The same article twice, without a window: counted once after reading, told in captions, put right by hand, kept.

use std::fs;
use std::path::{Path, PathBuf};

use parallax::corpus::ArticleId;
use parallax::query::{Filter, Query};
use parallax::session::{Action, Command, NoDialogs, Places, Session, VersionEdit, View};

use super::session::apply;

const STORY: &str = "2024-05-06-rock-not-rumour.txt";

/// An article of the sample, its later update, a copy of it and one that a wall cuts, beside an article of another outlet.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let text = fs::read_to_string(sample.join("norvia-daily").join(STORY)).expect("the sample");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    put("1-first.txt", &text);
    put("2-again.txt", &text);
    let updated = text.replace("Monday, 6 May 2024", "Tuesday, 7 May 2024").replace(
        "The line was laid in 1996",
        "On Tuesday the ministry in Marenza regretted what it called a misunderstanding between neighbours.\n\nThe line was laid in 1996",
    );
    put("3-updated.txt", &updated);
    let at = text.find("The foreign ministry said").expect("in the text");
    put("4-cut.txt", &format!("{}Subscribe to continue reading\n", &text[..at]));
    let other = sample.join("kestrel-business/2024-05-06-who-pays-for-one-cable.txt");
    fs::copy(other, folder.path().join("5-other.txt")).expect("copied");
    folder
}

fn open(path: &Path) -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![path.to_owned()]));
    session
}

fn listed(session: &Session) -> Vec<ArticleId> {
    let mut listed = session.results().listing().expect("listed").order.clone();
    listed.sort_unstable();
    listed
}

#[test]
fn each_article_counts_once_and_captions_say_it() {
    let folder = folder();
    let mut session = open(folder.path());
    let corpus = session.corpus().expect("read").clone();
    assert_eq!(corpus.article_count(), 5);
    assert_eq!(corpus.versions_of(0), [2, 0, 1, 3], "the update counts, the cut one comes last");
    assert_eq!(listed(&session), [2, 4]);

    apply(&mut session, Command::AddSeries(Query::parse("cable").expect("a query")));
    apply(&mut session, Command::Show(View::Frequency));
    let caption = session.figure().expect("drawn").caption.clone();
    assert!(caption.contains("each article once, 3 versions of articles put aside"), "{caption}");
    apply(&mut session, Command::SetFilter(Filter::parse("versions:all").expect("a filter")));
    assert_eq!(listed(&session).len(), 5);
    let caption = session.figure().expect("drawn").caption.clone();
    assert!(caption.contains("all versions of articles counted, 3 more than articles"), "{caption}");
    // Where there are none in scope nothing is said of them.
    let other = Filter::parse("outlet:Kestrel*").expect("a filter");
    apply(&mut session, Command::SetFilter(other));
    let caption = session.figure().expect("drawn").caption.clone();
    assert!(!caption.contains("version"), "{caption}");
}

#[test]
fn what_differs_is_told_for_the_open_article() {
    let folder = folder();
    let mut session = open(folder.path());
    apply(&mut session, Command::OpenArticle(2, None));
    let found = session.results().versions().expect("compared");
    let told: Vec<_> = found
        .others
        .iter()
        .map(|one| (one.article, one.counts, one.is_same(), one.detail.cut.len(), one.detail.added.len()))
        .collect();
    assert_eq!(told[..2], [(0, false, false, 1, 0), (1, false, false, 1, 0)]);
    apply(&mut session, Command::OpenArticle(0, None));
    let found = session.results().versions().expect("compared");
    assert_eq!((found.others[0].article, found.others[0].counts), (2, true));
    assert!(found.others[1].is_same());
}

#[test]
fn versions_are_put_right_by_hand_and_taken_back() {
    let folder = folder();
    let mut session = open(folder.path());
    let of = |session: &Session, id| session.corpus().expect("read").versions_of(id).to_vec();

    apply(&mut session, Command::EditVersions(VersionEdit::Count(1, true)));
    assert_eq!((of(&session, 0)[0], listed(&session)), (1, vec![1, 4]));
    assert_eq!(session.next_undo(), Some("another version counts"));
    apply(&mut session, Command::EditVersions(VersionEdit::Count(1, false)));
    assert_eq!(of(&session, 0)[0], 2);

    apply(&mut session, Command::EditVersions(VersionEdit::Part(2)));
    assert_eq!(of(&session, 2), Vec::<ArticleId>::new());
    assert_eq!(listed(&session), [0, 2, 4]);
    assert_eq!(session.next_undo(), Some("articles told apart"));

    apply(&mut session, Command::EditVersions(VersionEdit::Join(vec![2, 4])));
    assert_eq!(of(&session, 4).len(), 2);
    assert_eq!(session.next_undo(), Some("articles said to be the same"));
    apply(&mut session, Command::Do(Action::Undo));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(of(&session, 0), [2, 0, 1, 3]);
}

/// What was said of versions is told with the way back, and marks the articles.
#[test]
fn what_is_said_of_versions_is_told_and_marked() {
    let folder = folder();
    let mut session = open(folder.path());
    for (edit, expected, marked) in [
        (VersionEdit::Count(0, true), "Another version counts", &[0][..]),
        (VersionEdit::Part(0), "Articles told apart", &[0, 1, 2, 3]),
        (
            VersionEdit::Join(vec![0, 4]),
            "Articles said to be the same. They are of different outlets (Norvia Daily and Kestrel Business): undo it if \
             that was not meant",
            &[0, 1, 2, 3, 4],
        ),
    ] {
        apply(&mut session, Command::EditVersions(edit));
        let last = session.notices().all().last().expect("told").clone();
        assert_eq!((last.text.as_str(), last.action), (expected, Some(Action::Undo)));
        let corpus = session.corpus().expect("read").clone();
        let by_hand: Vec<ArticleId> = (0..5).filter(|id| corpus.is_corrected(*id)).collect();
        assert_eq!(by_hand, marked, "{expected}");
        assert!(session.said_of_versions_and_pages(0).0);
        apply(&mut session, Command::Do(Action::Undo));
        let corpus = session.corpus().expect("read");
        assert!((0..5).all(|id| !corpus.is_corrected(id)), "{expected} undone");
    }
}
