//! How work ends without an answer, what lies over what, and what is let go when other articles are opened.

use std::sync::{Arc, Weak};

use parallax::corpus::{ArticleId, Corpus};
use parallax::framing::coding::CodingPlan;
use parallax::session::{
    Action, CodingFile, Command, DeskPane, DeskStep, NoDialogs, Overlay, Places, Role, Session, View, Weight,
    coding::Saying, standing_of,
};

use super::session::{apply, opened, query, sample};

/// A session over the sample whose look for stories runs and has said nothing yet.
fn relating() -> Session {
    let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
    session.apply(Command::Open(vec![sample()]));
    for _ in 0..9 {
        session.take_in();
        if session.is_relating() {
            break;
        }
    }
    assert!(session.is_relating() && session.stories().is_none());
    session
}

fn settled(mut session: Session) -> Session {
    for _ in 0..20 {
        session.take_in();
    }
    session
}

fn available(action: Action, session: &Session) -> bool {
    action.available(session).is_ok()
}

#[test]
fn a_look_for_stories_that_was_stopped_says_so_and_is_tried_again() {
    let mut session = relating();
    assert!(available(Action::StopAll, &session));
    session.apply(Command::Do(Action::StopAll));
    let mut session = settled(session);
    assert!(!session.is_relating() && session.stories().is_none());
    assert_eq!(session.stories_problem().expect("told").text, "You stopped this before its end");
    apply(&mut session, Command::Show(View::Compare));
    assert!(session.stories_problem().is_some(), "it is not begun again by itself");
    assert!(session.has_failed() && available(Action::TryAgain, &session));
    apply(&mut session, Command::Do(Action::TryAgain));
    assert!(session.stories().is_some() && session.stories_problem().is_none() && !session.has_failed());
}

#[test]
fn what_was_stopped_is_asked_once_more() {
    let mut session = opened();
    apply(&mut session, Command::Show(View::Browse));
    let before = session.results().listing().expect("listed").order.len();
    session.apply(Command::SetFilter(parallax::query::Filter::parse("lang:ru").expect("a filter")));
    session.take_in();
    session.apply(Command::Do(Action::StopAll));
    assert!(session.results().problem(Role::Listing).is_some());
    apply(&mut session, Command::Do(Action::TryAgain));
    assert!(session.results().listing().expect("listed").order.len() < before);
}

/// A session with a sample of the sample on the desk.
fn coding() -> Session {
    let mut session = opened();
    apply(&mut session, Command::Do(Action::CodeByHand));
    let plan = CodingPlan { size: 6, seed: 7, ..CodingPlan::default() };
    apply(&mut session, Command::DrawSample(Box::new(plan)));
    apply(&mut session, Command::AtDesk(DeskStep::Coder("Ada".into())));
    session
}

#[test]
fn what_comes_out_of_a_codebook_that_is_gone_is_said() {
    let mut session = coding();
    let mut own = session.bench().coding.codebook("policy-frames").expect("shipped").clone();
    own.id = "quay".into();
    apply(&mut session, Command::PutCodebook(Box::new(own)));
    let plan = CodingPlan { codebook: "quay".into(), size: 6, ..CodingPlan::default() };
    apply(&mut session, Command::DrawSample(Box::new(plan)));
    apply(&mut session, Command::AtDesk(DeskStep::Look(DeskPane::Results)));
    assert!(session.desk().checked().0.is_some());
    apply(&mut session, Command::ForgetCodebook("quay".into()));
    assert!(!session.desk().checked().1, "nothing is on its way");
    let problem = session.desk().problem().expect("told");
    assert!(problem.text.starts_with("This codebook is not there any more"), "{problem}");
    assert!(available(Action::TryAgain, &session));
    apply(&mut session, Command::Do(Action::Undo));
    assert!(session.desk().problem().is_none() && session.desk().checked().0.is_some());
}

#[test]
fn nothing_of_a_folder_that_was_left_is_held() {
    let mut session = opened();
    let cable = session.corpus().expect("read").articles().iter();
    let cable = cable.enumerate().find(|(_, one)| one.path.contains("cable-to-islands-fails"));
    let cable = cable.expect("there").0 as ArticleId;
    apply(&mut session, Command::ShowStory(Some(cable)));
    assert!(session.glance().is_some());
    apply(&mut session, Command::AddSeries(query("island*")));
    apply(&mut session, Command::Show(View::Frequency));
    apply(&mut session, Command::Do(Action::SaveLines));
    assert_eq!(session.overlay(), Overlay::Path);
    let held: Vec<Weak<Corpus>> = vec![Arc::downgrade(session.corpus().expect("read"))];
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("one.txt"), "Quay stays open\n\nThe quay stays open on Sunday.\n")
        .expect("written");
    session.apply(Command::Open(vec![folder.path().to_path_buf()]));
    assert!(held.iter().all(|corpus| corpus.upgrade().is_none()), "before the next is read");
    // What was to be saved went with it.
    let mut session = settled(session);
    let path = folder.path().join("lines.csv");
    session.apply(Command::SubmitPath(path.display().to_string()));
    let session = settled(session);
    let told = session.notices().all().last().expect("told");
    assert!(told.weight == Weight::Problem && told.text.starts_with("What was to be saved"), "{}", told.text);
    assert!(!path.exists());
}

