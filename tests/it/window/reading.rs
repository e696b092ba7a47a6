//! The reader by names: marking and copying, find in article, neighbours, huge texts, back and forward.

use std::fmt::Write as _;
use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use parallax::query::Query;
use parallax::session::{Action, Command, Effect, Marked, NoDialogs, Places, Session, View};
use parallax::ui::app::App;

use super::{first, press, sample, shows, window};

fn folder_of(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let path = folder.path().to_path_buf();
    (folder, path)
}

fn session_over(path: PathBuf) -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.apply(Command::Open(vec![path]));
    settle(&mut session);
    session
}

fn settle(session: &mut Session) {
    (0..20).for_each(|_| {
        session.take_in();
    });
}

fn copied(session: &mut Session) -> Option<String> {
    session.take_effects().into_iter().rev().find_map(|effect| match effect {
        Effect::CopyText(text) => Some(text),
        _ => None,
    })
}

const QUAY: &str = "Halcyon Post

The quay reopens

By Ada Lorn

14 May 2024

The old quay in the harbour town of Port Lorn, closed for three years, opened
again on Tuesday, the mayor said, after long works that the council had paid
for with money that was meant for a new road along the shore of the island.

Ferries will call there twice a day, and the council hopes for more of them in
summer, when visitors come from the mainland and fill every inn of the harbour.
";

#[test]
fn marked_text_is_copied_clean_raw_and_with_citation() {
    let (_kept, path) = folder_of(&[("quay.txt", QUAY)]);
    let mut session = session_over(path);
    let article = session.corpus().expect("read").article(0).clone();
    let from = article.raw.find("shore of").expect("there") as u32;
    let to = article.raw.find(" visitors").expect("there") as u32;
    session.apply(Command::Mark(Some(Marked { article: 0, anchor: to, head: from })));
    session.apply(Command::CopyMarked);
    let clean = "shore of the island.\n\nFerries will call there twice a day, and the council hopes for more of them in summer, when";
    assert_eq!(copied(&mut session).as_deref(), Some(clean));
    session.apply(Command::Do(Action::ReadRaw));
    session.apply(Command::CopyMarked);
    let raw = "shore of the island.\n\nFerries will call there twice a day, and the council hopes for more of them in\nsummer, when";
    assert_eq!(copied(&mut session).as_deref(), Some(raw));
    session.apply(Command::Do(Action::ReadClean));
    session.apply(Command::Do(Action::CopyWithCitation));
    let quoted = copied(&mut session).expect("copied");
    assert!(quoted.starts_with(&format!("“{clean}” (")), "{quoted}");
    assert!(quoted.contains("The quay reopens") && quoted.ends_with("quay.txt)"), "{quoted}");
}

#[test]
fn the_mouse_marks_across_paragraphs() {
    let (_kept, path) = folder_of(&[("quay.txt", QUAY)]);
    let mut harness = window(vec![path], View::Browse, &[]);
    let start = first(&harness, "The old quay").rect().left_top() + egui::vec2(2.0, 8.0);
    let end = first(&harness, "Ferries will call").rect().left_top() + egui::vec2(120.0, 8.0);
    harness.drag_at(start);
    harness.run();
    for share in [0.3, 0.7, 1.0] {
        harness.hover_at(start + (end - start) * share);
        harness.run();
    }
    harness.drop_at(end);
    harness.run();
    let session = harness.state().session();
    let marked = session.marked().expect("marked").span();
    let raw = session.corpus().expect("read").article(0).raw.clone();
    let text = marked.of(&raw);
    assert!(text.starts_with("The old quay") && text.contains("\n\nFerries"), "{text:?}");
    harness.event(egui::Event::Copy);
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.state().session().marked().is_none());
}

#[test]
fn find_counts_steps_and_gives_the_keyboard_back() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::G);
    assert!(harness.get_by_label("Find in article").is_focused());
    harness.get_by_label("Find in article").type_text("THE");
    harness.run();
    let count = harness.state().session().results().finding().expect("found").spans.len();
    assert!(count > 3);
    assert!(shows(&harness, &format!("1 of {count}")));
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(shows(&harness, &format!("2 of {count}")));
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    press(&mut harness, Modifiers::SHIFT, Key::Enter);
    assert!(shows(&harness, &format!("{count} of {count}")), "round at the ends");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!shows(&harness, "Find in article…") && harness.state().session().find().is_none());
}

