//! Rich Text cut into groups, control words and bytes of text.

/// One piece of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control symbol: a backslash and a sign.
    Symbol(u8),
    /// A byte written in two hexadecimal digits.
    Hex(u8),
    /// Bytes as they stand; never empty, without line breaks.
    Text(&'a [u8]),
    /// Bytes that are no text, passed over.
    Binary,
}

/// The pieces of a file, one by one.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// A control word, behind its backslash.
    fn word(&mut self) -> Token<'a> {
        /// Longer than any word and any number.
        const LONGEST: usize = 32;
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let length = rest.iter().take(LONGEST).take_while(|b| b.is_ascii_alphabetic()).count();
        let name = rest.get(..length).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or("");
        self.at += length;
        let is_negative = self.byte(0) == Some(b'-') && self.byte(1).is_some_and(|b| b.is_ascii_digit());
        self.at += usize::from(is_negative);
        let mut number: Option<i32> = None;
        while let Some(digit) = self.byte(0).filter(u8::is_ascii_digit) {
            let so_far = number.unwrap_or(0);
            number = Some(so_far.saturating_mul(10).saturating_add(i32::from(digit - b'0')));
            self.at += 1;
        }
        if self.byte(0) == Some(b' ') {
            self.at += 1;
        }
        let number = number.map(|n| if is_negative { -n } else { n });
        if name == "bin" {
            self.at = self.at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
            return Token::Binary;
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.byte(0)?;
            match byte {
                b'{' | b'}' => {
                    self.at += 1;
                    return Some(if byte == b'{' { Token::Open } else { Token::Close });
                }
                b'\r' | b'\n' | 0 => self.at += 1,
                b'\\' => {
                    let sign = self.byte(1)?;
                    self.at += 1;
                    if sign.is_ascii_alphabetic() {
                        return Some(self.word());
                    }
                    self.at += 1;
                    if sign != b'\'' {
                        return Some(Token::Symbol(sign));
                    }
                    let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
                    // Broken: what stands there is read as text.
                    let Some(high) = digit(self.byte(0)) else { continue };
                    let Some(low) = digit(self.byte(1)) else { continue };
                    self.at += 2;
                    return Some(Token::Hex((high * 16 + low) as u8));
                }
                _ => {
                    let rest = self.bytes.get(self.at..).unwrap_or(&[]);
                    let is_end = |b: &u8| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = rest.iter().position(is_end).unwrap_or(rest.len());
                    self.at += length;
                    return Some(Token::Text(rest.get(..length).unwrap_or(&[])));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Token::{Binary, Close, Hex, Open, Symbol, Text, Word};
    use super::{Token, Tokens};

    #[track_caller]
    fn check(text: &[u8], expected: &[Token<'_>]) {
        let found: Vec<Token<'_>> = Tokens::new(text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pieces() {
        check(
            b"{\\b1 a\r\nb\\'e4\\~}",
            &[Open, Word("b", Some(1)), Text(b"a"), Text(b"b"), Hex(0xE4), Symbol(b'~'), Close],
        );
        check(
            b"\\u-10179?\\par\\b0x",
            &[Word("u", Some(-10179)), Text(b"?"), Word("par", None), Word("b", Some(0)), Text(b"x")],
        );
        check(b"\\bin3 }{}x", &[Binary, Text(b"x")]);
        check(b"\\bin99999999999999 x", &[Binary]);
        check(b"\\bin-5 x", &[Binary, Text(b"x")]);
        check(b"\\'zz\\", &[Text(b"zz")]);
        check(b"\\u999999999999 ", &[Word("u", Some(i32::MAX))]);
    }
}
