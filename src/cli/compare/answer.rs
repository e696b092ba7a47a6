//! The answer of `parallax compare`: the keys of its JSON, and what they hold.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::super::parts::{ArticlePart, known, outlet, rounded};
use super::parts::{self, ConceptPart, CopyPart, SilencePart, VoicePart};
use crate::analysis::{Comparison, Tellings, TellingsRecipe};
use crate::corpus::{ArticleId, Corpus};
use crate::framing::omissions::Silence;
use crate::framing::stories::Story;
use crate::text::normalise::for_reading;

/// What was compared.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    /// The story with its number; `None` where everything read was.
    pub story: Option<(usize, &'a Story)>,
    /// What it is called by hand.
    pub title: Option<&'a str>,
}

/// The answer. The fields' names and order are the keys of the JSON and never change.
#[derive(Debug, Serialize)]
pub(super) struct Answer<'a> {
    story: StoryPart<'a>,
    outlets: Vec<Option<&'a str>>,
    passages: Vec<PassagePart<'a>>,
    wire_copies: Vec<CopyPart<'a>>,
    concepts: Vec<ConceptPart<'a>>,
    voices: Vec<VoicePart<'a>>,
    frames: Vec<FramePart<'a>>,
    distinctive: Vec<DistinctivePart<'a>>,
    only_here: Vec<SilencePart<'a>>,
    left_out: Vec<SilencePart<'a>>,
    hedges: Vec<HedgePart<'a>>,
}

#[derive(Debug, Serialize)]
struct StoryPart<'a> {
    id: Option<usize>,
    title: Option<Cow<'a, str>>,
    first: Option<String>,
    last: Option<String>,
    articles: Vec<ArticlePart<'a>>,
}

#[derive(Debug, Serialize)]
struct PassagePart<'a> {
    kind: &'static str,
    similarity: f64,
    sentences: Vec<SentencePart<'a>>,
}

#[derive(Debug, Serialize)]
struct SentencePart<'a> {
    path: &'a str,
    outlet: Option<&'a str>,
    text: Cow<'a, str>,
    span: [u32; 2],
}

#[derive(Debug, Serialize)]
struct FramePart<'a> {
    codebook: &'a str,
    frame: &'a str,
    outlet: Option<&'a str>,
    hits: u64,
    sentences: u64,
    per_1000: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    words: BTreeMap<&'a str, u64>,
}

#[derive(Debug, Serialize)]
struct DistinctivePart<'a> {
    outlet: Option<&'a str>,
    word: &'a str,
    count: u64,
    elsewhere: u64,
    z: f64,
    log_ratio: Option<f64>,
    articles: u32,
}

#[derive(Debug, Serialize)]
struct HedgePart<'a> {
    outlet: Option<&'a str>,
    count: u64,
    per_1000: Option<f64>,
    words: BTreeMap<&'a str, u64>,
}

impl<'a> Answer<'a> {
    pub(super) fn of(
        corpus: &'a Corpus,
        about: About<'a>,
        asked: &'a TellingsRecipe,
        told: &'a Tellings,
        compared: &'a Comparison,
    ) -> Self {
        let outlets = told.columns.iter().map(|column| known(&column.name)).collect();
        let silences = |of: fn(&Silence) -> &[_]| {
            let all = told.side_by_side.iter().flat_map(|side| &side.silences);
            let here = all.flat_map(|silence| of(silence).iter().map(move |one| (silence.column, one)));
            here.map(|(column, one)| parts::silence(corpus, told, column, one)).collect()
        };
        Self {
            story: story(corpus, about, told),
            outlets,
            passages: passages(corpus, told),
            wire_copies: told.copies.iter().map(|one| parts::copy(corpus, one)).collect(),
            concepts: told.concepts.iter().map(|one| parts::concept(corpus, told, one)).collect(),
            voices: parts::voices(corpus, told),
            frames: frames(asked, told),
            distinctive: distinctive(corpus, compared),
            only_here: silences(|silence| &silence.only_here),
            left_out: silences(|silence| &silence.left_out),
            hedges: hedges(told),
        }
    }
}

fn story<'a>(corpus: &'a Corpus, about: About<'a>, told: &'a Tellings) -> StoryPart<'a> {
    let mut ids: Vec<ArticleId> = told.articles().collect();
    ids.sort_by_key(|&id| {
        let date = corpus.date_of(id);
        (date.is_none(), date, &*corpus.article(id).path, id)
    });
    let headline = || about.story.and_then(|(_, story)| Some(for_reading(story.title?.text(corpus))));
    let title = about.title.map(Cow::Borrowed).or_else(headline);
    StoryPart {
        id: about.story.map(|(number, _)| number),
        title,
        first: told.coverage.first.map(|date| date.to_string()),
        last: told.coverage.last.map(|date| date.to_string()),
        articles: ids.into_iter().map(|id| ArticlePart::of(corpus, id)).collect(),
    }
}

fn passages<'a>(corpus: &'a Corpus, told: &'a Tellings) -> Vec<PassagePart<'a>> {
    let Some(side) = &told.side_by_side else { return Vec::new() };
    let sentence = |&at: &usize| {
        let told = side.alignment.sentences.get(at)?;
        let place = told.sentence.place;
        let (path, span) = parts::in_file(corpus, place);
        Some(SentencePart {
            path,
            outlet: outlet(corpus, place.article),
            text: for_reading(place.text(corpus)),
            span,
        })
    };
    let passages = side.alignment.passages.iter().map(|passage| PassagePart {
        kind: passage.grade.label(),
        similarity: rounded(passage.similarity),
        sentences: passage.sentences.iter().filter_map(sentence).collect(),
    });
    passages.collect()
}

fn frames<'a>(asked: &'a TellingsRecipe, told: &'a Tellings) -> Vec<FramePart<'a>> {
    let mut all = Vec::new();
    for (book, hits) in asked.codebooks.iter().zip(&told.frames) {
        for row in &hits.rows {
            let Some((frame, column)) = book.frames.get(row.frame).zip(told.columns.get(row.group)) else {
                continue;
            };
            let limits = row.limits_per_1000();
            let mut words = BTreeMap::new();
            for word in &row.words {
                *words.entry(word.form.as_str()).or_default() += word.hits;
            }
            all.push(FramePart {
                codebook: &book.title,
                frame: &frame.title,
                outlet: known(&column.name),
                hits: row.hits,
                sentences: row.sentences,
                per_1000: parts::exact(row.per_1000()),
                low: parts::exact(limits.map(|(low, _)| low)),
                high: parts::exact(limits.map(|(_, high)| high)),
                words,
            });
        }
    }
    all
}

fn distinctive<'a>(corpus: &'a Corpus, compared: &'a Comparison) -> Vec<DistinctivePart<'a>> {
    let columns = compared.columns.iter();
    let words = columns.flat_map(|column| column.top.iter().map(move |word| (column, word)));
    let words = words.map(|(column, word)| DistinctivePart {
        outlet: known(&column.name),
        word: corpus.vocabulary().form(word.word),
        count: word.count,
        elsewhere: word.elsewhere,
        z: rounded(word.z),
        log_ratio: parts::exact(word.log_ratio),
        articles: word.articles,
    });
    words.collect()
}

fn hedges(told: &Tellings) -> Vec<HedgePart<'_>> {
    let columns = told.columns.iter().map(|column| {
        let all = &column.hedges.all;
        HedgePart {
            outlet: known(&column.name),
            count: all.count,
            per_1000: parts::exact(all.per_1000),
            words: all.words.iter().map(|word| (word.word.as_str(), word.places.len() as u64)).collect(),
        }
    });
    columns.collect()
}
