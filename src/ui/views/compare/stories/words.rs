//! What is said of a story: its days, who told it first, what holds it together.

use egui::{RichText, Ui};

use crate::analysis::coverage::outlets_in_words;
use crate::analysis::{Comparison, Teller, shown_name};
use crate::corpus::{ArticleId, Corpus, DatePrecision, OutletId, Published};
use crate::figure::format;
use crate::framing::stories::Story;
use crate::ui::context::ViewContext;

/// "14–16 May 2024", "May 2024 – 2 June 2024"; "no date" where none is known.
pub fn days(first: Option<Published>, last: Option<Published>) -> String {
    let (Some(one), Some(other)) = (first, last) else { return "no date".to_owned() };
    if one.precision == DatePrecision::Day && other.precision == DatePrecision::Day {
        format::date_range(one.date, other.date)
    } else if one == other {
        format::published(first)
    } else {
        format!("{} – {}", format::published(first), format::published(last))
    }
}

/// "14 May"; as exactly as it is known.
pub fn short_day(published: Option<Published>) -> String {
    let words = format::published(published);
    match published.map(|date| date.precision) {
        Some(DatePrecision::Day) => {
            words.rsplit_once(' ').map_or_else(String::new, |(day, _)| day.to_owned())
        }
        Some(_) => words,
        None => "no date".to_owned(),
    }
}

/// The name of an outlet by its number.
pub fn outlet_name(corpus: &Corpus, outlet: OutletId) -> &str {
    corpus.outlets().get(usize::from(outlet)).map_or("", |outlet| &outlet.name)
}

/// "Meridian Wire", "Ansel Press (agency) and The Lantern", "The Lantern and 3 more on the same day"; none where no
/// day is known.
pub fn first_told(ctx: &ViewContext<'_>, corpus: &Corpus, tellers: &[Teller]) -> Option<String> {
    let name = |teller: &Teller| match teller {
        Teller::Outlet(outlet) => shown_name(outlet_name(corpus, *outlet)).to_owned(),
        Teller::Agency(agency) => format!("{agency} (agency)"),
    };
    match tellers {
        [] => None,
        [one] => Some(name(one)),
        [one, other] => Some(format::list(&[&name(one), &name(other)])),
        [one, others @ ..] => Some(format!(
            "{} and {} more on the same day",
            name(one),
            ctx.numbers().count(others.len() as u64)
        )),
    }
}

/// "14–16 May 2024 · 9 articles · 4 outlets · first: Meridian Wire"; which articles are in no column stands behind how
/// many there are.
pub fn of_story(
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    story: &Story,
    compared: Option<&Comparison>,
) -> String {
    let in_scope = compared.map(|found| found.in_scope);
    let all = story.articles.len() as u64;
    let mut articles = ctx.numbers().counted(all, "article", "articles");
    if let Some(left) = in_scope.filter(|left| u64::from(*left) < all) {
        articles = format!("{} of {articles}", ctx.numbers().count(left.into()));
    }
    let is_unknown = |id: &&ArticleId| outlet_name(corpus, corpus.outlet_of(**id)).is_empty();
    let unknown = story.articles.iter().filter(is_unknown).count() as u64;
    let known = story.outlets.len() as u64 - u64::from(unknown > 0);
    let missing = compared.filter(|found| found.columns.len() > 1);
    let missing = missing
        .map_or((0, 0), |found| (found.in_scope.saturating_sub(found.coverage.articles), found.of_unknown));
    let count = |count: u32| ctx.numbers().count(count.into());
    let outlets = match missing {
        (0, _) => outlets_in_words(known, unknown),
        (all, of_unknown) if all == of_unknown => {
            articles.push_str(&format!(" ({} of an unknown outlet, in no column)", count(all)));
            outlets_in_words(known, 0)
        }
        (all, _) => {
            articles.push_str(&format!(" ({} in no column)", count(all)));
            outlets_in_words(known, unknown)
        }
    };
    let mut words = format!("{} · {articles} · {outlets}", days(story.first, story.last));
    if let Some(first) = first_told(ctx, corpus, &Teller::of(corpus, story.first_told(corpus))) {
        words.push_str(&format!(" · first: {first}"));
    }
    words
}

/// What holds a story together, as evidence.
pub fn held_by(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, story: &Story) {
    let tokens = ctx.tokens;
    let muted = |text: String| RichText::new(text).font(tokens.small()).color(tokens.muted);
    if story.is_pinned {
        ui.label(muted("Pinned: these articles and no others, as you say".to_owned()));
    }
    if story.words.is_empty() {
        ui.label(muted("No words hold it together: names, figures or your word do".to_owned()));
    } else {
        let alike = ctx.numbers().percent(story.cohesion);
        ui.label(muted(format!("Its articles are {alike} alike on average, through these words")));
    }
    let core = story.articles.len() - story.abroad.len();
    for word in &story.words {
        let form = corpus.vocabulary().form(word.word);
        let of = ctx.numbers().counted(core as u64, "article", "articles");
        let share = ctx.numbers().percent(word.share);
        ui.horizontal(|ui| {
            ui.label(RichText::new(form).color(tokens.text));
            ui.label(muted(format!("in {} of {of} · {share}", ctx.numbers().count(word.articles.into()))));
        });
    }
    if !story.abroad.is_empty() {
        let abroad = ctx.numbers().counted(story.abroad.len() as u64, "article", "articles");
        ui.label(muted(format!("{abroad} in another language, joined by names and figures alone")));
    }
}
