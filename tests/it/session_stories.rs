//! Stories without a window: found after reading, shown in Compare, joined, parted, pinned and named by hand.

use std::path::PathBuf;
use std::sync::Arc;

use parallax::analysis::{Grouping, ListColumn};
use parallax::corpus::{ArticleId, OutletId};
use parallax::framing::stories::StorySettings;
use parallax::query::{Field, Filter, Query};
use parallax::session::{Action, Command, Effect, NoDialogs, Places, Role, Session, StoryEdit, View};

use super::session::apply;
use crate::fixtures::coverage;

fn sample() -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    apply(&mut session, Command::Open(vec![root]));
    session
}

/// The articles of each story.
fn stories(session: &Session) -> Vec<Vec<ArticleId>> {
    session.stories().expect("looked for").stories.iter().map(|story| story.articles.clone()).collect()
}

fn number(session: &Session, path: &str) -> ArticleId {
    let corpus = session.corpus().expect("read");
    let at = corpus.articles().iter().position(|article| article.path.contains(path)).expect(path);
    at as ArticleId
}

fn story_of(session: &Session, path: &str) -> Vec<ArticleId> {
    let of = session.stories().expect("looked for").story_of(number(session, path));
    of.map(|at| stories(session)[at].clone()).unwrap_or_default()
}

#[test]
fn a_story_is_what_compare_is_about() {
    let mut session = sample();
    let cable = number(&session, "2024-05-02-cable-to-islands-fails");
    apply(&mut session, Command::ShowStory(Some(cable)));
    let (story, comparison) = (session.story().expect("a story"), session.results().comparison());
    let comparison = comparison.expect("compared");
    assert_eq!(session.place().view, View::Compare);
    assert_eq!(comparison.in_scope as usize, story.articles.len());
    let corpus = session.corpus().expect("read");
    assert!(story.articles.iter().all(|id| corpus.story_of(*id) == session.story_number()));
    let figure = session.figure().expect("drawn");
    let said =
        format!("articles of the story “{}”", session.story_title(session.story_number().expect("it")));
    assert!(figure.caption.contains(&said) && !figure.caption.contains("by hand"), "{}", figure.caption);
    apply(&mut session, Command::CompareAll);
    assert_eq!(session.results().comparison().expect("compared").in_scope, 36);
}

#[test]
fn stories_are_put_right_by_hand_and_taken_back() {
    let mut session = sample();
    let before = stories(&session);
    let (cable, fleet) =
        (story_of(&session, "cable-to-islands-fails"), story_of(&session, "recalls-ambassador"));
    assert!(cable.len() > 2 && fleet.len() > 2 && cable != fleet);

    apply(&mut session, Command::EditStories(StoryEdit::Join(vec![cable.clone(), fleet.clone()])));
    let joined = story_of(&session, "cable-to-islands-fails");
    assert!(cable.iter().chain(&fleet).all(|id| joined.contains(id)));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(stories(&session), before);

    let (out, rest) = cable.split_at(1);
    apply(&mut session, Command::EditStories(StoryEdit::Part(out.to_vec(), rest.to_vec())));
    let found = session.stories().expect("looked for");
    assert_ne!(found.story_of(out[0]), found.story_of(rest[0]));

    apply(&mut session, Command::EditStories(StoryEdit::Call(fleet.clone(), "The fleet".into())));
    let corpus = session.corpus().expect("read");
    let title = corpus.story_of(fleet[0]).and_then(|at| corpus.stories().get(at)).expect("a title");
    assert_eq!(&**title, "The fleet");
    let filter = Filter::parse("story:\"the fleet\"").expect("a filter");
    apply(&mut session, Command::SetFilter(filter));
    assert_eq!(session.results().listing().map_or(0, |listing| listing.order.len()), fleet.len());
}

