//! Web archives (MHTML): a page with all its pictures in one file, as browsers save it.
//!
//! The file is built like a mail. Its first part of text that is a page is the article; frames,
//! pictures and styles are passed over. The part's own encoding is believed before the page's.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders as _, PartType};

use super::{Found, Input, Reader, ending, html, mail};
use crate::corpus::Confidence;
use crate::problem::Cause;

/// The reader of web archives.
#[derive(Debug, Clone, Copy)]
pub struct WebArchive;

impl Reader for WebArchive {
    fn name(&self) -> &'static str {
        "Web archive"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        /// Headers of a mail may go on for a while.
        const HEAD: usize = 8192;
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        if !may_be_mail(head) {
            return None;
        }
        let head = String::from_utf8_lossy(head).to_ascii_lowercase();
        let headers =
            head.trim_start().split("\r\n\r\n").next().unwrap_or("").split("\n\n").next().unwrap_or("");
        let has = |key: &str| headers.lines().any(|line| line.starts_with(key));
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        let is_mail = has("mime-version:") && has("content-type:");
        // Browsers name the page they save; a mail has somebody whom it goes to.
        let is_saved = is_mail
            && headers.contains("multipart/related")
            && !has("to:")
            && (has("snapshot-content-location:")
                || headers.contains("type=\"text/html\"")
                || has("from: <saved by"));
        (is_saved || promises && is_mail).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let Some(message) = mail::parse(file.bytes) else {
            found.report(file, Cause::NoArticle, DAMAGED);
            return;
        };
        let page = message.parts.iter().find(|part| {
            part.is_content_type("text", "html") || part.is_content_type("application", "xhtml+xml")
        });
        let Some(part) = page else {
            found.report(file, Cause::NoArticle, DAMAGED);
            return;
        };
        let before = found.articles.len();
        let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
        html::read_with(&Input { bytes: &bytes_of(&message, part), ..*file }, charset, found);
        let address = part.content_location().filter(|url| url.starts_with("http")).map(str::to_owned);
        let address = address.or_else(|| {
            let saved = message.header_raw("Snapshot-Content-Location")?;
            Some(saved.trim().to_owned()).filter(|url| url.starts_with("http"))
        });
        for article in found.articles.iter_mut().skip(before) {
            let url = &mut article.metadata.url;
            *url = url.take().or_else(|| address.clone());
        }
    }
}

/// The bytes of a part as they were before it was put into the archive.
pub(super) fn bytes_of<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>) -> Cow<'a, [u8]> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or(&[]);
    let decoded = match part.encoding {
        Encoding::None => return Cow::Borrowed(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    match (decoded, &part.body) {
        (Some(bytes), _) => Cow::Owned(bytes),
        // Damaged: what the parser made of it.
        (None, PartType::Html(text) | PartType::Text(text)) => Cow::Borrowed(text.as_bytes()),
        (None, PartType::Binary(bytes) | PartType::InlineBinary(bytes)) => Cow::Borrowed(bytes),
        (None, PartType::Message(_) | PartType::Multipart(_)) => Cow::Borrowed(raw),
    }
}

/// Said of an archive in which no page is found.
const DAMAGED: &str = "The web archive holds no page, or is damaged. Open it in a browser and save it again";
/// Whether a line above the first empty one begins as the field does without which nothing is a mail: known without
/// a copy of what is looked at. Where odd characters come first, it is not known here.
fn may_be_mail(head: &[u8]) -> bool {
    const FIELD: &[u8] = b"mime-version:";
    let head = head.trim_ascii_start();
    let is_odd = head.first().is_some_and(|byte| !byte.is_ascii_graphic());
    let mut lines = head.split(|byte| *byte == b'\n').take_while(|line| !line.is_empty());
    is_odd || lines.any(|line| line.get(..FIELD.len()).is_some_and(|name| name.eq_ignore_ascii_case(FIELD)))
}
