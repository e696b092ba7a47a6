//! Who publishes the page.
//!
//! Signs are weighed: a masthead, a title suffix, a byline that names the paper, a copyright line,
//! furniture phrases, addresses, at last the folder. What the article says about outlets ("told
//! the Guardian") never counts, nor does "Read more at". Where nothing shows it: nobody.

use std::sync::Arc;

use hashbrown::HashMap;

use super::body::Extent;
use super::byline;
use super::firms::{byline_firm, source};
use super::page::{Page, Role, evidence};
use super::rights::{holder_by, holder_of, is_beside_holder};
use super::shape::sign;
use super::titles::{as_set, is_site, looks_like_outlet};
use crate::corpus::{Confidence, EvidenceKind, FurnitureKind, Inferred};
use crate::ingest::registry::{Mention, MentionKind, Outlet, OutletKind, Place};

/// A sign of an outlet.
struct Sign {
    name: String,
    weight: u32,
    kind: EvidenceKind,
    quote: String,
}

/// The outlet. `suffix` is what the title line added to the headline, `firms` what bylines name;
/// `hosted` says that the page is an aggregator's.
pub(super) fn decide(
    page: &Page<'_>,
    extent: Extent,
    headline: Option<usize>,
    suffix: &[String],
    firms: &[(String, String)],
    hosted: bool,
) -> Option<Inferred<Arc<str>>> {
    let start = extent.start;
    let mut signs: Vec<Sign> = Vec::new();
    for (firm, line) in firms {
        let known = page
            .registry
            .by_name(firm)
            .filter(|o| !matches!(o.kind, OutletKind::Agency | OutletKind::Aggregator));
        if known.is_none() && page.registry.by_name(firm).is_none() && super::house::stands_alone(page, firm)
        {
            signs.push(Sign {
                name: firm.clone(),
                weight: 66,
                kind: EvidenceKind::NamedInText,
                quote: line.clone(),
            });
        }
        if let Some(outlet) = known {
            signs.push(Sign {
                name: outlet.name.clone(),
                weight: 78,
                kind: EvidenceKind::NamedInText,
                quote: line.clone(),
            });
        }
    }
    for part in suffix {
        suffix_sign(page, part, &mut signs);
    }
    for (at, unit) in page.units.iter().enumerate() {
        let holder = holder_of(page, at);
        for mention in page.mentions_in(unit.span) {
            let Some(outlet) = page.registry.outlet(mention.index) else { continue };
            if is_beside_holder(page, mention, holder) {
                continue;
            }
            if let Some((weight, kind)) = weigh(page, at, mention, outlet, extent, headline) {
                signs.push(Sign { name: outlet.name.clone(), weight, kind, quote: page.text(at).to_owned() });
            }
        }
        unknown(page, at, start, headline, &mut signs);
    }
    in_path(page, &mut signs);
    if hosted {
        // The copyright line of an aggregator's page is the aggregator's.
        signs.retain(|s| s.kind != EvidenceKind::CopyrightLine || page.registry.by_name(&s.name).is_some());
    }
    strongest(page, &signs)
}

/// The name with the strongest sign; several signs together weigh a little more.
fn strongest(page: &Page<'_>, signs: &[Sign]) -> Option<Inferred<Arc<str>>> {
    // An agency's phrases travel with its reports: a paper's own name goes first.
    let agency = |s: &Sign| page.registry.by_name(&s.name).is_some_and(|o| o.kind == OutletKind::Agency);
    let paper = signs.iter().any(|s| s.weight >= 38 && !agency(s));
    let mut by_name: HashMap<&str, (u32, usize)> = HashMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (i, sign) in signs.iter().enumerate() {
        if paper && sign.weight < 86 && agency(sign) {
            continue;
        }
        // "THE NELIN POST" and "The Nelin Post" are one; the form with small letters stands.
        let name = signs
            .iter()
            .map(|s| s.name.as_str())
            .find(|n| n.eq_ignore_ascii_case(&sign.name) && n.chars().any(char::is_lowercase))
            .unwrap_or(&sign.name);
        let entry = by_name.entry(name).or_insert_with(|| {
            order.push(name);
            (0, i)
        });
        let extra = sign.weight.min(entry.0) / 6;
        if sign.weight > signs.get(entry.1).map_or(0, |s| s.weight) {
            entry.1 = i;
        }
        entry.0 = entry.0.max(sign.weight) + extra;
    }
    let mut best: Option<(u32, usize, &str)> = None;
    for name in order {
        if let Some(&(weight, at)) = by_name.get(name)
            && best.is_none_or(|(b, ..)| weight > b)
        {
            best = Some((weight, at, name));
        }
    }
    let (weight, at, name) = best?;
    let sign = signs.get(at)?;
    if weight < 15 {
        return None;
    }
    let confidence = match weight {
        65.. => Confidence::High,
        38..65 => Confidence::Medium,
        _ => Confidence::Low,
    };
    let name = if page.registry.by_name(name).is_some() { name.to_owned() } else { as_set(page, name) };
    Some(Inferred { value: name.into(), evidence: evidence(sign.kind, &sign.quote), confidence })
}

