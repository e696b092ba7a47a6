//! Web archives: a page with its pictures in one file.

use parallax::corpus::EncodingSign;
use parallax::problem::Cause;

use crate::files::read_bytes;

/// An archive whose page is `body`, with headers of its own.
fn archive(headers: &str, body: &str) -> Vec<u8> {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://nelin-post.example/bridge\r\n\
         Subject: Bridge closed\r\nDate: Thu, 4 Mar 2021 08:00:00 -0000\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----part\"\r\n\r\n\r\n\
         ------part\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\np {{}}\r\n\
         ------part\r\n{headers}\r\n\r\n{body}\r\n------part\r\nContent-Type: image/png\r\n\
         Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------part--\r\n"
    )
    .into_bytes()
}

fn check(headers: &str, body: &str, expected: &str) {
    let found = read_bytes(&archive(headers, body), "page.mhtml");
    let article = found.articles.first().unwrap_or_else(|| panic!("{:?}", found.problems.list()));
    assert!(article.raw.contains(expected), "{expected} in {:?}", article.raw);
    assert!(!article.raw.contains("p {"));
    assert_eq!(article.metadata.url.as_deref(), Some("https://nelin-post.example/bridge"));
}

#[test]
fn pages_in_archives() {
    check(
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
        "<html><p>Die Br=C3=BCcke ist=\r\n geschlossen",
        "Die Brücke ist geschlossen",
    );
    check(
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable",
        "<html><meta charset=3D\"windows-1251\"><p>=CF=F0=E5=E7=E8=E4=E5=ED=F2",
        "Президент",
    );
    check(
        "Content-Type: text/html; charset=\"windows-1252\"\r\nContent-Transfer-Encoding: base64",
        "PGh0bWw+PHA+RGllIEJy/GNrZQ==",
        "Die Brücke",
    );
    let found = read_bytes(
        &archive("Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit", "<html><p>Die Brücke"),
        "no ending",
    );
    assert_eq!(found.articles[0].encoding.by, EncodingSign::ValidUtf8);
}

#[test]
fn archives_without_a_page_or_cut_short() {
    let found = read_bytes(&archive("Content-Type: text/plain", "words"), "page.mht");
    assert!(found.articles.is_empty());
    assert_eq!(found.problems.list()[0].cause, Cause::NoArticle);
    let whole = archive(
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable",
        "<html><p>Die Br=C3=BCcke ist geschlossen, und niemand weiss, wie lange noch",
    );
    for cut in 0..whole.len() {
        read_bytes(&whole[..cut], "page.mhtml");
    }
    let at = whole.windows(6).position(|w| w == b"niemand".get(..6).unwrap()).unwrap();
    assert!(read_bytes(&whole[..at], "page.mhtml").articles[0].raw.contains("geschlossen"));
}

#[test]
fn mail_is_no_archive() {
    let mail = "From: ada@nelin.example\r\nTo: jon@nelin.example\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>words";
    let found = read_bytes(mail.as_bytes(), "a.txt");
    assert!(found.articles.iter().all(|article| article.raw.contains("From: ada")));
}
