//! How long does a frame take in each view with 10,000 articles open?
//!
//! Layout, painting orders and their triangles are measured, without a graphics card. The target is 8 ms.

#[path = "support/folder.rs"]
mod folder;
#[expect(dead_code, reason = "frames need the pages, not who published them")]
#[path = "support/generator.rs"]
mod generator;

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Pos2, RawInput, Rect, Vec2};
use parallax::query::Query;
use parallax::session::{NoDialogs, Places, Session, View};
use parallax::ui::app::{App, Start};

fn input(frame: u64) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1440.0, 900.0))),
        time: Some(frame as f64 / 60.0),
        ..RawInput::default()
    }
}

fn frames(c: &mut Criterion) {
    let folder = folder::Folder::given().unwrap_or_else(|| folder::Folder::of_pages(10_000));
    let mut group = c.benchmark_group("frame of 10,000 articles");
    for view in View::ALL {
        let ctx = egui::Context::default();
        parallax::ui::theme::install_fonts(&ctx);
        let start = Start {
            paths: vec![folder.path().to_path_buf()],
            view,
            series: ["government", "the islands"].iter().filter_map(|text| Query::parse(text).ok()).collect(),
            ..Start::default()
        };
        let session = Session::inline(Places::default(), Box::new(NoDialogs));
        let mut app = App::for_tests(&ctx, session, start);
        let mut frame = 0;
        let mut draw = |app: &mut App| {
            frame += 1;
            app.update(&ctx);
            let output = ctx.run_ui(input(frame), |ui| app.draw(ui));
            let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
            output.drop_without_applying_deltas();
            std::hint::black_box(ctx.tessellate(shapes, pixels_per_point));
        };
        // The first frames lay out what later ones keep.
        for _ in 0..8 {
            draw(&mut app);
        }
        group.bench_function(view.title(), |b| b.iter(|| draw(&mut app)));
    }
    group.finish();
}

criterion_group!(benches, frames);
criterion_main!(benches);
