//! The sentences of an article, with their words.

use std::ops::Range;

use super::Place;
use crate::corpus::{Article, ArticleId, Corpus, ParagraphKind, Span, TypeId};
use crate::text::sentences;

/// Which part of its article a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The headline.
    Headline,
    /// The line or two under it.
    Standfirst,
    /// The body, with the kind of the paragraph.
    Body(ParagraphKind),
}

/// One sentence of an article's counted text. Sentences without a word are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its article and its bytes, with its punctuation and quotation marks.
    pub place: Place,
    /// Its words, as positions in the corpus's stream.
    pub words: Range<u32>,
    /// The part of the article.
    pub part: Part,
    /// Which paragraph of the article, from 0; headline and standfirst are paragraphs too.
    pub paragraph: u32,
}

impl Sentence {
    /// Its words as type numbers.
    pub fn types<'c>(&self, corpus: &'c Corpus) -> &'c [TypeId] {
        corpus.stream().get(self.words.start as usize..self.words.end as usize).unwrap_or(&[])
    }

    /// Its text as written.
    pub fn text<'c>(&self, corpus: &'c Corpus) -> &'c str {
        self.place.text(corpus)
    }
}

/// The counted parts of an article in reading order: headline, standfirst, the paragraphs of the body. Their place here
/// is the number of their paragraph.
pub(super) fn parts_of(article: &Article) -> impl Iterator<Item = (Span, Part)> + '_ {
    let headline = article.headline.iter().map(|headline| (headline.value, Part::Headline));
    let standfirst = article.standfirst.iter().map(|standfirst| (standfirst.value, Part::Standfirst));
    let body = article.body.iter().map(|paragraph| (paragraph.span, Part::Body(paragraph.kind)));
    headline.chain(standfirst).chain(body)
}

/// The sentences of an article, in reading order: headline, standfirst, body.
pub fn sentences_of(corpus: &Corpus, id: ArticleId) -> Vec<Sentence> {
    let article = corpus.article(id);
    let range = corpus.article_range(id);
    let (mut position, end) = (range.start as u32, range.end as u32);
    let mut found = Vec::new();
    let mut spans = Vec::new();
    for (paragraph, (home, part)) in (0..).zip(parts_of(article)) {
        sentences::sentences(article.text(home), article.language.value, &mut spans);
        for span in &spans {
            let span = Span { from: home.from + span.from, to: home.from + span.to };
            let first = position;
            // Words are listed by part in reading order, so those of a sentence follow those of the one before.
            while position < end && contains(span, corpus.span_at(position)) {
                position += 1;
            }
            if position > first {
                let place = Place { article: id, span };
                found.push(Sentence { place, words: first..position, part, paragraph });
            }
        }
    }
    found
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.from <= inner.from && inner.to <= outer.to
}

/// The words that a place touches, as positions in the stream.
fn words_touched(corpus: &Corpus, place: Place) -> Range<u32> {
    let range = corpus.article_range(place.article);
    let (mut from, end) = (range.start as u32, range.end as u32);
    let mut found = from..from;
    // Words ascend within a part and through the body; headline and standfirst, which are listed first, may stand
    // below it on their page.
    for is_rest in [false, false, true] {
        let to = if is_rest { end } else { corpus.paragraph_at(from).end.min(end) };
        let first = first_not(from..to, |position| corpus.span_at(position).to <= place.span.from);
        let last = first_not(first..to, |position| corpus.span_at(position).from < place.span.to);
        if first < last && found.is_empty() {
            found = first..last;
        } else if first < last && found.end == first {
            found.end = last;
        }
        from = to;
        if from >= end {
            break;
        }
    }
    found
}

/// The words that stand wholly in a place, as positions in the stream.
pub(super) fn words_in(corpus: &Corpus, place: Place) -> Range<u32> {
    let mut words = words_touched(corpus, place);
    if words.clone().next().is_some_and(|first| corpus.span_at(first).from < place.span.from) {
        words.start += 1;
    }
    if words.clone().next_back().is_some_and(|last| corpus.span_at(last).to > place.span.to) {
        words.end -= 1;
    }
    words
}

