//! The little words of languages in Latin letters ("the", "und", "que"), counted in a text.
//!
//! News prose is full of them. A word is looked up by its letters as one number: this is done for every word of the
//! beginning of every article.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::profiles::LATIN;

/// Hits of the little words of each language.
pub(super) struct LittleWords {
    /// By place in [`LATIN`]; a word shared by two languages is worth a half to each.
    scores: [f64; LATIN.len()],
    hits: [usize; LATIN.len()],
    words: usize,
    /// How often each word of the table hit.
    counts: Vec<usize>,
    /// Those that did.
    seen: Vec<usize>,
}

/// The language whose little words hit most.
pub(super) struct Best {
    pub code: &'static str,
    /// Whether it is by far the most, in prose.
    pub is_clear: bool,
}

impl LittleWords {
    pub fn count(text: &str) -> Self {
        let table = LittleTable::get();
        let mut tally = Self {
            scores: [0.0; LATIN.len()],
            hits: [0; LATIN.len()],
            words: 0,
            counts: vec![0; table.words.len()],
            seen: Vec::new(),
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let from = at;
            at += length_of_word(text, at);
            if at == from {
                at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                continue;
            }
            tally.words += 1;
            if let Some(known) = bytes.get(from..at).and_then(|word| table.place(word)) {
                tally.add(known, table);
            }
        }
        tally
    }

    fn add(&mut self, known: usize, table: &LittleTable) {
        let Some(&(_, languages)) = table.words.get(known) else { return };
        let worth = 1.0 / f64::from(languages.count_ones());
        let mut rest = languages;
        while rest != 0 {
            let at = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            self.scores[at] += worth;
            self.hits[at] += 1;
        }
        if let Some(count) = self.counts.get_mut(known) {
            if *count == 0 {
                self.seen.push(known);
            }
            *count += 1;
        }
    }

    pub fn best(&self) -> Option<Best> {
        let at = (0..LATIN.len()).max_by(|&a, &b| self.scores[a].total_cmp(&self.scores[b]))?;
        let score = self.scores[at];
        let next = (0..LATIN.len()).filter(|&other| other != at).map(|other| self.scores[other]);
        let next = next.fold(0.0, f64::max);
        let (code, _) = LATIN.get(at)?;
        // News prose is a quarter to a half little words; a list of names or a menu is not.
        let is_prose = self.hits[at] * 8 >= self.words && score >= 3.0;
        (score > 0.0).then_some(Best { code, is_clear: is_prose && score >= next * 1.5 })
    }

    /// The three commonest words of `code` in the text.
    pub fn quote(&self, code: &str) -> String {
        let at = LATIN.iter().position(|(known, _)| *known == code).unwrap_or(0);
        let table = LittleTable::get();
        let words =
            self.seen.iter().filter_map(|&known| Some((table.words.get(known)?, self.counts.get(known)?)));
        let mut own: Vec<(&str, usize)> = words
            .filter(|((_, languages), _)| languages & (1 << at) != 0)
            .map(|((word, _), count)| (*word, *count))
            .collect();
        own.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        own.iter().take(3).map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
    }
}

/// How many bytes of letters and apostrophes stand in `text` from `from` on.
fn length_of_word(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() || byte == b'\'' {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let c = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphabetic());
            let Some(c) = c else { break };
            at += c.len_utf8();
        }
    }
    at - from
}

/// The little words, found by their letters as one number.
struct LittleTable {
    /// Each word with the languages that have it, one bit a language.
    words: Vec<(&'static str, u32)>,
    places: HashMap<u128, usize>,
}

impl LittleTable {
    /// No little word is longer, in bytes.
    const LONGEST: usize = 12;

    fn get() -> &'static Self {
        static TABLE: OnceLock<LittleTable> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut table = Self { words: Vec::new(), places: HashMap::new() };
            for (at, (_, words)) in LATIN.iter().enumerate() {
                for word in words.split(' ') {
                    let place = *table.places.entry(Self::key(word.as_bytes())).or_insert(table.words.len());
                    if place == table.words.len() {
                        table.words.push((word, 0));
                    }
                    if let Some((_, languages)) = table.words.get_mut(place) {
                        *languages |= 1 << at;
                    }
                }
            }
            table
        })
    }

    /// The place of a word, whatever the case of its ASCII letters.
    fn place(&self, word: &[u8]) -> Option<usize> {
        if word.len() > Self::LONGEST {
            return None;
        }
        self.places.get(&Self::key(word)).copied()
    }

    fn key(word: &[u8]) -> u128 {
        word.iter().fold(0, |key, byte| key << 8 | u128::from(byte.to_ascii_lowercase()))
    }
}
