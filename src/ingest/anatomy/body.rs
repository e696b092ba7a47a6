//! Where the body begins and ends, and what its units are.
//!
//! The body is the running text. Above it stand headline and credits, below it what the page adds.
//! It begins with a dateline or with the first paragraph below the credits, and ends where
//! furniture closes it and running text does not resume. In the middle, what is in doubt stays body.

use super::captions;
use super::completeness;
use super::date;
use super::lines::{Ending, Shape, sign};
use super::page::{Page, Prose, Role};
use super::service::is_service;
use super::wire;
use crate::corpus::{FurnitureKind, ParagraphKind, Span};

/// The first and the last unit of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// First unit.
    pub start: usize,
    /// Last unit.
    pub end: usize,
}

/// Finds the body. `None` on a page without any sentence.
pub(super) fn locate(page: &Page<'_>) -> Option<Extent> {
    let start = start(page)?;
    Some(Extent { start, end: end(page, start) })
}

/// Whether a unit is a line of credits: a stamp of a date, a byline, an agency.
pub(super) fn is_meta(page: &Page<'_>, at: usize) -> bool {
    let Some(unit) = page.units.get(at) else { return false };
    if unit.shape.size > 240 || unit.prose == Prose::Strong {
        return false;
    }
    if matches!(unit.role, Role::Date | Role::Credit) {
        return true;
    }
    date::stamp(page, at).is_some()
        || unit.shape.size < 160
            && (wire::is_credit_line(page, unit.span) || page.byline(at).is_some_and(|c| c.said))
}

/// Whether a unit may be running text of the article.
fn is_text(page: &Page<'_>, at: usize, least: Prose) -> bool {
    page.units.get(at).is_some_and(|u| u.role == Role::Open && u.prose >= least)
}

fn start(page: &Page<'_>) -> Option<usize> {
    let strong = (0..page.units.len()).find(|&u| {
        is_text(page, u, Prose::Strong)
            && !is_service(page, u)
            && !is_meta(page, u)
            && !looks_like_title(page, u)
    });
    let Some(mut start) = strong else { return weak_start(page) };
    // A dateline says where the text begins: what stands above it is standfirst or caption.
    if wire::dateline(page.text(start)).is_none() {
        let mut between = 0;
        for u in start + 1..page.units.len().min(start + 8) {
            if !is_text(page, u, Prose::Weak) {
                continue;
            }
            if wire::dateline(page.text(u)).is_some() && is_text(page, u, Prose::Strong) {
                start = u;
                break;
            }
            between += 1;
            if between > 2 || page.units[u].shape.size > 320 || page.units[start].shape.size > 420 {
                break;
            }
        }
    }
    // Credits below a paragraph: it was the standfirst.
    let stamped = (0..start).any(|u| page.is_open(u) && date::stamp(page, u).is_some());
    let mut size = 0;
    let mut paragraphs = 0;
    let first = start;
    for u in first..page.units.len().min(first + 10) {
        let unit = &page.units[u];
        if unit.role != Role::Open {
            continue;
        }
        if unit.prose > Prose::No && !is_meta(page, u) {
            paragraphs += 1;
            size += unit.shape.size;
            if paragraphs > 2 || size > 560 {
                break;
            }
        } else if u > first && is_meta(page, u) && !(stamped && date::stamp(page, u).is_some_and(|s| s.pure))
        {
            let after =
                (u + 1..page.units.len()).find(|&v| is_text(page, v, Prose::Weak) && !is_meta(page, v));
            let mass: u32 = (u + 1..page.units.len())
                .filter(|&v| is_text(page, v, Prose::Weak))
                .map(|v| page.units[v].shape.size)
                .sum();
            if let Some(after) = after
                && mass > size
                && page.units[after].prose == Prose::Strong
            {
                start = after;
            }
        }
    }
    start = below_lead(page, start);
    // Short sentences right above belong to the body where nothing parts them from it.
    while start > 0 && belongs_to(page, start - 1, start) {
        start -= 1;
    }
    Some(start)
}

/// The start of a marked-up text whose first paragraph, right below the title, is much shorter than
/// the next: there it is the standfirst.
fn below_lead(page: &Page<'_>, start: usize) -> usize {
    let titled = start.checked_sub(1).is_some_and(|above| {
        let span = page.units[above].span;
        page.markup.iter().any(|m| m.level == 1 && m.span.from >= span.from && m.span.to <= span.to)
    });
    let next = page.units.get(start + 1).filter(|u| u.role == Role::Open && u.prose == Prose::Strong);
    match next {
        Some(next)
            if titled
                && page.units[start].shape.size * 2 < next.shape.size
                && page.units[start].shape.size < 160 =>
        {
            start + 1
        }
        _ => start,
    }
}

/// Whether a long line is a title after all: no sentence end, and a copy of it stands elsewhere.
fn looks_like_title(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    if unit.shape.size > 220 || unit.shape.stops > 1 {
        return false;
    }
    let text = page.text(at);
    (0..page.units.len())
        .any(|u| u != at && page.units[u].span.len() == unit.span.len() && page.text(u) == text)
}

