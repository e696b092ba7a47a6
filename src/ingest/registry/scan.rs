//! All names, domains, credits and furniture phrases of all outlets, found in one pass.
//!
//! At every place of the raw text the phrases that begin there are tried, longest first, and each
//! is looked at where it stands: word bounds, capitals, and for names like "RT" or "Time" whether
//! they stand as a name at all. The first that holds is a mention, and the pass goes on behind it.

use std::ops::Range;

use hashbrown::HashSet;

use super::data::{Outlet, OutletKind};
use super::fold;
use super::prefixes::Prefixes;
use super::sieve::{self, Sieve, each_place};
use crate::corpus::Span;
use crate::text::blocks::Blocks;
use crate::text::runs::run_of_word;

/// Something of the registry, found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// What was found.
    pub what: MentionKind,
    /// Where it stands in its line.
    pub place: Place,
    /// Whose it is: an index into `Registry::outlets`.
    pub index: u16,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A name, or a form used in bylines, of an outlet that is neither agency nor host.
    Name,
    /// A web domain of any of them.
    Domain,
    /// A phrase that only this outlet's (agency's, host's) pages carry.
    Furniture,
    /// A name or credit form of a news agency.
    Credit,
    /// The name of a host.
    Host,
}

/// Where a mention stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The line is nothing else, brackets and ornaments apart.
    Line,
    /// At one end of a pair of brackets or slashes: "(Reuters)", "/ТАСС/", "(K. Photographer / AFP)".
    Brackets,
    /// After a copyright sign.
    Copyright,
    /// After "By", "Source:", "来源：" and the like at the beginning of its line.
    Credit,
    /// At the end of its line, after a dash or bar, an agency also after a full stop: "Headline | RT", "… añadió. EFE".
    Tail,
    /// In running text.
    Prose,
}

/// A phrase that is looked for.
struct Pattern {
    what: MentionKind,
    index: u16,
    /// Counts only where it stands as a name.
    short: bool,
    /// As written in the registry: running prose must show the same capitals.
    written: Box<str>,
}

/// All phrases and what they mean.
pub(super) struct Scanner {
    sieve: Sieve,
    /// The phrases with ASCII letters in lower case.
    table: Prefixes,
    patterns: Vec<Pattern>,
}

impl Scanner {
    /// A scanner for `outlets`. Where two claim the same phrase the first has it.
    pub fn new(outlets: &[Outlet]) -> Self {
        let mut builder = Builder::default();
        for (index, outlet) in (0_u16..).zip(outlets) {
            let name = match outlet.kind {
                OutletKind::Agency => MentionKind::Credit,
                OutletKind::Aggregator => MentionKind::Host,
                _ => MentionKind::Name,
            };
            for form in outlet.all_names().chain(outlet.credits.iter().map(String::as_str)) {
                builder.add_name(form, name, index, outlet.short.iter().any(|s| s == form));
            }
            for domain in &outlet.domains {
                builder.add(domain, MentionKind::Domain, index, false);
            }
            for phrase in &outlet.furniture {
                builder.add_phrase(phrase, index);
            }
        }
        let Builder { texts, patterns, .. } = builder;
        let sieve = Sieve::new(texts.iter().map(String::as_str));
        Self { sieve, table: Prefixes::new(texts.into_iter().zip(0..)), patterns }
    }

    /// All mentions in a part of `text`, in order, none overlapping; `lower` is the text with ASCII letters in lower case.
    /// `blocks` are those of a text that has this one at `base`. No phrase goes over the end of a line. `other` is shown every place where a phrase may begin.
    pub fn mentions(
        &self,
        text: &str,
        lower: &str,
        part: Range<usize>,
        (blocks, base): (&Blocks, usize),
        found: &mut Vec<Mention>,
        mut other: impl FnMut(&sieve::Place),
    ) {
        let Some(bytes) = lower.as_bytes().get(..part.end) else { return };
        // Where the last mention ends.
        let mut free = part.start;
        each_place(bytes, part.start, blocks, base, |place| {
            other(place);
            if self.sieve.passes(place)
                && place.at >= free
                && let Some(mention) = self.mention_at(text, bytes, place.at)
            {
                free = end_of_word(bytes, mention.span.to as usize);
                found.push(mention);
            }
        });
    }

