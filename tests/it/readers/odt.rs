//! OpenDocument texts.

use proptest::prelude::*;

use super::office::{check_refused, check_sound, lines, package, read_one};
use crate::files::read_bytes;

const TYPE: &str = "application/vnd.oasis.opendocument.text";
const STYLES: &str = "<office:automatic-styles><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Quotations'/>
<style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>
<style:style style:name='T2' style:family='text'><style:text-properties fo:font-size='20pt'/></style:style>
<style:style style:name='T3' style:family='text'><style:text-properties text:display='none'/></style:style>
<style:style style:name='L' style:family='paragraph' style:parent-style-name='L'/></office:automatic-styles>";
const COMMON: &str = "<office:document-styles><office:styles><style:default-style style:family='paragraph'><style:text-properties fo:font-size='12pt'/></style:default-style>
<style:style style:name='Quotations' style:family='paragraph'/><style:style style:name='Title' style:family='paragraph'/></office:styles>
<office:master-styles><style:master-page><style:header><text:p>Nelin Post</text:p></style:header><style:footer><text:p>Page <text:page-number>3</text:page-number></text:p></style:footer></style:master-page></office:master-styles></office:document-styles>";
const META: &str = "<office:document-meta><office:meta><dc:title>Bridge closed</dc:title><meta:initial-creator>Ada</meta:initial-creator><dc:date>2016-09-02</dc:date></office:meta></office:document-meta>";

fn text(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    package(&[("mimetype", TYPE), ("content.xml", &content), ("styles.xml", COMMON), ("meta.xml", META)])
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let found = lines(&read_one(&text(body), "a.odt"));
    let within: Vec<&str> =
        found.iter().map(String::as_str).filter(|line| !line.starts_with(['~', '#'])).collect();
    assert_eq!(within, expected, "{body}");
}

#[test]
fn words_and_what_they_are() {
    check(
        "<text:p>The  bridge\n <text:s text:c='2'/>is<text:tab/>shut<text:line-break/>now</text:p>",
        &["The bridge   is\tshut", "now"],
    );
    check(
        "<text:h text:outline-level='2'>In brief</text:h><text:p text:style-name='P1'>We go.</text:p><text:p text:style-name='Title'>Bridge</text:p><text:p text:style-name='L'>x</text:p>",
        &["2 In brief", "> We go.", "1 Bridge", "x"],
    );
    check(
        "<text:p text:style-name='Intense_20_Quote'>We go.</text:p><text:p text:style-name='Block_20_Text'>They stay.</text:p><text:p text:style-name='Heading_20_3'>Why</text:p>",
        &["> We go.", "> They stay.", "3 Why"],
    );
    check(
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list><text:p>three</text:p>",
        &["- one", "- two", "three"],
    );
    check(
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated='999999999'><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
        &["a\tb"],
    );
    check(
        "<text:p>One<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> two<draw:frame><draw:text-box><text:p>Box.</text:p></draw:text-box><svg:title>no</svg:title></draw:frame></text:p>",
        &["One two", "Box.", "A note."],
    );
    check(
        "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes><text:p>a<office:annotation><text:p>no</text:p></office:annotation><text:span text:style-name='T3'>hidden</text:span>b</text:p>",
        &["ab"],
    );
    let prose = "The bridge of Port Nelin stays closed, since its piers have cracks.";
    check(
        &format!(
            "<text:p><text:span text:style-name='T2'>Bridge closed</text:span></text:p><text:p>{prose}</text:p><text:p><text:span text:style-name='T1'>In brief</text:span></text:p><text:p>{prose}</text:p>"
        ),
        &["1 Bridge closed", prose, "2 In brief", prose],
    );
}

#[test]
fn what_stands_around_and_is_stated() {
    let article = read_one(
        &text("<text:p><text:a xlink:href='https://nelin.example/b'>Bridge</text:a></text:p>"),
        "no ending",
    );
    assert_eq!(lines(&article), ["~ Nelin Post", "Bridge", "# Page 3"]);
    assert_eq!(article.metadata.title.as_deref(), Some("Bridge closed"));
    assert_eq!(article.metadata.url.as_deref(), Some("https://nelin.example/b"));
    assert_eq!(
        (&article.metadata.author, &article.metadata.date, article.metadata.other.len()),
        (&None, &None, 2)
    );
}

#[test]
fn one_file_of_xml() {
    let flat = format!(
        "<?xml version='1.0'?>\n<office:document office:mimetype='{TYPE}'><office:meta><dc:title>Bridge closed</dc:title></office:meta>{STYLES}<office:body><office:text><text:p text:style-name='P1'>We go.</text:p></office:text></office:body></office:document>"
    );
    let article = read_one(flat.as_bytes(), "a.fodt");
    assert_eq!(
        (lines(&article), article.metadata.title.as_deref()),
        (vec!["> We go.".to_owned()], Some("Bridge closed"))
    );
    assert!(
        read_bytes(b"<?xml version='1.0'?><office:document office:mimetype='x/sheet'>", "a.fods")
            .articles
            .is_empty()
    );
}

#[test]
fn cut_short_locked_and_hostile() {
    check_refused(
        &package(&[("mimetype", TYPE), ("content.xml", "<office:document-content/>")]),
        "a.odt",
        "no text",
    );
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    check_refused(
        &package(&[("mimetype", TYPE), ("content.xml", "x"), ("META-INF/manifest.xml", manifest)]),
        "a.odt",
        "password",
    );
    let whole = text("<text:p>The bridge</text:p>");
    check_refused(&whole[..whole.len() / 2], "a.odt", "cut short");
    for piece in [
        "<text:p>",
        "<text:list><text:list-item>",
        "<table:table-row><table:table-cell>",
        "<text:span>",
        "<text:s text:c='99999'/>",
        "</text:p>",
        "<draw:text-box>",
        "<text:note-body>",
    ] {
        let started = std::time::Instant::now();
        check_sound(read_bytes(&text(&format!("<text:p>x</text:p>{}", piece.repeat(100_000))), "a.odt"));
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_bytes_come_in(
        pieces in prop::collection::vec(0..PIECES.len(), 0..100),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let body: String = pieces.iter().map(|at| PIECES[*at]).collect();
        let mut bytes = text(&body);
        check_sound(read_bytes(&bytes, "a.odt"));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        check_sound(read_bytes(&bytes, "a.odt"));
        check_sound(read_bytes(format!("<office:document office:mimetype='{TYPE}'>{body}").as_bytes(), "a.fodt"));
    }
}

const PIECES: [&str; 20] = [
    "<text:p>",
    "</text:p>",
    "<text:p>Bridge closed</text:p>",
    "words ",
    "<text:span text:style-name='T1'>",
    "</text:span>",
    "<text:list>",
    "</text:list>",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell>",
    "</table:table-cell>",
    "<draw:text-box>",
    "</draw:text-box>",
    "<text:note-body>",
    "</text:note-body>",
    "<text:tab/>",
    "<text:s/>",
    "<style:header>",
    "<text:h text:outline-level='9'>",
];
