//! Markdown.

use crate::corpus::Confidence;
use crate::problem::Problems;

use super::text::PlainText;
use super::{RawArticle, Reader};

/// The reader of Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn sniff(&self, _bytes: &[u8], name: &str) -> Option<Confidence> {
        name.ends_with(".md").then_some(Confidence::Medium)
    }

    fn read(&self, bytes: &[u8], name: &str, problems: &mut Problems) -> Vec<RawArticle> {
        PlainText.read(bytes, name, problems)
    }
}