#[test]
fn hits_of_the_series_that_led_here_are_counted_first() {
    let mut harness = window(vec![sample()], View::Frequency, &["the", "administered by"]);
    let rarer = Query::parse("administered by").expect("a query");
    let pick = parallax::session::Pick { query: Some(rarer.clone()), ..parallax::session::Pick::default() };
    let mut session = session_over(sample());
    for query in ["the", "administered by"] {
        session.apply(Command::AddSeries(Query::parse(query).expect("a query")));
    }
    session.apply(Command::Show(View::Frequency));
    session.apply(Command::Pick(pick));
    settle(&mut session);
    let line = {
        let corpus = session.corpus().expect("read").clone();
        session.results().concordance().expect("lines").line(&corpus, 0, 10)
    };
    session.apply(Command::OpenArticle(line.article, Some(line.span)));
    settle(&mut session);
    assert_eq!(session.place().followed.as_ref(), Some(&rarer));
    let marks = session.results().marks().expect("marked").clone();
    assert!(!marks.followed.is_empty() && marks.len() > marks.followed.len());
    session.apply(Command::Do(Action::NextHit));
    assert!(marks.followed.contains(&session.place().spot.expect("a spot")));
    // In the window: the line's own series is named beside the count.
    let line = harness.query_all_by_role(egui::Role::Button).find(|node| {
        node.accesskit_node()
            .label()
            .is_some_and(|label| label.contains(": ") && label.contains("administered by"))
    });
    line.expect("a line").click();
    harness.run();
    assert!(shows(&harness, " for “"), "the count names its series");
}

#[test]
fn neighbours_stand_under_the_text() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let near = |harness: &Harness<'_, App>| harness.state().session().results().beside().cloned();
    let count = harness.state().session().corpus().expect("read").article_count();
    for _ in 0..count {
        if near(&harness).is_some_and(|near| near.after.is_some() && !near.around.is_empty()) {
            break;
        }
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    let found = near(&harness).expect("answered");
    let here = harness.state().session().place().article;
    press(&mut harness, Modifiers { shift: true, ..Modifiers::ALT }, Key::ArrowDown);
    assert_eq!(harness.state().session().place().article, found.after);
    press(&mut harness, Modifiers { shift: true, ..Modifiers::ALT }, Key::ArrowUp);
    assert_eq!(harness.state().session().place().article, here);
    assert!(shows(&harness, "Others around this day") && shows(&harness, "Before and after in"));
}

#[test]
fn a_paragraph_of_ten_megabytes_on_one_line_is_shown_in_pieces() {
    let words = "The islands lie far out and nobody comes. ".repeat(250_000);
    let text = format!("# One line\n\n{words}");
    let (_kept, path) = folder_of(&[("huge.txt", &text)]);
    let mut harness = window(vec![path], View::Browse, &[]);
    let laid_out = |harness: &Harness<'_, App>| -> usize {
        let all = harness.query_all_by_role(egui::Role::Paragraph);
        all.map(|node| node.accesskit_node().label().map_or(0, |label| label.len())).sum()
    };
    let inside = harness.get_by_label("Show: Raw").rect().center();
    let bounds = 1_000..40_000;
    for mode in ["Show: Clean", "Show: Raw", "Show: With furniture"] {
        harness.hover_at(inside);
        press(&mut harness, Modifiers::NONE, Key::Home);
        harness.get_by_label(mode).click();
        harness.run_steps(6);
        if mode != "Show: With furniture" {
            assert!(bounds.contains(&laid_out(&harness)), "{mode}: {}", laid_out(&harness));
        }
        harness.hover_at(inside);
        press(&mut harness, Modifiers::NONE, Key::End);
        if mode == "Show: Clean" {
            first(&harness, "Show the rest").click();
        }
        harness.run_steps(6);
        press(&mut harness, Modifiers::NONE, Key::End);
        harness.run_steps(6);
        assert!(bounds.contains(&laid_out(&harness)), "{mode}, whole: {}", laid_out(&harness));
    }
}

#[test]
fn a_long_text_is_shown_whole_on_request() {
    let mut text = "# Many lines\n\n".to_owned();
    for number in 0..6_000 {
        write!(text, "Paragraph {number} says that the islands lie far out.\n\n").expect("written");
    }
    let (_kept, path) = folder_of(&[("long.txt", &text)]);
    let mut session = session_over(path.clone());
    let end = session.corpus().expect("read").article(0).raw.find("Paragraph 5999").expect("there") as u32;
    let spot = parallax::corpus::Span { from: end, to: end + 9 };
    session.apply(Command::OpenArticle(0, Some(spot)));
    let mut harness = window(vec![path], View::Browse, &[]);
    press(&mut harness, Modifiers::COMMAND, Key::G);
    harness.get_by_label("Find in article").type_text("Paragraph 5999");
    harness.run_steps(12);
    assert!(shows(&harness, "1 of 1"));
    assert!(shows(&harness, "Paragraph 5999 says"), "what was found far down is on the screen");
}

