//! A file's text as lines, and what lines of exports say by their form alone.

use hashbrown::HashSet;

use crate::ingest::anatomy;
use crate::ingest::readers::{Mark, RawArticle, lines};

/// A line that holds something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Its words, without white space at both ends.
    pub text: &'a str,
    /// Whether a blank line, or nothing, stands before it.
    pub gap: bool,
    /// What the file's format says of it.
    pub mark: Option<Mark>,
    /// Whether the file's format says that it is a headline.
    pub is_title: bool,
}

/// The lines of a file that hold something.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a> {
    /// The lines in order.
    pub all: Vec<Line<'a>>,
    /// Characters that fit on a line, where paragraphs are broken into lines of one width.
    pub width: Option<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of `article`, of which `titles` are known to be headlines.
    pub fn of(article: &'a RawArticle, titles: &HashSet<String>) -> Self {
        let mut all: Vec<Line<'a>> = Vec::new();
        let mut gap = true;
        let mut marks = article.markup.iter().peekable();
        for span in lines(&article.raw) {
            let text = span.of(&article.raw).trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            if text.is_empty() {
                gap = true;
                continue;
            }
            while marks.next_if(|m| m.span.to <= span.from).is_some() {}
            let mark = marks.peek().filter(|m| m.span.from < span.to).map(|m| m.mark);
            let is_title =
                matches!(mark, Some(Mark::Heading(_))) || !titles.is_empty() && titles.contains(&plain(text));
            all.push(Line { text, gap, mark, is_title });
            gap = false;
        }
        let width = width(&all);
        Self { all, width }
    }

    /// The lines from `from` to before `to`.
    pub fn part(&self, from: usize, to: usize) -> &[Line<'a>] {
        self.all.get(from..to.min(self.all.len()).max(from)).unwrap_or(&[])
    }
}

