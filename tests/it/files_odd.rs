//! Files that are none, or not any more, or too large; and archives in a folder, which are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parallax::corpus::Article;
use parallax::ingest::labels::locate;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::walk::{FoundFile, Stamp, walk};
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
    let file =
        FoundFile { path: path.to_owned(), shown: name.as_ref().into(), bytes: 10, stamp: Stamp::default() };
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
        // This user may read everything: another may not.
        use std::os::unix::process::CommandExt as _;
        const NOBODY: u32 = 65_534;
        let again = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "files_odd::what_may_not_be_read_is_told"])
            .env("TMPDIR", "/tmp")
            .uid(NOBODY)
            .gid(NOBODY)
            .output();
        match again {
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stdout);
                assert!(said.contains("1 passed") && !said.contains("passed over"), "{said}");
            }
            Err(why) => {
                println!("passed over: this user may read everything, and another not run this ({why})");
            }
        }
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
fn archives_that_grow_or_shrink_while_they_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let texts: Vec<(String, Vec<u8>)> = (0..60)
        .map(|n| (format!("{n:02}.txt"), format!("Harbour {n} is closed. ").repeat(200).into()))
        .collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    let limits = Limits { file_bytes: 10_000, ..Limits::default() };
    for name in ["a.zip", "a.tar"] {
        let bytes = if name == "a.zip" { stored(&files) } else { tar_of(&files) };
        let path = path.with_file_name(name);
        let length = bytes.len() as u64;
        let read = |becomes: u64| {
            fs::write(&path, &bytes).unwrap();
            let mut report = ReadReport::default();
            let roots = [path.clone()];
            let articles = read_folder(&roots, &limits.into(), &Task::none(), &mut report, &mut |batch| {
                if !batch.is_empty() {
                    fs::File::options().write(true).open(&path).unwrap().set_len(becomes).unwrap();
                }
            });
            (articles.unwrap().len(), report.problems.list().to_vec())
        };
        let (articles, problems) = read(length * 3);
        assert_eq!((articles, problems), (60, Vec::new()), "{name}");
        let (articles, problems) = read(length / 2);
        assert!((1..60).contains(&articles), "{name}: {articles}");
        assert!(
            problems.iter().any(|p| p.cause == Cause::Unreadable && p.text.contains("cut short")),
            "{name}: {problems:?}"
        );
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn large_files_of_data_are_read_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let row = "{\"headline\": \"Bridge closed\", \"text\": \"The bridge of Nelin is closed.\"}\n";
    for n in 0..6 {
        fs::write(folder.path().join(format!("{n}.jsonl")), row.repeat(20)).unwrap();
    }
    let (articles, _, sizes) = read_within(folder.path(), &Limits { file_bytes: 100, ..Limits::default() });
    assert_eq!((articles.len(), sizes), (120, vec![20; 6]));
    let (.., sizes) = read_within(folder.path(), &Limits::default());
    assert_eq!(sizes, [20, 80, 20]);
}

#[cfg(target_os = "linux")]
#[test]
fn each_hostile_file_costs_itself_alone() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, bytes: &[u8]| fs::write(at(name), bytes).unwrap();
    let spaces = vec![b' '; 4 << 20];
    write("bomb.zip", &zip_of(&[("bomb.txt", &spaces), ("kept.txt", b"Kept words.")]));
    write("bomb.txt.gz", &gz(&spaces));
    write("line.txt", "words ".repeat(2000).as_bytes());
    write("nested.json", &b"[".repeat(100_000));
    write("round.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [2 0 R] >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF");
    let crawl = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://nelin.example/a\r\nContent-Type: application/http\r\nContent-Length: 9000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Cut in the mid";
    write("cut.warc", crawl);
    write("up.tar", &tar_of(&[("../../up.txt", b"Words from above.")]));
    write("words.docx", b"PK\x03\x04 and no more");
    write("a.txt", b"First words.");
    write("z.txt", b"Last words.");
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(b"caf\xE9.txt")), "Words of a caf\u{E9}.")
        .unwrap();
    let made = std::process::Command::new("mkfifo").arg(at("pipe.txt")).status();
    assert!(made.is_ok_and(|status| status.success()));
    std::os::unix::fs::symlink("/dev/zero", at("zero.txt")).unwrap();
    std::os::unix::fs::symlink("zero.txt", at("loop.txt")).unwrap();
    let limits = Limits { line_chars: 5000, ..Limits::default() };
    let (articles, problems, _) = read_within(folder.path(), &limits);
    let paths: Vec<&str> = articles.iter().map(|article| &*article.path).collect();
    let expected = [
        "a.txt",
        "bomb.zip/kept.txt",
        "caf\u{FFFD}.txt",
        "cut.warc/https://nelin.example/a",
        "up.tar/up.txt",
        "z.txt",
    ];
    assert_eq!(paths, expected);
    let mut told: Vec<&str> = problems.iter().filter_map(|problem| problem.path.as_deref()).collect();
    told.sort_unstable();
    told.dedup();
    let expected = [
        "bomb.txt.gz",
        "bomb.zip/bomb.txt",
        "cut.warc",
        "cut.warc/https://nelin.example/a",
        "line.txt",
        "loop.txt",
        "nested.json",
        "pipe.txt",
        "round.pdf",
        "words.docx",
        "zero.txt",
    ];
    let told: Vec<&str> = told
        .into_iter()
        .filter(|path| !articles.iter().any(|a| a.path == (*path).into()) || path.starts_with("cut"))
        .collect();
    assert_eq!(told, expected, "{problems:?}");
    // Nothing is written anywhere.
    assert!(!at("up.txt").exists() && !folder.path().parent().unwrap().join("up.txt").exists());
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
