//! How long does a frame take in each view with 10,000 articles open, and with 1,000,000 rows?
//!
//! The rows are drawn while a job counts on all cores, as it would while a user scrolls.
//!
//! Layout, painting orders and their triangles are measured, without a graphics card. The target is 8 ms.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench says what it measures, and stops where it cannot"
)]

#[path = "support/folder.rs"]
mod folder;
#[expect(dead_code, reason = "frames need the pages, not who published them")]
#[path = "support/generator.rs"]
mod generator;

#[path = "support/rows.rs"]
mod rows;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Pos2, RawInput, Rect, Vec2};
use parallax::analysis::{Analysis, DistinctiveRecipe, MOST_ALIGNED};
use parallax::query::Query;
use parallax::session::{Action, Command, NoDialogs, Places, Session, View};
use parallax::task::Task;
use parallax::ui::app::{App, Start};

fn input(frame: u64) -> RawInput {
    RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, Vec2::new(1440.0, 900.0))),
        time: Some(frame as f64 / 60.0),
        ..RawInput::default()
    }
}

/// The window with a frame counter.
struct Window {
    ctx: egui::Context,
    app: App,
    frame: u64,
}

impl Window {
    fn new(session: Session, start: Start) -> Self {
        let ctx = egui::Context::default();
        parallax::ui::theme::install_fonts(&ctx);
        let app = App::for_tests(&ctx, session, start);
        let mut window = Self { ctx, app, frame: 0 };
        // The first frames lay out what later ones keep.
        for _ in 0..8 {
            window.draw();
        }
        window
    }

    fn draw(&mut self) {
        self.frame += 1;
        self.app.update(&self.ctx);
        let output = self.ctx.run_ui(input(self.frame), |ui| self.app.draw(ui));
        let (shapes, pixels_per_point) = (output.shapes.clone(), output.pixels_per_point);
        output.drop_without_applying_deltas();
        std::hint::black_box(self.ctx.tessellate(shapes, pixels_per_point));
    }
}

fn start(view: View) -> Start {
    let series = ["government", "the islands"].iter().filter_map(|text| Query::parse(text).ok()).collect();
    Start { view: Some(view), series, ..Start::default() }
}

/// Whether the bench `name` is to run: all are, or those that the command line names by some of their letters. What is
/// not asked for is not set up, which takes longer than to measure it.
fn is_asked(name: &str) -> bool {
    let is_value = |arg: &str| arg.starts_with('-') || arg.parse::<f64>().is_ok();
    let mut words = std::env::args().skip(1).filter(|arg| !is_value(arg)).peekable();
    words.peek().is_none() || words.any(|word| name.contains(&word))
}

fn frames(c: &mut Criterion) {
    if !is_asked("frame of 10,000 articles") {
        return;
    }
    let folder = folder::Folder::given().unwrap_or_else(|| folder::Folder::of_pages(10_000));
    let mut group = c.benchmark_group("frame of 10,000 articles");
    for view in View::ALL {
        let session = Session::inline(Places::default(), Box::new(NoDialogs));
        let start = Start { paths: vec![folder.path().to_path_buf()], ..start(view) };
        let mut window = Window::new(session, start);
        group.bench_function(view.title(), |b| b.iter(|| window.draw()));
        if view == View::Compare {
            // As many articles as sentences are held against each other of.
            window.app.send(Command::Choose(Some((0..MOST_ALIGNED as u32).collect())));
            for _ in 0..8 {
                window.draw();
            }
            group.bench_function("Compare, aligned", |b| b.iter(|| window.draw()));
            // A table at a glance with thousands of articles a column.
            let all = window.app.session().corpus().map_or(0, |corpus| corpus.article_count());
            window.app.send(Command::Choose(Some((0..all).collect())));
            for _ in 0..8 {
                window.draw();
            }
            group.bench_function("Compare, glance of all", |b| b.iter(|| window.draw()));
        }
    }
    group.finish();
}

