//! A filter put to a corpus: names are compared once, not once an article.

use hashbrown::HashMap;

use super::{Field, Filter, Value};
use crate::corpus::{ArticleId, Completeness, Corpus, Language, OutletId, Subset};
use crate::query::glob::Glob;
use crate::query::words::fold;
use crate::query::{Query, counts};
use crate::task::{Cancelled, Task};

impl Subset {
    /// The articles of `corpus` that `filter` lets through. Where it asks for hits, that may take a while: see
    /// [`Subset::filtered`].
    pub fn filter(corpus: &Corpus, filter: &Filter) -> Self {
        Self::filtered(corpus, filter, &Task::none()).unwrap_or_else(|_| Self::all(corpus))
    }

    /// The articles of `corpus` that `filter` lets through.
    pub fn filtered(corpus: &Corpus, filter: &Filter, task: &Task) -> Result<Self, Cancelled> {
        if filter.is_all() && !corpus.has_versions() {
            return Ok(Self::all(corpus));
        }
        Self::filtered_among(corpus, filter, |_| true, task)
    }

    /// The articles of `corpus` that `filter` lets through, of those for which `is_among` says yes. Where each text or
    /// each article counts once, one of these stands for it.
    pub fn filtered_among(
        corpus: &Corpus,
        filter: &Filter,
        is_among: impl Fn(ArticleId) -> bool,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let tests = Tests::new(corpus, filter, task)?;
        task.check()?;
        let passing = Self::of(corpus, |id| is_among(id) && tests.hold(id));
        let once = filter.counts_articles_once() && corpus.has_versions();
        let passing = if once { passing.each_article_once(corpus) } else { passing };
        Ok(if filter.counts_texts_once() { passing.each_text_once(corpus) } else { passing })
    }

    /// Of these articles the ones that fulfil the conditions of `filter`, each by itself: which article stands for
    /// its text is not decided anew.
    pub fn within(self, corpus: &Corpus, filter: &Filter, task: &Task) -> Result<Self, Cancelled> {
        if filter.is_all() {
            return Ok(self);
        }
        let tests = Tests::new(corpus, filter, task)?;
        task.check()?;
        let aside = self.put_aside().iter().copied().filter(|&id| tests.hold(id)).collect();
        Ok(Self::of(corpus, |id| self.contains(id) && tests.hold(id)).without(aside))
    }
}

impl Subset {
    /// Of the versions of each article the one that counts, or else the next best that is here.
    fn each_article_once(&self, corpus: &Corpus) -> Self {
        let mut best: HashMap<u32, u32> = HashMap::new();
        for id in self.articles(corpus) {
            if let Some((article, rank)) = corpus.version_of(id) {
                let least = best.entry(article).or_insert(rank);
                *least = rank.min(*least);
            }
        }
        let counts =
            |id| corpus.version_of(id).is_none_or(|(article, rank)| best.get(&article) == Some(&rank));
        let aside = self.articles(corpus).filter(|&id| !counts(id)).collect();
        Self::of(corpus, |id| self.contains(id) && counts(id)).without(aside)
    }

    /// Of the articles that print one text the one that stands for them: the agency's own, or else the first.
    fn each_text_once(&self, corpus: &Corpus) -> Self {
        let mut first: HashMap<u32, u32> = HashMap::new();
        for id in self.articles(corpus) {
            if let Some((text, rank)) = corpus.text_of(id) {
                let least = first.entry(text).or_insert(rank);
                *least = rank.min(*least);
            }
        }
        let stands = |id| corpus.text_of(id).is_none_or(|(text, rank)| first.get(&text) == Some(&rank));
        Self::of(corpus, |id| self.contains(id) && stands(id)).without(self.put_aside().to_vec())
    }
}

/// A filter, ready for the articles of one corpus. That a text counts once depends on which others there are, and
/// is no condition on one article: here it holds for all.
pub struct Tests<'a> {
    corpus: &'a Corpus,
    tests: Vec<One<'a>>,
}

/// Which conditions an article fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    /// None: it is let through.
    None,
    /// Only what is asked of this field.
    Only(Field),
    /// What is asked of several fields.
    Several,
}

