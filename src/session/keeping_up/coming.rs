//! The corpus that is about to take the place of the one that is shown, made of what was taken in.

use std::sync::Arc;

use super::renumber::{self, Back};
use crate::corpus::ArticleId;
use crate::framing::stories::StorySettings;
use crate::ingest::again::{Differs, Look, Lost, Manifest, News, Numbers, TakenIn};
use crate::ingest::readers::fields::Shapes;
use crate::problem::Problem;
use crate::project::{Amended, Related, StoryBook};
use crate::session::keep::Names;
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
    /// What the screen asks of them.
    Counted(Box<Coming>, Vec<(Role, Key, Answered)>),
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

impl Looked {
    pub(super) fn of(look: Look) -> Self {
        Self { differs: look.differs, lost: look.lost, waiting: look.waiting, is_unsure: look.is_unsure }
    }
}

/// A corpus that is about to take the place of the one that is shown.
pub(in crate::session) struct Coming {
    pub(super) amended: Arc<Amended>,
    pub(super) manifest: Manifest,
    pub(super) problems: Vec<Problem>,
    pub(super) shapes: Shapes,
    pub(super) news: News,
    pub(super) numbers: Arc<Numbers>,
    /// Articles that were chosen, went and are there again.
    pub(super) back: Option<Back>,
    /// `None` where nobody looked: something else was said of the files that were known.
    pub(super) look: Option<Looked>,
}

/// What a corpus is made with: what is said of it, chosen in it, and whether its stories are known.
pub(super) struct MadeWith {
    said: Arc<library::Said>,
    named: Option<(Names, Arc<[ArticleId]>)>,
    stories: (Arc<StoryBook>, StorySettings),
}

impl MadeWith {
    /// Makes the corpus of what was taken in, unless nothing became of any article that is `shown`.
    pub(super) fn follow(
        &self,
        mut taken: TakenIn,
        shown: &Arc<Amended>,
        look: Option<Looked>,
        task: &Task,
    ) -> Result<Followed, Cancelled> {
        taken.keep_those_of(shown.as_read.articles());
        let report = taken.manifest.report();
        let (problems, shapes) = (report.problems.into_sorted(), report.shapes);
        if taken.news.is_empty() && taken.numbers.are_same_places() {
            let manifest = Some(Box::new((taken.manifest, problems, shapes)));
            return Ok(Followed::Quiet { manifest, look });
        }
        task.phase("Counting words", 0);
        let as_read = Arc::new(shown.as_read.rebuilt(taken.articles, task)?);
        let mut amended = self.said.now().apply(&as_read, None, task)?;
        if shown.related.is_some() {
            let (book, settings) = &self.stories;
            amended = amended.related(Arc::new(Related::find(&amended, book, *settings, task)?));
        }
        let count = shown.as_read.article_count();
        let back = self.named.as_ref().map(|(names, was)| Back {
            was: Arc::clone(was),
            came: renumber::come_back(names, &amended.as_read, &taken.numbers, count),
        });
        Ok(Followed::News(Box::new(Coming {
            back,
            amended: Arc::new(amended),
            manifest: taken.manifest,
            problems,
            shapes,
            news: taken.news,
            numbers: Arc::new(taken.numbers),
            look,
        })))
    }
}

impl Session {
    pub(super) fn made_with(&self) -> MadeWith {
        MadeWith {
            said: Arc::clone(&self.library.said),
            named: self.keeping.named().cloned(),
            stories: (Arc::clone(&self.bench.stories), self.bench.story_settings),
        }
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
        let (Some(manifest), Some(shown)) = (self.keeping_up.manifest.clone(), self.library.amended.clone())
        else {
            return;
        };
        // What a look finds is taken in first.
        if self.jobs.is_running(JobKind::KeepUp) {
            return;
        }
        let (with, pages) = (self.made_with(), Arc::clone(said));
        self.jobs.start(JobKind::KeepUp, move |task, speaker| {
            let joined = manifest.with_pages(pages, task);
            if let Ok(followed) = joined.and_then(|taken| with.follow(taken, &shown, None, task)) {
                speaker.say(Said::Followed(Box::new(followed)));
            }
        });
    }
}
