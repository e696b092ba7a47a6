//! One line of the reader: the passage's name at the left, and what each column tells of it.

use egui::text::LayoutJob;
use egui::{Label, Pos2, Rect, RichText, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::glance::NAMES;
use super::counterparts::{self, Counterpart};
use super::reader::{Pointed, Story, is_headline};
use super::sentence::{Set, meaning};
use super::sheet::Sheet;
use super::{begin, copied};
use crate::analysis::shown_name;
use crate::corpus::{ArticleId, TypeId};
use crate::figure::format;
use crate::framing::passages::{Grade, Row};
use crate::session::{Command, ReaderLayer};
use crate::ui::context::ViewContext;

/// Above and under the sentences of a line.
const PAD: f32 = 7.0;
/// Between sentences, and between paragraphs.
const GAP: f32 = 2.0;
const PARAGRAPH: f32 = 7.0;
/// The line that says where an article begins, with the air above it.
const BEGIN: f32 = 26.0;
const BEGIN_LINE: f32 = 18.0;
/// Under the line that says whose text it is.
const COPIED: f32 = 4.0;
/// A line without sentences.
const LEAST: f32 = 22.0;
/// The name of a passage.
const NAME: f32 = NAMES - 34.0;

/// Where the columns stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Across {
    /// The left edge of the names.
    pub left: f32,
    /// From one column to the next.
    pub step: f32,
    /// The text of a column.
    pub width: f32,
    /// The text of the last column, which leaves room for the map.
    pub last: f32,
    /// How many columns.
    pub count: usize,
}

impl Across {
    /// The width of a column's text.
    pub fn width(self, column: usize) -> f32 {
        if column + 1 == self.count { self.last } else { self.width }
    }

    /// The left edge of a column's text.
    pub fn column(self, column: usize) -> f32 {
        self.left + NAMES + column as f32 * self.step
    }
}

/// What was done in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The pointer is over a sentence.
    Hovered(usize),
    /// A sentence was clicked, and a word in it.
    Clicked(usize, Option<TypeId>),
}

/// What stands in a cell, from top to bottom.
enum Block {
    Begin(ArticleId),
    Copied(ArticleId),
    /// A sentence, and the air above it.
    Sentence(usize, f32),
}

/// The blocks of a cell, in order.
fn blocks(story: &Story<'_>, cell: &[usize], mut tell: impl FnMut(Block)) {
    let mut before: Option<(ArticleId, u32)> = None;
    for &number in cell {
        let Some(told) = story.told(number) else { continue };
        let (article, paragraph) = (told.sentence.place.article, told.sentence.paragraph);
        if story.begins(number) {
            tell(Block::Begin(article));
            if !is_headline(told) {
                tell(Block::Copied(article));
            }
        }
        let gap = match before {
            None => 0.0,
            Some((of, at)) if of == article && at == paragraph => GAP,
            Some(_) => PARAGRAPH,
        };
        before = Some((article, paragraph));
        tell(Block::Sentence(number, gap));
        let goes_on = story
            .told(number + 1)
            .is_some_and(|next| next.sentence.place.article == article && is_headline(next));
        if is_headline(told) && !goes_on {
            tell(Block::Copied(article));
        }
    }
}

/// The height of a line as it will be set.
pub fn measure(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    story: &Story<'_>,
    sheet: &Sheet,
    line: usize,
    across: Across,
) -> f32 {
    let mut most = LEAST;
    for column in 0..across.count {
        let width = across.width(column);
        let mut height = 0.0;
        blocks(story, sheet.cell(story.side, line, column), |block| {
            height += match block {
                Block::Begin(_) => BEGIN,
                Block::Copied(article) => copied::of(story, article)
                    .map_or(0.0, |found| copied::height(ui, ctx, story, found, width) + COPIED),
                Block::Sentence(number, gap) => {
                    gap + Set::new(ui, ctx, story, number, width).map_or(0.0, |set| set.galley.size().y)
                }
            };
        });
        most = most.max(height);
    }
    let name = sheet.begins_row(line).then(|| story.row(sheet.row(line))).flatten();
    let name = name.and_then(|row| name_galley(ui, ctx, story, row)).map_or(0.0, |galley| galley.size().y);
    most.max(name) + PAD * 2.0
}

/// About as high as a line will be.
pub fn estimate(ctx: &ViewContext<'_>, story: &Story<'_>, sheet: &Sheet, line: usize, width: f32) -> f32 {
    let columns = story.side.alignment.columns.len();
    let mut most = LEAST;
    for column in 0..columns {
        let mut height = 0.0;
        for number in sheet.cell(story.side, line, column) {
            let Some(told) = story.told(*number) else { continue };
            height += begin::estimate(ctx, told.sentence.place.span.len(), width) + GAP;
            if story.begins(*number) {
                height += BEGIN;
            }
        }
        most = most.max(height);
    }
    most + PAD * 2.0
}

