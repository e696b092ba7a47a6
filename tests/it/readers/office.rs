//! What tests of office files, books and mail share: archives built from parts, articles as lists of
//! lines.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a failed fixture is a failed test")]

use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use parallax::corpus::FurnitureKind;
use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, Mark, RawArticle, read};
use parallax::ingest::registry::Registry;
use parallax::problem::Cause;
use parallax::task::Task;
use zip::write::SimpleFileOptions;

use crate::files::read_bytes;

/// An archive of these parts; `mimetype` is not packed.
pub fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        let method = if *name == "mimetype" {
            zip::CompressionMethod::Stored
        } else {
            zip::CompressionMethod::Deflated
        };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// What is read of a file until its time is over, on a clock that is a second later whenever it is looked at.
pub fn read_for(seconds: u64, bytes: &[u8], name: &str) -> Found {
    let ticks = AtomicU64::new(0);
    let task = Task::timed(move || Duration::from_secs(ticks.fetch_add(1, Ordering::Relaxed)));
    let limits = Limits { time: Duration::from_secs(seconds), ..Limits::default() };
    read(&Input::new(bytes, name, &limits, &task))
}

/// Asserts that at some moment so many articles of a file are read, that these are kept if it is stopped
/// then, and that all that is told then is that it was stopped.
#[track_caller]
pub fn check_stopped(bytes: &[u8], name: &str, articles: usize) {
    let is_so = |seconds: &u64| {
        let found = read_for(*seconds, bytes, name);
        let told: Vec<&str> = found.problems.list().iter().map(|p| p.text.as_str()).collect();
        found.articles.len() == articles && told.len() == 1 && told[0].contains("took longer")
    };
    let seconds = (1..60).find(is_so);
    assert!(seconds.is_some(), "{name}");
    check_sound(read_for(seconds.unwrap(), bytes, name));
}

/// The one article of a file.
pub fn read_one(bytes: &[u8], name: &str) -> RawArticle {
    let mut found = read_bytes(bytes, name);
    assert_eq!(found.articles.len(), 1, "{:?}", found.problems.list());
    found.articles.remove(0)
}

/// The lines of an article, each with a letter for what it is before it: `1` to `6` for headings, `-` for
/// items, `>` for quotations, `c` for captions, `~` for furniture, `#` for page numbers; blank lines left
/// out.
pub fn lines(article: &RawArticle) -> Vec<String> {
    let raw = &article.raw;
    let letter = |mark: Mark| match mark {
        Mark::Heading(level) => level.to_string(),
        Mark::Item => "-".to_owned(),
        Mark::Quotation => ">".to_owned(),
        Mark::Caption => "c".to_owned(),
        Mark::Furniture(FurnitureKind::Paging) => "#".to_owned(),
        Mark::Furniture(_) => "~".to_owned(),
        Mark::Paragraph | Mark::Body => "p".to_owned(),
    };
    raw.lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let from = line.as_ptr() as usize - raw.as_ptr() as usize;
            let mark = article.markup.iter().find(|m| m.span.range() == (from..from + line.len()));
            mark.map_or_else(|| line.to_owned(), |m| format!("{} {line}", letter(m.mark)))
        })
        .collect()
}

/// Asserts that a file gives nothing but one problem, with this word in its sentence.
#[track_caller]
pub fn check_refused(bytes: &[u8], name: &str, word: &str) {
    let found = read_bytes(bytes, name);
    let told: Vec<&str> = found.problems.list().iter().map(|p| p.text.as_str()).collect();
    assert!(found.articles.is_empty(), "{name}");
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(found.problems.list()[0].cause, Cause::NoArticle);
    assert!(told[0].contains(word) && told[0].contains(". ") && !told[0].ends_with('.'), "{told:?}");
}

/// Asserts what holds for whatever a file is: marks in order and inside, every byte in one part, a word
/// about a file that gives nothing.
#[track_caller]
pub fn check_sound(found: Found) {
    assert!(!found.articles.is_empty() || !found.problems.is_empty());
    for (at, article) in found.articles.into_iter().enumerate() {
        assert_eq!(article.record as usize, at);
        let mut end = article.front_matter.map_or(0, |front| front.to);
        assert!(article.front_matter.is_none_or(|front| article.raw.get(front.range()).is_some()));
        for mark in &article.markup {
            assert!(mark.span.from >= end && mark.span.to > mark.span.from, "{:?}", article.markup);
            assert!(article.raw.get(mark.span.range()).is_some());
            end = mark.span.to;
        }
        let article = analyse(article, "file", Registry::bundled());
        let lines: String = article.lines.iter().map(|line| article.text(line.span)).collect();
        let raw: String = article.raw.lines().collect();
        assert_eq!(lines.replace('\r', ""), raw.replace('\r', ""));
    }
}
