//! The words and phrases of `assets/anatomy/words.toml`, ready to be looked up.
//!
//! Lists that are asked about whole words are sets; phrases that may stand anywhere are found in
//! one pass over a line, with the theme they belong to. What is said of one outlet only is in
//! the registry.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::find::Ends;
use super::months;
use super::wordset::WordSet;
use crate::ingest::registry::{Opening, Prefixes, Sieve};
use crate::text::runs::{run_of_letters, run_of_word};

/// The lists of the data file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    rights: Vec<String>,
    walls: Vec<String>,
    service: Vec<String>,
    disclaimers: Vec<String>,
    opinion: Vec<String>,
    /// Labels of lines that state the section.
    pub section_labels: Vec<String>,
    /// Words in closing brackets that make a photo credit.
    pub photo_brackets: Vec<String>,
    photo_beginnings: Vec<String>,
    photo_endings: Vec<String>,
    jobs: Vec<String>,
    not_names: Vec<String>,
    /// What stands where Chinese and Japanese names do and is none.
    pub not_wide_names: Vec<String>,
    name_particles: Vec<String>,
    outlet_words: Vec<String>,
    /// Parts of outlets' names in Chinese, Japanese and Korean.
    pub outlet_marks: Vec<String>,
    date_published: Vec<String>,
    date_updated: Vec<String>,
    date_other: Vec<String>,
    byline_labels: Vec<String>,
    /// Labels before names in Chinese and Japanese.
    pub byline_labels_wide: Vec<String>,
    /// Job titles around names in Chinese and Japanese.
    pub jobs_wide: Vec<String>,
    paging: Vec<String>,
    paging_next: Vec<String>,
    paging_previous: Vec<String>,
    /// Words of icon names.
    pub icons: Vec<String>,
    counters: Vec<String>,
    inline_labels: Vec<String>,
}

/// What a phrase speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    /// Rights that are reserved.
    Rights,
    /// The rest of the text is offered.
    Wall,
    /// The site speaks to its reader.
    Service,
    /// The views are the author's own.
    Disclaimer,
    /// The date beside it is that of publication.
    Published,
    /// The date beside it is that of a change.
    Updated,
    /// The date beside it is not the article's.
    OtherDate,
}

/// Where a phrase stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
    /// What it speaks of.
    pub theme: Theme,
}

/// All lists, prepared.
pub(super) struct Words {
    /// Lists asked in their order.
    pub lists: Lists,
    /// Section and rubric names that mark opinion.
    pub opinion: WordSet,
    /// Job titles.
    pub jobs: WordSet,
    /// Words that names do not have.
    pub not_names: WordSet,
    /// Small words inside names.
    pub particles: WordSet,
    /// Words of outlets' names.
    pub of_outlets: WordSet,
    /// Words of lines that turn pages.
    pub paging: WordSet,
    /// "Next".
    pub next: WordSet,
    /// "Previous".
    pub previous: WordSet,
    /// What counters count.
    pub counters: WordSet,
    /// Words beside dates.
    pub beside_dates: WordSet,
    sieve: Sieve,
    /// Phrases with ASCII letters in lower case; their numbers count in `themes`.
    phrases: Prefixes,
    /// A phrase may speak of several things.
    themes: Vec<Vec<Theme>>,
    /// Beginnings of captions and photo credits.
    captions: Ends,
    /// Ends of captions.
    photo_endings: Ends,
    /// Labels before names in scripts with spaces.
    pub byline_labels: Ends,
    /// Labels before the title of another article.
    pub inline_labels: Ends,
}

/// The data, read on first use.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let lists =
            toml::from_str(include_str!("../../../assets/anatomy/words.toml")).unwrap_or_else(|error| {
                log::error!("anatomy/words.toml: {error}");
                Lists::default()
            });
        Words::of(lists)
    });
    &WORDS
}

/// Sets live as long as the program, as the lists do that they are made of.
fn set(list: &[String]) -> WordSet {
    WordSet::new(list.iter().map(|word| &*Box::leak(word.clone().into_boxed_str())))
}

impl Words {
    fn of(lists: Lists) -> Self {
        let mut phrases: BTreeMap<String, Vec<Theme>> = BTreeMap::new();
        for (theme, list) in [
            (Theme::Rights, &lists.rights),
            (Theme::Wall, &lists.walls),
            (Theme::Service, &lists.service),
            (Theme::Disclaimer, &lists.disclaimers),
            (Theme::Published, &lists.date_published),
            (Theme::Updated, &lists.date_updated),
            (Theme::OtherDate, &lists.date_other),
        ] {
            for form in list.iter().flat_map(|phrase| forms(phrase)) {
                let themes = phrases.entry(form.to_ascii_lowercase()).or_default();
                if !themes.contains(&theme) {
                    themes.push(theme);
                }
            }
        }
        let sieve = Sieve::new(phrases.keys().map(String::as_str));
        let (phrases, themes): (Vec<String>, Vec<Vec<Theme>>) = phrases.into_iter().unzip();
        Self {
            opinion: set(&lists.opinion),
            jobs: set(&lists.jobs),
            not_names: set(&lists.not_names),
            particles: set(&lists.name_particles),
            of_outlets: set(&lists.outlet_words),
            paging: set(&lists.paging),
            next: set(&lists.paging_next),
            previous: set(&lists.paging_previous),
            counters: set(&lists.counters),
            beside_dates: WordSet::new(months::BESIDE.split_whitespace()),
            sieve,
            phrases: Prefixes::new(phrases.into_iter().zip(0..)),
            themes,
            captions: Ends::beginnings(&lists.photo_beginnings),
            photo_endings: Ends::endings(&lists.photo_endings),
            byline_labels: Ends::beginnings(&lists.byline_labels),
            inline_labels: Ends::beginnings(&lists.inline_labels),
            lists,
        }
    }

