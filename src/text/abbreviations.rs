//! Abbreviations whose full stop does not, or does not always, end a sentence.
//!
//! Written for news prose in five languages; a language without a list of its own takes the list
//! of its script (Cyrillic: Russian, else English). Entries are in lower case without the last
//! stop. Spaced ones ("z. B.") need no entry: single letters are treated as initials.

use crate::corpus::Language;

/// What a full stop after a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AfterStop {
    /// The sentence goes on: "Dr.", "e.g.", "ул.".
    GoesOn,
    /// It goes on when a word follows that does not usually begin sentences: "Inc.", "p.m.".
    Perhaps,
    /// As after any word, though it looks like an abbreviation: "etc.", "и т.д.".
    AsAnyWord,
    /// Not an abbreviation.
    NotKnown,
}

/// What a stop after `word` (lower case, without the stop) means in `language`, where
/// `before_number` says whether digits follow: "No. 5", "Sept. 2", "ст. 5".
pub(crate) fn after_stop(
    word: &str,
    language: Language,
    is_cyrillic: bool,
    before_number: bool,
) -> AfterStop {
    let list = match language.code() {
        Some("ru" | "uk" | "be" | "bg") => &RUSSIAN,
        Some("de") => &GERMAN,
        Some("fr") => &FRENCH,
        Some("es") => &SPANISH,
        _ if is_cyrillic => &RUSSIAN,
        _ => &ENGLISH,
    };
    if !list.may_have(word) {
        return AfterStop::NotKnown;
    }
    let list = &list.words;
    let has = |words: &[&str]| words.binary_search(&word).is_ok();
    if has(list.as_any_word) {
        AfterStop::AsAnyWord
    } else if has(list.goes_on) || (before_number && has(list.before_number)) {
        AfterStop::GoesOn
    } else if has(list.perhaps) {
        AfterStop::Perhaps
    } else {
        AfterStop::NotKnown
    }
}

struct Abbreviations {
    /// Titles and words that need what follows.
    goes_on: &'static [&'static str],
    /// Go on before a number only.
    before_number: &'static [&'static str],
    /// May end a sentence.
    perhaps: &'static [&'static str],
    /// Dotted words after which a capital does begin a sentence.
    as_any_word: &'static [&'static str],
}

/// Abbreviations, and by which most words are seen to be none of them.
struct Sieved {
    words: Abbreviations,
    /// By length in bytes the last five bits of the first byte and of the last, as one bit each.
    ends: [(u32, u32); LENGTHS],
}

/// One more than the bytes of the longest abbreviation.
const LENGTHS: usize = 16;

impl Sieved {
    const fn new(words: Abbreviations) -> Self {
        let mut ends = [(0, 0); LENGTHS];
        let lists = [words.goes_on, words.before_number, words.perhaps, words.as_any_word];
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let word = lists[list][at].as_bytes();
                ends[word.len()].0 |= 1 << (word[0] % 32);
                ends[word.len()].1 |= 1 << (word[word.len() - 1] % 32);
                at += 1;
            }
            list += 1;
        }
        Self { words, ends }
    }

    /// Whether `word` may be one of them.
    fn may_have(&self, word: &str) -> bool {
        let (Some(first), Some(last)) = (word.bytes().next(), word.bytes().next_back()) else { return false };
        let has = |bits: u32, byte: u8| bits >> (byte % 32) & 1 != 0;
        self.ends.get(word.len()).is_some_and(|ends| has(ends.0, first) && has(ends.1, last))
    }
}