    /// The longest phrase that holds where it stands, among those that begin at `at`; `lower` is the text in lower case.
    fn mention_at(&self, text: &str, lower: &[u8], at: usize) -> Option<Mention> {
        self.table.of(lower.get(at..)?).find_map(|(len, id)| {
            let pattern = self.patterns.get(id as usize)?;
            let place = pattern.holds(text, at, at + len)?;
            Some(Mention { span: Span::new(at, at + len), what: pattern.what, place, index: pattern.index })
        })
    }
}

/// Where the word ends that `at` stands in, if it does.
fn end_of_word(bytes: &[u8], at: usize) -> usize {
    let is_inside = at.checked_sub(1).and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    if is_inside { at + run_of_word(bytes.get(at..).unwrap_or(&[])) } else { at }
}

impl Pattern {
    /// Where the match `from..to` stands, when it is a mention at all.
    fn holds(&self, text: &str, from: usize, to: usize) -> Option<Place> {
        let (before, matched, after) = (text.get(..from)?, text.get(from..to)?, text.get(to..)?);
        match self.what {
            MentionKind::Furniture => return Some(place(before, after)),
            // Addresses are full of slashes; they are not brackets.
            MentionKind::Domain => {
                return domain_ends(before, after).then(|| match place(before, after) {
                    Place::Brackets => Place::Prose,
                    place => place,
                });
            }
            _ => {}
        }
        if joined(before.chars().next_back(), matched.chars().next())
            || joined(matched.chars().next_back(), after.chars().next())
        {
            return None;
        }
        let place = match place(before, after) {
            Place::Prose if self.what == MentionKind::Credit && signs(before, after) => Place::Tail,
            place => place,
        };
        (place != Place::Prose || (!self.short && capitals_kept(&self.written, matched))).then_some(place)
    }
}

/// Whether two neighbouring characters, where both exist, belong to one word.
fn joined(a: Option<char>, b: Option<char>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if fold::joins(a, b))
}

/// Whether what stands around a domain is not more of a host name. A subdomain before it is fine.
fn domain_ends(before: &str, after: &str) -> bool {
    let starts = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let mut rest = after.chars();
    let ends = match rest.next() {
        Some('.') => !rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => !(c.is_ascii_alphanumeric() || c == '-'),
        None => true,
    };
    starts && ends
}

/// Whether every word that the registry writes with a capital has one in the text, but for an
/// article at the beginning: "the Guardian" is a newspaper, "the guardian" somebody else.
fn capitals_kept(written: &str, matched: &str) -> bool {
    let mut starts_word = true;
    for (at, (w, m)) in written.chars().zip(matched.chars()).enumerate() {
        let counts = if at == 0 { !written.starts_with("The ") } else { starts_word };
        if counts && w.is_uppercase() && !m.is_uppercase() {
            return false;
        }
        starts_word = w == ' ' || w == '-';
    }
    true
}

/// How far a line is looked at on either side of a match, in bytes.
const REACH: usize = 160;

/// Where a match with this text before and after it stands in its line.
fn place(before: &str, after: &str) -> Place {
    let before = head_of_line(before);
    let after = rest_of_line(after);
    let (left, right) = (before.trim_end(), after.trim_start());
    if left.trim_matches(is_ornament).is_empty() && right.trim_matches(is_ornament).is_empty() {
        return Place::Line;
    }
    if left.ends_with(OPENERS) && right.contains(CLOSERS)
        || right.starts_with(CLOSERS) && left.contains(OPENERS)
    {
        return Place::Brackets;
    }
    if is_copyright(left) {
        return Place::Copyright;
    }
    if credits(left) {
        return Place::Credit;
    }
    if is_last(before, after) && left.ends_with(BARS) {
        return Place::Tail;
    }
    Place::Prose
}

/// Whether nothing follows in the line, and a space parts it from what is before.
fn is_last(before: &str, after: &str) -> bool {
    rest_of_line(after).trim_matches(is_ornament).is_empty() && before.ends_with(' ')
}

/// Whether an agency's name signs the sentence before it.
fn signs(before: &str, after: &str) -> bool {
    is_last(before, after) && before.trim_end().ends_with(STOPS)
}

