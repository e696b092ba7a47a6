//! Rich Text.

use parallax::corpus::EncodingSign;
use parallax::ingest::readers::Found;
use parallax::problem::Cause;
use proptest::prelude::*;

use super::office::{check_refused, check_sound, check_stopped, lines, read_one};
use crate::files::read_bytes;

/// A file whose text is `body`, in Western letters.
fn rich(body: &str) -> Vec<u8> {
    format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fnil Times;}}}}\\fs24 {body}}}")
        .into_bytes()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(lines(&read_one(&rich(body), "a.rtf")), expected, "{body}");
}

#[test]
fn a_file_that_takes_too_long_is_not_called_cut() {
    check_stopped(&rich(&"a\\par ".repeat(40_000)), "a.rtf", 1);
}

#[test]
fn words_and_signs() {
    check("The bridge\\par is shut.", &["The bridge", "is shut."]);
    check("one\\line two\\tab three\\page four\\sect five", &["one", "two\tthree", "four", "five"]);
    check(
        "Br\\'fccke \\endash  na\\u239?ve \\u8212?\\ldblquote x\\rdblquote\\~y\\_z",
        &["Brücke – naïve —“x”\u{A0}y-z"],
    );
    check("{\\b one}{\\i two\\\\\\{\\}}{\\v hidden}{\\deleted gone}three", &["onetwo\\{}three"]);
    check("a\\\r\nb\r\nc\\emspace d", &["a", "bc d"]);
    check("{\\*\\unknown no}{\\unknownword yes}", &["yes"]);
}

#[test]
fn characters_of_many_pages() {
    // Surrogates, several characters that stand in, none where the program left them out.
    check("\\uc2\\u-10179??\\u-8704??\\uc0\\u1052\\u1086\\uc2 \\u26085\\'93\\'fax", &["😀Мо日x"]);
    check("\\u1052\\par\\u1086?", &["М", "о"]);
    check("\\u-10179?x", &["\u{FFFD}x"]);
    let fonts = |set: u32, text: &str| {
        format!(
            "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 A;}}{{\\f1\\fcharset{set} B;}}}}\\f1 {text}\\f0 \\'e9}}"
        )
    };
    for (set, text, expected) in [
        (204, "\\'cc\\'ee\\'f1\\'ea\\'e2\\'e0", "Москваé"),
        (128, "\\'93\\'fa\\'96{\\'7b}", "日本é"),
        (128, "\\'83\\\\\\'83w\\par", "ソヘé"),
        (134, "\\'b1\\'b1\\'be\\'a9", "北京é"),
        (136, "\\'a5\\'5f\\'a8\\'ca", "北京é"),
        (129, "\\'bc\\'ad\\'bf\\'ef", "서울é"),
        (238, "\\'b3\\'f3d\\'9f", "łódźé"),
        (161, "\\'c1\\'e8", "Αθé"),
        (2, "\\'b7 x", "• xé"),
    ] {
        let article = read_one(fonts(set, text).as_bytes(), "a.rtf");
        assert_eq!(
            article.raw.split_whitespace().collect::<Vec<_>>().join(" ").replace("ヘ é", "ヘé"),
            expected
        );
    }
    let article = read_one(b"{\\rtf1\\ansi\\ansicpg1251 \\'cc\\'ee\\'f1\\'ea\\'e2\\'e0}", "a.rtf");
    assert_eq!(
        (article.raw.trim(), article.encoding.name, article.encoding.by),
        ("Москва", "windows-1251", EncodingSign::Stated)
    );
    // Against the format, and met: UTF-8 as it stands.
    assert_eq!(read_one("{\\rtf1\\ansi Мост {закрыт}}".as_bytes(), "a.rtf").raw.trim(), "Мост закрыт");
    let found = read_bytes(b"{\\rtf1\\pca caf\\'82}", "a.rtf");
    assert!(found.problems.list().iter().any(|p| p.cause == Cause::Encoding && p.text.contains("850")));
}

#[test]
fn what_paragraphs_are() {
    let text = "The bridge of Port Nelin stays closed, since its piers have cracks.\\par ";
    let prose = "The bridge of Port Nelin stays closed, since its piers have cracks.";
    check(
        &format!("{{\\fs40 Bridge closed\\par}}\\fs24 {text}{{\\b In brief\\par}}{text}"),
        &["1 Bridge closed", prose, "2 In brief", prose],
    );
    check(&format!("\\outlinelevel1 Bridge closed\\par\\pard {text}"), &["2 Bridge closed", prose]);
    // All in bold says nothing; a sentence is no heading, nor is a label before words.
    check(&format!("\\b Bridge closed\\par {text}"), &["Bridge closed", prose]);
    check(
        &format!("{{\\b It is closed.}}\\par{{\\b Length:}} 5 words\\par {text}{text}"),
        &["It is closed.", "Length: 5 words", prose, prose],
    );
    check("{\\pntext\\bullet\\tab}one\\par\\pard\\ls1 two\\par\\pard three", &["- one", "- two", "three"]);
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 Quote;}{\\*\\cs3 Title;}}";
    check(
        &format!("{styles}\\s1 Bridge\\par\\pard\\s2 We go.\\par\\pard\\s3 x"),
        &["1 Bridge", "> We go.", "x"],
    );
}

