//! The aligned reader: scrolled lines, what is pointed at, where the keyboard stands.

use std::cell::Cell;
use std::sync::{Arc, Weak};

use egui::{Popup, PopupCloseBehavior, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo};

use super::super::glance::{NAMES, column_width};
use super::counterparts::{self, Counterpart, counterparts};
use super::keys::{self, Asked};
use super::map::{self, Map};
use super::row::{self, Across, Done};
use super::sheet::Sheet;
use crate::analysis::{Comparison, SideBySide, Tellings};
use crate::corpus::{Corpus, TypeId};
use crate::figure::Ink;
use crate::framing::Part;
use crate::framing::passages::{Row, Told};
use crate::session::{Answered, Command, ReaderLayer, ReaderLayers, Role, sentence_at};
use crate::ui::context::ViewContext;

/// What is read: borrowed for one drawing pass.
pub struct Story<'a> {
    /// How the outlets tell it.
    pub tellings: &'a Tellings,
    /// Their sentences side by side.
    pub side: &'a SideBySide,
    /// The corpus that was asked.
    pub corpus: &'a Arc<Corpus>,
    /// Which words are whose, where that is known of the same articles.
    pub comparison: Option<&'a Comparison>,
    /// The layers that are on.
    pub shown: ReaderLayers,
    /// The word lit everywhere.
    pub lit: Option<TypeId>,
}

impl<'a> Story<'a> {
    /// A sentence by its number.
    pub fn told(&self, number: usize) -> Option<&'a Told> {
        self.side.alignment.sentences.get(number)
    }

    /// A row by its number.
    pub fn row(&self, number: usize) -> Option<&'a Row> {
        self.side.rows.get(number)
    }

    /// The name of a column's outlet.
    pub fn name(&self, column: usize) -> &'a str {
        self.tellings.columns.get(column).map_or("", |column| &column.name)
    }

    /// The ink of a column's outlet.
    pub fn ink(&self, ctx: &ViewContext<'_>, column: usize) -> Option<Ink> {
        ctx.ink(self.name(column))
    }

    /// Whether its article begins with this sentence.
    pub fn begins(&self, number: usize) -> bool {
        let article = |told: &Told| (told.column, told.sentence.place.article);
        let before = number.checked_sub(1).and_then(|before| self.told(before));
        self.told(number).map(article) != before.map(article)
    }

    /// The sentence in the first line.
    pub fn first(&self) -> Option<usize> {
        self.side.rows.iter().flat_map(|row| row.cells.iter().flatten()).next().copied()
    }

    /// The sentence so far down the same column.
    pub fn beside(&self, number: usize, step: isize) -> Option<usize> {
        let other = number.checked_add_signed(step)?;
        (self.told(other)?.column == self.told(number)?.column).then_some(other)
    }

    /// Whether a sentence stands in a line above this row.
    pub fn stands_before(&self, number: usize, row: &Row) -> bool {
        let rows = &self.side.rows;
        let at = rows.iter().position(|one| std::ptr::eq(one, row));
        let other = rows.iter().position(|one| one.cells.iter().any(|cell| cell.contains(&number)));
        other.zip(at).is_some_and(|(other, at)| other < at)
    }
}

/// So far the map reaches into the margin of the view.
const OUT: f32 = 14.0;

/// Whether a sentence is (part of) its article's headline.
pub fn is_headline(told: &Told) -> bool {
    told.sentence.part == Part::Headline
}

/// What is pointed at, by mouse or keyboard.
#[derive(Default)]
pub struct Pointed {
    /// The sentence whose counterparts are lit.
    pub sentence: Option<usize>,
    /// Its counterparts.
    pub counterparts: Vec<Counterpart>,
    /// Where the keyboard stands.
    pub current: Option<usize>,
    /// Whether the reader has the keyboard.
    pub has_keyboard: bool,
    /// The sentence whose popover is open, and the word that was clicked.
    pub opened: Option<(usize, Option<TypeId>)>,
    /// Where the sentence was drawn at which the keyboard stands.
    pub place: Cell<Option<Rect>>,
    /// The popover was closed while drawing.
    closes: Cell<bool>,
    /// The popover is drawn for the first time: it takes the keyboard.
    is_new: Cell<bool>,
}

