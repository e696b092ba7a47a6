//! Articles have other numbers when some came or went: whoever holds numbers follows them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::analysis::Chosen;
use crate::corpus::{ArticleId, Corpus};
use crate::ingest::again::Numbers;
use crate::project::Amended;
use crate::session::keep::{Held, Names};
use crate::session::results::{Answered, Key};
use crate::session::{JobKind, Place, Role, Session};

/// The numbers that articles have since the last difference was taken in.
#[derive(Debug, Clone, Default)]
pub struct Numbering {
    /// Tells one exchange of numbers from the next.
    count: u64,
    last: Arc<Numbers>,
}

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
}

impl Follower {
    /// The numbers that articles have by those they had when this was asked last; `None` where they are the same. More
    /// than one exchange at once is followed by nothing: then no number is known.
    pub fn follow(&mut self, numbering: &Numbering) -> Option<Arc<Numbers>> {
        let before = std::mem::replace(&mut self.count, numbering.count);
        match numbering.count - before.min(numbering.count) {
            0 => None,
            1 => Some(Arc::clone(&numbering.last)),
            _ => Some(Arc::default()),
        }
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

/// Articles that were chosen, went and are there again.
pub(in crate::session) struct Back {
    /// What of the choice was left.
    pub was: Arc<[ArticleId]>,
    /// The numbers of those that are back.
    pub came: Vec<ArticleId>,
}

/// Which of the articles called so in `corpus` were not there before, when there were `before` of them.
pub(super) fn come_back(names: &Names, corpus: &Corpus, numbers: &Numbers, before: u32) -> Vec<ArticleId> {
    let held = Held { chosen: Some(names.clone()), ..Held::default() };
    let mut found = held.find(corpus).chosen.unwrap_or_default().to_vec();
    let stayed: HashSet<ArticleId> = (0..before).filter_map(|id| numbers.of(id)).collect();
    found.retain(|id| !stayed.contains(id));
    found
}

/// A choice of which nothing is left is still a choice, and not all articles.
fn renumbered(chosen: &Chosen, numbers: &Numbers, back: Option<&Back>) -> Chosen {
    let mut now: Vec<ArticleId> = numbers.of_all(chosen.articles());
    if let Some(back) = back.filter(|back| back.was == *chosen.articles()) {
        now.extend(&back.came);
    }
    Chosen::of(now, chosen.why().clone())
}

impl Session {
    /// What the screen will ask when `amended` has taken the place of what is shown. What goes over all words again and
    /// again is left to its own time.
    pub(super) fn wanted_over(
        &mut self,
        amended: &Arc<Amended>,
        numbers: &Numbers,
        back: Option<&Back>,
    ) -> Vec<(Role, Key)> {
        let shown = (
            self.library.corpus.replace(Arc::clone(&amended.corpus)),
            self.library.amended.replace(Arc::clone(amended)),
        );
        let (here, chosen) = (self.history.here().clone(), self.bench.chosen.clone());
        self.bench.chosen = chosen.as_ref().map(|chosen| renumbered(chosen, numbers, back));
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

    /// Shows another corpus in place of the one before, with everything that was picked out in it.
    pub(in crate::session) fn exchange(
        &mut self,
        amended: &Arc<Amended>,
        numbers: &Arc<Numbers>,
        back: Option<&Back>,
        answers: Vec<(Role, Key, Answered)>,
    ) {
        self.jobs.cancel(JobKind::Correct);
        self.correcting = None;
        self.forget_relating();
        let was_empty = self.library.corpus.as_ref().is_none_or(|corpus| corpus.article_count() == 0);
        self.renumber(numbers, back);
        self.replace_corpus(Amended::clone(amended));
        for role in OF_NEWEST {
            let before = std::mem::take(self.results.slot_mut(role));
            self.jobs.sweep(before);
        }
        for (role, key, answered) in answers {
            self.jobs.cancel(JobKind::Analyse(role));
            let before = self.results.slot_mut(role).put(key, answered);
            self.jobs.sweep(before);
        }
        self.recount_selection();
        self.desk.forget_places();
        if !numbers.are_same() {
            self.importing.forget_places();
        }
        self.changes += 1;
        self.keeping_up.numbering.count += 1;
        self.keeping_up.numbering.last = Arc::clone(numbers);
        if was_empty {
            self.open_first_article();
        }
    }

    fn renumber(&mut self, numbers: &Numbers, back: Option<&Back>) {
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
        if let Some(chosen) = self.bench.chosen.clone() {
            let now = renumbered(&chosen, numbers, back);
            let named = self.keeping.take_named().filter(|(_, found)| chosen.articles() == found);
            // Those that are gone stay in the project by name: they may come back.
            let names = match (named, self.library.corpus.clone()) {
                (Some((names, _)), _) => Some(names),
                (None, Some(corpus)) if now.articles().len() < chosen.articles().len() => {
                    Some(Names::Numbers(corpus, Arc::clone(chosen.articles())))
                }
                _ => None,
            };
            if let Some(names) = names {
                self.keeping.name(names, Arc::clone(now.articles()));
            }
            if now.articles().is_empty() && !chosen.articles().is_empty() {
                self.notices.note(
                    "The articles chosen for Compare are gone. They are chosen again when their files are back",
                );
            }
            self.bench.chosen = Some(now);
        }
        self.undo.renumber(|bench| {
            bench.chosen = bench.chosen.as_ref().map(|chosen| renumbered(chosen, numbers, None));
        });
        self.selection.renumber(numbers);
        self.marked = self.marked.and_then(|marked| {
            Some(super::super::Marked { article: numbers.of_same_text(marked.article)?, ..marked })
        });
        self.told.place = self.told.place.and_then(|place| {
            Some(crate::framing::Place { article: numbers.of_same_text(place.article)?, ..place })
        });
    }
}
