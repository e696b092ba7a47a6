//! Tests of decoding: texts of two paragraphs and one-liners, written for this purpose, in each
//! encoding that news came in.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, KOI8_R, KOI8_U, SHIFT_JIS, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
};
use proptest::prelude::*;

use super::decode;
use crate::corpus::EncodingSign;

fn check(encoding: &'static Encoding, expected: &str, text: &str) {
    let (bytes, _, is_lossy) = encoding.encode(text);
    assert!(!is_lossy, "the fixture {text:?} cannot be written in {}", encoding.name());
    let found = decode(&bytes);
    assert_eq!(found.text, text, "read as {}", found.encoding.name);
    assert_eq!(found.encoding.name, expected, "{text:?}");
    assert_eq!(found.encoding.by, EncodingSign::Guessed);
    assert!(!found.encoding.had_errors && found.is_text);
}

fn utf_16(text: &str, is_little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| if is_little { unit.to_le_bytes() } else { unit.to_be_bytes() })
        .collect()
}

const RUSSIAN: &str = "Лидеры двух стран встретились в пятницу. Переговоры об островах продолжатся.\r\n\r\nДоговорились, сказал он.";
const JAPANESE: &str =
    "両国の首脳は金曜日に会談した。島をめぐる協議は続く。\n\n「合意した」と報道官は述べた。";
const SIMPLIFIED: &str =
    "两国领导人星期五举行会谈，双方同意继续就岛屿问题进行谈判。\n\n“我们达成了一致。”发言人说。";
const TRADITIONAL: &str =
    "兩國領導人星期五舉行會談，雙方同意繼續就島嶼問題進行談判。\n\n「我們達成了一致。」發言人說。";
const FRENCH: &str = "Le président a été reçu vendredi. « Nous avons évoqué la question des îles », a dit le \
    porte-parole.\n\nLes négociations reprendront à l’été, d’après des sources proches du dossier.";

#[test]
fn two_paragraphs() {
    check(WINDOWS_1252, "windows-1252", FRENCH);
    check(WINDOWS_1251, "windows-1251", RUSSIAN);
    check(KOI8_R, "KOI8-R", RUSSIAN);
    check(SHIFT_JIS, "Shift_JIS", JAPANESE);
    check(EUC_JP, "EUC-JP", JAPANESE);
    check(GB18030, "GB18030", SIMPLIFIED);
    check(GBK, "GB18030", SIMPLIFIED);
    check(BIG5, "Big5", TRADITIONAL);
    check(EUC_KR, "EUC-KR", "두 나라 정상이 금요일에 만났다. 섬을 둘러싼 협의는 계속된다.");
    check(WINDOWS_1253, "windows-1253", "Οι ηγέτες των δύο χωρών συναντήθηκαν την Παρασκευή.");
    check(
        WINDOWS_1254,
        "windows-1254",
        "İki ülkenin liderleri cuma günü bir araya geldi. Görüşmeler sürecek.",
    );
}

#[test]
fn one_line() {
    for text in [
        "Le président évoque la question des îles",
        "The leaders’ “first” meeting — in a café",
        "Gespräche über die Inseln gehen für ein Jahr weiter",
        "El año próximo seguirán las negociaciones en España",
    ] {
        check(WINDOWS_1252, "windows-1252", text);
    }
    for text in ["Лидеры двух стран встретились", "ПЕРЕГОВОРЫ ОБ ОСТРОВАХ", "Острова"]
    {
        check(WINDOWS_1251, "windows-1251", text);
        check(KOI8_R, "KOI8-R", text);
    }
    check(KOI8_U, "KOI8-U", "Лідери двох країн зустрілися");
    for text in ["両国の首脳が会談", "首脳会談開催", "島をめぐる協議は続く"] {
        check(SHIFT_JIS, "Shift_JIS", text);
        check(EUC_JP, "EUC-JP", text);
    }
    check(GBK, "GB18030", "两国领导人举行会谈");
    check(BIG5, "Big5", "兩國領導人舉行會談");
    check(ISO_2022_JP, "ISO-2022-JP", "両国の首脳が会談");
}

