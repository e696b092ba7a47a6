//! Another answer to the same question leaves one's place in the list alone: lines are found again by where they stand
//! in their articles.

use std::sync::Arc;

use hashbrown::HashMap;

use super::super::rows::{Row, RowMap};
use super::{LineList, Opened, Shown};
use crate::analysis::{Concordance, ConcordanceRecipe, Scope};
use crate::corpus::{ArticleId, Corpus};
use crate::ingest::again::Numbers;
use crate::query::Hit;
use crate::session::keeping_up::Follower;
use crate::ui::context::ViewContext;

/// Where a line stands.
#[derive(Debug, Clone)]
struct Spot {
    article: ArticleId,
    /// The article's path, where that it has this number is not known from elsewhere.
    path: Option<Arc<str>>,
    /// The first byte of the word that its hit begins in, and how far into the word it begins.
    word: u32,
    lead: u16,
}

/// A row by what it shows: a group by its value.
#[derive(Debug, Clone)]
enum Seat {
    Group(Arc<str>),
    Line(Spot),
}

/// What is picked out in the list, by what it is and not by its number among the lines.
#[derive(Debug, Default)]
pub(super) struct Remembered {
    follower: Follower,
    /// Something else was picked out since.
    pub is_due: bool,
    cursor: Option<Seat>,
    anchor: Option<Spot>,
    chosen: Vec<Spot>,
    opened: Vec<(Spot, Opened)>,
    unfolded: Vec<Arc<str>>,
    /// What is on the screen, and how far below its upper edge each begins, what has the keyboard first; nothing where
    /// nothing has it and the list is not scrolled: who looks at the first line looks at what is first.
    rows: Vec<(Seat, f64)>,
    top: f64,
}

impl Spot {
    fn of(corpus: &Corpus, hit: &Hit) -> Option<Self> {
        let article = hit.article(corpus);
        let path = Some(Arc::clone(&corpus.articles().get(article as usize)?.path));
        Some(Self { article, path, word: corpus.span_at(hit.position).from, lead: hit.lead })
    }

    /// The same by other numbers; nothing where the text is another.
    fn renumbered(mut self, numbers: &Numbers) -> Option<Self> {
        self.article = numbers.of_same_text(self.article)?;
        self.path = None;
        Some(self)
    }

    /// What tells its line from others in a corpus: the position of the word, and how far into it the hit begins.
    fn key(&self, corpus: &Corpus) -> Option<(u32, u16)> {
        let article = corpus.articles().get(self.article as usize)?;
        if self.path.as_ref().is_some_and(|path| *path != article.path) {
            return None;
        }
        let range = corpus.article_range(self.article);
        let (from, count) = (range.start as u32, range.len());
        let word = |at: usize| corpus.span_at(from + at as u32).from;
        // Words stand in the order of the text, but for parts that stand elsewhere in it.
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            if word(middle) < self.word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let is_it = |at: &usize| *at < count && word(*at) == self.word;
        let at = Some(low).filter(is_it).or_else(|| (0..count).find(|at| is_it(at)))?;
        Some((from + at as u32, self.lead))
    }
}

impl Seat {
    fn renumbered(self, numbers: &Numbers) -> Option<Self> {
        match self {
            Self::Line(spot) => spot.renumbered(numbers).map(Self::Line),
            group @ Self::Group(_) => Some(group),
        }
    }

    fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Line(spot) => Some(spot),
            Self::Group(_) => None,
        }
    }
}

/// Where what is remembered stands in an answer.
struct Among<'a> {
    corpus: &'a Corpus,
    lines: HashMap<(u32, u16), Option<usize>>,
    groups: HashMap<&'a str, usize>,
}

impl<'a> Among<'a> {
    fn of(remembered: &Remembered, corpus: &'a Corpus, found: &'a Concordance) -> Self {
        let Remembered { cursor, anchor, chosen, opened, rows, .. } = remembered;
        let spots = cursor.iter().chain(rows.iter().map(|(seat, _)| seat)).filter_map(Seat::spot);
        let spots = spots.chain(anchor).chain(chosen).chain(opened.iter().map(|(spot, _)| spot));
        let mut lines: HashMap<_, _> = spots.filter_map(|spot| Some((spot.key(corpus)?, None))).collect();
        if !lines.is_empty() {
            for (at, hit) in found.lines.iter().enumerate() {
                if let Some(line) = lines.get_mut(&(hit.position, hit.lead)) {
                    *line = Some(at);
                }
            }
        }
        let groups = found.groups.iter().enumerate().map(|(at, group)| (&*group.value, at)).collect();
        Self { corpus, lines, groups }
    }

    fn line(&self, spot: &Spot) -> Option<usize> {
        self.lines.get(&spot.key(self.corpus)?).copied().flatten()
    }

    fn row(&self, seat: &Seat) -> Option<Row> {
        match seat {
            Seat::Group(value) => self.groups.get(&**value).copied().map(Row::Group),
            Seat::Line(spot) => self.line(spot).map(Row::Line),
        }
    }
}

