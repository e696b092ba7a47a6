//! Lines that come back in many articles of one outlet: what no rule for a single page can see.
//!
//! "Follow our coverage of the islands on Saturdays" reads like a sentence of the article until it
//! stands in fourteen of twenty. Paragraphs are compared by a hash of their folded text within one
//! outlet (within one folder, where the outlet is not known). Copies of one text, as of an agency's
//! report and its updates, count once, so that their paragraphs do not pass for furniture; and a
//! paragraph in the middle must come back in most articles before it is taken out.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::{Article, FurnitureKind, FurnitureReason, LineRole, ParagraphKind};
use crate::task::{Cancelled, Task};

/// Fewest different articles in which a line must stand.
const FEWEST: usize = 5;
/// Fewest in a small group (up to [`SMALL`] articles), where it must stand in two thirds.
const FEWEST_OF_FEW: usize = 3;
/// Articles of a small group.
const SMALL: usize = 8;
/// The share of the outlet's different articles, in percent.
const SHARE: usize = 30;
/// The share that a sentence in the middle of articles needs, in percent.
const SHARE_IN_THE_MIDDLE: usize = 70;
/// Longer paragraphs are compared by their exact bytes; folding them costs and finds nothing.
const FOLDED: usize = 240;

/// A paragraph of an article: its hash, and whether it stands in the middle as a sentence.
type Paragraphs = Vec<(u64, bool)>;

/// Puts the lines aside that recur, in place. Deterministic; articles without any stay shared.
pub fn mark(articles: &mut [Arc<Article>], task: &Task) -> Result<(), Cancelled> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, article) in articles.iter().enumerate() {
        groups.entry(group(article)).or_default().push(i);
    }
    groups.retain(|_, members| members.len() >= FEWEST_OF_FEW);
    for (name, members) in groups {
        task.check()?;
        let shared: &[Arc<Article>] = articles;
        let seen: Vec<Option<(Paragraphs, u64)>> = members
            .par_iter()
            .map(|&i| task.check().ok().and_then(|()| shared.get(i)).map(|a| (paragraphs(a), signature(a))))
            .collect();
        task.check()?;
        let seen: Vec<(Paragraphs, u64)> = seen.into_iter().flatten().collect();
        let recurring = recurring(&seen);
        if recurring.is_empty() {
            continue;
        }
        let whose =
            name.strip_prefix('/').map_or_else(|| name.clone(), |folder| format!("the folder {folder}"));
        for (&i, (paragraphs, _)) in members.iter().zip(&seen) {
            task.check()?;
            let aside: Vec<Option<usize>> =
                paragraphs.iter().map(|(hash, _)| recurring.get(hash).copied()).collect();
            if aside.iter().all(Option::is_none) || aside.iter().all(Option::is_some) {
                continue;
            }
            if let Some(article) = articles.get_mut(i) {
                put_aside(Arc::make_mut(article), &aside, members.len(), &whose);
            }
        }
    }
    Ok(())
}

