//! Distinctive words of one outlet as a table: word, counts, measures.

use egui::{Color32, Key, RichText, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::lines::one_row;
use crate::analysis::figures::clause;
use crate::analysis::word_test::RowTest;
use crate::analysis::{DistinctiveWord, KeynessMeasure, Sides};
use crate::corpus::Corpus;
use crate::figure::format;
use crate::ui::context::ViewContext;

/// Room a word gets before anything stands behind it.
const LEAST_WORD: f32 = 60.0;
/// Room for words beside the numbers; a table that has less is scrolled.
const WORDS: f32 = 116.0;
const HEADER: f32 = 22.0;

/// The words of one outlet, and what of them is shown.
pub struct KeynessTable<'a> {
    /// The corpus they are of.
    pub corpus: &'a Corpus,
    /// The outlet.
    pub name: &'a str,
    /// The words, largest z first.
    pub words: &'a [DistinctiveWord],
    /// Their order in the table, as places in `words`; `None` is as they are.
    pub places: Option<&'a [u32]>,
    /// What they are held against.
    pub sides: &'a Sides,
    /// What chance does to them, once it is computed.
    pub chances: Option<&'a RowTest>,
    /// The columns.
    pub columns: &'a [KeynessMeasure],
    /// What it is sorted by, and whether downwards; `None` where it cannot be sorted.
    pub order: Option<(KeynessMeasure, bool)>,
    /// The word that is picked.
    pub chosen: Option<&'a str>,
}

/// What was done in a table; numbers are places in [`KeynessTable::words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableAnswer {
    /// A word was clicked.
    Picked(usize),
    /// The head of a column was clicked.
    Sort(KeynessMeasure),
    /// A word is to be left out.
    PutAside(usize),
}

/// Width of a column.
fn width(measure: KeynessMeasure) -> f32 {
    match measure {
        KeynessMeasure::Count | KeynessMeasure::Z => 46.0,
        KeynessMeasure::P | KeynessMeasure::Q => 54.0,
        KeynessMeasure::LogRatio => 62.0,
        KeynessMeasure::Articles | KeynessMeasure::Bic | KeynessMeasure::PercentDifference => 58.0,
        KeynessMeasure::G2 | KeynessMeasure::Delta | KeynessMeasure::ConservativeLogRatio => 64.0,
        KeynessMeasure::Elsewhere
        | KeynessMeasure::PerThousand
        | KeynessMeasure::Dispersion
        | KeynessMeasure::SimpleMaths => 72.0,
        KeynessMeasure::OddsRatio | KeynessMeasure::G2TwoTerm | KeynessMeasure::ArticlesElsewhere => 78.0,
        KeynessMeasure::DifferenceCoefficient | KeynessMeasure::PerThousandElsewhere => 84.0,
    }
}

