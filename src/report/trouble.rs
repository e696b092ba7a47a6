//! What gave trouble in reading, in short.

use std::collections::BTreeSet;

use crate::figure::format;
use crate::problem::{Cause, Problem};

/// Whether a file gave no article because something went wrong.
pub fn is_unread(problem: &Problem) -> bool {
    matches!(problem.cause, Cause::Unreadable | Cause::NoArticle | Cause::Internal)
}

/// What gave trouble, in one clause a cause, of so many files; empty where nothing did.
pub fn in_words(problems: &[Problem], files: u64) -> String {
    let paths = |wanted: &dyn Fn(&Problem) -> bool| {
        let found: BTreeSet<Option<&str>> =
            problems.iter().filter(|one| wanted(one)).map(|one| one.path.as_deref()).collect();
        found.len() as u64
    };
    let mut parts = Vec::new();
    let unread = paths(&is_unread);
    if unread > 0 {
        let files = format::counted(files, "file", "files");
        parts.push(format!("{} of {files} could not be read", format::count(unread)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trouble_is_summed_up_by_cause() {
        let problem = |cause, path: &str| Problem::new(cause, "What. And what to do").at(path);
        let all = [
            problem(Cause::Unreadable, "a"),
            problem(Cause::NoArticle, "b"),
            problem(Cause::Encoding, "c"),
            problem(Cause::Encoding, "c"),
            problem(Cause::Skipped, "d"),
            problem(Cause::Skipped, "e"),
        ];
        assert_eq!(
            in_words(&all, 120),
            "2 of 120 files could not be read, 2 files or folders were passed over and the encoding of 1 file is in doubt"
        );
        assert_eq!(in_words(&[], 120), "");
    }
}
