//! Plain text.

use crate::corpus::Confidence;
use crate::ingest::decode::decode;
use crate::problem::Problems;

use super::{Metadata, RawArticle, Reader};

/// The reader of plain text.
#[derive(Debug, Clone, Copy)]
pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "Plain text"
    }

    fn sniff(&self, _bytes: &[u8], _name: &str) -> Option<Confidence> {
        Some(Confidence::Low)
    }

    fn read(&self, bytes: &[u8], _name: &str, _problems: &mut Problems) -> Vec<RawArticle> {
        let decoded = decode(bytes);
        vec![RawArticle {
            record: 0,
            raw: decoded.text,
            encoding: decoded.encoding,
            metadata: Metadata::default(),
            front_matter: None,
            markup: Vec::new(),
        }]
    }
}