static ENGLISH: Sieved = Sieved::new(Abbreviations {
    goes_on: &[
        "adm", "al", "amb", "approx", "assoc", "asst", "atty", "brig", "brig.gen", "capt", "cf", "cmdr",
        "col", "cpl", "dept", "det", "dist", "dr", "e.g", "fr", "ft", "gen", "gov", "hon", "i.e", "insp",
        "lt", "lt.gen", "maj", "maj.gen", "messrs", "mr", "mrs", "ms", "mt", "mx", "ph", "pres", "prof",
        "pvt", "rep", "rev", "rt", "sec", "sen", "sgt", "st", "supt", "univ", "v", "vice.adm", "viz", "vs",
    ],
    before_number: &[
        "apr", "art", "arts", "aug", "c", "ca", "ch", "dec", "ed", "feb", "fig", "jan", "jul", "jun", "mar",
        "no", "nos", "nov", "oct", "p", "para", "pp", "sec", "sep", "sept", "ver", "vol",
    ],
    perhaps: &[
        "a.m", "ala", "am", "apr", "ariz", "ark", "aug", "ave", "b.a", "blvd", "bros", "calif", "co", "colo",
        "conn", "corp", "d.c", "dec", "del", "e.u", "esq", "est", "feb", "fla", "fri", "ga", "ill", "inc",
        "ind", "jan", "jr", "jul", "jun", "kan", "ky", "l.a", "la", "llc", "ltd", "m.a", "m.d", "mar",
        "mass", "md", "mich", "minn", "miss", "mo", "mon", "mont", "n.y", "neb", "nev", "nov", "oct", "okla",
        "ore", "p.m", "pa", "penn", "ph.d", "plc", "pm", "rd", "sat", "sep", "sept", "sr", "sun", "tenn",
        "tex", "thu", "thur", "thurs", "tue", "tues", "u.k", "u.n", "u.s", "u.s.a", "u.s.s.r", "va", "vt",
        "wash", "wed", "wis", "wyo",
    ],
    as_any_word: &["etc"],
});

static RUSSIAN: Sieved = Sieved::new(Abbreviations {
    goes_on: &[
        "адм",
        "акад",
        "англ",
        "бул",
        "в.о",
        "ген",
        "гос",
        "д.м.н",
        "дер",
        "доц",
        "зав",
        "зам",
        "и.о",
        "им",
        "итал",
        "к.м.н",
        "канд",
        "кап",
        "кит",
        "кор",
        "лат",
        "лейт",
        "наб",
        "напр",
        "нем",
        "о",
        "обл",
        "ов",
        "оз",
        "ок",
        "пер",
        "пл",
        "подп",
        "полк",
        "пом",
        "пос",
        "пр",
        "прибл",
        "просп",
        "проф",
        "рус",
        "св",
        "см",
        "ср",
        "т.е",
        "т.к",
        "т.н",
        "т.наз",
        "т.ч",
        "тыс",
        "ул",
        "физ",
        "фр",
        "чл",
        "юр",
        "яп",
    ],
    before_number: &[
        "авг", "апр", "гл", "д", "дек", "илл", "июл", "июн", "кв", "корп", "мар", "ном", "ноя", "нояб",
        "окт", "п", "пп", "рис", "сен", "сент", "ст", "стр", "табл", "фев", "февр", "ч", "янв", "№",
    ],
    perhaps: &[
        "авг", "апр", "в", "в.д", "вв", "г", "га", "гг", "дек", "з.д", "июл", "июн", "кг", "км", "м", "м.н",
        "мар", "мин", "млн", "млрд", "н.э", "ноя", "нояб", "окт", "р", "с.г", "с.ш", "сек", "сен", "сент",
        "трлн", "фев", "февр", "ч", "час", "э", "ю.ш", "янв",
    ],
    as_any_word: &["долл", "др", "коп", "пр", "руб", "т.д", "т.п", "чел"],
});

static GERMAN: Sieved = Sieved::new(Abbreviations {
    goes_on: &[
        "a", "abs.nr", "allg", "amtl", "b", "bes", "betr", "bspw", "bzw", "ca", "chin", "d", "d.h", "dipl",
        "dr", "dt", "ehem", "engl", "evtl", "exkl", "fr", "franz", "frz", "geb", "gem", "gen", "gest", "ggf",
        "h", "hl", "hr", "i.d.r", "ing", "inkl", "insb", "ital", "jap", "lt", "max", "min", "mind", "o.ä",
        "poln", "prof", "präs", "russ", "s.o", "s.u", "sog", "span", "st", "stellv", "u", "u.a", "v.a",
        "verh", "vgl", "z", "z.b", "zzgl",
    ],
    before_number: &[
        "abs", "apr", "art", "aufl", "aug", "bd", "dez", "feb", "jan", "jh", "jul", "jun", "kap", "mär",
        "nov", "nr", "okt", "s", "sep", "sept", "tel", "ziff",
    ],
    perhaps: &[
        "apr", "aug", "co", "corp", "dez", "feb", "gmbh", "inc", "jan", "jh", "jhd", "jul", "jun", "ltd",
        "mio", "mrd", "mär", "n.chr", "nov", "okt", "sep", "sept", "str", "u.n", "u.s", "v.chr",
    ],
    as_any_word: &["etc", "u.s.w", "usf", "usw"],
});

