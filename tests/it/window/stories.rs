//! Stories in the window: listed, covered or not, put right; and the switch of wire texts.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::project::Change;
use parallax::session::{Command, View, Which};
use parallax::ui::app::App;

use super::{first, press, sample, shows, window};
use crate::fixtures::published;

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn undo_words(harness: &Harness<'_, App>) -> String {
    harness.state().session().next_undo().unwrap_or_default().to_owned()
}

#[test]
fn compare_begins_with_the_stories_and_a_click_shows_one() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    let session = harness.state().session();
    let stories = session.stories().expect("looked for").stories.len();
    let titles: Vec<String> = (0..stories).map(|at| session.story_title(at).to_owned()).collect();
    for title in &titles {
        assert!(shows(&harness, &format!("Story {title}, ")), "{title}");
    }
    click(&mut harness, &format!("Why: {}", titles[0]));
    assert!(shows(&harness, "alike on average, through these words"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    first(&harness, &format!("Story {}, ", titles[1])).click();
    harness.run();
    assert_eq!(harness.state().session().story_number(), Some(1));
    assert!(shows(&harness, &titles[1]) && shows(&harness, "8 articles · 6 outlets"));
    press(&mut harness, Modifiers::ALT, Key::PageDown);
    assert_eq!(harness.state().session().story_number(), Some(2));
    press(&mut harness, Modifiers::ALT, Key::PageUp);
    press(&mut harness, Modifiers::ALT, Key::PageUp);
    assert_eq!(harness.state().session().story_number(), Some(0));
    press(&mut harness, Modifiers::ALT, Key::S);
    assert!(shows(&harness, "Stories as: List"), "back to all of them");
    click(&mut harness, "Story");
    click(&mut harness, "All articles");
    assert!(shows(&harness, "35 of 36 articles") && !shows(&harness, "Stories as: List"));
}

#[test]
fn an_agency_is_named_where_the_outlet_is_not_known() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    let corpus = harness.state().session().corpus().expect("read").clone();
    let name = |id: u32| &*corpus.outlets()[usize::from(corpus.outlet_of(id))].name;
    let own: Vec<u32> = (0..corpus.article_count()).filter(|id| name(*id) == "Meridian Wire").collect();
    for &id in &own {
        // The first of them tells its story before all others.
        let day = published("2024-05-01").filter(|_| Some(&id) == own.first());
        let dated = day.map(|day| Change::Published(Some(day)));
        let named = [Change::Outlet(None), Change::Wire(Some("Ansel Press".into()))];
        for change in named.into_iter().chain(dated) {
            harness.state_mut().send(Command::CorrectAll { which: Which::One(id), change });
            harness.run();
            harness.run();
        }
    }
    click(&mut harness, "Stories as: Coverage");
    assert!(shows(&harness, "Outlet not known (by Ansel Press): "));
    harness.state_mut().send(Command::ShowStory(own.first().copied()));
    harness.run();
    harness.run();
    assert!(shows(&harness, "first: Ansel Press (agency)"));
}

#[test]
fn coverage_tells_silence_from_having_nothing() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    click(&mut harness, "Stories as: Coverage");
    assert!(shows(&harness, "Meridian Wire: 2 articles, the first on 2 May 2024, the first to tell it"));
    assert!(shows(&harness, "Outlet not known: no article in the corpus from these days"));
    assert!(!shows(&harness, "Channel Sarenia: not told"));
    super::type_and_enter(&mut harness, "Find in titles of stories", "cable");
    let rows = harness
        .query_all_by_label_contains("Story ")
        .filter(|row| row.accesskit_node().role() == egui::accesskit::Role::Row);
    assert_eq!(rows.count(), 1);
}

