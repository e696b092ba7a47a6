//! By outlet: grouped bars or dots with intervals, the counts beside them.

use egui::{DragValue, Ui, vec2};

use super::counts_table::CountsTable;
use super::{LensView, Shown, choose, groupings, heading, pick_group, queries_of, sheet, units};
use crate::analysis::IntervalMethod;
use crate::analysis::figures::OutletOrder;
use crate::figure::{BarShape, Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::{Command, Pick};
use crate::stats::random::Resampling;
use crate::ui::context::ViewContext;
use crate::ui::widgets::segmented;

/// The lens.
#[derive(Default)]
pub struct ByOutlet {
    /// Whether the counts stand beside the figure.
    shows_counts: bool,
    counts: CountsTable,
}

/// Width of the counts.
const COUNTS: f32 = 470.0;

impl LensView for ByOutlet {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        groupings(ui, ctx, ctx.session.results().frequency().iter().flat_map(|found| &found.groups));
        units(ui, ctx);
        ui.add_space(8.0);
        sheet(ui, "Look", "Bars or dots, their order, how intervals are made", false, |ui| look(ui, ctx));
        ui.toggle_value(&mut self.shows_counts, "Counts")
            .on_hover_text("The numbers behind the figure: hits, words, articles with hits, articles");
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
        // By name, since the figure has an order of its own.
        let pick_of = |query: Option<Query>, category: usize| {
            let FigureKind::Bars(bars) = &figure.kind else { return None };
            let name = &bars.categories.get(category)?.name;
            let group = frequency.groups.iter().find(|group| group.shown() == name)?;
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

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        let room = ui.available_size();
        let beside = if self.shows_counts { COUNTS.min(room.x * 0.6) + 16.0 } else { 0.0 };
        ui.horizontal_top(|ui| {
            let left = vec2(room.x - beside, room.y);
            let clicked = ui.allocate_ui(left, |ui| shown.ui(ui, ctx, room)).inner;
            if let Some(pick) = clicked.and_then(|target| self.pick(ctx, shown.figure, target)) {
                ctx.send(Command::Pick(pick));
            }
            if self.shows_counts {
                let right = vec2(beside - 16.0, room.y);
                ui.allocate_ui(right, |ui| ui.vertical(|ui| self.counts.ui(ui, ctx, shown.figure)));
            }
        });
    }
}

fn look(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = &ctx.session.bench().lenses;
    heading(ui, ctx, "Values as");
    let shapes = [("bars", BarShape::Bars), ("dots", BarShape::Dots)];
    let options = shapes.iter().map(|(text, shape)| (*text, *shape == now.shape, ""));
    if let Some(at) = segmented(ui, ctx, "Values as", options) {
        choose(ctx, |choices| choices.shape = shapes[at].1);
    }
    heading(ui, ctx, "In order");
    let options = OutletOrder::ALL.iter().map(|order| (order.label(), *order == now.order, ""));
    if let Some(at) = segmented(ui, ctx, "Outlets in order", options) {
        choose(ctx, |choices| choices.order = OutletOrder::ALL[at]);
    }
    heading(ui, ctx, "95% intervals by");
    let resampling = |resamples| IntervalMethod::Bootstrap(Resampling { resamples, ..Resampling::default() });
    let methods = [
        ("formula", IntervalMethod::EffectiveWilson, "Wilson's interval on the effective number of words"),
        (
            "999 resamples",
            resampling(999),
            "Articles are drawn again and again; too narrow under about 20 articles",
        ),
        ("9,999 resamples", resampling(9_999), "The same, steadier and slower"),
    ];
    let options = methods.iter().map(|(text, method, hint)| (*text, is_like(*method, now.intervals), *hint));
    if let Some(at) = segmented(ui, ctx, "Intervals by", options) {
        choose(ctx, |choices| choices.intervals = methods[at].1);
    }
    if let IntervalMethod::Bootstrap(settings) = now.intervals {
        ui.horizontal(|ui| {
            let mut seed = settings.seed;
            let field = ui.add(DragValue::new(&mut seed).prefix("seed ").range(0..=u64::from(u32::MAX)));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, "Seed"));
            if field.on_hover_text("The same seed gives the same intervals").changed() {
                let intervals = IntervalMethod::Bootstrap(Resampling { seed, ..settings });
                choose(ctx, |choices| choices.intervals = intervals);
            }
        });
    }
}

/// Whether two methods are the same but for the seed.
fn is_like(one: IntervalMethod, other: IntervalMethod) -> bool {
    match (one, other) {
        (IntervalMethod::EffectiveWilson, IntervalMethod::EffectiveWilson) => true,
        (IntervalMethod::Bootstrap(one), IntervalMethod::Bootstrap(other)) => {
            one.resamples == other.resamples
        }
        _ => false,
    }
}
