//! Word files (DOCX): text, headings, lists, tables, links, notes; heads and feet of pages as furniture.
//!
//! Read here and not by the library that reads the old format: that one shows hidden text, knows no
//! quotations and no outline levels, keeps the ends of paragraphs that are deleted, and gives nothing of a
//! file that is damaged somewhere; nor does it know our limits.
//!
//! Layout after ECMA-376, Office Open XML, part 1 (WordprocessingML), transitional and strict: elements
//! are told by their names without a prefix. Accepted is what a reader of the finished text sees:
//! insertions stay, deletions, hidden text and comments go. What the file states of its maker is kept
//! apart: whoever saved an article as a file did not write it, nor on that day.

mod body;
mod styles;

use std::borrow::Cow;

use hashbrown::HashMap;

use super::flow::{Around, Flow, told_of_damage};
use super::package::{Package, Trouble, first_name, is_archive, resolved};
use super::xml::{self, Piece, Xml};
use super::{Found, Input, Metadata, Reader, ending};
use crate::corpus::Confidence;
use crate::problem::Cause;
use body::Body;
pub(super) use body::{address_in, symbol};
use styles::Styles;

/// The reader of Word files.
#[derive(Debug, Clone, Copy)]
pub struct Word;

/// What such a file is called in sentences.
const WHAT: &str = "a Word file";

impl Reader for Word {
    fn name(&self) -> &'static str {
        "Word"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        if !is_archive(bytes) {
            return None;
        }
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        let first = first_name(bytes).unwrap_or("");
        let is_likely = promises
            || first.starts_with("word/")
            || matches!(
                first,
                "[Content_Types].xml" | "_rels/.rels" | "docProps/app.xml" | "docProps/core.xml"
            );
        if !is_likely {
            return None;
        }
        match Package::open(bytes, &super::limits::Limits::default()) {
            Ok(package) => (package.has("[Content_Types].xml") && package.has_within("word/"))
                .then_some(Confidence::High),
            // Cut short: its list of parts is gone.
            Err(_) => promises.then_some(Confidence::High),
        }
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        if let Err(trouble) = read(file, found) {
            found.report(file, Cause::NoArticle, trouble.told(WHAT, file.limits));
        }
    }
}

/// What a part refers to by the names it gives them.
type Relations = HashMap<String, Relation>;

/// What a part refers to.
struct Relation {
    /// The last word of its type: `header`, `hyperlink`.
    kind: String,
    /// Its part, or its address.
    target: String,
}

fn read(file: &Input<'_>, found: &mut Found) -> Result<(), Trouble> {
    let mut package = Package::open(file.bytes, file.limits)?;
    let most = file.limits.nesting;
    let root = relations(&mut package, "", most);
    let of_kind = |kind: &str| root.values().find(|r| r.kind == kind).map(|r| r.target.clone());
    let main = of_kind("officeDocument").filter(|name| package.has(name));
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let document = package.part(&main)?;
    let relations = relations(&mut package, &main, most);
    let mut parts: Vec<(&str, &Relation)> = relations.iter().map(|(id, r)| (id.as_str(), r)).collect();
    parts.sort_by_key(|(id, relation)| (id.len(), *id, relation.target.as_str()));
    let named = |kind: &str| parts.iter().find(|(_, r)| r.kind == kind).map(|(_, r)| r.target.clone());

    let styles = named("styles").unwrap_or_else(|| "word/styles.xml".to_owned());
    let styles =
        package.part(&styles).map(|bytes| Styles::read(&xml::decoded(&bytes), most)).unwrap_or_default();

    let mut flow = Flow::default();
    let mut body = Body::new(&styles, &mut flow, file);
    body.read(&xml::decoded(&document), &relations);
    let mut is_missing = false;
    for (kind, around) in [
        ("header", Around::Header),
        ("footer", Around::Footer),
        ("footnotes", Around::Note),
        ("endnotes", Around::Note),
    ] {
        for (_, relation) in parts.iter().filter(|(_, r)| r.kind == kind) {
            if file.task.is_cancelled() {
                break;
            }
            // A part that is missing or broken costs itself alone.
            let Ok(bytes) = package.part(&relation.target) else {
                is_missing = true;
                continue;
            };
            let names = self::relations(&mut package, &relation.target, most);
            body.read_around(&xml::decoded(&bytes), &names, around);
        }
    }
    let is_damaged = body.is_damaged();
    let mut told = body.told();
    if is_missing {
        told.push("Notes, or the head or foot of the pages, are missing or damaged in the Word file; the rest was read. Fetch it again, or save it again in Word".to_owned());
    }
    let core = of_kind("core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned());
    let core = package.part(&core).unwrap_or_default();
    let metadata = stated(&xml::decoded(&core), most);
    for text in told {
        found.report(file, Cause::Undecided, text);
    }
    flow.finish().add_to(file, "Word file", metadata, found);
    if is_damaged {
        found.report_damage(file, Cause::Undecided, told_of_damage("Word file"));
    }
    Ok(())
}

/// What the part `name` refers to; the package itself for an empty name.
fn relations(package: &mut Package<'_>, name: &str, most: u32) -> Relations {
    let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Ok(bytes) = package.part(&format!("{folder}{slash}_rels/{file}.rels")) else {
        return Relations::new();
    };
    let text = xml::decoded(&bytes);
    let mut xml = Xml::new(&text, most);
    let mut found = Relations::new();
    while let Some(piece) = xml.next() {
        let Piece::Start(element) = piece else { continue };
        if element.name() != "Relationship" {
            continue;
        }
        let (Some(id), Some(kind), Some(target)) =
            (element.attr("Id"), element.attr("Type"), element.attr("Target"))
        else {
            continue;
        };
        let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
        let is_outside = element.attr("TargetMode").as_deref() == Some("External");
        let target = if is_outside { target.into_owned() } else { resolved(name, &target) };
        found.insert(id.into_owned(), Relation { kind, target });
    }
    found
}

/// What `core.xml` states.
fn stated(text: &str, most: u32) -> Metadata {
    let mut metadata = Metadata::default();
    xml::statements(text, most, |name, _, value| {
        if value.is_empty() {
            return;
        }
        match name {
            "title" => metadata.title = Some(value),
            "language" => metadata.language = Some(value),
            "creator" | "created" | "modified" | "subject" | "keywords" | "description" | "publisher" => {
                metadata.other.push((name.to_owned(), value));
            }
            _ => {}
        }
    });
    metadata
}

/// The value of an attribute as a number.
fn number<T: std::str::FromStr>(value: Option<Cow<'_, str>>) -> Option<T> {
    value?.trim().parse().ok()
}
