//! A page as lines: what a person reads of it, block by block, with what the elements around say.
//!
//! Scripts, styles, forms' fields, pictures and the readings beside Japanese characters give no text.
//! What is hidden is rendered too, and said to be hidden: some pages hide their text until a script shows it.

use html5ever::{LocalName, local_name};

use super::regions;
use super::tree::{Kind, Tree};

/// What the elements around a text say of it.
#[expect(clippy::struct_excessive_bools, reason = "elements lie in each other in any combination")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Nobody sees it.
    pub hidden: bool,
    /// It only stands there for browsers without scripts.
    pub fallback: bool,
    /// Level of the heading it is in, or 0.
    pub heading: u8,
    /// In an item of a list.
    pub item: bool,
    /// In a quotation set apart.
    pub quote: bool,
    /// In the caption of a picture.
    pub caption: bool,
    /// In a row of a table.
    pub row: bool,
    /// Line breaks and spaces count.
    pub pre: bool,
    /// In a link.
    pub link: bool,
    /// On a button.
    pub button: bool,
    /// In a paragraph element.
    pub paragraph: bool,
}

/// One line of the page.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its words, white space folded.
    pub text: String,
    /// The innermost element with lines of its own around it.
    pub node: u32,
    /// What the elements around its first letter say.
    pub around: Around,
    /// Letters and signs, without white space.
    pub size: u32,
    /// Those of them that are links.
    pub linked: u32,
    /// Whether more than a line break parts it from the line before.
    pub gap: bool,
}

/// Shows what is hidden, where next to nothing else is there: some pages hide their text until a script
/// has run, or keep it for browsers without scripts.
pub(super) fn uncover(blocks: &mut [Block]) {
    /// Less than this is a notice that something is loading.
    const LITTLE: u32 = 300;
    let is_covered = |block: &Block| block.around.hidden || block.around.fallback;
    let size = |covered: bool| -> u32 {
        let those = blocks.iter().filter(|b| is_covered(b) == covered && b.size >= 60);
        those.map(|b| b.size - b.linked).sum()
    };
    if size(false) < LITTLE && size(true) >= 3 * LITTLE {
        for block in blocks {
            (block.around.hidden, block.around.fallback) = (false, false);
        }
    }
}

