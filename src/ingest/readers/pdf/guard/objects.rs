//! How deep an object of a PDF is nested, and how many bytes it takes, found without a call within a call.
//!
//! The grammar is that of the library's tokenizer, or wider: what it takes for an end, this does too, and
//! nowhere does it see fewer lists.

use super::find;

/// Lists within lists: honest files have a dozen.
const DEEPEST: u32 = 200;

/// More lists within lists than any program writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TooDeep;

/// What an object takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Bytes that the library goes through to read it, with its stream.
    pub length: usize,
    /// Bytes to the word that begins its stream.
    pub stream: Option<usize>,
}

/// What the object at `from` takes; one that is broken ends where it breaks.
pub(super) fn extent(bytes: &[u8], from: usize) -> Result<Extent, TooDeep> {
    /// "12 0" before "obj" or "R"; a number with none of them is whole.
    const HEADER: u32 = 2;
    let mut lists: u32 = 0;
    let mut headers: u32 = 0;
    let mut numbers: u32 = 0;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let mut is_whole = false;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | 0 | 0x0C => at += 1,
            b'%' => at = after(bytes, at, |b| !matches!(b, b'\n' | b'\r')),
            b'/' => {
                at = after(bytes, at + 1, is_regular);
                is_whole = lists == 0;
            }
            b'(' => {
                at = string(bytes, at);
                is_whole = lists == 0;
            }
            b'[' => {
                lists += 1;
                at += 1;
            }
            b'<' if bytes.get(at + 1) == Some(&b'<') => {
                lists += 1;
                at += 2;
            }
            b'<' => {
                at = after(bytes, at + 1, |b| b != b'>') + 1;
                is_whole = lists == 0;
            }
            b']' => {
                let Some(rest) = lists.checked_sub(1) else { break };
                lists = rest;
                at += 1;
                is_whole = lists == 0;
            }
            b'>' if bytes.get(at + 1) == Some(&b'>') => {
                let Some(rest) = lists.checked_sub(1) else { break };
                lists = rest;
                at += 2;
                let next = skip(bytes, at);
                if bytes.get(next..).is_some_and(|rest| rest.starts_with(b"stream")) {
                    // A stream is an object of its own: no list holds one.
                    if lists > 0 {
                        return Err(TooDeep);
                    }
                    let end = find(bytes, b"endstream", next).unwrap_or(bytes.len());
                    return Ok(Extent { length: end - from, stream: Some(next - from) });
                }
                is_whole = lists == 0;
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                numbers += u32::from(lists == 0);
                if numbers > HEADER {
                    break;
                }
                at = after(bytes, at, |b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.'));
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let end = after(bytes, at, |b| b.is_ascii_alphabetic());
                match bytes.get(at..end).unwrap_or(&[]) {
                    b"obj" => {
                        headers += 1;
                        numbers = 0;
                    }
                    b"R" | b"true" | b"false" | b"null" => is_whole = lists == 0,
                    _ => break,
                }
                at = end;
            }
            _ => break,
        }
        if lists + headers > DEEPEST {
            return Err(TooDeep);
        }
        if is_whole {
            break;
        }
    }
    Ok(Extent { length: at.min(bytes.len()).saturating_sub(from), stream: None })
}

/// Where the string that begins at `from` ends.
pub(super) fn string(bytes: &[u8], from: usize) -> usize {
    let mut open: u32 = 0;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => open = open.saturating_add(1),
            b')' => {
                open = open.saturating_sub(1);
                if open == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Where, from `from` on, a byte stands that is not `wanted`.
pub(super) fn after(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    from + rest.iter().position(|b| !wanted(*b)).unwrap_or(rest.len())
}

/// White space and comments from `from` on.
pub(super) fn skip(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    loop {
        at = after(bytes, at, is_space);
        if bytes.get(at) != Some(&b'%') {
            return at;
        }
        at = after(bytes, at, |b| !matches!(b, b'\n' | b'\r'));
    }
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0 | 0x0C)
}

/// Whether a byte may stand in a name.
pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_end_where_they_end() {
        for (text, expected) in [
            ("[1 [2] (]) <5D> % ]\n /]] 7", 23),
            ("<</A[1 2 R]/B(>>\\))>> 7", 21),
            ("1 0 obj <</Length 3>> stream\nabcendstream endobj", 32),
            ("/Name/Other", 5),
            ("null 7", 4),
            ("[1 {", 3),
            ("12 0 R 7", 6),
            ("12 13 14 15", 6),
        ] {
            assert_eq!(extent(text.as_bytes(), 0).map(|extent| extent.length), Ok(expected), "{text}");
        }
    }

    #[test]
    fn lists_within_lists_are_seen_behind_anything() {
        for piece in ["[", "<</A", "[(\\))", "[/\u{80}", "[%(\n", "[\0", "1 0 obj ", "[<5B>", "[1 0 R"] {
            let text = piece.repeat(DEEPEST as usize + 1);
            assert_eq!(extent(text.as_bytes(), 0), Err(TooDeep), "{piece}");
        }
        assert!(extent("[] [[]]".repeat(1000).as_bytes(), 0).is_ok());
        assert_eq!(extent(b"[<<>>stream", 0), Err(TooDeep));
    }
}