#[test]
fn back_finds_the_scroll_as_it_was_left() {
    let mut text = "# Many lines\n\n".to_owned();
    for number in 0..400 {
        write!(text, "Paragraph {number} says that the quay lies far out.\n\n").expect("written");
    }
    let (_kept, path) = folder_of(&[("long.txt", &text)]);
    let mut harness = window(vec![path], View::Browse, &[]);
    let middle = first(&harness, "Paragraph 3 says").rect().center();
    harness.hover_at(middle);
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    let seen = |harness: &Harness<'_, App>| -> Vec<String> {
        let all = harness.query_all_by_role(egui::Role::Paragraph);
        all.filter_map(|node| node.accesskit_node().label()).collect()
    };
    let before = seen(&harness);
    assert!(!before.iter().any(|label| label.contains("Paragraph 3 ")), "{before:?}");
    press(&mut harness, Modifiers::COMMAND, Key::Num3);
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(seen(&harness), before);
}

#[test]
fn letters_grow_and_stay_within_bounds() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let size = |harness: &Harness<'_, App>| harness.state().session().settings().reading_size;
    let before = size(&harness);
    press(&mut harness, Modifiers::ALT, Key::Plus);
    press(&mut harness, Modifiers::ALT, Key::Equals);
    assert_eq!(size(&harness), before + 2);
    let zoom = |harness: &Harness<'_, App>| harness.state().session().settings().zoom_percent;
    press(&mut harness, Modifiers { shift: true, ..Modifiers::COMMAND }, Key::Plus);
    assert_eq!((zoom(&harness), size(&harness)), (110, before + 2), "Shift or not, everything gets larger");
    for _ in 0..30 {
        press(&mut harness, Modifiers::ALT, Key::Minus);
    }
    assert_eq!(size(&harness), 12);
}

#[test]
fn renaming_a_series_and_escape_keep_its_name() {
    let mut harness = window(vec![sample()], View::Frequency, &["island*"]);
    let name = harness.state().session().bench().series[0].name.clone();
    first(&harness, "Change the series").click();
    harness.run();
    first(&harness, "Rename").click();
    harness.run();
    harness.event(egui::Event::Text("shores".to_owned()));
    harness.run();
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().session().bench().series[0].name, name);
}

#[test]
fn what_is_not_there_any_more_is_not_opened_but_said() {
    let (kept, path) = folder_of(&[("quay.txt", QUAY)]);
    let mut session = session_over(path);
    drop(kept);
    session.apply(Command::Do(Action::OpenFile));
    settle(&mut session);
    let last = session.notices().all().last().expect("a notice").clone();
    assert!(last.text.contains("not there any more"), "{last:?}");
}

#[test]
fn a_larger_snapshot_keeps_what_is_read() {
    const COUNT: usize = 1_500;
    // Words of the first answer are of another corpus than those of the second: nothing may mix them up.
    let text = |number: usize| {
        format!("# Story {number}\n\nThe quay number {number} opened and word{number} was said.\n")
    };
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..COUNT {
        std::fs::write(folder.path().join(format!("{number:04}.txt")), text(number)).expect("written");
    }
    let (wake, woken) = std::sync::mpsc::channel();
    let wake = std::sync::Arc::new(move || {
        wake.send(()).ok();
    });
    let mut session = Session::new(Places::default(), Box::new(NoDialogs), wake);
    session.apply(Command::AddSeries(Query::parse("quay").expect("a query")));
    session.apply(Command::Open(vec![folder.path().to_path_buf()]));
    session.apply(Command::Show(View::Frequency));
    let count = |session: &Session| session.results().concordance().map_or(0, |lines| lines.lines.len());
    while session.is_reading() || count(&session) < COUNT {
        woken.recv_timeout(std::time::Duration::from_mins(1)).expect("the work goes on");
        session.take_in();
        let results = session.results();
        let answer = results.concordance().zip(results.corpus_of(parallax::session::Role::Concordance));
        let Some((lines, corpus)) = answer else { continue };
        for index in (0..lines.lines.len()).step_by(7) {
            let line = lines.line(corpus, index, 40);
            assert_eq!(line.hit, "quay");
            assert!(line.right.contains(&format!("number {} ", line.article)), "{line:?}");
        }
    }
}
