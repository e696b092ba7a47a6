//! A filter changed piece by piece, as chips are: taken off, added, narrowed.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use super::filter::{FIELDS, Field, Filter, Value};

impl Filter {
    /// The names of all fields, as they are typed before the colon.
    pub fn field_names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|(_, name)| *name)
    }

    /// The conditions one by one, each as it is typed.
    pub fn parts(&self) -> Vec<String> {
        let one = |(key, values): (&(Field, bool), &Vec<Value>)| {
            Self { conditions: [(*key, values.clone())].into() }.to_string()
        };
        self.conditions.iter().map(one).collect()
    }

    /// Without the condition at this place in [`parts`](Self::parts).
    #[must_use]
    pub fn without(mut self, index: usize) -> Self {
        if let Some(key) = self.conditions.keys().nth(index).copied() {
            self.conditions.remove(&key);
        }
        self
    }

    /// With the conditions of `other`; where both ask the same of an article, `other` holds.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.conditions.extend(other.conditions);
        self
    }

    /// Whether each value of `other` is asked for here too, with the same field and sign.
    pub fn has(&self, other: &Self) -> bool {
        other.conditions.iter().all(|(key, wanted)| {
            self.conditions.get(key).is_some_and(|values| wanted.iter().all(|value| values.contains(value)))
        })
    }

    /// With the values of `other` beside those that are there, or without them where all of them are there.
    #[must_use]
    pub fn toggle(mut self, other: Self) -> Self {
        let is_off = self.has(&other);
        for (key, wanted) in other.conditions {
            let values = self.conditions.entry(key).or_default();
            values.retain(|value| !wanted.contains(value));
            if !is_off {
                values.extend(wanted);
                values.sort();
            }
        }
        self.conditions.retain(|_, values| !values.is_empty());
        self
    }

    /// The first and the last day that are asked for, where one range of days is; each may be open.
    pub fn days(&self) -> Option<(Option<Date>, Option<Date>)> {
        match self.conditions.get(&(Field::Date, false)).map(Vec::as_slice) {
            Some([Value::Date(range)]) => Some(range.ends()),
            _ => None,
        }
    }

    /// With exactly these days, both included, instead of any others; whole months and years are written as such.
    #[must_use]
    pub fn with_period(self, first: Date, last: Date) -> Self {
        let (from, to) = if first == first.first_of_year() && last == last.last_of_year() {
            (format!("{:04}", first.year()), format!("{:04}", last.year()))
        } else if first == first.first_of_month() && last == last.last_of_month() {
            let month = |day: Date| format!("{:04}-{:02}", day.year(), day.month());
            (month(first), month(last))
        } else {
            (first.to_string(), last.to_string())
        };
        let text = if from == to { format!("date:{from}") } else { format!("date:{from}..{to}") };
        match Self::parse(&text) {
            Ok(days) => self.without_dates().and(days),
            Err(_) => self,
        }
    }

    /// Without any word about dates.
    #[must_use]
    pub fn without_dates(mut self) -> Self {
        self.conditions.retain(|(field, _), _| *field != Field::Date);
        self
    }

    /// The outlets that are asked for by name; the empty name is an outlet that is not known.
    pub fn outlets(&self) -> Vec<&str> {
        let values = self.conditions.get(&(Field::Outlet, false));
        values
            .into_iter()
            .flatten()
            .filter_map(|value| match value {
                Value::Name(name) => Some(name.as_str()),
                Value::None => Some(""),
                _ => None,
            })
            .collect()
    }

    /// Only this outlet; the empty name is an outlet that is not known.
    #[must_use]
    pub fn with_outlet(mut self, name: &str) -> Self {
        self.conditions.insert((Field::Outlet, false), vec![named(name)]);
        self
    }

    /// Takes an outlet in that is left out, or leaves it out. `all` are the outlets there are; when all
    /// of them are in, there is no condition any more. The last one left cannot be left out.
    #[must_use]
    pub fn toggle_outlet(mut self, name: &str, all: &[Arc<str>]) -> Self {
        let chosen = self.outlets();
        let is_in = |outlet: &str| chosen.is_empty() || chosen.contains(&outlet);
        let kept: Vec<Value> = all
            .iter()
            .filter(|outlet| is_in(outlet) != (***outlet == *name))
            .map(|outlet| named(outlet))
            .collect();
        let is_everything = kept.len() == all.len();
        if is_everything {
            self.conditions.remove(&(Field::Outlet, false));
        } else if !kept.is_empty() {
            let mut kept = kept;
            kept.sort();
            self.conditions.insert((Field::Outlet, false), kept);
        }
        self
    }

    /// Only days from `first` to `last`, both included, of those that this filter lets through.
    #[must_use]
    pub fn with_days(mut self, first: Date, last: Date) -> Self {
        let before = self.conditions.remove(&(Field::Date, false)).unwrap_or_default();
        let mut text = String::new();
        for value in &before {
            if let Value::Date(range) = value {
                let (from, to) = range.clamp(first, last);
                if from <= to {
                    write!(text, "{}{from}..{to}", if text.is_empty() { "date:" } else { "," }).ok();
                }
            }
        }
        if text.is_empty() {
            text = format!("date:{first}..{last}");
        }
        match Self::parse(&text) {
            Ok(days) => self.and(days),
            Err(_) => self,
        }
    }
}

