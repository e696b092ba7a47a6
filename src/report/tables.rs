//! The tables of a report: outlets, counts, distinctive words, articles.

use super::Findings;
use crate::analysis::{
    Cell as Measured, Coverage, Distinctive, GroupRow, KeynessMeasure, ListColumn, ListingRecipe, figures,
    shown_name,
};
use crate::corpus::{ArticleId, Completeness, OutletId, Subset};
use crate::export::{Cell, Column, Table};
use crate::figure::format;
use crate::query::Query;
use crate::stats::Undefined;
use crate::task::Cancelled;
use crate::text::normalise::for_reading;

/// Distinctive words of one outlet.
const WORDS_EACH: usize = 12;

/// Rows of the table of articles.
const MOST_ARTICLES: usize = 1_000;

impl Findings<'_> {
    /// All tables, in the order of the page.
    pub(super) fn tables(&self) -> Result<Vec<Table>, Cancelled> {
        let mut tables = vec![self.outlets()?];
        let measured = self.frequency.cells.iter().zip(&self.frequency.totals);
        let counts = self.asked.queries.iter().zip(measured);
        tables.extend(counts.map(|(query, (cells, total))| self.counts(query, cells, total)));
        tables.push(self.distinctive_words());
        tables.push(self.articles()?);
        Ok(tables)
    }

    fn outlet(&self, id: OutletId) -> Cell {
        let name = self.corpus.outlets().get(usize::from(id)).map_or("", |outlet| &*outlet.name);
        Cell::Outlet(shown_name(name).to_owned(), self.ink(id))
    }

    fn group(&self, group: &GroupRow) -> Cell {
        match group.outlet {
            Some(outlet) => self.outlet(outlet),
            None => Cell::Text(group.shown().to_owned()),
        }
    }

    /// What there is of each outlet.
    fn outlets(&self) -> Result<Table, Cancelled> {
        let (corpus, subset) = (self.corpus, self.asked.scope.try_subset(self.corpus, &self.task)?);
        let mut of_outlet = vec![Vec::new(); corpus.outlets().len()];
        for id in subset.articles(corpus) {
            if let Some(ids) = of_outlet.get_mut(usize::from(corpus.outlet_of(id))) {
                ids.push(id);
            }
        }
        let row = |(outlet, ids): (OutletId, &Vec<ArticleId>)| {
            let here = Coverage::of(corpus, &Subset::from_articles(corpus, ids));
            let counted =
                |is: &dyn Fn(ArticleId) -> bool| number(ids.iter().filter(|&&id| is(id)).count() as u64);
            vec![
                self.outlet(outlet),
                number(here.articles.into()),
                number(here.words),
                Cell::Text(match (here.first, here.last) {
                    (Some(first), Some(last)) => format::date_range(first.date, last.last_day()),
                    _ => "–".into(),
                }),
                number(here.undated.into()),
                counted(&|id| corpus.wire_of(id).is_some()),
                counted(&|id| corpus.is_opinion(id)),
                counted(&|id| {
                    !matches!(corpus.completeness_of(id), Completeness::Full | Completeness::Unknown)
                }),
            ]
        };
        let present = (0..).zip(&of_outlet).filter(|(_, ids)| !ids.is_empty());
        let rows = present.map(|one| self.task.check().map(|()| row(one))).collect::<Result<_, _>>()?;
        Ok(Table {
            title: "Outlets".into(),
            detail: "What the page counts, after the filters".into(),
            columns: [Column::plain("Outlet"), Column::number("Articles"), Column::number("Words")]
                .into_iter()
                .chain([Column::plain("Dates")])
                .chain(["Without a date", "Wire copies", "Opinion", "Cut short"].map(Column::number))
                .collect(),
            rows,
        })
    }

    /// How often each outlet has a query.
    fn counts(&self, query: &Query, cells: &[Measured], total: &Measured) -> Table {
        let row = |name: Cell, cell: &Measured| {
            let interval = cell.interval_in(self.unit);
            vec![
                name,
                number(cell.hits),
                number(cell.words),
                number(cell.articles.into()),
                number(cell.articles_with_hits.into()),
                measure(cell.value_of_group(self.unit)),
                measure(interval.map(|(low, _)| low)),
                measure(interval.map(|(_, high)| high)),
                measure(cell.design_effect),
            ]
        };
        let groups = self.frequency.groups.iter().zip(cells);
        let rows = groups.map(|(group, cell)| row(self.group(group), cell));
        let mut rows: Vec<Vec<Cell>> = rows.chain([row(Cell::Text("All outlets".into()), total)]).collect();
        let has_reasons = reasons_last(&mut rows);
        Table {
            title: format!("Counts of {}", query.text),
            detail: format!("{}; low and high are the 95% interval by article", self.unit.label()),
            columns: [Column::plain("Outlet")]
                .into_iter()
                .chain(["Hits", "Words", "Articles", "Articles with hits"].map(Column::number))
                .chain([Column::number(self.unit.short_label())])
                .chain(["Low", "High", "Design effect"].map(Column::number))
                .chain(has_reasons.then(|| Column::plain("Why there is none")))
                .collect(),
            rows,
        }
    }

    /// The most distinctive words of each outlet.
    fn distinctive_words(&self) -> Table {
        let Distinctive { groups: outlets, words, sides, tested_words, undefined, .. } = &self.distinctive;
        let form = |word| self.corpus.vocabulary().form(word).to_owned();
        let mut rows = Vec::new();
        for ((outlet, words), sides) in outlets.iter().zip(words).zip(sides) {
            rows.extend(words.iter().take(WORDS_EACH).map(|word| {
                let measured = |one: KeynessMeasure| {
                    one.value(word, sides, None).map_or(Cell::Text(String::new()), measure)
                };
                vec![
                    self.group(outlet),
                    Cell::Text(form(word.word)),
                    number(word.count),
                    number(word.elsewhere),
                    measured(KeynessMeasure::Z),
                    measured(KeynessMeasure::LogRatio),
                    measured(KeynessMeasure::G2),
                    number(word.articles.into()),
                    number(word.articles_elsewhere.into()),
                ]
            }));
        }
        let has_reasons = reasons_last(&mut rows);
        let passed: usize = words.iter().map(Vec::len).sum();
        let detail = match undefined {
            Some(reason) => format!("None: {}", figures::clause(*reason)),
            None => format!(
                "{} tested; {} of the {} that some outlet has more than the others, up to {WORDS_EACH} an outlet",
                format::counted((*tested_words).into(), "word", "words"),
                format::count(rows.len() as u64),
                format::count(passed as u64),
            ),
        };
        Table {
            title: "Distinctive words".into(),
            detail,
            columns: ["Outlet", "Word"]
                .map(Column::plain)
                .into_iter()
                .chain(
                    ["Hits", "Elsewhere", "z", "Log ratio", "G²", "Articles", "Elsewhere"]
                        .map(Column::number),
                )
                .chain(has_reasons.then(|| Column::plain("Why there is none")))
                .collect(),
            rows,
        }
    }

    /// All articles, or the first of them.
    fn articles(&self) -> Result<Table, Cancelled> {
        let recipe = ListingRecipe {
            scope: self.asked.scope.clone(),
            search: None,
            queries: self.asked.queries.clone(),
            sort: (ListColumn::Date, false),
            written: Vec::new(),
        };
        let found = recipe.run(self.corpus, &self.task)?;
        let has_hits = !self.asked.queries.is_empty();
        let row = |&id: &ArticleId| {
            let (corpus, article) = (self.corpus, self.corpus.article(id));
            let hits = found.hits.get(id as usize).copied().unwrap_or(0);
            let mut row = vec![
                Cell::Text(format::published(corpus.date_of(id))),
                self.outlet(corpus.outlet_of(id)),
                Cell::Text(for_reading(article.headline_text()).into_owned()),
                number(corpus.words_of(id).into()),
                Cell::Text(corpus.wire_of(id).unwrap_or_default().to_owned()),
                Cell::Text(article.file_words()),
            ];
            if has_hits {
                row.insert(4, number(hits.into()));
            }
            row
        };
        let mut columns = vec![
            Column::plain("Date"),
            Column::plain("Outlet"),
            Column::reading("Headline"),
            Column::number("Words"),
            Column::plain("Wire"),
            Column::plain("File"),
        ];
        if has_hits {
            columns.insert(4, Column::number("Hits"));
        }
        let (all, shown) = (found.order.len(), found.order.len().min(MOST_ARTICLES));
        let detail = if shown < all {
            format!("The first {} of {} by date", format::count(shown as u64), format::count(all as u64))
        } else {
            format!("All {}, by date", format::count(all as u64))
        };
        let rows = found.order.iter().take(MOST_ARTICLES).map(row).collect();
        Ok(Table { title: "Articles".into(), detail, columns, rows })
    }
}

fn number(count: u64) -> Cell {
    Cell::Text(format::count(count))
}

/// Moves the first reason for cells without a number into a last cell of their row, so that numbers keep their
/// columns; true where there was one.
fn reasons_last(rows: &mut [Vec<Cell>]) -> bool {
    let mut has_reasons = false;
    for row in rows {
        let reasons = row.iter_mut().filter_map(|cell| match cell {
            Cell::Undefined(why) => Some(std::mem::take(why)),
            Cell::Text(_) | Cell::Outlet(..) | Cell::List(_) => None,
        });
        // All are taken out, the first is said: the others follow from it.
        let first = reasons.reduce(|first, _| first);
        has_reasons |= first.is_some();
        row.push(Cell::Text(first.unwrap_or_default()));
    }
    has_reasons
}

/// A measure with two decimals, or why there is none.
fn measure(value: Result<f64, Undefined>) -> Cell {
    match value {
        Ok(value) => Cell::Text(format::fixed(value, 2)),
        Err(reason) => Cell::Undefined(figures::clause(reason)),
    }
}
