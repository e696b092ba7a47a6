//! The chip of dates: a small timeline to drag over, quick choices, and a typed range.

use egui::{Align, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Ui};
use jiff::civil::Date;

use super::held;
use crate::analysis;
use crate::figure::format;
use crate::query::{Field, Filter, Mistake};
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::plain_button;
use crate::ui::widgets::query_field::{FieldLook, QueryField};
use crate::ui::widgets::timeline::{Stretch, TimeBar, Timeline};

/// What is being dragged or typed.
#[derive(Debug, Default)]
pub struct Dates {
    timeline: Timeline,
    typed: QueryField,
}

const WIDTH: f32 = 520.0;
const BARS: f32 = 92.0;

impl Dates {
    /// Draws the chip, and below it what it opens.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let filter = &ctx.session.bench().filter;
        let words = in_words(filter);
        let text = RichText::new(dropping(words.as_deref().unwrap_or("Any date")));
        let text = if words.is_some() { text.color(ctx.tokens.accent) } else { text };
        let button = ui.button(text).on_hover_text("Choose a stretch of time");
        button.widget_info(|| {
            let words = words.as_deref().unwrap_or("any date");
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Dates: {words}"))
        });
        Popup::from_toggle_button_response(&button)
            .anchor(held(&button))
            .accessible_name("Dates")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| {
                ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 40.0));
                self.content(ui, ctx, filter);
            });
    }

    fn content(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, filter: &Filter) {
        let tokens = ctx.tokens;
        let answer = ctx.session.results().timeline();
        let bars: Vec<TimeBar> = answer.map(bars).unwrap_or_default();
        let bars = bars.as_slice();
        if let (Some(first), Some(last)) = (bars.first(), bars.last()) {
            let chosen = stretch(bars, filter);
            let (from, to) = (bars[chosen.0].first, bars[chosen.1].last);
            let within: u64 = bars[chosen.0..=chosen.1].iter().map(|bar| u64::from(bar.articles)).sum();
            ui.horizontal(|ui| {
                ui.label(
                    RichText::new(format::date_range(from, to)).font(tokens.strong()).color(tokens.text),
                );
                let articles = format::counted(within, "article", "articles");
                ui.label(RichText::new(articles).color(tokens.muted));
            });
            ui.add_space(4.0);
            if let Some(chosen) = self.timeline.ui(ui, ctx, bars, chosen, BARS) {
                let is_all = chosen == (0, bars.len() - 1);
                let days = (!is_all).then(|| (bars[chosen.0].first, bars[chosen.1].last));
                set(ctx, days);
            }
            ui.horizontal(|ui| {
                let small =
                    |day: Date| RichText::new(format::date(day)).font(tokens.small()).color(tokens.muted);
                ui.label(small(first.first));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(small(last.last)));
            });
            if let Some(outside) = answer.and_then(outside) {
                ui.label(RichText::new(outside).font(tokens.small()).color(tokens.muted));
            }
            ui.add_space(6.0);
            quick_choices(ui, ctx, bars, (from, to));
            ui.add_space(6.0);
        } else {
            ui.label(RichText::new("No article here has a date that could be placed.").color(tokens.muted));
            ui.add_space(6.0);
        }
        ui.horizontal(|ui| {
            let look = FieldLook {
                name: "Range of dates",
                hint: "6-12 May 2024, from May 2024, 2023, or none",
                width: ui.available_width() - 90.0,
            };
            let parse = |typed: &str| parse(typed);
            if let Some(Some(dates)) = self.typed.ui(ui, ctx, egui::Id::unique("range of dates"), look, parse)
            {
                ctx.send(Command::SetFilter(filter.clone().without_field(Field::Date).and(dates)));
                self.typed.clear();
            }
            ui.add_enabled_ui(filter.has(Field::Date), |ui| {
                if plain_button(ui, "Clear", "Let all dates count again").clicked() {
                    set(ctx, None);
                }
            });
        });
    }
}

fn bars(timeline: &analysis::Timeline) -> Vec<TimeBar> {
    let bar = |bin: &analysis::BinRow| TimeBar { first: bin.start, last: bin.end, articles: bin.articles };
    timeline.bins.iter().map(bar).collect()
}

