//! Sentences, as byte spans.
//!
//! A sentence ends at a full stop, question or exclamation mark with its closing quotes and
//! brackets, where white space follows; at 。！？ wherever they stand; at an empty line; and at the
//! end of a line that was ended on purpose (a headline over a paragraph), not by wrapping. It goes
//! on after abbreviations and initials ("U.S. forces", "В. В. Путин", "am 2. September"), where a
//! small letter follows ("“Why?” he asked"), and in Japanese before the particle of a quotation
//! (「行く。」と述べた) and within one: 「行く。待つ。」と述べた is one sentence with its frame.
//!
//! Every character that is not white space belongs to exactly one sentence, no word is cut, and
//! the time is linear in the length of the text. What it cannot know: whether "I live on plan B.
//! Russia agrees" is one sentence or two.

use super::abbreviations::{AfterStop, after_stop};
use super::classes::{CLASS, EXTEND, class_of};
use super::script::{is_cjk, is_han};
use super::stops::{Stop, is_line_break, is_line_break_at, next_candidate, stop_of};
use super::stopwords::is_stop_word;
use crate::corpus::{Language, Span};

/// Writes the spans of the sentences of `text` to `out`, which is emptied first. A span holds no
/// white space at its ends. Text without a letter or stop is one sentence too.
///
/// ```
/// use parallax::corpus::Language;
/// use parallax::text::sentences::sentences;
/// let text = "U.S. forces left. “Why?” he asked.";
/// let mut spans = Vec::new();
/// sentences(text, Language::from_code("en"), &mut spans);
/// let sentences: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
/// assert_eq!(sentences, ["U.S. forces left.", "“Why?” he asked."]);
/// ```
pub fn sentences(text: &str, language: Language, out: &mut Vec<Span>) {
    out.clear();
    let has_corners = memchr::memchr(CORNER_BEGINS, text.as_bytes()).is_some();
    let mut scan = Scan { text, language, start: 0, line: 0, width: None, has_corners, looked: 0, corner: 0 };
    let mut at = 0;
    while let Some(from) = next_candidate(text, at) {
        scan.look_for_corners(from);
        let ended = if is_line_break_at(text, from) { scan.line_end(from) } else { scan.stop(from) };
        at = ended.next;
        if ended.is_end {
            scan.push(ended.at, out);
        }
    }
    scan.push(text.len(), out);
}

/// How far ahead and back a decision looks, in characters: enough for any abbreviation and any
/// pile of quotes, and what keeps hostile text from costing more than linear time.
const SIGHT: usize = 48;

/// The byte that corner brackets begin with.
const CORNER_BEGINS: u8 = 0xE3;

/// Characters of the longest quotation in corner brackets that is kept in one piece: a speech that is printed in full
/// is told in sentences.
const QUOTATION: usize = 300;

/// A decision about one place of the text.
struct Ended {
    /// Whether a sentence ends here.
    is_end: bool,
    /// Where it ends.
    at: usize,
    /// Where to go on looking.
    next: usize,
}

fn is_closer(c: char, after_wide: bool) -> bool {
    match c {
        ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '）' | '］' | '｝' | '」' | '』' | '】'
        | '》' | '〉' | '〕' | '｣' | '＂' => true,
        // Closing in German; after 。 it opens.
        '“' | '‘' | '«' => !after_wide,
        _ => false,
    }
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '‹' | '›' | '(' | '[' | '{' | '¿' | '¡'
    ) || matches!(c, '–' | '—' | '-' | '•' | '*' | '·' | '「' | '『' | '（' | '《' | '【')
}

struct Scan<'a> {
    text: &'a str,
    language: Language,
    /// Where the sentence began that is being read.
    start: usize,
    /// Where the line began that is being read.
    line: usize,
    /// Characters of the longest line, counted when first asked for.
    width: Option<usize>,
    /// Whether there may be corner brackets.
    has_corners: bool,
    /// So far they were looked for.
    looked: usize,
    /// Where the closing corner bracket stands of the quotation that was found last; 0 before there was one.
    corner: usize,
}

