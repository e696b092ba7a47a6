//! The lenses without a window: what they hold against each other, what they tell of it, what stops when they are left.

use std::sync::Arc;

use parallax::analysis::{Grouping, KeynessMeasure, LineSort, NeighbourSettings, Sample, SortKey};
use parallax::session::{
    Action, Command, Effect, JobKind, Lens, LineLayout, Pick, Place, Role, Session, View, WordChoices,
};

use super::session::{apply, opened, opened_on_threads, query};

fn at(session: &Session, lens: Lens) -> Command {
    Command::Go(Place { view: View::Frequency, lens, ..session.place().clone() })
}

fn methods(session: &mut Session) -> String {
    apply(session, Command::Do(Action::CopyMethods));
    let text = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::CopyText(text) => Some(text),
        _ => None,
    });
    text.expect("a methods text")
}

#[test]
fn every_lens_holds_every_kind_of_group_against_each_other() {
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::SetTrendByOutlet(true));
    for grouping in Grouping::ALL {
        apply(&mut session, Command::SetGrouping(grouping));
        for lens in Lens::ALL.into_iter().filter(|lens| *lens != Lens::Lines) {
            let go = at(&session, lens);
            apply(&mut session, go);
            let figure = session.figure().unwrap_or_else(|| panic!("{lens:?} by {grouping:?} has a figure"));
            let says = format!("{} {}", figure.title, figure.caption);
            let is_said = grouping == Grouping::Outlet
                || lens == Lens::WordShift
                || says.contains(grouping.label())
                || says.contains(grouping.plural());
            assert!(is_said, "{lens:?} by {grouping:?}: {says}");
        }
    }
}

#[test]
fn names_of_groups_go_with_what_is_compared_and_come_back() {
    let mut session = opened();
    let outlet: Arc<str> = Arc::clone(&session.corpus().expect("read").outlets()[0].name);
    let words = WordChoices {
        against: Some(Arc::clone(&outlet)),
        left: Some(Arc::clone(&outlet)),
        shown: vec![Arc::clone(&outlet)],
        ..WordChoices::default()
    };
    apply(&mut session, Command::ChooseWords(Box::new(words.clone())));
    let near = NeighbourSettings { group: Some(outlet), ..NeighbourSettings::default() };
    apply(&mut session, Command::SetNeighbours(Box::new(near.clone())));
    apply(&mut session, Command::SetGrouping(Grouping::Month));
    let bench = session.bench();
    assert_eq!((&bench.words, &bench.neighbours.group), (&WordChoices::default(), &None));
    assert_eq!(session.next_undo(), Some("what is compared"));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!((&session.bench().words, &session.bench().neighbours), (&words, &near));
}

#[test]
fn the_methods_text_tells_what_is_shown_and_no_more() {
    let mut session = opened();
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::AddSeries(query("cable")));
    apply(&mut session, Command::ToggleSeries(1));
    // The lines under the figure are told too.
    apply(&mut session, Command::Pick(Pick { query: Some(query("island*")), ..Pick::default() }));
    apply(&mut session, Command::Show(View::Frequency));
    let text = methods(&mut session);
    assert!(text.contains("“island*”") && !text.contains("“cable”"), "{text}");

    apply(&mut session, Command::Do(Action::LensLines));
    let layout = LineLayout {
        sample: Some(Sample { lines: 5, seed: 3 }),
        sort: [SortKey::Date, SortKey::Hit, SortKey::Outlet].map(LineSort::from),
        ..session.bench().lines.clone()
    };
    apply(&mut session, Command::LayOutLines(Box::new(layout)));
    let text = methods(&mut session);
    assert!(text.contains("random sample of 5 lines") && text.contains("seed 3"), "{text}");
}

#[test]
fn p_is_told_only_where_it_is_shown() {
    let mut session = opened();
    let go = at(&session, Lens::Distinctive);
    apply(&mut session, go);
    let caption = |session: &Session| session.figure().expect("a figure").caption.clone();
    assert!(caption(&session).contains("q by Benjamini"), "{}", caption(&session));
    let columns = vec![KeynessMeasure::Z, KeynessMeasure::Count];
    let words = WordChoices { columns, ..session.bench().words.clone() };
    apply(&mut session, Command::ChooseWords(Box::new(words)));
    assert!(!caption(&session).contains("Benjamini"), "{}", caption(&session));
    assert!(!methods(&mut session).contains("Benjamini"));
}

#[test]
fn what_a_lens_computes_stops_when_it_is_left() {
    let mut session = opened_on_threads(vec![Command::AddSeries(query("island*"))]);
    for (lens, role) in [(Lens::WordShift, Role::WordShift), (Lens::Neighbours, Role::Neighbours)] {
        let go = at(&session, lens);
        session.apply(go);
        session.take_in();
        let go = at(&session, Lens::ByOutlet);
        session.apply(go);
        session.take_in();
        assert!(session.jobs().all(|job| job.kind != JobKind::Analyse(role)), "{lens:?} computes on");
        assert!(!session.results().is_computing(role), "{lens:?} is waited for");
    }
}
