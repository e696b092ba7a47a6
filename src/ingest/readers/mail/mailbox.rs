//! Mailboxes: one message after the other, each below a line that begins with `From `.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::super::{Found, Input};
use super::head::is_field;
use crate::problem::Cause;

/// Whether the bytes begin as a mailbox does.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    starts_message(bytes)
}

/// Whether a message begins here: a line of an envelope with a time in it, and a field below.
fn starts_message(bytes: &[u8]) -> bool {
    /// Longer than the line of any envelope.
    const LONGEST: usize = 400;
    if !bytes.starts_with(b"From ") {
        return false;
    }
    let Some(end) = bytes.iter().take(LONGEST).position(|b| *b == b'\n') else { return false };
    let (line, below) = bytes.split_at(end + 1);
    let has_time = line.windows(5).any(|w| {
        matches!(w, [a, b, b':', c, d] if (a.is_ascii_digit() || *a == b' ')
            && b.is_ascii_digit() && c.is_ascii_digit() && d.is_ascii_digit())
    });
    let below = below.get(..LONGEST.min(below.len())).unwrap_or(below);
    has_time && below.split(|b| *b == b'\n').next().is_some_and(is_field)
}

/// The messages, without the lines above them.
pub(super) fn messages(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes.trim_ascii_start());
    std::iter::from_fn(move || {
        let from = rest?;
        let head = from.iter().position(|b| *b == b'\n').map_or(from.len(), |at| at + 1);
        let message = from.get(head..)?;
        let mut at = 0;
        rest = None;
        while let Some(line) = message.get(at..).and_then(|m| m.iter().position(|b| *b == b'\n')) {
            at += line + 1;
            if message.get(at..).is_some_and(starts_message) {
                rest = message.get(at..);
                break;
            }
        }
        message.get(..if rest.is_some() { at } else { message.len() })
    })
}

/// A message whose lines that begin with `From ` have lost the mark that told them from an envelope.
pub(super) fn unescaped(message: &[u8]) -> Cow<'_, [u8]> {
    let is_marked = |line: &[u8]| {
        line.starts_with(b">")
            && line
                .trim_ascii_start()
                .iter()
                .position(|b| *b != b'>')
                .is_some_and(|at| line.get(at..).is_some_and(|line| line.starts_with(b"From ")))
    };
    if !message.split(|b| *b == b'\n').any(is_marked) {
        return Cow::Borrowed(message);
    }
    let mut out = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|b| *b == b'\n') {
        out.extend_from_slice(if is_marked(line) { line.get(1..).unwrap_or(line) } else { line });
    }
    Cow::Owned(out)
}

/// Runs `work` for one message; a panic in it costs that message alone.
pub(super) fn alone(file: &Input<'_>, found: &mut Found, which: &str, work: impl FnOnce(&mut Found)) {
    let caught = catch_unwind(AssertUnwindSafe(|| {
        let mut own = Found::default();
        work(&mut own);
        own
    }));
    if let Ok(own) = caught {
        found.articles.extend(own.articles);
        found.problems.extend(own.problems);
    } else {
        let text = format!(
            "{which}A fault in Parallax stopped the reading of this message; the others are not touched by it"
        );
        found.report(file, Cause::Internal, text);
    }
}

#[cfg(test)]
mod tests {
    use super::{messages, unescaped};

    #[test]
    fn messages_are_told_apart() {
        let bytes = b"From a@b Sat Jan  3 01:05:34 1996\nA: 1\n\nFrom here on\n>From me\n\nFrom - Sat Jan  3 01:05:34 1996\r\nB: 2\r\n";
        let found: Vec<String> =
            messages(bytes).map(|m| String::from_utf8_lossy(&unescaped(m)).into_owned()).collect();
        assert_eq!(found, ["A: 1\n\nFrom here on\nFrom me\n\n", "B: 2\r\n"]);
        assert_eq!(unescaped(b">>From x\n> From y\n>Fro").as_ref(), b">From x\n> From y\n>Fro");
    }
}
