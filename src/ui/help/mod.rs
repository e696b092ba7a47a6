//! Help: a page for each view, the shortcuts generated from the actions, what can be typed, the words.

mod pages;
pub mod tables;

use egui::text::{LayoutJob, TextFormat};
use egui::{RichText, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

use self::pages::{Block, Page, spans};
use super::context::ViewContext;
use super::shortcuts;
use crate::session::{Action, Group, Lens, Overlay};

/// Which page is open, and what is looked for.
#[derive(Debug, Default)]
pub struct Help {
    page: Page,
    looked_for: String,
    is_open: bool,
}

/// Width of the contents.
const CONTENTS: f32 = 190.0;

/// Widest measure of the text.
const MEASURE: f32 = 600.0;

impl Help {
    /// The sheet was closed: next time it opens at the page of the view.
    pub fn closed(&mut self) {
        self.is_open = false;
    }

    /// Draws the help.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        if !self.is_open {
            let page = match ctx.session.below() {
                Overlay::Coding => Page::Coding,
                _ => Page::of(ctx.session.place().view),
            };
            *self = Self { page, is_open: true, ..Self::default() };
        }
        let height = ui.available_height().min(620.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| self.contents(ui, ctx));
            ui.add_space(16.0);
            ui.vertical(|ui| {
                let area = ScrollArea::vertical().id_salt(("help", self.page)).auto_shrink(false);
                area.max_height(height).show(ui, |ui| {
                    ui.set_max_width(MEASURE.min(ui.available_width() - 12.0));
                    let letters = self.looked_for.trim().to_lowercase();
                    if letters.is_empty() {
                        page_ui(ui, ctx, self.page);
                    } else {
                        found_ui(ui, ctx, &letters);
                    }
                    ui.add_space(24.0);
                });
            });
        });
    }

    fn contents(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        ui.set_width(CONTENTS);
        let field = TextEdit::singleline(&mut self.looked_for)
            .hint_text("Find in the help")
            .desired_width(CONTENTS - 20.0)
            .margin(egui::Margin::symmetric(10, 6));
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, "Find in the help"));
        ui.add_space(12.0);
        for page in Page::ALL {
            let is_on = self.page == page && self.looked_for.trim().is_empty();
            let font = if is_on { ctx.tokens.strong() } else { ctx.tokens.normal() };
            let colour = if is_on { ctx.tokens.accent } else { ctx.tokens.text };
            let text = RichText::new(page.title()).font(font).color(colour);
            let button = egui::Button::selectable(is_on, text).min_size(vec2(CONTENTS, 28.0));
            if ui.add(button).clicked() {
                self.page = page;
                self.looked_for.clear();
            }
        }
    }
}

fn page_ui(ui: &mut Ui, ctx: &ViewContext<'_>, page: Page) {
    ui.label(RichText::new(page.title()).font(ctx.tokens.headline()).color(ctx.tokens.text));
    ui.add_space(8.0);
    match page {
        Page::Keys => {
            for group in Group::ALL {
                heading(ui, ctx, group.title());
                keys(ui, ctx, |action| action.group() == group);
            }
        }
        Page::Browse => keys(ui, ctx, |action| action.group() == Group::Article),
        Page::Frequency => keys(ui, ctx, |action| {
            matches!(action, Action::AddSeries | Action::AddFilter) || Lens::of_action(action).is_some()
        }),
        Page::Compare => keys(ui, ctx, |action| {
            matches!(
                action,
                Action::ShowCompare
                    | Action::CompareOutlets
                    | Action::CompareStory
                    | Action::AllStories
                    | Action::NextStory
                    | Action::PreviousStory
                    | Action::Back
                    | Action::Forward
            )
        }),
        Page::Coding => keys(ui, ctx, |action| {
            matches!(
                action,
                Action::CodeByHand | Action::ShowCodebooks | Action::ImportCodebook | Action::Undo
            )
        }),
        Page::Projects => keys(ui, ctx, |action| matches!(action, Action::Undo | Action::Redo)),
        Page::Figures => keys(ui, ctx, |action| action.group() == Group::Figure),
        Page::Typing => {
            table(ui, ctx, &tables::QUERY_LANGUAGE);
            heading(ui, ctx, "Filters");
            table(ui, ctx, &tables::FILTER_LANGUAGE);
        }
        Page::Counting => {
            for text in tables::COUNTING {
                paragraph(ui, ctx, text);
            }
        }
        Page::Glossary => {}
    }
    for block in page.blocks() {
        block_ui(ui, ctx, block);
    }
}

