//! Which lines of a page are the article.
//!
//! Each line weighs what it has of running text ([`weigh`](super::weigh)). The body is the smallest
//! element that holds nearly all of the weight, or the one that calls itself the article's body, or the
//! one around the lines with the words that the page states for machines. In it, lines that flow between
//! the paragraphs belong to it; boxes of links and teasers do not.

use super::regions::{self, Region};
use super::render::{Block, is_layout};
use super::stated::Stated;
use super::tree::{NONE, Tree};
use super::weigh::{Ground, ends_as_sentence, weight};
use crate::corpus::FurnitureKind;

/// What a line of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Of the article.
    Body,
    /// Of a picture in it.
    Caption,
    /// Furniture of a kind.
    Furniture(FurnitureKind),
    /// The headline.
    Headline,
    /// About the article, or undecided: names, dates.
    Open,
    /// Nobody sees it.
    Hidden,
}

/// The place of each of `blocks`; `titles` are what the page says its headline is, the surest first.
pub(super) fn locate(tree: &Tree, blocks: &[Block], stated: &Stated, titles: &[String]) -> Vec<Place> {
    let known: Vec<bool> = blocks.iter().map(|b| stated.holds(&b.text)).collect();
    let head = headline(blocks, titles);
    let mut ground = Ground::new(tree, blocks, blocks.iter().map(weight).collect(), known);
    let regions = regions::regions(&ground, head);
    let region = |at: usize| {
        let node = blocks.get(at).map_or(0, |b| b.node);
        regions.get(node as usize).copied().unwrap_or_default()
    };
    let weights = (0..blocks.len()).map(|at| {
        let weight = ground.weights.get(at).copied().unwrap_or(0.0);
        let far = if head.is_some_and(|head| at < head) { 0.3 } else { 1.0 };
        if region(at) == Region::None { weight * far } else { 0.0 }
    });
    ground.weigh(weights.collect());
    let mut container = with_lead(&ground, container(&ground, head), head);
    let lines = short_lines(&ground, head, |at| region(at) == Region::None);
    if ground.sum(container).prose < LITTLE && lines.iter().sum::<f32>() > LITTLE {
        ground.weigh(lines);
        container = densest(&ground);
    }
    let flows = flows(&ground, container);
    let mut places: Vec<Place> = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            if block.around.hidden || block.around.fallback {
                return Place::Hidden;
            }
            if Some(at) == head {
                return Place::Headline;
            }
            if ground.known.get(at) == Some(&true) && ground.is_within(block.node, container) {
                return Place::Body;
            }
            if let Some(kind) = region(at).furniture() {
                return Place::Furniture(kind);
            }
            if !ground.is_within(block.node, container) {
                return Place::Open;
            }
            if region(at) == Region::Caption || block.around.caption {
                return Place::Caption;
            }
            if region(at) == Region::Credits {
                return Place::Open;
            }
            judge(&ground, &flows, at)
        })
        .collect();
    bound(&ground, &mut places, &flows, head);
    places
}

/// Running text of less letters than this is a notice on the page rather than its article.
const LITTLE: f32 = 250.0;

/// Weights of the lines below the headline, whether they are sentences or not: a calendar, results, a
/// list of addresses.
fn short_lines(ground: &Ground<'_>, head: Option<usize>, is_free: impl Fn(usize) -> bool) -> Vec<f32> {
    let from = head.map_or(usize::MAX, |head| head + 1);
    let weigh = |(at, block): (usize, &Block)| {
        let around = &block.around;
        let is_out =
            around.hidden || around.fallback || around.button || around.caption || around.heading > 0;
        let is_line = at >= from && !is_out && block.linked * 2 <= block.size && is_free(at);
        if is_line { (block.size - block.linked) as f32 } else { 0.0 }
    };
    ground.blocks.iter().enumerate().map(weigh).collect()
}