impl Scan<'_> {
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    /// Finds the quotations in corner brackets that begin before `at`.
    fn look_for_corners(&mut self, at: usize) {
        let from = self.looked.max(self.corner);
        if at <= from || !self.has_corners {
            return;
        }
        self.looked = at;
        let mut next = from;
        while let Some(found) = self.text.get(next..at).and_then(|piece| piece.find(['「', '『'])) {
            let open = next + found;
            if let Some(close) = closing_corner(self.rest(open)) {
                self.corner = open + close;
            }
            next = self.corner.max(open + '「'.len_utf8());
        }
    }

    fn push(&mut self, to: usize, out: &mut Vec<Span>) {
        let piece = self.text.get(self.start..to).unwrap_or("");
        let from = self.start + piece.len() - piece.trim_start().len();
        let end = self.start + piece.trim_end().len();
        if from < end {
            out.push(Span::new(from, end));
        }
        self.start = to;
    }

    /// A run of stops that begins at `from`.
    fn stop(&self, from: usize) -> Ended {
        let mut at = from;
        let (mut dots, mut marks, mut wide) = (0, 0, 0);
        let (mut quotes, mut closers) = (0, 0);
        for c in self.rest(from).chars() {
            match stop_of(c) {
                Some(Stop::Dot) => dots += 1,
                Some(Stop::Mark) => marks += 1,
                Some(Stop::Wide) => wide += 1,
                None if is_closer(c, wide > 0) => {
                    closers += 1;
                    quotes += usize::from(!matches!(c, ')' | ']' | '}'));
                }
                None if closers + dots + marks + wide > 0 && class_of(c) & CLASS == EXTEND => {}
                None => break,
            }
            at += c.len_utf8();
        }
        at += note_length(self.rest(at));
        let goes_on = Ended { is_end: false, at, next: at };
        let ends = Ended { is_end: true, at, next: at };
        let Some(next) = self.rest(at).chars().next() else { return goes_on };
        if at <= self.corner {
            return goes_on;
        }
        if wide > 0 {
            let is_quoted = closers > 0 && (is_quotative(next) || next == '、');
            let is_within_number =
                next.is_alphanumeric() && self.rest(from).starts_with('．') && !is_cjk(next);
            return if is_quoted || is_within_number { goes_on } else { ends };
        }
        if !next.is_whitespace() {
            return if marks > 0 && (is_cjk(next) || "「『（《【".contains(next)) {
                ends
            } else {
                goes_on
            };
        }
        let ahead = Ahead::from(self.rest(at));
        if ahead.is_paragraph {
            return ends;
        }
        if let Some(width) = ahead.spaced_closer
            && self.language.code() != Some("de")
        {
            return Ended { is_end: true, at: at + width, next: at + width };
        }
        let Some(first) = ahead.first else { return goes_on };
        let is_small = first.is_lowercase() && !ahead.second.is_some_and(char::is_uppercase);
        if is_small {
            return goes_on;
        }
        let is_plain_stop = dots == 1 && marks == 0 && quotes == 0;
        if is_plain_stop && self.is_abbreviation(from, first, ahead.word) { goes_on } else { ends }
    }

    /// Whether the dot at `dot` belongs to an abbreviation or number, with `word` after it.
    fn is_abbreviation(&self, dot: usize, first: char, word: &str) -> bool {
        let before = self.text.get(self.start..dot).unwrap_or("");
        let length: usize = before
            .chars()
            .rev()
            .take(SIGHT)
            .take_while(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '’' | '\'' | '№'))
            .map(char::len_utf8)
            .sum();
        let token = before.get(before.len() - length..).unwrap_or("");
        let Some(initial) = token.chars().next() else { return false };
        let begins_sentence =
            !before.get(..before.len() - length).unwrap_or("").contains(char::is_alphanumeric);
        let begins_sentences = |word: &str| {
            let lower = word.to_lowercase();
            let is_title = matches!(lower.as_str(), "mr" | "mrs" | "ms");
            let is_function_word = is_stop_word(&lower, self.language_or_english());
            is_title || (is_function_word && !matches!(lower.as_str(), "will" | "may" | "us"))
        };
        if token.chars().all(|c| c.is_ascii_digit()) {
            // "1. First item", and in German "am 2. September", but not "Nr. 5. Danach".
            let is_counted =
                before.get(..before.len() - length).is_some_and(|head| head.trim_end().ends_with('.'));
            let is_ordinal = token.len() <= 2
                && !is_counted
                && has_dotted_ordinals(self.language)
                && !begins_sentences(word);
            return begins_sentence || is_ordinal;
        }
        let is_cyrillic = ('\u{400}'..'\u{530}').contains(&initial);
        // "l’art. 5" is known as "art", but the "s" of "the island’s." is no initial.
        let tail = token.rsplit(['’', '\'']).next().filter(|tail| tail.chars().nth(1).is_some());
        let lower = tail.unwrap_or(token).to_lowercase();
        match after_stop(&lower, self.language, is_cyrillic, first.is_ascii_digit()) {
            AfterStop::GoesOn => return true,
            AfterStop::AsAnyWord => return false,
            // A year "2016 г." ends like any word; a town "г. Москва" goes on.
            AfterStop::Perhaps if matches!(lower.as_str(), "г" | "гг" | "в" | "вв") => {
                return !follows_number(before, length) || first.is_ascii_digit();
            }
            AfterStop::Perhaps => return !begins_sentences(word),
            AfterStop::NotKnown => {}
        }
        let is_dotted = token.contains('.') && token.split('.').all(|part| part.chars().count() <= 2);
        let is_initial =
            token.chars().nth(1).is_none() && token.chars().all(char::is_alphabetic) && !is_han(initial);
        let has_hyphenated_initials =
            token.contains('-') && token.split('-').all(|part| part.chars().nth(1).is_none());
        (is_dotted || is_initial || has_hyphenated_initials) && !begins_sentences(word)
    }

    fn language_or_english(&self) -> Language {
        if self.language == Language::UNKNOWN { Language::from_code("en") } else { self.language }
    }

    /// A line break at `from`: the end of a paragraph, of a line ended on purpose, or a wrap.
    fn line_end(&mut self, from: usize) -> Ended {
        let line = self.text.get(self.line..from).unwrap_or("");
        let rest = self.rest(from);
        let blank = rest.len() - rest.trim_start().len();
        let next = from + blank;
        let is_paragraph = is_paragraph_gap(rest.get(..blank).unwrap_or(""));
        let is_end = is_paragraph
            || from > self.corner && {
                let line = line.trim();
                let width = *self.width.get_or_insert_with(|| longest_line(self.text));
                is_ended_on_purpose(line, self.rest(next), width)
            };
        self.line = next;
        Ended { is_end, at: from, next }
    }
}

