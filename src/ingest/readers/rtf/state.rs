//! Groups, what is in force in them, and bytes that wait to become text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::super::flow::{Around, Flow, Look};
use super::super::{Mark, Metadata};
use super::charset::{Charset, symbols};
use super::fonts::{Fonts, Styles};
use super::tokens::{Token, Tokens};
use crate::task::Task;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Goes {
    /// Into the text.
    #[default]
    Text,
    /// Nowhere.
    Nowhere,
    /// Nowhere, but what a text box within holds is text.
    Shape,
    /// The table of fonts.
    Fonts,
    /// The table of styles.
    Styles,
    /// Into what is stated.
    Stated(Stated),
    /// Into a time that is stated in numbers.
    Time,
    /// The instruction of a field.
    Instruction,
}

/// What a file states of itself in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stated {
    Title,
    Author,
    Subject,
    Company,
}

/// What is in force in a group.
#[expect(clippy::struct_excessive_bools, reason = "they are set and unset one by one")]
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub goes: Goes,
    pub font: i32,
    /// Characters that stand in for each `\u`.
    pub skip: u8,
    pub bold: bool,
    pub hidden: bool,
    pub size: u16,
    pub link: u32,
    pub style: i32,
    pub level: Option<u8>,
    pub is_item: bool,
    pub in_table: bool,
    /// Its end is the end of a note, a text box, a head or foot of a page.
    pub is_framed: bool,
    /// The next word may name something to ignore.
    pub is_ignorable: bool,
}

impl State {
    fn new() -> Self {
        Self {
            goes: Goes::Text,
            font: -1,
            skip: 1,
            bold: false,
            hidden: false,
            size: 24,
            link: 0,
            style: 0,
            level: None,
            is_item: false,
            in_table: false,
            is_framed: false,
            is_ignorable: false,
        }
    }

    /// The look of its letters.
    fn look(&self) -> Look {
        Look { bold: self.bold, size: self.size, link: self.link }
    }
}

/// What is known at the end.
#[derive(Debug)]
pub(super) struct End {
    pub metadata: Metadata,
    pub encoding: &'static Encoding,
    pub had_errors: bool,
    pub is_cut: bool,
    pub unknown_page: Option<i32>,
}

/// Reads a file.
pub(super) struct Machine<'a> {
    tokens: Tokens<'a>,
    pub flow: &'a mut Flow,
    pub now: State,
    pub groups: Vec<State>,
    /// Groups open beyond those on the list.
    beyond: u64,
    pub page: &'static Encoding,
    pub fonts: Fonts,
    pub styles: Styles,
    pub default_font: i32,
    pub metadata: Metadata,
    pub unknown_page: Option<i32>,
    /// The instruction of the field in hand.
    pub instruction: String,
    pub time: [i32; 3],
    /// Line at which the cell in hand begins.
    pub cell_from: Option<usize>,
    /// Bytes in hand, and what they are in.
    bytes: Vec<u8>,
    charset: Charset,
    /// First half of a character beyond the basic plane.
    high: Option<u16>,
    /// Characters still to be passed over after `\u`.
    to_skip: u8,
    /// All bytes beyond ASCII are UTF-8 as they stand: against the format, and met.
    is_utf_8: bool,
    had_errors: bool,
    is_over: bool,
}

impl<'a> Machine<'a> {
    pub fn new(bytes: &'a [u8], flow: &'a mut Flow) -> Self {
        Self {
            tokens: Tokens::new(bytes),
            flow,
            now: State::new(),
            groups: Vec::new(),
            beyond: 0,
            page: WINDOWS_1252,
            fonts: Fonts::default(),
            styles: Styles::default(),
            default_font: -1,
            metadata: Metadata::default(),
            unknown_page: None,
            instruction: String::new(),
            time: [0; 3],
            cell_from: None,
            bytes: Vec::new(),
            charset: Charset::OfFile,
            high: None,
            to_skip: 0,
            is_utf_8: !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok(),
            had_errors: false,
            is_over: false,
        }
    }

