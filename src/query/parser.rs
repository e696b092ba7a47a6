//! From signs and words to a tree.
//!
//! Binding, closest first: words one after the other, then NEAR, then `|`.

use std::ops::Range;

use super::Mistake;
use super::ast::{Chars, Node, Regex};
use super::glob::Piece;
use super::lexer::{Kind, Token, lex};
use super::words;

/// Bytes of the longest query.
const LONGEST: usize = 20_000;
/// Brackets within brackets.
const DEEPEST: usize = 40;
/// Memory of one compiled regular expression.
const REGEX_BYTES: usize = 1 << 20;

/// Reads a query.
pub(super) fn parse(text: &str) -> Result<Node, Mistake> {
    if text.len() > LONGEST {
        return Err(Mistake::new(
            0..text.len(),
            "This query is too long. Several shorter ones can be counted together as series.",
        ));
    }
    let mut parser = Parser { tokens: lex(text)?, at: 0, depth: 0, end: text.len() };
    if parser.tokens.is_empty() {
        return Err(Mistake::new(0..text.len(), "Type a word to look for."));
    }
    parser.refuse_foreign_operators()?;
    let node = parser.alternatives()?;
    match parser.next() {
        Some(token) => Err(Mistake::new(token.span, "This bracket was not opened.")),
        None => anchored(node, 0..text.len()),
    }
}

struct Parser<'a> {
    tokens: Vec<Token<'a>>,
    at: usize,
    depth: usize,
    end: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&Token<'a>> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.tokens.get(self.at).cloned();
        self.at += 1;
        token
    }

    /// Where the next token stands.
    fn place(&self) -> usize {
        self.peek().map_or(self.end, |t| t.span.start)
    }

    /// `AND`, `OR` and `NOT` mean something elsewhere and would silently be looked for as words here.
    fn refuse_foreign_operators(&self) -> Result<(), Mistake> {
        let words = || {
            self.tokens.iter().filter_map(|t| if let Kind::Word(w) = t.kind { Some((w, t)) } else { None })
        };
        if !words().any(|(word, _)| word.chars().any(char::is_lowercase)) {
            return Ok(());
        }
        for (word, token) in words() {
            let advice = match word {
                "OR" => {
                    "To find either of two words, put | between them. To find the word itself, write it in small letters."
                }
                "AND" => {
                    "To find two words near each other, put NEAR/10 between them. To find the word itself, write it in small letters."
                }
                "NOT" => {
                    "Words cannot be excluded in a query; filters can exclude articles. To find the word itself, write it in small letters."
                }
                _ => continue,
            };
            return Err(Mistake::new(token.span.clone(), advice));
        }
        Ok(())
    }

    fn alternatives(&mut self) -> Result<Node, Mistake> {
        let mut nodes = Vec::new();
        let mut bar: Option<Range<usize>> = None;
        loop {
            let from = self.place();
            let node = self.near(bar.as_ref())?;
            let is_or = |t: &&Token<'_>| t.kind == Kind::Or;
            let next_bar = self.peek().filter(is_or).map(|t| t.span.clone());
            let node =
                if bar.is_some() || next_bar.is_some() { anchored(node, from..self.place())? } else { node };
            nodes.push(node);
            match next_bar {
                Some(span) => {
                    self.at += 1;
                    bar = Some(span);
                }
                None => break,
            }
        }
        Node::alt(nodes).ok_or_else(|| nothing(self.place()..self.end))
    }

    fn near(&mut self, bar: Option<&Range<usize>>) -> Result<Node, Mistake> {
        let from = self.place();
        let mut left = self.sequence(bar)?;
        while let Some(Token { kind: Kind::Near(distance), span }) = self.peek().cloned() {
            left = anchored(left, from..span.start)?;
            self.at += 1;
            let from = self.place();
            if matches!(self.peek().map(|t| &t.kind), None | Some(Kind::Or | Kind::Close | Kind::Near(_))) {
                return Err(Mistake::new(span, "NEAR needs a word on either side."));
            }
            let right = anchored(self.sequence(None)?, from..self.place())?;
            left = Node::Near(Box::new(left), Box::new(right), distance);
        }
        Ok(left)
    }

    fn sequence(&mut self, bar: Option<&Range<usize>>) -> Result<Node, Mistake> {
        let from = self.place();
        let mut nodes = Vec::new();
        let mut exactly: Option<Range<usize>> = None;
        while let Some(token) = self.peek().cloned() {
            let was_exact = exactly.take();
            if let Some(sign) = &was_exact
                && !(matches!(token.kind, Kind::Word(_) | Kind::Quoted(_)) && sign.end == token.span.start)
            {
                return Err(misplaced_sign(sign.clone()));
            }
            match token.kind {
                Kind::Or | Kind::Close | Kind::Near(_) => break,
                Kind::Exactly => exactly = Some(token.span.clone()),
                Kind::Word(word) => nodes.extend(words::nodes(word, was_exact.is_some())),
                Kind::Quoted(text) => {
                    nodes.extend(words::nodes(without_question_mark(text), was_exact.is_some()));
                }
                Kind::Regex(source) => nodes.push(regex(source, &token.span)?),
                Kind::Open => {
                    nodes.push(self.group(&token.span)?);
                    continue;
                }
            }
            if let Some(Node::Chars(chars)) = nodes.last()
                && chars.pattern.pieces.iter().filter(|p| **p == Piece::Run).count() > Chars::MOST_RUNS
            {
                return Err(Mistake::new(token.span, "There are too many * in this word."));
            }
            self.at += 1;
        }
        if let Some(sign) = exactly {
            return Err(misplaced_sign(sign));
        }
        if nodes.is_empty() {
            return Err(self.missing(from, bar));
        }
        Node::seq(nodes).ok_or_else(|| nothing(from..self.end))
    }

    /// What to say where there is no word.
    fn missing(&self, from: usize, bar: Option<&Range<usize>>) -> Mistake {
        if from < self.place() {
            return nothing(from..self.place());
        }
        match self.peek() {
            Some(Token { kind: Kind::Or, span }) => {
                Mistake::new(span.clone(), "There is nothing on the left of |.")
            }
            Some(Token { kind: Kind::Near(_), span }) => {
                Mistake::new(span.clone(), "NEAR needs a word on either side.")
            }
            Some(Token { kind: Kind::Close, span }) if bar.is_none() && self.depth == 0 => {
                Mistake::new(span.clone(), "This bracket was not opened.")
            }
            _ => match bar {
                Some(bar) => Mistake::new(bar.clone(), "There is nothing on the right of |."),
                None => nothing(from..self.end),
            },
        }
    }

    fn group(&mut self, open: &Range<usize>) -> Result<Node, Mistake> {
        if self.depth >= DEEPEST {
            return Err(Mistake::new(open.clone(), "There are too many brackets within brackets."));
        }
        self.at += 1;
        match self.peek() {
            None => return Err(Mistake::new(open.clone(), "This bracket is not closed.")),
            Some(Token { kind: Kind::Close, span }) => {
                return Err(Mistake::new(open.start..span.end, "There is no word in these brackets."));
            }
            Some(_) => {}
        }
        self.depth += 1;
        let node = self.alternatives()?;
        self.depth -= 1;
        match self.next() {
            Some(Token { kind: Kind::Close, .. }) => Ok(node),
            _ => Err(Mistake::new(open.clone(), "This bracket is not closed.")),
        }
    }
}

