//! How two to six outlets tell a story: passages side by side, what things are called, who speaks, dictionary hits,
//! hedges, copies, and what only one tells.
//!
//! The findings are those of [`crate::framing`], put into the columns of a [`ComparisonRecipe`](super::ComparisonRecipe)
//! over the same articles. Counts by article hold for any number of articles; sentences are held against each
//! other for a story, and not for a whole collection: see [`MOST_ALIGNED`].

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::comparison::{by_date, chosen_rows};
use super::copied::{Copied, copied};
use super::coverage::{Coverage, OutletRow};
use super::layers::{Findings, Layers};
use super::scope::Scope;
use super::sides::laid_over;
use crate::corpus::{ArticleId, Corpus, Language, OutletId, Subset};
use crate::framing::codebook::Codebook;
use crate::framing::figures_given::compare::{self, SameThing};
use crate::framing::frames::{Exclusions, FrameHits, Lookup};
use crate::framing::hedges::{self, ColumnHedges, HedgeSettings, Hedges};
use crate::framing::labels::{
    self, Concept, ConceptCounts, LabelEdits, LabelHit, Origin, Person, Reason, Rule, Statement, Suggestion,
};
use crate::framing::omissions::{self, Silence, Thing};
use crate::framing::passages::{self, Alignment, PassageSettings, Row};

use crate::framing::voices::share::{ColumnShare, share};
use crate::framing::voices::sides::{Sides, suggested};
use crate::framing::voices::{self, Voices};
use crate::framing::{Place, shared_out};
use crate::task::{Cancelled, Task};

/// Of more articles than this, sentences are not held against each other: it would say little and take long.
pub const MOST_ALIGNED: usize = 400;

/// Of each thing counted so many places are kept in a column, to be shown.
pub const MOST_PLACES: usize = 200;

/// The question: how these outlets tell this.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TellingsRecipe {
    /// Which articles: those of a story, as a rule.
    pub scope: Scope,
    /// Names of outlets in the order of the columns; empty: those with most words.
    pub outlets: Vec<Arc<str>>,
    /// What the user made of the names found.
    pub labels: Arc<LabelEdits>,
    /// Codebooks whose words are counted.
    pub codebooks: Arc<Vec<Codebook>>,
    /// Words that do not count in them.
    pub exclusions: Arc<Exclusions>,
    /// Which speakers were put on which side, those under the empty name on none; all others are where the texts
    /// suggest.
    pub sides: Arc<Sides>,
    /// Which hedges and loaded words are counted.
    pub hedges: Arc<HedgeSettings>,
}

/// The answer to a [`TellingsRecipe`].
#[derive(Debug, Clone)]
pub struct Tellings {
    /// What the columns hold together.
    pub coverage: Coverage,
    /// Articles in scope, whether they stand in a column or not.
    pub in_scope: u32,
    /// The columns, from left to right.
    pub columns: Vec<TellingColumn>,
    /// Sentences side by side; `None` where there are more than [`MOST_ALIGNED`] articles or fewer than two columns.
    pub side_by_side: Option<SideBySide>,
    /// What contested things are called: those that a text, the list or the user says to be one thing, then persons, then
    /// guesses; of each those first on which the columns differ most.
    pub concepts: Vec<Called>,
    /// Wordings that may rival each other; nothing was decided.
    pub suggestions: Vec<Suggestion>,
    /// Articles in which names were not looked for, since there are too many.
    pub without_names: usize,
    /// Persons whom two columns name, with how they introduce them, those most often mentioned first.
    pub people: Vec<Person>,
    /// More of them than are given.
    pub more_people: usize,
    /// Articles in which persons were not looked for, since there are more than [`MOST_ALIGNED`].
    pub without_people: usize,
    /// The sides that speakers were put on: the user's, or those that the texts suggest.
    pub sides: Sides,
    /// By codebook of the recipe.
    pub frames: Vec<FrameHits>,
    /// The hits of [`Tellings::frames`] with their places: by codebook, frame and column the first `MOST_PLACES` of
    /// the first [`MOST_ALIGNED`] articles.
    pub frame_places: Vec<Vec<Vec<Vec<Place>>>>,
    /// Which articles of the columns print which text, with what was cut and changed.
    pub copies: Vec<Copied>,
}