struct One<'a> {
    field: Field,
    is_not: bool,
    test: Test<'a>,
}

enum Test<'a> {
    /// By outlet.
    Outlets(Vec<bool>),
    /// By the place of the name in its column.
    Names {
        wanted: Vec<bool>,
        none: bool,
        number_of: fn(&Corpus, ArticleId) -> Option<usize>,
    },
    /// By article.
    Articles(Vec<bool>),
    Values(Field, &'a [Value]),
}

impl<'a> Tests<'a> {
    /// Makes `filter` ready for `corpus`.
    pub fn new(corpus: &'a Corpus, filter: &'a Filter, task: &Task) -> Result<Self, Cancelled> {
        let one = |((field, is_not), values): (&(Field, bool), &'a Vec<Value>)| {
            Ok(One { field: *field, is_not: *is_not, test: Test::new(corpus, *field, values, task)? })
        };
        // Which of several versions is the best depends on which are in scope, as for the filter without conditions.
        let is_of_all = |((field, is_not), values): &(&(Field, bool), &Vec<Value>)| {
            *field == Field::Versions && !*is_not && **values == [Value::Best]
        };
        let tests = filter.conditions.iter().filter(|condition| !is_of_all(condition));
        Ok(Self { corpus, tests: tests.map(one).collect::<Result<_, _>>()? })
    }

    /// Whether the filter lets an article through.
    pub fn hold(&self, id: ArticleId) -> bool {
        self.tests.iter().all(|one| one.test.holds(self.corpus, id) != one.is_not)
    }

    /// Which conditions an article fails.
    pub fn failing(&self, id: ArticleId) -> Failing {
        let mut failing = Failing::None;
        for one in &self.tests {
            if one.test.holds(self.corpus, id) == one.is_not {
                match failing {
                    Failing::None => failing = Failing::Only(one.field),
                    Failing::Only(field) if field == one.field => {}
                    _ => return Failing::Several,
                }
            }
        }
        failing
    }
}

/// Names that are asked for.
pub(super) struct Names {
    globs: Vec<Glob>,
    any: bool,
    none: bool,
}

impl Names {
    pub(super) fn new(values: &[Value]) -> Self {
        let globs = values
            .iter()
            .filter_map(|v| if let Value::Name(name) = v { Some(Glob::new(name, fold)) } else { None })
            .collect();
        Self { globs, any: values.contains(&Value::Any), none: values.contains(&Value::None) }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        let folded = fold(name);
        self.any || self.globs.iter().any(|glob| glob.matches(&folded))
    }

    /// Whether a thing of any of these names is asked for; a thing without one is not known.
    fn has_one<'n>(&self, names: impl Iterator<Item = &'n str>) -> bool {
        let mut names = names.peekable();
        if names.peek().is_none() { self.none } else { names.any(|name| self.has(name)) }
    }
}

impl<'a> Test<'a> {
    fn new(corpus: &Corpus, field: Field, values: &'a [Value], task: &Task) -> Result<Self, Cancelled> {
        let names = Names::new(values);
        let column = |all: &[std::sync::Arc<str>], number_of| Self::Names {
            wanted: all.iter().map(|name| names.has(name)).collect(),
            none: names.none,
            number_of,
        };
        let outlets = |is_wanted: &dyn Fn(OutletId, &str) -> bool| {
            Self::Outlets(
                (0..).zip(corpus.outlets()).map(|(id, outlet)| is_wanted(id, &outlet.name)).collect(),
            )
        };
        Ok(match field {
            Field::Outlet => {
                outlets(&|_, name| names.has_one(Some(name).filter(|n| !n.is_empty()).into_iter()))
            }
            Field::Country => {
                outlets(&|id, _| names.has_one(corpus.country_of(id).map(AsRef::as_ref).into_iter()))
            }
            Field::Group => outlets(&|id, _| {
                let groups =
                    corpus.groups_of(id).iter().filter_map(|at| corpus.groups().get(usize::from(*at)));
                names.has_one(groups.map(AsRef::as_ref))
            }),
            Field::Wire => column(corpus.wires(), Corpus::wire_number),
            Field::Host => column(corpus.hosts(), Corpus::host_number),
            Field::Section => column(corpus.sections(), Corpus::section_number),
            Field::Story => column(corpus.stories(), Corpus::story_of),
            Field::Tag => {
                let wanted: Vec<bool> = corpus.tags().iter().map(|tag| names.has(tag)).collect();
                let has = |id| {
                    let mut tags = corpus.tag_numbers(id).peekable();
                    if tags.peek().is_none() {
                        return names.none;
                    }
                    tags.any(|tag| wanted.get(tag) == Some(&true))
                };
                Self::Articles((0..corpus.article_count()).map(has).collect())
            }
            Field::Folder => Self::Articles(folders(corpus, &names)),
            Field::Hits => Self::Articles(hits(corpus, values, task)?),
            Field::Date
            | Field::Lang
            | Field::Opinion
            | Field::Complete
            | Field::Corrected
            | Field::Copies
            | Field::Versions => Self::Values(field, values),
        })
    }

