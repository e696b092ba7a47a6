//! The import report: what reading gave, worked out where it is looked at.

mod acts;

use std::path::PathBuf;
use std::sync::Arc;

pub(super) use acts::{Filled, TakenReport, why_not_shown};
pub use acts::{by_hand, pages_by_hand};

use super::library::Library;
use super::slot::Slot;
use super::{Command, JobKind, Overlay, Said, Session};
use crate::corpus::{Article, ArticleId};
use crate::ingest::readers::tables::facts::FactTable;
use crate::problem::Problem;
use crate::project::import::{self, Decision, Gaps, Matched, Outcome, TakenOut};
use crate::project::{Amended, Change};

/// A page of the import report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum ImportPage {
    /// Files by result, and problems.
    #[default]
    Files,
    /// Lines that were taken out.
    TakenOut,
    /// Articles without outlet, date or headline.
    ToFillIn,
    /// What was decided.
    Decisions,
    /// What was taken in since.
    Changes,
}

impl ImportPage {
    /// In the order of the tabs. The last is there once something was taken in.
    pub const ALL: [Self; 5] = [Self::Files, Self::TakenOut, Self::ToFillIn, Self::Decisions, Self::Changes];

    /// Its name on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "Files",
            Self::TakenOut => "Taken out",
            Self::ToFillIn => "To fill in",
            Self::Decisions => "Decisions",
            Self::Changes => "Changes",
        }
    }

    /// What the status line calls the work for it.
    pub fn working(self) -> &'static str {
        match self {
            Self::Files => "Counting files",
            Self::TakenOut => "Counting what was taken out",
            Self::ToFillIn => "Looking for what is missing",
            Self::Decisions => "Going through decisions",
            Self::Changes => "Listing changes",
        }
    }
}

/// In which articles a line is put back or taken out again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineReach {
    /// In this one.
    Article(ArticleId),
    /// In all of this outlet; empty is not known.
    Outlet(Arc<str>),
    /// In all there are.
    Everywhere,
}

/// What is filled in, and where it is had from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FillFrom {
    /// This, typed once for all of them.
    Typed(Vec<Change>),
    /// What their names say by a pattern; what they have already is replaced only where this says so.
    Names(String, bool),
}

/// A step with a table of what is known of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactStep {
    /// Ask which file it is.
    Ask,
    /// Read this one.
    Read(PathBuf),
    /// Replace what articles have, too.
    Replace(bool),
    /// Take what it says in.
    TakeIn,
    /// Put it away.
    PutAway,
}

/// What an answer is of: articles as they are put right, and problems as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportKey {
    revision: u64,
    /// Tells what was made of the same articles by other corrections apart; nothing is read through it.
    amended: usize,
    problems: usize,
    is_reading: bool,
}

/// A table that was read, and what it says of the articles.
#[derive(Debug)]
pub struct Facts {
    /// Its file.
    pub path: PathBuf,
    /// As it stands there.
    pub table: Arc<FactTable>,
    /// Whether what articles have is replaced too.
    pub replaces: bool,
    /// What it says of which articles.
    pub matched: Slot<(ReportKey, bool), Matched>,
}

/// What the report shows.
#[derive(Debug, Default)]
pub struct ImportReport {
    page: ImportPage,
    outcome: Slot<ReportKey, Outcome>,
    taken_out: Slot<ReportKey, TakenOut>,
    gaps: Slot<ReportKey, Gaps>,
    decisions: Slot<ReportKey, Vec<Decision>>,
    facts: Option<Facts>,
}

/// So many lines that were taken out are shown; the saved report has all.
const MOST_LINES: usize = 20_000;

/// What a job found out.
#[derive(Debug)]
pub(super) enum Found {
    Outcome(Outcome),
    TakenOut(TakenOut),
    Gaps(Gaps),
    Decisions(Vec<Decision>),
    /// By whether what articles have is replaced.
    Matched(bool, Matched),
}

impl ImportReport {
    /// The page that is shown.
    pub fn page(&self) -> ImportPage {
        self.page
    }

    /// Files by result, newest answer.
    pub fn outcome(&self) -> Option<&Arc<Outcome>> {
        self.outcome.value()
    }

    /// Lines that were taken out.
    pub fn taken_out(&self) -> Option<&Arc<TakenOut>> {
        self.taken_out.value()
    }

