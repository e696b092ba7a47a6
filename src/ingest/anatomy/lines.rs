//! The lines of a page and what can be seen of each without understanding it.
//!
//! One pass over the bytes: how long a line is, in which letters, how it ends, which telling
//! signs it carries. All later rules look at these figures first and at the characters second.
//! Nothing is decided here.

use crate::corpus::Span;
use crate::text::script::is_cjk;

/// Signs that a line carries, as bits of [`Shape::signs`].
pub(super) mod sign {
    /// An ASCII or full-width digit, or a Chinese numeral year.
    pub const DIGIT: u16 = 1;
    /// `http`, `www.` or `://`.
    pub const ADDRESS: u16 = 1 << 1;
    /// `@`.
    pub const AT: u16 = 1 << 2;
    /// `{{`, `}}`, `${`, `<%`.
    pub const TEMPLATE: u16 = 1 << 3;
    /// `©`, `(c)`.
    pub const COPYRIGHT: u16 = 1 << 4;
    /// `|` or a full-width one.
    pub const PIPE: u16 = 1 << 5;
    /// `>`, `›`, `»`, `→`, `＞`.
    pub const ANGLE: u16 = 1 << 6;
    /// `/` or `／`.
    pub const SLASH: u16 = 1 << 7;
    /// An opening bracket of any kind.
    pub const BRACKET: u16 = 1 << 8;
    /// A dash with space or CJK around, or a long one.
    pub const DASH: u16 = 1 << 9;
    /// A currency sign.
    pub const MONEY: u16 = 1 << 10;
    /// A colon of any width.
    pub const COLON: u16 = 1 << 11;
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Full stop, question or exclamation mark, also inside closing quotes or brackets.
    Sentence,
    /// Dots that leave something out.
    Ellipsis,
    /// A colon or semicolon.
    Colon,
    /// A comma or dash.
    Comma,
    /// A closing bracket after no sentence end.
    Bracket,
    /// Anything else.
    None,
}

/// What can be seen of a line or of a few lines that make one paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Characters other than white space, with those of Chinese, Japanese and Korean twice.
    pub size: u32,
    /// Runs between white space.
    pub words: u32,
    /// Words that begin with a capital letter.
    pub capitals: u32,
    /// Words that begin with a small letter.
    pub smalls: u32,
    /// Words without a small letter and with at least two capitals.
    pub shouts: u32,
    /// Letters of Chinese, Japanese and Korean.
    pub wide: u32,
    /// Letters and figures of any script.
    pub letters: u32,
    /// Decimal digits.
    pub digits: u32,
    /// Sentence ends inside the line, its last one not counted.
    pub stops: u32,
    /// Places where a capital follows a small letter inside a word.
    pub glued: u32,
    /// See [`sign`].
    pub signs: u16,
    /// How it ends.
    pub ending: Ending,
}

impl Shape {
    /// Whether it carries `sign`.
    pub fn has(&self, sign: u16) -> bool {
        self.signs & sign != 0
    }

    /// Whether it is written in Chinese, Japanese or Korean, for the most part.
    pub fn is_wide(&self) -> bool {
        self.wide * 2 > self.letters
    }

    /// How many words it has, counting two CJK characters for a word.
    pub fn length(&self) -> u32 {
        if self.is_wide() { self.words.max(self.wide / 2) } else { self.words }
    }

    /// Whether it ends as sentences end.
    pub fn ends(&self) -> bool {
        matches!(self.ending, Ending::Sentence)
    }

    /// Whether its words look like running text: more small letters than capitals at word starts.
    pub fn runs(&self) -> bool {
        self.is_wide() || self.smalls >= self.capitals
    }
}

/// One line of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct LineInfo {
    /// Its bytes, without the line break.
    pub span: Span,
    /// Its bytes without white space at both ends; empty when blank.
    pub trimmed: Span,
}

/// Cuts `raw` into lines at LF, CRLF, CR and the Unicode line and paragraph separators. A line
/// break at the very end opens no further line; an empty text has no line.
pub(super) fn split(raw: &str) -> Vec<LineInfo> {
    let bytes = raw.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 64 + 4);
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = next_break(bytes, at) {
        at = found;
        let skip = match bytes[at] {
            b'\n' => 1,
            b'\r' => 1 + usize::from(bytes.get(at + 1) == Some(&b'\n')),
            _ if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xA8 | 0xA9])) => 3,
            _ => {
                at += 1;
                continue;
            }
        };
        lines.push(line(raw, from, at));
        at += skip;
        from = at;
    }
    if from < bytes.len() {
        lines.push(line(raw, from, bytes.len()));
    }
    lines
}

/// The next byte at or after `from` that breaks a line or begins a character that does. Lines are long: sixteen bytes
/// are looked at together.
fn next_break(bytes: &[u8], from: usize) -> Option<usize> {
    let breaks = |byte: u8| u8::from(byte == b'\n') | u8::from(byte == b'\r') | u8::from(byte == 0xE2);
    let mut at = from;
    while let Some(some) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        if some.iter().fold(0_u8, |any, &byte| any | breaks(byte)) != 0 {
            break;
        }
        at += some.len();
    }
    bytes.get(at..)?.iter().position(|&byte| breaks(byte) != 0).map(|found| at + found)
}

