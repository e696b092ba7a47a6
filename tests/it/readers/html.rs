//! Web pages: lines, marks, metadata, encodings, and pages that mean harm.

use std::time::{Duration, Instant};

use parallax::corpus::{Article, EncodingSign, FurnitureKind, LineRole};
use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::{Mark, RawArticle};
use parallax::ingest::registry::Registry;
use parallax::problem::Cause;
use proptest::prelude::*;

use crate::files::read_bytes;

/// The article of a page.
fn read(page: &str) -> RawArticle {
    let mut found = read_bytes(page.as_bytes(), "page.html");
    assert_eq!(found.articles.len(), 1, "{:?}", found.problems.list());
    found.articles.remove(0)
}

fn take_apart(page: &str) -> Article {
    analyse(read(page), "page.html", Registry::bundled())
}

/// Paragraphs of a made-up article.
fn paragraphs(count: usize) -> String {
    let paragraph = |at| {
        format!(
            "<p>The bridge of Port Nelin stays closed, the mayor said on Monday, since pier {at} has cracks.</p>\n"
        )
    };
    (1..=count).map(paragraph).collect()
}

/// `before` and `after` with numbers from 0 between them.
fn numbered(before: &str, after: &str, count: usize) -> String {
    let mut text = String::new();
    for at in 0..count {
        text.push_str(before);
        text.push_str(&at.to_string());
        text.push_str(after);
    }
    text
}

/// Lines of a page with what is said of them.
fn marked(article: &RawArticle) -> Vec<(&str, Option<Mark>)> {
    let lines = article.raw.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let mark = article.markup.iter().find(|m| m.span.of(&article.raw) == line);
            (line, mark.map(|m| m.mark))
        })
        .collect()
}

#[test]
fn lines_and_what_they_are() {
    let page = format!(
        "<!DOCTYPE html><html lang=en><title>Bridge closed | Nelin Post</title>
         <script>var words = '<p>not text</p>';</script><style>p {{ color: red }}</style>
         <nav><a href=/>Home</a><a href=/world>World</a></nav>
         <article><h1>Bridge<br>closed</h1><p>By Ada Brandt</p>
         {}<h2>What now</h2><ul><li>Ferries <b>run</b></li><li>Buses do not</li></ul>
         <blockquote>We wait, and we shall wait for as long as it takes.</blockquote>
         <figure><img alt='a picture'><figcaption>The bridge in March</figcaption></figure>
         <table><tr><td>Pier<td>Cracks<tr><td>1<td>4</table>
         <p hidden>Not shown to anybody, whatever it may say here.</p>
         <p>Soft&shy;ened, <ruby>東京<rp>(</rp><rt>とうきょう</rt></ruby>&nbsp;&amp; more&#8212;and&hellip; the end of it all, she said.</p></article>
         <aside><h3>Read also</h3><a href=/2>Another story</a></aside><footer>© Nelin Post</footer></html>",
        paragraphs(3)
    );
    let article = read(&page);
    let lines = marked(&article);
    let first = paragraphs(1);
    let first = first.trim().trim_start_matches("<p>").trim_end_matches("</p>");
    let of = |text: &str| {
        lines.iter().find(|(line, _)| *line == text).unwrap_or_else(|| panic!("{text} in {lines:?}")).1
    };
    assert_eq!(of("Home World"), Some(Mark::Furniture(FurnitureKind::Menu)));
    assert_eq!(of("Bridge closed"), Some(Mark::Heading(1)));
    assert_eq!(of("By Ada Brandt"), None);
    assert_eq!(of(first), Some(Mark::Body));
    assert_eq!(of("What now"), Some(Mark::Heading(2)));
    assert_eq!(of("Ferries run"), Some(Mark::Item));
    assert_eq!(of("We wait, and we shall wait for as long as it takes."), Some(Mark::Quotation));
    assert_eq!(of("The bridge in March"), Some(Mark::Caption));
    assert_eq!(of("Pier\tCracks"), Some(Mark::Body));
    assert_eq!(of("Softened, 東京\u{a0}& more—and… the end of it all, she said."), Some(Mark::Body));
    assert_eq!(of("Another story"), Some(Mark::Furniture(FurnitureKind::Related)));
    assert_eq!(of("© Nelin Post"), Some(Mark::Furniture(FurnitureKind::Menu)));
    for hidden in ["not text", "color", "a picture", "Not shown", "とうきょう"] {
        assert!(!article.raw.contains(hidden), "{hidden}");
    }
}

#[test]
fn parts_come_from_what_the_page_states_and_from_its_text() {
    let page = format!(
        r##"<html lang="en"><head><title>Bridge closed - The Nelin Herald</title>
        <link rel="canonical" href="https://nelin-herald.example/bridge">
        <script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [
          {{"@type": "Organization", "@id": "#us", "name": "The Nelin Herald"}},
          {{"@type": "Person", "@id": "#ada", "name": "Ada Brandt"}},
          {{"@type": ["NewsArticle"], "headline": "Bridge closed", "datePublished": "2021-03-04T08:00:00+01:00",
            "author": [{{"@id": "#ada"}}, {{"name": "Jon Weil"}}], "publisher": {{"@id": "#us"}}, "articleSection": "Town",
            "url": "https://nelin-herald.example/bridge",}}]}}</script></head>
        <body><h1>Bridge closed</h1>{}</body></html>"##,
        paragraphs(4)
    );
    let article = take_apart(&page);
    let headline = article.headline.as_ref().map(|h| article.text(h.value));
    assert_eq!(headline, Some("Bridge closed"));
    assert_eq!(article.outlet.as_ref().map(|o| &*o.value), Some("The Nelin Herald"));
    assert_eq!(article.published.as_ref().map(|p| p.value.date.to_string()).as_deref(), Some("2021-03-04"));
    let names: Vec<&str> = article.byline.iter().map(|name| &*name.value).collect();
    assert_eq!(names, ["Ada Brandt", "Jon Weil"]);
    assert_eq!(article.section.as_ref().map(|s| &*s.value), Some("Town"));
    assert_eq!(article.body.len(), 4);
}

