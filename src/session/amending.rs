//! From what the user says of articles and outlets to the corpus that is shown.

use std::sync::Arc;

use super::keep::Found;
use super::{Command, JobKind, Said, Session, View};
use crate::corpus::{ArticleId, Corpus};
use crate::project::{Amended, Amendments, ArticleKey, Correction, Part, Remark, Target};
use crate::task::Task;

impl Session {
    /// What the user says of articles and outlets.
    pub(super) fn amendments(&self) -> Amendments {
        Amendments {
            corrections: Arc::clone(&self.bench.corrections),
            book: Arc::clone(&self.bench.book),
            remarks: Arc::clone(&self.bench.remarks),
            versions: Arc::clone(&self.bench.versions),
            pages: Arc::clone(&self.bench.pages),
        }
    }

    /// Starts putting the corpus right when something else is said than it was made by.
    pub(super) fn put_right_what_is_said(&mut self) {
        let Some(shown) = &self.library.amended else {
            self.library.said.say(self.amendments());
            return;
        };
        let said = self.amendments();
        if shown.said.is(&said) {
            // What is on its way was taken back meanwhile.
            if self.correcting.take().is_some() {
                self.jobs.cancel(JobKind::Correct);
                self.library.said.say(said);
            }
            return;
        }
        if self.correcting.as_ref().is_some_and(|correcting| correcting.is(&said)) {
            return;
        }
        self.library.said.say(said.clone());
        self.correcting = Some(said.clone());
        let shown = Arc::clone(shown);
        self.jobs.start(JobKind::Correct, move |task, speaker| {
            if let Ok(amended) = said.apply(&shown.as_read, Some(&shown), task) {
                speaker.say(Said::Corrected(Box::new(amended)));
            }
        });
    }

    /// Shows a corpus that was made elsewhere, not read from folders.
    pub fn show_corpus(&mut self, corpus: &Arc<Corpus>) {
        let said = self.amendments();
        if let Ok(amended) = said.apply(corpus, None, &Task::none()) {
            self.take_corpus(amended, Found::default(), true);
        }
    }

    /// Takes in what was read, of all when it `is_whole`, with the articles found that the work is about.
    pub(super) fn take_corpus(&mut self, amended: Amended, found: Found, is_whole: bool) {
        self.jobs.cancel(JobKind::Correct);
        self.correcting = None;
        self.replace_corpus(amended);
        self.found(found, is_whole);
        if !self.is_article_held() {
            self.open_first_article(is_whole);
        }
    }

    /// So that there is something to read at once. While more is read, one with running text may come.
    pub(super) fn open_first_article(&mut self, is_whole: bool) {
        if self.place().article.is_none()
            && self.library.corpus.as_ref().is_some_and(|corpus| corpus.article_count() > 0)
        {
            let first = self.library.corpus.as_ref().and_then(|corpus| first_to_read(corpus));
            let Some(first) = first.or(is_whole.then_some(0)) else { return };
            self.history.adjust(|place| place.article = Some(first));
        }
    }

    /// The one before is freed elsewhere: it may be large.
    pub(super) fn replace_corpus(&mut self, amended: Amended) {
        // With what asked about it last: that would otherwise be the last to hold it.
        let before = (self.library.corpus.take(), self.library.amended.take(), self.asked.take());
        self.library.take(amended);
        self.jobs.sweep(before);
    }

    /// Takes in what was put right, unless more was read meanwhile.
    pub(super) fn take_corrected(&mut self, amended: Amended) {
        self.correcting = None;
        let is_of_shown = |shown: &Arc<Amended>| Arc::ptr_eq(&shown.as_read, &amended.as_read);
        if self.library.amended.as_ref().is_some_and(is_of_shown) {
            self.replace_corpus(amended);
            // The figure names and colours outlets.
            self.changes += 1;
        }
    }

    /// The colour of an outlet, counted through the palette: the user's, or else the program's.
    pub fn ink_of(&self, outlet: &str) -> Option<u16> {
        let own = self.bench.book.entries.get(outlet).and_then(|entry| entry.ink);
        own.or_else(|| self.library.ink(outlet))
    }

    /// The key under which corrections, notes and tags of an article are kept.
    pub fn article_key(&self, id: ArticleId) -> Option<ArticleKey> {
        self.library.amended.as_ref()?.key_of(id, &self.bench.remarks)
    }

    /// The key under which notes and tags of an article are kept, where there are any.
    pub fn remark_key(&self, id: ArticleId) -> Option<&ArticleKey> {
        let amended = self.library.amended.as_ref()?;
        amended.remarked.get(&id).filter(|key| self.bench.remarks.by_article.contains_key(*key))
    }

