//! A long list of names with a field that searches them: as many as there are, only those on the screen are drawn.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::find_field::FindField;
use super::once::{Once, Same};
use crate::session::Answered;
use crate::ui::context::ViewContext;

/// What is searched.
#[derive(Debug, Default)]
pub struct FindList {
    field: FindField,
    /// The names that can be chosen, in small letters, with their places.
    names: Once<Same<Answered>, Vec<(usize, String)>>,
    /// Those that have the letters.
    found: Once<(Same<Answered>, String), Vec<usize>>,
}

/// So many names are seen at a glance and need no field.
const FEW: usize = 12;
const HEIGHT: f32 = 340.0;

impl FindList {
    /// Begins anew the next time it is drawn.
    pub fn closed(&mut self) {
        self.field.closed();
    }

    /// Draws the field, called `name`, and the rows of the names of `answer` that have the letters typed; each row
    /// takes a line of the usual height. `names` gives each name that can be chosen, with its place.
    pub fn ui<'n, N: Iterator<Item = (usize, &'n str)>>(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        (name, width): (&str, f32),
        (answer, names): (&Arc<Answered>, impl FnOnce() -> N),
        mut row: impl FnMut(&mut Ui, usize),
    ) {
        let tokens = ctx.tokens;
        let of = Same::of(answer);
        let names =
            self.names.of(of.clone(), || names().map(|(at, name)| (at, name.to_lowercase())).collect());
        if names.len() > FEW {
            self.field.ui(ui, ctx, (name, "Find"), width);
            ui.add_space(4.0);
        }
        let wanted = self.field.text().trim().to_lowercase();
        let found = self.found.of((of, wanted.clone()), || {
            names.iter().filter(|(_, name)| name.contains(&wanted)).map(|(at, _)| *at).collect()
        });
        if found.is_empty() {
            ui.label(RichText::new("Nothing is called that").color(tokens.muted));
        }
        let height = ui.spacing().interact_size.y;
        let list =
            ScrollArea::vertical().id_salt((name, "list")).max_height(HEIGHT).auto_shrink([false, true]);
        list.show_rows(ui, height, found.len(), |ui, rows| {
            for at in found.get(rows).unwrap_or_default() {
                row(ui, *at);
            }
        });
    }
}
