//! What is typed as a word, cut and folded as the words of articles are.
//!
//! "re-election" is cut into two words in articles, so it is in queries. Text in a script without spaces is
//! not cut at all: it becomes characters to be found wherever they stand.

use super::ast::{Chars, Node};
use super::glob::{Glob, Piece};
use crate::corpus::Span;
use crate::text::{normalise, script, words};

/// Stands for a wildcard while words are cut: a letter, and as long as `*` and `?`.
const PLACEHOLDER: &str = "x";

/// The words of `text`, as nodes in order.
pub(super) fn nodes(text: &str, exactly: bool) -> Vec<Node> {
    let text = text.replace('＊', "*");
    let mut nodes = Vec::new();
    for typed in text.split_whitespace() {
        if typed.bytes().all(|b| b == b'*') {
            nodes.push(Node::Any);
            continue;
        }
        let letters = typed.replace(['*', '?'], PLACEHOLDER);
        for group in groups(&letters, typed) {
            let piece = typed.get(group.range()).unwrap_or("");
            nodes.push(node(piece, exactly));
        }
    }
    nodes
}

/// The words of `letters`; words in a script without spaces are put together where nothing lies between.
fn groups(letters: &str, typed: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    words::words(letters, &mut spans);
    let spaceless = |span: Span| span.of(typed).chars().any(script::is_spaceless);
    let mut groups: Vec<Span> = Vec::new();
    for span in spans {
        // Between wildcards there may be no letter at all: "北方*岛" is one pattern, not three.
        match groups.last_mut() {
            Some(last) if last.to == span.from && (spaceless(*last) || spaceless(span)) => last.to = span.to,
            _ => groups.push(span),
        }
    }
    groups
}

fn node(typed: &str, exactly: bool) -> Node {
    let exact = exactly.then(|| Glob::new(typed, str::to_owned));
    let mut folded = Glob::new(typed, fold);
    if !typed.chars().any(script::is_spaceless) {
        return if folded.is_any() { Node::Any } else { Node::Word { folded, typed: exact } };
    }
    let mut open_left = edge_is_open(folded.pieces.first(), |text| text.chars().next());
    let mut open_right = edge_is_open(folded.pieces.last(), |text| text.chars().next_back());
    if folded.pieces.first() == Some(&Piece::Run) {
        folded.pieces.remove(0);
        open_left = true;
    }
    if folded.pieces.last() == Some(&Piece::Run) {
        folded.pieces.pop();
        open_right = true;
    }
    Node::Chars(Chars { pattern: folded, open_left, open_right, typed: exact })
}

/// Where a script has no spaces, text may begin and end anywhere; elsewhere only where words do.
fn edge_is_open(piece: Option<&Piece>, edge: impl Fn(&str) -> Option<char>) -> bool {
    match piece {
        Some(Piece::Text(text)) => edge(text).is_some_and(script::is_spaceless),
        _ => true,
    }
}

pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::new();
    normalise::fold(text, &mut folded);
    folded
}
