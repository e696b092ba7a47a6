//! The encoding of a page: byte order mark, then what the page says, then what the decoder finds.
//!
//! What a page says of itself is believed as far as browsers believe it; a page that says one thing
//! and is valid UTF-8 is UTF-8, since programs that save pages convert them and leave the old name.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

use crate::corpus::{EncodingFound, EncodingSign};
use crate::ingest::decode::{Decoded, decode};

/// How far into a page its encoding is looked for; browsers look at 1,024 bytes.
const HEAD: usize = 16 * 1024;

/// Decodes a page; `header` is the encoding that came with it, where one did.
pub(super) fn decode_page(bytes: &[u8], header: Option<&str>) -> Decoded {
    if Encoding::for_bom(bytes).is_some() {
        return decode(bytes);
    }
    match std::str::from_utf8(bytes) {
        // Damaged pages have zero bytes in them, and are pages all the same.
        Ok(text) if super::is_web_page(bytes) => {
            let encoding =
                EncodingFound { name: UTF_8.name(), by: EncodingSign::ValidUtf8, had_errors: false };
            return Decoded { text: text.to_owned(), encoding, is_text: true };
        }
        Ok(_) => return decode(bytes),
        Err(_) => {}
    }
    let named = header.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| named(bytes));
    let Some(encoding) = named else { return decode(bytes) };
    // A page that can be read byte by byte is not in UTF-16, whatever it says.
    let encoding = if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding };
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if encoding == X_USER_DEFINED || had_errors && is_poor(&text) {
        return decode(bytes);
    }
    let encoding = EncodingFound { name: encoding.name(), by: EncodingSign::Stated, had_errors };
    Decoded { text: text.into_owned(), encoding, is_text: true }
}

/// Whether so much made no sense that the name of the encoding must be wrong.
fn is_poor(text: &str) -> bool {
    let broken = text.matches('\u{FFFD}').count();
    let telling = text.chars().filter(|c| !c.is_ascii()).count();
    broken * 20 > telling
}

/// The encoding that the page's head names.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    if head.trim_start().starts_with("<?xml") {
        let line = head.split("?>").next().unwrap_or("");
        if let Some(found) = value_after(line, "encoding") {
            return Some(found);
        }
    }
    head.split("<meta").skip(1).find_map(|tag| {
        let tag = tag.split('>').next().unwrap_or("");
        value_after(tag, "charset")
    })
}

fn value_after(text: &str, key: &str) -> Option<&'static Encoding> {
    let rest = text.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/' | '>' | '?'));
    Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?.as_bytes())
}
