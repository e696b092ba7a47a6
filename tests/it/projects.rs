//! Project files, and a session's work that comes back as it was.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parallax::analysis::{
    Bin, Boundary, Counting, GroupKey, Grouping, KeynessMeasure, LineSort, ListColumn, Measure,
    NeighbourOrder, NeighbourSettings, PhraseOrder, PhraseSettings, Reach, Sample, SortKey,
};
use parallax::framing::hedges::{HedgeSettings, WordList};
use parallax::framing::labels::{Edit, LabelKey};
use parallax::framing::stories::StorySettings;
use parallax::framing::voices::sides::Sides;
use parallax::project::file::{self, Unreadable};
use parallax::project::{self, ArticleKey, Change, Correction, LineSpot, Target};
use parallax::query::{Filter, Query};
use parallax::session::{
    Action, Answer, Ask, Command, Dialogs, FigureTitle, Lens, LineLayout, LineText, MarkedOnly, NoDialogs,
    Overlay, PhraseLayout, Pick, Place, Places, Select, Session, StoryEdit, TellingChoices, View, Weight,
    Which, WordChoices, dialogs::Waiting,
};

mod coding;
mod every_command;
mod fields;
mod hostile;
mod numbers;
mod openings;
mod put_right;
mod recipes;

/// The program's own folders and a folder of articles, gone with the test.
pub struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    /// A home with three invented articles.
    pub fn new() -> Self {
        Self::within(&std::env::temp_dir())
    }

    /// The same in memory, where the system offers that: what is asked there does not wait for a disk.
    pub fn in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() { Self::within(memory) } else { Self::new() }
    }

    fn within(folder: &Path) -> Self {
        let home = Self { folder: tempfile::tempdir_in(folder).expect("a folder") };
        home.lay("articles", &ARTICLES);
        home
    }

    /// A path within.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes articles into a folder.
    pub fn lay(&self, folder: &str, articles: &[(&str, &str)]) {
        for (name, text) in articles {
            let path = self.path(folder).join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
    }

    /// Where the program keeps its own files.
    pub fn places(&self) -> Places {
        Self::places_in(self.folder.path())
    }

    /// The same, of a home by its path.
    pub fn places_in(home: &Path) -> Places {
        Places {
            settings: Some(home.join("own/settings.json")),
            data: Some(home.join("own")),
            projects: Some(home.join("own/projects")),
        }
    }

    /// A session of this home, nothing open.
    pub fn session(&self) -> Session {
        Session::inline(self.places(), Box::new(NoDialogs))
    }

    /// A session of this home whose dialogs all answer with one path.
    pub fn session_answering(&self, path: &str) -> Session {
        Session::inline(self.places(), Box::new(Answers(self.path(path))))
    }

    /// A session with these open.
    pub fn opened(&self, names: &[&str]) -> Session {
        let mut session = self.session();
        open(&mut session, names.iter().map(|name| self.path(name)).collect());
        session
    }

    /// Names of the files in a folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

pub const ARTICLES: [(&str, &str); 3] = [
    (
        "norvia/homecoming.txt",
        "The Norvia Daily\n\nThe homecoming of the Halcyon Islands\n\nMay 2, 2024\n\nThe islands are ours, the minister said. The homecoming begins on Monday with a cable to the islands.\n\nBoats went out from Port Ansel in the morning.\n",
    ),
    (
        "sarenia/provocation.txt",
        "Channel Sarenia\n\nA provocation in the Northern Arc\n\nMay 3, 2024\n\nThe Northern Arc is and stays ours. Two boats and one cable are a provocation, a spokesman said.\n\nNobody on the islands was asked.\n",
    ),
    (
        "elsin/quarrel.txt",
        "The Elsin Packet\n\nTwo countries and a quarrel\n\nMay 4, 2024\n\nBoth sent boats, and nobody asked the islands. The quarrel is over a cable, says the harbour master.\n",
    ),
];

struct Answers(PathBuf);

impl Dialogs for Answers {
    fn ask(&self, _: &Ask) -> Waiting {
        let path = self.0.clone();
        Box::new(move || Answer::Paths(vec![path]))
    }
}

pub fn query(text: &str) -> Query {
    Query::parse(text).expect("a query")
}

/// Applies and takes in until nothing more comes: jobs run where they are started.
pub fn apply(session: &mut Session, command: Command) {
    session.apply(command);
    settle(session);
}

pub fn settle(session: &mut Session) {
    for _ in 0..12 {
        session.take_in();
    }
    assert_eq!(session.jobs().count(), 0, "all jobs have ended");
}

pub fn open(session: &mut Session, paths: Vec<PathBuf>) {
    apply(session, Command::Open(paths));
}

/// What the user would see change: what is laid out, where they are, and the figure there.
pub fn picture(session: &Session) -> String {
    let figure = session.figure().map(|figure| format!("{figure:?}"));
    let outlets = session.corpus().map_or(&[][..], |corpus| corpus.outlets());
    let inks: Vec<_> = outlets.iter().map(|outlet| (&outlet.name, session.ink_of(&outlet.name))).collect();
    let (bench, place, mode) = (session.bench(), session.place(), session.reader_mode());
    let layers = session.reader_layers();
    format!("{bench:#?}\n{place:#?}\n{mode:?}\n{layers:?}\n{figure:?}\n{inks:?}")
}

pub fn told(session: &Session, words: &str) -> bool {
    session.notices().all().iter().any(|notice| notice.text.contains(words))
}

pub fn key(session: &Session, article: u32) -> ArticleKey {
    ArticleKey::of(session.corpus().expect("read").article(article))
}

#[test]
fn a_project_of_each_version_is_read_and_written_without_a_change() {
    for version in 1..=file::NEWEST {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/projects/v{version}.parallax"));
        let opened = project::open(&path).expect("opened");
        assert_eq!(opened.said.corrections.list.len(), 10);
        assert_eq!(opened.said.book.groups.len(), 1);
        assert_eq!(opened.said.remarks.by_article.len(), 1);
        assert_eq!(opened.filter.to_string(), "lang:en -opinion:yes");
        assert_eq!(opened.missing.len(), 1);
        assert_eq!(opened.left_out.len(), 1);
        assert_eq!(opened.file.unknown.len(), 1, "a key of a later version is kept");
        let again = file::read(&file::write(&opened.file)).expect("read again");
        assert_eq!(again, opened.file);
    }
}

#[test]
fn the_kept_project_comes_back_through_a_session_as_it_was_written() {
    let home = Home::new();
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/projects/v1.parallax");
    fs::copy(&kept, home.path("isles.parallax")).expect("copied");
    let mut session = home.opened(&["isles.parallax"]);
    assert_eq!(session.title(), "isles");
    assert_eq!(session.place().lens, Lens::OverTime);
    assert_eq!(session.bench().series.len(), 2);
    assert!(told(&session, "radio"), "what is left out is told");
    // Any change writes the project again.
    apply(&mut session, Command::SetSearch(Some(query("boats"))));
    let before = project::open(&kept).expect("kept").file;
    let mut after = project::open(&home.path("isles.parallax")).expect("written").file;
    assert_eq!(after.work.search.as_deref(), Some("boats"));
    after.work.search.clone_from(&before.work.search);
    assert_eq!(after.corrections, before.corrections);
    assert_eq!(after.outlets, before.outlets);
    assert_eq!(after.groups, before.groups);
    assert_eq!(after.remarks, before.remarks);
    assert_eq!(after.subsets, before.subsets);
    assert_eq!(after.work, before.work, "what is not there at the moment stays chosen");
    assert_eq!(after.layout, before.layout);
    assert_eq!(after.unknown, before.unknown);
    assert_eq!(after.roots.len(), 2);
    assert_eq!(after.place.lens, before.place.lens);
}
