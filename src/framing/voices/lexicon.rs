//! The words by which speech is told: reporting verbs with what may follow them, and the words that bound
//! phrases, by language. All of it is data (`assets/voices/`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};
use serde::Deserialize;

use super::VerbClass;
use crate::corpus::Language;
use crate::query::fold;

/// What may follow a reporting verb.
pub(super) mod takes {
    /// Words in quotation marks.
    pub const QUOTE: u16 = 1;
    /// A clause with "that".
    pub const THAT: u16 = 1 << 1;
    /// A clause without it.
    pub const BARE: u16 = 1 << 2;
    /// Somebody spoken to.
    pub const TOLD: u16 = 1 << 3;
    /// "whether", "how", "why".
    pub const WHAT: u16 = 1 << 4;
    /// An object that sums up what was said.
    pub const THING: u16 = 1 << 5;
    /// An object and "as".
    pub const AS: u16 = 1 << 6;
    /// An object and what it is called.
    pub const NAME: u16 = 1 << 7;
    /// "to" and a verb.
    pub const DO: u16 = 1 << 8;
    /// A preposition and what was said.
    pub const PREP: u16 = 1 << 9;
    /// Speech only where quoted words stand in the sentence.
    pub const WEAK: u16 = 1 << 10;
    /// Its speaker never stands behind it: "told reporters".
    pub const STRAIGHT: u16 = 1 << 11;
}

const TAKES: [(&str, u16); 12] = [
    ("quote", takes::QUOTE),
    ("that", takes::THAT),
    ("bare", takes::BARE),
    ("told", takes::TOLD),
    ("what", takes::WHAT),
    ("thing", takes::THING),
    ("as", takes::AS),
    ("name", takes::NAME),
    ("do", takes::DO),
    ("prep", takes::PREP),
    ("weak", takes::WEAK),
    ("straight", takes::STRAIGHT),
];

/// Kinds of words, as bits of [`Entry::kinds`].
macro_rules! kinds {
    ($($name:ident = $key:literal),* $(,)?) => {
        /// Kinds of words, one bit each; a word may be of several.
        pub(super) mod kind {
            kinds!(@each 0u32; $($name)*);
        }
        const KINDS: &[(&str, u64)] = &[$(($key, kind::$name)),*];
    };
    (@each $at:expr; $name:ident $($rest:ident)*) => {
        pub const $name: u64 = 1 << ($at);
        kinds!(@each $at + 1; $($rest)*);
    };
    (@each $at:expr;) => {};
}

kinds! {
    THAT = "that", WHAT = "what", AS = "as", HE = "he", SHE = "she", IT = "it", THEY = "they", FIRST = "first",
    OBJECT = "objects", WHO = "who", POSSESSIVE = "possessive", DETERMINER = "determiners",
    DEFINITE = "definite", INDEFINITE = "indefinite", NO_SPEAKER = "no_speaker", HELPER = "helpers",
    NEGATION = "negations", PASSIVE = "passives", FINITE = "finite", BREAK = "breaks", JOIN = "joins",
    TURN = "turns", PREPOSITION = "prepositions", LOCATIVE = "locative", ASIDE = "asides", DAY = "days",
    NOT_APPOSITIVE = "not_appositive", HUMAN = "humans", GROUP = "groups", UNNAMED = "unnamed",
    INSTITUTION = "institutions", HE_TITLE = "he_titles", SHE_TITLE = "she_titles", TITLE = "titles",
    PARTICLE = "particles", PLACE = "places", SO_CALLED = "so_called", WORK = "works", QUESTION = "question",
    REPLY = "reply", VAGUE = "vague",
}

/// A reporting verb.
#[derive(Debug)]
pub(super) struct Verb {
    /// Its dictionary form.
    pub lemma: String,
    /// How it presents what was said.
    pub class: VerbClass,
    /// What may follow, as bits of [`takes`].
    pub takes: u16,
}

