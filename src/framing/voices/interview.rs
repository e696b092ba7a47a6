//! Speech that is told by the shape of a line: headlines with a colon, questions and answers, dialogue after dashes.

use std::ops::Range;

use super::VoiceKind;
use super::attribution::verb_at;
use super::clauses::Report;
use super::lexicon::{Lexicon, kind as k, takes};
use super::phrases;
use super::quotes::Quoted;
use super::raw::{Home, Raw, RawVoice, Scene};
use super::tokens::{Kind, Token};
use crate::corpus::{Corpus, ParagraphKind, Span};
use crate::framing::{Part, Sentence};

/// The rule of a headline whose first part is a speaker; a name alone must be a person's of the article.
pub(super) const HEADLINE: &str = "headline: speaker, colon";

/// `Minister: not a metre` · `No deal yet: minister`
pub(super) fn headline(tokens: &[Token], seg: &Range<usize>) -> Option<Report> {
    let colon = seg.clone().find(|at| tokens.get(*at).is_some_and(|t| t.kind == Kind::Colon))?;
    let speaks = |range: Range<usize>| {
        let words = tokens.get(range.clone()).unwrap_or_default();
        let last = words.last();
        (1..=5).contains(&words.len())
            && words
                .iter()
                .all(|t| t.is_word() && !t.is(k::FINITE | k::PREPOSITION | k::BREAK) && t.entry.verb == 0)
            && last.is_some_and(|t| {
                t.is(k::HUMAN | k::GROUP | k::UNNAMED) || t.capital && t.is_word() && !t.is(k::PLACE)
            })
    };
    let (left, right) = (seg.start..colon, colon + 1..seg.end);
    let described = |range: Range<usize>| {
        tokens.get(range).unwrap_or_default().last().is_some_and(|t| t.is(k::HUMAN | k::GROUP | k::UNNAMED))
    };
    let (subject, clause) = if speaks(left.clone()) && right.len() >= 3 {
        (left, right)
    } else if right.len() <= 4 && speaks(right.clone()) && described(right.clone()) && left.len() >= 3 {
        (right, left)
    } else {
        return None;
    };
    Some(Report { subject: Some(subject), verb: None, clause, rule: HEADLINE })
}

/// `Q: …`, `A: …`, `Hedda Varn: …`. Whether the paragraph is one of these and has been read.
pub(super) fn labelled(scene: &mut Scene, sentences: &[Sentence]) -> bool {
    if scene.home.part != Part::Body(ParagraphKind::Paragraph) || sentences.is_empty() {
        return false;
    }
    let Some(colon) = scene.tokens.iter().take(7).position(|t| t.kind == Kind::Colon || t.kind == Kind::Stop)
    else {
        return false;
    };
    let label = scene.tokens.get(..colon).unwrap_or_default();
    let (Some(first), Some(mark)) = (label.first(), scene.tokens.get(colon)) else { return false };
    let letter = label.len() == 1 && first.capital && first.is(k::QUESTION | k::REPLY);
    if mark.kind == Kind::Stop && !(letter && first.span.len() <= 2) {
        return false;
    }
    let rest = Span { from: mark.span.to.max(first.span.to), to: scene.home.span.to };
    let text = rest.of(scene.raw_text);
    let lead = text.len() - text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let span = Span { from: rest.from + lead as u32, to: rest.from + text.trim_end().len() as u32 };
    if span.is_empty() || span.of(scene.raw_text).split_whitespace().count() < 2 && !letter {
        return false;
    }
    if letter && first.is(k::QUESTION) {
        return true;
    }
    let person = !letter
        && scene.quotes.is_empty()
        // A list of parts has names before colons too.
        && span.of(scene.raw_text).ends_with(['.', '!', '?', '…'])
        && label.iter().all(|t| t.is_word() && (t.capital || t.is(k::PARTICLE)) && !t.is(k::PLACE))
        && label.last().is_some_and(|last| {
            scene.raw.mentions.iter().any(|m| m.surname() == last.form && m.name.len() > 1)
        });
    if !(letter || person) {
        return false;
    }
    let subject = if letter { Vec::new() } else { label.to_vec() };
    let (paragraph, sentence) = (scene.paragraph, scene.sentence);
    scene.push(RawVoice {
        kind: VoiceKind::Direct,
        span,
        quoted: vec![span],
        subject,
        verb: None,
        rule: if letter { "answer in an interview" } else { "speaker: words" },
        paragraph,
        sentence,
        inherits: false,
    });
    true
}

