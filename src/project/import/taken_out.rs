//! Which lines of the pages were taken out, how often, in which outlet and why; and which of them were put back.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::STRIDE;
use crate::corpus::{Article, ArticleId, FurnitureKind, FurnitureReason};
use crate::project::{Change, Correction, Corrections, HandRole, Target};
use crate::task::{Cancelled, Task};

/// A line of the page, the same in all articles of one outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenLine {
    /// Its words.
    pub text: Arc<str>,
    /// The outlet as it is called; empty where it is not known.
    pub outlet: Arc<str>,
    /// How often it is taken out.
    pub times: u32,
    /// How often it was taken out when the articles were read and is not any more.
    pub put_back: u32,
    /// Why, of most of them; what the user put aside says so.
    pub reason: FurnitureReason,
    /// Whether others of them have other reasons.
    pub has_other_reasons: bool,
    /// In how many articles it stands.
    pub articles: u32,
    /// The first of those articles, at most [`MOST_PLACES`]: the article, and which of its lines.
    pub places: Vec<(ArticleId, u32)>,
}

/// Lines that were taken out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenOut {
    /// The commonest first, then by outlet and words.
    pub rows: Vec<TakenLine>,
    /// Lines of which more are known than `rows` hold: these are the rarest.
    pub left_out: u64,
    /// How many lines of pages are taken out, each time one stands there.
    pub times: u64,
}

/// So many articles of a line are listed.
pub const MOST_PLACES: usize = 200;

/// One line of a page while rows are put together.
struct Spot<'a> {
    text: &'a str,
    outlet: &'a str,
    reason: Option<&'a FurnitureReason>,
    at: (ArticleId, u32),
}

/// Sums up the lines that are taken out of `articles`, and those that were when they were read as `as_read` and are
/// not any more. At most `most` rows are kept, the commonest; how many there are beside them is told.
pub fn taken_out(
    articles: &[Arc<Article>],
    as_read: &[Arc<Article>],
    most: usize,
    task: &Task,
) -> Result<TakenOut, Cancelled> {
    task.phase("Counting what was taken out", 2 * articles.len() as u64);
    let counts = counted(articles, as_read, task)?;
    let all = counts.len();
    // The rarest of those that are kept; of as rare ones the first by outlet and words.
    let mut kept: Vec<((&str, &str), u32)> = counts.into_iter().collect();
    kept.sort_unstable_by(|(a, n), (b, m)| (m, a.1, a.0).cmp(&(n, b.1, b.0)));
    kept.truncate(most);
    task.check()?;
    let places: HashMap<(&str, &str), usize> =
        kept.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect();
    let mut rows: Vec<Row> = kept
        .iter()
        .map(|((text, outlet), _)| Row {
            line: TakenLine {
                text: Arc::from(*text),
                outlet: Arc::from(*outlet),
                times: 0,
                put_back: 0,
                reason: FurnitureReason { kind: FurnitureKind::ByHand, detail: "".into() },
                has_other_reasons: false,
                articles: 0,
                places: Vec::new(),
            },
            reasons: Vec::new(),
            last: None,
        })
        .collect();
    let mut times = 0_u64;
    for (chunk, some) in articles.chunks(STRIDE).enumerate() {
        task.check()?;
        for (id, article) in (chunk * STRIDE..).zip(some) {
            spots(id as ArticleId, article, as_read.get(id), &mut |spot| {
                times += u64::from(spot.reason.is_some());
                let row = places.get(&(spot.text, spot.outlet)).and_then(|at| rows.get_mut(*at));
                if let Some(row) = row {
                    row.take(&spot);
                }
            });
        }
        task.advance(some.len() as u64);
    }
    let left_out = (all - rows.len()) as u64;
    Ok(TakenOut { rows: rows.into_iter().map(Row::finish).collect(), left_out, times })
}

/// By words and outlet.
type Counts<'a> = HashMap<(&'a str, &'a str), u32>;

