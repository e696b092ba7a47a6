//! Cases of Russian names: what a form is compared by, and the nominative it stands for.
//!
//! Rules over endings, without a dictionary. A nominative that the texts have is preferred to one that is made, and
//! what endings cannot tell stays as it is written.

mod classes;
mod nominative;
mod sexes;

pub(super) use nominative::{of_forms, of_person};
pub(super) use sexes::{Case, Sex, sex_of};

use classes::{Cases, cases};

/// Endings of nouns, names and adjectives in all cases, longest first.
const ENDINGS: [&str; 58] = [
    "ского",
    "скому",
    "скими",
    "ская",
    "ской",
    "скую",
    "ским",
    "ском",
    "ский",
    "ские",
    "ских",
    "ями",
    "ами",
    "ией",
    "ием",
    "еем",
    "аем",
    "оем",
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "ях",
    "ах",
    "ям",
    "ам",
    "ой",
    "ий",
    "ия",
    "ию",
    "ии",
    "ие",
    "ей",
    "ея",
    "ею",
    "ее",
    "ью",
    "ом",
    "ем",
    "ём",
    "ым",
    "им",
    "ый",
    "ая",
    "яя",
    "ую",
    "юю",
    "ое",
    "ые",
    "ых",
    "их",
    // "Китай", "Ханой"
    "ай",
    "аю",
    "ае",
    "оя",
    "ою",
];

/// The letters a form ends with in some case.
const LAST: &str = "аяуюыиеоьйё";

/// So many letters have to remain.
const LEAST: usize = 3;

/// A folded form without its ending, and without what is left of a soft or an adjective's stem: the same for all cases
/// of a name. "хедда" and "хеддой", "антон" and "антона".
///
/// A name may end as if it were in a case: "максим". What is taken off its nominative is taken off its other cases
/// too, behind their own ending: "максима".
pub(super) fn bare_stem(form: &str) -> &str {
    let stem = without_ending(form);
    let is_noun = form.strip_prefix(stem).is_some_and(|end| NOUN_ENDINGS.contains(&end));
    match NAME_ENDINGS.iter().find_map(|end| stem.strip_suffix(end)) {
        Some(shorter) if is_noun && shorter.chars().count() >= LEAST => shorter,
        _ => stem,
    }
}

/// Endings of nouns whose nominative ends in a consonant, and of those that end in -а.
const NOUN_ENDINGS: [&str; 12] = ["а", "у", "ы", "е", "и", "ом", "ем", "ой", "ою", "ам", "ами", "ах"];

/// Endings of cases that names have in the nominative.
const NAME_ENDINGS: [&str; 11] = ["им", "ым", "ом", "ем", "ём", "ам", "ям", "ах", "ях", "ых", "их"];

fn without_ending(form: &str) -> &str {
    let least = |least: usize| move |stem: &&str| stem.chars().count() >= least;
    let ending = ENDINGS.iter().find_map(|end| form.strip_suffix(end));
    let last = || form.strip_suffix(|c| LAST.contains(c));
    // Short names of women: "Ода", "Одой".
    let short = || form.strip_suffix("ой").or_else(|| form.strip_suffix(['а', 'у', 'ы', 'е']));
    let stem = ending.filter(least(LEAST)).or_else(|| short().filter(least(2)));
    stem.or_else(|| last().filter(least(LEAST))).unwrap_or(form)
}

fn ends_in(word: &str, ends: &[&str]) -> bool {
    ends.iter().any(|end| word.ends_with(end))
}

/// Replaces an ending.
fn swapped(word: &str, end: &str, by: &str) -> Option<String> {
    word.strip_suffix(end).filter(|stem| stem.chars().count() >= 2).map(|stem| format!("{stem}{by}"))
}

