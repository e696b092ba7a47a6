//! Bytes to text, with the encoding that was found and how.

use crate::corpus::{EncodingFound, EncodingSign};

/// The text of a file, and how its bytes were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; line breaks as they were.
    pub text: String,
    /// Which encoding, found how, and whether bytes had to be replaced.
    pub encoding: EncodingFound,
    /// False when the bytes are no text at all (a picture, a program): nobody should read `text`.
    pub is_text: bool,
}

/// Decodes `bytes`.
pub fn decode(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let had_errors = std::str::from_utf8(bytes).is_err();
    let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors };
    Decoded { text, encoding, is_text: !bytes.contains(&0) }
}
