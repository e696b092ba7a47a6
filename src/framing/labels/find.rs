//! The contested names of a story: what its texts and the list say, put together and counted by outlet.

use rayon::prelude::*;

use super::count::{Column, ConceptCounts, columns_by_outlet, count};
use super::heads::{self, Heads};
use super::line::Line;
use super::merge::{Merged, Reader};
use super::naming::{self, Name, Rule, Statement};
use super::statistics::contrast;
use super::{Concept, list};
use crate::corpus::{ArticleId, Corpus};
use crate::framing::{Place, Sentence, sentences_of};
use crate::task::{Cancelled, Task};

/// Articles read for statements and heads; a story has a few dozen. Counts are of all articles given.
pub const MOST_ARTICLES: usize = 2_000;

/// Suggestions kept.
pub const MOST_SUGGESTIONS: usize = 60;

/// What the articles of a story call things.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The columns that everything is counted in.
    pub columns: Vec<Column>,
    /// Concepts, those that outlets word most differently first (divergence times hits).
    pub concepts: Vec<FoundConcept>,
    /// What might belong together and is not put together, most different between outlets first.
    pub suggestions: Vec<Suggestion>,
    /// Articles not read, since there were more than [`MOST_ARTICLES`].
    pub articles_left_out: usize,
    /// Suggestions beyond [`MOST_SUGGESTIONS`].
    pub suggestions_left_out: usize,
}

/// A concept with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundConcept {
    /// The concept; each of its labels occurs in the articles.
    pub concept: Concept,
    /// Its labels counted.
    pub counts: ConceptCounts,
    /// Why its labels stand together, each with a place.
    pub reasons: Vec<Reason>,
    /// Places where the text itself says that its names are rivals, or keeps one at a distance.
    pub statements: Vec<Statement>,
    /// Generalised Jensen-Shannon divergence times hits.
    pub contrast: f64,
}

/// Why a label belongs to its concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The label's text.
    pub label: String,
    /// By which rule.
    pub rule: Rule,
    /// Where; `None` for the list.
    pub place: Option<Place>,
}

/// Wordings that may name one thing, for the user to decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What they have in common: a head, a name, or the rule's id.
    pub about: String,
    /// Why they are suggested.
    pub why: Why,
    /// The wordings, counted like a concept's.
    pub concept: Concept,
    /// Their counts.
    pub counts: ConceptCounts,
    /// Places that show them.
    pub places: Vec<Place>,
    /// Generalised Jensen-Shannon divergence times hits.
    pub contrast: f64,
}

/// Why wordings are suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// One head with changing words before it: "disputed islands", "our islands".
    Modifiers,
    /// One name with changing heads: "annexation of Crimea", "Crimea crisis".
    Heads,
    /// A text puts them side by side, but not surely as names of one thing.
    Said(Rule),
}

/// The sentences of an article with their words.
pub(super) struct View<'c> {
    pub(super) id: ArticleId,
    pub(super) sentences: Vec<Sentence>,
    pub(super) lines: Vec<Line<'c>>,
    pub(super) statements: Vec<Statement>,
}

/// What `articles` call things, by outlet. `articles` are those of one story: that "the islands" are the same
/// everywhere holds there and not in a whole corpus, which is what [`count`](super::count()) is for.
pub fn find(corpus: &Corpus, articles: &[ArticleId], task: &Task) -> Result<Found, Cancelled> {
    let columns = columns_by_outlet(corpus, articles);
    let ids: Vec<Vec<ArticleId>> = columns.iter().map(|column| column.articles.clone()).collect();
    let mut all: Vec<ArticleId> = ids.iter().flatten().copied().collect();
    all.sort_unstable();
    let articles_left_out = all.len().saturating_sub(MOST_ARTICLES);
    all.truncate(MOST_ARTICLES);

    let views: Vec<View<'_>> = all.par_iter().map(|&id| view(corpus, id, task)).collect::<Result<_, _>>()?;
    let listed = list::concepts();
    let list_counts = count(corpus, &ids, &listed, task)?;
    task.phase("Finding names", 0);
    let heads = Heads::read(&views, task)?;
    let Merged { concepts, doubtful } =
        Reader { corpus, views: &views, heads: &heads, list: &list_counts }.merge(task)?;

    let plain: Vec<Concept> = concepts.iter().map(|c| c.concept.clone()).collect();
    let counts = count(corpus, &ids, &plain, task)?;
    let mut found: Vec<FoundConcept> = concepts
        .into_iter()
        .zip(counts)
        .filter_map(|(merged, counts)| {
            let mut found = FoundConcept {
                contrast: contrast(&counts),
                concept: merged.concept,
                counts,
                reasons: merged.reasons,
                statements: merged.statements,
            };
            found.drop_unused();
            (found.concept.labels.len() >= merged.least).then_some(found)
        })
        .collect();
    found.sort_by(|a, b| {
        b.contrast
            .total_cmp(&a.contrast)
            .then(b.counts.total().cmp(&a.counts.total()))
            .then_with(|| a.concept.name.cmp(&b.concept.name))
    });

    let mut suggestions = heads.suggestions();
    suggestions.extend(doubtful);
    let mut suggestions = counted(corpus, &ids, suggestions, &found, task)?;
    let suggestions_left_out = suggestions.len().saturating_sub(MOST_SUGGESTIONS);
    suggestions.truncate(MOST_SUGGESTIONS);
    Ok(Found { columns, concepts: found, suggestions, articles_left_out, suggestions_left_out })
}

