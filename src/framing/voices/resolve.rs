//! Names for speakers: surnames get the full name of the same article, pronouns and descriptions go to the last
//! person they can mean, quotations without a speaker to the voice they go on from. What cannot be told stays open.

use hashbrown::{HashMap, HashSet};

use super::cases;
use super::interview::HEADLINE;
use super::lexicon::{Lexicon, kind as k};
use super::names::{Mention, Pronoun};
use super::offices::{self, Office};
use super::raw::{Raw, RawVoice};
use super::surnames::Surnames;
use super::tokens::{Kind, Token};
use super::{ReportingVerb, Resolved, ScareQuote, Speaker, SpeakerKind, Voice, Voices};
use crate::corpus::{ArticleId, Corpus, Language, Span};
use crate::framing::Place;
use crate::framing::russian::{self, Case};
use crate::framing::sentence::words_in;

/// How many sentences a pronoun looks back, and how many voices.
const SIGHT: u32 = 12;

/// How many where the text has called the person so before.
const FAR: u32 = 40;

/// How many words that describe a person are kept: every voice has them.
const LONGEST: usize = 40;

/// How many offices of a person are kept.
const MOST_OFFICES: usize = 12;

/// How many forms of a Russian name are kept.
const MOST_FORMS: usize = 24;

/// A person of the article.
#[derive(Debug, Default, Clone)]
pub(super) struct Person {
    pub name: String,
    pub pronoun: Option<Pronoun>,
    /// Folded words that describe the person.
    pub described: Vec<String>,
    /// The offices the text gives the person, each once.
    pub offices: Vec<Office>,
    /// A Russian name in the cases of the text, until its nominative is chosen.
    pub forms: Vec<String>,
    /// Whether a Russian name stands elsewhere than where the genitive is asked for.
    pub seen_free: bool,
}

/// Where a person is named, in reading order.
pub(super) struct Sighting {
    pub person: usize,
    pub sentence: u32,
    genitive: bool,
    opens: bool,
    weak: bool,
}

pub(super) struct Cast<'a> {
    pub persons: Vec<Person>,
    surnames: Surnames,
    /// By the whole name as written: two of one surname are two.
    pub by_full: HashMap<String, usize>,
    /// Words that may be surnames or countries: never a speaker's name by themselves.
    weak: HashMap<String, usize>,
    pub sightings: Vec<Sighting>,
    /// Who spoke, in order: sentence, person, institution's name.
    pub spoken: Vec<(u32, Option<usize>, Option<Speaker>)>,
    /// Names of institutions by their last word.
    pub institutions: Vec<(String, String)>,
    /// The keys of the countries that the article names.
    pub countries: &'a HashSet<String>,
    pub raw_text: &'a str,
    article: ArticleId,
    /// The outlet's name, folded: of a national one it says whose minister "the minister" is.
    pub outlet: String,
    /// Whether phrases have the order of English ones.
    pub is_english: bool,
}

/// Puts names to what was found.
pub(super) fn resolve(corpus: &Corpus, id: ArticleId, raw: &Raw) -> Voices {
    let article = corpus.article(id);
    let mut cast = Cast::new(&article.raw, id, raw, corpus.language_of(id));
    if let Some(outlet) = &article.outlet {
        crate::text::normalise::fold(&outlet.value, &mut cast.outlet);
    }
    cast.institutions = raw
        .institutions
        .iter()
        .take(400)
        .filter_map(|words| Some((words.last()?.form.to_owned(), text_of(&article.raw, words))))
        .collect();
    let place = |span: Span| Place { article: id, span };
    let mut voices: Vec<Voice> = Vec::with_capacity(raw.voices.len());
    let mut last: Option<Speaker> = None;
    for found in &raw.voices {
        let headline = found.rule == HEADLINE;
        let (speaker, resolved_by_text) = if found.inherits {
            (last.clone().map(|speaker| Speaker { resolved: Resolved::Inherited, ..speaker }), false)
        } else if found.subject.is_empty() {
            (None, false)
        } else {
            let heads = [&article.headline, &article.standfirst];
            let mut heads = heads.into_iter().flatten();
            let heading =
                heads.any(|part| part.value.from <= found.span.from && found.span.to <= part.value.to);
            (cast.speaker(found, raw.lexicon, heading), true)
        };
        if headline && !cast.is_headline_speaker(found) {
            continue;
        }
        if resolved_by_text || !found.inherits {
            last.clone_from(&speaker);
        }
        cast.note(found.sentence, speaker.as_ref());
        if found.span.is_empty() {
            continue;
        }
        let quoted: Vec<Place> = found.quoted.iter().copied().map(place).collect();
        let words = words_in(corpus, place(found.span)).len() as u32;
        let verb = found.verb.and_then(|(verb, span)| {
            let known = raw.lexicon.verb(verb)?;
            Some(ReportingVerb { place: place(span), lemma: known.lemma.as_str(), class: known.class })
        });
        voices.push(Voice {
            place: place(found.span),
            kind: found.kind,
            quoted,
            speaker,
            verb,
            words,
            rule: found.rule,
        });
    }
    let mut scare_quotes: Vec<ScareQuote> =
        raw.scares.iter().map(|s| ScareQuote { place: place(s.span), kind: s.kind }).collect();
    scare_quotes.sort_by_key(|s| s.place.span);
    Voices { voices, scare_quotes }
}

