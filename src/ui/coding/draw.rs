//! How a new sample shall be drawn, and what it will tell.

use egui::{DragValue, Frame, Grid, Margin, Panel, Response, RichText, ScrollArea, Ui};

use super::{MEASURE, column, problem};
use crate::corpus::ArticleId;
use crate::framing::codebook::Codebook;
use crate::framing::coding::{CodingPlan, MOST_UNITS, Strata, UnitKind, advice};
use crate::session::keeping_up::Follower;
use crate::session::{Command, DeskStep};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::primary_button;
use crate::ui::widgets::{ring, segmented, tick_box};

/// The plan so far, and the frame whose share is reckoned with.
#[derive(Debug, Default)]
pub struct NewSample {
    plan: CodingPlan,
    frame: usize,
    /// The story that was open when it was said last what to draw from, and whether it shall be that one.
    from: Option<(ArticleId, bool)>,
    follower: Follower,
}

/// In a lower room the form does not fit with its button.
const LOW: f32 = 760.0;

/// Sizes at hand; any other can be typed.
const SIZES: [u32; 4] = [50, 100, 200, 400];

impl NewSample {
    /// Draws the form.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let book = &ctx.session.bench().coding;
        let all = book.all();
        if book.codebook(&self.plan.codebook).is_none()
            && let Some(first) = all.first()
        {
            self.plan.codebook = first.id.clone();
        }
        let Some(codebook) = book.codebook(&self.plan.codebook) else { return };
        if let Some(numbers) = self.follower.follow(ctx.session.keeping_up().numbering()) {
            self.from = self.from.and_then(|(story, of_story)| Some((numbers.of(story)?, of_story)));
        }
        let story = ctx.session.story();
        // Who comes from a story means that story, until they say otherwise.
        let of_story = story.is_some_and(|story| match self.from {
            Some((known, of_story)) if story.articles.contains(&known) => of_story,
            _ => true,
        });
        if let Some(first) = story.and_then(|story| story.articles.first()) {
            self.from = Some((*first, of_story));
        }
        if ctx.session.desk().weighed() != (&*codebook.id, of_story) {
            ctx.send(Command::AtDesk(DeskStep::Weigh(codebook.id.clone(), of_story)));
        }
        // In a low window at the foot, where it is seen however long the form is.
        let has_foot = ui.available_height() < LOW;
        if has_foot {
            let frame = Frame::new().fill(ctx.tokens.raised).inner_margin(Margin::symmetric(24, 12));
            let foot = Panel::bottom("draw and code").resizable(false).frame(frame);
            foot.show(ui, |ui| {
                let width = MEASURE.min(ui.available_width() - 48.0);
                ui.horizontal(|ui| {
                    ui.add_space(((ui.available_width() - width) / 2.0).max(0.0));
                    self.draw_button(ui, ctx, codebook, of_story);
                    ui.scope(|ui| {
                        ui.set_max_width((width - 140.0).max(120.0));
                        self.foretold(ui, ctx, codebook);
                    });
                });
            });
        }
        column(ui, "new sample", MEASURE, |ui| {
            Grid::new("plan").num_columns(2).spacing([24.0, 14.0]).min_col_width(120.0).show(ui, |ui| {
                self.fields(ui, ctx, &all);
            });
            ui.add_space(16.0);
            self.expected(ui, ctx, codebook);
            if !has_foot {
                ui.add_space(6.0);
                self.foretold(ui, ctx, codebook);
                ui.add_space(20.0);
                self.draw_button(ui, ctx, codebook, of_story);
            }
        });
    }

    fn draw_button(&self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, of_story: bool) {
        if primary_button(ui, ctx, "Draw and code").clicked() {
            let first = codebook.frames.get(self.frame).map(|frame| frame.id.clone());
            ctx.send(Command::AtDesk(DeskStep::Frames(first.into_iter().collect())));
            let title = ctx.session.story_number().map(|number| ctx.session.story_title(number).into());
            let plan = CodingPlan { story: title.filter(|_| of_story), ..self.plan.clone() };
            ctx.send(Command::DrawSample(Box::new(plan)));
        }
    }

    fn fields(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, all: &[&Codebook]) {
        let plan = &mut self.plan;
        label(ui, ctx, "Codebook");
        ui.vertical(|ui| {
            for codebook in all {
                let is_on = codebook.id == plan.codebook;
                let frames = ctx.numbers().counted(codebook.frames.len() as u64, "frame", "frames");
                let words = format!("{} · {frames}", codebook.title);
                let mut chosen = is_on;
                if ring(ui, ctx, &mut chosen, true, words).changed() {
                    plan.codebook = codebook.id.clone();
                    self.frame = 0;
                }
            }
            if let Some(caution) =
                all.iter().find(|one| one.id == plan.codebook).and_then(|one| one.caution())
            {
                small(ui, ctx, caution);
            }
        });
        ui.end_row();
        label(ui, ctx, "What is coded");
        let units = [
            ("Sentences", plan.unit == UnitKind::Sentence, "One sentence, read in its paragraph"),
            ("Articles", plan.unit == UnitKind::Article, "Headline, standfirst and body"),
        ];
        if let Some(at) = segmented(ui, ctx, "What is coded", units) {
            plan.unit = if at == 0 { UnitKind::Sentence } else { UnitKind::Article };
        }
        ui.end_row();
        let name = label(ui, ctx, "How many");
        ui.horizontal(|ui| {
            ui.add(DragValue::new(&mut plan.size).range(1..=MOST_UNITS)).labelled_by(name.id);
            let sizes = SIZES.map(|size| (size.to_string(), plan.size == size));
            let sizes = sizes.iter().map(|(text, is_on)| (text.as_str(), *is_on, ""));
            if let Some(size) = segmented(ui, ctx, "How many", sizes).and_then(|at| SIZES.get(at)) {
                plan.size = *size;
            }
        });
        ui.end_row();
        label(ui, ctx, "Drawn");
        let strata = [
            (
                "From all alike",
                plan.strata == Strata::None,
                "Figures then hold for all these articles together",
            ),
            (
                "As many of each outlet",
                plan.strata == Strata::Outlet,
                "Outlets can be compared; figures over all of them hold for the sample alone",
            ),
        ];
        if let Some(at) = segmented(ui, ctx, "Drawn", strata) {
            plan.strata = if at == 0 { Strata::None } else { Strata::Outlet };
        }
        ui.end_row();
        label(ui, ctx, "Blind");
        tick_box(ui, ctx, &mut plan.is_blind, "Coders see neither outlet nor headline");
        ui.end_row();
        let name = label(ui, ctx, "Seed");
        ui.horizontal(|ui| {
            ui.add(DragValue::new(&mut plan.seed).range(0..=u64::MAX)).labelled_by(name.id);
            small(ui, ctx, "The same seed draws the same sample");
        });
        ui.end_row();
        label(ui, ctx, "From");
        ui.vertical(|ui| {
            let of_story = self.whether_of_story(ui, ctx);
            self.articles_in_words(ui, ctx, of_story);
        });
        ui.end_row();
    }

    /// What to draw from, where there is a choice. Whether it is the story that is open.
    fn whether_of_story(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) -> bool {
        let from = self.from.as_mut().filter(|_| ctx.session.story().is_some());
        let Some((_, of_story)) = from else { return false };
        let options = [
            ("This story", *of_story, "The articles of the story that is open in Compare"),
            ("All articles", !*of_story, "All that the filter leaves"),
        ];
        if let Some(at) = segmented(ui, ctx, "From", options) {
            *of_story = at == 0;
        }
        *of_story
    }

    fn articles_in_words(&self, ui: &mut Ui, ctx: &ViewContext<'_>, of_story: bool) {
        let filter = &ctx.session.bench().filter;
        let articles = ctx.session.desk().shares(&self.plan.codebook).map(|shares| shares.articles);
        let count = articles.map_or_else(
            || "the articles".to_owned(),
            |articles| ctx.numbers().counted(articles.into(), "article", "articles"),
        );
        let title = ctx.session.story_number().map_or("", |number| ctx.session.story_title(number));
        let from = match (of_story, filter.is_all()) {
            (false, true) => format!("{count} that are open"),
            (false, false) => format!("{count} that the filter leaves: {filter}"),
            (true, true) => format!("{count} of the story “{title}”"),
            (true, false) => format!("{count} of the story “{title}” that the filter leaves: {filter}"),
        };
        ui.add(egui::Label::new(RichText::new(from).color(ctx.tokens.text)).wrap());
    }

    /// How often the words of each frame hit, and what a sample of this size will tell of one.
    fn expected(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook) {
        let tokens = ctx.tokens;
        ui.label(RichText::new("What it will tell").font(tokens.strong()).color(tokens.text));
        let has_failed = problem(ui, ctx);
        let Some(shares) = ctx.session.desk().shares(&codebook.id) else {
            if has_failed {
                return;
            }
            small(ui, ctx, "Counting how often the words of each frame hit…");
            return;
        };
        let unit = self.plan.unit;
        let share = |at: usize| {
            let (sentences, articles) = *shares.frames.get(at)?;
            if unit == UnitKind::Sentence { sentences.ok() } else { articles.ok() }
        };
        small(
            ui,
            ctx,
            "The share of units with a hit. Choose the frame that matters most to you: it is asked first.",
        );
        ui.add_space(4.0);
        ScrollArea::vertical().id_salt("expected").max_height(132.0).auto_shrink([false, true]).show(
            ui,
            |ui| {
                ui.horizontal_wrapped(|ui| {
                    for (at, frame) in codebook.frames.iter().enumerate() {
                        let known = share(at)
                            .map_or_else(|| "no words here".to_owned(), |one| ctx.numbers().percent(one));
                        let words = format!("{} {known}", frame.title);
                        let hint = format!("{}: share of units with a hit", frame.heading());
                        if ui.selectable_label(at == self.frame, words).on_hover_text(hint).clicked() {
                            self.frame = at;
                        }
                    }
                });
            },
        );
    }

    /// What a sample of this size will tell of the frame that matters most, once that is known.
    fn foretold(&self, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook) {
        let shares = ctx.session.desk().shares(&codebook.id);
        let Some((sentences, articles)) = shares.and_then(|shares| shares.frames.get(self.frame)) else {
            return;
        };
        let share = if self.plan.unit == UnitKind::Sentence { sentences } else { articles };
        let words = match share {
            Ok(share) => advice(self.plan.size, self.plan.unit, *share),
            Err(_) => {
                "This frame has no words for the languages of these articles: coders can still say where it is, \
                 and nothing can be said of its hits"
                    .to_owned()
            }
        };
        let words = format!("{}.", words.trim_end_matches('.'));
        let words = RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted);
        ui.add(egui::Label::new(words).wrap());
    }
}

fn label(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) -> Response {
    ui.label(RichText::new(text).color(ctx.tokens.muted))
}

fn small(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    ui.label(RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.muted));
}
