//! What can be put right about a story: its name, what belongs to it, whether it stays as it is.

use egui::{Id, Key, Popup, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::articles::Ticked;
use super::pick::{self, Pick};
use crate::corpus::ArticleId;
use crate::framing::stories::Story;
use crate::session::{Command, StoryEdit};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::dot::NO_OUTLET;
use crate::ui::widgets::new_field::take_keyboard;
use crate::ui::widgets::tick_box;

/// What the menu is at.
#[derive(Debug, Default)]
enum At {
    /// The list of what can be done.
    #[default]
    Menu,
    /// A name is being typed.
    Name(String),
    /// Another story is being chosen.
    Join(Pick),
    /// An article is being looked for.
    Add(String),
}

/// The menu's own state.
#[derive(Debug, Default)]
pub struct EditMenu {
    at: At,
    is_new: bool,
}

impl EditMenu {
    /// Draws the button, and below it the menu. Tells whether the articles are wanted, to tick
    /// some; not where they `are_seen` already.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        story: &Story,
        (ticked, are_seen): (&mut Ticked, bool),
    ) -> bool {
        let button = ui.button(dropping("Edit story"));
        let button = button.on_hover_text("Rename, split, join, pin: what you say holds, and can be undone");
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Edit story"));
        let shown = Popup::menu(&button)
            .accessible_name("Edit the story")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(pick::WIDTH)
            .show(|ui| {
                ui.set_width(pick::WIDTH);
                self.inside(ui, ctx, story, ticked) && !are_seen
            });
        if shown.is_none() && !matches!(self.at, At::Menu) {
            if matches!(self.at, At::Add(_)) {
                ctx.send(Command::FindHeadlines(String::new()));
            }
            self.at = At::Menu;
        }
        shown.is_some_and(|shown| shown.inner)
    }

    fn go(&mut self, at: At) {
        (self.at, self.is_new) = (at, true);
    }

    fn inside(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story, ticked: &mut Ticked) -> bool {
        let mut edit = None;
        let mut wants_articles = false;
        match &mut self.at {
            At::Menu => wants_articles = self.menu(ui, ctx, story, ticked, &mut edit),
            At::Name(text) => {
                edit = named(ui, ctx, text, &mut self.is_new)
                    .map(|title| StoryEdit::Call(story.articles.clone(), title));
            }
            At::Join(pick) => {
                let own = ctx.session.story_number();
                ui.label(RichText::new("Which story tells the same?").color(ctx.tokens.muted));
                if let Some(number) = pick.ui(ui, ctx, "Story to join with", own)
                    && let Some(other) = ctx.session.stories().and_then(|all| all.stories.get(number))
                {
                    edit = Some(StoryEdit::Join(vec![story.articles.clone(), other.articles.clone()]));
                }
            }
            At::Add(text) => {
                edit = added(ui, ctx, text, &mut self.is_new, story);
            }
        }
        if let Some(edit) = edit {
            ctx.send(Command::EditStories(edit));
            ticked.clear();
            ui.close();
        }
        wants_articles
    }

    fn menu(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        story: &Story,
        ticked: &Ticked,
        edit: &mut Option<StoryEdit>,
    ) -> bool {
        let mut wants_articles = false;
        if ui.button("Rename…").on_hover_text("Call the story as you like").clicked() {
            let title = ctx.session.story_number().map_or("", |number| ctx.session.story_title(number));
            self.go(At::Name(title.to_owned()));
        }
        let split = ui.add_enabled(
            ticked.is_part_of(story),
            egui::Button::new(match ticked.count(story) {
                0 => "Split off ticked articles".to_owned(),
                some => format!(
                    "Split off {}",
                    ctx.numbers().counted(some as u64, "ticked article", "ticked articles")
                ),
            }),
        );
        let split = split
            .on_hover_text("The ticked articles become a story of their own, or stand alone")
            .on_disabled_hover_text("Tick some of its articles first, and not all of them");
        if split.clicked() {
            *edit = Some(ticked.split(story));
        }
        if !ticked.is_part_of(story) && ui.button("Show its articles, to tick some").clicked() {
            wants_articles = true;
            ui.close();
        }
        if ui.button("Join with another story…").on_hover_text("Make one story of two").clicked() {
            self.go(At::Join(Pick::default()));
        }
        if ui.button("Add an article…").on_hover_text("Search one by its headline").clicked() {
            self.go(At::Add(String::new()));
        }
        ui.separator();
        let mut is_pinned = story.is_pinned;
        let pin = tick_box(ui, ctx, &mut is_pinned, "Pinned: these articles and no others");
        if pin.on_hover_text("Whatever articles come, none joins by itself and none leaves").changed() {
            *edit = Some(StoryEdit::Pin(story.articles.clone(), is_pinned));
        }
        wants_articles
    }
}

