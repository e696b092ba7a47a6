//! All articles as one TEI P5 corpus.
//!
//! After the *TEI P5 Guidelines*, chapter 15, "Language Corpora": a `teiCorpus` of `TEI` elements, each with a header
//! (title, author, outlet, date, file) and a text of divisions: a subhead begins a division.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::Selected;
use crate::corpus::{Article, ParagraphKind};
use crate::text::normalise::for_reading;

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

pub(super) fn write(selected: Selected<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut tei = Tei { writer: Writer::new_with_indent(out, b' ', 1) };
    tei.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    tei.open("teiCorpus", &[("xmlns", NAMESPACE)])?;
    tei.open("teiHeader", &[])?;
    tei.open("fileDesc", &[])?;
    tei.inside("titleStmt", |tei| tei.text("title", &[], "News articles"))?;
    tei.inside("publicationStmt", |tei| {
        tei.text("p", &[], "Written by Parallax for its user; not published.")
    })?;
    tei.inside("sourceDesc", |tei| {
        tei.text("p", &[], "Headlines, standfirsts and bodies of articles; page furniture is left out.")
    })?;
    tei.close("fileDesc")?;
    tei.close("teiHeader")?;
    let mut number = 0_u64;
    for batch in selected.batches() {
        for (article, _) in batch? {
            number += 1;
            tei.article(article, number)?;
        }
    }
    tei.close("teiCorpus")
}

struct Tei<'a> {
    writer: Writer<&'a mut dyn Write>,
}

impl Tei<'_> {
    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.writer.write_event(event)
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, &*allowed(value)));
        }
        self.event(Event::Start(start))
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    fn inside(&mut self, name: &str, write: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        self.open(name, &[])?;
        write(self)?;
        self.close(name)
    }

    /// An element with text; none where there is no text.
    fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        let text = for_reading(text);
        if text.is_empty() {
            return Ok(());
        }
        self.open(name, attributes)?;
        self.event(Event::Text(BytesText::new(&allowed(&text))))?;
        self.close(name)
    }

    fn article(&mut self, article: &Article, number: u64) -> io::Result<()> {
        let language = article.language.value;
        self.open("TEI", &[("xml:id", &format!("a{number}"))])?;
        self.header(article)?;
        match language.code() {
            Some(code) => self.open("text", &[("xml:lang", code)])?,
            None => self.open("text", &[])?,
        }
        self.body(article)?;
        if !article.captions.is_empty() {
            self.open("back", &[])?;
            self.open("div", &[("type", "captions")])?;
            for &caption in &article.captions {
                self.text("p", &[], article.text(caption))?;
            }
            self.close("div")?;
            self.close("back")?;
        }
        self.close("text")?;
        self.close("TEI")
    }

    fn header(&mut self, article: &Article) -> io::Result<()> {
        let outlet = article.outlet.as_ref().map_or("", |one| &*one.value);
        let agency = article.wire.as_ref().map_or("", |one| &*one.value);
        let date = article.published.as_ref().map(|one| one.value.to_string());
        self.open("teiHeader", &[])?;
        self.open("fileDesc", &[])?;
        let untitled = article.headline_text().trim().is_empty();
        self.inside("titleStmt", |tei| {
            tei.text("title", &[], if untitled { "Without a headline" } else { article.headline_text() })?;
            article.byline.iter().try_for_each(|name| tei.text("author", &[], &name.value))
        })?;
        self.inside("publicationStmt", |tei| {
            tei.text("publisher", &[], if outlet.is_empty() { "Not known" } else { outlet })?;
            date.as_ref().map_or(Ok(()), |date| tei.text("date", &[("when", date)], date))
        })?;
        self.inside("sourceDesc", |tei| {
            tei.inside("bibl", |tei| {
                tei.text("title", &[("level", "a")], article.headline_text())?;
                tei.text("title", &[("level", "j")], outlet)?;
                tei.text("orgName", &[("type", "agency")], agency)?;
                // Of several pages each file, in their order.
                article.files().try_for_each(|(path, record)| {
                    tei.text("idno", &[("type", "file")], path)?;
                    tei.text("idno", &[("type", "record")], &record.to_string())
                })
            })
        })?;
        self.close("fileDesc")?;
        let section = article.section.as_ref().map_or("", |one| &*one.value);
        if !section.is_empty() || article.is_opinion() {
            self.open("profileDesc", &[])?;
            self.open("textClass", &[])?;
            self.inside("keywords", |tei| {
                tei.text("term", &[("type", "section")], section)?;
                tei.text("term", &[("type", "genre")], if article.is_opinion() { "opinion" } else { "" })
            })?;
            self.close("textClass")?;
            self.close("profileDesc")?;
        }
        self.close("teiHeader")
    }

    fn body(&mut self, article: &Article) -> io::Result<()> {
        self.open("body", &[])?;
        self.open("div", &[("type", "article")])?;
        self.text("head", &[], article.headline_text())?;
        if let Some(standfirst) = &article.standfirst {
            self.text("p", &[("rend", "standfirst")], article.text(standfirst.value))?;
        }
        // A heading stands at the beginning of its division and nowhere else.
        let mut is_in_section = false;
        for run in article.body.chunk_by(|a, b| a.kind == b.kind && a.kind == ParagraphKind::ListItem) {
            let Some(first) = run.first() else { continue };
            let text = article.text(first.span);
            match first.kind {
                ParagraphKind::Paragraph => self.text("p", &[], text)?,
                ParagraphKind::Quotation => self.inside("quote", |tei| tei.text("p", &[], text))?,
                ParagraphKind::ListItem => self.inside("list", |tei| {
                    run.iter().try_for_each(|item| tei.text("item", &[], article.text(item.span)))
                })?,
                ParagraphKind::Subhead => {
                    if is_in_section {
                        self.close("div")?;
                    }
                    is_in_section = true;
                    self.open("div", &[("type", "section")])?;
                    self.text("head", &[], text)?;
                }
            }
        }
        if is_in_section {
            self.close("div")?;
        }
        self.close("div")?;
        self.close("body")
    }
}

/// The text without characters that XML 1.0 has no place for.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    if text.chars().all(is_allowed) { text.into() } else { text.chars().filter(|c| is_allowed(*c)).collect() }
}
