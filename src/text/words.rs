//! Words, as byte spans.
//!
//! A word is a segment by UAX #29 ("Unicode Text Segmentation", word bounds) that holds a letter
//! or a number: `don't`, `3,000.5`, `U.S`, `G20`; `re-election` is two. Han, kana, Thai, Lao,
//! Khmer and Myanmar are cut by dictionary, since they write no spaces.
//!
//! Departing from the standard, the narrow no-break space (U+202F) ends words like any space.
//!
//! Nearly all text consists of letters, digits and a few kinds of joining punctuation, and one
//! loop over class bytes cuts those; words of ASCII letters and figures alone are found eight bytes
//! at a time. Where something rarer appears (combining marks, joiners, Hebrew) the stretch up to
//! the next white space goes to the general segmenter, whose bounds the loop keeps to everywhere
//! else too: a test holds the two against each other.

use std::sync::OnceLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_segmentation::UnicodeSegmentation as _;

use super::classes::{
    ASCII, BREAK, CLASS, COUNTS, DIGIT, EXTEND, JOINER, LETTER, MID_BOTH, MID_DIGIT, MID_LETTER, OTHER,
    SPACE, SPACELESS, SPECIAL, class_of,
};
use super::runs::run_of_word;
use crate::corpus::Span;

/// Writes the spans of the words of `text` to `out`, which is emptied first. Spans are in order,
/// do not overlap, and never hold white space.
///
/// ```
/// use parallax::text::words::words;
/// let text = "U.S. troops don’t leave the 北方領土.";
/// let mut spans = Vec::new();
/// words(text, &mut spans);
/// let words: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
/// assert_eq!(words, ["U.S", "troops", "don’t", "leave", "the", "北方領土"]);
/// ```
pub fn words(text: &str, out: &mut Vec<Span>) {
    out.clear();
    let cutter = Cutter { text, bytes: text.as_bytes() };
    let mut at = 0;
    // The character that stands alone before `at`: a mark that follows it belongs to it. Marks on
    // letters never come up here, `word_end` sees to them.
    let mut alone = 0;
    loop {
        let (word, behind) = cutter.plain_word(at);
        if word > at {
            out.push(Span::new(at, word));
        }
        if behind > at {
            // A space, or what else ended the word.
            (alone, at) = (behind - 1, behind);
            continue;
        }
        let Some((class, width)) = cutter.class(at) else { break };
        let next = at + width;
        at = match class & CLASS {
            LETTER | DIGIT | JOINER => match cutter.word_end(at) {
                Some((end, counts)) => {
                    if counts {
                        out.push(Span::new(at, end));
                    }
                    end
                }
                None => cutter.general(at, out),
            },
            SPACELESS => cutter.spaceless(at, out),
            EXTEND => cutter.general(alone, out),
            SPECIAL => cutter.general(at, out),
            BREAK => {
                alone = next;
                next
            }
            _ => {
                // A number sign like ½ is a word by itself, unless a mark follows.
                if class & COUNTS != 0 && cutter.class(next).is_none_or(|(c, _)| c & CLASS != EXTEND) {
                    out.push(Span::new(at, next));
                }
                alone = at;
                next
            }
        };
    }
}

struct Cutter<'a> {
    text: &'a str,
    bytes: &'a [u8],
}

