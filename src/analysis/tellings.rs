//! How two to six outlets tell a story: passages side by side, what things are called, who speaks, dictionary hits,
//! hedges, copies, and what only one tells.
//!
//! The findings are those of [`crate::framing`], put into the columns of a [`ComparisonRecipe`](super::ComparisonRecipe)
//! over the same articles. Counts by article hold for any number of articles; sentences are held against each
//! other for a story, and not for a whole collection: see [`MOST_ALIGNED`].

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::comparison::{by_date, chosen_rows};
use super::coverage::{Coverage, OutletRow};
use super::layers::{Findings, Layers};
use super::scope::Scope;
use crate::corpus::{ArticleId, Corpus, Language, OutletId, Subset};
use crate::figure::format;
use crate::framing::Place;
use crate::framing::codebook::Codebook;
use crate::framing::copies::{self, CopyDetail, WireCopy};
use crate::framing::figures_given::compare::{self, SameThing};
use crate::framing::frames::{self, Exclusions, FrameHits, Worded};
use crate::framing::hedges::{self, ColumnHedges, HedgeSettings, Hedges};
use crate::framing::labels::{self, Concept, ConceptCounts, LabelEdits, Reason, Statement, Suggestion};
use crate::framing::omissions::{self, Silence};
use crate::framing::passages::{self, Alignment, PassageSettings, Row};
use crate::framing::reuse::ReuseSettings;
use crate::framing::voices::people::{SpeakerOfStory, people};
use crate::framing::voices::share::{ColumnShare, share};
use crate::framing::voices::sides::{Sides, suggested};
use crate::framing::voices::{self, Speaker, Voices};
use crate::stats::random::Resampling;
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
    /// Which speakers belong to which side; empty: as the texts describe them.
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
    /// Sentences side by side; `None` where there are more than [`MOST_ALIGNED`] articles.
    pub side_by_side: Option<SideBySide>,
    /// What contested things are called, those first on which the columns differ most.
    pub concepts: Vec<Called>,
    /// Wordings that may rival each other; nothing was decided.
    pub suggestions: Vec<Suggestion>,
    /// Articles in which names were not looked for, since there are too many.
    pub without_names: usize,
    /// The people and institutions that speak, over all columns; their voices are numbered by article as in
    /// [`Tellings::articles`].
    pub speakers: Vec<SpeakerOfStory>,
    /// The sides that speakers were put on: the user's, or those that the texts suggest.
    pub sides: Sides,
    /// By codebook of the recipe.
    pub frames: Vec<FrameHits>,
    /// The hits of [`Tellings::frames`] with their places: by codebook, frame and column the first `MOST_PLACES` of
    /// the first [`MOST_ALIGNED`] articles.
    pub frame_places: Vec<Vec<Vec<Vec<Worded>>>>,
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
}

/// A copy, word by word where its original is here.
#[derive(Debug, Clone)]
pub struct Copied {
    /// Which article prints what.
    pub copy: WireCopy,
    /// Sentence by sentence; `None` where the original is not among the articles.
    pub detail: Option<CopyDetail>,
}