    /// Notes and tags of an article. Nothing is hashed: rows of a table ask in every frame.
    pub fn remark_of(&self, id: ArticleId) -> Option<&Remark> {
        let (amended, remarks) = (self.library.amended.as_ref()?, &self.bench.remarks);
        let kept = amended.remarked.get(&id).and_then(|key| remarks.by_article.get(key));
        if kept.is_some() || Arc::ptr_eq(&amended.said.remarks, remarks) {
            return kept;
        }
        // What was said a moment ago is known by the file alone so far.
        remarks.of(amended.as_read.articles().get(id as usize)?)
    }

    /// The corrections that are about an article, by their place in the list.
    pub fn corrections_of(&self, id: ArticleId) -> Vec<usize> {
        let Some(amended) = &self.library.amended else { return Vec::new() };
        let Some(as_read) = amended.as_read.articles().get(id as usize) else { return Vec::new() };
        amended.corrected.touching(&amended.said.corrections, id, as_read)
    }

    /// Whether lines of an article were put right.
    pub fn has_lines_by_hand(&self, id: ArticleId) -> bool {
        let amended = self.library.amended.as_ref();
        amended.is_some_and(|amended| amended.corrected.relined.binary_search(&id).is_ok())
    }

    /// Whether something was said of the versions of an article, and of its pages.
    pub fn said_of_versions_and_pages(&self, id: ArticleId) -> (bool, bool) {
        self.library.amended.as_ref().map_or((false, false), |amended| {
            let by_hand = &amended.by_hand;
            (by_hand.versions.binary_search(&id).is_ok(), by_hand.pages.binary_search(&id).is_ok())
        })
    }

    /// The correction by which an article has this part, with its place in the list: of all that speak of
    /// the part, the last that holds.
    pub fn correction_behind(&self, id: ArticleId, part: Part) -> Option<(usize, &Correction)> {
        let said = &self.library.amended.as_ref()?.said.corrections;
        let list = &self.bench.corrections.list;
        let about = |index: usize| {
            let one = list.get(index).filter(|one| said.list.get(index) == Some(*one))?;
            (Part::of(&one.change) == Some(part)).then_some((index, one))
        };
        let all: Vec<_> = self.corrections_of(id).into_iter().filter_map(about).collect();
        // What was said of single articles is not overruled by what was said of many, but for names.
        let is_own = |one: &Correction| matches!(one.target, Target::Articles(_));
        let has_own = all.iter().any(|(_, one)| is_own(one));
        all.into_iter().rev().find(|(_, one)| !has_own || is_own(one) || one.is_rename())
    }

    /// How many articles a correction of the list is about, once it was applied. None: it found nothing.
    pub fn correction_reach(&self, index: usize) -> Option<u32> {
        let amended = self.library.amended.as_ref()?;
        let is_same = amended.said.corrections.list.get(index) == self.bench.corrections.list.get(index);
        amended.corrected.reached.get(index).copied().filter(|_| is_same)
    }

    /// Opens the first article that a correction of the list is about.
    pub(super) fn show_corrected(&mut self, index: usize) {
        let is_known = self.correction_reach(index).is_some();
        let first = self.library.amended.as_ref().and_then(|amended| *amended.corrected.first.get(index)?);
        let Some(article) = first.filter(|_| is_known) else {
            self.notices.note("No article that is open is like that: its folder may not be open");
            return;
        };
        self.overlays.clear();
        self.apply(Command::Show(View::Browse));
        self.apply(Command::OpenArticle(article, None));
    }

    /// How many corrections there are, and how many of them found nothing when they were applied last: their
    /// articles, outlets or lines are no longer there.
    pub fn correction_counts(&self) -> (usize, usize) {
        let lost = self.library.amended.as_ref().map_or(0, |amended| amended.corrected.lost().count());
        (self.bench.corrections.list.len(), lost)
    }
}

/// So many articles are looked at for one with running text.
const LOOKED_FOR_TEXT: u32 = 10_000;

/// The first article with running text that counts.
fn first_to_read(corpus: &Corpus) -> Option<ArticleId> {
    let has_text = |id: &ArticleId| {
        let counts = corpus.version_of(*id).is_none_or(|(_, rank)| rank == 0);
        counts && !corpus.article(*id).body.is_empty()
    };
    (0..corpus.article_count().min(LOOKED_FOR_TEXT)).find(has_text)
}
