//! What the user says of articles and outlets: corrections, groups, notes, named subsets. Each can be undone.

use std::sync::Arc;

use super::{Command, NamedFilter, Session};
use crate::project::{Change, Correction, OutletGroup, Target};

impl Session {
    /// Changes what the user says of articles and outlets.
    pub(super) fn put_right(&mut self, command: Command) {
        self.change(|bench| {
            let corrections = &mut bench.corrections;
            let book = &mut bench.book;
            match command {
                Command::Correct(correction) => Arc::make_mut(corrections).list.push(correction),
                Command::DropCorrection(index) if index < corrections.list.len() => {
                    Arc::make_mut(corrections).list.remove(index);
                }
                Command::RenameOutlet { from, to } => {
                    let change = Change::Outlet(Some(to));
                    Arc::make_mut(corrections).list.push(Correction { target: Target::Outlet(from), change });
                }
                Command::AddOutlet(name) => {
                    Arc::make_mut(book).entries.entry(name).or_default();
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
                Command::RenameGroup { from, to } => {
                    if let Some(group) =
                        Arc::make_mut(book).groups.iter_mut().find(|group| group.name == from)
                    {
                        group.name = to;
                    }
                }
                Command::RemoveGroup(name) => {
                    Arc::make_mut(book).groups.retain(|group| group.name != name);
                }
                Command::ToggleInGroup { group, outlet } => {
                    let groups = &mut Arc::make_mut(book).groups;
                    if let Some(group) = groups.iter_mut().find(|known| known.name == group)
                        && !group.outlets.remove(&outlet)
                    {
                        group.outlets.insert(outlet);
                    }
                }
                Command::SetNote(article, note) => {
                    let remarks = &mut Arc::make_mut(&mut bench.remarks).by_article;
                    remarks.entry(article).or_default().note = note;
                    remarks.retain(|_, remark| !remark.note.is_empty() || !remark.tags.is_empty());
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
                    remarks.retain(|_, remark| !remark.note.is_empty() || !remark.tags.is_empty());
                }
                Command::KeepSubset(name) => {
                    let filter = bench.filter.clone();
                    match bench.subsets.iter_mut().find(|subset| subset.name == name) {
                        Some(subset) => subset.filter = filter,
                        None => bench.subsets.push(NamedFilter { name, filter }),
                    }
                }
                Command::DropSubset(name) => bench.subsets.retain(|subset| subset.name != name),
                _ => {}
            }
        });
    }
}
