//! Pages of one article in several files: one article where all speaks for it, and none where anything is missing.

mod by_hand;
mod evidence;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use parallax::corpus::{Article, Corpus};
use parallax::ingest::pages::PageBook;
use parallax::ingest::{ReadReport, ReadSettings, read_folder};
use parallax::task::Task;

/// Words of which no two pages have the same, so that nothing passes for a copy.
const THINGS: [&str; 6] = ["quays", "ferries", "lamps", "nets", "tides", "cranes"];

/// A text page of an article: three paragraphs that no other page has.
pub fn text_page(outlet: &str, headline: &str, (number, of): (usize, usize)) -> String {
    let thing = THINGS[number % THINGS.len()];
    format!(
        "{outlet}\n\n{headline}\n\nBy Ada Brink\n\n3 May 2024\n\n\
         The {thing} of Port Elsin were counted on Monday by two men with a lantern, and page {number} has {number} of them.\n\n\
         Nobody on the island could say who had left the {thing} there, and nobody asked for them back before the winter.\n\n\
         \u{201c}We never wanted the {thing},\u{201d} said the harbour master, Joss Petrane, and went down the steps again.\n\n\
         Page {number} of {of}\n\n\u{a9} 2024 {outlet}\n"
    )
}

/// A web page of an article that links to the pages around it.
pub fn web_page(headline: &str, number: usize, of: usize) -> String {
    let address = |number: usize| match number {
        1 => "https://nelin-post.example/long/night".to_owned(),
        _ => format!("https://nelin-post.example/long/night?page={number}"),
    };
    let thing = THINGS[number % THINGS.len()];
    let previous = (number > 1).then(|| format!("<link rel=\"prev\" href=\"{}\">", address(number - 1)));
    let next = (number < of).then(|| format!("<link rel=\"next\" href=\"?page={}\">", number + 1));
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{headline} - Nelin Post</title>\
         <meta property=\"og:site_name\" content=\"Nelin Post\">\
         <meta property=\"article:published_time\" content=\"2024-05-03\">\
         <link rel=\"canonical\" href=\"{}\">{}{}</head><body><article><h1>{headline}</h1>\
         <p>The {thing} of the night were counted on Monday by two men with a lantern, and there were {number} of them on the quay.</p>\
         <p>Nobody on the island could say who had left the {thing} there, and nobody asked for them back before the winter came.</p>\
         <p>The harbour master went down the steps again to look after the {thing}, and came back without a word to anybody.</p>\
         </article></body></html>",
        address(number),
        previous.unwrap_or_default(),
        next.unwrap_or_default(),
    )
}

/// Writes files and reads their folder with what is said of pages.
pub fn read_with(files: &[(&str, String)], book: PageBook) -> (tempfile::TempDir, Vec<Arc<Article>>) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    let settings = ReadSettings { pages: book.into(), ..ReadSettings::default() };
    let roots = [folder.path().to_owned()];
    let articles =
        read_folder(&roots, &settings, &Task::none(), &mut ReadReport::default(), &mut |_| {}).unwrap();
    for article in &articles {
        article.check().unwrap();
    }
    Corpus::build(articles.clone(), &Task::none()).unwrap().check().unwrap();
    (folder, articles)
}

pub fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Which files each article was read from.
pub fn files_of(articles: &[Arc<Article>]) -> Vec<Vec<String>> {
    let files = |article: &Arc<Article>| article.files().map(|(path, _)| path.to_string()).collect();
    articles.iter().map(files).collect()
}
