//! `parallax import`: what reading gave, told and written.

use super::{folder, run_at};

#[test]
fn the_import_report_is_told_and_written_once() {
    let place = folder(&[
        (
            "in/one.txt",
            "Quay opened\n\nThe quay was opened on Monday by those who own it.\n\nShare on Facebook\n",
        ),
        ("in/empty.txt", ""),
        ("in/a.jpg", "no"),
        ("in/b.jpg", "no"),
    ]);
    let said = run_at(place.path(), &["import", "@/in", "--report", "@/out"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    for line in ["        1  article", "        1  file not read", "        2  files and folders passed over"]
    {
        assert!(said.out.lines().any(|told| told == line), "{line}: {}", said.out);
    }
    assert!(said.out.contains(": empty.txt") && said.out.contains("        2  Files of type .jpg"));
    let files = std::fs::read_to_string(place.path().join("out/files.csv")).unwrap();
    assert_eq!(files.lines().count(), 5, "{files}");
    assert!(place.path().join("out/taken out.csv").exists());
    // What lies there is somebody's.
    let again = run_at(place.path(), &["import", "@/in", "--report", "@/out"]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    // A folder of nothing but trouble has a report all the same.
    let trouble = folder(&[("empty.txt", "")]);
    assert_eq!(run_at(trouble.path(), &["import", "@"]).code, 0);
}
