//! Fields of data files: which column of a table, or which field of JSON, holds what of an article.

mod preview;
mod table;

use egui::{Align, Layout, RichText, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use self::preview::Preview;
use crate::corpus::Confidence;
use crate::figure::Numbers;
use crate::ingest::readers::fields::{FieldMapping, Part, Shape};
use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::primary_button;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::{EmptyAction, empty, plain_button};

/// What is chosen, and said but not used yet.
#[derive(Debug, Default)]
pub struct FieldSheet {
    /// The fields of the shape that is looked at.
    chosen: Option<Vec<String>>,
    draft: Option<Draft>,
    preview: Preview,
}

/// What the user says of fields.
#[derive(Debug)]
struct Draft {
    fields: Vec<String>,
    /// How they were read when it was begun.
    before: FieldMapping,
    mapping: FieldMapping,
}

/// Width of the list, of how a record reads, and the air between.
const LIST: f32 = 232.0;
const READS: f32 = 316.0;
const GAP: f32 = 20.0;
const ROW: f32 = 46.0;
const BUTTONS: f32 = 44.0;
/// In a narrower sheet, how a record reads stands under the fields.
const WIDE: f32 = 920.0;

impl FieldSheet {
    /// The sheet was closed: what was said and not used goes.
    pub fn closed(&mut self) {
        self.draft = None;
        self.chosen = None;
    }

    /// Draws the sheet.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let shapes = ctx.session.shapes();
        // What needs a look comes first.
        let in_doubt = || shapes.iter().find(|shape| shape.is_in_doubt());
        let chosen = self.chosen.as_ref().and_then(|fields| shapes.with(fields));
        let Some(shape) = chosen.or_else(in_doubt).or_else(|| shapes.first()) else {
            let why = "Tables (CSV, TSV, XLSX) and JSON files hold articles in fields: one holds the headline, one the text. Open a folder with such files.";
            let way = EmptyAction { action: Action::OpenFolder, text: "Open folder…" };
            ui.scope(|ui| {
                ui.set_max_height(240.0);
                empty(ui, ctx, "No data files yet", why, &[way]);
                ui.add_space(20.0);
            });
            return;
        };
        // Once looked at it stays, whatever becomes of it.
        self.chosen.get_or_insert_with(|| shape.fields.clone());
        let height = (ui.available_height() - 12.0).clamp(240.0, 620.0);
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.allocate_ui_with_layout(vec2(LIST, height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(LIST, height));
                self.list(ui, ctx, shape);
            });
            let edge = ui.cursor().left() - GAP / 2.0;
            let top = ui.max_rect().top();
            ui.painter().vline(edge, top..=top + height, ctx.tokens.rule());
            let room = vec2(width - LIST - GAP, height);
            ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(room);
                self.shape(ui, ctx, shape, width >= WIDE);
            });
        });
    }

    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, chosen: &Shape) {
        let shapes = ctx.session.shapes();
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("data files").auto_shrink(false).show_rows(
            ui,
            ROW,
            shapes.len() + usize::from(shapes.left_out() > 0),
            |ui, rows| {
                for row in rows {
                    if let Some(shape) = shapes.get(row) {
                        if row_ui(ui, ctx, shape, shape.fields == chosen.fields) {
                            self.chosen = Some(shape.fields.clone());
                        }
                    } else {
                        let more = ctx.numbers().counted(shapes.left_out(), "file has", "files have");
                        let text = format!("{more} other fields; too many to list");
                        ui.add_space(8.0);
                        ui.label(RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.muted));
                    }
                }
            },
        );
    }

    fn shape(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, shape: &Shape, is_wide: bool) {
        let draft = self.draft.take().filter(|draft| draft.fields == shape.fields);
        // It was read otherwise meanwhile: by what is said here, or by a step of undo.
        let draft = draft.filter(|draft| draft.before == shape.mapping || draft.mapping == shape.mapping);
        let mut mapping = draft.map_or_else(|| shape.mapping.clone(), |draft| draft.mapping);
        head(ui, ctx, shape, &mapping);
        ui.add_space(12.0);
        let (width, height) = (ui.available_width(), ui.available_height() - BUTTONS);
        if is_wide {
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(
                    vec2(width - READS - GAP, height),
                    Layout::top_down(Align::Min),
                    |ui| {
                        ui.set_min_size(vec2(width - READS - GAP, height));
                        table::ui(ui, ctx, shape, &mut mapping);
                    },
                );
                ui.allocate_ui_with_layout(vec2(READS, height), Layout::top_down(Align::Min), |ui| {
                    ui.set_min_size(vec2(READS, height));
                    self.preview.ui(ui, ctx, shape, &mapping);
                });
            });
        } else {
            let (fields, reads) = (vec2(width, height * 0.58), vec2(width, height * 0.42));
            ui.allocate_ui_with_layout(fields, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(fields);
                table::ui(ui, ctx, shape, &mut mapping);
            });
            ui.allocate_ui_with_layout(reads, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(reads);
                self.preview.ui(ui, ctx, shape, &mapping);
            });
        }
        let is_changed = mapping != shape.mapping;
        let (mut forgets, mut confirms) = (false, false);
        ui.horizontal(|ui| {
            ui.set_min_height(BUTTONS);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let is_new = is_changed || !shape.is_confirmed;
                let use_them = ui.add_enabled_ui(is_new, |ui| {
                    if mapping.has(Part::Body) {
                        let tip = "Read all files with these fields so, in this project; can be undone";
                        primary_button(ui, ctx, "Use these fields").on_hover_text(tip)
                    } else {
                        let tip =
                            "Read no article from files with these fields, and ask no more; can be undone";
                        plain_button(ui, "These are no articles", tip)
                    }
                });
                confirms = use_them.inner.on_disabled_hover_text("They are read so already").clicked();
                let can_forget = is_changed || shape.is_confirmed;
                let again = ui.add_enabled_ui(can_forget, |ui| {
                    plain_button(ui, "Guess again", "Forget what was said of these fields; can be undone")
                });
                forgets =
                    again.inner.on_disabled_hover_text("Nothing was said of these fields yet").clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let state = if ctx.session.is_reading() {
                        "Reading the files so…"
                    } else if is_changed {
                        "Not used yet"
                    } else {
                        ""
                    };
                    ui.label(RichText::new(state).font(ctx.tokens.small()).color(ctx.tokens.muted));
                });
            });
        });
        if forgets {
            if shape.is_confirmed {
                ctx.send(Command::ForgetFields(shape.fields.clone()));
            }
            return;
        }
        if confirms {
            ctx.send(Command::ConfirmFields(shape.fields.clone(), Box::new(mapping.clone())));
        }
        if is_changed {
            let (fields, before) = (shape.fields.clone(), shape.mapping.clone());
            self.draft = Some(Draft { fields, before, mapping });
        }
    }
}

