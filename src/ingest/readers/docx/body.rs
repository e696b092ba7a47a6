//! The text of a Word file, element by element.

use std::borrow::Cow;

use super::super::flow::{Around, Flow, Look, told_of_depth};
use super::super::xml::{Piece, Xml};
use super::super::{Input, Mark};
use super::Relations;
use super::styles::{Style, Styles, set};

/// What has to be done when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Paragraph,
    Text,
    Row,
    /// A cell or a text box.
    Frame,
    /// A link within which that link lay.
    Link(u32),
    Run,
}

/// A field: what it shows is worked out by Word from its instruction.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// What it shows has begun.
    is_shown: bool,
    /// The link around it.
    link: u32,
}

/// Reads the parts that hold text into a flow.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    flow: &'a mut Flow,
    file: &'a Input<'a>,
    is_damaged: bool,
    is_too_deep: bool,
    /// Pieces in another format, put in whole.
    chunks: usize,
}

/// What is in force where the text is read.
struct Now {
    paragraph: Style,
    mark: Option<Mark>,
    /// The end of the paragraph is a deletion: it goes on with the next.
    is_joined: bool,
    look: Look,
    hidden: bool,
    link: u32,
    fields: Vec<Field>,
    is_text: bool,
}

/// More fields in fields than anybody writes.
const FIELDS: usize = 64;

impl<'a> Body<'a> {
    pub fn new(styles: &'a Styles, flow: &'a mut Flow, file: &'a Input<'a>) -> Self {
        Self { styles, flow, file, is_damaged: false, is_too_deep: false, chunks: 0 }
    }

    /// Reads a part that stands beside the text.
    pub fn read_around(&mut self, text: &str, relations: &Relations, around: Around) {
        let begun = self.flow.begin(around);
        self.read(text, relations);
        if begun {
            self.flow.end();
        }
    }

