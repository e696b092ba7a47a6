//! The list of stories: title, outlets, days, number of articles, who told it first.

use egui::{Popup, Rect, Sense, TextFormat, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui_material_icons::icons::{ICON_HELP, ICON_KEEP};

use super::words::{days, first_told, held_by, outlet_name};
use super::{Of, Rows, legend};
use crate::analysis::{StoryRow, shown_name};
use crate::framing::stories::Story;
use crate::session::{Command, Session};
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::ink_mark;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::long_list::LongList;

/// So many outlets are dots; the others are counted.
const DOTS: usize = 8;
const DOT: f32 = 14.0;

/// Widths from the right end of a row.
const WHY: f32 = 34.0;
const ALIKE: f32 = 62.0;
const FIRST: f32 = 190.0;
/// Who was first gets so much of a wide row: "Meridian Wire and 2 more on the same day".
const FIRST_SHARE: f32 = 0.24;
const FIRST_MOST: f32 = 320.0;
const ARTICLES: f32 = 70.0;
const DAYS: f32 = 190.0;
const OUTLETS: f32 = DOT * DOTS as f32 + 36.0;

/// Narrower rows say no more who was first; the coverage does.
const NARROW: f32 = 900.0;

/// Wider rows keep their columns this close, so that the eye finds from a title to its outlets.
const WIDEST: f32 = 1360.0;

/// Where columns begin.
struct Across {
    outlets: f32,
    days: f32,
    articles: f32,
    first: Option<f32>,
    alike: f32,
    why: f32,
}

impl Across {
    fn of(rect: Rect) -> Self {
        let width = rect.width().min(WIDEST);
        let why = rect.left() + width - WHY;
        let alike = why - ALIKE;
        let first_width = (width * FIRST_SHARE).clamp(FIRST, FIRST_MOST);
        let first = (rect.width() >= NARROW).then_some(alike - first_width);
        let articles = first.unwrap_or(alike) - ARTICLES;
        let days = articles - DAYS;
        Self { outlets: days - OUTLETS, days, articles, first, alike, why }
    }
}

/// Shows the story of this row.
pub fn show(session: &Session, ctx: &ViewContext<'_>, row: &StoryRow) {
    let story = session.stories().and_then(|all| all.stories.get(row.number));
    let first = story.and_then(|story| story.articles.first()).or(row.articles.first());
    ctx.send(Command::ShowStory(first.copied()));
}

/// Draws the list.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, of: Of<'_>, rows: Rows<'_>, list: &mut LongList) {
    legend(ui, ctx, |ui| {
        let words = "A click shows the story. Alike: how alike its articles are on average; ";
        ui.label(egui::RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
        ui.label(egui::RichText::new(ICON_HELP.codepoint).color(ctx.tokens.faint));
        let words = "says through which words.";
        ui.label(egui::RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
    });
    header(ui, ctx);
    let height = ctx.row_height();
    list.ui(ui, ctx, "stories", height, rows.len(), |ui, at| {
        if let Some(row) = rows.get(at) {
            row_ui(ui, ctx, of, row, height);
        }
    });
}

fn header(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let across = Across::of(rect);
    let text = |x: f32, words: &str, is_right: bool| {
        let galley = ui.painter().layout_no_wrap(words.to_owned(), tokens.small(), tokens.muted);
        let x = if is_right { x - galley.size().x } else { x };
        ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, tokens.muted);
    };
    text(rect.left() + 6.0, "Story", false);
    text(across.outlets, "Outlets", false);
    text(across.days, "Days", false);
    text(across.articles + ARTICLES - 16.0, "Articles", true);
    if let Some(first) = across.first {
        text(first, "First told by", false);
    }
    text(across.alike + ALIKE - 8.0, "Alike", true);
}

fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, of: Of<'_>, row: &StoryRow, height: f32) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, tokens.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let across = Across::of(rect);
    let y = |height: f32| rect.center().y - height / 2.0;
    let text = |x: f32, words: &str, format: TextFormat, width: f32| {
        let colour = format.color;
        let galley = one_row(ui, words, format, width);
        ui.painter().galley(pos2(x, y(galley.size().y)), galley, colour);
    };
    let muted = || TextFormat::simple(tokens.normal(), tokens.muted);
    let story: Option<&Story> = of.stories.and_then(|all| all.stories.get(row.number));
    let title = of.corpus.stories().get(row.number).map_or("", |title| &**title);
    let mut left = rect.left() + 6.0;
    if story.is_some_and(|story| story.is_pinned) {
        text(left, ICON_KEEP.codepoint, muted(), 20.0);
        left += 20.0;
    }
    text(left, title, TextFormat::simple(tokens.line_text(), tokens.text), across.outlets - left - 12.0);
    for (at, (outlet, _)) in row.told.iter().take(DOTS).enumerate() {
        let x = across.outlets + 6.0 + at as f32 * DOT;
        ink_mark(ui, ctx, pos2(x, rect.center().y), ctx.ink(outlet_name(of.corpus, *outlet)));
    }
    if row.told.len() > DOTS {
        let more = format!("+{}", row.told.len() - DOTS);
        text(across.outlets + 4.0 + DOTS as f32 * DOT, &more, muted(), 34.0);
    }
    let when = days(row.first, row.last);
    text(across.days, &when, muted(), DAYS - 10.0);
    let right = |x: f32, words: &str| {
        let galley = one_row(ui, words, TextFormat::simple(tokens.figures(), tokens.text), 60.0);
        ui.painter().galley(pos2(x - galley.size().x, y(galley.size().y)), galley, tokens.text);
    };
    let articles = ctx.numbers().count(row.articles.len() as u64);
    right(across.articles + ARTICLES - 16.0, &articles);
    let first = first_told(ctx, of.corpus, &row.first_by);
    if let Some(x) = across.first {
        text(x, first.as_deref().unwrap_or("not known"), muted(), across.alike - x - 10.0);
    }
    if let Some(story) = story {
        right(across.alike + ALIKE - 8.0, &ctx.numbers().percent(story.cohesion));
        let place =
            Rect::from_min_max(pos2(across.why + 4.0, rect.top()), pos2(across.why + WHY, rect.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let icon = egui::RichText::new(ICON_HELP.codepoint).color(tokens.faint).size(16.0);
                let why =
                    ui.add(egui::Button::new(icon).frame(false)).on_hover_text("What holds it together");
                why.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Why: {title}")));
                Popup::menu(&why).accessible_name("What holds the story together").show(|ui| {
                    ui.set_min_width(280.0);
                    held_by(ui, ctx, of.corpus, story);
                });
            });
        });
    }
    let outlets: Vec<&str> =
        row.told.iter().map(|(outlet, _)| shown_name(outlet_name(of.corpus, *outlet))).collect();
    let outlets = crate::figure::format::list(&outlets);
    let counted = ctx.numbers().counted(row.articles.len() as u64, "article", "articles");
    response.widget_info(|| {
        let name = format!("Story {title}, {when}, {counted}, told by {outlets}");
        WidgetInfo::labeled(egui::Role::Row, true, name)
    });
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(title);
        ui.weak(format!("{when} · {counted} · told by {outlets}"));
        if let Some(first) = &first {
            ui.weak(format!("first: {first}"));
        }
        if let Some(story) = story {
            held_by(ui, ctx, of.corpus, story);
        }
    });
    if response.clicked() {
        show(ctx.session, ctx, row);
    }
}
