//! The sentences of an article, with their words.

use std::ops::Range;

use super::Place;
use crate::corpus::{ArticleId, Corpus, ParagraphKind, Span, TypeId};
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

/// The sentences of an article, in reading order: headline, standfirst, body.
pub fn sentences_of(corpus: &Corpus, id: ArticleId) -> Vec<Sentence> {
    let article = corpus.article(id);
    let parts = article
        .headline
        .iter()
        .map(|h| (h.value, Part::Headline))
        .chain(article.standfirst.iter().map(|s| (s.value, Part::Standfirst)))
        .chain(article.body.iter().map(|p| (p.span, Part::Body(p.kind))));
    let range = corpus.article_range(id);
    let (mut position, end) = (range.start as u32, range.end as u32);
    let mut found = Vec::new();
    let mut spans = Vec::new();
    for (paragraph, (home, part)) in (0..).zip(parts) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::read_folder;
    use crate::problem::Problems;
    use crate::task::Task;

    #[test]
    fn every_word_of_the_sample_is_in_one_sentence() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let articles = read_folder(&[root], &Task::none(), &mut Problems::new(), &mut |_| {}).unwrap();
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
