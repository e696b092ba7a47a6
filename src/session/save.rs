//! Figures out of the program: to disk and to the clipboard.

use std::borrow::Cow;
use std::sync::Arc;

use super::results::Answered;
use super::saving::Saving;
use super::workbench::Typed;
use super::{Effect, FigureTitle, Lens, Overlay, Picture, Role, Said, Session, View};
use crate::analysis::methods::Methods;
use crate::analysis::{Analysis, FrequencyRecipe};
use crate::export::{self, Choices, FigureFormat};
use crate::figure::fonts::Fonts;
use crate::figure::{Figure, layout};
use crate::problem::{Cause, Problem};
use crate::query::Query;

impl Session {
    /// Opens the save sheet.
    pub(super) fn open_save_sheet(&mut self) {
        let Some(figure) = self.figure().cloned() else { return };
        self.cover(Overlay::SaveFigure);
        let look = self.settings.figure.options().look;
        // Fonts for what Inter lacks are searched while the sheet is read.
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            Fonts::for_text(layout(&figure, &look).texts().map(|run| run.text.as_str()));
            speaker.say(Said::FontsKnown);
        });
    }

    /// Keeps how figures are to be saved.
    pub(super) fn choose_figure(&mut self, choices: Choices) {
        self.settings.figure = choices.tamed();
        self.keep_settings();
    }

    /// Calls the figure of this place otherwise. Letters typed one after the other are one step to undo.
    pub(super) fn title_figure(&mut self, title: FigureTitle) {
        let Some(role) = self.figure_role() else { return };
        self.change_by_typing(Typed::Title(role), |bench| {
            if title == FigureTitle::default() {
                bench.titles.remove(&role);
            } else {
                bench.titles.insert(role, title);
            }
        });
    }

    /// What the user calls the figure of this place, where that is not what the program calls it.
    pub fn figure_title(&self) -> Option<&FigureTitle> {
        self.bench.titles.get(&self.figure_role()?)
    }

    /// The title that the program gives the figure of this place.
    pub fn own_title(&self) -> &str {
        self.own_title.as_deref().unwrap_or_default()
    }

    /// Asks where to save the figure.
    pub(super) fn ask_to_save_figure(&mut self) {
        let Some(figure) = self.figure().cloned() else { return };
        let (recipe, options) = (Arc::new(self.recipe()), self.settings.figure.options());
        let format = self.settings.figure.format;
        self.ask_to_save(Saving::Figure { figure, recipe, options, format });
    }

    /// Puts the figure on the clipboard, with its caption.
    pub(super) fn copy_picture(&mut self) {
        let Some(figure) = self.figure().cloned() else { return };
        let options = self.settings.figure.options();
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            let picture =
                export::figure_bytes(&figure, FigureFormat::Png, &options).and_then(|png| pixels(&png));
            speaker.say(Said::Picture(picture));
        });
    }

    /// Copies what a methods section says of the figure and its lines.
    pub(super) fn copy_methods(&mut self) {
        let Some(role) = self.figure_role().or_else(|| self.shows_concordance()) else { return };
        let Some(answered) = self.results.slot(role).value() else { return };
        let Some(coverage) = answered.outcome.coverage() else { return };
        // p and q are in the table only once they are computed for its words.
        let test = Some(Role::WordTest).filter(|_| role == Role::Distinctive && self.word_test().is_some());
        // The table at a glance tells of both.
        let told = match role {
            Role::Comparison => Some(Role::Tellings),
            Role::Tellings => Some(Role::Comparison),
            _ => None,
        };
        let asked = [Some(role), told, test, Some(Role::Concordance).filter(|lines| *lines != role)];
        let asked = asked.into_iter().flatten().filter_map(|role| self.results.asked(role));
        let asked: Vec<Cow<'_, Analysis>> = asked.map(|asked| self.told(asked)).collect();
        let text = Methods {
            corpus: &answered.corpus,
            coverage,
            asked: asked.iter().map(AsRef::as_ref).collect(),
            unit: self.bench.unit,
            corrections: self.bench.corrections.list.len(),
        }
        .text();
        self.effects.push(Effect::CopyText(text));
        self.notices.note("The methods text is copied: a paragraph and the works it cites");
    }

    /// The concordance, where it has the place of a figure.
    pub(super) fn shows_concordance(&self) -> Option<Role> {
        let is_tool = (self.place().view, self.place().lens) == (View::Frequency, Lens::Lines);
        Some(Role::Concordance).filter(|role| is_tool && self.results.asked(*role).is_some())
    }

    /// A question without the series that are counted beside the figure and not shown in it.
    fn told<'a>(&self, asked: &'a Analysis) -> Cow<'a, Analysis> {
        let Analysis::Frequency(recipe) = asked else { return Cow::Borrowed(asked) };
        let is_hidden =
            |query: &Query| self.bench.series.iter().any(|series| !series.is_on && series.query == *query);
        let queries = recipe.queries.iter().filter(|query| !is_hidden(query)).cloned().collect();
        Cow::Owned(Analysis::Frequency(FrequencyRecipe { queries, ..recipe.clone() }))
    }

    /// The title of the user's own, where there is one.
    pub(super) fn give_title(&self, role: Role, figure: &mut Figure) {
        if let Some(given) = self.bench.titles.get(&role) {
            if !given.title.trim().is_empty() {
                figure.title.clone_from(&given.title);
            }
            figure.subtitle.clone_from(&given.subtitle);
        }
    }

    /// Makes the figure of the place where the user is, when its result is newer than the figure.
    pub(super) fn draw_figure(&mut self) {
        let Some(role) = self.figure_role() else {
            self.figure = None;
            return;
        };
        if role == Role::Tellings {
            return self.draw_glance_figure();
        }
        let Some(keyed) = self.results.slot(role).shown() else {
            self.figure = None;
            return;
        };
        let is_current = self
            .figure
            .as_ref()
            .is_some_and(|(key, changes, _)| *key == keyed.key && *changes == self.changes);
        if is_current {
            return;
        }
        let Answered { outcome, corpus } = &*keyed.value;
        let analysis = &keyed.key.analysis;
        let ink_of = |outlet: &str| self.ink_of(outlet);
        let made =
            super::wanted::figure_of(analysis, outcome, corpus, &self.bench, self.word_test(), &ink_of);
        match made {
            Some(mut figure) => {
                self.own_title = Some(figure.title.clone());
                self.give_title(role, &mut figure);
                self.figure = Some((keyed.key.clone(), self.changes, Arc::new(figure)));
            }
            // The workbench is ahead of the answer: the figure stays until the answer comes.
            None if self.results.is_computing(role) => {}
            None => self.figure = None,
        }
    }
}

/// The pixels of a PNG, for the clipboard.
fn pixels(bytes: &[u8]) -> Result<Picture, Problem> {
    let not_copied = |why: &dyn std::fmt::Display| {
        Problem::new(Cause::Internal, format!("The picture was not copied: {why}"))
    };
    let mut reader =
        png::Decoder::new(std::io::Cursor::new(bytes)).read_info().map_err(|why| not_copied(&why))?;
    let size = reader.output_buffer_size().ok_or_else(|| not_copied(&"it is too large"))?;
    let mut rgba = vec![0; size];
    let info = reader.next_frame(&mut rgba).map_err(|why| not_copied(&why))?;
    rgba.truncate(info.buffer_size());
    Ok(Picture { width: info.width as usize, height: info.height as usize, rgba })
}