#[test]
fn the_address_names_the_outlet_where_nothing_else_does() {
    let check = |head: &str, outlet: Option<&str>, host: Option<&str>| {
        let page = format!(
            "<html><head>{head}</head><body><nav>MSN</nav><h1>Bridge</h1>{}</body></html>",
            paragraphs(4)
        );
        let article = take_apart(&page);
        assert_eq!(article.outlet.as_ref().map(|o| &*o.value), outlet, "{head}");
        assert_eq!(article.host.as_ref().map(|h| &*h.value), host, "{head}");
    };
    check("<link rel=canonical href='https://www.nelin-post.example/1'>", Some("nelin-post.example"), None);
    let named =
        "<link rel=canonical href='https://www.nelin-post.example/1'><meta property='og:site_name' content=";
    check(&format!("{named}'Nelin Post'>"), Some("Nelin Post"), None);
    check(&format!("{named}'@nelin'>"), Some("nelin-post.example"), None);
    check(&format!("{named}'MSN'>"), Some("nelin-post.example"), Some("MSN"));
}

#[test]
fn facts_in_all_their_forms() {
    let check = |head: &str, part: &str, expected: &str| {
        let article =
            read(&format!("<html><head>{head}</head><body><h1>A</h1>{}</body></html>", paragraphs(2)));
        let m = &article.metadata;
        let found = match part {
            "title" => &m.title,
            "date" => &m.date,
            "author" => &m.author,
            "outlet" => &m.outlet,
            "section" => &m.section,
            "language" => &m.language,
            "url" => &m.url,
            _ => &m.standfirst,
        };
        assert_eq!(found.as_deref(), Some(expected), "{head}");
    };
    check("<meta property='og:title' content='One &amp; two'>", "title", "One & two");
    check("<title>\n One\n two </title>", "title", "One two");
    check("<meta name='DC.title' content=One>", "title", "One");
    check("<meta property='article:published_time' content='2020-01-02'>", "date", "2020-01-02");
    check("<meta itemprop='datePublished dateCreated' content='2020-01-02'>", "date", "2020-01-02");
    check("</head><body><time datetime='2020-01-02T10:00Z'>yesterday</time>", "date", "2020-01-02T10:00Z");
    check("</head><body><span itemprop=datePublished>2 May 2020</span>", "date", "2 May 2020");
    check(
        "<meta name=author content='Ada Brandt'><meta name=author content='Ada Brandt'>",
        "author",
        "Ada Brandt",
    );
    check(
        "<meta property='article:author' content='https://social.example/ada'><meta name=byl content='Ada'>",
        "author",
        "Ada",
    );
    check("<meta property='og:site_name' content='Nelin Post'>", "outlet", "Nelin Post");
    check("<meta property='article:section' content=Town>", "section", "Town");
    check("<meta property='og:locale' content=de_DE>", "language", "de_DE");
    check("<meta property='og:url' content='https://a.example/1'>", "url", "https://a.example/1");
    check("<meta name=description content='It is closed.'>", "lead", "It is closed.");
    check(
        "<script type='application/ld+json'><!--\n{\"@type\":\"http://schema.org/Article\",\"headline\":\"One\ntwo\", \"x\": [1,],}\n--></script>",
        "title",
        "One two",
    );
    check("<script type='application/ld+json'>{broken</script><meta name=title content=Two>", "title", "Two");
}

