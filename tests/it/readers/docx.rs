//! Word files, new and old.

use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Input, read};
use parallax::task::Task;
use proptest::prelude::*;

use super::office::{check_refused, check_sound, check_stopped, lines, package, read_one};
use crate::files::read_bytes;

const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";

/// A file whose text is `body`, with more parts.
fn word(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    );
    let mut parts = vec![("[Content_Types].xml", TYPES), ("word/document.xml", document.as_str())];
    parts.extend(more);
    package(&parts)
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

#[track_caller]
fn check(body: &str, more: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(lines(&read_one(&word(body, more), "a.docx")), expected, "{body}");
}

#[test]
fn words_and_breaks() {
    check(&(p("The bridge ") + &p("is &amp; stays &#x448;ut.")), &[], &["The bridge", "is & stays шut."]);
    check(
        "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:noBreakHyphen/><w:t>x</w:t><w:softHyphen/></w:r></w:p>",
        &[],
        &["one", "two\tthree-x"],
    );
    check(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r></w:p>",
        &[],
        &["in"],
    );
    check(
        "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:p><w:r><w:t>yes</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        &[],
        &["yes"],
    );
    check(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>",
        &[],
        &["one two"],
    );
    check(
        "<w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:t> x</w:t></w:r><w:ruby><w:rt><w:r><w:t>no</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>本</w:t></w:r></w:rubyBase></w:ruby></w:p>",
        &[],
        &["• x本"],
    );
}

const STYLES: &str = "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='22'/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/></w:style>
<w:style w:type='paragraph' w:styleId='berschrift1'><w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='My'><w:name w:val='My'/><w:basedOn w:val='berschrift1'/></w:style>
<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>
<w:style w:type='paragraph' w:styleId='H3'><w:name w:val='heading 3'/></w:style>
<w:style w:type='paragraph' w:styleId='Q'><w:name w:val='Intense Quote'/></w:style>
<w:style w:type='paragraph' w:styleId='L'><w:name w:val='List Bullet'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>
<w:style w:type='paragraph' w:styleId='A'><w:name w:val='A'/><w:basedOn w:val='B'/></w:style>
<w:style w:type='paragraph' w:styleId='B'><w:name w:val='B'/><w:basedOn w:val='A'/></w:style>
<w:style w:type='character' w:styleId='S'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style></w:styles>";

#[test]
fn what_paragraphs_are() {
    let more = [("word/styles.xml", STYLES)];
    for (properties, mark) in [
        ("<w:pStyle w:val='berschrift1'/>", "1 "),
        ("<w:pStyle w:val='My'/>", "1 "),
        ("<w:pStyle w:val='T'/>", "1 "),
        ("<w:pStyle w:val='H3'/>", "3 "),
        ("<w:pStyle w:val='Q'/>", "> "),
        ("<w:pStyle w:val='L'/>", "- "),
        ("<w:pStyle w:val='L'/><w:numPr><w:numId w:val='0'/></w:numPr>", ""),
        ("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='2'/></w:numPr>", "- "),
        ("<w:outlineLvl w:val='1'/>", "2 "),
        ("<w:pStyle w:val='berschrift1'/><w:outlineLvl w:val='9'/>", ""),
        ("<w:pStyle w:val='A'/>", ""),
        ("<w:pStyle w:val='gone'/>", ""),
    ] {
        let body = format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>Bridge closed</w:t></w:r></w:p>");
        check(&body, &more, &[&format!("{mark}Bridge closed")]);
    }
    let prose = "The bridge of Port Nelin stays closed, since its piers have cracks.";
    let bold = "<w:p><w:r><w:rPr><w:rStyle w:val='S'/></w:rPr><w:t>In brief</w:t></w:r></w:p>";
    let large = "<w:p><w:r><w:rPr><w:sz w:val='40'/></w:rPr><w:t>Bridge closed</w:t></w:r></w:p>";
    check(
        &format!("{large}{}{bold}{}", p(prose), p(prose)),
        &more,
        &["1 Bridge closed", prose, "2 In brief", prose],
    );
}

