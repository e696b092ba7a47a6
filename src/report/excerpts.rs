//! Lines of the concordance for a report: a few of each query, from all over the articles.

use super::Findings;
use crate::analysis::{ConcordanceRecipe, SortKey, shown_name};
use crate::export::{Concordance, Line};
use crate::figure::format;
use crate::query::Query;
use crate::task::Cancelled;
use crate::text::normalise::for_reading;

/// Lines of one query.
const LINES_EACH: usize = 24;

/// Characters on either side of a hit.
const CONTEXT: usize = 70;

impl Findings<'_> {
    /// An excerpt for each query.
    pub(super) fn excerpts(&self) -> Result<Vec<Concordance>, Cancelled> {
        self.asked.queries.iter().map(|query| self.excerpt(query)).collect()
    }

    fn excerpt(&self, query: &Query) -> Result<Concordance, Cancelled> {
        let sort = [SortKey::Outlet, SortKey::Date, SortKey::Text];
        let recipe = ConcordanceRecipe::new(query.clone(), self.asked.scope.clone(), sort);
        let found = recipe.run(self.corpus, &self.task)?;
        let all = found.lines.len();
        let shown = all.min(LINES_EACH);
        let lines = (0..shown).map(|at| {
            // Evenly spaced, so that every outlet has lines in proportion to its hits.
            let line = found.line(self.corpus, at * all / shown, CONTEXT);
            let article = self.corpus.article(line.article);
            let outlet = self.corpus.outlets().get(usize::from(line.outlet));
            let headline = for_reading(article.headline_text());
            let name = if headline.is_empty() { article.file_words().into() } else { headline };
            let date =
                line.date.map(|date| format!("{}, ", format::published(Some(date)))).unwrap_or_default();
            Line {
                outlet: shown_name(outlet.map_or("", |outlet| &*outlet.name)).to_owned(),
                ink: self.ink(line.outlet),
                article: format!("{date}{name}"),
                left: line.left,
                hit: line.hit,
                right: line.right,
            }
        });
        let lines = lines.collect();
        let in_articles = format::counted(found.articles_with_hits.into(), "article", "articles");
        let counted = format!("{} in {in_articles}", format::counted(all as u64, "line", "lines"));
        let detail = match all {
            0 => "No article has it".to_owned(),
            _ if shown == all => format!("{counted}, all of them, by outlet and date"),
            _ => format!("{counted}; {shown} of them, evenly spaced by outlet and date"),
        };
        Ok(Concordance { title: format!("Lines of {}", query.text), detail, lines })
    }
}
