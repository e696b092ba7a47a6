//! Dispersion: one row an article, one stroke a hit, by outlet and date; only what is seen is drawn.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{DragValue, EventFilter, FontId, Key, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{LensView, Shown, choose, group_ink, groupings};
use crate::analysis::dispersion::{DispersionRow, PlacedHit};
use crate::analysis::kwic;
use crate::analysis::{Analysis, Dispersion, Grouping, figures};
use crate::corpus::Corpus;
use crate::figure::{Figure, Ink, TargetKind, format};
use crate::session::{Command, LensChoices, Pick, Role};
use crate::stats::dispersion::Spread;
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::ink_mark;
use crate::ui::widgets::kept::Kept;
use crate::ui::widgets::long_list::LongList;

/// The lens.
#[derive(Default)]
pub struct DispersionRows {
    list: LongList,
    kept: Kept<f64>,
    /// What the list holds, for the figure it was made beside.
    known: Option<(Arc<Figure>, Vec<Item>)>,
    /// The hit that the keyboard stands on, in the row that has it.
    stands_on: usize,
}

/// A line of the list.
#[derive(Clone, Copy)]
enum Item {
    /// How a series is spread over all articles and over the groups.
    Overall(usize),
    /// An outlet, or another group.
    Group(usize),
    /// How a series is spread over a group's articles.
    Spread(usize, usize),
    /// An article.
    Article(usize),
}

const ROW: f32 = 22.0;
/// So many characters around a hit are shown.
const CONTEXT: usize = 60;
/// A pointer so near to a stroke means it.
const NEAR: f32 = 4.0;

impl LensView for DispersionRows {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let found = ctx.session.results().dispersion();
        groupings(ui, ctx, found.iter().flat_map(|found| &found.groups).map(|group| &group.row));
        ui.add_space(8.0);
        let now = ctx.session.bench().lenses.rows;
        let mut rows = now;
        let field = DragValue::new(&mut rows).range(1..=LensChoices::MOST_ROWS).suffix(" rows on paper");
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(egui::Role::SpinButton, true, "Rows on paper"));
        let hint =
            "Copied and saved, the figure has so many articles at most, and says how many more there are";
        if field.on_hover_text(hint).changed() {
            choose(ctx, |choices| choices.rows = rows);
        }
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        ctx.session.results().dispersion().is_some_and(|found| found.hits.is_empty())
    }

    fn nothing(&self) -> &'static str {
        "No article has these words. Try fewer letters and a * at the end, or another spelling."
    }

    fn pick(&self, _: &ViewContext<'_>, _: &Figure, _: TargetKind) -> Option<Pick> {
        None
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, shown: Shown<'_>) {
        let results = ctx.session.results();
        let answer = results.dispersion().zip(results.corpus_of(Role::Dispersion));
        let Some((found, corpus)) = answer else { return };
        if self.known.as_ref().is_none_or(|(known, _)| !Arc::ptr_eq(known, shown.figure)) {
            self.known = Some((Arc::clone(shown.figure), items(found)));
        }
        let Some((figure, items)) = &self.known else { return };
        if let Some(top) = self.kept.returning(ctx.session.visit()) {
            self.list.set_top(top);
        }
        let by = match results.asked(Role::Dispersion) {
            Some(Analysis::Dispersion(recipe)) => recipe.by,
            _ => Grouping::default(),
        };
        let looks = Looks { ctx, corpus, found, figure, by };
        let stands_on = &mut self.stands_on;
        if shown.is_old {
            ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
        }
        self.list.ui(ui, ctx, "dispersion", ROW, items.len(), |ui, at| match items.get(at) {
            Some(Item::Overall(series)) => looks.overall(ui, *series),
            Some(Item::Group(group)) => looks.group(ui, *group),
            Some(Item::Spread(group, series)) => looks.spread(ui, *group, *series),
            Some(Item::Article(row)) => looks.article(ui, *row, stands_on),
            None => {}
        });
        self.kept.keep(self.list.top());
    }
}

/// The lines of the list: articles without a hit have none.
fn items(found: &Dispersion) -> Vec<Item> {
    let series = found.over_articles.len();
    let mut items: Vec<Item> = (0..series).map(Item::Overall).collect();
    for (at, group) in found.groups.iter().enumerate() {
        items.push(Item::Group(at));
        if series > 1 {
            items.extend((0..series).map(|series| Item::Spread(at, series)));
        }
        let has_hits = |row: &usize| found.rows.get(*row).is_some_and(|row| !row.hits.is_empty());
        items.extend(group.rows.clone().filter(has_hits).map(Item::Article));
    }
    items
}

