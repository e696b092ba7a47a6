//! The desk where samples are coded by hand: which sample lies on it, who codes, which unit is read.
//!
//! What coders say is in the workbench and can be undone; where they are is not.

use std::sync::Arc;

use super::super::slot::{Keyed, Slot};
use super::super::{Overlay, Session};
use super::desk_work::{About, Checked, DeskWork, Shares, Weighed};
use crate::framing::coding::{JudgementKey, Truth, Unit};
use crate::ingest::again::Numbers;
use crate::problem::Problem;
use crate::project::{Coding, CodingBook, Located, UnitKey};

/// What is seen of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeskPane {
    /// The list of samples.
    #[default]
    Samples,
    /// How a new one shall be drawn.
    New,
    /// One unit, to be answered.
    Code,
    /// What came out.
    Results,
}

/// A step at the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum DeskStep {
    /// Look at the list of samples, or at how a new one shall be drawn.
    Look(DeskPane),
    /// Take this sample of the list, to code it or to see what came out.
    Take(usize, DeskPane),
    /// So many hits are there to expect with this codebook, in the story that is open or in all articles that the
    /// filter leaves.
    Weigh(Arc<str>, bool),
    /// This person codes.
    Coder(Arc<str>),
    /// These frames are asked of each unit, by their short names.
    Frames(Vec<Arc<str>>),
    /// Read this unit.
    Unit(u32),
    /// Read the next unit that this coder has not answered; where there is none, stay.
    Onward,
    /// Say something of the unit that is read, with a note; an empty note leaves the one before.
    Say(Saying, String),
    /// Note something on the answers to the unit that is read.
    Note(String),
    /// Ask the frame behind the one that is asked.
    NextFrame,
    /// Hold hits against this.
    Truth(Truth),
}

/// What is said of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saying {
    /// The only frame that is asked is there; of several, the one with this number is, or is not after all.
    Yes(usize),
    /// None of the frames that are asked is there.
    No,
    /// What is not yes is no.
    Rest,
    /// What was said is taken back.
    Clear,
}

/// At most so many frames are asked of a unit at once: there are nine digits.
pub const MOST_AT_ONCE: usize = 9;

/// What lies on the desk.
#[derive(Debug)]
pub struct Desk {
    /// What is seen of it.
    pub pane: DeskPane,
    /// The place of the sample in the list.
    pub sample: Option<usize>,
    /// Who codes; empty before anybody said so.
    pub coder: Arc<str>,
    /// The frames that are asked of a unit, in the codebook's order.
    pub frames: Vec<Arc<str>>,
    /// The unit that is read, from 0.
    pub unit: u32,
    /// What hits are held against.
    pub truth: Truth,
    /// The unit to begin with is still to be found: where units are is not known yet.
    pub(super) is_beginning: bool,
    pub(super) weighed: (Arc<str>, bool),
    pub(super) shares: Slot<About<Weighed>, Shares>,
    pub(super) located: Slot<About<Arc<[UnitKey]>>, Vec<Located>>,
    pub(super) checked: Slot<About<(usize, Truth)>, Checked>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            pane: DeskPane::default(),
            sample: None,
            coder: "".into(),
            frames: Vec::new(),
            unit: 0,
            truth: Truth::default(),
            is_beginning: false,
            weighed: ("".into(), false),
            shares: Slot::Empty,
            located: Slot::Empty,
            checked: Slot::Empty,
        }
    }
}

impl Desk {
    /// How often the words of a codebook hit, once that is counted.
    pub fn shares(&self, codebook: &str) -> Option<&Shares> {
        self.shares.value().map(|shares| &**shares).filter(|shares| *shares.codebook == *codebook)
    }

    /// The codebook whose hits were asked for last with [`DeskStep::Weigh`], by its short name, empty before; and
    /// whether in the story that is open.
    pub fn weighed(&self) -> (&str, bool) {
        (&self.weighed.0, self.weighed.1)
    }

