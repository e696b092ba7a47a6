//! Archives that are damaged or mean harm: each costs itself alone, and what was read before stays.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, read};
use parallax::problem::Cause;
use parallax::task::Task;

use super::{PAGE, check_found, gz, read_within, replace, stored, tar_of, zip_of};
use crate::files::read_bytes;

#[test]
fn archives_cut_short_and_empty() {
    let files: [(&str, &[u8]); 3] =
        [("a.html", PAGE), ("b.txt", b"words"), ("c.txt", &b"more words. ".repeat(50))];
    for bytes in [zip_of(&files), stored(&files)] {
        // Without the directory at its end.
        let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        check_found(
            &read_bytes(&bytes[..at], "a.zip"),
            &["a.html", "b.txt", "c.txt"],
            &[("a.zip", Cause::Unreadable, "cut short")],
        );
        let found = read_bytes(&bytes[..at - 10], "a.zip");
        let told =
            [("a.zip/c.txt", Cause::Unreadable, "cut short"), ("a.zip", Cause::Unreadable, "cut short")];
        check_found(&found, &["a.html", "b.txt", "c.txt"], &told);
        // With something before and behind it.
        let around = [&bytes[..], b"something"].concat();
        check_found(&read_bytes(&around, "a.zip"), &["a.html", "b.txt", "c.txt"], &[]);
    }
    let tar = tar_of(&files);
    let found = read_bytes(&tar[..512 * 5 + 100], "a.tar");
    let told = [("a.tar/c.txt", Cause::Unreadable, "cut short"), ("a.tar", Cause::Unreadable, "cut short")];
    check_found(&found, &["a.html", "b.txt", "c.txt"], &told);
    let packed = gz(&tar);
    let found = read_bytes(&packed[..packed.len() - 12], "a.tar.gz");
    assert!(found.articles.len() >= 2, "{:?}", found.problems.list());
    assert_eq!(found.problems.list().last().map(|p| p.cause), Some(Cause::Unreadable));
    check_found(&read_bytes(&zip_of(&[]), "a.zip"), &[], &[("a.zip", Cause::NoArticle, "no file")]);
    check_found(&read_bytes(b"PK\x03\x04", "a.zip"), &[], &[("a.zip", Cause::Unreadable, "cut short")]);
}

#[test]
fn a_header_that_lies() {
    // A size beyond all that follows.
    let mut header = tar::Header::new_gnu();
    header.set_path("lie.txt").unwrap();
    header.set_size(1 << 20);
    header.set_cksum();
    let bytes =
        [&tar_of(&[("a.txt", b"words")])[..1024], header.as_bytes(), b"Some words, and no more"].concat();
    let told = [("a.tar/lie.txt", Cause::Unreadable, "cut short"), ("a.tar", Cause::Unreadable, "cut short")];
    check_found(&read_bytes(&bytes, "a.tar"), &["a.txt", "lie.txt"], &told);
    header.set_size(1 << 40);
    header.set_cksum();
    let bytes =
        [&tar_of(&[("a.txt", b"words")])[..1024], header.as_bytes(), b"Some words, and no more"].concat();
    let told = [("a.tar/lie.txt", Cause::Skipped, "64 MiB"), ("a.tar", Cause::Unreadable, "cut short")];
    check_found(&read_bytes(&bytes, "a.tar"), &["a.txt"], &told);
    // A ZIP archive that unpacks to more than it says: no more than that is read.
    let mut bytes = zip_of(&[("a.txt", &b"words ".repeat(100)), ("b.txt", b"whole")]);
    replace(&mut bytes, &600_u32.to_le_bytes(), &6_u32.to_le_bytes());
    let found = read_bytes(&bytes, "a.zip");
    check_found(&found, &["a.txt", "b.txt"], &[("a.zip/a.txt", Cause::Unreadable, "damaged")]);
    assert_eq!(found.articles[0].raw, "words ");
    // A name of a megabyte.
    let mut header = tar::Header::new_gnu();
    header.set_path("././@LongLink").unwrap();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(64 << 20);
    header.set_cksum();
    let bytes = [&tar_of(&[("a.txt", b"words")])[..1024], header.as_bytes(), &vec![b'a'; 8 << 20]].concat();
    check_found(&read_bytes(&bytes, "a.tar"), &["a.txt"], &[("a.tar", Cause::Unreadable, "damaged")]);
}

