//! Framing at a glance by names: from a cell to its sentences to their article, and what is put right there.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::analysis::glance::RowKind;
use parallax::query::Query;
use parallax::session::{Action, Command, Effect, NoDialogs, Places, Session, View};
use parallax::ui::app::{App, Start};

use super::{first, press, sample, shows, window, window_over};

fn send(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().send(command);
    harness.run();
}

/// The window over the story of the fleet.
fn fleet() -> Harness<'static, App> {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let at = corpus.articles().iter().position(|article| article.path.contains("fleet-welcomed"));
    send(&mut harness, Command::ShowStory(at.map(|at| at as u32)));
    harness
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    first(harness, name).click();
    harness.run();
    harness.run();
}

#[test]
fn a_name_leads_to_its_sentences_and_they_to_their_article() {
    let mut harness = fleet();
    click(&mut harness, "Northern Arc 5");
    assert!(shows(&harness, "A name of “Halcyon Islands / Northern Arc”"));
    let sentence = "Norvia Daily: Twelve trawlers came home to the Northern Arc on Tuesday";
    click(&mut harness, sentence);
    let session = harness.state().session();
    let article = session.place().article.expect("an article is open");
    let raw = &session.corpus().expect("read").article(article).raw;
    assert_eq!(session.place().view, View::Browse);
    assert_eq!(session.place().spot.map(|span| span.of(raw)), Some("Northern Arc"));
}

#[test]
fn evidence_is_opened_and_closed_by_keyboard() {
    let mut harness = fleet();
    first(&harness, "homecoming 4").focus();
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run();
    harness.run();
    assert!(shows(&harness, "A name of “Ships or troops where"));
    let is_link = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == egui::Role::Link;
    let focused = |harness: &Harness<'_, App>| {
        let all = harness.query_all_by_label_contains("").filter(|node| node.is_focused() && is_link(node));
        all.filter_map(|node| node.accesskit_node().label()).collect::<Vec<String>>()
    };
    let inside = focused(&harness);
    assert!(inside.iter().any(|name| name.contains(": ")), "the first sentence has the keyboard: {inside:?}");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run();
    assert!(!shows(&harness, "A name of “Ships or troops where"));
    assert_eq!(focused(&harness), ["homecoming 4"], "the keyboard comes back to where it was");
}

#[test]
fn articles_and_hits_of_a_series_lead_to_their_sentences() {
    let mut harness = window(vec![sample()], View::Compare, &["island*"]);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let at = corpus.articles().iter().position(|article| article.path.contains("fleet-welcomed"));
    send(&mut harness, Command::ShowStory(at.map(|at| at as u32)));
    let (glance, _) = harness.state().session().glance().expect("made");
    let part = |kind: RowKind| {
        let row = glance.rows.iter().find(|row| row.kind == kind).expect("a row");
        let mut parts = row.cells.iter().flat_map(|cell| &cell.parts);
        parts.find_map(|part| Some((part.words(), part.evidence.clone()?))).expect("evidence")
    };
    let (articles, shown) = part(RowKind::Published);
    assert!(articles.ends_with("article") || articles.ends_with("articles"), "{articles}");
    assert_eq!(shown.places.len() as u64, shown.of);
    let (_, shown) = part(RowKind::Series);
    let words = |place: &parallax::framing::Place| {
        place.span.of(&corpus.article(place.article).raw).to_lowercase().starts_with("island")
    };
    assert!(!shown.places.is_empty() && shown.places.iter().all(words));
    click(&mut harness, &articles);
    assert!(shows(&harness, "The articles by date, each with its headline"));
}

#[test]
fn rows_off_the_screen_are_there_when_they_are_scrolled_to() {
    let mut harness = fleet();
    let last = "Leaves out";
    assert!(!shows(&harness, last), "what is far below is not drawn");
    let over = first(&harness, "homecoming 4").rect().center();
    let turn = |harness: &mut Harness<'_, App>, by: f32| {
        harness.hover_at(over);
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, by),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        harness.run();
    };
    turn(&mut harness, -3_000.0);
    assert!(shows(&harness, last));
    turn(&mut harness, 3_000.0);
    assert!(!shows(&harness, last));
    assert_eq!(first(&harness, "homecoming 4").rect().center(), over, "rows keep their heights");
}

