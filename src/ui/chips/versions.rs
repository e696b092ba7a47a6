//! The switch that says whether versions of one article count once or each; only where there are any.

use egui::{Response, RichText};

use super::switch::Switch;
use crate::corpus::Corpus;
use crate::query::{CountedVersions, Field};
use crate::session::{Command, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::ring;

/// "Versions: once", where any article has other versions; what the switch says in full is its name and on its tooltip.
pub fn text(ctx: &ViewContext<'_>, corpus: &Corpus) -> Option<String> {
    let counted = ctx.session.bench().filter.counted_versions();
    corpus.has_versions().then(|| {
        dropping(match counted {
            Some(CountedVersions::Best) => "Versions: once",
            Some(CountedVersions::All) => "Versions: all",
            None => "Versions: filtered",
        })
    })
}

/// "Each article once: 3 put aside".
fn said(ctx: &ViewContext<'_>) -> String {
    let aside = ctx.session.results().coverage(Role::Listing).map_or(0, |coverage| coverage.put_aside);
    match ctx.session.bench().filter.counted_versions() {
        Some(CountedVersions::Best) if aside > 0 => {
            format!("Each article once: {} put aside", ctx.numbers().count(aside.into()))
        }
        Some(counted) => counted.label().to_owned(),
        None => "Versions: as filtered".to_owned(),
    }
}

/// Draws the menu under the chip.
pub fn menu(ctx: &ViewContext<'_>, chip: &Response) {
    let tokens = ctx.tokens;
    let switch = Switch {
        about: "Versions of articles",
        said: said(ctx),
        hint: "How versions of one article are counted: downloaded twice, in print and on the web, updated",
    };
    switch.menu(chip, |ui| {
        let filter = &ctx.session.bench().filter;
        let mut chosen = filter.counted_versions();
        for counted in CountedVersions::ALL {
            if ring(ui, ctx, &mut chosen, Some(counted), counted.label()).changed() {
                ctx.send(Command::SetFilter(filter.clone().with_versions(counted)));
                ui.close();
            }
            let sentence = RichText::new(counted.sentence()).font(tokens.small()).color(tokens.muted);
            ui.indent(counted.label(), |ui| ui.label(sentence));
            ui.add_space(4.0);
        }
        let note = "Nothing is deleted: above an article its other versions are named, and what they say otherwise. \
                    Captions say how they are counted.";
        ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
        ui.add_space(4.0);
        for (value, words) in [("any", "Show only articles with several versions"), ("aside", "Show only what is put aside")] {
            if ui.link(RichText::new(words).font(tokens.small())).clicked() {
                ctx.send(Command::SetFilter(filter.clone().with_value(Field::Versions, value)));
                ui.close();
            }
        }
    });
}
