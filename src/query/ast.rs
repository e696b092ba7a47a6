//! A query as a tree, and how it is written.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::glob::{Glob, Piece};
use super::parser;

/// A pattern over words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// One word, whole.
    Word {
        /// On its folded form.
        folded: Glob,
        /// On the word as written, for `=`.
        typed: Option<Glob>,
    },
    /// `*` alone: any one word.
    Any,
    /// Characters of a script without spaces, wherever they stand.
    Chars(Chars),
    /// Whole words by regular expression.
    Regex(Regex),
    /// One after the other; at least two.
    Seq(Vec<Node>),
    /// Either; at least two.
    Alt(Vec<Node>),
    /// Both, at most so many words apart, in either order.
    Near(Box<Node>, Box<Node>, u16),
}

/// Characters that need not begin or end where a word does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Chars {
    /// Folded; a run stands for at most [`Chars::LONGEST_RUN`] characters.
    pub(crate) pattern: Glob,
    /// Whether it may begin within a word.
    pub(crate) open_left: bool,
    /// Whether it may end within a word.
    pub(crate) open_right: bool,
    /// As written, for `=`; white space in the text does not count.
    pub(crate) typed: Option<Glob>,
}

impl Chars {
    /// What `*` stands for at most where there are no spaces to end it.
    pub(crate) const LONGEST_RUN: usize = 10;
    /// How many `*` one pattern may have.
    pub(crate) const MOST_RUNS: usize = 4;
}

/// A compiled regular expression, equal to another by how it is written.
#[derive(Debug, Clone)]
pub(crate) struct Regex {
    pub(crate) source: String,
    pub(crate) whole_word: regex::Regex,
}

impl PartialEq for Regex {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Regex {}

impl Hash for Regex {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.source.hash(state);
    }
}

impl Node {
    /// Nodes one after the other as one node; sequences within are taken apart.
    pub(crate) fn seq(nodes: Vec<Self>) -> Option<Self> {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::Seq(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        one_or(flat, Self::Seq)
    }

    /// Either of `nodes`; alternatives within are taken apart.
    pub(crate) fn alt(nodes: Vec<Self>) -> Option<Self> {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Self::Alt(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        one_or(flat, Self::Alt)
    }

    /// Whether it asks for something more than any word.
    pub(crate) fn is_anchored(&self) -> bool {
        match self {
            Self::Any => false,
            Self::Seq(nodes) => nodes.iter().any(Self::is_anchored),
            _ => true,
        }
    }

    /// Whether every match is one word known by its type alone.
    pub(crate) fn is_word(&self) -> bool {
        match self {
            Self::Word { typed, .. } => typed.is_none(),
            Self::Regex(_) => true,
            Self::Alt(nodes) => nodes.iter().all(Self::is_word),
            _ => false,
        }
    }
}

fn one_or(mut nodes: Vec<Node>, many: impl FnOnce(Vec<Node>) -> Node) -> Option<Node> {
    if nodes.len() > 1 { Some(many(nodes)) } else { nodes.pop() }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, nodes: &[Self], between: &str| {
            nodes.iter().enumerate().try_for_each(|(i, node)| {
                f.write_str(if i == 0 { "" } else { between })?;
                match node {
                    Self::Near(..) | Self::Alt(_) => write!(f, "({node})"),
                    _ => node.fmt(f),
                }
            })
        };
        match self {
            Self::Word { folded, typed: None } => {
                // A folded word may be cut elsewhere than the one that was typed: "ŉ" is folded to "'n".
                let written = folded.to_string();
                if parser::parse(&written).as_ref() == Ok(self) {
                    f.write_str(&written)
                } else {
                    write!(f, "/{}/", folded.as_regex())
                }
            }
            Self::Chars(Chars { typed: Some(typed), .. }) | Self::Word { typed: Some(typed), .. } => {
                write!(f, "=\"{typed}\"")
            }
            Self::Chars(chars) => chars.fmt(f),
            Self::Any => f.write_str("*"),
            Self::Regex(regex) => write!(f, "/{}/", regex.source),
            Self::Seq(nodes) => list(f, nodes, " "),
            Self::Alt(nodes) => list(f, nodes, " | "),
            Self::Near(a, b, n) => {
                match **a {
                    Self::Alt(_) => write!(f, "({a})"),
                    _ => a.fmt(f),
                }?;
                write!(f, " NEAR/{n} ")?;
                match **b {
                    Self::Alt(_) | Self::Near(..) => write!(f, "({b})"),
                    _ => b.fmt(f),
                }
            }
        }
    }
}

impl fmt::Display for Chars {
    /// A `*` at an end says that letters of a script with spaces may go on there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spaced = |piece: Option<&Piece>, last: bool| {
            let Some(Piece::Text(text)) = piece else { return false };
            let edge = if last { text.chars().next_back() } else { text.chars().next() };
            edge.is_some_and(|c| !crate::text::script::is_spaceless(c))
        };
        if self.open_left && spaced(self.pattern.pieces.first(), false) {
            f.write_str("*")?;
        }
        self.pattern.fmt(f)?;
        if self.open_right && spaced(self.pattern.pieces.last(), true) { f.write_str("*") } else { Ok(()) }
    }
}
