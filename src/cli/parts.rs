//! Parts of answers in JSON that several commands give.

use std::borrow::Cow;

use serde::Serialize;

use crate::corpus::{ArticleId, Corpus};
use crate::text::normalise::for_reading;

/// An article, with its number in its file where the command tells it.
#[derive(Debug, Serialize)]
pub struct ArticlePart<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<u32>,
    outlet: Option<&'a str>,
    date: Option<String>,
    headline: Option<Cow<'a, str>>,
}

impl<'a> ArticlePart<'a> {
    /// An article by its number.
    pub fn of(corpus: &'a Corpus, id: ArticleId) -> Self {
        let article = corpus.article(id);
        Self {
            path: &article.path,
            record: None,
            outlet: outlet(corpus, id),
            date: corpus.date_of(id).map(|date| date.to_string()),
            headline: article.headline.as_ref().map(|headline| for_reading(article.text(headline.value))),
        }
    }

    /// The same with its number in its file.
    pub fn with_record(corpus: &'a Corpus, id: ArticleId) -> Self {
        Self { record: Some(corpus.article(id).record), ..Self::of(corpus, id) }
    }
}

/// The outlet of an article, where it has one.
pub fn outlet(corpus: &Corpus, id: ArticleId) -> Option<&str> {
    known(&corpus.outlets().get(usize::from(corpus.outlet_of(id)))?.name)
}

/// The name of an outlet that has one.
pub fn known(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.is_empty())
}

/// Four places after the point: more would be more than is known.
pub fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
