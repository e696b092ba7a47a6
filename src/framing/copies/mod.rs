//! Wire copies: which articles print an agency's text, whole or edited, credited or not.
//!
//! Articles with passages in common ([`reuse`](super::reuse)) form groups that print one text. In each group one
//! article stands for the text: the agency's own page, else the earliest, else the first by path. Who copied from
//! whom is never read from the words: every copy says what its direction rests on ([`Direction`]).
//! An own report that took over some of an agency's sentences is a copy in part, and belongs to no group.
//!
//! [`find`] looks through a whole corpus; [`detail`](detail::detail) tells one pair sentence by sentence.

mod agency;
mod detail;
mod edits;
mod groups;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::Place;
use super::reuse::{ReuseSettings, SharedPair, SharedText, shared_passages};
use crate::corpus::{ArticleId, Corpus, DatePrecision, NO_DAY, Subset};
use crate::task::{Cancelled, Task};
use agency::Agencies;
pub use detail::{Changed, CopyDetail, detail};
pub use edits::{Edit, EditKind, edit_script};
pub use groups::{WireGroup, WireGroups};

/// Fewer words in common are no copy, whatever share they make.
const LEAST_WORDS: u32 = 20;
/// Two articles print one text if so much of the shorter stands in the other (thousandths of its words).
const ONE_TEXT: u32 = 400;

/// How much of an agency's text a copy prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CopyKind {
    /// The whole text and hardly anything else.
    Whole,
    /// The text, cut or changed.
    Edited,
    /// An own report with some of its sentences.
    Part,
}

/// What the direction of a copy rests on, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// The copy credits the agency.
    Credit,
    /// The original stands on an agency's own page; the copy does not credit it.
    AgencyPage,
    /// The original was published on an earlier day.
    EarlierDay,
    /// Nothing: the two print one text, and which was first is not known.
    Unknown,
}

/// An article that prints another's text.
#[derive(Debug, Clone, PartialEq)]
pub struct WireCopy {
    /// The article that stands for the text; `None` where a text is credited to an agency and no other article of
    /// the corpus prints it.
    pub original: Option<ArticleId>,
    /// The article that prints it.
    pub copy: ArticleId,
    /// Whether the copy credits the agency of the original, or any agency where there is no original.
    pub credited: bool,
    /// The agency: the outlet of the original if that is one, else whom the copy credits.
    pub agency: Option<String>,
    /// What the direction rests on.
    pub direction: Direction,
    /// How much of the text it prints.
    pub kind: CopyKind,
    /// How much of the original stands in the copy: share of its words in common runs of five words and more, 0 to 1.
    /// `None` without an original.
    pub containment: Option<f64>,
    /// How much of the copy stands in the original, measured alike.
    pub share: Option<f64>,
    /// The longest run of words of both, in words; 0 without an original.
    pub longest_run: u32,
}

/// All wire copies of some articles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WireCopies {
    /// By original, then by copy; those without an original last.
    pub copies: Vec<WireCopy>,
    /// Which articles print one text.
    pub groups: WireGroups,
    /// All pairs of articles with passages in common, copies or not, by the first of the two.
    pub shared: Vec<SharedPair>,
    /// Runs of words that too many articles have to say anything.
    pub set_phrases: u64,
}

