//! The table's columns: which are shown, how wide, sorted by which, and what stands in them.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{CursorIcon, Popup, PopupCloseBehavior, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons::{ICON_ADD, ICON_REMOVE, ICON_UNDO, ICON_VIEW_COLUMN};

use crate::analysis::{ListColumn, Listing};
use crate::corpus::{ArticleId, Completeness, Corpus};
use crate::session::Command;
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::{at_right, icon_button, tick_box};

/// Columns being drawn wider or narrower.
#[derive(Default)]
pub struct Widths {
    dragged: Option<(ListColumn, f32)>,
}

/// Where a column stands in a row.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// The column.
    pub column: ListColumn,
    /// Its left edge.
    pub left: f32,
    /// Its right edge.
    pub right: f32,
}

/// Left of the first column: the outlet's mark.
pub const MARK: f32 = 32.0;

/// Right of the last column: the bar of the list.
const EDGE: f32 = 12.0;

/// Between the text of a cell and the next column.
pub const GAP: f32 = 8.0;

/// The headline keeps this width, whatever the other columns would like.
const LEAST_HEADLINE: f32 = 150.0;

/// No column gets narrower or wider by hand.
const LEAST: f32 = 36.0;
const MOST: f32 = 480.0;

/// Below this width of the table the mark alone tells the outlet, unless columns were chosen.
const WIDE: f32 = 560.0;

/// Below this width there are no counts of words, and below the next none of hits: the headline goes before.
const MIDDLING: f32 = 410.0;
const NARROW: f32 = 350.0;

fn own_width(column: ListColumn) -> f32 {
    match column {
        ListColumn::Outlet => 118.0,
        ListColumn::Date | ListColumn::Language => 96.0,
        ListColumn::Headline => LEAST_HEADLINE,
        ListColumn::Words | ListColumn::Hits => 58.0,
        ListColumn::Section | ListColumn::Completeness => 104.0,
        ListColumn::Wire | ListColumn::Byline | ListColumn::Tags => 120.0,
        ListColumn::Note | ListColumn::Path | ListColumn::Story => 150.0,
    }
}

/// How wide a column is to be: as the user left it, or its own width.
fn width_of(ctx: &ViewContext<'_>, column: ListColumn) -> f32 {
    let settings = &ctx.session.settings().table;
    settings.widths.get(column.key()).map_or(own_width(column), |width| f32::from(*width))
}

/// Whether a column holds numbers, which stand at its right.
pub fn is_number(column: ListColumn) -> bool {
    matches!(column, ListColumn::Words | ListColumn::Hits)
}

impl Widths {
    /// The columns across a row as wide as `rect`. The headline takes what the others leave.
    pub fn cells(&self, ctx: &ViewContext<'_>, rect: Rect) -> Vec<Cell> {
        let settings = &ctx.session.settings().table;
        let mut columns = ctx.session.shown_columns();
        if settings.columns.is_none() {
            let bench = ctx.session.bench();
            // Where nothing is counted the headline has the room of its hits.
            let has_hits = bench.search.is_some() || bench.shown_series().next().is_some();
            let sorted_by = bench.listing_order.0;
            columns.retain(|column| match column {
                ListColumn::Outlet => rect.width() >= WIDE || sorted_by == *column,
                ListColumn::Hits => (has_hits && rect.width() >= NARROW) || sorted_by == *column,
                ListColumn::Words => rect.width() >= MIDDLING || sorted_by == *column,
                _ => true,
            });
        }
        let width = |column: ListColumn| match self.dragged {
            Some((dragged, width)) if dragged == column => width,
            _ => width_of(ctx, column),
        };
        let is_headline = |column: ListColumn| column == ListColumn::Headline;
        let others: f32 = columns.iter().filter(|column| !is_headline(**column)).map(|c| width(*c)).sum();
        let room = (rect.width() - MARK - EDGE).max(LEAST_HEADLINE);
        // With more columns than fit, all but the headline give way alike.
        let shrink = ((room - LEAST_HEADLINE) / others.max(1.0)).clamp(0.0, 1.0);
        let headline = room - others * shrink;
        let mut x = rect.left() + MARK;
        let cell = |column: ListColumn| {
            let left = x;
            x += if is_headline(column) { headline } else { width(column) * shrink };
            Cell { column, left, right: x }
        };
        columns.into_iter().map(cell).collect()
    }

