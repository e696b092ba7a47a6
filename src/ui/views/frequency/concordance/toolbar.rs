//! Above the lines: of what they are, how many, and how they are sorted, grouped, drawn and set.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Button, ComboBox, DragValue, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

use crate::analysis::{
    Boundary, Concordance, ConcordanceRecipe, GroupKey, LineSort, Sample, SortKey, shown_name,
};
use crate::figure::format;
use crate::project::Mark;
use crate::query::Filter;
use crate::session::{Action, Command, LineLayout, LineText, MarkedOnly, Pick};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::{Chip, ChipAnswer, ChipState, action_button, at_right, chip, plain_button};

/// What stands open in menus before it is meant.
#[derive(Default)]
pub struct Toolbar {
    drawn: Option<Sample>,
    name: Option<(Mark, String)>,
}

/// What a sample begins with.
const FIRST_SAMPLE: Sample = Sample { lines: 100, seed: 1 };

/// More lines than this are no sample that anybody reads.
const MOST_DRAWN: u32 = 1_000_000;

fn send(ctx: &ViewContext<'_>, change: impl FnOnce(&mut LineLayout)) {
    let mut layout = ctx.session.bench().lines.clone();
    change(&mut layout);
    ctx.send(Command::LayOutLines(Box::new(layout)));
}

impl Toolbar {
    /// Draws both rows.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        found: &Concordance,
        recipe: &ConcordanceRecipe,
        chosen: &BTreeSet<u32>,
    ) {
        ui.horizontal(|ui| {
            of_what(ui, ctx, recipe);
            let is_faced = ctx.session.bench().lines.sides.is_some();
            if !is_faced {
                ui.label(RichText::new(found.in_words(recipe)).color(ctx.tokens.muted));
            }
            picked(ui, ctx, recipe, is_faced);
            at_right(ui, "ways out", |ui| ways_out(ui, ctx, chosen));
        });
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            sort_boxes(ui, ctx);
            boundary(ui, ctx);
            ui.add_space(8.0);
            groups(ui, ctx);
            self.sample(ui, ctx);
            self.marks(ui, ctx);
            sides(ui, ctx, found);
        });
    }

    fn sample(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let now = ctx.session.bench().lines.sample;
        let text = match now {
            Some(sample) => format!("{} drawn", format::count(sample.lines.into())),
            None => "All lines".to_owned(),
        };
        let response = ui
            .button(dropping(&text))
            .on_hover_text("All lines, or some of them drawn at random: the same seed draws the same lines");
        let shown = Popup::menu(&response)
            .accessible_name("Sample")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                let drawn = self.drawn.get_or_insert(now.unwrap_or(FIRST_SAMPLE));
                ui.horizontal(|ui| {
                    let label = ui.label("Lines");
                    ui.add(DragValue::new(&mut drawn.lines).range(1..=MOST_DRAWN)).labelled_by(label.id);
                    for lines in [50, 100, 200, 500] {
                        if ui.button(lines.to_string()).clicked() {
                            drawn.lines = lines;
                        }
                    }
                });
                ui.horizontal(|ui| {
                    let label = ui.label("Seed");
                    ui.add(DragValue::new(&mut drawn.seed)).labelled_by(label.id);
                });
                ui.horizontal(|ui| {
                    let drawn = *drawn;
                    if ui.button("Draw").clicked() {
                        send(ctx, |layout| layout.sample = Some(drawn));
                        ui.close();
                    }
                    if ui.add_enabled(now.is_some(), Button::new("All lines")).clicked() {
                        send(ctx, |layout| layout.sample = None);
                        ui.close();
                    }
                });
            });
        if shown.is_none() {
            self.drawn = None;
        }
        if now.is_some() {
            action_button(ui, ctx, Action::NewSample, "New sample");
        }
    }

    fn marks(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let now = ctx.session.bench().lines.marked;
        let text = match now {
            MarkedOnly::All => "Marks".to_owned(),
            MarkedOnly::Any => "Marked lines".to_owned(),
            MarkedOnly::One(mark) => format!("Marked {}", ctx.session.mark_name(mark)),
        };
        let response = ui
            .button(dropping(&text))
            .on_hover_text("Show only marked lines, and say what marks stand for. Keys 1 to 9 mark a line, 0 takes the mark off, N writes a note");
        let shown = Popup::menu(&response)
            .accessible_name("Marks")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                let (all, counts) = ctx.session.marked_counts();
                let choose = |ui: &mut Ui, text: String, marked: MarkedOnly| {
                    if ui.selectable_label(now == marked, text).clicked() {
                        send(ctx, |layout| layout.marked = marked);
                        ui.close();
                    }
                };
                choose(ui, "All lines".to_owned(), MarkedOnly::All);
                choose(ui, format!("With a mark or a note ({})", format::count(all as u64)), MarkedOnly::Any);
                ui.separator();
                for mark in Mark::ALL {
                    let count = counts.get(mark.index()).copied().unwrap_or(0);
                    ui.horizontal(|ui| {
                        let text = format!("{}  ({})", mark.letter(), format::count(count as u64));
                        ui.allocate_ui(egui::vec2(70.0, 24.0), |ui| {
                            choose(ui, text, MarkedOnly::One(mark));
                        });
                        self.name(ui, ctx, mark);
                    });
                }
            });
        if shown.is_none() {
            self.name = None;
        }
    }

    /// The field for what a mark stands for.
    fn name(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mark: Mark) {
        let known = ctx.session.bench().mark_names.get(&mark).cloned().unwrap_or_default();
        let mut text = match &self.name {
            Some((edited, text)) if *edited == mark => text.clone(),
            _ => known.clone(),
        };
        let field = TextEdit::singleline(&mut text)
            .hint_text(RichText::new("what it stands for").color(ctx.tokens.muted))
            .desired_width(170.0);
        let response = ui.add(field);
        let name = format!("What mark {} stands for", mark.letter());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, name.as_str()));
        if response.changed() {
            self.name = Some((mark, text.clone()));
        }
        if response.lost_focus() && text.trim() != known {
            ctx.send(Command::NameMark(mark, text));
            self.name = None;
        }
    }
}

