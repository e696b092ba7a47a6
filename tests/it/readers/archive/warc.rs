//! Crawls: pages by their addresses, whatever else the crawler noted.

use parallax::corpus::EncodingSign;
use parallax::ingest::readers::limits::Limits;
use parallax::problem::Cause;

use super::{PAGE, check_found, gz, read_within};
use crate::files::read_bytes;

pub fn record(kind: &str, address: &str, content: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-04T08:00:00Z\r\n\
         WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn answer(address: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let body = [b"HTTP/1.1 ", headers.as_bytes(), b"\r\n\r\n", body].concat();
    record("response", address, "application/http; msgtype=response", &body)
}

pub fn response(address: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    answer(address, &format!("200 OK\r\nContent-Type: {kind}"), body)
}

pub fn crawl(records: &[Vec<u8>]) -> Vec<u8> {
    let mut all = record("warcinfo", "", "application/warc-fields", b"software: a crawler\r\n");
    all.extend(records.concat());
    all
}

/// The crawl as it is, packed as one, and packed record by record.
fn in_every_form(records: &[Vec<u8>], members: &[&str], problems: &[(&str, Cause, &str)]) {
    let plain = crawl(records);
    let by_record: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    for bytes in [gz(&plain), by_record, plain] {
        check_found(&read_bytes(&bytes, "c.warc"), members, problems);
    }
}

#[test]
fn pages_texts_and_resources() {
    let records = [
        record(
            "request",
            "https://nelin.example/a",
            "application/http; msgtype=request",
            b"GET /a HTTP/1.1\r\n\r\n",
        ),
        response("https://nelin.example/a", "text/html; charset=utf-8", PAGE),
        record(
            "revisit",
            "https://nelin.example/a",
            "application/http; msgtype=response",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
        record("response", "dns:nelin.example", "text/dns", b"20210304\nnelin.example. 1 IN A 10.0.0.1\n"),
        response("https://nelin.example/b.png", "image/png", b"\x89PNG"),
        response("https://nelin.example/style.css", "text/css", b"p { }"),
        response("https://nelin.example/robots.txt", "text/plain", b"User-agent: *"),
        answer("https://nelin.example/gone", "404 Not Found\r\nContent-Type: text/html", PAGE),
        answer("https://nelin.example/moved", "301 Moved\r\nContent-Type: text/html\r\nLocation: /a", PAGE),
        response("https://nelin.example/c?id=../../1", "text/plain", b"A plain text."),
        record("resource", "file:///d.html", "text/html", b"<p>A piece of a page."),
        record("conversion", "https://nelin.example/e", "text/plain", "Мост закрыт.".as_bytes()),
        record("metadata", "https://nelin.example/a", "application/warc-fields", b"outlink: x"),
        response("https://nelin.example/a", "text/html", PAGE),
        answer("https://nelin.example/untyped/", "200 OK", PAGE),
    ];
    let members = [
        "https://nelin.example/a",
        "https://nelin.example/c?id=../../1",
        "file:///d.html",
        "https://nelin.example/e",
        "https://nelin.example/a (2)",
        "https://nelin.example/untyped",
    ];
    in_every_form(&records, &members, &[]);
    let found = read_bytes(&crawl(&records), "c.warc");
    let page = &found.articles[0];
    assert_eq!(page.metadata.url.as_deref(), Some("https://nelin.example/a"));
    assert_eq!(page.metadata.date, None, "when a page was fetched is not when it was published");
    assert!(page.metadata.other.contains(&("Fetched".into(), "2021-03-04T08:00:00Z".into())));
    assert_eq!(found.articles[2].raw.trim(), "A piece of a page.");
}

#[test]
fn bodies_in_chunks_packed_and_in_their_encoding() {
    let chunked = format!("{:x}\r\n", PAGE.len()).into_bytes();
    let chunked = [&chunked, PAGE, b"\r\n0\r\n\r\n"].concat();
    let html = "200 OK\r\nContent-Type: text/html";
    let packed = format!("{html}\r\nContent-Encoding: gzip");
    let both = gz(PAGE);
    let both = [format!("{:x}\r\n", both.len()).as_bytes(), &both, b"\r\n0\r\n\r\n"].concat();
    let deflated = {
        use std::io::Write as _;
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(PAGE).and_then(|()| encoder.finish()).expect("packed")
    };
    for (headers, body) in [
        (format!("{html}\r\nTransfer-Encoding: chunked"), chunked),
        (packed.clone(), gz(PAGE)),
        (packed, PAGE.to_vec()),
        (format!("{html}\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"), both),
        (format!("{html}\r\nContent-Encoding: deflate"), deflated),
        (format!("{html}\r\nContent-Encoding: br"), PAGE.to_vec()),
    ] {
        let found = read_bytes(&crawl(&[answer("https://nelin.example/a", &headers, &body)]), "c.warc");
        check_found(&found, &["https://nelin.example/a"], &[]);
        assert_eq!(
            found.articles[0].raw.trim(),
            "Bridge closed\n\nThe bridge of Nelin is closed.",
            "{headers}"
        );
    }
    let unknown = answer(
        "https://nelin.example/a",
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br",
        b"\x8B\x80\xFF\0",
    );
    let found = read_bytes(&crawl(&[unknown]), "c.warc");
    check_found(&found, &[], &[("c.warc/https://nelin.example/a", Cause::Unreadable, "packed in a way")]);
    for kind in ["text/html; charset=windows-1251", "text/plain; charset=windows-1251"] {
        let body = b"\xCC\xEE\xF1\xF2 \xE7\xE0\xEA\xF0\xFB\xF2.";
        let found = read_bytes(&crawl(&[response("https://nelin.example/a", kind, body)]), "c.warc");
        assert_eq!(found.articles[0].raw.trim(), "Мост закрыт.", "{kind}");
        assert_eq!(found.articles[0].encoding.by, EncodingSign::Stated);
    }
}

#[test]
fn answers_of_other_versions_and_what_is_none() {
    let raw =
        |address: &str, body: &[u8]| record("response", address, "application/http; msgtype=response", body);
    let page = |head: &str| [head.as_bytes(), b"\r\nContent-Type: text/html\r\n\r\n", PAGE].concat();
    let chunked = [&b"HTTP/2.0 200 OK\r\nTransfer-Encoding: chunked"[..], b""].concat();
    let mut chunked = page(&String::from_utf8_lossy(&chunked));
    chunked.splice(
        chunked.len() - PAGE.len()..chunked.len() - PAGE.len(),
        format!("{:x}\r\n", PAGE.len()).into_bytes(),
    );
    chunked.extend(b"\r\n0\r\n\r\n");
    let headers = |n: usize| "\r\nX-Word: words".repeat(n);
    let many = headers(400);
    for body in [
        page("HTTP/2 200"),
        page("HTTP/2 200 "),
        page("HTTP/2.0 200 OK"),
        page("HTTP/3 200"),
        chunked,
        page(&format!("HTTP/1.1 200 OK{many}")),
        page(&format!("HTTP/2 200{many}")),
    ] {
        let head = String::from_utf8_lossy(&body[..15]).into_owned();
        let found = read_bytes(&crawl(&[raw("https://nelin.example/a", &body)]), "c.warc");
        check_found(&found, &["https://nelin.example/a"], &[]);
        assert_eq!(found.articles[0].raw.trim(), "Bridge closed\n\nThe bridge of Nelin is closed.", "{head}");
    }
    // Errors stay errors.
    let gone = raw("https://nelin.example/gone", &page("HTTP/2 404"));
    check_found(&read_bytes(&crawl(&[gone]), "c.warc"), &[], &[("c.warc", Cause::NoArticle, "no page")]);
    // What cannot be made out is told, and then nothing of a crawl without pages.
    let endless = headers(5000);
    for body in
        [page("GOPHER 7"), page(&format!("HTTP/1.1 200 OK{endless}")), b"HTTP/2".to_vec(), page("HTTP/2 x")]
    {
        let found = read_bytes(&crawl(&[raw("https://nelin.example/a", &body)]), "c.warc");
        check_found(
            &found,
            &[],
            &[("c.warc/https://nelin.example/a", Cause::Unreadable, "could not be made out")],
        );
    }
}

#[test]
fn cut_in_the_middle_what_was_read_stays() {
    let long = [PAGE, b"<p>And ", &b"more words of it, ".repeat(200)[..]].concat();
    let records = [
        response("https://nelin.example/a", "text/html", PAGE),
        response("https://nelin.example/b", "text/html", &long),
    ];
    let plain = crawl(&records);
    let cut = &plain[..plain.len() - 1000];
    let expected = [
        ("c.warc/https://nelin.example/b", Cause::Unreadable, "cut short"),
        ("c.warc", Cause::Unreadable, "cut short"),
    ];
    check_found(
        &read_bytes(cut, "c.warc"),
        &["https://nelin.example/a", "https://nelin.example/b"],
        &expected,
    );
    let packed: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    let found = read_bytes(&packed[..packed.len() - 20], "c.warc");
    assert_eq!(found.articles[0].member.as_deref(), Some("https://nelin.example/a"));
    assert_eq!(found.problems.list().last().map(|p| p.cause), Some(Cause::Unreadable));
    // What stands behind a damaged place is found again.
    let mut damaged = crawl(&[records[0].clone(), b"noise\r\n\r\n".to_vec(), records[1].clone()]);
    let found = read_bytes(&damaged, "c.warc");
    check_found(
        &found,
        &["https://nelin.example/a", "https://nelin.example/b"],
        &[("c.warc", Cause::Unreadable, "damaged")],
    );
    for at in 0..damaged.len().min(600) {
        damaged[at] ^= 0x15;
        read_bytes(&damaged, "c.warc");
        damaged[at] ^= 0x15;
    }
    let truncated =
        String::from_utf8_lossy(&records[0]).replace("WARC-Date", "WARC-Truncated: length\r\nWARC-Date");
    let found = read_bytes(&crawl(&[truncated.into_bytes()]), "c.warc");
    check_found(
        &found,
        &["https://nelin.example/a"],
        &[("c.warc/https://nelin.example/a", Cause::Undecided, "not fetched")],
    );
}

#[test]
fn limits_of_crawls() {
    let page = |n: usize| response(&format!("https://nelin.example/{n}"), "text/html", PAGE);
    let three = crawl(&[page(1), page(2), page(3)]);
    let limits = Limits { records: 3, ..Limits::default() };
    let found = read_within(&three, "c.warc", &limits);
    check_found(
        &found,
        &["https://nelin.example/1", "https://nelin.example/2"],
        &[("c.warc", Cause::Skipped, "3 records")],
    );
    let large = response("https://nelin.example/large", "text/html", &b"words ".repeat(300));
    let film = response("https://nelin.example/film", "video/mp4", &b"words ".repeat(300));
    let limits = Limits { file_bytes: 1500, ..Limits::default() };
    let found = read_within(&crawl(&[film, large, page(2)]), "c.warc", &limits);
    check_found(
        &found,
        &["https://nelin.example/2"],
        &[("c.warc/https://nelin.example/large", Cause::Skipped, "1500 bytes")],
    );
    let bomb = gz(&vec![b' '; 8 << 20]);
    let bomb = answer(
        "https://nelin.example/bomb",
        "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
        &bomb,
    );
    let found = read_bytes(&crawl(&[bomb, page(2)]), "c.warc");
    assert_eq!(found.articles.len(), 1);
    assert_eq!(found.problems.list()[0].path.as_deref(), Some("c.warc/https://nelin.example/bomb"));
}
