//! The chips of outlets: what is truly shown of each.

use std::borrow::Cow;
use std::sync::Arc;

use crate::corpus::{Corpus, OutletColumn};
use crate::figure::format;
use crate::query::{Field, Filter};
use crate::session::{Role, View};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{Chip, ChipState};

/// An outlet of the line.
pub struct OutletChip<'a> {
    outlet: &'a OutletColumn,
    state: ChipState,
    /// Whether a click takes it in.
    takes_in: bool,
    tooltip: Cow<'static, str>,
}

/// The chips of all outlets.
pub fn chips<'a>(ctx: &ViewContext<'a>, corpus: &'a Corpus) -> impl Iterator<Item = OutletChip<'a>> {
    let filter = &ctx.session.bench().filter;
    let is_asked = !filter.values(Field::Outlet).is_empty();
    corpus.outlets().iter().map(move |outlet| {
        let is_wanted = !is_asked || filter.chooses(Field::Outlet, &outlet.name);
        let left = if is_wanted { left_of(ctx, corpus, outlet) } else { None };
        let state = match left {
            _ if !is_wanted => ChipState::Off,
            Some(0) => ChipState::Half,
            _ => ChipState::On,
        };
        let takes_in = match state {
            ChipState::On => false,
            ChipState::Half => has_other_outlets(filter),
            ChipState::Off => true,
        };
        OutletChip { outlet, state, takes_in, tooltip: tooltip(ctx, outlet, left) }
    })
}

/// How many articles of an outlet everything but its own chip leaves; `None` when that is not known.
fn left_of(ctx: &ViewContext<'_>, corpus: &Corpus, outlet: &OutletColumn) -> Option<u32> {
    let results = ctx.session.results();
    let facets = results.facets()?;
    results.corpus_of(Role::Facets).filter(|counted| counted.revision() == corpus.revision())?;
    let values = facets.facet(Field::Outlet).map_or(&[][..], |facet| &facet.values);
    Some(values.iter().find(|value| value.value == outlet.name).map_or(0, |value| value.articles))
}

fn tooltip(ctx: &ViewContext<'_>, outlet: &OutletColumn, left: Option<u32>) -> Cow<'static, str> {
    match left {
        Some(0) => {
            let instead = if has_other_outlets(&ctx.session.bench().filter) {
                ". Click to take it in by its name"
            } else {
                ""
            };
            format!("None of its articles is left by {}{instead}", others(ctx)).into()
        }
        Some(left) if left < outlet.size.articles => format!(
            "{} of its {} left by {}. Click to leave this outlet out; double click for this one alone, right click for more",
            ctx.numbers().count(left.into()),
            ctx.numbers().counted(outlet.size.articles.into(), "article is", "articles are"),
            others(ctx),
        )
        .into(),
        _ if outlet.name.is_empty() => {
            "Articles whose outlet is not known. Click to leave them out or take them in".into()
        }
        _ => "Click to leave this outlet out or take it in; double click for this one alone, right click for more"
            .into(),
    }
}

/// What else narrows the choice, as it is typed.
fn others(ctx: &ViewContext<'_>) -> String {
    let bench = ctx.session.bench();
    let mut others = bench.filter.parts();
    others.retain(|part| !part.starts_with("outlet:"));
    // Only Browse lists what is searched.
    let is_searched = bench.search.is_some() && ctx.session.place().view == View::Browse;
    others.extend(is_searched.then(|| "the search".to_owned()));
    if others.is_empty() { "the filters".to_owned() } else { format::list(&others) }
}

/// Whether outlets are chosen by something else than their names.
fn has_other_outlets(filter: &Filter) -> bool {
    filter.has(Field::Group)
        || filter.has(Field::Country)
        || filter.parts().iter().any(|part| part.starts_with("-outlet:"))
}

impl<'a> OutletChip<'a> {
    /// The name of its outlet; empty where it is not known.
    pub fn name(&self) -> &'a str {
        &self.outlet.name
    }

    /// How it looks.
    pub fn look(&self, ctx: &ViewContext<'_>) -> Chip<'_> {
        Chip {
            text: self.outlet.shown(),
            ink: ctx.ink(&self.outlet.name),
            state: self.state,
            has_cross: false,
            tooltip: &self.tooltip,
        }
    }

    /// The filter after a click: the outlet is left out or taken in. Where a group or a country leaves it out, the
    /// outlets shown now and this one are chosen by their names instead.
    pub fn clicked(&self, ctx: &ViewContext<'_>, corpus: &Corpus) -> Filter {
        let filter = ctx.session.bench().filter.clone();
        let all: Vec<Arc<str>> = corpus.outlets().iter().map(|outlet| Arc::clone(&outlet.name)).collect();
        if self.state != ChipState::Half || !self.takes_in {
            return filter.toggle_outlet(self.name(), &all);
        }
        let is_shown = |chip: &OutletChip<'_>| chip.state == ChipState::On || chip.name() == self.name();
        let shown: Vec<&str> = chips(ctx, corpus).filter(is_shown).map(|chip| &*chip.outlet.name).collect();
        let named =
            filter.without_field(Field::Group).without_field(Field::Country).without_field(Field::Outlet);
        if shown.len() == all.len() {
            return named;
        }
        shown.into_iter().fold(named, |filter, name| filter.toggle(Field::Outlet, name))
    }

    /// What a click does.
    pub fn click_in_words(&self) -> &'static str {
        if self.takes_in { "Take it in" } else { "Leave it out" }
    }
}