/// Whether the short sentence at `at` is the body's beginning rather than a standfirst.
fn belongs_to(page: &Page<'_>, at: usize, start: usize) -> bool {
    let (unit, next) = (&page.units[at], &page.units[start]);
    if unit.role != Role::Open
        || unit.prose != Prose::Weak
        || !unit.shape.ends()
        || is_meta(page, at)
        || is_service(page, at)
        || super::byline::in_note(page.text(at)).is_some()
    {
        return false;
    }
    if wire::dateline(page.text(at)).is_some() {
        return true;
    }
    if wire::dateline(page.text(start)).is_some() || unit.shape.size < 24 {
        return false;
    }
    // Something that can be the headline must be left above.
    let above = (0..at).any(|u| {
        page.is_open(u)
            && page.units[u].shape.length() >= 3
            && page.units[u].shape.size < 260
            && !is_meta(page, u)
    });
    let same_block = !next.gap_before && unit.gap_before;
    above && !same_block && !looks_like_title(page, at) && !is_question_title(&unit.shape, page, at)
}

/// "Who pays?" right above the text is a title.
fn is_question_title(s: &Shape, page: &Page<'_>, at: usize) -> bool {
    s.size < 90 && page.text(at).ends_with(['?', '？', '!', '！'])
}

/// Where a page of short sentences only begins.
fn weak_start(page: &Page<'_>) -> Option<usize> {
    let open: Vec<usize> = (0..page.units.len())
        .filter(|&u| is_text(page, u, Prose::Weak) && !is_meta(page, u) && !is_service(page, u))
        .collect();
    let first = *open.first()?;
    // The headline may be a sentence too.
    let above = (0..first).any(|u| page.is_open(u) && page.units[u].shape.length() >= 3 && !is_meta(page, u));
    match open.get(1) {
        Some(&second) if !above && page.units[first].shape.size < 160 && page.units[first].gap_after => {
            Some(second)
        }
        _ => Some(first),
    }
}

/// How firmly furniture closes the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closer {
    /// An advertisement, a share bar, an inline link.
    Weak,
    /// A list of other articles, a wall, a copyright line.
    Strong,
    /// Comments.
    Final,
}

