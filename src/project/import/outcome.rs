//! Files by what came of them, and problems by cause and by what is said of them.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::STRIDE;
use crate::corpus::{Article, ArticleId};
use crate::problem::{Cause, Problem};
use crate::task::{Cancelled, Task};

/// What came of the files of a folder. A file in an archive counts as a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Files that gave articles, and of which nothing is to be said.
    pub read: u64,
    /// Files that gave articles, and of which something is to be said.
    pub remarked: u64,
    /// Files and folders that were passed over on purpose.
    pub passed_over: u64,
    /// Files that gave no article because something is wrong with them.
    pub unread: u64,
    /// Articles found.
    pub articles: u64,
    /// Articles that were put together of files that are a page each.
    pub joined: Vec<ArticleId>,
    /// Articles whose whole text another article has, letter for letter; the first of each text is not counted.
    pub repeated: u64,
    /// Problems by cause, then by what is said, the commonest first.
    pub groups: Vec<ProblemGroup>,
}

/// Problems of which the same is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemGroup {
    /// Their cause.
    pub cause: Cause,
    /// Which problems of the list, in its order.
    pub problems: Vec<u32>,
}

/// Sums up what reading gave: `articles`, and the `problems` on the way.
pub fn outcome(articles: &[Arc<Article>], problems: &[Problem], task: &Task) -> Result<Outcome, Cancelled> {
    task.phase("Counting files", articles.len() as u64);
    let mut made = Outcome { articles: articles.len() as u64, ..Outcome::default() };
    // By the text itself: no two texts are taken for one.
    let mut texts: HashSet<&str> = HashSet::with_capacity(articles.len());
    let mut files: HashSet<&str> = HashSet::with_capacity(articles.len());
    let mut archives: HashSet<&str> = HashSet::new();
    for (at, chunk) in (0..).step_by(STRIDE).zip(articles.chunks(STRIDE)) {
        task.check()?;
        for (id, article) in (at..).zip(chunk) {
            if !article.pages.is_empty() {
                made.joined.push(id as ArticleId);
            }
            made.repeated += u64::from(!texts.insert(&article.raw));
            for (path, _) in article.files() {
                if files.insert(path) {
                    let above = path.match_indices('/').map(|(at, _)| at);
                    archives.extend(above.filter_map(|at| path.get(..at)));
                }
            }
        }
        task.advance(chunk.len() as u64);
    }
    drop(texts);

    let mut remarked: HashSet<&str> = HashSet::new();
    let mut passed: HashSet<&str> = HashSet::new();
    let mut unread: HashSet<&str> = HashSet::new();
    let mut by_words: HashMap<(Cause, &str), usize> = HashMap::new();
    for (chunk, problems) in problems.chunks(STRIDE).enumerate() {
        task.check()?;
        for (at, problem) in (chunk * STRIDE..).zip(problems) {
            let path = problem.path.as_deref().unwrap_or_default();
            if files.contains(path) {
                remarked.insert(path);
            } else if problem.cause == Cause::Skipped {
                passed.insert(path);
            } else if is_of_file(problem.cause) && !archives.contains(path) {
                unread.insert(path);
            }
            let group = *by_words.entry((problem.cause, &problem.text)).or_insert_with(|| {
                made.groups.push(ProblemGroup { cause: problem.cause, problems: Vec::new() });
                made.groups.len() - 1
            });
            if let Some(group) = made.groups.get_mut(group) {
                group.problems.push(at as u32);
            }
        }
    }
    made.remarked = remarked.len() as u64;
    made.read = (files.len() - remarked.len()) as u64;
    made.passed_over = passed.difference(&unread).count() as u64;
    made.unread = unread.len() as u64;
    made.groups.sort_by_key(|group| (group.cause, std::cmp::Reverse(group.problems.len())));
    Ok(made)
}

/// Whether what has this cause is said of a file that should have given an article.
fn is_of_file(cause: Cause) -> bool {
    match cause {
        Cause::Unreadable | Cause::NoArticle | Cause::Encoding | Cause::Undecided | Cause::Internal => true,
        Cause::Skipped | Cause::Unwritable | Cause::Stopped => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::import::tests_support::article;

    #[test]
    fn files_are_counted_by_what_came_of_them() {
        let articles =
            [("a.txt", 1), ("b.csv", 2), ("b.csv", 3), ("c.zip/d.txt", 4), ("e.txt", 1)].map(|(path, n)| {
                article(path, &format!("Quay {n} opened\n\nThe quay number {n} was opened on Monday.\n"))
            });
        let problem = |cause, path: &str, text: &str| Problem::new(cause, text).at(path);
        let problems = [
            problem(Cause::Unreadable, "x.txt", "You may not read it"),
            problem(Cause::NoArticle, "y.txt", "The file is empty"),
            problem(Cause::NoArticle, "z.txt", "The file is empty"),
            problem(Cause::Encoding, "a.txt", "Guessed"),
            problem(Cause::NoArticle, "c.zip", "A file in it is broken"),
            problem(Cause::Skipped, ".git", "Hidden"),
            problem(Cause::Stopped, "", "Stopped"),
        ];
        let made = outcome(&articles, &problems, &Task::none()).unwrap();
        let counts = [made.read, made.remarked, made.passed_over, made.unread, made.articles, made.repeated];
        assert_eq!(counts, [3, 1, 1, 3, 5, 1]);
        let groups: Vec<(Cause, &[u32])> =
            made.groups.iter().map(|group| (group.cause, group.problems.as_slice())).collect();
        assert_eq!(
            groups,
            [
                (Cause::Unreadable, &[0][..]),
                (Cause::NoArticle, &[1, 2]),
                (Cause::NoArticle, &[4]),
                (Cause::Encoding, &[3]),
                (Cause::Skipped, &[5]),
                (Cause::Stopped, &[6]),
            ]
        );
    }
}
