//! Captions: what is said under pictures, told from the body by the credit of the photographer.
//!
//! A photo credit ends the line ("(NAME / AFP)", "© Reuters", "新华社记者 某某 摄", "＝共同") or
//! begins it ("Photo:", "图为", "写真は"). A caption without any is only recognised by its place,
//! in `headline`.

use super::find::{Marks, last_chars, rfind, with_lower};
use super::lines::{is_closer, is_space, with_lower_start};
use super::page::{Page, Prose, Role};
use super::shape::sign;
use super::words::words;

/// How sure a credit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// An agency alone in brackets at the end: a photo credit above or between paragraphs, but
    /// the wire's credit at the end of the text.
    Bare,
    /// A photo credit.
    Sure,
}

/// Longest caption, in columns.
const LONGEST: u32 = 700;

/// The photo credit of a unit.
pub(super) fn credit(page: &Page<'_>, at: usize) -> Option<Sign> {
    *page.units.get(at)?.facts.photo.get_or_init(|| read_credit(page, at))
}

fn read_credit(page: &Page<'_>, at: usize) -> Option<Sign> {
    let unit = page.units.get(at)?;
    if unit.shape.size > LONGEST || unit.shape.letters < 3 {
        return None;
    }
    let text = page.text(at);
    let start = text.trim_start_matches(|c: char| is_space(c) || matches!(c, '(' | '（' | '['));
    if words().may_begin_caption(start) {
        // "Photo" alone begins many a headline: only labels with a mark count there.
        let is_label = |start: &str| {
            words().begins_caption(start) && !(start.starts_with("фото ") && unit.shape.size < 12)
        };
        if with_lower_start(start, 24, is_label) {
            return Some(Sign::Sure);
        }
    }
    if text.starts_with('©') && text.contains(['/', '／']) && unit.shape.size < 90 && unit.shape.digits == 0
    {
        return Some(Sign::Sure);
    }
    // A sentence that ends plainly has no credit; a stop may follow a bracket, a label needs a colon.
    let is_slashed = |text: &str| unit.shape.has(sign::SLASH) && text.contains(". / ");
    let plain = unit.shape.ends()
        && !text.ends_with([')', ']', '）', '］', '】'])
        && !text.trim_end_matches(['.', '。', '"', '”']).ends_with([')', ']', '）', '］', '】']);
    if plain && !unit.shape.has(sign::COLON) && !unit.shape.has(sign::COPYRIGHT) && !is_slashed(text) {
        return None;
    }
    let tail = last_chars(text, 111);
    let lower = tail.to_lowercase();
    let open = lower.trim_end_matches(|c: char| is_space(c) || is_closer(c) || matches!(c, '.' | '。'));
    if words().ends_caption(open) && !ends_verb(open) {
        let wide_ending = unit.shape.is_wide();
        if !wide_ending || unit.shape.size < 400 {
            return Some(Sign::Sure);
        }
    }
    if unit.shape.has(sign::COPYRIGHT) && copyright_tail(tail) {
        return Some(Sign::Sure);
    }
    if (unit.shape.has(sign::COLON) || unit.shape.wide > 0 || !unit.shape.ends())
        && LABELS.are_in(&lower)
        && let Some(at) = LABELS.all.iter().find_map(|label| rfind(&lower, label))
        && lower.len() - at < 70
        && unit.shape.size < 420
    {
        return Some(Sign::Sure);
    }
    if unit.shape.has(sign::SLASH)
        && tail.rfind(". / ").and_then(|at| tail.get(at + 4..)).is_some_and(is_signature)
    {
        return Some(Sign::Sure);
    }
    bracket_credit(page, at, tail)
}

/// Labels of photo credits that stand inside captions, in lower case.
const LABELS: Marks<19> = Marks::new([
    "photo:",
    "photo by ",
    "picture:",
    "image:",
    "photograph:",
    "credit:",
    "фото:",
    "图片来源",
    "（图",
    "写真：",
    "写真＝",
    "photo credit",
    "foto:",
    "bild:",
    "photo :",
    "사진=",
    "사진:",
    "사진제공",
    "تصوير:",
]);

