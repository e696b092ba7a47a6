//! Bytes to text, with the encoding that was found and how.
//!
//! A byte order mark is believed. Then zero bytes speak for UTF-16, and bytes that are valid
//! UTF-8 are UTF-8, as are those that nearly are: a few broken bytes do not turn a page into
//! another encoding. What is left was written before Unicode won, and is guessed by `chardetng`
//! (the detector of Firefox) from letter pairs, which a sentence or two is enough for.
//!
//! Line breaks of every kind stay as they are. Whether the text is worth reading is not judged
//! here, only whether it is text at all.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, GB18030, GBK, ISO_2022_JP, KOI8_R, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

use crate::corpus::{EncodingFound, EncodingSign};

/// The text of a file, and how its bytes were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; line breaks as they were.
    pub text: String,
    /// Which encoding, found how, and whether bytes had to be replaced.
    pub encoding: EncodingFound,
    /// False when the bytes are no text at all (a picture, a program); `text` is then empty.
    pub is_text: bool,
}

/// Decodes `bytes`. Never fails: bytes that make no sense become U+FFFD and are reported.
///
/// ```
/// use parallax::ingest::decode::decode;
/// let found = decode(b"\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xE7\xE0\xFF\xE2\xE8\xEB \xEE\xE1 \xFD\xF2\xEE\xEC");
/// assert_eq!((found.encoding.name, found.text.as_str()), ("windows-1251", "Президент заявил об этом"));
/// ```
pub fn decode(bytes: &[u8]) -> Decoded {
    // UTF-32, which no outlet writes, begins like UTF-16 and would be read as one with zeros.
    if bytes.starts_with(b"\xFF\xFE\0\0") || has_binary_signature(bytes) {
        return no_text();
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes.get(mark..).unwrap_or(&[]), EncodingSign::ByteOrderMark);
    }
    let controls = Controls::count(bytes);
    if controls.zeros > 0
        && let Some(encoding) = utf_16_without_mark(bytes)
    {
        return decoded(encoding, bytes, EncodingSign::ZeroBytes);
    }
    if controls.are_too_many(bytes.len()) {
        return no_text();
    }
    if controls.escapes > 0 && is_iso_2022_jp(bytes) {
        return decoded(ISO_2022_JP, bytes, EncodingSign::Guessed);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: text.to_owned(),
            encoding: EncodingFound { name: UTF_8.name(), by: EncodingSign::ValidUtf8, had_errors: false },
            is_text: true,
        },
        Err(_) if is_nearly_utf_8(bytes) => decoded(UTF_8, bytes, EncodingSign::Guessed),
        Err(_) => decoded(guess(bytes), bytes, EncodingSign::Guessed),
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8], by: EncodingSign) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    // The standard writes it as it does its labels, in small letters; people do not.
    let name = if encoding == GB18030 { "GB18030" } else { encoding.name() };
    let encoding = EncodingFound { name, by, had_errors };
    Decoded { text: text.into_owned(), encoding, is_text: true }
}

fn no_text() -> Decoded {
    let encoding = EncodingFound { name: UTF_8.name(), by: EncodingSign::Guessed, had_errors: true };
    Decoded { text: String::new(), encoding, is_text: false }
}

/// First bytes of formats that are met under a wrong name and hold no text as it stands.
fn has_binary_signature(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 9] = [
        b"%PDF-",
        b"PK\x03\x04",
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"\x1F\x8B",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"Rar!\x1A",
        b"7z\xBC\xAF\x27\x1C",
    ];
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
}

/// Control characters other than white space.
struct Controls {
    zeros: usize,
    escapes: usize,
    others: usize,
}

impl Controls {
    fn count(bytes: &[u8]) -> Self {
        /// Most texts have none: that is seen a piece at a time.
        const PIECE: usize = 64;
        let is_control = |byte: u8| byte < 0x20 && !(0x09..=0x0D).contains(&byte);
        let (mut zeros, mut escapes, mut all) = (0, 0, 0);
        for piece in bytes.chunks(PIECE) {
            // All are looked at: that takes no branches.
            if !piece.iter().fold(false, |found, &byte| found | is_control(byte)) {
                continue;
            }
            for &byte in piece {
                zeros += usize::from(byte == 0);
                escapes += usize::from(byte == 0x1B);
                all += usize::from(is_control(byte));
            }
        }
        Self { zeros, escapes, others: all - zeros - escapes }
    }

