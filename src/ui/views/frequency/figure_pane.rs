//! The figure of the lens, with what it is counted in and how it leaves the program.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use crate::analysis::{Analysis, Bin, Unit};
use crate::figure::TargetKind;
use crate::query::Query;
use crate::session::{Action, Command, Lens, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::{figure_buttons, tooltip};
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::keyness_table::keyness_table;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, at_right, empty, failed_note, segmented};

/// The pane's own state.
#[derive(Default)]
pub struct FigurePane {
    figure: FigureView,
    outlet: usize,
}

impl FigurePane {
    /// Draws the pane.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        controls(ui, ctx);
        ui.add_space(6.0);
        let lens = ctx.session.place().lens;
        let role = match lens {
            Lens::ByOutlet => Role::Frequency,
            Lens::OverTime => Role::Trend,
            Lens::Distinctive => Role::Distinctive,
            // It has no figure and a pane of its own.
            Lens::Lines => return,
        };
        let results = ctx.session.results();
        if let Some(problem) = results.problem(role).filter(|_| results.asked(role).is_none()) {
            empty(ui, ctx, "This could not be counted", &problem.text, &[TRY_AGAIN]);
            return;
        }
        failed_note(ui, ctx, &[role]);
        if ctx.session.bench().shown_series().next().is_none() && lens != Lens::Distinctive {
            empty(ui, ctx, "All series are hidden", "Show one again from its menu on the left.", &[]);
            return;
        }
        if is_nothing(ctx, lens) {
            let (why, way) = if ctx.session.bench().filter.is_all() {
                (nothing_why(lens), None)
            } else {
                (
                    "Among the articles that the filters leave there is nothing to count.",
                    Some(EmptyAction { action: Action::ClearFilters, text: "Clear filters" }),
                )
            };
            empty(ui, ctx, "Nothing found", why, way.as_slice());
            return;
        }
        let Some(figure) = ctx.session.figure() else { return };
        let is_old = results.is_computing(role);
        if lens == Lens::Distinctive {
            self.distinctive(ui, ctx, figure, is_old);
            return;
        }
        let height = ui.available_height();
        let answer = ScrollArea::vertical()
            .id_salt("figure")
            .auto_shrink(false)
            .show(ui, |ui| self.figure.ui(ui, ctx, figure, height - 2.0, is_old))
            .inner;
        if let Some(target) = answer.clicked {
            clicked(ctx, target);
        }
    }

    fn distinctive(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<crate::figure::Figure>,
        is_old: bool,
    ) {
        let results = ctx.session.results();
        let answer = results.distinctive().zip(results.corpus_of(Role::Distinctive));
        let Some((distinctive, corpus)) = answer else { return };
        self.outlet = self.outlet.min(distinctive.outlets.len().saturating_sub(1));
        let table_width = (ui.available_width() * 0.42).clamp(380.0, 560.0);
        let room = ui.available_size();
        ui.horizontal_top(|ui| {
            ui.allocate_ui(egui::vec2(room.x - table_width - 16.0, room.y), |ui| {
                let answer = ScrollArea::vertical()
                    .id_salt("dots")
                    .auto_shrink(false)
                    .show(ui, |ui| self.figure.ui(ui, ctx, figure, room.y - 2.0, is_old))
                    .inner;
                if let Some(target) = answer.clicked {
                    clicked(ctx, target);
                }
            });
            ui.allocate_ui(egui::vec2(table_width, room.y), |ui| {
                ui.vertical(|ui| {
                    ScrollArea::horizontal().id_salt("outlets of words").show(ui, |ui| {
                        let names: Vec<&str> = distinctive
                            .outlets
                            .iter()
                            .map(|row| crate::analysis::shown_name(&row.name))
                            .collect();
                        let options =
                            names.iter().enumerate().map(|(at, name)| (*name, at == self.outlet, ""));
                        if let Some(at) = segmented(ui, ctx, "Words of", options) {
                            self.outlet = at;
                        }
                    });
                    ui.add_space(4.0);
                    let (Some(row), Some(words)) =
                        (distinctive.outlets.get(self.outlet), distinctive.words.get(self.outlet))
                    else {
                        return;
                    };
                    let chosen = ctx.session.place().pick.query.as_ref().map(|query| query.text.clone());
                    if words.is_empty() {
                        ui.label(RichText::new("No word of this outlet stands out").color(ctx.tokens.muted));
                    } else if let Some(at) = keyness_table(
                        ui,
                        ctx,
                        corpus,
                        crate::analysis::shown_name(&row.name),
                        words,
                        chosen.as_deref(),
                    ) {
                        pick_word(ctx, corpus.vocabulary().form(words[at].word), None);
                    }
                });
            });
        });
    }
}

