//! Texts of LibreOffice, OpenOffice and others (ODT, and FODT: the same in one XML file): headings,
//! lists, tables, links, notes; heads and feet of pages as furniture.
//!
//! Layout after OpenDocument 1.3, part 3 (ISO/IEC 26300). Runs of white space are one space, as the
//! format wants it; deletions that are kept as changes, comments and what is hidden are left out.

mod body;
mod styles;

use super::flow::{Flow, told_of_damage, told_of_depth};
use super::package::{Package, Trouble, is_archive, stated_type};
use super::xml;
use super::{Found, Input, Metadata, Reader, ending};
use crate::corpus::Confidence;
use crate::problem::Cause;
use body::Body;
use styles::Styles;

/// The reader of OpenDocument texts.
#[derive(Debug, Clone, Copy)]
pub struct OpenDocument;

/// What such a file is called in sentences.
const WHAT: &str = "an OpenDocument file";
/// How the types of texts begin.
const TYPE: &str = "application/vnd.oasis.opendocument.text";

impl Reader for OpenDocument {
    fn name(&self) -> &'static str {
        "OpenDocument"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["odt", "fodt", "ott", "odm"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        if is_archive(bytes) {
            if let Some(stated) = stated_type(bytes) {
                return stated.starts_with(TYPE).then_some(Confidence::High);
            }
            let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
            return promises.then_some(Confidence::High);
        }
        is_flat(bytes).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let read = if is_archive(file.bytes) { read_package(file, found) } else { read_flat(file, found) };
        if let Err(trouble) = read {
            found.report(file, Cause::NoArticle, trouble.told(WHAT, file.limits));
        }
    }
}

/// Whether the bytes are a text in one XML file.
fn is_flat(bytes: &[u8]) -> bool {
    const HEAD: usize = 16 * 1024;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"<?xml") && !bytes.starts_with(b"<office:document") {
        return false;
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let Some((_, root)) = head.split_once("<office:document") else { return false };
    root.split('>').next().unwrap_or("").contains(TYPE)
}

fn read_package(file: &Input<'_>, found: &mut Found) -> Result<(), Trouble> {
    let mut package = Package::open(file.bytes, file.limits)?;
    let manifest = package.part("META-INF/manifest.xml").unwrap_or_default();
    if xml::decoded(&manifest).contains("encryption-data") {
        return Err(Trouble::Locked);
    }
    let content = package.part("content.xml")?;
    let (styles, meta) =
        (package.part("styles.xml").unwrap_or_default(), package.part("meta.xml").unwrap_or_default());
    read(file, &xml::decoded(&content), &xml::decoded(&styles), &xml::decoded(&meta), found);
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "one of two ways to read a file, of which the other may fail")]
fn read_flat(file: &Input<'_>, found: &mut Found) -> Result<(), Trouble> {
    let text = xml::decoded(file.bytes);
    read(file, &text, &text, &text, found);
    Ok(())
}

fn read(file: &Input<'_>, content: &str, common: &str, meta: &str, found: &mut Found) {
    let most = file.limits.nesting;
    let mut styles = Styles::default();
    styles.add(common, most);
    let is_one = std::ptr::eq(content, common);
    if !is_one {
        styles.add(content, most);
    }
    let mut flow = Flow::default();
    let mut body = Body::new(&styles, &mut flow, file);
    body.read(content);
    if !is_one {
        body.read(common);
    }
    let (is_damaged, is_too_deep) = body.trouble();
    if is_too_deep {
        found.report(file, Cause::Undecided, told_of_depth("OpenDocument file"));
    }
    flow.finish().add_to(file, "OpenDocument file", stated(meta, most), found);
    if is_damaged {
        found.report_damage(file, Cause::Undecided, told_of_damage("OpenDocument file"));
    }
}

/// What the file states of itself.
fn stated(text: &str, most: u32) -> Metadata {
    let mut metadata = Metadata::default();
    // In one file with the text, pictures have titles too.
    let end = text.find("</office:meta>").unwrap_or(text.len());
    xml::statements(text.get(..end).unwrap_or(text), most, |name, _, value| {
        if value.is_empty() {
            return;
        }
        match name {
            "title" => metadata.title = Some(value),
            "language" => metadata.language = Some(value),
            "creator" | "initial-creator" | "creation-date" | "date" | "subject" | "keyword"
            | "description" => {
                metadata.other.push((name.to_owned(), value));
            }
            _ => {}
        }
    });
    metadata
}
