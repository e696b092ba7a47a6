//! Archives: what is in them is read by the reader that fits it, known by its place, and costs itself
//! alone.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a failed fixture is a failed test")]

mod damaged_tar;
mod hostile;
mod warc;

use std::io::{Cursor, Write as _};

use flate2::Compression;
use flate2::write::GzEncoder;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, read, readers};
use parallax::problem::Cause;
use parallax::task::Task;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::files::read_bytes;

pub const PAGE: &[u8] =
    b"<!doctype html><title>Bridge closed</title><h1>Bridge closed</h1><p>The bridge of Nelin is closed.";

pub fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        if name.ends_with('/') {
            zip.add_directory(*name, SimpleFileOptions::default()).unwrap();
            continue;
        }
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        // As hostile programs do, names that lead away are written as they are.
        let field = &mut header.as_gnu_mut().unwrap().name;
        if name.len() < field.len() {
            field[..name.len()].copy_from_slice(name.as_bytes());
            header.set_cksum();
            tar.append(&header, *bytes).unwrap();
        } else {
            tar.append_data(&mut header, name, *bytes).unwrap();
        }
    }
    tar.into_inner().unwrap()
}

pub fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What lies in an archive, and the problems, each by its name and a word of it.
pub fn check_found(found: &Found, members: &[&str], problems: &[(&str, Cause, &str)]) {
    let known: Vec<&str> =
        found.articles.iter().map(|article| article.member.as_deref().unwrap_or("-")).collect();
    assert_eq!(known, members, "{:?}", found.problems.list());
    let told: Vec<_> =
        found.problems.list().iter().map(|p| (p.path.as_deref().unwrap_or(""), p.cause)).collect();
    let wanted: Vec<_> = problems.iter().map(|(path, cause, _)| (*path, *cause)).collect();
    assert_eq!(told, wanted, "{:?}", found.problems.list());
    for (problem, (.., word)) in found.problems.list().iter().zip(problems) {
        assert!(problem.text.contains(word), "{word:?} in {:?}", problem.text);
        assert!(!problem.text.ends_with('.') && problem.text.contains([':', '.']), "{:?}", problem.text);
    }
}

pub fn read_within(bytes: &[u8], name: &str, limits: &Limits) -> Found {
    crate::fuzz_seeds::keep(bytes, name);
    read(&Input::new(bytes, name, limits, &Task::none()))
}

/// The same files in a ZIP archive, a TAR archive and a packed one.
fn in_every_archive(files: &[(&str, &[u8])], check: impl Fn(&Found, &str)) {
    let tar = tar_of(files);
    for (bytes, name) in [
        (zip_of(files), "bundle.zip"),
        (stored(files), "bundle.zip"),
        (gz(&tar), "bundle.tar.gz"),
        (gz(&tar), "bundle.tgz"),
        (gz(&tar), "bundle"),
        (tar, "bundle.tar"),
    ] {
        check(&read_bytes(&bytes, name), name);
    }
}

#[test]
fn members_are_read_by_the_reader_that_fits() {
    let files: [(&str, &[u8]); 4] = [
        ("folder/talks.html", PAGE),
        ("folder/deep/notes.md", b"# Talks go on\n\nThey met."),
        ("статья.txt", "Мост закрыт.".as_bytes()),
        ("no ending", PAGE),
    ];
    in_every_archive(&files, |found, _| {
        check_found(found, &["folder/talks.html", "folder/deep/notes.md", "статья.txt", "no ending"], &[]);
        assert_eq!(found.articles[0].raw.trim(), "Bridge closed\n\nThe bridge of Nelin is closed.");
        assert_eq!(found.articles[2].raw, "Мост закрыт.");
    });
}

#[test]
fn what_is_no_article_is_passed_over_as_in_a_folder() {
    let files: [(&str, &[u8]); 12] = [
        ("a/Talks_files/ad.html", PAGE),
        ("a/Talks_files/more.txt", b"words"),
        ("a/Talks.html", PAGE),
        ("a/other_files/a.txt", b"words"),
        ("a/.git/HEAD", b"words"),
        ("a/.git/b.txt", b"words"),
        ("README.md", b"words"),
        ("__MACOSX/a/._Talks.html", b"words"),
        ("photo.jpg", b"\xFF\xD8\xFF"),
        ("empty.txt", b""),
        ("blank.txt", b" \n "),
        ("signs.txt", b"* * *"),
    ];
    in_every_archive(&files, |found, name| {
        let at = |path: &str| format!("{name}/{path}");
        let mut told: Vec<_> =
            found.problems.list().iter().map(|p| (p.path.clone().unwrap(), p.cause)).collect();
        told.sort_unstable();
        let expected = [
            (at("README.md"), Cause::Skipped),
            (at("__MACOSX"), Cause::Skipped),
            (at("a/.git"), Cause::Skipped),
            (at("a/Talks_files"), Cause::Skipped),
            (at("blank.txt"), Cause::NoArticle),
            (at("empty.txt"), Cause::NoArticle),
            (at("photo.jpg"), Cause::Skipped),
            (at("signs.txt"), Cause::NoArticle),
        ];
        assert_eq!(told, expected);
        let known: Vec<_> = found.articles.iter().map(|a| a.member.as_deref().unwrap()).collect();
        assert_eq!(known, ["a/Talks.html", "a/other_files/a.txt"]);
    });
}