/// What is known of one folded form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    /// The verb it is a form of, counted from 1; 0 for none.
    pub verb: u16,
    /// Bits of [`kind`].
    pub kinds: u64,
}

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: HashMap<String, Entry>,
    verbs: Vec<Verb>,
    /// Verbs of two words, by the number of the first one's verb and the second word.
    phrases: HashMap<(u16, String), u16>,
    /// "claim", "warning": what was said, as a noun.
    nouns: HashMap<String, u16>,
    /// "according to", word by word.
    pub according: Vec<Vec<String>>,
    /// Those of them behind which a name stands in the genitive, where names have cases.
    pub genitive: Vec<Vec<String>>,
    /// Whether its verbs are told by lists and endings, as those of English are.
    pub verbs_known: bool,
    /// "so-called", as written: looked for before a quotation mark.
    pub so_called: HashSet<String>,
}

#[derive(Deserialize)]
struct File {
    verbs: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    phrases: BTreeMap<String, Phrase>,
    #[serde(default)]
    nouns: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Phrase {
    class: String,
    takes: String,
    #[serde(default)]
    first: String,
}

const FILES: [(&str, &str); 5] = [
    ("en", include_str!("../../../assets/voices/en.toml")),
    ("ru", include_str!("../../../assets/voices/ru.toml")),
    ("de", include_str!("../../../assets/voices/de.toml")),
    ("fr", include_str!("../../../assets/voices/fr.toml")),
    ("es", include_str!("../../../assets/voices/es.toml")),
];

/// The file for a language's code; languages near to Russian have its.
fn file_of(code: &str) -> Option<usize> {
    let code = if matches!(code, "uk" | "be" | "bg") { "ru" } else { code };
    FILES.iter().position(|(known, _)| *known == code)
}

/// Whether a language has a list.
pub(super) fn is_known(code: &str) -> bool {
    file_of(code).is_some()
}

/// The words of `language`; those of English where it has no list or is not known.
pub(super) fn lexicon(language: Language) -> &'static Lexicon {
    static ALL: [OnceLock<Lexicon>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    static NONE: OnceLock<Lexicon> = OnceLock::new();
    let at = language.code().and_then(file_of).unwrap_or(0);
    let (Some(cell), Some((code, text))) = (ALL.get(at), FILES.get(at)) else {
        return NONE.get_or_init(Lexicon::default);
    };
    cell.get_or_init(|| {
        let mut lexicon = parse(text).unwrap_or_else(|error| {
            log::error!("voices/{code}.toml: {error}");
            Lexicon::default()
        });
        lexicon.verbs_known = *code == "en";
        lexicon
    })
}

fn parse(text: &str) -> Result<Lexicon, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut lexicon = Lexicon::default();
    for (class, verbs) in &file.verbs {
        let class = VerbClass::from_label(class).ok_or_else(|| format!("{class}: no class of verbs"))?;
        for (lemma, line) in verbs {
            let (forms, takes) = line.split_once('|').unwrap_or((line, ""));
            let number = lexicon.add_verb(lemma, class, takes)?;
            for form in forms.split_whitespace().chain([lemma.as_str()]) {
                let entry = lexicon.entry(form);
                if entry.verb == 0 {
                    entry.verb = number;
                }
            }
        }
    }
    for (phrase, Phrase { class, takes, first: forms }) in &file.phrases {
        let class = VerbClass::from_label(class).ok_or_else(|| format!("{class}: no class of verbs"))?;
        let (first, second) = phrase.split_once(' ').ok_or_else(|| format!("{phrase}: not two words"))?;
        let first = lexicon.first_word(first, forms);
        let number = lexicon.add_verb(phrase, class, takes)?;
        lexicon.phrases.insert((first, second.to_owned()), number);
    }
    for (class, nouns) in &file.nouns {
        let class = VerbClass::from_label(class).ok_or_else(|| format!("{class}: no class of verbs"))?;
        for noun in nouns {
            let number = lexicon.add_verb(noun, class, "that")?;
            lexicon.nouns.insert(fold(noun), number);
        }
    }
    for (key, words) in &file.words {
        match key.as_str() {
            "according" => {
                lexicon.according = words.iter().map(|w| w.split_whitespace().map(fold).collect()).collect();
                lexicon.according.sort_by_key(|words| std::cmp::Reverse(words.len()));
            }
            "genitive" => {
                lexicon.genitive = words.iter().map(|w| w.split_whitespace().map(fold).collect()).collect();
            }
            "so_called" => lexicon.so_called = words.iter().map(|w| fold(w)).collect(),
            key => {
                let bit = KINDS.iter().find(|(known, _)| *known == key);
                let bit = bit.ok_or_else(|| format!("{key}: no kind of words"))?.1;
                for word in words {
                    lexicon.entry(word).kinds |= bit;
                }
            }
        }
    }
    Ok(lexicon)
}

