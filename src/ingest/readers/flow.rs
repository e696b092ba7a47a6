//! The text of a written document as it flows: paragraphs, rows of tables, text boxes, notes, and what
//! stands at the head and foot of each page, gathered into lines with what they are.
//!
//! Used by the readers of office files, which only say what begins and what ends. A row of short cells
//! becomes one line with tabs between the cells; where cells hold running text, the table is there for
//! the layout and its paragraphs follow each other. Text boxes follow the paragraph they hang on, notes
//! the text.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Found, Input, Mark, Markup, Metadata, RawArticle};
use crate::corpus::{EncodingFound, EncodingSign, FurnitureKind, Span};
use crate::ingest::passed_over::RAISE;
use crate::problem::Cause;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// In bold type.
    pub bold: bool,
    /// Height in half points; 0 where it is not known.
    pub size: u16,
    /// Number of the link that they are, from 1; 0 for none.
    pub link: u32,
}

/// One paragraph or row.
#[derive(Debug, Clone, Default)]
struct Line {
    text: String,
    mark: Option<Mark>,
    /// Follows a line of its kind without a gap: items, rows.
    is_close: bool,
    is_row: bool,
    look: Look,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Para {
    text: String,
    /// How its letters look, where all look the same.
    look: Option<Look>,
}

/// What begins and ends around paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// A cell of a row.
    Cell,
    /// A text box.
    Aside,
    /// A footnote or endnote.
    Note,
    /// The head of the pages.
    Header,
    /// The foot of the pages.
    Footer,
}

#[derive(Debug)]
struct Frame {
    around: Around,
    /// The paragraph that goes on once this ends.
    held: Para,
    lines: Vec<Line>,
    /// Lines that follow the paragraph in hand.
    after: Vec<Line>,
    /// Cells of the row in hand.
    cells: Vec<Vec<Line>>,
}

/// The text of a document while it is read.
#[derive(Debug, Default)]
pub(super) struct Flow {
    para: Para,
    lines: Vec<Line>,
    after: Vec<Line>,
    cells: Vec<Vec<Line>>,
    frames: Vec<Frame>,
    notes: Vec<Line>,
    head: Vec<Line>,
    foot: Vec<Line>,
    links: Vec<String>,
    /// Numbers of `links`.
    numbers: HashMap<String, u32>,
}

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// What a person reads.
    pub raw: String,
    /// What its lines are.
    pub markup: Vec<Markup>,
    /// The address of the article itself: where its headline, or an address that stands alone, leads.
    pub address: Option<String>,
}

/// Text boxes in cells in notes: programs that write do not nest them, so this is ample.
const DEEPEST: usize = 16;

impl Flow {
    /// Adds words to the paragraph.
    pub fn text(&mut self, text: &str, look: Look) {
        let mut is_seen = false;
        for c in text.chars() {
            match c {
                '\t' | '\n' => self.para.text.push(c),
                '\r' | '\u{2028}' | '\u{B}' => self.para.text.push('\n'),
                // Where a line may break, and marks that only direct what is drawn.
                '\u{AD}' | '\u{FEFF}' => {}
                c if c.is_control() => {}
                c => {
                    is_seen |= !c.is_whitespace();
                    self.para.text.push(c);
                }
            }
        }
        if is_seen {
            self.para.look = Some(match self.para.look {
                None => look,
                Some(so_far) => Look {
                    bold: so_far.bold && look.bold,
                    size: so_far.size.min(look.size),
                    link: if so_far.link == look.link { look.link } else { 0 },
                },
            });
        }
    }

    /// Adds white space: a tab or a line break.
    pub fn space(&mut self, c: char) {
        self.para.text.push(c);
    }

    /// The number of links to `address`, to be named in the [`Look`] of their words; 0 for what is too long
    /// to be an address.
    pub fn link(&mut self, address: &str) -> u32 {
        const LONGEST: usize = 4096;
        let address = address.trim();
        if address.len() > LONGEST {
            return 0;
        }
        if let Some(number) = self.numbers.get(address) {
            return *number;
        }
        self.links.push(address.to_owned());
        let number = self.links.len() as u32;
        self.numbers.insert(address.to_owned(), number);
        number
    }

    /// The paragraph ends; it is `mark`.
    pub fn end_paragraph(&mut self, mark: Option<Mark>) {
        let Para { text, look } = std::mem::take(&mut self.para);
        let is_close = mark == Some(Mark::Item);
        let line = Line { text, mark, is_close, is_row: false, look: look.unwrap_or_default() };
        let is_blank = line.text.trim().is_empty();
        let (lines, after) = match self.frames.last_mut() {
            Some(frame) => (&mut frame.lines, &mut frame.after),
            None => (&mut self.lines, &mut self.after),
        };
        if !is_blank {
            lines.push(line);
        }
        lines.append(after);
    }

    /// Something begins within which paragraphs lie; false where it lies too deep to be told from what
    /// is around it, and then has no end either.
    pub fn begin(&mut self, around: Around) -> bool {
        if self.frames.len() >= DEEPEST {
            return false;
        }
        let held = std::mem::take(&mut self.para);
        self.frames.push(Frame { around, held, lines: Vec::new(), after: Vec::new(), cells: Vec::new() });
        true
    }

