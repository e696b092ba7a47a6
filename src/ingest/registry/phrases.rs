//! Furniture and section names that any site may have.
//!
//! Lines are folded (see `fold::line`) and then looked up whole, by how they begin, and, for a few
//! phrases that can mean nothing else, by what they contain. A menu is often one line of many
//! words: a line that is made of known phrases and section names from end to end is one as well.

use std::cell::RefCell;
use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use hashbrown::{HashMap, HashSet};
use serde::Deserialize;

use super::anchors::Anchors;
use super::data::SectionName;
use super::fold;
use super::openings::Openings;
use super::prefixes::Prefixes;
use super::sieve::Place;
use crate::corpus::FurnitureKind;

/// Longer lines are running text whatever they begin with, in bytes.
const LONGEST_LINE: usize = 900;
/// A line that begins with a phrase but goes on for longer than this is running text.
const LONGEST_TAIL: usize = 400;
/// Menus have no more words than this.
const MENU_WORDS: usize = 80;

/// Generic furniture and section names. See the module's text.
pub(super) struct Phrases {
    lines: HashMap<String, u32>,
    prefixes: Prefixes,
    inside: Option<AhoCorasick>,
    inside_ids: Vec<u32>,
    known: Vec<(FurnitureKind, String)>,
    sections: HashMap<String, u32>,
    section_names: Vec<SectionName>,
    /// The most words that a phrase or section name has.
    longest: usize,
    /// The words that a phrase or section name ends with.
    last_words: HashSet<String>,
    openings: Openings,
    anchors: Anchors,
    /// What begins section names.
    section_openings: Openings,
}

/// The phrases of one kind in one file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct KindPhrases {
    /// The line is the phrase.
    #[serde(default)]
    line: Vec<String>,
    /// The line begins with the phrase.
    #[serde(default)]
    prefix: Vec<String>,
    /// The phrase stands somewhere in the line.
    #[serde(default)]
    contains: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionFile {
    section: Vec<SectionEntry>,
}

#[derive(Deserialize)]
struct SectionEntry {
    name: String,
    #[serde(default)]
    opinion: bool,
    /// Forms by language.
    #[serde(flatten)]
    forms: BTreeMap<String, Vec<String>>,
}

