//! Reading figures in Chinese and Japanese: 万 and 億 among the digits, counters after them.

use super::units::{currency, unit};
use super::{Given, Hedge, Kind, Today, day, month_or_year};
use crate::corpus::Span;
use crate::framing::Place;
use crate::text::script::is_han;

/// How many characters of a counter are kept where no unit is known.
const COUNTER: usize = 2;

/// The figures in `text`, in order.
pub(super) fn figures(text: &str, today: Today) -> Vec<Given> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let before = text.get(..at).unwrap_or("");
        match number(text, at) {
            // "F35": part of a name.
            Some((_, to, _)) if before.ends_with(is_latin) => at = to,
            Some((value, to, digits)) => {
                let given = if value.is_finite() { read(text, (at, to), value, digits, today) } else { None };
                at = given.as_ref().map_or(to, |g| (g.number.to as usize).max(to));
                found.extend(given);
            }
            _ => at += c.len_utf8(),
        }
    }
    found
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// The value of a character, and whether it is written as a digit.
fn numeral(c: char) -> Option<(f64, bool)> {
    if let Some(at) = "〇一二三四五六七八九".chars().position(|n| n == c) {
        return Some((at as f64, false));
    }
    match c {
        '两' => Some((2.0, false)),
        '0'..='9' => Some((f64::from(c as u32 - '0' as u32), true)),
        '０'..='９' => Some((f64::from(c as u32 - '０' as u32), true)),
        _ => None,
    }
}

fn small_scale(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    }
}

fn great_scale(c: char) -> Option<f64> {
    match c {
        '万' | '萬' => Some(1e4),
        '亿' | '億' => Some(1e8),
        '兆' => Some(1e12),
        _ => None,
    }
}

/// The number that begins at `from`: its value, its end, whether digits are in it.
fn number(text: &str, from: usize) -> Option<(f64, usize, bool)> {
    let rest = text.get(from..)?;
    let first = rest.chars().next()?;
    if numeral(first).is_none() && first != '十' {
        return None;
    }
    let (mut total, mut group, mut run) = (0.0, 0.0, None::<f64>);
    let (mut to, mut digits, mut decimals) = (from, false, 0.0);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some((value, is_digit)) = numeral(c) {
            digits |= is_digit;
            run = Some(if decimals > 0.0 {
                let grown = run.unwrap_or(0.0) + value * decimals;
                decimals /= 10.0;
                grown
            } else {
                run.unwrap_or(0.0) * 10.0 + value
            });
        } else if let Some(factor) = small_scale(c) {
            group += run.take().unwrap_or(1.0) * factor;
            decimals = 0.0;
        } else if let Some(factor) = great_scale(c) {
            total += (group + run.take().unwrap_or(0.0)) * factor;
            group = 0.0;
            decimals = 0.0;
        } else if matches!(c, ',' | '，')
            && digits
            && chars.peek().is_some_and(|n| matches!(numeral(*n), Some((_, true))))
        {
            // Part of the number only between digits, so a comma of the sentence ends it.
        } else if matches!(c, '.' | '．')
            && digits
            && decimals == 0.0
            && chars.peek().is_some_and(|n| numeral(*n).is_some())
        {
            decimals = 0.1;
        } else {
            break;
        }
        to += c.len_utf8();
    }
    let value = total + group + run.unwrap_or(0.0);
    Some((value, to, digits))
}

