//! Over time: lines by day, week, month, quarter or year.

use egui::Ui;

use super::events::Events;
use super::{LensView, Shown, choose, groupings, heading, pick_group, queries_of, sheet, units};
use crate::analysis::{Analysis, Bin};
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::{Command, LensChoices, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{segmented, tick_box};

/// The lens.
#[derive(Default)]
pub struct OverTime {
    events: Events,
}

impl LensView for OverTime {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        units(ui, ctx);
        ui.add_space(8.0);
        bins(ui, ctx);
        let mut by_outlet = ctx.session.bench().is_trend_by_outlet;
        let grouping = ctx.session.bench().grouping;
        let tick = tick_box(ui, ctx, &mut by_outlet, "a line each");
        let hint = format!("One line for each {}, of the first series", grouping.noun());
        if tick.on_hover_text(hint).changed() {
            ctx.send(Command::SetTrendByOutlet(by_outlet));
        }
        if by_outlet {
            groupings(ui, ctx, ctx.session.results().trend().iter().flat_map(|found| &found.groups));
        }
        self.events.ui(ui, ctx);
        sheet(ui, "Look", "Smooth the lines; measure whether rates rise", false, |ui| look(ui, ctx));
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
        // Days of a bin come after those that a group stands for: they are within them.
        let of_group = |series: usize, pick: Pick| match line_of(series)
            .and_then(|line| trend.groups.get(line.group?))
        {
            Some(group) => Pick { days: pick.days.or(group.days()), ..pick_group(group, pick.clone()) },
            None => pick,
        };
        let query_of = |series: usize| line_of(series).and_then(|line| queries.get(line.query).cloned());
        let days_of = |bin: usize| trend.bins.get(bin).map(|bin| (bin.start, bin.end));
        match (target, &figure.kind) {
            (TargetKind::Mark(index), FigureKind::Lines(lines)) => {
                let point = lines.points.get(index)?;
                let (query, days) = (query_of(point.series), days_of(point.bin));
                Some(of_group(point.series, Pick { query, days, ..Pick::default() }))
            }
            (TargetKind::Category(bin), _) => {
                let query = ctx.session.place().pick.query.clone();
                Some(Pick { query, days: days_of(bin), ..Pick::default() })
            }
            (TargetKind::Series(series), _) => {
                Some(of_group(series, Pick { query: query_of(series), ..Pick::default() }))
            }
            (TargetKind::Mark(_), _) => None,
        }
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        let room = ui.available_size();
        if let Some(target) = shown.ui(ui, ctx, room)
            && let Some(pick) = self.pick(ctx, shown.figure, target)
        {
            ctx.send(Command::Pick(pick));
        }
        let marked = shown.view.take_marked().and_then(|target| self.pick(ctx, shown.figure, target));
        if let Some((day, _)) = marked.and_then(|pick| pick.days) {
            self.events.mark(day);
        }
    }
}

fn look(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = &ctx.session.bench().lenses;
    heading(ui, ctx, "Lines as the mean of so many bins");
    let names = LensChoices::SMOOTHINGS
        .map(|width| if width == 0 { "as counted".to_owned() } else { width.to_string() });
    let options = LensChoices::SMOOTHINGS.iter().zip(&names);
    let options = options.map(|(width, name)| (name.as_str(), *width == now.smoothing, ""));
    if let Some(at) = segmented(ui, ctx, "Smoothing", options) {
        choose(ctx, |choices| choices.smoothing = LensChoices::SMOOTHINGS[at]);
    }
    ui.add_space(4.0);
    let mut measures = now.measures_trend;
    let tick = tick_box(ui, ctx, &mut measures, "Measure rise and fall");
    let hint = "Kendall's tau-b and a quasi-Poisson slope under the figure, from six bins on. \
                They say nothing of causes";
    if tick.on_hover_text(hint).changed() {
        choose(ctx, |choices| choices.measures_trend = measures);
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
