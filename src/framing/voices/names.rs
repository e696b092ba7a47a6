//! Persons named in an article, with what the text says of them: titles, descriptions, "he" or "she".

use hashbrown::HashSet;

use super::countries;
use super::lexicon::{Lexicon, kind as k};
use super::tokens::{Kind, Token};
use crate::corpus::ParagraphKind;
use crate::framing::Part;

/// Which pronoun the text itself uses or implies by a title. Never guessed from a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
}

/// A name in the running text.
#[derive(Debug, Clone)]
pub(super) struct Mention<'c> {
    /// The words of the name, without title.
    pub name: Vec<Token<'c>>,
    /// The sentence it stands in, counted through the article.
    pub sentence: u32,
    /// What its title or description implies.
    pub pronoun: Option<Pronoun>,
    /// Words that describe the person: titles before, "a baker" after, with the commas between them.
    pub description: Vec<Token<'c>>,
    /// "Varn's": not the subject.
    pub genitive: bool,
    /// The first word of its sentence or behind its description there: likely the subject.
    pub opens: bool,
    /// One capitalised word that may be a surname or a country: taken only where nobody else can be meant.
    pub weak: bool,
}

impl Mention<'_> {
    /// The last word of the name, without "'s".
    pub fn surname(&self) -> &str {
        self.name.last().map_or("", |t| bare(t.form))
    }
}

/// A form without its "'s".
pub(super) fn bare(form: &str) -> &str {
    form.strip_suffix("'s").unwrap_or(form)
}

/// The names in a paragraph, outside quotations. Headings name nobody: they stand for what follows.
pub(super) fn mentions<'c>(
    tokens: &[Token<'c>],
    _lexicon: &Lexicon,
    part: Part,
    first: u32,
    out: &mut Vec<Mention<'c>>,
) {
    if part == Part::Body(ParagraphKind::Subhead) || part == Part::Headline {
        return;
    }
    let mut sentence = first;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.kind == Kind::Stop {
            sentence += 1;
        }
        if !token.is_word() || !token.capital {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while let Some(next) = tokens.get(at) {
            let particle =
                next.is(k::PARTICLE) && tokens.get(at + 1).is_some_and(|t| t.is_word() && t.capital);
            let adjacent = tokens.get(at - 1).is_some_and(|before| !before.is_genitive());
            if !(next.is_word() && adjacent && (next.capital || particle)) {
                break;
            }
            at += 1;
        }
        if let Some(mention) = person(tokens, start, at, sentence, out) {
            out.push(mention);
        }
    }
}

/// Names of institutions in a paragraph: capitalised words that end with one of their words.
pub(super) fn institutions<'c>(tokens: &[Token<'c>], out: &mut Vec<Vec<Token<'c>>>) {
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if !token.is_word() || !token.capital {
            start = at + 1;
            continue;
        }
        let opener = at == start && token.is(k::DETERMINER | k::PREPOSITION | k::BREAK | k::JOIN);
        if opener {
            start = at + 1;
        }
        let last = tokens.get(at + 1).is_none_or(|t| !t.is_word() || !t.capital);
        if last && at > start && token.is(k::INSTITUTION) && out.len() < 400 && at - start < 8 {
            out.extend(tokens.get(start..=at).map(<[Token]>::to_vec));
        }
    }
}

/// The keys of countries and bodies that a paragraph names: capitalised words that stand alone or say whose.
pub(super) fn countries_met(tokens: &[Token], out: &mut HashSet<String>) {
    let is_capital = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|t| t.is_word() && t.capital && !t.is_genitive())
    };
    for (at, token) in tokens.iter().enumerate() {
        let alone = !is_capital(at.checked_sub(1)) && !is_capital(at.checked_add(1));
        let known = token.entry.kinds != 0 || token.entry.verb != 0;
        if token.is_word() && token.capital && !known && (alone || token.is_genitive()) {
            out.insert(countries::of_name(bare(token.form)));
        }
    }
}

