//! A codebook looked up in a vocabulary, once for all articles.

use std::collections::BTreeSet;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::super::codebook::{Codebook, query_of};
use super::{Exclusions, lists_for};
use crate::corpus::{ArticleId, Corpus, Language, Subset, TypeId};
use crate::query::{self, Hit};
use crate::task::{Cancelled, Task};

/// So many forms the wildcards of one codebook may stand for in all. Five million are thirty times the vocabulary
/// of 100,000 articles; beyond, a word is left out and told.
const MOST_FORMS: usize = 5_000_000;

/// So many words are looked up at a time: what they find is kept or dropped before the next are.
const PORTION: usize = 32;

/// The words of a codebook as types.
pub(super) struct Lexicon {
    /// One for each set of lists that some of the articles need.
    pub(super) classes: Vec<Class>,
    class_of: HashMap<Language, usize>,
    /// The class of languages without a list of their own.
    rest: usize,
    /// The words of all lists, by number.
    pub(super) patterns: Vec<String>,
    /// How many frames the codebook has.
    pub(super) frames: usize,
    /// Words that could not be looked for.
    pub(super) left_out: Vec<String>,
}

/// What is looked for in articles of some languages.
#[derive(Default)]
pub(super) struct Class {
    /// Whether a frame has words here, by frame.
    pub(super) covers: Vec<bool>,
    /// By type: 0, or one more than the place in `starts`.
    first: Vec<u32>,
    starts: Vec<Start>,
    /// Words by themselves, by type and frame; at most one of a type and frame.
    pub(super) singles: Vec<Single>,
    phrases: Vec<Phrase>,
    /// What is no run of words with known types, in order of its places.
    pub(super) loose: Vec<(Hit, Mark)>,
    /// Where the counts of this class begin among those of all.
    pub(super) offset: usize,
}

/// What begins with a type: ranges in `singles` and `phrases`.
#[derive(Debug, Clone, Copy, Default)]
struct Start {
    singles: (u32, u32),
    phrases: (u32, u32),
}

/// Of which frame and which word a match is, and whether it counts or keeps others from counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mark {
    pub(super) frame: u16,
    /// What does not count comes first: it wins where it is as long.
    pub(super) counts: bool,
    pub(super) pattern: u32,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Single {
    pub(super) id: TypeId,
    pub(super) mark: Mark,
}

#[derive(Debug, Clone)]
pub(super) struct Phrase {
    first: TypeId,
    pub(super) mark: Mark,
    /// The types of the words after the first, each in order; `None` is any word.
    rest: std::sync::Arc<[Option<Vec<TypeId>>]>,
}

impl Phrase {
    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.rest.len() + 1
    }

    /// Whether the words after the first are these.
    pub(super) fn goes_on(&self, words: &[TypeId]) -> bool {
        let fits = |(slot, id): (&Option<Vec<TypeId>>, &TypeId)| match slot {
            Some(types) => types.binary_search(id).is_ok(),
            None => *id != crate::corpus::SENTINEL,
        };
        words.len() == self.rest.len() && self.rest.iter().zip(words).all(fits)
    }
}

impl Class {
    /// What begins with a type.
    #[inline]
    pub(super) fn at(&self, id: TypeId) -> Option<(&[Single], u32, &[Phrase])> {
        let start = *self.starts.get((*self.first.get(id as usize)? as usize).checked_sub(1)?)?;
        let singles = self.singles.get(start.singles.0 as usize..start.singles.1 as usize)?;
        let phrases = self.phrases.get(start.phrases.0 as usize..start.phrases.1 as usize)?;
        Some((singles, start.singles.0, phrases))
    }
}

