//! What was put right by hand, newest first: in plain words, with what it reaches, to be taken back.

use egui::{Align, Label, Layout, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::figure::format;
use crate::project::Correction;
use crate::session::{Action, Command, describe, describe_change, describe_target};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{EmptyAction, empty, plain_button};

const ROW: f32 = 48.0;
const BUTTONS: f32 = 216.0;

/// Draws the list.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let corrections = &ctx.session.bench().corrections;
    let tokens = ctx.tokens;
    if corrections.list.is_empty() {
        let why = "What the program infers of an article can be put right: in Browse, click a part above the article's text, such as its date or outlet, and say what it is; for this article alone or for all like it. Your files stay as they are.";
        let way = EmptyAction { action: Action::ShowBrowse, text: "Go to Browse" };
        ui.scope(|ui| {
            ui.set_max_height(240.0);
            empty(ui, ctx, "Nothing was put right yet", why, &[way]);
            ui.add_space(20.0);
        });
        return;
    }
    ui.horizontal(|ui| {
        let count = ctx.numbers().counted(corrections.list.len() as u64, "correction", "corrections");
        ui.label(
            RichText::new(match corrections.list.len() {
                1 => count,
                _ => format!("{count}, newest first; a newer one holds against an older"),
            })
            .color(tokens.muted),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if plain_button(ui, "Copy the list", "Copy all corrections as text, in the order they were made")
                .clicked()
            {
                let lines: Vec<String> = corrections.list.iter().map(describe).collect();
                ctx.send(Command::CopyText(lines.join("\n")));
            }
        });
    });
    ui.add_space(6.0);
    let height = (ui.available_height() - 20.0).clamp(160.0, 520.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        corrections.list.len(),
        |ui, rows| {
            for row in rows {
                let index = corrections.list.len() - 1 - row;
                if let Some(correction) = corrections.list.get(index) {
                    row_ui(ui, ctx, index, correction);
                }
            }
        },
    );
}

fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, index: usize, correction: &Correction) {
    let tokens = ctx.tokens;
    let (rect, over) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    if over.contains_pointer() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    let mut words_rect = rect.shrink2(vec2(8.0, 6.0));
    words_rect.max.x -= BUTTONS;
    let mut words = ui.new_child(UiBuilder::new().max_rect(words_rect).id_salt(("words", index)));
    words.spacing_mut().item_spacing.y = 2.0;
    let change = describe_change(&correction.change);
    words
        .add(Label::new(RichText::new(change).color(tokens.text)).truncate())
        .on_hover_text(describe(correction));
    let target = format::capital(&describe_target(&correction.target));
    let target = match ctx.session.correction_reach(index) {
        Some(0) => format!("{target} · reaches nothing that is open"),
        Some(articles) => {
            format!("{target} · reaches {}", ctx.numbers().counted(articles.into(), "article", "articles"))
        }
        None => target,
    };
    words.add(Label::new(RichText::new(target).font(tokens.small()).color(tokens.muted)).truncate());

    let buttons_rect = rect.with_min_x(rect.right() - BUTTONS).shrink2(vec2(8.0, 0.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut buttons =
        ui.new_child(UiBuilder::new().max_rect(buttons_rect).layout(layout).id_salt(("do", index)));
    let spoken = describe(correction);
    let remove = plain_button(&mut buttons, "Take back", "As if it had not been put right; can be undone");
    remove.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Take back: {spoken}")));
    if remove.clicked() {
        ctx.send(Command::DropCorrection(index));
    }
    let show = plain_button(&mut buttons, "Show", "Open the first article that it is about");
    show.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Show: {spoken}")));
    if show.clicked() {
        ctx.send(Command::ShowCorrected(index));
    }
}