/// What no bar shows, in words: "2 earlier, 3 without a date".
fn outside(timeline: &analysis::Timeline) -> Option<String> {
    let of = |articles: u32, what: &str| {
        (articles > 0).then(|| format!("{} {what}", format::counted(articles.into(), "article", "articles")))
    };
    let parts: Vec<String> = [
        of(timeline.before, "earlier"),
        of(timeline.after, "later"),
        of(timeline.imprecise, "with too vague a date for a bar"),
        of(timeline.undated, "without a date"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("Not shown: {}", format::list(&parts)))
}

/// The condition of dates in words, where there is one.
fn in_words(filter: &Filter) -> Option<String> {
    match filter.days() {
        Some((Some(first), Some(last))) => Some(format::date_range(first, last)),
        Some((Some(first), None)) => Some(format!("from {}", format::date(first))),
        Some((None, Some(last))) => Some(format!("until {}", format::date(last))),
        _ => {
            let asked = filter.values(Field::Date);
            let words = |asked: &String| if asked.is_empty() { "no date" } else { asked }.to_owned();
            (!asked.is_empty()).then(|| asked.iter().map(words).collect::<Vec<_>>().join(", "))
        }
    }
}

/// A range typed without its `date:`.
fn parse(typed: &str) -> Result<Filter, Mistake> {
    const NAME: &str = "date:";
    let given = typed.trim_start_matches(NAME);
    Filter::parse(&format!("{NAME}{}", given.trim())).map_err(|mut mistake| {
        let shift = NAME.len() - (typed.len() - given.len()).min(NAME.len());
        mistake.span = mistake.span.start.saturating_sub(shift)..mistake.span.end.saturating_sub(shift);
        mistake
    })
}

/// The bars that the filter lets through; all of them where it asks for something else than a range.
fn stretch(bars: &[TimeBar], filter: &Filter) -> Stretch {
    let most = bars.len().saturating_sub(1);
    let Some((first, last)) = filter.days() else { return (0, most) };
    let from = first.map_or(0, |first| bars.partition_point(|bar| bar.last < first)).min(most);
    let to = last.map_or(most, |last| bars.partition_point(|bar| bar.first <= last).saturating_sub(1));
    (from, to.clamp(from, most))
}

fn set(ctx: &ViewContext<'_>, days: Option<(Date, Date)>) {
    let filter = ctx.session.bench().filter.clone();
    ctx.send(Command::SetFilter(match days {
        Some((first, last)) => filter.with_period(first, last),
        None => filter.without_field(Field::Date),
    }));
}

/// So many months are offered one by one; where there are more, the years are.
const MOST_MONTHS: usize = 24;

fn quick_choices(ui: &mut Ui, ctx: &ViewContext<'_>, bars: &[TimeBar], now: (Date, Date)) {
    let years = periods(bars, |day| (day.first_of_year(), day.last_of_year()));
    let months = periods(bars, |day| (day.first_of_month(), day.last_of_month()));
    ScrollArea::vertical().id_salt("quick dates").max_height(120.0).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            if years.len() > 1 {
                for (first, last) in &years {
                    choice(ui, ctx, &first.year().to_string(), (*first, *last), now);
                }
            }
            // With many years, the months of the years that are chosen.
            let of_choice: Vec<_> = months
                .iter()
                .filter(|(first, last)| months.len() <= MOST_MONTHS || (*last >= now.0 && *first <= now.1))
                .collect();
            if of_choice.len() <= MOST_MONTHS {
                for (first, last) in of_choice {
                    let name = first.strftime("%B %Y").to_string();
                    choice(ui, ctx, &name, (*first, *last), now);
                }
            }
        });
    });
}

fn choice(ui: &mut Ui, ctx: &ViewContext<'_>, name: &str, days: (Date, Date), now: (Date, Date)) {
    let response = ui.add(egui::Button::new(name).small().selected(days == now));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Only {name}")));
    if response.on_hover_text(format!("Only {name}")).clicked() {
        set(ctx, Some(days));
    }
}

/// The months or years that have articles, in order.
fn periods(bars: &[TimeBar], around: impl Fn(Date) -> (Date, Date)) -> Vec<(Date, Date)> {
    let mut found: Vec<(Date, Date)> = Vec::new();
    for bar in bars.iter().filter(|bar| bar.articles > 0) {
        // A bar of a quarter or a year says nothing about single months.
        let period = around(bar.first);
        if period.1 >= bar.last && found.last() != Some(&period) {
            found.push(period);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn weeks() -> Vec<TimeBar> {
        [(29, 4, 5, 5), (6, 5, 12, 5), (13, 5, 19, 5)]
            .map(|(from, in_month, to, to_month)| TimeBar {
                first: date(2024, in_month, from),
                last: date(2024, to_month, to),
                articles: 1,
            })
            .to_vec()
    }

    #[test]
    fn a_filter_shows_as_a_stretch_of_bars() {
        for (typed, expected) in [
            ("", (0, 2)),
            ("date:2024-05-07..2024-05-08", (1, 1)),
            ("date:2024-05-06..", (1, 2)),
            ("date:..2024-05-12", (0, 1)),
            ("date:2030", (2, 2)),
            ("date:1990", (0, 0)),
            ("date:none", (0, 2)),
        ] {
            assert_eq!(stretch(&weeks(), &Filter::parse(typed).expect("a filter")), expected, "{typed}");
        }
    }

    #[test]
    fn dates_are_said_in_words() {
        for (typed, expected) in [
            ("lang:en", None),
            ("date:2024-05-02..2024-05-16", Some("2–16 May 2024")),
            ("date:2023..", Some("from 1 January 2023")),
            ("date:none", Some("no date")),
        ] {
            assert_eq!(in_words(&Filter::parse(typed).expect("a filter")).as_deref(), expected);
        }
    }

    #[test]
    fn a_typed_range_needs_no_name_and_mistakes_stand_where_they_are() {
        assert_eq!(parse("2024-05"), Filter::parse("date:2024-05"));
        assert_eq!(parse("6-12 May 2024"), Filter::parse("date:2024-05-06..2024-05-12"));
        assert_eq!(parse("date:2024-05"), Filter::parse("date:2024-05"));
        assert_eq!(parse("May").expect_err("no date").span, 0..3);
    }

    #[test]
    fn months_are_offered_where_bars_lie_within_them() {
        let months = periods(&weeks(), |day| (day.first_of_month(), day.last_of_month()));
        assert_eq!(months, [(date(2024, 5, 1), date(2024, 5, 31))]);
    }
}
