//! What is held against each other: outlets, or countries, sections, languages, stretches of time.
//!
//! Every article in scope is in exactly one group, so that no word counts twice and one group can
//! be held against the others. Where an outlet is in several groups of the user's, it counts in
//! the first of them; what has no value ("no date") is a group of its own, shown last.

use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::bins::Bin;
use super::coverage::{OutletRow, shown_name};
use crate::corpus::{ArticleId, Corpus, Language, OutletId, Subset};
use crate::query::{Field, Filter, fold};
use crate::text::language;

/// By what articles are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub enum Grouping {
    /// By the outlet that published them.
    #[default]
    Outlet,
    /// By the user's groups of outlets.
    Group,
    /// By the country of the outlet.
    Country,
    /// By section.
    Section,
    /// Opinion against reports.
    Opinion,
    /// By language.
    Language,
    /// By the agency that wrote them.
    Agency,
    /// By the story they tell.
    Story,
    /// By month of publication.
    Month,
    /// By quarter of publication.
    Quarter,
    /// By year of publication.
    Year,
}

/// One group of articles in scope.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// Its name; empty for articles without a value.
    pub name: Arc<str>,
    /// How it is shown: its name, or in words what its articles lack.
    shown: Arc<str>,
    /// The outlet, where groups are outlets.
    pub outlet: Option<OutletId>,
    /// What keeps its articles of those in scope, beside its days.
    filter: Filter,
    /// The days it stands for, where groups are stretches of time.
    days: Option<(Date, Date)>,
    /// Its articles in scope.
    pub articles: u32,
    /// Its counted words in scope.
    pub words: u64,
}

/// The articles of a subset in their groups.
#[derive(Debug, Clone)]
pub struct Grouped {
    /// The groups with at least one article, in the order in which they are shown.
    pub rows: Vec<GroupRow>,
    /// The group of each article of the corpus by its place in `rows`, or [`NO_ROW`].
    of_article: Vec<u32>,
    /// The same for each outlet of the corpus, where the group follows from the outlet.
    of_outlet: Option<Vec<u32>>,
    /// The place in `rows` of what was drafted, or [`NO_ROW`].
    place_of: Vec<u32>,
}

/// The place of what is in no group, since it is not in scope.
pub const NO_ROW: u32 = u32::MAX;

