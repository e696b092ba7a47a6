//! Runs of ASCII letters and figures, eight bytes at a time: texts are gone through word by word more than once.

/// How many ASCII letters and figures stand at the beginning of `text`.
#[inline]
pub(crate) fn run_of_word(text: &[u8]) -> usize {
    run(text, |bytes| letters(bytes) | figures(bytes), u8::is_ascii_alphanumeric)
}

/// How many ASCII letters stand at the beginning of `text`.
#[inline]
pub(crate) fn run_of_letters(text: &[u8]) -> usize {
    run(text, letters, u8::is_ascii_alphabetic)
}

/// How many of `bytes`, eight of a text with the first the lowest, are ASCII letters and figures before any other, and
/// whether there are figures among these.
#[inline]
pub(crate) fn word_in(bytes: u64) -> (usize, bool) {
    let figures = figures(bytes);
    let others = (letters(bytes) | figures) ^ TOPS;
    let word = others.wrapping_sub(1) & !others;
    (others.trailing_zeros() as usize / 8, figures & word != 0)
}

/// Small ASCII letters and spaces that a text begins with: what most of running text is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlainRun {
    /// How many bytes.
    pub bytes: usize,
    /// How many of them are letters.
    pub letters: u32,
    /// How many of these stand right behind a space of the run.
    pub begun: u32,
}

impl PlainRun {
    /// The run that `text` begins with.
    pub fn of(text: &[u8]) -> Self {
        let mut this = Self::default();
        let mut behind_space = 0;
        let mut rest = text;
        loop {
            // Where the text ends, zeros end the run.
            let bytes = eight(rest);
            let (smalls, spaces) = (within(bytes, b'a', b'z') & !bytes, same(bytes, b' '));
            let others = (smalls | spaces) ^ TOPS;
            // The bits below the first byte that is neither.
            let run = others.wrapping_sub(1) & !others;
            let (smalls, spaces) = (smalls & run, spaces & run);
            this.letters += count(smalls);
            this.begun += count(smalls & (spaces << 8 | behind_space));
            if others != 0 {
                this.bytes += others.trailing_zeros() as usize / 8;
                break;
            }
            this.bytes += 8;
            rest = &rest[8..];
            behind_space = spaces >> 56;
        }
        this
    }
}

/// Whether `is` holds for any byte of `text`: all are looked at, many at once.
#[inline]
pub(crate) fn any_byte(text: &[u8], is: impl Fn(u8) -> bool) -> bool {
    text.iter().fold(0, |any, &byte| any | u8::from(is(byte))) != 0
}

/// Whether any of `marks` stands in `text`: see [`any_byte`].
#[inline]
pub(crate) fn has_any<const N: usize>(text: &[u8], marks: [u8; N]) -> bool {
    let is = |byte: u8| marks.iter().fold(0, |any, &mark| any | u8::from(byte == mark));
    text.iter().fold(0, |any, &byte| any | is(byte)) != 0
}

/// Whether `are` holds for any two neighbours in `text`: all are looked at, many at once.
#[inline]
pub(crate) fn any_pair(text: &[u8], are: impl Fn(u8, u8) -> u8) -> bool {
    text.iter().zip(text.get(1..).unwrap_or(&[])).fold(0, |any, (&a, &b)| any | are(a, b)) != 0
}

/// Whether three small letters stand together in `text`, whatever their case there: see [`any_byte`].
#[inline]
pub(crate) fn has_three(text: &[u8], [x, y, z]: [u8; 3]) -> bool {
    let is = |byte: u8, letter: u8| u8::from(byte | 0x20 == letter);
    let [second, third] = [1, 2].map(|from| text.get(from..).unwrap_or(&[]));
    let places = text.iter().zip(second).zip(third);
    places.fold(0, |any, ((&a, &b), &c)| any | is(a, x) & is(b, y) & is(c, z)) != 0
}

/// The first eight bytes of `text` as one number, the first the lowest; zeros for what is missing.
#[inline]
pub(crate) fn eight(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(&chunk) => u64::from_le_bytes(chunk),
        None => text.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte)),
    }
}

