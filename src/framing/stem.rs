//! What a word is compared by: its stem, and the group of words that may stand for it.
//!
//! For English the endings of inflection and a few of derivation are taken off ("negotiators" and
//! "negotiations" meet, so do "Russia" and "Russian"), and a list (`assets/wordings/en.txt`) brings together
//! forms that no rule does ("went", "gone") and words of nearly one meaning ("pact", "treaty"), and names words
//! that say little. Words of other
//! alphabets are cut to their beginning, which is what inflection leaves alone; words of scripts without
//! spaces stay whole. The keys are for comparing and never shown.

use std::sync::OnceLock;

use hashbrown::{HashMap, HashSet};

use crate::corpus::Language;
use crate::text::script::is_spaceless;

/// How many letters of a word of another language are kept: Russian inflects more than most.
const KEPT: [(&str, usize); 3] = [("ru", 5), ("uk", 5), ("de", 7)];
/// How many where nothing else is said.
const KEPT_ELSEWHERE: usize = 6;

/// What a word is compared by.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stem {
    /// The same for all forms of one word.
    pub key: String,
    /// The same for words of nearly one meaning, where such are known.
    pub group: Option<u16>,
    /// Whether it says little that two sentences share it: "say", "day", "minister".
    pub says_little: bool,
}

/// The stem of a folded word.
///
/// ```
/// use parallax::corpus::Language;
/// use parallax::framing::stem::stem;
/// let en = Language::from_code("en");
/// for (a, b) in [("islands", "island's"), ("negotiators", "negotiation"), ("russian", "russia"), ("went", "going")] {
///     assert_eq!(stem(a, en).key, stem(b, en).key);
/// }
/// assert_ne!(stem("pact", en).key, stem("treaty", en).key);
/// assert_eq!(stem("pact", en).group, stem("treaties", en).group);
/// ```
pub fn stem(folded: &str, language: Language) -> Stem {
    if language.code() == Some("en") {
        let lists = lists();
        let key = match lists.forms.get(bare(folded)) {
            Some(first) => (*first).to_owned(),
            None => english(folded),
        };
        let group = lists.groups.get(&key).copied();
        let says_little = lists.little.contains(&key);
        return Stem { key, group, says_little };
    }
    if folded.chars().any(is_spaceless) {
        return Stem { key: folded.to_owned(), group: None, says_little: false };
    }
    // Of Cyrillic the case goes first: short words have little but their ending to tell them apart.
    let folded = match language.code() {
        Some("ru" | "uk") => super::russian::bare_stem(folded),
        _ => folded,
    };
    let kept = KEPT.iter().find(|(code, _)| language.code() == Some(code)).map_or(KEPT_ELSEWHERE, |k| k.1);
    Stem { key: folded.chars().take(kept).collect(), group: None, says_little: false }
}

/// The group of a stem, as [`stem`] gives it.
pub(crate) fn group_of(key: &str, language: Language) -> Option<u16> {
    if language.code() == Some("en") { lists().groups.get(key).copied() } else { None }
}

struct Lists {
    /// A form to what stands for all of its line.
    forms: HashMap<&'static str, &'static str>,
    /// A stem to the number of its line.
    groups: HashMap<String, u16>,
    /// Stems that say little.
    little: HashSet<String>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let text = include_str!("../../assets/wordings/en.txt");
        let mut forms = HashMap::new();
        for line in text.lines().filter_map(|line| line.strip_prefix("= ")) {
            let mut words = line.split(' ');
            let Some(first) = words.next() else { continue };
            forms.insert(first, first);
            for word in words {
                forms.entry(word).or_insert(first);
            }
        }
        let key_of =
            |word: &'static str| forms.get(word).map_or_else(|| english(word), |first| (*first).to_owned());
        let little = text.lines().filter_map(|line| line.strip_prefix("- ")).flat_map(|line| line.split(' '));
        let little = little.map(key_of).collect();
        let mut groups = HashMap::new();
        for (number, line) in (0..).zip(text.lines().filter_map(|line| line.strip_prefix("~ "))) {
            for word in line.split(' ') {
                groups.entry(key_of(word)).or_insert(number);
            }
        }
        Lists { forms, groups, little }
    })
}

/// Without a possessive ending.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')).unwrap_or(word)
}

