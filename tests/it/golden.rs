//! Every statistic against figures of independent programs.
//!
//! `tests/data/golden.json` holds inputs, the values expected, how close ours must come, and which
//! program or paper gave them. A statistic without an implementation fails. Another file of the same
//! form is checked as well if `PARALLAX_GOLDEN` names it.

#![expect(clippy::unwrap_used, reason = "a test stops where its own file cannot be read")]

mod inputs;
mod keyness;
mod others;
mod texts;

use inputs::Inputs;
use serde_json::Value;
use std::fmt::Write as _;

/// One figure to reach.
struct Entry<'a> {
    id: &'a str,
    statistic: &'a str,
    inputs: &'a Value,
    expected: &'a Value,
    absolute: f64,
    relative: f64,
}

impl<'a> Entry<'a> {
    fn new(entry: &'a Value) -> Self {
        let text = |key: &str| entry[key].as_str().unwrap_or_else(|| panic!("no {key} in {entry}"));
        let tolerance = |key: &str| entry["tolerance"][key].as_f64().unwrap_or(0.0);
        Self {
            id: text("id"),
            statistic: text("statistic"),
            inputs: &entry["inputs"],
            expected: &entry["expected"],
            absolute: tolerance("abs"),
            relative: tolerance("rel"),
        }
    }

    /// Ours, in the shape expected.
    fn ours(&self) -> Option<Value> {
        let inputs = Inputs(self.inputs);
        let (family, name) = self.statistic.split_once('.')?;
        match family {
            "keyness" | "freq" | "multiple" => keyness::compute(family, name, inputs),
            "colloc" | "dispersion" | "ngram" | "diversity" | "readability" | "similarity" => {
                texts::compute(family, name, inputs)
            }
            "divergence" | "trend" | "agreement" => others::compute(family, name, inputs),
            _ => None,
        }
    }

    /// What differs, one line a field. A panic is a difference like any other.
    fn check(&self, report: &mut String) {
        match std::panic::catch_unwind(|| self.ours()) {
            Err(_) => writeln!(report, "{}: panicked", self.id).unwrap(),
            Ok(None) => writeln!(report, "{}: no implementation of {}", self.id, self.statistic).unwrap(),
            Ok(Some(ours)) => self.compare("", self.expected, &ours, report),
        }
    }

    fn compare(&self, field: &str, expected: &Value, ours: &Value, report: &mut String) {
        match (expected, ours) {
            (Value::Object(expected), Value::Object(ours)) => {
                for (key, value) in expected {
                    self.compare(
                        &format!("{field}/{key}"),
                        value,
                        ours.get(key).unwrap_or(&Value::Null),
                        report,
                    );
                }
                for key in ours.keys().filter(|key| !expected.contains_key(*key)) {
                    writeln!(report, "{}{field}/{key}: not expected, got {}", self.id, ours[key]).unwrap();
                }
            }
            (Value::Array(expected), Value::Array(ours)) if expected.len() == ours.len() => {
                for (at, (expected, ours)) in expected.iter().zip(ours).enumerate() {
                    self.compare(&format!("{field}/{at}"), expected, ours, report);
                }
            }
            (Value::Number(expected), Value::Number(ours)) => {
                let (wanted, got) = (expected.as_f64().unwrap(), ours.as_f64().unwrap());
                let tolerance =
                    if expected.is_f64() { self.absolute.max(self.relative * wanted.abs()) } else { 0.0 };
                // Written so that a NaN fails.
                let near = (got - wanted).abs() <= tolerance;
                if !near {
                    writeln!(report, "{}{field}: expected {wanted:?}, got {got:?}", self.id).unwrap();
                }
            }
            (expected, ours) if expected == ours => {}
            _ => writeln!(report, "{}{field}: expected {expected}, got {ours}", self.id).unwrap(),
        }
    }
}

/// Checks all entries of a file; returns how many there were and what differs.
fn check_file(text: &str) -> (usize, String) {
    let file: Value = serde_json::from_str(text).unwrap();
    let entries = file["entries"].as_array().unwrap();
    let mut report = String::new();
    for entry in entries {
        Entry::new(entry).check(&mut report);
    }
    (entries.len(), report)
}

#[test]
fn golden() {
    let (entries, mut report) = check_file(include_str!("../data/golden.json"));
    assert!(entries >= 852, "only {entries} entries");
    if let Ok(path) = std::env::var("PARALLAX_GOLDEN") {
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let (more, differences) = check_file(&text);
        assert!(more > 0, "no entries in {path}");
        report += &differences;
    }
    assert!(report.is_empty(), "{} figures differ:\n{report}", report.lines().count());
}

/// The comparison itself must notice what it is there to notice.
#[test]
fn comparison_notices_differences() {
    use serde_json::json;
    let differences = |expected: Value, ours: Value| {
        let entry = Entry {
            id: "x",
            statistic: "x.y",
            inputs: &Value::Null,
            expected: &expected,
            absolute: 0.0,
            relative: 1e-6,
        };
        let mut report = String::new();
        entry.compare("", &expected, &ours, &mut report);
        report.lines().count()
    };
    assert_eq!(differences(json!({"a": 1.0, "b": null}), json!({"a": 1.000_000_1, "b": null})), 0);
    assert_eq!(differences(json!({"a": 1.0, "b": null}), json!({"a": 1.1, "b": 0.0})), 2);
    assert_eq!(differences(json!({"a": 1}), json!({"a": 1.000_000_1, "c": 2})), 2);
    assert_eq!(differences(json!(["inf", 2.0]), json!(["-inf", null])), 2);
    assert_eq!(differences(json!([1.0]), json!([1.0, 2.0])), 1);
    for statistic in ["unheard_of", "unheard.of", "trend.unheard_of", "multiple.unheard_of"] {
        let unknown = json!({"entries": [{"id": "x", "statistic": statistic, "expected": {}}]});
        let report = check_file(&unknown.to_string()).1;
        assert_eq!(report, format!("x: no implementation of {statistic}\n"));
    }
}
