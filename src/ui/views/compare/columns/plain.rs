//! The articles one under the other in each column, held against nothing: for more of them than sentences are aligned of.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::text::TextFormat;
use egui::{Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::glance::{NAMES, column_width};
use super::begin;
use crate::analysis::{Comparison, ComparisonColumn, Shading};
use crate::corpus::{ArticleId, Corpus, Span, TypeId};
use crate::session::keeping_up::Follower;
use crate::session::{Command, ReaderLayer, ReaderLayers};
use crate::ui::context::ViewContext;
use crate::ui::widgets::passage::{Passage, passage, pieces};
use crate::ui::widgets::word_changes::words_in;

/// The columns' own state.
pub struct Plain {
    shown: usize,
    shown_for: Option<u64>,
    /// Heights of paragraphs as they were laid out, by article, place and width in whole pixels.
    heights: HashMap<(ArticleId, u32, u32), f32>,
    /// Very long articles that are shown whole on request.
    whole: BTreeSet<ArticleId>,
    follower: Follower,
}

/// An article longer than this is shown whole only on request.
const LONG: usize = 60_000;

/// So many articles of a column are drawn before the reader asks for more.
const STEP: usize = 12;

impl Default for Plain {
    fn default() -> Self {
        Self {
            shown: STEP,
            shown_for: None,
            heights: HashMap::new(),
            whole: BTreeSet::new(),
            follower: Follower::default(),
        }
    }
}

impl Plain {
    /// Draws the columns.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Arc<Corpus>,
        comparison: &Comparison,
        layers: ReaderLayers,
    ) {
        if let Some(numbers) = self.follower.follow(ctx.session.keeping_up().numbering()) {
            self.whole = self.whole.iter().filter_map(|id| numbers.of(*id)).collect();
        }
        let of = comparison.columns.iter().fold(corpus.revision(), |sum, column| {
            sum.rotate_left(7) ^ u64::from(column.outlet) ^ column.words
        });
        if self.shown_for != Some(of) {
            self.shown_for = Some(of);
            self.shown = STEP;
            self.heights.clear();
        }
        ScrollArea::vertical().id_salt("columns").auto_shrink(false).show(ui, |ui| {
            let room = ui.available_width();
            let width = column_width(room, comparison.columns.len());
            let origin = ui.cursor().min;
            let lit = ctx.session.place().lit.as_deref().and_then(|word| corpus.vocabulary().id(word));
            let mut bottom = origin.y;
            for (index, column) in comparison.columns.iter().enumerate() {
                let left = origin.x + NAMES + index as f32 * width;
                let rect = Rect::from_min_size(pos2(left, origin.y), vec2(width - 20.0, f32::INFINITY));
                let mut column_ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("column", index)));
                for id in column.articles.iter().take(self.shown) {
                    self.article(&mut column_ui, ctx, corpus, comparison, column, *id, lit, layers);
                }
                bottom = bottom.max(column_ui.min_rect().bottom());
            }
            for index in 0..comparison.columns.len() {
                let x = origin.x + NAMES + index as f32 * width - 10.0;
                ui.painter().vline(x, origin.y..=bottom, ctx.tokens.rule());
            }
            ui.allocate_rect(Rect::from_min_max(origin, pos2(origin.x + room, bottom)), Sense::hover());
            let most = comparison.columns.iter().map(|column| column.articles.len()).max().unwrap_or(0);
            if most > self.shown {
                ui.vertical_centered(|ui| {
                    let left = ctx.numbers().count((most - self.shown) as u64);
                    if ui.button(format!("Show more ({left} articles left in the longest column)")).clicked()
                    {
                        self.shown += STEP;
                    }
                });
            }
            ui.add_space(24.0);
        });
    }

    #[expect(clippy::too_many_arguments, reason = "the state of one drawing pass, all of it borrowed")]
    fn article(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Corpus,
        comparison: &Comparison,
        column: &ComparisonColumn,
        id: ArticleId,
        lit: Option<TypeId>,
        layers: ReaderLayers,
    ) {
        let article = corpus.article(id);
        ui.horizontal(|ui| begin::ui(ui, ctx, article, id));
        let parts = article.counted_spans().enumerate().flat_map(|(index, part)| {
            pieces(&article.raw, part).map(move |piece| (index, piece, piece.to == part.to))
        });
        let limit = if self.whole.contains(&id) { usize::MAX } else { LONG };
        let mut shown = 0;
        for (index, span, is_last) in parts {
            if shown >= limit {
                let rest = ui.button("Show the rest").on_hover_text("This article is very long");
                if rest.clicked() {
                    self.whole.insert(id);
                }
                break;
            }
            shown += span.len();
            let is_headline = index == 0 && article.headline.is_some();
            let gap = match (is_last, is_headline) {
                (false, _) => 0.0,
                (true, true) => 6.0,
                (true, false) => 10.0,
            };
            // What is off the screen keeps its place, by an estimate until it was on it, and is not laid out.
            let key = (id, span.from, ui.available_width() as u32);
            let height = self
                .heights
                .get(&key)
                .copied()
                .unwrap_or_else(|| begin::estimate(ctx, span.len(), ui.available_width()));
            let place = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
            if ui.is_rect_visible(place) {
                let words = words_in(corpus, id, span);
                let drawn = paragraph(
                    ui,
                    ctx,
                    corpus,
                    comparison,
                    column,
                    (article, span, is_headline),
                    &words,
                    lit,
                    layers,
                );
                self.heights.insert(key, drawn);
            } else {
                ui.allocate_space(place.size());
            }
            ui.add_space(gap);
        }
        ui.add_space(16.0);
    }
}

