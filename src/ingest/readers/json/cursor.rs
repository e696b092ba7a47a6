//! A place in a text of JSON: white space, strings, values to skip. Lenient where programs are.

use std::borrow::Cow;

/// A place in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    /// Bytes before it.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// The beginning of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The same text, from `at` on.
    pub fn from(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte here.
    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes over white space, and says which byte comes then.
    pub fn next(&mut self) -> Option<u8> {
        while let Some(byte) = self.peek() {
            // A mark of the byte order stands where files were put together.
            if byte == 0xEF && self.text.get(self.at..).is_some_and(|rest| rest.starts_with('\u{FEFF}')) {
                self.at += 3;
            } else if byte.is_ascii_whitespace() || byte == 0x1E || byte == 0 {
                self.at += 1;
            } else {
                return Some(byte);
            }
        }
        None
    }

    /// Goes over `byte` if it comes next.
    pub fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// The string that begins here, with its quotation mark; `None` where it does not end.
    fn raw_string(&mut self) -> Option<(&'a str, bool)> {
        let quote = self.peek()?;
        let from = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut at = from;
        let mut has_escape = false;
        loop {
            match *bytes.get(at)? {
                b'\\' => {
                    has_escape = true;
                    at += 2;
                }
                byte if byte == quote => break,
                _ => at += 1,
            }
        }
        self.at = at + 1;
        Some((self.text.get(from..at)?, has_escape))
    }

    /// The words of the string that begins here, its escapes resolved; `None` where it does not end.
    pub fn string(&mut self) -> Option<Cow<'a, str>> {
        let (raw, has_escape) = self.raw_string()?;
        Some(if has_escape { Cow::Owned(unescaped(raw)) } else { Cow::Borrowed(raw) })
    }

    /// A number or a word without quotation marks; empty where none is.
    pub fn literal(&mut self) -> &'a str {
        let rest = self.text.get(self.at..).unwrap_or("");
        let length = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"+-._$".contains(b)).count();
        self.at += length;
        rest.get(..length).unwrap_or("")
    }

    /// Goes over one value, whatever is in it; `None` where it does not end or is none.
    pub fn skip(&mut self) -> Option<()> {
        // What will close the open objects and lists.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.next()? {
                b'{' => {
                    open.push(b'}');
                    self.at += 1;
                }
                b'[' => {
                    open.push(b']');
                    self.at += 1;
                }
                b'"' | b'\'' => {
                    self.raw_string()?;
                }
                close @ (b'}' | b']') => {
                    if open.pop() != Some(close) {
                        return None;
                    }
                    self.at += 1;
                }
                b',' | b':' if !open.is_empty() => self.at += 1,
                _ => {
                    if self.literal().is_empty() {
                        return None;
                    }
                }
            }
            if open.is_empty() {
                return Some(());
            }
        }
    }
}

/// The text of a string with escapes. Halves of characters that have lost the other half become U+FFFD.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at + 1..).unwrap_or("");
        let Some(escape) = rest.chars().next() else { break };
        rest = rest.get(escape.len_utf8()..).unwrap_or("");
        match escape {
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'b' | 'f' => out.push(' '),
            'u' => {
                let (c, length) = code(rest);
                out.push(c);
                rest = rest.get(length..).unwrap_or("");
            }
            'x' => match rest.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                Some(byte) => {
                    out.push(char::from(byte));
                    rest = rest.get(2..).unwrap_or("");
                }
                None => out.push('x'),
            },
            '\n' => {}
            other => out.push(other),
        }
    }
    out.push_str(rest);
    out
}

/// The character whose code in four digits begins `text`, or in two times four; and their bytes.
fn code(text: &str) -> (char, usize) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let Some(first) = unit(0) else { return ('\u{FFFD}', 0) };
    if let Some(c) = char::from_u32(first) {
        return (c, 4);
    }
    let second = text.get(4..6).filter(|mark| *mark == "\\u").and_then(|_| unit(6));
    let pair =
        second.filter(|_| (0xD800..0xDC00).contains(&first)).filter(|low| (0xDC00..0xE000).contains(low));
    match pair.and_then(|low| char::from_u32(0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00))) {
        Some(c) => (c, 10),
        None => ('\u{FFFD}', 4),
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn strings() {
        for (text, expected) in [
            (r#""a""#, Some("a")),
            (r#""a\"b\\""#, Some("a\"b\\")),
            (r#""\u00e9\ud83d\ude00""#, Some("é😀")),
            (r#""\ud83d x""#, Some("\u{FFFD} x")),
            (r#""\u12""#, Some("\u{FFFD}12")),
            (r"'it\'s'", Some("it's")),
            (r#""open"#, None),
            (r#""open\"#, None),
        ] {
            assert_eq!(Cursor::new(text).string().as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn values_are_skipped_as_a_whole() {
        for (text, expected) in [
            (r#"{"a": [1, {"b": "}"}], "c": NaN} rest"#, Some(r#"{"a": [1, {"b": "}"}], "c": NaN}"#)),
            ("[1, 2,]", Some("[1, 2,]")),
            ("-1.5e3,", Some("-1.5e3")),
            ("[1", None),
            ("[1}", None),
            ("<p>", None),
            ("", None),
        ] {
            let mut cursor = Cursor::new(text);
            let found = cursor.skip().and_then(|()| text.get(..cursor.at));
            assert_eq!(found, expected, "{text}");
        }
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert!(Cursor::new(&deep).skip().is_some());
    }
}
