//! Lines of a concordance as a table to be written: one row a line, with all that cites it.
//!
//! What was asked stands in every row, so that a table cut in pieces still says where its lines come from.

use rayon::prelude::*;

use super::around;
use super::concordance::{Concordance, ConcordanceRecipe};
use super::coverage::shown_name;
use super::kwic::{self, KwicLine};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::figure::program;
use crate::query::Hit;
use crate::task::Task;
use crate::text::normalise::for_reading;

/// Lines put into words at a time.
const BATCH: usize = 4096;

/// How much stands on either side of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Window {
    /// So many characters, cut between words.
    Characters(u16),
    /// So many words.
    Words(u16),
    /// The rest of its sentence.
    Sentence,
}

/// What the user said of the line at a place: the mark's name, and the note.
pub type SaidOf<'a> = dyn Fn(ArticleId, Span) -> (String, String) + Sync + 'a;

/// Lines with what is needed to write them.
pub struct LineTable<'a> {
    /// The corpus that answered.
    pub corpus: &'a Corpus,
    /// What was asked.
    pub recipe: &'a ConcordanceRecipe,
    /// The answer.
    pub found: &'a Concordance,
    /// How much stands on either side.
    pub window: Window,
    /// What the user said of the line at a place.
    pub said: &'a SaidOf<'a>,
    detail: String,
    sorted_by: String,
}

impl<'a> LineTable<'a> {
    /// The names of the columns.
    pub const COLUMNS: [&'static str; 17] = [
        "article",
        "outlet",
        "date",
        "headline",
        "left",
        "hit",
        "right",
        "sentence",
        "mark",
        "note",
        "from",
        "to",
        "query",
        "filter",
        "sorted_by",
        "lines",
        "program",
    ];

    /// The table of an answer.
    pub fn new(
        corpus: &'a Corpus,
        recipe: &'a ConcordanceRecipe,
        found: &'a Concordance,
        window: Window,
        said: &'a SaidOf<'a>,
    ) -> Self {
        let (detail, sorted_by) = (found.in_words(recipe), recipe.sort_in_words());
        Self { corpus, recipe, found, window, said, detail, sorted_by }
    }

    /// The line of a hit, as wide as the window is.
    pub fn line(&self, hit: &Hit) -> KwicLine {
        match self.window {
            Window::Characters(count) => kwic::line(self.corpus, hit, count.into()),
            Window::Words(count) => kwic::of(self.corpus, hit, around::words(self.corpus, hit, count.into())),
            Window::Sentence => {
                kwic::line_in(self.corpus, hit, around::sentence(self.corpus, hit), usize::MAX)
            }
        }
    }

    /// The row of the line at a place; `None` beyond the last.
    pub fn row(&self, at: usize) -> Option<[String; 17]> {
        let hit = self.found.lines.get(at)?;
        let line = self.line(hit);
        let article = self.corpus.article(line.article);
        let (mark, note) = (self.said)(line.article, line.span);
        let (file, span) = article.in_file(line.span);
        let sentence = for_reading(article.text(around::sentence(self.corpus, hit))).trim().to_owned();
        Some([
            file.to_string(),
            self.outlet(&line).to_owned(),
            line.date.map_or_else(String::new, |date| date.to_string()),
            for_reading(article.headline_text()).into_owned(),
            line.left,
            line.hit,
            line.right,
            sentence,
            mark,
            note,
            span.from.to_string(),
            span.to.to_string(),
            self.recipe.query.text.clone(),
            self.recipe.scope.filter_in_words(),
            self.sorted_by.clone(),
            self.detail.clone(),
            program().to_owned(),
        ])
    }

    /// All rows in order, put into words on all cores, some thousand at a time. They end early when `task` is
    /// cancelled, which is for the caller to ask.
    pub fn rows(&self, task: &Task) -> impl Iterator<Item = [String; 17]> {
        let count = self.found.lines.len();
        let batch = move |from: usize| {
            task.check().ok()?;
            let batch = from..count.min(from + BATCH);
            task.advance(batch.len() as u64);
            Some(batch.into_par_iter().filter_map(|at| self.row(at)).collect::<Vec<_>>())
        };
        (0..count).step_by(BATCH).map_while(batch).flatten()
    }

    /// The line at a place with its citation, as running text; `None` beyond the last.
    pub fn cited(&self, at: usize) -> Option<String> {
        let line = self.line(self.found.lines.get(at)?);
        let article = self.corpus.article(line.article);
        let headline = for_reading(article.headline_text());
        let headline =
            if headline.is_empty() { "no headline".to_owned() } else { format!("“{headline}”") };
        let date = line.date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        let space = if line.left.is_empty() { "" } else { " " };
        let outlet = self.outlet(&line);
        let text = format!("… {}{space}{}{} …", line.left, line.hit, line.right);
        Some(format!("{text} ({outlet}, {headline}, {date}. {})", article.file_at(line.span.from).0))
    }

    /// What these lines are, for the head of a text.
    pub fn head(&self) -> String {
        let filter = self.recipe.scope.filter_in_words();
        let filter = if filter.is_empty() { String::new() } else { format!("; only {filter}") };
        let Self { detail, sorted_by, .. } = self;
        format!("{}: {detail}{filter}; sorted by {sorted_by}. {}", self.recipe.query.text, program())
    }

    fn outlet(&self, line: &KwicLine) -> &str {
        shown_name(self.corpus.outlets().get(usize::from(line.outlet)).map_or("", |outlet| &outlet.name))
    }
}
