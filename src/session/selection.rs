//! Articles selected in the table, beside the one that is open. Selecting is no change to be undone.

use std::sync::Arc;

use super::{Command, Effect, JobKind, Place, Said, Session, View};
use crate::analysis::ListColumn;
use crate::corpus::{Article, ArticleId};
use crate::figure::format;
use crate::ingest::again::Numbers;
use crate::project::{ArticleKey, Change, Correction, Target};

/// How the selection changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Select {
    /// Take this article in, or out again. The first one taken in brings the open article with it.
    Toggle(ArticleId),
    /// From where selecting began to this article, in the order of the table, and nothing else.
    To(ArticleId),
    /// One row further than before, down or up.
    Step {
        /// Down the table.
        is_down: bool,
    },
    /// All that are listed.
    All,
    /// None.
    None,
}

/// Which articles a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// This one.
    One(ArticleId),
    /// The selected ones; without a selection the open one.
    Selected,
}

/// What is said of several articles at once, by the names that a project knows them by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// They have this tag, or have it no more.
    Tag {
        /// The tag.
        tag: Arc<str>,
        /// Whether they have it.
        is_on: bool,
    },
    /// This is put right.
    Correct(Change),
}

/// The selected articles.
#[derive(Debug, Default)]
pub struct Selection {
    ids: Members,
    /// Where selecting began.
    anchor: Option<ArticleId>,
    /// Where it got to.
    head: Option<ArticleId>,
    /// How many of them are listed.
    listed: usize,
}

/// A set of articles as one bit an article: a million are put in and counted in a few milliseconds.
#[derive(Debug, Default)]
struct Members {
    words: Vec<u64>,
}

impl Members {
    fn of(ids: &[ArticleId]) -> Self {
        let mut all = Self::default();
        for id in ids {
            all.insert(*id);
        }
        all
    }

    fn contains(&self, id: ArticleId) -> bool {
        self.words.get(id as usize / 64).is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    fn insert(&mut self, id: ArticleId) {
        let at = id as usize / 64;
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
        self.words[at] |= 1 << (id % 64);
    }

    /// Takes an article out; tells whether it was in.
    fn remove(&mut self, id: ArticleId) -> bool {
        let was_in = self.contains(id);
        if was_in {
            self.words[id as usize / 64] &= !(1 << (id % 64));
        }
        was_in
    }

    fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }
}

impl Selection {
    /// Articles get other numbers; those that are gone are selected no more.
    pub(super) fn renumber(&mut self, numbers: &Numbers) {
        let all = self.ids.words.len() as ArticleId * 64;
        let now = (0..all).filter(|id| self.ids.contains(*id)).filter_map(|id| numbers.of(id));
        self.ids = Members::of(&now.collect::<Vec<_>>());
        self.anchor = self.anchor.and_then(|id| numbers.of(id));
        self.head = self.head.and_then(|id| numbers.of(id));
    }
}

/// So many citations or paths fit the clipboard of any system.
const MOST_COPIED: usize = 10_000;

impl Session {
    /// How many listed articles are selected; 0 where the open article stands alone.
    pub fn selected_count(&self) -> usize {
        self.selection.listed
    }

    /// Whether an article is selected.
    pub fn is_selected(&self, id: ArticleId) -> bool {
        self.selection.ids.contains(id)
    }

    /// The row that selecting got to, for the table to keep in sight.
    pub fn selection_head(&self) -> Option<ArticleId> {
        self.selection.head
    }

    /// The articles that a command about "these" is about, in the order of the table: the selected ones that are
    /// listed, or without a selection the open article alone.
    pub fn selection(&self) -> Vec<ArticleId> {
        if self.selection.listed == 0 {
            return self.place().article.into_iter().collect();
        }
        let ids = &self.selection.ids;
        let order = self.results.listing().map_or(&[][..], |listing| &listing.order);
        order.iter().copied().filter(|id| ids.contains(*id)).collect()
    }

    /// The articles that `which` means.
    pub fn articles_of(&self, which: Which) -> Vec<ArticleId> {
        match which {
            Which::One(id) => vec![id],
            Which::Selected => self.selection(),
        }
    }