impl Grouping {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 11] = [
        Self::Outlet,
        Self::Group,
        Self::Country,
        Self::Section,
        Self::Opinion,
        Self::Language,
        Self::Agency,
        Self::Story,
        Self::Month,
        Self::Quarter,
        Self::Year,
    ];

    /// One of the groups, as in "by outlet".
    pub fn label(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Group => "group",
            Self::Country => "country",
            Self::Section => "section",
            Self::Opinion => "opinion or report",
            Self::Language => "language",
            Self::Agency => "agency",
            Self::Story => "story",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// What one of the groups is called within a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Opinion => "group",
            _ => self.label(),
        }
    }

    /// One of the groups, with its article.
    pub fn one(self) -> &'static str {
        match self {
            Self::Outlet => "an outlet",
            Self::Group | Self::Opinion => "a group",
            Self::Country => "a country",
            Self::Section => "a section",
            Self::Language => "a language",
            Self::Agency => "an agency",
            Self::Story => "a story",
            Self::Month => "a month",
            Self::Quarter => "a quarter",
            Self::Year => "a year",
        }
    }

    /// Several of the groups.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Outlet => "outlets",
            Self::Group | Self::Opinion => "groups",
            Self::Country => "countries",
            Self::Section => "sections",
            Self::Language => "languages",
            Self::Agency => "agencies",
            Self::Story => "stories",
            Self::Month => "months",
            Self::Quarter => "quarters",
            Self::Year => "years",
        }
    }

    /// How articles without a value are shown.
    pub fn unknown(self) -> &'static str {
        match self {
            Self::Outlet => shown_name(""),
            Self::Group => "In no group",
            Self::Country => "No country",
            Self::Section => "No section",
            Self::Opinion => "Report",
            Self::Language => "Language not known",
            Self::Agency => "No agency",
            Self::Story => "In no story",
            Self::Month => "Month not known",
            Self::Quarter => "Quarter not known",
            Self::Year => "No date",
        }
    }

    /// How a group of this name is shown, whatever corpus it is of.
    pub fn named(self, name: &str) -> &str {
        match self {
            _ if name.is_empty() => self.unknown(),
            Self::Language => language::name(name),
            _ => name,
        }
    }

    fn bin(self) -> Option<Bin> {
        match self {
            Self::Month => Some(Bin::Month),
            Self::Quarter => Some(Bin::Quarter),
            Self::Year => Some(Bin::Year),
            _ => None,
        }
    }

    /// Sorts the articles of `subset` into their groups.
    pub fn sort(self, corpus: &Corpus, subset: &Subset) -> Grouped {
        match self {
            Self::Outlet => {
                let row = |(id, outlet)| Draft {
                    outlet: Some(id),
                    ..Draft::named(Arc::clone(outlet), Field::Outlet)
                };
                let names = corpus.outlets().iter().map(|outlet| &outlet.name);
                let rows: Vec<Draft> = (0..).zip(names).map(row).collect();
                let of = (0..rows.len()).collect();
                Grouped::by_outlets(self, corpus, subset, rows, of)
            }
            Self::Group => self.by_outlet(corpus, subset, corpus.groups(), |outlet| {
                corpus.groups_of(outlet).iter().min().map(|&group| usize::from(group))
            }),
            Self::Country => self.by_outlet(corpus, subset, corpus.countries(), |outlet| {
                let country = corpus.country_of(outlet)?;
                corpus.countries().binary_search(country).ok()
            }),
            Self::Section => self
                .by_name(corpus, subset, Field::Section, corpus.sections(), |id| corpus.section_number(id))
                .sorted_by_name(),
            Self::Agency => self
                .by_name(corpus, subset, Field::Wire, corpus.wires(), |id| corpus.wire_number(id))
                .sorted_by_name(),
            // As they began, one after the other.
            Self::Story => {
                self.by_name(corpus, subset, Field::Story, corpus.stories(), |id| corpus.story_of(id))
            }
            Self::Opinion => {
                let rows = [("Opinion", "yes"), ("Report", "no")];
                let rows = rows.map(|(shown, value)| Draft {
                    filter: Filter::all().with_value(Field::Opinion, value),
                    ..Draft::named(shown.into(), Field::Opinion)
                });
                Grouped::new(self, corpus, subset, rows.into(), |id| usize::from(!corpus.is_opinion(id)))
            }
            Self::Language => self.by_language(corpus, subset),
            Self::Month | Self::Quarter | Self::Year => {
                self.by_time(corpus, subset, self.bin().unwrap_or(Bin::Year))
            }
        }
    }

    /// Groups that follow from the outlet. Where they are the user's, the lines of a group are those of the
    /// outlets that count in it.
    fn by_outlet(
        self,
        corpus: &Corpus,
        subset: &Subset,
        names: &[Arc<str>],
        group_of: impl Fn(OutletId) -> Option<usize>,
    ) -> Grouped {
        let none = names.len();
        let of: Vec<usize> =
            (0..).zip(corpus.outlets()).map(|(id, _)| group_of(id).unwrap_or(none)).collect();
        let mut rows: Vec<Draft> =
            names.iter().cloned().chain(["".into()]).map(|name| Draft::named(name, Field::Country)).collect();
        if self == Self::Group {
            for row in &mut rows {
                row.filter = Filter::all();
            }
            let present = corpus.outlets().iter().zip(subset.outlets()).zip(&of);
            for ((outlet, size), &group) in present {
                if let Some(row) = rows.get_mut(group).filter(|_| size.articles > 0) {
                    row.filter = std::mem::take(&mut row.filter).toggle(Field::Outlet, &outlet.name);
                }
            }
        }
        Grouped::by_outlets(self, corpus, subset, rows, of)
    }

    /// Groups by a column of names; names that a filter takes for one are one.
    fn by_name(
        self,
        corpus: &Corpus,
        subset: &Subset,
        field: Field,
        names: &[Arc<str>],
        number_of: impl Fn(ArticleId) -> Option<usize>,
    ) -> Grouped {
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut rows: Vec<Draft> = Vec::new();
        let mut of = Vec::with_capacity(names.len());
        for name in names {
            let at = *known.entry(fold(name)).or_insert_with(|| {
                rows.push(Draft::named(Arc::clone(name), field));
                rows.len() - 1
            });
            of.push(at);
        }
        let none = rows.len();
        rows.push(Draft::named("".into(), field));
        let row_of = |id| number_of(id).and_then(|number| of.get(number)).copied().unwrap_or(none);
        Grouped::new(self, corpus, subset, rows, row_of)
    }

    fn by_language(self, corpus: &Corpus, subset: &Subset) -> Grouped {
        let mut number: HashMap<Language, usize> = HashMap::new();
        let mut rows: Vec<Draft> = Vec::new();
        for id in subset.articles(corpus) {
            let language = corpus.language_of(id);
            number.entry(language).or_insert_with(|| {
                let code = language.code().unwrap_or("");
                rows.push(Draft {
                    shown: Some(language::name(code).into()),
                    ..Draft::named(code.into(), Field::Lang)
                });
                rows.len() - 1
            });
        }
        let none = rows.len();
        let row_of = |id| number.get(&corpus.language_of(id)).copied().unwrap_or(none);
        Grouped::new(self, corpus, subset, rows, row_of).sorted_by_name()
    }

    fn by_time(self, corpus: &Corpus, subset: &Subset, bin: Bin) -> Grouped {
        let number_of = |id| corpus.date_of(id).and_then(|date| bin.number(date));
        let mut numbers: Vec<i64> = subset.articles(corpus).filter_map(number_of).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let row = |&number: &i64| {
            let found = bin.row(number);
            let days = Some((found.start, found.end));
            Draft { days, filter: Filter::all(), ..Draft::named(found.label.into(), Field::Date) }
        };
        let mut rows: Vec<Draft> = numbers.iter().map(row).collect();
        // What is in none of them: some of it may have a date that says too little.
        let days = rows.iter().filter_map(|row| row.days);
        let ranges: Vec<String> = days.map(|(first, last)| format!("{first}..{last}")).collect();
        let rest = Filter::parse(&format!("-date:{}", ranges.join(","))).unwrap_or_default();
        rows.push(Draft { filter: rest, ..Draft::named("".into(), Field::Date) });
        let none = numbers.len();
        let row_of =
            |id| number_of(id).and_then(|number| numbers.binary_search(&number).ok()).unwrap_or(none);
        Grouped::new(self, corpus, subset, rows, row_of)
    }
}

