//! The article's parts above its text, each with why we think so and a click to put it right.

use egui::{Label, Popup, Response, RichText, Sense, Ui, WidgetInfo};
use egui_material_icons::icons::{ICON_ADD, ICON_EDIT};

use super::line_menu::keep_in_sight;
use super::part_editor::{PartEditor, Subject, how_known, missing_because, popover_id};
use super::remarks::RemarksUi;
use crate::corpus::{Article, ArticleId, Completeness, Confidence, Evidence, EvidenceKind, Inferred};
use crate::figure::format;
use crate::project::Part;
use crate::query::Field;
use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::NO_OUTLET;
use crate::ui::widgets::outlet_dot;

/// What is shown of a part.
struct Shown<'a> {
    words: String,
    why: Option<(&'a Evidence, Confidence)>,
    /// Drawn though there is nothing: somebody should fill it in.
    is_missing: bool,
}

impl<'a> Shown<'a> {
    fn of(ctx: &ViewContext<'_>, article: &'a Article, part: Part) -> Option<Self> {
        fn known<T>(words: String, part: &Inferred<T>) -> Shown<'_> {
            Shown { words, why: Some((&part.evidence, part.confidence)), is_missing: false }
        }
        let missing = |words: &str| Self { words: words.to_owned(), why: None, is_missing: true };
        Some(match part {
            Part::Outlet => match &article.outlet {
                Some(outlet) => known(outlet.value.to_string(), outlet),
                None => missing(NO_OUTLET),
            },
            Part::Published => match &article.published {
                Some(date) => known(ctx.long_date(Some(date.value)), date),
                None => missing("no date"),
            },
            Part::Section => known_name(article.section.as_ref(), "")?,
            Part::Opinion => {
                // A section called Opinion says it already.
                let says_section =
                    article.section.as_ref().is_some_and(|name| name.value.eq_ignore_ascii_case("opinion"));
                let opinion = article
                    .opinion
                    .as_ref()
                    .filter(|_| !says_section)
                    .filter(|opinion| opinion.value || opinion.evidence.kind == EvidenceKind::ByHand)?;
                known(if opinion.value { "opinion" } else { "report" }.to_owned(), opinion)
            }
            Part::Byline => {
                let first = article.byline.first()?;
                let names: Vec<&str> = article.byline.iter().map(|name| &*name.value).collect();
                known(format!("by {}", format::list(&names)), first)
            }
            Part::Wire => known_name(article.wire.as_ref(), "wire: ")?,
            Part::Host => known_name(article.host.as_ref(), "on ")?,
            Part::Language => {
                let language = &article.language;
                let words = language.value.code().map_or("language not known", crate::text::language::name);
                known(words.to_owned(), language)
            }
            Part::Completeness => {
                let complete = &article.completeness;
                let words = match complete.value {
                    Completeness::Unknown if article.body.is_empty() => "no text".to_owned(),
                    Completeness::Full => "whole text".to_owned(),
                    Completeness::Truncated => "cut short".to_owned(),
                    Completeness::Part { part, of } => format!("part {part} of {of}"),
                    Completeness::Unknown => "perhaps cut short".to_owned(),
                };
                known(words, complete)
            }
        })
    }
}

fn known_name<'a>(name: Option<&'a Inferred<std::sync::Arc<str>>>, before: &str) -> Option<Shown<'a>> {
    let name = name?;
    let words = format!("{before}{}", name.value);
    Some(Shown { words, why: Some((&name.evidence, name.confidence)), is_missing: false })
}

/// Draws the line of parts, with tags at its end and the note below.
pub fn parts_ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    article: &Article,
    id: ArticleId,
    (editor, remarks): (&mut PartEditor, &mut RemarksUi),
) {
    let of = Subject { id, article, place: ui.scope_id() };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        outlet_dot(ui, ctx, article.outlet.as_ref().map(|outlet| &*outlet.value));
        ui.add_space(-8.0);
        let mut absent = Vec::new();
        for part in Part::ALL {
            match Shown::of(ctx, article, part) {
                Some(shown) => {
                    let response = part_ui(ui, ctx, part, &shown);
                    editor.popover(&response, ctx, of, part, shown.why);
                }
                None => absent.push(part),
            }
        }
        if ctx.session.has_lines_by_hand(id)
            && by_hand_ui(ui, ctx, "lines", "Lines of this page were put right by hand. Click for the list of corrections")
        {
            ctx.act(Action::ShowCorrections);
        }
        let (versions, pages) = ctx.session.said_of_versions_and_pages(id);
        let search = || ctx.send(Command::SetFilter(ctx.session.bench().filter.clone().with_value(Field::Corrected, "yes")));
        if versions
            && by_hand_ui(ui, ctx, "versions", "What this article is a version of was said by hand. Click to list all articles put right by hand")
        {
            search();
        }
        if pages
            && by_hand_ui(ui, ctx, "pages", "Its pages were joined or taken apart by hand. Click to list all articles put right by hand")
        {
            search();
        }
        add_ui(ui, ctx, of, &absent, editor);
        remarks.tags_ui(ui, ctx, article, id);
    });
    remarks.note_ui(ui, ctx, article, id);
}