    /// What articles lack.
    pub fn gaps(&self) -> Option<&Arc<Gaps>> {
        self.gaps.value()
    }

    /// What is not sure.
    pub fn decisions(&self) -> Option<&Arc<Vec<Decision>>> {
        self.decisions.value()
    }

    /// The table that was read.
    pub fn facts(&self) -> Option<&Facts> {
        self.facts.as_ref()
    }

    /// Whether the page that is shown waits for a newer answer.
    pub fn is_computing(&self) -> bool {
        match self.page {
            ImportPage::Files => self.outcome.is_computing(),
            ImportPage::TakenOut => self.taken_out.is_computing(),
            ImportPage::ToFillIn => self.gaps.is_computing(),
            ImportPage::Decisions => self.decisions.is_computing(),
            ImportPage::Changes => false,
        }
    }

    /// Why the page that is shown has no newer answer.
    pub fn problem(&self) -> Option<&Problem> {
        match self.page {
            ImportPage::Files => self.outcome.problem(),
            ImportPage::TakenOut => self.taken_out.problem(),
            ImportPage::ToFillIn => self.gaps.problem(),
            ImportPage::Decisions => self.decisions.problem(),
            ImportPage::Changes => None,
        }
    }

    fn is_asked(&self, page: ImportPage, key: &ReportKey) -> bool {
        let asked = match page {
            ImportPage::Files => self.outcome.key(),
            ImportPage::TakenOut => self.taken_out.key(),
            ImportPage::ToFillIn => self.gaps.key(),
            ImportPage::Decisions => self.decisions.key(),
            // It is known without a job.
            ImportPage::Changes => return true,
        };
        asked == Some(key)
    }

    /// A job of this page could not answer.
    pub(super) fn fail(&mut self, page: ImportPage, problem: Problem) {
        fn fail<T>(slot: &mut Slot<ReportKey, T>, problem: Problem) {
            if let Some(key) = slot.key().cloned() {
                slot.fail(&key, problem);
            }
        }
        match page {
            ImportPage::Files => fail(&mut self.outcome, problem),
            ImportPage::TakenOut => fail(&mut self.taken_out, problem),
            ImportPage::ToFillIn => fail(&mut self.gaps, problem),
            ImportPage::Decisions => fail(&mut self.decisions, problem),
            ImportPage::Changes => {}
        }
    }

    /// A table could not be matched.
    pub(super) fn fail_match(&mut self, problem: Problem) {
        if let Some(facts) = &mut self.facts
            && let Some(key) = facts.matched.key().cloned()
        {
            facts.matched.fail(&key, problem);
        }
    }

    /// Articles have other numbers: what names them is worked out anew.
    pub(super) fn forget_places(&mut self) {
        self.taken_out.clear();
        self.gaps.clear();
        self.decisions.clear();
        if let Some(facts) = &mut self.facts {
            facts.matched.clear();
        }
    }

    pub(super) fn forget_failures(&mut self) {
        self.outcome.forget_failure();
        self.taken_out.forget_failure();
        self.gaps.forget_failure();
        self.decisions.forget_failure();
        if let Some(facts) = &mut self.facts {
            facts.matched.forget_failure();
        }
    }
}

impl ReportKey {
    fn of(library: &Library) -> Self {
        Self {
            revision: library.corpus.as_ref().map_or(0, |corpus| corpus.revision()),
            amended: library.amended.as_ref().map_or(0, |amended| Arc::as_ptr(amended) as usize),
            problems: library.problems.len(),
            is_reading: library.is_reading,
        }
    }
}

impl Session {
    /// What the import report shows.
    pub fn import_report(&self) -> &ImportReport {
        &self.importing
    }

    /// Commands of the import report.
    pub(super) fn report_on_import(&mut self, command: Command) {
        match command {
            Command::ShowImport(page) => {
                self.importing.page = page;
                if self.overlay() != Overlay::ImportReport {
                    self.cover(Overlay::ImportReport);
                }
            }
            Command::ShowFile(shown) => self.show_file(shown),
            Command::PutLine { text, reach, is_back } => self.put_line(&text, reach, is_back),
            Command::FillIn(articles, from) => self.fill_in(articles, from),
            Command::Facts(step) => self.step_facts(step),
            _ => {}
        }
    }

    /// Takes in what was reported since: it is shown while more is read.
    pub(super) fn hear_problems(&mut self) {
        if self.library.is_reading {
            let new = self.library.listener.take();
            if !new.is_empty() {
                Arc::make_mut(&mut self.library.problems).extend(new);
            }
        }
    }