#[test]
fn names_are_put_together_only_when_the_user_says_so() {
    let mut harness = fleet();
    let found = harness.state().session().results().tellings().expect("told");
    // Buttons are found by a part of their names.
    let is_only =
        |about: &str| found.suggestions.iter().filter(|other| other.about.contains(about)).count() == 1;
    let mut suggestions = found.suggestions.iter();
    let suggestion = suggestions.find(|one| is_only(&one.about)).expect("the sample has some").clone();
    // Names that a concept has already are not added to it again.
    let concepts: Vec<_> = found.concepts.iter().map(|known| known.concept.clone()).collect();
    let (about, names) = (suggestion.about.clone(), suggestion.accepted(&concepts).len());
    let open = |harness: &mut Harness<'_, App>| {
        let more = "of names";
        first(harness, more).scroll_to_me();
        harness.run();
        click(harness, more);
    };
    let choices = |harness: &Harness<'_, App>| harness.state().session().bench().tellings.clone();
    for what in ["Dismiss", "Accept"] {
        open(&mut harness);
        let button = format!("{what}: {about}");
        first(&harness, &button).scroll_to_me();
        harness.run();
        click(&mut harness, &button);
        let edits = choices(&harness).labels.edits.len();
        assert_eq!(edits, if what == "Accept" { names } else { 1 });
        let accept = format!("Accept: {about}");
        assert!(!shows(&harness, &accept), "it is suggested no more");
        send(&mut harness, Command::Do(Action::Undo));
        assert!(choices(&harness).labels.edits.is_empty(), "one step takes all of it back");
        open(&mut harness);
    }
}

#[test]
fn a_wrong_name_is_hidden_and_taken_back() {
    let mut harness = fleet();
    click(&mut harness, "Northern Arc 5");
    harness.get_by_label("Hide").click();
    harness.run();
    harness.run();
    assert!(!shows(&harness, "Northern Arc 5") && shows(&harness, "the Arc 4"));
    send(&mut harness, Command::Do(Action::Undo));
    assert!(shows(&harness, "Northern Arc 5"));
}

#[test]
fn a_name_is_split_off_moved_and_called_otherwise() {
    let concept_of = |harness: &Harness<'_, App>, label: &str| -> Option<String> {
        let found = harness.state().session().results().tellings().expect("told");
        let has = found.concepts.iter().find(|called| called.concept.label(label).is_some());
        has.map(|called| called.concept.name.clone())
    };
    let mut harness = fleet();
    click(&mut harness, "Northern Arc 5");
    harness.get_by_label("Split off").click();
    harness.run();
    assert_eq!(concept_of(&harness, "Northern Arc").as_deref(), Some("Northern Arc"));

    let mut harness = fleet();
    click(&mut harness, "Northern Arc 5");
    first(&harness, "Move to").click();
    harness.run();
    harness.run();
    let other = "Ships of a state at sea";
    harness.query_all_by_role_and_label(egui::Role::Button, other).last().expect("listed").click();
    harness.run();
    assert_eq!(concept_of(&harness, "Northern Arc").as_deref(), Some(other));

    let mut harness = fleet();
    click(&mut harness, "Northern Arc 5");
    first(&harness, "Rename the thing").click();
    harness.run();
    harness.run();
    harness.get_by_label("New name of the thing").focus();
    harness.run();
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("New name of the thing").type_text("The islands");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run();
    assert_eq!(concept_of(&harness, "Northern Arc").as_deref(), Some("The islands"));
}

