//! The lines of the concordance without a window: what is asked, what is kept, what is taken back.

use std::sync::Arc;

use parallax::analysis::{Analysis, GroupKey};
use parallax::corpus::{ArticleId, Span};
use parallax::project::Mark;
use parallax::query::Filter;
use parallax::session::{Action, Command, Lens, LineLayout, Pick, Role, Session, View};

use super::session::{apply, opened, query};

/// The concordance of a query, with all its room.
fn concordance(typed: &str) -> Session {
    let mut session = opened();
    apply(&mut session, Command::Show(View::Frequency));
    apply(&mut session, Command::AddSeries(query(typed)));
    apply(&mut session, Command::Do(Action::LensLines));
    session
}

fn group_by(session: &mut Session, key: Option<GroupKey>) {
    let layout = LineLayout { group_by: key, ..session.bench().lines.clone() };
    apply(session, Command::LayOutLines(Box::new(layout)));
}

/// How many lines are shown, and of how many groups.
fn shown(session: &Session) -> (usize, usize) {
    session.results().concordance().map_or((0, 0), |found| (found.lines.len(), found.groups.len()))
}

fn places(session: &Session) -> Vec<(ArticleId, Span)> {
    let corpus = session.corpus().expect("read");
    let found = session.results().concordance().expect("lines");
    found.lines.iter().map(|hit| (hit.article(corpus), hit.span(corpus))).collect()
}

#[test]
fn lines_that_no_longer_stand_there_cannot_be_taken_along() {
    let mut session = concordance("island*");
    assert!(Action::CopyLines.available(&session).is_ok());
    for lens in [Lens::Distinctive, Lens::WordShift, Lens::Phrases] {
        apply(&mut session, Command::Do(Action::LensLines));
        assert!(shown(&session).0 > 0);
        apply(&mut session, Command::Do(lens.action()));
        assert!(session.results().concordance().is_none(), "{lens:?}");
        assert!(Action::CopyLines.available(&session).is_err(), "{lens:?}");
    }
}

#[test]
fn a_phrase_is_looked_for_where_lines_have_all_the_room() {
    let mut session = concordance("boat*");
    apply(&mut session, Command::Do(Action::LensPhrases));
    let corpus = Arc::clone(session.corpus().expect("read"));
    let phrase = session.results().phrases().expect("phrases").rows[0].text(&corpus);
    let pick = Pick { word: Some(phrase.as_str().into()), ..Pick::default() };
    apply(&mut session, Command::Pick(pick));
    let counted = places(&session);
    assert!(!counted.is_empty());
    apply(&mut session, Command::Do(Action::LensLines));
    let Some(Analysis::Concordance(recipe)) = session.results().asked(Role::Concordance) else {
        panic!("the lines of a query");
    };
    assert_eq!(recipe.query.text, format!("\"{phrase}\""));
    let looked_for = places(&session);
    assert!(counted.iter().all(|(article, _)| looked_for.iter().any(|(other, _)| article == other)));
}

#[test]
fn a_picked_group_holds_only_while_lines_are_grouped_by_the_same() {
    let check = |step: &dyn Fn(&mut Session)| {
        let mut session = concordance("island*");
        let all = shown(&session).0;
        group_by(&mut session, Some(GroupKey::Outlet));
        group_by(&mut session, Some(GroupKey::Right(1)));
        let group = session.results().concordance().expect("lines").groups[0].clone();
        apply(&mut session, Command::PickLines(Some(Arc::clone(&group.value))));
        assert_eq!(shown(&session).0, group.lines as usize);
        assert!(shown(&session).0 < all);
        step(&mut session);
        session
    };
    let undone = check(&|session| apply(session, Command::Do(Action::Undo)));
    let all: u32 = undone.results().concordance().expect("lines").groups.iter().map(|one| one.lines).sum();
    assert_eq!(undone.bench().lines.group_by, Some(GroupKey::Outlet));
    assert_eq!(shown(&undone).0, all as usize, "the word is no outlet");
    let redone = check(&|session| {
        apply(session, Command::Do(Action::Undo));
        apply(session, Command::Do(Action::Redo));
    });
    assert!(shown(&redone).0 > 0);
    let added = check(&|session| apply(session, Command::AddSeries(query("halcyon"))));
    assert!(added.place().line_group.is_none() && shown(&added).0 > 0);
}

