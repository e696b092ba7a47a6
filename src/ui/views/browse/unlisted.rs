//! Above an article that the table does not list: that it does not, and the way to have it listed again.

use egui::{RichText, Ui};

use crate::corpus::ArticleId;
use crate::query::CountedVersions;
use crate::session::{Action, Command, Role};
use crate::ui::context::ViewContext;

/// Draws the note where there is a reason for it.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, id: ArticleId) {
    let results = ctx.session.results();
    let Some(listing) = results.listing().filter(|_| !results.is_computing(Role::Listing)) else { return };
    if listing.lists(id) {
        return;
    }
    let tokens = ctx.tokens;
    let filter = &ctx.session.bench().filter;
    let versions = ctx.session.corpus().map_or(&[][..], |corpus| corpus.versions_of(id));
    let is_version = filter.counts_articles_once() && versions.iter().any(|one| listing.has_in_scope(*one));
    let is_filtered = !listing.has_in_scope(id);
    let words = if is_filtered && is_version {
        "Not in the table: another version of this article counts."
    } else if is_filtered {
        "Not in the table: the filters leave this article out."
    } else {
        "Not in the table: the search does not find this article."
    };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        let (way, tooltip) = if is_filtered && is_version {
            ("Show all versions", "List and count every version of every article")
        } else if is_filtered {
            ("Clear filters", "List all articles again, this one among them")
        } else {
            ("End the search", "List all that the filters leave, this one among them")
        };
        if ui.link(RichText::new(way).font(tokens.small())).on_hover_text(tooltip).clicked() {
            if is_filtered && is_version {
                ctx.send(Command::SetFilter(filter.clone().with_versions(CountedVersions::All)));
            } else if is_filtered {
                ctx.act(Action::ClearFilters);
            } else {
                ctx.send(Command::SetSearch(None));
            }
        }
    });
    ui.add_space(4.0);
}
