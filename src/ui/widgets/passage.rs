//! Article text for reading: raw text without the breaks of the page, with words marked in it.

use egui::text::{LayoutJob, TextFormat};

use crate::corpus::Span;

/// Text ready to be laid out, with the way back to the raw text.
pub struct Passage {
    /// The text with its marks.
    pub job: LayoutJob,
    /// Where marked pieces stand: first character, one past the last, index of the mark.
    pub places: Vec<(usize, usize, usize)>,
}

/// Builds the text of `span`. `marks` are pieces of it with their own format, in order; a piece that
/// begins before the one before it ends is passed over.
pub fn passage(raw: &str, span: Span, base: &TextFormat, marks: &[(Span, TextFormat)]) -> Passage {
    let mut writer =
        Writer { job: LayoutJob::default(), characters: 0, reader: Reader { ends_in_space: true } };
    let mut places = Vec::new();
    let mut at = span.from;
    for (index, (mark, format)) in marks.iter().enumerate() {
        let (from, to) = (mark.from.max(span.from), mark.to.min(span.to));
        if from < at || from >= to {
            continue;
        }
        writer.write(Span { from: at, to: from }.of(raw), base);
        let first = writer.characters;
        writer.write(Span { from, to }.of(raw), format);
        places.push((first, writer.characters, index));
        at = to;
    }
    writer.write(Span { from: at.min(span.to), to: span.to }.of(raw), base);
    Passage { job: writer.job, places }
}

/// A text longer than this is laid out in pieces, so that one huge paragraph cannot stop the window.
const PIECE: usize = 4_000;

/// A piece ends after white space if there is some in this many bytes before its end.
const BACK: usize = 400;

/// `span` in pieces of bounded length, cut between words where there are words, else between characters.
pub fn pieces(raw: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut from = span.from as usize;
    let end = (span.to as usize).min(raw.len());
    std::iter::from_fn(move || {
        if from >= end {
            return None;
        }
        let mut to = end;
        if end - from > PIECE {
            to = (from + PIECE..=end).find(|at| raw.is_char_boundary(*at)).unwrap_or(end);
            let tail = (to - BACK..to).find(|at| raw.is_char_boundary(*at)).and_then(|at| raw.get(at..to));
            if let Some(after) =
                tail.and_then(|tail| tail.rfind(char::is_whitespace).map(|at| tail.len() - at))
            {
                let space = raw.get(to - after..).and_then(|rest| rest.chars().next());
                to = to - after + space.map_or(1, char::len_utf8);
            }
        }
        let piece = Span::new(from, to);
        from = to;
        Some(piece)
    })
}

/// What is kept of a text for reading, and where each character stood: every run of white space as one
/// space, none at the beginning, no control characters.
struct Reader {
    ends_in_space: bool,
}

impl Reader {
    fn read(&mut self, character: char) -> Option<char> {
        if character.is_whitespace() {
            let is_kept = !self.ends_in_space;
            self.ends_in_space = true;
            return is_kept.then_some(' ');
        }
        let is_hidden = character.is_control() || matches!(character, '\u{ad}' | '\u{200b}' | '\u{feff}');
        if is_hidden {
            return None;
        }
        self.ends_in_space = false;
        Some(character)
    }
}

/// The byte of the raw text at which the character of this number of a passage over `span` stands.
pub fn byte_at(raw: &str, span: Span, character: usize) -> u32 {
    let mut reader = Reader { ends_in_space: true };
    let kept = span.of(raw).char_indices().filter(|(_, c)| reader.read(*c).is_some()).nth(character);
    kept.map_or(span.to, |(at, _)| span.from + at as u32)
}

/// The number of the character of a passage over `span` that stands at this byte of the raw text, or next
/// after it.
pub fn character_at(raw: &str, span: Span, byte: u32) -> usize {
    let mut reader = Reader { ends_in_space: true };
    let before = byte.saturating_sub(span.from) as usize;
    let all = span.of(raw).char_indices().take_while(|(at, _)| *at < before);
    all.filter(|(_, c)| reader.read(*c).is_some()).count()
}

struct Writer {
    job: LayoutJob,
    characters: usize,
    reader: Reader,
}

impl Writer {
    /// Writes text with every run of white space as one space and without control characters.
    fn write(&mut self, text: &str, format: &TextFormat) {
        let mut clean = String::with_capacity(text.len());
        for kept in text.chars().filter_map(|character| self.reader.read(character)) {
            clean.push(kept);
            self.characters += 1;
        }
        if !clean.is_empty() {
            self.job.append(&clean, 0.0, format.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_become_spaces_and_marks_keep_their_places() {
        let raw = "The  old\nquay was\u{ad}\tquiet.";
        let base = TextFormat::default();
        let quay = raw.find("quay").expect("there");
        let marks = [(Span::new(quay, quay + 4), TextFormat { italics: true, ..base.clone() })];
        let passage = passage(raw, Span::new(0, raw.len()), &base, &marks);
        assert_eq!(passage.job.text, "The old quay was quiet.");
        assert_eq!(passage.places, [(8, 12, 0)]);
    }

    #[test]
    fn overlapping_marks_are_passed_over() {
        let raw = "one two three";
        let base = TextFormat::default();
        let marks = [(Span::new(0, 7), base.clone()), (Span::new(4, 13), base.clone())];
        assert_eq!(passage(raw, Span::new(0, raw.len()), &base, &marks).places.len(), 1);
    }

    #[test]
    fn characters_lead_back_to_their_bytes() {
        let raw = "  The  old\nqu\u{ad}ay 島の港";
        let span = Span::new(0, raw.len());
        let text = passage(raw, span, &TextFormat::default(), &[]).job.text;
        assert_eq!(text, "The old quay 島の港");
        for (number, kept) in text.chars().enumerate() {
            let byte = byte_at(raw, span, number);
            let there = raw.get(byte as usize..).and_then(|rest| rest.chars().next());
            assert!(there == Some(kept) || kept == ' ', "{number}: {there:?}");
            assert_eq!(character_at(raw, span, byte), number);
        }
        assert_eq!(byte_at(raw, span, 999), span.to);
        assert_eq!(character_at(raw, span, span.to), text.chars().count());
    }

    #[test]
    fn a_huge_line_is_cut_between_words_or_characters() {
        let check = |text: &str, ends_in_space: bool| {
            let whole = Span::new(0, text.len());
            let all: Vec<Span> = pieces(text, whole).collect();
            assert!(all.len() > 2);
            assert_eq!(all.iter().map(|piece| piece.of(text)).collect::<String>(), text);
            for piece in all.iter().take(all.len() - 1) {
                assert!(piece.len() <= PIECE + 4);
                assert_eq!(piece.of(text).ends_with(char::is_whitespace), ends_in_space);
            }
        };
        check(&"words of a line ".repeat(1_000), true);
        check(&"島の港".repeat(2_000), false);
        check(&"島の　港　".repeat(1_000), true);
        assert_eq!(pieces("short", Span::new(0, 5)).count(), 1);
        assert_eq!(pieces("", Span::new(0, 0)).count(), 0);
    }
}