    /// Reads all of it.
    pub fn run(&mut self, task: &Task) {
        let mut pieces = 0_u32;
        while let Some(token) = self.tokens.next() {
            pieces = pieces.wrapping_add(1);
            if pieces.is_multiple_of(65536) && task.is_cancelled() {
                return;
            }
            match token {
                Token::Open => self.open(),
                Token::Close => {
                    self.close();
                    if self.is_over {
                        return;
                    }
                }
                Token::Binary => self.to_skip = self.to_skip.saturating_sub(1),
                Token::Hex(_) if self.to_skip > 0 => self.to_skip -= 1,
                // Counted by the letter of the format, words would stand in for a character too; no
                // program writes that, and some leave out what stands in.
                Token::Word(word, number) => {
                    self.to_skip = 0;
                    let is_ignorable = std::mem::take(&mut self.now.is_ignorable);
                    self.word(word, number, is_ignorable);
                }
                Token::Symbol(sign) => {
                    self.to_skip = 0;
                    self.symbol(sign);
                }
                Token::Hex(byte) => self.add_bytes(&[byte]),
                Token::Text(text) => {
                    let skipped = usize::from(self.to_skip).min(text.len());
                    self.to_skip -= skipped as u8;
                    self.raw(text.get(skipped..).unwrap_or(&[]));
                }
            }
        }
    }

    /// What is known once all is read.
    pub fn end(mut self) -> End {
        self.flush();
        self.end_paragraph();
        self.flow.end_row();
        End {
            metadata: self.metadata,
            encoding: self.page,
            had_errors: self.had_errors,
            is_cut: !self.is_over,
            unknown_page: self.unknown_page,
        }
    }

    fn open(&mut self) {
        /// Groups kept apart; in deeper ones all is as in the last of these.
        const MOST: usize = 1 << 20;
        self.to_skip = 0;
        if self.groups.len() < MOST {
            self.groups.push(self.now);
            (self.now.is_framed, self.now.is_ignorable) = (false, false);
        } else {
            self.beyond += 1;
        }
    }

    fn close(&mut self) {
        self.to_skip = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(around) = self.groups.pop() else { return };
        let looks_alike = around.look() == self.now.look() && around.hidden == self.now.hidden;
        if !looks_alike || around.goes != self.now.goes || self.now.is_framed || around.goes == Goes::Styles {
            self.flush();
        }
        if self.now.is_framed {
            let mark = self.mark();
            self.flow.end_paragraph(mark);
            self.flow.end();
            self.cell_from = None;
        }
        if self.now.goes != around.goes {
            self.leave(self.now.goes);
        }
        self.now = around;
        self.is_over = self.groups.is_empty();
    }

    /// Text from here goes to `goes`, to the end of the group.
    pub fn go(&mut self, goes: Goes) {
        self.flush();
        self.now.goes = goes;
    }

    /// Something that stands beside the text begins, to the end of the group.
    pub fn frame(&mut self, around: Around) {
        self.go(Goes::Text);
        if !self.now.is_framed && self.flow.begin(around) {
            self.now.is_framed = true;
            (self.now.in_table, self.cell_from) = (false, None);
        }
    }

    /// Bytes as they stand in the file.
    fn raw(&mut self, text: &'a [u8]) {
        if self.is_utf_8 && !text.is_ascii() {
            self.flush();
            self.say(&String::from_utf8_lossy(text));
        } else {
            self.add_bytes(text);
        }
    }

