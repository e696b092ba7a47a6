//! Share of voice: who gets how many words, by column (an outlet, or any articles the user sets side by side).

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::people::{People, people};
use super::sides::{FoldedSides, Sides};
use super::{ScareKind, ScareQuote, SpeakerKind, Voices, has_rules};
use crate::corpus::{ArticleId, Corpus};
use crate::framing::Place;
use crate::stats::intervals::{ClusterInterval, ClusterSums, cluster_wilson};
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};

/// The level of the intervals.
const LEVEL: f64 = 0.95;

/// Below this many articles with a speaker there is no interval.
pub const LEAST_ARTICLES: u32 = 5;

/// A part of a whole in counts, with its interval over articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The part.
    pub count: u64,
    /// The whole.
    pub of: u64,
    /// Limits of the part in the whole at 95 %, articles being the sample (Wilson's on the effective number of words);
    /// from [`LEAST_ARTICLES`] articles on.
    pub interval: Stat<ClusterInterval>,
}

/// One speaker's part in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerShare {
    /// The name.
    pub name: String,
    /// The kind of speaker.
    pub kind: SpeakerKind,
    /// The side, where the map of sides has one.
    pub side: Option<String>,
    /// Words given to the speaker, quoted or reported.
    pub words: u64,
    /// Articles in which the speaker has a voice.
    pub articles: u32,
    /// The voices, in the order of the articles.
    pub places: Vec<Place>,
}

/// The voices of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnShare {
    /// Articles.
    pub articles: u32,
    /// Of them, those in languages for which there are no rules: their voices are found by quotation marks and the
    /// words of English alone.
    pub articles_without_rules: u32,
    /// All voices.
    pub voices: u32,
    /// Those whose speaker the text does not tell.
    pub unattributed: u32,
    /// Words given to each side among words given to any speaker, in the order of the sides' names; sides without a
    /// word are left out.
    pub sides: Vec<(String, Share)>,
    /// Speakers, most words first, then by name.
    pub speakers: Vec<SpeakerShare>,
    /// Terms that stand in quotation marks though nobody is said to have spoken them, in the order of the articles:
    /// titles of works and headings that repeat a quotation are not among them.
    pub scare_quotes: Vec<ScareQuote>,
}

impl ColumnShare {
    /// Nobody is quoted or reported in the whole column.
    pub fn is_silent(&self) -> bool {
        self.voices == 0
    }
}

/// The share of voice by column; `voices` are those of the columns' articles. Speakers of all columns are told apart
/// together, so that a person has one name and one side in all.
pub fn share(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    voices: &[Vec<Voices>],
    sides: &Sides,
    task: &Task,
) -> Result<Vec<ColumnShare>, Cancelled> {
    let all: Vec<&Voices> = voices.iter().flatten().collect();
    let people = people(corpus, &all, task)?;
    let side_of = sides_of(corpus, &all, &people, sides, task)?;
    let names: Vec<&String> = sides.sides.keys().collect();
    let mut persons = people.of.iter();
    let mut shares = Vec::with_capacity(columns.len());
    for (ids, voices) in columns.iter().zip(voices) {
        let without = ids.iter().filter(|id| !has_rules(corpus.language_of(**id))).count();
        let mut sums = Sums::default();
        for (voices, persons) in voices.iter().zip(persons.by_ref()) {
            task.check()?;
            sums.add(voices, persons, &people, &side_of);
        }
        shares.push(sums.done(ids.len() as u32, without as u32, &people, &side_of, &names));
    }
    Ok(shares)
}

/// What one person says in a column.
#[derive(Default)]
struct Said {
    words: u64,
    articles: u32,
    places: Vec<Place>,
    /// One more than the last article counted.
    last: u32,
}

/// What is counted of one column.
#[derive(Default)]
struct Sums {
    articles: u32,
    voices: u32,
    unattributed: u32,
    /// How many words of speakers each article has.
    spoken: ClusterSums,
    by_side: BTreeMap<usize, ClusterSums>,
    said: HashMap<usize, Said>,
    scare_quotes: Vec<ScareQuote>,
}