/// Everything that has the letters, under the titles of its pages.
fn found_ui(ui: &mut Ui, ctx: &ViewContext<'_>, letters: &str) {
    let has = |text: &str| text.to_lowercase().contains(letters);
    let mut is_empty = true;
    for page in Page::ALL {
        let blocks: Vec<&Block> = page.blocks().iter().filter(|block| block.has(letters)).collect();
        let rows: Vec<(&str, &str)> = match page {
            Page::Typing => tables::QUERY_LANGUAGE
                .into_iter()
                .chain(tables::FILTER_LANGUAGE)
                .filter(|(typed, meaning)| has(typed) || has(meaning))
                .collect(),
            _ => Vec::new(),
        };
        let counted: Vec<&str> = match page {
            Page::Counting => tables::COUNTING.into_iter().filter(|text| has(text)).collect(),
            _ => Vec::new(),
        };
        let is_meant = |action: Action| page == Page::Keys && (has(action.text()) || has(action.tooltip()));
        let has_keys = Action::ALL.iter().any(|action| is_meant(*action));
        if blocks.is_empty() && rows.is_empty() && counted.is_empty() && !has_keys {
            continue;
        }
        is_empty = false;
        heading(ui, ctx, page.title());
        if has_keys {
            keys(ui, ctx, is_meant);
        }
        table(ui, ctx, &rows);
        for text in counted {
            paragraph(ui, ctx, text);
        }
        for block in blocks {
            block_ui(ui, ctx, block);
        }
    }
    if is_empty {
        let words = "The help does not say that. Try fewer letters";
        ui.label(RichText::new(words).color(ctx.tokens.muted));
    }
}

fn block_ui(ui: &mut Ui, ctx: &ViewContext<'_>, block: &Block) {
    match block {
        Block::Heading(text) => heading(ui, ctx, text),
        Block::Paragraph(text) => paragraph(ui, ctx, text),
        Block::Term(word, meaning) => {
            let mut job = LayoutJob::default();
            let line = Some(ctx.tokens.sizes.type_.normal as f32 * LINE);
            let format = |font| TextFormat { line_height: line, ..TextFormat::simple(font, ctx.tokens.text) };
            job.append(word, 0.0, format(ctx.tokens.strong()));
            job.append(meaning, 10.0, format(ctx.tokens.normal()));
            job.wrap.max_width = ui.available_width();
            ui.label(job);
            ui.add_space(4.0);
        }
    }
}

/// Height of a line of text, in sizes.
const LINE: f32 = 1.5;

fn paragraph(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    let tokens = ctx.tokens;
    let mut job = LayoutJob::default();
    for (part, stands_out) in spans(text) {
        let font = if stands_out { tokens.strong() } else { tokens.normal() };
        let line_height = Some(tokens.sizes.type_.normal as f32 * LINE);
        job.append(part, 0.0, TextFormat { line_height, ..TextFormat::simple(font, tokens.text) });
    }
    job.wrap.max_width = ui.available_width();
    ui.label(job);
    ui.add_space(8.0);
}

fn keys(ui: &mut Ui, ctx: &ViewContext<'_>, is_meant: impl Fn(Action) -> bool) {
    for action in Action::ALL.iter().copied().filter(|action| is_meant(*action)) {
        let keys = shortcuts::keys(action).map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
        let mut job = LayoutJob::default();
        job.append(action.text(), 0.0, TextFormat::simple(ctx.tokens.normal(), ctx.tokens.text));
        job.append(action.tooltip(), 12.0, TextFormat::simple(ctx.tokens.small(), ctx.tokens.muted));
        row(ui, ctx, &keys, KEYS, job);
    }
    ui.add_space(12.0);
}

/// Width of the keys before what they do.
const KEYS: f32 = 110.0;

/// Two cells side by side, the second as high as it needs to be.
fn row(ui: &mut Ui, ctx: &ViewContext<'_>, first: &str, width: f32, mut second: LayoutJob) {
    ui.horizontal_top(|ui| {
        let (place, _) = ui.allocate_exact_size(vec2(width, 18.0), egui::Sense::hover());
        let text = RichText::new(first).font(ctx.tokens.strong()).color(ctx.tokens.accent);
        let builder = egui::UiBuilder::new().max_rect(place);
        ui.new_child(builder).add(egui::Label::new(text).extend());
        ui.add_space(8.0);
        second.wrap.max_width = ui.available_width();
        ui.label(second);
    });
    ui.add_space(2.0);
}

fn heading(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    ui.add_space(12.0);
    ui.label(RichText::new(text).font(ctx.tokens.heading()).color(ctx.tokens.text));
    ui.add_space(4.0);
}

fn table(ui: &mut Ui, ctx: &ViewContext<'_>, rows: &[(&str, &str)]) {
    let measure = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), ctx.tokens.strong(), ctx.tokens.text).size().x
    };
    let width = rows.iter().map(|(typed, _)| measure(typed)).fold(0.0_f32, f32::max);
    for (typed, meaning) in rows {
        let format = TextFormat::simple(ctx.tokens.normal(), ctx.tokens.text);
        row(ui, ctx, typed, width, LayoutJob::single_section((*meaning).to_owned(), format));
    }
}
