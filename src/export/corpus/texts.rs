//! One text file an article in a folder of their own, and a table of what is known of them.

use std::fs;
use std::io;
use std::path::Path;

use super::Selected;
use super::fields::{FIELDS, plain};
use crate::corpus::Article;
use crate::export::folder::whole_folder;
use crate::export::suggest;

/// The table's name; no article is called so, since theirs begin with a number.
const TABLE: &str = "metadata.csv";

/// Characters of a headline in a file's name.
const MOST_OF_HEADLINE: usize = 60;

/// Makes the folder `path` with all files in it, or nothing.
pub(super) fn save(selected: Selected<'_>, path: &Path) -> io::Result<()> {
    whole_folder(path, |folder| fill(selected, folder))
}

fn fill(selected: Selected<'_>, folder: &Path) -> io::Result<()> {
    let digits = selected.articles.len().max(1).ilog10() as usize + 1;
    let mut table = csv::Writer::from_path(folder.join(TABLE))?;
    table.write_record(["file"].into_iter().chain(FIELDS.iter().map(|field| field.name)).chain(["words"]))?;
    let mut number = 0;
    for batch in selected.batches() {
        for (article, words) in batch? {
            number += 1;
            let file = file_name(article, &format!("{number:0digits$}"));
            fs::write(folder.join(&file), plain(article))?;
            let known = FIELDS.iter().map(|field| (field.of)(article));
            table.write_record([file].into_iter().chain(known).chain([words.to_string()]))?;
        }
    }
    table.flush()
}

/// `0012 Example Post 2016-09-02 Talks go on.txt`: the number makes it the only one of its name.
fn file_name(article: &Article, number: &str) -> String {
    let outlet = article.outlet.as_ref().map_or("", |outlet| &outlet.value);
    let date = article.published.as_ref().map_or_else(String::new, |one| one.value.to_string());
    let headline: String = article.headline_text().chars().take(MOST_OF_HEADLINE).collect();
    suggest(&format!("{number} {outlet} {date} {headline}"), "txt")
}