/// How often each line stands there.
fn counted<'a>(
    articles: &'a [Arc<Article>],
    as_read: &'a [Arc<Article>],
    task: &Task,
) -> Result<Counts<'a>, Cancelled> {
    /// Few maps to be put together in the end.
    const CHUNK: usize = 8192;
    let parts: Result<Vec<Counts<'_>>, Cancelled> = articles
        .par_chunks(CHUNK)
        .enumerate()
        .map(|(chunk, some)| {
            let mut counts: Counts<'_> = HashMap::new();
            for (at, article) in some.iter().enumerate() {
                if at % STRIDE == 0 {
                    task.check()?;
                }
                let id = chunk * CHUNK + at;
                spots(id as ArticleId, article, as_read.get(id), &mut |spot| {
                    *counts.entry((spot.text, spot.outlet)).or_default() += 1;
                });
            }
            task.advance(some.len() as u64);
            Ok(counts)
        })
        .collect();
    let mut parts = parts?.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        task.check()?;
        part.into_iter().for_each(|(key, count)| *all.entry(key).or_default() += count);
    }
    Ok(all)
}

/// Says of each line of the article that is taken out, or was, what it is.
fn spots<'a>(
    id: ArticleId,
    article: &'a Arc<Article>,
    read: Option<&'a Arc<Article>>,
    say: &mut dyn FnMut(Spot<'a>),
) {
    let outlet = article.outlet.as_ref().map_or("", |outlet| &*outlet.value);
    // What no hand touched has the very same lines.
    let read = read.filter(|read| !Arc::ptr_eq(read, article) && read.lines.len() == article.lines.len());
    for (at, line) in article.lines.iter().enumerate() {
        let reason = article.lines.reason(at);
        if reason.is_none() && read.and_then(|read| read.lines.reason(at)).is_none() {
            continue;
        }
        let text = article.text(line.span).trim();
        if !text.is_empty() {
            say(Spot { text, outlet, reason, at: (id, at as u32) });
        }
    }
}

/// A row while it is put together.
struct Row {
    line: TakenLine,
    /// How often each reason was given, those given first alone.
    reasons: Vec<(FurnitureReason, u32)>,
    last: Option<ArticleId>,
}

impl Row {
    fn take(&mut self, spot: &Spot<'_>) {
        /// So many reasons are weighed against each other.
        const REASONS: usize = 6;
        match spot.reason {
            Some(reason) => {
                self.line.times += 1;
                if let Some((_, times)) = self.reasons.iter_mut().find(|(known, _)| known == reason) {
                    *times += 1;
                } else if self.reasons.len() < REASONS {
                    self.reasons.push((reason.clone(), 1));
                }
            }
            None => self.line.put_back += 1,
        }
        if self.last != Some(spot.at.0) {
            self.last = Some(spot.at.0);
            self.line.articles += 1;
            if self.line.places.len() < MOST_PLACES {
                self.line.places.push(spot.at);
            }
        }
    }

    fn finish(mut self) -> TakenLine {
        self.line.has_other_reasons = self.reasons.len() > 1;
        // Of as common ones the first.
        if let Some((reason, _)) = self.reasons.into_iter().rev().max_by_key(|(_, times)| *times) {
            self.line.reason = reason;
        }
        self.line
    }
}

impl Corrections {
    /// Puts lines with these words back into the text of what `target` says, all of them.
    pub fn put_back(&mut self, text: &str, target: Target) {
        self.add(line(text, target, HandRole::Body));
    }

    /// Takes lines with these words out again. Where the same was put back they are as they were read; what
    /// another correction still puts back is put aside by one that says so.
    pub fn take_out_again(&mut self, text: &str, target: Target) {
        let is_back = |one: &Correction| {
            matches!(&one.change, Change::Line { text: other, role, .. }
                if **other == *text && *role != HandRole::Furniture)
        };
        // Out of all articles it is whatever puts it back that goes.
        let is_everywhere = matches!(&target, Target::Folder(folder) if folder.is_empty());
        let mut was_said = false;
        self.list.retain_mut(|one| {
            if !is_back(one) {
                return true;
            }
            if is_everywhere {
                was_said = true;
                return false;
            }
            match (&mut one.target, &target) {
                (Target::Articles(keys), Target::Articles(out)) => {
                    let left: Vec<_> = keys.iter().filter(|key| !out.contains(key)).cloned().collect();
                    was_said |= left.len() < keys.len();
                    *keys = left.into();
                    !keys.is_empty()
                }
                (there, out) => {
                    let is_same = there == out;
                    was_said |= is_same;
                    !is_same
                }
            }
        });
        let may_still_be_back = self.list.iter().any(|one| is_back(one) && may_touch(&one.target, &target));
        if !was_said || may_still_be_back {
            self.add(line(text, target, HandRole::Furniture));
        }
    }
}

