//! The report of what is open in the window: as the command writes it, of what is put right, filtered and looked at.

use std::fs;
use std::path::Path;

use parallax::framing::labels::{Edit, LabelKey};
use parallax::project::{ArticleKey, Change, Correction, Target};
use parallax::query::Filter;
use parallax::report::{self, Asked};
use parallax::session::{Action, Command, NoDialogs, Overlay, Places, Session, View, inks_of, standing_of};
use parallax::task::Task;

use crate::session::{apply, opened, query};

/// Saves the report into `folder`; what was said of it last.
fn save(session: &mut Session, folder: &Path) -> String {
    apply(session, Command::Do(Action::SaveReport));
    apply(session, Command::SubmitPath(folder.display().to_string()));
    session.notices().all().last().map(parallax::session::Notice::full_text).unwrap_or_default()
}

fn page(folder: &Path) -> String {
    fs::read_to_string(folder.join("report.html")).expect("a page")
}

/// Goes on to the first story whose table at a glance has these words.
fn go_to_story_with(session: &mut Session, words: &str) -> String {
    apply(session, Command::Show(View::Compare));
    for _ in 0..session.stories().expect("found").stories.len() {
        apply(session, Command::Do(Action::NextStory));
        let (table, _) = session.glance().expect("made");
        if table.written().iter().flatten().any(|cell| cell.contains(words)) {
            return session.story_title(session.story_number().expect("open")).to_owned();
        }
    }
    panic!("no story has “{words}”");
}

#[test]
fn the_report_tells_what_is_open_and_what_it_replaced() {
    let out = tempfile::tempdir().expect("a folder");
    let mut session = opened();
    apply(&mut session, Command::SetFilter(Filter::parse("lang:en").expect("a filter")));
    apply(&mut session, Command::AddSeries(query("halcyon")));
    apply(&mut session, Command::AddSeries(query("\"northern arc\"")));
    apply(&mut session, Command::ToggleSeries(1));
    let title = go_to_story_with(&mut session, "the Arc 2");

    let folder = out.path().join("new/Report");
    let said = save(&mut session, &folder);
    assert!(said.contains("Wrote report.html and ") && !said.contains("in place"), "{said}");
    assert_eq!(session.overlay(), Overlay::None);
    let html = page(&folder);
    assert!(html.contains(&format!("<h1>{title} · sample</h1>")), "{title}");
    assert!(html.contains("lang:en") && html.contains("<h2>Counts of halcyon</h2>"));
    assert!(!html.contains("<h2>Counts of &quot;northern arc&quot;</h2>"), "it is hidden");
    assert!(html.matches(": side by side</h2>").count() <= 1, "one story alone");
    assert!(html.contains("the Arc 2"));
    for name in ["frequency.svg", "frequency.png", "frequency.csv", "distinctive-words.svg"] {
        assert!(fs::metadata(folder.join(name)).is_ok_and(|file| file.len() > 100), "{name}");
    }
    // A figure lays itself out again over the story alone.
    let recipe = parallax::export::recipe_in(&folder.join("frequency.svg")).expect("a recipe");
    assert!(recipe.contains("story:") && recipe.contains("lang:en"), "{recipe}");

    let concepts = &session.results().tellings().expect("told").concepts;
    let concept = concepts.iter().find(|called| called.concept.label("the Arc").is_some()).expect("named so");
    let label = LabelKey { concept: concept.concept.name.clone(), label: "the Arc".into() };
    apply(&mut session, Command::EditLabels(Edit::HideLabel { label }));
    let all = session.corpus().expect("read").articles();
    let renamed = Correction {
        target: Target::Articles(std::sync::Arc::new([ArticleKey::of(&all[0])])),
        change: Change::Outlet(Some("The Put-Right Post".into())),
    };
    apply(&mut session, Command::Correct(vec![renamed]));
    let said = save(&mut session, &folder);
    assert!(said.contains(" in place of earlier ones"), "{said}");
    assert!(!page(&folder).contains("the Arc 2"));

    // Elsewhere all that passes the filter is told of, as it is put right.
    apply(&mut session, Command::Show(View::Browse));
    apply(&mut session, Command::SetFilter(Filter::default()));
    save(&mut session, &folder);
    let html = page(&folder);
    assert!(html.contains("<h1>sample</h1>") && html.contains("The Put-Right Post"));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_the_field_stays() {
    let out = tempfile::tempdir().expect("a folder");
    fs::write(out.path().join("taken"), "a file").expect("written");
    let mut session = opened();
    let said = save(&mut session, &out.path().join("taken"));
    assert!(said.starts_with("There is a file of this name; choose another name for the folder\n"), "{said}");
    assert_eq!(session.overlay(), Overlay::Path);
    let said = save(&mut session, &out.path().join("taken/below"));
    assert!(said.starts_with("There is a file of this name"), "{said}");
    // Another name does.
    apply(&mut session, Command::SubmitPath(out.path().join("free").display().to_string()));
    assert!(out.path().join("free/report.html").exists());
    assert_eq!(session.overlay(), Overlay::None);
}

#[test]
fn a_folder_that_holds_something_else_gets_one_inside_which_is_not_read() {
    let open = tempfile::tempdir().expect("a folder");
    for n in 1..4 {
        let text = format!("Quay {n} opened\n\nThe quay number {n} was opened on Monday after {n} storms.\n");
        fs::write(open.path().join(format!("{n}.txt")), text).expect("written");
    }
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    let why = Action::SaveReport.available(&session).expect_err("nothing is open");
    assert_eq!(why, "Open a folder first");
    apply(&mut session, Command::Open(vec![open.path().to_path_buf()]));
    save(&mut session, open.path());
    assert!(open.path().join("Report/report.html").exists() && !open.path().join("report.html").exists());
    apply(&mut session, Command::Do(Action::ReadAgain));
    assert_eq!(session.corpus().expect("read").article_count(), 3);
    // The folder of a report is written into again, not into one inside.
    let said = save(&mut session, &open.path().join("Report"));
    assert!(said.contains("in place of earlier ones") && !said.contains("left as they were"), "{said}");
}

#[test]
fn a_report_that_is_stopped_writes_nothing() {
    let session = opened();
    let corpus = session.corpus().expect("read");
    let out = tempfile::tempdir().expect("a folder");
    let bench = session.bench();
    let asked = Asked {
        corpus,
        scope: <_>::default(),
        queries: vec![query("halcyon")],
        stories: session.stories().expect("found"),
        tellings: &bench.tellings.recipe_of_all(&bench.coding),
        standing: &standing_of(&bench.coding),
        inks: &inks_of(corpus, <_>::default(), &bench.book),
        corrections: 0,
        title: None,
        name: "sample".into(),
        folders: Vec::new(),
        trouble: String::new(),
        recipe: &|_, _, _| None,
    };
    let mut phases = Vec::new();
    for stops in ["Counting", "Comparing", "Drawing"] {
        let task = Task::new();
        let mut begins = |phase| {
            phases.push(phase);
            if phase == stops {
                task.cancel();
            }
        };
        assert!(report::write(&asked, &out.path().join("r"), &task, &mut begins).is_err(), "{stops}");
        assert!(!out.path().join("r").exists(), "{stops}");
    }
    assert_eq!(phases, ["Counting", "Counting", "Comparing", "Counting", "Comparing", "Drawing"]);
}
