//! Pictures of each view in both themes, on the sample. What only a picture shows is held here:
//! alignment, colours, faces. `UPDATE_SNAPSHOTS=1` takes new ones after a look at the difference.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use parallax::query::Query;
use parallax::session::{Action, Command, View};

use crate::window::window_in;

/// Renderers differ in the last bit of a curve; a moved line differs in far more pixels.
const FAILED_PIXELS: usize = 60;

#[test]
fn pictures_of_each_view() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut results = SnapshotResults::new();
    for (theme, suffix) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        for view in View::ALL {
            let series = ["\"halcyon islands\"", "\"northern arc\" | \"the arc\""];
            let mut harness = window_in(theme, vec![sample.clone()], view, &series);
            let options = SnapshotOptions::new().max_failed_pixels(FAILED_PIXELS);
            let name = format!("{}-{suffix}", view.title().to_lowercase());
            results.add(harness.try_snapshot_options(&name, &options));
        }
        let mut harness = window_in(theme, Vec::new(), View::Browse, &[]);
        let options = SnapshotOptions::new().max_failed_pixels(FAILED_PIXELS);
        results.add(harness.try_snapshot_options(format!("start-{suffix}"), &options));
    }
}

/// What a view shows after a command, by the name of its picture.
fn states() -> Vec<(&'static str, View, Vec<Command>)> {
    let nothing = Query::parse("xyzzy").expect("a query");
    vec![
        ("over-time", View::Frequency, vec![Command::Do(Action::LensOverTime)]),
        ("distinctive", View::Frequency, vec![Command::Do(Action::LensDistinctive)]),
        ("figure-alone", View::Frequency, vec![Command::Do(Action::FigureAlone)]),
        ("save-sheet", View::Frequency, vec![Command::Do(Action::SaveFigure)]),
        ("facets", View::Browse, vec![Command::Do(Action::ToggleFacets)]),
        ("furniture", View::Browse, vec![Command::Do(Action::ReadFurniture)]),
        ("side-by-side", View::Browse, vec![Command::SideBySide(0, 1)]),
        ("nothing-found", View::Browse, vec![Command::SetSearch(Some(nothing))]),
        ("outlets", View::Browse, vec![Command::Do(Action::ShowOutlets)]),
        ("corrections", View::Browse, vec![Command::Do(Action::ShowCorrections)]),
        ("settings", View::Browse, vec![Command::Do(Action::Settings)]),
        ("help", View::Compare, vec![Command::Do(Action::Help)]),
    ]
}

#[test]
fn pictures_of_states_and_sheets() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let mut results = SnapshotResults::new();
    for (theme, suffix) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        for (name, view, commands) in states() {
            let series = ["\"halcyon islands\"", "\"northern arc\" | \"the arc\""];
            let mut harness = window_in(theme, vec![sample.clone()], view, &series);
            // Small enough to be kept, large enough for every sheet.
            harness.set_size(egui::vec2(1080.0, 680.0));
            for command in commands {
                harness.state_mut().send(command);
                harness.run();
            }
            let options = SnapshotOptions::new().max_failed_pixels(FAILED_PIXELS);
            results.add(harness.try_snapshot_options(format!("{name}-{suffix}"), &options));
        }
    }
}
