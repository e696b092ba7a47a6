//! What there is to choose from: each value of each field, with its number of articles.
//!
//! The numbers of a field are counted as if nothing were asked of that field itself: they say what choosing
//! another of its values would give. Everything else that is asked holds.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::scope::Scope;
use crate::corpus::{ArticleId, Completeness, Corpus, DatePrecision, Language, Published, Subset};
use crate::query::{self, Failing, Field, Filter, Query, Tests};
use crate::task::{Cancelled, Task};

/// The question: what is there to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FacetsRecipe {
    /// Which articles.
    pub scope: Scope,
    /// Only articles with a hit of this query.
    pub search: Option<Query>,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As [`Filter::toggle`] takes it; empty for what is not known.
    pub value: Arc<str>,
    /// How many articles have it.
    pub articles: u32,
    /// Whether the filter asks for it.
    pub is_chosen: bool,
}

/// The values of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Its values: months by time, groups in the user's order, names by their number of articles; what is not
    /// known last.
    pub values: Vec<FacetValue>,
}

/// The answer to a [`FacetsRecipe`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// Articles that everything asked holds for.
    pub articles: u32,
    /// Fields with something to choose from, in the order of [`FACETS`].
    pub facets: Vec<Facet>,
}

/// The fields that are counted.
pub const FACETS: [Field; 15] = [
    Field::Outlet,
    Field::Group,
    Field::Country,
    Field::Date,
    Field::Section,
    Field::Lang,
    Field::Opinion,
    Field::Story,
    Field::Copies,
    Field::Versions,
    Field::Wire,
    Field::Host,
    Field::Complete,
    Field::Tag,
    Field::Corrected,
];

/// Articles counted together.
const STRIDE: u32 = 1 << 16;

impl Facets {
    /// The values of `field`, if there is something to choose from.
    pub fn facet(&self, field: Field) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.field == field)
    }
}

impl FacetsRecipe {
    /// Counts over `corpus` in one pass over its columns.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Facets, Cancelled> {
        let filter = &self.scope.filter;
        let tests = Tests::new(corpus, filter, task)?;
        let chosen =
            self.scope.chosen.as_ref().map(|chosen| Subset::from_articles(corpus, chosen.articles()));
        let chosen = match (chosen, &self.scope.within) {
            (None, within) if within.is_all() => None,
            (chosen, within) => {
                Some(chosen.unwrap_or_else(|| Subset::all(corpus)).within(corpus, within, task)?)
            }
        };
        let found = match &self.search {
            Some(search) => {
                let counts = query::counts(corpus, search, &Subset::all(corpus), task)?;
                Some(Subset::from_articles(corpus, &counts.articles))
            }
            None => None,
        };
        if filter.counts_texts_once() || filter.counts_articles_once() && corpus.has_versions() {
            return self.run_once(corpus, found.as_ref(), task);
        }
        let is_in = |set: &Option<Subset>, id| set.as_ref().is_none_or(|set| set.contains(id));
        let count = corpus.article_count();
        let blocks: Vec<Range<ArticleId>> = (0..count.div_ceil(STRIDE))
            .map(|block| block * STRIDE..(block + 1).saturating_mul(STRIDE).min(count))
            .collect();
        let parts: Result<Vec<Counts>, Cancelled> = blocks
            .into_par_iter()
            .map(|block| {
                let mut counts = Counts::new(corpus);
                for id in block {
                    if id % 4096 == 0 {
                        task.check()?;
                    }
                    if is_in(&chosen, id) && is_in(&found, id) {
                        counts.add(corpus, id, tests.failing(id));
                    }
                }
                Ok(counts)
            })
            .collect();
        let mut counts = Counts::new(corpus);
        for part in parts? {
            counts.merge(part);
        }
        Ok(self.answer(corpus, &counts))
    }

    /// Where of several articles that print one text one is counted: which one that is depends on all that is
    /// asked, so that each field which is asked something has articles of its own.
    fn run_once(&self, corpus: &Corpus, found: Option<&Subset>, task: &Task) -> Result<Facets, Cancelled> {
        let filter = &self.scope.filter;
        let mut counts = Counts::new(corpus);
        let asked = FACETS.into_iter().filter(|field| filter.has(*field)).map(Some);
        for but in std::iter::once(None).chain(asked) {
            let scope = Scope {
                filter: but.map_or_else(|| filter.clone(), |field| filter.clone().without_field(field)),
                ..self.scope.clone()
            };
            let subset = scope.try_subset(corpus, task)?;
            for id in subset.articles(corpus).filter(|id| found.is_none_or(|found| found.contains(*id))) {
                if id % 4096 == 0 {
                    task.check()?;
                }
                if let Some(field) = but {
                    counts.add_to(corpus, id, field);
                    continue;
                }
                counts.articles += 1;
                for field in FACETS.into_iter().filter(|field| !filter.has(*field)) {
                    counts.add_to(corpus, id, field);
                }
            }
        }
        Ok(self.answer(corpus, &counts))
    }

    fn answer(&self, corpus: &Corpus, counts: &Counts) -> Facets {
        let filter = &self.scope.filter;
        let facets = FACETS.into_iter().map(|field| counts.facet(corpus, field, filter));
        let is_worth_showing = |facet: &Facet| {
            facet.values.iter().any(|value| !value.value.is_empty()) || filter.has(facet.field)
        };
        Facets { articles: counts.articles, facets: facets.filter(is_worth_showing).collect() }
    }
}

