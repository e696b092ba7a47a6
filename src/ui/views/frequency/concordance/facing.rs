//! Lines of two outlets, row by row: the hits of the one and of the other stand at the same distance from the
//! middle.

use std::sync::Arc;

use egui::text::TextFormat;
use egui::{ComboBox, Rangef, Rect, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::{Analysis, Concordance, shown_name};
use crate::corpus::Corpus;
use crate::session::{Command, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::{CONTEXT, one_row, paint_words};
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::outlet_dot;

/// The scroll that both sides share.
#[derive(Default)]
pub struct Facing {
    list: LongList,
}

/// Which side of the middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Half of what stands free between the sides.
const GUTTER: f32 = 10.0;

/// Room for a date.
const DATE: f32 = 78.0;

/// The hit stands at this share of its side, seen from the outer edge.
const HIT_AT: f32 = 0.52;

impl Facing {
    /// Draws both sides in all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>, found: &Concordance) {
        let results = ctx.session.results();
        let Some([one, other]) = ctx.session.bench().lines.sides.as_ref() else { return };
        let second = results.concordance_beside().zip(results.corpus_of(Role::ConcordanceBeside));
        let width = ui.available_width();
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(width / 2.0 - GUTTER, 28.0), |ui| {
                ui.set_min_width(width / 2.0 - GUTTER);
                head(ui, ctx, Side::Left, [one, other], in_words(ctx, Role::Concordance, found));
            });
            ui.add_space(GUTTER);
            let said = second.map(|(found, _)| in_words(ctx, Role::ConcordanceBeside, found));
            head(ui, ctx, Side::Right, [one, other], said.unwrap_or_default());
        });
        ui.add_space(4.0);
        let row_height = ctx.row_height();
        let rows = found.lines.len().max(second.map_or(0, |(found, _)| found.lines.len()));
        if rows == 0 {
            ui.label(RichText::new("Neither of them has it").color(ctx.tokens.muted));
            return;
        }
        self.list.ui(ui, ctx, "facing lines", row_height, rows, |ui, row| {
            let place = ui.max_rect();
            let middle = place.center().x;
            let left = Rect::from_min_max(place.min, pos2(middle - GUTTER, place.bottom()));
            let right = Rect::from_min_max(
                pos2(middle + GUTTER, place.top()),
                pos2(place.right() - 10.0, place.bottom()),
            );
            half(ui, ctx, corpus, found, row, left, Side::Left);
            if let Some((found, corpus)) = second {
                half(ui, ctx, corpus, found, row, right, Side::Right);
            }
            ui.painter().vline(middle, place.y_range(), ctx.tokens.rule());
        });
    }
}

/// How many lines a side has, in words.
fn in_words(ctx: &ViewContext<'_>, role: Role, found: &Concordance) -> String {
    match ctx.session.results().asked(role) {
        Some(Analysis::Concordance(recipe)) => found.in_words(recipe),
        _ => String::new(),
    }
}

/// The outlet of a side, to be chosen, and how many lines it has.
fn head(ui: &mut Ui, ctx: &ViewContext<'_>, side: Side, [one, other]: [&Arc<str>; 2], said: String) {
    let now = if side == Side::Left { one } else { other };
    outlet_dot(ui, ctx, Some(now));
    let combo = ComboBox::from_id_salt(("side", side == Side::Left))
        .selected_text(RichText::new(shown_name(now)).font(ctx.tokens.strong()))
        .width(150.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            let outlets = ctx.session.corpus().map_or(&[][..], |corpus| corpus.outlets());
            for outlet in outlets {
                if ui.selectable_label(outlet.name == *now, outlet.shown()).clicked() {
                    let mut layout = ctx.session.bench().lines.clone();
                    let name = Arc::clone(&outlet.name);
                    layout.sides = Some(match side {
                        Side::Left => [name, Arc::clone(other)],
                        Side::Right => [Arc::clone(one), name],
                    });
                    ctx.send(Command::LayOutLines(Box::new(layout)));
                }
            }
        });
    combo.response.accessible_name(if side == Side::Left {
        "Outlet on the left"
    } else {
        "Outlet on the right"
    });
    ui.label(RichText::new(said).color(ctx.tokens.muted));
}

/// One line of one side: the date at the outer edge, the hit near the middle.
fn half(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    found: &Concordance,
    row: usize,
    rect: Rect,
    side: Side,
) {
    if row >= found.lines.len() {
        return;
    }
    let tokens = ctx.tokens;
    let line = found.line_within(corpus, row, CONTEXT, ctx.session.bench().lines.boundary);
    let response = ui.interact(rect, ui.scope_id().with((row, side == Side::Left)), Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Button, true, format!("{} {} {}", line.left, line.hit, line.right))
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let middle = rect.center().y;
    let date = ctx.column_date(line.date);
    let date = one_row(ui, &date, TextFormat::simple(tokens.small(), tokens.muted), DATE - 8.0);
    let dates = if rect.width() > 420.0 { DATE } else { 0.0 };
    let (across, from, date_at) = match side {
        Side::Left => {
            let across = Rangef::new(rect.left() + dates, rect.right());
            (across, HIT_AT, rect.left() + 2.0)
        }
        Side::Right => {
            let across = Rangef::new(rect.left(), rect.right() - dates);
            (across, 1.0 - HIT_AT, rect.right() - date.size().x)
        }
    };
    if dates > 0.0 {
        ui.painter().galley(pos2(date_at, middle - date.size().y / 2.0), date, tokens.muted);
    }
    paint_words(ui, ctx, &line, across, across.min + across.span() * from, middle);
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(460.0);
        let article = corpus.article(line.article);
        ui.label(crate::text::normalise::for_reading(article.headline_text()).as_ref());
        ui.weak(format!("{} · click to read it there", ctx.long_date(line.date)));
    });
    if response.clicked() {
        ctx.send(Command::OpenArticle(line.article, Some(line.span)));
    }
}
