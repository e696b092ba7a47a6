//! Spreadsheets: dates, formulas, merged cells, hidden sheets, far corners, and what grows when unpacked.

use std::io::{Cursor, Write as _};

use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Found, Input, read};
use parallax::problem::Cause;
use parallax::task::Task;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::json::{check_found, check_problem};
use super::office::{check_stopped, read_for};
use crate::files::read_bytes;

const BODY: &str = "The bridge of Port Nelin stays closed, the mayor said on Monday. Two piers have cracks.";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // What names the format of ODS stands unpacked.
        let way = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(way)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An XLSX file of these sheets: name, state, XML of its rows and what follows them.
fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut listed = String::new();
    let mut relations = String::new();
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, (name, state, rows)) in sheets.iter().enumerate() {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" state=\"{state}\" r:id=\"r{at}\"/>");
        relations += &format!(
            "<Relationship Id=\"r{at}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/s{at}.xml\"/>"
        );
        parts.push((format!("xl/worksheets/s{at}.xml"), format!("<worksheet {MAIN}>{rows}</worksheet>")));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook {MAIN} xmlns:r=\"{RELATIONS}\"><sheets>{listed}</sheets></workbook>"),
    ));
    relations += &format!("<Relationship Id=\"rs\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>");
    relations +=
        &format!("<Relationship Id=\"rt\" Type=\"{RELATIONS}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    let packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"{packages}\">{relations}</Relationships>"),
    ));
    parts.push((
        "_rels/.rels".to_owned(),
        format!("<Relationships xmlns=\"{packages}\"><Relationship Id=\"r\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
    ));
    parts.push((
        "xl/styles.xml".to_owned(),
        format!("<styleSheet {MAIN}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"),
    ));
    parts.push((
        "xl/sharedStrings.xml".to_owned(),
        format!("<sst {MAIN}><si><t>headline</t></si><si><t>text</t></si><si><t>date</t></si><si><t>outlet</t></si><si><r><t>The bridge of Port Nelin stays closed, </t></r><r><t>the mayor said on Monday. Two piers have cracks.</t></r></si></sst>"),
    ));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    packed(&parts)
}

const HEADER: &str = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>3</v></c></row>";

fn row(at: usize, outlet: &str) -> String {
    format!(
        "<row r=\"{at}\"><c r=\"A{at}\" t=\"inlineStr\"><is><t>Bridge {at} closed</t></is></c><c r=\"B{at}\" t=\"s\"><v>4</v></c>\
         <c r=\"C{at}\" s=\"1\"><f>TODAY()</f><v>45414</v></c>{outlet}</row>"
    )
}

fn check(found: &Found, expected: &[(&str, Option<&str>)]) {
    let stated: Vec<_> = found
        .articles
        .iter()
        .map(|a| (a.metadata.title.as_deref().unwrap_or(""), a.metadata.outlet.as_deref()))
        .collect();
    assert_eq!(stated, expected, "{:?} {:?}", found.problems.list(), found.shapes);
    for article in &found.articles {
        assert!(article.raw.contains("Two piers have cracks."));
        assert_eq!(article.metadata.date.as_deref(), Some("2024-05-02"));
    }
    check_found(found);
}

#[test]
fn rows_of_xlsx() {
    let outlet = "<c r=\"D2\" t=\"str\"><f>A1</f><v>Nelin Post</v></c>";
    let rows = format!(
        "<sheetData>{HEADER}{}{}{}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"D2:D3\"/></mergeCells>",
        row(2, outlet),
        row(3, ""),
        row(4, "<c r=\"D4\" t=\"e\"><v>#N/A</v></c>")
    );
    let notes = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Fetched on Monday</t></is></c></row></sheetData>";
    let book = xlsx(&[("Articles", "visible", &rows), ("Old", "hidden", &rows), ("Notes", "visible", notes)]);
    for name in ["a.xlsx", "a", "a.txt"] {
        let found = read_bytes(&book, name);
        check(
            &found,
            &[
                ("Bridge 2 closed", Some("Nelin Post")),
                ("Bridge 3 closed", Some("Nelin Post")),
                ("Bridge 4 closed", None),
            ],
        );
        check_problem(&found, Cause::Skipped, &["hidden sheet “Old”"]);
        check_problem(&found, Cause::NoArticle, &["Sheet “Notes”"]);
        assert_eq!(found.shapes[0].places[0].table.as_deref(), Some("Articles"));
    }
    for cut in (0..book.len()).step_by(97) {
        check_found(&read_bytes(&book[..cut], "a.xlsx"));
    }
    let found = read_bytes(&book[..book.len() - 30], "a.xlsx");
    assert!(found.articles.is_empty() && !found.problems.is_empty());
}

