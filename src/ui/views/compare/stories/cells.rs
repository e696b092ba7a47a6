//! Coverage and silence: a row a story, a column an outlet, and in each cell what the outlet has of the story.

use egui::{Pos2, Rect, Sense, Shape, Stroke, TextFormat, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT};

use super::list::show;
use super::words::{days, outlet_name, short_day};
use super::{Of, Rows, legend};
use crate::analysis::{StoryRow, shown_name};
use crate::corpus::OutletId;
use crate::figure::format;
use crate::framing::stories::{CoverageCell, Told};
use crate::query::Filter;
use crate::session::{Command, View};
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::ink_mark;
use crate::ui::widgets::icon_button;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::long_list::LongList;

/// Height of a row: the title, and below it the days.
const ROW: f32 = 44.0;
/// No column of an outlet is narrower.
const LEAST: f32 = 92.0;
const MOST: f32 = 150.0;

/// The columns that have room.
struct Columns<'a> {
    outlets: &'a [OutletId],
    left: f32,
    width: f32,
}

/// Draws the matrix.
pub fn ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    of: Of<'_>,
    rows: Rows<'_>,
    (list, first): (&mut LongList, &mut usize),
) {
    legend(ui, ctx, |ui| legend_ui(ui, ctx));
    let room = ui.available_width() - 12.0;
    let names = (room * 0.34).clamp(200.0, 440.0);
    let all = &of.table.outlets;
    let fitting = (((room - names) / LEAST).floor() as usize).clamp(1, all.len().max(1));
    *first = (*first).min(all.len().saturating_sub(fitting));
    let outlets = all.get(*first..(*first + fitting).min(all.len())).unwrap_or_default();
    let width = ((room - names) / outlets.len().max(1) as f32).clamp(LEAST, MOST);
    let columns = Columns { outlets, left: names, width };
    header(ui, ctx, of, &columns, first, fitting);
    list.ui(ui, ctx, "coverage", ROW, rows.len(), |ui, at| {
        if let Some(row) = rows.get(at) {
            row_ui(ui, ctx, of, row, &columns);
        }
    });
}

fn header(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    of: Of<'_>,
    columns: &Columns<'_>,
    first: &mut usize,
    fitting: usize,
) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let all = of.table.outlets.len();
    if fitting < all {
        let place = Rect::from_min_size(rect.min, vec2(columns.left - 8.0, rect.height()));
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.scope_builder(egui::UiBuilder::new().max_rect(place).layout(layout), |ui| {
            let words = format!(
                "Outlets {} to {} of {}",
                *first + 1,
                *first + columns.outlets.len(),
                ctx.numbers().count(all as u64)
            );
            ui.label(egui::RichText::new(words).font(tokens.small()).color(tokens.muted));
            ui.add_enabled_ui(*first > 0, |ui| {
                if icon_button(ui, ICON_CHEVRON_LEFT, "Outlets before").clicked() {
                    *first = first.saturating_sub(fitting);
                }
            });
            ui.add_enabled_ui(*first + fitting < all, |ui| {
                if icon_button(ui, ICON_CHEVRON_RIGHT, "More outlets").clicked() {
                    *first += fitting;
                }
            });
        });
    }
    for (at, outlet) in columns.outlets.iter().enumerate() {
        let left = rect.left() + columns.left + at as f32 * columns.width;
        let name = outlet_name(of.corpus, *outlet);
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(columns.width, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("outlet", *outlet)), Sense::hover());
        ink_mark(ui, ctx, pos2(left + 11.0, rect.center().y), ctx.ink(name));
        let shown = shown_name(name);
        let format = TextFormat::simple(tokens.small_strong(), tokens.text);
        let galley = one_row(ui, shown, format, columns.width - 28.0);
        ui.painter().galley(pos2(left + 20.0, rect.center().y - galley.size().y / 2.0), galley, tokens.text);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, shown));
        response.on_hover_text(shown);
    }
}

fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, of: Of<'_>, row: &StoryRow, columns: &Columns<'_>) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, tokens.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let title = of.corpus.stories().get(row.number).map_or("", |title| &**title);
    let room = columns.left - 18.0;
    let galley = one_row(ui, title, TextFormat::simple(tokens.line_text(), tokens.text), room);
    ui.painter().galley(pos2(rect.left() + 6.0, rect.top() + 5.0), galley, tokens.text);
    let articles = ctx.numbers().counted(row.articles.len() as u64, "article", "articles");
    let when = format!("{} · {articles}", days(row.first, row.last));
    let galley = one_row(ui, &when, TextFormat::simple(tokens.small(), tokens.muted), room);
    ui.painter().galley(pos2(rect.left() + 6.0, rect.top() + 25.0), galley, tokens.muted);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, format!("Story {title}, {when}")));
    if response.clicked() {
        show(ctx.session, ctx, row);
    }
    let first: Vec<OutletId> = row.first_told().collect();
    for (at, outlet) in columns.outlets.iter().enumerate() {
        let left = rect.left() + columns.left + at as f32 * columns.width;
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + columns.width, rect.bottom()));
        let cell = of.table.cell(of.corpus, row, *outlet);
        cell_ui(ui, ctx, of, row, (*outlet, cell, first.contains(outlet)), place);
    }
}

