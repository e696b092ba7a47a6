//! What the screen needs now: from the place and the workbench to analyses, started when they change.

use std::sync::Arc;

use super::results::{Answered, Key};
use super::slot::Slot;
use super::{ComparePane, JobKind, Lens, Place, ReaderMode, Role, Said, Session, View, Workbench};
use crate::analysis::figures::Looks;
use crate::analysis::{
    Analysis, BesideRecipe, ComparisonRecipe, Counted, DispersionRecipe, FacetsRecipe, FindingRecipe,
    FrequencyRecipe, HeadlinesRecipe, IntervalMethod, ListColumn, ListingRecipe, MarksRecipe,
    NeighboursRecipe, Outcome, PhrasesRecipe, Scope, StoriesRecipe, TimelineRecipe, TrendRecipe,
    VersionsRecipe, WordTest, figures, rankings, word_figures,
};
use crate::analysis::{DistinctiveSettings, Frequency, listing::Written};
use crate::corpus::{Corpus, OutletId};
use crate::figure::{self, Figure, Ink};
use crate::project::Remark;
use crate::query::Query;

/// What decides what the screen needs: while it stays, nothing new is asked.
pub(super) struct Asked {
    changes: u64,
    moves: u64,
    letters: String,
    /// What is looked for in the article, and whether in the whole page.
    find: Option<String>,
    reader_mode: ReaderMode,
    corpus: Arc<Corpus>,
}

impl Asked {
    fn is(&self, now: &Self) -> bool {
        (self.changes, self.moves) == (now.changes, now.moves)
            && (&self.letters, &self.find) == (&now.letters, &now.find)
            && self.reader_mode == now.reader_mode
            && Arc::ptr_eq(&self.corpus, &now.corpus)
    }
}

/// Lines under a figure.
pub(super) enum Lines {
    /// The hits of a query.
    Of(Query),
    /// The places that a lens counted.
    At(Counted),
}

/// So many headlines are listed at most; their number is told.
const MOST_HEADLINES: usize = 50;

impl Session {
    /// Looks for headlines with these letters.
    pub(super) fn find_headlines(&mut self, typed: &str) {
        typed.trim().clone_into(&mut self.letters);
        if self.letters.is_empty() {
            self.jobs.cancel(JobKind::Analyse(Role::Headlines));
            self.results.slot_mut(Role::Headlines).clear();
        }
    }

    /// Starts the analyses that the screen needs and does not have.
    pub(super) fn ask_what_is_wanted(&mut self) {
        let Some(corpus) = self.library.corpus.clone() else { return };
        let now = Asked {
            changes: self.changes,
            moves: self.history.moves(),
            letters: self.letters.clone(),
            find: self.find.as_ref().map(|find| find.text.clone()),
            reader_mode: self.reader_mode,
            corpus: Arc::clone(&corpus),
        };
        if corpus.article_count() == 0 || self.asked.as_ref().is_some_and(|asked| asked.is(&now)) {
            return;
        }
        self.asked = Some(now);
        let wanted = self.wanted();
        self.stop_stale(&wanted);
        if self.place().view == View::Frequency {
            self.drop_unwanted_lines(&wanted);
        }
        for (role, analysis) in wanted {
            let key = Key { analysis, revision: corpus.revision() };
            if self.results.slot(role).key() == Some(&key) {
                continue;
            }
            self.results.slot_mut(role).ask(key.clone());
            let corpus = Arc::clone(&corpus);
            self.jobs.start(JobKind::Analyse(role), move |task, speaker| {
                if let Ok(outcome) = key.analysis.run(&corpus, task) {
                    let answered = Box::new(Answered { outcome, corpus });
                    speaker.say(Said::Answered { role, key: Box::new(key), answered });
                }
            });
        }
    }