#[test]
fn a_speaker_is_put_on_a_side() {
    let mut harness = fleet();
    first(&harness, "11 voices").scroll_to_me();
    harness.run();
    click(&mut harness, "11 voices");
    first(&harness, "Side of Hedda Varn: no side").click_accesskit();
    harness.run();
    harness.run();
    first(&harness, "New side of Hedda Varn").focus();
    harness.run();
    first(&harness, "New side of Hedda Varn").type_text("Government");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run();
    let sides = &harness.state().session().bench().tellings.sides.sides;
    assert_eq!(sides.get("Government").map(Vec::as_slice), Some(&["Hedda Varn".to_owned()][..]));
    assert!(shows(&harness, "1 of Government"));
}

#[test]
fn another_codebook_is_chosen_or_none() {
    let mut harness = fleet();
    first(&harness, "Dictionary hits").scroll_to_me();
    harness.run();
    assert!(shows(&harness, "Policy Frames Codebook: not validated on this corpus"));
    click(&mut harness, "Dictionary hits");
    harness.get_by_label("No codebook").click();
    harness.run();
    harness.run();
    assert!(shows(&harness, "no codebook chosen"));
}

#[test]
fn a_long_cell_opens_and_closes() {
    let mut harness = fleet();
    let count = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("show less").count();
    assert_eq!(count(&harness), 0);
    click(&mut harness, "and 2 more");
    assert!(count(&harness) > 0);
    click(&mut harness, "show less");
    assert_eq!(count(&harness), 0);
}

#[test]
fn the_table_is_copied_and_saved_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    let settle = |session: &mut Session| {
        (0..20).for_each(|_| {
            session.take_in();
        });
    };
    session.apply(Command::Open(vec![sample()]));
    settle(&mut session);
    session.apply(Command::CompareAll);
    settle(&mut session);
    session.apply(Command::Do(Action::CopyGlance));
    let copied = session.take_effects().into_iter().find_map(|effect| match effect {
        Effect::CopyText(text) => Some(text),
        _ => None,
    });
    let copied = copied.expect("copied");
    assert!(copied.starts_with("Row\tOf\tChannel Sarenia\t"), "{copied}");
    assert!(
        copied
            .lines()
            .any(|line| line.starts_with("Names it\tHalcyon Islands / Northern Arc\tHalcyon Islands 13 · "))
    );
    session.apply(Command::Do(Action::SaveGlance));
    settle(&mut session);
    let path = folder.path().join("table.csv");
    session.apply(Command::SubmitPath(path.display().to_string()));
    settle(&mut session);
    let written = std::fs::read_to_string(&path).expect("written");
    assert!(written.starts_with('\u{FEFF}') && written.lines().count() == copied.lines().count());
    // The numbers of the figure are the same file.
    let figure = session.figure().expect("drawn");
    assert_eq!(parallax::figure::csv::to_csv(figure, true).expect("written"), written.into_bytes());
}

#[test]
fn a_name_that_is_taken_is_joined_and_the_field_is_ready_for_it() {
    let mut harness = fleet();
    click(&mut harness, "Northern Arc 5");
    click(&mut harness, "Rename…");
    harness.run();
    let field = "New name of the label";
    assert!(harness.get_by_label(field).is_focused(), "it can be typed into at once");
    // All of its text is chosen: what is typed takes its place.
    harness.get_by_label(field).type_text("the arc");
    harness.run();
    assert_eq!(harness.get_by_label(field).value().as_deref(), Some("the arc"));
    assert!(shows(&harness, "“the Arc” is there already: Enter counts “Northern Arc” and “the Arc”"));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    harness.run();
    harness.run();
    assert!(shows(&harness, "the Arc 9") && !shows(&harness, "Northern Arc 5"), "4 and 5");
    assert!(shows(&harness, "are counted as one name now"));
    click(&mut harness, "the Arc 9");
    assert!(shows(&harness, "Counted with it, as you say: “Northern Arc”"));
    send(&mut harness, Command::Do(Action::Undo));
    assert!(shows(&harness, "Northern Arc 5") && shows(&harness, "the Arc 4"), "one step takes it back");
    assert!(shows(&harness, "Undone: the name “Northern Arc” called “the Arc”"));
}

