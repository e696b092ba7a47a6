//! One lens a file: what can be chosen, what is shown when nothing is found, and where a click leads.

mod by_outlet;
mod counts_table;
mod dispersion;
mod distinctive;
mod events;
mod groups;
mod languages;
mod neighbours;
mod over_time;
mod phrases;
mod put_aside;
mod word_settings;
mod word_shift;

use std::ops::RangeInclusive;
use std::sync::Arc;

use egui::{DragValue, Popup, PopupCloseBehavior, RichText, ScrollArea, SetOpenCommand, Ui, Vec2, vec2};

use crate::analysis::Unit;
use crate::figure::{Bars, Figure, TargetKind};
use crate::query::Query;
use crate::session::{Action, Command, Lens, LensChoices, Pick};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::{dropping, tooltip};
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::segmented;
use groups::{group_ink, groupings, pick_group};
pub use languages::note as languages_note;

/// What the pane of the figure asks of a lens.
pub trait LensView {
    /// What can be chosen, in one row.
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>);

    /// Whether the answer is there and has nothing to show.
    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool;

    /// Why nothing was found, and what to do, where no filter is to blame.
    fn nothing(&self) -> &'static str;

    /// The lines behind a mark of the figure.
    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick>;

    /// The figure, with what stands beside it.
    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        let room = ui.available_size();
        if let Some(target) = shown.ui(ui, ctx, room)
            && let Some(pick) = self.pick(ctx, shown.figure, target)
        {
            ctx.send(Command::Pick(pick));
        }
    }
}

/// The views of all lenses.
#[derive(Default)]
pub struct Lenses {
    by_outlet: by_outlet::ByOutlet,
    over_time: over_time::OverTime,
    dispersion: dispersion::DispersionRows,
    distinctive: distinctive::DistinctiveWords,
    word_shift: word_shift::WordShiftLens,
    neighbours: neighbours::NeighboursLens,
    phrases: phrases::PhrasesLens,
}

impl Lenses {
    /// The view of one lens; the concordance draws no figure and has all the room for itself.
    pub fn of(&mut self, lens: Lens) -> Option<&mut dyn LensView> {
        Some(match lens {
            Lens::ByOutlet => &mut self.by_outlet,
            Lens::OverTime => &mut self.over_time,
            Lens::Dispersion => &mut self.dispersion,
            Lens::Distinctive => &mut self.distinctive,
            Lens::WordShift => &mut self.word_shift,
            Lens::Neighbours => &mut self.neighbours,
            Lens::Phrases => &mut self.phrases,
            Lens::Lines => return None,
        })
    }
}

/// The figure to show.
pub struct Shown<'a> {
    /// The figure.
    pub figure: &'a Arc<Figure>,
    /// What the pointer did in it.
    pub view: &'a mut FigureView,
    /// Whether the next one is being counted.
    pub is_old: bool,
}

impl Shown<'_> {
    /// Draws the figure into `room`, scrolling where it needs more; the mark that was clicked.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, room: Vec2) -> Option<TargetKind> {
        let scroll = ScrollArea::vertical().id_salt("figure").auto_shrink(false);
        scroll.show(ui, |ui| self.view.ui(ui, ctx, self.figure, room.y - 2.0, self.is_old)).inner.clicked
    }

    /// Draws the figure with a list at its right; the mark that was clicked.
    fn beside_list(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        (share, widths): (f32, RangeInclusive<f32>),
        list: impl FnOnce(&mut Ui),
    ) -> Option<TargetKind> {
        let room = ui.available_size();
        let list_width = (room.x * share).clamp(*widths.start(), *widths.end());
        ui.horizontal_top(|ui| {
            let left = vec2(room.x - list_width - 16.0, room.y);
            let clicked = ui.allocate_ui(left, |ui| self.ui(ui, ctx, left)).inner;
            ui.allocate_ui(vec2(list_width, room.y), |ui| ui.vertical(list));
            clicked
        })
        .inner
    }
}

/// How wide a list beside a figure is: its share of the room, and from where to where it may go.
const LIST_WIDTH: (f32, RangeInclusive<f32>) = (0.46, 360.0..=720.0);

/// The row and the series of what was clicked in words one under the other.
fn row_and_series(bars: &Bars, target: TargetKind) -> Option<(Option<usize>, Option<usize>)> {
    Some(match target {
        TargetKind::Mark(index) => {
            let mark = bars.bars.get(index)?;
            (Some(mark.category), Some(mark.series))
        }
        TargetKind::Category(category) => (Some(category), None),
        TargetKind::Series(series) => (None, Some(series)),
    })
}

/// The queries of a figure's series: those of the list on the left may be ahead of it.
fn queries_of(figure: &Figure) -> Vec<Query> {
    figure.series().iter().filter_map(|series| Query::parse(&series.query).ok()).collect()
}

/// Changes what is chosen of the lenses.
fn choose(ctx: &ViewContext<'_>, change: impl FnOnce(&mut LensChoices)) {
    let mut choices = ctx.session.bench().lenses.clone();
    change(&mut choices);
    ctx.send(Command::ChooseLenses(Box::new(choices)));
}

/// A button that drops a sheet of choices.
fn sheet(ui: &mut Ui, text: &str, hint: &str, is_wanted: bool, content: impl FnOnce(&mut Ui)) {
    let button = ui.button(dropping(text)).on_hover_text(hint);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
    let mut popup = Popup::from_toggle_button_response(&button)
        .accessible_name(text)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(SHEET);
    if is_wanted {
        popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    popup.show(|ui| {
        ui.set_width(SHEET.min(ui.ctx().content_rect().width() - 40.0));
        content(ui);
    });
}

/// Width of a sheet of choices.
const SHEET: f32 = 320.0;

/// The heading of some choices in a sheet.
fn heading(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(text).font(ctx.tokens.small_strong()).color(ctx.tokens.muted));
}

/// How often at least, and in how many articles.
fn least(ui: &mut Ui, count: &mut u32, articles: &mut u32) {
    ui.label("at least");
    ui.add(DragValue::new(count).range(1..=1_000_000).speed(0.1)).on_hover_text("Rarer ones are left out");
    ui.label("times in");
    let in_articles = ui.add(DragValue::new(articles).range(1..=1_000_000).speed(0.1));
    in_articles.on_hover_text("In so many articles, or in all where there are fewer");
    ui.label("articles");
    ui.add_space(8.0);
}

fn units(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = ctx.session.bench().unit;
    let units = [
        ("per 1,000 words", Unit::PerThousand, Action::UnitPerThousand),
        ("per million", Unit::PerMillion, Action::UnitPerMillion),
        ("per 1,000 sentences", Unit::PerThousandSentences, Action::UnitSentences),
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
