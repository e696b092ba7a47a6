//! The lines that say who wrote it, above and below the body: bylines, agency credits, editors.

use std::sync::Arc;

use super::body::Extent;
use super::page::{Page, Prose, Role, evidence};
use super::{byline, byline_wide, date, firms, house, names, outlet, wire};
use crate::corpus::{Confidence, EvidenceKind, FurnitureKind, Inferred};
use crate::ingest::registry::Registry;

/// What bylines say.
pub(super) struct Credits {
    /// Names of authors.
    pub names: Vec<Inferred<Arc<str>>>,
    /// A section that stands beside a name.
    pub section: Option<String>,
    /// Outlets and agencies that stand beside names, each with its line.
    pub firms: Vec<(String, String)>,
}

/// Reads bylines and agency credits above and below the body.
pub(super) fn credits(page: &mut Page<'_>, head: Option<usize>, extent: Extent) -> Credits {
    let Extent { start, end } = extent;
    let mut names: Vec<Inferred<Arc<str>>> = Vec::new();
    let mut section = None;
    let mut firms: Vec<(String, String)> = Vec::new();
    // Lines with a label or a job and their names, and names on lines without.
    let mut labelled: Vec<(usize, String)> = Vec::new();
    let mut bare: Vec<(usize, String)> = Vec::new();
    for at in 0..start.min(page.units.len()) {
        if !page.is_open(at) || page.units[at].shape.size > 240 {
            continue;
        }
        if wire::is_credit_line(page, at) {
            // An agency's name opens its own pages.
            if at == 0 && head.is_some_and(|h| h > 1) {
                page.put_aside(at, FurnitureKind::Masthead, "name of the outlet");
                continue;
            }
            page.set(at, Role::Credit);
        }
        let text = page.text(at);
        let Some(mut credit) = page.byline(at).cloned() else { continue };
        if let Some(firm) = house::firm_of_byline(page, at) {
            credit.said = true;
            credit.names.retain(|name| name != firm);
            firms.push((firm.to_owned(), text.to_owned()));
        }
        if !credit.said && (credit.names.is_empty() || !in_place(page, at, head, start)) {
            if outlet::only_agencies(page, &credit.firms) && credit.names.is_empty() {
                page.set(at, Role::Credit);
            }
            continue;
        }
        if page.units[at].prose == Prose::Strong {
            continue;
        }
        let sure = if credit.said { Confidence::High } else { Confidence::Medium };
        firms.extend(credit.firms.iter().map(|f| (f.clone(), text.to_owned())));
        let list = if credit.said { &mut labelled } else { &mut bare };
        list.extend(credit.names.iter().map(|name| (at, name.clone())));
        add_names(&mut names, &credit.names, text, sure);
        section = section.or(credit.section);
        page.set(at, Role::Credit);
    }
    // Where a byline says that it is one, a name on a line elsewhere is a town or a topic.
    if !labelled.is_empty() {
        let known = |at: usize, bare: &str| {
            labelled.iter().any(|(said, name)| said.abs_diff(at) <= 1 || name == bare)
        };
        names.retain(|n| !bare.iter().any(|(at, name)| *name == *n.value && !known(*at, name)));
    }
    // "Ada Brandt is the paper's columnist." above the body, or as its last line.
    for at in (head.map_or(0, |h| h + 1)..start.min(page.units.len())).chain([end]) {
        if page.units.get(at).is_some_and(|u| u.shape.size < 200)
            && let Some(name) = byline::in_note(page.text(at))
        {
            if names.is_empty() {
                add_names(&mut names, &[name], page.text(at), Confidence::Medium);
            }
            if at < start && page.is_open(at) {
                page.set(at, Role::Credit);
            }
        }
    }
    // Editors, translators and the like belong to the credits too.
    for at in 0..page.units.len() {
        if page.is_open(at)
            && (at < start || at > end)
            && (is_staff_line(page.text(at))
                || page.units[at].span.len() < 90 && firms::source(page.text(at)).is_some())
        {
            page.set(at, Role::Credit);
        }
    }
    if start < page.units.len() {
        let mut first = byline_wide::in_dateline(page.text(start));
        // "(서울=연합뉴스)", "（新华社）": an agency stands where names do.
        first.retain(|name| page.registry.by_name(name).is_none());
        if names.is_empty() && !first.is_empty() {
            let text = page.text(start);
            let quote = text.char_indices().nth(40).map_or(text, |(at, _)| text.get(..at).unwrap_or(text));
            add_names(&mut names, &first, quote, Confidence::High);
        }
        let last = page.text(end);
        if names.is_empty() {
            let mut tail = byline_wide::in_tail(last);
            tail.retain(|name| page.registry.by_name(name).is_none());
            let quote = last.rfind(['（', '(', '【']).and_then(|at| last.get(at..)).unwrap_or("");
            add_names(&mut names, &tail, quote, Confidence::Medium);
        }
    }
    // A byline below the body, where the head has none.
    let mut passed = 0;
    for at in end + 1..page.units.len() {
        if !page.is_open(at) || passed > 4 {
            if page.is_furniture(at) {
                passed += 1;
            }
            continue;
        }
        passed += 1;
        if wire::is_credit_line(page, at) || wire::is_desk_line(page.text(at)) || wire::signs(page, at, start)
        {
            page.set(at, Role::Credit);
        }
        let text = page.text(at);
        // A name alone right below the last paragraph signs it.
        if at == end + 1
            && names.is_empty()
            && page.units[at].shape.size < 60
            && let Some(credit) = page.byline(at).cloned()
            && let Some(name) = credit.names.first()
            && credit.names.len() <= 2
            && page.is_open(at)
        {
            add_names(&mut names, std::slice::from_ref(name), text, Confidence::Low);
            page.set(at, Role::Credit);
            continue;
        }
        if page.units[at].shape.size < 120
            && let Some(credit) = page.byline(at).cloned()
            && credit.said
            && !credit.names.is_empty()
            && passed <= 3
        {
            if names.is_empty() {
                add_names(&mut names, &credit.names, text, Confidence::Medium);
            }
            page.set(at, Role::Credit);
        }
    }
    // The line that ends the body may be one as well.
    if let Some(Role::Body(_)) = page.units.get(end).map(|u| &u.role)
        && end > start
        && (wire::is_credit_line(page, end) || wire::is_desk_line(page.text(end)))
    {
        page.set(end, Role::Credit);
    }
    // What signs below the last paragraph may have been taken for its last line.
    let mut last = end;
    while last > start && last + 1 >= end && is_help_line(page.text(last)) {
        page.set(last, Role::Credit);
        last -= 1;
    }
    while last > start && wire::signs(page, last, start) {
        page.set(last, Role::Credit);
        last -= 1;
    }
    // "By Ada Brandt, Port Nelin": a town is spoken of in the text, an author is not.
    if names.len() > 1 {
        let told = |name: &str| {
            (start + 1..=end.min(page.units.len().saturating_sub(1)))
                .any(|u| matches!(page.units[u].role, Role::Body(_)) && page.text(u).contains(name))
        };
        let told = |name: &str| told(name) || page.text(start).contains(name);
        let mut first = true;
        names.retain(|name| {
            std::mem::take(&mut first) || names::is_wide_name(&name.value) || !told(&name.value)
        });
    }
    Credits { names, section, firms }
}