fn suffix_sign(page: &Page<'_>, part: &str, signs: &mut Vec<Sign>) {
    let push = |name: String, weight, signs: &mut Vec<Sign>| {
        signs.push(Sign { name, weight, kind: EvidenceKind::NamedInText, quote: part.to_owned() });
    };
    // "РИА Новости, 19.03.2018"
    let part = part
        .split_once(", ")
        .filter(|(_, date)| date.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(part, |(name, _)| name);
    if page.registry.section(part).is_some() {
        return;
    }
    match page.registry.by_name(part) {
        Some(outlet) if outlet.kind != OutletKind::Aggregator => push(outlet.name.clone(), 90, signs),
        Some(_) => {}
        None => push(part.trim().to_owned(), if looks_like_outlet(part) { 62 } else { 40 }, signs),
    }
}

/// How much a mention says about the page's outlet.
fn weigh(
    page: &Page<'_>,
    at: usize,
    mention: &Mention,
    outlet: &Outlet,
    extent: Extent,
    headline: Option<usize>,
) -> Option<(u32, EvidenceKind)> {
    let Extent { start, end } = extent;
    if outlet.kind == OutletKind::Aggregator {
        return None;
    }
    let unit = page.units.get(at)?;
    let agency = outlet.kind == OutletKind::Agency;
    let text = page.text(at);
    if mention.what == MentionKind::Furniture {
        return match unit.role {
            Role::Body(_) | Role::Headline | Role::Caption => None,
            _ => Some((70, EvidenceKind::PageFurniture)),
        };
    }
    let address = mention.what == MentionKind::Domain;
    if address
        && at == start
        && super::wire::dateline(text)
            .is_some_and(|end| mention.span.to as usize <= unit.span.from as usize + end)
    {
        return Some((60, EvidenceKind::Address));
    }
    match &unit.role {
        Role::Body(_) | Role::Headline | Role::Standfirst | Role::Caption | Role::Open => None,
        Role::Credit | Role::Date | Role::Section => {
            if agency {
                // "来源：新华网" is a site, "来源：新华社" a credit.
                let site = address || mention.span.of(page.raw).ends_with(['网', '網']);
                return (site && mention.place == Place::Credit).then_some((48, EvidenceKind::NamedInText));
            }
            if at > end {
                return Some((36, EvidenceKind::NamedInText));
            }
            Some((if mention.place == Place::Credit { 60 } else { 80 }, EvidenceKind::NamedInText))
        }
        Role::Furniture(kind, _) => {
            in_furniture(text, *kind, mention, agency, at < start, headline.is_none_or(|h| at < h), address)
        }
    }
}

#[expect(clippy::fn_params_excessive_bools, reason = "four independent facts about one mention")]
fn in_furniture(
    text: &str,
    kind: FurnitureKind,
    mention: &Mention,
    agency: bool,
    head: bool,
    top: bool,
    address: bool,
) -> Option<(u32, EvidenceKind)> {
    if matches!(kind, FurnitureKind::Sharing | FurnitureKind::Ornament) {
        return None;
    }
    if pointer(text) {
        return None;
    }
    if address {
        let mail = text.contains('@');
        return match (mention.place, kind) {
            (_, FurnitureKind::Related | FurnitureKind::Advertising) => None,
            (Place::Line, _) => Some((if head { 66 } else { 56 }, EvidenceKind::Address)),
            (Place::Copyright, _) => Some((66, EvidenceKind::CopyrightLine)),
            _ if mail => Some((50, EvidenceKind::Address)),
            (_, FurnitureKind::Legal | FurnitureKind::Masthead) => Some((55, EvidenceKind::Address)),
            _ => Some((40, EvidenceKind::Address)),
        };
    }
    match mention.place {
        Place::Copyright => {
            let ours = !agency
                || text.to_lowercase().contains("rights")
                || text.contains("版权")
                || text.contains("права");
            ours.then_some((if agency { 56 } else { 74 }, EvidenceKind::CopyrightLine))
        }
        Place::Line if kind == FurnitureKind::Related => None,
        Place::Line if head => {
            Some((if agency { if top { 52 } else { 0 } } else { 86 }, EvidenceKind::NamedInText))
                .filter(|(w, _)| *w > 0)
        }
        Place::Line if kind == FurnitureKind::Masthead || kind == FurnitureKind::Legal => {
            Some((if agency { 30 } else { 50 }, EvidenceKind::NamedInText))
        }
        Place::Line => Some((if agency { 16 } else { 30 }, EvidenceKind::NamedInText)),
        Place::Tail
            if matches!(kind, FurnitureKind::Repetition | FurnitureKind::Menu | FurnitureKind::Masthead) =>
        {
            Some((78, EvidenceKind::NamedInText))
        }
        Place::Credit => (!agency).then_some((55, EvidenceKind::NamedInText)),
        _ if kind == FurnitureKind::Masthead => {
            Some((if agency { 30 } else { 84 }, EvidenceKind::NamedInText))
        }
        _ if kind == FurnitureKind::Legal => {
            Some((if agency { 20 } else { 56 }, EvidenceKind::CopyrightLine))
        }
        _ if matches!(
            kind,
            FurnitureKind::Related
                | FurnitureKind::Advertising
                | FurnitureKind::AfterEnd
                | FurnitureKind::Ticker
        ) =>
        {
            None
        }
        _ if agency => None,
        _ => Some((26, EvidenceKind::PageFurniture)),
    }
}

/// "Read more at …" points elsewhere.
fn pointer(text: &str) -> bool {
    let lower: String = text.chars().take(28).flat_map(char::to_lowercase).collect();
    [
        "read more",
        "read the original",
        "read the full",
        "originally published",
        "this article first appeared",
        "via ",
        "source link",
        "follow the",
    ]
    .iter()
    .any(|p| lower.starts_with(p))
}

/// Outlets that the registry does not know: copyright lines, mastheads, site names, bylines.
fn unknown(page: &Page<'_>, at: usize, start: usize, headline: Option<usize>, signs: &mut Vec<Sign>) {
    let unit = &page.units[at];
    if unit.shape.size > 260 {
        return;
    }
    let text = page.text(at);
    let push = |name: &str, weight, kind, signs: &mut Vec<Sign>| {
        // "紙名：港日新聞", "港日新聞 > 地域"
        let name = source(name).unwrap_or(name);
        let name = match page.registry.by_name(name) {
            Some(outlet) if matches!(outlet.kind, OutletKind::Aggregator | OutletKind::Agency) => return,
            Some(outlet) => outlet.name.clone(),
            None => name.to_owned(),
        };
        signs.push(Sign { name, weight, kind, quote: text.to_owned() });
    };
    let holder = holder_of(page, at);
    let named = page.mentions_in(unit.span).iter().any(|m| {
        m.what != MentionKind::Furniture && m.place != Place::Prose && !is_beside_holder(page, m, holder)
    });
    match &unit.role {
        Role::Furniture(kind, _) => {
            if named {
                return;
            }
            if (unit.shape.has(sign::COPYRIGHT) || matches!(kind, FurnitureKind::Legal))
                && let Some(name) = holder.or_else(|| holder_by(page, at))
            {
                push(name, 60, EvidenceKind::CopyrightLine, signs);
            }
            if *kind == FurnitureKind::Masthead && !named {
                // Copyright line, byline or folder have the name as well; here it is as set.
                push(text, if at < start { 58 } else { 30 }, EvidenceKind::NamedInText, signs);
            }
            // Between headline and stamp some sites set their name.
            let stamped = |u: Option<usize>| {
                let unit = u.and_then(|u| page.units.get(u));
                unit.is_some_and(|u| matches!(u.role, Role::Date | Role::Credit))
            };
            let beside = headline.is_some_and(|h| at == h + 1) && at < start && stamped(Some(at + 1));
            let top = headline.is_none_or(|h| at < h) && at < start || beside;
            let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
            if is_site(bare) && !matches!(kind, FurnitureKind::Sharing) {
                push(bare, 42, EvidenceKind::NamedInText, signs);
            } else if top
                && at < 6
                && matches!(kind, FurnitureKind::Menu | FurnitureKind::Masthead | FurnitureKind::Repetition)
                && page.looks_like_outlet(at)
                && page.registry.section(text).is_none()
                && page.registry.generic_furniture(text).is_none()
            {
                let crumbs = super::menus::breadcrumb(page, text, &unit.shape);
                let text = crumbs
                    .and_then(|parts| parts.first().copied())
                    .filter(|p| looks_like_outlet(p))
                    .unwrap_or(text);
                push(text, if at == 0 { 44 } else { 38 }, EvidenceKind::NamedInText, signs);
            }
        }
        Role::Credit | Role::Date => {
            // 港城日报 2021年10月31日 第03版
            if unit.shape.is_wide()
                && at < start
                && let Some((first, _)) = text.split_once([' ', '\u{3000}'])
                && looks_like_outlet(first)
            {
                push(first, 50, EvidenceKind::NamedInText, signs);
            }
            if let Some(name) = byline_firm(text) {
                push(name, 52, EvidenceKind::NamedInText, signs);
            }
            if let Some(name) = source(text)
                && looks_like_outlet(name)
            {
                push(name, 46, EvidenceKind::NamedInText, signs);
            }
        }
        _ => {}
    }
}

/// The folder or the file's name, when it is that of a known outlet.
fn in_path(page: &Page<'_>, signs: &mut Vec<Sign>) {
    let mut parts = page.path.rsplit('/');
    let file = parts.next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let edges = |c: char| c.is_numeric() || matches!(c, '_' | '-' | '.' | ' ' | '(' | ')' | '#');
    let mut try_name = |name: &str, weight: u32, kind| {
        let name = name.trim_matches(edges);
        if name.chars().count() < 2 {
            return false;
        }
        let outlet = page.registry.by_name(name).filter(|o| o.kind != OutletKind::Aggregator);
        if let Some(outlet) = outlet {
            signs.push(Sign { name: outlet.name.clone(), weight, kind, quote: name.to_owned() });
        }
        outlet.is_some()
    };
    for (depth, folder) in parts.take(3).enumerate() {
        if try_name(folder, 36 - 4 * depth as u32, EvidenceKind::FolderName) {
            break;
        }
    }
    if !try_name(stem, 24, EvidenceKind::FileName) {
        let words: Vec<&str> = stem.split(['_', '-', ' ']).filter(|w| !w.is_empty()).collect();
        for n in (1..=words.len().min(3)).rev() {
            let lead = words.get(..n).unwrap_or(&[]).join(" ");
            let lead = lead.trim_matches(edges);
            // "paper_comments" is not The Paper: part of a name must be the outlet's as it is written.
            let same = |name: &str| {
                let letters = |text: &str| -> String {
                    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
                };
                letters(name) == letters(lead)
            };
            let written = page.registry.by_name(lead).is_some_and(|o| o.all_names().any(same));
            if written && lead.chars().count() >= 2 && try_name(lead, 18, EvidenceKind::FileName) {
                break;
            }
        }
    }
}

/// The registry's name for an outlet of file metadata, or the name as written. Two outlets may have one
/// name ("The Republic"), and a site may call itself "US": then the address of the page decides.
pub(super) fn of_metadata(page: &Page<'_>, text: &str, url: Option<&str>) -> Inferred<Arc<str>> {
    let at_address = url.and_then(|url| page.registry.by_domain(url));
    let at_address = at_address.filter(|outlet| outlet.kind != OutletKind::Aggregator);
    let named = page.registry.by_name(text);
    let is_elsewhere = url.is_some_and(|url| url.contains("://")) && at_address.is_none();
    let value: Arc<str> = match (named, at_address) {
        (Some(named), _) if !is_elsewhere || named.domains.is_empty() => named.name.as_str(),
        (None, Some(there)) => there.name.as_str(),
        _ => text.trim(),
    }
    .into();
    Inferred { value, evidence: evidence(EvidenceKind::FileMetadata, text), confidence: Confidence::High }
}

/// The site of an address, for want of a name: "nelin-post.example".
pub(super) fn of_address(url: &str) -> Option<Inferred<Arc<str>>> {
    let (_, rest) = url.split_once("://")?;
    let site = rest.split(['/', '?', '#', ':']).next()?;
    let site = site.strip_prefix("www.").unwrap_or(site).to_lowercase();
    site.contains('.').then(|| Inferred {
        value: site.as_str().into(),
        evidence: evidence(EvidenceKind::Address, url),
        confidence: Confidence::Low,
    })
}

/// Whether an agency is all that a list of firms names; then the line is the agency's credit.
pub(super) fn only_agencies(page: &Page<'_>, firms: &[String]) -> bool {
    byline::agency(firms, page.registry).is_some()
}
