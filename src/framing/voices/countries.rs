//! Countries as English texts write them: a name, a genitive, an adjective, the word of an outlet's name.
//!
//! Every wording of one country has one key. A name loses its last vowel ("norvia", "norvi"); of an adjective the endings
//! are cut that such adjectives have ("norvian": "norvi", "norv"), and what is left has to be the key of a country that
//! the texts name or that is known: Austria is no Australia, and a Republican leader nobody's. Where several fit, the
//! longest does: a Nigerian is not from Niger.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hashbrown::HashSet;

use crate::query::fold;

/// Endings of adjectives of countries, the shortest cut first among those that end alike.
const ENDS: [&str; 6] = ["an", "ian", "ean", "ese", "ish", "i"];

/// The fewest letters of a name before such an ending.
const LEAST: usize = 3;

/// Words that no rule leads to their country's name, and the name.
const IRREGULAR: [(&str, &str); 59] = [
    ("afghan", "afghanistan"),
    ("america", "united states"),
    ("american", "united states"),
    ("argentine", "argentina"),
    ("belgian", "belgium"),
    ("britain", "united kingdom"),
    ("british", "united kingdom"),
    ("burma", "myanmar"),
    ("burmese", "myanmar"),
    ("congolese", "congo"),
    ("cypriot", "cyprus"),
    ("czech", "czechia"),
    ("danish", "denmark"),
    ("dutch", "netherlands"),
    ("emirati", "united arab emirates"),
    ("filipino", "philippines"),
    ("finnish", "finland"),
    ("french", "france"),
    ("german", "germany"),
    ("greek", "greece"),
    ("holland", "netherlands"),
    ("honduran", "honduras"),
    ("icelandic", "iceland"),
    ("irish", "ireland"),
    ("kazakh", "kazakhstan"),
    ("kosovar", "kosovo"),
    ("kyrgyz", "kyrgyzstan"),
    ("laotian", "laos"),
    ("lebanese", "lebanon"),
    ("moroccan", "morocco"),
    ("nigerien", "niger"),
    ("norwegian", "norway"),
    ("panamanian", "panama"),
    ("peruvian", "peru"),
    ("philippine", "philippines"),
    ("polish", "poland"),
    ("portuguese", "portugal"),
    ("salvadoran", "el salvador"),
    ("saudi", "saudi arabia"),
    ("scottish", "scotland"),
    ("serb", "serbia"),
    ("slovak", "slovakia"),
    ("slovene", "slovenia"),
    ("spanish", "spain"),
    ("states", "united states"),
    ("swedish", "sweden"),
    ("swiss", "switzerland"),
    ("tajik", "tajikistan"),
    ("thai", "thailand"),
    ("turkey", "türkiye"),
    ("turkish", "türkiye"),
    ("turkmen", "turkmenistan"),
    ("u.k", "united kingdom"),
    ("u.s", "united states"),
    ("uk", "united kingdom"),
    ("us", "united states"),
    ("usa", "united states"),
    ("uzbek", "uzbekistan"),
    ("welsh", "wales"),
];

/// Words before a country's name or adjective that make another country of it.
const BEFORE: [&str; 16] = [
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "new",
    "saudi",
    "sri",
    "costa",
    "united",
    "central",
    "papua",
    "equatorial",
];

/// The names of countries that there are, of one word, folded.
static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let names: BTreeMap<String, String> = toml::from_str(include_str!("../../../assets/countries.toml"))
        .unwrap_or_else(|error| {
            log::error!("countries.toml: {error}");
            BTreeMap::new()
        });
    let of_one_word = names.values().filter(|name| !name.contains(' ')).map(|name| fold(name));
    of_one_word.chain(["korea".to_owned()]).collect()
});

/// Their keys.
static KNOWN: LazyLock<HashSet<String>> =
    LazyLock::new(|| NAMES.iter().map(|name| shortened(name).to_owned()).collect());

fn shortened(name: &str) -> &str {
    let short = name.strip_suffix(['a', 'e', 'i', 'o', 'u', 'y']);
    short.filter(|short| short.chars().count() >= LEAST).unwrap_or(name)
}

fn irregular(word: &str) -> Option<&'static str> {
    let word = word.trim_end_matches('.');
    IRREGULAR.iter().find(|(known, _)| *known == word).map(|(_, name)| shortened(name))
}

/// What may be the key of an adjective's country, the longest first.
fn cut(word: &str) -> impl Iterator<Item = &str> {
    let stems = ENDS.iter().filter_map(|end| word.strip_suffix(end));
    stems.filter(|stem| stem.chars().count() >= LEAST).flat_map(|stem| [stem, shortened(stem)])
}

/// The key of a country's name, folded and without "'s".
pub(super) fn of_name(name: &str) -> String {
    irregular(name).unwrap_or_else(|| shortened(name)).to_owned()
}