/// One outlet.
#[derive(Debug, Clone)]
pub struct TellingColumn {
    /// The outlet.
    pub outlet: OutletId,
    /// Its name; empty where the outlet is not known.
    pub name: Arc<str>,
    /// Its articles, by date, then file; undated ones last.
    pub articles: Vec<ArticleId>,
    /// Its counted words.
    pub words: u64,
    /// Who speaks, by article.
    pub voices: Vec<Voices>,
    /// How much of the text is whose.
    pub share: ColumnShare,
    /// Hedges and loaded words.
    pub hedges: ColumnHedges,
}

/// Sentences of the columns held against each other.
#[derive(Debug, Clone)]
pub struct SideBySide {
    /// The sentences, and which correspond.
    pub alignment: Alignment,
    /// The rows of the aligned reader.
    pub rows: Vec<Row>,
    /// By column, what only it tells and what it leaves out.
    pub silences: Vec<Silence>,
    /// Figures for one thing.
    pub figures: Vec<SameThing>,
    /// What stands where in the sentences.
    pub layers: Layers,
}

/// What one thing is called.
#[derive(Debug, Clone)]
pub struct Called {
    /// The thing with its labels.
    pub concept: Concept,
    /// How often each label stands in each column.
    pub counts: ConceptCounts,
    /// Why its labels are taken to name one thing.
    pub reasons: Vec<Reason>,
    /// Where a text itself says so.
    pub statements: Vec<Statement>,
    /// Where its labels stand: by label and column the first `MOST_PLACES` of the first [`MOST_ALIGNED`] articles.
    pub places: Vec<Vec<Vec<Place>>>,
    /// How differently the columns name it: 0 alike, towards 1 each by a name of its own.
    pub contrast: f64,
    /// Whether nothing but the places in which its labels stand for each other says that they name one thing: no
    /// text, no list, nobody.
    pub is_guess: bool,
}

impl Called {
    /// Things first, then persons, then guesses.
    fn rank(&self) -> u8 {
        let is_person =
            !self.reasons.is_empty() && self.reasons.iter().all(|why| why.rule == Rule::Introduced);
        match (self.is_guess, is_person) {
            (true, _) => 2,
            (false, true) => 1,
            (false, false) => 0,
        }
    }
}

impl TellingsRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Tellings, Cancelled> {
        task.check()?;
        let in_scope = self.scope.try_subset(corpus, task)?;
        let rows = chosen_rows(corpus, &self.scope, &self.outlets, OutletRow::all(corpus, &in_scope));
        let mut columns: Vec<Vec<ArticleId>> = vec![Vec::new(); rows.len()];
        let of: HashMap<OutletId, usize> =
            rows.iter().enumerate().map(|(at, row)| (row.outlet, at)).collect();
        for id in in_scope.articles(corpus) {
            task.check()?;
            let at = of.get(&corpus.outlet_of(id));
            if let Some(column) = at.and_then(|at| columns.get_mut(*at)) {
                column.push(id);
            }
        }
        for column in &mut columns {
            by_date(corpus, column);
        }
        let mut all: Vec<ArticleId> = columns.iter().flatten().copied().collect();
        all.sort_unstable();
        let subset = Subset::from_articles(corpus, &all);

