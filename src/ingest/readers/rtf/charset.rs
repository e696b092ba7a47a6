//! Code pages of Rich Text by the numbers that files and fonts name them by.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1252};

/// What the bytes of some letters mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// Whatever the file as a whole is in.
    OfFile,
    /// Pictures for letters.
    Symbols,
    /// A code page.
    Page(&'static Encoding),
}

/// The code page of a number; an error with the number where it is none that can be read.
pub(super) fn page(number: i32) -> Result<&'static Encoding, i32> {
    match number {
        // "Whatever this machine has", and a page of symbols.
        0 | 1 | 42 => Ok(WINDOWS_1252),
        708 => Ok(encoding_rs::ISO_8859_6),
        936 => Ok(GB18030),
        1361 => Ok(EUC_KR),
        10000 => Ok(MACINTOSH),
        number => {
            let known = u16::try_from(number).ok().and_then(codepage::to_encoding_no_replacement);
            known.map(|page| if page == GBK { GB18030 } else { page }).ok_or(number)
        }
    }
}

/// The character set that a font names by `number`.
pub(super) fn of_font(number: i32) -> Charset {
    let page_of = |number| page(number).map_or(Charset::OfFile, Charset::Page);
    match number {
        2 => Charset::Symbols,
        77 => Charset::Page(MACINTOSH),
        128 => Charset::Page(SHIFT_JIS),
        129 | 130 => Charset::Page(EUC_KR),
        134 => Charset::Page(GB18030),
        136 => Charset::Page(BIG5),
        161 => page_of(1253),
        162 => page_of(1254),
        163 => page_of(1258),
        177 => page_of(1255),
        178..=180 => page_of(1256),
        186 => page_of(1257),
        204 => page_of(1251),
        222 => page_of(874),
        238 => page_of(1250),
        _ => Charset::OfFile,
    }
}

/// The bytes of a symbol font as they are seen: bullets are bullets.
pub(super) fn symbols(bytes: &[u8]) -> String {
    bytes
        .iter()
        .filter_map(|byte| match byte {
            0xA7 | 0xA8 | 0xB7 | 0xD8 | 0xFC => Some('•'),
            0x20..=0x7E => Some(char::from(*byte)),
            _ => None,
        })
        .collect()
}