#[test]
fn the_stated_text_leads_to_its_lines() {
    let body = "The bridge stays closed until the autumn, the council of the town decided late on Monday. \
                Nobody spoke against it, though many had come to listen to what there was to be said.";
    let end = " was drawn by a child from the harbour, as the custom is there.</p></div>";
    let noise = numbered("<div><p>Elsewhere the number ", end, 12);
    let page = format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{body}\"}}</script>
         <div>{noise}</div><div><div><p>{}</p></div></div>",
        body.replace(". Nobody", ".</p><p>Nobody")
    );
    let article = take_apart(&page);
    assert_eq!(article.body.len(), 2);
    assert!(article.text(article.body[0].span).starts_with("The bridge stays"));
}

#[test]
fn boxes_that_are_no_part_of_the_text() {
    let teaser = |at: usize| {
        format!(
            "<li class=card><a href=/{at}>Another story of the town, number {at}</a><p>A sentence that sums up what it is about.</p></li>"
        )
    };
    let cards: String = (0..5).map(teaser).collect();
    let page = format!(
        "<h1>Bridge closed</h1><div class=story-body>{}<div class='newsletter-signup'><p>Get our letter every morning, it is free and it is good.</p></div>
         {}<p><a href=/x>ANOTHER STORY THAT IS ONLY A LINK BETWEEN PARAGRAPHS</a></p>{}
         <ul>{cards}</ul><div id=comments><p>I have always said so, and nobody listened to me at all.</p></div></div>",
        paragraphs(2),
        paragraphs(1),
        paragraphs(2)
    );
    let article = take_apart(&page);
    assert_eq!(
        article.body.len(),
        5,
        "{:?}",
        article.body.iter().map(|p| article.text(p.span)).collect::<Vec<_>>()
    );
    let furniture = article.lines.iter().filter(|line| matches!(line.role, LineRole::Furniture(_))).count();
    assert_eq!(furniture, 1 + 1 + 10 + 1);
}

#[test]
fn encodings_are_found_where_pages_name_them() {
    let check = |bytes: &[u8], name: &str, by: EncodingSign, word: &str| {
        let found = read_bytes(bytes, "page.html");
        let article = &found.articles[0];
        assert_eq!((article.encoding.name, article.encoding.by), (name, by));
        assert!(article.raw.contains(word), "{word} in {:?}", article.raw);
    };
    let page =
        |meta: &str, word: &[u8]| [b"<html><head>", meta.as_bytes(), b"</head><body><p>", word].concat();
    let word = b"\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xE7\xE0\xFF\xE2\xE8\xEB";
    check(&page("<meta charset=windows-1251>", word), "windows-1251", EncodingSign::Stated, "Президент");
    let old = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>";
    check(&page(old, word), "windows-1251", EncodingSign::Stated, "Президент");
    check(&page("", word), "windows-1251", EncodingSign::Guessed, "Президент");
    // Converted by whoever saved it.
    check(
        &page("<meta charset=windows-1251>", "Президент".as_bytes()),
        "UTF-8",
        EncodingSign::ValidUtf8,
        "Президент",
    );
    check(&page("<meta charset=utf-16>", b"caf\xC3\xA9 au lait"), "UTF-8", EncodingSign::ValidUtf8, "café");
    let wide: Vec<u8> = "\u{feff}<html><p>Gespräch".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&wide, "UTF-16LE", EncodingSign::ByteOrderMark, "Gespräch");
    check(
        b"<?xml version='1.0' encoding='ISO-8859-2'?><html><p>\xB3\xF3d\xBC",
        "ISO-8859-2",
        EncodingSign::Stated,
        "łód",
    );
}

