//! Short marks in short texts: found without what the searchers of the standard library prepare for long ones.
//!
//! Rules about lines ask for dozens of labels and dashes, a few bytes long, in lines of a few dozen bytes. Preparing
//! a search there costs several times what the search does.

/// Where `mark` stands first in `text`.
pub(super) fn find(text: &str, mark: &str) -> Option<usize> {
    let (text, mark) = (text.as_bytes(), mark.as_bytes());
    let last = text.len().checked_sub(mark.len())?;
    let (&first, rest) = mark.split_first()?;
    // The second byte decides nearly always.
    let Some(&second) = rest.first() else { return text.iter().position(|&byte| byte == first) };
    let begins = |pair: &[u8; 2]| *pair == [first, second];
    let places = text.get(..=last + 1)?.array_windows::<2>().enumerate();
    places.filter(|(_, pair)| begins(pair)).map(|(at, _)| at).find(|&at| text[at..].starts_with(mark))
}

/// Where `mark` stands last in `text`.
pub(super) fn rfind(text: &str, mark: &str) -> Option<usize> {
    let (text, mark) = (text.as_bytes(), mark.as_bytes());
    let last = text.len().checked_sub(mark.len())?;
    let &first = mark.first()?;
    (0..=last).rev().find(|&at| text[at] == first && text[at..].starts_with(mark))
}

/// Marks of which any is looked for, with the bytes that they begin with.
pub(super) struct Marks<const N: usize> {
    firsts: [bool; 256],
    /// And what stands there next.
    seconds: [bool; 256],
    /// The marks.
    pub all: [&'static str; N],
}

impl<const N: usize> Marks<N> {
    /// Marks, none of them empty.
    pub const fn new(all: [&'static str; N]) -> Self {
        let (mut firsts, mut seconds) = ([false; 256], [false; 256]);
        let mut at = 0;
        while at < N {
            let mark = all[at].as_bytes();
            firsts[mark[0] as usize] = true;
            if mark.len() == 1 {
                seconds = [true; 256];
            } else {
                seconds[mark[1] as usize] = true;
            }
            at += 1;
        }
        Self { firsts, seconds, all }
    }

    /// The first place in `text` where any of them stands.
    pub fn first_in(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let stands = |rest: &[u8]| {
            // The second byte decides nearly always.
            let may = |mark: &[u8]| mark.len() < 2 || mark.get(1) == rest.get(1);
            self.all.iter().any(|mark| may(mark.as_bytes()) && rest.starts_with(mark.as_bytes()))
        };
        let may_follow = |at: usize| bytes.get(at).is_none_or(|&byte| self.seconds[usize::from(byte)]);
        let begins = |&(at, &byte): &(usize, &u8)| self.firsts[usize::from(byte)] && may_follow(at + 1);
        bytes.iter().enumerate().filter(begins).find(|&(at, _)| stands(&bytes[at..])).map(|(at, _)| at)
    }

    /// Whether any of them stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }
}

/// How often `mark`, in lower case, stands in `text` whatever the case of ASCII letters, without overlaps.
pub(super) fn count_in_any_case(text: &str, mark: &str) -> usize {
    let (text, mark) = (text.as_bytes(), mark.as_bytes());
    let Some(&first) = mark.first() else { return 0 };
    let (mut count, mut at) = (0, 0);
    while at + mark.len() <= text.len() {
        let is_here =
            text[at].eq_ignore_ascii_case(&first) && text[at..at + mark.len()].eq_ignore_ascii_case(mark);
        count += usize::from(is_here);
        at += if is_here { mark.len() } else { 1 };
    }
    count
}

/// The first `count` characters of `text`.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    match text.as_bytes().get(..count) {
        None => text,
        // Where each is a byte, they need not be counted.
        Some(bytes) if bytes.is_ascii() => text.get(..count).unwrap_or(text),
        Some(_) => text.char_indices().nth(count).and_then(|(at, _)| text.get(..at)).unwrap_or(text),
    }
}

/// The last `count` characters of `text`.
pub(super) fn last_chars(text: &str, count: usize) -> &str {
    let Some(from) = text.len().checked_sub(count) else { return text };
    match text.as_bytes().get(from..) {
        Some(bytes) if bytes.is_ascii() => text.get(from..).unwrap_or(text),
        _ => text
            .char_indices()
            .rev()
            .nth(count.saturating_sub(1))
            .and_then(|(at, _)| text.get(at..))
            .unwrap_or(text),
    }
}

