//! The line of filter chips, with what they leave.

mod complete;
mod dates;
mod field;
mod flow;
mod menu;
mod outlets;
mod subsets;
mod switch;
mod versions;
mod wire;

use egui::{
    Align, Frame, Id, Layout, Margin, Panel, Popup, PopupAnchor, PopupCloseBehavior, Rect, Response,
    RichText, Ui, UiBuilder, pos2, vec2,
};
use egui_material_icons::icons::{ICON_FILTER_LIST, ICON_NEWSPAPER};
use outlets::OutletChip;

use super::context::ViewContext;
use super::widgets::button::tooltip;
use super::widgets::query_field::FieldLook;
use super::widgets::{Chip, ChipAnswer, ChipState, action_button, chip, chip_width, icon_button};
use crate::corpus::Corpus;
use crate::session::{Action, Command, Role, View};

/// The field's place among egui's ids, so that an action can give it the keyboard.
pub fn filter_field_id() -> Id {
    Id::unique("add a filter")
}

/// What is half typed in the line.
#[derive(Debug, Default)]
pub struct Chips {
    field: field::FilterField,
    dates: dates::Dates,
    menu: menu::FilterMenu,
    subsets: subsets::Subsets,
    /// How wide the tools after the chips were when they were drawn last, without the field.
    tools: Option<f32>,
}

/// More outlets than this are no chips each: they are chosen in the menu or by typing.
const OUTLET_CHIPS: usize = 12;

const ROW: f32 = 34.0;
const GAP: f32 = 8.0;
/// A range of days stays in sight while it is typed.
const FIELD: f32 = 248.0;
/// The field gives way before the line becomes two.
const LEAST_FIELD: f32 = 120.0;
const ICON: f32 = 22.0;
/// The tools without the field, before they were ever drawn: with those that come up with a filter.
const TOOLS: f32 = 280.0;

/// Where what opens below `button` stands: where it was opened, though chips that come and go move the button.
fn held(button: &Response) -> PopupAnchor {
    let ctx = &button.ctx;
    let id = Popup::default_response_id(button);
    let key = id.with("held");
    if !Popup::is_id_open(ctx, id) {
        ctx.data_mut(|data| data.remove::<(Rect, Rect)>(key));
        return PopupAnchor::ParentRect(button.rect);
    }
    let now = (ctx.content_rect(), button.rect);
    let (window, held) = ctx.data_mut(|data| *data.get_temp_mut_or(key, now));
    if window != now.0 {
        // In another window it is under its button again.
        ctx.data_mut(|data| data.insert_temp(key, now));
        return PopupAnchor::ParentRect(now.1);
    }
    PopupAnchor::ParentRect(held)
}

/// A chip of the line.
enum Item<'a> {
    Outlet(OutletChip<'a>),
    Part {
        index: usize,
        text: String,
    },
    Chosen {
        text: String,
    },
    /// How wire texts are counted.
    Wire {
        text: String,
    },
    /// Whether versions of one article count once.
    Versions {
        text: String,
    },
}

impl Chips {
    /// Draws the line.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(corpus) = ctx.session.corpus() else { return };
        let tokens = ctx.tokens;
        let panel = tokens.sizes.space.panel as f32;
        let left = what_is_left(ctx);
        let all = ui.available_width() - 2.0 * panel;
        let room_beside = |words: &str| {
            let count = ui.painter().layout_no_wrap(words.to_owned(), tokens.normal(), tokens.muted).size().x;
            (count, (all - count - 20.0).max(200.0))
        };
        let items = items(ctx, corpus);
        let widths: Vec<f32> = items.iter().map(|item| chip_width(ui, ctx, &item.look(ctx))).collect();
        let others = self.tools.unwrap_or(TOOLS);
        let tools = others + LEAST_FIELD;
        let more = chip_width(ui, ctx, &more_chip("+999"));
        let has_facets = ctx.session.place().view == View::Browse;
        let tails: &[f32] = if has_facets { &[ICON, ICON, tools] } else { &[ICON, tools] };
        let fitted = |words: &str| {
            let (count, room) = room_beside(words);
            (flow::flow(&widths, more, tails, room, GAP), count, room)
        };
        let in_full = fitted(&left);
        // Before the line becomes two, it says how many articles are left and not how many words.
        let in_short = left.split_once(" · ").map(|(articles, _)| articles).filter(|_| in_full.0.rows > 1);
        // What is not counted yet is said in any case.
        let in_short = in_short.filter(|_| !ctx.session.is_reading() && !wire::is_looking(ctx));
        let in_short =
            in_short.map(|articles| (articles, fitted(articles))).filter(|(_, one)| one.0.rows == 1);
        let (shown, (flow, count, room)) = in_short.unwrap_or((left.as_str(), in_full));

