//! Passages, labels and voices as the scorers take them.

use parallax::corpus::ArticleId;
use parallax::framing::Part;
use parallax::framing::labels as names;
use parallax::framing::passages::{Alignment, Grade, PassageSettings, align};
use parallax::framing::voices::{VoiceKind, voices_of};
use parallax::task::Task;
use serde_json::Value;

use super::Measured;
use crate::framing::labelled::list;
use crate::framing::labels::found_among;
use crate::framing::score::labels::{self, Concept, Labels};
use crate::framing::score::passages::{self, Pair, Passages};
use crate::framing::score::voices::{self, Kind, Voice, Voices};
use crate::framing::score::{Place, Score};

impl Measured {
    /// A sentence of an alignment as a place of its article.
    pub(in crate::framing) fn sentence(&self, found: &Alignment, at: usize) -> Option<Place> {
        let told = &found.sentences[at];
        if !matches!(told.sentence.part, Part::Body(_)) {
            return None;
        }
        let place = told.sentence.place;
        Some(self.world.place(self.path(place.article), place.text(&self.corpus)))
    }
}

/// The pairs of sentences that passages say tell the same: every two of different outlets.
fn pairs(measured: &Measured, found: &Alignment) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for passage in &found.passages {
        let grade = match passage.grade {
            Grade::SameWords => 1,
            Grade::Reworded => 2,
            Grade::Related => 3,
        };
        for (at, &a) in passage.sentences.iter().enumerate() {
            for &b in &passage.sentences[at + 1..] {
                if found.sentences[a].column != found.sentences[b].column
                    && let (Some(a), Some(b)) = (measured.sentence(found, a), measured.sentence(found, b))
                {
                    pairs.push(Pair { a, b, grade });
                }
            }
        }
    }
    pairs
}

fn add(sum: &mut Score, more: Score) {
    sum.found += more.found;
    sum.found_right += more.found_right;
    sum.truth += more.truth;
    sum.truth_right += more.truth_right;
}

/// Passages of all stories together.
pub(in crate::framing) fn passages(measured: &Measured, settings: &PassageSettings) -> Passages {
    let mut sum = Passages::default();
    for (story, articles) in measured.stories() {
        let (_, columns) = measured.columns(&articles);
        let found = align(&measured.corpus, &columns, settings, &Task::none()).unwrap();
        let found = pairs(measured, &found);
        let (truth, none) =
            (measured.world.pairs("pairs", &story), measured.world.pairs("not_pairs", &story));
        let more = passages::passages(&truth, &none, &found);
        add(&mut sum.score, more.score);
        sum.same_words = (sum.same_words.0 + more.same_words.0, sum.same_words.1 + more.same_words.1);
        sum.reworded = (sum.reworded.0 + more.reworded.0, sum.reworded.1 + more.reworded.1);
        sum.related_taken += more.related_taken;
        sum.not_pairs_taken += more.not_pairs_taken;
    }
    sum
}

/// Whether a wording is in the Latin alphabet: names in other scripts are known of places alone.
fn is_latin(wording: &str) -> bool {
    !wording.chars().any(|c| c.is_alphabetic() && c > '\u{24f}')
}

/// Labels. Where the truth is told by story they are looked for in each story, else in all articles.
pub(in crate::framing) fn labels(measured: &Measured) -> Labels {
    let truth = measured.world.json("labels.json");
    let by_story = list(&truth, "concepts").iter().all(|concept| concept["story"].is_string());
    let stories = if by_story {
        measured.stories()
    } else {
        vec![(String::new(), (0..measured.corpus.article_count()).collect())]
    };
    let mut sum = Labels::default();
    for (story, articles) in stories {
        let of_story = |concept: &Value| !by_story || concept["story"] == *story;
        let truth = list(&truth, "concepts").iter().zip(measured.world.concepts());
        let truth: Vec<Concept> =
            truth.filter(|(concept, _)| of_story(concept)).map(|(_, concept)| latin(concept)).collect();
        let more = labels::labels(&truth, &found_labels(measured, &articles));
        add(&mut sum.score, more.score);
        sum.aside += more.aside;
    }
    sum
}

fn latin(mut concept: Concept) -> Concept {
    concept.labels.retain(|(_, wording)| is_latin(wording));
    concept
}

fn found_labels(measured: &Measured, articles: &[ArticleId]) -> Vec<Concept> {
    let found = found_among(&measured.corpus, articles);
    let concepts: Vec<names::Concept> = found.concepts.iter().map(|one| one.concept.clone()).collect();
    let hits = names::all_hits(&measured.corpus, articles, &concepts, &Task::none()).unwrap();
    let mut labels = vec![std::collections::BTreeSet::new(); concepts.len()];
    for hit in hits {
        let wording = hit.place.text(&measured.corpus);
        if is_latin(wording) {
            let outlet = measured.corpus.outlet_of(hit.place.article);
            let outlet = measured.corpus.outlets()[usize::from(outlet)].name.to_string();
            labels[hit.concept as usize].insert((outlet, wording.to_owned()));
        }
    }
    let is_person =
        |one: &names::FoundConcept| one.reasons.iter().any(|why| why.rule == names::Rule::Introduced);
    let concept = |(labels, one): (std::collections::BTreeSet<_>, &names::FoundConcept)| Concept {
        labels: labels.into_iter().collect(),
        person: is_person(one).then(|| one.concept.name.clone()),
    };
    labels.into_iter().zip(&found.concepts).map(concept).collect()
}

/// Voices of all articles, in all languages.
pub(in crate::framing) fn voices(measured: &Measured) -> Voices {
    let (corpus, world) = (&measured.corpus, &measured.world);
    let ids: Vec<ArticleId> = (0..corpus.article_count()).collect();
    let found = voices_of(corpus, &ids, &Task::none()).unwrap();
    let found = ids.iter().zip(&found).flat_map(|(&id, found)| found.voices.iter().map(move |one| (id, one)));
    let found: Vec<Voice> = found
        .map(|(id, one)| Voice {
            place: world.place(measured.path(id), one.place.text(corpus)),
            kind: if one.kind == VoiceKind::Direct { Kind::Direct } else { Kind::Indirect },
            speakers: one.speaker.iter().map(|speaker| speaker.name.clone()).collect(),
            borderline: false,
        })
        .collect();
    voices::voices(&world.voices(), &found)
}
