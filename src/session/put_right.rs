//! What the user says of articles and outlets: corrections, groups, notes, named subsets. Each can be undone.

use std::sync::Arc;

use super::{Action, Command, NamedFilter, Session, Workbench};
use crate::project::{Change, Correction, Corrections, OutletGroup, Target};
use crate::query::Field;

impl Session {
    /// Changes what the user says of articles and outlets.
    pub(super) fn put_right(&mut self, command: Command) {
        if let Command::RenameOutlet { from, to } = &command {
            return self.rename_outlet(from, to);
        }
        if let Command::Correct(list) = &command
            && let [Correction { target: Target::Outlet(from), change: Change::Outlet(to) }] = list.as_slice()
        {
            return self.rename_outlet(from, to.as_deref().unwrap_or(""));
        }
        if let Command::SetNote(article, note) = command {
            return self.change_by_typing(|bench| {
                let remarks = &mut Arc::make_mut(&mut bench.remarks).by_article;
                remarks.entry(article).or_default().note = note;
                remarks.retain(|_, remark| !remark.note.trim().is_empty() || !remark.tags.is_empty());
            });
        }
        let is_correction = matches!(command, Command::Correct(_));
        let before = self.changes;
        self.change(|bench| {
            let corrections = &mut bench.corrections;
            let book = &mut bench.book;
            match command {
                Command::Correct(more) => {
                    let corrections = Arc::make_mut(corrections);
                    for correction in more {
                        corrections.add(correction);
                    }
                }
                Command::DropCorrection(index) if index < corrections.list.len() => {
                    Arc::make_mut(corrections).list.remove(index);
                }
                Command::AddOutlet(name) => {
                    Arc::make_mut(book).entries.entry(name).or_default();
                }
                Command::RemoveOutlet(name) => {
                    let book = Arc::make_mut(book);
                    book.entries.remove(&name);
                    for group in &mut book.groups {
                        group.outlets.remove(&name);
                    }
                }
                Command::PaintOutlet(name, ink) => {
                    Arc::make_mut(book).entries.entry(name).or_default().ink = ink;
                }
                Command::PlaceOutlet(name, country) => {
                    Arc::make_mut(book).entries.entry(name).or_default().country = country;
                }
                Command::AddGroup(name, outlets) => {
                    let groups = &mut Arc::make_mut(book).groups;
                    match groups.iter_mut().find(|group| group.name == name) {
                        Some(group) => group.outlets.extend(outlets),
                        None => groups.push(OutletGroup { name, outlets: outlets.into_iter().collect() }),
                    }
                }
                Command::RenameGroup { from, to } => bench.rename_group(&from, to),
                Command::RemoveGroup(name) => {
                    Arc::make_mut(book).groups.retain(|group| group.name != name);
                    bench.filter = bench.filter.clone().without_value(Field::Group, &name);
                }
                Command::ToggleInGroup { group, outlet } => {
                    let groups = &mut Arc::make_mut(book).groups;
                    if let Some(group) = groups.iter_mut().find(|known| known.name == group)
                        && !group.outlets.remove(&outlet)
                    {
                        group.outlets.insert(outlet);
                    }
                }
                Command::SetTag { articles, tag, is_on } => {
                    let remarks = &mut Arc::make_mut(&mut bench.remarks).by_article;
                    for article in articles {
                        let tags = &mut remarks.entry(article).or_default().tags;
                        if is_on {
                            tags.insert(Arc::clone(&tag));
                        } else {
                            tags.remove(&tag);
                        }
                    }
                    remarks.retain(|_, remark| !remark.note.trim().is_empty() || !remark.tags.is_empty());
                }
                Command::KeepSubset(name) => {
                    let filter = bench.filter.clone();
                    match bench.subsets.iter_mut().find(|subset| subset.name == name) {
                        Some(subset) => subset.filter = filter,
                        None => bench.subsets.push(NamedFilter { name, filter }),
                    }
                }
                Command::RenameSubset { from, to } => {
                    // A name that another subset has goes over to this one.
                    bench.subsets.retain(|subset| subset.name != to || from == to);
                    if let Some(subset) = bench.subsets.iter_mut().find(|subset| subset.name == from) {
                        subset.name = to;
                    }
                }
                Command::DropSubset(name) => bench.subsets.retain(|subset| subset.name != name),
                _ => {}
            }
        });
        if is_correction && self.changes != before {
            self.say_what_was_put_right();
        }
    }
}

impl Session {
    /// What was put right may be far from what shows it: it is said, with the way back.
    fn say_what_was_put_right(&mut self) {
        if let Some(words) = self.undo.next_undo().map(str::to_owned) {
            self.notices.offer(words, Action::Undo);
        }
    }

    /// Calls all of an outlet otherwise: its colour, its groups and whatever names it go with it.
    fn rename_outlet(&mut self, from: &str, to: &str) {
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

    /// What is picked in a place follows an outlet whose name was changed since `before`, also when that was
    /// taken back.
    pub(super) fn follow_rename(&mut self, before: &Corrections) {
        let now = Arc::clone(&self.bench.corrections);
        let renamed = |longer: &Corrections, shorter: &Corrections| {
            let last = longer.list.last().filter(|last| !shorter.list.contains(last))?;
            match (&last.target, &last.change) {
                (Target::Outlet(from), Change::Outlet(to)) => {
                    Some((Arc::clone(from), to.clone().unwrap_or_default()))
                }
                _ => None,
            }
        };
        let there = renamed(&now, before);
        let back = renamed(before, &now).map(|(from, to)| (to, from));
        if let Some((from, to)) = there.or(back) {
            self.history.adjust_all(|place| {
                if place.pick.outlet.as_ref() == Some(&from) {
                    place.pick.outlet = Some(Arc::clone(&to));
                }
                let within = std::mem::take(&mut place.pick.within);
                place.pick.within = within.renamed(Field::Outlet, &from, &to);
            });
        }
    }
}

impl Workbench {
    /// Calls a group otherwise; a name that another group has makes the two one.
    fn rename_group(&mut self, from: &str, to: Arc<str>) {
        let Some(at) = self.book.groups.iter().position(|group| *group.name == *from) else { return };
        if *to == *from {
            return;
        }
        self.rename(Field::Group, from, &to);
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
        self.rename(Field::Outlet, from, to);
        for column in &mut self.columns {
            if **column == *from {
                *column = Arc::clone(to);
            }
        }
        let mut seen = Vec::new();
        self.columns.retain(|column| {
            let is_new = !seen.contains(column);
            seen.push(Arc::clone(column));
            is_new
        });
        self.words.rename(from, to);
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

    /// In all filters.
    fn rename(&mut self, field: Field, from: &str, to: &str) {
        self.filter = self.filter.clone().renamed(field, from, to);
        for subset in &mut self.subsets {
            subset.filter = subset.filter.clone().renamed(field, from, to);
        }
    }
}
