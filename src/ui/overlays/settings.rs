//! Settings: how the window looks and reads, and how much of anything is read.

use egui::{Grid, RichText, Slider, Ui};

use super::limits;
use crate::project::settings::{
    DateStyle, Density, LEAST_READING, LEAST_ZOOM, MOST_READING, MOST_ZOOM, Motion, NumberStyle, ReadingFace,
    Settings, ThemeChoice,
};
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::{plain_button, segmented};

/// Which page of the settings is open.
#[derive(Debug, Default)]
pub struct SettingsSheet {
    is_about_limits: bool,
}

/// Where it is kept that the limits are asked for.
pub fn asked_for_limits() -> egui::Id {
    egui::Id::unique("limits are asked for")
}

impl SettingsSheet {
    /// The sheet was closed: it opens with its first page.
    pub fn closed(&mut self) {
        self.is_about_limits = false;
    }

    /// Draws the sheet.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        if ui.data_mut(|data| data.remove_temp::<bool>(asked_for_limits())) == Some(true) {
            self.is_about_limits = true;
        }
        let pages = [
            ("Look", !self.is_about_limits, "How the window looks and how dates are written"),
            (
                "Limits of reading",
                self.is_about_limits,
                "How large a file may be, how long reading it may take",
            ),
        ];
        if let Some(page) = segmented(ui, ctx, "Settings", pages) {
            self.is_about_limits = page == 1;
        }
        ui.add_space(14.0);
        if self.is_about_limits {
            limits::ui(ui, ctx);
        } else {
            look(ui, ctx);
        }
    }
}

/// How the window looks and reads.
fn look(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    // Light or dark may be asked for this run alone.
    let now = Settings { theme: ctx.session.theme(), ..ctx.session.settings().clone() };
    let mut next = now.clone();
    Grid::new("settings").num_columns(2).spacing([24.0, 14.0]).min_col_width(120.0).show(ui, |ui| {
        let themes = [
            ("As the system", ThemeChoice::System, "Light or dark as the system is"),
            ("Light", ThemeChoice::Light, "Paper and ink"),
            ("Dark", ThemeChoice::Dark, "For the night"),
        ];
        choice(ui, ctx, "Theme", themes, &mut next.theme);
        let everything = Sizes { range: LEAST_ZOOM..=MOST_ZOOM, step: 5.0, unit: " %" };
        slider(ui, ctx, "Size of everything", everything, &mut next.zoom_percent);
        let densities = [
            ("Comfortable", Density::Comfortable, "Air between the rows of tables"),
            ("Compact", Density::Compact, "More rows on a screen"),
        ];
        choice(ui, ctx, "Rows", densities, &mut next.density);
        let motions = [
            ("Short fades", Motion::Full, "What appears fades in"),
            ("Nothing moves", Motion::Reduced, "What appears is there at once"),
        ];
        choice(ui, ctx, "Motion", motions, &mut next.motion);
        let faces = [
            ("Serif", ReadingFace::Serif, "Noto Serif, as a newspaper sets it"),
            ("Sans", ReadingFace::Sans, "Inter, as the rest of the window"),
        ];
        choice(ui, ctx, "Articles are set in", faces, &mut next.reading_face);
        let articles = Sizes { range: LEAST_READING..=MOST_READING, step: 1.0, unit: " px" };
        slider(ui, ctx, "Size of articles", articles, &mut next.reading_size);
        let dates = [
            ("3 May 2024", DateStyle::DayFirst, "The day first"),
            ("May 3, 2024", DateStyle::MonthFirst, "The month first"),
            ("2024-05-03", DateStyle::Iso, "As in tables that are saved"),
        ];
        choice(ui, ctx, "Dates", dates, &mut next.dates);
        let numbers = [
            ("As the system", NumberStyle::System, "As numbers are written where the system is set to"),
            ("12,345.6", NumberStyle::CommaPoint, "As in figures, and in tables that are saved"),
            ("12.345,6", NumberStyle::PointComma, "As in German, Spanish or Italian"),
            ("12\u{A0}345,6", NumberStyle::SpaceComma, "As in French, Polish or Russian"),
            ("12’345.6", NumberStyle::ApostrophePoint, "As in Switzerland"),
        ];
        choice(ui, ctx, "Numbers", numbers, &mut next.numbers);
        let follows = [
            (
                "As they come",
                true,
                "New, changed and removed files of the open folders are taken in while you work",
            ),
            ("When asked", false, "Look for changes now, or Read again, takes them in"),
        ];
        choice(ui, ctx, "Keep up with the folder", follows, &mut next.follows_folders);
    });
    ui.add_space(16.0);
    let note = "Dates and numbers change on the screen. Figures, and what you save or copy, keep one way of writing, so that they can be read anywhere.";
    ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
    ui.add_space(12.0);
    if plain_button(ui, "As at first", "Set everything on this sheet back; recent folders stay").clicked() {
        // What is not on this sheet stays.
        let before = now.clone();
        next = Settings {
            version: before.version,
            recent: before.recent,
            shows_facets: before.shows_facets,
            table: before.table,
            saved_in: before.saved_in,
            saved_files: before.saved_files,
            figure: before.figure,
            window: before.window,
            limits: before.limits,
            ..Settings::default()
        };
    }
    if next != now {
        ctx.send(Command::SetSettings(Box::new(next)));
    }
}

fn choice<T: PartialEq + Copy, const N: usize>(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    name: &str,
    options: [(&str, T, &str); N],
    value: &mut T,
) {
    ui.label(RichText::new(name).color(ctx.tokens.text));
    let row = options.iter().map(|(text, one, hint)| (*text, one == value, *hint));
    if let Some((_, chosen, _)) = segmented(ui, ctx, name, row).and_then(|at| options.get(at)) {
        *value = *chosen;
    }
    ui.end_row();
}

/// Between what a size can be chosen.
struct Sizes {
    range: std::ops::RangeInclusive<u16>,
    step: f64,
    unit: &'static str,
}

fn slider(ui: &mut Ui, ctx: &ViewContext<'_>, name: &str, sizes: Sizes, value: &mut u16) {
    let label = ui.label(RichText::new(name).color(ctx.tokens.text));
    // The window must not change its size under the hand that drags: it takes effect when let go.
    let id = ui.make_persistent_id(name);
    let mut shown = ui.data(|data| data.get_temp::<u16>(id)).unwrap_or(*value);
    let slider =
        Slider::new(&mut shown, sizes.range).step_by(sizes.step).suffix(sizes.unit).trailing_fill(true);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().slider_width = 220.0;
            ui.visuals_mut().widgets.inactive.bg_fill = ctx.tokens.line;
            ui.add(slider)
        })
        .inner
        .labelled_by(label.id);
    if response.dragged() {
        ui.data_mut(|data| data.insert_temp(id, shown));
    } else {
        ui.data_mut(|data| data.remove::<u16>(id));
        *value = shown;
    }
    ui.end_row();
}
