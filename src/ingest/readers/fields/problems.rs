//! What is wrong with the records of a file, counted by cause: one sentence a cause, however many records.

use std::collections::BTreeMap;

use crate::ingest::passed_over::RAISE;
use crate::ingest::readers::{Found, Input};
use crate::problem::Cause;

/// What may be wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// It could not be read.
    Broken,
    /// It has a headline or an address, but no text.
    NoText,
    /// It has nothing that is known.
    Nothing,
    /// A service has cut its text.
    Shortened,
    /// A value, or how many there are, is beyond the limits.
    TooLarge,
    /// A page in it could not be understood as a whole.
    Nested,
}

/// Records with faults: how many, and the numbers of the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults {
    by_kind: BTreeMap<Fault, (usize, Vec<u64>)>,
}

/// Numbers that are told.
const TOLD: usize = 5;

impl Faults {
    /// Counts one.
    pub fn add(&mut self, fault: Fault, number: u64) {
        let (count, first) = self.by_kind.entry(fault).or_default();
        *count += 1;
        if first.len() < TOLD {
            first.push(number);
        }
    }

    /// Takes over those of later records.
    pub fn extend(&mut self, other: Self) {
        for (fault, (more, numbers)) in other.by_kind {
            let (count, first) = self.by_kind.entry(fault).or_default();
            *count += more;
            let room = TOLD - first.len().min(TOLD);
            first.extend(numbers.into_iter().take(room));
        }
    }

    /// Tells each kind once. `unit` is what the numbers count: "line", "row", "record".
    pub fn tell(self, unit: &str, table: Option<&str>, file: &Input<'_>, found: &mut Found) {
        for (fault, (count, first)) in self.by_kind {
            let numbers: Vec<String> = first.iter().map(|number| group(*number)).collect();
            let many = if count == 1 { "" } else { "s" };
            let more = if count > first.len() { ", …" } else { "" };
            let place = table.map(|table| format!(" of sheet “{table}”")).unwrap_or_default();
            let which = format!("{unit}{many}{place} {}{more}", numbers.join(", "));
            let records = format!("{} record{many}", group(count as u64));
            let (is, has, it) = if count == 1 { ("is", "has", "it") } else { ("are", "have", "them") };
            let (cause, text) = match fault {
                Fault::Broken => (
                    Cause::Unreadable,
                    format!(
                        "{records} {is} broken and could not be read ({which}). Put {it} right, or save the file again"
                    ),
                ),
                Fault::NoText => (
                    Cause::NoArticle,
                    format!(
                        "{records} {has} a headline or an address, but no text ({which}). Fetch the text of these articles, or leave {it} out"
                    ),
                ),
                Fault::Nothing => (
                    Cause::NoArticle,
                    format!(
                        "{records} {has} no text ({which}). If {it} should, say which field holds the text in “Fields of data files”"
                    ),
                ),
                Fault::Shortened => (
                    Cause::Undecided,
                    format!(
                        "The text of {records} was cut short by the service that it comes from ({which}). Fetch the whole articles to compare what they say"
                    ),
                ),
                Fault::TooLarge => (
                    Cause::Undecided,
                    format!(
                        "{records} {is} larger or deeper than is read, and what lies beyond was left out ({which}). Cut {it} into smaller ones, or {RAISE}"
                    ),
                ),
                Fault::Nested => (
                    Cause::Undecided,
                    format!(
                        "{records} {has} a page with more boxes within boxes than pages have, or with millions of elements ({which}). Its text was read, but what of it is the article may be wrong: look at it"
                    ),
                ),
            };
            found.report(file, cause, text);
        }
    }
}

/// A number in groups of three figures.
pub(super) fn group(number: u64) -> String {
    let figures = number.to_string();
    let mut out = String::with_capacity(figures.len() + 6);
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(figure);
    }
    out
}
