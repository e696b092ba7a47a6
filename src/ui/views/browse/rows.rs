//! A row of the table: its cells, its marks, its menu.

use egui::{Popup, Rect, Response, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use egui_material_icons::icons::ICON_SELL;

use super::columns::{Cell, GAP, MARK, cell_text, is_number};
use super::line_menu::menu_key;
use crate::analysis::{ListColumn, Listing};
use crate::corpus::{Article, ArticleId, Completeness, Corpus};
use crate::session::{Action, Command, PageEdit, Select, VersionEdit, Which};
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::{NO_OUTLET, ink_mark};
use crate::ui::widgets::headline::headline_words;
use crate::ui::widgets::lines::one_row;

/// What a row is drawn from.
pub struct Row<'a> {
    /// The corpus of the listing.
    pub corpus: &'a Corpus,
    /// The listing.
    pub listing: &'a Listing,
    /// The article.
    pub id: ArticleId,
    /// The columns.
    pub cells: &'a [Cell],
    /// Height of a row.
    pub height: f32,
}

/// What was asked of a row that the table itself has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    Nothing,
    /// To tag these.
    Tag(Which),
}

impl Row<'_> {
    /// Draws the row.
    pub fn ui(&self, ui: &mut Ui, ctx: &ViewContext<'_>) -> Asked {
        let tokens = ctx.tokens;
        let id = self.id;
        let article = self.corpus.article(id);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), self.height), Sense::click());
        let is_open = ctx.session.place().article == Some(id);
        let is_selected = ctx.session.is_selected(id);
        let is_alone = ctx.session.selected_count() == 0;
        let painter = ui.painter();
        if is_selected || (is_open && is_alone) {
            painter.rect_filled(rect, 0.0, tokens.accent_ground);
        } else if response.hovered() || is_open {
            painter.rect_filled(rect, 0.0, tokens.raised);
        }
        if is_open {
            let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
            painter.rect_filled(edge, 0.0, tokens.accent);
        }
        painter.hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
        let outlet = article.outlet.as_ref().map_or("", |outlet| &*outlet.value);
        ink_mark(ui, ctx, pos2(rect.left() + MARK / 2.0, rect.center().y), ctx.ink(outlet));
        for cell in self.cells {
            match cell.column {
                ListColumn::Headline => self.headline(ui, ctx, article, cell, rect),
                _ => self.cell(ui, ctx, cell, rect),
            }
        }
        let headline = headline_words(article);
        let shown_outlet = if outlet.is_empty() { NO_OUTLET } else { outlet };
        let date = ctx.column_date(article.published.as_ref().map(|date| date.value));
        let is_marked = is_selected || (is_open && is_alone);
        response.widget_info(|| {
            let name = format!("{headline}, {shown_outlet}, {date}");
            WidgetInfo::selected(egui::Role::Row, true, is_marked, name)
        });
        self.clicks(ui, ctx, &response);
        let asked = self.menu(ui, ctx, &response, is_open, is_selected);
        response.on_hover_ui(|ui| {
            ui.label(headline);
            ui.weak(format!("{shown_outlet} · {date} · {}", article.file_words()));
            let badges: Vec<String> = self.badges(ctx, article, &[]);
            if !badges.is_empty() {
                ui.weak(badges.join(" · "));
            }
            if let Some(tags) = self.tags(ctx) {
                ui.weak(tags);
            }
        });
        asked
    }

    fn clicks(&self, ui: &Ui, ctx: &ViewContext<'_>, response: &Response) {
        if !response.clicked() {
            return;
        }
        let modifiers = ui.input(|input| input.modifiers);
        if modifiers.shift {
            ctx.send(Command::Select(Select::To(self.id)));
        } else if modifiers.command {
            ctx.send(Command::Select(Select::Toggle(self.id)));
        } else {
            ctx.send(Command::Select(Select::None));
            ctx.send(Command::OpenArticle(self.id, None));
        }
    }

    fn menu(
        &self,
        ui: &Ui,
        ctx: &ViewContext<'_>,
        response: &Response,
        is_open: bool,
        is_selected: bool,
    ) -> Asked {
        let id = Popup::default_response_id(response);
        let mut popup = Popup::context_menu(response).accessible_name("Article menu");
        let is_free = !ui.ctx().text_edit_focused() && !Popup::is_any_open(ui.ctx());
        // The menu key is for the row that has the keyboard, else for the one that is open.
        let is_meant = response.has_focus() || (is_open && ui.memory(|memory| memory.focused().is_none()));
        if is_free && is_meant && menu_key(ui.ctx()) {
            Popup::open_id(ui.ctx(), id);
        }
        if Popup::is_id_open(ui.ctx(), id) && Popup::position_of_id(ui.ctx(), id).is_none() {
            popup = popup.at_position(response.rect.left_bottom() + vec2(MARK, 0.0));
        }
        let which = if is_selected { Which::Selected } else { Which::One(self.id) };
        let count = if is_selected { ctx.session.selected_count() } else { 1 };
        popup.show(|ui| self.menu_rows(ui, ctx, which, count)).map_or(Asked::Nothing, |shown| shown.inner)
    }

    fn menu_rows(&self, ui: &mut Ui, ctx: &ViewContext<'_>, which: Which, count: usize) -> Asked {
        let mut asked = Asked::Nothing;
        let is_one = count == 1;
        if ui.button("Open").clicked() {
            ctx.send(Command::OpenArticle(self.id, None));
        }
        let is_other = ctx.session.place().article.is_some_and(|open| open != self.id);
        if ui.add_enabled(is_other, egui::Button::new("Open beside")).clicked() {
            ctx.send(Command::OpenBeside(self.id));
        }
        let compare = ui.add_enabled(count > 1, egui::Button::new("Compare these"));
        if compare.on_disabled_hover_text("Select two or more articles first").clicked() {
            ctx.act(Action::CompareSelection);
        }
        let told = ctx.session.stories().and_then(|all| all.story_of(self.id));
        let story = ui.add_enabled(told.is_some(), egui::Button::new(Action::CompareStory.text()));
        let story = story.on_disabled_hover_text(match ctx.session.stories() {
            Some(_) => "No other article tells what this one tells",
            None => "Stories are looked for in Compare first",
        });
        if story.clicked() {
            ctx.send(Command::ShowStory(Some(self.id)));
        }
        for action in [Action::SameArticle, Action::JoinPages] {
            let said = ui.add_enabled(!is_one, egui::Button::new(action.text()));
            if said.on_disabled_hover_text("Select two or more articles first").clicked() {
                ctx.act(action);
            }
        }
        if let Some((_, rank)) = self.corpus.version_of(self.id).filter(|_| is_one) {
            if rank > 0 && ui.button(Action::CountThisVersion.text()).clicked() {
                ctx.send(Command::EditVersions(VersionEdit::Count(self.id, true)));
            }
            if ui.button(Action::NotSameArticle.text()).clicked() {
                ctx.send(Command::EditVersions(VersionEdit::Part(self.id)));
            }
        }
        let is_of_pages = !self.corpus.article(self.id).pages.is_empty();
        if is_one && is_of_pages && ui.button(Action::TakePagesApart.text()).clicked() {
            ctx.send(Command::EditPages(PageEdit::Part(self.id)));
        }
        ui.separator();
        if ui.button(if is_one { "Copy citation" } else { "Copy citations" }).clicked() {
            ctx.send(Command::Cite(which));
        }
        if ui.button(if is_one { "Copy path" } else { "Copy paths" }).clicked() {
            ctx.send(Command::CopyPaths(which));
        }
        if ui.button(Action::OpenFile.text()).clicked() {
            ctx.send(Command::OpenOutside(self.id));
        }
        ui.separator();
        if ui.button("Tag…").clicked() {
            asked = Asked::Tag(which);
        }
        asked
    }

    fn cell(&self, ui: &Ui, ctx: &ViewContext<'_>, cell: &Cell, row: Rect) {
        let tokens = ctx.tokens;
        let text = cell_text(ctx, self.corpus, self.listing, self.id, cell.column);
        let room = cell.right - cell.left - GAP;
        if text.is_empty() || room < 8.0 {
            return;
        }
        let is_figure = is_number(cell.column) || cell.column == ListColumn::Date;
        let font = if is_figure { tokens.figures() } else { tokens.normal() };
        let colour = if cell.column == ListColumn::Hits { tokens.text } else { tokens.muted };
        let galley = one_row(ui, &text, TextFormat::simple(font, colour), room);
        let x = if is_number(cell.column) { cell.right - GAP - galley.size().x } else { cell.left };
        ui.painter().galley(pos2(x, row.center().y - galley.size().y / 2.0), galley, colour);
    }

    /// The headline with marks after it: they take room only where the headline keeps most of its own.
    fn headline(&self, ui: &Ui, ctx: &ViewContext<'_>, article: &Article, cell: &Cell, row: Rect) {
        let tokens = ctx.tokens;
        let text = headline_words(article);
        let colour = if article.headline.is_none() { tokens.muted } else { tokens.text };
        let room = cell.right - cell.left - GAP;
        let whole = one_row(ui, &text, TextFormat::simple(tokens.normal(), colour), f32::INFINITY).size().x;
        let for_badges = (room - whole).max(room * 0.4);
        let tags = self.tags(ctx);
        let mut badges_width = if tags.is_some() { tag_sign(ui, ctx).size().x + GAP } else { 0.0 };
        let mut shown = Vec::new();
        for badge in self.badges(ctx, article, self.cells) {
            let width = badge_width(ui, ctx, &badge);
            if badges_width + width <= for_badges {
                badges_width += width;
                shown.push(badge);
            }
        }
        let galley = one_row(ui, &text, TextFormat::simple(tokens.normal(), colour), room - badges_width);
        let used = galley.size().x;
        ui.painter().galley(pos2(cell.left, row.center().y - galley.size().y / 2.0), galley, colour);
        let mut x = cell.left + used + 6.0;
        for badge in &shown {
            x += badge_ui(ui, ctx, pos2(x, row.center().y), badge);
        }
        if let Some(tags) = tags {
            self.tag_mark(ui, ctx, pos2(x, row.center().y), &tags);
        }
    }

    /// The article's tags, where no column shows them.
    fn tags(&self, ctx: &ViewContext<'_>) -> Option<String> {
        let remark = ctx.session.remark_of(self.id).filter(|remark| !remark.tags.is_empty())?;
        if self.cells.iter().any(|cell| cell.column == ListColumn::Tags) {
            return None;
        }
        let tags: Vec<&str> = remark.tags.iter().map(AsRef::as_ref).collect();
        Some(format!("Tagged {}", tags.join(", ")))
    }

    /// A small mark that names the tags.
    fn tag_mark(&self, ui: &Ui, ctx: &ViewContext<'_>, left: egui::Pos2, tags: &str) {
        let muted = ctx.tokens.muted;
        let galley = tag_sign(ui, ctx);
        let size = galley.size();
        let rect = Rect::from_min_size(pos2(left.x, left.y - size.y / 2.0), size);
        ui.painter().galley(rect.min, galley, muted);
        let mark = ui.interact(rect.expand(2.0), ui.scope_id().with(("tags", self.id)), Sense::hover());
        mark.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, tags));
        mark.on_hover_text(tags);
    }

    /// The marks of an article, the most telling first; what a column shows needs none.
    fn badges(&self, ctx: &ViewContext<'_>, article: &Article, cells: &[Cell]) -> Vec<String> {
        let has = |column: ListColumn| cells.iter().any(|cell| cell.column == column);
        let mut badges = Vec::new();
        if article.is_opinion() {
            badges.push("opinion".to_owned());
        }
        match article.completeness.value {
            Completeness::Truncated if !has(ListColumn::Completeness) => badges.push("cut short".to_owned()),
            Completeness::Part { part, of } if !has(ListColumn::Completeness) => {
                badges.push(format!("part {part} of {of}"));
            }
            _ => {}
        }
        if let Some(wire) = article.wire.as_ref().filter(|_| !has(ListColumn::Wire)) {
            badges.push(format!("wire · {}", wire.value));
        }
        // An agency's text that is credited says so already.
        if article.wire.is_none() && self.corpus.is_copy(self.id) {
            badges.push("copy".to_owned());
        }
        if !article.pages.is_empty() {
            badges.push(format!("{} pages", ctx.numbers().count(article.pages.len() as u64)));
        }
        match self.corpus.version_of(self.id) {
            Some((_, 0)) => {
                let count = self.corpus.versions_of(self.id).len() as u64;
                badges.push(format!("{} versions", ctx.numbers().count(count)));
            }
            Some(_) => badges.push("other version".to_owned()),
            None => {}
        }
        if self.corpus.is_corrected(self.id) {
            badges.push("by hand".to_owned());
        }
        let remark = ctx.session.remark_of(self.id);
        if remark.is_some_and(|remark| !remark.note.is_empty()) && !has(ListColumn::Note) {
            badges.push("note".to_owned());
        }
        badges
    }
}

/// The sign of tags.
fn tag_sign(ui: &Ui, ctx: &ViewContext<'_>) -> std::sync::Arc<egui::Galley> {
    let tokens = ctx.tokens;
    ui.painter().layout_no_wrap(ICON_SELL.codepoint.to_owned(), tokens.small(), tokens.muted)
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
