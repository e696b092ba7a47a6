//! Books and magazines.

use parallax::problem::Cause;
use proptest::prelude::*;

use super::office::{check_refused, check_sound, check_stopped, package};
use crate::files::read_bytes;

const CONTAINER: &str = "<container><rootfiles><rootfile full-path='OEBPS/content.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

fn prose(n: usize) -> String {
    format!("<p>The bridge of Port Nelin stays closed, the mayor said on Monday, since pier {n} has cracks that grow every week.</p>")
        .repeat(4)
}

fn page(title: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body>{title}{body}</body></html>"
    )
}

/// A book of these pages in this order; `stated` goes into the metadata.
fn book(stated: &str, pages: &[String], more: &[(&str, &str)]) -> Vec<u8> {
    let items = (0..pages.len())
        .map(|n| format!("<item id='p{n}' href='text/p%20{n}.xhtml' media-type='application/xhtml+xml'/>"))
        .collect::<Vec<_>>()
        .concat();
    let refs = (0..pages.len()).map(|n| format!("<itemref idref='p{n}'/>")).collect::<Vec<_>>().concat();
    let list = format!(
        "<package><metadata>{stated}</metadata><manifest>{items}<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/></manifest><spine>{refs}<itemref idref='nav'/></spine></package>"
    );
    let names: Vec<String> = (0..pages.len()).map(|n| format!("OEBPS/text/p {n}.xhtml")).collect();
    let nav = page("", &prose(9));
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/content.opf", &list),
        ("OEBPS/nav.xhtml", &nav),
    ];
    parts.extend(names.iter().map(String::as_str).zip(pages.iter().map(String::as_str)));
    parts.extend(more);
    package(&parts)
}

#[test]
fn articles_of_a_magazine() {
    let pages = [
        page("", "<p>Nelin Weekly</p><img src='cover.jpg'/>"),
        page("<h1>Bridge closed</h1>", &prose(1)),
        page("", &prose(2)),
        page("<h1>Harbour open</h1>", &prose(3)),
    ];
    let stated = "<dc:title>Nelin Weekly [Fri, 03 May 2024]</dc:title><dc:creator>calibre</dc:creator><dc:date>2024-05-03</dc:date><dc:language>en</dc:language><dc:type>periodical:magazine</dc:type>";
    let found = read_bytes(&book(stated, &pages, &[]), "a.epub");
    let titles: Vec<_> =
        found.articles.iter().map(|a| (a.record, a.metadata.title.as_deref().unwrap())).collect();
    assert_eq!(titles, [(0, "Bridge closed"), (1, "Harbour open")]);
    let first = &found.articles[0];
    assert!(first.raw.contains("pier 1") && first.raw.contains("pier 2") && !first.raw.contains("pier 3"));
    assert_eq!(first.metadata.outlet.as_deref(), Some("Nelin Weekly"));
    assert_eq!(
        (first.metadata.date.as_deref(), first.metadata.author.as_deref()),
        (Some("2024-05-03"), None)
    );
    let told = found.problems.list();
    assert_eq!((told.len(), told[0].cause), (1, Cause::Skipped));
    check_sound(found);
}

#[test]
fn a_book_in_one_piece() {
    let stated = "<dc:title>The Bridge</dc:title><dc:creator>Ada Writer</dc:creator><dc:publisher>Nelin Press</dc:publisher>";
    let found = read_bytes(&book(stated, &[page("", &prose(1)), page("", &prose(2))], &[]), "a");
    assert_eq!(found.articles.len(), 1, "{:?}", found.problems.list());
    let metadata = &found.articles[0].metadata;
    assert_eq!(metadata.title.as_deref(), Some("The Bridge"));
    assert_eq!(
        (metadata.author.as_deref(), metadata.outlet.as_deref()),
        (Some("Ada Writer"), Some("Nelin Press"))
    );
}

#[test]
fn what_goes_with_each_article_is_short_and_stays_when_time_is_over() {
    let pages = [page("<h1>Bridge closed</h1>", &prose(1)), page("<h1>Harbour open</h1>", &prose(2))];
    let name = "Ada ".repeat(2000);
    let stated = format!(
        "<dc:title>{name}</dc:title><dc:publisher>{name}</dc:publisher>{}",
        "<dc:creator>Ada</dc:creator>".repeat(60)
    );
    let found = read_bytes(&book(&stated, &pages, &[]), "a.epub");
    assert_eq!(found.articles.len(), 2);
    for article in &found.articles {
        let metadata = &article.metadata;
        assert_eq!(metadata.author.as_ref().unwrap().matches("Ada").count(), 50);
        assert!(metadata.outlet.as_ref().unwrap().len() <= 4096 && metadata.other[0].1.len() <= 4096);
    }
    check_stopped(&book("", &pages, &[]), "a.epub", 1);
    check_stopped(&book("", &pages, &[]), "a.epub", 0);
}

#[test]
fn locked_damaged_and_hostile() {
    let pages = [page("<h1>Bridge closed</h1>", &prose(1))];
    let lock = "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></EncryptedData></encryption>";
    check_refused(&book("", &pages, &[("META-INF/encryption.xml", lock)]), "a.epub", "DRM");
    let fonts =
        lock.replace("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding");
    assert_eq!(
        read_bytes(&book("", &pages, &[("META-INF/encryption.xml", &fonts)]), "a.epub").articles.len(),
        1
    );
    let whole = book("", &pages, &[]);
    check_refused(&whole[..whole.len() / 2], "a.epub", "cut short");
    check_refused(&package(&[("mimetype", "application/epub+zip")]), "a.epub", "missing");
    check_refused(&book("", &[page("", "<img/>")], &[]), "a.epub", "no running text");
    // A page that is listed and not there costs itself alone; so does one that lies outside.
    let list = "<package><manifest><item id='a' href='a.xhtml'/><item id='b' href='../../../etc/passwd'/><item id='c' href='c.xhtml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/><itemref idref='a'/><itemref idref='c'/></spine></package>";
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/content.opf", list),
        ("OEBPS/a.xhtml", &pages[0]),
    ];
    let found = read_bytes(&package(&parts), "a.epub");
    assert_eq!(found.articles.len(), 1);
    assert!(found.problems.list()[0].text.starts_with("2 pages"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_bytes_come_in(
        page in prop::collection::vec(any::<char>(), 0..200),
        list in "[<>a-z/='\" &;]{0,120}",
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let page: String = page.into_iter().collect();
        let mut bytes = book(&list, &[page, self::page("<h1>x</h1>", &prose(1))], &[]);
        check_sound(read_bytes(&bytes, "a.epub"));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        check_sound(read_bytes(&bytes, "a.epub"));
    }
}
