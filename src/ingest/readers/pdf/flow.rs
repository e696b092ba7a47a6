//! Paragraphs that go on: over the ends of lines, where words are parted by a hyphen, and over the ends of
//! columns and pages.
//!
//! A hyphen at a line's end is taken out where it parts a word ("govern- ment") and kept where it is the
//! word's own ("war- time" beside "war-time"). There is no dictionary; the file itself tells: the form that
//! stands elsewhere in it wins. Where neither does, the hyphen goes, unless both halves are words of the
//! file (then it stays), or the next word is an "and" or "or" ("pre- and post-war").

use std::borrow::Cow;

use hashbrown::HashSet;

use super::{PAGING, PageText, Piece};
use crate::ingest::readers::Mark;
use crate::task::Task;

/// All pieces of all pages in order, parted words and paragraphs joined.
/// When `task` stops, the rest stays as it is.
pub(super) fn join(pages: Vec<PageText>, task: &Task) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // The last piece that is running text, behind which page furniture may stand.
    let mut open: Option<usize> = None;
    for page in pages {
        let mut is_first = true;
        for piece in page.pieces {
            let is_text = piece.mark == Some(Mark::Paragraph);
            if is_text
                && !task.is_cancelled()
                && let Some(last) = open
                    .and_then(|at| out.get_mut(at))
                    .filter(|last| goes_on(&last.text, &piece.text, is_first))
            {
                let tight = last.text.chars().next_back().is_some_and(crate::text::script::is_spaceless);
                if !tight {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
                is_first = false;
                continue;
            }
            if piece.mark != Some(PAGING) {
                open = is_text.then_some(out.len());
                is_first = false;
            }
            out.push(piece);
        }
    }
    let known = words(&out);
    for piece in &mut out {
        if task.is_cancelled() {
            break;
        }
        if let Cow::Owned(text) = unparted(&piece.text, &known) {
            piece.text = text;
        }
    }
    out
}

/// Whether a paragraph that ends in `above` goes on with `below`: it ends in no sentence, and what comes
/// next begins in none. Within a page that is the end of a column, and only a hyphen is sure.
fn goes_on(above: &str, below: &str, over_page: bool) -> bool {
    /// Less is a caption or a byline.
    const SHORTEST: usize = 40;
    let hyphen = above.ends_with(['-', '\u{ad}', '\u{2010}']);
    let small = below.chars().next().is_some_and(char::is_lowercase);
    let wide = below.chars().next().is_some_and(crate::text::script::is_spaceless);
    let bare = above.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』']);
    let ends = bare.ends_with(['.', '!', '?', '。', '！', '？', ':', '…', ';']);
    // The paragraph grows with every piece that joins it: no more of it is looked at than has to be.
    let has = |length: usize| above.chars().nth(length - 1).is_some();
    if !hyphen && !has(SHORTEST) {
        return false;
    }
    if over_page { !ends && (small || wide) } else { small && (hyphen || !ends && has(SHORTEST * 2)) }
}

/// Words of the file in small letters, those with hyphens whole.
fn words(pieces: &[Piece]) -> HashSet<String> {
    let mut known = HashSet::new();
    for piece in pieces {
        for word in piece.text.split(|c: char| !c.is_alphabetic() && c != '-') {
            let word = word.trim_start_matches('-');
            // A word that ends in a hyphen is the first half of one.
            if !word.is_empty() && !word.ends_with('-') {
                known.insert(word.to_lowercase());
            }
        }
    }
    known
}

