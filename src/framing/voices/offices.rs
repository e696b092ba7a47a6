//! Offices: "foreign minister", "Norvia's PM", "the opposition leader", and whom of the article they mean.
//!
//! An office is a head with the words that say which one, and whose it is. It means a person only to whom the text
//! gives that very office; where it gives it to several, the one whose it is without saying so (the article's own
//! country's), else nobody. In languages whose phrases have another order than English the head alone is compared.

use hashbrown::HashSet;

use super::countries;
use super::lexicon::kind as k;
use super::names::bare;
use super::resolve::{Cast, text_of};
use super::tokens::Token;
use super::{Resolved, Speaker, SpeakerKind};
use crate::framing::Place;

/// Whose an office is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    /// The text does not say.
    Unsaid,
    /// "its", "their".
    Somebodys,
    /// A country or body, by its key: "Norvia's", "Norvian".
    Of(String),
}

/// An office as the text gives it to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    head: String,
    /// The words right before the head that say which: "foreign".
    which: Vec<String>,
    /// Which of them is a capitalised adjective as those of countries are, though the article names no such country.
    adjective: Option<String>,
    owner: Owner,
}

/// How many words before a head are looked at.
const NEAR: usize = 5;

/// How many persons of an article are asked for an office.
const MOST_ASKED: usize = 200;

/// Heads that "leader" stands for where a country is named with it.
const LEADERS: [&str; 6] = ["minister", "president", "chancellor", "king", "queen", "leader"];

/// The country whose adjective stands at `at`, where the article names it: "Norvian", "South Veltese".
fn of_adjective(words: &[Token], at: usize, met: &HashSet<String>) -> Option<String> {
    let token = words.get(at).filter(|token| token.capital && !token.is(k::TITLE | k::HUMAN))?;
    Some(countries::with_word_before(countries::of_adjective(token.form, met)?, before(words, at)))
}

/// The country or body named at `at`.
fn of_name(words: &[Token], at: usize) -> Option<String> {
    let token = words.get(at).filter(|token| token.capital)?;
    Some(countries::with_word_before(countries::of_name(bare(token.form)), before(words, at)))
}

/// The country or body that a name behind "of" means: "Norvia", "North Norvia".
fn of_country(words: &[Token], at: usize) -> Option<String> {
    let key = of_name(words, at)?;
    // "of North Norvia"
    let whole = of_name(words, at + 1)
        .filter(|whole| whole.starts_with(&format!("{} ", words.get(at).map_or("", |t| t.form))));
    Some(whole.unwrap_or(key))
}

/// The word with a capital before the one at `at`.
fn before<'c>(words: &[Token<'c>], at: usize) -> Option<&'c str> {
    words.get(at.checked_sub(1)?).filter(|token| token.capital).map(|token| token.form)
}

/// The offices in a phrase or a description, in the order of their heads. `met` are the countries that the article
/// names: no other adjective is taken for one of a country.
pub(super) fn of(words: &[Token], met: &HashSet<String>) -> Vec<Office> {
    let is_head = |t: &Token| {
        let honorific = t.is(k::HE_TITLE | k::SHE_TITLE);
        t.is_word() && (t.is(k::HUMAN) || t.is(k::TITLE) && !honorific)
    };
    let mut found = Vec::new();
    for (at, token) in words.iter().enumerate() {
        // "prime minister": the last word of the title is its head.
        if !is_head(token) || words.get(at + 1).is_some_and(is_head) {
            continue;
        }
        let (mut head, mut which) = (bare(token.form).to_owned(), Vec::new());
        let mut adjective = None;
        let mut owner = Owner::Unsaid;
        for back in (at.saturating_sub(NEAR)..at).rev() {
            let Some(before) = words.get(back) else { break };
            if before.is_genitive()
                && let Some(key) = of_name(words, back)
            {
                owner = Owner::Of(key);
                break;
            }
            if before.is(k::POSSESSIVE) {
                owner = Owner::Somebodys;
                break;
            }
            let joins = k::DETERMINER | k::PREPOSITION | k::JOIN | k::BREAK;
            if !before.is_word() || before.is(joins) || before.is_genitive() {
                break;
            }
            if let Some(key) = of_adjective(words, back, met) {
                owner = Owner::Of(key);
                break;
            }
            if before.capital && countries::is_adjective(before.form) {
                adjective = Some(before.form.to_owned());
            }
            which.push(before.form.to_owned());
        }
        // "foreign minister of Norvia"
        if owner == Owner::Unsaid
            && words.get(at + 1).is_some_and(|t| t.form == "of")
            && let Some(key) = of_country(words, at + 2)
        {
            owner = Owner::Of(key);
        }
        let short = match head.as_str() {
            "pm" | "premier" => Some("prime"),
            "fm" => Some("foreign"),
            _ => None,
        };
        if let Some(word) = short {
            "minister".clone_into(&mut head);
            which.push(word.to_owned());
        }
        found.push(Office { head, which, adjective, owner });
    }
    found
}