impl Cutter<'_> {
    /// The end of a word of ASCII letters and figures that begins at `from`, and where to go on behind the separator
    /// that ended it. Both are `from` where it is not so simple; a separator alone is passed by without a word.
    #[inline]
    fn plain_word(&self, from: usize) -> (usize, usize) {
        let end = from + self.bytes.get(from..).map_or(0, run_of_word);
        let class = |at: usize| self.bytes.get(at).and_then(|&byte| ASCII.get(byte as usize)).copied();
        match class(end) {
            Some(SPACE | OTHER) => (end, end + 1),
            // What joins letters or figures ends a word before anything else.
            Some(MID_LETTER | MID_DIGIT | MID_BOTH)
                if matches!(class(end + 1), Some(SPACE | OTHER | BREAK)) =>
            {
                (end, end + 1)
            }
            _ => (from, from),
        }
    }

    /// Class and width of the character at `at`, which lies on a bound; `None` at the end.
    #[inline]
    fn class(&self, at: usize) -> Option<(u8, usize)> {
        let &byte = self.bytes.get(at)?;
        if let Some(&class) = ASCII.get(byte as usize) {
            return Some((class, 1));
        }
        let c = self.text.get(at..)?.chars().next()?;
        Some((class_of(c), c.len_utf8()))
    }

    /// Where the word that begins at `from` ends, and whether it has a letter or number;
    /// `None` where the general segmenter has to decide.
    #[inline]
    fn word_end(&self, from: usize) -> Option<(usize, bool)> {
        let mut at = from;
        let mut last = OTHER;
        let mut counts = 0;
        while let Some((class, width)) = self.class(at) {
            match class & CLASS {
                LETTER | DIGIT | JOINER => {
                    last = class & CLASS;
                    counts |= class;
                    at += width;
                }
                EXTEND | SPECIAL => return None,
                middle @ (MID_LETTER | MID_DIGIT | MID_BOTH) => {
                    let joined = match last {
                        LETTER if middle != MID_DIGIT => LETTER,
                        DIGIT if middle != MID_LETTER => DIGIT,
                        _ => break,
                    };
                    match self.class(at + width) {
                        Some((after, _)) if matches!(after & CLASS, EXTEND | SPECIAL) => return None,
                        Some((after, _)) if after & CLASS == joined => at += width,
                        _ => break,
                    }
                }
                _ => break,
            }
        }
        Some((at, counts & COUNTS != 0))
    }

    /// Cuts a run of a script without spaces; where the run ends.
    fn spaceless(&self, from: usize, out: &mut Vec<Span>) -> usize {
        let mut to = from;
        while let Some((class, width)) = self.class(to)
            && matches!(class & CLASS, SPACELESS | EXTEND)
        {
            to += width;
        }
        let Some(run) = self.text.get(from..to) else { return to };
        let mut start = 0;
        for end in dictionary().segment_str(run) {
            push_word(run, start, end, from, out);
            start = end;
        }
        to
    }

    /// Cuts from `from` to the next white space or script without spaces by the general
    /// segmenter; where that is.
    fn general(&self, from: usize, out: &mut Vec<Span>) -> usize {
        let mut to = from;
        let mut started = false;
        while let Some((class, width)) = self.class(to) {
            if started && matches!(class & CLASS, SPACE | BREAK | SPACELESS) {
                break;
            }
            // The stretch may begin with the space that a mark leans on.
            started |= class & CLASS != SPACE;
            to += width;
        }
        let Some(stretch) = self.text.get(from..to) else { return to };
        for (start, segment) in stretch.split_word_bound_indices() {
            push_word(stretch, start, start + segment.len(), from, out);
        }
        to
    }
}

/// Keeps a segment that has a letter or a number, without white space before a leaning mark.
fn push_word(text: &str, start: usize, end: usize, offset: usize, out: &mut Vec<Span>) {
    let Some(segment) = text.get(start..end) else { return };
    if segment.contains(char::is_alphanumeric) {
        let blank = segment.len() - segment.trim_start().len();
        out.push(Span::new(offset + start + blank, offset + end));
    }
}

