//! Whom of an article a surname means.
//!
//! Outside Russian the first who bears it. A Russian surname has cases, and a man's and a woman's have one stem: the only
//! one comes first whose own forms say what this form says, a man or a woman; then who was written just so with a first
//! name, then who bears it in another case and is not said to be the other; where several are left, nobody is meant.

use hashbrown::HashMap;

use super::names::bare;
use crate::framing::russian::{self, Case, Sex};

/// So many bearers of one surname are told apart in Russian: beyond that it means nobody but by its exact form.
const MOST_BEARERS: usize = 40;

/// The persons of an article by surname.
#[derive(Debug, Default)]
pub(super) struct Surnames {
    /// Whether surnames have Russian cases.
    is_russian: bool,
    /// By what a surname is compared by, in the order of their naming.
    bearers: HashMap<String, Vec<Bearer>>,
    /// By a surname as it stands behind a first name; `None` for several persons.
    as_written: HashMap<String, Option<usize>>,
}

#[derive(Debug, Clone, Copy)]
struct Bearer {
    person: usize,
    is_man: bool,
    is_woman: bool,
}

impl Bearer {
    /// Whether nothing says that a man is taken for a woman, or the other way round.
    fn agrees(self, sex: Option<Sex>) -> bool {
        match sex {
            Some(Sex::Man) => self.is_man || !self.is_woman,
            Some(Sex::Woman) => self.is_woman || !self.is_man,
            None => true,
        }
    }
}

impl Surnames {
    pub fn new(is_russian: bool) -> Self {
        Self { is_russian, ..Self::default() }
    }

    /// Whether surnames have Russian cases.
    pub fn is_russian(&self) -> bool {
        self.is_russian
    }

    /// What a surname is compared by: without "'s", and in Russian without its case.
    pub fn key<'w>(&self, form: &'w str) -> &'w str {
        if self.is_russian { russian::bare_stem(form) } else { bare(form) }
    }

    /// Whether somebody bears it.
    pub fn has(&self, form: &str) -> bool {
        self.bearers.contains_key(self.key(form))
    }

    /// Whom a folded surname in this case means.
    pub fn meant(&self, form: &str, case: Case) -> Option<usize> {
        let all = self.bearers.get(self.key(form))?;
        if !self.is_russian {
            return all.first().map(|bearer| bearer.person);
        }
        let sex = russian::sex_of(form, case);
        // "In the words of Лисков" in the genitive is written as the woman's name: who is known to be a man comes first.
        let is_sure = |bearer: &&Bearer| match sex {
            Some(Sex::Man) => bearer.is_man,
            Some(Sex::Woman) => bearer.is_woman,
            None => false,
        };
        let mut sure = all.iter().filter(is_sure);
        if let Some(only) = sure.next().filter(|_| sure.next().is_none()) {
            return Some(only.person);
        }
        let agrees = |person: usize| all.iter().any(|bearer| bearer.person == person && bearer.agrees(sex));
        match self.as_written.get(form) {
            Some(Some(person)) if agrees(*person) => return Some(*person),
            Some(None) => return None,
            _ => {}
        }
        let mut left = all.iter().filter(|bearer| bearer.agrees(sex));
        left.next().filter(|_| left.next().is_none()).map(|bearer| bearer.person)
    }

    /// The bearers that a full name with this surname may be, in the order of their naming.
    pub fn alike(&self, form: &str) -> impl Iterator<Item = usize> {
        let sex = if self.is_russian { russian::sex_of(form, Case::Any) } else { None };
        let all = self.bearers.get(self.key(form)).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |bearer| bearer.agrees(sex)).map(|bearer| bearer.person)
    }

    /// Notes that a person bears a surname; `is_full` where a first name stands before it, `is_first` to be meant from
    /// now on where no case is looked at.
    pub fn note(&mut self, form: &str, person: usize, is_full: bool, is_first: bool) {
        let sex = if self.is_russian && is_full { russian::sex_of(form, Case::Any) } else { None };
        let key = self.key(form).to_owned();
        let all = self.bearers.entry(key).or_default();
        if is_first && !self.is_russian {
            all.clear();
        }
        let most = if self.is_russian { MOST_BEARERS } else { 1 };
        if all.len() < most && all.iter().all(|bearer| bearer.person != person) {
            all.push(Bearer { person, is_man: false, is_woman: false });
        }
        if let Some(bearer) = all.iter_mut().find(|bearer| bearer.person == person) {
            bearer.is_man |= sex == Some(Sex::Man);
            bearer.is_woman |= sex == Some(Sex::Woman);
        }
        if self.is_russian && is_full {
            let known = self.as_written.entry(form.to_owned()).or_insert(Some(person));
            if *known != Some(person) {
                *known = None;
            }
        }
    }
}
