//! Reading figures in languages that part their words by spaces.

use super::scan::{Shape, Token, scan};
use super::units::{currency, currency_sign, is_plural, month, scale, small_number, unit, weekday};
use super::{Given, Hedge, Kind, Today, day, month_or_year};
use crate::corpus::{Language, Span};
use crate::framing::Place;
use crate::text::stopwords::is_stop_word;

/// The figures in `text`, in order.
pub(super) fn figures(text: &str, language: Language, today: Today) -> Vec<Given> {
    let reader = Reader { tokens: scan(text, language), language, today };
    let mut found: Vec<Given> = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let read = reader.date(at).or_else(|| reader.time(at)).or_else(|| reader.figure(at));
        at = match read {
            Some((given, next)) => {
                found.extend(given);
                next.max(at + 1)
            }
            None => at + 1,
        };
    }
    found
}

struct Reader {
    tokens: Vec<Token>,
    language: Language,
    today: Today,
}

/// What was read, if it is a figure, and where to go on.
type Read = Option<(Option<Given>, usize)>;

impl Reader {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", Token::word)
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    fn number(&self, at: usize) -> Option<f64> {
        match self.tokens.get(at)?.shape {
            Shape::Number(value) if value.is_finite() => Some(value),
            _ => None,
        }
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let from = self.tokens.get(from).map_or(0, |token| token.span.from);
        Span {
            from,
            to: to.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(from, |t| t.span.to).max(from),
        }
    }

    fn given(&self, kind: Kind, unit: &'static str, values: (f64, f64), from: usize, to: usize) -> Given {
        let span = self.span(from, to);
        let place = Place { article: 0, span };
        Given {
            place,
            number: span,
            kind,
            low: values.0,
            high: values.1,
            unit,
            counts: String::new(),
            hedge: None,
        }
    }