    /// Reads a part.
    pub fn read(&mut self, text: &str, relations: &Relations) {
        let mut xml = Xml::new(text, self.file.limits.nesting);
        let mut open: Vec<Open> = Vec::new();
        let depth = self.flow.depth();
        let mut now = self.start();
        // What goes on once a cell or a text box ends.
        let mut held: Vec<Now> = Vec::new();
        let mut pieces = 0_u32;
        while let Some(piece) = xml.next() {
            pieces = pieces.wrapping_add(1);
            if pieces.is_multiple_of(4096) && self.file.task.is_cancelled() {
                break;
            }
            match piece {
                Piece::Text(text) => {
                    if now.is_text && !now.hidden {
                        self.flow.text(&text, Look { link: now.link, ..now.look });
                    }
                }
                Piece::Start(element) => {
                    let opened = match element.name() {
                        "p" => {
                            (now.paragraph, now.mark, now.is_joined) =
                                (self.styles.of_paragraph(None), None, false);
                            now.mark = now.paragraph.mark();
                            Open::Paragraph
                        }
                        "pPr" => {
                            self.paragraph(&mut xml, &mut now);
                            continue;
                        }
                        "r" => {
                            plain(&mut now);
                            Open::Run
                        }
                        "rPr" => {
                            self.letters(&mut xml, &mut now);
                            continue;
                        }
                        "t" => {
                            now.is_text = now.fields.iter().all(|field| field.is_shown);
                            Open::Text
                        }
                        "tr" => Open::Row,
                        name @ ("tc" | "txbxContent") => {
                            let around = if name == "tc" { Around::Cell } else { Around::Aside };
                            if self.flow.begin(around) {
                                held.push(std::mem::replace(&mut now, self.start()));
                                Open::Frame
                            } else {
                                Open::Nothing
                            }
                        }
                        "footnote" | "endnote" => {
                            // Lines between text and notes are notes of a type of their own.
                            if element.attr("type").is_some_and(|kind| kind != "normal") {
                                xml.skip();
                                continue;
                            }
                            Open::Nothing
                        }
                        "hyperlink" => {
                            let target = element.attr("id").and_then(|id| relations.get(&*id));
                            let around = now.link;
                            if let Some(target) = target {
                                now.link = self.flow.link(&target.target);
                            }
                            Open::Link(around)
                        }
                        "fldChar" => {
                            self.field(element.attr("fldCharType").as_deref(), &mut now);
                            Open::Nothing
                        }
                        "instrText" => {
                            instruction(&mut xml, &mut now);
                            continue;
                        }
                        "tab" | "ptab" => {
                            self.space('\t', &now);
                            Open::Nothing
                        }
                        "br" | "cr" => {
                            self.space('\n', &now);
                            Open::Nothing
                        }
                        "noBreakHyphen" => {
                            self.flow.text("-", now.look);
                            Open::Nothing
                        }
                        "sym" => {
                            let code = element.attr("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                            if let Some(c) = code.and_then(symbol) {
                                self.flow.text(c.encode_utf8(&mut [0; 4]), now.look);
                            }
                            Open::Nothing
                        }
                        "altChunk" => {
                            self.chunks += 1;
                            Open::Nothing
                        }
                        // What is deleted, what says how it looked before, what older programs show
                        // instead, the reading beside a character, and what nobody sees.
                        "del" | "moveFrom" | "delText" | "delInstrText" | "rPrChange" | "pPrChange"
                        | "sectPrChange" | "sectPr" | "tblPr" | "tblGrid" | "trPr" | "tcPr" | "sdtPr"
                        | "rt" | "Fallback" | "docPartObj" | "posOffset" | "extLst" => {
                            xml.skip();
                            continue;
                        }
                        _ => Open::Nothing,
                    };
                    open.push(opened);
                }
                Piece::End => match open.pop() {
                    Some(Open::Paragraph) if now.is_joined => {}
                    Some(Open::Paragraph) => self.flow.end_paragraph(now.mark),
                    Some(Open::Text) => now.is_text = false,
                    Some(Open::Row) => self.flow.end_row(),
                    Some(Open::Frame) => {
                        self.flow.end();
                        if let Some(before) = held.pop() {
                            now = before;
                        }
                    }
                    Some(Open::Link(around)) => now.link = around,
                    Some(Open::Run) => now.hidden = false,
                    Some(Open::Nothing) | None => {}
                },
            }
        }
        self.is_damaged |= xml.is_damaged;
        self.is_too_deep |= xml.is_too_deep;
        self.flow.end_to(depth, now.mark);
    }

    /// Whether the file is damaged.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    /// What else has to be told of the parts read, in sentences.
    pub fn told(&self) -> Vec<String> {
        let mut told: Vec<String> =
            self.is_too_deep.then(|| told_of_depth("Word file")).into_iter().collect();
        if self.chunks > 0 {
            told.push("The Word file holds a part in another format, which was not read. Open it in Word and save it again to have it read".to_owned());
        }
        told
    }

    fn start(&self) -> Now {
        Now {
            paragraph: self.styles.of_paragraph(None),
            mark: None,
            is_joined: false,
            look: Look::default(),
            hidden: false,
            link: 0,
            fields: Vec::new(),
            is_text: false,
        }
    }

    fn space(&mut self, c: char, now: &Now) {
        if !now.hidden && now.fields.iter().all(|field| field.is_shown) {
            self.flow.space(c);
        }
    }

    /// What a paragraph says of itself.
    fn paragraph(&mut self, xml: &mut Xml<'_>, now: &mut Now) {
        let mut own = Style::default();
        let mut id = None;
        inside(xml, |element, xml| match element.name() {
            "pStyle" => {
                id = element.attr("val").map(Cow::into_owned);
                true
            }
            // How the mark at its end looks.
            "rPr" => {
                inside(xml, |element, _| {
                    now.is_joined |= element.name() == "del";
                    true
                });
                false
            }
            "pPrChange" | "sectPr" => {
                xml.skip();
                false
            }
            _ => {
                set(&mut own, element);
                true
            }
        });
        let mut style = self.styles.of_paragraph(id.as_deref());
        style.level = own.level.or(style.level);
        style.is_item = own.is_item.or(style.is_item);
        now.mark = style.mark();
        now.paragraph = style;
    }

