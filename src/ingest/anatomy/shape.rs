//! What can be seen of a line without understanding it.
//!
//! How long it is, in which letters, how it ends, which telling signs it carries. All later rules look at these figures
//! first and at the characters second. Nothing is decided here.

use std::ops::Range;

use super::lines::{is_closer, is_hangul, is_space, is_stop};
use crate::corpus::Span;
use crate::text::blocks::{Block, Blocks, Piece, places};
use crate::text::runs::PlainRun;
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
    #[default]
    None,
}

/// What can be seen of a line or of a few lines that make one paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// Looks at the text at `span` of a page, of which `blocks` say what its bytes are. It may span several lines.
pub(super) fn shape_at(raw: &str, blocks: &Blocks, span: Span) -> Shape {
    let text = span.of(raw);
    let part = span.from as usize..span.to as usize;
    if !blocks.are_ascii(part.clone()) {
        return shape(text);
    }
    let mut s = Shape { ending: ending(text), ..Shape::default() };
    count_through(&mut s, text.as_bytes(), blocks, part);
    s
}

/// Adds to a shape what is seen of `text`, ASCII, but for how it ends: `part` is where it stands in the text of `blocks`.
fn count_through(s: &mut Shape, text: &[u8], blocks: &Blocks, part: Range<usize>) {
    // Which bytes stand behind a space, a mark that words begin behind, a small letter; a line begins as behind a space.
    let mut behind_space = 1 << (part.start % 64);
    let (mut behind_mark, mut behind_small) = (0, 0);
    // Capitals without a small letter behind them.
    let mut alone = 0;
    for Piece { from, bytes, block } in blocks.within(part.clone()) {
        let Block { letters, capitals, figures, spaces, .. } = block;
        let smalls = letters & !capitals;
        let mut marks = 0;
        for place in places(bytes & !letters & !figures & !spaces) {
            let at = from + place - part.start;
            marks |= u64::from(is_word_start(char::from(text[at]))) << place;
            look_at_mark(s, text, at);
        }
        behind_space |= spaces << 1;
        behind_mark |= marks << 1;
        behind_small |= smalls << 1;
        let begun = behind_space | behind_mark;
        s.size += (bytes & !spaces).count_ones();
        s.words += (bytes & !spaces & behind_space).count_ones();
        s.letters += (letters | figures).count_ones();
        s.smalls += (smalls & begun).count_ones();
        if figures != 0 {
            s.digits += figures.count_ones();
            s.signs |= sign::DIGIT;
        }
        if capitals != 0 {
            s.capitals += (capitals & begun).count_ones();
            s.glued += (capitals & behind_small).count_ones();
            alone += (capitals & !(smalls >> 1)).count_ones();
        }
        (behind_space, behind_mark, behind_small) = (spaces >> 63, marks >> 63, smalls >> 63);
    }
    // A word in capitals has two of them.
    if alone >= 2 {
        s.shouts = words_in_capitals(text);
    }
}

/// What a mark of ASCII says where it stands.
fn look_at_mark(s: &mut Shape, text: &[u8], at: usize) {
    let before = at.checked_sub(1).and_then(|at| text.get(at)).map_or(' ', |&byte| char::from(byte));
    let is_space_at = |at: usize| text.get(at).is_some_and(|&byte| is_space(char::from(byte)));
    match text[at] {
        mark @ (b'.' | b'!' | b'?') => {
            let rest = text.get(at + 1..).unwrap_or(&[]);
            let closed = rest.iter().take_while(|&&byte| is_closer(char::from(byte))).count();
            s.stops += u32::from(is_space_at(at + 1 + closed));
            look_ascii(s, char::from(mark), before);
        }
        b'-' => {
            if before == '-' || is_space_at(at + 1) {
                s.signs |= sign::DASH;
            }
        }
        mark => look_ascii(s, char::from(mark), before),
    }
}