    /// The innermost of what [`Self::begin`] began ends.
    pub fn end(&mut self) {
        if self.frames.is_empty() {
            return;
        }
        self.end_paragraph(None);
        self.end_row();
        let Some(Frame { around, held, lines, .. }) = self.frames.pop() else { return };
        self.para = held;
        match around {
            Around::Cell => match self.frames.last_mut() {
                Some(frame) => frame.cells.push(lines),
                None => self.cells.push(lines),
            },
            Around::Aside => match self.frames.last_mut() {
                Some(frame) => frame.after.extend(lines),
                None => self.after.extend(lines),
            },
            Around::Note => self.notes.extend(lines),
            Around::Header => self.head.extend(lines),
            Around::Footer => self.foot.extend(lines),
        }
    }

    /// How many of what [`Self::begin`] began have not ended.
    pub fn depth(&self) -> usize {
        self.frames.len()
    }

    /// A part of the text ends, whole or not: its last paragraph, which is `mark`, its last row, and what
    /// began in it, at `depth`.
    pub fn end_to(&mut self, depth: usize, mark: Option<Mark>) {
        self.end_paragraph(mark);
        while self.frames.len() > depth {
            self.end();
        }
        self.end_paragraph(None);
        self.end_row();
    }

    /// The paragraph is the last of a cell of a row, in formats that only say where cells end.
    pub fn end_cell(&mut self, line: Option<Mark>, from: usize) {
        self.end_paragraph(line);
        let (lines, cells) = match self.frames.last_mut() {
            Some(frame) => (&mut frame.lines, &mut frame.cells),
            None => (&mut self.lines, &mut self.cells),
        };
        let cell = lines.split_off(from.min(lines.len()));
        cells.push(cell);
    }

    /// How many lines there are where the paragraph in hand will go.
    pub fn place(&self) -> usize {
        self.frames.last().map_or(self.lines.len(), |frame| frame.lines.len())
    }

    /// The row of the cells that ended last ends.
    pub fn end_row(&mut self) {
        let (lines, cells) = match self.frames.last_mut() {
            Some(frame) => (&mut frame.lines, &mut frame.cells),
            None => (&mut self.lines, &mut self.cells),
        };
        let cells = std::mem::take(cells);
        lines.extend(row(cells));
    }

    /// The whole text.
    pub fn finish(mut self) -> Written {
        self.end_to(0, None);
        by_look(&mut self.lines);
        let address = self.address();
        let mut out = Written { address, ..Written::default() };
        furniture(&mut self.head, FurnitureKind::Masthead);
        furniture(&mut self.foot, FurnitureKind::AfterEnd);
        let lines = self.head.iter().chain(&self.lines).chain(&self.notes).chain(&self.foot);
        let mut is_before_close = false;
        for line in lines {
            out.line(line, is_before_close && line.is_close);
            is_before_close = line.is_close;
        }
        if !out.raw.is_empty() {
            out.raw.push('\n');
        }
        out
    }

    /// The address of the article, where its headline is a link or an address stands alone.
    fn address(&self) -> Option<String> {
        let is_address = |text: &str| text.starts_with("http://") || text.starts_with("https://");
        let mut is_first = true;
        for line in &self.lines {
            let text = line.text.trim();
            let link = (line.look.link as usize).checked_sub(1).and_then(|at| self.links.get(at));
            let link = link.map(String::as_str).filter(|link| is_address(link));
            if is_address(text) && !text.contains(char::is_whitespace) {
                return Some(link.unwrap_or(text).to_owned());
            }
            if let Some(link) = link
                && (is_first || line.mark == Some(Mark::Heading(1)))
            {
                return Some(link.to_owned());
            }
            is_first = false;
        }
        None
    }
}

impl Written {
    /// Adds it to `found` as the article of `file`, which is `what` ("Word file").
    pub fn add_to(self, file: &Input<'_>, what: &str, mut metadata: Metadata, found: &mut Found) {
        if !self.raw.chars().any(char::is_alphanumeric) {
            if file.task.is_cancelled() {
                return;
            }
            let text = format!(
                "The {what} holds no text. If it holds pictures of pages, have their text recognised first"
            );
            found.report(file, Cause::NoArticle, text);
            return;
        }
        metadata.url = metadata.url.or(self.address);
        let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::Stated, had_errors: false };
        found.articles.push(RawArticle {
            record: 0,
            member: None,
            raw: self.raw,
            encoding,
            metadata,
            front_matter: None,
            markup: self.markup,
        });
    }

    fn line(&mut self, line: &Line, is_joined: bool) {
        let mut gap = if is_joined { "\n" } else { "\n\n" };
        for part in line.text.trim().lines() {
            let part = if line.is_row { part.trim_end() } else { part.trim() };
            if part.is_empty() {
                gap = "\n\n";
                continue;
            }
            if !self.raw.is_empty() {
                self.raw.push_str(gap);
            }
            let from = self.raw.len();
            self.raw.push_str(part);
            if let Some(mark) = line.mark {
                self.markup.push(Markup { span: Span::new(from, self.raw.len()), mark });
            }
            gap = "\n";
        }
    }
}

