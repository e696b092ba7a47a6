//! Dictionary hits held against what coders said: precision and recall, frame by frame.

use std::sync::Arc;

use super::{Judgements, Unit, UnitKind};
use crate::corpus::Corpus;
use crate::framing::codebook::Codebook;
use crate::framing::frames::{Exclusions, Lookup};
use crate::stats::intervals::{Interval, wilson};
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};

/// The level of the intervals.
const LEVEL: f64 = 0.95;
/// Below so many coded units there is nothing to report yet.
const ENOUGH: u32 = 50;

/// What counts as said where several coders answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Truth {
    /// What most of them said; where as many said yes as no, the unit is left out.
    #[default]
    Majority,
    /// Only units on which all who answered, at least two, are of one mind.
    Agreed,
    /// What one coder said.
    Coder(Arc<str>),
}

impl Truth {
    /// In words, behind "against".
    pub fn label(&self) -> String {
        match self {
            Self::Majority => "the majority of coders".to_owned(),
            Self::Agreed => "units on which coders agree".to_owned(),
            Self::Coder(name) => format!("the coder {name}"),
        }
    }

    fn of(&self, answers: &[(&str, bool)]) -> Option<bool> {
        let yes = answers.iter().filter(|(_, is_yes)| *is_yes).count();
        let no = answers.len() - yes;
        match self {
            Self::Majority => (yes != no).then_some(yes > no),
            Self::Agreed => (answers.len() > 1 && (yes == 0 || no == 0)).then_some(yes > 0),
            Self::Coder(name) => {
                answers.iter().find(|(coder, _)| *coder == &**name).map(|(_, is_yes)| *is_yes)
            }
        }
    }
}

/// Whether anybody has looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Status {
    /// Nobody.
    #[default]
    NotValidated,
    /// Somebody.
    Coded {
        /// Units with an answer about at least one frame.
        units: u32,
        /// Who answered.
        coders: Vec<Arc<str>>,
        /// What units are.
        kind: UnitKind,
    },
}

impl Status {
    /// How many units were coded.
    pub(super) fn units(&self) -> u32 {
        match self {
            Self::NotValidated => 0,
            Self::Coded { units, .. } => *units,
        }
    }

    /// Whether enough of them were coded to say how good the hits are.
    pub(super) fn is_enough(&self) -> bool {
        self.units() >= ENOUGH
    }

    /// What stands above every figure of dictionary hits.
    pub fn banner(&self) -> String {
        const NOT: &str = "not validated on this corpus";
        match self {
            Self::NotValidated => NOT.to_owned(),
            Self::Coded { units, coders, kind } => {
                let people = if coders.len() == 1 { "coder" } else { "coders" };
                let said = format!("{} coded by {} {people}", kind.counted(u64::from(*units)), coders.len());
                if *units < ENOUGH {
                    format!("{NOT}: only {said}")
                } else {
                    format!("checked against {said}")
                }
            }
        }
    }
}

/// How well hits do against coders.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// Whether anybody has looked.
    pub status: Status,
    /// What counted as said.
    pub truth: Truth,
    /// Units whose article is not there any more, or says something else: they are not compared.
    pub units_gone: u32,
    /// By frame, in the codebook's order.
    pub frames: Vec<FrameValidation>,
}

/// How well the hits of one frame do. A hit is a unit with at least one dictionary hit.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameValidation {
    /// The frame's short name.
    pub frame: Arc<str>,
    /// Units compared.
    pub units: u32,
    /// Units with answers that decide nothing.
    pub undecided: u32,
    /// The words hit and the coders said yes.
    pub both: u32,
    /// The words hit and the coders said no.
    pub only_hits: u32,
    /// The coders said yes and no word hit.
    pub only_coders: u32,
    /// Neither.
    pub neither: u32,
    /// The share of hits that are right.
    pub precision: Stat,
    /// Its limits (Wilson).
    pub precision_interval: Stat<Interval>,
    /// The share of what coders found that was hit.
    pub recall: Stat,
    /// Its limits (Wilson).
    pub recall_interval: Stat<Interval>,
    /// The harmonic mean of both; undefined where one of them is.
    pub f1: Stat,
}