/// Endings of derivation, longest first, with what stands in their place. Taken off when four letters remain.
const DERIVED: [(&str, &str); 24] = [
    ("ization", ""),
    ("isation", ""),
    ("ational", ""),
    ("iations", "i"),
    ("iation", "i"),
    ("iator", "i"),
    ("iate", "i"),
    ("ation", ""),
    ("ative", ""),
    ("ement", ""),
    ("ments", ""),
    ("ment", ""),
    ("ness", ""),
    ("ition", ""),
    ("ator", ""),
    ("tion", "t"),
    ("sion", "s"),
    ("ance", ""),
    ("ence", ""),
    ("ate", ""),
    ("ese", ""),
    ("ian", ""),
    ("ful", ""),
    ("ly", ""),
];

/// The stem by rules. Not words of any language: "negoti", "norv".
fn english(word: &str) -> String {
    let word = bare(word);
    if word.len() <= 3 || !word.is_ascii() || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word.to_owned();
    plural(&mut stem);
    for (ending, least) in [("ing", 3), ("ed", 3)] {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.len() >= least
            && rest.bytes().any(|b| b"aeiouy".contains(&b))
        {
            let rest = rest.len();
            stem.truncate(rest);
            undouble(&mut stem);
            if stem.ends_with("at") {
                stem.push('e');
            }
            break;
        }
    }
    for (ending, instead) in DERIVED {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.len() >= 4
        {
            let rest = rest.len();
            stem.truncate(rest);
            stem.push_str(instead);
            break;
        }
    }
    // "ministers" and "ministry" stay apart, "insurer" and "insure" meet.
    if let Some(rest) = stem.strip_suffix("er").or_else(|| stem.strip_suffix("or"))
        && rest.len() >= 5
    {
        let rest = rest.len();
        stem.truncate(rest);
        undouble(&mut stem);
    }
    // Lands and their people: "russia", "russian"; "america", "american".
    for ending in ["ian", "ia", "an", "e", "i", "y", "a"] {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.len() >= 4
        {
            let rest = rest.len();
            stem.truncate(rest);
            break;
        }
    }
    stem
}

fn plural(stem: &mut String) {
    let cut = if stem.ends_with("sses")
        || stem.ends_with("shes")
        || stem.ends_with("ches")
        || stem.ends_with("xes")
    {
        2
    } else if stem.ends_with("ies") && stem.len() > 4 {
        stem.truncate(stem.len() - 3);
        stem.push('y');
        0
    } else {
        usize::from(stem.ends_with('s') && !["ss", "us", "is"].iter().any(|end| stem.ends_with(end)))
    };
    stem.truncate(stem.len() - cut);
}

fn undouble(stem: &mut String) {
    let bytes = stem.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !b"aeiouls".contains(b)
    {
        stem.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_meet_and_words_stay_apart() {
        let en = Language::from_code("en");
        let meet = |a: &str, b: &str| stem(a, en).key == stem(b, en).key;
        for (a, b) in [
            ("norvian", "norvia"),
            ("sarenians", "sarenia's"),
            ("japanese", "japan"),
            ("negotiators", "negotiations"),
            ("negotiate", "negotiating"),
            ("insured", "insurers"),
            ("licences", "licence"),
            ("administered", "administration"),
            ("stopped", "stopping"),
            ("countries", "country"),
            ("ukrainian", "ukraine"),
            ("children", "child"),
            ("calling", "called"),
            ("investments", "investing"),
        ] {
            assert!(meet(a, b), "{a} {b}: {:?} {:?}", stem(a, en), stem(b, en));
        }
        for (a, b) in
            [("minister", "ministry"), ("island", "iceland"), ("station", "state"), ("united", "union")]
        {
            assert!(!meet(a, b), "{a} {b}");
        }
        for (a, b) in
            [("pacts", "treaties"), ("vessels", "boat"), ("ambassador", "envoy"), ("said", "announced")]
        {
            assert!(stem(a, en).group.is_some() && stem(a, en).group == stem(b, en).group, "{a} {b}");
        }
    }

    #[test]
    fn other_languages_keep_the_beginning() {
        let ru = Language::from_code("ru");
        assert_eq!(stem("островами", ru), stem("острова", ru));
        let ja = Language::from_code("ja");
        assert_eq!(stem("大統領", ja).key, "大統領");
    }

    #[test]
    fn every_word_of_the_list_stands_once_in_each_kind() {
        for kind in ["= ", "~ ", "- "] {
            let mut seen = HashMap::new();
            for line in include_str!("../../assets/wordings/en.txt").lines() {
                for word in line.strip_prefix(kind).into_iter().flat_map(|words| words.split(' ')) {
                    if let Some(other) = seen.insert(word, line) {
                        panic!("{word} stands in {other:?} and {line:?}");
                    }
                }
            }
        }
    }
}