#[test]
fn a_pinned_story_stays_what_it_is_whatever_is_asked() {
    let mut session = sample();
    let cable = story_of(&session, "cable-to-islands-fails");
    let (out, rest) = (cable[1], [&cable[..1], &cable[2..]].concat());
    apply(&mut session, Command::EditStories(StoryEdit::Part(vec![out], rest.clone())));
    apply(&mut session, Command::EditStories(StoryEdit::Pin(rest.clone(), true)));
    assert_eq!(session.next_undo(), Some("story pinned"));
    for likeness in [20, 300] {
        apply(&mut session, Command::SetStories(StorySettings { likeness, ..StorySettings::default() }));
        let found = session.stories().expect("looked for");
        let at = found.story_of(rest[0]).expect("a story");
        assert_eq!((&found.stories[at].articles, found.stories[at].is_pinned), (&rest, true), "{likeness}");
    }
    apply(&mut session, Command::EditStories(StoryEdit::Pin(rest.clone(), false)));
    assert_eq!(session.next_undo(), Some("story unpinned"));
    assert!(session.stories().expect("looked for").stories.iter().all(|story| !story.is_pinned));
}

#[test]
fn an_article_leaves_one_story_for_another() {
    let mut session = sample();
    let (cable, fleet) =
        (story_of(&session, "cable-to-islands-fails"), story_of(&session, "recalls-ambassador"));
    let (article, from) = (cable[0], cable[1..].to_vec());
    let take = StoryEdit::Take { article, from: from.clone(), into: fleet.clone() };
    apply(&mut session, Command::ShowStory(Some(article)));
    apply(&mut session, Command::EditStories(take));
    let found = session.stories().expect("looked for");
    assert_eq!(found.story_of(article), found.story_of(fleet[0]));
    assert_ne!(found.story_of(article), found.story_of(from[0]), "the others stay where they were");
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(story_of(&session, "cable-to-islands-fails"), cable);
}

#[test]
fn what_is_looked_at_stays_when_something_is_split_off() {
    let mut session = sample();
    let cable = story_of(&session, "cable-to-islands-fails");
    apply(&mut session, Command::ShowStory(Some(cable[0])));
    let (out, rest) = (vec![cable[0]], cable[1..].to_vec());
    apply(&mut session, Command::EditStories(StoryEdit::Part(out, rest.clone())));
    assert_eq!(session.story().map(|story| story.articles.clone()), Some(rest));
    assert_eq!(session.next_undo(), Some("story split"));
}

#[test]
fn one_goes_from_story_to_story_that_the_filter_leaves() {
    let mut session = sample();
    let count = stories(&session).len();
    apply(&mut session, Command::Show(View::Compare));
    let mut seen = Vec::new();
    while Action::NextStory.available(&session).is_ok() {
        apply(&mut session, Command::Do(Action::NextStory));
        seen.push(session.story_number().expect("a story"));
    }
    assert_eq!(seen, (0..count).collect::<Vec<_>>());
    let title = session.story_title(1).to_owned();
    apply(&mut session, Command::SetFilter(Filter::default().with_value(Field::Story, &title)));
    apply(&mut session, Command::Do(Action::PreviousStory));
    assert_eq!(session.story_number(), Some(1), "the others are filtered out");
    assert!(Action::PreviousStory.available(&session).is_err());
}

#[test]
fn a_table_says_who_told_and_who_kept_silent() {
    let mut session = sample();
    apply(&mut session, Command::Show(View::Compare));
    let (table, corpus) = (session.results().stories().expect("counted"), session.corpus().expect("read"));
    let found = session.stories().expect("looked for");
    let told: usize = table.rows.iter().map(|row| row.articles.len()).sum();
    assert_eq!(told + table.alone as usize, corpus.article_count() as usize);
    assert_eq!(table.outlets, (0..corpus.outlets().len() as OutletId).collect::<Vec<_>>());
    for row in &table.rows {
        for &outlet in &table.outlets {
            let counted = coverage(corpus, &found.stories[row.number].articles, outlet);
            assert_eq!(table.cell(corpus, row, outlet), counted, "{} {outlet}", row.number);
        }
        let first: Vec<_> = found.stories[row.number].first_told(corpus);
        let first: std::collections::BTreeSet<_> = first.into_iter().map(|id| corpus.outlet_of(id)).collect();
        assert_eq!(row.first_told().collect::<std::collections::BTreeSet<_>>(), first);
    }
}

