//! Tags and text of a page, told to html5ever's tree builder.
//!
//! The tree is built as browsers build it, by their algorithm; the tokens are cut here, since the
//! usual tokenizer compares every attribute of a tag with all before it. This one takes a time that
//! grows with the bytes alone: it keeps the few attributes that say something about text, leaves out
//! elements nested deeper than the limit, and no more elements than [`MOST_NODES`].

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink as _, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, ns};

use super::references::{decoded, reference};
use super::tree::{Growing, Tree};
use crate::task::Task;

/// Elements and texts of one page; the largest pages have a tenth.
const MOST_NODES: usize = 2_000_000;
/// Attributes that say something about the text; all others are passed over.
const KEPT: [&str; 19] = [
    "class",
    "id",
    "role",
    "itemprop",
    "itemtype",
    "itemscope",
    "property",
    "name",
    "content",
    "href",
    "rel",
    "lang",
    "xml:lang",
    "datetime",
    "type",
    "style",
    "hidden",
    "aria-hidden",
    "http-equiv",
];
/// Most bytes of one attribute that are looked at, but for `content`.
const LONGEST_VALUE: usize = 2048;
/// Elements that have no end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// The tree of a page, and what was left out of it.
pub(super) struct Parsed {
    /// The page.
    pub tree: Tree,
    /// Whether elements lay deeper than the limit; their text is kept.
    pub too_deep: bool,
    /// Whether there were more elements than are looked at; their text is kept.
    pub too_many: bool,
}

/// Builds the tree of `source`, at most `nesting` elements deep; of what there is when `task` is cancelled.
pub(super) fn parse(source: &str, nesting: usize, task: &Task) -> Parsed {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut cutter = Cutter {
        source,
        at: 0,
        builder: TreeBuilder::new(Growing::default(), options),
        is_xml: source.trim_start().starts_with("<?xml"),
        nesting,
        task,
        passed_over: 0,
        too_deep: false,
        too_many: false,
    };
    cutter.run();
    let Cutter { builder, too_deep, too_many, .. } = cutter;
    drop(builder.process_token(Token::EOFToken, 1));
    builder.end();
    Parsed { tree: builder.sink.into_tree(), too_deep, too_many }
}

struct Cutter<'a> {
    source: &'a str,
    at: usize,
    builder: TreeBuilder<u32, Growing>,
    /// In XML `<title/>` is empty; in HTML it is open.
    is_xml: bool,
    nesting: usize,
    task: &'a Task,
    /// Open boxes that were left out.
    passed_over: usize,
    too_deep: bool,
    too_many: bool,
}

