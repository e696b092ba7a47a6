//! Stories in a report: for each, the outlets at a glance, and their passages side by side.

use super::Findings;
use crate::analysis::{Scope, TellingColumn, Tellings, TellingsRecipe, shown_name};
use crate::corpus::{Corpus, OutletId};
use crate::export::{Cell, Column, Note, Table};
use crate::figure::{Ink, format};
use crate::framing::omissions::{Omission, Thing};
use crate::framing::passages::{Grade, Passage};
use crate::framing::stories::{Stories, Story};
use crate::task::{Cancelled, Task};
use crate::text::normalise::for_reading;

/// Stories a page tells of.
const MOST_STORIES: usize = 12;
/// Contested things, speakers, and things told or left out, in a cell.
const EACH: usize = 4;
/// Wordings of one thing in a cell.
const WORDINGS: usize = 3;
/// Passages of a story.
const MOST_PASSAGES: usize = 12;

impl Findings<'_> {
    /// Two tables a story: those that most outlets tell, in the order of time; and how they were found.
    pub(super) fn stories(
        &self,
        found: &Stories,
        usual: &TellingsRecipe,
    ) -> Result<(Vec<Table>, Option<Note>), Cancelled> {
        let mut chosen: Vec<(usize, &Story)> =
            found.stories.iter().enumerate().filter(|(_, story)| story.outlets.len() > 1).collect();
        let all = chosen.len();
        chosen
            .sort_by_key(|(at, story)| (std::cmp::Reverse((story.outlets.len(), story.articles.len())), *at));
        chosen.truncate(MOST_STORIES);
        chosen.sort_by_key(|(at, _)| *at);
        let mut tables = Vec::new();
        for (_, story) in &chosen {
            let mut articles = story.articles.clone();
            articles.sort_unstable();
            let filter = self.asked.scope.filter.clone();
            let scope = Scope { chosen: Some(articles.into()), filter };
            let told = TellingsRecipe { scope, ..usual.clone() }.run(self.corpus, &Task::none())?;
            // What the filter leaves of a story may be of one outlet alone.
            if told.columns.len() < 2 {
                continue;
            }
            tables.push(self.glance(story, &told));
            tables.extend(self.side_by_side(story, &told));
        }
        Ok((tables, (all > 0).then(|| note(all))))
    }

    fn column_outlet(&self, outlet: OutletId) -> Cell {
        let name = self.corpus.outlets().get(usize::from(outlet)).map_or("", |outlet| &*outlet.name);
        Cell::Outlet(shown_name(name).to_owned(), Ink::nth(usize::from(outlet)))
    }

    fn glance(&self, story: &Story, told: &Tellings) -> Table {
        let corpus = self.corpus;
        let row = |(at, column): (usize, &TellingColumn)| {
            let silence = told.side_by_side.as_ref().and_then(|side| side.silences.get(at));
            let headlines = column.articles.iter().filter_map(|&id| {
                let article = corpus.article(id);
                Some(for_reading(article.text(article.headline.as_ref()?.value)).into_owned())
            });
            let mut left_out = listed(told, silence.map_or(&[], |silence| &silence.left_out), true);
            if silence.is_some_and(|silence| !silence.incomplete.is_empty()) && !left_out.is_empty() {
                left_out.push("A text of it is cut short: this may stand in the rest".into());
            }
            vec![
                self.column_outlet(column.outlet),
                Cell::List(headlines.collect()),
                Cell::List(names(told, at)),
                Cell::List(speakers(column)),
                Cell::List(listed(told, silence.map_or(&[], |silence| &silence.only_here), false)),
                Cell::List(left_out),
            ]
        };
        Table {
            title: title(corpus, story),
            detail: detail(story, told),
            columns: vec![
                Column::plain("Outlet"),
                Column::reading("Headlines"),
                Column::plain("Names"),
                Column::plain("Who speaks"),
                Column::reading("Only here"),
                Column::reading("Left out"),
            ],
            rows: told.columns.iter().enumerate().map(row).collect(),
        }
    }

    /// The passages that most outlets tell, in reading order; none where nothing corresponds.
    fn side_by_side(&self, story: &Story, told: &Tellings) -> Option<Table> {
        let alignment = &told.side_by_side.as_ref()?.alignment;
        let is_told = |passage: &&Passage| passage.grade != Grade::Related;
        let mut passages: Vec<&Passage> = alignment.passages.iter().filter(is_told).collect();
        let all = passages.len();
        passages.sort_by(|a, b| {
            let columns = |passage: &Passage| alignment.told_by(passage).len();
            columns(b).cmp(&columns(a)).then(b.similarity.total_cmp(&a.similarity))
        });
        passages.truncate(MOST_PASSAGES);
        passages.sort_by_key(|passage| passage.sentences.first().copied());
        let cell = |passage: &Passage, column: usize| {
            let told = passage.sentences.iter().filter_map(|&at| alignment.sentences.get(at));
            let here = told.filter(|told| told.column == column);
            Cell::List(here.map(|told| for_reading(told.sentence.text(self.corpus)).into_owned()).collect())
        };
        let row = |passage: &&Passage| {
            let kind = Cell::Text(passage.grade.label().into());
            std::iter::once(kind).chain((0..told.columns.len()).map(|at| cell(passage, at))).collect()
        };
        let names = told.columns.iter().map(|column| Column::reading(shown_name(&column.name)));
        let count = if all > MOST_PASSAGES {
            format!("The {MOST_PASSAGES} told by most outlets, of {}", format::count(all as u64))
        } else {
            "Sentences that tell the same thing, as far as it was found".into()
        };
        (all > 0).then(|| Table {
            title: format!("{}: side by side", title(self.corpus, story)),
            detail: count,
            columns: std::iter::once(Column::plain("How alike")).chain(names).collect(),
            rows: passages.iter().map(row).collect(),
        })
    }
}

