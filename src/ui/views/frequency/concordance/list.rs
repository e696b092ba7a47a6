//! The lines themselves: a list that folds its groups, opens lines in place, and is worked by keys.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{EventFilter, Key, Modifiers, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::rows::{Row, RowMap};
use super::strip::note_field_id;
use crate::analysis::{Concordance, ConcordanceRecipe, GroupKey, KwicLine, LineGroup, around};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::project::Mark;
use crate::session::{Command, LineText};
use crate::ui::context::ViewContext;
use crate::ui::widgets::kept::Kept;
use crate::ui::widgets::lines::CONTEXT;
use crate::ui::widgets::long_list::LongList;

mod follow;
mod paint;

use follow::Remembered;

/// How far a line is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Sentence,
    Paragraph,
}

/// The list's own state.
#[derive(Default)]
pub struct LineList {
    list: LongList,
    kept: Kept<f64>,
    map: RowMap,
    /// The answer that `map` is of: question and corpus.
    of: Option<(ConcordanceRecipe, u64)>,
    /// The width that opened lines were set in.
    width: f32,
    opened: BTreeMap<usize, Opened>,
    cursor: Option<Row>,
    /// Where choosing lines began.
    anchor: Option<usize>,
    chosen: BTreeSet<u32>,
    /// A row was clicked: the keys are for the list from the next frame on.
    takes_keys: bool,
    remembered: Remembered,
    /// A row that is to begin so far below the upper edge.
    to_top: Option<(Row, f64)>,
}

/// What was done with a row.
#[derive(Clone, Copy)]
enum Done {
    Clicked(Row, Modifiers),
    Read(usize),
    Folded(usize),
    Picked(usize),
}

/// What all rows need.
struct Shown<'a> {
    ctx: &'a ViewContext<'a>,
    corpus: &'a Corpus,
    found: &'a Concordance,
    recipe: &'a ConcordanceRecipe,
    row_height: f32,
}

impl Shown<'_> {
    fn line(&self, at: usize) -> KwicLine {
        self.found.line_within(self.corpus, at, CONTEXT, self.recipe.boundary)
    }

    /// Article and place of a line.
    fn place(&self, at: usize) -> Option<(ArticleId, Span)> {
        let hit = self.found.lines.get(at)?;
        Some((hit.article(self.corpus), hit.span(self.corpus)))
    }

    /// What an opened line shows, and of which article.
    fn passage(&self, at: usize, opened: Opened) -> Option<(ArticleId, Span)> {
        let hit = self.found.lines.get(at)?;
        let span = match opened {
            Opened::Sentence => around::sentence(self.corpus, hit),
            Opened::Paragraph => around::paragraph(self.corpus, hit),
        };
        Some((hit.article(self.corpus), span))
    }
}

impl LineList {
    /// The lines that are chosen: those the keys and the menu are about.
    pub fn chosen(&self) -> &BTreeSet<u32> {
        &self.chosen
    }

    /// The line that has the keyboard.
    pub fn current(&self, found: &Concordance) -> Option<usize> {
        match self.cursor {
            Some(Row::Line(at)) if at < found.lines.len() => Some(at),
            _ => None,
        }
    }

