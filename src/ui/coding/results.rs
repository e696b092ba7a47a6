//! What came out: how far coders agree, and how well dictionary hits do against them.

use std::sync::Arc;

use egui::{Grid, RichText, ScrollArea, Ui};

use super::{column, problem};
use crate::framing::codebook::Codebook;
use crate::framing::coding::{Counts, FrameAgreement, FrameValidation, Truth, UnitKind};
use crate::session::coding::Checked;
use crate::session::{CodingFile, Command, DeskStep};
use crate::stats::{Stat, Undefined};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{plain_button, segmented};

/// Widest measure of the tables.
const MEASURE: f32 = 1120.0;

/// Draws the pane.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let desk = ctx.session.desk();
    let (checked, is_computing) = desk.checked();
    column(ui, "results", MEASURE, |ui| {
        let has_failed = problem(ui, ctx);
        match checked {
            Some(checked) if checked.agreement.is_empty() => {
                ui.label(RichText::new("Nobody has coded this sample yet").font(ctx.tokens.strong()));
                ui.label(
                    RichText::new("Answer some units first; what they say shows here.")
                        .color(ctx.tokens.muted),
                );
            }
            Some(checked) => {
                if is_computing {
                    ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
                }
                all(ui, ctx, checked);
            }
            None if has_failed => {}
            None => {
                ui.label(RichText::new("Comparing coders…").color(ctx.tokens.muted));
            }
        }
    });
}

fn all(ui: &mut Ui, ctx: &ViewContext<'_>, checked: &Checked) {
    let tokens = ctx.tokens;
    let banner = checked.validation.status.banner();
    ui.label(RichText::new(format!("Dictionary hits: {banner}")).font(tokens.heading()).color(tokens.text));
    if let Some(caution) = checked.codebook.caution() {
        ui.label(RichText::new(caution).color(tokens.muted));
    }
    if let Some(words) = lost(ctx, checked) {
        ui.label(RichText::new(words).color(tokens.problem));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if plain_button(ui, "Copy as CSV", "Both tables, one measure a line").clicked() {
            ctx.send(Command::CopyCoding(CodingFile::Results));
        }
        if plain_button(ui, "Save as CSV…", "Both tables, one measure a line").clicked() {
            ctx.send(Command::SaveCoding(CodingFile::Results));
        }
        if let Some((at, _)) = ctx.session.desk_sample()
            && plain_button(ui, "Save answers…", "Every answer with its unit, coder and note, as CSV")
                .clicked()
        {
            ctx.send(Command::SaveCoding(CodingFile::Answers(at)));
        }
    });
    ui.add_space(20.0);
    ui.label(RichText::new("Do coders agree?").font(tokens.heading()).color(tokens.text));
    agreement(ui, ctx, checked);
    ui.add_space(24.0);
    ui.label(RichText::new("Are dictionary hits right?").font(tokens.heading()).color(tokens.text));
    ui.add_space(6.0);
    truths(ui, ctx);
    ui.add_space(8.0);
    hits(ui, ctx, checked);
}

/// Units that could not be held against anything.
fn lost(ctx: &ViewContext<'_>, checked: &Checked) -> Option<String> {
    let all = checked.changed + checked.gone;
    if all == 0 {
        return None;
    }
    let number = |count: u32| ctx.numbers().count(count.into());
    Some(format!(
        "{} of {} cannot be compared any more: {} in articles that have changed, {} in articles that are not open.",
        number(all),
        units(ctx, checked.kind, checked.units),
        number(checked.changed),
        number(checked.gone)
    ))
}

fn units(ctx: &ViewContext<'_>, kind: UnitKind, count: u32) -> String {
    let (one, many) = match kind {
        UnitKind::Sentence => ("sentence", "sentences"),
        UnitKind::Article => ("article", "articles"),
    };
    ctx.numbers().counted(count.into(), one, many)
}