fn cell_ui(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    of: Of<'_>,
    row: &StoryRow,
    (outlet, cell, is_first): (OutletId, CoverageCell, bool),
    place: Rect,
) {
    let tokens = ctx.tokens;
    // No stop of the Tab key each: the row is one, and its story says the same.
    let id = ui.scope_id().with(("cell", outlet));
    let response = ui.interact(place, id, Sense::CLICK | Sense::HOVER);
    let name = outlet_name(of.corpus, outlet);
    let told = cell.told();
    let can = told != Told::NothingFromThen;
    if can && response.hovered() {
        ui.painter().rect_filled(place.shrink(2.0), tokens.sizes.corner.normal as f32, tokens.accent_ground);
    }
    let at = pos2(place.left() + 11.0, place.center().y);
    match told {
        Told::Told => {
            let mut x = place.left() + 6.0;
            if is_first {
                flag(ui, ctx, pos2(x + 4.0, at.y));
                x += 14.0;
            }
            let count = ctx.numbers().count(cell.articles.into());
            let strong = one_row(ui, &count, TextFormat::simple(tokens.strong(), tokens.text), 50.0);
            let width = strong.size().x;
            ui.painter().galley(pos2(x, at.y - strong.size().y / 2.0), strong, tokens.text);
            let day = short_day(cell.first);
            let room = place.right() - x - width - 8.0;
            let day = one_row(ui, &day, TextFormat::simple(tokens.small(), tokens.muted), room);
            ui.painter().galley(pos2(x + width + 6.0, at.y - day.size().y / 2.0), day, tokens.muted);
        }
        Told::NotTold => silence(ui, ctx, at),
        Told::NothingFromThen => nothing(ui, ctx, at),
    }
    let words = in_words(ctx, cell, is_first, row.first.is_some());
    let mut shown = shown_name(name).to_owned();
    if name.is_empty() && !row.agencies.is_empty() {
        let agencies: Vec<&str> = row.agencies.iter().map(|agency| &**agency).collect();
        shown.push_str(&format!(" (by {})", format::list(&agencies)));
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Cell, true, format!("{shown}: {words}")));
    let more = match told {
        Told::Told if cell.articles == 1 => ". Click to read it",
        Told::Told => ". Click to read the first of them",
        Told::NotTold => ". Click to list what it has from these days",
        Told::NothingFromThen => "",
    };
    let response = response.on_hover_text(format!("{shown}: {words}{more}"));
    if response.clicked() && can {
        go(ctx, of, row, outlet, told);
    }
}

/// To the outlet's first article of the story, or to what else it has from its days.
fn go(ctx: &ViewContext<'_>, of: Of<'_>, row: &StoryRow, outlet: OutletId, told: Told) {
    if told == Told::Told {
        let own = row.articles.iter().find(|id| of.corpus.outlet_of(**id) == outlet);
        if let Some(id) = own {
            ctx.send(Command::OpenArticle(*id, None));
        }
        return;
    }
    let (Some(first), Some(last)) = (row.first, row.last) else { return };
    let typed = format!("date:{}..{}", first.date, last.date);
    if let Ok(filter) = Filter::parse(&typed) {
        let filter = ctx.session.bench().filter.clone().and(filter);
        ctx.send(Command::SetFilter(filter.with_outlet(outlet_name(of.corpus, outlet))));
        ctx.send(Command::Show(View::Browse));
    }
}

/// What a cell says.
fn in_words(ctx: &ViewContext<'_>, cell: CoverageCell, is_first: bool, is_dated: bool) -> String {
    let counted = |number: u32| ctx.numbers().counted(number.into(), "article", "articles");
    match cell.told() {
        Told::Told => {
            let first = if is_first { ", the first to tell it" } else { "" };
            match (cell.articles, cell.first) {
                (_, None) => format!("{}, without a date", counted(cell.articles)),
                (1, date) => format!("1 article, {}{first}", ctx.long_date(date)),
                (_, date) => {
                    format!("{}, the first on {}{first}", counted(cell.articles), ctx.long_date(date))
                }
            }
        }
        Told::NotTold => {
            let others = ctx.numbers().counted(cell.others.into(), "other article", "other articles");
            format!("not told, though it has {others} from these days")
        }
        Told::NothingFromThen if !is_dated => {
            "not told; the story has no date, so its silence says nothing".to_owned()
        }
        Told::NothingFromThen => "no article in the corpus from these days".to_owned(),
    }
}

fn flag(ui: &Ui, ctx: &ViewContext<'_>, at: Pos2) {
    let points = vec![at + vec2(-3.0, -5.0), at + vec2(5.0, 0.0), at + vec2(-3.0, 5.0)];
    ui.painter().add(Shape::convex_polygon(points, ctx.tokens.accent, Stroke::NONE));
}

fn silence(ui: &Ui, ctx: &ViewContext<'_>, at: Pos2) {
    ui.painter().circle_stroke(at, 5.0, Stroke::new(1.5, ctx.tokens.muted));
    let arm = vec2(3.5, -3.5);
    ui.painter().line_segment([at - arm, at + arm], Stroke::new(1.5, ctx.tokens.muted));
}

fn nothing(ui: &Ui, ctx: &ViewContext<'_>, at: Pos2) {
    ui.painter().circle_filled(at, 1.5, ctx.tokens.muted);
}

fn legend_ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let mut one = |draw: fn(&Ui, &ViewContext<'_>, Pos2), words: &str| {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 16.0), Sense::hover());
        draw(ui, ctx, rect.center());
        ui.label(egui::RichText::new(words).font(tokens.small()).color(tokens.muted));
        ui.add_space(10.0);
    };
    one(flag, "told it first");
    one(silence, "not told, though it has other articles from these days");
    one(nothing, "no article in the corpus from these days");
    let words = "Numbers are articles, with the day of the first.";
    ui.label(egui::RichText::new(words).font(tokens.small()).color(tokens.muted));
}
