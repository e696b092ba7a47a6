//! Who speaks, for which side, with which verbs.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asked, BarPart, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, Subject, mark_chief};
use crate::analysis::tellings::{TellingColumn, Tellings};
use crate::framing::Place;
use crate::framing::voices::share::{ColumnShare, Share, SpeakerShare};
use crate::framing::voices::sides::Sides;
use crate::framing::voices::{SpeakerKind, VerbClass, Voice, VoiceKind};
use crate::text::normalise::for_reading;

pub(super) fn row(asked: &Asked<'_>, tellings: &Tellings) -> GlanceRow {
    let cells = tellings.columns.iter().map(|column| cell(asked, tellings, column)).collect();
    let about = "Who is quoted or reported as speaking, by side. The bar shows how many of the words given to speakers \
                 are whose: the largest side in the outlet's colour. What stands in quotation marks though nobody speaks it is told \
                 apart";
    super::row(RowKind::Voices, "", about, cells)
}

/// Who speaks, with which verb of which kind, directly or reported: "Mira Oslund · “claimed” (doubting) · reported".
fn who_and_how(asked: &Asked<'_>, voice: &Voice) -> String {
    let who = voice.speaker.as_ref().map_or("no speaker told", |speaker| speaker.name.as_str());
    let verb = voice.verb.as_ref().map_or_else(
        || "no reporting verb".to_owned(),
        |verb| format!("“{}” ({})", verb.place.text(asked.corpus), verb.class.label()),
    );
    let how = match voice.kind {
        VoiceKind::Direct => "direct",
        VoiceKind::Indirect => "reported",
        VoiceKind::Mixed => "reported, in part quoted",
    };
    format!("{who} · {verb} · {how}")
}

/// Evidence of what some voices say, each with who and how.
fn voices_said<'a>(
    asked: &Asked<'_>,
    (title, why): (String, String),
    voices: impl Iterator<Item = &'a Voice>,
) -> Evidence {
    let said: Vec<(Place, String)> = voices.map(|voice| (voice.place, who_and_how(asked, voice))).collect();
    Evidence::new(title, why, said.iter().map(|(place, _)| *place).collect()).saying(said)
}

fn spoken(column: &TellingColumn) -> impl Iterator<Item = &Voice> {
    column.voices.iter().flat_map(|found| &found.voices)
}

/// Speakers that are counted together.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone)]
enum Group {
    Side(String),
    NoSide,
    Unnamed,
}