impl TellingsRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Tellings, Cancelled> {
        task.check()?;
        let in_scope = self.scope.try_subset(corpus, task)?;
        let rows = chosen_rows(corpus, &self.scope, &self.outlets, OutletRow::all(corpus, &in_scope));
        let mut columns: Vec<Vec<ArticleId>> = vec![Vec::new(); rows.len()];
        for id in in_scope.articles(corpus) {
            let at = rows.iter().position(|row| row.outlet == corpus.outlet_of(id));
            if let Some(column) = at.and_then(|at| columns.get_mut(at)) {
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
        let Spoken { shares, hedges, guarded, speakers, sides } =
            self.spoken(corpus, &columns, &voices, task)?;
        let aligned = side_by_side.as_ref().map(|side| &side.alignment);
        let found = labels::find_aligned(corpus, &all, aligned, task)?;
        let concepts = self.concepts(corpus, &columns, &found, task)?;
        let count = |book: &Codebook| frames::hits(corpus, &columns, book, &self.exclusions, task);
        let frames = self.codebooks.iter().map(count).collect::<Result<_, _>>()?;
        let shown = first_articles(&columns);
        let places =
            |book: &Codebook| frames::worded(corpus, &shown, book, &self.exclusions, MOST_PLACES, task);
        let frame_places = self.codebooks.iter().map(places).collect::<Result<_, _>>()?;
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
                concepts: &concepts,
                codebooks: &self.codebooks,
                exclusions: &self.exclusions,
                hedges: &hedges,
            };
            side.layers = Layers::new(corpus, side, &findings, task)?;
        }
        Ok(Tellings {
            coverage: Coverage::of(corpus, &subset),
            in_scope: in_scope.article_count(),
            columns,
            side_by_side,
            concepts,
            suggestions: found.suggestions,
            speakers,
            sides,
            without_names: found.articles_left_out,
            frames,
            frame_places,
            copies,
        })
    }

    /// What heuristics did, so that nobody takes them for coding by hand.
    pub(super) fn in_words(&self) -> Vec<String> {
        let mut sentences = vec![
            "Sentences of different outlets were held against each other by rare words, names and figures they share and \
             by runs of words, and graded as same words, reworded or related; quotations and reported speech, rival names \
             and copies of agency texts were found by rules. All of these are suggestions of a program, with published \
             rates of error, and were read in their context."
                .to_owned(),
        ];
        if !self.labels.edits.is_empty() {
            let edits = format::counted(self.labels.edits.len() as u64, "change", "changes");
            sentences.push(format!("Names found were put right by hand, in {edits}."));
        }
        let books: Vec<&str> = self.codebooks.iter().map(|book| book.title.as_str()).collect();
        if !books.is_empty() {
            sentences.push(format!(
                "Dictionary hits are counts of the words listed for a frame ({}) and no coding of frames.",
                books.join("; ")
            ));
        }
        sentences
    }

    /// Who speaks how much and how guardedly, by column; and who they are.
    fn spoken(
        &self,
        corpus: &Corpus,
        columns: &[Vec<ArticleId>],
        voices: &[Vec<Voices>],
        task: &Task,
    ) -> Result<Spoken, Cancelled> {
        let phrase = |speaker: &Speaker| speaker.as_written.text(corpus).to_owned();
        let all: Vec<Voices> = voices.iter().flatten().cloned().collect();
        let sides =
            if self.sides.sides.is_empty() { suggested(&all, phrase) } else { Sides::clone(&self.sides) };
        let of: HashMap<ArticleId, &Voices> =
            columns.iter().flatten().copied().zip(voices.iter().flatten()).collect();
        let side = |speaker: &Speaker| sides.side_of(speaker, &phrase(speaker)).map(str::to_owned);
        let shares = share(corpus, columns, |id| of.get(&id).copied(), side, Resampling::default(), task)?;
        let found: Vec<Vec<Hedges>> = columns
            .iter()
            .zip(voices)
            .map(|(ids, voices)| hedges::hedges(corpus, ids, voices, &self.hedges, task))
            .collect::<Result<_, Cancelled>>()?;
        let guarded = found.iter().map(|found| hedges::rates(&found.iter().collect::<Vec<_>>())).collect();
        Ok(Spoken { shares, guarded, hedges: found, speakers: people(&all), sides })
    }

    /// The things found, as the user has put them right, counted in the columns.
    fn concepts(
        &self,
        corpus: &Corpus,
        columns: &[Vec<ArticleId>],
        found: &labels::Found,
        task: &Task,
    ) -> Result<Vec<Called>, Cancelled> {
        let plain: Vec<Concept> = found.concepts.iter().map(|one| one.concept.clone()).collect();
        let edited = self.labels.apply(&plain);
        let counts = labels::count(corpus, columns, &edited, task)?;
        let places = labels::places(corpus, &first_articles(columns), &edited, MOST_PLACES, task)?;
        let mut called: Vec<Called> = edited
            .into_iter()
            .zip(counts)
            .zip(places)
            .filter(|((_, counts), _)| counts.total() > 0)
            .map(|((concept, counts), places)| {
                let has = |label: &str| concept.labels.iter().any(|one| one.text == label);
                let of =
                    |one: &&labels::FoundConcept| one.concept.labels.iter().any(|label| has(&label.text));
                let before: Vec<&labels::FoundConcept> = found.concepts.iter().filter(of).collect();
                let reasons = before.iter().flat_map(|one| &one.reasons).filter(|why| has(&why.label));
                let statements = before.iter().flat_map(|one| &one.statements);
                Called {
                    reasons: reasons.cloned().collect(),
                    statements: statements.cloned().collect(),
                    contrast: labels::contrast(&counts),
                    places,
                    concept,
                    counts,
                }
            })
            .collect();
        called.sort_by(|a, b| {
            let total = |one: &Called| one.counts.total();
            b.contrast
                .total_cmp(&a.contrast)
                .then(total(b).cmp(&total(a)))
                .then_with(|| a.concept.name.cmp(&b.concept.name))
        });
        Ok(called)
    }
}

