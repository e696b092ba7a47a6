//! The agency that wrote an article which another outlet prints.
//!
//! Credits count where agencies are credited: a byline, a dateline, a source line, the very end.
//! A photo credit is none, nor is "TASS reported" in the prose, nor an agency on its own page.

use std::sync::Arc;

use super::find::{Marks, find, first_chars};
use super::lines::is_space;
use super::page::{Page, Prose, Role, evidence};
use crate::corpus::{Confidence, EvidenceKind, Inferred, Span};
use crate::ingest::registry::{Mention, MentionKind, OutletKind, Place};
use crate::text::runs::has_any;

/// Where the dateline of a paragraph ends: "TOKYO -- ", "MOSCOW, March 19 (Reuters) - ",
/// "МОСКВА, 19 марта. /ТАСС/.", "新华社东京3月19日电", "【モスクワ共同】". `None` without one.
pub(super) fn dateline(text: &str) -> Option<usize> {
    let head = first_chars(text, 90);
    let first = head.chars().next()?;
    if matches!(first, '【' | '［' | '[' | '（' | '(' | '〔') {
        let close = head.find(['】', '］', ']', '）', ')', '〕'])?;
        let inside = head.get(..close)?;
        // (서울=연합뉴스)
        let korean = inside.contains(['=', '＝']) && inside.chars().any(super::lines::is_hangul);
        let wide = korean || inside.chars().any(crate::text::script::is_cjk);
        let end = close + head.get(close..)?.chars().next().map_or(1, char::len_utf8);
        // In Latin script brackets open a paragraph for many reasons: an agency or a dash must follow.
        let good = wide && inside.chars().count() <= 32 && !inside.contains('。')
            || head.get(end..)?.trim_start().starts_with(['-', '–', '—']);
        return good.then_some(end);
    }
    if crate::text::script::is_cjk(first) {
        let marks = ["电", "電", "讯", "訊"];
        let at = marks.iter().filter_map(|m| head.find(m).map(|at| at + m.len())).min()?;
        let lead = head.get(..at)?;
        let named = lead.contains("社")
            || lead.contains("报")
            || lead.contains("報")
            || lead.contains("网")
            || lead.contains("網");
        let good = named && lead.chars().count() <= 34 && !lead.contains(['，', '。', '：', '“']);
        return good.then_some(at);
    }
    // All dashes have one of these bytes, and most paragraphs begin without any.
    if !has_any(head.as_bytes(), [b'-', b'/', b':', 0xE2]) {
        return None;
    }
    // Whatever dash ends it, it holds the words before the first of them.
    let before = head.get(..DASHES.first_in(head)?)?;
    if small_words(before) > MOST_SMALL {
        return None;
    }
    for dash in DASHES.all {
        let Some(at) = find(head, dash) else { continue };
        let lead = head.get(..at)?.trim();
        let end = at + dash.len();
        if dash == ". /" {
            // MOSCOW, March 19. /TASS/.
            let close = head.get(end..).and_then(|rest| rest.find('/')).map(|c| end + c + 1)?;
            return is_place(lead, true).then_some(close);
        }
        if dash == ": " && !lead.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) {
            continue;
        }
        if is_place(lead, dash != "—" && dash != ": ") {
            return Some(end);
        }
    }
    None
}

/// What stands between a dateline and the text.
const DASHES: Marks<14> = Marks::new([
    " -- ", " — ", " – ", " - ", ".- ", ".— ", ".– ", "-- ", "— ", "– ", "—", " --", ". /", ": ",
]);

/// Whether `lead` reads as town, date and agency: the town in capitals, or an agency in brackets,
/// or "Town, March 19" before the dash.
fn is_place(lead: &str, spaced: bool) -> bool {
    let words: Vec<&str> = lead.split_whitespace().collect();
    if words.is_empty()
        || words.len() > 10
        || lead.chars().count() > 80
        || lead.contains(['“', '"', '?', '!', ';'])
    {
        return false;
    }
    let first = words[0].trim_matches(|c: char| !c.is_alphabetic());
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters >= 3 && first.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
    let bracketed = lead.ends_with(')') && lead.contains('(')
        || lead.ends_with('/') && lead.contains(" /")
        || lead.ends_with(']');
    let small = small_words(lead);
    if small > MOST_SMALL {
        return false;
    }
    if shouted {
        // "NATO said on Monday — " is no dateline.
        return small <= 1 || lead.contains(|c: char| c.is_ascii_digit());
    }
    let caseless = |c: char| c.is_alphabetic() && !c.is_lowercase();
    let capital = first.chars().next().is_some_and(caseless) && letters >= 2;
    if !capital || !spaced {
        return false;
    }
    bracketed
        || (lead.contains(',') || lead.contains(". "))
            && words.len() <= 6
            && lead.contains(|c: char| c.is_ascii_digit())
            && small <= 1
}