        let voices = |ids: &Vec<ArticleId>| voices::voices_of(corpus, ids, task);
        let voices: Vec<Vec<Voices>> = columns.par_iter().map(voices).collect::<Result<_, _>>()?;
        let mut side_by_side = if all.len() > MOST_ALIGNED || columns.len() < 2 {
            None
        } else {
            Some(side_by_side(corpus, &columns, task)?)
        };
        let Spoken { shares, hedges, guarded, sides } = self.spoken(corpus, &columns, &voices, task)?;
        let aligned = side_by_side.as_ref().map(|side| &side.alignment);
        let shown = first_articles(&columns);
        let found = labels::find(corpus, &all, aligned, task)?;
        let (people, more_people) = people(corpus, &rows, &shown, task)?;
        let (concepts, label_hits) = self.concepts(corpus, &columns, &shown, &found, task)?;
        let (mut frames, mut frame_hits, mut frame_places) = (Vec::new(), Vec::new(), Vec::new());
        for book in self.codebooks.iter() {
            let words = Lookup::new(corpus, &all, book, &self.exclusions, task)?;
            frames.push(words.hits(&columns, task)?);
            let hits = words.all_places(&shown.concat(), task)?;
            frame_places.push(first_places(&shown, book.frames.len(), &hits, |hit| (hit.1, hit.0)));
            frame_hits.push(hits);
        }
        let copies = copied(corpus, &subset, task)?;
        let told = rows.into_iter().zip(columns).zip(voices).zip(shares).zip(guarded);
        let told = told.map(|((((row, articles), voices), share), hedges)| TellingColumn {
            outlet: row.outlet,
            name: row.name,
            articles,
            words: row.words,
            voices,
            share,
            hedges,
        });
        let columns: Vec<TellingColumn> = told.collect();
        if let Some(side) = &mut side_by_side {
            let findings = Findings {
                columns: &columns,
                label_hits: &label_hits,
                codebooks: &self.codebooks,
                frame_hits: &frame_hits,
                hedges: &hedges,
            };
            side.layers = Layers::new(side, &findings, task)?;
        }
        Ok(Tellings {
            coverage: Coverage::of(corpus, &subset),
            in_scope: in_scope.article_count(),
            columns,
            side_by_side,
            concepts,
            suggestions: found.suggestions,
            sides,
            without_names: found.articles_left_out,
            people,
            more_people,
            without_people: all.len().saturating_sub(shown.iter().map(Vec::len).sum()),
            frames,
            frame_places,
            copies,
        })
    }

    /// Who speaks how much and how guardedly, by column; and for whom.
    fn spoken(
        &self,
        corpus: &Corpus,
        columns: &[Vec<ArticleId>],
        voices: &[Vec<Voices>],
        task: &Task,
    ) -> Result<Spoken, Cancelled> {
        let suggested = suggested(corpus, &voices.iter().flatten().collect::<Vec<_>>(), task)?;
        let sides = laid_over(&self.sides, suggested);
        let shares = share(corpus, columns, voices, &sides, task)?;
        let found: Vec<Vec<Hedges>> = columns
            .iter()
            .zip(voices)
            .map(|(ids, voices)| hedges::hedges(corpus, ids, voices, &self.hedges, task))
            .collect::<Result<_, Cancelled>>()?;
        let guarded = found.iter().map(|found| hedges::rates(&found.iter().collect::<Vec<_>>())).collect();
        Ok(Spoken { shares, guarded, hedges: found, sides })
    }

    /// The things found, as the user has put them right, counted in the columns; and where their labels stand in the
    /// articles shown.
    fn concepts(
        &self,
        corpus: &Corpus,
        columns: &[Vec<ArticleId>],
        shown: &[Vec<ArticleId>],
        found: &labels::Found,
        task: &Task,
    ) -> Result<(Vec<Called>, Vec<LabelHit>), Cancelled> {
        let plain: Vec<Concept> = found.concepts.iter().map(|one| one.concept.clone()).collect();
        let edited = self.labels.apply(&plain);
        let mut with: HashMap<&str, BTreeSet<usize>> = HashMap::new();
        for (number, one) in found.concepts.iter().enumerate() {
            for label in &one.concept.labels {
                with.entry(label.text.as_str()).or_default().insert(number);
            }
        }
        let counts = labels::count(corpus, columns, &edited, task)?;
        let mut called: Vec<(usize, Called)> = Vec::new();
        for (number, (concept, counts)) in edited.iter().zip(counts).enumerate() {
            task.check()?;
            if counts.total() == 0 {
                continue;
            }
            let texts =
                concept.labels.iter().flat_map(|label| std::iter::once(&label.text).chain(&label.joined));
            let texts: BTreeSet<&str> = texts.map(String::as_str).collect();
            let before: BTreeSet<usize> =
                texts.iter().filter_map(|text| with.get(text)).flatten().copied().collect();
            let before = || before.iter().filter_map(|number| found.concepts.get(*number));
            let reasons =
                before().flat_map(|one| &one.reasons).filter(|why| texts.contains(why.label.as_str()));
            let reasons: Vec<Reason> = reasons.cloned().collect();
            let statements: Vec<Statement> = before().flat_map(|one| &one.statements).cloned().collect();
            let is_said = concept.origin != Origin::Text
                || concept.labels.iter().any(|label| label.origin != Origin::Text)
                || !statements.is_empty()
                || reasons.iter().any(|why| why.rule.is_said());
            called.push((
                number,
                Called {
                    is_guess: !is_said,
                    reasons,
                    statements,
                    contrast: labels::contrast(&counts),
                    places: Vec::new(),
                    concept: concept.clone(),
                    counts,
                },
            ));
        }
        called.sort_by(|(_, a), (_, b)| {
            let total = |one: &Called| one.counts.total();
            a.rank()
                .cmp(&b.rank())
                .then(b.contrast.total_cmp(&a.contrast))
                .then(total(b).cmp(&total(a)))
                .then_with(|| a.concept.name.cmp(&b.concept.name))
        });
        let places: HashMap<usize, u32> = called.iter().map(|(number, _)| *number).zip(0..).collect();
        let mut hits = labels::all_hits(corpus, &shown.concat(), &edited, task)?;
        hits.retain_mut(|hit| match places.get(&(hit.concept as usize)) {
            Some(at) => {
                hit.concept = *at;
                true
            }
            None => false,
        });
        let mut called: Vec<Called> = called.into_iter().map(|(_, called)| called).collect();
        let mut starts = Vec::with_capacity(called.len());
        let mut labels = 0;
        for one in &called {
            starts.push(labels);
            labels += one.concept.labels.len();
        }
        let of = |hit: &LabelHit| {
            let start = starts.get(hit.concept as usize).copied().unwrap_or(usize::MAX);
            (start.saturating_add(usize::from(hit.label)), hit.place)
        };
        let mut places = first_places(shown, labels, &hits, of).into_iter();
        for one in &mut called {
            one.places = places.by_ref().take(one.concept.labels.len()).collect();
        }
        Ok((called, hits))
    }
}