#[test]
fn voices_are_told_with_speaker_verb_and_kind() {
    let mut harness = fleet();
    let labels: Vec<String> = harness
        .query_all_by_label_contains(" voices")
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    let count = |label: &String| label.strip_suffix(" voices").and_then(|number| number.parse::<u32>().ok());
    let most = labels.iter().max_by_key(|label| count(label)).expect("somebody speaks");
    first(&harness, most).scroll_to_me();
    harness.run();
    click(&mut harness, most);
    let expected = "Channel Sarenia, Mira Oslund · “said” (neutral) · direct: “We have fished here";
    assert!(shows(&harness, expected));
    assert!(shows(&harness, "Fishermen · “said” (neutral) · reported"));
}

#[test]
fn evidence_covers_neither_tabs_nor_names_of_outlets() {
    let mut harness = fleet();
    harness.set_size(egui::vec2(1280.0, 720.0));
    harness.run();
    harness.run();
    let tabs = first(&harness, "At a glance").rect();
    click(&mut harness, "Northern Arc 5");
    harness.run();
    let why = first(&harness, "A name of “Halcyon Islands / Northern Arc”").rect();
    let names = harness.get_by_role_and_label(egui::Role::ColumnHeader, "Norvia Daily").rect();
    assert!(why.top() > tabs.bottom() && why.top() > names.bottom(), "{why} {names}");
}

#[test]
fn an_article_in_no_column_is_told() {
    let mut harness = fleet();
    assert!(shows(&harness, "18 articles (1 of an unknown outlet, in no column) · 6 outlets · first"));
    let figure = harness.state().session().figure().expect("drawn").clone();
    assert!(
        figure.caption.contains("17 articles")
            && figure.caption.contains("without 1 article of an unknown outlet")
    );
    let over = first(&harness, "homecoming 4").rect().center();
    harness.hover_at(over);
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -3_000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    assert!(shows(&harness, "Not in this table: 1 article of an unknown outlet."));
    click(&mut harness, "Show all articles of the story");
    assert_eq!(harness.state().session().place().above, parallax::session::ComparePane::Articles);
}

#[test]
fn a_table_that_is_not_the_newest_says_so() {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    let mut apply = |commands: Vec<Command>, rounds: usize| {
        for command in commands {
            session.apply(command);
            for _ in 0..rounds {
                session.take_in();
            }
        }
        session.glance().map(|(table, _)| table.rows.last().map(|row| row.of.clone()))
    };
    let named = |name: &str| Some(Some(name.to_owned()));
    let series = Query::parse("island*").expect("a query");
    let begun = vec![
        Command::Open(vec![sample()]),
        Command::AddSeries(series),
        Command::Show(View::Compare),
        Command::ShowStory(Some(0)),
    ];
    assert_eq!(apply(begun, 12), named("island*"));
    // The new table is being made when all is stopped.
    assert_eq!(apply(vec![Command::RenameSeries(0, "Isles".into())], 1), named("island*"));
    assert_eq!(apply(vec![Command::Do(Action::StopAll)], 4), named("island*"));
    assert!(session.glance_problem().is_some());
    let mut harness = window_over(egui::Theme::Light, session, Start::default());
    assert!(shows(&harness, "What you see is the answer before"));
    click(&mut harness, "Try again");
    assert!(!shows(&harness, "What you see is the answer before"));
    assert!(harness.state().session().glance_problem().is_none());
}

#[test]
fn nothing_is_pointed_at_below_a_sheet() {
    let mut harness = fleet();
    let words = "given to speakers: ";
    first(&harness, words).scroll_to_me();
    harness.run();
    let bar = first(&harness, words).rect().center();
    let told = |harness: &Harness<'_, App>| harness.query_all_by_label_contains(words).count();
    let bars = told(&harness);
    harness.hover_at(bar);
    harness.run_steps(8);
    assert_eq!(told(&harness), bars + 1, "the tooltip is there");
    harness.state_mut().send(Command::Do(Action::ShowCodebooks));
    harness.run_steps(4);
    assert_eq!(told(&harness), bars);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.run_steps(8);
    assert_eq!(told(&harness), bars + 1, "the pointer is where it was");
}