/// The first position of a range for which `before` does not hold; it holds for none behind that.
fn first_not(range: Range<u32>, before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low.midpoint(high);
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// The sentences that a place touches, as one place, with their punctuation; the place itself where no counted word
/// stands in it.
pub fn around(corpus: &Corpus, place: Place) -> Place {
    let touched = words_touched(corpus, place);
    let (Some(first), Some(last)) = (touched.clone().next(), touched.clone().next_back()) else {
        return place;
    };
    let (one, other) = (corpus.sentence_at(first), corpus.sentence_at(last));
    let paragraph = corpus.paragraph_at(first);
    let (Some(from), Some(to)) = (one.clone().next(), other.clone().last()) else { return place };
    let raw = &corpus.article(place.article).raw;
    let mut span = Span {
        from: corpus.span_at(from).from.min(place.span.from),
        to: corpus.span_at(to).to.max(place.span.to),
    };
    // What touches the outermost words belongs to them: quotation marks, full stops.
    let bound = |position: u32, edge: fn(Span) -> u32| {
        Some(position).filter(|position| paragraph.contains(position)).map(|p| edge(corpus.span_at(p)))
    };
    let least = from.checked_sub(1).and_then(|before| bound(before, |word| word.to)).unwrap_or(0);
    let most = bound(to + 1, |word| word.from).unwrap_or(raw.len() as u32);
    let before = raw.get(least as usize..span.from as usize).unwrap_or("");
    let opening: usize = before.chars().rev().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let after = raw.get(span.to as usize..most.max(span.to) as usize).unwrap_or("");
    let closing: usize = after.chars().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    span.from -= opening as u32;
    span.to += closing as u32;
    Place { article: place.article, span }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadReport, ReadSettings, read_folder};
    use crate::task::Task;

    #[test]
    fn around_a_place_stand_its_sentences_with_their_marks() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let articles = read_folder(
            &[root],
            &ReadSettings::default(),
            &Task::none(),
            &mut ReadReport::default(),
            &mut |_| {},
        )
        .unwrap();
        let corpus = Corpus::build(articles, &Task::none()).unwrap();
        let (mut all, mut same) = (0, 0);
        for id in 0..corpus.article_count() {
            for sentence in sentences_of(&corpus, id) {
                let word = corpus.span_at(sentence.words.start.midpoint(sentence.words.end));
                let found = around(&corpus, Place { article: id, span: word });
                assert!(contains(found.span, word), "{}", corpus.article(id).path);
                all += 1;
                same += usize::from(found == sentence.place);
            }
        }
        // Spaces within a pair of marks, and scripts without any, make the rest.
        assert!(same * 100 >= all * 95, "{same} of {all}");
    }

    #[test]
    fn every_word_of_the_sample_is_in_one_sentence() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let articles = read_folder(
            &[root],
            &ReadSettings::default(),
            &Task::none(),
            &mut ReadReport::default(),
            &mut |_| {},
        )
        .unwrap();
        let corpus = Corpus::build(articles, &Task::none()).unwrap();
        for id in 0..corpus.article_count() {
            let found = sentences_of(&corpus, id);
            let range = corpus.article_range(id);
            let mut next = range.start as u32;
            for sentence in &found {
                assert_eq!(sentence.words.start, next, "{}", corpus.article(id).path);
                assert_eq!(
                    corpus.sentence_at(sentence.words.start),
                    sentence.words,
                    "{}: {}",
                    corpus.article(id).path,
                    sentence.text(&corpus)
                );
                assert!(!sentence.text(&corpus).starts_with(char::is_whitespace));
                next = sentence.words.end;
            }
            assert_eq!(next, range.end as u32, "{}", corpus.article(id).path);
        }
    }
}