impl<'a> Cutter<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or("")
    }

    fn run(&mut self) {
        /// Tokens between two questions whether to go on.
        const PACE: usize = 8192;
        let mut count = 0;
        while self.at < self.source.len() {
            count += 1;
            if count % PACE == 0 && self.task.is_cancelled() {
                return;
            }
            let rest = self.rest();
            match rest.find(['<', '&', '\0']) {
                None => {
                    self.text(rest);
                    self.at = self.source.len();
                }
                Some(0) if rest.starts_with('<') => self.markup(),
                Some(0) if rest.starts_with('&') => {
                    let mut decoded = String::new();
                    self.at += reference(rest, false, &mut decoded);
                    self.text(&decoded);
                }
                Some(0) => self.at += 1,
                Some(length) => {
                    self.text(rest.get(..length).unwrap_or(""));
                    self.at += length;
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            drop(self.builder.process_token(Token::CharacterTokens(StrTendril::from_slice(text)), 1));
        }
    }

    /// What begins with `<`.
    fn markup(&mut self) {
        let rest = self.rest();
        let mut after = rest.chars().skip(1);
        match (after.next(), after.next()) {
            (Some(c), _) if c.is_ascii_alphabetic() => self.tag(TagKind::StartTag, 1),
            (Some('/'), Some(c)) if c.is_ascii_alphabetic() => self.tag(TagKind::EndTag, 2),
            (Some('!'), _) => self.declaration(rest),
            (Some('/'), Some('>')) => self.at += 3,
            (Some('/'), Some(_)) | (Some('?'), _) => {
                self.skip_past(rest, 2, ">");
                self.comment();
            }
            _ => {
                self.text("<");
                self.at += 1;
            }
        }
    }

    /// A comment, or what counts as one. Its words are nobody's, but in a table it parts the text before from the text
    /// after, of which white space may stay where it is.
    fn comment(&mut self) {
        if self.builder.sink.nodes() < MOST_NODES {
            drop(self.builder.process_token(Token::CommentToken(StrTendril::new()), 1));
        }
    }

    /// Goes on behind `end`, or at the end of the page where there is none.
    fn skip_past(&mut self, rest: &str, from: usize, end: &str) {
        let found = rest.get(from..).and_then(|rest| rest.find(end));
        self.at += found.map_or(rest.len(), |at| from + at + end.len());
    }

    fn declaration(&mut self, rest: &str) {
        if let Some(comment) = rest.strip_prefix("<!--") {
            if comment.starts_with('>') || comment.starts_with("->") {
                self.skip_past(rest, 4, ">");
            } else {
                // "--!>" closes a comment too.
                let end = comment.match_indices('>').map(|(at, _)| at).find(|at| {
                    comment.get(..*at).is_some_and(|before| before.ends_with("--") || before.ends_with("--!"))
                });
                let end = end.map(|at| at + 1);
                self.at += end.map_or(rest.len(), |end| 4 + end);
            }
            self.comment();
        } else if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
            let name = Some(StrTendril::from_slice("html"));
            drop(self.builder.process_token(Token::DoctypeToken(Doctype { name, ..Doctype::default() }), 1));
            self.skip_past(rest, 2, ">");
        } else if let Some(data) = rest.strip_prefix("<![CDATA[")
            && (self.is_xml || self.builder.adjusted_current_node_present_but_not_in_html_namespace())
        {
            let end = data.find("]]>").unwrap_or(data.len());
            self.text(data.get(..end).unwrap_or(""));
            self.skip_past(rest, 9, "]]>");
        } else {
            self.skip_past(rest, 2, ">");
            self.comment();
        }
    }

    /// A tag whose name begins `from` bytes on.
    fn tag(&mut self, kind: TagKind, from: usize) {
        let rest = self.rest();
        let Some((name, attrs, is_closed, end)) = cut_tag(rest, from, kind) else {
            // A page cut off within a tag.
            self.at = self.source.len();
            return;
        };
        self.at += end;
        let is_start = kind == TagKind::StartTag;
        let is_void = VOID.contains(&name.as_str());
        if self.builder.sink.nodes() >= MOST_NODES {
            self.too_many = true;
            if is_start && is_raw(&name) {
                self.raw_text(&name);
            }
            return;
        }
        // Boxes within boxes without end are left out first, so that paragraphs in them stay such.
        let most = self.nesting + if is_box(&name) { 0 } else { 64 };
        if is_start && self.builder.sink.depth() >= most {
            self.too_deep = true;
            if is_raw(&name) && !(self.is_xml && is_closed) {
                self.raw_text(&name);
            } else {
                self.passed_over += usize::from(is_box(&name));
            }
            return;
        }
        if !is_start && self.passed_over > 0 && is_box(&name) {
            self.passed_over -= 1;
            return;
        }
        let local = LocalName::from(name.as_str());
        let tag = |kind, attrs| Tag {
            kind,
            name: local.clone(),
            self_closing: is_closed,
            attrs,
            had_duplicate_attributes: false,
        };
        let said = self.builder.process_token(Token::TagToken(tag(kind, attrs)), 1);
        if self.is_xml && is_start && is_closed && !is_void {
            drop(self.builder.process_token(Token::TagToken(tag(TagKind::EndTag, Vec::new())), 1));
            return;
        }
        match said {
            TokenSinkResult::RawData(_) => {
                let text = self.raw_text(&name);
                // Only titles and text fields have references in them.
                if matches!(name.as_str(), "title" | "textarea") {
                    let decoded = decoded(text, false);
                    self.text(&decoded);
                } else {
                    self.text(text);
                }
                let end = tag(TagKind::EndTag, Vec::new());
                drop(self.builder.process_token(Token::TagToken(end), 1));
            }
            TokenSinkResult::Plaintext => {
                let rest = self.rest();
                self.text(rest);
                self.at = self.source.len();
            }
            _ => {}
        }
    }

    /// The text up to the end tag of `name`, behind which reading goes on.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let end = if name == "script" { end_of_script(rest) } else { end_of(rest, name) };
        let Some(end) = end else {
            self.at = self.source.len();
            return rest;
        };
        self.skip_past(rest, end, ">");
        rest.get(..end).unwrap_or("")
    }
}

