//! Names that a page gives as its own: in its copyright line, in the folder it lies in, in a byline
//! that repeats the masthead. They tell the masthead of an outlet that the registry does not know
//! from a headline.

use super::byline;
use super::page::{Page, Prose, Role};
use super::rights::holder_by;
use super::shape::sign;
use super::titles::title_key;
use crate::corpus::FurnitureKind;

/// Longest name of an outlet, in columns.
const LONGEST: u32 = 48;

/// Puts the mastheads aside that no rule for known outlets has seen; they are lines above the body
/// that hold a name the page uses for itself and nothing more.
pub(super) fn mark_mastheads(page: &mut Page<'_>) {
    let mut own: Vec<u64> = Vec::new();
    for at in 0..page.units.len() {
        let unit = &page.units[at];
        if unit.shape.size > 260 || unit.prose == Prose::Strong {
            continue;
        }
        let legal =
            matches!(unit.role, Role::Furniture(FurnitureKind::Legal, _)) || unit.shape.has(sign::COPYRIGHT);
        if legal && let Some(name) = holder_by(page, at) {
            own.push(title_key(name));
        }
    }
    if let Some((folders, _)) = page.path.rsplit_once('/') {
        let folder = folders.rsplit('/').next().unwrap_or("");
        if folder.chars().filter(|c| c.is_alphabetic()).count() > 3 {
            own.push(title_key(folder));
        }
    }
    let bylines: Vec<u64> =
        (0..page.units.len().min(HEAD)).filter_map(|at| firm_of_byline(page, at)).map(title_key).collect();
    own.extend(bylines);
    own.retain(|&key| key != 0);
    if own.is_empty() {
        return;
    }
    for at in 0..page.units.len().min(HEAD) {
        let unit = &page.units[at];
        if unit.role == Role::Open && unit.shape.size <= LONGEST && own.contains(&page.title_key(at)) {
            page.put_aside(at, FurnitureKind::Masthead, "the page's own name");
        }
    }
}

/// Units in which a masthead may stand.
const HEAD: usize = 24;

/// "Ada Brandt / The Nelin Post": what stands after the name, where it stands alone elsewhere too.
pub(super) fn firm_of_byline<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    let unit = page.units.get(at)?;
    if unit.shape.size > 90
        || unit.shape.digits > 0
        || !unit.shape.has(sign::SLASH | sign::PIPE) && !page.text(at).contains(',')
    {
        return None;
    }
    let (name, firm) = page.text(at).split_once([',', '|', '/']).map(|(a, b)| (a.trim(), b.trim()))?;
    let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(name);
    let person = super::names::is_name(name, 2) || super::names::is_wide_name(name);
    if !person {
        return None;
    }
    let key = title_key(firm);
    let alone = || {
        (0..page.units.len().min(HEAD))
            .any(|u| u != at && page.units[u].shape.size <= LONGEST && page.title_key(u) == key)
    };
    (key != 0
        && alone()
        && page.registry.section(firm).is_none()
        && byline::read(firm, page.registry).is_none_or(|c| !c.said))
    .then_some(firm)
}

/// Whether a name stands alone on a line of the head.
pub(super) fn stands_alone(page: &Page<'_>, name: &str) -> bool {
    let key = title_key(name);
    (0..page.units.len().min(HEAD)).any(|u| page.units[u].shape.size <= LONGEST && page.title_key(u) == key)
}
