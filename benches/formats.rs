//! How long do other kinds of files take than plain text: web pages as browsers save them, a bundle of a database?
//! And how long takes the anatomy of one article?
//!
//! The files are in the machine's file cache. See `benches/README.md`.
#![expect(clippy::expect_used, clippy::print_stderr, reason = "a bench stops where it cannot measure")]

#[path = "support/generator.rs"]
mod generator;

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use generator::{Page, Part, Press, asked};
use parallax::corpus::Article;
use parallax::ingest::anatomy::analyse;
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::readers::{Input, read};
use parallax::ingest::registry::Registry;
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The seed of every recorded figure.
const SEED: u64 = 7;
/// Bytes of a page of the web: by far the most is not the article.
const PAGE: usize = 150 << 10;
/// Articles that a database gives in one download.
const BUNDLE: u64 = 500;

fn of(page: &Page, wanted: Part) -> impl Iterator<Item = &str> + Clone {
    page.pieces.iter().filter(move |(part, _)| *part == wanted).map(|(_, text)| text.as_str())
}

/// A page with its styles, scripts, menus and lists of other articles, about [`PAGE`] bytes long.
fn html(page: &Page, press: &Press, number: u64) -> String {
    let headline = of(page, Part::Headline).next().unwrap_or_default();
    let (year, month, day) = page.date;
    let mut text = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{headline} - {outlet}</title>\
         <meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{year}-{month:02}-{day:02}T06:20:00Z\"><style>",
        outlet = page.outlet
    );
    for rule in 0..600 {
        text.push_str(&format!(".c{rule}>a:hover{{margin:0 {rule}px;color:#{rule:06x}}}\n"));
    }
    text.push_str("</style><script>");
    for line in 0..900 {
        text.push_str(&format!("window.q{line}=function(a,b){{if(a<b){{return a&&{line}}}}};\n"));
    }
    text.push_str("</script></head><body><header><nav><ul>");
    for line in of(page, Part::Furniture).cycle().take(80) {
        text.push_str(&format!("<li class=\"menu__item\"><a href=\"/section/\">{line}</a></li>\n"));
    }
    text.push_str("</ul></nav></header><main><article>");
    text.push_str(&format!("<h1>{headline}</h1>"));
    for line in of(page, Part::Byline).chain(of(page, Part::Date)) {
        text.push_str(&format!("<div class=\"meta\"><span>{line}</span></div>"));
    }
    for paragraph in of(page, Part::Body) {
        text.push_str(&format!("<p class=\"story__text\">{paragraph}</p>\n"));
    }
    text.push_str("</article></main><aside>");
    let mut other = number;
    while text.len() + 2_000 < PAGE {
        other += 1;
        let page = press.page(other);
        let headline = of(&page, Part::Headline).next().unwrap_or_default();
        let teaser = of(&page, Part::Body).next().unwrap_or_default();
        text.push_str(&format!(
            "<div class=\"card card--small\"><div class=\"card__image\"><img src=\"/i/{other}.jpg\" alt=\"\"></div>\
             <h3 class=\"card__title\"><a href=\"/news/{other}\">{headline}</a></h3><p>{teaser}</p>\
             <ul class=\"card__share\"><li><a href=\"#\">Share</a></li><li><a href=\"#\">Save</a></li></ul></div>\n"
        ));
    }
    text.push_str("</aside><footer><p>All rights reserved.</p></footer></body></html>");
    text
}

