//! One form of a word for counting and matching, one form of a text for reading.
//!
//! The counting form ([`fold`]) makes the same word of what differs only in writing: case
//! (Unicode case folding), width and ligatures (compatibility forms, NFKC), apostrophes, quotation
//! marks and dashes, and characters nobody sees (soft hyphen, zero-width space, direction marks).
//! Accents and `ё` stay: they tell words apart. It knows no language, so Turkish `İ` folds as
//! anywhere else.
//!
//! The reading form ([`for_reading`]) puts a text on one line and drops what cannot be drawn; its
//! typography stays.

use std::borrow::Cow;
use std::sync::OnceLock;

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};

/// Writes the form under which `word` is counted to `out`, which is emptied first. Folding a
/// folded word changes nothing.
///
/// ```
/// use parallax::text::normalise::fold;
/// let mut key = String::new();
/// for (word, expected) in [("Don’t", "don't"), ("ＡＢＣ", "abc"), ("Straße", "strasse"), ("Ёлка", "ёлка")] {
///     fold(word, &mut key);
///     assert_eq!(key, expected);
/// }
/// ```
pub fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match folded(c) {
            Some(folded) => out.push(folded),
            None => return fold_by_tables(word, out),
        }
    }
}

/// The text on one line, without characters that cannot be drawn: runs of white space become one
/// space, controls, soft hyphens, zero-width spaces and direction marks go, typography stays.
///
/// ```
/// use parallax::text::normalise::for_reading;
/// assert_eq!(for_reading(" “No\u{ad}thing” —\n  he said "), "“Nothing” — he said");
/// ```
pub fn for_reading(text: &str) -> Cow<'_, str> {
    if is_for_reading(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !is_undrawable(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn is_for_reading(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        if c == ' ' {
            if after_space {
                return false;
            }
            after_space = true;
        } else if c.is_whitespace() || is_undrawable(c) {
            return false;
        } else {
            after_space = false;
        }
    }
    !after_space || text.is_empty()
}

fn is_undrawable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// The folded form of a character that folds to one character whatever stands beside it; `None`
/// where the tables have to look at the whole word.
fn folded(c: char) -> Option<char> {
    /// Up to here the alphabets of Europe; nothing in it takes more than two bytes.
    const TABLE_END: u32 = 0x0600;
    static TABLE: OnceLock<Vec<Option<char>>> = OnceLock::new();
    let code = c as u32;
    if code < TABLE_END {
        let table = TABLE.get_or_init(|| (0..TABLE_END).map(folded_alone).collect());
        return table.get(code as usize).copied().flatten();
    }
    match c {
        '‘' | '’' => Some('\''),
        '“' | '”' | '„' => Some('"'),
        '‐' | '‑' | '‒' | '–' | '—' => Some('-'),
        // Han, kana and Korean syllables have no case; what composes with them is outside.
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'
        | '\u{3005}'
        | '\u{3007}' => Some(c),
        _ => None,
    }
}

fn folded_alone(code: u32) -> Option<char> {
    let c = char::from_u32(code)?;
    // Combining marks, and the invisible ones that vanish.
    if matches!(code, 0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05C7) {
        return None;
    }
    let mut out = String::new();
    fold_by_tables(c.encode_utf8(&mut [0; 4]), &mut out);
    let mut chars = out.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

/// The slow way, for any text.
fn fold_by_tables(word: &str, out: &mut String) {
    const NORMALIZER: ComposingNormalizerBorrowed<'static> = ComposingNormalizer::new_nfkc();
    const CASES: CaseMapperBorrowed<'static> = CaseMapper::new();
    /// Composing may bring a new capital or mark to light, so it goes on until nothing changes.
    /// Two rounds do for all words met; the bound is there so that no input can make it spin.
    const ROUNDS: usize = 4;
    out.clear();
    out.push_str(word);
    for _ in 0..ROUNDS {
        let plain: String = NORMALIZER.normalize(out).chars().filter_map(typewritten).collect();
        let next = NORMALIZER.normalize(&CASES.fold_string(&plain)).into_owned();
        if next == *out {
            break;
        }
        *out = next;
    }
}

/// Quotation marks and dashes as on a typewriter; `None` for what nobody sees.
fn typewritten(c: char) -> Option<char> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{200C}' | '\u{200D}' | '\u{061C}' => {
            return None;
        }
        c if is_undrawable(c) && !matches!(c, '\t' | '\n' | '\r') => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_by_tables, for_reading};

    fn check(word: &str, expected: &str) {
        let mut key = String::from("left over");
        fold(word, &mut key);
        assert_eq!(key, expected, "{word:?} folded");
    }

    #[test]
    fn writing_variants_are_one_word() {
        check("NATO", "nato");
        check("don’t", "don't");
        check("O‘Neil", "o'neil");
        check("na\u{ad}tion\u{200b}al", "national");
        check("Ｎａｔｏ２", "nato2");
        check("ﬁre", "fire");
        check("cafe\u{301}", "café");
        check("CAFÉ", "café");
        check("Straße", "strasse");
        check("ΟΔΟΣ", "οδοσ");
        check("οδός", "οδόσ");
        check("Северные", "северные");
        check("Ещё", "ещё");
        check("ｶﾞｽ", "ガス");
        check("か\u{3099}", "が");
        check("北方領土", "北方領土");
        check("“a–b”", "\"a-b\"");
        check("葛\u{E0100}", "葛");
        check("", "");
    }

    #[test]
    fn accents_tell_words_apart() {
        check("peña", "peña");
        check("ёлка", "ёлка");
        check("елка", "елка");
    }

    #[test]
    fn reading_form_keeps_typography() {
        assert_eq!(for_reading("a\u{a0}\t b\r\nc"), "a b c");
        assert_eq!(for_reading("  “x” — ’y’…  "), "“x” — ’y’…");
        assert_eq!(for_reading("\u{feff}a\u{0}b\u{202e}"), "ab");
        assert_eq!(for_reading("\n\u{ad}"), "");
        assert!(matches!(for_reading("as it is"), std::borrow::Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn quick_and_slow_way_agree(word in "[a-zA-Zà-ÿА-яЁёΑ-Ωα-ωÀ-ſ0-9'’‑–一-龠ぁ-んァ-ン가-힣\u{300}-\u{345}\u{ad}ßﬀ]{0,12}") {
            let (mut quick, mut slow) = (String::new(), String::new());
            fold(&word, &mut quick);
            fold_by_tables(&word, &mut slow);
            prop_assert_eq!(quick, slow, "{:?}", word);
        }

        #[test]
        fn folding_twice_changes_nothing(word in "[\\x00-\\u{10FFFF}]{0,12}|\\PC{0,12}") {
            let (mut once, mut twice) = (String::new(), String::new());
            fold(&word, &mut once);
            fold(&once, &mut twice);
            prop_assert_eq!(once, twice, "{:?}", word);
        }

        #[test]
        fn reading_form_is_one_line(text in "[\\x00-\\u{10FFFF}]{0,40}|[ a\\n\u{ad}]{0,12}") {
            let read = for_reading(&text);
            prop_assert!(!read.contains(['\n', '\r', '\t']) && !read.contains("  "));
            prop_assert_eq!(read.trim(), read.as_ref());
            prop_assert_eq!(for_reading(&read), read.as_ref());
        }
    }
}
