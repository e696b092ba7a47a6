//! Which language a text is in; "unknown" is an answer.
//!
//! The script comes first: it settles Greek or Thai, and kana tell Japanese from Chinese. Among
//! Cyrillic and Arabic alphabets single letters decide. Latin text is decided by its little words
//! ("the", "und", "que"), which news prose is full of; where they leave doubt, the trigrams of
//! `whatlang` have to agree. Only the beginning of the text is read, enough to be sure.

use super::little_words::LittleWords;
use super::profiles::{CHINESE_ONLY, CYRILLIC, JAPANESE_ONLY, LATIN, OWN_SCRIPT};
use super::runs::run_of_letters;
use super::script::{is_han, is_kana};
use crate::corpus::{Confidence, Evidence, EvidenceKind, Inferred, Language};

/// Letters read at most.
const LETTERS: usize = 1200;
/// Letters without which Latin, Cyrillic and Arabic text stays unknown.
const FEW: usize = 24;
/// Characters in which evidence is looked for.
const EVIDENCE: usize = 1000;
/// Letters that trigrams are asked about: more costs time and changes little.
const TRIGRAM_LETTERS: usize = 400;

/// The language of `text`, [`Language::UNKNOWN`] where the text does not show it, with the letters
/// or words that do.
///
/// ```
/// use parallax::text::language::detect;
/// let code = |text| detect(text).value.code().map(str::to_owned);
/// assert_eq!(code("The leaders met on the island and said that talks will go on."), Some("en".into()));
/// assert_eq!(code("首脳は会談しました。"), Some("ja".into()));
/// assert_eq!(code("OK 2016"), None);
/// ```
pub fn detect(text: &str) -> Inferred<Language> {
    let letters = Letters::count(text);
    letters.decide().unwrap_or_else(|| inferred("", String::new(), Confidence::Low))
}

/// The English name of a language by its ISO 639 code; a language without one here goes by its code.
pub fn name(code: &str) -> &str {
    whatlang::Lang::all().iter().find(|lang| code_of(**lang) == code || lang.code() == code).map_or(
        code,
        |lang| match lang {
            // Written Chinese is one language here, whoever speaks it.
            whatlang::Lang::Cmn => "Chinese",
            _ => lang.eng_name(),
        },
    )
}

/// Whether a language, by its code, is written without spaces between words.
pub fn has_no_spaces(code: &str) -> bool {
    matches!(code, "zh" | "ja" | "th" | "lo" | "km" | "my")
}

/// The codes of all languages that have a name here, in order of their names.
pub fn all() -> impl Iterator<Item = &'static str> {
    let mut codes: Vec<&str> = whatlang::Lang::all().iter().map(|lang| code_of(*lang)).collect();
    codes.sort_unstable_by_key(|code| name(code));
    codes.into_iter()
}

fn inferred(code: &str, quote: String, confidence: Confidence) -> Inferred<Language> {
    let evidence = Evidence { kind: EvidenceKind::Text, quote: quote.into() };
    Inferred { value: Language::from_code(code), evidence, confidence }
}

/// Sure of a long text, less of a short one.
fn by_length(letters: usize) -> Confidence {
    match letters {
        0..60 => Confidence::Low,
        60..200 => Confidence::Medium,
        _ => Confidence::High,
    }
}

/// How many letters of which script a text begins with.
#[derive(Default)]
struct Letters<'a> {
    text: &'a str,
    latin: usize,
    cyrillic: usize,
    arabic: usize,
    devanagari: usize,
    hangul: usize,
    han: usize,
    kana: usize,
    own: [usize; OWN_SCRIPT.len()],
}