impl LineList {
    /// To be called before anything is said of lines by their numbers: another question begins with nothing opened or
    /// chosen, another answer to the same one goes on.
    pub fn follow(
        &mut self,
        ctx: &ViewContext<'_>,
        corpus: &Corpus,
        found: &Concordance,
        recipe: &ConcordanceRecipe,
    ) {
        if let Some(numbers) = self.remembered.follower.follow(ctx.session.keeping_up().numbering()) {
            self.remembered.renumber(&numbers);
        }
        let revision = corpus.revision();
        let before = self.of.as_ref();
        if before.is_some_and(|(asked, of)| *of == revision && asked == recipe) {
            return;
        }
        let goes_on = before.is_some_and(|(asked, of)| *of != revision && is_same_question(asked, recipe));
        self.of = Some((recipe.clone(), revision));
        let from = found.groups.iter().map(|group| group.from as usize);
        self.map = if found.has_all_groups {
            RowMap::grouped(from.collect(), found.lines.len())
        } else {
            RowMap::plain(found.lines.len())
        };
        self.opened.clear();
        self.chosen.clear();
        self.cursor = None;
        self.anchor = None;
        if goes_on {
            self.come_back(corpus, found);
        } else {
            self.list.set_top(0.0);
        }
        self.remembered.is_due = true;
    }

    /// Picks out what is remembered.
    fn come_back(&mut self, corpus: &Corpus, found: &Concordance) {
        let among = Among::of(&self.remembered, corpus, found);
        let Remembered { cursor, anchor, chosen, opened, unfolded, rows, .. } = &self.remembered;
        self.cursor = cursor.as_ref().and_then(|seat| among.row(seat));
        self.anchor = anchor.as_ref().and_then(|spot| among.line(spot));
        self.chosen = chosen.iter().filter_map(|spot| Some(among.line(spot)? as u32)).collect();
        self.opened = opened.iter().filter_map(|(spot, how)| Some((among.line(spot)?, *how))).collect();
        for group in unfolded.iter().filter_map(|value| among.groups.get(&**value)) {
            self.map.fold(*group, false);
        }
        // Opened lines are laid out anew.
        self.width = 0.0;
        self.to_top = rows.iter().find_map(|(seat, below)| Some((among.row(seat)?, *below)));
    }

    /// Remembers what is picked out and seen: numbers of lines say nothing once the answer is another.
    pub(super) fn remember(&mut self, shown: &Shown<'_>) {
        let Shown { corpus, found, row_height, .. } = *shown;
        let top = self.list.top();
        if !self.remembered.is_due && (self.remembered.top - top).abs() < 0.5 {
            return;
        }
        let spot = |at: usize| Spot::of(corpus, found.lines.get(at)?);
        let value = |at: usize| found.groups.get(at).map(|group| Arc::clone(&group.value));
        let seat = |row: Row| match row {
            Row::Group(at) => value(at).map(Seat::Group),
            Row::Line(at) => spot(at).map(Seat::Line),
        };
        let height = f64::from(row_height);
        let first = (top / height).floor() as usize;
        let is_held = top > 0.0 || self.cursor.is_some();
        let count = if is_held { (self.list.height() / height).ceil() as usize } else { 0 };
        let mut rows: Vec<(Seat, f64)> = Vec::with_capacity(count);
        let mut last = None;
        for row in first..first + count {
            let Some((what, above)) = self.map.at(row) else { break };
            if last.replace(what) != Some(what) {
                rows.extend(seat(what).map(|seat| (seat, (row - above) as f64 * height - top)));
                if let Some(at) = rows.len().checked_sub(1).filter(|_| self.cursor == Some(what)) {
                    rows.swap(0, at);
                }
            }
        }
        let remembered = &mut self.remembered;
        (remembered.rows, remembered.top) = (rows, top);
        if std::mem::take(&mut remembered.is_due) {
            remembered.cursor = self.cursor.and_then(seat);
            remembered.anchor = self.anchor.and_then(spot);
            remembered.chosen = self.chosen.iter().filter_map(|at| spot(*at as usize)).collect();
            remembered.opened = self.opened.iter().filter_map(|(at, how)| Some((spot(*at)?, *how))).collect();
            remembered.unfolded = self.map.unfolded().filter_map(value).collect();
        }
    }
}

impl Remembered {
    fn renumber(&mut self, numbers: &Numbers) {
        let seat = |seat: Seat| seat.renumbered(numbers);
        let spot = |spot: Spot| spot.renumbered(numbers);
        self.cursor = self.cursor.take().and_then(seat);
        self.anchor = self.anchor.take().and_then(spot);
        self.chosen = std::mem::take(&mut self.chosen).into_iter().filter_map(spot).collect();
        let opened = std::mem::take(&mut self.opened).into_iter();
        self.opened = opened.filter_map(|(one, how)| Some((spot(one)?, how))).collect();
        let rows = std::mem::take(&mut self.rows).into_iter();
        self.rows = rows.filter_map(|(one, below)| Some((seat(one)?, below))).collect();
    }
}

/// Whether the same is asked, though the articles it is asked of by number may have others by now.
fn is_same_question(before: &ConcordanceRecipe, now: &ConcordanceRecipe) -> bool {
    let without_numbers = |recipe: &ConcordanceRecipe| ConcordanceRecipe {
        among: None,
        scope: Scope { chosen: None, ..recipe.scope.clone() },
        ..recipe.clone()
    };
    before.among.is_some() == now.among.is_some()
        && before.scope.chosen.is_some() == now.scope.chosen.is_some()
        && without_numbers(before) == without_numbers(now)
}