#[test]
fn a_picked_outlet_goes_with_its_new_name() {
    let mut session = concordance("island*");
    group_by(&mut session, Some(GroupKey::Outlet));
    let group = session.results().concordance().expect("lines").groups[0].clone();
    apply(&mut session, Command::PickLines(Some(Arc::clone(&group.value))));
    let rename = Command::RenameOutlet { from: Arc::clone(&group.value), to: "The New Name".into() };
    apply(&mut session, rename);
    assert_eq!(shown(&session).0, group.lines as usize);
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(shown(&session).0, group.lines as usize);
}

#[test]
fn notes_on_two_lines_are_two_steps_and_nothing_is_done_again_after_a_letter() {
    let mut session = concordance("island*");
    let corpus = Arc::clone(session.corpus().expect("read"));
    let places = places(&session);
    let said = |(article, span): (ArticleId, Span)| corpus.article(article).text(span);
    // Two lines of one article with the same hit.
    let (one, other) = places
        .iter()
        .enumerate()
        .find_map(|(at, one)| {
            let mut later = places[at + 1..].iter();
            Some((*one, *later.find(|later| later.0 == one.0 && said(**later) == said(*one))?))
        })
        .expect("two lines");
    let note = |session: &mut Session, (article, span): (ArticleId, Span), text: &str| {
        apply(session, Command::NoteLine(article, span, text.into()));
    };
    let noted = |session: &Session, (article, span): (ArticleId, Span)| {
        session.line_remark(article, span).map(|said| said.note.clone())
    };
    note(&mut session, one, "t");
    note(&mut session, one, "to");
    note(&mut session, other, "q");
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!((noted(&session, one), noted(&session, other)), (Some("to".into()), None));
    note(&mut session, one, "too");
    assert!(session.next_redo().is_none(), "what was undone does not follow an edit");
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(noted(&session, one), Some("to".into()));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(noted(&session, one), None);
}

#[test]
fn the_lines_of_a_bar_are_the_hits_that_it_counts() {
    let mut session = concordance("island*");
    apply(&mut session, Command::Do(Action::LensByOutlet));
    for typed in ["copies:once", "copies:once date:2024-05-02..2024-05-20", "copies:none", ""] {
        apply(&mut session, Command::SetFilter(Filter::parse(typed).expect("a filter")));
        let found = session.results().frequency().expect("counted");
        let bars: Vec<_> = found.groups.iter().zip(&found.cells[0]).collect();
        let bars: Vec<_> = bars.into_iter().map(|(row, cell)| (row.name.clone(), cell.hits)).collect();
        assert!(bars.len() > 3 && bars.iter().any(|(_, hits)| *hits > 0), "{typed}");
        for (outlet, hits) in bars {
            let pick =
                Pick { outlet: Some(outlet.clone()), query: Some(query("island*")), ..Pick::default() };
            apply(&mut session, Command::Pick(pick));
            assert_eq!(shown(&session).0 as u64, hits, "{typed}: {outlet}");
        }
    }
}

#[test]
fn many_lines_are_marked_at_once_and_that_is_one_step() {
    let mut session = concordance("the");
    let places = places(&session);
    assert!(places.len() > 64, "enough for a job: {}", places.len());
    apply(&mut session, Command::NoteLine(places[0].0, places[0].1, "kept".into()));
    apply(&mut session, Command::MarkLines(places.clone(), Some(Mark::ALL[2])));
    assert_eq!(session.marked_counts(), (places.len(), [0, 0, places.len(), 0, 0, 0, 0, 0, 0]));
    apply(&mut session, Command::MarkLines(places.clone(), None));
    assert_eq!(session.marked_counts(), (1, [0; 9]), "the note stays, what says nothing goes");
    let articles = session.bench().remarks.by_article.len();
    assert_eq!(articles, 1);
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(session.marked_counts().0, places.len());
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(session.marked_counts().0, 1);
}