fn cell(asked: &Asked<'_>, tellings: &Tellings, column: &TellingColumn) -> GlanceCell {
    let numbers = asked.numbers;
    let share = &column.share;
    if share.is_silent() {
        let none = GlancePart::quiet("no voice quoted");
        let parts = [none].into_iter().chain(scare_quotes(asked, share)).collect();
        let cell = GlanceCell::of(parts).within(without_rules(asked, share));
        return GlanceCell { bar: Some(Vec::new()), ..cell };
    }
    let group = |who: &SpeakerShare| match (&who.side, who.kind) {
        (Some(side), _) => Group::Side(side.clone()),
        (None, SpeakerKind::Unnamed) => Group::Unnamed,
        (None, _) => Group::NoSide,
    };
    let mut groups: BTreeMap<Group, Vec<&SpeakerShare>> = BTreeMap::new();
    for who in &share.speakers {
        groups.entry(group(who)).or_default().push(who);
    }
    let mut groups: Vec<(Group, Vec<&SpeakerShare>)> = groups.into_iter().collect();
    groups.sort_by(|a, b| {
        let is_side = |group: &Group| matches!(group, Group::Side(_));
        is_side(&b.0).cmp(&is_side(&a.0)).then(b.1.len().cmp(&a.1.len())).then_with(|| a.0.cmp(&b.0))
    });
    let count = share.speakers.len() as u64;
    let mut parts = Vec::new();
    let names = |list: &[&SpeakerShare]| -> Vec<(String, Option<String>)> {
        list.iter().map(|who| (who.name.clone(), who.side.clone())).collect()
    };
    if count > 0 {
        let everybody: Vec<&SpeakerShare> = share.speakers.iter().collect();
        let text = numbers.counted(count, "voice", "voices");
        let attributed = u64::from(share.voices.saturating_sub(share.unattributed));
        let why = format!(
            "{} in {}, by quotation marks, reporting verbs and “according to”",
            numbers.counted(attributed, "quotation or report", "quotations and reports"),
            numbers.counted(u64::from(share.articles), "article", "articles")
        );
        let voices = spoken(column).filter(|voice| voice.speaker.is_some());
        let evidence =
            voices_said(asked, (text.clone(), why), voices).about(Subject::Speakers(names(&everybody)));
        parts.push(GlancePart::plain(text).with(evidence));
    }
    let is_one = groups.len() == 1;
    for (at, (group, speakers)) in groups.iter().enumerate() {
        let number = numbers.count(speakers.len() as u64);
        let who = match group {
            Group::Side(side) => of_side(&tellings.sides, side),
            Group::NoSide => "of no side".to_owned(),
            Group::Unnamed => "unnamed".to_owned(),
        };
        let text = match (is_one, speakers.len()) {
            (true, 1) => who.clone(),
            (true, _) => format!("all {who}"),
            (false, _) => format!("{number} {who}"),
        };
        let theirs: BTreeSet<Place> = speakers.iter().flat_map(|who| who.places.iter().copied()).collect();
        let voices = spoken(column).filter(|voice| theirs.contains(&voice.place));
        let before = if at == 0 && !is_one { ": " } else { ", " };
        let list: Vec<&str> = speakers.iter().map(|who| who.name.as_str()).collect();
        let why = match group {
            Group::Side(side) => {
                let told = share.sides.iter().find(|(name, _)| name == side);
                let told = told.map(|(_, share)| words_of(asked, share)).unwrap_or_default();
                format!("Put on a side by their description, or by you: {}{told}", list.join("; "))
            }
            Group::NoSide => format!("No country or side in their description: {}", list.join("; ")),
            Group::Unnamed => format!("The articles do not name them: {}", list.join("; ")),
        };
        let evidence = voices_said(asked, (format!("Voices {who}"), why), voices);
        let evidence = evidence.about(Subject::Speakers(names(speakers)));
        parts.push(GlancePart { before, ..GlancePart::plain(text) }.with(evidence));
    }
    if share.unattributed > 0 {
        let text = format!(
            "{} without a speaker",
            numbers.counted(u64::from(share.unattributed), "quotation", "quotations")
        );
        let voices = spoken(column).filter(|voice| voice.speaker.is_none());
        let why = "Quoted words of which the article does not tell who speaks them".to_owned();
        parts.push(GlancePart::plain(text.clone()).with(voices_said(asked, (text, why), voices)));
    }
    parts.extend(scare_quotes(asked, share));
    let mut bar: Vec<BarPart> = share
        .sides
        .iter()
        .filter(|(_, share)| share.count > 0)
        .map(|(name, share)| BarPart { name: name.clone(), count: share.count, of: share.of })
        .collect();
    bar.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    GlanceCell { bar: Some(bar), ..GlanceCell::of(parts).within(without_rules(asked, share)) }
}

/// So many expressions in scare quotes are named; their sentences show all of them.
const EXPRESSIONS: usize = 3;

/// What stands in quotation marks though nobody speaks it: the expressions, the most frequent first.
fn scare_quotes(asked: &Asked<'_>, share: &ColumnShare) -> Option<GlancePart> {
    let numbers = asked.numbers;
    let mut found: BTreeMap<String, (usize, String, u64)> = BTreeMap::new();
    for (at, quote) in share.scare_quotes.iter().enumerate() {
        let text = for_reading(quote.place.text(asked.corpus)).trim().to_owned();
        found.entry(text.to_lowercase()).or_insert((at, text, 0)).2 += 1;
    }
    if found.is_empty() {
        return None;
    }
    let mut found: Vec<(usize, String, u64)> = found.into_values().collect();
    found.sort_by_key(|(at, _, count)| (std::cmp::Reverse(*count), *at));
    let named: Vec<String> =
        found.iter().take(EXPRESSIONS).map(|(_, text, _)| format!("“{}”", super::beginning(text))).collect();
    let more = if found.len() > EXPRESSIONS { " …" } else { "" };
    let expressions = numbers.counted(found.len() as u64, "expression", "expressions");
    let text = format!("puts {expressions} in scare quotes: {}{more}", named.join(", "));
    let times = numbers.counted(share.scare_quotes.len() as u64, "time", "times");
    let why = format!(
        "In quotation marks {times}, though nobody is said to have spoken it: irony, distance, or a term that is \
         explained. Titles of works, and headlines that repeat a quotation, are not counted"
    );
    let places = share.scare_quotes.iter().map(|quote| quote.place).collect();
    Some(GlancePart::plain(text).with(Evidence::new(format!("{expressions} in scare quotes"), why, places)))
}