    /// What each part of the screen asks.
    pub(super) fn wanted(&self) -> Vec<(Role, Analysis)> {
        let place = self.place();
        let corpus_is_related = self.stories().is_some();
        let bench = &self.bench;
        let scope = Scope::of_filter(bench.filter.clone());
        let queries = bench.shown_queries();
        // While a word is searched, hits are its hits.
        let lit = if bench.search.is_some() { Vec::new() } else { queries.clone() };
        let mut wanted = vec![(
            Role::Listing,
            Analysis::Listing(ListingRecipe {
                scope: scope.clone(),
                search: bench.search.clone(),
                queries: lit.clone(),
                sort: bench.listing_order,
                written: self.written(),
            }),
        )];
        wanted.push((Role::Timeline, Analysis::Timeline(TimelineRecipe::new(&scope))));
        // Filters are chosen in every view; only Browse lists what is searched.
        let search = bench.search.clone().filter(|_| place.view == View::Browse);
        let facets = FacetsRecipe { scope: scope.clone(), search };
        wanted.push((Role::Facets, Analysis::Facets(facets)));
        if !self.letters.is_empty() {
            let recipe = HeadlinesRecipe { typed: self.letters.clone(), most: MOST_HEADLINES };
            wanted.push((Role::Headlines, Analysis::Headlines(recipe)));
        }
        match place.view {
            View::Browse => {
                let mut queries = lit;
                queries.extend(bench.search.clone());
                let marks = |article, followed| {
                    Analysis::Marks(MarksRecipe { article, queries: queries.clone(), followed })
                };
                if let Some(article) = place.article {
                    wanted.push((Role::Marks, marks(article, place.followed.clone())));
                    let once = bench.filter.counts_articles_once();
                    wanted.push((Role::Beside, Analysis::Beside(BesideRecipe { article, once })));
                    if self.corpus().is_some_and(|corpus| corpus.version_of(article).is_some()) {
                        wanted.push((Role::Versions, Analysis::Versions(VersionsRecipe { article })));
                    }
                    if let Some(find) = &self.find {
                        let (text, is_whole_page) =
                            (find.text.clone(), self.reader_mode != ReaderMode::Clean);
                        let recipe = FindingRecipe { article, text, is_whole_page };
                        wanted.push((Role::Finding, Analysis::Finding(recipe)));
                    }
                }
                if let Some(article) = place.beside {
                    wanted.push((Role::MarksBeside, marks(article, None)));
                }
            }
            View::Frequency => {
                let all: Vec<_> = bench.series.iter().map(|series| series.query.clone()).collect();
                let counted = FrequencyRecipe {
                    queries: all,
                    scope: scope.clone(),
                    by: bench.grouping,
                    per: bench.unit.per(),
                    // Elsewhere only totals are shown of it, which have no use for resamples.
                    intervals: match place.lens {
                        Lens::ByOutlet => bench.lenses.intervals,
                        _ => IntervalMethod::default(),
                    },
                };
                wanted.push((Role::Frequency, Analysis::Frequency(counted)));
                match place.lens {
                    Lens::ByOutlet | Lens::Lines => {}
                    Lens::OverTime => wanted.push((
                        Role::Trend,
                        Analysis::Trend(TrendRecipe {
                            queries,
                            scope: scope.clone(),
                            bin: bench.bin,
                            by: bench.is_trend_by_outlet.then_some(bench.grouping),
                            per: bench.unit.per(),
                            statistics: bench.lenses.measures_trend,
                        }),
                    )),
                    Lens::Dispersion => wanted.push((
                        Role::Dispersion,
                        Analysis::Dispersion(DispersionRecipe {
                            queries,
                            scope: scope.clone(),
                            by: bench.grouping,
                        }),
                    )),
                    Lens::Distinctive => wanted.push((
                        Role::Distinctive,
                        Analysis::Distinctive(bench.words.distinctive(
                            &scope,
                            bench.grouping,
                            bench.keep_stop_words,
                        )),
                    )),
                    Lens::WordShift => wanted.push((
                        Role::WordShift,
                        Analysis::WordShift(bench.words.shift(&scope, bench.grouping, bench.keep_stop_words)),
                    )),
                    Lens::Neighbours => {
                        if let Some(query) = self.picked_query() {
                            let settings = bench.neighbours.clone();
                            let recipe = NeighboursRecipe {
                                query,
                                scope: scope.clone(),
                                by: bench.grouping,
                                settings,
                            };
                            wanted.push((Role::Neighbours, Analysis::Neighbours(recipe)));
                        }
                    }
                    Lens::Phrases => {
                        let (settings, around) = (bench.phrases.settings.clone(), self.around());
                        let recipe =
                            PhrasesRecipe { scope: scope.clone(), by: bench.grouping, around, settings };
                        wanted.push((Role::Phrases, Analysis::Phrases(recipe)));
                    }
                }
                wanted.extend(
                    self.test_wanted().filter(|_| self.are_words_there()).map(|test| (Role::WordTest, test)),
                );
                if let Some(lines) = self.wanted_lines() {
                    self.want_lines(lines, &mut wanted);
                }
            }
            View::Compare => {
                if corpus_is_related {
                    wanted.push((Role::Stories, Analysis::Stories(StoriesRecipe { scope: scope.clone() })));
                }
                if !self.compares() {
                    return wanted;
                }
                let about = Scope { chosen: self.compared(), ..scope.clone() };
                let tellings = bench.tellings.recipe(about.clone(), bench.columns.clone(), &bench.coding);
                wanted.push((Role::Tellings, Analysis::Tellings(tellings)));
                wanted.push((
                    Role::Comparison,
                    Analysis::Comparison(ComparisonRecipe {
                        scope: about,
                        outlets: bench.columns.clone(),
                        queries,
                        distinctive: DistinctiveSettings {
                            keep_stop_words: bench.keep_stop_words,
                            ..DistinctiveSettings::default()
                        },
                        per: bench.unit.per(),
                    }),
                ));
            }
        }
        wanted
    }

