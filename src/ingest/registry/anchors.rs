//! Words and marks that phrases which may stand anywhere in a line cannot be without.
//!
//! A page is walked through once for the words of all lists; where one of these words stands on it, and nowhere else, may
//! such a phrase stand.

use aho_corasick::packed::{Config, MatchKind, Searcher};

use super::sieve::{Place, slot_of_word};
use crate::text::runs::run_of_letters;

/// For each phrase a word or mark that a [`Place`] begins with wherever the phrase stands in ASCII text.
pub(super) struct Anchors {
    /// Words, by the places of their first letters in tables of words.
    words: Vec<u64>,
    /// Marks.
    marks: [bool; 256],
    /// Words that may stand inside longer ones: they have to be looked for.
    others: Option<Searcher>,
    has_others: bool,
}

/// What a number is folded to.
const NUMBER: u8 = b'#';

impl Anchors {
    /// Of folded phrases; others than those in ASCII do not stand in ASCII text.
    pub fn new<'a>(phrases: impl Iterator<Item = &'a str>) -> Self {
        let mut this = Self { words: Vec::new(), marks: [false; 256], others: None, has_others: false };
        let mut others = Vec::new();
        for phrase in phrases.filter(|phrase| phrase.is_ascii()).map(str::as_bytes) {
            if let Some(slot) = anchor(phrase) {
                let at = slot >> 6;
                this.words.resize(this.words.len().max(at + 1), 0);
                this.words[at] |= 1 << (slot & 63);
            } else if let Some(&mark) = phrase.iter().find(|byte| b"{}[]<>+=_@".contains(byte)) {
                this.marks[usize::from(mark)] = true;
            } else {
                let words = phrase.split(|byte| !byte.is_ascii_alphabetic());
                others.extend(words.max_by_key(|word| word.len()));
            }
        }
        this.has_others = !others.is_empty();
        let mut config = Config::new();
        this.others = config.match_kind(MatchKind::LeftmostFirst).builder().extend(others).build();
        this
    }

    /// Whether an anchor may stand at `place`.
    #[inline]
    pub fn may_stand_at(&self, place: &Place) -> bool {
        if place.word == 0 {
            return self.marks[usize::from(place.mark())];
        }
        let slot = place.slot();
        self.words.get(slot >> 6).is_some_and(|bits| bits >> (slot & 63) & 1 == 1)
    }

    /// Whether a word of a phrase that has no anchor stands in `lower`, in lower case.
    pub fn others_stand_in(&self, lower: &str) -> bool {
        // Not every processor has such a searcher.
        self.has_others && self.others.as_ref().is_none_or(|others| others.find(lower).is_some())
    }
}

/// The slot of the longest word of a phrase that begins at a [`Place`] of any text with the phrase and has this slot there:
/// behind the first mark or space, and as long there as in the phrase, or so long that no more of it counts.
fn anchor(phrase: &[u8]) -> Option<usize> {
    let is_bound = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != NUMBER;
    let mut best: Option<&[u8]> = None;
    let mut at = 0;
    while let Some(rest) = phrase.get(at..).filter(|rest| !rest.is_empty()) {
        let word = rest.get(..run_of_letters(rest)).unwrap_or(&[]);
        let is_begun = at.checked_sub(1).and_then(|before| phrase.get(before)).is_some_and(is_bound);
        let ends = match rest.get(word.len()) {
            Some(next) => is_bound(next),
            None => word.len() >= super::sieve::WORD,
        };
        if is_begun && ends && word.len() >= SHORTEST && best.is_none_or(|best| best.len() < word.len()) {
            best = Some(word);
        }
        at += word.len().max(1);
    }
    best.map(slot_of_word)
}

/// Shorter words stand everywhere.
const SHORTEST: usize = 3;

#[cfg(test)]
mod tests {
    use super::super::sieve::each_place;
    use super::*;
    use crate::text::blocks::Blocks;

    #[test]
    fn a_phrase_is_never_without_its_anchor() {
        let phrases = [
            "all rights reserved",
            "via tabloid",
            "ctrl+enter",
            "{{#",
            "[object object]",
            "googletag.",
            "window.__",
            "premium titles",
            "page # of the weather",
            "quo vadis",
            "x#reserved y",
        ];
        let anchors = Anchors::new(phrases.into_iter());
        let around = ["", "x", "2", " ", "the talks. ", "- ", "s were held"];
        for (phrase, before) in phrases.iter().flat_map(|phrase| around.map(|before| (phrase, before))) {
            for after in around {
                for text in [phrase.replace('#', "12"), phrase.replace('#', "1,2").replace(' ', " \t ")] {
                    let text = format!("{before}{text}{after}");
                    let mut stands = anchors.others_stand_in(&text);
                    let blocks = Blocks::of(text.as_bytes());
                    each_place(text.as_bytes(), 0, &blocks, 0, |place| stands |= anchors.may_stand_at(place));
                    assert!(stands, "{phrase:?} in {text:?}");
                }
            }
        }
        let text = "the talks on the island ended without a word about the harbour.";
        let blocks = Blocks::of(text.as_bytes());
        each_place(text.as_bytes(), 0, &blocks, 0, |place| {
            assert!(!anchors.may_stand_at(place), "{place:?}");
        });
        assert!(!anchors.others_stand_in(text));
    }
}