        let frame = Frame::new().fill(tokens.background).inner_margin(Margin::symmetric(panel as i8, 0));
        let height = ROW * flow.rows as f32 + 4.0;
        let filters = Panel::top("filters").show_separator_line(false).exact_size(height).frame(frame);
        filters.show(ui, |ui| {
            let all = ui.max_rect();
            let edge = all.expand2(vec2(panel, 0.0));
            ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, tokens.rule());
            let mut spot =
                Spot { left: all.left(), x: all.left(), y: all.top() + 2.0, right: all.left() + room };
            for (item, width) in items.iter().zip(&widths).take(flow.shown) {
                let mut place = spot.take(ui, *width, item.salt());
                self.item(&mut place, ctx, corpus, item);
            }
            let rest = items.get(flow.shown..).unwrap_or_default();
            if !rest.is_empty() {
                let mut place = spot.take(ui, more, ("more", ""));
                self.more(&mut place, ctx, corpus, rest);
            }
            if has_facets {
                let mut place = spot.take(ui, ICON, ("facets", ""));
                facets_button(&mut place, ctx);
            }
            let mut place = spot.take(ui, ICON, ("outlets", ""));
            if icon_button(&mut place, ICON_NEWSPAPER, Action::ShowOutlets.text())
                .on_hover_text(tooltip(ui, Action::ShowOutlets))
                .clicked()
            {
                ctx.act(Action::ShowOutlets);
            }
            let mut place = spot.take(ui, tools, ("tools", ""));
            place.set_max_width(others + FIELD);
            let is_typed = ui.memory(|memory| memory.has_focus(filter_field_id()));
            let field = (spot.right - place.max_rect().left() - others).clamp(LEAST_FIELD, FIELD);
            // What is typed stays in sight.
            let field = if is_typed { FIELD } else { field };
            self.tools(&mut place, ctx, field);
            if ui.memory(|memory| memory.has_focus(filter_field_id())) != is_typed {
                ui.ctx().request_repaint();
            }
            let drawn = place.min_rect().width() - field;
            // The room is never given back: what opens over the line must not move when a tool comes up.
            if drawn > others + 0.5 {
                self.tools = Some(drawn);
                // The next frame knows whether they fit.
                ui.ctx().request_repaint();
            }
            let counts = all.with_min_x(all.right() - count - 2.0).with_max_y(all.top() + ROW + 4.0);
            // A field that needs the room while it is typed in gets it.
            if place.min_rect().right() + GAP > counts.left()
                && place.min_rect().top() < counts.bottom() - ROW / 2.0
            {
                return;
            }
            let layout = Layout::right_to_left(Align::Center);
            let counted = ui
                .new_child(UiBuilder::new().max_rect(counts).layout(layout))
                .label(RichText::new(shown).color(tokens.muted));
            if shown != left {
                counted.on_hover_text(left.as_str());
            }
        });
    }

    fn item(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, item: &Item<'_>) {
        let filter = &ctx.session.bench().filter;
        let (response, answer) = chip(ui, ctx, item.look(ctx));
        match item {
            Item::Outlet(outlet) => {
                let only = || Command::SetFilter(filter.clone().with_outlet(outlet.name()));
                let other = || Command::SetFilter(outlet.clicked(ctx, corpus));
                if response.double_clicked() {
                    ctx.send(only());
                } else if answer == ChipAnswer::Clicked {
                    ctx.send(other());
                }
                response.context_menu(|ui| {
                    if ui.button("Only this outlet").clicked() {
                        ctx.send(only());
                    }
                    if ui.button(outlet.click_in_words()).clicked() {
                        ctx.send(other());
                    }
                    ui.separator();
                    action_button(ui, ctx, Action::ShowOutlets, Action::ShowOutlets.text());
                });
            }
            Item::Part { index, text } => match answer {
                ChipAnswer::Removed => ctx.send(Command::SetFilter(filter.clone().without(*index))),
                ChipAnswer::Clicked => {
                    self.field.begin(text.clone());
                    ctx.send(Command::SetFilter(filter.clone().without(*index)));
                    ui.memory_mut(|memory| memory.request_focus(filter_field_id()));
                }
                ChipAnswer::Left => {}
            },
            Item::Wire { .. } => wire::menu(ctx, &response),
            Item::Versions { .. } => versions::menu(ctx, &response),
            Item::Chosen { .. } => {
                if answer != ChipAnswer::Left {
                    ctx.send(Command::Choose(None));
                }
            }
        }
    }

    fn more(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, rest: &[Item<'_>]) {
        let text = format!("+{}", rest.len());
        let (response, _) = chip(ui, ctx, more_chip(&text));
        Popup::menu(&response)
            .anchor(held(&response))
            .accessible_name("More filters")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| {
                for item in rest {
                    ui.push_id(item.salt(), |ui| self.item(ui, ctx, corpus, item));
                }
            });
    }

    fn tools(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, field: f32) {
        ui.spacing_mut().item_spacing.x = 6.0;
        self.dates.ui(ui, ctx);
        self.menu.ui(ui, ctx);
        let look =
            FieldLook { name: "Add a filter", hint: "or type, as lang:en or 6-12 May 2024", width: field };
        if let Some(added) = self.field.ui(ui, ctx, filter_field_id(), look) {
            ctx.send(Command::SetFilter(ctx.session.bench().filter.clone().and(added)));
        }
        self.subsets.ui(ui, ctx);
        if !ctx.session.bench().filter.is_all() {
            action_button(ui, ctx, Action::ClearFilters, "Clear");
        }
    }
}