#[test]
fn bombs() {
    let zeros = vec![b' '; 32 << 20];
    // One file that unpacks to a thousand times its size.
    let bytes = zip_of(&[("a.txt", b"words"), ("bomb.txt", &zeros), ("b.txt", b"words")]);
    check_found(
        &read_bytes(&bytes, "a.zip"),
        &["a.txt", "b.txt"],
        &[("a.zip/bomb.txt", Cause::Skipped, "200 times")],
    );
    check_found(&read_bytes(&gz(&zeros), "a.txt.gz"), &[], &[("a.txt.gz", Cause::Skipped, "200 times")]);
    let tar = gz(&tar_of(&[("a.txt", b"words"), ("bomb.txt", &zeros)]));
    let found = read_bytes(&tar, "a.tar.gz");
    assert_eq!(found.articles[0].member.as_deref(), Some("a.txt"));
    assert!(found.problems.list().last().unwrap().text.contains("200 times"));
    // Files that each keep the ratio, and together do not.
    let limits = Limits { ratio: 1, ..Limits::default() };
    let noise: Vec<u8> = (0_u32..900_000)
        .map(|n| b"abcdefghijklmnop"[(n.wrapping_mul(2_654_435_761) >> 28) as usize])
        .collect();
    let bytes = zip_of(&[("a.txt", &noise), ("b.txt", &noise), ("c.txt", &noise)]);
    let found = read_within(&bytes, "a.zip", &limits);
    check_found(&found, &["a.txt"], &[("a.zip", Cause::Skipped, "1 times")]);
    // Bombs in bombs.
    let mut nested = zip_of(&[("a.txt", b"words")]);
    for _ in 0..6 {
        nested = stored(&[("a.txt", b"words"), ("inner.zip", &nested)]);
    }
    let found = read_bytes(&nested, "a.zip");
    let deepest = "inner.zip/".repeat(3);
    let told = format!("a.zip/{deepest}inner.zip");
    let members = ["a.txt", "inner.zip/a.txt", "inner.zip/inner.zip/a.txt", &format!("{deepest}a.txt")];
    check_found(&found, &members, &[(&told, Cause::Skipped, "4 deep")]);
}

#[test]
fn files_that_lie_over_one_another() {
    // Two entries of the directory that share one file.
    let bytes = stored(&[("a.txt", b"one"), ("b.txt", b"two"), ("c.txt", b"three")]);
    let mut bytes = bytes.clone();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    let first = bytes[places[0] + 42..places[0] + 46].to_vec();
    bytes[places[1] + 42..places[1] + 46].copy_from_slice(&first);
    check_found(&read_bytes(&bytes, "a.zip"), &["c.txt"], &[("a.zip", Cause::Unreadable, "2 files")]);
}

#[test]
fn limits_are_told_and_what_was_read_before_stays() {
    let files: [(&str, &[u8]); 3] =
        [("a.txt", b"one two three"), ("b.txt", b"four five"), ("c.txt", b"six seven")];
    let (zip, tar) = (zip_of(&files), tar_of(&files));
    let check = |limits: &Limits, bytes: &[u8], members: &[&str], path: &str, word: &str| {
        check_found(&read_within(bytes, "x", limits), members, &[(path, Cause::Skipped, word)]);
    };
    let all = Limits::default();
    for bytes in [&zip, &tar, &gz(&tar)] {
        check(&Limits { archives: 0, ..all }, bytes, &[], "x", "0 deep");
        check(&Limits { members: 2, ..all }, bytes, &["a.txt", "b.txt"], "x", "2 files");
        check(&Limits { file_bytes: 12, ..all }, bytes, &["b.txt", "c.txt"], "x/a.txt", "12 bytes");
        check(&Limits { text_bytes: 3, ..all }, bytes, &["a.txt"], "x", "3 bytes of text");
    }
    check(&Limits { name_bytes: 11, ..all }, &zip, &["a.txt", "b.txt"], "x", "11 bytes");
    check(&Limits { unpacked_bytes: 25, ..all }, &zip, &["a.txt", "b.txt"], "x", "25 bytes");
    let long = b"words ".repeat(4000);
    let large = gz(&tar_of(&[("a.txt", &long), ("b.txt", &long), ("c.txt", &long)]));
    let found = read_within(&large, "x", &Limits { unpacked_bytes: 60_000, ..all });
    assert_eq!(found.articles[0].raw.len(), long.len());
    assert!(found.problems.list().last().unwrap().text.contains("60000 bytes"));
    // What the archives in an archive take counts together.
    let both = stored(&[("1.zip", &zip), ("2.zip", &zip), ("last.txt", b"words")]);
    let found = read_within(&both, "x", &Limits { members: 8, ..all });
    let members = ["1.zip/a.txt", "1.zip/b.txt", "1.zip/c.txt", "2.zip/a.txt", "2.zip/b.txt", "last.txt"];
    check_found(&found, &members, &[("x/2.zip", Cause::Skipped, "8 files")]);
}