#[test]
fn tables_links_and_notes() {
    check(
        "\\trowd\\intbl a\\cell b\\cell\\row\\trowd\\intbl c\\cell\\cell d\\cell\\row\\pard after",
        &["a\tb", "c\t\td", "after"],
    );
    check("before\\par\\trowd\\intbl one\\par two\\cell b\\cell\\row", &["before", "one", "two", "b"]);
    let link = "{\\field{\\*\\fldinst HYPERLINK \"https://nelin-post.example/bridge\" \\\\o \"x\"}{\\fldrslt Bridge closed}}";
    let article = read_one(
        &rich(&format!("{link}\\par More of it {{\\field{{\\*\\fldinst PAGE}}{{\\fldrslt 3}}}}")),
        "a.rtf",
    );
    assert_eq!(lines(&article), ["Bridge closed", "More of it 3"]);
    assert_eq!(article.metadata.url.as_deref(), Some("https://nelin-post.example/bridge"));
    check(
        "{\\header Nelin Post\\par}{\\footer Page 3}One{\\footnote\\pard First note.} two.\\par",
        &["~ Nelin Post", "One two.", "First note.", "# Page 3"],
    );
    check(
        "{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt Box.\\par}}{\\shprslt no}}Text\\par",
        &["Text", "Box."],
    );
    check(
        "{\\pict\\pngblip 89504e47}{\\object{\\*\\objdata 00}{\\result Shown}}{\\upr{a}{\\*\\ud{b}}}x",
        &["Shownbx"],
    );
    check("a\\bin4 }}}}b{\\pict\\bin3 {{{}c", &["abc"]);
}

#[test]
fn what_is_stated() {
    let article = read_one(
        &rich(
            "{\\info{\\title Br\\'fccke}{\\author Ada}{\\creatim\\yr2016\\mo9\\dy2\\hr1}{\\operator X}}Text",
        ),
        "a.rtf",
    );
    assert_eq!(article.metadata.title.as_deref(), Some("Brücke"));
    let other = [("creator".to_owned(), "Ada".to_owned()), ("created".to_owned(), "2016-09-02".to_owned())];
    assert_eq!((article.metadata.other.as_slice(), article.raw.as_str()), (other.as_slice(), "Text\n"));
    assert_eq!((article.metadata.author, article.metadata.date), (None, None));
}

#[test]
fn cut_short_empty_and_hostile() {
    check_refused(&rich(""), "a.rtf", "no text");
    check_refused(b"{\\rtf1{\\pict 00}}", "a.doc", "no text");
    let whole = rich("The bridge\\par {\\b is} \\u1052?\\'e9{\\footnote x}\\trowd\\cell\\row");
    for cut in 5..whole.len() {
        let found = read_bytes(&whole[..cut], "a.rtf");
        assert!(
            found
                .problems
                .list()
                .iter()
                .any(|p| p.text.contains("ends in the middle") || p.text.contains("no text"))
        );
        check_sound(found);
    }
    for piece in [
        "{",
        "{\\b",
        "}",
        "\\",
        "\\par",
        "\\'",
        "\\u",
        "{\\footnote ",
        "{\\shptxt ",
        "{\\field{\\*\\fldinst x}",
        "\\cell",
        "\\row",
        "\\intbl a\\cell ",
        "{\\*\\a",
        "\\bin",
        "\\u-10179",
        "a",
        "\\'81",
        "{\\upr",
        "{\\ud",
        "\\f9 \\'81",
    ] {
        let body = piece.repeat(200_000);
        let started = std::time::Instant::now();
        check_sound(read_bytes(format!("{{\\rtf1 x {body}").as_bytes(), "a.rtf"));
        assert!(started.elapsed().as_secs() < 20, "{piece}");
    }
    let deep = format!("{{\\rtf1 {}x{}", "{\\b ".repeat(100_000), "}".repeat(100_001));
    assert_eq!(read_one(deep.as_bytes(), "a.rtf").raw, "x\n");
}

const PIECES: [&str; 40] = [
    "{",
    "}",
    "\\par ",
    "\\b ",
    "\\b0 ",
    "\\'e9",
    "\\'81",
    "\\u1052?",
    "\\u-10179",
    "\\u-8704",
    "\\uc0",
    "\\uc2 ",
    "words ",
    "\\cell ",
    "\\row ",
    "\\intbl ",
    "\\trowd",
    "\\pard ",
    "{\\footnote ",
    "{\\header ",
    "{\\shptxt ",
    "{\\*\\fldinst HYPERLINK x}",
    "{\\fldrslt ",
    "{\\pict ",
    "{\\fonttbl{\\f1\\fcharset128 A;}}",
    "\\f1 ",
    "\\plain",
    "{\\listtext x}",
    "\\ls1 ",
    "\\fs40 ",
    "\\v ",
    "{\\info{\\title x}}",
    "{\\stylesheet{\\s1 heading 1;}}",
    "\\s1 ",
    "\\bin2 ",
    "\\line ",
    "\\tab ",
    "\\",
    "ü",
    "\\outlinelevel0 ",
];

#[test]
fn letters_of_any_size() {
    for size in ["65535", "65532", "65536", "-1", "0"] {
        let text =
            format!("\\fs{size} Bridge closed\\par {}", "The bridge of Port Nelin stays closed. ".repeat(9));
        assert!(read_one(&rich(&text), "a.rtf").raw.contains("Port Nelin"), "{size}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_bytes_come_in(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        pieces in prop::collection::vec(0..PIECES.len(), 0..120),
    ) {
        let mut file = b"{\\rtf1".to_vec();
        file.extend(pieces.iter().flat_map(|at| PIECES[*at].bytes()));
        file.extend(bytes);
        let found: Found = read_bytes(&file, "a.rtf");
        check_sound(found);
    }
}
