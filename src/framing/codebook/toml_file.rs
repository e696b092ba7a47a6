//! Our own layout of codebooks: TOML, made to be written by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check::settle;
use super::{Codebook, Fault, Frame, Imported, MadeFor, WordList};
use crate::corpus::Language;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    citation: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default)]
    made_for: Purpose,
    #[serde(rename = "frame", default)]
    frames: Vec<FileFrame>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Purpose {
    #[default]
    Counting,
    Coders,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileFrame {
    id: String,
    title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    definition: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    questions: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    exclude: Vec<String>,
    /// By language code; `all` is for articles of all languages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    words: BTreeMap<String, Vec<String>>,
}

/// The key of the list for all languages.
const ALL: &str = "all";

/// The key of a list.
pub(super) fn code_of(language: &Language) -> &str {
    language.code().unwrap_or(ALL)
}

/// The language of a key, in capitals or small letters; unknown for `all` and for an empty one. `None` where it is no
/// language's code.
pub(super) fn language_of(code: &str) -> Option<Language> {
    let code = code.trim().to_lowercase();
    if code.is_empty() || code == ALL {
        return Some(Language::UNKNOWN);
    }
    Some(Language::from_code(&code)).filter(|language| *language != Language::UNKNOWN)
}

/// Reads a codebook from a file of the user's.
pub(super) fn read(text: &str) -> Result<Imported, Fault> {
    settle(parse(text)?, Vec::new())
}

/// Reads what [`write`] wrote, and changes nothing of it.
pub(super) fn parse(text: &str) -> Result<Codebook, Fault> {
    let file: File = toml::from_str(text).map_err(|error| fault(text, &error))?;
    let mut frames = Vec::with_capacity(file.frames.len());
    for frame in file.frames {
        let mut words = Vec::with_capacity(frame.words.len());
        for (code, list) in frame.words {
            let Some(language) = language_of(&code) else {
                return Err(Fault::new(format!(
                    "“{}” has words for “{code}”, which is no language's code such as en, nor “{ALL}”",
                    frame.title
                )));
            };
            words.push(WordList { language, words: list });
        }
        frames.push(Frame {
            id: frame.id.as_str().into(),
            title: frame.title,
            definition: frame.definition,
            questions: frame.questions,
            words,
            exclude: frame.exclude,
        });
    }
    if file.id.trim().is_empty() {
        return Err(Fault::new("The codebook has no id"));
    }
    Ok(Codebook {
        id: file.id.as_str().into(),
        title: file.title,
        citation: file.citation,
        note: file.note,
        made_for: match file.made_for {
            Purpose::Counting => MadeFor::Counting,
            Purpose::Coders => MadeFor::Coders,
        },
        frames,
    })
}

/// Writes a codebook; reading it gives the same.
pub(super) fn write(codebook: &Codebook) -> String {
    let Codebook { id, title, citation, note, made_for, frames } = codebook;
    let frame = |frame: &Frame| FileFrame {
        id: frame.id.to_string(),
        title: frame.title.clone(),
        definition: frame.definition.clone(),
        questions: frame.questions.clone(),
        exclude: frame.exclude.clone(),
        words: frame
            .words
            .iter()
            .map(|list| (code_of(&list.language).to_owned(), list.words.clone()))
            .collect(),
    };
    let file = File {
        id: id.to_string(),
        title: title.clone(),
        citation: citation.clone(),
        note: note.clone(),
        made_for: match made_for {
            MadeFor::Counting => Purpose::Counting,
            MadeFor::Coders => Purpose::Coders,
        },
        frames: frames.iter().map(frame).collect(),
    };
    // Nothing in these types can fail to be written: keys are text.
    toml::to_string_pretty(&file).unwrap_or_default()
}

fn fault(text: &str, error: &toml::de::Error) -> Fault {
    let line =
        error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    let message = error.message();
    let said = message.lines().next().unwrap_or("it is not complete");
    let text = format!("This codebook cannot be read: {said}");
    match line {
        Some(line) => Fault::at(line, text),
        None => Fault::new(text),
    }
}