impl<'a> Cast<'a> {
    fn new(raw_text: &'a str, article: ArticleId, raw: &'a Raw, language: Language) -> Self {
        let is_russian = language.code() == Some("ru");
        let mut cast = Self {
            persons: Vec::new(),
            surnames: Surnames::new(is_russian),
            by_full: HashMap::new(),
            weak: HashMap::new(),
            sightings: Vec::new(),
            spoken: Vec::new(),
            institutions: Vec::new(),
            countries: &raw.countries,
            raw_text,
            article,
            outlet: String::new(),
            is_english: matches!(language.code(), Some("en") | None),
        };
        let told = if is_russian { cases::told_in_genitive(raw_text, raw) } else { Vec::new() };
        for mention in &raw.mentions {
            let surname = cast.surnames.key(mention.surname()).to_owned();
            let name = text_of(raw_text, &mention.name);
            let single = mention.name.len() == 1;
            let same = if single {
                cast.surnames.meant(mention.surname(), Case::Any)
            } else {
                cast.surnames.alike(mention.surname()).find(|at| {
                    let known = cast.persons.get(*at);
                    known.is_some_and(|p| !p.name.contains(' ') || cast.shares_first(&p.name, &name))
                })
            };
            // A first name alone is the person of that first name.
            let known = same
                .or_else(|| cast.by_full.get(&name).copied())
                .or_else(|| single.then(|| cast.by_first_name(&name)).flatten())
                .or_else(|| mention.weak.then(|| cast.weak.get(&surname).copied()).flatten());
            let at = known.unwrap_or_else(|| {
                cast.persons.push(Person::default());
                cast.persons.len() - 1
            });
            if mention.weak && same.is_none() {
                cast.weak.entry(surname).or_insert(at);
            } else if known.is_none() || same.is_some() {
                cast.surnames.note(mention.surname(), at, !single, false);
            }
            if !single {
                cast.by_full.entry(name.clone()).or_insert(at);
            }
            if let Some(person) = cast.persons.get_mut(at) {
                if is_russian && person.forms.len() < MOST_FORMS {
                    person.forms.push(name.clone());
                }
                person.seen_free |= is_russian && !cases::is_within(&told, &mention.name);
                if name.len() > person.name.len() {
                    person.name = name;
                }
                person.pronoun = person.pronoun.or(mention.pronoun);
                for office in offices::of(&mention.description, &raw.countries) {
                    if person.offices.len() < MOST_OFFICES && !person.offices.contains(&office) {
                        person.offices.push(office);
                    }
                }
                let words = mention.description.iter().filter(|t| t.is_word() && !t.is(k::DETERMINER));
                for word in words {
                    if person.described.len() >= LONGEST {
                        break;
                    }
                    if !person.described.iter().any(|known| known == word.form) {
                        person.described.push(word.form.to_owned());
                    }
                }
            }
            let Mention { genitive, opens, weak, .. } = *mention;
            cast.sightings.push(Sighting { person: at, sentence: mention.sentence, genitive, opens, weak });
        }
        if is_russian {
            cast.put_into_nominative();
        }
        cast
    }

    /// Whether two full names begin with one first name.
    fn shares_first(&self, a: &str, b: &str) -> bool {
        let first = |name: &str| name.split(' ').next().unwrap_or("").to_lowercase();
        self.surnames.key(&first(a)) == self.surnames.key(&first(b))
    }

    fn by_first_name(&self, name: &str) -> Option<usize> {
        self.persons
            .iter()
            .take(400)
            .position(|p| p.name.split(' ').next() == Some(name) && p.name.contains(' '))
    }

    fn is_headline_speaker(&self, found: &RawVoice) -> bool {
        let words = &found.subject;
        words.last().is_some_and(|t| t.is(k::HUMAN | k::GROUP | k::UNNAMED))
            || words.last().is_some_and(|t| self.surnames.has(t.form))
    }