/// A paragraph that opens with a dash, as dialogue does in Russian, French and Spanish: its speech as quotations.
pub(super) fn dialogue(
    _corpus: &Corpus,
    raw: &str,
    home: &Home,
    sentences: &[Sentence],
    lexicon: &Lexicon,
    out: &mut Vec<Quoted>,
) {
    let text = home.span.of(raw);
    let Some(rest) = text.strip_prefix(['—', '–', '―']) else { return };
    if home.part != Part::Body(ParagraphKind::Paragraph) || sentences.is_empty() {
        return;
    }
    let base = home.span.from as usize;
    let start = text.len() - rest.len();
    // ", — said X. — ": a dash after punctuation changes from speech to who speaks and back.
    let mut cuts = Vec::new();
    let mut before = ('\0', '\0');
    for (at, c) in rest.char_indices() {
        if matches!(c, '—' | '–' | '―') && before.1 == ' ' && matches!(before.0, ',' | '.' | '!' | '?' | '…')
        {
            cuts.push((start + at, start + at + c.len_utf8()));
        }
        before = (before.1, c);
    }
    let (mut from, mut speech, mut outer) = (start, true, 0);
    let mut reported = false;
    for (at, next) in cuts.into_iter().chain([(text.len(), text.len())]) {
        let part = text.get(from..at).unwrap_or("");
        if speech {
            let lead = part.len() - part.trim_start().len();
            let inner = part.trim();
            if inner.chars().any(char::is_alphanumeric) {
                out.push(Quoted {
                    outer: Span::new(base + outer, base + from + part.trim_end().len()),
                    inner: Span::new(base + from + lead, base + from + lead + inner.len()),
                    unclosed: false,
                });
            }
        } else {
            let mut form = String::new();
            reported |= part.split_whitespace().take(12).any(|word| {
                crate::text::normalise::fold(word.trim_matches(|c: char| !c.is_alphanumeric()), &mut form);
                lexicon.look_up(&form).verb != 0
            });
        }
        speech = !speech;
        from = next;
        outer = next;
    }
    // A dash alone opens lists and captions too.
    if !reported {
        out.clear();
    }
}

/// "The minister said:" at the end of a paragraph: the next one is hers. Kept as a voice without words.
pub(super) fn lead<'c>(
    toks: &[Token<'c>],
    lexicon: &Lexicon,
    raw: &mut Raw<'c>,
    paragraph: u32,
    sentence: u32,
) -> bool {
    let floor = toks.iter().rposition(|t| t.kind == Kind::Stop).map_or(0, |at| at + 1);
    let end = toks.len().saturating_sub(1);
    for at in (floor..end).rev().take(14) {
        let Some((verb, _)) = verb_at(toks, lexicon, at) else { continue };
        if lexicon.verb(verb).is_none_or(|v| v.takes & takes::QUOTE == 0) {
            continue;
        }
        if let Some(subject) = phrases::before(toks, floor, at).filter(|s| !s.negated) {
            let span = toks.get(at).map_or_else(Span::default, |t| t.span);
            raw.voices.push(RawVoice {
                kind: VoiceKind::Direct,
                span: Span { from: span.to, to: span.to },
                quoted: Vec::new(),
                subject: toks.get(subject.range).unwrap_or_default().to_vec(),
                verb: Some((verb, span)),
                rule: "leads to the next paragraph",
                paragraph,
                sentence,
                inherits: false,
            });
            return true;
        }
    }
    false
}