/// Whether `text` begins with the name of an element and what may follow one.
fn names(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && text
            .get(name.len()..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')))
}

/// Where the end tag of `name` begins.
fn end_of(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| text.get(at + 2..).is_some_and(|t| names(t, name)))
}

/// Where the end tag of a script begins. Within a comment of its own, a script may hold another.
fn end_of_script(text: &str) -> Option<usize> {
    let mut comment: Option<usize> = None;
    let mut is_inner = false;
    for (at, sign) in text.match_indices(['<', '>']) {
        let rest = text.get(at + 1..).unwrap_or("");
        if sign == ">" {
            let closes = |from: usize| text.get(from..at).is_some_and(|before| before.ends_with("--"));
            if comment.is_some_and(closes) {
                (comment, is_inner) = (None, false);
            }
        } else if comment.is_none() && rest.starts_with("!--") {
            comment = Some(at + 2);
        } else if let Some(tag) = rest.strip_prefix('/')
            && names(tag, "script")
        {
            if !is_inner {
                return Some(at);
            }
            is_inner = false;
        } else if comment.is_some() && names(rest, "script") {
            is_inner = true;
        }
    }
    None
}

/// Elements whose content is no markup.
fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes")
}

/// Elements that only hold others, or dress text.
fn is_box(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "span"
            | "section"
            | "article"
            | "font"
            | "b"
            | "i"
            | "u"
            | "em"
            | "strong"
            | "center"
            | "small"
            | "table"
    )
}

/// A tag at the beginning of `rest`: its name in small letters, what is kept of its attributes,
/// whether it closes itself, and where it ends. `None` where it does not end.
fn cut_tag(rest: &str, from: usize, kind: TagKind) -> Option<(String, Vec<Attribute>, bool, usize)> {
    let bytes = rest.as_bytes();
    let is_end = |b: u8| b.is_ascii_whitespace() || b == b'/' || b == b'>';
    let find = |from: usize, is: &dyn Fn(u8) -> bool| {
        bytes.get(from..)?.iter().position(|b| is(*b)).map(|at| from + at)
    };
    let mut at = find(from, &is_end)?;
    let name = rest.get(from..at)?.to_ascii_lowercase();
    let mut attrs: Vec<Attribute> = Vec::new();
    loop {
        at = find(at, &|b| !b.is_ascii_whitespace())?;
        match bytes.get(at)? {
            b'>' => return Some((name, attrs, false, at + 1)),
            b'/' if bytes.get(at + 1) == Some(&b'>') => return Some((name, attrs, true, at + 2)),
            b'/' => {
                at += 1;
                continue;
            }
            _ => {}
        }
        // A name may begin with "=".
        let end = find(at + 1, &|b| is_end(b) || b == b'=')?;
        let key = rest.get(at..end)?;
        at = find(end, &|b| !b.is_ascii_whitespace())?;
        let mut value = "";
        if bytes.get(at) == Some(&b'=') {
            at = find(at + 1, &|b| !b.is_ascii_whitespace())?;
            let quote = *bytes.get(at)?;
            if matches!(quote, b'"' | b'\'') {
                let end = find(at + 1, &|b| b == quote)?;
                value = rest.get(at + 1..end)?;
                at = end + 1;
            } else {
                let end = find(at, &|b| b.is_ascii_whitespace() || b == b'>')?;
                value = rest.get(at..end)?;
                at = end;
            }
        }
        if kind == TagKind::StartTag
            && let Some(key) = KEPT.iter().find(|kept| kept.eq_ignore_ascii_case(key))
            && !attrs.iter().any(|known| &*known.name.local == *key)
        {
            let most = if *key == "content" { usize::MAX } else { LONGEST_VALUE };
            let cut = if value.len() <= most { value } else { value.get(..floor(value, most)).unwrap_or("") };
            attrs.push(Attribute {
                name: QualName::new(None, ns!(), LocalName::from(*key)),
                value: StrTendril::from_slice(&decoded(cut, true)),
            });
        }
    }
}

