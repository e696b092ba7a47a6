//! Outlets and groups called otherwise, and called again as before: colours, groups, filters and what is picked go
//! with them. Folders too may be called otherwise.

use std::sync::Arc;

use super::{Session, Workbench};
use crate::analysis::{GroupKey, Grouping};
use crate::project::rekey::{self, Relabelled};
use crate::project::{Change, Correction, Corrections, Target};
use crate::query::{Field, Filter};

impl Session {
    /// The folders are called otherwise: what is said of articles by their paths goes with them.
    pub(super) fn relabel(&mut self, labels: &[Relabelled]) {
        let bench = &mut self.bench;
        bench.corrections = rekey::corrections(&bench.corrections, labels).into();
        bench.remarks = rekey::remarks(&bench.remarks, labels).into();
        bench.stories = rekey::stories(&bench.stories, labels).into();
        bench.versions = rekey::versions(&bench.versions, labels).into();
        bench.pages = rekey::pages(&bench.pages, labels).into();
        bench.coding = rekey::coding(&bench.coding, labels).into();
        // What could be undone speaks of the paths before.
        self.undo.clear();
        self.changes += 1;
    }

    /// Calls all of an outlet otherwise: its colour, its groups and whatever names it go with it.
    pub(super) fn rename_outlet(&mut self, from: &str, to: &str) {
        let (from, to) = (from.trim(), Arc::from(to.trim()));
        if *from == *to {
            return;
        }
        self.library.carry_ink(from, &to);
        let before = Arc::clone(&self.bench.corrections);
        self.change(|bench| bench.rename_outlet(from, &to));
        self.follow_rename(&before);
        self.say_what_was_put_right();
    }

    /// Takes a correction back. Where it gave an outlet another name, what went with the name goes back.
    pub(super) fn drop_correction(&mut self, index: usize) {
        let before = Arc::clone(&self.bench.corrections);
        if index >= before.list.len() {
            return;
        }
        let mut left = Corrections::clone(&before);
        left.list.remove(index);
        let named = rename_at(&before, index).filter(|(gone, back)| gone != back);
        // Articles that had the name before, or have it by another correction, keep it.
        let is_kept = named.as_ref().is_some_and(|(gone, _)| {
            let read = self.library.amended.as_ref().map_or(&[][..], |amended| amended.as_read.outlets());
            is_name_of_any(&left, read.iter().map(|outlet| &outlet.name), gone)
        });
        if let Some((gone, back)) = &named {
            self.library.carry_ink(gone, back);
        }
        self.change(|bench| {
            bench.corrections = Arc::new(left);
            match &named {
                Some((gone, back)) if is_kept => bench.part_outlet(gone, back),
                Some((gone, back)) => bench.carry_outlet(gone, back),
                None => {}
            }
        });
        self.follow_rename(&before);
    }

    /// What is picked in a place follows an outlet whose name was changed since `before`, also when that was
    /// taken back.
    pub(super) fn follow_rename(&mut self, before: &Corrections) {
        let now = Arc::clone(&self.bench.corrections);
        let renamed = |longer: &Corrections, shorter: &Corrections| {
            let last = longer.list.iter().rposition(|one| !shorter.list.contains(one))?;
            rename_at(longer, last)
        };
        let there = renamed(&now, before).map(|(to, from)| (from, to));
        if let Some((from, to)) = there.or_else(|| renamed(before, &now)) {
            self.history.adjust_all(|place| {
                if place.pick.outlet.as_ref() == Some(&from) {
                    place.pick.outlet = Some(Arc::clone(&to));
                }
                if let Some((GroupKey::Outlet, value)) = &mut place.line_group
                    && *value == from
                {
                    *value = Arc::clone(&to);
                }
                let within = std::mem::take(&mut place.pick.within);
                place.pick.within = within.renamed(Field::Outlet, &from, &to);
            });
        }
    }
}

/// What the outlet of a rename is called after all corrections, and what it would be called without the rename.
fn rename_at(corrections: &Corrections, index: usize) -> Option<(Arc<str>, Arc<str>)> {
    let one = corrections.list.get(index)?;
    let (Target::Outlet(from), Change::Outlet(to)) = (&one.target, &one.change) else { return None };
    let later = corrections.list.get(index + 1..).unwrap_or_default();
    Some((name_after(later, &to.clone().unwrap_or_default()), name_after(later, from)))
}

/// What an outlet of this name is called after these corrections.
fn name_after(list: &[Correction], name: &Arc<str>) -> Arc<str> {
    list.iter().fold(Arc::clone(name), |name, one| match (&one.target, &one.change) {
        (Target::Outlet(from), Change::Outlet(to)) if *from == name => to.clone().unwrap_or_default(),
        _ => name,
    })
}

