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
    /// Those of the query that led here.
    pub followed: Vec<Span>,
}

impl MarksRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Marks, Cancelled> {
        let subset = Subset::from_articles(corpus, &[self.article]);
        let (mut spans, mut followed) = (Vec::new(), Vec::new());
        let also = self.followed.iter().filter(|query| !self.queries.contains(query));
        for query in self.queries.iter().chain(also) {
            let found = query::find(corpus, query, &subset, task)?;
            let hits = found.hits.iter().map(|hit| hit.span(corpus));
            if self.followed.as_ref() == Some(query) {
                followed.extend(hits.clone());
            }
            spans.extend(hits);
        }
        Ok(Marks { article: self.article, spans: apart(spans), followed: apart(followed) })
    }
}

/// In order; where two overlap, the first and longer one stands.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| (span.from, std::cmp::Reverse(span.to)));
    let mut end = 0;
    spans.retain(|span| {
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

    /// The hits that begin within `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.spans.partition_point(|mark| mark.from < span.from);
        self.spans.iter().skip(first).take_while(move |mark| mark.from < span.to).copied()
    }
}