impl Pointed {
    /// The popover of the opened sentence.
    pub fn popover(&self, ui: &Ui, ctx: &ViewContext<'_>, story: &Story<'_>, at: &Response) {
        let Some((number, word)) = self.opened else { return };
        let mut is_open = true;
        let found = counterparts(story, number);
        let mut is_done = false;
        Popup::from_response(at)
            .open_bool(&mut is_open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name("Counterparts")
            .frame(egui::Frame::popup(ui.style()).inner_margin(12))
            .show(|ui| {
                let is_new = self.is_new.take();
                is_done = counterparts::popover(ui, ctx, story, (number, word), &found, is_new);
            });
        self.closes.set(is_done || !is_open);
    }
}

/// The state of the reader.
#[derive(Default)]
pub struct Reader {
    of: Weak<Answered>,
    sheet: Sheet,
    /// What decides heights: width of a column in pixels, whether names are bold, how large letters are.
    set: (u32, bool, u32),
    pointed: Pointed,
    /// How often the session had sent the reader somewhere when it last went.
    moves: u64,
    takes_keys: bool,
    map: Map,
}

impl Reader {
    /// Draws the reader in all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>) {
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        if rect.height() < 8.0 || rect.width() < NAMES {
            return;
        }
        let columns = story.side.alignment.columns.len();
        let step = column_width(rect.width(), columns);
        // The map stands in the air at the right of the last column.
        let last = step + OUT - map::width(columns);
        let across = Across { left: rect.left(), step, width: step - 20.0, last, count: columns };
        self.follow(ui, ctx, story, across);
        self.go_where_sent(ctx, story, rect.height());
        let id = ui.scope_id().with("aligned reader");
        if std::mem::take(&mut self.takes_keys) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        // One stop of the keyboard, with its ring around the sentence at which it stands.
        let ring = |place: Option<Rect>| {
            place.map(|place| place.intersect(rect)).filter(Rect::is_positive).unwrap_or(rect)
        };
        let at = ring(self.pointed.place.take());
        let response = ui.interact(at, id, Sense::focusable_noninteractive());
        response.widget_info(|| {
            let current = self.pointed.current.and_then(|at| story.told(at));
            let mut info = WidgetInfo::labeled(egui::Role::List, true, "Passages side by side");
            info.current_text_value = current.map(|told| told.sentence.text(story.corpus).to_owned());
            info
        });
        self.pointed.has_keyboard = response.has_focus();
        self.listen(ui, ctx, story, id, rect);
        let first = self.settle(ui, ctx, story, across, rect.height());
        let done = self.lines(ui, ctx, story, across, rect, first);
        // A sentence higher than the reader is drawn beyond it: only the part that is seen has a ring.
        let drawn = self.pointed.place.get();
        if self.pointed.has_keyboard && drawn.is_some() && ring(drawn) != at {
            ui.ctx().request_repaint();
        }
        let rect = Rect { max: rect.max + egui::vec2(OUT, 0.0), ..rect };
        if let Some(top) = self.map.ui(ui, ctx, story, &mut self.sheet, rect) {
            self.sheet.set_top(top);
            ui.ctx().request_repaint();
        }
        self.take(ui, story, &done);
    }

    /// Another answer, another width, other letters: lines and heights are other ones.
    fn follow(&mut self, ui: &Ui, ctx: &ViewContext<'_>, story: &Story<'_>, across: Across) {
        let shown = ctx.session.results().slot(Role::Tellings).shown();
        let of = shown.map(|keyed| Arc::downgrade(&keyed.value)).unwrap_or_default();
        let is_new = !Weak::ptr_eq(&of, &self.of);
        if is_new {
            self.of = of;
            self.sheet = Sheet::new(story.side);
            self.pointed = Pointed::default();
            self.map = Map::default();
        }
        let set = (across.width as u32, story.shown.has(ReaderLayer::Names), ui.pixels_per_point().to_bits());
        if is_new || self.set != set {
            self.set = set;
            self.sheet.estimate(|sheet, line| row::estimate(ctx, story, sheet, line, across.width));
            self.map.forget();
        }
    }

