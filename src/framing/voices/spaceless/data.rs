//! The lists of `assets/voices/zh.toml` and `ja.toml`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use crate::framing::voices::VerbClass;

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lists {
    verbs: Vec<(String, Option<VerbClass>)>,
    finder: Option<AhoCorasick>,
    pub according: Vec<String>,
    pub according_end: Vec<String>,
    pub he: Vec<String>,
    pub she: Vec<String>,
    pub it: Vec<String>,
    pub addressed: Vec<String>,
    pub topic: Vec<String>,
    pub trimmed: Vec<String>,
    pub titles: Vec<String>,
    pub cuts: Vec<String>,
    pub persons: Vec<String>,
    pub institutions: Vec<String>,
    pub unnamed: Vec<String>,
    pub so_called: Vec<String>,
    pub negations: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    verbs: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

/// A verb in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VerbAt {
    pub from: usize,
    pub to: usize,
    pub lemma: &'static str,
    pub class: VerbClass,
}

impl Lists {
    /// The reporting verbs in `text`, longest first where two begin alike; bytes count from `base`.
    pub fn verbs_in(&'static self, text: &str, base: usize) -> Vec<VerbAt> {
        let Some(finder) = &self.finder else { return Vec::new() };
        finder
            .find_iter(text)
            .filter_map(|found| {
                let (lemma, class) = self.verbs.get(found.pattern().as_usize())?;
                Some(VerbAt { from: base + found.start(), to: base + found.end(), lemma, class: (*class)? })
            })
            .collect()
    }

    /// "he" or "she".
    pub fn is_person_pronoun(&self, word: &str) -> bool {
        self.he.iter().chain(&self.she).any(|known| known == word)
    }
}

/// The lists of Japanese, else of Chinese.
pub(super) fn lists(japanese: bool) -> &'static Lists {
    static CHINESE: OnceLock<Lists> = OnceLock::new();
    static JAPANESE: OnceLock<Lists> = OnceLock::new();
    let (cell, name, text) = if japanese {
        (&JAPANESE, "ja", include_str!("../../../../assets/voices/ja.toml"))
    } else {
        (&CHINESE, "zh", include_str!("../../../../assets/voices/zh.toml"))
    };
    cell.get_or_init(|| {
        parse(text).unwrap_or_else(|error| {
            log::error!("voices/{name}.toml: {error}");
            Lists::default()
        })
    })
}

fn parse(text: &str) -> Result<Lists, String> {
    let File { verbs, mut words } = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut take = |key: &str| words.remove(key).unwrap_or_default();
    let not_verbs = take("not_verbs");
    let mut lists = Lists {
        negations: take("negations"),
        according: take("according"),
        according_end: take("according_end"),
        he: take("he"),
        she: take("she"),
        it: take("it"),
        addressed: take("addressed"),
        topic: take("topic"),
        trimmed: take("trimmed"),
        titles: take("titles"),
        cuts: take("cuts"),
        persons: take("persons"),
        institutions: take("institutions"),
        unnamed: take("unnamed"),
        so_called: take("so_called"),
        ..Lists::default()
    };
    if let Some(key) = words.keys().next() {
        return Err(format!("{key}: no kind of words"));
    }
    for (class, list) in verbs {
        let class = VerbClass::from_label(&class).ok_or_else(|| format!("{class}: no class of verbs"))?;
        lists.verbs.extend(list.into_iter().map(|verb| (verb, Some(class))));
    }
    // Words that hold a verb and are none.
    lists.verbs.extend(not_verbs.into_iter().map(|word| (word, None)));
    let finder = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(lists.verbs.iter().map(|(v, _)| v));
    lists.finder = Some(finder.map_err(|error| error.to_string())?);
    Ok(lists)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_read() {
        for text in [
            include_str!("../../../../assets/voices/zh.toml"),
            include_str!("../../../../assets/voices/ja.toml"),
        ] {
            let lists = parse(text).unwrap();
            assert!(lists.verbs.len() > 50 && !lists.according.is_empty());
        }
    }
}