/// Numbers of articles by the place of a name in its column; those without a name last.
type Column = Vec<u32>;

/// Everything counted in one pass.
struct Counts {
    articles: u32,
    outlets: Column,
    /// By outlet, for the fields that follow from it.
    countries: Column,
    groups: Column,
    /// By year and month; month 0 where only the year is known.
    months: HashMap<(i16, i8), u32>,
    undated: u32,
    languages: HashMap<Language, u32>,
    sections: Column,
    wires: Column,
    hosts: Column,
    stories: Column,
    tags: Column,
    /// Full, truncated, part, unknown.
    complete: [u32; 4],
    /// No, yes.
    opinion: [u32; 2],
    /// Own texts, then those printed from elsewhere.
    copies: [u32; 2],
    /// The only one of its article, then those with other versions.
    versions: [u32; 2],
    corrected: [u32; 2],
}

impl Counts {
    fn new(corpus: &Corpus) -> Self {
        let column = |names: &[Arc<str>]| vec![0; names.len() + 1];
        let outlets = vec![0; corpus.outlets().len()];
        Self {
            articles: 0,
            countries: outlets.clone(),
            groups: outlets.clone(),
            outlets,
            months: HashMap::new(),
            undated: 0,
            languages: HashMap::new(),
            sections: column(corpus.sections()),
            wires: column(corpus.wires()),
            hosts: column(corpus.hosts()),
            stories: column(corpus.stories()),
            tags: column(corpus.tags()),
            complete: [0; 4],
            opinion: [0; 2],
            copies: [0; 2],
            versions: [0; 2],
            corrected: [0; 2],
        }
    }

    fn add(&mut self, corpus: &Corpus, id: ArticleId, failing: Failing) {
        match failing {
            Failing::Several => {}
            Failing::Only(field) => self.add_to(corpus, id, field),
            Failing::None => {
                self.articles += 1;
                for field in FACETS {
                    self.add_to(corpus, id, field);
                }
            }
        }
    }