/// Finds the wire copies among the articles of `subset`. See the module's text.
pub fn find(
    corpus: &Corpus,
    subset: &Subset,
    settings: &ReuseSettings,
    task: &Task,
) -> Result<WireCopies, Cancelled> {
    let agencies = Agencies::of(corpus);
    let order = ranks(corpus, subset, &agencies);
    let found = shared_passages(corpus, subset, settings, &order, LEAST_WORDS, task)?;
    task.phase("Telling copies apart", found.pairs.len() as u64);
    let mut known: HashMap<(ArticleId, ArticleId), SharedText> = HashMap::new();
    let mut same = Vec::new();
    let mut partly = Vec::new();
    for pair in &found.pairs {
        task.check()?;
        known.insert((pair.first, pair.second), pair.shared);
        if is_one_text(corpus, pair) {
            same.push((pair.first, pair.second, pair.shared.words_of_second));
        } else if agencies.is_agency_page(corpus, pair.first) && !agencies.is_agency_page(corpus, pair.second)
        {
            partly.push(*pair);
        }
    }
    let groups = WireGroups::new(corpus, &same, &order);
    let mut copies = Vec::new();
    for group in &groups.groups {
        task.check()?;
        for &copy in group.articles.iter().filter(|&&copy| copy != group.stands) {
            // Two pages of one outlet are one outlet's text, printed twice.
            if corpus.outlet_of(copy) == corpus.outlet_of(group.stands)
                && Agencies::outlet_is_known(corpus, copy)
            {
                continue;
            }
            if let Some(shared) = known.get(&(group.stands, copy)) {
                copies.push(copy_of(corpus, &agencies, group.stands, copy, shared, true));
            }
        }
    }
    let in_part: Vec<Option<WireCopy>> = partly
        .par_iter()
        .map(|pair| {
            task.check()?;
            let (first, second) = (pair.first, pair.second);
            let group = groups.group_of(second);
            if group.is_some() && group == groups.group_of(first) {
                return Ok(None);
            }
            let takes_over = detail::takes_over(corpus, first, second, &agencies);
            Ok(takes_over.then(|| copy_of(corpus, &agencies, first, second, &pair.shared, false)))
        })
        .collect::<Result<_, Cancelled>>()?;
    copies.extend(in_part.into_iter().flatten());
    copies.sort_by_key(|copy| (copy.original, copy.copy));
    let mut is_copy: Vec<bool> = vec![false; corpus.article_count() as usize];
    for copy in &copies {
        if let Some(slot) = is_copy.get_mut(copy.copy as usize) {
            *slot = true;
        }
    }
    let credited = subset.articles(corpus).filter(|&id| corpus.wire_of(id).is_some());
    for copy in credited.filter(|&id| !is_copy.get(id as usize).is_some_and(|is| *is)) {
        if agencies.is_agency_page(corpus, copy) {
            continue;
        }
        copies.push(WireCopy {
            original: None,
            copy,
            credited: true,
            agency: corpus.wire_of(copy).map(str::to_owned),
            direction: Direction::Credit,
            kind: CopyKind::Whole,
            containment: None,
            share: None,
            longest_run: 0,
        });
    }
    Ok(WireCopies { copies, groups, shared: found.pairs, set_phrases: found.set_phrases })
}

/// The order of originals among the articles of `subset`: agencies' own pages, then by date, those without one last, then by path.
fn ranks(corpus: &Corpus, subset: &Subset, agencies: &Agencies) -> Vec<u32> {
    let mut ids: Vec<ArticleId> = subset.articles(corpus).collect();
    ids.sort_by_cached_key(|&id| {
        let article = corpus.article(id);
        let day = corpus.day_of(id);
        (!agencies.is_agency_page(corpus, id), day == NO_DAY, day, article.path.clone(), article.record)
    });
    let mut ranks = vec![u32::MAX; corpus.article_count() as usize];
    for (rank, id) in (0..).zip(ids) {
        if let Some(slot) = ranks.get_mut(id as usize) {
            *slot = rank;
        }
    }
    ranks
}

/// Whether two articles print one text: most of the shorter stands in the other.
fn is_one_text(corpus: &Corpus, pair: &SharedPair) -> bool {
    let share = |words: u32, id: ArticleId| {
        u64::from(words) * 1000 >= u64::from(ONE_TEXT) * u64::from(corpus.words_of(id).max(1))
    };
    share(pair.shared.words_of_first, pair.first) || share(pair.shared.words_of_second, pair.second)
}

fn copy_of(
    corpus: &Corpus,
    agencies: &Agencies,
    original: ArticleId,
    copy: ArticleId,
    shared: &SharedText,
    one_text: bool,
) -> WireCopy {
    let share = |words: u32, id: ArticleId| f64::from(words) / f64::from(corpus.words_of(id).max(1));
    let (containment, part) = (share(shared.words_of_first, original), share(shared.words_of_second, copy));
    let from_agency = agencies.is_agency_page(corpus, original);
    let credited = agencies.credits(corpus, copy, original);
    let day = |id: ArticleId| {
        let known = corpus.date_of(id).filter(|date| date.precision == DatePrecision::Day);
        known.map(|_| corpus.day_of(id))
    };
    let direction = match (from_agency, credited) {
        (true, true) => Direction::Credit,
        (true, false) => Direction::AgencyPage,
        _ if day(original).zip(day(copy)).is_some_and(|(a, b)| a < b) => Direction::EarlierDay,
        _ => Direction::Unknown,
    };
    let agency = if from_agency {
        corpus.outlets().get(corpus.outlet_of(original) as usize).map(|outlet| outlet.name.to_string())
    } else {
        corpus.wire_of(copy).or_else(|| corpus.wire_of(original)).map(str::to_owned)
    };
    let kind = match () {
        () if !one_text => CopyKind::Part,
        () if containment >= 0.95 && part >= 0.9 => CopyKind::Whole,
        () => CopyKind::Edited,
    };
    let (containment, share) = (Some(containment), Some(part));
    let longest_run = shared.longest_run;
    WireCopy {
        original: Some(original),
        copy,
        credited,
        agency,
        direction,
        kind,
        containment,
        share,
        longest_run,
    }
}