/// `text` with words put together that were parted at the ends of lines.
fn unparted<'a>(text: &'a str, known: &HashSet<String>) -> Cow<'a, str> {
    const JOINING: [&str; 20] = [
        "and", "or", "nor", "to", "und", "oder", "bis", "et", "ou", "y", "e", "o", "en", "of", "och", "og",
        "и", "или", "sowie", "but",
    ];
    if !text.contains("- ") && !text.contains(['\u{ad}', '\u{2010}']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['-', '\u{ad}', '\u{2010}']) {
        let Some((before, from)) = rest.split_at_checked(at) else { break };
        let mark = from.chars().next().unwrap_or('-');
        let after = from.get(mark.len_utf8()..).unwrap_or("");
        out.push_str(before);
        let right_from = after.strip_prefix(' ');
        let right: &str =
            right_from.unwrap_or(after).split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let left = if mark == '\u{ad}' { "" } else { last_word(&out) };
        let is_parted = right_from.is_some()
            && left.chars().nth(1).is_some()
            && right.chars().next().is_some_and(char::is_lowercase)
            && !JOINING.contains(&right);
        if mark == '\u{ad}' {
            // A soft hyphen that shows stands at the end of a line; one that does not is no character to read.
            rest = if right.chars().next().is_some_and(char::is_lowercase) {
                right_from.unwrap_or(after)
            } else {
                after
            };
        } else if is_parted {
            if keeps_hyphen(left, right, known) {
                out.push('-');
            }
            rest = right_from.unwrap_or(after);
        } else {
            out.push(mark);
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The word that `text` ends in, or nothing where it is longer than words are: lines without an end are put
/// together from pieces, and each would go through all before it.
fn last_word(text: &str) -> &str {
    const LONGEST: usize = 64;
    let from = text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(LONGEST + 1);
    match from.enumerate().last() {
        Some((before, (at, _))) if before < LONGEST => text.get(at..).unwrap_or(""),
        _ => "",
    }
}

/// Whether the hyphen between two halves is the word's own.
fn keeps_hyphen(left: &str, right: &str, known: &HashSet<String>) -> bool {
    let (left, right) = (left.to_lowercase(), right.to_lowercase());
    if known.contains(&format!("{left}{right}")) {
        return false;
    }
    known.contains(&format!("{left}-{right}")) || known.contains(&left) && known.contains(&right)
}

#[cfg(test)]
mod tests {
    use super::super::{PAGING, PageText, Piece};
    use super::join;
    use crate::ingest::readers::Mark;
    use crate::task::Task;

    fn check(pages: &[&[&str]], expected: &[&str]) {
        let page = |(number, lines): (usize, &&[&str])| PageText {
            number: u32::try_from(number).unwrap_or(0) + 1,
            pieces: lines
                .iter()
                .map(|line| match line.strip_prefix('#') {
                    Some(furniture) => Piece { text: furniture.to_owned(), mark: Some(PAGING) },
                    None => Piece { text: (*line).to_owned(), mark: Some(Mark::Paragraph) },
                })
                .collect(),
        };
        let joined = join(pages.iter().enumerate().map(page).collect(), &Task::none());
        let found: Vec<&str> = joined.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn parted_words() {
        check(&[&["The govern- ment met."]], &["The government met."]);
        check(&[&["In war- time the war-time law held."]], &["In war-time the war-time law held."]);
        check(
            &[&["A war lasts a long time, so war- time laws."]],
            &["A war lasts a long time, so war-time laws."],
        );
        check(&[&["The pre- and post-war years."]], &["The pre- and post-war years."]);
        check(&[&["Die Regie\u{ad} rung tagt, So\u{ad}nntag."]], &["Die Regierung tagt, Sonntag."]);
        check(&[&["He went - slowly - home. 3- 4"]], &["He went - slowly - home. 3- 4"]);
    }

    #[test]
    fn a_line_without_an_end_is_put_together_in_one_pass() {
        let words = "zq- ".repeat(400_000);
        let soft = "a\u{ad}".repeat(800_000);
        let column: Vec<String> = (0..100_000).map(|at| format!("word{at} and no stop")).collect();
        let column: Vec<&str> = column.iter().map(String::as_str).collect();
        let first =
            "the bridge over the Tolva at Nelin has been closed by the harbour office until the ice goes and";
        let found = |lines: &[&str]| {
            let piece = |text: &&str| Piece { text: (*text).to_owned(), mark: Some(Mark::Paragraph) };
            let page = PageText { number: 1, pieces: lines.iter().map(piece).collect() };
            let joined = join(vec![page], &Task::none());
            let letters = joined.iter().flat_map(|piece| piece.text.chars()).filter(|c| c.is_alphabetic());
            (joined.len(), letters.count())
        };
        assert_eq!(found(&[&words]), (1, 800_000));
        assert_eq!(found(&[&soft]), (1, 800_000));
        assert_eq!(found(&[&[first], column.as_slice()].concat()).0, 1);
    }

    #[test]
    fn paragraphs_over_pages() {
        check(
            &[
                &["The bridge over the Tolva at Nelin has been closed by the", "#1"],
                &["#2", "harbour office until May."],
            ],
            &[
                "The bridge over the Tolva at Nelin has been closed by the harbour office until May.",
                "1",
                "2",
            ],
        );
        check(
            &[
                &["The bridge over the Tolva at Nelin has been closed since then."],
                &["harbour news in brief"],
            ],
            &["The bridge over the Tolva at Nelin has been closed since then.", "harbour news in brief"],
        );
    }
}
