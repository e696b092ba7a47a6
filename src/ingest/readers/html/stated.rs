//! The article's text as the page states it for machines: which lines say the same.

use hashbrown::HashSet;
use xxhash_rust::xxh3::xxh3_64;

/// Words in a row that are compared.
const ROW: usize = 4;

/// Rows of words of a stated text.
#[derive(Debug, Default)]
pub(super) struct Stated {
    rows: HashSet<u64>,
}

impl Stated {
    /// The rows of `text`.
    pub fn new(text: &str) -> Self {
        let mut rows = HashSet::new();
        each_row(text, |row| {
            rows.insert(row);
        });
        Self { rows }
    }

    /// Whether nearly all of a line's words stand in the stated text.
    pub fn holds(&self, line: &str) -> bool {
        if self.rows.is_empty() {
            return false;
        }
        let (mut all, mut known) = (0_usize, 0_usize);
        each_row(line, |row| {
            all += 1;
            known += usize::from(self.rows.contains(&row));
        });
        all > 0 && known * 10 >= all * 7
    }
}

/// Calls `found` with each row of words of `text`; a text shorter than a row has none.
fn each_row(text: &str, mut found: impl FnMut(u64)) {
    let mut row = [0_u64; ROW];
    let mut count = 0_usize;
    let mut push = |word: &str| {
        row.rotate_left(1);
        row[ROW - 1] = xxh3_64(word.as_bytes());
        count += 1;
        if count >= ROW {
            found(row.iter().fold(0, |all, word| all.rotate_left(17) ^ word));
        }
    };
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            // Without spaces between words, each character is one.
            if crate::text::script::is_cjk(c) {
                if !word.is_empty() {
                    push(&word);
                    word.clear();
                }
                push(c.encode_utf8(&mut [0; 4]));
            } else {
                word.extend(c.to_lowercase());
            }
        } else if !word.is_empty() {
            push(&word);
            word.clear();
        }
    }
    if !word.is_empty() {
        push(&word);
    }
}
