//! What a character does to a word bound: the classes of UAX #29, in one byte each.
//!
//! The classes come from the Unicode tables of `icu_properties`; a table of the Basic
//! Multilingual Plane is filled once, so that the loop over a text is one load a character.
//! Classes that the loop of [`words`](super::words) does not treat are put together.

use std::sync::OnceLock;

use icu_properties::CodePointMapData;
use icu_properties::props::WordBreak;

use super::script::is_spaceless;

/// Separates words: punctuation, symbols.
pub(crate) const OTHER: u8 = 0;
/// A letter of a script with spaces (`ALetter`).
pub(crate) const LETTER: u8 = 1;
/// A decimal digit (`Numeric`).
pub(crate) const DIGIT: u8 = 2;
/// Joins on both sides, like `_` (`ExtendNumLet`).
pub(crate) const JOINER: u8 = 3;
/// Joins two letters, like `:` (`MidLetter`).
pub(crate) const MID_LETTER: u8 = 4;
/// Joins two digits, like `,` (`MidNum`).
pub(crate) const MID_DIGIT: u8 = 5;
/// Joins two letters or two digits, like `.` and `’` (`MidNumLet`, `Single_Quote`).
pub(crate) const MID_BOTH: u8 = 6;
/// A line break of any kind.
pub(crate) const BREAK: u8 = 7;
/// A space that runs together with the next (`WSegSpace`).
pub(crate) const SPACE: u8 = 8;
/// A letter of a script without spaces, see [`is_spaceless`].
pub(crate) const SPACELESS: u8 = 9;
/// Belongs to the character before it (`Extend`, `Format`, `ZWJ`).
pub(crate) const EXTEND: u8 = 10;
/// Has rules of its own, which the loop leaves to the general segmenter (Hebrew, flags).
pub(crate) const SPECIAL: u8 = 11;

/// The only white space that UAX #29 lets into a word (`ExtendNumLet`).
pub(crate) const NARROW_SPACE: char = '\u{202f}';

/// Set beside a class when the character is a letter or a number by itself.
pub(crate) const COUNTS: u8 = 0x80;
/// The class without [`COUNTS`].
pub(crate) const CLASS: u8 = 0x7F;

/// The classes of ASCII, for the innermost loop.
pub(crate) const ASCII: [u8; 128] = ascii();

const fn ascii() -> [u8; 128] {
    let mut table = [OTHER; 128];
    let mut c = 0;
    while c < 128 {
        table[c] = match c as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER | COUNTS,
            b'0'..=b'9' => DIGIT | COUNTS,
            b'_' => JOINER,
            b':' => MID_LETTER,
            b',' | b';' => MID_DIGIT,
            b'.' | b'\'' => MID_BOTH,
            b'\n' | b'\r' | 0x0B | 0x0C => BREAK,
            b' ' => SPACE,
            _ => OTHER,
        };
        c += 1;
    }
    table
}

/// The class of any character, with [`COUNTS`] where it applies.
pub(crate) fn class_of(c: char) -> u8 {
    static PLANE: OnceLock<Vec<u8>> = OnceLock::new();
    let plane = PLANE
        .get_or_init(|| (0..0x1_0000_u32).map(|code| char::from_u32(code).map_or(OTHER, look_up)).collect());
    plane.get(c as usize).copied().unwrap_or_else(|| look_up(c))
}

fn look_up(c: char) -> u8 {
    let class = match CodePointMapData::<WordBreak>::new().get(c) {
        // The narrow space of French quotation marks joins words by the letter of the standard: it is a space.
        _ if c == NARROW_SPACE => SPACE,
        WordBreak::Extend | WordBreak::Format | WordBreak::ZWJ if !is_spaceless(c) => EXTEND,
        WordBreak::ALetter => LETTER,
        WordBreak::Numeric => DIGIT,
        WordBreak::ExtendNumLet => JOINER,
        WordBreak::MidLetter => MID_LETTER,
        WordBreak::MidNum => MID_DIGIT,
        WordBreak::MidNumLet | WordBreak::SingleQuote => MID_BOTH,
        WordBreak::CR | WordBreak::LF | WordBreak::Newline => BREAK,
        WordBreak::WSegSpace => SPACE,
        WordBreak::HebrewLetter | WordBreak::RegionalIndicator => SPECIAL,
        _ if is_spaceless(c) => SPACELESS,
        _ => OTHER,
    };
    if c.is_alphanumeric() { class | COUNTS } else { class }
}

#[cfg(test)]
mod tests {
    use super::{ASCII, class_of};

    #[test]
    fn ascii_is_the_unicode_table() {
        for c in '\0'..='\x7F' {
            assert_eq!(ASCII[c as usize], class_of(c), "{c:?}");
        }
    }
}