/// The figure whose number lies at `at`.
fn read(text: &str, at: (usize, usize), value: f64, digits: bool, today: Today) -> Option<Given> {
    let (from, to) = at;
    let rest = text.get(to..).unwrap_or("");
    let before = text.get(..from).unwrap_or("");
    let (hedge, start) = hedge(before, rest);
    let given = |kind, unit, values: (f64, f64), length: usize, counts: &str| {
        let number = Span::new(from, to + length);
        let place = Place { article: 0, span: Span::new(start, to + length + counts.len()) };
        Given { place, number, kind, low: values.0, high: values.1, unit, counts: counts.to_owned(), hedge }
    };
    if digits && let Some((unit, values, length)) = date(value, rest, today) {
        return Some(given(Kind::Date, unit, values, length, ""));
    }
    if rest.starts_with(['%', '％']) {
        let length = rest.chars().next().map_or(0, char::len_utf8);
        return Some(given(Kind::Percent, "%", (value, value), length, ""));
    }
    // The longest known unit, of at most six characters.
    let ends: Vec<usize> = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(6).collect();
    for &end in ends.iter().rev() {
        let word = rest.get(..end).unwrap_or("");
        if let Some(name) = currency(word) {
            return Some(given(Kind::Money, name, (value, value), end, ""));
        }
        if let Some((kind, base, factor, _)) = unit(word, "") {
            return Some(given(kind, base, (value * factor, value * factor), end, ""));
        }
    }
    // The counter, and in Chinese the noun's first character: 12艘, 七座岛. Kana end it: １２隻が.
    let counted: String =
        rest.chars().take_while(|c| is_han(*c)).take(if digits { 1 } else { COUNTER }).collect();
    (digits
        || (!counted.is_empty() && counted.chars().count() == COUNTER && value > 1.0 && is_counter(&counted)))
    .then(|| given(Kind::Count, "", (value, value), 0, &counted))
}

/// Whether a numeral in words counts something here: 一 and the like stand in many words that count nothing.
fn is_counter(word: &str) -> bool {
    const COUNTERS: &str = "人名艘隻只座个個国國岁歳代家户戸件台辆匹头頭票次回倍层階本枚点项項";
    word.chars().next().is_some_and(|c| COUNTERS.contains(c))
}

/// 2024年5月14日, 5月14日, 14日, 1951年: precision, days since 1970, bytes after the number.
fn date(value: f64, rest: &str, today: Today) -> Option<(&'static str, (f64, f64), usize)> {
    let whole = value as i32;
    let sign = rest.chars().next()?;
    let after = sign.len_utf8();
    let day_of = |year: i16, month: i8, from: usize| {
        let (value, to, _) = number(rest, from)?;
        let end = rest.get(to..)?;
        let length = to + end.chars().next().filter(|c| matches!(c, '日' | '号'))?.len_utf8();
        let day = day(year, month, value as i8)?;
        Some(("day", (day, day), length))
    };
    match sign {
        '年' if (1500..=2100).contains(&whole) => {
            let year = whole as i16;
            if let Some((month, to, _)) = number(rest, after)
                && rest.get(to..).is_some_and(|end| end.starts_with('月'))
            {
                let month = month as i8;
                return day_of(year, month, to + '月'.len_utf8())
                    .or_else(|| Some(("month", month_or_year(year, Some(month))?, to + '月'.len_utf8())));
            }
            Some(("year", month_or_year(year, None)?, after))
        }
        '月' if (1..=12).contains(&whole) => {
            let year = today.year?;
            day_of(year, whole as i8, after)
                .or_else(|| Some(("month", month_or_year(year, Some(whole as i8))?, after)))
        }
        '日' | '号' if (1..=31).contains(&whole) && !rest.starts_with("日間") => {
            let published = jiff::civil::Date::constant(1970, 1, 1)
                .checked_add(jiff::Span::new().days(i64::from(today.day?)))
                .ok()?;
            let day = day(published.year(), published.month(), whole as i8)?;
            Some(("day", (day, day), after))
        }
        _ => None,
    }
}

/// What softens a number between these, and where that begins.
fn hedge(before: &str, after: &str) -> (Option<Hedge>, usize) {
    const BEFORE: [(&str, Hedge); 10] = [
        ("約", Hedge::About),
        ("约", Hedge::About),
        ("大约", Hedge::About),
        ("近", Hedge::Nearly),
        ("至少", Hedge::AtLeast),
        ("少なくとも", Hedge::AtLeast),
        ("超过", Hedge::MoreThan),
        ("不到", Hedge::LessThan),
        ("最多", Hedge::UpTo),
        ("最大", Hedge::UpTo),
    ];
    const AFTER: [(&str, Hedge); 4] = [
        ("以上", Hedge::AtLeast),
        ("未満", Hedge::LessThan),
        ("多", Hedge::MoreThan),
        ("余", Hedge::MoreThan),
    ];
    if let Some((word, hedge)) = BEFORE.iter().find(|(word, _)| before.ends_with(word)) {
        return (Some(*hedge), before.len() - word.len());
    }
    let hedge = AFTER.iter().find(|(word, _)| after.starts_with(word)).map(|(_, hedge)| *hedge);
    (hedge, before.len())
}
