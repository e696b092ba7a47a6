//! Word's old format.

#![expect(clippy::unwrap_used, reason = "helpers of tests: a failed fixture is a failed test")]

use std::io::{Cursor, Write as _};

use proptest::prelude::*;

use super::office::{check_refused, check_sound, check_stopped, lines, read_one};
use crate::files::read_bytes;

/// A compound file of these streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A file of Word 95: text of one byte a character.
fn word95(text: &[u8], stated: u32) -> Vec<u8> {
    let mut stream = vec![0; 0x300];
    stream[..4].copy_from_slice(&[0xDC, 0xA5, 0x68, 0]);
    stream[0x18..0x1C].copy_from_slice(&0x300_u32.to_le_bytes());
    stream[0x34..0x38].copy_from_slice(&stated.to_le_bytes());
    stream.extend_from_slice(text);
    compound(&[("/WordDocument", &stream)])
}

/// A file of Word 97: text in UTF-16, one piece of it.
fn word97(text: &str, stated: u32, flags: u16) -> Vec<u8> {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut stream = vec![0; 0x600];
    stream[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
    stream[0x0A..0x0C].copy_from_slice(&flags.to_le_bytes());
    let (words, longs, pairs) = (14_u16, 22_u16, 93_u16);
    stream[32..34].copy_from_slice(&words.to_le_bytes());
    stream[62..64].copy_from_slice(&longs.to_le_bytes());
    stream[64 + 12..64 + 16].copy_from_slice(&stated.to_le_bytes());
    stream[152..154].copy_from_slice(&pairs.to_le_bytes());
    let mut pieces = vec![2];
    pieces.extend(16_u32.to_le_bytes());
    pieces.extend(0_u32.to_le_bytes());
    pieces.extend((wide.len() as u32 / 2).to_le_bytes());
    pieces.extend([0, 0]);
    pieces.extend(0x600_u32.to_le_bytes());
    pieces.extend([0, 0]);
    let at = 154 + 33 * 8;
    stream[at + 4..at + 8].copy_from_slice(&(pieces.len() as u32).to_le_bytes());
    stream.extend(wide);
    compound(&[("/WordDocument", &stream), ("/0Table", &pieces)])
}

#[test]
fn words_of_two_versions() {
    let text = "Bridge closed\rThe bridge is shut.\u{B}It stays so.\r";
    let expected = ["Bridge closed", "The bridge is shut.", "It stays so."];
    assert_eq!(lines(&read_one(&word95(text.as_bytes(), text.len() as u32), "a.doc")), expected);
    assert_eq!(lines(&read_one(&word97(text, text.len() as u32, 0), "no ending")), expected);
    let text = "Мост закрыт\r";
    assert_eq!(lines(&read_one(&word97(text, 12, 0), "a.doc")), ["Мост закрыт"]);
    check_stopped(&word97("Bridge closed\rThe bridge is shut.\r", 33, 0), "a.doc", 1);
}

#[test]
fn locked_damaged_and_hostile() {
    check_refused(&word97("Bridge\r", 7, 0x100), "a.doc", "password");
    check_refused(&word97("Bridge\r", u32::MAX, 0), "a.doc", "damaged");
    check_refused(&word95(b"Bridge\r", u32::MAX), "a.doc", "damaged");
    check_refused(&compound(&[("/EncryptedPackage", b"x")]), "a.docx", "password");
    check_refused(&compound(&[("/Other", b"x")]), "a.doc", "no text");
    let whole = word97("The bridge is shut.\r", 20, 0);
    for cut in (0..whole.len()).step_by(97) {
        check_sound(read_bytes(&whole[..cut.max(8)], "a.doc"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_bytes_come_in(at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = word97("The bridge is shut.\rIt stays so.\u{7}\r", 34, 0);
        for (at, byte) in at {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        check_sound(read_bytes(&bytes, "a.doc"));
    }
}
