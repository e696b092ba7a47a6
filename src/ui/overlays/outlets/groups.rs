//! Groups of outlets: added, renamed, filled, used.

use std::sync::Arc;

use egui::{
    Frame, Id, Key, Margin, Popup, PopupCloseBehavior, RichText, ScrollArea, Sense, TextEdit, TextFormat, Ui,
    WidgetInfo, pos2, vec2,
};

use super::Dragged;
use super::rows::{GroupSize, articles_of};
use crate::analysis::MOST_COLUMNS;
use crate::corpus::Corpus;
use crate::figure::{Numbers, format};
use crate::project::{OutletBook, OutletGroup};
use crate::query::Field;
use crate::session::{Action, Command, View};
use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::name_field::{NameAnswer, NameField};
use crate::ui::widgets::plain_button;
use crate::ui::widgets::query_field::FieldLook;

/// The group that is looked at, and what is half typed.
#[derive(Debug, Default)]
pub struct Groups {
    chosen: Option<Arc<str>>,
    added: String,
    renamed: Option<NameField>,
}

/// Width of what asks before a group is taken apart.
const ASKING: f32 = 280.0;

impl Groups {
    /// The sheet was closed.
    pub fn closed(&mut self) {
        *self = Self::default();
    }

    /// The group whose members are ticked in the list.
    pub fn chosen(&self, book: &OutletBook) -> Option<Arc<str>> {
        self.chosen.clone().filter(|name| book.group(name).is_some())
    }

    /// Draws the pane.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, sizes: &[GroupSize]) {
        let tokens = ctx.tokens;
        let book = &ctx.session.bench().book;
        ui.spacing_mut().item_spacing.x = tokens.sizes.space.normal as f32;
        ui.label(RichText::new("Groups").font(tokens.small_strong()).color(tokens.muted));
        let hint = if book.groups.is_empty() {
            "Group outlets as your question needs it, such as “state media” or “Japan”; then filter by the group or compare its outlets."
        } else if self.chosen(book).is_some() {
            "Tick its outlets in the list, or drag them here."
        } else {
            "Choose a group to tick its outlets, or drag an outlet onto it."
        };
        ui.label(RichText::new(hint).font(tokens.small()).color(tokens.muted));
        ui.add_space(6.0);
        self.add(ui, ctx, book);
        ui.add_space(6.0);
        ScrollArea::vertical().id_salt("groups").auto_shrink(false).show(ui, |ui| {
            for (group, size) in book.groups.iter().zip(sizes) {
                self.card(ui, ctx, corpus, group, *size);
                ui.add_space(4.0);
            }
        });
    }

    fn add(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, book: &OutletBook) {
        ui.horizontal(|ui| {
            let field = ui.add(
                TextEdit::singleline(&mut self.added)
                    .hint_text(RichText::new("+ group").color(ctx.tokens.muted))
                    .desired_width(ui.available_width() - 92.0)
                    .margin(Margin::symmetric(10, 6)),
            );
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Add a group"));
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let name: Arc<str> = self.added.trim().into();
            let pressed = ui
                .add_enabled_ui(!name.is_empty(), |ui| plain_button(ui, "Make", "Make a group of this name"))
                .inner
                .on_disabled_hover_text("Type a name first")
                .clicked();
            if !name.is_empty() && (enter || pressed) {
                if book.group(&name).is_none() {
                    ctx.send(Command::AddGroup(Arc::clone(&name), Vec::new()));
                }
                self.chosen = Some(name);
                self.added.clear();
            }
        });
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Corpus,
        group: &OutletGroup,
        size: GroupSize,
    ) {
        let tokens = ctx.tokens;
        let is_chosen = self.chosen.as_deref() == Some(&*group.name);
        let is_over = egui::DragAndDrop::has_payload_of_type::<Dragged>(ui.ctx());
        let stroke = if is_over {
            egui::Stroke::new(tokens.sizes.stroke.line as f32, tokens.accent)
        } else {
            tokens.rule()
        };
        let frame = Frame::new()
            .fill(if is_chosen { tokens.accent_ground } else { tokens.surface })
            .stroke(stroke)
            .corner_radius(tokens.sizes.corner.normal as f32)
            .inner_margin(Margin::symmetric(10, 6));
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.head(ui, ctx, group, size, is_chosen);
            if is_chosen {
                self.uses(ui, ctx, corpus, group, size);
            }
        });
        if let Some(dragged) = shown.response.dnd_release_payload::<Dragged>()
            && !group.outlets.contains(&dragged.0)
        {
            let outlet = Arc::clone(&dragged.0);
            ctx.send(Command::ToggleInGroup { group: Arc::clone(&group.name), outlet });
        }
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        group: &OutletGroup,
        size: GroupSize,
        is_chosen: bool,
    ) {
        let tokens = ctx.tokens;
        if is_chosen && let Some(mut field) = self.renamed.take() {
            let look = FieldLook {
                name: "Name of the group",
                hint: "Name of the group",
                width: ui.available_width() - 18.0,
            };
            let is_taken = field.text.trim() != &*group.name
                && ctx.session.bench().book.group(field.text.trim()).is_some();
            let note = if is_taken {
                "A group of this name takes these outlets in"
            } else {
                "Enter renames, Escape leaves it"
            };
            let answer = field.ui(ui, ctx, Id::unique("rename a group"), look, &[], note);
            let renamed = match answer {
                NameAnswer::Typing => {
                    self.renamed = Some(field);
                    None
                }
                NameAnswer::Done(name) => Some(name),
                NameAnswer::Away if !is_taken => Some(field.text.trim().to_owned()),
                NameAnswer::Away | NameAnswer::Left => None,
            };
            if let Some(name) = renamed.filter(|name| !name.is_empty() && **name != *group.name) {
                let to: Arc<str> = name.into();
                self.chosen = Some(Arc::clone(&to));
                ctx.send(Command::RenameGroup { from: Arc::clone(&group.name), to });
            }
            return;
        }
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
        if response.has_focus() {
            let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent);
            let corner = tokens.sizes.corner.normal as f32;
            ui.painter().rect_stroke(rect.expand(3.0), corner, stroke, egui::StrokeKind::Inside);
        }
        let name = one_row(ui, &group.name, TextFormat::simple(tokens.strong(), tokens.text), rect.width());
        let words = in_words(ctx.numbers(), group, size);
        let second = one_row(ui, &words, TextFormat::simple(tokens.small(), tokens.muted), rect.width());
        let height = name.size().y;
        ui.painter().galley(pos2(rect.left(), rect.top() + 2.0), name, tokens.text);
        ui.painter().galley(pos2(rect.left(), rect.top() + 4.0 + height), second, tokens.muted);
        response.widget_info(|| {
            let name = format!("Group {}: {words}", group.name);
            WidgetInfo::selected(egui::Role::Button, true, is_chosen, name)
        });
        if response.clicked() {
            self.renamed = None;
            self.chosen = (!is_chosen).then(|| Arc::clone(&group.name));
        }
    }

    fn uses(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Corpus,
        group: &OutletGroup,
        size: GroupSize,
    ) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let only = ui.add_enabled(size.outlets > 0, egui::Button::new("Only this group"));
            let only = only.on_hover_text("Let only articles of these outlets count");
            let none = "None of its outlets has articles here";
            if only.on_disabled_hover_text(none).clicked() {
                let filter = ctx.session.bench().filter.clone().with_value(Field::Group, &group.name);
                ctx.send(Command::SetFilter(filter));
                ctx.act(Action::CloseOverlay);
            }
            let compare = ui.add_enabled(size.outlets >= 2, egui::Button::new("Compare its outlets"));
            let compare = compare.on_hover_text(if size.outlets > MOST_COLUMNS {
                "Set the six of them with most words side by side"
            } else {
                "Set them side by side"
            });
            if compare.on_disabled_hover_text("Comparing takes two outlets with articles").clicked() {
                ctx.send(Command::SetColumns(columns(corpus, group)));
                ctx.send(Command::Show(View::Compare));
                ctx.act(Action::CloseOverlay);
            }
            if plain_button(ui, "Rename…", "Call the group otherwise").clicked() {
                self.renamed = Some(NameField::with_text(&*group.name));
            }
            let asking = ctx.session.bench().asking_for_group(&group.name);
            let words = if asking.is_empty() { "Take apart" } else { "Take apart…" };
            let apart = plain_button(ui, words, "Remove the group; its outlets stay");
            let mut is_meant = asking.is_empty() && apart.clicked();
            if !asking.is_empty() {
                let shown = Popup::from_toggle_button_response(&apart)
                    .accessible_name("Take the group apart")
                    .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                    .width(ASKING)
                    .show(|ui| {
                        ui.set_width(ASKING);
                        ui.label(
                            RichText::new(what_is_affected(ctx.numbers(), &asking)).color(ctx.tokens.text),
                        );
                        ui.add_space(4.0);
                        let all_the_same = ui.button("Take it apart all the same");
                        if all_the_same.clicked() {
                            ui.close();
                        }
                        all_the_same.clicked()
                    });
                is_meant = shown.is_some_and(|shown| shown.inner);
            }
            if is_meant {
                ctx.send(Command::RemoveGroup(Arc::clone(&group.name)));
                self.chosen = None;
            }
        });
    }
}

