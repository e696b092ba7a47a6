//! Stories: articles about one event, across outlets and days.
//!
//! Found by average link on tf-idf cosine within a window of days (METHODS.md, section 8; Sokal & Michener 1958
//! for the link, Salton, Wong & Yang 1975 for the cosine), over words without their endings, names a little more.
//! Likeness falls with the days between two articles, to a fifth at the end of the window, and is nothing beyond it.
//! Articles without a date are placed by the day and month of their dateline, or else by words alone at a higher
//! bar, that of the story they would join. The parts of one text stay together. An article in a language of its own joins only by figures and names
//! that both languages write alike, and stays alone where those do not carry (see [`Story::abroad`]).
//!
//! Whatever is found is a suggestion. What the user joins or parts by hand ([`Constraints`]) holds whatever the words say,
//! and the likeness at which groups are cut is a setting and always shown.

mod abroad;
mod coverage;
mod describe;
mod likeness;
mod link;
mod pinned;
mod terms;
mod undated;
mod when;

use crate::corpus::{
    ArticleId, Completeness, Corpus, DatePrecision, NO_DAY, OutletId, Published, Subset, TypeId,
};
use crate::task::{Cancelled, Task};

use super::Place;
pub use coverage::{CoverageCell, OutletDays, Told};
use pinned::Pinned;
use terms::{Terms, Vectors};
use when::When;

/// How stories are found. Part of the question: the same settings over the same articles give the same stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StorySettings {
    /// The average likeness down to which groups are joined, in thousandths of the cosine (0 to 1000).
    pub likeness: u16,
    /// Days between two articles at which they can still count as one event.
    pub window_days: u16,
}

impl Default for StorySettings {
    /// The middle of the range in which the stories of labelled material come out best.
    fn default() -> Self {
        Self { likeness: 85, window_days: 7 }
    }
}

/// The user's hand: what holds whatever the words say. `pinned` wins over `together`, and that over `apart`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Constraints {
    /// Pairs of articles that are in one story.
    pub together: Vec<(ArticleId, ArticleId)>,
    /// Pairs of articles that are never in one story.
    pub apart: Vec<(ArticleId, ArticleId)>,
    /// Stories that are these articles and no others; of an article that is in two, the first holds.
    pub pinned: Vec<Vec<ArticleId>>,
}

/// Articles about one event: two at least.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// By date, those without one last, then by path.
    pub articles: Vec<ArticleId>,
    /// The earliest date of its articles.
    pub first: Option<Published>,
    /// The latest.
    pub last: Option<Published>,
    /// Its outlets, in order of their numbers.
    pub outlets: Vec<OutletId>,
    /// The headline that is most like all its articles; `None` where none has a headline.
    pub title: Option<Place>,
    /// What holds it together, weightiest first.
    pub words: Vec<StoryWord>,
    /// The mean cosine of its pairs of articles of one language, 0 to 1; dates do not enter.
    pub cohesion: f64,
    /// Those of its articles that are in another language than most and joined by figures and names alone.
    pub abroad: Vec<ArticleId>,
    /// Whether the user says that it is these articles and no others.
    pub is_pinned: bool,
}

/// A word that holds a story together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StoryWord {
    /// Its commonest form in the corpus.
    pub word: TypeId,
    /// In how many of the story's articles it stands, in any form.
    pub articles: u32,
    /// How much of the likeness of the story's articles is due to it, 0 to 1.
    pub share: f64,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stories {
    /// By first date, then the larger first, then by path; stories without a date last.
    pub stories: Vec<Story>,
    /// Articles that belong to none, by number.
    pub alone: Vec<ArticleId>,
    /// Words too common to bring articles together: 0 but in very large or very crowded collections.
    pub common_words: u32,
    /// Articles like more than 200 of those before them, of which only the 200 most similar were weighed.
    pub crowded: u32,
    /// The story of each article of the corpus.
    story_of: Vec<Option<u32>>,
}

impl Story {
    /// The articles of the earliest day, if that day is known.
    pub fn first_told(&self, corpus: &Corpus) -> Vec<ArticleId> {
        let on = |id: &ArticleId| {
            corpus.date_of(*id).is_some_and(|d| d.precision == DatePrecision::Day && Some(d) == self.first)
        };
        self.articles.iter().copied().filter(on).collect()
    }
}

impl Stories {
    /// The story of an article, as a place in [`Stories::stories`].
    pub fn story_of(&self, id: ArticleId) -> Option<usize> {
        self.story_of.get(id as usize).copied().flatten().map(|story| story as usize)
    }
}

