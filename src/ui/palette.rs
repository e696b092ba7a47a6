//! The command palette: type a few letters of an action, article, outlet or series.

use std::borrow::Cow;
use std::sync::Arc;

use egui::{Align2, Area, Frame, Id, Key, RichText, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use super::context::ViewContext;
use super::shortcuts;
use super::widgets::lines::one_row;
use crate::analysis::{Analysis, shown_name};
use crate::corpus::ArticleId;
use crate::session::{Action, Command, Pick, Role, View};
use crate::text::normalise::for_reading;

/// What is typed, and which row is chosen.
#[derive(Debug, Default)]
pub struct Palette {
    typed: String,
    chosen: usize,
    /// The choice was moved by a key: its row has to come into sight.
    has_moved: bool,
    was_open: bool,
    found: Vec<Entry>,
    /// Articles that fit, beside those listed.
    more_articles: u32,
    found_for: Option<Asked>,
    /// What was run lately, newest last.
    recent: Vec<What>,
}

/// What the rows answer; they are made anew when it changes.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    typed: String,
    revision: u64,
    series: usize,
    /// The letters that the articles answer.
    headlines: Option<String>,
}

#[derive(Debug, Clone)]
struct Entry {
    text: String,
    kind: Cow<'static, str>,
    keys: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq)]
enum What {
    Action(Action),
    Article(ArticleId),
    Outlet(Arc<str>),
    Series(usize),
}

/// So many choices are remembered.
const RECENT: usize = 12;
const ROW: f32 = 32.0;

