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
    let name = name_of(lost);
    let stays = if lost.articles == 1 { "stays" } else { "stay" };
    let what = if lost.is_file { "file" } else { "folder" };
    if lost.is_empty {
        let articles = articles_of(lost, numbers);
        let how = if lost.is_file { "gone" } else { "empty" };
        format!("The {what} “{name}” is {how}: its {articles} {stays}")
    } else {
        format!("The {what} “{name}” is away: what was read stays")
    }
}

/// What is said of folders of which nothing is there: of the first about which there is something to decide, and how
/// many more there are. `None` where there is none.
pub fn all_lost_in_words(lost: &[Lost], numbers: Written) -> Option<String> {
    let first = lost.iter().find(|lost| lost.is_empty).or(lost.first())?;
    let mut words = lost_in_words(first, numbers);
    if lost.len() > 1 {
        words.push_str(&format!(", and {} more", numbers.count(lost.len() as u64 - 1)));
    }
    Some(words)
}

/// The words on the button that takes out what was read of folders that are empty by now, and which articles of what
/// these are: more than one folder is named there. `None` where there is nothing to take out.
pub fn take_out_in_words(lost: &[Lost], numbers: Written) -> Option<(String, String)> {
    let emptied: Vec<&Lost> = lost.iter().filter(|lost| lost.is_empty && lost.articles > 0).collect();
    let [first, others @ ..] = emptied.as_slice() else { return None };
    let count: usize = emptied.iter().map(|lost| lost.articles).sum();
    let counted = numbers.counted(count as u64, "article", "articles");
    let mut name = name_of(first);
    if name.chars().count() > MOST_OF_NAME {
        name = name.chars().take(MOST_OF_NAME - 1).chain(['…']).collect();
    }
    let and_more = match others.len() {
        0 => String::new(),
        more => format!(" and {} more", numbers.count(more as u64)),
    };
    let each = |lost: &&Lost| format!("“{}”: {}", name_of(lost), articles_of(lost, numbers));
    let mut list: Vec<String> = emptied.iter().take(MOST_NAMED).map(each).collect();
    if emptied.len() > MOST_NAMED {
        list.push(format!("and {} more", numbers.count((emptied.len() - MOST_NAMED) as u64)));
    }
    Some((format!("Take out the {counted} of “{name}”{and_more}"), list.join("\n")))
}

/// Letters of a folder's name on a button.
const MOST_OF_NAME: usize = 24;
/// So many folders are named one by one.
const MOST_NAMED: usize = 12;

fn name_of(lost: &Lost) -> String {
    lost.root.file_name().unwrap_or(lost.root.as_os_str()).to_string_lossy().into_owned()
}

fn articles_of(lost: &Lost, numbers: Written) -> String {
    numbers.counted(lost.articles as u64, "article", "articles")
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

    #[test]
    fn what_is_taken_out_is_named() {
        let lost = |name: &str, articles, is_empty| Lost {
            root: name.into(),
            articles,
            is_empty,
            is_file: false,
            is_closed: false,
        };
        let check = |lost: &[Lost], line: Option<&str>, button: Option<(&str, &str)>| {
            assert_eq!(all_lost_in_words(lost, Written::ENGLISH).as_deref(), line);
            let found = take_out_in_words(lost, Written::ENGLISH);
            assert_eq!(found.as_ref().map(|(text, list)| (text.as_str(), list.as_str())), button);
        };
        check(&[], None, None);
        let (away, emptied, other) =
            (lost("a/tv", 7, false), lost("a/radio", 120, true), lost("a/press", 1, true));
        check(std::slice::from_ref(&away), Some("The folder “tv” is away: what was read stays"), None);
        let line = "The folder “radio” is empty: its 120 articles stay, and 1 more";
        let button = "Take out the 120 articles of “radio”";
        check(&[away, emptied.clone()], Some(line), Some((button, "“radio”: 120 articles")));
        let button = "Take out the 121 articles of “radio” and 1 more";
        let list = "“radio”: 120 articles\n“press”: 1 article";
        check(&[emptied, other], Some(line), Some((button, list)));
        let long = lost("the archive of all harbours of the north", 2, true);
        let button = "Take out the 2 articles of “the archive of all harb…”";
        let list = "“the archive of all harbours of the north”: 2 articles";
        let line = "The folder “the archive of all harbours of the north” is empty: its 2 articles stay";
        check(&[long], Some(line), Some((button, list)));
    }
}