#[test]
fn damaged_sheets_are_told_and_their_first_rows_kept() {
    let whole = format!("<sheetData>{HEADER}{}{}</sheetData>", row(2, ""), row(3, ""));
    let cut = format!("<sheetData>{HEADER}{}<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1", row(2, ""));
    let book = xlsx(&[("Cut", "visible", &cut), ("None", "visible", "<x/>"), ("Whole", "visible", &whole)]);
    let found = read_bytes(&book, "a.xlsx");
    check(&found, &[("Bridge 2 closed", None), ("Bridge 2 closed", None), ("Bridge 3 closed", None)]);
    for name in ["Cut", "None"] {
        check_problem(&found, Cause::Unreadable, &[&format!("Sheet “{name}” is damaged")]);
    }
    assert_eq!(found.problems.list().len(), 2, "{:?}", found.problems.list());
    let found = read_bytes(&xlsx(&[("None", "visible", "<x/>")]), "a.xlsx");
    assert!(found.articles.is_empty() && found.problems.list().len() == 1);
    check_problem(&found, Cause::Unreadable, &["is damaged"]);
    let both = xlsx(&[("A", "visible", &whole), ("B", "hidden", &whole), ("C", "hidden", &whole)]);
    check_problem(&read_bytes(&both, "a.xlsx"), Cause::Skipped, &["sheets “B”, “C” were not read"]);
    // What is not known to be small is not unpacked, and nothing untrue is said of it.
    check_stopped(&both, "a.xlsx", 0);
    assert!(read_for(1, &both, "a.xlsx").articles.is_empty());
    let cells = [label(0, 0, "headline"), label(0, 1, "text"), label(1, 0, "Bridge"), label(1, 1, BODY)];
    assert!(read_for(1, &xls(&cells), "a.xls").articles.is_empty());
    check_stopped(&xls(&cells), "a.xls", 0);
}

#[test]
fn far_corners_and_repeated_texts_take_no_room() {
    let far = format!(
        "<sheetData>{HEADER}{}<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
        row(2, "")
    );
    let found = read_bytes(&xlsx(&[("A", "visible", &far)]), "a.xlsx");
    assert_eq!(found.articles.len(), 1);
    let limits = Limits { sheet_bytes: 20_000, records: 50, ..Limits::default() };
    let task = Task::none();
    let read_small = |bytes: &[u8]| read(&Input::new(bytes, "a.xlsx", &limits, &task));
    // Short as it is packed and as XML, its texts stand for much more.
    let mut many = String::new();
    for at in 2..100 {
        many += &format!("<row><c t=\"s\"><v>{}</v></c><c t=\"s\"><v>4</v></c></row>", at % 2 * 4);
    }
    let found = read_small(&xlsx(&[("A", "visible", &format!("<sheetData>{HEADER}{many}</sheetData>"))]));
    check_problem(&found, Cause::Skipped, &["more rows or text"]);
    assert!(!found.articles.is_empty() && found.articles.len() < 60);
    let bomb = format!("<sheetData>{HEADER}{}</sheetData>", " ".repeat(30_000));
    check_problem(&read_small(&xlsx(&[("A", "visible", &bomb)])), Cause::Unreadable, &["unpacked"]);
    let unpacked = read_bytes(&xlsx(&[("A", "visible", &bomb)]), "a.xlsx");
    check_problem(&unpacked, Cause::NoArticle, &["no rows"]);
}

fn ods(tables: &str) -> Vec<u8> {
    let text = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\"><office:automatic-styles>\
         <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &text)])
}