    /// What a run says of its letters.
    fn letters(&mut self, xml: &mut Xml<'_>, now: &mut Now) {
        let mut own = Style::default();
        let mut id = None;
        inside(xml, |element, xml| match element.name() {
            "rStyle" => {
                id = element.attr("val").map(Cow::into_owned);
                true
            }
            "rPrChange" => {
                xml.skip();
                false
            }
            _ => {
                set(&mut own, element);
                true
            }
        });
        let style = if id.is_some() { self.styles.chain(id.as_deref()) } else { Style::default() };
        if let Some(bold) = own.bold.or(style.bold) {
            now.look.bold = bold;
        }
        if let Some(size) = own.size.or(style.size) {
            now.look.size = size;
        }
        if let Some(hidden) = own.hidden.or(style.hidden) {
            now.hidden = hidden;
        }
    }

    fn field(&mut self, kind: Option<&str>, now: &mut Now) {
        match kind {
            Some("begin") if now.fields.len() < FIELDS => {
                now.fields.push(Field { link: now.link, ..Field::default() });
            }
            Some("separate") => {
                if let Some(field) = now.fields.last_mut() {
                    field.is_shown = true;
                    if let Some(address) = address_in(&field.instruction) {
                        now.link = self.flow.link(address);
                    }
                }
            }
            Some("end") => {
                if let Some(field) = now.fields.pop() {
                    now.link = field.link;
                }
            }
            _ => {}
        }
    }
}

/// Letters look as their paragraph says.
fn plain(now: &mut Now) {
    let style = &now.paragraph;
    now.look = Look { bold: style.bold == Some(true), size: style.size.unwrap_or(0), link: now.link };
    now.hidden = style.hidden == Some(true);
}

/// Reads the instruction of the innermost field.
fn instruction(xml: &mut Xml<'_>, now: &mut Now) {
    /// Longer than any address.
    const LONGEST: usize = 4096;
    let mut depth = 1;
    while let Some(piece) = xml.next() {
        match piece {
            Piece::Start(_) => depth += 1,
            Piece::End => depth -= 1,
            Piece::Text(text) => {
                if let Some(field) = now.fields.last_mut()
                    && field.instruction.len() + text.len() <= LONGEST
                {
                    field.instruction.push_str(&text);
                }
            }
        }
        if depth == 0 {
            return;
        }
    }
}

/// Looks at all elements within the innermost one; `look` says whether the one it was given is still to
/// be read.
fn inside<'x>(
    xml: &mut Xml<'x>,
    mut look: impl FnMut(&super::super::xml::Element<'x>, &mut Xml<'x>) -> bool,
) {
    let mut depth = 1_u32;
    while let Some(piece) = xml.next() {
        match piece {
            Piece::Start(element) => {
                if look(&element, xml) {
                    depth += 1;
                }
            }
            Piece::End => {
                depth -= 1;
                if depth == 0 {
                    return;
                }
            }
            Piece::Text(_) => {}
        }
    }
}

/// The address that the instruction of a field links to: `HYPERLINK "address" \o "hint"`.
pub(in crate::ingest::readers) fn address_in(instruction: &str) -> Option<&str> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    if rest.starts_with('\\') {
        return None;
    }
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    }
    .filter(|address| !address.is_empty())
}

/// A character of a symbol font: bullets and ticks are bullets, the rest is what its code says.
pub(in crate::ingest::readers) fn symbol(code: u32) -> Option<char> {
    match code {
        0xF0A7 | 0xF0A8 | 0xF0B7 | 0xF0D8 | 0xF0FC | 0xF076 => Some('•'),
        0xF020 => Some(' '),
        0xF000..=0xF0FF => None,
        code => char::from_u32(code),
    }
}