    /// Where the units of the sample are, once that is known.
    pub fn located(&self) -> Option<&[Located]> {
        self.located.value().map(|located| located.as_slice())
    }

    /// What came out, and whether a newer answer is on its way.
    pub fn checked(&self) -> (Option<&Arc<Checked>>, bool) {
        (self.checked.value(), self.checked.is_computing())
    }

    /// Why what is shown could not be answered anew.
    pub fn problem(&self) -> Option<&Problem> {
        match self.pane {
            DeskPane::Samples => None,
            DeskPane::New => self.shares.problem(),
            DeskPane::Code => self.located.problem(),
            DeskPane::Results => self.checked.problem(),
        }
    }

    /// A job of the desk ended by a fault.
    pub(in crate::session) fn fail(&mut self, work: DeskWork, problem: &Problem) {
        fn fail<T: Clone + PartialEq, U>(slot: &mut Slot<About<T>, U>, problem: &Problem) {
            if let Some(key) = slot.key().cloned() {
                slot.fail(&key, problem.clone());
            }
        }
        match work {
            DeskWork::Weigh => fail(&mut self.shares, problem),
            DeskWork::Locate => fail(&mut self.located, problem),
            DeskWork::Check => fail(&mut self.checked, problem),
        }
    }

    /// Asks anew what could not be answered.
    pub(in crate::session) fn forget_failures(&mut self) {
        self.shares.forget_failure();
        self.located.forget_failure();
        self.checked.forget_failure();
    }

    /// Articles have other numbers: units are where these say until they are looked for again.
    pub(in crate::session) fn renumber(&mut self, numbers: &Numbers) {
        if let Some(Keyed { key, value }) = self.located.take_shown() {
            let now = value.iter().map(|one| renumbered(*one, numbers)).collect();
            self.located = Slot::Ready(Keyed { key, value: Arc::new(now) });
        }
    }

    /// Forgets what other articles said.
    pub(in crate::session) fn clear(&mut self) {
        let coder = Arc::clone(&self.coder);
        *self = Self { coder, ..Self::default() };
    }
}

/// In an article that says something else by now, whether a sentence still stands is not known yet.
fn renumbered(located: Located, numbers: &Numbers) -> Located {
    let changed = |id| numbers.of(id).map_or(Located::Gone, Located::Changed);
    match located {
        Located::Here(unit) => match numbers.of_same_text(unit.article) {
            Some(article) => Located::Here(Unit { article, ..unit }),
            None => changed(unit.article),
        },
        Located::Changed(id) => changed(id),
        Located::Gone => Located::Gone,
    }
}

impl Session {
    /// The desk where samples are coded.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The sample that lies on the desk, and its place in the list.
    pub fn desk_sample(&self) -> Option<(usize, &Arc<Coding>)> {
        let at = self.desk.sample?;
        Some((at, self.bench.coding.samples.get(at)?))
    }

    /// A step at the desk.
    pub(in crate::session) fn at_desk(&mut self, step: DeskStep) {
        match step {
            DeskStep::Look(pane) => {
                self.desk.pane = match pane {
                    DeskPane::Code | DeskPane::Results if self.desk_sample().is_none() => DeskPane::Samples,
                    pane => pane,
                };
                if pane == DeskPane::New {
                    self.desk.sample = None;
                }
            }
            DeskStep::Take(at, pane) => self.take_sample(at, pane),
            DeskStep::Weigh(codebook, of_story) => self.desk.weighed = (codebook, of_story),
            DeskStep::Coder(name) => {
                self.desk.coder = name.trim().into();
                self.first_unit();
            }
            DeskStep::Frames(frames) => {
                if self.desk_sample().is_none() {
                    // Of the sample that is drawn next.
                    self.desk.frames = frames;
                    return;
                }
                self.ask_frames(&frames);
                self.first_unit();
            }
            DeskStep::Unit(unit) => {
                let last = self.desk_sample().map_or(0, |(_, coding)| coding.units.len().saturating_sub(1));
                self.read_unit(unit.min(last as u32));
            }
            DeskStep::Onward => {
                if let Some(unit) = self.next_to_code(Some(self.desk.unit)) {
                    self.read_unit(unit);
                }
            }
            DeskStep::Say(saying, note) => self.say(saying, &note),
            DeskStep::Note(note) => self.note_unit(&note),
            DeskStep::NextFrame => self.ask_next_frame(),
            DeskStep::Truth(truth) => self.desk.truth = truth,
        }
    }

