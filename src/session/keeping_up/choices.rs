//! Choices of articles follow them, be it the choice of now or one that undo brings back: articles that are gone stay
//! chosen by name, and are chosen again when they are back.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::analysis::Chosen;
use crate::corpus::{ArticleId, Corpus};
use crate::ingest::again::Numbers;
use crate::project::{ArticleKey, find_articles};
use crate::session::Session;
use crate::session::keep::{Called, Names, keys_of};
use crate::task::{Cancelled, Task};

/// A choice: its articles, and what they are called where some are gone already.
pub(super) type Choice = (Arc<[ArticleId]>, Option<Names>);

/// What becomes of choices, each known by its very list of articles.
#[derive(Debug, Default)]
pub(super) struct Rechosen(BTreeMap<usize, Now>);

/// A choice as it is from now on.
#[derive(Debug)]
struct Now {
    /// Held as long as its place tells it from others.
    _was: Arc<[ArticleId]>,
    ids: Arc<[ArticleId]>,
    /// What its articles are called, where some are gone.
    names: Option<Names>,
}

/// Tells one list of articles from another, as long as somebody holds it.
fn place(of: &Arc<[ArticleId]>) -> usize {
    Arc::as_ptr(of).cast::<u8>().addr()
}

impl Rechosen {
    /// Holds what was chosen in `shown` against `now`, where articles have other numbers.
    pub fn of(
        choices: &[Choice],
        shown: &Corpus,
        now: &Corpus,
        numbers: &Numbers,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let called: Vec<Vec<ArticleKey>> =
            choices.iter().map(|(_, names)| names.as_ref().map(Names::keys).unwrap_or_default()).collect();
        let wanted: Vec<&ArticleKey> = called.iter().flatten().collect();
        let mut found = find_articles(&wanted, now.articles(), task)?.into_iter();
        // What was there before and was not chosen only says the same.
        let before = if wanted.is_empty() { 0 } else { shown.article_count() };
        let stayed: HashSet<ArticleId> = (0..before).filter_map(|id| numbers.of(id)).collect();
        let mut all = BTreeMap::new();
        for ((was, names), keys) in choices.iter().zip(&called) {
            task.check()?;
            let mut ids = numbers.of_all(was);
            let names = if names.is_some() {
                ids.extend(found.by_ref().take(keys.len()).flatten().filter(|id| !stayed.contains(id)));
                ids.sort_unstable();
                ids.dedup();
                Some(Names::Keys(keys.as_slice().into()))
            } else {
                (ids.len() < was.len()).then(|| Names::Keys(keys_of(shown, was).into()))
            };
            all.insert(place(was), Now { _was: Arc::clone(was), ids: ids.into(), names });
        }
        Ok(Self(all))
    }

    /// Takes in choices that were made since: what their articles are called is found out when some are gone.
    fn complete(&mut self, choices: Vec<Choice>, shown: &Arc<Corpus>, numbers: &Numbers) {
        for (was, names) in choices {
            self.0.entry(place(&was)).or_insert_with(|| {
                let ids: Arc<[ArticleId]> = numbers.of_all(&was).into();
                let is_less = ids.len() < was.len();
                let by_number = || is_less.then(|| Names::Numbers(Arc::clone(shown), Arc::clone(&was)));
                let names = names.or_else(by_number);
                Now { _was: was, ids, names }
            });
        }
    }

    /// A choice by the numbers of now. A choice of which nothing is left is still a choice, and not all articles.
    pub fn now(&self, chosen: &Chosen, numbers: &Numbers) -> Chosen {
        let known = self.0.get(&place(chosen.articles())).map(|now| Arc::clone(&now.ids));
        let ids = known.unwrap_or_else(|| numbers.of_all(chosen.articles()).into());
        Chosen::of(ids, chosen.why().clone())
    }
}

impl Session {
    /// All choices: that of now, and those of the steps that can be undone.
    pub(super) fn choices(&self) -> Vec<Choice> {
        let mut all = BTreeMap::new();
        for bench in std::iter::once(&self.bench).chain(self.undo.benches()) {
            let Some(chosen) = &bench.chosen else { continue };
            let ids = chosen.articles();
            all.entry(place(ids))
                .or_insert_with(|| (Arc::clone(ids), self.keeping.names_of_choice(chosen).cloned()));
        }
        all.into_values().collect()
    }

    /// All choices follow their articles. Those that are gone stay in the project by name: they may come back.
    pub(super) fn rechoose(&mut self, mut rechosen: Rechosen, numbers: &Numbers) {
        if let Some(shown) = &self.library.amended {
            rechosen.complete(self.choices(), &shown.as_read, numbers);
        }
        if let Some(chosen) = &mut self.bench.chosen {
            let now = rechosen.now(chosen, numbers);
            if now.articles().is_empty() && !chosen.articles().is_empty() {
                self.notices.note(
                    "The articles chosen for Compare are gone. They are chosen again when their files are back",
                );
            }
            *chosen = now;
        }
        self.undo.renumber(|bench| {
            if let Some(chosen) = &mut bench.chosen {
                *chosen = rechosen.now(chosen, numbers);
            }
        });
        let called = |now: Now| Some(Called { ids: now.ids, names: now.names? });
        let before = self.keeping.name(rechosen.0.into_values().filter_map(called).collect());
        self.jobs.sweep(before);
    }
}
