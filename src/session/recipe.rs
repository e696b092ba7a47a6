//! The recipe of a figure: taken along with its picture, and followed when a picture is opened.

use std::path::PathBuf;

use super::keep::{Held, Recipe, RecipeFound, names_of};
use super::{Action, JobKind, Overlay, Said, Session, Workbench};
use crate::analysis::Chosen;
use crate::corpus::ArticleId;
use crate::export;
use crate::figure::format;
use crate::problem::{Cause, Problem};
use crate::project::file::recipe::MadeOf;

impl Session {
    /// The recipe of the figure of this place.
    pub(super) fn recipe(&self) -> Recipe {
        let as_read = self.library.amended.as_ref().map(|amended| &amended.as_read);
        let made_of = MadeOf {
            name: self.title(),
            folders: names_of(&self.library.roots),
            articles: as_read.map_or(0, |corpus| corpus.article_count()),
            content: as_read.map_or_else(String::new, |corpus| format!("{:016x}", corpus.revision())),
            corrections: self.bench.corrections.list.len() as u32,
        };
        // The number of a story means nothing elsewhere: its articles are named, and why they are those.
        let bench = Workbench { chosen: self.compared(), ..self.bench.clone() };
        Recipe::new(&bench, self.place(), self.library.corpus.clone(), made_of)
    }

    /// Takes pictures out of what is to be opened, and follows the recipe of the first.
    pub(super) fn take_pictures(&mut self, paths: &mut Vec<PathBuf>) {
        let pictures: Vec<PathBuf> = paths.iter().filter(|path| export::is_picture(path)).cloned().collect();
        paths.retain(|path| !export::is_picture(path));
        let Some(path) = pictures.first().cloned() else { return };
        if pictures.len() > 1 {
            self.notices.note(format!(
                "One figure at a time: the recipe of {} is followed",
                path.file_name().unwrap_or_default().to_string_lossy()
            ));
        }
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            let found = export::recipe_in(&path).and_then(|text| {
                let problem = |why| Problem::new(Cause::Unreadable, why).at(path.display().to_string());
                RecipeFound::read(&text, &path).map_err(problem)
            });
            speaker.say(Said::Recipe(found.map(Box::new)));
        });
    }

    /// A recipe was read, or a picture holds none.
    pub(super) fn hear_recipe(&mut self, found: Result<Box<RecipeFound>, Problem>) {
        self.uncover(Overlay::Path);
        match found {
            Ok(found) => {
                self.recipe_waiting = Some(found);
                self.follow_recipe();
                if self.recipe_waiting.is_some() && !self.has_folders() {
                    self.ask_for_articles();
                }
            }
            Err(problem) => self.notices.problem(&problem),
        }
    }

    fn has_folders(&self) -> bool {
        !self.library.roots.is_empty() && !self.keeping.is_looking()
    }

    fn ask_for_articles(&mut self) {
        let Some(found) = &self.recipe_waiting else { return };
        let text = format!(
            "Open the articles first: {} was made of {}. Its recipe is laid out as soon as they are open",
            found.name,
            in_words(&found.made_of)
        );
        self.notices.offer(text, Action::OpenFolder);
    }

    /// Follows the recipe that waits, as soon as there is something to follow it in.
    pub(super) fn follow_recipe(&mut self) {
        if !self.has_folders() {
            return;
        }
        let Some(found) = self.recipe_waiting.take() else { return };
        let Some(names) = found.chosen.clone() else { return self.lay_out_recipe(*found, None) };
        // Chosen articles have numbers once all are read.
        let Some(amended) = self.library.amended.clone().filter(|_| !self.library.is_reading) else {
            self.recipe_waiting = Some(found);
            return;
        };
        self.saves += 1;
        self.jobs.start(JobKind::Name(self.saves), move |_, speaker| {
            let held = Held { chosen: Some(names), ..Held::default() };
            let chosen = held.find(&amended.as_read).chosen.map(|(ids, _)| ids.to_vec());
            let revision = amended.as_read.revision();
            speaker.say(Said::RecipeNamed(found, chosen.unwrap_or_default(), revision));
        });
    }

    /// Chosen articles of a recipe have numbers. Where others have taken the place of the articles they were looked up
    /// in, they are looked up again.
    pub(super) fn recipe_named(&mut self, found: Box<RecipeFound>, chosen: Vec<ArticleId>, revision: u64) {
        let now = self.library.amended.as_ref().map(|amended| amended.as_read.revision());
        if now == Some(revision) {
            self.lay_out_recipe(*found, Some(chosen));
        } else {
            self.recipe_waiting = Some(found);
            self.follow_recipe();
        }
    }

    /// Lays a recipe out: one step of undo, and a place to come back from.
    pub(super) fn lay_out_recipe(&mut self, found: RecipeFound, chosen: Option<Vec<ArticleId>>) {
        let told = self.told_of(&found);
        let (name, place, why) = (found.name.clone(), found.place.clone(), found.chosen_as.clone());
        let mut laid = found.laid_on(&self.bench);
        laid.chosen = chosen.map(|articles| Chosen::of(articles, why));
        if laid != self.bench {
            self.changes += 1;
            let before = std::mem::replace(&mut self.bench, laid);
            self.undo.remember(before, format!("the recipe of {name}"));
        }
        let (article, beside) = (self.place().article, self.place().beside);
        self.overlays.clear();
        self.history.go(super::Place { article, beside, ..place });
        self.forget_lost_pick();
        self.notices.offer(told, Action::Undo);
    }

    /// What is said when a recipe is laid out, and how what is open differs from what it was made of.
    fn told_of(&self, found: &RecipeFound) -> String {
        let made_of = &found.made_of;
        let mut text = format!("The recipe of {} is laid out", found.name);
        let here = self.library.amended.as_ref().filter(|_| !self.library.is_reading);
        if let Some(here) = here.map(|amended| &amended.as_read)
            && !made_of.content.is_empty()
            && made_of.content != format!("{:016x}", here.revision())
        {
            text.push_str(&format!(
                ". It was made of other articles: {}; open {}",
                in_words(made_of),
                format::counted(here.article_count().into(), "article is", "articles are"),
            ));
        }
        if made_of.corrections as usize != self.bench.corrections.list.len() {
            text.push_str(&format!(
                ". It was made with {} by hand; here there are {}",
                format::counted(made_of.corrections.into(), "correction", "corrections"),
                format::count(self.bench.corrections.list.len() as u64),
            ));
        }
        let groups = found.other_groups(&self.bench.book);
        if !groups.is_empty() {
            text.push_str(&format!(
                ". Groups of this name have other outlets here: {}",
                format::list(&groups)
            ));
        }
        text
    }
}

/// "“island” (24 articles)".
fn in_words(made_of: &MadeOf) -> String {
    let articles = format::counted(made_of.articles.into(), "article", "articles");
    // Names come from a file of whoever made it.
    let shorten = |name: &str| name.chars().take(60).collect::<String>();
    let folders: Vec<String> =
        made_of.folders.iter().take(4).map(|name| format!("“{}”", shorten(name))).collect();
    match folders.len() {
        0 => articles,
        1 => format!("the folder {} ({articles})", folders.concat()),
        _ => format!("the folders {} ({articles})", format::list(&folders)),
    }
}
