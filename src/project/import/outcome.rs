//! Files by what came of them, and problems by cause and by what is said of them.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::STRIDE;
use crate::corpus::{Article, ArticleId};
use crate::problem::{Cause, Problem};
use crate::task::{Cancelled, Task};

/// What came of a file, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileResult {
    /// It gave no article, because something is wrong with it.
    Unread,
    /// It gave articles, or is an archive that did, and something is to be said of it; or no running text was found in
    /// an article of it.
    Remarked,
    /// It was passed over on purpose.
    PassedOver,
    /// What is said is said of no one file.
    OfNone,
}

impl FileResult {
    /// All of them, the worst first.
    pub const ALL: [Self; 4] = [Self::Unread, Self::Remarked, Self::PassedOver, Self::OfNone];

    /// The heading of what is said of such files.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Unread => "Not read",
            Self::Remarked => "Read, with a remark",
            Self::PassedOver => "Passed over",
            Self::OfNone => "Of the whole",
        }
    }
}

/// Said of articles in which no running text was found.
pub const NO_RUNNING_TEXT: &str = "No running text was found: all of it was taken for menus, links or other parts of a page. \
    Open it and put the lines back that belong to it, or fetch the article again";

/// What came of the files of a folder. A file in an archive counts as a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Files that gave articles, and of which nothing is to be said.
    pub read: u64,
    /// Files that gave articles, and of which something is to be said; an archive counts too where it is said of it.
    pub remarked: u64,
    /// Files and folders that were passed over on purpose.
    pub passed_over: u64,
    /// Files that gave no article because something is wrong with them.
    pub unread: u64,
    /// Articles found.
    pub articles: u64,
    /// Articles in whose text no running text was found: [`NO_RUNNING_TEXT`].
    pub textless: Vec<ArticleId>,
    /// Articles that were put together of files that are a page each.
    pub joined: Vec<ArticleId>,
    /// Articles whose whole text another article has, letter for letter; the first of each text is not counted.
    pub repeated: u64,
    /// Problems by what came of their file, then by cause, then by what is said, the commonest first.
    pub groups: Vec<ProblemGroup>,
}

impl Outcome {
    /// How many files had this result.
    pub fn files(&self, result: FileResult) -> u64 {
        match result {
            FileResult::Unread => self.unread,
            FileResult::Remarked => self.remarked,
            FileResult::PassedOver => self.passed_over,
            FileResult::OfNone => 0,
        }
    }
}

/// Problems of files with one result, of which the same is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemGroup {
    /// What came of the files.
    pub result: FileResult,
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
            if article.body.is_empty() {
                made.textless.push(id as ArticleId);
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

    let mut results = results(&files, &archives, problems, task)?;
    let textless = made.textless.iter().filter_map(|id| articles.get(*id as usize));
    for (path, _) in textless.flat_map(|article| article.files()) {
        results.entry(path).or_insert(FileResult::Remarked);
    }
    let mut by_words: HashMap<(FileResult, Cause, &str), usize> = HashMap::new();
    for (chunk, problems) in problems.chunks(STRIDE).enumerate() {
        task.check()?;
        for (at, problem) in (chunk * STRIDE..).zip(problems) {
            let result = results.get(path_of(problem)).copied().unwrap_or(FileResult::OfNone);
            let cause = problem.cause;
            let group = *by_words.entry((result, cause, &problem.text)).or_insert_with(|| {
                made.groups.push(ProblemGroup { result, cause, problems: Vec::new() });
                made.groups.len() - 1
            });
            if let Some(group) = made.groups.get_mut(group) {
                group.problems.push(at as u32);
            }
        }
    }
    let count = |wanted: FileResult| results.values().filter(|result| **result == wanted).count() as u64;
    made.remarked = count(FileResult::Remarked);
    made.passed_over = count(FileResult::PassedOver);
    made.unread = count(FileResult::Unread);
    made.read = files.iter().filter(|path| !results.contains_key(*path)).count() as u64;
    made.groups.sort_by_key(|group| (group.result, group.cause, std::cmp::Reverse(group.problems.len())));
    Ok(made)
}