/// Words with at least two capitals and no small letter in `text`, ASCII.
fn words_in_capitals(text: &[u8]) -> u32 {
    let words = text.split(|&byte| is_space(char::from(byte)));
    let shouts = |word: &&[u8]| {
        word.iter().filter(|byte| byte.is_ascii_uppercase()).count() >= 2
            && !word.iter().any(u8::is_ascii_lowercase)
    };
    words.filter(shouts).count() as u32
}

/// Looks at `text`, which may span several lines.
pub(super) fn shape(text: &str) -> Shape {
    let mut s = Shape::default();
    look_through(&mut s, text);
    s.ending = ending(text);
    if s.ending == Ending::Sentence
        && text.trim_end_matches(is_closer).ends_with(['。', '！', '？', '｡', '．'])
    {
        s.stops = s.stops.saturating_sub(1);
    }
    s
}

/// Adds to a shape what is seen of `text` but for how it ends.
fn look_through(s: &mut Shape, text: &str) {
    let mut in_word = false;
    let mut word_small = false;
    let mut word_capitals = 0_u32;
    let mut before = ' ';
    let mut pending_stop = false;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // Nearly all text is small ASCII letters and spaces, for the most part: they are counted by the run.
        if byte.is_ascii_lowercase() {
            // "of the talks that": as long as words of such letters follow, there is nothing but them to count.
            let run = PlainRun::of(&bytes[at..]);
            s.size += run.letters;
            s.letters += run.letters;
            s.words += u32::from(!in_word) + run.begun;
            s.smalls += u32::from(is_word_start(before)) + run.begun;
            if !in_word || run.begun > 0 {
                word_capitals = 0;
            }
            word_small = true;
            pending_stop = false;
            at += run.bytes;
            before = char::from(bytes[at - 1]);
            in_word = before != ' ';
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
        before = match c {
            'A'..='Z' => {
                s.letters += 1;
                s.capitals += u32::from(is_word_start(before));
                s.glued += u32::from(before.is_lowercase());
                word_capitals += 1;
                pending_stop = false;
                c
            }
            '\0'..='\x7F' => {
                look_ascii(s, c, before);
                pending_stop = matches!(c, '.' | '!' | '?') || pending_stop && is_closer(c);
                c
            }
            _ => {
                look(s, c, before, &mut word_small, &mut word_capitals);
                // A full-width stop ends a sentence without a space after it.
                s.stops += u32::from(is_stop(c));
                pending_stop &= is_closer(c);
                c
            }
        };
    }
    if in_word {
        s.shouts += u32::from(word_capitals >= 2 && !word_small);
    }
}

/// Any ASCII character but white space and letters.
fn look_ascii(s: &mut Shape, c: char, before: char) {
    match c {
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
    fn a_line_in_ascii_has_the_same_shape_when_it_is_counted_by_blocks() {
        let parts = [
            "The talks",
            " ",
            "ended",
            ".",
            "\" ",
            "NATO",
            "U.S.",
            "iPhone",
            " -- ",
            "- ",
            "(c)",
            "www.",
            "://",
            "{{",
            "<%",
            "1,200",
            "$5",
            "\n",
            "\x7F",
            "it went on... ",
            "?!",
            ") ",
            "A",
            "a|b > c/d",
            "@x: [",
            "don't ",
        ];
        let mut state = 1_u32;
        for length in (0..60).cycle().take(2000) {
            let mut text = String::new();
            for _ in 0..length {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text += parts[(state >> 16) as usize % parts.len()];
            }
            for before in ["", "a", "A- ", &"x ".repeat(31), &"(".repeat(63)] {
                let raw = format!("{before}{text}b. ");
                let span = Span::new(before.len(), before.len() + text.len());
                let blocks = Blocks::of(raw.as_bytes());
                assert_eq!(shape_at(&raw, &blocks, span), shape(&text), "{before:?} {text:?}");
            }
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