fn line(raw: &str, from: usize, to: usize) -> LineInfo {
    let span = Span::new(from, to);
    let trimmed = trim(raw, span);
    LineInfo { span, trimmed }
}

/// `span` without white space and invisible characters at both ends.
pub(super) fn trim(raw: &str, span: Span) -> Span {
    let text = span.of(raw);
    let left = text.trim_start_matches(is_space);
    let right = left.trim_end_matches(is_space);
    let from = span.from as usize + (text.len() - left.len());
    Span::new(from, from + right.len())
}

/// White space, and what nobody sees.
pub(super) fn is_space(c: char) -> bool {
    if c.is_ascii() {
        return c <= ' ' || c == '\u{7F}';
    }
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '\u{202A}'..='\u{202E}')
}

/// Marks that end a sentence.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '｡' | '．' | '‼' | '⁉' | '؟' | '۔' | '।')
}

/// Quotation marks and brackets that may follow a sentence end.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '»'
            | '“'
            | '」'
            | '』'
            | '）'
            | ')'
            | ']'
            | '］'
            | '】'
            | '›'
            | '〉'
            | '》'
            | '〟'
    )
}

/// Looks at `text`, which may span several lines.
pub(super) fn shape(text: &str) -> Shape {
    let mut s = Shape {
        size: 0,
        words: 0,
        capitals: 0,
        smalls: 0,
        shouts: 0,
        wide: 0,
        letters: 0,
        digits: 0,
        stops: 0,
        glued: 0,
        signs: 0,
        ending: Ending::None,
    };
    let mut in_word = false;
    let mut word_small = false;
    let mut word_capitals = 0_u32;
    let mut before = ' ';
    let mut pending_stop = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // The most of nearly all text are small ASCII letters: they are counted by the run.
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_lowercase()).count();
        if run > 0 {
            s.size += run as u32;
            s.letters += run as u32;
            if !in_word {
                in_word = true;
                s.words += 1;
                word_capitals = 0;
            }
            s.smalls += u32::from(is_word_start(before));
            word_small = true;
            pending_stop = false;
            at += run;
            // "of the talks that": as long as words of such letters follow, there is nothing but them to count.
            while bytes.get(at) == Some(&b' ') {
                let run = bytes[at + 1..].iter().take_while(|b| b.is_ascii_lowercase()).count();
                if run == 0 {
                    break;
                }
                s.size += run as u32;
                s.letters += run as u32;
                s.words += 1;
                s.smalls += 1;
                word_capitals = 0;
                at += 1 + run;
            }
            before = char::from(bytes[at - 1]);
            continue;
        }
        let c = match byte {
            0..0x80 => char::from(byte),
            _ => text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' '),
        };
        at += c.len_utf8();
        if is_space(c) {
            if in_word {
                in_word = false;
                s.shouts += u32::from(word_capitals >= 2 && !word_small);
                if pending_stop {
                    s.stops += 1;
                    pending_stop = false;
                }
            }
            if before == '-' {
                s.signs |= sign::DASH;
            }
            before = ' ';
            continue;
        }
        s.size += 1;
        if !in_word {
            in_word = true;
            s.words += 1;
            word_small = false;
            word_capitals = 0;
        }
        if c.is_ascii() {
            look_ascii(&mut s, c, before, &mut word_capitals);
        } else {
            look(&mut s, c, before, &mut word_small, &mut word_capitals);
        }
        if is_stop(c) {
            pending_stop = true;
            if !c.is_ascii() {
                // A full-width stop ends a sentence without a space after it.
                s.stops += 1;
                pending_stop = false;
            }
        } else if !is_closer(c) {
            pending_stop = false;
        }
        before = c;
    }
    if in_word {
        s.shouts += u32::from(word_capitals >= 2 && !word_small);
    }
    s.ending = ending(text);
    if s.ending == Ending::Sentence
        && text.trim_end_matches(is_closer).ends_with(['。', '！', '？', '｡', '．'])
    {
        s.stops = s.stops.saturating_sub(1);
    }
    s
}

/// Any ASCII character but white space and small letters.
fn look_ascii(s: &mut Shape, c: char, before: char, capitals: &mut u32) {
    match c {
        'A'..='Z' => {
            s.letters += 1;
            s.capitals += u32::from(is_word_start(before));
            s.glued += u32::from(before.is_lowercase());
            *capitals += 1;
        }
        '0'..='9' => {
            s.letters += 1;
            s.digits += 1;
            s.signs |= sign::DIGIT;
        }
        '@' => s.signs |= sign::AT,
        '{' if matches!(before, '{' | '$') => s.signs |= sign::TEMPLATE,
        '}' if before == '}' => s.signs |= sign::TEMPLATE,
        '%' if before == '<' => s.signs |= sign::TEMPLATE,
        '|' => s.signs |= sign::PIPE,
        '>' => s.signs |= sign::ANGLE,
        '/' => s.signs |= sign::SLASH | if before == '/' { sign::ADDRESS } else { 0 },
        '(' | '[' => s.signs |= sign::BRACKET,
        '$' => s.signs |= sign::MONEY,
        ':' => s.signs |= sign::COLON,
        '.' if before == 'w' => s.signs |= sign::ADDRESS,
        '-' if before == '-' => s.signs |= sign::DASH,
        ')' if matches!(before, 'c' | 'C') => s.signs |= sign::COPYRIGHT,
        _ => {}
    }
}

