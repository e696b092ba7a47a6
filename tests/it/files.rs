//! From a folder on disk to raw articles: which files are found, what they are read as.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a failed fixture is a failed test")]

use std::fs;
use std::path::{Path, PathBuf};

use parallax::corpus::EncodingSign;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, Mark, RawArticle, read};
use parallax::ingest::walk::{FoundFile, walk};
use parallax::problem::{Cause, Problems};
use parallax::task::Task;

/// A folder with these files, each holding its own path.
fn folder(paths: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for path in paths {
        write(folder.path(), path, path.as_bytes());
    }
    folder
}

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn walk_all(roots: &[PathBuf]) -> (Vec<FoundFile>, Problems) {
    let mut problems = Problems::new();
    let found = walk(roots, &Limits::default(), &Task::none(), &mut problems).unwrap();
    (found, problems)
}

fn shown(found: &[FoundFile]) -> Vec<&str> {
    found.iter().map(|file| &*file.shown).collect()
}

/// Paths with problems, and a word that the sentence about each must have.
fn check_problems(problems: Problems, expected: &[(&str, Cause, &str)]) {
    let list = problems.into_sorted();
    let found: Vec<_> = list.iter().map(|p| (p.path.as_deref().unwrap_or(""), p.cause)).collect();
    let wanted: Vec<_> = expected.iter().map(|(path, cause, _)| (*path, *cause)).collect();
    assert_eq!(found, wanted);
    for (problem, (.., word)) in list.iter().zip(expected) {
        assert!(problem.text.contains(word), "{word:?} in {:?}", problem.text);
        assert!(
            !problem.text.ends_with('.') && problem.text.contains(". "),
            "what, and what to do: {:?}",
            problem.text
        );
    }
}

#[test]
fn folders_are_read_in_natural_order() {
    let folder = folder(&["b/10.txt", "b/9.txt", "a.md", "b/c/1.txt", "статья.txt", "no ending", "A.TXT"]);
    let (found, problems) = walk_all(&[folder.path().to_owned()]);
    assert_eq!(
        shown(&found),
        ["A.TXT", "a.md", "b/9.txt", "b/10.txt", "b/c/1.txt", "no ending", "статья.txt"]
    );
    assert!(problems.is_empty());
    for file in &found {
        assert!(file.path.is_absolute());
        assert_eq!(fs::read_to_string(&file.path).unwrap(), &*file.shown);
        assert_eq!(file.bytes, file.shown.len() as u64);
    }
}

#[test]
fn what_is_passed_over_is_said() {
    let folder =
        folder(&[".git/a.txt", ".git/b.txt", ".hidden.txt", "photo.jpg", "good.txt", "big.txt", "empty.txt"]);
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    fs::File::options()
        .write(true)
        .open(folder.path().join("big.txt"))
        .unwrap()
        .set_len((64 << 20) + 1)
        .unwrap();
    let missing = folder.path().join("missing");
    let (found, problems) = walk_all(&[folder.path().to_owned(), missing.clone()]);
    assert_eq!(shown(&found), ["good.txt"]);
    check_problems(
        problems,
        &[
            (&missing.to_string_lossy(), Cause::Unreadable, "not there"),
            ("empty.txt", Cause::NoArticle, "empty"),
            (".git", Cause::Skipped, "hidden"),
            (".hidden.txt", Cause::Skipped, "hidden"),
            ("big.txt", Cause::Skipped, "64 MiB"),
            ("photo.jpg", Cause::Skipped, ".jpg"),
        ],
    );
}

#[test]
fn what_belongs_to_a_saved_page_is_no_article() {
    let folder = folder(&[
        "Bridge closed.html",
        "Bridge closed_files/frame.html",
        "Bridge closed_files/more/ad.txt",
        "Brücke.htm",
        "Brücke-Dateien/frame.html",
        "other_files/a.txt",
    ]);
    let (found, problems) = walk_all(&[folder.path().to_owned()]);
    assert_eq!(shown(&found), ["Bridge closed.html", "Brücke.htm", "other_files/a.txt"]);
    check_problems(
        problems,
        &[
            ("Bridge closed_files", Cause::Skipped, "saved page"),
            ("Brücke-Dateien", Cause::Skipped, "saved page"),
        ],
    );
}

#[test]
fn several_roots_carry_their_names_and_overlap_once() {
    let folder = folder(&["one/a.txt", "one/sub/b.txt", "two/sub/c.txt", "d.txt", "e.txt"]);
    let at = |path: &str| folder.path().join(path);
    let (found, problems) =
        walk_all(&[at("one/sub"), at("one"), at("one/a.txt"), at("two/sub"), at("d.txt")]);
    assert_eq!(shown(&found), ["one/a.txt", "one/sub/b.txt", "two/sub/c.txt", "d.txt"]);
    assert!(problems.is_empty());
    let (found, _) = walk_all(&[at("e.txt")]);
    assert_eq!(shown(&found), ["e.txt"]);
}

#[test]
fn a_cancelled_walk_stops() {
    let folder = folder(&["a.txt"]);
    let task = Task::new();
    task.cancel();
    assert!(walk(&[folder.path().to_owned()], &Limits::default(), &task, &mut Problems::new()).is_err());
}

