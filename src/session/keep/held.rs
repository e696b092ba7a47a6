//! Articles that the work is about, by name while their folders are read and numbers do not hold.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::Choice;
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
}

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
    /// The articles that Compare is about, those of them that are there.
    pub chosen: Option<Arc<[ArticleId]>>,
}

impl Held {
    /// Looks the articles up by their names, as all that the user said of articles is. Runs on a worker.
    pub fn find(&self, corpus: &Corpus) -> Found {
        let only = |names: &Option<Names>| names.as_ref().and_then(|names| names.keys().into_iter().next());
        let (article, beside, story) = (only(&self.article), only(&self.beside), only(&self.story));
        let chosen = self.chosen.as_ref().map(Names::keys);
        let single = article.iter().chain(&beside).chain(&story);
        let wanted: Vec<&ArticleKey> = single.chain(chosen.iter().flatten()).collect();
        if wanted.is_empty() {
            return Found { chosen: chosen.map(|_| Arc::default()), ..Found::default() };
        }
        let numbers = numbers_of(corpus, &wanted);
        let place = article.as_ref().and_then(|key| Some((key, *numbers.get(key)?)));
        let spot = self.spot.filter(|spot| {
            place.is_some_and(|(key, id)| {
                let article = corpus.article(id);
                content_id(article) == key.content
                    && article.raw.get(spot.from as usize..spot.to as usize).is_some()
            })
        });
        let chosen = chosen.map(|keys| {
            let mut ids: Vec<ArticleId> = keys.iter().filter_map(|key| numbers.get(key).copied()).collect();
            ids.sort_unstable();
            ids.dedup();
            Arc::from(ids)
        });
        let number = |key: &Option<ArticleKey>| key.as_ref().and_then(|key| numbers.get(key).copied());
        let (beside, story) = (number(&beside), number(&story));
        Found { article: place.map(|(_, id)| id), spot, beside, story, chosen }
    }
}

fn numbers_of(corpus: &Corpus, wanted: &[&ArticleKey]) -> HashMap<ArticleKey, ArticleId> {
    // Nobody stops this, so that it always has an answer.
    let found = find_articles(wanted, corpus.articles(), &Task::none()).unwrap_or_default();
    wanted.iter().zip(found).filter_map(|(key, id)| Some(((*key).clone(), id?))).collect()
}
