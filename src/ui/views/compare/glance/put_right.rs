//! What can be put right from evidence: names, the sides of speakers, words of a list. Each is one step of undo.

use std::sync::Arc;

use egui::{Button, Id, Key, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::analysis::glance::{Evidence, Subject};
use crate::framing::labels::{Edit, LabelKey};
use crate::framing::voices::sides::Sides;
use crate::session::{Command, TellingChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;

/// Draws what can be done about a piece of evidence.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, evidence: &Evidence) {
    match &evidence.subject {
        Subject::None | Subject::Word(_) => {}
        Subject::Label { concept, label } => label_ui(ui, ctx, concept, label),
        Subject::Speakers(speakers) => sides_ui(ui, ctx, speakers),
        Subject::Frame { codebook, frame, words } => words_ui(ui, ctx, codebook, frame, words),
    }
}

fn label_ui(ui: &mut Ui, ctx: &ViewContext<'_>, concept: &str, label: &str) {
    let key = || LabelKey { concept: concept.to_owned(), label: label.to_owned() };
    let send = |ui: &Ui, edit: Edit| {
        ctx.send(Command::EditLabels(edit));
        ui.close();
    };
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        let hide = ui.button("Hide").on_hover_text(format!("“{label}” is no name of “{concept}”"));
        if hide.clicked() {
            send(ui, Edit::HideLabel { label: key() });
        }
        let split = ui.button("Split off").on_hover_text(format!("“{label}” names a thing of its own"));
        if split.clicked() {
            send(ui, Edit::SplitOff { label: key() });
        }
        let others = || {
            let all = ctx.session.results().tellings().map_or(&[][..], |found| &found.concepts);
            all.iter().map(|called| called.concept.name.as_str()).filter(|name| *name != concept)
        };
        let button = ui.add_enabled(others().next().is_some(), Button::new(dropping("Move to")));
        Popup::menu(&button).accessible_name("Move to").show(|ui| {
            ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                for name in others() {
                    if ui.button(name).clicked() {
                        send(ui, Edit::Move { label: key(), to: name.to_owned() });
                    }
                }
            });
        });
        if let Some(text) = asked(ui, "Rename", "New name of the label", label) {
            send(ui, Edit::RenameLabel { label: key(), text });
        }
        if let Some(name) = asked(ui, "Rename the thing", "New name of the thing", concept) {
            send(ui, Edit::RenameConcept { concept: concept.to_owned(), name });
        }
    });
}

/// A button that asks for a text; the text once it is given.
fn asked(ui: &mut Ui, button: &str, name: &str, before: &str) -> Option<String> {
    let button = ui.button(dropping(button));
    let id = button.id.with("text");
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(id, before.to_owned()));
    }
    let shown = Popup::from_toggle_button_response(&button)
        .accessible_name(name.to_owned())
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| text_field(ui, id, name, button.clicked()));
    shown.and_then(|shown| shown.inner)
}

fn text_field(ui: &mut Ui, id: Id, name: &str, is_new: bool) -> Option<String> {
    let mut text: String = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    let field = ui.add(TextEdit::singleline(&mut text).desired_width(260.0).id(id.with("field")));
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if is_new {
        field.request_focus();
    }
    let is_done = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.data_mut(|data| data.insert_temp(id, text.clone()));
    let text = text.trim().to_owned();
    (is_done && !text.is_empty()).then_some(text)
}

/// Which side each of some speakers is on.
fn sides_ui(ui: &mut Ui, ctx: &ViewContext<'_>, speakers: &[(String, Option<String>)]) {
    let Some(tellings) = ctx.session.results().tellings() else { return };
    let sides = &tellings.sides;
    let tokens = ctx.tokens;
    ui.separator();
    let is_own = !ctx.session.bench().tellings.sides.sides.is_empty();
    let words =
        if is_own { "Sides, as you put them:" } else { "Sides, as the articles describe the speakers:" };
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        if is_own && ui.small_button("As the articles say").clicked() {
            choose(ctx, Sides::default());
        }
    });
    ScrollArea::vertical().id_salt("sides").max_height(150.0).show(ui, |ui| {
        for (name, side) in speakers {
            ui.horizontal(|ui| {
                let shown = side.as_deref().unwrap_or("no side");
                let button = ui.button(dropping(shown));
                button.widget_info(|| {
                    WidgetInfo::labeled(egui::Role::Button, true, format!("Side of {name}: {shown}"))
                });
                ui.add(egui::Label::new(RichText::new(name).color(tokens.text)).truncate());
                Popup::menu(&button)
                    .accessible_name(format!("Side of {name}"))
                    .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                    .show(|ui| side_menu(ui, ctx, sides, name, side.as_deref()));
            });
        }
    });
}

fn side_menu(ui: &mut Ui, ctx: &ViewContext<'_>, sides: &Sides, speaker: &str, now: Option<&str>) {
    for side in sides.sides.keys() {
        if ui.selectable_label(now == Some(side), side).clicked() {
            choose(ctx, moved(sides, speaker, Some(side)));
            ui.close();
        }
    }
    let by_name = |words: &Vec<String>| words.iter().any(|word| word == speaker);
    if sides.sides.values().any(by_name) && ui.button("Take off this side").clicked() {
        choose(ctx, moved(sides, speaker, None));
        ui.close();
    }
    ui.separator();
    let id = ui.scope_id().with(("new side", speaker));
    ui.label(RichText::new("A new side").font(ctx.tokens.small()).color(ctx.tokens.muted));
    if let Some(side) = text_field(ui, id, &format!("New side of {speaker}"), false) {
        choose(ctx, moved(sides, speaker, Some(&side)));
        ui.data_mut(|data| data.remove_temp::<String>(id));
        ui.close();
    }
}

/// The sides with a speaker on another one; sides that nobody is left on go.
fn moved(sides: &Sides, speaker: &str, to: Option<&str>) -> Sides {
    let mut sides = sides.clone();
    for words in sides.sides.values_mut() {
        words.retain(|word| word != speaker);
    }
    if let Some(side) = to {
        sides.sides.entry(side.to_owned()).or_default().push(speaker.to_owned());
    }
    sides.sides.retain(|_, words| !words.is_empty());
    sides
}

fn choose(ctx: &ViewContext<'_>, sides: Sides) {
    let choices = TellingChoices { sides: Arc::new(sides), ..ctx.session.bench().tellings.clone() };
    ctx.send(Command::ChooseTellings(Box::new(choices)));
}

/// The words that cause the hits of a frame, each to be taken out.
fn words_ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    codebook: &Arc<str>,
    frame: &Arc<str>,
    words: &[(String, u64)],
) {
    let tokens = ctx.tokens;
    ui.separator();
    let text = "The words that cause them; a click takes one out of the list:";
    ui.label(RichText::new(text).font(tokens.small()).color(tokens.muted));
    ui.horizontal_wrapped(|ui| {
        for (word, hits) in words {
            let text = format!("{word} {}", ctx.numbers().count(*hits));
            let button = ui.add(Button::new(RichText::new(text).font(tokens.small())).small());
            button.widget_info(|| {
                WidgetInfo::labeled(egui::Role::Button, true, format!("Take “{word}” out of the list"))
            });
            if button.clicked() {
                ctx.send(Command::ExcludeWord {
                    codebook: Arc::clone(codebook),
                    frame: Arc::clone(frame),
                    word: word.as_str().into(),
                    is_out: true,
                });
            }
        }
    });
}
