//! Share of voice: who gets how many words, by column (an outlet, or any articles the user sets side by side).

use std::collections::{BTreeMap, BTreeSet};

use super::{Speaker, VerbClass, VoiceKind, Voices};
use crate::corpus::{ArticleId, Corpus};
use crate::stats::bootstrap::{Bootstrap, bootstrap};
use crate::stats::intervals::Interval;
use crate::stats::random::Resampling;
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};

/// Below this many articles there is no interval.
pub const LEAST_ARTICLES: u32 = 5;

/// A part of a whole in counts, with its interval over articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The part.
    pub count: u64,
    /// The whole.
    pub of: u64,
    /// Percentiles over resamples of the column's articles, from [`LEAST_ARTICLES`] articles on.
    pub interval: Stat<Interval>,
}

impl Share {
    /// The part in the whole, from 0 to 1.
    pub fn share(&self) -> Stat {
        if self.of == 0 { Err(Undefined::NoOccurrence) } else { Ok(self.count as f64 / self.of as f64) }
    }
}

/// One speaker's part in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerShare {
    /// The name.
    pub name: String,
    /// Voices.
    pub voices: u32,
    /// Words given to the speaker, quoted or reported.
    pub words: u64,
    /// Articles in which the speaker has a voice.
    pub articles: u32,
    /// The side, where the user's map has one.
    pub side: Option<String>,
}

/// The voices of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnShare {
    /// Articles.
    pub articles: u32,
    /// Counted words.
    pub words: u64,
    /// Articles in which nobody is quoted or reported: a finding of its own.
    pub silent_articles: Vec<ArticleId>,
    /// All voices.
    pub voices: u32,
    /// Those whose speaker the text does not tell.
    pub unattributed: u32,
    /// Direct voices among all.
    pub direct: Share,
    /// Words in quotation marks among all words.
    pub quoted_words: Share,
    /// Words given to speakers, quoted or reported, among all words.
    pub voiced_words: Share,
    /// Speakers without a name among attributed voices.
    pub unnamed: Share,
    /// Attributed voices by the class of their verb, those with a verb only.
    pub verbs: Vec<(VerbClass, Share)>,
    /// Words given to each side among words given to any speaker, in the order of the sides' names.
    pub sides: Vec<(String, Share)>,
    /// Speakers, most words first, then by name.
    pub speakers: Vec<SpeakerShare>,
}

impl ColumnShare {
    /// Nobody is quoted or reported in the whole column.
    pub fn is_silent(&self) -> bool {
        self.voices == 0
    }
}

/// What one article adds to a share: the part and the whole.
type Parts = (u64, u64);

/// The share of voice by column. `voices` gives an article's voices, `side` a speaker's side.
pub fn share<'v>(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    voices: impl Fn(ArticleId) -> Option<&'v Voices>,
    side: impl Fn(&Speaker) -> Option<String>,
    settings: Resampling,
    task: &Task,
) -> Result<Vec<ColumnShare>, Cancelled> {
    let empty = Voices::default();
    let mut out = Vec::with_capacity(columns.len());
    for column in columns {
        task.check()?;
        let found: Vec<(ArticleId, &Voices)> =
            column.iter().map(|&id| (id, voices(id).unwrap_or(&empty))).collect();
        out.push(column_share(corpus, &found, &side, settings, task)?);
    }
    Ok(out)
}

