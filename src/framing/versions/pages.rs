//! Pages of one article that were not joined to one when they were read: parts k of n of one outlet with one address
//! or headline. They are named beside each other; no count knows of them.

use std::collections::BTreeMap;

use super::known_outlet;
use crate::corpus::{ArticleId, Completeness, Corpus, OutletId, Pages};
use crate::task::{Cancelled, Task};
use crate::text::{address, page_names};

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
        let name = address.or_else(|| page_names::of_headline(article.headline_text()));
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
