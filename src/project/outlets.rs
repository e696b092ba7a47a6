//! What the user says of outlets: colours, countries, groups of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the user says of one outlet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct OutletEntry {
    /// Its colour, counted through the palette.
    pub ink: Option<u16>,
    /// Its country, where it is not the registry's.
    pub country: Option<Arc<str>>,
}

/// A group of outlets, such as "state media" or "Japan".
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OutletGroup {
    /// Its name.
    pub name: Arc<str>,
    /// Names of outlets.
    pub outlets: BTreeSet<Arc<str>>,
}

/// What the user says of outlets.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct OutletBook {
    /// By the outlet's name; an outlet that the user added stands here even with nothing said.
    pub entries: BTreeMap<Arc<str>, OutletEntry>,
    /// In the user's order.
    pub groups: Vec<OutletGroup>,
}

impl OutletBook {
    /// The names of the groups that an outlet is in, in the user's order.
    pub fn groups_of(&self, outlet: &str) -> impl Iterator<Item = &Arc<str>> {
        self.groups.iter().filter(move |group| group.outlets.contains(outlet)).map(|group| &group.name)
    }

    /// The group of this name.
    pub fn group(&self, name: &str) -> Option<&OutletGroup> {
        self.groups.iter().find(|group| *group.name == *name)
    }
}
