//! The fields one below the other: name, what stands in them, what they hold.

use egui::{
    Align, Button, Layout, Popup, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::ICON_KEYBOARD_ARROW_DOWN;

use crate::ingest::readers::fields::{FieldMapping, Part, Shape};
use crate::ui::context::ViewContext;

const ROW: f32 = 42.0;
const NAME: f32 = 118.0;
const HOLDS: f32 = 146.0;
/// Letters of a value that are shown, and values.
const LETTERS: usize = 80;
const VALUES: usize = 3;

/// Draws the table; what is chosen goes into `mapping`.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, shape: &Shape, mapping: &mut FieldMapping) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    for (cell, heading) in
        columns(rect.with_max_x(rect.right() - 8.0)).into_iter().zip(["Field", "First records", "Holds"])
    {
        let mut head = ui.new_child(UiBuilder::new().max_rect(cell).id_salt(heading));
        head.label(RichText::new(heading).font(ctx.tokens.small_strong()).color(ctx.tokens.muted));
    }
    ui.painter().hline(rect.with_max_x(rect.right() - 8.0).x_range(), rect.bottom() - 0.5, ctx.tokens.rule());
    ScrollArea::vertical().id_salt(("fields", &shape.fields)).auto_shrink(false).show_rows(
        ui,
        ROW,
        shape.fields.len(),
        |ui, rows| {
            for at in rows {
                row_ui(ui, ctx, shape, at, mapping);
            }
        },
    );
}

/// Where name, values and what it holds stand.
fn columns(rect: Rect) -> [Rect; 3] {
    let cell = |left: f32, right: f32| Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
    let values = rect.left() + NAME;
    let holds = (rect.right() - HOLDS).max(values);
    [cell(rect.left() + 4.0, values - 8.0), cell(values, holds - 12.0), cell(holds, rect.right())]
}

fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, shape: &Shape, at: usize, mapping: &mut FieldMapping) {
    let tokens = ctx.tokens;
    let Some(field) = shape.fields.get(at) else { return };
    let (rect, over) = ui.allocate_exact_size(vec2(ui.available_width() - 8.0, ROW), Sense::hover());
    if over.contains_pointer() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let [name, values, holds] = columns(rect);
    let part = mapping.part_of(field);
    let is_read = !matches!(part, None | Some(Part::Other | Part::Nothing));
    let centred = |ui: &mut Ui, rect: Rect, salt: &str| {
        let layout = Layout::left_to_right(Align::Center);
        ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt((salt, at)))
    };
    let font = if is_read { tokens.strong() } else { tokens.normal() };
    let text = RichText::new(field).font(font).color(tokens.text);
    centred(ui, name, "name").add(egui::Label::new(text).truncate()).on_hover_text(field);

    let all = examples(shape, at);
    let shown = all.iter().take(VALUES).map(String::as_str).collect::<Vec<_>>().join(" · ");
    let colour = if part == Some(Part::Nothing) { tokens.faint } else { tokens.text };
    let note = mapping.beside(field).map(|(before, is_joined)| {
        if is_joined {
            format!("follows “{before}”")
        } else {
            format!("read where “{before}” is empty")
        }
    });
    let mut cell = ui.new_child(UiBuilder::new().max_rect(values).id_salt(("values", at)));
    cell.spacing_mut().item_spacing.y = 1.0;
    cell.add_space(if note.is_some() { 4.0 } else { 12.0 });
    let empty = if shown.is_empty() { "empty in the first records" } else { shown.as_str() };
    let colour = if shown.is_empty() { tokens.muted } else { colour };
    cell.add(egui::Label::new(RichText::new(empty).color(colour)).truncate()).on_hover_text(all.join("\n"));
    if let Some(note) = note {
        cell.add(egui::Label::new(RichText::new(note).font(tokens.small()).color(tokens.muted)).truncate());
    }

    let mut cell = centred(ui, holds, "holds");
    let title = part.map_or(KEPT_IF_SHORT, Part::title);
    let colour = if is_read { tokens.accent } else { tokens.muted };
    let arrow = RichText::new(ICON_KEYBOARD_ARROW_DOWN.codepoint).color(colour);
    let words = Button::new(RichText::new(title).color(colour)).right_text(arrow);
    let button = cell.add(words.min_size(vec2(HOLDS - 8.0, 28.0)));
    button.widget_info(|| {
        WidgetInfo::labeled(egui::Role::ComboBox, true, format!("What “{field}” holds: {title}"))
    });
    Popup::menu(&button).accessible_name("What the field holds").show(|ui| {
        ui.set_min_width(HOLDS - 24.0);
        for one in options() {
            if one == Some(Part::Other) {
                ui.separator();
            }
            let chosen = ui.selectable_label(one == part, one.map_or(KEPT_IF_SHORT, Part::title));
            if chosen.on_hover_text(about(one)).clicked() {
                mapping.set(field, one, &shape.fields);
                ui.close();
            }
        }
    });
}

/// Nothing is said of the field.
const KEPT_IF_SHORT: &str = "Kept if short";

/// What can be chosen: parts of an article, then what becomes of the rest.
fn options() -> impl Iterator<Item = Option<Part>> {
    Part::ALL.into_iter().flat_map(|part| {
        let before = (part == Part::Nothing).then_some(None);
        before.into_iter().chain([Some(part)])
    })
}

/// What a choice means.
fn about(part: Option<Part>) -> &'static str {
    match part {
        Some(Part::Headline) => "The title of the article",
        Some(Part::Standfirst) => "The line or two under the headline that sum the article up",
        Some(Part::Body) => "What the article says: plain, as HTML, or a whole web page",
        Some(Part::Date) => "When it was published",
        Some(Part::Outlet) => "Who published it, by name or web address",
        Some(Part::Agency) => "The news agency that wrote it",
        Some(Part::Author) => "Who wrote it",
        Some(Part::Section) => "The section it stood in, such as Politics",
        Some(Part::Language) => "The language it is written in",
        Some(Part::Url) => "The address of its web page",
        Some(Part::Other) => "Kept beside the article under its own name",
        Some(Part::Nothing) => "Not taken along",
        None => "Kept beside the article under its own name, unless it is long",
    }
}

/// Values of a field in the first records, each once, without line breaks.
fn examples(shape: &Shape, at: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in shape.examples.iter().filter_map(|example| example.get(at)) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut short: String = value.chars().take(LETTERS).collect();
        if short.len() < value.len() {
            short.push('…');
        }
        if !short.is_empty() && !all.contains(&short) {
            all.push(short);
        }
    }
    all
}
