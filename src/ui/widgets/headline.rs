//! How an article is named in a row: by its headline, or by what else tells it apart.

use crate::corpus::Article;
use crate::text::normalise::for_reading;

/// The headline as it is read. Where there is none, how the text begins; where there is no text either, the file.
pub fn headline_words(article: &Article) -> String {
    /// Enough to tell texts apart.
    const OPENING: usize = 120;
    let headline = for_reading(article.headline_text());
    if !headline.is_empty() {
        return headline.into_owned();
    }
    if let Some(first) = article.body.first() {
        let text = for_reading(article.text(first.span));
        let opening: String = text.chars().take(OPENING).collect();
        let end = if opening.len() < text.len() { "…" } else { "" };
        return format!("(no headline) {opening}{end}");
    }
    let file = article.file_words();
    format!("(no text) {}", file.rsplit('/').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::import::tests_support::article;

    #[test]
    fn an_article_without_a_headline_is_told_from_others() {
        let check = |path: &str, text: &str, expected: &str| {
            assert_eq!(headline_words(&article(path, text)), expected);
        };
        let body =
            "The quay was opened on Monday by those who own it, after a long winter of storms and of ice.";
        check("a.txt", &format!("Quay opened\n\n{body}\n"), "Quay opened");
        check("a.txt", &format!("{body}\n"), &format!("(no headline) {body}"));
        let long = "It was opened by those who own it. ".repeat(9);
        let said = headline_words(&article("a.txt", &long));
        assert!(said.ends_with('…') && said.chars().count() < 140, "{said}");
        check("loose/stub.txt", "one\n", "(no text) stub.txt");
    }
}