/// "J. P.", "Ada Brandt", "EFE": what stands behind the slash of a Spanish or Italian caption.
fn is_signature(rest: &str) -> bool {
    let words = rest.split_whitespace();
    rest.chars().count() <= 40
        && rest.starts_with(char::is_uppercase)
        && words.clone().count() <= 4
        && words.clone().all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
}

/// Whether "摄" or "撮影" ends a sentence about taking pictures rather than a credit: never after a
/// full stop inside, which credits do not have.
fn ends_verb(open: &str) -> bool {
    open.ends_with("拍摄") || open.ends_with("を撮影") && !open.contains('＝')
}

/// "© Reuters", "(c) Getty / Ada Brandt" near the end.
fn copyright_tail(tail: &str) -> bool {
    let at = tail
        .rfind('©')
        .or_else(|| tail.rfind('Ⓒ'))
        .or_else(|| tail.rfind("(c)"))
        .or_else(|| tail.rfind("(C)"));
    at.is_some_and(|at| {
        let rest = tail.get(at..).unwrap_or("");
        let words = rest.split_whitespace().count();
        words <= 9
            && !rest.to_lowercase().contains("rights")
            && !rest.chars().any(|c| c.is_ascii_digit())
            && tail.get(..at).is_some_and(|b| !b.trim().is_empty())
    })
}

/// Brackets at the end with an agency, an outlet or a word of pictures inside.
fn bracket_credit(page: &Page<'_>, at: usize, tail: &str) -> Option<Sign> {
    let trimmed = tail.trim_end_matches(|c: char| is_space(c) || matches!(c, '.' | '。'));
    let inside = trimmed.strip_suffix([')', ']', '）', '］', '】'])?;
    let open = inside.rfind(['(', '[', '（', '［', '【'])?;
    let inside = inside.get(open..)?.trim_start_matches(['(', '[', '（', '［', '【']);
    if inside.chars().count() > 90 {
        return None;
    }
    let lower = inside.to_lowercase();
    let before = trimmed.get(..open).unwrap_or("").trim_end();
    if words().lists.photo_brackets.iter().any(|w| has_word(&lower, w)) {
        return Some(Sign::Sure);
    }
    let known = |name: &str| page.registry.by_name(name.trim()).is_some();
    if inside.contains(['/', '／', '|']) && inside.split(['/', '／', '|']).any(known) {
        return Some(Sign::Sure);
    }
    // "(The Nelin Post / Ada Brandt)"
    if let Some((a, b)) = inside.split_once([' ', '/', '／']).and_then(|_| inside.split_once(['/', '／']))
        && [a, b].iter().all(|p| {
            let words = p.split_whitespace().count();
            (1..=4).contains(&words)
                && p.split_whitespace().all(|w| w.chars().next().is_some_and(char::is_uppercase))
        })
    {
        return Some(Sign::Sure);
    }
    // "港に並ぶ漁船＝15日（メリディアン）": no sentence, an equals sign, a name.
    if let Some(unit) = page.units.get(at)
        && unit.shape.is_wide()
        && unit.shape.stops == 0
        && before.contains(['＝', '='])
        && inside.chars().count() <= 16
    {
        return Some(Sign::Sure);
    }
    if let Some((_, last)) = inside.rsplit_once(['＝', '=', ',', ' '])
        && known(last)
        && (inside.contains(['＝', '=']) || inside.contains(','))
    {
        return Some(Sign::Sure);
    }
    if known(inside) || inside.contains('・') && inside.split('・').all(known) {
        // A caption in Chinese or Japanese is no sentence: nothing closes it before the bracket.
        let wide = page.units.get(at).is_some_and(|u| u.shape.is_wide());
        if wide && !before.is_empty() && !before.ends_with(['。', '」', '！', '？']) {
            return Some(Sign::Sure);
        }
        return Some(Sign::Bare);
    }
    None
}

