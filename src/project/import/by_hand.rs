//! What was put right by hand, article by article: each part with what was read, and each line that was moved.

use std::sync::Arc;

use super::save::BY_HAND;
use super::{Decided, STRIDE};
use crate::corpus::{Article, Confidence, EvidenceKind, LineRole};
use crate::project::HandRole;
use crate::task::{Cancelled, Task};

/// A row of `decisions.csv`: by, file, record, part, value, evidence, quote, how sure.
pub type Row = [String; 8];

/// A row for each part of each of `articles` that is otherwise, or said, by hand, and one for each line of theirs that
/// is something else than in the same articles as they were `read`: in the order of the articles.
pub fn rows_by_hand(
    articles: &[Arc<Article>],
    read: &[Arc<Article>],
    task: &Task,
) -> Result<Vec<Row>, Cancelled> {
    task.phase("Listing what was put right", articles.len() as u64);
    let mut rows = Vec::new();
    for (now, before) in articles.chunks(STRIDE).zip(read.chunks(STRIDE)) {
        task.check()?;
        for (article, read) in now.iter().zip(before) {
            // What no hand touched is the very same.
            if !Arc::ptr_eq(article, read) {
                rows.extend(Decided::ALL.into_iter().filter_map(|part| part_row(article, read, part)));
                rows.extend(line_rows(article, read));
            }
        }
        task.advance(now.len() as u64);
    }
    Ok(rows)
}

fn row(article: &Article, part: String, value: String, was: Option<&str>) -> Row {
    [
        BY_HAND.to_owned(),
        article.path.to_string(),
        article.record.to_string(),
        part,
        value,
        EvidenceKind::ByHand.label().to_owned(),
        was.map_or_else(|| "nothing was read".to_owned(), |was| format!("read as: {was}")),
        Confidence::High.label().to_owned(),
    ]
}

/// The row of a part that was said by hand; `None` where it was not.
fn part_row(article: &Article, read: &Article, part: Decided) -> Option<Row> {
    let (now, before) = (part.of(article), part.of(read));
    let is_said = match (&now, &before) {
        // Pages that were joined by hand are so in both.
        (Some((_, evidence)), _) => evidence.kind == EvidenceKind::ByHand && now != before,
        // It was said that there is none.
        (None, before) => before.is_some(),
    };
    let was = before.map(|_| part.value(read));
    is_said.then(|| row(article, part.label().to_owned(), part.value(article), was.as_deref()))
}

/// A row for each line that is something else than it was read as.
fn line_rows<'a>(article: &'a Article, read: &'a Article) -> impl Iterator<Item = Row> + 'a {
    let lines = article.lines.iter().zip(&read.lines);
    lines.filter_map(|(now, before)| {
        let (is, was) = (words(&now.role), words(&before.role));
        let text = article.text(now.span).trim();
        (is != was).then(|| row(article, format!("Line “{text}”"), is.to_owned(), Some(was)))
    })
}

/// What a line is, in the words in which it is said by hand.
fn words(role: &LineRole) -> &'static str {
    match role {
        LineRole::Blank => "blank",
        LineRole::Headline => HandRole::Headline.label(),
        LineRole::Standfirst => HandRole::Standfirst.label(),
        LineRole::Credit => "credit",
        LineRole::Date => "date",
        LineRole::Section => "section",
        LineRole::Body(_) => HandRole::Body.label(),
        LineRole::Caption(_) => HandRole::Caption.label(),
        LineRole::Furniture(_) => HandRole::Furniture.label(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::import::tests_support::article;
    use crate::project::{Change, Correction, Corrections, Target};

    #[test]
    fn each_article_says_what_was_put_right_in_it() {
        let page = |path: &str, outlet: &str, n: usize| {
            let text = format!(
                "---\noutlet: {outlet}\n---\nQuay {n} opened\n\nThe quay number {n} was opened on Monday by its owners, who had waited.\n\nAll who came said that they would come again in spring {n}.\n\nShare on Facebook\n"
            );
            article(path, &text)
        };
        let read =
            [page("a.txt", "Norvia Post", 1), page("b.txt", "Norvia Post", 2), page("c.txt", "Arc", 3)];
        let check = |said: &[(Target, Change)], expected: &[&str]| {
            let list = said
                .iter()
                .map(|(target, change)| Correction { target: target.clone(), change: change.clone() });
            let said = Corrections { list: list.collect() };
            let now = said.apply(&read, &Task::none()).unwrap().articles;
            let rows = rows_by_hand(&now, &read, &Task::none()).unwrap();
            let shown: Vec<String> = rows
                .iter()
                .map(|[by, file, _, part, value, _, quote, _]| format!("{by}|{file}|{part}|{value}|{quote}"))
                .collect();
            assert_eq!(shown, expected);
        };
        let norvia = || Target::Outlet("Norvia Post".into());
        let all = || Target::Folder("".into());
        let line = |text: &str, role| Change::Line { text: text.into(), nth: None, role };
        check(&[], &[]);
        check(
            &[(norvia(), Change::Outlet(Some("Quay Daily".into())))],
            &[
                "by hand|a.txt|Outlet|Quay Daily|read as: Norvia Post",
                "by hand|b.txt|Outlet|Quay Daily|read as: Norvia Post",
            ],
        );
        check(
            &[(Target::FileNames("c.*".into()), Change::Outlet(None)), (all(), Change::Section(None))],
            &["by hand|c.txt|Outlet||read as: Arc"],
        );
        check(
            &[(Target::FileNames("c.*".into()), Change::Wire(Some("Arc Agency".into())))],
            &["by hand|c.txt|Wire|Arc Agency|nothing was read"],
        );
        check(
            &[(norvia(), line("Share on Facebook", HandRole::Body))],
            &[
                "by hand|a.txt|Line “Share on Facebook”|text|read as: page furniture",
                "by hand|b.txt|Line “Share on Facebook”|text|read as: page furniture",
            ],
        );
        let headline = "All who came said that they would come again in spring 3.";
        check(
            &[(all(), line(headline, HandRole::Headline))],
            &[
                &format!("by hand|c.txt|Headline|{headline}|read as: Quay 3 opened"),
                "by hand|c.txt|Line “Quay 3 opened”|page furniture|read as: headline",
                &format!("by hand|c.txt|Line “{headline}”|headline|read as: text"),
            ],
        );
    }
}
