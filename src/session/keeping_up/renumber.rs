//! Articles have other numbers when some came or went: whoever holds numbers follows them.

use std::collections::VecDeque;
use std::sync::Arc;

use super::choices::Rechosen;
use super::job::Screen;
use crate::corpus::ArticleId;
use crate::ingest::again::Numbers;
use crate::project::Amended;
use crate::session::results::Key;
use crate::session::{JobKind, Place, Role, Session};

/// The numbers that articles have since differences were taken in.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    /// Tells one exchange of numbers from the next.
    count: u64,
    /// The last exchanges, newest last.
    last: VecDeque<Arc<Numbers>>,
}

/// Exchanges that can be followed at once by who was not on the screen meanwhile.
const FOLLOWED: usize = 64;
/// So many numbers are kept for that, however many exchanges they are of; those of the last one are always kept.
const MOST_NUMBERS: usize = 1_000_000;

/// Holds numbers of articles over frames, and learns when they are others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Follower {
    count: u64,
}

impl Numbering {
    /// How many exchanges of numbers there were.
    pub fn exchanges(&self) -> u64 {
        self.count
    }

    /// Articles have other numbers; those that can be followed no more are given back, to be freed elsewhere.
    fn exchange(&mut self, numbers: &Arc<Numbers>) -> Vec<Arc<Numbers>> {
        self.count += 1;
        self.last.push_back(Arc::clone(numbers));
        let count = |all: &VecDeque<Arc<Numbers>>| all.iter().map(|one| one.count()).sum::<usize>();
        let mut old = Vec::new();
        while self.last.len() > FOLLOWED || self.last.len() > 1 && count(&self.last) > MOST_NUMBERS {
            old.extend(self.last.pop_front());
        }
        old
    }
}

impl Follower {
    /// The numbers that articles have by those they had when this was asked last; `None` where they are the same.
    /// After more exchanges than are kept no number is known.
    pub fn follow(&mut self, numbering: &Numbering) -> Option<Arc<Numbers>> {
        let before = std::mem::replace(&mut self.count, numbering.count);
        let missed = usize::try_from(numbering.count.checked_sub(before)?).unwrap_or(usize::MAX);
        if missed == 0 {
            return None;
        }
        let Some(first) = numbering.last.len().checked_sub(missed) else { return Some(Arc::default()) };
        let mut all = numbering.last.iter().skip(first);
        let one = Arc::clone(all.next()?);
        Some(all.fold(one, |so_far, next| Arc::new(so_far.then(next))))
    }
}

/// Answers that are drawn from the newest corpus, whatever they were given by.
const OF_NEWEST: [Role; 6] =
    [Role::Listing, Role::Marks, Role::MarksBeside, Role::Finding, Role::Beside, Role::Versions];

impl Place {
    /// The same place by other numbers. A place in a text holds only where the text is what it was.
    fn renumber(&mut self, numbers: &Numbers, story: impl Fn(ArticleId) -> Option<ArticleId>) {
        self.spot = self.spot.filter(|_| self.article.is_some_and(|id| numbers.of_same_text(id).is_some()));
        self.article = self.article.and_then(|id| numbers.of(id));
        self.beside = self.beside.and_then(|id| numbers.of(id));
        self.story = self.story.and_then(story);
    }
}

impl Session {
    /// What the screen will ask when `amended` has taken the place of what is shown. What goes over all words again and
    /// again is left to its own time.
    pub(super) fn wanted_over(
        &mut self,
        amended: &Arc<Amended>,
        numbers: &Numbers,
        rechosen: &Rechosen,
    ) -> Vec<(Role, Key)> {
        let shown = (
            self.library.corpus.replace(Arc::clone(&amended.corpus)),
            self.library.amended.replace(Arc::clone(amended)),
        );
        let (here, chosen) = (self.history.here().clone(), self.bench.chosen.clone());
        self.bench.chosen = chosen.as_ref().map(|chosen| rechosen.now(chosen, numbers));
        self.history.adjust(|place| place.renumber(numbers, |id| numbers.of(id)));
        let wanted = self.wanted();
        self.history.adjust(|place| *place = here);
        self.bench.chosen = chosen;
        (self.library.corpus, self.library.amended) = shown;
        let revision = amended.corpus.revision();
        let is_quick = |role: &Role| !matches!(role, Role::WordTest | Role::WordShift);
        let wanted = wanted.into_iter().filter(|(role, _)| is_quick(role));
        wanted.map(|(role, analysis)| (role, Key { analysis, revision })).collect()
    }

