//! The table of articles: as many rows as there are, only those on screen are drawn.

use std::sync::Arc;

use egui::{Key, Rect, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::{ListColumn, Listing};
use crate::corpus::{ArticleId, Completeness, Corpus};
use crate::figure::format;
use crate::session::{Action, Command};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::{NO_OUTLET, ink_mark};
use crate::ui::widgets::lines::one_row;

/// Scroll of the table.
#[derive(Default)]
pub struct Table {
    shown: Option<ArticleId>,
    offset: f32,
    height: f32,
}

struct Columns {
    outlet: f32,
    date: f32,
    headline: f32,
    words: f32,
    hits: f32,
    right: f32,
}

const DATE: f32 = 92.0;
const NUMBER: f32 = 58.0;
const EDGE: f32 = 16.0;

impl Columns {
    fn of(rect: Rect) -> Self {
        let right = rect.right() - 12.0;
        let outlet = rect.left() + 32.0;
        // In a narrow table the mark alone tells the outlet; its name is in the tooltip and the chips.
        let names = if rect.width() >= WIDE { OUTLET } else { 0.0 };
        let date = outlet + names;
        Self { outlet, date, headline: date + DATE, words: right - 2.0 * NUMBER, hits: right - NUMBER, right }
    }
}

/// From this width on the table has the names of outlets.
const WIDE: f32 = 560.0;
const OUTLET: f32 = 118.0;

impl Table {
    /// Draws the table.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Arc<Corpus>,
        listing: &Listing,
        is_old: bool,
    ) {
        if is_old {
            ui.set_opacity(0.7);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        header(ui, ctx);
        arrow_keys(ui, ctx);
        let row_height = ctx.row_height();
        let selected = ctx.session.place().article;
        let mut area = ScrollArea::vertical().id_salt("articles").auto_shrink(false);
        if selected != self.shown {
            self.shown = selected;
            let row = selected.and_then(|id| listing.order.iter().position(|listed| *listed == id));
            if let Some(row) = row {
                let top = row as f32 * row_height;
                let is_visible = top >= self.offset && top + row_height <= self.offset + self.height;
                if !is_visible && self.height > 0.0 {
                    area = area.vertical_scroll_offset((top - self.height * 0.4).max(0.0));
                }
            }
        }
        let output = area.show_rows(ui, row_height, listing.order.len(), |ui, rows| {
            for index in rows {
                let id = listing.order[index];
                row_ui(ui, ctx, corpus, listing, id, selected == Some(id), row_height);
            }
        });
        self.offset = output.state.clamped_offset().y;
        self.height = output.inner_rect.height();
    }
}

fn arrow_keys(ui: &Ui, ctx: &ViewContext<'_>) {
    // Where something has the keyboard, the arrows move the keyboard on.
    let is_elsewhere = ui.memory(|memory| memory.focused().is_some())
        || ctx.session.overlay() != crate::session::Overlay::None;
    if is_elsewhere || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let (down, up) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowDown) && input.modifiers.is_none(),
            input.key_pressed(Key::ArrowUp) && input.modifiers.is_none(),
        )
    });
    if down {
        ctx.act(Action::NextArticle);
    } else if up {
        ctx.act(Action::PreviousArticle);
    }
}

fn header(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let columns = Columns::of(rect);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let outlet_title = if rect.width() >= WIDE { "Outlet" } else { "" };
    let cells = [
        (
            ListColumn::Outlet,
            outlet_title,
            if outlet_title.is_empty() { rect.left() + 6.0 } else { columns.outlet },
            columns.date - 2.0,
            false,
        ),
        (ListColumn::Date, "Date", columns.date, columns.headline - 8.0, false),
        (ListColumn::Headline, "Headline", columns.headline, columns.words, false),
        (ListColumn::Words, "Words", columns.words, columns.hits, true),
        (ListColumn::Hits, "Hits", columns.hits, columns.right, true),
    ];
    let (sorted_by, is_descending) = ctx.session.bench().listing_order;
    for (column, title, left, right, is_right) in cells {
        let cell = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
        let name = match column {
            ListColumn::Outlet => "Sort by outlet".to_owned(),
            ListColumn::Date
            | ListColumn::Headline
            | ListColumn::Words
            | ListColumn::Hits
            | ListColumn::Path => {
                format!("Sort by {}", title.to_lowercase())
            }
        };
        let response = ui.interact(cell, ui.scope_id().with(title), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, name.as_str()));
        let is_sorted = sorted_by == column;
        let arrow = if !is_sorted {
            ""
        } else if is_descending {
            " ↓"
        } else {
            " ↑"
        };
        let colour =
            if response.hovered() || response.has_focus() || is_sorted { tokens.text } else { tokens.muted };
        let text = format!("{title}{arrow}");
        let galley = ui.painter().layout_no_wrap(text, tokens.small(), colour);
        let x = if is_right { right - galley.size().x - 6.0 } else { left };
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, colour);
        if response.on_hover_text(name).clicked() {
            ctx.send(Command::SortListing(column));
        }
    }
}