#[test]
fn names_lead_nowhere_and_are_told_apart() {
    let long = format!("{}/talks.txt", "name".repeat(60));
    let files: [(&str, &[u8]); 6] = [
        ("../../etc/passwd.txt", b"one"),
        ("/etc/passwd.txt", b"two"),
        ("C:\\etc\\passwd.txt", b"three"),
        ("./a.txt", b"four"),
        ("a\u{202E}b.txt", b"five"),
        (&long, b"six"),
    ];
    in_every_archive(&files, |found, _| {
        let expected =
            ["etc/passwd.txt", "etc/passwd (2).txt", "etc/passwd (3).txt", "a.txt", "a\u{FFFD}b.txt", &long];
        check_found(found, &expected, &[]);
    });
    // One name twice: both are there.
    let twice = tar_of(&[("a.txt", b"one"), ("a.txt", b"two")]);
    check_found(&read_bytes(&twice, "a.tar"), &["a.txt", "a (2).txt"], &[]);
    let mut twice = zip_of(&[("a.txt", b"one"), ("b.txt", b"two")]);
    replace(&mut twice, b"b.txt", b"a.txt");
    check_found(&read_bytes(&twice, "a.zip"), &["a.txt", "a (2).txt"], &[]);
    // As programs wrote names before Unicode won.
    let mut old = zip_of(&[("Bruecke.txt", b"one")]);
    replace(&mut old, b"Bruecke.txt", b"Br\x81cken.txt");
    check_found(&read_bytes(&old, "a.zip"), &["Brücken.txt"], &[]);
}

/// Puts other bytes in the place of `these`, wherever they stand.
pub fn replace(bytes: &mut [u8], these: &[u8], others: &[u8]) {
    assert_eq!(these.len(), others.len());
    let places: Vec<usize> =
        bytes.windows(these.len()).enumerate().filter(|(_, w)| *w == these).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + these.len()].copy_from_slice(others);
    }
}

#[test]
fn archives_in_archives() {
    let inner = zip_of(&[("talks.html", PAGE), ("photo.jpg", b"x")]);
    let packed = gz(b"A packed text.");
    let tar = gz(&tar_of(&[("a/b.txt", b"words"), ("bad.txt", b"%PDF-1.7")]));
    let outer =
        zip_of(&[("x/inner.zip", &inner), ("p.txt.gz", &packed), ("t.tar.gz", &tar), ("last.txt", b"words")]);
    let found = read_bytes(&outer, "bundle.zip");
    let problems = [
        ("bundle.zip/x/inner.zip/photo.jpg", Cause::Skipped, ".jpg"),
        ("bundle.zip/t.tar.gz/bad.txt", Cause::Unreadable, "PDF"),
    ];
    check_found(&found, &["x/inner.zip/talks.html", "p.txt.gz", "t.tar.gz/a/b.txt", "last.txt"], &problems);
    assert_eq!(found.articles[1].raw, "A packed text.");
}

#[test]
fn a_packed_file_is_known_by_its_own_name() {
    let found = read_bytes(&gz(PAGE), "a/talks.html.gz");
    check_found(&found, &["-"], &[]);
    let found = read_bytes(&gz(b"Gespr\xE4che \xFCber die Inseln"), "a/talks.txt.gz");
    check_found(&found, &["-"], &[("a/talks.txt.gz", Cause::Encoding, "windows-1252")]);
    check_found(&read_bytes(&gz(b"x"), "photo.jpg.gz"), &[], &[("photo.jpg.gz", Cause::Skipped, ".jpg")]);
    check_found(&read_bytes(&gz(b""), "a.txt.gz"), &[], &[("a.txt.gz", Cause::NoArticle, "empty")]);
    let inner = gz(&zip_of(&[("a.txt", b"words"), ("b.jpg", b"x")]));
    check_found(&read_bytes(&inner, "z.zip.gz"), &["a.txt"], &[("z.zip.gz/b.jpg", Cause::Skipped, ".jpg")]);
}

