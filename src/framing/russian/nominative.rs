//! The nominative of names that stand in other cases.

use std::collections::BTreeSet;

use super::classes::{cases, is_consonant, is_shortened, nominatives, plain};
use super::{ends_in, swapped};

/// So many different forms of one word are held against each other, the first met: a name has six cases.
const MOST_FORMS: usize = 24;

/// The nominative of a name that stands in these forms: word by word, from the forms with most words.
pub(in crate::framing) fn of_forms(texts: &[&str]) -> String {
    let words = |text: &&str| text.split_whitespace().count();
    let most = texts.iter().map(words).max().unwrap_or(0);
    let full: Vec<Vec<&str>> = texts
        .iter()
        .filter(|text| words(text) == most)
        .map(|text| text.split_whitespace().collect())
        .collect();
    let word =
        |at: usize| nominative(&full.iter().filter_map(|words| words.get(at).copied()).collect::<Vec<_>>());
    (0..most).map(word).collect::<Vec<_>>().join(" ")
}

/// Of forms of one word the one that may be the nominative of all, else of most; of two such the one met more often.
///
/// A form that no text has is made only where several forms are there, none of them can be the nominative, and all
/// are cases of one word alone.
pub(super) fn nominative(forms: &[&str]) -> String {
    let mut met: Vec<(String, &str, usize)> = Vec::new();
    for form in forms {
        let low = plain(form);
        if let Some((_, _, times)) = met.iter_mut().find(|(known, ..)| *known == low) {
            *times += 1;
        } else if met.len() < MOST_FORMS {
            met.push((low, form, 1));
        }
    }
    // How many of the forms a word has, if it is a nominative.
    let reach = |word: &str| {
        let declined = cases(word);
        let has =
            |cases: &[Vec<String>; 6], form: &str| cases.iter().flatten().any(|case| plain(case) == form);
        let most =
            declined.iter().map(|cases| met.iter().filter(|(form, ..)| has(cases, form)).count()).max();
        most.unwrap_or(0).max(1)
    };
    let mut best: Option<(usize, usize, &str)> = None;
    for (low, form, times) in &met {
        let reached = reach(low);
        if best.is_none_or(|(most, often, _)| (reached, *times) > (most, often)) {
            best = Some((reached, *times, form));
        }
    }
    let Some((reached, _, best)) = best else { return String::new() };
    if reached == met.len() || met.len() < 2 {
        return best.to_owned();
    }
    let made: BTreeSet<String> = met
        .iter()
        .flat_map(|(low, ..)| nominatives(low).into_iter().map(|(stem, end)| format!("{stem}{end}")))
        .filter(|word| reach(word) == met.len())
        .collect();
    let mut made = made.into_iter();
    match (made.next(), made.next()) {
        (Some(word), None) => as_written(&word, best),
        _ => best.to_owned(),
    }
}

/// A made word with the capital and the dots of a form of it.
fn as_written(word: &str, form: &str) -> String {
    let mut letters = form.chars();
    let spelt = word.chars().map(|c| {
        let known = letters.next();
        known.filter(|known| plain(&known.to_string()) == c.to_string()).unwrap_or(c)
    });
    spelt.collect()
}

/// What a word of a name in the genitive says of its nominative.
enum Word {
    /// It inflects as a man's name does.
    Man(String),
    /// As a woman's.
    Woman(String),
    /// As many women's and some men's.
    Either(String),
    /// A consonant at the end: a woman's surname that has no cases, or no genitive.
    Bare,
    /// A vowel at the end that no case leaves: "Вешти".
    Fixed,
    /// Nothing sure.
    Unknown,
}

fn word_in_genitive(word: &str) -> Word {
    let put = |end: &str, by: &str| swapped(word, end, by).unwrap_or_else(|| word.to_owned());
    let last = word.chars().next_back().unwrap_or(' ');
    let before = word.chars().rev().nth(1).unwrap_or(' ');
    if ends_in(word, &["ского", "цкого", "кого", "гого", "хого"]) {
        Word::Man(put("ого", "ий"))
    } else if word.ends_with("ого") {
        Word::Man(put("ого", "ый"))
    } else if ends_in(word, &["ской", "цкой"]) {
        Word::Woman(put("ой", "ая"))
    } else if ends_in(word, &["овой", "евой", "ёвой", "иной", "ыной"]) {
        Word::Woman(put("ой", "а"))
    } else if word.ends_with("ой") {
        Word::Woman(put("ой", "ая"))
    } else if word.ends_with("ии") {
        Word::Woman(put("и", "я"))
    } else if word.ends_with("ьи") {
        Word::Either(put("и", "я"))
    } else if word.ends_with('ы') {
        Word::Either(put("ы", "а"))
    } else if last == 'и' {
        // "Ольги" is a case, "Рокки" none.
        if "гкхжшчщ".contains(before) { Word::Unknown } else { Word::Fixed }
    } else if ends_in(word, &["ия", "ея", "ая", "оя"]) {
        Word::Man(put("я", "й"))
    } else if last == 'я' {
        Word::Man(put("я", "ь"))
    } else if last == 'а' {
        let stem = word.strip_suffix('а').unwrap_or(word);
        if stem.chars().count() < 3 || !is_consonant(before) || is_shortened(&plain(stem), "") {
            Word::Unknown
        } else {
            Word::Man(stem.to_owned())
        }
    } else if is_consonant(last) || last == 'ь' || last == 'й' {
        Word::Bare
    } else {
        Word::Fixed
    }
}

