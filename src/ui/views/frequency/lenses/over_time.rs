//! Over time: lines by day, week, month, quarter or year.

use std::sync::Arc;

use egui::Ui;

use super::{LensView, queries_of, units};
use crate::analysis::{Analysis, Bin};
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::{Command, Pick, Role};
use crate::ui::context::ViewContext;

/// The lens.
#[derive(Default)]
pub struct OverTime;

impl LensView for OverTime {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        units(ui, ctx);
        ui.add_space(8.0);
        bins(ui, ctx);
        let mut by_outlet = ctx.session.bench().is_trend_by_outlet;
        let tick = ui.checkbox(&mut by_outlet, "by outlet");
        if tick.on_hover_text("One line for each outlet, of the first series").changed() {
            ctx.send(Command::SetTrendByOutlet(by_outlet));
        }
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        ctx.session.results().trend().is_some_and(|trend| trend.bins.is_empty())
    }

    fn nothing(&self) -> &'static str {
        "No article has a date, so there is nothing to lay out over time."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let results = ctx.session.results();
        let trend = results.trend()?;
        let queries: Vec<Query> = match results.asked(Role::Trend) {
            Some(Analysis::Trend(recipe)) => recipe.queries.clone(),
            _ => queries_of(figure),
        };
        let line_of = |series: usize| trend.lines.get(series);
        let outlet_of = |series: usize| {
            let outlet = line_of(series)?.outlet?;
            let outlet = results.corpus_of(Role::Trend)?.outlets().get(usize::from(outlet))?;
            Some(Arc::clone(&outlet.name))
        };
        let query_of = |series: usize| line_of(series).and_then(|line| queries.get(line.query).cloned());
        let days_of = |bin: usize| trend.bins.get(bin).map(|bin| (bin.start, bin.end));
        match (target, &figure.kind) {
            (TargetKind::Mark(index), FigureKind::Lines(lines)) => {
                let point = lines.points.get(index)?;
                let (query, outlet) = (query_of(point.series), outlet_of(point.series));
                Some(Pick { query, outlet, days: days_of(point.bin), ..Pick::default() })
            }
            (TargetKind::Category(bin), _) => {
                let query = ctx.session.place().pick.query.clone();
                Some(Pick { query, days: days_of(bin), ..Pick::default() })
            }
            (TargetKind::Series(series), _) => {
                Some(Pick { query: query_of(series), outlet: outlet_of(series), ..Pick::default() })
            }
            (TargetKind::Mark(_), _) => None,
        }
    }
}

fn bins(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = ctx.session.bench().bin;
    let combo = egui::ComboBox::from_id_salt("bin").selected_text(now.label()).width(92.0);
    let combo = combo.show_ui(ui, |ui| {
        for bin in Bin::ALL {
            if ui.selectable_label(bin == now, bin.label()).clicked() {
                ctx.send(Command::SetBin(bin));
            }
        }
    });
    combo.response.accessible_name("Width of a bin");
}