    /// A byte of text.
    pub fn byte(&mut self, byte: u8) {
        self.add_bytes(&[byte]);
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        if bytes.is_empty() || matches!(self.now.goes, Goes::Nowhere | Goes::Shape | Goes::Fonts | Goes::Time)
        {
            return;
        }
        let charset = if self.now.goes == Goes::Text {
            self.fonts.charset(if self.now.font < 0 { self.default_font } else { self.now.font })
        } else {
            Charset::OfFile
        };
        if charset != self.charset {
            self.flush();
            self.charset = charset;
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// Makes text of the bytes in hand.
    pub fn flush(&mut self) {
        if self.high.take().is_some() {
            self.had_errors = true;
            self.say("\u{FFFD}");
        }
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let page = match self.charset {
            Charset::Symbols => {
                self.say(&symbols(&bytes));
                return;
            }
            Charset::Page(page) => page,
            Charset::OfFile => self.page,
        };
        let (text, had_errors) = page.decode_without_bom_handling(&bytes);
        self.had_errors |= had_errors && !self.now.hidden;
        self.say(&text);
        // The room is used again.
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// Text goes where the group says.
    pub fn say(&mut self, text: &str) {
        /// Of what is stated and of instructions.
        const LONGEST: usize = 4096;
        let add = |there: &mut Option<String>| {
            let there = there.get_or_insert_default();
            if there.len() + text.len() <= LONGEST {
                there.push_str(text);
            }
        };
        match self.now.goes {
            Goes::Text if !self.now.hidden => self.flow.text(text, self.now.look()),
            Goes::Styles => self.styles.text(text),
            Goes::Instruction if self.instruction.len() + text.len() <= LONGEST => {
                self.instruction.push_str(text);
            }
            Goes::Stated(Stated::Title) => add(&mut self.metadata.title),
            Goes::Stated(which) => {
                let name = match which {
                    Stated::Author => "creator",
                    Stated::Subject => "subject",
                    Stated::Company | Stated::Title => "company",
                };
                match self.metadata.other.iter_mut().find(|(key, _)| key == name) {
                    Some((_, there)) if there.len() + text.len() <= LONGEST => there.push_str(text),
                    Some(_) => {}
                    None => self.metadata.other.push((name.to_owned(), text.to_owned())),
                }
            }
            _ => {}
        }
    }

    /// A character by its number, of which numbers above 32,767 are written as negative ones.
    pub fn unicode(&mut self, number: i32) {
        self.to_skip = self.now.skip;
        let code = if number < 0 { number + 0x1_0000 } else { number };
        let Ok(code) = u32::try_from(code) else { return };
        match (self.high.take(), code) {
            (high, 0xD800..=0xDBFF) => {
                if high.is_some() {
                    self.say("\u{FFFD}");
                }
                self.flush();
                self.high = Some(code as u16);
            }
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + ((u32::from(high) - 0xD800) << 10) + (code - 0xDC00);
                let c = char::from_u32(code).unwrap_or('\u{FFFD}');
                self.say(c.encode_utf8(&mut [0; 4]));
            }
            (high, code) => {
                if high.is_some() {
                    self.say("\u{FFFD}");
                }
                self.flush();
                let symbol = super::super::docx::symbol(code);
                if (0xF000..=0xF0FF).contains(&code) && symbol.is_none() {
                    return;
                }
                self.had_errors |= symbol.is_none();
                self.say(symbol.unwrap_or('\u{FFFD}').encode_utf8(&mut [0; 4]));
            }
        }
    }

    /// What the paragraph in hand is.
    pub fn mark(&self) -> Option<Mark> {
        let level = self.now.level.map(|level| Mark::Heading((level + 1).min(6)));
        let by_style = level.or_else(|| self.styles.mark(self.now.style));
        match by_style {
            Some(mark @ Mark::Heading(_)) => Some(mark),
            _ if self.now.is_item => Some(Mark::Item),
            mark => mark,
        }
    }

    /// The paragraph ends.
    pub fn end_paragraph(&mut self) {
        self.flush();
        if self.now.goes != Goes::Text {
            return;
        }
        if !self.now.in_table && self.cell_from.take().is_some() {
            self.flow.end_row();
        }
        if self.now.in_table {
            let place = self.flow.place();
            self.cell_from.get_or_insert(place);
        }
        let mark = self.mark();
        self.flow.end_paragraph(mark);
    }

    /// The name of the encoding of the file as a whole.
    pub fn set_page(&mut self, number: i32) {
        self.flush();
        match super::charset::page(number) {
            Ok(page) => self.page = page,
            Err(number) => self.unknown_page = Some(number),
        }
        if number == 65001 {
            self.page = UTF_8;
        }
    }
}