const OPENERS: &[char] = &['(', '[', '（', '［', '【', '〔', '「', '『', '/', '／', '<', '〈', '《'];
const CLOSERS: &[char] = &[')', ']', '）', '］', '】', '〕', '」', '』', '/', '／', '>', '〉', '》'];
const STOPS: &[char] = &['.', '。', '»', '”', '"', '!', '?'];
const BARS: &[char] = &['|', '｜', '-', '–', '—', '―', '·', '•', '»', '«'];

fn is_ornament(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '©' | 'Ⓒ')
}

/// The part of the last line of `text`, at most [`REACH`] bytes.
fn head_of_line(text: &str) -> &str {
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let tail = text.get(from..).unwrap_or("");
    tail.rsplit_once('\n').map_or(tail, |(_, line)| line)
}

/// The part of the first line of `text`, at most [`REACH`] bytes.
fn rest_of_line(text: &str) -> &str {
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let head = text.get(..to).unwrap_or("");
    head.split_once('\n').map_or(head, |(line, _)| line)
}

/// Whether a copyright sign stands shortly before.
fn is_copyright(left: &str) -> bool {
    let from = left.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let near = left.get(from..).unwrap_or(left).to_lowercase();
    ["©", "ⓒ", "(c)", "copyright", "版权所有", "版權所有"].iter().any(|sign| near.contains(sign))
}

/// What a line begins with before the name of who wrote it.
const CREDIT_WORDS: &[&str] = &[
    "by",
    "from",
    "via",
    "source",
    "sources",
    "text",
    "story by",
    "article by",
    "originally published by",
    "published by",
    "read more from",
    "read more at",
    "первоисточник",
    "источник",
    "текст",
    "по материалам",
    "от",
    "джерело",
    "来源",
    "來源",
    "文章来源",
    "新闻来源",
    "消息来源",
    "资料来源",
    "稿源",
    "文",
    "据",
    "提供",
    "供稿",
    "出典",
    "配信",
    "提供元",
    "von",
    "quelle",
    "text",
    "par",
    "avec",
    "fuente",
    "por",
    "con",
    "fonte",
    "di",
    "da",
    "출처",
    "kaynak",
    "sumber",
    "źródło",
    "المصدر",
    "منبع",
    "स्रोत",
];

/// Whether the line up to here is only the word that introduces a credit.
fn credits(left: &str) -> bool {
    let word = left.trim_matches(is_ornament);
    !word.is_empty() && word.len() <= 64 && CREDIT_WORDS.contains(&word.to_lowercase().as_str())
}

/// Collects phrases before the table is built.
#[derive(Default)]
struct Builder {
    known: HashSet<String>,
    texts: Vec<String>,
    patterns: Vec<Pattern>,
}

impl Builder {
    fn add(&mut self, written: &str, what: MentionKind, index: u16, short: bool) {
        let text = written.to_ascii_lowercase();
        if !text.trim().is_empty() && self.known.insert(text.clone()) {
            self.texts.push(text);
            self.patterns.push(Pattern { what, index, short, written: written.into() });
        }
    }

    /// A name, with the forms in which the same name is also set: capitals of other scripts than
    /// Latin, full-width acronyms, the typographic apostrophe, without "The".
    fn add_name(&mut self, name: &str, what: MentionKind, index: u16, short: bool) {
        self.add(name, what, index, short);
        if let Some(bare) = name.strip_prefix("The ")
            && bare.contains(' ')
        {
            self.add_name(bare, what, index, short);
        }
        if !name.is_ascii() {
            self.add(&name.to_uppercase(), what, index, short);
        }
        if name.chars().all(|c| c.is_ascii_uppercase() || fold::is_spaceless(c)) {
            self.add(&name.chars().map(widened).collect::<String>(), what, index, short);
        }
        if name.contains('\'') {
            self.add(&name.replace('\'', "’"), what, index, short);
        }
    }

    /// A furniture phrase, with plain and with typographic quotes.
    fn add_phrase(&mut self, phrase: &str, index: u16) {
        self.add(phrase, MentionKind::Furniture, index, false);
        self.add(&phrase.replace('\'', "’"), MentionKind::Furniture, index, false);
        let plain = phrase.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
        self.add(&plain, MentionKind::Furniture, index, false);
    }
}

/// The full-width form of an ASCII capital.
fn widened(c: char) -> char {
    if c.is_ascii_uppercase() { char::from_u32(c as u32 + 0xFEE0).unwrap_or(c) } else { c }
}
