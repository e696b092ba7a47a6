//! Kikuzo II (聞蔵II), the archive of the Asahi Shimbun: a row of fields (number, date, morning or evening
//! edition, page's name, page, characters), headline, text, and a link to the top of the page. As HTML.
//!
//! Learned from the test pages of the R package `newspapers` (K. Watanabe, 2018).

use super::lines::{Line, Lines, is_dated, is_rights};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of Kikuzo.
pub(super) struct Kikuzo;

const TOP: &str = "このページのＴＯＰへ";

impl Layout for Kikuzo {
    fn name(&self) -> &'static str {
        "Kikuzo"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let heads = lines.all.iter().any(|l| is_head(l.text));
        heads && lines.all.iter().any(|l| row(l.text).is_some())
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let starts: Vec<usize> =
            lines.all.iter().enumerate().filter(|(_, l)| row(l.text).is_some()).map(|(at, _)| at).collect();
        // The names of the fields stand above each row.
        let begin =
            |at: usize| at - usize::from(at > 0 && lines.all.get(at - 1).is_some_and(|l| is_head(l.text)));
        export.aside = starts.first().map_or(0, |&at| begin(at));
        for (number, &at) in starts.iter().enumerate() {
            if task.is_cancelled() {
                break;
            }
            let end = starts.get(number + 1).map_or(lines.all.len(), |&next| begin(next));
            let mut record = record(lines.part(begin(at), end), lines.width);
            record.is_cut = end == lines.all.len() && !lines.part(at, end).iter().any(|l| l.text == TOP);
            export.records.push(record);
        }
        export
    }
}

fn is_head(text: &str) -> bool {
    text.starts_with("No.") && text.contains("発行日") && text.contains("文字数")
}

/// The fields of a row.
fn row(text: &str) -> Option<[&str; 6]> {
    let (number, rest) = text.split_once('\t')?;
    number.trim().parse::<u32>().ok()?;
    let (date, _) = rest.split_once('\t')?;
    if !is_dated(date.trim()) {
        return None;
    }
    let fields: Vec<&str> = text.splitn(7, '\t').map(str::trim).collect();
    let fields: [&str; 6] = fields.try_into().ok()?;
    fields.last()?.ends_with("文字").then_some(fields)
}

fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    let mut record = Record::new("Kikuzo");
    record.set(Field::Outlet, "朝日新聞");
    record.set(Field::Language, "ja");
    let at = lines.iter().position(|l| row(l.text).is_some()).unwrap_or(0);
    for line in lines.get(..=at).unwrap_or(lines) {
        record.say(line.text, Role::Fact);
    }
    if let Some([number, date, edition, name, page, length]) = lines.get(at).and_then(|l| row(l.text)) {
        record.set(Field::Other("number"), number);
        record.set(Field::Date, date);
        record.set(Field::Other("edition"), edition);
        record.set(Field::Section, name);
        record.set(Field::Other("page"), page);
        record.set(Field::Words, length);
    }
    if let Some(line) = lines.get(at + 1) {
        record.set(Field::Title, line.text);
        record.say(line.text, Role::Headline);
    }
    let rest = lines.get(at + 2..).unwrap_or(&[]);
    let end = rest.iter().position(|l| l.text == TOP).unwrap_or(rest.len());
    let (text, below) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    record.lines(text, width, Role::Body);
    for line in below {
        record.say(line.text, if is_rights(line.text) { Role::Legal } else { Role::Aside });
    }
    record
}