impl Palette {
    /// Draws the palette.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        if !self.was_open {
            self.typed.clear();
            self.chosen = 0;
            self.has_moved = true;
            self.found_for = None;
            self.was_open = true;
        }
        self.find(ui, ctx);
        let width = (ui.content_rect().width() - 80.0).clamp(280.0, 620.0);
        let area = Area::new(Id::unique("palette"))
            .order(egui::Order::Foreground)
            .anchor(Align2::CENTER_TOP, vec2(0.0, 72.0));
        let response = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).inner_margin(12.0).show(ui, |ui| {
                ui.set_width(width);
                self.keys(ui, ctx);
                let field = ui.add(
                    TextEdit::singleline(&mut self.typed)
                        .id(Id::unique("palette field"))
                        .hint_text("Action, article, outlet or series")
                        .desired_width(width)
                        .margin(egui::Margin::symmetric(10, 8)),
                );
                field.widget_info(|| WidgetInfo::labeled(egui::Role::SearchInput, true, "Find an action"));
                field.request_focus();
                if field.changed() {
                    self.chosen = 0;
                    self.has_moved = true;
                    ctx.send(Command::FindHeadlines(self.typed.clone()));
                }
                ui.add_space(8.0);
                let height = ROW * 12.0;
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(height).min_scrolled_height(height).show_rows(
                    ui,
                    ROW,
                    self.found.len(),
                    |ui, rows| {
                        if self.has_moved && !rows.contains(&self.chosen) {
                            // The row is out of sight and so not drawn: its place is scrolled to.
                            let top = ui.min_rect().top()
                                + (self.chosen as f32 - rows.start as f32)
                                    * (ROW + ui.spacing().item_spacing.y);
                            let row =
                                egui::Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(1.0, ROW));
                            ui.scroll_to_rect(row, None);
                        }
                        for index in rows {
                            self.row(ui, ctx, index);
                        }
                    },
                );
                self.has_moved = false;
                self.footer(ui, ctx);
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
    ///
    /// Tells whether it was open until now.
    pub fn closed(&mut self) -> bool {
        std::mem::take(&mut self.was_open)
    }

    fn footer(&self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let muted = |text: &str| RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.muted);
        let is_looking = ctx.session.results().is_computing(Role::Headlines);
        if self.more_articles > 0 {
            let more = ctx.numbers().counted(self.more_articles.into(), "more article", "more articles");
            ui.add_space(4.0);
            ui.label(muted(&format!("and {more}; type on to narrow them down")));
        } else if is_looking {
            ui.add_space(4.0);
            ui.label(muted("Looking through the headlines"));
        } else if self.found.is_empty() {
            ui.label(RichText::new("Nothing has these letters in this order").color(ctx.tokens.muted));
        }
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
        self.has_moved |= down || up;
        if enter {
            self.run(ctx, self.chosen);
        }
    }

    fn row(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, index: usize) {
        let tokens = ctx.tokens;
        let Some(entry) = self.found.get(index) else { return };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let unavailable = match &entry.what {
            What::Action(action) => action.available(ctx.session).err(),
            What::Article(_) | What::Outlet(_) | What::Series(_) => None,
        };
        let is_chosen = index == self.chosen;
        let corner = tokens.sizes.corner.normal as f32;
        if is_chosen {
            ui.painter().rect_filled(rect, corner, tokens.accent_ground);
            if self.has_moved {
                response.scroll_to_me(None);
            }
        } else if response.hovered() {
            ui.painter().rect_filled(rect, corner, tokens.raised);
        }
        let colour = if unavailable.is_some() { tokens.muted } else { tokens.text };
        let note = match (unavailable, entry.keys.as_str()) {
            (Some(why), _) => why.to_owned(),
            (None, "") => entry.kind.to_string(),
            (None, keys) => format!("{} · {keys}", entry.kind),
        };
        let shown = egui::TextFormat::simple(tokens.small(), tokens.muted);
        let note_galley = one_row(ui, &note, shown, 220.0);
        let room = rect.width() - note_galley.size().x - 36.0;
        let text = one_row(ui, &entry.text, egui::TextFormat::simple(tokens.normal(), colour), room);
        let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(rect.left() + 10.0, middle(&text)), text, colour);
        let at = pos2(rect.right() - 10.0 - note_galley.size().x, middle(&note_galley));
        ui.painter().galley(at, note_galley, tokens.muted);
        let name = format!("{}, {note}", entry.text);
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::ListBoxOption, unavailable.is_none(), is_chosen, name.as_str())
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
        if response.clicked() {
            self.run(ctx, index);
        }
    }

    fn run(&mut self, ctx: &ViewContext<'_>, index: usize) {
        let Some(entry) = self.found.get(index) else { return };
        ctx.act(Action::CloseOverlay);
        match &entry.what {
            What::Action(action) => ctx.act(*action),
            What::Article(id) => {
                ctx.send(Command::OpenArticle(*id, None));
                ctx.send(Command::Show(View::Browse));
            }
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
        // What is a place in a list may be another thing the next time.
        if matches!(entry.what, What::Action(_) | What::Outlet(_)) {
            let what = entry.what.clone();
            self.recent.retain(|one| *one != what);
            self.recent.push(what);
            let surplus = self.recent.len().saturating_sub(RECENT);
            self.recent.drain(..surplus);
        }
    }

    fn find(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let headlines = match ctx.session.results().asked(Role::Headlines) {
            Some(Analysis::Headlines(recipe)) => Some(recipe.typed.clone()),
            _ => None,
        };
        let asked = Asked {
            typed: self.typed.clone(),
            revision: ctx.session.corpus().map_or(0, |corpus| corpus.revision()),
            series: ctx.session.bench().series.len(),
            headlines,
        };
        if self.found_for.as_ref() == Some(&asked) {
            return;
        }
        let wanted = self.typed.trim().to_lowercase();
        let mut scored: Vec<(i32, Entry)> = Vec::new();
        let mut put = |score: Option<i32>, more: i32, entry: Entry| {
            if let Some(score) = score {
                let lately = self.recent.iter().position(|one| *one == entry.what);
                let lately = lately.map_or(0, |at| 10 + at as i32);
                scored.push((score + more + lately, entry));
            }
        };
        let plain = |text: String, kind: &'static str, what| {
            let kind = Cow::Borrowed(kind);
            Entry { text, kind, keys: String::new(), what }
        };
        for action in Action::ALL.iter().filter(|one| !matches!(one, Action::Palette | Action::CloseOverlay))
        {
            let keys =
                shortcuts::keys(*action).map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
            let text = action.text_now(ctx.session).into_owned();
            let entry = Entry { keys, ..plain(text, action.group().title(), What::Action(*action)) };
            let by_name = score(&wanted, action.text());
            let by_word = keywords(*action).iter().filter_map(|word| score(&wanted, word)).max();
            put(by_name.max(by_word.filter(|fit| *fit > SCATTERED)), 20, entry);
        }
        for (index, series) in ctx.session.bench().series.iter().enumerate() {
            put(score(&wanted, &series.name), 10, plain(series.name.clone(), "Series", What::Series(index)));
        }
        self.more_articles = 0;
        if let Some(corpus) = ctx.session.corpus().filter(|_| !wanted.is_empty()) {
            for outlet in corpus.outlets().iter().filter(|outlet| !outlet.name.is_empty()) {
                let what = What::Outlet(outlet.name.clone());
                put(score(&wanted, &outlet.name), 5, plain(format!("Only {}", outlet.name), "Outlet", what));
            }
            let results = ctx.session.results();
            if let Some((headlines, of)) = results.headlines().zip(results.corpus_of(Role::Headlines))
                && of.revision() == corpus.revision()
            {
                for found in &headlines.found {
                    let article = of.article(found.article);
                    let headline = for_reading(article.headline_text()).into_owned();
                    let outlet = article.outlet.as_ref().map_or("", |outlet| &*outlet.value);
                    let date = ctx.column_date(article.published.as_ref().map(|date| date.value));
                    let kind = Cow::Owned(format!("{}, {date}", shown_name(outlet)));
                    let entry = plain(headline, "Article", What::Article(found.article));
                    put(Some(found.fit.score()), 0, Entry { kind, ..entry });
                }
                self.more_articles = headlines.total.saturating_sub(headlines.found.len() as u32);
            }
        }
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(_, entry)| entry).collect();
        self.found_for = Some(asked);
        self.chosen = self.chosen.min(self.found.len().saturating_sub(1));
    }
}