/// Where the next chip goes.
struct Spot {
    left: f32,
    x: f32,
    y: f32,
    right: f32,
}

impl Spot {
    /// A place of this width, in the next row when it does not fit. What is in it keeps its ids when
    /// chips come and go before it, so that a menu stays open.
    fn take(&mut self, ui: &mut Ui, width: f32, salt: (&str, &str)) -> Ui {
        if self.x > self.left && self.x + width > self.right {
            (self.x, self.y) = (self.left, self.y + ROW);
        }
        let rect = Rect::from_min_size(pos2(self.x, self.y), vec2(width, ROW));
        self.x += width + GAP;
        let layout = Layout::left_to_right(Align::Center);
        ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).scope_id(Id::unique(("filters", salt))))
    }
}

impl Item<'_> {
    fn look<'a>(&'a self, ctx: &ViewContext<'_>) -> Chip<'a> {
        match self {
            Self::Outlet(outlet) => outlet.look(ctx),
            Self::Part { text, .. } => Chip {
                text,
                ink: None,
                state: ChipState::On,
                has_cross: true,
                tooltip: "Click to change this filter; the cross takes it off",
            },
            Self::Wire { text } | Self::Versions { text } => switch::look(text),
            Self::Chosen { text } => Chip {
                text,
                ink: None,
                state: ChipState::On,
                has_cross: true,
                tooltip: "Only these are compared. The cross compares all that the filters leave",
            },
        }
    }

    fn salt(&self) -> (&str, &str) {
        match self {
            Self::Outlet(outlet) => ("outlet", outlet.name()),
            Self::Part { text, .. } => ("part", text),
            Self::Chosen { .. } => ("chosen", ""),
            Self::Wire { .. } => ("wire texts", ""),
            Self::Versions { .. } => ("versions", ""),
        }
    }
}

fn more_chip(text: &str) -> Chip<'_> {
    Chip { text, ink: None, state: ChipState::On, has_cross: false, tooltip: "Show the other filters" }
}

fn items<'a>(ctx: &ViewContext<'a>, corpus: &'a Corpus) -> Vec<Item<'a>> {
    let bench = ctx.session.bench();
    let filter = &bench.filter;
    let outlets = corpus.outlets();
    let are_chips = outlets.len() <= OUTLET_CHIPS;
    let mut items = Vec::new();
    if let Some(chosen) = bench.chosen.as_ref().filter(|_| ctx.session.place().view == View::Compare) {
        let text = match chosen.articles().len() as u64 {
            0 => "Chosen articles are gone".to_owned(),
            count => ctx.numbers().counted(count, "chosen article", "chosen articles"),
        };
        items.push(Item::Chosen { text });
    }
    if are_chips {
        items.extend(outlets::chips(ctx, corpus).map(Item::Outlet));
    }
    for (index, text) in filter.parts().into_iter().enumerate() {
        // Outlets have chips of their own where there are few, and dates have one.
        let is_of_switch = text.starts_with("copies:") && filter.wire_texts().is_some()
            || text.starts_with("versions:") && filter.counted_versions().is_some() && corpus.has_versions();
        let is_shown_elsewhere =
            (are_chips && text.starts_with("outlet:")) || text.starts_with("date:") || is_of_switch;
        if !is_shown_elsewhere {
            items.push(Item::Part { index, text });
        }
    }
    items.push(Item::Wire { text: wire::text(ctx) });
    items.extend(versions::text(ctx, corpus).map(|text| Item::Versions { text }));
    items
}

/// Opens and closes the column of facets.
fn facets_button(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let is_on = Action::ToggleFacets.is_on(ctx.session);
    let response = icon_button(ui, ICON_FILTER_LIST, Action::ToggleFacets.text());
    if is_on {
        let stroke = egui::Stroke::new(ctx.tokens.sizes.stroke.strong as f32, ctx.tokens.accent);
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), stroke);
    }
    if response.on_hover_text(tooltip(ui, Action::ToggleFacets)).clicked() {
        ctx.act(Action::ToggleFacets);
    }
}

/// What the filters leave, all of it out of one answer: a new total beside an old count would be a lie.
fn what_is_left(ctx: &ViewContext<'_>) -> String {
    let results = ctx.session.results();
    let Some((listing, corpus)) = results.listing().zip(results.corpus_of(Role::Listing)) else {
        return String::new();
    };
    let all = u64::from(corpus.article_count());
    let left = &listing.coverage;
    let partial = if wire::is_looking(ctx) {
        " · looking for wire texts…"
    } else if ctx.session.is_reading() {
        " so far"
    } else {
        ""
    };
    let articles = ctx.numbers().counted(all, "article", "articles");
    let words = ctx.numbers().counted(left.words, "word", "words");
    if u64::from(left.articles) == all {
        format!("{articles} · {words}{partial}")
    } else {
        format!("{} of {articles} · {words}{partial}", ctx.numbers().count(left.articles.into()))
    }
}
