//! Dispersion as a barcode: one row an article with hits, as many as a page holds, the rest told.

use super::{Looks, articles, caption, clause};
use crate::analysis::Grouping;
use crate::analysis::dispersion::{Dispersion, DispersionRecipe, DispersionRow};
use crate::corpus::Corpus;
use crate::figure::{
    Barcode, BarcodeGroup, BarcodeRow, BarcodeSpread, Called, Caption, Figure, FigureKind, format,
};
use crate::stats::dispersion::Spread;
use crate::text::normalise::for_reading;

/// Rows of a figure unless the user says otherwise.
pub const MOST_ROWS: u32 = 80;

/// One row an article with hits, by group and date; those for which there is no room are told for each group.
pub fn dispersion(
    found: &Dispersion,
    recipe: &DispersionRecipe,
    corpus: &Corpus,
    looks: Looks<'_>,
) -> Figure {
    let most = if looks.most_rows == 0 { MOST_ROWS } else { looks.most_rows } as usize;
    let with_hits: Vec<Vec<&DispersionRow>> = found
        .groups
        .iter()
        .map(|group| {
            let rows = found.rows.get(group.rows.clone()).unwrap_or_default();
            rows.iter().filter(|row| !row.hits.is_empty()).collect()
        })
        .collect();
    let kept = shares(&with_hits.iter().map(Vec::len).collect::<Vec<_>>(), most);
    let mut rows = Vec::new();
    let mut groups = Vec::new();
    for ((group, own), kept) in found.groups.iter().zip(&with_hits).zip(&kept) {
        let at = groups.len();
        rows.extend(own.iter().take(*kept).map(|row| barcode_row(found, corpus, row, at)));
        let name = looks.group(&group.row, at);
        groups.push(BarcodeGroup {
            name: group.row.shown().to_owned(),
            detail: articles(group.row.articles),
            ink: (!group.row.name.is_empty()).then_some(name.ink),
            spreads: group.spreads.iter().map(spread).collect(),
            left_out: (own.len() - kept) as u64,
        });
    }
    let left_out: u64 = groups.iter().map(|group| group.left_out).sum();
    let mut measure = vec![
        "Places of hits from the beginning of each article to its end, one row an article with hits, by date"
            .into(),
        "DP norm (Gries' deviation of proportions, normalised): 0 even over the articles, towards 1 clumped; \
         not shown below 5 hits"
            .to_owned(),
    ];
    if recipe.queries.len() > 1 {
        measure.push("in a row each series has a height of its own, in the order of the legend".to_owned());
    }
    if left_out > 0 {
        let all = rows.len() as u64 + left_out;
        measure.push(format!(
            "{} of {} shown, the earliest of each {}",
            format::count(rows.len() as u64),
            format::counted(all, "article with hits", "articles with hits"),
            recipe.by.noun()
        ));
    }
    let stated = Caption { measure: measure.join("; "), ..caption(&found.coverage, &recipe.scope) };
    let series = looks.all_series(&recipe.queries);
    Figure {
        title: match recipe.by {
            Grouping::Outlet => format!("Where {} stands", super::names(&series)),
            by => format!("Where {} stands, by {}", super::names(&series), by.label()),
        },
        subtitle: String::new(),
        caption: stated.to_string(),
        kind: FigureKind::Barcode(Barcode {
            groups,
            called: Called { one: recipe.by.noun(), many: recipe.by.plural() },
            rows,
            series,
            over_articles: found.over_articles.iter().map(spread).collect(),
            over_groups: found.over_groups.iter().map(spread).collect(),
            left_out,
        }),
    }
}

/// How many rows each group keeps, `most` in all: the small groups whole, the large ones alike.
fn shares(sizes: &[usize], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|&at| sizes.get(at));
    let mut kept = vec![0; sizes.len()];
    let mut room = most;
    for (done, &at) in order.iter().enumerate() {
        let fair = room / (sizes.len() - done);
        let own = sizes.get(at).copied().unwrap_or(0).min(fair);
        if let Some(kept) = kept.get_mut(at) {
            *kept = own;
        }
        room -= own;
    }
    kept
}

fn barcode_row(found: &Dispersion, corpus: &Corpus, row: &DispersionRow, group: usize) -> BarcodeRow {
    let article = corpus.article(row.article);
    let headline = for_reading(article.headline_text());
    let hits = found.hits_of(row).iter();
    BarcodeRow {
        group,
        name: if headline.is_empty() { article.path.to_string() } else { headline.into_owned() },
        when: format::published(corpus.date_of(row.article)),
        words: corpus.words_of(row.article).into(),
        ticks: hits
            .map(|one| (usize::from(one.query), Dispersion::place(corpus, row.article, &one.hit)))
            .collect(),
    }
}

/// How a series is spread, for a figure and for words.
pub fn spread(spread: &Spread) -> BarcodeSpread {
    let shown = spread.shown();
    BarcodeSpread {
        hits: spread.hits,
        range: spread.range.into(),
        parts: spread.parts.into(),
        dp_norm: shown.ok(),
        reason: shown.err().map_or_else(String::new, clause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_whole_and_large_ones_alike() {
        let check = |sizes: &[usize], most, expected: &[usize]| assert_eq!(shares(sizes, most), expected);
        check(&[3, 100, 50], 23, &[3, 10, 10]);
        check(&[3, 4], 80, &[3, 4]);
        check(&[], 80, &[]);
        check(&[9, 9, 9], 1, &[0, 0, 1]);
        check(&[0, 9], 5, &[0, 5]);
    }
}
