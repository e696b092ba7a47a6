//! Where a query occurs: every hit, sorted and grouped by what stands around it.
//!
//! The lines hold positions; a line becomes text only when it is shown ([`Concordance::line`]).
//! The steps are always in this order: all hits, of them those drawn at random, of them those that were
//! marked by hand, of them those of one group.

use std::sync::Arc;

use super::around;
use super::coverage::Coverage;
use super::kwic::{self, KwicLine};
use super::line_groups::{GroupKey, LineGroup, grouped};
use super::line_order::{Boundary, LineSort, order};
use super::scope::Scope;
use crate::corpus::{ArticleId, Corpus, Span};
use crate::figure::format;
use crate::query::{self, Hit, Query};
use crate::stats::random::Random;
use crate::task::{Cancelled, Task};

/// Lines drawn at random; the same seed draws the same lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sample {
    /// How many; where there are fewer, all.
    pub lines: u32,
    /// Where the random numbers begin.
    pub seed: u64,
}

/// The question: where, with the words around.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ConcordanceRecipe {
    /// What to find.
    pub query: Query,
    /// Which articles.
    pub scope: Scope,
    /// Sorted by the first key, then the second, then the third.
    pub sort: [LineSort; 3],
    /// How far from the hit words are looked for.
    pub boundary: Boundary,
    /// Only so many lines, drawn at random.
    pub sample: Option<Sample>,
    /// Only these places, in order.
    pub among: Option<Arc<[(ArticleId, Span)]>>,
    /// In groups, most frequent first.
    pub group_by: Option<GroupKey>,
    /// Only the group of this value.
    pub group: Option<Arc<str>>,
}

impl ConcordanceRecipe {
    /// All lines of `query` in `scope`, sorted.
    pub fn new(query: Query, scope: Scope, sort: [impl Into<LineSort>; 3]) -> Self {
        let sort = sort.map(Into::into);
        let boundary = Boundary::default();
        Self { query, scope, sort, boundary, sample: None, among: None, group_by: None, group: None }
    }
}

/// The answer to a [`ConcordanceRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// What was searched.
    pub coverage: Coverage,
    /// The lines, sorted; in groups one group after the other.
    pub lines: Vec<Hit>,
    /// Articles with at least one of the lines.
    pub articles_with_hits: u32,
    /// All hits, before any were drawn or picked out.
    pub all_hits: u32,
    /// The lines that were drawn; all hits where none were.
    pub drawn: u32,
    /// Among the drawn lines those that were to be looked at, before one group was picked out.
    pub grouped: u32,
    /// The groups, most frequent first; empty where no groups were asked for.
    pub groups: Vec<LineGroup>,
    /// Whether `lines` has all groups, so that their beginnings hold.
    pub has_all_groups: bool,
}

/// Hits with their articles, in corpus order.
struct Places {
    hits: Vec<Hit>,
    articles: Vec<ArticleId>,
}

impl Places {
    /// Only those that are `wanted`, asked in order.
    fn retain(&mut self, mut wanted: impl FnMut(usize, &Hit, ArticleId) -> bool) {
        let Self { hits, articles } = self;
        let mut kept = 0;
        for at in 0..hits.len() {
            let (Some(&hit), Some(&article)) = (hits.get(at), articles.get(at)) else { break };
            if wanted(at, &hit, article) {
                hits[kept] = hit;
                articles[kept] = article;
                kept += 1;
            }
        }
        hits.truncate(kept);
        articles.truncate(kept);
    }

    /// Draws lines, each set of them as likely as any other (Knuth, *Seminumerical algorithms*, 3.4.2 S).
    fn draw(&mut self, sample: Sample) {
        let mut random = Random::new(sample.seed);
        let mut left = self.hits.len() as u32;
        let mut wanted = sample.lines.min(left);
        self.retain(|_, _, _| {
            let is_drawn = random.below(left) < wanted;
            left -= 1;
            wanted -= u32::from(is_drawn);
            is_drawn
        });
    }
}

