//! Chinese patterns.

use std::ops::Range;

use super::data::VerbAt;
use super::{Found, Named, Unit};
use crate::framing::voices::{Resolved, SpeakerKind, VoiceKind};

/// The voices of one sentence.
pub(super) fn find(unit: &Unit) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    if let Some(found) = according(unit) {
        out.push(found);
        return out;
    }
    let text = unit.text(unit.range.clone());
    let verbs = unit.lists.verbs_in(text, unit.range.start);
    let mut silent: Option<Named> = None;
    for verb in &verbs {
        if unit.quote_over(verb.from).is_some() {
            continue;
        }
        // "回答说", "表示说" are taken as one by the list; a verb inside a clause already reported is not.
        let speaker_here = speaker_before(unit, verb.from);
        // "他没有透露": nothing was said, but he may say something yet.
        if let Some(named) = &speaker_here
            && let Some(who) = unit
                .lists
                .negations
                .iter()
                .find_map(|w| unit.text(named.span.clone()).strip_suffix(w.as_str()))
        {
            let span = named.span.start..named.span.start + who.len();
            silent = self::named(unit, span);
            continue;
        }
        let elided = speaker_here.is_none();
        if let Some(last) = out.last_mut()
            && last.span.contains(&verb.from)
        {
            let mut before = unit.text(last.span.start..verb.from);
            while let Some(head) = unit.lists.trimmed.iter().find_map(|w| before.strip_suffix(w.as_str())) {
                before = head;
            }
            let turn = elided && (before.ends_with('，') || before.len() < verb.from - last.span.start);
            if !turn || last.kind == VoiceKind::Direct {
                continue;
            }
            let cut = before.trim_end_matches(['，', '并', '並', '还', '也', '又']).len();
            if cut == 0 {
                continue;
            }
            last.span.end = last.span.start + cut;
            let speaker = last.speaker.clone();
            if let Some(found) = after(unit, verb, speaker) {
                out.push(found);
            }
            continue;
        }
        let Some(speaker) = speaker_here.or_else(|| silent.take()) else { continue };
        if verb.lemma == "称"
            && unit.text(verb.to..unit.range.end).chars().take(12).collect::<String>().contains("为“")
        {
            continue;
        }
        let quote_before = unit.quotes.iter().rfind(|q| {
            let end = q.outer.to as usize;
            end <= speaker.span.start
                && unit.text(end..speaker.span.start).chars().all(|c| matches!(c, '，' | ' '))
        });
        let mut some = false;
        if let Some(quote) = quote_before.filter(|q| {
            !out.iter().any(|f| f.span.start < q.inner.to as usize && (q.inner.from as usize) < f.span.end)
        }) {
            let whole = quote.inner.of(unit.raw).ends_with(['，', '。', '！', '？', ','])
                || quote.inner.of(unit.raw).chars().count() >= 8;
            if whole {
                out.push(Found {
                    kind: VoiceKind::Direct,
                    span: quote.inner.range(),
                    speaker: Some(speaker.clone()),
                    verb: Some((verb.lemma, verb.class, verb.from..verb.to)),
                    rule: "quote, speaker verb",
                    inherits: false,
                });
                some = true;
            }
        }
        let found = after(unit, verb, Some(speaker));
        out.extend(found.filter(|found| !some || found.kind == VoiceKind::Direct));
    }
    out
}