/// The lines of a download of Nexis Uni.
fn nexis(press: &Press) -> Vec<String> {
    let pages: Vec<Page> = (0..BUNDLE).map(|number| press.page(number)).collect();
    let title = |page: &Page| of(page, Part::Headline).next().unwrap_or_default().to_owned();
    let mut lines = vec!["User Name: ADA LOVEN".to_owned(), format!("Documents ({BUNDLE})")];
    for (at, page) in pages.iter().enumerate() {
        lines.extend([format!("{}. {}", at + 1, title(page)), "Client/Matter: -None-".to_owned()]);
        lines.push("Search Terms: government".to_owned());
    }
    for page in &pages {
        let (year, month, day) = page.date;
        let date = jiff::civil::date(year, month, day).strftime("%B %-d, %Y %A").to_string();
        lines.extend([title(page), page.outlet.to_owned(), date]);
        lines.push(format!("Copyright {year} {} All Rights Reserved", page.outlet));
        lines.extend(["Length: 480 words".to_owned(), "Byline: By ADA LOVEN".to_owned(), "Body".to_owned()]);
        lines.extend(of(page, Part::Body).map(str::to_owned));
        lines.extend(["Load-Date: March 6, 2018".to_owned(), "End of Document".to_owned()]);
    }
    lines
}

/// What the parts of a DOCX file are.
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override \
    PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
    wordprocessingml.document.main+xml\"/></Types>";

/// A DOCX file with one paragraph a line.
fn docx(lines: &[String]) -> Vec<u8> {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \
        xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
        .to_owned();
    for line in lines {
        text.push_str("<w:p><w:pPr><w:spacing w:after=\"120\"/></w:pPr><w:r><w:t xml:space=\"preserve\">");
        text.push_str(&line.replace('&', "&amp;").replace('<', "&lt;"));
        text.push_str("</w:t></w:r></w:p>");
    }
    text.push_str("</w:body></w:document>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("[Content_Types].xml", TYPES), ("word/document.xml", text.as_str())] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(part.as_bytes()).expect("memory");
    }
    zip.finish().expect("a file").into_inner()
}

fn folder(path: &Path) -> Vec<Arc<Article>> {
    let roots = [path.to_owned()];
    let (settings, task) = (ReadSettings::default(), Task::none());
    read_folder(&roots, &settings, &task, &mut ReadReport::default(), &mut |_| {}).expect("nobody stops it")
}

fn formats(criterion: &mut Criterion) {
    let press = Press::new(SEED);
    let mut group = criterion.benchmark_group("formats");
    group.sample_size(10).warm_up_time(Duration::from_millis(500));

    let made = tempfile::tempdir().expect("a temporary folder");
    let count = asked(1_000);
    for number in 0..count {
        let text = html(&press.page(number), &press, number);
        std::fs::write(made.path().join(format!("{number:05}.html")), text).expect("a file");
    }
    let found = folder(made.path());
    let bodies = found.iter().filter(|article| article.body.len() > 4).count();
    eprintln!("{} articles of {count} web pages, {bodies} with a body", found.len());
    group.bench_function("web_pages", |b| b.iter_with_large_drop(|| folder(made.path())));

    let (limits, task) = (Limits::default(), Task::none());
    let lines = nexis(&press);
    for (name, bytes) in [("nexis.docx", docx(&lines)), ("nexis.txt", lines.join("\n\n").into_bytes())] {
        let read = || read(&Input::new(&bytes, name, &limits, &task));
        let found = read();
        assert_eq!(found.articles.len() as u64, BUNDLE, "{:?}", found.problems.list());
        eprintln!("{} articles of {name}, {} bytes", found.articles.len(), bytes.len());
        group.bench_function(name, |b| b.iter_with_large_drop(read));
    }

    let texts: Vec<(String, Vec<u8>)> = (0..500)
        .map(|number| press.page(number))
        .map(|page| (page.path.clone(), page.text().into_bytes()))
        .collect();
    let raw: Vec<_> = texts
        .iter()
        .flat_map(|(path, text)| {
            let found = read(&Input::new(text, path, &limits, &task));
            found.articles.into_iter().map(move |raw| (path, raw))
        })
        .collect();
    eprintln!("anatomy: {} articles at a time", raw.len());
    let anatomy = |raw: Vec<_>| -> Vec<Article> {
        raw.into_iter().map(|(path, raw): (&String, _)| analyse(raw, path, Registry::bundled())).collect()
    };
    group.bench_function("anatomy_of_500", |b| {
        b.iter_batched(|| raw.clone(), anatomy, BatchSize::PerIteration);
    });
    group.finish();
}

criterion_group!(benches, formats);
criterion_main!(benches);
