//! The menu of a line of the page: what it is, put right for this article or for all of its outlet.

use std::sync::Arc;

use egui::{Key, Modifiers, Popup, PopupCloseBehavior, Response, RichText, SetOpenCommand, Ui};

use crate::corpus::{Article, Line, LineRole, Span};
use crate::project::{ArticleKey, Change, Correction, HandRole, Target};
use crate::session::Command;
use crate::ui::context::ViewContext;

/// A right click on `response`, which shows `span` of the article, offers what its lines are; where it has the
/// keyboard, Enter, Space and the menu key do.
pub fn on_text(response: &Response, ctx: &ViewContext<'_>, article: &Article, span: Span) {
    keep_in_sight(response);
    let id = Popup::default_response_id(response);
    let is_menu_key = response.has_focus() && menu_key(&response.ctx);
    let is_by_keys = is_menu_key || is_clicked_by_keys(response);
    if is_by_keys {
        Popup::open_id(&response.ctx, id);
    }
    let set = if response.secondary_clicked() {
        Some(SetOpenCommand::Bool(true))
    } else {
        (response.clicked() && !is_by_keys).then_some(SetOpenCommand::Bool(false))
    };
    let mut popup = Popup::menu(response)
        .open_memory(set)
        .at_pointer_fixed()
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name(NAME);
    if Popup::is_id_open(&response.ctx, id)
        && Popup::position_of_id(&response.ctx, id).is_none()
        && !response.secondary_clicked()
    {
        popup = popup.at_position(response.interact_rect.left_bottom());
    }
    popup.show(|ui| menu(ui, ctx, article, span, is_by_keys));
}

/// A click on `response`, which shows `span` of the article, offers what its lines are.
pub fn on_click(response: &Response, ctx: &ViewContext<'_>, article: &Article, span: Span) {
    keep_in_sight(response);
    let is_by_keys = is_clicked_by_keys(response);
    Popup::menu(response)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name(NAME)
        .show(|ui| menu(ui, ctx, article, span, is_by_keys));
}

const NAME: &str = "What this line is";

/// What gets the keyboard is scrolled to.
pub fn keep_in_sight(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Whether Enter, Space or a screen reader clicked.
fn is_clicked_by_keys(response: &Response) -> bool {
    response.flags.contains(egui::response::Flags::FAKE_PRIMARY_CLICKED)
}

/// Whether the key for menus was pressed.
pub fn menu_key(ctx: &egui::Context) -> bool {
    ctx.input_mut(|input| {
        input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu)
    })
}

/// The rows; the first gets the keyboard where the menu was opened by it.
fn menu(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, span: Span, is_by_keys: bool) {
    let tokens = ctx.tokens;
    let now = lines_in(article, span).next().and_then(|line| role_of(&line.role));
    ui.label(RichText::new("This is").font(tokens.small_strong()).color(tokens.muted));
    let offered = || HandRole::ALL.into_iter().filter(|role| Some(*role) != now);
    for (index, role) in offered().enumerate() {
        let row = ui.button(role.label());
        if is_by_keys && index == 0 {
            row.request_focus();
        }
        if row.clicked() {
            let target = Target::Articles(Arc::new([ArticleKey::of(article)]));
            ctx.send(Command::Correct(corrections(article, span, &target, role, true)));
        }
    }
    // A headline or a text is one article's own; what comes back belongs to the page.
    ui.separator();
    let mut others = |words: String, target: Target| {
        ui.menu_button(words, |ui| {
            let belongs = |role: &HandRole| !matches!(role, HandRole::Headline | HandRole::Standfirst);
            for role in offered().filter(belongs) {
                if ui.button(role.label()).clicked() {
                    ctx.send(Command::Correct(corrections(article, span, &target, role, false)));
                }
            }
        });
    };
    if let Some(outlet) = &article.outlet {
        let words = format!("The same line in all of {}", outlet.value);
        others(words, Target::Outlet(Arc::clone(&outlet.value)));
    }
    others("The same line in all articles".to_owned(), Target::Folder("".into()));
}

/// The lines under `span` that hold something.
fn lines_in(article: &Article, span: Span) -> impl Iterator<Item = Line> {
    let touches = move |line: &Line| line.span.from < span.to && span.from < line.span.to;
    article.lines.iter().filter(touches).filter(|line| line.role != LineRole::Blank)
}

fn role_of(role: &LineRole) -> Option<HandRole> {
    match role {
        LineRole::Body(_) => Some(HandRole::Body),
        LineRole::Headline => Some(HandRole::Headline),
        LineRole::Standfirst => Some(HandRole::Standfirst),
        LineRole::Caption(_) => Some(HandRole::Caption),
        LineRole::Furniture(_) => Some(HandRole::Furniture),
        LineRole::Blank | LineRole::Credit | LineRole::Date | LineRole::Section => None,
    }
}

/// One correction a line; `is_this_one` means the very line, not all of its text.
fn corrections(
    article: &Article,
    span: Span,
    target: &Target,
    role: HandRole,
    is_this_one: bool,
) -> Vec<Correction> {
    let words = |line: &Line| article.text(line.span).trim();
    let one = |line: Line| {
        let text = words(&line);
        let before = article.lines.iter().take_while(|other| other.span.from < line.span.from);
        let nth = before.filter(|other| words(other) == text).count() as u32;
        let nth = is_this_one.then_some(nth);
        Correction { target: target.clone(), change: Change::Line { text: Arc::from(text), nth, role } }
    };
    lines_in(article, span).map(one).collect()
}
