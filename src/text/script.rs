//! Which kind of writing a character belongs to, as far as cutting words needs to know.

/// Whether `c` belongs to a script written without spaces between words: Han, kana, Thai, Lao,
/// Khmer, Myanmar. Their punctuation and digits do not count: those bound words as elsewhere.
///
/// ```
/// use parallax::text::script::is_spaceless;
/// assert!(is_spaceless('島') && is_spaceless('の') && is_spaceless('ท'));
/// assert!(!is_spaceless('é') && !is_spaceless('。') && !is_spaceless('한'));
/// ```
pub fn is_spaceless(c: char) -> bool {
    if c < '\u{0E01}' {
        return false;
    }
    is_cjk(c) || is_southeast_asian(c)
}

/// Whether `c` is Han, Hiragana or Katakana.
pub fn is_cjk(c: char) -> bool {
    is_han(c) || is_kana(c)
}

/// Whether `c` is a Han character, iteration marks and the ideographic zero among them.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3038}'..='\u{303B}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAD9}'
        | '\u{20000}'..='\u{3FFFD}')
}

/// Whether `c` is Hiragana or Katakana, half-width and sound marks among them.
pub fn is_kana(c: char) -> bool {
    matches!(c,
        '\u{3031}'..='\u{3035}' | '\u{3041}'..='\u{3096}' | '\u{3099}'..='\u{309A}'
        | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}' | '\u{1AFF0}'..='\u{1AFFF}'
        | '\u{1B000}'..='\u{1B16F}')
}

/// Letters and vowel signs of Thai, Lao, Khmer and Myanmar; not their digits and stops.
fn is_southeast_asian(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0E3A}' | '\u{0E40}'..='\u{0E4E}'
        | '\u{0E81}'..='\u{0ECE}' | '\u{0EDC}'..='\u{0EDF}'
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' | '\u{109A}'..='\u{109D}'
        | '\u{1780}'..='\u{17D3}' | '\u{17D7}' | '\u{17DC}'..='\u{17DD}'
        | '\u{A9E0}'..='\u{A9EF}' | '\u{A9FA}'..='\u{A9FE}' | '\u{AA60}'..='\u{AA7F}')
}
