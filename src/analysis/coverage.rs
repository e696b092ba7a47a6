//! What a result counted: articles, words, outlets and dates.
//!
//! Every result carries its [`Coverage`], and every caption states it.

use std::sync::Arc;

use super::languages::{self, LanguageCount};
use crate::corpus::{Corpus, Extent, OutletId, Published, Subset};
use crate::figure::format;

/// What a result counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Articles in scope.
    pub articles: u32,
    /// Counted words in them: headline, standfirst and body.
    pub words: u64,
    /// Outlets with at least one article in scope, in the corpus's order.
    pub outlets: Vec<OutletId>,
    /// Articles in scope whose outlet is not known.
    pub of_unknown: u32,
    /// The earliest date.
    pub first: Option<Published>,
    /// The latest date.
    pub last: Option<Published>,
    /// Articles in scope whose date is not known.
    pub undated: u32,
    /// Their languages, the most frequent first, what is not known last.
    pub languages: Vec<LanguageCount>,
    /// Versions of articles in scope that were put aside, since each article counts once.
    pub put_aside: u32,
    /// Articles in scope beside another version that is in scope too.
    pub repeated: u32,
}

/// One outlet in scope, with what it contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletRow {
    /// The outlet.
    pub outlet: OutletId,
    /// Its name; empty where the outlet is not known (see [`shown_name`]).
    pub name: Arc<str>,
    /// Its articles in scope.
    pub articles: u32,
    /// Its counted words in scope.
    pub words: u64,
}

impl Coverage {
    /// The coverage of `subset`.
    pub fn of(corpus: &Corpus, subset: &Subset) -> Self {
        let present = (0..).zip(subset.outlets()).filter(|(_, size)| size.articles > 0);
        let is_unknown = |outlet: usize| corpus.outlets().get(outlet).is_some_and(|one| one.name.is_empty());
        let unknown = subset.outlets().iter().enumerate().find(|(outlet, _)| is_unknown(*outlet));
        let mut coverage = Self {
            of_unknown: unknown.map_or(0, |(_, size)| size.articles),
            articles: subset.article_count(),
            words: subset.word_count(),
            outlets: present.map(|(outlet, _)| outlet).collect(),
            ..Self::default()
        };
        coverage.put_aside = subset.put_aside().len() as u32;
        coverage.repeated = repeated(corpus, subset);
        if subset.is_all() {
            coverage.take(corpus.extent());
        } else {
            let mut extent = Extent::default();
            for id in subset.articles(corpus) {
                extent.add(corpus.date_of(id), corpus.language_of(id));
            }
            coverage.take(&extent);
        }
        coverage
    }

    fn take(&mut self, extent: &Extent) {
        (self.first, self.last, self.undated) = (extent.first, extent.last, extent.undated);
        self.languages = languages::ranked(&extent.languages);
    }
}

/// How many articles of `subset` are versions of another in it.
fn repeated(corpus: &Corpus, subset: &Subset) -> u32 {
    let groups = corpus.versions().groups().iter();
    let more = |group: &Vec<_>| group.iter().filter(|&&id| subset.contains(id)).count().saturating_sub(1);
    groups.map(more).sum::<usize>() as u32
}

impl OutletRow {
    /// One row for each outlet with articles in `subset`, in the corpus's order.
    pub fn all(corpus: &Corpus, subset: &Subset) -> Vec<Self> {
        let outlets = (0..).zip(corpus.outlets()).zip(subset.outlets());
        let present = outlets.filter(|(_, size)| size.articles > 0);
        present
            .map(|((outlet, column), size)| Self {
                outlet,
                name: Arc::clone(&column.name),
                articles: size.articles,
                words: size.words,
            })
            .collect()
    }

    /// The name to show.
    pub fn shown(&self) -> &str {
        shown_name(&self.name)
    }
}

/// "4 outlets", "1 outlet and 2 articles of an unknown outlet": an outlet not known is none that could be counted.
pub fn outlets_in_words(known: u64, articles_of_unknown: u64) -> String {
    let outlets = format::counted(known, "outlet", "outlets");
    if articles_of_unknown == 0 {
        return outlets;
    }
    let articles = format::counted(articles_of_unknown, "article", "articles");
    if known == 0 {
        return format!("{articles} of an unknown outlet");
    }
    format!("{outlets} and {articles} of an unknown outlet")
}

impl Coverage {
    /// How versions of articles were counted, in words; empty where none are in scope.
    pub fn versions_in_words(&self) -> String {
        let versions = |n: u32| format::counted(n.into(), "version of an article", "versions of articles");
        match (self.put_aside, self.repeated) {
            (0, 0) => String::new(),
            (0, repeated) => {
                format!(
                    "all versions of articles counted, {} more than articles",
                    format::count(repeated.into())
                )
            }
            (aside, _) => format!("each article once, {} put aside", versions(aside)),
        }
    }

    /// How many outlets, in words.
    pub fn outlets_in_words(&self) -> String {
        let known = self.outlets.len() as u64 - u64::from(self.of_unknown > 0);
        outlets_in_words(known, self.of_unknown.into())
    }
}

/// How an outlet is shown: by its name, or in words where it is not known.
pub fn shown_name(name: &str) -> &str {
    if name.is_empty() { "Outlet not known" } else { name }
}