fn row_ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    listing: &Listing,
    id: ArticleId,
    is_selected: bool,
    height: f32,
) {
    let tokens = ctx.tokens;
    let article = corpus.article(id);
    let outlet = article.outlet.as_ref().map_or("", |outlet| &*outlet.value);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let columns = Columns::of(rect);
    if is_selected {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.raised);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent);
        ui.painter().rect_stroke(rect, 0.0, stroke, egui::StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    ink_mark(ui, ctx, pos2(rect.left() + EDGE, rect.center().y), ctx.ink(outlet));
    let put = |ui: &Ui, x: f32, text: &str, font, colour, width: f32, is_right: bool| -> f32 {
        let galley = one_row(ui, text, TextFormat::simple(font, colour), width);
        let used = galley.size().x;
        let x = if is_right { x - used } else { x };
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, colour);
        used
    };
    let date = ctx.column_date(article.published.as_ref().map(|date| date.value));
    if rect.width() >= WIDE {
        let name = if outlet.is_empty() { "—" } else { outlet };
        put(ui, columns.outlet, name, tokens.normal(), tokens.muted, OUTLET - 8.0, false);
    }
    put(ui, columns.date, &date, tokens.figures(), tokens.muted, DATE - 6.0, false);
    let headline = for_reading(article.headline_text());
    let headline = if headline.is_empty() { "(no headline)" } else { &*headline };
    let badges = badges(corpus, id);
    let badge_room: f32 = badges.iter().map(|badge| badge_width(ui, ctx, badge)).sum();
    let room = (columns.words - columns.headline - 8.0 - badge_room).max(60.0);
    let used = put(ui, columns.headline, headline, tokens.normal(), tokens.text, room, false);
    let mut x = columns.headline + used + 6.0;
    let fits = |x: f32, badge: &str| x + badge_width(ui, ctx, badge) < columns.words - 4.0;
    let badges: Vec<&String> = badges.iter().filter(|badge| fits(x, badge)).collect();
    for badge in badges {
        x += badge_ui(ui, ctx, pos2(x, rect.center().y), badge);
    }
    put(
        ui,
        columns.hits - 6.0,
        &format::count(corpus.words_of(id).into()),
        tokens.figures(),
        tokens.muted,
        NUMBER,
        true,
    );
    let hits = listing.hits.get(id as usize).copied().unwrap_or(0);
    if hits > 0 {
        put(
            ui,
            columns.right - 6.0,
            &format::count(hits.into()),
            tokens.figures(),
            tokens.text,
            NUMBER,
            true,
        );
    }
    let shown_outlet = if outlet.is_empty() { NO_OUTLET } else { outlet };
    response.widget_info(|| {
        WidgetInfo::selected(
            egui::Role::Row,
            true,
            is_selected,
            format!("{headline}, {shown_outlet}, {date}"),
        )
    });
    let response = response.on_hover_ui(|ui| {
        ui.label(headline);
        ui.weak(format!("{shown_outlet} · {date} · {}", article.path));
    });
    if response.clicked() {
        ctx.send(Command::OpenArticle(id, None));
    }
}

fn badges(corpus: &Corpus, id: ArticleId) -> Vec<String> {
    let article = corpus.article(id);
    let mut badges = Vec::new();
    if let Some(wire) = &article.wire {
        badges.push(format!("wire · {}", wire.value));
    }
    if article.is_opinion() {
        badges.push("opinion".to_owned());
    }
    match article.completeness.value {
        Completeness::Truncated => badges.push("cut short".to_owned()),
        Completeness::Part { part, of } => badges.push(format!("part {part} of {of}")),
        Completeness::Full | Completeness::Unknown => {}
    }
    badges
}

fn badge_width(ui: &Ui, ctx: &ViewContext<'_>, text: &str) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), ctx.tokens.small(), ctx.tokens.muted).size().x + 16.0
}

fn badge_ui(ui: &Ui, ctx: &ViewContext<'_>, left: egui::Pos2, text: &str) -> f32 {
    let tokens = ctx.tokens;
    let galley = ui.painter().layout_no_wrap(text.to_owned(), tokens.small(), tokens.muted);
    let size = galley.size();
    let rect = Rect::from_min_size(pos2(left.x, left.y - 8.0), vec2(size.x + 10.0, 16.0));
    ui.painter().rect(rect, 4.0, tokens.surface, tokens.rule(), egui::StrokeKind::Inside);
    ui.painter().galley(pos2(left.x + 5.0, left.y - size.y / 2.0), galley, tokens.muted);
    size.x + 16.0
}
