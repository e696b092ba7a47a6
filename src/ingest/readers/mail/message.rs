//! One message: its text with what its head states, the messages within it, the articles attached.

use std::borrow::Cow;

use hashbrown::HashSet;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::super::mhtml::bytes_of;
use super::super::raw::append;
use super::super::{
    Found, Input, Mark, Markup, Metadata, RawArticle, Reader as _, ending, html, report_encoding, surest,
};
use super::head::{self, Head};
use super::plain::{sent_on, unflowed};
use super::{Mail, Mailbox};
use crate::corpus::{EncodingFound, EncodingSign, Span};
use crate::ingest::decode::decode;
use crate::problem::{Cause, Problem, Problems};

/// Messages within messages of one message; a list of as many lies flat, so this is no depth of any mail.
const WITHIN: usize = 200;

/// Parses a message; `None` where it has no head, or holds more messages within messages than any does:
/// taking those apart again would take a stack as deep as they are.
pub(in super::super) fn parse(bytes: &[u8]) -> Option<Message<'_>> {
    let slashes = bytes.iter().enumerate().filter(|(_, b)| **b == b'/').map(|(at, _)| at);
    let holds_messages = |at: &usize| {
        let before = |word: &[u8]| {
            at.checked_sub(word.len())
                .and_then(|from| bytes.get(from..*at))
                .is_some_and(|w| w.eq_ignore_ascii_case(word))
        };
        let behind = bytes.get(at + 1..).unwrap_or(&[]);
        before(b"message")
            || before(b"multipart") && behind.get(..6).is_some_and(|w| w.eq_ignore_ascii_case(b"digest"))
    };
    if slashes.filter(holds_messages).count() > WITHIN {
        return None;
    }
    MessageParser::default().parse(bytes)
}

/// Reads the message that the file is; `which` comes before the sentence of each problem.
pub(super) fn read(file: &Input<'_>, which: &str, found: &mut Found) {
    let mut own = Found::default();
    let Some(message) = parse(file.bytes) else {
        let text = format!(
            "{which}The message has no head, or holds hundreds of messages within messages. Save it again from the mail program"
        );
        found.report(file, Cause::NoArticle, text);
        return;
    };
    let mut to_read: Vec<&Message<'_>> = vec![&message];
    while let Some(message) = to_read.pop() {
        if file.task.is_cancelled() {
            break;
        }
        let shown = one(file, message, &mut own);
        for &at in &message.attachments {
            if file.task.is_cancelled() {
                break;
            }
            let Some(part) = message.part(at) else { continue };
            match &part.body {
                PartType::Message(within) => to_read.push(within),
                _ if shown.parts.contains(&at) => {}
                _ => attached(file, message, part, shown.date.as_deref(), &mut own),
            }
        }
    }
    if own.articles.is_empty() && own.problems.is_empty() && !file.task.is_cancelled() {
        own.report(
            file,
            Cause::NoArticle,
            "The message holds no text. Open it in the mail program and look at it",
        );
    }
    found.articles.extend(own.articles);
    let mut told = Problems::new();
    for problem in own.problems.into_sorted() {
        told.report(Problem { text: format!("{which}{}", problem.text), ..problem });
    }
    found.problems.extend(told);
}

/// What a message shows.
struct Shown {
    /// The places of the parts that are its text.
    parts: HashSet<u32>,
    /// The day it was sent.
    date: Option<String>,
}

