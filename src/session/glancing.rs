//! Framing at a glance: made on a worker when its findings are newer than it, copied and saved as a table.

use std::sync::Arc;

use super::results::{Answered, Key};
use super::saving::Saving;
use super::slot::Slot;
use super::{Action, Effect, JobKind, Role, Said, Session, View};
use crate::analysis::figures::caption;
use crate::analysis::glance::picture::PictureWords;
use crate::analysis::glance::{Asked, Glance, glance};
use crate::analysis::{Analysis, Choice, Chosen, Scope, Unit};
use crate::corpus::Corpus;
use crate::export;
use crate::figure::{Ink, Numbers, format};
use crate::framing::coding::Standing;
use crate::problem::Problem;
use crate::query::Query;
use crate::task::{Cancelled, Task};

/// The table as it is.
#[derive(Default)]
pub(super) struct Glancing {
    slot: Slot<MadeOf, Made>,
    /// The table that the figure shows.
    drawn: Option<Arc<Glance>>,
}

/// What a table is made of: nothing else changes it.
#[derive(Debug, Clone)]
pub(super) struct MadeOf {
    comparison: Arc<Answered>,
    tellings: Option<Arc<Answered>>,
    standing: Arc<Standing>,
    /// The names of the queries counted.
    series: Vec<String>,
    unit: Unit,
    numbers: Numbers,
}

impl PartialEq for MadeOf {
    fn eq(&self, other: &Self) -> bool {
        // Taken apart, so that of a new part it is decided here whether it makes another table.
        let Self { comparison, tellings, standing, series, unit, numbers } = self;
        let is_same_tellings = match (tellings, &other.tellings) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(comparison, &other.comparison)
            && is_same_tellings
            && Arc::ptr_eq(standing, &other.standing)
            && (series, unit, numbers) == (&other.series, &other.unit, &other.numbers)
    }
}

/// A table, with the corpus that its places are in and what was asked: the next question may be on its way.
#[derive(Debug)]
pub(super) struct Made {
    glance: Arc<Glance>,
    comparison: Arc<Answered>,
    /// How the outlets tell it; `None` where that was not known yet.
    told: Option<Key>,
}

impl Made {
    /// Which articles it is about.
    fn scope(&self) -> Option<(&Key, &Scope)> {
        let key = self.told.as_ref()?;
        match &key.analysis {
            Analysis::Tellings(recipe) => Some((key, &recipe.scope)),
            _ => None,
        }
    }

    /// What a picture or file of it is called.
    fn title(&self) -> String {
        match self.scope().and_then(|(_, scope)| scope.chosen.as_ref()).map(Chosen::why) {
            Some(Choice::Story(title)) if !title.is_empty() => format!("Framing at a glance, {title}"),
            _ => "Framing at a glance".to_owned(),
        }
    }
}

/// A table, and what it is made of.
pub(super) struct Table(Box<MadeOf>, Box<Made>);

/// A table that is wanted, be its findings there already or not.
pub(super) struct Wanted {
    standing: Arc<Standing>,
    series: Vec<String>,
    unit: Unit,
    numbers: Numbers,
    /// How the outlets tell it, where that is asked of the same articles.
    told: Option<Key>,
}

impl Wanted {
    /// Makes it of these answers; `None` where what it is made of is not among them.
    pub fn make(
        self,
        answers: &[(Role, Key, Arc<Answered>)],
        task: &Task,
    ) -> Result<Option<Table>, Cancelled> {
        let of = |role| answers.iter().find(|(one, ..)| *one == role).map(|(.., found)| found);
        let Some(comparison) = of(Role::Comparison) else { return Ok(None) };
        let (made_of, told) = self.of(comparison, of(Role::Tellings));
        make(made_of, told, task)
    }

    /// What it is made of, and what was asked of how the outlets tell it.
    fn of(self, comparison: &Arc<Answered>, tellings: Option<&Arc<Answered>>) -> (MadeOf, Option<Key>) {
        let Self { standing, series, unit, numbers, told } = self;
        let tellings = tellings.filter(|_| told.is_some()).cloned();
        let told = told.filter(|_| tellings.is_some());
        (MadeOf { comparison: Arc::clone(comparison), tellings, standing, series, unit, numbers }, told)
    }
}