/// Most words of a dateline that begin small.
const MOST_SMALL: usize = 2;

/// How many words begin with a small letter.
fn small_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count()
}

/// The agency credited with the text, unless it is `outlet` itself.
pub(super) fn decide(
    page: &Page<'_>,
    firms: &[(String, String)],
    outlet: Option<&str>,
) -> Option<Inferred<Arc<str>>> {
    let found = in_head(page)
        .or_else(|| in_byline(page, firms))
        .or_else(|| in_first_paragraphs(page))
        .or_else(|| in_tail(page))
        .or_else(|| desk_line(page))
        .or_else(|| unknown(page, firms))?;
    // "Meridian" on the pages of Meridian Wire is the outlet.
    let bare = |name: &str| name.split_whitespace().collect::<String>().to_lowercase();
    let own = outlet.is_some_and(|o| bare(o).starts_with(&bare(&found.value)));
    (!own).then_some(found)
}

/// An agency that the registry does not know: "By Meridian", "PORT NELIN (Meridian) -", "— Meridian".
fn unknown(page: &Page<'_>, firms: &[(String, String)]) -> Option<Inferred<Arc<str>>> {
    let single = |name: &str| {
        let words = name.split_whitespace().count();
        (1..=3).contains(&words)
            && name.chars().count() <= 28
            && name.chars().next().is_some_and(char::is_uppercase)
            && !name.chars().any(char::is_numeric)
    };
    let conclude = |name: &str, quote: &str| {
        let known = page.registry.by_name(name);
        // The papers that the registry knows are no agencies.
        known.is_none_or(|o| o.kind == OutletKind::Agency).then(|| Inferred {
            value: name.into(),
            evidence: evidence(EvidenceKind::NamedInText, quote),
            confidence: Confidence::Medium,
        })
    };
    if let Some((name, line)) = firms.iter().find(|(name, line)| {
        single(name) && line.split_whitespace().count() <= 4 && !line.contains(['/', '|'])
    }) {
        return conclude(name, line);
    }
    let first = page.units.iter().position(|u| matches!(u.role, Role::Body(_)))?;
    let text = page.text(first);
    if let Some(lead) = dateline(text).and_then(|end| text.get(..end)) {
        let bracket = lead.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')'));
        let slashes = || lead.split_once(" /").and_then(|(_, rest)| rest.split_once('/'));
        if let Some((inside, _)) = bracket.or_else(slashes)
            && single(inside.trim())
        {
            return conclude(inside.trim(), lead);
        }
    }
    let below = page.units.iter().enumerate().skip(first + 1);
    let signed = below.filter(|(_, u)| u.role == Role::Credit).find(|(at, _)| signs(page, *at, first))?;
    let line = page.text(signed.0);
    let name = line.trim_matches(|c: char| !c.is_alphanumeric());
    single(name).then(|| conclude(name, line)).flatten()
}

/// Whether a short line at or below the end signs the text: "— Meridian", or the agency of the
/// dateline once more.
pub(super) fn signs(page: &Page<'_>, at: usize, start: usize) -> bool {
    let Some(unit) = page.units.get(at) else { return false };
    if unit.shape.size > 40 || unit.shape.words > 5 || unit.shape.digits > 0 || unit.shape.smalls > 0 {
        return false;
    }
    let text = page.text(at);
    let name = text
        .trim_start_matches(|c: char| matches!(c, '—' | '–' | '-' | '―') || is_space(c))
        .trim_matches(['(', ')', '.']);
    if name.is_empty() || !name.chars().next().is_some_and(char::is_uppercase) {
        return false;
    }
    let dashed = name.len() < text.len() && text.starts_with(['—', '–', '―', '-']);
    let first = page.text(start);
    let lead = dateline(first).and_then(|end| first.get(..end)).unwrap_or("");
    dashed && unit.shape.capitals > 0 || lead.contains(&format!("({name})"))
}

fn name(page: &Page<'_>, mention: &Mention) -> Option<Arc<str>> {
    let outlet = page.registry.outlet(mention.index)?;
    (outlet.kind == OutletKind::Agency).then(|| outlet.name.as_str().into())
}

fn found(
    page: &Page<'_>,
    mention: &Mention,
    quote: &str,
    confidence: Confidence,
) -> Option<Inferred<Arc<str>>> {
    let value = name(page, mention)?;
    Some(Inferred { value, evidence: evidence(EvidenceKind::NamedInText, quote), confidence })
}

