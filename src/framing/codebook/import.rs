//! A codebook out of the text of a file, whichever of the layouts in use it has.

use super::check::{LARGEST_FILE, listed, settle};
use super::{Codebook, Fault, Frame, MadeFor, liwc, quanteda, table, toml_file};

/// A codebook that was read, and what was left out of it or taken otherwise, as sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The codebook.
    pub codebook: Codebook,
    /// What one should know of how it was read.
    pub notes: Vec<String>,
}

/// Reads a codebook: our own TOML, LIWC `.dic` and the wide table of LIWC-22, quanteda's YAML, or a table of
/// frames and words with any of the usual separators.
///
/// `name` is the file's name; its ending is asked first, then the text itself. Decoding the bytes is the
/// caller's part.
///
/// ```
/// let read = parallax::framing::codebook::read("moods.dic", "%\n1\tjoy\n%\nglad*\t1\n").unwrap();
/// assert_eq!(read.codebook.frames[0].title, "joy");
/// assert_eq!(read.codebook.frames[0].words[0].words, ["glad*"]);
/// ```
pub fn read(name: &str, text: &str) -> Result<Imported, Fault> {
    if text.len() > LARGEST_FILE {
        return Err(Fault::new("This file is too large to be a codebook"));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Fault::new("This file is empty"));
    }
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    match ending.to_ascii_lowercase().as_str() {
        "toml" => toml_file::read(text),
        "yml" | "yaml" => quanteda::read(stem, text),
        "csv" | "tsv" | "dicx" => table::read(stem, text),
        _ if text.trim_start().starts_with('%') => liwc::read(stem, text),
        "dic" => liwc::read(stem, text),
        _ if text.lines().any(|line| line.trim() == "[[frame]]") => toml_file::read(text),
        _ if first_line(text).contains([',', ';', '\t']) => table::read(stem, text),
        _ if first_line(text).trim_end().ends_with(':') => quanteda::read(stem, text),
        _ => Err(Fault::new(
            "This is no codebook that Parallax can read. It reads its own TOML, LIWC dictionaries, YAML as \
             quanteda writes it, and tables of frames and words",
        )),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or("")
}

/// A codebook of categories with their words, as other programs' dictionaries are.
pub(super) fn of_categories(stem: &str, frames: Vec<Frame>, notes: Vec<String>) -> Result<Imported, Fault> {
    let title = stem.replace('_', " ").trim().to_owned();
    let title = if title.is_empty() { "Imported dictionary".to_owned() } else { title };
    let id = slug(&title);
    let codebook = Codebook {
        id: if id.is_empty() { "imported".into() } else { id.as_str().into() },
        title,
        citation: String::new(),
        note: String::new(),
        made_for: MadeFor::Counting,
        frames,
    };
    settle(codebook, notes)
}

/// Frames by name as they are met, each with the list for all languages.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) frames: Vec<Frame>,
    by_name: hashbrown::HashMap<String, usize>,
    ids: hashbrown::HashSet<String>,
}

impl Gathered {
    /// The frame of this name, made when it is new.
    pub(super) fn frame(&mut self, name: &str) -> Option<&mut Frame> {
        let at = self.by_name.get(name).copied().unwrap_or_else(|| {
            let at = self.frames.len();
            self.by_name.insert(name.to_owned(), at);
            let base = slug(name);
            let base = if base.is_empty() { "frame".to_owned() } else { base };
            let mut id = base.clone();
            let mut n = 1;
            while !self.ids.insert(id.clone()) {
                n += 1;
                id = format!("{base}-{n}");
            }
            self.frames.push(Frame { id: id.as_str().into(), title: name.to_owned(), ..Frame::default() });
            at
        });
        self.frames.get_mut(at)
    }

    /// Adds a word to the list for all languages of a frame.
    pub(super) fn add(&mut self, name: &str, word: &str) {
        self.add_in(name, crate::corpus::Language::UNKNOWN, word);
    }

    /// Adds a word to a frame's list for a language.
    pub(super) fn add_in(&mut self, name: &str, language: crate::corpus::Language, word: &str) {
        let Some(frame) = self.frame(name) else { return };
        match frame.words.iter_mut().find(|list| list.language == language) {
            Some(list) => list.words.push(word.to_owned()),
            None => frame.words.push(super::WordList { language, words: vec![word.to_owned()] }),
        }
    }
}

/// A short name: small letters and digits, with hyphens between.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').chars().take(80).collect()
}

/// A note that so many lines were passed over, with the first of them.
pub(super) fn passed_over(notes: &mut Vec<String>, why: &str, lines: &[String]) {
    if !lines.is_empty() {
        let shown: Vec<&str> = lines.iter().map(String::as_str).collect();
        notes.push(format!("{why}: {}", listed(&shown)));
    }
}
