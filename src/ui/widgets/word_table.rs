//! Words or phrases with their numbers: as many rows as there are, sorted by a click on a heading.

use egui::{
    Color32, CursorIcon, EventFilter, Key, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind,
    TextFormat, Ui, WidgetInfo, pos2, vec2,
};

use super::dot::ink_mark;
use super::kept::Kept;
use super::lines::one_row;
use super::long_list::LongList;
use crate::figure::Ink;
use crate::ui::context::ViewContext;

/// A column of numbers.
pub struct Column {
    /// Its heading; where there is an ink, its mark stands there instead.
    pub title: String,
    /// What it means.
    pub hint: String,
    /// Its width in points.
    pub width: f32,
    /// The outlet's ink, if it is an outlet's.
    pub ink: Option<Ink>,
    /// Whether rows can be sorted by it.
    pub sorts: bool,
    /// Whether they are.
    pub is_sorted: bool,
}

/// What stands in a cell.
pub enum Cell {
    /// A number or a word.
    Text(String),
    /// Counts as small bars side by side, with a gap in the middle.
    Bars(Vec<u64>),
}

/// A row.
#[derive(Default)]
pub struct Row {
    /// The word or phrase.
    pub word: String,
    /// Said behind it where there is room.
    pub note: String,
    /// All of it in words.
    pub says: String,
    /// One a column.
    pub cells: Vec<Cell>,
}

/// What was clicked or pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableAnswer {
    /// The heading of a column; the words are `None`.
    Heading(Option<usize>),
    /// A row, and the column that was pointed at.
    Row(usize, Option<usize>),
    /// A row is to be put aside.
    PutAside(usize),
}

/// The heading over the words.
#[derive(Debug, Clone, Copy)]
pub struct WordsHead<'a> {
    /// What it says.
    pub title: &'a str,
    /// Whether rows can be sorted by the words.
    pub sorts: bool,
    /// Whether they are.
    pub is_sorted: bool,
}

/// The table's scroll.
#[derive(Default)]
pub struct WordTable {
    list: LongList,
    kept: Kept<f64>,
}

/// What is listed.
pub struct Listed<'a> {
    /// The name of the list.
    pub name: &'a str,
    /// The heading over the words.
    pub words: WordsHead<'a>,
    /// Whether they are sorted the other way round: numbers from the smallest, words from Z to A.
    pub is_reversed: bool,
    /// The columns.
    pub columns: &'a [Column],
    /// How many rows there are.
    pub count: usize,
    /// What a click on a row does, as its tooltip says it.
    pub click: &'a str,
    /// Whether a word can be put aside, with Delete or a right click.
    pub can_put_aside: bool,
}

/// Room a word gets before the columns.
const LEAST_WORD: f32 = 130.0;
const HEADING: f32 = 24.0;

impl WordTable {
    /// Begins with the first row: other words are listed.
    pub fn to_top(&mut self) {
        self.list.set_top(0.0);
    }

    /// Draws the table in all the room there is.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        listed: &Listed<'_>,
        is_chosen: impl Fn(&str) -> bool,
        row: impl Fn(usize) -> Row,
    ) -> Option<TableAnswer> {
        let room = ui.available_size();
        let numbers: f32 = listed.columns.iter().map(|column| column.width).sum();
        let width = room.x.max(numbers + LEAST_WORD + 12.0);
        let height = ctx.tokens.sizes.row.compact as f32;
        let mut answer = None;
        if let Some(top) = self.kept.returning(ctx.session.visit()) {
            self.list.set_top(top);
        }
        let mut focus = None;
        ScrollArea::horizontal().id_salt(listed.name).auto_shrink(false).show(ui, |ui| {
            let (whole, _) = ui.allocate_exact_size(vec2(width, room.y), Sense::hover());
            let head = Rect::from_min_size(whole.min, vec2(width, HEADING));
            answer = headings(ui, ctx, listed, head);
            let body = Rect::from_min_max(pos2(whole.left(), head.bottom()), whole.max);
            let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("rows"));
            let id = inside.scope_id();
            self.list.ui(&mut inside, ctx, listed.name, height, listed.count, |ui, index| {
                let line = row(index);
                let rect = ui.available_rect_before_wrap();
                let response = ui.interact(rect, id.with(index), Sense::click());
                draw_row(ui, ctx, listed, &line, rect, &response, is_chosen(&line.word));
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, &line.says));
                if response.has_focus() {
                    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
                    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
                    let step = ui.input(|input| {
                        i64::from(input.key_pressed(Key::ArrowDown))
                            - i64::from(input.key_pressed(Key::ArrowUp))
                    });
                    let last = listed.count.saturating_sub(1) as i64;
                    let next = (index as i64 + step).clamp(0, last) as usize;
                    focus = (next != index).then_some(next).or(focus);
                }
                answer = put_aside(ui, listed, &line, index, &response).or(answer);
                let at = response.hover_pos();
                let ways = if listed.can_put_aside { "\nDelete or a right click puts it aside" } else { "" };
                let hint = format!("{}\n{}{ways}", line.says, listed.click);
                if response.on_hover_text(hint).clicked() {
                    let held = words_place(ui, listed, rect);
                    let at = at.filter(|at| !held.contains(*at));
                    answer = Some(TableAnswer::Row(index, at.and_then(|at| column_at(listed, rect, at.x))));
                }
            });
            if let Some(next) = focus {
                self.list.bring(next, height);
                ui.memory_mut(|memory| memory.request_focus(id.with(next)));
            }
        });
        self.kept.keep(self.list.top());
        answer
    }
}