static FRENCH: Sieved = Sieved::new(Abbreviations {
    goes_on: &[
        "adj", "amb", "bd", "boul", "c.-à-d", "cap", "cdt", "cf", "col", "dr", "env", "gén", "lt", "m", "me",
        "mgr", "mm", "mr", "p.ex", "pr", "prof", "secr", "sgt", "st", "ste",
    ],
    before_number: &[
        "al", "art", "avr", "chap", "déc", "fig", "févr", "janv", "juil", "n", "no", "nov", "oct", "p", "pp",
        "sept", "t", "vol",
    ],
    perhaps: &[
        "apr", "av", "av.j.-c", "avr", "cie", "corp", "déc", "févr", "inc", "j.-c", "janv", "juil", "ltd",
        "nov", "o.n.u", "oct", "s", "sept", "u.e", "u.s",
    ],
    as_any_word: &["etc"],
});

static SPANISH: Sieved = Sieved::new(Abbreviations {
    goes_on: &[
        "aprox", "av", "avda", "cap", "cf", "cnel", "d", "dr", "dra", "dña", "excma", "excmo", "gob", "gral",
        "ilmo", "ing", "lic", "mons", "p.e", "p.ej", "pdta", "pdte", "prof", "profa", "sr", "sra", "sras",
        "sres", "srta", "sta", "sto", "tte", "vs",
    ],
    before_number: &[
        "abr", "ago", "art", "arts", "cap", "dic", "ene", "feb", "fig", "jul", "jun", "mar", "may", "n",
        "nov", "nro", "núm", "oct", "p", "pp", "pág", "págs", "sep", "sept", "vol",
    ],
    perhaps: &[
        "a.c", "a.m", "abr", "ago", "corp", "cía", "d.c", "dic", "ee", "ee.uu", "eeuu", "ene", "feb", "inc",
        "jul", "jun", "ltd", "mar", "nov", "oct", "p.m", "s.a", "s.l", "sep", "sept", "ud", "uds", "uu",
        "vd",
    ],
    as_any_word: &["etc"],
});

#[cfg(test)]
mod tests {
    use super::{AfterStop, ENGLISH, FRENCH, GERMAN, RUSSIAN, SPANISH, after_stop};
    use crate::corpus::Language;

    #[test]
    fn lists_are_sorted_and_sieved_for_look_up() {
        for list in [&ENGLISH, &RUSSIAN, &GERMAN, &FRENCH, &SPANISH] {
            let sieve = |word: &str| list.may_have(word);
            let list = &list.words;
            for words in [list.goes_on, list.before_number, list.perhaps, list.as_any_word] {
                assert!(words.is_sorted_by(|a, b| a < b), "out of order: {words:?}");
                assert!(words.iter().all(|word| sieve(word)));
                assert!(words.iter().all(|w| *w == w.to_lowercase() && !w.ends_with('.')));
            }
        }
    }

    #[test]
    fn by_language() {
        let check = |word, code, number, expected| {
            let found = after_stop(word, Language::from_code(code), false, number);
            assert_eq!(found, expected, "{word} in {code}");
        };
        check("dr", "en", false, AfterStop::GoesOn);
        check("no", "en", true, AfterStop::GoesOn);
        check("no", "en", false, AfterStop::NotKnown);
        check("inc", "en", false, AfterStop::Perhaps);
        check("etc", "en", false, AfterStop::AsAnyWord);
        check("ул", "ru", false, AfterStop::GoesOn);
        check("bzw", "de", false, AfterStop::GoesOn);
        check("m", "fr", false, AfterStop::GoesOn);
        check("sra", "es", false, AfterStop::GoesOn);
    }
}