    /// Starts working out what the report shows, where that is not known.
    pub(super) fn ask_for_import(&mut self) {
        if !self.lies_over(Overlay::ImportReport) {
            return;
        }
        let key = ReportKey::of(&self.library);
        let page = self.importing.page;
        // While files are read the counts follow one after the other, none cuts the one before short.
        let is_waited_for = |jobs: &super::jobs::Jobs<Said>, page| jobs.is_running(JobKind::Import(page));
        // The page of files says how many are to be filled in.
        let beside = Some(ImportPage::ToFillIn).filter(|_| page == ImportPage::Files);
        for page in std::iter::once(page).chain(beside) {
            let waits = self.library.is_reading && is_waited_for(&self.jobs, page);
            if !self.importing.is_asked(page, &key) && !waits {
                self.ask_for_page(page, key.clone());
            }
        }
        let Some(facts) = &mut self.importing.facts else { return };
        let asked = (key, facts.replaces);
        if facts.matched.key() == Some(&asked) {
            return;
        }
        let Some(amended) = self.library.amended.clone() else { return };
        facts.matched.ask(asked.clone());
        let table = Arc::clone(&facts.table);
        self.jobs.start(JobKind::Facts, move |task, speaker| {
            let (key, replaces) = asked;
            let articles = amended.corpus.articles();
            if let Ok(matched) = import::match_table(&table, articles, replaces, task) {
                speaker.say(Said::Import(Box::new(key), Found::Matched(replaces, matched)));
            }
        });
    }

    fn ask_for_page(&mut self, page: ImportPage, key: ReportKey) {
        let amended = self.library.amended.clone();
        let problems = Arc::clone(&self.library.problems);
        let importing = &mut self.importing;
        match page {
            ImportPage::Files => importing.outcome.ask(key.clone()),
            ImportPage::TakenOut => importing.taken_out.ask(key.clone()),
            ImportPage::ToFillIn => importing.gaps.ask(key.clone()),
            ImportPage::Decisions => importing.decisions.ask(key.clone()),
            ImportPage::Changes => return,
        }
        self.jobs.start(JobKind::Import(page), move |task, speaker| {
            let (articles, read) = sides(amended.as_deref());
            let found = match page {
                ImportPage::Files => import::outcome(articles, &problems, task).map(Found::Outcome),
                ImportPage::TakenOut => {
                    import::taken_out(articles, read, MOST_LINES, task).map(Found::TakenOut)
                }
                ImportPage::ToFillIn => import::gaps(articles, read, task).map(Found::Gaps),
                ImportPage::Decisions => import::decisions(articles, task).map(Found::Decisions),
                ImportPage::Changes => return,
            };
            if let Ok(found) = found {
                speaker.say(Said::Import(Box::new(key), found));
            }
        });
    }

    /// Takes in what a job found out.
    pub(super) fn hear_import(&mut self, key: &ReportKey, found: Found) {
        let importing = &mut self.importing;
        match found {
            Found::Outcome(value) => drop(importing.outcome.answer(key, value)),
            Found::TakenOut(value) => {
                let before = importing.taken_out.answer(key, value);
                self.jobs.sweep(before);
            }
            Found::Gaps(value) => drop(importing.gaps.answer(key, value)),
            Found::Decisions(value) => {
                let before = importing.decisions.answer(key, value);
                self.jobs.sweep(before);
            }
            Found::Matched(replaces, value) => {
                if let Some(facts) = &mut importing.facts {
                    let before = facts.matched.answer(&(key.clone(), replaces), value);
                    self.jobs.sweep(before);
                }
            }
        }
    }

    /// Nothing of the articles that were open stays in the report.
    pub(super) fn forget_import(&mut self) {
        self.jobs.cancel_where(|kind| matches!(kind, JobKind::Import(_) | JobKind::Facts));
        let page = self.importing.page;
        let before = std::mem::replace(&mut self.importing, ImportReport { page, ..ImportReport::default() });
        self.jobs.sweep(before);
    }
}

/// Articles as they are put right, and as they were read.
fn sides(amended: Option<&Amended>) -> (&[Arc<Article>], &[Arc<Article>]) {
    amended.map_or((&[], &[]), |amended| (amended.corpus.articles(), amended.as_read.articles()))
}
