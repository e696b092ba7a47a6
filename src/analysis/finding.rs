//! Find in article: where a typed text stands in one article, be it counted there or not.
//!
//! What is typed is plain text, found anywhere, also inside a word, in any case, whatever breaks the line;
//! what only a query can mean (`*`, `|`, `/…/`, quotation marks, brackets, NEAR, =) is a query.

use regex::RegexBuilder;

use crate::corpus::{ArticleId, Corpus, Span, Subset};
use crate::query::{self, Query};
use crate::task::{Cancelled, Task};

/// The question: where does this stand in the article?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FindingRecipe {
    /// The article.
    pub article: ArticleId,
    /// What was typed.
    pub text: String,
    /// Also in what is not part of the article: furniture, credits.
    pub is_whole_page: bool,
}

/// The answer to a [`FindingRecipe`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The article.
    pub article: ArticleId,
    /// Places in its raw text, in order, none overlapping another.
    pub spans: Vec<Span>,
}

impl FindingRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Finding, Cancelled> {
        task.check()?;
        let mut finding = Finding { article: self.article, spans: Vec::new() };
        if self.article >= corpus.article_count() || self.text.trim().is_empty() {
            return Ok(finding);
        }
        if let Some(query) = as_query(&self.text) {
            let subset = Subset::from_articles(corpus, &[self.article]);
            let found = query::find(corpus, &query, &subset, task)?;
            finding.spans = found.hits.iter().map(|hit| hit.span(corpus)).collect();
            finding.spans.sort_unstable_by_key(|span| (span.from, std::cmp::Reverse(span.to)));
            finding.spans.dedup_by(|next, kept| next.from < kept.to);
            return Ok(finding);
        }
        let article = corpus.article(self.article);
        let Ok(pattern) = RegexBuilder::new(&pattern_of(&self.text)).case_insensitive(true).build() else {
            return Ok(finding);
        };
        let mut parts: Vec<Span> = article.counted_spans().chain(article.captions.iter().copied()).collect();
        parts.sort_unstable();
        for (number, found) in pattern.find_iter(&article.raw).enumerate() {
            if number % 1024 == 0 {
                task.check()?;
            }
            let span = Span::new(found.start(), found.end());
            let before = parts.partition_point(|part| part.from <= span.from);
            let is_part = before.checked_sub(1).and_then(|at| parts.get(at)).is_some_and(|p| span.to <= p.to);
            if self.is_whole_page || is_part {
                finding.spans.push(span);
            }
        }
        Ok(finding)
    }
}

impl Finding {
    /// The places that begin within `span`.
    pub fn within(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.spans.partition_point(|found| found.from < span.from);
        self.spans.iter().skip(first).take_while(move |found| found.from < span.to).copied()
    }
}

/// What was typed as a query, where it holds signs that only a query has.
fn as_query(text: &str) -> Option<Query> {
    let text = text.trim();
    let is_pattern = text.len() > 2 && text.starts_with('/') && text.ends_with('/');
    let has_signs = text.contains(['*', '|', '"', '(']) || text.contains(" NEAR");
    let is_exact = text.len() > 1 && text.starts_with('=');
    if is_pattern || has_signs || is_exact { Query::parse(text).ok() } else { None }
}

/// A pattern that finds `text` as typed, with any white space for a space and any of its kind for a sign
/// that typesetters replace.
fn pattern_of(text: &str) -> String {
    let mut pattern = String::new();
    let mut after_space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            if !after_space {
                pattern.push_str(r"\s+");
            }
            after_space = true;
            continue;
        }
        after_space = false;
        match c {
            '\'' | '’' => pattern.push_str("['’]"),
            '-' => pattern.push_str("[-‐‑–]"),
            other => pattern.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_a_query_make_a_query() {
        for text in ["island*", "\"a b\"", "a | b", "/isl.*/", "=Turkey", "a NEAR/3 b"] {
            assert!(as_query(text).is_some(), "{text}");
        }
        for text in ["island", "and/or", "don't", "/", "=", "(", "x*)(", "C++", "what?", "$5.30"] {
            assert!(as_query(text).is_none(), "{text}");
        }
    }

    #[test]
    fn plain_text_is_found_as_typed() {
        assert_eq!(pattern_of(" the  old "), r"the\s+old");
        assert_eq!(pattern_of("a.b"), r"a\.b");
        assert_eq!(pattern_of("don't"), "don['’]t");
    }
}