/// What stands after the verb: quoted words, or a clause to the end of the sentence.
fn after(unit: &Unit, verb: &VerbAt, speaker: Option<Named>) -> Option<Found> {
    let mut from = verb.to;
    let rest = unit.text(from..unit.range.end);
    // Whom it was told, up to the comma.
    if let Some(word) = unit.lists.addressed.iter().find(|w| rest.starts_with(w.as_str())) {
        from += word.len();
    }
    let rest = unit.text(from..unit.range.end);
    let skipped = rest.trim_start_matches(['，', '：', ':', ',', '道', '说', ' ']);
    from = unit.range.end - skipped.len();
    let verb = Some((verb.lemma, verb.class, verb.from..verb.to));
    if let Some(quote) = unit.quotes.iter().find(|q| q.outer.from as usize == from) {
        let to_end = unit.text(quote.outer.to as usize..unit.range.end).trim().is_empty();
        let whole = quote.inner.of(unit.raw).ends_with(['。', '！', '？', '，']) || to_end;
        if whole {
            return Some(Found {
                kind: VoiceKind::Direct,
                span: quote.inner.range(),
                speaker,
                verb,
                rule: "speaker verb: quote",
                inherits: false,
            });
        }
    }
    let clause = trimmed(unit, from..unit.range.end);
    (unit.text(clause.clone()).chars().count() >= 4).then_some(Found {
        kind: VoiceKind::Indirect,
        span: clause,
        speaker,
        verb,
        rule: "speaker verb clause",
        inherits: false,
    })
}

fn trimmed(unit: &Unit, range: Range<usize>) -> Range<usize> {
    let text = unit.text(range.clone());
    let start = text.trim_start_matches(['，', '：', ' ', '　', ',']);
    let from = range.end - start.len();
    from..from + start.trim_end_matches(['，', ' ', '　']).len()
}

/// `据S报道，…`
fn according(unit: &Unit) -> Option<Found> {
    let text = unit.text(unit.range.clone()).trim_start();
    let base = unit.range.end - text.len();
    let word =
        unit.lists.according.iter().filter(|w| text.starts_with(w.as_str())).max_by_key(|w| w.len())?;
    let comma = text.find('，').filter(|c| *c < 120)?;
    let head = text.get(word.len()..comma)?;
    let ending =
        unit.lists.according_end.iter().filter(|w| head.ends_with(w.as_str())).max_by_key(|w| w.len())?;
    let who = head.get(..head.len() - ending.len())?;
    let start = base + word.len();
    let speaker = named(unit, start..start + who.len());
    let clause = trimmed(unit, base + comma..unit.range.end);
    Some(Found {
        kind: VoiceKind::Indirect,
        span: clause,
        speaker,
        verb: None,
        rule: "according to speaker, clause",
        inherits: false,
    })
}

/// The speaker that ends before the verb, in the same part of the sentence.
fn speaker_before(unit: &Unit, verb: usize) -> Option<Named> {
    let mut end = verb;
    // Two commas back at most: "S，…职务，表示".
    for _ in 0..2 {
        let text = unit.text(unit.range.start..end);
        let quote_end = unit
            .quotes
            .iter()
            .rev()
            .map(|q| q.outer.to as usize)
            .find(|to| *to <= end)
            .unwrap_or(unit.range.start);
        let comma =
            text.rfind(['，', '：']).map_or(unit.range.start, |c| unit.range.start + c + '，'.len_utf8());
        let start = comma.max(quote_end);
        if let Some(found) = named(unit, start..end) {
            return Some(found);
        }
        if start == unit.range.start || start == quote_end {
            return None;
        }
        // Only time and place stand here: look before the comma.
        let here = unit.text(start..end);
        let aside = here.is_empty()
            || unit.lists.trimmed.iter().any(|w| here == w)
            || here.starts_with(|c: char| c.is_ascii_digit());
        if !aside {
            return None;
        }
        end = start - '，'.len_utf8();
    }
    None
}