fn has_word(text: &str, word: &str) -> bool {
    text.find(word).is_some_and(|at| {
        let wide = !word.is_ascii();
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_ascii_alphabetic());
        wide || free(text.get(..at).and_then(|b| b.chars().next_back()))
            && (free(text.get(at + word.len()..).and_then(|a| a.chars().next())) || word.ends_with('/'))
    })
}

/// Whether a unit surely ends in a photo credit.
pub(super) fn is_credited(page: &Page<'_>, at: usize) -> bool {
    credit(page, at) == Some(Sign::Sure)
}

/// Whether the unit is a photo credit and nothing more, to go with the caption above it.
pub(super) fn is_credit_alone(page: &Page<'_>, at: usize) -> bool {
    page.units.get(at).is_some_and(|u| u.shape.size < 70 && u.shape.length() <= 8 && u.prose == Prose::No)
        && is_credited(page, at)
}

/// Gives all units with sure photo credits the role of captions, and those with bare ones where
/// they stand between `start` and the last paragraph. Runs before the body is known (`start` 0).
pub(super) fn mark(page: &mut Page<'_>) {
    for at in 0..page.units.len() {
        if page.units[at].shape.size < 40
            && is_label(page.text(at))
            && !page.is_furniture(at.saturating_sub(1))
        {
            labelled(page, at);
            continue;
        }
        // "Text: …" with "Photo: …" below it are the credits of the article.
        if page.is_open(at)
            && at > 0
            && !page.units[at].gap_before
            && is_credit_alone(page, at)
            && page.byline(at - 1).is_some_and(|c| c.said)
        {
            page.set(at, Role::Credit);
            continue;
        }
        if page.units[at].role == Role::Open && is_credited(page, at) {
            if at > 0 && is_credit_alone(page, at) && page.is_open(at - 1) && goes_with(page, at - 1, at) {
                page.set(at - 1, Role::Caption);
            }
            page.set(at, Role::Caption);
        }
    }
}

/// Labels that stand alone above a caption or a credit.
fn is_label(text: &str) -> bool {
    with_lower(text.trim_end_matches([':', '：', ' ']), |lower| {
        matches!(
            lower,
            "image caption"
                | "image copyright"
                | "image source"
                | "media caption"
                | "photo caption"
                | "caption"
                | "image credit"
                | "photo credit"
                | "подпись к фото"
                | "автор фото"
                | "источник изображения"
                | "图片说明"
                | "图片来源"
                | "画像提供"
                | "画像説明"
                | "写真説明"
                | "bildrechte"
                | "bildunterschrift"
                | "légende image"
        )
    })
}

/// A label, what it labels, and the picture's name right above make captions.
fn labelled(page: &mut Page<'_>, at: usize) {
    let above = at > 0
        && !page.units[at].gap_before
        && page.is_open(at - 1)
        && page.units[at - 1].shape.size < 120
        && page.units[at - 1].prose == Prose::No
        && page.units[at - 1].gap_before;
    if above {
        page.set(at - 1, Role::Caption);
    }
    page.set(at, Role::Caption);
    if at + 1 < page.units.len() && !page.units[at + 1].gap_before && page.units[at + 1].shape.size < 320 {
        page.set(at + 1, Role::Caption);
    }
}

/// Whether the line above a lone credit is its caption: the two make a block of their own.
fn goes_with(page: &Page<'_>, above: usize, credit: usize) -> bool {
    match (page.units.get(above), page.units.get(credit)) {
        (Some(a), Some(c)) => a.gap_before && !c.gap_before && a.shape.size < 320 && a.shape.length() >= 4,
        _ => false,
    }
}

/// Agencies alone in brackets: captions, unless they close the last paragraph.
pub(super) fn mark_bare(page: &mut Page<'_>) {
    let last = page.units.iter().rposition(|u| u.prose > Prose::No && matches!(u.role, Role::Body(_)));
    for at in 0..page.units.len() {
        let unit = &page.units[at];
        let candidate = matches!(unit.role, Role::Body(_)) && Some(at) != last && unit.shape.size < 330;
        if candidate && credit(page, at) == Some(Sign::Bare) && super::wire::dateline(page.text(at)).is_none()
        {
            page.set(at, Role::Caption);
        }
    }
}
