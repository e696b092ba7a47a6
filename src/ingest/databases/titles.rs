//! Headlines of a web page that holds an export: the elements that its style sheet sets as headlines.
//!
//! Once a page is text, a kicker, a headline and a byline are three short lines. The pages of Factiva
//! ("enHeadline", "deHeadline") and Europresse ("titreArticleVisu", "rdp__articletitle") name them in the
//! class of the element, and Kikuzo ("font002") does.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use hashbrown::HashSet;

use super::lines::plain;
use crate::ingest::decode::decode;
use crate::ingest::readers::Input;
use crate::ingest::readers::html::{self, references::reference};

static CLASSES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(["Headline", "itreArticleVisu", "rdp__articletitle", "font002"]).ok());

/// The headlines that the page names; none where the file is no page.
pub(super) fn of(file: &Input<'_>) -> HashSet<String> {
    /// Headlines are shorter; what has no end tag is not looked at further.
    const LONGEST: usize = 4096;
    let mut found = HashSet::new();
    let (true, Some(classes)) = (html::is_web_page(file.bytes), CLASSES.as_ref()) else { return found };
    let decoded = decode(file.bytes);
    let source = decoded.text.as_str();
    let mut done = 0;
    for hit in classes.find_iter(source) {
        if hit.start() < done {
            continue;
        }
        if let Some((text, end)) = element(source, hit.start(), hit.end(), LONGEST) {
            done = end;
            let text = plain(&text);
            if !text.is_empty() {
                found.insert(text);
            }
        }
    }
    found
}

/// The text of the element in whose start tag `from..to` stands, and where it ends.
fn element(source: &str, from: usize, to: usize, longest: usize) -> Option<(String, usize)> {
    /// Bytes of a start tag before the class.
    const BEFORE: usize = 160;
    let before = (0..=from.saturating_sub(BEFORE)).rev().find(|&at| source.is_char_boundary(at))?;
    let tag = source.get(before..from)?;
    let open = tag.rfind('<')?;
    let tag = tag.get(open + 1..)?;
    if tag.contains('>') || !tag.contains("class") {
        return None;
    }
    let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
    let start = head(source.get(to..)?, longest).find('>')? + 1;
    let window = head(source.get(to + start..)?, longest);
    let end = window.find(&format!("</{name}"))?;
    Some((text_of(window.get(..end)?), to + start + end))
}

/// The first bytes of `text`, at most `longest`.
fn head(text: &str, longest: usize) -> &str {
    let end = (0..=longest.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}

/// The words of a piece of a page.
fn text_of(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if from.starts_with('<') {
            let Some(end) = from.find('>') else { return out };
            if !["<b", "</b>", "<span", "</span", "<em", "</em", "<mark", "</mark", "<i>", "</i>"]
                .iter()
                .any(|t| from.starts_with(t))
            {
                out.push(' ');
            }
            rest = from.get(end + 1..).unwrap_or("");
        } else {
            let length = reference(from, false, &mut out);
            rest = from.get(length..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out
}