/// A speaker's words without dateline, time, place and linking words; `None` when nothing is left.
fn named(unit: &Unit, range: Range<usize>) -> Option<Named> {
    let lists = unit.lists;
    let mut text = unit.text(range.clone());
    let mut from = range.start;
    if let Some(space) = text.trim_end().rfind('　') {
        from += space;
        text = text.get(space..)?;
    }
    loop {
        let before = text.len();
        if let Some(bracket) = text.rfind(['）', '】', '〕']).filter(|_| text.starts_with(['（', '【', '〔']))
        {
            let width = text.get(bracket..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
            from += bracket + width;
            text = text.get(bracket + width..)?;
        }
        let cut = text.trim_start_matches([' ', '　', '\n', '”', '"', '—', '（', '）']);
        from += text.len() - cut.len();
        text = cut;
        if let Some(word) = lists
            .trimmed
            .iter()
            .filter(|w| text.starts_with(w.as_str()) && text.len() > w.len())
            .max_by_key(|w| w.len())
        {
            from += word.len();
            text = text.get(word.len()..)?;
        }
        // "15日", "2016年9月"
        let digits = text.len()
            - text.trim_start_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)).len();
        if digits > 0
            && let Some(unit_of_time) = text
                .get(digits..)
                .and_then(|t| t.chars().next())
                .filter(|c| matches!(c, '年' | '月' | '日' | '时' | '時'))
        {
            from += digits + unit_of_time.len_utf8();
            text = text.get(digits + unit_of_time.len_utf8()..)?;
        }
        if text.len() == before {
            break;
        }
    }
    // "他没有透露…，只表示": a pronoun with a clause of its own speaks; "他的律师" is somebody else.
    let pronoun = text.chars().next().filter(|c| lists.is_person_pronoun(c.encode_utf8(&mut [0; 4])));
    if let Some(pronoun) = pronoun
        && let Some(rest) = text.get(pronoun.len_utf8()..)
        && rest.chars().count() > 4
        && !rest.starts_with(['们', '們'])
        && !rest.contains('的')
    {
        text = text.get(..pronoun.len_utf8())?;
    }
    // "在议会", "对记者", "15日" after the name.
    let mut end = text.len();
    for (at, c) in text.char_indices().skip(1) {
        let word = text.get(at..)?;
        let stops = c.is_ascii_digit() || lists.cuts.iter().any(|w| word.starts_with(w.as_str()));
        if stops && !text.get(..at)?.ends_with(['·', '针', '面', '反', '相', '现', '存', '由']) {
            end = at;
            break;
        }
    }
    loop {
        let head = text.get(..end)?;
        let Some(word) = lists
            .trimmed
            .iter()
            .filter(|w| head.ends_with(w.as_str()) && head.len() > w.len())
            .max_by_key(|w| w.len())
        else {
            break;
        };
        end -= word.len();
    }
    let text = text.get(..end)?.trim();
    let length = text.chars().count();
    if length == 0
        || length > 40
        || text.contains(['“', '”', '。', '《'])
        || lists.cuts.iter().any(|w| text == w)
    {
        return None;
    }
    if lists.trimmed.iter().any(|w| w == text)
        || length == 1 && !lists.is_person_pronoun(text) && !lists.it.iter().any(|w| w == text)
    {
        return None;
    }
    let title_end = lists
        .titles
        .iter()
        .filter_map(|t| text.rfind(t.as_str()).map(|at| at + t.len()))
        .filter(|at| *at < text.len())
        .max();
    let name = if let Some(dot) = text.find('·') {
        let start = lists
            .titles
            .iter()
            .filter_map(|t| text.get(..dot)?.rfind(t.as_str()).map(|at| at + t.len()))
            .max()
            .unwrap_or(0);
        text.get(start..)?
    } else if let Some(after) =
        title_end.filter(|at| text.get(*at..).is_some_and(|n| (2..=4).contains(&n.chars().count())))
    {
        text.get(after..)?
    } else {
        text
    };
    let institution = lists.institutions.iter().any(|w| text.ends_with(w.as_str()));
    let unnamed = lists.unnamed.iter().any(|w| text.ends_with(w.as_str()));
    let person = text.contains('·') || name.len() < text.len() || lists.is_person_pronoun(text);
    let (kind, named) = match (person, institution, unnamed) {
        (true, ..) => (SpeakerKind::Person, true),
        (_, true, _) => (SpeakerKind::Institution, true),
        (_, _, true) => (SpeakerKind::Unnamed, false),
        _ if length <= 3 => (SpeakerKind::Person, true),
        _ => (SpeakerKind::Institution, false),
    };
    let start = from;
    Some(Named {
        span: start..start + text.len(),
        name: name.to_owned(),
        kind,
        resolved: Resolved::AsWritten,
        has_name: named,
    })
}
