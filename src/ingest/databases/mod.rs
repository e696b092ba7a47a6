//! Exports of news databases: one file, one or many articles, each with a head of labelled fields.
//!
//! Whatever format an export came in (text, HTML, RTF, DOCX, PDF), its reader gives one long text.
//! A layout recognises its own by several independent signs, so that an article that quotes
//! "LENGTH:" is not taken apart, and cuts it into articles: headline and paragraphs apart from labels,
//! every field in the metadata. What belongs to the download and to no article (its list of titles,
//! the query) is left aside and told. Each layout says in its file where it was learned.
//!
//! Wanfang and CNKI are not here: no public source shows the layout of their exports of newspapers.

mod europresse;
mod factiva;
mod factiva_tags;
mod integrum;
mod kikuzo;
mod lexisnexis;
mod lines;
mod nexis;
mod proquest;
mod record;
mod titles;
mod yomidasu;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, packed};
use hashbrown::HashSet;

use super::readers::{Found, Input, Metadata, RawArticle};
use crate::problem::Cause;
use crate::task::Task;
use lines::Lines;
use record::Record;
pub(super) use record::{DATABASE, WORDS};

/// One layout of exports.
trait Layout: Sync {
    /// What the export is called, for the person at the screen.
    fn name(&self) -> &'static str;

    /// Whether these are the lines of such an export.
    fn fits(&self, lines: &Lines<'_>) -> bool;

    /// Its articles; those that were found until then when `task` stops.
    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export;
}

/// What an export holds.
#[derive(Debug, Default)]
struct Export {
    /// Its articles, in order.
    records: Vec<Record>,
    /// Lines that belong to no article: the list of titles, the query, who asked.
    aside: usize,
    /// Articles that the export says it holds.
    promised: Option<u32>,
    /// Articles of which there is only the abstract.
    abstracts: usize,
    /// Articles of which there are the fields alone.
    bare: usize,
}

/// All layouts, the most particular first.
const LAYOUTS: [&dyn Layout; 9] = [
    &factiva_tags::Tagged,
    &factiva::Display,
    &lexisnexis::LexisNexis,
    &nexis::Nexis,
    &proquest::ProQuest,
    &europresse::Europresse,
    &kikuzo::Kikuzo,
    &yomidasu::Yomidasu,
    &integrum::Integrum,
];

/// Words one of which every export has: most files are no export, and are passed by quickly.
const HINTS: [&str; 17] = [
    "End of Document",
    " DOCUMENT",
    "LOAD-DATE:",
    "LENGTH:",
    "LÄNGE:",
    "LONGUEUR:",
    "Load-Date:",
    "ProQuest",
    "Dow Jones",
    "\nHD",
    "\u{b7}20",
    "\u{b7}19",
    "0020",
    "0019",
    "文字数",
    "選択部分を",
    "^ИС:",
];

/// Looks for the hints.
enum Hinted {
    /// Many bytes at a time, where the processor can.
    Packed(packed::Searcher),
    Plain(AhoCorasick),
}

impl Hinted {
    fn new() -> Option<Self> {
        let packed = packed::Searcher::new(HINTS).map(Self::Packed);
        packed.or_else(|| AhoCorasick::new(HINTS).ok().map(Self::Plain))
    }

    fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Packed(searcher) => searcher.find(text).is_some(),
            Self::Plain(searcher) => searcher.is_match(text),
        }
    }
}

/// Takes apart what `found` has of the exports of databases.
pub(super) fn take_apart(file: &Input<'_>, found: &mut Found) {
    let mut any = false;
    let mut articles = Vec::with_capacity(found.articles.len());
    for article in std::mem::take(&mut found.articles) {
        if file.task.is_cancelled() {
            articles.push(article);
            continue;
        }
        match export(&article, file) {
            Some((layout, export)) => {
                any = true;
                report(layout, &export, file, found);
                let mut shell = article;
                (shell.raw, shell.markup, shell.front_matter) = (String::new(), Vec::new(), None);
                shell.metadata = Metadata::default();
                articles.extend(export.records.into_iter().map(
                    |Record { raw, metadata, markup, .. }| RawArticle {
                        raw,
                        metadata,
                        markup,
                        ..shell.clone()
                    },
                ));
            }
            None => articles.push(article),
        }
    }
    if any {
        for (record, article) in (0..).zip(&mut articles) {
            article.record = record;
        }
    }
    found.articles = articles;
}

/// What `article` holds, if it is an export.
fn export(article: &RawArticle, file: &Input<'_>) -> Option<(&'static dyn Layout, Export)> {
    static HINTED: LazyLock<Option<Hinted>> = LazyLock::new(Hinted::new);
    let hints = HINTED.as_ref()?;
    let taken = article.metadata.other.iter().any(|(name, _)| name == DATABASE);
    if taken || !hints.is_in(&article.raw) && !article.raw.starts_with("HD") {
        return None;
    }
    let none = HashSet::new();
    let lines = Lines::of(article, &none);
    let layout = LAYOUTS.into_iter().find(|layout| layout.fits(&lines))?;
    let titles = titles::of(file);
    let lines = if titles.is_empty() { lines } else { Lines::of(article, &titles) };
    let export = layout.take(&lines, file.task);
    (!export.records.is_empty()).then_some((layout, export))
}

/// Tells what was left aside, what is missing and what is cut.
fn report(layout: &dyn Layout, export: &Export, file: &Input<'_>, found: &mut Found) {
    let (name, read) = (layout.name(), export.records.len());
    if export.aside > 0 {
        let text = format!(
            "{} of this download from {name} belong to no article (list of titles, query). They are left aside; {} read",
            plural(export.aside, "line", "lines"),
            if read == 1 { "its article is".to_owned() } else { format!("all {read} articles are") },
        );
        found.report(file, Cause::Skipped, text);
    }
    if let Some(promised) = export.promised
        && promised as usize > read
    {
        let text = format!(
            "This download from {name} says that it holds {promised} articles, and {read} are there. Download the missing ones again"
        );
        found.report(file, Cause::Undecided, text);
    }
    if export.records.iter().any(|record| record.is_cut) {
        let text = format!("The last article of this download from {name} is cut short. Download it again");
        found.report(file, Cause::Undecided, text);
    }
    if export.abstracts > 0 {
        let text = format!(
            "{} of this download from {name} come without their text, with the abstract alone. Look for the text elsewhere",
            plural(export.abstracts, "article", "articles"),
        );
        found.report(file, Cause::Undecided, text);
    }
    if export.bare > 0 {
        let text = format!(
            "{} of this download from {name} come without text and abstract. Look for the text elsewhere",
            plural(export.bare, "article", "articles"),
        );
        found.report(file, Cause::Undecided, text);
    }
}

fn plural(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
