//! The menu of a line of the page: what it is, put right for this article or for all of its outlet.

use std::sync::Arc;

use egui::{Popup, PopupCloseBehavior, Response, RichText, Ui};

use crate::corpus::{Article, Line, LineRole, Span};
use crate::project::{ArticleKey, Change, Correction, HandRole, Target};
use crate::session::Command;
use crate::ui::context::ViewContext;

/// A right click on `response`, which shows `span` of the article, offers what its lines are.
pub fn on_secondary(response: &Response, ctx: &ViewContext<'_>, article: &Article, span: Span) {
    response.context_menu(|ui| menu(ui, ctx, article, span));
}

/// A click on `response`, which shows `span` of the article, offers what its lines are.
pub fn on_click(response: &Response, ctx: &ViewContext<'_>, article: &Article, span: Span) {
    Popup::menu(response)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name("What this line is")
        .show(|ui| menu(ui, ctx, article, span));
}

fn menu(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, span: Span) {
    let tokens = ctx.tokens;
    let now = lines_in(article, span).next().and_then(|line| role_of(&line.role));
    ui.label(RichText::new("This is").font(tokens.small_strong()).color(tokens.muted));
    let offered = || HandRole::ALL.into_iter().filter(|role| Some(*role) != now);
    for role in offered() {
        if ui.button(role.label()).clicked() {
            let target = Target::Articles(Arc::new([ArticleKey::of(article)]));
            ctx.send(Command::Correct(corrections(article, span, &target, role, true)));
        }
    }
    // A headline or a text is one article's own; what comes back belongs to the page.
    let Some(outlet) = article.outlet.as_ref() else { return };
    ui.separator();
    ui.menu_button(format!("The same line in all of {}", outlet.value), |ui| {
        for role in offered().filter(|role| !matches!(role, HandRole::Headline | HandRole::Standfirst)) {
            if ui.button(role.label()).clicked() {
                let target = Target::Outlet(Arc::clone(&outlet.value));
                ctx.send(Command::Correct(corrections(article, span, &target, role, false)));
            }
        }
    });
}

/// The lines under `span` that hold something.
fn lines_in(article: &Article, span: Span) -> impl Iterator<Item = &Line> {
    let touches = move |line: &&Line| line.span.from < span.to && span.from < line.span.to;
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
    let one = |line: &Line| {
        let text = words(line);
        let before = article.lines.iter().take_while(|other| other.span.from < line.span.from);
        let nth = before.filter(|other| words(other) == text).count() as u32;
        let nth = is_this_one.then_some(nth);
        Correction { target: target.clone(), change: Change::Line { text: Arc::from(text), nth, role } }
    };
    lines_in(article, span).map(one).collect()
}
