//! Parts of the answer of `parallax compare` that name places: copies, names, voices, silences.

use std::borrow::Cow;

use serde::Serialize;

use super::super::parts::{known, outlet, rounded};
use crate::analysis::{Called, Copied, Tellings};
use crate::corpus::Corpus;
use crate::framing::omissions::Omission;
use crate::framing::{Place, sentences_of};
use crate::stats::Stat;
use crate::text::normalise::for_reading;

#[derive(Debug, Serialize)]
pub(super) struct CopyPart<'a> {
    of: Option<&'a str>,
    #[serde(rename = "in")]
    printed_in: &'a str,
    credited: bool,
    share: Option<f64>,
    longest_run: Option<u32>,
    cut: Option<Vec<Cow<'a, str>>>,
    changed: Option<Vec<ChangePart<'a>>>,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangePart<'a> {
    from: Cow<'a, str>,
    to: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
pub(super) struct ConceptPart<'a> {
    name: &'a str,
    origin: &'static str,
    labels: Vec<LabelPart<'a>>,
}

#[derive(Debug, Serialize)]
struct LabelPart<'a> {
    label: &'a str,
    outlet: Option<&'a str>,
    count: u64,
    per_1000: f64,
    examples: Vec<ExamplePart<'a>>,
}

/// Where the words stand, and the sentence around them.
#[derive(Debug, Serialize)]
struct ExamplePart<'a> {
    path: &'a str,
    span: [u32; 2],
    text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
pub(super) struct VoicePart<'a> {
    path: &'a str,
    outlet: Option<&'a str>,
    speaker: Option<&'a str>,
    speaker_as_written: Option<Cow<'a, str>>,
    kind: &'static str,
    verb: Option<&'static str>,
    verb_class: Option<&'static str>,
    words: u32,
    text: Cow<'a, str>,
    span: [u32; 2],
    rule: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct SilencePart<'a> {
    outlet: Option<&'a str>,
    kind: &'static str,
    text: &'a str,
    told_by: Vec<Option<&'a str>>,
    example: Option<ExamplePart<'a>>,
}

/// A number where there is one, rounded.
pub(super) fn exact(value: Stat) -> Option<f64> {
    value.ok().filter(|value| value.is_finite()).map(rounded)
}

/// The file in which a place stands, and its bytes there.
pub(super) fn in_file(corpus: &Corpus, place: Place) -> (&str, [u32; 2]) {
    let (path, span) = corpus.article(place.article).in_file(place.span);
    (path, [span.from, span.to])
}

pub(super) fn copy<'a>(corpus: &'a Corpus, copied: &'a Copied) -> CopyPart<'a> {
    let text = |place: &Place| for_reading(place.text(corpus));
    let change = |from: &Place, to: &Place| ChangePart { from: text(from), to: text(to) };
    let detail = copied.detail.as_ref();
    CopyPart {
        of: copied.copy.original.map(|id| &*corpus.article(id).path),
        printed_in: &corpus.article(copied.copy.copy).path,
        credited: copied.copy.credited,
        share: copied.copy.share.map(rounded),
        longest_run: copied.copy.original.map(|_| copied.copy.longest_run),
        cut: detail.map(|detail| detail.cut.iter().map(text).collect()),
        changed: detail
            .map(|detail| detail.changed.iter().map(|one| change(&one.original, &one.copy)).collect()),
    }
}

pub(super) fn concept<'a>(corpus: &'a Corpus, told: &'a Tellings, called: &'a Called) -> ConceptPart<'a> {
    let mut labels = Vec::new();
    for label in called.counts.labels.iter().filter(|label| label.total() > 0) {
        for (column, cell) in told.columns.iter().zip(&label.columns) {
            labels.push(LabelPart {
                label: &label.text,
                outlet: known(&column.name),
                count: cell.count,
                per_1000: rounded(cell.per_1000),
                examples: cell.examples.iter().map(|&place| example(corpus, place)).collect(),
            });
        }
    }
    ConceptPart { name: &called.concept.name, origin: called.concept.origin.label(), labels }
}

pub(super) fn voices<'a>(corpus: &'a Corpus, told: &'a Tellings) -> Vec<VoicePart<'a>> {
    let articles = told.columns.iter().flat_map(|column| column.articles.iter().zip(&column.voices));
    let all = articles.flat_map(|(&id, voices)| voices.voices.iter().map(move |voice| (id, voice)));
    let all = all.map(|(id, voice)| {
        let speaker = voice.speaker.as_ref();
        let (path, span) = in_file(corpus, voice.place);
        VoicePart {
            path,
            outlet: outlet(corpus, id),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            speaker_as_written: speaker.map(|speaker| for_reading(speaker.as_written.text(corpus))),
            kind: voice.kind.label(),
            verb: voice.verb.as_ref().map(|verb| verb.lemma),
            verb_class: voice.verb.as_ref().map(|verb| verb.class.label()),
            words: voice.words,
            text: for_reading(voice.place.text(corpus)),
            span,
            rule: voice.rule,
        }
    });
    all.collect()
}

pub(super) fn silence<'a>(
    corpus: &'a Corpus,
    told: &'a Tellings,
    column: usize,
    omission: &'a Omission,
) -> SilencePart<'a> {
    let name = |column: usize| told.columns.get(column).and_then(|column| known(&column.name));
    SilencePart {
        outlet: name(column),
        kind: omission.kind.label(),
        text: &omission.text,
        told_by: omission.told_by.iter().map(|&column| name(column)).collect(),
        example: omission.examples.first().map(|&place| example(corpus, place)),
    }
}

fn example(corpus: &Corpus, place: Place) -> ExamplePart<'_> {
    let holds = |one: &Place| one.span.from <= place.span.from && place.span.to <= one.span.to;
    let around = sentences_of(corpus, place.article).into_iter().map(|one| one.place).find(holds);
    let (path, span) = in_file(corpus, place);
    ExamplePart { path, span, text: for_reading(around.unwrap_or(place).text(corpus)) }
}
