//! The part of YAML that dictionaries are written in: keys, lists, and words with or without quotation marks.
//!
//! Anything else (anchors, tags, folded text, mappings in braces) is refused with its line, so that nothing is
//! read as what it is not.

use super::check::Fault;

/// A piece of a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Yaml {
    Text(String),
    List(Vec<Yaml>),
    /// In order.
    Map(Vec<(String, Yaml)>),
}

/// Keys within keys.
const DEEPEST: usize = 20;

#[derive(Debug, Clone)]
struct Line<'a> {
    number: usize,
    indent: usize,
    text: &'a str,
}

/// Reads a file.
pub(super) fn read(text: &str) -> Result<Yaml, Fault> {
    let mut lines = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let number = n + 1;
        let bare = without_comment(line).trim_end();
        let text = bare.trim_start_matches(' ');
        if text.is_empty() || (text == "---" && lines.is_empty()) || text.starts_with("%YAML") {
            continue;
        }
        if text == "..." {
            break;
        }
        if text == "---" {
            return Err(Fault::at(
                number,
                "There is a second document in this file. Put it into one of its own",
            ));
        }
        if text.starts_with('\t') {
            return Err(Fault::at(number, "Lines of YAML are moved in by spaces, and this one has a tab"));
        }
        lines.push(Line { number, indent: bare.len() - text.len(), text });
    }
    let mut parser = Parser { lines, at: 0 };
    let Some(first) = parser.lines.first() else { return Err(Fault::new("This file is empty")) };
    let indent = first.indent;
    let read = parser.block(indent, 0)?;
    match parser.lines.get(parser.at) {
        Some(line) => Err(Fault::at(line.number, "This line is moved in as no other line around it")),
        None => Ok(read),
    }
}

/// `#` begins a comment at the start of a line or after a space, outside quotation marks.
fn without_comment(line: &str) -> &str {
    let (mut quote, mut before) = (None, ' ');
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open && before != '\\' => quote = None,
            (None, '"' | '\'') if matches!(before, ' ' | '[' | ',' | '-' | ':') => quote = Some(c),
            (None, '#') if before == ' ' || before == '\t' => return line.get(..at).unwrap_or(line),
            _ => {}
        }
        before = c;
    }
    line
}

struct Parser<'a> {
    lines: Vec<Line<'a>>,
    at: usize,
}

impl<'a> Parser<'a> {
    fn here(&self) -> Option<Line<'a>> {
        self.lines.get(self.at).cloned()
    }

    /// The lines from here on that are moved in by `indent`, and what is below them.
    fn block(&mut self, indent: usize, depth: usize) -> Result<Yaml, Fault> {
        let Some(line) = self.here() else { return Ok(Yaml::List(Vec::new())) };
        if depth > DEEPEST {
            return Err(Fault::at(line.number, "There are too many keys within keys"));
        }
        if is_item(line.text) { self.list(indent, depth) } else { self.map(indent, depth) }
    }

    fn list(&mut self, indent: usize, depth: usize) -> Result<Yaml, Fault> {
        let mut items = Vec::new();
        while let Some(line) = self.here().filter(|line| line.indent == indent && is_item(line.text)) {
            let after = line.text.get(1..).unwrap_or("");
            let inner = after.trim_start();
            if inner.is_empty() {
                self.at += 1;
                items.push(self.below(indent, depth)?);
            } else if key_end(inner).is_some() || is_item(inner) {
                // What follows the hyphen is a block of its own, moved in as far as it stands.
                let moved = line.indent + 1 + (after.len() - inner.len());
                if let Some(slot) = self.lines.get_mut(self.at) {
                    *slot = Line { indent: moved, text: inner, ..line };
                }
                items.push(self.block(moved, depth + 1)?);
            } else {
                self.at += 1;
                items.push(self.value(inner, line.number)?);
            }
        }
        Ok(Yaml::List(items))
    }

    fn map(&mut self, indent: usize, depth: usize) -> Result<Yaml, Fault> {
        let mut pairs = Vec::new();
        while let Some(line) = self.here().filter(|line| line.indent == indent && !is_item(line.text)) {
            let Some(end) = key_end(line.text) else {
                return Err(Fault::at(
                    line.number,
                    "There is neither a key with : nor a list item with - in this line",
                ));
            };
            let key = scalar(line.text.get(..end).unwrap_or(""), line.number)?;
            let rest = line.text.get(end + 1..).unwrap_or("").trim();
            self.at += 1;
            let value =
                if rest.is_empty() { self.below(indent, depth)? } else { self.value(rest, line.number)? };
            pairs.push((key, value));
        }
        Ok(Yaml::Map(pairs))
    }

    /// What belongs to the key or hyphen above: lines moved in further, or a list right below its key.
    fn below(&mut self, indent: usize, depth: usize) -> Result<Yaml, Fault> {
        match self.here() {
            Some(line) if line.indent > indent => self.block(line.indent, depth + 1),
            Some(line) if line.indent == indent && is_item(line.text) && !self.is_in_list(indent) => {
                self.list(indent, depth + 1)
            }
            _ => Ok(Yaml::List(Vec::new())),
        }
    }

    /// Whether the line before stands in a list of this indent: then an item is its neighbour, not its value.
    fn is_in_list(&self, indent: usize) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.lines.get(at));
        before.is_some_and(|line| line.indent == indent && is_item(line.text))
    }

    fn value(&mut self, text: &str, number: usize) -> Result<Yaml, Fault> {
        if !text.starts_with('[') {
            return Ok(Yaml::Text(scalar(text, number)?));
        }
        let (mut whole, mut quotes) = (text.to_owned(), Quotes::new());
        let mut is_closed = quotes.close_in(text);
        while !is_closed {
            let Some(line) = self.here() else {
                return Err(Fault::at(
                    number,
                    "This list is not closed by ]. The file seems to be cut short",
                ));
            };
            whole.push(' ');
            whole.push_str(line.text);
            is_closed = quotes.close_in(line.text);
            self.at += 1;
        }
        let inner = whole.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let Some(inner) = inner else {
            return Err(Fault::at(number, "Something stands behind the ] of this list"));
        };
        let items = pieces(inner);
        let items = items.into_iter().filter(|piece| !piece.trim().is_empty());
        items
            .map(|piece| Ok(Yaml::Text(scalar(piece.trim(), number)?)))
            .collect::<Result<_, _>>()
            .map(Yaml::List)
    }
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// Where the colon behind a key stands.
fn key_end(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    let mut quote = match chars.next() {
        Some((_, c @ ('"' | '\''))) => Some(c),
        Some((_, '[' | '{' | ':')) | None => return None,
        Some(_) => None,
    };
    for (at, c) in chars {
        if quote == Some(c) {
            quote = None;
        } else if quote.is_none() && c == ':' {
            let after = text.get(at + 1..).unwrap_or("");
            if after.is_empty() || after.starts_with(' ') {
                return Some(at);
            }
        }
    }
    None
}

