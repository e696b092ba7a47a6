//! How each outlet introduces the persons whom several name: titles, descriptions, and the words beside the name.

use std::cmp::Reverse;

use hashbrown::HashMap;

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, mark_chief, row};
use crate::analysis::tellings::Tellings;
use crate::corpus::ArticleId;
use crate::framing::Place;
use crate::framing::labels::{Manner, Person, WordUse, reads_people};

/// So many persons stand in the table at once, so that what follows is on the screen; more on demand.
const PERSONS: usize = 1;

/// A person with where each column names them.
struct Named<'a> {
    person: &'a Person,
    /// By column.
    places: Vec<Vec<Place>>,
}

impl Named<'_> {
    /// How many columns name the person, and how many introduce them.
    fn told_by(&self) -> (usize, usize) {
        let named = self.places.iter().filter(|places| !places.is_empty()).count();
        let introduces =
            |column: &usize| self.person.introductions.iter().any(|one| times(&one.counts, *column) > 0);
        (named, (0..self.places.len()).filter(introduces).count())
    }
}

/// The columns of articles.
struct Columns {
    of: HashMap<ArticleId, usize>,
    /// By column, how many articles there are, and how many of them in languages for which there are no rules.
    sizes: Vec<(u64, u64)>,
}

impl Columns {
    fn of(asked: &Asked<'_>, tellings: &Tellings) -> Self {
        let mut of = HashMap::new();
        let mut sizes = Vec::with_capacity(tellings.columns.len());
        for (at, column) in tellings.columns.iter().enumerate() {
            let known = || column.articles.iter().filter(|id| **id < asked.corpus.article_count());
            of.extend(known().map(|id| (*id, at)));
            let unread = known().filter(|id| !reads_people(asked.corpus.language_of(**id))).count();
            sizes.push((column.articles.len() as u64, unread as u64));
        }
        Self { of, sizes }
    }

    /// Those of some places that stand in a column.
    fn own(&self, places: &[Place], column: usize) -> Vec<Place> {
        places.iter().copied().filter(|place| self.of.get(&place.article) == Some(&column)).collect()
    }
}

pub(super) fn rows(asked: &Asked<'_>, tellings: &Tellings) -> Vec<GlanceRow> {
    let about = "How each outlet introduces a person whom at least two name: titles and descriptions beside the name, \
                 and the adjectives and verbs that stand with it. By rules, for English alone";
    let columns = Columns::of(asked, tellings);
    let count = tellings.columns.len();
    let mut persons: Vec<Named<'_>> = tellings
        .people
        .iter()
        .map(|person| Named {
            person,
            places: (0..count).map(|column| columns.own(&person.mentions, column)).collect(),
        })
        .collect();
    // First the persons whom most outlets introduce, in most ways: there is most to compare.
    persons.sort_by_cached_key(|named| {
        let (named_by, introduced_by) = named.told_by();
        let Person { name, mentions, introductions, .. } = named.person;
        (Reverse((introduced_by, named_by, introductions.len(), mentions.len())), name.clone())
    });
    let articles = tellings.articles().count();
    let said = |count: usize| asked.numbers.count(count as u64);
    let mut notes = Vec::new();
    if tellings.without_people > 0 {
        let looked = said(articles.saturating_sub(tellings.without_people));
        notes.push(format!("persons were looked for in {looked} of {} articles", said(articles)));
    }
    if tellings.more_people > 0 {
        notes.push(format!("{} more are named less often and not shown", said(tellings.more_people)));
    }
    let note = notes.join("; ");
    if persons.is_empty() {
        let none = |column: usize| {
            let (articles, without) = columns.sizes.get(column).copied().unwrap_or_default();
            let none =
                (without < articles).then(|| GlancePart::quiet("nobody whom two outlets name is introduced"));
            GlanceCell::of(none.into_iter().collect()).within(unread(asked, &columns, column))
        };
        let cells = (0..count).map(none).collect();
        return vec![GlanceRow { note, ..row(RowKind::People, "", about, cells) }];
    }
    let row_of = |(at, named): (usize, &Named<'_>)| {
        let cells = (0..count).map(|column| cell(asked, &columns, named, column)).collect();
        let shown = row(RowKind::People, &named.person.name, about, cells);
        GlanceRow { is_more: at >= PERSONS, note: note.clone(), ..shown }
    };
    persons.iter().enumerate().map(row_of).collect()
}