/// Whether a row is to be put aside, or chosen in its menu.
fn put_aside(
    ui: &Ui,
    listed: &Listed<'_>,
    line: &Row,
    index: usize,
    response: &egui::Response,
) -> Option<TableAnswer> {
    if !listed.can_put_aside {
        return None;
    }
    let is_pressed = response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete));
    let mut answer = is_pressed.then_some(TableAnswer::PutAside(index));
    response.context_menu(|ui| {
        if ui.button("Show its lines").clicked() {
            answer = Some(TableAnswer::Row(index, None));
        }
        if ui.button(format!("Put “{}” aside", line.word)).clicked() {
            answer = Some(TableAnswer::PutAside(index));
        }
    });
    answer
}

/// Left and right end of each column.
fn places<'l>(listed: &'l Listed<'_>, rect: Rect) -> impl Iterator<Item = (usize, &'l Column, f32, f32)> {
    let numbers: f32 = listed.columns.iter().map(|column| column.width).sum();
    let mut left = rect.right() - 6.0 - numbers;
    listed.columns.iter().enumerate().map(move |(index, column)| {
        let from = left;
        left += column.width;
        (index, column, from, left)
    })
}

/// Where the words stand: they stay in sight when the numbers are scrolled sideways.
fn words_place(ui: &Ui, listed: &Listed<'_>, rect: Rect) -> Rect {
    let end = places(listed, rect).next().map_or(rect.right(), |(_, _, from, _)| from);
    let moved = (ui.clip_rect().left() - rect.left()).max(0.0);
    Rect::from_min_max(rect.min, pos2(end, rect.bottom())).translate(vec2(moved, 0.0))
}

/// Covers the numbers that are scrolled under the words.
fn cover(ui: &Ui, ctx: &ViewContext<'_>, place: Rect, row: Rect, ground: Color32) {
    if place.left() > row.left() {
        ui.painter().rect_filled(place, 0.0, ground);
        ui.painter().vline(place.right() - 0.5, place.y_range(), ctx.tokens.rule());
    }
}

fn column_at(listed: &Listed<'_>, rect: Rect, x: f32) -> Option<usize> {
    places(listed, rect).find(|(_, _, from, to)| (*from..*to).contains(&x)).map(|(index, ..)| index)
}

