//! Which stories have the letters that are typed, and in which order: worked out when something of that changes.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::analysis::{StoryRow, StoryTable};
use crate::framing::stories::Stories;
use crate::session::Answered;
use crate::ui::widgets::once::{Once, Same};

/// What stories are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The first date.
    #[default]
    Date,
    /// The number of articles, most first.
    Size,
    /// How alike their articles are, the most first.
    Alike,
}

/// What a list of stories asks for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// In which order.
    pub order: Order,
    /// Letters that a title has, as typed.
    pub find: &'a str,
    /// A story that is not listed, by its number.
    pub left_out: Option<usize>,
    /// What was found, where it is of the same articles.
    pub stories: Option<&'a Arc<Stories>>,
}

/// What rows were put in order by.
#[derive(Debug, PartialEq)]
struct Made {
    of: Same<Answered>,
    stories: Option<Same<Stories>>,
    order: Order,
    find: String,
    left_out: Option<usize>,
}

/// The rows as they were found and put in order last.
#[derive(Debug, Default)]
pub struct StoryOrder {
    /// The titles in small letters.
    titles: Once<Same<Answered>, Vec<String>>,
    rows: Once<Made, Vec<usize>>,
}

impl StoryOrder {
    /// The places in the table of the stories wanted, in their order.
    pub fn rows(&mut self, answer: &Arc<Answered>, table: &StoryTable, wanted: Wanted<'_>) -> &[usize] {
        let of = Same::of(answer);
        let made = Made {
            of: of.clone(),
            stories: wanted.stories.map(Same::of),
            order: wanted.order,
            find: wanted.find.trim().to_lowercase(),
            left_out: wanted.left_out,
        };
        let find = made.find.clone();
        let titles = &mut self.titles;
        self.rows.of(made, || {
            let title =
                |row: &StoryRow| answer.corpus.stories().get(row.number).map(|title| title.to_lowercase());
            let titles =
                titles.of(of, || table.rows.iter().map(|row| title(row).unwrap_or_default()).collect());
            let fits = |title: &String| find.is_empty() || title.contains(&find);
            let listed = table.rows.iter().zip(titles).enumerate();
            let listed =
                listed.filter(|(_, (row, title))| Some(row.number) != wanted.left_out && fits(title));
            let mut rows: Vec<(usize, &StoryRow)> = listed.map(|(at, (row, _))| (at, row)).collect();
            match wanted.order {
                Order::Date => rows.sort_by_key(|(at, row)| (row.first.is_none(), row.first, *at)),
                Order::Size => rows.sort_by_key(|(at, row)| (Reverse(row.articles.len()), *at)),
                Order::Alike => {
                    let alike = |row: &StoryRow| {
                        let story = wanted.stories.and_then(|all| all.stories.get(row.number));
                        story.map_or(0.0, |story| story.cohesion)
                    };
                    rows.sort_by(|(a, one), (b, other)| alike(other).total_cmp(&alike(one)).then(a.cmp(b)));
                }
            }
            rows.into_iter().map(|(at, _)| at).collect()
        })
    }
}