fn pick_word(ctx: &ViewContext<'_>, word: &str, outlet: Option<Arc<str>>) {
    if let Some(query) = Query::of_form(word) {
        ctx.send(Command::Pick(Pick { query: Some(query), outlet, days: None }));
    }
}

/// From a mark to its lines.
fn clicked(ctx: &ViewContext<'_>, target: TargetKind) {
    let Some(figure) = ctx.session.figure() else { return };
    let results = ctx.session.results();
    // By what the figure says, not by the list on the left: that may be ahead.
    let queries: Vec<Query> = match (ctx.session.place().lens, results.asked(Role::Trend)) {
        (Lens::OverTime, Some(Analysis::Trend(recipe))) => recipe.queries.clone(),
        _ => figure.series().iter().filter_map(|series| Query::parse(&series.query).ok()).collect(),
    };
    match ctx.session.place().lens {
        Lens::ByOutlet => {
            let Some(frequency) = results.frequency() else { return };
            let outlet_of =
                |category: usize| frequency.outlets.get(category).map(|row| Arc::clone(&row.name));
            let pick = match (target, &figure.kind) {
                (TargetKind::Mark(index), crate::figure::FigureKind::Bars(bars)) => {
                    let Some(bar) = bars.bars.get(index) else { return };
                    Pick {
                        query: queries.get(bar.series).cloned(),
                        outlet: outlet_of(bar.category),
                        days: None,
                    }
                }
                (TargetKind::Category(category), _) => Pick {
                    query: ctx.session.place().pick.query.clone(),
                    outlet: outlet_of(category),
                    days: None,
                },
                (TargetKind::Series(series), _) => {
                    Pick { query: queries.get(series).cloned(), ..Pick::default() }
                }
                (TargetKind::Mark(_), _) => return,
            };
            ctx.send(Command::Pick(pick));
        }
        Lens::OverTime => {
            let Some(trend) = results.trend() else { return };
            let line_of = |series: usize| trend.lines.get(series);
            let name_of = |series: usize| {
                let outlet = line_of(series)?.outlet?;
                results
                    .corpus_of(Role::Trend)?
                    .outlets()
                    .get(usize::from(outlet))
                    .map(|outlet| Arc::clone(&outlet.name))
            };
            let query_of = |series: usize| line_of(series).and_then(|line| queries.get(line.query).cloned());
            let days_of = |bin: usize| trend.bins.get(bin).map(|bin| (bin.start, bin.end));
            let pick = match (target, &figure.kind) {
                (TargetKind::Mark(index), crate::figure::FigureKind::Lines(lines)) => {
                    let Some(point) = lines.points.get(index) else { return };
                    Pick {
                        query: query_of(point.series),
                        outlet: name_of(point.series),
                        days: days_of(point.bin),
                    }
                }
                (TargetKind::Category(bin), _) => {
                    Pick { query: ctx.session.place().pick.query.clone(), outlet: None, days: days_of(bin) }
                }
                (TargetKind::Series(series), _) => {
                    Pick { query: query_of(series), outlet: name_of(series), days: None }
                }
                (TargetKind::Mark(_), _) => return,
            };
            ctx.send(Command::Pick(pick));
        }
        Lens::Distinctive => {
            if let (TargetKind::Mark(index), crate::figure::FigureKind::Dots(dots)) = (target, &figure.kind)
                && let Some(dot) = dots.dots.get(index)
            {
                pick_word(ctx, &dot.word, None);
            }
        }
        Lens::Lines => {}
    }
}

