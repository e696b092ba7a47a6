//! Reading again only what changed: the same as reading everything afresh, whatever became of the files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parallax::corpus::{Article, Corpus};
use parallax::ingest::again::{Decided, Differs, Look, Manifest, News, TakenIn};
use parallax::ingest::{OwnFile, ReadReport, ReadSettings};
use parallax::problem::Problem;
use parallax::task::Task;
use proptest::prelude::*;

fn read(roots: &[PathBuf]) -> (Manifest, Vec<Arc<Article>>, ReadReport) {
    let mut report = ReadReport::default();
    let read =
        Manifest::read(roots, &ReadSettings::default(), &Task::none(), &mut report, &mut |_| {}).unwrap();
    (read.0, read.1, report)
}

fn look(manifest: &Manifest, before: &Differs) -> Look {
    manifest.look(before, &Decided::new(), &BTreeSet::new(), &Task::none()).unwrap()
}

/// Two looks: what stands still is taken in.
fn follow(manifest: &Manifest, decided: &Decided) -> TakenIn {
    let first = manifest.look(&Differs::new(), decided, &BTreeSet::new(), &Task::none()).unwrap();
    let second = manifest.look(&first.differs, decided, &BTreeSet::new(), &Task::none()).unwrap();
    assert_eq!(second.waiting, 0);
    manifest.take_in(&second, &Task::none()).unwrap()
}

fn sorted(report: ReadReport) -> Vec<Problem> {
    report.problems.into_sorted()
}

fn text(n: usize) -> String {
    let quays = "quay ".repeat(n % 40 + 1);
    format!(
        "Harbour {n} closed\n\nBy Ada Brink\n\n3 May 2024\n\nThe harbour number {n} has been closed since Monday, when the ice broke two of its piers and the {quays}lay bare.\n\nFollow our coverage of the islands on Saturdays.\n"
    )
}

/// A page of an article of two.
fn page(number: usize, n: usize) -> String {
    let quays = "quay ".repeat(n % 40 + 1);
    format!(
        "The night on the quay\n\nBy Ada Brink\n\n3 May 2024\n\nThe lamp number {n} of page {number} went out on Monday, when the ice broke two of its panes and the {quays}lay dark.\n\nNobody asked for lamp {n} before the winter was over, and nobody on page {number} could say why.\n\nPage {number} of 2\n"
    )
}

fn table(n: usize) -> String {
    let mut all = String::from("headline,date,outlet,body\n");
    for row in 0..=n % 5 {
        all.push_str(&format!(
            "Ferry {row} of {n} sails,2024-05-03,Norvia Post,\"The ferry number {row} of {n} sailed on Monday after the ice had gone.{}\"\n",
            " Again.".repeat(n)
        ));
    }
    all
}