/// What stands after a stop and white space.
struct Ahead<'a> {
    /// An empty line follows.
    is_paragraph: bool,
    /// Bytes up to and with a closing guillemet that stands apart, as in French.
    spaced_closer: Option<usize>,
    /// The first letter or digit, past quotes, brackets and dashes.
    first: Option<char>,
    /// The character after it.
    second: Option<char>,
    /// The word that begins there.
    word: &'a str,
}

impl<'a> Ahead<'a> {
    fn from(rest: &'a str) -> Self {
        let mut ahead =
            Self { is_paragraph: false, spaced_closer: None, first: None, second: None, word: "" };
        let mut gap_end = None;
        let mut width = 0;
        for (at, c) in rest.char_indices().take(SIGHT) {
            width = at + c.len_utf8();
            if c.is_whitespace() {
                continue;
            }
            if gap_end.is_none() {
                gap_end = Some(at);
                let gap = rest.get(..at).unwrap_or("");
                ahead.is_paragraph = is_paragraph_gap(gap);
                // A mark that carries a sign is a word and closes nothing.
                let carries = rest
                    .get(width..)
                    .and_then(|rest| rest.chars().next())
                    .is_some_and(|c| class_of(c) & CLASS == EXTEND);
                if c == '»' && !carries && gap.chars().nth(1).is_none() {
                    ahead.spaced_closer = Some(width);
                }
            }
            if !is_opener(c) {
                if c.is_alphanumeric() {
                    let word = rest.get(at..).unwrap_or("");
                    let length = word.chars().take(SIGHT).take_while(|c| c.is_alphanumeric() || *c == '\'');
                    ahead.word = word.get(..length.map(char::len_utf8).sum()).unwrap_or("");
                    ahead.first = Some(c);
                    ahead.second = word.chars().nth(1);
                }
                return ahead;
            }
        }
        if gap_end.is_none() {
            ahead.is_paragraph = is_paragraph_gap(rest.get(..width).unwrap_or(""));
        }
        ahead
    }
}

