//! Integrum (Интегрум), the archive of Russian media: a list of titles, then for each article lines with
//! codes (^ИС outlet, ^РБ section, ^НР number of the issue, ^ДТ date, ^АВ author, ^ЗГ headline) and the text,
//! broken to 66 characters. As HTML. Its XLSX is a table (outlet, date, time, headline, text).
//!
//! Learned from the test page of the R package `newspapers` (K. Watanabe, 2021).

use super::lines::{Line, Lines, is_dated, plain};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of Integrum.
pub(super) struct Integrum;

impl Layout for Integrum {
    fn name(&self) -> &'static str {
        "Integrum"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let mut codes = [false; 3];
        for line in &lines.all {
            match code(line.text) {
                Some(("ИС", value)) => codes[0] |= !value.is_empty(),
                Some(("ДТ", value)) => codes[1] |= is_dated(value),
                Some(("ЗГ", value)) => codes[2] |= !value.is_empty(),
                _ => {}
            }
        }
        codes == [true; 3]
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let starts: Vec<usize> = lines
            .all
            .iter()
            .enumerate()
            .filter(|(_, l)| code(l.text).is_some_and(|(name, _)| name == "ИС"))
            .map(|(at, _)| at)
            .collect();
        export.aside = starts.first().copied().unwrap_or(0);
        for (number, &at) in starts.iter().enumerate() {
            if task.is_cancelled() {
                break;
            }
            let end = starts.get(number + 1).copied().unwrap_or(lines.all.len());
            export.records.push(record(lines.part(at, end), lines.width));
        }
        export
    }
}

/// The code of a line and its value.
fn code(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.strip_prefix('^')?.split_once(':')?;
    (name.chars().count() == 2 && name.chars().all(char::is_uppercase)).then(|| (name, value.trim()))
}

fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    let mut record = Record::new("Integrum");
    let mut at = 0;
    while let Some((name, value)) = lines.get(at).and_then(|l| code(l.text)) {
        let mut end = at + 1;
        while lines.get(end).is_some_and(|l| !l.gap && code(l.text).is_none()) {
            end += 1;
        }
        let below = lines.get(at + 1..end).unwrap_or(&[]).iter().map(|l| l.text);
        let value = plain(&std::iter::once(value).chain(below).collect::<Vec<_>>().join(" "));
        match name {
            "ИС" => record.set(Field::Outlet, &value),
            "РБ" => record.set(Field::Section, &value),
            "ДТ" => record.set(Field::Date, &value),
            "АВ" => record.set(Field::Author, value.trim_end_matches([',', ' '])),
            "ЗГ" => record.set(Field::Title, &value),
            "НР" => record.set(Field::Other("issue"), &value),
            other => record.set_named(other, &value),
        }
        if name == "ЗГ" {
            record.say("^ЗГ:", Role::Fact);
            record.say(&value, Role::Headline);
        } else {
            record.say(&format!("^{name}: {value}"), Role::Fact);
        }
        at = end;
    }
    // The headline stands above the text again.
    let title = record.metadata.title.clone().unwrap_or_default();
    if let Some(line) = lines.get(at).filter(|l| plain(l.text) == title) {
        record.say(line.text, Role::Fact);
        at += 1;
    }
    record.lines(lines.get(at..).unwrap_or(&[]), width, Role::Body);
    record
}