fn archive(n: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for member in 0..=n % 3 {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("in/{member}.txt"), options).unwrap();
        zip.write_all(text(n * 7 + member).as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A change of a folder; what it is about is chosen by number among what is there.
#[derive(Debug, Clone)]
enum Step {
    Write(u8, u8),
    Alter(u8),
    Touch(u8),
    Remove(u8),
    Rename(u8, u8, u8),
    MoveFolder(u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (any::<u8>(), any::<u8>()).prop_map(|(folder, name)| Step::Write(folder, name)),
        3 => any::<u8>().prop_map(Step::Alter),
        1 => any::<u8>().prop_map(Step::Touch),
        2 => any::<u8>().prop_map(Step::Remove),
        2 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(a, b, c)| Step::Rename(a, b, c)),
        1 => any::<u8>().prop_map(Step::MoveFolder),
    ]
}

const FOLDERS: [&str; 5] = ["", "norvia", "norvia/may", "radio", "page_files"];
const NAMES: [&str; 14] = [
    "night-1.txt",
    "night-2.txt",
    "a.txt",
    "b 2.txt",
    "b 10.txt",
    "c.csv",
    "d.zip",
    "page.html",
    "e.json",
    ".hidden.txt",
    "README.md",
    "picture.png",
    "empty.txt",
    "f.csv",
];

fn content(name: &str, n: usize) -> Vec<u8> {
    match name.rsplit('.').next().unwrap_or_default() {
        "csv" => table(n).into_bytes(),
        "zip" => archive(n),
        "html" => format!(
            "<html><head><title>Mole {n} built</title></head><body><h1>Mole {n} built</h1><p>The mole number {n} was built in May.{}</p></body></html>",
            " It is long.".repeat(n)
        )
        .into_bytes(),
        "json" => format!(
            "[{{\"title\":\"Pier {n}\",\"text\":\"The pier number {n} was painted on Monday{}.\"}}]",
            " again".repeat(n)
        )
        .into_bytes(),
        _ if name.starts_with("empty") => Vec::new(),
        _ if name.starts_with("night-1") => page(1, n).into_bytes(),
        _ if name.starts_with("night-2") => page(2, n).into_bytes(),
        _ => text(n).into_bytes(),
    }
}

/// All files below a folder.
fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

fn one_of(root: &Path, which: u8) -> Option<PathBuf> {
    let all = files(root);
    (!all.is_empty()).then(|| all[usize::from(which) % all.len()].clone())
}

/// No two contents have one length: a disk may not tell two moments apart.
fn apply(root: &Path, step: &Step, count: &mut usize) {
    *count += 1;
    let place = |folder: u8, name: u8| {
        let folder = root.join(FOLDERS[usize::from(folder) % FOLDERS.len()]);
        fs::create_dir_all(&folder).unwrap();
        folder.join(NAMES[usize::from(name) % NAMES.len()])
    };
    let name_of = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    match step {
        Step::Write(folder, name) => {
            let path = place(*folder, *name);
            fs::write(&path, content(&name_of(&path), *count)).unwrap();
        }
        Step::Alter(which) => {
            if let Some(path) = one_of(root, *which) {
                fs::write(&path, content(&name_of(&path), *count)).unwrap();
            }
        }
        Step::Touch(which) => {
            if let Some(path) = one_of(root, *which) {
                let file = fs::File::options().append(true).open(path).unwrap();
                file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(*count as u64))
                    .unwrap();
            }
        }
        Step::Remove(which) => {
            if let Some(path) = one_of(root, *which) {
                fs::remove_file(path).unwrap();
            }
        }
        Step::Rename(which, folder, name) => {
            if let Some(path) = one_of(root, *which) {
                fs::rename(path, place(*folder, *name)).unwrap();
            }
        }
        Step::MoveFolder(to) => {
            let to = root.join(format!("moved {}", to % 3));
            if root.join("norvia").is_dir() && !to.exists() {
                fs::rename(root.join("norvia"), to).unwrap();
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn what_was_followed_is_what_reading_afresh_gives(
        rounds in prop::collection::vec(prop::collection::vec(step(), 0..6), 1..6),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (root, other) = (folder.path().join("press"), folder.path().join("other"));
        for (at, root) in [&root, &other].into_iter().enumerate() {
            fs::create_dir(root).unwrap();
            for name in 0..6 {
                fs::write(root.join(format!("first {name}.txt")), text(name + 10 * at)).unwrap();
            }
            for number in 1..=2 {
                fs::write(root.join(format!("night-{number}.txt")), page(number, 30 + 10 * at + number)).unwrap();
            }
        }
        let roots = [root, other];
        let (mut manifest, articles, _) = read(&roots);
        let mut corpus = Corpus::build(articles, &Task::none()).unwrap();
        let mut count = 100;
        for steps in rounds {
            for (at, step) in steps.iter().enumerate() {
                apply(&roots[usize::from(at % 4 == 3)], step, &mut count);
            }
            // Whoever empties a folder is asked; here the answer is yes.
            let decided: Decided = roots.iter().cloned().collect();
            let before: Vec<Arc<Article>> = corpus.articles().to_vec();
            let taken = follow(&manifest, &decided);
            let (_, afresh, report) = read(&roots);
            prop_assert_eq!(&taken.articles, &afresh);
            let now = taken.manifest.report();
            prop_assert_eq!(&now.shapes, &report.shapes);
            prop_assert_eq!(sorted(now), sorted(report));
            corpus = corpus.rebuilt(taken.articles, &Task::none()).unwrap();
            let built = Corpus::build(afresh, &Task::none()).unwrap();
            prop_assert!(corpus == built, "the corpus is that of reading afresh");
            let mut met = BTreeSet::new();
            for (id, article) in (0..).zip(&before) {
                let now = taken.numbers.of(id);
                let is_page = |now: u32| !corpus.articles()[now as usize].pages.is_empty();
                let is_new = now.is_none_or(|now| met.insert(now) || is_page(now));
                prop_assert!(is_new, "no two articles become one but pages");
                if let Some(same) = taken.numbers.of_same_text(id) {
                    prop_assert_eq!(&corpus.article(same).raw, &article.raw);
                }
            }
            let News { new, removed, .. } = &taken.news;
            prop_assert_eq!(before.len() + new.len(), corpus.article_count() as usize + removed.len());
            manifest = taken.manifest;
            let quiet = follow(&manifest, &decided);
            prop_assert!(quiet.news.is_empty() && quiet.numbers.are_same());
        }
    }
}

/// A folder with three articles, read.
fn three() -> (tempfile::TempDir, PathBuf, Manifest, Vec<Arc<Article>>) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("press");
    fs::create_dir(&root).unwrap();
    for name in 1..=3 {
        fs::write(root.join(format!("{name}.txt")), text(name)).unwrap();
    }
    let (manifest, articles, _) = read(std::slice::from_ref(&root));
    (folder, root, manifest, articles)
}

/// A page changes, goes and comes: the article it is part of does.
#[test]
fn pages_are_followed() {
    let (_folder, root, manifest, _) = three();
    let paths = |list: &[Arc<str>]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    let put = |number: usize, n: usize| {
        fs::write(root.join(format!("night-{number}.txt")), page(number, n)).unwrap();
    };
    let check = |manifest: &Manifest, news: [&[&str]; 3], files: usize, numbers: &[Option<u32>]| {
        let taken = follow(manifest, &Decided::new());
        let told = [&taken.news.new, &taken.news.changed, &taken.news.removed].map(|list| paths(list));
        assert_eq!(told, news.map(|list| list.iter().map(ToString::to_string).collect::<Vec<_>>()));
        assert_eq!(taken.articles, read(std::slice::from_ref(&root)).1);
        assert_eq!(taken.articles.last().unwrap().files().count(), files);
        let now: Vec<Option<u32>> = (0..numbers.len() as u32).map(|id| taken.numbers.of(id)).collect();
        assert_eq!(now, numbers);
        taken.manifest
    };
    let same = [Some(0), Some(1), Some(2)];
    put(2, 7);
    let manifest = check(&manifest, [&["night-2.txt"], &[], &[]], 1, &same);
    // The first page comes: what was read of the second goes on in the article of both.
    put(1, 8);
    let all = [Some(0), Some(1), Some(2), Some(3)];
    let manifest = check(&manifest, [&[], &["night-1.txt"], &[]], 2, &all);
    put(2, 9);
    let manifest = check(&manifest, [&[], &["night-1.txt"], &[]], 2, &all);
    fs::remove_file(root.join("night-1.txt")).unwrap();
    let manifest = check(&manifest, [&[], &["night-2.txt"], &[]], 1, &all);
    assert!(look(&manifest, &Differs::new()).differs.is_empty());
}

#[test]
fn only_what_changed_is_read_and_told() {
    let (_folder, root, manifest, articles) = three();
    fs::write(root.join("0.txt"), text(30)).unwrap();
    fs::write(root.join("2.txt"), text(31)).unwrap();
    fs::rename(root.join("3.txt"), root.join("4.txt")).unwrap();
    fs::remove_file(root.join("1.txt")).unwrap();
    let taken = follow(&manifest, &Decided::new());
    let paths = |list: &[Arc<str>]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(paths(&taken.news.new), ["0.txt"]);
    assert_eq!(paths(&taken.news.changed), ["2.txt"]);
    assert_eq!(paths(&taken.news.removed), ["1.txt"]);
    assert_eq!(taken.news.moved, [("3.txt".into(), "4.txt".into())]);
    let now: Vec<Option<u32>> = (0..3).map(|id| taken.numbers.of(id)).collect();
    assert_eq!(now, [None, Some(1), Some(2)]);
    assert_eq!((taken.numbers.of_same_text(1), taken.numbers.of_same_text(2)), (None, Some(2)));

    // Nothing of a file that stayed is read: its articles are the same values.
    let (_folder, root, manifest, articles_of_three) = three();
    drop(articles);
    fs::write(root.join("0.txt"), text(30)).unwrap();
    let taken = follow(&manifest, &Decided::new());
    let shared = taken.articles.iter().skip(1).zip(&articles_of_three);
    assert_eq!(shared.filter(|(now, before)| Arc::ptr_eq(&now.raw, &before.raw)).count(), 3);
}

#[test]
fn what_is_still_being_written_waits() {
    let (_folder, root, manifest, _) = three();
    let path = root.join("9.txt");
    let mut before = Differs::new();
    for part in 1..4 {
        fs::write(&path, text(9).repeat(part)).unwrap();
        let now = look(&manifest, &before);
        assert_eq!((now.waiting, now.is_news), (1, false), "part {part}");
        before = now.differs;
    }
    let still = look(&manifest, &before);
    assert_eq!((still.waiting, still.is_news), (0, true));
    let taken = manifest.take_in(&still, &Task::none()).unwrap();
    assert_eq!(taken.articles.len(), 4);
}

#[test]
fn a_folder_that_is_away_keeps_its_articles_and_comes_back() {
    let (folder, root, manifest, articles) = three();
    let elsewhere = folder.path().join("unplugged");
    fs::rename(&root, &elsewhere).unwrap();
    let gone = look(&manifest, &Differs::new());
    assert_eq!(gone.lost.iter().map(|lost| (lost.articles, lost.is_empty)).collect::<Vec<_>>(), [(3, false)]);
    assert!(!gone.is_news && gone.waiting == 0 && gone.differs.is_empty());

    // The mount point of a drive that is away lies there empty.
    fs::create_dir(&root).unwrap();
    let emptied = look(&manifest, &Differs::new());
    assert_eq!(
        emptied.lost.iter().map(|lost| (lost.articles, lost.is_empty)).collect::<Vec<_>>(),
        [(3, true)]
    );
    assert!(!emptied.is_news && emptied.differs.is_empty());
    assert_eq!(manifest.take_in(&emptied, &Task::none()).unwrap().articles, articles);

    // The user says that they are to go.
    let decided = Decided::from([root.clone()]);
    let gone = manifest.look(&Differs::new(), &decided, &BTreeSet::new(), &Task::none()).unwrap();
    assert!(gone.is_news && gone.waiting == 0, "one look does");
    let taken = follow(&manifest, &Decided::from([root.clone()]));
    assert_eq!((taken.articles.len(), taken.news.removed.len()), (0, 3));

    // Back with something more.
    fs::remove_dir(&root).unwrap();
    fs::write(elsewhere.join("0.txt"), text(50)).unwrap();
    fs::rename(&elsewhere, &root).unwrap();
    let taken = follow(&manifest, &Decided::new());
    assert_eq!((taken.articles.len(), taken.news.new.len(), taken.news.changed.len()), (4, 1, 0));
}

#[test]
fn of_two_folders_one_may_be_away_while_the_other_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let roots = [folder.path().join("press"), folder.path().join("radio")];
    for (at, root) in roots.iter().enumerate() {
        fs::create_dir(root).unwrap();
        fs::write(root.join("1.txt"), text(at)).unwrap();
        fs::write(root.join(".secret"), "x").unwrap();
    }
    let (manifest, _, _) = read(&roots);
    let elsewhere = folder.path().join("unplugged");
    fs::rename(&roots[0], &elsewhere).unwrap();
    fs::write(roots[1].join("2.txt"), text(7)).unwrap();
    let taken = follow(&manifest, &Decided::new());
    let paths: Vec<&str> = taken.articles.iter().map(|article| &*article.path).collect();
    assert_eq!(paths, ["press/1.txt", "radio/1.txt", "radio/2.txt"]);
    assert_eq!(taken.manifest.report().problems.list().len(), 2, "what was passed over is still told");
    fs::rename(&elsewhere, &roots[0]).unwrap();
    let taken = follow(&taken.manifest, &Decided::new());
    let (_, afresh, report) = read(&roots);
    assert_eq!(taken.articles, afresh);
    assert_eq!(sorted(taken.manifest.report()), sorted(report));
}

#[test]
fn what_the_program_saved_into_the_folder_is_passed_over() {
    let (_folder, root, manifest, _) = three();
    let saved = root.join("corpus.csv");
    fs::write(&saved, table(3)).unwrap();
    let own = BTreeSet::from([OwnFile::at(&saved).unwrap()]);
    let look =
        |manifest: &Manifest| manifest.look(&Differs::new(), &Decided::new(), &own, &Task::none()).unwrap();
    let now = look(&manifest);
    assert_eq!((now.waiting, now.differs.len()), (0, 0));
    assert!(manifest.passes_over_else(&now));
    let manifest = manifest.passing_over(&now);
    assert!(!manifest.passes_over_else(&look(&manifest)));
    let told = sorted(manifest.report());
    assert!(told.iter().any(|problem| problem.text.starts_with("Parallax saved it here")), "{told:?}");

    // Another file under that name, such as a download, is read.
    fs::write(root.join("corpus.csv"), table(4)).unwrap();
    let other = look(&manifest);
    assert_eq!((other.waiting, other.differs.len()), (1, 1));
    assert!(manifest.passes_over_else(&other));
}

#[test]
fn rows_that_another_pushes_down_are_no_news() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().to_owned();
    let rows = |first: &str| {
        format!(
            "headline,date,outlet,body\n{first}Ferry sails,2024-05-03,Norvia Post,The ferry sailed on Monday after the ice had gone.\nQuay shut,2024-05-04,Norvia Post,The quay was shut on Tuesday by the harbour master.\n"
        )
    };
    fs::write(root.join("a.csv"), rows("")).unwrap();
    let (manifest, _, _) = read(std::slice::from_ref(&root));
    fs::write(
        root.join("a.csv"),
        rows("Mole built,2024-05-02,Norvia Post,The mole was built in two days by forty men.\n"),
    )
    .unwrap();
    let taken = follow(&manifest, &Decided::new());
    assert_eq!((taken.news.new.len(), taken.news.changed.len(), taken.news.removed.len()), (1, 0, 0));
    let now: Vec<Option<u32>> = (0..2).map(|id| taken.numbers.of_same_text(id)).collect();
    assert_eq!(now, [Some(1), Some(2)]);
}