    /// Draws the headings: a click sorts, a drag of a border widens, a right click chooses columns.
    pub fn header(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Corpus,
        listing: &Listing,
        rows: std::ops::Range<usize>,
    ) {
        let tokens = ctx.tokens;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
        let (sorted_by, is_descending) = ctx.session.bench().listing_order;
        Self::menu_button(ui, ctx, rect);
        let cells = self.cells(ctx, rect);
        for cell in &cells {
            let column = cell.column;
            let place = Rect::from_min_max(pos2(cell.left, rect.top()), pos2(cell.right, rect.bottom()));
            let name = format!("Sort by {}", column.label().to_lowercase());
            let response = ui.interact(place, ui.scope_id().with(column.key()), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, name.as_str()));
            let is_sorted = sorted_by == column;
            let arrow = if !is_sorted {
                ""
            } else if is_descending {
                " ↓"
            } else {
                " ↑"
            };
            let is_lit = response.hovered() || response.has_focus() || is_sorted;
            let colour = if is_lit { tokens.text } else { tokens.muted };
            let text = format!("{}{arrow}", column.label());
            let galley = ui.painter().layout_no_wrap(text, tokens.small(), colour);
            let x = if is_number(column) { cell.right - galley.size().x - GAP } else { cell.left };
            let at = pos2(x.max(cell.left), rect.center().y - galley.size().y / 2.0);
            ui.painter().with_clip_rect(place).galley(at, galley, colour);
            Popup::context_menu(&response)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .accessible_name("Columns")
                .show(|ui| menu(ui, ctx));
            if response.on_hover_text(name).clicked() {
                ctx.send(Command::SortListing(column));
            }
        }
        self.borders(ui, ctx, rect, &cells, |column| widest(ui, ctx, corpus, listing, rows.clone(), column));
    }

    fn menu_button(ui: &mut Ui, ctx: &ViewContext<'_>, header: Rect) {
        let side = header.height();
        let place = Rect::from_min_max(
            pos2(header.left(), header.top()),
            pos2(header.left() + side, header.bottom()),
        );
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            ui.with_layout(egui::Layout::centered_and_justified(egui::Direction::TopDown), |ui| {
                let response = icon_button(ui, ICON_VIEW_COLUMN, "Choose columns");
                Popup::menu(&response)
                    .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                    .accessible_name("Columns")
                    .show(|ui| menu(ui, ctx));
            });
        });
    }

    /// A border belongs to the column on the side away from the headline, which takes what is left.
    fn borders(
        &mut self,
        ui: &Ui,
        ctx: &ViewContext<'_>,
        header: Rect,
        cells: &[Cell],
        fitting: impl Fn(ListColumn) -> f32,
    ) {
        let headline = cells.iter().position(|cell| cell.column == ListColumn::Headline).unwrap_or(0);
        let mut still_dragged = None;
        for (index, cell) in cells.iter().enumerate().filter(|(index, _)| *index != headline) {
            let (x, sign) = if index < headline { (cell.right, 1.0) } else { (cell.left, -1.0) };
            let place = Rect::from_center_size(pos2(x - 2.0, header.center().y), vec2(7.0, header.height()));
            let id = ui.scope_id().with(("border", cell.column.key()));
            // No stop of the Tab key: by keyboard widths are changed in the menu.
            let response = ui.interact(place, id, Sense::CLICK | Sense::DRAG);
            let name = format!("Width of {}", cell.column.label().to_lowercase());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, name.as_str()));
            if response.hovered() || response.dragged() {
                ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
                ui.painter().vline(x - 2.0, header.y_range(), ctx.tokens.rule());
            }
            if response.double_clicked() {
                ctx.send(Command::SizeColumn(cell.column, Some(fitting(cell.column) as u16)));
            } else if response.dragged() {
                let width = self.dragged.filter(|(dragged, _)| *dragged == cell.column);
                let width = width.map_or(cell.right - cell.left, |(_, width)| width);
                let width = (width + sign * response.drag_delta().x).clamp(LEAST, MOST);
                still_dragged = Some((cell.column, width));
            } else if response.drag_stopped()
                && let Some((column, width)) = self.dragged
            {
                ctx.send(Command::SizeColumn(column, Some(width as u16)));
                // Until the command is applied the width stays as it was drawn.
                still_dragged = self.dragged;
            }
        }
        self.dragged = still_dragged;
    }
}