fn view<'c>(corpus: &'c Corpus, id: ArticleId, task: &Task) -> Result<View<'c>, Cancelled> {
    task.check()?;
    let sentences = sentences_of(corpus, id);
    let lines: Vec<Line<'c>> = sentences.iter().map(|sentence| Line::of(corpus, sentence)).collect();
    let statements = naming::statements(corpus, id, &sentences, &lines);
    Ok(View { id, sentences, lines, statements })
}

impl FoundConcept {
    /// Labels that longer ones left without a hit go, with their reasons.
    fn drop_unused(&mut self) {
        let used: Vec<bool> = self.counts.labels.iter().map(|label| label.total() > 0).collect();
        if used.iter().all(|used| *used) {
            return;
        }
        let numbers: Vec<Option<u16>> = used
            .iter()
            .scan(0, |next, &used| {
                let number = used.then_some(*next);
                *next += u16::from(used);
                Some(number)
            })
            .collect();
        let mut flags = used.iter();
        self.concept.labels.retain(|_| flags.next().copied().unwrap_or(false));
        let mut flags = used.iter();
        self.counts.labels.retain(|_| flags.next().copied().unwrap_or(false));
        for entry in &mut self.counts.tally {
            entry.label = numbers.get(entry.label as usize).copied().flatten().unwrap_or(0);
        }
        let labels = &self.concept.labels;
        self.reasons.retain(|reason| labels.iter().any(|label| label.text == reason.label));
    }
}

/// A suggestion before it is counted.
pub(super) struct Draft {
    pub(super) about: String,
    pub(super) why: Why,
    pub(super) concept: Concept,
    pub(super) places: Vec<Place>,
}

/// Counts suggestions and puts them in order; what a found concept holds already is none.
fn counted(
    corpus: &Corpus,
    ids: &[Vec<ArticleId>],
    drafts: Vec<Draft>,
    found: &[FoundConcept],
    task: &Task,
) -> Result<Vec<Suggestion>, Cancelled> {
    let held = |concept: &Concept| {
        found.iter().any(|f| concept.labels.iter().all(|label| f.concept.label(&label.text).is_some()))
    };
    let drafts: Vec<Draft> = drafts.into_iter().filter(|draft| !held(&draft.concept)).collect();
    let concepts: Vec<Concept> = drafts.iter().map(|draft| draft.concept.clone()).collect();
    let counts = count(corpus, ids, &concepts, task)?;
    let mut suggestions: Vec<Suggestion> = drafts
        .into_iter()
        .zip(counts)
        .map(|(Draft { about, why, concept, places }, counts)| {
            let contrast = contrast(&counts);
            Suggestion { about, why, concept, counts, places, contrast }
        })
        .filter(|suggestion| suggestion.counts.total() > 0)
        .collect();
    suggestions.sort_by(|a, b| {
        let said = |s: &Suggestion| !matches!(s.why, Why::Said(_));
        b.contrast
            .total_cmp(&a.contrast)
            .then(said(a).cmp(&said(b)))
            .then_with(|| a.about.cmp(&b.about))
            .then(a.why.cmp(&b.why))
    });
    Ok(suggestions)
}

/// The last word of a common noun phrase, with what hyphens join to it, folded.
pub(super) fn head_of(name: &Name) -> String {
    heads::fold(name.text.rsplit(char::is_whitespace).next().unwrap_or(&name.text))
}
