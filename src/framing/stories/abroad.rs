//! Articles in another language than their story.
//!
//! Words do not carry from one language to another; figures do, and names where both are written in one script.
//! A group in one language joins the story of another language with which it shares enough figures and names that
//! not all stories have, if no other story comes near. Nothing is transliterated or translated.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::when::When;
use crate::corpus::{ArticleId, Bits, Corpus, Language, TypeId};
use crate::task::{Cancelled, Task};

/// So many figures and names have to be shared.
const SHARED: usize = 2;
/// And be this much of all figures and names of the group, by weight.
const PART: f64 = 0.2;
/// The best story has to have so many times the weight of the second.
const CLEARLY: f64 = 1.25;
/// English words for figures of two digits that news writes out.
const WRITTEN: [(&str, &str); 10] = [
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
];

/// What the stories and articles at hand are.
pub(super) struct Matter<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) ids: &'a [ArticleId],
    pub(super) whens: &'a [When],
    pub(super) window: i32,
    pub(super) apart: &'a [(u32, u32)],
}

impl Matter<'_> {
    fn id(&self, at: u32) -> ArticleId {
        self.ids.get(at as usize).copied().unwrap_or(ArticleId::MAX)
    }

    /// The language of most of a group.
    fn language(&self, group: &[u32]) -> Language {
        let mut languages: Vec<Language> =
            group.iter().map(|&at| self.corpus.language_of(self.id(at))).collect();
        languages.sort_unstable();
        let runs = languages.chunk_by(|a, b| a == b);
        runs.max_by_key(|run| run.len()).and_then(|run| run.first()).copied().unwrap_or_default()
    }

    /// Whether groups have articles near enough in time, and none that was parted by hand.
    pub(super) fn may_join(&self, one: &[u32], other: &[u32]) -> bool {
        let when = |at: u32| self.whens.get(at as usize).copied().unwrap_or(When::Unknown);
        let near = one.iter().any(|&a| other.iter().any(|&b| when(a).nearness(when(b), self.window) > 0.0));
        near && !self
            .apart
            .iter()
            .any(|(a, b)| (one.contains(a) && other.contains(b)) || (one.contains(b) && other.contains(a)))
    }
}

/// A sign that more stories have than this brings none together; it still counts among what an article has.
const MOST_HOLDERS: usize = 1000;

/// Joins groups to the stories of another language that they share figures with, and empties them.
/// The places of the articles that came so, in order.
pub(super) fn join(matter: &Matter<'_>, groups: &mut [Vec<u32>], task: &Task) -> Result<Vec<u32>, Cancelled> {
    let languages: Vec<Language> = groups.iter().map(|group| matter.language(group)).collect();
    let mut known: Vec<Language> = languages.clone();
    known.sort_unstable();
    known.dedup();
    if known.iter().filter(|language| **language != Language::UNKNOWN).count() < 2 {
        return Ok(Vec::new());
    }
    let names = matter.corpus.names(task)?;
    let signs: Vec<Vec<u64>> = groups
        .par_iter()
        .map(|group| {
            task.check()?;
            let mut signs: Vec<u64> =
                group.iter().flat_map(|&at| signs_of(matter.corpus, matter.id(at), &names)).collect();
            signs.sort_unstable();
            signs.dedup();
            Ok(signs)
        })
        .collect::<Result<_, Cancelled>>()?;
    let is_story =
        |groups: &[Vec<u32>], number: usize| groups.get(number).is_some_and(|group| group.len() > 1);
    let stories = (0..groups.len()).filter(|&number| is_story(groups, number)).count();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (number, signs) in signs.iter().enumerate().filter(|(number, _)| is_story(groups, *number)) {
        for &sign in signs {
            holders.entry(sign).or_default().push(number);
        }
    }
    let mut moves: Vec<(usize, usize)> = Vec::new();
    for (number, signs) in signs.iter().enumerate() {
        task.check()?;
        let (Some(group), Some(&language)) = (groups.get(number), languages.get(number)) else { continue };
        // What is common among all articles is what stories are in.
        if language == Language::UNKNOWN || group.is_empty() {
            continue;
        }
        let foreign =
            |story: usize| languages.get(story).is_some_and(|of| *of != language && *of != Language::UNKNOWN);
        let mut own = 0.0;
        let mut scores: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        for sign in signs {
            let holders = holders.get(sign).map_or(&[][..], Vec::as_slice);
            // What every story has says nothing, what none has says most.
            let weight = ((1.0 + stories as f64) / holders.len().max(1) as f64).ln();
            own += weight;
            if holders.len() > MOST_HOLDERS {
                continue;
            }
            for &holder in holders.iter().filter(|&&holder| foreign(holder)) {
                let score = scores.entry(holder).or_default();
                *score = (score.0 + weight, score.1 + 1);
            }
        }
        let larger = |story: usize| groups.get(story).is_some_and(|story| story.len() > group.len());
        let mut best: Vec<(f64, usize)> = scores
            .into_iter()
            .filter(|(story, (_, shared))| *shared >= SHARED && larger(*story))
            .filter(|(story, _)| groups.get(*story).is_some_and(|story| matter.may_join(group, story)))
            .map(|(story, (score, _))| (score, story))
            .collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let second = best.get(1).map_or(0.0, |second| second.0);
        if let Some(&(score, story)) = best.first()
            && score >= own * PART
            && score >= second * CLEARLY
        {
            moves.push((number, story));
        }
    }
    // A story that itself goes elsewhere takes nobody along.
    let going: HashSet<usize> = moves.iter().map(|pair| pair.0).collect();
    let mut joined = Vec::new();
    for (from, to) in moves.into_iter().filter(|(_, to)| !going.contains(to)) {
        // Those moved before may have brought along what it was parted from.
        let may =
            groups.get(from).zip(groups.get(to)).is_some_and(|(group, story)| matter.may_join(group, story));
        if !may {
            continue;
        }
        let moved = groups.get_mut(from).map(std::mem::take).unwrap_or_default();
        joined.extend(&moved);
        if let Some(story) = groups.get_mut(to) {
            story.extend(moved);
            story.sort_unstable();
        }
    }
    joined.sort_unstable();
    Ok(joined)
}

/// What an article says that reads alike in any language: figures of two digits and more, and names in Latin letters.
/// As hashes.
fn signs_of(corpus: &Corpus, id: ArticleId, names: &Bits) -> Vec<u64> {
    let mut words: Vec<TypeId> = corpus.stream().get(corpus.article_range(id)).unwrap_or(&[]).to_vec();
    words.sort_unstable();
    words.dedup();
    let sign = |&word: &TypeId| {
        let form = corpus.vocabulary().form(word);
        if let Some((_, figure)) = WRITTEN.iter().find(|(written, _)| *written == form) {
            return Some(xxh3_64(figure.as_bytes()));
        }
        if form.starts_with(|c: char| c.is_ascii_digit()) {
            let figure: String = form.chars().filter(|c| *c != ',').collect();
            let is_figure = figure.len() > 1 && figure.chars().all(|c| c.is_ascii_digit() || c == '.');
            return is_figure.then(|| xxh3_64(figure.as_bytes()));
        }
        let is_name = names.contains(word) && form.len() > 3 && form.bytes().all(|b| b.is_ascii_alphabetic());
        is_name.then(|| xxh3_64(form.as_bytes()))
    };
    words.iter().filter_map(sign).collect()
}
