//! From patterns of words to types: looked up once a query, so that the stream is matched as integers.

use rayon::prelude::*;

use super::ast::{Chars, Node, Regex};
use super::glob::{Glob, Piece};
use crate::corpus::{Corpus, SENTINEL, TypeId, Vocabulary};
use crate::task::{Cancelled, Task};

/// Forms looked at between two questions whether to go on.
const STRIDE: usize = 8192;

/// A query, ready to run on one corpus.
#[derive(Debug)]
pub(super) enum Plan<'q> {
    /// Words one after the other, each known by its type.
    Flat(Vec<Slot<'q>>),
    Chars(&'q Chars),
    /// Parts of which at least one is not flat.
    Seq(Vec<Plan<'q>>),
    Alt(Vec<Plan<'q>>),
    Near(Box<Plan<'q>>, Box<Plan<'q>>, u16),
}

/// One word of a flat phrase.
#[derive(Debug)]
pub(super) struct Slot<'q> {
    pub(super) types: Types,
    /// What the word has to look like as written.
    pub(super) typed: Option<&'q Glob>,
}

/// Which types a word may have.
#[derive(Debug)]
pub(super) enum Types {
    Any,
    One(TypeId),
    /// In order.
    Some {
        ids: Vec<TypeId>,
        members: Vec<u64>,
    },
}

impl Types {
    /// From types in any order, without repetition.
    pub(super) fn new(mut ids: Vec<TypeId>) -> Self {
        ids.sort_unstable();
        ids.dedup();
        if let [one] = *ids {
            return Self::One(one);
        }
        let mut members = vec![0_u64; ids.last().map_or(0, |&id| id as usize / 64 + 1)];
        for &id in &ids {
            if let Some(word) = members.get_mut(id as usize / 64) {
                *word |= 1 << (id % 64);
            }
        }
        Self::Some { ids, members }
    }

    #[inline]
    pub(super) fn contains(&self, id: TypeId) -> bool {
        match self {
            Self::Any => id != SENTINEL,
            Self::One(one) => *one == id,
            Self::Some { members, .. } => {
                members.get(id as usize / 64).is_some_and(|w| w >> (id % 64) & 1 == 1)
            }
        }
    }

    /// The types, in order; `None` for any type.
    pub(super) fn into_ids(self) -> Option<Vec<TypeId>> {
        match self {
            Self::Any => None,
            Self::One(id) => Some(vec![id]),
            Self::Some { ids, .. } => Some(ids),
        }
    }

    /// How many words of the corpus have one of these types; `None` for any type.
    pub(super) fn frequency(&self, corpus: &Corpus) -> Option<u64> {
        match self {
            Self::Any => None,
            Self::One(id) => Some(corpus.vocabulary().count(*id)),
            Self::Some { ids, .. } => Some(ids.iter().map(|&id| corpus.vocabulary().count(id)).sum()),
        }
    }
}

/// Looks the words of `node` up.
pub(super) fn plan<'q>(node: &'q Node, corpus: &Corpus, task: &Task) -> Result<Plan<'q>, Cancelled> {
    task.check()?;
    let vocabulary = corpus.vocabulary();
    let flat = |ids: Vec<TypeId>| Plan::Flat(vec![Slot { types: Types::new(ids), typed: None }]);
    Ok(match node {
        Node::Any => Plan::Flat(vec![Slot { types: Types::Any, typed: None }]),
        Node::Word { folded, typed } => {
            let types = match typed {
                Some(_) => types_of_glob(folded, vocabulary, task)?,
                None => types_of_name(folded, vocabulary, task)?,
            };
            let types = Types::new(types);
            Plan::Flat(vec![Slot { types, typed: typed.as_ref() }])
        }
        Node::Regex(regex) => flat(types_of_regex(regex, vocabulary, task)?),
        Node::Alt(nodes) if node.is_word() => flat(types_of_all(nodes, vocabulary, task)?),
        Node::Chars(chars) => Plan::Chars(chars),
        Node::Alt(nodes) => Plan::Alt(nodes.iter().map(|n| plan(n, corpus, task)).collect::<Result<_, _>>()?),
        Node::Near(a, b, n) => {
            Plan::Near(Box::new(plan(a, corpus, task)?), Box::new(plan(b, corpus, task)?), *n)
        }
        Node::Seq(nodes) => {
            let mut parts: Vec<Plan<'q>> = Vec::new();
            for node in nodes {
                match (plan(node, corpus, task)?, parts.last_mut()) {
                    (Plan::Flat(more), Some(Plan::Flat(slots))) => slots.extend(more),
                    (part, _) => parts.push(part),
                }
            }
            match parts.pop() {
                Some(only) if parts.is_empty() => only,
                Some(last) => {
                    parts.push(last);
                    Plan::Seq(parts)
                }
                None => Plan::Alt(Vec::new()),
            }
        }
    })
}

