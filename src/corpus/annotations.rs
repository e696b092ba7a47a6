//! What is said of outlets and articles beside what their files show, as columns: countries, groups, tags,
//! and which articles were put right by hand.
//!
//! Saying nothing leaves a corpus as it was, with the same revision; countries that the program knows by
//! itself follow from the outlets' names and are no news either.

use std::sync::Arc;

use super::{ArticleId, Bits, Corpus, GroupId, OutletId, identity};

/// What is to be said of the outlets and articles of one corpus, by their numbers in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    /// The country of each outlet as the program knows it, by outlet number.
    pub countries: Vec<Option<Arc<str>>>,
    /// Countries of single outlets as the user says.
    pub own_countries: Vec<(OutletId, Arc<str>)>,
    /// Groups of outlets in the user's order.
    pub groups: Vec<(Arc<str>, Vec<OutletId>)>,
    /// Tags of articles.
    pub tags: Vec<(ArticleId, Arc<str>)>,
    /// Articles that were put right by hand.
    pub corrected: Vec<ArticleId>,
}

/// The columns made of [`Notes`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Annotations {
    /// Distinct, by name.
    country_names: Vec<Arc<str>>,
    countries: Vec<Option<Arc<str>>>,
    group_names: Vec<Arc<str>>,
    /// By outlet.
    groups: Vec<Vec<GroupId>>,
    /// Distinct, by name.
    tag_names: Vec<Arc<str>>,
    /// Articles with indices of `tag_names`, in order.
    tags: Vec<(ArticleId, u32)>,
    corrected: Bits,
}

impl Annotations {
    fn new(corpus: &Corpus, notes: Notes) -> Self {
        let outlets = corpus.outlets().len();
        let mut countries = notes.countries;
        countries.resize(outlets, None);
        for (outlet, country) in notes.own_countries {
            if let Some(place) = countries.get_mut(usize::from(outlet)) {
                *place = Some(country);
            }
        }
        let mut country_names: Vec<Arc<str>> = countries.iter().flatten().cloned().collect();
        country_names.sort_unstable();
        country_names.dedup();

        let mut groups = vec![Vec::new(); outlets];
        for (group, (_, members)) in (0..).zip(&notes.groups) {
            for &outlet in members {
                if let Some(of) = groups.get_mut(usize::from(outlet))
                    && of.last() != Some(&group)
                {
                    of.push(group);
                }
            }
        }

        let mut tag_names: Vec<Arc<str>> = notes.tags.iter().map(|(_, tag)| Arc::clone(tag)).collect();
        tag_names.sort_unstable();
        tag_names.dedup();
        let number = |tag: &Arc<str>| tag_names.binary_search(tag).ok().map(|at| at as u32);
        let mut tags: Vec<(ArticleId, u32)> =
            notes.tags.iter().filter_map(|(article, tag)| Some((*article, number(tag)?))).collect();
        tags.sort_unstable();
        tags.dedup();
        Self {
            country_names,
            countries,
            group_names: notes.groups.into_iter().map(|(name, _)| name).collect(),
            groups,
            tag_names,
            tags,
            corrected: Bits::new(corpus.article_count(), notes.corrected),
        }
    }
}

impl Corpus {
    /// This corpus with `notes` instead of those it had, and without relations and versions. Everything else is
    /// shared.
    pub fn annotated(&self, notes: Notes) -> Self {
        let base = identity::combine(&self.hashes);
        let revision = identity::notes_hash(&notes).map_or(base, |hash| identity::combine(&[base, hash]));
        let notes = Arc::new(Annotations::new(self, notes));
        let versions = Arc::default();
        Self {
            revision,
            unrelated: revision,
            unversioned: revision,
            notes,
            relations: None,
            versions,
            ..self.clone()
        }
    }

    /// All countries that outlets have, by name.
    pub fn countries(&self) -> &[Arc<str>] {
        &self.notes.country_names
    }

    /// The country of an outlet.
    pub fn country_of(&self, outlet: OutletId) -> Option<&Arc<str>> {
        self.notes.countries.get(usize::from(outlet))?.as_ref()
    }

    /// The groups of outlets, in the user's order.
    pub fn groups(&self) -> &[Arc<str>] {
        &self.notes.group_names
    }

    /// The groups that an outlet is in, by their place in [`groups`](Self::groups).
    pub fn groups_of(&self, outlet: OutletId) -> &[GroupId] {
        self.notes.groups.get(usize::from(outlet)).map_or(&[], Vec::as_slice)
    }

    /// All tags that articles have, by name.
    pub fn tags(&self) -> &[Arc<str>] {
        &self.notes.tag_names
    }

    /// The tags of an article, by name.
    pub fn tags_of(&self, id: ArticleId) -> impl Iterator<Item = &Arc<str>> {
        self.tag_numbers(id).filter_map(|at| self.notes.tag_names.get(at))
    }

    /// The tags of an article, by their place in [`tags`](Self::tags).
    pub fn tag_numbers(&self, id: ArticleId) -> impl Iterator<Item = usize> {
        let tags = &self.notes.tags;
        let from = tags.partition_point(|(article, _)| *article < id);
        let rest = tags.get(from..).unwrap_or(&[]);
        rest.iter().take_while(move |(article, _)| *article == id).map(|&(_, tag)| tag as usize)
    }

    /// Whether an article was put right by hand.
    pub fn is_corrected(&self, id: ArticleId) -> bool {
        self.notes.corrected.contains(id)
    }
}