impl ConcordanceRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Concordance, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let coverage = Coverage::of(corpus, &subset);
        let found = query::find(corpus, &self.query, &subset, task)?;
        let mut articles = Vec::with_capacity(found.hits.len());
        for (article, count) in found.counts.iter() {
            articles.extend(std::iter::repeat_n(article, count as usize));
        }
        let mut places = Places { hits: found.hits, articles };
        let all_hits = places.hits.len() as u32;
        task.check()?;
        if let Some(sample) = self.sample {
            places.draw(sample);
        }
        let drawn = places.hits.len() as u32;
        if let Some(among) = &self.among {
            places.retain(|_, hit, article| {
                let first = among.partition_point(|(id, _)| *id < article);
                let of_article = among.get(first..).unwrap_or_default();
                let mut of_article = of_article.iter().take_while(|(id, _)| *id == article).peekable();
                of_article.peek().is_some() && {
                    let span = hit.span(corpus);
                    of_article.any(|(_, one)| *one == span)
                }
            });
        }
        task.check()?;
        let in_groups = places.hits.len() as u32;
        let in_groups_by = |key| grouped(corpus, &places.hits, &places.articles, key, self.boundary, task);
        let mut found = self.group_by.map(in_groups_by).transpose()?;
        task.check()?;
        let picked = self.group.as_ref().filter(|_| found.is_some());
        if let (Some(found), Some(value)) = (&mut found, picked) {
            let wanted = found.groups.iter().position(|group| group.value == *value);
            let group_of = std::mem::take(&mut found.group_of);
            places.retain(|at, _, _| {
                group_of.get(at).map(|&group| group as usize) == wanted && wanted.is_some()
            });
        }
        let mut order = order(corpus, &places.hits, &places.articles, self.sort, self.boundary, task)?;
        if let Some(found) = found.as_ref().filter(|found| !found.group_of.is_empty()) {
            order = by_group(&order, &found.group_of, &found.groups);
        }
        task.check()?;
        let mut in_order = places.articles;
        in_order.dedup();
        let hits = &places.hits;
        Ok(Concordance {
            coverage,
            lines: order.into_iter().filter_map(|line| hits.get(line as usize).copied()).collect(),
            articles_with_hits: in_order.len() as u32,
            all_hits,
            drawn,
            grouped: in_groups,
            has_all_groups: found.is_some() && picked.is_none(),
            groups: found.map(|found| found.groups).unwrap_or_default(),
        })
    }
}

/// One group after the other, each in the order that its lines have.
fn by_group(order: &[u32], group_of: &[u32], groups: &[LineGroup]) -> Vec<u32> {
    let mut next: Vec<u32> = groups.iter().map(|group| group.from).collect();
    let mut sorted = vec![0; order.len()];
    for &line in order {
        let Some(next) = group_of.get(line as usize).and_then(|&group| next.get_mut(group as usize)) else {
            continue;
        };
        if let Some(slot) = sorted.get_mut(*next as usize) {
            *slot = line;
        }
        *next += 1;
    }
    sorted
}

impl Concordance {
    /// All these lines, sorted; they come in corpus order.
    pub(super) fn of_hits(
        corpus: &Corpus,
        coverage: Coverage,
        hits: &[Hit],
        sort: [LineSort; 3],
        boundary: Boundary,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let articles: Vec<ArticleId> = hits.iter().map(|hit| corpus.article_at(hit.position)).collect();
        let order = order(corpus, hits, &articles, sort, boundary, task)?;
        let lines: Vec<Hit> = order.into_iter().filter_map(|line| hits.get(line as usize).copied()).collect();
        let mut in_order = articles;
        in_order.dedup();
        let count = lines.len() as u32;
        Ok(Self {
            coverage,
            articles_with_hits: in_order.len() as u32,
            all_hits: count,
            drawn: count,
            grouped: count,
            groups: Vec::new(),
            has_all_groups: false,
            lines,
        })
    }

    /// The line at `index` as text, with up to `context_chars` characters on either side; an
    /// empty line beyond the last.
    pub fn line(&self, corpus: &Corpus, index: usize, context_chars: usize) -> KwicLine {
        match self.lines.get(index) {
            Some(hit) => kwic::line(corpus, hit, context_chars),
            None => KwicLine::default(),
        }
    }

    /// The same, but not beyond its sentence where `boundary` says so.
    pub fn line_within(
        &self,
        corpus: &Corpus,
        index: usize,
        context_chars: usize,
        boundary: Boundary,
    ) -> KwicLine {
        match (self.lines.get(index), boundary) {
            (Some(hit), Boundary::Sentence) => {
                kwic::line_in(corpus, hit, around::sentence(corpus, hit), context_chars)
            }
            _ => self.line(corpus, index, context_chars),
        }
    }

    /// How many lines these are and where they come from: "100 of 11,384 lines, drawn at random (seed 7), in 80
    /// articles".
    pub fn in_words(&self, recipe: &ConcordanceRecipe) -> String {
        let lines = |count: u32| format::counted(count.into(), "line", "lines");
        let mut words = match recipe.sample {
            Some(sample) if self.drawn < self.all_hits => format!(
                "{} of {}, drawn at random (seed {})",
                format::count(self.drawn.into()),
                lines(self.all_hits),
                sample.seed
            ),
            _ => lines(self.drawn),
        };
        if recipe.among.is_some() {
            words = format!("{} marked of {words}", format::count(self.grouped.into()));
        }
        if let (Some(key), Some(value)) = (recipe.group_by, &recipe.group) {
            let shown = if value.is_empty() { key.nothing() } else { value };
            let count = format::count(self.lines.len() as u64);
            words = format!("{count} with {} “{shown}” of {words}", key.label());
        }
        let comma = if words.ends_with(')') { "," } else { "" };
        format!(
            "{words}{comma} in {}",
            format::counted(self.articles_with_hits.into(), "article", "articles")
        )
    }
}

impl ConcordanceRecipe {
    /// How the lines are sorted, in words: "R1, R2, Date (down)".
    pub fn sort_in_words(&self) -> String {
        let mut labels: Vec<String> = Vec::new();
        for one in self.sort {
            labels.push(one.label());
            if one.key == super::SortKey::Text {
                break;
            }
        }
        let mut words = labels.join(", ");
        if self.boundary == Boundary::Sentence {
            words.push_str(", within the sentence");
        }
        words
    }
}
