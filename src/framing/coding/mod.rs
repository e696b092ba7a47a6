//! Coding by hand: a random sample, coders who say yes or no, how far they agree, and how well dictionary hits do
//! against them.
//!
//! A figure of dictionary hits says nothing about frames until somebody has looked. So: draw a sample ([`draw`]),
//! have at least two people code it without seeing the outlet or each other's answers ([`Judgements`]), ask
//! whether they agree ([`agreement`]), and then how many hits were right and how many were missed ([`validate`]).

mod advice;
mod agreement;
mod counts;
mod draw;
mod judgements;
mod standing;
mod validation;

use std::sync::Arc;

pub use advice::advice;
pub use agreement::{FrameAgreement, PairAgreement, Reliability, agreement};
pub use counts::Counts;
pub use draw::{Drawn, draw};
pub use judgements::{Judgement, JudgementKey, Judgements, Progress};
pub use standing::Standing;
pub use validation::{FrameValidation, Status, Truth, Validation, validate};

use crate::corpus::{ArticleId, Corpus, Span};

/// The most units of a sample: more than people code, and small beside an article's worth of memory each.
pub const MOST_UNITS: u32 = 100_000;

/// What is coded at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum UnitKind {
    /// A sentence.
    #[default]
    Sentence,
    /// A whole article.
    Article,
}

impl UnitKind {
    /// Its name after a number.
    pub fn counted(self, count: u64) -> String {
        let name = match (self, count) {
            (Self::Sentence, 1) => "sentence",
            (Self::Sentence, _) => "sentences",
            (Self::Article, 1) => "article",
            (Self::Article, _) => "articles",
        };
        format!("{count} {name}")
    }
}

/// How the sample is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Strata {
    /// Every unit has the same chance: figures hold for all articles together.
    #[default]
    None,
    /// As many of each outlet as there are: outlets can be compared, and figures over all outlets together hold
    /// for the sample alone.
    Outlet,
}

/// A sample to be coded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodingPlan {
    /// The codebook's short name.
    pub codebook: Arc<str>,
    /// What is coded at a time.
    pub unit: UnitKind,
    /// How many units are drawn; all, where there are fewer.
    pub size: u32,
    /// Where the random numbers begin: the same seed draws the same sample.
    pub seed: u64,
    /// How it is shared out.
    pub strata: Strata,
    /// Coders see neither outlet nor headline nor the hits.
    pub is_blind: bool,
    /// The title of the story from whose articles alone it is drawn; `None`: from all that the filter leaves. It says
    /// what was done; which articles those are, who draws says.
    pub story: Option<Arc<str>>,
}

impl Default for CodingPlan {
    fn default() -> Self {
        Self {
            codebook: "policy-frames".into(),
            unit: UnitKind::Sentence,
            size: 200,
            seed: 1,
            strata: Strata::None,
            is_blind: true,
            story: None,
        }
    }
}

/// One thing to code: a sentence, or all of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit {
    /// The article.
    pub article: ArticleId,
    /// Its bytes in the raw text; for an article, all of them.
    pub span: Span,
}

impl Unit {
    /// What a coder reads: the sentence, or headline, standfirst and body with blank lines between.
    pub fn text(&self, corpus: &Corpus, kind: UnitKind) -> String {
        let Some(article) = corpus.articles().get(self.article as usize) else { return String::new() };
        match kind {
            UnitKind::Sentence => article.text(self.span).to_owned(),
            UnitKind::Article => {
                article.counted_spans().map(|span| article.text(span)).collect::<Vec<_>>().join("\n\n")
            }
        }
    }
}