pub(super) fn add_names(
    names: &mut Vec<Inferred<Arc<str>>>,
    more: &[String],
    quote: &str,
    confidence: Confidence,
) {
    for name in more {
        if !names.iter().any(|n| n.value.eq_ignore_ascii_case(name)) {
            names.push(Inferred {
                value: name.as_str().into(),
                evidence: evidence(EvidenceKind::NamedInText, quote),
                confidence,
            });
        }
    }
}

/// Whether a bare name stands where bylines stand: between headline and body, or beside a stamp.
fn in_place(page: &Page<'_>, at: usize, head: Option<usize>, start: usize) -> bool {
    let below = head.is_some_and(|h| at > h) && at < start;
    let beside = |u: Option<usize>| u.is_some_and(|u| u < start && date::stamp(page, u).is_some());
    below || beside(at.checked_sub(1)) || beside(Some(at + 1))
}

/// "责任编辑：…", "Edited by …", "Редактор: …", "Translated by …".
fn is_staff_line(text: &str) -> bool {
    if text.len() > 160 {
        return false;
    }
    let lower = text.trim_start_matches(['(', '（', '[', '【', ' ']).to_lowercase();
    [
        "edited by",
        "with reporting by",
        "editing by",
        "editor:",
        "editors:",
        "translated by",
        "translation:",
        "translation by",
        "compiled by",
        "producer:",
        "reporting by",
        "additional reporting",
        "with additional reporting",
        "責任編輯",
        "责任编辑",
        "责编",
        "編輯",
        "编辑：",
        "编辑:",
        "编辑 ",
        "审核",
        "校对",
        "校對",
        "监制",
        "值班",
        "原标题",
        "翻译：",
        "翻譯：",
        "翻訳：",
        "翻訳・",
        "編集：",
        "編集・",
        "редактор:",
        "редактор ",
        "перевод:",
        "перевел",
        "перевод ",
    ]
    .iter()
    .any(|p| lower.starts_with(p))
}

/// "Ada Brandt contributed to this report."
fn is_help_line(text: &str) -> bool {
    text.len() < 160
        && (text.contains("contributed to this")
            || text.contains("contributed reporting")
            || text.contains("contributed from")
            || text.contains("reported from"))
}

/// Names of file metadata.
pub(super) fn of_metadata(author: &str, registry: &Registry) -> Vec<Inferred<Arc<str>>> {
    let read = byline::read(author, registry).map(|c| c.names).filter(|n| !n.is_empty());
    let names = read.unwrap_or_else(|| {
        author.split([',', ';', '、']).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect()
    });
    names
        .into_iter()
        .map(|n| Inferred {
            value: n.as_str().into(),
            evidence: evidence(EvidenceKind::FileMetadata, author),
            confidence: Confidence::High,
        })
        .collect()
}
