//! The aggregator around an outlet's article.

use std::sync::Arc;

use super::page::{Page, Role, evidence};
use crate::corpus::{Confidence, EvidenceKind, FurnitureKind, Inferred};
use crate::ingest::registry::{MentionKind, Outlet, OutletKind, Place};

/// The host of a page. Where a web page states its address, that decides: menus of outlets name hosts
/// that they can be followed on.
pub(super) fn of_page(
    page: &Page<'_>,
    url: Option<&str>,
    stated: Option<&str>,
) -> Option<Inferred<Arc<str>>> {
    let Some(url) = url.filter(|url| page.located.is_some() && url.contains("://")) else {
        return known(page);
    };
    let is_host = |outlet: &&Outlet| outlet.kind == OutletKind::Aggregator;
    let there = page.registry.by_domain(url).filter(is_host);
    let (outlet, words) = match there {
        Some(outlet) => (outlet, url),
        None => stated.and_then(|name| Some((page.registry.by_name(name).filter(is_host)?, name)))?,
    };
    Some(Inferred {
        value: outlet.name.as_str().into(),
        evidence: evidence(EvidenceKind::FileMetadata, words),
        confidence: Confidence::High,
    })
}

/// The host whose furniture the page carries. What articles say about hosts does not count, nor
/// does a host's name among share buttons.
fn known(page: &Page<'_>) -> Option<Inferred<Arc<str>>> {
    let mut best: Option<(u32, Inferred<Arc<str>>)> = None;
    for (at, unit) in page.units.iter().enumerate() {
        let Role::Furniture(kind, _) = &unit.role else { continue };
        if matches!(kind, FurnitureKind::Sharing | FurnitureKind::Template) && unit.shape.words > 1 {
            continue;
        }
        for mention in page.mentions_in(unit.span) {
            let Some(outlet) = page.registry.outlet(mention.index) else { continue };
            if outlet.kind != OutletKind::Aggregator {
                continue;
            }
            // Among share buttons a host's name is one more button.
            let shared = (at.saturating_sub(4)..page.units.len().min(at + 5))
                .any(|u| matches!(page.units[u].role, Role::Furniture(FurnitureKind::Sharing, _)));
            if shared && at > 3 && mention.what == MentionKind::Host && mention.place != Place::Copyright {
                continue;
            }
            let (score, kind) = match (mention.what, mention.place) {
                (MentionKind::Furniture, _) => (4, EvidenceKind::PageFurniture),
                (_, Place::Copyright) => (4, EvidenceKind::CopyrightLine),
                (MentionKind::Domain, _) => (2, EvidenceKind::Address),
                (_, Place::Line) if at > 3 => continue,
                (_, Place::Line | Place::Tail) if *kind != FurnitureKind::Sharing => {
                    (3, EvidenceKind::NamedInText)
                }
                (_, Place::Prose) if matches!(kind, FurnitureKind::Sharing | FurnitureKind::Legal) => {
                    continue;
                }
                _ => (2, EvidenceKind::PageFurniture),
            };
            let confidence = if score >= 3 { Confidence::High } else { Confidence::Medium };
            if best.as_ref().is_none_or(|(b, _)| score > *b) {
                let value: Arc<str> = outlet.name.as_str().into();
                best = Some((score, Inferred { value, evidence: evidence(kind, page.text(at)), confidence }));
            }
        }
    }
    best.map(|(_, host)| host)
}

/// A host that the registry does not know: the page's first line is its name and not the outlet's,
/// and its furniture speaks of it again and again.
pub(super) fn unknown(page: &Page<'_>, outlet: &str) -> Option<Inferred<Arc<str>>> {
    let first = page.units.first()?;
    let name = page.text(0);
    let shaped = first.shape.words <= 3
        && first.shape.size <= 24
        && first.shape.digits == 0
        && first.shape.capitals == first.shape.words;
    if !shaped
        || !matches!(first.role, Role::Furniture(..))
        || page.registry.section(name).is_some()
        || page.registry.generic_furniture(name).is_some()
    {
        return None;
    }
    let other =
        !outlet.to_lowercase().contains(&name.to_lowercase()) && page.registry.by_name(name).is_none();
    let speaks = |u: &&super::page::Unit| {
        matches!(u.role, Role::Furniture(..))
            && u.shape.words > first.shape.words
            && u.span.of(page.raw).contains(name)
    };
    (other && page.units.iter().skip(1).filter(speaks).count() >= 2).then(|| Inferred {
        value: name.into(),
        evidence: evidence(EvidenceKind::PageFurniture, name),
        confidence: Confidence::Medium,
    })
}