fn look(s: &mut Shape, c: char, before: char, small: &mut bool, capitals: &mut u32) {
    if is_cjk(c) || is_hangul(c) {
        s.wide += 1;
        s.letters += 1;
        s.size += 1;
        return;
    }
    match c {
        '—' | '–' | '―' | '－' | 'ー' | '─' => s.signs |= sign::DASH,
        '©' | 'Ⓒ' | 'ⓒ' => s.signs |= sign::COPYRIGHT,
        '｜' | '│' | '丨' | '¦' => s.signs |= sign::PIPE,
        '›' | '»' | '→' | '＞' | '〉' | '▶' | '►' | '≫' => s.signs |= sign::ANGLE,
        '／' => s.signs |= sign::SLASH,
        '（' | '【' | '［' | '〔' | '〈' | '「' => s.signs |= sign::BRACKET,
        '€' | '£' | '¥' | '₽' | '￥' | '₩' | '＄' => s.signs |= sign::MONEY,
        '：' => s.signs |= sign::COLON,
        '０'..='９' | '٠'..='٩' | '۰'..='۹' => {
            s.digits += 1;
            s.letters += 1;
            s.signs |= sign::DIGIT;
        }
        _ if c.is_lowercase() => {
            s.letters += 1;
            s.smalls += u32::from(is_word_start(before));
            *small = true;
        }
        _ if c.is_uppercase() => {
            s.letters += 1;
            s.capitals += u32::from(is_word_start(before));
            s.glued += u32::from(before.is_lowercase());
            *capitals += 1;
        }
        _ if c.is_alphanumeric() => s.letters += 1,
        _ => {}
    }
}

fn is_word_start(before: char) -> bool {
    matches!(before, ' ' | '"' | '“' | '‘' | '\'' | '(' | '[' | '«' | '„' | '¿' | '¡')
}

/// The first `n` characters of `text` in lower case.
pub(super) fn lower_start(text: &str, n: usize) -> String {
    let mut out = String::with_capacity(n * 2);
    for c in text.chars().take(n) {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Korean syllables and letters.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7A3}')
}

/// How `text`, trimmed, ends.
pub(super) fn ending(text: &str) -> Ending {
    let text = text.trim_end_matches(is_space);
    let open = text.trim_end_matches(is_closer);
    let Some(last) = open.chars().next_back() else { return Ending::None };
    match last {
        // "/TASS/" closes like a bracket.
        '/' if open
            .rfind('/')
            .and_then(|at| open.get(..at))
            .is_some_and(|b| b.rfind('/').is_some_and(|at| open.len() - at < 40)) =>
        {
            Ending::Bracket
        }
        '…' | '⋯' => Ending::Ellipsis,
        '.' if open.ends_with("..") => Ending::Ellipsis,
        _ if is_stop(last) => Ending::Sentence,
        _ if open.len() < text.len() && text.ends_with([')', '）', ']', '］', '】', '」', '』']) => {
            Ending::Bracket
        }
        ':' | '：' | ';' | '；' => Ending::Colon,
        ',' | '，' | '、' | '-' | '–' | '—' => Ending::Comma,
        _ => Ending::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_ends_a_line_and_none_is_lost() {
        let raw = "a\nb\r\nc\rd\u{2028}e\n\nf\n";
        let lines: Vec<&str> = split(raw).iter().map(|l| l.span.of(raw)).collect();
        assert_eq!(lines, ["a", "b", "c", "d", "e", "", "f"]);
        assert!(split("").is_empty());
    }

    #[test]
    fn a_line_is_seen_as_it_ends() {
        for (text, expected) in [
            ("It ended.", Ending::Sentence),
            ("“It ended.”", Ending::Sentence),
            ("終わった。」", Ending::Sentence),
            ("It went on...", Ending::Ellipsis),
            ("He said:", Ending::Colon),
            ("(Jane Doe / XYZ)", Ending::Bracket),
            ("first,", Ending::Comma),
            ("World", Ending::None),
            ("", Ending::None),
        ] {
            assert_eq!(ending(text), expected, "{text}");
        }
    }

    #[test]
    fn shapes_tell_running_text_from_titles() {
        let prose = shape("The talks ended on Friday. Nobody spoke of it afterwards.");
        assert_eq!((prose.stops, prose.ending), (1, Ending::Sentence));
        assert!(prose.runs());
        let menu = shape("Home World Sport Business");
        assert!(!menu.runs() && menu.capitals == 4);
        assert!(shape("ArrowIcon FacebookIcon MailIcon").glued >= 3);
        let japanese = shape("会談は終わった。記者団に語った。");
        assert!(japanese.is_wide());
        assert_eq!(japanese.stops, 1);
    }
}
