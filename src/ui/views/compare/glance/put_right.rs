//! What can be put right from evidence: names, the sides of speakers, words of a list. Each is one step of undo.

use std::sync::Arc;

use egui::{Button, Id, Key, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use crate::analysis::glance::{Evidence, Subject};
use crate::framing::labels::{Edit, LabelKey};
use crate::framing::voices::sides::Sides;
use crate::session::{Command, TellingChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::new_field::take_keyboard;

/// Draws what can be done about a piece of evidence.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, evidence: &Evidence) {
    match &evidence.subject {
        Subject::None | Subject::Word(_) => {}
        Subject::Label { concept, label } => label_ui(ui, ctx, concept, label),
        Subject::Speakers(speakers) => sides_ui(ui, ctx, speakers),
        Subject::Frame { codebook, frame, words } => words_ui(ui, ctx, codebook, frame, words),
    }
}

/// What is being changed under the sentences; one thing at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Changing {
    /// Nothing.
    #[default]
    Nothing,
    /// To which thing a label goes.
    Thing,
    /// What the label is called.
    Label,
    /// What the thing is called.
    Concept,
    /// On which side this speaker is.
    Side(String),
}

/// A button that shows what it changes below it, or hides it again. Popups of popups would close each other.
fn opens(ui: &mut Ui, id: Id, what: &Changing, before: &str, button: Button<'_>) -> egui::Response {
    let now: Option<Changing> = ui.data(|data| data.get_temp(id));
    let is_on = now.as_ref() == Some(what);
    let response = ui.add(button.selected(is_on));
    if response.clicked() {
        ui.data_mut(|data| {
            if is_on {
                data.remove_temp::<Changing>(id);
            } else {
                data.insert_temp(id, what.clone());
                data.insert_temp(id.with("text"), before.to_owned());
                data.insert_temp(id.with("text").with("new"), true);
            }
        });
    }
    response
}

fn label_ui(ui: &mut Ui, ctx: &ViewContext<'_>, concept: &str, label: &str) {
    let key = || LabelKey { concept: concept.to_owned(), label: label.to_owned() };
    let send = |ui: &Ui, edit: Edit| {
        ctx.send(Command::EditLabels(edit));
        ui.close();
    };
    let id = ui.scope_id().with(("change", concept, label));
    let all = ctx.session.results().tellings().map_or(&[][..], |found| &found.concepts);
    let mut others = all.iter().map(|called| called.concept.name.as_str()).filter(|name| *name != concept);
    let own = all.iter().find(|called| called.concept.name == concept);
    let labels = own.map_or(&[][..], |called| &called.concept.labels);
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
        opens(ui, id, &Changing::Thing, "", Button::new("Move to…"));
        opens(ui, id, &Changing::Label, label, Button::new("Rename…"));
        opens(ui, id, &Changing::Concept, concept, Button::new("Rename the thing…"));
    });
    match ui.data(|data| data.get_temp::<Changing>(id)) {
        Some(Changing::Thing) => {
            ScrollArea::vertical().id_salt("things").max_height(120.0).show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    for name in others.by_ref() {
                        if ui.add(Button::new(name).small()).clicked() {
                            send(ui, Edit::Move { label: key(), to: name.to_owned() });
                        }
                    }
                    if let Some(to) = text_field(ui, id.with("text"), "Another thing") {
                        send(ui, Edit::Move { label: key(), to });
                    }
                });
            });
        }
        Some(Changing::Label) => {
            let others = || labels.iter().map(|one| one.text.as_str()).filter(|text| *text != label);
            let typed = text_field(ui, id.with("text"), "New name of the label");
            note_joining(ui, ctx, id, others(), |other| {
                format!("“{other}” is there already: Enter counts “{label}” and “{other}” as one name")
            });
            if let Some(text) = typed {
                let text = same_name(&text, others()).map_or(text.clone(), str::to_owned);
                send(ui, Edit::RenameLabel { label: key(), text });
            }
        }
        Some(Changing::Concept) => {
            let typed = text_field(ui, id.with("text"), "New name of the thing");
            note_joining(ui, ctx, id, others.clone(), |other| {
                format!("“{other}” is there already: Enter makes one thing of both")
            });
            if let Some(name) = typed {
                let name = same_name(&name, others).map_or(name.clone(), str::to_owned);
                send(ui, Edit::RenameConcept { concept: concept.to_owned(), name });
            }
        }
        Some(Changing::Side(_) | Changing::Nothing) | None => {}
    }
}