/// Other words by which an action is looked for.
fn keywords(action: Action) -> &'static [&'static str] {
    match action {
        Action::SameArticle => &["versions", "duplicates", "doubles", "copies of one article"],
        Action::NotSameArticle => &["versions", "duplicates", "tell articles apart", "another article"],
        Action::CountThisVersion => &["versions", "duplicates", "other version"],
        Action::JoinPages => &["pages", "join pages", "merge pages", "parts of one article"],
        Action::TakePagesApart => &["pages", "split an article", "separate pages"],
        Action::ShowCorrections => &["put right by hand", "changes by hand"],
        Action::SaveArticles => &["export", "download"],
        _ => &[],
    }
}

/// How well letters fit that stand in the text in order and no more.
const SCATTERED: i32 = 10;

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
    wanted.chars().all(|letter| letter == ' ' || letters.any(|other| other == letter)).then_some(SCATTERED)
}

#[cfg(test)]
mod tests {
    use super::{keywords, score};
    use crate::session::Action;

    #[test]
    fn a_beginning_fits_better_than_a_middle_and_that_better_than_scattered_letters() {
        let fits = |text| score("sav", text);
        assert!(fits("Save as PNG…") > fits("Do save"));
        assert!(fits("Do save") > fits("unsaved"));
        assert!(fits("unsaved") > fits("s a v"));
        assert_eq!(fits("nothing"), None);
    }

    #[test]
    fn what_is_done_with_versions_and_pages_is_found_by_these_words() {
        let found = |wanted: &str, action: Action| {
            let words = keywords(action).iter().copied().chain([action.text()]);
            words.filter_map(|text| score(wanted, text)).max().is_some_and(|fit| fit > super::SCATTERED)
        };
        for (wanted, action) in [
            ("versions", Action::SameArticle),
            ("versions", Action::CountThisVersion),
            ("duplicates", Action::SameArticle),
            ("same article", Action::NotSameArticle),
            ("pages", Action::JoinPages),
            ("pages", Action::TakePagesApart),
        ] {
            assert!(found(wanted, action), "{wanted}: {action:?}");
        }
    }
}