    /// The key of an answer at the desk.
    fn desk_key(&self, frame: &Arc<str>) -> JudgementKey {
        JudgementKey { unit: self.desk.unit, coder: Arc::clone(&self.desk.coder), frame: Arc::clone(frame) }
    }

    /// Whether the unit that is read can be answered.
    fn can_say(&self) -> bool {
        let place = self.desk.located().and_then(|all| all.get(self.desk.unit as usize));
        !self.desk.coder.is_empty() && place.is_some_and(|place| place.problem().is_none())
    }

    fn say(&mut self, saying: Saying, note: &str) {
        let Some((sample, coding)) = self.desk_sample().filter(|_| self.can_say()) else { return };
        let frames = &self.desk.frames;
        let is_one = frames.len() == 1;
        let mut said = Vec::with_capacity(frames.len());
        for (at, frame) in frames.iter().enumerate() {
            let key = self.desk_key(frame);
            let before = coding.judgements.of(&key);
            let answer = match saying {
                Saying::Yes(_) if is_one => Some(true),
                Saying::Yes(which) if which == at => match before.map(|before| before.is_yes) {
                    Some(true) => None,
                    _ => Some(true),
                },
                Saying::Yes(_) => continue,
                Saying::No => Some(false),
                Saying::Rest => Some(before.is_some_and(|before| before.is_yes)),
                Saying::Clear => None,
            };
            let kept = || before.map_or_else(String::new, |before| before.note.clone());
            let note = if note.is_empty() { kept() } else { note.to_owned() };
            said.push((key, answer.map(|is_yes| (is_yes, note))));
        }
        let goes_on = match saying {
            Saying::Yes(_) => is_one,
            Saying::No | Saying::Rest => true,
            Saying::Clear => false,
        };
        self.judge(sample, said);
        if goes_on {
            let next = self.next_to_code(Some(self.desk.unit));
            // Who looks through what is answered goes on too.
            self.at_desk(DeskStep::Unit(next.unwrap_or(self.desk.unit + 1)));
        }
    }

    fn note_unit(&mut self, note: &str) {
        let Some((sample, coding)) = self.desk_sample() else { return };
        let said = self.desk.frames.iter().filter_map(|frame| {
            let key = self.desk_key(frame);
            let before = coding.judgements.of(&key)?;
            Some((key, Some((before.is_yes, note.to_owned()))))
        });
        let said = said.collect();
        self.judge(sample, said);
    }

    fn ask_next_frame(&mut self) {
        let Some((_, coding)) = self.desk_sample() else { return };
        let Some(codebook) = self.bench.coding.codebook(&coding.plan.codebook) else { return };
        let last = self.desk.frames.last();
        let here = codebook.frames.iter().position(|frame| Some(&frame.id) == last);
        let next = here.map_or(0, |here| (here + 1) % codebook.frames.len().max(1));
        if let Some(frame) = codebook.frames.get(next) {
            let frame = Arc::clone(&frame.id);
            self.at_desk(DeskStep::Frames(vec![frame]));
        }
    }

