//! Which names belong to one concept: what statements and the list connect, and nothing else.

use std::collections::BTreeMap;

use super::across;
use super::count::ConceptCounts;
use super::find::{Draft, Reason, View, Why, head_of};
use super::heads::{self, Heads};
use super::list;
use super::naming::{Name, Rule, Statement, han_head, han_resolve};
use super::{Concept, Label, Origin, words};
use crate::corpus::{Corpus, Language};
use crate::framing::Place;
use crate::framing::sets::Sets;
use crate::task::{Cancelled, Task};

/// Labels of one concept beyond this many are left out: a story has not so many names for a thing.
const MOST_LABELS: usize = 60;

/// Names kept at a distance that become concepts of their own.
const MOST_AT_A_DISTANCE: usize = 20;

/// A concept put together, before it is counted.
pub(super) struct MergedConcept {
    pub(super) concept: Concept,
    pub(super) reasons: Vec<Reason>,
    pub(super) statements: Vec<Statement>,
    /// How many labels have to occur.
    pub(super) least: usize,
}

/// All of it.
pub(super) struct Merged {
    pub(super) concepts: Vec<MergedConcept>,
    /// Statements that are not sure.
    pub(super) doubtful: Vec<Draft>,
}

/// What merging looks at.
pub(super) struct Reader<'a, 'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) views: &'a [View<'c>],
    pub(super) heads: &'a Heads,
    /// The list's concepts counted, in its order.
    pub(super) list: &'a [ConceptCounts],
}

/// A name as all its places write it.
struct Node {
    name: Name,
    language: Language,
    /// For a common noun: its head.
    head: Option<String>,
    /// The list's concept that it is a label of.
    listed: Option<usize>,
}

impl Reader<'_, '_> {
    pub(super) fn merge(&self, task: &Task) -> Result<Merged, Cancelled> {
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        let mut links: Vec<(Vec<String>, Statement)> = Vec::new();
        let mut doubtful = Vec::new();
        let mut marks = Vec::new();
        for view in self.views {
            task.check()?;
            let language = self.corpus.language_of(view.id);
            for statement in &view.statements {
                let statement = self.resolved(view, statement.clone());
                if statement.names.len() < 2 {
                    marks.push(statement);
                    continue;
                }
                if !statement.sure || !self.connects(&statement) {
                    doubtful.push(draft(&statement, language));
                    continue;
                }
                let keys: Vec<String> = statement.names.iter().map(key).collect();
                for (name, key) in statement.names.iter().zip(&keys) {
                    let node = || {
                        let head = (!name.proper).then(|| head_of(name));
                        Node { name: name.clone(), language, head, listed: self.listed(name) }
                    };
                    nodes.entry(key.clone()).or_insert_with(node);
                }
                links.push((keys, statement));
            }
        }
        let groups = self.groups(&nodes, &links);
        let mut concepts: Vec<MergedConcept> = Vec::new();
        let mut taken = vec![false; self.list.len()];
        for (members, statements) in groups {
            task.check()?;
            concepts.push(self.concept(&members, statements, &mut taken));
        }
        // Names of one thing first: what they hold, a concept of ordinary words does not show again.
        let mut rest: Vec<(usize, list::Kind)> =
            list::entries().iter().map(|entry| entry.kind).enumerate().collect();
        rest.retain(|(number, _)| !taken.get(*number).copied().unwrap_or(true));
        rest.sort_by_key(|(_, kind)| kind.least_labels());
        for (number, kind) in rest {
            let Some(merged) = self.list_concept(number, kind.least_labels()) else { continue };
            let held = |label: &Label| concepts.iter().any(|c| c.concept.label(&label.text).is_some());
            let own = merged.concept.labels.iter().filter(|label| !held(label)).count();
            if kind.least_labels() == 1 || own >= kind.least_labels() {
                concepts.push(merged);
            }
        }
        self.generic(&mut concepts);
        kept_at_a_distance(&mut concepts, &marks);
        attach(&mut concepts, marks, &mut doubtful);
        for merged in &mut concepts {
            merged.concept.labels.truncate(MOST_LABELS);
        }
        Ok(Merged { concepts, doubtful })
    }

    /// Common heads of Chinese and Japanese become the names that they stand for in their article.
    fn resolved(&self, view: &View<'_>, mut statement: Statement) -> Statement {
        let other = statement.names.iter().find(|n| n.proper).map(|n| n.text.clone()).unwrap_or_default();
        for name in statement.names.iter_mut().filter(|n| !n.proper) {
            if han_head(&name.text) {
                let raw = &self.corpus.article(view.id).raw;
                if let Some(full) = han_resolve(raw, &name.text, &other) {
                    name.text = full;
                    name.proper = true;
                }
            }
        }
        statement
    }