/// The outlet's name; the folder, with a slash before it, where the outlet is not known.
fn group(article: &Article) -> String {
    match &article.outlet {
        Some(outlet) => outlet.value.to_string(),
        None => format!("/{}", article.path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    }
}

fn paragraphs(article: &Article) -> Paragraphs {
    let n = article.body.len();
    let of = |(i, p): (usize, &crate::corpus::Paragraph)| {
        let text = article.text(p.span);
        let sentence = p.kind == ParagraphKind::Paragraph && text.len() > 60;
        let middle = sentence && i > 0 && i + 3 < n;
        (hash(text), middle)
    };
    article.body.iter().enumerate().map(of).collect()
}

/// The same for lines that differ in case, punctuation or figures only; 0 for lines that say too
/// little to be compared.
fn hash(text: &str) -> u64 {
    if text.len() > FOLDED {
        return xxh3_64(text.as_bytes()).max(1);
    }
    let mut folded = String::with_capacity(text.len());
    let mut letters = 0_u32;
    for c in text.chars() {
        if c.is_ascii_alphabetic() {
            letters += 1;
            folded.push(c.to_ascii_lowercase());
        } else if c.is_alphabetic() {
            letters += 1;
            folded.extend(c.to_lowercase());
        } else if c.is_numeric() && !folded.ends_with('#') {
            folded.push('#');
        }
    }
    if letters < 3 { 0 } else { xxh3_64(folded.as_bytes()).max(1) }
}

/// The same for copies of one text: their longest paragraph is.
fn signature(article: &Article) -> u64 {
    let longest = article.body.iter().map(|p| article.text(p.span)).max_by_key(|t| t.len());
    longest.map_or(0, |text| xxh3_64(text.as_bytes()))
}

/// The paragraphs that recur, with the number of articles.
fn recurring(seen: &[(Paragraphs, u64)]) -> HashMap<u64, usize> {
    struct Count {
        articles: usize,
        texts: HashSet<u64>,
        middle: usize,
    }
    let texts: HashSet<u64> = seen.iter().map(|(_, signature)| *signature).collect();
    let different = texts.len();
    let mut counts: HashMap<u64, Count> = HashMap::new();
    let mut once: HashSet<u64> = HashSet::new();
    let mut twice: HashSet<u64> = HashSet::new();
    for (paragraphs, _) in seen {
        for &(hash, _) in paragraphs {
            if !once.insert(hash) {
                twice.insert(hash);
            }
        }
    }
    for (paragraphs, signature) in seen {
        let mut here: HashSet<u64> = HashSet::new();
        for &(hash, middle) in paragraphs {
            if hash == 0 || !twice.contains(&hash) || !here.insert(hash) {
                continue;
            }
            let count =
                counts.entry(hash).or_insert_with(|| Count { articles: 0, texts: HashSet::new(), middle: 0 });
            count.articles += 1;
            count.middle += usize::from(middle);
            count.texts.insert(*signature);
        }
    }
    let enough = |count: &Count| {
        let n = count.texts.len();
        let share = if count.middle * 2 > count.articles { SHARE_IN_THE_MIDDLE } else { SHARE };
        if different <= SMALL {
            return n >= FEWEST_OF_FEW && n * 3 >= different * 2;
        }
        n >= FEWEST && n * 100 >= different * share
    };
    counts
        .into_iter()
        .filter(|(_, count)| enough(count))
        .map(|(hash, count)| (hash, count.articles))
        .collect()
}

/// Takes paragraphs out of the body: `aside` holds for each in how many articles it stands.
fn put_aside(article: &mut Article, aside: &[Option<usize>], of: usize, whose: &str) {
    let mut new_index: Vec<Option<u32>> = Vec::with_capacity(article.body.len());
    let mut kept = 0;
    for gone in aside {
        new_index.push(gone.is_none().then_some(kept));
        kept += u32::from(gone.is_none());
    }
    for at in 0..article.lines.len() {
        let Some(LineRole::Body(i)) = article.lines.get(at).map(|line| line.role) else { continue };
        let role = if let Some(index) = new_index.get(i as usize).copied().flatten() {
            LineRole::Body(index)
        } else {
            let n = aside.get(i as usize).copied().flatten().unwrap_or(0);
            let detail = format!("in {n} of {of} articles of {whose}");
            LineRole::Furniture(FurnitureReason { kind: FurnitureKind::Recurring, detail: detail.into() })
        };
        article.lines.set(at, &role);
    }
    let mut at = 0;
    article.body.retain(|_| {
        at += 1;
        aside.get(at - 1).is_none_or(Option::is_none)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{EncodingFound, EncodingSign};
    use crate::ingest::anatomy::analyse;
    use crate::ingest::readers::{Metadata, RawArticle};
    use crate::ingest::registry::Registry;

    fn article(raw: String, path: &str) -> Arc<Article> {
        let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false };
        let raw = RawArticle {
            record: 0,
            raw,
            encoding,
            metadata: Metadata::default(),
            front_matter: None,
            markup: Vec::new(),
            member: None,
        };
        Arc::new(analyse(raw, path, Registry::bundled()))
    }

    fn page(i: usize, extra: &str) -> Arc<Article> {
        let numbers = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        ];
        let n = numbers[i % 12];
        let raw = format!(
            "Harbour {n} closed\n\nThe harbour called {n} has been closed since Monday, when the ice broke two of its {n} piers.\n\n\
             The mayor of {n} said that it would open again before the end of the month, and the ferry with it.\n\n{extra}\n"
        );
        article(raw, &format!("post/{i}.txt"))
    }

    fn recurring_lines(articles: &[Arc<Article>]) -> usize {
        let furniture = |l: &crate::corpus::Line| matches!(&l.role, LineRole::Furniture(r) if r.kind == FurnitureKind::Recurring);
        articles.iter().map(|a| a.lines.iter().filter(furniture).count()).sum()
    }

    #[test]
    fn a_line_of_most_articles_is_furniture_and_the_reason_says_so() {
        let line = "The Saturday edition brings you more of the harbour and its ships.";
        let mut articles: Vec<_> = (0..10).map(|i| page(i, if i < 8 { line } else { "" })).collect();
        mark(&mut articles, &Task::none()).unwrap();
        assert_eq!(recurring_lines(&articles), 8);
        let reason = articles[0].lines.iter().find_map(|l| match &l.role {
            LineRole::Furniture(r) if r.kind == FurnitureKind::Recurring => Some(r.detail.to_string()),
            _ => None,
        });
        assert_eq!(reason.as_deref(), Some("in 8 of 10 articles of the folder post"));
        assert_eq!(articles[0].body.len(), 2);
    }

    #[test]
    fn copies_of_one_text_are_not_eaten() {
        let mut articles: Vec<_> = (0..12).map(|i| page(if i < 8 { 3 } else { i }, "")).collect();
        mark(&mut articles, &Task::none()).unwrap();
        assert_eq!(recurring_lines(&articles), 0);
    }

    #[test]
    fn two_or_three_of_many_are_chance() {
        let line = "The talks will go on in the autumn.";
        let mut articles: Vec<_> = (0..12).map(|i| page(i, if i < 3 { line } else { "" })).collect();
        mark(&mut articles, &Task::none()).unwrap();
        assert_eq!(recurring_lines(&articles), 0);
    }
}