fn rows_while_a_job_runs(c: &mut Criterion) {
    if !is_asked("frame of 1,000,000 rows while a job counts") {
        return;
    }
    let corpus = rows::rows(1_000_000);
    let is_over = Arc::new(AtomicBool::new(false));
    let job = {
        let (corpus, is_over) = (Arc::clone(&corpus), Arc::clone(&is_over));
        Builder::new().name("counting".to_owned()).spawn(move || {
            let analysis = Analysis::Distinctive(DistinctiveRecipe::default());
            while !is_over.load(Ordering::Relaxed) {
                std::hint::black_box(analysis.run(&corpus, &Task::none()).is_ok());
            }
        })
    };
    let mut group = c.benchmark_group("frame of 1,000,000 rows while a job counts");
    let mut measure = |name: &str, view: View, commands: Vec<Command>| {
        let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
        session.show_corpus(&corpus);
        let mut window = Window::new(session, start(view));
        for command in commands {
            window.app.send(command);
            window.draw();
        }
        group.bench_function(name, |b| b.iter(|| window.draw()));
    };
    measure("table", View::Browse, vec![Command::Do(Action::ToggleFacets)]);
    measure("concordance", View::Frequency, Vec::new());
    measure("columns", View::Compare, Vec::new());
    measure("outlets", View::Browse, vec![Command::Do(Action::ShowOutlets)]);
    let letters = Command::FindHeadlines("harbour".to_owned());
    measure("palette", View::Browse, vec![Command::Do(Action::Palette), letters]);
    group.finish();
    is_over.store(true, Ordering::Relaxed);
    if let Ok(job) = job {
        job.join().ok();
    }
}

/// Draws until nothing works any more, and tells how long frames took.
fn play(window: &mut Window, name: &str) {
    const FRAME: Duration = Duration::from_micros(16_667);
    let (begun, mut times, mut still) = (Instant::now(), Vec::new(), 0);
    let mut answered = Duration::ZERO;
    // Answers are drawn, and what they lead to is asked for, in the frames after them.
    while still < 30 {
        let frame = Instant::now();
        window.draw();
        times.push(frame.elapsed());
        let is_at_work = window.app.session().jobs().next().is_some();
        still = if is_at_work { 0 } else { still + 1 };
        if is_at_work {
            answered = begun.elapsed();
        }
        std::thread::sleep(FRAME.saturating_sub(frame.elapsed()));
    }
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() - 1) * share / 100).copied().unwrap_or_default();
    eprintln!(
        "{name}: {} frames, half in {:?}, 99 of 100 in {:?}, longest {:?}; still after {answered:?}",
        times.len(),
        at(50),
        at(99),
        at(100)
    );
}

/// Each lens from the moment it is chosen until it is answered and still, at the pace of a screen. What counts is the
/// longest frame, which a mean hides: it is told on the terminal and is no figure of criterion's.
fn lenses_while_they_are_answered(_: &mut Criterion) {
    let is_only_listed = std::env::args().any(|arg| arg == "--list" || arg == "--test");
    if is_only_listed || !is_asked("lenses while they are answered") {
        return;
    }
    let folder =
        folder::Folder::given().unwrap_or_else(|| folder::Folder::of_pages(generator::asked(10_000)));
    let session = Session::new(Places::default(), Box::new(NoDialogs), Arc::new(|| {}));
    let start = Start { paths: vec![folder.path().to_path_buf()], ..start(View::Frequency) };
    let mut window = Window::new(session, start);
    play(&mut window, "opened and read");
    let lenses = [
        Action::LensOverTime,
        Action::LensDispersion,
        Action::LensDistinctive,
        Action::LensWordShift,
        Action::LensNeighbours,
        Action::LensPhrases,
        Action::LensLines,
        Action::LensByOutlet,
    ];
    for lens in lenses {
        window.app.send(Command::Do(lens));
        play(&mut window, lens.text());
    }
}

criterion_group!(benches, frames, rows_while_a_job_runs, lenses_while_they_are_answered);
criterion_main!(benches);