/// A field for the name; gives it when it is entered.
fn named(ui: &mut Ui, ctx: &ViewContext<'_>, text: &mut String, is_new: &mut bool) -> Option<String> {
    let field = ui.add(
        TextEdit::singleline(text)
            .id(Id::unique("name of the story"))
            .hint_text(RichText::new("Empty: the headline that fits best").color(ctx.tokens.muted))
            .desired_width(pick::WIDTH - 20.0)
            .margin(egui::Margin::symmetric(8, 5)),
    );
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the story"));
    take_keyboard(ui, &field, text, is_new);
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_pressed = ui.button("Call it so").clicked();
    let note = "An empty name is the program's own: the headline most like all its articles.";
    ui.label(RichText::new(note).font(ctx.tokens.small()).color(ctx.tokens.muted));
    (is_entered || is_pressed).then(|| text.trim().to_owned())
}

/// A field for letters of a headline, and the articles that have them; gives the one that was chosen.
fn added(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    text: &mut String,
    is_new: &mut bool,
    story: &Story,
) -> Option<StoryEdit> {
    let tokens = ctx.tokens;
    let field = ui.add(
        TextEdit::singleline(text)
            .id(Id::unique("article to add"))
            .hint_text(RichText::new("Letters of the headline, an outlet, a date").color(tokens.muted))
            .desired_width(pick::WIDTH - 20.0)
            .margin(egui::Margin::symmetric(8, 5)),
    );
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Article to add"));
    take_keyboard(ui, &field, text, is_new);
    if field.changed() {
        ctx.send(Command::FindHeadlines(text.clone()));
    }
    let (corpus, stories) = ctx.session.corpus().zip(ctx.session.stories())?;
    let found = ctx.session.results().headlines().filter(|_| !text.trim().is_empty())?;
    let others: Vec<ArticleId> = found
        .found
        .iter()
        .map(|one| one.article)
        .filter(|id| *id < corpus.article_count() && !story.articles.contains(id))
        .collect();
    if others.is_empty() {
        ui.label(RichText::new("No other article has that").color(tokens.muted));
    }
    let mut chosen = None;
    ScrollArea::vertical().id_salt("articles to add").max_height(300.0).show(ui, |ui| {
        for id in others {
            let article = corpus.article(id);
            let outlet = article.outlet.as_ref().map_or(NO_OUTLET, |outlet| &*outlet.value);
            let date = ctx.column_date(article.published.as_ref().map(|date| date.value));
            let words = format!("{} · {outlet}, {date}", for_reading(article.headline_text()));
            let told = stories.story_of(id).and_then(|number| corpus.stories().get(number));
            let button = ui.add(egui::Button::new(words).wrap());
            let button = match told {
                Some(title) => button.on_hover_text(format!("It leaves the story “{title}”")),
                None => button.on_hover_text("It stands alone"),
            };
            if button.clicked() {
                chosen = Some(id);
            }
        }
    });
    if found.total as usize > found.found.len() {
        let words = "There are more: type on to narrow them down";
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
    }
    let article = chosen?;
    let from = stories.story_of(article).and_then(|number| stories.stories.get(number));
    let from = from
        .map_or_else(Vec::new, |from| from.articles.iter().copied().filter(|id| *id != article).collect());
    Some(StoryEdit::Take { article, from, into: story.articles.clone() })
}