    /// Remembers who spoke, for the pronouns to come.
    fn note(&mut self, sentence: u32, speaker: Option<&Speaker>) {
        let person = speaker.filter(|s| s.kind == SpeakerKind::Person).and_then(|s| {
            let surname = s.name.rsplit(' ').next().unwrap_or("");
            let mut form = String::new();
            crate::text::normalise::fold(surname, &mut form);
            self.by_full
                .get(&s.name)
                .copied()
                .or_else(|| self.surnames.meant(&form, Case::Nominative))
                .or_else(|| self.weak.get(&form).copied())
        });
        self.spoken.push((sentence, person, speaker.cloned()));
    }

    /// The speaker that the words before or after the verb name.
    fn speaker(&mut self, found: &RawVoice, lexicon: &Lexicon, heading: bool) -> Option<Speaker> {
        let words = found.subject.as_slice();
        let (first, last) = (words.first()?, words.last()?);
        let as_written =
            Place { article: self.article, span: Span { from: first.span.from, to: last.span.to } };
        let one = words.len() == 1;
        if one && first.is(k::HE | k::SHE) {
            let pronoun = if first.is(k::HE) { Pronoun::He } else { Pronoun::She };
            let person = self.meant_by(pronoun, found.sentence)?;
            let known = self.persons.get_mut(person)?;
            known.pronoun = Some(pronoun);
            return Some(Speaker {
                as_written,
                name: known.name.clone(),
                description: known.described.join(" "),
                resolved: Resolved::ByPronoun,
                kind: SpeakerKind::Person,
                named: true,
            });
        }
        if one && first.is(k::IT | k::THEY) {
            let wanted = |kind: SpeakerKind| {
                if first.is(k::IT) {
                    kind == SpeakerKind::Institution
                } else {
                    matches!(kind, SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Institution)
                }
            };
            let speaker = self.spoken.iter().rev().take(6).find_map(|(sentence, _, speaker)| {
                let near = sentence + SIGHT / 2 >= found.sentence;
                speaker.as_ref().filter(|s| near && wanted(s.kind))
            })?;
            return Some(Speaker { as_written, resolved: Resolved::ByPronoun, ..speaker.clone() });
        }
        let case = match () {
            () if found.verb.is_some() => Case::Nominative,
            () if self.surnames.is_russian() && cases::asks_genitive(self.raw_text, found, lexicon) => {
                Case::Genitive
            }
            () => Case::Any,
        };
        if let Some(person) = self.person_in(words, case) {
            let known = self.persons.get(person)?;
            let described: Vec<&str> = if known.described.is_empty() {
                Vec::new()
            } else {
                known.described.iter().map(String::as_str).collect()
            };
            return Some(Speaker {
                as_written,
                name: known.name.clone(),
                description: described.join(" "),
                resolved: Resolved::AsWritten,
                kind: SpeakerKind::Person,
                named: true,
            });
        }
        self.described(words, as_written, found.sentence, heading)
    }

    /// The person of a name: the whole name first, then the surname where the first name does not differ.
    fn of_name(&self, name: &[Token], case: Case) -> Option<usize> {
        let text = text_of(self.raw_text, name);
        if let Some(&person) = self.by_full.get(&text) {
            return Some(person);
        }
        let surname = name.last()?.form;
        if name.len() == 1 {
            return self.surnames.meant(surname, case);
        }
        self.surnames.alike(surname).find(|person| {
            let known = self.persons.get(*person);
            known.is_some_and(|known| !known.name.contains(' ') || self.shares_first(&known.name, &text))
        })
    }