/// Holds the hits of `codebook` against what was said of `units`, of which those that are gone are `None`.
///
/// With a sample of as many units an outlet, figures hold for the sample; with one without strata, for all
/// articles it was drawn from.
pub fn validate(
    corpus: &Corpus,
    units: &[Option<Unit>],
    kind: UnitKind,
    judgements: &Judgements,
    (codebook, exclusions): (&Codebook, &Exclusions),
    truth: Truth,
    task: &Task,
) -> Result<Validation, Cancelled> {
    let mut said: Vec<Vec<Vec<(&str, bool)>>> = vec![vec![Vec::new(); units.len()]; codebook.frames.len()];
    let numbers: hashbrown::HashMap<&str, usize> =
        codebook.frames.iter().enumerate().map(|(n, frame)| (&*frame.id, n)).collect();
    let mut is_coded = vec![false; units.len()];
    for (key, judgement) in judgements.iter() {
        let frame = numbers.get(&*key.frame).and_then(|&frame| said.get_mut(frame));
        if let Some(answers) = frame.and_then(|frame| frame.get_mut(key.unit as usize)) {
            answers.push((&*key.coder, judgement.is_yes));
            if let Some(slot) = is_coded.get_mut(key.unit as usize) {
                *slot = true;
            }
        }
    }
    let there: Vec<_> = units.iter().flatten().map(|unit| unit.article).collect();
    let found = Lookup::new(corpus, &there, codebook, exclusions, task)?.all_places(&there, task)?;
    let mut is_hit = vec![vec![false; units.len()]; codebook.frames.len()];
    for (n, unit) in units.iter().enumerate() {
        task.check()?;
        let Some(unit) = unit else { continue };
        let first = found.partition_point(|(place, _)| place.article < unit.article);
        let here = found.iter().skip(first).take_while(|(place, _)| place.article == unit.article);
        for &(place, frame) in here {
            let from = place.span.from;
            let is_within = kind == UnitKind::Article || (unit.span.from <= from && from < unit.span.to);
            if let Some(slot) = is_hit.get_mut(frame).and_then(|frame| frame.get_mut(n)).filter(|_| is_within)
            {
                *slot = true;
            }
        }
    }
    let frames = codebook.frames.iter().zip(said.iter().zip(&is_hit)).map(|(frame, (said, is_hit))| {
        let rows = units.iter().zip(said).zip(is_hit).filter(|((unit, _), _)| unit.is_some());
        of_frame(&frame.id, rows.map(|((_, answers), is_hit)| (answers.as_slice(), *is_hit)), &truth)
    });
    let frames = frames.collect();
    let coded = is_coded.iter().filter(|is_coded| **is_coded).count() as u32;
    let status = match coded {
        0 => Status::NotValidated,
        units => Status::Coded { units, coders: judgements.coders(), kind },
    };
    let units_gone = units.iter().filter(|unit| unit.is_none()).count() as u32;
    Ok(Validation { status, truth, units_gone, frames })
}

fn of_frame<'a>(
    frame: &Arc<str>,
    rows: impl Iterator<Item = (&'a [(&'a str, bool)], bool)>,
    truth: &Truth,
) -> FrameValidation {
    let (mut both, mut only_hits, mut only_coders, mut neither, mut undecided) =
        (0_u32, 0_u32, 0_u32, 0_u32, 0);
    for (answers, is_hit) in rows {
        match (truth.of(answers), is_hit) {
            (Some(true), true) => both += 1,
            (Some(true), false) => only_coders += 1,
            (Some(false), true) => only_hits += 1,
            (Some(false), false) => neither += 1,
            (None, _) => undecided += u32::from(!answers.is_empty()),
        }
    }
    let share = |part: u32, whole: u32, none: Undefined| -> (Stat, Stat<Interval>) {
        let rate = if whole == 0 { Err(none) } else { Ok(f64::from(part) / f64::from(whole)) };
        let limits = rate.and_then(|_| wilson(u64::from(part), u64::from(whole), LEVEL));
        (rate, limits)
    };
    let (precision, precision_interval) = share(both, both + only_hits, Undefined::NoHit);
    let (recall, recall_interval) = share(both, both + only_coders, Undefined::NoYes);
    let all = 2 * both + only_hits + only_coders;
    let f1 = precision.and(recall).and(share(2 * both, all, Undefined::NoHit).0);
    FrameValidation {
        frame: Arc::clone(frame),
        units: both + only_hits + only_coders + neither,
        undecided,
        both,
        only_hits,
        only_coders,
        neither,
        precision,
        precision_interval,
        recall,
        recall_interval,
        f1,
    }
}