/// Draws a line with its top at `y`.
#[expect(clippy::too_many_arguments, reason = "the state of one drawing pass, all of it borrowed")]
pub fn draw(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    story: &Story<'_>,
    sheet: &Sheet,
    line: usize,
    (across, y): (Across, f32),
    pointed: &Pointed,
    done: &mut Vec<Done>,
) {
    let Some(row) = story.row(sheet.row(line)) else { return };
    let begins = sheet.begins_row(line);
    if begins {
        name_ui(ui, ctx, story, row, pos2(across.left, y + PAD));
    }
    for column in 0..story.side.alignment.columns.len() {
        let at = pos2(across.column(column), y + PAD);
        let cell = sheet.cell(story.side, line, column);
        if cell.is_empty() {
            if begins {
                empty_cell(ui, ctx, story, row, column, at);
            }
            continue;
        }
        let mut top = at.y;
        let width = across.width(column);
        blocks(story, cell, |block| match block {
            Block::Begin(article) => {
                let rect =
                    Rect::from_min_size(pos2(at.x, top + BEGIN - BEGIN_LINE - 4.0), vec2(width, BEGIN_LINE));
                begin_ui(ui, ctx, story, article, rect);
                top += BEGIN;
            }
            Block::Copied(article) => {
                if let Some(found) = copied::of(story, article) {
                    let height = copied::height(ui, ctx, story, found, width);
                    let rect = Rect::from_min_size(pos2(at.x, top), vec2(width, height));
                    let mut inside =
                        ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("copied", article)));
                    inside.spacing_mut().interact_size.y = 0.0;
                    copied::line(&mut inside, ctx, story, found);
                    top += height + COPIED;
                }
            }
            Block::Sentence(number, gap) => {
                top += gap;
                let place = (pos2(at.x, top), width);
                top += sentence_ui(ui, ctx, story, number, place, pointed, done);
            }
        });
    }
}

/// One sentence; gives its height.
fn sentence_ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    story: &Story<'_>,
    number: usize,
    (at, width): (Pos2, f32),
    pointed: &Pointed,
    done: &mut Vec<Done>,
) -> f32 {
    let tokens = ctx.tokens;
    let Some(set) = Set::new(ui, ctx, story, number, width) else { return 0.0 };
    let rect = Rect::from_min_size(at, vec2(width, set.galley.size().y));
    let around = rect.expand2(vec2(6.0, GAP / 2.0));
    // Clicked, but no stop for the keyboard: a story has hundreds of sentences, and the reader is one stop.
    let response = ui.interact(around, ui.scope_id().with(("told", number)), Sense::CLICK);
    let is_pointed = pointed.sentence == Some(number);
    let told_too = pointed.counterparts.iter().find(|one| one.sentence == number);
    let is_lit = is_pointed || told_too.is_some();
    response.widget_info(|| WidgetInfo::labeled(egui::Role::ListItem, true, set.galley.text()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_lit));
    if ui.is_rect_visible(around) {
        let corner = tokens.sizes.corner.normal as f32 / 2.0;
        if is_lit {
            ui.painter().rect_filled(around, corner, tokens.accent_ground);
        }
        if let Some(one) = told_too {
            grade_bar(ui, ctx, around, one);
        } else if story.shown.has(ReaderLayer::OnlyHere) && story.side.layers.is_only_here(number) {
            let column = story.told(number).map_or(0, |told| told.column);
            let ink = story.ink(ctx, column).map_or(tokens.muted, |ink| tokens.ink(ink));
            ui.painter().vline(around.left() + 1.0, rect.y_range(), egui::Stroke::new(2.0, ink));
        }
        set.paint(ui, ctx, rect.min);
    }
    if pointed.current == Some(number) {
        pointed.place.set(Some(around));
    }
    if response.hovered() {
        done.push(Done::Hovered(number));
        if is_pointed && let Some(words) = said(story, number, &set, &response, rect.min, pointed) {
            response.clone().on_hover_text_at_pointer(words);
        }
    }
    if response.clicked() {
        let word = response.interact_pointer_pos().and_then(|pos| set.word_at(pos - rect.min));
        done.push(Done::Clicked(number, word));
    }
    if pointed.opened.is_some_and(|(opened, _)| opened == number) {
        pointed.popover(ui, ctx, story, &response);
    }
    rect.height()
}