/// The nominative of a single name or noun in the instrumental.
fn instrumental(word: &str) -> String {
    let found = if word.ends_with("ской") || word.ends_with("цкой") {
        swapped(word, "ой", "ая")
    } else if ["овой", "евой", "иной"].iter().any(|end| word.ends_with(end)) || word.ends_with("ой")
    {
        swapped(word, "ой", "а")
    } else if word.ends_with("ией") {
        swapped(word, "ей", "я")
    } else if ["шей", "жей", "чей", "щей", "цей"].iter().any(|end| word.ends_with(end)) {
        swapped(word, "ей", "а")
    } else if word.ends_with("ей") {
        swapped(word, "ей", "я")
    } else if ["ским", "цким"].iter().any(|end| word.ends_with(end)) {
        swapped(word, "им", "ий")
    } else if ["овым", "евым", "ёвым", "иным", "ыным"].iter().any(|end| word.ends_with(end))
    {
        swapped(word, "ым", "")
    } else if word.ends_with("ым") {
        swapped(word, "ым", "ый")
    } else if ["ием", "аем", "еем", "оем"].iter().any(|end| word.ends_with(end)) {
        swapped(word, "ем", "й")
    } else if is_neuter(word) {
        swapped(word, "м", "")
    } else if word.ends_with("ём") {
        swapped(word, "ём", "ь")
    } else {
        swapped(word, "ом", "").or_else(|| swapped(word, "ем", "")).or_else(|| swapped(word, "ью", "ь"))
    };
    found.unwrap_or_else(|| word.to_owned())
}

/// Whether a word in the instrumental is a neuter noun for a place or a state.
fn is_neuter(word: &str) -> bool {
    let low = word.to_lowercase();
    low.ends_with("ством") || low.strip_suffix('м').is_some_and(|noun| NEUTER.contains(&noun))
}

/// Neuter nouns for places: their instrumental looks like a masculine one.
const NEUTER: [&str; 8] =
    ["море", "озеро", "поле", "плато", "побережье", "взморье", "государство", "поселение"];

/// Plurals of nouns for places that do not end in -ы or -и.
const PLURAL_IN_A: [&str; 3] = ["остров", "берег", "лес"];

/// The nominative of a name in the instrumental, as "calls it …" asks for: "Северной дугой", "островами Алдан".
pub(super) fn called(phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').collect();
    let folded: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let plural = folded.iter().any(|w| w.ends_with("ами") || w.ends_with("ями"));
    let mut out = Vec::with_capacity(words.len());
    for (at, (word, low)) in words.iter().zip(&folded).enumerate() {
        // An adjective stands before a noun that has an ending of the case too.
        let noun_follows = folded.get(at + 1).is_some_and(|next| {
            ["ой", "ей", "ью", "ом", "ем", "ами", "ями"].iter().any(|end| next.ends_with(end))
        });
        let made = if plural && noun_follows {
            swapped(word, "ыми", "ые").or_else(|| swapped(word, "ими", "ие"))
        } else if let Some(stem) = low.strip_suffix("ами") {
            let end = match stem.chars().next_back() {
                _ if PLURAL_IN_A.contains(&stem) => "а",
                Some('г' | 'к' | 'х' | 'ж' | 'ш' | 'ч' | 'щ') => "и",
                _ => "ы",
            };
            swapped(word, "ами", end)
        } else if low.ends_with("ями") {
            swapped(word, "ями", "и")
        } else if noun_follows && (low.ends_with("ой") || low.ends_with("ей")) {
            swapped(word, "ой", "ая").or_else(|| swapped(word, "ей", "яя"))
        } else if noun_follows && (low.ends_with("ым") || low.ends_with("им")) {
            let next = folded.get(at + 1).map(|next| instrumental(next)).unwrap_or_default();
            let neuter = next.ends_with(['о', 'е']);
            if neuter {
                swapped(word, "ым", "ое").or_else(|| swapped(word, "им", "ее"))
            } else {
                swapped(word, "ым", "ый").or_else(|| swapped(word, "им", "ий"))
            }
        } else if ["ой", "ей", "ью", "ом", "ем"].iter().any(|end| low.ends_with(end))
            && low.chars().count() > 3
        {
            Some(instrumental(word))
        } else {
            None
        };
        out.push(made.unwrap_or_else(|| (*word).to_owned()));
    }
    out.join(" ")
}

/// How many wordings a query for all cases has at most; words of several classes have many.
const MOST_WORDINGS: usize = 48;