impl Sums {
    /// Adds the next article.
    fn add(
        &mut self,
        voices: &Voices,
        persons: &[Option<usize>],
        people: &People,
        side_of: &[Option<usize>],
    ) {
        self.articles += 1;
        self.voices += voices.voices.len() as u32;
        let mut spoken = 0_u32;
        let mut by_side: BTreeMap<usize, u32> = BTreeMap::new();
        for (voice, person) in voices.voices.iter().zip(persons) {
            let Some(person) = person.filter(|person| *person < people.all.len()) else {
                self.unattributed += 1;
                continue;
            };
            let said = self.said.entry(person).or_default();
            said.words += u64::from(voice.words);
            said.places.push(voice.place);
            said.articles += u32::from(said.last != self.articles);
            said.last = self.articles;
            spoken = spoken.saturating_add(voice.words);
            if let Some(side) = side_of.get(person).copied().flatten() {
                let words = by_side.entry(side).or_default();
                *words = words.saturating_add(voice.words);
            }
        }
        self.spoken.add_article(spoken);
        for (side, words) in by_side {
            self.by_side.entry(side).or_default().add_hits(words, spoken);
        }
        let scare = |quote: &&ScareQuote| matches!(quote.kind, ScareKind::Term | ScareKind::SoCalled);
        self.scare_quotes.extend(voices.scare_quotes.iter().filter(scare));
    }

    fn done(
        self,
        articles: u32,
        articles_without_rules: u32,
        people: &People,
        side_of: &[Option<usize>],
        names: &[&String],
    ) -> ColumnShare {
        let name = |side: usize| names.get(side).map(|name| (*name).clone());
        let sides = self.by_side.into_iter().filter_map(|(side, sums)| {
            let sums = sums.merged(self.spoken);
            let interval = if sums.articles < u64::from(LEAST_ARTICLES) {
                Err(Undefined::TooFewArticles(LEAST_ARTICLES))
            } else {
                cluster_wilson(&sums, LEVEL)
            };
            let share = Share { count: sums.count, of: sums.words, interval };
            Some((name(side)?, share)).filter(|(_, share)| share.count > 0)
        });
        let sides = sides.collect();
        let mut speakers: Vec<SpeakerShare> = self
            .said
            .into_iter()
            .filter_map(|(person, Said { words, articles, places, .. })| {
                let known = people.all.get(person)?;
                Some(SpeakerShare {
                    name: known.name.clone(),
                    kind: known.kind,
                    side: side_of.get(person).copied().flatten().and_then(name),
                    words,
                    articles,
                    places,
                })
            })
            .collect();
        speakers.sort_by(|a, b| {
            b.words.cmp(&a.words).then_with(|| a.name.cmp(&b.name)).then_with(|| a.places.cmp(&b.places))
        });
        ColumnShare {
            articles,
            articles_without_rules,
            voices: self.voices,
            unattributed: self.unattributed,
            sides,
            speakers,
            scare_quotes: self.scare_quotes,
        }
    }
}

/// By person the number of their side, in the order of the sides' names.
fn sides_of(
    corpus: &Corpus,
    voices: &[&Voices],
    people: &People,
    sides: &Sides,
    task: &Task,
) -> Result<Vec<Option<usize>>, Cancelled> {
    let sides = FoldedSides::new(sides);
    // By person: the sides that have a name of theirs, and those of which words describe them.
    let mut found: Vec<(BTreeSet<usize>, BTreeSet<usize>)> = people
        .all
        .iter()
        .map(|one| (sides.of_name(&one.name).iter().copied().collect(), BTreeSet::new()))
        .collect();
    for (voices, persons) in voices.iter().zip(&people.of) {
        task.check()?;
        for (voice, person) in voices.voices.iter().zip(persons) {
            let Some((speaker, person)) = voice.speaker.as_ref().zip(*person) else { continue };
            let Some((by_name, by_words)) = found.get_mut(person) else { continue };
            by_name.extend(sides.of_name(&speaker.name));
            for text in [speaker.as_written.text(corpus), &speaker.description, &speaker.name] {
                sides.in_text(text, by_words);
            }
        }
    }
    let only = |sides: &BTreeSet<usize>| sides.first().copied().filter(|_| sides.len() == 1);
    let side = |(by_name, by_words): &(BTreeSet<usize>, BTreeSet<usize>)| {
        if by_name.is_empty() { only(by_words) } else { only(by_name) }
    };
    Ok(found.iter().map(side).collect())
}
