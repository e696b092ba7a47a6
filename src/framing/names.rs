//! Names of people, places and organisations in the sentences of a story.
//!
//! In alphabets with capitals a name is a run of words with capitals within a sentence; at the beginning of a
//! sentence or quotation a capital proves nothing, so there a word counts only if it stands with a capital
//! elsewhere and never without. Titles before a name and possessive endings are taken off; a last name alone is
//! brought to the full name that ends in it, if only one does. Headlines in Title Case are passed over. In
//! Japanese and Chinese only foreign names with a point between their parts (ジョン・スミス, 约翰·史密斯) are
//! found: without a dictionary of names nothing else tells a name from a word.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::passages::Told;
use super::russian::of_forms;
use super::stem::{bare, stem};
use super::{Part, Place};
use crate::corpus::{Corpus, Language, Span, TypeId};
use crate::text::script::is_cjk;
use crate::text::stopwords::is_stop_word;

/// A name, with every place in the sentences given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its longest form as written, without title and possessive.
    pub text: String,
    /// The language of the texts it was found in.
    pub language: Language,
    /// The stems of its words that are never written small in these sentences: what to look for before saying
    /// that a text has not got it. Empty where all its words are common ones.
    pub own_words: Vec<String>,
    /// Where it stands: number of the sentence and place.
    pub uses: Vec<(usize, Place)>,
}

/// Words that stand before a person's name, folded: what is before them is no part of it either.
const TITLES: [&str; 33] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "lord",
    "lady",
    "president",
    "minister",
    "premier",
    "chancellor",
    "captain",
    "general",
    "colonel",
    "admiral",
    "governor",
    "ambassador",
    "envoy",
    "senator",
    "professor",
    "king",
    "queen",
    "prince",
    "princess",
    "secretary",
    "pm",
    "ceo",
    "leader",
    "chairman",
    "господин",
    "президент",
    "посол",
];

/// Capitalised words that name no person, place or organisation.
const CALENDAR: [&str; 20] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "sept",
];

/// Numbers that open a sentence or stand in a name, alone no name.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Whether a folded word is a day, a month or a number: its like stand among the same words and mean another thing.
pub(super) fn is_of_a_row(form: &str) -> bool {
    CALENDAR.contains(&form) || NUMBERS.contains(&form)
}

/// Small words that join the parts of a name: "Group of Seven", "Charles de Gaulle".
const JOINING: [&str; 8] = ["of", "de", "del", "der", "van", "von", "al", "bin"];

/// Sentences and bytes.
type Uses = Vec<(usize, Span)>;
/// Where each list of stems stands.
type Runs = BTreeMap<(Language3, Vec<String>), Uses>;

/// A run of capitalised words.
struct Run {
    sentence: usize,
    language: Language,
    words: Vec<(u32, TypeId)>,
    /// Whether its first word opens the sentence or a quotation.
    opens: bool,
}

/// The names in sentences, by their first place.
pub fn names(corpus: &Corpus, sentences: &[Told]) -> Vec<Name> {
    let mut runs = Vec::new();
    let mut small: HashSet<(Language, TypeId)> = HashSet::new();
    let mut sure: HashSet<TypeId> = HashSet::new();
    let mut pointed: Vec<Name> = Vec::new();
    let mut known: HashMap<(Language, String), usize> = HashMap::new();
    for (number, told) in sentences.iter().enumerate() {
        let language = corpus.language_of(told.sentence.place.article);
        if matches!(language.code(), Some("ja" | "zh")) {
            pointed_names(corpus, (number, told), language, &mut pointed, &mut known);
            continue;
        }
        if is_title_case(corpus, told) {
            continue;
        }
        capital_runs(corpus, number, told, language, &mut small, &mut runs);
    }
    for run in &runs {
        sure.extend(run.words.iter().skip(usize::from(run.opens)).map(|(_, word)| *word));
    }
    let mut by_words = Runs::new();
    for run in runs {
        let Some((words, span)) = trimmed(corpus, &run, &small, &sure) else { continue };
        by_words.entry((Language3(run.language), words)).or_default().push((run.sentence, span));
    }
    let mut found = merged(corpus, sentences, &by_words, &small);
    found.extend(pointed);
    found.sort_by_key(|name| name.uses.first().copied());
    found
}

/// A language in the order of its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Language3(Language);

impl Ord for Language3 {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.0.cmp(&other.0.0)
    }
}

