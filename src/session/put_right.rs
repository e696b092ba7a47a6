//! What the user says of articles and outlets: corrections, groups, notes, named subsets. Each can be undone.

use std::sync::Arc;

use super::workbench::Typed;
use super::{Action, Command, NamedFilter, Session};
use crate::project::{Change, Correction, OutletGroup, Target};
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
            return self.change_by_typing(Typed::Note(article.clone()), |bench| {
                let remarks = &mut Arc::make_mut(&mut bench.remarks).by_article;
                remarks.entry(article).or_default().note = note;
                remarks.retain(|_, remark| !remark.is_empty());
            });
        }
        if let Command::DropCorrection(index) = command {
            return self.drop_correction(index);
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
                    remarks.retain(|_, remark| !remark.is_empty());
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
    pub(super) fn say_what_was_put_right(&mut self) {
        if let Some(words) = self.undo.next_undo().map(str::to_owned) {
            self.notices.offer(words, Action::Undo);
        }
    }
}
