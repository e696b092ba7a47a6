//! Pictures of each view in both themes, on the sample. What only a picture shows is held here:
//! alignment, colours, faces. `UPDATE_SNAPSHOTS=1` takes new ones after a look at the difference.

use egui::{Vec2, vec2};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};
use parallax::framing::coding::{CodingPlan, JudgementKey};
use parallax::project::settings::{Recent, Settings};
use parallax::query::{Filter, Query};
use parallax::session::coding::Saying;
use parallax::session::{
    Action, Command, DeskPane, DeskStep, ImportPage, Journal, NoDialogs, Places, Session, View,
};
use parallax::ui::app::{App, Start};

use crate::window::{sample, window_in, window_over};

/// Renderers differ in the last bit of a curve; a moved line differs in far more pixels.
const FAILED_PIXELS: usize = 60;

/// Small enough to be kept, large enough for every sheet.
const SMALL: Vec2 = vec2(1080.0, 680.0);

const SERIES: [&str; 2] = ["\"halcyon islands\"", "\"northern arc\" | \"the arc\""];

const THEMES: [(egui::Theme, &str); 2] = [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")];

/// Compares with the picture of this name; `PARALLAX_PICTURES` names a folder to draw into instead.
fn take(results: &mut SnapshotResults, harness: &mut Harness<'static, App>, name: &str) {
    if let Some(folder) = std::env::var_os("PARALLAX_PICTURES") {
        let picture = harness.render().expect("drawn");
        picture.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("written");
        return;
    }
    let options = SnapshotOptions::new().max_failed_pixels(FAILED_PIXELS);
    results.add(harness.try_snapshot_options(name, &options));
}

#[test]
fn pictures_of_each_view() {
    let mut results = SnapshotResults::new();
    for (theme, suffix) in THEMES {
        for view in View::ALL {
            let mut harness = window_in(theme, vec![sample()], view, &SERIES);
            take(&mut results, &mut harness, &format!("{}-{suffix}", view.title().to_lowercase()));
        }
        let mut harness = window_in(theme, Vec::new(), View::Browse, &[]);
        take(&mut results, &mut harness, &format!("start-{suffix}"));
    }
}

/// What a view shows after commands, by the name of its picture; sheets that show folders of the machine have none.
fn states() -> Vec<(&'static str, View, Vec<Command>)> {
    let nothing = Query::parse("xyzzy").expect("a query");
    let filter = Filter::parse("lang:xx").expect("a filter");
    let act = |action| vec![Command::Do(action)];
    let hits = vec![Command::Do(Action::NextArticle), Command::Do(Action::NextHit)];
    vec![
        ("over-time", View::Frequency, act(Action::LensOverTime)),
        (
            "over-time-many",
            View::Frequency,
            vec![Command::Do(Action::LensOverTime), Command::SetTrendByOutlet(true)],
        ),
        ("distinctive", View::Frequency, act(Action::LensDistinctive)),
        ("dispersion", View::Frequency, act(Action::LensDispersion)),
        ("word-shift", View::Frequency, act(Action::LensWordShift)),
        ("neighbours", View::Frequency, act(Action::LensNeighbours)),
        ("phrases", View::Frequency, act(Action::LensPhrases)),
        ("concordance", View::Frequency, act(Action::LensLines)),
        ("figure-alone", View::Frequency, act(Action::FigureAlone)),
        ("save-sheet", View::Frequency, act(Action::SaveFigure)),
        ("nothing-counted", View::Frequency, vec![Command::SetFilter(filter)]),
        ("facets", View::Browse, act(Action::ToggleFacets)),
        ("furniture", View::Browse, act(Action::ReadFurniture)),
        ("raw", View::Browse, act(Action::ReadRaw)),
        ("article-alone", View::Browse, hits),
        ("find-in-article", View::Browse, act(Action::FindInArticle)),
        ("side-by-side", View::Browse, vec![Command::SideBySide(0, 1)]),
        ("selected", View::Browse, act(Action::SelectAll)),
        ("nothing-found", View::Browse, vec![Command::SetSearch(Some(nothing))]),
        ("outlets", View::Browse, act(Action::ShowOutlets)),
        ("corrections", View::Browse, act(Action::ShowCorrections)),
        ("settings", View::Browse, act(Action::Settings)),
        ("import-report", View::Browse, act(Action::ImportReport)),
        ("taken-out", View::Browse, vec![Command::ShowImport(ImportPage::TakenOut)]),
        ("to-fill-in", View::Browse, vec![Command::ShowImport(ImportPage::ToFillIn)]),
        ("decisions", View::Browse, vec![Command::ShowImport(ImportPage::Decisions)]),
        ("notices", View::Browse, act(Action::ShowNotices)),
        ("about", View::Browse, act(Action::About)),
        ("palette", View::Browse, act(Action::Palette)),
        ("help", View::Compare, act(Action::Help)),
    ]
}

#[test]
fn pictures_of_states_and_sheets() {
    let mut results = SnapshotResults::new();
    for (theme, suffix) in THEMES {
        for (name, view, commands) in states() {
            let mut harness = window_in(theme, vec![sample()], view, &SERIES);
            harness.set_size(SMALL);
            for command in commands {
                harness.state_mut().send(command);
                harness.run();
            }
            // What a command asks is answered, and drawn in full.
            harness.run();
            take(&mut results, &mut harness, &format!("{name}-{suffix}"));
        }
    }
}

/// A small sample on the desk, then these commands.
fn at_desk(then: &[Command]) -> Vec<Command> {
    let plan = CodingPlan { size: 60, seed: 3, ..CodingPlan::default() };
    let first = [
        Command::Do(Action::CodeByHand),
        Command::DrawSample(Box::new(plan)),
        Command::AtDesk(DeskStep::Coder("Ada".into())),
    ];
    first.into_iter().chain(then.iter().cloned()).collect()
}

/// What two coders say of all units about two frames; now and then they differ.
fn answers() -> Vec<Command> {
    let of = |coder: &str, frame: &str, every: u32, until: u32| {
        let key = |unit| JudgementKey { unit, coder: coder.into(), frame: frame.into() };
        let said = (0..until).map(|unit| (key(unit), Some((unit % every == 0, String::new())))).collect();
        Command::JudgeUnit { sample: 0, said }
    };
    let all = [("Ada", "economic", 6, 11), ("Bo", "economic", 5, 60), ("Bo", "political", 4, 60)];
    let said = all.map(|(coder, frame, every, until)| of(coder, frame, every, until));
    said.into_iter().chain([Command::AtDesk(DeskStep::Onward)]).collect()
}

fn several() -> Vec<Command> {
    let frames = ["economic", "security", "political", "external"].map(std::sync::Arc::from).to_vec();
    let say = |at| Command::AtDesk(DeskStep::Say(Saying::Yes(at), String::new()));
    vec![Command::AtDesk(DeskStep::Frames(frames)), say(1), say(2)]
}

fn results() -> Vec<Command> {
    let key = |unit| JudgementKey { unit, coder: "Ada".into(), frame: "economic".into() };
    let rest = (11..60).map(|unit| (key(unit), Some((unit % 6 == 0, String::new())))).collect();
    let rest = Command::JudgeUnit { sample: 0, said: rest };
    let look = Command::AtDesk(DeskStep::Look(DeskPane::Results));
    answers().into_iter().chain([rest, look]).collect()
}

#[test]
fn pictures_of_coding_by_hand() {
    let mut taken = SnapshotResults::new();
    for (theme, suffix) in THEMES {
        let states = [
            ("codebooks", vec![Command::Do(Action::ShowCodebooks)]),
            ("coding", vec![Command::Do(Action::CodeByHand)]),
            ("coding-new", at_desk(&[Command::AtDesk(DeskStep::Look(DeskPane::New))])),
            ("coding-one", at_desk(&answers())),
            ("coding-several", at_desk(&several())),
            ("coding-results", at_desk(&results())),
        ];
        for (name, commands) in states {
            let mut harness = window_in(theme, vec![sample()], View::Browse, &[]);
            harness.set_size(SMALL);
            for command in commands {
                harness.state_mut().send(command);
                harness.run();
            }
            harness.run();
            take(&mut taken, &mut harness, &format!("{name}-{suffix}"));
        }
    }
}

/// Each view at twice its size and on the smallest usual screen.
#[test]
fn pictures_of_other_sizes() {
    let mut results = SnapshotResults::new();
    for (theme, suffix) in THEMES {
        for view in View::ALL {
            let title = view.title().to_lowercase();
            let mut harness = window_in(theme, vec![sample()], view, &SERIES);
            harness.set_size(vec2(1280.0, 720.0));
            harness.run();
            take(&mut results, &mut harness, &format!("{title}-1280-{suffix}"));
            for _ in 0..10 {
                harness.state_mut().send(Command::Do(Action::ZoomIn));
            }
            harness.run();
            take(&mut results, &mut harness, &format!("{title}-200-percent-{suffix}"));
        }
    }
}

/// The sample, with everything answered.
fn opened() -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.apply(Command::Open(vec![sample()]));
    for _ in 0..9 {
        session.take_in();
    }
    session
}

