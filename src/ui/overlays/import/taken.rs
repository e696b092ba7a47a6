//! What was taken out: each line once for each outlet, with how often and why; to be put back.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Margin, RichText, TextEdit, Ui, WidgetInfo};

use super::cells::{Column, Width, headings, identity};
use crate::project::import::{TakenLine, TakenOut};
use crate::ui::context::ViewContext;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::{at_right, segmented};

/// What is typed, sorted and folded open.
#[derive(Debug)]
pub struct TakenPage {
    list: LongList,
    find: String,
    is_by_hand: bool,
    /// The column, and whether downwards.
    sorted: (usize, bool),
    pub(super) open: BTreeSet<u32>,
    /// The same by words and outlet: rows have other places in another answer.
    open_lines: BTreeSet<(Arc<str>, Arc<str>)>,
    pub(super) rows: Vec<Row>,
    /// The answer, what is typed and how it is sorted, that the rows were made of.
    made_of: Option<(usize, String, bool, (usize, bool))>,
    /// The words of each line and outlet in small letters, to be looked through.
    folded: Vec<String>,
    folded_of: usize,
    pub(super) shown: usize,
    /// How often the lines that are shown are taken out, and how often they were put back.
    times: (u64, u64),
}

impl Default for TakenPage {
    fn default() -> Self {
        Self {
            list: LongList::default(),
            find: String::new(),
            is_by_hand: false,
            sorted: (2, true),
            open: BTreeSet::new(),
            open_lines: BTreeSet::new(),
            rows: Vec::new(),
            made_of: None,
            folded: Vec::new(),
            folded_of: 0,
            shown: 0,
            times: (0, 0),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// A line, by its place in the answer.
    Line(u32),
    /// One of its articles.
    Place(u32, u32),
    /// That there are more of them.
    More(u32),
}

pub(super) const COLUMNS: [Column; 6] = [
    Column { title: "Line", width: Width::Share(5.0), is_number: false },
    Column { title: "Outlet", width: Width::Share(2.0), is_number: false },
    Column { title: "Times", width: Width::Points(56.0), is_number: true },
    Column { title: "Articles", width: Width::Points(64.0), is_number: true },
    Column { title: "Why", width: Width::Share(3.4), is_number: false },
    Column { title: "", width: Width::Points(176.0), is_number: false },
];

/// What tells a line apart from all others.
fn key(line: &TakenLine) -> (Arc<str>, Arc<str>) {
    (Arc::clone(&line.text), Arc::clone(&line.outlet))
}

impl TakenPage {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(taken) = ctx.session.import_report().taken_out() else {
            super::waiting(ui, ctx);
            return;
        };
        let taken = Arc::clone(taken);
        self.above(ui, ctx, &taken);
        ui.add_space(4.0);
        if let Some(column) = headings(ui, ctx, &COLUMNS, Some(self.sorted)) {
            let (by, is_down) = self.sorted;
            // Numbers from the largest, words from A.
            self.sorted = (column, if by == column { !is_down } else { matches!(column, 2 | 3) });
        }
        self.refresh(&taken);
        if self.shown == 0 {
            ui.add_space(20.0);
            let words = match (self.is_by_hand, self.find.trim()) {
                (_, find) if !find.is_empty() => format!("No line or outlet has “{find}”"),
                (true, _) => "Nothing was put back or put aside by hand".to_owned(),
                (false, _) => "Nothing was taken out".to_owned(),
            };
            ui.label(RichText::new(words).color(ctx.tokens.muted));
            return;
        }
        let mut list = std::mem::take(&mut self.list);
        let mut folded = None;
        list.ui(ui, ctx, "lines taken out", ctx.row_height(), self.rows.len(), |ui, at| {
            if let Some(row) = self.rows.get(at).copied() {
                folded = self.row(ui, ctx, &taken, row).or(folded);
            }
        });
        self.list = list;
        if let Some(row) = folded {
            let is_open = self.open.remove(&row);
            if !is_open {
                self.open.insert(row);
            }
            if let Some(line) = taken.rows.get(row as usize) {
                let line = key(line);
                if is_open {
                    self.open_lines.remove(&line)
                } else {
                    self.open_lines.insert(line)
                };
            }
            self.made_of = None;
            ui.ctx().request_repaint();
        }
    }

    fn above(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, taken: &Arc<TakenOut>) {
        let tokens = ctx.tokens;
        ui.horizontal(|ui| {
            let field = ui.add(
                TextEdit::singleline(&mut self.find)
                    .hint_text(RichText::new("Find a line or an outlet").color(tokens.muted))
                    .desired_width(220.0)
                    .margin(Margin::symmetric(10, 6)),
            );
            field
                .widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find a line or an outlet"));
            ui.add_space(6.0);
            let options = [
                ("All", !self.is_by_hand, "All lines that were taken out"),
                ("By hand", self.is_by_hand, "Lines that were put back or put aside by hand"),
            ];
            if let Some(chosen) = segmented(ui, ctx, "Lines", options) {
                self.is_by_hand = chosen == 1;
            }
            self.refresh(taken);
            at_right(ui, "how many lines", |ui| {
                let numbers = ctx.numbers();
                let mut words = self.counted(ctx, taken);
                if taken.left_out > 0 {
                    let rare = numbers.counted(taken.left_out, "line is", "lines are");
                    words.push_str(&format!("; the rarest {rare} only in the saved report"));
                }
                ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
            });
        });
    }

    /// "12 of 186 lines, taken out 30 times, put back 2 times": of the lines that are shown.
    fn counted(&self, ctx: &ViewContext<'_>, taken: &TakenOut) -> String {
        let numbers = ctx.numbers();
        let times = |times: u64| numbers.counted(times, "time", "times");
        let all = taken.rows.len() as u64 + taken.left_out;
        let is_all = self.find.trim().is_empty() && !self.is_by_hand;
        let lines = numbers.counted(all, "line", "lines");
        let (lines, out) = if is_all {
            (lines, taken.times)
        } else {
            (format!("{} of {lines}", numbers.count(self.shown as u64)), self.times.0)
        };
        let back = match self.times.1 {
            0 => String::new(),
            back => format!(", put back {}", times(back)),
        };
        format!("{lines}, taken out {}{back}", times(out))
    }

    fn refresh(&mut self, taken: &Arc<TakenOut>) {
        let answer = identity(Some(taken));
        let made_of = Some((answer, self.find.clone(), self.is_by_hand, self.sorted));
        if self.made_of == made_of {
            return;
        }
        if self.folded_of != answer {
            self.folded_of = answer;
            let fold =
                |row: &TakenLine| format!("{}\n{}", row.text.to_lowercase(), row.outlet.to_lowercase());
            self.folded = taken.rows.iter().map(fold).collect();
            let is_open = |row: &u32| {
                taken.rows.get(*row as usize).is_some_and(|line| self.open_lines.contains(&key(line)))
            };
            self.open = if self.open_lines.is_empty() {
                BTreeSet::new()
            } else {
                (0..taken.rows.len() as u32).filter(is_open).collect()
            };
        }
        self.made_of = made_of;
        let wanted = self.find.trim().to_lowercase();
        let is_shown = |at: &u32| {
            let at = *at as usize;
            let by_hand = crate::corpus::FurnitureKind::ByHand;
            let is_kind = !self.is_by_hand
                || taken.rows.get(at).is_some_and(|row| row.put_back > 0 || row.reason.kind == by_hand);
            is_kind && (wanted.is_empty() || self.folded.get(at).is_some_and(|text| text.contains(&wanted)))
        };
        let mut order: Vec<u32> = (0..taken.rows.len() as u32).filter(is_shown).collect();
        let (column, is_down) = self.sorted;
        order.sort_by(|a, b| {
            let (Some(a), Some(b)) = (taken.rows.get(*a as usize), taken.rows.get(*b as usize)) else {
                return std::cmp::Ordering::Equal;
            };
            let ordering = match column {
                0 => a.text.cmp(&b.text),
                1 => a.outlet.cmp(&b.outlet),
                2 => (a.times + a.put_back).cmp(&(b.times + b.put_back)),
                3 => a.articles.cmp(&b.articles),
                _ => a.reason.cmp(&b.reason),
            };
            if is_down { ordering.reverse() } else { ordering }
        });
        self.shown = order.len();
        let shown = order.iter().filter_map(|at| taken.rows.get(*at as usize));
        self.times = shown
            .fold((0, 0), |(out, back), row| (out + u64::from(row.times), back + u64::from(row.put_back)));
        self.rows.clear();
        for line in order {
            self.rows.push(Row::Line(line));
            if let Some(row) = taken.rows.get(line as usize).filter(|_| self.open.contains(&line)) {
                self.rows.extend((0..row.places.len() as u32).map(|place| Row::Place(line, place)));
                if row.articles as usize > row.places.len() {
                    self.rows.push(Row::More(line));
                }
            }
        }
    }
}