#[inline]
fn run(text: &[u8], all: impl Fn(u64) -> u64, one: impl Fn(&u8) -> bool) -> usize {
    let mut at = 0;
    let mut rest = text;
    while let Some((&chunk, more)) = rest.split_first_chunk::<8>() {
        let others = !all(u64::from_le_bytes(chunk)) & TOPS;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        (at, rest) = (at + chunk.len(), more);
    }
    at + rest.iter().take_while(|&byte| one(byte)).count()
}

/// The top bit of each of eight bytes.
pub(super) const TOPS: u64 = 0x8080_8080_8080_8080;

/// The top bits of those bytes that are ASCII letters.
#[inline]
pub(super) fn letters(bytes: u64) -> u64 {
    within(bytes | each(b' '), b'a', b'z') & !bytes
}

/// The top bits of those bytes that are ASCII figures.
#[inline]
pub(super) fn figures(bytes: u64) -> u64 {
    within(bytes, b'0', b'9') & !bytes
}

/// The top bits of those bytes that are white space or control characters of ASCII.
#[inline]
pub(super) fn spaces(bytes: u64) -> u64 {
    let low = bytes & !TOPS;
    (!(low + each(0x80 - 0x21)) | (low + each(1))) & !bytes & TOPS
}

/// Has the top bit of each byte that is, without its own top bit, from `first` to `last`.
#[inline]
fn within(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !TOPS;
    (low + each(0x80 - first)) & !(low + each(0x7F - last)) & TOPS
}

/// Has the top bit of each byte that is `byte`, an ASCII character.
#[inline]
fn same(bytes: u64, byte: u8) -> u64 {
    let differing = bytes ^ each(byte);
    !(((differing & !TOPS) + !TOPS) | differing) & TOPS
}

/// How many top bits are set.
#[inline]
fn count(tops: u64) -> u32 {
    ((tops >> 7).wrapping_mul(each(1)) >> 56) as u32
}

const fn each(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_another_byte_stands() {
        for byte in 0..=u8::MAX {
            for length in 0..20 {
                let text: Vec<u8> =
                    b"aZ09kKzA1b".iter().cycle().take(length).chain([&byte, &b'x']).copied().collect();
                let expected = text.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                assert_eq!(run_of_word(&text), expected, "{text:?}");
                let expected = text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(run_of_letters(&text), expected, "{text:?}");
                let word = &text[..run_of_word(&text).min(8)];
                let has_figures = word.iter().any(u8::is_ascii_digit);
                assert_eq!(word_in(eight(&text)), (word.len(), has_figures), "{text:?}");
            }
        }
    }

    #[test]
    fn letters_are_seen_wherever_they_stand() {
        for length in 0..40 {
            let text = [vec![b'-'; length], b"sVg ".to_vec(), vec![b'i'; length]].concat();
            assert!(has_three(&text, *b"svg") && any_byte(&text, |byte| byte == b'V'));
            assert!(any_pair(&text, |a, b| u8::from(a == b'g') & u8::from(b == b' ')));
            assert!(has_any(&text, *b"xV") && !has_any(&text, *b"xv"));
            assert!(!has_three(&text, *b"svi") && !any_byte(&text, |byte| byte == b'v'));
        }
    }

    #[test]
    fn plain_runs_are_counted_as_letter_by_letter() {
        for byte in 0..=u8::MAX {
            for length in 0..24 {
                let plain = b"so it ran on  and aground";
                let text: Vec<u8> = plain.iter().take(length).chain([&byte, &b'x', &b' ']).copied().collect();
                let is_plain = |byte: &u8| byte.is_ascii_lowercase() || *byte == b' ';
                let bytes = text.iter().take_while(|byte| is_plain(byte)).count();
                let run = &text[..bytes];
                let letters = run.iter().filter(|&&byte| byte != b' ').count() as u32;
                let begun = run.windows(2).filter(|pair| pair[0] == b' ' && pair[1] != b' ').count() as u32;
                assert_eq!(PlainRun::of(&text), PlainRun { bytes, letters, begun }, "{text:?}");
            }
        }
    }
}
