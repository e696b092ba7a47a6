//! The concordance: one line a hit, the hit in the middle, as many lines as there are.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Rangef, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::dot::{NO_OUTLET, ink_mark};
use super::kept::Kept;
use super::long_list::LongList;
use crate::analysis::{Concordance, KwicLine};
use crate::corpus::Corpus;
use crate::session::Command;
use crate::ui::context::ViewContext;

/// So many characters of context are fetched to each side; the width decides how many show.
pub const CONTEXT: usize = 110;

/// The lines' scroll.
#[derive(Default)]
pub struct Lines {
    list: LongList,
    kept: Kept<f64>,
}

impl Lines {
    /// Draws the lines; a click opens the article at the place.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Arc<Corpus>,
        concordance: &Concordance,
    ) {
        let row_height = ctx.row_height();
        if let Some(top) = self.kept.returning(ctx.session.visit()) {
            self.list.set_top(top);
        }
        self.list.ui(ui, ctx, "lines", row_height, concordance.lines.len(), |ui, index| {
            let boundary = ctx.session.bench().lines.boundary;
            let line = concordance.line_within(corpus, index, CONTEXT, boundary);
            line_ui(ui, ctx, corpus, &line, row_height);
        });
        self.kept.keep(self.list.top());
    }
}

fn line_ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, line: &KwicLine, height: f32) {
    let tokens = ctx.tokens;
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let outlet = corpus.outlets().get(usize::from(line.outlet)).map_or("", |outlet| &outlet.name);
    let shown_outlet = if outlet.is_empty() { NO_OUTLET } else { outlet };
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::Button,
            true,
            format!("{shown_outlet}: {} {} {}", line.left, line.hit, line.right),
        )
    });
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let baseline_row = |galley: &Arc<egui::Galley>| rect.center().y - galley.size().y / 2.0;
    ink_mark(ui, ctx, pos2(rect.left() + 10.0, rect.center().y), ctx.ink(outlet));
    let name_width = (width * 0.15).clamp(90.0, 170.0);
    let name =
        one_row(ui, shown_outlet, TextFormat::simple(tokens.normal(), tokens.muted), name_width - 28.0);
    ui.painter().galley(pos2(rect.left() + 22.0, baseline_row(&name)), name, tokens.muted);

    let text_left = rect.left() + name_width;
    let date_width = if width > 760.0 { 86.0 } else { 0.0 };
    let text_right = rect.right() - date_width - 8.0;
    let middle = text_left + (text_right - text_left) * 0.42;
    paint_words(ui, ctx, line, Rangef::new(text_left, text_right), middle, rect.center().y);
    if date_width > 0.0 {
        let date = ctx.column_date(line.date);
        let date = one_row(ui, &date, TextFormat::simple(tokens.small(), tokens.muted), date_width);
        let at = pos2(rect.right() - 8.0 - date.size().x, baseline_row(&date));
        ui.painter().galley(at, date, tokens.muted);
    }
    let response = response.on_hover_ui(|ui| {
        ui.set_max_width(460.0);
        let article = corpus.article(line.article);
        ui.label(crate::text::normalise::for_reading(article.headline_text()).as_ref());
        ui.weak(format!("{shown_outlet} · {} · click to read it there", ctx.long_date(line.date)));
    });
    if response.clicked() {
        ctx.send(Command::OpenArticle(line.article, Some(line.span)));
    }
}

/// Paints the words of a line between two edges, the hit beginning at `middle`; gives the hit's place.
pub fn paint_words(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    line: &KwicLine,
    across: Rangef,
    middle: f32,
    centre: f32,
) -> Rect {
    let tokens = ctx.tokens;
    let baseline_row = |galley: &Arc<egui::Galley>| centre - galley.size().y / 2.0;
    let mut job = LayoutJob::default();
    job.append(&line.hit, 0.0, TextFormat::simple(tokens.line_hit(), tokens.text));
    let hit = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let hit_left = middle;
    let hit_right = hit_left + hit.size().x;
    let gap = 12.0;
    let text = TextFormat::simple(tokens.line_text(), tokens.text);
    let left = tail_row(ui, &line.left, &text, hit_left - gap - across.min);
    let at = pos2(hit_left - gap - left.size().x, baseline_row(&left));
    ui.painter().galley(at, left, tokens.text);
    ui.painter().galley(pos2(hit_left, baseline_row(&hit)), hit, tokens.text);
    // Punctuation belongs to the word before it.
    let is_apart =
        line.right.chars().next().is_none_or(|first| first.is_alphanumeric() || "“‘«(\"'".contains(first));
    let after = if is_apart { gap } else { 0.0 };
    let room = (across.max - hit_right - after).max(0.0);
    let right = one_row(ui, &line.right, text, room);
    ui.painter().galley(pos2(hit_right + after, baseline_row(&right)), right, tokens.text);
    Rect::from_min_max(pos2(hit_left, centre - 10.0), pos2(hit_right, centre + 10.0))
}

/// The end of a text in one row: words at its beginning go until the rest fits.
fn tail_row(ui: &Ui, text: &str, format: &TextFormat, width: f32) -> Arc<egui::Galley> {
    let row = |text: &str| {
        let mut job = LayoutJob::single_section(text.to_owned(), format.clone());
        job.wrap = TextWrapping::no_max_width();
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let whole = row(text);
    if whole.size().x <= width {
        return whole;
    }
    // Scripts without spaces are cut between characters, be there a space elsewhere or not.
    let mut is_after_space = false;
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, character)| {
            let is_start = std::mem::replace(&mut is_after_space, *character == ' ');
            is_start || crate::text::script::is_spaceless(*character)
        })
        .map(|(at, _)| at)
        .collect();
    let fits = |start: &usize| text.get(*start..).is_some_and(|rest| row(rest).size().x <= width);
    let first = starts.partition_point(|start| !fits(start));
    row(starts.get(first).and_then(|start| text.get(*start..)).unwrap_or(""))
}

/// One row of text, shortened by the layout where it is too long.
pub fn one_row(ui: &Ui, text: &str, format: TextFormat, width: f32) -> Arc<egui::Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(width.max(8.0));
    job.break_on_newline = false;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