/// The width that shows the column's heading and its text in these rows whole.
fn widest(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    listing: &Listing,
    rows: std::ops::Range<usize>,
    column: ListColumn,
) -> f32 {
    let tokens = ctx.tokens;
    let width = |text: String, font| ui.painter().layout_no_wrap(text, font, tokens.text).size().x;
    let heading = width(format!("{} ↓", column.label()), tokens.small());
    let ids = listing.order.get(rows).unwrap_or_default();
    let text =
        |id: &ArticleId| width(cell_text(ctx, corpus, listing, *id, column).into_owned(), tokens.normal());
    ids.iter().map(text).fold(heading, f32::max).clamp(LEAST, MOST - GAP - 4.0) + GAP + 4.0
}

/// Width of the menu, and by how much a column gets wider or narrower in it.
const MENU: f32 = 230.0;
const STEP: f32 = 16.0;

/// Makes a column narrower, wider, and as wide as usual again.
fn width_buttons(ui: &mut Ui, ctx: &ViewContext<'_>, column: ListColumn) {
    ui.spacing_mut().item_spacing.x = 2.0;
    let name = column.label().to_lowercase();
    let now = width_of(ctx, column);
    let is_own = !ctx.session.settings().table.widths.contains_key(column.key());
    let to = |by: f32| Some((now + by).clamp(LEAST, MOST) as u16);
    let ways = [
        (ICON_REMOVE, format!("Make {name} narrower"), now > LEAST, to(-STEP)),
        (ICON_ADD, format!("Make {name} wider"), now < MOST, to(STEP)),
        (ICON_UNDO, format!("Make {name} as wide as usual"), !is_own, None),
    ];
    for (icon, name, can, width) in ways {
        let button = ui.add_enabled_ui(can, |ui| icon_button(ui, icon, &name)).inner;
        if button.clicked() {
            ctx.send(Command::SizeColumn(column, width));
        }
    }
}

/// The menu that chooses columns.
fn menu(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let shown = ctx.session.shown_columns();
    ui.set_min_width(MENU);
    for column in ListColumn::ALL.into_iter().filter(|column| *column != ListColumn::Headline) {
        let mut is_shown = shown.contains(&column);
        ui.horizontal(|ui| {
            if tick_box(ui, ctx, &mut is_shown, column.label()).changed() {
                ctx.send(Command::ShowColumn(column, is_shown));
            }
            if is_shown {
                at_right(ui, column.key(), |ui| width_buttons(ui, ctx, column));
            }
        });
    }
    ui.separator();
    if ui.button("Columns as at first").clicked() {
        ctx.send(Command::ResetColumns);
        ui.close();
    }
}

/// What stands in a cell.
pub fn cell_text<'a>(
    ctx: &'a ViewContext<'_>,
    corpus: &'a Corpus,
    listing: &Listing,
    id: ArticleId,
    column: ListColumn,
) -> Cow<'a, str> {
    let article = corpus.article(id);
    let remark = || ctx.session.remark_of(id);
    match column {
        ListColumn::Outlet => article.outlet.as_ref().map_or("—", |outlet| &*outlet.value).into(),
        ListColumn::Date => ctx.column_date(article.published.as_ref().map(|date| date.value)).into(),
        ListColumn::Headline => for_reading(article.headline_text()),
        ListColumn::Words => ctx.numbers().count(corpus.words_of(id).into()).into(),
        ListColumn::Hits => match listing.hits.get(id as usize) {
            Some(hits) if *hits > 0 => ctx.numbers().count((*hits).into()).into(),
            _ => "".into(),
        },
        ListColumn::Language => article.language.value.code().map_or("—", crate::text::language::name).into(),
        ListColumn::Section => article.section.as_ref().map_or("", |section| &*section.value).into(),
        ListColumn::Wire => article.wire.as_ref().map_or("", |wire| &*wire.value).into(),
        ListColumn::Byline => {
            let names: Vec<&str> = article.byline.iter().map(|name| &*name.value).collect();
            names.join(", ").into()
        }
        ListColumn::Completeness => match article.completeness.value {
            Completeness::Full => "whole".into(),
            Completeness::Truncated => "cut short".into(),
            Completeness::Part { part, of } => format!("part {part} of {of}").into(),
            Completeness::Unknown => "—".into(),
        },
        ListColumn::Story => {
            let title = corpus.story_of(id).and_then(|number| corpus.stories().get(number));
            title.map_or("", |title| title).into()
        }
        ListColumn::Tags => remark().map_or(Cow::Borrowed(""), |remark| {
            remark.tags.iter().map(Arc::as_ref).collect::<Vec<&str>>().join(", ").into()
        }),
        ListColumn::Note => remark().map_or(Cow::Borrowed(""), |remark| for_reading(&remark.note)),
        ListColumn::Path => article.file_words().into(),
    }
}