/// Makes a table; `None` where it is of something else than a comparison.
fn make(made_of: MadeOf, told: Option<Key>, task: &Task) -> Result<Option<Table>, Cancelled> {
    let Some(comparison) = made_of.comparison.outcome.as_comparison() else { return Ok(None) };
    let tellings = made_of.tellings.as_ref().and_then(|told| told.outcome.as_tellings());
    let recipe = told.as_ref().and_then(|told| match &told.analysis {
        Analysis::Tellings(recipe) => Some(recipe),
        _ => None,
    });
    let asked = Asked {
        corpus: &made_of.comparison.corpus,
        comparison,
        tellings: recipe.zip(tellings),
        standing: &made_of.standing,
        numbers: made_of.numbers,
        series: &made_of.series,
        unit: made_of.unit,
    };
    let glance = Arc::new(glance(&asked, task)?);
    let made = Made { glance, comparison: Arc::clone(&made_of.comparison), told };
    Ok(Some(Table(Box::new(made_of), Box::new(made))))
}

impl Session {
    /// Framing at a glance, with the corpus that its places are in; of the outlets that Compare shows.
    pub fn glance(&self) -> Option<(&Arc<Glance>, &Arc<Corpus>)> {
        self.glancing.slot.value().map(|made| (&made.glance, &made.comparison.corpus))
    }

    /// Why there is no newer table.
    pub fn glance_problem(&self) -> Option<&Problem> {
        self.glancing.slot.problem()
    }

    /// Has the table made when what it is made of has changed; the one before stays until it is there.
    pub(super) fn ask_for_glance(&mut self) {
        if self.place().view != View::Compare || !self.compares() {
            if self.glancing.slot.is_computing() {
                self.forget_glance();
            }
            return;
        }
        let Some(comparison) = self.results.slot(Role::Comparison).shown() else {
            if self.glancing.slot.key().is_some() {
                self.forget_glance();
            }
            return;
        };
        // While the findings for other outlets or another story are computed, the table stays what it was.
        let is_stale =
            self.results.is_computing(Role::Tellings) || self.results.is_computing(Role::Comparison);
        let is_of_corpus = |made_of: &MadeOf| {
            made_of.tellings.is_some()
                && self.corpus().is_some_and(|now| Arc::ptr_eq(now, &made_of.comparison.corpus))
        };
        if is_stale && self.glancing.slot.shown().is_some_and(|made| is_of_corpus(&made.key)) {
            return;
        }
        let found = self.results.slot(Role::Tellings).shown();
        let Some(wanted) = self.table_of(&comparison.key, found.map(|found| &found.key)) else { return };
        let (made_of, told) = wanted.of(&comparison.value, found.map(|found| &found.value));
        if self.glancing.slot.key() == Some(&made_of) {
            return;
        }
        self.glancing.slot.ask(made_of.clone());
        self.jobs.start(JobKind::Glance, move |task, speaker| {
            if let Ok(Some(Table(made_of, made))) = make(made_of, told, task) {
                speaker.say(Said::Glance(made_of, made));
            }
        });
    }

    /// The table of what is `wanted`, where that is compared.
    pub(super) fn table_wanted(&self, wanted: &[(Role, Key)]) -> Option<Wanted> {
        let of = |role| wanted.iter().find(|(one, _)| *one == role).map(|(_, key)| key);
        self.table_of(of(Role::Comparison)?, of(Role::Tellings))
    }

    fn table_of(&self, comparison: &Key, tellings: Option<&Key>) -> Option<Wanted> {
        let Analysis::Comparison(recipe) = &comparison.analysis else { return None };
        // Both are of the same articles: what one story tells is nothing to the headlines of another.
        let is_same = |told: &&Key| match &told.analysis {
            Analysis::Tellings(told) => told.scope == recipe.scope && told.outlets == recipe.outlets,
            _ => false,
        };
        let told = tellings.filter(|told| told.revision == comparison.revision).filter(is_same);
        let name = |query: &Query| {
            let series = self.bench.series.iter().find(|series| series.query == *query);
            series.map_or_else(|| query.to_string(), |series| series.name.clone())
        };
        Some(Wanted {
            standing: Arc::clone(self.standing()),
            series: recipe.queries.iter().map(name).collect(),
            unit: self.bench.unit,
            numbers: self.numbers(),
            told: told.cloned(),
        })
    }

