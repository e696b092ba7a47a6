//! Markdown: plain text whose headings, lists and quotations are marked.
//!
//! The text stays as it is written, marks and all, so that every byte span leads back to the
//! file; which lines are headings, items and quotations goes beside it. Emphasis and links stay
//! in the text; a problem says so where addresses would be read as words. Tables, footnotes and
//! HTML within Markdown are lines like any other.

use crate::corpus::{Confidence, Span};
use crate::problem::Cause;

use super::text::PlainText;
use super::{Found, Input, Mark, Markup, Reader, ending, is_markup_file, lines};

/// The reader of Markdown.
#[derive(Debug, Clone, Copy)]
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        /// Enough to meet a heading and a link.
        const HEAD: usize = 4096;
        if is_markup_file(bytes) {
            return None;
        }
        if ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str())) {
            return Some(Confidence::High);
        }
        // Extractors write Markdown into .txt files too.
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        if !head.contains(&b'#')
            || !head.split(|b| matches!(b, b'\n' | b'\r')).any(|line| line.starts_with(b"#"))
        {
            return None;
        }
        let head = String::from_utf8_lossy(head);
        let headings = lines(&head).filter(|line| heading(&head, *line).is_some()).count();
        (headings >= 2 || (headings == 1 && links(&head) > 0)).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        PlainText.read(file, found);
        let mut in_text = 0;
        for article in &mut found.articles {
            let from = article.front_matter.map_or(0, |span| span.to);
            article.markup = markup(&article.raw, from);
            in_text += links(&article.raw);
        }
        if in_text > 0 {
            let which =
                if in_text == 1 { "A link stands".to_owned() } else { format!("{in_text} links stand") };
            let text =
                format!("{which} in the text with its address. Save it as plain text to count words alone");
            found.report(file, Cause::Undecided, text);
        }
    }
}

/// What the marks say about the lines of `text` from `from` on.
fn markup(text: &str, from: u32) -> Vec<Markup> {
    let mut found = Vec::new();
    // The fence that has to close the block of code we are in.
    let mut fence: Option<&str> = None;
    // A line of running text with nothing above it: what "===" below makes a heading.
    let mut title: Option<Span> = None;
    let mut is_after_blank = true;
    for line in lines(text).filter(|line| line.from >= from) {
        let content = trimmed(text, line);
        let words = content.of(text);
        if let Some(open) = fence {
            if words.starts_with(open) {
                fence = None;
            }
            continue;
        }
        let candidate = title.take();
        let was_after_blank = std::mem::replace(&mut is_after_blank, words.is_empty());
        if words.is_empty() {
            continue;
        }
        if let Some(open) = ["```", "~~~"].into_iter().find(|open| words.starts_with(open)) {
            fence = Some(open);
        } else if let Some((level, span)) = heading(text, line) {
            found.push(Markup { span, mark: Mark::Heading(level) });
            is_after_blank = true;
        } else if let Some(level) = underline(words) {
            if let Some(span) = candidate {
                found.push(Markup { span, mark: Mark::Heading(level) });
            }
            is_after_blank = true;
        } else if words.starts_with('>') {
            let span = stripped(text, content, |c| c == '>' || c == ' ' || c == '\t');
            if !span.is_empty() {
                found.push(Markup { span, mark: Mark::Quotation });
            }
        } else if let Some(mark) = list_mark(words) {
            let span = trimmed(text, Span { from: content.from + mark, to: content.to });
            found.push(Markup { span, mark: Mark::Item });
        } else if was_after_blank {
            title = Some(content);
        }
    }
    found
}