impl Office {
    /// Whether somebody of this office is meant by `asked`: no word of the question is missing here, and "the
    /// minister" is no prime minister.
    fn answers(&self, asked: &Self) -> bool {
        let same_owner = match &asked.owner {
            Owner::Of(country) => self.owner == Owner::Of(country.clone()),
            Owner::Unsaid | Owner::Somebodys => true,
        };
        // "the Norvian leader" is the Norvian prime minister, wherever Norvia lies.
        let whose = match &asked.adjective {
            Some(adjective) => asked.which.len() == 1 && self.which.contains(adjective),
            None => asked.which.is_empty() && matches!(asked.owner, Owner::Of(_)),
        };
        let leads = asked.head == "leader"
            && whose
            && LEADERS.contains(&self.head.as_str())
            && (self.head != "minister" || self.which.iter().any(|word| word == "prime"));
        let prime = |office: &Self| office.which.iter().any(|word| word == "prime");
        let same = self.head == asked.head
            && asked.which.iter().all(|word| self.which.contains(word))
            && prime(self) == prime(asked);
        same_owner && (same || leads)
    }
}

/// What stands between a phrase's article and its first preposition, comma or clause.
fn core_of<'a, 'c>(words: &'a [Token<'c>]) -> &'a [Token<'c>] {
    let skip =
        usize::from(words.first().is_some_and(|t| t.is(k::DETERMINER) && !t.is(k::GROUP)) && words.len() > 1);
    let end = words.iter().position(|t| !t.is_word()).filter(|at| *at > skip).unwrap_or(words.len());
    words.get(skip..end).unwrap_or_default()
}