    /// A day of a month: 1 to 31, with "st", "nd", "rd", "th"; and where to go on.
    fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let value = self.number(at).filter(|v| (1.0..=31.0).contains(v) && v.fract() == 0.0)?;
        let suffix = self.glued(at + 1) && matches!(self.word(at + 1), "st" | "nd" | "rd" | "th");
        Some((value as i8, at + 1 + usize::from(suffix)))
    }

    fn year(&self, at: usize) -> Option<i16> {
        let token = self.tokens.get(at)?;
        let value = self.number(at).filter(|v| (1500.0..=2100.0).contains(v) && v.fract() == 0.0)?;
        (token.span.len() == 4).then_some(value as i16)
    }

    fn is_month(&self, at: usize) -> Option<i8> {
        let token = self.tokens.get(at)?;
        month(token.word()).filter(|_| token.capital || self.language.code() != Some("en"))
    }

    /// The year after a date, if one stands there, else that of the article; and where to go on.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let comma = usize::from(self.tokens.get(at).is_some_and(|t| t.is(',')));
        match self.year(at + comma) {
            Some(year) => (Some(year), at + comma + 1),
            None => (self.today.year, at),
        }
    }

    /// "May 20", "20 May 2024", "Sept 2-3", "May 2024", "in June", "on Tuesday", "2024-05-20".
    fn date(&self, at: usize) -> Read {
        if let Shape::IsoDate(date) = self.tokens.get(at)?.shape {
            let day = f64::from(crate::corpus::day_number(date));
            return Some((Some(self.given(Kind::Date, "day", (day, day), at, at + 1)), at + 1));
        }
        if let Some(number) = self.is_month(at) {
            return Some(self.month_first(at, number));
        }
        if let Some((first, next)) = self.day_number(at) {
            let (last, next) = self.last_day(next).unwrap_or((first, next));
            let next = if self.word(next) == "of" { next + 1 } else { next };
            if let Some(number) = self.is_month(next) {
                let (year, next) = self.year_after(next + 1);
                return Some((self.days(at, next, year, number, (first, last)), next));
            }
        }
        self.weekday(at)
    }

    fn month_first(&self, at: usize, number: i8) -> (Option<Given>, usize) {
        if let Some((first, next)) = self.day_number(at + 1) {
            let (last, next) = self.last_day(next).unwrap_or((first, next));
            let (year, next) = self.year_after(next);
            return (self.days(at, next, year, number, (first, last)), next);
        }
        if let Some(year) = self.year(at + 1) {
            let given =
                month_or_year(year, Some(number)).map(|v| self.given(Kind::Date, "month", v, at, at + 2));
            return (given, at + 2);
        }
        let named = matches!(
            self.before(at, 1),
            "in" | "of" | "since" | "until" | "by" | "last" | "next" | "this" | "в"
        );
        let given = self
            .today
            .year
            .filter(|_| named)
            .and_then(|year| month_or_year(year, Some(number)))
            .map(|values| self.given(Kind::Date, "month", values, at, at + 1));
        (given, at + 1)
    }

    /// The second day of "2-3".
    fn last_day(&self, at: usize) -> Option<(i8, usize)> {
        self.tokens.get(at).filter(|t| t.is_dash())?;
        self.day_number(at + 1)
    }

    fn days(&self, at: usize, to: usize, year: Option<i16>, month: i8, days: (i8, i8)) -> Option<Given> {
        let values = (day(year?, month, days.0)?, day(year?, month, days.1)?);
        Some(self.given(Kind::Date, "day", values, at, to))
    }

    /// A weekday is the last such day up to the article's own, or the next where the words look ahead.
    fn weekday(&self, at: usize) -> Read {
        let token = self.tokens.get(at)?;
        let english = self.language.code() == Some("en");
        let named = weekday(token.word()).filter(|_| token.capital || !english)?;
        let today = self.today.day?;
        let back = (today + 3 - i32::from(named)).rem_euclid(7);
        let ahead = self.before(at, 1) == "next"
            || self.before(at, 1) == "on"
                && matches!(self.before(at, 2), "expected" | "due" | "begins" | "begin");
        let day = f64::from(if ahead { today - back + 7 } else { today - back });
        Some((Some(self.given(Kind::Date, "weekday", (day, day), at, at + 1)), at + 1))
    }

    /// "03:40", "twenty to four", "half past five".
    fn time(&self, at: usize) -> Read {
        if let Shape::Clock(minutes) = self.tokens.get(at)?.shape {
            let value = f64::from(minutes);
            return Some((Some(self.given(Kind::Time, "24h", (value, value), at, at + 1)), at + 1));
        }
        let minutes = match self.word(at) {
            "quarter" => 15.0,
            "half" => 30.0,
            word => small_number(word).filter(|v| v % 5.0 == 0.0 && *v > 0.0 && *v < 30.0)?,
        };
        let hour = small_number(self.word(at + 2)).filter(|h| (1.0..=12.0).contains(h))?;
        let after = self.word(at + 3);
        let is_measured = after.ends_with('s') || unit(after, self.word(at + 4)).is_some();
        let value = match self.word(at + 1) {
            // "five to ten years".
            "to" if is_measured => return None,
            "to" => hour * 60.0 - minutes,
            "past" => hour * 60.0 + minutes,
            _ => return None,
        } % 720.0;
        Some((Some(self.given(Kind::Time, "12h", (value, value), at, at + 3)), at + 3))
    }

    /// A number in digits or words with its scale; and where to go on.
    fn value(&self, at: usize) -> Option<(f64, usize)> {
        let (mut value, mut next) = match self.number(at) {
            Some(value) => (value, at + 1),
            None => self.in_words(at)?,
        };
        while let Some(factor) = self.scale(next) {
            value *= factor;
            next += 1;
        }
        Some((value, next))
    }

    fn scale(&self, at: usize) -> Option<f64> {
        if let Some(factor) = scale(self.word(at)) {
            // "тыс." and "млн." close with a stop.
            return Some(factor);
        }
        // "4.2m florins" against "300m from the shore".
        let money = currency(self.word(at + 1)).is_some()
            || at
                .checked_sub(2)
                .and_then(|b| self.tokens.get(b))
                .is_some_and(|t| matches!(t.shape, Shape::Sign(sign) if currency_sign(sign).is_some()));
        (self.word(at) == "m" && self.glued(at) && money).then_some(1e6)
    }

    /// "forty-six", "a hundred and ninety", "two dozen", "half a million".
    fn in_words(&self, at: usize) -> Option<(f64, usize)> {
        if self.language.code() != Some("en") {
            return None;
        }
        if self.word(at) == "half" && self.word(at + 1) == "a" && scale(self.word(at + 2)).is_some() {
            return Some((0.5, at + 2));
        }
        let (mut total, mut next) = match self.word(at) {
            "a" if self.word(at + 1) == "hundred" => (1.0, at + 1),
            "a" => return Some((scale(self.word(at + 1))?, at + 2)),
            _ => self.below_hundred(at)?,
        };
        if self.word(next) == "hundred" {
            total *= 100.0;
            next += 1;
            let rest = next + usize::from(self.word(next) == "and");
            if let Some((rest, after)) = self.below_hundred(rest) {
                return Some((total + rest, after));
            }
        }
        Some((total, next))
    }

    /// "seven", "forty-six".
    fn below_hundred(&self, at: usize) -> Option<(f64, usize)> {
        let tens = small_number(self.word(at))?;
        let dash = usize::from(self.tokens.get(at + 1).is_some_and(|t| t.is_dash() && t.glued));
        let ones = small_number(self.word(at + 1 + dash)).filter(|v| *v > 0.0 && *v < 10.0 && tens >= 20.0);
        Some(ones.map_or((tens, at + 1), |ones| (tens + ones, at + 2 + dash)))
    }

    /// A number with what it counts or measures.
    fn figure(&self, at: usize) -> Read {
        let digits = self.number(at).is_some();
        if at > 0 && digits && self.glued(at) && !self.word(at - 1).is_empty() {
            // "G20", "MW14": part of a name.
            return Some((None, at + 1));
        }
        let (first, next) = self.value(at)?;
        if let Some(year) = self.year(at).filter(|_| next == at + 1 && self.reads_as_year(at)) {
            let given =
                month_or_year(year, None).map(|values| self.given(Kind::Date, "year", values, at, next));
            return Some((given, next));
        }
        if digits && self.glued(next) && matches!(self.word(next), "st" | "nd" | "rd" | "th" | "s") {
            return Some((None, next + 1));
        }
        let (last, next) = self.range_end(at, next).unwrap_or((first, next));
        let mut given = self.measured(at, next, (first.min(last), first.max(last)))?;
        let end = self.number_end(&given, next);
        let noun = self.noun(&given, end);
        let whole = noun.as_ref().map_or(end, |(_, to)| *to);
        if let Some((noun, _)) = noun {
            given.counts = noun;
        }
        if given.kind == Kind::Count && given.counts.is_empty() && (!digits || last < 2.0) {
            return Some((None, next));
        }
        let from = at - usize::from(self.has_sign_before(at));
        let (hedge, from) = self.hedge(from);
        given.hedge = hedge;
        given.number = self.span(at - usize::from(self.has_sign_before(at)), end);
        given.place.span = self.span(from, whole);
        Some((Some(given), end))
    }

    fn has_sign_before(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|t| matches!(t.shape, Shape::Sign(sign) if currency_sign(sign).is_some()))
    }

    /// Four digits are a year unless a plural, a unit or a person follows, or a sign of money stands before.
    fn reads_as_year(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        let russian = self.language.code() == Some("ru");
        if self.has_sign_before(at) || scale(next).is_some() || currency(next).is_some() {
            return false;
        }
        if russian {
            return next.starts_with("год") || next == "г" || self.before(at, 1) == "с";
        }
        let after =
            ["in", "since", "of", "by", "until", "from", "before", "after", "during", "early", "late"];
        after.contains(&self.before(at, 1))
            || self.is_month(at.wrapping_sub(1)).is_some()
            || (unit(next, self.word(at + 2)).is_none() && !is_plural(next))
    }

    /// The end of "13,000 to 19,000", "10-15", "between 13,000 and 19,000"; and where to go on.
    fn range_end(&self, at: usize, next: usize) -> Option<(f64, usize)> {
        let token = self.tokens.get(next)?;
        let joins = token.is_dash() && self.number(next + 1).is_some()
            || token.word() == "to" && self.before(at, 1) != "from" && self.number(next + 1).is_some()
            || token.word() == "and" && self.before(at, 1) == "between";
        if !joins {
            return None;
        }
        let end = self.value(next + 1)?;
        // "7-0" is a score, "2016-09" a number of something else.
        self.value(at).is_some_and(|(first, _)| end.0 > first).then_some(end)
    }

    /// Kind, unit and value of a number that ends before `next`.
    fn measured(&self, at: usize, next: usize, values: (f64, f64)) -> Option<Given> {
        let scaled = |kind, unit, factor: f64| {
            Some(self.given(kind, unit, (values.0 * factor, values.1 * factor), at, next))
        };
        let token = self.tokens.get(next);
        if token.is_some_and(|t| t.is('%')) {
            return scaled(Kind::Percent, "%", 1.0);
        }
        if let Some(Shape::Sign(sign)) = at.checked_sub(1).and_then(|b| self.tokens.get(b)).map(|t| &t.shape)
            && let Some(name) = currency_sign(*sign)
        {
            return scaled(Kind::Money, name, 1.0);
        }
        if let Some(Shape::Sign(sign)) = token.map(|t| &t.shape)
            && let Some(name) = currency_sign(*sign)
        {
            return scaled(Kind::Money, name, 1.0);
        }
        let at_unit = self.unit_at(next);
        if let Some(name) = currency(self.word(at_unit)) {
            return scaled(Kind::Money, name, 1.0);
        }
        if self.word(at_unit) == "m" && self.glued(at_unit) {
            return scaled(Kind::Length, "m", 1.0);
        }
        match unit(self.word(at_unit), self.word(at_unit + 1)) {
            Some((kind, base, factor, _)) => scaled(kind, base, factor),
            None => scaled(Kind::Count, "", 1.0),
        }
    }

    /// Where the unit of a number stands: after a hyphen ("four-hour") or an adjective ("61 silent hours").
    fn unit_at(&self, next: usize) -> usize {
        if self.tokens.get(next).is_some_and(|t| t.is_dash() && t.glued) && self.glued(next + 1) {
            return next + 1;
        }
        let known =
            |at: usize| currency(self.word(at)).is_some() || unit(self.word(at), self.word(at + 1)).is_some();
        let adjective = |at: usize| !self.word(at).is_empty() && !is_stop_word(self.word(at), self.language);
        if !known(next)
            && adjective(next)
            && !is_plural(self.word(next))
            && known(next + 1)
            && !self.glued(next)
        {
            next + 1
        } else {
            next
        }
    }

    /// Where number and unit end.
    fn number_end(&self, given: &Given, next: usize) -> usize {
        let at = self.unit_at(next);
        match given.kind {
            Kind::Percent if self.tokens.get(next).is_some_and(|t| t.is('%')) => next + 1,
            Kind::Money if currency(self.word(at)).is_some() => at + 1,
            Kind::Money
                if self
                    .tokens
                    .get(next)
                    .is_some_and(|t| matches!(t.shape, Shape::Sign(s) if currency_sign(s).is_some())) =>
            {
                next + 1
            }
            Kind::Money | Kind::Count => next,
            _ => at + unit(self.word(at), self.word(at + 1)).map_or(1, |(.., words)| words),
        }
    }

    /// The noun that is counted, and where it ends.
    fn noun(&self, given: &Given, end: usize) -> Option<(String, usize)> {
        if matches!(given.kind, Kind::Date | Kind::Time) {
            return None;
        }
        let mut at = end;
        if given.kind != Kind::Count || self.word(at) == "of" {
            // "18,000 tonnes of cod", "60 per cent of the catch".
            if self.word(at) != "of" {
                return None;
            }
            at += 1;
            if matches!(self.word(at), "the" | "its" | "their" | "his" | "her") {
                at += 1;
            }
            let noun = (at..at + 3).find(|&at| is_plural(self.word(at))).unwrap_or(at);
            let word = self.word(noun);
            return (!word.is_empty() && !is_stop_word(word, self.language))
                .then(|| (word.to_owned(), noun + 1));
        }
        if self.tokens.get(at).is_some_and(|t| t.is_dash() && t.glued) && self.glued(at + 1) {
            let word = self.word(at + 1);
            return (!word.is_empty()).then(|| (word.to_owned(), at + 2));
        }
        if self.language.code() != Some("en") {
            let word = self.word(at);
            return (!word.is_empty() && !is_stop_word(word, self.language))
                .then(|| (word.to_owned(), at + 1));
        }
        for at in at..at + 4 {
            let word = self.word(at);
            if word.is_empty()
                || (is_stop_word(word, self.language) && !matches!(word, "more" | "other" | "own"))
            {
                return None;
            }
            if is_plural(word) {
                return Some((word.to_owned(), at + 1));
            }
        }
        None
    }

    /// What softens the number that begins at `at`, and where that begins.
    fn hedge(&self, at: usize) -> (Option<Hedge>, usize) {
        let pair = (self.before(at, 2), self.before(at, 1));
        let found = match pair {
            ("at", "least") | ("no", "fewer") | ("не", "менее") => Some((Hedge::AtLeast, 2)),
            ("at", "most") | ("up", "to") => Some((Hedge::UpTo, 2)),
            ("more" | "higher" | "greater" | "better", "than") | ("well" | "just", "over" | "above") => {
                Some((Hedge::MoreThan, 2))
            }
            ("less" | "fewer" | "lower", "than") | ("well" | "just", "under" | "below") => {
                Some((Hedge::LessThan, 2))
            }
            (
                _,
                "about" | "around" | "some" | "roughly" | "approximately" | "perhaps" | "circa" | "около"
                | "примерно",
            ) => Some((Hedge::About, 1)),
            (_, "nearly" | "almost" | "почти") => Some((Hedge::Nearly, 1)),
            (_, "over" | "exceeding" | "свыше" | "более") => Some((Hedge::MoreThan, 1)),
            (_, "under" | "below" | "менее") => Some((Hedge::LessThan, 1)),
            (_, "maximum" | "до") => Some((Hedge::UpTo, 1)),
            _ => None,
        };
        found.map_or((None, at), |(hedge, back)| (Some(hedge), at - back))
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
