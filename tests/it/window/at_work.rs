//! Working in Browse, by names: what is shown says what it is, whatever filters and searches do.

use std::fmt::Write as _;

use egui::accesskit::Toggled;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::analysis::ListColumn;
use parallax::query::{Field, Filter, Query};
use parallax::session::{Action, Command, View};
use parallax::ui::app::App;

use super::{first, press, sample, shows, type_and_enter, window};

fn send(harness: &mut Harness<'_, App>, command: Command) {
    harness.state_mut().send(command);
    harness.run();
}

fn filtered(harness: &mut Harness<'_, App>, typed: &str) {
    send(harness, Command::SetFilter(Filter::parse(typed).expect("a filter")));
    // What it asks is answered.
    harness.run();
}

#[test]
fn an_open_article_that_is_not_listed_says_so_with_a_way_back() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let open = harness.state().session().place().article.expect("one is open");
    let is_listed = |harness: &Harness<'_, App>| {
        harness.state().session().results().listing().expect("listed").lists(open)
    };
    assert!(!shows(&harness, "Not in the table"));
    filtered(&mut harness, "date:1990..1991");
    assert!(shows(&harness, "the filters leave this article out") && !is_listed(&harness));
    filtered(&mut harness, "lang:ja");
    harness.get_by_label("Clear filters").click();
    harness.run();
    assert!(is_listed(&harness) && !shows(&harness, "Not in the table"));

    send(&mut harness, Command::SetSearch(Query::parse("xyzzy").ok()));
    assert!(shows(&harness, "the search does not find this article"));
    harness.get_by_label("End the search").click();
    harness.run();
    assert!(is_listed(&harness) && !shows(&harness, "Not in the table"));
}

#[test]
fn a_chip_of_an_outlet_says_what_is_truly_shown() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let [in_group, other, third] = [0, 1, 2].map(|at| corpus.outlets()[at].name.clone());
    let toggled = |harness: &Harness<'_, App>, name: &str| {
        let mut chips = harness.query_all_by_role_and_label(egui::Role::CheckBox, name);
        chips.next().expect("a chip").accesskit_node().toggled()
    };
    send(&mut harness, Command::AddGroup("Coast".into(), vec![in_group.clone()]));
    filtered(&mut harness, "group:Coast");
    assert_eq!(toggled(&harness, &in_group), Some(Toggled::True));
    assert_eq!(toggled(&harness, &other), Some(Toggled::Mixed));
    first(&harness, &other).hover();
    harness.run();
    assert!(shows(&harness, "None of its articles is left by group:Coast"));
    first(&harness, &other).click();
    harness.run();
    let filter = harness.state().session().bench().filter.clone();
    assert!(!filter.has(Field::Group) && filter.outlets().len() == 2, "{filter}");
    assert_eq!(toggled(&harness, &other), Some(Toggled::True));
    assert_eq!(toggled(&harness, &third), Some(Toggled::False));
    filtered(&mut harness, "date:1990");
    assert_eq!(toggled(&harness, &in_group), Some(Toggled::Mixed));
}

#[test]
fn dates_are_typed_as_they_are_said() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    type_and_enter(&mut harness, "Add a filter", "6-12 May 2024");
    let filter = harness.state().session().bench().filter.to_string();
    assert_eq!(filter, "date:2024-05-06..2024-05-12");
    assert!(shows(&harness, "Dates: 6–12 May 2024"));
    harness.get_by_label("Add a filter").focus();
    harness.run();
    let room = harness.get_by_label("Add a filter").rect().width();
    assert!(room > 240.0, "a range fits in {room}");
    type_and_enter(&mut harness, "Add a filter", "soon");
    assert!(shows(&harness, "a date such as 6-12 May 2024"));
}

#[test]
fn a_tagged_article_has_a_mark_in_its_row() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let session = harness.state().session();
    let open = session.place().article.expect("one is open");
    let key = session.article_key(open).expect("known");
    let tag = |tag: &str| Command::SetTag { articles: vec![key.clone()], tag: tag.into(), is_on: true };
    send(&mut harness, tag("lead"));
    send(&mut harness, tag("read twice"));
    assert!(shows(&harness, "Tagged lead, read twice"));
    send(&mut harness, Command::ShowColumn(ListColumn::Tags, true));
    assert!(!shows(&harness, "Tagged lead"), "the column says it");
}