#[test]
fn tables_boxes_and_links() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>());
    let table = |rows: &str| format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>");
    check(&table(&(row(&["a", "b"]) + &row(&["c", "", "d", ""]))), &[], &["a\tb", "c\t\td"]);
    let inner = format!("<w:tc>{}{}</w:tc>", table(&row(&["x", "y"])), p("below"));
    check(&table(&format!("<w:tr>{}{inner}</w:tr>", cell("left"))), &[], &["left", "x\ty", "below"]);
    check(&table(&row(&["alone"])), &[], &["alone"]);
    let shape = "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Box.</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>";
    check(
        &format!(
            "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>Te</w:t>{shape}<w:t>xt</w:t></w:r></w:p>"
        ),
        &[],
        &["1 Text", "Box."],
    );
    let rels = "<Relationships><Relationship Id='r7' Type='http://x/hyperlink' Target='https://nelin-post.example/bridge?a=1&amp;b=2' TargetMode='External'/></Relationships>";
    let link = "<w:p><w:hyperlink r:id='r7'><w:r><w:t>Bridge closed</w:t></w:r></w:hyperlink></w:p>";
    let article = read_one(
        &word(&(link.to_owned() + &p("More.")), &[("word/_rels/document.xml.rels", rels)]),
        "a.docx",
    );
    assert_eq!(article.metadata.url.as_deref(), Some("https://nelin-post.example/bridge?a=1&b=2"));
    let field = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"https://nelin.example/x\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Bridge</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>";
    let article = read_one(&word(field, &[]), "a.docx");
    assert_eq!(
        (article.raw.as_str(), article.metadata.url.as_deref()),
        ("Bridge\n", Some("https://nelin.example/x"))
    );
}

#[test]
fn what_stands_around_the_text() {
    let rels = "<Relationships><Relationship Id='r1' Type='http://x/header' Target='header1.xml'/><Relationship Id='r2' Type='http://x/header' Target='/word/header2.xml'/><Relationship Id='r3' Type='http://x/footer' Target='footer1.xml'/><Relationship Id='r4' Type='http://x/footnotes' Target='footnotes.xml'/></Relationships>";
    let header = format!("<w:hdr>{}</w:hdr>", p("Nelin Post"));
    let footer = format!("<w:ftr>{}</w:ftr>", p("Page 3 of 7"));
    let notes = format!(
        "<w:footnotes><w:footnote w:type='separator'>{}</w:footnote><w:footnote w:id='1'>{}</w:footnote></w:footnotes>",
        p("no"),
        p("A note.")
    );
    let core = "<cp:coreProperties><dc:title>Bridge closed</dc:title><dc:creator>Ada</dc:creator><dcterms:created>2016-09-02T00:00:00Z</dcterms:created></cp:coreProperties>";
    let more = [
        ("word/_rels/document.xml.rels", rels),
        ("word/header1.xml", header.as_str()),
        ("word/header2.xml", header.as_str()),
        ("word/footer1.xml", footer.as_str()),
        ("word/footnotes.xml", notes.as_str()),
        ("docProps/core.xml", core),
    ];
    let article = read_one(&word(&p("Text."), &more), "no ending");
    assert_eq!(lines(&article), ["~ Nelin Post", "Text.", "A note.", "# Page 3 of 7"]);
    assert_eq!(article.metadata.title.as_deref(), Some("Bridge closed"));
    // Who saved the file did not write the article, nor on that day.
    assert_eq!((&article.metadata.author, &article.metadata.date), (&None, &None));
    assert_eq!(article.metadata.other.len(), 2);
    // What is missing is told, and what was read when time is over stays.
    let found = read_bytes(&word(&p("Text."), &more[..4]), "a.docx");
    assert_eq!(lines(&found.articles[0]), ["~ Nelin Post", "Text.", "# Page 3 of 7"]);
    let told: Vec<&str> = found.problems.list().iter().map(|p| p.text.as_str()).collect();
    assert!(told.len() == 1 && told[0].starts_with("Notes, or the head or foot"), "{told:?}");
    check_stopped(&word(&p("Text."), &more), "a.docx", 1);
    check_stopped(&word("", &more), "a.docx", 0);
}

