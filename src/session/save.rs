//! Figures out of the program: to disk and to the clipboard.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Ask, JobKind, Picture, Said, Session};
use crate::export;
use crate::figure::png::to_png;
use crate::figure::{Options, Scheme};
use crate::problem::{Cause, Problem};

/// A format for figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture.
    Png,
    /// A drawing with text as text.
    Svg,
    /// The numbers.
    Csv,
}

impl Format {
    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }

    /// The format of files that end so.
    pub fn from_extension(extension: &str) -> Option<Self> {
        [Self::Png, Self::Svg, Self::Csv].into_iter().find(|format| format.extension() == extension)
    }
}

impl Session {
    /// Asks where to save the figure.
    pub(super) fn ask_to_save(&mut self, format: Format) {
        let Some(figure) = self.figure() else { return };
        let name = format!("{}.{}", export::file_name(&figure.title), format.extension());
        self.ask_to_open(&Ask::Save { name, extension: format.extension() });
    }

    /// Saves the figure; the ending decides nothing, the format chosen does.
    pub(super) fn save_to(&mut self, path: PathBuf, format: Format) {
        let Some(figure) = self.figure().cloned() else { return };
        let path = if path.extension().is_some() { path } else { path.with_extension(format.extension()) };
        let appearance = self.appearance();
        self.jobs.start(JobKind::Save, move |_, speaker| {
            let saved = match format {
                Format::Png => export::save_png(&figure, appearance, &path),
                Format::Svg => export::save_svg(&figure, appearance, &path),
                Format::Csv => export::save_csv(&figure, &path),
            };
            speaker.say(Said::Saved(saved.map(|()| path)));
        });
    }

    /// Puts the figure on the clipboard, with its caption.
    pub(super) fn copy_picture(&mut self) {
        let Some(figure) = self.figure().cloned() else { return };
        let appearance = self.appearance();
        self.jobs.start(JobKind::Save, move |_, speaker| {
            let picture = figure::png::pixels(&figure, appearance, COPIED_SCALE)
                .map(|(width, height, rgba)| Picture { width, height, rgba });
            speaker.say(Said::Picture(picture));
        });
    }

    /// Figures leave the program on paper, whatever the window's theme: they are for pages and slides.
    fn appearance(&self) -> Appearance {
        match self.settings.theme {
            crate::project::settings::ThemeChoice::Dark => Appearance::Dark,
            crate::project::settings::ThemeChoice::Light | crate::project::settings::ThemeChoice::System => {
                Appearance::Light
            }
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
        let Some(corpus) = self.library.corpus.as_ref() else { return };
        let is_current = self.figure.as_ref().is_some_and(|(made_of, _)| {
            made_of.0 == keyed.key && made_of.1 == self.bench.unit && made_of.2 == self.bench
        });
        if is_current {
            return;
        }
        let made = crate::session::wanted::figure_of(
            &keyed.key.analysis,
            &keyed.value,
            corpus,
            &self.bench,
            &self.library,
        );
        self.figure =
            made.map(|figure| ((keyed.key.clone(), self.bench.unit, self.bench.clone()), Arc::new(figure)));
    }
}

/// Pixels a point on the clipboard: sharp on slides.
const COPIED_SCALE: f32 = 2.0;
