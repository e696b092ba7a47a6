//! What was decided and is not sure, and what was put right by hand, in order.

use std::sync::Arc;

use egui::{Popup, RichText, TextFormat, Ui, WidgetInfo};

use super::cells::{
    Column, Width, headings, identity, name_and_folder, named_button, places, row, within, words,
};
use crate::corpus::Confidence;
use crate::project::Correction;
use crate::project::import::{Decided, Decision};
use crate::session::{Action, Command, describe_change, describe_target};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::{action_button, at_right, segmented};

/// Which decisions are listed.
#[derive(Debug, Default)]
pub struct DecidedPage {
    list: LongList,
    which: Which,
    part: Option<Decided>,
    rows: Vec<u32>,
    counts: [u64; 2],
    made_of: Option<(usize, Which, Option<Decided>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Which {
    #[default]
    Unsure,
    Likely,
    ByHand,
}

const COLUMNS: [Column; 5] = [
    Column { title: "File", width: Width::Share(3.0), is_number: false },
    Column { title: "Part", width: Width::Points(110.0), is_number: false },
    Column { title: "Decided", width: Width::Share(3.2), is_number: false },
    Column { title: "Because of", width: Width::Share(3.6), is_number: false },
    Column { title: "How sure", width: Width::Points(64.0), is_number: false },
];

const BY_HAND: [Column; 4] = [
    Column { title: "No.", width: Width::Points(36.0), is_number: true },
    Column { title: "What is put right", width: Width::Share(5.0), is_number: false },
    Column { title: "Where", width: Width::Share(4.0), is_number: false },
    Column { title: "", width: Width::Points(150.0), is_number: false },
];

impl DecidedPage {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(decisions) = ctx.session.import_report().decisions() else {
            super::waiting(ui, ctx);
            return;
        };
        let decisions = Arc::clone(decisions);
        let made_of = Some((identity(Some(&decisions)), self.which, self.part));
        if self.made_of != made_of {
            self.made_of = made_of;
            self.refresh(&decisions);
        }
        self.above(ui, ctx);
        ui.add_space(4.0);
        if self.which == Which::ByHand {
            self.by_hand(ui, ctx);
            return;
        }
        headings(ui, ctx, &COLUMNS, None);
        if self.rows.is_empty() {
            ui.add_space(20.0);
            ui.label(RichText::new("Nothing of this kind was decided").color(ctx.tokens.muted));
            return;
        }
        let rows = &self.rows;
        self.list.ui(ui, ctx, "decisions", ctx.row_height(), rows.len(), |ui, at| {
            let decision = rows.get(at).and_then(|at| decisions.get(*at as usize));
            if let Some(decision) = decision {
                decision_row(ui, ctx, *decision);
            }
        });
    }

    fn refresh(&mut self, decisions: &[Decision]) {
        let is_part = |one: &&Decision| self.part.is_none_or(|part| part == one.part);
        let count = |confidence| {
            let all = decisions.iter().filter(is_part);
            all.filter(|one| one.confidence == confidence).count() as u64
        };
        self.counts = [count(Confidence::Low), count(Confidence::Medium)];
        let wanted = if self.which == Which::Unsure { Confidence::Low } else { Confidence::Medium };
        let is_shown =
            |one: &Decision| one.confidence == wanted && self.part.is_none_or(|part| part == one.part);
        let all = (0..).zip(decisions).filter(|(_, one)| is_shown(one));
        self.rows = all.map(|(at, _)| at).collect();
    }

    fn above(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let by_hand = ctx.session.bench().corrections.list.len() as u64;
        let [unsure, likely] = self.counts;
        let counted = |words: &str, count: u64| format!("{words} · {}", ctx.numbers().count(count));
        let options = [
            (counted("Unsure", unsure), Which::Unsure, "Guesses worth checking"),
            (counted("Likely", likely), Which::Likely, "As good as certain, and not stated by the page"),
            (
                format!("By hand · {}", ctx.numbers().counted(by_hand, "correction", "corrections")),
                Which::ByHand,
                "What you put right, in the order in which you did. One correction can be about many articles",
            ),
        ];
        ui.horizontal(|ui| {
            let shown =
                options.iter().map(|(text, which, hint)| (text.as_str(), *which == self.which, *hint));
            if let Some(chosen) = segmented(ui, ctx, "Decisions", shown)
                && let Some((_, which, _)) = options.get(chosen)
            {
                self.which = *which;
            }
            if self.which == Which::ByHand {
                at_right(ui, "corrections", |ui| {
                    action_button(ui, ctx, Action::ShowCorrections, "Corrections…");
                });
                return;
            }
            ui.add_space(6.0);
            let part = self.part.map_or("All parts", Decided::label);
            let button =
                named_button(ui, &dropping(part), &format!("Part: {part}"), "Only decisions about this");
            Popup::menu(&button).accessible_name("Which part").show(|ui| {
                let parts = std::iter::once(None).chain(Decided::ALL.map(Some));
                for one in parts {
                    let text = one.map_or("All parts", Decided::label);
                    if ui.selectable_label(self.part == one, text).clicked() {
                        self.part = one;
                        ui.close();
                    }
                }
            });
        });
    }

    fn by_hand(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let list = &ctx.session.bench().corrections.list;
        headings(ui, ctx, &BY_HAND, None);
        if list.is_empty() {
            ui.add_space(20.0);
            ui.label(RichText::new("Nothing was put right yet").color(ctx.tokens.muted));
            return;
        }
        self.list.ui(ui, ctx, "corrections", ctx.row_height(), list.len(), |ui, at| {
            if let Some(correction) = list.get(at) {
                correction_row(ui, ctx, at, correction);
            }
        });
    }
}

fn decision_row(ui: &mut Ui, ctx: &ViewContext<'_>, decision: Decision) {
    let tokens = ctx.tokens;
    let (rect, response) = row(ui, ctx, ctx.row_height(), false);
    let corpus = ctx.session.corpus();
    let Some(article) = corpus.and_then(|corpus| corpus.articles().get(decision.article as usize)) else {
        return;
    };
    let Some((confidence, evidence)) = decision.part.of(article) else { return };
    let value = decision.part.value(article);
    let value = for_reading(&value);
    let quote = for_reading(&evidence.quote);
    let why = if quote.is_empty() {
        evidence.kind.label().to_owned()
    } else {
        format!("{}: “{quote}”", evidence.kind.label())
    };
    let plain = |colour| TextFormat::simple(tokens.normal(), colour);
    let small = || TextFormat::simple(tokens.small(), tokens.muted);
    let cells = places(&COLUMNS, rect);
    let texts = [
        (decision.part.label(), plain(tokens.text)),
        (&*value, plain(tokens.text)),
        (why.as_str(), small()),
        (confidence.label(), small()),
    ];
    let file = article.file_words();
    if let Some(place) = cells.first() {
        name_and_folder(ui, ctx, *place, &file);
    }
    for (place, (text, format)) in cells.iter().skip(1).zip(texts) {
        words(ui, *place, text, format, false);
    }
    let spoken = format!("{file}, {}: {value}, {}", decision.part.label(), confidence.label());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, &spoken));
    if response.clicked() {
        ctx.act(Action::ShowBrowse);
        ctx.send(Command::OpenArticle(decision.article, None));
    }
    response.on_hover_text(format!(
        "{file}\n{}: {value}\n{why}\nClick to look at the article; a click on the part above it puts it right",
        decision.part.label()
    ));
}