impl Lexicon {
    fn entry(&mut self, form: &str) -> &mut Entry {
        self.entries.entry(fold(form)).or_default()
    }

    fn add_verb(&mut self, lemma: &str, class: VerbClass, words: &str) -> Result<u16, String> {
        let mut bits = 0;
        for word in words.split_whitespace() {
            let known = TAKES.iter().find(|(key, _)| *key == word);
            bits |= known.ok_or_else(|| format!("{lemma}: {word}: nothing follows like that"))?.1;
        }
        self.verbs.push(Verb { lemma: lemma.to_owned(), class, takes: bits });
        Ok(self.verbs.len() as u16)
    }

    /// The verb of a first word; a verb that nothing may follow is made where there is none.
    fn first_word(&mut self, word: &str, forms: &str) -> u16 {
        let found = self.look_up(word).verb;
        if found != 0 {
            return found;
        }
        self.verbs.push(Verb { lemma: word.to_owned(), class: VerbClass::Neutral, takes: 0 });
        let number = self.verbs.len() as u16;
        for form in forms.split_whitespace().chain([word]) {
            let entry = self.entry(form);
            if entry.verb == 0 {
                entry.verb = number;
            }
        }
        number
    }

    /// What is known of a folded form.
    pub fn look_up(&self, form: &str) -> Entry {
        self.entries.get(form).copied().unwrap_or_default()
    }

    /// The verb of a number of [`Entry::verb`].
    pub fn verb(&self, number: u16) -> Option<&Verb> {
        self.verbs.get(usize::from(number).checked_sub(1)?)
    }

    /// The verb of two words that `first` makes with the word after it.
    pub fn phrase(&self, first: u16, second: &str) -> Option<u16> {
        if self.phrases.is_empty() {
            return None;
        }
        self.phrases.get(&(first, second.to_owned())).copied()
    }

    /// The verb that stands for a noun of speech.
    pub fn noun(&self, form: &str) -> Option<u16> {
        self.nouns.get(form).copied()
    }
}

/// How many forms of verbs a language has, for the documentation and its test.
#[cfg(test)]
pub(super) fn verb_forms(code: &str) -> usize {
    lexicon(Language::from_code(code)).entries.values().filter(|entry| entry.verb != 0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        for (code, text) in FILES {
            let lexicon = parse(text).unwrap_or_else(|error| panic!("{code}: {error}"));
            assert!(lexicon.verbs.len() > 30, "{code}");
            assert!(!lexicon.according.is_empty(), "{code}");
        }
        assert!(verb_forms("en") > 200);
    }

    #[test]
    fn a_list_with_a_slip_is_not_read() {
        for text in [
            "[verbs.shouting]\nsay = \"| quote\"\n[words]\n",
            "[verbs.neutral]\nsay = \"| quite\"\n[words]\n",
            "[verbs.neutral]\n[words]\nfoo = []\n",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
