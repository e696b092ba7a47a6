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
    let mut writer = Writer { job: LayoutJob::default(), characters: 0, ends_in_space: true };
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

struct Writer {
    job: LayoutJob,
    characters: usize,
    ends_in_space: bool,
}

impl Writer {
    /// Writes text with every run of white space as one space and without control characters.
    fn write(&mut self, text: &str, format: &TextFormat) {
        let mut clean = String::with_capacity(text.len());
        for character in text.chars() {
            if character.is_whitespace() {
                if !self.ends_in_space {
                    clean.push(' ');
                    self.ends_in_space = true;
                    self.characters += 1;
                }
            } else if !character.is_control() && !matches!(character, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                clean.push(character);
                self.ends_in_space = false;
                self.characters += 1;
            }
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
}