/// That something beside its parts was put right, as a part has it; whether it was clicked.
fn by_hand_ui(ui: &mut Ui, ctx: &ViewContext<'_>, what: &str, why: &str) -> bool {
    let tokens = ctx.tokens;
    let words = RichText::new(format!("{what} {}", ICON_EDIT.codepoint)).color(tokens.muted);
    let response = ui.add(Label::new(words).sense(Sense::click()).selectable(false));
    let mut name = format!("{what}: put right by hand");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
    keep_in_sight(&response);
    if response.hovered() {
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(1.0, tokens.accent));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(why).clicked()
}

/// A button that offers the parts which the article does not show.
fn add_ui(ui: &mut Ui, ctx: &ViewContext<'_>, of: Subject<'_>, absent: &[Part], editor: &mut PartEditor) {
    if absent.is_empty() {
        return;
    }
    let tokens = ctx.tokens;
    let words =
        RichText::new(format!("{} part", ICON_ADD.codepoint)).font(tokens.small()).color(tokens.muted);
    let button = ui.add(egui::Button::new(words).frame(false));
    button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Add a part"));
    let mut chosen = None;
    Popup::menu(&button).accessible_name("Add a part").show(|ui| {
        for part in absent {
            if ui.button(part.label()).clicked() {
                chosen = Some(*part);
            }
        }
    });
    if let Some(part) = chosen {
        Popup::open_id(ui.ctx(), popover_id(of, part));
    }
    // The popover of an absent part hangs on this button.
    for part in absent {
        if Popup::is_id_open(ui.ctx(), popover_id(of, *part)) {
            let anchor = Response { id: button.id.with(part), ..button.clone() };
            editor.popover(&without_click(anchor), ctx, of, *part, None);
        }
    }
    button.on_hover_text("Say who wrote it, which agency, which section");
}

/// The same place on the screen, but no click that would close what hangs on it.
fn without_click(mut response: Response) -> Response {
    response.flags.remove(egui::response::Flags::CLICKED);
    response
}

fn part_ui(ui: &mut Ui, ctx: &ViewContext<'_>, part: Part, shown: &Shown<'_>) -> Response {
    let tokens = ctx.tokens;
    let is_by_hand = shown.why.is_some_and(|(evidence, _)| evidence.kind == EvidenceKind::ByHand);
    let is_strong = part == Part::Outlet && !shown.is_missing;
    let (font, colour) =
        if is_strong { (tokens.strong(), tokens.text) } else { (tokens.normal(), tokens.muted) };
    let mut words = shown.words.clone();
    if is_by_hand {
        words.push(' ');
        words.push_str(ICON_EDIT.codepoint);
    }
    let mut text = RichText::new(words).font(font).color(colour);
    if shown.is_missing {
        text = text.italics();
    }
    let response = ui.add(Label::new(text).sense(Sense::click()).selectable(false));
    let name = format!("{}: {}", part.label(), shown.words);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name.as_str()));
    keep_in_sight(&response);
    if response.hovered() {
        let rect = response.rect;
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(1.0, tokens.accent));
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    match shown.why {
        Some((evidence, confidence)) => response.on_hover_ui(|ui| {
            ui.set_max_width(360.0);
            let how = format!("{}: {}", part.label(), how_known(evidence, confidence));
            ui.label(RichText::new(how).color(tokens.muted));
            if !evidence.quote.is_empty() {
                let quote: String = evidence.quote.chars().take(240).collect();
                let end = if quote.len() < evidence.quote.len() { "…" } else { "" };
                ui.label(RichText::new(format!("“{quote}{end}”")).color(tokens.text));
            }
            ui.label(RichText::new("Click to put it right").font(tokens.small()).color(tokens.muted));
        }),
        None => response.on_hover_text(format!("{}. Click to fill it in", missing_because(part))),
    }
}
