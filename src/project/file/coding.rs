//! Codebooks and coding by hand as a project file holds them, and back.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Unreadable, key_of, v1, written_key};
use crate::framing::codebook;
use crate::framing::coding::{CodingPlan, Judgement, JudgementKey, Judgements, Strata, UnitKind};
use crate::project::{Coding, CodingBook, LineSpot, UnitKey};

/// What a file says.
pub(super) fn read(file: &v1::CodingBook) -> Result<CodingBook, Unreadable> {
    let mut book = CodingBook::default();
    for text in &file.codebooks {
        let codebook = codebook::of_toml(text).map_err(|_| Unreadable::part("a codebook", text))?;
        book.codebooks.push(Arc::new(codebook));
    }
    for excluded in &file.excluded {
        for word in &excluded.words {
            book.exclusions.set(&excluded.codebook, &excluded.frame, word, true);
        }
    }
    for sample in &file.samples {
        book.samples.push(Arc::new(sample_of(sample)?));
    }
    Ok(book)
}

/// The same, to be written.
pub(super) fn written(book: &CodingBook) -> v1::CodingBook {
    let CodingBook { codebooks, exclusions, samples } = book;
    v1::CodingBook {
        codebooks: codebooks.iter().map(|codebook| codebook::to_toml(codebook)).collect(),
        excluded: exclusions
            .words
            .iter()
            .map(|((codebook, frame), words)| v1::Excluded {
                codebook: codebook.to_string(),
                frame: frame.to_string(),
                words: words.iter().cloned().collect(),
            })
            .collect(),
        samples: samples.iter().map(|sample| written_sample(sample)).collect(),
    }
}

fn sample_of(sample: &v1::Sample) -> Result<Coding, Unreadable> {
    let plan = CodingPlan {
        codebook: sample.codebook.as_str().into(),
        unit: if sample.of_articles { UnitKind::Article } else { UnitKind::Sentence },
        size: sample.size,
        seed: sample.seed,
        strata: if sample.by_outlet { Strata::Outlet } else { Strata::None },
        is_blind: !sample.is_open,
        story: sample.story.as_deref().map(Arc::from),
    };
    let unit = |unit: &v1::CodedUnit| -> Result<UnitKey, Unreadable> {
        let spot = |(from, to)| LineSpot { from, to, words: unit.words.as_str().into(), nth: unit.nth };
        Ok(UnitKey { article: key_of(&unit.of)?, spot: unit.at.map(spot) })
    };
    let units: Arc<[UnitKey]> = sample.units.iter().map(unit).collect::<Result<_, _>>()?;
    let mut judgements = Judgements::default();
    for answers in &sample.answers {
        let (coder, frame): (Arc<str>, Arc<str>) =
            (answers.coder.as_str().into(), answers.frame.as_str().into());
        for (number, letter) in (0..).zip(answers.said.chars().take(units.len())) {
            let is_yes = match letter {
                'y' => true,
                'n' => false,
                '-' => continue,
                _ => return Err(Unreadable::part("a coder's answers", &answers.said)),
            };
            let text = |texts: &BTreeMap<u32, String>| texts.get(&number).cloned().unwrap_or_default();
            let said = Judgement { is_yes, note: text(&answers.notes), changed: text(&answers.changed) };
            let key = JudgementKey { unit: number, coder: Arc::clone(&coder), frame: Arc::clone(&frame) };
            judgements.set(key, Some(said));
        }
    }
    Ok(Coding { plan, of: sample.of, units, judgements })
}

fn written_sample(coding: &Coding) -> v1::Sample {
    let Coding { plan, of, units, judgements } = coding;
    let CodingPlan { codebook, unit, size, seed, strata, is_blind, story } = plan;
    let mut answers: BTreeMap<(&str, &str), v1::Answers> = BTreeMap::new();
    for (key, said) in judgements.iter() {
        let here = answers.entry((&key.coder, &key.frame)).or_insert_with(|| v1::Answers {
            coder: key.coder.to_string(),
            frame: key.frame.to_string(),
            ..v1::Answers::default()
        });
        // Units come in order: what lies between was not answered. Letters are one byte each.
        let gap = (key.unit as usize).saturating_sub(here.said.len());
        here.said.extend(std::iter::repeat_n('-', gap));
        here.said.push(if said.is_yes { 'y' } else { 'n' });
        for (texts, text) in [(&mut here.notes, &said.note), (&mut here.changed, &said.changed)] {
            if !text.is_empty() {
                texts.insert(key.unit, text.clone());
            }
        }
    }
    let unit_of = |unit: &UnitKey| v1::CodedUnit {
        of: written_key(&unit.article),
        at: unit.spot.as_ref().map(|spot| (spot.from, spot.to)),
        words: unit.spot.as_ref().map(|spot| spot.words.to_string()).unwrap_or_default(),
        nth: unit.spot.as_ref().map_or(0, |spot| spot.nth),
    };
    v1::Sample {
        codebook: codebook.to_string(),
        of_articles: *unit == UnitKind::Article,
        size: *size,
        seed: *seed,
        by_outlet: *strata == Strata::Outlet,
        is_open: !is_blind,
        story: story.as_deref().map(str::to_owned),
        of: *of,
        units: units.iter().map(unit_of).collect(),
        answers: answers.into_values().collect(),
    }
}
