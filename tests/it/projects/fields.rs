//! Fields of data files that the user has said: articles come of them, undo takes them back, the project keeps them.

use parallax::ingest::readers::fields::{FieldMapping, Part};
use parallax::project::reading_limits::Limit;

use super::*;
use crate::readers::fields::{TABLE, mapping};

fn named(fields: &[&str]) -> Vec<String> {
    fields.iter().map(|&field| field.to_owned()).collect()
}

/// What the user says of two fields.
pub fn said(fields: &[&str; 2]) -> Command {
    let mapping =
        FieldMapping::default().with(fields[0], Part::Body, true).with(fields[1], Part::Other, false);
    Command::ConfirmFields(named(fields), Box::new(mapping))
}

fn confirm(mapping: FieldMapping) -> Command {
    Command::ConfirmFields(named(&["a", "b", "c", "d"]), Box::new(mapping))
}

/// Articles, and the outlet of the one that is open.
fn seen(session: &Session) -> (u32, String) {
    let corpus = session.corpus().expect("read");
    let article = session.place().article.map(|id| corpus.article(id));
    let outlet = article.and_then(|article| article.outlet.as_ref()).map(|outlet| outlet.value.to_string());
    (corpus.article_count(), outlet.unwrap_or_default())
}

fn laid() -> Home {
    let home = Home::new();
    // Before and after the articles of before, so that their numbers change.
    home.lay("articles", &[("a table.csv", TABLE)]);
    home
}

#[test]
fn confirming_fields_makes_articles_of_a_table_and_undo_takes_it_back() {
    let home = laid();
    let mut session = home.opened(&["articles"]);
    let text = "Which field of 1 data file holds the text is not known. Say it";
    assert!(told(&session, text), "{:?}", session.notices().all());
    let [shape] = &**session.shapes() else { panic!("one shape") };
    assert_eq!((&*shape.places[0].file, shape.records, shape.articles), ("a table.csv", 3, 0));
    assert!(session.preview(shape, &mapping()).is_some());

    // What was laid out, put right and opened before stays.
    apply(&mut session, Command::AddSeries(query("islands")));
    apply(&mut session, Command::Show(View::Browse));
    apply(&mut session, Command::OpenArticle(2, None));
    let open = key(&session, 2);
    let change = Change::Outlet(Some("Ansel Weekly".into()));
    let target = Target::Articles(vec![open.clone()].into());
    apply(&mut session, Command::Correct(vec![Correction { target, change }]));
    apply(&mut session, Command::Choose(Some(vec![0, 2])));
    let before = seen(&session);
    assert_eq!(before, (3, "Ansel Weekly".to_owned()));
    apply(&mut session, Command::Do(Action::ShowFields));
    apply(&mut session, confirm(mapping()));
    assert_eq!(seen(&session), (6, "Ansel Weekly".to_owned()));
    assert_eq!(key(&session, session.place().article.expect("open")), open);
    assert_eq!(session.overlay(), Overlay::Fields, "who looks at fields goes on doing so");
    assert!(session.shapes()[0].is_confirmed && !session.shapes()[0].is_in_doubt());
    assert!(session.problems().iter().all(|problem| !problem.text.contains("Fields of data files")));
    let chosen = session.bench().chosen.clone().expect("still chosen");
    assert_eq!(chosen.articles().len(), 2);
    assert!(chosen.articles().contains(&session.place().article.expect("open")));

    assert_eq!(session.next_undo(), Some("what fields of data files hold"));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(seen(&session), before);
    assert!(!session.shapes()[0].is_confirmed);
    apply(&mut session, Command::Do(Action::Redo));
    assert_eq!(seen(&session).0, 6);
    apply(&mut session, Command::ForgetFields(named(&["d", "c", "b", "a"])));
    assert_eq!(seen(&session), before);
    apply(&mut session, Command::ForgetFields(named(&["d", "c", "b", "a"])));
    assert_eq!(session.next_undo(), Some("what fields of data files hold"));
    apply(&mut session, Command::Do(Action::Undo));
    assert_eq!(seen(&session).0, 6, "forgetting what is not said is no step");
}

#[test]
fn the_project_keeps_the_fields() {
    let home = laid();
    let mut session = home.session_answering("fields.parallax");
    open(&mut session, vec![home.path("articles")]);
    apply(&mut session, confirm(mapping()));
    let next = home.opened(&["articles"]);
    assert_eq!(seen(&next).0, 6, "kept in the working file");
    assert!(told(&next, "1 kind of data file with its fields"), "{:?}", next.notices().all());
    apply(&mut session, Command::Do(Action::SaveProjectAs));
    let next = home.opened(&["fields.parallax"]);
    assert_eq!((seen(&next).0, picture(&next)), (6, picture(&session)));
    let said = project::open(&home.path("fields.parallax")).expect("a project").said.mappings;
    assert_eq!(said.find(&named(&["a", "b", "c", "d"])), Some(&mapping()));

    // Another folder with such a table is another matter.
    home.lay("others", &[("b.csv", TABLE), ("c.txt", "The islands\n\nA song of the islands.\n")]);
    open(&mut session, vec![home.path("others")]);
    assert_eq!(seen(&session).0, 1);
    apply(&mut session, Command::Do(Action::StartAfresh));
    open(&mut session, vec![home.path("fields.parallax")]);
    assert_eq!(seen(&session).0, 6);
    apply(&mut session, Command::Do(Action::StartAfresh));
    assert_eq!(seen(&session).0, 3);
}

#[test]
fn records_that_are_no_articles_are_told_once() {
    let home = laid();
    let mut session = home.opened(&["articles"]);
    apply(&mut session, confirm(FieldMapping::default().with("a", Part::Nothing, false)));
    assert!(!session.shapes()[0].is_in_doubt());
    let told: Vec<_> =
        session.problems().iter().filter(|one| one.path.as_deref() == Some("a table.csv")).collect();
    assert!(matches!(&*told, [one] if one.text.contains("no articles")), "{told:?}");
}

#[test]
fn limits_of_reading_are_set_and_told() {
    let home = laid();
    home.lay("articles", &[("large.txt", &"The islands lie there. ".repeat(100_000))]);
    let mut session = home.opened(&["articles"]);
    assert_eq!(seen(&session).0, 4);
    let mut settings = session.settings().clone();
    settings.limits.set(Limit::File, 0);
    apply(&mut session, Command::SetSettings(Box::new(settings)));
    assert!(told(&session, "“Largest file” can be 1 MiB at least: set to that"));
    assert_eq!(session.settings().limits.get(Limit::File), 1);
    assert!(session.has_other_limits());
    apply(&mut session, Command::Do(Action::ReadAgain));
    assert!(!session.has_other_limits());
    assert_eq!(seen(&session).0, 3);
    let large = session.problems().iter().find(|one| one.path.as_deref() == Some("large.txt")).expect("told");
    assert!(large.text.contains("1 MiB") && large.text.contains("raise the limit in Settings"), "{large}");
    // They hold in the next run.
    assert_eq!(seen(&home.opened(&["articles"])).0, 3);
}