/// By column who speaks how much and how guardedly, and for whom.
struct Spoken {
    shares: Vec<ColumnShare>,
    guarded: Vec<ColumnHedges>,
    /// By article of each column.
    hedges: Vec<Vec<Hedges>>,
    sides: Sides,
}

impl Tellings {
    /// All articles, column by column.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.columns.iter().flat_map(|column| column.articles.iter().copied())
    }
}

/// The persons of the articles shown, with how each column introduces them.
fn people(
    corpus: &Corpus,
    rows: &[OutletRow],
    shown: &[Vec<ArticleId>],
    task: &Task,
) -> Result<(Vec<Person>, usize), Cancelled> {
    let column = |(row, ids): (&OutletRow, &Vec<ArticleId>)| {
        let mut articles = ids.clone();
        articles.sort_unstable();
        labels::Column { outlet: row.outlet, articles }
    };
    let columns: Vec<labels::Column> = rows.iter().zip(shown).map(column).collect();
    labels::people(corpus, &columns, task)
}

/// Of each column the first articles, [`MOST_ALIGNED`] together: those that places are kept of.
pub(super) fn first_articles(columns: &[Vec<ArticleId>]) -> Vec<Vec<ArticleId>> {
    let wanted: Vec<usize> = columns.iter().map(Vec::len).collect();
    let shares = shared_out(&wanted, MOST_ALIGNED);
    columns.iter().zip(shares).map(|(ids, share)| ids.iter().copied().take(share).collect()).collect()
}

