//! Cases of Russian names: what a form is compared by, and the nominative it stands for.
//!
//! Rules over endings, without a dictionary. A nominative that the texts have is preferred to one that is made.

/// Endings of nouns, names and adjectives in all cases, longest first.
const ENDINGS: [&str; 51] = [
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
];

/// The letters a form ends with in some case.
const LAST: &str = "аяуюыиеоьйё";

/// So many letters have to remain.
const LEAST: usize = 3;

/// A folded form without its ending, and without what is left of a soft or an adjective's stem: the same for all cases
/// of a name. "хедда" and "хеддой", "антон" and "антона".
pub(super) fn bare_stem(form: &str) -> &str {
    let least = |least: usize| move |stem: &&str| stem.chars().count() >= least;
    let ending = ENDINGS.iter().find_map(|end| form.strip_suffix(end));
    let last = || form.strip_suffix(|c| LAST.contains(c));
    // Short names of women: "Ода", "Одой".
    let short = || form.strip_suffix("ой").or_else(|| form.strip_suffix(['а', 'у', 'ы', 'е']));
    let stem = ending.filter(least(LEAST)).or_else(|| short().filter(least(2)));
    stem.or_else(|| last().filter(least(LEAST))).unwrap_or(form)
}

fn ends_in_consonant(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| c.is_alphabetic() && !"аяуюыиеоёэь".contains(c))
}

/// Replaces an ending.
fn swapped(word: &str, end: &str, by: &str) -> Option<String> {
    word.strip_suffix(end).filter(|stem| stem.chars().count() >= 2).map(|stem| format!("{stem}{by}"))
}

/// Of forms of one word in several cases the nominative; made from the instrumental where no other form is there.
pub(super) fn nominative(forms: &[&str]) -> String {
    let all = || forms.iter().copied();
    let is_instrumental = |form: &str| {
        ["ом", "ем", "ём", "ым", "им"].iter().any(|end| form.ends_with(end)) && form.chars().count() > 4
    };
    // A masculine name ends in a consonant, a feminine one in -а or -я.
    if let Some(form) =
        all().find(|form| ends_in_consonant(form) && !is_instrumental(form) && !form.ends_with("ой"))
    {
        let adjective = all().find(|form| ["ая", "ский", "ий", "ый"].iter().any(|end| form.ends_with(end)));
        return adjective.unwrap_or(form).to_owned();
    }
    if let Some(form) = all().find(|form| is_instrumental(form)) {
        return instrumental(form);
    }
    if let Some(form) = all().find(|form| form.ends_with(['а', 'я'])) {
        return form.to_owned();
    }
    if let Some(form) = all().find(|form| form.ends_with("ой") || form.ends_with("ей")) {
        return instrumental(form);
    }
    all().min_by_key(|form| form.chars().count()).unwrap_or("").to_owned()
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

/// The nominative of a person's name in the genitive, as "in the words of" asks for: "Антона Лиска", "Оды Лиск".
pub(super) fn of_person(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let made = words.iter().map(|word| {
        let soft = |end: &str| word.ends_with(end);
        let found = if soft("ского") || soft("цкого") {
            swapped(word, "ого", "ий")
        } else if soft("ого") {
            swapped(word, "ого", "ый")
        } else if soft("ской") || soft("цкой") {
            swapped(word, "ой", "ая")
        } else if soft("овой") || soft("евой") || soft("иной") {
            swapped(word, "ой", "а")
        } else if soft("ии") {
            swapped(word, "и", "я")
        } else if soft("ы") {
            swapped(word, "ы", "а")
        } else if soft("и") {
            let before = word.chars().rev().nth(1);
            let hard = before.is_some_and(|c| "гкхжшчщ".contains(c));
            // "Вешти" has no cases; "Ольги" has.
            if hard { swapped(word, "и", "а") } else { None }
        } else if soft("ия") || soft("ея") || soft("ая") || soft("оя") {
            swapped(word, "я", "й")
        } else if soft("я") {
            swapped(word, "я", "ь")
        } else {
            swapped(word, "а", "").filter(|stem| stem.chars().count() >= 3)
        };
        found.unwrap_or_else(|| (*word).to_owned())
    });
    made.collect::<Vec<_>>().join(" ")
}

/// A query that finds all cases of a wording of Russian words.
pub(super) fn in_all_cases(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let low = word.to_lowercase();
        let stem = bare_stem(&low);
        let inflects = low.chars().all(|c| matches!(c, 'а'..='я' | 'ё')) && stem.chars().count() >= LEAST;
        if inflects { format!("{stem}*") } else { low }
    });
    words.collect::<Vec<_>>().join(" ")
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
        ] {
            let stems: std::collections::BTreeSet<&str> = forms.split(' ').map(bare_stem).collect();
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
        assert_ne!(bare_stem("варн"), bare_stem("варнава"));
    }

    #[test]
    fn the_nominative_is_found_or_made() {
        let check = |forms: &str, expected: &str| {
            assert_eq!(nominative(&forms.split(' ').collect::<Vec<_>>()), expected, "{forms}");
        };
        check("Хеддой", "Хедда");
        check("Хеддой Хедда Хедду", "Хедда");
        check("Антона Антон", "Антон");
        check("Антона Антоном", "Антон");
        check("Лисковым", "Лисков");
        check("Лисковским Лисковского", "Лисковский");
        check("Варн", "Варн");
        check("Вешти", "Вешти");
        check("Сергеем", "Сергей");
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
    fn who_is_told_in_the_genitive_is_put_into_the_nominative() {
        let check = |name: &str, expected: &str| assert_eq!(of_person(name), expected);
        check("Антона Дреша", "Антон Дреш");
        check("Оды Лиск", "Ода Лиск");
        check("Ольги Труновой", "Ольга Трунова");
        check("Сергея Лисковского", "Сергей Лисковский");
        check("Игоря Вешти", "Игорь Вешти");
    }
}
