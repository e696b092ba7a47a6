//! What the control words of Rich Text do.

use super::super::docx::address_in;
use super::super::flow::Around;
use super::state::{Goes, Machine, Stated};

impl Machine<'_> {
    /// A control word; `is_ignorable` where its group is to be passed over if nobody knows it.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, is_ignorable: bool) {
        let is_on = number != Some(0);
        match self.now.goes {
            Goes::Fonts => return self.fonts.word(word, number),
            Goes::Styles => {
                self.flush();
                self.styles.word(word, number);
            }
            Goes::Time => {
                if let (Some(at), Some(n)) = (["yr", "mo", "dy"].iter().position(|w| *w == word), number)
                    && let Some(there) = self.time.get_mut(at)
                {
                    *there = n;
                }
                return;
            }
            Goes::Nowhere if !matches!(word, "u" | "uc" | "ud" | "result") => return,
            Goes::Shape if !matches!(word, "u" | "uc" | "shptxt") => return,
            _ => {}
        }
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.now.skip = u8::try_from(number.unwrap_or(1)).unwrap_or(1),
            "ansicpg" => self.set_page(number.unwrap_or(0)),
            "mac" => self.set_page(10000),
            "pc" => self.set_page(437),
            "pca" => self.set_page(850),
            "deff" => self.default_font = number.unwrap_or(-1),
            // Where text goes.
            "fonttbl" => self.go(Goes::Fonts),
            "stylesheet" => self.go(Goes::Styles),
            "title" => self.stated(Stated::Title),
            "author" => self.stated(Stated::Author),
            "subject" => self.stated(Stated::Subject),
            "company" => self.stated(Stated::Company),
            "creatim" => {
                self.go(Goes::Time);
                self.time = [0; 3];
            }
            "fldinst" => {
                self.go(Goes::Instruction);
                self.instruction.clear();
            }
            "fldrslt" => {
                self.flush();
                let address = address_in(&self.instruction).map(str::to_owned);
                if let Some(address) = address {
                    self.now.link = self.flow.link(&address);
                }
                self.instruction.clear();
            }
            "shpinst" => self.go(Goes::Shape),
            "shptxt" => self.frame(Around::Aside),
            "footnote" => self.frame(Around::Note),
            "header" | "headerl" | "headerr" | "headerf" => self.frame(Around::Header),
            "footer" | "footerl" | "footerr" | "footerf" => self.frame(Around::Footer),
            // What an object looks like, and the same text again in characters of Unicode.
            "result" | "ud" => {
                let around = self.groups.len().checked_sub(2).and_then(|at| self.groups.get(at));
                let goes = around.map_or(Goes::Nowhere, |around| around.goes);
                self.go(goes);
            }
            "pntext" | "listtext" => {
                self.go(Goes::Nowhere);
                // The paragraph it stands in is an item.
                self.mark_item();
            }
            "info" | "colortbl" | "pict" | "object" | "filetbl" | "listtable" | "listoverridetable"
            | "rsidtbl" | "revtbl" | "shprslt" | "nonshppict" | "upr" | "xe" | "tc" | "rxe" | "txe"
            | "themedata" | "colorschememapping" | "datastore" | "latentstyles" | "atnid" | "atnauthor"
            | "annotation" | "datafield" | "formfield" | "fontemb" | "fontfile" | "operator" | "keywords"
            | "doccomm" | "comment" | "manager" | "category" | "hlinkbase" | "revtim" | "printim"
            | "buptim" | "generator" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" => {
                self.pass(word);
            }
            "pn" => {
                self.go(Goes::Nowhere);
                self.mark_item();
            }
            _ if is_ignorable => self.go(Goes::Nowhere),
            _ => self.format(word, number, is_on),
        }
    }

    /// What the file states lies among what is passed over.
    fn stated(&mut self, which: Stated) {
        self.go(Goes::Stated(which));
    }

    /// The group holds no text; `info` alone is looked into.
    fn pass(&mut self, word: &str) {
        if word != "info" {
            self.go(Goes::Nowhere);
        }
    }

    /// A group that went to `goes` ends.
    pub(super) fn leave(&mut self, goes: Goes) {
        if goes == Goes::Time {
            let [year, month, day] = self.time;
            if year > 0 {
                let date = format!("{year:04}-{month:02}-{day:02}");
                self.metadata.other.push(("created".to_owned(), date));
            }
        }
    }

    fn mark_item(&mut self) {
        self.now.is_item = true;
        if let Some(around) = self.groups.last_mut() {
            around.is_item = true;
        }
    }

    /// How letters and paragraphs look, and where they end.
    fn format(&mut self, word: &str, number: Option<i32>, is_on: bool) {
        match word {
            "f" => self.now.font = number.unwrap_or(-1),
            "b" => self.look(|now| now.bold = is_on),
            "fs" => self.look(|now| now.size = number.and_then(|n| u16::try_from(n).ok()).unwrap_or(24)),
            "v" | "deleted" => self.look(|now| now.hidden = is_on),
            "plain" => self.look(|now| {
                (now.bold, now.hidden, now.size, now.font) = (false, false, 24, -1);
            }),
            "pard" => {
                self.flush();
                (self.now.style, self.now.level, self.now.is_item, self.now.in_table) =
                    (0, None, false, false);
            }
            "s" => self.now.style = number.unwrap_or(0),
            "outlinelevel" => {
                self.now.level = number.and_then(|n| u8::try_from(n).ok()).filter(|level| *level < 9);
            }
            "ls" => self.now.is_item = number != Some(0),
            "intbl" => self.now.in_table = true,
            "itap" => self.now.in_table = number.is_some_and(|n| n > 0),
            "trowd" => self.flush(),
            // Tables in tables: their rows are lines of the cell around.
            "par" | "sect" | "page" | "column" | "nestrow" => self.end_paragraph(),
            "cell" => self.cell(),
            "row" => {
                self.flush();
                self.flow.end_row();
                self.cell_from = None;
            }
            "nestcell" | "tab" => self.space('\t'),
            "line" | "lbr" => self.space('\n'),
            "emdash" => self.sign("—"),
            "endash" => self.sign("–"),
            "lquote" => self.sign("‘"),
            "rquote" => self.sign("’"),
            "ldblquote" => self.sign("“"),
            "rdblquote" => self.sign("”"),
            "bullet" => self.sign("•"),
            "emspace" | "enspace" | "qmspace" => self.sign(" "),
            "zwj" => self.sign("\u{200D}"),
            "zwnj" => self.sign("\u{200C}"),
            _ => {}
        }
    }

    /// A control symbol.
    pub(super) fn symbol(&mut self, sign: u8) {
        match sign {
            b'*' => self.now.is_ignorable = true,
            b'\r' | b'\n' => self.end_paragraph(),
            b'\t' => self.space('\t'),
            // A second byte of two may be one of these; else they flow with the rest all the same.
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'~' => self.sign("\u{A0}"),
            b'_' => self.sign("-"),
            _ => {}
        }
    }

    /// Letters look otherwise from here.
    fn look(&mut self, change: impl FnOnce(&mut super::state::State)) {
        self.flush();
        change(&mut self.now);
    }

    fn sign(&mut self, text: &str) {
        self.flush();
        self.say(text);
    }

    fn space(&mut self, c: char) {
        self.flush();
        match self.now.goes {
            Goes::Text if !self.now.hidden => self.flow.space(c),
            Goes::Text => {}
            _ => self.say(" "),
        }
    }

    fn cell(&mut self) {
        self.flush();
        if self.now.goes == Goes::Text {
            let mark = self.mark();
            let place = self.flow.place();
            let from = self.cell_from.take().unwrap_or(place);
            self.flow.end_cell(mark, from);
            self.cell_from = None;
        }
    }
}