#[test]
fn cut_short_empty_and_hostile() {
    check_refused(&word("", &[]), "a.docx", "no text");
    let whole = word(&p("The bridge is shut."), &[]);
    check_refused(&whole[..whole.len() / 2], "a.docx", "damaged or cut short");
    check_refused(&package(&[("[Content_Types].xml", TYPES), ("word/other.xml", "")]), "a.docx", "missing");
    let found = read_bytes(
        &word("<w:p><w:r><w:t>The bridge</w:t></w:r></w:p><w:p><w:r><w:t>is</w:p>", &[]),
        "a.docx",
    );
    assert!(found.problems.list()[0].text.contains("before the damage"));
    assert!(found.articles[0].raw.starts_with("The bridge"));

    let bomb = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;'>]>";
    let document = format!("{bomb}<w:document><w:body>{}</w:body></w:document>", p("&b;x"));
    let bytes = package(&[("[Content_Types].xml", TYPES), ("word/document.xml", &document)]);
    assert_eq!(read_one(&bytes, "a.docx").raw, "&b;x\n");

    let limits = Limits { package_bytes: 10_000, ..Limits::default() };
    let large = word(&p(&"a".repeat(20_000)), &[]);
    let found = read(&Input::new(&large, "a.docx", &limits, &Task::none()));
    assert!(found.articles.is_empty() && found.problems.list()[0].text.contains("unpacks to more"));

    for piece in [
        "<w:p>",
        "<w:tbl><w:tr><w:tc>",
        "<w:r><w:txbxContent><w:p>",
        "<w:x/>",
        "<w:p/>",
        "<w:tr><w:tc/></w:tr>",
        "<w:fldChar w:fldCharType='begin'/>",
        "&",
        "<w:pPr>",
        "<w:rPr>",
    ] {
        let body = piece.repeat(100_000);
        let started = std::time::Instant::now();
        check_sound(read_bytes(&word(&(p("x") + &body), &[]), "a.docx"));
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
    let attributes = (0..50_000).map(|at| format!(" a{at}='x'")).collect::<Vec<_>>().concat();
    check_sound(read_bytes(&word(&format!("<w:p><w:r><w:t{attributes}>x</w:t></w:r></w:p>"), &[]), "a.docx"));
}

#[test]
fn a_word_file_is_known_by_its_content() {
    let bytes = word(&p("Text."), &[]);
    assert_eq!(read_one(&bytes, "a.txt").raw, "Text.\n");
    // An archive in which a Word file lies is none.
    let inside = package(&[("a.txt", "x"), ("word/document.xml", "x")]);
    assert!(read_bytes(&inside, "a.zip").problems.list().iter().all(|p| !p.text.contains("Word")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_bytes_come_in(
        pieces in prop::collection::vec(0..PIECES.len(), 0..120),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let body: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let mut bytes = word(&body, &[("word/styles.xml", STYLES)]);
        check_sound(read_bytes(&bytes, "a.docx"));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        check_sound(read_bytes(&bytes, "a.docx"));
    }
}

const PIECES: [&str; 30] = [
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>words",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:pPr><w:pStyle w:val='T'/></w:pPr>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:br/>",
    "<w:tab/>",
    "<w:p><w:r><w:t>Bridge closed</w:t></w:r></w:p>",
    "<w:hyperlink r:id='x'>",
    "</w:hyperlink>",
    "<w:fldChar w:fldCharType='begin'/>",
    "<w:fldChar w:fldCharType='separate'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "<w:instrText>HYPERLINK x</w:instrText>",
    "&amp;",
    "&x;",
    "<w:del>",
    "</w:del>",
    "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>",
];
