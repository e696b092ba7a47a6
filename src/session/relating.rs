//! Which articles belong together: looked for when the screen needs it, put right as the user says.

use std::sync::Arc;

use super::{Command, ComparePane, JobKind, Place, Said, Session, View};
use crate::analysis::{Chosen, Grouping, ListColumn};
use crate::corpus::ArticleId;
use crate::framing::stories::{Stories, Story, StorySettings};
use crate::problem::Problem;
use crate::project::{Amended, ArticleKey, Related, StoryBook};

/// Collections up to this size are looked through at once, larger ones when a screen needs it.
const LOOKED_AT_ONCE: u32 = 20_000;

/// What is said of stories, of articles by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoryEdit {
    /// These stories are one.
    Join(Vec<Vec<ArticleId>>),
    /// The first are a story without the second.
    Part(Vec<ArticleId>, Vec<ArticleId>),
    /// An article joins a story, and leaves these with which it told another.
    Take {
        /// The article.
        article: ArticleId,
        /// The others of the story it leaves; none where it stood alone.
        from: Vec<ArticleId>,
        /// The story it joins.
        into: Vec<ArticleId>,
    },
    /// These and no others are a story, from now on or no longer.
    Pin(Vec<ArticleId>, bool),
    /// The story of these is called so; an empty title is the program's own.
    Call(Vec<ArticleId>, String),
}

/// What was asked about what belongs together, and is not answered.
pub(super) struct Relating {
    over: Arc<Amended>,
    book: Arc<StoryBook>,
    settings: StorySettings,
    /// Why it will not be answered; without it a job is at it.
    problem: Option<Problem>,
}

impl Session {
    /// The stories that were found; `None` until they are.
    pub fn stories(&self) -> Option<&Arc<Stories>> {
        Some(&self.library.amended.as_ref()?.related.as_ref()?.stories)
    }

    /// Whether stories are being looked for.
    pub fn is_relating(&self) -> bool {
        self.relating.as_ref().is_some_and(|asked| asked.problem.is_none())
    }

    /// Why stories could not be looked for; what was found before stays.
    pub fn stories_problem(&self) -> Option<&Problem> {
        self.relating.as_ref().and_then(|asked| asked.problem.as_ref())
    }

    /// Notes that stories will not be found, for this reason.
    pub(super) fn fail_relating(&mut self, problem: Problem) {
        if let Some(asked) = self.relating.as_mut().filter(|asked| asked.problem.is_none()) {
            asked.problem = Some(problem);
        }
    }

    /// Forgets that stories could not be looked for, so that they are looked for again.
    pub(super) fn forget_relating_failure(&mut self) {
        if self.stories_problem().is_some() {
            self.forget_relating();
        }
    }

    /// Forgets what was asked. It may be the last to hold a corpus, so it is freed elsewhere.
    pub(super) fn forget_relating(&mut self) {
        if let Some(asked) = self.relating.take() {
            self.jobs.cancel(JobKind::Relate);
            self.jobs.sweep(asked);
        }
    }

    /// The number of the story that Compare shows.
    pub fn story_number(&self) -> Option<usize> {
        self.stories()?.story_of(self.place().story?)
    }

    /// The story that Compare shows.
    pub fn story(&self) -> Option<&Story> {
        self.stories()?.stories.get(self.story_number()?)
    }

    /// What the story that Compare shows is called; an empty name where it has none.
    pub fn story_title(&self, number: usize) -> &str {
        self.corpus().and_then(|corpus| corpus.stories().get(number)).map_or("", |title| title)
    }

    /// Whether Compare sets outlets side by side; where not, it lists the stories, or one is being found, or an
    /// article tells none.
    pub fn compares(&self) -> bool {
        let place = self.place();
        if self.bench.chosen.is_some() || self.story().is_some() {
            return true;
        }
        let has_none = || self.stories().is_some_and(|found| found.stories.is_empty());
        place.story.is_none() && place.compares_all.unwrap_or_else(has_none)
    }

    /// The articles of the story that Compare shows.
    pub(super) fn story_chosen(&self) -> Option<Chosen> {
        let number = self.story_number()?;
        let story = self.stories()?.stories.get(number)?;
        Some(Chosen::story(self.story_title(number), story.articles.clone()))
    }

    /// The articles that Compare is about: those chosen by hand, or those of a story.
    pub(super) fn compared(&self) -> Option<Chosen> {
        if self.bench.chosen.is_some() {
            return self.bench.chosen.clone();
        }
        self.story_chosen()
    }

    /// The story after or before the one that Compare shows, of those that the filter leaves; without one the first.
    pub(super) fn story_beside(&self, step: i64) -> Option<ArticleId> {
        let rows = &self.results.stories()?.rows;
        let next = match self.story_number() {
            Some(number) => {
                let at = rows.partition_point(|row| row.number < number);
                let is_there = rows.get(at).is_some_and(|row| row.number == number);
                if step > 0 { at.checked_add(usize::from(is_there)) } else { at.checked_sub(1) }
            }
            None => Some(0),
        };
        let number = rows.get(next?)?.number;
        self.stories()?.stories.get(number)?.articles.first().copied()
    }