/// By thing and column the first [`MOST_PLACES`] of the hits, which stand in the order of their articles' numbers, in
/// that of the columns' articles. `of` tells a hit's thing and place.
pub(super) fn first_places<T>(
    columns: &[Vec<ArticleId>],
    things: usize,
    hits: &[T],
    of: impl Fn(&T) -> (usize, Place),
) -> Vec<Vec<Vec<Place>>> {
    let mut found = vec![vec![Vec::new(); columns.len()]; things];
    for (column, ids) in columns.iter().enumerate() {
        for &id in ids {
            let first = hits.partition_point(|hit| of(hit).1.article < id);
            let here = hits.iter().skip(first).map(&of).take_while(|(_, place)| place.article == id);
            for (thing, place) in here {
                let list = found.get_mut(thing).and_then(|columns| columns.get_mut(column));
                if let Some(list) = list.filter(|list| list.len() < MOST_PLACES) {
                    list.push(place);
                }
            }
        }
    }
    found
}

fn side_by_side(corpus: &Corpus, columns: &[Vec<ArticleId>], task: &Task) -> Result<SideBySide, Cancelled> {
    let alignment = passages::align(corpus, columns, &PassageSettings::default(), task)?;
    let rows = passages::layout(&alignment);
    let figures = compare::compare(corpus, &alignment, task)?;
    let silences = silences(corpus, columns, (&alignment, &figures), task)?;
    Ok(SideBySide { alignment, rows, silences, figures, layers: Layers::default() })
}

/// What columns tell alone and leave out. Nothing can be said across languages, so where there are several, the
/// articles in that of most are held against each other, and what the others may tell bounds what is claimed: a
/// column with one of them leaves nothing out, a figure, which any language writes alike, is nobody's alone, and
/// where one column alone has articles to compare nothing is said at all.
fn silences(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    (alignment, figures): (&Alignment, &[SameThing]),
    task: &Task,
) -> Result<Vec<Silence>, Cancelled> {
    let mut counts: BTreeMap<Language, u32> = BTreeMap::new();
    for &id in columns.iter().flatten() {
        *counts.entry(corpus.language_of(id)).or_default() += 1;
    }
    let main = counts.iter().max_by_key(|(language, count)| (**count, Reverse(**language)));
    let Some((&main, _)) = main.filter(|_| counts.len() > 1) else {
        return omissions::silences(corpus, alignment, figures, task);
    };
    let (mut of_main, mut numbers) = (Vec::new(), Vec::new());
    for (number, ids) in columns.iter().enumerate() {
        let held: Vec<ArticleId> = ids.iter().copied().filter(|&id| corpus.language_of(id) == main).collect();
        if !held.is_empty() {
            of_main.push(held);
            numbers.push(number);
        }
    }
    let mut silences: Vec<Silence> = (0..columns.len())
        .map(|column| Silence { column, other_language: true, ..Silence::default() })
        .collect();
    if of_main.len() < 2 {
        return Ok(silences);
    }
    let aligned = passages::align(corpus, &of_main, &PassageSettings::default(), task)?;
    let figures = compare::compare(corpus, &aligned, task)?;
    let found = omissions::silences(corpus, &aligned, &figures, task)?;
    for (mut silence, (held, &number)) in found.into_iter().zip(of_main.iter().zip(&numbers)) {
        silence.column = number;
        silence.other_language = true;
        silence.only_here.retain(|one| one.kind != Thing::Figure);
        if columns.get(number).is_none_or(|all| held.len() < all.len()) {
            silence.left_out.clear();
        }
        for one in silence.only_here.iter_mut().chain(&mut silence.left_out) {
            // Those passages are numbered in another alignment; their places hold in any.
            one.passage = None;
            for column in &mut one.told_by {
                *column = numbers.get(*column).copied().unwrap_or(*column);
            }
        }
        if let Some(slot) = silences.get_mut(number) {
            *slot = silence;
        }
    }
    Ok(silences)
}
