//! One outlet under one name: a masthead in capitals and a copyright line in small letters name the same paper.
//!
//! Articles are taken apart without knowledge of the others, and an outlet that the registry does not know is called
//! as its page sets it. Names that differ in case, spaces, hyphens or a leading "the" alone are one outlet, under the
//! best of its forms. Accents, other signs and other words tell outlets apart.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::HashMap;

use super::registry::Registry;
use crate::corpus::Article;
use crate::task::{Cancelled, Task};
use crate::text::normalise::fold;

/// Articles between two questions whether to go on.
const STRIDE: usize = 4096;

/// The names of outlets, each in its best form.
#[derive(Debug, Clone, Default)]
pub struct OutletNames {
    /// By [`form_key`].
    best: HashMap<String, Arc<str>>,
    /// Names that have a better form.
    worse: usize,
}

impl OutletNames {
    /// Chooses the best form of each of `names`; in how many articles a name stands is said with it.
    ///
    /// Capitals and small letters are better than one of them alone, then what stands in more articles, then spaces
    /// better than hyphens.
    pub fn choose(names: &HashMap<Arc<str>, u64>) -> Self {
        let mut ranked: HashMap<String, (_, &Arc<str>)> = HashMap::new();
        let mut chosen = Self::default();
        for (name, count) in names {
            let Some(key) = form_key(name) else { continue };
            let rank = (is_mixed(name), *count, !name.contains(['-', '_']), Reverse(name));
            if let Some(known) = ranked.get_mut(&key) {
                chosen.worse += 1;
                if rank > known.0 {
                    *known = (rank, name);
                }
            } else {
                ranked.insert(key, (rank, name));
            }
        }
        chosen.best = ranked.into_iter().map(|(key, (_, name))| (key, Arc::clone(name))).collect();
        chosen
    }

    /// The best form of `name`, where it is another.
    pub fn better(&self, name: &str) -> Option<&Arc<str>> {
        self.best.get(&form_key(name)?).filter(|best| ***best != *name)
    }
}

/// How often each outlet is named in `articles`.
pub fn named_in(articles: &[Arc<Article>], task: &Task) -> Result<HashMap<Arc<str>, u64>, Cancelled> {
    let mut names: HashMap<Arc<str>, u64> = HashMap::new();
    for articles in articles.chunks(STRIDE) {
        task.check()?;
        for outlet in articles.iter().filter_map(|article| article.outlet.as_ref()) {
            *names.entry_ref(&outlet.value).or_default() += 1;
        }
    }
    Ok(names)
}

/// Calls each outlet of `articles` by the best form of its name, in place; articles that have it stay shared.
pub(super) fn settle(articles: &mut [Arc<Article>], task: &Task) -> Result<(), Cancelled> {
    let names = named_in(articles, task)?;
    let chosen = OutletNames::choose(&names);
    if chosen.worse == 0 {
        return Ok(());
    }
    let better: HashMap<&Arc<str>, &Arc<str>> =
        names.keys().filter_map(|name| Some((name, chosen.better(name)?))).collect();
    for articles in articles.chunks_mut(STRIDE) {
        task.check()?;
        for article in articles {
            let best = article.outlet.as_ref().and_then(|outlet| better.get(&outlet.value));
            if let Some(best) = best
                && let Some(outlet) = &mut Arc::make_mut(article).outlet
            {
                outlet.value = Arc::clone(best);
            }
        }
    }
    Ok(())
}

/// What all forms of an outlet's name have in common; `None` where a name has no other forms. What the registry has
/// under a name is one outlet already, and two of one name were told apart by their pages.
pub fn form_key(name: &str) -> Option<String> {
    let is_known = Registry::bundled().by_name(name).is_some();
    Some(key_of(name)).filter(|key| !is_known && !key.is_empty())
}

/// What names of one outlet have in common: without case and width, without spaces, hyphens and quotation marks, without
/// a leading "the".
fn key_of(name: &str) -> String {
    let mut folded = String::new();
    fold(name.trim(), &mut folded);
    let bare = folded
        .strip_prefix("the")
        .filter(|rest| rest.starts_with([' ', '-', '_']) && rest.chars().any(char::is_alphanumeric));
    let mut key = String::with_capacity(folded.len());
    let mut is_gap = false;
    for c in bare.unwrap_or(&folded).chars() {
        if c.is_whitespace() || matches!(c, '-' | '_' | '\'' | '"' | '«' | '»') {
            is_gap = true;
            continue;
        }
        // "Radio 1 5" is not Radio 15.
        if is_gap && c.is_numeric() && key.ends_with(char::is_numeric) {
            key.push(' ');
        }
        is_gap = false;
        key.push(without_tonos(c));
    }
    key
}

/// Greek is written without this accent in capitals.
fn without_tonos(c: char) -> char {
    match c {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' => 'ι',
        'ό' => 'ο',
        'ύ' => 'υ',
        'ώ' => 'ω',
        'ΐ' => 'ϊ',
        'ΰ' => 'ϋ',
        _ => c,
    }
}

/// Whether a name has capitals and small letters, or is of a script that has neither.
fn is_mixed(name: &str) -> bool {
    name.chars().any(char::is_uppercase) == name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_one_outlet_and_other_names_are_others() {
        let check = |names: &[(&str, u64)], expected: &[&str]| {
            let counted = names.iter().map(|(name, count)| (Arc::from(*name), *count)).collect();
            let chosen = OutletNames::choose(&counted);
            let called =
                |name: &str| chosen.better(name).map_or_else(|| name.to_owned(), ToString::to_string);
            let found: Vec<String> = names.iter().map(|(name, _)| called(name)).collect();
            assert_eq!(found, expected, "{names:?}");
        };
        check(&[("NORVIA DAILY", 9), ("Norvia Daily", 1), ("norvia-daily", 3)], &["Norvia Daily"; 3]);
        check(&[("The Quay Post", 2), ("Quay Post", 1), ("THE QUAY-POST", 9)], &["The Quay Post"; 3]);
        check(&[("Quay-Post", 1), ("Quay Post", 1)], &["Quay Post"; 2]);
        check(&[("ΚΑΘΑΡΗ ΩΡΑ", 4), ("Καθαρή Ώρα", 1)], &["Καθαρή Ώρα"; 2]);
        check(&[("ЧИСТЫЙ ПРИЧАЛ", 4), ("Чистый причал", 1)], &["Чистый причал"; 2]);
        check(&[("STRASSENRUF", 4), ("Straßenruf", 1)], &["Straßenruf"; 2]);
        check(&[("港城 早报", 1), ("港城早报", 2)], &["港城早报"; 2]);
        check(&[("ＮＯＲＶＩＡ Ｂａｙ", 1), ("Norvia Bay", 2)], &["Norvia Bay"; 2]);
        // What differs in anything else is another outlet.
        for two in [
            ["Pôle du Quai", "Pole du Quai"],
            ["La Vela", "El Vela"],
            ["O Farol", "Farol"],
            ["Quay 1 5", "Quay 15"],
            ["Quay+", "Quay"],
            ["Quay Post", "Quay Posts"],
            ["कर्म पथ", "करम पथ"],
            ["The", "the"],
        ] {
            let expected = if two == ["The", "the"] { ["The", "The"] } else { two };
            check(&[(two[0], 1), (two[1], 1)], &expected);
        }
        // Two outlets of one name that the registry knows are told apart by their pages.
        check(&[("China Daily", 1), ("CHINA DAILY", 5)], &["China Daily", "CHINA DAILY"]);
    }
}
