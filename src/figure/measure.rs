//! How wide a text is, how it is shortened and broken into lines, and which font families draw it.
//!
//! Widths are Inter's own advances. Han, kana and Hangul are one size wide and half-width kana half, as they are by
//! design in the fonts that draw them. Other scripts are as wide as in the font that draws them once the machine's fonts
//! have been looked for, which every PNG and SVG does first; until then they are taken to be a little over half.
//! Kerning is left out: it makes a line shorter by a hair, never longer.

use std::sync::OnceLock;

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use unicode_segmentation::UnicodeSegmentation;

use super::fonts::{self, Fonts};
use super::scene::Weight;

/// Families for characters that the bundled faces lack, the most legible first.
pub(super) const FALLBACKS: &[&str] = &[
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Yu Gothic",
    "Meiryo",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK KR",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Arial Unicode MS",
    "DejaVu Sans",
];

/// Which families draw a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Families {
    /// The bundled face has all of it.
    Bundled,
    /// Japanese: kana, or Han characters that Japanese writes.
    Japanese,
    /// Chinese.
    Chinese,
    /// Korean.
    Korean,
    /// Another script: whatever the machine has.
    Other,
}

/// Whether the bundled sans serif has this character.
pub fn is_bundled(character: char) -> bool {
    advance(character, Weight::Regular).is_some()
}

/// The width of a line in logical pixels.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|character| advance_or_guess(character, weight)).sum::<f64>() * size
}

/// The text on one line of at most `room`, with an ellipsis where something was cut.
pub fn shorten(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let room = room - width("…", size, weight);
    let mut short = String::new();
    let mut used = 0.0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme, size, weight);
        if used > room {
            break;
        }
        short.push_str(grapheme);
    }
    format!("{}…", short.trim_end_matches([' ', ',', '-', '–']))
}

/// A text broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    /// The lines, one at least.
    pub lines: Vec<String>,
    /// Whether all of it is there and no word was cut.
    pub is_whole: bool,
}

/// The text in at most `most` lines of at most `room`: broken at spaces, after hyphens and slashes and between
/// Han characters and kana; a word that is wider than a line is cut, and so is what remains on the last line.
pub fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Wrapped {
    let pieces = pieces(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut is_whole = true;
    for (index, piece) in pieces.iter().enumerate() {
        let fits = width(line.trim_end(), size, weight) + width(piece.trim_end(), size, weight) <= room
            && (line.is_empty() || width(&format!("{line}{}", piece.trim_end()), size, weight) <= room);
        if fits {
            line.push_str(piece);
            continue;
        }
        if line.is_empty() || lines.len() + 1 < most {
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            if width(piece.trim_end(), size, weight) <= room {
                line.push_str(piece);
                continue;
            }
            is_whole = false;
        } else {
            is_whole = false;
        }
        // The rest goes on this line as far as it fits.
        let rest = format!("{line}{}", pieces.get(index..).unwrap_or_default().concat());
        line = shorten(rest.trim_end(), size, weight, room);
        break;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    Wrapped { lines, is_whole }
}

/// One line of text for the eye: control characters and line breaks become spaces, runs of spaces one.
pub fn clean(text: &str) -> String {
    let words = text.split(is_gap).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a character is drawn as a space, if at all.
pub fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}')
}

/// The text in pieces that one list of families draws, in order; together they are the text.
pub fn runs(text: &str) -> Vec<(Families, String)> {
    let mut runs: Vec<(Families, String)> = Vec::new();
    let han = han_families(text);
    for character in text.chars() {
        let families = match character {
            _ if is_wide(character) && !is_hangul(character) => han,
            _ if is_hangul(character) => Families::Korean,
            _ if is_bundled(character) => Families::Bundled,
            _ => Families::Other,
        };
        // Spaces and marks stay with what they follow: a run of Arabic must not fall apart at each space.
        let stays = character == ' ' || is_mark(character);
        match runs.last_mut() {
            Some((last, run)) if *last == families || stays => run.push(character),
            _ => runs.push((families, character.into())),
        }
    }
    runs
}

/// Japanese where there is kana, or where each Han character is one that Japanese encodings have.
fn han_families(text: &str) -> Families {
    let is_kana =
        |c: char| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}');
    if text.chars().any(is_kana) {
        return Families::Japanese;
    }
    let han: String = text.chars().filter(|c| is_wide(*c)).collect();
    let (_, _, has_others) = encoding_rs::SHIFT_JIS.encode(&han);
    if has_others { Families::Chinese } else { Families::Japanese }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{303E}' | '\u{3041}'..='\u{33FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F900}'..='\u{1F9FF}' | '\u{20000}'..='\u{3FFFD}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{200B}'..='\u{200F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}')
}

