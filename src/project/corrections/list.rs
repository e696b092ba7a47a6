//! Adding to the list: what a new correction says again is taken out of older ones.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::{ArticleKey, Change, Correction, Corrections, Target};
use crate::project::Part;

impl Change {
    /// What it is about: a part of the article, or a line by its text and which of its like it is.
    fn about(&self) -> (Option<Part>, Option<(&str, Option<u32>)>) {
        match self {
            Self::Line { text, nth, .. } => (None, Some((text, *nth))),
            _ => (Part::of(self), None),
        }
    }
}

/// What a change is about: a part, or lines by their words and which of their like.
type About = (Option<Part>, Option<(Arc<str>, Option<u32>)>);

impl Change {
    fn about_owned(&self) -> About {
        match self {
            Self::Line { text, nth, .. } => (None, Some((Arc::clone(text), *nth))),
            _ => (Part::of(self), None),
        }
    }
}

impl Correction {
    /// Whether it gives another name to all of an outlet.
    pub fn is_rename(&self) -> bool {
        matches!((&self.target, &self.change), (Target::Outlet(_), Change::Outlet(_)))
    }
}

impl Corrections {
    /// Adds corrections at the end, as [`add`](Self::add) does one after the other; many of single articles at once.
    pub fn add_all(&mut self, mut new: Vec<Correction>) {
        if !new.iter().all(|one| matches!(one.target, Target::Articles(_))) {
            return new.into_iter().for_each(|one| self.add(one));
        }
        // From the last to the first: of what is said twice the later holds.
        let mut said: HashMap<About, HashSet<ArticleKey>> = HashMap::new();
        new.reverse();
        new.retain_mut(|one| {
            let (about, Target::Articles(keys)) = (one.change.about_owned(), &mut one.target) else {
                return true;
            };
            let said = said.entry(about).or_default();
            let mut left: Vec<ArticleKey> = keys.iter().filter(|key| !said.contains(*key)).cloned().collect();
            left.sort_unstable();
            left.dedup();
            said.extend(left.iter().cloned());
            *keys = left.into();
            !keys.is_empty()
        });
        new.reverse();
        self.list.retain_mut(|old| {
            let Some(said) = said.get(&old.change.about_owned()) else { return true };
            let Target::Articles(keys) = &mut old.target else { return true };
            if keys.iter().any(|key| said.contains(key)) {
                *keys = keys.iter().filter(|key| !said.contains(*key)).cloned().collect();
            }
            !keys.is_empty()
        });
        self.list.extend(new);
    }

    /// Adds a correction at the end. Older ones of the same part lose what it speaks of: the same target, or
    /// the articles that it names; those left without an article vanish.
    ///
    /// Of outlets nothing is taken back once names have changed since: the name meant other articles then.
    pub fn add(&mut self, new: Correction) {
        let new = sorted(new);
        let last_naming = self.list.iter().rposition(|old| matches!(old.change, Change::Outlet(_)));
        let mut at = 0;
        self.list.retain_mut(|old| {
            let names_are_as_then = last_naming.is_none_or(|last| last <= at);
            at += 1;
            if old.change.about() != new.change.about() {
                return true;
            }
            match (&mut old.target, &new.target) {
                (Target::Articles(keys), Target::Articles(taken)) => {
                    let left: Vec<ArticleKey> =
                        keys.iter().filter(|key| taken.binary_search(key).is_err()).cloned().collect();
                    if left.len() < keys.len() {
                        *keys = left.into();
                    }
                    !keys.is_empty()
                }
                (Target::Outlet(old_name), Target::Outlet(new_name)) => {
                    // A name that was given away is not this outlet's any more.
                    old_name != new_name
                        || !names_are_as_then
                        || matches!(new.change, Change::Outlet(_)) && old.change != new.change
                }
                (old, new) => old != new,
            }
        });
        if !matches!(&new.target, Target::Articles(keys) if keys.is_empty()) {
            self.list.push(new);
        }
    }
}

