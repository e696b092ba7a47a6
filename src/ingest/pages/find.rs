//! Which articles are pages of one.
//!
//! Pages are joined where all speaks for it: they are of one outlet; their addresses, headlines or files' names are
//! the same but for the number of the page; and their numbers run from 1 without a gap to the number of pages that
//! they state, or, where an address counts pages and none states how many there are, to the last. A page that is there
//! twice or is missing leaves all of them what they were.

use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashSet;

use super::Why;
use super::book::{Apart, PageBook, by_hand};
use crate::corpus::{Article, Completeness, Confidence, EvidenceKind, Published};
use crate::task::{Cancelled, Task};
use crate::text::address::{self, PageNumber};
use crate::text::page_names;

/// An article has no more pages than this; what claims more is left alone.
const MOST_PAGES: u16 = 200;
/// Articles between two questions whether to go on.
const STRIDE: usize = 1024;

/// Pages of one article.
#[derive(Debug)]
pub(super) struct Group {
    /// In their order, by their places among the articles.
    pub(super) pages: Vec<usize>,
    pub(super) why: Why,
}

/// What an article shows of being a page.
#[derive(Debug)]
struct Sheet<'a> {
    at: usize,
    article: &'a Article,
    /// Its number and how many there are, as the page states.
    stated: Option<(u16, u16)>,
    /// The number in its address.
    counted: Option<PageNumber>,
    /// Its address without that number.
    stem: Option<String>,
    headline: Option<String>,
}

impl<'a> Sheet<'a> {
    fn new(at: usize, article: &'a Article) -> Self {
        let stated = match article.completeness.value {
            Completeness::Part { part, of } if part > 0 && of > 1 && part <= of && of <= MOST_PAGES => {
                Some((part, of))
            }
            _ => None,
        };
        Self {
            at,
            article,
            stated,
            counted: article.address.as_deref().and_then(address::page_number),
            stem: article.address.as_deref().and_then(address::of_pages),
            headline: page_names::of_headline(article.headline_text()),
        }
    }

    fn outlet(&self) -> Option<&'a str> {
        self.article.outlet.as_ref().map(|outlet| &*outlet.value)
    }

    fn day(&self) -> Option<Published> {
        self.article.published.as_ref().map(|published| published.value)
    }

    fn folder(&self) -> &'a str {
        self.article.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Whether it says that another page comes after it.
    fn leads_on(&self) -> bool {
        let evidence = self.article.completeness.evidence.kind;
        let is_cut = self.article.completeness.value == Completeness::Truncated;
        self.article.turns.next.is_some() || is_cut && evidence == EvidenceKind::Layout
    }

    /// The number that its address has, where it does not speak against what is stated.
    fn number(&self) -> Option<u16> {
        let counted = self.counted.map(|page| page.number);
        match (self.stated, counted) {
            (Some((part, _)), Some(counted)) => (part == counted).then_some(part),
            (Some((part, _)), None) => Some(part),
            (None, counted) => Some(counted.unwrap_or(1)),
        }
    }
}

type Sheets<'s, 'a> = Vec<&'s Sheet<'a>>;

/// The groups of pages among `articles`; none is in two.
pub(super) fn groups(
    articles: &[Arc<Article>],
    book: &PageBook,
    task: &Task,
) -> Result<Vec<Group>, Cancelled> {
    let mut groups: Vec<Group> =
        by_hand(book, articles).into_iter().map(|pages| Group { pages, why: Why::ByHand }).collect();
    let said: HashSet<usize> = groups.iter().flat_map(|group| group.pages.iter().copied()).collect();
    let apart = Apart::new(book);
    let sheets = sheets(articles, task)?;
    let is_free = |sheet: &&Sheet<'_>| !said.contains(&sheet.at) && !apart.holds(sheet.article);
    let mut left: Sheets<'_, '_> = sheets.iter().filter(is_free).collect();

    let by_address = |sheet: &Sheet<'_>| sheet.stem.clone();
    join(&mut left, by_address, Why::Address, &of_one_address, &mut groups);
    left.retain(|sheet| sheet.stated.is_some());
    task.check()?;
    join(&mut left, |sheet| sheet.headline.clone(), Why::Headline, &of_one_headline, &mut groups);
    let by_file = |sheet: &Sheet<'_>| {
        let (stem, number) = page_names::of_file(&sheet.article.path)?;
        (sheet.stated?.0 == number).then(|| stem.to_owned())
    };
    join(&mut left, by_file, Why::FileName, &of_one_name, &mut groups);
    Ok(groups)
}

