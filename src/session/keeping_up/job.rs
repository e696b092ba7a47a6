//! What a job does that keeps up with folders: it walks, reads what differs, and makes the corpus anew.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::choices::{Choice, Rechosen};
use crate::framing::stories::StorySettings;
use crate::ingest::OwnFile;
use crate::ingest::again::{Decided, Differs, Look, Lost, Manifest, News, Numbers, TakenIn};
use crate::ingest::pages::PageBook;
use crate::ingest::readers::fields::Shapes;
use crate::problem::Problem;
use crate::project::{Amended, Amendments, Related, StoryBook};
use crate::session::glancing::Table;
use crate::session::library;
use crate::session::results::{Answered, Key};
use crate::session::{JobKind, Role, Said, Session};
use crate::task::{Cancelled, Task};

/// What a job found.
pub(in crate::session) enum Followed {
    /// No article is another.
    Quiet { manifest: Option<Box<(Manifest, Vec<Problem>, Shapes)>>, look: Option<Looked> },
    /// Everything is to be read afresh.
    Afresh,
    /// Articles came, went or changed.
    News(Box<Coming>),
    /// The same with what the screen asks of them.
    Counted(Box<Coming>, Screen),
}

/// What the screen asks of a corpus that is coming.
#[derive(Default)]
pub(in crate::session) struct Screen {
    pub(super) answers: Vec<(Role, Key, Arc<Answered>)>,
    /// Framing at a glance.
    pub(super) table: Option<Box<Table>>,
}

impl std::fmt::Debug for Followed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Quiet { .. } => "Quiet",
            Self::Afresh => "Afresh",
            Self::News(_) => "News",
            Self::Counted(..) => "Counted",
        })
    }
}

/// What stays of a look.
pub(in crate::session) struct Looked {
    pub(super) differs: Differs,
    pub(super) lost: Vec<Lost>,
    pub(super) waiting: usize,
    /// Something could not be looked at or read: it is tried again.
    pub(super) is_unsure: bool,
}

/// A corpus that is about to take the place of the one that is shown.
pub(in crate::session) struct Coming {
    pub(super) amended: Arc<Amended>,
    pub(super) manifest: Manifest,
    pub(super) problems: Vec<Problem>,
    pub(super) shapes: Shapes,
    pub(super) news: News,
    pub(super) numbers: Arc<Numbers>,
    /// What becomes of choices of articles.
    pub(super) rechosen: Rechosen,
    /// `None` where nobody looked: something else was said of the files that were known.
    pub(super) look: Option<Looked>,
}

impl From<Look> for Looked {
    fn from(look: Look) -> Self {
        Self { differs: look.differs, lost: look.lost, waiting: look.waiting, is_unsure: look.is_unsure }
    }
}

/// What folders are held against, and what is said of their articles.
pub(super) struct Asked {
    pub(super) manifest: Arc<Manifest>,
    pub(super) shown: Arc<Amended>,
    /// What differed at the look before.
    pub(super) differs: Arc<Differs>,
    pub(super) decided: Decided,
    pub(super) own: Arc<BTreeSet<OwnFile>>,
    pub(super) said: Arc<library::Said>,
    pub(super) stories: Arc<StoryBook>,
    pub(super) story_settings: StorySettings,
    pub(super) choices: Vec<Choice>,
}

impl Asked {
    /// Looks, and takes in what stood still since the look before.
    pub(super) fn look(&self, task: &Task) -> Result<Followed, Cancelled> {
        let look = self.manifest.look(&self.differs, &self.decided, &self.own, task)?;
        if look.is_other {
            return Ok(Followed::Afresh);
        }
        if !look.is_news {
            let is_told_else = self.manifest.passes_over_else(&look);
            let manifest = is_told_else.then(|| Manifest::clone(&self.manifest).passing_over(&look));
            return Ok(Followed::Quiet { manifest: manifest.map(reported), look: Some(look.into()) });
        }
        let taken = self.manifest.take_in(&look, task)?;
        let mut look = Looked::from(look);
        look.is_unsure |= taken.manifest.is_unsure();
        // What was taken in differs no more.
        look.differs.retain(|path, stamp| self.differs.get(path) != Some(stamp));
        self.follow(taken, Some(look), task)
    }

