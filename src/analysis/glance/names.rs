//! What contested things and the event are called: a row a concept, the most different ones first.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, Subject, most_first, row};
use crate::analysis::tellings::{Called, MOST_PLACES, Tellings};
use crate::framing::Place;
use crate::framing::labels::list::{Kind, kind_of};
use crate::framing::labels::{Label, Origin, Rule};

/// So many concepts stand in the table at once; more on demand.
const NAMES: usize = 2;
/// What is said of names that nobody sets against each other.
const GUESS: &str = "perhaps one thing";
/// So many event words.
const EVENTS: usize = 1;

pub(super) fn rows(asked: &Asked<'_>, tellings: &Tellings) -> Vec<GlanceRow> {
    let is_event = |called: &Called| kind_of(&called.concept) == Some(Kind::Event);
    let (events, names): (Vec<&Called>, Vec<&Called>) =
        tellings.concepts.iter().partition(|called| is_event(called));
    // In a large collection names are looked for in its first articles.
    let articles = tellings.articles().count();
    let unread = (tellings.without_names > 0).then(|| {
        let count = |count: usize| asked.numbers.count(count as u64);
        let looked = count(articles.saturating_sub(tellings.without_names));
        format!("names were looked for in {looked} of {} articles", count(articles))
    });
    let mut rows = Vec::new();
    for (kind, about, found, most) in [
        (
            RowKind::Names,
            "What each outlet calls a thing that has several names, and how often",
            names,
            NAMES,
        ),
        (RowKind::Events, "Which of several words each outlet has for what happened", events, EVENTS),
    ] {
        if found.is_empty() {
            let none = if kind == RowKind::Names { "no rival names found" } else { "no rival words found" };
            let cell = GlanceCell::quiet(none).within(unread.clone().map(GlancePart::quiet));
            let cells = tellings.columns.iter().map(|_| cell.clone()).collect();
            rows.push(row(kind, "", about, cells));
        }
        for (at, called) in found.into_iter().enumerate() {
            let columns = 0..tellings.columns.len();
            let cells = columns.map(|column| cell(asked, called, column)).collect();
            let guess = called.is_guess.then(|| GUESS.to_owned());
            let notes: Vec<String> = guess.into_iter().chain(unread.clone()).collect();
            let note = notes.join("; ");
            let shown = row(kind, &called.concept.name, about, cells);
            rows.push(GlanceRow { is_more: at >= most, note, ..shown });
        }
    }
    rows
}

fn cell(asked: &Asked<'_>, called: &Called, column: usize) -> GlanceCell {
    let labels = called.concept.labels.iter().zip(&called.counts.labels).zip(&called.places);
    let found = labels.filter_map(|((label, counts), places)| {
        let here = counts.columns.get(column).filter(|here| here.count > 0)?;
        let places = places.get(column).filter(|places| !places.is_empty()).unwrap_or(&here.examples);
        let part =
            GlancePart { count: asked.numbers.count(here.count), ..GlancePart::plain(label.text.clone()) };
        Some((here.count, part.with(evidence(called, label, places.clone(), here.count))))
    });
    most_first(found.collect())
}

fn evidence(called: &Called, label: &Label, places: Vec<Place>, of: u64) -> Evidence {
    let name = &called.concept.name;
    let reasons = || {
        called
            .reasons
            .iter()
            .filter(|reason| reason.label == label.text || label.joined.contains(&reason.label))
    };
    let mut rules: Vec<Rule> = reasons().map(|reason| reason.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let because: Vec<&str> = rules.into_iter().map(in_words).collect();
    let mut why = match (label.origin, because.is_empty()) {
        (Origin::User, _) => format!("You say that this is a name of “{name}”"),
        (_, false) => format!("A name of “{name}”: {}", because.join("; ")),
        (Origin::List, true) => format!("A name of “{name}”: {}", in_words(Rule::List)),
        (Origin::Text, true) => format!("A name of “{name}” by the articles themselves"),
    };
    if !label.joined.is_empty() {
        let joined: Vec<String> = label.joined.iter().map(|text| format!("“{text}”")).collect();
        why.push_str(&format!(". Counted with it, as you say: {}", joined.join(", ")));
    }
    if let Some(who) = label.used_by.as_ref().filter(|who| !who.is_empty()) {
        why.push_str(&format!(". Who uses it: {who}"));
    }
    let mut said: Vec<Place> =
        reasons().filter(|reason| reason.rule.is_said()).filter_map(|reason| reason.place).collect();
    let names = |statement: &&crate::framing::labels::Statement| {
        statement.names.iter().any(|name| name.text.to_lowercase() == label.text.to_lowercase())
    };
    said.extend(called.statements.iter().filter(names).map(|statement| statement.place));
    let found = reasons().flat_map(|reason| &reason.support).flat_map(|one| [one.here, one.there]).collect();
    let subject = Subject::Label { concept: name.clone(), label: label.text.clone() };
    let beside = [("Where an article says so", said), ("Where they stand in each other’s place", found)];
    let beside = beside.map(|(heading, places)| (heading, first(places)));
    let beside = beside.into_iter().filter(|(_, places)| !places.is_empty()).collect();
    Evidence { beside, ..Evidence::new(label.text.clone(), why, places).out_of(of).about(subject) }
}

/// The first of some places, each once.
fn first(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable();
    places.dedup();
    places.truncate(MOST_PLACES);
    places
}

/// Why names belong together, for the person at the screen.
fn in_words(rule: Rule) -> &'static str {
    match rule {
        Rule::Calls => "an article says who calls it so",
        Rule::CallsIt => "somebody in an article says that it is one",
        Rule::KnownAs => "an article says that it is known as that",
        Rule::AsName => "an article says that it is held or claimed under that name",
        Rule::TwoCalls => "an article says what one side calls it and what the other",
        Rule::WordWas => "an article says which word was used where",
        Rule::Contrast => "an article weighs the one name against the other",
        Rule::Or => "an article gives the one name or the other",
        Rule::Parenthesis => "an article gives one name in brackets behind the other",
        Rule::Slash => "an article writes both names with a stroke between",
        Rule::SoCalled => "an article keeps the name at a distance, as “so-called”",
        Rule::ScareQuotes => "an article sets it in quotation marks that nobody speaks",
        Rule::ShortForm => "the short form of a name that the article gives in full",
        Rule::SameHead => "articles name it by the same common noun",
        Rule::AcrossLanguages => "the only rival name for a thing of this kind in each language",
        Rule::InPlace => "found, and said by nobody: one outlet uses it where others use the other names",
        Rule::Introduced => "an article introduces the person so",
        Rule::VerbOf => {
            "found, and said by nobody: the verb of a name that stands where others use the other names"
        }
        Rule::List => "the program's cited list of contested names has it",
    }
}