/// All articles that may be pages: those that show it, and those at the same addresses but for a number.
fn sheets<'a>(articles: &'a [Arc<Article>], task: &Task) -> Result<Vec<Sheet<'a>>, Cancelled> {
    let mut found: Vec<Sheet<'a>> = Vec::new();
    let mut addressed: Vec<usize> = Vec::new();
    for (at, article) in articles.iter().enumerate() {
        if at % STRIDE == 0 {
            task.check()?;
        }
        let has_turn = article.turns.next.is_some() || article.turns.previous.is_some();
        let is_part = matches!(article.completeness.value, Completeness::Part { .. });
        let is_counted =
            || article.address.as_deref().and_then(address::page_number).is_some_and(|page| page.is_said);
        if is_part || has_turn || is_counted() {
            found.push(Sheet::new(at, article));
        } else if article.address.is_some() {
            addressed.push(at);
        }
    }
    let stems: HashSet<&str> = found.iter().filter_map(|sheet| sheet.stem.as_deref()).collect();
    let is_at_one = |at: &usize| -> bool {
        let address = articles.get(*at).and_then(|article| article.address.as_deref());
        !stems.is_empty() && address.and_then(address::of_pages).is_some_and(|stem| stems.contains(&*stem))
    };
    addressed.retain(is_at_one);
    drop(stems);
    found.extend(addressed.into_iter().filter_map(|at| Some(Sheet::new(at, articles.get(at)?))));
    found.sort_by_key(|sheet| sheet.at);
    Ok(found)
}