    /// Joins pages and takes them apart as `pages` says; nothing is looked at or read.
    fn join(&self, pages: Arc<PageBook>, task: &Task) -> Result<Followed, Cancelled> {
        self.follow(self.manifest.with_pages(pages, task)?, None, task)
    }

    /// What became of articles, if anything did.
    fn follow(&self, mut taken: TakenIn, look: Option<Looked>, task: &Task) -> Result<Followed, Cancelled> {
        taken.keep_those_of(self.shown.as_read.articles());
        if taken.news.is_empty() && taken.numbers.are_same_places() {
            return Ok(Followed::Quiet { manifest: Some(reported(taken.manifest)), look });
        }
        self.put_together(taken, look, task)
    }

    /// The corpus of what was taken in, with all that is said of its articles.
    fn put_together(&self, taken: TakenIn, look: Option<Looked>, task: &Task) -> Result<Followed, Cancelled> {
        let TakenIn { manifest, articles, news, numbers } = taken;
        task.phase("Counting words", 0);
        let as_read = Arc::new(self.shown.as_read.rebuilt(articles, task)?);
        let said = Amendments { pages: Arc::clone(manifest.pages()), ..self.said.now() };
        let mut amended = said.apply(&as_read, None, task)?;
        if self.shown.related.is_some() {
            let found = Related::find(&amended, &self.stories, self.story_settings, task)?;
            amended = amended.related(Arc::new(found));
        }
        let (before, now) = (&self.shown.as_read, &amended.as_read);
        let rechosen = Rechosen::of(&self.choices, before, now, &numbers, task)?;
        let (manifest, problems, shapes) = *reported(manifest);
        Ok(Followed::News(Box::new(Coming {
            amended: Arc::new(amended),
            manifest,
            problems,
            shapes,
            news,
            numbers: Arc::new(numbers),
            rechosen,
            look,
        })))
    }
}

/// A manifest with what is told of its folders beside their articles.
fn reported(manifest: Manifest) -> Box<(Manifest, Vec<Problem>, Shapes)> {
    let report = manifest.report();
    Box::new((manifest, report.problems.into_sorted(), report.shapes))
}

impl Session {
    /// What a job is to know; `None` where nothing can be held against what was read.
    pub(super) fn asked(&self) -> Option<Asked> {
        Some(Asked {
            manifest: self.keeping_up.manifest.clone()?,
            shown: self.library.amended.clone()?,
            differs: Arc::clone(&self.keeping_up.differs),
            decided: self.keeping_up.decided.clone(),
            own: self.own_files(),
            said: Arc::clone(&self.library.said),
            stories: Arc::clone(&self.bench.stories),
            story_settings: self.bench.story_settings,
            choices: self.choices(),
        })
    }

    /// Whether what is said of pages can be followed now; if not, why.
    pub fn can_join_pages(&self) -> Result<(), &'static str> {
        if self.is_reading() {
            Err("The folder is still being read")
        } else if self.keeping_up.can_look() {
            Ok(())
        } else {
            Err("Not all was read: read again first")
        }
    }

    /// Joins pages and takes them apart where something else is said of them than the articles were made by.
    pub(in crate::session) fn join_as_said(&mut self) {
        let (by, said) = (&self.library.settings.pages, &self.bench.pages);
        if Arc::ptr_eq(by, said) || by == said || self.library.is_reading || self.keeping.is_looking() {
            return;
        }
        // What a look finds is taken in first.
        if self.jobs.is_running(JobKind::KeepUp) {
            return;
        }
        let (Some(asked), pages) = (self.asked(), Arc::clone(said)) else { return };
        self.jobs.start(JobKind::KeepUp, move |task, speaker| {
            if let Ok(followed) = asked.join(pages, task) {
                speaker.say(Said::Followed(Box::new(followed)));
            }
        });
    }
}
