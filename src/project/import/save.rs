//! The report as tables: what a spreadsheet opens, and what can be filled in there and read back.

use std::sync::Arc;

use super::by_hand::rows_by_hand;
use super::{Decided, FileResult, NO_RUNNING_TEXT, decisions, gaps, outcome, taken_out};
use crate::corpus::{Article, EvidenceKind};
use crate::export;
use crate::problem::{Cause, Problem};
use crate::task::{Cancelled, Task};

/// Who said it, where it was the user.
pub(super) const BY_HAND: &str = "by hand";

/// A correction by hand in words: what it is about, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// "for all of Arc Times".
    pub target: String,
    /// "Outlet: Norvia Post".
    pub change: String,
}

/// A file by its name, and what is in it.
pub type NamedFile = (&'static str, Vec<u8>);

/// The files of the report by their names, of `articles` and the same as they were read: `files.csv`, `taken out.csv`,
/// `to fill in.csv`, `decisions.csv`. The last has a row for each part and each line of an article that was put right,
/// and after them `by_hand`, the rules that did it.
pub fn tables(
    (articles, read): (&[Arc<Article>], &[Arc<Article>]),
    problems: &[Problem],
    by_hand: &[ByHand],
    task: &Task,
) -> Result<Result<Vec<NamedFile>, Problem>, Cancelled> {
    let files = files(articles, problems, task)?;
    let taken = taken_out(articles, read, usize::MAX, task)?;
    let missing = gaps(articles, read, task)?;
    let decided = decisions(articles, task)?;
    task.phase("Writing the report", 0);
    let path = |id: u32| articles.get(id as usize).map_or("", |article| &*article.path).to_owned();
    let record = |id: u32| articles.get(id as usize).map_or(0, |article| article.record).to_string();

    let taken_rows = taken.rows.iter().map(|row| {
        let first = row.places.first().map(|(id, _)| path(*id)).unwrap_or_default();
        [
            row.text.to_string(),
            row.outlet.to_string(),
            row.times.to_string(),
            row.put_back.to_string(),
            row.articles.to_string(),
            row.reason.to_string(),
            first,
        ]
    });
    let missing_rows = missing.list.iter().filter(|gap| gap.is_open()).map(|gap| {
        let article = articles.get(gap.article as usize);
        let of = |part: Decided| article.map(|article| part.value(article)).unwrap_or_default();
        let headline = of(Decided::Headline);
        [path(gap.article), record(gap.article), of(Decided::Outlet), of(Decided::Published), headline]
    });
    let decided_rows = decided.iter().filter_map(|decision| {
        let article = articles.get(decision.article as usize)?;
        let (confidence, evidence) = decision.part.of(article)?;
        Some([
            "Parallax".to_owned(),
            path(decision.article),
            record(decision.article),
            decision.part.label().to_owned(),
            decision.part.value(article),
            evidence.kind.label().to_owned(),
            evidence.quote.to_string(),
            confidence.label().to_owned(),
        ])
    });
    let joined_rows = articles.iter().filter(|article| !article.pages.is_empty()).map(|article| {
        let pages: Vec<&str> = article.files().map(|(path, _)| &**path).collect();
        let how = &article.completeness;
        let is_by_hand = how.evidence.kind == EvidenceKind::ByHand;
        [
            if is_by_hand { BY_HAND } else { "Parallax" }.to_owned(),
            article.path.to_string(),
            article.record.to_string(),
            "Pages".to_owned(),
            pages.join("; "),
            how.evidence.kind.label().to_owned(),
            how.evidence.quote.to_string(),
            how.confidence.label().to_owned(),
        ]
    });
    let hand_rows = rows_by_hand(articles, read, task)?;
    let rule_rows = by_hand.iter().map(|one| {
        let none = String::new;
        let target = one.target.clone();
        [
            "rule by hand".to_owned(),
            target,
            none(),
            none(),
            one.change.clone(),
            none(),
            none(),
            "sure".to_owned(),
        ]
    });
    let written = || -> Result<Vec<NamedFile>, Problem> {
        Ok(vec![
            ("files.csv", export::table(["result", "cause", "file", "what"], files)?),
            (
                "taken out.csv",
                export::table(
                    ["line", "outlet", "times", "put back", "articles", "reason", "first file"],
                    taken_rows,
                )?,
            ),
            (
                "to fill in.csv",
                export::table(["file", "record", "outlet", "date", "headline"], missing_rows)?,
            ),
            (
                "decisions.csv",
                export::table(
                    ["by", "file", "record", "part", "value", "evidence", "quote", "how sure"],
                    joined_rows.chain(decided_rows).chain(hand_rows).chain(rule_rows),
                )?,
            ),
        ])
    };
    let written = written();
    task.check()?;
    Ok(written)
}

/// First every problem, then every file that was read without one.
fn files(
    articles: &[Arc<Article>],
    problems: &[Problem],
    task: &Task,
) -> Result<Vec<[String; 4]>, Cancelled> {
    let made = outcome(articles, problems, task)?;
    let read =
        || articles.iter().flat_map(|article| article.files().map(move |(path, _)| (article, &**path)));
    let mut told: hashbrown::HashSet<&str> = hashbrown::HashSet::new();
    let mut rows = Vec::with_capacity(problems.len() + articles.len());
    for group in &made.groups {
        let result = group.result.heading().to_lowercase();
        for problem in group.problems.iter().filter_map(|one| problems.get(*one as usize)) {
            let path = problem.path.as_deref().unwrap_or_default();
            told.insert(path);
            let cells = [&result, problem.cause.heading(), path, &problem.text];
            rows.push(cells.map(str::to_owned));
        }
    }
    let textless = made.textless.iter().filter_map(|id| articles.get(*id as usize));
    for (path, record) in textless.flat_map(|article| article.files()) {
        told.insert(path);
        let several = if record > 0 {
            format!("Record {record}: {NO_RUNNING_TEXT}")
        } else {
            NO_RUNNING_TEXT.to_owned()
        };
        let result = FileResult::Remarked.heading().to_lowercase();
        rows.push([result, Cause::NoArticle.heading().to_owned(), path.to_string(), several]);
    }
    let mut last = "";
    for (article, path) in read() {
        if path != last && !told.contains(path) {
            let of_several = article.pages.iter().position(|page| *page.path == *path);
            let what = of_several.map(|at| joined_in_words(article, at)).unwrap_or_default();
            rows.push(["read", "", path, &what].map(str::to_owned));
        }
        last = path;
    }
    Ok(rows)
}

/// "page 2 of the article of 3 pages in night-1.html": what became of the file of a page.
fn joined_in_words(article: &Article, page: usize) -> String {
    format!("page {} of the article of {} pages in {}", page + 1, article.pages.len(), article.path)
}
