//! References to characters: `&amp;`, `&#8212;`, with or without what should end them.

use html5ever::data;

/// `text` with its references to characters resolved.
pub(super) fn decoded(text: &str, is_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        let reference_text = rest.get(at..).unwrap_or("");
        let length = reference(reference_text, is_attribute, &mut out);
        rest = reference_text.get(length..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// Resolves the reference that `text` begins with, or takes its "&" as it is; returns how many bytes
/// it takes.
pub(in crate::ingest) fn reference(text: &str, is_attribute: bool, out: &mut String) -> usize {
    let rest = text.get(1..).unwrap_or("");
    let found = match rest.strip_prefix('#') {
        Some(number) => numeric(number, out).map(|length| length + 1),
        None => named(rest, is_attribute, out),
    };
    found.map_or_else(
        || {
            out.push('&');
            1
        },
        |length| length + 1,
    )
}

fn numeric(text: &str, out: &mut String) -> Option<usize> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if length == 0 {
        return None;
    }
    let figures = digits.get(..length)?.trim_start_matches('0');
    // More figures than a character has.
    let code = if figures.len() > 8 { u32::MAX } else { u32::from_str_radix(figures, radix).unwrap_or(0) };
    let old = code.checked_sub(0x80).and_then(|at| data::C1_REPLACEMENTS.get(at as usize)).copied().flatten();
    out.push(old.or_else(|| char::from_u32(code).filter(|c| *c != '\0')).unwrap_or('\u{FFFD}'));
    let stop = usize::from(digits.get(length..).is_some_and(|rest| rest.starts_with(';')));
    Some(text.len() - digits.len() + length + stop)
}

fn named(text: &str, is_attribute: bool, out: &mut String) -> Option<usize> {
    /// The longest name is "CounterClockwiseContourIntegral;".
    const LONGEST: usize = 33;
    let mut best = None;
    for (at, c) in text.char_indices().take(LONGEST) {
        let end = at + c.len_utf8();
        match data::NAMED_ENTITIES.get(text.get(..end)?) {
            // Neither a name nor the beginning of one.
            None => break,
            Some((0, _)) => {}
            Some(&codes) => best = Some((end, codes)),
        }
    }
    let (end, (first, second)) = best?;
    let is_open = !text.get(..end)?.ends_with(';');
    let next = text.get(end..).and_then(|rest| rest.chars().next());
    if is_attribute && is_open && next.is_some_and(|c| c == '=' || c.is_ascii_alphanumeric()) {
        return None;
    }
    out.extend([first, second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32));
    Some(end)
}
