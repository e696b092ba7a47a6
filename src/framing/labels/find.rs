//! The contested names of a story: what its texts and the list say, put together and counted by outlet.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::count::{Column, ConceptCounts, columns_by_outlet, count};
use super::heads::{self, Heads};
use super::join;
use super::line::Line;
use super::merge::{Merged, Reader};
use super::naming::{self, Name, Rule, Statement};
use super::persons;
use super::rivals::{Sign, Story};
use super::statistics::contrast;
use super::{Concept, Edit, Label, LabelKey, list};
use crate::corpus::{ArticleId, Corpus};
use crate::framing::passages::Alignment;
use crate::framing::{Place, Sentence, sentences_of, shared_out};
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
    /// How sure it is, in hundredths: 100 where a text, the list or a rule of grammar says so.
    pub sure: u8,
    /// For names found [`Rule::InPlace`] of others, and their verbs: what speaks for it.
    pub support: Vec<Support>,
    /// The label's text.
    pub label: String,
    /// By which rule.
    pub rule: Rule,
    /// Where a text says so, or where the verb of a name stands; `None` for the list and for what was found by where
    /// it stands, of which `support` has the places.
    pub place: Option<Place>,
}

/// One sign that two names are used for one thing: places of both, to be read side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Support {
    /// Which sign.
    pub sign: Sign,
    /// Where the name stands.
    pub here: Place,
    /// Where the other one stands, in another outlet.
    pub there: Place,
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
    /// How sure it is, in hundredths; `None` where it was not weighed.
    pub sure: Option<u8>,
    /// What speaks for it, for [`Why::InPlace`].
    pub support: Vec<Support>,
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
    /// Some signs say that one outlet uses the one for what others call the other.
    InPlace,
}

/// The sentences of an article with their words.
pub(super) struct View<'c> {
    pub(super) id: ArticleId,
    pub(super) sentences: Vec<Sentence>,
    pub(super) lines: Vec<Line<'c>>,
    pub(super) statements: Vec<Statement>,
}

/// What `articles` call things, by outlet. `articles` are those of one story: that "the islands" are the same
/// everywhere holds there and not in a whole corpus, which is what [`count`](super::count()) is for. `alignment` has
/// their sentences held against each other; without it, names that no text sets against each other are found by fewer
/// signs.
pub fn find(
    corpus: &Corpus,
    articles: &[ArticleId],
    alignment: Option<&Alignment>,
    task: &Task,
) -> Result<Found, Cancelled> {
    let columns = columns_by_outlet(corpus, articles);
    let ids: Vec<Vec<ArticleId>> = columns.iter().map(|column| column.articles.clone()).collect();
    let wanted: Vec<usize> = ids.iter().map(Vec::len).collect();
    let shares = shared_out(&wanted, MOST_ARTICLES);
    let first =
        |(ids, share): (&Vec<ArticleId>, &usize)| ids.iter().copied().take(*share).collect::<Vec<_>>();
    let mut all: Vec<ArticleId> = ids.iter().zip(&shares).flat_map(first).collect();
    all.sort_unstable();
    let articles_left_out = wanted.iter().sum::<usize>() - all.len();

    let views: Vec<View<'_>> = all.par_iter().map(|&id| view(corpus, id, task)).collect::<Result<_, _>>()?;
    let listed = list::concepts();
    let list_counts = count(corpus, &ids, &listed, task)?;
    task.phase("Finding names", 0);
    let heads = Heads::read(&views, task)?;
    let Merged { mut concepts, doubtful } =
        Reader { corpus, views: &views, heads: &heads, list: &list_counts }.merge(task)?;
    let column_of: BTreeMap<ArticleId, usize> =
        ids.iter().enumerate().flat_map(|(column, ids)| ids.iter().map(move |&id| (id, column))).collect();
    let story = Story { views: &views, columns: &column_of, alignment };
    let suggested = join::rivals(&story, &mut concepts, task)?;
    persons::add(corpus, &views, &column_of, &mut concepts, task)?;

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
    suggestions.extend(suggested);
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

impl Reason {
    /// What a text, the list or a rule of grammar says.
    pub(super) fn said(label: String, rule: Rule, place: Option<Place>) -> Self {
        Self { label, rule, place, sure: 100, support: Vec::new() }
    }
}

impl Suggestion {
    /// The changes that make it a concept: its labels go to the one of `concepts` that has any of them, else to a new
    /// one.
    pub fn accepted(&self, concepts: &[Concept]) -> Vec<Edit> {
        let owner = concepts
            .iter()
            .find(|concept| self.concept.labels.iter().any(|label| concept.label(&label.text).is_some()));
        let name = owner.map_or(&self.about, |concept| &concept.name);
        let new = self
            .concept
            .labels
            .iter()
            .filter(|label| owner.is_none_or(|one| one.label(&label.text).is_none()));
        let edit = |label: &Label| Edit::AddLabel {
            label: LabelKey { concept: name.clone(), label: label.text.clone() },
            query: label.query.clone(),
        };
        new.map(edit).collect()
    }
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
    pub(super) sure: Option<u8>,
    pub(super) support: Vec<Support>,
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
        .map(|(Draft { about, why, concept, places, sure, support }, counts)| {
            let contrast = contrast(&counts);
            Suggestion { about, why, concept, counts, places, sure, support, contrast }
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