/// Gives each group of sheets with one key to `pages_of`, and takes those that it finds to be pages of one article out
/// of `left`. What is there several times is looked at folder by folder.
fn join<'s, 'a>(
    left: &mut Sheets<'s, 'a>,
    key: impl Fn(&Sheet<'a>) -> Option<String>,
    why: Why,
    pages_of: &dyn Fn(&[&'s Sheet<'a>]) -> Vec<Vec<usize>>,
    groups: &mut Vec<Group>,
) {
    let mut by_key: BTreeMap<String, Sheets<'s, 'a>> = BTreeMap::new();
    for sheet in left.iter() {
        if let Some(key) = key(sheet) {
            by_key.entry(key).or_default().push(sheet);
        }
    }
    let mut taken: HashSet<usize> = HashSet::new();
    for sheets in by_key.into_values().filter(|sheets| sheets.len() > 1) {
        for pages in pages_of(&sheets) {
            taken.extend(pages.iter().copied());
            groups.push(Group { pages, why });
        }
    }
    left.retain(|sheet| !taken.contains(&sheet.at));
}

/// Pages in order of their numbers, where these run from 1 to `of` or, without it, to the last; no text may be there
/// twice.
fn in_order<'s, 'a>(
    sheets: &[&'s Sheet<'a>],
    number: impl Fn(&Sheet<'a>) -> Option<u16>,
) -> Option<Sheets<'s, 'a>> {
    let mut numbered: Vec<(u16, &'s Sheet<'a>)> = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        numbered.push((number(sheet)?, sheet));
    }
    numbered.sort_by_key(|(number, sheet)| (*number, sheet.at));
    let of = sheets.iter().filter_map(|sheet| Some(sheet.stated?.1)).max();
    let is_whole = numbered.iter().map(|(number, _)| *number).eq(1..=of.unwrap_or(numbered.len() as u16));
    let texts: HashSet<&str> = sheets.iter().map(|sheet| &*sheet.article.raw).collect();
    let is_each_once = texts.len() == sheets.len() && (2..=usize::from(MOST_PAGES)).contains(&sheets.len());
    (is_whole && is_each_once).then(|| numbered.into_iter().map(|(_, sheet)| sheet).collect())
}

/// `find` of all of them, or else of those of each folder: an article may have been downloaded twice.
fn whole_or_by_folder<'s, 'a>(
    sheets: &[&'s Sheet<'a>],
    find: impl Fn(&[&'s Sheet<'a>]) -> Option<Sheets<'s, 'a>>,
) -> Vec<Vec<usize>> {
    let places = |pages: Sheets<'s, 'a>| pages.into_iter().map(|sheet| sheet.at).collect();
    if let Some(pages) = find(sheets) {
        return vec![places(pages)];
    }
    let mut by_folder: BTreeMap<&str, Sheets<'s, 'a>> = BTreeMap::new();
    for sheet in sheets {
        by_folder.entry(sheet.folder()).or_default().push(sheet);
    }
    if by_folder.len() < 2 {
        return Vec::new();
    }
    by_folder.into_values().filter_map(|sheets| find(&sheets)).map(places).collect()
}

/// Whether these do not all say the same, as far as they say anything.
fn differ<T: PartialEq>(said: impl Iterator<Item = Option<T>>) -> bool {
    let mut said = said.flatten();
    let first = said.next();
    said.any(|other| Some(&other) != first.as_ref())
}

/// Pages at addresses that are the same but for a number. The whole article may be there too, as it is printed: then
/// those that say which page they are go together.
fn of_one_address(sheets: &[&Sheet<'_>]) -> Vec<Vec<usize>> {
    whole_or_by_folder(sheets, |sheets| {
        at_one_address(sheets).or_else(|| {
            let stated: Sheets<'_, '_> =
                sheets.iter().filter(|sheet| sheet.stated.is_some()).copied().collect();
            at_one_address(&stated).filter(|_| stated.len() < sheets.len())
        })
    })
}

fn at_one_address<'s, 'a>(sheets: &[&'s Sheet<'a>]) -> Option<Sheets<'s, 'a>> {
    if differ(sheets.iter().map(|sheet| sheet.outlet())) {
        return None;
    }
    let pages = in_order(sheets, Sheet::number)?;
    let last = pages.last()?;
    if last.stated.is_none() && last.leads_on() {
        return None;
    }
    // Where neither the page nor its address says what the number counts, links to the pages around it and one
    // headline do.
    let is_one_headline =
        last.headline.is_some() && !differ(pages.iter().map(|sheet| Some(sheet.headline.as_deref())));
    let are_linked = pages.windows(2).all(|two| match two {
        [one, next] => {
            let (turns, back) = (&one.article.turns, &next.article.turns);
            leads(turns.next.as_deref(), next) && leads(back.previous.as_deref(), one)
        }
        _ => false,
    });
    let is_sure = |sheet: &&Sheet<'_>| {
        let is_said = sheet.counted.is_none_or(|page| page.is_said);
        sheet.stated.is_some() || is_one_headline && (are_linked || is_said)
    };
    pages.iter().all(is_sure).then_some(pages)
}

/// Whether an address is that of a page.
fn leads(address: Option<&str>, to: &Sheet<'_>) -> bool {
    let own = to.article.address.as_deref().and_then(address::of_article);
    own.is_some() && address.and_then(address::of_article) == own
}

/// Pages under one headline that each say which they are: of one outlet and, as far as they say it, of one day.
fn of_one_headline(sheets: &[&Sheet<'_>]) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    for of_outlet in parted(sheets, |sheet| sheet.outlet().map(str::to_owned)) {
        for of_day in parted(&of_outlet, Sheet::day) {
            found.extend(whole_or_by_folder(&of_day, |sheets| {
                // An outlet that only some of them name is that of the others in the same folder.
                let is_strange = sheets.iter().any(|sheet| sheet.outlet().is_none())
                    && differ(sheets.iter().map(|sheet| Some(sheet.folder())));
                in_order(sheets, |sheet| Some(sheet.stated?.0)).filter(|_| !is_strange)
            }));
        }
    }
    found
}

/// Pages in files that are called the same but for the number that each states.
fn of_one_name(sheets: &[&Sheet<'_>]) -> Vec<Vec<usize>> {
    let find = |sheets: &[&Sheet<'_>]| {
        let pages = in_order(sheets, |sheet| Some(sheet.stated?.0))?;
        let speaks_against = differ(pages.iter().map(|sheet| sheet.outlet()))
            || differ(pages.iter().map(|sheet| sheet.day()))
            || differ(pages.iter().map(|sheet| sheet.headline.as_deref().filter(|_| has_headline(sheet))));
        (!speaks_against).then(|| vec![pages.into_iter().map(|sheet| sheet.at).collect()])
    };
    find(sheets).unwrap_or_default()
}

/// Whether what passes for its headline is one, and not the first line of a later page.
fn has_headline(sheet: &Sheet<'_>) -> bool {
    sheet.article.headline.as_ref().is_some_and(|headline| headline.confidence > Confidence::Low)
}

/// Sheets by what they say; those that do not say it go with the others where these all say the same, and else stay by
/// themselves.
fn parted<'s, 'a, K: Ord>(
    sheets: &[&'s Sheet<'a>],
    key: impl Fn(&Sheet<'a>) -> Option<K>,
) -> Vec<Sheets<'s, 'a>> {
    let mut by_key: BTreeMap<K, Sheets<'s, 'a>> = BTreeMap::new();
    let mut silent: Sheets<'s, 'a> = Vec::new();
    for sheet in sheets {
        match key(sheet) {
            Some(key) => by_key.entry(key).or_default().push(sheet),
            None => silent.push(sheet),
        }
    }
    let mut parts: Vec<Sheets<'s, 'a>> = by_key.into_values().collect();
    match parts.as_mut_slice() {
        [one] => one.append(&mut silent),
        _ if !silent.is_empty() => parts.push(silent),
        _ => {}
    }
    parts
}
