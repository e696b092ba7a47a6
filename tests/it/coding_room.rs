//! Coding by hand and codebooks in the window: by keyboard, with everything kept and undone.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use parallax::framing::codebook::shipped;
use parallax::framing::coding::{CodingPlan, JudgementKey};
use parallax::project::Coding;
use parallax::session::{Action, Command, DeskPane, DeskStep, Overlay, Session, View};
use parallax::ui::app::App;

use crate::window::{sample, shows, window};

fn send(harness: &mut Harness<'_, App>, commands: impl IntoIterator<Item = Command>) {
    for command in commands {
        harness.state_mut().send(command);
        harness.run();
        // What it asks is answered.
        harness.run();
    }
}

fn press(harness: &mut Harness<'_, App>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
}

fn type_text(harness: &mut Harness<'_, App>, field: &str, text: &str) {
    harness.get_by_label(field).type_text(text);
    harness.run();
}

fn session<'a>(harness: &'a Harness<'_, App>) -> &'a Session {
    harness.state().session()
}

fn coding<'a>(harness: &'a Harness<'_, App>) -> &'a Arc<Coding> {
    &session(harness).bench().coding.samples[0]
}

/// "0 Ada economic yes", in the order of units.
fn said(harness: &Harness<'_, App>) -> Vec<String> {
    let word = |(key, said): (&JudgementKey, &parallax::framing::coding::Judgement)| {
        let JudgementKey { unit, coder, frame } = key;
        let answer = if said.is_yes { "yes" } else { "no" };
        format!("{unit} {coder} {frame} {answer} {}", said.note).trim_end().to_owned()
    };
    coding(harness).judgements.iter().map(word).collect()
}

fn plan() -> CodingPlan {
    CodingPlan { size: 6, seed: 7, ..CodingPlan::default() }
}

/// A sample on the desk, coded by Ada.
fn at_desk(plan: CodingPlan) -> Harness<'static, App> {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let draw = [
        Command::Do(Action::CodeByHand),
        Command::DrawSample(Box::new(plan)),
        Command::AtDesk(DeskStep::Coder("Ada".into())),
    ];
    send(&mut harness, draw);
    harness
}

#[test]
fn a_sample_is_drawn_and_coded_by_keyboard_alone() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let shortcut = Modifiers { shift: true, ..Modifiers::COMMAND };
    harness.key_press_modifiers(shortcut, Key::H);
    harness.run();
    // The first stop is what one is here for, and not the cross.
    press(&mut harness, &[Key::Tab, Key::Enter]);
    assert_eq!(session(&harness).desk().pane, DeskPane::New);
    assert!(shows(&harness, "sentences will have a hit"), "how large a sample should be is said");
    click(&mut harness, "Draw and code");
    assert_eq!(coding(&harness).units.len(), 200);
    type_text(&mut harness, "Coder's name", "Ada");
    press(&mut harness, &[Key::Enter]);
    assert!(shows(&harness, "1 of 200 · coder Ada · 0 answered"));
    press(&mut harness, &[Key::N, Key::Y, Key::S, Key::N]);
    assert_eq!(said(&harness), ["0 Ada economic no", "1 Ada economic yes", "3 Ada economic no"]);
    // Back to the one that was skipped, changed minds, and on where nobody was.
    press(&mut harness, &[Key::B, Key::B, Key::Y]);
    assert_eq!(said(&harness)[2], "2 Ada economic yes");
    assert!(shows(&harness, "5 of 200 · coder Ada · 4 answered"));
    press(&mut harness, &[Key::B, Key::Delete, Key::F, Key::N]);
    assert_eq!(said(&harness)[0..2], ["0 Ada capacity no", "0 Ada economic no"]);
    assert_eq!(said(&harness).len(), 4);
}