    /// The query whose lines the concordance shows.
    pub(super) fn picked_query(&self) -> Option<Query> {
        let pick = &self.place().pick;
        pick.query
            .clone()
            .or_else(|| self.bench.shown_series().next().map(|(_, series)| series.query.clone()))
    }

    /// What phrases are listed around, if around anything.
    fn around(&self) -> Option<Query> {
        self.picked_query().filter(|_| self.bench.phrases.is_around)
    }

    /// Which lines stand under the figure.
    fn wanted_lines(&self) -> Option<Lines> {
        let place = self.place();
        let counted = |word: &Arc<str>| match place.lens {
            Lens::Neighbours => Some(Counted::Neighbour {
                node: self.picked_query()?,
                word: Arc::clone(word),
                reach: self.bench.neighbours.reach,
                counting: self.bench.neighbours.counting,
            }),
            Lens::Phrases => Some(Counted::Phrase {
                words: Arc::clone(word),
                around: self.around(),
                across_sentences: self.bench.phrases.settings.across_sentences,
            }),
            Lens::ByOutlet
            | Lens::OverTime
            | Lens::Dispersion
            | Lens::Distinctive
            | Lens::WordShift
            | Lens::Lines => None,
        };
        if let Some(counted) = place.pick.word.as_ref().and_then(counted) {
            return Some(Lines::At(counted));
        }
        let query = match place.lens {
            Lens::Distinctive | Lens::WordShift => place.pick.query.clone(),
            Lens::Phrases => self.around(),
            Lens::ByOutlet | Lens::OverTime | Lens::Dispersion | Lens::Neighbours | Lens::Lines => {
                self.picked_query()
            }
        };
        query.map(Lines::Of)
    }

    /// What chance does to distinctive words, where the screen shows it.
    fn test_wanted(&self) -> Option<Analysis> {
        let (place, bench) = (self.place(), &self.bench);
        let is_shown = (place.view, place.lens) == (View::Frequency, Lens::Distinctive);
        let scope = Scope::of_filter(bench.filter.clone());
        let of = is_shown.then(|| bench.words.distinctive(&scope, bench.grouping, bench.keep_stop_words))?;
        bench.words.test(&of).map(Analysis::WordTest)
    }

    /// Whether the ranking is on the screen: chance comes after it.
    fn are_words_there(&self) -> bool {
        let slot = self.results.slot(Role::Distinctive);
        !slot.is_computing() && slot.shown().is_some()
    }

