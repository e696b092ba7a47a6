//! Figures for the same thing, side by side by outlet.

use std::collections::BTreeMap;

use super::{Given, Kind};
use crate::corpus::{Corpus, Language};
use crate::framing::passages::Alignment;
use crate::framing::sets::Sets;
use crate::framing::stem::stem;
use crate::task::{Cancelled, Task};

/// How many words on either side of a figure say what it is about.
const CONTEXT: usize = 8;
/// How many rare words' worth the surroundings of two unlike values must share to be about the same thing.
const SHARED_CONTEXT: f64 = 0.5;
/// Which part of the poorer surroundings must be shared by unlike values.
const SHARED_PART: f64 = 0.2;
/// How many times greater one value may be than another for the same thing.
const FARTHEST: f64 = 4.0;
/// Of figures of one kind that are more than this, only equal values are brought together.
const MOST_OF_A_KIND: usize = 400;
/// Small numbers occur everywhere: across languages, where nouns cannot be compared, they prove nothing.
const LEAST_ACROSS: f64 = 13.0;

/// One figure of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// The column.
    pub column: usize,
    /// The number of its sentence in [`Alignment::sentences`].
    pub sentence: usize,
    /// The figure.
    pub given: Given,
}

/// Figures of at least two columns for the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct SameThing {
    /// What kind of figures.
    pub kind: Kind,
    /// The noun they count as the first of them has it; may be empty.
    pub counts: String,
    /// The figures, by column, then in reading order.
    pub figures: Vec<Beside>,
    /// Whether they are not all the same value.
    pub differ: bool,
    /// Whether texts of different languages are brought together, by their values alone.
    pub across_languages: bool,
}

/// A figure with what it takes to compare it.
struct Item {
    beside: Beside,
    language: Language,
    /// The stem of the noun.
    noun: String,
    /// Signs around it, with squared weights.
    context: Vec<(u32, f64)>,
}

