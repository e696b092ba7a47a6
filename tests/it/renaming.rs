//! Names of outlets and groups given and taken back: filters, groups, colours and picks go with them.

use std::sync::Arc;

use parallax::query::{Field, Filter};
use parallax::session::{Command, Pick};

use crate::session::{apply, opened, outlets};

fn rename(from: &str, to: &str) -> Command {
    Command::RenameOutlet { from: from.into(), to: to.into() }
}

#[test]
fn a_name_taken_back_in_the_list_takes_everything_back() {
    let mut session = opened();
    let was = outlets(&session);
    let (first, ink) = (was[0].0.clone(), session.ink_of(&was[0].0));
    let old: Arc<str> = first.as_str().into();
    apply(&mut session, Command::AddGroup("Islands".into(), vec![Arc::clone(&old)]));
    apply(&mut session, Command::PaintOutlet(Arc::clone(&old), Some(9)));
    apply(&mut session, Command::SetFilter(Filter::default().with_outlet(&first)));
    apply(&mut session, Command::KeepSubset("Mine".to_owned()));
    apply(&mut session, Command::SetColumns(vec![Arc::clone(&old)]));
    apply(&mut session, Command::Pick(Pick { outlet: Some(Arc::clone(&old)), ..Pick::default() }));
    let before = session.bench().clone();
    apply(&mut session, rename(&first, "Isle Gazette"));
    apply(&mut session, rename("Isle Gazette", "Isle Post"));
    assert_eq!(session.bench().filter.outlets(), ["Isle Post"]);

    // The first of the two: without it, the second finds nothing.
    apply(&mut session, Command::DropCorrection(0));
    let bench = session.bench();
    assert_eq!((&bench.filter, &bench.subsets), (&before.filter, &before.subsets));
    assert_eq!((&bench.book, &bench.columns), (&before.book, &before.columns));
    assert_eq!(session.place().pick.outlet, Some(old));
    assert_eq!(outlets(&session), was);
    apply(&mut session, Command::DropCorrection(0));
    assert_eq!(*session.bench(), before);
    apply(&mut session, Command::PaintOutlet(first.as_str().into(), None));
    assert_eq!(session.ink_of(&first), ink);
}

#[test]
fn two_outlets_that_were_one_are_both_meant_afterwards() {
    let mut session = opened();
    let was = outlets(&session);
    let [(one, n), (other, m)] = [was[0].clone(), was[1].clone()];
    apply(&mut session, rename(&one, &other));
    apply(&mut session, Command::AddGroup("Islands".into(), vec![other.as_str().into()]));
    apply(&mut session, Command::SetFilter(Filter::default().with_outlet(&other)));
    let listed = session.results().listing().expect("listed").order.len() as u32;
    assert_eq!(listed, n + m);
    apply(&mut session, Command::DropCorrection(0));
    assert_eq!(outlets(&session), was);
    let listed = session.results().listing().expect("listed").order.len() as u32;
    assert_eq!(listed, n + m, "the filter means what it meant");
    assert_eq!(session.bench().book.groups[0].outlets.len(), 2);
}

#[test]
fn subsets_follow_a_group_and_say_when_it_is_gone() {
    let mut session = opened();
    let first = outlets(&session)[0].0.clone();
    apply(&mut session, Command::AddGroup("Islands".into(), vec![first.as_str().into()]));
    apply(&mut session, Command::SetFilter(Filter::default().with_value(Field::Group, "Islands")));
    apply(&mut session, Command::KeepSubset("Mine".to_owned()));
    apply(&mut session, Command::RenameGroup { from: "Islands".into(), to: "Arc".into() });
    assert_eq!(session.bench().subsets[0].filter.to_string(), "group:Arc");
    assert_eq!(session.bench().asking_for_group("Arc"), ["Mine"]);
    assert!(session.bench().missing_groups(&session.bench().subsets[0].filter).is_empty());
    apply(&mut session, Command::RemoveGroup("Arc".into()));
    let bench = session.bench();
    assert_eq!(bench.missing_groups(&bench.subsets[0].filter), ["Arc"]);
}
