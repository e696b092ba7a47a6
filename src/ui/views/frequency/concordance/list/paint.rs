//! How rows of the list look.

use egui::text::TextFormat;
use egui::{Rangef, Rect, Ui, pos2, vec2};
use egui_material_icons::icons::{ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_RIGHT};

use super::{Opened, Shown};
use crate::analysis::{GroupKey, KwicLine, LineGroup};
use crate::figure::format;
use crate::ui::views::frequency::concordance::strip::badge;
use crate::ui::widgets::ink_mark;
use crate::ui::widgets::lines::{one_row, paint_words};
use crate::ui::widgets::passage::passage;

/// Air round the text of an opened line.
const AIR: f32 = 5.0;

/// Room for a mark and the sign of a note.
const MARK: f32 = 34.0;

fn name_width(width: f32) -> f32 {
    (width * 0.15).clamp(90.0, 170.0)
}

/// A line; gives the place of its hit.
pub(super) fn line(
    ui: &Ui,
    shown: &Shown<'_>,
    rect: Rect,
    line: &KwicLine,
    is_chosen: bool,
    is_hovered: bool,
) -> Rect {
    let (ctx, tokens) = (shown.ctx, shown.ctx.tokens);
    if is_chosen {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
    } else if is_hovered {
        ui.painter().rect_filled(rect, 0.0, tokens.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let outlet = shown.corpus.outlets().get(usize::from(line.outlet)).map_or("", |outlet| &*outlet.name);
    let middle = rect.center().y;
    ink_mark(ui, ctx, pos2(rect.left() + 10.0, middle), ctx.ink(outlet));
    let names = name_width(rect.width());
    let format = TextFormat::simple(tokens.normal(), tokens.muted);
    let name = one_row(ui, crate::analysis::shown_name(outlet), format, names - 28.0);
    ui.painter().galley(pos2(rect.left() + 22.0, middle - name.size().y / 2.0), name, tokens.muted);
    let said = ctx.session.line_remark(line.article, line.span);
    let marks = rect.left() + names;
    if let Some(mark) = said.and_then(|said| said.mark) {
        badge(ui, tokens, Rect::from_center_size(pos2(marks + 9.0, middle), vec2(18.0, 18.0)), mark, false);
    }
    if said.is_some_and(|said| !said.note.trim().is_empty()) {
        let sign = one_row(ui, "n", TextFormat::simple(tokens.small_strong(), tokens.accent), 12.0);
        ui.painter().galley(pos2(marks + 22.0, middle - sign.size().y / 2.0), sign, tokens.accent);
    }
    let date_width = if rect.width() > 760.0 { 86.0 } else { 0.0 };
    let across = Rangef::new(marks + MARK, rect.right() - date_width - 8.0);
    let hit = paint_words(ui, ctx, line, across, across.min + across.span() * 0.42, middle);
    if date_width > 0.0 {
        let format = TextFormat::simple(tokens.small(), tokens.muted);
        let date = one_row(ui, &ctx.column_date(line.date), format, date_width);
        let at = pos2(rect.right() - 8.0 - date.size().x, middle - date.size().y / 2.0);
        ui.painter().galley(at, date, tokens.muted);
    }
    hit
}

/// The text of an opened line, with the hit marked, and under it the note.
fn text(
    ui: &Ui,
    shown: &Shown<'_>,
    at: usize,
    opened: Opened,
    width: f32,
) -> Option<std::sync::Arc<egui::Galley>> {
    let tokens = shown.ctx.tokens;
    let (id, span) = shown.passage(at, opened)?;
    let (_, hit) = shown.place(at)?;
    let article = shown.corpus.article(id);
    let base = TextFormat { line_height: Some(22.0), ..TextFormat::simple(tokens.passage(), tokens.text) };
    let marked = TextFormat { background: tokens.hit, ..base.clone() };
    let mut job = passage(&article.raw, span, &base, &[(hit, marked)]).job;
    if let Some(said) = shown.ctx.session.line_remark(id, hit).filter(|said| !said.note.trim().is_empty()) {
        let note =
            TextFormat { line_height: Some(20.0), ..TextFormat::simple(tokens.normal(), tokens.muted) };
        job.append(&format!("\nNote: {}", said.note.trim()), 0.0, note);
    }
    job.wrap.max_width = (width - name_width(width) - MARK - 40.0).max(120.0);
    Some(ui.fonts_mut(|fonts| fonts.layout_job(job)))
}

/// How many rows the text of an opened line needs.
pub(super) fn rows_of(ui: &Ui, shown: &Shown<'_>, at: usize, opened: Opened, width: f32) -> usize {
    let height = text(ui, shown, at, opened, width).map_or(0.0, |text| text.size().y + 2.0 * AIR);
    (height / shown.row_height).ceil() as usize
}

/// The text of an opened line, under it.
pub(super) fn opened(ui: &mut Ui, shown: &Shown<'_>, at: usize, opened: Opened, width: f32) {
    let tokens = shown.ctx.tokens;
    let Some(text) = text(ui, shown, at, opened, width) else { return };
    let rect = ui.max_rect();
    let rows = rows_of(ui, shown, at, opened, width);
    let ground = Rect::from_min_size(rect.min, vec2(width, rows as f32 * shown.row_height));
    ui.painter().rect_filled(ground, 0.0, tokens.raised);
    ui.painter().hline(ground.x_range(), ground.bottom() - 0.5, tokens.rule());
    let left = rect.left() + name_width(width) + MARK;
    ui.painter().galley(pos2(left, rect.top() + AIR), text, tokens.text);
}

/// What stands over a line under the pointer.
pub(super) fn tip(ui: &mut Ui, shown: &Shown<'_>, line: &KwicLine, outlet: &str) {
    ui.set_max_width(460.0);
    let article = shown.corpus.article(line.article);
    ui.label(crate::text::normalise::for_reading(article.headline_text()).as_ref());
    let date = shown.ctx.long_date(line.date);
    ui.weak(format!("{outlet} · {date} · click the word to read it there, press Space for the sentence"));
    if let Some(said) = shown.ctx.session.line_remark(line.article, line.span) {
        let mark = said.mark.map(|mark| format!("Marked {}", shown.ctx.session.mark_name(mark)));
        let parts: Vec<&str> = [mark.as_deref(), Some(said.note.trim())]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        ui.label(parts.join(" · "));
    }
}

/// Lines, articles and outlets of a group in words.
pub(super) fn counts(group: &LineGroup, key: GroupKey) -> String {
    let lines = format::counted(group.lines.into(), "line", "lines");
    let articles = format::counted(group.articles.into(), "article", "articles");
    if key == GroupKey::Outlet {
        return format!("{lines} · {articles}");
    }
    format!("{lines} · {articles} · {}", format::counted(group.outlets.into(), "outlet", "outlets"))
}

/// The heading of a group: what its lines have in common, and a bar as long as its share of all.
#[expect(clippy::too_many_arguments, reason = "what one row shows")]
pub(super) fn group(
    ui: &Ui,
    shown: &Shown<'_>,
    rect: Rect,
    group: &LineGroup,
    value: &str,
    counts: &str,
    is_open: bool,
    is_lit: bool,
) {
    let tokens = shown.ctx.tokens;
    ui.painter().rect_filled(rect, 0.0, if is_lit { tokens.accent_ground } else { tokens.raised });
    let right = rect.right() - 16.0;
    let most = shown.found.groups.first().map_or(1, |first| first.lines).max(1);
    let share = group.lines as f32 / most as f32;
    let bar = Rect::from_min_size(
        pos2(rect.left() + rect.width() * 0.42, rect.center().y - 4.0),
        vec2((rect.width() * 0.58 - 290.0).max(0.0) * share, 8.0),
    );
    ui.painter().rect_filled(bar, 2.0, tokens.line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let icon = if is_open { ICON_KEYBOARD_ARROW_DOWN } else { ICON_KEYBOARD_ARROW_RIGHT };
    let arrow = one_row(ui, icon.codepoint, TextFormat::simple(tokens.normal(), tokens.muted), 20.0);
    let centre = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(rect.left() + 8.0, centre(&arrow)), arrow, tokens.muted);
    let name = one_row(ui, value, TextFormat::simple(tokens.line_hit(), tokens.text), rect.width() * 0.38);
    ui.painter().galley(pos2(rect.left() + 30.0, centre(&name)), name, tokens.text);
    let counts = one_row(ui, counts, TextFormat::simple(tokens.normal(), tokens.muted), 280.0);
    ui.painter().galley(pos2(right - counts.size().x, centre(&counts)), counts, tokens.muted);
}