#[test]
fn members_that_are_locked_or_packed_in_other_ways() {
    let mut bytes = zip_of(&[("a.txt", b"words"), ("locked.txt", b"secret")]);
    let at: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    bytes[at[1] + 8] |= 1;
    check_found(
        &read_bytes(&bytes, "a.zip"),
        &["a.txt"],
        &[("a.zip/locked.txt", Cause::Unreadable, "password")],
    );
    bytes[at[1] + 8] &= !1;
    bytes[at[1] + 10] = 14;
    check_found(
        &read_bytes(&bytes, "a.zip"),
        &["a.txt"],
        &[("a.zip/locked.txt", Cause::Unreadable, "packed in a way")],
    );
}

/// A clock that is a second later whenever it is looked at.
fn ticking() -> Task {
    let ticks = Arc::new(AtomicU64::new(0));
    Task::timed(move || Duration::from_secs(ticks.fetch_add(1, Ordering::Relaxed)))
}

/// What is found by work that is stopped when it asks for this time whether to go on.
fn stopped_after(asked: u64, bytes: &[u8], name: &str) -> Found {
    // Files have all the time that there is.
    let limits = Limits { time: Duration::from_secs(u64::MAX / 2), ..Limits::default() };
    read(&Input::new(bytes, name, &limits, &ticking().within(Duration::from_secs(asked))))
}

#[test]
fn empty_pieces_and_long_lists_can_be_stopped() {
    let pieces = [gz(b"").repeat(3000), gz(b"words")].concat();
    assert_eq!(stopped_after(20_000, &pieces, "a.txt.gz").articles.len(), 1);
    assert!(stopped_after(2000, &pieces, "a.txt.gz").articles.is_empty());
    let names: Vec<String> = (0..1000).map(|n| format!("{n}.txt")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"words"[..])).collect();
    // Asked when the list is read, and when the names are.
    assert_eq!(stopped_after(20_000, &stored(&files), "a.zip").articles.len(), 1000);
    assert!(stopped_after(1500, &stored(&files), "a.zip").articles.is_empty());
}

#[test]
fn time_is_a_limit_of_each_file() {
    let limits = Limits { time: Duration::from_secs(1), ..Limits::default() };
    let page = [PAGE, &b"<p>The bridge is closed.".repeat(3_000)].concat();
    let found: Found = read(&Input::new(&page, "a.html", &limits, &ticking()));
    assert!(
        found.problems.list().iter().any(|p| p.cause == Cause::Unreadable && p.text.contains("1 seconds")),
        "{:?}",
        found.problems.list()
    );
    let found = read(&Input::new(&page, "a.html", &Limits::default(), &Task::none()));
    assert!(found.problems.is_empty() && found.articles.len() == 1);
}

#[test]
fn a_line_beyond_all_measure_is_no_article() {
    let limits = Limits { line_chars: 1000, ..Limits::default() };
    let found = read_within("ж".repeat(1001).as_bytes(), "a.txt", &limits);
    check_found(&found, &[], &[("a.txt", Cause::Skipped, "1000 characters")]);
    let found =
        read_within(format!("{}\n{}", "ж".repeat(1000), "ж".repeat(900)).as_bytes(), "a.txt", &limits);
    check_found(&found, &["-"], &[]);
}

#[test]
fn a_cancelled_archive_stops_at_once() {
    let words = b"The bridge of Nelin is closed, and nobody knows for how long. ".repeat(10_000);
    let files: Vec<(String, &[u8])> = (0..100).map(|n| (format!("{n}.txt"), words.as_slice())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (&**name, *bytes)).collect();
    let limits = Limits { ratio: 10_000, ..Limits::default() };
    for bytes in [zip_of(&files), gz(&tar_of(&files))] {
        let task = Task::new();
        let waited = std::thread::scope(|scope| {
            let reading = scope.spawn(|| read(&Input::new(&bytes, "a", &limits, &task)));
            std::thread::sleep(Duration::from_millis(30));
            let since = Instant::now();
            task.cancel();
            let found = reading.join().unwrap();
            assert!(found.articles.len() < 100);
            since.elapsed()
        });
        // Optimised it takes a few; tests are not.
        assert!(waited < Duration::from_secs(1), "{waited:?}");
    }
}