#[test]
fn who_comes_from_a_story_draws_from_it() {
    let mut harness = window(vec![sample()], View::Compare, &[]);
    harness.set_size(egui::vec2(1280.0, 720.0));
    let corpus = session(&harness).corpus().expect("read").clone();
    let of_story = |harness: &Harness<'_, App>| -> Vec<String> {
        let story = session(harness).story().expect("a story is open");
        story.articles.iter().map(|id| corpus.article(*id).path.to_string()).collect()
    };
    let at = corpus.articles().iter().position(|article| article.path.contains("fleet-welcomed"));
    let open = [
        Command::ShowStory(at.map(|at| at as u32)),
        Command::Do(Action::CodeByHand),
        Command::AtDesk(DeskStep::Look(DeskPane::New)),
    ];
    send(&mut harness, open);
    assert!(shows(&harness, "18 articles of the story “Patrol boats meet trawlers"));
    let button = harness.get_by_label("Draw and code").rect();
    assert!(button.bottom() < 700.0, "it is seen without scrolling: {button}");
    click(&mut harness, "Draw and code");
    harness.run();
    let story = of_story(&harness);
    let is_of_story =
        |coding: &Coding| coding.units.iter().all(|unit| story.contains(&unit.article.path.to_string()));
    let title = coding(&harness).plan.story.clone();
    assert!(is_of_story(coding(&harness)) && title.is_some_and(|title| title.starts_with("Patrol boats")));
    // All articles are a choice, and it stays one.
    send(&mut harness, [Command::AtDesk(DeskStep::Look(DeskPane::New))]);
    click(&mut harness, "From: All articles");
    harness.run();
    assert!(shows(&harness, "36 articles that are open"));
    click(&mut harness, "Draw and code");
    harness.run();
    let second = &session(&harness).bench().coding.samples[1];
    assert!(second.plan.story.is_none() && !is_of_story(second));
    send(&mut harness, [Command::AtDesk(DeskStep::Look(DeskPane::Samples))]);
    assert!(shows(
        &harness,
        "from the story “Patrol boats meet trawlers off disputed islands” · drawn from all alike"
    ));
}

#[test]
fn results_are_a_key_away_and_say_why_there_is_no_number() {
    let mut harness = at_desk(plan());
    press(&mut harness, &[Key::N, Key::N, Key::R]);
    harness.run();
    assert_eq!(session(&harness).desk().pane, DeskPane::Results);
    assert!(shows(&harness, "Not defined: No unit was coded by two coders"));
    // Nobody said yes: there is no recall, and so no F1.
    assert!(shows(&harness, "Not defined: Nobody said yes to a unit") && !shows(&harness, "0.00"));
    press(&mut harness, &[Key::C]);
    assert_eq!(session(&harness).desk().pane, DeskPane::Code);
}

#[test]
fn what_is_undone_is_shown() {
    let mut harness = at_desk(plan());
    press(&mut harness, &[Key::N, Key::Y, Key::N]);
    assert_eq!(session(&harness).desk().unit, 3);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!((session(&harness).desk().unit, said(&harness).len()), (2, 2));
    press(&mut harness, &[Key::Escape]);
    assert_eq!(session(&harness).overlay(), Overlay::Coding, "Escape goes to the list first");
    send(&mut harness, [Command::DropSample(0), Command::Do(Action::Undo)]);
    assert_eq!(said(&harness).len(), 2, "answers come back with their sample");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(session(&harness).overlay(), Overlay::None);
}

#[test]
fn several_frames_are_one_step() {
    let mut harness = at_desk(plan());
    let frames = ["political", "economic", "security"].map(Arc::from).to_vec();
    send(&mut harness, [Command::AtDesk(DeskStep::Frames(frames))]);
    press(&mut harness, &[Key::Num2, Key::Num3, Key::Num3, Key::Enter, Key::N]);
    let first = ["0 Ada economic no", "0 Ada political no", "0 Ada security yes"];
    assert_eq!(said(&harness)[..3], first);
    assert_eq!(said(&harness).len(), 6);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(said(&harness), first);
}

#[test]
fn a_note_is_typed_without_its_letters_being_answers() {
    let mut harness = at_desk(plan());
    press(&mut harness, &[Key::T]);
    type_text(&mut harness, "Note on this answer", "yes and no");
    assert!(said(&harness).is_empty() && shows(&harness, "Kept together with your answer"));
    press(&mut harness, &[Key::Enter, Key::N]);
    assert_eq!(said(&harness), ["0 Ada economic no yes and no"]);
    press(&mut harness, &[Key::B, Key::T]);
    type_text(&mut harness, "Note on this answer", "!");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(session(&harness).desk().pane, DeskPane::Code, "Escape leaves the field alone");
    press(&mut harness, &[Key::Y]);
    assert_eq!(said(&harness), ["0 Ada economic yes yes and no!"]);
}