/// Articles in order and each once, as [`Target::Articles`] promises.
fn sorted(mut new: Correction) -> Correction {
    if let Target::Articles(keys) = &new.target
        && !keys.is_sorted_by(|a, b| a < b)
    {
        let mut keys = keys.to_vec();
        keys.sort_unstable();
        keys.dedup();
        new.target = Target::Articles(Arc::from(keys));
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(paths: &[&str], outlet: &str) -> Correction {
        let key = |path: &&str| ArticleKey { path: Arc::from(*path), record: 0, content: 7 };
        let change = Change::Outlet(Some(Arc::from(outlet)));
        Correction { target: Target::Articles(paths.iter().map(key).collect()), change }
    }

    fn shown(corrections: &Corrections) -> Vec<String> {
        let one = |one: &Correction| {
            let of = match &one.target {
                Target::Articles(keys) => keys.iter().map(|key| &*key.path).collect::<Vec<_>>().join("+"),
                Target::Folder(name) => format!("{name}/"),
                Target::Outlet(name) => format!("[{name}]"),
                Target::FileNames(shape) => shape.to_string(),
            };
            let to = match &one.change {
                Change::Outlet(name) => name.as_deref().unwrap_or("-").to_owned(),
                other => Part::of(other).map_or(String::new(), |part| format!("{part:?}")),
            };
            format!("{of}={to}")
        };
        corrections.list.iter().map(one).collect()
    }

    #[test]
    fn what_is_said_again_is_taken_out_of_what_was_said() {
        let outlet =
            |of: Target, to: &str| Correction { target: of, change: Change::Outlet(Some(to.into())) };
        let all_of = |name: &str| Target::Outlet(name.into());
        let folder = |name: &str| Target::Folder(name.into());
        let opinion = |of: Target, is: bool| Correction { target: of, change: Change::Opinion(is) };
        let check = |added: &[Correction], expected: &[&str]| {
            let mut list = Corrections::default();
            for one in added {
                list.add(one.clone());
            }
            assert_eq!(shown(&list), expected);
        };
        let check_all = |before: &[Correction], added: &[Correction]| {
            let (mut one_by_one, mut at_once) = (Corrections::default(), Corrections::default());
            for one in before {
                one_by_one.add(one.clone());
                at_once.add(one.clone());
            }
            for one in added {
                one_by_one.add(one.clone());
            }
            at_once.add_all(added.to_vec());
            assert_eq!(shown(&at_once), shown(&one_by_one));
        };
        let said = [articles(&["b", "a"], "X"), opinion(folder("f"), true), outlet(folder("f"), "Z")];
        check_all(
            &said,
            &[articles(&["c", "b"], "Y"), articles(&["d", "c", "c"], "W"), articles(&["b"], "V")],
        );
        check_all(&said, &[articles(&["a", "b"], "Y"), articles(&[], "W")]);
        check_all(&said, &[articles(&["a"], "Y"), opinion(folder("f"), false), outlet(all_of("Y"), "U")]);
        check(&[articles(&["b", "a", "b"], "X"), articles(&["b"], "Y")], &["a=X", "b=Y"]);
        check(&[articles(&["a"], "X"), articles(&["a"], "Y")], &["a=Y"]);
        check(&[articles(&[], "X")], &[]);
        check(&[outlet(folder("f"), "X"), outlet(folder("f"), "Y")], &["f/=Y"]);
        check(&[outlet(folder("f"), "X"), articles(&["f/a"], "Y")], &["f/=X", "f/a=Y"]);
        check(&[outlet(all_of("A"), "B"), outlet(all_of("A"), "C")], &["[A]=B", "[A]=C"]);
        check(&[outlet(all_of("A"), "B"), outlet(all_of("A"), "B")], &["[A]=B"]);
        check(&[opinion(all_of("A"), true), opinion(all_of("A"), false)], &["[A]=Opinion"]);
        check(
            &[opinion(all_of("A"), true), outlet(folder("f"), "A"), opinion(all_of("A"), false)],
            &["[A]=Opinion", "f/=A", "[A]=Opinion"],
        );
    }
}