fn named(name: &str) -> Value {
    if name.is_empty() { Value::None } else { Value::Name(name.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(text: &str) -> Filter {
        Filter::parse(text).expect("a filter")
    }

    #[test]
    fn parts_are_conditions_that_can_be_taken_off() {
        let both = filter("outlet:Norvia date:2024");
        assert_eq!(both.parts(), ["outlet:Norvia", "date:2024"]);
        assert_eq!(both.without(0), filter("date:2024"));
    }

    #[test]
    fn values_go_on_and_off_beside_each_other() {
        for (before, value, after) in [
            ("", "section:Asia", "section:Asia"),
            ("section:Asia", "section:Culture", "section:Asia,Culture"),
            ("section:Asia,Culture lang:en", "section:Asia", "section:Culture lang:en"),
            ("section:Asia", "section:Asia", ""),
            ("-section:Asia", "section:Asia", "section:Asia -section:Asia"),
        ] {
            assert_eq!(filter(before).toggle(filter(value)), filter(after), "{before} and {value}");
        }
        assert!(filter("section:Asia,Culture").has(&filter("section:Asia")));
        assert!(!filter("-section:Asia").has(&filter("section:Asia")));
    }

    #[test]
    fn days_are_read_back() {
        let day = |y, m, d| Some(jiff::civil::date(y, m, d));
        for (typed, days) in [
            ("date:2024-05", Some((day(2024, 5, 1), day(2024, 5, 31)))),
            ("date:2023..", Some((day(2023, 1, 1), None))),
            ("date:none", None),
            ("date:2023,2024", None),
            ("lang:en", None),
        ] {
            assert_eq!(filter(typed).days(), days, "{typed}");
        }
        let from = |y, m, d| jiff::civil::date(y, m, d);
        for (first, last, written) in [
            (from(2024, 5, 1), from(2024, 5, 31), "lang:en date:2024-05"),
            (from(2023, 1, 1), from(2024, 12, 31), "lang:en date:2023..2024"),
            (from(2024, 2, 1), from(2024, 3, 31), "lang:en date:2024-02..2024-03"),
            (from(2024, 5, 2), from(2024, 5, 2), "lang:en date:2024-05-02"),
            (from(2024, 5, 2), from(2024, 5, 31), "lang:en date:2024-05-02..2024-05-31"),
        ] {
            assert_eq!(filter("lang:en date:1999").with_period(first, last), filter(written));
        }
        assert_eq!(filter("date:2023 -date:2024 lang:en").without_dates(), filter("lang:en"));
    }

    #[test]
    fn outlets_are_taken_in_and_left_out() {
        let all: Vec<Arc<str>> = ["A", "B", ""].map(Arc::from).into();
        let without_a = Filter::default().toggle_outlet("A", &all);
        assert_eq!(without_a.outlets(), ["B", ""]);
        let only_b = without_a.clone().toggle_outlet("", &all);
        assert_eq!(only_b.outlets(), ["B"]);
        assert_eq!(only_b.clone().toggle_outlet("B", &all), only_b, "one outlet stays");
        assert!(without_a.toggle_outlet("A", &all).is_all());
        assert_eq!(filter("lang:en").with_outlet("A"), filter("outlet:A lang:en"));
    }

    #[test]
    fn days_narrow_the_days_there_are() {
        let day = |d| jiff::civil::date(2024, 5, d);
        let narrowed = filter("date:2024-05-10..").with_days(day(1), day(20));
        assert_eq!(narrowed, filter("date:2024-05-10..2024-05-20"));
        assert_eq!(Filter::default().with_days(day(1), day(1)), filter("date:2024-05-01..2024-05-01"));
    }
}