    /// A person whose name stands among the words: the first that is one, not behind "of" or "at". `case` is that of
    /// the words.
    fn person_in(&mut self, words: &[Token], case: Case) -> Option<usize> {
        let mut at = 0;
        while let Some(token) = words.get(at) {
            if !(token.is_word() && token.capital) {
                at += 1;
                continue;
            }
            let start = at;
            while words.get(at).is_some_and(|t| {
                t.is_word()
                    && (t.capital || t.is(k::PARTICLE) && words.get(at + 1).is_some_and(|n| n.capital))
            }) && (at == start || words.get(at - 1).is_some_and(|t| !t.is_genitive()))
            {
                at += 1;
            }
            let mut from = start;
            // "Russian President Vladimir Putin"
            let title = |i: &usize| words.get(*i).is_some_and(|t| t.is(k::TITLE));
            if let Some(title) = (from..at.saturating_sub(1)).rev().find(title) {
                from = title + 1;
            }
            while words
                .get(from)
                .is_some_and(|t| from < at && (t.is(k::TITLE | k::HUMAN | k::DETERMINER) || t.is(k::DAY)))
            {
                from += 1;
            }
            let name = words.get(from..at).unwrap_or_default();
            let Some(last) = name.last() else { continue };
            if last.is_genitive()
                || name.iter().any(|t| t.is(k::INSTITUTION | k::PLACE))
                || words.get(at).is_some_and(|next| is_attributive(name, next))
            {
                continue;
            }
            let behind = start.checked_sub(1).and_then(|b| words.get(b));
            if behind.is_some_and(|t| t.is(k::PREPOSITION)) {
                continue;
            }
            if let Some(person) = self.of_name(name, case) {
                return Some(person);
            }
            if name.len() == 1
                && let Some(person) = self.by_first_name(last.span.of(self.raw_text))
            {
                return Some(person);
            }
            // Two capitals that speak, not "The …": a name that stands nowhere else.
            let titled =
                from > start || behind.is_some_and(|t| t.is(k::TITLE | k::HUMAN) || t.kind == Kind::Comma);
            let alone = from == 0 && !words.first().is_some_and(|t| t.is(k::DEFINITE));
            if (2..=4).contains(&name.len()) && (titled || alone) || titled && name.len() == 1 && from > start
            {
                let text = text_of(self.raw_text, name);
                let made = if case == Case::Genitive { russian::of_person(&text) } else { None };
                let number = self.persons.len();
                self.by_full.entry(text.clone()).or_insert(number);
                self.persons.push(Person { name: made.unwrap_or(text), ..Person::default() });
                self.surnames.note(last.form, number, name.len() > 1, true);
                return Some(number);
            }
        }
        None
    }

    /// The person that "he" or "she" means in `sentence`: of the same sentence, else of those before it, whoever
    /// spoke or opens the sentence first.
    fn meant_by(&self, pronoun: Pronoun, sentence: u32) -> Option<usize> {
        let oldest = sentence.saturating_sub(FAR);
        let end = self.sightings.partition_point(|s| s.sentence <= sentence);
        let recent = self.sightings.get(end.saturating_sub(64)..end).unwrap_or_default();
        // Named persons first, then surnames that open a sentence, then those named by the way.
        for pass in 0..3 {
            for at in (oldest..=sentence).rev() {
                let far = sentence - at > SIGHT;
                let fits = |person: usize| {
                    let known = self.persons.get(person).and_then(|p| p.pronoun);
                    if far { known == Some(pronoun) } else { known.is_none_or(|known| known == pronoun) }
                };
                let spoke = self
                    .spoken
                    .iter()
                    .rev()
                    .take(64)
                    .find(|(s, person, _)| *s == at && person.is_some_and(fits));
                if let Some((_, person, _)) = spoke {
                    return *person;
                }
                let here = || {
                    recent.iter().filter(|s| {
                        let wanted = match pass {
                            0 => !s.weak && !s.genitive,
                            1 => s.weak && s.opens && !s.genitive,
                            _ => true,
                        };
                        s.sentence == at && wanted && fits(s.person)
                    })
                };
                let found = here()
                    .find(|s| s.opens && !s.genitive)
                    .or_else(|| here().find(|s| !s.genitive))
                    .or_else(|| here().next());
                if let Some(found) = found {
                    return Some(found.person);
                }
            }
        }
        None
    }
}

/// Whether capitals before `next` only say which: "a Norvian official", "the Varn administration". A noun in small
/// letters after a single capital is the head of the phrase; after a full name, a word for people or institutions.
fn is_attributive(name: &[Token], next: &Token) -> bool {
    if !next.is_word() || next.capital {
        return false;
    }
    let noun = next.is(k::HUMAN | k::GROUP | k::INSTITUTION | k::UNNAMED | k::TITLE);
    let bound =
        k::PREPOSITION | k::WHO | k::DAY | k::JOIN | k::BREAK | k::HELPER | k::DETERMINER | k::PARTICLE;
    noun || name.len() == 1
        && !next.is(bound | k::FINITE | k::NEGATION | k::HE | k::SHE | k::OBJECT)
        && next.entry.verb == 0
        && next.form.is_ascii()
        && !next.form.ends_with("ly")
        && !next.form.ends_with("ed")
        && !next.form.ends_with("self")
}

pub(super) fn text_of(raw: &str, words: &[Token]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
    let text = Span { from: first.span.from, to: last.span.to }.of(raw);
    let text = text.strip_suffix("’s").or_else(|| text.strip_suffix("'s")).unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
