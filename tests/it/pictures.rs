//! Pictures of each view in both themes, on the sample. What only a picture shows is held here:
//! alignment, colours, faces. `UPDATE_SNAPSHOTS=1` takes new ones after a look at the difference.

use egui_kittest::{SnapshotOptions, SnapshotResults};
use parallax::session::View;

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
