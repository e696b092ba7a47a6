//! Notes and tags of the user, under the parts of an article.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Button, Key, Popup, PopupCloseBehavior, RichText, TextEdit, Ui, WidgetInfo};
use egui_material_icons::icons::{ICON_ADD, ICON_STICKY_NOTE_2};

use crate::corpus::{Article, ArticleId};
use crate::project::ArticleKey;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::{Chip, ChipAnswer, ChipState, chip};

/// What is half typed.
#[derive(Default)]
pub struct RemarksUi {
    tag: String,
    /// The article whose note is begun and still empty, perhaps.
    note: Option<ArticleKey>,
    is_new: bool,
    /// The key of the text that is shown: it is hashed once.
    key: Option<(Arc<str>, ArticleKey)>,
}

impl RemarksUi {
    /// Draws the tags, and where to add tags and a note, into a row.
    pub fn tags_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, id: ArticleId) {
        let key = self.key_of(ctx, article, id);
        let remark = ctx.session.bench().remarks.by_article.get(&key);
        let tokens = ctx.tokens;
        let quiet = |icon: egui_material_icons::MaterialIcon, words: &str| {
            let words = format!("{} {words}", icon.codepoint);
            Button::new(RichText::new(words).font(tokens.small()).color(tokens.muted)).frame(false)
        };
        for tag in remark.iter().flat_map(|remark| &remark.tags) {
            let one = Chip {
                text: tag,
                ink: None,
                state: ChipState::On,
                has_cross: true,
                tooltip: "Click for all articles with this tag; the cross takes it off",
            };
            match chip(ui, ctx, one).1 {
                ChipAnswer::Removed => set_tag(ctx, &key, tag, false),
                ChipAnswer::Clicked => {
                    let quoted = crate::query::Filter::quote(tag);
                    if let Ok(tagged) = crate::query::Filter::parse(&format!("tag:{quoted}")) {
                        ctx.send(Command::SetFilter(ctx.session.bench().filter.clone().and(tagged)));
                    }
                }
                ChipAnswer::Left => {}
            }
        }
        let add = ui.add(quiet(ICON_ADD, "tag"));
        add.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Add a tag"));
        Popup::from_toggle_button_response(&add)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name("Add a tag")
            .show(|ui| self.tag_ui(ui, ctx, &key));
        let is_begun = self.note.as_ref().is_some_and(|begun| *begun == key);
        if remark.is_none_or(|remark| remark.note.is_empty()) && !is_begun {
            let add = ui.add(quiet(ICON_STICKY_NOTE_2, "note"));
            add.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Write a note"));
            if add.on_hover_text("For yourself; it stays in the project").clicked() {
                self.note = Some(key.clone());
                self.is_new = true;
            }
        }
    }

    /// Draws the note, if there is one.
    pub fn note_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, id: ArticleId) {
        let key = self.key_of(ctx, article, id);
        let remark = ctx.session.bench().remarks.by_article.get(&key);
        self.note_field(ui, ctx, &key, remark.map_or("", |remark| &remark.note));
    }

    /// A file that was changed or moved keeps the key of what was said of it.
    fn key_of(&mut self, ctx: &ViewContext<'_>, article: &Article, id: ArticleId) -> ArticleKey {
        if let Some(key) = ctx.session.remark_key(id) {
            return key.clone();
        }
        match &self.key {
            Some((raw, key)) if Arc::ptr_eq(raw, &article.raw) && key.path == article.path => key.clone(),
            _ => {
                let key = ArticleKey::of(article);
                self.key = Some((Arc::clone(&article.raw), key.clone()));
                key
            }
        }
    }

    fn tag_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, key: &ArticleKey) {
        ui.set_width(220.0);
        let field = ui.add(
            TextEdit::singleline(&mut self.tag)
                .id(ui.scope_id().with("tag field"))
                .hint_text("a word or a few")
                .desired_width(220.0),
        );
        field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Tag"));
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if is_entered && !self.tag.trim().is_empty() {
            set_tag(ctx, key, &Arc::from(self.tag.trim()), true);
            self.tag.clear();
            ui.close();
        } else if !is_entered {
            field.request_focus();
        }
        let mut known = BTreeSet::new();
        for remark in ctx.session.bench().remarks.by_article.values() {
            known.extend(remark.tags.iter());
        }
        let wanted = self.tag.trim().to_lowercase();
        for tag in known.into_iter().filter(|tag| tag.to_lowercase().contains(&wanted)).take(12) {
            if ui.button(&**tag).clicked() {
                set_tag(ctx, key, tag, true);
                self.tag.clear();
                ui.close();
            }
        }
    }

    fn note_field(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, key: &ArticleKey, kept: &str) {
        let is_begun = self.note.as_ref().is_some_and(|begun| begun == key);
        if kept.is_empty() && !is_begun {
            return;
        }
        let id = ui.scope_id().with(("note field", key));
        let mut text = kept.to_owned();
        let frame = egui::Frame::new().fill(ctx.tokens.raised).corner_radius(6).inner_margin(8);
        frame.show(ui, |ui| {
            let field = ui.add(
                TextEdit::multiline(&mut text)
                    .id(id)
                    .hint_text("A note for yourself")
                    .desired_rows(1)
                    .desired_width(f32::INFINITY)
                    .frame(egui::Frame::NONE),
            );
            field.widget_info(|| WidgetInfo::labeled(egui::Role::MultilineTextInput, true, "Note"));
            if self.is_new {
                self.is_new = !field.has_focus();
                field.request_focus();
            }
            if field.changed() {
                ctx.send(Command::SetNote(key.clone(), text));
            }
            if field.lost_focus() {
                self.note = None;
            }
        });
    }
}

fn set_tag(ctx: &ViewContext<'_>, key: &ArticleKey, tag: &Arc<str>, is_on: bool) {
    ctx.send(Command::SetTag { articles: vec![key.clone()], tag: Arc::clone(tag), is_on });
}