/// The nominative of a person's name in the genitive, as "in the words of" asks for: "Антона Лиска", "Оды Лиск".
///
/// `None` where it cannot be told: a single word, one that has no such ending, words that are not of one sex, a name
/// that has lost a vowel ("Павла").
pub(in crate::framing) fn of_person(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let read: Vec<Word> = words.iter().map(|word| word_in_genitive(word)).collect();
    let is_man = read.iter().any(|word| matches!(word, Word::Man(_)));
    let is_woman = read.iter().any(|word| matches!(word, Word::Woman(_)));
    let inflects = is_man || is_woman || read.iter().any(|word| matches!(word, Word::Either(_)));
    if words.len() < 2 || is_man && is_woman || !inflects {
        return None;
    }
    let mut made = Vec::with_capacity(words.len());
    for (word, read) in words.iter().zip(read) {
        made.push(match read {
            Word::Man(form) | Word::Woman(form) | Word::Either(form) => form,
            Word::Bare if is_man => return None,
            Word::Unknown if is_woman && word.ends_with('и') => swapped(word, "и", "а")?,
            Word::Unknown => return None,
            Word::Bare | Word::Fixed => (*word).to_owned(),
        });
    }
    Some(made.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{nominative, of_forms, of_person};

    #[test]
    fn the_nominative_is_one_of_the_forms_or_sure() {
        let check = |forms: &str, expected: &str| {
            assert_eq!(nominative(&forms.split(' ').collect::<Vec<_>>()), expected, "{forms}");
        };
        check("Хеддой Хедда Хедду", "Хедда");
        check("Антона Антон", "Антон");
        check("Антона Антоном", "Антон");
        check("Лисковым Лискову", "Лисков");
        check("Лисковским Лисковского", "Лисковский");
        check("Варн", "Варн");
        check("Вешти", "Вешти");
        // Nothing is made of a form that may stand for itself.
        check("Хеддой", "Хеддой");
        check("Сергеем", "Сергеем");
        check("Газпром", "Газпром");
        check("Артём", "Артём");
        check("Дзюба", "Дзюба");
        check("Вифлеем", "Вифлеем");
        // What stands in the nominative somewhere is shown so.
        check("Россия Россией", "Россия");
        check("Россией России Россия", "Россия");
        check("Курильских Курильские", "Курильские");
        check("Кремля Кремль", "Кремль");
        check("Артёмом Артём", "Артём");
        check("Артемом Артём Артема", "Артём");
        check("Павла Павел", "Павел");
        check("Китая Китай Китаем", "Китай");
        check("Норвией Норвии Норвию", "Норвия");
        // A man and a woman: neither is the other's case.
        check("Овальный Овальная Овальная", "Овальная");
        check("Павла Павлом", "Павла");
    }

    #[test]
    fn a_name_of_several_words_is_put_right_word_by_word() {
        assert_eq!(of_forms(&["Северной Дуги", "Северная Дуга", "Дугой"]), "Северная Дуга");
        assert_eq!(of_forms(&["Антона Дреша", "Антоном Дрешем"]), "Антон Дреш");
        assert_eq!(of_forms(&[]), "");
    }

    #[test]
    fn who_is_told_in_the_genitive_is_put_into_the_nominative_where_that_is_sure() {
        let check =
            |name: &str, expected: Option<&str>| assert_eq!(of_person(name).as_deref(), expected, "{name}");
        check("Антона Дреша", Some("Антон Дреш"));
        check("Антона Лискова", Some("Антон Лисков"));
        check("Оды Лиск", Some("Ода Лиск"));
        check("Хедды Мерель", Some("Хедда Мерель"));
        check("Ольги Труновой", Some("Ольга Трунова"));
        check("Марии Лисковской", Some("Мария Лисковская"));
        check("Сергея Лисковского", Some("Сергей Лисковский"));
        check("Игоря Вешти", Some("Игорь Вешти"));
        check("Ильи Дрешина", Some("Илья Дрешин"));
        // What has lost a vowel, has no cases or is of two sexes stays as it is.
        for name in ["Павла Дрешова", "Рокки Дреша", "Антона Варн", "Дарио Вешти", "Лиска"]
        {
            check(name, None);
        }
    }
}