/// "By Reuters", "Ada Brandt, Associated Press", "Source: Xinhua" above the body.
fn in_head(page: &Page<'_>) -> Option<Inferred<Arc<str>>> {
    for (at, unit) in page.units.iter().enumerate() {
        if !matches!(unit.role, Role::Credit | Role::Date) {
            continue;
        }
        if let Some(name) = in_parts(page, page.text(at)) {
            return Some(Inferred {
                value: name.into(),
                evidence: evidence(EvidenceKind::NamedInText, page.text(at)),
                confidence: Confidence::High,
            });
        }
        for mention in page.mentions_in(unit.span) {
            if mention.what == MentionKind::Credit
                && let Some(found) = found(page, mention, page.text(at), Confidence::High)
            {
                return Some(found);
            }
        }
    }
    None
}

/// The agency that a byline names: "Par Le Courrier avec AFP".
fn in_byline(page: &Page<'_>, firms: &[(String, String)]) -> Option<Inferred<Arc<str>>> {
    firms.iter().find_map(|(name, line)| {
        let agency = page.registry.by_name(name).filter(|o| o.kind == OutletKind::Agency)?;
        Some(Inferred {
            value: agency.name.as_str().into(),
            evidence: evidence(EvidenceKind::NamedInText, line),
            confidence: Confidence::High,
        })
    })
}

/// Datelines of the first paragraphs.
fn in_first_paragraphs(page: &Page<'_>) -> Option<Inferred<Arc<str>>> {
    let body = page
        .units
        .iter()
        .enumerate()
        .filter(|(_, u)| matches!(u.role, Role::Body(_)) || u.role == Role::Standfirst);
    for (at, unit) in body.take(3) {
        let text = page.text(at);
        let end = dateline(text);
        for mention in page.mentions_in(unit.span) {
            let from = (mention.span.from - unit.span.from) as usize;
            if mention.what != MentionKind::Credit || from > 150 {
                break;
            }
            let to = from + mention.span.len();
            let before = text.get(..from).unwrap_or("");
            let after = text.get(to..).unwrap_or("");
            let inside = end.is_some_and(|end| to <= end);
            let bracket = mention.place == Place::Brackets
                && (before.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
                    || end.is_some_and(|end| to <= end + 3))
                && is_short_lead(before);
            // "МОСКВА, 19 мар — РИА Новости. Суд ..."
            let after_dash = end.is_some_and(|end| from <= end + 2)
                && after.trim_start().starts_with(['.', ',', '/', '-', '–', '—']);
            if inside || bracket || after_dash {
                let quote = text.get(..to + after.chars().next().map_or(0, char::len_utf8)).unwrap_or(text);
                if let Some(found) = found(page, mention, quote, Confidence::High) {
                    return Some(found);
                }
            }
        }
    }
    None
}

/// "TOKYO ", "Moscow, March 19 ": few words, none of running text.
fn is_short_lead(before: &str) -> bool {
    before.split_whitespace().count() <= 8
        && !before.contains(['。', '?', '!'])
        && before.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_lowercase)).count() <= 2
}

/// "(Reuters)", "— Kyodo", "（共同）", "Source: Xinhua" at or after the end.
fn in_tail(page: &Page<'_>) -> Option<Inferred<Arc<str>>> {
    let last = page.units.iter().rposition(|u| matches!(u.role, Role::Body(_)))?;
    let text = page.text(last);
    let unit = &page.units[last];
    for mention in page.mentions_in(unit.span).iter().rev() {
        if mention.what != MentionKind::Credit {
            continue;
        }
        let to = (mention.span.to - unit.span.from) as usize;
        let from = (mention.span.from - unit.span.from) as usize;
        let rest = text.get(to..).unwrap_or("").trim_matches(|c: char| {
            is_space(c) || matches!(c, ')' | '）' | ']' | '/' | '.' | '。' | '】' | '］')
        });
        let before = text.get(..from).unwrap_or("").trim_end();
        let closed = before.trim_end_matches([
            '(', '（', '[', '/', '【', '［', '—', '–', '-', '―', ' ', '\u{3000}', '\u{A0}',
        ]);
        let opened = closed.len() < before.len() || mention.place == Place::Tail;
        let sentence = closed.ends_with(|c: char| super::lines::is_stop(c) || super::lines::is_closer(c));
        if rest.is_empty() && opened && sentence {
            let quote = text.get(closed.len()..).unwrap_or("");
            return found(page, mention, quote, Confidence::High);
        }
        break;
    }
    // A line of its own shortly after the body, or the body's last line itself.
    let mut seen = 0;
    for at in last..page.units.len().min(last + 6) {
        let unit = &page.units[at];
        if at > last && unit.prose == Prose::Strong {
            break;
        }
        if unit.span.len() > 120 || unit.role == Role::Caption {
            continue;
        }
        seen += 1;
        for mention in page.mentions_in(unit.span) {
            let alone = matches!(mention.place, Place::Line | Place::Credit | Place::Copyright)
                || mention.place == Place::Brackets && unit.span.len() < mention.span.len() + 8;
            if mention.what == MentionKind::Credit && alone {
                let sure =
                    if mention.place == Place::Copyright { Confidence::Medium } else { Confidence::High };
                return found(page, mention, page.text(at), sure);
            }
        }
        if seen > 4 {
            break;
        }
    }
    None
}

