//! What the tables at the head of a Rich Text file say: fonts and styles.

use hashbrown::HashMap;

use super::super::Mark;
use super::super::raw::mark_of_style;
use super::charset::{Charset, of_font, page};

/// The fonts of a file.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    by_number: HashMap<i32, Charset>,
    at: i32,
}

impl Fonts {
    /// A word of the table.
    pub fn word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("f", Some(n)) => self.at = n,
            ("fcharset", Some(n)) => {
                self.by_number.entry(self.at).or_insert_with(|| of_font(n));
            }
            // More particular than the set.
            ("cpg", Some(n)) => {
                if let Ok(page) = page(n) {
                    self.by_number.insert(self.at, Charset::Page(page));
                }
            }
            _ => {}
        }
    }

    /// The character set of a font.
    pub fn charset(&self, font: i32) -> Charset {
        self.by_number.get(&font).copied().unwrap_or(Charset::OfFile)
    }
}

/// The styles of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_number: HashMap<i32, Mark>,
    number: Option<i32>,
    level: Option<u8>,
    is_of_letters: bool,
    name: String,
}

impl Styles {
    /// A word of the table.
    pub fn word(&mut self, word: &str, number: Option<i32>) {
        match (word, number) {
            ("s", Some(n)) => self.number = Some(n),
            ("cs" | "ds" | "ts", _) => self.is_of_letters = true,
            ("outlinelevel", Some(n)) => self.level = u8::try_from(n).ok().filter(|n| *n < 9),
            _ => {}
        }
    }

    /// Text of the table: names, each ended by a semicolon.
    pub fn text(&mut self, text: &str) {
        /// Longer than a name.
        const LONGEST: usize = 200;
        for c in text.chars() {
            if c == ';' {
                self.end();
            } else if self.name.len() < LONGEST {
                self.name.push(c);
            }
        }
    }

    fn end(&mut self) {
        let name = std::mem::take(&mut self.name);
        let number = self.number.take().unwrap_or(0);
        let level = self.level.take();
        if std::mem::take(&mut self.is_of_letters) {
            return;
        }
        if let Some(mark) =
            level.map(|level| Mark::Heading((level + 1).min(6))).or_else(|| mark_of_style(&name))
        {
            self.by_number.insert(number, mark);
        }
    }

    /// What a paragraph of a style is.
    pub fn mark(&self, style: i32) -> Option<Mark> {
        self.by_number.get(&style).copied()
    }
}
