//! Where the body ends: where furniture closes it and running text does not resume.
//!
//! A list of other articles, a wall, comments close it; an advertisement between paragraphs does
//! not, nor does a list of links in the middle, when paragraphs of the usual length follow.

use super::body::{is_meta, is_text};
use super::page::{Page, Prose, Role};
use super::paragraphs::is_item;
use super::service::is_service;
use super::shape::{Ending, sign};
use super::{completeness, wire};
use crate::corpus::FurnitureKind;

/// How firmly furniture closes the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Closer {
    /// An advertisement, a share bar, an inline link.
    Weak,
    /// A list of other articles, a wall, a copyright line.
    Strong,
    /// Comments.
    Final,
}

pub(super) fn closer(page: &Page<'_>, at: usize) -> Closer {
    let text = page.text(at);
    match &page.units[at].role {
        Role::Furniture(kind, detail) => match kind {
            FurnitureKind::Related if &**detail == "link to another article" || is_inline(text, detail) => {
                Closer::Weak
            }
            FurnitureKind::Related
            | FurnitureKind::Legal
            | FurnitureKind::Wall
            | FurnitureKind::Paging
            | FurnitureKind::Masthead => Closer::Strong,
            FurnitureKind::Promotion if page.units[at].prose == Prose::No => Closer::Weak,
            _ if is_comments(text) => Closer::Final,
            _ => Closer::Weak,
        },
        _ => Closer::Weak,
    }
}

/// Whether a label stands before the title of one other article: "Lesen Sie auch: …".
fn is_inline(text: &str, label: &str) -> bool {
    let label = label.trim_end_matches([':', '：', ' ']);
    let rest = text.get(label.len()..).unwrap_or("").trim_start();
    rest.starts_with([':', '：']) && rest.len() > 8
}

/// Headings of comment sections.
pub(super) fn is_comments(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let words: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == ' ').collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    matches!(
        words.as_str(),
        "comments"
            | "comment"
            | "leave a comment"
            | "leave a reply"
            | "add a comment"
            | "add comment"
            | "post a comment"
            | "join the conversation"
            | "join the discussion"
            | "reader comments"
            | "have your say"
            | "what do you think"
            | "sort by"
            | "view comments"
            | "show comments"
            | "most recent comments"
            | "discussion"
            | "комментарии"
            | "комментариев"
            | "комментарий"
            | "добавить комментарий"
            | "оставить комментарий"
            | "комментарии читателей"
            | "обсуждение"
            | "评论"
            | "网友评论"
            | "发表评论"
            | "全部评论"
            | "最新评论"
            | "热门评论"
            | "评论区"
            | "網友評論"
            | "条评论"
            | "コメント"
            | "コメントする"
            | "コメントを書く"
            | "みんなのコメント"
            | "件のコメント"
            | "コメント一覧"
            | "kommentare"
            | "commentaires"
            | "comentarios"
            | "댓글"
    )
}

pub(super) fn end(page: &Page<'_>, start: usize) -> usize {
    let n = page.units.len();
    // How much running text stands from each unit on.
    let mut mass: Vec<u64> = vec![0; n + 1];
    for u in (0..n).rev() {
        mass[u] =
            mass[u + 1] + if is_text(page, u, Prose::Weak) { u64::from(page.units[u].shape.size) } else { 0 };
    }
    let (mut paragraphs, mut letters) = (0_u32, 0_u32);
    let mut last = start;
    let mut closed: Option<Closer> = None;
    for u in start..n {
        let unit = &page.units[u];
        match &unit.role {
            Role::Furniture(..) => {
                let firm = closer(page, u);
                if u > start {
                    closed = closed.max(Some(firm));
                }
            }
            Role::Open if unit.prose > Prose::No => {
                let goes_on = match closed {
                    None => true,
                    Some(Closer::Weak) => {
                        unit.prose == Prose::Strong || !follows_title(page, u) || prose_run(page, u) >= 2
                    }
                    Some(Closer::Strong) => resumes(page, u, letters.checked_div(paragraphs).unwrap_or(160)),
                    Some(Closer::Final) => prose_run(page, u) >= 2 && mass[u] > mass[start] - mass[last + 1],
                };
                if !goes_on || closed.is_some() && is_service(page, u) || u > start && is_desk(page, u) {
                    continue;
                }
                last = u;
                closed = None;
                if unit.prose == Prose::Strong {
                    paragraphs += 1;
                    letters = letters.saturating_add(unit.shape.size.min(800));
                }
            }
            _ => {}
        }
    }
    while last > start && (is_service(page, last) && page.units[last].shape.size < 420 || is_desk(page, last))
    {
        match (start..last).rev().find(|&u| is_text(page, u, Prose::Weak)) {
            Some(before) => last = before,
            None => break,
        }
    }
    while last > start && is_notice(page, last) {
        match (start..last).rev().find(|&u| is_text(page, u, Prose::Weak)) {
            Some(before) => last = before,
            None => break,
        }
    }
    last_lines(page, before_titles(page, start, last))
}

/// The last unit before a tail of short sentences between titles: offers and slogans that no
/// phrase gives away. The text's own last paragraphs do not alternate with titles.
fn before_titles(page: &Page<'_>, start: usize, last: usize) -> usize {
    let Some(strong) = (start..=last).rev().find(|&u| is_text(page, u, Prose::Strong)) else { return last };
    let titles = (strong + 1..last).filter(|&u| {
        let unit = &page.units[u];
        // The hours of a live page are no titles.
        page.is_open(u)
            && unit.prose == Prose::No
            && unit.shape.letters > unit.shape.digits
            && !is_item(page.text(u))
    });
    let first = titles.clone().next();
    let sentences = (strong + 1..=last).filter(|&u| is_text(page, u, Prose::Weak)).count();
    let more = (last + 1..page.units.len()).any(|u| page.is_furniture(u));
    match first {
        Some(first) if more && titles.count() >= 2.max(sentences.saturating_sub(1)) => {
            (strong..first).rev().find(|&u| is_text(page, u, Prose::Weak)).unwrap_or(strong)
        }
        _ => last,
    }
}