#[test]
fn pages_are_known_by_their_content() {
    for (bytes, name, raw) in [
        ("<!doctype HTML><p>words", "a.txt", "words\n"),
        ("\u{feff}\n<!-- saved from url=(0020)https://a.example/ -->\n<html><p>words", "a", "words\n"),
        ("<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><p>words", "a.xhtml", "words\n"),
        ("<p>words of a page", "a.html", "words of a page\n"),
        ("words, and nothing else", "a.html", "words, and nothing else"),
        ("1 < 2 and <p> is an element", "a.txt", "1 < 2 and <p> is an element"),
    ] {
        let found = read_bytes(bytes.as_bytes(), name);
        assert_eq!(found.articles.len(), 1, "{bytes}");
        assert_eq!(found.articles[0].raw, raw, "{bytes}");
    }
}

#[test]
fn pages_without_text_say_so() {
    for page in [
        "<!doctype html>",
        "<html><script>var a = 1</script><div hidden>words</div></html>",
        "<html><img></html>",
    ] {
        let found = read_bytes(page.as_bytes(), "page.html");
        assert!(found.articles.is_empty());
        assert_eq!(found.problems.list()[0].cause, Cause::NoArticle);
        assert!(found.problems.list()[0].text.contains("browser"));
    }
}

#[test]
fn xhtml_closes_what_html_leaves_open() {
    let page = format!(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='a.js'/></head><body><a id='top'/>{}</body></html>",
        paragraphs(2)
    );
    assert_eq!(take_apart(&page).body.len(), 2);
}

#[test]
fn pages_cut_short() {
    let page = format!("<!doctype html><h1>Bridge closed</h1><div>{}", paragraphs(4));
    for cut in [page.len() - 1, page.len() - 3, page.len() - 40] {
        let article = take_apart(&page[..cut]);
        assert!((3..=4).contains(&article.body.len()), "{cut}");
    }
    let open = format!("<!doctype html>{}<script>var a = '", paragraphs(2));
    assert_eq!(take_apart(&open).body.len(), 2);
}

/// Pages that mean harm: the text is there, and it takes no longer than its length.
#[test]
fn hostile_pages() {
    let text = format!("<h1>Bridge closed</h1>{}", paragraphs(5));
    let many = |part: &str, count: usize| part.repeat(count);
    for (name, page) in [
        ("deep", format!("{}{text}{}", many("<div>", 100_000), many("</div>", 100_000))),
        ("never closed", format!("{}{text}", many("<div><b><font color=x>", 50_000))),
        ("attributes", format!("<body {}>{text}", numbered("a", "=1 ", 300_000))),
        ("classes", format!("<div class='{}'>{text}</div>", many("a ", 500_000))),
        ("table", format!("{text}<table>{}</table>", many("<tr><td>1<td>2", 50_000))),
        ("cells", format!("{text}<table>{}", many("<td>", 100_000))),
        ("references", format!("{text}{}", many("&", 200_000))),
        ("comments", format!("{text}{}", many("<!-- -", 200_000))),
        ("less than", format!("{text}{}", many("<", 300_000))),
        ("json", format!("<script type='application/ld+json'>{}</script>{text}", many("[", 200_000))),
        ("headlines", format!("{}{text}", many("<h1>Bridge closed</h1>", 20_000))),
        ("null", format!("{}{text}", many("<p>a\0b</p>", 10))),
    ] {
        let page = format!("<!doctype html><title>Bridge closed</title>{page}");
        let start = Instant::now();
        let article = take_apart(&page);
        assert!(start.elapsed() < Duration::from_mins(1), "{name}: {:?}", start.elapsed());
        let body: Vec<&str> = article.body.iter().map(|p| article.text(p.span)).collect();
        assert!(
            body.iter().filter(|p| p.contains("has cracks")).count() == 5,
            "{name}: {} paragraphs",
            body.len()
        );
    }
}