impl<'a> Letters<'a> {
    fn count(text: &'a str) -> Self {
        let mut counted = Self { text, ..Self::default() };
        if text.len() <= LETTERS {
            // No letter is too many, and those in ASCII need not be counted in their order.
            let in_ascii =
                |bytes: &[u8]| bytes.iter().map(|byte| u8::from(byte.is_ascii_alphabetic())).sum::<u8>();
            counted.latin = text.as_bytes().chunks(128).map(|bytes| usize::from(in_ascii(bytes))).sum();
            if !text.is_ascii() {
                text.chars().filter(|c| !c.is_ascii()).for_each(|c| {
                    counted.add(c);
                });
            }
            return counted;
        }
        let mut left = LETTERS;
        let mut at = 0;
        while let Some(&byte) = text.as_bytes().get(at) {
            if left == 0 {
                counted.text = text.get(..at).unwrap_or(text);
                break;
            }
            // Words in ASCII are counted whole, which is most of most texts.
            if byte.is_ascii() {
                let rest = text.as_bytes().get(at..).unwrap_or(&[]);
                let rest = rest.get(..left).unwrap_or(rest);
                let letters = run_of_letters(rest);
                counted.latin += letters;
                left -= letters;
                at += letters;
                // What ends the word counts for nothing.
                at += usize::from(letters == 0 || left > 0 && text.as_bytes().get(at) == Some(&b' '));
                continue;
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            left -= usize::from(counted.add(c));
            at += c.len_utf8();
        }
        counted
    }

    fn add(&mut self, c: char) -> bool {
        let counter = match c {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => &mut self.latin,
            '\0'..='\u{BF}' => return false,
            '\u{400}'..='\u{52F}' => &mut self.cyrillic,
            '\u{620}'..='\u{6D5}' | '\u{750}'..='\u{77F}' => &mut self.arabic,
            '\u{900}'..='\u{963}' | '\u{972}'..='\u{97F}' => &mut self.devanagari,
            '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => &mut self.hangul,
            c if is_han(c) => &mut self.han,
            c if is_kana(c) => &mut self.kana,
            c => {
                let found = OWN_SCRIPT.iter().position(|(first, last, _)| (*first..=*last).contains(&c));
                let Some(counter) = found.and_then(|at| self.own.get_mut(at)) else { return false };
                counter
            }
        };
        *counter += 1;
        true
    }

    fn decide(&self) -> Option<Inferred<Language>> {
        // A Han character says as much as two or three letters of an alphabet.
        let cjk = (self.han + self.kana) * 3;
        let others = [self.latin, self.cyrillic, self.arabic, self.devanagari, self.hangul * 2, cjk];
        let most_own = self.own.iter().copied().max().unwrap_or(0);
        let most = others.into_iter().max().unwrap_or(0).max(most_own);
        if most == 0 {
            None
        } else if cjk == most {
            self.chinese_or_japanese()
        } else if self.hangul * 2 == most {
            (self.hangul >= 4).then(|| inferred("ko", self.first(is_hangul), by_length(self.hangul * 3)))
        } else if most_own == most {
            let at = self.own.iter().position(|&n| n == most)?;
            let &(first, last, code) = OWN_SCRIPT.get(at)?;
            let quote = self.first(|c| (first..=last).contains(&c));
            (most >= 4).then(|| inferred(code, quote, by_length(most * 3)))
        } else if most < FEW {
            None
        } else if self.cyrillic == most {
            self.cyrillic()
        } else if self.arabic == most {
            Some(self.arabic())
        } else if self.devanagari == most {
            self.by_trigrams()
        } else {
            self.latin()
        }
    }

    /// The first three different characters that `is_sign`, as evidence.
    fn first(&self, is_sign: impl Fn(char) -> bool) -> String {
        let mut found: Vec<char> = Vec::new();
        for c in self.text.chars().take(EVIDENCE).filter(|&c| is_sign(c)) {
            if !found.contains(&c) {
                found.push(c);
            }
            if found.len() == 3 {
                break;
            }
        }
        let found: Vec<String> = found.into_iter().map(String::from).collect();
        found.join(", ")
    }

    fn chinese_or_japanese(&self) -> Option<Inferred<Language>> {
        let all = self.han + self.kana;
        let kana_percent = self.kana * 100 / all.max(1);
        if all < 4 {
            return None;
        }
        // A Chinese text may quote a Japanese name, a Japanese one is a third kana or more.
        if kana_percent >= 10 {
            return Some(inferred("ja", self.first(is_kana), by_length(all * 4)));
        }
        let signs =
            |list: &str| self.text.chars().filter(|c| is_han(*c) && list.contains(*c)).take(40).count();
        let (chinese, japanese) = (signs(CHINESE_ONLY), signs(JAPANESE_ONLY));
        if chinese > japanese {
            return Some(inferred("zh", self.first(|c| CHINESE_ONLY.contains(c)), by_length(all * 4)));
        }
        if japanese > chinese {
            // A headline in Han alone.
            return Some(inferred("ja", self.first(|c| JAPANESE_ONLY.contains(c)), Confidence::Low));
        }
        (all >= 20 && self.kana == 0).then(|| inferred("zh", self.first(is_han), Confidence::Low))
    }

    fn cyrillic(&self) -> Option<Inferred<Language>> {
        const BLOCK: usize = 0x130;
        let mut seen = [0_usize; BLOCK];
        for c in self.text.chars() {
            if let Some(count) = (c as usize).checked_sub(0x400).and_then(|at| seen.get_mut(at)) {
                *count += 1;
            }
        }
        let count =
            |c: char| (c as usize).checked_sub(0x400).and_then(|at| seen.get(at)).copied().unwrap_or(0);
        // Letters among a thousand, small and capital.
        let share = |letters: &str| {
            let found: usize =
                letters.chars().map(|c| count(c) + c.to_uppercase().map(count).sum::<usize>()).sum();
            found * 1000 / self.cyrillic.max(1)
        };
        let code = if share("әқұ") >= 10 {
            "kk"
        } else if share("ӣӯҳҷ") >= 10 {
            "tg"
        } else if share("өү") >= 10 {
            "mn"
        } else if share("јљњџ") >= 10 {
            if share("ѓќѕ") > share("ђћ") { "mk" } else { "sr" }
        } else if share("ў") >= 3 {
            "be"
        } else if share("їєґ") >= 3 || (share("і") >= 10 && share("ыэ") == 0) {
            "uk"
        } else if share("і") >= 10 {
            "be"
        } else if share("ыэё") >= 5 {
            "ru"
        } else if share("ъ") >= 5 {
            "bg"
        } else {
            return self.by_trigrams();
        };
        let letters = CYRILLIC.iter().find(|(known, _)| *known == code).map_or("", |(_, letters)| letters);
        let quote = self.first(|c| c.to_lowercase().any(|c| letters.contains(c)));
        Some(inferred(code, quote, by_length(self.cyrillic)))
    }

    fn arabic(&self) -> Inferred<Language> {
        let share = |letters: &str| {
            self.text.chars().filter(|c| letters.contains(*c)).count() * 1000 / self.arabic.max(1)
        };
        let (code, letters) = if share("ٹڈڑںے") >= 10 {
            ("ur", "ٹڈڑںے")
        } else if share("پچژگکی") >= 20 {
            ("fa", "پچژگکی")
        } else {
            ("ar", "ةيكىأإ")
        };
        inferred(code, self.first(|c| letters.contains(c)), by_length(self.arabic))
    }

    fn latin(&self) -> Option<Inferred<Language>> {
        let tally = LittleWords::count(self.text);
        let guess = tally.best();
        if let Some(best) = &guess
            && best.is_clear
        {
            return Some(inferred(best.code, tally.quote(best.code), by_length(self.latin)));
        }
        let trigrams = self.trigrams()?;
        let code = code_of(trigrams.lang());
        match guess {
            // Two weak signs that agree are one fair sign.
            Some(best) if best.code == code => {
                let confidence = by_length(self.latin).min(Confidence::Medium);
                Some(inferred(code, tally.quote(code), confidence))
            }
            // Languages without a word list; a text of names only is nobody's.
            _ if trigrams.is_reliable()
                && self.latin >= 100
                && !LATIN.iter().any(|(known, _)| *known == code) =>
            {
                Some(inferred(code, String::new(), Confidence::Low))
            }
            _ => None,
        }
    }

    fn by_trigrams(&self) -> Option<Inferred<Language>> {
        let found = self.trigrams()?;
        let code = code_of(found.lang());
        let confidence =
            by_length(self.latin.max(self.cyrillic).max(self.devanagari)).min(Confidence::Medium);
        found.is_reliable().then(|| inferred(code, String::new(), confidence))
    }

    fn trigrams(&self) -> Option<whatlang::Info> {
        let end = self.text.char_indices().nth(TRIGRAM_LETTERS).map_or(self.text.len(), |(at, _)| at);
        whatlang::detect(self.text.get(..end)?)
    }
}

fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// The code of a language as the detector of trigrams names it: ISO 639-1 where there is one.
fn code_of(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Fin => "fi",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "no",
        Lang::Tur => "tr",
        Lang::Aze => "az",
        Lang::Uzb => "uz",
        Lang::Tuk => "tk",
        Lang::Ind => "id",
        Lang::Jav => "jv",
        Lang::Tgl => "tl",
        Lang::Vie => "vi",
        Lang::Cat => "ca",
        Lang::Afr => "af",
        Lang::Epo => "eo",
        Lang::Lat => "la",
        Lang::Hin => "hi",
        Lang::Mar => "mr",
        Lang::Nep => "ne",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Kor => "ko",
        Lang::Ara => "ar",
        Lang::Pes => "fa",
        Lang::Urd => "ur",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Ell => "el",
        Lang::Hye => "hy",
        Lang::Kat => "ka",
        Lang::Amh => "am",
        Lang::Ben => "bn",
        Lang::Guj => "gu",
        Lang::Pan => "pa",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Kan => "kn",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Sin => "si",
        Lang::Tha => "th",
        Lang::Khm => "km",
        Lang::Mya => "my",
        Lang::Aka => "ak",
        Lang::Sna => "sn",
        Lang::Zul => "zu",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
#[path = "language_tests.rs"]
mod tests;