/// How a page gives orders to its reader.
const ORDERS: &[&str] = &[
    "Join ",
    "Subscribe ",
    "Sign up",
    "Download ",
    "Follow ",
    "Support ",
    "Register ",
    "Become ",
    "Donate",
    "Watch ",
    "Listen ",
    "Get ",
    "Подпис",
    "Читайте",
    "Следите",
    "Присоединяйтесь",
];

/// Whether a short last paragraph is the page's: it stands in one block with the page's lines, and
/// is above a copyright line, speaks of the page by its own name, or gives an order.
fn is_notice(page: &Page<'_>, at: usize) -> bool {
    let (unit, Some(next)) = (&page.units[at], page.units.get(at + 1)) else { return false };
    let parted = unit.gap_before && at > 0 && page.units[at - 1].gap_before
        || unit.gap_before && page.is_furniture(at - 1);
    if !parted || unit.shape.size > 200 || next.gap_before || next.prose == Prose::Strong {
        return false;
    }
    let text = page.text(at);
    if matches!(next.role, Role::Furniture(FurnitureKind::Legal, _)) {
        return true;
    }
    let own = |u: &super::page::Unit| {
        matches!(u.role, Role::Furniture(FurnitureKind::Masthead, _))
            && u.span.len() >= 5
            && text.contains(u.span.of(page.raw))
    };
    let ordered = ORDERS.iter().any(|o| text.starts_with(o));
    ordered || page.units.iter().take(8).any(own)
}

fn is_desk(page: &Page<'_>, at: usize) -> bool {
    wire::is_desk_line(page.text(at))
}

/// What belongs to the body below its last sentence: a paragraph cut in the middle, list items.
fn last_lines(page: &Page<'_>, last: usize) -> usize {
    let mut end = last;
    for u in last + 1..page.units.len().min(last + 40) {
        let unit = &page.units[u];
        if unit.role != Role::Open || is_meta(page, u) {
            break;
        }
        let before = &page.units[u - 1].shape;
        let listed =
            page.units.get(u + 1).is_some_and(|next| next.role == Role::Open && is_item(page.text(u + 1)));
        if unit.shape.ending == Ending::Colon && listed && u == end + 1 {
            end = u;
            continue;
        }
        if is_item(page.text(u))
            && (before.ending == Ending::Colon || u > last + 1 || is_item(page.text(u - 1)))
            && unit.shape.length() >= 2
        {
            end = u;
            continue;
        }
        let s = &unit.shape;
        let cut = s.runs()
            && s.length() >= 6
            && (s.smalls >= 4 || s.is_wide() && s.size >= 24)
            && !s.has(sign::PIPE)
            && !s.has(sign::ANGLE)
            && !s.has(sign::ADDRESS);
        let then = page.units.get(u + 1);
        let walled = (u + 1..page.units.len().min(u + 4)).any(|v| completeness::offers_rest(page, v));
        let torn = matches!(s.ending, Ending::Ellipsis | Ending::Comma)
            || s.ending == Ending::None && (then.is_none() || walled);
        if cut && torn && (s.is_wide() || s.smalls * 3 >= s.words) && u == end + 1 {
            end = u;
        }
        break;
    }
    end
}

/// Whether a title stands right above a unit, in its block.
fn follows_title(page: &Page<'_>, at: usize) -> bool {
    at > 0
        && !page.units[at].gap_before
        && page.units[at - 1].role == Role::Open
        && page.units[at - 1].prose == Prose::No
}

/// How many units of running text follow each other from `at`, with weak furniture and captions
/// between them passed over; a title ends the run.
pub(super) fn prose_run(page: &Page<'_>, at: usize) -> usize {
    let mut run = 0;
    for u in at..page.units.len().min(at + 24) {
        let unit = &page.units[u];
        match &unit.role {
            Role::Open if unit.prose > Prose::No && !is_service(page, u) => run += 1,
            Role::Caption => {}
            Role::Furniture(..) if closer(page, u) == Closer::Weak => {}
            _ => break,
        }
        if run >= 3 {
            break;
        }
    }
    run
}

/// Whether running text clearly resumes at `at` after other articles, a wall or the like.
fn resumes(page: &Page<'_>, at: usize, usual: u32) -> bool {
    let unit = &page.units[at];
    if is_service(page, at) {
        return false;
    }
    let run = prose_run(page, at);
    if run >= 2 {
        let next = (at + 1..page.units.len())
            .find(|&u| is_text(page, u, Prose::Weak))
            .map_or(0, |u| page.units[u].shape.size);
        return unit.shape.size + next >= usual && (unit.prose == Prose::Strong || next * 2 >= usual);
    }
    unit.prose == Prose::Strong
        && unit.shape.ends()
        && unit.shape.size * 5 >= usual * 3
        && unit.shape.size >= 100
        && !after_title(page, at)
}

/// Whether the last open unit before `at` is a title rather than furniture.
fn after_title(page: &Page<'_>, at: usize) -> bool {
    at > 0 && page.units[at - 1].role == Role::Open && page.units[at - 1].prose == Prose::No
}