/// A question mark at the end of a quoted phrase of several words ends a sentence; it stands for no letter.
fn without_question_mark(text: &str) -> &str {
    let trimmed = text.trim();
    match trimmed.strip_suffix('?') {
        Some(phrase) if phrase.contains(char::is_whitespace) => phrase,
        _ => trimmed,
    }
}

fn anchored(node: Node, span: Range<usize>) -> Result<Node, Mistake> {
    if node.is_anchored() {
        Ok(node)
    } else {
        Err(Mistake::new(span, "* alone finds every word. Put letters or another word beside it."))
    }
}

fn nothing(span: Range<usize>) -> Mistake {
    Mistake::new(span, "There is no word to look for here.")
}

fn misplaced_sign(span: Range<usize>) -> Mistake {
    Mistake::new(span, "= has to stand right before a word or a quotation mark.")
}

fn regex(source: &str, span: &Range<usize>) -> Result<Node, Mistake> {
    if source.is_empty() {
        return Err(Mistake::new(span.clone(), "There is nothing between these slashes."));
    }
    // On its own first: "a)(b" must not close the group around it.
    let limited = |pattern: &str| {
        regex::RegexBuilder::new(pattern)
            .case_insensitive(true)
            .size_limit(REGEX_BYTES)
            .dfa_size_limit(8 * REGEX_BYTES)
            .build()
    };
    match limited(source).and_then(|_| limited(&format!("^(?:{source})$"))) {
        Ok(whole_word) => Ok(Node::Regex(Regex { source: source.to_owned(), whole_word })),
        Err(regex::Error::CompiledTooBig(_)) => {
            Err(Mistake::new(span.clone(), "This pattern is too large. Use fewer or smaller repetitions."))
        }
        Err(error) => {
            let text = error.to_string();
            let reason = text
                .lines()
                .rev()
                .find_map(|l| l.trim().strip_prefix("error: "))
                .unwrap_or("it is not complete");
            Err(Mistake::new(span.clone(), format!("This pattern cannot be read: {reason}.")))
        }
    }
}