/// Follows quotation marks through a list in brackets: they open where an item begins, so "it's" opens none.
struct Quotes {
    open: Option<char>,
    /// Whether an item begins here.
    is_start: bool,
}

impl Quotes {
    fn new() -> Self {
        Self { open: None, is_start: true }
    }

    /// Whether `c`, the next character, stands outside quotation marks.
    fn is_bare(&mut self, c: char) -> bool {
        if self.open == Some(c) {
            self.open = None;
            return false;
        }
        if self.open.is_some() {
            return false;
        }
        if self.is_start && matches!(c, '"' | '\'') {
            self.open = Some(c);
        }
        self.is_start = matches!(c, '[' | ',') || (self.is_start && c == ' ');
        self.open.is_none()
    }

    /// Whether the list ends in this line.
    fn close_in(&mut self, text: &str) -> bool {
        text.chars().any(|c| self.is_bare(c) && c == ']')
    }
}

/// The items of a list, cut at commas outside quotation marks.
fn pieces(text: &str) -> Vec<&str> {
    let (mut found, mut from, mut quotes) = (Vec::new(), 0, Quotes::new());
    for (at, c) in text.char_indices() {
        if quotes.is_bare(c) && c == ',' {
            found.push(text.get(from..at).unwrap_or(""));
            from = at + 1;
        }
    }
    found.push(text.get(from..).unwrap_or(""));
    found
}

/// A word, with or without quotation marks.
fn scalar(text: &str, number: usize) -> Result<String, Fault> {
    let text = text.trim();
    let unclosed = || Fault::at(number, "This quotation mark has no partner");
    if let Some(rest) = text.strip_prefix('"') {
        let inner = rest.strip_suffix('"').ok_or_else(unclosed)?;
        return escapes(inner, number);
    }
    if let Some(rest) = text.strip_prefix('\'') {
        let inner = rest.strip_suffix('\'').ok_or_else(unclosed)?;
        return Ok(inner.replace("''", "'"));
    }
    match text.chars().next() {
        Some(c @ ('&' | '!' | '|' | '>' | '{' | '}' | '[' | ']' | '%' | '@' | '`' | '?'))
            if text.len() > 1 || c != '?' =>
        {
            Err(Fault::at(
                number,
                format!(
                    "“{c}” at the start means something in YAML that dictionaries do not use. Put the word into quotation marks"
                ),
            ))
        }
        _ => Ok(text.to_owned()),
    }
}

fn escapes(text: &str, number: usize) -> Result<String, Fault> {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match chars.next() {
            Some(c @ ('"' | '\\' | '/')) => {
                out.push(c);
                continue;
            }
            Some('n' | 't' | 'r') => {
                out.push(' ');
                continue;
            }
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            _ => return Err(Fault::at(number, "There is a \\ in quotation marks that means nothing here")),
        };
        let code: String = chars.by_ref().take(digits).collect();
        let c = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        out.push(c.ok_or_else(|| Fault::at(number, "There is no such character"))?);
    }
    Ok(out)
}
