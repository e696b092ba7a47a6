//! Corrections applied: one pass over the list for each article, in the list's order.

use std::sync::Arc;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::hand::Hand;
use super::{Correction, Corrections, Target, is_below};
use crate::corpus::{Article, ArticleId};
use crate::ingest::outlet_names::form_key;
use crate::project::keys;
use crate::query::{Glob, fold};
use crate::task::{Cancelled, Task};

/// Articles between two questions whether to go on.
const STRIDE: usize = 256;

/// Articles after all corrections.
#[derive(Debug, Clone, Default)]
pub struct Corrected {
    /// As many as were given, in the same order; those that nothing changed are the same.
    pub articles: Vec<Arc<Article>>,
    /// How many articles each correction of the list is about.
    pub reached: Vec<u32>,
    /// The first article each correction of the list is about.
    pub first: Vec<Option<ArticleId>>,
    /// The articles that were changed, in order.
    pub changed: Vec<ArticleId>,
    /// Those of them whose lines were changed, in order.
    pub relined: Vec<ArticleId>,
    /// Corrections that name single articles, by article.
    own: HashMap<ArticleId, Vec<usize>>,
}

impl Corrected {
    /// The corrections that found nothing: their articles, outlets or lines are no longer there.
    pub fn lost(&self) -> impl Iterator<Item = usize> + '_ {
        self.reached.iter().enumerate().filter(|(_, reached)| **reached == 0).map(|(at, _)| at)
    }

    /// Which of the `corrections` that made this are about article `id`, by their place in the list.
    pub fn touching(&self, corrections: &Corrections, id: ArticleId, as_read: &Article) -> Vec<usize> {
        let plan = Plan::new(corrections, &self.own);
        let mut touching = Vec::new();
        plan.go_over(id, as_read, |at| touching.push(at));
        touching
    }
}

impl Corrections {
    /// Puts `articles`, as they were read, right. Later corrections hold, but what is said of many does not
    /// overrule what was said of one alone, unless an outlet is given another name: it goes where its articles go.
    pub fn apply(&self, articles: &[Arc<Article>], task: &Task) -> Result<Corrected, Cancelled> {
        let own = self.own(articles, task)?;
        let plan = Plan::new(self, &own);
        let parts: Result<Vec<Part>, Cancelled> = articles
            .par_chunks(STRIDE)
            .enumerate()
            .map(|(chunk, articles)| {
                task.check()?;
                let count = self.list.len();
                let mut part = Part { reached: vec![0; count], first: vec![None; count], ..Part::default() };
                for (id, article) in (chunk * STRIDE..).zip(articles) {
                    let id = id as ArticleId;
                    let made = plan.go_over(id, article, |at| {
                        if let Some(reached) = part.reached.get_mut(at) {
                            *reached += 1;
                        }
                        if let Some(first) = part.first.get_mut(at) {
                            first.get_or_insert(id);
                        }
                    });
                    part.articles.push(match made {
                        Some(made) => {
                            part.changed.push(id);
                            if made.lines != article.lines {
                                part.relined.push(id);
                            }
                            Arc::new(made)
                        }
                        None => Arc::clone(article),
                    });
                }
                Ok(part)
            })
            .collect();
        let count = self.list.len();
        let mut whole =
            Corrected { reached: vec![0; count], first: vec![None; count], ..Corrected::default() };
        for part in parts? {
            whole.articles.extend(part.articles);
            whole.changed.extend(part.changed);
            whole.relined.extend(part.relined);
            for (sum, n) in whole.reached.iter_mut().zip(part.reached) {
                *sum += n;
            }
            for (first, id) in whole.first.iter_mut().zip(part.first) {
                *first = first.or(id);
            }
        }
        whole.own = own;
        Ok(whole)
    }

