//! PDF files, written here object by object.

use std::fmt::Write as _;

use parallax::corpus::FurnitureKind;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, Mark, read};
use parallax::problem::Cause;
use parallax::task::Task;
use proptest::prelude::*;

use crate::files::read_bytes;

/// A file of these objects, numbered from 1; the first is the catalog.
fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.5\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let xref = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

/// A file with a page for each of `contents`, in Helvetica.
fn pages(contents: &[String], info: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|at| format!("{} 0 R", 5 + 2 * at)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", contents.len(), kids.join(" ")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< {info} >>"),
    ];
    for (at, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
            6 + 2 * at
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    file(&objects, "/Info 4 0 R")
}

/// Lines set one below the other from `(x, y)` on.
fn lines(x: u32, y: u32, size: u32, lines: &[&str]) -> String {
    let mut out = format!("BT /F1 {size} Tf {x} {y} Td {} TL\n", size * 6 / 5);
    for line in lines {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        let _ = writeln!(out, "({escaped}) Tj T*");
    }
    out + "ET\n"
}

const STORY: [&str; 6] = [
    "The bridge over the Tolva at Nelin has been closed since Monday, when the ice",
    "broke two of its piers. The harbour office said that nobody knows when the govern-",
    "ment will pay. A boat goes twice a day, and the fares are to stay as they are until",
    "the bridge is open again, its owner has promised in a letter to the mayor of the",
    "town. The mayor had asked the government for help in May, and again in June, when",
    "the first cracks were seen.",
];

fn marked(found: &Found, mark: Mark) -> Vec<&str> {
    let article = &found.articles[0];
    article.markup.iter().filter(|m| m.mark == mark).map(|m| m.span.of(&article.raw)).collect()
}

#[test]
fn paragraphs_are_put_together() {
    let content = lines(72, 760, 22, &["Bridge over the Tolva is closed"]) + &lines(72, 700, 11, &STORY);
    let found = read_bytes(&pages(&[content], "/Title (Bridge over the Tolva is closed)"), "bridge.pdf");
    let article = &found.articles[0];
    assert!(article.raw.contains("when the ice broke two of its piers"), "{}", article.raw);
    assert!(article.raw.contains("the government will pay"), "{}", article.raw);
    assert_eq!(article.metadata.title.as_deref(), Some("Bridge over the Tolva is closed"));
    assert_eq!(marked(&found, Mark::Heading(1)), ["Bridge over the Tolva is closed"]);
    assert!(found.problems.is_empty(), "{:?}", found.problems.list());
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left: Vec<String> = (0..30).map(|n| format!("left {n} the boat goes twice a day on")).collect();
    let right: Vec<String> = (0..30).map(|n| format!("right {n} the bridge is closed since May")).collect();
    let column = |x, rows: &[String]| lines(x, 760, 10, &rows.iter().map(String::as_str).collect::<Vec<_>>());
    let found = read_bytes(&pages(&[column(60, &left) + &column(320, &right)], ""), "columns.pdf");
    let raw = &found.articles[0].raw;
    assert!(raw.find("left 29").unwrap() < raw.find("right 0").unwrap(), "{raw}");
}

#[test]
fn running_heads_and_page_numbers_are_furniture() {
    let page = |number: usize| {
        lines(72, 810, 9, &[&format!("The Nelin Post, 4 March 2018, page {number}")])
            + &lines(72, 740, 11, &STORY)
            + &lines(
                72,
                600,
                11,
                &[&format!("This is paragraph number {number} of the article, and it ends here.")],
            )
            + &lines(290, 30, 9, &[&format!("Nelin Media Company - {number}")])
    };
    let found = read_bytes(&pages(&[page(1), page(2), page(3)], ""), "pages.pdf");
    let furniture = marked(&found, Mark::Furniture(FurnitureKind::Paging));
    for number in 1..=3 {
        assert!(
            furniture.contains(&format!("The Nelin Post, 4 March 2018, page {number}").as_str()),
            "{furniture:?}"
        );
        assert!(furniture.contains(&format!("Nelin Media Company - {number}").as_str()), "{furniture:?}");
        assert!(!furniture.iter().any(|line| line.contains("paragraph number")));
    }
}

#[test]
fn what_the_file_states_is_taken_where_it_can_be_true() {
    let content =
        lines(72, 700, 11, &["The bridge over the Tolva is closed, writes Ada Loven in the paper."]);
    for (info, title, author) in [
        ("/Title (Microsoft Word - bridge.doc) /Author (admin)", None, None),
        ("/Title (Bridge is closed) /Author (Ada Loven)", Some("Bridge is closed"), Some("Ada Loven")),
        ("/Title (nelin_p1_v3.indd) /Author (Jon Brek)", None, None),
    ] {
        let found = read_bytes(&pages(std::slice::from_ref(&content), info), "a.pdf");
        let stated = &found.articles[0].metadata;
        assert_eq!((stated.title.as_deref(), stated.author.as_deref()), (title, author), "{info}");
        assert!(stated.date.is_none());
    }
}

