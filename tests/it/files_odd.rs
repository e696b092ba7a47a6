//! Files that are none, or not any more, or too large; and archives in a folder, which are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parallax::corpus::Article;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::walk::{FoundFile, locate, walk};
use parallax::ingest::{ReadReport, read_files, read_folder};
use parallax::problem::{Cause, Problem, Problems};
use parallax::project::reading_limits::{Limit, ReadingLimits};
use parallax::task::Task;

use crate::readers::archive::{gz, stored, tar_of, zip_of};

/// The articles of a folder and all that was told, with the sizes of the batches.
fn read_within(folder: &Path, limits: &Limits) -> (Vec<Arc<Article>>, Vec<Problem>, Vec<usize>) {
    let (mut report, mut sizes) = (ReadReport::default(), Vec::new());
    let roots = [folder.to_owned()];
    let articles = read_folder(&roots, &(*limits).into(), &Task::none(), &mut report, &mut |batch| {
        sizes.push(batch.len());
    });
    (articles.unwrap(), report.problems.list().to_vec(), sizes)
}

/// Reads one file without looking for it first: it may have changed since it was found.
fn read_one(path: &Path, limits: &Limits) -> (usize, Vec<Problem>) {
    let name = path.file_name().unwrap().to_string_lossy();
    let file = FoundFile { path: path.to_owned(), shown: name.as_ref().into(), bytes: 10 };
    let mut report = ReadReport::default();
    let articles = read_files(&[file], &(*limits).into(), &Task::none(), &mut report, &mut |_| {}).unwrap();
    (articles.len(), report.problems.list().to_vec())
}

fn check_told(problems: &[Problem], expected: &[(&str, Cause, &str)]) {
    let found: Vec<_> = problems.iter().map(|p| (p.path.as_deref().unwrap_or(""), p.cause)).collect();
    let wanted: Vec<_> = expected.iter().map(|(path, cause, _)| (*path, *cause)).collect();
    assert_eq!(found, wanted, "{problems:?}");
    for (problem, (.., word)) in problems.iter().zip(expected) {
        assert!(problem.text.contains(word), "{word:?} in {:?}", problem.text);
    }
}

#[cfg(unix)]
#[test]
fn pipes_sockets_and_devices_are_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let made = std::process::Command::new("mkfifo").arg(at("pipe.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.txt")).unwrap();
    fs::write(at("a.txt"), "words").unwrap();
    let (articles, problems, _) = read_within(folder.path(), &Limits::default());
    assert_eq!(articles.len(), 1);
    let expected = [
        ("pipe.txt", Cause::Skipped, "no ordinary file"),
        ("socket.txt", Cause::Skipped, "no ordinary file"),
    ];
    let mut problems = problems;
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    check_told(&problems, &expected);
    // Found as a file, and a pipe when it is read.
    let (articles, problems) = read_one(&at("pipe.txt"), &Limits::default());
    assert_eq!(articles, 0);
    check_told(&problems, &expected[..1]);
    let mut problems = Problems::new();
    let found =
        walk(&[PathBuf::from("/dev/zero")], &Limits::default(), &Task::none(), &mut problems).unwrap();
    assert!(found.is_empty());
    check_told(problems.list(), &[("zero", Cause::Skipped, "no ordinary file")]);
    check_told(
        &read_one(Path::new("/dev/zero"), &Limits::default()).1,
        &[("zero", Cause::Skipped, "no ordinary file")],
    );
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.txt"), "words").unwrap();
    fs::write(at("secret.txt"), "words").unwrap();
    fs::create_dir(at("vault")).unwrap();
    let allow = |name: &str, mode| fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
    allow("secret.txt", 0);
    allow("vault", 0);
    if fs::read(at("secret.txt")).is_ok() {
        println!("passed over: this user may read everything");
        return;
    }
    let (articles, mut problems, _) = read_within(folder.path(), &Limits::default());
    allow("vault", 0o755);
    assert_eq!(articles.len(), 1);
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    check_told(
        &problems,
        &[("secret.txt", Cause::Unreadable, "permissions"), ("vault", Cause::Unreadable, "permissions")],
    );
}

