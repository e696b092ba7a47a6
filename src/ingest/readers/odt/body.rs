//! The text of an OpenDocument file, element by element.

use super::super::flow::{Around, Flow, Look};
use super::super::xml::{Element, Piece, Xml};
use super::super::{Input, Mark};
use super::styles::Styles;

/// What has to be done when an element ends.
#[derive(Debug, Clone, Copy)]
enum Open {
    Nothing,
    /// The text, or the head or foot of a page that could not be told apart.
    Text,
    Paragraph,
    /// Letters that look otherwise, or a link; with what was before.
    Letters(Look, bool),
    List,
    Row,
    Frame,
}

/// What is in force where the text is read.
#[derive(Debug, Clone, Copy, Default)]
struct Now {
    /// In how many texts; outside all is passed over.
    texts: u32,
    /// In how many paragraphs: white space between them is none of theirs.
    paragraphs: u32,
    mark: Option<Mark>,
    look: Look,
    hidden: bool,
    lists: u32,
    /// The last character was a space, or none was.
    after_space: bool,
}

/// Reads XML files with text into a flow.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    flow: &'a mut Flow,
    file: &'a Input<'a>,
    is_damaged: bool,
    is_too_deep: bool,
}

impl<'a> Body<'a> {
    pub fn new(styles: &'a Styles, flow: &'a mut Flow, file: &'a Input<'a>) -> Self {
        Self { styles, flow, file, is_damaged: false, is_too_deep: false }
    }

    /// Reads one file: its text, and the heads and feet of its pages.
    pub fn read(&mut self, text: &str) {
        let mut xml = Xml::new(text, self.file.limits.nesting);
        let mut open: Vec<Open> = Vec::new();
        let depth = self.flow.depth();
        let mut now = Now::default();
        let mut held: Vec<Now> = Vec::new();
        let mut pieces = 0_u32;
        while let Some(piece) = xml.next() {
            pieces = pieces.wrapping_add(1);
            if pieces.is_multiple_of(4096) && self.file.task.is_cancelled() {
                break;
            }
            match piece {
                Piece::Text(text) => {
                    if now.texts > 0 && now.paragraphs > 0 && !now.hidden {
                        self.words(&text, &mut now);
                    }
                }
                Piece::Start(element) => {
                    let around = match element.name() {
                        "table-cell" => Some(Around::Cell),
                        "text-box" => Some(Around::Aside),
                        "note-body" => Some(Around::Note),
                        "header" | "header-left" | "header-first" => Some(Around::Header),
                        "footer" | "footer-left" | "footer-first" => Some(Around::Footer),
                        _ => None,
                    };
                    if let Some(around) = around {
                        if self.flow.begin(around) {
                            let texts =
                                now.texts + u32::from(matches!(around, Around::Header | Around::Footer));
                            held.push(std::mem::replace(&mut now, Now { texts, ..Now::default() }));
                            open.push(Open::Frame);
                        } else {
                            open.push(Open::Nothing);
                        }
                        continue;
                    }
                    match self.begin(&element, &mut now) {
                        Some(opened) => open.push(opened),
                        None => xml.skip(),
                    }
                }
                Piece::End => match open.pop() {
                    Some(Open::Text) => now.texts -= 1,
                    Some(Open::Paragraph) => {
                        now.paragraphs -= 1;
                        if now.texts > 0 {
                            self.flow.end_paragraph(now.mark);
                        }
                        now.after_space = true;
                    }
                    Some(Open::Letters(look, hidden)) => (now.look, now.hidden) = (look, hidden),
                    Some(Open::List) => now.lists -= 1,
                    Some(Open::Row) => self.flow.end_row(),
                    Some(Open::Frame) => {
                        self.flow.end();
                        now = held.pop().unwrap_or_default();
                    }
                    Some(Open::Nothing) | None => {}
                },
            }
        }
        self.is_damaged |= xml.is_damaged && !text.is_empty();
        self.is_too_deep |= xml.is_too_deep;
        self.flow.end_to(depth, now.mark);
    }

    /// Whether the file is damaged, and whether it has too many elements within each other.
    pub fn trouble(&self) -> (bool, bool) {
        (self.is_damaged, self.is_too_deep)
    }

    /// An element begins; `None` where it is to be passed over with all it holds.
    fn begin(&mut self, element: &Element<'_>, now: &mut Now) -> Option<Open> {
        let style = element.attr("style-name");
        Some(match element.name() {
            "text" if now.paragraphs == 0 => {
                now.texts += 1;
                Open::Text
            }
            name @ ("p" | "h") => {
                let style = self.styles.of(false, style.as_deref());
                let level = element.attr("outline-level").and_then(|level| level.trim().parse::<u8>().ok());
                now.mark = match (name, style.named) {
                    ("h", _) => Some(Mark::Heading(level.unwrap_or(1).clamp(1, 6))),
                    (_, Some(mark)) => Some(mark),
                    _ if now.lists > 0 => Some(Mark::Item),
                    _ => None,
                };
                now.look = Look { bold: style.bold == Some(true), size: style.size.unwrap_or(0), link: 0 };
                now.hidden = style.hidden;
                now.paragraphs += 1;
                now.after_space = true;
                Open::Paragraph
            }
            "span" => {
                let before = Open::Letters(now.look, now.hidden);
                let style = self.styles.of(true, style.as_deref());
                now.look.bold = style.bold.unwrap_or(now.look.bold);
                now.look.size = style.size.unwrap_or(now.look.size);
                now.hidden |= style.hidden;
                before
            }
            "a" => {
                let before = Open::Letters(now.look, now.hidden);
                if let Some(address) = element.attr("href") {
                    now.look.link = self.flow.link(&address);
                }
                before
            }
            "s" => {
                /// More say nothing.
                const MOST: usize = 64;
                let count = element.attr("c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                if now.texts > 0 && !now.hidden {
                    (0..count.min(MOST)).for_each(|_| self.flow.space(' '));
                }
                Open::Nothing
            }
            name @ ("tab" | "line-break") => {
                if now.texts > 0 && now.paragraphs > 0 && !now.hidden {
                    self.flow.space(if name == "tab" { '\t' } else { '\n' });
                    now.after_space = true;
                }
                Open::Nothing
            }
            "list" => {
                now.lists += 1;
                Open::List
            }
            "table-row" => Open::Row,
            // Changes, comments, numbers of notes, readings beside characters, words about pictures,
            // what is hidden, what programs keep for themselves.
            "tracked-changes"
            | "annotation"
            | "note-citation"
            | "ruby-text"
            | "forms"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "hidden-text"
            | "hidden-paragraph"
            | "title"
            | "desc"
            | "script"
            | "scripts"
            | "binary-data"
            | "font-face-decls"
            | "meta"
            | "settings"
            | "table-of-content-source"
            | "covered-table-cell" => return None,
            _ => Open::Nothing,
        })
    }

    fn words(&mut self, text: &str, now: &mut Now) {
        let is_white = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        if !text.contains(is_white) {
            self.flow.text(text, now.look);
            now.after_space = false;
            return;
        }
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            if !is_white(c) {
                folded.push(c);
                now.after_space = false;
            } else if !now.after_space {
                folded.push(' ');
                now.after_space = true;
            }
        }
        self.flow.text(&folded, now.look);
    }
}
