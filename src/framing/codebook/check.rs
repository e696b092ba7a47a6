//! What a codebook may hold, and what is wrong with one, in plain sentences.

use std::fmt;

use hashbrown::HashSet;

use super::{Codebook, Imported};
use crate::query::Query;

/// Bytes of the largest codebook file.
pub const LARGEST_FILE: usize = 20_000_000;
/// The most frames of a codebook.
pub const MOST_FRAMES: usize = 1_000;
/// The most words of a codebook, a word counted in every frame that has it.
pub const MOST_WORDS: usize = 200_000;
/// Bytes of the longest word or phrase.
pub const LONGEST_WORD: usize = 200;
/// Letters of the longest title.
const LONGEST_TITLE: usize = 200;

/// Why a file is no codebook, as a sentence for the person at the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The line it stands in, from 1, where it stands in one.
    pub line: Option<u32>,
    /// What is wrong and what to do.
    pub text: String,
}

impl Fault {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { line: None, text: text.into() }
    }

    pub(super) fn at(line: usize, text: impl Into<String>) -> Self {
        Self { line: u32::try_from(line).ok(), text: text.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "Line {line}: {}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// What a word of a list finds. Its letters are words whatever signs stand between them; only `*` and `?` mean more.
pub(in crate::framing) fn query_of(word: &str) -> Result<Query, Fault> {
    if word.len() > LONGEST_WORD {
        return Err(Fault::new(format!("“{}…” is too long for a word or phrase", shortened(word))));
    }
    let plain: String = word.chars().filter(|c| !is_mark(*c)).collect();
    Query::parse(&format!("\"{plain}\""))
        .map_err(|_| Fault::new(format!("“{}” has no letters to look for", shortened(word))))
}

/// Quotation marks would end the quotation that keeps other signs from meaning anything.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂')
}

/// Says what is wrong with a word or phrase typed for a list.
pub fn check_word(word: &str) -> Result<(), Fault> {
    query_of(word.trim()).map(drop)
}

fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}

/// What is wrong with the whole; `notes` gets what was left out of it.
///
/// Words that find nothing by their form go, and those a frame has twice; frames without words stay when coders
/// can use them.
pub(super) fn settle(mut codebook: Codebook, mut notes: Vec<String>) -> Result<Imported, Fault> {
    if codebook.title.trim().is_empty() {
        return Err(Fault::new("The codebook has no title"));
    }
    if codebook.frames.is_empty() {
        return Err(Fault::new("There is no frame or category in this file"));
    }
    if codebook.frames.len() > MOST_FRAMES {
        return Err(Fault::new(format!("There are more than {MOST_FRAMES} frames in this file")));
    }
    if codebook.word_count() > MOST_WORDS {
        return Err(Fault::new(format!("There are more than {MOST_WORDS} words in this file")));
    }
    let mut ids = HashSet::new();
    let mut refused = Vec::new();
    for frame in &mut codebook.frames {
        if frame.title.trim().is_empty() || frame.id.trim().is_empty() {
            return Err(Fault::new("A frame has no name"));
        }
        if frame.title.chars().count() > LONGEST_TITLE {
            return Err(Fault::new(format!("The name “{}…” is too long", shortened(&frame.title))));
        }
        if !ids.insert(frame.id.clone()) {
            return Err(Fault::new(format!("Two frames are called “{}”", frame.id)));
        }
        let mut languages = HashSet::new();
        for list in &mut frame.words {
            if !languages.insert(list.language) {
                return Err(Fault::new(format!(
                    "“{}” has two lists of words for the same language",
                    frame.title
                )));
            }
            list.words = kept(&list.words, &mut refused);
        }
        frame.words.retain(|list| !list.words.is_empty());
        frame.sort_lists();
        frame.exclude = kept(&frame.exclude, &mut refused);
    }
    let says_nothing = |frame: &super::Frame| {
        frame.words.is_empty() && frame.questions.is_empty() && frame.definition.is_empty()
    };
    let silent: Vec<&str> =
        codebook.frames.iter().filter(|f| says_nothing(f)).map(|f| f.title.as_str()).collect();
    if silent.len() == codebook.frames.len() {
        return Err(Fault::new("There are no words in this file"));
    }
    if !silent.is_empty() {
        notes.push(format!("Frames without a word: {}", listed(&silent)));
    }
    if !refused.is_empty() {
        let shown: Vec<&str> = refused.iter().map(String::as_str).collect();
        notes.push(format!("Left out, since they are no words to look for: {}", listed(&shown)));
    }
    Ok(Imported { codebook, notes })
}

fn kept(words: &[String], refused: &mut Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(words.len());
    for word in words {
        let word = word.trim();
        if word.is_empty() || !seen.insert(word) {
            continue;
        }
        match query_of(word) {
            Ok(_) => kept.push(word.to_owned()),
            Err(_) => refused.push(shortened(word)),
        }
    }
    kept
}

/// The first few of many, with how many there are: nothing is cut without saying so.
pub(super) fn listed(all: &[&str]) -> String {
    const SHOWN: usize = 8;
    let mut text = String::new();
    for (n, one) in all.iter().take(SHOWN).enumerate() {
        text.push_str(if n == 0 { "" } else { ", " });
        text.push_str(&format!("“{one}”"));
    }
    if all.len() > SHOWN {
        text.push_str(&format!(" and {} more", all.len() - SHOWN));
    }
    text
}