impl Phrases {
    /// Reads the phrase files and the section file.
    pub fn read(furniture: &[(&str, &str)], sections: (&str, &str), problems: &mut Vec<String>) -> Self {
        let mut this = Self {
            lines: HashMap::new(),
            prefixes: Prefixes::new([]),
            inside: None,
            inside_ids: Vec::new(),
            known: Vec::new(),
            sections: HashMap::new(),
            section_names: Vec::new(),
            longest: 1,
            last_words: HashSet::new(),
            openings: Openings::default(),
            anchors: Anchors::new([].into_iter()),
            section_openings: Openings::default(),
        };
        let (mut beginnings, mut inside) = (Vec::new(), Vec::new());
        for (name, text) in furniture {
            match toml::from_str::<BTreeMap<String, KindPhrases>>(text) {
                Ok(kinds) => {
                    for (kind, phrases) in kinds {
                        match kind_of(&kind) {
                            Some(kind) => this.add(kind, phrases, &mut beginnings, &mut inside),
                            None => problems.push(format!("furniture/{name}.toml: no kind \"{kind}\"")),
                        }
                    }
                }
                Err(error) => problems.push(format!("furniture/{name}.toml: {error}")),
            }
        }
        let first = beginnings.iter().map(|(phrase, _)| phrase.clone()).collect::<Vec<_>>();
        this.prefixes = Prefixes::new(beginnings);
        match AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&inside) {
            Ok(automaton) => this.inside = Some(automaton),
            Err(error) => problems.push(format!("furniture phrases: {error}")),
        }
        match toml::from_str::<SectionFile>(sections.1) {
            Ok(file) => file.section.into_iter().for_each(|entry| this.add_section(entry)),
            Err(error) => problems.push(format!("{}.toml: {error}", sections.0)),
        }
        let whole = this.lines.keys().chain(this.sections.keys());
        this.last_words = whole.clone().filter_map(|line| last_word(line).map(str::to_owned)).collect();
        this.section_openings = Openings::new(this.sections.keys().map(String::as_str), [].into_iter());
        let whole = this.lines.keys().chain(this.sections.keys());
        let first = first.iter().chain(whole).map(String::as_str);
        this.anchors = Anchors::new(inside.iter().map(String::as_str));
        this.openings = Openings::new(first, inside.iter().map(String::as_str));
        this
    }

    fn add(
        &mut self,
        kind: FurnitureKind,
        phrases: KindPhrases,
        beginnings: &mut Vec<(String, u32)>,
        inside: &mut Vec<String>,
    ) {
        let KindPhrases { line, prefix, contains } = phrases;
        for phrase in line {
            let (folded, id) = self.phrase(kind, phrase);
            self.longest = self.longest.max(folded.split(' ').count());
            self.lines.entry(folded).or_insert(id);
        }
        for phrase in prefix {
            let mut beginning = String::new();
            fold::beginning(&phrase, &mut beginning);
            let (folded, id) = self.phrase(kind, phrase);
            if beginning.is_empty() {
                continue;
            }
            // The whole line may be the phrase and nothing more.
            self.lines.entry(folded).or_insert(id);
            beginnings.push((beginning, id));
        }
        for phrase in contains {
            let (folded, id) = self.phrase(kind, phrase);
            if !folded.is_empty() {
                inside.push(folded);
                self.inside_ids.push(id);
            }
        }
    }

    fn phrase(&mut self, kind: FurnitureKind, phrase: String) -> (String, u32) {
        let mut folded = String::new();
        fold::line(&phrase, &mut folded);
        let id = self.known.len() as u32;
        self.known.push((kind, phrase));
        (folded, id)
    }

    fn add_section(&mut self, entry: SectionEntry) {
        let SectionEntry { name, opinion, mut forms } = entry;
        forms.entry("en".to_owned()).or_default().push(name.clone());
        let mut folded = String::new();
        for (language, forms) in forms {
            for form in forms {
                fold::line(&form, &mut folded);
                if folded.is_empty() {
                    continue;
                }
                self.longest = self.longest.max(folded.split(' ').count());
                if let Some(known) =
                    self.sections.get(&folded).and_then(|&id| self.section_names.get_mut(id as usize))
                {
                    if !known.languages.contains(&language) {
                        known.languages.push(language.clone());
                    }
                    continue;
                }
                self.sections.insert(folded.clone(), self.section_names.len() as u32);
                let languages = vec![language.clone()];
                self.section_names.push(SectionName { canonical: name.clone(), opinion, languages });
            }
        }
    }

    /// See `Registry::generic_furniture`.
    pub fn furniture(&self, text: &str, anchored: Option<(&str, bool)>) -> Option<(FurnitureKind, &str)> {
        let text = text.trim();
        if text.is_empty() || text.len() > LONGEST_LINE || is_date_or_time(text) {
            return None;
        }
        let may_begin = self.openings.may_begin(text);
        let may_contain = match anchored {
            Some((lower, none)) => !none || !text.is_ascii() || self.anchors.others_stand_in(lower),
            // What the look-up costs is no more.
            None => may_begin || with_lower(text, |lower| self.openings.may_be_inside(lower)),
        };
        if !may_begin && !may_contain {
            return None;
        }
        with_folded(text, |folded| {
            let begins = || self.lines.get(folded).copied().or_else(|| self.begins(folded));
            may_begin
                .then(begins)
                .flatten()
                .or_else(|| if may_contain { self.contains(folded) } else { None })
                .and_then(|id| self.known.get(id as usize))
                .map(|(kind, phrase)| (*kind, phrase.as_str()))
                .or_else(|| may_begin.then(|| self.menu(folded)).flatten())
        })
    }

    /// Whether an anchor of a phrase that may stand anywhere may stand at `place`.
    #[inline]
    pub fn may_stand_at(&self, place: &Place) -> bool {
        self.anchors.may_stand_at(place)
    }

    /// See `Registry::section`.
    pub fn section(&self, text: &str) -> Option<&SectionName> {
        let text = text.trim();
        if text.is_empty() || text.len() > 120 || !self.section_openings.may_begin(text) {
            return None;
        }
        let id = with_folded(text, |folded| self.sections.get(folded).copied())?;
        self.section_names.get(id as usize)
    }

    /// The longest prefix phrase that a folded line begins with.
    fn begins(&self, folded: &str) -> Option<u32> {
        self.prefixes.of(folded.as_bytes()).find_map(|(len, id)| {
            let (prefix, rest) = folded.split_at_checked(len)?;
            let joined = matches!(
                (prefix.chars().next_back(), rest.chars().next()),
                (Some(a), Some(b)) if fold::joins(a, b)
            );
            (!joined && rest.len() <= LONGEST_TAIL).then_some(id)
        })
    }

    fn contains(&self, folded: &str) -> Option<u32> {
        let hit = self.inside.as_ref()?.find(folded)?;
        self.inside_ids.get(hit.pattern().as_usize()).copied()
    }

    /// Whether the line is phrases and section names from end to end: at least two with a phrase
    /// among them, or at least three section names.
    fn menu(&self, folded: &str) -> Option<(FurnitureKind, &str)> {
        // Running text is no menu, and most of it shows that with its last word.
        if !self.last_words.contains(last_word(folded)?) {
            return None;
        }
        let words: Vec<(usize, usize)> = words(folded);
        if words.len() < 2 || words.len() > MENU_WORDS {
            return None;
        }
        let (mut at, mut parts, mut sections) = (0, 0, 0);
        // A number says little about the kind, beside words.
        let (mut only, mut number): (Option<u32>, Option<u32>) = (None, None);
        let mut mixed = false;
        while at < words.len() {
            let longest = (at + 1..=words.len().min(at + self.longest)).rev();
            let (end, phrase) = longest.into_iter().find_map(|end| {
                let part = folded.get(words.get(at)?.0..words.get(end - 1)?.1)?;
                match self.lines.get(part) {
                    Some(&id) => Some((end, Some(id))),
                    None => self.sections.contains_key(part).then_some((end, None)),
                }
            })?;
            parts += 1;
            match phrase {
                None => sections += 1,
                Some(id) if self.is_number(id) => number = Some(id),
                Some(id) if only.is_none() => only = Some(id),
                Some(id) => mixed |= self.kind(only) != self.kind(Some(id)),
            }
            at = end;
        }
        if only.is_none() && sections == 0 {
            only = number;
        }
        if parts < 2 || (only.is_none() && parts < 3) {
            return None;
        }
        let first = only.and_then(|id| self.known.get(id as usize));
        match first {
            Some((kind, phrase)) if !mixed && sections == 0 => Some((*kind, phrase.as_str())),
            Some((_, phrase)) => Some((FurnitureKind::Menu, phrase.as_str())),
            None => Some((FurnitureKind::Menu, "a row of section names")),
        }
    }

    fn is_number(&self, id: u32) -> bool {
        self.known.get(id as usize).is_some_and(|(_, phrase)| phrase == "#")
    }

    fn kind(&self, id: Option<u32>) -> Option<FurnitureKind> {
        self.known.get(id? as usize).map(|(kind, _)| *kind)
    }

    /// All phrases, for tests of the data.
    #[cfg(test)]
    pub fn all(&self) -> &[(FurnitureKind, String)] {
        &self.known
    }

    /// All section names, for tests of the data.
    #[cfg(test)]
    pub fn all_sections(&self) -> &[SectionName] {
        &self.section_names
    }
}

