//! The program is killed at any moment, again and again, and nothing older than two seconds is lost.
//!
//! This test binary starts itself as a child that works on a folder and says what it does; the parent kills it
//! without warning, looks at every file that is left, and starts again as a user would.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use parallax::project::{self, Change, Correction, Target};
use parallax::session::{Action, Answer, Ask, Command, Dialogs, Place, Session, dialogs::Waiting};

use super::projects::{Home, apply, key, open, query};

/// Set for the child: the home it works in.
const HOME: &str = "PARALLAX_KILL_TEST_HOME";
/// So often the program is killed.
const KILLS: u32 = 200;
/// So many children work side by side.
const SIDE_BY_SIDE: usize = 16;
/// A child lives at most so long.
const LIFE: u64 = 4_000;
/// What was done longer before the kill has to be there.
const MAY_BE_LOST: u128 = 2_000;
/// One edit in so many is a *Save as*.
const SAVE_AS: u32 = 12;

fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_millis()
}

/// The dialog answers with whatever path the child has just thought of.
struct Named(Arc<Mutex<PathBuf>>);

impl Dialogs for Named {
    fn ask(&self, _: &Ask) -> Waiting {
        let path = self.0.lock().expect("a name").clone();
        Box::new(move || Answer::Paths(vec![path]))
    }
}

/// The kinds of edits, each with a number that is found again in the work.
const KINDS: u32 = 4;

fn edit(session: &Session, number: u32) -> Command {
    let words = format!("edit {number}");
    match number % KINDS {
        0 => Command::AddSeries(query(&words)),
        1 => {
            let change = Change::Section(Some(words.into()));
            Command::Correct(vec![Correction { target: Target::Folder("norvia".into()), change }])
        }
        2 => Command::SetNote(key(session, number % 3), words),
        _ => Command::Go(Place { lit: Some(words.into()), ..session.place().clone() }),
    }
}

/// The highest number of each kind that is in the work.
fn found(session: &Session) -> [u32; KINDS as usize] {
    let number =
        |words: &str| words.strip_prefix("edit ").and_then(|number| number.parse().ok()).unwrap_or(0);
    let bench = session.bench();
    let sections = bench.corrections.list.iter().map(|correction| match &correction.change {
        Change::Section(Some(section)) => number(section),
        _ => 0,
    });
    [
        bench.series.iter().map(|series| number(&series.name)).max().unwrap_or(0),
        sections.max().unwrap_or(0),
        bench.remarks.by_article.values().map(|remark| number(&remark.note)).max().unwrap_or(0),
        session.place().lit.as_deref().map_or(0, number),
    ]
}

/// The child. Without its home it has nothing to do: only the test below calls it.
#[test]
fn the_child_works_until_it_is_killed() {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else { return };
    let woken = Arc::new((Mutex::new(0_u32), Condvar::new()));
    let wake = {
        let woken = Arc::clone(&woken);
        Arc::new(move || {
            *woken.0.lock().expect("wakes") += 1;
            woken.1.notify_all();
        })
    };
    let name = Arc::new(Mutex::new(PathBuf::new()));
    let mut session = Session::new(Home::places_in(&home), Box::new(Named(Arc::clone(&name))), wake);
    session.apply(Command::Open(vec![home.join("articles")]));
    let mut out = std::io::stdout();
    // The parent kills long before; should it be gone itself, its children end too.
    for number in 1..100_000_u32 {
        while session.corpus().is_none_or(|corpus| corpus.article_count() < 3) {
            turn(&mut session, &woken);
        }
        // As a person would: not before the last one is done.
        let last = name.lock().expect("a name").clone();
        let is_saved = number < SAVE_AS || session.project() == Some(&last);
        if number % SAVE_AS == 0 && (is_saved || last.as_os_str().is_empty()) {
            *name.lock().expect("a name") = home.join(format!("desk/work-{}.parallax", number / SAVE_AS % 5));
            session.apply(Command::Do(Action::SaveProjectAs));
        }
        let command = edit(&session, number);
        session.apply(command);
        if writeln!(out, "\nedit {number} {}", now()).and_then(|()| out.flush()).is_err() {
            return;
        }
        turn(&mut session, &woken);
    }
}

/// What a window does between two frames.
fn turn(session: &mut Session, woken: &(Mutex<u32>, Condvar)) {
    session.take_in();
    let guard = woken.0.lock().expect("wakes");
    let frame = Duration::from_millis(40);
    let (mut count, _) = woken.1.wait_timeout_while(guard, frame, |count| *count == 0).expect("wakes");
    *count = 0;
}

fn start(home: &Path) -> Child {
    Process::new(std::env::current_exe().expect("this binary"))
        .args(["--exact", "kill::the_child_works_until_it_is_killed", "--nocapture", "--test-threads=1"])
        .env(HOME, home)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a child")
}

/// One life: start, kill, look, start again.
fn live_and_die(life: Duration) {
    // A disk that other programs keep busy takes seconds for one write, and is not what is asked about.
    let home = Home::in_memory();
    std::fs::create_dir(home.path("desk")).expect("made");
    let mut child = start(&home.path(""));
    let mut out = child.stdout.take().expect("its words");
    std::thread::sleep(life);
    let killed = now();
    child.kill().expect("killed");
    child.wait().expect("gone");
    let mut said = String::new();
    out.read_to_string(&mut said).expect("its words");

    let mut certain = [0; KINDS as usize];
    for line in said.lines().filter_map(|line| line.strip_prefix("edit ")) {
        let Some((number, time)) = line.split_once(' ') else { continue };
        let (Ok(number), Ok(time)) = (number.parse::<u32>(), time.parse::<u128>()) else { continue };
        if time + MAY_BE_LOST <= killed {
            certain[(number % KINDS) as usize] = number;
        }
    }
    for folder in ["desk", "own/projects", "own/projects/before"] {
        for name in home
            .names(folder)
            .iter()
            .filter(|name| Path::new(name).extension().is_some_and(|e| e == "parallax"))
        {
            project::open(&home.path(folder).join(name)).unwrap_or_else(|problem| panic!("{problem}"));
        }
    }
    let mut next = home.session_answering("desk/next.parallax");
    open(&mut next, vec![home.path("articles")]);
    let back = found(&next);
    let is_there = back.iter().zip(&certain).all(|(back, certain)| back >= certain);
    assert!(is_there, "after {life:?}: back are {back:?}, certain were {certain:?}");
    // The next write of a project clears away what the cut-off one left.
    apply(&mut next, Command::Do(Action::SaveProjectAs));
    apply(&mut next, Command::AddSeries(query("after the kill")));
    let left: Vec<String> = home.names("desk").into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(home.names("articles").iter().all(|name| !name.starts_with('.')));
}

#[test]
fn nothing_older_than_two_seconds_is_lost_by_a_kill() {
    let next = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= KILLS {
                        return;
                    }
                    // The same moments in every run, in no order.
                    let spread = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
                    live_and_die(Duration::from_millis(spread % LIFE));
                }
            });
        }
    });
}