/// The file that has these fields, or the first of several.
fn name(numbers: Numbers, shape: &Shape) -> String {
    let Some(place) = shape.places.first() else { return String::new() };
    let first = match &place.table {
        Some(table) => format!("{}, sheet “{table}”", place.file),
        None => place.file.clone(),
    };
    match shape.files {
        0 | 1 => first,
        many => format!("{first} and {} more", numbers.count(u64::from(many) - 1)),
    }
}

/// Records and articles.
fn counts(numbers: Numbers, shape: &Shape) -> String {
    let articles = match shape.articles {
        0 => "no article".to_owned(),
        many => numbers.counted(many, "article", "articles"),
    };
    format!("{} · {articles}", numbers.counted(shape.records, "record", "records"))
}

/// How it was found what the fields hold.
fn origin(shape: &Shape) -> String {
    match (shape.is_confirmed, shape.layout) {
        (true, _) => "said by you".to_owned(),
        (false, Some(layout)) => layout.to_owned(),
        (false, None) if shape.is_in_doubt() && !shape.mapping.has(Part::Body) => "text not found".to_owned(),
        (false, None) if shape.is_in_doubt() => "guessed".to_owned(),
        (false, None) if shape.confidence == Confidence::High => "by their names".to_owned(),
        (false, None) => "nothing to read".to_owned(),
    }
}

/// One row of the list; whether it was clicked.
fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, shape: &Shape, is_on: bool) -> bool {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 6.0, ROW), Sense::click());
    let corner = tokens.sizes.corner.normal as f32;
    if is_on {
        ui.painter().rect_filled(rect, corner, tokens.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, corner, tokens.raised);
    }
    let name = name(ctx.numbers(), shape);
    let about = format!("{} · {}", counts(ctx.numbers(), shape), origin(shape));
    let inner = rect.shrink2(vec2(8.0, 6.0));
    let font = if is_on { tokens.strong() } else { tokens.normal() };
    let first = one_row(ui, &name, TextFormat::simple(font, tokens.text), inner.width());
    let colour = if shape.is_in_doubt() { tokens.problem } else { tokens.muted };
    let second = one_row(ui, &about, TextFormat::simple(tokens.small(), colour), inner.width());
    let at = pos2(inner.left(), inner.bottom() - second.size().y);
    ui.painter().galley(inner.min, first, tokens.text);
    ui.painter().galley(at, second, colour);
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::Button, true, is_on, format!("Fields of {name}: {about}"))
    });
    response.on_hover_text(places(ctx.numbers(), shape)).clicked()
}

/// The files, one a line.
fn places(numbers: Numbers, shape: &Shape) -> String {
    let mut lines: Vec<String> = shape
        .places
        .iter()
        .map(|place| match &place.table {
            Some(table) => format!("{}, sheet “{table}”", place.file),
            None => place.file.clone(),
        })
        .collect();
    let more = (shape.files as usize).saturating_sub(lines.len());
    if more > 0 {
        lines.push(format!("and {} more", numbers.count(more as u64)));
    }
    lines.join("\n")
}

/// What is looked at, and what to do here.
fn head(ui: &mut Ui, ctx: &ViewContext<'_>, shape: &Shape, mapping: &FieldMapping) {
    let tokens = ctx.tokens;
    let title = RichText::new(name(ctx.numbers(), shape)).font(tokens.heading()).color(tokens.text);
    ui.add(egui::Label::new(title).truncate()).on_hover_text(places(ctx.numbers(), shape));
    let what = match (shape.is_confirmed, shape.layout) {
        _ if *mapping != shape.mapping => {
            "See at the right how it reads so; then use these fields".to_owned()
        }
        (true, _) => "You said what the fields hold".to_owned(),
        (false, Some(layout)) => format!("The layout of {layout} is known"),
        (false, None) if !shape.mapping.has(Part::Body) => {
            "No field was found that holds the text of articles. If one does, choose “Text” for it".to_owned()
        }
        (false, None) if shape.is_mixed => {
            "What the fields hold was guessed, and not alike for all files. Say it once for all".to_owned()
        }
        (false, None) if shape.is_in_doubt() => {
            "What the fields hold was guessed. Put right what is wrong, then use it".to_owned()
        }
        (false, None) => "The names of the fields say what they hold".to_owned(),
    };
    let text = format!("{} · {what}", counts(ctx.numbers(), shape));
    ui.add(egui::Label::new(RichText::new(text).color(tokens.muted)).truncate());
}
