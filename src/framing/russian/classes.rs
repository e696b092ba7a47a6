//! Classes of Russian declension: all cases of a word, if it stands in the nominative.
//!
//! Endings alone decide, so that a word may be of several classes: "Ирина" a first name or a surname, "Ложкой" a
//! spoon's case or a man's name. Whoever asks has to hold all of them against the forms that a text has.

use super::ends_in;

/// The letters after which -и stands for -ы.
const NO_Y: &str = "гкхжшчщ";
/// Those after which an -о without stress becomes -е.
const HUSHING: &str = "жшчщц";

/// The cases of one word: nominative, genitive, dative, accusative, instrumental, prepositional; each as it may end.
pub(super) type Cases = [Vec<String>; 6];

/// A way in which words end: the ending of the nominative, of what letters it is left by, and the other cases'.
struct Class {
    nominative: &'static str,
    stem: Stem,
    /// Genitive, dative, accusative, instrumental, prepositional; `|` between endings that stand for one another, `0` for
    /// none.
    others: [&'static str; 5],
    /// Whether the nominative may be said though no text has it. Neuters, plurals in -а and men in -ой have the cases of
    /// commoner classes.
    is_made: bool,
}

/// The letters that a class stands behind.
#[derive(Clone, Copy)]
enum Stem {
    /// г к х
    Back,
    /// г к х ж ш ч щ
    NoY,
    /// ж ш ч щ
    Sibilant,
    /// н ж ш ч щ
    Soft,
    /// A consonant that -ы may follow.
    Hard,
    /// ц
    Ts,
    /// A consonant.
    Consonant,
    /// A consonant other than ж ш ч щ ц.
    Plain,
    /// -ов, -ев, -ин of a surname.
    Surname,
    /// A vowel but и.
    Vowel,
    /// и
    I,
    /// A letter but и.
    NotI,
    /// Any letter.
    Any,
}

impl Stem {
    fn holds(self, stem: &str) -> bool {
        let Some(last) = stem.chars().next_back() else { return false };
        let consonant = is_consonant(last);
        match self {
            Self::Back => "гкх".contains(last),
            Self::NoY => NO_Y.contains(last),
            Self::Sibilant => "жшчщ".contains(last),
            Self::Soft => "нжшчщ".contains(last),
            Self::Hard => consonant && !NO_Y.contains(last),
            Self::Ts => last == 'ц',
            Self::Consonant => consonant,
            Self::Plain => consonant && !HUSHING.contains(last),
            Self::Surname => ends_in(stem, &["ов", "ев", "ин", "ын"]),
            Self::Vowel => "аеоуюяэы".contains(last),
            Self::I => last == 'и',
            Self::NotI => last.is_alphabetic() && last != 'и',
            Self::Any => last.is_alphabetic(),
        }
    }
}

pub(super) fn is_consonant(c: char) -> bool {
    "бвгджзклмнпрстфхцчшщ".contains(c)
}

const fn class(nominative: &'static str, stem: Stem, others: [&'static str; 5], is_made: bool) -> Class {
    Class { nominative, stem, others, is_made }
}

const CLASSES: &[Class] = &[
    // Adjectives.
    class("ый", Stem::Hard, ["ого", "ому", "ого|ый", "ым", "ом"], true),
    class("ий", Stem::Back, ["ого", "ому", "ого|ий", "им", "ом"], true),
    class("ий", Stem::Soft, ["его", "ему", "его|ий", "им", "ем"], true),
    class("ой", Stem::Consonant, ["ого", "ому", "ого|ой", "ым|им", "ом"], false),
    class("ая", Stem::Consonant, ["ой|ей", "ой|ей", "ую", "ой|ей|ою", "ой|ей"], true),
    class("яя", Stem::Consonant, ["ей", "ей", "юю", "ей", "ей"], true),
    class("ое", Stem::Consonant, ["ого", "ому", "ое", "ым|им", "ом"], false),
    class("ее", Stem::Soft, ["его", "ему", "ее", "им", "ем"], false),
    class("ые", Stem::Hard, ["ых", "ым", "ые|ых", "ыми", "ых"], true),
    class("ие", Stem::Consonant, ["их", "им", "ие|их", "ими", "их"], true),
    // Surnames.
    class("", Stem::Surname, ["а", "у", "а", "ым", "е"], true),
    class("а", Stem::Surname, ["ой", "ой", "у", "ой|ою", "ой"], true),
    // Nouns that end in a vowel.
    class("ия", Stem::Consonant, ["ии", "ии", "ию", "ией|иею", "ии"], true),
    class("а", Stem::Hard, ["ы", "е", "у", "ой|ою|ей", "е"], true),
    class("а", Stem::NoY, ["и", "е", "у", "ой|ою|ей", "е"], true),
    class("я", Stem::NotI, ["и", "е", "ю", "ей|ёй|ею", "е"], true),
    class("о", Stem::Consonant, ["а", "у", "о", "ом", "е"], false),
    class("е", Stem::Plain, ["я", "ю", "е", "ем", "е"], false),
    class("ье", Stem::Consonant, ["ья", "ью", "ье", "ьем", "ье"], false),
    class("е", Stem::Ts, ["а", "у", "е", "ем", "е"], false),
    class("е", Stem::Sibilant, ["а", "у", "е", "ем", "е"], false),
    class("ие", Stem::Consonant, ["ия", "ию", "ие", "ием", "ии"], false),
    // Nouns that end in a consonant.
    class("й", Stem::Vowel, ["я", "ю", "я|й", "ем|ём", "е"], true),
    class("й", Stem::I, ["я", "ю", "я|й", "ем", "и"], true),
    class("ь", Stem::Consonant, ["я", "ю", "я|ь", "ем|ём", "е"], true),
    class("ь", Stem::Consonant, ["и", "и", "ь", "ью", "и"], true),
    class("", Stem::Plain, ["а", "у", "а|0", "ом", "е"], true),
    class("", Stem::Sibilant, ["а", "у", "а|0", "ем|ом", "е"], true),
    class("", Stem::Ts, ["а", "у", "а|0", "ем|ом", "е"], true),
    // Plurals.
    class("ы", Stem::Hard, ["0|ов|ев", "ам", "ы", "ами", "ах"], true),
    class("и", Stem::NoY, ["0|ов|ей", "ам", "и", "ами", "ах"], true),
    class("и", Stem::Any, ["ей|ев|й", "ям", "и", "ями", "ях"], true),
    class("а", Stem::Consonant, ["ов", "ам", "а", "ами", "ах"], false),
];