/// The line of the headline: a heading with the words of a title that the page states.
fn headline(blocks: &[Block], titles: &[String]) -> Option<usize> {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let titles: Vec<String> =
        titles.iter().map(|title| letters(title)).filter(|t: &String| t.len() > 5).collect();
    let mut best: Option<(u32, usize)> = None;
    for (at, block) in blocks.iter().enumerate() {
        let around = &block.around;
        if around.hidden || around.fallback || block.size > 400 || block.size < 4 {
            continue;
        }
        let text: String = letters(&block.text);
        let named = titles.contains(&text);
        // "Headline | Outlet" in the title, or a headline that goes on after what is stated.
        let least = if around.heading > 0 { 8 } else { 20 };
        let begun =
            text.len() > least && titles.iter().any(|t| t.starts_with(&text) || text.starts_with(t.as_str()));
        let score = match (named, begun, around.heading) {
            (true, _, 1) => 9,
            (_, true, 1) => 8,
            (true, _, 2..) => 7,
            (_, true, 2..) => 6,
            (true, _, 0) if block.linked * 2 < block.size => 5,
            (_, true, 0) if block.linked * 2 < block.size && block.size > 25 => 4,
            (_, _, 1) if block.linked * 2 < block.size && block.size > 8 => 2,
            _ => continue,
        };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The element that holds the body.
fn container(ground: &Ground<'_>, head: Option<usize>) -> u32 {
    let total = ground.sum(0).prose;
    let found = named_body(ground, total, head).unwrap_or_else(|| densest(ground));
    match around_stated(ground) {
        // Some pages state their first paragraphs only.
        Some(stated) if ground.sum(stated).stated as f32 * 2.0 >= ground.sum(stated).prose => stated,
        _ => found,
    }
}

/// `container`, or the element around it that has the first paragraphs too, where those stand right
/// below the headline in a box of their own and nothing else comes with them.
fn with_lead(ground: &Ground<'_>, container: u32, head: Option<usize>) -> u32 {
    /// Boxes that are left for the lead.
    const STEPS: usize = 4;
    let Some(head) = head else { return container };
    let inner = ground.sum(container);
    if head as u32 >= inner.from || inner.prose <= 0.0 {
        return container;
    }
    let is_lead = |at: usize| {
        ground.weights.get(at).is_some_and(|weight| *weight > 0.0)
            && ground
                .blocks
                .get(at)
                .is_some_and(|b| !b.around.item && !regions::is_standfirst(ground.tree, b.node))
    };
    let lead: f32 = (head + 1..inner.from as usize)
        .filter(|&at| is_lead(at))
        .filter_map(|at| ground.weights.get(at))
        .sum();
    if lead <= 0.0 {
        return container;
    }
    let mut at = container;
    for _ in 0..STEPS {
        at = ground.tree.get(at).map_or(NONE, |n| n.parent);
        let outer = ground.sum(at);
        if at == NONE || outer.prose > (inner.prose + lead) * 1.1 {
            return container;
        }
        if outer.prose >= inner.prose + lead * 0.9 {
            return at;
        }
    }
    container
}

/// The smallest element with nearly all running text.
fn densest(ground: &Ground<'_>) -> u32 {
    let mut at = 0;
    loop {
        let all = ground.sum(at);
        let best =
            ground.tree.children(at).max_by(|a, b| ground.sum(*a).prose.total_cmp(&ground.sum(*b).prose));
        match best {
            Some(best) if ground.sum(best).prose >= all.prose * 0.7 && all.prose > 0.0 => at = best,
            _ => return at,
        }
    }
}

/// The smallest element around nearly all lines that the page states to be its text.
fn around_stated(ground: &Ground<'_>) -> Option<u32> {
    let all = ground.sum(0).stated;
    if all < 100 {
        return None;
    }
    let mut at = 0;
    loop {
        let best = ground.tree.children(at).max_by_key(|child| ground.sum(*child).stated);
        match best {
            Some(best) if ground.sum(best).stated * 10 >= all * 9 => at = best,
            _ => return Some(flow_of(ground.tree, at)),
        }
    }
}

/// The element that calls itself the body of the article and holds a good part of the text.
fn named_body(ground: &Ground<'_>, total: f32, head: Option<usize>) -> Option<u32> {
    /// How far below the headline a body of short lines begins.
    const NEAR: usize = 15;
    let open = ground.sum(0).size - ground.sum(0).linked;
    let mut best: Option<(f32, u32)> = None;
    for (node, begins) in ground.tree.walk(0) {
        if !begins {
            continue;
        }
        let sum = ground.sum(node);
        let is_below = head.is_some_and(|head| (head..head + NEAR).contains(&(sum.from as usize)));
        let own = sum.size - sum.linked;
        let is_short = is_below && own > 150 && own * 5 > open;
        if sum.size < 100 || sum.prose < total * 0.35 && !is_short {
            continue;
        }
        let sure = regions::calls_itself_body(ground.tree, node);
        if sure == 0 || is_short && sure < 2 {
            continue;
        }
        let score = (sum.prose + own as f32 * 0.1) * (1.0 + 0.1 * f32::from(sure));
        // Of two around the same text the inner one.
        let is_better = best
            .is_none_or(|(most, outer)| score > most || score >= most * 0.9 && ground.is_within(node, outer));
        if is_better {
            best = Some((score.max(best.map_or(0.0, |(most, _)| most)), node));
        }
    }
    best.map(|(_, node)| node)
}

/// Elements in the container whose own children are paragraphs of running text.
fn flows(ground: &Ground<'_>, container: u32) -> Vec<u32> {
    let mut weights: hashbrown::HashMap<u32, f32> = hashbrown::HashMap::new();
    for (at, block) in ground.blocks.iter().enumerate() {
        let weight = ground.weights.get(at).copied().unwrap_or(0.0);
        if weight > 0.0 && ground.is_within(block.node, container) {
            *weights.entry(flow_of(ground.tree, block.node)).or_default() += weight;
        }
    }
    let total = ground.sum(container).prose;
    let mut flows: Vec<u32> =
        weights.into_iter().filter(|(_, weight)| *weight >= total * 0.12).map(|(node, _)| node).collect();
    flows.sort_unstable();
    flows
}

/// The element in whose text a line stands: what is around its paragraph, its list, its quotation.
fn flow_of(tree: &Tree, node: u32) -> u32 {
    let mut at = node;
    while regions::is_of_flow(tree.name(at)) && !is_layout(tree, at) {
        at = tree.get(at).map_or(NONE, |n| n.parent);
    }
    at
}

/// What a line in the body's element is.
fn judge(ground: &Ground<'_>, flows: &[u32], at: usize) -> Place {
    let Some(block) = ground.blocks.get(at) else { return Place::Open };
    let weight = ground.weights.get(at).copied().unwrap_or(0.0);
    if block.around.button {
        return Place::Furniture(FurnitureKind::Sharing);
    }
    let is_linked = block.linked * 10 > block.size * 7;
    let flow = flow_of(ground.tree, block.node);
    let in_flow = flows.binary_search(&flow).is_ok();
    // A title of another article between the paragraphs; what names a seller is shorter.
    let is_title = block.linked == block.size && block.size >= 30 && !ends_as_sentence(&block.text);
    if is_linked && (!in_flow || is_title || ground.is_in_row_of_links(at)) {
        return Place::Furniture(FurnitureKind::Related);
    }
    if in_flow || weight > 0.0 {
        return Place::Body;
    }
    // A line of a box: as its box is.
    let around = ground.sum(flow);
    if around.prose * 3.0 >= around.size as f32
        || block.around.heading > 0
        || block.around.item
        || block.around.row
    {
        Place::Body
    } else {
        Place::Open
    }
}

/// Longest line of credits below the text, in letters; a portrait of the author is longer.
const CREDIT: u32 = 120;

/// Says where the body begins and ends.
fn bound(ground: &Ground<'_>, places: &mut [Place], flows: &[u32], head: Option<usize>) {
    let is_prose = |at: usize, places: &[Place]| {
        places.get(at) == Some(&Place::Body) && ground.weights.get(at).is_some_and(|weight| *weight > 0.0)
    };
    let all = 0..places.len();
    let below = head.filter(|head| (*head..places.len()).any(|at| is_prose(at, places))).unwrap_or(0);
    let Some(mut first) = all.clone().skip(below).find(|&at| is_prose(at, places)) else { return };
    let Some(mut last) = all.rev().find(|&at| is_prose(at, places)) else { return };
    let in_flow = |at: usize| {
        ground.blocks.get(at).is_some_and(|b| flows.binary_search(&flow_of(ground.tree, b.node)).is_ok())
    };
    // A heading right above, and lines of the same list, belong to the text.
    while first > below + 1
        && places.get(first - 1) == Some(&Place::Body)
        && ground
            .blocks
            .get(first - 1)
            .is_some_and(|b| head.is_some() && b.around.heading > 1 || b.around.item)
    {
        first -= 1;
    }
    while places.get(last + 1) == Some(&Place::Body) && in_flow(last + 1) {
        last += 1;
    }
    while last > first && ground.blocks.get(last).is_some_and(|b| b.around.heading > 0) {
        last -= 1;
    }
    for (at, place) in places.iter_mut().enumerate() {
        if *place == Place::Body && at < first {
            *place = Place::Open;
        } else if at > last && matches!(place, Place::Body | Place::Open) {
            // Who wrote it may be said below.
            let is_credit = *place == Place::Open && ground.blocks.get(at).is_some_and(|b| b.size < CREDIT);
            if !(is_credit && at <= last + 3) {
                *place = Place::Furniture(FurnitureKind::AfterEnd);
            }
        }
    }
}