#[test]
fn pictures_of_pages_are_said_to_be_some() {
    let picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{1} EI Q".to_owned();
    let found = read_bytes(&pages(std::slice::from_ref(&picture), ""), "scan.pdf");
    assert!(found.articles.is_empty());
    let problem = &found.problems.list()[0];
    assert_eq!(problem.cause, Cause::NoArticle);
    assert!(problem.text.contains("picture of a page"), "{}", problem.text);
    let found = read_bytes(&pages(&[lines(72, 700, 11, &STORY), picture], ""), "half.pdf");
    assert_eq!(found.articles.len(), 1);
    assert!(
        found.problems.list()[0].text.starts_with("Page 2 of this PDF hold"),
        "{:?}",
        found.problems.list()
    );
}

#[test]
fn vertical_text_is_not_lost() {
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n\
               1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
               4 beginbfchar <0001> <6F6E> <0002> <6D6A> <0003> <6A4B> <0004> <3002> endbfchar\nendcmap end end";
    let content = "BT /F1 12 Tf 500 700 Td <0001000200030004> Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> /Contents 7 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /Identity-V /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /DW 1000 >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let found = read_bytes(&file(&objects, ""), "tate.pdf");
    let text: String = found.articles[0].raw.split_whitespace().collect();
    assert_eq!(text, "潮浪橋。");
}

#[test]
fn locked_files_are_said_to_be_locked() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 0 /Kids [] >>".to_owned(),
        "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >>".to_owned(),
    ];
    let id = "/Encrypt 3 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";
    let found = read_bytes(&file(&objects, id), "locked.pdf");
    assert!(found.articles.is_empty());
    assert!(found.problems.list()[0].text.contains("password"), "{:?}", found.problems.list());
}

#[test]
fn hostile_files() {
    let check = |bytes: &[u8], word: &str| {
        let found = read_bytes(bytes, "hostile.pdf");
        assert!(found.articles.is_empty());
        let problem = &found.problems.list()[0];
        assert!(problem.text.contains(word) && problem.text.contains(". "), "{word}: {}", problem.text);
    };
    check(b"%PDF-1.7\n", "damaged");
    check(b"%PDF-1.7\nstartxref\n0\n%%EOF", "damaged");
    let deep = format!("<< /Type /Catalog /Pages 2 0 R /A {} >>", "[".repeat(200_000));
    check(&file(&[deep], ""), "as no program builds one");
    check(
        &pages(&[format!("{}{} Tj", "[".repeat(100_000), "]".repeat(100_000))], ""),
        "as no program builds one",
    );
    // Lists behind what hides them: comments, names, zeros, headers, words that are none, other streams.
    for piece in ["[%(\n", "[/\u{80}", "[\0", "[(\\))", "<</A", "1 0 obj ", "[<5B>"] {
        check(&file(&[piece.repeat(200_000)], ""), "as no program builds one");
    }
    let stream =
        |head: &str, data: &str| format!("<< {head} /Length {} >>\nstream\n{data}\nendstream", data.len());
    let page = |contents: &str, more: &[String]| {
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 4 0 R >> >> /Contents {contents} >>"
            ),
        ];
        objects.extend_from_slice(more);
        file(&objects, "")
    };
    let many = "[".repeat(200_000);
    for (head, data) in [
        ("", many.clone()),
        ("/Subtype /Image", many.clone()),
        ("/Metadata 1 /XRef 1", many.clone()),
        ("/Filter /ASCIIHexDecode", "5B".repeat(200_000) + ">"),
        ("/Filter [/AHx /RL]", "815B".repeat(2000) + "80>"),
        ("", format!("({many}) Tj {}", "[%)".repeat(100_000))),
        ("", format!("/a#(){}", "[\0".repeat(100_000))),
    ] {
        check(&page("4 0 R", &[stream(head, &data)]), "as no program builds one");
    }
    // What one part opens another goes on with, and what is a string alone is a comment behind the other.
    for (first, second) in [(&many[..150], many[..150].to_owned()), ("%", format!("(%\n{many}"))] {
        let parts = [stream("", first), stream("", &second)];
        check(&page("[4 0 R 5 0 R]", &parts), "as no program builds one");
    }
    let form = stream("/Type /XObject /Subtype 5 0 R", &many);
    check(&page("6 0 R", &[form, "/Form".to_owned(), stream("", "/X Do")]), "as no program builds one");
    // Objects that are packed together, and a table that points into a comment.
    let pack = stream("/Type /ObjStm /N 1 /First 4", &format!("7 0 {many}"));
    check(&page("4 0 R", &[pack]), "as no program builds one");
    let aside = String::from_utf8(file(&["<< /Type /Catalog >>".to_owned()], "")).unwrap();
    let aside = aside
        .replace("%PDF-1.5\n", &format!("%PDF-1.5\n%{many}\n"))
        .replace("0000000009 00000 n", "0000000010 00000 n");
    let table = aside.rfind("xref\n0").unwrap();
    let aside =
        aside.replace(&format!("startxref\n{}", table - many.len() - 2), &format!("startxref\n{table}"));
    check(aside.as_bytes(), "as no program builds one");
    // One object that a table names again and again would be held as often.
    let again: Vec<String> = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned(); 2];
    let again = String::from_utf8(file(&again, "")).unwrap();
    let entries = "0000000009 00000 n \n".repeat(100);
    let again = again.replace("0 3\n", "0 103\n").replace("trailer", &format!("{entries}trailer"));
    check(again.as_bytes(), "refer to one another");
    // A tree of pages that is its own branch.
    let round = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [2 0 R] >>".to_owned(),
    ];
    assert!(read_bytes(&file(&round, ""), "round.pdf").articles.is_empty());
    // A form that draws itself.
    let form = "q /X Do Q BT /F1 11 Tf 72 700 Td (The bridge is closed.) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> >> /Contents 6 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 5 0 R >> /Font << /F1 4 0 R >> >> /Length {} >>\nstream\n{form}\nendstream", form.len()),
        "<< /Length 5 >>\nstream\n/X Do\nendstream".to_owned(),
    ];
    read_bytes(&file(&objects, ""), "form.pdf");
    // A count of pages that nobody has.
    let many = String::from_utf8(pages(&[lines(72, 700, 11, &STORY)], ""))
        .unwrap()
        .replace("/Count 1 ", "/Count 999999999 ");
    read_bytes(many.as_bytes(), "many.pdf");
}

