//! Dates in a line of any language: where they stand and what day they name.
//!
//! A small hand-written scanner over the pieces of the line (numbers, words, marks), since
//! regular expressions for a dozen languages cost more than the rest of the anatomy together.
//! Which of a page's dates is the date of publication is decided in `date`.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};
use jiff::civil::Date;

use super::months;
use crate::corpus::{DatePrecision, Published, Span};
use crate::ingest::registry::DateOrder;

/// A date found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundDate {
    /// Its bytes in the line.
    pub span: Span,
    /// The day, month or year.
    pub published: Published,
    /// Day and month could be the other way round, and nothing in the date tells.
    pub ambiguous: bool,
    /// The year has two figures.
    pub short_year: bool,
}

/// The month a word names, with whether the word is an ordinary word too.
static MONTHS: LazyLock<HashMap<&'static str, (u8, bool)>> = LazyLock::new(|| {
    let ambiguous: HashSet<&str> = months::AMBIGUOUS.iter().copied().collect();
    let words = months::MONTHS.iter().flat_map(|(n, words)| words.split(' ').map(|w| (*n, w)));
    words.map(|(n, word)| (word, (n, ambiguous.contains(word)))).collect()
});

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A number of at most eight figures and how many they are.
    Number(u32, u8),
    /// A word; the month it names, 0 for none.
    Word(u8),
    /// A mark, or one character of Chinese, Japanese or Korean.
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
struct Token {
    piece: Piece,
    from: usize,
    to: usize,
}