    /// A table was made.
    pub(super) fn take_glance(&mut self, made_of: &MadeOf, made: Made) {
        match self.glancing.slot.answer(made_of, made) {
            Ok(before) => self.jobs.sweep(before),
            Err(stale) => self.jobs.sweep(stale),
        }
    }

    /// Takes a table that was made for a corpus before it was shown.
    pub(super) fn put_glance(&mut self, table: Table) {
        let Table(made_of, made) = table;
        let before = self.glancing.slot.put(*made_of, Arc::from(made));
        self.jobs.sweep(before);
    }

    /// Making the table ended by a fault.
    pub(super) fn fail_glance(&mut self, problem: Problem) {
        if let Some(made_of) = self.glancing.slot.key().cloned() {
            self.glancing.slot.fail(&made_of, problem);
        }
    }

    /// Has the table made again that could not be made.
    pub(super) fn try_glance_again(&mut self) {
        self.glancing.slot.forget_failure();
    }

    /// Nothing of the table stays.
    pub(super) fn forget_glance(&mut self) {
        self.jobs.cancel(JobKind::Glance);
        let before = std::mem::replace(&mut self.glancing.slot, Slot::Empty);
        self.jobs.sweep(before);
    }

    /// Makes the figure of the table, when the table is newer than the figure.
    pub(super) fn draw_glance_figure(&mut self) {
        let made = self.glancing.slot.value();
        // A table that is not whole yet is no picture.
        let Some((made, (key, scope))) = made.and_then(|made| Some((made, made.scope()?))) else {
            self.figure = None;
            return;
        };
        let is_drawn = self.glancing.drawn.as_ref().is_some_and(|drawn| Arc::ptr_eq(drawn, &made.glance));
        let is_current = self
            .figure
            .as_ref()
            .is_some_and(|(of, changes, _)| is_drawn && of == key && *changes == self.changes);
        let Answered { outcome, corpus } = &*made.comparison;
        let Some(compared) = outcome.as_comparison() else { return };
        if is_current {
            return;
        }
        let inks = super::wanted::inks_of_outlets(corpus, &|outlet| self.ink_of(outlet));
        let inks: Vec<Ink> = compared
            .columns
            .iter()
            .map(|column| inks.get(usize::from(column.outlet)).copied().unwrap_or(Ink::nth(0)))
            .collect();
        let mut caption = caption(&compared.coverage, scope);
        let left_out = compared.left_out_in_words(Numbers::ENGLISH);
        caption.filters.extend(left_out.map(|articles| format!("without {articles}")));
        let words = PictureWords {
            title: made.title(),
            caption,
            articles: compared.columns.iter().map(|column| column.articles.len() as u64).collect(),
        };
        let mut figure = made.glance.figure(&words, &inks);
        let (key, table) = (key.clone(), Arc::clone(&made.glance));
        self.own_title = Some(figure.title.clone());
        self.give_title(Role::Tellings, &mut figure);
        self.figure = Some((key, self.changes, Arc::new(figure)));
        self.glancing.drawn = Some(table);
    }

    /// Copies the table, or asks where to save it.
    pub(super) fn act_on_glance(&mut self, action: Action) {
        let Some(made) = self.glancing.slot.value() else { return };
        let (table, title) = (Arc::clone(&made.glance), made.title());
        if action == Action::CopyGlance {
            let rows = table.written();
            self.effects.push(Effect::CopyText(export::tabbed(&rows)));
            let count = format::counted(rows.len().saturating_sub(1) as u64, "row", "rows");
            self.notices.note(format!("The table is copied, {count}"));
        } else {
            self.ask_to_save(Saving::Glance(title, table));
        }
    }
}