/// `text` without what is neither letter nor figure at both ends.
pub(super) fn bare(text: &str) -> &str {
    let ends = [text.as_bytes().first(), text.as_bytes().last()];
    if ends.iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric)) {
        return text;
    }
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Gives `text` in lower case to `take`; short ASCII text needs no memory of its own for that.
pub(super) fn with_lower<T>(text: &str, take: impl FnOnce(&str) -> T) -> T {
    let mut short = [0; 64];
    match short.get_mut(..text.len()).filter(|_| text.is_ascii()) {
        Some(lower) => {
            lower.copy_from_slice(text.as_bytes());
            lower.make_ascii_lowercase();
            take(std::str::from_utf8(lower).unwrap_or(""))
        }
        None => take(&text.to_lowercase()),
    }
}

/// Texts that begin or end lines, by the character that decides most comparisons.
#[derive(Debug, Default)]
pub(super) struct Ends(Vec<(char, String)>);

impl Ends {
    /// `all` by their first character.
    pub fn beginnings(all: &[String]) -> Self {
        Self::by(all, |text| text.chars().next())
    }

    /// `all` by their last character.
    pub fn endings(all: &[String]) -> Self {
        Self::by(all, |text| text.chars().next_back())
    }

    fn by(all: &[String], key: impl Fn(&str) -> Option<char>) -> Self {
        let mut keyed: Vec<(char, String)> =
            all.iter().filter_map(|text| key(text).map(|c| (c, text.clone()))).collect();
        // In their order as long as the character is the same.
        keyed.sort_by_key(|(c, _)| *c);
        Self(keyed)
    }

    /// Those with this character, in the order in which they were given.
    pub fn with(&self, key: char) -> impl Iterator<Item = &str> {
        let from = self.0.partition_point(|(c, _)| *c < key);
        let same = self.0.get(from..).unwrap_or(&[]).iter().take_while(move |(c, _)| *c == key);
        same.map(|(_, text)| text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_where_the_standard_library_finds_them() {
        let texts = ["", "a", "ab", "abab", "TOKYO -- The", "—", "x — y — z", "東京：北京：", "aaa"];
        let marks = ["a", "ab", "aa", "aab", "—", " — ", "：", "京：", " -- ", "TOKYO -- The "];
        for (text, mark) in texts.iter().flat_map(|text| marks.map(|mark| (text, mark))) {
            assert_eq!(find(text, mark), text.find(mark), "{mark:?} in {text:?}");
            assert_eq!(rfind(text, mark), text.rfind(mark), "{mark:?} in {text:?}");
        }
        let marks = Marks::new(["— y", " y", "—", "zz", "%"]);
        for (text, expected) in
            [("x — y", Some(2)), ("x y", Some(1)), ("x", None), ("z", None), ("", None), ("3%", Some(1))]
        {
            assert_eq!(marks.first_in(text), expected, "{text}");
            assert_eq!(marks.are_in(text), expected.is_some());
        }
        assert_eq!(count_in_any_case("IconICONic on icoN", "icon"), 3);
    }

    #[test]
    fn lower_case_is_that_of_the_standard_library() {
        for text in ["", "The Nelin POST", "ÄÖ İ Σ", &"LONG ".repeat(40)] {
            assert_eq!(with_lower(text, str::to_owned), text.to_lowercase());
        }
    }

    #[test]
    fn characters_are_counted_from_either_end() {
        for text in ["", "abc", "abcdef", "añbcdef", "会谈结束了", "ab会谈"] {
            for count in 1..8 {
                let first: String = text.chars().take(count).collect();
                assert_eq!(first_chars(text, count), first);
                let skipped = text.chars().count().saturating_sub(count);
                assert_eq!(last_chars(text, count), text.chars().skip(skipped).collect::<String>());
            }
        }
    }

    #[test]
    fn texts_are_found_by_one_character() {
        let all = ["by", "von", "by:", "本报"].map(str::to_owned);
        assert_eq!(Ends::beginnings(&all).with('b').collect::<Vec<_>>(), ["by", "by:"]);
        assert_eq!(Ends::endings(&all).with('报').count(), 1);
        assert_eq!(Ends::endings(&all).with('x').count(), 0);
    }
}