/// The lines of `tree`.
pub(super) fn render(tree: &Tree) -> Vec<Block> {
    let mut this = Renderer {
        blocks: Vec::new(),
        text: String::new(),
        around: Around::default(),
        node: 0,
        size: 0,
        linked: 0,
        gap: true,
        parted: Parted::Gap,
        space: false,
        after_link: false,
    };
    // What is in force around each open element, with the element whose lines they are.
    let mut open: Vec<(Around, u32)> = Vec::new();
    let (mut now, mut owner) = (Around::default(), 0);
    let mut skipped = 0_usize;
    for (node, begins) in tree.walk(0) {
        match tree.get(node).map(|n| &n.kind) {
            Some(Kind::Text(text)) if begins && skipped == 0 => this.add(text, now, owner),
            Some(Kind::Element(name, _)) => {
                let name = &name.local;
                if is_silent(name) {
                    skipped = if begins { skipped + 1 } else { skipped - 1 };
                    continue;
                }
                if skipped > 0 {
                    continue;
                }
                let shape = match shape(name) {
                    Shape::Cell if is_layout(tree, node) => Shape::Block,
                    shape => shape,
                };
                if begins {
                    open.push((now, owner));
                    this.before(name, shape, now, owner);
                    now = around(tree, node, name, now);
                    if shape == Shape::Block {
                        owner = node;
                    }
                } else {
                    if shape == Shape::Block {
                        this.part(Parted::Gap);
                    }
                    if *name == local_name!("q") {
                        this.add("”", now, owner);
                    }
                    this.after_link = *name == local_name!("a");
                    (now, owner) = open.pop().unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    this.part(Parted::Gap);
    this.blocks
}

/// How an element stands in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Inline,
    Block,
    Cell,
    Break,
}

fn shape(name: &LocalName) -> Shape {
    match &**name {
        "a" | "abbr" | "acronym" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn"
        | "em" | "font" | "i" | "ins" | "kbd" | "label" | "mark" | "nobr" | "output" | "q" | "rb"
        | "ruby" | "s" | "samp" | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "time" | "tt"
        | "u" | "var" | "wbr" | "img" | "picture" | "math" | "mi" | "mn" | "mo" | "mrow" | "rbc" | "rtc"
        | "blink" | "slot" | "basefont" | "nextid" | "meter" | "progress" => Shape::Inline,
        "td" | "th" => Shape::Cell,
        "br" => Shape::Break,
        // Elements of a site's own have lines of their own more often than not.
        _ => Shape::Block,
    }
}

/// Whether a cell of a table is a part of the page's layout: it holds lines of its own.
pub(super) fn is_layout(tree: &Tree, cell: u32) -> bool {
    matches!(&**tree.name(cell), "td" | "th")
        && tree.walk(cell).any(|(node, begins)| {
            let is_element = matches!(tree.get(node).map(|n| &n.kind), Some(Kind::Element(..)));
            begins && node != cell && is_element && {
                let name = tree.name(node);
                matches!(shape(name), Shape::Block | Shape::Break) && !is_silent(name)
            }
        })
}

/// Elements without text that is read.
fn is_silent(name: &LocalName) -> bool {
    matches!(
        &**name,
        "script"
            | "style"
            | "head"
            | "title"
            | "select"
            | "datalist"
            | "textarea"
            | "svg"
            | "iframe"
            | "object"
            | "embed"
            | "video"
            | "audio"
            | "canvas"
            | "map"
            | "rt"
            | "rp"
            | "noembed"
            | "noframes"
            | "frameset"
            | "amp-analytics"
            | "amp-state"
    )
}

fn around(tree: &Tree, node: u32, name: &LocalName, mut now: Around) -> Around {
    match &**name {
        "h1" => now.heading = 1,
        "h2" => now.heading = 2,
        "h3" => now.heading = 3,
        "h4" => now.heading = 4,
        "h5" => now.heading = 5,
        "h6" => now.heading = 6,
        "li" | "dd" | "dt" => {
            now.item = true;
            now.paragraph = false;
        }
        "ul" | "ol" | "dl" => now.item = false,
        "blockquote" => {
            now.quote = true;
            now.caption = false;
        }
        "figcaption" | "caption" => now.caption = true,
        // In a picture's box all words are about the picture; some editors put quotations and tables into one.
        "figure" => {
            now.item = false;
            now.caption = true;
        }
        "tr" => now.row = true,
        "table" => {
            now.row = false;
            now.caption = false;
        }
        "pre" | "listing" | "xmp" => {
            now.pre = true;
            now.caption = false;
        }
        "a" => now.link |= tree.attr_if(node, "href").is_some(),
        "button" | "summary" => now.button = true,
        "p" => now.paragraph = true,
        "noscript" => now.fallback = true,
        "template" | "dialog" => now.hidden = true,
        _ => {}
    }
    now.hidden |= regions::is_hidden(tree, node);
    now
}

/// What stands between the last letter and the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parted {
    No,
    Line,
    Gap,
}

struct Renderer {
    blocks: Vec<Block>,
    text: String,
    around: Around,
    node: u32,
    size: u32,
    linked: u32,
    gap: bool,
    parted: Parted,
    /// White space waits for the next letter.
    space: bool,
    after_link: bool,
}

impl Renderer {
    /// What the beginning of an element does to the line.
    fn before(&mut self, name: &LocalName, shape: Shape, now: Around, owner: u32) {
        match shape {
            Shape::Block => self.part(Parted::Gap),
            Shape::Cell if !self.text.is_empty() => self.text.push('\t'),
            Shape::Break if now.heading > 0 => self.space = true,
            Shape::Break => self.part(Parted::Line),
            Shape::Inline if *name == local_name!("q") => self.add("“", now, owner),
            // Buttons and menu entries stand side by side without a space between.
            Shape::Inline if *name == local_name!("a") && self.after_link => self.space = true,
            _ => {}
        }
    }

    fn add(&mut self, text: &str, now: Around, owner: u32) {
        for c in text.chars() {
            // Invisible: places where a word may be broken.
            if c == '\u{AD}' {
                continue;
            }
            if now.pre && c == '\n' {
                self.part(Parted::Line);
                continue;
            }
            // Line separators within a text would be lines for whoever reads it.
            let folds = c.is_ascii_whitespace() || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
            if folds {
                self.space = true;
                continue;
            }
            let is_white = c.is_whitespace();
            if self.text.is_empty() {
                if is_white {
                    continue;
                }
                (self.around, self.node) = (now, owner);
                self.gap = self.parted == Parted::Gap;
                self.parted = Parted::No;
            } else if self.space && !self.text.ends_with('\t') {
                self.text.push(' ');
            }
            self.space = false;
            self.after_link = false;
            self.text.push(c);
            if !is_white {
                self.size += 1;
                self.linked += u32::from(now.link);
            }
        }
    }

    /// Ends the line.
    fn part(&mut self, by: Parted) {
        let text = self.text.trim_end();
        if !text.is_empty() {
            self.blocks.push(Block {
                text: text.to_owned(),
                node: self.node,
                around: self.around,
                size: self.size,
                linked: self.linked,
                gap: self.gap,
            });
        }
        self.text.clear();
        self.parted = if by == Parted::Line && self.parted == Parted::No { by } else { Parted::Gap };
        (self.size, self.linked, self.space, self.after_link) = (0, 0, false, false);
    }
}