    /// The two articles to be set side by side: the two selected ones, or the open one and the one selected.
    pub fn pair(&self) -> Option<(ArticleId, ArticleId)> {
        let open = self.place().article;
        match self.selection.listed {
            1 => {
                let other = *self.selection().first()?;
                open.filter(|open| *open != other).map(|open| (open, other))
            }
            2 => match self.selection().as_slice() {
                [one, other] if open == Some(*other) => Some((*other, *one)),
                [one, other] => Some((*one, *other)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Nothing is selected any more: other articles are open.
    pub(super) fn drop_selection(&mut self) {
        self.selection = Selection::default();
    }

    /// Counts the selected ones that a new listing holds.
    pub(super) fn recount_selection(&mut self) {
        let ids = &self.selection.ids;
        self.selection.listed = match self.results.listing() {
            _ if ids.is_empty() => 0,
            Some(listing) => listing.order.iter().filter(|id| ids.contains(**id)).count(),
            None => 0,
        };
    }

    pub(super) fn select(&mut self, select: Select) {
        let Some(listing) = self.results.listing() else { return };
        let open = self.history.here().article;
        let row_of = |id: ArticleId| listing.order.iter().position(|listed| *listed == id);
        let selection = &mut self.selection;
        let start = selection.anchor.or(open);
        match select {
            Select::Toggle(id) => {
                if selection.ids.is_empty() {
                    // With the open article alone a click on it selects it.
                    if let Some(open) = open.filter(|open| *open != id && row_of(*open).is_some()) {
                        selection.ids.insert(open);
                    }
                }
                if !selection.ids.remove(id) {
                    selection.ids.insert(id);
                }
                selection.anchor = Some(id);
                selection.head = Some(id);
            }
            Select::To(id) => {
                let Some(to) = row_of(id) else { return };
                let from = start.and_then(row_of).unwrap_or(to);
                selection.ids = Members::of(&listing.order[from.min(to)..=from.max(to)]);
                selection.anchor = listing.order.get(from).copied();
                selection.head = Some(id);
            }
            Select::Step { is_down } => {
                let last = listing.order.len().saturating_sub(1);
                let next = match selection.head.or(open).and_then(row_of) {
                    Some(row) if is_down => (row + 1).min(last),
                    Some(row) => row.saturating_sub(1),
                    None => 0,
                };
                if let Some(id) = listing.order.get(next).copied() {
                    self.select(Select::To(id));
                }
                return;
            }
            Select::All => {
                selection.ids = Members::of(&listing.order);
                selection.anchor = None;
                selection.head = None;
            }
            Select::None => *selection = Selection::default(),
        }
        self.recount_selection();
    }

    /// Commands about selected articles, and how the table is laid out.
    pub(super) fn with_articles(&mut self, command: Command) {
        match command {
            Command::Select(select) => self.select(select),
            Command::Cite(which) => self.copy_lines(which, "citation", "citations", citation),
            Command::CopyPaths(which) => {
                self.copy_lines(which, "path", "paths", |article| {
                    let paths = article.files().map(|(path, _)| path.to_string());
                    paths.collect::<Vec<_>>().join("\n")
                });
            }
            Command::Tag { which, tag, is_on } => {
                let tag = tag.trim();
                if !tag.is_empty() {
                    self.name(which, Naming::Tag { tag: tag.into(), is_on });
                }
            }
            Command::CorrectAll { which, change } => self.name(which, Naming::Correct(change)),
            Command::OpenBeside(id) => self.open_beside(id),
            Command::SideBySide(one, other) => {
                self.drop_selection();
                let place = Place {
                    view: View::Browse,
                    article: Some(one),
                    beside: Some(other),
                    spot: None,
                    followed: None,
                    ..self.place().clone()
                };
                self.history.go(place);
            }
            Command::ShowColumn(column, is_shown) => {
                let mut columns = self.shown_columns();
                columns.retain(|shown| *shown != column);
                if is_shown {
                    columns.push(column);
                }
                let keys = columns.iter().map(|column| column.key().to_owned()).collect();
                self.settings.table.columns = Some(keys);
                self.keep_settings();
            }
            Command::SizeColumn(column, width) => {
                match width {
                    Some(width) => {
                        self.settings.table.widths.insert(column.key().to_owned(), width);
                    }
                    None => {
                        self.settings.table.widths.remove(column.key());
                    }
                }
                self.keep_settings();
            }
            Command::ResetColumns => {
                self.settings.table = crate::project::settings::TableSettings::default();
                self.keep_settings();
            }
            _ => {}
        }
    }

    /// The columns of the table that are shown, in their order. Headlines always are.
    pub fn shown_columns(&self) -> Vec<ListColumn> {
        let is_shown = |column: &ListColumn| match &self.settings.table.columns {
            Some(keys) => *column == ListColumn::Headline || keys.iter().any(|key| key == column.key()),
            None => DEFAULT_COLUMNS.contains(column),
        };
        ListColumn::ALL.into_iter().filter(is_shown).collect()
    }

    fn copy_lines(&mut self, which: Which, one: &str, many: &str, line: impl Fn(&Article) -> String) {
        let Some(corpus) = self.library.corpus.clone() else { return };
        let ids = self.articles_of(which);
        if ids.len() > MOST_COPIED {
            let most = self.numbers().count(MOST_COPIED as u64);
            self.notices.note(format!("At most {most} {many} can be copied at once. Select fewer articles"));
            return;
        }
        let is_there = |id: &&ArticleId| **id < corpus.article_count();
        let lines: Vec<String> = ids.iter().filter(is_there).map(|id| line(corpus.article(*id))).collect();
        if lines.is_empty() {
            return;
        }
        self.effects.push(Effect::CopyText(lines.join("\n")));
        let numbers = self.numbers();
        self.notices.note(match lines.len() {
            1 => format!("{} copied", format::capital(one)),
            count => format!("{} copied", numbers.counted(count as u64, one, many)),
        });
    }

    /// Names of articles hold a hash of their text: for many that is work for a job.
    fn name(&mut self, which: Which, naming: Naming) {
        let Some(amended) = self.library.amended.clone() else { return };
        let (ids, remarks) = (self.articles_of(which), Arc::clone(&self.bench.remarks));
        let phase = match &naming {
            Naming::Tag { .. } => "to be tagged",
            Naming::Correct(_) => "to be put right",
        };
        let kind = self.next_naming();
        self.jobs.start(kind, move |task, speaker| {
            task.phase(phase, ids.len() as u64);
            let mut articles = Vec::with_capacity(ids.len());
            for id in ids {
                if task.check().is_err() {
                    return;
                }
                articles.extend(amended.key_of(id, &remarks));
                task.advance(1);
            }
            speaker.say(Said::Named(articles, naming));
        });
    }

    /// A kind of naming that no other has.
    pub(super) fn next_naming(&mut self) -> JobKind {
        self.saves += 1;
        JobKind::Name(self.saves)
    }

    /// Says of articles what was waiting for their names.
    pub(super) fn named(&mut self, articles: Vec<ArticleKey>, naming: Naming) {
        self.apply(match naming {
            Naming::Tag { tag, is_on } => Command::SetTag { articles, tag, is_on },
            Naming::Correct(change) => {
                Command::Correct(vec![Correction { target: Target::Articles(articles.into()), change }])
            }
        });
    }

    fn open_beside(&mut self, id: ArticleId) {
        let mut place = self.place().clone();
        place.view = View::Browse;
        match place.article {
            Some(open) if open != id => place.beside = Some(id),
            _ => {
                place.article = Some(id);
                place.beside = None;
            }
        }
        self.history.go(place);
    }
}

/// What the table shows until the user chooses.
pub const DEFAULT_COLUMNS: [ListColumn; 5] =
    [ListColumn::Outlet, ListColumn::Date, ListColumn::Headline, ListColumn::Words, ListColumn::Hits];

/// Outlet, headline, date and file of an article, on one line; of several pages the first one's file.
pub fn citation(article: &Article) -> String {
    citation_at(article, 0)
}

/// The same with the file of the page on which byte `at` of the article stands.
pub fn citation_at(article: &Article, at: u32) -> String {
    let outlet = article.outlet.as_ref().map_or("Outlet not known", |outlet| &*outlet.value);
    let date = article.published.as_ref().map_or_else(|| "no date".to_owned(), |date| date.value.to_string());
    let headline = crate::text::normalise::for_reading(article.headline_text());
    let headline = if headline.is_empty() { "no headline".into() } else { format!("“{headline}”") };
    format!("{outlet}, {headline}, {date}. {}", article.file_at(at).0)
}