/// An analysis that was stopped.
fn failed() -> Session {
    let mut session = opened();
    session.apply(Command::AddSeries(Query::parse("island*").expect("a query")));
    session.apply(Command::Show(View::Frequency));
    for _ in 0..9 {
        session.take_in();
    }
    session.apply(Command::SetFilter(Filter::parse("lang:en").expect("a filter")));
    session.take_in();
    session.apply(Command::Do(Action::StopAll));
    session
}

/// Folders opened lately.
fn lately(folder: &std::path::Path) -> Session {
    let recent = |name: &str, articles| Recent {
        paths: vec![std::path::PathBuf::from("/press").join(name)],
        articles,
        ..Recent::default()
    };
    let path = folder.join("settings.json");
    let recent = vec![recent("islands", 11_208), recent("harbour", 32)];
    Settings { recent, ..Settings::default() }.save(&path).expect("written");
    Session::inline(Places { settings: Some(path), ..Places::default() }, Box::new(NoDialogs))
}

/// States that no single command leads to.
#[test]
fn pictures_of_what_goes_wrong_and_of_sheets_of_their_own() {
    let mut results = SnapshotResults::new();
    let folder = tempfile::tempdir().expect("a folder");
    for (theme, suffix) in THEMES {
        for (name, session, view) in [
            ("failed", Box::new(failed()), View::Frequency),
            ("failed-browse", Box::new(failed()), View::Browse),
            ("lately", Box::new(lately(folder.path())), View::Browse),
        ] {
            let start = Start { view: Some(view), ..Start::default() };
            let mut harness = window_over(theme, *session, start);
            harness.set_size(SMALL);
            harness.run();
            take(&mut results, &mut harness, &format!("{name}-{suffix}"));
        }
        let mut session = opened();
        session.keep_log(Journal::start(folder.path().join("log")));
        session.apply(Command::Do(Action::ShowLog));
        let mut harness = window_over(theme, session, Start::default());
        // Where the log lies and what it says differs from run to run: only the sheet is held.
        harness.set_size(SMALL);
        harness.run();
        harness.mask(egui::Rect::from_center_size((SMALL / 2.0).to_pos2(), vec2(660.0, 420.0)));
        take(&mut results, &mut harness, &format!("log-{suffix}"));
    }
}