/// What has to be told of a file with too many elements within each other, which is `what` ("Word file").
pub(super) fn told_of_depth(what: &str) -> String {
    format!(
        "The {what} has more boxes within boxes than texts have. Its text was read, but tables and boxes in it may be mixed up: look at it, or {RAISE}"
    )
}

/// What has to be told of a damaged file, which is `what` ("Word file").
pub(super) fn told_of_damage(what: &str) -> String {
    format!(
        "The {what} is damaged or cut short: only what comes before the damage was read. Save it again, or fetch it again"
    )
}

/// A row as one line, or its cells one below the other where they hold running text.
fn row(mut cells: Vec<Vec<Line>>) -> Vec<Line> {
    /// A cell with more is running text.
    const LONG: usize = 400;
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    let is_short = |cell: &Vec<Line>| match cell.as_slice() {
        [] => true,
        [line] => !line.is_row && line.text.len() <= LONG && !line.text.contains('\n'),
        _ => false,
    };
    if filled < 2 || !cells.iter().all(is_short) {
        return cells.into_iter().flatten().collect();
    }
    // Empty cells at the end say nothing.
    while cells.last().is_some_and(Vec::is_empty) {
        cells.pop();
    }
    let words =
        |cell: &Vec<Line>| cell.first().map_or(String::new(), |line| line.text.trim().replace('\t', " "));
    let text = cells.iter().map(words).collect::<Vec<_>>().join("\t");
    vec![Line { text, is_close: true, is_row: true, ..Line::default() }]
}

/// Each line once, as furniture.
fn furniture(lines: &mut Vec<Line>, kind: FurnitureKind) {
    let mut seen = HashSet::new();
    lines.retain(|line| seen.insert(line.text.trim().to_owned()));
    for line in lines {
        let is_number = line.text.chars().filter(|c| c.is_alphabetic()).count() <= 8
            && line.text.chars().any(|c| c.is_ascii_digit());
        line.mark = Some(Mark::Furniture(if is_number { FurnitureKind::Paging } else { kind }));
        (line.is_close, line.is_row) = (false, false);
    }
}

/// Marks lines as headings that only look like ones: short, without a stop at the end, and all in bold
/// or larger than the text. Where most is bold, bold says nothing.
fn by_look(lines: &mut [Line]) {
    /// A headline of two lines.
    const LONGEST: usize = 160;
    let letters = |line: &Line| line.text.chars().filter(|c| c.is_alphanumeric()).count();
    let (mut by_size, mut bold, mut all) = (BTreeMap::<u16, usize>::new(), 0, 0);
    for line in lines.iter() {
        let n = letters(line);
        all += n;
        bold += if line.look.bold { n } else { 0 };
        *by_size.entry(line.look.size).or_default() += n;
    }
    let usual = by_size.iter().max_by_key(|(_, n)| **n).map_or(0, |(size, _)| *size);
    let tells_bold = bold * 2 < all;
    let has_title = lines.iter().any(|line| line.mark == Some(Mark::Heading(1)));
    let large = usual.saturating_add(4);
    let is_large = |line: &Line| usual > 0 && line.look.size > usual && line.look.size >= large;
    let is_candidate = |line: &Line| {
        let text = line.text.trim();
        line.mark.is_none()
            && !line.is_row
            && text.len() <= LONGEST * 3
            && text.chars().count() <= LONGEST
            && !text.contains(['\n', '\t'])
            && !text.ends_with(['.', ',', ';', ':', '。', '，', '；', '：', '、'])
            && letters(line) >= 2
            && (is_large(line) || tells_bold && line.look.bold)
    };
    let candidates = lines.iter().filter(|line| is_candidate(line) && is_large(line));
    let largest = candidates.map(|line| line.look.size).max().filter(|_| !has_title);
    for line in lines {
        if is_candidate(line) {
            let is_title = is_large(line) && Some(line.look.size) == largest;
            line.mark = Some(Mark::Heading(if is_title { 1 } else { 2 }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, Flow, Look};

    #[test]
    fn addresses_are_kept_once_and_none_that_is_no_address() {
        let mut flow = Flow::default();
        let long = "x".repeat(5000);
        let found = [" https://a.example ", "https://b.example", "https://a.example", long.as_str()];
        assert_eq!(found.map(|address| flow.link(address)), [1, 2, 1, 0]);
        assert_eq!(flow.links, ["https://a.example", "https://b.example"]);
    }

    #[test]
    fn what_a_part_leaves_open_does_not_run_into_the_next() {
        let mut flow = Flow::default();
        assert!(flow.begin(Around::Note));
        let depth = flow.depth();
        flow.text("cut", Look::default());
        assert!(flow.begin(Around::Aside));
        flow.text("box", Look::default());
        flow.end_to(depth, None);
        flow.text("next", Look::default());
        flow.end();
        assert_eq!(flow.depth(), 0);
        assert_eq!(flow.finish().raw, "cut\n\nbox\n\nnext\n");
    }
}