/// The one of some names that this is, however it is written large or small.
fn same_name<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let lower = text.to_lowercase();
    let mut found = None;
    for name in names {
        if name == text {
            return Some(name);
        }
        if name.to_lowercase() == lower {
            found = found.or(Some(name));
        }
    }
    found
}

/// Says under a field what Enter will do where its text is a name that is taken.
fn note_joining<'a>(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    id: Id,
    names: impl Iterator<Item = &'a str>,
    words: impl FnOnce(&str) -> String,
) {
    let text: String = ui.data(|data| data.get_temp(id.with("text"))).unwrap_or_default();
    if let Some(other) = same_name(text.trim(), names) {
        let words = RichText::new(words(other)).font(ctx.tokens.small()).color(ctx.tokens.muted);
        ui.add(egui::Label::new(words).wrap());
    }
}

/// A field for a name; the name once Enter is pressed. One that was just opened takes the keyboard, with all its text
/// chosen.
fn text_field(ui: &mut Ui, id: Id, name: &str) -> Option<String> {
    let mut text: String = ui.data_mut(|data| data.get_temp(id)).unwrap_or_default();
    let hint = RichText::new(format!("{name}, then Enter"));
    let edit = TextEdit::singleline(&mut text).desired_width(260.0).hint_text(hint).id(id.with("field"));
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    let mut is_new: bool = ui.data(|data| data.get_temp(id.with("new"))).unwrap_or_default();
    if is_new {
        take_keyboard(ui, &field, &text, &mut is_new);
        ui.data_mut(|data| data.insert_temp(id.with("new"), is_new));
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
    let words = if is_own {
        "Sides, as you or the articles put the speakers:"
    } else {
        "Sides, as the articles describe the speakers:"
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        if is_own && ui.small_button("As the articles say").clicked() {
            choose(ctx, Sides::default());
        }
    });
    let id = ui.scope_id().with("side");
    ScrollArea::vertical().id_salt("sides").max_height(150.0).show(ui, |ui| {
        for (name, side) in speakers {
            ui.horizontal(|ui| {
                let shown = side.as_deref().unwrap_or("no side");
                let button = opens(ui, id, &Changing::Side(name.clone()), "", Button::new(shown).small());
                button.widget_info(|| {
                    WidgetInfo::labeled(egui::Role::Button, true, format!("Side of {name}: {shown}"))
                });
                ui.add(egui::Label::new(RichText::new(name).color(tokens.text)).truncate());
            });
            if ui.data(|data| data.get_temp::<Changing>(id)) == Some(Changing::Side(name.clone())) {
                side_choice(ui, ctx, sides, name, (side.as_deref(), id));
            }
        }
    });
}

/// The sides that a speaker can be put on.
fn side_choice(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    sides: &Sides,
    speaker: &str,
    (now, id): (Option<&str>, Id),
) {
    let put = |ui: &Ui, to: Option<&str>| {
        choose(ctx, moved(&ctx.session.bench().tellings.sides, speaker, to));
        ui.data_mut(|data| data.remove_temp::<Changing>(id));
    };
    ui.horizontal_wrapped(|ui| {
        for side in sides.sides.keys().filter(|side| now != Some(side.as_str())) {
            if ui.add(Button::new(format!("Put on {side}")).small()).clicked() {
                put(ui, Some(side));
            }
        }
        let by_name = |words: &Vec<String>| words.iter().any(|word| word == speaker);
        if sides.sides.values().any(by_name) && ui.add(Button::new("Take off this side").small()).clicked() {
            put(ui, None);
        }
        if let Some(side) = text_field(ui, id.with("text"), &format!("New side of {speaker}")) {
            put(ui, Some(&side));
        }
    });
}

/// What was moved before, and a speaker on this side, or on none.
fn moved(before: &Sides, speaker: &str, to: Option<&str>) -> Sides {
    let mut sides = before.clone();
    for words in sides.sides.values_mut() {
        words.retain(|word| word != speaker);
    }
    sides.sides.entry(to.unwrap_or_default().to_owned()).or_default().push(speaker.to_owned());
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