impl Lexicon {
    /// The lexicon of `codebook`, for `articles`, which stand in order.
    pub(super) fn new(
        corpus: &Corpus,
        codebook: &Codebook,
        exclusions: &Exclusions,
        articles: &[ArticleId],
        task: &Task,
    ) -> Result<Self, Cancelled> {
        task.phase("Looking words up", 0);
        let listed: BTreeSet<Language> = codebook
            .frames
            .iter()
            .flat_map(|frame| frame.words.iter().map(|list| list.language))
            .filter(|language| *language != Language::UNKNOWN)
            .collect();
        let present: BTreeSet<Language> = articles.iter().map(|id| corpus.language_of(*id)).collect();
        let mut lexicon = Self {
            classes: Vec::new(),
            class_of: HashMap::new(),
            rest: usize::MAX,
            patterns: Vec::new(),
            frames: codebook.frames.len(),
            left_out: Vec::new(),
        };
        let mut numbers = HashMap::new();
        let mut offset = 0;
        // Without lists for single languages, all articles are alike.
        let lists_of = |language: Language| {
            let has_own = language == Language::UNKNOWN || listed.contains(&language);
            Some(language).filter(|_| has_own && !listed.is_empty())
        };
        for language in present {
            let lists = lists_of(language);
            if lists.is_none() && lexicon.rest != usize::MAX {
                continue;
            }
            let at = lexicon.classes.len();
            match lists {
                Some(language) => drop(lexicon.class_of.insert(language, at)),
                None => lexicon.rest = at,
            }
            let mut entries = Vec::new();
            let mut covers = vec![false; lexicon.frames];
            for (number, frame) in codebook.frames.iter().enumerate() {
                let Ok(short) = u16::try_from(number) else { break };
                let out =
                    frame.exclude.iter().map(String::as_str).chain(exclusions.of(&codebook.id, &frame.id));
                let words = lists_for(frame, lists).map(|word| (word.as_str(), true));
                for (word, counts) in words.chain(out.map(|word| (word, false))) {
                    if let Some(covers) = covers.get_mut(number).filter(|_| counts) {
                        *covers = true;
                    }
                    let pattern = *numbers.entry(word.to_owned()).or_insert_with(|| {
                        lexicon.patterns.push(word.to_owned());
                        lexicon.patterns.len() as u32 - 1
                    });
                    entries.push((word, Mark { frame: short, counts, pattern }));
                }
            }
            let mine = |id: &ArticleId| lists_of(corpus.language_of(*id)) == lists;
            let mine: Vec<ArticleId> = articles.iter().copied().filter(mine).collect();
            let mut class = Class { covers, offset, ..Class::default() };
            class.look_up(corpus, &entries, &mine, (MOST_FORMS, &mut lexicon.left_out), task)?;
            offset += class.singles.len();
            lexicon.classes.push(class);
        }
        lexicon.left_out.sort_unstable();
        lexicon.left_out.dedup();
        Ok(lexicon)
    }

    /// The number of the class of a language.
    pub(super) fn class_of(&self, language: Language) -> usize {
        self.class_of.get(&language).copied().unwrap_or(self.rest)
    }

    /// How many words by themselves the classes have in all.
    pub(super) fn singles(&self) -> usize {
        self.classes.iter().map(|class| class.singles.len()).sum()
    }
}

/// What became of one word of a list.
enum Found {
    Types(Vec<TypeId>),
    Phrase(Vec<Option<Vec<TypeId>>>),
    Loose(Vec<Hit>),
    Unreadable(String),
}

impl Found {
    fn of(corpus: &Corpus, word: &str, articles: &Subset, task: &Task) -> Result<Self, Cancelled> {
        task.check()?;
        let query = match query_of(word) {
            Ok(query) => query,
            Err(fault) => return Ok(Self::Unreadable(fault.text)),
        };
        Ok(match query::phrase_types(corpus, &query, task)? {
            Some(mut slots) if slots.len() == 1 => Self::Types(slots.pop().flatten().unwrap_or_default()),
            Some(slots) if slots.first().is_some_and(Option::is_some) => Self::Phrase(slots),
            _ => Self::Loose(query::find(corpus, &query, articles, task)?.hits),
        })
    }

    /// How many forms, in all its words, or places have to be kept.
    fn size(&self) -> usize {
        match self {
            Self::Types(types) => types.len(),
            Self::Phrase(slots) => slots.iter().flatten().map(Vec::len).sum(),
            Self::Loose(hits) => hits.len(),
            Self::Unreadable(_) => 0,
        }
    }
}