impl KeynessTable<'_> {
    /// Draws the table.
    pub fn ui(&self, ui: &mut Ui, ctx: &ViewContext<'_>) -> Option<TableAnswer> {
        let row_height = ctx.tokens.sizes.row.compact as f32;
        let numbers: f32 = self.columns.iter().map(|measure| width(*measure)).sum();
        let height = ui.available_height();
        let least = (numbers + WORDS).max(ui.available_width());
        let mut answer = None;
        ScrollArea::horizontal().id_salt(("keyness across", self.name)).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(least);
            answer = self.header(ui, ctx);
            ScrollArea::vertical()
                .id_salt(("keyness", self.name))
                .max_height(height - HEADER)
                .auto_shrink([false, true])
                .show_rows(ui, row_height, self.words.len(), |ui, rows| {
                    for place in rows {
                        let at = match self.places {
                            Some(places) => places.get(place).map(|at| *at as usize),
                            None => Some(place),
                        };
                        let Some((at, word)) = at.and_then(|at| Some((at, self.words.get(at)?))) else {
                            continue;
                        };
                        answer = self.row(ui, ctx, at, word, row_height).or(answer);
                    }
                });
        });
        answer
    }

    fn header(&self, ui: &mut Ui, ctx: &ViewContext<'_>) -> Option<TableAnswer> {
        let tokens = ctx.tokens;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADER), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
        let mut right = rect.right() - 6.0;
        let mut answer = None;
        for measure in self.columns.iter().rev() {
            let width = width(*measure);
            let cell = egui::Rect::from_min_max(pos2(right - width, rect.top()), pos2(right, rect.bottom()));
            let sorted = self.order.filter(|(by, _)| by == measure);
            let arrow = sorted.map_or("", |(_, is_downwards)| if is_downwards { "↓" } else { "↑" });
            let colour = if sorted.is_some() { tokens.text } else { tokens.muted };
            let text = format!("{arrow}{}", measure.label());
            let galley = one_row(ui, &text, TextFormat::simple(tokens.small(), colour), width);
            let at = pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, colour);
            let sense = if self.order.is_some() { Sense::click() } else { Sense::hover() };
            let response = ui.interact(cell, ui.scope_id().with((self.name, *measure)), sense);
            let name = measure.title();
            response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, name));
            if response.has_focus() {
                ui.painter().rect_stroke(
                    cell,
                    0.0,
                    egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent),
                    egui::StrokeKind::Inside,
                );
            }
            let is_clicked = response.clicked();
            response.on_hover_ui(|ui| {
                ui.label(RichText::new(name).font(tokens.small_strong()));
                ui.label(measure.meaning());
            });
            if is_clicked {
                answer = Some(TableAnswer::Sort(*measure));
            }
            right -= width;
        }
        let word = one_row(ui, "Word", TextFormat::simple(tokens.small(), tokens.muted), 80.0);
        let at = pos2(rect.left() + 6.0, rect.center().y - word.size().y / 2.0);
        ui.painter().galley(at, word, tokens.muted);
        answer
    }

    fn row(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        at: usize,
        word: &DistinctiveWord,
        height: f32,
    ) -> Option<TableAnswer> {
        let tokens = ctx.tokens;
        let form = self.corpus.vocabulary().form(word.word);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
        if self.chosen == Some(form) || response.has_focus() {
            ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, tokens.raised);
        }
        let mut right = rect.right() - 6.0;
        let mut why: Vec<String> = Vec::new();
        for measure in self.columns.iter().rev() {
            let text = self.cell(*measure, word, &mut why);
            let colour = if *measure == KeynessMeasure::Z { tokens.text } else { tokens.muted };
            let galley = one_row(ui, &text, TextFormat::simple(tokens.figures(), colour), width(*measure));
            let place = pos2(right - galley.size().x, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(place, galley, colour);
            right -= width(*measure);
        }
        word_ui(ui, ctx, form, word.exclusive, (rect, right));
        response.widget_info(|| {
            let said = format!(
                "{form}, {} hits in {}, z {}",
                format::count(word.count),
                self.name,
                format::fixed(word.z, 1)
            );
            WidgetInfo::labeled(egui::Role::Row, true, said)
        });
        let mut hint = if word.exclusive {
            format!("{form}, not in what it is held against: click for its lines")
        } else {
            format!("{form}: click for its lines")
        };
        if self.order.is_some() {
            hint.push_str("\nDelete or a right click puts it aside");
        }
        for reason in why.iter().rev() {
            hint.push('\n');
            hint.push_str(reason);
        }
        let mut answer = response.clicked().then_some(TableAnswer::Picked(at));
        if self.order.is_some() {
            if response.has_focus() && ui.input(|input| input.key_pressed(Key::Delete)) {
                answer = Some(TableAnswer::PutAside(at));
            }
            response.context_menu(|ui| {
                if ui.button("Show its lines").clicked() {
                    answer = Some(TableAnswer::Picked(at));
                }
                if ui.button(format!("Put “{form}” aside")).clicked() {
                    answer = Some(TableAnswer::PutAside(at));
                }
            });
        }
        response.on_hover_text(hint);
        answer
    }

    /// A number as it stands in its cell; why there is none goes to `why`.
    fn cell(&self, measure: KeynessMeasure, word: &DistinctiveWord, why: &mut Vec<String>) -> String {
        let chance = self.chances.and_then(|row| row.chance(word.word));
        match measure.value(word, self.sides, chance) {
            None => "…".to_owned(),
            Some(Ok(value)) => {
                let mark =
                    if measure == KeynessMeasure::LogRatio && word.zero_substituted { "*" } else { "" };
                format!("{}{mark}", measure.shown(value))
            }
            Some(Err(reason)) => {
                why.push(format!("{} —: {}", measure.label(), clause(reason)));
                "—".to_owned()
            }
        }
    }
}

/// The word, and whether others have it too: the word comes first where both have no room.
fn word_ui(ui: &Ui, ctx: &ViewContext<'_>, form: &str, is_only: bool, (rect, right): (egui::Rect, f32)) {
    let tokens = ctx.tokens;
    let put = |at: f32, galley: std::sync::Arc<egui::Galley>, colour: Color32| {
        ui.painter().galley(pos2(at, rect.center().y - galley.size().y / 2.0), galley, colour);
    };
    let mark = one_row(ui, "only here", TextFormat::simple(tokens.small(), tokens.muted), 80.0);
    let mut room = (right - rect.left() - 12.0).max(40.0);
    let has_mark = is_only && room > LEAST_WORD + mark.size().x;
    if has_mark {
        room -= mark.size().x + 8.0;
    }
    let galley = one_row(ui, form, TextFormat::simple(tokens.normal(), tokens.text), room);
    if has_mark {
        put(rect.left() + 14.0 + galley.size().x, mark, tokens.muted);
    }
    put(rect.left() + 6.0, galley, tokens.text);
}