#[test]
fn a_note_stays_until_an_answer_counts() {
    let mut harness = at_desk(plan());
    press(&mut harness, &[Key::T]);
    type_text(&mut harness, "Note on this answer", "not sure");
    press(&mut harness, &[Key::Enter, Key::Delete]);
    assert!(said(&harness).is_empty() && shows(&harness, "Kept together with your answer"));
    let frames = ["political", "economic"].map(Arc::from).to_vec();
    send(&mut harness, [Command::AtDesk(DeskStep::Frames(frames)), Command::AtDesk(DeskStep::Unit(0))]);
    // There are two frames.
    press(&mut harness, &[Key::Num7]);
    assert!(said(&harness).is_empty() && shows(&harness, "Kept together with your answer"));
    press(&mut harness, &[Key::Num1]);
    assert_eq!(said(&harness), ["0 Ada economic yes not sure"]);
}

#[test]
fn blind_coders_see_no_outlet() {
    let outlets = |harness: &Harness<'_, App>| {
        let corpus = session(harness).corpus().expect("read");
        let known = corpus.outlets().iter().filter(|outlet| !outlet.name.is_empty());
        known.filter(|outlet| shows(harness, &outlet.name)).count()
    };
    assert_eq!(outlets(&at_desk(plan())), 0);
    assert_eq!(outlets(&at_desk(CodingPlan { is_blind: false, ..plan() })), 1);
}

#[test]
fn results_tell_agreement_and_how_hits_do() {
    let mut harness = at_desk(plan());
    let answers = |coder: &str, yes: &[u32]| {
        let key = |unit| JudgementKey { unit, coder: coder.into(), frame: "economic".into() };
        let said = (0..6).map(|unit| (key(unit), Some((yes.contains(&unit), String::new()))));
        Command::JudgeUnit { sample: 0, said: said.collect() }
    };
    send(&mut harness, [answers("Ada", &[0, 1, 2]), answers("Bo", &[0, 1])]);
    send(&mut harness, [Command::AtDesk(DeskStep::Look(DeskPane::Results))]);
    let words = "Dictionary hits: not validated on this corpus: only 6 sentences coded by 2 coders";
    assert!(shows(&harness, words));
    // Five of six alike; Do = 2/12, De = 2·5·7/(12·11), by hand.
    let (checked, _) = session(&harness).desk().checked();
    let agreement = &checked.expect("checked").agreement[0];
    let alpha = agreement.alpha.expect("a number");
    assert!((alpha - (1.0 - (2.0 / 12.0) / (70.0 / 132.0))).abs() < 1e-12, "{alpha}");
    assert!(shows(&harness, "Ada and Bo") && shows(&harness, "83%"));
    assert!(shows(&harness, "5, 1 undecided"));
    click(&mut harness, "Held against: Ada");
    assert!(!shows(&harness, "undecided"));
    click(&mut harness, "Copy as CSV");
    assert!(shows(&harness, "The table is copied"));
}

#[test]
fn each_frame_stands_for_itself() {
    let mut harness = at_desk(plan());
    let status = |harness: &Harness<'_, App>, frame: &str| {
        session(harness).standing().of_frame("policy-frames", frame).banner()
    };
    assert_eq!(status(&harness, "economic"), "not validated on this corpus");
    press(&mut harness, &[Key::N, Key::N]);
    let coded = "not validated on this corpus: only 2 sentences coded by 1 coder";
    assert_eq!(status(&harness, "economic"), coded);
    assert_eq!(status(&harness, "morality"), "not validated on this corpus");
}