/// By column who speaks how much and how guardedly, and who they are.
struct Spoken {
    shares: Vec<ColumnShare>,
    guarded: Vec<ColumnHedges>,
    /// By article of each column.
    hedges: Vec<Vec<Hedges>>,
    speakers: Vec<SpeakerOfStory>,
    sides: Sides,
}

impl Tellings {
    /// All articles, column by column: the order in which voices of [`speakers`](Self::speakers) are numbered.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.columns.iter().flat_map(|column| column.articles.iter().copied())
    }
}

/// Of each column the first articles, [`MOST_ALIGNED`] together: those that places are kept of.
fn first_articles(columns: &[Vec<ArticleId>]) -> Vec<Vec<ArticleId>> {
    let each = MOST_ALIGNED / columns.len().max(1);
    let all: usize = columns.iter().map(Vec::len).sum();
    let first = |ids: &Vec<ArticleId>| {
        if all <= MOST_ALIGNED { ids.clone() } else { ids.iter().copied().take(each).collect() }
    };
    columns.iter().map(first).collect()
}

fn side_by_side(corpus: &Corpus, columns: &[Vec<ArticleId>], task: &Task) -> Result<SideBySide, Cancelled> {
    let alignment = passages::align(corpus, columns, &PassageSettings::default(), task)?;
    let rows = passages::layout(&alignment);
    let silences = silences(corpus, columns, &alignment, task)?;
    let figures = compare::compare(corpus, &alignment);
    Ok(SideBySide { alignment, rows, silences, figures, layers: Layers::default() })
}

/// What columns tell alone and leave out. Nothing can be said across languages, so where there are several, the
/// articles in that of most are held against each other.
fn silences(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    alignment: &Alignment,
    task: &Task,
) -> Result<Vec<Silence>, Cancelled> {
    let mut counts: BTreeMap<Language, u32> = BTreeMap::new();
    for &id in columns.iter().flatten() {
        *counts.entry(corpus.language_of(id)).or_default() += 1;
    }
    let main = counts.iter().max_by_key(|(language, count)| (**count, Reverse(**language)));
    let Some((&main, _)) = main.filter(|_| counts.len() > 1) else {
        return omissions::silences(corpus, alignment, task);
    };
    let of_main: Vec<Vec<ArticleId>> = columns
        .iter()
        .map(|ids| ids.iter().copied().filter(|&id| corpus.language_of(id) == main).collect())
        .collect();
    let aligned = passages::align(corpus, &of_main, &PassageSettings::default(), task)?;
    let mut found = omissions::silences(corpus, &aligned, task)?;
    for (silence, (all, held)) in found.iter_mut().zip(columns.iter().zip(&of_main)) {
        silence.other_language = held.len() < all.len();
        // Those passages are numbered in another alignment; their places hold in any.
        for one in silence.only_here.iter_mut().chain(&mut silence.left_out) {
            one.passage = None;
        }
    }
    // An outlet that tells it in another language alone is not said to leave it out.
    for (silence, held) in found.iter_mut().zip(&of_main) {
        if held.is_empty() {
            silence.left_out.clear();
        }
    }
    Ok(found)
}

/// The copies among some articles; of an original that is not among them only what the copy says of itself.
fn copied(corpus: &Corpus, subset: &Subset, task: &Task) -> Result<Vec<Copied>, Cancelled> {
    let found = copies::find(corpus, subset, &ReuseSettings::fitting(subset), task)?;
    found
        .copies
        .into_par_iter()
        .map(|copy| {
            task.check()?;
            let detail = copy.original.map(|original| copies::detail(corpus, original, copy.copy));
            Ok(Copied { copy, detail })
        })
        .collect()
}
