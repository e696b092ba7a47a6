//! A filter changed piece by piece, as chips are: taken off, added, narrowed.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use super::filter::{Field, Filter, Value, is_quote};

impl Filter {
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
        let is_in = |outlet: &str| chosen.is_empty() || chosen.contains(&&*typable(outlet));
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
    if name.is_empty() { Value::None } else { Value::Name(typable(name)) }
}

/// A name that reads back as it is written: a quotation mark cannot stand in a filter, "any one letter" can.
fn typable(name: &str) -> String {
    name.replace(is_quote, "?")
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
    fn a_name_with_quotation_marks_reads_back_as_written() {
        for name in ["The \"Norvia\" Post", "„Isle“", "none", "a, b", "x:y", "-dash"] {
            let only = Filter::default().with_outlet(name);
            assert_eq!(Filter::parse(&only.to_string()).as_ref(), Ok(&only), "{name}");
            let all: Vec<Arc<str>> = [name, "Other"].map(Arc::from).into();
            assert_eq!(only.clone().toggle_outlet(name, &all), only, "it is in, and the last one left");
        }
    }

    #[test]
    fn days_narrow_the_days_there_are() {
        let day = |d| jiff::civil::date(2024, 5, d);
        let narrowed = filter("date:2024-05-10..").with_days(day(1), day(20));
        assert_eq!(narrowed, filter("date:2024-05-10..2024-05-20"));
        assert_eq!(Filter::default().with_days(day(1), day(1)), filter("date:2024-05-01..2024-05-01"));
    }
}