/// Where a line may be broken: after each piece.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut may_break = false;
    for grapheme in text.graphemes(true) {
        let first = grapheme.chars().next().unwrap_or(' ');
        let closes =
            matches!(first, '、' | '。' | '，' | '．' | '」' | '』' | '）' | '】' | '！' | '？' | 'ー' | ' ');
        let is_han = is_wide(first);
        match pieces.last_mut() {
            Some(piece) if closes || !(may_break || is_han) => piece.push_str(grapheme),
            _ => pieces.push(grapheme.to_owned()),
        }
        may_break =
            matches!(first, ' ' | '-' | '/' | '–') || is_han && !matches!(first, '「' | '『' | '（' | '【');
    }
    pieces
}

fn advance_or_guess(character: char, weight: Weight) -> f64 {
    match advance(character, weight) {
        Some(advance) => advance,
        None if is_mark(character) => 0.0,
        None if is_wide(character) => 1.0,
        None if matches!(character, '\u{FF61}'..='\u{FFDC}') => 0.5,
        None => Fonts::of_machine_if_known().and_then(|fonts| fonts.advance(character)).unwrap_or(0.6),
    }
}

/// The advance of a character of Inter as a share of the size.
fn advance(character: char, weight: Weight) -> Option<f64> {
    static REGULAR: OnceLock<Vec<f32>> = OnceLock::new();
    static SEMI_BOLD: OnceLock<Vec<f32>> = OnceLock::new();
    let (cell, face) = match weight {
        Weight::Regular => (&REGULAR, fonts::INTER),
        Weight::SemiBold => (&SEMI_BOLD, fonts::INTER_SEMI_BOLD),
    };
    // All that Inter has lies in the first plane; a missing character is below zero.
    let advances = cell.get_or_init(|| advances(face.bytes).unwrap_or_default());
    advances.get(character as usize).copied().filter(|advance| *advance >= 0.0).map(f64::from)
}

fn advances(bytes: &[u8]) -> Option<Vec<f32>> {
    let font = skrifa::FontRef::new(bytes).ok()?;
    let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
    let em = f32::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em).max(1.0);
    let mut advances = vec![-1.0; 0x1_0000];
    for (code, glyph) in font.charmap().mappings() {
        if let (Some(place), Some(advance)) = (advances.get_mut(code as usize), metrics.advance_width(glyph))
        {
            *place = advance / em;
        }
    }
    Some(advances)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_face() {
        // 1760 of 2816 units for the digit 0 of Inter Regular.
        assert!((width("00", 10.0, Weight::Regular) - 12.5).abs() < 1e-3);
        assert!(width("Norvia Daily", 13.0, Weight::SemiBold) > width("Norvia Daily", 13.0, Weight::Regular));
        assert!((width("新聞", 10.0, Weight::Regular) - 20.0).abs() < 1e-9);
        assert!(
            is_bundled('Ж') && is_bundled('Ω') && is_bundled('−') && !is_bundled('新') && !is_bundled('ا')
        );
    }

    #[test]
    fn lines_are_broken_where_they_may_be() {
        let wrapped = |text: &str, room: f64, most| wrap(text, 10.0, Weight::Regular, room, most);
        assert_eq!(wrapped("Norvia Daily", 500.0, 2).lines, ["Norvia Daily"]);
        assert_eq!(wrapped("Norvia Daily", 40.0, 2).lines, ["Norvia", "Daily"]);
        assert_eq!(wrapped("朝の新聞。夜の新聞", 40.0, 3).lines, ["朝の新", "聞。夜の", "新聞"]);
        let cut = wrapped("The Norvia Evening Post and Observer", 60.0, 2);
        assert!(!cut.is_whole && cut.lines.len() == 2 && cut.lines[1].ends_with('…'), "{cut:?}");
        let long = wrapped("Donaudampfschifffahrtsgesellschaft", 50.0, 3);
        assert!(!long.is_whole && long.lines.len() == 1, "{long:?}");
        assert_eq!(wrapped("", 50.0, 3).lines, [""]);
    }

    #[test]
    fn shortening_never_cuts_a_character_in_two() {
        for room in 0..120 {
            let short = shorten("Жёлтая пре\u{301}сса 新聞 👩‍👩‍👧 done", 10.0, Weight::Regular, f64::from(room));
            assert!(short.ends_with('…') || short.ends_with("done"));
        }
    }

    #[test]
    fn each_script_gets_its_families() {
        let families = |text: &str| runs(text).into_iter().map(|(families, _)| families).collect::<Vec<_>>();
        assert_eq!(families("The Lantern"), [Families::Bundled]);
        assert_eq!(families("北の島新聞 Online"), [Families::Japanese, Families::Bundled]);
        assert_eq!(families("群岛日报"), [Families::Chinese]);
        assert_eq!(families("섬 신문"), [Families::Korean]);
        assert_eq!(families("أخبار الجزر"), [Families::Other]);
        let text = "A 新聞 é e\u{301} ا ب 👩‍👩‍👧";
        assert_eq!(runs(text).into_iter().map(|(_, run)| run).collect::<String>(), text);
    }

    #[test]
    fn control_characters_do_not_reach_the_picture() {
        assert_eq!(clean(" a\u{0}b\r\n\tc\u{FFFF} "), "a b c");
    }
}