/// The fewest letters before an ending.
const LEAST: usize = 2;

/// Small letters, without the dots that print leaves out.
pub(super) fn plain(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect()
}

fn endings(one: &str) -> impl Iterator<Item = &str> {
    one.split('|').map(|end| if end == "0" { "" } else { end })
}

/// The cases of a word by every class it may be of, if it stands in the nominative. `word` is in small letters.
pub(super) fn cases(word: &str) -> Vec<Cases> {
    let mut found = Vec::new();
    for class in CLASSES {
        let Some(stem) = word.strip_suffix(class.nominative) else { continue };
        if stem.chars().count() < LEAST || !class.stem.holds(stem) {
            continue;
        }
        found.push(of_stem(word, stem, class));
        // "Павел", "Зубец": the last vowel is gone in all other cases.
        if let Some(short) = Some(stem).filter(|_| class.nominative.is_empty()).and_then(without_vowel) {
            found.push(of_stem(word, &short, class));
        }
    }
    found
}

fn of_stem(word: &str, stem: &str, class: &Class) -> Cases {
    let of = |ends: &str| -> Vec<String> {
        // A word that ends in a consonant is its own accusative, with its vowel.
        let is_whole = |end: &str| end.is_empty() && class.nominative.is_empty();
        endings(ends)
            .map(|end| if is_whole(end) { word.to_owned() } else { format!("{stem}{end}") })
            .collect()
    };
    let [genitive, dative, accusative, instrumental, prepositional] = class.others;
    [vec![word.to_owned()], of(genitive), of(dative), of(accusative), of(instrumental), of(prepositional)]
}

/// "павел" to "павл".
fn without_vowel(stem: &str) -> Option<String> {
    let mut letters: Vec<char> = stem.chars().collect();
    let vowel = letters.len().checked_sub(2)?;
    let around = letters.get(vowel.checked_sub(1)?).is_some_and(|c| is_consonant(*c));
    let gone = letters.len() > 3 && around && letters.get(vowel).is_some_and(|c| "еоё".contains(*c));
    gone.then(|| {
        letters.remove(vowel);
        letters.into_iter().collect()
    })
}

/// The nominatives of which `word` may be another case: the letters that remain of it, and the ending to put behind.
pub(super) fn nominatives(word: &str) -> Vec<(&str, &'static str)> {
    let mut found: Vec<(&str, &'static str)> = Vec::new();
    for class in CLASSES.iter().filter(|class| class.is_made) {
        for end in class.others.into_iter().flat_map(endings) {
            let Some(stem) = word.strip_suffix(end) else { continue };
            if stem.chars().count() >= LEAST
                && class.stem.holds(stem)
                && !is_shortened(stem, class.nominative)
            {
                found.push((stem, class.nominative));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a nominative in a consonant has lost a vowel in its other cases, as far as letters tell: "Павл", "Зубц".
/// Which vowel it was they do not.
pub(super) fn is_shortened(stem: &str, ending: &str) -> bool {
    let mut back = stem.chars().rev();
    let (last, before) = (back.next(), back.next());
    ending.is_empty()
        && last.is_some_and(|c| "лвнмцк".contains(c))
        && before.is_some_and(|c| is_consonant(c) || c == 'ь')
}

#[cfg(test)]
mod tests {
    use super::{cases, nominatives};

    #[test]
    fn words_are_declined_by_their_endings() {
        for (word, expected) in [
            ("армия", "армия армии армии армию армией армии"),
            ("хедда", "хедда хедды хедде хедду хеддой хедде"),
            ("кремль", "кремль кремля кремлю кремля кремлем кремле"),
            ("павел", "павел павла павлу павла павлом павле"),
            ("лисковский", "лисковский лисковского лисковскому лисковского лисковским лисковском"),
            ("курильские", "курильские курильских курильским курильские курильскими курильских"),
            ("лисков", "лисков лискова лискову лискова лисковым лискове"),
            ("лискова", "лискова лисковой лисковой лискову лисковой лисковой"),
        ] {
            let expected: Vec<&str> = expected.split(' ').collect();
            let found = cases(word);
            let has = found.iter().any(|cases| {
                cases.iter().zip(&expected).all(|(case, form)| case.iter().any(|known| known == form))
            });
            assert!(has, "{word}: {found:?}");
        }
        assert!(cases("баку").is_empty());
    }

    #[test]
    fn no_nominative_is_made_that_has_lost_a_vowel() {
        let made = |word: &str| -> Vec<String> {
            nominatives(word).into_iter().map(|(stem, end)| format!("{stem}{end}")).collect()
        };
        assert!(made("антоном").contains(&"антон".to_owned()));
        assert!(!made("павлом").contains(&"павл".to_owned()));
    }
}
