//! Headlines, and when and how much was published.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, MOST_ARTICLES, RowKind, Tone, opening};
use crate::analysis::ComparisonColumn;
use crate::analysis::tellings::MOST_PLACES;
use crate::corpus::ArticleId;
use crate::figure::format;
use crate::text::normalise::for_reading;

/// The headlines of every column.
fn cell(asked: &Asked<'_>, column: &ComparisonColumn) -> GlanceCell {
    if column.articles.is_empty() {
        return GlanceCell::quiet("no article");
    }
    let mut parts = Vec::new();
    for &id in column.articles.iter().take(MOST_ARTICLES) {
        parts.push(headline(asked, id));
        if asked.corpus.is_opinion(id) {
            parts.push(GlancePart {
                before: " ",
                tone: Tone::Chip,
                belongs: true,
                ..GlancePart::plain("opinion")
            });
        }
    }
    GlanceCell::of(parts).and_more(column.articles.len().saturating_sub(MOST_ARTICLES))
}

pub(super) fn row(asked: &Asked<'_>) -> GlanceRow {
    let cells = asked.comparison.columns.iter().map(|column| cell(asked, column)).collect();
    let about = "The headline of each article, by date. Opinion pieces are marked, since they frame otherwise than reports";
    super::row(RowKind::Headline, "", about, cells)
}

fn headline(asked: &Asked<'_>, id: ArticleId) -> GlancePart {
    let article = asked.corpus.article(id);
    let words = for_reading(article.headline_text());
    let places = opening(asked, id).into_iter().collect();
    if words.is_empty() {
        let evidence = Evidence::new("An article without a headline", "", places);
        return GlancePart::quiet("(no headline)").with(evidence);
    }
    let part = GlancePart { tone: Tone::Print, ..GlancePart::plain(words.clone()) };
    part.with(Evidence::new(words, "The article's headline", places))
}

pub(super) fn published(asked: &Asked<'_>) -> GlanceRow {
    let cell = |column: &ComparisonColumn| {
        let numbers = asked.numbers;
        let articles = numbers.counted(column.articles.len() as u64, "article", "articles");
        let words = numbers.counted(column.words, "word", "words");
        let whose = Evidence::new(
            format!("{articles}, {words}"),
            "The articles by date, each with its headline",
            column.articles.iter().take(MOST_PLACES).filter_map(|&id| opening(asked, id)).collect(),
        )
        .out_of(column.articles.len() as u64);
        let [dates, articles, words] = [dates(column), articles, words].map(GlancePart::plain);
        let articles = if column.articles.is_empty() { articles } else { articles.with(whose) };
        GlanceCell::of(vec![dates, articles, words])
    };
    let cells = asked.comparison.columns.iter().map(cell).collect();
    let about = "From the first article to the last, and how much text there is";
    super::row(RowKind::Published, "", about, cells)
}

fn dates(column: &ComparisonColumn) -> String {
    match (column.first, column.last) {
        (Some(first), Some(last)) if first == last => format::published(Some(first)),
        (Some(first), Some(last)) => format::date_range(first.date, last.last_day()),
        _ => "no date".to_owned(),
    }
}
