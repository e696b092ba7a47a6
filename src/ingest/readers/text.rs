//! Plain text: one article a file, perhaps with front matter.
//!
//! The reader of last resort: it takes what holds text and is no markup. It finds no parts but
//! front matter; what is headline and what is menu, `anatomy` tells from the lines.

use crate::corpus::Confidence;

use super::{Found, Input, RawArticle, Reader, decode_text, ending, front_matter, is_markup_file};

/// The reader of plain text.
#[derive(Debug, Clone, Copy)]
pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "Plain text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        if is_markup_file(bytes) {
            return None;
        }
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        Some(if promises { Confidence::Medium } else { Confidence::Low })
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let Some(decoded) = decode_text(file, found) else { return };
        let (metadata, front_matter) = front_matter::read(&decoded.text).unzip();
        found.articles.push(RawArticle {
            record: 0,
            raw: decoded.text,
            encoding: decoded.encoding,
            metadata: metadata.unwrap_or_default(),
            front_matter,
            markup: Vec::new(),
            member: None,
        });
    }
}
