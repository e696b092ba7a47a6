//! What the pages of one article have in common in headlines and names of files, and the numbers they differ in.

use super::normalise;

/// A headline's letters without the number of a page behind it: "The long night (page 2)", "The long night – 2/3".
pub fn of_headline(headline: &str) -> Option<String> {
    const SIGNS: &[&str] = &["page", "part", "seite", "teil", "страница", "часть", "第"];
    let mut folded = String::new();
    normalise::fold(headline, &mut folded);
    let whole = folded.trim_end_matches([')', ']', '页', '頁']);
    let before = whole.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '/' | ' ' | ':'));
    let has_number = before.len() < whole.len();
    let mut stem = if has_number { before } else { folded.as_str() };
    if has_number {
        let bare = stem.trim_end_matches(|c: char| !c.is_alphanumeric());
        let named = SIGNS.iter().find_map(|sign| bare.strip_suffix(sign));
        let is_set_off = stem.trim_end().ends_with(['(', '[', '-', '–', '—', '|']);
        stem = match named {
            Some(rest) => rest,
            None if is_set_off => bare,
            // "Apollo 13": the number belongs to the headline.
            None => folded.as_str(),
        };
    }
    let letters: String = stem.chars().filter(|c| c.is_alphanumeric()).collect();
    (letters.chars().count() >= 6).then_some(letters)
}

/// The name of a file without the number of a page at its end, with the folders above it, and that number:
/// "night/the-night-2.txt" is page 2 of "night/the-night"; `None` where the name ends otherwise.
pub fn of_file(path: &str) -> Option<(&str, u16)> {
    /// What parts a number from a name, the longest first; words before it say that it counts pages.
    const BEFORE: [&str; 11] =
        [" page ", "-page-", "_page_", "-page", "_page", "page", "part", "-p", "_p", "-", "_"];
    let name = path.rfind('/').map_or(0, |at| at + 1);
    let stem = path.rfind('.').filter(|at| *at > name).map_or(path, |at| path.get(..at).unwrap_or(path));
    let lead = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = stem.get(lead.len()..)?;
    let number = figures.parse::<u16>().ok().filter(|number| *number > 0 && figures.len() <= 2)?;
    let before = BEFORE.iter().chain(&[" "]).find_map(|sign| lead.strip_suffix(sign))?;
    before.get(name..)?.chars().any(char::is_alphabetic).then_some((before, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_after_their_pages() {
        let check = |path: &str, expected: Option<(&str, u16)>| assert_eq!(of_file(path), expected, "{path}");
        check("lantern/the-night-2.txt", Some(("lantern/the-night", 2)));
        check("the night page 3.html", Some(("the night", 3)));
        check("the_night_p1.html", Some(("the_night", 1)));
        check("the-night.txt", None);
        check("the-night-2024.txt", None);
        check("2024-05-03.txt", None);
        check("night2/story.txt", None);
        check("", None);
    }

    #[test]
    fn numbers_of_pages_are_no_part_of_a_headline() {
        let check = |headline: &str, expected: Option<&str>| {
            assert_eq!(of_headline(headline).as_deref(), expected, "{headline}");
        };
        for headline in
            ["The long night", "The long night (page 2)", "The long night – 2", "The Long Night | Page 2/3"]
        {
            check(headline, Some("thelongnight"));
        }
        check("What remains of Apollo 13", Some("whatremainsofapollo13"));
        check("Page 2", None);
        check("", None);
    }
}