/// Reads what a message shows: its pages with the texts between them, or its texts where it has no page.
fn one(file: &Input<'_>, message: &Message<'_>, found: &mut Found) -> Shown {
    let head = head::read(message);
    let date = head.metadata.date.clone();
    let bodies = [message.html_body.as_slice(), message.text_body.as_slice()];
    let has_page = |list: &&[u32]| list.iter().filter_map(|at| message.part(*at)).any(is_page);
    let of_pages = bodies.into_iter().find(has_page);
    let listed = of_pages.map_or_else(|| bodies.concat(), <[u32]>::to_vec);
    let mut parts = HashSet::new();
    let mut whole: Option<RawArticle> = None;
    // Said of parts without text, such as the empty page below a picture.
    let mut of_empty = Problems::new();
    for at in listed {
        if file.task.is_cancelled() {
            break;
        }
        let Some(part) = message.part(at) else { continue };
        let is_text = matches!(part.body, PartType::Html(_) | PartType::Text(_));
        if !is_text || !parts.insert(at) {
            continue;
        }
        let mut own = Found::default();
        if is_page(part) {
            let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
            html::read_with(&Input { bytes: &bytes_of(message, part), ..*file }, charset, &mut own);
        } else if matches!(part.body, PartType::Text(_)) {
            plain(file, message, part, &mut own);
        }
        let Some(article) = own.articles.pop() else {
            of_empty.extend(own.problems);
            continue;
        };
        found.problems.extend(own.problems);
        match &mut whole {
            Some(whole) => append(&mut whole.raw, &mut whole.markup, &article.raw, article.markup),
            None => whole = Some(article),
        }
    }
    if let Some(mut article) = whole {
        put_below(&mut article, head);
        found.articles.push(article);
    } else {
        found.problems.extend(of_empty);
    }
    Shown { parts, date }
}

/// Reads a part of plain text, unless it is blank.
fn plain(file: &Input<'_>, message: &Message<'_>, part: &MessagePart<'_>, found: &mut Found) {
    let (text, encoding) = text_of(message, part);
    if text.trim().is_empty() {
        return;
    }
    report_encoding(file, &encoding, found);
    found.articles.push(RawArticle {
        record: 0,
        member: None,
        raw: format!("{}\n", text.trim()),
        encoding,
        metadata: Metadata::default(),
        front_matter: None,
        markup: Vec::new(),
    });
}

/// Whether a part is a page with something in it.
fn is_page(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Html(_)) && !part.contents().trim_ascii().is_empty()
}

/// The text of a part, in the encoding that it states or that its bytes show.
fn text_of(message: &Message<'_>, part: &MessagePart<'_>) -> (String, EncodingFound) {
    let bytes = bytes_of(message, part);
    let kind = part.content_type();
    let stated = kind.and_then(|kind| kind.attribute("charset"));
    let stated = stated.and_then(|name| encoding_rs::Encoding::for_label(name.as_bytes()));
    let (text, encoding): (Cow<'_, str>, EncodingFound) = match (std::str::from_utf8(&bytes), stated) {
        (Ok(text), None) => {
            (text.into(), EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false })
        }
        (_, Some(stated)) => {
            let (text, had_errors) = stated.decode_without_bom_handling(&bytes);
            (text, EncodingFound { name: stated.name(), by: EncodingSign::Stated, had_errors })
        }
        (Err(_), None) => {
            let decoded = decode(&bytes);
            (decoded.text.into(), decoded.encoding)
        }
    };
    let flows =
        kind.and_then(|kind| kind.attribute("format")).is_some_and(|f| f.eq_ignore_ascii_case("flowed"));
    let joins = kind.and_then(|kind| kind.attribute("delsp")).is_some_and(|d| d.eq_ignore_ascii_case("yes"));
    let text = text.replace("\r\n", "\n");
    (if flows { unflowed(&text, joins) } else { text }, encoding)
}

