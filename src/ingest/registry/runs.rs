//! Runs of ASCII letters and figures, eight bytes at a time: texts are gone through word by word more than once.

/// How many bytes at the beginning of a text make a word, of whatever a word is made.
pub(in crate::ingest) type Run = fn(&[u8]) -> usize;

/// How many ASCII letters and figures stand at the beginning of `text`.
#[inline]
pub(in crate::ingest) fn run_of_word(text: &[u8]) -> usize {
    run(text, |bytes| letters(bytes) | figures(bytes), u8::is_ascii_alphanumeric)
}

/// How many ASCII letters stand at the beginning of `text`.
#[inline]
pub(in crate::ingest) fn run_of_letters(text: &[u8]) -> usize {
    run(text, letters, u8::is_ascii_alphabetic)
}

/// How many small ASCII letters stand at the beginning of `text`.
#[inline]
pub(in crate::ingest) fn run_of_smalls(text: &[u8]) -> usize {
    run(text, |bytes| within(bytes, b'a', b'z') & !bytes, u8::is_ascii_lowercase)
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
const TOPS: u64 = 0x8080_8080_8080_8080;

/// The top bits of those bytes that are ASCII letters.
#[inline]
fn letters(bytes: u64) -> u64 {
    within(bytes | each(b' '), b'a', b'z') & !bytes
}

/// The top bits of those bytes that are ASCII figures.
#[inline]
fn figures(bytes: u64) -> u64 {
    within(bytes, b'0', b'9') & !bytes
}

/// Has the top bit of each byte that is, without its own top bit, from `first` to `last`.
#[inline]
fn within(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !TOPS;
    (low + each(0x80 - first)) & !(low + each(0x7F - last)) & TOPS
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
                let expected = text.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
                assert_eq!(run_of_smalls(&text), expected, "{text:?}");
            }
        }
    }
}