/// Which series or word the lines are of.
fn of_what(ui: &mut Ui, ctx: &ViewContext<'_>, recipe: &ConcordanceRecipe) {
    let bench = ctx.session.bench();
    let is_of = |query: &crate::query::Query| *query == recipe.query;
    let name = bench.series.iter().find(|series| is_of(&series.query));
    let name = name.map_or_else(|| recipe.query.text.clone(), |series| series.name.clone());
    let shown = RichText::new(name).font(ctx.tokens.strong()).color(ctx.tokens.text);
    let combo = ComboBox::from_id_salt("lines of").selected_text(shown).width(120.0).show_ui(ui, |ui| {
        for (_, series) in bench.shown_series() {
            if ui.selectable_label(is_of(&series.query), &series.name).clicked() {
                let pick = ctx.session.place().pick.clone();
                ctx.send(Command::Pick(Pick { query: Some(series.query.clone()), ..pick }));
            }
        }
    });
    combo.response.accessible_name("Lines of");
}

/// What the lines were narrowed to, each with a cross.
fn picked(ui: &mut Ui, ctx: &ViewContext<'_>, recipe: &ConcordanceRecipe, is_faced: bool) {
    let pick = &ctx.session.place().pick;
    let mut one = |text: &str, ink, tooltip: &str| {
        let one = Chip { text, ink, state: ChipState::On, has_cross: true, tooltip };
        chip(ui, ctx, one).1 != ChipAnswer::Left
    };
    // Two outlets that face each other are said above them.
    if let Some(outlet) = pick.outlet.as_ref().filter(|_| !is_faced)
        && one(shown_name(outlet), ctx.ink(outlet), "Only lines of this outlet; the cross shows all")
    {
        ctx.send(Command::Pick(Pick { outlet: None, ..pick.clone() }));
    }
    if let Some((first, last)) = pick.days
        && one(&format::date_range(first, last), None, "Only lines of these days; the cross shows all")
    {
        ctx.send(Command::Pick(Pick { days: None, ..pick.clone() }));
    }
    if !pick.within.is_all()
        && one(&pick.within.to_string(), None, "Only lines of these articles; the cross shows all")
    {
        ctx.send(Command::Pick(Pick { within: Filter::all(), ..pick.clone() }));
    }
    if let (Some(key), Some(value)) = (recipe.group_by, &recipe.group) {
        let shown = if value.is_empty() { key.nothing() } else { value };
        let text = format!("{}: {shown}", key.label());
        if one(&text, None, "Only lines of this group; the cross shows all groups") {
            ctx.send(Command::PickLines(None));
        }
    }
}

fn ways_out(ui: &mut Ui, ctx: &ViewContext<'_>, chosen: &BTreeSet<u32>) {
    let response = ui.button(dropping("Copy"));
    Popup::menu(&response).accessible_name("Copy lines").show(|ui| {
        if chosen.len() > 1 {
            let these = format!("{} lines", format::count(chosen.len() as u64));
            for (words, text) in [("with citation", LineText::Cited), ("as a table", LineText::Table)] {
                if ui.button(format!("{these} {words}")).clicked() {
                    ctx.send(Command::CopyLines(Some(chosen.iter().copied().collect()), text));
                }
            }
            ui.separator();
        }
        action_button(ui, ctx, Action::CopyLines, "All lines with citation");
        action_button(ui, ctx, Action::CopyLineTable, "All lines as a table");
    });
    action_button(ui, ctx, Action::SaveLines, "Save lines…");
}

/// The three keys that sort.
pub fn sort_boxes(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let words = RichText::new("sorted by words before (L) and after (R)").color(ctx.tokens.muted);
    ui.label(words)
        .on_hover_text("L1 is the word before the hit, R1 the word after it, L2 and R2 the next ones");
    for level in 0..3 {
        sort_box(ui, ctx, level);
    }
}

