//! The session without a window: commands in, state out.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use parallax::corpus::ArticleId;
use parallax::export::{Choices, FigureFormat};
use parallax::project::{ArticleKey, Change, Correction, Target};
use parallax::query::{Field, Filter, Query};
use parallax::session::{
    Action, Answer, Ask, Command, Dialogs, Effect, Lens, NoDialogs, Overlay, PathPurpose, Pick, Places, Role,
    Session, View, dialogs::Waiting,
};

pub fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

pub fn query(text: &str) -> Query {
    Query::parse(text).expect("a query")
}

/// A session over the sample, with everything answered.
pub fn opened() -> Session {
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

pub fn apply(session: &mut Session, command: Command) {
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

    let outlet = Arc::clone(&frequency.groups[0].name);
    let pick = Pick { query: Some(query("island*")), outlet: Some(outlet), ..Pick::default() };
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
    let chosen: &Arc<[ArticleId]> = session.bench().chosen.as_ref().expect("chosen").articles();
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
    // The concordance is no figure.
    for lens in Lens::ALL.into_iter().filter(|lens| *lens != Lens::Lines) {
        let place = parallax::session::Place { view: View::Frequency, lens, ..session.place().clone() };
        apply(&mut session, Command::Go(place));
        for unit in [Action::UnitPerThousand, Action::UnitSentences, Action::UnitShare, Action::UnitCount] {
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

/// A session on threads that opens the sample, is given `commands` while it reads, and ends its work.
pub(super) fn opened_on_threads(commands: Vec<Command>) -> Session {
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
    for command in commands {
        session.apply(command);
    }
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
    session
}

#[test]
fn what_is_put_right_while_a_folder_is_read_holds_for_all_of_it() {
    let change = Change::Outlet(Some("Isle Gazette".into()));
    let target = Target::Folder("".into());
    let session = opened_on_threads(vec![Command::Correct(vec![Correction { target, change }])]);
    let all = session.corpus().expect("read").article_count();
    assert_eq!(outlets(&session), [("Isle Gazette".to_owned(), all)]);
    assert_eq!(session.correction_reach(0), Some(all));
}

#[test]
fn the_same_work_on_threads_ends_the_same() {
    let session = opened_on_threads(Vec::new());
    let inline = opened();
    let revision = |session: &Session| session.corpus().map(|corpus| corpus.revision());
    assert_eq!(revision(&session), revision(&inline));
    assert_eq!(
        session.results().listing().map(|l| l.order.clone()),
        inline.results().listing().map(|l| l.order.clone())
    );
}

pub fn outlets(session: &Session) -> Vec<(String, u32)> {
    let corpus = session.corpus().expect("read");
    corpus.outlets().iter().map(|outlet| (outlet.name.to_string(), outlet.size.articles)).collect()
}

fn revision(session: &Session) -> u64 {
    session.corpus().expect("read").revision()
}

#[test]
fn a_correction_changes_the_corpus_and_undo_returns_it() {
    let mut session = opened();
    let (before, was) = (revision(&session), outlets(&session));
    let corpus = Arc::clone(session.corpus().expect("read"));
    apply(&mut session, Command::OpenArticle(3, None));
    let key = session.article_key(3).expect("there");
    let change = Change::Outlet(Some("Harbour Courier".into()));
    let correction = Correction { target: Target::Articles(Arc::from([key.clone()])), change };
    apply(&mut session, Command::Correct(vec![correction.clone()]));
    let now = session.corpus().expect("read");
    assert_ne!(now.revision(), before);
    assert_eq!(now.article(3).outlet.as_ref().expect("by hand").value, "Harbour Courier".into());
    assert!(now.is_corrected(3) && Arc::ptr_eq(now.article(4), corpus.article(4)));
    assert_eq!(
        now.outlet_of(3),
        session.results().corpus_of(Role::Listing).expect("asked again").outlet_of(3)
    );
    assert_eq!(session.place().article, Some(3), "the place stays");
    assert_eq!(session.article_key(3), Some(key), "keys are of the article as read");
    assert_eq!(session.corrections_of(3), [0]);
    assert_eq!((session.correction_reach(0), session.correction_counts()), (Some(1), (1, 0)));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!((revision(&session), outlets(&session)), (before, was));
    apply(&mut session, Command::Do(Action::Redo));
    assert!(session.corpus().expect("read").is_corrected(3));

    let gone = ArticleKey { path: "gone.txt".into(), record: 0, content: 1 };
    apply(
        &mut session,
        Command::Correct(vec![Correction { target: Target::Articles(Arc::from([gone])), ..correction }]),
    );
    assert_eq!((session.correction_reach(1), session.correction_counts()), (Some(0), (2, 1)));
    apply(&mut session, Command::Do(Action::ReadAgain));
    assert!(session.corpus().expect("read").is_corrected(3), "what was put right stays when read again");
}

#[test]
fn a_new_name_takes_everything_of_the_outlet_along() {
    let mut session = opened();
    let was = outlets(&session);
    let [(from, n), (other, m)] = [was[0].clone(), was[1].clone()];
    let (ink, other_ink) = (session.ink_of(&from), session.ink_of(&other));
    assert!(ink.is_some() && ink != other_ink);
    let old: Arc<str> = from.as_str().into();
    apply(&mut session, Command::AddGroup("Islands".into(), vec![Arc::clone(&old)]));
    apply(&mut session, Command::PlaceOutlet(Arc::clone(&old), Some("Norvia".into())));
    apply(&mut session, Command::SetFilter(Filter::default().with_outlet(&from)));
    apply(&mut session, Command::KeepSubset("Mine".to_owned()));
    apply(&mut session, Command::Pick(Pick { outlet: Some(Arc::clone(&old)), ..Pick::default() }));
    let steps = session.bench().clone();

    let new: Arc<str> = "Isle Gazette".into();
    apply(&mut session, Command::RenameOutlet { from: Arc::clone(&old), to: Arc::clone(&new) });
    assert!(
        outlets(&session).contains(&(new.to_string(), n)) && !outlets(&session).contains(&(from.clone(), n))
    );
    assert_eq!(session.ink_of(&new), ink, "the colour goes with it");
    assert_eq!(
        session.results().listing().expect("listed").order.len(),
        n as usize,
        "the filter goes with it"
    );
    assert_eq!(session.bench().subsets[0].filter.outlets(), [&*new]);
    assert_eq!(session.place().pick.outlet.as_ref(), Some(&new));
    assert!(session.bench().book.groups[0].outlets.contains(&new));
    let corpus = session.corpus().expect("read");
    assert_eq!(corpus.countries().iter().filter(|name| ***name == *"Norvia").count(), 1);
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(outlets(&session), was);
    assert_eq!(*session.bench(), steps, "one step takes all of it back");
    assert_eq!(session.place().pick.outlet.as_ref(), Some(&old));
    assert_eq!(session.ink_of(&from), ink);

    apply(&mut session, Command::RenameOutlet { from: old, to: other.as_str().into() });
    assert!(outlets(&session).contains(&(other.clone(), n + m)), "two outlets are one");
    assert_eq!(session.ink_of(&other), other_ink, "in its own colour");
    apply(&mut session, Command::PaintOutlet(other.as_str().into(), Some(7)));
    assert_eq!(session.ink_of(&other), Some(7), "unless the user chose one");
}

#[test]
fn groups_and_tags_are_filters_and_what_is_left_is_counted() {
    let mut session = opened();
    let before = revision(&session);
    let [(first, n), (second, _)] = [outlets(&session)[0].clone(), outlets(&session)[1].clone()];
    let group = || Arc::from("Islands");
    apply(&mut session, Command::AddGroup(group(), vec![first.as_str().into()]));
    assert_ne!(revision(&session), before);
    apply(&mut session, Command::SetFilter(Filter::default().with_value(Field::Group, "islands")));
    let listed = |session: &Session| session.results().listing().expect("listed").order.len() as u32;
    assert_eq!(listed(&session), n);
    let facets = session.results().facets().expect("counted");
    assert_eq!(facets.articles, n);
    let groups = facets.facet(Field::Group).expect("groups");
    assert_eq!(
        (&*groups.values[0].value, groups.values[0].articles, groups.values[0].is_chosen),
        ("Islands", n, true)
    );
    assert_eq!(facets.facet(Field::Outlet).expect("outlets").values.len(), 1);
    apply(&mut session, Command::ToggleInGroup { group: group(), outlet: second.as_str().into() });
    assert!(listed(&session) > n);
    apply(&mut session, Command::RenameGroup { from: group(), to: "Arc".into() });
    assert_eq!(session.bench().filter.to_string(), "group:Arc");
    assert!(listed(&session) > n);
    apply(&mut session, Command::RemoveGroup("Arc".into()));
    assert!(session.bench().filter.is_all());

    let key = session.article_key(5).expect("there");
    apply(&mut session, Command::SetTag { articles: vec![key.clone()], tag: "lead".into(), is_on: true });
    apply(&mut session, Command::SetNote(key, "Look again".to_owned()));
    assert_eq!(session.remark_of(5).map(|remark| remark.note.as_str()), Some("Look again"));
    apply(&mut session, Command::SetFilter(Filter::parse("tag:lead").expect("a filter")));
    assert_eq!(session.results().listing().expect("listed").order, [5]);
    let timeline = session.results().timeline().expect("counted");
    assert_eq!(
        timeline.bins.iter().map(|bin| bin.articles).sum::<u32>() + timeline.undated + timeline.imprecise,
        1
    );
}

#[test]
fn headlines_are_looked_for_while_letters_are_typed() {
    let mut session = opened();
    let headline = session.corpus().expect("read").article(2).headline_text().to_owned();
    apply(&mut session, Command::FindHeadlines(headline));
    let found = session.results().headlines().expect("found");
    assert!(found.found.iter().any(|one| one.article == 2));
    apply(&mut session, Command::FindHeadlines(String::new()));
    assert!(session.results().headlines().is_none());
}

#[test]
fn groups_subsets_and_columns_are_laid_out_and_taken_back() {
    let mut session = opened();
    let name = |text: &str| Arc::<str>::from(text);
    let groups = |session: &Session| -> Vec<(String, usize)> {
        session
            .bench()
            .book
            .groups
            .iter()
            .map(|group| (group.name.to_string(), group.outlets.len()))
            .collect()
    };
    apply(&mut session, Command::AddGroup(name("a"), vec![name("The Lantern")]));
    apply(&mut session, Command::AddGroup(name("b"), vec![name("Norvia Daily")]));
    apply(&mut session, Command::RenameGroup { from: name("a"), to: name("b") });
    assert_eq!(groups(&session), [("b".to_owned(), 2)], "a group of this name takes the outlets in");
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(groups(&session).len(), 2);

    apply(&mut session, Command::AddOutlet(name("Radio Gannet")));
    apply(&mut session, Command::RemoveOutlet(name("Radio Gannet")));
    assert!(!session.bench().book.entries.contains_key("Radio Gannet"));

    let filter = Filter::parse("opinion:no").expect("a filter");
    apply(&mut session, Command::SetFilter(filter.clone()));
    for kept in ["one", "two"] {
        apply(&mut session, Command::KeepSubset(kept.to_owned()));
    }
    apply(&mut session, Command::RenameSubset { from: "one".to_owned(), to: "two".to_owned() });
    let kept: Vec<_> = session.bench().subsets.iter().map(|subset| subset.name.as_str()).collect();
    assert_eq!(kept, ["two"], "no two subsets have one name");

    let outlets: Vec<_> = session.corpus().expect("read").outlets().iter().map(|o| o.name.clone()).collect();
    apply(&mut session, Command::SetColumns(outlets.clone()));
    apply(&mut session, Command::Show(View::Compare));
    let comparison = session.results().comparison().expect("compared");
    assert_eq!(comparison.columns.len(), 6, "six of {}", outlets.len());
    assert!(comparison.coverage.articles <= comparison.in_scope);
}

#[test]
fn a_correction_leads_to_its_first_article() {
    let mut session = opened();
    let from = Arc::<str>::from("The Lantern");
    apply(&mut session, Command::RenameOutlet { from, to: "Lamp".into() });
    assert_eq!(session.correction_reach(0), Some(5));
    apply(&mut session, Command::ShowCorrected(0));
    let article = session.place().article.expect("opened");
    let corpus = session.corpus().expect("read");
    assert_eq!(&*corpus.outlets()[usize::from(corpus.outlet_of(article))].name, "Lamp");
    apply(&mut session, Command::ShowCorrected(7));
    assert!(session.notices().all().last().is_some_and(|notice| notice.text.contains("No article")));
}