fn closer(page: &Page<'_>, at: usize) -> Closer {
    let text = page.text(at);
    match &page.units[at].role {
        Role::Furniture(kind, detail) => match kind {
            FurnitureKind::Related if &**detail == "link to another article" => Closer::Weak,
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

fn end(page: &Page<'_>, start: usize) -> usize {
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
    let titles = (strong + 1..last)
        .filter(|&u| page.is_open(u) && page.units[u].prose == Prose::No && !is_item(page.text(u)));
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
fn prose_run(page: &Page<'_>, at: usize) -> usize {
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

/// Whether a line is an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    if text.starts_with(['•', '●', '▪', '◦', '‣', '■', '◆', '★', '✔', '➤', '·', '・', '○', '◇', '◎'])
    {
        return true;
    }
    for bullet in ["- ", "* ", "– ", "— "] {
        if text.starts_with(bullet) {
            // A dash opens speech in Russian and French; an item is short.
            return text.len() < 200 || bullet == "* ";
        }
    }
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&figures)
        && text.get(figures..).is_some_and(|rest| {
            (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with('、')) && rest.len() < 300
        })
}

/// Gives the units of the body their roles; what furniture enclosed in the middle is put aside.
pub(super) fn assign(page: &mut Page<'_>, extent: Extent) {
    let Extent { start, end } = extent;
    let mut closed = None;
    let mut at = start;
    while at <= end && at < page.units.len() {
        let unit = &page.units[at];
        match &unit.role {
            Role::Furniture(..) => {
                let firm = closer(page, at);
                closed = closed.max(Some(firm));
                at += 1;
            }
            Role::Open if unit.prose > Prose::No => {
                let inside_list =
                    closed >= Some(Closer::Strong) && unit.prose == Prose::Weak && follows_list(page, at);
                if inside_list {
                    page.put_aside(at, FurnitureKind::Related, "between links to other articles");
                } else {
                    closed = None;
                    let kind = kind_of(page, at);
                    page.set(at, Role::Body(kind));
                }
                at += 1;
            }
            Role::Open => {
                let run = (at..=end)
                    .take_while(|&u| page.units[u].role == Role::Open && page.units[u].prose == Prose::No)
                    .count();
                titles(page, at, run, closed >= Some(Closer::Strong));
                at += run;
            }
            _ => at += 1,
        }
    }
}

fn follows_list(page: &Page<'_>, at: usize) -> bool {
    at > 0
        && matches!(page.units[at - 1].role, Role::Furniture(FurnitureKind::Related, _))
        && prose_run(page, at) < 2
}

/// Roles of `run` units without sentences in the middle of the body.
fn titles(page: &mut Page<'_>, at: usize, run: usize, closed: bool) {
    for u in at..at + run {
        let text = page.text(u);
        let s = page.units[u].shape;
        if closed && !is_item(text) && (run > 1 || !page.units[u].gap_before) {
            page.put_aside(u, FurnitureKind::Related, "between links to other articles");
        } else if is_signature(page, u) {
            page.set(u, Role::Credit);
        } else if let Some(kind) = marked(page, u) {
            page.set(u, Role::Body(kind));
        } else if is_item(text) {
            page.set(u, Role::Body(ParagraphKind::ListItem));
        } else if captions::credit(page, u).is_some() {
            page.set(u, Role::Caption);
        } else if s.ending == Ending::Colon || is_torn(page, u) {
            page.set(u, Role::Body(ParagraphKind::Paragraph));
        } else if s.size <= 130 && s.ending != Ending::Comma && run <= 2 && s.letters > s.digits {
            page.set(u, Role::Body(ParagraphKind::Subhead));
        } else if run >= 3 && s.size <= 130 {
            page.set(u, Role::Body(ParagraphKind::ListItem));
        } else {
            page.set(u, Role::Body(ParagraphKind::Paragraph));
        }
    }
}

/// Whether a line without an end is running text that a wall cut off.
fn is_torn(page: &Page<'_>, at: usize) -> bool {
    let s = &page.units[at].shape;
    let running = s.runs() && s.length() >= 8 && (s.is_wide() && s.size >= 30 || s.smalls * 2 >= s.words);
    running && (at + 1..page.units.len().min(at + 3)).any(|u| completeness::offers_rest(page, u))
}

/// An outlet or agency alone on a line in the middle: who wrote the part that follows.
fn is_signature(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    wire::is_credit_line(page, unit.span) || super::furniture::is_masthead(page, at, usize::MAX)
}

fn kind_of(page: &Page<'_>, at: usize) -> ParagraphKind {
    let text = page.text(at);
    let span = page.units[at].span;
    if let Some(mark) = page
        .markup
        .iter()
        .find(|m| m.span.from >= span.from && m.span.to <= span.to && m.span.len() * 2 > span.len())
    {
        return mark.kind;
    }
    if text.starts_with("> ") {
        return ParagraphKind::Quotation;
    }
    if is_item(text) && !text.starts_with(['—', '–']) && neighbour_item(page, at) {
        return ParagraphKind::ListItem;
    }
    // "Why now?" between paragraphs is a heading.
    let s = &page.units[at].shape;
    let asks = s.size <= 60
        && s.stops == 0
        && text.ends_with(['?', '？'])
        && !text.contains(['"', '“', '«', '「', '—']);
    let parted = page.units[at].gap_before && page.units[at].gap_after;
    let followed = page.units.get(at + 1).is_some_and(|next| {
        next.prose > Prose::No && next.shape.size > s.size && !page.text(at + 1).ends_with(['?', '？'])
    });
    if asks && parted && followed && at > 0 && page.units[at - 1].prose == Prose::Strong {
        return ParagraphKind::Subhead;
    }
    ParagraphKind::Paragraph
}

/// The words of a unit of the body, without the mark of a list item, a heading or a quotation.
pub(super) fn words_of(page: &Page<'_>, at: usize, kind: ParagraphKind) -> Span {
    let Some(unit) = page.units.get(at) else { return Span::default() };
    let span = unit.span;
    if let Some(mark) = page
        .markup
        .iter()
        .find(|m| m.span.from >= span.from && m.span.to <= span.to && m.span.len() * 2 > span.len())
    {
        return mark.span;
    }
    let text = page.text(at);
    let bare = match kind {
        ParagraphKind::ListItem => text.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '•' | '●'
                        | '▪'
                        | '◦'
                        | '‣'
                        | '■'
                        | '◆'
                        | '★'
                        | '✔'
                        | '➤'
                        | '·'
                        | '・'
                        | '○'
                        | '◇'
                        | '◎'
                        | '*'
                        | '-'
                        | '–'
                        | '—'
                )
        }),
        ParagraphKind::Quotation => text.trim_start_matches(['>', ' ']),
        ParagraphKind::Subhead => text.trim_start_matches(['#', ' ']),
        ParagraphKind::Paragraph => text,
    };
    if bare.is_empty() { span } else { Span { from: span.to - bare.len() as u32, to: span.to } }
}

/// One line that begins with a figure is no list.
fn neighbour_item(page: &Page<'_>, at: usize) -> bool {
    page.text(at).starts_with(['•', '●', '▪', '■', '◆'])
        || at > 0 && is_item(page.text(at - 1))
        || at + 1 < page.units.len() && is_item(page.text(at + 1))
}

/// What the file's format says a unit is.
fn marked(page: &Page<'_>, at: usize) -> Option<ParagraphKind> {
    let span = page.units.get(at)?.span;
    let mark = page
        .markup
        .iter()
        .find(|m| m.span.from >= span.from && m.span.to <= span.to && m.span.len() * 2 > span.len())?;
    Some(mark.kind)
}
