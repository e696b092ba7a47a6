//! The command palette: type a few letters of an action, article, outlet or series.

use egui::{Align2, Area, Frame, Id, Key, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::context::ViewContext;
use super::shortcuts;
use super::widgets::lines::one_row;
use crate::corpus::ArticleId;
use crate::session::{Action, Command, Pick, View};

/// What is typed, and which row is chosen.
#[derive(Debug, Default)]
pub struct Palette {
    typed: String,
    chosen: usize,
    was_open: bool,
    found: Vec<Entry>,
    found_for: Option<(String, u64)>,
}

#[derive(Debug, Clone)]
struct Entry {
    text: String,
    kind: &'static str,
    keys: String,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Action(Action),
    Article(ArticleId),
    Outlet(std::sync::Arc<str>),
    Series(usize),
}

/// Articles are looked through up to this many a keystroke, so that the field never waits.
const ARTICLES_LOOKED_AT: u32 = 20_000;
const ARTICLES_SHOWN: usize = 30;
const ROW: f32 = 30.0;

impl Palette {
    /// Draws the palette.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        if !self.was_open {
            self.typed.clear();
            self.chosen = 0;
            self.found_for = None;
            self.was_open = true;
        }
        self.find(ui, ctx);
        let width = (ui.content_rect().width() - 80.0).clamp(280.0, 620.0);
        let area = Area::new(Id::unique("palette"))
            .order(egui::Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, 72.0));
        let response = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(8.0).show(ui, |ui| {
                ui.set_width(width);
                self.keys(ui, ctx);
                let field = ui.add(
                    TextEdit::singleline(&mut self.typed)
                        .id(Id::unique("palette field"))
                        .hint_text("Action, article, outlet or series")
                        .desired_width(width)
                        .margin(egui::Margin::symmetric(10, 8)),
                );
                field.request_focus();
                if field.changed() {
                    self.chosen = 0;
                }
                ui.add_space(4.0);
                ScrollArea::vertical().max_height(ROW * 12.0).show_rows(
                    ui,
                    ROW,
                    self.found.len(),
                    |ui, rows| {
                        for index in rows {
                            self.row(ui, ctx, index);
                        }
                    },
                );
                if self.found.is_empty() {
                    ui.label(
                        RichText::new("Nothing has these letters in this order").color(ctx.tokens.muted),
                    );
                }
            });
        });
        let clicked_outside = ui.input(|input| {
            input.pointer.any_pressed()
                && input.pointer.interact_pos().is_some_and(|pos| !response.response.rect.contains(pos))
        });
        if clicked_outside {
            ctx.act(Action::CloseOverlay);
        }
    }

    /// The palette was closed: it opens empty next time.
    pub fn closed(&mut self) {
        self.was_open = false;
    }

    fn keys(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let count = self.found.len();
        if count == 0 {
            return;
        }
        let (down, up, enter) = ui.input_mut(|input| {
            (
                input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
                input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
                input.consume_key(egui::Modifiers::NONE, Key::Enter),
            )
        });
        if down {
            self.chosen = (self.chosen + 1) % count;
        }
        if up {
            self.chosen = (self.chosen + count - 1) % count;
        }
        if enter {
            self.run(ctx, self.chosen);
        }
    }

    fn row(&self, ui: &mut Ui, ctx: &ViewContext<'_>, index: usize) {
        let tokens = ctx.tokens;
        let entry = &self.found[index];
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let unavailable = match &entry.what {
            What::Action(action) => action.available(ctx.session).err(),
            What::Article(_) | What::Outlet(_) | What::Series(_) => None,
        };
        if index == self.chosen {
            ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.accent_ground);
            response.scroll_to_me(None);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
        }
        let colour = if unavailable.is_some() { tokens.muted } else { tokens.text };
        let text =
            one_row(ui, &entry.text, egui::TextFormat::simple(tokens.normal(), colour), rect.width() - 190.0);
        let note = unavailable.unwrap_or(if entry.keys.is_empty() { entry.kind } else { &entry.keys });
        let note = one_row(ui, note, egui::TextFormat::simple(tokens.small(), tokens.muted), 180.0);
        let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(rect.left() + 10.0, middle(&text)), text, colour);
        ui.painter().galley(pos2(rect.right() - 10.0 - note.size().x, middle(&note)), note, tokens.muted);
        response.widget_info(|| {
            WidgetInfo::labeled(egui::Role::MenuItem, unavailable.is_none(), entry.text.as_str())
        });
        if response.clicked() {
            self.run(ctx, index);
        }
    }

    fn run(&self, ctx: &ViewContext<'_>, index: usize) {
        let Some(entry) = self.found.get(index) else { return };
        ctx.act(Action::CloseOverlay);
        match &entry.what {
            What::Action(action) => ctx.act(*action),
            What::Article(id) => ctx.send(Command::OpenArticle(*id, None)),
            What::Outlet(name) => {
                let filter = ctx.session.bench().filter.clone().with_outlet(name);
                ctx.send(Command::SetFilter(filter));
            }
            What::Series(index) => {
                if let Some(series) = ctx.session.bench().series.get(*index) {
                    ctx.send(Command::Show(View::Frequency));
                    ctx.send(Command::Pick(Pick { query: Some(series.query.clone()), ..Pick::default() }));
                }
            }
        }
        if let What::Article(_) = entry.what {
            ctx.send(Command::Show(View::Browse));
        }
    }

    fn find(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let revision = ctx.session.corpus().map_or(0, |corpus| corpus.revision());
        if self.found_for.as_ref().is_some_and(|(typed, of)| *typed == self.typed && *of == revision) {
            return;
        }
        let wanted = self.typed.trim().to_lowercase();
        let mut scored: Vec<(i32, Entry)> = Vec::new();
        for action in
            Action::ALL.iter().filter(|action| !matches!(action, Action::Palette | Action::CloseOverlay))
        {
            if let Some(score) = score(&wanted, action.text()) {
                let keys =
                    shortcuts::keys(*action).map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                let entry = Entry {
                    text: action.text().to_owned(),
                    kind: action.group().title(),
                    keys,
                    what: What::Action(*action),
                };
                scored.push((score + 20, entry));
            }
        }
        for (index, series) in ctx.session.bench().series.iter().enumerate() {
            if let Some(score) = score(&wanted, &series.name) {
                let entry = Entry {
                    text: series.name.clone(),
                    kind: "series",
                    keys: String::new(),
                    what: What::Series(index),
                };
                scored.push((score + 10, entry));
            }
        }
        if let Some(corpus) = ctx.session.corpus().filter(|_| !wanted.is_empty()) {
            for outlet in corpus.outlets().iter().filter(|outlet| !outlet.name.is_empty()) {
                if let Some(score) = score(&wanted, &outlet.name) {
                    let entry = Entry {
                        text: format!("Only {}", outlet.name),
                        kind: "outlet",
                        keys: String::new(),
                        what: What::Outlet(outlet.name.clone()),
                    };
                    scored.push((score + 5, entry));
                }
            }
            let mut articles = 0;
            for id in 0..corpus.article_count().min(ARTICLES_LOOKED_AT) {
                let article = corpus.article(id);
                // Scattered letters stand in almost every headline: an article has to have them together.
                let fit = score(&wanted, article.headline_text()).filter(|score| *score >= 60);
                let Some(score) = fit else { continue };
                let headline = crate::text::normalise::for_reading(article.headline_text()).into_owned();
                scored.push((
                    score,
                    Entry { text: headline, kind: "article", keys: String::new(), what: What::Article(id) },
                ));
                articles += 1;
                if articles == ARTICLES_SHOWN {
                    break;
                }
            }
        }
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, entry)| entry).collect();
        self.found_for = Some((self.typed.clone(), revision));
        self.chosen = self.chosen.min(self.found.len().saturating_sub(1));
    }
}

/// How well letters fit a text: whole at its beginning, at a word, anywhere, or scattered in order.
fn score(wanted: &str, text: &str) -> Option<i32> {
    if wanted.is_empty() {
        return Some(0);
    }
    let text = text.to_lowercase();
    if let Some(at) = text.find(wanted) {
        let at_word = at == 0 || text.get(..at).is_some_and(|before| before.ends_with([' ', '-', '“']));
        return Some(if at == 0 {
            100
        } else if at_word {
            80
        } else {
            60
        });
    }
    let mut letters = text.chars();
    wanted.chars().all(|letter| letter == ' ' || letters.any(|other| other == letter)).then_some(10)
}

#[cfg(test)]
mod tests {
    use super::score;

    #[test]
    fn a_beginning_fits_better_than_a_middle_and_that_better_than_scattered_letters() {
        let fits = |text| score("sav", text);
        assert!(fits("Save as PNG…") > fits("Do save"));
        assert!(fits("Do save") > fits("unsaved"));
        assert!(fits("unsaved") > fits("s a v"));
        assert_eq!(fits("nothing"), None);
    }
}
