//! The lines of a page, and what characters are at their ends.

use memchr::memchr3;

use super::find::{first_chars, with_lower};
use crate::corpus::Span;

/// One line of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineInfo {
    /// Its bytes, without the line break.
    pub span: Span,
    /// Its bytes without white space at both ends; empty when blank.
    pub trimmed: Span,
}

/// Cuts `raw` into lines at LF, CRLF, CR and the Unicode line and paragraph separators. A line
/// break at the very end opens no further line; an empty text has no line.
pub(super) fn split(raw: &str) -> Vec<LineInfo> {
    let bytes = raw.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 64 + 4);
    let mut from = 0;
    let mut at = 0;
    // The next byte that breaks a line or begins a character that does.
    while let Some(found) = memchr3(b'\n', b'\r', 0xE2, bytes.get(at..).unwrap_or(&[])) {
        at += found;
        let skip = match bytes[at] {
            b'\n' => 1,
            b'\r' => 1 + usize::from(bytes.get(at + 1) == Some(&b'\n')),
            _ if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        lines.push(line(raw, from, at));
        at += skip;
        from = at;
    }
    if from < bytes.len() {
        lines.push(line(raw, from, bytes.len()));
    }
    lines
}

fn line(raw: &str, from: usize, to: usize) -> LineInfo {
    let span = Span::new(from, to);
    let trimmed = trim(raw, span);
    LineInfo { span, trimmed }
}

/// `span` without white space and invisible characters at both ends.
pub(super) fn trim(raw: &str, span: Span) -> Span {
    let text = span.of(raw);
    // Most lines have nothing to cut.
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    if ends.iter().all(|end| end.is_some_and(u8::is_ascii_graphic)) {
        return span;
    }
    let left = text.trim_start_matches(is_space);
    let right = left.trim_end_matches(is_space);
    let from = span.from as usize + (text.len() - left.len());
    Span::new(from, from + right.len())
}

/// White space, and what nobody sees.
pub(super) fn is_space(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7F}';
    }
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{202A}'..='\u{202E}')
}

/// Marks that end a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '｡' | '．' | '‼' | '⁉' | '؟' | '۔' | '।')
}

/// Quotation marks and brackets that may follow a sentence end.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '“'
            | '」'
            | '』'
            | '）'
            | ')'
            | ']'
            | '］'
            | '】'
            | '›'
            | '〉'
            | '》'
            | '〟'
    )
}

/// The first `n` characters of `text` in lower case.
pub(super) fn lower_start(text: &str, n: usize) -> String {
    let mut out = String::with_capacity(n * 2);
    for c in text.chars().take(n) {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Gives the first `n` characters of `text` in lower case to `take`; ASCII needs no memory of its own for that.
pub(super) fn with_lower_start<T>(text: &str, n: usize, take: impl FnOnce(&str) -> T) -> T {
    let start = first_chars(text, n);
    if start.is_ascii() { with_lower(start, take) } else { take(&lower_start(start, n)) }
}

/// Korean syllables and letters.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_a_line_and_none_is_lost() {
        let raw = "a\nb\r\nc\rd\u{2028}e\n\nf\n";
        let lines: Vec<&str> = split(raw).iter().map(|l| l.span.of(raw)).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "", "f"]);
        assert!(split("").is_empty());
    }
}
