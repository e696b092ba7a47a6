//! Data files whose fields nobody knows: what they are like, how they read once the user has said it.

use std::fs;
use std::sync::Arc;

use parallax::corpus::{Article, Confidence};
use parallax::ingest::readers::fields::{FieldMapping, Mappings, Part, Shape};
use parallax::ingest::{self, ReadReport, ReadSettings};
use parallax::task::Task;

use super::archive::{gz, zip_of};

/// Too short to be taken for the text of an article by what is in it.
pub const TABLE: &str = "a,b,c,d\n\
    Nelin Post,Bridge closed,02.05.2024,\"The bridge is closed, the mayor said. Nobody was hurt.\"\n\
    Nelin Post,Pier rebuilt,17.05.2024,\"The old pier was rebuilt. It took a year.\"\n\
    Tolva Herald,Ferry late,18.05.2024,\"The ferry was late again. Ice lay on the sound.\"\n";

pub fn mapping() -> FieldMapping {
    FieldMapping::default()
        .with("a", Part::Outlet, false)
        .with("b", Part::Headline, false)
        .with("c", Part::Date, false)
        .with("d", Part::Body, false)
}

pub fn confirmed(fields: &[&str], mapping: FieldMapping) -> Mappings {
    let fields: Vec<String> = fields.iter().map(|&field| field.to_owned()).collect();
    let mut mappings = Mappings::default();
    mappings.confirm(&fields, mapping);
    mappings
}

fn read(files: &[(&str, &[u8])], mappings: Mappings) -> (Vec<Arc<Article>>, ReadReport) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let settings = ReadSettings { mappings: Arc::new(mappings), ..ReadSettings::default() };
    let mut report = ReadReport::default();
    let roots = [folder.path().to_owned()];
    let articles = ingest::read_folder(&roots, &settings, &Task::none(), &mut report, &mut |_| {}).unwrap();
    (articles, report)
}

fn of(article: &Article) -> (&str, String) {
    let date = article.published.as_ref().map(|published| published.value.date.to_string());
    (article.outlet.as_ref().map_or("", |outlet| &outlet.value), date.unwrap_or_default())
}

/// Files, records, articles and what is in doubt of each shape.
fn check(
    files: &[(&str, &[u8])],
    mappings: Mappings,
    expected: &[(&str, u32, u64, u64, bool)],
) -> ReadReport {
    let (articles, report) = read(files, mappings);
    let found: Vec<_> = report
        .shapes
        .iter()
        .map(|s| (s.fields.join(","), s.files, s.records, s.articles, s.is_in_doubt()))
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|&(fields, a, b, c, d)| (fields.to_owned(), a, b, c, d)).collect();
    assert_eq!(found, expected, "{:?}", report.problems.list());
    let of_shapes: u64 = report.shapes.iter().map(|shape| shape.articles).sum();
    assert_eq!(of_shapes, articles.len() as u64);
    report
}

#[test]
fn files_of_the_same_fields_are_one_entry_and_read_as_confirmed() {
    let turned = "d,c,b,a\n\"A fourth one. It is short.\",19.05.2024,Quay sold,Nelin Post\n";
    let zip = zip_of(&[("x/more.csv", TABLE.as_bytes()), ("notes.txt", b"Two words.")]);
    let packed = gz(TABLE.as_bytes());
    let files: &[(&str, &[u8])] =
        &[("1.csv", TABLE.as_bytes()), ("2.csv", turned.as_bytes()), ("3.zip", &zip), ("4.csv.gz", &packed)];
    let report = read(files, Mappings::default()).1;
    let [shape] = &*report.shapes else { panic!("one shape: {:?}", report.shapes) };
    assert_eq!((shape.files, shape.records, shape.articles), (4, 10, 0));
    assert!(shape.is_in_doubt() && shape.confidence == Confidence::Low && !shape.is_confirmed);
    let named: Vec<&str> = shape.places.iter().map(|place| &*place.file).collect();
    assert_eq!(named, ["1.csv", "2.csv", "3.zip/x/more.csv", "4.csv"]);
    assert_eq!(shape.examples[3][1], "Quay sold", "in the order of the first file's fields");
    assert_eq!(report.shapes.files_in_doubt(), 4);
    let told = report.problems.list().iter().filter(|one| one.text.contains("“Fields of data files”"));
    assert_eq!(told.count(), 4);

    let (articles, report) = read(files, confirmed(&["a", "b", "c", "d"], mapping()));
    let [shape] = &*report.shapes else { panic!("one shape") };
    assert_eq!((shape.articles, shape.is_confirmed, shape.is_in_doubt()), (10, true, false));
    let table = articles.iter().find(|article| &*article.path == "1.csv").unwrap();
    assert_eq!(of(table), ("Nelin Post", "2024-05-02".to_owned()));
}

#[test]
fn what_the_user_should_look_at() {
    let named = "headline,text,date\nBridge closed,The bridge is closed. Nobody was hurt by it at all.,2024-05-02\n\
        Pier rebuilt,The old pier was rebuilt. It took a year and more of work.,2024-05-03\n";
    let settings = br#"{"theme": "dark", "size": 3}"#;
    check(&[("a.csv", named.as_bytes())], Mappings::default(), &[("headline,text,date", 1, 2, 2, false)]);
    check(&[("a.csv", TABLE.as_bytes())], Mappings::default(), &[("a,b,c,d", 1, 3, 0, true)]);
    // A file of settings is no table of articles.
    let report = read(&[("settings.json", settings)], Mappings::default()).1;
    assert_eq!(report.shapes.files_in_doubt(), 0, "{:?}", report.shapes);
    // A few fields less are the same scraper.
    let fewer = "b,d,c\nBridge closed,The bridge is closed. Nobody was hurt.,02.05.2024\n";
    let known = confirmed(&["a", "b", "c", "d"], mapping());
    check(&[("a.csv", fewer.as_bytes())], known, &[("b,d,c", 1, 1, 1, false)]);
}

#[test]
fn ten_thousand_files_of_one_shape_are_one_entry() {
    let files: Vec<(String, String)> = (0..10_000)
        .map(|n| {
            let record = serde_json::json!({"k1": format!("Bridge {n} closed"), "k2": "Nobody was hurt. It was ice.", "k3": n});
            (format!("{n}.json"), record.to_string())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (&**name, text.as_bytes())).collect();
    let zip = zip_of(&files);
    let fields = FieldMapping::default().with("k1", Part::Headline, false).with("k2", Part::Body, false);
    let known = confirmed(&["k1", "k2", "k3"], fields);
    let report = check(&[("a.zip", &zip)], known, &[("k1,k2,k3", 10_000, 10_000, 10_000, false)]);
    let shape: &Shape = &report.shapes[0];
    assert!(shape.places.len() <= 20 && shape.examples.len() <= 5);
}

#[test]
fn how_a_record_would_read() {
    let report = read(&[("a.csv", TABLE.as_bytes())], Mappings::default()).1;
    let shape = &report.shapes[0];
    assert!(ingest::preview(shape, &shape.mapping).is_none(), "nothing holds the text yet");
    let article = ingest::preview(shape, &mapping()).unwrap();
    assert_eq!(of(&article), ("Nelin Post", "2024-05-02".to_owned()));
    assert!(article.raw.contains("Bridge closed") && article.raw.contains("Nobody was hurt."));
    // Day and month are told apart by all the examples.
    let report = read(&[("a.csv", TABLE.replace('.', "/").as_bytes())], Mappings::default()).1;
    let article = ingest::preview(&report.shapes[0], &mapping()).unwrap();
    assert_eq!(of(&article).1, "2024-05-02");
}
