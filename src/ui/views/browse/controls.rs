//! Above the text: how it is shown, its hits, and the field that looks in it.

use egui::{
    Frame, Id, Key, Margin, Modifiers, Panel, Popup, PopupCloseBehavior, RichText, TextEdit, Ui, WidgetInfo,
};
use egui_material_icons::icons::{
    ICON_CHEVRON_RIGHT, ICON_CLOSE, ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_UP, ICON_SEARCH,
    ICON_TEXT_FIELDS,
};

use crate::corpus::{ArticleId, Span};
use crate::session::{Action, Command, ReaderMode};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::tooltip;
use crate::ui::widgets::{action_button, icon_button, segmented};

/// The place of the field that looks in the open article, so that an action can give it the keyboard.
pub fn find_field_id() -> Id {
    Id::unique("find in article")
}

/// Where the keyboard was before it went into that field.
pub fn before_find_id() -> Id {
    find_field_id().with("before")
}

/// Draws the row of controls.
pub fn controls(ui: &mut Ui, ctx: &ViewContext<'_>, id: ArticleId, is_main: bool) {
    ui.horizontal_wrapped(|ui| {
        let mode = ctx.session.reader_mode();
        let modes = [
            ("Clean", ReaderMode::Clean, Action::ReadClean),
            ("With furniture", ReaderMode::Furniture, Action::ReadFurniture),
            ("Raw", ReaderMode::Raw, Action::ReadRaw),
        ];
        if is_main {
            let hints = modes.map(|(.., action)| tooltip(ui, action));
            let options =
                modes.iter().zip(&hints).map(|((text, one, _), hint)| (*text, *one == mode, hint.as_str()));
            if let Some(index) = segmented(ui, ctx, "Show", options) {
                ctx.act(modes[index].2);
            }
        }
        hits(ui, ctx, id, is_main);
        if is_main {
            if icon_button(ui, ICON_SEARCH, &tooltip(ui, Action::FindInArticle)).clicked() {
                ctx.act(Action::FindInArticle);
            }
            let letters = icon_button(ui, ICON_TEXT_FIELDS, "Letters of articles");
            Popup::menu(&letters)
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .accessible_name("Letters of articles")
                .show(|ui| letters_menu(ui, ctx));
            let words = format!("Compare {}", ICON_CHEVRON_RIGHT.codepoint);
            action_button(ui, ctx, Action::CompareOutlets, &words);
            if Action::CompareStory.available(ctx.session).is_ok() {
                let words = format!("Its story {}", ICON_CHEVRON_RIGHT.codepoint);
                action_button(ui, ctx, Action::CompareStory, &words);
            }
        }
    });
}

fn letters_menu(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let size = ctx.session.settings().reading_size;
    ui.label(RichText::new(format!("{size} px")).font(ctx.tokens.small()).color(ctx.tokens.muted));
    for action in [Action::ReadingLarger, Action::ReadingSmaller, Action::ReadingSerif, Action::ReadingSans] {
        let button = egui::Button::new(action.text()).selected(action.is_on(ctx.session));
        if ui.add(button).on_hover_text(tooltip(ui, action)).clicked() {
            ctx.act(action);
        }
    }
}

/// How many hits there are, those of the series that led here first, with steps from one to the next.
fn hits(ui: &mut Ui, ctx: &ViewContext<'_>, id: ArticleId, is_main: bool) {
    let tokens = ctx.tokens;
    let Some(marks) = ctx.session.results().marks_of(id).filter(|marks| !marks.is_empty()) else { return };
    let place = ctx.session.place();
    let followed = place.followed.as_ref().filter(|_| is_main && !marks.followed.is_empty());
    let spans = if followed.is_some() { &marks.followed } else { &marks.spans };
    let spot = place.spot.filter(|_| is_main);
    let (number, count) = (number_of(spans, spot), spans.len() as u64);
    let mut words = match number {
        Some(number) => format!("{} of {}", ctx.numbers().count(number), ctx.numbers().count(count)),
        None => ctx.numbers().counted(count, "hit", "hits"),
    };
    if let Some(query) = followed {
        let named = ctx.session.bench().series.iter().find(|series| series.query == *query);
        let name = named.map_or_else(|| query.to_string(), |series| series.name.clone());
        let short: String = name.chars().take(32).collect();
        let end = if short.len() < name.len() { "…" } else { "" };
        words = format!("{words} for “{short}{end}”");
    } else if number.is_some() {
        words.push_str(" hits");
    }
    ui.add_space(4.0);
    ui.label(RichText::new(words).color(tokens.text));
    if !is_main {
        return;
    }
    for (icon, action) in
        [(ICON_KEYBOARD_ARROW_UP, Action::PreviousHit), (ICON_KEYBOARD_ARROW_DOWN, Action::NextHit)]
    {
        if icon_button(ui, icon, &tooltip(ui, action)).clicked() {
            ctx.act(action);
        }
    }
    if followed.is_some() && marks.len() > marks.followed.len() {
        let all = format!("all {}", ctx.numbers().count(marks.len() as u64));
        if ui.link(all).on_hover_text("Count the hits of all series that are shown").clicked() {
            ctx.send(Command::FollowAll);
        }
    }
}

