//! What is read out of sentences, by a table.

use super::super::{Today, figures_in};
use crate::corpus::{Language, day_number};

/// The figures of an English sentence in an article of Tuesday 14 May 2024, as
/// "hedge kind low[..high] unit: counts".
fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

fn check_in(language: &str, text: &str, expected: &[&str]) {
    let today = Today { day: Some(day_number(jiff::civil::date(2024, 5, 14))), year: Some(2024) };
    let found: Vec<String> = figures_in(text, Language::from_code(language), today)
        .iter()
        .map(|g| {
            let date =
                |days: f64| jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days as i64));
            let value = |v: f64| if g.unit_is_a_date() { date(v).to_string() } else { v.to_string() };
            let range = if g.low < g.high { format!("..{}", value(g.high)) } else { String::new() };
            let hedge = g.hedge.map_or(String::new(), |h| format!("{} ", h.label()));
            format!("{hedge}{} {}{range} {}: {}", g.kind.label(), value(g.low), g.unit, g.counts)
        })
        .collect();
    let found: Vec<&str> = found.iter().map(|f| f.trim_end_matches([':', ' '])).collect();
    assert_eq!(found, expected, "{text}");
}

impl super::Given {
    fn unit_is_a_date(&self) -> bool {
        self.kind == super::Kind::Date
    }
}

#[test]
fn counts_say_what_they_count() {
    check("Forty-six boats and 31 Norvian trawlers", &["number 46 : boats", "number 31 : trawlers"]);
    check("cutting off 2,140 people", &["number 2140 : people"]);
    check("two dozen small villages", &["number 24 : villages"]);
    check("a hundred and ninety families", &["number 190 : families"]);
    check("two hundred fifty people", &["number 250 : people"]);
    // The lower end is not read; a time of day it is not.
    check("five to ten years", &["duration 120 months"]);
    check("five to ten", &["time 595 12h"]);
    check_in("zh", "F35战斗机", &[]);
    check("some four thousand people", &["about number 4000 : people"]);
    check("half a million workers", &["number 500000 : workers"]);
    check("a 150-strong group of 12", &["number 150 : strong", "number 12"]);
    check("an eight-point plan", &["number 8 : point"]);
    check("one of them, and the two agreed", &[]);
    check("at the G20 in 2nd place, item MW14", &[]);
}

#[test]
fn measures_come_in_one_unit() {
    check("11 kilometres south, 84 metres deep", &["distance 11000 m", "distance 84 m"]);
    check("about four nautical miles away", &["about distance 7408 m"]);
    check("at 300m from it", &["distance 300 m"]);
    check("18,000 tonnes of cod and capelin", &["weight 18000000 kg: cod"]);
    check("61 silent hours", &["duration 219600 s"]);
    check("a four-hour delay of five years", &["duration 14400 s", "duration 60 months"]);
    check("rose 6 per cent, then 4.1% and 12 percent", &["share 6 %", "share 4.1 %", "share 12 %"]);
    check("60 per cent of the catch", &["share 60 %: catch"]);
}

#[test]
fn money_has_its_currency() {
    check("4.2m florins, 42 million crowns", &["money 4200000 florin", "money 42000000 crown"]);
    check("$3.5bn and €20 million", &["money 3500000000 dollar", "money 20000000 euro"]);
    check("from 20,000 florins to 22,400", &["money 20000 florin", "number 22400"]);
    check("1,255 florins a tonne", &["money 1255 florin"]);
}

#[test]
fn ranges_and_hedges_stay() {
    check("between 13,000 and 19,000 boats", &["number 13000..19000 : boats"]);
    check("10-15 ships, up to 18,000 tonnes", &["number 10..15 : ships", "up to weight 18000000 kg"]);
    check(
        "more than 20 times, at least 5 people",
        &["more than number 20 : times", "at least number 5 : people"],
    );
    check("nearly 3 miles", &["nearly distance 4828.032 m"]);
}

#[test]
fn dates_are_completed_from_the_article() {
    check("on Tuesday and on Friday", &["date 2024-05-14 weekday", "date 2024-05-10 weekday"]);
    check("was expected on Friday", &["date 2024-05-17 weekday"]);
    check("on May 20 and 16 May 2023", &["date 2024-05-20 day", "date 2023-05-16 day"]);
    check("on Sept 2-3, on 9th June", &["date 2024-09-02..2024-09-03 day", "date 2024-06-09 day"]);
    check(
        "since 1951, the 2014 crisis",
        &["date 1951-01-01..1951-12-31 year", "date 2014-01-01..2014-12-31 year"],
    );
    check(
        "in June, in March 2018",
        &["date 2024-06-01..2024-06-30 month", "date 2018-03-01..2018-03-31 month"],
    );
    check(
        "it may be so in 1996 2021",
        &["date 1996-01-01..1996-12-31 year", "date 2021-01-01..2021-12-31 year"],
    );
    check("2016-09-02", &["date 2016-09-02 day"]);
}

#[test]
fn times_of_day() {
    check("at 03:40 or twenty to four", &["time 220 24h", "time 220 12h"]);
    check("at half past five", &["time 330 12h"]);
}

#[test]
fn other_languages() {
    check_in(
        "ru",
        "16 мая, 2140 человек, 3 млн крон",
        &["date 2024-05-16 day", "number 2140 : человек", "money 3000000 crown"],
    );
    check_in(
        "ru",
        "с 1951 года, около 12,5 км",
        &["date 1951-01-01..1951-12-31 year", "about distance 12500 m"],
    );
    check_in("de", "1.234 Boote", &["number 1234 : boote"]);
    check_in(
        "ja",
        "漁船１２隻が２万２４００フロリン、３００メートル、１２％",
        &["number 12 : 隻", "money 22400 florin", "distance 300 m", "share 12 %"],
    );
    check_in("ja", "１４日、約７０隻", &["date 2024-05-14 day", "about number 70 : 隻"]);
    check_in(
        "zh",
        "14日共有12艘，居民2140人，自1951年起",
        &["date 2024-05-14 day", "number 12 : 艘", "number 2140 : 人", "date 1951-01-01..1951-12-31 year"],
    );
    check_in("zh", "3.5亿元", &["money 350000000 yuan"]);
    check_in("zh", "四代人，七座岛", &["number 4 : 代人", "number 7 : 座岛"]);
}

#[test]
fn nothing_breaks_it() {
    for text in
        ["", "1", "-", "to to to", "between 5 and", "$", "9".repeat(50_000).as_str(), "１万億兆", "五"]
    {
        for language in ["en", "ru", "ja", "zh"] {
            let _ = figures_in(text, Language::from_code(language), Today::default());
        }
    }
}