    /// Where the session sends the reader.
    fn go_where_sent(&mut self, ctx: &ViewContext<'_>, story: &Story<'_>, room: f32) {
        let told = ctx.session.told_at();
        if told.moves == self.moves {
            return;
        }
        self.moves = told.moves;
        let Some(number) = told.place.and_then(|place| sentence_at(story.side, place)) else { return };
        self.pointed.opened = self.pointed.opened.filter(|(opened, _)| *opened == number);
        self.pointed.current = Some(number);
        self.takes_keys = true;
        if let Some(line) = self.sheet.line_of(story.side, number) {
            self.sheet.bring(line, room);
        }
    }

    fn listen(&mut self, ui: &Ui, ctx: &ViewContext<'_>, story: &Story<'_>, id: egui::Id, rect: Rect) {
        if ui.rect_contains_pointer(rect) && ui.is_enabled() {
            let wheel = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
            self.sheet.scroll(-wheel);
        }
        if !self.pointed.has_keyboard {
            return;
        }
        let Some(asked) = keys::listen(ui, ctx, story, id, self.pointed.current) else { return };
        match asked {
            Asked::Sentence(number) => {
                let place = story.told(number).map(|told| told.sentence.place);
                ctx.send(Command::ShowTold(place));
            }
            Asked::Open => self.open(self.pointed.current.map(|current| (current, None))),
            Asked::Pages(pages) => self.sheet.scroll(pages * (rect.height() - 40.0).max(40.0)),
            Asked::End(is_last) => self.sheet.set_top(if is_last { f32::MAX } else { 0.0 }),
        }
    }

    fn open(&mut self, sentence: Option<(usize, Option<TypeId>)>) {
        self.pointed.opened = sentence;
        self.pointed.is_new.set(sentence.is_some());
    }

    fn settle(
        &mut self,
        ui: &Ui,
        ctx: &ViewContext<'_>,
        story: &Story<'_>,
        across: Across,
        room: f32,
    ) -> (usize, f32) {
        let mut measure = |sheet: &Sheet, line: usize| row::measure(ui, ctx, story, sheet, line, across);
        self.sheet.settle(room, &mut measure)
    }

    /// The lines on the screen, from the first.
    fn lines(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        story: &Story<'_>,
        across: Across,
        rect: Rect,
        (first, within): (usize, f32),
    ) -> Vec<Done> {
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("lines"));
        inside.set_clip_rect(rect.intersect(ui.clip_rect()));
        for column in 0..story.side.alignment.columns.len() {
            let x = across.column(column) - 10.0;
            inside.painter().vline(x, rect.y_range(), ctx.tokens.rule());
        }
        let mut done = Vec::new();
        let mut y = rect.top() - within;
        let mut line = first;
        while line < self.sheet.len() && y < rect.bottom() {
            row::draw(&mut inside, ctx, story, &self.sheet, line, (across, y), &self.pointed, &mut done);
            y += self.sheet.height_of(line);
            line += 1;
        }
        done
    }

    /// Takes in what was done.
    fn take(&mut self, ui: &Ui, story: &Story<'_>, done: &[Done]) {
        if self.pointed.closes.take() {
            self.pointed.opened = None;
            self.takes_keys = true;
            ui.ctx().request_repaint();
        }
        let mut hovered = None;
        for one in done {
            match *one {
                Done::Hovered(number) => hovered = Some(number),
                Done::Clicked(number, word) => {
                    self.open(Some((number, word)));
                    self.pointed.current = Some(number);
                    ui.ctx().request_repaint();
                }
            }
        }
        let opened = self.pointed.opened.map(|(number, _)| number);
        let current = self.pointed.current.filter(|_| self.pointed.has_keyboard);
        let sentence = opened.or(hovered).or(current);
        if self.pointed.sentence != sentence {
            self.pointed.counterparts =
                sentence.map(|number| counterparts(story, number)).unwrap_or_default();
            self.pointed.sentence = sentence;
            ui.ctx().request_repaint();
        }
    }
}
