//! How far coders agree, frame by frame.
//!
//! Krippendorff's alpha is the figure to report: any number of coders, gaps allowed. Where yes is rare, alpha and
//! kappa fall although nearly all answers are alike; then AC1 stands beside them and says so.

use std::sync::Arc;

use super::Judgements;
use crate::stats::agreement::{Confusion, Weighing};
use crate::stats::bootstrap::{Bootstrap, bootstrap};
use crate::stats::krippendorff::{Scale, krippendorff_alpha};
use crate::stats::random::Resampling;
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};

/// The level of the interval.
const LEVEL: f64 = 0.95;

/// How far coders agree about one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameAgreement {
    /// The frame's short name.
    pub frame: Arc<str>,
    /// Units that at least two coders answered.
    pub units: u32,
    /// Share of yes among all answers to these.
    pub share_of_yes: Stat,
    /// The share of pairs of answers to one unit that are alike.
    pub percent: Stat,
    /// Krippendorff's alpha, nominal.
    pub alpha: Stat,
    /// Its limits, by drawing units anew.
    pub alpha_interval: Stat<Bootstrap>,
    /// Every two coders who share a unit.
    pub pairs: Vec<PairAgreement>,
}

/// How far two coders agree.
#[derive(Debug, Clone, PartialEq)]
pub struct PairAgreement {
    /// One.
    pub first: Arc<str>,
    /// The other.
    pub second: Arc<str>,
    /// Units that both answered.
    pub units: u32,
    /// The share of them with the same answer.
    pub percent: Stat,
    /// Cohen's kappa.
    pub kappa: Stat,
    /// Gwet's AC1.
    pub ac1: Stat,
}

/// What an alpha is worth (Krippendorff 2011).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reliability {
    /// .800 and above.
    Reliable,
    /// .667 to .800: conclusions are tentative.
    Tentative,
    /// Below: the answers are not fit to conclude from.
    Unreliable,
}

impl Reliability {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Reliable => "reliable",
            Self::Tentative => "for tentative conclusions only",
            Self::Unreliable => "not reliable: discuss the cases, sharpen the definition, and code anew",
        }
    }
}

impl FrameAgreement {
    /// What its alpha is worth.
    pub fn reliability(&self) -> Stat<Reliability> {
        self.alpha.map(|alpha| match alpha {
            _ if alpha >= 0.8 => Reliability::Reliable,
            _ if alpha >= 0.667 => Reliability::Tentative,
            _ => Reliability::Unreliable,
        })
    }
}

/// How far the coders of a sample of `units` agree about each of `frames`.
pub fn agreement(
    judgements: &Judgements,
    units: u32,
    frames: &[Arc<str>],
    settings: Resampling,
    task: &Task,
) -> Result<Vec<FrameAgreement>, Cancelled> {
    let coders = judgements.coders();
    task.phase("Comparing coders", frames.len() as u64);
    let mut found = Vec::with_capacity(frames.len());
    for frame in frames {
        task.check()?;
        let answers: Vec<Vec<Option<bool>>> =
            coders.iter().map(|coder| judgements.answers(coder, frame, units)).collect();
        found.push(of_frame(frame, &coders, &answers, settings, task)?);
        task.advance(1);
    }
    Ok(found)
}