fn headings(ui: &Ui, ctx: &ViewContext<'_>, listed: &Listed<'_>, rect: Rect) -> Option<TableAnswer> {
    let tokens = ctx.tokens;
    let mut answer = None;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    // What can be clicked looks like it.
    let colour = |sorts: bool, is_sorted: bool| match (sorts, is_sorted) {
        (_, true) => tokens.accent,
        (true, false) => tokens.text,
        (false, false) => tokens.muted,
    };
    let id = ui.scope_id().with("headings");
    for (index, column, from, to) in places(listed, rect) {
        let place = Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom()));
        if let Some(ink) = column.ink {
            ink_mark(ui, ctx, pos2(to - 6.0, rect.center().y), Some(ink));
            if column.is_sorted {
                direction(ui, ctx, pos2(to - 6.0, rect.bottom() - 3.0), listed.is_reversed);
            }
        } else {
            let colour = colour(column.sorts, column.is_sorted);
            let text = one_row(ui, &column.title, TextFormat::simple(tokens.small(), colour), column.width);
            let at = pos2(to - text.size().x, rect.center().y - text.size().y / 2.0);
            if column.is_sorted {
                direction(ui, ctx, pos2(to - text.size().x / 2.0, rect.bottom() - 4.0), listed.is_reversed);
            }
            ui.painter().galley(at, text, colour);
        }
        let sense = if column.sorts { Sense::click() } else { Sense::hover() };
        let response = ui.interact(place, id.with(index), sense);
        if column.sorts {
            let name = format!("Sort by {}", column.title);
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
            focus_frame(ui, ctx, &response);
        }
        let (hint, cursor) = match (column.sorts, column.is_sorted) {
            (true, true) => {
                (format!("{}\nClick to turn the order round", column.hint), CursorIcon::PointingHand)
            }
            (true, false) => (format!("{}\nClick to sort by it", column.hint), CursorIcon::PointingHand),
            (false, _) => (column.hint.clone(), CursorIcon::Default),
        };
        if response.on_hover_cursor(cursor).on_hover_text(hint).clicked() {
            answer = Some(TableAnswer::Heading(Some(index)));
        }
    }
    let WordsHead { title, sorts, is_sorted } = listed.words;
    let place = words_place(ui, listed, rect);
    cover(ui, ctx, place.with_max_y(place.bottom() - 1.0), rect, tokens.surface);
    let colour = colour(sorts, is_sorted);
    let text = one_row(ui, title, TextFormat::simple(tokens.small(), colour), place.width());
    let at = pos2(place.left() + 6.0, place.center().y - text.size().y / 2.0);
    if is_sorted {
        let middle = at.x + text.size().x / 2.0;
        direction(ui, ctx, pos2(middle, rect.bottom() - 4.0), !listed.is_reversed);
    }
    ui.painter().galley(at, text, colour);
    if !sorts {
        return answer;
    }
    let response = ui.interact(place, id.with("words"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Sort by {title}")));
    focus_frame(ui, ctx, &response);
    let hint = if is_sorted && !listed.is_reversed { "Sort from Z to A" } else { "Sort from A to Z" };
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(hint).clicked() {
        answer = Some(TableAnswer::Heading(None));
    }
    answer
}

/// Shows which heading has the keyboard.
fn focus_frame(ui: &Ui, ctx: &ViewContext<'_>, response: &egui::Response) {
    if response.has_focus() {
        let stroke = Stroke::new(ctx.tokens.sizes.stroke.strong as f32, ctx.tokens.accent);
        ui.painter().rect_stroke(response.rect, 0.0, stroke, StrokeKind::Inside);
    }
}

/// A small mark under a heading: which way rows run.
fn direction(ui: &Ui, ctx: &ViewContext<'_>, at: Pos2, is_upwards: bool) {
    let (half, height) = (3.0, if is_upwards { -3.0 } else { 3.0 });
    let base = at.y - height / 2.0;
    let points = vec![pos2(at.x - half, base), pos2(at.x + half, base), pos2(at.x, base + height)];
    ui.painter().add(Shape::convex_polygon(points, ctx.tokens.accent, Stroke::NONE));
}

fn draw_row(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    listed: &Listed<'_>,
    line: &Row,
    rect: Rect,
    response: &egui::Response,
    is_chosen: bool,
) {
    let tokens = ctx.tokens;
    let ground = if is_chosen || response.has_focus() {
        tokens.accent_ground
    } else if response.hovered() {
        tokens.raised
    } else {
        tokens.surface
    };
    if ground != tokens.surface {
        ui.painter().rect_filled(rect, 0.0, ground);
    }
    let middle = rect.center().y;
    for ((_, column, from, to), cell) in places(listed, rect).zip(&line.cells) {
        match cell {
            Cell::Text(text) => {
                let colour = if column.is_sorted { tokens.text } else { tokens.muted };
                let text = one_row(ui, text, TextFormat::simple(tokens.figures(), colour), column.width);
                ui.painter().galley(pos2(to - text.size().x, middle - text.size().y / 2.0), text, colour);
            }
            Cell::Bars(counts) => {
                let place =
                    Rect::from_min_max(pos2(from + 14.0, rect.top() + 4.0), pos2(to, rect.bottom() - 4.0));
                bars(ui, ctx, counts, place);
            }
        }
    }
    let held = words_place(ui, listed, rect);
    cover(ui, ctx, held, rect, ground);
    let room = (held.width() - 12.0).max(40.0);
    let word = one_row(ui, &line.word, TextFormat::simple(tokens.normal(), tokens.text), room);
    let note = one_row(ui, &line.note, TextFormat::simple(tokens.small(), tokens.muted), 140.0);
    let end = held.left() + 6.0 + word.size().x;
    ui.painter().galley(pos2(held.left() + 6.0, middle - word.size().y / 2.0), word, tokens.text);
    // The tooltip says it where there is no room.
    if end + 10.0 + note.size().x <= held.right() - 4.0 {
        ui.painter().galley(pos2(end + 10.0, middle - note.size().y / 2.0), note, tokens.muted);
    }
}

/// Small bars, the highest as high as there is room.
fn bars(ui: &Ui, ctx: &ViewContext<'_>, counts: &[u64], place: Rect) {
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    let half = counts.len() / 2;
    // One place more, for the gap where the node stands.
    let step = place.width() / (counts.len() + 1) as f32;
    for (index, count) in counts.iter().enumerate() {
        let nth = index + usize::from(index >= half);
        let left = place.left() + step * nth as f32;
        let height = if *count == 0 { 1.0 } else { (place.height() * *count as f32 / most).max(2.0) };
        let bar =
            Rect::from_min_max(pos2(left, place.bottom() - height), pos2(left + step - 1.0, place.bottom()));
        let colour = if *count == 0 { ctx.tokens.faint } else { ctx.tokens.muted };
        ui.painter().rect_filled(bar, 0.0, colour);
    }
}
