//! What the desk needs looked up: how often words hit, where units are, what came out. Jobs do it.

use std::sync::Arc;

use super::super::{JobKind, Overlay, Said, Session};
use super::desk::DeskPane;
use crate::analysis::{Chosen, Scope};
use crate::corpus::Corpus;
use crate::framing::codebook::Codebook;
use crate::framing::coding::{FrameAgreement, Truth, UnitKind, Validation, agreement, validate};
use crate::framing::frames::hits;
use crate::problem::{Cause, Problem};
use crate::project::{Coding, CodingBook, Located, UnitKey};
use crate::stats::Stat;
use crate::stats::random::Resampling;
use crate::task::{Cancelled, Task};

/// How often the words of each frame hit, in the codebook's order: the share of sentences and of articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    /// The codebook's short name.
    pub codebook: Arc<str>,
    /// The share of sentences and of articles with a hit, frame by frame.
    pub frames: Vec<(Stat, Stat)>,
    /// Sentences and articles that can be drawn from, as far as some frame has words for their language.
    pub articles: u32,
}

/// What came out of a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Which codebook was held against the coders, as it was then.
    pub codebook: Arc<Codebook>,
    /// What was coded at a time.
    pub kind: UnitKind,
    /// How many units there are.
    pub units: u32,
    /// How far coders agree, for frames that somebody answered.
    pub agreement: Vec<FrameAgreement>,
    /// How well hits do.
    pub validation: Validation,
    /// Units whose article is there and says something else.
    pub changed: u32,
    /// Units whose article is not open.
    pub gone: u32,
}

/// Which question a result of the desk answers; any change of the workbench asks anew.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct About<T> {
    pub(super) changes: u64,
    pub(super) revision: u64,
    pub(super) what: T,
}

/// Hits of which codebook, in which articles beside what the filter says.
pub(super) type Weighed = (Arc<str>, Option<Chosen>);

/// What a job of the desk found out.
#[derive(Debug)]
pub(in crate::session) enum Found {
    Shares(Shares, Option<Chosen>),
    Located(Arc<[UnitKey]>, Vec<Located>),
    Checked(Box<Checked>, (usize, Truth)),
    /// There is no answer, since the codebook that was asked about is gone.
    NoCodebook(DeskWork),
}

/// What a job of the desk says, and to which state of things.
#[derive(Debug)]
pub(in crate::session) struct DeskSaid {
    changes: u64,
    revision: u64,
    found: Found,
}

/// The work of the desk's jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeskWork {
    /// Counting how often words hit.
    Weigh,
    /// Looking where units are.
    Locate,
    /// Agreement, and hits against coders.
    Check,
}

impl DeskWork {
    /// All work of the desk.
    const ALL: [Self; 3] = [Self::Weigh, Self::Locate, Self::Check];
}

impl Session {
    /// Starts what the desk needs and does not have.
    pub(in crate::session) fn ask_for_desk(&mut self) {
        let Some(corpus) = self.library.corpus.clone() else { return };
        if self.overlay() != Overlay::Coding {
            return;
        }
        let (changes, revision) = (self.changes, corpus.revision());
        let book = Arc::clone(&self.bench.coding);
        if self.desk.pane == DeskPane::New && !self.desk.weighed.0.is_empty() {
            let (codebook, of_story) = self.desk.weighed.clone();
            let what = (codebook, self.story_chosen().filter(|_| of_story));
            let about = About { changes, revision, what };
            if self.desk.shares.key() != Some(&about) {
                self.desk.shares.ask(about.clone());
                let filter = self.bench.filter.clone();
                self.start_at_desk(DeskWork::Weigh, about, move |(codebook, chosen), task| {
                    let scope = Scope { chosen: chosen.clone(), ..Scope::of_filter(filter) };
                    let shares = shares(&corpus, &scope, &book, &codebook, task)?;
                    Ok(shares.map(|shares| Found::Shares(shares, chosen)))
                });
            }
            return;
        }
        let Some((at, coding)) = self.desk_sample().map(|(at, coding)| (at, Arc::clone(coding))) else {
            return;
        };
        match self.desk.pane {
            DeskPane::Code => {
                // Where units are depends on the articles alone.
                let about = About { changes: 0, revision, what: Arc::clone(&coding.units) };
                if self.desk.located.key() != Some(&about) {
                    self.desk.located.ask(about.clone());
                    self.start_at_desk(DeskWork::Locate, about, move |units, task| {
                        let located = coding.locate(corpus.articles(), task)?;
                        Ok(Some(Found::Located(units, located)))
                    });
                }
            }
            DeskPane::Results => {
                let what = (at, self.desk.truth.clone());
                let about = About { changes, revision, what };
                if self.desk.checked.key() != Some(&about) {
                    self.desk.checked.ask(about.clone());
                    self.start_at_desk(DeskWork::Check, about, move |what, task| {
                        let checked = check(&corpus, &book, &coding, &what.1, task)?;
                        Ok(checked.map(|checked| Found::Checked(Box::new(checked), what)))
                    });
                }
            }
            DeskPane::Samples | DeskPane::New => {}
        }
    }