/// Level and words of a heading `## Words ##`.
fn heading(text: &str, line: Span) -> Option<(u8, Span)> {
    let content = trimmed(text, line);
    let indent = content.from - line.from;
    let words = content.of(text);
    let level = words.bytes().take_while(|b| *b == b'#').count();
    if indent > 3 || !(1..=6).contains(&level) {
        return None;
    }
    let rest = words.get(level..)?;
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    // Closing marks count only when a space is before them: "C#" keeps its own.
    let open = rest.trim_end_matches('#');
    let rest = if open.ends_with([' ', '\t']) { open } else { rest };
    let from = content.from as usize + level;
    let span = trimmed(text, Span::new(from, from + rest.len()));
    (!span.is_empty()).then_some((level as u8, span))
}

/// The level that a line of `===` or `---` gives to the line above.
fn underline(words: &str) -> Option<u8> {
    let is_of = |mark: u8| words.len() >= 3 && words.bytes().all(|b| b == mark);
    if is_of(b'=') {
        Some(1)
    } else if is_of(b'-') {
        Some(2)
    } else {
        None
    }
}

/// Bytes of the mark of a list item: `- `, `* `, `+ `, `1. `, `1) `.
fn list_mark(words: &str) -> Option<u32> {
    /// More digits make no number of an item.
    const DIGITS: usize = 3;
    let is_rule = words.chars().all(|c| matches!(c, '-' | '*' | '_' | ' '));
    if is_rule {
        return None;
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if digits == 0 { &["-", "*", "+"][..] } else { &[".", ")"] };
    let rest = words.get(digits..)?;
    let is_marked =
        mark.iter().any(|mark| rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with([' ', '\t'])));
    (is_marked && digits <= DIGITS).then_some(digits as u32 + 2)
}

/// Links and pictures with an address: `[words](address)`.
fn links(text: &str) -> usize {
    text.match_indices("](").count()
}

/// `span` without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let content = span.of(text);
    let start = span.from as usize + content.len() - content.trim_start().len();
    Span::new(start, start + content.trim().len())
}

/// `span` without the characters at its beginning that `is_mark`.
fn stripped(text: &str, span: Span, is_mark: impl Fn(char) -> bool) -> Span {
    let rest = span.of(text).trim_start_matches(is_mark);
    Span::new(span.to as usize - rest.len(), span.to as usize)
}

#[cfg(test)]
mod tests {
    use super::Mark::{self, Heading, Item, Quotation};
    use super::markup;

    fn check(text: &str, expected: &[(&str, Mark)]) {
        let found = markup(text, 0);
        let found: Vec<_> = found.iter().map(|m| (m.span.of(text), m.mark)).collect();
        assert_eq!(found, expected, "markup of {text:?}");
    }

    #[test]
    fn headings() {
        check(
            "# Talks go on\n\n## In brief ##\ntext",
            &[("Talks go on", Heading(1)), ("In brief", Heading(2))],
        );
        check("Talks\n=====\ntext\n\nIn brief\n---\n", &[("Talks", Heading(1)), ("In brief", Heading(2))]);
        check("#hashtag\n####### seven\n#\n    # code\n# C#", &[("C#", Heading(1))]);
        check("one\ntwo\n---\n\n---\n\n***", &[]);
        check("# A\nB\n===\n", &[("A", Heading(1)), ("B", Heading(1))]);
    }

    #[test]
    fn lists_and_quotations() {
        check(
            "- one\n* two\n+ three\n1. four\n2) five",
            &[("one", Item), ("two", Item), ("three", Item), ("four", Item), ("five", Item)],
        );
        check("> We go.\n>> They stay.\n>\n", &[("We go.", Quotation), ("They stay.", Quotation)]);
        check("-one\n2016. was\n*so* it goes\n- - -\n2016 1.5", &[]);
    }

    #[test]
    fn code_is_left_alone() {
        check("```\n# no\n- no\n```\n# yes", &[("yes", Heading(1))]);
        check("~~~\n# never closed", &[]);
    }

    #[test]
    fn line_breaks_of_all_kinds() {
        check(
            "# a\r\n\r\n- b\r# c\u{2028}# d",
            &[("a", Heading(1)), ("b", Item), ("c", Heading(1)), ("d", Heading(1))],
        );
    }
}