#[test]
fn files_that_vanish_or_grow_while_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    check_told(&read_one(&path, &Limits::default()).1, &[("a.txt", Cause::Unreadable, "not there")]);
    fs::write(&path, "").unwrap();
    check_told(&read_one(&path, &Limits::default()).1, &[("a.txt", Cause::NoArticle, "empty")]);
    let limits = Limits { file_bytes: 5000, ..Limits::default() };
    fs::write(&path, "words ".repeat(1000)).unwrap();
    check_told(&read_one(&path, &limits).1, &[("a.txt", Cause::Skipped, "5000 bytes")]);
    // Somebody writes to it all the time: what is read stays below the limit, or is told.
    let limits = Limits { file_bytes: 1 << 20, ..limits };
    fs::write(&path, "words ").unwrap();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            use std::io::Write as _;
            let mut file = fs::File::options().append(true).open(&path).unwrap();
            while !is_done.load(Ordering::Relaxed) && file.metadata().unwrap().len() < 64 << 20 {
                file.write_all(&b"words and\n".repeat(1000)).unwrap();
            }
        });
        for _ in 0..20 {
            let (articles, problems) = read_one(&path, &limits);
            if articles == 0 {
                check_told(&problems, &[("a.txt", Cause::Skipped, "1 MiB")]);
            }
        }
        is_done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn archives_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("b")).unwrap();
    let page: &[u8] = b"<!doctype html><title>Bridge closed</title><p>The bridge of Nelin is closed.";
    let zip = zip_of(&[("folder/talks.html", page), ("../notes.txt", b"Two words.")]);
    fs::write(at("b/bundle.zip"), &zip).unwrap();
    fs::write(at("a.tar.gz"), gz(&tar_of(&[("x.txt", b"Three more words.")]))).unwrap();
    fs::write(at("c.txt"), "Words.").unwrap();
    fs::write(at("d.html.gz"), gz(page)).unwrap();
    let (articles, problems, _) = read_within(folder.path(), &Limits::default());
    assert!(problems.is_empty(), "{problems:?}");
    let paths: Vec<&str> = articles.iter().map(|article| &*article.path).collect();
    let expected =
        ["a.tar.gz/x.txt", "b/bundle.zip/folder/talks.html", "b/bundle.zip/notes.txt", "c.txt", "d.html.gz"];
    assert_eq!(paths, expected);
    // "Open the file" leads to the archive.
    let roots = [folder.path().to_owned()];
    let real = fs::canonicalize(folder.path()).unwrap();
    for (shown, file) in [
        ("a.tar.gz/x.txt", Some("a.tar.gz")),
        ("b/bundle.zip/folder/talks.html", Some("b/bundle.zip")),
        ("b/bundle.zip/https://nelin.example/../../c.txt", Some("b/bundle.zip")),
        ("c.txt", Some("c.txt")),
        ("b", None),
        ("b/../c.txt", None),
        ("../c.txt", None),
        ("gone.zip/c.txt", None),
    ] {
        assert_eq!(locate(&roots, shown), file.map(|file| real.join(file)), "{shown}");
    }
    let roots = [at("b"), at("c.txt")];
    assert_eq!(locate(&roots, "b/bundle.zip/notes.txt"), Some(real.join("b/bundle.zip")));
    assert_eq!(locate(&roots, "c.txt"), Some(real.join("c.txt")));
}

#[test]
fn a_large_archive_is_handed_on_in_pieces_and_not_held_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<(String, String)> =
        (0..60).map(|n| (format!("{n:02}.txt"), format!("Harbour {n} is closed."))).collect();
    // What makes it large is no article.
    let film = vec![7; 5 << 20];
    let mut files: Vec<(&str, &[u8])> = vec![("film.mp4", &film)];
    files.extend(texts.iter().map(|(name, text)| (&**name, text.as_bytes())));
    for (name, bytes) in [("a.zip", stored(&files)), ("a.tar", tar_of(&files))] {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        let passed_over = format!("{name}/film.mp4");
        let passed_over = [(&*passed_over, Cause::Skipped, ".mp4")];
        let (whole, problems, sizes) = read_within(folder.path(), &Limits::default());
        check_told(&problems, &passed_over);
        let sizes: Vec<usize> = sizes.into_iter().filter(|size| *size > 0).collect();
        assert_eq!((whole.len(), &*sizes), (60, &[1, 4, 16, 39][..]), "{name}");
        // Larger than a file may be: read from the disk, piece by piece.
        let limits = Limits { file_bytes: 1 << 20, ..Limits::default() };
        let (pieces, problems, _) = read_within(folder.path(), &limits);
        check_told(&problems, &passed_over);
        assert!(pieces == whole, "{name}");
        let limits = Limits { archive_bytes: 1 << 20, ..limits };
        let (none, problems, _) = read_within(folder.path(), &limits);
        assert!(none.is_empty());
        check_told(&problems, &[(name, Cause::Skipped, "1 MiB")]);
        fs::remove_file(&path).unwrap();
    }
    // A text under the name of an archive is none, however large.
    fs::write(folder.path().join("a.zip"), "words ".repeat(1000)).unwrap();
    let limits = Limits { file_bytes: 2000, ..Limits::default() };
    check_told(&read_within(folder.path(), &limits).1, &[("a.zip", Cause::Skipped, "2000 bytes")]);
}

/// What a user can set at most is as safe as what the program sets: nothing is read that deep that a thread's stack
/// would not hold it.
#[test]
fn the_highest_limits_are_safe() {
    let mut most = ReadingLimits::default();
    for limit in Limit::ALL {
        most.set(*limit, limit.range().1);
    }
    let folder = tempfile::tempdir().unwrap();
    let nested =
        |open: &str, inner: &str, close: &str| format!("{}{inner}{}", open.repeat(5000), close.repeat(5000));
    let words = "The bridge of Nelin is closed. Nobody knows for how long.";
    let office = "urn:oasis:names:tc:opendocument:xmlns";
    for (name, text) in [
        ("boxes.html", nested("<div>", words, "</div>")),
        ("spans.html", nested("<span>", words, "</span>")),
        ("lists.html", nested("<ul><li>", words, "</li></ul>")),
        ("tables.html", nested("<table><tr><td>", words, "</td></tr></table>")),
        ("objects.json", format!("[{}]", nested("{\"a\":", &format!("\"{words}\""), "}"))),
        ("lists.json", nested("[", &format!("{{\"text\":\"{words}\"}}"), "]")),
        (
            "sections.fodt",
            format!(
                "<office:document xmlns:office=\"{office}:office:1.0\" xmlns:text=\"{office}:text:1.0\"><office:body><office:text>{}</office:text></office:body></office:document>",
                nested("<text:section>", &format!("<text:p>{words}</text:p>"), "</text:section>")
            ),
        ),
        ("groups.rtf", format!("{{\\rtf1 {}}}", nested("{", words, "}"))),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let (articles, problems, _) = read_within(folder.path(), &most.limits());
    assert!(articles.len() >= 5, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.cause != Cause::Internal), "{problems:?}");
}