fn dictionary() -> WordSegmenterBorrowed<'static> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    *SEGMENTER.get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation as _;

    use super::{CLASS, DIGIT, LETTER, class_of, words};
    use crate::corpus::Span;
    use crate::text::classes::NARROW_SPACE;
    use crate::text::script::is_spaceless;

    fn check(text: &str, expected: &[&str]) {
        let mut spans = Vec::new();
        words(text, &mut spans);
        let found: Vec<&str> = spans.iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "words of {text:?}");
    }

    /// The words of the general segmenter, for text without scripts that need a dictionary.
    fn reference(text: &str) -> Vec<Span> {
        let found = text.unicode_word_indices();
        found
            .map(|(at, word)| Span::new(at + word.len() - word.trim_start().len(), at + word.len()))
            .collect()
    }

    /// Letters newer than the reference's tables cannot agree.
    fn known_to_both(c: char) -> bool {
        let is_letter = matches!(class_of(c) & CLASS, LETTER | DIGIT);
        // Here the standard lets a space into words, and we do not.
        c != NARROW_SPACE && (!is_letter || format!("a{c}").unicode_words().next() != Some("a"))
    }

    fn agree(text: &str) -> Result<(), TestCaseError> {
        let mut spans = Vec::new();
        words(text, &mut spans);
        prop_assert_eq!(&spans, &reference(text), "words of {:?}", text);
        Ok(())
    }

    #[test]
    fn english() {
        check("don't U.S. forces", &["don't", "U.S", "forces"]);
        check("re-election of G20 leaders", &["re", "election", "of", "G20", "leaders"]);
        check("3,000.5 km² in 10:30 — ½", &["3,000.5", "km", "²", "in", "10", "30", "½"]);
        check("the islands’ 'status' rock'n'roll", &["the", "islands", "status", "rock'n'roll"]);
        check("a_b _ __ _c", &["a_b", "_c"]);
        check("www.example.com/a?b", &["www.example.com", "a", "b"]);
        check("", &[]);
        check("— … •\n", &[]);
    }

    #[test]
    fn scripts_with_spaces() {
        check("Президент заявил: «нет»", &["Президент", "заявил", "нет"]);
        check("Müller's Straße", &["Müller's", "Straße"]);
        check("cafe\u{301} na\u{ad}tion", &["cafe\u{301}", "na\u{ad}tion"]);
        check("צה\"ל יצא", &["צה\"ל", "יצא"]);
        check("«\u{202f}l'île\u{202f}» 10\u{202f}000\u{202f}!", &["l'île", "10", "000"]);
        check("평화 조약", &["평화", "조약"]);
        check("हिन्दी में", &["हिन्दी", "में"]);
    }

    #[test]
    fn scripts_without_spaces() {
        check("俄罗斯总统2016年访问日本。", &["俄罗斯", "总统", "2016", "年", "访问", "日本"]);
        check("ロシアの大統領は会談した", &["ロシア", "の", "大統領", "は", "会談", "した"]);
        check("東京・大阪、G7", &["東京", "大阪", "G7"]);
        check("ทุกสองสัปดาห์", &["ทุก", "สอง", "สัปดาห์"]);
    }

    #[test]
    fn long_text_without_spaces_is_cut_in_linear_time() {
        let mut spans = Vec::new();
        for piece in ["a", "一", "ก", "e\u{301}", "\u{200d}", "'", "1,", "א\"", "_", "a'"] {
            let text = piece.repeat(300_000 / piece.len());
            words(&text, &mut spans);
            assert!(spans.iter().all(|s| !s.of(&text).is_empty()), "words of {piece:?} repeated");
        }
    }

    /// Pieces of news text and of what breaks segmenters, put together at random.
    fn mixed() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            8 => "[a-zA-Z]{1,8}",
            4 => " {1,2}",
            3 => "[.,:;'’_\"-]{1,2}",
            3 => "[0-9]{1,4}",
            2 => "[а-яёА-ЯЁ]{1,6}",
            2 => "[α-ωά-ώ]{1,5}",
            1 => "[א-ת]{1,4}",
            1 => "[\u{300}-\u{308}\u{ad}\u{200b}-\u{200f}\u{2060}\u{fe0f}\u{feff}]{1,2}",
            1 => "[\u{900}-\u{97f}]{1,4}",
            1 => "[\u{600}-\u{6ff}]{1,4}",
            1 => "[\r\n\t\u{85}\u{2028}\u{2029}\u{a0}\u{3000}]{1,2}",
            1 => "[🇦-🇿👨👩👧😀½²ª①ⅧＡ１．，]{1,3}",
            1 => "[가-힣ᄀ-ᇿ]{1,3}",
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn words_are_those_of_the_general_segmenter(text in mixed()) {
            agree(&text)?;
        }

        #[test]
        fn any_text_without_dictionary_scripts_agrees(text in "\\PC{0,40}|[\\x00-\\u{10FFFF}]{0,40}") {
            let text: String = text.chars().filter(|&c| !is_spaceless(c) && known_to_both(c)).collect();
            agree(&text)?;
        }

        #[test]
        fn spans_of_any_text_are_in_order_and_hold_no_white_space(
            text in "([\\x00-\\u{10FFFF}]|[一-龥ぁ-んァ-ンー・ก-๛]|[ a-z0-9.’\u{301}\u{200d}\"]){0,60}"
        ) {
            let mut spans = Vec::new();
            words(&text, &mut spans);
            let mut at = 0;
            for span in spans {
                prop_assert!(span.from >= at && span.to > span.from);
                prop_assert!(span.of(&text).contains(char::is_alphanumeric));
                prop_assert!(!span.of(&text).contains(char::is_whitespace));
                at = span.to;
            }
        }
    }
}