#[test]
fn a_story_is_split_pinned_and_renamed_by_name() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    press(&mut harness, Modifiers::ALT, Key::PageDown);
    let before = harness.state().session().story().expect("a story").articles.clone();
    click(&mut harness, "Above the columns: Articles");
    let corpus = harness.state().session().corpus().expect("read").clone();
    click(&mut harness, &format!("Tick {}", corpus.article(before[0]).headline_text()));
    click(&mut harness, "Split off 1 article");
    assert_eq!(undo_words(&harness), "story split");
    assert_eq!(harness.state().session().story().expect("a story").articles, before[1..]);
    click(&mut harness, "Edit story");
    click(&mut harness, "Pinned: these articles and no others");
    assert_eq!(undo_words(&harness), "story pinned");
    assert!(harness.state().session().story().expect("a story").is_pinned);
    click(&mut harness, "Edit story");
    click(&mut harness, "Rename…");
    harness.run();
    // It has the keyboard, with the old name chosen.
    harness.get_by_label("Name of the story").type_text("The cable");
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(undo_words(&harness), "story called “The cable”");
    assert_eq!(harness.state().session().story_title(0), "The cable");
}

#[test]
fn stories_are_joined_and_an_article_is_added() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    press(&mut harness, Modifiers::ALT, Key::PageDown);
    let one = harness.state().session().story().expect("a story").articles.len();
    let two = harness.state().session().stories().expect("looked for").stories[1].articles.clone();
    click(&mut harness, "Edit story");
    click(&mut harness, "Add an article…");
    let corpus = harness.state().session().corpus().expect("read").clone();
    let headline = corpus.article(two[0]).headline_text().to_owned();
    harness.get_by_label("Article to add").focus();
    harness.run();
    harness.get_by_label("Article to add").type_text(&headline);
    harness.run();
    first(&harness, &format!("{headline} · ")).click();
    harness.run();
    assert_eq!(harness.state().session().story().expect("a story").articles.len(), one + 1);
    assert_eq!(
        harness.state().session().stories().expect("looked for").stories[1].articles.len(),
        two.len() - 1
    );
    click(&mut harness, "Edit story");
    click(&mut harness, "Join with another story…");
    let title = harness.state().session().story_title(1).to_owned();
    first(&harness, &format!("{title}, ")).click();
    harness.run();
    assert_eq!(undo_words(&harness), "stories joined");
    assert_eq!(harness.state().session().story().expect("a story").articles.len(), one + two.len());
}

#[test]
fn where_no_story_is_found_it_says_why_and_what_to_do() {
    let mut harness = window(vec![first_file(&sample())], View::Compare, &[]);
    assert!(shows(&harness, "Only one outlet is left"));
    click(&mut harness, "Above the columns: Stories");
    assert!(shows(&harness, "No story was found"));
    assert!(shows(&harness, "8.5 % alike, within 7 days of each other"));
    assert!(shows(&harness, "Days between two articles"));
}

/// The first file of articles below a folder.
fn first_file(folder: &std::path::Path) -> std::path::PathBuf {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path()).collect();
    entries.sort();
    let inside = entries.iter().find(|path| path.is_dir());
    inside.map_or_else(|| entries[0].clone(), |folder| first_file(folder))
}

#[test]
fn wire_texts_are_counted_as_the_switch_says_in_every_view() {
    for view in View::ALL {
        let mut harness = window(vec![sample()], view, &["island*"]);
        click(&mut harness, "Wire texts: count all");
        click(&mut harness, "Count each once");
        assert_eq!(harness.state().session().bench().filter.to_string(), "copies:once", "{view:?}");
        let left = harness.state().session().results().listing().expect("listed").order.len();
        assert!(left < 36 && shows(&harness, &format!("{left} of 36 articles")), "{view:?}");
        click(&mut harness, "Wire texts: count each once");
        click(&mut harness, "Only own texts");
        assert_eq!(harness.state().session().bench().filter.to_string(), "copies:none", "{view:?}");
        assert!(harness.query_by_label("copies:none").is_none(), "the switch says it, no other chip does");
    }
}

#[test]
fn the_story_of_the_open_article_is_one_click_away() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    first(&harness, "Its story").click();
    harness.run();
    let session = harness.state().session();
    assert_eq!(session.place().view, View::Compare);
    let open = session.place().article.expect("an article");
    assert!(session.story().is_some_and(|story| story.articles.contains(&open)));
}