    /// Lines that no longer stand under the figure are no answer to anything on the screen.
    fn drop_unwanted_lines(&mut self, wanted: &[(Role, Analysis)]) {
        for role in [Role::Concordance, Role::ConcordanceBeside] {
            let slot = self.results.slot_mut(role);
            if slot.key().is_none() || wanted.iter().any(|(one, _)| *one == role) {
                continue;
            }
            let before = std::mem::replace(slot, Slot::Empty);
            self.jobs.cancel(JobKind::Analyse(role));
            self.jobs.sweep(before);
        }
    }

    /// What is being computed for a lens or a comparison that was left, or a test of other words, is waited for by
    /// nobody.
    fn stop_stale(&mut self, wanted: &[(Role, Analysis)]) {
        let test = self.test_wanted();
        for role in Role::LEFT_BEHIND {
            let slot = self.results.slot(role);
            let Some(running) = slot.key().filter(|_| slot.is_computing()).map(|key| &key.analysis) else {
                continue;
            };
            let is_wanted = match role {
                Role::WordTest => test.as_ref() == Some(running),
                _ => wanted.iter().any(|(one, _)| *one == role),
            };
            if !is_wanted {
                self.jobs.cancel(JobKind::Analyse(role));
                let before = std::mem::replace(self.results.slot_mut(role), Slot::Empty);
                self.jobs.sweep(before);
            }
        }
    }