/// Whether an outlet that was `read`, or that a correction of some articles names, is called `name` in the end.
fn is_name_of_any<'a>(
    corrections: &Corrections,
    mut read: impl Iterator<Item = &'a Arc<str>>,
    name: &Arc<str>,
) -> bool {
    let list = &corrections.list;
    read.any(|outlet| name_after(list, outlet) == *name)
        || (1..).zip(list).any(|(next, one)| match (&one.target, &one.change) {
            (Target::Outlet(_), _) => false,
            (_, Change::Outlet(Some(named))) => {
                name_after(list.get(next..).unwrap_or_default(), named) == *name
            }
            _ => false,
        })
}

impl Workbench {
    /// The subsets that ask for a group by this very name.
    pub fn asking_for_group(&self, name: &str) -> Vec<&str> {
        let asking = self.subsets.iter().filter(|subset| subset.filter.names(Field::Group, name));
        asking.map(|subset| subset.name.as_str()).collect()
    }

    /// The groups that a filter asks for and that there are not: no article is in them.
    pub fn missing_groups<'a>(&self, filter: &'a Filter) -> Vec<&'a str> {
        filter.unknown(Field::Group, &self.book.groups.iter().map(|group| &*group.name))
    }

    /// Calls a group otherwise; a name that another group has makes the two one.
    pub(super) fn rename_group(&mut self, from: &str, to: Arc<str>) {
        let Some(at) = self.book.groups.iter().position(|group| *group.name == *from) else { return };
        if *to == *from {
            return;
        }
        self.rename(Field::Group, from, &to);
        self.carry_compared(Grouping::Group, from, &to);
        let groups = &mut Arc::make_mut(&mut self.book).groups;
        if groups.iter().any(|group| group.name == to) {
            let outlets = groups.remove(at).outlets;
            if let Some(there) = groups.iter_mut().find(|group| group.name == to) {
                there.outlets.extend(outlets);
            }
        } else if let Some(group) = groups.get_mut(at) {
            group.name = to;
        }
    }

    fn rename_outlet(&mut self, from: &str, to: &Arc<str>) {
        let change = Change::Outlet((!to.is_empty()).then(|| Arc::clone(to)));
        let target = Target::Outlet(Arc::from(from));
        Arc::make_mut(&mut self.corrections).add(Correction { target, change });
        self.carry_outlet(from, to);
    }

    /// Whatever names an outlet names it otherwise; its colour, country and groups go with the name.
    fn carry_outlet(&mut self, from: &str, to: &Arc<str>) {
        self.rename(Field::Outlet, from, to);
        for column in &mut self.columns {
            if **column == *from {
                *column = Arc::clone(to);
            }
        }
        self.carry_compared(Grouping::Outlet, from, to);
        for side in self.lines.sides.iter_mut().flatten().filter(|side| ***side == *from) {
            *side = Arc::clone(to);
        }
        let mut seen = Vec::new();
        self.columns.retain(|column| {
            let is_new = !seen.contains(column);
            seen.push(Arc::clone(column));
            is_new
        });
        // What is not known has no colour and is in no group.
        if from.is_empty() || to.is_empty() {
            return;
        }
        let is_in_book = self.book.entries.contains_key(from)
            || self.book.groups.iter().any(|group| group.outlets.contains(from));
        if is_in_book {
            let book = Arc::make_mut(&mut self.book);
            if let Some(entry) = book.entries.remove(from) {
                let there = book.entries.entry(Arc::clone(to)).or_default();
                there.ink = there.ink.or(entry.ink);
                there.country = there.country.take().or(entry.country);
            }
            for group in &mut book.groups {
                if group.outlets.remove(from) {
                    group.outlets.insert(Arc::clone(to));
                }
            }
        }
    }

    /// Where this is what is compared, what is chosen of it goes with the name.
    fn carry_compared(&mut self, grouping: Grouping, from: &str, to: &Arc<str>) {
        if self.grouping != grouping {
            return;
        }
        for group in [&mut self.neighbours.group, &mut self.phrases.settings.group] {
            if group.as_deref() == Some(from) {
                *group = Some(Arc::clone(to));
            }
        }
        self.words.rename(from, to);
    }

    /// An outlet is two again: filters and groups that have the name of both have both names.
    fn part_outlet(&mut self, both: &str, parted: &Arc<str>) {
        self.filter = self.filter.clone().and_beside(Field::Outlet, both, parted);
        for subset in &mut self.subsets {
            subset.filter = subset.filter.clone().and_beside(Field::Outlet, both, parted);
        }
        let is_grouped = self.book.groups.iter().any(|group| group.outlets.contains(both));
        if is_grouped && !parted.is_empty() {
            for group in &mut Arc::make_mut(&mut self.book).groups {
                if group.outlets.contains(both) {
                    group.outlets.insert(Arc::clone(parted));
                }
            }
        }
    }

    /// In all filters.
    fn rename(&mut self, field: Field, from: &str, to: &str) {
        self.filter = self.filter.clone().renamed(field, from, to);
        for subset in &mut self.subsets {
            subset.filter = subset.filter.clone().renamed(field, from, to);
        }
    }
}