/// Which of these the current one is, from 1.
fn number_of(spans: &[Span], current: Option<Span>) -> Option<u64> {
    let current = current?;
    let at = spans.partition_point(|span| span.from < current.from);
    spans.get(at).filter(|span| **span == current).map(|_| at as u64 + 1)
}

/// Draws the strip that looks in the open article; it stays while the text scrolls.
pub fn find_strip(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let Some(find) = ctx.session.find() else { return };
    let tokens = ctx.tokens;
    let frame = Frame::new().fill(tokens.raised).inner_margin(Margin::symmetric(16, 4));
    Panel::top("find in article strip").show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let mut text = find.text.clone();
            let width = (ui.available_width() - 220.0).clamp(100.0, 320.0);
            let field = ui.add(
                TextEdit::singleline(&mut text)
                    .id(find_field_id())
                    .hint_text(
                        RichText::new("Find: any text, or a pattern such as island*").color(tokens.muted),
                    )
                    .desired_width(width)
                    .margin(Margin::symmetric(10, 6)),
            );
            field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find in article"));
            if field.changed() {
                ctx.send(Command::Find(Some(text)));
            }
            let (is_enter, is_escape, modifiers) = ui.input(|input| {
                (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape), input.modifiers)
            });
            let had_keys = field.has_focus() || field.lost_focus();
            if had_keys && is_enter {
                ctx.send(Command::StepFound(if modifiers.shift { -1 } else { 1 }));
                field.request_focus();
            }
            let finding = ctx.session.results().finding();
            let finding = finding.filter(|found| Some(found.article) == ctx.session.place().article);
            let count = finding.map_or(0, |found| found.spans.len()) as u64;
            let words = match finding.and_then(|found| number_of(&found.spans, find.at)) {
                _ if find.text.trim().is_empty() => String::new(),
                Some(number) => format!("{} of {}", ctx.numbers().count(number), ctx.numbers().count(count)),
                None if count > 0 => format!("{} found", ctx.numbers().count(count)),
                None => "not in this text".to_owned(),
            };
            ui.label(RichText::new(words).color(tokens.muted));
            ui.add_enabled_ui(count > 0, |ui| {
                if icon_button(ui, ICON_KEYBOARD_ARROW_UP, "Previous place found  (Shift+Enter)").clicked() {
                    ctx.send(Command::StepFound(-1));
                }
                if icon_button(ui, ICON_KEYBOARD_ARROW_DOWN, "Next place found  (Enter)").clicked() {
                    ctx.send(Command::StepFound(1));
                }
            });
            let is_closed = icon_button(ui, ICON_CLOSE, "Close find  (Esc)").clicked();
            if is_closed || (had_keys && is_escape) {
                close_find(ui, ctx);
            }
        });
    });
}

/// Closes the field and gives the keyboard back to where it was.
pub fn close_find(ui: &Ui, ctx: &ViewContext<'_>) {
    ctx.send(Command::Find(None));
    ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let before = ui.data(|data| data.get_temp::<Option<Id>>(before_find_id())).flatten();
    ui.memory_mut(|memory| match before {
        Some(id) => memory.request_focus(id),
        None => memory.surrender_focus(find_field_id()),
    });
}
