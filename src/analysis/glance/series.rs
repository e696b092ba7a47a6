//! Hits of the user's own queries.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, row};
use crate::analysis::Unit;

pub(super) fn rows(asked: &Asked<'_>) -> Vec<GlanceRow> {
    let one = |(at, name): (usize, &String)| {
        let cells = asked.comparison.columns.iter().map(|column| {
            let Some(cell) = column.query_cells.get(at) else { return GlanceCell::default() };
            let mut part = GlancePart::plain(asked.numbers.count(cell.hits));
            let rate = cell.value_of_group(asked.unit).ok().filter(|_| asked.unit != Unit::Count);
            if let Some(rate) = rate {
                part.after = format!("· {} {}", asked.numbers.number(rate), asked.unit.short_label());
            }
            let places = column.query_places.get(at).cloned().unwrap_or_default();
            if !places.is_empty() {
                let why = "Where the series has its hits";
                part = part.with(Evidence::new(name.clone(), why, places).out_of(cell.hits));
            }
            GlanceCell::of(vec![part])
        });
        row(RowKind::Series, name, "Hits of a series of Frequency", cells.collect())
    };
    asked.series.iter().enumerate().map(one).collect()
}