fn truths(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let now = &ctx.session.desk().truth;
    let mut truths = vec![
        ("Majority".to_owned(), Truth::Majority, "What most coders said; ties are left out"),
        (
            "Agreed only".to_owned(),
            Truth::Agreed,
            "Only units on which all coders, at least two, are of one mind",
        ),
    ];
    for coder in ctx.session.desk_counts().into_iter().flat_map(Counts::coders) {
        truths.push((coder.to_string(), Truth::Coder(Arc::clone(coder)), "What this coder said"));
    }
    ScrollArea::horizontal().id_salt("truths").show(ui, |ui| {
        let options = truths.iter().map(|(name, truth, tip)| (name.as_str(), truth == now, *tip));
        if let Some((_, truth, _)) = segmented(ui, ctx, "Held against", options).and_then(|at| truths.get(at))
        {
            ctx.send(Command::AtDesk(DeskStep::Truth(truth.clone())));
        }
    });
}

fn agreement(ui: &mut Ui, ctx: &ViewContext<'_>, checked: &Checked) {
    let tokens = ctx.tokens;
    let words = "Krippendorff’s alpha is the figure to report: 1 is full agreement, 0 what chance would give. \
                 Where yes is rare, alpha and kappa fall although nearly all answers are alike; AC1 then says so.";
    ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
    ui.add_space(8.0);
    table(
        ui,
        ctx,
        "agreement",
        &["Frame", "Coded twice", "Yes", "Alike", "Alpha (95 %)", "Reads as"],
        |ui| {
            for one in &checked.agreement {
                agreement_row(ui, ctx, &checked.codebook, one);
            }
        },
    );
    let pairs: Vec<_> = checked
        .agreement
        .iter()
        .flat_map(|one| one.pairs.iter().map(move |pair| (&one.frame, pair)))
        .collect();
    if pairs.is_empty() {
        return;
    }
    ui.add_space(12.0);
    table(
        ui,
        ctx,
        "pairs",
        &["Frame", "Coders", "Both coded", "Alike", "Cohen’s kappa", "Gwet’s AC1"],
        |ui| {
            for (frame, pair) in pairs {
                cell(ui, ctx, title(&checked.codebook, frame));
                cell(ui, ctx, &format!("{} and {}", pair.first, pair.second));
                cell(ui, ctx, &ctx.numbers().count(pair.units.into()));
                share(ui, ctx, pair.percent);
                coefficient(ui, ctx, pair.kappa);
                coefficient(ui, ctx, pair.ac1);
                ui.end_row();
            }
        },
    );
}

fn agreement_row(ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, one: &FrameAgreement) {
    cell(ui, ctx, title(codebook, &one.frame));
    if one.units == 0 {
        cell(ui, ctx, "0");
        for _ in 0..3 {
            undefined(ui, ctx, Undefined::NotCodedTwice);
        }
        cell(ui, ctx, "one coder only: a second has to answer the same units");
        ui.end_row();
        return;
    }
    cell(ui, ctx, &ctx.numbers().count(one.units.into()));
    share(ui, ctx, one.share_of_yes);
    share(ui, ctx, one.percent);
    match (&one.alpha, &one.alpha_interval) {
        (Ok(alpha), Ok(limits)) => {
            let number = |value| ctx.numbers().fixed(value, 2);
            cell(ui, ctx, &format!("{} ({} to {})", number(*alpha), number(limits.low), number(limits.high)));
        }
        (alpha, _) => coefficient(ui, ctx, *alpha),
    }
    let reads = match one.reliability() {
        Ok(reads) => reads.label().to_owned(),
        Err(why) => why.to_string(),
    };
    cell(ui, ctx, &reads);
    ui.end_row();
}

