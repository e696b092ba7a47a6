//! Opens the window, where there is one.

use super::args::Window;
use super::failure::Failure;
use super::open;

/// Opens the window and stays until it is closed.
pub fn run(asked: &Window) -> Result<(), Failure> {
    let series = open::queries(&asked.queries)?;
    // Nobody looks at a picture that is only drawn; a window says itself that something is not there, for who opened
    // it without a terminal.
    if let Err(missing) = open::check_paths(&asked.paths) {
        if asked.screenshot.is_some() || !cfg!(feature = "gui") {
            return Err(missing);
        }
        log::warn!("{missing}");
    }
    show(asked, series)
}

#[cfg(feature = "gui")]
fn show(asked: &Window, series: Vec<crate::query::Query>) -> Result<(), Failure> {
    use super::args::{ThemeName, ViewName};
    use crate::project::settings::ThemeChoice;
    use crate::session::View;
    use crate::ui::app::{self, Start};

    let view = asked.view.map(|name| match name {
        ViewName::Browse => View::Browse,
        ViewName::Frequency => View::Frequency,
        ViewName::Compare => View::Compare,
    });
    let theme = asked.theme.map(|name| match name {
        ThemeName::Light => ThemeChoice::Light,
        ThemeName::Dark => ThemeChoice::Dark,
        ThemeName::System => ThemeChoice::System,
    });
    let (paths, shot) = (asked.paths.clone(), asked.screenshot.clone());
    app::run(Start { paths, view, shot, theme, series }).map_err(Failure::NoWindow)
}

#[cfg(not(feature = "gui"))]
fn show(_: &Window, _: Vec<crate::query::Query>) -> Result<(), Failure> {
    Err(Failure::NoWindow(
        "This Parallax was built without its window; \
         “parallax report FOLDER --out DIR” writes a page with all figures instead"
            .into(),
    ))
}