#[test]
fn what_is_left_out_is_told() {
    for page in ["<div>".repeat(1000), numbered("<p><font id=f", ">x", 20_000)] {
        let found = read_bytes(format!("<!doctype html>{page}{}", paragraphs(3)).as_bytes(), "page.html");
        assert_eq!(found.problems.list()[0].cause, Cause::Undecided);
        assert!(found.problems.list()[0].text.contains("more boxes within boxes"));
        assert_eq!(found.articles[0].raw.matches("has cracks").count(), 3);
    }
}

#[test]
fn pages_laid_out_with_tables() {
    let text = paragraphs(3).replace("<p>", "").replace("</p>", "<br><br>");
    let page = format!(
        "<!doctype html><title>Bridge closed</title><table><tr><td><a href=/>Home</a><br><a href=/w>World</a></td>
         <td><b>Bridge closed</b><br><br>{text}<table><tr><td>Pier</td><td>Cracks</td></tr></table></td></tr></table>"
    );
    let article = take_apart(&page);
    let body: Vec<&str> = article.body.iter().map(|p| article.text(p.span)).collect();
    assert_eq!(body.iter().filter(|p| p.contains("has cracks")).count(), 3, "{body:?}");
    assert!(!body.iter().any(|p| p.contains("Home")), "{body:?}");
    assert_eq!(article.headline.as_ref().map(|h| article.text(h.value)), Some("Bridge closed"));
}

#[test]
fn bodies_of_short_lines() {
    let rows = numbered("<p>Round ", ": harbour against old town</p>", 20);
    let page = format!(
        "<title>All rounds</title><div><h1>All rounds</h1><div>{rows}</div></div>
         <div><p>What readers write here is read before it is shown to others, and may be cut.</p></div>"
    );
    let article = take_apart(&page);
    assert_eq!(article.body.len(), 20);
}

#[test]
fn text_that_waits_for_a_script_is_read() {
    let page = format!(
        "<html><body><p>Loading</p><div style='display: none'><h1>Bridge</h1>{}</div>",
        paragraphs(14)
    );
    assert_eq!(take_apart(&page).body.len(), 14);
    let page = format!("<html><body><noscript><h1>Bridge</h1>{}</noscript></body></html>", paragraphs(14));
    assert_eq!(take_apart(&page).body.len(), 14);
}

#[test]
fn chinese_and_japanese_pages() {
    for (line, menu) in [
        ("港口的大桥从星期一起关闭，市长说要到春天才会重新开放。", "首页"),
        ("港の橋は月曜日から閉鎖されており、市長は春まで開かないと述べた。", "ホーム"),
    ] {
        let text = format!("<p>{line}</p>").repeat(6);
        let page = format!(
            "<html><nav><a href=/>{menu}</a></nav><h1>大桥关闭</h1><div>{text}</div><div class=related><a href=/2>{line}</a></div>"
        );
        assert_eq!(take_apart(&page).body.len(), 6, "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_bytes_come_in_marks_are_in_order_and_inside(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        pieces in prop::collection::vec(0..PIECES.len(), 0..120),
    ) {
        let mut page = b"<!doctype html>".to_vec();
        page.extend(pieces.iter().flat_map(|at| PIECES[*at].bytes()));
        page.extend(bytes);
        for article in read_bytes(&page, "page.html").articles {
            let mut end = 0;
            for mark in &article.markup {
                prop_assert!(mark.span.from >= end && mark.span.to >= mark.span.from);
                prop_assert!(article.raw.get(mark.span.range()).is_some());
                end = mark.span.to;
            }
            let article = analyse(article, "page.html", Registry::bundled());
            let lines: String = article.lines.iter().map(|line| article.text(line.span)).collect();
            let raw: String = article.raw.lines().collect();
            prop_assert_eq!(lines.replace('\r', ""), raw.replace('\r', ""));
        }
    }
}

/// What pages are made of, well and badly.
const PIECES: [&str; 40] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class='related comments'>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<a href=x>",
    "</a>",
    "<h1>",
    "</h1>",
    "<svg>",
    "</svg>",
    "<!-- ",
    " -->",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<select><option>",
    "<template>",
    "</template>",
    "&amp",
    "&#x41;",
    "&bogus;",
    "<br/>",
    "\n",
    "The mayor said that it would be closed for a long time to come, and nobody was glad of it.",
    "<q>so</q>",
    "<pre>\n a\n b</pre>",
    "<blockquote>",
];
