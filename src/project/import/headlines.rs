//! Headlines by hand: a headline is a line of its file, so that every word of it can be looked up there.

use std::sync::Arc;

use crate::corpus::{Article, Line, LineRole};
use crate::project::{Change, HandRole};
use crate::query::fold;

/// The line of the article that says this headline, as a change that makes it the headline. A headline is a line of
/// its file: what stands nowhere in it cannot be one.
pub fn headline_line(article: &Article, headline: &str) -> Option<Change> {
    let wanted = key_of(headline);
    if wanted.is_empty() {
        return None;
    }
    let line = article.lines.iter().find(|line| {
        line.role != LineRole::Blank
            && line.span.len() <= headline.len() * 3 + 64
            && key_of(article.text(line.span)) == wanted
    })?;
    if line.role == LineRole::Headline {
        return None;
    }
    let text = article.text(line.span).trim();
    let is_same = |other: &Line| article.text(other.span).trim() == text;
    let before = article.lines.iter().take_while(|other| other.span.from < line.span.from);
    let nth = Some(before.filter(is_same).count() as u32);
    Some(Change::Line { text: Arc::from(text), nth, role: HandRole::Headline })
}

/// Letters and figures alone.
fn key_of(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The lines of `article` that may be its headline and hold what was `typed`, from the first on: at most `most`.
pub fn headline_lines(article: &Article, typed: &str, most: usize) -> Vec<String> {
    /// A longer line is a paragraph.
    const LONGEST: usize = 200;
    let wanted = key_of(typed);
    let mut lines: Vec<String> = Vec::new();
    for line in article.lines.iter().filter(|line| line.role != LineRole::Blank && line.span.len() <= LONGEST)
    {
        let text = article.text(line.span).trim();
        let key = key_of(text);
        if !key.is_empty() && key.contains(&wanted) && !lines.iter().any(|known| known == text) {
            lines.push(text.to_owned());
            if lines.len() == most {
                break;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::import::tests_support::article;

    #[test]
    fn a_headline_is_found_as_it_is_typed() {
        let text = "Quay opened\n\nIt was opened on Monday, and all came.\n\nNobody stayed away from it\n\nShare this\n";
        let page = article("a.txt", text);
        let check = |typed: &str, expected: &[&str], line: Option<&str>| {
            assert_eq!(headline_lines(&page, typed, 3), expected, "{typed}");
            let found = headline_line(&page, typed).map(|change| match change {
                Change::Line { text, role: HandRole::Headline, .. } => text.to_string(),
                other => format!("{other:?}"),
            });
            assert_eq!(found.as_deref(), line, "{typed}");
        };
        check(
            "",
            &["Quay opened", "It was opened on Monday, and all came.", "Nobody stayed away from it"],
            None,
        );
        check("nobody", &["Nobody stayed away from it"], None);
        let whole = "Nobody stayed away from it";
        check("NOBODY stayed away from it!", &[whole], Some(whole));
        check("Nowhere said", &[], None);
        // It is the headline already.
        check("Quay opened", &["Quay opened"], None);
    }
}
