//! Which articles belong together, found over a whole corpus and put right by what the user says of it.
//!
//! Looking takes time with many articles, so it is done apart from reading and putting right, once for the
//! articles as they are; what is only said beside them (tags, groups) changes nothing of it.

use std::sync::Arc;

use hashbrown::HashMap;

use super::amend::Amended;
use super::corrections::ArticleKey;
use super::keys;
use super::story_book::StoryBook;
use crate::corpus::{ArticleId, Corpus, Relations, RelationsBuilder, Subset};
use crate::framing::copies::{self, CopyKind, WireGroup};
use crate::framing::reuse::ReuseSettings;
use crate::framing::stories::{self, Constraints, Stories, StorySettings};
use crate::task::{Cancelled, Task};
use crate::text::normalise::for_reading;

/// What was found, and of what.
#[derive(Debug, Clone)]
pub struct Related {
    /// The stories, as the corpus numbers them.
    pub stories: Arc<Stories>,
    /// What was said of stories.
    pub book: Arc<StoryBook>,
    /// How they were looked for.
    pub settings: StorySettings,
    /// Over these articles: put right, with nothing said beside.
    pub(super) of: Arc<Corpus>,
    /// The same as columns.
    pub(super) relations: Arc<Relations>,
}

impl Related {
    /// Looks for what belongs together among the articles of `amended`.
    pub fn find(
        amended: &Amended,
        book: &Arc<StoryBook>,
        settings: StorySettings,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let corpus = &amended.put_right;
        let named = Named::new(book, amended, task)?;
        let all = Subset::all(corpus);
        let stories = stories::find(corpus, &all, &settings, &named.constraints(book), task)?;
        task.phase("Looking for wire texts", 0);
        let copies = copies::find(corpus, &all, &ReuseSettings::fitting(&all), task)?;
        let mut relations = RelationsBuilder::new(corpus.article_count());
        for group in &copies.groups.groups {
            task.check()?;
            relations.add_text(&in_order(corpus, group));
        }
        // A report with some sentences of an agency is an outlet's own text.
        for copy in copies.copies.iter().filter(|copy| copy.kind != CopyKind::Part) {
            task.check()?;
            relations.add_copy(copy.copy);
        }
        for story in &stories.stories {
            task.check()?;
            let own = story.articles.iter().find_map(|id| named.titles.get(id));
            let title = match (own, story.title) {
                (Some(own), _) => own.clone(),
                (None, Some(place)) => for_reading(place.text(corpus)).into_owned(),
                (None, None) => String::new(),
            };
            relations.add_story(&title, &story.articles);
        }
        Ok(Self {
            stories: Arc::new(stories),
            book: Arc::clone(book),
            settings,
            of: Arc::clone(corpus),
            relations: Arc::new(relations.finish()),
        })
    }

    /// Whether it was found for `amended`, with this said of stories.
    pub fn is_of(&self, amended: &Amended, book: &Arc<StoryBook>, settings: StorySettings) -> bool {
        Arc::ptr_eq(&self.of, &amended.put_right)
            && (Arc::ptr_eq(&self.book, book) || self.book == *book)
            && self.settings == settings
    }
}

/// The articles of a text, the one that stands for it first, then by date and file.
fn in_order(corpus: &Corpus, group: &WireGroup) -> Vec<ArticleId> {
    let mut articles = group.articles.clone();
    articles.sort_by_key(|&id| {
        let date = corpus.date_of(id).map(|date| date.date);
        (id != group.stands, date.is_none(), date, Arc::clone(&corpus.article(id).path), id)
    });
    articles
}

/// The articles that are named in a story book.
struct Named {
    ids: HashMap<ArticleKey, ArticleId>,
    /// What the story of an article is called.
    titles: HashMap<ArticleId, String>,
}

impl Named {
    fn new(book: &StoryBook, amended: &Amended, task: &Task) -> Result<Self, Cancelled> {
        let keys = book.keys();
        let found = keys::find(&keys, amended.as_read.articles(), task)?;
        let ids: HashMap<ArticleKey, ArticleId> =
            keys.into_iter().zip(found).filter_map(|(key, id)| Some((key.clone(), id?))).collect();
        let titles = book.titles.iter().filter_map(|(key, title)| Some((*ids.get(key)?, title.clone())));
        let titles = titles.collect();
        Ok(Self { ids, titles })
    }

    /// What the user's hand holds; of pairs with an article that is not here nothing can be held.
    fn constraints(&self, book: &StoryBook) -> Constraints {
        let pairs = |pairs: &[[ArticleKey; 2]]| {
            let ids = |[one, other]: &[ArticleKey; 2]| Some((*self.ids.get(one)?, *self.ids.get(other)?));
            pairs.iter().filter_map(ids).collect()
        };
        let story =
            |story: &Vec<ArticleKey>| story.iter().filter_map(|key| self.ids.get(key).copied()).collect();
        let pinned = book.pinned.iter().map(story).collect();
        Constraints { together: pairs(&book.together), apart: pairs(&book.apart), pinned }
    }
}

impl Amended {
    /// With what was found to belong together as columns of its corpus.
    #[must_use]
    pub fn related(&self, related: Arc<Related>) -> Self {
        let corpus = Arc::new(self.corpus.related(Arc::clone(&related.relations)));
        Self { corpus, related: Some(related), ..self.clone() }
    }
}
