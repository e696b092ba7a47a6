//! How much running text there is in each line and each element of a page.

use super::render::Block;
use super::tree::{NONE, Tree};
use crate::text::script::is_cjk;

/// What there is in an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    /// Weight of running text.
    pub prose: f32,
    /// Letters and signs.
    pub size: u32,
    /// Those of them in links.
    pub linked: u32,
    /// Those in lines that the page states to be its text.
    pub stated: u32,
    /// Lines of running text.
    pub paragraphs: u32,
    /// The first line, and the one behind the last.
    pub from: u32,
    /// See `from`; equal where there is no line.
    pub to: u32,
}

/// A page's lines in its tree.
pub(super) struct Ground<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The lines.
    pub blocks: &'a [Block],
    /// How much running text each line is.
    pub weights: Vec<f32>,
    /// Whether the page states each line to be of its text.
    pub known: Vec<bool>,
    sums: Vec<Sum>,
}

impl<'a> Ground<'a> {
    /// Sums up `weights` of `blocks` in the elements of `tree`.
    pub fn new(tree: &'a Tree, blocks: &'a [Block], weights: Vec<f32>, known: Vec<bool>) -> Self {
        let mut this = Self { tree, blocks, weights, known, sums: Vec::new() };
        this.sum_up();
        this
    }

    /// Takes other weights.
    pub fn weigh(&mut self, weights: Vec<f32>) {
        self.weights = weights;
        self.sum_up();
    }

    /// What there is in an element and all within it.
    pub fn sum(&self, node: u32) -> Sum {
        self.sums.get(node as usize).copied().unwrap_or_default()
    }

    fn sum_up(&mut self) {
        let mut sums = vec![Sum { from: u32::MAX, ..Sum::default() }; self.tree.nodes.len()];
        for (at, block) in self.blocks.iter().enumerate() {
            let Some(sum) = sums.get_mut(block.node as usize) else { continue };
            let weight = self.weights.get(at).copied().unwrap_or(0.0);
            sum.prose += weight;
            sum.size += block.size;
            sum.linked += block.linked;
            sum.stated += if self.known.get(at) == Some(&true) { block.size } else { 0 };
            sum.paragraphs += u32::from(weight > 0.0);
            sum.from = sum.from.min(at as u32);
            sum.to = sum.to.max(at as u32 + 1);
        }
        for (node, begins) in self.tree.walk(0) {
            let parent = self.tree.get(node).map_or(NONE, |n| n.parent);
            if begins || parent == NONE {
                continue;
            }
            let Some(&inner) = sums.get(node as usize) else { continue };
            if let Some(outer) = sums.get_mut(parent as usize) {
                outer.prose += inner.prose;
                outer.size += inner.size;
                outer.linked += inner.linked;
                outer.stated += inner.stated;
                outer.paragraphs += inner.paragraphs;
                outer.from = outer.from.min(inner.from);
                outer.to = outer.to.max(inner.to);
            }
        }
        self.sums = sums;
    }

    /// Whether `node` is `outer` or lies in it.
    pub fn is_within(&self, node: u32, outer: u32) -> bool {
        let mut at = node;
        while at != NONE {
            if at == outer {
                return true;
            }
            at = self.tree.get(at).map_or(NONE, |n| n.parent);
        }
        false
    }

    /// Whether a line that is a link stands in a row of such.
    pub fn is_in_row_of_links(&self, at: usize) -> bool {
        /// Two may be a pair of sellers below what they sell.
        const LEAST: usize = 3;
        let is_link = |at: usize| self.blocks.get(at).is_some_and(|b| b.linked * 10 > b.size * 7);
        let above = (1..LEAST).take_while(|k| at >= *k && is_link(at - k)).count();
        let below = (1..LEAST).take_while(|k| is_link(at + k)).count();
        above + below + 1 >= LEAST
    }
}

/// How much running text a line is.
pub(super) fn weight(block: &Block) -> f32 {
    let around = &block.around;
    if around.hidden
        || around.fallback
        || around.button
        || around.caption
        || around.heading > 0
        || block.linked * 2 > block.size
    {
        return 0.0;
    }
    // Chinese and Japanese say as much with half the characters.
    let is_wide = |c: &char| is_cjk(*c);
    let wide = if block.text.is_ascii() { 0 } else { block.text.chars().filter(is_wide).count() as u32 };
    let size = block.size + wide;
    if size >= 80 || size >= 25 && ends_as_sentence(&block.text) {
        (size as f32) * (1.0 - block.linked as f32 / block.size.max(1) as f32)
    } else {
        0.0
    }
}

/// Whether a line ends as sentences do.
pub(super) fn ends_as_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '»', ')', '」', '』', '）'])
        .ends_with(['.', '!', '?', '。', '！', '？', '…', ':'])
}
