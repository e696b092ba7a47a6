//! What the work is about is held by name while its folders are read, and has numbers again when they are.

use std::sync::Arc;

use super::{Called, Found, Held, Names};
use crate::analysis::Chosen;
use crate::corpus::ArticleId;
use crate::session::{Session, Workbench};

impl Session {
    /// The articles that the work is about now, by name.
    pub(in crate::session) fn held_now(&mut self) -> Held {
        let names =
            self.bench.chosen.as_ref().and_then(|chosen| self.keeping.names_of_choice(chosen).cloned());
        let mut held = self.keeping.held.take().unwrap_or_default();
        if let Some(corpus) = &self.library.corpus {
            let named = |id: ArticleId| Names::Numbers(Arc::clone(corpus), [id].into());
            if let Some(article) = self.place().article {
                (held.article, held.spot) = (Some(named(article)), self.place().spot);
            }
            held.beside = self.place().beside.map(named).or(held.beside);
            held.story = self.place().story.map(named).or(held.story);
            if let Some(chosen) = &self.bench.chosen {
                let numbers = || Names::Numbers(Arc::clone(corpus), Arc::clone(chosen.articles()));
                held.chosen = Some(names.unwrap_or_else(numbers));
                held.chosen_as = chosen.why().clone();
            }
        }
        self.bench.chosen = None;
        self.history.adjust(|place| {
            place.article = None;
            place.spot = None;
            place.beside = None;
            place.story = None;
        });
        held
    }

    /// The choices of the steps that can be undone, by name: until their articles are read they are empty.
    pub(in crate::session) fn hold_steps(&mut self) -> Vec<Called> {
        let held = self.keeping.held.as_ref().map(|held| held.steps.clone());
        let mut steps: Vec<Called> = held.unwrap_or_default();
        let mut before: Vec<(Chosen, Arc<[ArticleId]>)> = Vec::new();
        self.undo.renumber(|bench| {
            let Some(chosen) = bench.chosen.take() else { return };
            let is_same = |(one, _): &&(Chosen, _)| Arc::ptr_eq(one.articles(), chosen.articles());
            let ids = if steps.iter().any(|step| step.is_of(&chosen)) {
                // Held since an earlier reading, which did not come to its end.
                Arc::clone(chosen.articles())
            } else if let Some((_, ids)) = before.iter().rev().find(is_same) {
                Arc::clone(ids)
            } else {
                let Some(corpus) = &self.library.corpus else { return };
                let names = self.keeping.names_of_choice(&chosen).cloned();
                let numbers = || Names::Numbers(Arc::clone(corpus), Arc::clone(chosen.articles()));
                let ids: Arc<[ArticleId]> = Vec::new().into();
                steps.push(Called { ids: Arc::clone(&ids), names: names.unwrap_or_else(numbers) });
                before.push((chosen.clone(), Arc::clone(&ids)));
                ids
            };
            bench.chosen = Some(Chosen::of(ids, chosen.why().clone()));
        });
        steps
    }

    /// Articles held by name have numbers: of some as more is read, of all when it `is_whole`.
    pub(in crate::session) fn found(&mut self, found: Found, is_whole: bool) {
        let Some(held) = &self.keeping.held else { return };
        if self.place().article.is_none() && found.article.is_some() {
            self.history.adjust(|place| {
                place.article = found.article;
                place.spot = found.spot;
            });
        }
        if self.place().beside.is_none() && found.beside.is_some() {
            self.history.adjust(|place| place.beside = found.beside);
        }
        if self.place().story.is_none() && found.story.is_some() {
            self.history.adjust(|place| place.story = found.story);
        }
        if !is_whole {
            return;
        }
        let mut named = Vec::new();
        let called = |(ids, keys)| Called { ids, names: Names::Keys(keys) };
        let (steps, chosen_as) = (held.steps.clone(), held.chosen_as.clone());
        if let (None, Some(found)) = (&self.bench.chosen, found.chosen) {
            let found = called(found);
            self.bench.chosen = Some(Chosen::of(Arc::clone(&found.ids), chosen_as));
            named.push(found);
            self.changes += 1;
        }
        // One of them may be undone already.
        for (step, found) in steps.iter().zip(found.steps) {
            let found = called(found);
            let find = |bench: &mut Workbench| {
                if let Some(chosen) = bench.chosen.as_mut().filter(|chosen| step.is_of(chosen)) {
                    *chosen = Chosen::of(Arc::clone(&found.ids), chosen.why().clone());
                    return true;
                }
                false
            };
            self.changes += u64::from(find(&mut self.bench));
            self.undo.renumber(|bench| {
                find(bench);
            });
            named.push(found);
        }
        let before = (self.keeping.name(named), self.keeping.held.take());
        self.jobs.sweep(before);
    }

    /// Whether an article is held that has not been read yet.
    pub(in crate::session) fn is_article_held(&self) -> bool {
        self.keeping.held.as_ref().is_some_and(|held| held.article.is_some())
    }
}
