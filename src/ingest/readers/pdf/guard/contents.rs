//! How deep lists are nested in the contents of a page or a form, as the library's reader of contents goes
//! through them: what it does not know it passes by, and a picture within them it leaves alone.

use super::objects::{TooDeep, after, is_regular, is_space, string};

/// Lists within lists: honest contents have one.
const DEEPEST: u32 = 200;

/// Looks at unpacked contents.
pub(super) fn check(bytes: &[u8]) -> Result<(), TooDeep> {
    let mut lists: u32 = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            // Within a list the library knows no comments.
            b'%' if lists == 0 => after(bytes, at, |b| !matches!(b, b'\n' | b'\r')),
            b'(' => string(bytes, at),
            b'<' if bytes.get(at + 1).is_some_and(|next| *next != b'<') => {
                after(bytes, at + 1, |b| b != b'>') + 1
            }
            b'[' => {
                lists += 1;
                if lists > DEEPEST {
                    return Err(TooDeep);
                }
                at + 1
            }
            b']' => {
                lists = lists.saturating_sub(1);
                at + 1
            }
            b'/' => name(bytes, at + 1),
            b'a'..=b'z' | b'A'..=b'Z' => {
                let end = after(bytes, at, |b| b.is_ascii_alphanumeric());
                if lists == 0 && bytes.get(at..end) == Some(b"BI") { picture(bytes, end) } else { end }
            }
            _ => at + 1,
        };
    }
    Ok(())
}

/// Where the name that begins at `from` ends: a "#" takes two bytes with it, whatever they are.
fn name(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(&byte) = bytes.get(at).filter(|byte| is_regular(**byte)) {
        at += if byte == b'#' && at + 2 < bytes.len() { 3 } else { 1 };
    }
    at
}

/// Where the picture that begins at `from` ends.
fn picture(bytes: &[u8], from: usize) -> usize {
    let byte = |at: usize| bytes.get(at).copied();
    let mut at = from;
    while at + 1 < bytes.len() {
        let follows = at == 0 || byte(at - 1).is_some_and(|b| is_space(b) || matches!(b, b'>' | b']' | b')'));
        let is_apart = byte(at + 2).is_none_or(is_space);
        if bytes.get(at..at + 2) == Some(b"ID") && follows && is_apart {
            break;
        }
        at += 1;
    }
    at += 2;
    while at + 1 < bytes.len() {
        let follows = at == 0 || byte(at - 1).is_some_and(is_space);
        let is_apart = byte(at + 2).is_none_or(|b| !is_regular(b));
        if bytes.get(at..at + 2) == Some(b"EI") && follows && is_apart {
            return at + 2;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_within_lists_are_seen_behind_anything() {
        for piece in ["[", "[\u{80}", "[%)", "%[\n[", "[\0", "[/a#()", "[<5B>", "[(\\))"] {
            assert_eq!(check(piece.repeat(DEEPEST as usize + 1).as_bytes()), Err(TooDeep), "{piece}");
        }
        for piece in ["[(a) 1 (b)] TJ ", "([) Tj ", "<5B5> Tj %[\n", "BI /W 1 ID [[[[ EI ", "[[1]] 0 d "] {
            assert_eq!(check(piece.repeat(1000).as_bytes()), Ok(()), "{piece}");
        }
    }
}