/// Whether capitalised words are a person's name, and what is said of them.
fn person<'c>(
    tokens: &[Token<'c>],
    start: usize,
    end: usize,
    sentence: u32,
    known: &[Mention<'c>],
) -> Option<Mention<'c>> {
    let mut from = start;
    // Titles, and words that only open a sentence.
    while from < end {
        let token = tokens.get(from)?;
        let opener = from == start
            && token.is(k::DETERMINER
                | k::BREAK
                | k::JOIN
                | k::HELPER
                | k::PREPOSITION
                | k::DAY
                | k::HE
                | k::SHE);
        if !(token.is(k::TITLE | k::HUMAN) || opener) {
            break;
        }
        from += 1;
    }
    // "Russian President Vladimir Putin", "PM Shinzo Abe"
    if let Some(title) =
        (from..end.saturating_sub(1)).rev().find(|i| tokens.get(*i).is_some_and(|t| t.is(k::TITLE)))
    {
        from = title + 1;
    }
    let mut name = tokens.get(from..end)?;
    let last = name.last()?;
    let before = from.checked_sub(1).and_then(|b| tokens.get(b));
    let titled = before.is_some_and(|t| t.is_word() && t.is(k::TITLE | k::HUMAN));
    if name.iter().any(|t| t.is(k::INSTITUTION | k::PLACE | k::DAY)) {
        return None;
    }
    let surname = bare(last.form);
    let seen = known.iter().rev().take(200).any(|m| !m.weak && m.surname() == surname);
    let outer = start.checked_sub(1).and_then(|b| tokens.get(b));
    let with_the = outer.is_some_and(|t| t.is(k::DEFINITE)) || tokens.get(start)?.is(k::DEFINITE);
    let genitive = last.is_genitive();
    let somewhere =
        !genitive && outer.is_some_and(|t| t.is(k::LOCATIVE)) || tokens.get(start)?.is(k::LOCATIVE);
    let aged = tokens.get(end).is_some_and(|t| t.kind == Kind::Comma)
        && tokens.get(end + 1).is_some_and(|t| {
            t.form.len() <= 3 && t.form.bytes().all(|b| b.is_ascii_digit()) && !t.form.is_empty()
                || t.is(k::WHO)
        });
    let sure = titled || seen || aged;
    // "in Vladivostok Putin said": the surname alone.
    if seen && somewhere && name.len() > 1 && from == start {
        name = name.get(name.len() - 1..)?;
    }
    let weak = !sure
        && name.len() == 1
        && !with_the
        && !somewhere
        && last.entry.kinds == 0
        && last.entry.verb == 0
        && tokens.get(end).is_some_and(|t| t.is(k::FINITE) || t.form.ends_with("ed"));
    if !sure && !weak && (name.len() < 2 || name.len() > 4 || with_the || somewhere || last.form.len() < 2) {
        return None;
    }
    // "the two Norvian captains": what stands before a word for people says which.
    if name.len() == 1
        && !seen
        && !genitive
        && tokens.get(end).is_some_and(|t| {
            t.is_word() && !t.capital && t.is(k::HUMAN | k::GROUP | k::INSTITUTION | k::UNNAMED)
        })
    {
        return None;
    }
    if titled && name.len() == 1 && with_the && !seen {
        // "the Prime Minister Office" and the like
        return None;
    }
    let mut description: Vec<Token> = tokens.get(start..from)?.to_vec();
    // "foreign minister" in small letters before the name, or "the harbour master," with a comma.
    let mut back = start;
    if back > 0
        && tokens.get(back - 1).is_some_and(|t| t.kind == Kind::Comma)
        && back > 1
        && tokens.get(back - 2).is_some_and(|t| t.is(k::HUMAN | k::INSTITUTION) || !t.capital && t.is_word())
    {
        back -= 1;
    }
    let stop = back.saturating_sub(5);
    let mut words = Vec::new();
    while back > stop {
        let Some(token) = tokens.get(back - 1) else { break };
        if !token.is_word() || token.is(k::FINITE | k::BREAK | k::JOIN) || token.entry.verb != 0 {
            break;
        }
        back -= 1;
        words.push(*token);
        if token.is(k::DETERMINER) || token.is_genitive() {
            break;
        }
    }
    words.reverse();
    // "Norvia's PM Hedda Varn": the title has a capital, its owner stands before it.
    let owner = words.last().is_some_and(|t| t.is_genitive() && t.capital);
    if words.iter().any(|t| t.is(k::HUMAN | k::TITLE))
        || owner && description.iter().any(|t| t.is(k::HUMAN | k::TITLE))
    {
        // What a comma parts is one title and another.
        let mark = tokens.get(start.wrapping_sub(1)).filter(|t| t.kind == Kind::Comma);
        description.splice(0..0, words.into_iter().chain(mark.copied()));
    } else {
        back = start;
    }
    // ", a baker in Port Elsin"
    if tokens.get(end).is_some_and(|t| t.kind == Kind::Comma) {
        let after = tokens
            .iter()
            .skip(end + 1)
            .take(8)
            .take_while(|t| t.is_word() && !t.is(k::FINITE | k::BREAK | k::WHO));
        let after: Vec<Token> = after.copied().collect();
        if after.iter().any(|t| t.is(k::HUMAN | k::TITLE)) {
            description.extend(tokens.get(end).copied().into_iter().chain(after));
        }
    }
    let pronoun = description.iter().find_map(|t| match () {
        () if t.is(k::HE_TITLE) => Some(Pronoun::He),
        () if t.is(k::SHE_TITLE) => Some(Pronoun::She),
        () => None,
    });
    let opens = back == 0
        || tokens.get(back - 1).is_some_and(|t| t.kind == Kind::Stop)
        || start == 0
        || tokens.get(start - 1).is_some_and(|t| t.kind == Kind::Stop);
    Some(Mention { name: name.to_vec(), sentence, pronoun, description, genitive, opens, weak })
}
