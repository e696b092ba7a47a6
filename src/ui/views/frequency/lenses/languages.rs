//! Articles in several languages: what that does to counting words, and what to do.

use egui::{RichText, Ui};

use crate::analysis::{Coverage, Grouping, Unit};
use crate::figure::format;
use crate::query::Field;
use crate::session::{Action, Command, Lens};
use crate::text::language;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::action_button;
use crate::ui::widgets::plain_button;

const UNITS: &str = "words do not compare across languages";

/// A quiet sentence under the controls, where what is shown counts words of several languages.
pub fn note(ui: &mut Ui, ctx: &ViewContext<'_>, lens: Lens) {
    let Some(coverage) = covered(ctx) else { return };
    let grouping = ctx.session.bench().grouping;
    let (why, short, offers_units) = match lens {
        Lens::ByOutlet | Lens::OverTime => match coverage.words_differ(ctx.session.bench().unit) {
            Some(why) => (why, UNITS, true),
            None => return,
        },
        Lens::Phrases => match coverage.words_differ(Unit::PerThousand) {
            Some(why) => (why, UNITS, false),
            None => return,
        },
        // Held against each other, languages are what is asked for.
        Lens::Distinctive | Lens::WordShift if grouping == Grouping::Language => return,
        Lens::Distinctive | Lens::WordShift | Lens::Neighbours if coverage.has_several_languages() => (
            "a word that only one language has is found for whoever writes in it",
            "words set languages apart before anything else",
            false,
        ),
        _ => return,
    };
    ui.horizontal_wrapped(|ui| {
        let words = format!("{}: {short}", coverage.languages_in_short());
        let label = RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted);
        ui.label(label).on_hover_text(format::capital(why));
        if offers_units {
            action_button(ui, ctx, Action::UnitShare, "% of articles");
            action_button(ui, ctx, Action::UnitSentences, "Per 1,000 sentences");
        } else if let Some((code, articles)) = coverage.main_language() {
            let articles = format::counted(articles.into(), "article", "articles");
            let text = format!("Only {} ({articles})", language::name(code));
            if plain_button(ui, &text, "Filters by this language").clicked() {
                let filter = ctx.session.bench().filter.clone().with_value(Field::Lang, code);
                ctx.send(Command::SetFilter(filter));
            }
        }
    });
    ui.add_space(4.0);
}

/// What the figure of this place was counted from.
fn covered<'a>(ctx: &ViewContext<'a>) -> Option<&'a Coverage> {
    ctx.session.results().coverage(ctx.session.figure_role()?)
}