fn sort_box(ui: &mut Ui, ctx: &ViewContext<'_>, level: usize) {
    let sort = ctx.session.bench().lines.sort;
    let now = sort.get(level).copied().unwrap_or_default();
    let name = ["first", "second", "third"].get(level).copied().unwrap_or_default();
    let put = |one: LineSort| {
        send(ctx, |layout| {
            if let Some(slot) = layout.sort.get_mut(level) {
                *slot = one;
            }
        });
    };
    let arrow = if now.is_descending { " ↓" } else { "" };
    let combo = ComboBox::from_id_salt(("sort", level))
        .selected_text(format!("{}{arrow}", now.key.label()))
        .width(74.0)
        .height(420.0)
        .show_ui(ui, |ui| {
            for key in KEYS {
                let meaning = RichText::new(key.meaning()).font(ctx.tokens.small()).color(ctx.tokens.muted);
                let row = Button::selectable(now.key == key, key.label()).right_text(meaning);
                if ui.add(row).clicked() {
                    put(LineSort { key, ..now });
                }
            }
            ui.separator();
            for (text, is_descending) in [("↑ from the beginning", false), ("↓ from the end", true)] {
                if ui.selectable_label(now.is_descending == is_descending, text).clicked() {
                    put(LineSort { is_descending, ..now });
                }
            }
        });
    combo
        .response
        .on_hover_text(format!("Sorted {name} by this: L1 is the word before the hit, R1 the word after"));
}

/// In the order of the line.
const KEYS: [SortKey; 14] = [
    SortKey::Left(5),
    SortKey::Left(4),
    SortKey::Left(3),
    SortKey::Left(2),
    SortKey::Left(1),
    SortKey::Hit,
    SortKey::Right(1),
    SortKey::Right(2),
    SortKey::Right(3),
    SortKey::Right(4),
    SortKey::Right(5),
    SortKey::Outlet,
    SortKey::Date,
    SortKey::Text,
];

fn boundary(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = ctx.session.bench().lines.boundary;
    let combo =
        ComboBox::from_id_salt("boundary").selected_text(now.label()).width(128.0).show_ui(ui, |ui| {
            for one in Boundary::ALL {
                if ui.selectable_label(now == one, one.label()).clicked() {
                    send(ctx, |layout| layout.boundary = one);
                }
            }
        });
    combo.response.on_hover_text("How far from the hit words are shown, sorted and grouped by");
}

fn groups(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let layout = &ctx.session.bench().lines;
    let now = layout.group_by;
    let text = now.map_or_else(|| "No groups".to_owned(), |key| format!("Groups by {}", key.label()));
    ui.add_enabled_ui(layout.sides.is_none(), |ui| {
        let combo = ComboBox::from_id_salt("groups").selected_text(text).width(110.0).height(520.0).show_ui(
            ui,
            |ui| {
                if ui.selectable_label(now.is_none(), "No groups").clicked() {
                    send(ctx, |layout| layout.group_by = None);
                }
                for key in GroupKey::ALL {
                    if ui.selectable_label(now == Some(key), key.label()).clicked() {
                        send(ctx, |layout| layout.group_by = Some(key));
                    }
                }
            },
        );
        combo
            .response
            .on_hover_text("Lines with the same word, outlet or month together, most frequent first")
            .on_disabled_hover_text("Two outlets face each other line by line");
    });
}

fn sides(ui: &mut Ui, ctx: &ViewContext<'_>, found: &Concordance) {
    let is_faced = ctx.session.bench().lines.sides.is_some();
    if is_faced {
        let tip = "Show the lines of all outlets in one column again";
        if plain_button(ui, "One column", tip).clicked() {
            send(ctx, |layout| layout.sides = None);
        }
        return;
    }
    let pair = first_pair(ctx, found);
    let response = ui.add_enabled(pair.is_some(), Button::new("Two outlets"));
    let response = response
        .on_hover_text("Set the lines of two outlets against each other")
        .on_disabled_hover_text("This needs two outlets");
    if let Some(pair) = pair.filter(|_| response.clicked()) {
        send(ctx, |layout| layout.sides = Some(pair));
    }
}

/// The outlet that was picked and another, or the first two.
fn first_pair(ctx: &ViewContext<'_>, found: &Concordance) -> Option<[Arc<str>; 2]> {
    let corpus = ctx.session.corpus()?;
    let picked = ctx.session.place().pick.outlet.clone();
    let name = |id: &u16| corpus.outlets().get(usize::from(*id)).map(|outlet| Arc::clone(&outlet.name));
    let covered = found.coverage.outlets.iter().filter_map(name);
    let all = corpus.outlets().iter().map(|outlet| Arc::clone(&outlet.name));
    let mut names: Vec<Arc<str>> = picked.into_iter().collect();
    for name in covered.chain(all).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut names = names.into_iter();
    Some([names.next()?, names.next()?])
}