    /// Shows what was read to the end in place of what was read so far, where pages were joined at the end.
    pub(in crate::session) fn exchange_joined(&mut self, amended: &Arc<Amended>, numbers: &Arc<Numbers>) {
        self.exchange(amended, numbers, Rechosen::default(), Screen::default());
    }

    /// Shows another corpus in place of the one before, with everything that was picked out in it.
    pub(super) fn exchange(
        &mut self,
        amended: &Arc<Amended>,
        numbers: &Arc<Numbers>,
        rechosen: Rechosen,
        screen: Screen,
    ) {
        self.jobs.cancel(JobKind::Correct);
        self.correcting = None;
        self.forget_relating();
        let was_empty = self.library.corpus.as_ref().is_none_or(|corpus| corpus.article_count() == 0);
        self.renumber(numbers, rechosen);
        self.replace_corpus(Amended::clone(amended));
        self.exchange_answers(numbers, screen);
        self.recount_selection();
        self.jobs.cancel_where(|kind| matches!(kind, JobKind::Desk(_)));
        self.desk.renumber(numbers);
        if !numbers.are_same() {
            self.importing.forget_places();
        }
        self.changes += 1;
        let old = self.keeping_up.numbering.exchange(numbers);
        self.jobs.sweep(old);
        if was_empty {
            self.open_first_article(true);
        }
    }

    /// Shows the answers over the corpus of now. Where articles have other numbers or texts, an older answer that names
    /// articles or places in them would lead elsewhere: none of them stays. What is not on the screen would only keep the
    /// articles of before in memory.
    fn exchange_answers(&mut self, numbers: &Numbers, screen: Screen) {
        let Screen { answers, table } = screen;
        let is_other = !numbers.are_same() || numbers.have_other_texts();
        let shown: Vec<Role> = self.wanted().into_iter().map(|(role, _)| role).collect();
        let goes = |role: &Role| {
            OF_NEWEST.contains(role) || is_other && role.names_articles() || !shown.contains(role)
        };
        for role in Role::ALL.into_iter().filter(goes) {
            self.jobs.cancel(JobKind::Analyse(role));
            let before = std::mem::take(self.results.slot_mut(role));
            self.jobs.sweep(before);
        }
        for (role, key, answered) in answers {
            self.jobs.cancel(JobKind::Analyse(role));
            let before = self.results.slot_mut(role).put(key, answered);
            self.jobs.sweep(before);
        }
        if is_other || table.is_some() || !shown.contains(&Role::Comparison) {
            self.forget_glance();
        }
        if let Some(table) = table {
            self.put_glance(*table);
        }
    }

    fn renumber(&mut self, numbers: &Numbers, rechosen: Rechosen) {
        // A story goes on by another of its articles when the one that stood for it is gone.
        let stories = self.stories().cloned();
        let story = |id: ArticleId| {
            let same = || {
                let found = stories.as_ref()?;
                found.stories.get(found.story_of(id)?)?.articles.iter().find_map(|id| numbers.of(*id))
            };
            numbers.of(id).or_else(same)
        };
        let is_same_text = self.place().article.is_some_and(|id| numbers.of_same_text(id).is_some());
        if let Some(find) = self.find.as_mut().filter(|_| !is_same_text) {
            find.at = None;
        }
        self.history.adjust_all(|place| place.renumber(numbers, story));
        self.rechoose(rechosen, numbers);
        self.selection.renumber(numbers);
        self.marked = self.marked.and_then(|marked| {
            Some(super::super::Marked { article: numbers.of_same_text(marked.article)?, ..marked })
        });
        self.told.place = self.told.place.and_then(|place| {
            Some(crate::framing::Place { article: numbers.of_same_text(place.article)?, ..place })
        });
    }
}
