//! Figures out of the program: to disk and to the clipboard.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use super::results::Answered;
use super::workbench::Typed;
use super::{Ask, Effect, FigureTitle, JobKind, Lens, Overlay, Picture, Role, Said, Session, View};
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
        self.overlay = Overlay::SaveFigure;
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
    pub(super) fn ask_to_save(&mut self) {
        let format = self.settings.figure.format;
        let Some(figure) = self.figure() else { return };
        let name = export::suggest(&figure.title, format.extension());
        self.saving = Some((Arc::clone(figure), self.recipe()));
        self.saving_lines = None;
        self.glancing.saving = None;
        self.ask_to_open(&Ask::Save { name, extension: format.extension() });
    }

    /// Saves the figure; a name without an ending gets that of the format.
    ///
    /// What is saved is the figure that was asked for, wherever the user went meanwhile. A dialog has asked
    /// whether a file may be replaced; the path field has not.
    pub(super) fn save_to(&mut self, path: PathBuf, format: FigureFormat, may_replace: bool) {
        if let Some(table) = self.glancing.saving.clone() {
            return self.save_glance_to(path, table, may_replace);
        }
        if let Some(answers) = self.saving_lines.clone() {
            return self.save_lines_to(path, answers, may_replace);
        }
        let asked = self.saving.clone();
        let Some((figure, recipe)) = asked.or_else(|| Some((self.figure().cloned()?, self.recipe()))) else {
            return;
        };
        let suggested = export::suggest(&figure.title, format.extension());
        let mut options = self.settings.figure.options();
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            options.recipe = Some(recipe.text().into());
            let path = file_for(path, format, &suggested);
            let saved = if !may_replace && path.exists() {
                let text = "There is a file of this name; choose another";
                Err(Problem::new(Cause::Unwritable, text).at(path.display().to_string()))
            } else {
                export::save_figure(&figure, &path, &options)
            };
            speaker.say(Said::Saved(saved.map(|()| path)));
        });
    }

    /// A kind no other save has.
    pub(super) fn next_save(&mut self) -> JobKind {
        self.saves += 1;
        JobKind::Save(self.saves)
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
        let told = Some(Role::Tellings).filter(|_| role == Role::Comparison);
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
    fn give_title(&self, role: Role, figure: &mut Figure) {
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

/// The file that a path means: in a folder the suggested name; without an ending that of the format.
pub(super) fn file_for(path: PathBuf, format: FigureFormat, suggested: &str) -> PathBuf {
    let ends_in_slash = path.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR);
    if ends_in_slash || path.is_dir() {
        return path.join(suggested);
    }
    if FigureFormat::of_path(&path).is_some() {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(format.extension());
    PathBuf::from(name)
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
