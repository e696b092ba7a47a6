//! What stands where in the sentences of a story: no mark is lost, and none lies outside its sentence.

use std::path::Path;

use parallax::analysis::{Analysis, Layer, Tellings, TellingsRecipe, What};
use parallax::corpus::Corpus;
use parallax::framing::codebook;
use parallax::framing::omissions::Thing;
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;

fn sample() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let articles = read_folder(
        &[root],
        &ReadSettings::default(),
        &Task::none(),
        &mut ReadReport::default(),
        &mut |_| {},
    )
    .unwrap();
    Corpus::build(articles, &Task::none()).unwrap()
}

fn told(corpus: &Corpus) -> Tellings {
    let recipe =
        TellingsRecipe { codebooks: codebook::shipped().to_vec().into(), ..TellingsRecipe::default() };
    Analysis::Tellings(recipe).run(corpus, &Task::none()).unwrap().as_tellings().unwrap().clone()
}

/// Each layer has as many marks as its finding was counted, by those who count without sentences.
#[test]
fn layers_have_what_was_counted() {
    let corpus = sample();
    let tellings = told(&corpus);
    let side = tellings.side_by_side.as_ref().unwrap();
    let names: u64 = tellings.concepts.iter().map(|called| called.counts.total()).sum();
    let hits =
        |frames: &parallax::framing::frames::FrameHits| frames.rows.iter().map(|row| row.hits).sum::<u64>();
    let frames: u64 = tellings.frames.iter().map(hits).sum();
    let figures: usize = side.alignment.figures.iter().map(Vec::len).sum();
    let alone = side.silences.iter().flat_map(|silence| &silence.only_here);
    let alone = alone.filter(|one| one.kind == Thing::Passage).count();
    let check =
        |layer: Layer, expected: u64| assert_eq!(side.layers.count(layer) as u64, expected, "{layer:?}");
    check(Layer::Names, names);
    check(Layer::Frames, frames);
    check(Layer::Figures, figures as u64);
    check(Layer::OnlyHere, alone as u64);
    assert!(names > 50 && frames > 100 && figures > 20 && alone > 20, "{names} {frames} {figures} {alone}");
    assert!(side.layers.count(Layer::Hedges) > 10 && side.layers.count(Layer::Voices) > 50);
}

#[test]
fn marks_stand_in_their_sentences_in_order_and_lead_back() {
    let corpus = sample();
    let tellings = told(&corpus);
    let side = tellings.side_by_side.as_ref().unwrap();
    for (number, told) in side.alignment.sentences.iter().enumerate() {
        let whole = told.sentence.place.span;
        let marks = side.layers.of(number);
        assert!(marks.is_sorted_by_key(|mark| mark.span.from));
        for mark in marks {
            assert!(whole.from <= mark.span.from && mark.span.to <= whole.to && !mark.span.is_empty());
            match mark.what {
                What::Name { concept, label } => {
                    assert!(tellings.concepts[concept as usize].concept.labels.get(label as usize).is_some());
                }
                What::Voice { column, article, voice } => {
                    let column = &tellings.columns[column as usize];
                    assert_eq!(column.articles[article as usize], told.sentence.place.article);
                    assert!(column.voices[article as usize].voices.get(voice as usize).is_some());
                }
                What::Frame { codebook, frame } => assert!(side.layers.frame(codebook, frame).is_some()),
                What::Figure { nth } => {
                    let given = &side.alignment.figures[number][nth as usize];
                    assert_eq!(given.place.article, told.sentence.place.article);
                }
                What::OnlyHere | What::Hedge { .. } => {}
            }
        }
    }
    assert_eq!(side.layers.of(side.alignment.sentences.len()), &[]);
}
