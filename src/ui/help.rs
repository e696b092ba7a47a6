//! Help: the shortcuts, generated from the actions, and the query language. README says the same.

use egui::{Grid, RichText, ScrollArea, Ui};

use super::context::ViewContext;
use super::shortcuts;
use crate::session::{Action, Group};

/// What can be typed, and what it finds; also the source of the README's table.
pub const QUERY_LANGUAGE: [(&str, &str); 11] = [
    ("sanction", "the word, in any case: Sanction, SANCTION"),
    ("sanction*", "words that begin so; s?nction leaves one letter open"),
    ("\"peace treaty\"", "the words in this order; peace treaty without quotation marks is the same"),
    ("\"peace * treaty\"", "with any one word between"),
    ("kuril* | \"northern territories\"", "one or the other; counted once where both match"),
    ("(draft | final) treaty", "brackets group"),
    ("abe NEAR/5 putin", "both within five words of each other, in either order, in one paragraph"),
    ("/isl(e|and)s?/", "words that match a regular expression as a whole"),
    ("=Turkey", "exactly as typed: case, accents and width count"),
    ("北方領土", "in Chinese, Japanese and Thai: wherever these characters stand"),
    ("outlet:RT date:2016-09..2018-03", "in the filter line: which articles count; see below"),
];

/// The filter language.
pub const FILTER_LANGUAGE: [(&str, &str); 7] = [
    ("outlet:RT,\"China Daily\"", "articles of one of these outlets; -outlet:RT leaves it out"),
    (
        "date:2016-09..2018-03",
        "from the first day of the one to the last day of the other; either may be missing",
    ),
    ("lang:en", "articles in this language, by its ISO 639 code"),
    ("section:opinion", "articles of this section"),
    ("opinion:yes", "opinion pieces, or with no: everything else"),
    ("wire:none", "articles that no agency wrote; wire:any, wire:Reuters"),
    ("complete:full", "whole articles; truncated, part, unknown"),
];

const COUNTING: [&str; 5] = [
    "Words are counted in headline, standfirst and body. Captions and page furniture are not.",
    "Intervals are 95 % Wilson intervals on the effective number of words: words of one article are alike, so an article counts for less than its words. The thin inner mark shows what the interval would be if words were independent.",
    "Distinctive words are ranked by the weighted log-odds of an outlet against all others (informative prior of 500 words); log ratio and G² stand beside.",
    "What cannot be computed is shown as — with the reason.",
    "Parts of an article are inferred. Point at a part to see why, and how sure it is.",
];

/// Draws the help sheet.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    ScrollArea::vertical().auto_shrink([false, true]).max_height(ui.available_height().min(620.0)).show(ui, |ui| {
        heading(ui, ctx, "What you can type");
        table(ui, ctx, "queries", &QUERY_LANGUAGE);
        heading(ui, ctx, "Filters");
        table(ui, ctx, "filters", &FILTER_LANGUAGE);
        heading(ui, ctx, "How things are counted");
        for line in COUNTING {
            ui.label(RichText::new(line).color(ctx.tokens.text));
            ui.add_space(4.0);
        }
        for group in Group::ALL {
            heading(ui, ctx, group.title());
            Grid::new(group.title()).num_columns(3).spacing([20.0, 6.0]).show(ui, |ui| {
                for action in Action::ALL.iter().filter(|action| action.group() == group) {
                    let keys = shortcuts::keys(*action).map(|keys| ui.ctx().format_shortcut(&keys)).unwrap_or_default();
                    ui.label(RichText::new(keys).font(ctx.tokens.strong()).color(ctx.tokens.accent));
                    ui.label(action.text());
                    ui.label(RichText::new(action.tooltip()).color(ctx.tokens.muted));
                    ui.end_row();
                }
            });
        }
        ui.add_space(8.0);
        let more = "In the table of articles the arrow keys leaf, with Shift they select; Ctrl and Shift with a click select too, the menu key opens a row's menu. In a figure, Tab gives it the keyboard, left and right go from mark to mark, Enter shows its lines.";
        ui.label(RichText::new(more).color(ctx.tokens.muted));
    });
}

fn heading(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    ui.add_space(12.0);
    ui.label(RichText::new(text).font(ctx.tokens.heading()).color(ctx.tokens.text));
    ui.add_space(4.0);
}

fn table(ui: &mut Ui, ctx: &ViewContext<'_>, name: &str, rows: &[(&str, &str)]) {
    Grid::new(name).num_columns(2).spacing([20.0, 6.0]).show(ui, |ui| {
        for (typed, meaning) in rows {
            ui.label(RichText::new(*typed).font(ctx.tokens.strong()).color(ctx.tokens.accent));
            ui.label(RichText::new(*meaning).color(ctx.tokens.text));
            ui.end_row();
        }
    });
}