fn correction_row(ui: &mut Ui, ctx: &ViewContext<'_>, at: usize, correction: &Correction) {
    let tokens = ctx.tokens;
    let (rect, response) = row(ui, ctx, ctx.row_height(), false);
    let cells = places(&BY_HAND, rect);
    let [number, what, whom, buttons] = cells.as_slice() else { return };
    let (change, target) = (describe_change(&correction.change), describe_target(&correction.target));
    let plain = |colour| TextFormat::simple(tokens.normal(), colour);
    let figures = TextFormat::simple(tokens.figures(), tokens.muted);
    words(ui, *number, &ctx.numbers().count(at as u64 + 1), figures, true);
    words(ui, *what, &change, plain(tokens.text), false);
    words(ui, *whom, &target, plain(tokens.muted), false);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, format!("{change}, {target}")));
    within(ui, *buttons, ("correction", at), |ui| {
        let name = format!("Take back: {change}, {target}");
        if named_button(ui, "Take back", &name, "As if it had not been put right; can be undone").clicked() {
            ctx.send(Command::DropCorrection(at));
        }
        let name = format!("Show: {change}, {target}");
        if named_button(ui, "Show", &name, "Open the first article that it is about").clicked() {
            ctx.send(Command::ShowCorrected(at));
        }
    });
    response.on_hover_text(format!("{change}, {target}"));
}