#[test]
fn work_on_articles_does_not_run_on_into_the_next_folder() {
    let mut session = relating();
    session.apply(Command::DrawSample(Box::default()));
    session.apply(Command::Open(vec![sample()]));
    let kinds: Vec<_> = session.jobs().map(|job| job.kind.title()).collect();
    assert!(!kinds.contains(&"Looking for stories") && !kinds.contains(&"Naming articles"), "{kinds:?}");
    let session = settled(session);
    assert!(session.bench().coding.samples.is_empty());
    assert!(session.notices().all().iter().any(|notice| notice.text.contains("Do it again")));
    assert!(session.stories().is_some(), "looked for anew");
}

#[test]
fn the_coding_room_does_not_come_back_over_other_articles() {
    let mut session = coding();
    apply(&mut session, Command::Do(Action::Help));
    assert_eq!((session.overlay(), session.below()), (Overlay::Help, Overlay::Coding));
    apply(&mut session, Command::Do(Action::ShowCodebooks));
    assert_eq!((session.overlay(), session.below()), (Overlay::Codebooks, Overlay::Coding));
    apply(&mut session, Command::Do(Action::ImportCodebook));
    assert_eq!((session.overlay(), session.below()), (Overlay::Path, Overlay::Codebooks));
    assert!(session.lies_over(Overlay::Coding), "the room stays in sight below both");
    for shown in [Overlay::Codebooks, Overlay::Coding] {
        apply(&mut session, Command::Do(Action::CloseOverlay));
        assert_eq!(session.overlay(), shown);
    }
    apply(&mut session, Command::Do(Action::Help));
    apply(&mut session, Command::Open(vec![sample()]));
    apply(&mut session, Command::Do(Action::Help));
    apply(&mut session, Command::Do(Action::CloseOverlay));
    assert_eq!((session.overlay(), session.below()), (Overlay::None, Overlay::None));
}

#[test]
fn tables_of_coding_are_saved_and_copied_as_other_tables_are() {
    let mut session = coding();
    let folder = tempfile::tempdir().expect("a folder");
    let save = |session: &mut Session, file: CodingFile, name: &str| {
        apply(session, Command::SaveCoding(file));
        apply(session, Command::SubmitPath(folder.path().join(name).display().to_string()));
    };
    save(&mut session, CodingFile::Words("policy-frames".into()), "Results 1.2");
    let bytes = std::fs::read(folder.path().join("Results 1.2.csv")).expect("saved under its ending");
    assert!(bytes.starts_with("\u{FEFF}frame,language,word,kind\r\n".as_bytes()));
    assert_eq!(session.overlay(), Overlay::Coding);
    // What went out comes in again, mark and all.
    let path = folder.path().join("Results 1.2.csv");
    let codebook = parallax::project::read_codebook(&path).expect("read").codebook;
    let shipped = session.bench().coding.codebook("policy-frames").expect("shipped");
    assert_eq!(codebook.frames.len(), shipped.frames.iter().filter(|one| !one.words.is_empty()).count());

    save(&mut session, CodingFile::Codebook("policy-frames".into()), "whole");
    assert!(folder.path().join("whole.toml").exists());
    apply(&mut session, Command::CopyCoding(CodingFile::Words("policy-frames".into())));
    let copied = session.take_effects().into_iter().find_map(|effect| match effect {
        parallax::session::Effect::CopyText(text) => Some(text),
        _ => None,
    });
    assert!(copied.expect("copied").starts_with("frame\tlanguage\tword\tkind\n"));
}

#[test]
fn how_far_coders_are_is_known_at_once_and_follows_what_is_undone() {
    let mut session = coding();
    let frame = session.desk().frames[0].clone();
    let reached = |session: &Session| {
        let counts = session.desk_counts().expect("a sample");
        let ada = (counts.units_of("Ada"), counts.answered("Ada", &frame));
        assert_eq!(session.coded(0), session.desk_counts());
        assert_eq!(**session.standing(), standing_of(&session.bench().coding));
        (ada, counts.coders().count(), session.desk_progress().done)
    };
    assert_eq!(reached(&session), ((0, 0), 0, 0));
    let say = |saying| Command::AtDesk(DeskStep::Say(saying, String::new()));
    for _ in 0..3 {
        session.apply(say(Saying::No));
    }
    assert_eq!(reached(&session), ((3, 3), 1, 3), "before anything is taken in");
    session.apply(Command::Do(Action::Undo));
    assert_eq!(reached(&session), ((2, 2), 1, 2));
    session.apply(Command::AtDesk(DeskStep::Coder("Bo".into())));
    session.apply(say(Saying::Yes(0)));
    assert_eq!(reached(&session), ((2, 2), 2, 1));
    session.apply(Command::DropSample(0));
    assert_eq!((session.desk_counts(), session.desk_progress().done), (None, 0));
    session.apply(Command::Do(Action::Undo));
    session.apply(Command::AtDesk(DeskStep::Take(0, DeskPane::Code)));
    assert_eq!(reached(&session), ((2, 2), 2, 1));
}

#[test]
fn what_is_weighed_is_known_and_so_is_why_it_cannot_be() {
    let mut session = opened();
    apply(&mut session, Command::Do(Action::CodeByHand));
    apply(&mut session, Command::AtDesk(DeskStep::Look(DeskPane::New)));
    assert_eq!(session.desk().weighed(), ("", false));
    apply(&mut session, Command::AtDesk(DeskStep::Weigh("policy-frames".into(), false)));
    assert_eq!(session.desk().weighed(), ("policy-frames", false));
    assert!(session.desk().shares("policy-frames").is_some() && session.desk().problem().is_none());
    apply(&mut session, Command::AtDesk(DeskStep::Weigh("quay".into(), false)));
    assert_eq!(session.desk().weighed(), ("quay", false));
    assert!(session.desk().problem().is_some() && session.desk().shares("quay").is_none());
}