/// What came of each file of which something is said: every file has one result, whatever is said of it.
fn results<'a>(
    files: &HashSet<&str>,
    archives: &HashSet<&str>,
    problems: &'a [Problem],
    task: &Task,
) -> Result<HashMap<&'a str, FileResult>, Cancelled> {
    let mut results: HashMap<&str, FileResult> = HashMap::new();
    for problems in problems.chunks(STRIDE) {
        task.check()?;
        for problem in problems {
            let path = path_of(problem);
            let result = if path.is_empty() {
                continue;
            } else if files.contains(path) || archives.contains(path) {
                FileResult::Remarked
            } else {
                match problem.cause {
                    Cause::Skipped => FileResult::PassedOver,
                    Cause::Unwritable | Cause::Stopped => continue,
                    Cause::Unreadable
                    | Cause::NoArticle
                    | Cause::Encoding
                    | Cause::Undecided
                    | Cause::Internal => FileResult::Unread,
                }
            };
            let worst = results.entry(path).or_insert(result);
            *worst = result.min(*worst);
        }
    }
    Ok(results)
}

/// The file of which it is said; empty where it is said of none.
fn path_of(problem: &Problem) -> &str {
    problem.path.as_deref().unwrap_or_default()
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
        assert_eq!(counts, [3, 2, 1, 3, 5, 1], "an archive of which something is said counts");
        let groups: Vec<(FileResult, Cause, &[u32])> =
            made.groups.iter().map(|group| (group.result, group.cause, group.problems.as_slice())).collect();
        assert_eq!(
            groups,
            [
                (FileResult::Unread, Cause::Unreadable, &[0][..]),
                (FileResult::Unread, Cause::NoArticle, &[1, 2]),
                (FileResult::Remarked, Cause::NoArticle, &[4]),
                (FileResult::Remarked, Cause::Encoding, &[3]),
                (FileResult::PassedOver, Cause::Skipped, &[5]),
                (FileResult::OfNone, Cause::Stopped, &[6]),
            ]
        );
    }

    #[test]
    fn a_file_has_one_result_and_its_figure_is_that_of_its_group() {
        let text = "Quay opened\n\nThe quay was opened on Monday by those who own it.\n";
        let articles = [article("a.zip/one.txt", text), article("b.html", text), article("e.txt", "one\n")];
        let problem = |cause, path: &str, text: &str| Problem::new(cause, text).at(path);
        let problems = [
            // Two things said of one file, and one of them alone sounds as if it had been passed over.
            problem(Cause::Undecided, "b.html", "Nested"),
            problem(Cause::Skipped, "b.html", "A part left out"),
            problem(Cause::Unreadable, "a.zip", "Cut short"),
            problem(Cause::Unreadable, "c.pdf", "Broken"),
            problem(Cause::Skipped, "c.pdf", "A part left out"),
            problem(Cause::Skipped, "d.jpg", "A picture"),
        ];
        let made = outcome(&articles, &problems, &Task::none()).unwrap();
        for result in [FileResult::Unread, FileResult::Remarked, FileResult::PassedOver] {
            let groups = made.groups.iter().filter(|group| group.result == result);
            let files: HashSet<&str> = groups
                .flat_map(|group| &group.problems)
                .map(|one| path_of(&problems[*one as usize]))
                .collect();
            // What has no running text stands there too.
            let textless = if result == FileResult::Remarked { made.textless.len() } else { 0 };
            assert_eq!((files.len() + textless) as u64, made.files(result), "{result:?}");
        }
        assert_eq!([made.read, made.remarked, made.unread, made.passed_over], [1, 3, 1, 1]);
        assert_eq!(made.textless, [2]);
    }
}