/// What hovering says: what the marks under the pointer mean, and who tells it too.
fn said(
    story: &Story<'_>,
    number: usize,
    set: &Set,
    response: &egui::Response,
    corner: Pos2,
    pointed: &Pointed,
) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    let marks = story.side.layers.of(number);
    if let Some(pointer) = response.hover_pos() {
        let under = set.marks_at(pointer - corner).filter_map(|at| marks.get(at));
        lines.extend(under.filter_map(|mark| meaning(story, number, mark)));
    }
    if !pointed.counterparts.is_empty() {
        lines.push(format::capital(&counterparts::in_words(story, &pointed.counterparts)));
    } else if story.shown.has(ReaderLayer::OnlyHere) && story.side.layers.is_only_here(number) {
        lines.push("Told here alone".to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The bar at the left of a counterpart: whole, broken, dotted, as it is alike.
fn grade_bar(ui: &Ui, ctx: &ViewContext<'_>, rect: Rect, one: &Counterpart) {
    let stroke = egui::Stroke::new(2.0, ctx.tokens.accent);
    let (dash, gap) = match one.grade {
        Grade::SameWords => (rect.height(), 0.0),
        Grade::Reworded => (6.0, 3.0),
        Grade::Related => (2.0, 3.0),
    };
    let mut y = rect.top();
    while y < rect.bottom() {
        ui.painter().vline(rect.left() + 1.0, y..=(y + dash).min(rect.bottom()), stroke);
        y += dash + gap;
    }
}

/// Where an article begins.
fn begin_ui(ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>, id: ArticleId, rect: Rect) {
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let builder = UiBuilder::new().max_rect(rect).id_salt(("begin", id)).layout(layout);
    begin::ui(&mut ui.new_child(builder), ctx, story.corpus.article(id), id);
}

/// A column that does not tell a passage, or tells it in another line.
fn empty_cell(ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>, row: &Row, column: usize, at: Pos2) {
    let tokens = ctx.tokens;
    let rect = Rect::from_min_size(at, vec2(NAMES * 1.5, LEAST));
    if row.is_not_told(column) {
        let mut inside =
            ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("not told", column, row.passage)));
        inside.label(RichText::new("not told here").color(tokens.muted));
        return;
    }
    if !row.elsewhere.contains(&column) {
        return;
    }
    let passage = row.passage.and_then(|passage| story.side.alignment.passages.get(passage));
    let other = passage.and_then(|passage| {
        passage
            .sentences
            .iter()
            .copied()
            .find(|one| story.told(*one).is_some_and(|told| told.column == column))
    });
    let Some(told) = other.and_then(|other| story.told(other)) else { return };
    // Sentences of a column before it in this line stand above.
    let here = row.cells.iter().flatten().next().copied();
    let is_up = other.zip(here).is_some_and(|(other, _)| story.stands_before(other, row));
    let words = if is_up { "told further up" } else { "told further down" };
    let mut inside =
        ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("elsewhere", column, row.passage)));
    let text = RichText::new(words).color(tokens.accent);
    let response = inside.add(Label::new(text).sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, words));
    let hint = format!("{} tells it in another order: go there", shown_name(story.name(column)));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked() {
        ctx.send(Command::ShowTold(Some(told.sentence.place)));
    }
}

fn name_galley(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    story: &Story<'_>,
    row: &Row,
) -> Option<std::sync::Arc<egui::Galley>> {
    let passage = story.side.alignment.passages.get(row.passage?)?;
    let format = egui::TextFormat::simple(ctx.tokens.small(), ctx.tokens.muted);
    let mut job = LayoutJob::single_section(passage.title.clone(), format);
    job.wrap.max_width = NAME;
    job.wrap.max_rows = 4;
    Some(ui.fonts_mut(|fonts| fonts.layout_job(job)))
}

/// The name of a passage, with a sign of how alike its sentences are.
fn name_ui(ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>, row: &Row, at: Pos2) {
    let Some(galley) = name_galley(ui, ctx, story, row) else { return };
    let passage = row.passage.and_then(|passage| story.side.alignment.passages.get(passage));
    let Some(passage) = passage else { return };
    let rect = Rect::from_min_size(at, vec2(NAMES - 18.0, galley.size().y));
    let response = ui.interact(rect, ui.scope_id().with(("passage", row.passage)), Sense::hover());
    response.widget_info(|| {
        let words = format!("{}, {}", passage.title, passage.grade.label());
        WidgetInfo::labeled(egui::Role::RowHeader, true, words)
    });
    let bars = match passage.grade {
        Grade::SameWords => 3,
        Grade::Reworded => 2,
        Grade::Related => 1,
    };
    for bar in 0..bars {
        let y = at.y + 4.5 + bar as f32 * 3.0;
        let stroke = egui::Stroke::new(1.5, ctx.tokens.muted);
        ui.painter().hline(at.x..=at.x + 9.0, y, stroke);
    }
    ui.painter().galley(pos2(at.x + 15.0, at.y), galley, ctx.tokens.muted);
    if response.hovered() {
        let told = story.side.alignment.told_by(passage);
        let names: Vec<&str> = told.into_iter().map(|column| shown_name(story.name(column))).collect();
        let alike = ctx.numbers().fixed(passage.similarity, 2);
        let words = format!(
            "{}, {alike} alike on average\ntold by {}",
            format::capital(passage.grade.label()),
            names.join(", ")
        );
        response.on_hover_text(words);
    }
}