    /// Whether a sure statement puts its names together. What somebody says that a thing is ("called the voyage a
    /// provocation") does where both words are used for it elsewhere too; a name of a common thing does where the
    /// common noun is not one of many.
    fn connects(&self, statement: &Statement) -> bool {
        let common = |name: &&Name| !name.proper;
        if statement.names.iter().filter(common).any(|name| words::is_too_common(&head_of(name))) {
            return false;
        }
        let said = matches!(statement.rule, Rule::Calls | Rule::Contrast);
        if !said && statement.names.iter().all(|name| !name.proper) {
            return statement.names.iter().filter(common).all(|name| self.heads.uses(&head_of(name)) > 1);
        }
        true
    }

    /// The list's concept that a name is a label of; of several, the one with most labels in these articles.
    fn listed(&self, name: &Name) -> Option<usize> {
        let text = if name.proper { name.text.clone() } else { head_of(name) };
        let words = heads::words_of(&text);
        let used = |number: usize| {
            self.list.get(number).map_or(0, |counts| counts.labels.iter().filter(|l| l.total() > 0).count())
        };
        let entries = list::recogniser().all(&text, &words).map(|(entry, _)| entry);
        entries.filter(|&entry| used(entry) > 0).max_by_key(|&entry| (used(entry), std::cmp::Reverse(entry)))
    }

