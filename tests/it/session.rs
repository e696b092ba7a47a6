//! The session without a window: commands in, state out.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use parallax::corpus::ArticleId;
use parallax::export::{Choices, FigureFormat, Ground, Purpose};
use parallax::query::{Filter, Query};
use parallax::session::{
    Action, Answer, Ask, Command, Dialogs, Effect, FigureTitle, Lens, NoDialogs, Overlay, PathPurpose, Pick,
    Places, Session, View, dialogs::Waiting,
};

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

fn query(text: &str) -> Query {
    Query::parse(text).expect("a query")
}

/// A session over the sample, with everything answered.
fn opened() -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.apply(Command::Open(vec![sample()]));
    settle(&mut session);
    session
}

/// Takes in until nothing more comes: jobs run where they are started.
fn settle(session: &mut Session) {
    for _ in 0..20 {
        session.take_in();
    }
    assert_eq!(session.jobs().count(), 0, "all jobs have ended");
}

fn apply(session: &mut Session, command: Command) {
    session.apply(command);
    settle(session);
}

#[test]
fn opening_a_folder_lists_its_articles_and_opens_one() {
    let session = opened();
    assert!(!session.is_reading());
    let corpus = session.corpus().expect("read");
    assert!(corpus.article_count() > 30);
    let listing = session.results().listing().expect("listed");
    assert_eq!(listing.order.len(), corpus.article_count() as usize);
    assert!(session.place().article.is_some(), "there is something to read at once");
}

#[test]
fn series_are_counted_and_their_lines_follow_the_pick() {
    let mut session = opened();
    apply(&mut session, Command::Show(View::Frequency));
    apply(&mut session, Command::AddSeries(query("\"halcyon islands\"")));
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::AddSeries(query("island*")));
    assert_eq!(session.bench().series.len(), 2, "the same series is not added twice");
    let frequency = session.results().frequency().expect("counted").clone();
    assert_eq!(frequency.totals.len(), 2);
    let lines = session.results().concordance().expect("lines").lines.len() as u64;
    assert_eq!(lines, frequency.totals[1].hits, "the lines are those of the series added last");

    let outlet = Arc::clone(&frequency.outlets[0].name);
    let pick = Pick { query: Some(query("island*")), outlet: Some(outlet), days: None };
    apply(&mut session, Command::Pick(pick));
    let lines = session.results().concordance().expect("lines").lines.len() as u64;
    assert_eq!(lines, frequency.cells[1][0].hits, "a bar leads to its own lines");
    assert!(session.figure().is_some());
}

#[test]
fn a_line_leads_to_its_place_and_back_returns() {
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::Show(View::Frequency));
    let corpus = Arc::clone(session.corpus().expect("read"));
    let line = session.results().concordance().expect("lines").line(&corpus, 3, 40);
    apply(&mut session, Command::OpenArticle(line.article, Some(line.span)));
    assert_eq!(session.place().view, View::Browse);
    assert_eq!(session.place().spot, Some(line.span));
    let marks = session.results().marks().expect("marked");
    assert!(marks.spans.contains(&line.span), "the reader lights the very place");
    apply(&mut session, Command::Do(Action::Back));
    assert_eq!(session.place().view, View::Frequency);
}

#[test]
fn changes_are_undone_and_redone() {
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("boat*")));
    apply(&mut session, Command::SetFilter(Filter::parse("opinion:no").expect("a filter")));
    apply(&mut session, Command::Do(Action::Undo));
    assert!(session.bench().filter.is_all());
    apply(&mut session, Command::Do(Action::Undo));
    assert!(session.bench().series.is_empty());
    assert!(Action::Undo.available(&session).is_err());
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(session.bench().series.len(), 1);
}

#[test]
fn a_filter_leaves_fewer_articles_everywhere() {
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::Show(View::Frequency));
    let all = session.results().frequency().expect("counted").coverage.articles;
    apply(&mut session, Command::SetFilter(Filter::parse("lang:ru").expect("a filter")));
    let some = session.results().frequency().expect("counted").coverage.articles;
    assert!(some > 0 && some < all, "{some} of {all}");
    assert_eq!(session.results().listing().expect("listed").order.len(), some as usize);
}

#[test]
fn comparing_around_an_article_chooses_its_days() {
    let mut session = opened();
    let corpus = Arc::clone(session.corpus().expect("read"));
    let dated =
        (0..corpus.article_count()).find(|id| corpus.date_of(*id).is_some()).expect("a dated article");
    apply(&mut session, Command::OpenArticle(dated, None));
    apply(&mut session, Command::Do(Action::CompareOutlets));
    assert_eq!(session.place().view, View::Compare);
    let chosen: &Vec<ArticleId> = session.bench().chosen.as_ref().expect("chosen");
    assert!(chosen.contains(&dated) && chosen.len() < corpus.article_count() as usize);
    let comparison = session.results().comparison().expect("compared");
    assert!((2..=6).contains(&comparison.columns.len()));
}

