//! When an article tells its story, as far as its date or its dateline says.

use jiff::civil::Date;

use crate::corpus::{ArticleId, Corpus, DatePrecision, NO_DAY};

/// How much of its likeness a pair keeps at the far end of the window.
const AT_THE_END: f64 = 0.2;
/// How much a pair keeps of which one is dated only by its dateline, without a year.
const BY_DATELINE: f64 = 0.9;
/// How much a pair keeps of which one is known by month or year.
const BY_PERIOD: f64 = 0.8;
/// How much a pair keeps that nothing but words holds together: a higher bar.
pub(super) const BY_WORDS: f64 = 0.6;
/// A dateline stands within so many words of the first paragraph.
const DATELINE: usize = 9;

/// What is known of an article's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The day, since 1970.
    Day(i32),
    /// The first and the last day of its month or year.
    Period(i32, i32),
    /// No date, but day and month in its dateline, as the day of a leap year.
    Dateline(i32),
    /// Nothing.
    Unknown,
}

impl When {
    pub(super) fn of(corpus: &Corpus, id: ArticleId) -> Self {
        let Some(published) = corpus.date_of(id) else { return dateline(corpus, id) };
        let day = corpus.day_of(id);
        if day == NO_DAY {
            return Self::Unknown;
        }
        match published.precision {
            DatePrecision::Day => Self::Day(day),
            DatePrecision::Month => Self::Period(day, day + i32::from(published.date.days_in_month()) - 1),
            DatePrecision::Year => Self::Period(day, day + i32::from(published.date.days_in_year()) - 1),
        }
    }

    /// The day, if it is known to the day.
    pub(super) fn day(self) -> Option<i32> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// How much of their likeness two articles keep: 1 on the same day, 0 beyond the window.
    pub(super) fn nearness(self, other: Self, window: i32) -> f64 {
        let near = |gap: i32| {
            if gap > window { 0.0 } else { 1.0 - (1.0 - AT_THE_END) * f64::from(gap) / f64::from(window + 1) }
        };
        match (self, other) {
            (Self::Day(a), Self::Day(b)) => near((a - b).abs()),
            (Self::Day(a), Self::Period(from, to)) | (Self::Period(from, to), Self::Day(a)) => {
                if (from - a).max(a - to) > window { 0.0 } else { BY_PERIOD }
            }
            (Self::Period(a, b), Self::Period(c, d)) => {
                if (c - b).max(a - d) > window {
                    0.0
                } else {
                    BY_PERIOD
                }
            }
            (Self::Dateline(a), Self::Day(b)) | (Self::Day(b), Self::Dateline(a)) => {
                of_year(b).map_or(BY_WORDS, |b| BY_DATELINE * near(around(a, b)))
            }
            (Self::Dateline(a), Self::Dateline(b)) => BY_DATELINE * near(around(a, b)),
            (Self::Unknown, _)
            | (_, Self::Unknown)
            | (Self::Dateline(_), Self::Period(..))
            | (Self::Period(..), Self::Dateline(_)) => BY_WORDS,
        }
    }
}

/// Days between two days of a year, the shorter way round.
fn around(a: i32, b: i32) -> i32 {
    let gap = (a - b).abs();
    gap.min(366 - gap)
}

/// The day of a leap year with the same month and day.
fn of_year(day: i32) -> Option<i32> {
    let date = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok()?;
    leap_day(date.month(), date.day())
}

fn leap_day(month: i8, day: i8) -> Option<i32> {
    Some(i32::from(Date::new(2000, month, day).ok()?.day_of_year()))
}

/// `PORT ELSIN, May 16 (Agency) -`: a day beside a month among the first words of the body.
fn dateline(corpus: &Corpus, id: ArticleId) -> When {
    let article = corpus.article(id);
    let Some(first) = article.body.first() else { return When::Unknown };
    let range = corpus.article_range(id);
    let words: Vec<&str> = (range.start as u32..range.end as u32)
        .skip_while(|&position| corpus.span_at(position).from < first.span.from)
        .take_while(|&position| corpus.span_at(position).to <= first.span.to)
        .take(DATELINE)
        .filter_map(|position| corpus.stream().get(position as usize))
        .map(|&word| corpus.vocabulary().form(word))
        .collect();
    let beside = words.windows(2).find_map(|pair| {
        let &[a, b] = pair else { return None };
        let (month, day) = month(a).map(|month| (month, b)).or_else(|| Some((month(b)?, a)))?;
        leap_day(month, day.trim_end_matches("th").parse().ok()?)
    });
    // 5月16日, cut into its words.
    let signs = words.windows(3).find_map(|three| {
        let &[a, b, c] = three else { return None };
        if b == "月" { leap_day(a.parse().ok()?, c.trim_end_matches('日').parse().ok()?) } else { None }
    });
    beside.or(signs).map_or(When::Unknown, When::Dateline)
}

/// The month of a word in English or Russian.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [(&str, &str); 12] = [
        ("january", "января"),
        ("february", "февраля"),
        ("march", "марта"),
        ("april", "апреля"),
        ("may", "мая"),
        ("june", "июня"),
        ("july", "июля"),
        ("august", "августа"),
        ("september", "сентября"),
        ("october", "октября"),
        ("november", "ноября"),
        ("december", "декабря"),
    ];
    let is_short = |full: &str| word == "sept" || (word.len() == 3 && full.starts_with(word));
    let found = (1..).zip(MONTHS).find(|(_, (english, russian))| {
        word == *english || word == *russian || (is_short(english) && english.starts_with(word))
    });
    found.map(|(month, _)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_falls_with_the_days_and_ends_with_the_window() {
        let day = When::Day;
        for (a, b, expected) in [
            (day(100), day(100), 1.0),
            (day(100), day(104), 0.6),
            (day(104), day(100), 0.6),
            (day(100), day(108), 0.0),
            (day(100), When::Period(102, 131), 0.8),
            (day(100), When::Period(108, 131), 0.0),
            // 1 January 1970 and 31 December of an unknown year.
            (day(0), When::Dateline(366), 0.9 * 0.9),
            (day(0), When::Dateline(200), 0.0),
            (day(0), When::Unknown, 0.6),
            (When::Unknown, When::Unknown, 0.6),
        ] {
            assert!((a.nearness(b, 7) - expected).abs() < 1e-9, "{a:?} {b:?} {}", a.nearness(b, 7));
        }
    }

    #[test]
    fn months_are_known_by_name_and_by_three_letters() {
        for (word, expected) in
            [("may", Some(5)), ("sept", Some(9)), ("oct", Some(10)), ("мая", Some(5)), ("ma", None)]
        {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
