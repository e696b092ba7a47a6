//! What there is to choose from, at the left of the table: each value of each field, with its articles.

use std::collections::BTreeSet;

use egui::{Margin, RichText, ScrollArea, Ui, WidgetInfo};

use crate::analysis::Facet;
use crate::query::Field;
use crate::session::{Command, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::facet_value::facet_value;
use crate::ui::widgets::failed_note;

/// The column's first width.
pub const WIDTH: f32 = 208.0;

/// So many values show at first; the rest is one click away.
const FEW: usize = 7;
/// A long list that was unfolded scrolls in this many rows.
const ROWS: f32 = 16.0;

/// Which lists are unfolded.
#[derive(Default)]
pub struct FacetColumn {
    unfolded: BTreeSet<Field>,
}

impl FacetColumn {
    /// Draws the column.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        failed_note(ui, ctx, &[Role::Facets]);
        let Some(facets) = ctx.session.results().facets() else { return };
        ScrollArea::vertical().id_salt("facets").auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(Margin::symmetric(8, 8)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for facet in &facets.facets {
                    self.facet(ui, ctx, facet);
                    ui.add_space(12.0);
                }
            });
        });
    }

    fn facet(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, facet: &Facet) {
        let tokens = ctx.tokens;
        let field = facet.field;
        ui.horizontal(|ui| {
            ui.set_height(22.0);
            ui.label(RichText::new(field.label()).font(tokens.small_strong()).color(tokens.muted));
            if ctx.session.bench().filter.has(field) {
                let all = egui::Button::new(RichText::new("all").font(tokens.small()).color(tokens.accent));
                let response = ui.add(all.frame(false)).on_hover_text("Ask nothing of this");
                let name = format!("All of {}", field.label().to_lowercase());
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
                if response.clicked() {
                    let filter = ctx.session.bench().filter.clone().without_field(field);
                    ctx.send(Command::SetFilter(filter));
                }
            }
        });
        let height = tokens.sizes.row.compact as f32;
        let is_unfolded = self.unfolded.contains(&field);
        let count = facet.values.len();
        if is_unfolded {
            let list = ScrollArea::vertical().id_salt(("values", field)).max_height(height * ROWS);
            list.show_rows(ui, height, count, |ui, rows| {
                for value in facet.values.get(rows).unwrap_or_default() {
                    facet_value(ui, ctx, field, value, height);
                }
            });
        } else {
            for value in facet.values.iter().take(FEW) {
                facet_value(ui, ctx, field, value, height);
            }
        }
        if count > FEW {
            let more = (count - FEW) as u64;
            let words =
                if is_unfolded { "fewer".to_owned() } else { format!("{} more", ctx.numbers().count(more)) };
            let button = egui::Button::new(RichText::new(&words).font(tokens.small()).color(tokens.accent));
            let response = ui.add(button.frame(false));
            let name = format!("{}: {words}", field.label());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
            if response.clicked() && !self.unfolded.remove(&field) {
                self.unfolded.insert(field);
            }
        }
    }
}