/// "(Reporting by Ada Brandt; Editing by Jo Lind)": the form in which Reuters signs.
fn desk_line(page: &Page<'_>) -> Option<Inferred<Arc<str>>> {
    for (at, unit) in page.units.iter().enumerate().rev() {
        if unit.shape.size > 400 || !is_desk_line(page.text(at)) {
            continue;
        }
        let reuters = page.registry.by_name("Reuters")?;
        return Some(Inferred {
            value: reuters.name.as_str().into(),
            evidence: evidence(EvidenceKind::NamedInText, page.text(at)),
            confidence: Confidence::Medium,
        });
    }
    None
}

/// Whether a line names reporters and editors as Reuters does.
pub(super) fn is_desk_line(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', ' ']);
    let begins = ["Reporting by", "Additional reporting by", "Writing by", "Editing by", "Compiled by"]
        .iter()
        .any(|b| text.starts_with(b));
    begins && text.contains("diting by") && text.len() < 400
}

/// "AFP-JIJI", "AP, Kyodo": the first of several agencies that make up a line.
fn in_parts<'r>(page: &Page<'r>, text: &str) -> Option<&'r str> {
    if text.len() > 48 || !text.contains(['-', '/', ',', '、', '・', '＝']) {
        return None;
    }
    let known = |part: &str| page.registry.by_name(part.trim()).filter(|o| o.kind == OutletKind::Agency);
    let parts = || text.split(['-', '/', ',', '、', '・', '＝']);
    parts().all(|p| known(p).is_some()).then(|| parts().find_map(known)).flatten().map(|o| o.name.as_str())
}

/// Whether a unit is a credit and nothing more: names of agencies, with "By" or "Source:" before
/// them or brackets around.
pub(super) fn is_credit_line(page: &Page<'_>, at: usize) -> bool {
    page.units
        .get(at)
        .is_some_and(|unit| *unit.facts.credit_line.get_or_init(|| names_agencies(page, unit.span)))
}

fn names_agencies(page: &Page<'_>, span: Span) -> bool {
    let text = span.of(page.raw);
    if text.len() > 90 {
        return false;
    }
    if in_parts(page, text).is_some() {
        return true;
    }
    let mentions = page.mentions_in(span);
    let agencies = mentions.iter().filter(|m| m.what == MentionKind::Credit);
    let mut covered = 0;
    let mut any = false;
    for m in agencies {
        any = true;
        covered += m.span.of(page.raw).chars().filter(|c| c.is_alphanumeric()).count();
        if matches!(m.place, Place::Line | Place::Credit) {
            return true;
        }
    }
    if !any {
        return false;
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters <= covered + 14 && covered * 2 >= letters && !text.ends_with(['.', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_end_where_the_text_begins() {
        for (text, head) in [
            ("TOKYO -- The talks ended.", "TOKYO -- "),
            ("TOKYO - The talks ended.", "TOKYO - "),
            ("MOSCOW, March 19 (Reuters) - The talks ended.", "MOSCOW, March 19 (Reuters) - "),
            ("Moscow (AFP) - The talks ended.", "Moscow (AFP) - "),
            ("NEW PORT/TOKYO — The talks ended.", "NEW PORT/TOKYO — "),
            ("MOSCOW, March 19. /TASS/. The talks ended.", "MOSCOW, March 19. /TASS/"),
            ("МОСКВА, 19 мар — РИА Новости. Переговоры", "МОСКВА, 19 мар — "),
            ("新华社东京3月19日电（记者王小明）会谈结束。", "新华社东京3月19日电"),
            ("【モスクワ共同】会談は終わった。", "【モスクワ共同】"),
            ("[ワシントン 19日 ロイター] - 会談", "[ワシントン 19日 ロイター]"),
            ("(서울=연합뉴스) 회담이 끝났다.", "(서울=연합뉴스)"),
            ("Madrid, 17 may. 2023 (EFE).- Las conversaciones", "Madrid, 17 may. 2023 (EFE).- "),
            ("القاهرة (أ ف ب) - انتهت المحادثات", "القاهرة (أ ف ب) - "),
        ] {
            assert_eq!(dateline(text).and_then(|end| text.get(..end)), Some(head), "{text}");
        }
        for text in [
            "The talks ended - finally.",
            "NATO leaders said on Monday that they would — perhaps — meet.",
            "He said: nothing.",
            "会谈结束。",
            "\"No\" - he said.",
            "(사진 위) 회담이 끝났다.",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