/// Brings figures of different columns together that are given for the same thing: equal values of the same
/// kind and noun, or unlike values of the same kind and noun in like surroundings. Those that differ come first,
/// then those of most columns. Dates named by a weekday alone are left out.
pub fn compare(corpus: &Corpus, alignment: &Alignment, task: &Task) -> Result<Vec<SameThing>, Cancelled> {
    let mut kinds: BTreeMap<(Kind, &'static str), Vec<Item>> = BTreeMap::new();
    for (sentence, (told, figures)) in alignment.sentences.iter().zip(&alignment.figures).enumerate() {
        task.check()?;
        for given in figures.iter().filter(|given| given.unit != "weekday") {
            let language = corpus.language_of(given.place.article);
            let unit = if matches!(given.kind, Kind::Date | Kind::Time) { "" } else { given.unit };
            let beside = Beside { column: told.column, sentence, given: given.clone() };
            let noun = stem(&given.counts, language).key;
            let context = context(corpus, alignment, &beside, language);
            kinds.entry((given.kind, unit)).or_default().push(Item { beside, language, noun, context });
        }
    }
    let mut found: Vec<SameThing> = Vec::new();
    for ((kind, _), items) in kinds {
        found.extend(together(alignment, kind, items, task)?);
    }
    let columns = |thing: &SameThing| {
        let mut columns: Vec<usize> = thing.figures.iter().map(|beside| beside.column).collect();
        columns.dedup();
        columns.len()
    };
    found.sort_by_key(|thing| {
        let first = thing.figures.first().map(|beside| (beside.sentence, beside.given.place));
        (!thing.differ, std::cmp::Reverse(columns(thing)), first)
    });
    Ok(found)
}

/// The signs of the words around a figure.
fn context(corpus: &Corpus, alignment: &Alignment, beside: &Beside, language: Language) -> Vec<(u32, f64)> {
    let Some(told) = alignment.sentences.get(beside.sentence) else { return Vec::new() };
    let (words, types) = (told.sentence.words.clone(), told.sentence.types(corpus));
    // Spans ascend, so the figure's words are found without walking a sentence of any length.
    let number = beside.given.number;
    let offset = |byte: u32| {
        let (mut low, mut high) = (words.start, words.end);
        while low < high {
            let middle = low.midpoint(high);
            if corpus.span_at(middle).to <= byte { low = middle + 1 } else { high = middle }
        }
        (low - words.start) as usize
    };
    let (first, last) = (offset(number.from), offset(number.to));
    let signs = alignment.signs.of(beside.sentence);
    let around = first.saturating_sub(CONTEXT)..(last + CONTEXT).min(types.len());
    let mut context: Vec<(u32, f64)> = around
        .filter(|at| *at < first || *at >= last)
        .filter_map(|at| {
            let sign = alignment.signs.stem_of(language, *types.get(at)?)?;
            let found = signs.binary_search_by_key(&sign, |(sign, _)| *sign).ok()?;
            Some((sign, f64::from(signs.get(found)?.1).powi(2)))
        })
        .collect();
    context.sort_unstable_by_key(|(sign, _)| *sign);
    context.dedup_by_key(|(sign, _)| *sign);
    context
}

/// Groups of figures of one kind.
fn together(
    alignment: &Alignment,
    kind: Kind,
    items: Vec<Item>,
    task: &Task,
) -> Result<Vec<SameThing>, Cancelled> {
    let mut home = Sets::new(items.len());
    let all = items.len() <= MOST_OF_A_KIND;
    let mut by_value: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    for (b, second) in items.iter().enumerate() {
        task.check()?;
        if !all {
            // Equal values alone, by the first that has them.
            let key = (second.beside.given.low.to_bits(), second.beside.given.high.to_bits());
            let a = *by_value.entry(key).or_insert(b);
            if items.get(a).is_some_and(|first| a != b && is_same(alignment, kind, first, second)) {
                home.join(a, b);
            }
            continue;
        }
        for (a, first) in items.iter().enumerate().take(b) {
            if first.beside.column != second.beside.column && is_same(alignment, kind, first, second) {
                home.join(a, b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<Item>> = BTreeMap::new();
    for (at, item) in items.into_iter().enumerate() {
        groups.entry(home.root(at)).or_default().push(item);
    }
    let mut found = Vec::new();
    for group in groups.into_values() {
        let Some(first) = group.first() else { continue };
        if group.iter().all(|item| item.beside.column == first.beside.column) {
            continue;
        }
        let differ = group.iter().any(|item| !item.beside.given.same_value(&first.beside.given));
        let across_languages = group.iter().any(|item| item.language != first.language);
        let counts = first.beside.given.counts.clone();
        let figures = group.into_iter().map(|item| item.beside).collect();
        found.push(SameThing { kind, counts, figures, differ, across_languages });
    }
    Ok(found)
}

/// Whether two figures of one kind and unit are given for the same thing.
fn is_same(alignment: &Alignment, kind: Kind, a: &Item, b: &Item) -> bool {
    let (first, second) = (&a.beside.given, &b.beside.given);
    let equal = first.same_value(second);
    if a.language != b.language {
        return equal && (kind != Kind::Count || first.low >= LEAST_ACROSS);
    }
    if matches!(kind, Kind::Date | Kind::Time) {
        return equal;
    }
    if kind == Kind::Count && (a.noun != b.noun || a.noun.is_empty()) {
        // A number that few would give by chance, in the same sentence of two texts.
        return equal && first.low >= LEAST_ACROSS && shared(&a.context, &b.context) > 0.0;
    }
    let like = shared(&a.context, &b.context) / alignment.signs.rare();
    if equal {
        let is_telling = matches!(kind, Kind::Count | Kind::Mass | Kind::Money | Kind::Area | Kind::Volume);
        return is_telling || like > 0.0 || first.counts == second.counts && !first.counts.is_empty();
    }
    let (low, high) = (first.low.min(second.low), first.high.max(second.high));
    let total = |item: &Item| item.context.iter().map(|(_, weight)| weight).sum::<f64>();
    let share = like * alignment.signs.rare() / total(a).min(total(b)).max(f64::MIN_POSITIVE);
    like >= SHARED_CONTEXT && share >= SHARED_PART && high <= low * FARTHEST
}

fn shared(a: &[(u32, f64)], b: &[(u32, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some((x, left)), Some((y, right))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += (left * right).sqrt();
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}