/// Finds the stories of the articles of `subset`. See the module's text.
pub fn find(
    corpus: &Corpus,
    subset: &Subset,
    settings: &StorySettings,
    constraints: &Constraints,
    task: &Task,
) -> Result<Stories, Cancelled> {
    let terms = Terms::of(corpus, task)?;
    let pinned = Pinned::of(subset, &constraints.pinned);
    let mut order: Vec<(When, ArticleId)> =
        subset.articles(corpus).filter(|id| !pinned.has(*id)).map(|id| (When::of(corpus, id), id)).collect();
    order.sort_by_key(|&(when, id)| (when.day().is_none(), when.day(), path_of(corpus, id)));
    let (whens, ids): (Vec<When>, Vec<ArticleId>) = order.into_iter().unzip();
    let vectors = Vectors::new(corpus, &terms, &ids, pinned.articles(), task)?;
    let threshold = f64::from(settings.likeness.clamp(1, 1000)) / 1000.0;
    // What is a quarter as like as groups have to be on average counts as nothing.
    let mut found = likeness::pairs(&vectors, &whens, settings.window_days.into(), threshold / 4.0, task)?;
    let mut places = vec![None; corpus.article_count() as usize];
    for (at, &id) in (0_u32..).zip(&ids) {
        if let Some(place) = places.get_mut(id as usize) {
            *place = Some(at);
        }
    }
    let place = |id: ArticleId| places.get(id as usize).copied().flatten();
    let pairs = |pairs: &[(ArticleId, ArticleId)]| -> Vec<(u32, u32)> {
        pairs.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?))).collect()
    };
    let apart = pairs(&constraints.apart);
    let mut together = pairs(&constraints.together);
    let by_hand = |pair: &(u32, u32)| apart.contains(pair) || apart.contains(&(pair.1, pair.0));
    together.extend(parts(corpus, &ids).into_iter().filter(|pair| !by_hand(pair)));
    let mixed = undated::apart_from_dated(&mut found.rows, &whens);
    let mut groups = link::link(&found.rows, threshold, &together, &apart, task)?;
    let window = settings.window_days.into();
    let matter = abroad::Matter { corpus, ids: &ids, whens: &whens, window, apart: &apart };
    undated::join(&matter, &vectors, &mixed, threshold, &mut groups, task)?;
    let joined = abroad::join(&matter, &mut groups, task)?;
    let mut stories = Vec::new();
    for group in groups.iter().filter(|group| group.len() > 1) {
        task.check()?;
        stories.push(describe::story(corpus, &terms, &vectors, &ids, group, &joined));
    }
    pinned.describe(corpus, &terms, &vectors, &mut stories, task)?;
    stories.sort_by_key(|story| {
        let first = story.articles.first().map(|&id| path_of(corpus, id));
        (story.first.is_none(), story.first, std::cmp::Reverse(story.articles.len()), first)
    });
    let mut story_of = vec![None; corpus.article_count() as usize];
    for (number, story) in (0_u32..).zip(&stories) {
        for &id in &story.articles {
            if let Some(slot) = story_of.get_mut(id as usize) {
                *slot = Some(number);
            }
        }
    }
    let mut alone: Vec<ArticleId> = subset
        .articles(corpus)
        .filter(|&id| story_of.get(id as usize).copied().flatten().is_none())
        .collect();
    alone.sort_unstable();
    Ok(Stories { stories, alone, common_words: found.common, crowded: found.crowded, story_of })
}

/// Path and record: where an article stands among others of its day.
fn path_of(corpus: &Corpus, id: ArticleId) -> (&str, u32) {
    let article = corpus.article(id);
    (&article.path, article.record)
}

/// By date, those without one last, then by path.
fn by_date(corpus: &Corpus, id: ArticleId) -> (bool, i32, (&str, u32)) {
    let day = corpus.day_of(id);
    (day == NO_DAY, day, path_of(corpus, id))
}

/// Pairs of neighbouring parts of one text: of one outlet and of equally many parts, and either of one headline or
/// of paths that differ in their digits alone.
fn parts(corpus: &Corpus, ids: &[ArticleId]) -> Vec<(u32, u32)> {
    let bare = |path: &str| path.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let mut parts = Vec::new();
    for (at, &id) in (0_u32..).zip(ids) {
        let Completeness::Part { part, of } = corpus.completeness_of(id) else { continue };
        let article = corpus.article(id);
        let headline = article.headline.as_ref().map_or("", |headline| article.text(headline.value));
        let key = (corpus.outlet_of(id), of, corpus.day_of(id));
        parts.push((key, headline.to_owned(), bare(&article.path), part, at));
    }
    let mut pairs = Vec::new();
    for by_path in [false, true] {
        parts.sort_by(|a, b| {
            let names = if by_path { a.2.cmp(&b.2) } else { a.1.cmp(&b.1) };
            a.0.cmp(&b.0).then(names).then((a.3, a.4).cmp(&(b.3, b.4)))
        });
        for two in parts.windows(2) {
            let [a, b] = two else { continue };
            let alike = if by_path { a.2 == b.2 } else { a.1 == b.1 && !a.1.is_empty() };
            if a.0 == b.0 && alike && a.3 != b.3 {
                pairs.push((a.4, b.4));
            }
        }
    }
    pairs
}
