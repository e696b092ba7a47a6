//! Wildcards within a word.

use std::fmt;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Piece {
    /// These letters.
    Text(String),
    /// `?`: any one letter.
    One,
    /// `*`: any letters, also none.
    Run,
}

/// A pattern for a whole word. Two texts or two runs never follow each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Glob {
    pub(crate) pieces: Vec<Piece>,
}

impl Glob {
    /// Reads `*` and `?`; what lies between goes through `fold`.
    pub(crate) fn new(pattern: &str, mut fold: impl FnMut(&str) -> String) -> Self {
        let mut pieces: Vec<Piece> = Vec::new();
        for part in pattern.split_inclusive(['*', '?']) {
            let (text, wild) = match part.char_indices().next_back() {
                Some((at, '*')) => (part.get(..at).unwrap_or(""), Some(Piece::Run)),
                Some((at, '?')) => (part.get(..at).unwrap_or(""), Some(Piece::One)),
                _ => (part, None),
            };
            let text = fold(text);
            if !text.is_empty() {
                match pieces.last_mut() {
                    Some(Piece::Text(last)) => last.push_str(&text),
                    _ => pieces.push(Piece::Text(text)),
                }
            }
            if let Some(wild) = wild
                && !(wild == Piece::Run && pieces.last() == Some(&Piece::Run))
            {
                pieces.push(wild);
            }
        }
        Self { pieces }
    }

    /// The word, when there is no wildcard.
    pub(crate) fn plain(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether it is `*` alone.
    pub(crate) fn is_any(&self) -> bool {
        self.pieces == [Piece::Run]
    }

    /// What every match begins with.
    pub(crate) fn prefix(&self) -> &str {
        match self.pieces.first() {
            Some(Piece::Text(text)) => text,
            _ => "",
        }
    }

    /// The same pattern as a regular expression between slashes.
    pub(crate) fn as_regex(&self) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => regex::escape(text).replace('/', "\\/"),
            Piece::One => ".".to_owned(),
            Piece::Run => ".*".to_owned(),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// Whether all of `word` matches.
    pub(crate) fn matches(&self, word: &str) -> bool {
        match self.pieces.as_slice() {
            [Piece::Text(text)] => word == text,
            [Piece::Text(text), Piece::Run] => word.starts_with(text.as_str()),
            [Piece::Run, Piece::Text(text)] => word.ends_with(text.as_str()),
            [Piece::Run, Piece::Text(text), Piece::Run] => word.contains(text.as_str()),
            pieces => matches(pieces, word),
        }
    }
}

/// Goes along `word`; after a failure the last `*` takes one letter more. What stands before that `*` need not
/// be tried again, so the work is at most the product of both lengths.
fn matches(pieces: &[Piece], word: &str) -> bool {
    let (mut at, mut rest) = (0, word);
    let mut again: Option<(usize, &str)> = None;
    loop {
        let step = match pieces.get(at) {
            None if rest.is_empty() => return true,
            None => None,
            Some(Piece::Run) => {
                again = Some((at + 1, rest));
                Some(rest)
            }
            Some(Piece::One) => after_first(rest),
            Some(Piece::Text(text)) => rest.strip_prefix(text.as_str()),
        };
        if let Some(after) = step {
            (at, rest) = (at + 1, after);
            continue;
        }
        let Some((after_run, from)) = again else { return false };
        let Some(from) = after_first(from) else { return false };
        again = Some((after_run, from));
        (at, rest) = (after_run, from);
    }
}

fn after_first(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next()?;
    Some(chars.as_str())
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| piece.fmt(f))
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(text) => text,
            Self::One => "?",
            Self::Run => "*",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_whole_words() {
        for (pattern, yes, no) in [
            ("island", &["island"][..], &["islands", "isle", ""][..]),
            ("island*", &["island", "islands"], &["isla", "anisland"]),
            ("*land", &["land", "island"], &["lands"]),
            ("*lan*", &["lan", "islands"], &["la"]),
            ("s?nction", &["sanction", "sünction"], &["snction", "saanction"]),
            ("?", &["a", "ä", "国"], &["", "ab"]),
            ("a*b*c", &["abc", "axbxbxc", "abcbc"], &["ab", "abcb"]),
            ("a*?c", &["abc", "axxc"], &["ac"]),
            ("a**", &["a", "ab"], &["b"]),
            ("*a?b*", &["xaxbx", "aaab"], &["ab"]),
        ] {
            let glob = Glob::new(pattern, str::to_owned);
            for word in yes {
                assert!(glob.matches(word), "{pattern} should match {word}");
            }
            for word in no {
                assert!(!glob.matches(word), "{pattern} should not match {word}");
            }
        }
    }
}