#[cfg(unix)]
#[test]
fn links_stay_in_the_folder_and_are_followed_once() {
    use std::os::unix::fs::symlink;
    let outside = folder(&["far.txt"]);
    let folder = folder(&["a/real.txt", ".store/kept.txt"]);
    let at = |path: &str| folder.path().join(path);
    symlink(outside.path().join("far.txt"), at("far.txt")).unwrap();
    symlink(at("a"), at("again")).unwrap();
    symlink(folder.path(), at("a/up")).unwrap();
    symlink(at(".store/kept.txt"), at("kept.txt")).unwrap();
    symlink(at("nothing"), at("dead.txt")).unwrap();
    let (found, problems) = walk_all(&[folder.path().to_owned()]);
    assert_eq!(shown(&found), ["a/real.txt", "kept.txt"]);
    check_problems(
        problems,
        &[
            ("dead.txt", Cause::Unreadable, "nowhere"),
            (".store", Cause::Skipped, "hidden"),
            ("a/up", Cause::Skipped, "own place"),
            ("again", Cause::Skipped, "own place"),
            ("far.txt", Cause::Skipped, "out of the folder"),
        ],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_shown_as_well_as_can_be() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), "a").unwrap();
    let (found, _) = walk_all(&[folder.path().to_owned()]);
    assert_eq!(shown(&found), ["caf\u{FFFD}.txt"]);
    assert!(fs::read(&found[0].path).is_ok());
}

/// What the readers find in `bytes`, the content of a file called `name`.
pub fn read_bytes(bytes: &[u8], name: &str) -> Found {
    crate::fuzz_seeds::keep(bytes, name);
    read(&Input::new(bytes, name, &Limits::default(), &Task::none()))
}

fn read_one(bytes: &[u8], name: &str) -> (RawArticle, Problems) {
    let Found { mut articles, problems, .. } = read_bytes(bytes, name);
    assert_eq!(articles.len(), 1, "articles in {name}: {:?}", problems.list());
    (articles.remove(0), problems)
}

fn check_unread(bytes: &[u8], name: &str, word: &str) {
    let Found { articles, problems, .. } = read_bytes(bytes, name);
    assert!(articles.is_empty());
    check_problems(problems, &[(name, Cause::NoArticle, word)]);
}

#[test]
fn smallest_good_files() {
    let (article, problems) = read_one(b"a", "a.txt");
    assert_eq!(article.raw, "a");
    assert_eq!(article.encoding.by, EncodingSign::ValidUtf8);
    assert!(article.metadata.is_empty() && article.front_matter.is_none() && article.markup.is_empty());
    assert!(problems.is_empty());
    let (article, _) = read_one(b"# a", "a.md");
    assert_eq!((article.raw.as_str(), article.markup[0].mark), ("# a", Mark::Heading(1)));
}

#[test]
fn front_matter_stays_in_the_text_and_is_told_apart() {
    let text =
        "---\ntitle: Talks go on\nsitename: Kora Times\ndate: 2016-09-02\n---\n# Talks go on\n\nThey met.";
    for name in ["a.txt", "a.md"] {
        let (article, _) = read_one(text.as_bytes(), name);
        assert_eq!(article.raw, text);
        assert_eq!(article.metadata.title.as_deref(), Some("Talks go on"));
        assert_eq!(article.metadata.outlet.as_deref(), Some("Kora Times"));
        assert!(article.front_matter.unwrap().of(&article.raw).ends_with("02\n---"));
    }
}

#[test]
fn markdown_is_known_by_its_content_too() {
    let text = "# Talks go on\n\nThey [met](https://kora.example).\n\n> We go.\n\n- one\n";
    for name in ["a.txt", "a", "a.md"] {
        let (article, problems) = read_one(text.as_bytes(), name);
        let kinds: Vec<_> = article.markup.iter().map(|m| m.mark).collect();
        assert_eq!(kinds, [Mark::Heading(1), Mark::Quotation, Mark::Item]);
        check_problems(problems, &[(name, Cause::Undecided, "address")]);
    }
    let (article, _) = read_one(b"#1 in the list\nThey met [again] (twice).", "a.txt");
    assert!(article.markup.is_empty());
}

#[test]
fn cut_short_and_wrong_encodings() {
    let text = "Gespräche über die Inseln — für ein Jahr";
    let (article, problems) = read_one(&text.as_bytes()[..text.find('—').unwrap() + 2], "a.txt");
    assert!(article.raw.starts_with("Gespräche über die Inseln"));
    check_problems(problems, &[("a.txt", Cause::Encoding, "damaged")]);
    let (article, problems) = read_one(b"Gespr\xE4che \xFCber die Inseln", "a.md");
    assert_eq!(article.raw, "Gespräche über die Inseln");
    check_problems(problems, &[("a.md", Cause::Encoding, "windows-1252")]);
}

#[test]
fn files_without_an_article() {
    for name in ["a.txt", "a.md", "a"] {
        check_unread(b"", name, "empty");
        check_unread(b" \r\n\t\n", name, "empty");
        check_unread(b"\xEF\xBB\xBF", name, "empty");
        check_unread(b"<?xml version=\"1.0\"?><data>words</data>", name, "XML");
        check_unread(b"\xFFWPC\x10\0\0\0\x01\x0A\x02\x01", name, "WordPerfect");
        check_unread(b"\x00\x01\x02\x03\x00\x01\x02\x03", name, "no text");
    }
}

#[test]
fn huge_lines_and_hostile_markup() {
    for piece in ["a", "# ", "> ", "- ", "[](", "---\n", "```\n", "a: b\n", "a\r", "===\n", "#"] {
        let text = piece.repeat(300_000 / piece.len());
        for name in ["a.txt", "a.md"] {
            let (article, _) = read_one(text.as_bytes(), name);
            assert_eq!(article.raw.len(), text.len());
            let mut at = 0;
            for markup in &article.markup {
                assert!(markup.span.from >= at && !markup.span.of(&text).is_empty());
                at = markup.span.to;
            }
        }
    }
}
