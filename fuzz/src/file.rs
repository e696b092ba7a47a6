//! A file, and a text with what its file states, from bytes to a corpus.

use std::sync::Arc;

use parallax::corpus::{Article, CorpusBuilder, EncodingFound, EncodingSign, FurnitureKind, Span};
use parallax::ingest::anatomy::analyse;
use parallax::ingest::decode::decode;
use parallax::ingest::readers::{self, Input, Mark, Markup, Metadata, RawArticle};
use parallax::ingest::registry::Registry;
use parallax::task::Task;

use crate::{guarded, limits, run};

/// The longest name that is taken from an input.
const NAME: usize = 80;

/// Reads a file that one of the readers with these endings takes for its own; `false` for any other file.
pub fn file(input: &[u8], endings: &[&str]) -> bool {
    let Some(end) = input.iter().take(NAME).position(|&byte| byte == b'\n') else { return false };
    let (name, bytes) = (String::from_utf8_lossy(&input[..end]), &input[end + 1..]);
    let is_own = |reader: &&dyn readers::Reader| {
        reader.endings().iter().any(|ending| endings.contains(ending)) && reader.sniff(bytes, &name).is_some()
    };
    run(input, || {
        if !readers::readers().iter().any(is_own) {
            return false;
        }
        let (limits, task) = limits();
        let Some(found) = guarded(|| readers::read(&Input::new(bytes, &name, &limits, &task))) else {
            return true;
        };
        assert!(
            !found.articles.is_empty() || !found.problems.is_empty() || bytes.is_empty(),
            "nothing was found and nothing was said"
        );
        for problem in found.problems.list() {
            assert!(!problem.text.is_empty() && problem.path.is_some(), "{problem:?}");
        }
        // A text is its file: nothing of it may go anywhere else. An export of a database is cut into several.
        if let [article] = found.articles.as_slice()
            && ["Plain text", "Markdown"].contains(&surest(bytes, &name))
            && article.metadata.other.iter().all(|(name, _)| name != "database")
        {
            assert_eq!(decode(bytes).text, article.raw, "text was lost");
        }
        check(found.articles, &name);
        true
    })
}

/// The name of the reader that is surest of a file, the first of the equally sure.
fn surest(bytes: &[u8], name: &str) -> &'static str {
    let mut best = None;
    for reader in readers::readers() {
        let sure = reader.sniff(bytes, name);
        if sure.is_some() && best.is_none_or(|(so_far, _)| sure > so_far) {
            best = Some((sure, reader.name()));
        }
    }
    best.map_or("", |(_, name)| name)
}

/// Takes texts apart, counts their words, and asserts every promise of articles and corpus.
pub fn check(raws: Vec<RawArticle>, name: &str) {
    let mut articles: Vec<Arc<Article>> = Vec::new();
    for raw in raws {
        let mut end = 0;
        for mark in &raw.markup {
            assert!(
                mark.span.from >= end && mark.span.to > mark.span.from,
                "marks in order: {:?}",
                raw.markup
            );
            assert!(raw.raw.get(mark.span.range()).is_some(), "a mark inside the text");
            end = mark.span.to;
        }
        assert!(
            raw.front_matter.is_none_or(|front| raw.raw.get(front.range()).is_some()),
            "front matter inside"
        );
        if !raw.raw.chars().any(char::is_alphanumeric) {
            continue;
        }
        let text = raw.raw.clone();
        let Some(article) = guarded(|| analyse(raw, name, Registry::bundled())) else { continue };
        assert_eq!(*article.raw, *text, "the text stays as it was");
        if let Err(broken) = article.check() {
            panic!("{broken}");
        }
        articles.push(Arc::new(article));
    }
    if articles.is_empty() {
        return;
    }
    let mut builder = CorpusBuilder::new();
    let task = Task::none();
    builder.push(articles, &task).expect("nobody stops it");
    let corpus = builder.snapshot(&task).expect("nobody stops it");
    if let Err(broken) = corpus.check() {
        panic!("{broken}");
    }
}

/// Takes a text apart about which its file states something: parts between zero bytes are, in turn, the path,
/// marks of the lines, title, date, author, outlet, section, language, address, standfirst, agency, words that
/// the file counts, the pages before and after it; the last is the text.
pub fn page(input: &[u8]) {
    run(input, || {
        let input = String::from_utf8_lossy(input);
        let mut parts: Vec<&str> = input.splitn(15, '\0').collect();
        let text = parts.pop().unwrap_or_default();
        let mut parts = parts.into_iter();
        let path = parts.next().unwrap_or("article.txt").to_owned();
        let marks = parts.next().unwrap_or_default();
        let mut next = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        let metadata = Metadata {
            title: next(),
            date: next(),
            author: next(),
            outlet: next(),
            section: next(),
            language: next(),
            url: next(),
            standfirst: next(),
            agency: next(),
            other: next().map(|words| ("words".to_owned(), words)).into_iter().collect(),
            previous: next(),
            next: next(),
        };
        let raw = RawArticle {
            record: 0,
            raw: text.to_owned(),
            encoding: EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false },
            metadata,
            front_matter: None,
            markup: marked(text, marks),
            member: None,
        };
        check(vec![raw], &path);
    });
}

/// Marks of the lines of `text`, a character each.
fn marked(text: &str, marks: &str) -> Vec<Markup> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let from = at;
        at += line.len();
        let line = line.trim_end_matches('\n');
        (from, from + line.len())
    });
    lines
        .zip(marks.chars())
        .filter(|((from, to), _)| from < to)
        .filter_map(|((from, to), mark)| {
            let mark = match mark {
                '1'..='6' => Mark::Heading(mark as u8 - b'0'),
                'i' => Mark::Item,
                'q' => Mark::Quotation,
                'p' => Mark::Paragraph,
                'b' => Mark::Body,
                'c' => Mark::Caption,
                'f' => Mark::Furniture(FurnitureKind::Menu),
                'r' => Mark::Furniture(FurnitureKind::Related),
                _ => return None,
            };
            Some(Markup { span: Span::new(from, to), mark })
        })
        .collect()
}
