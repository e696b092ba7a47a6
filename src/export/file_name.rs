//! A file name out of a title, in any script, that every system accepts.

use unicode_segmentation::UnicodeSegmentation;

/// Room for the ending and for a number that tells copies apart, within the 255 bytes that disks allow.
const MOST_BYTES: usize = 180;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// The title as a file's name with this ending: any script kept, what disks forbid removed.
///
/// ```
/// use parallax::export::suggest;
/// assert_eq!(suggest("“Northern Arc”: May/June", "png"), "“Northern Arc” May June.png");
/// assert_eq!(suggest("北方領土?", "svg"), "北方領土.svg");
/// assert_eq!(suggest("...", "csv"), "Figure.csv");
/// ```
pub fn suggest(title: &str, extension: &str) -> String {
    let is_forbidden = |c: char| {
        c.is_control()
            || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
            // Marks that turn the direction of writing hide what a file is.
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let spaced = title.replace(is_forbidden, " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let joined = words.join(" ");
    let mut stem = String::new();
    for grapheme in joined.trim_matches(['.', ' ']).graphemes(true) {
        if stem.len() + grapheme.len() > MOST_BYTES {
            break;
        }
        stem.push_str(grapheme);
    }
    let stem = stem.trim_end_matches(['.', ' ']);
    let base = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_device = DEVICES.contains(&base.trim_end_matches(|c: char| c.is_ascii_digit()));
    let stem = match stem {
        "" => "Figure".to_owned(),
        _ if is_device => format!("Figure {stem}"),
        _ => stem.to_owned(),
    };
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_kept_as_far_as_disks_allow() {
        for (title, expected) in [
            ("What each outlet calls the islands", "What each outlet calls the islands.svg"),
            ("a\u{202E}gpj.exe", "a gpj.exe.svg"),
            ("con", "Figure con.svg"),
            ("LPT1.old", "Figure LPT1.old.svg"),
            ("Convention", "Convention.svg"),
            ("../../etc/passwd", "etc passwd.svg"),
            ("  \t\n ", "Figure.svg"),
        ] {
            assert_eq!(suggest(title, "svg"), expected);
        }
        assert!(suggest(&"島".repeat(500), "svg").len() <= 255);
    }

    proptest! {
        #[test]
        fn any_title_makes_a_name_of_one_file(title in any::<String>()) {
            let name = suggest(&title, "png");
            prop_assert!(name.len() <= 255 && name.len() > 4);
            prop_assert!(!name.contains(['/', '\\', '\0', ':']) && !name.starts_with('.'));
        }
    }
}