/// Whether a line is figures only, and such as a date, a time or a year has: no page numbers.
fn is_date_or_time(text: &str) -> bool {
    if text.len() > 40 || text.chars().any(char::is_alphabetic) {
        return false;
    }
    let digits = text.split(|c: char| !c.is_numeric()).map(|run| run.chars().count()).max();
    let joined = |c: char| matches!(c, '.' | ':' | '-' | '：' | '．' | '/' | '／');
    let joints = text.char_indices().filter(|&(at, c)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
        joined(c)
            && [before, after].iter().flatten().all(|c| c.is_numeric())
            && before.is_some()
            && after.is_some()
    });
    let (slashes, others): (Vec<_>, Vec<_>) = joints.map(|(_, c)| c).partition(|c| matches!(c, '/' | '／'));
    digits >= Some(4) || !others.is_empty() || slashes.len() > 1
}

/// What stands between the words of a menu.
const BETWEEN_WORDS: [char; 10] = [' ', '|', '>', '/', '·', '•', '›', '»', '▸', '"'];

fn is_word(part: &str) -> bool {
    part.chars().any(|c| c.is_alphanumeric() || c == '#')
}

/// The last word of a folded line.
fn last_word(folded: &str) -> Option<&str> {
    folded.rsplit(BETWEEN_WORDS).find(|part| is_word(part))
}

/// Byte bounds of what stands between spaces, without the bars, arrows and bullets of menus.
fn words(folded: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut from = 0;
    for part in folded.split(BETWEEN_WORDS) {
        let to = from + part.len();
        if is_word(part) {
            words.push((from, to));
        }
        // All separators but the ASCII ones are two or three bytes long.
        let gap = folded.get(to..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        from = to + gap;
    }
    words
}

/// Runs `f` on the folded line.
fn with_folded<T>(text: &str, f: impl FnOnce(&str) -> T) -> T {
    with_buffer(|folded| {
        fold::line(text, folded);
        f(folded)
    })
}

/// Runs `f` on the line with ASCII letters in lower case.
fn with_lower<T>(text: &str, f: impl FnOnce(&str) -> T) -> T {
    with_buffer(|lower| {
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        f(lower)
    })
}

/// Runs `f` on the one buffer of the thread.
fn with_buffer<T>(f: impl FnOnce(&mut String) -> T) -> T {
    thread_local! {
        static BUFFER: RefCell<String> = const { RefCell::new(String::new()) };
    }
    let mut buffer = BUFFER.take();
    let result = f(&mut buffer);
    BUFFER.set(buffer);
    result
}

/// The kind that a table of a phrase file is named after.
fn kind_of(name: &str) -> Option<FurnitureKind> {
    Some(match name {
        "menu" => FurnitureKind::Menu,
        "wall" => FurnitureKind::Wall,
        "template" => FurnitureKind::Template,
        "sharing" => FurnitureKind::Sharing,
        "related" => FurnitureKind::Related,
        "advertising" => FurnitureKind::Advertising,
        "promotion" => FurnitureKind::Promotion,
        "paging" => FurnitureKind::Paging,
        "legal" => FurnitureKind::Legal,
        "masthead" => FurnitureKind::Masthead,
        "ticker" => FurnitureKind::Ticker,
        _ => return None,
    })
}
