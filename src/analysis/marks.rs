//! Hits within one article, for the reader's marker pen.

use crate::corpus::{ArticleId, Corpus, Span, Subset};
use crate::query::{self, Query};
use crate::task::{Cancelled, Task};

/// The question: where do these queries match in this article?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MarksRecipe {
    /// The article.
    pub article: ArticleId,
    /// The queries.
    pub queries: Vec<Query>,
    /// The one of them that led to the article, if one did: its hits are also counted apart.
    pub followed: Option<Query>,
}

/// The answer to a [`MarksRecipe`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// The article.
    pub article: ArticleId,
    /// Places in its raw text in order; where two hits overlap, the first and longer one stands.
    pub spans: Vec<Span>,
    /// For each of them, which query found it.
    found_by: Vec<u16>,
    /// The queries.
    queries: Vec<Query>,
    /// Those of the query that led here.
    pub followed: Vec<Span>,
}

impl MarksRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Marks, Cancelled> {
        let subset = Subset::from_articles(corpus, &[self.article]);
        let (mut all, mut followed) = (Vec::new(), Vec::new());
        let also = self.followed.iter().filter(|query| !self.queries.contains(query));
        let queries: Vec<Query> = self.queries.iter().chain(also).cloned().collect();
        for (number, query) in (0..).zip(&queries) {
            let found = query::find(corpus, query, &subset, task)?;
            let hits = found.hits.iter().map(|hit| hit.span(corpus));
            if self.followed.as_ref() == Some(query) {
                followed.extend(hits.clone().map(|span| (span, number)));
            }
            all.extend(hits.map(|span| (span, number)));
        }
        let (spans, found_by) = apart(all).into_iter().unzip();
        let followed = apart(followed).into_iter().map(|(span, _)| span).collect();
        Ok(Marks { article: self.article, spans, found_by, queries, followed })
    }
}

/// In order; where two overlap, the first and longer one stands, of the query asked first.
fn apart(mut spans: Vec<(Span, u16)>) -> Vec<(Span, u16)> {
    spans.sort_unstable_by_key(|(span, query)| (span.from, std::cmp::Reverse(span.to), *query));
    let mut end = 0;
    spans.retain(|(span, _)| {
        let is_free = span.from >= end;
        if is_free {
            end = span.to;
        }
        is_free
    });
    spans
}

impl Marks {
    /// Number of hits.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The hit of this number, from 0.
    pub fn span(&self, index: usize) -> Option<Span> {
        self.spans.get(index).copied()
    }

    /// The query that found this hit.
    pub fn query_of(&self, hit: Span) -> Option<&Query> {
        let at = self.spans.binary_search_by_key(&hit.from, |span| span.from).ok()?;
        self.queries.get(usize::from(*self.found_by.get(at)?))
    }

    /// The hits that begin within `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.spans.partition_point(|mark| mark.from < span.from);
        self.spans.iter().skip(first).take_while(move |mark| mark.from < span.to).copied()
    }
}