    /// Whether a phrase may begin at a place, or inside its word behind a figure.
    pub fn may_open(&self, place: &Opening) -> bool {
        place.has_figures || self.sieve.passes(place)
    }

    /// All phrases in a text with ASCII letters in lower case, by where they end; they may overlap. `openings` are the
    /// places where one [may begin](Self::may_open).
    pub fn find(&self, text: &str, openings: impl Iterator<Item = usize>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let bytes = text.as_bytes();
        for opening in openings {
            let end = opening + bytes.get(opening..).map_or(0, run_of_word).max(1);
            let mut from = opening;
            // What begins inside a word of ASCII letters is no phrase.
            while let Some(rest) = bytes.get(from..).filter(|_| from < end) {
                for (len, id) in self.phrases.of(rest) {
                    if is_inside_word(text, from, from + len) {
                        continue;
                    }
                    let (from, to) = (from as u32, (from + len) as u32);
                    let themes = self.themes.get(id as usize).map_or(&[][..], Vec::as_slice);
                    hits.extend(themes.iter().map(|&theme| Hit { from, to, theme }));
                }
                from += run_of_letters(rest).max(1);
            }
        }
        // Phrases that end together: the longest first.
        hits.sort_by_key(|hit| (hit.to, hit.from));
        hits
    }

    /// Whether `start` has the first character that some caption begins with, in lower case.
    pub fn may_begin_caption(&self, start: &str) -> bool {
        let first = start.chars().next().and_then(|c| c.to_lowercase().next());
        first.is_some_and(|c| self.captions.with(c).next().is_some())
    }

    /// Whether `start`, in lower case, begins as captions and photo credits begin.
    pub fn begins_caption(&self, start: &str) -> bool {
        start.chars().next().is_some_and(|c| self.captions.with(c).any(|phrase| start.starts_with(phrase)))
    }

    /// Whether `end`, in lower case, ends as photo credits end.
    pub fn ends_caption(&self, end: &str) -> bool {
        end.chars()
            .next_back()
            .is_some_and(|c| self.photo_endings.with(c).any(|phrase| end.ends_with(phrase)))
    }
}

/// Whether a match begins or ends inside a word; in scripts with endings it may end in one.
fn is_inside_word(text: &str, from: usize, to: usize) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
    if letter(Some(from)) && letter(from.checked_sub(1)) || letter(to.checked_sub(1)) && letter(Some(to)) {
        return true;
    }
    let cyrillic = |c: char| ('\u{400}'..='\u{4FF}').contains(&c);
    let first = text.get(from..to).and_then(|t| t.chars().next());
    let before = text.get(..from).and_then(|t| t.chars().next_back());
    first.is_some_and(cyrillic) && before.is_some_and(cyrillic)
}

/// A phrase as the data has it and, in scripts beside the Latin one, with a capital and in capitals.
fn forms(phrase: &str) -> Vec<String> {
    let mut forms = vec![phrase.to_owned()];
    if !phrase.is_ascii() {
        let mut chars = phrase.chars();
        if let Some(first) = chars.next() {
            forms.push(first.to_uppercase().chain(chars).collect());
        }
        forms.push(phrase.to_uppercase());
        forms.dedup();
        if forms.first() == forms.last() && forms.len() > 1 {
            forms.pop();
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_file_reads_and_no_list_is_empty() {
        let lists: Lists = toml::from_str(include_str!("../../../assets/anatomy/words.toml")).unwrap();
        assert!(lists.rights.len() > 20 && lists.photo_beginnings.len() > 40 && lists.jobs.len() > 60);
        assert!(words().themes.len() > 400);
    }

    #[test]
    fn phrases_are_found_in_capitals_too() {
        let themes = |text| {
            words()
                .find(&str::to_ascii_lowercase(text), 0..text.len())
                .iter()
                .map(|h| h.theme)
                .collect::<Vec<_>>()
        };
        assert!(themes("ALL RIGHTS RESERVED").contains(&Theme::Rights));
        assert!(themes("Обновлено: 19 марта").contains(&Theme::Updated));
        assert!(themes("The harbour was closed.").is_empty());
    }
}
