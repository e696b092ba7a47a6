//! What is held against each other: outlets, or countries, sections, languages, stretches of time.
//!
//! Every article in scope is in exactly one group, so that no word counts twice and one group can
//! be held against the others. Where an outlet is in several groups of the user's, it counts in
//! the first of them; what has no value ("no date") is a group of its own, shown last.

mod grouped;

use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use super::bins::Bin;
use super::coverage::{OutletRow, shown_name};
use crate::corpus::{ArticleId, Corpus, Language, OutletId, Subset};
use crate::query::{Field, Filter, fold};
use crate::text::language;
use grouped::Draft;

pub use grouped::{Grouped, NO_ROW};

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
