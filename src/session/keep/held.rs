//! Articles that the work is about, by name while their folders are read and numbers do not hold.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::{Choice, Chosen};
use crate::corpus::{ArticleId, Corpus, Span, content_id};
use crate::project::{ArticleKey, find_articles};
use crate::task::Task;

/// Names of articles, made on a worker where they are numbers of a corpus: a name holds a hash of the text.
#[derive(Debug, Clone)]
pub enum Names {
    /// By name.
    Keys(Arc<[ArticleKey]>),
    /// By number in a corpus.
    Numbers(Arc<Corpus>, Arc<[ArticleId]>),
}

impl Names {
    /// The names.
    pub fn keys(&self) -> Vec<ArticleKey> {
        match self {
            Self::Keys(keys) => keys.to_vec(),
            Self::Numbers(corpus, ids) => keys_of(corpus, ids),
        }
    }
}

/// The names of articles of a corpus.
pub fn keys_of(corpus: &Corpus, ids: &[ArticleId]) -> Vec<ArticleKey> {
    ids.iter()
        .filter_map(|id| corpus.articles().get(*id as usize))
        .map(|article| ArticleKey::of(article))
        .collect()
}

/// What the work is about, held while folders are read.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The article in the reader.
    pub article: Option<Names>,
    /// The words in it.
    pub spot: Option<Span>,
    /// The article beside it.
    pub beside: Option<Names>,
    /// An article of the story that Compare is about.
    pub story: Option<Names>,
    /// The articles that Compare is about.
    pub chosen: Option<Names>,
    /// Why these.
    pub chosen_as: Choice,
    /// Choices of the steps that can be undone; until these articles have numbers, each step has the empty list.
    pub steps: Vec<Called>,
}

/// Articles that were chosen, and what they are called, with those that are gone: they may come back.
#[derive(Debug, Clone)]
pub struct Called {
    /// Those that are there: the very list that the choice has, which tells it from others.
    pub ids: Arc<[ArticleId]>,
    /// All of them.
    pub names: Names,
}

impl Called {
    /// Whether this is about a choice.
    pub fn is_of(&self, chosen: &Chosen) -> bool {
        Arc::ptr_eq(&self.ids, chosen.articles())
    }
}

/// Chosen articles that are there, by number, and the names of all.
pub type FoundChoice = (Arc<[ArticleId]>, Arc<[ArticleKey]>);

/// The numbers that held articles have in a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The article in the reader.
    pub article: Option<ArticleId>,
    /// The words in it, where its text is what it was.
    pub spot: Option<Span>,
    /// The article beside it.
    pub beside: Option<ArticleId>,
    /// An article of the story that Compare is about.
    pub story: Option<ArticleId>,
    /// The articles that Compare is about, those of them that are there, with the names of all.
    pub chosen: Option<FoundChoice>,
    /// The same of the steps that can be undone, in their order.
    pub steps: Vec<FoundChoice>,
}

impl Held {
    /// Looks the articles up by their names, as all that the user said of articles is. Runs on a worker.
    pub fn find(&self, corpus: &Corpus) -> Found {
        let only = |names: &Option<Names>| names.as_ref().and_then(|names| names.keys().into_iter().next());
        let (article, beside, story) = (only(&self.article), only(&self.beside), only(&self.story));
        let chosen = self.chosen.as_ref().map(Names::keys);
        let steps: Vec<Vec<ArticleKey>> = self.steps.iter().map(|step| step.names.keys()).collect();
        let single = article.iter().chain(&beside).chain(&story);
        let many = chosen.iter().flatten().chain(steps.iter().flatten());
        let wanted: Vec<&ArticleKey> = single.chain(many).collect();
        let numbers = numbers_of(corpus, &wanted);
        let place = article.as_ref().and_then(|key| Some((key, *numbers.get(key)?)));
        let spot = self.spot.filter(|spot| {
            place.is_some_and(|(key, id)| {
                let article = corpus.article(id);
                content_id(article) == key.content
                    && article.raw.get(spot.from as usize..spot.to as usize).is_some()
            })
        });
        let all = |keys: Vec<ArticleKey>| {
            let mut ids: Vec<ArticleId> = keys.iter().filter_map(|key| numbers.get(key).copied()).collect();
            ids.sort_unstable();
            ids.dedup();
            (ids.into(), keys.into())
        };
        let (chosen, steps) = (chosen.map(all), steps.into_iter().map(all).collect());
        let number = |key: &Option<ArticleKey>| key.as_ref().and_then(|key| numbers.get(key).copied());
        let (beside, story) = (number(&beside), number(&story));
        Found { article: place.map(|(_, id)| id), spot, beside, story, chosen, steps }
    }
}

fn numbers_of(corpus: &Corpus, wanted: &[&ArticleKey]) -> HashMap<ArticleKey, ArticleId> {
    // Nobody stops this, so that it always has an answer.
    let found = find_articles(wanted, corpus.articles(), &Task::none()).unwrap_or_default();
    wanted.iter().zip(found).filter_map(|(key, id)| Some(((*key).clone(), id?))).collect()
}