/// "12 hits in 5 of 7 articles, DP norm 0.42", or why there is no number.
fn in_words(spread: &Spread) -> String {
    figures::spread(spread).in_words("article", "articles")
}

/// What DP says, where it stands.
const READING: &str =
    "DP norm: 0 where the hits are spread as the words are, towards 1 the more they clump in few articles";

/// What all lines are drawn with.
struct Looks<'a> {
    ctx: &'a ViewContext<'a>,
    corpus: &'a Arc<Corpus>,
    found: &'a Dispersion,
    figure: &'a Figure,
    by: Grouping,
}

impl Looks<'_> {
    fn name_of(&self, series: usize) -> &str {
        self.figure.series().get(series).map_or("", |one| one.name.as_str())
    }

    fn ink_of(&self, series: usize) -> Option<Ink> {
        self.figure.series().get(series).map(|one| one.ink)
    }

    /// A line of text; gives its place.
    fn line(&self, ui: &mut Ui, left: f32, text: &str, font: FontId, is_muted: bool) -> Rect {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let colour = if is_muted { self.ctx.tokens.muted } else { self.ctx.tokens.text };
        let galley = one_row(ui, text, font, colour, rect.width() - left);
        let at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, colour);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, text));
        response.on_hover_text(READING);
        rect
    }

    fn overall(&self, ui: &mut Ui, series: usize) {
        let Some(spread) = self.found.over_articles.get(series) else { return };
        let many = self.by.plural();
        let mut text = format!("{}, all {many}: {}", self.name_of(series), in_words(spread));
        if let Some(Ok(dp)) = self.found.over_groups.get(series).map(Spread::shown) {
            text = format!("{text}; over the {many} {}", format::fixed(dp, 2));
        }
        let rect = self.line(ui, 22.0, &text, self.ctx.tokens.normal(), false);
        ink_mark(ui, self.ctx, pos2(rect.left() + 8.0, rect.center().y), self.ink_of(series));
    }

    fn group(&self, ui: &mut Ui, at: usize) {
        let Some(group) = self.found.groups.get(at) else { return };
        let says = match group.spreads.as_slice() {
            [one] => in_words(one),
            _ => format::counted(group.row.articles.into(), "article", "articles"),
        };
        let text = format!("{}   {says}", group.row.shown());
        let rect = self.line(ui, 22.0, &text, self.ctx.tokens.strong(), false);
        let centre = pos2(rect.left() + 8.0, rect.center().y);
        ink_mark(ui, self.ctx, centre, group_ink(self.ctx, &group.row, at));
    }

    fn spread(&self, ui: &mut Ui, group: usize, series: usize) {
        let Some(spread) = self.found.groups.get(group).and_then(|group| group.spreads.get(series)) else {
            return;
        };
        let text = format!("{}: {}", self.name_of(series), in_words(spread));
        let rect = self.line(ui, 38.0, &text, self.ctx.tokens.small(), true);
        ink_mark(ui, self.ctx, pos2(rect.left() + 26.0, rect.center().y), self.ink_of(series));
    }

    fn article(&self, ui: &mut Ui, at: usize, stands_on: &mut usize) {
        let Some(row) = self.found.rows.get(at) else { return };
        let (ctx, tokens, corpus) = (self.ctx, self.ctx.tokens, self.corpus);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let hits = self.found.hits_of(row);
        let headline = for_reading(corpus.article(row.article).headline_text());
        let date = ctx.column_date(corpus.date_of(row.article));
        response.widget_info(|| {
            let hits = format::counted(hits.len() as u64, "hit", "hits");
            WidgetInfo::labeled(egui::Role::Button, true, format!("{headline}, {date}: {hits}"))
        });
        let label = (rect.width() * 0.34).min(340.0);
        let strip = Rect::from_min_max(
            pos2(rect.left() + label, rect.top() + 2.0),
            pos2(rect.right() - 14.0, rect.bottom() - 2.0),
        );
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
        }
        ui.painter().rect_filled(strip, 0.0, tokens.raised);
        let middle = |galley: &Arc<egui::Galley>| rect.center().y - galley.size().y / 2.0;
        let when = one_row(ui, &date, tokens.small(), tokens.muted, 84.0);
        ui.painter().galley(pos2(rect.left() + 22.0, middle(&when)), when, tokens.muted);
        let name = one_row(ui, &headline, tokens.small(), tokens.text, label - 122.0);
        ui.painter().galley(pos2(rect.left() + 110.0, middle(&name)), name, tokens.text);
        self.strokes(ui, (at, row), hits, strip);

        let near = response.hover_pos().and_then(|pointer| self.nearest(row, hits, strip, pointer.x));
        let by_keys = by_keys(ui, &response, hits, stands_on);
        if let Some(one) = near.or(by_keys).and_then(|hit| hits.get(hit)) {
            let x = self.x_of(row, one, strip);
            let mark = Rect::from_min_max(pos2(x - 2.0, rect.top()), pos2(x + 3.0, rect.bottom()));
            let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent);
            ui.painter().rect_stroke(mark, 1.0, stroke, egui::StrokeKind::Outside);
            let line = kwic::line(corpus, &one.hit, CONTEXT);
            let says = format!("{} {} {}", line.left, line.hit, line.right);
            if near.is_some() {
                response.clone().on_hover_text_at_pointer(&says);
            } else {
                let heard = ui.interact(mark, response.id.with("stroke"), Sense::hover());
                heard.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, says.as_str()));
            }
        }
        if response.clicked() {
            // Beside all strokes, a click means the article.
            let hit = near.or(by_keys).and_then(|at| hits.get(at));
            let spot = hit.map(|one| one.hit.span(corpus));
            // The hits of the series that was clicked are counted first in the article.
            if let (Some(one), Some(Analysis::Dispersion(recipe))) =
                (hit, ctx.session.results().asked(Role::Dispersion))
                && let Some(query) = recipe.queries.get(usize::from(one.query))
            {
                let pick = Pick { query: Some(query.clone()), ..ctx.session.place().pick.clone() };
                ctx.send(Command::Pick(pick));
            }
            ctx.send(Command::OpenArticle(row.article, spot));
        }
    }

    fn x_of(&self, row: &DispersionRow, one: &PlacedHit, strip: Rect) -> f32 {
        let place = Dispersion::place(self.corpus, row.article, &one.hit) as f32;
        strip.left() + (strip.width() - 1.0) * place.clamp(0.0, 1.0)
    }

    /// The hit whose stroke is nearest to a place, if one is near.
    fn nearest(&self, row: &DispersionRow, hits: &[PlacedHit], strip: Rect, x: f32) -> Option<usize> {
        let after = hits.partition_point(|one| self.x_of(row, one, strip) < x);
        let away = |at: &usize| hits.get(*at).map_or(f32::MAX, |one| (self.x_of(row, one, strip) - x).abs());
        let nearest =
            [after.saturating_sub(1), after].into_iter().min_by(|a, b| away(a).total_cmp(&away(b)))?;
        (away(&nearest) <= NEAR).then_some(nearest)
    }

    fn strokes(&self, ui: &Ui, (at, row): (usize, &DispersionRow), hits: &[PlacedHit], strip: Rect) {
        let groups = &self.found.groups;
        let group = groups.partition_point(|group| group.rows.end <= at);
        let own = groups
            .get(group)
            .and_then(|found| group_ink(self.ctx, &found.row, group))
            .filter(|_| self.found.over_articles.len() == 1);
        let mut last = vec![f32::MIN; self.found.over_articles.len()];
        for one in hits {
            let series = usize::from(one.query);
            let x = self.x_of(row, one, strip);
            // What falls on the stroke before it is that stroke.
            let Some(before) = last.get_mut(series).filter(|before| x - **before >= 0.5) else { continue };
            *before = x;
            let Some(ink) = own.or_else(|| self.ink_of(series)) else { continue };
            let colour = self.ctx.tokens.ink(ink);
            let stroke = Rect::from_min_max(pos2(x, strip.top()), pos2(x + 1.5, strip.bottom()));
            ui.painter().rect_filled(stroke, 0.0, colour);
        }
    }
}

/// Left and right go from hit to hit in the row that has the keyboard.
fn by_keys(ui: &Ui, row: &Response, hits: &[PlacedHit], stands_on: &mut usize) -> Option<usize> {
    if !row.has_focus() || hits.is_empty() {
        return None;
    }
    if row.gained_focus() {
        *stands_on = 0;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(row.id, filter);
    });
    let (right, left) =
        ui.input(|input| (input.num_presses(Key::ArrowRight), input.num_presses(Key::ArrowLeft)));
    *stands_on = (*stands_on + right).saturating_sub(left).min(hits.len() - 1);
    Some(*stands_on)
}

/// A text in one row, cut where there is no more room.
fn one_row(ui: &Ui, text: &str, font: FontId, colour: egui::Color32, width: f32) -> Arc<egui::Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(20.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
