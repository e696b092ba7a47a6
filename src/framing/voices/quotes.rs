//! What stands in quotation marks.
//!
//! Pairs come from `assets/voices/marks.toml`. Marks that open and close alike are told by what stands on their
//! two sides. A mark that is never closed ends with its paragraph, and goes on where the next one opens with a
//! mark; apostrophes are no marks. One pass over the text, whatever stands in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hashbrown::HashMap;
use serde::Deserialize;

use crate::corpus::Span;
use crate::text::script::is_spaceless;

/// Some text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With its marks, as far as they are there.
    pub outer: Span,
    /// Without them and without white space at its ends.
    pub inner: Span,
    /// No mark closes it.
    pub unclosed: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Marks {
    pairs: BTreeMap<char, String>,
    single: BTreeMap<char, String>,
    titles: BTreeMap<char, String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Pair,
    Single,
    Title,
}

/// The marks that open, with their role and what closes them.
static OPENING: LazyLock<HashMap<char, (Role, Vec<char>)>> = LazyLock::new(|| {
    let marks = toml::from_str::<Marks>(include_str!("../../../assets/voices/marks.toml"));
    let Marks { pairs, single, titles } = marks.unwrap_or_else(|error| {
        log::error!("voices/marks.toml: {error}");
        Marks::default()
    });
    [(Role::Pair, pairs), (Role::Single, single), (Role::Title, titles)]
        .into_iter()
        .flat_map(|(role, marks)| {
            marks.into_iter().map(move |(mark, closing)| (mark, (role, closing.chars().collect())))
        })
        .collect()
});

/// A place without the white space and the marks of mail at its ends.
pub(super) fn without_edges(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = inner.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let from = span.from + (inner.len() - start.len()) as u32;
    Span { from, to: from + start.trim_end().len() as u32 }
}

/// A character that may open or close, with its neighbours.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    width: usize,
    sign: char,
    before: Option<char>,
    after: Option<char>,
}

impl Mark {
    /// As the neighbours have it, it can open: nothing or a space, bracket, dash or mark before, text after.
    fn can_open(&self) -> bool {
        let free = self.before.is_none_or(|c| {
            c.is_whitespace()
                || is_spaceless(c)
                || matches!(c, '，' | '。' | '：' | '；' | '！' | '？' | '、' | '（')
                || matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '/' | ':' | '>' | '…' | '*' | '_')
                || is_mark(c)
        });
        free && self.after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ')' | ']'))
    }

    /// As the neighbours have it, it can close: text before, no letter or digit after but of a script without spaces.
    fn can_close(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
            && self.after.is_none_or(|c| !c.is_alphanumeric() || is_spaceless(c))
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '＂' | '`' | '’' | '”') || OPENING.contains_key(&c)
}

/// Every mark of a paragraph and how it is written alike: `’` and `'` only where they are no apostrophe.
fn marks_of(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        let interesting = !mark.is_alphanumeric() && mark != ' ' && (is_mark(mark) || is_closing(mark));
        // Between two letters it is an apostrophe, whatever it looks like.
        let apostrophe = matches!(mark, '\'' | '’' | '‘')
            && before.is_some_and(char::is_alphanumeric)
            && after.is_some_and(char::is_alphanumeric);
        if interesting && !apostrophe {
            found.push(Mark { at, width: mark.len_utf8(), sign: mark, before, after });
        }
        before = Some(mark);
    }
    found
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '“'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '」'
            | '』'
            | '｣'
            | '〞'
            | '〟'
            | '﹂'
            | '》'
            | '〉'
            | '’'
            | '‘'
    )
}

