//! Codebooks: which there are, their frames, and the words that hint at them, to be read, changed, taken in and given
//! out.

mod frame;

use std::sync::Arc;

use egui::{Button, Frame, Margin, RichText, ScrollArea, Ui, vec2};

use self::frame::FrameEditor;
use crate::framing::codebook::{Codebook, MadeFor, shipped};
use crate::session::{Action, CodingFile, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::plain_button;

/// What is chosen and half typed.
#[derive(Debug, Default)]
pub struct CodebookSheet {
    codebook: Option<Arc<str>>,
    frame: Option<Arc<str>>,
    editor: FrameEditor,
}

/// Width of the list of codebooks and their frames.
const LIST: f32 = 290.0;

impl CodebookSheet {
    /// The sheet was closed: what is half typed goes.
    pub fn closed(&mut self) {
        self.editor = FrameEditor::default();
    }

    /// Draws the sheet.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let book = &ctx.session.bench().coding;
        let all = book.all();
        let chosen = self.codebook.as_deref().and_then(|id| book.codebook(id)).or(all.first().copied());
        let Some(codebook) = chosen else { return };
        let height = (ui.available_height() - 16.0).clamp(240.0, 640.0);
        ui.horizontal_top(|ui| {
            ui.allocate_ui(vec2(LIST, height), |ui| {
                ui.set_min_size(vec2(LIST, height));
                ui.vertical(|ui| self.list(ui, ctx, &all, codebook));
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_min_height(height);
                ScrollArea::vertical().id_salt("codebook").max_height(height).auto_shrink(false).show(
                    ui,
                    |ui| {
                        ui.set_max_width(ui.available_width() - 14.0);
                        about(ui, ctx, codebook);
                        let frame = self
                            .frame
                            .as_deref()
                            .and_then(|id| codebook.frame(id))
                            .or(codebook.frames.first());
                        if let Some(frame) = frame {
                            ui.add_space(14.0);
                            self.editor.ui(ui, ctx, codebook, frame);
                        }
                    },
                );
            });
        });
    }

    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, all: &[&Codebook], codebook: &Codebook) {
        let tokens = ctx.tokens;
        if plain_button(ui, "Import…", Action::ImportCodebook.tooltip()).clicked() {
            ctx.act(Action::ImportCodebook);
        }
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt("codebooks").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(LIST - 12.0);
            for one in all {
                let is_on = one.id == codebook.id;
                let font = if is_on { tokens.strong() } else { tokens.normal() };
                let row = Button::selectable(is_on, RichText::new(&one.title).font(font).color(tokens.text));
                if ui
                    .add(row.min_size(vec2(LIST - 16.0, 28.0)).truncate())
                    .on_hover_text(&one.title)
                    .clicked()
                {
                    self.codebook = Some(Arc::clone(&one.id));
                    self.frame = None;
                }
                if !is_on {
                    continue;
                }
                let chosen = self.frame.as_deref().and_then(|id| one.frame(id)).or(one.frames.first());
                for frame in &one.frames {
                    let is_on = chosen.is_some_and(|chosen| chosen.id == frame.id);
                    let words: usize = frame.words.iter().map(|list| list.words.len()).sum();
                    let counted = ctx.numbers().counted(words as u64, "word", "words");
                    let colour = if is_on { tokens.accent } else { tokens.text };
                    let text = RichText::new(format!("    {}", frame.title)).color(colour);
                    let row = Button::selectable(is_on, text)
                        .right_text(RichText::new(counted).font(tokens.small()));
                    if ui.add(row.min_size(vec2(LIST - 16.0, 24.0)).truncate()).clicked() {
                        self.frame = Some(Arc::clone(&frame.id));
                    }
                }
                ui.add_space(6.0);
            }
        });
    }
}

/// Where a codebook comes from, what to beware of, and what can be done with it.
fn about(ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook) {
    let tokens = ctx.tokens;
    let as_shipped = shipped().iter().find(|one| one.id == codebook.id);
    let is_changed = as_shipped.is_some_and(|one| one != codebook);
    let origin = match as_shipped {
        Some(_) if is_changed => "Comes with Parallax, changed by you",
        Some(_) => "Comes with Parallax",
        None => "Your own",
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&codebook.title).font(tokens.heading()).color(tokens.text));
        ui.label(RichText::new(origin).font(tokens.small()).color(tokens.muted));
    });
    ui.horizontal_wrapped(|ui| {
        let id = &codebook.id;
        if plain_button(ui, "Save as TOML…", "With all there is, to be read again by Parallax").clicked() {
            ctx.send(Command::SaveCoding(CodingFile::Codebook(Arc::clone(id))));
        }
        if plain_button(ui, "Save words as CSV…", "A table of frames and words").clicked() {
            ctx.send(Command::SaveCoding(CodingFile::Words(Arc::clone(id))));
        }
        if is_changed
            && plain_button(ui, "As it was shipped", "Take your changes back; can be undone").clicked()
        {
            ctx.send(Command::ForgetCodebook(Arc::clone(id)));
        }
        if as_shipped.is_none()
            && plain_button(ui, "Forget it", "Take it out of the project; can be undone").clicked()
        {
            ctx.send(Command::ForgetCodebook(Arc::clone(id)));
        }
    });
    if let Some(caution) = codebook.caution().filter(|_| codebook.made_for == MadeFor::Coders) {
        ui.add_space(6.0);
        let frame = Frame::new().fill(tokens.accent_ground).inner_margin(Margin::symmetric(12, 8));
        frame.corner_radius(tokens.sizes.corner.normal as f32).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(format!("{caution}.")).color(tokens.text));
        });
    }
    for text in [&codebook.citation, &codebook.note] {
        if !text.is_empty() {
            ui.add_space(4.0);
            ui.label(RichText::new(text).font(tokens.small()).color(tokens.muted));
        }
    }
}
