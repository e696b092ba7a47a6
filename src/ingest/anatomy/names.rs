//! Whether a few words look like the name of a person. Used for bylines; nothing is looked up,
//! since no list of names would be complete.

use super::find::bare;
use super::lines::is_hangul;
use super::words::words;
use crate::text::script::is_cjk;

/// Whether `text` is the name of a person in Latin, Cyrillic or another script with capitals:
/// `least` to five words.
pub(super) fn is_name(text: &str, least: usize) -> bool {
    let mut words = 0;
    let mut full = 0;
    for word in text.split_whitespace() {
        words += 1;
        if words > 5 || !is_name_word(word, words == 1, &mut full) {
            return false;
        }
    }
    words >= least.max(1) && full >= 1
}

fn is_name_word(word: &str, first: bool, full: &mut u32) -> bool {
    let bare = word.trim_end_matches(['.', ',']);
    let mut chars = bare.chars();
    let Some(start) = chars.next() else { return false };
    let is_ascii = bare.is_ascii();
    let is_lettered = if is_ascii {
        bare.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'\'' | b'-' | b'.' | b'`'))
    } else {
        bare.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‑' | '.' | 'ʼ' | '`'))
            && !bare.chars().any(is_cjk)
            && !is_hangul(start)
    };
    if !is_lettered {
        return false;
    }
    if !first && words().particles.contains_in_any_case(bare) {
        return true;
    }
    let is_arabic = || super::furniture::starts_with_ignoring_case(bare, "al-");
    let is_none = || words().not_names.contains_in_any_case(bare) || words().jobs.contains_in_any_case(bare);
    let name = (start.is_uppercase() || is_arabic()) && !is_none();
    if name && (if is_ascii { bare.len() } else { bare.chars().count() }) > 1 {
        *full += 1;
    }
    name
}

/// Whether `text`, behind a label, is a name in a script without capitals: two to five words of nothing but letters.
pub(super) fn is_caseless_name(text: &str) -> bool {
    let caseless = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let word = |w: &str| w.chars().all(|c| caseless(c) || matches!(c, '-' | '\'' | '.')) && !is_job_word(w);
    (2..=5).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(word)
        && !text.chars().any(|c| is_cjk(c) || is_hangul(c))
}

/// Whether a word, without punctuation around it, describes a job.
pub(super) fn is_job_word(word: &str) -> bool {
    words().jobs.contains_in_any_case(bare(word))
}

/// Whether any word of `text` describes a job.
pub(super) fn has_job(text: &str) -> bool {
    text.split_whitespace().any(is_job_word)
}

/// Whether `text` is a Chinese, Japanese or Korean name: two to four Han or Hangul characters, up
/// to six with kana, or a foreign name with a dot between its parts.
pub(super) fn is_wide_name(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let text = text.trim_matches(super::lines::is_space);
    let mut count = 0;
    let mut dots = 0;
    let mut other = false;
    for c in text.chars() {
        match c {
            '·' | '・' | '•' | '‧' | '＝' | '=' => dots += 1,
            _ if is_cjk(c) || is_hangul(c) => count += 1,
            ' ' | '\u{3000}' => {}
            _ => other = true,
        }
    }
    let length = if dots > 0 { 2..=14 } else { 2..=7 };
    !other
        && length.contains(&count)
        && !words().lists.not_wide_names.iter().any(|w| text.contains(w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_titles() {
        for name in [
            "Ada Brandt",
            "Cai Hong",
            "J. P. van der Holt",
            "Марина Соловьёва",
            "JANE DOE",
            "Jean-Luc O'Hara",
        ] {
            assert!(is_name(name, 2), "{name}");
        }
        for other in [
            "International relations",
            "Staff Writer",
            "The Nelin Post",
            "talks failed",
            "Read More",
            "Новости России",
            "World News",
        ] {
            assert!(!is_name(other, 2), "{other}");
        }
        for name in ["王小明", "山田 太郎", "金·斯特兰", "佐々木健"] {
            assert!(is_wide_name(name), "{name}");
        }
        for other in ["责任编辑", "本报记者", "モスクワ", "国际"] {
            assert!(!is_wide_name(other), "{other}");
        }
    }
}