    /// Stops what is looked up for the desk.
    pub(in crate::session) fn stop_at_desk(&mut self, stopped: &Problem) {
        for work in DeskWork::ALL {
            if self.jobs.is_running(JobKind::Desk(work)) {
                self.jobs.cancel(JobKind::Desk(work));
                self.desk.fail(work, stopped);
            }
        }
    }

    fn start_at_desk<T: Send + 'static>(
        &mut self,
        work: DeskWork,
        about: About<T>,
        run: impl FnOnce(T, &Task) -> Result<Option<Found>, Cancelled> + Send + 'static,
    ) {
        let About { changes, revision, what } = about;
        self.jobs.start(JobKind::Desk(work), move |task, speaker| {
            if let Ok(found) = run(what, task) {
                let found = found.unwrap_or(Found::NoCodebook(work));
                speaker.say(Said::Desk(Box::new(DeskSaid { changes, revision, found })));
            }
        });
    }

    /// Takes in what a job of the desk found out.
    pub(in crate::session) fn hear_desk(&mut self, said: DeskSaid) {
        let DeskSaid { changes, revision, found } = said;
        match found {
            Found::Shares(shares, chosen) => {
                let about = About { changes, revision, what: (Arc::clone(&shares.codebook), chosen) };
                self.desk.shares.answer(&about, shares).ok();
            }
            Found::Located(what, located) => {
                let is_news = self.desk.located.answer(&About { changes, revision, what }, located).is_ok();
                if is_news && self.desk.is_beginning {
                    self.first_unit();
                }
            }
            Found::Checked(checked, what) => {
                self.desk.checked.answer(&About { changes, revision, what }, *checked).ok();
            }
            // A job that is heard is the one that was started last: its question is that of the slot.
            Found::NoCodebook(work) => {
                let text = "This codebook is not there any more. Take it in again under Codebooks";
                self.desk.fail(work, &Problem::new(Cause::Undecided, text));
            }
        }
    }
}

fn shares(
    corpus: &Corpus,
    scope: &Scope,
    book: &CodingBook,
    codebook: &Arc<str>,
    task: &Task,
) -> Result<Option<Shares>, Cancelled> {
    let Some(list) = book.codebook(codebook) else { return Ok(None) };
    let articles = scope.try_subset(corpus, task)?.articles(corpus).collect::<Vec<_>>();
    let found = hits(corpus, std::slice::from_ref(&articles), list, &book.exclusions, task)?;
    let frames = found.rows.iter().map(|row| {
        let articles =
            row.sentence_share.map(|_| f64::from(row.articles_with_hits) / f64::from(row.articles));
        (row.sentence_share, articles)
    });
    let frames = frames.collect();
    Ok(Some(Shares { codebook: Arc::clone(codebook), frames, articles: articles.len() as u32 }))
}

fn check(
    corpus: &Corpus,
    book: &CodingBook,
    coding: &Coding,
    truth: &Truth,
    task: &Task,
) -> Result<Option<Checked>, Cancelled> {
    let Some(codebook) = book.codebook(&coding.plan.codebook) else { return Ok(None) };
    let located = coding.locate(corpus.articles(), task)?;
    let units: Vec<_> = located.iter().map(|one| one.unit()).collect();
    let count = |is_it: fn(&Located) -> bool| located.iter().filter(|one| is_it(one)).count() as u32;
    let judgements = &coding.judgements;
    let answered: hashbrown::HashSet<&Arc<str>> = judgements.keys().map(|key| &key.frame).collect();
    let frames: Vec<Arc<str>> =
        codebook.frames.iter().map(|frame| &frame.id).filter(|id| answered.contains(id)).cloned().collect();
    let size = coding.units.len() as u32;
    let agreement = agreement(judgements, size, &frames, Resampling::default(), task)?;
    let kind = coding.plan.unit;
    let with = (codebook, &book.exclusions);
    let validation = validate(corpus, &units, kind, judgements, with, truth.clone(), task)?;
    Ok(Some(Checked {
        codebook: Arc::new(codebook.clone()),
        kind,
        units: size,
        agreement,
        validation,
        changed: count(|one| matches!(one, Located::Changed(_))),
        gone: count(|one| matches!(one, Located::Gone)),
    }))
}
