//! Reading the inputs of an entry, and writing ours in the shape of the file.

use parallax::stats::{ArticleCount, Stat};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The inputs of one entry. A missing input is a mistake in the file and panics.
#[derive(Clone, Copy)]
pub struct Inputs<'a>(pub &'a Value);

impl<'a> Inputs<'a> {
    pub fn get(self, key: &str) -> &'a Value {
        self.0.get(key).unwrap_or_else(|| panic!("no input {key} in {}", self.0))
    }

    pub fn whole(self, key: &str) -> u64 {
        whole(self.get(key))
    }

    pub fn number(self, key: &str) -> f64 {
        number(self.get(key))
    }

    pub fn number_or(self, key: &str, default: f64) -> f64 {
        self.0.get(key).map_or(default, number)
    }

    pub fn list(self, key: &str) -> &'a [Value] {
        list(self.get(key))
    }

    pub fn wholes(self, key: &str) -> Vec<u64> {
        self.list(key).iter().map(whole).collect()
    }

    pub fn numbers(self, key: &str) -> Vec<f64> {
        self.list(key).iter().map(number).collect()
    }

    /// Articles or bins of hits and words.
    pub fn counted(self, key: &str) -> Vec<(u64, u64)> {
        self.list(key).iter().map(|item| (whole(&item["count"]), whole(&item["tokens"]))).collect()
    }

    pub fn articles(self, key: &str) -> Vec<ArticleCount> {
        let small = |number| u32::try_from(number).unwrap();
        self.counted(key).into_iter().map(|(count, words)| (small(count), small(words))).collect()
    }
}

pub fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("not a count: {value}"))
}

pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("not a number: {value}"))
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("not a list: {value}"))
}

/// A group's counts by word.
pub fn counts(value: &Value) -> BTreeMap<&str, f64> {
    let object = value.as_object().unwrap_or_else(|| panic!("not counts: {value}"));
    object.iter().map(|(word, count)| (word.as_str(), number(count))).collect()
}

/// Gives every word a number in the order of first sight.
#[derive(Default)]
pub struct Words {
    numbers: BTreeMap<String, u32>,
    words: Vec<String>,
}

impl Words {
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(&known) = self.numbers.get(word) {
            return known;
        }
        let next = u32::try_from(self.words.len()).unwrap();
        self.numbers.insert(word.to_owned(), next);
        self.words.push(word.to_owned());
        next
    }

    pub fn text(&mut self, words: &Value) -> Vec<u32> {
        list(words).iter().map(|word| self.number(word.as_str().unwrap())).collect()
    }

    pub fn texts(&mut self, texts: &Value) -> Vec<Vec<u32>> {
        list(texts).iter().map(|text| self.text(text)).collect()
    }

    pub fn word(&self, number: u32) -> &str {
        &self.words[number as usize]
    }
}

/// A number as the file writes it: undefined is null, infinity a string.
pub fn shown(value: Stat) -> Value {
    match value {
        Err(_) => Value::Null,
        Ok(value) if value.is_infinite() => Value::from(if value > 0.0 { "inf" } else { "-inf" }),
        Ok(value) => {
            assert!(!value.is_nan(), "a defined statistic is never NaN");
            Value::from(value)
        }
    }
}

/// An object of numbers.
pub fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
