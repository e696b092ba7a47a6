//! Every decision about articles that is not sure, with what led to it and how sure it is.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use super::STRIDE;
use crate::corpus::{
    Article, ArticleId, Confidence, EncodingSign, Evidence, EvidenceKind, Inferred, Language,
};
use crate::task::{Cancelled, Task};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decided {
    /// In which letters the file is written.
    Encoding,
    /// Who publishes the page.
    Outlet,
    /// When it was published.
    Published,
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// The authors, one of them or all.
    Byline,
    /// The section.
    Section,
    /// Report or opinion.
    Opinion,
    /// The agency.
    Wire,
    /// The aggregator around it.
    Host,
    /// The language.
    Language,
    /// How much of it is there.
    Completeness,
}

impl Decided {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 12] = [
        Self::Encoding,
        Self::Outlet,
        Self::Published,
        Self::Headline,
        Self::Standfirst,
        Self::Byline,
        Self::Section,
        Self::Opinion,
        Self::Wire,
        Self::Host,
        Self::Language,
        Self::Completeness,
    ];

    /// Its name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Encoding => "Encoding",
            Self::Outlet => "Outlet",
            Self::Published => "Published",
            Self::Headline => "Headline",
            Self::Standfirst => "Standfirst",
            Self::Byline => "Byline",
            Self::Section => "Section",
            Self::Opinion => "Report or opinion",
            Self::Wire => "Wire",
            Self::Host => "Host",
            Self::Language => "Language",
            Self::Completeness => "Completeness",
        }
    }

    /// How sure it is in `article`, and why; `None` where nothing was decided.
    pub fn of(self, article: &Article) -> Option<(Confidence, Cow<'_, Evidence>)> {
        fn plain<T>(part: Option<&Inferred<T>>) -> Option<(Confidence, Cow<'_, Evidence>)> {
            part.map(|part| (part.confidence, Cow::Borrowed(&part.evidence)))
        }
        match self {
            Self::Encoding => {
                let found = &article.encoding;
                let confidence = match found.by {
                    EncodingSign::Guessed if found.had_errors => Confidence::Low,
                    EncodingSign::Guessed => Confidence::Medium,
                    _ => Confidence::High,
                };
                let quote = if found.had_errors { "some bytes make no sense in it" } else { "" };
                let evidence = Evidence { kind: EvidenceKind::Text, quote: quote.into() };
                Some((confidence, Cow::Owned(evidence)))
            }
            Self::Outlet => plain(article.outlet.as_ref()),
            Self::Published => plain(article.published.as_ref()),
            Self::Headline => plain(article.headline.as_ref()),
            Self::Standfirst => plain(article.standfirst.as_ref()),
            // The least sure of the names speaks for all.
            Self::Byline => plain(article.byline.iter().min_by_key(|name| name.confidence)),
            Self::Section => plain(article.section.as_ref()),
            Self::Opinion => plain(article.opinion.as_ref()),
            Self::Wire => plain(article.wire.as_ref()),
            Self::Host => plain(article.host.as_ref()),
            Self::Language => plain(Some(&article.language).filter(|found| found.value != Language::UNKNOWN)),
            Self::Completeness => plain(Some(&article.completeness)),
        }
    }

    /// What was decided, in words.
    pub fn value(self, article: &Article) -> String {
        let name = |name: Option<&Inferred<Arc<str>>>| name.map(|name| name.value.to_string());
        match self {
            Self::Encoding => Some(article.encoding.name.to_owned()),
            Self::Outlet => name(article.outlet.as_ref()),
            Self::Published => article.published.as_ref().map(|date| date.value.to_string()),
            Self::Headline => Some(article.headline_text().to_owned()),
            Self::Standfirst => article.standfirst.as_ref().map(|text| article.text(text.value).to_owned()),
            Self::Byline => {
                Some(article.byline.iter().map(|name| &*name.value).collect::<Vec<_>>().join(", "))
            }
            Self::Section => name(article.section.as_ref()),
            Self::Opinion => Some(if article.is_opinion() { "opinion" } else { "report" }.to_owned()),
            Self::Wire => name(article.wire.as_ref()),
            Self::Host => name(article.host.as_ref()),
            Self::Language => article.language.value.code().map(str::to_owned),
            Self::Completeness => Some(article.completeness.value.to_string()),
        }
        .unwrap_or_default()
    }
}

/// A decision that is not sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// The article.
    pub article: ArticleId,
    /// What was decided.
    pub part: Decided,
    /// How sure it is: unsure or likely.
    pub confidence: Confidence,
}

/// All decisions of the program about `articles` that are not sure, in the order of the articles. What is said by
/// hand is no decision of the program.
pub fn decisions(articles: &[Arc<Article>], task: &Task) -> Result<Vec<Decision>, Cancelled> {
    task.phase("Going through decisions", articles.len() as u64);
    let parts: Result<Vec<Vec<Decision>>, Cancelled> = articles
        .par_chunks(STRIDE)
        .enumerate()
        .map(|(chunk, articles)| {
            task.check()?;
            let mut found = Vec::new();
            for (id, article) in (chunk * STRIDE..).zip(articles) {
                let of = |part: Decided| {
                    let (confidence, evidence) = part.of(article)?;
                    let is_told = confidence < Confidence::High && evidence.kind != EvidenceKind::ByHand;
                    is_told.then_some(Decision { article: id as ArticleId, part, confidence })
                };
                found.extend(Decided::ALL.into_iter().filter_map(of));
            }
            task.advance(articles.len() as u64);
            Ok(found)
        })
        .collect();
    Ok(parts?.concat())
}