impl PartialOrd for Language3 {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether most of the longer words of a headline have capitals.
fn is_title_case(corpus: &Corpus, told: &Told) -> bool {
    let (mut long, mut capital, mut small) = (0, 0, 0);
    for position in told.sentence.words.clone().take(60) {
        let word = corpus.surface_at(position);
        small += usize::from(word.starts_with(char::is_lowercase));
        if word.chars().count() >= 4 {
            long += 1;
            capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    let is_prose = told.sentence.part == Part::Body(crate::corpus::ParagraphKind::Paragraph);
    long >= 2 && (small == 0 || !is_prose && long >= 3 && capital * 10 >= long * 7)
}

fn capital_runs(
    corpus: &Corpus,
    number: usize,
    told: &Told,
    language: Language,
    small: &mut HashSet<(Language, TypeId)>,
    runs: &mut Vec<Run>,
) {
    let article = corpus.article(told.sentence.place.article);
    let mut last_end = None;
    let mut run: Option<Run> = None;
    let types = told.sentence.types(corpus);
    for (position, &word) in told.sentence.words.clone().zip(types) {
        let span = corpus.span_at(position);
        let surface = article.text(span);
        let gap = last_end.map_or("", |from| article.text(Span { from, to: span.from }));
        let opens = last_end.is_none()
            || gap.trim_end().ends_with(['"', '“', '‘', '«', '„', ':', '-', '–', '—', '(', '\'']);
        let capital = surface.starts_with(char::is_uppercase);
        if !capital {
            small.insert((language, word));
            let next = corpus.surface_at(position + 1);
            let joins = gap == " " && JOINING.contains(&surface) && position + 1 < told.sentence.words.end;
            if joins && run.is_some() && next.starts_with(char::is_uppercase) {
                last_end = Some(span.to);
                continue;
            }
        }
        let joined = matches!(gap, " " | "-" | " & " | ". ") && !opens;
        if !joined || !capital {
            runs.extend(run.take().filter(|run| !run.words.is_empty()));
        }
        if capital {
            let run = run.get_or_insert_with(|| Run { sentence: number, language, words: Vec::new(), opens });
            run.words.push((position, word));
            if surface.ends_with("'s") || surface.ends_with("’s") {
                last_end = None;
                runs.extend(Some(std::mem::replace(
                    run,
                    Run { sentence: number, language, words: Vec::new(), opens: false },
                )));
                last_end.get_or_insert(span.to);
                continue;
            }
        }
        last_end = Some(span.to);
    }
    runs.extend(run.filter(|run| !run.words.is_empty()));
}

/// A run without titles, function words and what only seems a name: the stems of its words and its bytes.
fn trimmed(
    corpus: &Corpus,
    run: &Run,
    small: &HashSet<(Language, TypeId)>,
    sure: &HashSet<TypeId>,
) -> Option<(Vec<String>, Span)> {
    let form = |word: TypeId| bare(corpus.vocabulary().form(word));
    let mut words = run.words.as_slice();
    let title = words.iter().rposition(|(_, word)| TITLES.contains(&form(*word)));
    if let Some((_, name)) = title.and_then(|at| words.split_at_checked(at + 1)) {
        words = name;
    }
    while let [(_, first), rest @ ..] = words {
        let opens = run.opens && words.len() == run.words.len();
        let unsure =
            opens && (small.contains(&(run.language, *first)) || (!sure.contains(first) && rest.is_empty()));
        if unsure || CALENDAR.contains(&form(*first)) || is_stop_word(form(*first), run.language) {
            words = rest;
        } else {
            break;
        }
    }
    if let [(_, only)] = words
        && NUMBERS.contains(&form(*only))
    {
        return None;
    }
    while let [rest @ .., (_, last)] = words {
        if CALENDAR.contains(&form(*last)) || is_stop_word(form(*last), run.language) {
            words = rest;
        } else {
            break;
        }
    }
    let (first, last) = (words.first()?, words.last()?);
    let long = words.iter().any(|(_, word)| form(*word).chars().count() > 1);
    let mut to = corpus.span_at(last.0);
    let surface = corpus.surface_at(last.0);
    if let Some(bare) = surface.strip_suffix("'s").or_else(|| surface.strip_suffix("’s")) {
        to.to = to.from + bare.len() as u32;
    }
    let stems = words.iter().map(|(_, word)| stem(form(*word), run.language).key).collect();
    (long && words.len() <= 6).then_some((stems, Span { from: corpus.span_at(first.0).from, to: to.to }))
}

/// Last names brought to the full names that end in them.
fn merged(
    corpus: &Corpus,
    sentences: &[Told],
    by_words: &Runs,
    small: &HashSet<(Language, TypeId)>,
) -> Vec<Name> {
    let article = |uses: &[(usize, Span)]| -> HashSet<u32> {
        uses.iter().filter_map(|(s, _)| sentences.get(*s)).map(|told| told.sentence.place.article).collect()
    };
    let mut full: HashMap<(Language, &str), Vec<&Vec<String>>> = HashMap::new();
    for ((language, words), uses) in by_words {
        let Some(last) = words.last().filter(|_| words.len() > 1) else { continue };
        // A land's name is not short for an organisation's that ends in it: where the short form is used, the
        // full one must be known from the same text as a rule.
        let short = by_words.get(&(*language, vec![last.clone()]));
        let (with, alone) = (article(uses), short.map(|uses| article(uses)).unwrap_or_default());
        if 2 * alone.intersection(&with).count() >= alone.len() {
            full.entry((language.0, last)).or_default().push(words);
        }
    }
    let small_stems: HashSet<(Language, String)> = small
        .iter()
        .map(|(language, word)| (*language, stem(corpus.vocabulary().form(*word), *language).key))
        .collect();
    let mut names: BTreeMap<(Language3, &[String]), Uses> = BTreeMap::new();
    for ((language, words), uses) in by_words {
        let home = match (words.as_slice(), words.last()) {
            ([_], Some(last)) => match full.get(&(language.0, last.as_str())).map(Vec::as_slice) {
                Some([only]) => only.as_slice(),
                _ => words.as_slice(),
            },
            _ => words.as_slice(),
        };
        names.entry((*language, home)).or_default().extend(uses);
    }
    names
        .into_iter()
        .map(|((language, words), mut uses)| {
            uses.sort_unstable();
            let place = |(sentence, span): &(usize, Span)| {
                sentences
                    .get(*sentence)
                    .map(|told| Place { article: told.sentence.place.article, span: *span })
            };
            let uses: Vec<(usize, Place)> = uses.iter().filter_map(|at| Some((at.0, place(at)?))).collect();
            // The longest form; of names of one word the shortest, which is the land and not its people.
            let texts = uses.iter().map(|(_, place)| place.text(corpus));
            let text = if language.0.code() == Some("ru") {
                Some(of_forms(&texts.collect::<Vec<_>>()))
            } else if words.len() > 1 {
                texts.max_by_key(|t| t.len()).map(str::to_owned)
            } else {
                texts.min_by_key(|t| t.len()).map(str::to_owned)
            };
            let is_own = |word: &&String| !small_stems.contains(&(language.0, (*word).clone()));
            let own_words = words.iter().filter(is_own).cloned().collect();
            let text = text.unwrap_or_default();
            Name { text, language: language.0, own_words, uses }
        })
        .collect()
}

/// Foreign names with a point between their parts.
fn pointed_names(
    corpus: &Corpus,
    (number, told): (usize, &Told),
    language: Language,
    found: &mut Vec<Name>,
    known: &mut HashMap<(Language, String), usize>,
) {
    let text = told.sentence.text(corpus);
    let katakana = |c: char| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー');
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(['・', '·'])).map(|at| at + from) {
        let point = text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + point..).unwrap_or(""));
        // In Chinese the parts of a name cannot be told from what stands around; two to four characters are taken.
        let part = |c: &char| if language.code() == Some("ja") { katakana(*c) } else { is_cjk(*c) };
        let most = if language.code() == Some("ja") { 16 } else { 3 };
        let left: usize = before.chars().rev().take_while(part).take(most).map(char::len_utf8).sum();
        let right: usize = after.chars().take_while(part).take(most).map(char::len_utf8).sum();
        if left > 0 && right > 0 {
            let span = Span::new(at - left, at + point + right);
            let place = Place {
                article: told.sentence.place.article,
                span: Span {
                    from: told.sentence.place.span.from + span.from,
                    to: told.sentence.place.span.from + span.to,
                },
            };
            let name = span.of(text).to_owned();
            // Where a Chinese name begins and ends is guessed, so that nothing is said of texts without it.
            let own_words = match language.code() {
                Some("ja") => name.split(['・', '·']).map(str::to_owned).collect(),
                _ => Vec::new(),
            };
            let at = *known.entry((language, name.clone())).or_insert(found.len());
            if at == found.len() {
                found.push(Name { text: name, language, own_words, uses: Vec::new() });
            }
            if let Some(name) = found.get_mut(at) {
                name.uses.push((number, place));
            }
        }
        from = at + point;
    }
}