/// Whether what is said of one can be about articles of the other.
fn may_touch(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Outlet(one), Target::Outlet(other)) => one == other,
        // A correction of the other articles is none of these; what they are in is.
        (Target::Articles(one), Target::Articles(other)) => one.iter().any(|key| other.contains(key)),
        // What is said of all does not take back what is said of one alone.
        (Target::Articles(_), _) => false,
        _ => true,
    }
}

fn line(text: &str, target: Target, role: HandRole) -> Correction {
    Correction { target, change: Change::Line { text: Arc::from(text), nth: None, role } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ArticleKey;
    use crate::project::import::tests_support::article;

    /// Pages of two outlets with a line that both have.
    fn pages() -> Vec<Arc<Article>> {
        let page = |path: &str, outlet: &str, n: usize| {
            article(
                path,
                &format!(
                    "---\noutlet: {outlet}\n---\nQuay {n} opened\n\nThe quay number {n} was opened on Monday by its owners, who had waited.\n\nAll who came said that they would come again in spring {n}.\n\nSubscribe to our newsletter\n\nShare on Facebook\n"
                ),
            )
        };
        vec![page("a.txt", "Norvia Post", 1), page("b.txt", "Norvia Post", 2), page("c.txt", "Arc Times", 3)]
    }

    fn found(corrections: &Corrections) -> Vec<(String, u32, u32)> {
        let read = pages();
        let now = corrections.apply(&read, &Task::none()).unwrap().articles;
        let all = taken_out(&now, &read, 100, &Task::none()).unwrap();
        let rows = all.rows.iter().filter(|row| row.text.contains("Facebook"));
        let mut rows: Vec<_> = rows.map(|row| (row.outlet.to_string(), row.times, row.put_back)).collect();
        rows.sort();
        rows
    }

    #[test]
    fn lines_are_counted_by_words_and_outlet() {
        let rows = |arc: (u32, u32), norvia: (u32, u32)| {
            vec![("Arc Times".to_owned(), arc.0, arc.1), ("Norvia Post".to_owned(), norvia.0, norvia.1)]
        };
        let key = |at: usize| Target::Articles(Arc::new([ArticleKey::of(&pages()[at])]));
        let outlet = || Target::Outlet("Norvia Post".into());
        let everywhere = || Target::Folder("".into());
        let line = "Share on Facebook";
        let mut said = Corrections::default();
        assert_eq!(found(&said), rows((1, 0), (2, 0)));
        said.put_back(line, outlet());
        assert_eq!(found(&said), rows((1, 0), (0, 2)));
        said.take_out_again(line, key(0));
        assert_eq!(found(&said), rows((1, 0), (1, 1)));
        said.put_back(line, key(0));
        assert_eq!(found(&said), rows((1, 0), (0, 2)));
        said.take_out_again(line, key(0));
        said.take_out_again(line, outlet());
        assert_eq!(found(&said), rows((1, 0), (2, 0)));
        let mut said = Corrections::default();
        said.put_back(line, everywhere());
        assert_eq!(found(&said), rows((0, 1), (0, 2)));
        said.take_out_again(line, outlet());
        assert_eq!(found(&said), rows((0, 1), (2, 0)));
        let mut said = Corrections::default();
        said.put_back(line, everywhere());
        said.put_back(line, outlet());
        said.put_back(line, key(2));
        said.take_out_again(line, everywhere());
        assert_eq!(said, Corrections::default(), "nothing is left of it");
    }

    #[test]
    fn the_rarest_are_left_out_and_counted() {
        let read = pages();
        let all = taken_out(&read, &read, usize::MAX, &Task::none()).unwrap();
        let some = taken_out(&read, &read, 1, &Task::none()).unwrap();
        assert_eq!(some.rows.first(), all.rows.first());
        assert_eq!((some.rows.len(), some.left_out), (1, all.rows.len() as u64 - 1));
        assert_eq!(some.times, all.times);
        assert_eq!(all.times, all.rows.iter().map(|row| u64::from(row.times)).sum::<u64>());
        assert!(all.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.times + row.put_back)));
    }
}