#[test]
fn where_no_dialog_can_come_up_the_path_field_does() {
    let mut session = opened();
    apply(&mut session, Command::Do(Action::OpenFolder));
    assert_eq!(session.overlay(), Overlay::Path);
    assert_eq!(session.prompt().purpose, PathPurpose::Open);
    let start = session.prompt().start.clone();
    assert!(Path::new(&start).is_dir(), "it begins beside what is open: {start}");
    assert!(session.prompt().completions.iter().any(|path| path.contains("sample")));
    let before = session.notices().all().len();
    apply(&mut session, Command::SubmitPath("/no/such/folder".to_owned()));
    assert_eq!(session.notices().all().len(), before + 1, "a wrong path is told");
    assert!(session.corpus().is_some(), "and what was open stays");
}

/// Answers every question with one path, and keeps the questions.
struct Answers(PathBuf, Arc<Mutex<Vec<Ask>>>);

impl Dialogs for Answers {
    fn ask(&self, ask: &Ask) -> Waiting {
        self.1.lock().expect("asked").push(ask.clone());
        let path = self.0.clone();
        Box::new(move || Answer::Paths(vec![path]))
    }
}

#[test]
fn a_figure_is_saved_where_the_dialog_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = Arc::new(Mutex::new(Vec::new()));
    for format in FigureFormat::ALL {
        let path = folder.path().join(format!("figure.{}", format.extension()));
        let dialogs = Answers(path.clone(), Arc::clone(&asked));
        let mut session = Session::inline(Places::default(), Box::new(dialogs));
        apply(&mut session, Command::Open(vec![sample()]));
        apply(&mut session, Command::AddSeries(query("island*")));
        apply(&mut session, Command::Show(View::Frequency));
        apply(&mut session, Command::Do(Action::SaveFigure));
        assert_eq!(session.overlay(), Overlay::SaveFigure);
        apply(&mut session, Command::ChooseFigure(Choices { format, ..Choices::default() }));
        apply(&mut session, Command::SaveFigure);
        assert_eq!(session.overlay(), Overlay::None, "what is saved is done with");
        let bytes = std::fs::read(&path).expect("saved");
        assert!(bytes.len() > 200, "{} bytes in {}", bytes.len(), path.display());
    }
    let asked = asked.lock().expect("asked");
    assert!(
        matches!(&asked[0], Ask::Save { name, extension: "png" } if Path::new(name).extension().is_some_and(|ending| ending == "png"))
    );
}

#[test]
fn every_lens_and_unit_makes_a_figure_with_a_caption() {
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("island*")));
    for lens in Lens::ALL {
        let place = parallax::session::Place { view: View::Frequency, lens, ..session.place().clone() };
        apply(&mut session, Command::Go(place));
        for unit in [Action::UnitPerThousand, Action::UnitPerMillion, Action::UnitShare, Action::UnitCount] {
            apply(&mut session, Command::Do(unit));
            let figure = session.figure().unwrap_or_else(|| panic!("{lens:?} {unit:?} has a figure"));
            assert!(figure.caption.contains("articles"), "{}", figure.caption);
            assert!(figure.caption.contains("Parallax"), "{}", figure.caption);
        }
    }
}

#[test]
fn the_picture_and_the_citation_go_to_the_clipboard() {
    let mut session = opened();
    apply(&mut session, Command::Do(Action::CopyCitation));
    let effects = session.take_effects();
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::CopyText(text) if text.contains("2024"))),
        "{effects:?}"
    );
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::Show(View::Frequency));
    apply(&mut session, Command::Do(Action::CopyPicture));
    let copied = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::CopyPicture(picture) => Some(picture),
        _ => None,
    });
    let picture = copied.expect("a picture");
    assert_eq!(picture.rgba.len(), picture.width * picture.height * 4);
}

#[test]
fn an_empty_folder_is_said_to_be_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![folder.path().to_path_buf()]));
    assert!(!session.is_reading());
    assert!(session.notices().all().iter().any(|notice| notice.text.contains("No articles")));
}

#[test]
fn actions_that_cannot_be_done_say_why_and_do_nothing() {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    for action in [
        Action::SaveFigure,
        Action::FigureAlone,
        Action::AddSeries,
        Action::NextHit,
        Action::Undo,
        Action::Back,
    ] {
        let why = action.available(&session).expect_err("nothing is open");
        assert!(!why.is_empty() && !why.ends_with('.'));
        apply(&mut session, Command::Do(action));
    }
    assert!(session.take_effects().is_empty());
}