/// The largest boundary of characters in `text` that is not beyond `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use html5ever::tendril::TendrilSink as _;
    use html5ever::tree_builder::TreeBuilderOpts;
    use html5ever::{ParseOpts, parse_document};
    use proptest::prelude::*;

    use super::super::tree::{Growing, Kind, Tree};
    use crate::task::Task;

    /// All elements and all text of a page, in order.
    fn written(tree: &Tree) -> String {
        let mut text = String::new();
        for (node, begins) in tree.walk(0) {
            match tree.get(node).map(|n| &n.kind) {
                Some(Kind::Text(part)) if begins => text.push_str(part),
                Some(Kind::Element(name, _)) if begins => text.push_str(&format!("<{}>", name.local)),
                Some(Kind::Element(..)) => text.push_str("</>"),
                _ => {}
            }
        }
        text
    }

    fn ours(page: &str) -> String {
        written(&super::parse(page, 512, &Task::none()).tree)
    }

    /// The same page cut by the usual tokenizer.
    fn theirs(page: &str) -> String {
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let options = ParseOpts { tree_builder, ..ParseOpts::default() };
        written(&parse_document(Growing::default(), options).one(page))
    }

    #[test]
    fn tokens_are_cut_as_browsers_cut_them() {
        for page in [
            "a<b>c</b>d < e <1 </ f </> g <!x> h <?y?> i",
            "<!---->a<!--->b--><!-->c--><!-- d --->e<!-- f --!>g<!-- -- > h",
            "<p title='>' data-x=a>b<p title=\"'\">c<p a=b/>d<p/e/f=g>h<br/>i",
            "&amp;&amp &ampx &lt;b&gt; &copy2 &notit; &notin; &#65;&#x42;&#128;&#0;&#xD800;&#99999999999;&# &#x; &",
            "<a href='?a=1&copy=2&amp;b'>x</a>",
            "<title>a<b>&amp;</title>c<textarea></b>&lt;</textarea>d<xmp><i>&amp;</xmp>",
            "<script><!-- <script>a</script> --></script>b",
            "<script><!-- <script>a</script>--><p></script>b<script><!--></script>c",
            "<script>if (a < b) '</scrip>' </SCRIPT >a<style></p></style>b",
            "<svg><![CDATA[a<b]]><style>c</style></svg><p><![CDATA[d]]>e",
            "<table> </--><",
            "<table>&amp</<table> <p",
            "<table> <!-- a -->b<!x> </>c",
            "<table>a<tr>b<td>c</table>d<select><option>e<p>f</select>g",
            "<p>a<div>b</p>c<b><p>d</b>e</p><li>f<li>g<dd>h<dt>i",
            "<plaintext>a</plaintext><b>",
            "<p>a<",
            "<p>a</",
            "<p>a<b",
            "<p>a<b c='",
            "<p>a&",
            "<script>a",
            "<!-- a",
        ] {
            assert_eq!(ours(page), theirs(page), "{page}");
        }
    }

    proptest! {
        #[test]
        fn any_soup_reads_the_same(page in "(<|>|/|!|-|=|'|\"|&|;|#|x|a|p|b| |\n|</|<!--|-->|<p|<b |<table>|<td>|</script>|<script>|<!--<script>|</a>|<svg>|</svg>|&amp|<title>|</title>){0,60}") {
            prop_assert_eq!(ours(&page), theirs(&page));
        }
    }
}
