//! By outlet: grouped bars with intervals.

use egui::Ui;

use super::{LensView, groupings, pick_group, queries_of, units};
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::Pick;
use crate::ui::context::ViewContext;

/// The lens.
#[derive(Default)]
pub struct ByOutlet;

impl LensView for ByOutlet {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        groupings(ui, ctx);
        units(ui, ctx);
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        let Some(frequency) = ctx.session.results().frequency() else { return false };
        let shown = ctx.session.bench().shown_series();
        let mut shown = shown.filter_map(|(index, _)| frequency.totals.get(index)).peekable();
        shown.peek().is_some() && shown.all(|cell| cell.hits == 0)
    }

    fn nothing(&self) -> &'static str {
        "No article has these words. Try fewer letters and a * at the end, or another spelling."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let frequency = ctx.session.results().frequency()?;
        let queries = queries_of(figure);
        let pick_of = |query: Option<Query>, category: usize| {
            let group = frequency.groups.get(category)?;
            Some(pick_group(group, Pick { query, ..Pick::default() }))
        };
        match (target, &figure.kind) {
            (TargetKind::Mark(index), FigureKind::Bars(bars)) => {
                let bar = bars.bars.get(index)?;
                pick_of(queries.get(bar.series).cloned(), bar.category)
            }
            (TargetKind::Category(category), _) => pick_of(ctx.session.place().pick.query.clone(), category),
            (TargetKind::Series(series), _) => {
                Some(Pick { query: queries.get(series).cloned(), ..Pick::default() })
            }
            (TargetKind::Mark(_), _) => None,
        }
    }
}