#[test]
fn gzip_in_pieces_cut_short_and_with_junk_behind() {
    let text = "The bridge of Nelin is closed. ".repeat(2000);
    let (one, two) = text.split_at(text.len() / 2);
    let pieces = [gz(one.as_bytes()), gz(two.as_bytes())].concat();
    let found = read_bytes(&pieces, "a.txt.gz");
    check_found(&found, &["-"], &[]);
    assert_eq!(found.articles[0].raw, text);
    check_found(&read_bytes(&[gz(text.as_bytes()), vec![0; 512]].concat(), "a.txt.gz"), &["-"], &[]);
    let found = read_bytes(&[gz(text.as_bytes()), b"junk".to_vec()].concat(), "a.txt.gz");
    check_found(&found, &["-"], &[("a.txt.gz", Cause::Skipped, "behind")]);
    assert_eq!(found.articles[0].raw, text);
    let found = read_bytes(&pieces[..pieces.len() - 20], "a.txt.gz");
    check_found(&found, &["-"], &[("a.txt.gz", Cause::Unreadable, "cut short")]);
    assert!(found.articles[0].raw.starts_with(one));
    let mut damaged = gz(text.as_bytes());
    let sum = damaged.len() - 8;
    damaged[sum] ^= 1;
    check_found(&read_bytes(&damaged, "a.txt.gz"), &["-"], &[("a.txt.gz", Cause::Unreadable, "damaged")]);
}

#[test]
fn office_files_and_books_are_no_archives() {
    for files in [
        zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]),
        zip_of(&[("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<Types/>")]),
        stored(&[("mimetype", b"application/epub+zip"), ("a.xhtml", PAGE)]),
    ] {
        let found = read_bytes(&files, "a.zip");
        assert!(found.articles.iter().all(|article| article.member.is_none()));
        // An archive of such files is one.
        let found = read_bytes(&stored(&[("a.txt", b"words"), ("b", &files)]), "a.zip");
        assert_eq!(found.articles[0].member.as_deref(), Some("a.txt"));
    }
}

#[test]
fn an_archive_of_spreadsheets_is_no_spreadsheet() {
    let sheet = stored(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")]);
    let open =
        stored(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"")]);
    let files: [(&str, &[u8]); 4] =
        [("talks.txt", b"words"), ("rates.xlsx", &sheet), ("rates.ods", &open), ("z.txt", b"words")];
    let sheets = |within: &str| ["rates.xlsx", "rates.ods"].map(|name| format!("{within}/{name}"));
    let check = |bytes: &[u8], members: &[&str], within: &str, more: &[&str]| {
        let found = read_bytes(bytes, "a.zip");
        let known: Vec<_> = found.articles.iter().map(|article| article.member.as_deref().unwrap()).collect();
        assert_eq!(known, members, "{:?}", found.problems.list());
        let mut told: Vec<&str> = found.problems.list().iter().filter_map(|p| p.path.as_deref()).collect();
        told.dedup();
        let expected = sheets(within);
        assert_eq!(told, [&expected.each_ref().map(String::as_str)[..], more].concat());
    };
    let outer = stored(&files);
    check(&outer, &["talks.txt", "z.txt"], "a.zip", &[]);
    // In another archive, under a name that promises nothing.
    let nested = stored(&[("inner", &outer), ("last.txt", b"words")]);
    check(&nested, &["inner/talks.txt", "inner/z.txt", "last.txt"], "a.zip/inner", &[]);
    // Cut behind them: the last list of files that is there is that of a spreadsheet.
    let cut = outer.windows(5).position(|bytes| bytes == b"z.txt").unwrap() - 30;
    check(&outer[..cut], &["talks.txt"], "a.zip", &["a.zip"]);
    // What is a spreadsheet under the name of an archive is still one.
    let found = read_bytes(&sheet, "a.zip");
    assert!(found.articles.is_empty() && found.problems.list()[0].text.contains("spreadsheet"));
}