/// All dates of `line`, from left to right. `order` decides what `3/4/2018` means.
pub(super) fn scan(line: &str, order: DateOrder, out: &mut Vec<FoundDate>) {
    out.clear();
    let tokens = tokens(line);
    let mut at = 0;
    while at < tokens.len() {
        match date_at(line, &tokens, at, order) {
            Some((found, next)) => {
                out.push(found);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
}

/// Longest line the scanner looks at; date stamps are short.
const LONGEST: usize = 600;

fn tokens(line: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = line.char_indices().peekable();
    let mut lower = String::new();
    while let Some((from, c)) = chars.next() {
        if from > LONGEST {
            break;
        }
        if c.is_whitespace() {
            continue;
        }
        if let Some(first) = digit(c) {
            let (mut value, mut figures, mut to) = (first, 1_u8, from + c.len_utf8());
            while let Some(&(at, c)) = chars.peek() {
                let Some(d) = digit(c) else { break };
                value = value.saturating_mul(10).saturating_add(d);
                figures = figures.saturating_add(1);
                to = at + c.len_utf8();
                chars.next();
            }
            out.push(Token { piece: Piece::Number(value, figures), from, to });
        } else if is_word_letter(c) {
            let mut to = from + c.len_utf8();
            while let Some(&(at, c)) = chars.peek() {
                if !is_word_letter(c) {
                    break;
                }
                to = at + c.len_utf8();
                chars.next();
            }
            let word = line.get(from..to).unwrap_or("");
            // كانون الثاني: the second word says which of the two.
            if let Some(last) = out.last_mut()
                && let Some(month) = second_of_two(line.get(last.from..last.to).unwrap_or(""), word)
            {
                *last = Token { piece: Piece::Word(month), from: last.from, to };
                continue;
            }
            let month = named(word, &mut lower).map_or(0, |(n, _)| n);
            out.push(Token { piece: Piece::Word(month), from, to });
        } else {
            let to = from + c.len_utf8();
            out.push(Token { piece: Piece::Mark(narrow(c)), from, to });
        }
    }
    chinese_numbers(&mut out);
    out
}

/// The month that `word` names.
pub(in crate::ingest) fn month_of(word: &str) -> Option<u8> {
    named(word, &mut String::new()).map(|(month, _)| month)
}

/// The month that `word` names, and whether it is an ordinary word too.
fn named(word: &str, lower: &mut String) -> Option<(u8, bool)> {
    if word.len() < 3 || word.len() > 20 {
        return None;
    }
    lower.clear();
    lower.extend(word.chars().flat_map(char::to_lowercase));
    MONTHS.get(lower.as_str()).copied()
}

/// Whether `word` names a month and is no ordinary word.
pub(super) fn is_month(word: &str) -> bool {
    named(word, &mut String::new()).is_some_and(|(_, ordinary)| !ordinary)
}

/// The month of a name in two words, as in the Levant.
fn second_of_two(first: &str, second: &str) -> Option<u8> {
    let later = match second {
        "الأول" | "الاول" => false,
        "الثاني" | "الثانى" => true,
        _ => return None,
    };
    match (first, later) {
        ("كانون", true) => Some(1),
        ("كانون", false) => Some(12),
        ("تشرين", true) => Some(11),
        ("تشرين", false) => Some(10),
        _ => None,
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        _ => None,
    }
}

fn is_word_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() && !crate::text::script::is_spaceless(c) && !super::lines::is_hangul(c)
}

fn narrow(c: char) -> char {
    match c {
        '／' => '/',
        '．' => '.',
        '－' | '–' | '‐' | '‑' => '-',
        '：' => ':',
        '，' | '、' => ',',
        '년' => '年',
        '월' => '月',
        '일' | '号' | '號' => '日',
        _ => c,
    }
}

/// Joins Chinese numerals before 年, 月, 日 into numbers.
fn chinese_numbers(tokens: &mut Vec<Token>) {
    if !tokens.iter().any(|t| matches!(t.piece, Piece::Mark('年' | '月'))) {
        return;
    }
    let mut out = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let run = tokens[at..].iter().take_while(|t| numeral(t.piece).is_some()).count();
        let unit = tokens.get(at + run).map(|t| t.piece);
        if run > 0 && matches!(unit, Some(Piece::Mark('年' | '月' | '日'))) {
            let marks: Vec<u32> = tokens[at..at + run].iter().filter_map(|t| numeral(t.piece)).collect();
            let (value, figures) = chinese_value(&marks);
            let (from, to) = (tokens[at].from, tokens[at + run - 1].to);
            out.push(Token { piece: Piece::Number(value, figures), from, to });
            at += run;
        } else {
            out.push(tokens[at]);
            at += 1;
        }
    }
    *tokens = out;
}

/// The value of a Chinese numeral, 10 for 十.
fn numeral(piece: Piece) -> Option<u32> {
    let Piece::Mark(c) = piece else { return None };
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let value = digits.iter().position(|&d| d == c).or(match c {
        '零' | '○' => Some(0),
        '元' => Some(1),
        _ => None,
    })?;
    u32::try_from(value).ok()
}

fn chinese_value(marks: &[u32]) -> (u32, u8) {
    if marks.contains(&10) {
        let mut value = 0;
        for (i, &m) in marks.iter().enumerate().take(4) {
            value = match m {
                10 if i == 0 => 10,
                10 => value * 10,
                _ if i > 0 => value + m,
                _ => m,
            };
        }
        return (value, 2);
    }
    let value = marks.iter().take(4).fold(0, |v, &m| v * 10 + m);
    (value, u8::try_from(marks.len()).unwrap_or(9))
}

/// The date that begins at token `at`, and the token after it.
fn date_at(line: &str, tokens: &[Token], at: usize, order: DateOrder) -> Option<(FoundDate, usize)> {
    let piece = |i: usize| tokens.get(at + i).map(|t| t.piece);
    let number = |i: usize| match piece(i) {
        Some(Piece::Number(value, figures)) => Some((value, figures)),
        _ => None,
    };
    let mark = |i: usize| match piece(i) {
        Some(Piece::Mark(c)) => Some(c),
        _ => None,
    };
    let month = |i: usize| match piece(i) {
        Some(Piece::Word(m)) if m > 0 => Some(m),
        _ => None,
    };
    let found = |published: Option<Published>, used: usize, ambiguous, short_year| {
        let to = tokens.get(at + used - 1)?.to;
        let span = Span::new(tokens.get(at)?.from, to);
        Some((FoundDate { span, published: published?, ambiguous, short_year }, at + used))
    };

    // 平成30年3月19日, 令和元年5月1日
    if let (Some(a), Some(b)) = (mark(0), mark(1))
        && let Some(base) = era(a, b)
        && let Some((n, _)) = number(2)
        && mark(3) == Some('年')
    {
        return cjk_rest(base + n, &number, &mark, after_aside(&mark, 4))
            .and_then(|(p, used)| found(Some(p), used, false, false));
    }
    let Some((a, figures)) = number(0) else {
        // March 19, 2018; March 2018; Mar 19 10:12:33 EST 2018
        let m = month(0)?;
        let dot = usize::from(matches!(mark(1), Some('.' | '-' | '/')));
        let (d, df) = number(1 + dot)?;
        if df == 4 {
            let ordinary = named(line.get(tokens[at].from..tokens[at].to)?, &mut String::new())?.1;
            let named = if ordinary { None } else { day(d, u32::from(m), 1, DatePrecision::Month) };
            return found(named, 2 + dot, false, false);
        }
        let mut next = 2 + dot;
        next += usize::from(
            matches!(piece(next), Some(Piece::Word(0))) && is_ordinal(line, tokens.get(at + next)),
        );
        for skipped in 0..9 {
            match piece(next + skipped)? {
                Piece::Number(y, 4) if (1800..2100).contains(&y) => {
                    return found(
                        day(y, u32::from(m), d, DatePrecision::Day),
                        next + skipped + 1,
                        false,
                        false,
                    );
                }
                // Only a clock may stand between day and year.
                Piece::Number(_, 1 | 2) | Piece::Mark(',' | ':' | '.' | '-' | '/') => {}
                Piece::Word(0) if skipped > 0 && is_clock_word(line, tokens.get(at + next + skipped)) => {}
                _ => return None,
            }
        }
        return None;
    };
    // 2018年3月19日
    if mark(1) == Some('年') && (figures == 4 || figures == 2 && mark(3) == Some('月')) {
        let year = if figures == 2 { a + 2000 } else { a };
        return cjk_rest(year, &number, &mark, after_aside(&mark, 2))
            .and_then(|(p, used)| found(Some(p), used, false, figures == 2));
    }
    if let Some(separator @ ('-' | '/' | '.')) = mark(1) {
        // 19-Mar-2018
        if let Some(m) = month(2) {
            let gap = usize::from(matches!(mark(3), Some('-' | '/' | '.' | ',')));
            let (y, yf) = number(3 + gap)?;
            return found(
                full_year(y, yf).and_then(|y| day(y, u32::from(m), a, DatePrecision::Day)),
                4 + gap,
                false,
                yf == 2,
            );
        }
        let (b, _) = number(2)?;
        if figures == 4 {
            if !(1800..2100).contains(&a) {
                return None;
            }
            if mark(3) == Some(separator)
                && let Some((c, 1 | 2)) = number(4)
            {
                return found(day(a, b, c, DatePrecision::Day), 5, false, false);
            }
            // 2018-03 and 2018/03 stand for a month only where nothing else of the kind follows.
            let alone = separator != '.' && !matches!(mark(3), Some(':')) && mark(3) != Some(separator);
            return if alone { found(day(a, b, 1, DatePrecision::Month), 3, false, false) } else { None };
        }
        if mark(3) != Some(separator) || figures > 2 {
            return None;
        }
        let (y, yf) = number(4)?;
        let year = full_year(y, yf)?;
        let month_first = match (a > 12, b > 12) {
            (true, false) => false,
            (false, true) => true,
            _ => separator == '/' && order == DateOrder::Mdy,
        };
        let (d, m) = if month_first { (b, a) } else { (a, b) };
        let ambiguous = a <= 12 && b <= 12 && a != b && separator == '/';
        return found(day(year, m, d, DatePrecision::Day), 5, ambiguous, yf == 2);
    }
    // 19 March 2018, 19th of March, 2018, 19. März 2018, 19 de marzo de 2018
    if figures > 2 {
        return None;
    }
    let mut next = 1;
    while next < 4 && month(next).is_none() {
        match piece(next)? {
            Piece::Mark('.' | 'º' | 'ª' | ',') => next += 1,
            Piece::Word(0) if is_ordinal(line, tokens.get(at + next)) => next += 1,
            _ => return None,
        }
    }
    let m = month(next)?;
    next += 1;
    while next < 7 {
        match piece(next)? {
            Piece::Number(y, 4) => {
                return found(day(y, u32::from(m), a, DatePrecision::Day), next + 1, false, false);
            }
            Piece::Mark('.' | ',' | '-') => next += 1,
            // آذار/مارس
            Piece::Mark('/') if month(next + 1) == Some(m) => next += 2,
            Piece::Word(again) if again == m => next += 1,
            Piece::Word(0) if is_ordinal(line, tokens.get(at + next)) => next += 1,
            _ => return None,
        }
    }
    None
}

/// "st", "th", "of", "de": what stands between the numbers of a date.
fn is_ordinal(line: &str, token: Option<&Token>) -> bool {
    let word = token.and_then(|t| line.get(t.from..t.to)).unwrap_or("");
    ["st", "nd", "rd", "th", "of", "de", "del", "er", "го", "день"]
        .iter()
        .any(|w| word.eq_ignore_ascii_case(w))
}

fn is_clock_word(line: &str, token: Option<&Token>) -> bool {
    let word = token.and_then(|t| line.get(t.from..t.to)).unwrap_or("");
    word.len() <= 4 && word.chars().all(char::is_alphabetic)
}

fn cjk_rest(
    year: u32,
    number: &impl Fn(usize) -> Option<(u32, u8)>,
    mark: &impl Fn(usize) -> Option<char>,
    next: usize,
) -> Option<(Published, usize)> {
    let (m, _) = number(next)?;
    if mark(next + 1) != Some('月') {
        return None;
    }
    match (number(next + 2), mark(next + 3)) {
        (Some((d, _)), Some('日')) => Some((day(year, m, d, DatePrecision::Day)?, next + 4)),
        _ => Some((day(year, m, 1, DatePrecision::Month)?, next + 2)),
    }
}

/// The token after a year in brackets that says the year once more: 2019年(令和元年)11月.
fn after_aside(mark: &impl Fn(usize) -> Option<char>, next: usize) -> usize {
    if !matches!(mark(next), Some('(' | '（' | '〔')) {
        return next;
    }
    let close = (next + 1..next + 7).find(|&i| matches!(mark(i), Some(')' | '）' | '〕')));
    close.filter(|&close| mark(close - 1) == Some('年')).map_or(next, |close| close + 1)
}

/// The year before the first of a Japanese era, or of the Republic of China.
fn era(a: char, b: char) -> Option<u32> {
    match (a, b) {
        ('明', '治') => Some(1867),
        ('大', '正') | ('民', '國' | '国') => Some(1911),
        ('昭', '和') => Some(1925),
        ('平', '成') => Some(1988),
        ('令', '和') => Some(2018),
        _ => None,
    }
}

/// A year written in `figures` figures: two of them stand for 1969 to 2068, as programs have it.
pub(crate) fn full_year(year: u32, figures: u8) -> Option<u32> {
    match figures {
        4 => Some(year),
        2 => Some(if year < 69 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn day(year: u32, month: u32, day: u32, precision: DatePrecision) -> Option<Published> {
    if !(1700..2200).contains(&year) {
        return None;
    }
    let date =
        Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Published { date, precision })
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
