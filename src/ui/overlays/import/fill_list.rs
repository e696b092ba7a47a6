//! The grid of articles that lack something: chosen with the mouse or the keys, filled in where they stand.

use std::borrow::Cow;

use egui::{Id, Key, Modifiers, Rect, Sense, TextFormat, Ui, WidgetInfo};
use hashbrown::HashSet;

use super::cells::{Column, Width, headings, name_and_folder, places, row, words};
use crate::corpus::{Article, ArticleId, Corpus};
use crate::project::import::Gap;
use crate::project::import::headlines::{headline_line, headline_lines};
use crate::project::{Change, Part};
use crate::session::keeping_up::Follower;
use crate::session::{Command, FillFrom};
use crate::ui::context::ViewContext;
use crate::ui::overlays::outlets::suggested_outlets;
use crate::ui::widgets::headline::headline_words;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::name_field::{NameAnswer, NameField};
use crate::ui::widgets::query_field::FieldLook;

/// What is chosen, and the cell that is being typed in.
#[derive(Debug, Default)]
pub(super) struct FillList {
    list: LongList,
    pub(super) chosen: HashSet<ArticleId>,
    /// Where choosing began, and where it got to: articles.
    anchor: Option<ArticleId>,
    head: Option<ArticleId>,
    editing: Option<Editing>,
    follower: Follower,
}

#[derive(Debug)]
struct Editing {
    article: ArticleId,
    part: Typed,
    field: NameField,
    /// What is wrong with what was typed.
    wrong: Option<Cow<'static, str>>,
}

/// What a cell can be typed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Typed {
    Headline,
    Part(Part),
}

impl Typed {
    fn label(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Part(part) => part.label(),
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Headline => "a line of the article",
            Self::Part(part) => part.hint(),
        }
    }

    /// What the article has; empty where there is none.
    fn of(self, article: &Article) -> String {
        match self {
            Self::Headline => article.headline_text().to_owned(),
            Self::Part(part) => part.typed(article),
        }
    }

    /// What stands in its place where there is none.
    fn lacking(self) -> &'static str {
        match self {
            Self::Headline => NO_HEADLINE,
            Self::Part(Part::Outlet) => "no outlet",
            Self::Part(_) => "no date",
        }
    }

    fn read(self, article: &Article, typed: &str) -> Result<Change, Cow<'static, str>> {
        match self {
            Self::Headline => headline_line(article, typed)
                .ok_or("A headline is a line of the article: this stands nowhere in it".into()),
            Self::Part(part) => part.read(typed),
        }
    }

    fn suggestions(self, corpus: &Corpus, article: &Article, typed: &str) -> Vec<String> {
        /// So many lines are offered.
        const LINES: usize = 7;
        match self {
            Self::Headline => headline_lines(article, typed, LINES),
            Self::Part(Part::Outlet) => suggested_outlets(corpus, typed, ""),
            Self::Part(_) => Vec::new(),
        }
    }
}

const NO_HEADLINE: &str = "no headline";

const COLUMNS: [Column; 4] = [
    Column { title: "File", width: Width::Share(2.8), is_number: false },
    Column { title: "Headline", width: Width::Share(3.1), is_number: false },
    Column { title: "Outlet", width: Width::Share(2.6), is_number: false },
    Column { title: "Date", width: Width::Points(92.0), is_number: false },
];

/// What "no headline" takes of its column.
const HEADLESS: f32 = 84.0;

impl FillList {
    pub(super) fn closed(&mut self) {
        self.editing = None;
    }

    /// Articles may have other numbers than in the frame before: what is chosen stays chosen.
    pub(super) fn follow(&mut self, ctx: &ViewContext<'_>) {
        if let Some(numbers) = self.follower.follow(ctx.session.keeping_up().numbering()) {
            self.chosen = self.chosen.iter().filter_map(|id| numbers.of(*id)).collect();
            self.anchor = self.anchor.and_then(|id| numbers.of(id));
            self.head = self.head.and_then(|id| numbers.of(id));
            self.editing = self.editing.take().and_then(|mut editing| {
                editing.article = numbers.of(editing.article)?;
                // Until the list is there again nothing has the keyboard.
                editing.field.come_back();
                Some(editing)
            });
        }
    }

