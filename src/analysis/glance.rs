//! Framing at a glance: one row a question, one cell an outlet, every part of a cell with its evidence.
//!
//! The wording stands here, so that window, tables and report say the same. Nothing is found here: a [`Glance`] puts
//! the findings of [`Tellings`] and [`Comparison`] into short true sentences. Small numbers are counts; a column of one
//! article has no rates.

mod cell;
mod copies;
mod figures;
mod frames;
mod headlines;
mod hedges;
mod names;
mod people;
pub mod picture;
mod series;
mod silences;
mod suggested;
mod voices;
mod words;

use std::sync::Arc;

use super::tellings::{MOST_PLACES, Tellings, TellingsRecipe};
use super::{Comparison, Unit, shown_name};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::figure::Numbers;
use crate::framing::coding::Standing;
use crate::framing::{Place, around};
use crate::task::{Cancelled, Task};
use cell::{mark_chief, most_first};

pub use cell::{BarPart, First, GlanceCell, GlancePart, Tone};
pub use suggested::{SuggestedNames, suggested};

/// What a table is made of.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// The outlets side by side.
    pub comparison: &'a Comparison,
    /// How they tell it, with the question that was asked, over the same corpus; `None` while it is computed.
    pub tellings: Option<(&'a TellingsRecipe, &'a Tellings)>,
    /// Who has coded by hand what the dictionary counts.
    pub standing: &'a Standing,
    /// How numbers are written.
    pub numbers: Numbers,
    /// The names of the queries that the comparison counted, in its order.
    pub series: &'a [String],
    /// The unit of their rates.
    pub unit: Unit,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Glance {
    /// The names of the columns; empty where the outlet is not known.
    pub columns: Vec<Arc<str>>,
    /// The rows, from top to bottom.
    pub rows: Vec<GlanceRow>,
    /// How numbers are written in it.
    pub numbers: Numbers,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowKind {
    /// Headlines, opinion marked.
    Headline,
    /// When, how much.
    Published,
    /// What a contested thing is called; a row a thing.
    Names,
    /// What the event is called; a row an event.
    Events,
    /// How a person is introduced; a row a person.
    People,
    /// Who is quoted or reported as speaking.
    Voices,
    /// With which verbs.
    Verbs,
    /// Words of a codebook's frames.
    Dictionary,
    /// Words that this outlet has more than the others.
    Distinctive,
    /// Hedges and loaded words.
    Hedges,
    /// Figures for one thing; a row a thing.
    Figures,
    /// Whose text is printed.
    Copies,
    /// What no other outlet tells.
    OnlyHere,
    /// What others tell and this one does not.
    LeavesOut,
    /// Hits of a query of the user's; a row a query.
    Series,
}

impl RowKind {
    /// The head of its rows.
    pub fn label(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Published => "Published",
            Self::Names => "Names it",
            Self::Events => "Calls the event",
            Self::People => "Introduces",
            Self::Voices => "Who speaks",
            Self::Verbs => "Verbs",
            Self::Dictionary => "Dictionary hits",
            Self::Distinctive => "Distinctive",
            Self::Hedges => "Hedges",
            Self::Figures => "Figures given",
            Self::Copies => "Copies",
            Self::OnlyHere => "Only here",
            Self::LeavesOut => "Leaves out",
            Self::Series => "Your words",
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct GlanceRow {
    /// What it is about.
    pub kind: RowKind,
    /// Which of the rows of its kind: the concept, the thing counted, the query, the codebook. Empty where there is
    /// only one.
    pub of: String,
    /// How to read it, in a sentence or two.
    pub about: String,
    /// What has to be said beside its head; may be empty.
    pub note: String,
    /// Whether it is shown on demand alone.
    pub is_more: bool,
    /// One a column; empty while it is computed.
    pub cells: Vec<GlanceCell>,
}

/// What a part rests on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// What is shown.
    pub title: String,
    /// By which rule or for which reason, in words.
    pub why: String,
    /// Where it stands; the outlet is that of the article.
    pub places: Vec<Place>,
    /// How many places there are; more than `places` where only the first are kept.
    pub of: u64,
    /// Other places that belong to it, under their headings: those that say why, or those of the others.
    pub beside: Vec<(&'static str, Vec<Place>)>,
    /// What is said beside places, such as who speaks there: the words of each place that has some.
    pub said: Vec<(Place, String)>,
    /// What can be put right about it.
    pub subject: Subject,
}

/// What evidence is about, to be put right.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Subject {
    /// Nothing that can be changed.
    #[default]
    None,
    /// A name of a concept.
    Label {
        /// The concept's name.
        concept: String,
        /// The label's text.
        label: String,
    },
    /// Speakers, by name, with the side they are on.
    Speakers(Vec<(String, Option<String>)>),
    /// Words of a codebook's frame, with how often each stands there.
    Frame {
        /// The codebook's short name.
        codebook: Arc<str>,
        /// The frame's.
        frame: Arc<str>,
        /// Its words, commonest first.
        words: Vec<(String, u64)>,
    },
    /// A word as it is lit in the columns.
    Word(String),
}

impl Evidence {
    /// Evidence of so many places; the first `MOST_PLACES` are kept.
    pub fn new(title: impl Into<String>, why: impl Into<String>, mut places: Vec<Place>) -> Self {
        let of = places.len() as u64;
        places.truncate(MOST_PLACES);
        Self { title: title.into(), why: why.into(), places, of, ..Self::default() }
    }

    /// Of more places than are given.
    #[must_use]
    fn out_of(mut self, of: u64) -> Self {
        self.of = self.of.max(of);
        self
    }

    /// With what can be put right.
    #[must_use]
    fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// With what is said beside its places.
    #[must_use]
    fn saying(mut self, said: Vec<(Place, String)>) -> Self {
        self.said = said;
        self.said.truncate(MOST_PLACES);
        self
    }

    /// What is said beside a sentence of [`Evidence::sentences`].
    pub fn said_of<'a>(&'a self, line: &'a EvidenceLine) -> impl Iterator<Item = &'a str> {
        let is_here = |place: &Place| place.article == line.article && line.lit.contains(&place.span);
        self.said.iter().filter(move |(place, _)| is_here(place)).map(|(_, words)| words.as_str())
    }

    /// The sentences it stands in, in the order of the places, each once with all its places.
    pub fn sentences(corpus: &Corpus, places: &[Place]) -> Vec<EvidenceLine> {
        let mut lines: Vec<EvidenceLine> = Vec::new();
        for &place in places.iter().filter(|place| place.article < corpus.article_count()) {
            let sentence = around(corpus, place);
            match lines.iter_mut().find(|line| line.article == place.article && line.span == sentence.span) {
                Some(line) => line.lit.push(place.span),
                None => lines.push(EvidenceLine {
                    article: place.article,
                    span: sentence.span,
                    lit: vec![place.span],
                }),
            }
        }
        for line in &mut lines {
            line.lit.sort_unstable();
            line.lit.dedup();
        }
        lines
    }
}

/// A sentence with what is lit in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceLine {
    /// Its article.
    pub article: ArticleId,
    /// Its bytes.
    pub span: Span,
    /// What is lit, in order.
    pub lit: Vec<Span>,
}

impl Glance {
    /// Whether all rows have their cells: those that need the tellings wait for them.
    pub fn is_whole(&self) -> bool {
        self.columns.is_empty() || self.rows.iter().all(|row| !row.cells.is_empty())
    }

    /// The table as text: a row of heads, then a row each with what it is about first. It is what a file of the table
    /// holds, and a file of the numbers of its figure.
    pub fn written(&self) -> Vec<Vec<String>> {
        let heads = self.columns.iter().map(|name| shown_name(name).to_owned());
        let mut rows = vec![["Row", "Of"].map(str::to_owned).into_iter().chain(heads).collect()];
        for row in &self.rows {
            let mut head = row.kind.label().to_owned();
            if !row.note.is_empty() {
                head.push_str(&format!(" ({})", row.note));
            }
            let cells = (0..self.columns.len()).map(|column| {
                row.cells.get(column).map_or_else(|| "…".to_owned(), |cell| cell.words(self.numbers))
            });
            rows.push([head, row.of.clone()].into_iter().chain(cells).collect());
        }
        rows
    }
}

/// Whether both are about the same columns in the same order.
fn agree(comparison: &Comparison, tellings: &Tellings) -> bool {
    let names = |column: &super::ComparisonColumn| Arc::clone(&column.name);
    comparison.columns.len() == tellings.columns.len()
        && comparison.columns.iter().map(names).eq(tellings.columns.iter().map(|c| Arc::clone(&c.name)))
}

/// Puts the table together. Rows that need tellings have no cells while there are none.
pub fn glance(asked: &Asked<'_>, task: &Task) -> Result<Glance, Cancelled> {
    let mut rows = vec![headlines::row(asked), headlines::published(asked)];
    let distinctive = words::row(asked, task)?;
    let found = asked.tellings.filter(|(_, tellings)| agree(asked.comparison, tellings));
    if let Some((recipe, tellings)) = found {
        rows.extend(names::rows(asked, tellings));
        rows.extend(people::rows(asked, tellings));
        rows.push(voices::row(asked, tellings));
        task.check()?;
        rows.push(voices::verbs(asked, tellings));
        task.check()?;
        rows.extend(frames::rows(asked, recipe, tellings));
        rows.push(distinctive);
        rows.push(hedges::row(asked, recipe, tellings));
        task.check()?;
        rows.extend(figures::rows(asked, tellings));
        rows.extend(copies::row(asked, tellings));
        task.check()?;
        rows.extend(silences::rows(asked, tellings));
    } else {
        let waiting = |kind| row(kind, "", "", Vec::new());
        rows.extend([RowKind::Names, RowKind::Events, RowKind::People].map(waiting));
        rows.extend([RowKind::Voices, RowKind::Verbs].map(waiting));
        rows.extend([waiting(RowKind::Dictionary), distinctive, waiting(RowKind::Hedges)]);
        rows.extend([RowKind::Figures, RowKind::OnlyHere, RowKind::LeavesOut].map(waiting));
    }
    rows.extend(series::rows(asked));
    let columns = asked.comparison.columns.iter().map(|column| Arc::clone(&column.name)).collect();
    Ok(Glance { columns, rows, numbers: asked.numbers })
}

fn row(kind: RowKind, of: &str, about: &str, cells: Vec<GlanceCell>) -> GlanceRow {
    GlanceRow { kind, of: of.to_owned(), about: about.to_owned(), note: String::new(), is_more: false, cells }
}

/// Why sentences were not held against each other, where they were not.
fn why_apart(tellings: &Tellings) -> &'static str {
    if tellings.columns.len() < 2 {
        "one outlet alone"
    } else {
        "too many articles to hold against each other"
    }
}

/// The headline, or what an article begins with.
fn opening(asked: &Asked<'_>, article: ArticleId) -> Option<Place> {
    let found = asked.corpus.article(article);
    let headline = found.headline.as_ref().map(|headline| headline.value);
    let span = headline.filter(|span| !span.is_empty()).or_else(|| found.counted_spans().next())?;
    Some(Place { article, span })
}

/// So many articles are told one by one in a cell.
const MOST_ARTICLES: usize = 40;

/// So many characters of a sentence stand in a cell.
const MOST_CHARACTERS: usize = 64;

/// The beginning of a sentence, cut between words.
fn beginning(text: &str) -> String {
    if text.chars().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST_CHARACTERS).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{}…", words.trim_end_matches([',', ';', ':', '.', '–', '—', ' ']))
}
