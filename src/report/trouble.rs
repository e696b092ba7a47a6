//! What gave trouble in reading, in short.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::corpus::Article;
use crate::figure::format;
use crate::problem::{Cause, Problem};

/// Whether a file gave no article because something went wrong.
pub fn is_unread(problem: &Problem) -> bool {
    matches!(problem.cause, Cause::Unreadable | Cause::NoArticle | Cause::Internal)
}

/// What gave trouble in reading `articles` from so many files, in one clause a cause; empty where nothing did.
pub fn in_words(problems: &[Problem], articles: &[Arc<Article>], files: u64) -> String {
    let paths = |wanted: &dyn Fn(&Problem) -> bool| {
        let found: BTreeSet<Option<&str>> =
            problems.iter().filter(|one| wanted(one)).map(|one| one.path.as_deref()).collect();
        found.len() as u64
    };
    let mut parts = Vec::new();
    let failed: BTreeSet<&str> =
        problems.iter().filter(|one| is_unread(one)).map(|one| one.path.as_deref().unwrap_or("")).collect();
    let in_part = gave_articles(&failed, articles);
    let unread = failed.len() as u64 - in_part;
    if unread > 0 {
        let files = format::counted(files, "file", "files");
        parts.push(format!("{} of {files} could not be read", format::count(unread)));
    }
    if in_part > 0 {
        parts.push(format!("{} in part alone", format::counted(in_part, "file was read", "files were read")));
    }
    let skipped = paths(&|one| one.cause == Cause::Skipped);
    if skipped > 0 {
        parts.push(format!(
            "{} passed over",
            format::counted(skipped, "file or folder was", "files or folders were")
        ));
    }
    let encoding = paths(&|one| one.cause == Cause::Encoding);
    if encoding > 0 {
        parts.push(format!("the encoding of {} is in doubt", format::counted(encoding, "file", "files")));
    }
    let undecided = paths(&|one| one.cause == Cause::Undecided);
    if undecided > 0 {
        parts.push(format!("parts of {} are in doubt", format::counted(undecided, "article", "articles")));
    }
    format::list(&parts)
}

/// How many of these files gave articles all the same: they, or what lies in them where they are archives.
fn gave_articles(files: &BTreeSet<&str>, articles: &[Arc<Article>]) -> u64 {
    if files.is_empty() {
        return 0;
    }
    let mut found = BTreeSet::new();
    for (path, _) in articles.iter().flat_map(|article| article.files()) {
        let above = path.match_indices('/').filter_map(|(at, _)| path.get(..at));
        found.extend(above.chain([&**path]).filter(|one| files.contains(one)));
    }
    found.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::import::tests_support::article;

    #[test]
    fn trouble_is_summed_up_by_cause() {
        let problem = |cause, path: &str| Problem::new(cause, "What. And what to do").at(path);
        let all = [
            problem(Cause::Unreadable, "a"),
            problem(Cause::NoArticle, "b"),
            problem(Cause::Unreadable, "half.zip"),
            problem(Cause::Encoding, "c"),
            problem(Cause::Encoding, "c"),
            problem(Cause::Skipped, "d"),
            problem(Cause::Skipped, "e"),
        ];
        let articles =
            [article("half.zip/one.txt", "Quay opened\n\nIt was opened on Monday by its owners.\n")];
        assert_eq!(
            in_words(&all, &articles, 120),
            "2 of 120 files could not be read, 1 file was read in part alone, 2 files or folders were passed over and the encoding of 1 file is in doubt"
        );
        assert_eq!(in_words(&[], &articles, 120), "");
    }
}
