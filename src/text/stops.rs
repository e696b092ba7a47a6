//! Where a sentence may end: stops and line breaks, and how the next of them is found.

/// What a character can do to a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// `.`, which also abbreviates.
    Dot,
    /// `!`, `?`, `…` and their like, which need white space after them.
    Mark,
    /// `。` and its like, which do not.
    Wide,
}

/// What this character can do to a sentence.
pub(super) fn stop_of(c: char) -> Option<Stop> {
    match c {
        '.' => Some(Stop::Dot),
        '!' | '?' | '…' | '‼' | '‽' | '⁇' | '⁈' | '⁉' | '؟' | '۔' | '։' | '।' | '॥' | '።' | '၊' | '။' => {
            Some(Stop::Mark)
        }
        '。' | '！' | '？' | '｡' | '．' => Some(Stop::Wide),
        _ => None,
    }
}

/// The next place at or after `from` where a stop or a line break may stand.
pub(super) fn next_candidate(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at += plain_length(bytes.get(at..)?);
        at += bytes.get(at..)?.iter().position(|&b| CANDIDATES[b as usize])?;
        if bytes[at].is_ascii() {
            return Some(at);
        }
        let c = text.get(at..)?.chars().next()?;
        if stop_of(c).is_some() || is_line_break(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// How many bytes of `text` are surely none of the [`CANDIDATES`]: most of a sentence in ASCII is passed by a piece at a
/// time.
#[inline]
fn plain_length(text: &[u8]) -> usize {
    const PIECE: usize = 16;
    let mut length = 0;
    for piece in text.chunks_exact(PIECE) {
        // Signed, so that controls and what is not ASCII are the lowest. All are looked at: that takes no branches.
        let may_be = |byte: u8| (byte as i8) < b' ' as i8 || matches!(byte, b'.' | b'!' | b'?');
        if piece.iter().fold(false, |found, &byte| found | may_be(byte)) {
            break;
        }
        length += PIECE;
    }
    length
}

/// Bytes that begin a stop or a line break.
const CANDIDATES: [bool; 256] = {
    let mut table = [false; 256];
    // ASCII; then first bytes of U+0085, ։, ؟, ۔, ।, ።, …, 。, ！.
    let bytes = [b'.', b'!', b'?', b'\n', b'\r', 0xC2, 0xD6, 0xD8, 0xDB, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF];
    let mut i = 0;
    while i < bytes.len() {
        table[bytes[i] as usize] = true;
        i += 1;
    }
    table
};

/// Whether a line ends at this character.
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a line ends at this place.
pub(super) fn is_line_break_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(is_line_break)
}