impl GroupRow {
    /// An outlet with what it has in scope.
    pub fn of_outlet(row: &OutletRow) -> Self {
        Self {
            name: Arc::clone(&row.name),
            shown: row.shown().into(),
            outlet: Some(row.outlet),
            filter: Filter::all().with_value(Field::Outlet, &row.name),
            days: None,
            articles: row.articles,
            words: row.words,
        }
    }

    /// How it is shown: its name, or in words what its articles lack.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// What keeps only this group of the articles in scope; all of them where it is a stretch of time, since a
    /// condition on dates would take the place of one that is there: see [`GroupRow::days`].
    pub fn filter(&self) -> Filter {
        self.filter.clone()
    }

    /// What keeps all groups but this one.
    pub fn others(&self) -> Filter {
        match self.days {
            Some((first, last)) => Filter::parse(&format!("-date:{first}..{last}")).unwrap_or_default(),
            None => self.filter().turned(),
        }
    }

    /// The days it stands for, both included, where groups are stretches of time.
    pub fn days(&self) -> Option<(Date, Date)> {
        self.days
    }
}

impl Grouped {
    fn new(
        grouping: Grouping,
        corpus: &Corpus,
        subset: &Subset,
        drafts: Vec<Draft>,
        row_of: impl Fn(ArticleId) -> usize,
    ) -> Self {
        let mut sizes = vec![(0_u32, 0_u64); drafts.len()];
        let mut of_article = vec![NO_ROW; corpus.article_count() as usize];
        for id in subset.articles(corpus) {
            let at = row_of(id);
            if let (Some(size), Some(place)) = (sizes.get_mut(at), of_article.get_mut(id as usize)) {
                size.0 += 1;
                size.1 += u64::from(corpus.words_of(id));
                *place = at as u32;
            }
        }
        let mut found = Self::of_sizes(grouping, drafts, &sizes);
        for place in &mut of_article {
            *place = found.place_of.get(*place as usize).copied().unwrap_or(NO_ROW);
        }
        found.of_article = of_article;
        found
    }