    /// Shows a story in Compare, by one of its articles, or the list of all.
    pub(super) fn show_story(&mut self, story: Option<ArticleId>) {
        self.show_in_compare(story, story.is_none().then_some(false));
    }

    /// Sets all articles side by side that the filter leaves.
    pub(super) fn compare_all(&mut self) {
        self.show_in_compare(None, Some(true));
    }

    fn show_in_compare(&mut self, story: Option<ArticleId>, compares_all: Option<bool>) {
        let place = Place {
            view: View::Compare,
            story,
            compares_all,
            above: ComparePane::default(),
            lit: None,
            ..self.place().clone()
        };
        if self.bench.chosen.is_some() {
            self.apply(Command::Choose(None));
        }
        self.history.go(place);
    }

    /// Changes what is said of stories.
    pub(super) fn edit_stories(&mut self, edit: &StoryEdit) {
        let keys = |ids: &[ArticleId]| -> Vec<ArticleKey> {
            ids.iter().filter_map(|id| self.article_key(*id)).collect()
        };
        let mut book = StoryBook::clone(&self.bench.stories);
        match edit {
            StoryEdit::Join(stories) => {
                book.join(&stories.iter().map(|story| keys(story)).collect::<Vec<_>>());
            }
            StoryEdit::Part(out, rest) => book.part(&keys(out), &keys(rest)),
            StoryEdit::Take { article, from, into } => {
                let one = keys(&[*article]);
                if !from.is_empty() {
                    book.part(&one, &keys(from));
                }
                book.join(&[keys(into), one]);
            }
            StoryEdit::Pin(story, true) => book.pin(&keys(story)),
            StoryEdit::Pin(story, false) => book.unpin(&keys(story)),
            StoryEdit::Call(story, title) => book.call(&keys(story), title),
        }
        self.change(|bench| bench.stories = Arc::new(book));
        // What is looked at stays the story that something was taken out of.
        if let StoryEdit::Part(out, rest) = edit
            && self.place().story.is_some_and(|shown| out.contains(&shown))
        {
            self.history.adjust(|place| place.story = rest.first().copied());
        }
    }

    /// Starts looking for what belongs together where the screen needs it and it is not known.
    pub(super) fn relate_what_is_there(&mut self) {
        let Some(shown) = self.library.amended.clone() else { return };
        let (book, settings) = (&self.bench.stories, self.bench.story_settings);
        let is_known = shown.related.as_ref().is_some_and(|found| found.is_of(&shown, book, settings));
        if is_known || self.library.is_reading {
            self.forget_relating();
            return;
        }
        if !self.needs_relations() {
            // What could not be done stays said.
            if self.is_relating() {
                self.forget_relating();
            }
            return;
        }
        let is_asked = self.relating.as_ref().is_some_and(|asked| {
            asked.over.is_same_text(&shown) && asked.book == *book && asked.settings == settings
        });
        if is_asked {
            return;
        }
        let book = Arc::clone(book);
        let (over, problem) = (Arc::clone(&shown), None);
        let asked = Relating { over, book: Arc::clone(&book), settings, problem };
        let before = self.relating.replace(asked);
        self.jobs.sweep(before);
        self.jobs.start(JobKind::Relate, move |task, speaker| {
            if let Ok(found) = Related::find(&shown, &book, settings, task) {
                let related = shown.related(Arc::new(found));
                speaker.say(Said::Related { of: shown, related: Box::new(related) });
            }
        });
    }

    /// Takes in what was found to belong together.
    pub(super) fn take_related(&mut self, of: Arc<Amended>, related: Box<Amended>) {
        let asked = self.relating.take();
        let shown = self.library.amended.clone();
        match (&shown, &related.related) {
            (Some(shown), _) if Arc::ptr_eq(shown, &of) => {
                self.replace_corpus(Amended::clone(&related));
                self.changes += 1;
            }
            // Something was said beside the articles meanwhile; what was found holds all the same.
            (Some(shown), Some(found)) if shown.is_same_text(&of) => {
                self.replace_corpus(shown.related(Arc::clone(found)));
                self.changes += 1;
            }
            _ => {}
        }
        self.jobs.sweep((asked, shown, of, related));
    }

    fn needs_relations(&self) -> bool {
        let small = self.library.corpus.as_ref().is_some_and(|c| c.article_count() <= LOOKED_AT_ONCE);
        small
            || self.place().view == View::Compare
            || self.bench.grouping == Grouping::Story
            || self.bench.listing_order.0 == ListColumn::Story
            || self.shown_columns().contains(&ListColumn::Story)
            || self.bench.filter.asks_relations()
    }
}
