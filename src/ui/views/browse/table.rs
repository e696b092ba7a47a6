//! The table of articles: as many rows as there are, only those on screen are drawn.

use std::sync::Arc;

use egui::{Id, Key, Modal, Rect, RichText, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::columns::Widths;
use super::rows::{Asked, Row};
use crate::analysis::Listing;
use crate::corpus::{ArticleId, Corpus};
use crate::ingest::again::Numbers;
use crate::session::keeping_up::Follower;
use crate::session::{Action, Command, Overlay, Select, Which};
use crate::ui::context::ViewContext;
use crate::ui::widgets::kept::Kept;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::{action_button, plain_button};

/// Scroll of the table, and what is half done in it.
#[derive(Default)]
pub struct Table {
    list: LongList,
    kept: Kept<f64>,
    /// The row that was brought into sight, and the length of the list it was found in.
    shown: Option<ArticleId>,
    head: Option<ArticleId>,
    widths: Widths,
    tagging: Option<Tagging>,
    follower: Follower,
    /// The article at the top, and how much of its row is scrolled away.
    anchor: Option<(ArticleId, f64)>,
}

/// A tag being typed.
struct Tagging {
    which: Which,
    text: String,
    is_new: bool,
}

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
        let row_height = ctx.row_height();
        let first = (self.list.top() / f64::from(row_height)) as usize;
        let on_screen = (ui.available_height() / row_height) as usize;
        let rows = first.min(listing.order.len())..(first + on_screen).min(listing.order.len());
        self.widths.header(ui, ctx, corpus, listing, rows);
        arrow_keys(ui, ctx);
        self.follow(ctx, listing, row_height);
        let bar = if ctx.session.selected_count() > 1 { BAR } else { 0.0 };
        let room = ui.available_rect_before_wrap();
        let list_rect = Rect::from_min_max(room.min, pos2(room.right(), room.bottom() - bar));
        let cells = self.widths.cells(ctx, list_rect);
        let mut asked = Asked::Nothing;
        ui.scope_builder(egui::UiBuilder::new().max_rect(list_rect), |ui| {
            self.list.ui(ui, ctx, "articles", row_height, listing.order.len(), |ui, index| {
                let Some(id) = listing.order.get(index).copied() else { return };
                let row = Row { corpus, listing, id, cells: &cells, height: row_height };
                let of_row = row.ui(ui, ctx);
                if of_row != Asked::Nothing {
                    asked = of_row;
                }
            });
        });
        self.kept.keep(self.list.top());
        self.anchor = self.at_top(listing, row_height);
        if bar > 0.0 {
            let rect = Rect::from_min_max(pos2(room.left(), room.bottom() - bar), room.max);
            let of_bar = selection_bar(ui, ctx, rect);
            if of_bar != Asked::Nothing {
                asked = of_bar;
            }
        }
        if let Asked::Tag(which) = asked {
            self.tagging = Some(Tagging { which, text: String::new(), is_new: true });
        }
        self.tag_sheet(ui, ctx);
    }

    /// Keeps in sight what was opened or selected last; back at a place, the scroll is as it was left.
    fn follow(&mut self, ctx: &ViewContext<'_>, listing: &Listing, row_height: f32) {
        if let Some(numbers) = self.follower.follow(ctx.session.keeping_up().numbering()) {
            self.renumber(&numbers, listing, row_height);
        }
        let (shown, head) = (ctx.session.place().article, ctx.session.selection_head());
        if let Some(top) = self.kept.returning(ctx.session.visit()) {
            self.list.set_top(top);
            (self.shown, self.head) = (shown, head);
            return;
        }
        let wanted = if head == self.head { shown.filter(|_| shown != self.shown) } else { head.or(shown) };
        // What is not listed now is brought into sight as soon as it is.
        (self.shown, self.head) = (shown.filter(|id| listing.lists(*id)), head);
        let wanted = wanted.filter(|id| listing.lists(*id));
        let row = wanted.and_then(|id| listing.order.iter().position(|listed| *listed == id));
        if let Some(row) = row {
            self.list.bring(row, row_height);
        }
    }

    fn at_top(&self, listing: &Listing, row_height: f32) -> Option<(ArticleId, f64)> {
        let row = (self.list.top() / f64::from(row_height)).floor();
        Some((*listing.order.get(row as usize)?, self.list.top() - row * f64::from(row_height)))
    }

    /// Articles have other numbers, and rows may have come above: what is seen stays where it is.
    fn renumber(&mut self, numbers: &Numbers, listing: &Listing, row_height: f32) {
        let now = |id: Option<ArticleId>| id.and_then(|id| numbers.of(id));
        self.shown = now(self.shown);
        self.head = now(self.head);
        if let Some(Tagging { which: Which::One(id), .. }) = &mut self.tagging {
            match numbers.of(*id) {
                Some(now) => *id = now,
                None => self.tagging = None,
            }
        }
        // Who looks at the first row looks at what is first.
        let Some((anchor, rest)) = self.anchor.filter(|_| self.list.top() > 0.0) else { return };
        let row = numbers.of(anchor).and_then(|id| listing.order.iter().position(|listed| *listed == id));
        if let Some(row) = row {
            self.list.set_top(row as f64 * f64::from(row_height) + rest);
        }
    }

    fn tag_sheet(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let Some(tagging) = &mut self.tagging else { return };
        let count = match tagging.which {
            Which::One(_) => 1,
            Which::Selected => ctx.session.selected_count().max(1),
        };
        let mut is_done = false;
        let which = tagging.which;
        let tag = |tag: &str, is_on: bool| ctx.send(Command::Tag { which, tag: tag.to_owned(), is_on });
        let modal =
            Modal::new(Id::unique("tag articles")).backdrop_color(ctx.tokens.scrim).show(ui.ctx(), |ui| {
                ui.set_width(360.0);
                let title = format!("Tag {}", ctx.numbers().counted(count as u64, "article", "articles"));
                ui.label(RichText::new(title).font(ctx.tokens.heading()).color(ctx.tokens.text));
                ui.add_space(8.0);
                let field = ui.add(
                    TextEdit::singleline(&mut tagging.text)
                        .hint_text("A word or a few")
                        .desired_width(f32::INFINITY)
                        .margin(egui::Margin::symmetric(10, 6)),
                );
                field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Tag"));
                if tagging.is_new {
                    // The click that opened the sheet takes the keyboard away once more.
                    tagging.is_new = !field.has_focus();
                    field.request_focus();
                }
                let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                ui.add_space(8.0);
                known_tags(ui, ctx, tag);
                ui.horizontal(|ui| {
                    let can = !tagging.text.trim().is_empty();
                    let is_pressed = ui.add_enabled(can, egui::Button::new("Put the tag on")).clicked();
                    if can && (is_pressed || is_entered) {
                        tag(&tagging.text, true);
                        is_done = true;
                    }
                    is_done |= plain_button(ui, "Done", "Close this sheet").clicked();
                });
            });
        if is_done || modal.should_close() {
            self.tagging = None;
        }
    }
}