/// That for some articles there are no rules.
fn without_rules(asked: &Asked<'_>, share: &ColumnShare) -> Option<GlancePart> {
    let count = u64::from(share.articles_without_rules);
    let articles = asked.numbers.counted(count, "article", "articles");
    (count > 0).then(|| GlancePart::quiet(format!("{articles} in a language without rules for voices")))
}

/// How many of the words given to speakers are a side's, with limits where the articles are enough for them.
fn words_of(asked: &Asked<'_>, share: &Share) -> String {
    let numbers = asked.numbers;
    let words = numbers.counted(share.of, "word", "words");
    let mut told = format!(". {} of {words} given to speakers", numbers.count(share.count));
    if let Ok(limits) = share.interval {
        let (low, high) = (numbers.percent(limits.low), numbers.percent(limits.high));
        told.push_str(&format!(" (95 % interval, articles being the sample: {low} to {high})"));
    }
    told
}

/// "Norvian" where the side's words have the adjective, else "of Norvia".
fn of_side(sides: &Sides, side: &str) -> String {
    const ENDINGS: [&str; 6] = ["ian", "ean", "ese", "ish", "an", "i"];
    let begins = |word: &str| {
        let mut letters = side.chars().zip(word.chars()).take(4);
        word.chars().count() >= 4 && letters.all(|(a, b)| a.to_lowercase().eq(b.to_lowercase()))
    };
    let is_adjective =
        |word: &&String| !word.contains(' ') && ENDINGS.iter().any(|end| word.ends_with(end)) && begins(word);
    let own = side.to_owned();
    let words = sides.sides.get(side).into_iter().flatten().chain([&own]);
    words
        .filter(is_adjective)
        .max_by_key(|word| word.len())
        .map_or_else(|| format!("of {side}"), Clone::clone)
}

pub(super) fn verbs(asked: &Asked<'_>, tellings: &Tellings) -> GlanceRow {
    let cells = tellings.columns.iter().map(|column| verbs_of(asked, column)).collect();
    let about = "The verbs by which words are given to speakers. Doubting ones (claim) keep their distance, endorsing ones \
                 (confirm) stand in for what is said";
    super::row(RowKind::Verbs, "", about, cells)
}

/// One verb of a column.
#[derive(Default)]
struct Verb {
    forms: BTreeMap<String, u64>,
    places: Vec<Place>,
    said: Vec<(Place, String)>,
}

fn verbs_of(asked: &Asked<'_>, column: &TellingColumn) -> GlanceCell {
    let mut found: BTreeMap<(VerbClass, &'static str), Verb> = BTreeMap::new();
    // One verb may give several pieces of speech to its speaker.
    let mut seen: BTreeSet<Place> = BTreeSet::new();
    for (voice, verb) in spoken(column).filter_map(|voice| Some((voice, voice.verb.as_ref()?))) {
        if !seen.insert(verb.place) {
            continue;
        }
        let one = found.entry((verb.class, verb.lemma)).or_default();
        *one.forms.entry(verb.place.text(asked.corpus).to_lowercase()).or_default() += 1;
        one.places.push(verb.place);
        one.said.push((verb.place, who_and_how(asked, voice)));
    }
    if found.is_empty() {
        let none = if column.share.is_silent() { "–" } else { "no reporting verb" };
        return GlanceCell::quiet(none);
    }
    let mut found: Vec<((VerbClass, &str), Verb)> = found.into_iter().collect();
    found.sort_by_key(|(key, verb)| (std::cmp::Reverse(verb.places.len()), *key));
    let counts: Vec<u64> = found.iter().map(|(_, verb)| verb.places.len() as u64).collect();
    let part = |((class, lemma), verb): ((VerbClass, &str), Verb)| {
        let commonest = verb.forms.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let form = commonest.map_or_else(|| lemma.to_owned(), |(form, _)| form);
        let after = if class == VerbClass::Neutral { String::new() } else { format!("({})", class.label()) };
        let why = format!("A reporting verb of the class {}, as the program's list has it", class.label());
        let count = asked.numbers.count(verb.places.len() as u64);
        let evidence = Evidence::new(format!("“{form}”"), why, verb.places).saying(verb.said);
        GlancePart { count, after, ..GlancePart::plain(form) }.with(evidence)
    };
    let mut parts: Vec<GlancePart> = found.into_iter().map(part).collect();
    mark_chief(&mut parts, &counts);
    GlanceCell::of(parts)
}
