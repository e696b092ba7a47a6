//! A filter changed piece by piece, as chips are: taken off, added, narrowed.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;

use super::test::Names;
use super::{Field, Filter, Value};
use crate::query::words::fold;

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

    /// With the conditions of `other`; where both ask for values of one field, those of `other` hold. What either
    /// leaves out is left out.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for ((field, is_not), values) in other.conditions {
            let held = self.conditions.entry((field, is_not)).or_default();
            if !is_not {
                held.clear();
            }
            held.extend(values);
        }
        self.tidy();
        self
    }

    /// The filter that lets through what both let through; `None` where no single one says so: an article may be in
    /// two groups, so that one asked for either is not one asked for both.
    pub fn both(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for ((field, is_not), values) in &other.conditions {
            let held = both.conditions.entry((*field, *is_not)).or_default();
            if *is_not {
                held.extend(values.iter().cloned());
            } else if held.is_empty() || field.is_single() && values.iter().all(|value| lets(held, value)) {
                held.clone_from(values);
            } else if *field == Field::Date {
                *held = days_of_both(held, values)?;
            } else if held != values {
                return None;
            }
        }
        both.tidy();
        Some(both)
    }

    /// What its single condition leaves out, and nothing else; without a condition, or with several, as it is.
    #[must_use]
    pub fn turned(self) -> Self {
        if self.conditions.len() != 1 {
            return self;
        }
        let turned = self.conditions.into_iter().map(|((field, is_not), values)| ((field, !is_not), values));
        Self { conditions: turned.collect() }
    }

    /// What is asked for of `field`, as [`toggle`](Self::toggle) takes it: names, dates, codes, queries; the empty
    /// name is what is not known.
    pub fn values(&self, field: Field) -> Vec<String> {
        self.conditions.get(&(field, false)).into_iter().flatten().map(Value::name).collect()
    }

    /// Whether anything is asked of `field`.
    pub fn has(&self, field: Field) -> bool {
        self.conditions.contains_key(&(field, false)) || self.conditions.contains_key(&(field, true))
    }

    /// Whether `field` is asked for this value, by name, by pattern or in a range.
    pub fn chooses(&self, field: Field, value: &str) -> bool {
        let Some(asked) = self.conditions.get(&(field, false)) else { return false };
        match Value::of_name(field, value) {
            Some(Value::Name(name)) => Names::new(asked).has(&name),
            Some(Value::Date(days)) => asked.iter().any(|asked| match asked {
                Value::Date(range) => range.covers(&days),
                other => *other == Value::Any,
            }),
            Some(value @ Value::Lang(_)) => asked.contains(&value) || asked.contains(&Value::Any),
            Some(value) => asked.contains(&value),
            None => false,
        }
    }

    /// Without anything asked of `field`.
    #[must_use]
    pub fn without_field(mut self, field: Field) -> Self {
        self.conditions.retain(|(asked, _), _| *asked != field);
        self
    }

    /// Asks `field` for this value alone. A value that the field cannot have changes nothing.
    #[must_use]
    pub fn with_value(mut self, field: Field, value: &str) -> Self {
        if let Some(value) = Value::of_name(field, value) {
            self.conditions.insert((field, false), vec![value]);
        }
        self
    }

    /// Asks for this value of `field` too, or no longer. A value that the field cannot have changes nothing.
    #[must_use]
    pub fn toggle(mut self, field: Field, value: &str) -> Self {
        let Some(value) = Value::of_name(field, value) else { return self };
        let values = self.conditions.entry((field, false)).or_default();
        let before = values.len();
        values.retain(|asked| !asked.is_same(&value));
        if values.len() == before {
            values.push(value);
        }
        self.tidy();
        self
    }

    /// Asks for this value of `field` no longer.
    #[must_use]
    pub fn without_value(mut self, field: Field, value: &str) -> Self {
        if let Some(value) = Value::of_name(field, value)
            && let Some(values) = self.conditions.get_mut(&(field, false))
        {
            values.retain(|asked| !asked.is_same(&value));
        }
        self.tidy();
        self
    }

    /// With a name that changed: conditions on it go on to mean the same.
    #[must_use]
    pub fn renamed(mut self, field: Field, from: &str, to: &str) -> Self {
        let (Some(from), Some(to)) = (Value::of_name(field, from), Value::of_name(field, to)) else {
            return self;
        };
        for is_not in [false, true] {
            for value in self.conditions.get_mut(&(field, is_not)).into_iter().flatten() {
                if value.is_same(&from) {
                    *value = to.clone();
                }
            }
        }
        self.tidy();
        self
    }

    /// Wherever `name` is asked of `field`, asks for `other` too.
    #[must_use]
    pub fn and_beside(mut self, field: Field, name: &str, other: &str) -> Self {
        let (Some(name), Some(other)) = (Value::of_name(field, name), Value::of_name(field, other)) else {
            return self;
        };
        for is_not in [false, true] {
            if let Some(values) = self.conditions.get_mut(&(field, is_not))
                && values.iter().any(|value| value.is_same(&name))
            {
                values.push(other.clone());
            }
        }
        self.tidy();
        self
    }

    /// Whether `field` is asked for this very name, or for anything but it.
    pub fn names(&self, field: Field, name: &str) -> bool {
        let Some(name) = Value::of_name(field, name) else { return false };
        let asked = |is_not| self.conditions.get(&(field, is_not)).into_iter().flatten();
        asked(false).chain(asked(true)).any(|value| value.is_same(&name))
    }

    /// The names that are asked of `field` and that none of `known` has.
    pub fn unknown<'a>(&self, field: Field, known: &(impl Iterator<Item = &'a str> + Clone)) -> Vec<&str> {
        let asked = self.conditions.get(&(field, false)).into_iter().flatten();
        let is_unknown = |value: &&Value| {
            let one = Names::new(std::slice::from_ref(*value));
            !known.clone().any(|name| one.has(name))
        };
        let names = asked.filter(|value| matches!(value, Value::Name(_))).filter(is_unknown);
        names
            .filter_map(|value| if let Value::Name(name) = value { Some(name.as_str()) } else { None })
            .collect()
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
    pub fn with_outlet(self, name: &str) -> Self {
        self.with_value(Field::Outlet, name)
    }

    /// Takes an outlet in that is left out, or leaves it out. `all` are the outlets there are; when all
    /// of them are in, there is no condition any more. The last one left cannot be left out.
    #[must_use]
    pub fn toggle_outlet(self, name: &str, all: &[Arc<str>]) -> Self {
        self.toggle_among(Field::Outlet, name, all)
    }

    /// Takes a value of `field` in that is left out, or leaves it out. `all` are the values there are; when all
    /// of them are in, there is no condition any more. The last one left cannot be left out.
    #[must_use]
    pub fn toggle_among(mut self, field: Field, name: &str, all: &[Arc<str>]) -> Self {
        let asked = self.conditions.get(&(field, false)).map_or(&[][..], Vec::as_slice);
        let toggled = Value::of_name(field, name);
        let kept: Vec<Value> = all
            .iter()
            .filter_map(|value| Value::of_name(field, value))
            .filter(|value| {
                let is_in = asked.is_empty() || asked.iter().any(|asked| asked.is_same(value));
                is_in != (Some(value) == toggled.as_ref())
            })
            .collect();
        if kept.len() == all.len() {
            self.conditions.remove(&(field, false));
        } else if !kept.is_empty() {
            self.conditions.insert((field, false), kept);
        }
        self.tidy();
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
            Ok(days) => self.without_field(Field::Date).and(days),
            Err(_) => self,
        }
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

/// Whether all that has `value` is let through by one of `held`.
fn lets(held: &[Value], value: &Value) -> bool {
    held.contains(value)
        || match value {
            Value::Name(name) => !name.contains(['*', '?']) && Names::new(held).has(name),
            Value::Date(days) => held.iter().any(|one| match one {
                Value::Date(range) => range.covers(days),
                one => *one == Value::Any,
            }),
            Value::None => false,
            _ => held.contains(&Value::Any),
        }
}

/// The days of `held` that lie in the one range of `values`; `None` where it is not one, or there are none.
fn days_of_both(held: &[Value], values: &[Value]) -> Option<Vec<Value>> {
    let [Value::Date(within)] = values else { return None };
    let (Some(first), Some(last)) = within.ends() else { return None };
    let mut text = String::new();
    for value in held {
        let Value::Date(range) = value else { return None };
        let (from, to) = range.clamp(first, last);
        if from <= to {
            write!(text, "{}{from}..{to}", if text.is_empty() { "date:" } else { "," }).ok();
        }
    }
    Filter::parse(&text).ok()?.conditions.remove(&(Field::Date, false))
}

impl Value {
    /// Whether both mean the same: names in any case and typography.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name(a), Self::Name(b)) => a == b || fold(a) == fold(b),
            _ => self == other,
        }
    }
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
    fn any_value_is_asked_for_and_no_longer() {
        let check = |field, value: &str, expected: &str| {
            let on = Filter::default().toggle(field, value);
            assert_eq!(on.to_string(), expected);
            assert_eq!(filter(&on.to_string()), on, "what is shown reads back");
            assert!(on.has(field) && on.toggle(field, value).is_all());
        };
        check(Field::Outlet, "Norvia Post", "outlet:\"Norvia Post\"");
        check(Field::Outlet, "The \"Arc\"", "outlet:\"The ?Arc?\"");
        check(Field::Outlet, "none", "outlet:\"none\"");
        check(Field::Outlet, "", "outlet:none");
        check(Field::Group, "State media, all", "group:\"State media, all\"");
        check(Field::Date, "2024-05", "date:2024-05");
        check(Field::Lang, "ru", "lang:ru");
        check(Field::Complete, "", "complete:unknown");
        check(Field::Opinion, "yes", "opinion:yes");
        check(Field::Corrected, "no", "corrected:no");
        check(Field::Folder, "north/2016", "folder:north/2016");
        check(Field::Hits, "northern arc", "hits:\"northern arc\"");
        check(Field::Hits, "arc NEAR/5 treaty", "hits:(arc NEAR/5 treaty)");
        assert!(Filter::default().toggle(Field::Date, "soon").is_all());
        let two = filter("outlet:rt,Norvia -outlet:RT tag:x");
        assert_eq!(two.clone().toggle(Field::Outlet, "RT"), filter("outlet:Norvia -outlet:RT tag:x"));
        assert_eq!(
            two.clone().renamed(Field::Outlet, "Rt", "Norvia"),
            filter("outlet:Norvia -outlet:Norvia tag:x")
        );
        assert_eq!(
            two.clone().and_beside(Field::Outlet, "Rt", "Vale"),
            filter("outlet:Norvia,rt,Vale -outlet:RT,Vale tag:x")
        );
        assert!(two.names(Field::Outlet, "norvia") && !two.names(Field::Outlet, "Nor"));
        assert_eq!(two.unknown(Field::Outlet, &["RT", "Arc"].into_iter()), ["Norvia"]);
        assert!(filter("outlet:N*,none").unknown(Field::Outlet, &["Norvia"].into_iter()).is_empty());
        assert_eq!(two.values(Field::Outlet), ["Norvia", "rt"]);
        assert_eq!(two.without_field(Field::Outlet), filter("tag:x"));
    }

    #[test]
    fn days_narrow_the_days_there_are() {
        let day = |d| jiff::civil::date(2024, 5, d);
        let narrowed = filter("date:2024-05-10..").with_days(day(1), day(20));
        assert_eq!(narrowed, filter("date:2024-05-10..2024-05-20"));
        assert_eq!(Filter::default().with_days(day(1), day(1)), filter("date:2024-05-01..2024-05-01"));
    }
}