#[expect(clippy::too_many_arguments, reason = "the state of one drawing pass, all of it borrowed")]
fn paragraph(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    comparison: &Comparison,
    column: &ComparisonColumn,
    (article, span, is_headline): (&crate::corpus::Article, Span, bool),
    words: &[(Span, TypeId)],
    lit: Option<TypeId>,
    layers: ReaderLayers,
) -> f32 {
    let tokens = ctx.tokens;
    let width = ui.available_width();
    let line = (tokens.sizes.reading.passage * tokens.sizes.reading.passage_line) as f32;
    let font = if is_headline { tokens.passage_strong() } else { tokens.passage() };
    let base = TextFormat { line_height: Some(line), ..TextFormat::simple(font, tokens.text) };
    let ink = ctx.ink(&column.name).map_or(tokens.muted, |ink| tokens.ink(ink));
    let marks: Vec<(Span, TextFormat)> = words
        .iter()
        .map(|(word, id)| {
            let mut format = base.clone();
            match comparison.shading(*id) {
                Shading::Shared if layers.has(ReaderLayer::Shared) => format.color = tokens.muted,
                Shading::Own(_) if layers.has(ReaderLayer::Own) => format.underline = Stroke::new(2.0, ink),
                Shading::Shared | Shading::Own(_) | Shading::Some => {}
            }
            if lit == Some(*id) {
                format.background = tokens.hit;
                format.color = tokens.text;
            }
            (*word, format)
        })
        .collect();
    let Passage { mut job, places } = passage(&article.raw, span, &base, &marks);
    job.wrap.max_width = width;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    // Clicked for its words, but no stop for the keyboard: a text has hundreds of paragraphs.
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Paragraph, true, galley.text()));
    if ui.is_rect_visible(rect) {
        ui.painter().galley(rect.min, Arc::clone(&galley), tokens.text);
    }
    if response.clicked()
        && let Some(pos) = response.interact_pointer_pos()
    {
        let at = galley.cursor_from_pos(pos - rect.min).index.0;
        let word = places
            .iter()
            .find(|(first, end, _)| (*first..=*end).contains(&at))
            .and_then(|(.., index)| words.get(*index));
        if let Some((_, id)) = word {
            let is_lit = lit == Some(*id);
            // Numbers of words mean nothing to a corpus that came after the answer.
            let form = Arc::from(corpus.vocabulary().form(*id));
            ctx.send(Command::Light((!is_lit).then_some(form)));
        }
    }
    rect.height()
}
