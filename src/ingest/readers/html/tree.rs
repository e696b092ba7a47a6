//! The tree of a page: elements and texts in one list, each knowing its neighbours by number.
//!
//! Nothing here recurs, so that no depth of a page costs stack, and freeing it is freeing a list.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// An element, a text, or something without text.
#[derive(Debug)]
pub(super) struct Node {
    /// The element around it.
    pub parent: u32,
    /// The first within it.
    pub first: u32,
    /// The next beside it.
    pub next: u32,
    last: u32,
    before: u32,
    depth: u32,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// An element with what is kept of its attributes.
    Element(QualName, Box<[Attribute]>),
    /// Text, references resolved.
    Text(StrTendril),
    /// The page, a comment.
    Other,
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    /// All nodes; the first is the page itself.
    pub nodes: Vec<Node>,
}

impl Tree {
    /// The node of a number.
    pub fn get(&self, node: u32) -> Option<&Node> {
        self.nodes.get(node as usize)
    }

    /// The name of an element, in small letters; an empty one for what is none.
    pub fn name(&self, node: u32) -> &LocalName {
        const EMPTY: &LocalName = &local_name!("");
        match self.get(node).map(|n| &n.kind) {
            Some(Kind::Element(name, _)) => &name.local,
            _ => EMPTY,
        }
    }

    /// What an attribute says; an empty text where there is none.
    pub fn attr(&self, node: u32, key: &str) -> &str {
        self.attr_if(node, key).unwrap_or("")
    }

    /// What an attribute says, if it is there.
    pub fn attr_if(&self, node: u32, key: &str) -> Option<&str> {
        match self.get(node).map(|n| &n.kind) {
            Some(Kind::Element(_, attrs)) => {
                attrs.iter().find(|a| &*a.name.local == key).map(|a| a.value.trim())
            }
            _ => None,
        }
    }

    /// The nodes within `node`, one by one.
    pub fn children(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.get(node).map_or(NONE, |n| n.first);
        std::iter::from_fn(move || {
            let here = at;
            at = self.get(here)?.next;
            Some(here)
        })
    }

    /// `node` and all within it, in the order of the page: `true` where one begins, `false` where one ends.
    pub fn walk(&self, node: u32) -> impl Iterator<Item = (u32, bool)> + '_ {
        let mut step = Some((node, true));
        std::iter::from_fn(move || {
            let here = step?;
            let this = self.get(here.0)?;
            step = match here {
                (_, true) if this.first != NONE => Some((this.first, true)),
                (at, true) => Some((at, false)),
                (at, false) if at == node => None,
                (_, false) if this.next != NONE => Some((this.next, true)),
                (_, false) => Some((this.parent, false)),
            };
            Some(here)
        })
    }

    /// All text within `node`, as it stands there.
    pub fn text(&self, node: u32) -> String {
        let mut text = String::new();
        for (at, begins) in self.walk(node) {
            if begins && let Some(Kind::Text(part)) = self.get(at).map(|n| &n.kind) {
                text.push_str(part);
            }
        }
        text
    }
}

/// A page while it is built.
#[derive(Debug)]
pub(super) struct Growing {
    nodes: RefCell<Vec<Node>>,
    depth: Cell<u32>,
}

impl Default for Growing {
    fn default() -> Self {
        let page = Node {
            parent: NONE,
            first: NONE,
            next: NONE,
            last: NONE,
            before: NONE,
            depth: 0,
            kind: Kind::Other,
        };
        Self { nodes: RefCell::new(vec![page]), depth: Cell::new(0) }
    }
}

impl Growing {
    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// How many elements lie around the place where the next one goes.
    pub fn depth(&self) -> usize {
        self.depth.get() as usize
    }

    /// The finished page.
    pub fn into_tree(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn new_node(&self, kind: Kind) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        let node = Node { parent: NONE, first: NONE, next: NONE, last: NONE, before: NONE, depth: 0, kind };
        nodes.push(node);
        nodes.len() as u32 - 1
    }

    fn set(&self, node: u32, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.borrow_mut().get_mut(node as usize) {
            change(node);
        }
    }

    fn get<T>(&self, node: u32, what: impl FnOnce(&Node) -> T) -> Option<T> {
        self.nodes.borrow().get(node as usize).map(what)
    }