/// What stands in quotation marks in `text`, outermost only, in order; spans count from `base`.
/// Titles of works in 《》 are passed over.
pub(super) fn quoted(text: &str, base: usize, out: &mut Vec<Quoted>) {
    let marks = marks_of(text);
    let single_closers: Vec<usize> = (0..marks.len()).filter(|i| closes_single(&marks, *i)).collect();
    let single_openers: Vec<usize> = (0..marks.len()).filter(|i| opens_single(text, &marks, *i)).collect();
    let (mut closer, mut opener) = (0, 0);
    let mut at = 0;
    while let Some(mark) = marks.get(at).copied() {
        let next = match mark.sign {
            '"' | '＂' if mark.can_open() => {
                let next = marks.iter().enumerate().skip(at + 1).find(|(_, next)| next.sign == mark.sign);
                match next {
                    None => Some(End::Paragraph),
                    // What can only open shows that this one stood alone.
                    Some((_, next)) if next.can_open() && !next.can_close() => None,
                    Some((i, _)) => Some(End::At(i)),
                }
            }
            '\'' | '‘' | '‚' => {
                while single_openers.get(opener).is_some_and(|i| *i <= at) {
                    opener += 1;
                }
                while single_closers.get(closer).is_some_and(|i| *i <= at) {
                    closer += 1;
                }
                if opens_single(text, &marks, at) {
                    single_end(&marks, at, &single_closers, closer, single_openers.get(opener).copied())
                } else {
                    None
                }
            }
            open => match OPENING.get(&open) {
                Some((Role::Pair | Role::Title, closing)) if open != '»' && open != '«' => {
                    Some(paired(&marks, at, closing))
                }
                // » opens only where it stands as an opening mark does.
                Some((Role::Pair, closing)) if mark.can_open() || open == '«' => {
                    Some(paired(&marks, at, closing))
                }
                _ => None,
            },
        };
        let Some(end) = next else {
            at += 1;
            continue;
        };
        let (to, inner_to, unclosed, after) = match end {
            End::At(i) => {
                let close = marks[i];
                (close.at + close.width, close.at, false, i + 1)
            }
            End::Paragraph => (text.len(), text.len(), true, marks.len()),
        };
        let title = matches!(OPENING.get(&mark.sign), Some((Role::Title, _)));
        if !title && let Some(inner) = trimmed(text, mark.at + mark.width, inner_to) {
            out.push(Quoted {
                outer: Span::new(base + mark.at, base + to.min(text.len())),
                inner: Span::new(base + inner.0, base + inner.1),
                unclosed,
            });
        }
        at = after;
    }
}

/// Where quoted words end.
enum End {
    /// With this mark.
    At(usize),
    /// With the paragraph.
    Paragraph,
}

/// The closing mark of a pair. The same pair inside it is passed over, where it is closed in sight.
fn paired(marks: &[Mark], at: usize, closing: &[char]) -> End {
    let Some(open) = marks.get(at).map(|mark| mark.sign) else { return End::Paragraph };
    let mut depth = 0_u32;
    for (i, mark) in marks.iter().enumerate().skip(at + 1).take(SIGHT) {
        if closing.contains(&mark.sign) {
            if depth == 0 {
                return End::At(i);
            }
            depth -= 1;
        } else if mark.sign == open && mark.can_open() {
            depth += 1;
        }
    }
    // Not all that was opened is closed: the first closing mark ends it, else the paragraph.
    let first = marks.iter().enumerate().skip(at + 1).find(|(_, mark)| closing.contains(&mark.sign));
    first.map_or(End::Paragraph, |(i, _)| End::At(i))
}

fn opens_single(text: &str, marks: &[Mark], at: usize) -> bool {
    let Some(mark) = marks.get(at) else { return false };
    if !matches!(mark.sign, '\'' | '‘' | '‚') || !mark.can_open() {
        return false;
    }
    // ’90s, 'em: letters left out.
    let rest = text.get(mark.at + mark.width..).unwrap_or("");
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let decade = word.len() == 3 && word.ends_with("0s")
        || word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    !decade && !["em", "til", "tis", "twas", "cause", "cos", "n"].contains(&word)
}

fn closes_single(marks: &[Mark], at: usize) -> bool {
    let Some(mark) = marks.get(at) else { return false };
    matches!(mark.sign, '\'' | '’' | '‘') && mark.can_close() && !(mark.sign == '‘' && mark.can_open())
}

/// The end of words in single marks: the first closing mark that is no genitive of a plural.
fn single_end(
    marks: &[Mark],
    at: usize,
    closers: &[usize],
    first: usize,
    opener: Option<usize>,
) -> Option<End> {
    let open = marks.get(at)?;
    let in_sight = |i: &usize| opener.is_none_or(|opener| *i < opener);
    let mut fallback = None;
    for i in closers.iter().skip(first).take(SIGHT) {
        if !in_sight(i) {
            break;
        }
        let close = marks.get(*i)?;
        if open.sign == '\'' && close.sign != '\'' {
            continue;
        }
        let genitive = matches!(close.before, Some('s' | 'x' | 'z')) && close.after == Some(' ');
        if !genitive {
            return Some(End::At(*i));
        }
        fallback.get_or_insert(*i);
    }
    match fallback {
        Some(i) => Some(End::At(i)),
        // A lone mark at the head of a paragraph goes on to its end; anywhere else it is an apostrophe.
        None if open.sign == '‘' && open.before.is_none() && opener.is_none() => Some(End::Paragraph),
        None => None,
    }
}

/// How many marks a decision looks ahead.
const SIGHT: usize = 24;

fn trimmed(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let inner = text.get(from..to)?;
    let start = inner.trim_start();
    let from = from + inner.len() - start.len();
    let end = start.trim_end();
    (end.chars().any(char::is_alphanumeric)).then_some((from, from + end.len()))
}