impl Cast<'_> {
    /// The person whom an office in a headline means: the only one of the article with that office, else the only
    /// one whose office is told without a country or as that of the outlet's own.
    fn of_headline(&self, asked: &Office) -> Option<usize> {
        let fits = |at: &usize| {
            self.persons.get(*at).is_some_and(|p| p.offices.iter().any(|office| office.answers(asked)))
        };
        let all: Vec<usize> = (0..self.persons.len().min(MOST_ASKED)).filter(fits).collect();
        if let [only] = all.as_slice() {
            return Some(*only);
        }
        let is_home = |at: &&usize| {
            self.persons.get(**at).is_some_and(|person| {
                let mut owners =
                    person.offices.iter().filter(|office| office.answers(asked)).map(|office| &office.owner);
                owners.all(|owner| match owner {
                    Owner::Unsaid => true,
                    Owner::Somebodys => false,
                    Owner::Of(country) => countries::is_of_outlet(country, &self.outlet),
                })
            })
        };
        let mut home = all.iter().filter(is_home);
        home.next().filter(|_| home.next().is_none()).copied()
    }

    /// The last person before `sentence` with an office, whoever spoke first.
    fn of_office(&self, asked: &Office, sentence: u32) -> Option<usize> {
        let end = self.sightings.partition_point(|s| s.sentence <= sentence);
        let spoke = self.spoken.iter().rev().take(32).filter_map(|(_, person, _)| *person);
        let seen = self.sightings.get(end.saturating_sub(64)..end).unwrap_or_default().iter().rev();
        spoke.chain(seen.map(|s| s.person)).find(|at| {
            self.persons
                .get(*at)
                .is_some_and(|person| person.offices.iter().any(|office| office.answers(asked)))
        })
    }

    /// The last person before `sentence` whom a word describes.
    fn of_word(&self, head: &str, sentence: u32) -> Option<usize> {
        let end = self.sightings.partition_point(|s| s.sentence <= sentence);
        let spoke = self.spoken.iter().rev().take(32).filter_map(|(_, person, _)| *person);
        let seen = self.sightings.get(end.saturating_sub(64)..end).unwrap_or_default().iter().rev();
        spoke
            .chain(seen.map(|s| s.person))
            .find(|at| self.persons.get(*at).is_some_and(|p| p.described.iter().any(|word| word == head)))
    }

    /// A speaker without a personal name.
    pub(super) fn described(
        &self,
        words: &[Token],
        as_written: Place,
        sentence: u32,
        headline: bool,
    ) -> Option<Speaker> {
        let core = core_of(words);
        let head_end = core.iter().skip(1).position(|t| t.is(k::PREPOSITION) && !t.capital);
        let heads = core.get(..head_end.map_or(core.len(), |at| at + 1)).unwrap_or(core);
        let speaks = |t: &&Token| t.is_word() && t.is(k::HUMAN | k::GROUP | k::INSTITUTION | k::UNNAMED);
        let head =
            heads.iter().rev().find(speaks).or_else(|| core.iter().rev().find(speaks)).or(core.last())?;
        let definite = words.first().is_some_and(|t| t.is(k::DEFINITE | k::POSSESSIVE));
        let human = head.is(k::HUMAN) && !head.is(k::INSTITUTION);
        let asked = of(words, self.countries).into_iter().next();
        let owned = asked.as_ref().is_some_and(|asked| matches!(asked.owner, Owner::Of(_)));
        let genitive = words.iter().any(Token::is_genitive);
        if human && (definite || headline || owned && genitive) {
            let meant = match &asked {
                Some(asked) if self.is_english => {
                    if headline {
                        self.of_headline(asked)
                    } else {
                        self.of_office(asked, sentence)
                    }
                }
                _ if genitive => None,
                _ => self.of_word(head.form, if headline { u32::MAX } else { sentence }),
            };
            if let Some(known) = meant.and_then(|at| self.persons.get(at)) {
                return Some(Speaker {
                    as_written,
                    name: known.name.clone(),
                    description: known.described.join(" "),
                    resolved: Resolved::ByDescription,
                    kind: SpeakerKind::Person,
                    named: true,
                });
            }
        }
        if human
            && definite
            && !genitive
            && !headline
            && let Some(speaker) = self.unnamed_before(head.form)
        {
            return Some(Speaker { as_written, resolved: Resolved::ByDescription, ..speaker.clone() });
        }
        let mut text = text_of(self.raw_text, core);
        // "the cooperative" is the Halcyon Cooperative.
        if let [only] = core
            && definite
            && !only.capital
            && only.is(k::INSTITUTION)
            && let Some((_, full)) = self.institutions.iter().find(|(last, _)| last == only.form)
        {
            text.clone_from(full);
        }
        let capital = core.iter().any(|t| t.is_word() && t.capital && !t.is(k::DETERMINER));
        let kind = if head.is(k::INSTITUTION) {
            SpeakerKind::Institution
        } else if head.is(k::UNNAMED) {
            SpeakerKind::Unnamed
        } else if head.is(k::GROUP) {
            SpeakerKind::Group
        } else if human {
            SpeakerKind::Unnamed
        } else if capital {
            SpeakerKind::Institution
        } else {
            SpeakerKind::Group
        };
        let named = matches!(kind, SpeakerKind::Institution) && capital;
        Some(Speaker {
            as_written,
            description: text.clone(),
            name: text,
            resolved: Resolved::AsWritten,
            kind,
            named,
        })
    }

    /// "the official" is the last official who spoke without a name.
    fn unnamed_before(&self, head: &str) -> Option<&Speaker> {
        self.spoken.iter().rev().take(6).find_map(|(_, person, speaker)| {
            let speaker = speaker.as_ref().filter(|s| {
                person.is_none() && matches!(s.kind, SpeakerKind::Unnamed | SpeakerKind::Group)
            })?;
            let mut form = String::new();
            let has = speaker.name.split(' ').any(|word| {
                crate::text::normalise::fold(word, &mut form);
                form == head
            });
            has.then_some(speaker)
        })
    }
}
