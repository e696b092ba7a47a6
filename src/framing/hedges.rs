//! Hedges and loaded words: how sure an article makes itself, and which words it chooses that judge.
//!
//! Lists, one a language (`assets/hedges/`), and the user's own. What stands in quotation marks is the speaker's and
//! is left out unless asked for, from the hits and from the words they are measured against alike. "May" is the
//! month where it stands with a capital inside a sentence or beside a number; permission and possibility are not
//! told apart. Counts per word and class, each with its places.

mod lists;
mod rates;

use std::sync::OnceLock;

use rayon::prelude::*;

use super::voices::Voices;
use super::{Place, Sentence, sentences_of};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::task::{Cancelled, Task};

pub use lists::{HedgeClass, WordList};
pub use rates::{ColumnHedges, HedgeRate, WordCount, rates};

use lists::Matcher;

/// What is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct HedgeSettings {
    /// Words in quotation marks count too.
    pub within_quotations: bool,
    /// The shipped list of the article's language is left out.
    pub own_lists_only: bool,
    /// The user's lists.
    pub lists: Vec<WordList>,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hedge {
    /// The class of the list.
    pub class: HedgeClass,
    /// The word or phrase as the list has it.
    pub word: String,
    /// Where it stands.
    pub place: Place,
}

/// The hits in one article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hedges {
    /// In reading order.
    pub hits: Vec<Hedge>,
    /// Words that were looked at: those outside quotations, unless asked otherwise; none without a list.
    pub words: u32,
    /// There is a list for its language, or one of the user's.
    pub has_list: bool,
}

/// The hedges of many articles, in the order of `articles`; `voices` are theirs, in the same order.
pub fn hedges(
    corpus: &Corpus,
    articles: &[ArticleId],
    voices: &[Voices],
    settings: &HedgeSettings,
    task: &Task,
) -> Result<Vec<Hedges>, Cancelled> {
    let own = Matcher::of_lists(&settings.lists);
    articles
        .par_iter()
        .enumerate()
        .map(|(at, &id)| {
            task.check()?;
            let found = of_article(corpus, id, voices.get(at), settings, &own);
            task.advance(1);
            Ok(found)
        })
        .collect()
}

fn of_article(
    corpus: &Corpus,
    id: ArticleId,
    voices: Option<&Voices>,
    settings: &HedgeSettings,
    own: &Matcher,
) -> Hedges {
    let mut quoted: Vec<Span> = Vec::new();
    if !settings.within_quotations
        && let Some(voices) = voices
    {
        quoted.extend(voices.voices.iter().flat_map(|v| v.quoted.iter().map(|q| q.span)));
        quoted.sort_unstable();
    }
    let language = corpus.language_of(id);
    let shipped = shipped(language.code().unwrap_or(""));
    let matchers: [Option<&Matcher>; 2] = [
        shipped.filter(|matcher| !settings.own_lists_only && !matcher.is_empty()),
        Some(own).filter(|matcher| !matcher.is_empty()),
    ];
    let has_list = matchers.iter().any(Option::is_some);
    let mut found = Hedges { has_list, ..Hedges::default() };
    if !has_list {
        return found;
    }
    let mut reader = Reader { corpus, id, quoted: &quoted, next: 0 };
    for sentence in sentences_of(corpus, id) {
        let words = reader.outside(&sentence);
        found.words += words.len() as u32;
        for matcher in matchers.into_iter().flatten() {
            matcher.find(corpus, &sentence, &words, &mut |class, word, span| {
                if !reader.is_quoted(span) {
                    let place = Place { article: id, span };
                    found.hits.push(Hedge { class: class.clone(), word: word.to_owned(), place });
                }
            });
        }
    }
    found.hits.sort_by(|a, b| (a.place.span, &a.class, &a.word).cmp(&(b.place.span, &b.class, &b.word)));
    found
}

/// Goes through an article's words and passes over those in quotation marks.
struct Reader<'a> {
    corpus: &'a Corpus,
    id: ArticleId,
    quoted: &'a [Span],
    next: usize,
}

impl Reader<'_> {
    /// Positions of a sentence's words outside quotations.
    fn outside(&mut self, sentence: &Sentence) -> Vec<u32> {
        let mut words = Vec::with_capacity(sentence.words.len());
        for position in sentence.words.clone() {
            let span = self.corpus.span_at(position);
            while self.quoted.get(self.next).is_some_and(|q| q.to <= span.from) {
                self.next += 1;
            }
            if self.quoted.get(self.next).is_none_or(|q| span.from < q.from) {
                words.push(position);
            }
        }
        debug_assert_eq!(sentence.place.article, self.id);
        words
    }

    /// Whether a span touches quoted words; hits come in order, but not only from words.
    fn is_quoted(&self, span: Span) -> bool {
        let at = self.quoted.partition_point(|q| q.to <= span.from);
        self.quoted.get(at).is_some_and(|q| q.from < span.to)
    }
}

/// The shipped list of a language.
fn shipped(code: &str) -> Option<&'static Matcher> {
    const FILES: [(&str, &str); 4] = [
        ("en", include_str!("../../assets/hedges/en.toml")),
        ("ru", include_str!("../../assets/hedges/ru.toml")),
        ("zh", include_str!("../../assets/hedges/zh.toml")),
        ("ja", include_str!("../../assets/hedges/ja.toml")),
    ];
    static ALL: [OnceLock<Matcher>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    let at = FILES.iter().position(|(known, _)| *known == code)?;
    let (cell, (code, text)) = (ALL.get(at)?, FILES.get(at)?);
    Some(cell.get_or_init(|| {
        let list = WordList::from_toml(code, text).unwrap_or_else(|error| {
            log::error!("hedges/{code}.toml: {error}");
            WordList::default()
        });
        Matcher::of_lists(&[list])
    }))
}
