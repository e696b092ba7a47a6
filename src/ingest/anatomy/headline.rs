//! The headline, the standfirst, and captions that only their place gives away.
//!
//! Above a body stand menus, credits and a few lines of text. The headline is the line that talks
//! about what the body talks about, or that the page repeats; what stands between it and the body
//! is standfirst or caption.

use hashbrown::HashMap;

use super::body::{Extent, is_meta};
use super::furniture::starts_with_ignoring_case;
use super::page::{Page, Prose, Role, Unit, evidence};
use super::shape::Ending;
use super::titles::{cut_suffix, title_key};
use super::vocabulary::Vocabulary;
use super::wire;
use crate::corpus::{Confidence, EvidenceKind, FurnitureKind, Inferred, ParagraphKind, Span};

/// Where the headline is and what of its line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Its unit.
    pub unit: usize,
    /// Its bytes in the raw text.
    pub span: Span,
    /// What its line, or a copy of it, adds: outlet, section.
    pub suffix: Vec<String>,
    /// How sure.
    pub confidence: Confidence,
    /// Whether the page repeats it.
    pub repeated: bool,
}

/// Finds the headline, marks it and its copies.
pub(super) fn decide(page: &mut Page<'_>, extent: &mut Extent, title: Option<&str>) -> Option<Found> {
    let vocabulary = Vocabulary::of_body(page, *extent);
    let titled = |u: &Unit| u.shape.size < 300 && !(u.prose == Prose::Strong && u.shape.ends());
    let keys: Vec<u64> =
        (0..page.units.len()).map(|u| if titled(&page.units[u]) { page.title_key(u) } else { 0 }).collect();
    let mut count: HashMap<u64, u32> = HashMap::new();
    for (&key, unit) in keys.iter().zip(&page.units) {
        if key != 0 && unit.shape.length() >= 2 {
            *count.entry(key).or_default() += 1;
        }
    }
    let title_of_file = title.map_or(0, title_key);
    let bare = |text: &str| count.contains_key(&title_key(text));

    let mut best: Option<(f32, usize)> = None;
    let mut qualified = 0.0_f32;
    for (u, &key) in keys.iter().enumerate().take(extent.start) {
        let unit = &page.units[u];
        let marked = page.headline_mark(unit.span).is_some();
        let named = title_of_file != 0 && key == title_of_file;
        // A title may look like a menu or a link; then only its words save it.
        let rescued = matches!(&unit.role, Role::Furniture(FurnitureKind::Related | FurnitureKind::Menu, _))
            && unit.shape.length() >= 4;
        if unit.role != Role::Open && !named && !marked && !rescued {
            continue;
        }
        let s = &unit.shape;
        if (is_meta(page, u) && !named && !marked) || s.size > 340 || s.letters < 2 {
            continue;
        }
        let text = page.text(u);
        let suffix = cut_suffix(page, text, bare);
        let title = suffix.as_ref().and_then(|x| text.get(..x.cut)).unwrap_or(text);
        let share = vocabulary.share(title);
        // "In pictures: the fair returns" heads a page of pictures.
        let shown = rescued && super::kind::is_label(text);
        if rescued && !shown && (share < 0.5 || unit.shape.has(super::shape::sign::ANGLE)) && !named {
            continue;
        }
        let repeated =
            count.get(&title_key(title)).is_some_and(|&n| n > 1) || suffix.is_some() && bare(title);
        let mut score = 3.0 * share;
        score += if repeated && s.length() >= 3 { 2.5 } else { 0.0 };
        score += match s.length() {
            0 | 1 => -2.5,
            2 => -1.0,
            3 => 0.3,
            4..=30 => 1.5,
            _ => 0.0,
        };
        score += if unit.gap_before && unit.gap_after { 0.8 } else { 0.0 };
        score += match s.ending {
            Ending::Sentence if text.ends_with(['?', '!', '？', '！', '”', '"', '」', '»']) => 0.4,
            Ending::Sentence | Ending::Colon | Ending::Comma => -1.2,
            _ => 0.8,
        };
        score += if suffix.is_some() { 1.0 } else { 0.0 };
        score += if heads_standfirst(page, u) || follows_kicker(page, u) { 2.2 } else { 0.0 };
        score += if named || marked { 6.0 } else { 0.0 };
        score -= if rescued { 1.5 } else { 0.0 };
        score -= if page.registry.section(text).is_some() { 3.0 } else { 0.0 };
        score -= if u <= 4 && !repeated && page.looks_like_outlet(u) { 2.0 } else { 0.0 };
        score -= if super::furniture::is_masthead(page, u, extent.start) { 5.0 } else { 0.0 };
        // What stands right below the masthead is its motto.
        let motto = u > 0
            && !unit.gap_before
            && matches!(page.units[u - 1].role, Role::Furniture(FurnitureKind::Masthead, _));
        score -= if motto && !repeated && share < 0.6 { 2.5 } else { 0.0 };
        score -= 0.9 * qualified.min(4.0);
        if s.length() >= 3 || s.is_wide() && s.size >= 10 {
            qualified += if share > 0.2 { 1.0 } else { 0.6 };
        }
        if best.is_none_or(|(b, _)| score > b) {
            best = Some((score, u));
        }
    }
    let (score, unit) = match best {
        Some((score, unit)) if score > -0.5 => (score, unit),
        _ => from_body(page, extent)?,
    };
    let text = page.text(unit);
    let suffix = cut_suffix(page, text, bare);
    let from = page.units[unit].span.from as usize;
    let (mut span, mut added) = (page.units[unit].span, Vec::new());
    let mut at = unit;
    if let Some(suffix) = suffix {
        added = suffix.parts.iter().map(|p| (*p).to_owned()).collect();
        span = super::lines::trim(page.raw, Span::new(from, from + suffix.cut));
        // The clean copy is the headline, the one with the outlet's name a repetition.
        let key = title_key(span.of(page.raw));
        if let Some(clean) = (0..extent.start).find(|&u| u != unit && keys[u] == key && page.is_open(u)) {
            at = clean;
            span = page.units[clean].span;
        }
    } else {
        let key = keys[unit];
        for u in 0..page.units.len() {
            if u != unit
                && page.units[u].span.len() > page.units[unit].span.len()
                && page.units[u].shape.size < 340
            {
                let other = page.text(u);
                if !begins_alike(other, page.text(unit)) {
                    continue;
                }
                if let Some(suffix) = cut_suffix(page, other, |t| title_key(t) == key)
                    && other.get(..suffix.cut).is_some_and(|t| title_key(t) == key)
                {
                    added = suffix.parts.iter().map(|p| (*p).to_owned()).collect();
                }
            }
        }
    }
    span = without_mark(page, span);
    page.set(at, Role::Headline);
    let key = title_key(span.of(page.raw));
    let mut repeated = false;
    for (u, &other) in keys.iter().enumerate() {
        if u == at
            || page.units[u].shape.size > 400
            || page.units[u].prose == Prose::Strong && u >= extent.start
        {
            continue;
        }
        let text = page.text(u);
        let same = other == key
            || is_longer_copy(page, text, span.of(page.raw), key)
            || is_cut_copy(text, span.of(page.raw));
        if same && (page.is_open(u) || u < extent.start) {
            repeated = true;
            page.set(u, Role::Furniture(FurnitureKind::Repetition, "the headline".into()));
        }
    }
    let confidence = if repeated || score > 4.0 {
        Confidence::High
    } else if score > 2.0 {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    Some(Found { unit: at, span, suffix: added, confidence, repeated })
}

/// Whether a short title stands right above one longer line and below a section or credits:
/// headline and standfirst.
fn heads_standfirst(page: &Page<'_>, at: usize) -> bool {
    let (Some(unit), Some(next)) = (page.units.get(at), page.units.get(at + 1)) else { return false };
    let Some(above) = at.checked_sub(1) else { return false };
    let below_credits = is_meta(page, above);
    let placed = below_credits || !page.is_open(above) || page.registry.section(page.text(above)).is_some();
    // The three stand in one block, or each in its own.
    let apart = next.gap_before;
    let together = !apart || below_credits && unit.gap_before && next.gap_after;
    let closes = page
        .units
        .get(at + 2)
        .is_none_or(|u| u.prose == Prose::Strong || u.gap_before && !apart || is_meta(page, at + 2));
    let marks = super::shape::sign::SLASH | super::shape::sign::PIPE;
    let plain = !unit.shape.has(marks) && !page.looks_like_outlet(at);
    let least = if apart { 2 } else { 3 };
    let title = unit.shape.length() >= least && unit.prose == Prose::No;
    let longer = next.shape.length() > unit.shape.length() && next.shape.size < 300;
    placed
        && together
        && closes
        && plain
        && title
        && longer
        && next.role == Role::Open
        && !is_meta(page, at + 1)
}

/// Whether a title stands in one block between a shorter line above and a sentence below: kicker,
/// headline, standfirst.
fn follows_kicker(page: &Page<'_>, at: usize) -> bool {
    let Some(above) = at.checked_sub(1) else { return false };
    let (Some(kicker), Some(unit), Some(next)) =
        (page.units.get(above), page.units.get(at), page.units.get(at + 1))
    else {
        return false;
    };
    let block = !unit.gap_before && !next.gap_before;
    let open = kicker.role == Role::Open
        && next.role == Role::Open
        && !is_meta(page, above)
        && !is_meta(page, at + 1);
    let short = kicker.prose == Prose::No
        && kicker.shape.length() <= 4
        && kicker.shape.length() < unit.shape.length();
    block
        && open
        && short
        && unit.prose == Prose::No
        && unit.shape.length() >= 4
        && next.prose > Prose::No
        && next.shape.stops > 0
}

/// What databases write before a headline.
const HEADLINE_LABELS: &[&str] = &[
    "見出し：",
    "見出し:",
    "タイトル：",
    "題名：",
    "标题：",
    "标题:",
    "题名：",
    "標題：",
    "제목:",
    "제목 :",
    "Headline:",
    "HEADLINE:",
    "Title:",
    "TITLE:",
    "Заголовок:",
    "Titel:",
    "Titre :",
    "Titre:",
    "Título:",
    "Titular:",
    "العنوان:",
];

/// Marks of markdown headings and labels of databases are no words of the headline.
fn without_mark(page: &Page<'_>, span: Span) -> Span {
    let text = span.of(page.raw);
    if let Some(rest) = HEADLINE_LABELS.iter().find_map(|label| text.strip_prefix(label))
        && !rest.trim().is_empty()
    {
        return super::lines::trim(page.raw, Span::new(span.to as usize - rest.len(), span.to as usize));
    }
    let bare = text.trim_start_matches('#');
    if bare.len() < text.len() && bare.starts_with(' ') {
        return super::lines::trim(page.raw, Span::new(span.to as usize - bare.len(), span.to as usize));
    }
    match page.headline_mark(span) {
        Some(mark) => mark.span,
        None => span,
    }
}

/// Whether two lines begin with the same few letters.
fn begins_alike(a: &str, b: &str) -> bool {
    // The first letter decides nearly always.
    if let (Some(a), Some(b)) = (a.as_bytes().first(), b.as_bytes().first())
        && a.is_ascii_alphanumeric()
        && b.is_ascii_alphanumeric()
        && !a.eq_ignore_ascii_case(b)
    {
        return false;
    }
    let mut b = b.chars().filter(|c| c.is_alphanumeric());
    let a = a.chars().filter(|c| c.is_alphanumeric());
    a.take(5).all(|x| b.next().is_some_and(|y| x == y || x.to_lowercase().eq(y.to_lowercase())))
}

/// "Headline | The Nelin Post" for a headline of `key`.
fn is_longer_copy(page: &Page<'_>, text: &str, headline: &str, key: u64) -> bool {
    begins_alike(text, headline)
        && text.contains(['|', '-', '–', '—', '｜', '_', '»'])
        && cut_suffix(page, text, |t| title_key(t) == key)
            .is_some_and(|s| text.get(..s.cut).is_some_and(|t| title_key(t) == key))
}

/// "The beginning of the headl..." for a headline.
fn is_cut_copy(text: &str, headline: &str) -> bool {
    let cut = text.trim_end_matches(['.', '…', ' ']);
    cut.len() < text.len() && cut.len() >= 20 && headline.starts_with(cut) && headline.len() > cut.len()
}

/// A headline that reads like a sentence and was taken for the first paragraph.
fn from_body(page: &Page<'_>, extent: &mut Extent) -> Option<(f32, usize)> {
    if page.located.is_some() {
        return None;
    }
    let first = extent.start;
    let unit = page.units.get(first)?;
    let next = (first + 1..=extent.end).find(|&u| page.is_open(u) && page.units[u].prose > Prose::No)?;
    let short = unit.shape.size < 180 && unit.prose != Prose::Strong && unit.gap_after
        || unit.shape.size < 130
            && unit.gap_after
            && unit.shape.stops == 0
            && page.units[next].shape.size > unit.shape.size * 2;
    if !short || wire::dateline(page.text(first)).is_some() {
        return None;
    }
    extent.start = next;
    Some((0.5, first))
}

/// Whether a unit stands in a block of three or more short lines: buttons, not text.
fn in_row(page: &Page<'_>, at: usize) -> bool {
    let short = |u: usize| {
        page.units.get(u).is_some_and(|unit| {
            unit.shape.size < 60
                && unit.prose == Prose::No
                && !matches!(unit.role, Role::Date | Role::Credit | Role::Headline)
        })
    };
    if !short(at) {
        return false;
    }
    let joined = |u: usize| page.units.get(u).is_some_and(|unit| !unit.gap_before);
    let above = (1..=2).take_while(|k| at >= *k && joined(at + 1 - k) && short(at - k)).count();
    let below = (1..=2).take_while(|k| joined(at + k) && short(at + k)).count();
    above + below >= 2
}

/// Gives the open units between headline and body their roles; returns the standfirst.
pub(super) fn between(
    page: &mut Page<'_>,
    headline: Option<usize>,
    extent: Extent,
) -> Option<Inferred<Span>> {
    let from = headline.map_or(0, |h| h + 1);
    let dated = wire::dateline(page.text(extent.start)).is_some();
    let mut standfirst = None;
    for u in from..extent.start {
        if !page.is_open(u) || headline.is_none() {
            continue;
        }
        let unit = &page.units[u];
        let s = unit.shape;
        if super::captions::credit(page, u).is_some() {
            page.set(u, Role::Caption);
            continue;
        }
        if s.length() < 4 || s.letters < 8 || in_row(page, u) {
            continue;
        }
        let sentence = unit.prose > Prose::No;
        if !s.ends() && is_row_of_buttons(page.text(u)) {
            continue;
        }
        // "By the Editorial Board" names nobody, but it is no summary.
        if !s.ends() && s.words <= 6 && starts_with_ignoring_case(page.text(u), "by the ") {
            page.set(u, Role::Credit);
            continue;
        }
        // Buttons in a row have capitals, text runs on in small letters.
        if !sentence
            && !s.runs()
            && (standfirst.is_some()
                || s.capitals > s.smalls + 3 && s.words > 5 && page.text(u).contains("  "))
        {
            continue;
        }
        // An hour right above: the first entry of a live page has a title.
        let hour = u > 0
            && page.units[u - 1].shape.digits >= 3
            && page.units[u - 1].shape.letters == page.units[u - 1].shape.digits;
        if hour && !sentence {
            page.set(u, Role::Body(ParagraphKind::Subhead));
            continue;
        }
        if standfirst.is_some() {
            // Below a standfirst only a picture's caption stands alone above a dateline.
            page.set(
                u,
                if dated || s.size < 260 { Role::Caption } else { Role::Body(ParagraphKind::Paragraph) },
            );
            continue;
        }
        let sure = if sentence && !dated { Confidence::Medium } else { Confidence::High };
        standfirst = Some(Inferred {
            value: unit.span,
            evidence: evidence(EvidenceKind::Layout, ""),
            confidence: sure,
        });
        page.set(u, Role::Standfirst);
    }
    standfirst
}

/// "A- A+   Print   Send to a friend   Share": short pieces with wide gaps between them.
fn is_row_of_buttons(text: &str) -> bool {
    let pieces = text.split("  ").map(str::trim).filter(|piece| !piece.is_empty());
    let words: Vec<usize> = pieces.map(|piece| piece.split_whitespace().count()).collect();
    words.len() >= 3 && words.iter().all(|&count| count <= 4)
}