fn is_nothing(ctx: &ViewContext<'_>, lens: Lens) -> bool {
    let results = ctx.session.results();
    match lens {
        Lens::ByOutlet => {
            let Some(frequency) = results.frequency() else { return false };
            let mut shown = ctx
                .session
                .bench()
                .shown_series()
                .filter_map(|(index, _)| frequency.totals.get(index))
                .peekable();
            shown.peek().is_some() && shown.all(|cell| cell.hits == 0)
        }
        Lens::OverTime => results.trend().is_some_and(|trend| trend.bins.is_empty()),
        Lens::Distinctive => results.distinctive().is_some_and(|words| words.words.iter().all(Vec::is_empty)),
        Lens::Lines => false,
    }
}

fn nothing_why(lens: Lens) -> &'static str {
    match lens {
        Lens::ByOutlet => {
            "No article has these words. Try fewer letters and a * at the end, or another spelling."
        }
        Lens::OverTime => "No article has a date, so there is nothing to lay out over time.",
        Lens::Distinctive => "Distinctive words need at least two outlets with words of their own.",
        Lens::Lines => "",
    }
}

fn controls(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let bench = ctx.session.bench();
    // Where the window is small or everything large, what is done with the figure has a row of its own.
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal(|ui| {
        match ctx.session.place().lens {
            Lens::Lines => {}
            Lens::ByOutlet => units(ui, ctx),
            Lens::OverTime => {
                units(ui, ctx);
                ui.add_space(8.0);
                bins(ui, ctx);
                let mut by_outlet = bench.is_trend_by_outlet;
                if ui
                    .checkbox(&mut by_outlet, "by outlet")
                    .on_hover_text("One line for each outlet, of the first series")
                    .changed()
                {
                    ctx.send(Command::SetTrendByOutlet(by_outlet));
                }
            }
            Lens::Distinctive => {
                let mut keep = bench.keep_stop_words;
                if ui
                    .checkbox(&mut keep, "function words too")
                    .on_hover_text("Words such as the, of, and are left out unless this is on")
                    .changed()
                {
                    ctx.send(Command::KeepStopWords(keep));
                }
            }
        }
        if !is_narrow {
            at_right(ui, "save", |ui| figure_buttons(ui, ctx));
        }
    });
    if is_narrow {
        ui.horizontal(|ui| figure_buttons(ui, ctx));
    }
}

/// Narrower than this, two rows are needed.
const NARROW: f32 = 780.0;

fn units(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = ctx.session.bench().unit;
    let units = [
        ("per 1,000 words", Unit::PerThousand, Action::UnitPerThousand),
        ("per million", Unit::PerMillion, Action::UnitPerMillion),
        ("% of articles", Unit::ShareOfArticles, Action::UnitShare),
        ("count", Unit::Count, Action::UnitCount),
    ];
    let hints = units.map(|(.., action)| tooltip(ui, action));
    let options =
        units.iter().zip(&hints).map(|((text, unit, _), hint)| (*text, *unit == now, hint.as_str()));
    if let Some(index) = segmented(ui, ctx, "Unit", options) {
        ctx.act(units[index].2);
    }
}

fn bins(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = ctx.session.bench().bin;
    let combo =
        egui::ComboBox::from_id_salt("bin").selected_text(now.label()).width(92.0).show_ui(ui, |ui| {
            for bin in [Bin::Auto, Bin::Day, Bin::Week, Bin::Month, Bin::Quarter, Bin::Year] {
                if ui.selectable_label(bin == now, bin.label()).clicked() {
                    ctx.send(Command::SetBin(bin));
                }
            }
        });
    combo.response.accessible_name("Width of a bin");
}