    fn take_sample(&mut self, at: usize, pane: DeskPane) {
        let Some(coding) = self.bench.coding.samples.get(at).cloned() else { return };
        if self.desk.sample != Some(at) {
            self.desk.sample = Some(at);
            self.desk.unit = 0;
            self.desk.truth = Truth::default();
            // What this coder, or anybody, answered last is gone on with.
            let by_coder = coding.judgements.iter().filter(|(key, _)| key.coder == self.desk.coder);
            let latest = by_coder.max_by(|one, other| one.1.changed.cmp(&other.1.changed));
            let frame = latest.map(|(key, _)| Arc::clone(&key.frame));
            let asked = std::mem::take(&mut self.desk.frames);
            self.ask_frames(&asked);
            let is_new = |frame: &Arc<str>| !self.desk.frames.contains(frame);
            if let Some(frame) = frame.filter(is_new) {
                self.ask_frames(&[frame]);
            }
        }
        self.desk.pane = pane;
        self.cover(Overlay::Coding);
        self.first_unit();
    }

    /// Asks these frames of the codebook on the desk, in its order; where none is among them, the first.
    fn ask_frames(&mut self, frames: &[Arc<str>]) {
        let Some((_, coding)) = self.desk_sample() else { return };
        let Some(codebook) = self.bench.coding.codebook(&coding.plan.codebook) else { return };
        let ids = codebook.frames.iter().map(|frame| &frame.id);
        let mut asked: Vec<Arc<str>> =
            ids.clone().filter(|id| frames.contains(id)).take(MOST_AT_ONCE).cloned().collect();
        if asked.is_empty() {
            asked.extend(ids.take(1).cloned());
        }
        self.desk.frames = asked;
    }

    /// Goes where there is something to code, and again once it is known which units can be read: to be called where
    /// somebody begins, and never while they are at work.
    pub(super) fn first_unit(&mut self) {
        if let Some(unit) = self.next_to_code(None) {
            self.desk.unit = unit;
        }
        let units = self.desk_sample().map(|(_, coding)| &coding.units);
        let known = self.desk.located.shown().map(|known| &known.key.what);
        self.desk.is_beginning = units != known;
    }

    /// From now on the coder says what is read.
    fn read_unit(&mut self, unit: u32) {
        self.desk.unit = unit;
        self.desk.is_beginning = false;
    }

    /// The next unit behind `after` that the coder has not answered and that can be read; from the top again when
    /// there is none behind.
    fn next_to_code(&self, after: Option<u32>) -> Option<u32> {
        let (_, coding) = self.desk_sample()?;
        let count = coding.units.len() as u32;
        let located = self.desk.located().filter(|located| located.len() == count as usize);
        let can_be_read = |unit: u32| {
            located.and_then(|all| all.get(unit as usize)).is_none_or(|one| one.problem().is_none())
        };
        coding.judgements.next_uncoded(count, &self.desk.coder, &self.desk.frames, after, can_be_read)
    }

    /// Samples came or went, or answers were taken back: the desk shows what they are about.
    pub(in crate::session) fn follow_coding(&mut self, before: &Arc<CodingBook>) {
        let after = Arc::clone(&self.bench.coding);
        if Arc::ptr_eq(before, &after) {
            return;
        }
        if before.samples.len() != after.samples.len() {
            self.desk.sample = None;
            self.desk.pane = DeskPane::Samples;
            return;
        }
        let Some(at) = self.desk.sample else { return };
        let (Some(one), Some(other)) = (before.samples.get(at), after.samples.get(at)) else { return };
        if let Some(key) = one.judgements.first_change(&other.judgements) {
            self.read_unit(key.unit);
            if !self.desk.frames.contains(&key.frame) {
                self.ask_frames(&[key.frame]);
            }
        }
    }

    /// Escape goes one step up: from a sample to the list, and from there away.
    pub(in crate::session) fn leave_desk(&mut self) -> bool {
        let is_up = self.overlay() == Overlay::Coding && self.desk.pane != DeskPane::Samples;
        if is_up {
            self.desk.pane = DeskPane::Samples;
        }
        is_up
    }
}