    fn add_to(&mut self, corpus: &Corpus, id: ArticleId, field: Field) {
        let outlet = usize::from(corpus.outlet_of(id));
        match field {
            Field::Outlet => one_more(&mut self.outlets, Some(outlet)),
            Field::Country => one_more(&mut self.countries, Some(outlet)),
            Field::Group => one_more(&mut self.groups, Some(outlet)),
            Field::Section => one_more(&mut self.sections, corpus.section_number(id)),
            Field::Wire => one_more(&mut self.wires, corpus.wire_number(id)),
            Field::Host => one_more(&mut self.hosts, corpus.host_number(id)),
            Field::Tag => {
                let mut tags = corpus.tag_numbers(id).peekable();
                if tags.peek().is_none() {
                    one_more(&mut self.tags, None);
                }
                tags.for_each(|tag| one_more(&mut self.tags, Some(tag)));
            }
            Field::Date => match corpus.date_of(id) {
                Some(Published { date, precision }) => {
                    let month = if precision == DatePrecision::Year { 0 } else { date.month() };
                    *self.months.entry((date.year(), month)).or_default() += 1;
                }
                None => self.undated += 1,
            },
            Field::Lang => *self.languages.entry(corpus.language_of(id)).or_default() += 1,
            Field::Complete => {
                let place = match corpus.completeness_of(id) {
                    Completeness::Full => 0,
                    Completeness::Truncated => 1,
                    Completeness::Part { .. } => 2,
                    Completeness::Unknown => 3,
                };
                one_more(&mut self.complete, Some(place));
            }
            Field::Opinion => one_more(&mut self.opinion, Some(usize::from(corpus.is_opinion(id)))),
            Field::Corrected => one_more(&mut self.corrected, Some(usize::from(corpus.is_corrected(id)))),
            Field::Story => one_more(&mut self.stories, corpus.story_of(id)),
            Field::Copies => one_more(&mut self.copies, Some(usize::from(corpus.is_copy(id)))),
            Field::Versions => {
                one_more(&mut self.versions, Some(usize::from(corpus.version_of(id).is_some())));
            }
            Field::Folder | Field::Hits => {}
        }
    }

    fn merge(&mut self, other: Self) {
        fn sum(into: &mut [u32], from: &[u32]) {
            into.iter_mut().zip(from).for_each(|(sum, n)| *sum += n);
        }
        self.articles += other.articles;
        self.undated += other.undated;
        sum(&mut self.outlets, &other.outlets);
        sum(&mut self.countries, &other.countries);
        sum(&mut self.groups, &other.groups);
        sum(&mut self.sections, &other.sections);
        sum(&mut self.wires, &other.wires);
        sum(&mut self.hosts, &other.hosts);
        sum(&mut self.stories, &other.stories);
        sum(&mut self.tags, &other.tags);
        sum(&mut self.complete, &other.complete);
        sum(&mut self.opinion, &other.opinion);
        sum(&mut self.copies, &other.copies);
        sum(&mut self.versions, &other.versions);
        sum(&mut self.corrected, &other.corrected);
        // Sums do not depend on the order in which they are made.
        for (month, n) in sorted(other.months) {
            *self.months.entry(month).or_default() += n;
        }
        for (language, n) in sorted(other.languages) {
            *self.languages.entry(language).or_default() += n;
        }
    }