    /// The same where the drafts follow from the outlet: for each outlet of the corpus its draft.
    fn by_outlets(
        grouping: Grouping,
        corpus: &Corpus,
        subset: &Subset,
        drafts: Vec<Draft>,
        draft_of: Vec<usize>,
    ) -> Self {
        let mut sizes = vec![(0_u32, 0_u64); drafts.len()];
        for (outlet, &at) in subset.outlets().iter().zip(&draft_of) {
            if let Some(size) = sizes.get_mut(at) {
                size.0 += outlet.articles;
                size.1 += outlet.words;
            }
        }
        let mut found = Self::of_sizes(grouping, drafts, &sizes);
        let place = |draft: usize| found.place_of.get(draft).copied().unwrap_or(NO_ROW);
        let of_outlet: Vec<u32> = draft_of.into_iter().map(place).collect();
        let row_of = |outlet: OutletId| of_outlet.get(usize::from(outlet)).copied().unwrap_or(NO_ROW);
        let outlets = (0..).zip(corpus.outlet_ids());
        let in_scope = |(id, &outlet)| if subset.contains(id) { row_of(outlet) } else { NO_ROW };
        found.of_article = outlets.map(in_scope).collect();
        found.of_outlet = Some(of_outlet);
        found
    }

    /// The groups with articles, of which none has a place yet.
    fn of_sizes(grouping: Grouping, drafts: Vec<Draft>, sizes: &[(u32, u64)]) -> Self {
        let mut place_of = vec![NO_ROW; drafts.len()];
        let mut rows = Vec::new();
        for (at, (draft, &(articles, words))) in drafts.into_iter().zip(sizes).enumerate() {
            if articles == 0 {
                continue;
            }
            if let Some(place) = place_of.get_mut(at) {
                *place = rows.len() as u32;
            }
            let Draft { name, shown, outlet, filter, days } = draft;
            let shown = match shown {
                _ if name.is_empty() => grouping.unknown().into(),
                Some(shown) => shown,
                None => Arc::clone(&name),
            };
            rows.push(GroupRow { name, shown, outlet, filter, days, articles, words });
        }
        Self { rows, of_article: Vec::new(), of_outlet: None, place_of }
    }

    /// The group of an article by its place in `rows`; `None` where it is not in scope.
    #[inline]
    pub fn row_of(&self, id: ArticleId) -> Option<usize> {
        self.of_article.get(id as usize).filter(|&&row| row != NO_ROW).map(|&row| row as usize)
    }

    /// For each outlet of the corpus its place in `rows`, [`NO_ROW`] where it is in none; `None` where outlets do
    /// not decide the group. Sums by outlet, which the corpus keeps, are then sums by group.
    pub fn of_outlets(&self) -> Option<&[u32]> {
        self.of_outlet.as_deref()
    }

    /// For each article of the corpus its place in `rows`, or [`NO_ROW`].
    pub fn of_articles(&self) -> &[u32] {
        &self.of_article
    }

    fn sorted_by_name(mut self) -> Self {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&at| self.rows.get(at).map(|row| (row.name.is_empty(), Arc::clone(&row.shown))));
        let mut place_of = vec![NO_ROW; order.len()];
        for (place, &at) in (0..).zip(&order) {
            if let Some(of) = place_of.get_mut(at) {
                *of = place;
            }
        }
        self.rows = order.iter().filter_map(|&at| self.rows.get(at).cloned()).collect();
        for place in &mut self.of_article {
            *place = place_of.get(*place as usize).copied().unwrap_or(NO_ROW);
        }
        self
    }
}

/// The groups that have a place of their own where there is room for `most`: those with most words, articles without
/// a value after all others; in their order.
pub fn largest(groups: &[GroupRow], most: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..groups.len()).collect();
    if places.len() > most {
        let size =
            |at: &usize| groups.get(*at).map(|row| (row.name.is_empty(), std::cmp::Reverse(row.words)));
        places.sort_by_key(|at| (size(at), *at));
        places.truncate(most);
        places.sort_unstable();
    }
    places
}

/// A group before it is known how much is in it.
struct Draft {
    name: Arc<str>,
    shown: Option<Arc<str>>,
    outlet: Option<OutletId>,
    filter: Filter,
    days: Option<(Date, Date)>,
}

impl Draft {
    fn named(name: Arc<str>, field: Field) -> Self {
        let filter = Filter::all().with_value(field, &name);
        Self { name, shown: None, outlet: None, filter, days: None }
    }
}
