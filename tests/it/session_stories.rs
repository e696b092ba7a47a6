//! Stories without a window: found after reading, shown in Compare, joined, parted, pinned and named by hand.

use std::path::PathBuf;

use parallax::corpus::ArticleId;
use parallax::session::{Command, NoDialogs, Places, Session, StoryEdit, View};

use super::session::apply;

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
    apply(&mut session, Command::ShowStory(None));
    assert_eq!(session.results().comparison().expect("compared").in_scope, 37);
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
    apply(&mut session, Command::Do(parallax::session::Action::Undo));
    assert_eq!(stories(&session), before);

    let (out, rest) = cable.split_at(1);
    apply(&mut session, Command::EditStories(StoryEdit::Part(out.to_vec(), rest.to_vec())));
    let found = session.stories().expect("looked for");
    assert_ne!(found.story_of(out[0]), found.story_of(rest[0]));

    apply(&mut session, Command::EditStories(StoryEdit::Call(fleet.clone(), "The fleet".into())));
    let corpus = session.corpus().expect("read");
    let title = corpus.story_of(fleet[0]).and_then(|at| corpus.stories().get(at)).expect("a title");
    assert_eq!(&**title, "The fleet");
    let filter = parallax::query::Filter::parse("story:\"the fleet\"").expect("a filter");
    apply(&mut session, Command::SetFilter(filter));
    assert_eq!(session.results().listing().map_or(0, |listing| listing.order.len()), fleet.len());
}
