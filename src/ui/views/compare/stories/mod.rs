//! Stories: which there are, who told them and who did not, and what the user says of them.

pub mod articles;
mod cells;
pub mod edit;
mod list;
mod order;
pub mod pick;
mod settings;
pub mod words;

use std::sync::Arc;

use self::order::{Order, StoryOrder, Wanted};
use egui::{Frame, Margin, Panel, RichText, TextEdit, Ui, WidgetInfo};

use crate::analysis::{StoryRow, StoryTable};
use crate::corpus::Corpus;
use crate::framing::stories::Stories;
use crate::session::{Action, JobKind, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::progress::{describe, thin_line};
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, at_right, empty, failed_note, segmented};

/// How stories are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Show {
    /// Each with its outlets as dots.
    #[default]
    List,
    /// Each with a cell an outlet.
    Coverage,
}

/// The pane's own state.
#[derive(Default)]
pub struct StoriesPane {
    show: Show,
    order: Order,
    find: String,
    list: LongList,
    /// The first outlet of the columns of coverage.
    first_outlet: usize,
    settings: settings::StorySettingsUi,
    rows: StoryOrder,
}

/// All that a row is drawn from.
#[derive(Clone, Copy)]
struct Of<'a> {
    corpus: &'a Corpus,
    table: &'a StoryTable,
    /// What was found, where it is of the same articles.
    stories: Option<&'a Stories>,
}

/// The rows of the table that are listed, in their order.
#[derive(Clone, Copy)]
struct Rows<'a> {
    table: &'a StoryTable,
    places: &'a [usize],
}

impl<'a> Rows<'a> {
    fn len(self) -> usize {
        self.places.len()
    }

    fn get(self, at: usize) -> Option<&'a StoryRow> {
        self.table.rows.get(*self.places.get(at)?)
    }
}

impl StoriesPane {
    /// Draws the pane.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        failed_note(ui, ctx, &[Role::Stories]);
        let results = ctx.session.results();
        let Some((table, answer)) = results.stories().zip(results.slot(Role::Stories).value()) else {
            without(ui, ctx);
            return;
        };
        let corpus = &answer.corpus;
        let is_same = ctx.session.corpus().is_some_and(|now| Arc::ptr_eq(now, corpus));
        let stories = ctx.session.stories().filter(|_| is_same);
        let of = Of { corpus, table, stories: stories.map(|all| &**all) };
        self.toolbar(ui, ctx);
        thin_line(ui, ctx, relating(ctx));
        if table.rows.is_empty() {
            self.nothing(ui, ctx, table);
            return;
        }
        if results.is_computing(Role::Stories) {
            ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
        }
        let wanted = Wanted { order: self.order, find: &self.find, left_out: None, stories };
        let rows = self.rows.rows(answer, table, wanted);
        if rows.is_empty() {
            let why = "No title of a story has these letters.";
            empty(ui, ctx, "No such story", why, &[]);
            return;
        }
        let rows = Rows { table, places: rows };
        match self.show {
            Show::List => list::ui(ui, ctx, of, rows, &mut self.list),
            Show::Coverage => cells::ui(ui, ctx, of, rows, (&mut self.list, &mut self.first_outlet)),
        }
    }

    fn toolbar(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        ui.horizontal(|ui| {
            let shows = [
                ("List", Show::List, "Each story with its days and outlets"),
                ("Coverage", Show::Coverage, "Each story by outlet: who told it, who was first, who did not"),
            ];
            let options = shows.map(|(text, show, tip)| (text, show == self.show, tip));
            if let Some(index) = segmented(ui, ctx, "Stories as", options) {
                self.show = shows[index].1;
            }
            let orders = [
                ("By date", Order::Date, "The first date first"),
                ("By size", Order::Size, "Those with most articles first"),
                ("By likeness", Order::Alike, "Those whose articles are most alike first"),
            ];
            let options = orders.map(|(text, order, tip)| (text, order == self.order, tip));
            if let Some(index) = segmented(ui, ctx, "Sort stories", options) {
                self.order = orders[index].1;
                self.list.set_top(0.0);
            }
            let field = ui.add(
                TextEdit::singleline(&mut self.find)
                    .hint_text(RichText::new("Find in titles").color(ctx.tokens.muted))
                    .desired_width(180.0)
                    .margin(Margin::symmetric(8, 4)),
            );
            field.widget_info(|| {
                WidgetInfo::labeled(egui::Role::TextInput, true, "Find in titles of stories")
            });
            at_right(ui, "how stories are found", |ui| self.settings.button(ui, ctx));
        });
        ui.add_space(2.0);
    }

    /// Nothing was found, or nothing of it is left.
    fn nothing(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, table: &StoryTable) {
        let found = ctx.session.stories().map_or(0, |all| all.stories.len()) as u64;
        if found > 0 {
            let stories = ctx.numbers().counted(found, "story was found", "stories were found");
            let why = format!("{stories}, and the filters leave no article of any.");
            let way = EmptyAction { action: Action::ClearFilters, text: "Clear filters" };
            empty(ui, ctx, "No story is left", &why, &[way]);
            return;
        }
        let settings = ctx.session.bench().story_settings;
        let articles = u64::from(table.coverage.articles);
        let why = format!(
            "No two of {} are {} alike, within {} of each other. Ask for less likeness or more days.",
            ctx.numbers().counted(articles, "article", "articles"),
            settings::likeness_in_words(ctx, settings.likeness),
            settings::days_in_words(ctx, settings.window_days),
        );
        empty(ui, ctx, "No story was found", &why, &[]);
        ui.add_space(8.0);
        ui.vertical_centered(|ui| {
            ui.set_max_width(360.0);
            self.settings.sliders(ui, ctx);
        });
    }
}

/// Before anything is known.
fn without(ui: &mut Ui, ctx: &ViewContext<'_>) {
    if let Some(problem) = ctx.session.results().problem(Role::Stories) {
        empty(ui, ctx, "The stories could not be listed", &problem.text, &[TRY_AGAIN]);
    } else if ctx.session.is_reading() {
        let why = "Which articles belong together is looked for when all of them are read.";
        empty(ui, ctx, "Articles are still being read", why, &[]);
    } else if let Some(progress) = relating(ctx) {
        thin_line(ui, ctx, Some(progress));
        let why = format!(
            "Articles about one event are found by their words, names and dates. {}",
            describe(ctx.numbers(), progress)
        );
        empty(ui, ctx, "Looking for stories…", &why, &[]);
    }
}

/// How far the search is, while it runs.
fn relating(ctx: &ViewContext<'_>) -> Option<crate::task::Progress> {
    ctx.session.jobs().find(|job| job.kind == JobKind::Relate).map(|job| job.progress)
}

/// What the numbers say, under the title.
pub fn in_words(ctx: &ViewContext<'_>) -> String {
    let Some(table) = ctx.session.results().stories() else { return String::new() };
    let stories = ctx.numbers().counted(table.rows.len() as u64, "story", "stories");
    if table.alone == 0 {
        return stories;
    }
    let alone = ctx.numbers().counted(table.alone.into(), "article stands alone", "articles stand alone");
    format!("{stories} · {alone}")
}

/// A strip under the list with what its marks mean.
fn legend(ui: &mut Ui, ctx: &ViewContext<'_>, content: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(ctx.tokens.surface).inner_margin(Margin::symmetric(0, 4));
    Panel::bottom("legend of stories").show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            content(ui);
        });
    });
}
