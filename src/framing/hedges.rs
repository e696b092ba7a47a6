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
use super::{Place, sentences_of};
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
    /// By place, then class.
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
    let shipped = shipped(corpus.language_of(id).code().unwrap_or(""));
    let matchers: [Option<&Matcher>; 2] = [
        shipped.filter(|matcher| !settings.own_lists_only && !matcher.is_empty()),
        Some(own).filter(|matcher| !matcher.is_empty()),
    ];
    let has_list = matchers.iter().any(Option::is_some);
    let mut found = Hedges { has_list, ..Hedges::default() };
    if !has_list {
        return found;
    }
    let quoted = Quoted::new(voices.filter(|_| !settings.within_quotations));
    for sentence in sentences_of(corpus, id) {
        let is_outside = |position: &u32| !quoted.touches(corpus.span_at(*position));
        let words: Vec<u32> = sentence.words.clone().filter(is_outside).collect();
        found.words += words.len() as u32;
        for matcher in matchers.into_iter().flatten() {
            matcher.find(corpus, &sentence, &words, &mut |class, word, span| {
                if !quoted.touches(span) {
                    let place = Place { article: id, span };
                    found.hits.push(Hedge { class: class.clone(), word: word.to_owned(), place });
                }
            });
        }
    }
    settle(&mut found.hits);
    found
}

/// Of hits of one class that overlap, as where two lists have a word, the first counts, and of those that begin at one
/// place the longest.
fn settle(hits: &mut Vec<Hedge>) {
    hits.sort_by(|a, b| {
        let key = |hit: &Hedge| (hit.place.span.from, std::cmp::Reverse(hit.place.span.to));
        a.class.cmp(&b.class).then_with(|| key(a).cmp(&key(b))).then_with(|| a.word.cmp(&b.word))
    });
    let mut last: Option<(HedgeClass, u32)> = None;
    hits.retain(|hit| {
        let is_taken =
            last.as_ref().is_some_and(|(class, end)| *class == hit.class && hit.place.span.from < *end);
        if !is_taken {
            last = Some((hit.class.clone(), hit.place.span.to));
        }
        !is_taken
    });
    hits.sort_by(|a, b| (a.place.span, &a.class).cmp(&(b.place.span, &b.class)));
}

/// What stands in an article's quotation marks.
struct Quoted {
    /// By place on the page, which is not the order of reading where a headline stands under its text; none overlaps
    /// another.
    spans: Vec<Span>,
}

impl Quoted {
    fn new(voices: Option<&Voices>) -> Self {
        let voices = voices.into_iter().flat_map(|found| &found.voices);
        let mut all: Vec<Span> = voices.flat_map(|voice| voice.quoted.iter().map(|q| q.span)).collect();
        all.sort_unstable();
        let mut spans: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match spans.last_mut() {
                Some(last) if span.from < last.to => last.to = last.to.max(span.to),
                _ => spans.push(span),
            }
        }
        Self { spans }
    }

    fn touches(&self, span: Span) -> bool {
        let at = self.spans.partition_point(|quoted| quoted.to <= span.from);
        self.spans.get(at).is_some_and(|quoted| quoted.from < span.to)
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