    /// The nodes that belong together, each group with its statements, in the order of their first names.
    fn groups<'n>(
        &self,
        nodes: &'n BTreeMap<String, Node>,
        links: &[(Vec<String>, Statement)],
    ) -> Vec<(Vec<&'n Node>, Vec<Statement>)> {
        let order: BTreeMap<&str, usize> = nodes.keys().enumerate().map(|(n, k)| (k.as_str(), n)).collect();
        let mut sets = Sets::new(nodes.len());
        for (keys, _) in links {
            let numbers: Vec<usize> = keys.iter().filter_map(|k| order.get(k.as_str()).copied()).collect();
            for pair in numbers.windows(2) {
                if let &[a, b] = pair {
                    sets.join(a, b);
                }
            }
        }
        let mut first_listed: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, node) in nodes.values().enumerate() {
            if let Some(listed) = node.listed {
                let first = *first_listed.entry(listed).or_insert(number);
                sets.join(first, number);
            }
        }
        self.across(nodes, links, &order, &mut sets);
        let mut groups: BTreeMap<usize, (Vec<&Node>, Vec<Statement>)> = BTreeMap::new();
        for (number, node) in nodes.values().enumerate() {
            groups.entry(sets.root(number)).or_default().0.push(node);
        }
        for (keys, statement) in links {
            let number = keys.first().and_then(|k| order.get(k.as_str())).copied();
            if let Some(group) = number.and_then(|n| groups.get_mut(&sets.root(n))) {
                group.1.push(statement.clone());
            }
        }
        groups.into_values().collect()
    }

    /// Joins names across languages: where in each of two languages just one group has names said to be rivals
    /// for one kind of place.
    fn across(
        &self,
        nodes: &BTreeMap<String, Node>,
        links: &[(Vec<String>, Statement)],
        order: &BTreeMap<&str, usize>,
        sets: &mut Sets,
    ) {
        // Kind of place and language, to the groups of that kind.
        let mut groups: BTreeMap<(usize, Language), Vec<usize>> = BTreeMap::new();
        for (keys, statement) in links {
            let language = self.corpus.language_of(statement.place.article);
            let Some(kind) = statement.names.iter().find_map(across::kind_of) else { continue };
            let Some(&number) = keys.first().and_then(|k| order.get(k.as_str())) else { continue };
            let root = sets.root(number);
            let list = groups.entry((kind, language)).or_default();
            if !list.contains(&root) {
                list.push(root);
            }
        }
        debug_assert!(nodes.len() >= groups.len() || groups.is_empty());
        let mut only: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for ((kind, _), roots) in &groups {
            if let [one] = roots.as_slice() {
                only.entry(*kind).or_default().push(*one);
            }
        }
        for roots in only.into_values() {
            for pair in roots.windows(2) {
                if let &[a, b] = pair {
                    sets.join(a, b);
                }
            }
        }
    }

    /// A concept of names that statements connect.
    fn concept(&self, members: &[&Node], statements: Vec<Statement>, taken: &mut [bool]) -> MergedConcept {
        let mut listed: Vec<usize> = members.iter().filter_map(|node| node.listed).collect();
        listed.sort_unstable();
        listed.dedup();
        listed.retain(|&number| taken.get_mut(number).is_some_and(|slot| !std::mem::replace(slot, true)));
        let mut of_list = listed.iter().filter_map(|&number| self.list_concept(number, 1));
        let mut merged = match of_list.next() {
            Some(mut first) => {
                // "called the voyage a provocation": what the text says is one thing joins two entries of the list.
                for more in of_list {
                    for (label, reason) in more.concept.labels.into_iter().zip(more.reasons) {
                        if first.concept.label(&label.text).is_none() {
                            first.concept.labels.push(label);
                            first.reasons.push(reason);
                        }
                    }
                }
                first
            }
            None => MergedConcept {
                concept: Concept { name: String::new(), origin: Origin::Text, labels: Vec::new() },
                reasons: Vec::new(),
                statements: Vec::new(),
                least: 2,
            },
        };
        let is_place = members.iter().any(|node| node.name.proper);
        for node in members {
            let place = statements.iter().find(|s| s.names.iter().any(|n| key(n) == key(&node.name)));
            let rule = place.map_or(Rule::Calls, |s| s.rule);
            let texts: Vec<Label> = match &node.head {
                Some(head) if is_place && is_spaced(head) => {
                    if node.language.code() == Some("en") {
                        heads::definite(head).into_iter().collect()
                    } else {
                        Vec::new()
                    }
                }
                Some(head) => vec![Label::plain(head, node.language, Origin::Text)],
                None => vec![plain(&node.name.text, node.language)],
            };
            for mut label in texts {
                label.used_by = statements
                    .iter()
                    .flat_map(|s| &s.names)
                    .find(|n| key(n) == key(&node.name) && n.used_by.is_some())
                    .and_then(|n| n.used_by.clone());
                let known =
                    merged.concept.labels.iter().any(|l| heads::fold(&l.text) == heads::fold(&label.text));
                let same =
                    node.listed.is_some_and(|n| listed.contains(&n)) && counted_by_list(&merged, &label);
                if !known && !same {
                    merged.reasons.push(Reason::said(label.text.clone(), rule, place.map(|s| s.place)));
                    merged.concept.labels.push(label);
                }
            }
        }
        for (short, place) in self.heads.short_forms(&merged.concept.labels) {
            if !merged.concept.labels.iter().any(|l| heads::fold(&l.text) == heads::fold(&short.text)) {
                merged.reasons.push(Reason::said(short.text.clone(), Rule::ShortForm, Some(place)));
                merged.concept.labels.push(short);
            }
        }
        if merged.concept.name.is_empty() {
            merged.concept.name = title(members);
        }
        merged.statements = statements;
        merged
    }

    /// A concept of the list with the labels that occur.
    fn list_concept(&self, number: usize, least: usize) -> Option<MergedConcept> {
        let (entry, counts) = (list::entries().get(number)?, self.list.get(number)?);
        let used = entry.concept.labels.iter().zip(&counts.labels).filter(|(_, counts)| counts.total() > 0);
        let labels: Vec<Label> = used.map(|(label, _)| label.clone()).collect();
        if labels.len() < least {
            return None;
        }
        let reason = |label: &Label| Reason::said(label.text.clone(), Rule::List, None);
        Some(MergedConcept {
            reasons: labels.iter().map(reason).collect(),
            concept: Concept { name: entry.concept.name.clone(), origin: Origin::List, labels },
            statements: Vec::new(),
            least,
        })
    }

    /// "the islands" and "disputed islands": what names of places end with, for the one concept whose names end so.
    fn generic(&self, concepts: &mut [MergedConcept]) {
        let mut owners: BTreeMap<String, Vec<(bool, usize)>> = BTreeMap::new();
        for (number, merged) in concepts.iter().enumerate() {
            for label in merged.concept.labels.iter().filter(|l| l.language.code() == Some("en")) {
                let words = heads::words_of(&label.text);
                let Some(head) = words.last().filter(|head| words.len() > 1 && heads::is_generic(head))
                else {
                    continue;
                };
                let owner = (merged.statements.is_empty(), number);
                let list = owners.entry(head.clone()).or_default();
                if !list.contains(&owner) {
                    list.push(owner);
                }
            }
        }
        for (head, mut list) in owners {
            list.sort_unstable();
            // Where two concepts of one rank could be meant, neither is.
            let rank = list.first().map(|owner| owner.0);
            let of_rank = list.iter().filter(|owner| Some(owner.0) == rank).count();
            let Some(merged) = list.first().filter(|_| of_rank == 1).and_then(|o| concepts.get_mut(o.1))
            else {
                continue;
            };
            for (label, place) in self.heads.generic(&head) {
                if !merged.concept.labels.iter().any(|l| heads::fold(&l.text) == heads::fold(&label.text)) {
                    merged.reasons.push(Reason::said(label.text.clone(), Rule::SameHead, Some(place)));
                    merged.concept.labels.push(label);
                }
            }
        }
    }
}