/// The width that paragraphs are broken to: most lines are followed by one that goes on right below,
/// and none is much longer than a page is wide.
fn width(all: &[Line<'_>]) -> Option<usize> {
    /// Lines of exports are 66 to 80 characters; a page of proportional type holds up to 130.
    const WIDEST: usize = 132;
    /// Fewer lines than this tell nothing.
    const FEWEST: usize = 8;
    let mut long = 0;
    let mut carried = 0;
    let mut lengths: Vec<usize> = Vec::with_capacity(all.len());
    for (at, line) in all.iter().enumerate() {
        let length = line.text.chars().count();
        lengths.push(length);
        if length >= 50 {
            long += 1;
            carried += usize::from(all.get(at + 1).is_some_and(|next| !next.gap));
        }
    }
    lengths.sort_unstable();
    let widest = *lengths.get(lengths.len().saturating_sub(1 + lengths.len() / 50))?;
    (long >= FEWEST && carried * 2 > long && widest <= WIDEST).then_some(widest)
}

/// Paragraphs of `lines`: lines that were broken to a width are joined, others stand alone.
pub(super) fn paragraphs(lines: &[Line<'_>], width: Option<usize>) -> Vec<(String, Option<Mark>)> {
    let mut found: Vec<(String, Option<Mark>)> = Vec::new();
    let mut above: Option<&str> = None;
    for line in lines {
        let goes_on =
            !line.gap && above.zip(width).is_some_and(|(above, width)| is_soft(above, line.text, width));
        match found.last_mut() {
            Some((text, _)) if goes_on => {
                let tight = text.chars().next_back().is_some_and(crate::text::script::is_cjk)
                    && line.text.chars().next().is_some_and(crate::text::script::is_cjk);
                if !tight {
                    text.push(' ');
                }
                text.push_str(line.text);
            }
            _ => found.push((line.text.to_owned(), line.mark)),
        }
        above = Some(line.text);
    }
    found
}

/// Whether the break between two lines comes of the width alone: what comes next would not have fitted,
/// or the line above does not end a sentence.
fn is_soft(above: &str, below: &str, width: usize) -> bool {
    let next = below.split_whitespace().next().unwrap_or("").chars().count();
    let fitted = above.chars().count() + 1 + next <= width;
    let ends = above
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', '」'])
        .ends_with(['.', '!', '?', '。', '…', ':']);
    !(fitted && ends)
}

/// `text` as headlines are compared: single spaces, no marks of quotation.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Label and value of a line `Label: value`; the label is at most six words.
pub(super) fn label(text: &str) -> Option<(&str, &str)> {
    /// "LANGUAGE OF PUBLICATION" and the like.
    const LONGEST: usize = 48;
    let (label, value) = text.split_once([':', '：'])?;
    let label = label.trim();
    (!label.is_empty() && label.len() <= LONGEST && label.split(' ').count() <= 6)
        .then(|| (label, value.trim()))
}

/// Whether a line is about rights.
pub(super) fn is_rights(text: &str) -> bool {
    let starts = ["Copyright", "COPYRIGHT", "©", "(c)", "(C)", "版权", "저작권", "Авторское право"];
    let holds = [
        "All Rights Reserved",
        "All rights reserved",
        "Tous Droits Réservés",
        "Tous droits réservés",
        "Alle Rechte vorbehalten",
        "Todos los derechos reservados",
        "Tutti i diritti riservati",
    ];
    text.len() < 400 && (starts.iter().any(|s| text.starts_with(s)) || holds.iter().any(|s| text.contains(s)))
}

/// Whether a short line holds a whole date.
pub(super) fn is_dated(text: &str) -> bool {
    text.len() <= 120
        && text.bytes().any(|b| b.is_ascii_digit())
        && !is_rights(text)
        && anatomy::holds_date(text)
}

/// Page numbers as printed exports have them: "Page 2 of 5".
pub(super) fn is_page_number(text: &str) -> bool {
    let mut words = text.split(' ');
    matches!(words.next(), Some("Page" | "Seite" | "Página" | "Pagina" | "Стр."))
        && words.next().is_some_and(|w| w.parse::<u32>().is_ok())
        && matches!(words.next(), Some("of" | "von" | "sur" | "de" | "di" | "van" | "из"))
        && words.next().is_some_and(|w| w.parse::<u32>().is_ok())
        && words.next().is_none()
}

/// The number that a line of words states: "1,234 words", "1 234 mots", "01619文字".
pub(super) fn count(text: &str) -> Option<u32> {
    let mut number: u32 = 0;
    let mut any = false;
    let mut chars = text.trim_start().chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(digit) = c.to_digit(10) {
            number = number.checked_mul(10)?.checked_add(digit)?;
            any = true;
        } else if !(any
            && matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}' | '’' | '\'')
            && chars.peek().is_some_and(char::is_ascii_digit))
        {
            break;
        }
    }
    any.then_some(number)
}

/// Whether `text` looks like the name of one or a few people: a few words, all with capitals.
pub(super) fn is_name(text: &str) -> bool {
    let starts = ["By ", "BY ", "by ", "Von ", "VON ", "Par ", "Por ", "Di ", "Door "];
    if starts.iter().any(|s| text.starts_with(s)) && text.len() < 200 {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let small =
        ["and", "und", "et", "y", "e", "de", "van", "von", "der", "den", "la", "le", "da", "di", "bin", "al"];
    (2..=8).contains(&words.len())
        && text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | ',' | ';' | '&' | '/'))
        && !text.ends_with(['!', '?', '…'])
        && words.iter().all(|w| small.contains(w) || w.chars().next().is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{count, is_name, is_page_number, label};

    #[test]
    fn numbers_of_words() {
        for (text, expected) in [
            ("355 words", Some(355)),
            ("1,234 words", Some(1234)),
            ("1 234 mots", Some(1234)),
            ("1.285 Wörter", Some(1285)),
            ("01619文字", Some(1619)),
            ("words", None),
            ("99999999999 words", None),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_and_names() {
        assert_eq!(label("LENGTH: 355 words"), Some(("LENGTH", "355 words")));
        assert_eq!(label("BODY:"), Some(("BODY", "")));
        assert_eq!(label("One two three four five six seven: eight"), None);
        for name in ["By ADA LOVEN", "Ada Loven and Jon Brek", "ULRICH MAST"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["Zu Fuß nach Tolva", "Bridge closed", "WAS"] {
            assert_eq!(is_name(other), other == "Bridge Closed", "{other}");
        }
        assert!(is_page_number("Page 2 of 5") && !is_page_number("Page 2 of the paper"));
    }
}
