//! Sentences in which the site speaks to its reader: cookies, sign-ups, apps, rules.
//!
//! They read like running text, so only their words tell. Asked about paragraphs at the edges of
//! a page, never in the middle of an article: an article may be about cookies.

use super::page::Page;
use super::words::Theme;

/// Longest such sentence, in bytes.
const LONGEST: usize = 1200;

/// Whether the site speaks in a unit, not the article.
pub(super) fn is_service(page: &Page<'_>, at: usize) -> bool {
    let Some(unit) = page.units.get(at) else { return false };
    if unit.span.len() > LONGEST {
        return false;
    }
    let (mut weight, mut to) = (0, 0);
    for hit in page.phrases_in(unit.span).filter(|h| h.theme == Theme::Service) {
        weight += hit.to.saturating_sub(hit.from.max(to)) as usize;
        to = to.max(hit.to);
    }
    weight * 5 >= unit.span.len() || weight > 0 && speaks(page.text(at))
}

/// Whether somebody speaks to "you" for "us", or gives orders.
fn speaks(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.contains(['"', '“', '«', '「']) {
        return false;
    }
    let mut us = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric() && c != '\'') {
        us += usize::from(matches!(
            word,
            "you"
                | "your"
                | "our"
                | "us"
                | "we"
                | "вы"
                | "ваш"
                | "ваши"
                | "нас"
                | "наш"
                | "наши"
                | "нашем"
                | "мы"
                | "вас"
                | "please"
        ));
    }
    us >= 1
        || lower.contains("本网")
        || lower.contains("本站")
        || lower.contains("您")
        || lower.contains("ください")
        || lower.contains("当サイト")
        || lower.contains("пожалуйста")
        || lower.starts_with("the views")
        || lower.starts_with("the statements")
        || lower.starts_with("the opinions")
        || lower.starts_with("subscribe")
        || lower.starts_with("sign up")
        || lower.starts_with("download")
        || lower.starts_with("click")
        || lower.starts_with("follow")
        || lower.starts_with("this article was")
        || lower.starts_with("this material")
        || lower.starts_with("подписывайтесь")
        || lower.starts_with("подпишитесь")
        || lower.starts_with("мнение")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_told_from_the_article() {
        let is_service = |text: &str| {
            let page = Page::new(text, "", crate::ingest::registry::Registry::bundled(), &[], None);
            is_service(&page, 0)
        };
        for text in [
            "We use cookies to make our website better. By going on you accept our cookie policy.",
            "The views expressed in this column are those of the author and do not necessarily reflect those of the paper.",
            "Подписывайтесь на наш телеграм-канал, чтобы не пропустить главное.",
            "版权所有，未经授权不得转载。",
        ] {
            assert!(is_service(text), "{text}");
        }
        for text in [
            "The harbour was closed on Monday after the ice broke two piers and carried the fuel barge out to sea.",
            "The ministry said the new law on newsletters would be sent to parliament in the spring, together with a bill on the press and one on the public broadcaster that had been delayed twice.",
        ] {
            assert!(!is_service(text), "{text}");
        }
    }
}