    fn detach(&self, node: u32) {
        let Some((parent, before, next)) = self.get(node, |n| (n.parent, n.before, n.next)) else { return };
        if parent == NONE {
            return;
        }
        if before == NONE {
            self.set(parent, |n| n.first = next);
        } else {
            self.set(before, |n| n.next = next);
        }
        if next == NONE {
            self.set(parent, |n| n.last = before);
        } else {
            self.set(next, |n| n.before = before);
        }
        self.set(node, |n| (n.parent, n.before, n.next) = (NONE, NONE, NONE));
    }

    /// Puts `node` into `parent`, before `next` or at the end.
    fn insert(&self, node: u32, parent: u32, next: u32) {
        self.detach(node);
        let before = if next == NONE { self.get(parent, |n| n.last) } else { self.get(next, |n| n.before) };
        let before = before.unwrap_or(NONE);
        let depth = self.get(parent, |n| n.depth).unwrap_or(0) + 1;
        self.set(node, |n| (n.parent, n.before, n.next, n.depth) = (parent, before, next, depth));
        if before == NONE {
            self.set(parent, |n| n.first = node);
        } else {
            self.set(before, |n| n.next = node);
        }
        if next == NONE {
            self.set(parent, |n| n.last = node);
        } else {
            self.set(next, |n| n.before = node);
        }
    }

    /// Adds `text` to the text `node`; false where that is none.
    fn add_text(&self, node: u32, text: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        match nodes.get_mut(node as usize).map(|n| &mut n.kind) {
            Some(Kind::Text(there)) => {
                there.push_tendril(text);
                true
            }
            _ => false,
        }
    }

    fn place(&self, child: NodeOrText<u32>, parent: u32, next: u32) {
        match child {
            NodeOrText::AppendNode(node) => {
                self.insert(node, parent, next);
                self.depth.set(self.get(node, |n| n.depth).unwrap_or(0));
            }
            NodeOrText::AppendText(text) => {
                self.depth.set(self.get(parent, |n| n.depth).unwrap_or(0));
                let before =
                    if next == NONE { self.get(parent, |n| n.last) } else { self.get(next, |n| n.before) };
                if !self.add_text(before.unwrap_or(NONE), &text) {
                    let node = self.new_node(Kind::Text(text));
                    self.insert(node, parent, next);
                }
            }
        }
    }
}

impl TreeSink for Growing {
    type Handle = u32;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.into_tree()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        static NOTHING: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };
        Ref::map(self.nodes.borrow(), |nodes| match nodes.get(*target as usize).map(|n| &n.kind) {
            Some(Kind::Element(name, _)) => name,
            _ => &NOTHING,
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> u32 {
        self.new_node(Kind::Element(name, attrs.into_boxed_slice()))
    }

    fn create_comment(&self, _: StrTendril) -> u32 {
        self.new_node(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> u32 {
        self.new_node(Kind::Other)
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        self.place(child, *parent, NONE);
    }

    fn append_based_on_parent_node(&self, element: &u32, before: &u32, child: NodeOrText<u32>) {
        if self.get(*element, |n| n.parent != NONE).unwrap_or(false) {
            self.append_before_sibling(element, child);
        } else {
            self.append(before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &u32) {
        let depth = self.get(*node, |n| n.depth).unwrap_or(0);
        self.depth.set(depth.saturating_sub(1));
    }

    /// What a template holds is in it like in any other element; it is not shown.
    fn get_template_contents(&self, target: &u32) -> u32 {
        *target
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &u32, new_node: NodeOrText<u32>) {
        let parent = self.get(*sibling, |n| n.parent).unwrap_or(NONE);
        if parent != NONE {
            if let NodeOrText::AppendNode(node) = new_node {
                self.detach(node);
            }
            self.place(new_node, parent, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &u32, attrs: Vec<Attribute>) {
        self.set(*target, |node| {
            if let Kind::Element(_, known) = &mut node.kind {
                let new: Vec<Attribute> =
                    attrs.into_iter().filter(|a| !known.iter().any(|k| k.name == a.name)).collect();
                if !new.is_empty() {
                    *known = std::mem::take(known).into_vec().into_iter().chain(new).collect();
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &u32) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        while let Some(child) = self.get(*node, |n| n.first).filter(|child| *child != NONE) {
            self.insert(child, *new_parent, NONE);
        }
    }
}
