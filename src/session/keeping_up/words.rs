//! What is said of changes, and of folders of which nothing is there.

use crate::figure::Numbers as Written;
use crate::ingest::again::{Lost, News};

/// "3 new articles, 1 changed, 1 removed".
pub(super) fn in_words(news: &News, numbers: Written) -> String {
    let all = [
        (news.new.len(), "new"),
        (news.changed.len(), "changed"),
        (news.removed.len(), "removed"),
        (news.moved.len(), "renamed"),
    ];
    let mut parts = Vec::new();
    for (count, how) in all.into_iter().filter(|(count, _)| *count > 0) {
        let count = count as u64;
        parts.push(if parts.is_empty() {
            numbers.counted(count, &format!("{how} article"), &format!("{how} articles"))
        } else {
            format!("{} {how}", numbers.count(count))
        });
    }
    // Articles that nothing became of stand in another order, or in other rows of their file.
    if parts.is_empty() { "Articles stand at other places".to_owned() } else { parts.join(", ") }
}

/// What is said of a folder of which nothing is there.
pub fn lost_in_words(lost: &Lost, numbers: Written) -> String {
    let name = lost.root.file_name().unwrap_or(lost.root.as_os_str()).to_string_lossy();
    let stays = if lost.articles == 1 { "stays" } else { "stay" };
    let what = if lost.is_file { "file" } else { "folder" };
    if lost.is_empty {
        let articles = numbers.counted(lost.articles as u64, "article", "articles");
        let how = if lost.is_file { "gone" } else { "empty" };
        format!("The {what} “{name}” is {how}: its {articles} {stays}")
    } else {
        format!("The {what} “{name}” is away: what was read stays")
    }
}

/// The words on the button that takes out what was read of folders that are empty by now.
pub fn take_out_in_words(lost: &[Lost], numbers: Written) -> Option<String> {
    let emptied: usize = lost.iter().filter(|lost| lost.is_empty).map(|lost| lost.articles).sum();
    (emptied > 0).then(|| format!("Take out {}", numbers.counted(emptied as u64, "article", "articles")))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn news_is_told_in_a_line() {
        let paths = |count: usize| vec![Arc::from("a.txt"); count];
        let moved = |count: usize| vec![(Arc::from("a.txt"), Arc::from("b.txt")); count];
        let check = |new, changed, removed, renamed, expected: &str| {
            let news = News {
                new: paths(new),
                changed: paths(changed),
                removed: paths(removed),
                moved: moved(renamed),
            };
            assert_eq!(in_words(&news, Written::ENGLISH), expected);
        };
        check(3, 1, 1, 0, "3 new articles, 1 changed, 1 removed");
        check(1, 0, 0, 0, "1 new article");
        check(0, 0, 1_200, 1, "1,200 removed articles, 1 renamed");
        check(0, 0, 0, 0, "Articles stand at other places");
    }
}
