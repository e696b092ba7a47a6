//! Where each word of the stream stands in its article's raw text, in five bytes a word.

use super::Span;

/// Marks a word longer than a byte can say; its length is in the list of long words.
const LONG: u8 = u8::MAX;

/// Byte spans by index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct WordSpans {
    from: Vec<u32>,
    len: Vec<u8>,
    /// Index and length of words of 255 bytes and more, by index.
    long: Vec<(u32, u32)>,
}

impl WordSpans {
    pub(crate) fn with_capacity(words: usize) -> Self {
        Self { from: Vec::with_capacity(words), len: Vec::with_capacity(words), long: Vec::new() }
    }

    pub(crate) fn push(&mut self, span: Span) {
        let len = span.to.saturating_sub(span.from);
        let short = u8::try_from(len).unwrap_or(LONG);
        if short == LONG {
            self.long.push((self.from.len() as u32, len));
        }
        self.from.push(span.from);
        self.len.push(short);
    }

    pub(crate) fn get(&self, index: usize) -> Span {
        let (Some(&from), Some(&len)) = (self.from.get(index), self.len.get(index)) else {
            return Span::default();
        };
        let len = if len == LONG {
            let at = self.long.partition_point(|&(i, _)| (i as usize) < index);
            self.long.get(at).map_or(0, |&(_, len)| len)
        } else {
            u32::from(len)
        };
        Span { from, to: from.saturating_add(len) }
    }

    /// Appends the spans `range` of `other`.
    pub(crate) fn extend_from(&mut self, other: &Self, range: std::ops::Range<usize>) {
        let base = self.from.len();
        self.from.extend_from_slice(other.from.get(range.clone()).unwrap_or(&[]));
        self.len.extend_from_slice(other.len.get(range.clone()).unwrap_or(&[]));
        let first = other.long.partition_point(|&(i, _)| (i as usize) < range.start);
        for &(i, len) in other.long.iter().skip(first).take_while(|&&(i, _)| (i as usize) < range.end) {
            self.long.push(((base + i as usize - range.start) as u32, len));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_keep_their_length() {
        let given: Vec<Span> =
            [(0, 3), (4, 259), (300, 1000), (1001, 1255), (1300, 1300)].map(|(a, b)| Span::new(a, b)).into();
        let mut spans = WordSpans::with_capacity(5);
        for &span in &given {
            spans.push(span);
        }
        let mut copy = WordSpans::with_capacity(8);
        copy.push(Span::new(7, 8));
        copy.extend_from(&spans, 1..5);
        copy.extend_from(&spans, 2..3);
        assert_eq!((0..5).map(|i| spans.get(i)).collect::<Vec<_>>(), given);
        assert_eq!((1..5).map(|i| copy.get(i)).collect::<Vec<_>>(), given[1..]);
        assert_eq!(copy.get(5), given[2]);
        assert_eq!(copy.get(6), Span::default());
    }
}