fn title(corpus: &Corpus, story: &Story) -> String {
    let own = story.title.map(|title| for_reading(title.text(corpus)).into_owned());
    own.unwrap_or_else(|| "A story without a headline".into())
}

/// "2–6 May 2024 · 10 articles of 6 outlets".
fn detail(story: &Story, told: &Tellings) -> String {
    let mut parts = Vec::new();
    if let (Some(first), Some(last)) = (story.first, story.last) {
        parts.push(format::date_range(first.date, last.last_day()));
    }
    let articles = format::counted(story.articles.len() as u64, "article", "articles");
    parts.push(format!("{articles} of {}", format::counted(story.outlets.len() as u64, "outlet", "outlets")));
    if told.columns.len() < story.outlets.len() {
        parts.push(format!("the {} with most words are compared", told.columns.len()));
    }
    parts.join(" · ")
}

/// What an outlet calls the things that outlets name most differently: one line a thing.
fn names(told: &Tellings, at: usize) -> Vec<String> {
    let lines = told.concepts.iter().filter_map(|called| {
        let used = called.counts.labels.iter().filter_map(|label| {
            let count = label.columns.get(at)?.count;
            (count > 0).then_some((label.text.as_str(), count))
        });
        let mut used: Vec<(&str, u64)> = used.collect();
        used.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let shown = used.iter().take(WORDINGS).map(|(text, count)| format!("{text} ({count})"));
        let shown: Vec<String> = shown.collect();
        (!shown.is_empty()).then(|| shown.join(", "))
    });
    lines.take(EACH).collect()
}

/// Who speaks most, with words; that nobody does is a finding.
fn speakers(column: &TellingColumn) -> Vec<String> {
    let share = &column.share;
    if share.is_silent() {
        return vec!["Nobody is quoted or reported".into()];
    }
    let said = |name: &str, words: u64| format!("{name}, {}", format::counted(words, "word", "words"));
    let mut lines: Vec<String> =
        share.speakers.iter().take(EACH).map(|one| said(&one.name, one.words)).collect();
    let others = share.speakers.len().saturating_sub(EACH) as u64;
    if others > 0 {
        lines.push(format!("and {}", format::counted(others, "other", "others")));
    }
    if share.unattributed > 0 {
        lines.push(format!(
            "without a speaker: {}",
            format::counted(share.unattributed.into(), "voice", "voices")
        ));
    }
    lines
}

/// The weightiest names and figures in a line, then passages one by one.
fn listed(told: &Tellings, all: &[Omission], by_others: bool) -> Vec<String> {
    let things: Vec<&str> = all
        .iter()
        .filter(|one| one.kind != Thing::Passage)
        .take(2 * EACH)
        .map(|one| one.text.as_str())
        .collect();
    let mut lines = Vec::new();
    if !things.is_empty() {
        lines.push(things.join(", "));
    }
    for one in all.iter().filter(|one| one.kind == Thing::Passage).take(EACH) {
        let names = one.told_by.iter().filter_map(|&column| told.columns.get(column));
        let names: Vec<&str> = names.map(|column| shown_name(&column.name)).collect();
        lines.push(if by_others { format!("{} ({})", one.text, names.join(", ")) } else { one.text.clone() });
    }
    let rest = all.len().saturating_sub(things.len() + lines.len() - usize::from(!things.is_empty()));
    if rest > 0 {
        lines.push(format!("and {} more", format::count(rest as u64)));
    }
    lines
}

fn note(all: usize) -> Note {
    let which = if all > MOST_STORIES {
        format!(
            "Of {} stories of several outlets the {MOST_STORIES} told by most are here. ",
            format::count(all as u64)
        )
    } else {
        String::new()
    };
    Note {
        heading: "Stories".into(),
        text: format!(
            "{which}Stories, passages, names and voices were found by rules and are suggestions to be read in \
             context; how often they are right is measured and published with Parallax. That an outlet leaves \
             something out is said where nothing in its articles here speaks against it, and means these articles, \
             not all it ever wrote."
        ),
    }
}
