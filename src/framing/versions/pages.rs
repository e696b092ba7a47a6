//! Pages of one article that lie in several files: parts k of n of one outlet with one address or headline.

use std::collections::BTreeMap;

use super::address;
use super::known_outlet;
use crate::corpus::{ArticleId, Completeness, Corpus, OutletId, Pages};
use crate::task::{Cancelled, Task};
use crate::text::normalise;

/// An article has no more pages than this; what claims more is left alone.
const MOST_PAGES: u16 = 200;

/// What pages of one article have in common.
type Key = (Option<OutletId>, u16, String);

/// Finds the pages that lie in several files.
pub(super) fn find(corpus: &Corpus, task: &Task) -> Result<Vec<Pages>, Cancelled> {
    let mut by_name: BTreeMap<Key, Vec<(u16, ArticleId)>> = BTreeMap::new();
    for id in 0..corpus.article_count() {
        if id % 4096 == 0 {
            task.check()?;
        }
        let Completeness::Part { part, of } = corpus.completeness_of(id) else { continue };
        if part == 0 || of < 2 || part > of || of > MOST_PAGES {
            continue;
        }
        let article = corpus.article(id);
        let address = article.address.as_deref().and_then(address::of_pages);
        let name = address.or_else(|| stem_of_headline(article.headline_text()));
        let Some(name) = name else { continue };
        by_name.entry((known_outlet(corpus, id), of, name)).or_default().push((part, id));
    }
    let mut all = Vec::new();
    for ((_, of, _), mut there) in by_name {
        // Of a page that is there twice the first is shown; the other is a version of it.
        there.sort_unstable();
        there.dedup_by_key(|page| page.0);
        if there.len() > 1 {
            all.push(Pages { there, of });
        }
    }
    all.sort_unstable_by_key(|pages| pages.there.first().map(|page| page.1));
    Ok(all)
}

/// A headline's letters without the number of a page behind it: "The long night (page 2)", "The long night – 2/3".
fn stem_of_headline(headline: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_no_part_of_a_headline() {
        let check = |headline: &str, expected: Option<&str>| {
            assert_eq!(stem_of_headline(headline).as_deref(), expected, "{headline}");
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