    /// Draws the rows of these.
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, gaps: &[Gap]) {
        headings(ui, ctx, &COLUMNS, None);
        self.keys(ui, ctx, gaps);
        let mut list = std::mem::take(&mut self.list);
        list.ui(ui, ctx, "articles to fill in", ctx.row_height(), gaps.len(), |ui, at| {
            if let Some(gap) = gaps.get(at) {
                self.row(ui, ctx, gaps, at, *gap);
            }
        });
        self.list = list;
    }

    /// The articles of `gaps` that are chosen, in their order.
    pub(super) fn chosen_of(&self, gaps: &[Gap]) -> Vec<ArticleId> {
        gaps.iter().map(|gap| gap.article).filter(|id| self.chosen.contains(id)).collect()
    }

    /// What tells one choice among `gaps`, or one list of them where none is chosen, from another.
    pub(super) fn fingerprint(&self, gaps: &[Gap]) -> (usize, u64) {
        // In whatever order they come.
        let mixed = |id: ArticleId| xxhash_rust::xxh3::xxh3_64(&id.to_le_bytes());
        let sum = |sum: u64, id: ArticleId| sum.wrapping_add(mixed(id));
        if self.chosen.is_empty() {
            (0, gaps.iter().map(|gap| gap.article).fold(gaps.len() as u64, sum))
        } else {
            (self.chosen.len(), self.chosen.iter().copied().fold(0, sum))
        }
    }

    pub(super) fn choose_all(&mut self, gaps: &[Gap]) {
        self.chosen = gaps.iter().map(|gap| gap.article).collect();
    }

    pub(super) fn choose_none(&mut self) {
        self.chosen.clear();
        self.anchor = None;
    }

    /// Arrows go from row to row, with Shift they choose on; Ctrl+A chooses all.
    fn keys(&mut self, ui: &Ui, ctx: &ViewContext<'_>, gaps: &[Gap]) {
        if ui.ctx().text_edit_focused() || gaps.is_empty() {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::A) {
            self.choose_all(gaps);
        }
        for (modifiers, is_on) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
            let step = match (pressed(modifiers, Key::ArrowDown), pressed(modifiers, Key::ArrowUp)) {
                (true, _) => 1,
                (_, true) => -1,
                _ => continue,
            };
            let here = self.head.and_then(|head| gaps.iter().position(|gap| gap.article == head));
            let next = match here {
                Some(at) => at.saturating_add_signed(step).min(gaps.len() - 1),
                None => 0,
            };
            if is_on {
                self.choose_to(gaps, next);
            } else {
                self.choose(gaps, next);
            }
            self.list.bring(next, ctx.row_height());
        }
    }

    fn choose(&mut self, gaps: &[Gap], at: usize) {
        let Some(gap) = gaps.get(at) else { return };
        self.chosen.clear();
        self.chosen.insert(gap.article);
        self.anchor = Some(gap.article);
        self.head = Some(gap.article);
    }

    /// All from where choosing began to this one, and nothing else.
    fn choose_to(&mut self, gaps: &[Gap], at: usize) {
        let start = self.anchor.and_then(|anchor| gaps.iter().position(|gap| gap.article == anchor));
        let start = start.unwrap_or(at);
        let range = gaps.get(start.min(at)..=start.max(at)).unwrap_or_default();
        self.chosen = range.iter().map(|gap| gap.article).collect();
        self.anchor = gaps.get(start).map(|gap| gap.article);
        self.head = gaps.get(at).map(|gap| gap.article);
    }

    fn row(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, gaps: &[Gap], at: usize, gap: Gap) {
        let corpus = ctx.session.corpus();
        let Some(article) = corpus.and_then(|corpus| corpus.articles().get(gap.article as usize)) else {
            return;
        };
        let tokens = ctx.tokens;
        let is_chosen = self.chosen.contains(&gap.article);
        let (rect, response) = row(ui, ctx, ctx.row_height(), is_chosen);
        let cells = places(&COLUMNS, rect);
        let [file, headline, outlet, date] = cells.as_slice() else { return };
        let text = headline_words(article);
        let plain = |colour| TextFormat::simple(tokens.normal(), colour);
        name_and_folder(ui, ctx, *file, &article.file_words());
        let is_headless = article.headline.is_none();
        let beside = if is_headless { headline.with_min_x(headline.left() + HEADLESS) } else { *headline };
        let shown = text.strip_prefix("(no headline) ").or(text.strip_prefix("(no text) ")).unwrap_or(&text);
        let is_edited = self.is_edited(gap.article, Typed::Headline);
        if !is_edited {
            words(ui, beside, shown, plain(tokens.muted), false);
        }
        response.widget_info(|| {
            let outlet = article.outlet.as_ref().map_or("no outlet", |outlet| &outlet.value);
            let date = article.published.as_ref().map_or("no date".to_owned(), |date| date.value.to_string());
            let name = format!("{}, {outlet}, {date}", article.file_words());
            WidgetInfo::selected(egui::Role::Row, true, is_chosen, name)
        });
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            if modifiers.shift {
                self.choose_to(gaps, at);
            } else if modifiers.command {
                if !self.chosen.remove(&gap.article) {
                    self.chosen.insert(gap.article);
                }
                self.anchor = Some(gap.article);
                self.head = Some(gap.article);
            } else {
                self.choose(gaps, at);
            }
            ui.memory_mut(egui::Memory::stop_text_input);
        }
        response.on_hover_text(format!("{}\n{text}", article.file_words()));
        if is_headless {
            // What the text begins with goes on beside it: a click there chooses the row.
            let place = if is_edited { *headline } else { headline.with_max_x(beside.left() - 8.0) };
            self.cell(ui, ctx, article, gap.article, Typed::Headline, place);
        }
        self.cell(ui, ctx, article, gap.article, Typed::Part(Part::Outlet), *outlet);
        self.cell(ui, ctx, article, gap.article, Typed::Part(Part::Published), *date);
    }

    fn is_edited(&self, id: ArticleId, part: Typed) -> bool {
        self.editing.as_ref().is_some_and(|one| one.article == id && one.part == part)
    }

    /// A cell that a click makes a field.
    fn cell(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        id: ArticleId,
        part: Typed,
        place: Rect,
    ) {
        if self.is_edited(id, part) {
            let layout = egui::Layout::left_to_right(egui::Align::Center);
            let builder = egui::UiBuilder::new().max_rect(place).id_salt((id, part.label())).layout(layout);
            self.edit(&mut ui.new_child(builder), ctx, article);
            return;
        }
        let tokens = ctx.tokens;
        let typed = part.of(article);
        let response = ui.interact(place, ui.scope_id().with((id, part.label())), Sense::click());
        let colour = if typed.is_empty() { tokens.muted } else { tokens.text };
        let shown = if typed.is_empty() { part.lacking().to_owned() } else { typed.clone() };
        if response.hovered() || response.has_focus() {
            let y = place.center().y + tokens.normal().size * 0.7;
            ui.painter().hline(place.x_range(), y, tokens.edge());
        }
        words(ui, place, &shown, TextFormat::simple(tokens.normal(), colour), false);
        let name = format!("{} of {}", part.label(), article.file_words());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.on_hover_text(format!("{shown}\nClick to type it")).clicked() {
            let field = NameField::with_text(typed);
            self.editing = Some(Editing { article: id, part, field, wrong: None });
        }
    }

    fn edit(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
        let (Some(mut editing), Some(corpus)) = (self.editing.take(), ctx.session.corpus()) else { return };
        // A headline is of one article.
        let is_of_many = editing.part != Typed::Headline && self.chosen.contains(&editing.article);
        let many = if is_of_many { self.chosen.len() } else { 1 };
        let suggestions = editing.part.suggestions(corpus, article, &editing.field.text);
        let note = match (&editing.wrong, many) {
            (Some(wrong), _) => wrong.clone().into_owned(),
            (None, 1) => "Enter fills it in, Escape leaves it".to_owned(),
            (None, many) => format!("Enter fills it in for all {} chosen", ctx.numbers().count(many as u64)),
        };
        let name = format!("Type: {} of {}", editing.part.label(), article.file_words());
        let look = FieldLook { name: &name, hint: editing.part.hint(), width: ui.available_width() - 18.0 };
        let id = Id::unique("fill in a cell");
        let before = editing.field.text.clone();
        let typed = match editing.field.ui(ui, ctx, id, look, &suggestions, &note) {
            NameAnswer::Typing => {
                // What goes on from the letters just typed is suggested in the frame after.
                if editing.field.text != before {
                    editing.wrong = None;
                    ui.ctx().request_repaint();
                }
                self.editing = Some(editing);
                return;
            }
            NameAnswer::Done(text) => text,
            NameAnswer::Away | NameAnswer::Left => return,
        };
        if typed.is_empty() {
            return;
        }
        match editing.part.read(article, &typed) {
            Ok(change) => {
                let articles = if many > 1 {
                    let mut all: Vec<ArticleId> = self.chosen.iter().copied().collect();
                    all.sort_unstable();
                    all
                } else {
                    vec![editing.article]
                };
                ctx.send(Command::FillIn(articles, FillFrom::Typed(vec![change])));
            }
            Err(why) => {
                editing.wrong = Some(why);
                editing.field = NameField::with_text(typed);
                self.editing = Some(editing);
            }
        }
    }
}
