//! Paths of articles when folders are added or taken out: with one folder they begin below it, with several at
//! its name.

use std::sync::Arc;

use super::{
    ArticleKey, CodingBook, Correction, Corrections, Remarks, StoryBook, Target, UnitKey, VersionBook,
};
use crate::ingest::pages::PageBook;

/// What stands before the paths of one folder: before the change, and after.
pub type Relabelled = (String, String);

/// Corrections that mean what they meant.
pub fn corrections(before: &Corrections, labels: &[Relabelled]) -> Corrections {
    let list = before.list.iter().map(|correction| {
        let target = match &correction.target {
            Target::Articles(keys) => {
                let mut keys: Vec<ArticleKey> = keys.iter().map(|one| key(one, labels)).collect();
                keys.sort();
                Target::Articles(keys.into())
            }
            // Everything stays everything.
            Target::Folder(folder) if !folder.is_empty() => Target::Folder(path(folder, labels)),
            other => other.clone(),
        };
        Correction { target, change: correction.change.clone() }
    });
    Corrections { list: list.collect() }
}

/// Notes and tags on the articles they were on.
pub fn remarks(before: &Remarks, labels: &[Relabelled]) -> Remarks {
    let by_article = before.by_article.iter().map(|(one, remark)| (key(one, labels), remark.clone()));
    Remarks { by_article: by_article.collect() }
}

/// Stories of the articles they were of.
pub fn stories(before: &StoryBook, labels: &[Relabelled]) -> StoryBook {
    let pairs = |pairs: &[[ArticleKey; 2]]| {
        pairs.iter().map(|pair| pair.each_ref().map(|one| key(one, labels))).collect()
    };
    let pinned = |story: &Vec<ArticleKey>| {
        let mut story: Vec<ArticleKey> = story.iter().map(|one| key(one, labels)).collect();
        story.sort();
        story
    };
    StoryBook {
        together: pairs(&before.together),
        apart: pairs(&before.apart),
        pinned: before.pinned.iter().map(pinned).collect(),
        titles: before.titles.iter().map(|(one, title)| (key(one, labels), title.clone())).collect(),
    }
}

/// Versions of the articles they were of.
pub fn versions(before: &VersionBook, labels: &[Relabelled]) -> VersionBook {
    let pairs = |pairs: &[[ArticleKey; 2]]| {
        pairs.iter().map(|pair| pair.each_ref().map(|one| key(one, labels))).collect()
    };
    VersionBook {
        together: pairs(&before.together),
        apart: pairs(&before.apart),
        counts: before.counts.iter().map(|one| key(one, labels)).collect(),
    }
}

/// Pages of the files they were.
pub fn pages(before: &PageBook, labels: &[Relabelled]) -> PageBook {
    PageBook {
        apart: before.apart.iter().map(|one| key(one, labels)).collect(),
        together: before
            .together
            .iter()
            .map(|pages| pages.iter().map(|one| key(one, labels)).collect())
            .collect(),
    }
}

/// Samples whose units are in the articles they were in.
pub fn coding(before: &CodingBook, labels: &[Relabelled]) -> CodingBook {
    let mut after = before.clone();
    for sample in &mut after.samples {
        let unit = |unit: &UnitKey| UnitKey { article: key(&unit.article, labels), spot: unit.spot.clone() };
        let units = sample.units.iter().map(unit).collect();
        Arc::make_mut(sample).units = units;
    }
    after
}

fn key(before: &ArticleKey, labels: &[Relabelled]) -> ArticleKey {
    ArticleKey { path: path(&before.path, labels), ..before.clone() }
}

/// The path with the new label of its folder; that of a folder that is no longer read stays as it was.
fn path(before: &Arc<str>, labels: &[Relabelled]) -> Arc<str> {
    let rest_below = |label: &str| match label {
        "" => Some(&**before),
        label if **before == *label => Some(""),
        label => before.strip_prefix(label)?.strip_prefix('/'),
    };
    let found = labels.iter().filter_map(|(old, new)| Some((old.len(), new, rest_below(old)?)));
    // The longest label is the folder itself, and not one around it.
    match found.max_by_key(|(length, ..)| *length) {
        Some((_, new, rest)) if new.is_empty() => rest.into(),
        Some((_, new, "")) => new.as_str().into(),
        Some((_, new, rest)) => format!("{new}/{rest}").into(),
        None => Arc::clone(before),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_follow_the_names_of_their_folders() {
        let labels = |pairs: &[(&str, &str)]| -> Vec<Relabelled> {
            pairs.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).collect()
        };
        for (pairs, before, after) in [
            (&[("", "texts")][..], "norvia/a.txt", "texts/norvia/a.txt"),
            (&[("texts", "")], "texts/norvia/a.txt", "norvia/a.txt"),
            (&[("texts", "")], "radio/a.txt", "radio/a.txt"),
            (&[("texts", "old/texts"), ("radio", "radio")], "texts/a.txt", "old/texts/a.txt"),
            (&[("a", "b"), ("a/c", "d")], "a/c/e.txt", "d/e.txt"),
            (&[("a.txt", "a.txt (2)")], "a.txt", "a.txt (2)"),
            (&[("tex", "x")], "texts/a.txt", "texts/a.txt"),
        ] {
            assert_eq!(&*path(&before.into(), &labels(pairs)), after, "{pairs:?} {before}");
        }
    }
}
