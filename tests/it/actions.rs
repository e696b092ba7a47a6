//! Every action, done in a window over the sample: what it does is seen, or why it cannot be done is said.
//!
//! [`row`] has an arm for every action and does not compile without it.

mod windows;

use egui::ViewportCommand;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use parallax::analysis::{Sample, Unit};
use parallax::project::settings::{ReadingFace, ThemeChoice};
use parallax::query::Filter;
use parallax::session::{
    Action, Command, Group, Lens, LineLayout, Marked, Overlay, PageEdit, ReaderMode, Select, Session,
    VersionEdit, View,
};
use parallax::ui::app::App;

use crate::window::{sample, shows, window};
use windows::{
    over_files_that_are_gone, with_a_log, with_a_place_for_the_sample, with_a_question_that_failed,
};

/// Whether an article was put together of several pages.
fn is_of_pages(session: &Session, id: usize) -> bool {
    session
        .corpus()
        .and_then(|corpus| corpus.articles().get(id))
        .is_some_and(|article| !article.pages.is_empty())
}

/// Where an action is done.
enum Place {
    /// In a window without articles.
    Empty,
    /// Over the sample with two series, in this view, after these commands.
    In(View, Vec<Command>),
    /// In the first article of the sample with which it can be done.
    Article,
    /// In a window of its own.
    Own(fn() -> Harness<'static, App>),
}

/// What is seen afterwards, and was not before.
enum Seen {
    /// This is so.
    Is(fn(&Session) -> bool),
    /// This is no longer what it was.
    Other(fn(&Session) -> String),
    /// A widget has this name.
    Name(&'static str),
    /// What has the keyboard has this name.
    Keyboard(&'static str),
    /// A notice says this.
    Says(&'static str),
    /// The window closes.
    Closes,
    /// It cannot be done there either, for this reason.
    Cannot(&'static str),
    /// It can be done there; what it does is another program's.
    OutsideOnly,
}

/// Where it is done, what is seen, and why it cannot be done in a window without articles, if it cannot.
type Row = (Place, Seen, Option<&'static str>);

const FIRST: Option<&str> = Some("Open a folder first");
const ARTICLE: Option<&str> = Some("Open an article first");
const LINES: Option<&str> = Some("Show lines of the concordance first");
const GLANCE: Option<&str> = Some("Show outlets side by side first");
const FIGURE: Option<&str> = Some("There is no figure yet");

fn done(actions: &[Action]) -> Vec<Command> {
    actions.iter().map(|action| Command::Do(*action)).collect()
}

fn zoom(session: &Session) -> String {
    session.settings().zoom_percent.to_string()
}

fn reading_size(session: &Session) -> String {
    session.settings().reading_size.to_string()
}

fn article(session: &Session) -> String {
    format!("{:?}", session.place().article)
}

fn series(session: &Session) -> String {
    session.bench().series.len().to_string()
}

fn selected(session: &Session) -> String {
    session.selected_count().to_string()
}

/// The corpus that is there: read again, it is another.
fn corpus(session: &Session) -> String {
    format!("{:?}", session.corpus().map(std::sync::Arc::as_ptr))
}

fn row(action: Action) -> Row {
    use Action as A;
    use Place::{Article, Empty, In, Own};
    use Seen::{Cannot, Closes, Is, Keyboard, Name, Other, OutsideOnly, Says};
    let browse = |first: Vec<Command>| In(View::Browse, first);
    let frequency = |first: Vec<Command>| In(View::Frequency, first);
    let with = |actions: &[Action]| In(View::Browse, done(actions));
    match action {
        A::OpenFolder | A::OpenFiles | A::OpenPath | A::OpenProject | A::OpenRecipe => {
            (Empty, Is(|session| session.overlay() == Overlay::Path), None)
        }
        A::SaveProject | A::SaveProjectAs | A::AddFolder => {
            (browse(vec![]), Is(|session| session.overlay() == Overlay::Path), FIRST)
        }
        A::SaveArticles => (browse(vec![]), Name("JSON Lines…"), FIRST),
        A::ShowProject => (browse(vec![]), Is(|session| session.overlay() == Overlay::Project), FIRST),
        A::StartAfresh => (
            browse(vec![]),
            Is(|session| session.bench().series.is_empty()),
            Some("Nothing is laid out or put right yet"),
        ),
        A::OpenSample => (Own(with_a_place_for_the_sample), Is(|session| session.corpus().is_some()), None),
        A::ReadAgain => (browse(vec![]), Other(corpus), FIRST),
        A::LookForChanges => (browse(vec![]), Says("Nothing has changed in the folder"), FIRST),
        A::TakeOutEmptied => {
            let none = "No open folder was emptied, and no open file is gone";
            (browse(vec![]), Cannot(none), Some(none))
        }
        A::StopReading => (browse(vec![]), Cannot("Nothing is being read"), Some("Nothing is being read")),
        A::StopAll => (browse(vec![]), Cannot("Nothing is running"), Some("Nothing is running")),
        A::TryAgain => (
            Own(with_a_question_that_failed),
            Is(|session| !session.results().has_failed()),
            Some("Every question was answered"),
        ),
        A::Quit => (Empty, Closes, None),
        A::Undo => (browse(vec![]), Other(series), Some("Nothing to undo")),
        A::Redo => (with(&[A::Undo]), Other(series), Some("Nothing to redo")),
        A::AddSeries => (browse(vec![]), Keyboard("Add a series"), FIRST),
        A::AddFilter => (browse(vec![]), Keyboard("Add a filter"), FIRST),
        A::Search => (frequency(vec![]), Keyboard("Search articles"), FIRST),
        A::FindInArticle => (browse(vec![]), Keyboard("Find in article"), ARTICLE),
        A::ClearFilters => {
            let filter = Filter::parse("lang:en").expect("a filter");
            let first = vec![Command::SetFilter(filter)];
            (browse(first), Is(|session| session.bench().filter.is_all()), Some("No filter is set"))
        }
        A::ToggleFacets => (browse(vec![]), Is(|session| session.settings().shows_facets), FIRST),
        A::ShowOutlets => (browse(vec![]), Is(|session| session.overlay() == Overlay::Outlets), FIRST),
        A::ShowCorrections => {
            (browse(vec![]), Is(|session| session.overlay() == Overlay::Corrections), FIRST)
        }
        A::ShowFields => {
            let none = "No table or JSON file is open";
            (browse(vec![]), Cannot(none), Some(none))
        }
        A::ShowCodebooks => (browse(vec![]), Name("Dictionary hits: Economic"), FIRST),
        A::ImportCodebook => (browse(vec![]), Name("Import a codebook"), FIRST),
        A::CodeByHand => (browse(vec![]), Name("New sample…"), FIRST),
        A::SelectAll => (browse(vec![]), Other(selected), FIRST),
        A::SelectNone => (with(&[A::SelectAll]), Other(selected), Some("No article is selected")),
        A::ShowBrowse => (frequency(vec![]), Is(|session| session.place().view == View::Browse), None),
        A::ShowFrequency => (browse(vec![]), Is(|session| session.place().view == View::Frequency), None),
        A::ShowCompare => (browse(vec![]), Is(|session| session.place().view == View::Compare), None),
        A::LensByOutlet => {
            let first = done(&[A::LensOverTime]);
            (frequency(first), Is(|session| session.place().lens == Lens::ByOutlet), FIRST)
        }
        A::LensOverTime => (browse(vec![]), Is(|session| session.place().lens == Lens::OverTime), FIRST),
        A::LensDistinctive => {
            (browse(vec![]), Is(|session| session.place().lens == Lens::Distinctive), FIRST)
        }
        A::LensWordShift => (browse(vec![]), Is(|session| session.place().lens == Lens::WordShift), FIRST),
        A::LensDispersion => (browse(vec![]), Is(|session| session.place().lens == Lens::Dispersion), FIRST),
        A::LensNeighbours => (browse(vec![]), Is(|session| session.place().lens == Lens::Neighbours), FIRST),
        A::LensPhrases => (browse(vec![]), Is(|session| session.place().lens == Lens::Phrases), FIRST),
        A::LensLines => (browse(vec![]), Is(|session| session.place().lens == Lens::Lines), FIRST),
        A::NewSample => {
            let sample = Some(Sample { lines: 3, seed: 1 });
            let drawn = Command::LayOutLines(Box::new(LineLayout { sample, ..LineLayout::default() }));
            let first = vec![Command::Do(A::LensLines), drawn];
            (frequency(first), Other(|session| format!("{:?}", session.bench().lines.sample)), LINES)
        }
        A::CopyLines | A::CopyLineTable => (frequency(vec![]), Says("copied"), LINES),
        A::SaveLines => (frequency(vec![]), Name("Save as"), LINES),
        A::NextStory => {
            let first = vec![Command::Show(View::Compare)];
            (In(View::Compare, first), Is(|session| session.story_number() == Some(0)), FIRST)
        }
        A::PreviousStory => {
            let first = done(&[A::NextStory, A::NextStory]);
            (In(View::Compare, first), Is(|session| session.story_number() == Some(0)), FIRST)
        }
        A::AllStories => {
            (In(View::Compare, done(&[A::NextStory])), Is(|session| session.place().story.is_none()), FIRST)
        }
        A::CompareStory => (Article, Is(|session| session.story().is_some()), ARTICLE),
        A::CopyGlance => (In(View::Compare, vec![Command::CompareAll]), Says("The table is copied"), GLANCE),
        A::SaveGlance => (In(View::Compare, vec![Command::CompareAll]), Name("Save as"), GLANCE),
        A::Back => {
            let first = vec![Command::Show(View::Compare)];
            (
                browse(first),
                Is(|session| session.place().view == View::Browse),
                Some("This is the first place"),
            )
        }
        A::Forward => {
            let first = vec![Command::Show(View::Compare), Command::Do(A::Back)];
            (
                browse(first),
                Is(|session| session.place().view == View::Compare),
                Some("This is the last place"),
            )
        }
        A::Palette => (Empty, Is(|session| session.overlay() == Overlay::Palette), None),
        A::NextArticle => (browse(vec![]), Other(article), FIRST),
        A::PreviousArticle => (with(&[A::NextArticle, A::NextArticle]), Other(article), FIRST),
        A::NextHit | A::PreviousHit => {
            (Article, Other(|session| format!("{:?}", session.place().spot)), ARTICLE)
        }
        A::ReadClean => {
            (with(&[A::ReadRaw]), Is(|session| session.reader_mode() == ReaderMode::Clean), ARTICLE)
        }
        A::ReadFurniture => (browse(vec![]), Name("Furniture: "), ARTICLE),
        A::ReadRaw => (browse(vec![]), Is(|session| session.reader_mode() == ReaderMode::Raw), ARTICLE),
        A::NextOfOutlet | A::PreviousOfOutlet => (Article, Other(article), ARTICLE),
        A::OpenBeside => {
            let first = vec![Command::OpenArticle(0, None), Command::Select(Select::Toggle(3))];
            (browse(first), Is(|session| session.place().beside.is_some()), FIRST)
        }
        A::SwapBeside => {
            let first = vec![Command::SideBySide(0, 1)];
            (browse(first), Is(|session| session.place().article == Some(1)), FIRST)
        }
        A::CloseBeside => {
            let first = vec![Command::SideBySide(0, 1)];
            (browse(first), Is(|session| session.place().beside.is_none()), FIRST)
        }
        A::SameArticle => {
            let seen = Is(|session| session.corpus().is_some_and(|corpus| corpus.has_versions()));
            (with(&[A::SelectAll]), seen, FIRST)
        }
        A::JoinPages => {
            let seen = Is(|session| is_of_pages(session, 0));
            (with(&[A::SelectAll]), seen, FIRST)
        }
        A::TakePagesApart => {
            let joined = Command::EditPages(PageEdit::Join(vec![0, 1]));
            let seen = Is(|session| !is_of_pages(session, 0));
            (browse(vec![joined, Command::OpenArticle(0, None)]), seen, ARTICLE)
        }
        A::NotSameArticle => {
            let joined = Command::EditVersions(VersionEdit::Join(vec![0, 1]));
            let seen = Is(|session| session.corpus().is_some_and(|corpus| !corpus.has_versions()));
            (browse(vec![joined, Command::OpenArticle(0, None)]), seen, ARTICLE)
        }
        A::CountThisVersion => {
            let said =
                [VersionEdit::Join(vec![0, 1]), VersionEdit::Count(0, true)].map(Command::EditVersions);
            let first = said.into_iter().chain([Command::OpenArticle(1, None)]).collect();
            let seen = Is(|session| {
                session.corpus().is_some_and(|corpus| corpus.versions_of(0).first() == Some(&1))
            });
            (browse(first), seen, ARTICLE)
        }
        A::CompareSelection => {
            let seen =
                Is(|session| session.place().view == View::Compare && session.bench().chosen.is_some());
            (with(&[A::SelectAll]), seen, Some("Select two or more articles first"))
        }
        A::CompareOutlets => (browse(vec![]), Is(|session| session.place().view == View::Compare), ARTICLE),
        A::NextPassage | A::PreviousPassage | A::NextOnlyHere | A::PreviousOnlyHere => {
            let told = Other(|session| format!("{:?}", session.told_at().place));
            (In(View::Compare, vec![Command::CompareAll]), told, FIRST)
        }
        A::CopyCitation => (browse(vec![]), Says("copied"), ARTICLE),
        A::CopyWithCitation => {
            let marked = Marked { article: 0, anchor: 0, head: 40 };
            let first =
                vec![Command::OpenArticle(0, None), Command::Do(A::ReadRaw), Command::Mark(Some(marked))];
            (browse(first), Says("Copied with citation"), Some("Mark text in the reader first"))
        }
        A::OpenFile => (Own(over_files_that_are_gone), Says("The file is not there any more"), ARTICLE),
        A::ReadingLarger | A::ReadingSmaller => (browse(vec![]), Other(reading_size), None),
        A::ReadingSerif => {
            let seen = Is(|session| session.settings().reading_face == ReadingFace::Serif);
            (with(&[A::ReadingSans]), seen, None)
        }
        A::ReadingSans => {
            (browse(vec![]), Is(|session| session.settings().reading_face == ReadingFace::Sans), None)
        }
        A::UnitPerThousand => {
            let first = done(&[A::UnitCount]);
            (frequency(first), Is(|session| session.bench().unit == Unit::PerThousand), FIRST)
        }
        A::UnitPerMillion => {
            (frequency(vec![]), Is(|session| session.bench().unit == Unit::PerMillion), FIRST)
        }
        A::UnitSentences => {
            (frequency(vec![]), Is(|session| session.bench().unit == Unit::PerThousandSentences), FIRST)
        }
        A::UnitShare => {
            (frequency(vec![]), Is(|session| session.bench().unit == Unit::ShareOfArticles), FIRST)
        }
        A::UnitCount => (frequency(vec![]), Is(|session| session.bench().unit == Unit::Count), FIRST),
        A::CopyPicture => (frequency(vec![]), Says("copied"), FIGURE),
        A::CopyMethods => (frequency(vec![]), Says("methods text is copied"), FIGURE),
        A::SaveFigure => (frequency(vec![]), Name("Save the figure"), FIGURE),
        A::FigureAlone => {
            (frequency(vec![]), Is(|session| session.overlay() == Overlay::FigureAlone), FIGURE)
        }
        A::ZoomIn | A::ZoomOut => (Empty, Other(zoom), None),
        A::ZoomReset => (with(&[A::ZoomIn]), Other(zoom), None),
        A::ThemeSystem => (Empty, Is(|session| session.theme() == ThemeChoice::System), None),
        A::ThemeLight => (with(&[A::ThemeDark]), Is(|session| session.theme() == ThemeChoice::Light), None),
        A::ThemeDark => (Empty, Is(|session| session.theme() == ThemeChoice::Dark), None),
        A::Settings => (Empty, Name("Size of everything"), None),
        A::ImportReport => (browse(vec![]), Name("Page: Taken out"), FIRST),
        A::SaveImportReport | A::SaveReport => {
            (browse(vec![]), Is(|session| session.overlay() == Overlay::Path), FIRST)
        }
        A::ShowNotices => (Empty, Is(|session| session.overlay() == Overlay::Notices), None),
        A::ShowLog => (Own(with_a_log), Name("Copy last lines"), Some("No log is kept")),
        A::ShowLogFolder => (Own(with_a_log), OutsideOnly, Some("No log is kept")),
        A::Help => (Empty, Name("Find in the help"), None),
        A::About => (Empty, Name("Nothing is fetched"), None),
        A::CloseOverlay => (
            with(&[A::Help]),
            Is(|session| session.overlay() == Overlay::None),
            Some("Nothing lies over the window"),
        ),
    }
}

fn begin(place: Place, action: Action) -> Harness<'static, App> {
    let over_sample = |view| window(vec![sample()], view, &["the", "boat*"]);
    match place {
        Place::Empty => window(Vec::new(), View::Browse, &[]),
        Place::Own(make) => make(),
        Place::In(view, commands) => {
            let mut harness = over_sample(view);
            for command in commands {
                harness.state_mut().send(command);
                harness.run();
            }
            harness
        }
        Place::Article => {
            let mut harness = over_sample(View::Browse);
            let all = harness.state().session().corpus().map_or(0, |corpus| corpus.article_count());
            for id in 0..all {
                harness.state_mut().send(Command::OpenArticle(id, None));
                harness.run();
                if action.available(harness.state().session()).is_ok() {
                    break;
                }
            }
            harness
        }
    }
}

fn has_keyboard(harness: &Harness<'_, App>, name: &str) -> bool {
    let focused = By::new().predicate(|node| node.is_focused() && !node.is_hidden());
    let names = |node: egui_kittest::Node<'_>| {
        let inner = node.accesskit_node();
        inner.label().or_else(|| inner.placeholder().map(str::to_owned)).unwrap_or_default()
    };
    harness.query_all(focused).map(names).any(|own| own.contains(name))
}

fn says(session: &Session, words: &str) -> bool {
    session.notices().all().iter().any(|notice| notice.text.contains(words))
}

fn check(action: Action) {
    let (place, seen, denied) = row(action);
    let empty = window(Vec::new(), View::Browse, &[]);
    assert_eq!(action.available(empty.state().session()).err(), denied, "{action:?} without articles");

    let mut harness = begin(place, action);
    let available = action.available(harness.state().session());
    if let Seen::Cannot(why) = seen {
        assert_eq!(available, Err(why), "{action:?}");
        return;
    }
    assert_eq!(available, Ok(()), "{action:?} where it is tried");
    let is_so = |harness: &Harness<'_, App>| {
        let session = harness.state().session();
        match seen {
            Seen::Is(test) => test(session),
            Seen::Name(name) => shows(harness, name),
            Seen::Keyboard(name) => has_keyboard(harness, name),
            Seen::Says(words) => says(session, words),
            Seen::Other(_) | Seen::Closes | Seen::Cannot(_) | Seen::OutsideOnly => false,
        }
    };
    assert!(!is_so(&harness), "{action:?}: it was so before");
    let before = if let Seen::Other(value) = seen { value(harness.state().session()) } else { String::new() };
    match seen {
        Seen::OutsideOnly => return,
        Seen::Closes => {
            harness.state_mut().send(Command::Do(action));
            let closes = |harness: &Harness<'_, App>| {
                let mut all = harness.output().viewport_output.values();
                all.any(|output| output.commands.contains(&ViewportCommand::Close))
            };
            let has_closed = (0..4).any(|_| {
                harness.step();
                closes(&harness)
            });
            assert!(has_closed, "{action:?}");
            return;
        }
        _ => {
            harness.state_mut().send(Command::Do(action));
            harness.run();
            // What a job has said is heard in the frame after; nobody wakes a window under test.
            harness.run();
        }
    }
    let is_seen = if let Seen::Other(value) = seen {
        value(harness.state().session()) != before
    } else {
        is_so(&harness)
    };
    assert!(is_seen, "{action:?}: nothing of it is seen");
}

fn check_group(group: Group) {
    let of_group = Action::ALL.iter().filter(|action| action.group() == group);
    let mut failed = Vec::new();
    for action in of_group {
        if std::panic::catch_unwind(|| check(*action)).is_err() {
            failed.push(*action);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn actions_of_files_do_what_they_say() {
    check_group(Group::File);
}

#[test]
fn actions_of_editing_do_what_they_say() {
    check_group(Group::Edit);
}

#[test]
fn actions_of_going_do_what_they_say() {
    check_group(Group::Go);
}

#[test]
fn actions_of_articles_do_what_they_say() {
    check_group(Group::Article);
}

#[test]
fn actions_of_figures_do_what_they_say() {
    check_group(Group::Figure);
}

#[test]
fn actions_of_the_window_do_what_they_say() {
    check_group(Group::Window);
}
