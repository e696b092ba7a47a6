//! Which field holds what, proposed from the names of the fields and from what is in them.
//!
//! A known layout is as good as stated. Elsewhere a name proposes and the values have to agree: a body has
//! sentences, a date reads as one, an address is one. Where no name says it, the values alone propose, and
//! that is a guess which the user is told of.

use std::collections::BTreeMap;

use super::names::part_of;
use super::stats::Stats;
use super::{FieldMapping, Part, Record, layouts};
use crate::corpus::Confidence;
use crate::ingest::registry::Registry;

/// A mapping, where it comes from and how sure it is.
#[derive(Debug, Clone)]
pub(super) struct Proposal {
    /// Which field holds what.
    pub mapping: FieldMapping,
    /// The layout, if it is a known one.
    pub layout: Option<&'static str>,
    /// What such lists lack, where they hold no text.
    pub lacks: Option<&'static str>,
    /// How sure.
    pub confidence: Confidence,
}

/// The names of all fields in `sample`, in the order of their appearance.
pub(super) fn fields_of(sample: &[Record<'_>], most: usize) -> Vec<String> {
    let mut seen = hashbrown::HashSet::new();
    let mut fields = Vec::new();
    for field in sample.iter().flat_map(|record| &record.fields) {
        if fields.len() < most && !seen.contains(field.name.as_ref()) {
            seen.insert(field.name.as_ref());
            fields.push(field.name.clone().into_owned());
        }
    }
    fields
}

/// Proposes which of `fields` holds what.
pub(super) fn propose(fields: &[String], sample: &[Record<'_>]) -> Proposal {
    let stats = stats(fields, sample);
    if let Some((layout, mapping)) = layouts::of_fields(fields) {
        let seen = |one: &super::FieldUse| stats.get(one.field.as_str()).is_some_and(|s| s.filled > 0);
        let lacks = layout.lacks.filter(|_| !mapping.fields(Part::Body).any(seen));
        return Proposal { mapping, layout: Some(layout.name), lacks, confidence: Confidence::High };
    }
    let mut chosen = Chosen { fields, stats: &stats, mapping: FieldMapping::default() };
    let body = chosen.body();
    let headline = chosen.headline(body);
    chosen.others();
    let confidence = match (body, headline) {
        (Some(By::Name), Some(By::Name)) => Confidence::High,
        (Some(By::Name), _) => Confidence::Medium,
        _ => Confidence::Low,
    };
    Proposal { mapping: chosen.mapping, layout: None, lacks: None, confidence }
}

fn stats<'a>(fields: &'a [String], sample: &[Record<'_>]) -> BTreeMap<&'a str, Stats> {
    let registry = Registry::bundled();
    let mut all: BTreeMap<&str, Stats> =
        fields.iter().map(|field| (field.as_str(), Stats::default())).collect();
    for record in sample {
        // The values of a list follow each other, or lie among those of the objects in it.
        let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for field in &record.fields {
            by_name.entry(field.name.as_ref()).or_default().push(field.text.as_ref());
        }
        for (name, values) in by_name {
            if let Some(stats) = all.get_mut(name) {
                stats.add(&values, registry);
            }
        }
    }
    all
}

/// What a choice rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Name,
    Contents,
}

struct Chosen<'a> {
    fields: &'a [String],
    stats: &'a BTreeMap<&'a str, Stats>,
    mapping: FieldMapping,
}

impl<'a> Chosen<'a> {
    fn stat(&self, field: &str) -> Option<&'a Stats> {
        self.stats.get(field).filter(|stats| stats.filled > 0)
    }

    fn is_free(&self, field: &str) -> bool {
        self.mapping.uses.iter().all(|one| one.field != field)
    }

    fn take(&mut self, field: &str, part: Part, join: bool) {
        self.mapping.uses.push(super::FieldUse { field: field.to_owned(), part, join });
    }

    /// Free fields whose name says that they hold `part`, the surest name first.
    fn named(&self, part: Part) -> Vec<(&'a str, &'a Stats)> {
        let mut found: Vec<(usize, usize, &str, &Stats)> = Vec::new();
        for (at, field) in self.fields.iter().enumerate() {
            if let Some((its, rank)) = part_of(field)
                && its == part
                && self.is_free(field)
                && let Some(stats) = self.stat(field)
            {
                found.push((rank, at, field, stats));
            }
        }
        found.sort_by_key(|(rank, at, ..)| (*rank, *at));
        found.into_iter().map(|(_, _, field, stats)| (field, stats)).collect()
    }

    /// Free fields, in order.
    fn free(&self) -> Vec<(&'a str, &'a Stats)> {
        let free = self.fields.iter().filter(|field| self.is_free(field));
        free.filter_map(|field| Some((field.as_str(), self.stat(field)?))).collect()
    }

    /// The text: among the fields that are called so the longest, unless an unnamed one has far more.
    fn body(&mut self) -> Option<By> {
        /// A text of this many letters is one where it is called so.
        const TEXT: f32 = 150.0;
        /// A text of this many letters is one, whatever it is called: remarks and summaries have fewer.
        const ARTICLE: f32 = 400.0;
        let not_text =
            |stats: &Stats| stats.addresses() > 0.5 || stats.numbers() > 0.5 || stats.dates() > 0.8;
        let mut named = self.named(Part::Body);
        named.retain(|(_, stats)| !not_text(stats));
        // Whole pages are asked last: their text is somewhere beside them.
        let is_raw = |field: &str| {
            field.to_ascii_lowercase().contains("html") || field.to_ascii_lowercase().contains("raw")
        };
        let weight = |(field, stats): &(&str, &Stats)| {
            stats.mean() * stats.filled as f32 * if is_raw(field) { 0.05 } else { 1.0 }
        };
        let mut best: Option<(f32, &str, &Stats)> = None;
        for one in &named {
            let weight = weight(one);
            // A name further down the list needs a good deal more to count.
            if best.is_none_or(|(most, ..)| weight > 1.5 * most) {
                best = Some((weight, one.0, one.1));
            }
        }
        let is_beside = |field: &str| {
            let lower = field.to_lowercase();
            ["comment", "note", "html", "raw", "ocr", "embedding", "log", "json", "meta", "bio", "profile"]
                .iter()
                .any(|word| lower.contains(word))
        };
        let longest = self
            .free()
            .into_iter()
            .filter(|(field, stats)| {
                stats.prose() >= 0.5 && stats.mean() >= ARTICLE && !is_beside(field) && !not_text(stats)
            })
            .filter(|(field, _)| !matches!(part_of(field), Some((Part::Standfirst | Part::Body, _))))
            .fold(None, |best: Option<(&str, &Stats)>, one| match best {
                Some(so_far)
                    if so_far.1.mean() * so_far.1.filled as f32 >= one.1.mean() * one.1.filled as f32 =>
                {
                    Some(so_far)
                }
                _ => Some(one),
            });
        match (best, longest) {
            (Some((_, field, stats)), longest)
                if longest
                    .is_none_or(|(_, other)| stats.mean() >= TEXT || other.mean() < 4.0 * stats.mean()) =>
            {
                self.take(field, Part::Body, false);
                // Where the first has nothing, another of such a name may.
                for (other, _) in named.iter().filter(|(other, _)| *other != field) {
                    self.take(other, Part::Body, false);
                }
                Some(By::Name)
            }
            (_, Some((field, _))) => {
                self.take(field, Part::Body, false);
                Some(By::Contents)
            }
            _ => None,
        }
    }

    fn headline(&mut self, body: Option<By>) -> Option<By> {
        let mut named = self.named(Part::Headline);
        named.retain(|(_, stats)| stats.addresses() < 0.5 && stats.mean() < 1000.0 && stats.numbers() < 0.9);
        if !named.is_empty() {
            for (field, _) in named {
                self.take(field, Part::Headline, false);
            }
            return Some(By::Name);
        }
        body?;
        let is_title = |stats: &Stats| {
            (15.0..200.0).contains(&stats.mean())
                && (stats.words() >= 3.0 || stats.mean() / stats.words().max(1.0) > 20.0)
                && stats.dates() < 0.2
                && stats.addresses() < 0.1
                && stats.numbers() < 0.1
                && stats.outlets() < 0.2
                && stats.distinct() > 0.8
        };
        let unnamed = |field: &str| part_of(field).is_none();
        let (field, _) = self.free().into_iter().find(|(field, stats)| unnamed(field) && is_title(stats))?;
        self.take(field, Part::Headline, false);
        Some(By::Contents)
    }

    fn others(&mut self) {
        for (part, fits) in [
            (Part::Url, (|stats| stats.addresses() > 0.5) as fn(&Stats) -> bool),
            (Part::Date, |stats| stats.dates() > 0.3 || stats.numbers() > 0.8),
            (Part::Outlet, |stats| stats.mean() < 120.0 && stats.dates() < 0.5 && stats.numbers() < 0.5),
            (Part::Agency, |stats| stats.mean() < 80.0 && stats.numbers() < 0.5),
            (Part::Author, |stats| stats.mean() < 400.0 && stats.numbers() < 0.5 && stats.addresses() < 0.5),
            (Part::Section, |stats| stats.mean() < 120.0 && stats.numbers() < 0.5 && stats.addresses() < 0.5),
            (Part::Language, |stats| stats.mean() < 40.0 && stats.numbers() < 0.5),
            (Part::Standfirst, |stats| stats.mean() < 2500.0 && stats.addresses() < 0.5),
        ] {
            let named = self.named(part);
            for (field, _) in named.into_iter().filter(|(_, stats)| fits(stats)) {
                // "source" is an address in some exports: the page's, then.
                let is_page = part == Part::Outlet
                    && self.stat(field).is_some_and(|s| s.addresses() > 0.5 && s.distinct() > 0.9);
                if !is_page {
                    self.take(field, part, false);
                } else if !self.mapping.has(Part::Url) {
                    self.take(field, Part::Url, false);
                }
            }
        }
        // A year alone beside months and days is no date to go by; whole dates come first anyway.
        for (part, fits) in [
            (Part::Url, (|stats| stats.addresses() > 0.8) as fn(&Stats) -> bool),
            (Part::Date, |stats| stats.dates() > 0.8 && stats.mean() < 60.0),
            (Part::Outlet, |stats| stats.outlets() > 0.5 && stats.mean() < 60.0),
            (Part::Language, |stats| stats.codes() > 0.95 && stats.distinct() < 0.2 && stats.filled >= 10),
        ] {
            let unnamed = |field: &str| part_of(field).is_none() && !is_of_machine(field);
            if !self.mapping.has(part)
                && let Some((field, _)) = self.free().into_iter().find(|(f, s)| unnamed(f) && fits(s))
            {
                self.take(field, part, false);
            }
        }
    }
}

/// Whether a field tells when or how the record was made rather than the article.
fn is_of_machine(field: &str) -> bool {
    const WORDS: [&str; 10] =
        ["download", "modif", "update", "crawl", "index", "image", "img", "thumb", "scrap", "retriev"];
    let lower = field.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}