    /// The corrections of single articles, by article.
    fn own(
        &self,
        articles: &[Arc<Article>],
        task: &Task,
    ) -> Result<HashMap<ArticleId, Vec<usize>>, Cancelled> {
        let named = self.list.iter().enumerate().flat_map(|(at, one)| match &one.target {
            Target::Articles(keys) => keys.iter().map(|key| (at, key)).collect(),
            _ => Vec::new(),
        });
        let (places, keys): (Vec<usize>, Vec<_>) = named.unzip();
        let mut own: HashMap<ArticleId, Vec<usize>> = HashMap::new();
        for (at, id) in places.into_iter().zip(keys::find(&keys, articles, task)?) {
            if let Some(id) = id {
                let list = own.entry(id).or_default();
                // Two keys may lead to one article; the list is in order of corrections.
                if list.last() != Some(&at) {
                    list.push(at);
                }
            }
        }
        Ok(own)
    }
}

/// What came of some articles.
#[derive(Default)]
struct Part {
    articles: Vec<Arc<Article>>,
    reached: Vec<u32>,
    first: Vec<Option<ArticleId>>,
    changed: Vec<ArticleId>,
    relined: Vec<ArticleId>,
}

/// The list, ready to go over articles.
struct Plan<'a> {
    list: &'a [Correction],
    /// Corrections of many, in order.
    general: Vec<(usize, Meant<'a>)>,
    own: &'a HashMap<ArticleId, Vec<usize>>,
}

/// What all forms of the name have in common that was looked at last: many corrections ask for the same.
#[derive(Default)]
struct Forms {
    last: Option<(String, Option<String>)>,
}

impl Forms {
    fn of(&mut self, outlet: &str) -> Option<String> {
        if self.last.as_ref().is_none_or(|(name, _)| name != outlet) {
            self.last = Some((outlet.to_owned(), form_key(outlet)));
        }
        self.last.as_ref().and_then(|(_, key)| key.clone())
    }
}

/// Of which articles something is said.
enum Meant<'a> {
    Folder(&'a str),
    /// By its name, and by what all forms of that have in common.
    Outlet(&'a str, Option<String>),
    FileNames(Glob),
}

impl<'a> Plan<'a> {
    fn new(corrections: &'a Corrections, own: &'a HashMap<ArticleId, Vec<usize>>) -> Self {
        let general = corrections.list.iter().enumerate().filter_map(|(at, one)| {
            let meant = match &one.target {
                Target::Articles(_) => return None,
                Target::Folder(folder) => Meant::Folder(folder.trim_end_matches('/')),
                Target::Outlet(name) => Meant::Outlet(name, form_key(name)),
                Target::FileNames(shape) => Meant::FileNames(Glob::new(shape, fold)),
            };
            Some((at, meant))
        });
        Self { list: &corrections.list, general: general.collect(), own }
    }

    /// Goes over article `id` and says which corrections are about it; the article, if it changes.
    fn go_over(&self, id: ArticleId, read: &Article, mut about: impl FnMut(usize)) -> Option<Article> {
        let mut own = self.own.get(&id).map_or(&[][..], Vec::as_slice).iter().copied().peekable();
        if self.general.is_empty() && own.peek().is_none() {
            return None;
        }
        let mut hand = Hand::new(read);
        let mut make = |hand: &mut Hand<'_>, at: usize| {
            if self.list.get(at).is_some_and(|correction| hand.change(correction)) {
                about(at);
            }
        };
        let mut forms = Forms::default();
        for (at, meant) in &self.general {
            while let Some(earlier) = own.next_if(|own| own < at) {
                make(&mut hand, earlier);
            }
            let is_meant = match meant {
                Meant::Folder(folder) => is_below(&read.path, folder),
                // An outlet may have been known by another form of its name when this was said.
                Meant::Outlet(name, key) => {
                    hand.outlet() == *name || key.is_some() && *key == forms.of(hand.outlet())
                }
                Meant::FileNames(shape) => {
                    shape.matches(&fold(read.path.rsplit('/').next().unwrap_or(&read.path)))
                }
            };
            if is_meant {
                make(&mut hand, *at);
            }
        }
        for at in own {
            make(&mut hand, at);
        }
        hand.finish()
    }
}
