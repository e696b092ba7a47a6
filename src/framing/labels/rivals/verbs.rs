//! The verb of a noun for what happens: "evicted" beside "eviction", "bailed out" beside "bailout".

use std::collections::BTreeMap;

use super::Story;
use crate::corpus::Language;
use crate::framing::Place;
use crate::framing::labels::{Label, Origin, quoted};
use crate::framing::stem::stem;
use crate::task::{Cancelled, Task};
use crate::text::nouns::Noun;

const ENGLISH: Language = Language(Some(*b"en "));

/// What nouns made of verbs end in.
const ENDINGS: [&str; 5] = ["tion", "sion", "ment", "ance", "ure"];

/// What the second part of a verb of two words may be.
const PARTICLES: [&str; 6] = ["out", "over", "down", "up", "off", "back"];

/// The forms of the verb as they stand in the texts, as one label, with its first place; `None` where it is not used.
pub(in crate::framing::labels) fn label_of(
    story: &Story<'_, '_>,
    lemma: &str,
    task: &Task,
) -> Result<Option<(Label, Option<Place>)>, Cancelled> {
    let split = PARTICLES.iter().find_map(|particle| {
        let verb = lemma.strip_suffix(particle)?;
        (verb.len() > 2 && stem(verb, ENGLISH).key.len() > 2).then_some((verb, *particle))
    });
    if split.is_none() && !ENDINGS.iter().any(|end| lemma.ends_with(end)) {
        return Ok(None);
    }
    let (verb, particle) = split.unwrap_or((lemma, ""));
    let wanted = stem(verb, ENGLISH).key;
    let mut forms: BTreeMap<String, usize> = BTreeMap::new();
    let mut first = None;
    for (view, line) in story.views.iter().flat_map(|view| view.lines.iter().map(move |line| (view, line))) {
        task.check()?;
        for (at, word) in line.words.iter().enumerate() {
            let form = word.bare();
            if form.as_bytes().first() != verb.as_bytes().first() || stem(form, ENGLISH).key != wanted {
                continue;
            }
            let mut used = |form: String, end: usize| {
                *forms.entry(form).or_default() += 1;
                first.get_or_insert_with(|| Place { article: view.id, span: line.span(at, end) });
            };
            if particle.is_empty() {
                let is_verb = form != lemma && Noun::of(form).is_none_or(|noun| noun.share < 2);
                if is_verb && (form.ends_with("ed") || form.ends_with("ing") || form.ends_with('e')) {
                    used(form.to_owned(), at + 1);
                }
            } else if line.form(at + 1) == particle && line.gap(at + 1).is_open() {
                used(format!("{form} {particle}"), at + 2);
            }
        }
    }
    let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let Some((commonest, _)) = forms.first() else { return Ok(None) };
    let mut label = Label::plain(commonest, ENGLISH, Origin::Text);
    let queries: Vec<String> = forms.iter().map(|(form, _)| quoted(form)).collect();
    label.query = queries.join(" | ");
    Ok(Some((label, first)))
}