impl Class {
    fn look_up(
        &mut self,
        corpus: &Corpus,
        entries: &[(&str, Mark)],
        articles: &[ArticleId],
        (most, left_out): (usize, &mut Vec<String>),
        task: &Task,
    ) -> Result<(), Cancelled> {
        let subset = Subset::from_articles(corpus, articles);
        let mut forms = 0;
        for (at, portion) in (0..).step_by(PORTION).zip(entries.chunks(PORTION)) {
            let found: Result<Vec<Found>, Cancelled> =
                portion.par_iter().map(|(word, _)| Found::of(corpus, word, &subset, task)).collect();
            for (n, ((word, mark), found)) in (at..).zip(portion.iter().zip(found?)) {
                let size = found.size();
                if size > most {
                    left_out.push(format!("“{word}” stands for too many words"));
                    continue;
                }
                forms += size;
                if forms > most {
                    left_out.push(match entries.len() - n - 1 {
                        0 => format!("“{word}” stands for too many words together with those before it"),
                        more => format!(
                            "“{word}” stands for too many words together with those before it, so it and the {more} \
                             after it were left out"
                        ),
                    });
                    self.settle(corpus);
                    return Ok(());
                }
                match found {
                    Found::Types(types) => {
                        self.singles.extend(types.into_iter().map(|id| Single { id, mark: *mark }));
                    }
                    Found::Phrase(mut slots) => {
                        let starts = slots.remove(0).unwrap_or_default();
                        let rest: std::sync::Arc<[_]> = slots.into();
                        let phrase =
                            |first| Phrase { first, mark: *mark, rest: std::sync::Arc::clone(&rest) };
                        self.phrases.extend(starts.into_iter().map(phrase));
                    }
                    Found::Loose(hits) => self.loose.extend(hits.into_iter().map(|hit| (hit, *mark))),
                    Found::Unreadable(why) => left_out.push(why),
                }
            }
        }
        self.settle(corpus);
        Ok(())
    }

    /// Puts what was found in order, to be looked up by type.
    fn settle(&mut self, corpus: &Corpus) {
        self.singles.sort_unstable_by_key(|single| (single.id, single.mark));
        self.singles.dedup_by_key(|single| (single.id, single.mark.frame));
        self.phrases.sort_by_key(|phrase| (phrase.first, phrase.mark));
        self.loose.sort_unstable_by_key(|(hit, mark)| (*hit, *mark));
        self.index(corpus.vocabulary().len());
    }

    fn index(&mut self, types: usize) {
        self.first = vec![0; types];
        let starts = &mut self.starts;
        let mut slot = |first: &mut Vec<u32>, id: TypeId| -> Option<usize> {
            let number = first.get_mut(id as usize)?;
            if *number == 0 {
                starts.push(Start::default());
                *number = starts.len() as u32;
            }
            Some(*number as usize - 1)
        };
        let mut ranges: Vec<(usize, bool, (u32, u32))> = Vec::new();
        let mut from = 0;
        for part in self.singles.chunk_by(|a, b| a.id == b.id) {
            let to = from + part.len() as u32;
            let at = part.first().and_then(|single| slot(&mut self.first, single.id));
            ranges.extend(at.map(|at| (at, true, (from, to))));
            from = to;
        }
        from = 0;
        for part in self.phrases.chunk_by(|a, b| a.first == b.first) {
            let to = from + part.len() as u32;
            let at = part.first().and_then(|phrase| slot(&mut self.first, phrase.first));
            ranges.extend(at.map(|at| (at, false, (from, to))));
            from = to;
        }
        for (at, is_single, range) in ranges {
            if let Some(start) = self.starts.get_mut(at) {
                *(if is_single { &mut start.singles } else { &mut start.phrases }) = range;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadReport, ReadSettings, read_folder};

    #[test]
    fn words_are_looked_up_until_there_are_too_many() {
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
        let check = |words: &[&str], most: usize, singles: usize, told: &[&str]| {
            let entry =
                |(n, word): (u32, &&'static str)| (*word, Mark { frame: 0, counts: true, pattern: n });
            let words: Vec<&'static str> =
                words.iter().map(|word| &*Box::leak((*word).to_owned().into_boxed_str())).collect();
            let entries: Vec<(&str, Mark)> = (0..).zip(&words).map(entry).collect();
            let (mut class, mut left_out) = (Class::default(), Vec::new());
            let all: Vec<ArticleId> = (0..corpus.article_count()).collect();
            class.look_up(&corpus, &entries, &all, (most, &mut left_out), &Task::none()).unwrap();
            assert_eq!(
                (class.singles.len(), left_out),
                (singles, told.iter().map(|t| (*t).to_owned()).collect())
            );
        };
        check(&["the", "of", "and"], 3, 3, &[]);
        check(
            &["the", "of", "and"],
            1,
            1,
            &[
                "“of” stands for too many words together with those before it, so it and the 1 after it were left out",
            ],
        );
        check(&["the", "*e*", "of"], 3, 2, &["“*e*” stands for too many words"]);
        // All words of a phrase take room, not the first alone.
        check(&["the e*", "of"], 3, 1, &["“the e*” stands for too many words"]);
    }
}