    fn facet(&self, corpus: &Corpus, field: Field, filter: &Filter) -> Facet {
        let counted = match field {
            Field::Outlet => {
                let names = corpus.outlets().iter().map(|outlet| Arc::clone(&outlet.name));
                by_number(names.zip(self.outlets.iter().copied()).collect())
            }
            Field::Country => {
                let mut sums = vec![0; corpus.countries().len() + 1];
                for (outlet, n) in (0..).zip(&self.countries) {
                    let country = corpus.country_of(outlet);
                    let at = country.and_then(|name| corpus.countries().binary_search(name).ok());
                    add_at(&mut sums, at, *n);
                }
                by_number(named(corpus.countries(), &sums))
            }
            Field::Group => {
                let mut sums = vec![0; corpus.groups().len() + 1];
                for (outlet, n) in (0..).zip(&self.groups) {
                    let groups = corpus.groups_of(outlet);
                    if groups.is_empty() {
                        add_at(&mut sums, None, *n);
                    }
                    for group in groups {
                        add_at(&mut sums, Some(usize::from(*group)), *n);
                    }
                }
                return facet(field, filter, named(corpus.groups(), &sums), true);
            }
            Field::Date => {
                let name = |(year, month): (i16, i8)| match month {
                    0 => Arc::from(format!("{year:04}")),
                    _ => Arc::from(format!("{year:04}-{month:02}")),
                };
                let months = sorted(self.months.clone()).into_iter().map(|(month, n)| (name(month), n));
                months.chain([(Arc::from(""), self.undated)]).collect()
            }
            Field::Lang => {
                let code = |language: Language| Arc::from(language.code().unwrap_or(""));
                let mut counts = self.languages.clone();
                for asked in filter.values(Field::Lang) {
                    counts.entry(Language::from_code(&asked)).or_default();
                }
                by_number(sorted(counts).into_iter().map(|(language, n)| (code(language), n)).collect())
            }
            Field::Section => by_number(named(corpus.sections(), &self.sections)),
            Field::Wire => by_number(named(corpus.wires(), &self.wires)),
            Field::Host => by_number(named(corpus.hosts(), &self.hosts)),
            Field::Tag => by_number(named(corpus.tags(), &self.tags)),
            Field::Complete => {
                let names = ["full", "truncated", "part", ""].map(Arc::from);
                names.into_iter().zip(self.complete).collect()
            }
            Field::Opinion => yes_or_no(self.opinion),
            Field::Corrected => yes_or_no(self.corrected),
            Field::Story => by_number(named(corpus.stories(), &self.stories)),
            // Agencies are known before anybody looks who prints what, and have a facet of their own.
            Field::Copies if corpus.relations().is_none() || self.copies[1] == 0 => Vec::new(),
            Field::Copies => {
                let [own, copied] = self.copies;
                vec![(Arc::from("any"), copied), (Arc::from(""), own)]
            }
            Field::Versions if self.versions[1] == 0 => Vec::new(),
            Field::Versions => {
                let [only, several] = self.versions;
                vec![(Arc::from("any"), several), (Arc::from(""), only)]
            }
            Field::Folder | Field::Hits => Vec::new(),
        };
        facet(field, filter, counted, false)
    }
}

fn facet(field: Field, filter: &Filter, counted: Vec<(Arc<str>, u32)>, keeps_empty: bool) -> Facet {
    let values = counted.into_iter().map(|(value, articles)| {
        let is_chosen = filter.chooses(field, &value);
        FacetValue { value, articles, is_chosen }
    });
    let is_kept =
        |value: &FacetValue| value.articles > 0 || value.is_chosen || keeps_empty && !value.value.is_empty();
    Facet { field, values: values.filter(is_kept).collect() }
}

/// What is marked or not; when nothing is marked there is nothing to choose.
fn yes_or_no([no, yes]: [u32; 2]) -> Vec<(Arc<str>, u32)> {
    if yes == 0 { Vec::new() } else { vec![(Arc::from("yes"), yes), (Arc::from("no"), no)] }
}

fn one_more(counts: &mut [u32], at: Option<usize>) {
    add_at(counts, at, 1);
}

/// What has no place is counted last.
fn add_at(counts: &mut [u32], at: Option<usize>, n: u32) {
    let place = match at {
        Some(at) => counts.get_mut(at),
        None => counts.last_mut(),
    };
    if let Some(sum) = place {
        *sum += n;
    }
}

fn named(names: &[Arc<str>], counts: &[u32]) -> Vec<(Arc<str>, u32)> {
    names.iter().cloned().chain([Arc::from("")]).zip(counts.iter().copied()).collect()
}

/// The most frequent first, equal ones by name, what is not known last.
fn by_number(mut values: Vec<(Arc<str>, u32)>) -> Vec<(Arc<str>, u32)> {
    values.sort_by(|a, b| {
        let key = |one: &(Arc<str>, u32)| (one.0.is_empty(), Reverse(one.1));
        key(a).cmp(&key(b)).then_with(|| a.0.cmp(&b.0))
    });
    values
}

fn sorted<K: Ord + Copy>(counts: HashMap<K, u32>) -> Vec<(K, u32)> {
    let mut counts: Vec<(K, u32)> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(key, _)| *key);
    counts
}