fn times(counts: &[u32], column: usize) -> u64 {
    counts.get(column).copied().unwrap_or(0).into()
}

fn cell(asked: &Asked<'_>, columns: &Columns, named: &Named<'_>, column: usize) -> GlanceCell {
    let Named { person, places } = named;
    let here = places.get(column).map(Vec::as_slice).unwrap_or_default();
    if here.is_empty() {
        let (articles, without) = columns.sizes.get(column).copied().unwrap_or_default();
        let none = (without < articles).then(|| GlancePart::quiet("not named here"));
        return GlanceCell::of(none.into_iter().collect()).within(unread(asked, columns, column));
    }
    let mut introductions: Vec<(u64, &crate::framing::labels::Introduction)> = person
        .introductions
        .iter()
        .map(|one| (times(&one.counts, column), one))
        .filter(|(count, _)| *count > 0)
        .collect();
    introductions.sort_by_key(|(count, _)| Reverse(*count));
    let name = &person.name;
    let mut parts: Vec<GlancePart> = introductions
        .iter()
        .map(|(count, one)| {
            let evidence = Evidence::new(
                format!("{name}: {}", one.text),
                where_it_stands(one.manner),
                columns.own(&one.places, column),
            );
            let part =
                GlancePart { count: asked.numbers.count(*count), ..GlancePart::plain(one.text.clone()) };
            part.with(evidence.out_of(*count))
        })
        .collect();
    let counts: Vec<u64> = introductions.iter().map(|(count, _)| *count).collect();
    mark_chief(&mut parts, &counts);
    if parts.is_empty() {
        let count = here.len() as u64;
        let often =
            if count == 1 { "once".to_owned() } else { format!("{} times", asked.numbers.count(count)) };
        let why = "The name stands here without a title or a description beside it";
        let evidence = Evidence::new(format!("{name}, {often}"), why, here.to_vec());
        parts.push(GlancePart::quiet(format!("named {often}, not introduced")).with(evidence));
    }
    let is_introduction =
        |word: &WordUse| introductions.iter().any(|(_, one)| one.text.to_lowercase() == word.word);
    let kinds: [(&str, &str, &[WordUse]); 2] = [
        ("(adjective)", "An adjective beside the name", &person.company.adjectives),
        ("(verb)", "A verb right after the name", &person.company.verbs),
    ];
    for (kind, why, words) in kinds {
        let words = words.iter().map(|word| (times(&word.counts, column), word));
        let mut words: Vec<(u64, &WordUse)> =
            words.filter(|(count, word)| *count > 0 && !is_introduction(word)).collect();
        words.sort_by_key(|(count, _)| Reverse(*count));
        parts.extend(words.into_iter().map(|(count, word)| {
            let places = columns.own(&word.places, column);
            let evidence = Evidence::new(format!("{name}: {}", word.word), why, places).out_of(count);
            let (count, after) = (asked.numbers.count(count), kind.to_owned());
            GlancePart { count, after, ..GlancePart::plain(word.word.clone()) }.with(evidence)
        }));
    }
    GlanceCell::of(parts).within(unread(asked, columns, column))
}

fn where_it_stands(manner: Manner) -> &'static str {
    match manner {
        Manner::Title => "Right before the name",
        Manner::Before => "Before the name and a comma",
        Manner::After => "After the name, between commas",
    }
}

/// That some articles are in languages for which there are no rules.
fn unread(asked: &Asked<'_>, columns: &Columns, column: usize) -> Option<GlancePart> {
    let (_, without) = columns.sizes.get(column).copied().unwrap_or_default();
    let articles = asked.numbers.counted(without, "article", "articles");
    (without > 0).then(|| GlancePart::quiet(format!("{articles} not in English")))
}