#[test]
fn what_is_in_several_archives_is_counted_once() {
    let inner = zip_of(&[("a.txt", b"words words")]);
    let packed = gz(b"words words");
    let limits = Limits { text_bytes: 50, members: 6, ..Limits::default() };
    let both = zip_of(&[("inner.zip", &inner), ("p.txt.gz", &packed)]);
    let outer = zip_of(&[("both.zip", &both), ("z.txt", b"words words")]);
    let members = ["both.zip/inner.zip/a.txt", "both.zip/p.txt.gz", "z.txt"];
    check_found(&read_within(&outer, "x.zip", &limits), &members, &[]);
    let limits = Limits { text_bytes: 33, ..limits };
    check_found(&read_within(&outer, "x.zip", &limits), &members, &[]);
    check_found(&read_within(&gz(&inner), "x.zip.gz", &Limits { text_bytes: 11, ..limits }), &["a.txt"], &[]);
    // Five files: two archives, a packed one, two texts.
    check_found(&read_within(&outer, "x.zip", &Limits { members: 5, ..limits }), &members, &[]);
    let found = read_within(&outer, "x.zip", &Limits { members: 4, ..limits });
    assert!(found.problems.list().iter().any(|p| p.text.contains("4 files")), "{:?}", found.problems.list());
    let found = read_within(&outer, "x.zip", &Limits { text_bytes: 32, ..limits });
    assert!(found.problems.list().iter().any(|p| p.text.contains("32 bytes")), "{:?}", found.problems.list());
}

#[test]
fn what_to_do_with_large_files_depends_on_what_they_are() {
    let limits = Limits { file_bytes: 100, data_bytes: 1000, ..Limits::default() };
    let row = b"{\"headline\": \"Bridge closed\", \"text\": \"The bridge of Nelin is closed.\"}\n";
    let (rows, many) = (row.repeat(3), row.repeat(30));
    let files: [(&str, &[u8]); 3] =
        [("dump.jsonlines", &rows), ("all.jl", &many), ("mail.mbox", &b"words ".repeat(30))];
    let told = [
        ("x/dump.jsonlines", Cause::Skipped, "Unpack it"),
        ("x/all.jl", Cause::Skipped, "1000 bytes. Cut it into several"),
        ("x/mail.mbox", Cause::Skipped, "100 bytes. Cut it into several"),
    ];
    for bytes in [stored(&files), tar_of(&files)] {
        check_found(&read_within(&bytes, "x", &limits), &[], &told);
    }
    check_found(
        &read_within(&gz(&rows), "dump.jsonlines.gz", &limits),
        &[],
        &[("dump.jsonlines.gz", Cause::Skipped, "Unpack it")],
    );
    for reader in readers() {
        let holds_data = matches!(reader.name(), "JSON" | "Table (CSV)");
        for ending in reader.endings() {
            let limit = if holds_data { 1000 } else { 100 };
            assert_eq!(limits.bytes_of(&format!("a.{ending}")), limit, "{}: {ending}", reader.name());
        }
    }
}

#[test]
fn addresses_and_dates_of_members_are_their_own() {
    let page: &[u8] = b"<!doctype html><link rel=canonical href='https://nelin-post.example/bridge'><p>Closed is the bridge.";
    let found = read_bytes(&zip_of(&[("a.html", page)]), "a.zip");
    assert_eq!(found.articles[0].metadata.url.as_deref(), Some("https://nelin-post.example/bridge"));
}

#[test]
fn the_same_on_any_number_of_threads() {
    let texts: Vec<(String, String)> =
        (0..300).map(|n| (format!("{n}.txt"), format!("Harbour {n} is closed."))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (&**name, text.as_bytes())).collect();
    let (zip, tar) = (zip_of(&files), gz(&tar_of(&files)));
    let outer = zip_of(&[("a.zip", &zip), ("b.tar.gz", &tar), ("c.txt", b"last")]);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let found = pool.install(|| read_bytes(&outer, "outer.zip"));
        (found.articles, found.problems.list().to_vec())
    };
    let one = on(1);
    assert_eq!(one.0.len(), 601);
    assert_eq!(one.0[300].member.as_deref(), Some("b.tar.gz/0.txt"));
    assert_eq!(one, on(4));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_bytes(
        noise in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<proptest::sample::Index>(),
        which in 0..5_usize,
    ) {
        let files: [(&str, &[u8]); 3] = [("a.html", PAGE), ("b/c.txt", b"words and words"), ("d.md", b"# words")];
        let crawl = warc::crawl(&[warc::response("https://nelin.example/a", "text/html", PAGE)]);
        let mut bytes = match which {
            0 => zip_of(&files),
            1 => tar_of(&files),
            2 => gz(&tar_of(&files)),
            3 => crawl,
            _ => gz(&crawl),
        };
        bytes.truncate(cut.index(bytes.len()) + 1);
        for (at, byte) in noise {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for article in read_bytes(&bytes, "a").articles {
            let mut at = 0;
            for markup in &article.markup {
                prop_assert!(markup.span.from >= at && markup.span.to as usize <= article.raw.len());
                at = markup.span.to;
            }
        }
    }
}