#[test]
fn a_page_of_ascii_with_one_late_paragraph() {
    let text = format!("{}\n{RUSSIAN}", "Home | News | Sport\n".repeat(5000));
    check(WINDOWS_1251, "windows-1251", &text);
}

#[test]
fn marks_and_zero_bytes() {
    for text in [FRENCH, RUSSIAN, JAPANESE, "a"] {
        for (name, mark, is_little) in [("UTF-16LE", b"\xFF\xFE", true), ("UTF-16BE", b"\xFE\xFF", false)] {
            let bytes = [mark.as_slice(), &utf_16(text, is_little)].concat();
            let found = decode(&bytes);
            assert_eq!((found.text.as_str(), found.encoding.name), (text, name));
            assert_eq!(found.encoding.by, EncodingSign::ByteOrderMark);
            let found = decode(&utf_16(text, is_little));
            assert_eq!((found.text.as_str(), found.encoding.name), (text, name));
            assert_eq!(found.encoding.by, EncodingSign::ZeroBytes);
        }
        let found = decode(&[b"\xEF\xBB\xBF", text.as_bytes()].concat());
        assert_eq!((found.text.as_str(), found.encoding.by), (text, EncodingSign::ByteOrderMark));
    }
}

#[test]
fn utf_16_cut_within_a_character() {
    let mut bytes = utf_16(FRENCH, true);
    bytes.pop();
    let found = decode(&bytes);
    assert!(found.encoding.had_errors && found.text.starts_with("Le président"));
}

#[test]
fn sound_and_damaged_utf_8() {
    for text in ["", "a", "plain", FRENCH, JAPANESE, "old\rMac\rlines", "a\r\nb\u{2028}c\u{85}d"] {
        let found = decode(text.as_bytes());
        assert_eq!(found.text, text);
        assert_eq!(found.encoding.by, EncodingSign::ValidUtf8);
        assert!(!found.encoding.had_errors);
    }
    for bytes in [
        [FRENCH.as_bytes(), b"\xE9t\xE9 \xFF", FRENCH.as_bytes()].concat(),
        [JAPANESE.as_bytes(), &b"\xE3\x81"[..]].concat(),
        b"The \xE2\x80\x9Cfirst\xE2\x80".to_vec(),
        b"a few words \xE2\x80".to_vec(),
    ] {
        let found = decode(&bytes);
        assert_eq!(found.encoding.name, "UTF-8");
        assert!(found.encoding.had_errors && found.is_text);
        assert!(found.text.contains('\u{FFFD}'));
    }
}

#[test]
fn one_accent_at_the_end_is_not_a_cut_character() {
    check(WINDOWS_1252, "windows-1252", "They met in a café");
}

#[test]
fn what_is_no_text() {
    let program: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [&b"%PDF-1.7\nwords"[..], b"PK\x03\x04rest", b"\x89PNG\r\n\x1A\n", &program, &[0; 64]] {
        let found = decode(bytes);
        assert!(!found.is_text && found.text.is_empty(), "{:?}", bytes.get(..8));
    }
    let mut damaged = FRENCH.repeat(3).into_bytes();
    damaged.insert(100, 0);
    assert!(decode(&damaged).is_text, "one zero byte in a long text is damage");
}

#[test]
fn a_huge_line() {
    let line = "острова ".repeat(400_000);
    assert_eq!(decode(line.as_bytes()).text, line);
    let (bytes, ..) = WINDOWS_1251.encode(&line);
    assert_eq!(decode(&bytes).text, line);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let found = decode(&bytes);
        prop_assert!(found.is_text || found.text.is_empty());
    }

    #[test]
    fn utf_8_is_read_as_it_stands(text in "[^\\x00-\\x08\\x0E-\\x1F\u{feff}]{0,80}") {
        prop_assert_eq!(decode(text.as_bytes()).text, text);
    }
}
