//! Where articles begin in the stream, and which article a position lies in.

use std::ops::Range;

use super::ArticleId;

/// Positions under one entry of the coarse table.
const STEP: u32 = 256;

/// Start of each article and the end of the last, with a coarse table from position to article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Starts {
    starts: Vec<u32>,
    /// The article at each multiple of [`STEP`].
    coarse: Vec<ArticleId>,
}

impl Starts {
    /// From the start of each article and the end of the last.
    pub(super) fn new(starts: Vec<u32>) -> Self {
        let end = starts.last().copied().unwrap_or(0);
        let mut coarse = Vec::with_capacity(end.div_ceil(STEP) as usize);
        let mut article = 0_usize;
        for position in (0..end).step_by(STEP as usize) {
            while starts.get(article + 1).is_some_and(|&next| next <= position) {
                article += 1;
            }
            coarse.push(article as ArticleId);
        }
        Self { starts, coarse }
    }

    pub(super) fn article_at(&self, position: u32) -> ArticleId {
        let first = self.coarse.get((position / STEP) as usize).or(self.coarse.last()).copied().unwrap_or(0);
        let rest = self.starts.get(first as usize + 1..).unwrap_or(&[]);
        // The end of the last article is no article's start.
        let rest = rest.split_last().map_or(rest, |(_, articles)| articles);
        first + rest.iter().take_while(|&&start| start <= position).count() as u32
    }

    pub(super) fn range(&self, id: ArticleId) -> Range<usize> {
        match (self.starts.get(id as usize), self.starts.get(id as usize + 1)) {
            (Some(&from), Some(&to)) => from as usize..(to as usize).saturating_sub(1),
            _ => 0..0,
        }
    }
}
