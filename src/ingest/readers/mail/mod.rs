//! Mail: single messages (EML) and mailboxes (MBOX), as newsletters and alerts come.
//!
//! Layout after RFC 5322 and 2045 to 2047, format=flowed after RFC 3676, mailboxes after RFC 4155 and
//! their kin; parsed by `mail-parser`. Each message is a record. The lines of its head that matter stand
//! at the top of the text as its front matter, the subject below them as the headline; then what is
//! shown: the web page of the message, or its plain text where it has none. Messages within messages
//! and attached articles are records of their own.

mod head;
mod mailbox;
mod message;
mod plain;

use super::{Found, Input, Reader, ending};
use crate::corpus::Confidence;
use crate::problem::Cause;

pub(super) use message::parse;

/// The reader of single messages.
#[derive(Debug, Clone, Copy)]
pub struct Mail;

/// The reader of mailboxes.
#[derive(Debug, Clone, Copy)]
pub struct Mailbox;

impl Reader for Mail {
    fn name(&self) -> &'static str {
        "Mail"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["eml", "emlx"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        let bytes = without_length(bytes);
        let known = head::known_fields(bytes);
        (known.of_transport >= 1 && known.all >= 3 || promises && known.all >= 1).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let bytes = without_length(file.bytes);
        message::read(&Input { bytes, ..*file }, "", found);
        number(found);
    }
}

impl Reader for Mailbox {
    fn name(&self) -> &'static str {
        "Mailbox"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    fn sniff(&self, bytes: &[u8], _name: &str) -> Option<Confidence> {
        mailbox::begins(bytes).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        for (at, message) in mailbox::messages(file.bytes).enumerate() {
            if file.task.is_cancelled() {
                break;
            }
            let bytes = mailbox::unescaped(message);
            let which = format!("Message {}: ", at + 1);
            mailbox::alone(file, found, &which, |found| {
                message::read(&Input { bytes: &bytes, ..*file }, &which, found);
            });
        }
        if found.articles.is_empty() && found.problems.is_empty() && !file.task.is_cancelled() {
            found.report(
                file,
                Cause::NoArticle,
                "The mailbox holds no text. Export it again from the mail program",
            );
        }
        number(found);
    }
}

/// Gives each record its number.
fn number(found: &mut Found) {
    for (at, article) in found.articles.iter_mut().enumerate() {
        article.record = at as u32;
    }
}

/// A message without the count of bytes that one mail program writes above it.
fn without_length(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().take(12).take_while(|b| b.is_ascii_digit()).count();
    let rest = bytes.get(digits..).unwrap_or(bytes);
    let spaces = rest.iter().take(12).take_while(|b| **b == b' ').count();
    match rest.get(spaces..) {
        Some([b'\n', rest @ ..]) if digits > 0 => rest,
        _ => bytes,
    }
}