    /// What the user wrote on articles, where the table is sorted by it.
    fn written(&self) -> Vec<Written> {
        if !matches!(self.bench.listing_order.0, ListColumn::Tags | ListColumn::Note) {
            return Vec::new();
        }
        let text = |remark: &Remark| -> Arc<str> {
            match self.bench.listing_order.0 {
                ListColumn::Tags => {
                    remark.tags.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ").into()
                }
                ListColumn::Note => remark.note.trim().into(),
                _ => "".into(),
            }
        };
        let Some(amended) = &self.library.amended else { return Vec::new() };
        let remarks = &self.bench.remarks.by_article;
        let all = amended.remarked.iter().filter_map(|(id, key)| Some((*id, text(remarks.get(key)?))));
        all.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// The slot whose result the place's figure is made of.
    pub fn figure_role(&self) -> Option<Role> {
        let place = self.place();
        Role::of_figure(place).filter(|_| place.view != View::Compare || self.compares())
    }
}

impl Role {
    /// The slot whose result the figure of a place is made of.
    pub(super) fn of_figure(place: &Place) -> Option<Self> {
        match (place.view, place.lens) {
            (View::Browse, _) | (View::Frequency, Lens::Lines) => None,
            (View::Frequency, Lens::ByOutlet) => Some(Role::Frequency),
            (View::Frequency, Lens::OverTime) => Some(Role::Trend),
            (View::Frequency, Lens::Dispersion) => Some(Role::Dispersion),
            (View::Frequency, Lens::Distinctive) => Some(Role::Distinctive),
            (View::Frequency, Lens::Neighbours) => Some(Role::Neighbours),
            (View::Frequency, Lens::Phrases) => Some(Role::Phrases),
            (View::Frequency, Lens::WordShift) => Some(Role::WordShift),
            (View::Compare, _) => Some(match place.above {
                ComparePane::Glance | ComparePane::Articles => Role::Tellings,
                ComparePane::Figure | ComparePane::Words => Role::Comparison,
            }),
        }
    }
}

/// The inks of a corpus' outlets, in their order.
pub(super) fn inks_of_outlets(corpus: &Corpus, ink_of: &dyn Fn(&str) -> Option<u16>) -> Vec<Ink> {
    let ink = |(at, name): (usize, &Arc<str>)| Ink::nth(ink_of(name).map_or(at, usize::from));
    corpus.outlets().iter().map(|outlet| &outlet.name).enumerate().map(ink).collect()
}

/// The figure of a result.
pub(super) fn figure_of(
    analysis: &Analysis,
    outcome: &Outcome,
    corpus: &Corpus,
    bench: &Workbench,
    test: Option<&WordTest>,
    ink_of: &dyn Fn(&str) -> Option<u16>,
) -> Option<Figure> {
    let outlets = inks_of_outlets(corpus, ink_of);
    // Names and colours go by query: the workbench may be ahead of the answer.
    let queries: &[Query] = match analysis {
        Analysis::Frequency(_) => &bench.shown_queries(),
        Analysis::Trend(recipe) => &recipe.queries,
        Analysis::Neighbours(recipe) => std::slice::from_ref(&recipe.query),
        Analysis::Phrases(recipe) => recipe.around.as_slice(),
        Analysis::Dispersion(recipe) => &recipe.queries,
        _ => &[],
    };
    let look = |(at, query): (usize, &Query)| match bench.series.iter().find(|series| series.query == *query)
    {
        Some(series) => {
            let ink = Ink::of_series(usize::from(series.ink));
            figure::Series::new(&series.name, series.query.to_string(), ink)
        }
        None => figure::Series::new(query.to_string(), query.to_string(), Ink::of_series(at)),
    };
    let series: Vec<figure::Series> = queries.iter().enumerate().map(look).collect();
    let countries: Vec<Option<Arc<str>>> =
        (0..outlets.len()).map(|at| corpus.country_of(OutletId::try_from(at).ok()?).cloned()).collect();
    let looks = Looks {
        series: &series,
        outlets: &outlets,
        countries: &countries,
        shape: bench.lenses.shape,
        order: bench.lenses.order,
        events: &bench.lenses.events,
        smoothing: bench.lenses.smoothing,
        most_rows: bench.lenses.rows,
    };
    Some(match (analysis, outcome) {
        (Analysis::Frequency(recipe), Outcome::Frequency(found)) => {
            let (recipe, found) = only_shown(recipe, found, bench)?;
            figures::frequency(&found, &recipe, bench.unit, looks)
        }
        // Rates per word are no rates per sentence: then the old figure has to wait for the new one.
        (Analysis::Trend(recipe), Outcome::Trend(_)) if recipe.per != bench.unit.per() => return None,
        (Analysis::Trend(recipe), Outcome::Trend(found)) => figures::trend(found, recipe, bench.unit, looks),
        (Analysis::Dispersion(recipe), Outcome::Dispersion(found)) => {
            figures::dispersion(found, recipe, corpus, looks)
        }
        (Analysis::Distinctive(recipe), Outcome::Distinctive(found)) => {
            let shown = word_figures::Shown { groups: &bench.words.shown, test };
            word_figures::distinctive(found, recipe, shown, corpus, looks)
        }
        (Analysis::WordShift(recipe), Outcome::WordShift(found)) => {
            word_figures::word_shift(found, recipe, corpus, looks)
        }
        (Analysis::Neighbours(recipe), Outcome::Neighbours(found)) => {
            rankings::neighbours(found, recipe, corpus, looks)
        }
        (Analysis::Phrases(recipe), Outcome::Phrases(found)) => {
            rankings::phrases(found, recipe, corpus, looks)
        }
        (Analysis::Comparison(recipe), Outcome::Comparison(found)) => {
            word_figures::comparison(found, recipe, corpus, looks)
        }
        _ => return None,
    })
}

/// Totals stand beside every series, the figure has those that are shown.
pub(super) fn only_shown(
    recipe: &FrequencyRecipe,
    found: &Frequency,
    bench: &Workbench,
) -> Option<(FrequencyRecipe, Frequency)> {
    // The workbench may be ahead of the result: then the old figure has to wait for the new one.
    let is_of_bench = recipe.queries.iter().eq(bench.series.iter().map(|series| &series.query));
    let shown: Vec<usize> = bench.shown_series().map(|(index, _)| index).collect();
    if !is_of_bench || shown.is_empty() || recipe.per != bench.unit.per() {
        return None;
    }
    let pick = |index: &usize| recipe.queries.get(*index).cloned();
    let recipe = FrequencyRecipe { queries: shown.iter().filter_map(pick).collect(), ..recipe.clone() };
    let cells = shown.iter().filter_map(|index| found.cells.get(*index).cloned()).collect();
    let totals = shown.iter().filter_map(|index| found.totals.get(*index).cloned()).collect();
    Some((recipe, Frequency { cells, totals, ..found.clone() }))
}