#[test]
fn columns_get_wider_and_narrower_by_keyboard() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    harness.get_by_label("Choose columns").click();
    harness.run();
    let width =
        |harness: &Harness<'_, App>| harness.state().session().settings().table.widths.get("date").copied();
    for (button, expected) in [
        ("Make date wider", Some(112)),
        ("Make date wider", Some(128)),
        ("Make date narrower", Some(112)),
        ("Make date as wide as usual", None),
    ] {
        harness.get_by_label(button).focus();
        harness.run();
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(width(&harness), expected, "{button}");
    }
}

#[test]
fn of_a_huge_page_only_the_lines_on_the_screen_are_laid_out() {
    let mut text = "# Many lines\n\nThe islands lie far out and nobody comes to them.\n\n".to_owned();
    for number in 0..20_000 {
        write!(text, "Share\n\nThe islands lie far out, says voice {number}.\n\n").expect("written");
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("huge.txt"), text).expect("written");
    let mut harness = window(vec![folder.path().to_path_buf()], View::Browse, &[]);
    let inside = harness.get_by_label("Show: Raw").rect().center();
    let laid_out = |harness: &Harness<'_, App>| {
        let furniture = harness.query_all_by_label_contains("Furniture: ").count();
        (furniture, harness.query_all_by_role(egui::Role::Paragraph).count())
    };
    for mode in ["Show: With furniture", "Show: Raw"] {
        harness.get_by_label(mode).click();
        harness.run_steps(6);
        harness.hover_at(inside);
        if mode == "Show: With furniture" {
            // What was asked for holds for the other modes too.
            press(&mut harness, Modifiers::NONE, Key::End);
            harness.run_steps(2);
            first(&harness, "Show the rest").click();
            harness.run_steps(12);
        }
        press(&mut harness, Modifiers::NONE, Key::End);
        harness.run_steps(6);
        assert!(shows(&harness, "says voice 19999"), "{mode}");
        let (furniture, text) = laid_out(&harness);
        assert!(furniture < 60 && (1..120).contains(&text), "{mode}: {furniture} and {text}");
        press(&mut harness, Modifiers::NONE, Key::Home);
        harness.run_steps(6);
        assert!(shows(&harness, "nobody comes to them"), "{mode}");
    }
}

#[test]
fn what_opens_over_the_line_of_chips_stays_where_it_was_opened() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    harness.set_size(egui::Vec2::new(2200.0, 900.0));
    harness.run();
    first(&harness, "Dates: ").click();
    harness.run();
    harness.run();
    let place = |harness: &Harness<'_, App>| harness.get_by_label("Range of dates").rect().min;
    let before = place(&harness);
    let button = first(&harness, "Dates: ").rect();
    let wide = format!("-section:{} -tag:{} lang:en", "a".repeat(60), "b".repeat(60));
    filtered(&mut harness, &wide);
    harness.run();
    assert_ne!(first(&harness, "Dates: ").rect().min, button.min, "the button has moved");
    assert_eq!(place(&harness), before);
}

#[test]
fn a_group_that_subsets_ask_for_says_so_before_it_goes() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let outlet = harness.state().session().corpus().expect("read").outlets()[0].name.clone();
    send(&mut harness, Command::AddGroup("Coast".into(), vec![outlet]));
    filtered(&mut harness, "group:Coast");
    send(&mut harness, Command::KeepSubset("Mine".to_owned()));
    send(&mut harness, Command::Do(Action::ShowOutlets));
    first(&harness, "Group Coast").click();
    harness.run();
    harness.get_by_label("Take apart…").click();
    harness.run();
    assert!(shows(&harness, "The subset “Mine” asks for this group"));
    assert_eq!(harness.state().session().bench().book.groups.len(), 1, "nothing is done yet");
    harness.get_by_label("Take it apart all the same").click();
    harness.run();
    assert!(harness.state().session().bench().book.groups.is_empty());
    send(&mut harness, Command::Do(Action::CloseOverlay));
    filtered(&mut harness, "group:Coast");
    assert!(shows(&harness, "The filters ask for the group “Coast”, which is no longer there."));
    first(&harness, "Subset: Mine").click();
    harness.run();
    assert!(shows(&harness, "It asks for the group “Coast”"));
}