/// Puts the head above the text: its lines as front matter, the subject as the headline where the text
/// does not have it itself.
fn put_below(article: &mut RawArticle, head: Head) {
    let Head { mut lines, mut subject, metadata, is_forwarded } = head;
    let mut metadata = metadata;
    // What was sent on tells whose it is; its head is no more of the text than ours.
    let sent = sent_on(&article.raw);
    if let Some(sent) = &sent {
        metadata.author.clone_from(&sent.metadata.author);
        metadata.outlet = None;
        metadata.date = sent.metadata.date.clone().or(metadata.date);
        if let Some(title) = &sent.metadata.title {
            let title = head::without_prefixes(title).0.to_owned();
            subject = Some(title.clone());
            metadata.title = Some(title);
        }
    } else if is_forwarded {
        metadata.author = None;
    }
    let stated = &mut article.metadata;
    // What the page states of itself is of the article; the message is how it came.
    stated.title = metadata.title.or(stated.title.take());
    stated.date = stated.date.take().or(metadata.date);
    stated.outlet = stated.outlet.take().or(metadata.outlet);
    stated.author = stated.author.take().or(metadata.author);
    stated.url = stated.url.take().or(metadata.url);
    stated.language = stated.language.take().or(metadata.language);

    let cut = sent.map_or(0, |sent| sent.to);
    let (above, below) = article.raw.split_at_checked(cut).unwrap_or(("", &article.raw));
    lines.push_str(above.trim());
    let mut raw = lines.trim_end().to_owned();
    let front = raw.len();
    if front > 0 {
        raw.push_str("\n\n");
    }
    let mut markup = Vec::with_capacity(article.markup.len() + 1);
    if let Some(subject) = subject
        && !has_line(below, &subject)
    {
        let from = raw.len();
        raw.push_str(&subject);
        markup.push(Markup { span: Span::new(from, raw.len()), mark: Mark::Heading(1) });
        raw.push_str("\n\n");
    }
    let has_title = !markup.is_empty();
    let skipped = cut + below.len() - below.trim_start().len();
    let shift = raw.len();
    raw.push_str(below.trim_start());
    for mut part in article.markup.drain(..) {
        let Some(from) = (part.span.from as usize).checked_sub(skipped) else { continue };
        part.span = Span::new(from + shift, from + shift + part.span.len());
        if has_title && part.mark == Mark::Heading(1) {
            part.mark = Mark::Heading(2);
        }
        markup.push(part);
    }
    article.front_matter = (front > 0).then(|| Span::new(0, front));
    (article.raw, article.markup) = (raw, markup);
}

/// Whether a line of `text` has the same letters as `words`.
fn has_line(text: &str, words: &str) -> bool {
    let letters = |text: &str| {
        let folded = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        folded.collect::<Vec<char>>()
    };
    let words_folded = letters(words);
    text.lines().any(|line| line.len() <= words.len() * 2 + 16 && letters(line) == words_folded)
}

/// Reads an attached file that holds articles, pages, texts, office files, of a message sent on `date`.
fn attached(
    file: &Input<'_>,
    message: &Message<'_>,
    part: &MessagePart<'_>,
    date: Option<&str>,
    found: &mut Found,
) {
    const READ: [&str; 14] = [
        "html", "htm", "xhtml", "mhtml", "txt", "md", "docx", "doc", "odt", "rtf", "pdf", "epub", "csv",
        "json",
    ];
    /// Letters of a name or a subject that are repeated with each article, or told.
    const LONGEST: usize = 300;
    let Some(name) = part.attachment_name() else { return };
    if !ending(name).is_some_and(|ending| READ.contains(&ending.as_str())) {
        return;
    }
    let shown_name: String = name.chars().take(LONGEST).collect();
    let bytes = bytes_of(message, part);
    let inner = Input { bytes: &bytes, name, ..*file };
    // Messages attached to messages under other names would take a stack as deep as they lie.
    if surest(&inner).is_some_and(|(_, reader)| [Mail.name(), Mailbox.name()].contains(&reader.name())) {
        let text = format!(
            "Attached {shown_name} is a message itself and was not read. Save it as a file of its own"
        );
        found.report(file, Cause::Skipped, text);
        return;
    }
    let inner = super::super::read(&inner);
    let subject: String = message.subject().unwrap_or("").chars().take(LONGEST).collect();
    for mut article in inner.articles {
        // The day it was sent is the best that is known of an attached text.
        article.metadata.other.push(("attached to".to_owned(), subject.clone()));
        article.metadata.other.extend(date.map(|date| ("sent".to_owned(), date.to_owned())));
        found.articles.push(article);
    }
    for problem in inner.problems.list() {
        let text = format!("Attached {shown_name}: {}", problem.text);
        found.report(file, problem.cause, text);
    }
}