#[test]
fn stories_are_a_column_and_a_facet() {
    let mut session = sample();
    apply(&mut session, Command::SortListing(ListColumn::Story));
    let corpus = session.corpus().expect("read");
    let order = &session.results().listing().expect("listed").order;
    let told: Vec<_> = order.iter().map(|id| corpus.story_of(*id).unwrap_or(usize::MAX)).collect();
    assert!(told.is_sorted() && told.last() == Some(&usize::MAX), "{told:?}");
    let facets = session.results().facets().expect("counted");
    let stories = facets.facet(Field::Story).expect("there are stories");
    let all: u32 = stories.values.iter().map(|value| value.articles).sum();
    assert_eq!(all, 36);
    let copies = facets.facet(Field::Copies).expect("there are copies");
    let printed = (0..37).filter(|id| corpus.is_copy(*id)).count() as u32;
    let counted: Vec<_> = copies.values.iter().map(|value| (&*value.value, value.articles)).collect();
    assert_eq!(counted, [("any", printed), ("", 36 - printed)]);
}

#[test]
fn figures_by_story_have_them_as_they_began() {
    let mut session = sample();
    apply(&mut session, Command::AddSeries(Query::parse("island*").expect("a query")));
    apply(&mut session, Command::SetGrouping(Grouping::Story));
    apply(&mut session, Command::Show(View::Frequency));
    let frequency = session.results().frequency().expect("counted");
    let names: Vec<&str> = frequency.groups.iter().map(|group| &*group.name).collect();
    let titles = session.corpus().expect("read").stories().iter().map(|title| &**title);
    assert_eq!(names, titles.chain([""]).collect::<Vec<_>>());
}

#[test]
fn facets_count_each_text_once_where_that_is_asked() {
    let mut session = sample();
    for typed in ["copies:once", "copies:once outlet:\"Norvia Daily\"", "copies:once lang:en"] {
        apply(&mut session, Command::SetFilter(Filter::parse(typed).expect("a filter")));
        let listed = session.results().listing().expect("listed").order.len() as u32;
        let facets = session.results().facets().expect("counted");
        assert_eq!(facets.articles, listed, "{typed}");
        for facet in &facets.facets {
            let all = facet.values.iter().map(|value| value.articles).sum::<u32>();
            match facet.field {
                Field::Tag | Field::Group | Field::Copies => {}
                // As if nothing were asked of it: other outlets print some of these texts too.
                field if session.bench().filter.has(field) => assert!(all > 0 && all < 36, "{typed}"),
                field => assert_eq!(all, listed, "{typed} {field:?}"),
            }
        }
    }
}

#[test]
fn outlets_are_compared_only_where_they_stand_side_by_side() {
    let mut session = sample();
    let is_compared = |session: &Session| {
        let results = session.results();
        let has = results.comparison().is_some() && results.tellings().is_some();
        (has && session.glance().is_some(), session.compares(), session.figure().is_some())
    };
    apply(&mut session, Command::Show(View::Compare));
    assert_eq!(is_compared(&session), (false, false, false), "the stories are listed");
    apply(&mut session, Command::ToggleColumn("The Lantern".into()));
    assert_eq!(is_compared(&session), (true, true, true));
    let before = session.results().comparison().expect("compared").in_scope;
    apply(&mut session, Command::Do(Action::AllStories));
    assert!(!session.compares() && session.figure().is_none());
    apply(&mut session, Command::CompareAll);
    assert_eq!((session.compares(), before), (true, 36));
    apply(&mut session, Command::Do(Action::Back));
    assert!(!session.compares());

    // Taking a choice back still compares; so does an article without a story's day.
    apply(&mut session, Command::Choose(Some(vec![0, 3, 9])));
    assert!(session.compares());
    apply(&mut session, Command::Choose(None));
    assert!(session.compares());

    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("a", "A ferry is late on the quay"), ("b", "Bread costs more than apples")] {
        std::fs::write(folder.path().join(format!("{name}.txt")), text).expect("written");
    }
    let mut afresh = Session::inline(Places::default(), Box::new(NoDialogs));
    apply(&mut afresh, Command::Open(vec![folder.path().to_path_buf()]));
    apply(&mut afresh, Command::Show(View::Compare));
    assert!(afresh.stories().is_some_and(|found| found.stories.is_empty()));
    assert!(afresh.compares(), "there is no story to list");
    apply(&mut afresh, Command::Do(Action::AllStories));
    assert!(!afresh.compares(), "how they are looked for can be changed");
}

