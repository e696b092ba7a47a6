//! What files are that nobody reads, and what to do about each: by their content, or by their names
//! where they are passed over unopened.

use super::doc::{LOCKED, has_stream};
use super::package::{Package, is_archive};

/// What a file is by its bytes.
pub(super) fn by_content(bytes: &[u8]) -> Option<&'static str> {
    const COMPOUND: [(&str, &str); 5] = [
        ("EncryptedPackage", LOCKED),
        ("__properties_version1.0", MESSAGE),
        ("PowerPoint Document", SLIDES),
        ("HwpSummaryInformation", HANGUL),
        ("FileHeader", HANGUL),
    ];
    if let Some((_, text)) = COMPOUND.iter().find(|(name, _)| has_stream(bytes, name)) {
        return Some(text);
    }
    let kindle = bytes.get(60..68).is_some_and(|kind| kind == b"BOOKMOBI");
    let first: [(&[u8], &str); 4] = [
        (b"\xFFWPC", PERFECT),
        (b"!BDN", ARCHIVE_OF_MAIL),
        (b"AT&TFORM", "This is a DjVu file, which Parallax does not read. Save its text as a .txt file"),
        (b"%!PS", "This is a PostScript file, which Parallax does not read. Save it as .pdf"),
    ];
    if let Some((_, text)) = first.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(text);
    }
    if kindle {
        return Some(KINDLE);
    }
    if !is_archive(bytes) {
        return None;
    }
    let package = Package::open(bytes, &super::limits::Limits::default()).ok()?;
    if package.has("Index/Document.iwa")
        || package.has("index.xml") && package.has("buildVersionHistory.plist")
    {
        Some(PAGES)
    } else if package.has_within("ppt/") {
        Some(SLIDES)
    } else if package.has("Contents/content.hpf") {
        Some(HANGUL)
    } else {
        None
    }
}

/// What a file is by the ending of its name, in small letters.
pub(in crate::ingest) fn by_ending(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "pages" => PAGES,
        "wpd" | "wp5" | "wp6" => PERFECT,
        "mobi" | "azw" | "azw3" | "prc" => KINDLE,
        "msg" => MESSAGE,
        "pst" | "ost" => ARCHIVE_OF_MAIL,
        "hwp" | "hwpx" => HANGUL,
        "ppt" | "pptx" | "odp" | "key" => SLIDES,
        "sxw" | "wps" | "abw" | "lwp" => {
            "This is a file of a word processor that Parallax does not read. Open it in LibreOffice and save it as .docx or .odt"
        }
        _ => return None,
    })
}

const PAGES: &str =
    "This is a Pages file, which Parallax does not read. Open it in Pages and export it as Word or EPUB";
const PERFECT: &str = "This is a WordPerfect file, which Parallax does not read. Open it in LibreOffice and save it as .docx or .odt";
const KINDLE: &str =
    "This is a Kindle book, which Parallax does not read. Convert it to EPUB, with Calibre for example";
const MESSAGE: &str = "This is a message of Outlook (MSG), which Parallax does not read. Drag it into another mail program, or save it as .eml or .html";
const ARCHIVE_OF_MAIL: &str = "This is a store of mail of Outlook, which Parallax does not read. Export its messages as .eml or as a mailbox (.mbox)";
const HANGUL: &str = "This is a file of Hangul Word Processor, which Parallax does not read. Save it as .docx or as .pdf with text";
const SLIDES: &str = "These are slides, which Parallax does not read. Save their text as a .txt file";

#[cfg(test)]
mod tests {
    use super::{by_content, by_ending};

    #[test]
    fn what_is_not_read_is_named() {
        assert!(by_content(b"\xFFWPC rest").is_some_and(|text| text.contains("WordPerfect")));
        assert!(by_ending("pages").is_some_and(|text| text.contains("Pages")));
        assert_eq!((by_content(b"words"), by_ending("txt")), (None, None));
    }
}
