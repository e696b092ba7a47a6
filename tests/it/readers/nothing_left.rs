//! Files that are damaged so that no text is left: one sentence says so, and none says that something was read.

use parallax::problem::Cause;

use super::archive::{check_found, gz, tar_of};
use super::office::package;
use crate::files::read_bytes;

#[test]
fn what_gave_nothing_has_one_sentence() {
    let check = |bytes: &[u8], name: &str, of: &str| {
        check_found(&read_bytes(bytes, name), &[], &[(of, Cause::Unreadable, "no text is left in it")]);
    };
    check(br"{\rtf1\ansi {\b ", "a.rtf", "a.rtf");
    let pdf = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n\
        << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\ntrailer << /Root 1 0 R >>\n";
    check(pdf, "a.pdf", "a.pdf");
    let odt = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a><b")];
    check(&package(&odt), "a.odt", "a.odt");
    let docx = [
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            "<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/></Relationships>",
        ),
        ("word/document.xml", "<document><body><p"),
    ];
    check(&package(&docx), "a.docx", "a.docx");
    let packed = gz(&[b'\n'; 5_000]);
    check(&packed[..packed.len() - 9], "a.txt.gz", "a.txt.gz");
    let tar = tar_of(&[("a.txt", b"a word, and others")]);
    check(&tar[..300], "a.tar", "a.tar");
}

#[test]
fn what_gave_something_is_told_to_be_cut() {
    let check = |bytes: &[u8], name: &str, word: &str| {
        let found = read_bytes(bytes, name);
        assert_eq!(
            (found.articles.len(), found.problems.list().len()),
            (1, 1),
            "{:?}",
            found.problems.list()
        );
        assert!(found.problems.list()[0].text.contains(word), "{:?}", found.problems.list());
    };
    check(br"{\rtf1\ansi The talks go on {\b ", "a.rtf", "ends in the middle");
    let odt = "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
        xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text>\
        <text:p>The talks go on</text:p><text:p>and";
    let odt = [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", odt)];
    check(&package(&odt), "a.odt", "only what comes before the damage was read");
}