/// What becomes of the subsets that ask for a group when it is gone.
fn what_is_affected(numbers: Numbers, subsets: &[&str]) -> String {
    /// More names than these are counted.
    const MOST: usize = 4;
    let quoted = subsets.iter().take(MOST).map(|name| format!("“{name}”"));
    let rest = subsets.len().saturating_sub(MOST);
    let more = (rest > 0).then(|| format!("{} more", numbers.count(rest as u64)));
    let names: Vec<String> = quoted.chain(more).collect();
    if subsets.len() == 1 {
        format!(
            "The subset {} asks for this group. Once it is gone, no article is in it.",
            format::list(&names)
        )
    } else {
        format!(
            "The subsets {} ask for this group. Once it is gone, no article is in it.",
            format::list(&names)
        )
    }
}

fn in_words(numbers: Numbers, group: &OutletGroup, size: GroupSize) -> String {
    let all = group.outlets.len();
    if all == 0 {
        return "No outlets yet".to_owned();
    }
    let outlets = numbers.counted(all as u64, "outlet", "outlets");
    let articles = numbers.counted(size.articles, "article", "articles");
    if size.outlets == all {
        format!("{outlets} · {articles}")
    } else {
        format!("{outlets}, {} with articles · {articles}", numbers.count(size.outlets as u64))
    }
}

/// Its outlets that have articles, those with most words first where there are too many, by name.
fn columns(corpus: &Corpus, group: &OutletGroup) -> Vec<Arc<str>> {
    let mut here: Vec<_> = corpus
        .outlets()
        .iter()
        .filter(|outlet| group.outlets.contains(&outlet.name) && articles_of(corpus, &outlet.name) > Some(0))
        .collect();
    here.sort_by_key(|outlet| std::cmp::Reverse(outlet.size.words));
    here.truncate(MOST_COLUMNS);
    here.sort_by(|one, other| one.name.cmp(&other.name));
    here.into_iter().map(|outlet| Arc::clone(&outlet.name)).collect()
}