    /// Draws the list in all the room there is, once it has followed what it shows.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Arc<Corpus>,
        found: &Concordance,
        recipe: &ConcordanceRecipe,
    ) {
        let shown = Shown { ctx, corpus, found, recipe, row_height: ctx.row_height() };
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("concordance lines");
        if std::mem::take(&mut self.takes_keys) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::List, true, "Lines of the concordance"));
        self.set_opened(ui, &shown, rect.width());
        if let Some((row, below)) = self.to_top.take()
            && let Some(at) = self.map.row_of(row)
        {
            self.list.set_top(at as f64 * f64::from(shown.row_height) - below);
        }
        if let Some(top) = self.kept.returning(ctx.session.visit()) {
            self.list.set_top(top);
        }
        if response.has_focus() {
            let filter =
                EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            if response.gained_focus() && self.cursor.is_none() {
                self.go(self.map.at(0).map(|(row, _)| row), false, shown.row_height);
            }
            self.keys(ui, &shown);
            ui.painter().rect_stroke(rect, 2.0, ctx.tokens.rule(), egui::StrokeKind::Outside);
        }
        let done = self.rows(ui, &shown);
        if !done.is_empty() {
            self.take_keys(ui);
        }
        for one in done {
            self.take(&shown, one);
        }
        self.kept.keep(self.list.top());
        self.remember(&shown);
    }

    /// Has the keyboard again from the next frame on: in this one a click takes it away.
    pub fn take_keys(&mut self, ui: &Ui) {
        self.takes_keys = true;
        ui.ctx().request_repaint();
    }

    /// Gives opened lines the rows that their text needs in this width.
    fn set_opened(&mut self, ui: &Ui, shown: &Shown<'_>, width: f32) {
        if (self.width - width).abs() < 0.5 {
            return;
        }
        self.width = width;
        self.remembered.is_due = true;
        for (&at, &opened) in &self.opened {
            self.map.open(at, paint::rows_of(ui, shown, at, opened, width));
        }
    }

    fn rows(&mut self, ui: &mut Ui, shown: &Shown<'_>) -> Vec<Done> {
        let mut done = Vec::new();
        let mut last = None;
        let Self { list, map, opened, cursor, chosen, .. } = self;
        let height = shown.row_height;
        list.ui(ui, shown.ctx, "lines", height, map.count(), |ui, row| {
            // A line that reaches over several rows is drawn once, from its first.
            let Some((what, above)) = map.at(row).filter(|(what, _)| last != Some(*what)) else { return };
            last = Some(what);
            let place = ui.max_rect();
            let top = place.top() - above as f32 * height;
            let here = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), height));
            let is_current = *cursor == Some(what);
            match what {
                Row::Group(at) => {
                    if let (Some(group), Some(key)) = (shown.found.groups.get(at), shown.recipe.group_by) {
                        let is_open = map.is_unfolded(at);
                        done.extend(group_row(ui, shown, here, at, (group, key), is_open, is_current));
                    }
                }
                Row::Line(at) => {
                    let opened = opened.get(&at).copied();
                    let is_chosen = is_current || chosen.contains(&(at as u32));
                    done.extend(line_row(ui, shown, here, at, opened, is_chosen));
                }
            }
        });
        done
    }

    fn take(&mut self, shown: &Shown<'_>, done: Done) {
        self.remembered.is_due = true;
        match done {
            Done::Read(at) => read(shown, at),
            Done::Folded(group) => {
                let is_folded = self.map.is_unfolded(group);
                self.map.fold(group, is_folded);
                self.cursor = Some(Row::Group(group));
            }
            Done::Picked(group) => pick(shown, group),
            Done::Clicked(row, modifiers) => {
                self.cursor = Some(row);
                let Row::Line(at) = row else { return };
                if modifiers.shift {
                    self.choose_to(at);
                } else if modifiers.command {
                    if !self.chosen.remove(&(at as u32)) {
                        self.chosen.insert(at as u32);
                    }
                    self.anchor = Some(at);
                } else {
                    self.chosen = BTreeSet::from([at as u32]);
                    self.anchor = Some(at);
                }
            }
        }
    }

    fn choose_to(&mut self, at: usize) {
        let from = *self.anchor.get_or_insert(at);
        self.chosen = (from.min(at) as u32..=from.max(at) as u32).collect();
    }

    /// Goes to a row; with `is_further` the lines on the way are chosen too.
    fn go(&mut self, to: Option<Row>, is_further: bool, row_height: f32) {
        let Some(to) = to else { return };
        self.remembered.is_due = true;
        self.cursor = Some(to);
        if let Row::Line(at) = to {
            if is_further {
                self.choose_to(at);
            } else {
                self.chosen = BTreeSet::from([at as u32]);
                self.anchor = Some(at);
            }
        }
        if let Some(row) = self.map.row_of(to) {
            self.list.bring(row, row_height);
        }
    }

    fn keys(&mut self, ui: &Ui, shown: &Shown<'_>) {
        let Some(here) = self.cursor else { return };
        let (down, up, is_shift) = ui.input(|input| {
            let presses = |key| input.num_presses(key) as isize;
            (presses(Key::ArrowDown), presses(Key::ArrowUp), input.modifiers.shift)
        });
        if down != up && !ui.input(|input| input.modifiers.alt || input.modifiers.command) {
            let to = self.map.step(here, down - up);
            self.go(Some(to), is_shift, shown.row_height);
            return;
        }
        let plain = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (enter, left) = (plain(Key::Enter), plain(Key::ArrowLeft));
        let further = plain(Key::ArrowRight) || plain(Key::Space);
        match here {
            Row::Group(group) => {
                if enter {
                    pick(shown, group);
                } else if further || left {
                    self.map.fold(group, left);
                    self.remembered.is_due = true;
                }
            }
            Row::Line(at) => {
                if enter {
                    read(shown, at);
                } else if further {
                    self.open_further(ui, shown, at);
                } else if left {
                    self.close(at, shown.row_height);
                }
                self.mark_by_key(ui, shown);
            }
        }
    }

    /// To the sentence, and then to the paragraph.
    fn open_further(&mut self, ui: &Ui, shown: &Shown<'_>, at: usize) {
        let next = if self.opened.contains_key(&at) { Opened::Paragraph } else { Opened::Sentence };
        self.opened.insert(at, next);
        self.remembered.is_due = true;
        self.map.open(at, paint::rows_of(ui, shown, at, next, self.width));
    }

    /// Closes an opened line; from a line that is not open to the heading of its group.
    fn close(&mut self, at: usize, row_height: f32) {
        if self.opened.remove(&at).is_some() {
            self.map.open(at, 0);
            self.remembered.is_due = true;
        } else if let Some(group) = self.map.group_of(at) {
            self.go(Some(Row::Group(group)), false, row_height);
        }
    }

    fn mark_by_key(&self, ui: &Ui, shown: &Shown<'_>) {
        const DIGITS: [Key; 9] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        let plain = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let places = || self.chosen.iter().filter_map(|at| shown.place(*at as usize)).collect();
        for (mark, key) in Mark::ALL.into_iter().zip(DIGITS) {
            if plain(key) {
                shown.ctx.send(Command::MarkLines(places(), Some(mark)));
            }
        }
        if plain(Key::Num0) {
            shown.ctx.send(Command::MarkLines(places(), None));
        }
        if plain(Key::N) {
            ui.memory_mut(|memory| memory.request_focus(note_field_id()));
            // What the key types, whatever letter that is in the layout of the keyboard, is no part of the note.
            ui.input_mut(|input| {
                let typed = |event: &egui::Event| matches!(event, egui::Event::Text(_));
                if let Some(at) = input.events.iter().position(typed) {
                    input.events.remove(at);
                }
            });
        }
        let is_copied = ui.input_mut(|input| {
            let before = input.events.len();
            input.events.retain(|event| !matches!(event, egui::Event::Copy));
            input.events.len() < before
        });
        if is_copied {
            shown.ctx.send(Command::CopyLines(Some(self.chosen.iter().copied().collect()), LineText::Cited));
        }
    }
}

