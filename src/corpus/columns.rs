//! What is known of each article besides its words, as columns: one entry an article.

use std::sync::Arc;

use hashbrown::HashMap;

use super::{
    Article, ArticleId, Completeness, DatePrecision, Inferred, Language, OutletId, OutletSize, Published,
};

/// One outlet of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletColumn {
    /// Its name; empty for articles whose outlet is not known.
    pub name: Arc<str>,
    /// How much of it there is.
    pub size: OutletSize,
}

impl OutletColumn {
    /// The name to show.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { "Outlet not known" } else { &self.name }
    }
}

/// When the articles of a set were published, and in which languages they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extent {
    /// The earliest date.
    pub first: Option<Published>,
    /// The latest date, by the last day it can mean.
    pub last: Option<Published>,
    /// Articles without a date.
    pub undated: u32,
    /// Languages with their articles, in order of their first article.
    pub languages: Vec<(Language, u32)>,
}

impl Extent {
    /// Enters one article.
    pub fn add(&mut self, published: Option<Published>, language: Language) {
        // An outlet writes in a handful of languages.
        match self.languages.iter_mut().find(|(known, _)| *known == language) {
            Some((_, articles)) => *articles += 1,
            None => self.languages.push((language, 1)),
        }
        let Some(date) = published else {
            self.undated += 1;
            return;
        };
        if self.first.is_none_or(|first| (date.date, date.precision) < (first.date, first.precision)) {
            self.first = Some(date);
        }
        // No day before the last begins a period that ends after it but a month or a year.
        let may_be_last = |last: Published| {
            date.date > last.date
                || date.precision != DatePrecision::Day
                || last.precision != DatePrecision::Day
        };
        let end = |one: Published| (one.last_day(), one.precision);
        if self.last.is_none_or(|last| may_be_last(last) && end(date) > end(last)) {
            self.last = Some(date);
        }
    }
}

/// The day of an undated article.
pub const NO_DAY: i32 = i32::MIN;

/// The columns of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Columns {
    pub(super) outlets: Vec<OutletColumn>,
    outlet: Vec<OutletId>,
    pub(super) words: Vec<u32>,
    pub(super) published: Vec<Option<Published>>,
    days: Vec<i32>,
    pub(super) language: Vec<Language>,
    pub(super) completeness: Vec<Completeness>,
    pub(super) opinion: Vec<bool>,
    pub(super) wire: Names,
    pub(super) host: Names,
    pub(super) section: Names,
    /// Of all articles.
    pub(super) extent: Extent,
}

/// A column of names, most of them many times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Names {
    /// Distinct names in code point order.
    pub(super) names: Vec<Arc<str>>,
    /// Index into `names`, [`NO_NAME`] where there is none.
    ids: Vec<u32>,
}

const NO_NAME: u32 = u32::MAX;

impl Names {
    fn new<'a>(column: impl Iterator<Item = Option<&'a Arc<str>>>) -> Self {
        let column: Vec<Option<&Arc<str>>> = column.map(|name| name.filter(|n| !n.is_empty())).collect();
        let mut names: Vec<Arc<str>> = Vec::new();
        let mut first_seen: HashMap<&str, u32> = HashMap::new();
        let ids: Vec<u32> = column
            .iter()
            .map(|name| {
                let Some(name) = name else { return NO_NAME };
                *first_seen.entry(name).or_insert_with(|| {
                    names.push(Arc::clone(name));
                    names.len() as u32 - 1
                })
            })
            .collect();
        let mut order: Vec<u32> = (0..names.len() as u32).collect();
        order.sort_unstable_by(|&a, &b| names.get(a as usize).cmp(&names.get(b as usize)));
        let mut place = vec![0; names.len()];
        for (at, &id) in order.iter().enumerate() {
            if let Some(p) = place.get_mut(id as usize) {
                *p = at as u32;
            }
        }
        names.sort_unstable();
        let ids = ids.into_iter().map(|id| place.get(id as usize).copied().unwrap_or(NO_NAME)).collect();
        Self { names, ids }
    }

    pub(super) fn get(&self, id: ArticleId) -> Option<&Arc<str>> {
        self.names.get(*self.ids.get(id as usize)? as usize)
    }

    /// The index of an article's name among the names.
    pub(super) fn index(&self, id: ArticleId) -> Option<usize> {
        self.ids.get(id as usize).copied().filter(|&i| i != NO_NAME).map(|i| i as usize)
    }
}

impl Columns {
    pub(super) fn new(articles: &[Arc<Article>], words: Vec<u32>) -> Self {
        fn value(name: Option<&Inferred<Arc<str>>>) -> Option<&Arc<str>> {
            name.map(|n| &n.value)
        }
        let names = Names::new(articles.iter().map(|a| value(a.outlet.as_ref())));
        // The unknown outlet comes last; outlets beyond what an `OutletId` can number count as unknown.
        let known = names.names.len().min(OutletId::MAX as usize - 1);
        let outlet: Vec<OutletId> = (0..articles.len() as ArticleId)
            .map(|id| names.index(id).map_or(known, |i| i.min(known)) as OutletId)
            .collect();
        let mut outlets: Vec<OutletColumn> = names
            .names
            .iter()
            .take(known)
            .chain(&[Arc::from("")])
            .map(|name| OutletColumn { name: Arc::clone(name), size: OutletSize::default() })
            .collect();
        for (&o, &n) in outlet.iter().zip(&words) {
            if let Some(column) = outlets.get_mut(o as usize) {
                column.size.add(n);
            }
        }
        if outlets.last().is_some_and(|unknown| unknown.size.articles == 0) {
            outlets.pop();
        }
        let published: Vec<Option<Published>> =
            articles.iter().map(|a| a.published.as_ref().map(|p| p.value)).collect();
        let mut extent = Extent::default();
        for article in articles {
            extent.add(article.published.as_ref().map(|p| p.value), article.language.value);
        }
        Self {
            extent,
            outlets,
            outlet,
            words,
            days: published.iter().map(|p| p.map_or(NO_DAY, |p| day_number(p.date))).collect(),
            published,
            language: articles.iter().map(|a| a.language.value).collect(),
            completeness: articles.iter().map(|a| a.completeness.value).collect(),
            opinion: articles.iter().map(|a| a.is_opinion()).collect(),
            wire: Names::new(articles.iter().map(|a| value(a.wire.as_ref()))),
            host: Names::new(articles.iter().map(|a| value(a.host.as_ref()))),
            section: Names::new(articles.iter().map(|a| value(a.section.as_ref()))),
        }
    }

    pub(super) fn outlet_ids(&self) -> &[OutletId] {
        &self.outlet
    }

    pub(super) fn day(&self, id: ArticleId) -> i32 {
        self.days.get(id as usize).copied().unwrap_or(NO_DAY)
    }
}

/// Days since 1 January 1970.
pub fn day_number(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    i32::try_from(date.duration_since(epoch).as_hours() / 24).unwrap_or(NO_DAY)
}