    fn holds(&self, corpus: &Corpus, id: ArticleId) -> bool {
        let is_in = |wanted: &[bool], at: usize| wanted.get(at).copied().unwrap_or(false);
        match self {
            Self::Outlets(wanted) => is_in(wanted, usize::from(corpus.outlet_of(id))),
            Self::Names { wanted, none, number_of } => {
                number_of(corpus, id).map_or(*none, |at| is_in(wanted, at))
            }
            Self::Articles(wanted) => is_in(wanted, id as usize),
            Self::Values(field, values) => values.iter().any(|value| value.holds(*field, corpus, id)),
        }
    }
}

/// By article: whether it lies in one of these folders or below it.
fn folders(corpus: &Corpus, names: &Names) -> Vec<bool> {
    let mut known: HashMap<&str, bool> = HashMap::new();
    let articles = corpus.articles().iter();
    articles
        .map(|article| {
            let Some((folder, _)) = article.path.rsplit_once('/') else { return names.none };
            *known.entry(folder).or_insert_with(|| {
                let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
                ends.filter_map(|end| folder.get(..end)).any(|above| names.has(above))
            })
        })
        .collect()
}

/// By article: whether one of the queries has a hit in it.
fn hits(corpus: &Corpus, values: &[Value], task: &Task) -> Result<Vec<bool>, Cancelled> {
    let all = Subset::all(corpus);
    let mut has = vec![false; corpus.article_count() as usize];
    for value in values {
        let Value::Hits(text) = value else { continue };
        let Ok(query) = Query::parse(text) else { continue };
        for (id, _) in counts(corpus, &query, &all, task)?.iter() {
            if let Some(has) = has.get_mut(id as usize) {
                *has = true;
            }
        }
    }
    Ok(has)
}

impl Value {
    fn holds(&self, field: Field, corpus: &Corpus, id: ArticleId) -> bool {
        let known = match field {
            Field::Date => corpus.date_of(id).is_some(),
            Field::Copies => corpus.is_copy(id),
            Field::Versions => corpus.version_of(id).is_some(),
            _ => corpus.language_of(id) != Language::UNKNOWN,
        };
        let is_so =
            || if field == Field::Corrected { corpus.is_corrected(id) } else { corpus.is_opinion(id) };
        match self {
            Self::Once | Self::All => true,
            // Which of those in scope counts depends on all of them; by itself an article is the best or is not.
            Self::Best => corpus.version_of(id).is_none_or(|(_, rank)| rank == 0),
            Self::Aside => corpus.version_of(id).is_some_and(|(_, rank)| rank > 0),
            Self::None => !known,
            Self::Any => known,
            Self::Date(range) => corpus.date_of(id).is_some_and(|date| range.contains(date)),
            Self::Lang(language) => corpus.language_of(id) == *language,
            Self::Yes => is_so(),
            Self::No => !is_so(),
            Self::Full => corpus.completeness_of(id) == Completeness::Full,
            Self::Truncated => corpus.completeness_of(id) == Completeness::Truncated,
            Self::Part => matches!(corpus.completeness_of(id), Completeness::Part { .. }),
            Self::Unknown => corpus.completeness_of(id) == Completeness::Unknown,
            // Names and queries are put to the corpus once, by `Test`.
            Self::Name(_) | Self::Hits(_) => false,
        }
    }
}
