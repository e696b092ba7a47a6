//! How alike articles have to be, and how near in time, to be one story.

use egui::{Popup, PopupCloseBehavior, RichText, Slider, Ui, WidgetInfo};

use crate::framing::stories::StorySettings;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;

/// What is being drawn at.
#[derive(Debug, Default)]
pub struct StorySettingsUi {
    draft: Option<StorySettings>,
}

/// What can be asked; beyond it nothing sensible comes.
const LIKENESS: std::ops::RangeInclusive<u16> = 10..=400;
const DAYS: std::ops::RangeInclusive<u16> = 0..=90;

/// "8.5 %".
pub fn likeness_in_words(ctx: &ViewContext<'_>, thousandths: u16) -> String {
    format!("{} %", ctx.numbers().number(f64::from(thousandths) / 10.0))
}

/// "7 days"; "one day" where only articles of one day belong together.
pub fn days_in_words(ctx: &ViewContext<'_>, days: u16) -> String {
    match days {
        0 => "one day".to_owned(),
        days => ctx.numbers().counted(days.into(), "day", "days"),
    }
}

impl StorySettingsUi {
    /// Draws the button that says how stories are looked for, with the sliders below it.
    pub fn button(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let settings = ctx.session.bench().story_settings;
        let words = format!(
            "Alike at least {} · within {}",
            likeness_in_words(ctx, settings.likeness),
            days_in_words(ctx, settings.window_days)
        );
        let button = ui.button(dropping(&words)).on_hover_text("How stories are looked for");
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, words.as_str()));
        let shown = Popup::from_toggle_button_response(&button)
            .accessible_name("How stories are looked for")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(360.0)
            .show(|ui| {
                ui.set_width(360.0);
                self.sliders(ui, ctx);
                limits(ui, ctx);
            });
        if shown.is_none() {
            self.draft = None;
        }
    }

    /// Draws the sliders; what is drawn at holds when it is let go.
    pub fn sliders(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let now = ctx.session.bench().story_settings;
        let mut draft = self.draft.unwrap_or(now);
        let decimal = ctx.numbers();
        let alike = Slider::new(&mut draft.likeness, LIKENESS)
            .clamping(egui::SliderClamping::Never)
            .custom_formatter(move |value, _| decimal.number(value / 10.0))
            .custom_parser(|text| {
                let number: f64 = text.trim().trim_end_matches('%').trim().replace(',', ".").parse().ok()?;
                Some((number * 10.0).clamp(1.0, 1000.0))
            })
            .suffix(" %");
        let one = ui.horizontal(|ui| {
            let label = ui.label("Alike at least");
            ui.add(alike).labelled_by(label.id)
        });
        let days = Slider::new(&mut draft.window_days, DAYS).clamping(egui::SliderClamping::Never);
        let other = ui.horizontal(|ui| {
            let label = ui.label("Days between two articles");
            ui.add(days).labelled_by(label.id)
        });
        let changes = [one.inner, other.inner];
        let is_held = changes.iter().any(egui::Response::dragged);
        draft.likeness = draft.likeness.clamp(1, 1000);
        draft.window_days = draft.window_days.min(366);
        let is_changed = changes.iter().any(egui::Response::changed);
        let is_let_go = changes.iter().any(egui::Response::drag_stopped);
        self.draft = is_held.then_some(draft);
        if (is_let_go || is_changed && !is_held) && draft != now {
            // Until the command is applied the sliders stay where they were let go.
            self.draft = Some(draft);
            ctx.send(Command::SetStories(draft));
        }
        let usual = StorySettings::default();
        ui.add_enabled_ui(now != usual, |ui| {
            let words = format!(
                "Alike at least {}, within {}",
                likeness_in_words(ctx, usual.likeness),
                days_in_words(ctx, usual.window_days)
            );
            if ui.button("As usual").on_hover_text(words).clicked() {
                ctx.send(Command::SetStories(usual));
            }
        });
    }
}

fn limits(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let mut words = vec![
        "Likeness is that of words without endings, names a little more (cosine of tf-idf); articles of a story \
         reach it on average. More makes more and smaller stories."
            .to_owned(),
    ];
    if let Some(all) = ctx.session.stories() {
        if all.crowded > 0 {
            let many = ctx.numbers().counted(all.crowded.into(), "article is", "articles are");
            words.push(format!("{many} like very many others; the 200 most similar were weighed."));
        }
        if all.common_words > 0 {
            let many = ctx.numbers().counted(all.common_words.into(), "word was", "words were");
            words.push(format!("{many} too common here to bring articles together."));
        }
    }
    words.push("What is found is a suggestion: split, join and pin what you know better.".to_owned());
    for text in words {
        ui.label(RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
}