/// Where the corner bracket closes with which `rest` begins, in bytes; `None` where it does not, or not in this
/// paragraph, or too far off.
fn closing_corner(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().take(QUOTATION);
    let (_, open) = chars.next()?;
    let close = if open == '「' { '」' } else { '』' };
    let (mut depth, mut breaks, mut before) = (1, 0, open);
    for (at, c) in chars {
        if is_line_break(c) && !(c == '\n' && before == '\r') {
            breaks += if c == '\u{2029}' { 2 } else { 1 };
        } else if !c.is_whitespace() {
            breaks = 0;
        }
        before = c;
        depth += i32::from(c == open) - i32::from(c == close);
        if breaks > 1 {
            return None;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Bytes of note marks like `[1][12]` at the beginning of `rest`.
fn note_length(rest: &str) -> usize {
    let mut length = 0;
    while let Some(inner) = rest.get(length..).and_then(|rest| rest.strip_prefix('['))
        && let Some((digits, _)) = inner.get(..4).unwrap_or(inner).split_once(']')
        && !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
    {
        length += digits.len() + 2;
    }
    length
}

/// Whether white space holds an empty line.
fn is_paragraph_gap(gap: &str) -> bool {
    let mut breaks = 0;
    let mut previous = ' ';
    for c in gap.chars() {
        if c == '\u{2029}' {
            return true;
        }
        if is_line_break(c) && !(c == '\n' && previous == '\r') {
            breaks += 1;
        }
        previous = c;
    }
    breaks > 1
}

/// Characters of the longest line of `text`.
fn longest_line(text: &str) -> usize {
    text.split(is_line_break).map(|line| line.trim().chars().count()).max().unwrap_or(0)
}

/// Whether `line` was ended on purpose: the next line begins like a sentence, and its first word
/// would have fitted in a text wrapped at `width` characters.
fn is_ended_on_purpose(line: &str, after: &str, width: usize) -> bool {
    let Some(last) = line.chars().next_back() else { return false };
    if matches!(last, ',' | ';' | '-' | '–' | '—' | '(' | '、' | '，' | '；') {
        return false;
    }
    let mut head = after.chars().take(SIGHT).skip_while(|c| is_opener(*c) || c.is_whitespace());
    let Some(first) = head.next() else { return true };
    let length = line.chars().count();
    if is_cjk(first) {
        // Lines of Chinese and Japanese end up to two characters early, for the sake of stops.
        return length + 3 <= width;
    }
    let starts_like_sentence =
        first.is_uppercase() || first.is_numeric() || after.starts_with(['•', '*', '·', '-']);
    let word = 1 + head.take_while(|c| !c.is_whitespace()).count();
    starts_like_sentence && length + 1 + word <= width
}

/// Japanese particles that carry a quotation on.
fn is_quotative(c: char) -> bool {
    matches!(c, 'と' | 'に' | 'は' | 'が' | 'を' | 'の' | 'も' | 'な' | 'で' | 'や' | 'か')
}

/// Languages that write ordinal numbers with a full stop.
fn has_dotted_ordinals(language: Language) -> bool {
    matches!(
        language.code(),
        Some(
            "de" | "da"
                | "no"
                | "nb"
                | "fi"
                | "cs"
                | "sk"
                | "sl"
                | "hr"
                | "sr"
                | "hu"
                | "et"
                | "lv"
                | "pl"
                | "tr"
        )
    )
}

/// Whether the word before the last `length` bytes of `before` is a number.
fn follows_number(before: &str, length: usize) -> bool {
    let head = before.get(..before.len() - length).unwrap_or("").trim_end();
    head.chars().next_back().is_some_and(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;
