//! Japanese patterns.

use std::ops::Range;

use super::{Found, Named, Unit};
use crate::framing::voices::{Resolved, SpeakerKind, VoiceKind};

/// The voices of one sentence.
pub(super) fn find(unit: &Unit) -> Vec<Found> {
    let mut out = Vec::new();
    if let Some(found) = according(unit) {
        out.push(found);
        return out;
    }
    let text = unit.text(unit.range.clone());
    let verbs = unit.lists.verbs_in(text, unit.range.start);
    // The verb that ends the sentence, after と.
    let mut from = unit.range.start;
    for verb in verbs {
        if unit.quote_over(verb.from).is_some() || verb.from < from {
            continue;
        }
        let before = unit.text(from..verb.from);
        let Some(at) = before.rfind('と').filter(|at| before.len() - at <= 90) else { continue };
        let to = from + at;
        // Only adverbs and particles between と and the verb, no new clause.
        if unit.text(to..verb.from).contains(['、', '「', '」'])
            && unit.text(to..verb.from).chars().count() > 12
        {
            continue;
        }
        let found = (verb.lemma, verb.class, verb.from..verb.to);
        let topic = topic(unit, from, to);
        let quote = unit.quotes.iter().find(|q| q.outer.to as usize == to);
        let whole = quote.filter(|q| {
            let start = topic.as_ref().map_or(from, |(_, next)| *next);
            unit.text(start..q.outer.from as usize).chars().count() <= 24
                && !unit
                    .quotes
                    .iter()
                    .any(|other| other.outer.from as usize > start && other.outer.to < q.outer.from)
        });
        let (speaker, next) = topic.map_or((None, from), |(s, next)| (Some(s), next));
        let inherits = speaker.is_none();
        if let Some(quote) = whole {
            out.push(Found {
                kind: VoiceKind::Direct,
                span: quote.inner.range(),
                speaker,
                verb: Some(found),
                rule: "speaker quote と verb",
                inherits,
            });
        } else if !inherits {
            let clause = trimmed(unit, next..to);
            if unit.text(clause.clone()).chars().count() >= 5 {
                out.push(Found {
                    kind: VoiceKind::Indirect,
                    span: clause,
                    speaker,
                    verb: Some(found),
                    rule: "speaker clause と verb",
                    inherits,
                });
            }
        }
        from = verb.to;
    }
    out
}

fn trimmed(unit: &Unit, range: Range<usize>) -> Range<usize> {
    let text = unit.text(range.clone());
    let start = text.trim_start_matches(['、', ' ', '　', '，']);
    let from = range.end - start.len();
    from..from + start.trim_end_matches(['、', ' ', '　', '，']).len()
}

/// `Sによると、…という`
fn according(unit: &Unit) -> Option<Found> {
    let text = unit.text(unit.range.clone());
    let (at, word) = unit.lists.according.iter().filter_map(|w| Some((text.find(w.as_str())?, w))).min()?;
    let start = text.get(..at)?.rfind('、').map_or(0, |c| c + '、'.len_utf8());
    let who = unit.range.start + start..unit.range.start + at;
    if unit.quote_over(who.start).is_some() {
        return None;
    }
    let speaker = named(unit, who);
    let mut clause = trimmed(unit, unit.range.start + at + word.len()..unit.range.end);
    for tail in ["という", "とのことだ", "とされる"] {
        if let Some(rest) = unit.text(clause.clone()).strip_suffix(tail) {
            clause.end = clause.start + rest.len();
        }
    }
    (unit.text(clause.clone()).chars().count() >= 5).then_some(Found {
        kind: VoiceKind::Indirect,
        span: clause,
        speaker,
        verb: None,
        rule: "according to speaker, clause",
        inherits: false,
    })
}

/// The phrase before は or が, and where what is said begins.
fn topic(unit: &Unit, from: usize, to: usize) -> Option<(Named, usize)> {
    let text = unit.text(from..to);
    for (at, c) in text.char_indices() {
        let byte = from + at;
        if unit.quote_over(byte).is_some() {
            return None;
        }
        let particle = unit.lists.topic.iter().any(|w| w.chars().count() == 1 && w.starts_with(c));
        if !particle || !matches!(c, 'は' | 'が' | 'も') {
            continue;
        }
        let head = text.get(..at)?;
        let start = head.rfind('、').map_or(0, |p| p + '、'.len_utf8());
        let Some(speaker) = named(unit, from + start..byte) else { continue };
        return Some((speaker, byte + c.len_utf8()));
    }
    None
}

fn is_katakana(c: char) -> bool {
    ('ァ'..='ヺ').contains(&c) || matches!(c, 'ー' | '・' | '＝')
}

fn named(unit: &Unit, range: Range<usize>) -> Option<Named> {
    let lists = unit.lists;
    let mut text = unit.text(range.clone()).trim_start_matches([' ', '　', '\n', '」']);
    let mut from = range.end - text.len();
    if let Some(word) = lists.trimmed.iter().find(|w| text.starts_with(w.as_str())) {
        from += word.len();
        text = text.get(word.len()..)?.trim_start_matches('、');
        from = range.end - text.len().min(range.end - from);
    }
    let length = text.chars().count();
    if length == 0 || length > 40 || text.contains(['「', '」']) {
        return None;
    }
    let pronoun = lists.is_person_pronoun(text) || lists.it.iter().any(|w| w == text);
    let ends = |list: &[String]| list.iter().any(|w| text.ends_with(w.as_str()));
    let katakana: Option<String> = text
        .split(|c: char| !is_katakana(c))
        .rfind(|run| run.trim_matches('・').contains('・'))
        .map(|run| run.trim_matches('・').to_owned());
    let person = katakana.is_some() || ends(&lists.persons);
    let (unnamed, institution) = (ends(&lists.unnamed), ends(&lists.institutions));
    if !(person || unnamed || institution || pronoun) {
        return None;
    }
    let name = katakana.unwrap_or_else(|| {
        let stem = lists.persons.iter().find_map(|w| text.strip_suffix(w.as_str())).unwrap_or(text);
        stem.rsplit('の').next().filter(|s| !s.is_empty()).unwrap_or(text).to_owned()
    });
    let kind = match (person, unnamed) {
        (_, true) => SpeakerKind::Unnamed,
        (true, _) => SpeakerKind::Person,
        _ if lists.is_person_pronoun(text) => SpeakerKind::Person,
        _ => SpeakerKind::Institution,
    };
    let name =
        if kind == SpeakerKind::Institution || kind == SpeakerKind::Unnamed { text.to_owned() } else { name };
    let span = from..from + text.len();
    Some(Named {
        span,
        name: if pronoun { text.to_owned() } else { name },
        kind,
        resolved: Resolved::AsWritten,
        has_name: !unnamed,
    })
}
