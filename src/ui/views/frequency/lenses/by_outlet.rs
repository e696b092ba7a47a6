//! By outlet: grouped bars with intervals.

use std::sync::Arc;

use egui::Ui;

use super::{LensView, queries_of, units};
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::session::Pick;
use crate::ui::context::ViewContext;

/// The lens.
#[derive(Default)]
pub struct ByOutlet;

impl LensView for ByOutlet {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
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
        let outlet_of = |category: usize| frequency.outlets.get(category).map(|row| Arc::clone(&row.name));
        match (target, &figure.kind) {
            (TargetKind::Mark(index), FigureKind::Bars(bars)) => {
                let bar = bars.bars.get(index)?;
                let query = queries.get(bar.series).cloned();
                Some(Pick { query, outlet: outlet_of(bar.category), days: None })
            }
            (TargetKind::Category(category), _) => {
                let query = ctx.session.place().pick.query.clone();
                Some(Pick { query, outlet: outlet_of(category), days: None })
            }
            (TargetKind::Series(series), _) => {
                Some(Pick { query: queries.get(series).cloned(), ..Pick::default() })
            }
            (TargetKind::Mark(_), _) => None,
        }
    }
}