#[test]
fn rows_of_ods() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let header = ["headline", "text", "date", "outlet"].map(cell).concat();
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-02\"><text:p>2 May</text:p></table:table-cell>";
    let row = |at: usize, outlet: &str| {
        format!(
            "<table:table-row>{}<table:table-cell office:value-type=\"string\"><office:annotation><text:p>Mine</text:p></office:annotation>\
             <text:p>The bridge of Port Nelin &amp; all.</text:p><text:p>{BODY}</text:p></table:table-cell>{date}{outlet}</table:table-row>",
            cell(&format!("Bridge {at} closed"))
        )
    };
    let spanned = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>Nelin Post</text:p></table:table-cell>";
    let empty = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows = format!(
        "<table:table-row>{header}</table:table-row>{}{}{empty}",
        row(2, spanned),
        row(3, "<table:covered-table-cell/>")
    );
    let book = ods(&format!(
        "<table:table table:name=\"A\">{rows}</table:table><table:table table:name=\"B\" table:style-name=\"ta2\">{rows}</table:table>"
    ));
    let found = read_bytes(&book, "a.ods");
    check(&found, &[("Bridge 2 closed", Some("Nelin Post")), ("Bridge 3 closed", Some("Nelin Post"))]);
    assert!(
        found.articles[0].raw.contains("Nelin & all.\n\nThe bridge")
            && !found.articles[0].raw.contains("Mine")
    );
    check_problem(&found, Cause::Skipped, &["hidden sheet “B” was not read"]);
    let text = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}"
    );
    for (end, is_damaged) in [
        ("", true),
        ("</table:table>", true),
        ("<table", true),
        ("</table:table></office:spreadsheet>", false),
    ] {
        let text = format!("{text}{end}");
        let book =
            packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &text)]);
        let found = read_bytes(&book, "a.ods");
        assert_eq!(found.articles.len(), 2);
        let told: Vec<_> = found.problems.list().iter().map(|p| p.text.contains("“A” is damaged")).collect();
        assert_eq!(told, vec![true; usize::from(is_damaged)], "{end}");
    }
    // A row that says that it comes back a million times, with cells that do too.
    let bomb = format!(
        "<table:table table:name=\"A\"><table:table-row>{header}</table:table-row><table:table-row table:number-rows-repeated=\"4000000000\">\
         <table:table-cell table:number-columns-repeated=\"4000000000\" office:value-type=\"string\"><text:p>{BODY}</text:p></table:table-cell>\
         </table:table-row></table:table>"
    );
    let limits = Limits { sheet_bytes: 4 << 20, ..Limits::default() };
    let task = Task::none();
    let bytes = ods(&bomb);
    let found = read(&Input::new(&bytes, "a.ods", &limits, &task));
    check_problem(&found, Cause::Skipped, &["more rows or text"]);
}

/// An XLS file of one sheet with these records.
fn xls(cells: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record =
        |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut globals = begin(5);
    globals.extend(record(0x00E0, &[0; 20]));
    globals.extend(record(0x00E0, &[[0, 0, 14, 0].as_slice(), &[0; 16]].concat()));
    let end = record(0x000A, &[]);
    let at = (globals.len() + 4 + 8 + 1 + end.len()) as u32;
    globals.extend(record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat()));
    globals.extend(&end);
    globals.extend(begin(16));
    for (kind, data) in cells {
        globals.extend(record(*kind, data));
    }
    globals.extend(end);
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("/Workbook").unwrap().write_all(&globals).unwrap();
    container.flush().unwrap();
    container.into_inner().into_inner()
}

fn label(row: u16, column: u16, text: &str) -> (u16, Vec<u8>) {
    let mut data: Vec<u8> =
        [row, column, 0, text.len() as u16].iter().flat_map(|n| n.to_le_bytes()).collect();
    data.push(0);
    data.extend(text.bytes());
    (0x0204, data)
}

#[test]
fn rows_of_xls() {
    let mut cells: Vec<_> =
        ["headline", "text", "date", "outlet"].iter().zip(0..).map(|(name, at)| label(0, at, name)).collect();
    cells.extend([label(1, 0, "Bridge closed"), label(1, 1, BODY), label(1, 3, "Nelin Post")]);
    let mut date: Vec<u8> = [1_u16, 2, 1].iter().flat_map(|n| n.to_le_bytes()).collect();
    date.extend(45414.0_f64.to_le_bytes());
    cells.push((0x0203, date));
    let book = xls(&cells);
    let found = read_bytes(&book, "a.xls");
    check(&found, &[("Bridge closed", Some("Nelin Post"))]);
    for cut in (0..book.len()).step_by(61) {
        check_found(&read_bytes(&book[..cut], "a.xls"));
    }
    // Two cells far apart, and an extent of everything, would be a rectangle of all.
    let limits = Limits { sheet_bytes: 1 << 20, ..Limits::default() };
    let task = Task::none();
    let everything = (0x0200, [&[0; 4][..], &[255; 4], &[0, 0], &[255, 0], &[0, 0]].concat());
    for far in [label(65535, 255, "x"), everything] {
        let bytes = xls(&[cells.clone(), vec![far]].concat());
        let found = read(&Input::new(&bytes, "a.xls", &limits, &task));
        assert!(found.articles.is_empty());
        check_problem(&found, Cause::Unreadable, &["more than 1 MiB"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_bytes_come_in_marks_are_in_order_and_inside(
        at in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 0..40),
        which in 0..3_usize,
    ) {
        let rows = format!("<sheetData>{HEADER}{}</sheetData>", row(2, ""));
        let (mut book, name) = match which {
            0 => (xlsx(&[("A", "visible", &rows)]), "a.xlsx"),
            1 => (ods("<table:table table:name=\"A\"><table:table-row><table:table-cell/></table:table-row></table:table>"), "a.ods"),
            _ => (xls(&[label(0, 0, "text"), label(1, 0, BODY)]), "a.xls"),
        };
        let from = at.index(book.len());
        for (place, byte) in book.iter_mut().skip(from).zip(bytes) {
            *place = byte;
        }
        check_found(&read_bytes(&book, name));
    }
}
