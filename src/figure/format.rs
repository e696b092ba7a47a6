//! Numbers, shares and dates as they are written in figures, tables and captions.

use jiff::civil::Date;

use crate::corpus::article::{DatePrecision, Published};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// With its first letter large.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A count with its thousands grouped: "11,208".
pub fn count(number: u64) -> String {
    group(&number.to_string())
}

/// A count with what is counted: "1 article", "11,208 words".
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// How many decimals a set of numbers shown together needs: none for counts, else so many
/// that the largest keeps two digits or more.
pub fn decimals(numbers: impl IntoIterator<Item = f64>) -> usize {
    let (mut largest, mut is_whole) = (0.0_f64, true);
    for number in numbers.into_iter().filter(|number| number.is_finite()) {
        largest = largest.max(number.abs());
        is_whole &= number.fract() == 0.0;
    }
    if is_whole || largest >= 100.0 {
        return 0;
    }
    // 9.1 -> 1, 0.42 -> 2, 0.042 -> 3.
    (1.0 - largest.log10().floor().min(0.0)).clamp(1.0, 12.0) as usize
}

/// A number with this many decimals, thousands grouped, with a true minus sign.
/// One that is not zero is never shown as zero: "0.4" and not "0".
pub fn fixed(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return "–".to_owned();
    }
    let size = number.abs();
    if size >= 1e15 || (size > 0.0 && size < 1e-9) {
        return format!("{number:.1e}").replace('-', "−");
    }
    let mut digits = format!("{size:.decimals$}");
    if size > 0.0 && digits.chars().all(|c| matches!(c, '0' | '.')) {
        let needed = (-size.log10().floor()).clamp(1.0, 12.0) as usize;
        digits = format!("{size:.needed$}");
    }
    let is_zero = digits.chars().all(|c| matches!(c, '0' | '.'));
    let (whole, rest) = digits.split_once('.').map_or((digits.as_str(), None), |(a, b)| (a, Some(b)));
    let sign = if number < 0.0 && !is_zero { "−" } else { "" };
    let whole = group(whole);
    rest.map_or_else(|| format!("{sign}{whole}"), |rest| format!("{sign}{whole}.{rest}"))
}

/// A number by itself: "9.1", "0.42", "312", "11,208".
pub fn number(number: f64) -> String {
    fixed(number, decimals([number]))
}

/// A share from 0 to 1 as a percentage: "42%", below ten with a decimal, "4.2%".
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "–".to_owned();
    }
    let percent = share * 100.0;
    let decimals = usize::from(percent.fract() != 0.0 && percent.abs() < 9.95);
    format!("{}%", fixed(percent, decimals))
}

/// "14 May 2024".
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// A date as exactly as it is known: "14 May 2024", "May 2024", "2024"; a dash where it is not.
pub fn published(published: Option<Published>) -> String {
    let Some(Published { date: day, precision }) = published else { return "–".to_owned() };
    match precision {
        DatePrecision::Day => date(day),
        DatePrecision::Month => format!("{} {}", month_name(day), day.year()),
        DatePrecision::Year => day.year().to_string(),
    }
}

/// "2–16 May 2024", "28 April – 3 May 2024", "28 December 2023 – 3 January 2024".
pub fn date_range(one: Date, other: Date) -> String {
    let (first, last) = (one.min(other), one.max(other));
    if first == last {
        date(first)
    } else if first.year() != last.year() {
        format!("{} – {}", date(first), date(last))
    } else if first.month() != last.month() {
        format!("{} {} – {}", first.day(), month_name(first), date(last))
    } else {
        format!("{}–{}", first.day(), date(last))
    }
}

/// "a, b and c".
pub fn list<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

fn month_name(date: Date) -> &'static str {
    MONTHS.get(usize::from(date.month().unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default()
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (given, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (9.1, "9.1"),
            (9.06, "9.1"),
            (3.0, "3"),
            (0.42, "0.42"),
            (0.0421, "0.042"),
            (312.4, "312"),
            (11_208.0, "11,208"),
            (-2.5, "−2.5"),
            (1e18, "1.0e18"),
            (f64::NAN, "–"),
            (f64::INFINITY, "–"),
        ] {
            assert_eq!(number(given), expected);
        }
        assert_eq!(fixed(3.0, 1), "3.0");
        assert_eq!(fixed(0.4, 0), "0.4");
        assert_eq!(fixed(-0.004, 1), "−0.004");
        assert_eq!(fixed(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(decimals([9.1, 0.4, 3.0]), 1);
        assert_eq!(decimals([9.0, 4.0]), 0);
        assert_eq!(decimals([812.5, 0.5]), 0);
        assert_eq!(decimals([]), 0);
        assert_eq!(count(999), "999");
        assert_eq!(count(u64::MAX), "18,446,744,073,709,551,615");
        assert_eq!(counted(1, "article", "articles"), "1 article");
        assert_eq!(counted(11_208, "word", "words"), "11,208 words");
    }

    #[test]
    fn the_first_letter_is_large() {
        for (given, expected) in
            [("", ""), ("told here", "Told here"), ("été", "Été"), ("ßa", "SSa"), ("9 hits", "9 hits")]
        {
            assert_eq!(capital(given), expected);
        }
    }

    #[test]
    fn shares_and_lists() {
        for (given, expected) in
            [(0.42, "42%"), (0.042, "4.2%"), (0.0, "0%"), (1.0, "100%"), (0.004, "0.4%"), (0.999, "100%")]
        {
            assert_eq!(percent(given), expected);
        }
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn dates_and_ranges_say_nothing_twice() {
        assert_eq!(date(day(2024, 5, 14)), "14 May 2024");
        for (first, last, expected) in [
            (day(2024, 5, 2), day(2024, 5, 16), "2–16 May 2024"),
            (day(2024, 5, 16), day(2024, 5, 2), "2–16 May 2024"),
            (day(2024, 4, 28), day(2024, 5, 3), "28 April – 3 May 2024"),
            (day(2023, 12, 28), day(2024, 1, 3), "28 December 2023 – 3 January 2024"),
            (day(2024, 5, 2), day(2024, 5, 2), "2 May 2024"),
        ] {
            assert_eq!(date_range(first, last), expected);
        }
        let known = |precision| Some(Published { date: day(2024, 5, 1), precision });
        assert_eq!(published(known(DatePrecision::Day)), "1 May 2024");
        assert_eq!(published(known(DatePrecision::Month)), "May 2024");
        assert_eq!(published(known(DatePrecision::Year)), "2024");
        assert_eq!(published(None), "–");
    }
}
