//! Running heads, feet and page numbers: lines that come back at the tops and bottoms of pages.
//!
//! A line counts as one when it stands among the first or last few of a third of the pages, and of two
//! at least, whatever numbers are in it; a sentence only where it comes back unchanged. Where it stands first, on a page where it is a heading, it may be
//! the headline that later pages repeat, and stays. Some page numbers are left out by `unpdf` itself.

use hashbrown::HashMap;

use super::{PAGING, PageText, Piece};
use crate::ingest::readers::Mark;

/// Lines from the edge of a page that may be running heads.
const EDGE: usize = 3;
/// Characters of the longest running head.
const LONGEST: usize = 160;

/// The pages with their furniture marked.
pub(super) fn marked(mut pages: Vec<PageText>) -> Vec<PageText> {
    let mut seen: HashMap<String, u32> = HashMap::new();
    for page in &pages {
        let mut here: Vec<String> = Vec::new();
        for at in edges(page.pieces.len()) {
            if let Some(key) = page.pieces.get(at).and_then(key)
                && !here.contains(&key)
            {
                here.push(key);
            }
        }
        for key in here {
            *seen.entry(key).or_default() += 1;
        }
    }
    let filled = pages.iter().filter(|page| !page.pieces.is_empty()).count();
    let enough = u32::try_from(filled.div_ceil(3)).unwrap_or(u32::MAX).max(2);
    let mut first: HashMap<String, ()> = HashMap::new();
    for page in &mut pages {
        let number = page.number;
        let count = page.pieces.len();
        for at in edges(count) {
            let Some(piece) = page.pieces.get_mut(at) else { continue };
            let Some(key) = key(piece) else { continue };
            let is_heading = matches!(piece.mark, Some(Mark::Heading(_)));
            let recurs = seen.get(&key).is_some_and(|&pages| pages >= enough);
            let is_first = recurs && first.insert(key, ()).is_none();
            if is_number(&piece.text, number) || recurs && !(is_first && is_heading) {
                piece.mark = Some(PAGING);
            }
        }
    }
    pages
}

/// The first and the last few of `count`.
fn edges(count: usize) -> impl Iterator<Item = usize> {
    let edge = (count / 3).clamp(1, EDGE);
    (0..count).filter(move |&at| at < edge || at + edge >= count)
}

/// What a running head is known by: its words, any number alike.
fn key(piece: &Piece) -> Option<String> {
    if piece.text.chars().count() > LONGEST {
        return None;
    }
    let is_sentence = piece.text.ends_with(['.', '!', '?', '。']);
    let mut key = String::with_capacity(piece.text.len());
    for c in piece.text.chars() {
        if c.is_numeric() && !is_sentence {
            if !key.ends_with('#') {
                key.push('#');
            }
        } else if !c.is_whitespace() {
            key.extend(c.to_lowercase());
        }
    }
    // Numbers alone are page numbers where they count (see `is_number`), and figures of a table elsewhere.
    key.chars().any(char::is_alphabetic).then_some(key)
}

/// Whether a line is the number of the page and nothing more: "3", "- 3 -", "Page 3 of 9".
fn is_number(text: &str, page: u32) -> bool {
    const WORDS: [&str; 12] =
        ["page", "p", "of", "seite", "von", "sur", "de", "стр", "из", "страница", "pg", "página"];
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let says = numbers.next().and_then(|n| n.parse::<u32>().ok()) == Some(page);
    let alone = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(|word| {
        WORDS.contains(&word.to_lowercase().as_str()) || matches!(word, "第" | "页" | "頁" | "共")
    });
    says && alone && numbers.count() <= 1
}

#[cfg(test)]
mod tests {
    use super::{PAGING, PageText, Piece, is_number, marked};

    #[test]
    fn page_numbers() {
        for text in ["3", "- 3 -", "Page 3 of 9", "3/9", "第 3 页", "p. 3"] {
            assert!(is_number(text, 3), "{text}");
        }
        for text in ["4", "3 ships", "In 3 of 9 cases", "1, 2, 3"] {
            assert!(!is_number(text, 3), "{text}");
        }
    }

    #[test]
    fn running_heads() {
        let page = |number, lines: &[&str]| PageText {
            number,
            pieces: lines.iter().map(|l| Piece { text: (*l).to_owned(), mark: None }).collect(),
        };
        let pages = marked(vec![
            page(
                1,
                &[
                    "The Nelin Post | 1",
                    "Bridge closed",
                    "The bridge over the Tolva is closed.",
                    "Nobody knows why.",
                ],
            ),
            page(
                2,
                &[
                    "The Nelin Post | 2",
                    "It opened in 1932.",
                    "Trains go round.",
                    "Ferries too.",
                    "So say all.",
                ],
            ),
        ]);
        for page in &pages {
            let furniture: Vec<&str> =
                page.pieces.iter().filter(|p| p.mark == Some(PAGING)).map(|p| p.text.as_str()).collect();
            assert_eq!(furniture, [format!("The Nelin Post | {}", page.number)]);
        }
    }
}