#[test]
fn words_are_changed_as_text_and_mistakes_are_said() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    let shortcut = Modifiers { shift: true, ..Modifiers::COMMAND };
    harness.key_press_modifiers(shortcut, Key::L);
    harness.run();
    let own = |harness: &Harness<'_, App>| session(harness).bench().coding.codebooks.first().cloned();
    harness.get_by_label("Words, English").focus();
    harness.run();
    type_text(&mut harness, "Words, English", "\nflorin*\n***");
    assert!(shows(&harness, "has no letters to look for"));
    assert!(own(&harness).is_none(), "nothing is kept before it is meant");
    click(&mut harness, "Keep all but this line");
    let words = own(&harness).expect("changed").frames[0]
        .words_in(parallax::corpus::Language::from_code("en"))
        .to_vec();
    assert!(words.contains(&"florin*".to_owned()) && !words.contains(&"***".to_owned()));
    assert!(shows(&harness, "Comes with Parallax, changed by you"));
    click(&mut harness, "As it was shipped");
    assert!(own(&harness).is_none());
    harness.get_by_label("Take a word out").focus();
    harness.run();
    type_text(&mut harness, "Take a word out", "bank");
    press(&mut harness, &[Key::Enter]);
    assert!(shows(&harness, "Put back: bank"));
    let out: Vec<&str> =
        session(&harness).bench().coding.exclusions.of("policy-frames", "economic").collect();
    assert_eq!(out, ["bank"]);
    click(&mut harness, "Generic news frames");
    assert!(shows(&harness, "An instrument for human coders"));
}

#[test]
fn the_meaning_of_a_frame_is_changed_and_taken_back() {
    let mut harness = window(vec![sample()], View::Browse, &[]);
    send(&mut harness, [Command::Do(Action::ShowCodebooks)]);
    let own = |harness: &Harness<'_, App>| session(harness).bench().coding.codebooks.first().cloned();
    let frame = &shipped()[0].frames[0];
    let field = format!("Meaning of {}", frame.title);
    assert!(!shows(&harness, "Keep this meaning"));
    harness.get_by_label(&field).focus();
    harness.run();
    type_text(&mut harness, &field, " Fares count.");
    click(&mut harness, "Leave it");
    assert!(own(&harness).is_none() && !shows(&harness, "Keep this meaning"));
    harness.get_by_label(&field).focus();
    harness.run();
    type_text(&mut harness, &field, " Fares count.");
    assert!(own(&harness).is_none(), "nothing is kept before it is meant");
    click(&mut harness, "Keep this meaning");
    let changed = own(&harness).expect("changed").frames[0].definition.clone();
    assert!(changed.contains("Fares count.") && changed.len() > frame.definition.len(), "{changed}");
    let step = session(&harness).next_undo().expect("a step").to_owned();
    assert_eq!(step, format!("meaning of the frame “{}” changed", frame.title));
    // What is as it was shipped is no codebook of one's own.
    send(&mut harness, [Command::PutCodebook(Box::new(shipped()[0].clone()))]);
    assert!(own(&harness).is_none());
    send(&mut harness, [Command::Do(Action::Undo), Command::Do(Action::Undo)]);
    assert!(own(&harness).is_none() && !shows(&harness, "changed by you"));
}

#[test]
fn a_codebook_goes_out_and_comes_in_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("mine.toml");
    let mut harness = window(vec![sample()], View::Browse, &[]);
    send(&mut harness, [Command::Do(Action::ShowCodebooks)]);
    click(&mut harness, "Save as TOML…");
    assert_eq!(session(&harness).overlay(), Overlay::Path);
    send(&mut harness, [Command::SubmitPath(path.display().to_string())]);
    assert_eq!(session(&harness).overlay(), Overlay::Codebooks, "the sheet comes back");
    let text = std::fs::read_to_string(&path).expect("written");
    assert_eq!(parallax::framing::codebook::read("mine.toml", &text).expect("read").codebook, shipped()[0]);
    std::fs::write(&path, text.replace("id = \"policy-frames\"", "id = \"mine\"")).expect("written");
    send(
        &mut harness,
        [Command::Do(Action::ImportCodebook), Command::SubmitPath(path.display().to_string())],
    );
    assert_eq!(session(&harness).overlay(), Overlay::Codebooks);
    assert!(session(&harness).bench().coding.codebook("mine").is_some());
}
