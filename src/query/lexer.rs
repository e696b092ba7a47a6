//! A query as typed, cut into its signs and words.
//!
//! Signs may be typed in full width, and quotation marks in any national form, as input methods and word
//! processors write them.

use std::ops::Range;

use super::Mistake;

/// What a stretch of a query is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// Letters up to white space or a sign.
    Word(&'a str),
    /// What stands between quotation marks.
    Quoted(&'a str),
    /// What stands between slashes.
    Regex(&'a str),
    /// `=` before a word or quotation.
    Exactly,
    /// `|`
    Or,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `NEAR/n`
    Near(u16),
}

/// A piece of a query and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Range<usize>,
}

/// The greatest distance NEAR takes.
const FARTHEST: u16 = 200;

/// Cuts `text`.
pub(super) fn lex(text: &str) -> Result<Vec<Token<'_>>, Mistake> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let after = at + c.len_utf8();
        let (kind, end) = match c {
            c if c.is_whitespace() => {
                at = after;
                continue;
            }
            '|' | '｜' => (Kind::Or, after),
            '(' | '（' => (Kind::Open, after),
            ')' | '）' => (Kind::Close, after),
            '=' | '＝' => (Kind::Exactly, after),
            '/' => regex(text, at, after)?,
            c if closing(c).is_some() => quoted(text, at, after, closing(c).unwrap_or(&[]))?,
            _ => {
                let len = rest.find(ends_word).unwrap_or(rest.len()).max(c.len_utf8());
                let word = rest.get(..len).unwrap_or(rest);
                (near(word, at)?.unwrap_or(Kind::Word(word)), at + len)
            }
        };
        tokens.push(Token { kind, span: at..end });
        at = end;
    }
    Ok(tokens)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '|' | '｜' | '(' | '（' | ')' | '）')
        || closing(c).is_some()
        || is_closing_only(c)
}

/// The marks that close a quotation opened by `open`.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Some(&['"', '“', '”', '＂']),
        '«' => Some(&['»']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

fn is_closing_only(c: char) -> bool {
    matches!(c, '»' | '」' | '』')
}

fn quoted<'a>(
    text: &'a str,
    at: usize,
    after: usize,
    closing: &[char],
) -> Result<(Kind<'a>, usize), Mistake> {
    let rest = text.get(after..).unwrap_or("");
    let Some((len, mark)) = rest.char_indices().find(|(_, c)| closing.contains(c)) else {
        return Err(Mistake::new(at..after, "This quotation mark has no partner."));
    };
    Ok((Kind::Quoted(rest.get(..len).unwrap_or("")), after + len + mark.len_utf8()))
}

fn regex(text: &str, at: usize, after: usize) -> Result<(Kind<'_>, usize), Mistake> {
    let rest = text.get(after..).unwrap_or("");
    let mut escaped = false;
    for (len, c) in rest.char_indices() {
        match c {
            '/' if !escaped => return Ok((Kind::Regex(rest.get(..len).unwrap_or("")), after + len + 1)),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    Err(Mistake::new(at..after, "A pattern that begins with / has to end with / too."))
}

fn near<'a>(word: &str, at: usize) -> Result<Option<Kind<'a>>, Mistake> {
    let Some(rest) = word.strip_prefix("NEAR").or_else(|| word.strip_prefix("near")) else { return Ok(None) };
    let span = at..at + word.len();
    if word == "NEAR" {
        return Err(Mistake::new(span, "Say how near: NEAR/5 finds what is at most five words apart."));
    }
    let Some(distance) = rest.strip_prefix('/').or_else(|| rest.strip_prefix('／')) else { return Ok(None) };
    match distance.parse::<u16>() {
        Ok(n) if (1..=FARTHEST).contains(&n) => Ok(Some(Kind::Near(n))),
        _ => {
            Err(Mistake::new(span, format!("NEAR/ takes a whole number from 1 to {FARTHEST}, as in NEAR/5.")))
        }
    }
}