/// Tags in use, each to be put on or taken off.
fn known_tags(ui: &mut Ui, ctx: &ViewContext<'_>, tag: impl Fn(&str, bool)) {
    let remarks = &ctx.session.bench().remarks;
    let known: std::collections::BTreeSet<&Arc<str>> =
        remarks.by_article.values().flat_map(|remark| &remark.tags).collect();
    egui::ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).show(ui, |ui| {
        for name in known {
            ui.horizontal(|ui| {
                if plain_button(ui, name, "Put this tag on").clicked() {
                    tag(name, true);
                }
                let off = ui.link("take off").on_hover_text("Take this tag off the articles that have it");
                off.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, format!("Take {name} off")));
                if off.clicked() {
                    tag(name, false);
                }
            });
        }
    });
}

/// Height of the bar of what can be done with several articles.
const BAR: f32 = 40.0;

fn selection_bar(ui: &mut Ui, ctx: &ViewContext<'_>, rect: Rect) -> Asked {
    let tokens = ctx.tokens;
    let count = ctx.session.selected_count();
    let mut asked = Asked::Nothing;
    ui.painter().rect_filled(rect, 0.0, tokens.raised);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, tokens.rule());
    let inside = rect.shrink2(vec2(12.0, 4.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    ui.scope_builder(egui::UiBuilder::new().max_rect(inside).layout(layout), |ui| {
        let words = format!("{} selected", ctx.numbers().count(count as u64));
        ui.label(RichText::new(words).font(tokens.strong()).color(tokens.text));
        let compare = if inside.width() < 420.0 { "Compare" } else { "Compare these" };
        action_button(ui, ctx, Action::CompareSelection, compare);
        if plain_button(ui, "Tag…", "Put a tag on these articles").clicked() {
            asked = Asked::Tag(Which::Selected);
        }
        if count == 2 {
            action_button(ui, ctx, Action::OpenBeside, "Side by side");
        }
        action_button(ui, ctx, Action::SelectNone, "Clear");
    });
    asked
}

fn arrow_keys(ui: &Ui, ctx: &ViewContext<'_>) {
    // Where something has the keyboard, the arrows move the keyboard on.
    let is_elsewhere =
        ui.memory(|memory| memory.focused().is_some()) || ctx.session.overlay() != Overlay::None;
    if is_elsewhere || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    for (key, is_down, action) in
        [(Key::ArrowDown, true, Action::NextArticle), (Key::ArrowUp, false, Action::PreviousArticle)]
    {
        let (is_pressed, modifiers) = ui.input(|input| (input.key_pressed(key), input.modifiers));
        if is_pressed && modifiers.is_none() {
            ctx.send(Command::Select(Select::None));
            ctx.act(action);
        } else if is_pressed && modifiers.shift_only() {
            ctx.send(Command::Select(Select::Step { is_down }));
        }
    }
}