/// Whether a folded word ends as adjectives of countries do, and is no country's name.
pub(super) fn is_adjective(word: &str) -> bool {
    irregular(word).is_some() || !NAMES.contains(word) && cut(word).next().is_some()
}

/// The key of a folded adjective, if its country is known or among those `met`.
pub(super) fn of_adjective(word: &str, met: &HashSet<String>) -> Option<String> {
    if let Some(key) = irregular(word) {
        return Some(key.to_owned());
    }
    if NAMES.contains(word) {
        return None;
    }
    let fits = cut(word).filter(|stem| KNOWN.contains(*stem) || met.contains(*stem));
    fits.max_by_key(|stem| stem.len()).map(str::to_owned)
}

/// The key of a folded adjective; where its country is nowhere named, what is likeliest.
pub(super) fn of_likely_adjective(word: &str, met: &HashSet<String>) -> Option<String> {
    let known = of_adjective(word, met);
    known.or_else(|| cut(word).next().filter(|_| is_adjective(word)).map(str::to_owned))
}

/// The key with a word before it that makes it another country's: "North" of "North Norvia".
pub(super) fn with_word_before(key: String, before: Option<&str>) -> String {
    match before.filter(|word| BEFORE.contains(word)) {
        Some(word) if !key.contains(' ') => format!("{word} {key}"),
        _ => key,
    }
}

/// The key of the country, known or `met`, that a folded word names or is of.
pub(super) fn of_word(word: &str, met: &HashSet<String>) -> Option<String> {
    let name = word.strip_suffix("'s").unwrap_or(word);
    let key = of_name(name);
    let is_name = irregular(name).is_some() || KNOWN.contains(&key) || met.contains(&key);
    if is_name { Some(key) } else { of_adjective(word, met) }
}

/// Whether an outlet's folded name has a word for the country of this key.
pub(super) fn is_of_outlet(key: &str, outlet: &str) -> bool {
    let met = HashSet::from([key.to_owned()]);
    let words: Vec<&str> =
        outlet.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).copied();
        let is_key = |found: String| with_word_before(found, before) == key;
        is_key(of_name(word)) || of_adjective(word, &met).is_some_and(is_key)
    })
}

#[cfg(test)]
mod tests {
    use hashbrown::HashSet;

    use super::{is_of_outlet, of_adjective, of_name};

    fn key(adjective: &str, met: &[&str]) -> Option<String> {
        of_adjective(adjective, &met.iter().map(|name| of_name(name)).collect::<HashSet<_>>())
    }

    #[test]
    fn an_adjective_leads_to_one_country() {
        for (adjective, name) in [
            ("austrian", "austria"),
            ("australian", "australia"),
            ("slovakian", "slovakia"),
            ("slovak", "slovakia"),
            ("slovenian", "slovenia"),
            ("nigerian", "nigeria"),
            ("nigerien", "niger"),
            ("malian", "mali"),
            ("malawian", "malawi"),
            ("iranian", "iran"),
            ("iraqi", "iraq"),
            ("cuban", "cuba"),
            ("korean", "korea"),
            ("japanese", "japan"),
            ("chinese", "china"),
            ("italian", "italy"),
            ("ukrainian", "ukraine"),
            ("canadian", "canada"),
            ("hungarian", "hungary"),
            ("singaporean", "singapore"),
            ("ghanaian", "ghana"),
            ("british", "britain"),
            ("american", "us"),
            ("turkish", "turkey"),
            ("dutch", "netherlands"),
        ] {
            assert_eq!(key(adjective, &[]), Some(of_name(name)), "{adjective}");
        }
        for (adjective, met, name) in [
            ("norvian", &["norvia"][..], "norvia"),
            ("norvian", &["norv", "norvia"], "norvia"),
            ("veltian", &["velt"], "velt"),
            ("tarnish", &["tarn"], "tarn"),
        ] {
            assert_eq!(key(adjective, met), Some(of_name(name)), "{adjective}");
        }
    }

    #[test]
    fn other_words_with_such_endings_are_of_no_country() {
        for word in [
            "republican",
            "human",
            "christian",
            "guardian",
            "veteran",
            "norvian",
            "japan",
            "iran",
            "sudan",
            "taxi",
        ] {
            assert_eq!(key(word, &["velt", "port elsin"]), None, "{word}");
        }
    }

    #[test]
    fn an_outlet_is_of_a_country_that_its_name_has() {
        let check = |outlet: &str, country: &str, expected: bool| {
            assert_eq!(is_of_outlet(&of_name(country), outlet), expected, "{outlet}, {country}");
        };
        check("norvia daily", "norvia", true);
        check("the norvian times", "norvia", true);
        check("the australian", "australia", true);
        check("the australian", "austria", false);
        check("nigeria today", "niger", false);
        check("south norvia post", "norvia", false);
        check("the wire", "norvia", false);
    }
}
