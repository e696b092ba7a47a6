//! The text of a value: paragraphs, one a line, out of plain text or HTML.

use std::borrow::Cow;

use crate::corpus::FurnitureKind;
use crate::ingest::readers::html::{self, PageText};
use crate::ingest::readers::{Input, Mark};

/// One paragraph, and what it is.
pub(super) type Line = (String, Mark);

/// A text as paragraphs, or a whole web page.
pub(super) enum Text {
    /// Its paragraphs.
    Lines(Vec<Line>),
    /// A page of its own.
    Page(Box<PageText>),
}

/// The text of `value`; `is_cut` where it is a page, or a piece of one, that could not be understood as a
/// whole.
pub(super) fn of_value(value: &str, file: &Input<'_>, is_cut: &mut bool) -> Text {
    if html::is_web_page(value.as_bytes()) {
        let page = html::page(value, file.limits, file.task);
        *is_cut |= page.is_cut;
        return Text::Page(Box::new(page));
    }
    let value = unescaped(value);
    let value = breaks(&value);
    if has_tags(&value) {
        let blocks = ["<p", "<br", "<div", "<li", "<h1", "<h2", "<h3", "<td", "</p", "<P", "<BR"];
        let source = if blocks.iter().any(|tag| value.contains(tag)) {
            value
        } else {
            // Only words are marked: line breaks are those of the text.
            Cow::Owned(value.replace('\n', "<br>"))
        };
        let page = html::fragment(&source, file.limits, file.task);
        *is_cut |= page.is_cut;
        let lines = page.markup.iter().map(|one| (one.span.of(&page.raw).to_owned(), one.mark)).collect();
        return Text::Lines(lines);
    }
    Text::Lines(plain(&value))
}

/// A short value on one line, without markup.
pub(super) fn line(value: &str, file: &Input<'_>) -> String {
    let value = unescaped(value);
    let plain: Cow<'_, str> =
        if has_tags(&value) { Cow::Owned(html::fragment(&value, file.limits, file.task).raw) } else { value };
    let mut out = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `value` with references to characters resolved, where there are any. Those of a text with tags are left
/// to the reader of pages, unless the tags themselves are written so.
fn unescaped(value: &str) -> Cow<'_, str> {
    let is_reference = |at: usize| {
        let rest = value.get(at + 1..).unwrap_or("");
        let name = rest.bytes().take(12).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
        name >= 2 && rest.as_bytes().get(name) == Some(&b';')
    };
    let has = value.match_indices('&').any(|(at, _)| is_reference(at));
    if has && !has_tags(value) { Cow::Owned(html::decoded(value)) } else { Cow::Borrowed(value) }
}

/// `value` with line breaks where a program wrote them as `\n` twice over.
fn breaks(value: &str) -> Cow<'_, str> {
    if value.contains('\n') || value.matches("\\n").take(2).count() < 2 {
        return Cow::Borrowed(value);
    }
    Cow::Owned(value.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\\"", "\""))
}

/// Whether elements of HTML stand in the text.
fn has_tags(value: &str) -> bool {
    const TAGS: [&str; 22] = [
        "p",
        "br",
        "div",
        "span",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "u",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "img",
        "figure",
        "blockquote",
        "table",
        "iframe",
    ];
    value.match_indices('<').any(|(at, _)| {
        let rest = value.get(at + 1..).unwrap_or("");
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.bytes().take(11).take_while(u8::is_ascii_alphanumeric).count();
        let ends = rest
            .as_bytes()
            .get(length)
            .is_some_and(|b| matches!(b, b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'));
        let name = rest.get(..length).unwrap_or("");
        ends && TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
    })
}

/// The paragraphs of a plain text: its lines, or what blank lines part where its lines were broken to fit.
fn plain(value: &str) -> Vec<Line> {
    let lines: Vec<&str> = crate::ingest::readers::lines(value).map(|line| line.of(value).trim()).collect();
    let is_wrapped = is_wrapped(&lines);
    let mut found: Vec<Line> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        match found.last_mut() {
            Some((above, _)) if goes_on && is_wrapped => {
                above.push(' ');
                above.push_str(line);
            }
            _ => found.push((line.to_owned(), Mark::Body)),
        }
        goes_on = true;
    }
    if let Some((last, _)) = found.last_mut()
        && let Some(at) = cut_mark(last)
    {
        let mark = last.split_off(at);
        last.truncate(last.trim_end().len());
        let is_alone = last.is_empty();
        if is_alone {
            found.pop();
        }
        found.push((mark, Mark::Furniture(FurnitureKind::Wall)));
    }
    found
}

/// Where the note begins by which a service tells how much of a text it has left out: "[+1234 chars]".
pub(super) fn cut_mark(text: &str) -> Option<usize> {
    let rest = text.trim_end().strip_suffix("chars]")?.trim_end();
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.ends_with("[+").then(|| rest.len() - 2)
}

/// Whether lines were broken to fit a width: blank lines part paragraphs, and within them most lines are
/// nearly as long as the longest.
fn is_wrapped(lines: &[&str]) -> bool {
    const WIDTH: std::ops::RangeInclusive<usize> = 40..=100;
    let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let (mut inner, mut full, mut blank) = (0_usize, 0_usize, 0_usize);
    for pair in lines.windows(2) {
        blank += usize::from(pair[0].is_empty());
        if !pair[0].is_empty() && !pair[1].is_empty() {
            inner += 1;
            full += usize::from(pair[0].chars().count() * 4 >= longest * 3);
        }
    }
    WIDTH.contains(&longest) && inner >= 3 && full * 10 >= inner * 9 && blank > 0
}

#[cfg(test)]
mod tests {
    use super::{breaks, cut_mark, has_tags, plain};

    fn check(text: &str, expected: &[&str]) {
        let found = plain(text);
        let found: Vec<&str> = found.iter().map(|(line, _)| line.as_str()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn paragraphs_of_plain_text() {
        check("One.\nTwo.\r\n\r\n Three. ", &["One.", "Two.", "Three."]);
        check(&breaks("One.\\n\\nTwo."), &["One.", "Two."]);
        check(&breaks("C:\\new"), &["C:\\new"]);
        let wrapped = "The harbour of Nelin has been closed since\nMonday, when the ice broke two of its old\n\
                       piers and the crane that stood on one.\n\nNobody was hurt, said the mayor of the town,\n\
                       who had warned of the ice for many years.\n";
        assert_eq!(plain(wrapped).len(), 2);
        check("The leaders met and … [+1234 chars]", &["The leaders met and …", "[+1234 chars]"]);
    }

    #[test]
    fn what_is_html() {
        for text in ["<p>a", "a<br/>b", "<A HREF='x'>y</a>", "a</p>"] {
            assert!(has_tags(text), "{text}");
        }
        for text in ["a < b > c", "<3", "<pqr>", "x <", "<"] {
            assert!(!has_tags(text), "{text}");
        }
        assert_eq!(cut_mark("[+ chars]"), Some(0));
        assert_eq!(cut_mark("chars]"), None);
    }
}
