//! Articles written for other programs are all there, whole, and read back as they were.

use std::fs::{self, File};
use std::path::Path;

use parallax::corpus::{ArticleId, Corpus};
use parallax::export::corpus::{CorpusFormat, Selected, save_corpus};
use parallax::task::Task;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::RowAccessor as _;
use quick_xml::events::Event;

use crate::fixtures::{Draft, corpus_of};

const FIRST: &str = "# Ferries “stop” & wait\n> The quay is <closed>\nThe harbour, they said, \"waits\".\n~ Share this\nIt rained; \u{7}it rained.\n[ A ferry]";
const SECOND: &str = "会談は続く。\n島は静かだ。";

fn articles() -> Corpus {
    corpus_of(&[
        Draft { outlet: "Kora: Post/West", date: "2024-05-02", text: FIRST, ..Draft::default() },
        Draft { outlet: "", date: "2024", text: SECOND, language: "ja", ..Draft::default() },
    ])
}

fn save(corpus: &Corpus, format: CorpusFormat, path: &Path) {
    let articles: Vec<ArticleId> = (0..corpus.article_count()).collect();
    let selected = Selected { corpus, articles: &articles, task: &Task::none() };
    save_corpus(selected, format, path).unwrap().unwrap();
}

const BODY: &str = "The harbour, they said, \"waits\".\n\nIt rained; it rained.";

/// What a table says of the first article, and the text of the second.
fn check_rows(rows: &[(String, String, String, String)]) {
    let [first, second] = rows else { panic!("{rows:?}") };
    assert_eq!((first.0.as_str(), first.1.as_str()), ("Kora: Post/West", "2024-05-02"));
    assert_eq!(first.2, "Ferries “stop” & wait");
    assert_eq!(first.3.replace('\u{7}', ""), BODY);
    assert_eq!((second.0.as_str(), second.1.as_str(), second.2.as_str()), ("", "2024", ""));
    assert_eq!(second.3, "会談は続く。\n\n島は静かだ。");
}

#[test]
fn a_table_of_text_has_a_row_an_article() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("articles.csv");
    save(&articles(), CorpusFormat::Csv, &path);
    let bytes = fs::read(&path).unwrap();
    let mut table = csv::Reader::from_reader(bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap());
    let names = table.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|one| one == name).unwrap();
    let rows: Vec<_> = table
        .records()
        .map(|row| {
            let row = row.unwrap();
            let of = |name: &str| row[at(name)].to_owned();
            (of("outlet"), of("date"), of("headline"), of("text"))
        })
        .collect();
    check_rows(&rows);
}

#[test]
fn columns_have_the_same_and_null_where_nothing_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("articles.parquet");
    save(&articles(), CorpusFormat::Parquet, &path);
    let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let names: Vec<String> = reader
        .metadata()
        .file_metadata()
        .schema()
        .get_fields()
        .iter()
        .map(|one| one.name().to_owned())
        .collect();
    let at = |name: &str| names.iter().position(|one| one == name).unwrap();
    let rows: Vec<_> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| {
            let row = row.unwrap();
            assert!(row.get_int(at("words")).unwrap() > 0);
            let of = |name: &str| row.get_string(at(name)).cloned().unwrap_or_default();
            (of("outlet"), of("date"), of("headline"), of("text"))
        })
        .collect();
    check_rows(&rows);
}

#[test]
fn tei_is_well_formed_and_has_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("articles.xml");
    save(&articles(), CorpusFormat::Tei, &path);
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = quick_xml::Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut articles) = (0_i32, 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                articles += i32::from(start.name().as_ref() == "TEI");
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, articles), (0, 2));
    for expected in [
        "<head>Ferries “stop” &amp; wait</head>",
        "<p rend=\"standfirst\">The quay is &lt;closed&gt;</p>",
        "<date when=\"2024\">2024</date>",
        "<text xml:lang=\"ja\">",
        "It rained; it rained.",
    ] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(!text.contains("Share this"), "furniture is no text");
}

#[test]
fn texts_are_files_of_their_own_in_a_new_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("for AntConc");
    save(&articles(), CorpusFormat::Texts, &path);
    let mut names: Vec<String> =
        fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        ["1 Kora Post West 2024-05-02 Ferries “stop” & wait.txt", "2 2024.txt", "metadata.csv"]
    );
    let first = fs::read_to_string(path.join(&names[0])).unwrap();
    assert_eq!(
        first.replace('\u{7}', ""),
        format!("Ferries “stop” & wait\n\nThe quay is <closed>\n\n{BODY}\n")
    );
    let table = fs::read_to_string(path.join("metadata.csv")).unwrap();
    assert!(table.starts_with("file,path,record,outlet,"), "{table}");
    assert_eq!(table.lines().count(), 3);

    // A folder with something in it is somebody's.
    let corpus = articles();
    let selected = Selected { corpus: &corpus, articles: &[0], task: &Task::none() };
    let problem = save_corpus(selected, CorpusFormat::Texts, &path).unwrap().unwrap_err();
    assert_eq!(problem.text, "There is something in this folder; choose a new one");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_is_stopped_leaves_nothing() {
    let corpus = articles();
    for format in CorpusFormat::ALL {
        let folder = tempfile::tempdir().unwrap();
        let task = Task::none();
        task.cancel();
        let selected = Selected { corpus: &corpus, articles: &[0, 1], task: &task };
        assert!(save_corpus(selected, format, &folder.path().join("articles")).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{format:?}");
    }
}