#[test]
fn the_same_work_on_threads_ends_the_same() {
    let woken = Arc::new((Mutex::new(0_u32), std::sync::Condvar::new()));
    let wake = {
        let woken = Arc::clone(&woken);
        Arc::new(move || {
            *woken.0.lock().expect("wakes") += 1;
            woken.1.notify_all();
        })
    };
    let mut session = Session::new(Places::default(), Box::new(NoDialogs), wake);
    session.apply(Command::Open(vec![sample()]));
    let limit = std::time::Duration::from_mins(1);
    let is_done = |session: &Session| {
        !session.is_reading() && session.jobs().count() == 0 && session.results().listing().is_some()
    };
    while !is_done(&session) {
        let guard = woken.0.lock().expect("wakes");
        let (mut guard, timeout) =
            woken.1.wait_timeout_while(guard, limit, |count| *count == 0).expect("wakes");
        assert!(!timeout.timed_out(), "the work ends");
        *guard = 0;
        drop(guard);
        session.take_in();
    }
    let inline = opened();
    let revision = |session: &Session| session.corpus().map(|corpus| corpus.revision());
    assert_eq!(revision(&session), revision(&inline));
    assert_eq!(
        session.results().listing().map(|l| l.order.clone()),
        inline.results().listing().map(|l| l.order.clone())
    );
}

/// A session that shows bars by outlet.
fn with_figure(places: Places) -> Session {
    let mut session = Session::inline(places, Box::new(NoDialogs));
    apply(&mut session, Command::Open(vec![sample()]));
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::Show(View::Frequency));
    session
}

#[test]
fn a_figure_is_called_as_the_user_says_and_that_can_be_undone() {
    let mut session = with_figure(Places::default());
    let own = session.figure().expect("a figure").title.clone();
    assert_eq!(session.own_title(), own);
    let call = |title: &str| {
        let (title, subtitle) = (title.to_owned(), "Sample".to_owned());
        Command::TitleFigure(FigureTitle { title, subtitle })
    };
    for typed in ["T", "Tw", "Two names"] {
        apply(&mut session, call(typed));
    }
    let figure = session.figure().expect("a figure");
    assert_eq!((figure.title.as_str(), figure.subtitle.as_str()), ("Two names", "Sample"));
    assert_eq!(session.own_title(), own, "the program's own is offered still");

    apply(&mut session, Command::Do(Action::LensOverTime));
    let other = session.figure().expect("lines");
    assert!(other.subtitle.is_empty(), "each kind of figure has a title of its own");
    apply(&mut session, Command::Do(Action::LensByOutlet));

    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(session.figure().expect("a figure").title, own, "letters typed in one go are one step");
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(session.figure().expect("a figure").title, "Two names");
    apply(&mut session, call("  "));
    assert_eq!(session.figure().expect("a figure").title, own, "an empty title is the program's own");
    apply(&mut session, Command::TitleFigure(FigureTitle::default()));
    assert!(session.bench().titles.is_empty());
}

#[test]
fn how_figures_are_saved_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = || Places { settings: Some(folder.path().join("settings.json")), ..Places::default() };
    let mut session = with_figure(places());
    let wanted = Choices {
        format: FigureFormat::Svg,
        purpose: Purpose::OneColumn,
        ground: Ground::Dark,
        dpi: 9_999,
        has_caption: false,
        ..Choices::default()
    };
    apply(&mut session, Command::ChooseFigure(wanted));
    let kept = Choices { dpi: 1_200, ..wanted };
    assert_eq!(session.settings().figure, kept, "within bounds");
    assert_eq!(with_figure(places()).settings().figure, kept);
}

#[test]
fn a_copied_picture_is_as_the_sheet_says() {
    let mut session = with_figure(Places::default());
    let choices = Choices { purpose: Purpose::TwoColumns, dpi: 300, ..Choices::default() };
    apply(&mut session, Command::ChooseFigure(choices));
    apply(&mut session, Command::Do(Action::CopyPicture));
    let copied = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::CopyPicture(picture) => Some(picture),
        _ => None,
    });
    // 170 mm at 300 dots an inch.
    assert_eq!(copied.expect("a picture").width, 2_008);
}

#[test]
fn without_a_dialog_the_sheet_leads_to_the_path_field() {
    let mut session = with_figure(Places::default());
    apply(&mut session, Command::Do(Action::SaveFigure));
    apply(&mut session, Command::SaveFigure);
    assert_eq!(session.overlay(), Overlay::Path);
    assert_eq!(session.prompt().purpose, PathPurpose::Save(FigureFormat::Png));
    apply(&mut session, Command::Do(Action::CloseOverlay));
    apply(&mut session, Command::Do(Action::FigureAlone));
    assert_eq!(session.overlay(), Overlay::FigureAlone);
    apply(&mut session, Command::Do(Action::CloseOverlay));
    assert_eq!(session.overlay(), Overlay::None);
}
