//! Strings that come back in article after article, held once: outlets, agencies, what tells furniture, dates.
//!
//! An article is taken apart without knowledge of the others, and every part of it comes with a reason in words. Most of
//! these words are the same in thousands of articles.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashSet;

use crate::corpus::{Article, Inferred};

/// Parts that are locked on their own, so that threads seldom meet.
const SHARDS: usize = 16;
/// What is longer hardly comes back.
const LONGEST: usize = 64;

/// The strings met so far.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    state: RandomState,
    shards: [Mutex<HashSet<Arc<str>>>; SHARDS],
}

impl SharedTexts {
    /// Lets `article` share what others have, and gives back memory that it does not need.
    pub(super) fn settle(&self, article: &mut Article) {
        article.shrink_to_fit();
        for reason in article.lines.reasons_mut() {
            self.share(&mut reason.detail);
        }
        for named in [&mut article.outlet, &mut article.host, &mut article.wire, &mut article.section] {
            let Some(named) = named else { continue };
            self.share(&mut named.value);
            self.share_reason(named);
        }
        self.share_reason(&mut article.language);
        self.share_reason(&mut article.completeness);
        self.share_reasons(article.published.as_mut());
        self.share_reasons(article.headline.as_mut());
        self.share_reasons(article.standfirst.as_mut());
        self.share_reasons(article.opinion.as_mut());
    }

    fn share_reasons<T>(&self, inferred: Option<&mut Inferred<T>>) {
        if let Some(inferred) = inferred {
            self.share_reason(inferred);
        }
    }

    fn share_reason<T>(&self, inferred: &mut Inferred<T>) {
        self.share(&mut inferred.evidence.quote);
    }

    /// Puts the string that is known already in the place of `text`.
    fn share(&self, text: &mut Arc<str>) {
        if text.len() > LONGEST {
            return;
        }
        let shard = self.state.hash_one(&**text) as usize % SHARDS;
        let Some(shard) = self.shards.get(shard) else { return };
        // What a thread left that failed is whole: a string is in it or is not.
        let mut known = shard.lock().unwrap_or_else(PoisonError::into_inner);
        *text = Arc::clone(known.get_or_insert_with(&**text, |_| Arc::clone(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_is_held_once() {
        let shared = SharedTexts::default();
        let long = "l".repeat(LONGEST + 1);
        let given = ["menu", "", "menu", "", "Menu", &long, &long];
        let mut texts: Vec<Arc<str>> = given.iter().map(|text| Arc::from(*text)).collect();
        for text in &mut texts {
            shared.share(text);
        }
        assert!(texts.iter().map(|text| &**text).eq(given));
        let same = |a: usize, b: usize| Arc::ptr_eq(&texts[a], &texts[b]);
        assert!(same(0, 2) && same(1, 3) && !same(0, 4) && !same(5, 6));
    }
}
