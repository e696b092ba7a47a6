//! XML that grows when it is read: names that stand for ten of the next, nine times over. None is unfolded.

use std::fmt::Write as _;

use super::office::package;
use crate::files::read_bytes;

/// Three gigabytes in a few lines.
fn laughs(root: &str) -> String {
    let mut text = format!("<!DOCTYPE {root} [<!ENTITY l0 'lol'>");
    for n in 1..10 {
        let _ = write!(text, "<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10));
    }
    text + "<!ENTITY far SYSTEM 'file:///etc/passwd'>]>"
}

const WORDS: &str = "The bridge of Port Nelin is closed. &l9;&far;";

#[test]
fn a_billion_laughs() {
    let document = format!(
        "{}<w:document><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>",
        laughs("w:document")
    );
    let types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
    let word = package(&[("[Content_Types].xml", types), ("word/document.xml", &document)]);
    let content = format!(
        "{}<office:document-content><office:body><office:text><text:p>{WORDS}</text:p></office:text></office:body></office:document-content>",
        laughs("office:document-content")
    );
    let open = package(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    let page = format!(
        "{}<html><body><h1>Bridge</h1><p>{WORDS}</p><p>{}</p></body></html>",
        laughs("html"),
        "The mayor said on Monday that two of its piers have cracks that grow every week. ".repeat(20)
    );
    let page_of_book = format!("<?xml version='1.0'?>{page}");
    let list = format!(
        "{}<package><metadata><dc:title>&l9;</dc:title></metadata><manifest><item id='p' href='p.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='p'/></spine></package>",
        laughs("package")
    );
    let book = package(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='b.opf' media-type='application/oebps-package+xml'/></rootfiles></container>",
        ),
        ("b.opf", &list),
        ("p.xhtml", &page_of_book),
    ]);
    let rows = format!(
        "{}<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>text</t></is></c></row><row r='2'><c r='A2' t='inlineStr'><is><t>{WORDS}</t></is></c></row></sheetData></worksheet>",
        laughs("worksheet")
    );
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = package(&[
        ("[Content_Types].xml", types),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns='{main}' xmlns:r='{relations}'><sheets><sheet name='a' sheetId='1' r:id='r1'/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' Type='{relations}/worksheet' Target='worksheets/s.xml'/></Relationships>"
            ),
        ),
        ("xl/worksheets/s.xml", &rows),
    ]);
    for (bytes, name) in [
        (word, "a.docx"),
        (open, "a.odt"),
        (content.into_bytes(), "a.fodt"),
        (book, "a.epub"),
        (sheet, "a.xlsx"),
        (page_of_book.into_bytes(), "a.xhtml"),
        (page.into_bytes(), "a.html"),
    ] {
        let found = read_bytes(&bytes, name);
        let text: usize = found.articles.iter().map(|article| article.raw.len()).sum();
        // The list of names itself may be taken for text by those that do not know of such lists.
        assert!(text < 2 * bytes.len() && text < 20_000, "{name}: {text}");
        assert!(!found.articles.is_empty() || !found.problems.is_empty(), "{name}");
        let has_words = found.articles.iter().any(|article| article.raw.contains("The bridge of Port Nelin"));
        // The library that reads spreadsheets takes none with such a list.
        assert!(has_words || name == "a.xlsx", "{name}: {:?}, {:?}", found.articles, found.problems.list());
        assert!(!found.articles.iter().any(|article| article.raw.contains("root:")), "{name}");
    }
}