/// Reads a line in its article.
fn read(shown: &Shown<'_>, at: usize) {
    if let Some((article, span)) = shown.place(at) {
        shown.ctx.send(Command::OpenArticle(article, Some(span)));
    }
}

fn pick(shown: &Shown<'_>, group: usize) {
    if let Some(group) = shown.found.groups.get(group) {
        shown.ctx.send(Command::PickLines(Some(Arc::clone(&group.value))));
    }
}

fn line_row(
    ui: &mut Ui,
    shown: &Shown<'_>,
    here: Rect,
    at: usize,
    opened: Option<Opened>,
    is_chosen: bool,
) -> Option<Done> {
    let line = shown.line(at);
    let response = ui.interact(here, ui.scope_id().with(("line", at)), Sense::CLICK);
    let outlet = shown.corpus.outlets().get(usize::from(line.outlet)).map_or("", |outlet| &*outlet.name);
    let name = crate::analysis::shown_name(outlet);
    response.widget_info(|| {
        let text = format!("{name}: {} {} {}", line.left, line.hit, line.right);
        WidgetInfo::selected(egui::Role::ListBoxOption, true, is_chosen, text)
    });
    let hit = paint::line(ui, shown, here, &line, is_chosen, response.hovered());
    if let Some(opened) = opened {
        let width = here.width();
        let below = Rect::from_min_size(here.left_bottom(), vec2(width, f32::INFINITY));
        let mut inside = ui.new_child(UiBuilder::new().max_rect(below).id_salt(("opened", at)));
        paint::opened(&mut inside, shown, at, opened, width);
    }
    let pointer = response.hover_pos().filter(|pointer| hit.contains(*pointer));
    let response =
        if pointer.is_some() { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response };
    let modifiers = ui.input(|input| input.modifiers);
    let response = response.on_hover_ui(|ui| paint::tip(ui, shown, &line, name));
    if response.double_clicked() || (response.clicked() && pointer.is_some() && modifiers.is_none()) {
        return Some(Done::Read(at));
    }
    response.clicked().then_some(Done::Clicked(Row::Line(at), modifiers))
}

fn group_row(
    ui: &mut Ui,
    shown: &Shown<'_>,
    here: Rect,
    at: usize,
    (group, key): (&LineGroup, GroupKey),
    is_open: bool,
    is_current: bool,
) -> Option<Done> {
    let value = if group.value.is_empty() { key.nothing() } else { &*group.value };
    let response = ui.interact(here, ui.scope_id().with(("group", at)), Sense::CLICK);
    let counts = paint::counts(group, key);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{value}: {counts}")));
    let fold = Rect::from_min_size(here.min, vec2(28.0, here.height()));
    let folding = ui.interact(fold, ui.scope_id().with(("fold", at)), Sense::CLICK);
    let what = if is_open { "Fold" } else { "Unfold" };
    folding.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{what} {value}")));
    paint::group(ui, shown, here, group, value, &counts, is_open, is_current || response.hovered());
    if folding.on_hover_text("Show the lines of this group here, or fold them away").clicked() {
        return Some(Done::Folded(at));
    }
    let response = response.on_hover_text("Click to show the lines of this group alone");
    response.clicked().then_some(Done::Picked(at))
}