/// "the so-called Valley Committee": the name with and without the words that keep it at a distance, for a name that
/// no concept has.
fn kept_at_a_distance(concepts: &mut Vec<MergedConcept>, marks: &[Statement]) {
    let before = concepts.len();
    for mark in marks.iter().filter(|mark| mark.rule == Rule::SoCalled) {
        if concepts.len() == before + MOST_AT_A_DISTANCE {
            break;
        }
        let Some(name) = mark.names.first().filter(|name| name.proper && is_spaced(&name.text)) else {
            continue;
        };
        let words = heads::words_of(&name.text);
        let folded = heads::fold(&name.text);
        let known =
            |merged: &MergedConcept| merged.concept.labels.iter().any(|l| heads::fold(&l.text) == folded);
        if !name.text.is_ascii() || words.len() < 2 || concepts.iter().any(known) {
            continue;
        }
        let english = Language(Some(*b"en "));
        let labels = vec![plain(&name.text, english), plain(&format!("so-called {}", name.text), english)];
        let reason = |label: &Label| Reason::said(label.text.clone(), Rule::SoCalled, Some(mark.place));
        concepts.push(MergedConcept {
            reasons: labels.iter().map(reason).collect(),
            concept: Concept { name: name.text.clone(), origin: Origin::Text, labels },
            statements: Vec::new(),
            least: 2,
        });
    }
}

/// Marks of distance go to the concept whose label they are on; the others are suggestions of one wording.
fn attach(concepts: &mut [MergedConcept], marks: Vec<Statement>, doubtful: &mut Vec<Draft>) {
    for mark in marks {
        let Some(name) = mark.names.first() else { continue };
        let folded = heads::fold(&name.text);
        let head = head_of(name);
        let owner = concepts.iter_mut().find(|merged| {
            merged.concept.labels.iter().any(|l| {
                let text = heads::fold(&l.text);
                text == folded || text == head
            })
        });
        match owner {
            Some(merged) => merged.statements.push(mark),
            None => doubtful.push(draft(&mark, Language::UNKNOWN)),
        }
    }
}

/// Whether a label of the list's concept finds this wording already.
fn counted_by_list(merged: &MergedConcept, label: &Label) -> bool {
    let words = heads::words_of(&label.text);
    merged.concept.labels.iter().any(|known| {
        super::pattern::plain(&known.query).unwrap_or_default().iter().any(|plain| match plain {
            super::pattern::Plain::Chars(chars) => *chars == label.text,
            super::pattern::Plain::Words(pattern) => {
                pattern.len() == words.len() && pattern.iter().zip(&words).all(|(p, w)| p.fits(w))
            }
        })
    })
}

fn is_spaced(text: &str) -> bool {
    !text.chars().any(crate::text::script::is_spaceless)
}

fn plain(text: &str, language: Language) -> Label {
    let mut label = Label::plain(text, language, Origin::Text);
    if !is_spaced(text) {
        text.clone_into(&mut label.query);
    }
    label
}

/// Under what a name is known: a proper name by its words, a common one by its head.
fn key(name: &Name) -> String {
    if name.proper { heads::fold(&name.text) } else { format!("~{}", head_of(name)) }
}

fn title(members: &[&Node]) -> String {
    let mut names: Vec<&str> =
        members.iter().filter(|n| n.name.proper).map(|n| n.name.text.as_str()).collect();
    if names.is_empty() {
        names = members.iter().filter_map(|n| n.head.as_deref()).collect();
    }
    names.sort_by_key(|name| !name.is_ascii());
    names.truncate(2);
    names.join(" / ")
}

fn draft(statement: &Statement, language: Language) -> Draft {
    let mut labels: Vec<Label> = Vec::new();
    for name in &statement.names {
        if !labels.iter().any(|l| l.text == name.text) {
            labels.push(plain(&name.text, language));
        }
    }
    let about = labels.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" / ");
    let concept = Concept { name: about.clone(), origin: Origin::Text, labels };
    let places: Vec<Place> = vec![statement.place];
    Draft { about, why: Why::Said(statement.rule), concept, places, sure: None, support: Vec::new() }
}