/// The wordings of a name in all cases, each once, the name itself first: words that inflect together, and the same with
/// what follows its first noun left as it is ("остров Алдан", "острова Алдан"). Words in capitals, of other
/// alphabets and with endings that no case has stay as they are.
pub(super) fn in_all_cases(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let declined: Vec<Vec<Cases>> = words.iter().map(|word| cases_of(word)).collect();
    // Adjectives agree with the noun behind them; what stands behind that may be in a case of its own.
    let is_adjective = |word: &&str| ends_in(&classes::plain(word), &ADJECTIVES);
    let noun = words.iter().position(|word| !is_adjective(word)).unwrap_or(words.len());
    let mut found = vec![text.to_lowercase()];
    for until in [noun + 1, words.len()] {
        for case in 0..6 {
            let mut begun = vec![String::new()];
            for (at, (word, declined)) in words.iter().zip(&declined).enumerate() {
                let mut forms: Vec<String> = Vec::new();
                let known = declined.iter().filter_map(|cases| cases.get(case)).flatten();
                for form in known.filter(|_| at < until) {
                    if !forms.contains(form) {
                        forms.push(form.clone());
                    }
                }
                if forms.is_empty() {
                    forms.push(word.to_lowercase());
                }
                let gap = if at == 0 { "" } else { " " };
                begun = begun
                    .iter()
                    .flat_map(|begun| forms.iter().map(move |form| format!("{begun}{gap}{form}")))
                    .take(MOST_WORDINGS)
                    .collect();
            }
            for wording in begun {
                if found.len() < MOST_WORDINGS && !found.contains(&wording) {
                    found.push(wording);
                }
            }
        }
    }
    found
}

/// Endings of adjectives in the nominative.
const ADJECTIVES: [&str; 8] = ["ый", "ий", "ой", "ая", "яя", "ое", "ые", "ие"];

/// The cases of a word of a name as written: none for what has no cases.
fn cases_of(word: &str) -> Vec<Cases> {
    let low = word.to_lowercase();
    let letters = word.chars().count();
    let is_short_for = letters > 1 && word.chars().all(char::is_uppercase);
    let is_cyrillic = low.chars().all(|c| matches!(c, 'а'..='я' | 'ё'));
    if is_short_for || !is_cyrillic || letters <= LEAST { Vec::new() } else { cases(&low) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cases_of_a_name_have_one_stem() {
        for forms in [
            "хедда хедды хедде хедду хеддой",
            "антон антона антону антоном антоне",
            "дреш дреша дрешу дрешем дреше",
            "сергей сергея сергею сергеем сергее",
            "мария марии марию марией",
            "лисковский лисковского лисковскому лисковским лисковском лисковская лисковской",
            "маренза марензы марензе марензу марензой",
            "острова островам островами островах",
            "дуга дуги дуге дугу дугой",
            "ода оды оде оду одой",
            // What ends as if in a case.
            "максим максима максиму максимом максиме",
            "газпром газпрома газпрому газпромом газпроме",
            "артём артёма артёму артёмом артёме",
            "вьетнам вьетнама вьетнаму вьетнамом вьетнаме",
            "казах казаха казаху казахом казахе",
            "система системы системе систему системой",
            "китай китая китаю китаем китае",
            "ханой ханоя ханою ханоем ханое",
        ] {
            let stems: std::collections::BTreeSet<&str> = forms.split(' ').map(bare_stem).collect();
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
        assert_ne!(bare_stem("варн"), bare_stem("варнава"));
    }

    #[test]
    fn what_a_thing_is_called_is_put_into_the_nominative() {
        let check = |phrase: &str, expected: &str| assert_eq!(called(phrase), expected);
        check("Северной дугой", "Северная дуга");
        check("островами Алдан", "острова Алдан");
        check("Южными Зубцами", "Южные Зубцы");
        check("Тёплым морем", "Тёплое море");
        check("Старым краем", "Старый край");
        check("Алдан", "Алдан");
    }

    #[test]
    fn all_cases_of_a_name_are_looked_for_and_no_other_words() {
        let check = |text: &str, expected: &str| {
            assert_eq!(in_all_cases(text), expected.split(", ").collect::<Vec<_>>(), "{text}");
        };
        check("Морея", "морея, мореи, морее, морею, мореей, мореёй, мореею");
        check("армия", "армия, армии, армию, армией, армиею");
        check("НАТО", "нато");
        check("Баку", "баку");
        check("Norvia", "norvia");
        let found = in_all_cases("Серые острова");
        for wording in
            ["серые острова", "серых островов", "серым островам", "серыми островами", "серых островах"]
        {
            assert!(found.iter().any(|known| known == wording), "{wording}: {found:?}");
        }
        let found = in_all_cases("Скалы Тарна");
        for wording in ["скал тарна", "скалам тарна", "скалами тарна"] {
            assert!(found.iter().any(|known| known == wording), "{wording}: {found:?}");
        }
        assert!(in_all_cases(&"Северная ".repeat(400)).len() <= MOST_WORDINGS);
    }
}
