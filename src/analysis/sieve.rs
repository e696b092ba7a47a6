//! Which words of a corpus are compared at all, and which are put aside.
//!
//! Function words, numbers and names can be put aside as kinds, single words one by one. What is put aside is not
//! listed and not tested; the words stay counted in the sizes of outlets, which are all their counted words.

use std::sync::Arc;

use super::function_words::{FunctionWords, is_number};
use super::keyness::DistinctiveSettings;
use crate::corpus::{Bits, Corpus, Subset, TypeId};
use crate::figure::format;
use crate::task::{Cancelled, Task};

/// Single words named in a caption before the rest is counted.
const NAMED: usize = 6;

/// What is put aside.
pub struct Sieve {
    /// Known in any case: whoever shades texts asks for them too.
    pub function_words: FunctionWords,
    keeps_stop_words: bool,
    keeps_numbers: bool,
    names: Option<Arc<Bits>>,
    /// Sorted.
    aside: Vec<TypeId>,
}

impl Sieve {
    /// What `settings` and the list of folded words put aside in `subset`.
    pub fn of(
        corpus: &Corpus,
        subset: &Subset,
        settings: &DistinctiveSettings,
        aside: &[Arc<str>],
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let names = if settings.keep_names { None } else { Some(corpus.names(task)?) };
        let mut aside: Vec<TypeId> = aside.iter().filter_map(|form| corpus.vocabulary().id(form)).collect();
        aside.sort_unstable();
        Ok(Self {
            function_words: FunctionWords::of(corpus, subset),
            keeps_stop_words: settings.keep_stop_words,
            keeps_numbers: settings.keep_numbers,
            names,
            aside,
        })
    }

    /// Whether a word is compared.
    pub fn keeps(&self, corpus: &Corpus, word: TypeId) -> bool {
        (self.keeps_stop_words || !self.function_words.contains(word))
            && self.names.as_ref().is_none_or(|names| !names.contains(word))
            && self.aside.binary_search(&word).is_err()
            && (self.keeps_numbers || !is_number(corpus.vocabulary().form(word)))
    }
}

/// What is put aside, as a caption says it: "without function words, numbers and 2 words put aside (isle and quay)";
/// empty where nothing is.
pub fn put_aside_in_words(settings: &DistinctiveSettings, aside: &[Arc<str>]) -> String {
    let kinds = [
        (settings.keep_stop_words, "function words"),
        (settings.keep_numbers, "numbers"),
        (settings.keep_names, "names (written with a capital inside sentences)"),
    ];
    let mut parts: Vec<String> =
        kinds.iter().filter(|(is_kept, _)| !is_kept).map(|(_, kind)| (*kind).to_owned()).collect();
    if !aside.is_empty() {
        let mut named: Vec<String> = aside.iter().take(NAMED).map(ToString::to_string).collect();
        if aside.len() > NAMED {
            named.push(format!("{} more", aside.len() - NAMED));
        }
        let count = format::counted(aside.len() as u64, "word", "words");
        parts.push(format!("{count} put aside ({})", format::list(&named)));
    }
    if parts.is_empty() { String::new() } else { format!("without {}", format::list(&parts)) }
}