fn hits(ui: &mut Ui, ctx: &ViewContext<'_>, checked: &Checked) {
    let words = "Precision: of the units with a hit, how many the coders said yes to. Recall: of those they said yes \
                 to, how many have a hit. F1 is the harmonic mean of both. Limits are Wilson’s, 95 %. A dash stands where there \
                 is nothing to divide by.";
    ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
    ui.add_space(8.0);
    let columns = ["Frame", "Compared", "Hit and yes", "Hit only", "Yes only", "Precision", "Recall", "F1"];
    let validation = &checked.validation;
    let shown: Vec<&FrameValidation> =
        validation.frames.iter().filter(|one| one.units + one.undecided > 0).collect();
    table(ui, ctx, "hits", &columns, |ui| {
        for one in &shown {
            hit_row(ui, ctx, &checked.codebook, one);
        }
    });
    let rest = validation.frames.len() - shown.len();
    if rest > 0 {
        let words = format!("{} not coded", ctx.numbers().counted(rest as u64, "frame", "frames"));
        ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
}

fn hit_row(ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook, one: &FrameValidation) {
    cell(
        ui,
        ctx,
        &codebook.frame(&one.frame).map_or_else(String::new, crate::framing::codebook::Frame::heading),
    );
    let number = |count: u32| ctx.numbers().count(count.into());
    let compared = match one.undecided {
        0 => number(one.units),
        undecided => format!("{}, {} undecided", number(one.units), number(undecided)),
    };
    cell(ui, ctx, &compared);
    cell(ui, ctx, &number(one.both));
    cell(ui, ctx, &number(one.only_hits));
    cell(ui, ctx, &number(one.only_coders));
    for (value, limits) in [(one.precision, &one.precision_interval), (one.recall, &one.recall_interval)] {
        let percent = |value| ctx.numbers().percent(value);
        match (value, limits) {
            (Ok(value), Ok(limits)) => {
                let (low, high) = (percent(limits.low), percent(limits.high));
                cell(ui, ctx, &format!("{} ({low} to {high})", percent(value)));
            }
            (value, _) => share(ui, ctx, value),
        }
    }
    coefficient(ui, ctx, one.f1);
    ui.end_row();
}

fn title<'a>(codebook: &'a Codebook, frame: &'a Arc<str>) -> &'a str {
    codebook.frame(frame).map_or(&**frame, |one| one.title.as_str())
}

fn share(ui: &mut Ui, ctx: &ViewContext<'_>, value: Stat) {
    match value {
        Ok(value) => cell(ui, ctx, &ctx.numbers().percent(value)),
        Err(why) => undefined(ui, ctx, why),
    }
}

fn coefficient(ui: &mut Ui, ctx: &ViewContext<'_>, value: Stat) {
    match value {
        Ok(value) => cell(ui, ctx, &ctx.numbers().fixed(value, 2)),
        Err(why) => undefined(ui, ctx, why),
    }
}

/// No number, and why: short where the table says it often, in full on the tooltip.
fn undefined(ui: &mut Ui, ctx: &ViewContext<'_>, why: Undefined) {
    let short = match why {
        Undefined::NotCodedTwice => "— one coder",
        Undefined::NoHit => "— no hit",
        Undefined::NoYes => "— no yes",
        Undefined::NoVariation => "— all alike",
        _ => "—",
    };
    let label = ui.label(RichText::new(short).font(ctx.tokens.small()).color(ctx.tokens.muted));
    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("Not defined: {why}")));
    label.on_hover_text(why.to_string());
}

fn table(ui: &mut Ui, ctx: &ViewContext<'_>, name: &str, columns: &[&str], rows: impl FnOnce(&mut Ui)) {
    ScrollArea::horizontal().id_salt(name).show(ui, |ui| {
        Grid::new(name).num_columns(columns.len()).spacing([24.0, 8.0]).show(ui, |ui| {
            for column in columns {
                ui.label(RichText::new(*column).font(ctx.tokens.small_strong()).color(ctx.tokens.muted));
            }
            ui.end_row();
            rows(ui);
        });
    });
}

fn cell(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    ui.label(RichText::new(text).font(ctx.tokens.figures()).color(ctx.tokens.text));
}