#[test]
fn a_comparison_that_was_left_is_waited_for_by_nobody() {
    let (wake, woken) = std::sync::mpsc::channel();
    let wake = Arc::new(move || {
        wake.send(()).ok();
    });
    let mut session = Session::new(Places::default(), Box::new(NoDialogs), wake);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    session.apply(Command::Open(vec![root]));
    while session.stories().is_none() || session.jobs().count() > 0 {
        woken.recv_timeout(std::time::Duration::from_mins(1)).expect("the work goes on");
        session.take_in();
    }
    session.apply(Command::CompareAll);
    session.take_in();
    let asked = |session: &Session, role| session.results().slot(role).key().is_some();
    assert!(asked(&session, Role::Tellings) && asked(&session, Role::Comparison));
    session.apply(Command::Show(View::Browse));
    session.take_in();
    for role in [Role::Tellings, Role::Comparison] {
        assert!(!session.results().is_computing(role), "{role:?}");
    }
}

#[test]
fn an_article_that_tells_no_story_sets_nothing_side_by_side() {
    let mut session = sample();
    let found = session.stories().expect("looked for");
    let alone = (0..37).find(|id| found.story_of(*id).is_none()).expect("one stands alone");
    apply(&mut session, Command::ShowStory(Some(alone)));
    assert!(!session.compares() && session.results().comparison().is_none());
}

#[test]
fn the_table_is_made_anew_only_when_what_it_is_made_of_has_changed() {
    let mut session = sample();
    let cable = number(&session, "2024-05-02-cable-to-islands-fails");
    apply(&mut session, Command::ShowStory(Some(cable)));
    let table = |session: &Session| Arc::clone(session.glance().expect("a table").0);
    let before = table(&session);
    apply(&mut session, Command::PaintOutlet("The Lantern".into(), Some(3)));
    apply(&mut session, Command::NotePane("compare head", 300));
    apply(&mut session, Command::Do(Action::ShowBrowse));
    apply(&mut session, Command::Do(Action::ShowCompare));
    assert!(Arc::ptr_eq(&before, &table(&session)), "nothing that it says has changed");
    apply(&mut session, Command::AddSeries(Query::parse("cable").expect("a query")));
    let counted = table(&session);
    assert_eq!(counted.rows.len(), before.rows.len() + 1);
    apply(&mut session, Command::RenameSeries(0, "The cable".into()));
    assert_eq!(table(&session).rows.last().map(|row| row.of.clone()), Some("The cable".into()));
}

#[test]
fn a_picture_names_the_story_that_its_table_is_of() {
    let (wake, woken) = std::sync::mpsc::channel();
    let wake = Arc::new(move || {
        wake.send(()).ok();
    });
    let mut session = Session::new(Places::default(), Box::new(NoDialogs), wake);
    let wait = |session: &mut Session| {
        while session.jobs().count() > 0 || session.stories().is_none() {
            woken.recv_timeout(std::time::Duration::from_mins(1)).expect("the work goes on");
            session.take_in();
        }
    };
    session.apply(Command::Open(vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/sample")]));
    wait(&mut session);
    session.apply(Command::ShowStory(Some(number(&session, "2024-05-02-cable-to-islands-fails"))));
    session.take_in();
    wait(&mut session);
    let told = |session: &Session| {
        let figure = session.figure().expect("drawn");
        (figure.title.clone(), figure.caption.clone())
    };
    let before = told(&session);
    session.apply(Command::ShowStory(Some(number(&session, "halcyon-fleet-welcomed-home"))));
    session.take_in();
    assert!(session.results().is_computing(Role::Tellings), "the next story is told elsewhere");
    assert_eq!(told(&session), before, "the table is that of the story before");
    wait(&mut session);
    let after = told(&session);
    assert!(after.0 != before.0 && after.1 != before.1, "{after:?}");
}

#[test]
fn the_methods_text_tells_what_rules_found_of_a_story() {
    let mut session = sample();
    let cable = number(&session, "2024-05-02-cable-to-islands-fails");
    apply(&mut session, Command::ShowStory(Some(cable)));
    session.take_effects();
    apply(&mut session, Command::Do(Action::CopyMethods));
    let text = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::CopyText(text) => Some(text),
        _ => None,
    });
    let text = text.expect("copied");
    for told in ["that tell one story (“", "held against each other by rare words", "outside quotations."] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(!text.contains("read in their context"), "{text}");
}