fn of_frame(
    frame: &Arc<str>,
    coders: &[Arc<str>],
    answers: &[Vec<Option<bool>>],
    settings: Resampling,
    task: &Task,
) -> Result<FrameAgreement, Cancelled> {
    let units = answers.first().map_or(0, Vec::len);
    let tallies = (0..units).map(|unit| {
        let said = answers.iter().filter_map(|coder| coder.get(unit).copied().flatten());
        said.fold((0_u32, 0_u32), |(yes, no), is_yes| (yes + u32::from(is_yes), no + u32::from(!is_yes)))
    });
    let shared: Vec<(u32, u32)> = tallies.filter(|(yes, no)| yes + no > 1).collect();
    let values: Vec<Vec<Option<f64>>> = answers
        .iter()
        .map(|coder| coder.iter().map(|said| said.map(|is_yes| f64::from(u8::from(is_yes)))).collect())
        .collect();
    let rows: Vec<&[Option<f64>]> = values.iter().map(Vec::as_slice).collect();
    let alpha_interval = if shared.is_empty() {
        Err(Undefined::NotCodedTwice)
    } else {
        bootstrap(&[shared.len()], LEVEL, settings, task, |times| alpha(&shared, times))?
    };
    let mut pairs = Vec::new();
    for (n, (first, one)) in coders.iter().zip(answers).enumerate() {
        for (second, other) in coders.iter().zip(answers).skip(n + 1) {
            pairs.extend(pair(first, second, one, other));
        }
    }
    Ok(FrameAgreement {
        frame: Arc::clone(frame),
        units: shared.len() as u32,
        share_of_yes: share(
            shared.iter().map(|(yes, _)| u64::from(*yes)).sum(),
            shared.iter().map(|(yes, no)| u64::from(yes + no)).sum(),
        ),
        percent: share(
            shared.iter().map(|(yes, no)| twos(*yes) + twos(*no)).sum(),
            shared.iter().map(|(yes, no)| twos(yes + no)).sum(),
        ),
        alpha: krippendorff_alpha(&rows, Scale::Nominal),
        alpha_interval,
        pairs,
    })
}

/// How many pairs there are among so many.
fn twos(count: u32) -> u64 {
    u64::from(count) * u64::from(count.saturating_sub(1)) / 2
}

fn share(part: u64, whole: u64) -> Stat {
    if whole == 0 { Err(Undefined::NotCodedTwice) } else { Ok(part as f64 / whole as f64) }
}

/// Krippendorff's alpha for yes and no, each unit taken so many times.
fn alpha(units: &[(u32, u32)], times: &[u32]) -> Stat {
    let (mut all_yes, mut all_no, mut observed) = (0.0, 0.0, 0.0);
    for (&(yes, no), &times) in units.iter().zip(times) {
        let (yes, no, times) = (f64::from(yes), f64::from(no), f64::from(times));
        all_yes += times * yes;
        all_no += times * no;
        observed += times * 2.0 * yes * no / (yes + no - 1.0);
    }
    let expected = 2.0 * all_yes * all_no;
    if expected <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    Ok(1.0 - (all_yes + all_no - 1.0) * observed / expected)
}

fn pair(
    first: &Arc<str>,
    second: &Arc<str>,
    one: &[Option<bool>],
    other: &[Option<bool>],
) -> Option<PairAgreement> {
    let both: Vec<(bool, bool)> =
        one.iter().zip(other).filter_map(|(one, other)| Some(((*one)?, (*other)?))).collect();
    let (one, other): (Vec<usize>, Vec<usize>) =
        both.iter().map(|(one, other)| (usize::from(*one), usize::from(*other))).unzip();
    let table = Confusion::of(&one, &other, 2).ok()?;
    Some(PairAgreement {
        first: Arc::clone(first),
        second: Arc::clone(second),
        units: both.len() as u32,
        percent: Ok(table.percent()),
        kappa: table.cohen_kappa(Weighing::Unweighted),
        ac1: table.gwet_ac1(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quick form is the same figure as the general one, whatever the units.
    #[test]
    fn quick_alpha_is_alpha() {
        let coders: [[Option<f64>; 6]; 3] = [
            [Some(1.0), Some(0.0), Some(1.0), None, Some(0.0), Some(1.0)],
            [Some(1.0), Some(1.0), None, Some(0.0), Some(0.0), Some(0.0)],
            [Some(1.0), Some(0.0), Some(1.0), Some(0.0), None, Some(0.0)],
        ];
        let rows: Vec<&[Option<f64>]> = coders.iter().map(<[_; 6]>::as_slice).collect();
        let tallies = [(3, 0), (1, 2), (2, 0), (0, 2), (0, 2), (1, 2)];
        let quick = alpha(&tallies, &[1; 6]).unwrap();
        assert!((quick - krippendorff_alpha(&rows, Scale::Nominal).unwrap()).abs() < 1e-12);
        assert_eq!(alpha(&tallies, &[2, 0, 1, 0, 0, 0]), Err(Undefined::NoVariation));
    }
}