#[test]
fn brackets_that_open_nothing_are_no_lists() {
    let brackets = "[".repeat(5000);
    let content = lines(72, 700, 11, &STORY);
    for content in [
        format!("%{brackets}\n{content}"),
        format!("{content}BT /F1 11 Tf 72 100 Td ({brackets}) Tj ET\n"),
        format!("BI /W 1 /H 1 ID {brackets} EI\n{content}"),
        format!("{}{content}", "[1 2] 0 d ".repeat(5000)),
    ] {
        let found = read_bytes(&pages(&[content], ""), "brackets.pdf");
        assert_eq!(found.articles.len(), 1, "{:?}", found.problems.list());
        assert!(found.articles[0].raw.contains("the first cracks were seen"));
    }
}

#[test]
fn a_reading_that_is_stopped_reads_nothing_unchecked() {
    let task = Task::new();
    task.cancel();
    let bytes = file(&["[".repeat(200_000)], "");
    let limits = Limits::default();
    let found = read(&Input::new(&bytes, "hostile.pdf", &limits, &task));
    assert!(found.articles.is_empty() && found.problems.is_empty());
}

#[test]
fn limits_are_told() {
    let bytes =
        pages(&[lines(72, 700, 11, &STORY), lines(72, 700, 11, &STORY), lines(72, 700, 11, &STORY)], "");
    let check = |limits: Limits, word: &str| {
        let found = read(&Input::new(&bytes, "long.pdf", &limits, &Task::none()));
        assert_eq!(found.articles.len(), 1);
        assert!(found.problems.list().iter().any(|p| p.text.contains(word)), "{:?}", found.problems.list());
    };
    check(Limits { pages: 2, ..Limits::default() }, "and one is left out");
    check(Limits { pdf_bytes: 100, ..Limits::default() }, "more text than is read");
}

#[test]
fn files_cut_short() {
    let whole = pages(&[lines(72, 700, 11, &STORY), lines(72, 700, 11, &STORY)], "");
    for cut in (0..whole.len()).step_by(37) {
        let found = read_bytes(&whole[..cut], "cut.pdf");
        assert!(!found.articles.is_empty() || !found.problems.is_empty(), "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_bytes_come(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40)) {
        let mut bytes = pages(&[lines(72, 760, 20, &["Bridge closed"]) + &lines(72, 700, 11, &STORY)], "/Title (A)");
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let found = read_bytes(&bytes, "any.pdf");
        for article in &found.articles {
            let mut at = 0;
            for markup in &article.markup {
                prop_assert!(markup.span.from >= at && article.raw.get(markup.span.range()).is_some());
                at = markup.span.to;
            }
        }
    }
}
