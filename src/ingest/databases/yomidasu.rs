//! Yomidasu Rekishikan (ヨミダス歴史館), the archive of the Yomiuri Shimbun from 1986: a row of fields (number,
//! date, headline, edition, page's name, page, characters, columns, pictures), the page's own buttons, text.
//! As HTML.
//!
//! Learned from the test pages of the R package `newspapers` (K. Watanabe, 2018).

use super::lines::{Line, Lines, is_dated, is_rights};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of Yomidasu.
pub(super) struct Yomidasu;

/// Buttons below the row.
const BUTTONS: [&str; 4] = ["選択部分をキーワードとして：", "を検索", "選択部分を辞書で検索：", "から検索"];

impl Layout for Yomidasu {
    fn name(&self) -> &'static str {
        "Yomidasu"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let rows = lines.all.iter().any(|l| row(l.text).is_some());
        rows && lines
            .all
            .iter()
            .any(|l| l.text == "選択部分をキーワードとして：" || l.text.starts_with("ヨミダス"))
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let starts: Vec<usize> =
            lines.all.iter().enumerate().filter(|(_, l)| row(l.text).is_some()).map(|(at, _)| at).collect();
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

/// The fields of a row.
fn row(text: &str) -> Option<Vec<&str>> {
    /// Rows have nine.
    const MOST: usize = 24;
    let (number, rest) = text.split_once('\t')?;
    number.trim().parse::<u32>().ok()?;
    let (date, _) = rest.split_once('\t')?;
    if !is_dated(date.trim()) {
        return None;
    }
    let fields: Vec<&str> = text.splitn(MOST, '\t').map(str::trim).collect();
    (fields.len() >= 6 && fields.get(2).is_some_and(|title| !title.is_empty())).then_some(fields)
}

fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    let mut record = Record::new("Yomidasu");
    record.set(Field::Outlet, "読売新聞");
    record.set(Field::Language, "ja");
    if let Some(fields) = lines.first().and_then(|l| row(l.text)) {
        for (at, value) in fields.iter().enumerate() {
            match at {
                0 => record.set(Field::Other("number"), value),
                1 => record.set(Field::Date, value),
                2 => record.set(Field::Title, value),
                3 => record.set(Field::Other("edition"), value),
                4 => record.set(Field::Section, value),
                5 => record.set(Field::Other("page"), value),
                6 => record.set(Field::Words, value),
                _ => record.set(Field::Other("layout"), value),
            }
            record.say(value, if at == 2 { Role::Headline } else { Role::Fact });
        }
    }
    let rest = lines.get(1..).unwrap_or(&[]);
    let buttons = rest.iter().take_while(|l| BUTTONS.contains(&l.text)).count();
    for line in rest.get(..buttons).unwrap_or(&[]) {
        record.say(line.text, Role::Aside);
    }
    let rest = rest.get(buttons..).unwrap_or(&[]);
    let end = rest.iter().rposition(|l| !is_rights(l.text)).map_or(0, |at| at + 1);
    let (text, rights) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    let is_caption = |l: &Line<'_>| {
        l.text.starts_with("写真＝") || l.text.starts_with("図＝") || l.text.starts_with("写真説明")
    };
    let mut from = 0;
    for (at, line) in text.iter().enumerate() {
        if is_caption(line) {
            record.lines(text.get(from..at).unwrap_or(&[]), width, Role::Body);
            record.say(line.text, Role::Caption);
            from = at + 1;
        }
    }
    record.lines(text.get(from..).unwrap_or(&[]), width, Role::Body);
    for line in rights {
        record.say(line.text, Role::Legal);
    }
    record
}
