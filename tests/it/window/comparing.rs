//! The aligned reader of Compare: passages level, layers, counterparts, the map, copies; by mouse and keyboard.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use parallax::framing::Place;
use parallax::session::{Command, ReaderLayer, View};
use parallax::text::normalise::for_reading;
use parallax::ui::app::App;

use super::{first, press, sample, shows, window};

/// The window over the story of an article of the sample.
fn story(path: &str) -> Harness<'static, App> {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    let corpus = harness.state().session().corpus().expect("read");
    let at = corpus.articles().iter().position(|article| article.path.contains(path)).expect(path);
    harness.state_mut().send(Command::ShowStory(Some(at as u32)));
    harness.run();
    harness.run();
    harness
}

fn cable() -> Harness<'static, App> {
    story("2024-05-02-cable-to-islands-fails")
}

/// Where the reader stands.
fn place(harness: &Harness<'_, App>) -> Option<Place> {
    harness.state().session().told_at().place
}

/// The sentences that are lit.
fn lit(harness: &Harness<'_, App>) -> Vec<String> {
    let by =
        By::new().predicate(|node| node.role() == egui::Role::ListItem && node.is_selected() == Some(true));
    harness.query_all(by).filter_map(|node| node.accesskit_node().label()).collect()
}

/// A sentence of the reader; the same words may stand in the table above.
fn sentence<'a>(harness: &'a Harness<'_, App>, text: &'a str) -> egui_kittest::Node<'a> {
    let by = By::new()
        .predicate(|node| node.role() == egui::Role::ListItem && node.label().as_deref() == Some(text));
    harness.query_all(by).next().expect("drawn")
}

const CONTROL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

#[test]
fn a_sentence_lights_what_tells_the_same() {
    let mut harness = cable();
    assert!(lit(&harness).is_empty());
    // To a passage whose sentences all stand in one row, and so on the screen.
    for _ in 0..20 {
        press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
        if lit(&harness).len() > 1 {
            break;
        }
    }
    let at = place(&harness).expect("a passage");
    let by_keyboard = lit(&harness);
    let session = harness.state().session();
    let own = for_reading(at.text(session.corpus().expect("read"))).into_owned();
    let side =
        session.results().tellings().and_then(|tellings| tellings.side_by_side.clone()).expect("aligned");
    let number = parallax::session::sentence_at(&side, at).expect("a sentence");
    assert!(side.alignment.links.iter().any(|link| link.pair.0 == number || link.pair.1 == number));
    assert!(by_keyboard.contains(&own), "{by_keyboard:?}");
    assert!(by_keyboard.len() > 1, "its counterpart is lit too: {by_keyboard:?}");
    // The same by pointing at it.
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let other = by_keyboard.iter().find(|text| **text != own).expect("a counterpart").clone();
    sentence(&harness, &other).hover();
    harness.run();
    assert!(lit(&harness).contains(&own) && lit(&harness).contains(&other), "{:?}", lit(&harness));
}

#[test]
fn layers_are_switched_with_their_legend() {
    let mut harness = cable();
    let legends = [
        ("Names", "name of a contested thing"),
        ("Voices", "somebody’s words"),
        ("Frames", "dictionary hit"),
        ("Hedges", "hedge or loaded word"),
        ("Figures", "number, date or sum"),
    ];
    for (layer, legend) in legends {
        assert!(!shows(&harness, legend), "{layer} is off at first");
        harness.get_by_label(&format!("Layers: {layer}")).click();
        harness.run();
        assert!(shows(&harness, legend), "{layer}");
    }
    assert!(shows(&harness, "one alone uses it"), "those that were on stay on");
    harness.get_by_label("Layers: Own words").click();
    harness.run();
    assert!(!shows(&harness, "one alone uses it"));
    let layers = harness.state().session().reader_layers();
    let on: Vec<ReaderLayer> = ReaderLayer::ALL.into_iter().filter(|one| *one != ReaderLayer::Own).collect();
    assert_eq!(layers.on().collect::<Vec<_>>(), on);
}

#[test]
fn a_column_that_does_not_tell_it_says_so() {
    let mut harness = cable();
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    for _ in 0..40 {
        if shows(&harness, "not told here") {
            return;
        }
        press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    }
    panic!("every passage is told by all");
}

#[test]
fn what_is_told_in_another_order_is_led_to() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    harness.get_by_label("Above the columns: At a glance").click();
    harness.run();
    for _ in 0..60 {
        press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
        if shows(&harness, "told further ") {
            let before = place(&harness);
            first(&harness, "told further ").click();
            harness.run();
            assert_ne!(place(&harness), before);
            return;
        }
    }
    panic!("no passage stands elsewhere");
}

#[test]
fn the_keyboard_walks_from_passage_to_passage() {
    let mut harness = cable();
    let mut seen = Vec::new();
    for _ in 0..3 {
        press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
        seen.push(place(&harness).expect("a passage"));
    }
    assert!(seen[0] != seen[1] && seen[1] != seen[2]);
    // The reader has the keyboard now: bare letters do the same.
    press(&mut harness, Modifiers::NONE, Key::P);
    assert_eq!(place(&harness), Some(seen[1]));
    press(&mut harness, Modifiers::NONE, Key::N);
    assert_eq!(place(&harness), Some(seen[2]));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let below = place(&harness).expect("the next sentence");
    assert_eq!(below.article, seen[2].article);
    assert!(below.span.from >= seen[2].span.to);
    press(&mut harness, CONTROL_SHIFT, Key::ArrowDown);
    let alone = place(&harness).expect("told by one alone");
    let side = harness
        .state()
        .session()
        .results()
        .tellings()
        .and_then(|t| t.side_by_side.as_ref())
        .expect("aligned");
    let number = parallax::session::sentence_at(side, alone).expect("a sentence");
    assert!(side.layers.is_only_here(number));
}

#[test]
fn enter_opens_the_counterparts_and_leads_on() {
    let mut harness = cable();
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(shows(&harness, "Told elsewhere too") && shows(&harness, " alike"));
    harness.get_by_label("Copy with citation").click();
    harness.run();
    assert!(shows(&harness, "Copied with citation"));
    assert!(!shows(&harness, "Told elsewhere too"), "done, it closes");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let at = place(&harness).expect("a passage");
    harness.get_by_label("Read article").click();
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.place().view, View::Browse);
    assert_eq!((session.place().article, session.place().spot), (Some(at.article), Some(at.span)));
}

#[test]
fn a_copy_says_whose_text_it_is_and_what_was_cut() {
    let mut harness = cable();
    first(&harness, "Meridian Wire’s text, edited: ").click();
    harness.run();
    assert!(shows(&harness, "Changed (") || shows(&harness, "Cut ("));
    assert!(shows(&harness, "Read the original"));
}

#[test]
fn a_word_of_a_sentence_is_lit_from_its_popover() {
    let mut harness = cable();
    // A headline may have no word worth lighting.
    for _ in 0..10 {
        press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
        let text = lit(&harness).first().expect("a sentence").clone();
        sentence(&harness, &text).click();
        harness.run();
        if shows(&harness, "Light “") {
            break;
        }
        press(&mut harness, Modifiers::NONE, Key::Escape);
    }
    first(&harness, "Light “").click();
    harness.run();
    assert!(harness.state().session().place().lit.is_some());
    assert!(shows(&harness, "Lights off"));
}