/// The types of a node that [`Node::is_word`]; `None` for any other.
pub(super) fn types_of_word(
    node: &Node,
    vocabulary: &Vocabulary,
    task: &Task,
) -> Result<Option<Vec<TypeId>>, Cancelled> {
    if !node.is_word() {
        return Ok(None);
    }
    Ok(Some(match node {
        Node::Word { folded, .. } => types_of_name(folded, vocabulary, task)?,
        Node::Regex(regex) => types_of_regex(regex, vocabulary, task)?,
        Node::Alt(nodes) => types_of_all(nodes, vocabulary, task)?,
        _ => Vec::new(),
    }))
}

fn types_of_all(nodes: &[Node], vocabulary: &Vocabulary, task: &Task) -> Result<Vec<TypeId>, Cancelled> {
    let mut all = Vec::new();
    for node in nodes {
        all.extend(types_of_word(node, vocabulary, task)?.unwrap_or_default());
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Words whose form with 's is a verb, not a possessive: "it's" says "it is".
const SHORTENED: [&str; 14] =
    ["he", "she", "it", "that", "this", "there", "here", "what", "who", "where", "when", "how", "why", "let"];

/// A word without wildcards is found as a possessive too: `China` finds "China's".
fn types_of_name(glob: &Glob, vocabulary: &Vocabulary, task: &Task) -> Result<Vec<TypeId>, Cancelled> {
    let mut types = types_of_glob(glob, vocabulary, task)?;
    let Some(word) = glob.plain().filter(|word| !word.is_empty() && !SHORTENED.contains(word)) else {
        return Ok(types);
    };
    types.extend(vocabulary.id(&format!("{word}'s")));
    if word.ends_with('s') {
        types.extend(vocabulary.id(&format!("{word}'")));
    }
    Ok(types)
}

fn types_of_glob(glob: &Glob, vocabulary: &Vocabulary, task: &Task) -> Result<Vec<TypeId>, Cancelled> {
    if let Some(word) = glob.plain() {
        return Ok(vocabulary.id(word).into_iter().collect());
    }
    let prefix = glob.prefix();
    if prefix.is_empty() {
        return scan(vocabulary, task, |form| glob.matches(form));
    }
    if matches!(glob.pieces.as_slice(), [Piece::Text(_), Piece::Run]) {
        return Ok(vocabulary.with_prefix(prefix).to_vec());
    }
    scan_prefix(prefix, vocabulary, task, |form| glob.matches(form))
}

fn types_of_regex(regex: &Regex, vocabulary: &Vocabulary, task: &Task) -> Result<Vec<TypeId>, Cancelled> {
    let prefix = literal_prefix(&regex.source);
    let is_match = |form: &str| regex.whole_word.is_match(form);
    if prefix.is_empty() {
        scan(vocabulary, task, is_match)
    } else {
        scan_prefix(&prefix, vocabulary, task, is_match)
    }
}

/// Plain letters that every match of a regular expression begins with.
fn literal_prefix(source: &str) -> String {
    if source.contains('|') {
        return String::new();
    }
    let len = source.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(source.len());
    let (letters, rest) = source.split_at_checked(len).unwrap_or(("", source));
    // A repetition that may be none takes the last letter back.
    let sure = letters.len().saturating_sub(usize::from(rest.starts_with(['?', '*', '{'])));
    letters.get(..sure).unwrap_or("").to_ascii_lowercase()
}

/// The types whose form begins with `prefix` and is `wanted`.
fn scan_prefix(
    prefix: &str,
    vocabulary: &Vocabulary,
    task: &Task,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<TypeId>, Cancelled> {
    let mut found = Vec::new();
    for (n, &id) in vocabulary.with_prefix(prefix).iter().enumerate() {
        if n % STRIDE == 0 {
            task.check()?;
        }
        if wanted(vocabulary.form(id)) {
            found.push(id);
        }
    }
    Ok(found)
}

/// All types whose form is `wanted`, in order.
fn scan(
    vocabulary: &Vocabulary,
    task: &Task,
    wanted: impl Fn(&str) -> bool + Sync,
) -> Result<Vec<TypeId>, Cancelled> {
    let all: Vec<TypeId> = (0..vocabulary.len() as TypeId).step_by(STRIDE).collect();
    let found: Result<Vec<Vec<TypeId>>, Cancelled> = all
        .into_par_iter()
        .map(|from| {
            task.check()?;
            let to = (from as usize + STRIDE).min(vocabulary.len()) as TypeId;
            Ok((from..to).filter(|&id| wanted(vocabulary.form(id))).collect())
        })
        .collect();
    Ok(found?.concat())
}