    /// More than one in a hundred: a damaged text has a few, a program has many.
    fn are_too_many(&self, length: usize) -> bool {
        (self.zeros + self.others) * 100 > length.max(100)
    }
}

/// UTF-16 by its zero bytes: those of letters below U+0100 all stand on one side, and what the
/// pairs spell is text.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    /// Enough to see.
    const SAMPLE: usize = 8192;
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut first, mut second) = (0_usize, 0_usize);
    for pair in sample.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let encoding = if first > second * 4 {
        UTF_16BE
    } else if second > first * 4 {
        UTF_16LE
    } else {
        return None;
    };
    let even = sample.len() - sample.len() % 2;
    let (text, had_errors) = encoding.decode_without_bom_handling(sample.get(..even)?);
    // A sample cut within a surrogate pair ends in one replacement.
    let is_sound =
        !had_errors || text.chars().filter(|c| *c == '\u{FFFD}').count() <= 1 + sample.len() / SAMPLE;
    let (mut readable, mut all) = (0_usize, 0_usize);
    for c in text.chars() {
        all += 1;
        readable += usize::from(
            c.is_alphanumeric() || c.is_ascii_graphic() || c.is_whitespace() || is_typographic(c),
        );
    }
    (is_sound && readable * 10 >= all * 9).then_some(encoding)
}

fn is_typographic(c: char) -> bool {
    matches!(c, '\u{A0}'..='\u{BF}' | '\u{300}'..='\u{36F}' | '\u{2010}'..='\u{203A}' | '\u{3001}'..='\u{301F}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF1F}')
}

/// The escape sequences of Japanese mail.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.is_ascii() && bytes.windows(3).any(|w| w == b"\x1B$B" || w == b"\x1B$@")
}

/// Whether broken bytes are so few beside sound sequences of several bytes that this is UTF-8
/// with damage: in another encoding about one sequence in six comes out sound by chance.
fn is_nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    let mut cut = 0;
    for chunk in bytes.utf8_chunks() {
        // A sequence of three bytes is much harder to meet by chance than one of two.
        sound += chunk.valid().chars().map(|c| [0, 1, 3, 5][c.len_utf8() - 1]).sum::<usize>();
        broken += usize::from(!chunk.invalid().is_empty());
        // Two or three bytes of one sequence.
        cut = chunk.invalid().len();
    }
    // A file cut off within its only character: "…“" without its last byte.
    let is_cut_off = broken == 1 && cut >= 2;
    sound >= broken * 2 || is_cut_off
}

/// An encoding from before Unicode, by the statistics of its bytes.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (sample, is_whole) = telling_part(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, is_whole);
    let found = detector.guess(None, Utf8Detection::Deny);
    if found == KOI8_U && !has_ukrainian_koi8(sample) {
        return KOI8_R;
    }
    if found == GBK {
        // The larger set of the same family: rare characters of names survive.
        return GB18030;
    }
    // Where a neighbour of the commonest encoding reads the same, it is called by that.
    let reads_the_same = found.is_single_byte()
        && found.decode_without_bom_handling(bytes) == WINDOWS_1252.decode_without_bom_handling(bytes);
    if reads_the_same { WINDOWS_1252 } else { found }
}

/// The bytes that the guess looks at, and whether they go to the end: from the first that is not
/// ASCII, until enough of those were met.
fn telling_part(bytes: &[u8]) -> (&[u8], bool) {
    const BYTES: usize = 32 * 1024;
    const TELLING: usize = 600;
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    // Letters before it count too: pairs are looked at.
    let part = bytes.get(first.saturating_sub(16)..).unwrap_or(bytes);
    let mut telling = 0;
    let enough = part.iter().take(BYTES).position(|byte| {
        telling += usize::from(!byte.is_ascii());
        telling == TELLING
    });
    let end = enough.unwrap_or(BYTES);
    (part.get(..end).unwrap_or(part), end >= part.len())
}

/// Whether bytes that only Ukrainian uses in this encoding occur (ґ, є, і, ї).
fn has_ukrainian_koi8(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, 0xA4 | 0xA6 | 0xA7 | 0xAD | 0xB4 | 0xB6 | 0xB7 | 0xBD))
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
