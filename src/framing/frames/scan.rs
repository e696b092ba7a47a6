//! The words of one article held against a lexicon.

use super::folded;
use super::lexicon::{Lexicon, Mark};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::query::Hit;

/// A place that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// Its frame.
    pub(super) frame: u16,
    /// The position of its first word.
    pub(super) position: u32,
    /// What found it: its place among the words by themselves of all classes, or a phrase or run of characters.
    pub(super) by: By,
    hit: Hit,
}

/// What found a place.
#[derive(Debug, Clone, Copy)]
pub(super) enum By {
    /// A word by itself.
    Single(usize),
    /// Anything else, by the number of its word in the lists.
    Pattern(u32),
}

impl Found {
    /// Its bytes in the article's raw text.
    pub(super) fn span(&self, corpus: &Corpus) -> Span {
        self.hit.span(corpus)
    }

    /// What stands there, folded.
    pub(super) fn write_form(&self, corpus: &Corpus, out: &mut String) {
        if self.hit.lead > 0 || self.hit.tail > 0 || self.is_without_spaces(corpus) {
            let article = corpus.article(corpus.article_at(self.position));
            let text: String = folded(article.text(self.span(corpus)));
            out.push_str(&text);
            return;
        }
        let types = corpus.stream().get(self.position as usize..self.hit.end() as usize).unwrap_or(&[]);
        for (n, &id) in types.iter().enumerate() {
            out.push_str(if n == 0 { "" } else { " " });
            out.push_str(corpus.vocabulary().form(id));
        }
    }

    /// Whether its words touch.
    fn is_without_spaces(&self, corpus: &Corpus) -> bool {
        self.hit.words > 1
            && (self.position + 1..self.hit.end())
                .any(|at| corpus.span_at(at - 1).to == corpus.span_at(at).from)
    }
}

/// A match on its way to be settled, with where it begins and ends: word and byte in it as one number.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    from: u64,
    to: u64,
    mark: Mark,
    by: By,
    hit: Hit,
}

/// A place within the stream, finer than a word.
fn fine(position: u32, byte: u32) -> u64 {
    u64::from(position) << 16 | u64::from(byte.min(0xFFFF))
}

/// Hands every place that counts in article `id` to `tell`, in order: in each frame the leftmost of those that
/// overlap, and of those that begin at one place the longest.
pub(super) fn article(corpus: &Corpus, lexicon: &Lexicon, id: ArticleId, tell: &mut impl FnMut(Found)) {
    let Some(class) = lexicon.classes.get(lexicon.class_of(corpus.language_of(id))) else { return };
    let range = corpus.article_range(id);
    let (start, end) = (range.start as u32, range.end as u32);
    let Some(words) = corpus.stream().get(range) else { return };
    let loose_from = class.loose.partition_point(|(hit, _)| hit.position < start);
    let mut loose = class.loose.get(loose_from..).unwrap_or(&[]).iter().peekable();
    // By frame: where the last match ends.
    let mut taken = vec![0_u64; lexicon.frames];
    let mut here: Vec<Candidate> = Vec::new();
    for (position, &word) in (start..end).zip(words) {
        here.clear();
        if let Some((singles, first, phrases)) = class.at(word) {
            for (n, single) in (first as usize..).zip(singles) {
                here.push(Candidate {
                    from: fine(position, 0),
                    to: fine(position + 1, 0),
                    mark: single.mark,
                    by: By::Single(class.offset + n),
                    hit: Hit { position, words: 1, lead: 0, tail: 0 },
                });
            }
            let after = (position - start) as usize + 1;
            for phrase in phrases {
                let rest = words.get(after..after + phrase.len() - 1).unwrap_or(&[]);
                let to = position + phrase.len() as u32;
                if phrase.goes_on(rest) && is_one_paragraph(corpus, position, to) {
                    here.push(Candidate {
                        from: fine(position, 0),
                        to: fine(to, 0),
                        mark: phrase.mark,
                        by: By::Pattern(phrase.mark.pattern),
                        hit: Hit { position, words: phrase.len() as u16, lead: 0, tail: 0 },
                    });
                }
            }
        }
        while let Some((hit, mark)) = loose.next_if(|(hit, _)| hit.position == position) {
            let last = hit.end().saturating_sub(1);
            let to = match u32::from(hit.tail) {
                0 => fine(hit.end(), 0),
                tail => fine(last, (corpus.span_at(last).len() as u32).saturating_sub(tail)),
            };
            here.push(Candidate {
                from: fine(position, u32::from(hit.lead)),
                to,
                mark: *mark,
                by: By::Pattern(mark.pattern),
                hit: *hit,
            });
        }
        if here.len() > 1 {
            here.sort_unstable_by_key(|one| (one.from, one.mark.frame, std::cmp::Reverse(one.to), one.mark));
        }
        for one in &here {
            let Some(taken) = taken.get_mut(usize::from(one.mark.frame)) else { continue };
            if one.from < *taken {
                continue;
            }
            *taken = one.to;
            if one.mark.counts {
                tell(Found { frame: one.mark.frame, position, by: one.by, hit: one.hit });
            }
        }
    }
}

fn is_one_paragraph(corpus: &Corpus, from: u32, to: u32) -> bool {
    corpus.paragraph_starts().next(from + 1).is_none_or(|next| next >= to)
}
