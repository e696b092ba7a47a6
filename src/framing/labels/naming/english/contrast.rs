//! "A rescue and not a bailout", "neither a bailout nor a nationalisation": names that are weighed against each other.

use super::Reader;
use super::name;
use crate::framing::labels::line::{Gap, Line};
use crate::framing::labels::naming::{Name, Rule};
use crate::framing::labels::phrase::{self, Phrase};
use crate::framing::labels::words;
use crate::text::nouns::{Kinds, Noun};

/// Words between the two names, at most.
const BETWEEN: usize = 3;

/// Whether a phrase of common words ends in a noun.
pub(super) fn is_noun(line: &Line<'_>, found: &Phrase) -> bool {
    let form = line.words.get(found.head()).map_or("", |word| word.bare());
    found.to - found.from <= 3 && Noun::of(form).is_some_and(|noun| noun.share >= 5)
}

fn is_article(form: &str) -> bool {
    matches!(form, "a" | "an")
}

impl Reader<'_, '_> {
    /// What follows a name of one that calls it so: "the government calls the Unity Dam and the villagers the Hessel wall".
    pub(super) fn gapped(&self, end: usize) -> Option<Name> {
        let line = self.line;
        if line.form(end) != "and" || !line.gap(end).is_open() {
            return None;
        }
        let caller = phrase::after(line, end + 1)?;
        let next = caller.to;
        if !words::is_determiner(line.form(next)) || !line.gap(next).is_open() {
            return None;
        }
        let found = phrase::after(line, next).filter(|p| p.proper)?;
        Some(name(line, &found, Some(caller.text(line))))
    }

    /// "the Hessel dam – the Unity Dam, in the government's phrase –".
    pub(super) fn in_phrase(&mut self, at: usize) {
        let line = self.line;
        let Some(mut end) = at.checked_sub(1) else { return };
        let Some(owner) = line.words.get(end).filter(|word| word.is_possessive()) else { return };
        let caller = owner.bare().to_owned();
        while end > 0 && line.form(end) != "in" && at - end < BETWEEN {
            end -= 1;
        }
        if line.form(end) != "in" || !line.gap(end).has(Gap::COMMA) {
            return;
        }
        let Some(second) = phrase::before(line, end).filter(|p| p.proper) else { return };
        let start = if words::is_determiner(line.form(second.from.wrapping_sub(1))) {
            second.from - 1
        } else {
            second.from
        };
        let gap = line.gap(start);
        if !(gap.has(Gap::DASH) || gap.has(Gap::COMMA) || gap.has(Gap::OPEN)) {
            return;
        }
        let Some(first) = phrase::before(line, start) else { return };
        if self.usable(&first) {
            let names = vec![name(line, &first, None), name(line, &second, Some(caller))];
            self.say(Rule::Calls, names, true);
        }
    }

    /// "neither a X nor a Y", "a X and not a Y", "not a X but a Y".
    pub(super) fn contrast(&mut self, at: usize) {
        let line = self.line;
        if !is_article(line.form(at + 1)) {
            return;
        }
        let Some(after) = phrase::after(line, at + 1) else { return };
        let pair = if line.form(at) == "neither" {
            (line.form(after.to) == "nor" && is_article(line.form(after.to + 1)))
                .then(|| phrase::after(line, after.to + 1))
                .flatten()
                .map(|second| (after, second))
        } else if line.form(after.to) == "but" && is_article(line.form(after.to + 1)) {
            phrase::after(line, after.to + 1).map(|second| (after, second))
        } else {
            let end =
                if matches!(line.form(at.wrapping_sub(1)), "and" | "but") { at.wrapping_sub(1) } else { at };
            phrase::before(line, end)
                .filter(|first| {
                    first.from > 0 && is_article(line.form(first.from - 1)) && end - first.to < BETWEEN
                })
                .map(|first| (first, after))
        };
        let Some((first, second)) = pair else { return };
        let kinds = |p: &Phrase| {
            let form = line.words.get(p.head()).map_or("", |word| word.bare());
            Noun::of(form).map_or(Some(Kinds::EVENTS | Kinds::THINGS), |n| (n.share > 0).then_some(n.kinds))
        };
        let (Some(x), Some(y)) = (kinds(&first), kinds(&second)) else { return };
        let short = |p: &Phrase| p.to - p.from <= 3 && !p.proper;
        if x.meets(y) && short(&first) && short(&second) && self.usable(&first) && self.usable(&second) {
            let names = vec![name(line, &first, None), name(line, &second, None)];
            self.say(Rule::Contrast, names, true);
        }
    }
}