fn column_share(
    corpus: &Corpus,
    found: &[(ArticleId, &Voices)],
    side: &impl Fn(&Speaker) -> Option<String>,
    settings: Resampling,
    task: &Task,
) -> Result<ColumnShare, Cancelled> {
    let all = || found.iter().flat_map(|(_, voices)| &voices.voices);
    let of = |part: &dyn Fn(ArticleId, &Voices) -> Parts| -> Result<Share, Cancelled> {
        let parts: Vec<Parts> = found.iter().map(|(id, voices)| part(*id, voices)).collect();
        measured(&parts, settings, task)
    };
    let count = |voices: &Voices, wanted: &dyn Fn(&super::Voice) -> bool| {
        voices.voices.iter().filter(|v| wanted(v)).count() as u64
    };
    let words = |voices: &Voices, wanted: &dyn Fn(&super::Voice) -> bool| -> u64 {
        voices.voices.iter().filter(|v| wanted(v)).map(|v| u64::from(v.words)).sum()
    };
    let mut verbs = Vec::new();
    for class in VerbClass::ALL {
        let has = |v: &super::Voice| v.speaker.is_some() && v.verb.is_some();
        let is = |v: &super::Voice| has(v) && v.verb.as_ref().is_some_and(|verb| verb.class == class);
        verbs.push((class, of(&|_, voices| (count(voices, &is), count(voices, &has)))?));
    }
    let mut speakers: BTreeMap<String, SpeakerShare> = BTreeMap::new();
    let mut side_names: BTreeSet<String> = BTreeSet::new();
    for (_, voices) in found {
        task.check()?;
        let mut here: Vec<&str> = Vec::new();
        for voice in &voices.voices {
            let Some(speaker) = &voice.speaker else { continue };
            let own = speakers.entry(speaker.name.clone()).or_insert_with(|| SpeakerShare {
                name: speaker.name.clone(),
                voices: 0,
                words: 0,
                articles: 0,
                side: side(speaker),
            });
            own.voices += 1;
            own.words += u64::from(voice.words);
            if !here.contains(&speaker.name.as_str()) {
                here.push(&speaker.name);
                own.articles += 1;
            }
            if let Some(name) = &own.side {
                side_names.insert(name.clone());
            }
        }
    }
    let mut sides = Vec::new();
    for name in side_names {
        let is = |v: &super::Voice| {
            v.speaker
                .as_ref()
                .and_then(|s| speakers.get(&s.name))
                .is_some_and(|s| s.side.as_deref() == Some(&name))
        };
        let part = of(&|_, voices| (words(voices, &is), words(voices, &|v| v.speaker.is_some())))?;
        sides.push((name, part));
    }
    let mut speakers: Vec<SpeakerShare> = speakers.into_values().collect();
    speakers.sort_by(|a, b| b.words.cmp(&a.words).then_with(|| a.name.cmp(&b.name)));
    Ok(ColumnShare {
        articles: found.len() as u32,
        words: found.iter().map(|(id, _)| u64::from(corpus.words_of(*id))).sum(),
        silent_articles: found.iter().filter(|(_, v)| v.voices.is_empty()).map(|(id, _)| *id).collect(),
        voices: all().count() as u32,
        unattributed: all().filter(|v| v.speaker.is_none()).count() as u32,
        direct: of(&|_, v| (count(v, &|v| v.kind == VoiceKind::Direct), v.voices.len() as u64))?,
        quoted_words: of(&|id, v| {
            (v.voices.iter().map(|v| u64::from(v.quoted_words)).sum(), u64::from(corpus.words_of(id)))
        })?,
        voiced_words: of(&|id, v| (words(v, &|_| true), u64::from(corpus.words_of(id))))?,
        unnamed: of(&|_, v| {
            let attributed = |v: &super::Voice| v.speaker.is_some();
            (count(v, &|v| v.speaker.as_ref().is_some_and(|s| !s.named)), count(v, &attributed))
        })?,
        verbs,
        sides,
        speakers,
    })
}

/// The sums with their interval over articles.
fn measured(parts: &[Parts], settings: Resampling, task: &Task) -> Result<Share, Cancelled> {
    let (count, of) = parts.iter().fold((0, 0), |(a, b), (part, whole)| (a + part, b + whole));
    let interval = if (parts.len() as u64) < u64::from(LEAST_ARTICLES) {
        Err(Undefined::TooFewArticles(LEAST_ARTICLES))
    } else if count == 0 {
        Err(Undefined::NoOccurrence)
    } else {
        let found: Stat<Bootstrap> = bootstrap(&[parts.len()], 0.95, settings, task, |times| {
            let (part, whole) = parts.iter().zip(times).fold((0, 0), |(a, b), ((part, whole), times)| {
                (a + part * u64::from(*times), b + whole * u64::from(*times))
            });
            if whole == 0 { Err(Undefined::NoOccurrence) } else { Ok(part as f64 / whole as f64) }
        })?;
        found.map(|found| Interval { low: found.low, high: found.high })
    };
    Ok(Share { count, of, interval })
}
